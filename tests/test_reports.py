"""Reports written for tests read as the rows that were annotated by hand."""

from __future__ import annotations

import csv
import re
import textwrap
import tomllib
from collections.abc import Callable
from fnmatch import fnmatchcase
from functools import lru_cache
from pathlib import Path
from typing import Final

import pycountry
import pytest

from plenary.extract import read_report
from plenary.extract.model import Reading
from plenary.model import Act, Capacity, Kind
from plenary.names import Names
from plenary.schema import DATA
from tests.report_files import as_docx, as_pdf
from tests.report_rows import COLUMNS, REPORTS, agrees, annotation, compare, folded, in_order, read_rows

WRITTEN: Final = sorted(REPORTS.glob("*.txt"))
HELD_OUT: Final = sorted((REPORTS / "held_out").glob("*.txt"))
ISO: Final = {country.alpha_3 for country in pycountry.countries} | {
    country.alpha_4 for country in pycountry.historic_countries
}

FLOOR: Final = 0.9
"""Least harmonic mean of precision and recall over the reports held out."""

every_report = pytest.mark.parametrize("report", WRITTEN + HELD_OUT, ids=lambda path: path.stem)


def test_each_allowed_difference_has_a_report_and_a_reason() -> None:
    """No difference is allowed without a reason, or of a report that is not there."""
    assert set(ALLOWED) <= {report.stem for report in WRITTEN}
    assert all(reason for differences in ALLOWED.values() for reason in differences.values())


def test_there_are_two_reports_to_write_the_reader_by_for_each_held_out() -> None:
    """Twenty-seven reports are there to write the reader by and thirteen are held out."""
    assert len(WRITTEN) == 27
    assert len(HELD_OUT) == 13


@every_report
def test_annotation_has_the_columns_and_words_of_the_format(report: Path) -> None:
    """Each annotated row has the thirteen columns, acts, kinds and capacities of the model, and a valid code."""
    with report.with_suffix(".csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
        header = [] if not rows else list(rows[0])
    assert header in ([], list(COLUMNS))
    for number, row in enumerate(rows, 1):
        assert row["order"] == str(number)
        assert row["act"] in {*map(str, Act)}
        assert row["kind"] in {*map(str, Kind)}
        assert row["capacity"] in {*map(str, Capacity)}
        former = row["note"].startswith("former State without")
        assert (row["iso3"] in ISO) == (row["kind"] == Kind.STATE and not former), row
        assert (row["count"] != "") == (row["kind"] == Kind.UNNAMED), row
        assert re.fullmatch(r"(\d+(;\d+)*)?", row["body_meeting"])
        assert re.fullmatch(r"(\d{4}-\d\d-\d\d(;\d{4}-\d\d-\d\d)*)?", row["date"])


@every_report
def test_annotated_speakers_stand_in_the_report(report: Path) -> None:
    """Each annotated speaker, and each for whom one speaks, is printed in the report."""
    text = folded(report.read_text(encoding="utf-8"))
    for row in annotation(report):
        assert stands_in(row.speaker, text), row.speaker
        for name in row.cells["on_behalf_of"]:
            assert stands_in(name, text), name


@every_report
def test_annotated_speakers_stand_in_their_paragraph(report: Path) -> None:
    """Between the number of its paragraph and the next number, each annotated speaker is printed."""
    raw = report.read_text(encoding="utf-8")
    for row in annotation(report):
        number = row.para.split(" ")[0]
        after = next_number(number)
        found = re.search(
            rf"(?m)^\s*{re.escape(number)}\.?[\t ]+(?s:.*?)(?=^\s*{re.escape(after)}\.?[\t ]+(?=[A-Z])|\Z)",
            raw[beginning(raw, number) :],
        )
        assert found, row.para
        assert stands_in(row.speaker, folded(found[0])), (row.para, row.speaker)


def stands_in(name: str, text: str) -> bool:
    """Whether folded text holds a name, or its words where a page ends within it."""
    return folded(name) in text or all(folded(word) in text for word in name.split())


def next_number(number: str) -> str:
    """Number of the paragraph after one."""
    head, dot, last = number.rpartition(".")
    return f"{head}{dot}{int(last) + 1}"


def beginning(raw: str, number: str) -> int:
    """Where to look for a paragraph: past the contents and the masthead."""
    starts = [found.start() for found in re.finditer(rf"(?m)^\s*{re.escape(number)}\.?[\t ]+(?=[A-Z\"])", raw)]
    return starts[0] if starts else 0


# --- Read


ALLOWED: Final[dict[str, dict[str, str]]] = tomllib.loads((REPORTS / "differences.toml").read_text(encoding="utf-8"))
"""Differences that are no fault of a reading, or that are not read yet, report by report, each with its reason.

An asterisk stands for any names.
"""


@lru_cache
def reading_of(report: Path) -> Reading:
    """A written report, read."""
    return read_report(report.read_bytes(), report.name, names())


@lru_cache
def names() -> Names:
    """The dated table of the dataset."""
    return Names.read(DATA)


def differences(report: Path) -> list[str]:
    """What a reading of a report has otherwise than its annotation, without what is allowed."""
    lines = compare(annotation(report), read_rows(reading_of(report).turns)).lines
    return [line for line in lines if not any(fnmatchcase(line, allowed) for allowed in ALLOWED.get(report.stem, {}))]


@pytest.mark.parametrize("report", WRITTEN, ids=lambda path: path.stem)
def test_report_reads_as_annotated(report: Path) -> None:
    """Turns, acts, kinds, codes, capacities, groups, counts, meetings, dates and items are those annotated."""
    assert differences(report) == []


@pytest.mark.parametrize("report", WRITTEN, ids=lambda path: path.stem)
def test_rows_stand_in_printed_order(report: Path) -> None:
    """The names of the rows follow each other as annotated."""
    assert in_order(annotation(report), read_rows(reading_of(report).turns))


@every_report
def test_no_speaker_gets_another_states_code(report: Path) -> None:
    """A State that is read has its own code or none, in the reports held out too."""
    pairs = compare(annotation(report), read_rows(reading_of(report).turns)).found
    assert [ours.speaker for ours, theirs in pairs if theirs.cells["iso3"] and not agrees("iso3", ours, theirs)] == []


def test_reports_held_out_read_nearly_as_well() -> None:
    """On thirteen reports that the reader was not written by, nine of ten turns are found and few are wrong."""
    compared = [compare(annotation(report), read_rows(reading_of(report).turns)) for report in HELD_OUT]
    found, missed, extra = (sum(len(getattr(each, part)) for each in compared) for part in ("found", "missed", "extra"))
    assert 2 * found / (2 * found + missed + extra) >= FLOOR


@pytest.mark.parametrize(
    "name", ["climate_body_2011", "dignity_council_2009", "npt_committee_2012", "sea_meeting_2016"]
)
@pytest.mark.parametrize("written", [as_docx, as_pdf], ids=["docx", "pdf"])
def test_the_same_report_as_a_file_reads_the_same(name: str, written: Callable[[str], bytes]) -> None:
    """A report reads the same rows from DOCX and PDF as from text."""
    text = (REPORTS / f"{name}.txt").read_text(encoding="utf-8")
    suffix = written.__name__.removeprefix("as_")
    reading = read_report(written(broken(text)), f"{name}.{suffix}", names())
    again = compare(read_rows(reading_of(REPORTS / f"{name}.txt").turns), read_rows(reading.turns))
    assert again.lines == []


def broken(text: str) -> str:
    """Text with lines no longer than a page is wide."""
    return "\n".join(
        part
        for line in text.split("\n")
        for part in (
            textwrap.wrap(line, 100, break_on_hyphens=False, drop_whitespace=False) if len(line) > 100 else [line]
        )
    )
