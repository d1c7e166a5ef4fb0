"""The benchmark's own parts: what it writes of what it measured, and its cheap websocket client."""

from __future__ import annotations

import asyncio
import json
import struct
from collections.abc import Callable, Coroutine, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from typing import Any

import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from bench.__main__ import PARTS
from bench.memory import Held
from bench.pages import Answers
from bench.paint import Paints
from bench.peers import Beside
from bench.readers import Load
from bench.reading import Timing
from bench.report import report
from bench.reruns import Reruns
from bench.results import machine
from bench.served import Memory
from bench.visitor import Disconnected, Visitor

TIMES = {"app": [0.3, 0.6], "twin": [0.2, 0.3], "bare": [0.1, 0.1], "bare chart": [0.1, 0.1]}


def _measured() -> Mapping[str, Any]:
    pages = Answers(cold=[0.2, 0.4], warm=[0.1, 0.1])
    fewer = Answers(everything=False, session_count=12, cold=[0.3, 0.6], warm=[0.1, 0.1])
    asked = {"statements, one": {"rows": 3, "seconds": [0.2, 0.2], "engine": [0.1, 0.1]}}
    load = [asdict(Load(50, 20.0, [0.1, 0.2, 0.3], ["lost"], [5.0, 1.0], 2.0, 4.0, 1000))]
    paints = asdict(Paints([1.0], [1.0], [3.0], [2.0], [9.0], [1.0], [0.0]))
    memory = Memory(50_000_000, 60_000_000)
    return {
        "pages": {
            "pages": {"overview": {"10k": asdict(pages), "10m": asdict(fewer)}},
            "questions": {size: {"asked": asked} for size in ("10k", "10m")},
            "turns": {"10k": 10_000, "10m": 10_000_000},
        },
        "peers": {"1m": asdict(Beside([0.1], [0.7], [1.2], [0.1], [0.2], 1e5, 1e8))},
        "reruns": {"50": {"": asdict(Reruns(TIMES, TIMES, {"app": [100, 200]}))}},
        "readers": dict.fromkeys(("app", "twin", "app fresh", "app two", "twin two"), load),
        "start": {"app": paints, "bare chart": paints},
        "memory": {"50": asdict(Held(memory, memory, memory, 120_000.0))},
        "reading": {"a.pdf": asdict(Timing(6, 4, [0.1], [0.1], [0.1], [0.1], [0.1], 1000))},
    }


def _report(measured: Mapping[str, Any]) -> str:
    counts = {"rounds": 2, "sizes": ["10k", "10m"], "window": 20.0}
    told = {"machine": machine(), "counts": counts}
    return report({name: {**told, "measured": measured[name]} if name in measured else None for name in PARTS})


@pytest.mark.parametrize(
    "cells",
    [
        "| overview | 300 (200 to 400) | 450 (300 to 600) | 1.50 (1.50 to 1.50) | 10m: 12 sessions |",
        "| 1m | 100 (100 to 100) | 1200 (1200 to 1200) | 12.00 (12.00 to 12.00) |",
        "| overview | 450 (300 to 600) | 250 (200 to 300) | 1.75 (1.50 to 2.00) |",
        "| one process | 50 | 0.1 | 200 | 290 | 298 | 300 | 1 | 25% + 5% | 10% | 20% | 1.00 |",
        "| app | 1.00 (1.00 to 1.00) | 1.00 (1.00 to 1.00) | 3.00 (3.00 to 3.00) |",
        "| 50 | 50.0 / 60.0 | 50.0 / 60.0 | 50.0 / 60.0 | 0.1 |",
        "| a.pdf | 6 | 4 | 0.100 (0.100 to 0.100) |",
    ],
)
def test_each_part_is_written_from_what_it_kept(cells: str) -> None:
    """Medians, ratios round by round and shares of a core stand in the table as counted by hand."""
    assert cells in _report(json.loads(json.dumps(_measured())))


def test_a_part_that_was_not_measured_says_so() -> None:
    """The table names what was never measured, and the command that measures it."""
    assert "Not measured yet: `python -m bench memory`." in _report({})


def _apart(question: Callable[[], Coroutine[Any, Any, Any]]) -> Any:
    """The answer of a coroutine, run in a thread of its own: a browser test before may hold this one's event loop."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(lambda: asyncio.run(question())).result()


class _Transport(asyncio.Transport):
    """Takes what is sent."""

    def __init__(self) -> None:
        super().__init__()
        self.sent: list[bytes] = []

    def write(self, data: bytes | bytearray | memoryview[Any]) -> None:
        self.sent.append(bytes(data))

    def is_closing(self) -> bool:
        return False


def _frame(payload: bytes, kind: int = 2) -> bytes:
    size = len(payload)
    if size < 126:
        return struct.pack("!BB", 0x80 | kind, size) + payload
    return (
        struct.pack("!BBH" if size < 1 << 16 else "!BBQ", 0x80 | kind, 126 if size < 1 << 16 else 127, size) + payload
    )


def _finished(status: int) -> bytes:
    return ForwardMsg(script_finished=status).SerializeToString()  # type: ignore[arg-type]


@pytest.mark.parametrize("step", [1, 3, 1000, 1_000_000])
def test_an_answer_is_read_however_it_is_cut(step: int) -> None:
    """Messages of all three kinds of length are counted, whether they come byte by byte or at once."""
    messages = [b"a" * 70, b"b" * 300, b"c" * 70_000, _finished(ForwardMsg.FINISHED_SUCCESSFULLY)]
    stream = b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n" + b"".join(map(_frame, messages))

    async def read() -> tuple[int, bool, tuple[bytes, ...]]:
        visitor = Visitor(b"GET")
        visitor.connection_made(_Transport())
        waiting = asyncio.ensure_future(visitor.run(b"ask", keep=True))
        await asyncio.sleep(0)
        for place in range(0, len(stream), step):
            visitor.data_received(stream[place : place + step])
        answer = await waiting
        return answer.byte_count, answer.failed, answer.messages

    assert _apart(read) == (sum(map(len, messages)), False, tuple(messages))


def test_a_run_that_failed_and_a_connection_that_was_lost_are_told() -> None:
    """A run that ended otherwise than by success is marked; a connection closed by the server raises."""

    async def read() -> bool:
        visitor = Visitor(b"GET")
        visitor.connection_made(_Transport())
        visitor.data_received(b"HTTP/1.1 101 Switching Protocols\r\n\r\n")
        waiting = asyncio.ensure_future(visitor.run(b"ask"))
        await asyncio.sleep(0)
        visitor.data_received(_frame(_finished(ForwardMsg.FINISHED_WITH_COMPILE_ERROR)))
        failed = (await waiting).failed
        waiting = asyncio.ensure_future(visitor.run(b"ask"))
        await asyncio.sleep(0)
        visitor.data_received(_frame(b"\x03\xe9going", 8))
        with pytest.raises(Disconnected, match="going"):
            await waiting
        return failed

    assert _apart(read)


def test_what_is_sent_is_masked_by_zeros_and_a_ping_is_answered() -> None:
    """A client's frame says that it is masked; a ping comes back as a pong with the same content."""

    async def answer() -> list[bytes]:
        transport = _Transport()
        visitor = Visitor(b"GET")
        visitor.connection_made(transport)
        visitor.data_received(b"HTTP/1.1 101 Switching Protocols\r\n\r\n" + _frame(b"beat", 9))
        return transport.sent

    assert _apart(answer) == [b"GET", b"\x8a\x84\x00\x00\x00\x00beat"]
