"""A sentence as tokens, and rules over them: small functions, put together, each giving the index after its match.

A rule is a function (tokens, index) -> index after the match, or -1 where it does not match.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Final

from plenary.names import CHARACTERS, normalised

TOKEN: Final = re.compile(r"\w+(?:[’'‐‑/&.-](?=\w)\w+)*|[^\w\s]")
"""A word with its inner hyphens, apostrophes and dots ("Guinea-Bissau", "d’Ivoire", "L.21"), or one sign."""

Rule = Callable[["Tokens", int], int]


@lru_cache(maxsize=20_000)
def folded(word: str) -> str:
    """A word as it is compared: lower case, one kind of apostrophe and hyphen, composed accents."""
    if word.isascii():
        return word.lower()
    return normalised(word) or word.translate(CHARACTERS)


class Tokens:
    """The tokens of one sentence.

    Attributes:
        text: Each token as printed.
        low: Each token as it is compared.
        start: Offset of each token in the report's text.
        end: Offset after it.
        depth: How many parentheses are open around it; a parenthesis itself counts as inside.
    """

    __slots__ = ("depth", "end", "low", "start", "text")

    def __init__(self, text: str, offset: int = 0) -> None:
        """Args: the sentence, and where it begins in the report's text."""
        self.text: list[str] = []
        self.low: list[str] = []
        self.start: list[int] = []
        self.end: list[int] = []
        self.depth: list[int] = []
        depth = 0
        for found in TOKEN.finditer(text):
            word = found.group()
            if word in "([":
                depth += 1
            self.text.append(word)
            self.low.append(folded(word))
            self.start.append(offset + found.start())
            self.end.append(offset + found.end())
            self.depth.append(depth)
            if word in ")]" and depth:
                depth -= 1

    def __len__(self) -> int:
        return len(self.text)

    def closing(self, index: int) -> int:
        """Index after the parenthesis that opens at `index`; the end where it is never closed."""
        depth = self.depth[index]
        for position in range(index + 1, len(self)):
            if self.text[position] in ")]" and self.depth[position] == depth:
                return position + 1
        return len(self)

    def capital(self, index: int) -> bool:
        """Whether the token begins with a capital letter or a digit."""
        return index < len(self) and (self.text[index][0].isupper() or self.text[index][0].isdigit())


def word(*words: str) -> Rule:
    """One token out of `words`."""
    known = frozenset(words)

    def rule(tokens: Tokens, index: int) -> int:
        return index + 1 if index < len(tokens) and tokens.low[index] in known else -1

    return rule


def phrase(text: str) -> Rule:
    """The words of `text`, one after the other."""
    words = tuple(folded(found.group()) for found in TOKEN.finditer(text))
    size = len(words)

    def rule(tokens: Tokens, index: int) -> int:
        return index + size if tuple(tokens.low[index : index + size]) == words else -1

    return rule


def sequence(*rules: Rule) -> Rule:
    """All rules, one after the other."""

    def rule(tokens: Tokens, index: int) -> int:
        for part in rules:
            index = part(tokens, index)
            if index < 0:
                return -1
        return index

    return rule


def either(*rules: Rule) -> Rule:
    """The first rule that matches."""

    def rule(tokens: Tokens, index: int) -> int:
        for part in rules:
            after = part(tokens, index)
            if after >= 0:
                return after
        return -1

    return rule


def maybe(part: Rule) -> Rule:
    """The rule, or nothing."""

    def rule(tokens: Tokens, index: int) -> int:
        after = part(tokens, index)
        return index if after < 0 else after

    return rule


def many(part: Rule) -> Rule:
    """The rule as often as it matches, at least not at all."""

    def rule(tokens: Tokens, index: int) -> int:
        while (after := part(tokens, index)) > index:
            index = after
        return index

    return rule
