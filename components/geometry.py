"""The geometry of the map: its route, and the address under which browsers may keep it."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path
from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from components.serving import BASE, KEPT_FOR_A_YEAR
from components.settings import data_directory
from components.share import reached_address

GEOMETRY: Final = "map/world.geojson"


async def world(request: Request) -> Response:
    """The geometry of the map, under a name that changes with its content, so that browsers may keep it for a year."""
    path = geometry_path()
    if not path.is_file() or request.path_params["name"] != geometry_name():
        return Response(status_code=404)
    headers = {"Cache-Control": KEPT_FOR_A_YEAR}
    return Response(path.read_bytes(), media_type="application/geo+json", headers=headers)


def geometry_path() -> Path:
    """File of the geometry."""
    return data_directory() / GEOMETRY


def geometry_name() -> str:
    """File name of the geometry: ``world-<first 12 digits of its SHA-256>.geojson``."""
    path = geometry_path()
    return _named(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=4)
def _named(path: Path, changed: int) -> str:
    return f"world-{hashlib.sha256(path.read_bytes()).hexdigest()[:12]}.geojson"


def geometry_address() -> str:
    """Address of the geometry as the reader's browser must ask for it, also below a base path or a proxy's folder."""
    return f"{reached_address()}map/{geometry_name()}"


ROUTES: Final = [Route(f"{BASE}/map/{{name}}", world)]
