"""Share of statements beside share of members by regional group, and shares of members by session."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from components.charts.layout import PLAIN_LAYOUT
from components.charts.palette import GROUP_COLOURS, GROUP_SYMBOLS, KIND_COLOURS, MUTED
from plenary.catalogue import translate as _
from plenary.frames import each_row


def group_shares(groups: pd.DataFrame, labels: Mapping[str, str]) -> go.Figure:
    """Two marks a group on one scale: filled for its share of the statements, a stroke for its share of the members.

    Args:
        groups: Rows of `plenary.queries.regional_groups`.
        labels: Labels of the groups, "none" included.

    Returns:
        A line, a stroke and a mark for each group, groups from top to bottom in the order of the rows. A group
        without a statement has
        its mark at zero; where no statement is left at all, no mark is drawn.
    """
    shapes = []
    names = [labels.get(code, code) for code in groups["group_id"]]
    for name, row in zip(names, each_row(groups), strict=True):
        share = None if pd.isna(row.statement_share) else float(row.statement_share)
        if share is not None:
            ends = {"x0": share, "x1": float(row.member_share), "y0": name, "y1": name}
            shapes.append({"type": "line", "line": {"color": MUTED, "width": 1}, "layer": "below"} | ends)
    of_members = {
        "type": "scatter",
        "x": groups["member_share"].astype(float).tolist(),
        "y": names,
        "mode": "markers",
        "name": _("share of members"),
        "marker": {"symbol": "line-ns-open", "size": 20, "color": MUTED, "line": {"width": 3, "color": MUTED}},
        "customdata": groups["member_count"].tolist(),
        "hovertemplate": _("%{y}: %{customdata} members, %{x:.1%}") + "<extra></extra>",
    }
    shares = [None if pd.isna(share) else float(share) for share in groups["statement_share"]]
    of_statements = {
        "type": "scatter",
        "x": shares,
        "y": names,
        "mode": "markers",
        "name": _("share of statements"),
        "marker": {
            "symbol": [GROUP_SYMBOLS[code] for code in groups["group_id"]],
            "size": 15,
            "color": [GROUP_COLOURS[code] for code in groups["group_id"]],
        },
        "customdata": groups[["statement_count", "state_count"]].to_numpy().tolist(),
        "hovertemplate": _("%{y}: %{customdata[0]} statements of %{customdata[1]} States, %{x:.1%}")
        + "<extra></extra>",
    }
    layout = {
        "height": 52 * len(names) + 80,
        **PLAIN_LAYOUT,
        "legend": {
            "orientation": "h",
            "yanchor": "bottom",
            "y": 1.0,
            "x": 0,
            "itemclick": False,
            "itemdoubleclick": False,
        },
        "xaxis": {"tickformat": ".0%", "rangemode": "tozero", "fixedrange": True, "zeroline": False},
        "yaxis": {"autorange": "reversed", "automargin": True, "fixedrange": True, "showgrid": False},
        "shapes": shapes,
    }
    # One call: Plotly checks each value once.
    return go.Figure({"data": [of_members, of_statements], "layout": layout})


def group_shares_alt(groups: pd.DataFrame, labels: Mapping[str, str]) -> str:
    """The shares of the groups in words, for readers who cannot see the chart.

    Args:
        groups: Rows of `plenary.queries.regional_groups`.
        labels: Labels of the groups.
    """
    parts = [
        _("{group}: {statements} statements, {members} of the members.").format(
            group=labels.get(row.group_id, row.group_id),
            statements=_("no") if pd.isna(row.statement_share) else f"{float(row.statement_share):.1%}",
            members=f"{float(row.member_share):.1%}",
        )
        for row in each_row(groups)
    ]
    return " ".join([_("Share of the statements of States and share of the members, by regional group."), *parts])


TEXT_HEIGHT: Final = 16
"""Pixels of a line of a session's label; a row has room for all of its lines."""

FEW_SESSIONS: Final = 12
"""Sessions whose bars stand wide apart."""

GROUP_HEAD: Final = 0.9
"""Room above the rows of a group, for its name, in rows."""

LABEL_WIDTH: Final = 22
"""Letters of a session's label in one line."""


def group_shares_by_session(groups: pd.DataFrame, labels: Mapping[str, str], sessions: Mapping[str, str]) -> go.Figure:
    """The marks of `group_shares` for several sessions: group by group, a row for each session.

    Args:
        groups: Rows of `plenary.queries.regional_groups`.
        labels: Labels of the groups, "none" included.
        sessions: Labels of the sessions.

    Returns:
        A trace of strokes, the share of each group in the members on the first day of the session, and one of marks,
        its share of the statements; customdata of the marks: statements, States that spoke, session. Groups from top
        to bottom in their usual order, sessions by their first day. Without a statement at a session no mark is drawn.
    """
    rows = rows_by_group(groups)
    told = [wrapped(sessions[row.session_id]) for row, _height in rows]
    heights = [height for _row, height in rows]
    shares = [None if pd.isna(row.statement_share) else float(row.statement_share) for row, _height in rows]
    of_members = {
        "type": "scatter",
        "x": [float(row.member_share) for row, _height in rows],
        "y": heights,
        "mode": "markers",
        "cliponaxis": False,
        "name": _("share of members"),
        "marker": {"symbol": "line-ns-open", "size": 16, "color": MUTED, "line": {"width": 3, "color": MUTED}},
        "customdata": [[row.member_count, sessions[row.session_id]] for row, _height in rows],
        "hovertemplate": _("%{customdata[1]}: %{customdata[0]} members, %{x:.1%}") + "<extra></extra>",
    }
    of_statements = {
        "type": "scatter",
        "x": shares,
        "y": heights,
        "mode": "markers",
        "cliponaxis": False,
        "name": _("share of statements"),
        "marker": {
            "symbol": [GROUP_SYMBOLS[row.group_id] for row, _height in rows],
            "size": 13,
            "color": [GROUP_COLOURS[row.group_id] for row, _height in rows],
        },
        "customdata": [[row.statement_count, row.state_count, sessions[row.session_id]] for row, _height in rows],
        "hovertemplate": _("%{customdata[2]}: %{customdata[0]} statements of %{customdata[1]} States, %{x:.1%}")
        + "<extra></extra>",
    }
    shapes = [
        {"type": "line", "line": {"color": MUTED, "width": 1}, "layer": "below"}
        | {"x0": share, "x1": float(row.member_share), "y0": height, "y1": height}
        for (row, height), share in zip(rows, shares, strict=True)
        if share is not None
    ]
    heads = {row.group_id: height for row, height in reversed(rows)}
    annotations = [
        {"xref": "paper", "x": 0, "y": height + GROUP_HEAD - 0.15, "text": f"<b>{labels.get(code, code)}</b>"}
        | {"showarrow": False, "xanchor": "left", "font": {"size": 14}}
        for code, height in heads.items()
    ]
    least = min(heights, default=0)
    row_height = TEXT_HEIGHT * max((label.count("<br>") + 1 for label in told), default=1) + 6
    layout = {
        "height": round(row_height * (GROUP_HEAD - least + 1)) + 90,
        **PLAIN_LAYOUT,
        "legend": {"orientation": "h", "yanchor": "bottom", "y": 1.0, "x": 0}
        | {"itemclick": False, "itemdoubleclick": False},
        "xaxis": {"tickformat": ".0%", "rangemode": "tozero", "fixedrange": True, "zeroline": False},
        "yaxis": {"range": [least - 0.6, GROUP_HEAD + 0.3], "tickvals": heights, "ticktext": told}
        | {"automargin": True, "fixedrange": True, "showgrid": False, "zeroline": False},
        "shapes": shapes,
        "annotations": annotations,
    }
    return go.Figure({"data": [of_members, of_statements], "layout": layout})


def rows_by_group(groups: pd.DataFrame) -> list[tuple[Any, float]]:
    """Each row with its height: groups in their order, sessions in the order of the frame within each."""
    by_group: dict[str, list[Any]] = {code: [] for code in GROUP_COLOURS}
    for row in each_row(groups):
        by_group[row.group_id].append(row)
    rows, height = [], 0.0
    for inside in by_group.values():
        for row in inside:
            rows.append((row, height))
            height -= 1
        height -= GROUP_HEAD if inside else 0
    return rows


def wrapped(label: str) -> str:
    """A session's label in lines that leave room for the figure on a telephone."""
    return "<br>".join(textwrap.wrap(label, LABEL_WIDTH))


def group_shares_by_session_alt(groups: pd.DataFrame, labels: Mapping[str, str], sessions: Mapping[str, str]) -> str:
    """The shares of the groups at several sessions in words, for readers who cannot see the chart.

    Args:
        groups: Rows of `plenary.queries.regional_groups`.
        labels: Labels of the groups.
        sessions: Labels of the sessions.
    """
    return " ".join(
        _("{session}: {shares}").format(
            session=label, shares=group_shares_alt(groups[groups["session_id"] == session_id], labels)
        )
        for session_id, label in sessions.items()
    )


def speaking_members(sessions: pd.DataFrame, labels: Mapping[str, str]) -> go.Figure:
    """A bar for each session: the share of the members of its first day that made a statement.

    Args:
        sessions: Rows of `plenary.queries.sessions`.
        labels: Labels of the sessions.

    Returns:
        One bar trace, sessions from top to bottom in the order of the rows; customdata: members that spoke, members.
    """
    pairs = sessions[["speaking_member_count", "member_count"]].astype(int).to_numpy().tolist()
    bars = {
        "type": "bar",
        "orientation": "h",
        "x": sessions["speaking_share"].astype(float).tolist(),
        "y": [wrapped(labels[session_id]) for session_id in sessions["session_id"]],
        "width": 0.5,
        "marker": {"color": KIND_COLOURS["state"]},
        "customdata": pairs,
        "text": [_("{count} of {members}").format(count=count, members=members) for count, members in pairs],
        "textposition": "auto",
        "textangle": 0,
        "hovertemplate": _("%{y}: %{customdata[0]} of %{customdata[1]} members, %{x:.1%}") + "<extra></extra>",
    }
    layout = {
        "height": (56 if len(sessions) <= FEW_SESSIONS else 36) * len(sessions) + 60,
        **PLAIN_LAYOUT,
        "showlegend": False,
        "xaxis": {"tickformat": ".0%", "range": [0, 1], "fixedrange": True},
        "yaxis": {"autorange": "reversed", "automargin": True, "fixedrange": True},
    }
    return go.Figure({"data": [bars], "layout": layout})


def speaking_members_alt(sessions: pd.DataFrame, labels: Mapping[str, str]) -> str:
    """The shares of members that spoke, session by session, in words."""
    parts = [
        _("{session}: {count} of {members} members, {share}.").format(
            session=labels[row.session_id],
            count=row.speaking_member_count,
            members=row.member_count,
            share=f"{float(row.speaking_share):.1%}",
        )
        for row in each_row(sessions)
    ]
    return " ".join([_("Members of the United Nations that made a statement, by session."), *parts])
