"""`python -m plenary read`: rows, account and findings of reports; its files, and what it ends with."""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path

import pytest

from plenary.__main__ import main
from plenary.commands.score import SHARED

CLEAN = """
Harbour Council                                                     H/C/2/7
Second session
Geneva, 3 and 4 May 2021

Report of the Harbour Council on its second session

1. The Harbour Council held two meetings, the 1st and 2nd, on 3 and 4 May 2021.

I. Dredging of harbours

2. At its 1st meeting, on 3 May 2021, the Council considered agenda item 2, entitled “Dredging of harbours”.

3. Statements were made by the representatives of Chile, Kenya and Japan.

II. Lighting of quays

4. At its 2nd meeting, on 4 May 2021, the Council considered agenda item 3, entitled “Lighting of quays”.

5. A statement was made by the representative of Ghana (on behalf of the Group of African States).
"""
ODD = CLEAN.replace("H/C/2/7", "H/C/3/7").replace("4. At its 2nd meeting", "6. At its 4th meeting")
UNCLEAR = CLEAN + "\n6. The keepers of the quays then made a statement on ladders.\n"
SPEAKERS = ["Chile", "Kenya", "Japan", "Ghana"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a clean report and one that skips a meeting and a paragraph, and a file that is no report."""
    reports = tmp_path / "reports"
    reports.mkdir()
    (reports / "a.txt").write_text(CLEAN, encoding="utf-8")
    (reports / "b.txt").write_text(ODD, encoding="utf-8")
    (reports / "notes.html").write_text("<p>not a report</p>", encoding="utf-8")
    return reports


def test_rows_and_account_are_shown(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Four speakers in two paragraphs, with their meeting, State and group, and nothing on the error stream."""
    assert main(["read", str(folder / "a.txt")]) == 0
    shown = capsys.readouterr()
    lines = shown.out.splitlines()
    assert lines[0] == "a.txt: H/C/2/7"
    rows = [line.split("\t") for line in lines if "\t" in line]
    assert [row[:3] + row[5:7] for row in rows] == [
        ["1", "3", "1", "CHL", "Chile"],
        ["2", "3", "1", "KEN", "Kenya"],
        ["3", "3", "1", "JPN", "Japan"],
        ["4", "5", "2", "GHA", "Ghana"],
    ]
    assert rows[3][7] == "Group of African States"
    assert "4 rows" in lines
    assert shown.err == ""


def test_a_report_that_skips_a_meeting_ends_with_one(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The meetings that nobody names are told, and that paragraph 6 stands where 4 is due."""
    assert main(["read", str(folder / "b.txt")]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert "4 rows" in lines
    assert any("2 to 3" in line for line in lines)
    assert any("paragraph 6" in line and "warning" in line for line in lines)


def test_rows_are_written_as_csv(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With --rows the rows go into the file and are not shown."""
    target = tmp_path / "rows.csv"
    assert main(["read", str(folder / "a.txt"), "--rows", str(target)]) == 0
    with target.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["speaker_as_written"] for row in rows] == SPEAKERS
    assert [row["iso3"] for row in rows] == ["CHL", "KEN", "JPN", "GHA"]
    assert "\t" not in capsys.readouterr().out
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".part"] == []


def test_rows_are_written_as_json(folder: Path, tmp_path: Path) -> None:
    """The same rows as a JSON list."""
    target = tmp_path / "rows.json"
    assert main(["read", str(folder / "a.txt"), "--rows", str(target), "--format", "json"]) == 0
    assert [row["speaker_as_written"] for row in json.loads(target.read_text(encoding="utf-8"))] == SPEAKERS


@pytest.mark.parametrize("form", ["csv", "json"])
def test_a_folder_gives_the_rows_of_each_document_under_its_name(folder: Path, tmp_path: Path, form: str) -> None:
    """Both reports are read in the order of their names; what is no report is left out."""
    target = tmp_path / "rows"
    assert main(["read", str(folder), "--rows", str(target), "--format", form]) == 1
    text = target.read_text(encoding="utf-8")
    rows = json.loads(text) if form == "json" else list(csv.DictReader(text.splitlines()))
    assert [row["speaker_as_written"] for row in rows] == SPEAKERS * 2
    assert [name for name in rows[0] if "a.txt" in str(rows[0][name])] != []
    assert any("b.txt" in str(value) for value in rows[4].values())


def test_no_rows_are_an_empty_json_list(tmp_path: Path) -> None:
    """A text in which nobody speaks is no broken JSON."""
    quiet, target = tmp_path / "quiet.txt", tmp_path / "rows.json"
    quiet.write_text("A letter about ladders.\n\nNothing was decided.\n", encoding="utf-8")
    main(["read", str(quiet), "--rows", str(target), "--format", "json"])
    assert json.loads(target.read_text(encoding="utf-8")) == []


def test_findings_are_written_as_markdown(folder: Path, tmp_path: Path) -> None:
    """The findings of each document stand under its symbol."""
    target = tmp_path / "findings.md"
    assert main(["read", str(folder), "--report", str(target)]) == 1
    text = target.read_text(encoding="utf-8")
    assert text.startswith("#")
    assert text.index("H/C/2/7") < text.index("H/C/3/7")


def test_strict_counts_sentences_that_were_not_understood(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The same report ends with 0, and strictly with 1 when the account has an unclear sentence."""
    path = tmp_path / "unclear.txt"
    path.write_text(UNCLEAR, encoding="utf-8")
    lax = main(["read", str(path)])
    assert "not understood, paragraph 6" in capsys.readouterr().out
    assert (lax, main(["read", str(path), "--strict"])) == (0, 1)


@pytest.mark.parametrize(
    ("name", "content"),
    [("broken.pdf", b"%PDF-1.7 and nothing more"), ("broken.docx", b"PK\x03\x04 cut"), ("empty.txt", b"")],
)
def test_an_unreadable_file_is_told_and_the_others_are_read(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, content: bytes
) -> None:
    """Ends with 2, one line on the error stream, and the report after it is read all the same."""
    broken = tmp_path / name
    broken.write_bytes(content)
    assert main(["read", str(broken), str(folder / "a.txt")]) == 2
    shown = capsys.readouterr()
    assert "4 rows" in shown.out
    assert len(shown.err.splitlines()) == 1
    assert "Traceback" not in shown.err


def test_a_missing_file_or_an_empty_folder_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Both end with 2 and a message."""
    assert main(["read", str(tmp_path / "nowhere.pdf")]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
    assert main(["read", str(tmp_path)]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_a_target_that_cannot_be_written_is_told(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Ends with 2 before anything is read."""
    assert main(["read", str(folder), "--rows", str(tmp_path / "nowhere" / "rows.csv")]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert len(shown.err.splitlines()) == 1


def test_progress_is_shown_where_somebody_looks(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a terminal a line names the file that is read and is cleared behind it."""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    main(["read", str(folder)])
    shown = capsys.readouterr().err
    assert "1 of 2: a.txt" in shown
    assert "2 of 2: b.txt" in shown
    assert shown.endswith("\r\033[K")


def test_the_record_of_the_first_session_reads_whole(capsys: pytest.CaptureFixture[str]) -> None:
    """The draft report of 2010: 46 rows, and the four findings that a person counted in it."""
    record = SHARED / "seed" / "draft_report_2010.txt"
    if not record.is_file():
        pytest.skip("the record lies outside the repository and is not here")
    assert main(["read", str(record)]) == 1
    shown = capsys.readouterr().out
    assert "46 rows" in shown
    assert sum("warning" in line for line in shown.splitlines()) == 4
