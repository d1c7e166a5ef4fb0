"""Serves the app as a reader gets it, on a free port of this machine, for browser tests and screenshots."""

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent
HOST = "127.0.0.1"
LONGEST_START = 90.0
"""Seconds that the app may take until it answers; generous, for a loaded machine on its first start."""


class ServerFailure(RuntimeError):
    """The app did not start; the message holds the end of its log."""


@dataclass(frozen=True)
class Server:
    """A running app: its address (no slash at the end) and the file its output goes to."""

    url: str
    log: Path


@contextmanager
def running_app(
    folder: Path, script: Path = REPOSITORY / "app.py", settings: dict[str, str] | None = None, base_path: str = ""
) -> Iterator[Server]:
    """Serves `script` until the block ends.

    Args:
        folder: empty folder that takes the home directory of the process and its log.
        script: what `streamlit run` gets.
        settings: environment variables of the app (PLENARY_DATA ...); those of the caller are not passed on.
        base_path: path under which the app is served, without slashes ("" for the root).

    Raises:
        ServerFailure: it ended or did not answer within LONGEST_START seconds.
    """
    home = folder / "home"
    home.mkdir(parents=True, exist_ok=True)
    log = folder / "server.log"
    port = free_port()
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("PLENARY_", "STREAMLIT_"))}
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", str(port)]
    command += ["--server.address", HOST, "--server.headless", "true", "--server.baseUrlPath", base_path]
    path = f"/{base_path}" if base_path else ""
    with log.open("wb") as output:
        process = subprocess.Popen(
            command,
            cwd=REPOSITORY,
            env={**inherited, "HOME": str(home), "PYTHONUNBUFFERED": "1", **(settings or {})},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            _wait_until_healthy(process, port, path, log)
            yield Server(f"http://{HOST}:{port}{path}", log)
        finally:
            process.terminate()
            try:
                process.wait(timeout=15)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def end_of_log(log: Path, lines: int = 60) -> str:
    """The last lines of a server's output."""
    return "\n".join(log.read_text(encoding="utf-8", errors="replace").splitlines()[-lines:])


def free_port() -> int:
    """A port of this machine that nothing listens on."""
    with socket.socket() as listener:
        listener.bind((HOST, 0))
        port: int = listener.getsockname()[1]
    return port


def _wait_until_healthy(process: subprocess.Popen[bytes], port: int, path: str, log: Path) -> None:
    deadline = time.monotonic() + LONGEST_START
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise ServerFailure(f"The app ended with status {process.returncode}:\n{end_of_log(log)}")
        connection = http.client.HTTPConnection(HOST, port, timeout=5)
        try:
            connection.request("GET", f"{path}/_stcore/health")
            if connection.getresponse().status == http.client.OK:
                return
        except OSError:
            pass  # It does not listen yet.
        finally:
            connection.close()
        time.sleep(0.2)
    raise ServerFailure(f"The app did not answer within {LONGEST_START:.0f} seconds:\n{end_of_log(log)}")
