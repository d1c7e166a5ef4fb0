"""Speakers over sessions: for the first time, again, after a pause, no more."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pandas as pd
import plotly.graph_objects as go

from components.charts.palette import KIND_COLOURS, MUTED
from components.charts.rows_by_session import heights_of, layout_of
from plenary.catalogue import translatable
from plenary.catalogue import translate as _
from plenary.returning import ABSENT, APPEARANCES

TITLES: Final[Mapping[str, str]] = {
    "first": translatable("First here"),
    "successor": translatable("Successor"),
    "returning": translatable("Returning"),
    "again": translatable("Again"),
    "lapsed": translatable("Lapsed"),
    "ended": translatable("No more"),
}
"""What each appearance is called."""


def speakers_by_appearance(counts: pd.DataFrame, sessions: Mapping[str, str]) -> go.Figure:
    """A bar for each session and appearance: how many speakers.

    Args:
        counts: Rows of `plenary.queries.appearance_counts`.
        sessions: Titles of the sessions.

    Returns:
        One bar trace; x the number, in the order of `APPEARANCES` below the title of each session; grey for those
        without a statement there. A successor or a speaker that is no more has a row only where there is one.
        customdata: session, appearance.
    """
    shown = [code for code in APPEARANCES if code not in ("successor", "ended") or counts[code].any()]
    rows = [(row["session_id"], code, int(row[code])) for row in counts.to_dict("records") for code in shown]
    heights, heads = heights_of((session, code) for session, code, _number in rows)
    bars = {
        "type": "bar",
        "orientation": "h",
        "x": [number for _session, _code, number in rows],
        "y": list(heights.values()),
        "width": 0.6,
        "cliponaxis": False,
        "marker": {"color": [MUTED if code in ABSENT else KIND_COLOURS["state"] for _session, code, _number in rows]},
        "text": [f"{number}" for _session, _code, number in rows],
        "textposition": "outside",
        "customdata": [[sessions[session], _(TITLES[code])] for session, code, _number in rows],
        "hovertemplate": _("%{customdata[0]}, %{customdata[1]}: %{x}") + "<extra></extra>",
    }
    labels = {heights[session, code]: _(TITLES[code]) for session, code, _number in rows}
    most = max([1, *(number for _session, _code, number in rows)])
    layout = layout_of(labels, heads, sessions) | {
        "xaxis": {"range": [0, 1.12 * most], "fixedrange": True, "zeroline": False, "tickformat": ",d", "nticks": 6}
        | {"title": {"text": _("Speakers")}},
    }
    return go.Figure({"data": [bars], "layout": layout})


def speakers_by_appearance_alt(counts: pd.DataFrame, sessions: Mapping[str, str]) -> str:
    """The numbers of the figure in words, session by session.

    Args:
        counts: Rows of `plenary.queries.appearance_counts`.
        sessions: Titles of the sessions.
    """
    parts = [_("Speakers of each session by whether they made a statement at an earlier one of those chosen.")]
    for row in counts.to_dict("records"):
        told = "; ".join(f"{_(TITLES[code])} {row[code]}" for code in APPEARANCES if row[code])
        parts.append(_("{session}: {counts}.").format(session=sessions[row["session_id"]], counts=told or _("none")))
    return " ".join(parts)
