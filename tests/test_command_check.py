"""The command line checks, seals and describes a dataset, and ends with 0, 1 or 2."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from plenary.__main__ import main
from plenary.schema import DATA, is_sealed
from tests.dataset_copy import change, copy_dataset, line_of

REPOSITORY = Path(__file__).resolve().parent.parent


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the dataset that a test may break."""
    return copy_dataset(tmp_path)


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Runs `python -m plenary` as a reader would, with no setting of this process."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PLENARY_")}
    return subprocess.run(
        [sys.executable, "-m", "plenary", *arguments],
        cwd=REPOSITORY, env=environment, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip


def test_check_of_the_dataset_ends_with_0_errors() -> None:
    """The dataset as published gives counts per table, what was not checked, "0 errors", code 0, no other output."""
    done = run("check")
    lines = done.stdout.splitlines()
    assert done.stderr == ""
    assert done.returncode == 0
    assert {"sessions 4", "conclusions 6", "threads 17"} <= set(lines)
    assert "not checked: receipts and wording of v-10-52859: the document is not at hand" in lines
    assert lines[-1] == "0 errors"


def test_check_of_a_broken_dataset_lists_all_and_ends_with_1(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Errors and information are listed as file:row:column: message before the counts."""
    line = change(copy, "statements.csv", {"statement_id": "crime-congress-12/2/2"}, "act", "speech")
    (copy / "threads.csv").unlink()
    assert main(["check", "--data", str(copy)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith(f"statements.csv:{line}:act: must be one of")
    told = line_of(copy, "statements.csv", statement_id="crime-congress-12/5/1")
    assert f"statements.csv:{told}:statement_id: is at no recorded meeting, as its record explains (info)" in lines
    assert "threads.csv: the file is missing" in lines
    assert lines[-1] == "2 errors"


def test_one_error_is_told_in_the_singular(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The last line counts in English."""
    (copy / "threads.csv").unlink()
    assert main(["check", "--data", str(copy)]) == 1
    assert capsys.readouterr().out.splitlines()[-1] == "1 error"


@pytest.mark.parametrize("option", ["--data", "--documents"])
def test_check_of_a_folder_that_is_none_ends_with_2(
    option: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A check that could not run says why on standard error and gives no verdict."""
    assert main(["check", option, str(tmp_path / "nowhere")]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err == f"{tmp_path / 'nowhere'} is no folder\n"


def test_a_folder_without_dataset_ends_with_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder without datapackage.json was checked: the file is missing."""
    assert main(["check", "--data", str(tmp_path)]) == 1
    assert capsys.readouterr().out.splitlines() == ["datapackage.json: the file is missing", "1 error"]


def test_seal_tells_the_files_that_changed(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An edited file is sealed anew and named; a second seal has nothing to do."""
    with (copy / "threads.csv").open("a", encoding="utf-8") as file:
        file.write("\n")
    assert main(["seal", "--data", str(copy)]) == 0
    assert capsys.readouterr().out == "sealed anew: threads.csv\n"
    assert is_sealed(copy) == []
    assert main(["seal", "--data", str(copy)]) == 0
    assert capsys.readouterr().out == "every seal holds\n"


def test_seal_of_a_dataset_with_a_missing_file_ends_with_1(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What is not there cannot be sealed, and nothing is written."""
    before = (copy / "datapackage.json").read_bytes()
    (copy / "statements.csv").unlink()
    assert main(["seal", "--data", str(copy)]) == 1
    assert capsys.readouterr().out == "statements.csv: the file is missing\n"
    assert (copy / "datapackage.json").read_bytes() == before


def test_seal_of_a_folder_that_is_none_ends_with_2(tmp_path: Path) -> None:
    """A seal that could not run ends with 2."""
    assert main(["seal", "--data", str(tmp_path / "nowhere")]) == 2


def test_dictionary_prints_the_readme(capsys: pytest.CaptureFixture[str]) -> None:
    """The command's output is data/README.md."""
    assert main(["dictionary", "--data", str(DATA)]) == 0
    assert capsys.readouterr().out == (DATA / "README.md").read_text(encoding="utf-8")


def test_dictionary_of_a_broken_description_ends_with_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without a description there is no dictionary."""
    assert main(["dictionary", "--data", str(tmp_path)]) == 1
    assert capsys.readouterr().out == "datapackage.json: the file is missing\n"


def test_an_unknown_command_ends_with_2() -> None:
    """What is no command could not run; the known ones are named."""
    done = run("polish")
    assert done.returncode == 2
    assert "check" in done.stderr


def test_output_into_a_closed_pipe_is_no_error() -> None:
    """`python -m plenary dictionary | head -1` prints one line and no traceback."""
    pipe = f"'{sys.executable}' -m plenary dictionary | head -1"
    done = subprocess.run(["sh", "-c", pipe], cwd=REPOSITORY, capture_output=True, encoding="utf-8", check=False)
    assert done.stdout.startswith("# Plenary Atlas")
    assert done.stderr == ""
