"""Rows -> one line of text whose every character keeps its page and its place in the raw text.

Blanks are levelled, hyphens at line ends undone, ligatures and letters with separate accents written as one would type
them, raised marks taken out. Where characters are not those of the source, each has a run of its own.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from plenary.extract.footnotes import Marks
from plenary.extract.model import Line, Mark
from plenary.extract.rows import Row

SPECIAL: Final = re.compile(r"[^\S ]|  |[\u00ad\ufffe\u0300-\u036f\u200b-\u200f\u2060\ufeff\ufb00-\ufb06\x00-\x1f\x7f]")
"""What does not go into the text as it stands."""

DROPPED: Final = frozenset("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff")
HYPHENS: Final = frozenset("-\u2010\ufffe")
SIGN: Final = re.compile(r"\d+|[^\d\s,–-]+")
WORD: Final = re.compile(r"[^\W\d_]+")
BREAKS: Final = HYPHENS | frozenset(" /\u2013\u2014")
"""Last characters of a row after which the next one may follow without a blank."""

LAST_WORD: Final = re.compile(r"([^\W\d_]+)(?: ?[-\u2010\ufffe])$")
NO_BLANK_AFTER: Final = re.compile(r"[\w)]/$|(?<=\d)[-\u2010\u2013\u2014]$|(?<=[^\W\d_])\u2013$")
"""Symbols and spans of numbers are broken after a slash or dash, without a blank."""


class Vocabulary:
    """Words of a document, to tell a hyphen that belongs to a word from one that only parts it at a line's end."""

    def __init__(self, pages: Sequence[str]) -> None:
        self._pages = pages
        self._text = ""
        self._known: dict[tuple[str, str], bool] = {}

    def keeps_hyphen(self, before: str, after: str) -> bool:
        """Whether the hyphen between two parts, parted at a line's end, belongs to the word."""
        if not before or not after or not after[0].islower():
            return True
        pair = (before.lower(), after.lower())
        if pair not in self._known:
            self._text = self._text or "\n".join(self._pages).lower()
            self._known[pair] = self._belongs(*pair)
        return self._known[pair]

    def _belongs(self, before: str, after: str) -> bool:
        if self._has(f"{before}-{after}"):
            return True
        return not self._has(before + after) and len(after) > 2 and self._has(after)

    def _has(self, word: str) -> bool:
        return word in self._text and re.search(rf"(?<![^\W_]){re.escape(word)}(?![^\W_])", self._text) is not None

    def follows(self, before: str, after: str) -> bool:
        """Whether the two words stand beside each other within a line of the document."""
        pair = f"{before} {after}"
        return any(pair in page for page in self._pages)


@dataclass(slots=True)
class Stretch:
    """A block of text to be: rows joined.

    Attributes:
        text: One line.
        runs: (offset in the text, page, offset in the raw page).
        marks: Footnote marks taken out.
        rows: The rows it was made of.
    """

    text: str = ""
    runs: list[tuple[int, int, int]] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)

    @property
    def page(self) -> int:
        """Page on which it begins, counted from 1."""
        return self.runs[0][1] if self.runs else 1


class _Writer:
    """Puts a stretch together."""

    def __init__(self, vocabulary: Vocabulary, marks: Marks, raw_pages: Sequence[str]) -> None:
        self._vocabulary = vocabulary
        self._marks = marks
        self._raw = raw_pages
        self._parts: list[str] = []
        self._length = 0
        self.runs: list[tuple[int, int, int]] = []
        self.marks: list[Mark] = []
        self._expected = (0, -1)

    def text(self) -> str:
        return "".join(self._parts)

    def put(self, characters: str, page: int, start: int) -> None:
        """Characters that stand in the raw text from `start` on."""
        if self._expected != (page, start):
            self.runs.append((self._length, page, start))
        self._parts.append(characters)
        self._length += len(characters)
        self._expected = (page, start + len(characters))

    def put_other(self, characters: str, page: int, start: int) -> None:
        """Characters that the raw text has otherwise, at `start`: each has its own run."""
        for character in characters:
            self.runs.append((self._length, page, start))
            self._parts.append(character)
            self._length += 1
        self._expected = (0, -1)

    def mark(self, sign: str) -> None:
        self.marks.append(Mark(self._length, sign))

    def end(self) -> str:
        """The last characters written."""
        tail = ""
        for part in reversed(self._parts):
            tail = part + tail
            if len(tail) > 40:
                break
        return tail

    def _place(self, offset: int) -> tuple[int, int]:
        """Page and raw offset of a character written lately."""
        first, page, start = next(run for run in reversed(self.runs) if run[0] <= offset)
        return page, start + offset - first

    def cut(self, count: int) -> None:
        """Take back the last characters."""
        self._length -= count
        while count:
            last = self._parts.pop()
            if len(last) > count:
                self._parts.append(last[:-count])
                break
            count -= len(last)
        while self.runs and self.runs[-1][0] >= self._length:
            self.runs.pop()
        self._expected = (0, -1)

    def blank_before(self, page: int, start: int) -> None:
        """A blank that joins two rows: the white space before the next one, where there is some."""
        raw = self._raw[page - 1]
        place, at = self._expected
        if place and at < len(self._raw[place - 1]) and self._raw[place - 1][at].isspace():
            self.put(" ", place, at)
        elif start and raw[start - 1].isspace():
            self.put_other(" ", page, start - 1)
        else:
            self._parts.append(" ")
            self._length += 1
            self._expected = (0, -1)

    def rows(self, rows: Sequence[Row], skip: int = 0, own_mark: bool = False) -> None:
        """All rows; the first `skip` characters of the first one, and its own mark, left out."""
        first = True
        for row in rows:
            raised = {place for place, _ in row.marks}
            new_row = True
            for place, part in enumerate(row.parts):
                if place in raised:
                    signs = SIGN.findall(part.text)
                    if first and place == 0 and own_mark:
                        continue
                    if all(self._marks.known(sign, part.page) for sign in signs):
                        for sign in signs:
                            self.mark(sign)
                        continue
                text, start = part.text, part.start
                apart = part.top is None or text[:1].isalnum()
                if place and apart and self._length and not _continuous(row.parts[place - 1], part):
                    self.blank_before(part.page, start)
                if first and skip:
                    lead = len(text) - len(text.lstrip()) + skip
                    text, start, skip = text[lead:], start + lead, 0
                self._part(text, part, start, new_row=new_row and not first)
                if text.strip():
                    first = new_row = False

    def _part(self, text: str, line: Line, start: int, *, new_row: bool) -> None:
        stripped = text.strip()
        if not stripped:
            if text and self._length and not new_row and not self.end().endswith(" "):
                self.blank_before(line.page, start + len(text))
            return
        indent = len(text) - len(text.lstrip())
        if new_row:
            self._join(stripped, line.page, start + indent)
        elif indent and self._length and not self.end().endswith(" "):
            self.put(" ", line.page, start + indent - 1)
        self._clean(stripped, line.page, start + indent)
        if not new_row and text[-1].isspace() and not self.end().endswith(" "):
            self.put(" ", line.page, start + indent + len(stripped))

    def _join(self, following: str, page: int, start: int) -> None:
        if not self._length:
            return
        if self._parts[-1][-1] not in BREAKS:
            self.blank_before(page, start)
            return
        end = self.end()
        trailing = len(end) - len(end.rstrip())
        if trailing:
            self.cut(trailing)
            end = end.rstrip()
        found = LAST_WORD.search(end)
        if found and end[-1] in HYPHENS and not end.endswith(("--", " - ")):
            after = WORD.match(following)
            gap = len(found[0]) - len(found[1]) - 1
            if after and self._vocabulary.keeps_hyphen(found[1], after[0]):
                if gap and after[0][0].islower():
                    place = self._place(self._length - 1)
                    self.cut(2)
                    self.put_other("-", *place)
                elif gap:
                    self.blank_before(page, start)
            elif after:
                self.cut(1 + gap)
            return
        if not NO_BLANK_AFTER.search(end):
            self.blank_before(page, start)

    def _clean(self, text: str, page: int, start: int) -> None:
        spans = self._marks.find(text, page)
        position = 0
        for first, last in [*spans, (len(text), len(text))]:
            piece = text[position:first]
            if first < last:
                piece = piece.rstrip(" ")
            if piece:
                if SPECIAL.search(piece):
                    self._special(piece, page, start + position)
                else:
                    self.put(piece, page, start + position)
            if first < last:
                self.mark(text[first:last].strip(" /"))
            position = last

    def _special(self, text: str, page: int, start: int) -> None:
        index, end = 0, len(text)
        while index < end:
            character = text[index]
            place = start + index
            if character in DROPPED:
                index += 1
            elif character == "\ufffe":
                index += 1
                found = LAST_WORD.search(self.end() + "-")
                after = WORD.match(text, index)
                if index == end or (found and after and self._vocabulary.keeps_hyphen(found[1], after[0])) or not found:
                    self.put_other("-", page, place)
            elif character.isspace() or character < " " or character == "\x7f":
                if not self.end().endswith(" ") and self._length:
                    self.put(" ", page, place)
                index += 1
            elif unicodedata.combining(character):
                index = self._accent(text, index, page, place)
            elif "\ufb00" <= character <= "\ufb06":
                self.put_other(unicodedata.normalize("NFKC", character), page, place)
                index += 1
            else:
                self.put(character, page, place)
                index += 1

    def _accent(self, text: str, index: int, page: int, place: int) -> int:
        """A mark that belongs on the letter before; a dot on an i says nothing, and the blank after it is none."""
        end = self.end()
        if text[index] == "\u0307" and end.rstrip().endswith(("i", "ı")):
            if end.endswith(" "):
                self.cut(1)
            after = text[index + 1 : index + 3]
            return index + 2 if len(after) == 2 and after[0] == " " and after[1].islower() else index + 1
        if end and (composed := unicodedata.normalize("NFC", end[-1] + text[index])) and len(composed) == 1:
            self.cut(1)
            self.put_other(composed, page, place - 1)
        return index + 1


def _continuous(before: Line, after: Line) -> bool:
    return before.start + len(before.text) == after.start


def join_rows(
    rows: Sequence[Row],
    vocabulary: Vocabulary,
    marks: Marks,
    raw_pages: Sequence[str],
    skip: int = 0,
    own_mark: bool = False,
) -> Stretch:
    """The rows as one line of text.

    Args:
        rows: The rows.
        vocabulary: Words of the document.
        marks: What is a footnote mark.
        raw_pages: Raw text of all pages.
        skip: Characters at the beginning of the first row that are left out.
        own_mark: Whether the first row begins with a raised mark of its own, that of a footnote.
    """
    writer = _Writer(vocabulary, marks, raw_pages)
    writer.rows(rows, skip, own_mark)
    end = writer.end()
    trailing = len(end) - len(end.rstrip(" \ufffe"))
    if trailing:
        writer.cut(trailing)
    text = writer.text()
    return Stretch(
        text, writer.runs, [Mark(min(mark.offset, len(text)), mark.number) for mark in writer.marks], list(rows)
    )
