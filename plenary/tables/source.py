"""A table as it is: XLSX, or CSV in UTF-8; every cell a text, blanks at its ends taken away."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from plenary.catalogue import translate as _
from plenary.schema import digest

WORKBOOKS: Final = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")


class UnreadableTable(Exception):
    """A file that is no table as expected; `args[0]` says why, without a full stop."""


@dataclass(frozen=True, slots=True)
class Record:
    """A row of a table.

    Attributes:
        row: Its number in the file or sheet; the header is row 1.
        cells: Header -> text; "" where the cell is blank.
    """

    row: int
    cells: Mapping[str, str]


@dataclass(frozen=True)
class Source:
    """A table: name of the file, SHA-256 of its bytes (hexadecimal), headers, and the rows that are not blank."""

    name: str
    sha256: str
    headers: tuple[str, ...]
    records: tuple[Record, ...]


def read_source(path: Path, sheet: str = "") -> Source:
    """The rows of a table.

    Args:
        path: A workbook, by the end of its name, or a CSV file with commas, semicolons or tabs.
        sheet: Sheet of a workbook; "" for its first.

    Raises:
        OSError: The file cannot be read.
        UnreadableTable: It is no such file, has no such sheet, or two columns of one name.
    """
    content = path.read_bytes()
    if path.suffix.lower() in WORKBOOKS:
        rows = _workbook_rows(path.name, content, sheet)
    else:
        rows = _csv_rows(path.name, content)
    headers = tuple(rows[0]) if rows else ()
    named = [header for header in headers if header]
    if len(set(named)) < len(named) or not named:
        raise UnreadableTable(_("{file} has no header, or two columns of one name").format(file=path.name))
    records = tuple(
        Record(number, {header: cell for header, cell in zip(headers, row, strict=False) if header})
        for number, row in enumerate(rows[1:], start=2)
        if any(row)
    )
    return Source(path.name, digest(content).removeprefix("sha256:"), headers, records)


def _workbook_rows(name: str, content: bytes, sheet: str) -> list[list[str]]:
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        names = workbook.sheet_names
        if (sheet or not names) and sheet not in names:
            message = _("{file} has no sheet {sheet}; its sheets: {names}")
            raise UnreadableTable(message.format(file=name, sheet=sheet, names=", ".join(names)))
        rows = workbook.get_sheet_by_name(sheet or names[0]).to_python(skip_empty_area=False)
    except CalamineError as error:
        raise UnreadableTable(_("{file} is no workbook: {reason}").format(file=name, reason=error)) from error
    return [[_as_text(cell) for cell in row] for row in rows]


def _csv_rows(name: str, content: bytes) -> list[list[str]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = _("{file} is not UTF-8 text (byte {offset})")
        raise UnreadableTable(message.format(file=name, offset=error.start + 1)) from error
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise UnreadableTable(_("{file} is no CSV: {reason}").format(file=name, reason=error)) from error
    return [[cell.strip() for cell in row] for row in rows]


def _as_text(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, dt.datetime | dt.date):
        return cell.isoformat()[:10]
    return str(cell).strip()
