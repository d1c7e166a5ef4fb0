"""Pages while the cluster that has the single turns does not answer, and once it does again."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient
from streamlit.testing.v1 import AppTest

from components import dataset as loader
from components.addresses import ROUTES
from components.present import PresentDataset
from plenary import store
from plenary.__main__ import main
from plenary.build import builds_of, write_build
from plenary.cluster import down_words
from tests.cluster_stub import Silent
from tests.pages.test_pages import OF_THE_DATASET, opened, texts
from tests.several_sessions import ORCHARD

OF_COUNTS = ("participation_map.py", "conclusions.py")


@pytest.fixture(scope="module")
def directory(sessions_directory: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder of the dataset of three sessions, with its build."""
    copy = tmp_path_factory.mktemp("cluster") / "data"
    shutil.copytree(sessions_directory, copy)
    write_build(copy, builds_of(copy))
    return copy


@pytest.fixture
def silent(directory: Path, monkeypatch: pytest.MonkeyPatch) -> Silent:
    """The cluster of the dataset that the pages show."""
    engine = Silent()
    monkeypatch.setenv("PLENARY_DATA", str(directory))
    monkeypatch.setattr(store, "open_cluster", lambda: engine)
    # Opened anew for each test, since each has a cluster of its own.
    monkeypatch.setattr(loader, "_present", PresentDataset(store.open_dataset, loader._fingerprint))
    return engine


@pytest.fixture
def client(silent: Silent, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    """Asks the addresses beside the pages."""
    monkeypatch.setenv("PLENARY_DATA_RATE", "none")
    with TestClient(Starlette(routes=ROUTES), follow_redirects=False) as asking:
        yield asking


def is_told(app: AppTest) -> bool:
    """Whether a page says that the cluster does not answer; it must not break."""
    assert not app.exception
    return down_words() in [warning.value for warning in app.warning]


@pytest.mark.parametrize("file", OF_COUNTS)
def test_pages_of_counts_are_whole(silent: Silent, file: str) -> None:
    """What is counted and what is concluded is shown without a word of the cluster."""
    assert not is_told(opened(file, session=ORCHARD))


@pytest.mark.parametrize("file", [file for file in OF_THE_DATASET if file not in OF_COUNTS])
def test_pages_of_single_turns_say_that_they_cannot_be_shown(silent: Silent, file: str) -> None:
    """Head, filters and foot stand; in place of the rest is what can be done."""
    app = opened(file, session=ORCHARD)
    assert is_told(app)
    assert "Dataset version" in texts(app)
    assert app.button(key="clear-filters")
    assert any(button.label == "Try again" for button in app.button)


def test_other_cards_of_a_page_stand(silent: Silent) -> None:
    """The overview has its figures and its map, the balance its cards before and after that of silence."""
    app = opened("overview.py", session=ORCHARD)
    assert is_told(app)
    assert {metric.label: metric.value for metric in app.metric}["Statements"] == "10"
    assert "States by number of statements recorded" in " ".join(heading.value for heading in app.subheader)
    titles = [heading.value for heading in opened("balance.py", session=ORCHARD).subheader]
    assert "Members with no statement recorded" not in titles
    assert any("concentrat" in title.lower() or "evenly" in title.lower() for title in titles)


def test_the_page_is_whole_once_the_cluster_answers_again(silent: Silent) -> None:
    """No failure is remembered: the same reader presses a button and sees the turns."""
    app = opened("timeline.py", session=ORCHARD)
    assert is_told(app)
    silent.come_back()
    app.button(key="cluster-again-page").click().run()
    assert not is_told(app)
    assert not app.warning
    assert "Statements in the order of the printed lists, meeting by meeting" in texts(app)


def test_a_link_to_one_turn_waits_for_the_cluster(silent: Silent) -> None:
    """Whether there is the turn that a link names is not known; a page says so in place of a wrong answer."""
    app = opened("timeline.py", session=ORCHARD, row=f"{ORCHARD}/3/2")
    assert is_told(app)
    assert [title.value for title in app.title] == ["Not at this moment"]
    silent.come_back()
    assert not is_told(app.run())


def test_addresses_of_rows_say_when_to_ask_again(client: TestClient, silent: Silent) -> None:
    """503 for single turns, whatever is asked of them; the counts are given; then everything is."""
    addresses = (
        f"/data/statements.csv?session={ORCHARD}",
        f"/data/bundle.html?session={ORCHARD}",
        f"/entry/{ORCHARD}/3/2",
        f"/figure/timeline.html?session={ORCHARD}",
    )
    for address in addresses:
        answer = client.get(address)
        assert answer.status_code == 503, address
        assert "cluster" in answer.text
    assert client.get(addresses[0]).headers["retry-after"] == "30"
    assert client.get(f"/data/participation.csv?session={ORCHARD}").status_code == 200
    assert client.get(f"/figure/map.html?session={ORCHARD}").status_code == 200
    silent.come_back()
    assert [client.get(address).status_code for address in addresses] == [200, 200, 307, 200]


def test_command_ends_with_2(directory: Path, silent: Silent, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is exported in part; counts are."""
    assert main(["export", f"session={ORCHARD}", "--data", str(directory)]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert "the stub does not answer" in told.err
    assert main(["export", f"session={ORCHARD}", "--table", "participation", "--data", str(directory)]) == 0
