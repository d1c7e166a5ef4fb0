"""When the dataset changes one reader opens it; the others go on, nobody goes back, and a failure is told."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest

from components.dataset import _fingerprint
from components.present import PresentDataset
from plenary.model import Finding
from plenary.store import BrokenDataset, Dataset
from plenary.switching import PENDING


class Folder:
    """A folder whose dataset is a text; it may be broken, and slow to open."""

    def __init__(self) -> None:
        """The first version, whole and quick."""
        self.content = "first"
        self.broken = False
        self.opened: list[str] = []
        self.wait: Callable[[], object] = lambda: None

    def open(self, _directory: Path) -> Dataset:
        """The dataset: here, the text that the folder held when opening began."""
        content = self.content
        self.opened.append(content)
        self.wait()
        if self.broken:
            raise BrokenDataset([Finding("statements.csv", None, None, "missing")])
        return cast(Dataset, content)

    def fingerprint(self, _directory: Path) -> str:
        """What tells one state of the folder from another."""
        return f"{self.content} {self.broken}"


@pytest.fixture
def folder() -> Folder:
    """The folder."""
    return Folder()


@pytest.fixture
def present(folder: Folder) -> PresentDataset:
    """Its dataset, opened by nobody yet."""
    return PresentDataset(folder.open, folder.fingerprint)


def test_it_is_opened_once_and_again_when_it_has_changed(
    folder: Folder, present: PresentDataset, tmp_path: Path
) -> None:
    """Two readers get what was opened once; after a change the next reader gets the new one."""
    assert [present.get(tmp_path), present.get(tmp_path)] == ["first", "first"]
    folder.content = "second"
    assert [present.get(tmp_path), present.get(tmp_path)] == ["second", "second"]
    assert folder.opened == ["first", "second"]


def test_while_one_reader_opens_the_others_go_on(folder: Folder, present: PresentDataset, tmp_path: Path) -> None:
    """While the second version is read, everybody else is given the first at once; then nobody is any more."""
    present.get(tmp_path)
    reading, go_on = threading.Event(), threading.Event()
    folder.wait = lambda: (reading.set(), go_on.wait(10))
    folder.content = "second"
    given: list[object] = []
    opener = threading.Thread(target=lambda: given.append(present.get(tmp_path)))
    opener.start()
    assert reading.wait(10)
    assert [present.get(tmp_path) for _reader in range(5)] == ["first"] * 5
    go_on.set()
    opener.join(10)
    assert given == ["second"]
    assert present.get(tmp_path) == "second"
    assert folder.opened == ["first", "second"]


def test_the_first_readers_wait_for_the_one_who_opens(folder: Folder, present: PresentDataset, tmp_path: Path) -> None:
    """Where there is no dataset before, all wait, and it is opened once."""
    barrier = threading.Barrier(4)
    folder.wait = lambda: threading.Event().wait(0.05)
    given: list[object] = []

    def ask() -> None:
        barrier.wait(10)
        given.append(present.get(tmp_path))

    readers = [threading.Thread(target=ask) for _reader in range(4)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join(10)
    assert given == ["first"] * 4
    assert folder.opened == ["first"]


def test_what_changes_while_it_is_read_is_read_again(folder: Folder, present: PresentDataset, tmp_path: Path) -> None:
    """A version that comes while the one before is being opened is opened by the next reader."""
    folder.wait = lambda: setattr(folder, "content", "second")
    assert present.get(tmp_path) == "first"
    assert present.get(tmp_path) == "second"


def test_a_failure_is_told_and_not_kept(folder: Folder, present: PresentDataset, tmp_path: Path) -> None:
    """A broken dataset is never covered by the one before, and is shown again as soon as it is mended."""
    present.get(tmp_path)
    folder.broken = True
    for _reader in range(2):
        with pytest.raises(BrokenDataset):
            present.get(tmp_path)
    folder.broken = False
    assert present.get(tmp_path) == "first"


def test_while_files_are_exchanged_by_another_process_the_one_before_is_shown(
    folder: Folder, present: PresentDataset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A reader's process that may only read shows the version before until the files are in their places."""
    present.get(tmp_path)
    (tmp_path / PENDING).mkdir()
    (tmp_path / PENDING / "statements.csv").touch()

    def refused(*_arguments: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "replace", refused)
    folder.content, folder.broken = "second", True
    assert present.get(tmp_path) == "first"
    monkeypatch.undo()
    folder.broken = False
    assert present.get(tmp_path) == "second"


def test_a_file_that_goes_while_it_is_looked_at_is_no_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between listing a folder and looking at a file it may be exchanged: another fingerprint, not a failure."""
    (tmp_path / "statements.csv").write_text("a", encoding="utf-8")
    (tmp_path / "gone.csv").write_text("b", encoding="utf-8")
    before = _fingerprint(tmp_path)
    stat = Path.stat

    def vanishing(path: Path, **options: bool) -> os.stat_result:
        if path.name == "gone.csv":
            raise FileNotFoundError(path)
        return stat(path, **options)

    monkeypatch.setattr(Path, "stat", vanishing)
    assert _fingerprint(tmp_path) != before


def test_what_is_put_together_beside_the_dataset_changes_nothing(tmp_path: Path) -> None:
    """A folder in which the next version is staged does not have the present one opened anew."""
    (tmp_path / "statements.csv").write_text("a", encoding="utf-8")
    before = _fingerprint(tmp_path)
    (tmp_path / ".staged-next").mkdir()
    (tmp_path / ".staged-next" / "statements.csv").write_text("b", encoding="utf-8")
    assert _fingerprint(tmp_path) == before
