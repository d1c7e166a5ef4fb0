"""What the tests of the cluster engine share; without `make test-engines` none of them is collected."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from plenary.build import builds_of, write_build
from plenary.cluster import open_cluster
from plenary.store import Dataset, open_dataset

if TYPE_CHECKING:
    from tests.engines.cluster import Cluster

if not os.environ.get("PLENARY_TEST_ENGINES"):
    collect_ignore_glob = ["test_*.py"]


@pytest.fixture(scope="session")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """A master and two workers."""
    from tests.engines.cluster import JAVA, Cluster

    os.environ["JDK_JAVA_OPTIONS"] = JAVA  # For the driver, which this process starts.
    running = Cluster(tmp_path_factory.mktemp("cluster"))
    try:
        running.start()
        yield running
    finally:
        running.stop()


@pytest.fixture(scope="session")
def directory(cluster: Cluster, sessions_directory: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder of the dataset of three sessions, with the build that the cluster made."""
    copy = tmp_path_factory.mktemp("built") / "data"
    shutil.copytree(sessions_directory, copy)
    write_build(copy, builds_of(copy), open_cluster(cluster.url, patient=True))
    return copy


@pytest.fixture(autouse=True)
def setting(cluster: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    """The setting names the cluster, and gives two busy cores time to answer."""
    monkeypatch.setenv("PLENARY_ENGINE", cluster.url)
    monkeypatch.setenv("PLENARY_ENGINE_SECONDS", "150")


@pytest.fixture(scope="session")
def clustered(cluster: Cluster, directory: Path) -> Dataset:
    """The dataset whose turns the cluster has."""
    before = os.environ.get("PLENARY_ENGINE")
    os.environ["PLENARY_ENGINE"] = cluster.url
    try:
        return open_dataset(directory)
    finally:
        os.environ.pop("PLENARY_ENGINE")
        if before is not None:
            os.environ["PLENARY_ENGINE"] = before
