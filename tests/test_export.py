"""Exported files hold exactly the rows of the view."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import zipfile
from dataclasses import replace
from pathlib import Path

import openpyxl
import pandas as pd
import pyarrow.parquet as pq
import pytest
from frictionless import Package
from hypothesis import given
from hypothesis import strategies as st

from plenary.export import (
    FORMATS,
    TABLES,
    TooLargeForWorkbook,
    codebook,
    csv_text,
    describe,
    export_file,
    rows,
    unguarded,
)
from plenary.export.typed_rows import typed_rows
from plenary.export.xlsx_file import xlsx_file
from plenary.schema import Field
from plenary.selection import TABLE_FILTERS, Selection
from plenary.store import Dataset

DAY = dt.date(2026, 11, 23)
SITE = "https://example.org/"
NINE = Selection(item=("crime-congress-12:6",), group=("grulac",))


def test_csv_has_header_and_nine_rows_in_printed_order(dataset: Dataset) -> None:
    """The Latin American and Caribbean statements under item 6 are nine, from Bolivia's to Brazil's second."""
    data = export_file(dataset, NINE, "statements", "csv", site=SITE, retrieved=DAY)
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
    plain = export_file(dataset, NINE, "statements", "csv", site=SITE, retrieved=DAY).decode("utf-8")
    excel = export_file(dataset, NINE, "statements", "excel", site=SITE, retrieved=DAY)
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


def told(file_format: str, dataset: Dataset) -> bytes:
    """The nine rows in a format."""
    return export_file(dataset, NINE, "statements", file_format, site=SITE, retrieved=DAY)


def test_every_format_of_the_same_view_and_day_is_the_same_file(dataset: Dataset) -> None:
    """Each format gives the same bytes when it is asked twice, whatever the settings of the page."""
    for file_format in FORMATS:
        settings = replace(NINE, view=("tiles",), theme=("victims",), row="crime-congress-12/2/3")
        again = export_file(dataset, settings, "statements", file_format, site=SITE, retrieved=DAY)
        if file_format not in ("xlsx", "json", "parquet", "zip"):
            assert again == told(file_format, dataset)
        assert told(file_format, dataset) == told(file_format, dataset)


def test_zip_is_a_valid_data_package_that_says_what_it_holds(dataset: Dataset, tmp_path: Path) -> None:
    """The zip holds the same CSV and a description that frictionless accepts: filters, n of N, link, version, licence.

    And a codebook of all columns, the codes of its vocabularies, and the citation.
    """
    (tmp_path / "package.zip").write_bytes(told("zip", dataset))
    with zipfile.ZipFile(tmp_path / "package.zip") as archive:
        archive.extractall(tmp_path)
        assert archive.read("statements.csv") == told("csv", dataset)
    text = (tmp_path / "description.txt").read_text("utf-8")
    link = f"https://example.org/timeline?session=crime-congress-12&item=6&group=grulac&v={dataset.version}"
    for part in ("9 of 46", "under agenda item 6", link, dataset.version, "2026-11-23", "CC0", "draft"):
        assert part in text
    book = list(csv.DictReader((tmp_path / "codebook.csv").open(encoding="utf-8")))
    assert tuple(line["column"] for line in book) == TABLES["statements"].columns
    assert all(line["description"] for line in book)
    codes = list(csv.DictReader((tmp_path / "codes.csv").open(encoding="utf-8")))
    assert {"statement", "introduction"} <= {line["code"] for line in codes if line["column"] == "act"}
    for form in ("txt", "bib", "ris", "json"):
        assert link in (tmp_path / f"citation.{form}").read_text("utf-8")
    package = Package(str(tmp_path / "datapackage.json"))
    report = package.validate()
    assert report.valid, report.flatten(["title", "message"])
    assert package.get_resource("statements").read_rows()[0]["turn"] == 3


@pytest.mark.parametrize("table", TABLES)
def test_every_table_is_a_valid_data_package(table: str, several: Dataset, tmp_path: Path) -> None:
    """Each table of several sessions, rows not yet reviewed included, is a package that frictionless accepts."""
    every = Selection(session=tuple(several.choices["session"]), review="all")
    data = export_file(several, every, table, "zip", site=SITE, retrieved=DAY)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        archive.extractall(tmp_path)
    report = Package(str(tmp_path / "datapackage.json")).validate()
    assert report.valid, report.flatten(["title", "message"])


@pytest.mark.parametrize("table", TABLES)
def test_formats_agree_cell_for_cell(table: str, several: Dataset) -> None:
    """Workbook, JSON and Parquet hold the cells of the CSV, typed: numbers, truth values, dates, null for blank."""
    every = Selection(session=tuple(several.choices["session"]), review="all")

    def given(file_format: str) -> bytes:
        return export_file(several, every, table, file_format, site=SITE, retrieved=DAY)

    lines = list(csv.DictReader(io.StringIO(given("csv").decode("utf-8"))))
    kinds = {field.name: field.type for field in codebook(several, table)}

    def typed(name: str, cell: str) -> object:
        as_type = {"integer": int, "number": float, "boolean": "true".__eq__, "date": dt.date.fromisoformat}
        return as_type.get(kinds[name], str)(cell) if cell else None

    expected = [{name: typed(name, cell) for name, cell in line.items()} for line in lines]
    assert len(expected) > 0
    assert pq.read_table(io.BytesIO(given("parquet"))).to_pylist() == expected
    records = json.loads(given("json"))
    assert (records["count"], records["next"]) == (len(lines), None)
    dated = [
        {name: value.isoformat() if isinstance(value, dt.date) else value for name, value in row.items()}
        for row in expected
    ]
    assert records["rows"] == dated
    sheet = openpyxl.load_workbook(io.BytesIO(given("xlsx")))["rows"]
    head, *rest = sheet.iter_rows(values_only=True)
    cells = [
        {name: value.date() if isinstance(value, dt.datetime) else value for name, value in zip(head, row, strict=True)}
        for row in rest
    ]
    assert cells == expected


def test_workbook_says_what_it_holds_and_runs_nothing(dataset: Dataset) -> None:
    """The workbook has sheets on its filters and its columns, and a text that looks like a formula stays a text."""
    book = openpyxl.load_workbook(io.BytesIO(told("xlsx", dataset)))
    assert book.sheetnames == ["rows", "about", "codebook"]
    about = {row[0]: row[1] for row in book["about"].iter_rows(values_only=True)}
    assert about["Rows"] == "9 of 46"
    assert about["Dataset version"] == dataset.version
    hostile = pd.DataFrame({"name": ["=1+1", "https://example.org/", "{=A1}", "12"]})
    field = Field(name="name", type="string", title="Name", description="Any text")
    about_it = describe(dataset, NINE, "statements", count=4, site=SITE, retrieved=DAY)
    sheet = openpyxl.load_workbook(io.BytesIO(xlsx_file(typed_rows(hostile, [field]), [field], about_it)))["rows"]
    cells = [row[0] for row in sheet.iter_rows(min_row=2)]
    assert [(cell.value, cell.data_type, cell.hyperlink) for cell in cells] == [
        (text, "s", None) for text in hostile["name"]
    ]


def test_what_a_workbook_cannot_hold_is_refused(dataset: Dataset) -> None:
    """A text longer than a cell holds is told, not cut."""
    field = Field(name="name", type="string", title="Name", description="Any text")
    rows_of_one = typed_rows(pd.DataFrame({"name": ["x" * 32_768]}), [field])
    about = describe(dataset, NINE, "statements", count=1, site=SITE, retrieved=DAY)
    with pytest.raises(TooLargeForWorkbook, match="32,768"):
        xlsx_file(rows_of_one, [field], about)


def test_parquet_says_what_it_holds(dataset: Dataset) -> None:
    """The metadata of the file names version, filters, n of N and the pinned link; columns are described."""
    schema = pq.read_schema(io.BytesIO(told("parquet", dataset)))
    assert schema.metadata[b"plenary:version"].decode() == dataset.version
    assert (schema.metadata[b"plenary:count"], schema.metadata[b"plenary:total"]) == (b"9", b"46")
    assert f"v={dataset.version}".encode() in schema.metadata[b"plenary:link"]
    assert b"Place among the speakers" in schema.field("turn").metadata[b"description"]


@pytest.mark.parametrize("table", TABLES)
def test_every_exported_column_is_described(dataset: Dataset, table: str) -> None:
    """Each table has filters of its own and a description of each of its columns."""
    assert [field.name for field in codebook(dataset, table)] == list(TABLES[table].columns)
    assert table in TABLE_FILTERS


def test_unknown_format_is_refused(dataset: Dataset) -> None:
    """A format that does not exist is an error and not another format."""
    with pytest.raises(KeyError, match="pdf"):
        export_file(dataset, NINE, "statements", "pdf", site=SITE, retrieved=DAY)
