"""Reports written for tests read as the rows that were annotated by hand."""

from __future__ import annotations

import csv
import re
from pathlib import Path
from typing import Final

import pycountry
import pytest

from plenary.model import Act, Capacity, Kind
from tests.report_rows import COLUMNS, REPORTS, annotation, folded

WRITTEN: Final = sorted(REPORTS.glob("*.txt"))
HELD_OUT: Final = sorted((REPORTS / "held_out").glob("*.txt"))
ISO: Final = {country.alpha_3 for country in pycountry.countries} | {
    country.alpha_4 for country in pycountry.historic_countries
}

every_report = pytest.mark.parametrize("report", WRITTEN + HELD_OUT, ids=lambda path: path.stem)


def test_there_are_two_reports_to_write_the_reader_by_for_each_held_out() -> None:
    """Nineteen reports are there to write the reader by and nine are held out."""
    assert len(WRITTEN) == 19
    assert len(HELD_OUT) == 9


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
        assert (row["iso3"] in ISO) == (row["kind"] == Kind.STATE), row
        assert (row["count"] != "") == (row["kind"] == Kind.UNNAMED), row
        assert re.fullmatch(r"(\d+(;\d+)*)?", row["body_meeting"])
        assert re.fullmatch(r"(\d{4}-\d\d-\d\d(;\d{4}-\d\d-\d\d)*)?", row["date"])


@every_report
def test_annotated_speakers_stand_in_the_report(report: Path) -> None:
    """Each annotated speaker, and each for whom one speaks, is printed in the report."""
    text = folded(report.read_text(encoding="utf-8"))
    for row in annotation(report):
        assert folded(row.speaker) in text, row.speaker
        for name in row.cells["on_behalf_of"]:
            assert folded(name) in text, name


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
        assert folded(row.speaker) in folded(found[0]), (row.para, row.speaker)


def next_number(number: str) -> str:
    """Number of the paragraph after one."""
    head, dot, last = number.rpartition(".")
    return f"{head}{dot}{int(last) + 1}"


def beginning(raw: str, number: str) -> int:
    """Where to look for a paragraph: past the contents and the masthead."""
    starts = [found.start() for found in re.finditer(rf"(?m)^\s*{re.escape(number)}\.?[\t ]+(?=[A-Z\"])", raw)]
    return starts[0] if starts else 0
