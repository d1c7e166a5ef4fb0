"""Files that are missing, broken or no tables are findings, told once, never a traceback; all else is still checked."""

from pathlib import Path

import pytest

from plenary.checks import check_dataset
from plenary.schema import PACKAGE_FILE, seal
from tests.dataset_copy import change, copy_dataset, found, line_of, read_table, write_table

SLOVAKIA = {"statement_id": "crime-congress-12/2/2"}


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the dataset that a test may break."""
    return copy_dataset(tmp_path)


def test_a_missing_table_is_found_and_what_needs_it_is_not_checked(copy: Path) -> None:
    """Without the statements there is one finding; no row that refers to them is blamed; what was left out is said."""
    (copy / "statements.csv").unlink()
    report = check_dataset(copy)
    assert [str(finding) for finding in report.findings] == ["statements.csv: the file is missing"]
    assert "statements" not in report.counts
    assert report.counts["statement_items"] == 92
    assert "numbering broken: statements.csv could not be read" in report.not_checked


@pytest.mark.parametrize(
    ("content", "messages"),
    [
        (b"", ("1: the header must be conclusion_id,point_id,strength,reviewed_by,note",)),
        (b"conclusion_id,point_id\n", ("1: the header must be conclusion_id,point_id,strength,reviewed_by,note",)),
        (b"HEADER\n\xe9\n", ("2: the line is not UTF-8 text",)),
        (b"HEADER\na\0,b\n", ("2: the line holds a NUL character",)),
        (b"\xef\xbb\xbfHEADER\n", ("1: the file begins with a byte order mark; it must not",)),
        (b'HEADER\n"a,b,direct,c,d\n', ("2: the line is not CSV: unexpected end of data",)),
        (b"HEADER\n" + b'a,b,direct,c,"' + b"d" * 20_001 + b'"\n', (
            "2:note: the cell has 20001 characters; at most 20000 are allowed",
        )),
        (b"HEADER\n" + b"d" * 3_000_000 + b"\n", (
            "2:conclusion_id: the cell has 3000000 characters; at most 20000 are allowed",
        )),
    ],
    ids=["empty", "header", "bytes", "nul", "mark", "quote", "long", "huge"],
)  # fmt: skip
def test_a_file_that_is_no_table_is_found(copy: Path, content: bytes, messages: tuple[str, ...]) -> None:
    """What cannot be read as the table described is told at its line, once, and never as a traceback."""
    header = b"conclusion_id,point_id,strength,reviewed_by,note"
    (copy / "threads.csv").write_bytes(content.replace(b"HEADER", header))
    seal(copy)
    assert found(copy) == [f"threads.csv:{message}" for message in messages]


@pytest.mark.parametrize(
    ("old", "new", "messages"),
    [
        (b",direct,", b",", ("{line}: the row has 4 cells; the header has 5",)),
        (b",direct,", b",direct,extra,more,", ("{line}: the row has 7 cells; the header has 5",)),
    ],
    ids=["few", "many"],
)
def test_a_row_with_another_number_of_cells_is_found(
    copy: Path, old: bytes, new: bytes, messages: tuple[str, ...]
) -> None:
    """A lost or added comma is told once for its row, before what follows from it."""
    content = (copy / "threads.csv").read_bytes()
    line = content[: content.index(old)].count(b"\n") + 1
    (copy / "threads.csv").write_bytes(content.replace(old, new, 1))
    seal(copy)
    findings = found(copy)
    assert findings[0] == f"threads.csv:{messages[0].format(line=line)}"
    assert all(finding.startswith(f"threads.csv:{line}") for finding in findings)


def test_blank_lines_and_line_ends_are_found(copy: Path) -> None:
    """A blank line, CR at the end of lines and a last line without LF are told, each once."""
    content = (copy / "threads.csv").read_bytes()
    header, rest = content.split(b"\n", 1)
    (copy / "threads.csv").write_bytes(header + b"\n\n" + rest)
    seal(copy)
    assert found(copy) == ["threads.csv:2: the row is blank"]
    (copy / "threads.csv").write_bytes(content.replace(b"\n", b"\r\n"))
    seal(copy)
    assert found(copy) == ["threads.csv:1: lines must end with LF alone, not with CR"]
    (copy / "threads.csv").write_bytes(content.removesuffix(b"\n"))
    seal(copy)
    assert found(copy) == [f"threads.csv:{len(content.splitlines())}: the last line must end with LF"]


def test_lines_are_counted_in_the_file_though_a_cell_runs_over_two(copy: Path) -> None:
    """Below a cell with a line break, a finding still names the line on which its row stands."""
    change(
        copy, "discrepancies.csv", {"discrepancy_id": "draft-not-adopted"}, "recorded", "It is a draft.\nIt says so."
    )
    records = read_table(copy, "discrepancies.csv")
    row = line_of(copy, "discrepancies.csv", discrepancy_id="attendance-not-recorded")
    records[row - 1][records[0].index("kind")] = "silence"
    write_table(copy, "discrepancies.csv", records)
    first = line_of(copy, "discrepancies.csv", discrepancy_id="draft-not-adopted")
    assert found(copy) == [
        f"discrepancies.csv:{first}:recorded: the cell holds a line break or another control character",
        f"discrepancies.csv:{row + 1}:kind: must be one of contradiction, gap, inference, status: silence",
    ]


def test_an_unsealed_edit_is_found(copy: Path) -> None:
    """A file that was edited without a seal is told, though nothing else is wrong with it."""
    content = (copy / "sessions.csv").read_text(encoding="utf-8")
    (copy / "sessions.csv").write_text(content.replace("Salvador, Brazil", "Salvador"), encoding="utf-8", newline="")
    assert found(copy) == ["sessions.csv: the file is not the one that datapackage.json describes (its hash differs)"]


def test_a_broken_description_is_the_only_finding(copy: Path) -> None:
    """Without a description nothing can be checked."""
    (copy / PACKAGE_FILE).write_text("{", encoding="utf-8")
    report = check_dataset(copy)
    assert [finding.file for finding in report.findings] == [PACKAGE_FILE]
    assert report.counts == {}


def test_everything_is_told_at_once_and_in_order(copy: Path) -> None:
    """Slips in three files come out together, sorted by file and line."""
    change(copy, "statements.csv", SLOVAKIA, "act", "speech")
    change(copy, "conclusions.csv", {"letter": "c"}, "action", "applaud")
    change(copy, "conclusions.csv", {"letter": "a"}, "letter", "z")
    findings = found(copy)
    assert [finding.split(":")[0] for finding in findings] == ["conclusions.csv", "conclusions.csv", "statements.csv"]
    assert findings[0].startswith("conclusions.csv:2:letter")


def test_broken_reference_tables_stop_the_look_up_of_names(copy: Path) -> None:
    """A date of a name that is none is told; names are then not looked up, and the report says so."""
    change(copy, "reference/speaker_names.csv", {"name": "Slovakia"}, "valid_from", "yesterday")
    report = check_dataset(copy)
    assert [finding.message for finding in report.errors] == ["must be a date as YYYY-MM-DD: yesterday"]
    assert "printed names and capacities: the reference tables have errors" in report.not_checked


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"name": "CC0-1.0",', '"nickname": "CC0-1.0", "path": "",'),
        ('"skipInitialSpace": false', '"skipInitialSpace": [[]]'),
        ('"type": "integer"', '"type": "whole"'),
        ('"required": true', '"compulsory": true'),
    ],
    ids=["licence", "dialect", "type", "constraint"],
)
def test_a_description_that_frictionless_refuses_is_found(copy: Path, old: str, new: str) -> None:
    """What only frictionless knows of a description is a finding of datapackage.json, never a traceback."""
    text = (copy / PACKAGE_FILE).read_text(encoding="utf-8")
    text = text.replace('"path": "https://creativecommons.org/publicdomain/zero/1.0/"', '"path": ""')
    (copy / PACKAGE_FILE).write_text(text.replace(old, new, 1), encoding="utf-8")
    assert {finding.file for finding in check_dataset(copy).errors} == {PACKAGE_FILE}
