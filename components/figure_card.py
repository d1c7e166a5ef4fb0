"""The one card of every figure: title, what is shown, Chart / Table / Download, foot."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import streamlit as st

from components.card import Card
from components.notes import review_note
from components.picture_link import draw_picture_link
from components.rows_table import draw_written_rows
from components.share import today, view_address
from components.view import View, current_view, show
from plenary.catalogue import translate as _
from plenary.export import export_file
from plenary.markup import escape

MIME: Final = {"csv": "text/csv", "excel": "text/csv", "zip": "application/zip"}
SUFFIX: Final = {"csv": ".csv", "excel": "-for-excel.csv", "zip": ".zip"}


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
        for line in card.foot:
            if told := f"{line.text} {line.hint}".strip():
                st.caption(told)


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
    """Draw the three downloads of the rows that the view leaves in `table`.

    CSV, CSV for Excel, CSV with its description.

    Args:
        view: The view of this run.
        table: Table of `plenary.export.TABLES`.
        place: Where the buttons stand, to tell them from those of other cards.
    """
    labels = {"csv": _("CSV"), "excel": _("CSV for Excel"), "zip": _("CSV with its description")}
    link = view_address(view)
    with st.container(horizontal=True):
        for file_format, text in labels.items():
            st.download_button(
                text,
                data=lambda file_format=file_format: export_file(
                    view.dataset, view.selection, table, file_format, link=link, retrieved=today()
                ),
                file_name=f"plenary-atlas-{table}-{view.dataset.version}{SUFFIX[file_format]}",
                mime=MIME[file_format],
                key=f"download-{place}-{table}-{file_format}",
                on_click="ignore",
                icon=":material/download:",
            )
    st.caption(
        _(
            "Exactly the rows of this view, in their order, never cut. “CSV” is UTF-8 and equals `python -m "
            "plenary export '{query}' --table {table}`. "
            "“CSV for Excel” adds a byte order mark and puts an apostrophe before text that a spreadsheet could run. "
            "“With its description” adds filters, link, version, licence and a codebook."
        ).format(query=view.selection.to_query(), table=table)
    )
