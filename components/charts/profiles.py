"""A delegation meeting by meeting, and delegations and groups side by side."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from components.charts.palette import GROUP_COLOURS, GROUP_SYMBOLS, KIND_COLOURS, MUTED, theme
from components.charts.rows_by_session import heights_of, layout_of
from components.charts.words import written_day
from plenary.catalogue import translatable
from plenary.catalogue import translate as _
from plenary.choices import meeting_label
from plenary.frames import each_row

STATES: Final[Mapping[str, tuple[str, str]]] = {
    "statements": (translatable("Statement"), "square"),
    "in_joint_list": (translatable("In a list for several meetings: at one of them"), "square-open-dot"),
    "other_turns": (translatable("Other turn"), "circle"),
    "represented": (translatable("Named as represented by others"), "triangle-up-open"),
    "none": (translatable("Speakers recorded, none of this delegation"), "square-open"),
    "not_recorded": (translatable("No speakers in the rows shown"), "x-thin-open"),
}
"""What a meeting can be for a delegation, with the symbol that says it: title, Plotly marker symbol."""

PLACES: Final = 12
"""Marks in one row, as many as a telephone keeps apart; an item with more meetings takes further rows."""


def state_of_meetings(rows: pd.DataFrame) -> pd.Series[str]:
    """What each meeting was for the delegation, one of `STATES`; the first that holds.

    Args:
        rows: Rows of `plenary.queries.profiles` of one delegation that name a meeting.
    """
    ids = rows["statement_ids"].fillna("").str.split(";").explode()
    meetings = rows["meeting_id"].reindex(ids.index).groupby(ids.to_numpy()).nunique()
    several = ids.map(meetings).gt(1).groupby(level=0).all() & rows["statement_ids"].notna()
    states = pd.Series("none", index=rows.index)
    states[rows["represented_count"].fillna(0) > 0] = "represented"
    states[rows["turn_count"].fillna(0) > 0] = "other_turns"
    states[rows["statement_count"].fillna(0) > 0] = "statements"
    states[(states == "statements") & several] = "in_joint_list"
    states[rows["statement_count"].isna()] = "not_recorded"
    return states


def meetings_by_item(
    rows: pd.DataFrame, items: Mapping[str, str], sessions: Mapping[str, str], *, dark: bool = False
) -> go.Figure:
    """Rows for each agenda item, a mark for each meeting on it, and what the record has of one delegation there.

    Args:
        rows: Rows of `plenary.queries.profiles` of one delegation that name a meeting.
        items: Short labels of the items; "" for meetings whose item is not recorded.
        sessions: Titles of the sessions.
        dark: Whether the theme is dark.

    Returns:
        A trace for each of `STATES` that there is, in their order; x and y the place of the meeting among those on
        the item, from left to right, `PLACES` in a row. customdata: id of the first turn ("" for none), item, meeting,
        day, number of statements. Sessions
        in the order of the rows, each below its title.
    """
    rows = rows.assign(item_id=rows["item_id"].fillna(""), state=state_of_meetings(rows))
    rows["place"] = rows.groupby(["session_id", "item_id"]).cumcount()
    pairs = list(zip(rows["session_id"], rows["item_id"], strict=True))
    lines = {pair: place // PLACES + 1 for pair, place in zip(pairs, rows["place"], strict=True)}
    heights, heads = heights_of(lines, lines)
    rows["height"] = [heights[pair] - place // PLACES for pair, place in zip(pairs, rows["place"], strict=True)]
    colours = {"statements": theme(dark=dark).accent, "in_joint_list": theme(dark=dark).accent}
    traces = []
    for state, (name, symbol) in STATES.items():
        inside = rows[rows["state"] == state]
        if inside.empty:
            continue
        counts = inside["statement_count"].fillna(0).astype(int)
        mark = {"symbol": symbol, "size": 12, "color": colours.get(state, MUTED)}
        mark["line"] = {"width": 1.5, "color": colours.get(state, MUTED)}
        traces.append(
            {
                "type": "scatter",
                "mode": "markers",
                "cliponaxis": False,
                "name": _(name),
                "x": (inside["place"] % PLACES + 1).tolist(),
                "y": inside["height"].tolist(),
                "marker": mark,
                "customdata": [
                    [
                        "" if pd.isna(row.statement_ids) else row.statement_ids.partition(";")[0],
                        items.get(row.item_id, row.item_id),
                        meeting_label(row.ordinal),
                        _("date not recorded") if pd.isna(row.date) else written_day(row.date),
                        count,
                    ]
                    for row, count in zip(each_row(inside), counts, strict=True)
                ],
                "hovertemplate": _("%{customdata[1]}, %{customdata[2]}, %{customdata[3]}")
                + f"<br>{_(name)}"
                + (_(": %{customdata[4]}") if state in ("statements", "in_joint_list") else "")
                + "<extra></extra>",
            }
        )
    labels = {heights[pair]: items.get(pair[1], pair[1]) for pair in lines}
    layout = layout_of(labels, heads, sessions, min(rows["height"])) | {
        "xaxis": {"range": [0.3, PLACES + 0.7], "showgrid": False, "zeroline": False, "fixedrange": True}
        | {"showticklabels": False, "title": {"text": _("Meetings on the item, in their order")}},
        "showlegend": True,
        "legend": {"orientation": "h", "yanchor": "bottom", "y": 1.0, "x": 0}
        | {"itemclick": False, "itemdoubleclick": False},
    }
    layout["height"] += 22 * len(traces)  # The legend has a line for each on a telephone.
    return go.Figure({"data": traces, "layout": layout})


def meetings_by_item_alt(rows: pd.DataFrame, name: str, items: Mapping[str, str], sessions: Mapping[str, str]) -> str:
    """What the figure of `meetings_by_item` shows, in words, item by item.

    Args:
        rows: Rows of `plenary.queries.profiles` of one delegation that name a meeting.
        name: Name of the delegation.
        items: Short labels of the items; "" for meetings whose item is not recorded.
        sessions: Titles of the sessions.
    """
    rows = rows.assign(item_id=rows["item_id"].fillna(""))
    parts = [_("{name}, meeting by meeting under each agenda item.").format(name=name)]
    for (session, item), inside in rows.groupby(["session_id", "item_id"], sort=False):
        recorded = inside["recorded"].sum()
        told = _("{session}, {item}: listed at {count} of {recorded} meetings with speakers recorded.")
        count = int((inside["statement_count"].fillna(0) > 0).sum())
        parts.append(
            told.format(
                session=sessions[str(session)], item=items.get(str(item), item), count=count, recorded=int(recorded)
            )
        )
    return " ".join(parts)


def statement_rates(rows: pd.DataFrame, labels: Mapping[str, str], sessions: Mapping[str, str]) -> go.Figure:
    """Statements for each delegation and meeting with speakers recorded: session by session, a dot for each compared.

    Args:
        rows: Rows of `plenary.queries.comparison`.
        labels: Label of each compared, by kind and code ("group:african").
        sessions: Titles of the sessions, with their number of meetings.

    Returns:
        One trace; x the rate, no mark where there is no opportunity; the number of statements, of delegations where it
        is a group, and of meetings stands beside the mark. customdata: kind and code, statements, delegations,
        meetings. Sessions and rows from top to bottom in the order of the frame.
    """
    rows = rows.assign(key=rows["compared_kind"] + ":" + rows["compared_id"])
    pairs = list(zip(rows["session_id"], rows["key"], strict=True))
    heights, heads = heights_of(pairs)
    group = rows["compared_kind"] == "group"
    rates = [None if pd.isna(rate) else float(rate) for rate in rows["statements_per_opportunity"]]
    dots = {
        "type": "scatter",
        "mode": "markers+text",
        "cliponaxis": False,
        "showlegend": False,
        "x": rates,
        "y": [heights[pair] for pair in pairs],
        "marker": {
            "size": 13,
            "symbol": [
                GROUP_SYMBOLS[code] if of else "circle" for code, of in zip(rows["compared_id"], group, strict=True)
            ],
            "color": [
                GROUP_COLOURS[code] if of else KIND_COLOURS["state"]
                for code, of in zip(rows["compared_id"], group, strict=True)
            ],
        },
        "text": [f"  {count_told(row)}" for row in each_row(rows)],
        "textposition": "middle right",
        "customdata": [
            [row.key, labels[row.key], count_told(row), None if rate is None else f"{rate:.3f}"]
            for row, rate in zip(each_row(rows), rates, strict=True)
        ],
        "hovertemplate": "%{customdata[1]}: %{customdata[2]}<br>"
        + _("%{customdata[3]} for each delegation and meeting")
        + "<extra></extra>",
    }
    most = max([rate for rate in rates if rate is not None], default=0.0) or 0.1
    layout = layout_of({heights[pair]: labels[pair[1]] for pair in pairs}, heads, sessions) | {
        # Room for the words beside the mark farthest to the right.
        "xaxis": {"range": [-0.06 * most, 1.75 * most], "fixedrange": True, "zeroline": False, "nticks": 6},
    }
    return go.Figure({"data": [dots], "layout": layout})


def count_told(row: Any) -> str:
    """The statements of a row of `plenary.queries.comparison` with what they are divided by, in words."""
    if pd.isna(row.statement_count):
        return _("no opportunity")
    if row.compared_kind == "group":
        return _("{count} in {delegations} × {meetings}").format(
            count=row.placed_count, delegations=row.delegation_count, meetings=row.turn_meeting_count
        )
    return _("{count} in {meetings}").format(count=row.placed_count, meetings=row.turn_meeting_count)


def statement_rates_alt(rows: pd.DataFrame, labels: Mapping[str, str], sessions: Mapping[str, str]) -> str:
    """The rates in words, session by session.

    Args:
        rows: Rows of `plenary.queries.comparison`.
        labels: Label of each compared, by kind and code ("group:african").
        sessions: Titles of the sessions.
    """
    parts = [_("Statements for each delegation and meeting with speakers recorded.")]
    for session, inside in rows.groupby("session_id", sort=False):
        told = [
            _("{name} {rate} ({count})").format(
                name=labels[f"{row.compared_kind}:{row.compared_id}"],
                rate="–" if pd.isna(row.statements_per_opportunity) else f"{float(row.statements_per_opportunity):.3f}",
                count=count_told(row),
            )
            for row in each_row(inside)
        ]
        parts.append(_("{session}: {rates}.").format(session=sessions[str(session)], rates="; ".join(told)))
    return " ".join(parts)
