"""Heads of lists of speakers: "the representatives of", "observers for intergovernmental organizations:".

A head tells in which capacity, and as members of which class, the names that follow it took the floor.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from plenary.extract.calendar import NUMBER_WORDS, TENS
from plenary.extract.tokens import Rule, Tokens, either, many, maybe, phrase, sequence, word
from plenary.extract.trie import NameTrie
from plenary.extract.wordings import (
    ADJECTIVES,
    DELEGATES,
    PERSONS_NAMED,
    PLURALS,
)
from plenary.model import Capacity, Kind

DETERMINER: Final = word("the", "a", "an", "their", "his", "her", "its", "both", "all", "other", "another")
ADJECTIVE: Final = word(*ADJECTIVES)
DELEGATE: Final = word(*DELEGATES)
OBSERVER: Final = word("observer", "observers")
PERSONS: Final = word(*PERSONS_NAMED)
PREPOSITION: Final = word("of", "for", "from", "representing")


@dataclass(frozen=True, slots=True)
class Head:
    """A head of a list.

    Attributes:
        end: Index of the token after it, where its names begin.
        capacity: As it tells; None where it does not.
        kind: Class of the speakers as it tells; None where it does not.
        plural: Whether several are announced.
        colon: Whether a colon ends it: what follows is a list and nothing else.
        persons: Whether names of persons follow without a preposition.
        count: How many it says there are; None where it does not.
        representative: Whether it speaks of representatives or delegations, not observers and not of persons.
        group: Whether it says that the speakers spoke for groups ("14 on behalf of groups of Parties:").
        semicolons: Whether semicolons divide its names.
        panel: Whether it speaks of panellists and the like, who give presentations.
    """

    end: int
    capacity: Capacity | None = None
    kind: Kind | None = None
    plural: bool = True
    colon: bool = False
    persons: bool = False
    count: int | None = None
    representative: bool = False
    group: bool = False
    semicolons: bool = False
    panel: bool = False


NO_HEAD: Final = Head(0, plural=True)
"""For names that stand for themselves."""

OBSERVER_STATES: Final = either(
    phrase("observer States"), phrase("observer State"), phrase("non-member States"), phrase("non-members"),
    phrase("States not members"), phrase("States non-members"), phrase("non-member State"),
    phrase("States that are not members"), phrase("States which are not members"), phrase("observer countries"),
    phrase("observer Governments"), phrase("observer delegations"), phrase("non-States parties"),
    phrase("States not parties"), phrase("non-Parties"), phrase("other Member States"), phrase("other States"),
    phrase("other Governments"), phrase("other countries"), phrase("other member States"),
)  # fmt: skip
"""States that are no members of the body."""
SIGNS: Final[dict[Kind, tuple[str, ...]]] = {
    Kind.UN_ENTITY: (
        "united nations bod", "united nations entit", "united nations agenc", "united nations org",
        "united nations programme", "united nations fund", "united nations office", "united nations system",
        "united nations secretariat unit", "united nations department", "united nations regional commission",
        "united nations and", "specialized agenc", "funds and programmes", "secretariat unit", "regional commissions",
        "convention secretariat",
    ),
    Kind.NGO: (
        "non-governmental", "nongovernmental", "ngo", "civil society", "private sector", "business", "major group",
        "academi", "indigenous", "constituenc", "youth organi", "stakeholder",
    ),
    Kind.IGO: (
        "intergovernmental", "inter-governmental", "international organi", "regional organi", "regional bod",
        "regional economic", "multilateral", "development bank", "financial institution",
    ),
}  # fmt: skip
"""Beginnings of words that tell a class of organizations."""
STATE_WORDS: Final = re.compile(r"\b(?:states?|part(?:y|ies)|countr(?:y|ies)|governments?|members?|delegations?)\b")


def classes(text: str) -> Kind | None:
    """The class of speakers that a phrase names: the first of the organizations in it, else States, else None."""
    low = text.casefold()
    if "national human rights" in low or "national institution" in low:
        return Kind.NHRI
    found = [(low.find(sign), kind) for kind, signs in SIGNS.items() for sign in signs if sign in low]
    kinds = {kind for _place, kind in found}
    if Kind.NGO in kinds and Kind.IGO in kinds and "non-governmental" not in low:
        kinds.discard(Kind.IGO)
    if kinds == {Kind.UN_ENTITY, Kind.IGO} and " and " in low and "related organizations" not in low:
        return None  # "United Nations and other intergovernmental organizations": the table tells which is which
    if found:
        return min(found)[1]
    if "entit" in low or "sovereign order" in low:
        return Kind.OTHER
    if "territor" in low:
        return Kind.TERRITORY
    if "group" in low and ("part" in low or "regional" in low or "negotiat" in low):
        return Kind.GROUP
    return Kind.STATE if STATE_WORDS.search(low) else None


def number_at(tokens: Tokens, index: int) -> int | None:
    """The number that a token writes, in digits (up to 999) or as a word."""
    if index >= len(tokens):
        return None
    low = tokens.low[index]
    if low.isascii() and low.isdigit() and len(low) <= 3:
        return int(low)
    tens, _dash, unit = low.partition("-")
    return NUMBER_WORDS.get(low) or (TENS[tens] + NUMBER_WORDS.get(unit, 0) if tens in TENS else None)


_delegations: Final = word("delegation", "delegations")
_observers: Final = sequence(OBSERVER, maybe(_delegations))
_delegates: Final[Rule] = either(
    sequence(word("head", "heads", "leader", "leaders"), word("of"), _delegations),
    sequence(DELEGATE, maybe(_delegations)),
)


def _number(tokens: Tokens, index: int) -> int:
    return -1 if number_at(tokens, index) is None else index + 1


_before_noun: Final[Rule] = many(either(DETERMINER, ADJECTIVE, _number))
_panel: Final = sequence(
    word("panel"), word("composed", "consisting", "made", "comprising"), maybe(word("of", "up")), maybe(word("of"))
)
_noun: Final = word(
    "observer", "observers", "head", "heads", "leader", "leaders", "panel", "keynote", "guest", "main", "lead",
    "invited", *DELEGATES, *PERSONS_NAMED,
)  # fmt: skip
"""Words with which the noun of a head begins: without one only "the following ...:" is a head."""
_person_words: Final[Rule] = sequence(
    maybe(word("keynote", "guest", "main", "lead", "invited")), PERSONS, maybe(word("persons", "speakers"))
)


def head_at(tokens: Tokens, index: int, last: int, trie: NameTrie) -> Head | None:
    """The head that begins at `index`; None where none does.

    Args:
        tokens: The sentence.
        index: Where to look.
        last: Where the list must end at the latest.
        trie: The known names, which no class is.
    """
    position = index + 1 if index < last and tokens.low[index] in ("by", "from") else index
    first, position = position, _before_noun(tokens, position)
    if position >= last:
        return None
    if (
        position > first
        and tokens.low[position - 1] in ("special", "permanent")
        and tokens.low[position] == "representative"
    ):
        return None
    permanent = position > first and tokens.low[position - 1] == "permanent"
    following = "following" in tokens.low[first:position]
    if _noun(tokens, position) < 0 and not following:
        return None
    numbers = [number for at in range(first, position) if (number := number_at(tokens, at)) is not None]
    base = Head(0, plural=tokens.low[position] in PLURALS, count=next(iter(numbers), None))
    observer = _observers(tokens, position)
    if observer >= 0:
        return _of(tokens, observer, last, trie, following, replace(base, capacity=Capacity.OBSERVER))
    delegate = _delegates(tokens, position)
    spoken = replace(base, representative=True, capacity=Capacity.UNKNOWN if permanent else None)
    found = None if delegate < 0 else _of(tokens, delegate, last, trie, following, spoken)
    if found is not None:
        return found
    after = _panel(tokens, position)
    if 0 < after < last:
        return replace(base, end=after, capacity=Capacity.OTHER, kind=Kind.PERSON, persons=True, panel=True)
    after = _person_words(tokens, position)
    if 0 < after < last:
        panel = tokens.low[position].startswith(("panel", "discussant", "presenter", "keynote", "lecturer"))
        persons = replace(base, capacity=Capacity.OTHER, kind=Kind.PERSON, persons=True, panel=panel)
        if tokens.low[after] == ":":
            return replace(persons, end=after + 1, colon=True, semicolons=divided(tokens, after + 1))
        if tokens.capital(after) and not tokens.low[after].isdigit():
            return replace(persons, end=after)
    colon = colon_after(tokens, position, last) if following else -1
    if colon >= 0:
        return _class(tokens, position, colon, replace(base, plural=True))
    return None


def _of(tokens: Tokens, position: int, last: int, trie: NameTrie, following: bool, base: Head) -> Head | None:
    """The rest of a head: "of", "for non-governmental organizations:", "States:"."""
    if PREPOSITION(tokens, position) >= 0:
        position += 1
        if position < last and tokens.low[position] == ":":
            return replace(base, end=position + 1, colon=True, semicolons=divided(tokens, position + 1))
    elif following_order(tokens, position, last) >= 0:
        end = following_order(tokens, position, last)
        return replace(base, end=end, colon=True, semicolons=divided(tokens, end))
    elif position >= last or not (
        tokens.low[position] == ":"
        or (tokens.low[position] in ("state", "states") and colon_after(tokens, position, last) >= 0)
    ):
        return None
    start = maybe(word("the"))(tokens, position)
    known = trie.longest(tokens, start, last)
    named = known >= 0 and (known >= last or tokens.low[known] in (",", ";", "and", "(", "."))
    colon = -1 if named else colon_after(tokens, position, last)
    if colon >= 0 and not following and not _names_class(tokens.low[position:colon]):
        colon = -1
    return replace(base, end=position) if colon < 0 else _class(tokens, position, colon, base)


def following_order(tokens: Tokens, index: int, last: int) -> int:
    """Index after "in the following order:"; -1 where something else stands."""
    colon = colon_after(tokens, index, min(last, index + 7))
    return colon + 1 if colon >= 0 and "following" in tokens.low[index:colon] else -1


def _names_class(low: list[str]) -> bool:
    """Whether words name a class of speakers, be it a mixed one."""
    wording = " ".join(low)
    return "following" in low or "organization" in wording or "behalf" in wording or classes(wording) is not None


def _class(tokens: Tokens, position: int, colon: int, base: Head) -> Head:
    """A class between a head and its colon: "States Members of the Human Rights Council:"."""
    wording = " ".join(tokens.low[position:colon])
    kind = classes(wording) or base.kind
    capacity = base.capacity
    if any(OBSERVER_STATES(tokens, at) >= 0 for at in range(max(position - 1, 0), colon)):
        capacity = Capacity.OBSERVER
    elif kind is Kind.STATE and capacity is None and "member" in wording:
        capacity = Capacity.MEMBER
    numbers = [number for at in range(position, colon) if (number := number_at(tokens, at)) is not None]
    group = "behalf" in wording and "group" in wording
    return replace(
        base, end=colon + 1, capacity=capacity, kind=Kind.GROUP if group else kind, colon=True, group=group,
        count=next(iter(numbers), base.count), semicolons=divided(tokens, colon + 1),
    )  # fmt: skip


def divided(tokens: Tokens, index: int) -> bool:
    """Whether semicolons divide the names of a list from `index` on, and not lists with heads of their own."""
    places = [at for at in range(index, len(tokens)) if tokens.low[at] == ";" and not tokens.depth[at]]
    if len(places) < 2 and not (places and tokens.low[places[0] + 1 : places[0] + 2] == ["and"]):
        return False
    for place in places:
        start = place + 1
        while start < len(tokens) and (tokens.low[start] in ("and", "by") or DETERMINER(tokens, start) >= 0):
            start += 1
        if tokens.low[place + 1 : start].count("by") or OBSERVER(tokens, start) >= 0 or DELEGATE(tokens, start) >= 0:
            return False
    return True


def colon_after(tokens: Tokens, index: int, last: int) -> int:
    """Index of the colon that ends a class beginning at `index`; -1 where a name or a stop comes first."""
    for position in range(index, min(last, index + 40)):
        low = tokens.low[position]
        if tokens.depth[position]:
            continue
        if low == ":":
            return position
        if low in (";", ".", "including", "made", "was", "were", "said", "took", "and,"):
            break
    return -1
