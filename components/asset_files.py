"""Scripts and styles of the pages that are not Streamlit's: plotly.js and our own, under names that may be kept."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

import plotly
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from components.serving import BASE, KEPT_FOR_A_YEAR

FOLDER: Final = Path(__file__).with_name("assets")
PLOTLY: Final = Path(plotly.__file__).with_name("package_data") / "plotly.min.js"
FILES: Final[Mapping[str, Path]] = {
    "plotly.min.js": PLOTLY,
    "picture.js": FOLDER / "picture.js",
    "picture.css": FOLDER / "picture.css",
}
"""What is served, by the name without its hash."""

MIME: Final = {".js": "text/javascript", ".css": "text/css"}


@dataclass(frozen=True)
class Asset:
    """A file that is served.

    Attributes:
        name: Its name with the first 12 digits of its SHA-256: ``plotly-0123456789ab.min.js``.
        media_type: What it is.
        content: The file.
        packed: The file by gzip.
    """

    name: str
    media_type: str
    content: bytes
    packed: bytes


@lru_cache(maxsize=len(FILES))
def asset(name: str) -> Asset:
    """One of `FILES`, read and compressed once in the life of the process."""
    content = FILES[name].read_bytes()
    stem, _dot, ending = name.partition(".")
    digest = hashlib.sha256(content).hexdigest()[:12]
    return Asset(
        f"{stem}-{digest}.{ending}", MIME[FILES[name].suffix], content, gzip.compress(content, compresslevel=9, mtime=0)
    )


def assets(request: Request) -> Response:
    """One of the files, under a name that changes with its content, so that browsers may keep it for a year."""
    found = next((held for held in map(asset, FILES) if held.name == request.path_params["name"]), None)
    if found is None:
        return Response(status_code=404)
    headers = {"Cache-Control": KEPT_FOR_A_YEAR, "Vary": "Accept-Encoding"}
    if "gzip" not in request.headers.get("Accept-Encoding", ""):
        return Response(found.content, media_type=found.media_type, headers=headers)
    # Compressed once: the middleware would do it for each reader, and lets pass what says that it is.
    return Response(found.packed, media_type=found.media_type, headers={**headers, "Content-Encoding": "gzip"})


ROUTES: Final = [Route(f"{BASE}/assets/{{name}}", assets)]
