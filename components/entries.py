"""Permanent addresses: each leads to the page and panel that shows its entry."""

from __future__ import annotations

from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from components.dataset import load_dataset, load_version
from components.plain_page import cluster_down_page, told_page
from components.serving import BASE
from plenary.catalogue import translate as _
from plenary.engine import EngineDown
from plenary.entries import find_entry
from plenary.selection import FOREIGN_PARAMETERS, OF_NAMES
from plenary.store import BrokenDataset
from plenary.versions import named_dataset

KEPT = (*OF_NAMES, "v", *FOREIGN_PARAMETERS)
"""Parameters of a permanent address that its page gets too.

World and language of the names, dataset version, and whether the page is embedded.
"""


def entry(request: Request) -> Response:
    """The way to the page that shows an entry.

    307 to it, `v` and `embed` kept; 404 with a page that says so where the dataset has no such entry, and 503 where it
    cannot be read. `table` says which entry is meant where two have the same id.

    The way is written relative to the address asked for, so that it holds behind any proxy and below any folder.
    """
    up = "../" * (_depth(request) + 1)
    try:
        params = {name: request.query_params.getlist(name) for name in request.query_params}
        dataset = named_dataset(load_dataset(), params, load_version)
    except BrokenDataset:
        return told_page(
            503, _("The dataset cannot be shown"), [_("Its files are missing or wrong. Try again later.")], up
        )
    try:
        found = find_entry(dataset, request.path_params["id"], request.query_params.get("table", ""))
    except EngineDown as down:
        return cluster_down_page(down, up)
    if found is None:
        text = _("Nothing has this id: no statement, meeting, conclusion, view, document, finding or delegation.")
        return told_page(404, _("There is no such entry"), [text], up)
    kept = [pair for pair in request.query_params.multi_items() if pair[0] in KEPT]
    return RedirectResponse(f"{found.page_address(up)}{f'&{urlencode(kept)}' if kept else ''}", status_code=307)


def _depth(request: Request) -> int:
    """How many strokes stand in the id as the address spells it."""
    path: bytes = request.scope.get("raw_path") or request.url.path.encode()
    return path.partition(b"?")[0].removeprefix(f"{BASE}/entry/".encode()).count(b"/")


ROUTES = [Route(f"{BASE}/entry/{{id:path}}", entry)]
