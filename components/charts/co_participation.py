"""How often pairs of States are recorded together, beside how often chance gives it."""

from __future__ import annotations

from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from components.charts.layout import PLAIN_LAYOUT
from components.charts.palette import KIND_COLOURS, MUTED
from components.charts.participation_words import plain
from plenary.catalogue import translate as _
from plenary.frames import each_row

MOST_NAMED: Final = 12
"""Pairs above chance that are named in words; all are in the table."""

STEP: Final = 0.5
"""Width of the steps of chance by which the pairs within it share a mark."""

SMALLEST, LARGEST = 5, 34
"""Pixels of the mark of one pair, and of the mark that stands for most pairs."""


def pairs_beside_chance(pairs: pd.DataFrame) -> go.Figure:
    """A mark for each pair above chance; of the others a mark for all that are as often together, by steps of chance.

    Args:
        pairs: Rows of `plenary.queries.co_participation` or `co_participation_by_item`.

    Returns:
        A line on which the two numbers are the same; a trace of the pairs within chance (x: times together by chance,
        in steps; y: times together; customdata: number of pairs); where there are any, a trace of the pairs above
        chance (customdata: both names, q_value).
    """
    above = pairs[pairs["more_than_chance"]]
    within = pairs[~pairs["more_than_chance"]]
    steps = (within["expected_count"] / STEP).round() * STEP
    counts = within.groupby([steps.rename("chance"), "together_count"]).size().rename("pairs").reset_index()
    most = max(counts["pairs"].max(), 1) if len(counts) else 1
    end = float(pairs[["expected_count", "together_count"]].to_numpy().max(initial=1.0)) + 0.5
    line = {
        "type": "scatter",
        "x": [0.0, end],
        "y": [0.0, end],
        "mode": "lines",
        "name": _("As often as chance gives"),
        "line": {"color": MUTED, "width": 2, "dash": "dash"},
        "hoverinfo": "skip",
    }
    of_many = {
        "type": "scatter",
        "x": counts["chance"].tolist(),
        "y": counts["together_count"].tolist(),
        "mode": "markers",
        "cliponaxis": False,
        "name": _("Pairs within chance; a larger mark for more pairs"),
        "marker": {
            "symbol": "circle",
            "size": (SMALLEST + (LARGEST - SMALLEST) * (counts["pairs"] / most) ** 0.5).tolist(),
            "color": MUTED,
            "opacity": 0.55,
            "line": {"width": 1, "color": MUTED},
        },
        "customdata": counts["pairs"].tolist(),
        "hovertemplate": _("%{customdata} pairs: together %{y} times, about %{x} by chance") + "<extra></extra>",
    }
    traces: list[dict[str, Any]] = [line, of_many]
    if len(above):
        traces.append(_above(above))
    layout = {
        "height": 460,
        **PLAIN_LAYOUT,
        "legend": {"orientation": "h", "yanchor": "bottom", "y": 1.0, "x": 0}
        | {"itemclick": False, "itemdoubleclick": False, "itemsizing": "constant"},
        "xaxis": {"title": {"text": _("Times together by chance")}, "range": [-0.5, end + 0.5]}
        | {"fixedrange": True, "zeroline": False, "automargin": True},
        "yaxis": {"title": {"text": _("Times together")}, "range": [-0.5, end + 0.5]}
        | {"fixedrange": True, "zeroline": False, "automargin": True},
    }
    return go.Figure({"data": traces, "layout": layout})


def _above(above: pd.DataFrame) -> dict[str, Any]:
    return {
        "type": "scatter",
        "x": above["expected_count"].tolist(),
        "y": above["together_count"].tolist(),
        "mode": "markers",
        "cliponaxis": False,
        "name": _("Pairs more often together than chance gives"),
        "marker": {"symbol": "diamond", "size": 12, "color": KIND_COLOURS["state"]},
        "customdata": [[plain(row.name), plain(row.other_name), row.q_value] for row in each_row(above)],
        "hovertemplate": _(
            "%{customdata[0]} and %{customdata[1]}: together %{y} times, %{x} by chance; "
            "corrected chance %{customdata[2]}"
        )
        + "<extra></extra>",
    }


def pairs_above_chance(pairs: pd.DataFrame) -> str:
    """The pairs that are together more often than chance gives, in words; the first of many, and how many more.

    Args:
        pairs: Rows of `plenary.queries.co_participation` or `co_participation_by_item`.
    """
    above = pairs[pairs["more_than_chance"]]
    if above.empty:
        return _("None is together more often than chance gives.")
    listed = [
        _("{name} and {other} ({count} times, {chance} by chance)").format(
            name=row.name, other=row.other_name, count=row.together_count, chance=row.expected_count
        )
        for row in each_row(above.head(MOST_NAMED))
    ]
    if len(above) > MOST_NAMED:
        listed.append(_("{count} more").format(count=len(above) - MOST_NAMED))
    return _("More often together than chance gives: {pairs}.").format(pairs="; ".join(listed))


def pairs_beside_chance_alt(pairs: pd.DataFrame) -> str:
    """The pairs in words, for readers who cannot see the chart.

    Args:
        pairs: Rows of `plenary.queries.co_participation` or `co_participation_by_item`.
    """
    counts = _("{count} pairs; {never} never together; the most often {most} times.").format(
        count=f"{len(pairs):,}",
        never=f"{int((pairs['together_count'] == 0).sum()):,}",
        most=pairs["together_count"].max() if len(pairs) else 0,
    )
    told = _("Pairs of States by how often they are recorded together, beside what chance gives.")
    return f"{told} {counts} {pairs_above_chance(pairs)}"
