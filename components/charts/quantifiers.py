"""What number of speakers each word of attribution allows, as ranges on one scale."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from components.charts.layout import PLAIN_LAYOUT
from components.charts.palette import MUTED, theme
from components.charts.participation_words import plain
from components.charts.regional_groups import wrapped
from plenary.catalogue import translate as _
from plenary.catalogue import translate_plural
from plenary.frames import each_row

ROW_HEIGHT: Final = 46
"""Pixels."""


def quantifier_ranges(
    quantifiers: pd.DataFrame, labels: Mapping[str, str], sections: Mapping[str, str], *, dark: bool = False
) -> go.Figure:
    """A line for each class of attribution, from the fewest to the most speakers that its word allows.

    Args:
        quantifiers: Rows of `plenary.queries.quantifiers`.
        labels: Labels of the classes.
        sections: Heading of each session; empty where there is one.
        dark: Whether the theme is dark.

    Returns:
        One trace: for each row with a range two marks joined by a line (one mark where it is a single number);
        customdata of each mark: lowest and highest number, views. Rows without a range have a text in its place. Rows
        from top to bottom in their order, each session under its heading.
    """
    colours = theme(dark=dark)
    across: list[float | None] = []
    heights: list[float | None] = []
    pairs: list[list[str] | None] = []
    ticks: dict[float, str] = {}
    annotations = []
    height, session = 0.0, ""
    for row in each_row(quantifiers):
        if sections and row.session_id != session:
            session = row.session_id
            annotations.append(_text(f"<b>{wrapped(plain(sections[session]))}</b>", 0, height) | {"font": {"size": 13}})
            height -= 1
        label = plain(labels.get(row.attribution_class, row.attribution_class))
        ticks[height] = f"{wrapped(label)}<br>{_views(row.point_count)}"
        told = _allowed(row)
        if pd.isna(row.upper_count):
            annotations.append(_text(f"<i>{told}</i>", 0, height))
        else:
            across += [int(row.lower_count), int(row.upper_count), None]
            heights += [height, height, None]
            pairs += [[told, _views(row.point_count)], [told, _views(row.point_count)], None]
            beside = row.lower_count == row.upper_count
            where = {"yshift": 0, "xshift": 8} if beside else {"xanchor": "right", "xshift": -6, "yshift": 12}
            annotations.append(_text(told, int(row.upper_count), height) | where)
        height -= 1
    most = max([5, *(value for value in across if value is not None)])
    trace = {
        "type": "scatter",
        "x": across,
        "y": heights,
        "mode": "lines+markers",
        "line": {"color": MUTED, "width": 3},
        "marker": {"symbol": "line-ns-open", "size": 14, "color": colours.accent, "line": {"width": 3}},
        "customdata": pairs,
        "hovertemplate": "%{customdata[0]}<br>%{customdata[1]}<extra></extra>",
        "showlegend": False,
    }
    layout: dict[str, Any] = {
        "height": round(ROW_HEIGHT * -height) + 70,
        **PLAIN_LAYOUT,
        "xaxis": {
            "range": [0, most * 1.04],
            "fixedrange": True,
            "zeroline": False,
            "title": {"text": _("speakers")},
        },
        "yaxis": {
            "range": [height + 0.4, 0.6],
            "tickmode": "array",
            "tickvals": list(ticks),
            "ticktext": list(ticks.values()),
            "automargin": True,
            "fixedrange": True,
            "showgrid": False,
            "zeroline": False,
        },
        "annotations": annotations,
    }
    return go.Figure({"data": [trace], "layout": layout})


def _text(text: str, across: int, height: float) -> dict[str, Any]:
    place = {"x": across, "y": height, "xanchor": "left", "align": "left", "xshift": 4}
    return {"text": text, "showarrow": False, **place}


def _views(count: int) -> str:
    return translate_plural("{count} view", "{count} views", int(count)).format(count=count)


def _allowed(row: Any) -> str:
    """The range of one row in words."""
    if pd.isna(row.lower_count):
        passive, held = _("no number: a passive form"), _("no range: the record says whose it is")
        return passive if row.attribution_status == "unnamed" else held
    if pd.isna(row.upper_count):
        return _("at least {fewest}; the most is not recorded").format(fewest=row.lower_count)
    if row.lower_count == row.upper_count:
        return f"{row.lower_count}"
    return _("{fewest} to {most}").format(fewest=row.lower_count, most=row.upper_count)


def quantifier_ranges_alt(quantifiers: pd.DataFrame, labels: Mapping[str, str], sections: Mapping[str, str]) -> str:
    """The ranges in words, for readers who cannot see the figure.

    Args:
        quantifiers: Rows of `plenary.queries.quantifiers`.
        labels: Labels of the classes.
        sections: Heading of each session; empty where there is one.
    """
    parts = [_("Number of speakers that each word of attribution allows.")]
    session = ""
    for row in each_row(quantifiers):
        if sections and row.session_id != session:
            session = row.session_id
            parts.append(_("{session}:").format(session=sections[session]))
        parts.append(
            _("{word}, {views}: {range}.").format(
                word=labels.get(row.attribution_class, row.attribution_class),
                views=_views(row.point_count),
                range=_allowed(row),
            )
        )
    return " ".join(parts)
