"""What a reader uploads is written to no disk on its way into the session."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest
from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartParser
from starlette.requests import Request
from starlette.types import Message

from components import addresses

SIZE = 40_000_000


def on_disk() -> bool:
    """Whether a file of `SIZE` bytes in a form is written into a temporary file while it arrives."""
    head = b'--x\r\nContent-Disposition: form-data; name="file"; filename="report.pdf"\r\n\r\n'
    body = head + bytes(SIZE) + b"\r\n--x--\r\n"
    scope = {"type": "http", "method": "POST", "headers": [(b"content-type", b"multipart/form-data; boundary=x")]}

    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    async def take() -> bool:
        upload = (await Request(scope, receive).form())["file"]
        assert isinstance(upload, UploadFile)
        assert upload.size == SIZE
        rolled: bool = upload.file._rolled  # type: ignore[attr-defined]
        return rolled

    # A thread of its own: the browser tests before it leave an event loop running in this one.
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, take()).result()


def test_a_large_upload_stays_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forty megabytes arrive in memory; with Starlette's own setting they would be written to disk."""
    assert addresses.MIDDLEWARE  # the module with which every served app begins
    assert not on_disk()
    monkeypatch.setattr(MultiPartParser, "spool_max_size", 1024 * 1024)
    assert on_disk()
