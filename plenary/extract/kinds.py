"""What a mentioned speaker is in this record: kind, State, capacity, and how that was found out."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from plenary.extract.mentions import Mention
from plenary.extract.model import Resolution
from plenary.extract.tokens import Tokens
from plenary.extract.trie import NameTrie
from plenary.extract.wordings import (
    MANDATE_HOLDERS,
    OF_GOVERNMENTS,
    OF_SECRETARIAT,
    OF_STATES,
    ORGANIZATIONS,
    ORGANS,
    PARTS_OF_TITLES,
    PRESIDING,
    UNITS,
)
from plenary.model import Capacity, Kind

ABBREVIATED: Final = re.compile(r"\s*\([A-Z][\w./&-]*[A-Z][\w./&-]*\)$")
SECRETARIATS: Final = {
    "narcotic": ("unodc", "undcp"), "crime": ("unodc",), "criminal justice": ("unodc",), "corruption": ("unodc",),
    "human rights": ("ohchr",), "environment": ("unep",), "climate": ("unfccc",), "implementation": ("unfccc",),
    "settlement": ("un-habitat",), "trade and "
    "development": ("unctad",), "industrial": ("unido",), "population": ("unfpa",),
    "atomic": ("iaea",), "refugee": ("unhcr",), "health": ("who",), "labour": ("ilo",), "children": ("unicef",),
    "statistical": (), "status of women": ("un-women",), "biological": ("cbd",), "desertification": ("unccd",),
}  # fmt: skip
"""Words in the name of a body, and the entities whose staff serve it as its secretariat."""
SPOKEN_FOR: Final = frozenset({"of"})


FORMER_NAMES: Final = {"SRB": (("yugoslavia", "YUCS"), ("montenegro", "CSXX"))}
"""Members that ISO 3166-3 has under a code of their own for the time of an earlier name. Source: ISO 3166-3."""


@cache
def former_codes() -> dict[str, str]:
    """Withdrawn alpha-3 code -> alpha-4 code of ISO 3166-3."""
    import pycountry

    return {country.alpha_3: country.alpha_4 for country in pycountry.historic_countries}


@dataclass(frozen=True, slots=True)
class Named:
    """A speaker as this record has it: name (first token, last), kind, code, capacity, id, how it was resolved."""

    first: int
    last: int
    kind: Kind
    iso3: str
    capacity: Capacity
    speaker_id: str
    resolution: Resolution
    entry: bool = False


@dataclass(frozen=True)
class Manner:
    """How a report words things, as far as kinds depend on it.

    Attributes:
        plain: Capacity of "representatives of" without a class: unknown where observers too are called representatives.
        secretariat_ids: Entities whose staff serve the body.
        abbreviations: Abbreviation -> full name, where the document introduces one.
        attendance: Normalised name -> kind, from the report's own lists of who attended.
    """

    plain: Capacity = Capacity.MEMBER
    secretariat_ids: frozenset[str] = frozenset()
    abbreviations: dict[str, str] | None = None
    attendance: dict[str, Kind] | None = None


def secretariats(body: str) -> frozenset[str]:
    """Ids of the entities that serve a body as its secretariat, by the words of its name; empty where none is known."""
    low = body.casefold()
    return frozenset(entity for sign, entities in SECRETARIATS.items() if sign in low for entity in entities)


class KindFinder:
    """Tells what the mentioned speakers of one report are."""

    def __init__(self, trie: NameTrie, manner: Manner, text: str) -> None:
        """Args: the known names, how the report words things, its text (for abbreviations that it introduces)."""
        self.trie = trie
        self.names = trie.names
        self.manner = manner
        self.text = text
        self._introduced: dict[str, str] = {}
        self._printed = ""

    def named(self, tokens: Tokens, mention: Mention, day: dt.date) -> Named:
        """What a mentioned speaker is, on that day."""
        if mention.count is not None:
            kind = mention.head.kind
            state = kind in (None, Kind.STATE) and tokens.low[mention.last - 1] in OF_STATES
            capacity = mention.head.capacity or (self.manner.plain if state else Capacity.UNKNOWN)
            return Named(mention.first, mention.last, Kind.UNNAMED, "", capacity, "", Resolution.RECORD)
        if mention.office:
            return self._office(tokens, mention, day)
        if mention.person:
            return Named(mention.first, mention.last, Kind.PERSON, "", Capacity.OTHER, "", Resolution.RECORD)
        speaker_id, resolution = self._resolved(tokens, mention.first, mention.last, day)
        if speaker_id:
            kind = self._kind(speaker_id, day)
            told = mention.head.kind
            if (
                told is not None
                and told in _TOLD
                and kind not in (Kind.STATE, Kind.GROUP, Kind.TERRITORY, Kind.SECRETARIAT, Kind.OFFICER, Kind.PERSON)
            ):
                kind = told
            return self._with_capacity(mention, mention.first, mention.last, kind, speaker_id, resolution)
        if tokens.low[mention.first] in OF_GOVERNMENTS:
            found = self._ending(tokens, mention.first, mention.last, day)
            if found is not None and self._kind(found[2], day) is Kind.STATE:
                return self._with_capacity(mention, found[0], found[1], Kind.STATE, found[2], Resolution.TABLE)
        if PARTS_OF_TITLES & set(tokens.low[mention.first : mention.last]):
            found = self._ending(tokens, mention.first, mention.last, day)
            if found is not None and found[2] in self.manner.secretariat_ids:
                return Named(mention.first, mention.last, Kind.SECRETARIAT, "", Capacity.OTHER, "", Resolution.RECORD)
        kind, resolution = self._told(tokens, mention)
        return self._with_capacity(mention, mention.first, mention.last, kind, "", resolution)

    def _kind(self, speaker_id: str, day: dt.date) -> Kind:
        return self.names.speaker(speaker_id).as_of(day).kind

    def _code(self, speaker_id: str, printed: str) -> str:
        """ISO 3166-1 alpha-3 code of a State; of a former one the four letters of ISO 3166-3, "" where it has none."""
        for sign, code in FORMER_NAMES.get(speaker_id, ()):
            if sign in printed.casefold():
                return code
        return self.names.iso3(speaker_id) or former_codes().get(speaker_id, "")

    def _resolved(self, tokens: Tokens, first: int, last: int, day: dt.date) -> tuple[str, Resolution]:
        printed = self._printed = self.text[tokens.start[first] : tokens.end[last - 1]]
        found = self.trie.speaker_id(printed, day)
        if not found:
            found = self.trie.speaker_id(ABBREVIATED.sub("", printed), day)
        if found:
            return found, Resolution.TABLE
        if last == first + 1 and sum(letter.isupper() for letter in printed) >= 2:
            full = self._introduction(printed)
            found = self.trie.speaker_id(full, day) if full else ""
        return (found, Resolution.ABBREVIATION) if found else ("", Resolution.UNKNOWN)

    def _introduction(self, abbreviation: str) -> str:
        """The known full name beside which the document introduces an abbreviation; "" where it does not."""
        full = self._introduced.get(abbreviation)
        if full is None:
            full = ""
            for place in re.finditer(rf"\(\s*{re.escape(abbreviation)}\s*\)", self.text):
                before = Tokens(self.text[max(0, place.start() - 160) : place.start()])
                for start in range(len(before)):
                    if self.trie.longest(before, start) == len(before):
                        full = " ".join(
                            self.text[max(0, place.start() - 160) + before.start[start] : place.start()].split()
                        )
                        break
                if full:
                    break
            self._introduced[abbreviation] = full
        return full

    def _told(self, tokens: Tokens, mention: Mention) -> tuple[Kind, Resolution]:
        """What the record itself says of a name that the table does not hold."""
        low = tokens.low[mention.first]
        if low in ("secretariat", "secretariats") or (
            low != "the"
            and "secretariat" in tokens.low[mention.first : mention.first + 2]
            and tokens.text[mention.first][0].islower()
        ):
            return Kind.SECRETARIAT, Resolution.RECORD
        if low in ("panellists", "panelists") or mention.head.persons:
            return Kind.PERSON, Resolution.RECORD
        if mention.head.kind is not None and mention.head.kind is not Kind.STATE:
            return mention.head.kind, Resolution.RECORD
        return Kind.OTHER, Resolution.UNKNOWN

    def _with_capacity(
        self, mention: Mention, first: int, last: int, kind: Kind, speaker_id: str, resolution: Resolution
    ) -> Named:
        if mention.observer:
            capacity = Capacity.OBSERVER
        elif kind in (Kind.SECRETARIAT, Kind.OFFICER, Kind.PERSON):
            capacity = Capacity.OTHER
        elif mention.head.capacity is Capacity.MEMBER:
            capacity = Capacity.MEMBER if kind in (Kind.STATE, Kind.TERRITORY, Kind.GROUP) else Capacity.UNKNOWN
        elif mention.head.capacity is not None:
            capacity = mention.head.capacity
        elif mention.head.group and kind is Kind.GROUP:
            capacity = Capacity.MEMBER
        elif kind in (Kind.STATE, Kind.TERRITORY) or (kind is Kind.GROUP and mention.head.representative):
            capacity = self.manner.plain
        else:
            capacity = Capacity.OTHER if kind is Kind.OTHER and mention.head.representative else Capacity.UNKNOWN
        iso3 = self._code(speaker_id, self._printed) if speaker_id and kind is Kind.STATE else ""
        return Named(first, last, kind, iso3, capacity, speaker_id, resolution)

    # --- Offices and titles

    def _office(self, tokens: Tokens, mention: Mention, day: dt.date) -> Named:
        first, last = mention.first, mention.last
        whole, _how = self._resolved(tokens, first, last, day)
        if whole:
            kind = self._kind(whole, day)
            return self._with_capacity(mention, first, last, kind, whole, Resolution.TABLE)
        low = tokens.low[first:last]
        if MANDATE_HOLDERS & set(low[:8]) and "rapporteur-general" not in low[:2]:
            return Named(first, last, Kind.OFFICER, "", Capacity.OTHER, "", Resolution.RECORD)
        found = self._ending(tokens, first, last, day)
        if found is not None:
            start, end, speaker_id = found
            kind = self._kind(speaker_id, day)
            observer = "observer" in low
            if kind in (Kind.STATE, Kind.TERRITORY):
                capacity = Capacity.OBSERVER if observer else Capacity.UNKNOWN
                iso3 = self._code(speaker_id, "") if kind is Kind.STATE else ""
                return Named(start, end, kind, iso3, capacity, speaker_id, Resolution.TABLE, entry=True)
            if kind is Kind.UN_ENTITY and PRESIDING & set(low[:3]):
                return Named(first, last, Kind.OFFICER, "", Capacity.OTHER, "", Resolution.RECORD)
            if (
                speaker_id in self.manner.secretariat_ids
                or kind is Kind.SECRETARIAT
                or self._of_secretariat(tokens, start, end)
            ):
                return Named(first, last, Kind.SECRETARIAT, "", Capacity.OTHER, "", Resolution.RECORD)
            capacity = Capacity.OBSERVER if observer else Capacity.UNKNOWN
            return Named(start, end, kind, "", capacity, speaker_id, Resolution.TABLE, entry=True)
        if PRESIDING & set(low[:4]) and (len(low) <= 4 or ORGANS & set(low)):
            return Named(first, last, Kind.OFFICER, "", Capacity.OTHER, "", Resolution.RECORD)
        tail = self._tail(tokens, first, last)
        unit = tail is not None and (
            tokens.low[tail[0]] in UNITS
            or tokens.low[tail[1] - 1] in UNITS
            or not ORGANIZATIONS & set(tokens.low[tail[0] : tail[1]])
        )
        if unit and OF_SECRETARIAT & set(low[:6]):
            tail = None
        if OF_SECRETARIAT & set(low[:6]) and (
            tail is None or ORGANS & set(low) or "secretary-general" in low or "secretariat" in low or _of_the_un(low)
        ):
            return Named(first, last, Kind.SECRETARIAT, "", Capacity.OTHER, "", Resolution.RECORD)
        if tail is not None:
            kind = mention.head.kind if mention.head.kind not in (None, Kind.STATE, Kind.PERSON) else Kind.OTHER
            how = Resolution.UNKNOWN if kind is Kind.OTHER else Resolution.RECORD
            return Named(*tail, kind or Kind.OTHER, "", Capacity.OTHER, "", how, entry=True)
        kind = Kind.OFFICER if PRESIDING & set(low) else Kind.PERSON
        return Named(first, last, kind, "", Capacity.OTHER, "", Resolution.RECORD)

    def _ending(self, tokens: Tokens, first: int, last: int, day: dt.date) -> tuple[int, int, str] | None:
        """The State or organization for which a title speaks: (first, last, id); None where the table holds none."""
        end = last
        while end > first and tokens.text[end - 1] == ")":
            opening = next((at for at in range(end - 1, first, -1) if tokens.text[at] == "("), first)
            abbreviated = end - opening == 3 and sum(letter.isupper() for letter in tokens.text[opening + 1]) >= 2
            if abbreviated or self.trie.closes(tokens, first, end):
                break
            end = opening
        place = next(
            (
                at
                for at in range(first, end)
                if tokens.low[at] == "to"
                and "united" in tokens.low[at + 1 : at + 3]
                and "nations" in tokens.low[at + 1 : at + 4]
            ),
            None,
        )
        if place is not None:
            end = place
        for start in range(first + 1, end):
            before = tokens.low[start - 1]
            if before in ("in", "on", "at", "with", "against", "to") or (
                before == "for" and "observer" not in tokens.low[first:start]
            ):
                continue
            after = self.trie.longest(tokens, start, end)
            if after < 0:
                continue
            closes = after == end or (tokens.text[after] == "(" and tokens.closing(after) == end)
            if not closes and not (
                tokens.low[after] in (",", "and", "to", "in") and tokens.low[start - 1] in ("of", "the", "for")
            ):
                continue
            stop = end if closes else after
            speaker_id, _how = self._resolved(tokens, start, stop, day)
            if not speaker_id:
                continue
            if closes or self.names.speaker(speaker_id).kind is Kind.STATE:
                return start, stop, speaker_id
        return None

    def _of_secretariat(self, tokens: Tokens, first: int, last: int) -> bool:
        """Whether an entity is a part of the United Nations Secretariat: an office or a department."""
        low = tokens.low[first:last]
        return low[:4] == ["united", "nations", "office", "at"] or low[0] == "department"

    def _tail(self, tokens: Tokens, first: int, last: int) -> tuple[int, int] | None:
        """The organization that an office belongs to, by its name in capitals after the first "of"; None where none."""
        for at in range(first, last - 1):
            if tokens.low[at] in SPOKEN_FOR:
                start = at + 1 + (tokens.low[at + 1] in ("the", "a", "an"))
                if start < last and tokens.text[start][0].isupper():
                    return start, last
        return None


def _of_the_un(low: list[str]) -> bool:
    joined = " ".join(low)
    return (
        "united nations" in joined
        or "unfccc" in joined
        or "division" in joined
        or "branch" in joined
        or "department of" in joined
    )


_TOLD: Final = frozenset({Kind.IGO, Kind.UN_ENTITY, Kind.NGO, Kind.NHRI, Kind.OTHER})
