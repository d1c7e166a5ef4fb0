"""The one card of every figure: title, what is shown, Chart / Table / Download, foot."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

import streamlit as st

from components.card import Card
from components.notes import review_note
from components.picture_link import draw_picture_link
from components.rows_table import draw_written_rows
from components.share import reached_address, site_address, today
from components.view import View, current_view, show
from plenary.catalogue import translate as _
from plenary.export import FORMATS, TABLES, export_file, file_name
from plenary.markup import escape
from plenary.selected import MOST_ROWS, TooManyTurns, too_many_words

LONG_EXPORT: Final = 20_000
"""Rows above which a button leads to the address of the rows: the browser shows how much has arrived."""


def draw_figure_card(view: View, card: Card, chart: Callable[[], None]) -> None:
    """Draw a figure with its title, its filters in words, its table, its downloads and its foot.

    Args:
        view: The view of this run; the side of the card that is turned up stands in its link.
        card: What it shows.
        chart: Draws the figure, with what a reader can do with it.
    """
    with st.container(border=True, key=f"card-{card.code}"):
        with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
            st.subheader(card.title, anchor=f"card-{card.code}", width="content")
            side = _draw_sides(view, card.code)
        filters = escape(view.selection.sentence(view.dataset.choices, card.table))
        head = _("{count}. Filters: {filters}.").format(count=card.count, filters=filters or _("none"))
        st.caption(f"{head} {review_note(view, card.table)}")
        if side == "table":
            draw_written_rows(card.rows(), alt=card.title)
        elif side == "download":
            draw_downloads(view, card.table, card.code)
            if card.figure is not None:
                draw_picture_link(view, card)
        else:
            chart()
        if told := [*filter(None, (f"{line.text} {line.hint}".strip() for line in card.foot))]:
            st.caption("\n\n".join(told))


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
    try:
        count = view.turn_count if table == "statements" else len(view.ask(TABLES[table].query))
    except TooManyTurns as many:
        st.info(too_many_words(many.turn_count), icon=":material/filter_alt:")
        return
    long = count > LONG_EXPORT
    if table == "statements" and count > MOST_ROWS:
        labels = {name: labels[name] for name in ("csv", "excel", "parquet")}
    with st.container(horizontal=True, gap="xsmall"):
        for file_format, text in labels.items():
            key = f"download-{place}-{table}-{file_format}"
            if long:
                # Of the version that the page shows, whatever the present one is by then.
                pinned = replace(view.selection, v=view.dataset.version).to_query()
                address = f"{reached_address()}data/{table}{FORMATS[file_format].suffix}?{pinned}"
                st.link_button(text, address, key=key, icon=":material/download:")
                continue
            st.download_button(
                text,
                data=lambda file_format=file_format: export_file(
                    view.dataset, view.selection, table, file_format, site=site, retrieved=today()
                ),
                file_name=file_name(table, view.dataset.edition, file_format),
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
