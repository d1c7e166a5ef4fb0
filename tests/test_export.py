"""Exported files hold exactly the rows of the view."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import zipfile

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from plenary.citation import citation_bibtex, citation_csl, citation_text
from plenary.export import TABLES, codebook, csv_text, export_file, rows, unguarded
from plenary.selection import TABLE_FILTERS, Selection
from plenary.store import Dataset

DAY = dt.date(2026, 11, 23)
LINK = "https://example.org/timeline?item=crime-congress-12:6&group=grulac"
NINE = Selection(item=("crime-congress-12:6",), group=("grulac",))


def test_csv_has_header_and_nine_rows_in_printed_order(dataset: Dataset) -> None:
    """The Latin American and Caribbean statements under item 6 are nine, from Bolivia's to Brazil's second."""
    data = export_file(dataset, NINE, "statements", "csv", link=LINK, retrieved=DAY)
    assert not data.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in data
    lines = list(csv.DictReader(io.StringIO(data.decode("utf-8"))))
    assert [line["turn"] for line in lines] == ["3", "4", "17", "22", "25", "30", "32", "36", "41"]
    assert lines[0]["name_printed"] == "Bolivia (Plurinational State of)"
    assert lines[0]["un_member"] == "true"
    assert lines[0]["dates"] == "2010-04-15"


def test_rows_of_the_whole_table_are_never_cut(dataset: Dataset) -> None:
    """Without filters every table gives all of its rows."""
    sizes = {table: len(rows(dataset, Selection(), table)) for table in TABLES}
    assert sizes["statements"] == 46
    assert sizes["conclusions"] == 6
    assert sizes["meetings"] == 5
    assert sizes["delegations"] == 45
    assert sizes["documents_before"] == 7


def test_csv_for_excel_has_a_mark_and_the_same_rows(dataset: Dataset) -> None:
    """The file for spreadsheets begins with a byte order mark and, guards taken off, holds the same cells."""
    plain = export_file(dataset, NINE, "statements", "csv", link=LINK, retrieved=DAY).decode("utf-8")
    excel = export_file(dataset, NINE, "statements", "excel", link=LINK, retrieved=DAY)
    assert excel.startswith(b"\xef\xbb\xbf")
    taken_off = [[unguarded(cell) for cell in line] for line in csv.reader(io.StringIO(excel.decode("utf-8-sig")))]
    assert taken_off == list(csv.reader(io.StringIO(plain)))


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "\nx", "＝1", "'x", "''"])
def test_cells_that_a_spreadsheet_could_run_are_guarded(cell: str) -> None:
    """A cell that begins with a formula sign, a control character or the guard itself gets one apostrophe before it."""
    text = csv_text(pd.DataFrame({"name": [cell]}), guard=True)
    assert list(csv.reader(io.StringIO(text, newline="")))[1] == [f"'{cell}"]


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00")))
def test_guard_can_always_be_taken_off(cell: str) -> None:
    """Taking one leading apostrophe off each guarded cell gives the original, whatever it holds."""
    text = csv_text(pd.DataFrame({"name": [cell]}, dtype="string"), guard=True)
    read = list(csv.reader(io.StringIO(text, newline="")))
    guarded = read[1][0] if len(read) > 1 and read[1] else ""
    assert unguarded(guarded) == cell
    assert guarded[:1] not in ("=", "+", "-", "@", "\t", "\r", "\n")


def test_missing_is_an_empty_cell_and_zero_is_zero() -> None:
    """A missing number is empty, zero stays zero, booleans are words, dates are ISO."""
    frame = pd.DataFrame(
        {
            "count": pd.array([None, 0], dtype="Int64"),
            "flag": pd.array([True, None], dtype="boolean"),
            "day": [dt.date(2010, 4, 12), None],
        }
    )
    assert csv_text(frame) == "count,flag,day\n,true,2010-04-12\n0,,\n"


def test_zip_says_what_it_holds(dataset: Dataset) -> None:
    """The zip holds the same CSV, the filters in words, n of N, link, version, date and licence.

    And a codebook of all columns.
    """
    data = export_file(dataset, NINE, "statements", "zip", link=LINK, retrieved=DAY)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.namelist() == ["statements.csv", "description.txt", "codebook.csv"]
        assert archive.read("statements.csv") == export_file(
            dataset, NINE, "statements", "csv", link=LINK, retrieved=DAY
        )
        text = archive.read("description.txt").decode("utf-8")
        book = list(csv.DictReader(io.StringIO(archive.read("codebook.csv").decode("utf-8"))))
    for part in ("9 of 46", "under agenda item 6", LINK, dataset.version, "2026-11-23", "CC0", "draft"):
        assert part in text
    assert tuple(line["column"] for line in book) == TABLES["statements"].columns
    assert all(line["description"] for line in book)


@pytest.mark.parametrize("table", TABLES)
def test_every_exported_column_is_described(dataset: Dataset, table: str) -> None:
    """Each table has filters of its own and a description of each of its columns."""
    assert [field.name for field in codebook(dataset, table)] == list(TABLES[table].columns)
    assert table in TABLE_FILTERS


def test_unknown_format_is_refused(dataset: Dataset) -> None:
    """A format that does not exist is an error and not another format."""
    with pytest.raises(ValueError, match="parquet"):
        export_file(dataset, NINE, "statements", "parquet", link=LINK, retrieved=DAY)


def test_citations_name_version_link_day_and_draft(dataset: Dataset) -> None:
    """Each form of the citation carries version, link, day of access and the status of the source."""
    csl = json.loads(citation_csl(dataset, LINK, DAY))[0]
    assert csl["version"] == dataset.version
    assert csl["accessed"] == {"date-parts": [[2026, 11, 23]]}
    for text in (
        citation_text(dataset, LINK, DAY),
        citation_bibtex(dataset, LINK, DAY),
        csl["note"] + csl["URL"] + csl["version"] + "2026-11-23",
    ):
        assert "draft" in text
        assert LINK in text
        assert dataset.version in text
        assert "2026-11-23" in text
