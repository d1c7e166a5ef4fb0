"""The address of the dashboard's first page as a request names it, for what leaves the page: heads, previews, data."""

from __future__ import annotations

import re
from typing import Final

from starlette.requests import Request

from components.serving import BASE
from plenary.links import site_setting

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
