"""How evenly statements are spread: the Lorenz curves of one session, the Gini coefficients of several."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from components.charts.layout import PLAIN_LAYOUT
from components.charts.palette import KIND_COLOURS, MUTED, SILENCE
from components.charts.regional_groups import wrapped
from plenary.catalogue import translate as _
from plenary.concentration import MEMBERS, SCOPES, SPEAKERS
from plenary.frames import each_row

LOOKS: Final[Mapping[str, Mapping[str, str]]] = {
    SPEAKERS: {"symbol": "circle", "color": KIND_COLOURS["state"], "dash": "solid"},
    MEMBERS: {"symbol": "square", "color": SILENCE, "dash": "dash"},
}
"""Symbol, colour and line of each scope."""


def scope_labels() -> dict[str, str]:
    """The scopes as a reader sees them."""
    return {SPEAKERS: _("members that spoke"), MEMBERS: _("all members")}


def lorenz_curves(lorenz: pd.DataFrame) -> go.Figure:
    """The Lorenz curves of one session, with and without silent members, and the line on which all would be alike.

    Args:
        lorenz: Rows of `plenary.queries.lorenz` of one session.

    Returns:
        A trace for the line of equality, then one for each scope that has rows: the corners of its curve, as customdata
        what each says in words.
    """
    equality = {
        "type": "scatter",
        "x": [0, 1],
        "y": [0, 1],
        "mode": "lines",
        "name": _("all with as many statements"),
        "line": {"color": MUTED, "width": 1, "dash": "dot"},
        "hoverinfo": "skip",
    }
    curves = []
    for scope in SCOPES:
        inside = lorenz[lorenz["scope"] == scope]
        if inside.empty:
            continue
        look, total = LOOKS[scope], int(inside["cumulative_member_count"].max())
        curves.append(
            {
                "type": "scatter",
                "x": inside["cumulative_member_share"].astype(float).tolist(),
                "y": inside["cumulative_statement_share"].astype(float).tolist(),
                "mode": "lines+markers",
                "cliponaxis": False,
                "name": _("{scope} ({count})").format(scope=scope_labels()[scope], count=total),
                "line": {"color": look["color"], "width": 2.5, "dash": look["dash"]},
                "marker": {"symbol": look["symbol"], "size": 8, "color": look["color"]},
                "customdata": [_corner(row) for row in each_row(inside)],
                "hovertemplate": "%{customdata}<extra></extra>",
            }
        )
    axis = {"tickformat": ".0%", "range": [0, 1], "fixedrange": True, "zeroline": False}
    layout = {
        "height": 460,
        **PLAIN_LAYOUT,
        "legend": {"orientation": "h", "yanchor": "bottom", "y": 1.02, "x": 0}
        | {"itemclick": False, "itemdoubleclick": False},
        "xaxis": axis | {"title": {"text": _("members, fewest statements first")}, "automargin": True},
        "yaxis": axis | {"title": {"text": _("their statements")}, "automargin": True},
    }
    return go.Figure({"data": [equality, *curves], "layout": layout})


def _corner(row: Any) -> str:
    if pd.isna(row.statements_each):
        return _("the curve begins here")
    return _("{members} members ({share}) with {each} statements or fewer: {statements} statements ({part})").format(
        members=row.cumulative_member_count,
        share=f"{float(row.cumulative_member_share):.1%}",
        each=row.statements_each,
        statements=row.cumulative_statement_count,
        part=f"{float(row.cumulative_statement_share):.1%}",
    )


def lorenz_alt(lorenz: pd.DataFrame) -> str:
    """The curves in words: for each scope its corners.

    Args:
        lorenz: Rows of `plenary.queries.lorenz` of one session.
    """
    parts = [_("Lorenz curves of the statements of members.")]
    for scope in SCOPES:
        corners = [_corner(row) for row in each_row(lorenz[lorenz["scope"] == scope]) if row.corner]
        if corners:
            parts.append(_("Among {scope}: {corners}.").format(scope=scope_labels()[scope], corners="; ".join(corners)))
    if len(parts) == 1:
        parts.append(_("No statement is left."))
    return " ".join(parts)


def gini_coefficients(concentration: pd.DataFrame, sessions: Mapping[str, str]) -> go.Figure:
    """A row for each session: its Gini coefficient among the members that spoke and among all, and the lowest possible.

    Args:
        concentration: Rows of `plenary.queries.concentration`.
        sessions: Labels of the sessions.

    Returns:
        A trace of strokes, the lowest coefficient that so many statements among so many members can have, and one of
        marks for each scope, with the row in words as customdata; sessions from top to bottom in the order of the rows.
        Without a statement at a session none is drawn.
    """
    names = [wrapped(sessions[session_id]) for session_id in concentration["session_id"].drop_duplicates()]
    traces = []
    for scope in SCOPES:
        inside = concentration[concentration["scope"] == scope]
        look = LOOKS[scope]
        rows = {"type": "scatter", "y": names, "mode": "markers", "cliponaxis": False}
        lowest = {
            "x": [None if pd.isna(value) else float(value) for value in inside["gini_lowest"]],
            "name": _("lowest possible among {scope}").format(scope=scope_labels()[scope]),
            "marker": {"symbol": "line-ns-open", "size": 18, "color": look["color"]}
            | {"line": {"width": 3, "color": look["color"]}},
            "hovertemplate": _("lowest possible: %{x:.2f}") + "<extra></extra>",
        }
        marks = {
            "x": [None if pd.isna(value) else float(value) for value in inside["gini"]],
            "name": _("among {scope}").format(scope=scope_labels()[scope]),
            "marker": {"symbol": look["symbol"], "size": 13, "color": look["color"]},
            "customdata": [_told(row) for row in each_row(inside)],
            "hovertemplate": "%{customdata}<extra></extra>",
        }
        traces += [rows | lowest, rows | marks]
    layout = {
        "height": 56 * len(names) + 130,
        **PLAIN_LAYOUT,
        "legend": {"orientation": "h", "yanchor": "bottom", "y": 1.0, "x": 0}
        | {"itemclick": False, "itemdoubleclick": False},
        "xaxis": {"tickformat": ".1f", "range": [0, 1], "fixedrange": True, "zeroline": False}
        | {"title": {"text": _("Gini coefficient")}, "automargin": True},
        "yaxis": {"autorange": "reversed", "automargin": True, "fixedrange": True, "showgrid": False},
    }
    return go.Figure({"data": traces, "layout": layout})


def _told(row: Any) -> str:
    if pd.isna(row.gini):
        return _("no statement among {scope}").format(scope=scope_labels()[row.scope])
    return _("{gini} among {scope} ({count})").format(
        gini=f"{float(row.gini):.2f}", scope=scope_labels()[row.scope], count=row.scope_member_count
    )


def gini_alt(concentration: pd.DataFrame, sessions: Mapping[str, str]) -> str:
    """The coefficients in words, session by session.

    Args:
        concentration: Rows of `plenary.queries.concentration`.
        sessions: Labels of the sessions.
    """
    parts = [_("Gini coefficient of statements per member.")]
    for session_id, inside in concentration.groupby("session_id", sort=False):
        told = _(", ").join(_told(row) for row in each_row(inside))
        parts.append(_("{session}: {told}.").format(session=sessions[str(session_id)], told=told))
    return " ".join(parts)
