"""Rows as a table that reads, prints and speaks well.

Real table cells for a page of rows, a scrolling grid for more.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pandas as pd
import streamlit as st

from components.charts.words import written_day
from plenary.catalogue import translate as _
from plenary.markup import escape

PRINTED_ROWS: Final = 200

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


def written_rows(rows: pd.DataFrame, columns: Sequence[Column]) -> pd.DataFrame:
    """The rows as a table shows them: text, one column a column, named by its label; Markdown up to `PRINTED_ROWS`."""
    write = _markdown if len(rows) <= PRINTED_ROWS else _grid_cell
    return pd.DataFrame({column.label: [write(column, value) for value in rows[column.name]] for column in columns})


def draw_written_rows(written: pd.DataFrame, *, alt: str) -> None:
    """Draw what `written_rows` gives."""
    if written.empty:
        st.info(_("No row is left by these filters."))
    elif len(written) <= PRINTED_ROWS:
        st.table(written, hide_index=True, border="horizontal", alt=alt)
    else:
        columns = {written.columns[0]: st.column_config.Column(pinned=True)}
        for name in written:
            parts = written[name].str.rpartition(LINK_MARK)
            if (texts := parts.loc[parts[1] != "", 2].unique()).size:
                columns[name] = st.column_config.LinkColumn(
                    display_text=texts[0] if texts.size == 1 else LINK_TEXT, pinned=name == written.columns[0]
                )
            if texts.size == 1:  # One text for all: the addresses keep their own ends.
                written = written.assign(**{name: parts[0].where(parts[1] != "", parts[2])})
        st.dataframe(written, hide_index=True, column_config=columns, alt=alt)
        st.caption(_("The table has a search of its own: the magnifying glass that appears above it."))


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
