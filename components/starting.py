"""How the served app starts: it answers at once, and gets ready while the first browser loads Streamlit's scripts.

To import everything and to open the dataset takes longer than to start a server. A thread does both as soon as the
server listens; pages and addresses wait for it, Streamlit's own files and the health check do not.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import HTMLResponse
from starlette.routing import Router
from starlette.types import ASGIApp, Receive, Scope, Send

from components.measured import MeasuredRequests
from components.navigation import PAGES
from components.packed_static import PackedStatic
from components.security import SecurityHeaders
from components.serving import BASE
from components.streamlit_page import TITLE, early_scripts, streamlit_html
from plenary.catalogue import translate as _

SHELL: Final = Path(__file__).with_name("shell.py")
"""The page script. It does not lie beside pages/, so that Streamlit never runs a page without it."""

IMPORTED: Final = ("components.frame", "components.filters", "components.world", "components.addresses")
"""Modules that import, one way or another, what the pages and the addresses need."""

STREAMLITS: Final = tuple(f"{BASE}/{name}/" for name in ("_stcore", "static", "media", "component"))
"""Paths that Streamlit keeps for itself."""

PAGE_PATHS: Final = frozenset(f"{BASE}/{page.url_path}" for page in PAGES)
"""The addresses of the pages."""

_importing = threading.Lock()
_imported = threading.Event()


def wait_until_started() -> None:
    """Return when everything is imported: by the thread of `lifespan`, or now, by this one.

    One thread imports, the others wait. Two that import the same modules from different ends may see half of one.
    """
    if _imported.is_set():
        return
    with _importing:
        for name in IMPORTED:
            import_module(name)
        _imported.set()


@asynccontextmanager
async def lifespan(_app: Any) -> AsyncIterator[None]:
    """Get ready in the background, beginning when the server listens."""
    # A daemon: a server that is stopped while it opens a large dataset need not wait for it.
    thread = threading.Thread(target=_get_ready, name="getting ready", daemon=True)
    asyncio.get_running_loop().call_soon(thread.start)
    yield


def _get_ready() -> None:
    wait_until_started()
    from components.dataset import load_dataset
    from components.page_head import head_of
    from components.settling import freeze
    from plenary.store import BrokenDataset

    freeze()  # What is imported stays for good.
    try:
        load_dataset()
    except BrokenDataset:
        return  # Each page tells it, and opens the dataset anew.
    head_of(PAGES[0], "", "")  # The counts that the first reader is shown.


class OwnAddresses:
    """Answers by the routes of our own, once they are imported, and passes everything else on to Streamlit."""

    def __init__(self, app: ASGIApp) -> None:
        """Stand before `app`, which is Streamlit's."""
        self._streamlit = app
        self._own: ASGIApp | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or pass on."""
        if scope["type"] != "http" or scope["path"].startswith(STREAMLITS):
            await self._streamlit(scope, receive, send)
            return
        if self._own is None:
            if not _imported.is_set() and _draws_itself(scope):
                await _early_page(scope["path"])(scope, receive, send)
                return
            self._own = await run_in_threadpool(self._import)
        await self._own(scope, receive, send)

    def _import(self) -> ASGIApp:
        wait_until_started()
        from components.addresses import INNER, ROUTES

        own: ASGIApp = Router(ROUTES, default=self._streamlit, redirect_slashes=False)
        for middleware in reversed(INNER):
            own = middleware.cls(own, *middleware.args, **middleware.kwargs)
        return own


def _draws_itself(scope: Scope) -> bool:
    """Whether a browser asks for a page to show it: what stands in its head is soon written by the page itself.

    Programs that show links say no such thing; they wait until the head can say what the view is.
    """
    shown = Headers(scope=scope).get("sec-fetch-dest") in ("document", "iframe")
    return shown and scope["method"] == "GET" and scope["path"] in PAGE_PATHS


def _early_page(path: str) -> HTMLResponse:
    scripts = early_scripts(path.removeprefix(f"{BASE}/"))
    html = streamlit_html().replace(TITLE, f"<title>{_('Plenary Atlas')}</title>{scripts}", 1)
    return HTMLResponse(html, headers={"Cache-Control": "no-store"})


OUTER: Final = [
    Middleware(MeasuredRequests),
    Middleware(SecurityHeaders),
    Middleware(GZipMiddleware, minimum_size=1024),
    Middleware(PackedStatic),
]
"""What stands before every answer, Streamlit's own included."""

MIDDLEWARE: Final = [*OUTER, Middleware(OwnAddresses)]
