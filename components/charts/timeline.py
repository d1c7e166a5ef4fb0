"""Each statement in speaking order, meeting by meeting, on the days of the meetings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from components.charts.palette import GROUP_COLOURS, GROUP_SYMBOLS, KIND_COLOURS, KIND_SYMBOLS, MUTED
from components.charts.words import written_day
from plenary.catalogue import translate as _
from plenary.catalogue import translate_plural
from plenary.choices import meeting_label
from plenary.frames import each_row

PLACES_IN_A_LINE: Final = 20
"""Statements of a meeting that stand in one line; longer lists go on in the next."""

LINE_HEIGHT: Final = 54
"""Pixels."""

MARKED: Final = (
    "statement_id", "item_ids", "meeting_id", "ordinal", "place", "selected", "name", "name_printed", "kind",
    "group_id", "act", "paragraph", "page",
)  # fmt: skip
"""Columns of the timeline that the marks need: rows of few columns are taken apart and told sooner."""

LABEL_RISE: Final = 0.42
"""How far the label of a line stands above its marks, in lines."""


@dataclass(frozen=True)
class Line:
    """One line of the timeline: a heading, or up to `PLACES_IN_A_LINE` statements of one meeting.

    Attributes:
        items: The agenda items (ids joined by ";") under which the line stands.
        meeting_id: The meeting; None for turns whose meeting is not recorded, "" for a heading.
        part: 0 for the first line of a meeting, 1 for the second ...
        label: What stands at the left of the line.
    """

    items: str
    meeting_id: str | None
    part: int
    label: str


def timeline_lines(timeline: pd.DataFrame, meetings: pd.DataFrame, titles: Mapping[str, str]) -> list[Line]:
    """The lines of the timeline from top to bottom.

    Args:
        timeline: Columns item_ids, meeting_id (see `plenary.queries.timeline`).
        meetings: Columns meeting_id, ordinal, date (may be missing), date_basis, attestation, item_ids (see
            `plenary.queries.meetings`).
        titles: Headings by items (ids joined by ";").

    Returns:
        For each set of items under which turns stand a heading, the meetings of these turns by date, and last the
        turns without a meeting. A meeting without any turn stands under the items that it considered.
    """
    lines = []
    dated = meetings[["item_ids", "meeting_id", "ordinal", "date", "date_basis"]]
    counts = timeline.groupby(["item_ids", "meeting_id"], dropna=False, sort=False).size()
    by_items: dict[str, dict[str | None, int]] = {items: {} for items in meetings["item_ids"]}
    for items, meeting_id, count in each_row(counts.reset_index(name="count")):
        by_items.setdefault(items, {})[None if pd.isna(meeting_id) else meeting_id] = count
    silent = set(dated["meeting_id"]) - set(timeline["meeting_id"])
    for items, inside in by_items.items():
        here = dated["meeting_id"].isin(list(inside)) | (
            (dated["item_ids"] == items) & dated["meeting_id"].isin(silent)
        )
        if inside or here.any():
            lines.append(Line(items, "", 0, titles[items]))
        for meeting in each_row(dated[here].drop_duplicates("meeting_id")):
            date = _day_words(meeting.date)
            date = _("{date} (inferred)").format(date=date) if meeting.date_basis == "inferred" else date
            label = _("{meeting}, {date}").format(meeting=meeting_label(meeting.ordinal), date=date)
            lines += _parts(items, meeting.meeting_id, inside.get(meeting.meeting_id, 0), label)
        if None in inside:
            lines += _parts(items, None, inside[None], _("Meeting and date not recorded"))
    return lines


def _parts(items: str, meeting_id: str | None, count: int, label: str) -> list[Line]:
    parts = max(-(-count // PLACES_IN_A_LINE), 1)
    return [Line(items, meeting_id, part, "" if part else label) for part in range(parts)]


def _day_words(day: dt.date | None) -> str:
    return _("date not recorded") if pd.isna(day) else written_day(day)


def statement_timeline(
    timeline: pd.DataFrame,
    meetings: pd.DataFrame,
    *,
    by: str,
    titles: Mapping[str, str],
    group_labels: Mapping[str, str],
    kind_labels: Mapping[str, str],
    act_labels: Mapping[str, str],
) -> go.Figure:
    """A mark for each turn, in speaking order from left to right, a line for each meeting in the order of their dates.

    Args:
        timeline: Rows of `plenary.queries.timeline`.
        meetings: Rows of `plenary.queries.meetings`.
        by: "group" (States by regional group, others by kind) or "kind".
        titles: Headings by the agenda items (ids joined by ";") under which turns stand.
        group_labels: Labels of the regional groups.
        kind_labels: Labels of the kinds of speaker.
        act_labels: Labels of the acts.

    Returns:
        One trace per class of speaker, and one for turns outside the filters; customdata of each mark holds the
        statement_id.
    """
    lines = timeline_lines(timeline, meetings, titles)
    heights = {(line.items, line.meeting_id, line.part): -position for position, line in enumerate(lines)}
    frame = timeline[list(MARKED)].copy()
    frame["before"] = frame.groupby(["item_ids", "meeting_id"], dropna=False, sort=False).cumcount()
    frame["line"] = [
        heights[row.item_ids, None if pd.isna(row.meeting_id) else row.meeting_id, row.before // PLACES_IN_A_LINE]
        for row in each_row(frame[["item_ids", "meeting_id", "before"]])
    ]
    frame["across"] = frame["before"] % PLACES_IN_A_LINE + 1
    frame["class"] = _classes(frame, by)
    traces = []
    order = [*GROUP_COLOURS, *KIND_COLOURS]
    for code in sorted(frame.loc[frame["selected"], "class"].unique(), key=order.index):
        of_group = code in GROUP_COLOURS
        label = (group_labels if of_group else kind_labels).get(code, code)
        marker = {
            "color": (GROUP_COLOURS if of_group else KIND_COLOURS)[code],
            "symbol": (GROUP_SYMBOLS if of_group else KIND_SYMBOLS)[code],
            "size": 12,
        }
        chosen = frame[frame["selected"] & (frame["class"] == code)]
        traces.append(_marks(chosen, label, marker, kind_labels, act_labels))
    outside = frame[~frame["selected"]]
    if len(outside):
        marker = {"color": "rgba(0,0,0,0)", "symbol": "circle", "size": 9, "line": {"color": MUTED, "width": 1}}
        traces.append(_marks(outside, _("outside these filters"), marker, kind_labels, act_labels))
    annotations = []
    for position, line in enumerate(lines):
        heading = line.meeting_id == ""
        if line.label:
            text = f"<b>{line.label}</b>" if heading else line.label
            rise = 0 if heading else LABEL_RISE
            annotations.append(_annotation(text, rise - position, 14 if heading else 12) | {"align": "left"})
    for meeting in each_row(meetings[meetings["attestation"] == "only_mentioned"]):
        height = heights.get((meeting.item_ids, meeting.meeting_id, 0))
        if height is None:
            continue
        annotations.append(_annotation(_("<i>only mentioned: no speakers recorded</i>"), height, 12))
    # One call: Plotly checks each value once.
    return go.Figure({"data": traces, "layout": _layout(len(lines)) | {"annotations": annotations}})


def _annotation(text: str, height: float, size: int) -> dict[str, Any]:
    return {"x": 0.5, "y": height, "text": text, "showarrow": False, "xanchor": "left", "font": {"size": size}}


def _layout(line_count: int) -> dict[str, Any]:
    return {
        "height": LINE_HEIGHT * line_count + 90,
        "margin": {"l": 0, "r": 0, "t": 4, "b": 8},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "dragmode": False,
        "hovermode": "closest",
        "clickmode": "event+select",
        "legend": {
            "orientation": "h",
            "yanchor": "top",
            "y": -0.02,
            "x": 0,
            "itemclick": False,
            "itemdoubleclick": False,
        },
        "xaxis": {"range": [0.3, PLACES_IN_A_LINE + 0.7], "visible": False, "fixedrange": True},
        "yaxis": {"range": [-line_count + 0.5, 0.4], "visible": False, "fixedrange": True},
    }


def _classes(frame: pd.DataFrame, by: str) -> pd.Series[str]:
    kinds = frame["kind"].where(frame["kind"].isin(list(KIND_COLOURS)), "other")
    if by == "kind":
        return kinds
    groups = frame["group_id"].where(frame["group_id"].isin(list(GROUP_COLOURS)), "none")
    return groups.where(frame["kind"] == "state", kinds)


def _marks(
    rows: pd.DataFrame,
    name: str,
    marker: Mapping[str, object],
    kind_labels: Mapping[str, str],
    act_labels: Mapping[str, str],
) -> dict[str, Any]:
    texts = []
    for row in each_row(rows):
        printed = _("printed: {name}").format(name=row.name_printed) + "<br>" if row.name_printed != row.name else ""
        place = (
            _("no {place} at the {meeting}").format(place=row.place, meeting=meeting_label(row.ordinal))
            if not pd.isna(row.ordinal)
            else ""
        )
        act = act_labels.get(row.act, row.act)
        texts.append(
            f"<b>{row.name}</b><br>{printed}{act}, {kind_labels.get(row.kind, row.kind)}<br>"
            + (f"{place}<br>" if place else "")
            + _("paragraph {paragraph}, page {page}").format(paragraph=row.paragraph, page=row.page)
        )
    return {
        "type": "scatter",
        "x": rows["across"].tolist(),
        "y": rows["line"].tolist(),
        "mode": "markers",
        "name": name,
        "marker": marker,
        "customdata": rows["statement_id"].tolist(),
        "text": texts,
        "hovertemplate": "%{text}<extra></extra>",
        "selected": {"marker": {"opacity": 1}},
        "unselected": {"marker": {"opacity": 1}},
    }


def timeline_alt(timeline: pd.DataFrame, meetings: pd.DataFrame) -> str:
    """What the timeline shows, in words, for readers who cannot see it.

    Args:
        timeline: Columns statement_id, ordinal, act, selected.
        meetings: Columns ordinal, date, attestation.
    """
    chosen = timeline[timeline["selected"]]
    count = chosen["statement_id"].nunique()
    parts = [translate_plural("Timeline of {count} turn.", "Timeline of {count} turns.", count).format(count=count)]
    for meeting in each_row(meetings):
        inside = int((chosen["ordinal"] == meeting.ordinal).sum())
        text = _("only mentioned") if meeting.attestation == "only_mentioned" else str(inside)
        parts.append(
            _("{meeting}, {date}: {text}.").format(
                meeting=meeting_label(meeting.ordinal), date=_day_words(meeting.date), text=text
            )
        )
    nowhere = int(chosen["ordinal"].isna().sum())
    if nowhere:
        parts.append(_("Meeting not recorded: {count}.").format(count=nowhere))
    return " ".join(parts)
