"""The bound on how often one client may ask for what costs the server work: rows, copies, pictures, entries."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.types import ASGIApp, Receive, Scope, Send

from components.bounds import seconds_to_wait
from components.problems import problem
from plenary.catalogue import translate as _


class LimitedRate:
    """Answers 429 with the seconds to wait, below some paths, where a client asks more often than the setting allows.

    Pages and their websockets are not counted here: docs/hosting.md has the lines by which a proxy bounds them.
    """

    def __init__(self, app: ASGIApp, paths: Sequence[str]) -> None:
        """Bound what `app` answers below `paths`, each with a slash at its end."""
        self._app, self._paths = app, tuple(paths)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or pass on."""
        if scope["type"] == "http" and scope["path"].startswith(self._paths):
            client = scope.get("client")
            if wait := seconds_to_wait(client[0] if client else ""):
                detail = _("This server answers so many requests of one client and no more. Ask again later.")
                await problem(429, detail, headers={"Retry-After": str(wait)})(scope, receive, send)
                return
        await self._app(scope, receive, send)
