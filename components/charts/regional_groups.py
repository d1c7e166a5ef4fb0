"""Share of statements beside share of members, by regional group."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import plotly.graph_objects as go

from components.charts.palette import GROUP_COLOURS, GROUP_SYMBOLS, MUTED
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
        "margin": {"l": 8, "r": 16, "t": 8, "b": 8},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "dragmode": False,
        "hovermode": "closest",
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
