"""Where the reader stands: chapter and section, agenda items, current meetings and days."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

from plenary.extract.calendar import ITEM, ONLY_DATE, SAME, SAME_DAY, days, items_in, meetings_in
from plenary.extract.model import Block, BlockKind, MeetingMention, Report

CONSIDERED: Final = re.compile(
    r"^(?:On|Under) (?:agenda )?items? \d|\b(?:consider(?:ed|ation)|took up|taken up|discussed|deliberat|examined|"
    r"reviewed|dealt with|debate on|discussion (?:of|on)|"
    r"exchange of views|resumed|began|continued|concluded|held (?:a|its)|hearing|had before it|"
    r"agenda items? \d+[^,]*, entitled)"
)
ANNOUNCES: Final = re.compile(r"\b(?:consider|took up|discuss|held|dealt|examin|review|debate|devoted)")
HELD: Final = re.compile(r"\b(?:meetings?|held|opened|closed|convened|met|began|concluded|took place)\b")
WORD: Final = re.compile(r"\w+")
QUOTED: Final = re.compile(r"“[^”]*”|\"[^\"]*\"")
REFERENCE: Final = re.compile(r"\(\s*(?:see|for the)[^)]*\)")


class Place:
    """Keeps, block by block, which items, meetings and days hold.

    Attributes:
        meetings: Ordinals of the meetings at which what is told now took place; empty where none can be told.
        dates: The days of those meetings.
    """

    def __init__(self, report: Report, otherwise: dt.date) -> None:
        """Args: the report; the day for which names are looked up where it names none."""
        self.report = report
        head = report.masthead
        self.bounds = (head.first_date, head.last_date)
        self.year = head.first_date.year if head.first_date else head.year or (head.date.year if head.date else None)
        self.day = head.first_date or head.date or (dt.date(head.year, 7, 1) if head.year else otherwise)
        self.meetings: tuple[int, ...] = ()
        self.dates: tuple[dt.date, ...] = ()
        self._days: dict[int, tuple[dt.date, ...]] = {}
        self._items: list[tuple[int, tuple[str, ...]]] = []
        self._chapter: set[tuple[int, ...]] = set()
        self._level = 0
        self._borrowed = False
        self._titled: tuple[str, ...] | None = None
        self._fresh = False
        self._sections: list[int] = [0]
        self._titles = {_folded(item.title): item.number for item in report.agenda if len(item.title) > 12}

    @property
    def items(self) -> tuple[str, ...]:
        """Agenda items under which what is told now stands: those of the innermost heading that names some."""
        return self._items[-1][1] if self._items else self.report.masthead.items

    @property
    def section(self) -> int:
        """Number of the section, counted from 0: a new one begins with each heading of a chapter or item."""
        return len(self._sections) - 1

    def heading(self, block: Block) -> None:
        """Enters the section below a heading."""
        text = self.report.wording(block)
        level = block.level or 1
        attached = self._fresh and bool(ITEM.search(text)) and text.lstrip().startswith("(")
        if attached:
            level = self._level
        else:
            while self._items and self._items[-1][0] >= level:
                self._items.pop()
            if level <= 1 or not self._fresh:
                self.meetings, self.dates = (), ()
            if level <= 1:
                self._chapter = set()
                self._sections.append(block.start)
            self._level = level
        items = items_in(text)
        if not items:
            number = self._titles.get(_folded(text)) or self._chapter_item(block)
            items = (number,) if number else ()
        self._titled = items or (self._titled if attached else None)
        if items:
            self._put(level, items)
            if level == 2:
                self._sections.append(block.start)
        self._fresh = True
        if meetings_in(text, self.year, self.bounds):
            self.sentence(text, block.start, block)
            self._fresh = True

    def _may_set(self, items: tuple[str, ...]) -> bool:
        """Whether a sentence may set the items of a section: not against a heading that names others."""
        titled = self._titled
        return titled is None or all(any(item.startswith(known) for known in titled) for item in items)

    def _chapter_item(self, block: Block) -> str:
        """The item of a chapter that bears its number, where the chapter itself speaks of that item; "" where none."""
        number = roman(block.label) if block.level == 1 else 0
        if not number:
            return ""
        blocks = self.report.blocks
        chapters = [
            other.start for other in blocks if other.kind is BlockKind.HEADING and other.level == 1 and other.label
        ]
        last = next((start for start in chapters if start > block.start), len(self.report.text))
        named = re.compile(rf"\bunder agenda items? (?:\d+(?: \([a-z]\))?(?:, | and ))*{number}\b")
        return str(number) if named.search(self.report.text, block.end, last) else ""

    def _put(self, level: int, items: tuple[str, ...]) -> None:
        while self._items and self._items[-1][0] >= level:
            self._items.pop()
        self._items.append((level, items))

    def sentence(self, text: str, start: int, block: Block) -> list[MeetingMention]:
        """Takes up meetings, days and items that a sentence names; the meetings as named.

        Args:
            text: The sentence.
            start: Its offset.
            block: The block in which it stands.
        """
        if self._fresh:
            self._fresh = False
            self._single()
        plain = REFERENCE.sub(lambda match: " " * len(match.group()), QUOTED.sub(lambda m: " " * len(m.group()), text))
        found = meetings_in(plain, self.year, self.bounds)
        considered = bool(CONSIDERED.search(plain))
        items = items_in(plain) if considered else ()
        if items and (found or "agenda item" in plain) and not block.number.endswith(")") and self._may_set(items):
            self._put(max(self._level, 1), items)
        mentions: list[MeetingMention] = []
        if found:
            ordinals: list[int] = []
            dates: list[dt.date] = []
            for name in found:
                printed = name.dates
                if name.same_day and self.dates:
                    printed = self.dates[-1:]
                elif name.same_day and dates:
                    printed = tuple(dates[-1:])
                self._dated(name.ordinals, printed)
                if not printed and len(found) == 1 and not any(number in self._days for number in name.ordinals):
                    apart = ONLY_DATE.search(plain)
                    printed = days(apart["dates"], self.year, self.bounds) if apart else ()
                    self._dated(name.ordinals, printed)
                known = printed or tuple(day for number in name.ordinals for day in self._days.get(number, ()))
                if name.dates:
                    self.year = name.dates[-1].year
                ordinals += name.ordinals
                dates += known
                announces = bool(ANNOUNCES.search(plain)) and block.kind is BlockKind.PARAGRAPH
                mentions.append(
                    MeetingMention(
                        name.ordinals, printed, block.number, self.report.page_at(start + name.start),
                            start + name.start,
                        start + name.end, announces and bool(items or considered), items,
                    )
                )  # fmt: skip
            if SAME.search(plain):
                ordinals, dates = [*self.meetings, *ordinals], [*self.dates, *dates]
            self.meetings = tuple(dict.fromkeys(ordinals))
            self.dates = tuple(sorted(dict.fromkeys(dates)))
            self._chapter.add(self.meetings)
            self._borrowed = False
        elif SAME.search(plain):
            pass
        else:
            date = ONLY_DATE.search(plain)
            free = self._borrowed or not self.meetings
            if date and free and not SAME_DAY.search(plain) and (date.start() < 3 or HELD.search(plain)):
                self.meetings, self._borrowed = (), False
                self.dates = days(date["dates"], self.year, self.bounds)
        return mentions

    def days_of(self, meetings: tuple[int, ...]) -> tuple[dt.date, ...]:
        """The days of meetings, as far as the report has told them."""
        return tuple(sorted({day for number in meetings for day in self._days.get(number, ())}))

    def _dated(self, ordinals: tuple[int, ...], dates: tuple[dt.date, ...]) -> None:
        if 1 < len(dates) < len(ordinals):
            # Each day had a meeting: the first was on the first of them, the last on the last.
            for number in ordinals:
                self._days.setdefault(number, dates)
            self._days[ordinals[0]], self._days[ordinals[-1]] = dates[:1], dates[-1:]
        elif len(dates) == len(ordinals):
            for number, day in zip(ordinals, dates, strict=True):
                self._days[number] = (day,)
        elif len(dates) == 1:
            for number in ordinals:
                self._days[number] = dates
        elif dates:
            for number in ordinals:
                self._days.setdefault(number, dates)

    def _single(self) -> None:
        """After a heading: the meeting of the chapter, where it has named one only."""
        if not self.meetings and len(self._chapter) == 1 and len(next(iter(self._chapter))) == 1:
            self.meetings, self._borrowed = next(iter(self._chapter)), True
            self.dates = tuple(day for number in self.meetings for day in self._days.get(number, ()))


def roman(label: str) -> int:
    """The number of a Roman numeral; 0 where it is none."""
    values = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
    if not label or any(letter not in values for letter in label):
        return 0
    figures = [values[letter] for letter in label]
    return sum(-one if any(one < later for later in figures[at + 1 :]) else one for at, one in enumerate(figures))


def _folded(title: str) -> str:
    return " ".join(WORD.findall(title.casefold()))
