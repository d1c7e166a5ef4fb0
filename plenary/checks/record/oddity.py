"""Something odd in a record before it is placed, and what the rules ask of a reading: paragraph, chapter and day."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from plenary.extract.model import Block, BlockKind, MeetingMention, Reading, Report, Turn

UNNUMBERED = frozenset({BlockKind.HEADING, BlockKind.FOOTNOTE, BlockKind.OTHER})
"""Blocks whose number is none of a paragraph."""


Part = MeetingMention | Turn
"""What names meetings, and items considered at them."""


@dataclass(frozen=True, slots=True)
class Odd:
    """What a rule found; `check_record` adds rule, severity, page, paragraph and what is printed there.

    Attributes:
        message: Why it is odd, one sentence without full stop, through the catalogue.
        start: Offset of what is printed; None where something is missing.
        end: Offset after it.
        paragraph: Paragraph where it is not that of `start`; None otherwise.
        hints: Nearest known names.
    """

    message: str
    start: int | None = None
    end: int | None = None
    paragraph: str | None = None
    hints: tuple[str, ...] = ()


def block_at(report: Report, offset: int) -> Block | None:
    """The block in which a character of the text stands; the one before it where it stands in none."""
    place = bisect_right(report.blocks, offset, key=lambda block: block.start) - 1
    return report.blocks[place] if place >= 0 else None


def paragraph_at(report: Report, offset: int) -> str:
    """The paragraph in which a character of the text stands; "" outside numbered text."""
    block = block_at(report, offset)
    return block.number if block and block.kind not in UNNUMBERED else ""


def numbered_blocks(report: Report, *kinds: BlockKind) -> Iterator[Block]:
    """The blocks of some kinds, in their order."""
    return (block for block in report.blocks if block.kind in kinds)


class Chapters:
    """The chapters of a report: what stands between two headings of the first level that bear a numeral or letter."""

    def __init__(self, report: Report) -> None:
        """Args: the report; without such headings it is one chapter."""
        headings = numbered_blocks(report, BlockKind.HEADING)
        self.headings = [heading for heading in headings if heading.level == 1 and heading.label]
        self._starts = [heading.start for heading in self.headings]

    def at(self, offset: int) -> int:
        """Number of the chapter in which a character stands: 0 before the first, or where there is none."""
        return bisect_right(self._starts, offset)


class Sections:
    """The headings of a report, of all levels."""

    def __init__(self, report: Report) -> None:
        """Args: the report."""
        self._report = report
        self._headings = list(numbered_blocks(report, BlockKind.HEADING))
        self._starts = [heading.start for heading in self._headings]

    def heading_at(self, offset: int) -> str:
        """The wording of the nearest heading above a character; "" where there is none."""
        place = bisect_right(self._starts, offset)
        return self._report.wording(self._headings[place - 1]) if place else ""


def day_of_session(reading: Reading) -> dt.date | None:
    """The day that stands for the whole record: the first of the session, of its meetings, or that of the document."""
    masthead = reading.report.masthead
    days = (day for mention in reading.mentions for day in mention.dates)
    return masthead.first_date or min(days, default=None) or masthead.date


def days_of_turns(reading: Reading) -> Iterator[tuple[Turn, dt.date]]:
    """Each turn with the day of its (first) meeting, or that of the session; turns without either are left out."""
    session = day_of_session(reading)
    for turn in reading.turns:
        day = min(turn.dates, default=session)
        if day is not None:
            yield turn, day


def placed_parts(reading: Reading) -> tuple[Part, ...]:
    """All that names meetings or items: the mentions in printed order, then the turns."""
    return (*reading.mentions, *reading.turns)


def base_item(item: str) -> str:
    """The agenda item to which a sub-item belongs: "18" for "18 (d)" and "18(d)"."""
    return item.partition("(")[0].strip()
