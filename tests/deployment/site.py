"""Two replicas and nginx from deploy/nginx.conf, with addresses, ports and folders of this machine put in."""

from __future__ import annotations

import http.client
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import yaml
from prometheus_client.openmetrics.parser import text_string_to_metric_families

from tools.nginx import find_nginx
from tools.server import HOST, REPOSITORY, ServerFailure, end_of_log, free_port

LONGEST_START: Final = 120.0
DEPLOY: Final = REPOSITORY / "deploy"
NAME: Final = "localhost"
"""In place of atlas.example.org."""


@dataclass
class Replica:
    """One process of the app, as deploy/compose.yaml sets it up.

    Attributes:
        folder: Folder of its home and its log.
        data: Folder of its dataset.
        port: Where it listens, the same after a restart.
    """

    folder: Path
    data: Path
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    @property
    def log(self) -> Path:
        """What it has written."""
        return self.folder / "server.log"

    def start(self) -> None:
        """Start it, and wait until it can give rows."""
        (self.folder / "home").mkdir(parents=True, exist_ok=True)
        command = [sys.executable, "-m", "streamlit", "run", str(REPOSITORY / "app.py")]
        command += ["--server.address", HOST, "--server.port", str(self.port), "--server.headless", "true"]
        inherited = {key: value for key, value in os.environ.items() if not key.startswith(("PLENARY_", "STREAMLIT_"))}
        settings = {"HOME": str(self.folder / "home"), "PYTHONUNBUFFERED": "1", "PLENARY_DATA": str(self.data)}
        with self.log.open("ab") as output:
            self.process = subprocess.Popen(
                command,
                cwd=REPOSITORY,
                env={**inherited, **compose_settings(), **settings},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
            )
        deadline = time.monotonic() + LONGEST_START
        while not self.is_ready():
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise ServerFailure(f"A replica did not start:\n{end_of_log(self.log)}")
            time.sleep(0.1)

    def is_ready(self) -> bool:
        """Whether it answers that rows can be given."""
        try:
            return self._get("data/health")[0] == http.client.OK
        except OSError:
            return False

    def kill(self) -> None:
        """End it at once, as a machine without power does: SIGKILL, to this one process."""
        assert self.process is not None
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self) -> None:
        """End it."""
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(timeout=15)
            except subprocess.TimeoutExpired:
                self.kill()

    def sample(self, name: str, **labels: str) -> float:
        """Sum of the samples with this name and these labels, others left open, as the replica itself gives them."""
        families = text_string_to_metric_families(self._get("metrics")[1])
        samples = (one for family in families for one in family.samples if one.name == name)
        return sum(float(one.value) for one in samples if labels.items() <= one.labels.items())

    def _get(self, path: str) -> tuple[int, str]:
        connection = http.client.HTTPConnection(HOST, self.port, timeout=30)
        try:
            connection.request("GET", f"/atlas/{path}")
            answer = connection.getresponse()
            return answer.status, answer.read().decode()
        finally:
            connection.close()


@dataclass(frozen=True)
class Site:
    """The running deployment.

    Attributes:
        replicas: The processes behind nginx.
        port: nginx's port for readers, with TLS.
        plain_port: nginx's port without.
        folder: nginx's folder: logs, cache, certificate.
    """

    replicas: tuple[Replica, Replica]
    port: int
    plain_port: int
    folder: Path

    @property
    def url(self) -> str:
        """Address of the first page, without a slash at its end."""
        return f"https://{NAME}:{self.port}/atlas"

    def sessions(self) -> tuple[int, ...]:
        """Readers connected to each replica, as its metrics say."""
        return tuple(int(replica.sample("plenary_sessions")) for replica in self.replicas)


def compose_settings() -> dict[str, str]:
    """The environment of a replica as deploy/compose.yaml has it, with values for what the operator must say."""
    compose = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
    settings = {name: str(value) for name, value in compose["services"]["atlas-1"]["environment"].items()}
    chosen = {"PLENARY_SITE_ADDRESS": "", "STREAMLIT_SERVER_COOKIE_SECRET": "a secret of this test alone"}
    assert all(settings[name].startswith("${") for name in chosen)
    return {name: value for name, value in {**settings, **chosen}.items() if value}


def local_configuration(text: str, places: Mapping[str, str]) -> str:
    """deploy/nginx.conf with other addresses, ports and folders; each of them must stand in it."""
    for place, local in places.items():
        if place not in text:
            raise AssertionError(f"deploy/nginx.conf has no {place!r}")
        text = text.replace(place, local)
    return text


@contextmanager
def running_nginx(folder: Path, replicas: tuple[Replica, Replica]) -> Iterator[Site]:
    """Nginx before the replicas, until the block ends.

    Args:
        folder: Empty folder that nginx's own user can enter.
        replicas: They need not run yet.

    Raises:
        ServerFailure: It did not start.
    """
    nginx = find_nginx()
    if nginx is None:
        raise ServerFailure("There is no nginx: python -m tools.nginx --install")
    site = Site(replicas, free_port(), free_port(), folder)
    for name in ("log", "cache", "tls"):
        (folder / name).mkdir()
    _write_certificate(folder / "tls")
    text = local_configuration(
        (DEPLOY / "nginx.conf").read_text(encoding="utf-8"),
        {
            "atlas-1:8501": f"{HOST}:{replicas[0].port}",
            "atlas-2:8501": f"{HOST}:{replicas[1].port}",
            "listen 443 ": f"listen {HOST}:{site.port} ",
            "listen 80 ": f"listen {HOST}:{site.plain_port} ",
            "atlas.example.org": NAME,
            "/run/nginx.pid": f"{folder}/nginx.pid",
            "/var/log/nginx": f"{folder}/log",
            "/var/cache/nginx": f"{folder}/cache",
            "/etc/ssl/atlas": f"{folder}/tls",
        },
    )
    configuration = folder / "nginx.conf"
    configuration.write_text(text, encoding="utf-8")
    started = folder / "log" / "start.log"
    with started.open("wb") as output:
        process = subprocess.Popen(
            [str(nginx), "-c", str(configuration), "-g", "daemon off;"], stdout=output, stderr=subprocess.STDOUT
        )
        try:
            _wait_until_listening(process, site, started)
            yield site
        finally:
            process.terminate()
            process.wait(timeout=15)


def _write_certificate(folder: Path) -> None:
    command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    command += ["-days", "2", "-subj", f"/CN={NAME}", "-addext", f"subjectAltName=DNS:{NAME}"]
    command += ["-keyout", str(folder / "atlas.key"), "-out", str(folder / "atlas.crt")]
    subprocess.run(command, check=True, capture_output=True)


def _wait_until_listening(process: subprocess.Popen[bytes], site: Site, log: Path) -> None:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise ServerFailure(f"nginx ended:\n{end_of_log(log)}")
        connection = http.client.HTTPConnection(HOST, site.plain_port, timeout=5)
        try:
            connection.request("GET", "/")
            connection.getresponse()
            return
        except OSError:
            time.sleep(0.05)
        finally:
            connection.close()
    raise ServerFailure(f"nginx did not answer:\n{end_of_log(log)}")
