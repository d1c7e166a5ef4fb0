"""For whom a speaker spoke: "(also on behalf of A, B and C)", ", on behalf of the Group of Arab States,".

behalf := "on behalf of" name (("," | ";" | "and") name)*
"""

from __future__ import annotations

from typing import Final

from plenary.extract.calendar import NUMBER_WORDS
from plenary.extract.mentions import Span
from plenary.extract.tokens import Rule, Tokens, either, maybe, phrase, sequence, word
from plenary.extract.trie import NameTrie
from plenary.extract.wordings import STOPS
from plenary.model import Kind, Speaker

BEHALF: Final[Rule] = either(
    sequence(
        maybe(word("also", "and", "speaking", "speaks", "who", "spoke", "acting", "made", "delivered", "jointly")),
        maybe(word("also", "spoke", "speaking", "jointly")),
        either(
            phrase("on behalf of"), phrase("in the name of"), phrase("on the behalf of"), phrase("for and on behalf of")
        ),
        maybe(phrase("and in the name of")),
    ),
    phrase("jointly with"),
)
"""The words before those for whom a speaker speaks."""


class BehalfReader:
    """Reads for whom a speaker spoke, with the names of one dated table."""

    def __init__(self, trie: NameTrie) -> None:
        """Args: the known names."""
        self.trie = trie

    def behalf(self, tokens: Tokens, index: int, last: int, inside: bool = False) -> tuple[list[Span], int]:
        """For whom a speaker spoke: the names after "on behalf of", and the index after them.

        Args:
            tokens: The sentence.
            index: First token after "of".
            last: Where the names end at the latest.
            inside: Whether they stand in parentheses and fill them.
        """
        spans: list[Span] = []
        position = end = index
        while position < last:
            start = position
            if tokens.low[start : start + 2] == ["itself", "and"]:
                start += 2
            while start < last and tokens.low[start] in ("the", "a", "an", "also"):
                start += 1
            known = self.trie.longest(tokens, start, last)
            ends = known >= last or tokens.low[known] in (",", ";", "and", ".", ")", "(", "as")
            if known >= 0 and (ends or (not inside and tokens.low[known] not in ("that", "which", "and", "member"))):
                stop = self.with_abbreviation(tokens, known, last)
                stop = min(with_members(tokens, stop, last + 1), last)
            else:
                stop = self.behalf_end(tokens, start, last, inside)
            if stop <= start:
                break
            spans.append((start, stop))
            end = position = stop
            if position < last and tokens.text[position] == "(":
                end = position = tokens.closing(position)
            joined = position
            while joined < last and (
                tokens.low[joined] in (",", ";", "and") or tokens.low[joined : joined + 3] == ["as", "well", "as"]
            ):
                joined += 3 if tokens.low[joined] == "as" else 1
            if joined == position or joined >= last:
                break
            if not inside and not self._goes_on(tokens, position, joined, last, spans):
                break
            if tokens.low[joined] in NUMBER_WORDS or tokens.low[joined] in (
                "taking",
                "with",
                "in",
                "speaking",
                "which",
                "who",
                "that",
            ):
                break
            again = BEHALF(tokens, joined)
            position = again if again >= 0 else joined
        return spans, end

    def _goes_on(self, tokens: Tokens, separator: int, index: int, last: int, spans: list[Span]) -> bool:
        """Whether the names for whom somebody spoke go on after a separator in running text."""
        start = index + (index < last and tokens.low[index] == "the")
        known = self.trie.longest(tokens, start, last)
        if tokens.low[separator] == "," and tokens.low[separator + 1] == "and":
            return False
        if known < 0:
            return False
        if tokens.low[separator] == "and":
            return True
        if not any(one.kind in (Kind.STATE, Kind.TERRITORY) for one in self._bearers(tokens, *spans[0])):
            return False
        # "A, B and C": a list only where an "and" closes it before the next verb.
        for position in range(known, last):
            low = tokens.low[position]
            if low == "and" and not tokens.depth[position]:
                return True
            if low in STOPS and tokens.text[position].islower():
                return False
        return False

    def behalf_end(self, tokens: Tokens, start: int, last: int, inside: bool) -> int:
        """Where a name for whom somebody spoke ends that the table does not hold as such."""
        for position in range(start, last):
            low = tokens.low[position]
            if tokens.depth[position] > tokens.depth[start]:
                continue
            if low in (",", ";", ":", ".") or low in (
                "taking",
                "made",
                "introduced",
                "said",
                "stated",
                "spoke",
                "delivered",
            ):
                return position
            if low == "and" and tokens.capital(
                position + 1 + (position + 1 < last and tokens.low[position + 1] == "the")
            ):
                following = position + 1 + (tokens.low[position + 1] == "the")
                joins = inside or self.trie.longest(tokens, following, last) >= 0
                if joins and not _inside_name(tokens, start, position):
                    return position
            if (
                not inside
                and low in STOPS
                and tokens.text[position].islower()
                and low not in ("that", "are", "is", "which")
            ):
                return position
        return last

    def is_state(self, tokens: Tokens, first: int, last: int) -> bool:
        """Whether a known name is that of a State, a territory or the European Union, for which a person speaks."""
        return any(
            one.kind in (Kind.STATE, Kind.TERRITORY) or one.speaker_id == "european-union"
            for one in self._bearers(tokens, first, last)
        )

    def _bearers(self, tokens: Tokens, first: int, last: int) -> list[Speaker]:
        """The speakers that bear a known name, on whatever day."""
        printed = " ".join(tokens.text[first:last]).replace("( ", "(").replace(" )", ")")
        return [self.trie.names.speaker(row.speaker_id) for row in self.trie.names.rows_named(printed)]

    def with_abbreviation(self, tokens: Tokens, after: int, last: int) -> int:
        """Index after "(WHO)" where that follows a name; else `after`."""
        if after + 2 < last and tokens.text[after] == "(" and tokens.text[after + 2] == ")":
            inner = tokens.text[after + 1]
            if sum(letter.isupper() for letter in inner) >= 2:
                return after + 3
        return after


def with_members(tokens: Tokens, after: int, last: int) -> int:
    """Index after "and its 27 member States" where that follows a name; else `after`."""
    if tokens.low[after : after + 2] == ["and", "its"]:
        for position in range(after + 2, min(after + 6, last, len(tokens))):
            if tokens.low[position] == "states":
                return position + 1
    return after


def _inside_name(tokens: Tokens, start: int, place: int) -> bool:
    """Whether an "and" seems to stand inside a name: right after a lower-case word's object ("of Peace and ...")."""
    before = [tokens.low[at] for at in range(max(start, place - 2), place)]
    return any(low in ("for", "of", "on", "against") for low in before)
