"""The deployment, started once for all tests; how often the hard ones run: TIMES=10 make test-deployment."""

from __future__ import annotations

import os
import shutil
import tempfile
import threading
from collections import Counter
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest

from tests.deployment.crowd import wait_until_whole
from tests.deployment.editions import Edition, first_edition, next_edition, put_in_place, read_edition
from tests.deployment.site import Replica, Site, running_nginx

TIMES = int(os.environ.get("TIMES", "1"))
"""How often in a row a replica is killed, and the version changed."""
AGAIN = "round_number"


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Runs a test that takes the number of its round so often."""
    if AGAIN in metafunc.fixturenames:
        metafunc.parametrize(AGAIN, range(1, TIMES + 1))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Says how often in a row each test that is repeated has passed."""
    passed, ran = Counter[str](), Counter[str]()
    for outcome in ("passed", "failed", "error"):
        for report in terminalreporter.stats.get(outcome, []):
            name, bracket, number = report.nodeid.partition("[")
            if bracket and report.when == "call" and number.rstrip("]").isdecimal():
                ran[name] += 1
                passed[name] += report.passed
    for name, count in ran.items():
        verdict = "in a row" if passed[name] == count == TIMES else f"of {TIMES} asked for: not in a row"
        terminalreporter.write_line(f"{name.rpartition('::')[2]}: {passed[name]} of {count} passed {verdict}")


@pytest.fixture(scope="session")
def place() -> Iterator[Path]:
    """Folder that nginx's own user can enter; gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="plenary-deployment-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Shows beside a failed test what the replicas have written but for the lines of runs and requests."""
    report = yield
    site = getattr(item, "funcargs", {}).get("site")
    if report.failed and site is not None:
        for replica in site.replicas:
            lines = replica.log.read_text(encoding="utf-8", errors="replace").splitlines()
            told = [line for line in lines if not line.startswith("{")]
            report.sections.append((f"log of {replica.folder.name}", "\n".join(told[-80:])))
    return report


class Editions:
    """The versions of the dataset so far, read one after the other on a replica that nobody else asks."""

    def __init__(self, folder: Path) -> None:
        """Make the first version in `folder`, and read it."""
        self._folder = folder
        control = folder / "control"
        control.mkdir()
        self.present_folder = first_edition(control)
        self.control = Replica(control, control / "data")
        self.control.start()
        self.present = read_edition(self.present_folder, self.control)

    def next(self) -> tuple[Edition, Path]:
        """The version after the present one, now the present one, and the folder with its files."""
        folder = self._folder / f"after-{self.present.version}"
        folder.mkdir()
        following = next_edition(self.present_folder, folder)
        put_in_place(following, self.present_folder)
        self.present = read_edition(self.present_folder, self.control)
        return self.present, following


@pytest.fixture(scope="session")
def editions(place: Path) -> Iterator[Editions]:
    """The versions."""
    known = Editions(place)
    yield known
    known.control.stop()


@pytest.fixture(scope="session")
def site(place: Path, editions: Editions) -> Iterator[Site]:
    """Two replicas, each with the present version in a folder of its own, behind nginx."""
    first, second = (Replica(place / name, place / name / "data") for name in ("replica-1", "replica-2"))
    for replica in (first, second):
        shutil.copytree(editions.present_folder, replica.data)
    starting = [threading.Thread(target=replica.start) for replica in (first, second)]
    for thread in starting:
        thread.start()
    for thread in starting:
        thread.join()
    try:
        (place / "nginx").mkdir()
        with running_nginx(place / "nginx", (first, second)) as site:
            yield site
    finally:
        first.stop()
        second.stop()


@pytest.fixture(autouse=True)
def whole(site: Site) -> None:
    """Both replicas are in use before each test, whatever the one before did to them."""
    wait_until_whole(site)
