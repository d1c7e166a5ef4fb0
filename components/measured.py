"""Runs and requests, measured: each is counted in the metrics and written as one line of the log."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import ParamSpec, TypeVar
from urllib.parse import urlsplit

import streamlit as st
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.runtime.scriptrunner import RerunException, StopException

from components.counted import REQUESTS, RUNS
from components.log_lines import write_line
from components.page_names import page_name, route_name
from components.run_queue import RUN_QUEUE
from plenary.spent import ENGINE

UNLOGGED = ("_stcore", "metrics")
"""Routes that only machines ask, every few seconds: they are counted, but not written down."""

Asked = ParamSpec("Asked")
Given = TypeVar("Given")
_inside = threading.local()


@contextmanager
def measured_run(page: str, part: str = "page") -> Iterator[None]:
    """Count the run of a page, or of a part of it alone, once those before it have ended; its wait counts too.

    Its status is "finished"; "stopped" where the page says why it shows nothing; "overtaken" where the reader asked for
    something else meanwhile; or "failed".

    Args:
        page: Name of the page, see `components.page_names`.
        part: "page" or "fragment".
    """
    started, engine = time.perf_counter(), ENGINE.of_thread()
    _inside.run = True
    status = "failed"
    try:
        with RUN_QUEUE.run():
            yield
        status = "finished"
    except StopException:
        status = "stopped"
        raise
    except RerunException:
        status = "overtaken"
        raise
    finally:
        _inside.run = False
        seconds = time.perf_counter() - started
        RUNS.labels(page, part, status).observe(seconds)
        spent = ENGINE.of_thread() - engine
        write_line("run", page=page, part=part, status=status, ms=_ms(seconds), engine_ms=_ms(spent))


def measured_part(function: Callable[Asked, Given]) -> Callable[Asked, Given]:
    """What `st.fragment` takes, measured where it runs alone; inside the run of its page it is part of that."""

    @wraps(function)
    def run(*args: Asked.args, **kwargs: Asked.kwargs) -> Given:
        if getattr(_inside, "run", False):
            return function(*args, **kwargs)
        with measured_run(page_name(urlsplit(st.context.url or "").path), "fragment"):
            return function(*args, **kwargs)

    return run


class MeasuredRequests:
    """Counts each request and writes one line for it: what kind of address, never the address itself."""

    def __init__(self, app: ASGIApp) -> None:
        """Stand before `app`, and before all that answers in its place."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and the answer back."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        status, sent = 500, 0
        started = time.perf_counter()

        async def counted(message: Message) -> None:
            nonlocal status, sent
            if message["type"] == "http.response.start":
                status = message["status"]
            elif message["type"] == "http.response.body":
                sent += len(message.get("body", b""))
            await send(message)

        try:
            await self._app(scope, receive, counted)
        finally:
            seconds = time.perf_counter() - started
            route = route_name(scope["path"])
            REQUESTS.labels(route, str(status)).observe(seconds)
            if route not in UNLOGGED:
                page = page_name(scope["path"]) if route == "page" else None
                write_line("request", route=route, page=page, status=status, bytes=sent, ms=_ms(seconds))


def _ms(seconds: float) -> float:
    return round(seconds * 1000, 1)
