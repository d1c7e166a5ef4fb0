"""Rows as a table that reads, prints and speaks well.

Real table cells for a page of rows, a scrolling grid for more; for very many a grid that is sent part by part.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

import numpy as np
import pandas as pd
import streamlit as st

from components.charts.words import written_day
from components.long_table import LongTable, draw_long_table
from plenary.catalogue import translate as _
from plenary.markup import escape
from plenary.selection import fold, search_terms

Written: TypeAlias = pd.DataFrame | LongTable
"""Rows as a table shows them."""

PRINTED_ROWS: Final = 200
LONG_ROWS: Final = 10_000
"""Rows above which a table is sent part by part."""

LINK: Final = re.compile(r"\[(?P<text>(?:[^\]\\]|\\.)+)\]\((?P<address>[^)\s]+)\)")
BACKSLASH: Final = re.compile(r"\\(.)")
LINK_MARK: Final = "#-"
LINK_TEXT: Final = rf"{LINK_MARK}(.*)$"
"""In a grid a link's text stands at the end of its address, from where the grid takes it."""


@dataclass(frozen=True)
class Column:
    """A column of a table on a page.

    Attributes:
        name: Column of the frame.
        label: Heading.
        labels: Labels of codes; values that have none stand as they are. Cells with several codes (joined by ";")
            are told one by one.
        markdown: Gives the Markdown of the cell from its value (for links); text from outside must be escaped there.
        share: Whether the value is a share, shown in per cent.
    """

    name: str
    label: str
    labels: Mapping[str, str] | None = None
    markdown: Callable[[Any], str] | None = None
    share: bool = False


def draw_rows(rows: pd.DataFrame, columns: Sequence[Column], *, alt: str) -> None:
    """Draw rows as a table; an en dash stands for what is missing, so that it is never taken for zero.

    Args:
        rows: Any frame with the columns named.
        columns: What to show, in order.
        alt: What the table holds, for readers who cannot see it.
    """
    draw_written_rows(written_rows(rows, columns), alt=alt)


def written_rows(rows: pd.DataFrame, columns: Sequence[Column]) -> Written:
    """The rows as a table shows them: text, one column a column, named by its label; Markdown up to `PRINTED_ROWS`.

    Of more than `LONG_ROWS` a table that writes the part that is shown.
    """
    return LongRows(rows, columns) if len(rows) > LONG_ROWS else written_frame(rows, columns)


def written_frame(rows: pd.DataFrame, columns: Sequence[Column], *, grid: bool | None = None) -> pd.DataFrame:
    """However many rows as `written_rows` writes them: for a grid, for printed cells, or (None) by their number."""
    write = _grid_cell if grid or (grid is None and len(rows) > PRINTED_ROWS) else _markdown
    return pd.DataFrame({column.label: [write(column, value) for value in rows[column.name]] for column in columns})


@dataclass(frozen=True, eq=False)
class LongRows(LongTable):
    """The long table of a frame.

    Attributes:
        rows: The frame.
        columns: What is shown of it, in order.
    """

    rows: pd.DataFrame
    columns: Sequence[Column]

    @property
    def orders(self) -> Mapping[str, str]:
        """See `LongTable.orders`: the order of the frame, and its columns."""
        return {"": _("as it stands"), **{column.name: column.label for column in self.columns}}

    def found_count(self, search: str) -> int:
        """See `LongTable.found_count`."""
        return int(self._found(search).sum())

    def part(self, search: str, order: str, descending: bool, first: int, limit: int) -> pd.DataFrame:
        """See `LongTable.part`."""
        rows = self.rows[self._found(search)]
        if order:
            rows = rows.sort_values(order, ascending=not descending, kind="stable", na_position="last")
        elif descending:
            rows = rows[::-1]
        return written_frame(rows.iloc[first : first + limit], self.columns, grid=True)

    def _found(self, search: str) -> np.ndarray[Any, np.dtype[np.bool_]]:
        """Which rows have each term in some cell as it is written; a value is looked at once."""
        found = np.ones(len(self.rows), dtype=bool)
        for term in search_terms(search):
            here = np.zeros(len(self.rows), dtype=bool)
            for column in self.columns:
                codes, values = pd.factorize(self.rows[column.name], use_na_sentinel=False)
                here |= np.array([term in fold(_plain(column, value)) for value in values], dtype=bool)[codes]
            found &= here
        return found


def draw_written_rows(written: Written, *, alt: str) -> None:
    """Draw what `written_rows` gives."""
    if not isinstance(written, pd.DataFrame):
        draw_long_table(written, _draw_grid, alt=alt)
    elif written.empty:
        st.info(_("No row is left by these filters."))
    elif len(written) <= PRINTED_ROWS:
        st.table(written, hide_index=True, border="horizontal", alt=alt)
    else:
        _draw_grid(written, alt)
        st.caption(_("The table has a search of its own: the magnifying glass that appears above it."))


def _draw_grid(written: pd.DataFrame, alt: str) -> None:
    columns = {written.columns[0]: st.column_config.Column(pinned=True)}
    for name in map(str, written):
        parts = written[name].str.rpartition(LINK_MARK)
        if (texts := parts.loc[parts[1] != "", 2].unique()).size:
            columns[name] = st.column_config.LinkColumn(
                display_text=texts[0] if texts.size == 1 else LINK_TEXT, pinned=name == written.columns[0]
            )
        if texts.size == 1:  # One text for all: the addresses keep their own ends.
            written = written.assign(**{name: parts[0].where(parts[1] != "", parts[2])})
    st.dataframe(written, hide_index=True, column_config=columns, alt=alt)


def _grid_cell(column: Column, value: Any) -> str:
    """The cell of a grid: a Markdown link as an address that ends with its text."""
    link = LINK.fullmatch(_markdown(column, value)) if column.markdown is not None else None
    if link is None:
        return _plain(column, value)
    return f"{link['address']}{LINK_MARK}{BACKSLASH.sub(lambda found: found[1], link['text'])}"


def _plain(column: Column, value: Any) -> str:
    if pd.isna(value):
        return "–"
    if column.share:
        return f"{float(value):.1%}"
    if isinstance(value, dt.date):
        return written_day(value)
    if column.labels is not None:
        return ", ".join(column.labels.get(part, part) for part in str(value).split(";"))
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return f"{value:,}" if isinstance(value, (int, np.integer)) else str(value)


def _markdown(column: Column, value: Any) -> str:
    if column.markdown is not None and not pd.isna(value):
        return column.markdown(value)
    return escape(_plain(column, value))
