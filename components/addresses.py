"""What `streamlit run app.py` serves beside the pages: the routes of our own, compression, bounds and headers."""

from __future__ import annotations

from pathlib import Path

import streamlit as st
from starlette.formparsers import MultiPartParser
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware

from components import (
    bundle_address,
    data_addresses,
    dataset_files,
    entries,
    figure_pictures,
    geometry,
    page_head,
    preview,
)
from components.limited_rate import LimitedRate
from components.security import SecurityHeaders
from components.serving import BASE

__all__ = ["BASE", "MIDDLEWARE", "ROUTES", "SHELL"]

SHELL = Path(__file__).with_name("shell.py")
"""The page script. It does not lie beside pages/, so that Streamlit never runs a page without it."""

# An upload stays in memory: by itself Starlette writes what is longer than a megabyte into a temporary file first.
MultiPartParser.spool_max_size = (st.get_option("server.maxUploadSize") + 1) * 1024 * 1024

# The addresses of rows come last: what is no other address below /data/ is the name of a table.
ROUTES = [
    *geometry.ROUTES,
    *page_head.ROUTES,
    *preview.ROUTES,
    *entries.ROUTES,
    *figure_pictures.ROUTES,
    *bundle_address.ROUTES,
    *dataset_files.ROUTES,
    *data_addresses.ROUTES,
]
LIMITED = tuple(f"{BASE}/{name}/" for name in ("data", "entry", "figure", "preview"))
MIDDLEWARE = [
    Middleware(SecurityHeaders),
    Middleware(LimitedRate, paths=LIMITED),
    Middleware(GZipMiddleware, minimum_size=1024),
]
