"""A build gives the answers of the dataset itself, all or nothing, and only for the dataset that it was made of."""

from __future__ import annotations

import hashlib
import json
import shutil
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from components import dataset as loader
from plenary.__main__ import main
from plenary.build import BUILD, BUILT, DESCRIPTION, builds_of, find_build, table_place, write_build
from plenary.checks import check_dataset
from plenary.engine import Embedded, collect
from plenary.export import TABLES, rows
from plenary.facts import CUBES, FACTS, LINKS, SOURCE
from plenary.kept import keep_version
from plenary.names import Names
from plenary.periods import speaker_periods
from plenary.schema import PACKAGE_FILE, seal
from plenary.selection import Selection
from plenary.store import Dataset, open_dataset
from plenary.worlds import seen
from tests.several_sessions import ORCHARD, WATER

REPOSITORY = Path(__file__).resolve().parent.parent
SELECTIONS = {
    "all": Selection(session=(ORCHARD, WATER), review="all"),
    "filtered": Selection(session=(ORCHARD,), meeting=(f"{ORCHARD}:2",), item=(f"{ORCHARD}:3",), group=("african",)),
}


@pytest.fixture(scope="module")
def directory(sessions_directory: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder of the dataset of three sessions, with its build; tests do not change it."""
    copy = tmp_path_factory.mktemp("built") / "data"
    shutil.copytree(sessions_directory, copy)
    write_build(copy, builds_of(copy))
    return copy


@pytest.fixture
def own(directory: Path, tmp_path: Path) -> Path:
    """A copy of that folder, which a test may change."""
    shutil.copytree(directory, tmp_path / "data")
    return tmp_path / "data"


@pytest.fixture(scope="module")
def built(directory: Path) -> Dataset:
    """The dataset opened by its build."""
    return open_dataset(directory)


def is_built(dataset: Dataset) -> bool:
    """Whether it was opened by a build: the tables of statements were not read then."""
    return f"{SOURCE}statements" not in dataset.embedded.names()


@pytest.mark.parametrize("selection", SELECTIONS.values(), ids=SELECTIONS)
@pytest.mark.parametrize("table", TABLES)
def test_every_table_is_the_same_with_and_without_a_build(
    several: Dataset, built: Dataset, table: str, selection: Selection
) -> None:
    """Each exported table has the same rows, types and order, whichever way the dataset was opened."""
    assert is_built(built)
    assert not is_built(several)
    pd.testing.assert_frame_equal(rows(built, selection, table), rows(several, selection, table), check_exact=True)


@pytest.mark.parametrize("table", ["statements", "representation", "silent_members", "sessions"])
def test_other_worlds_and_names_are_the_same(several: Dataset, built: Dataset, table: str) -> None:
    """In the world of today with French names, the build gives what the files give."""
    for world, language in (("today", ""), ("", "fr"), ("today", "fr")):
        chosen = replace(SELECTIONS["all"], world=world, names=language)
        found = [rows(seen(dataset, world, language), chosen, table) for dataset in (built, several)]
        pd.testing.assert_frame_equal(*found, check_exact=True)


@pytest.mark.parametrize("table", BUILT)
def test_tables_of_a_build_are_those_put_together_in_memory(several: Dataset, built: Dataset, table: str) -> None:
    """Columns, types, rows and, but for cubes, their order are the same."""
    one, other = collect(built.embedded.frame(table)), collect(several.embedded.frame(table))
    if table in CUBES:
        one, other = (frame.sort_values(list(frame.columns), ignore_index=True) for frame in (one, other))
    pd.testing.assert_frame_equal(one, other)


def test_the_description_says_what_was_built(directory: Path) -> None:
    """Version, hash, engine and rows: 46 and 15 and 6 turns; the sizes are those of the files."""
    (path,) = builds_of(directory).glob(f"*/{DESCRIPTION}")
    told = json.loads(path.read_text(encoding="utf-8"))
    assert told["dataset_version"] == json.loads((directory / PACKAGE_FILE).read_text(encoding="utf-8"))["version"]
    assert told["engine"].startswith("duckdb ")
    assert told["row_counts"][FACTS] == 46 + 15 + 6
    assert set(told["row_counts"]) == {FACTS, *LINKS, *CUBES}
    assert told["files"] == {file: (path.parent / file).stat().st_size for file in told["files"]}


def test_a_build_of_another_dataset_is_not_taken(own: Path) -> None:
    """Once a file is changed and sealed anew, the old build answers nothing."""
    with (own / "meetings.csv").open("a", encoding="utf-8") as file:
        file.write("orchard-forum-4:7,orchard-forum-4,7,plenary,,,only_mentioned,o-forum-4-9,1,\n")
    seal(own)
    assert not is_built(open_dataset(own))


@pytest.mark.parametrize("damage", ["cut", "gone", "no json", "other text"])
def test_a_build_that_is_not_whole_is_not_taken(own: Path, damage: str, caplog: pytest.LogCaptureFixture) -> None:
    """It is as if there were none, the log says why, and the next build mends it."""
    (folder,) = builds_of(own).iterdir()
    facts, description = table_place(folder, FACTS), folder / DESCRIPTION
    match damage:
        case "cut":
            facts.write_bytes(facts.read_bytes()[:-1])
        case "gone":
            facts.unlink()
        case "no json":
            description.write_text("{", encoding="utf-8")
        case _:
            description.write_text("{}", encoding="utf-8")
    told = hashlib.sha256((own / PACKAGE_FILE).read_bytes()).hexdigest()
    assert find_build(builds_of(own), told, speaker_periods(Names.read(own))) is None
    assert "build: " in caplog.text
    assert write_build(own, builds_of(own)) == (folder, True)
    assert is_built(open_dataset(own))


def test_what_is_built_stands_until_something_changes(own: Path) -> None:
    """A second build makes nothing, and says so."""
    (folder,) = builds_of(own).iterdir()
    assert write_build(own, builds_of(own)) == (folder, False)


@pytest.mark.parametrize("last_step", [4, -2, -1])
def test_a_killed_build_leaves_the_former_one_whole(own: Path, last_step: int) -> None:
    """Killed amid the tables, or before or after the step that decides, the builds that have a name are whole."""
    (former,) = builds_of(own).iterdir()
    before = {path: path.read_bytes() for path in former.rglob("*")}
    descriptor = json.loads((own / PACKAGE_FILE).read_text(encoding="utf-8"))
    (own / PACKAGE_FILE).write_text(json.dumps(descriptor | {"version": "9.9.9"}), encoding="utf-8")
    # Seven tables are saved; seven files, their description and the folder go to the disk; the name is the last step.
    steps = 7 + 9 + 2
    words = [sys.executable, "-m", "tests.killed_build", str(own), str(last_step % steps)]
    done = subprocess.run(words, cwd=REPOSITORY, check=False, capture_output=True)
    assert done.returncode == -signal.SIGKILL
    assert {path: path.read_bytes() for path in former.rglob("*")} == before
    named = [path for path in builds_of(own).iterdir() if not path.name.startswith(".")]
    assert len(named) == (2 if last_step == -1 else 1)
    assert is_built(open_dataset(own)) == (last_step == -1)
    assert main(["build", "--data", str(own)]) == 0
    assert is_built(open_dataset(own))


def test_command_tells_what_it_built(own: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It ends with 0 and the rows of each table; the second time it says that nothing was to be done."""
    place = tmp_path / "elsewhere"
    assert main(["build", "--data", str(own), "--to", str(place)]) == 0
    printed = capsys.readouterr().out.splitlines()
    assert printed[0].startswith("built: ")
    assert f"{FACTS} 67" in printed
    assert main(["build", "--data", str(own), "--to", str(place)]) == 0
    assert capsys.readouterr().out.splitlines()[0].endswith("is built already")


def test_command_refuses_a_broken_dataset(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file that is not as sealed is a finding: 1, and no build."""
    shutil.rmtree(builds_of(own))
    with (own / "statements.csv").open("a", encoding="utf-8") as file:
        file.write("\n")
    assert main(["build", "--data", str(own)]) == 1
    assert "statements.csv" in capsys.readouterr().out
    assert not builds_of(own).exists()


def test_command_that_cannot_run_ends_with_2(own: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """No folder, or one that cannot be written."""
    assert main(["build", "--data", str(tmp_path / "nowhere")]) == 2
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert main(["build", "--data", str(own), "--to", str(tmp_path / "file")]) == 2
    assert capsys.readouterr().err


def test_check_and_kept_versions_do_not_see_the_build(own: Path, directory: Path) -> None:
    """A build adds no finding, and is not kept with the version."""
    shutil.rmtree(builds_of(own))
    without = check_dataset(own).findings
    assert check_dataset(directory).findings == without
    write_build(own, builds_of(own))
    keep_version(own)
    assert not list((own / "versions").glob(f"*/{BUILD}"))


def test_pages_open_a_dataset_anew_when_it_is_built(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The dataset in use is the one without a build until there is one, and not while one is put together."""
    shutil.rmtree(builds_of(own))
    monkeypatch.setenv("PLENARY_DATA", str(own))
    first = loader.load_dataset()
    assert not is_built(first)
    (builds_of(own) / ".staged-x").mkdir(parents=True)
    (builds_of(own) / ".staged-x" / DESCRIPTION).write_text("{}", encoding="utf-8")
    assert loader.load_dataset() is first
    write_build(own, builds_of(own))
    assert is_built(loader.load_dataset())


def test_the_setting_says_where_builds_lie(own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With PLENARY_BUILD, builds are written and looked for there."""
    shutil.rmtree(builds_of(own))
    monkeypatch.setenv("PLENARY_BUILD", str(tmp_path / "builds"))
    write_build(own, builds_of(own))
    assert not (own / BUILD).exists()
    assert is_built(open_dataset(own))


def test_a_dataset_that_is_replaced_meanwhile_is_not_built(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Facts of one dataset never get the name of another: the build is given up, and nothing is left of it."""
    shutil.rmtree(builds_of(own))
    saved = Embedded.save

    def save(embedded: Embedded, name: str, path: Path) -> int:
        (own / PACKAGE_FILE).write_text("{}", encoding="utf-8")
        return saved(embedded, name, path)

    monkeypatch.setattr(Embedded, "save", save)
    with pytest.raises(OSError, match="another dataset"):
        write_build(own, builds_of(own))
    assert list(builds_of(own).iterdir()) == []
