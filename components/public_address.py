"""The address of the dashboard's first page as a request names it, for what leaves the page: heads, previews, data."""

from __future__ import annotations

import re
from typing import Final

import streamlit as st
from starlette.requests import Request

from components.settings import site_setting

# Streamlit puts its own routes below the base path, but not those of an app.
BASE: Final = f"/{(st.get_option('server.baseUrlPath') or '').strip('/')}".rstrip("/")
"""Path below which everything is served: empty, or with a slash at its beginning and none at its end."""

HOST: Final = re.compile(r"(?:[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+\])(?::[0-9]{1,5})?", re.IGNORECASE)
"""Host names and addresses, with a port or without: whatever else a request claims to have reached is not repeated."""


def public_site(request: Request) -> str:
    """Address of the first page, with a slash at its end: the public one that is set, else as the request reached it.

    Empty where the request names no host that can be one: links are then relative.
    """
    if setting := site_setting():
        return setting
    host = request.headers.get("host", "")
    return f"{request.scope['scheme']}://{host}{BASE}/" if HOST.fullmatch(host) else ""
