"""The rows of the dataset as they stand in the files, with line numbers; what a file must be before its rows count.

Cells are texts here: types, keys and allowed values are the business of `plenary.checks.contract`. Those of a Parquet
file stand as CSV would have them, and its rows are counted as if a header were line 1.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

import pyarrow as pa
import pyarrow.parquet as pq

from plenary.catalogue import translate as _
from plenary.model import Finding, Severity
from plenary.schema import PARQUET, Package, Table, digest

CELL_LIMIT: Final = 20_000
"""Most characters of a cell; a longer one is a slip (a lost quotation mark swallows the rest of a file)."""
LIST_MARK: Final = ";"
BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"


def numbered(paragraph: str) -> str:
    """The numbered paragraph to which a sub-paragraph belongs: "66" for "66 (a)", "66 bis" for "66 bis (a)"."""
    return paragraph.partition(" (")[0]


@dataclass(frozen=True)
class Row:
    """A row of a table.

    Attributes:
        table: Its table.
        line: Line number in the file; the header is line 1.
        cells: Column -> cell; a cell that the row lacks is blank.
    """

    table: Table
    line: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        """The cell of a column; blank when the value is missing."""
        return self.cells[column]

    def values(self, column: str) -> tuple[str, ...]:
        """The values of a list cell, in their order; none when it is blank."""
        return tuple(self[column].split(LIST_MARK)) if self[column] else ()

    def day(self, column: str) -> dt.date | None:
        """The date of a cell; None when it is blank or no date."""
        try:
            return dt.date.fromisoformat(self[column])
        except ValueError:
            return None

    def number(self, column: str) -> int | None:
        """The whole number of a cell; None when it is blank or no whole number."""
        return int(self[column]) if self[column].isdecimal() else None

    def key(self, *columns: str) -> tuple[str, ...]:
        """The cells of several columns."""
        return tuple(self[column] for column in columns)

    def finding(self, column: str | None, message: str, severity: Severity = "error") -> Finding:
        """A finding at this row."""
        return Finding(self.table.file, self.line, column, message, severity)


@dataclass(frozen=True)
class Rows:
    """The rows of every table whose file could be read.

    Attributes:
        package: Description of the dataset.
        tables: Table -> its rows, in the order of the file. Tables whose file is missing or broken are not among them.
        lines: Table -> line number of each record of its file, the header being the first.
        hashes: Table -> hash of its file as it was read.
    """

    package: Package
    tables: Mapping[str, tuple[Row, ...]]
    lines: Mapping[str, tuple[int, ...]]
    hashes: Mapping[str, str]

    def __getitem__(self, table: str) -> tuple[Row, ...]:
        """The rows of a table."""
        return self.tables[table]

    def by(self, table: str, *columns: str) -> dict[tuple[str, ...], list[Row]]:
        """The rows of a table by the cells of some columns, both in the order of the file."""
        groups: dict[tuple[str, ...], list[Row]] = {}
        for row in self[table]:
            groups.setdefault(row.key(*columns), []).append(row)
        return groups

    def having(self, *columns: str) -> Iterator[Row]:
        """Every row of every table that has all these columns."""
        for name, rows in self.tables.items():
            if set(columns) <= set(self.package.tables[name].columns):
                yield from rows


def read_rows(package: Package) -> tuple[Rows, list[Finding]]:
    """The rows of all tables, and what is wrong with the files as files.

    A table is left out of the rows when its file is missing, is no UTF-8 text, no CSV and no Parquet, or has another
    header.
    """
    tables: dict[str, tuple[Row, ...]] = {}
    lines: dict[str, tuple[int, ...]] = {}
    hashes: dict[str, str] = {}
    findings: list[Finding] = []
    for table in package.tables.values():
        content, problems = _read_content(table)
        findings += problems
        if content is None:
            continue
        if table.path.suffix == PARQUET:
            records, problems = _read_parquet(table, content)
        else:
            text, problems = _read_text(table, content)
            findings += problems
            if text is None:
                continue
            records, problems = _read_records(table, text)
        findings += problems
        if records is None:
            continue
        hashes[table.name] = digest(content)
        lines[table.name] = tuple(line for line, _cells in records)
        tables[table.name] = rows = tuple(
            Row(table, line, _cells(table.columns, cells)) for line, cells in records[1:] if any(cells)
        )
        findings += [finding for row in rows for finding in _cells_untidy(row)]
    return Rows(package, tables, lines, hashes), findings


def _cells(columns: tuple[str, ...], cells: list[str]) -> dict[str, str]:
    padded = cells + [""] * (len(columns) - len(cells))
    return dict(zip(columns, padded, strict=False))


def _read_parquet(table: Table, content: bytes) -> tuple[list[tuple[int, list[str]]] | None, list[Finding]]:
    try:
        found = pq.read_table(pa.BufferReader(content))
    except (OSError, pa.ArrowException) as error:
        message = _("the file cannot be read: {reason}").format(reason=str(error).partition("\n")[0])
        return None, [Finding(table.file, None, None, message)]
    if tuple(found.column_names) != table.columns:
        return None, [Finding(table.file, 1, None, _header(table))]
    columns = [[_cell(value) for value in found[name].to_pylist()] for name in table.columns]
    return list(enumerate([list(table.columns), *map(list, zip(*columns, strict=True))], 1)), []


def _cell(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case _:
            return str(value)


def _header(table: Table) -> str:
    return _("the header must be {columns}").format(columns=",".join(table.columns))


def _read_content(table: Table) -> tuple[bytes | None, list[Finding]]:
    try:
        return table.path.read_bytes(), []
    except FileNotFoundError:
        return None, [Finding(table.file, None, None, _("the file is missing"))]
    except OSError as error:
        message = _("the file cannot be read: {reason}").format(reason=error.strerror)
        return None, [Finding(table.file, None, None, message)]


def _read_text(table: Table, content: bytes) -> tuple[str | None, list[Finding]]:
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return None, [Finding(table.file, line, None, _("the line is not UTF-8 text"))]
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        return None, [Finding(table.file, line, None, _("the line holds a NUL character"))]
    if content.startswith(BYTE_ORDER_MARK):
        return None, [Finding(table.file, 1, None, _("the file begins with a byte order mark; it must not"))]
    findings = []
    if "\r" in text:
        line = text.count("\n", 0, text.index("\r")) + 1
        findings.append(Finding(table.file, line, None, _("lines must end with LF alone, not with CR")))
    if text and not text.endswith("\n"):
        findings.append(Finding(table.file, text.count("\n") + 1, None, _("the last line must end with LF")))
    return text, findings


def _read_records(table: Table, text: str) -> tuple[list[tuple[int, list[str]]] | None, list[Finding]]:
    records: list[tuple[int, list[str]]] = []
    # A quoted cell may run over several lines, so a record begins on the line after the one before it ended.
    line = 1
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        for cells in reader:
            records.append((line, cells))
            line = reader.line_num + 1
    except csv.Error as error:
        return None, [Finding(table.file, line, None, _("the line is not CSV: {reason}").format(reason=error))]
    header = records[0][1] if records else []
    if tuple(header) != table.columns:
        return None, [Finding(table.file, 1, None, _header(table))]
    for line, cells in records:
        for column, cell in zip(table.columns, cells, strict=False):
            if len(cell) > CELL_LIMIT:
                message = _("the cell has {count} characters; at most {limit} are allowed")
                message = message.format(count=len(cell), limit=CELL_LIMIT)
                return None, [Finding(table.file, line, column, message)]
    return records, []


def _cells_untidy(row: Row) -> Iterator[Finding]:
    for column, cell in row.cells.items():
        if cell.isascii() and cell.isprintable() and cell == cell.strip():
            continue  # Nearly all are; the rest costs a look at each character.
        if any(unicodedata.category(character) in {"Cc", "Zl", "Zp"} for character in cell):
            yield row.finding(column, _("the cell holds a line break or another control character"))
        elif cell != cell.strip():
            yield row.finding(column, _("the cell begins or ends with a blank"))
        if not unicodedata.is_normalized("NFC", cell):
            yield row.finding(column, _("the cell is not in Unicode form NFC"))
