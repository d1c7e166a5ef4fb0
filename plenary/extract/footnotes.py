"""Footnotes of each page, and which marks in the text lead to them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Final

from plenary.extract.rows import NOISE, Row, Setting

RULE: Final = re.compile(r"[_\u2014\u2015\u2500-]{5,}|(?:_ ?){6,}")
NOTE: Final = re.compile(r"(?P<sign>\d{1,3}|[*†‡§]{1,3}|[a-z])(?P<end>[.)/]?\s+)(?=\S)")
ALONE: Final = re.compile(r"(?P<sign>\d{1,3})")
LAST_ROWS: Final = 16
"""Rows at the end of a page among which its footnotes begin."""

LONE: Final = re.compile(r"(\d{1,3})\s+(?=[A-Z“])")
MISSED: Final = 3
"""By how much the number of a footnote may be higher than the last one found."""

GLUED: Final = re.compile(
    r"(?:(?<=[^\W\d_]{2}[)\]”’\"'.,;:])|(?<=[)\]”’\"][.,;:])|(?<=[a-zà-ÿ][a-zà-ÿ)]))\d{1,3}(?![\w/-]|[.,]\d)"
)
ABBREVIATION: Final = re.compile(
    r"(?:\S*/\S*|(?:^|[\s(])(?:[Nn]os?|paras?|vols?|arts?|chaps?|sects?|pp?|Rev|Add|Corr|Amend|Res|Dec|Sales|Supp|annex|figs?)\.)$"
)
STROKE_NOTE: Final = re.compile(r"(?:\d{1,3}|[*†‡§]{1,3})/\s+(?=\S)")
STROKE: Final = re.compile(r"(?<=\S)\s?(?:\d{1,3}|[*†‡§]{1,3}|\b[a-z])/(?=[\s,.;:)]|$)")
"""A mark with a stroke, as typed documents have it: "Ferries 1/"."""

STARS: Final = re.compile(r"(?<=\S)[*†‡§]{1,3}(?!\w)")
FIGURE: Final = re.compile(r"\d")
SPACED: Final = re.compile(r"(?<=[^\W\d_]{3} )\d{1,3}(?=[,;:.)](?:\s|$)|$)")
NUMBERING_WORD: Final = re.compile(
    r"(?:items?|paras?|paragraphs?|articles?|no|nos|rules?|resolutions?|decisions?|chapters?|annex|part|section|of|and|to"
    r"|from|page|vol|january|february|march|april|may|june|july|august|september|october|november|december|goals?|agenda"
    r"|option|phase|stage|table|figure|meetings?|sessions?|group|regulation|principle|target|schedule|list|the|than|by|at)"
    r"\.? $",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Note:
    """A footnote: its number or sign, and its rows; the first row's mark is left out by `mark_length`."""

    sign: str
    rows: list[Row] = field(default_factory=list)


def take_footnotes(pages: list[list[Row]], setting: Setting | None) -> tuple[list[list[Row]], list[Note]]:
    """The rows of each page without footnotes, and the footnotes in order; one that goes on overleaf is one."""
    bodies: list[list[Row]] = []
    notes: list[Note] = []
    for rows in pages:
        zone = _zone(rows, setting, notes)
        if zone is None:
            bodies.append(rows)
            continue
        begin, first, end = zone
        bodies.append(rows[:begin] + rows[end:])
        signed = False
        for row in rows[first:end]:
            if NOISE.fullmatch(row.text):
                continue
            sign = _sign(row, notes, first_of_page=row is rows[first] or (setting is None and not signed))
            signed = signed or bool(sign)
            if sign:
                notes.append(Note(sign, [row]))
            elif notes:
                notes[-1].rows.append(row)
            else:
                notes.append(Note("", [row]))
    return bodies, notes


def _zone(rows: list[Row], setting: Setting | None, notes: list[Note]) -> tuple[int, int, int] | None:
    """Where footnotes begin (with their rule), where their first row is, and where they end."""
    for index in range(len(rows) - 1, -1, -1):
        if RULE.fullmatch(rows[index].text):
            first = next((i for i in range(index + 1, len(rows)) if rows[i].text), None)
            if first is None:
                return (index, len(rows), len(rows)) if setting else None
            if _sign(rows[first], notes, first_of_page=True) or (notes and _small(rows[first], setting)):
                return index, first, _end(rows, first, setting)
            if setting is None and any(
                _sign(row, notes, first_of_page=True) for row in rows[first : first + LAST_ROWS]
            ):
                return index, first, len(rows)
            return None
    lone = _lone_note(rows, notes) if setting is None else None
    if lone is not None:
        return lone, lone, len(rows)
    stroked = next((index for index, row in enumerate(rows) if STROKE_NOTE.match(row.text)), None)
    if stroked is not None:
        return stroked, stroked, _end(rows, stroked, setting)
    if setting is None:
        return None
    first = len(rows)
    while first and (_small(rows[first - 1], setting) or not rows[first - 1].text):
        first -= 1
    while first < len(rows) and not rows[first].marks and not is_marked(rows[first]):
        first += 1
    return (first, first, len(rows)) if first < len(rows) else None


def _lone_note(rows: list[Row], notes: Sequence[Note]) -> int | None:
    """Where a text without rules has the next footnote near the end of a page: its number, alone or before its text.

    A few numbers may be missing, for some footnotes are not found.
    """
    last = next((int(note.sign) for note in reversed(notes) if note.sign.isdecimal()), 0)
    tail = [place for place, row in enumerate(rows) if row.text][-LAST_ROWS:]
    for place, after in zip_longest(tail, tail[1:], fillvalue=-1):
        text = rows[place].text
        found = LONE.match(text if len(text) > 3 else f"{text} {rows[after].text}")
        if place and found and last < int(found[1]) <= last + MISSED:
            glued = re.compile(rf"[a-zà-ÿ)\]”’.,;:]\s?{found[1]}(?=[\s,;:.)]|$)")
            if any(glued.search(row.text) for row in rows[:place]):
                return place
    return None


def _end(rows: list[Row], first: int, setting: Setting | None) -> int:
    """With geometry notes end with the page; in a text without pages with the first paragraph that is none."""
    if setting is not None:
        return len(rows)
    end = first
    for index in range(first, len(rows)):
        text = rows[index].text
        if not text:
            after = next((row.text for row in rows[index:] if row.text), "")
            if after and not NOTE.match(after):
                return index
        end = index + 1
    return end


def _small(row: Row, setting: Setting | None) -> bool:
    return setting is not None and row.size is not None and row.size < 0.95 * setting.size


def is_marked(row: Row) -> bool:
    """Whether a row begins with a raised mark."""
    return bool(row.marks and row.marks[0][0] == 0)


def _sign(row: Row, notes: Sequence[Note], *, first_of_page: bool) -> str:
    """Number or sign with which a row begins as a footnote; "" where it goes on with the one above."""
    if is_marked(row):
        return row.marks[0][1]
    found = NOTE.match(row.text) or ALONE.fullmatch(row.text)
    if not found:
        return ""
    sign = found["sign"]
    if sign.isdecimal():
        last = next((int(note.sign) for note in reversed(notes) if note.sign.isdecimal()), 0)
        expected = int(sign) == last + 1 or (first_of_page and (int(sign) == 1 or int(sign) > last))
        return sign if expected else ""
    if sign.isalpha():
        letters = [note.sign for note in notes if note.sign.isalpha()]
        return sign if sign == "a" or (letters and ord(sign) == ord(letters[-1]) + 1) else ""
    return sign


class Marks:
    """Which numbers and signs are marks, by the footnotes near a page."""

    def __init__(self, notes: Sequence[Note] = (), *, raised: bool = False) -> None:
        """Args: the footnotes, and whether the source raises its marks, so that no other number is one."""
        self._pages: dict[str, set[int]] = defaultdict(set)
        for note in notes:
            self._pages[note.sign].add(note.rows[0].page)
        self._first = {sign: min(pages) for sign, pages in self._pages.items()}
        self._raised = raised

    def known(self, sign: str, page: int) -> bool:
        """Whether a raised mark may lead to a footnote: one of this number stands here, before, or overleaf."""
        return sign in self._first and self._first[sign] <= page + 1

    def near(self, sign: str, page: int) -> bool:
        """Whether a footnote of this number stands on this page or the next one."""
        pages = self._pages.get(sign, ())
        return page in pages or page + 1 in pages

    def find(self, text: str, page: int) -> list[tuple[int, int]]:
        """Spans of marks in a text that are not raised; where the source raises marks, only stars are sought."""
        if not self._pages:
            return []
        spans = []
        if "*" in text:
            spans += [found.span() for found in STARS.finditer(text) if self.near(found[0], page)]
        if "/" in text:
            spans += [found.span() for found in STROKE.finditer(text) if self.near(found[0].strip(" /"), page)]
        if self._raised or not FIGURE.search(text):
            return _apart(spans) if spans else spans
        spans += [
            found.span()
            for found in GLUED.finditer(text)
            if self.near(found[0], page) and not ABBREVIATION.search(text[max(found.start() - 40, 0) : found.start()])
        ]
        for found in SPACED.finditer(text):
            if self.near(found[0], page) and not NUMBERING_WORD.search(text[: found.start()]):
                spans.append(found.span())
        return _apart(spans)


def _apart(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans in order, those inside another one left out."""
    kept: list[tuple[int, int]] = []
    for first, last in sorted(set(spans)):
        if not kept or first >= kept[-1][1]:
            kept.append((first, last))
    return kept


def mark_length(note: Note) -> int:
    """Characters of the first row that are the note's own mark, where the mark is no part of its own."""
    row = note.rows[0]
    if is_marked(row) or not note.sign:
        return 0
    found = NOTE.match(row.text) or ALONE.fullmatch(row.text)
    return found.end() if found else 0


def attach_marks(pages: Sequence[list[Row]], marks: Marks) -> None:
    """Make a mark that a text has on a line of its own a raised one behind the line above it."""
    for rows in pages:
        for place in range(len(rows) - 1, 0, -1):
            row, above = rows[place], rows[place - 1]
            if row.top is None and above.text and ALONE.fullmatch(row.text) and marks.near(row.text, row.page):
                above.marks.append((len(above.parts), row.text))
                above.parts.append(row.parts[0])
                del rows[place]
