"""Headers by which browsers hold the app to what it needs: no foreign scripts, no foreign frames, no guessed types."""

from __future__ import annotations

import base64
import hashlib
import os
import re
from collections.abc import Iterable
from functools import lru_cache
from html.parser import HTMLParser
from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from components.public_address import HOST
from components.streamlit_page import streamlit_html

POLICY: Final = "Content-Security-Policy"
EVERYWHERE: Final = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}

OF_PAGES: Final = ("text/html", "text/css", "text/javascript", "application/javascript", "application/x-javascript")
"""Types of what a page consists of; a script has the policy of its own answer when it runs as a worker."""

NOT_MODIFIED: Final = 304

OF_ROWS: Final = "; ".join(
    (
        "default-src 'none'",
        "style-src 'unsafe-inline'",
        "img-src data:",
        "font-src data:",
        "frame-ancestors 'none'",
        "sandbox",
    )
)
"""Policy of what is no page: rows, pictures, geometry. Opened by themselves they can do nothing; a drawing keeps its
own styles."""

PDF: Final = "application/pdf"
OF_PDF: Final = "frame-ancestors 'none'"
"""Browsers show a PDF with a viewer of their own, which a sandbox would keep from starting."""

EMBEDDED: Final = re.compile(rb"(?:^|&)embed=true(?:&|$)", re.IGNORECASE)


class _InlineScripts(HTMLParser):
    """Collects the text of scripts that stand in a page itself."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.found: list[str] = []
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside = tag == "script" and "src" not in dict(attrs)
        if self._inside:
            self.found.append("")

    def handle_endtag(self, tag: str) -> None:
        self._inside = False

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.found[-1] += data


def script_hashes(html: str) -> tuple[str, ...]:
    """Sources for a policy that allow the scripts written in a page, by their SHA-256.

    Source: Content Security Policy Level 3, hash-source.
    """
    parser = _InlineScripts()
    parser.feed(html)
    digests = (hashlib.sha256(text.encode()).digest() for text in parser.found)
    return tuple(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)


@lru_cache(maxsize=1)
def _scripts() -> tuple[str, ...]:
    return script_hashes(streamlit_html())


def page_policy(frame_ancestors: str, scripts: Iterable[str], host: str = "") -> str:
    """The policy under which the pages work.

    Styles may stand in the page, since Streamlit's interface makes its own while it runs; scripts may not, and none is
    made from text. WebAssembly, which can do no more than a script, computes the long numbers of Streamlit's messages.
    `data:` is open to connections for the empty base map of the figures (see
    `components.charts.participation_map`); nothing can be sent to such an address.

    Args:
        frame_ancestors: Who may show the page in a frame, as the policy writes it.
        scripts: Sources of the scripts that stand in the page itself.
        host: Host and port of the page; its websocket is named for browsers whose 'self' does not mean it (Safari
            before 15.4). Empty where it is not known.
    """
    sockets = f" ws://{host} wss://{host}" if host else ""
    parts = {
        "default-src": "'self'",
        "script-src": " ".join(("'self'", "'wasm-unsafe-eval'", *scripts)),
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob:",
        "font-src": "'self' data:",
        "connect-src": f"'self' data:{sockets}",
        "object-src": "'none'",
        "base-uri": "'self'",
        "form-action": "'self'",
        "frame-ancestors": frame_ancestors,
    }
    return "; ".join(f"{name} {value}" for name, value in parts.items())


def frame_ancestors(query: bytes) -> str:
    """Who may show a page in a frame: with ``embed=true`` whom PLENARY_FRAME_ANCESTORS names, else the app itself."""
    # Streamlit's script takes "embed=true" in any case and anywhere in the query; the text is not taken apart, since
    # no query, however odd, may cost an answer.
    if EMBEDDED.search(query):
        return os.environ.get("PLENARY_FRAME_ANCESTORS", "").strip() or "*"
    return "'self'"


def _policy(scope: Scope, kind: str) -> str:
    if kind not in OF_PAGES:
        return OF_PDF if kind == PDF else OF_ROWS
    host = Headers(scope=scope).get("host", "")
    known = host if HOST.fullmatch(host) else ""
    return page_policy(frame_ancestors(scope["query_string"]), _scripts(), known)


class SecurityHeaders:
    """Sets the headers on every answer; one that sets its own policy keeps it."""

    def __init__(self, app: ASGIApp) -> None:
        """Stand before `app`."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and the answer back."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in EVERYWHERE.items():
                    headers[name] = value
                kind = headers.get("content-type", "").partition(";")[0].strip()
                # "Not modified" without a type says nothing new: the policy that came with the kept answer holds.
                if POLICY not in headers and (kind or message["status"] != NOT_MODIFIED):
                    headers[POLICY] = _policy(scope, kind)
            await send(message)

        await self._app(scope, receive, send_with_headers)
