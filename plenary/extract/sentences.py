"""Sentences of a block, and those that may tell of a speaking act."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

END: Final = re.compile(r"(?<=[.?!])[)”\"’]?\s+(?=[“\"(]?[A-ZÀ-Þ0-9])")
ABBREVIATION: Final = re.compile(
    r"(?:^|[\s(])(?:Mr|Mrs|Ms|Dr|Prof|St|Sr|Jr|No|Nos|Art|Inc|Ltd|Co|vs|cf|Cf|para|paras|chap|chaps|sect|sects|vol|Vol|p|pp|ibid|Ibid|H\.E|e\.g|i\.e|"
    r"Add|Corr|Rev|Hon|Gen|Col|Lt|approx|art|arts|fig|op|res|[A-Z])\.$"
)
TRIGGER: Final = re.compile(
    r"\b(?:statements?|remarks|comments|spoke|speakers?|floor|introduc\w+|present(?:ed|ations?)|brief(?:ed|ings?)|heard|said|stated|"
    r"opened|closed|declared|answered|replied|responded|interven\w+|address\w*|delivered|delegations?|delegates?|"
    r"representatives?|observers?\b(?= (?:for|of|from))|"
    r"informed|expressed|explained|right of reply|panellists?|discussants?|presenters?|remark|keynote|overview|"
    r"reported|presentation|message|participated|took part|listened|made|speaking|contributed|availed|taking part|"
    r"did)\b"
)


def sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentences of a block: (offset, offset after it), in order; blanks between them left out."""
    begin = start
    for found in END.finditer(text, start, end):
        edge = found.start()
        head = text[max(begin, edge - 12) : edge]
        if ABBREVIATION.search(head.rstrip(')”"’')) or _open(text, begin, edge):
            continue
        stop = edge + len(found.group()) - len(found.group().lstrip(')”"’'))
        yield begin, stop
        begin = found.end()
    if begin < end:
        yield begin, end


def _open(text: str, start: int, end: int) -> bool:
    """Whether a parenthesis opened in this stretch is not closed yet."""
    return text.count("(", start, end) > text.count(")", start, end) and end - start < 1500
