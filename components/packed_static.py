"""Streamlit's scripts and styles, compressed once in the life of the process.

Streamlit sends them as they are, 8 MB for a first page; to compress them for each reader anew takes half a second of a
processor each time.
"""

from __future__ import annotations

import gzip
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from components.serving import BASE

STATIC: Final = f"{BASE}/static/"
PACKED: Final = ("text/javascript", "application/javascript", "text/css", "application/json", "image/svg+xml")
LEAST_BYTES: Final = 1024
MOST_KEPT: Final = 512
"""Files that are kept; Streamlit has some 320 scripts and styles, together 7 MB packed."""
LEVEL: Final = 6
"""Level 9 takes a quarter more time for a third of a percent of the bytes."""


class PackedStatic:
    """Answers with kept files what is asked for below /static/ by browsers that take gzip."""

    def __init__(self, app: ASGIApp) -> None:
        """Keep what `app` answers where its answer says that it never changes."""
        self._app = app
        self._kept: dict[str, list[Message]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or pass on."""
        if scope["type"] != "http" or scope["method"] != "GET" or not scope["path"].startswith(STATIC):
            await self._app(scope, receive, send)
            return
        asked = Headers(scope=scope)
        if "gzip" not in asked.get("accept-encoding", "") or "range" in asked or "if-none-match" in asked:
            await self._app(scope, receive, send)
            return
        answer = self._kept.get(scope["path"])
        if answer is None:
            answer = await self._answer(scope, receive)
        for message in answer:
            await send(message)

    async def _answer(self, scope: Scope, receive: Receive) -> list[Message]:
        messages: list[Message] = []

        async def take(message: Message) -> None:
            messages.append(message)

        await self._app(scope, receive, take)
        start = messages[0]
        headers = MutableHeaders(scope=start)
        kind = headers.get("content-type", "").partition(";")[0]
        body = b"".join(message.get("body", b"") for message in messages[1:])
        lasts = start["status"] == 200 and "immutable" in headers.get("cache-control", "")
        if not lasts or kind not in PACKED or len(body) < LEAST_BYTES or "content-encoding" in headers:
            return messages
        packed = await run_in_threadpool(gzip.compress, body, LEVEL, mtime=0)
        headers["Content-Encoding"] = "gzip"
        headers["Content-Length"] = str(len(packed))
        headers.add_vary_header("Accept-Encoding")
        answer: list[Message] = [start, {"type": "http.response.body", "body": packed, "more_body": False}]
        if len(self._kept) < MOST_KEPT:
            self._kept[scope["path"]] = answer
        return answer
