"""Where in the lists the speakers of each group, kind and capacity stand, beside lists in random order."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from components.charts.layout import PLAIN_LAYOUT
from components.charts.palette import GROUP_COLOURS, GROUP_SYMBOLS, KIND_COLOURS, KIND_SYMBOLS, MUTED, theme
from plenary.catalogue import translate as _
from plenary.catalogue import translate_plural
from plenary.frames import each_row

CAPACITY_SYMBOL: Final = "square-open"
"""Mark of a capacity, which has no colour of its own."""

LABEL_WIDTH: Final = 22
"""Letters of a label in one line, which leave room for the marks on a telephone."""

TEXT_HEIGHT: Final = 16
"""Pixels of a line of a label."""


def group_positions(
    groups: pd.DataFrame, labels: Mapping[str, str], sessions: Mapping[str, str], *, dark: bool = False
) -> go.Figure:
    """A bar from end to end of the band of random orders, and a mark where the speakers stand, a row for each code.

    Args:
        groups: Rows of `plenary.queries.order_of_groups`.
        labels: Labels of the regional groups, kinds of speaker and capacities.
        sessions: Headings of the sessions; blank: the session has none.
        dark: Whether the theme is dark.

    Returns:
        A trace of bands (base low end, length to the high end) and one of marks; customdata of both: statements, lists,
        low and high end, standing in words. Sessions from top to bottom in the order of the rows, in each the speakers
        and, under a heading, the capacities. Rows without a position are not drawn.
    """
    rows, heads, bottom = _placed(groups, sessions)
    told = [_label(row, labels) for row, _height in rows]
    heights = [height for _row, height in rows]
    facts = [
        [row.compared_count, row.list_count, row.null_low, row.null_high, standing_words(row.standing)]
        for row, _height in rows
    ]
    ends = _("random order: %{customdata[2]:.0%} to %{customdata[3]:.0%}")
    bands = {
        "type": "bar",
        "orientation": "h",
        "base": [float(row.null_low) for row, _height in rows],
        "x": [float(row.null_high) - float(row.null_low) for row, _height in rows],
        "y": heights,
        "width": 0.42,
        "name": _("95 of 100 random orders"),
        "marker": {"color": theme(dark=dark).none_recorded, "line": {"color": MUTED, "width": 1}},
        "customdata": facts,
        "hovertemplate": ends + "<extra></extra>",
    }
    marks = {
        "type": "scatter",
        "x": [float(row.mean_position) for row, _height in rows],
        "y": heights,
        "mode": "markers",
        "cliponaxis": False,
        "name": _("mean position"),
        "marker": {
            "size": 14,
            "symbol": [_symbol(row) for row, _height in rows],
            "color": [_colour(row, dark) for row, _height in rows],
            # A line round them keeps the marks apart from the bars.
            "line": {"width": [2 if row.split == "capacity" else 1 for row, _height in rows]}
            | {"color": theme(dark=dark).text},
        },
        "customdata": facts,
        "hovertemplate": _(
            "mean position %{x:.0%}, %{customdata[4]}<br>%{customdata[0]} statements in %{customdata[1]}"
        )
        + "<br>"
        + ends
        + "<extra></extra>",
    }
    ticks = [*zip(heights, told, strict=True), *((height, f"<b>{_wrapped(head)}</b>") for head, height in heads)]
    row_height = TEXT_HEIGHT * max((label.count("<br>") + 1 for _height, label in ticks), default=1) + 8
    middle = {"type": "line", "xref": "x", "yref": "paper", "x0": 0.5, "x1": 0.5, "y0": 0, "y1": 1, "layer": "below"}
    layout = {
        "height": round(row_height * (1 - bottom)) + 100,
        **PLAIN_LAYOUT,
        "barmode": "overlay",
        "legend": {"orientation": "h", "yanchor": "bottom", "y": 1.0, "x": 0}
        | {"itemclick": False, "itemdoubleclick": False},
        "xaxis": {"range": [-0.03, 1.03], "fixedrange": True, "zeroline": False, "tickvals": [0, 0.5, 1]}
        | {"ticktext": [_("first"), _("middle"), _("last")]},
        "yaxis": {"range": [bottom - 0.6, 0.6], "tickvals": [height for height, _label in ticks]}
        | {"ticktext": [label for _height, label in ticks]}
        | {"automargin": True, "fixedrange": True, "showgrid": False, "zeroline": False},
        "shapes": [middle | {"line": {"color": MUTED, "width": 1, "dash": "dot"}}],
    }
    # One call: Plotly checks each value once.
    return go.Figure({"data": [bands, marks], "layout": layout})


def standing_words(standing: Any) -> str:
    """Where a mean stands beside its band, in words."""
    if pd.isna(standing):
        return _("no order would move it")
    return {
        "earlier": _("earlier than random orders"),
        "within": _("as in random orders"),
        "later": _("later than random orders"),
    }[standing]


def _placed(
    groups: pd.DataFrame, sessions: Mapping[str, str]
) -> tuple[list[tuple[Any, float]], list[tuple[str, float]], float]:
    """Rows with their heights; headings with theirs; height of the lowest row."""
    rows: list[tuple[Any, float]] = []
    heads: list[tuple[str, float]] = []
    height, before = 0.0, ("", "speaker")
    for row in each_row(groups[groups["mean_position"].notna()]):
        if row.session_id != before[0] and sessions.get(row.session_id):
            heads.append((sessions[row.session_id], height))
            height -= 1
        if row.split == "capacity" and (row.session_id, row.split) != before:
            heads.append((_("By capacity"), height))
            height -= 1
        before = (row.session_id, row.split)
        rows.append((row, height))
        height -= 1
    return rows, heads, min(0.0, height + 1)


def _label(row: Any, labels: Mapping[str, str]) -> str:
    text = labels.get(row.code, row.code)
    count = translate_plural("{label} ({count} statement)", "{label} ({count} statements)", int(row.compared_count))
    return _wrapped(count.format(label=text, count=f"{row.compared_count:,}"))


def _wrapped(label: str) -> str:
    return "<br>".join(textwrap.wrap(label, LABEL_WIDTH))


def _symbol(row: Any) -> str:
    return CAPACITY_SYMBOL if row.split == "capacity" else {**GROUP_SYMBOLS, **KIND_SYMBOLS}[row.code]


def _colour(row: Any, dark: bool) -> str:
    return theme(dark=dark).text if row.split == "capacity" else {**GROUP_COLOURS, **KIND_COLOURS}[row.code]


def group_positions_alt(groups: pd.DataFrame, labels: Mapping[str, str], sessions: Mapping[str, str]) -> str:
    """Mean positions and bands in words, for readers who cannot see the chart.

    Args:
        groups: Rows of `plenary.queries.order_of_groups`.
        labels: Labels of the regional groups, kinds of speaker and capacities.
        sessions: Headings of the sessions; blank: the session has none.
    """
    parts = [_("Mean position in the lists, 0% first and 100% last, beside 95 of 100 random orders.")]
    before = ""
    for row in each_row(groups[groups["mean_position"].notna()]):
        if row.session_id != before and sessions.get(row.session_id):
            parts.append(_("{session}:").format(session=sessions[row.session_id]))
        before = row.session_id
        parts.append(
            _("{group}: {mean} of {count} statements, random {low} to {high}, {standing}.").format(
                group=labels.get(row.code, row.code),
                mean=f"{float(row.mean_position):.0%}",
                count=f"{row.compared_count:,}",
                low=f"{float(row.null_low):.0%}",
                high=f"{float(row.null_high):.0%}",
                standing=standing_words(row.standing),
            )
        )
    return " ".join(parts)
