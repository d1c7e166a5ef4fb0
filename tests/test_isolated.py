"""A document is read in a process of its own: whatever it does there ends in a clear reason and costs nobody else."""

from __future__ import annotations

import contextlib
import json
import os
import socket
import sys
import tempfile
import threading
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plenary.extract import isolated
from plenary.extract.isolated import Answer, read_isolated
from plenary.extract.model import Limits, Reading, Reason, Unreadable
from plenary.extract.plain import parse, plain
from tests import hostile_readers

LIMITS = Limits(byte_count=1_000_000, second_count=20, memory_byte_count=600_000_000)
SHORT = Limits(second_count=1.5)
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="only Linux enforces a limit of memory")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for temporary files, empty before the test."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def read(reader: str, content: bytes = b"", limits: Limits = LIMITS) -> Reading:
    """What `reader` of hostile_readers gives for a document, in its process."""
    return read_isolated(content, "report.txt", limits, reader=f"tests.hostile_readers:{reader}")


def reason(reader: str, content: bytes = b"", limits: Limits = LIMITS) -> Reason:
    """Why the document cannot be read."""
    with pytest.raises(Unreadable) as caught:
        read(reader, content, limits)
    assert caught.value.file == "report.txt"
    return caught.value.reason


def test_a_reading_comes_back_whole(folder: Path) -> None:
    """What the process read equals what the same reader gives here, and its folder is gone."""
    assert read("honest", b"abc") == hostile_readers.honest(b"abc", "report.txt", LIMITS)
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("reader", ["loop", "sleep"])
def test_a_reader_that_does_not_end_is_ended(reader: str, folder: Path) -> None:
    """After the limit of time the document is too slow; the process is gone within two seconds more."""
    begun = time.monotonic()
    assert reason(reader, limits=SHORT) is Reason.TOO_SLOW
    assert time.monotonic() - begun < 3.5
    assert list(folder.iterdir()) == []


@LINUX
def test_its_children_end_with_it(folder: Path) -> None:
    """After the limit of time no process is left that had the folder of this document for temporary files."""
    begun: list[int] = []

    def watch(stage: str, seconds: float) -> None:
        begun.append(len(processes_of(folder)))

    with pytest.raises(Unreadable):
        read_isolated(b"", "x", SHORT, watch=watch, reader="tests.hostile_readers:have_a_child")
    assert max(begun) == 2
    for _moment in range(20):
        if not processes_of(folder):
            break
        time.sleep(0.1)
    assert processes_of(folder) == []


def processes_of(folder: Path) -> list[str]:
    """Numbers of the processes whose folder for temporary files lies below `folder`."""
    found = []
    for path in Path("/proc").glob("[0-9]*/environ"):
        with contextlib.suppress(OSError):
            if f"TMPDIR={folder}/".encode() in path.read_bytes():
                found.append(path.parent.name)
    return found


@LINUX
def test_a_reader_that_takes_all_memory_is_stopped(folder: Path) -> None:
    """At the limit of memory the document takes too much of it."""
    assert reason("allocate") is Reason.TOO_MUCH_MEMORY
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize(
    ("reader", "expected"),
    [
        ("abort", Reason.CRASHED),
        ("leave", Reason.CRASHED),
        ("fail", Reason.CRASHED),
        ("recurse", Reason.CRASHED),
        ("answer_garbage", Reason.CRASHED),
        ("answer_nested", Reason.CRASHED),
        ("answer_other_types", Reason.CRASHED),
        ("be_killed", Reason.TOO_MUCH_MEMORY),
    ],
)
def test_a_reader_that_ends_badly_has_a_reason(reader: str, expected: Reason, folder: Path) -> None:
    """Abort, exit, failure and false answers are told as a crash, the system's kill as a lack of memory."""
    assert reason(reader) is expected
    assert list(folder.iterdir()) == []


def test_a_failure_is_logged_by_its_place_without_words_of_the_document(caplog: pytest.LogCaptureFixture) -> None:
    """The operator sees kind, file and line of a failure; its message, which can quote the document, is left out."""
    reason("fail", b"words of a secret document")
    assert "KeyError at" in caplog.text
    assert "hostile_readers.py" in caplog.text
    assert "secret" not in caplog.text


def test_a_refusal_keeps_page_and_detail() -> None:
    """What the reader says of an unreadable document arrives with its parts."""
    with pytest.raises(Unreadable) as caught:
        read("refuse")
    assert (caught.value.reason, caught.value.detail, caught.value.page) == (
        Reason.DAMAGED,
        "the table of pages ends early",
        7,
    )


def test_what_a_library_prints_is_no_answer() -> None:
    """Output of any amount on standard output and error changes nothing."""
    assert read("print_first", b"abc").turns[0].name_printed == "Chile"


def test_the_process_asks_no_network() -> None:
    """A connection is refused before a byte leaves."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.5)
        assert reason("connect", str(server.getsockname()[1]).encode()) is Reason.CRASHED
        with pytest.raises(TimeoutError):
            server.accept()


@pytest.mark.parametrize("reader", ["start_a_program", "write_elsewhere"])
def test_the_process_touches_nothing_outside_its_folder(reader: str, tmp_path: Path) -> None:
    """No program is started and no file is written where the document says."""
    target = tmp_path / "owned"
    assert reason(reader, str(target).encode()) is Reason.CRASHED
    assert not target.exists()


def test_temporary_files_lie_in_the_folder_that_is_removed(folder: Path) -> None:
    """A temporary file of the reader was below the folder of this document, and is gone."""
    written = Path(read("write_a_temporary_file").report.source.sha256)
    assert folder in written.parents
    assert not written.exists()
    assert list(folder.iterdir()) == []


def test_the_process_does_not_know_the_operators_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of the environment only the way to programs and the settings of the dashboard are passed on."""
    monkeypatch.setenv("STREAMLIT_SERVER_COOKIE_SECRET", "secret")
    monkeypatch.setenv("PLENARY_SETTING", "known")
    names = read_isolated(b"", "x", LIMITS, reader="tests.test_isolated:tell_environment").report.source.pages
    assert "PLENARY_SETTING" in names
    assert "STREAMLIT_SERVER_COOKIE_SECRET" not in names


def tell_environment(content: bytes, name: str, limits: Limits) -> Reading:
    """A reading whose pages are the names of the environment's variables."""
    import dataclasses

    reading = hostile_readers.honest(content, name, limits)
    source = dataclasses.replace(reading.report.source, pages=tuple(os.environ))
    return dataclasses.replace(reading, report=dataclasses.replace(reading.report, source=source))


def test_a_large_document_is_refused_before_anything_is_begun(monkeypatch: pytest.MonkeyPatch) -> None:
    """A byte more than the limit is too large, and no process begins."""
    monkeypatch.setattr(isolated, "_begin", lambda folder: pytest.fail("began a process"))
    assert reason("honest", b"x" * 1_000_001) is Reason.TOO_LARGE


def test_the_server_goes_on_while_documents_are_read_and_the_third_waits() -> None:
    """Two documents are read at once, a third is told that it waits and is read afterwards; other threads go on."""
    seen: list[str] = []

    def hold() -> None:
        reason("sleep", limits=SHORT)

    holders = [threading.Thread(target=hold) for _ in range(2)]
    for holder in holders:
        holder.start()
    time.sleep(0.3)
    begun, turns = time.monotonic(), 0
    while time.monotonic() - begun < 0.3:
        turns += 1
    assert turns > 1_000
    reading = read_isolated(
        b"abc", "x", LIMITS, reader="tests.hostile_readers:honest", watch=lambda stage, seconds: seen.append(stage)
    )
    assert reading.turns
    assert seen[0] == "waiting"
    assert seen[-1] == "reading"
    for holder in holders:
        holder.join()


def test_what_the_watcher_raises_ends_the_process_and_frees_its_place(folder: Path) -> None:
    """A reader who takes the document away meanwhile ends its process at once."""

    class TakenAwayError(BaseException):
        pass

    def watch(stage: str, seconds: float) -> None:
        if seconds > 0.5:
            raise TakenAwayError

    begun = time.monotonic()
    for _turn in range(3):
        with pytest.raises(TakenAwayError):
            read_isolated(b"", "x", LIMITS, reader="tests.hostile_readers:sleep", watch=watch)
    assert time.monotonic() - begun < 6
    assert list(folder.iterdir()) == []
    assert read("honest", b"abc").turns


def test_a_limit_must_have_the_declared_type() -> None:
    """Truth values are no numbers, texts are no dates, and a list of another length is no fact."""
    good = plain(Limits())
    assert parse(Limits, good) == Limits()
    for bad in ([True, *good[1:]], ["5", *good[1:]], good[1:], [*good, 1], {"byte_count": 5}, None, "text"):
        with pytest.raises(ValueError, match="not of the kind"):
            parse(Limits, bad)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(JSON)
def test_no_plain_value_does_more_than_fit_or_not(value: object) -> None:
    """Any JSON either is an answer or is refused with ValueError; nothing else happens."""
    with contextlib.suppress(ValueError):
        assert isinstance(parse(Answer, json.loads(json.dumps(value))), Answer)
