"""A cluster that is down, slow, no cluster at all or there again: told in time, and never remembered."""

from __future__ import annotations

import os
import signal
import socket
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from streamlit.testing.v1 import AppTest

from components import dataset as loader
from components.present import PresentDataset
from plenary import queries
from plenary.__main__ import main
from plenary.cluster import down_words, open_cluster
from plenary.engine import EngineDown, collect
from plenary.selection import Selection
from plenary.store import Dataset, open_dataset
from tests.pages.test_pages import opened
from tests.several_sessions import ORCHARD

if TYPE_CHECKING:
    from tests.engines.cluster import Cluster

pytestmark = pytest.mark.timeout(900)

FORUM = Selection(session=(ORCHARD,))


@pytest.fixture
def dataset(cluster: Cluster, directory: Path) -> Iterator[Dataset]:
    """The dataset whose turns the cluster has; afterwards the cluster is whole again."""
    yield open_dataset(directory)
    cluster.stop()
    cluster.start()


def is_told(app: AppTest) -> bool:
    """Whether a page says that the cluster does not answer; it must not break."""
    assert not app.exception
    return down_words() in [warning.value for warning in app.warning]


def answers(dataset: Dataset) -> bool:
    """Whether the twelve turns of the Forum are given, counted and one by one."""
    return len(queries.statements(dataset, FORUM)) == 12


def seconds_until_down(dataset: Dataset) -> float:
    """How long it takes until a question for single turns is given up."""
    started = time.monotonic()
    with pytest.raises(EngineDown):
        queries.statements(dataset, FORUM)
    return time.monotonic() - started


def test_the_cluster_dies_and_comes_back(
    cluster: Cluster, dataset: Dataset, directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Workers and master are killed: counts stand and the page says so; started again, the same process has the turns.

    Where no worker is left the reader need not wait as long as for a slow answer.
    """
    monkeypatch.setenv("PLENARY_DATA", str(directory))
    monkeypatch.setattr(loader, "_present", PresentDataset(open_dataset, loader._fingerprint))
    assert answers(dataset)
    app = opened("timeline.py", session=ORCHARD)
    assert not is_told(app)
    cluster.kill_workers()
    cluster.kill_master()
    assert seconds_until_down(dataset) < 60
    assert seconds_until_down(dataset) < 10
    assert queries.headline_counts(dataset, FORUM)["turns"] == 12
    # Another session of a reader: nothing of it was answered before.
    app = opened("order_of_speaking.py", session=ORCHARD, review="all")
    assert is_told(app)
    assert not is_told(opened("participation_map.py", session=ORCHARD))
    cluster.start()
    app.button(key="cluster-again-page").click().run(timeout=180)
    assert not is_told(app)
    assert answers(dataset)


def test_workers_that_are_replaced_are_used(
    cluster: Cluster, dataset: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The master stands; without a worker there is no answer, with new ones there is."""
    assert answers(dataset)
    cluster.kill_workers()
    with monkeypatch.context() as patched:
        patched.setenv("PLENARY_ENGINE_SECONDS", "15")
        assert seconds_until_down(dataset) < 60
    cluster.start_workers(2)
    assert answers(dataset)


def test_a_driver_that_ends_is_started_again(dataset: Dataset) -> None:
    """The Java machine of this process is killed, as for want of memory: the next question starts another."""
    from pyspark import SparkContext

    assert answers(dataset)
    os.kill(SparkContext._gateway.proc.pid, signal.SIGKILL)
    SparkContext._gateway.proc.wait(30)
    assert answers(dataset)


def test_a_slow_answer_is_given_up(dataset: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    """After the seconds of the setting the reader is told; the connection stays, and answers what is quick enough."""
    assert answers(dataset)
    with monkeypatch.context() as patched:
        patched.setenv("PLENARY_ENGINE_SECONDS", "0.01")
        assert seconds_until_down(dataset) < 5
    assert answers(dataset)


def test_what_is_no_cluster_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """At the address is something that takes a connection and says nothing; or nothing; or it is no address."""
    monkeypatch.setenv("PLENARY_ENGINE_SECONDS", "5")
    with socket.create_server(("127.0.0.1", 0)) as other:
        silent = f"spark://127.0.0.1:{other.getsockname()[1]}"
        started = time.monotonic()
        with pytest.raises(EngineDown):
            collect(open_cluster(silent).frame("turns"))
        assert time.monotonic() - started < 30
    for address in (silent, "spark://", "http://127.0.0.1:1", "spark://127.0.0.1:1"):
        with pytest.raises(EngineDown):
            open_cluster(address).frame("turns")


def test_a_build_without_its_cluster_ends_with_2(
    cluster: Cluster, directory: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing is left of it, and the reason is told."""
    place = tmp_path / "builds"
    words = ["build", "--data", str(directory), "--to", str(place), "--engine", "spark://127.0.0.1:1"]
    assert main(words) == 2
    assert "cluster" in capsys.readouterr().err
    assert list(place.iterdir()) == []
