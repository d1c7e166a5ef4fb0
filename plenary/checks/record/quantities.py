"""Numbers of speakers that a sentence gives, against the speakers that it names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from plenary.catalogue import translate as _
from plenary.checks.record.numbers import NUMBER, number
from plenary.checks.record.oddity import Odd
from plenary.extract.model import Reading
from plenary.model import Kind
from plenary.names import Names

CLASS: Final = (
    r"(?:speakers?|representatives|States?|Parties|Party|members|delegations|countries|observers|organizations|groups"
    r"|entities|bodies|agencies|institutions|constituencies|participants|panellists|experts|ministers)"
)
COUNT: Final = re.compile(
    rf"\b(?:including|of whom|of which|among them) (?P<included>{NUMBER})(?! ?(?:January|February|March|April|May|June"
    rf"|July|August|September|October|November|December))"
    rf"|(?P<number>{NUMBER}) (?:(?!(?:of|and|to|in|by|the|at|on|from)\b)[\w-]+ ){{0,3}}?{CLASS}\b",
    re.IGNORECASE,
)
"""A number of speakers, of all or of some among them."""
OPENING: Final = re.compile(r":|\(|, namely\b|, the (?:representatives?|observers?) (?:of|for)\b")
"""What leads from a number to the names that it counts."""
SOME_ONLY: Final = re.compile(r"\b(?:including|inter alia|among (?:them|others)|such as|of whom|of which)\b")


def count_unlike_names(reading: Reading, names: Names) -> Iterator[Odd]:
    """A number of speakers that is not the number of names given for it.

    Where the list goes on with others (after a semicolon or a closing bracket), either number of names will do.
    """
    text = reading.report.text
    named = [turn for turn in reading.turns if turn.kind is not Kind.UNNAMED]
    for (start, end), turns in groupby(named, key=lambda turn: (turn.sentence_start, turn.sentence_end)):
        places = sorted(turn.start for turn in turns)
        for found in COUNT.finditer(text, start, end):
            counted = number(found["included"] or found["number"])
            first = next((place for place in places if place >= found.end()), None)
            lead = text[found.end() : first] if first is not None else ""
            opening = OPENING.search(lead)
            if opening is None or SOME_ONLY.search(lead) or COUNT.search(lead) or ". " in lead:
                continue
            given = _given(text, found.end() + opening.start(), end, places)
            if counted not in given:
                message = _("{count} are counted, {given} are named")
                yield Odd(message.format(count=found[0], given=given[-1]), *found.span())


def _given(text: str, opening: int, end: int, places: Sequence[int]) -> list[int]:
    """How many names stand from `opening` on, up to each place at which the list may end."""
    if text[opening] == "(":
        end = _closing(text, opening, end)
    breaks = [opening + found.start() for found in re.finditer(r";|\band also\b|\bas well as\b", text[opening:end])]
    return [sum(opening < place < stop for place in places) for stop in (*breaks, end)]


def _closing(text: str, opening: int, end: int) -> int:
    """Offset of the bracket that closes the one at `opening`; `end` where none does."""
    depth = 0
    for place in range(opening, end):
        depth += {"(": 1, ")": -1}.get(text[place], 0)
        if depth == 0:
            return place
    return end
