"""Words of a document as Markdown, with the names of speakers marked in them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from plenary.markup import escape

Span = tuple[int, int]


def marked(text: str, chosen: Span | None, others: Iterable[Span] = ()) -> str:
    """Words as a document prints them, nothing in them read as Markdown, names marked.

    Args:
        text: The words.
        chosen: Where the name in question stands, drawn bold on the accent; None for none.
        others: Where other names stand, drawn on grey. Of overlapping spans the first one counts.
    """
    spans = sorted({*others, *([chosen] if chosen else [])})
    pieces, place = [], 0
    for start, end in spans:
        if not place <= start < end <= len(text):
            continue
        name = escape(text[start:end])
        pieces.append(kept(text[place:start]))
        pieces.append(f":primary-background[**{name}**]" if (start, end) == chosen else f":gray-background[{name}]")
        place = end
    return "".join([*pieces, kept(text[place:])])


def kept(text: str) -> str:
    """Words escaped, with the blanks at their ends and their line breaks."""
    lines = "  \n".join(escape(line) for line in text.split("\n"))
    return " " * text.startswith(" ") + lines + " " * (len(text) > 1 and text.endswith(" "))


def place_of(name: str, text: str, longer: Iterable[str] = ()) -> Span | None:
    """Where a name stands by itself in a text: not as part of a word, nor of one of the longer names.

    Niger is not in Nigeria, and Guinea not in Equatorial Guinea where both took the floor. None where it does not.
    """
    taken = [
        found.span()
        for other in longer
        if name in other and name != other
        for found in re.finditer(re.escape(other), text)
    ]
    for found in re.finditer(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text) if name else ():
        if not any(start <= found.start() and found.end() <= end for start, end in taken):
            return found.span()
    return None
