"""The one way from a view to a file: pages, addresses and command line all come here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Final

from plenary.choices import with_sessions
from plenary.export.about import describe
from plenary.export.csv_file import csv_chunks
from plenary.export.data_package import package_file
from plenary.export.json_file import json_chunks
from plenary.export.parquet_file import parquet_chunks, parquet_file
from plenary.export.tables import codebook, row_count, rows, statement_parts
from plenary.export.typed_rows import typed_rows
from plenary.export.xlsx_file import xlsx_file
from plenary.selected import MOST_ROWS, TooManyTurns
from plenary.selection import Selection
from plenary.store import Dataset


@dataclass(frozen=True)
class Format:
    """A format of exported files.

    Attributes:
        suffix: End of a file's name, after the name of the table.
        mime: Media type.
        dated: Whether a file says on which day it was exported, so that it differs from day to day.
    """

    suffix: str
    mime: str
    dated: bool = True


FORMATS: Final[Mapping[str, Format]] = {
    "csv": Format(".csv", "text/csv; charset=utf-8", dated=False),
    "excel": Format("-for-excel.csv", "text/csv; charset=utf-8", dated=False),
    "xlsx": Format(".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "json": Format(".json", "application/json"),
    "parquet": Format(".parquet", "application/vnd.apache.parquet"),
    "zip": Format(".zip", "application/zip"),
}
"""The formats by their code.

csv is UTF-8 without byte order mark; excel is CSV with one and guarded cells; xlsx a workbook; zip a data package.
"""


@dataclass(frozen=True)
class Part:
    """The part of a table that one answer holds.

    Attributes:
        first: Rows that stand before it.
        limit: Rows that it may hold.
        following: Address of the next part, where there is one.
    """

    first: int
    limit: int
    following: str


def file_name(table: str, edition: str, file_format: str) -> str:
    """Name of the file: ``plenary-atlas-statements-1.1.0.csv``, ``plenary-atlas-statements-1.1.0-today-fr.csv``.

    A CSV has no other place to say whose world and language its names are of (see `plenary.store.Dataset.edition`).
    """
    return f"plenary-atlas-{table}-{edition}{FORMATS[file_format].suffix}"


def export_chunks(
    dataset: Dataset,
    selection: Selection,
    table: str,
    file_format: str,
    *,
    site: str,
    retrieved: dt.date,
    part: Part | None = None,
) -> Iterator[bytes]:
    """The file of `export_file` in parts: CSV and JSON of many rows are sent while the rest is still written.

    Args:
        dataset: The dataset.
        selection: Filters and order.
        table: A key of `TABLES`.
        file_format: A key of `FORMATS`.
        site: See `export_file`.
        retrieved: See `export_file`.
        part: Only these rows; of JSON alone.

    Raises:
        KeyError: There is no such table or format.
        TooLargeForWorkbook: The rows do not fit into a workbook.
        TooManyTurns: They are too many for this table or format; of statements CSV and Parquet hold however many.
    """
    if file_format not in FORMATS:
        raise KeyError(file_format)
    selection = with_sessions(selection, dataset.choices)
    if table == "statements" and (count := row_count(dataset, selection, table)) > MOST_ROWS:
        return _parts(dataset, selection, file_format, count, site, retrieved)
    frame = rows(dataset, selection, table)
    if file_format in ("csv", "excel"):
        texts = csv_chunks(frame, guard=file_format == "excel")
        mark = b"\xef\xbb\xbf" if file_format == "excel" else b""
        return _encoded(texts, mark)
    fields = codebook(dataset, table)
    about = describe(dataset, selection, table, count=len(frame), site=site, retrieved=retrieved)
    if file_format == "zip":
        return iter([package_file(dataset, selection, frame, fields, about)])
    typed = typed_rows(frame, fields)
    if file_format == "parquet":
        return iter([parquet_file(typed, about)])
    if file_format == "xlsx":
        return iter([xlsx_file(typed, fields, about)])
    if part is None:
        return _encoded(json_chunks(typed, fields, about))
    more = part.first + part.limit < typed.num_rows
    return _encoded(json_chunks(typed.slice(part.first, part.limit), fields, about, part.following if more else None))


def _parts(
    dataset: Dataset, selection: Selection, file_format: str, count: int, site: str, retrieved: dt.date
) -> Iterator[bytes]:
    """More statements than can be held, as a file that is written part by part; only where the format can be."""
    parts = statement_parts(dataset, selection)
    if file_format == "parquet":
        fields = codebook(dataset, "statements")
        about = describe(dataset, selection, "statements", count=count, site=site, retrieved=retrieved)
        return parquet_chunks((typed_rows(part, fields) for part in parts), about)
    if file_format not in ("csv", "excel"):
        raise TooManyTurns(count)
    guard = file_format == "excel"
    texts = (
        text for number, part in enumerate(parts) for text in islice(csv_chunks(part, guard=guard), number > 0, None)
    )
    return _encoded(texts, b"\xef\xbb\xbf" if guard else b"")


def _encoded(texts: Iterator[str], mark: bytes = b"") -> Iterator[bytes]:
    if mark:
        yield mark
    for text in texts:
        yield text.encode("utf-8")


def export_file(
    dataset: Dataset, selection: Selection, table: str, file_format: str, *, site: str, retrieved: dt.date
) -> bytes:
    """The rows of a view as a file: the same bytes for the same view, site and day, whoever asks for it.

    Args:
        dataset: The dataset.
        selection: Filters and order.
        table: A key of `TABLES`.
        file_format: A key of `FORMATS`.
        site: Address of the dashboard's first page, for the link that the file names; empty when none is known.
        retrieved: Day of the export, in universal time; written into the file where `Format.dated` says so.

    Raises:
        KeyError: There is no such table or format.
        TooLargeForWorkbook: The rows do not fit into a workbook.
    """
    return b"".join(export_chunks(dataset, selection, table, file_format, site=site, retrieved=retrieved))
