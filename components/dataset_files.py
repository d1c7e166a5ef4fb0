"""The dataset as it was sealed, file by file, and its description for programs, at addresses of their own."""

from __future__ import annotations

import json
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from components.dataset import load_dataset
from components.public_address import public_site
from components.serving import BASE
from components.share import today
from plenary.description import DATA_FILES, croissant
from plenary.schema import PACKAGE_FILE, digest
from plenary.store import BrokenDataset

FOR_EVERYONE: Final = {"Access-Control-Allow-Origin": "*", "Cache-Control": "no-cache"}
"""Public data: pages of other hosts may read it too."""

MEDIA_TYPES: Final = {
    ".csv": "text/csv; charset=utf-8",
    ".json": "application/json",
    ".geojson": "application/geo+json",
}


def file_answer(name: str, known: str) -> Response:
    """The answer to who asks for a file of the dataset.

    Args:
        name: Path of the file as datapackage.json writes it.
        known: The tags of what the asker has already.
    """
    try:
        dataset = load_dataset()
    except BrokenDataset:
        return Response(status_code=503, headers={"Cache-Control": "no-store"})
    # The name is looked up and never made into a path: what the package does not name is not there.
    known_files = {resource.file: (resource.path, resource.hash) for resource in dataset.package.resources}
    known_files[PACKAGE_FILE] = (dataset.directory / PACKAGE_FILE, f"sha256:{dataset.hash}")
    if name not in known_files:
        return Response(status_code=404)
    path, sealed = known_files[name]
    try:
        content = path.read_bytes()
    except OSError:
        content = b""
    if digest(content) != sealed:  # Another dataset takes its place just now.
        return Response(status_code=503, headers={"Cache-Control": "no-store", "Retry-After": "1"})
    headers = {**FOR_EVERYONE, "ETag": f'"{sealed.removeprefix("sha256:")}"'}
    if headers["ETag"] in known:
        return Response(status_code=304, headers=headers)
    media_type = MEDIA_TYPES.get(path.suffix, "application/octet-stream")
    return Response(content, media_type=media_type, headers=headers)


async def dataset_file(request: Request) -> Response:
    """A file of the dataset byte for byte as it was sealed, or datapackage.json; nothing else."""
    known = request.headers.get("if-none-match", "")
    return await run_in_threadpool(file_answer, request.path_params["file"], known)


def _croissant(site: str) -> Response:
    try:
        dataset = load_dataset()
    except BrokenDataset:
        return Response(status_code=503, headers={"Cache-Control": "no-store"})
    text = json.dumps(croissant(dataset, site, today()), ensure_ascii=False, indent=2) + "\n"
    return Response(text, media_type="application/ld+json", headers=FOR_EVERYONE)


async def dataset_croissant(request: Request) -> Response:
    """The dataset in the Croissant format, with the hashes of the files that `dataset_file` answers with."""
    return await run_in_threadpool(_croissant, public_site(request))


ROUTES: Final = [
    Route(f"{BASE}/{DATA_FILES}{{file:path}}", dataset_file),
    Route(f"{BASE}/data/croissant.json", dataset_croissant),
]
