"""Slips of the pen: brackets and quotes that do not close in a list of speakers, words printed twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from plenary.catalogue import translate as _
from plenary.checks.record.oddity import Odd, numbered_blocks
from plenary.extract.model import BlockKind, Reading
from plenary.names import Names

CLOSING: Final = {")": "(", "]": "[", "”": "“", "»": "«"}
ENUMERATOR: Final = re.compile(r"(?:(?<=\s)|^)[a-z0-9]{1,4}\)")
"""A letter or numeral with a closing bracket alone, as lists in running text have them."""
DOUBLED: Final = re.compile(
    r"\b(a|an|and|as|from|into|its|of|or|the|their|these|this|to) \1\b(?![-’'.)])", re.IGNORECASE
)
"""Words that do not stand twice in a row on purpose; others may ("that that", "sworn in in", the name of a place)."""


def unclosed_mark(reading: Reading, names: Names) -> Iterator[Odd]:
    """A bracket or quote in a sentence with speakers that is opened and not closed, or closed and not opened."""
    for start, end in sorted({(turn.sentence_start, turn.sentence_end) for turn in reading.turns}):
        place = _unclosed(reading.report.text[start:end])
        if place is not None:
            yield Odd(_("is not matched in this sentence"), start + place, start + place + 1)


def _unclosed(printed: str) -> int | None:
    """Place of the first mark without its counterpart."""
    enumerators = {found.end() - 1 for found in ENUMERATOR.finditer(printed)}
    opened: list[int] = []
    for place, character in enumerate(printed):
        if character in CLOSING.values():
            opened.append(place)
        elif character in CLOSING:
            if opened and printed[opened[-1]] == CLOSING[character]:
                opened.pop()
            elif place not in enumerators:
                return place
    if printed.count('"') % 2:
        opened.append(printed.rindex('"'))
    return opened[0] if opened else None


def doubled_word(reading: Reading, names: Names) -> Iterator[Odd]:
    """A word that is printed twice in a row, in numbered text."""
    kinds = (BlockKind.PARAGRAPH, BlockKind.SUBPARAGRAPH, BlockKind.ENTRY)
    for block in numbered_blocks(reading.report, *kinds):
        for found in DOUBLED.finditer(reading.report.text, block.start, block.end):
            yield Odd(_("the word is printed twice"), *found.span())
