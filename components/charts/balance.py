"""Balance of the regional groups: each share with its interval beside the share that parity would give."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from components.charts.layout import PLAIN_LAYOUT
from components.charts.palette import GROUP_COLOURS, GROUP_SYMBOLS, MUTED
from components.charts.regional_groups import GROUP_HEAD, TEXT_HEIGHT, rows_by_group, wrapped
from plenary.catalogue import translatable
from plenary.catalogue import translate as _
from plenary.frames import each_row


@dataclass(frozen=True)
class Form:
    """What is compared with what.

    Attributes:
        share: Column of the share; its interval stands in the columns of that name with _low and _high.
        mark: What the mark is called.
        stroke: What the stroke is called.
        interval: What the line is called.
        told: A row in words: group, counts, share, interval, stroke.
    """

    share: str
    mark: str
    stroke: str
    interval: str
    told: str


STATEMENTS: Final = Form(
    "member_statement_share",
    translatable("share of statements"),
    translatable("share of members"),
    translatable("95% interval, members drawn again"),
    translatable("{group}: {statements} statements, {share}{interval}; {members} of the members, {stroke}"),
)
"""The group's share of the statements beside its share of the members."""

MEMBERS: Final = Form(
    "speaking_share",
    translatable("members of the group that spoke"),
    translatable("members of all groups that spoke"),
    translatable("exact 95% interval"),
    translatable("{group}: {spoke} of {members} members spoke, {share}{interval}; of all members {stroke}"),
)
"""The share of the group's members that spoke beside that of all members."""


def balance_intervals(
    balance: pd.DataFrame, labels: Mapping[str, str], sessions: Mapping[str, str], form: Form = STATEMENTS
) -> go.Figure:
    """A mark for each group, the interval of its share as a line, and a stroke at the share that parity would give.

    Args:
        balance: Rows of `plenary.queries.balance`.
        labels: Labels of the groups, "none" included.
        sessions: Labels of the sessions of those rows; of several, each group has a row for each session.
        form: `STATEMENTS` or `MEMBERS`.

    Returns:
        Three traces: intervals (three values for each row that has one, the last one empty), strokes, marks with the
        row in words as customdata. Groups from top to bottom in their usual order, sessions by their first day. A row
        without a share has a stroke alone, and where no member spoke in that form not even that.
    """
    several = len(sessions) > 1
    rows = rows_by_group(balance) if several else [(row, -place) for place, row in enumerate(each_row(balance))]
    strokes = parity(balance, form)
    heights = [float(height) for _row, height in rows]
    told = [
        wrapped(sessions[row.session_id]) if several else labels.get(row.group_id, row.group_id) for row, _h in rows
    ]
    shares = [_number(getattr(row, form.share)) for row, _height in rows]
    words = [told_row(row, labels, strokes, form) for row, _height in rows]
    ends = [
        (_number(getattr(row, f"{form.share}_low")), _number(getattr(row, f"{form.share}_high")))
        for row, _height in rows
    ]
    lines = [(low, high, height) for (low, high), height in zip(ends, heights, strict=True) if low is not None]
    intervals = {
        "x": [end for low, high, _height in lines for end in (low, high, None)],
        "y": [end for _low, _high, height in lines for end in (height, height, None)],
        "mode": "lines",
        "name": _(form.interval),
        "line": {"color": MUTED, "width": 5},
        "opacity": 0.55,
        "hoverinfo": "skip",
    }
    parities = {
        "x": [strokes.get((row.session_id, row.group_id)) for row, _height in rows],
        "y": heights,
        "mode": "markers",
        "name": _(form.stroke),
        "marker": {"symbol": "line-ns-open", "size": 20, "color": MUTED, "line": {"width": 3, "color": MUTED}},
        "customdata": words,
        "hovertemplate": "%{customdata}<extra></extra>",
    }
    marks = {
        "x": shares,
        "y": heights,
        "mode": "markers",
        "name": _(form.mark),
        "marker": {
            "symbol": [GROUP_SYMBOLS[row.group_id] for row, _height in rows],
            "size": 13,
            "color": [GROUP_COLOURS[row.group_id] for row, _height in rows],
        },
        "customdata": words,
        "hovertemplate": "%{customdata}<extra></extra>",
    }
    traces = [{"type": "scatter", "cliponaxis": False} | trace for trace in (intervals, parities, marks)]
    return go.Figure({"data": traces, "layout": _layout(rows, heights, told, labels if several else {})})


def _layout(
    rows: Sequence[tuple[Any, float]], heights: Sequence[float], told: Sequence[str], heads: Mapping[str, str]
) -> dict[str, Any]:
    """The layout; above the rows of each group stands its name where `heads` has names."""
    row_height = TEXT_HEIGHT * max((label.count("<br>") + 1 for label in told), default=1) + 6 if heads else 46
    least, top = min(heights, default=0.0), GROUP_HEAD + 0.3 if heads else 0.6
    first = {row.group_id: height for row, height in reversed(rows)} if heads else {}
    return {
        "height": round(row_height * (top - least + 0.6)) + 110,
        **PLAIN_LAYOUT,
        "legend": {"orientation": "h", "yanchor": "bottom", "y": 1.0, "x": 0}
        | {"itemclick": False, "itemdoubleclick": False},
        "xaxis": {"tickformat": ".0%", "rangemode": "tozero", "fixedrange": True, "zeroline": False},
        "yaxis": {"range": [least - 0.6, top], "tickvals": list(heights), "ticktext": list(told)}
        | {"automargin": True, "fixedrange": True, "showgrid": False, "zeroline": False},
        "annotations": [
            {"xref": "paper", "x": 0, "y": height + GROUP_HEAD - 0.15, "text": f"<b>{heads.get(code, code)}</b>"}
            | {"showarrow": False, "xanchor": "left", "font": {"size": 14}}
            for code, height in first.items()
        ],
    }


def parity(balance: pd.DataFrame, form: Form) -> dict[tuple[str, str], float | None]:
    """The share that each row would have at parity, by session and group.

    Its share of the members, or the share of all members that spoke; None where no member spoke within the filters.
    """
    found: dict[tuple[str, str], float | None] = {}
    for session_id, inside in balance.groupby("session_id"):
        spoke, members = int(inside["speaking_member_count"].sum()), int(inside["member_count"].sum())
        for row in each_row(inside):
            of_all = spoke / members if spoke else None
            found[str(session_id), row.group_id] = float(row.member_share) if form is STATEMENTS else of_all
    return found


def told_row(row: Any, labels: Mapping[str, str], strokes: Mapping[tuple[str, str], float | None], form: Form) -> str:
    """A row in words, counts included; what is missing is not told as zero."""
    share, low, high = (_number(getattr(row, f"{form.share}{end}")) for end in ("", "_low", "_high"))
    stroke = strokes[row.session_id, row.group_id]
    interval = (
        "" if low is None or high is None else _(" (from {low} to {high})").format(low=f"{low:.1%}", high=f"{high:.1%}")
    )
    return _(form.told).format(
        group=labels.get(row.group_id, row.group_id),
        statements=row.member_statement_count,
        spoke=row.speaking_member_count,
        members=row.member_count,
        share=_("no share") if share is None else f"{share:.1%}",
        interval=interval,
        stroke=_("none") if stroke is None else f"{stroke:.1%}",
    )


def balance_alt(
    balance: pd.DataFrame, labels: Mapping[str, str], sessions: Mapping[str, str], form: Form = STATEMENTS
) -> str:
    """The figure in words, for readers who cannot see it.

    Args:
        balance: Rows of `plenary.queries.balance`.
        labels: Labels of the groups.
        sessions: Labels of the sessions.
        form: `STATEMENTS` or `MEMBERS`.
    """
    heads = {
        STATEMENTS: _("Share of the statements of members beside share of the members, by regional group."),
        MEMBERS: _("Share of the members of each regional group that spoke, beside that of all members."),
    }
    parts, strokes = [heads[form]], parity(balance, form)
    for session_id, inside in balance.groupby("session_id", sort=False):
        if len(sessions) > 1:
            parts.append(_("{session}:").format(session=sessions[str(session_id)]))
        parts += [f"{told_row(row, labels, strokes, form)}." for row in each_row(inside)]
    return " ".join(parts)


def _number(value: Any) -> float | None:
    return None if pd.isna(value) else float(value)


def silence_alt(participation: pd.DataFrame, labels: Mapping[str, str]) -> str:
    """The map of silence in words: how many members of each group have no statement recorded.

    Args:
        participation: Rows of `plenary.queries.participation`.
        labels: Labels of the groups, "none" included.
    """
    members = participation[participation["member"]]
    silent = members[members["participation"] == "none_recorded"]
    parts = [
        _("Map: {count} of {members} members have no statement recorded.").format(
            count=len(silent), members=len(members)
        )
    ]
    sizes, counts = members["group_id"].value_counts(), silent["group_id"].value_counts()
    parts += [
        _("{group}: {count} of {members}.").format(
            group=labels.get(code, code), count=int(counts.get(code, 0)), members=int(sizes[code])
        )
        for code in GROUP_COLOURS
        if code in sizes
    ]
    outside = int((members["participation"] == "outside_filters").sum())
    if outside:
        parts.append(_("Outside these filters: {count} members.").format(count=outside))
    return " ".join(parts)
