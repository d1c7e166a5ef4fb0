"""What `streamlit run app.py` serves beside the pages: the routes of our own, and compression."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

import streamlit as st
from starlette.formparsers import MultiPartParser
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from components import dataset_files, page_head, preview
from components.public_address import BASE
from components.security import SecurityHeaders
from components.settings import data_directory
from components.share import reached_address

SHELL = Path(__file__).with_name("shell.py")
"""The page script. It does not lie beside pages/, so that Streamlit never runs a page without it."""

GEOMETRY = "map/world.geojson"
YEAR = 31_536_000


async def world(request: Request) -> Response:
    """The geometry of the map, under a name that changes with its content, so that browsers may keep it for a year."""
    path = data_directory() / GEOMETRY
    if not path.is_file() or request.path_params["name"] != geometry_name():
        return Response(status_code=404)
    headers = {"Cache-Control": f"public, max-age={YEAR}, immutable"}
    return Response(path.read_bytes(), media_type="application/geo+json", headers=headers)


def geometry_name() -> str:
    """File name of the geometry: ``world-<first 12 digits of its SHA-256>.geojson``."""
    path = data_directory() / GEOMETRY
    return _named(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=4)
def _named(path: Path, changed: int) -> str:
    return f"world-{hashlib.sha256(path.read_bytes()).hexdigest()[:12]}.geojson"


def geometry_address() -> str:
    """Address of the geometry as the reader's browser must ask for it, also below a base path or a proxy's folder."""
    return f"{reached_address()}map/{geometry_name()}"


# An upload stays in memory: by itself Starlette writes what is longer than a megabyte into a temporary file first.
MultiPartParser.spool_max_size = (st.get_option("server.maxUploadSize") + 1) * 1024 * 1024

ROUTES = [
    Route(f"{BASE}/map/{{name}}", world),
    *dataset_files.ROUTES,
    *preview.ROUTES,
    *page_head.ROUTES,
]
MIDDLEWARE = [Middleware(SecurityHeaders), Middleware(GZipMiddleware, minimum_size=1024)]
