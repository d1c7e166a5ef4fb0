"""Speakers: printed names on their day, existence, capacity, and the spans of names and memberships."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import combinations

from plenary.catalogue import translate as _
from plenary.checks.rows import Row, Rows
from plenary.model import Basis, Capacity, Finding, Kind, Severity
from plenary.names import Names, UnknownName, normalised

REPRESENTED_KINDS = frozenset({Kind.STATE, Kind.IGO, Kind.TERRITORY})
"""Kinds of speaker that may be members of a body without being members of the United Nations, of a treaty say."""


def names_unresolved(rows: Rows) -> Iterator[Finding]:
    """A printed name that is not its speaker's on the day of the meeting, or a speaker that did not exist on that day.

    A statement without a recorded meeting was made on some day of its session: one on which all is well suffices. A
    name that the document alone has for a speaker stands in document_names, and counts there only where the dated
    table does not hold it. A speaker inferred against the name, as a note explains, is a warning.
    """
    names = Names.read(rows.package.directory)
    days = days_of_statements(rows)
    spans = _sessions_of_undated(rows)
    documents = {row["statement_id"]: row.key("document_id", "paragraph") for row in rows["statements"]}
    own = {
        (*row.key("document_id", "name_printed"), paragraph): row["speaker_id"]
        for row in rows["document_names"]
        for paragraph in row.values("paragraphs") or ("",)
    }
    for row in (*rows["statements"], *rows["statement_represents"]):
        document, paragraph = documents.get(row["statement_id"], ("", ""))
        meant = own.get((document, row["name_printed"], paragraph)) or own.get((document, row["name_printed"], ""))
        # A blank name or speaker is told by the contract, or is that of speakers whom the table does not hold.
        if not (row["speaker_id"] and row["name_printed"]):
            continue
        if span := spans.get(row["statement_id"]):
            changes = _changes_within(names, row, span)
            found = [list(_name_unresolved(names, row, day, meant)) for day in changes]
            yield from min(found, key=len)
            continue
        for day in days.get(row["statement_id"], ()):
            yield from _name_unresolved(names, row, day, meant)


def _sessions_of_undated(rows: Rows) -> dict[str, tuple[dt.date, dt.date]]:
    """Statement without a dated meeting -> first and last day of its session."""
    dated = {row["meeting_id"] for row in rows["meetings"] if row["date"]}
    placed = {link["statement_id"] for link in rows["statement_meetings"] if link["meeting_id"] in dated}
    sessions = {row["session_id"]: (row.day("first_date"), row.day("last_date")) for row in rows["sessions"]}
    return {
        row["statement_id"]: (first, last)
        for row in rows["statements"]
        for first, last in [sessions.get(row["session_id"], (None, None))]
        if row["statement_id"] not in placed and first and last
    }


def _changes_within(names: Names, row: Row, span: tuple[dt.date, dt.date]) -> list[dt.date]:
    """The first day of a session, and those within it from which the name or the speaker changes."""
    first, last = span
    starts = {name.valid_from for name in names.rows_named(row["name_printed"])}
    try:
        starts.add(names.speaker(row["speaker_id"]).first_date)
    except KeyError:
        return [first]  # Told by the foreign key.
    return [first, *sorted(day for day in starts if day and first < day <= last)]


def _name_unresolved(names: Names, row: Row, day: dt.date, meant: str | None) -> Iterator[Finding]:
    try:
        exists = names.exists(row["speaker_id"], day)
    except KeyError:
        return  # Told by the foreign key.
    if not exists:
        message = _("{speaker} was no speaker of its own on {day}")
        yield row.finding("speaker_id", message.format(speaker=row["speaker_id"], day=day))
        return
    try:
        known = names.resolve(row["name_printed"], day).speaker_id
    except UnknownName as unknown:
        if meant is None:
            yield row.finding("name_printed", str(unknown))
            return
        known = meant
    if known != row["speaker_id"]:
        message = _("is the name of {known} on {day}, but the row says {speaker}")
        explained = row.cells.get("basis") == Basis.INFERRED and row["note"]
        yield row.finding(
            "name_printed",
            message.format(known=known, day=day, speaker=row["speaker_id"]),
            "warning" if explained else "error",
        )


def capacities_unfit(rows: Rows) -> Iterator[Finding]:
    """A speaker that took the floor as a member without being a member of the United Nations on that day.

    A body may have other members: for States, territories and intergovernmental organizations this is a warning.
    """
    names = Names.read(rows.package.directory)
    days = days_of_statements(rows)
    for row in rows["statements"]:
        if row["capacity"] != Capacity.MEMBER or not row["speaker_id"]:
            continue
        for day in days.get(row["statement_id"], ()):
            if row["speaker_id"] not in names.members("un", day):
                message = _("{speaker} was no member of the United Nations on {day}")
                severity: Severity = "warning" if row["kind"] in REPRESENTED_KINDS else "error"
                message = message.format(speaker=row["speaker_id"], day=day)
                yield row.finding("capacity", message, severity)


def days_of_statements(rows: Rows) -> dict[str, tuple[dt.date, ...]]:
    """Statement -> days of its meetings, earliest first; the first day of the session where none is recorded."""
    meetings = {row["meeting_id"]: row.day("date") for row in rows["meetings"]}
    sessions = {row["session_id"]: row.day("first_date") for row in rows["sessions"]}
    days: dict[str, set[dt.date]] = {row["statement_id"]: set() for row in rows["statements"]}
    for link in rows["statement_meetings"]:
        day = meetings.get(link["meeting_id"])
        if day and link["statement_id"] in days:
            days[link["statement_id"]].add(day)
    for row in rows["statements"]:
        first = sessions.get(row["session_id"])
        if first and not days[row["statement_id"]]:
            days[row["statement_id"]].add(first)
    return {statement: tuple(sorted(found)) for statement, found in days.items()}


def names_shared(rows: Rows) -> Iterator[Finding]:
    """A name that two speakers bear on one day, or that one speaker bears twice in one form; language by language."""
    speakers = {row["speaker_id"]: row for row in rows["speakers"]}
    bearers: dict[tuple[str, str], list[Row]] = {}
    for row in rows["speaker_names"]:
        bearers.setdefault((row["language"], normalised(row["name"])), []).append(row)
    for found in bearers.values():
        for first, second in combinations(found, 2):
            same = first["speaker_id"] == second["speaker_id"]
            if same and first.key("name", "form", "language") != second.key("name", "form", "language"):
                continue
            # A name counts only while its speaker exists.
            spans = (_within(_span(row), speakers.get(row["speaker_id"])) for row in (first, second))
            if _overlap(*spans):
                message = _("{name} is also in force in line {line}, of {speaker}, on the same days")
                message = message.format(name=second["name"], line=first.line, speaker=first["speaker_id"])
                yield second.finding("name", message)


def memberships_overlapping(rows: Rows) -> Iterator[Finding]:
    """Two memberships of a speaker in one group, or in two regional groups, on the same days.

    Who is an observer of a second regional group is counted once, with the group of which it is a member.
    """
    for found in rows.by("memberships", "speaker_id", "group_id").values():
        yield from _overlapping(found, _("overlaps with line {line}, the same group"))
    regional = {row["group_id"] for row in rows["groups"] if row["kind"] == "regional"}
    for found in rows.by("memberships", "speaker_id").values():
        counted = [row for row in found if row["group_id"] in regional and row["role"] != "observer"]
        for first, second in combinations(counted, 2):
            if first["group_id"] != second["group_id"]:
                yield from _overlapping((first, second), _("overlaps with line {line}, another regional group"))


def _overlapping(found: Sequence[Row], message: str) -> Iterator[Finding]:
    for first, second in combinations(found, 2):
        if _overlap(_span(first), _span(second)):
            yield second.finding("valid_from", message.format(line=first.line))


Span = tuple[dt.date, dt.date]
"""First and last day; the ends of the calendar where a side is open."""


def _span(row: Row) -> Span:
    return (row.day("valid_from") or dt.date.min, row.day("valid_to") or dt.date.max)


def _within(span: Span, speaker: Row | None) -> Span:
    first, last = (speaker.day("first_date"), speaker.day("last_date")) if speaker else (None, None)
    return (max(span[0], first or dt.date.min), min(span[1], last or dt.date.max))


def _overlap(first: Span, second: Span) -> bool:
    return max(first[0], second[0]) <= min(first[1], second[1])
