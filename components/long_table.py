"""A table of very many rows: searched, sorted and sent part by part; its file has all of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, Protocol

import pandas as pd
import streamlit as st

from plenary.catalogue import translate as _

PART_ROWS: Final = 1000
"""Rows that are sent at a time."""


class LongTable(Protocol):
    """A table that can be asked for a part."""

    @property
    def orders(self) -> Mapping[str, str]:
        """Orders of the rows by their code, with their labels; the first one is taken unasked."""

    def found_count(self, search: str) -> int:
        """How many rows a search finds; an empty one finds all."""

    def part(self, search: str, order: str, descending: bool, first: int, limit: int) -> pd.DataFrame:
        """The written rows that a search finds, in an order: up to `limit`, after the first ones."""


@st.fragment
def draw_long_table(table: LongTable, draw_grid: Callable[[pd.DataFrame, str], None], *, alt: str) -> None:
    """Draw a part of the table, with a search, an order and the number of the part; only this is drawn anew by them.

    Args:
        table: The table.
        draw_grid: Draws written rows as a grid.
        alt: What the table holds, for readers who cannot see it.
    """
    with st.container(horizontal=True, vertical_alignment="bottom"):
        search = st.text_input(_("Search in all rows"), key=f"long-search-{alt}", icon=":material/search:")
        orders = dict(table.orders)
        order = st.selectbox(_("Order"), list(orders), format_func=orders.__getitem__, key=f"long-order-{alt}")
        descending = st.toggle(_("Reversed"), key=f"long-descending-{alt}")
        count = table.found_count(search)
        parts = max(1, -(-count // PART_ROWS))
        key = f"long-part-{alt}"
        if st.session_state.get(key, 1) > parts:
            st.session_state[key] = 1
        part = int(st.number_input(_("Part of {count}").format(count=parts), 1, parts, key=key))
    if not count:
        st.info(_("No row has all these words."))
        return
    first = (part - 1) * PART_ROWS
    draw_grid(table.part(search, order, descending, first, PART_ROWS), alt)
    st.caption(
        _("Rows {first} to {last} of {count}. The download has all rows within the filters.").format(
            first=f"{first + 1:,}", last=f"{min(first + PART_ROWS, count):,}", count=f"{count:,}"
        )
    )
