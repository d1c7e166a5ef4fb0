"""The command line makes a candidate of a report, says what it changes, and accepts it whole or not at all."""

from __future__ import annotations

import contextlib
import csv
import io
import multiprocessing
import os
import random
import shutil
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from plenary.__main__ import main
from plenary.checks import check_dataset
from plenary.schema import is_sealed, read_package
from plenary.store import open_dataset
from plenary.switching import PENDING
from tests.dataset_copy import allow_rows, copy_dataset, read_table, write_table

SESSION = "orchard-council-4"
REPORT = """
Orchard Council                                                     O/C/4/9
Fourth session
Geneva, 3 and 4 May 2021

Report of the Orchard Council on its fourth session

I. Pruning of trees

1. At its 1st meeting, on 3 May 2021, the Council considered agenda item 2, entitled “Pruning of trees”.

2. Statements were made by the representatives of Chile, Kenya and Japan.

3. At its 2nd meeting, on 4 May 2021, the Council considered agenda item 3, entitled “Keeping of bees”.

4. A statement was made by the representative of Ghana.
"""
KILLS = 100
"""Kills of the whole command at random moments; tests/test_switching.py kills a switch before each of its steps."""


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the dataset, with the first record alone."""
    return copy_dataset(tmp_path)


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """The report as a text file."""
    path = tmp_path / "orchard.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


def run(*arguments: str | Path) -> int:
    """Runs `python -m plenary add` for the session."""
    return main(["add", *map(str, arguments), "--session", SESSION])


def complete(folder: Path) -> None:
    """Completes what the report does not say: short titles."""
    for file in ("sessions.csv", "agenda_items.csv"):
        with (folder / file).open(encoding="utf-8", newline="") as table:
            header, *rows = list(csv.reader(table))
        at = header.index("short_title")
        for row in rows:
            row[at] = row[at] or "Orchards"
        with (folder / file).open("w", encoding="utf-8", newline="") as table:
            csv.writer(table).writerows([header, *rows])


def state(directory: Path) -> dict[str, bytes]:
    """Every file of the dataset's folder."""
    return {
        path.relative_to(directory).as_posix(): path.read_bytes() for path in directory.rglob("*") if path.is_file()
    }


@pytest.fixture
def candidates(copy: Path, report: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """The candidate folder of the report, completed."""
    folder = tmp_path / "candidates"
    assert run(report, "--candidates", folder, "--data", copy) == 0
    complete(folder)
    capsys.readouterr()
    return folder


def test_a_report_becomes_a_folder_and_the_dataset_stays(
    copy: Path, report: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The rows with their sentences are written into the folder; what is undecided is told; nothing else is touched."""
    before = state(copy)
    assert run(report, "--candidates", tmp_path / "candidates", "--data", copy) == 0
    told = capsys.readouterr().out
    assert "to be decided: sessions.csv, row 1: short_title must not be blank" in told
    with (tmp_path / "candidates" / "turns.csv").open(encoding="utf-8", newline="") as file:
        turns = list(csv.DictReader(file))
    assert [(row["para"], row["speaker_as_written"]) for row in turns] == [
        ("2", "Chile"), ("2", "Kenya"), ("2", "Japan"), ("4", "Ghana"),
    ]  # fmt: skip
    assert turns[3]["sentence"] == "A statement was made by the representative of Ghana."
    assert state(copy) == before


def test_a_completed_candidate_says_in_words_what_it_changes(
    copy: Path, candidates: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without --accept, the changes are told and nothing is written."""
    before = state(copy)
    assert run("--candidates", candidates, "--data", copy) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[:3] == [
        "new session orchard-council-4: Fourth session of the Orchard Council",
        "new document O/C/4/9: Report of the Orchard Council on its fourth session",
        "4 statements in paragraphs that had none",
    ]
    assert lines[-1] == f"review the files in {candidates}, then add --accept"
    assert state(copy) == before


def test_an_accepted_candidate_is_in_the_dataset_once(
    copy: Path, report: Path, candidates: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Accepted, the dataset passes the check and opens; accepted or read again, nothing changes, and this is said."""
    assert run("--candidates", candidates, "--data", copy, "--accept") == 0
    assert capsys.readouterr().out.splitlines()[-1].startswith("accepted: documents, sessions, paragraphs")
    assert check_dataset(copy).errors == ()
    assert len(open_dataset(copy).rows("turns")) == 46 + 4
    after = state(copy)
    assert run("--candidates", candidates, "--data", copy, "--accept") == 0
    assert capsys.readouterr().out == "the dataset holds all of this already: nothing changes\n"
    assert run(report, "--candidates", candidates, "--data", copy, "--anew", "--accept") == 0
    assert capsys.readouterr().out == "the dataset holds all of this already: nothing changes\n"
    assert state(copy) == after


def test_a_folder_that_is_there_is_not_overwritten(
    copy: Path, report: Path, candidates: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A curator's work is replaced only on request."""
    before = state(candidates)
    assert run(report, "--candidates", candidates, "--data", copy) == 2
    assert capsys.readouterr().err == f"{candidates} is there already: --anew writes it once more\n"
    assert state(candidates) == before
    assert run(report, "--candidates", candidates, "--data", copy, "--anew") == 0
    assert state(candidates) != before


def test_rows_marked_reviewed_need_name_and_day(
    copy: Path, candidates: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without who and when, reviewed rows are refused; one of the two alone is no answer; today is not assumed."""
    turns = candidates / "turns.csv"
    with turns.open(encoding="utf-8", newline="") as file:
        header, *rows = list(csv.reader(file))
    rows[0][header.index("review_status")] = "reviewed"
    with turns.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *rows])
    before = state(copy)
    assert run("--candidates", candidates, "--data", copy, "--accept") == 1
    assert "1 row is newly marked reviewed" in capsys.readouterr().err
    assert run("--candidates", candidates, "--data", copy, "--accept", "--reviewed-by", "Curation") == 2
    assert state(copy) == before
    who = ("--reviewed-by", "Curation", "--reviewed-on", "2026-11-24")
    assert run("--candidates", candidates, "--data", copy, "--accept", *who) == 0
    assert (copy / "reviews.csv").read_text(encoding="utf-8").endswith(",statements,2,Curation,2026-11-24\n")


def test_errors_of_the_check_are_told_and_nothing_is_written(
    copy: Path, candidates: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A kind of speaker that there is not is named as the check names it, and the command ends with 1."""
    turns = candidates / "turns.csv"
    turns.write_text(turns.read_text(encoding="utf-8").replace(",member,", ",guest,", 1), encoding="utf-8")
    before = state(copy)
    assert run("--candidates", candidates, "--data", copy, "--accept") == 1
    assert "must be one of member, observer, other, unknown: guest" in capsys.readouterr().err
    assert state(copy) == before


@pytest.mark.parametrize(
    ("content", "message"),
    [(b"", "cannot be read as a report"), (b"\x00\x01\x02" * 99, "cannot be read as a report")],
)
def test_a_file_that_is_no_report_ends_with_2(
    copy: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes, message: str
) -> None:
    """Which file cannot be read and why is told; no folder is written."""
    file = tmp_path / "broken.pdf"
    file.write_bytes(content)
    assert run(file, "--candidates", tmp_path / "candidates", "--data", copy) == 2
    assert message in capsys.readouterr().err
    assert not (tmp_path / "candidates").exists()


def test_a_candidate_of_another_session_is_refused(
    copy: Path, candidates: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A folder says for which session it is; the command line cannot say otherwise."""
    code = main(["add", "--session", "other-1", "--candidates", str(candidates), "--data", str(copy)])
    assert (code, capsys.readouterr().err) == (2, f"{candidates} is a candidate for the session {SESSION}\n")


def keep_states(directory: Path) -> None:
    """Leaves the speakers that are States, are territories or spoke: the check of so many copies takes less time."""
    spoke = {row[8] for row in read_table(directory, "statements.csv")}
    header, *speakers = read_table(directory, "reference/speakers.csv")
    kept = [row for row in speakers if row[1] in {"state", "territory"} or row[0] in spoke]
    ids = {row[0] for row in kept}
    names = read_table(directory, "reference/speaker_names.csv")
    members = read_table(directory, "reference/memberships.csv")
    allow_rows(directory, speakers=len(kept), speaker_names=sum(row[0] in ids for row in names[1:]))
    write_table(directory, "reference/speakers.csv", [header, *kept])
    for file, rows in (("speaker_names", names), ("memberships", members)):
        write_table(directory, f"reference/{file}.csv", [rows[0], *(row for row in rows[1:] if row[0] in ids)])


def accept(candidates: str, directory: str) -> None:
    """The command, as a process of its own runs it."""
    with contextlib.redirect_stdout(io.StringIO()):
        code = run("--candidates", candidates, "--data", directory, "--accept")
    os._exit(code)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system cannot kill a process at once")
def test_killed_at_random_moments_the_command_leaves_a_whole_dataset(
    copy: Path, candidates: Path, tmp_path: Path
) -> None:
    """Killed a hundred times between start and end, it leaves the old or the new dataset, which the check accepts."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.test_command_add", "plenary.checks.contract", "frictionless.formats.csv"])
    keep_states(copy)
    before = state(copy)
    # The first process also waits for the server of processes, and its time is not that of the command.
    context.Process(target=os.getpid).start()
    started = time.monotonic()
    child = context.Process(target=accept, args=(str(candidates), str(shutil.copytree(copy, tmp_path / "timed"))))
    child.start()
    child.join()
    duration = time.monotonic() - started
    after = state(tmp_path / "timed")
    assert child.exitcode == 0
    assert after != before
    assert check_dataset(tmp_path / "timed").errors == ()
    moments = random.Random(3)  # noqa: S311 (moments, no secrets)

    def killed(number: int) -> int | None:
        directory = Path(shutil.copytree(copy, tmp_path / f"killed{number}"))
        child = context.Process(target=accept, args=(str(candidates), str(directory)))
        child.start()
        time.sleep(moments.uniform(0, duration))
        child.kill()
        child.join()
        # The check accepts what was left, and what it accepts is one of the two datasets byte for byte.
        assert is_sealed(directory) == []
        assert not (directory / PENDING).exists()
        files = {resource.file for resource in read_package(directory).resources} | {"datapackage.json"}
        found = {file: (directory / file).read_bytes() for file in files}
        assert found in ({file: state_[file] for file in files} for state_ in (before, after))
        if number % 8 == 0:
            assert check_dataset(directory).errors == ()
        shutil.rmtree(directory)
        return child.exitcode

    with ThreadPoolExecutor(max_workers=2) as at_once:
        outcomes = list(at_once.map(killed, range(KILLS)))
    assert outcomes.count(-signal.SIGKILL) > KILLS / 2
