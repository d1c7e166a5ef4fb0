"""What metrics and logs call a page or an address: names of ours, never what a reader wrote into the address."""

from __future__ import annotations

from typing import Final

from components.navigation import PAGES
from components.serving import BASE

FIRST_PAGE: Final = "overview"
OTHER: Final = "other"
OF_ROUTES: Final = (
    "_stcore", "assets", "component", "data", "entry", "figure", "map", "media", "metrics", "preview", "static",
)  # fmt: skip
"""First parts of the addresses that are no pages."""

_PAGES: Final = {entry.url_path: entry.url_path or FIRST_PAGE for entry in PAGES}


def page_name(path: str) -> str:
    """Name of the page at a path, whatever folder a proxy has put before it; the first page where it names none."""
    return _PAGES.get(path.rstrip("/").rpartition("/")[2], FIRST_PAGE)


def route_name(path: str) -> str:
    """Name of what answers at a path: "page", one of `OF_ROUTES`, or "other"."""
    below = path.removeprefix(BASE).strip("/")
    first = below.partition("/")[0]
    if below in _PAGES:
        return "page"
    return first if first in OF_ROUTES else OTHER
