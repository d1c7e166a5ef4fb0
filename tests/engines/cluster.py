"""A standalone Spark cluster on this machine, a master and workers, each a process that can be killed and started."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pyspark

HOST = "127.0.0.1"
CLASS = "org.apache.spark.deploy"
JAVA = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
"""Java machines that live for minutes on two shared cores had better not spend them on compiling well."""
STARTING = 180
"""Most seconds for a process to be there: two shared cores start a Java machine slowly."""


def free_port() -> int:
    """A port on which nothing listens."""
    with socket.socket() as found:
        found.bind((HOST, 0))
        return int(found.getsockname()[1])


class Cluster:
    """A master on a port that stays the same, and workers of one core and one gigabyte each."""

    def __init__(self, folder: Path) -> None:
        """Args: a folder for logs and for what the workers write."""
        self._folder = folder
        self._port, self._pages = free_port(), free_port()
        self.url = f"spark://{HOST}:{self._port}"
        self._master: subprocess.Popen[bytes] | None = None
        self._workers: list[subprocess.Popen[bytes]] = []
        self._started = 0

    def start(self, workers: int = 2) -> None:
        """Start the master, then the workers, and wait until they have found each other."""
        self.start_master()
        self.start_workers(workers)

    def start_master(self) -> None:
        """Start the master and wait until it listens."""
        words = ["master.Master", "--host", HOST, "--port", str(self._port), "--webui-port", str(self._pages)]
        self._master, log = self._start(words)
        _wait(lambda: "I have been elected leader" in log.read_text(errors="replace"), log)

    def start_workers(self, count: int) -> None:
        """Start workers and wait until the master has them."""
        logs = []
        for _number in range(count):
            words = ["worker.Worker", "--host", HOST, "--cores", "1", "--memory", "1g"]
            words += ["--webui-port", str(free_port()), "--work-dir", str(self._folder / "work"), self.url]
            worker, log = self._start(words)
            self._workers.append(worker)
            logs.append(log)
        for log in logs:
            _wait(lambda log=log: "Successfully registered with master" in log.read_text(errors="replace"), log)

    def kill_master(self) -> None:
        """Kill the master at once."""
        assert self._master is not None
        _kill(self._master)
        self._master = None

    def kill_workers(self) -> None:
        """Kill the workers at once, and with them what they run for the dashboard."""
        for worker in self._workers:
            _kill(worker)
        self._workers = []

    def stop(self) -> None:
        """Stop everything that was started."""
        self.kill_workers()
        if self._master is not None:
            self.kill_master()

    def _start(self, words: list[str]) -> tuple[subprocess.Popen[bytes], Path]:
        self._started += 1
        log = self._folder / f"{self._started}-{words[0]}.log"
        home = Path(pyspark.__file__).parent
        settings = {
            "SPARK_HOME": str(home),
            "SPARK_LOCAL_IP": HOST,
            "SPARK_DAEMON_MEMORY": "512m",
            "JDK_JAVA_OPTIONS": JAVA,
            # Who listens does so for this machine alone; what a worker starts ends with it.
            "SPARK_PUBLIC_DNS": HOST,
        }
        with log.open("wb") as output:
            started = subprocess.Popen(
                [str(home / "bin" / "spark-class"), f"{CLASS}.{words[0]}", *words[1:]],
                env={**os.environ, **settings},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        return started, log


def _kill(process: subprocess.Popen[bytes]) -> None:
    # The group: what a worker runs for an application is a process of its own.
    os.killpg(process.pid, signal.SIGKILL)
    process.wait(timeout=60)


def _wait(is_there: Callable[[], bool], log: Path) -> None:
    until = time.monotonic() + STARTING
    while not is_there():
        if time.monotonic() > until:
            raise TimeoutError(log.read_text(errors="replace")[-2000:])
        time.sleep(0.2)
