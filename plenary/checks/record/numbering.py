"""Numbering of paragraphs, sub-paragraphs and footnotes: gaps, doubles, marks without a note."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from plenary.catalogue import translate as _
from plenary.checks.record.oddity import Odd, numbered_blocks
from plenary.extract.model import Block, BlockKind, Reading
from plenary.names import Names

PRINTED: Final = re.compile(r"(\d{1,4})\.\s")
LABEL: Final = re.compile(r"\(([a-z]+|\d+)\)$")
ROMAN: Final = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
NEAR: Final = 10
"""How far a slip in numbering goes; a number farther off is that of something else, such as a quoted text."""
DEPTH: Final = 20
"""Most lists one within another that are followed at a time; an older one is given up."""


def paragraph_misnumbered(reading: Reading, names: Names) -> Iterator[Odd]:
    """A paragraph whose number does not follow; a list that begins anew at 1 (an annex, a draft text) is its own.

    A further part of a paragraph bears its number without printing it; a number that the reader could not take for that
    of a paragraph is the first word of such a part.
    """
    numbered, above = [], ""
    for block in numbered_blocks(reading.report, BlockKind.PARAGRAPH):
        printed = block.number
        if block.number == above:
            first = PRINTED.match(reading.report.wording(block))
            printed = first[1] if first else ""
        above = block.number
        if _is_number(printed):
            numbered.append((block, int(printed)))
    for block, number, due in _slips(numbered):
        yield Odd(_("paragraph {number} stands where {due} is due").format(number=number, due=due), *_head(block))


def footnote_misnumbered(reading: Reading, names: Names) -> Iterator[Odd]:
    """A footnote whose number does not follow; a chapter may begin anew at 1."""
    blocks = numbered_blocks(reading.report, BlockKind.FOOTNOTE)
    numbered = [(block, int(block.number)) for block in blocks if _is_number(block.number)]
    for block, number, due in _slips(numbered):
        yield Odd(_("footnote {number} stands where {due} is due").format(number=number, due=due), *_head(block))


def _is_number(printed: str) -> bool:
    return printed.isascii() and printed.isdecimal() and len(printed) < 6


def _slips(numbered: Iterable[tuple[Block, int]]) -> Iterator[tuple[Block, int, int]]:
    """Blocks whose number goes on from no list that is open, with the number that was due."""
    lists: list[int] = []
    for block, number in numbered:
        place = next((place for place in reversed(range(len(lists))) if lists[place] + 1 == number), None)
        if place is not None:
            del lists[place:]
        elif number != 1 and lists:
            # The paragraph below may go on from the slip, or as if it had not been: both stay open.
            due = min((last + 1 for last in lists), key=lambda due: abs(due - number))
            if abs(due - number) <= NEAR:
                yield block, number, due
        lists = [*lists[-DEPTH:], number]


def subparagraph_misnumbered(reading: Reading, names: Names) -> Iterator[Odd]:
    """A sub-paragraph whose letter or numeral does not follow that of the one above; a list may begin anew at (a).

    Letters may also run through several paragraphs, as titles that stand between them do.
    """
    above: dict[str, set[int]] = {}
    running: set[int] = set()
    for block in numbered_blocks(reading.report, BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.SUBPARAGRAPH):
        label = LABEL.search(block.number) if block.kind is BlockKind.SUBPARAGRAPH else None
        if label is None:
            above.clear()
            continue
        parent = block.number[: label.start()]
        places = _places(label[1])
        due = {place + 1 for place in above.get(parent, running | {0})}
        if not places & (due | {1}):
            yield Odd(_("({letter}) does not follow what stands above it").format(letter=label[1]), *_head(block))
        above[parent] = running = places & due or places
        # What stands below a sub-paragraph begins anew with the next one.
        for inner in [key for key in above if key.startswith(block.number)]:
            del above[inner]


def _places(label: str) -> set[int]:
    """The places in a list that a label may have: "i" is the ninth letter and the first Roman numeral."""
    if label.isdecimal():
        return {int(label[:6])}
    places = set()
    if len(set(label)) == 1:
        places.add(ord(label[0]) - ord("a") + 1 + 26 * (len(label) - 1))
    elif len(label) == 2 and label[0] in "ab":
        places.add(26 * (ord(label[0]) - ord("a") + 1) + ord(label[1]) - ord("a") + 1)
    if set(label) <= ROMAN.keys():
        values = [ROMAN[letter] for letter in label]
        places.add(sum(-now if now < after else now for now, after in zip(values, [*values[1:], 0], strict=True)))
    return places


def footnote_unmarked(reading: Reading, names: Names) -> Iterator[Odd]:
    """A footnote that no mark in the text points to, or a mark without its footnote; for numbers only."""
    blocks = reading.report.blocks
    notes = {block.number: block for block in blocks if block.kind is BlockKind.FOOTNOTE and _is_number(block.number)}
    marks = {mark.number: mark for block in blocks for mark in block.marks if _is_number(mark.number)}
    if not notes or not marks:
        return
    for number, block in notes.items():
        if number not in marks:
            yield Odd(_("no mark in the text points to footnote {number}").format(number=number), *_head(block))
    for number, mark in marks.items():
        if number not in notes:
            message = _("footnote {number} is marked, but it is not printed")
            yield Odd(message.format(number=number), mark.offset, mark.offset)


def _head(block: Block) -> tuple[int, int]:
    """Where a block begins: its number is left out of the text, so nothing of what is printed is shown."""
    return block.start, block.start
