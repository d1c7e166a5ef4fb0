"""Each statement in printed order, meeting by meeting, session by session; a bar a list where turns are too many."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from components.charts.layout import PLAIN_LAYOUT
from components.charts.palette import GROUP_COLOURS, GROUP_SYMBOLS, KIND_COLOURS, KIND_SYMBOLS, MUTED, theme
from components.charts.timeline_lines import (
    PLACES_IN_A_LINE,
    SECTION,
    Line,
    list_label,
    silence,
    timeline_lines,
)
from plenary.catalogue import translate as _
from plenary.catalogue import translate_plural
from plenary.choices import meeting_label
from plenary.frames import each_row

__all__ = ["MOST_MARKS", "PLACES_IN_A_LINE", "Line", "statement_timeline", "timeline_alt", "timeline_lines"]

LINE_HEIGHT: Final = 54
"""Pixels."""

MOST_MARKS: Final = 800
"""Turns of which each has a mark of its own; of more, each list of a meeting is a bar, which a click opens."""

MOST_TOLD: Final = 80
"""Lists of speakers that the alternative text tells one by one; of more it tells the sessions."""

MARKED: Final = (
    "statement_id", "item_ids", "meeting_id", "ordinal", "place", "selected", "name", "name_printed", "kind",
    "group_id", "act", "paragraph", "page",
)  # fmt: skip
"""Columns of the timeline that the marks need: rows of few columns are taken apart and told sooner."""

TOP: Final = 0.6
"""Where the figure begins, in lines above the marks of its first line."""

LABEL_RISE: Final = 0.42
"""How far the label of a line stands above its marks, in lines."""


def statement_timeline(
    timeline: pd.DataFrame,
    meetings: pd.DataFrame,
    *,
    by: str,
    titles: Mapping[str, str],
    group_labels: Mapping[str, str],
    kind_labels: Mapping[str, str],
    act_labels: Mapping[str, str],
    sections: Mapping[str, str] | None = None,
    most_marks: int = MOST_MARKS,
    dark: bool = False,
) -> go.Figure:
    """A mark for each turn, in printed order from left to right, a line for each meeting in the order of their dates.

    Args:
        timeline: Rows of `plenary.queries.timeline`; a column review_status sets rows not yet reviewed apart.
        meetings: Rows of `plenary.queries.meetings`.
        by: "group" (States by regional group, others by kind) or "kind".
        titles: Headings by the agenda items (ids joined by ";") under which turns stand.
        group_labels: Labels of the regional groups.
        kind_labels: Labels of the kinds of speaker.
        act_labels: Labels of the acts.
        sections: Heading of the session by agenda items, where sessions are to be set apart.
        most_marks: Turns of which each has a mark of its own.
        dark: Whether the theme is dark: bars without a fill are written on in its colour.

    Returns:
        One trace per class of speaker, one more for those of its turns that are not yet reviewed, and one for turns
        outside the filters; customdata of each mark holds the statement_id. Of more than `most_marks` turns: one bar
        trace per class, a bar for each list of speakers; customdata holds the ids of its meetings.
    """
    dense = len(timeline) > most_marks
    frame = timeline[[*MARKED]].assign(
        item_ids=timeline["item_ids"].astype("string").fillna(""),
        reviewed=timeline["review_status"].eq("reviewed") if "review_status" in timeline else True,
    )
    frame["class"] = _classes(frame, by)
    frame["before"] = frame.groupby(["item_ids", "meeting_id"], dropna=False, sort=False).cumcount()
    lines = timeline_lines(frame[frame["before"] == 0] if dense else frame, meetings, titles, sections)
    heights = _heights(lines)
    places = {(line.items, line.meeting_id, line.part): height for line, height in zip(lines, heights, strict=True)}
    draw = partial(_bars, text_colour=theme(dark=dark).text) if dense else _marks
    traces = [
        draw(rows, name, look, places, kind_labels, act_labels)
        for name, look, rows in _traced(frame, group_labels, kind_labels)
    ]
    bottom = heights[-1] - 0.5 if lines else 0.0
    layout = _layout(bottom, None if dense else PLACES_IN_A_LINE) | {"annotations": _annotations(lines, heights, dense)}
    # One call: Plotly checks each value once.
    return go.Figure({"data": traces, "layout": layout})


def _heights(lines: Sequence[Line]) -> list[float]:
    heights, height = [], 0.0
    for line in lines:
        heights.append(height - line.height + 1)
        height -= line.height
    return heights


def _traced(
    frame: pd.DataFrame, group_labels: Mapping[str, str], kind_labels: Mapping[str, str]
) -> list[tuple[str, dict[str, Any], pd.DataFrame]]:
    """Name, look and rows of each trace, in the order of the palette."""
    found: list[tuple[str, dict[str, Any], pd.DataFrame]] = []
    order = [*GROUP_COLOURS, *KIND_COLOURS]
    for code in sorted(frame.loc[frame["selected"], "class"].unique(), key=order.index):
        of_group = code in GROUP_COLOURS
        label = (group_labels if of_group else kind_labels).get(code, code)
        colour = (GROUP_COLOURS if of_group else KIND_COLOURS)[code]
        symbol = (GROUP_SYMBOLS if of_group else KIND_SYMBOLS)[code]
        chosen = frame[frame["selected"] & (frame["class"] == code)]
        if len(reviewed := chosen[chosen["reviewed"]]):
            found.append((label, {"color": colour, "symbol": symbol, "size": 12}, reviewed))
        if len(unreviewed := chosen[~chosen["reviewed"]]):
            open_symbol = symbol if symbol.endswith("-open") else f"{symbol}-open"
            look = {"color": colour, "symbol": open_symbol, "size": 10, "line": {"width": 2}}
            found.append((_("{label}, not yet reviewed").format(label=label), look, unreviewed))
    if len(outside := frame[~frame["selected"]]):
        look = {"color": "rgba(0,0,0,0)", "symbol": "circle", "size": 9, "line": {"color": MUTED, "width": 1}}
        found.append((_("outside these filters"), look, outside))
    return found


def _annotations(lines: Sequence[Line], heights: Sequence[float], dense: bool) -> list[dict[str, Any]]:
    annotations = []
    for line, height in zip(lines, heights, strict=True):
        if line.meeting_id == SECTION:
            annotations.append(_annotation(f"<b>{line.label}</b>", height, 16))
        elif line.meeting_id == "":
            annotations.append(_annotation(f"<b>{line.label}</b>", height, 14))
        elif line.note:
            annotations.append(_annotation(f"{line.label}<br><i>{line.note}</i>", height + 0.15, 12))
        elif line.label:
            annotations.append(_annotation(line.label, height + LABEL_RISE, 12))
    left = 0 if dense else 0.5
    return [annotation | {"x": left} for annotation in annotations]


def _annotation(text: str, height: float, size: int) -> dict[str, Any]:
    return {"y": height, "text": text, "showarrow": False, "xanchor": "left", "align": "left", "font": {"size": size}}


def _layout(bottom: float, places: int | None) -> dict[str, Any]:
    across: dict[str, Any] = {"range": [0.3, places + 0.7]} if places else {"rangemode": "tozero"}
    return {
        "height": round(LINE_HEIGHT * (TOP - bottom)) + 90,
        **PLAIN_LAYOUT,
        "margin": {"l": 0, "r": 0, "t": 4, "b": 8},
        "barmode": "stack",
        "clickmode": "event+select",
        "legend": {
            "orientation": "h",
            "yanchor": "top",
            "y": -0.02 if bottom > -20 else -0.005,
            "x": 0,
            "traceorder": "normal",
            "itemclick": False,
            "itemdoubleclick": False,
        },
        "xaxis": {"visible": False, "fixedrange": True, **across},
        "yaxis": {"range": [bottom, TOP], "visible": False, "fixedrange": True},
    }


def _classes(frame: pd.DataFrame, by: str) -> pd.Series[str]:
    kinds = frame["kind"].where(frame["kind"].isin(list(KIND_COLOURS)), "other")
    if by == "kind":
        return kinds
    groups = frame["group_id"].where(frame["group_id"].isin(list(GROUP_COLOURS)), "none")
    return groups.where(frame["kind"] == "state", kinds)


Places = Mapping[tuple[str, str | None, int], float]
"""Height of each line by its items, meeting and part."""


def _marks(
    rows: pd.DataFrame,
    name: str,
    marker: Mapping[str, object],
    places: Places,
    kind_labels: Mapping[str, str],
    act_labels: Mapping[str, str],
) -> dict[str, Any]:
    texts, across, heights = [], [], []
    for row in each_row(rows):
        printed = _("printed: {name}").format(name=row.name_printed) + "<br>" if row.name_printed != row.name else ""
        place = (
            _("no {place} at the {meeting}").format(place=row.place, meeting=meeting_label(row.ordinal))
            if not pd.isna(row.ordinal) and ";" not in row.meeting_id
            else ""
        )
        act = act_labels.get(row.act, row.act)
        texts.append(
            f"<b>{row.name}</b><br>{printed}{act}, {kind_labels.get(row.kind, row.kind)}<br>"
            + (f"{place}<br>" if place else "")
            + _("paragraph {paragraph}, page {page}").format(paragraph=row.paragraph, page=row.page)
        )
        meeting_id = None if pd.isna(row.meeting_id) else row.meeting_id
        heights.append(places[row.item_ids, meeting_id, row.before // PLACES_IN_A_LINE])
        across.append(row.before % PLACES_IN_A_LINE + 1)
    return {
        "type": "scatter",
        "x": across,
        "y": heights,
        "mode": "markers",
        "name": name,
        "marker": marker,
        "customdata": rows["statement_id"].tolist(),
        "text": texts,
        "hovertemplate": "%{text}<extra></extra>",
        "selected": {"marker": {"opacity": 1}},
        "unselected": {"marker": {"opacity": 1}},
    }


def _bars(
    rows: pd.DataFrame,
    name: str,
    look: Mapping[str, Any],
    places: Places,
    kind_labels: Mapping[str, str],
    act_labels: Mapping[str, str],
    *,
    text_colour: str,
) -> dict[str, Any]:
    counts = rows.groupby(["item_ids", rows["meeting_id"].astype("string").fillna("")], sort=False).size()
    opened = str(look["symbol"]).endswith("-open")
    fill = {"color": "rgba(0,0,0,0)" if opened else look["color"], "line": look.get("line", {}) | {"width": 1}}
    if opened:
        fill["line"] = {"color": look["color"], "width": 1.5}
    return {
        "type": "bar",
        "orientation": "h",
        "x": counts.tolist(),
        "y": [places[items, meeting or None, 0] for items, meeting in counts.index],
        "width": 0.42,
        "name": name,
        "marker": fill,
        "customdata": [meeting for _items, meeting in counts.index],
        "text": [str(count) for count in counts],
        "textposition": "inside",
        "insidetextanchor": "middle",
        **({"insidetextfont": {"color": text_colour}} if opened else {}),
        "textangle": 0,
        "hovertemplate": f"{name}: %{{x}}<extra></extra>",
        "selected": {"marker": {"opacity": 1}},
        "unselected": {"marker": {"opacity": 1}},
    }


def timeline_alt(timeline: pd.DataFrame, meetings: pd.DataFrame, sections: Mapping[str, str] | None = None) -> str:
    """What the timeline shows, in words, for readers who cannot see it.

    Args:
        timeline: Columns statement_id, item_ids, meeting_id, selected.
        meetings: Columns meeting_id, ordinal, date, date_basis, attestation, item_ids.
        sections: Heading of the session by agenda items, where sessions are set apart.
    """
    sections = sections or {}
    chosen = timeline[timeline["selected"]]
    count = chosen["statement_id"].nunique()
    parts = [translate_plural("Timeline of {count} turn.", "Timeline of {count} turns.", count).format(count=count)]
    known = {row.meeting_id: row for row in each_row(meetings)}
    order = {meeting_id: place for place, meeting_id in enumerate(known)}
    counts = chosen.groupby("meeting_id")["statement_id"].nunique().to_dict()
    listed = {part for codes in timeline["meeting_id"].dropna().unique() for part in codes.split(";")}
    lists = dict.fromkeys([*timeline["meeting_id"].dropna(), *(code for code in known if code not in listed)])
    told: dict[str, list[str]] = {}
    for codes in sorted(lists, key=lambda codes: order.get(codes.split(";")[0], len(order))):
        held = [known[code] for code in codes.split(";") if code in known]
        if not held:
            continue
        mentioned = codes not in listed and ";" not in codes
        text = silence(held[0]).partition(":")[0] if mentioned and codes not in counts else str(counts.get(codes, 0))
        section = sections.get(held[0].item_ids, "")
        told.setdefault(section, []).append(
            _("{list}: {text}.").format(list=list_label(held, basis=False).replace(": ", ", "), text=text)
        )
    if len(lists) > MOST_TOLD:
        for section, texts in told.items():
            parts.append(
                _("{session}: {count} lists of speakers or meetings.").format(session=section, count=len(texts))
            )
    else:
        for section, texts in told.items():
            parts += [_("{session}:").format(session=section), *texts] if section else texts
    nowhere = int(chosen["meeting_id"].isna().sum())
    if nowhere:
        parts.append(_("Meeting not recorded: {count}.").format(count=nowhere))
    return " ".join(part.strip() for part in parts)
