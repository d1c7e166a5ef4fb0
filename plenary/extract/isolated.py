"""Reads one document in a process of its own, so that no document can cost another reader anything.

The process begins as a fresh interpreter, reads one document and ends. It gets the document through a pipe and answers
through one: nothing of the document is written to a disk. Its answer is plain values that are compared with the
declared types (`plenary.extract.plain`), and no more of it is taken than `ANSWER_BYTE_COUNT`.

The limit of time holds everywhere: when it is over the process is ended, with its children. Code in Python cannot ask
a network, start a program or write outside the process's own temporary folder. Linux limits its memory and processor
time too; macOS accepts a limit of memory and does not enforce it, Windows knows none of these: there the limits of
size, pages and time are what bounds a document.
"""

from __future__ import annotations

import contextlib
import json
import logging
import math
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Final, Literal

from plenary.catalogue import translate as _
from plenary.extract.model import Limits, Reading, Reason, Unreadable
from plenary.extract.plain import parse, plain

LOGGER = logging.getLogger(__name__)
ROOT: Final = Path(__file__).resolve().parents[2]
READER: Final = "plenary.extract.isolated:read_document"

ANSWER_BYTE_COUNT: Final = 200_000_000
"""Most bytes of an answer: ten times what the text of 2,000 pages takes, with the place of each line."""

SLOTS: Final = threading.BoundedSemaphore(2)
"""Documents that this server reads at the same time; the next one waits."""

TICK: Final = 0.2
"""Seconds between two calls of `watch`."""

PASSED_ON: Final = ("PATH", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "SYSTEMROOT")
"""Variables that the process gets, beside those of the dashboard itself: the operator's secrets stay behind."""

FORBIDDEN: Final = ("socket.", "subprocess.", "os.exec", "os.fork", "os.posix_spawn", "os.spawn", "os.system",
                    "os.kill", "urllib.", "ftplib.", "smtplib.", "webbrowser.")  # fmt: skip
"""Beginnings of the audit events that the reading process refuses. Source: Python's table of audit events."""

CHANGING: Final = frozenset(
    {f"os.{name}" for name in ("remove", "rename", "rmdir", "mkdir", "truncate", "link", "symlink", "chmod", "chown")}
)
"""Audit events that it refuses outside its folder, beside opening a file to write."""

WRITING: Final = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND

Stage = Literal["waiting", "reading"]
Watch = Callable[[Stage, float], None]


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why the document cannot be read: the parts of `Unreadable`."""

    reason: Reason
    detail: str = ""
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What the process tells: the reading, or why there is none, or where its own code failed."""

    reading: Reading | None = None
    refusal: Refusal | None = None
    failure: str = ""


# --- The side of the server ----------------------------------------------------------------------------------------


def read_isolated(
    content: bytes, name: str, limits: Limits, *, watch: Watch | None = None, reader: str = ""
) -> Reading:
    """Read a document in a process of its own.

    Args:
        content: The document.
        name: Name of its file.
        limits: What it may cost.
        watch: Told some five times a second whether the document waits for its turn or is being read, and for how many
            seconds it has. What it raises ends the process and is passed on.
        reader: "module:function" that reads content, name and limits, instead of `READER`.

    Raises:
        Unreadable: The document cannot be read, or cost more than it may.
    """
    if len(content) > limits.byte_count:
        raise Unreadable(name, Reason.TOO_LARGE, f"{len(content)} > {limits.byte_count}")
    order = json.dumps({"name": name, "limits": plain(limits), "reader": reader or READER}).encode()
    _take_slot(watch)
    try:
        with tempfile.TemporaryDirectory(prefix="plenary-", ignore_cleanup_errors=True) as folder:
            process = _begin(folder)
            try:
                answer = _exchange(process, order + b"\n" + content, limits, watch)
            finally:
                _end(process)
    except OSError as error:
        LOGGER.error("no process can be begun to read a document: %s", error.strerror)
        raise Unreadable(name, Reason.CRASHED) from None
    finally:
        SLOTS.release()
    if answer is None:
        raise Unreadable(name, Reason.TOO_SLOW, _("the limit is {count:g} seconds").format(count=limits.second_count))
    return _understood(answer, process.returncode, name)


def _take_slot(watch: Watch | None) -> None:
    begun = time.monotonic()
    while not SLOTS.acquire(timeout=TICK):
        if watch:
            watch("waiting", time.monotonic() - begun)


def _begin(folder: str) -> subprocess.Popen[bytes]:
    environment = {
        variable: value
        for variable, value in os.environ.items()
        if variable in PASSED_ON or variable.startswith("PLENARY_")
    }
    if "PLENARY_DATA" in environment:  # It may count from the folder in which the server was started.
        environment["PLENARY_DATA"] = str(Path(environment["PLENARY_DATA"]).resolve())
    environment |= {"PYTHONPATH": str(ROOT), "TMPDIR": folder, "TEMP": folder, "TMP": folder, "OMP_NUM_THREADS": "1"}
    return subprocess.Popen(
        [sys.executable, "-P", "-B", "-m", "plenary.extract.isolated"],
        cwd=folder,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def _exchange(process: subprocess.Popen[bytes], order: bytes, limits: Limits, watch: Watch | None) -> bytes | None:
    """Send the order and take the answer; None when the time is over."""
    answers: list[bytes] = []
    threading.Thread(target=_send, args=(process.stdin, order), daemon=True).start()
    taking = threading.Thread(target=_take, args=(process.stdout, answers), daemon=True)
    begun = time.monotonic()
    taking.start()
    while taking.is_alive():
        taking.join(min(TICK, limits.second_count))
        seconds = time.monotonic() - begun
        if seconds > limits.second_count and taking.is_alive():
            return None
        if watch:
            watch("reading", seconds)
    return answers[0] if answers else b""


def _send(pipe: IO[bytes], order: bytes) -> None:
    with contextlib.suppress(OSError), pipe:  # A process that has ended takes nothing more.
        pipe.write(order)


def _take(pipe: IO[bytes], answers: list[bytes]) -> None:
    with pipe:
        answers.append(pipe.read(ANSWER_BYTE_COUNT + 1))


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the process, with its children where the system groups them, and wait until it has gone.

    A process that has ended by itself keeps its own code, and its number until it is waited for.
    """
    if sys.platform == "win32":
        process.kill()
    else:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _understood(answer: bytes, code: int, name: str) -> Reading:
    if answer and len(answer) <= ANSWER_BYTE_COUNT:
        try:
            said = parse(Answer, json.loads(answer))
        except (ValueError, RecursionError):
            LOGGER.error("a document was answered with %d bytes that are no reading", len(answer))
            raise Unreadable(name, Reason.CRASHED) from None
        if said.reading:
            return said.reading
        if said.refusal:
            raise Unreadable(name, said.refusal.reason, said.refusal.detail, said.refusal.page)
        LOGGER.error("reading a document failed: %.200r", said.failure)
        raise Unreadable(name, Reason.CRASHED)
    LOGGER.error("the process that reads a document ended with code %d and %d bytes", code, len(answer))
    raise Unreadable(name, _reason(code))


def _reason(code: int) -> Reason:
    if code == -getattr(signal, "SIGXCPU", 0):
        return Reason.TOO_SLOW
    # Nobody else kills it: the system does when memory runs out.
    return Reason.TOO_MUCH_MEMORY if code == -getattr(signal, "SIGKILL", 0) else Reason.CRASHED


# --- The side of the process ---------------------------------------------------------------------------------------


def read_document(content: bytes, name: str, limits: Limits) -> Reading:
    """Read a document with the names of the dataset, in this very process.

    Raises:
        Unreadable: It cannot be read.
    """
    from plenary.extract import read_report

    return read_report(content, name, limits=limits)


def restrict(limits: Limits, folder: Path) -> None:
    """Bound what this process may use, as far as the system can, for good.

    Args:
        limits: Memory, seconds, and size of any file written.
        folder: The only folder in which it may write.
    """

    def refuse(event: str, arguments: tuple[Any, ...]) -> None:
        changed: tuple[Any, ...] = ()
        if event == "open" and arguments[2] & WRITING:
            changed = arguments[:1]
        elif event in CHANGING:
            changed = arguments
        paths = (Path(os.fsdecode(path)).resolve() for path in changed if not isinstance(path, int))
        if event.startswith(FORBIDDEN) or any(not {folder, Path(os.devnull)} & {path, *path.parents} for path in paths):
            raise PermissionError(event)

    if sys.platform != "win32":
        import resource

        os.nice(10)
        for kind, limit in (
            (resource.RLIMIT_AS, limits.memory_byte_count),
            (resource.RLIMIT_CPU, math.ceil(limits.second_count)),
            (resource.RLIMIT_FSIZE, limits.byte_count),
            (resource.RLIMIT_CORE, 0),
        ):
            with contextlib.suppress(ValueError, OSError):  # macOS refuses some; a stricter limit of the host stays.
                resource.setrlimit(kind, (limit, limit))
    sys.addaudithook(refuse)


def main() -> None:
    """Take one order from standard input, carry it out, answer on standard output and end."""
    answering = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # What a library prints is no answer.

    def answer(said: Answer) -> None:
        answering.write(json.dumps(plain(said), ensure_ascii=False).encode())
        answering.flush()

    def fail(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        # Where, and not what: messages can hold words of the document.
        while trace and trace.tb_next:
            trace = trace.tb_next
        place = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else ""
        answer(Answer(failure=f"{kind.__name__} at {place}"))

    sys.excepthook = fail
    order = json.loads(sys.stdin.buffer.readline())
    limits = parse(Limits, order["limits"])
    restrict(limits, Path.cwd().resolve())
    content = sys.stdin.buffer.read()
    module, _colon, function = order["reader"].partition(":")
    try:
        said = Answer(getattr(import_module(module), function)(content, order["name"], limits))
    except Unreadable as error:
        said = Answer(refusal=Refusal(error.reason, error.detail, error.page))
    except MemoryError:
        said = Answer(refusal=Refusal(Reason.TOO_MUCH_MEMORY))
    answer(said)


if __name__ == "__main__":
    main()
