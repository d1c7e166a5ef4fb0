"""Speakers of a record: twice in one list, not members, names of other days, names that are not known."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from plenary.catalogue import translate as _
from plenary.checks.record.oddity import Odd, day_of_session, days_of_turns
from plenary.checks.record.votes import votes
from plenary.extract.model import Reading, Resolution, Turn
from plenary.model import Act, Capacity, Kind
from plenary.names import Names, UnknownName, normalised, period

UNLISTED = frozenset({Kind.UNNAMED, Kind.OFFICER, Kind.PERSON, Kind.SECRETARIAT})
"""Kinds that a list may name twice by the same words: two panellists, two representatives of the Secretariat."""


def speaker_twice_in_list(reading: Reading, names: Names) -> Iterator[Odd]:
    """A speaker that one paragraph names twice for the same act at the same meeting and for the same States.

    Whoever exercises the right of reply may do so twice.
    """
    first: dict[tuple[object, ...], Turn] = {}
    for turn in reading.turns:
        if turn.kind in UNLISTED or turn.act is Act.RIGHT_OF_REPLY:
            continue
        who = turn.speaker_id or normalised(turn.name_printed)
        key = (turn.paragraph, turn.act, turn.meetings, turn.dates, turn.items, turn.on_behalf_of, who)
        if key in first and first[key].start != turn.start:
            message = _("{speaker} stands in this list already")
            yield Odd(message.format(speaker=turn.name_printed), turn.start, turn.end)
        first.setdefault(key, turn)


def not_a_member(reading: Reading, names: Names) -> Iterator[Odd]:
    """A State among the members that was none of the United Nations on that day; what it is is said."""
    for turn, day in days_of_turns(reading):
        if turn.capacity is not Capacity.MEMBER or turn.kind is not Kind.STATE or not turn.speaker_id:
            continue
        if turn.speaker_id in names.members("un", day) or not _known(names, turn.speaker_id):
            continue
        message = _("is listed as a member and was no member of the United Nations on {day}").format(day=day)
        note = names.speaker(turn.speaker_id).note
        if note:
            message = _("{message}: {note}").format(message=message, note=note.rstrip("."))
        yield Odd(message, turn.start, turn.end)


def speaker_not_in_being(reading: Reading, names: Names) -> Iterator[Odd]:
    """A former State, or one still to come, that takes the floor on a day on which it was none."""
    for turn, day in days_of_turns(reading):
        if turn.speaker_id and _known(names, turn.speaker_id) and not names.exists(turn.speaker_id, day):
            message = _("{speaker} was no speaker of its own on {day}")
            message = message.format(speaker=names.name_today(turn.speaker_id), day=day)
            yield Odd(message, turn.start, turn.end)


def _known(names: Names, speaker_id: str) -> bool:
    try:
        names.speaker(speaker_id)
    except KeyError:
        return False
    return True


def name_not_in_force(reading: Reading, names: Names) -> Iterator[Odd]:
    """A name that is known for other days only, of a speaker, of whom it speaks for, or in a list of votes."""
    for printed, start, end, unknown in _unresolved(reading, names):
        if unknown.reason == "other_dates":
            rows = "; ".join(f"{row.name} ({row.speaker_id}) {period(row)}" for row in unknown.hints)
            message = _("“{name}” was not in force on {day}: {names}")
            yield Odd(message.format(name=printed, day=unknown.on, names=rows), start, end)


def unknown_name(reading: Reading, names: Names) -> Iterator[Odd]:
    """A speaker or voter whose name the dated table does not hold; the nearest names are hints and no answer."""
    for printed, start, end, unknown in _unresolved(reading, names):
        if unknown.reason != "other_dates":
            hints = tuple(dict.fromkeys(row.name for row in unknown.hints))
            yield Odd(_("“{name}” is no known name").format(name=printed), start, end, hints=hints)


def _unresolved(reading: Reading, names: Names) -> Iterator[tuple[str, int, int, UnknownName]]:
    """Printed names that do not resolve on their day, with their places and why.

    Whom a speaker speaks for may be any group of States: there only a name of other days is told.
    """
    days = dict(days_of_turns(reading))
    for turn in reading.turns:
        # Without any day the latest one known serves: what it does not know is unknown.
        day = days.get(turn)
        if turn.resolution is Resolution.UNKNOWN or (turn.kind is Kind.STATE and not turn.speaker_id):
            unknown = _why(names, turn.name_printed, day or names.last_day)
            if unknown and (day or unknown.reason == "unknown"):
                yield turn.name_printed, turn.start, turn.end, unknown
        for represented in turn.on_behalf_of if day else ():
            unknown = _why(names, represented, day) if day else None
            if unknown and unknown.reason == "other_dates":
                yield represented, turn.start, turn.end, unknown
    session = day_of_session(reading) or names.last_day
    for vote in votes(reading.report, names):
        for voter in vote.voters:
            unknown = _why(names, voter.printed, session)
            if unknown:
                yield voter.printed, voter.start, voter.end, unknown


def _why(names: Names, printed: str, day: dt.date) -> UnknownName | None:
    try:
        names.resolve(printed, day)
    except UnknownName as unknown:
        return unknown
    return None
