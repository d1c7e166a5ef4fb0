"""Numbers as reports print them, in words or figures."""

from __future__ import annotations

from typing import Final

WORDS: Final = {
    word: value
    for value, printed in enumerate(
        "no one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
        " seventeen eighteen nineteen twenty".split()
    )
    for word in (printed,)
} | {"none": 0, "thirty": 30, "forty": 40, "fifty": 50}
NUMBER: Final = rf"(?:\b(?:{'|'.join(sorted(WORDS, key=len, reverse=True))})\b|(?<![\w/.,-])\d{{1,3}}(?![\d/]|[.,]\d))"
"""Pattern of a number of speakers or votes: up to twenty in words, up to 999 in figures."""


def number(printed: str) -> int:
    """The value of what `NUMBER` matched."""
    return WORDS[printed.casefold()] if printed.casefold() in WORDS else int(printed)
