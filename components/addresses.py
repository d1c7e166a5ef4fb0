"""What `streamlit run app.py` serves beside the pages: the routes of our own, and the bounds on them.

They are imported by `components.starting` once the server listens.
"""

from __future__ import annotations

import streamlit as st
from starlette.formparsers import MultiPartParser
from starlette.middleware import Middleware

from components import (
    bundle_address,
    data_addresses,
    dataset_files,
    entries,
    figure_pictures,
    geometry,
    metrics,
    page_head,
    preview,
)
from components.limited_rate import LimitedRate
from components.serving import BASE
from components.starting import OUTER, SHELL

__all__ = ["BASE", "INNER", "MIDDLEWARE", "ROUTES", "SHELL"]

# An upload stays in memory: by itself Starlette writes what is longer than a megabyte into a temporary file first.
MultiPartParser.spool_max_size = (st.get_option("server.maxUploadSize") + 1) * 1024 * 1024

# The addresses of rows come last: what is no other address below /data/ is the name of a table.
ROUTES = [
    *metrics.ROUTES,
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
INNER = [Middleware(LimitedRate, paths=LIMITED)]
"""What stands before the routes of our own alone."""

MIDDLEWARE = [*OUTER, *INNER]
