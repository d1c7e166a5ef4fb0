"""The speakers that stand before a verb: where their list begins, and lists that follow behind a colon.

subject := list | "the following" noun* | a name that no table holds, as the whole subject
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from plenary.extract.heads import NO_HEAD, Head, classes, divided, head_at, number_at
from plenary.extract.mentions import ListStyle, Mention
from plenary.extract.offices import is_office, person_end
from plenary.extract.speakers import SpeakerParser
from plenary.extract.tokens import Tokens
from plenary.extract.verbs import Verb
from plenary.extract.wordings import (
    BODIES,
    BODY_WORDS,
    COLLECTIVES,
    CONNECTORS,
    FILLERS,
    GOVERNING,
    NO_NAMES,
    SKIPPED,
    STARTERS,
)
from plenary.model import Capacity, Kind

PERSONS: Final = frozenset("members experts panellists participants speakers delegates persons".split())
"""Nouns before a verb after which a list behind a colon names persons."""
ORGANIZED: Final = frozenset((Kind.NGO, Kind.NHRI, Kind.IGO, Kind.UN_ENTITY))
"""Classes of organizations that an aside behind speakers may tell."""


class SubjectReader:
    """Reads the speakers that stand before a verb."""

    def __init__(self, parser: SpeakerParser) -> None:
        """Args: the reader of lists of speakers."""
        self.parser = parser

    def before(
        self, tokens: Tokens, edge: int, end: int, style: ListStyle, content: bool = False
    ) -> tuple[list[Mention], int] | None:
        """The speakers whose list ends at a verb, and where it begins; no mentions for "the following".

        Args:
            tokens: The sentence.
            edge: Where the clause begins.
            end: Index of the verb.
            style: How the list is worded.
            content: Whether the verb only renders what was said.
        """
        for start in range(edge, end):
            if tokens.depth[start]:
                continue
            if _announced(tokens, start, end):
                return [], start
            if (content and _joined(tokens, edge, start)) or not self._may_begin(tokens, edge, start, end):
                continue
            mentions, last = self.parser.speakers(tokens, start, end, style=style)
            if not mentions:
                mentions, last = self.parser.speakers(tokens, start, end, bare=True, style=style)
            if mentions and _aside(tokens, last, end):
                _describe(tokens, mentions, last, end)
                return mentions, start
            if mentions and all(tokens.low[at] in FILLERS or tokens.text[at] in ",–—" for at in range(last, end)):
                return mentions, start
        return None

    def _may_begin(self, tokens: Tokens, edge: int, start: int, end: int) -> bool:
        """Whether speakers may begin here: not inside a name, and not where a preposition governs what follows."""
        low, before = tokens.low[start], tokens.low[start - 1] if start > edge else ""
        if low in SKIPPED or low in GOVERNING or before == "the" or before in GOVERNING:
            return False
        if start > edge and low != "the" and tokens.text[start - 1][0].isupper() and tokens.text[start][0].isupper():
            return False  # inside a longer name or title
        bare = start == edge or tokens.text[start - 1] in ",;:" or before in ("and", "that", "while", "meeting")
        office = is_office(tokens, start) >= 0
        if not (bare or low in STARTERS or office):
            return False
        if office or head_at(tokens, start, end, self.parser.trie) is not None:
            return True
        name = start + (low == "the")
        return (
            (bare and number_at(tokens, start) is not None)
            or self.parser.trie.longest(tokens, name, end) >= 0
            or person_end(tokens, name, end) >= 0
            or (name < end and tokens.low[name] in COLLECTIVES)
        )

    def listed_after(self, tokens: Tokens, start: int, verb: Verb, style: ListStyle) -> list[Mention]:
        """The list of "the following speakers took the floor: A, B and C" in the sentence itself."""
        size = len(tokens)
        colon = next((at for at in range(verb.last, size - 1) if tokens.low[at] == ":" and not tokens.depth[at]), -1)
        if colon < 0:
            return []
        while size > colon and tokens.text[size - 1] in ".;":
            size -= 1
        words = tokens.low[max(start - 6, 0) : verb.first]
        kind = classes(" ".join(words))
        persons = not PERSONS.isdisjoint(words)
        capacity = Capacity.OBSERVER if "observers" in words else None
        head = Head(
            colon + 1, capacity, kind, colon=True, persons=persons, representative="representatives" in words,
            semicolons=divided(tokens, colon + 1),
        )  # fmt: skip
        return self.parser.speakers(tokens, colon + 1, size, head=head, style=style)[0]

    def unheard_of(self, tokens: Tokens, edge: int, end: int) -> tuple[list[Mention], int] | None:
        """A name that no table holds as the whole subject: ", the Commission of Experts made a statement"."""
        start = max(
            (at + 1 for at in range(edge, end) if tokens.text[at] in ",;" and not tokens.depth[at]), default=edge
        )
        while start < end and tokens.low[start] in ("and", "also", "then"):
            start += 1
        name = start + (start < end and tokens.low[start] == "the")
        while end > name and tokens.low[end - 1] in FILLERS:
            end -= 1
        if name >= end or not tokens.text[name][0].isupper() or tokens.low[end - 1] in BODY_WORDS or end - name > 20:
            return None
        if (
            any(tokens.text[at].islower() and tokens.low[at] not in CONNECTORS for at in range(name, end))
            and end - name < 3
        ):
            return None
        if self.parser.trie.longest(tokens, name, end) >= 0 or {"which", "that", "who"} & set(tokens.low[name:end]):
            return None
        if tokens.low[name] in NO_NAMES or (end - name == 1 and name == start + 1 and tokens.low[name] in BODY_WORDS):
            return None
        mentions, last = self.parser.speakers(tokens, start, end, bare=True)
        return (mentions, start) if mentions and last >= end else ([Mention(name, end, NO_HEAD)], start)


def _announced(tokens: Tokens, start: int, end: int) -> bool:
    """Whether "the following" stands here with only nouns of speakers up to the verb."""
    following = start + (tokens.low[start] == "the")
    announced = following > 0 and tokens.low[following - 1 : following + 1] == ["the", "following"]
    return announced and _noun_only(tokens, following + 1, end)


def _joined(tokens: Tokens, edge: int, start: int) -> bool:
    """Whether only an "and" stands before: what somebody said may hold names so joined."""
    return start > edge and tokens.low[start - 1] == "and" and tokens.low[start] != "the"


def _noun_only(tokens: Tokens, index: int, end: int) -> bool:
    """Whether only nouns of speakers stand up to the verb: "the following [representatives of States] made"."""
    return end - index <= 14 and all(
        tokens.text[at].islower() or tokens.text[at] in "'’," or tokens.low[at] in BODIES for at in range(index, end)
    )


def _aside(tokens: Tokens, index: int, end: int) -> bool:
    """Whether between two commas something stands that only describes the speakers: ", whose country had acceded,"."""
    while end > index and tokens.low[end - 1] in FILLERS - {","}:
        end -= 1
    return (
        end - index > 2
        and tokens.low[index] == ","
        and tokens.low[end - 1] == ","
        and tokens.low[index + 1] not in ("and", "the", "representatives", "observers")
        and not any(tokens.low[at] in ("representative", "representatives", ";", ":") for at in range(index, end))
    )


def _describe(tokens: Tokens, mentions: list[Mention], first: int, last: int) -> None:
    """Gives speakers what an aside behind them says: that they are observers, of which class."""
    observers = not {"observer", "observers"}.isdisjoint(tokens.low[first:last])
    kind = classes(" ".join(tokens.low[first:last]))
    for mention in mentions:
        mention.observer = mention.observer or observers
        if kind in ORGANIZED:
            mention.head = replace(mention.head, kind=kind)
