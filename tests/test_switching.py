"""One dataset takes the place of another in one step: a kill at any moment leaves the old or the new one whole."""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from plenary import store
from plenary.checks import check_dataset
from plenary.schema import BrokenPackage, is_sealed, read_package, seal
from plenary.store import open_dataset
from plenary.switching import PENDING, finish_switch, switch
from tests.dataset_copy import change, copy_dataset

REPOSITORY = Path(__file__).resolve().parents[1]

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system cannot kill a process at once")


def contents(directory: Path) -> dict[str, bytes]:
    """The files of the dataset's package and their contents."""
    files = ["datapackage.json", *(resource.file for resource in read_package(directory).resources)]
    return {file: (directory / file).read_bytes() for file in files}


def changed_files(old: Path, new: Path) -> dict[str, bytes]:
    """The files of the new dataset that differ from the old one's."""
    before = contents(old)
    return {file: content for file, content in contents(new).items() if before[file] != content}


def stage(directory: Path, files: dict[str, bytes]) -> Path:
    """Writes files into a folder inside the dataset's."""
    staged = directory / ".staged-test"
    for file, content in files.items():
        (staged / file).parent.mkdir(parents=True, exist_ok=True)
        (staged / file).write_bytes(content)
    return staged


@pytest.fixture(scope="module")
def datasets(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two datasets without errors that differ in three files and the description."""
    old = copy_dataset(tmp_path_factory.mktemp("old"))
    new = Path(shutil.copytree(old, tmp_path_factory.mktemp("new") / "data"))
    change(new, "sessions.csv", {}, "note", "Another note.")
    change(new, "meetings.csv", {"ordinal": "7"}, "note", "Another note.")
    change(new, "reference/speakers.csv", {"speaker_id": "BRA"}, "note", "Another note.")
    seal(new)
    assert check_dataset(old).errors == check_dataset(new).errors == ()
    return old, new


def test_a_kill_between_any_two_steps_leaves_one_of_both_whole(datasets: tuple[Path, Path], tmp_path: Path) -> None:
    """Killed before each of its steps in turn, a switch leaves the old dataset up to one step, the new one after it."""
    old, new = datasets
    before, after, files = contents(old), contents(new), changed_files(old, new)
    assert sorted(files) == ["datapackage.json", "meetings.csv", "reference/speakers.csv", "sessions.csv"]
    outcomes = []
    for last_step in range(200):
        directory = tmp_path / str(last_step)
        shutil.copytree(old, directory)
        staged = stage(directory, files)
        words = [sys.executable, "-m", "tests.killed_switch", str(directory), str(staged), str(last_step)]
        exit_code = subprocess.run(words, cwd=REPOSITORY, check=False).returncode
        # Reading the dataset is what finishes the switch: nobody has to know that there was one.
        assert is_sealed(directory) == []
        found = contents(directory)
        assert found in (before, after)
        outcomes.append(found == after)
        assert not (directory / PENDING).exists()
        if last_step % 10 == 0:
            assert check_dataset(directory).errors == ()
        shutil.rmtree(directory)
        if exit_code == 0:
            break
        assert exit_code == -signal.SIGKILL
    assert exit_code == 0
    # Six files and folders to the disk, then the step that decides; after it at least four files have to be moved.
    assert outcomes.index(True) == 7
    assert all(outcomes[7:])
    assert len(outcomes) > 12


def test_a_switch_that_was_cut_off_is_finished_by_whoever_opens_the_dataset(
    datasets: tuple[Path, Path], tmp_path: Path
) -> None:
    """Decided but not carried out, the new dataset is what the app opens and what the check looks at."""
    old, new = datasets
    for number, look in enumerate((open_dataset, check_dataset, read_package, seal)):
        directory = Path(shutil.copytree(old, tmp_path / str(number)))
        stage(directory, changed_files(old, new)).rename(directory / PENDING)
        # One file has been moved already; the rest has not.
        (directory / PENDING / "sessions.csv").replace(directory / "sessions.csv")
        look(directory)
        assert contents(directory) == contents(new)
        assert not (directory / PENDING).exists()


@pytest.mark.parametrize("moment", ["is_sealed", "read_package", "read_table", "write_sources"])
def test_a_reader_in_the_midst_of_a_switch_reads_the_new_dataset(
    datasets: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    """A dataset that changes between two steps of reading it is read once more, and never half of each."""
    old, new = datasets
    directory = Path(shutil.copytree(old, tmp_path / "data"))
    step = getattr(store, moment)

    def switched(*arguments: object) -> object:
        result = step(*arguments)
        monkeypatch.setattr(store, moment, step)
        switch(directory, stage(directory, changed_files(old, new)))
        return result

    monkeypatch.setattr(store, moment, switched)
    dataset = open_dataset(directory)
    assert dataset.tables["sessions"]["note"].tolist() == ["Another note."]
    assert dataset.names.speaker("BRA").note == "Another note."
    assert dataset.hash == hashlib.sha256(contents(new)["datapackage.json"]).hexdigest()


def test_files_that_were_only_staged_change_nothing(datasets: tuple[Path, Path], tmp_path: Path) -> None:
    """What a killed process left before it decided is no part of the dataset."""
    old, new = datasets
    directory = Path(shutil.copytree(old, tmp_path / "data"))
    stage(directory, changed_files(old, new))
    finish_switch(directory)
    assert contents(directory) == contents(old)
    assert check_dataset(directory).errors == ()


def test_a_second_switch_waits_for_the_first(datasets: tuple[Path, Path], tmp_path: Path) -> None:
    """While files wait to be moved, nobody else can decide on others: the second is told so and nothing is lost."""
    old, new = datasets
    directory = Path(shutil.copytree(old, tmp_path / "data"))
    stage(directory, changed_files(old, new)).rename(directory / PENDING)
    with pytest.raises(OSError):
        switch(directory, stage(directory, {"sessions.csv": b"other\n"}))
    finish_switch(directory)
    assert contents(directory) == contents(new)


def test_a_folder_that_cannot_be_written_is_told(
    datasets: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A reader without the right to write says that a change was cut off, and shows no mixture of two datasets."""
    old, new = datasets
    directory = Path(shutil.copytree(old, tmp_path / "data"))
    stage(directory, changed_files(old, new)).rename(directory / PENDING)

    def refused(*_arguments: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "replace", refused)
    with pytest.raises(BrokenPackage) as broken:
        read_package(directory)
    assert str(broken.value.finding) == (
        "datapackage.json: a change of the dataset was cut off and cannot be finished: Permission denied"
    )
