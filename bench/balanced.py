"""Two replicas of a page behind nginx, on this machine."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from bench.served import HEALTH, Served, running, served
from tools.nginx import find_nginx
from tools.server import free_port

CONFIGURATION: Final = Path(__file__).with_name("balancer.conf")


class NoBalancer(RuntimeError):
    """There is no nginx on this machine."""


@contextmanager
def balanced(
    name: str, folder: Path, settings: Mapping[str, str] | None = None
) -> Iterator[tuple[Served, tuple[Served, Served]]]:
    """Serve a page of `bench.served.APPS` by two processes behind nginx until the block ends.

    Returns:
        nginx, and the two replicas.

    Raises:
        NoBalancer: nginx is not installed.
    """
    program = find_nginx()
    if program is None:
        raise NoBalancer("There is no nginx: python -m tools.nginx --install")
    place = folder / "nginx"
    place.mkdir(parents=True)
    with (
        served(name, folder / "first", settings) as first,
        served(name, folder / "second", settings) as second,
    ):
        port = free_port()
        text = CONFIGURATION.read_text(encoding="utf-8")
        filled = {"PORT": port, "FIRST": first.port, "SECOND": second.port, "FOLDER": place}
        for word, value in filled.items():
            text = text.replace(word, str(value))
        (place / "nginx.conf").write_text(text, encoding="utf-8")
        command = [str(program), "-p", str(place), "-c", str(place / "nginx.conf")]
        with running("nginx", command, port, HEALTH, place) as nginx:
            yield nginx, (first, second)
