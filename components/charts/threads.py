"""Conclusions and the views on which they rest, as two columns joined by lines, read from either side."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from components.charts.layout import PLAIN_LAYOUT
from components.charts.palette import MUTED, theme
from components.charts.participation_words import plain
from plenary.catalogue import translate as _
from plenary.catalogue import translate_plural
from plenary.frames import each_row
from plenary.selection import all_of

ROW_HEIGHT: Final = 30
"""Pixels between two ends of the fuller column."""

HOVER_WIDTH: Final = 48
"""Letters of a summary in one line of the text that pointing at a mark shows."""

HEAD: Final = 1.0
"""Room for the heads of the columns, in rows; as much again for the heading of a session."""

DASHES: Final[Mapping[str, str]] = {"direct": "solid", "partial": "dot"}
WIDTHS: Final[Mapping[str, float]] = {"direct": 3.0, "partial": 1.5}
KNOTS: Final[Mapping[str, str]] = {"direct": "circle", "partial": "circle-open"}
"""Line and knot of a thread by its strength: told without colour."""


def thread_lines(
    threads: pd.DataFrame,
    conclusions: pd.DataFrame,
    views: pd.DataFrame,
    *,
    from_views: bool,
    strength_labels: Mapping[str, str],
    sections: Mapping[str, str],
    dark: bool = False,
) -> go.Figure:
    """Two columns of ends joined by a line for each thread; the column from which it is read stands left, in its order.

    Args:
        threads: Rows of `plenary.queries.threads`.
        conclusions: Conclusions to draw, those that rest on no view included. Columns: row_id, session_id, label, text.
        views: Views to draw, those that no conclusion takes up included. The same columns.
        from_views: The views stand left, as printed; else the conclusions do, and the views follow them.
        strength_labels: Labels of the strengths.
        sections: Heading of each session; empty where there is one.
        dark: Whether the theme is dark.

    Returns:
        A trace of lines for each strength, with a knot on each line whose customdata is the point_id; then one trace of
        marks for the ends of threads and one for ends without any (open marks), customdata the row_id. Sessions from
        top to bottom in the order of the conclusions and views.
    """
    colours = theme(dark=dark)
    places, bottom, annotations = _places(threads, conclusions, views, from_views, sections)
    sides = {"conclusion_id": 1.0 if from_views else 0.0, "point_id": 0.0 if from_views else 1.0}
    ink = {"direct": colours.accent, "partial": MUTED}
    data = [
        _lines(threads[threads["strength"] == strength], places, sides, label, strength, ink.get(strength, MUTED))
        for strength, label in strength_labels.items()
        if (threads["strength"] == strength).any()
    ]
    ends = pd.concat([conclusions.assign(side="conclusion_id"), views.assign(side="point_id")], ignore_index=True)
    linked = ends["row_id"].isin({*threads["conclusion_id"], *threads["point_id"]})
    for name, inside, is_open in (
        (_("with a thread"), ends[linked], False),
        (_("without a thread"), ends[~linked], True),
    ):
        if len(inside):
            data.append(_marks(inside, places, sides, name, colours.text, colours.accent, is_open=is_open))
    layout = {
        "height": round(ROW_HEIGHT * -bottom) + 70,
        **PLAIN_LAYOUT,
        "margin": {"l": 0, "r": 0, "t": 4, "b": 8},
        "clickmode": "event+select",
        "legend": {
            "orientation": "h", "yanchor": "top", "y": 0, "x": 0, "itemclick": False, "itemdoubleclick": False,
        },
        "xaxis": {"range": [-0.62, 1.62], "visible": False, "fixedrange": True},
        "yaxis": {"range": [bottom, 0], "visible": False, "fixedrange": True},
        "annotations": annotations,
    }  # fmt: skip
    return go.Figure({"data": data, "layout": layout})


def _places(
    threads: pd.DataFrame,
    conclusions: pd.DataFrame,
    views: pd.DataFrame,
    from_views: bool,
    sections: Mapping[str, str],
) -> tuple[dict[str, float], float, list[dict[str, Any]]]:
    """Height of each end, the height at which the figure ends, and the heads of columns and sessions."""
    heads = [_("<b>Conclusions</b>"), _("<b>Views</b>")]
    left, right = reversed(heads) if from_views else heads
    annotations = [_head(left, 0, -0.5) | {"xanchor": "right", "xshift": 10}, _head(right, 1, -0.5) | {"xshift": -10}]
    places: dict[str, float] = {}
    height = -HEAD
    for session_id in dict.fromkeys([*conclusions["session_id"], *views["session_id"]]):
        if sections:
            label = "<br>".join(textwrap.wrap(plain(sections.get(session_id, session_id)), HOVER_WIDTH))
            annotations.append(_head(f"<b>{label}</b>", -0.6, height - 0.6))
            height -= HEAD + 0.4 * label.count("<br>")
        columns = [[*frame.loc[frame["session_id"] == session_id, "row_id"]] for frame in (conclusions, views)]
        if not from_views:
            columns[1] = _following(threads, columns[1])
        rows = max(map(len, columns))
        for column in columns:
            step = rows / max(1, len(column))
            places |= {row_id: height - step * (place + 0.5) for place, row_id in enumerate(column)}
        height -= rows
    return places, height, annotations


def _following(threads: pd.DataFrame, views: list[str]) -> list[str]:
    """The views in the order of the conclusions that rest on them, so that few lines cross; the others come last."""
    first = {view: place for place, view in reversed([*enumerate(threads["point_id"])])}
    return sorted(views, key=lambda view: first.get(view, len(threads)))


def _head(text: str, across: float, height: float) -> dict[str, Any]:
    return {"text": text, "x": across, "y": height, "showarrow": False, "xanchor": "left", "align": "left"}


def _lines(
    threads: pd.DataFrame,
    places: Mapping[str, float],
    sides: Mapping[str, float],
    name: str,
    strength: str,
    colour: str,
) -> dict[str, Any]:
    across: list[float | None] = []
    heights: list[float | None] = []
    codes: list[str | None] = []
    texts: list[str | None] = []
    for number, row in enumerate(each_row(threads)):
        ends = (places[row.conclusion_id], places[row.point_id])
        # Knots stand at different parts of their lines, so that none hides another where lines cross.
        share = 0.32 + 0.36 * ((number * 5) % 9) / 8
        from_, to = sides["conclusion_id"], sides["point_id"]
        across += [from_, from_ + (to - from_) * share, to, None]
        heights += [ends[0], ends[0] + (ends[1] - ends[0]) * share, ends[1], None]
        codes += [None, row.point_id, None, None]
        note = "" if pd.isna(row.note) else _wrapped(row.note)
        texts += [None, f"<b>{name}</b><br>{note}", None, None]
    return {
        "type": "scatter",
        "x": across,
        "y": heights,
        "mode": "lines+markers",
        "name": name,
        "line": {"dash": DASHES.get(strength, "solid"), "width": WIDTHS.get(strength, 1.5), "color": colour},
        "marker": {
            "symbol": KNOTS.get(strength, "circle"),
            "size": [9 if code else 0 for code in codes],
            "color": colour,
            "line": {"width": 1.5, "color": colour},
            "opacity": 1,
        },
        "customdata": codes,
        "text": texts,
        "hovertemplate": "%{text}<extra></extra>",
        "selected": {"marker": {"opacity": 1}},
        "unselected": {"marker": {"opacity": 1}},
    }


def _marks(
    ends: pd.DataFrame,
    places: Mapping[str, float],
    sides: Mapping[str, float],
    name: str,
    ink: str,
    colour: str,
    *,
    is_open: bool,
) -> dict[str, Any]:
    shapes = {"conclusion_id": "square", "point_id": "diamond"}
    symbols = [shapes[side] + ("-open" if is_open else "") for side in ends["side"]]
    return {
        "type": "scatter",
        "x": [sides[side] for side in ends["side"]],
        "y": [places[row_id] for row_id in ends["row_id"]],
        "mode": "markers+text",
        "name": name,
        "marker": {"symbol": symbols, "size": 12, "color": colour, "line": {"width": 2, "color": colour}},
        "text": [f" {plain(label)} " for label in ends["label"]],
        "textposition": [f"middle {'left' if sides[side] == 0 else 'right'}" for side in ends["side"]],
        "textfont": {"color": ink, "size": 12},
        "hovertext": [f"<b>{plain(row.label)}</b><br>{_wrapped(row.text)}" for row in each_row(ends)],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "customdata": ends["row_id"].tolist(),
        "selected": {"marker": {"opacity": 1}, "textfont": {"color": ink}},
        "unselected": {"marker": {"opacity": 1}, "textfont": {"color": ink}},
    }


def _wrapped(text: str) -> str:
    return "<br>".join(textwrap.wrap(plain(text), HOVER_WIDTH))


def thread_lines_alt(
    threads: pd.DataFrame,
    conclusions: pd.DataFrame,
    views: pd.DataFrame,
    *,
    from_views: bool,
    strength_labels: Mapping[str, str],
    sections: Mapping[str, str],
) -> str:
    """The threads in words, from the side from which they are read, for readers who cannot see the figure.

    Args:
        threads: As for `thread_lines`.
        conclusions: As there.
        views: As there.
        from_views: Whether each view is told with its conclusions; else each conclusion with its views.
        strength_labels: Labels of the strengths.
        sections: Heading of each session; empty where there is one.
    """
    count = len(threads)
    parts = [
        translate_plural(
            "{count} thread between {conclusions} conclusions and {views} views.",
            "{count} threads between {conclusions} conclusions and {views} views.",
            count,
        ).format(count=count, conclusions=threads["conclusion_id"].nunique(), views=threads["point_id"].nunique())
    ]
    start, end = ("point_id", "conclusion_id") if from_views else ("conclusion_id", "point_id")
    labels = {row.row_id: row.label for frame in (conclusions, views) for row in each_row(frame)}
    told: dict[str, list[str]] = {}
    for row in each_row(threads):
        strength = strength_labels.get(row.strength, row.strength).lower()
        told.setdefault(getattr(row, start), []).append(
            _("{end} ({strength})").format(end=labels[getattr(row, end)], strength=strength)
        )
    form = _("{start}: taken up in {ends}.") if from_views else _("{start}: rests on {ends}.")
    without = _("{start}: in no recorded conclusion."), _("{start}: rests on no recorded view.")
    for session_id in dict.fromkeys([*conclusions["session_id"], *views["session_id"]]):
        if sections:
            parts.append(_("{session}:").format(session=sections.get(session_id, session_id)))
        first, other = (views, conclusions) if from_views else (conclusions, views)
        for frame in (first, other):
            for row in each_row(frame[frame["session_id"] == session_id]):
                if row.row_id in told:
                    parts.append(form.format(start=row.label, ends=all_of(told[row.row_id])))
                elif row.row_id not in set(threads[end]):
                    parts.append(without[0 if frame is views else 1].format(start=row.label))
    return " ".join(parts)
