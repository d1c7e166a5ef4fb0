"""The lines of the timeline: sessions, agenda items, and the meetings under them, from top to bottom."""

from __future__ import annotations

import datetime as dt
import textwrap
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final

import pandas as pd

from components.charts.words import written_day
from plenary.catalogue import translate as _
from plenary.choices import meeting_label, ordinal_number
from plenary.frames import each_row

PLACES_IN_A_LINE: Final = 20
"""Statements of a meeting that stand in one line; longer lists go on in the next."""

LABEL_WIDTH: Final = 44
"""Letters of a heading that fit into a line on a telephone."""

SECTION: Final = "section"
"""Stands for the meeting of a line that is the heading of a session."""

HEIGHTS: Final[Mapping[str, float]] = {SECTION: 1.3, "heading": 0.8, "silent": 0.85, "turns": 1.0, "more": 0.55}
"""Height of a line by what it is, in lines of marks."""


@dataclass(frozen=True)
class Line:
    """One line of the timeline: a heading, or up to `PLACES_IN_A_LINE` statements of one meeting.

    Attributes:
        items: The agenda items (ids joined by ";") under which the line stands.
        meeting_id: The meeting, or the meetings of one list joined by ";"; None for turns whose meeting is not
            recorded, "" for the heading of agenda items, `SECTION` for that of a session.
        part: 0 for the first line of a meeting, 1 for the second ...
        label: What stands above the line.
        note: Why the line has no marks; empty where it has some.
    """

    items: str
    meeting_id: str | None
    part: int
    label: str
    note: str = ""

    @property
    def height(self) -> float:
        """Height in lines of marks."""
        if self.meeting_id == SECTION:
            return HEIGHTS[SECTION] + 0.35 * self.label.count("<br>")
        if self.meeting_id == "":
            return HEIGHTS["heading"] + 0.35 * self.label.count("<br>")
        if self.note:
            return HEIGHTS["silent"] + 0.35 * self.label.count("<br>")
        return HEIGHTS["more" if self.part else "turns"]


def timeline_lines(
    timeline: pd.DataFrame,
    meetings: pd.DataFrame,
    titles: Mapping[str, str],
    sections: Mapping[str, str] | None = None,
) -> list[Line]:
    """The lines of the timeline from top to bottom.

    Args:
        timeline: Columns item_ids, meeting_id (see `plenary.queries.timeline`).
        meetings: Columns meeting_id, ordinal, date (may be missing), date_basis, attestation, item_ids (see
            `plenary.queries.meetings`).
        titles: Headings by items (ids joined by ";"); blank: the lines stand without one.
        sections: Heading of the session by items; None or empty: no such headings.

    Returns:
        For each session its heading, for each set of items with turns a heading, its meetings in the order of
        `meetings`, and last the turns without a meeting. A meeting without turns stands under its items where these
        have turns, several in a row in one line, else at the end of its session, one line for each reason.
    """
    sections = sections or {}
    known = {row.meeting_id: row for row in each_row(meetings)}
    order = {meeting_id: place for place, meeting_id in enumerate(known)}
    spoken = _spoken(timeline, order)
    heard = {part for _items, meeting in spoken if meeting for part in meeting.split(";")}
    silent: dict[str, list[Any]] = {}
    for meeting in known.values():
        if meeting.meeting_id not in heard:
            silent.setdefault(_code(meeting.item_ids), []).append(meeting)
    sets = dict.fromkeys([*(items for items, _meeting in spoken), *silent])
    first_sections = dict.fromkeys(sections.get(_code(items), "") for items in meetings["item_ids"])
    lines: list[Line] = []
    for section, inside in _by_section(sets, sections, first_sections):
        if section:
            lines.append(Line("", SECTION, 0, wrapped(section)))
        rest = []
        with_turns = [items for items in inside if any(items == code for code, _meeting in spoken)]
        for items in inside:
            if items in with_turns or not with_turns:
                lines += _lines_of(items, titles, spoken, silent.get(items, []), known, order)
            else:
                rest += silent.get(items, [])
        if rest:
            lines.append(Line("", "", 0, _("Other meetings")))
            lines += _other_lines(sorted(rest, key=lambda meeting: order[meeting.meeting_id]))
    return lines


def wrapped(text: str) -> str:
    """A heading in lines that fit a telephone."""
    return "<br>".join(textwrap.wrap(text, LABEL_WIDTH))


def _code(value: Any) -> str:
    return "" if pd.isna(value) else str(value)


def _spoken(timeline: pd.DataFrame, order: Mapping[str, int]) -> dict[tuple[str, str | None], int]:
    """Turns of each set of items and meeting that has some, by the order of the meetings."""
    counts = Counter(
        (_code(row.item_ids), None if pd.isna(row.meeting_id) else row.meeting_id)
        for row in each_row(timeline[["item_ids", "meeting_id"]])
    )
    first = {key: order.get(key[1].split(";")[0], len(order)) if key[1] else len(order) + 1 for key in counts}
    return dict(sorted(counts.items(), key=lambda pair: first[pair[0]]))


def _by_section(sets: Iterable[str], sections: Mapping[str, str], order: Iterable[str]) -> list[tuple[str, list[str]]]:
    """The sets of items by session, sessions in the order given."""
    found: dict[str, list[str]] = {section: [] for section in order}
    for items in sets:
        found.setdefault(sections.get(items, ""), []).append(items)
    return [(section, inside) for section, inside in found.items() if inside]


def _lines_of(
    items: str,
    titles: Mapping[str, str],
    spoken: Mapping[tuple[str, str | None], int],
    silent: Sequence[Any],
    known: Mapping[str, Any],
    order: Mapping[str, int],
) -> list[Line]:
    """The lines under one set of items."""
    title = titles.get(items, _("Agenda item not recorded"))
    lines = [Line(items, "", 0, wrapped(title))] if title else []
    waiting = list(silent)
    for (code, meeting_id), count in spoken.items():
        if code != items:
            continue
        place = order.get(meeting_id.split(";")[0], len(order)) if meeting_id else len(order) + 1
        before = [meeting for meeting in waiting if order[meeting.meeting_id] < place]
        lines += _silent_lines(items, before)
        waiting = waiting[len(before) :]
        label = list_label([known[part] for part in meeting_id.split(";") if part in known] if meeting_id else [])
        parts = -(-count // PLACES_IN_A_LINE)
        lines += [Line(items, meeting_id, part, "" if part else label) for part in range(parts)]
    return lines + _silent_lines(items, waiting)


def list_label(meetings: Sequence[Any], *, basis: bool = True) -> str:
    """What stands above a list of speakers: its meeting, or meetings, with the dates.

    Args:
        meetings: Rows with ordinal, date and date_basis; none where the record names no meeting.
        basis: Whether it says that a date is inferred.
    """
    if not meetings:
        return _("Meeting and date not recorded")
    days = list(dict.fromkeys(meeting.date for meeting in meetings if not pd.isna(meeting.date)))
    date = _enumerated(written_day(day) for day in days) if days else _("date not recorded")
    if basis and any(not pd.isna(meeting.date_basis) and meeting.date_basis == "inferred" for meeting in meetings):
        date = _("{date} (inferred)").format(date=date)
    if len(meetings) == 1:
        return _("{meeting}, {date}").format(meeting=meeting_label(meetings[0].ordinal), date=date)
    ordinals = _enumerated(ordinal_number(meeting.ordinal) for meeting in meetings)
    return _("{ordinals} meetings, {date}: one list").format(ordinals=ordinals, date=date)


def silence(meeting: Any) -> str:
    """Why a meeting has no marks: a row with attestation."""
    if meeting.attestation == "only_mentioned":
        return _("only mentioned: no speakers recorded")
    return _("speakers recorded in rows that are not shown")


def _silent_lines(items: str, meetings: Sequence[Any]) -> list[Line]:
    """A line for each meeting without turns, or for each run of them with one reason."""
    lines = []
    for note, same in groupby(meetings, key=silence):
        run = list(same)
        if len(run) == 1:
            label = list_label(run)
        else:
            label = _("{count} meetings, {first} to {last}{dates}").format(
                count=len(run),
                first=ordinal_number(run[0].ordinal),
                last=ordinal_number(run[-1].ordinal),
                dates=_span([meeting.date for meeting in run if not pd.isna(meeting.date)]),
            )
        lines.append(Line(items, ";".join(meeting.meeting_id for meeting in run), 0, label, note))
    return lines


def _other_lines(meetings: Sequence[Any]) -> list[Line]:
    """A line for each reason why meetings have no turns, with all of these meetings."""
    by_reason: dict[str, list[Any]] = {}
    for meeting in meetings:
        by_reason.setdefault(silence(meeting), []).append(meeting)
    lines = []
    for note, same in by_reason.items():
        label = list_label(same)
        if len(same) > 1:
            ordinals = _ordinals([meeting.ordinal for meeting in same])
            label = wrapped(_("{ordinals} meetings").format(ordinals=ordinals))
        lines.append(Line("", ";".join(meeting.meeting_id for meeting in same), 0, label, note))
    return lines


def _ordinals(numbers: Sequence[int]) -> str:
    """Ordinals, those that follow one another as spans: "1st, 3rd to 6th and 9th"."""
    spans: list[list[int]] = []
    for number in numbers:
        if spans and number == spans[-1][1] + 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    return _enumerated(
        ordinal_number(first)
        if first == last
        else _("{first} to {last}").format(first=ordinal_number(first), last=ordinal_number(last))
        for first, last in spans
    )


def _span(days: Sequence[dt.date]) -> str:
    told = list(dict.fromkeys([written_day(min(days)), written_day(max(days))])) if days else []
    return _(", {dates}").format(dates=_(" to ").join(told)) if told else ""


def _enumerated(words: Iterable[str]) -> str:
    words = list(words)
    if len(words) < 2:
        return "".join(words)
    return _("{first} and {last}").format(first=", ".join(words[:-1]), last=words[-1])
