"""The one card of every figure: title, what is shown, Chart / Table / Download, foot."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

import pandas as pd
import streamlit as st

from components.notes import review_note
from components.rows_table import draw_written_rows
from components.share import reached_address, site_address, today
from components.view import View, current_view, show
from plenary.catalogue import translate as _
from plenary.export import FORMATS, TABLES, export_file, file_name
from plenary.markup import escape

LONG_EXPORT: Final = 20_000
"""Rows above which a button leads to the address of the rows: the browser shows how much has arrived."""


def draw_figure_card(
    view: View,
    card: str,
    *,
    title: str,
    table: str,
    count: str,
    chart: Callable[[], None],
    rows: Callable[[], pd.DataFrame],
    foot: Sequence[str],
) -> None:
    """Draw a figure with its title, its filters in words, its table, its downloads and its foot.

    Args:
        view: The view of this run.
        card: Code of the card, one of `plenary.selection.CARDS`; the side turned up stands in the link.
        title: What is shown, in one line.
        table: Table of `plenary.export.TABLES` that the downloads give.
        count: "n of N" in words, with what is counted.
        chart: Draws the figure.
        rows: Gives what the figure shows, as `components.rows_table.written_rows` writes it, for the table.
        foot: Lines under the figure: source paragraphs, note, denominator. Markdown; text from outside must be escaped.
    """
    with st.container(border=True, key=f"card-{card}"):
        with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
            st.subheader(title, anchor=f"card-{card}", width="content")
            side = _draw_sides(view, card)
        filters = escape(view.selection.sentence(view.dataset.choices, table))
        head = _("{count}. Filters: {filters}.").format(count=count, filters=filters or _("none"))
        st.caption(f"{head} {review_note(view, table)}")
        if side == "table":
            draw_written_rows(rows(), alt=title)
        elif side == "download":
            draw_downloads(view, table, card)
        else:
            chart()
        for line in filter(None, foot):
            st.caption(line)


def _draw_sides(view: View, card: str) -> str:
    sides = {"chart": _("Chart"), "table": _("Table"), "download": _("Download")}
    turned = next((side for side in ("table", "download") if f"{card}-{side}" in view.selection.view), "chart")
    key = f"side-{card}"
    st.session_state[key] = turned
    st.segmented_control(
        _("Side of the card"),
        list(sides),
        format_func=sides.__getitem__,
        key=key,
        required=True,
        label_visibility="collapsed",
        on_change=_turn,
        args=(card,),
    )
    return turned


def _turn(card: str) -> None:
    selection = current_view().selection
    side = st.session_state[f"side-{card}"]
    others = [code for code in selection.view if not code.startswith(f"{card}-")]
    show(selection.with_values("view", [*others, *([f"{card}-{side}"] if side != "chart" else [])]))


def draw_downloads(view: View, table: str, place: str) -> None:
    """Draw the downloads of the rows that the view leaves in `table`, one for each format.

    Args:
        view: The view of this run.
        table: Table of `plenary.export.TABLES`.
        place: Where the buttons stand, to tell them from those of other cards.
    """
    labels = {
        "csv": _("CSV"),
        "excel": _("CSV for Excel"),
        "xlsx": _("Excel workbook"),
        "json": _("JSON"),
        "parquet": _("Parquet"),
        "zip": _("Data package"),
    }
    site, query = site_address(), view.selection.to_query()
    long = len(view.ask(TABLES[table].query)) > LONG_EXPORT
    with st.container(horizontal=True, gap="xsmall"):
        for file_format, text in labels.items():
            key = f"download-{place}-{table}-{file_format}"
            if long:
                address = f"{reached_address()}data/{table}{FORMATS[file_format].suffix}?{query}"
                st.link_button(text, address, key=key, icon=":material/download:")
                continue
            st.download_button(
                text,
                data=lambda file_format=file_format: export_file(
                    view.dataset, view.selection, table, file_format, site=site, retrieved=today()
                ),
                file_name=file_name(table, view.dataset.version, file_format),
                mime=FORMATS[file_format].mime,
                key=key,
                on_click="ignore",
                icon=":material/download:",
            )
    address = f"data/{table}.csv?{query}"
    st.caption(
        _(
            "Exactly the rows of this view, in their order, never cut; the same bytes as `{address}` and `python -m "
            "plenary export '{query}' --table {table}` give. "
            "“CSV” is UTF-8; “for Excel” adds a byte order mark and puts an apostrophe before text that a spreadsheet "
            "could run. The workbook and the data package say filters, link, version and licence, with a codebook."
        ).format(query=query, table=table, address=address)
    )
