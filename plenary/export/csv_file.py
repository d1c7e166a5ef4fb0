"""Rows as CSV, plain and guarded for spreadsheet programs."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Iterator
from typing import Any, Final

import numpy as np
import pandas as pd

GUARD: Final = "'"
GUARDED: Final = "=+-@＝＋－＠'"
"""First characters that spreadsheet programs may run, and the guard itself.

So that taking one guard away always gives the cell back.
"""
DECIMALS: Final = 6
"""Shares are written with so many decimals, in every format alike."""
CHUNK: Final = 2_000
"""Rows that are written at a time."""


def csv_text(frame: pd.DataFrame, guard: bool = False) -> str:
    """`frame` as CSV text: header, comma, quotes only where needed, LF.

    Missing is an empty cell, dates ISO 8601, booleans true and false.

    Source: RFC 4180, with LF for CRLF.

    Args:
        frame: Any columns.
        guard: Put an apostrophe before a text cell that begins with one of `GUARDED` or a control character, so that
            no spreadsheet program runs it. Taking one leading apostrophe off a cell that has one gives the original
            back.
    """
    return "".join(csv_chunks(frame, guard))


def csv_chunks(frame: pd.DataFrame, guard: bool = False) -> Iterator[str]:
    """The text of `csv_text` in parts of up to `CHUNK` rows, the header first."""
    yield ",".join(_quoted(name) for name in frame.columns) + "\n"
    for start in range(0, len(frame), CHUNK):
        lines = []
        for row in frame.iloc[start : start + CHUNK].itertuples(index=False, name=None):
            cells = [_cell(value) for value in row]
            lines.append(",".join(_quoted(_guarded(cell) if guard else cell) for cell in cells) + "\n")
        yield "".join(lines)


def _quoted(cell: str) -> str:
    # Python's csv module leaves a lone carriage return unquoted where lines end with LF; readers then split the cell.
    return '"' + cell.replace('"', '""') + '"' if any(sign in cell for sign in ',"\r\n') else cell


def _cell(value: Any) -> str:
    if value is None or value is pd.NA or value is pd.NaT or value != value:
        return ""
    if isinstance(value, (bool, np.bool_)):
        return "true" if value else "false"
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    if isinstance(value, float):
        return repr(round(float(value), DECIMALS))
    return str(value)


def _guarded(cell: str) -> str:
    dangerous = cell[:1] and (cell[0] in GUARDED or unicodedata.category(cell[0]) == "Cc")
    return f"{GUARD}{cell}" if dangerous else cell


def unguarded(cell: str) -> str:
    """The cell before `csv_text` guarded it."""
    return cell.removeprefix(GUARD)
