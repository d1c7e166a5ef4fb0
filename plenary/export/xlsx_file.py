"""Rows as a workbook of Excel's format: typed cells, a sheet that says what it holds, a codebook."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from typing import Any, Final

import pyarrow as pa
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from plenary.catalogue import translate as _
from plenary.export.about import About
from plenary.schema import Field

MOST_ROWS: Final = 1_048_575
MOST_CHARACTERS: Final = 32_767
"""What a sheet and a cell can hold. Source: Microsoft, Excel specifications and limits; the header takes one row."""

WIDEST: Final = 60


class TooLargeForWorkbook(Exception):
    """The rows do not fit into a workbook; `reason` says why, for the reader."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


def xlsx_file(rows: pa.Table, fields: Sequence[Field], about: About) -> bytes:
    """The rows as a workbook of three sheets: rows, about, codebook. No cell is a formula or a link.

    Args:
        rows: As `plenary.export.typed_rows` gives them.
        fields: Their fields.
        about: What the file says of itself.

    Raises:
        TooLargeForWorkbook: There are more rows than a sheet holds, or a text is longer than a cell holds.
    """
    if rows.num_rows > MOST_ROWS:
        raise TooLargeForWorkbook(
            _("a sheet holds {most} rows, these are {count}").format(most=f"{MOST_ROWS:,}", count=f"{rows.num_rows:,}")
        )
    target = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(target, options)
    created = dt.datetime.combine(about.retrieved, dt.time())
    book.set_properties({"title": f"Plenary Atlas: {about.table}", "comments": about.link, "created": created})
    bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
    sheet = book.add_worksheet(_("rows"))
    records = [list(record.values()) for record in rows.to_pylist()]
    _write(sheet, [field.name for field in fields], records, bold, day)
    if records:
        sheet.autofilter(0, 0, len(records), len(fields) - 1)
    _write(book.add_worksheet(_("about")), [_("what"), _("text")], [list(line) for line in about.lines()], bold, day)
    described = [[field.name, field.type, field.title, field.description] for field in fields]
    heads = [_("column"), _("type"), _("title"), _("description")]
    _write(book.add_worksheet(_("codebook")), heads, described, bold, day)
    book.close()
    return target.getvalue()


def _write(sheet: Worksheet, heads: Sequence[str], records: Sequence[Sequence[Any]], bold: Format, day: Format) -> None:
    sheet.freeze_panes(1, 0)
    sheet.write_row(0, 0, heads, bold)
    widths = [len(head) + 3 for head in heads]
    for place, record in enumerate(records, 1):
        for column, value in enumerate(record):
            match value:
                case None:
                    continue
                case bool():
                    sheet.write_boolean(place, column, value)
                case int() | float():
                    sheet.write_number(place, column, value)
                case dt.date():
                    sheet.write_datetime(place, column, dt.datetime.combine(value, dt.time()), day)
                case _:
                    if len(value) > MOST_CHARACTERS:
                        raise TooLargeForWorkbook(
                            _("a cell holds {most} characters, one of the column {column} has {count}").format(
                                most=f"{MOST_CHARACTERS:,}", column=heads[column], count=f"{len(value):,}"
                            )
                        )
                    sheet.write_string(place, column, value)
            widths[column] = max(widths[column], len(str(value)))
    for column, width in enumerate(widths):
        sheet.set_column(column, column, min(width, WIDEST))
