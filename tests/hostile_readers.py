"""Readers that do what a hostile document may make a reader do; each takes content, name and limits."""

import datetime as dt
import os
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from plenary.extract.model import (
    Account,
    Block,
    BlockKind,
    Limits,
    Line,
    Mark,
    Masthead,
    MeetingMention,
    Reading,
    Reason,
    RecordFinding,
    Report,
    Resolution,
    Run,
    Sentence,
    Source,
    Turn,
    Unreadable,
    Use,
)
from plenary.model import Act, Capacity, Kind

TEXT = "Chile — the host — and 日本 spoke."


def honest(content: bytes, name: str, limits: Limits) -> Reading:
    """A reading with something in every kind of field."""
    lines = (Line(TEXT, 1, 0, 72.0, 500.5, 700, None),)
    report = Report(
        source=Source(name, "text", content.decode(), (TEXT,), lines, False),
        text=TEXT,
        blocks=(Block(BlockKind.PARAGRAPH, "1", 0, len(TEXT), 1, marks=(Mark(4, "*"),)),),
        runs=(Run(0, 1, 0),),
        masthead=Masthead(symbol="X/1", symbols=("X/1",), first_date=dt.date(2020, 2, 3)),
    )
    turn = Turn("1", 1, Act.STATEMENT, "Chile", Kind.STATE, "CHL", Capacity.MEMBER, ("a group",), None, (3, 4),
                (dt.date(2020, 2, 3),), ("6",), "", "CHL", Resolution.TABLE, 1, 0, 5, 0, len(TEXT))  # fmt: skip
    mention = MeetingMention((3,), (dt.date(2020, 2, 3),), "1", 1, 0, 5, True, ("6",))
    account = Account((Sentence("1", 1, 0, len(TEXT), Use.USED),))
    finding = RecordFinding("rule", "1", None, "Chile", "odd", "warning", ("Chili",), 0, 5)
    return Reading(report, (turn,), (mention,), account, (finding,))


def loop(content: bytes, name: str, limits: Limits) -> Reading:
    """Never ends, and starts no pause."""
    while True:
        pass


def sleep(content: bytes, name: str, limits: Limits) -> Reading:
    """Waits for longer than any limit."""
    time.sleep(1_000)
    raise AssertionError


def allocate(content: bytes, name: str, limits: Limits) -> Reading:
    """Takes memory until there is none."""
    held = []
    while True:
        held.append(bytearray(50_000_000))


def abort(content: bytes, name: str, limits: Limits) -> Reading:
    """Ends as native code does that finds its memory damaged."""
    os.abort()


def leave(content: bytes, name: str, limits: Limits) -> Reading:
    """Ends as if all were well, without an answer."""
    os._exit(0)


def be_killed(content: bytes, name: str, limits: Limits) -> Reading:
    """Ends as a process that the system kills for its memory; by the number, since the process may not kill."""
    import ctypes

    ctypes.CDLL(None).kill(os.getpid(), 9)
    raise AssertionError


def have_a_child(content: bytes, name: str, limits: Limits) -> Reading:
    """Never ends, and neither does the child that it has by the system's own call."""
    import ctypes

    ctypes.CDLL(None).fork()
    return loop(content, name, limits)


def fail(content: bytes, name: str, limits: Limits) -> Reading:
    """Fails with a message that holds words of the document."""
    raise KeyError(content.decode())


def recurse(content: bytes, name: str, limits: Limits) -> Reading:
    """Calls itself without end."""
    return recurse(content, name, limits)


def refuse(content: bytes, name: str, limits: Limits) -> Reading:
    """Says that a page cannot be read."""
    raise Unreadable(name, Reason.DAMAGED, "the table of pages ends early", 7)


def print_first(content: bytes, name: str, limits: Limits) -> Reading:
    """Prints, in Python and below it, and then reads honestly."""
    print("garbage")  # noqa: T201
    os.write(1, b"more garbage\n")
    os.write(2, b"x" * 1_000_000)
    return honest(content, name, limits)


def _answer(data: bytes) -> None:
    """Write to the pipe of the answer, wherever it is, as a process could that a document has taken over."""
    for number in range(3, 20):
        try:
            os.write(number, data)
        except OSError:
            continue


def answer_garbage(content: bytes, name: str, limits: Limits) -> Reading:
    """Answers with bytes that are no reading, and ends."""
    _answer(b"\x80\x04cposix\nsystem\n(S'touch /tmp/plenary-owned'\ntR.")
    os._exit(0)


def answer_nested(content: bytes, name: str, limits: Limits) -> Reading:
    """Answers with lists in lists, deeper than a parser goes."""
    _answer(b"[" * 500_000)
    os._exit(0)


def answer_other_types(content: bytes, name: str, limits: Limits) -> Reading:
    """Answers with plain values in the wrong places."""
    _answer(b'[[["a", 5, [], {}, true], [], [], [], []], null, ""]')
    os._exit(0)


def connect(content: bytes, name: str, limits: Limits) -> Reading:
    """Sends the document to another server."""
    socket.create_connection(("127.0.0.1", int(content)), timeout=5).sendall(b"secret")
    return honest(b"sent", name, limits)


def start_a_program(content: bytes, name: str, limits: Limits) -> Reading:
    """Starts another program."""
    subprocess.run([sys.executable, "-c", f"open({content.decode()!r}, 'w')"], check=False)
    return honest(content, name, limits)


def write_elsewhere(content: bytes, name: str, limits: Limits) -> Reading:
    """Writes a file where the document says."""
    Path(content.decode()).write_text("owned", encoding="utf-8")
    return honest(content, name, limits)


def write_a_temporary_file(content: bytes, name: str, limits: Limits) -> Reading:
    """Writes into a temporary file and tells where it lies."""
    with tempfile.NamedTemporaryFile(delete=False) as file:
        file.write(b"a page")
    return honest(file.name.encode(), name, limits)
