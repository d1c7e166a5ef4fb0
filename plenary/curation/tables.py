"""Tables of the dataset as texts, in the order of the file: read, merged, written; a cell that did not change stays."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from plenary.schema import Package

Cells = dict[str, str]
"""A row: column -> cell, "" where it is blank."""
Tables = Mapping[str, list[Cells]]
"""Table -> its rows, in the order of the file."""


def read_tables(package: Package) -> dict[str, list[Cells]]:
    """All tables of a dataset.

    Raises:
        OSError: A file cannot be read.
    """
    return {name: read_cells(table.path) for name, table in package.tables.items()}


def read_cells(path: Path) -> list[Cells]:
    """The rows of a CSV file with a header; cells that a short row lacks are blank.

    Raises:
        OSError: It cannot be read.
        UnicodeDecodeError: It is no UTF-8 text.
    """
    # A spreadsheet program may have put a byte order mark before a file that a curator saved.
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [{column: cell or "" for column, cell in row.items() if column} for row in csv.DictReader(file)]


def table_text(columns: Sequence[str], rows: Iterable[Cells]) -> str:
    """A table as CSV with a header; lines end with LF."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([row.get(column, "") for column in columns] for row in rows)
    return file.getvalue()


def merged(rows: Sequence[Cells], owned: Sequence[Cells], new: Sequence[Cells], key: Sequence[str]) -> list[Cells]:
    """Rows with `new` in the place of `owned`, at the end where nothing was owned.

    A new row whose key another row has already is left out: the session's other document says so too.
    """
    gone = {id(row) for row in owned}
    kept = [row for row in rows if id(row) not in gone]
    known = {tuple(row[column] for column in key) for row in kept}
    added = [row for row in new if tuple(row[column] for column in key) not in known]
    place = next((at for at, row in enumerate(rows) if id(row) in gone), len(rows))
    before = sum(id(row) not in gone for row in rows[:place])
    return [*kept[:before], *added, *kept[before:]]


def inserted(rows: Sequence[Cells], new: Iterable[Cells], column: str) -> list[Cells]:
    """Rows with each new one after the last that does not come after it by a column."""
    found = list(rows)
    for row in new:
        at = next((number for number, other in enumerate(found) if other[column] > row[column]), len(found))
        found.insert(at, row)
    return found
