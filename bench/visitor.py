"""Many readers at once, cheaply: a websocket client that looks into a message only where it must.

The generator of the load shares the machine with what it measures. A client library spends some 30 µs of a processor on
each message, and a page is a hundred messages; this one reads the lengths of frames and lets their content be. It knows
no more of RFC 6455 than a server of Streamlit sends, and stops at anything else.
"""

from __future__ import annotations

import asyncio
import base64
import os
import struct
import time
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

SHORT: Final = 64
"""A message that says that a run has finished is shorter."""

BINARY, CLOSE, PING, PONG = 2, 8, 9, 10
FINAL: Final = 0x80
UNMASKED: Final = bytes(4)
"""Clients must mask what they send; a mask of zeros changes nothing."""


class Disconnected(ConnectionError):
    """The server ended the connection, or answered what is no websocket; the message says with what."""


@dataclass(frozen=True)
class Answered:
    """One run.

    Attributes:
        seconds: From sending the request to the message that says that the run has finished.
        byte_count: Bytes of its messages.
        failed: Whether it ended otherwise than by success.
        messages: The messages, where they were asked for.
    """

    seconds: float
    byte_count: int
    failed: bool
    messages: tuple[bytes, ...] = ()


class Visitor(asyncio.Protocol):
    """One reader's connection."""

    def __init__(self, request: bytes) -> None:
        """Will open a websocket by `request`."""
        self._request = request
        self._buffer = bytearray()
        self._open = False
        self._transport: asyncio.Transport | None = None
        loop = asyncio.get_running_loop()
        self.opened: asyncio.Future[None] = loop.create_future()
        self._finished: asyncio.Future[bool] | None = None
        self._bytes = 0
        self._kept: list[bytes] | None = None

    async def run(self, message: bytes, *, keep: bool = False) -> Answered:
        """Send a message that asks for a run, and wait until it has finished.

        Args:
            message: A BackMsg.
            keep: Whether the messages of the answer are given.

        Raises:
            Disconnected: The connection was lost.
        """
        if self._transport is None or self._transport.is_closing():
            raise Disconnected("closed")
        self._bytes, self._kept = 0, [] if keep else None
        self._finished = asyncio.get_running_loop().create_future()
        started = time.perf_counter()
        self._send(BINARY, message)
        failed = await self._finished
        return Answered(time.perf_counter() - started, self._bytes, failed, tuple(self._kept or ()))

    def close(self) -> None:
        """Disconnect."""
        if self._transport is not None:
            self._transport.close()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Ask for the websocket."""
        self._transport = transport  # type: ignore[assignment]
        transport.write(self._request)  # type: ignore[attr-defined]

    def connection_lost(self, exc: Exception | None) -> None:
        """Tell whoever waits."""
        self._fail(f"connection lost: {exc}")

    def data_received(self, data: bytes) -> None:
        """Take what came, frame by frame."""
        self._buffer += data
        if not self._open and not self._take_answer():
            return
        place = 0
        while (frame := self._frame_at(place)) is not None:
            kind, payload, place = frame
            if kind == BINARY:
                self._take(payload)
            elif kind == PING:
                self._send(PONG, payload)
            elif kind == CLOSE:
                self._fail(f"closed by the server: {payload[2:]!r}")
        del self._buffer[:place]

    def _take_answer(self) -> bool:
        end = self._buffer.find(b"\r\n\r\n")
        if end < 0:
            return False
        head = bytes(self._buffer[:end])
        del self._buffer[: end + 4]
        if b" 101 " not in head.partition(b"\r\n")[0]:
            self._fail(head.partition(b"\r\n")[0].decode("latin-1"))
            return False
        self._open = True
        self.opened.set_result(None)
        return True

    def _frame_at(self, place: int) -> tuple[int, bytes, int] | None:
        """Kind and content of the frame that begins there, and where the next one does; None while it is not whole."""
        held, known = self._buffer, len(self._buffer) - place
        if known < 2:
            return None
        size, length = 2, held[place + 1]
        if length == 126:
            if known < 4:
                return None
            size, length = 4, struct.unpack_from("!H", held, place + 2)[0]
        elif length == 127:
            if known < 10:
                return None
            size, length = 10, struct.unpack_from("!Q", held, place + 2)[0]
        end = place + size + length
        if len(held) < end:
            return None
        first = held[place]
        if not first & FINAL or first & 0x70:
            raise NotImplementedError("a frame in parts, or compressed")
        return first & 0x0F, bytes(held[place + size : end]), end

    def _take(self, payload: bytes) -> None:
        self._bytes += len(payload)
        if self._kept is not None:
            self._kept.append(payload)
        if len(payload) < SHORT and self._finished is not None and not self._finished.done():
            message = ForwardMsg.FromString(payload)
            if message.WhichOneof("type") == "script_finished":
                self._finished.set_result(message.script_finished != ForwardMsg.FINISHED_SUCCESSFULLY)

    def _send(self, kind: int, payload: bytes) -> None:
        size = len(payload)
        if size < 126:
            head = struct.pack("!BB", FINAL | kind, 0x80 | size)
        elif size < 1 << 16:
            head = struct.pack("!BBH", FINAL | kind, 0x80 | 126, size)
        else:
            head = struct.pack("!BBQ", FINAL | kind, 0x80 | 127, size)
        assert self._transport is not None  # noqa: S101 - frames come from an open connection
        self._transport.write(head + UNMASKED + payload)

    def _fail(self, told: str) -> None:
        for waiting in (self.opened, self._finished):
            if waiting is not None and not waiting.done():
                waiting.set_exception(Disconnected(told))


async def connect(url: str, address: str, cookie: str = "") -> Visitor:
    """A reader who is connected with the app at `url`.

    Args:
        url: Address of the app, without a slash at the end.
        address: Address of this machine from which the reader comes, 127.x.y.z: what tells readers apart for a server
            that counts or spreads them by it.
        cookie: Cookies that the reader holds.

    Raises:
        Disconnected: The server did not answer with a websocket.
    """
    parts = urlsplit(url)
    lines = [
        f"GET {parts.path}/_stcore/stream HTTP/1.1",
        f"Host: {parts.netloc}",
        "Upgrade: websocket",
        "Connection: Upgrade",
        f"Sec-WebSocket-Key: {base64.b64encode(os.urandom(16)).decode()}",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Protocol: streamlit",
        *([f"Cookie: {cookie}"] if cookie else []),
    ]
    request = ("\r\n".join(lines) + "\r\n\r\n").encode()
    loop = asyncio.get_running_loop()
    _transport, visitor = await loop.create_connection(
        lambda: Visitor(request), parts.hostname, parts.port, local_addr=(address, 0)
    )
    await visitor.opened
    return visitor
