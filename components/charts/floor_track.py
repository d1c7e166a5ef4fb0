"""One list of speakers turn by turn: who has had the floor, who has it now, who is still to come."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from components.charts.layout import PLAIN_LAYOUT
from components.charts.palette import (
    GROUP_COLOURS,
    GROUP_SYMBOLS,
    KIND_COLOURS,
    KIND_SYMBOLS,
    MUTED,
    TRANSPARENT,
    theme,
)
from plenary.catalogue import translate as _
from plenary.frames import each_row

PLACES_IN_A_LINE: Final = 20
"""Turns that stand in one line; a longer list goes on in the next."""

LINE_HEIGHT: Final = 56
"""Pixels."""

LEGEND_HEIGHT: Final = 24
"""Pixels of a line of the legend, in which two entries stand on a telephone."""

SPOKEN: Final = 14
"""Size of the marks of turns up to the present one."""

TO_COME: Final = 9
"""Size of the marks of turns after it."""


def floor_track(
    turns: pd.DataFrame, step: int, labels: Mapping[str, str], act_labels: Mapping[str, str], *, dark: bool = False
) -> go.Figure:
    """A mark for each turn of one list, in printed order from left to right, line by line.

    Args:
        turns: Rows of `plenary.queries.order` of one list, and selected (whether the filters leave the turn).
        step: Number of the present turn among the rows, from 0.
        labels: Labels of the regional groups and of the kinds of speaker.
        act_labels: Labels of the acts.
        dark: Whether the theme is dark.

    Returns:
        One trace per class of speaker (and one more for those of its turns that are not yet reviewed, with open
        marks), one for turns outside the filters, one of strokes where another paragraph begins, and one with a ring
        round the present turn. Turns up to the present one have large marks, those to come small ones; customdata of a
        mark is its statement_id.
    """
    frame = turns.reset_index(drop=True)
    frame = frame.assign(across=frame.index % PLACES_IN_A_LINE + 1, height=-(frame.index // PLACES_IN_A_LINE))
    frame["size"] = [SPOKEN if number <= step else TO_COME for number in frame.index]
    traces = [_marks(inside, name, look, act_labels, labels) for name, look, inside in _traced(frame, labels)]
    starts = frame[frame["paragraph"] != frame["paragraph"].shift()]
    if len(starts) > 1:
        look = {"symbol": "line-ns-open", "size": 24, "color": MUTED, "line": {"width": 1.5, "color": MUTED}}
        traces.append(
            _scatter(starts["across"] - 0.5, starts["height"], _("another paragraph begins"), look)
            | {"hoverinfo": "skip"}
        )
    if 0 <= step < len(frame):
        now, text = frame.loc[step], theme(dark=dark).text
        ring = {"symbol": "circle-open", "size": 24, "color": text, "line": {"width": 2.5, "color": text}}
        has = _scatter([now["across"]], [now["height"]], _("has the floor"), ring)
        traces.append(has | {"hoverinfo": "skip"})
    lines = max(1, -(-len(frame) // PLACES_IN_A_LINE))
    layout = {
        "height": LINE_HEIGHT * lines + LEGEND_HEIGHT * (3 + len(traces)) // 2 + 24,
        **PLAIN_LAYOUT,
        "margin": {"l": 0, "r": 0, "t": 4, "b": 8},
        "clickmode": "event+select",
        "legend": {"orientation": "h", "yanchor": "top", "y": -0.02, "x": 0, "itemsizing": "constant", "maxheight": 400}
        | {"itemclick": False, "itemdoubleclick": False},
        "xaxis": {"visible": False, "fixedrange": True, "range": [0.2, PLACES_IN_A_LINE + 0.8]},
        "yaxis": {"visible": False, "fixedrange": True, "range": [0.5 - lines, 0.5]},
    }
    # One call: Plotly checks each value once.
    return go.Figure({"data": traces, "layout": layout})


def _traced(frame: pd.DataFrame, labels: Mapping[str, str]) -> list[tuple[str, dict[str, Any], pd.DataFrame]]:
    """Name, look and rows of each trace of turns, in the order of the palette."""
    found: list[tuple[str, dict[str, Any], pd.DataFrame]] = []
    colours, symbols = {**GROUP_COLOURS, **KIND_COLOURS}, {**GROUP_SYMBOLS, **KIND_SYMBOLS}
    chosen, reviewed = frame[frame["selected"]], frame["review_status"].eq("reviewed")
    for code in sorted(chosen["class_id"].unique(), key=[*colours].index):
        inside = chosen[chosen["class_id"] == code]
        look: dict[str, Any] = {"color": colours[code], "symbol": symbols[code]}
        if len(compared := inside[reviewed[inside.index]]):
            found.append((labels.get(code, code), look, compared))
        if len(unreviewed := inside[~reviewed[inside.index]]):
            symbol = symbols[code] if symbols[code].endswith("-open") else f"{symbols[code]}-open"
            opened = look | {"symbol": symbol, "line": {"width": 2}}
            found.append((_("{label}, not yet reviewed").format(label=labels.get(code, code)), opened, unreviewed))
    if len(outside := frame[~frame["selected"]]):
        look = {"color": TRANSPARENT, "symbol": "circle", "line": {"color": MUTED, "width": 1}}
        found.append((_("outside these filters"), look, outside))
    return found


def _marks(
    rows: pd.DataFrame,
    name: str,
    look: Mapping[str, Any],
    act_labels: Mapping[str, str],
    labels: Mapping[str, str],
) -> dict[str, Any]:
    texts = []
    for row in each_row(rows):
        printed = _("printed: {name}").format(name=row.name_printed) + "<br>" if row.name_printed != row.name else ""
        place = _("place {place} of {count}").format(place=row.place, count=row.place_count)
        where = _("paragraph {paragraph}, page {page}").format(paragraph=row.paragraph, page=row.page)
        act, speaker = act_labels.get(row.act, row.act), labels.get(row.class_id, row.class_id)
        texts.append(f"<b>{row.name}</b><br>{printed}{act}, {speaker}<br>{place}<br>{where}")
    marker = dict(look) | {"size": rows["size"].tolist(), "opacity": 1}
    return _scatter(rows["across"], rows["height"], name, marker) | {
        "customdata": rows["statement_id"].tolist(),
        "text": texts,
        "hovertemplate": "%{text}<extra></extra>",
    }


def _scatter(across: Any, heights: Any, name: str, marker: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "type": "scatter",
        "x": [float(value) for value in across],
        "y": [float(value) for value in heights],
        "mode": "markers",
        "cliponaxis": False,
        "name": name,
        "marker": marker,
        "selected": {"marker": {"opacity": 1}},
        "unselected": {"marker": {"opacity": 1}},
    }


def floor_alt(turns: pd.DataFrame, step: int, title: str, labels: Mapping[str, str]) -> str:
    """The track in words, for readers who cannot see it: whose turn it is, who came before and after, how many of each.

    Args:
        turns: See `floor_track`.
        step: Number of the present turn among the rows, from 0.
        title: What the list is.
        labels: Labels of the regional groups and of the kinds of speaker.
    """
    rows = [*each_row(turns)]
    parts = [_("{list}: {count} turns in printed order.").format(list=title, count=len(rows))]
    if 0 <= step < len(rows):
        now = rows[step]
        speaker = labels.get(now.class_id, now.class_id)
        told = _("Turn {number} has the floor: {name} ({speaker}).")
        parts.append(told.format(number=step + 1, name=now.name, speaker=speaker))
        for form, number in ((_("Before: {name}."), step - 1), (_("Next: {name}."), step + 1)):
            if 0 <= number < len(rows):
                parts.append(form.format(name=rows[number].name))
        counts = Counter(labels.get(row.class_id, row.class_id) for row in rows[: step + 1])
        so_far = [_("{group} {count}").format(group=group, count=count) for group, count in counts.items()]
        parts.append(_("So far: {counts}.").format(counts=", ".join(so_far)))
    if outside := sum(not row.selected for row in rows):
        parts.append(_("Outside these filters: {count}.").format(count=outside))
    return " ".join(parts)
