"""Starts the pages that are compared, each in a process of its own, and reads what a process has cost."""

from __future__ import annotations

import http.client
import os
import subprocess
import sys
import time
from collections.abc import Iterator
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
}
"""What is compared: the dashboard, its twin of constants, one line of text, one chart."""


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

    def cpu_seconds(self) -> float:
        """Processor time that the process has used so far, all its threads together (Linux)."""
        return time.clock_gettime((~self.process_id << 3) | 2)


@contextmanager
def served(name: str, folder: Path) -> Iterator[Served]:
    """Serve one of `APPS` until the block ends, with this repository's settings for Streamlit.

    Args:
        name: A key of `APPS`.
        folder: Empty folder for the home directory of the process and its log.

    Raises:
        ServerFailure: It ended, or was not healthy within LONGEST_START seconds.
    """
    home = folder / "home"
    home.mkdir(parents=True, exist_ok=True)
    port, log = free_port(), folder / "server.log"
    command = [sys.executable, "-m", "streamlit", "run", str(APPS[name]), "--server.port", str(port)]
    command += ["--server.address", HOST, "--server.headless", "true"]
    inherited = {key: value for key, value in os.environ.items() if not key.startswith("STREAMLIT_")}
    with log.open("wb") as output:
        started = time.perf_counter()
        process = subprocess.Popen(
            command,
            cwd=REPOSITORY,
            env={**inherited, "HOME": str(home), "PYTHONPATH": str(REPOSITORY)},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            while not _is_healthy(port):
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


def _is_healthy(port: int) -> bool:
    connection = http.client.HTTPConnection(HOST, port, timeout=5)
    try:
        connection.request("GET", "/_stcore/health")
        return connection.getresponse().status == http.client.OK
    except OSError:
        return False  # It does not listen yet.
    finally:
        connection.close()
