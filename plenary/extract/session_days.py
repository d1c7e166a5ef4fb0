"""Days and place of a session as heads and sentences print them."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Final

from plenary.extract.calendar import MONTHS, days

_MONTH: Final = "(?:" + "|".join(MONTHS) + ")"
_PART: Final = rf"\d{{1,2}}(?:\s+{_MONTH}(?:,?\s+\d{{4}})?)?"
SEGMENT: Final = re.compile(
    rf"(?<![\d/.]){_PART}(?:(?:\s*[-–—]\s*|,?\s+(?:to|and|until|through)\s+|,\s*){_PART})+"
    rf"(?:,?\s+(?:{_MONTH},?\s+)?\d{{4}})?"
)
"""Days in a row, such as "6 December 2024 and 10–14 March 2025"."""

DAY: Final = re.compile(rf"(?<![\d–-])(?P<day>\d{{1,2}})\s+(?P<month>{_MONTH}),?\s+(?P<year>\d{{4}})")
HELD: Final = re.compile(
    r"(?:held|met|convened|opened|meeting|took place)\b[^.]{0,160}?\b(?:in|at)\s+"
    r"(?P<place>(?:the\s+)?[A-Z][^.;()]{1,120}?)"
    r",?\s+(?:from|on|between)\s+\d"
)
PLACE_LINE: Final = re.compile(
    rf"(?P<place>[A-Z][^\d:;()]{{2,60}}?),\s+(?=\d{{1,2}}(?:\s+{_MONTH})?(?:\s+\d{{4}})?\s*(?:[-–—]|to|and|{_MONTH}))"
)
MEETINGS: Final = re.compile(r"\bmeetings?\b[^.;]{0,40}$")
_EVENT: Final = r"\b(?:session|Congress|Conference|Forum|Meeting|Assembly"
SESSION_HELD: Final = re.compile(
    r"\b(?:held|convened) (?:its|the|their) [\w -]{0,80}(?:session|meeting)\b"
    rf"|{_EVENT})\b[^.]{{0,160}}\b(?:was|were|been) (?:held|convened|opened)\b"
    rf"|{_EVENT}|Committee|Commission|Council|Board|Group|SBI \d+)\b[^.]{{0,120}}"
    r"\b(?:met|took place|held \d+ meetings|was held)\b"
)
LONGEST: Final = 500
"""Most days between the first and the last day of a session with its resumed parts."""


@dataclass(frozen=True, slots=True)
class Span:
    """First and last day."""

    first: dt.date
    last: dt.date

    def meets(self, other: Span) -> bool:
        """Whether both have a day in common."""
        return self.first <= other.last and other.first <= self.last


def span_of(wording: str) -> Span | None:
    """First and last day of the first days in a row that a wording names and that are not those of meetings."""
    for found in SEGMENT.finditer(wording):
        before = wording[max(found.start() - 80, 0) : found.start()]
        if MEETINGS.search(before) and "between" not in before[-10:]:
            continue
        printed = days(found[0], None)
        if len(printed) > 1 and (max(printed) - min(printed)).days < LONGEST:
            return Span(min(printed), max(printed))
    return None


def place_of(wording: str) -> str:
    """The place named with the days of a session; "" where none is."""
    found = HELD.search(wording) or PLACE_LINE.search(wording)
    return re.sub(r"^the ", "", found["place"]).strip(" ,") if found else ""


def day_of(wording: str) -> dt.date | None:
    """The day that a line of the head bears: it fills a good part of the line, or stands with the distribution."""
    found = DAY.search(wording)
    if (
        found is None
        or span_of(wording)
        or (found.end() - found.start() <= len(wording) / 3 and "Distr" not in wording)
    ):
        return None
    try:
        return dt.date(int(found["year"]), MONTHS[found["month"]], int(found["day"]))
    except ValueError:
        return None
