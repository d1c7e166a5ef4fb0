"""Dates of a record: of meetings, of the session, and days that no calendar has."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterator
from typing import Final

from plenary.catalogue import translatable
from plenary.catalogue import translate as _
from plenary.checks.record.oddity import Odd
from plenary.extract.model import MeetingMention, Reading
from plenary.model import DocumentStatus
from plenary.names import Names

MONTHS: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAYS: Final = (
    translatable("Monday"),
    translatable("Tuesday"),
    translatable("Wednesday"),
    translatable("Thursday"),
    translatable("Friday"),
    translatable("Saturday"),
    translatable("Sunday"),
)
"""As reports print them, Monday first."""
DAY: Final = rf"(?P<day>(?<![\w/.])\d{{1,2}}) (?P<month>{'|'.join(MONTHS)})\b(?:,? (?P<year>[12]\d{{3}})\b)?"
DATE: Final = re.compile(DAY)
DATE_WITH_WEEKDAY: Final = re.compile(rf"\b(?P<weekday>{'|'.join(WEEKDAYS)}),? {DAY}")
LEAP_YEAR: Final = 2000
"""A day printed without its year may be 29 February."""

Span = tuple[dt.date, dt.date]


def _spans(mention: MeetingMention) -> Iterator[tuple[int, Span]]:
    """Each meeting of a mention with the first and last day that it may have had: one day where they are paired."""
    if len(mention.dates) == len(mention.meetings):
        yield from ((meeting, (day, day)) for meeting, day in zip(mention.meetings, mention.dates, strict=True))
    elif mention.dates:
        span = (min(mention.dates), max(mention.dates))
        yield from ((meeting, span) for meeting in mention.meetings)


def meeting_with_two_dates(reading: Reading, names: Names) -> Iterator[Odd]:
    """A meeting that two places of the record put on different days; told at the later place, once a meeting."""
    known: dict[int, tuple[Span, MeetingMention]] = {}
    told: set[int] = set()
    for mention in reading.mentions:
        for meeting, (first, last) in _spans(mention):
            (earliest, latest), before = known.get(meeting, ((first, last), mention))
            if max(first, earliest) <= min(last, latest):
                known[meeting] = ((max(first, earliest), min(last, latest)), before)
            elif meeting not in told:
                told.add(meeting)
                message = _("meeting {meeting} is dated {day} here and {other} in paragraph {paragraph}")
                message = message.format(
                    meeting=meeting, day=_days(first, last), other=_days(earliest, latest), paragraph=before.paragraph
                )
                yield Odd(message, mention.start, mention.end)


def _days(first: dt.date, last: dt.date) -> str:
    if first == last:
        return first.isoformat()
    return _("{first} to {last}").format(first=first.isoformat(), last=last.isoformat())


def dates_out_of_order(reading: Reading, names: Names) -> Iterator[Odd]:
    """A meeting dated before one of lower ordinal."""
    dated: dict[int, tuple[dt.date, MeetingMention]] = {}
    for mention in reading.mentions:
        for meeting, (first, last) in _spans(mention):
            if first == last:
                dated.setdefault(meeting, (first, mention))
    latest: tuple[int, dt.date] | None = None
    for meeting, (day, mention) in sorted(dated.items(), key=lambda entry: entry[0]):
        if latest and day < latest[1]:
            message = _("meeting {meeting} is dated {day}, before meeting {other} on {other_day}")
            message = message.format(meeting=meeting, day=day, other=latest[0], other_day=latest[1])
            yield Odd(message, mention.start, mention.end)
        else:
            latest = (meeting, day)


def date_outside_session(reading: Reading, names: Names) -> Iterator[Odd]:
    """A meeting before the first or after the last day of the session; without those, after the document's own day.

    A draft is issued before the session ends: it may name meetings still to come.
    """
    masthead = reading.report.masthead
    bearing = masthead.date if masthead.status is DocumentStatus.ADOPTED else None
    first, last = masthead.first_date, masthead.last_date or (None if masthead.first_date else bearing)
    for mention in reading.mentions:
        early = [day for day in mention.dates if first and day < first]
        late = [day for day in mention.dates if last and day > last]
        if early:
            message = _("{day} lies before the first day of the session, {first}")
            yield Odd(message.format(day=min(early), first=first), mention.start, mention.end)
        elif late and masthead.last_date:
            message = _("{day} lies after the last day of the session, {last}")
            yield Odd(message.format(day=max(late), last=last), mention.start, mention.end)
        elif late:
            message = _("{day} lies after the day that the document bears, {last}")
            yield Odd(message.format(day=max(late), last=last), mention.start, mention.end)


def impossible_date(reading: Reading, names: Names) -> Iterator[Odd]:
    """A day that no calendar has, such as the thirty-first of April."""
    for found in DATE.finditer(reading.report.text):
        year = int(found["year"] or LEAP_YEAR)
        month = MONTHS.index(found["month"]) + 1
        if not 1 <= int(found["day"]) <= calendar.monthrange(year, month)[1]:
            yield Odd(_("no calendar has this day"), *found.span())


def wrong_weekday(reading: Reading, names: Names) -> Iterator[Odd]:
    """A day with a day of the week that it was not; only where its year is printed, or it is that of a meeting."""
    meetings = [(mention.start, mention.end, mention.dates) for mention in reading.mentions if mention.dates]
    for found in DATE_WITH_WEEKDAY.finditer(reading.report.text):
        of_meeting = (dates[0].year for start, end, dates in meetings if start <= found.start() < end)
        year = int(found["year"]) if found["year"] else next(of_meeting, None)
        month = MONTHS.index(found["month"]) + 1
        if not year or not 1 <= int(found["day"]) <= calendar.monthrange(year, month)[1]:
            continue
        weekday = WEEKDAYS[calendar.weekday(year, month, int(found["day"]))]
        if weekday != found["weekday"]:
            message = _("in {year} this day was a {weekday}")
            yield Odd(message.format(year=year, weekday=_(weekday)), *found.span())
