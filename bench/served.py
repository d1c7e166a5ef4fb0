"""Starts the pages that are compared, each in a process of its own, and reads what a process has cost."""

from __future__ import annotations

import http.client
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tools.server import HOST, REPOSITORY, ServerFailure, end_of_log, free_port

LONGEST_START: Final = 120.0
SCRIPTS: Final = Path(__file__).with_name("scripts")
APPS: Final = {
    "app": REPOSITORY / "app.py",
    "twin": SCRIPTS / "twin_app.py",
    "bare": SCRIPTS / "bare.py",
    "bare chart": SCRIPTS / "bare_chart.py",
    "pandas": SCRIPTS / "pandas_page.py",
}
"""What is compared: the dashboard, its twin of constants, one line of text, one chart, the peers' way."""

HEALTH: Final = "/_stcore/health"


@dataclass(frozen=True)
class Memory:
    """What a process holds, in bytes (Linux).

    Attributes:
        own: Pages that no other process has (USS).
        proportional: The same, and its share of those that several have (PSS).
    """

    own: int
    proportional: int


@dataclass(frozen=True)
class Served:
    """A running page.

    Attributes:
        url: Its address, without a slash at the end.
        process_id: Its process.
        start_seconds: From starting the process to its first healthy answer.
    """

    url: str
    process_id: int
    start_seconds: float

    @property
    def port(self) -> int:
        """Port on which it listens."""
        return int(self.url.rpartition(":")[2])

    def cpu_seconds(self) -> float:
        """Processor time that the process has used so far, all its threads together (Linux)."""
        return time.clock_gettime((~self.process_id << 3) | 2)

    def memory(self) -> Memory:
        """What the process holds now."""
        text = Path(f"/proc/{self.process_id}/smaps_rollup").read_text(encoding="ascii")
        lines = (line.partition(":") for line in text.splitlines() if line.endswith(" kB"))
        kilobytes = {name: int(rest.split()[0]) for name, _colon, rest in lines}
        own = kilobytes["Private_Clean"] + kilobytes["Private_Dirty"]
        return Memory(own * 1024, kilobytes["Pss"] * 1024)


@contextmanager
def served(name: str, folder: Path, settings: Mapping[str, str] | None = None) -> Iterator[Served]:
    """Serve one of `APPS` until the block ends, with this repository's settings for Streamlit.

    Args:
        name: A key of `APPS`.
        folder: Empty folder for the home directory of the process and its log.
        settings: Further settings of the environment, such as PLENARY_DATA; of the caller's own settings of the
            dashboard and of Streamlit none is passed on.

    Raises:
        ServerFailure: It ended, or was not healthy within LONGEST_START seconds.
    """
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(APPS[name]), "--server.port", str(port)]
    command += ["--server.address", HOST, "--server.headless", "true"]
    with running(name, command, port, HEALTH, folder, settings) as server:
        yield server


@contextmanager
def running(
    name: str, command: Sequence[str], port: int, health: str, folder: Path, settings: Mapping[str, str] | None = None
) -> Iterator[Served]:
    """Run any server until the block ends.

    Args:
        name: What it is called in a message of failure.
        command: Program and arguments.
        port: Port of this machine on which it listens.
        health: Path that answers 200 when it is ready.
        folder: Empty folder for its home directory and its log.
        settings: See `served`.

    Raises:
        ServerFailure: It ended, or was not healthy within LONGEST_START seconds.
    """
    home, log = folder / "home", folder / "server.log"
    home.mkdir(parents=True, exist_ok=True)
    inherited = {key: value for key, value in os.environ.items() if not key.startswith(("STREAMLIT_", "PLENARY_"))}
    with log.open("wb") as output:
        started = time.perf_counter()
        process = subprocess.Popen(
            command,
            cwd=REPOSITORY,
            env={**inherited, "HOME": str(home), "PYTHONPATH": str(REPOSITORY), **(settings or {})},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            while not _is_healthy(port, health):
                if process.poll() is not None or time.perf_counter() - started > LONGEST_START:
                    raise ServerFailure(f"{name} did not start:\n{end_of_log(log)}")
                time.sleep(0.01)
            yield Served(f"http://{HOST}:{port}", process.pid, time.perf_counter() - started)
        finally:
            process.terminate()
            try:
                process.wait(timeout=15)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _is_healthy(port: int, path: str) -> bool:
    connection = http.client.HTTPConnection(HOST, port, timeout=5)
    try:
        connection.request("GET", path)
        return connection.getresponse().status == http.client.OK
    except OSError:
        return False  # It does not listen yet.
    finally:
        connection.close()
