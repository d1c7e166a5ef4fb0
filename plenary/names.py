"""Printed name and date -> speaker, by exact match in the dated alias table; everything else is UnknownName.

Names that differ only in the following are one and the same (see `normalised`):

- a leading "the", and the trailing "(the)" of lists in alphabetical order: "the Niger", "Niger (the)", "Niger";
- upper and lower case: reports print headings in capitals;
- the kind of quotes and apostrophes: "Côte d’Ivoire", "Côte d'Ivoire";
- the kind of hyphen or dash, and soft hyphens, which only say where a word may break;
- white space: runs of it, line breaks, no-break and zero-width spaces, at the ends too;
- Unicode form (NFKC): an accent as one character with its letter or as one of its own, ligatures, wide letters.

Accents themselves, full stops, commas, parentheses and the words inside are kept: "Guinea" and "Guinea-Bissau", "Niger"
and "Nigeria", "Viet Nam" and "Viet-Nam" stay apart. A further form becomes a name by a row of its own in
reference/speaker_names.csv, with its source.
"""

from __future__ import annotations

import copy
import csv
import datetime as dt
import itertools
import re
import unicodedata
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Final, Literal, Self, cast

from plenary.catalogue import translate as _
from plenary.model import GroupMembership, Kind, MembershipBasis, NameForm, Speaker, SpeakerName

APOSTROPHES: Final = "‘’‚‛ʼʹ′`´＇"
QUOTES: Final = "“”„‟«»″＂"
HYPHENS: Final = "‐‑‒–—―−﹘﹣－"
NOTHING: Final = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
CHARACTERS: Final = {
    ord(character): replacement
    for characters, replacement in ((APOSTROPHES, "'"), (QUOTES, '"'), (HYPHENS, "-"), (NOTHING, None))
    for character in characters
}
ARTICLE: Final = re.compile(r"^the (?=.)|(?<=.) \(the\)$")
FORMS: Final[Mapping[NameForm, int]] = {"short": 0, "inverted": 1, "formal": 2, "variant": 3}
ENGLISH: Final = "en"
HINT_COUNT: Final = 3
HINT_SCORE: Final = 70.0
"""Likeness, 0 to 100, below which a known name is no hint."""

Role = Literal["member", "counted_with", "observer"]
UnknownReason = Literal["unknown", "other_dates", "ambiguous"]


@lru_cache(maxsize=8192)
def normalised(printed: str) -> str:
    """The form under which two printings of one name are equal: the rules at the head of this module. Idempotent."""
    if printed.isascii() and "`" not in printed:  # as below, in less time: most names need nothing of the rest
        levelled = " ".join(printed.lower().split())
        while ARTICLE.search(levelled):
            levelled = ARTICLE.sub("", levelled)
        return levelled
    text, levelled = "", printed
    # Again while one step uncovers another: NFKC can give a quote or a space, case folding what NFKC composes.
    while text != levelled:
        text = levelled
        levelled = unicodedata.normalize("NFKC", text.translate(CHARACTERS)).casefold()
        levelled = ARTICLE.sub("", " ".join(levelled.split()))
    return text


@dataclass(frozen=True)
class Membership:
    """Membership of a speaker in a group: a row of reference/memberships; None for a day that no source gives."""

    speaker_id: str
    group_id: str
    role: Role
    valid_from: dt.date | None
    valid_to: dt.date | None
    basis: MembershipBasis
    note: str

    def holds_on(self, day: dt.date) -> bool:
        """Whether the membership was in force on that day."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)


class UnknownName(LookupError):
    """A printed name that no one speaker bears on that day; never answered by a likeness.

    Attributes:
        printed: The name as printed.
        on: The day.
        reason: "other_dates": the very name is known, for other days; "ambiguous": several speakers bear it on that
            day, a fault of the table; "unknown": it is known for no day.
        hints: Rows for a person to look at, each with its days: those of the very name, else of the nearest
            known names, best first; empty where nothing is near.
    """

    def __init__(
        self, printed: str, on: dt.date, hints: tuple[SpeakerName, ...] = (), reason: UnknownReason = "unknown"
    ) -> None:
        super().__init__(printed, on, hints, reason)
        self.printed = printed
        self.on = on
        self.hints = hints
        self.reason = reason

    def __str__(self) -> str:
        """The name and the day, then when it, or what is near, was in force; without the last full stop."""
        start = _("No speaker named “{name}” is known on {day}").format(name=self.printed, day=self.on.isoformat())
        if not self.hints:
            return start
        rows = "; ".join(f"{row.name} ({row.speaker_id}) {period(row)}" for row in self.hints)
        if self.reason == "other_dates":
            return _("{start}: {names}").format(start=start, names=rows)
        if self.reason == "ambiguous":
            return _("“{name}” names several speakers on {day}: {names}").format(
                name=self.printed, day=self.on.isoformat(), names=rows
            )
        return _("{start}; the nearest known names, which are no answer: {names}").format(start=start, names=rows)


def period(row: SpeakerName) -> str:
    """The days for which a name holds, in words."""
    first, last = row.valid_from, row.valid_to
    if first and last:
        return _("was in force from {first} to {last}").format(first=first.isoformat(), last=last.isoformat())
    if last:
        return _("was in force until {last}").format(last=last.isoformat())
    if first:
        return _("has been in force since {first}").format(first=first.isoformat())
    return _("is not bounded by a source")


class Names:
    """Speakers, their dated names and their memberships, held in memory and looked up by day."""

    def __init__(
        self,
        speakers: Iterable[Speaker],
        names: Iterable[SpeakerName],
        memberships: Iterable[Membership] = (),
        regional: Iterable[str] = (),
    ) -> None:
        """Args: the rows of the reference tables; `regional` holds the ids of the regional groups."""
        self._speakers = {speaker.speaker_id: speaker for speaker in speakers}
        self._by_name: dict[str, list[SpeakerName]] = defaultdict(list)
        self._by_speaker: dict[str, list[SpeakerName]] = defaultdict(list)
        self._in_group: dict[str, list[Membership]] = defaultdict(list)
        self._regional: dict[str, list[Membership]] = defaultdict(list)
        self._in_language: dict[tuple[str, str], list[SpeakerName]] = defaultdict(list)
        groups = frozenset(regional)
        for row in names:
            if row.language != ENGLISH:  # Reports are read in English: no form of another language resolves.
                self._in_language[row.language, row.speaker_id].append(row)
                continue
            self._by_name[normalised(row.name)].append(row)
            self._by_speaker[row.speaker_id].append(row)
        for membership in memberships:
            self._in_group[membership.group_id].append(membership)
            if membership.group_id in groups:
                self._regional[membership.speaker_id].append(membership)
        self._members: dict[tuple[str, dt.date, frozenset[Role]], tuple[str, ...]] = {}
        self.as_of: dt.date | None = None
        self.language = ENGLISH

    def seen(self, as_of: dt.date | None, language: str = ENGLISH) -> Self:
        """The same tables told otherwise; what a printed name stands for does not change.

        Args:
            as_of: Day for which every question of a day is answered, whichever day is asked for: the world of that
                day. A State that is no more by then is its one successor (see `standing`); of several it stays
                itself, and its name says until when it was. None: the day that is asked for.
            language: Language of the names; where a name of the day has no form in it, the name is English.
        """
        seen = copy.copy(self)
        seen.as_of, seen.language, seen._members = as_of, language, {}
        return seen

    @classmethod
    def read(cls, directory: Path) -> Self:
        """Reads reference/speakers, speaker_names, groups and memberships below the dataset's folder.

        Raises:
            OSError: A file is missing or cannot be read.
            KeyError: A column is missing.
            ValueError: A date or kind is not one, or a row has too few or too many cells.
        """
        folder = Path(directory) / "reference"
        speakers = (
            Speaker(row["speaker_id"], Kind(row["kind"]), row["name"], row["iso3"] or None, _day(row["first_date"]),
                    _day(row["last_date"]), tuple(filter(None, row["successor_ids"].split(";"))), row["note"],
                    Kind(row["earlier_kind"]) if row["earlier_kind"] else None, _day(row["earlier_kind_to"]))
            for row in _rows(folder / "speakers.csv")
        )  # fmt: skip
        names = (
            SpeakerName(row["speaker_id"], row["name"], cast("NameForm", row["form"]), row["language"],
                        _day(row["valid_from"]), _day(row["valid_to"]), row["source"])
            for row in _rows(folder / "speaker_names.csv")
        )  # fmt: skip
        memberships = (
            Membership(row["speaker_id"], row["group_id"], cast("Role", row["role"]), _day(row["valid_from"]),
                       _day(row["valid_to"]), cast("MembershipBasis", row["basis"]), row["note"])
            for row in _rows(folder / "memberships.csv")
        )  # fmt: skip
        regional = [row["group_id"] for row in _rows(folder / "groups.csv") if row["kind"] == "regional"]
        return cls(speakers, names, memberships, regional)

    # --- Printed name -> speaker

    def resolve(self, printed: str, on: dt.date) -> Speaker:
        """The speaker that bears this printed name on that day, of the kind that it had then.

        Raises:
            UnknownName: No speaker bears it on that day, or more than one does.
        """
        rows = self._by_name.get(normalised(printed), [])
        bearers = {row.speaker_id for row in rows if row.holds_on(on)}
        if len(bearers) == 1:
            return self._speakers[bearers.pop()].as_of(on)
        if rows:
            by_date = tuple(sorted(rows, key=lambda row: (row.valid_from or dt.date.min, row.speaker_id)))
            raise UnknownName(printed, on, by_date, "ambiguous" if bearers else "other_dates")
        raise UnknownName(printed, on, self._hints(printed))

    def rows_named(self, printed: str) -> tuple[SpeakerName, ...]:
        """All rows of that very name, whatever their days, in the order of the file; empty where it is unknown."""
        return tuple(self._by_name.get(normalised(printed), ()))

    def printed_names(self) -> Iterator[SpeakerName]:
        """All English rows of the table of names, name by name."""
        return (row for rows in self._by_name.values() for row in rows)

    def _hints(self, printed: str) -> tuple[SpeakerName, ...]:
        from rapidfuzz import fuzz, process  # only here: most runs never need a hint

        near = process.extract(
            normalised(printed), list(self._by_name), scorer=fuzz.ratio, limit=HINT_COUNT, score_cutoff=HINT_SCORE
        )
        return tuple(row for name, _score, _index in near for row in self._by_name[name])

    # --- Speaker -> names

    def speaker(self, speaker_id: str) -> Speaker:
        """The speaker of that id.

        Raises:
            KeyError: There is none.
        """
        return self._speakers[speaker_id]

    def names_of(self, speaker_id: str) -> tuple[SpeakerName, ...]:
        """All dated English names of a speaker, in the order of the file; empty where it has none."""
        return tuple(self._by_speaker.get(speaker_id, ()))

    def name_on(self, speaker_id: str, on: dt.date) -> str:
        """The name to print for a speaker on that day: short, else inverted, else formal, else another form.

        Of several, the one that is also today's name, else the one in force since the latest day. Where no name was in
        force (Egypt in 1960, a State before its first day), today's or the last name. Never empty.

        Raises:
            KeyError: There is no speaker of that id.
        """
        on = self.as_of or on
        name = self._form_on(speaker_id, on) or self._english_on(speaker_id, on)
        return self._marked(speaker_id, name)

    def name_today(self, speaker_id: str) -> str:
        """Short name of today, or the last one of a speaker that is no more.

        Raises:
            KeyError: There is no speaker of that id.
        """
        name = self._form_on(speaker_id, self.as_of or self.last_day) or self._speakers[speaker_id].name
        return self._marked(speaker_id, name)

    def has_form(self, speaker_id: str, on: dt.date) -> bool:
        """Whether the name of that day has a form in the language of the names; always, where that is English."""
        return self.language == ENGLISH or self._form_on(speaker_id, self.as_of or on) is not None

    def _english_on(self, speaker_id: str, on: dt.date) -> str:
        speaker = self._speakers[speaker_id]
        held = [row for row in self._by_speaker.get(speaker_id, ()) if row.holds_on(on)]
        return _first_form(held, speaker.name) or speaker.name

    def _form_on(self, speaker_id: str, on: dt.date) -> str | None:
        """The name of that day in the language of the names; None in English, and where there is none."""
        held = [row for row in self._in_language.get((self.language, speaker_id), ()) if row.holds_on(on)]
        return _first_form(held)

    def _marked(self, speaker_id: str, name: str) -> str:
        """The name, with the year in which the speaker ceased where the world is one in which it is no more."""
        last = self._speakers[speaker_id].last_date
        if self.as_of is None or last is None or self.as_of <= last:
            return name
        return _("{name} (until {year})").format(name=name, year=last.year)

    def standing(self, speaker_id: str) -> str:
        """Who stands for a speaker in this world: of a State that is no more its one successor State, else itself.

        Source: reference/speakers, successor_ids. A State of several successors is none of them.

        Raises:
            KeyError: There is no speaker of that id.
        """
        speaker = self._speakers[speaker_id]
        if self.as_of is None or speaker.kind is not Kind.STATE or self.exists(speaker_id, self.as_of):
            return speaker_id
        states = [code for code in speaker.successor_ids if self._speakers[code].kind is Kind.STATE]
        return self.standing(states[0]) if len(speaker.successor_ids) == len(states) == 1 else speaker_id

    def succeeded(self) -> dict[str, str]:
        """The States for which another one stands in this world, with that one; none in the world of the day."""
        if self.as_of is None:
            return {}
        standing = {state: self.standing(state) for state in self.states()}
        return {state: successor for state, successor in standing.items() if successor != state}

    def iso3(self, speaker_id: str) -> str | None:
        """ISO 3166-1 alpha-3 code; None for speakers without one, former States included.

        Raises:
            KeyError: There is no speaker of that id.
        """
        return self._speakers[speaker_id].iso3

    def exists(self, speaker_id: str, on: dt.date) -> bool:
        """Whether the speaker is one of its own on that day; an end that no source dates is open.

        Raises:
            KeyError: There is no speaker of that id.
        """
        speaker, on = self._speakers[speaker_id], self.as_of or on
        return (speaker.first_date is None or speaker.first_date <= on) and (
            speaker.last_date is None or on <= speaker.last_date
        )

    def predecessors(self, speaker_id: str) -> tuple[str, ...]:
        """Ids of all that came before a speaker: those that it succeeded, and those that they did, sorted.

        A renamed State keeps its id and has none of its own names here. Empty where nothing came before it.
        """
        found: set[str] = set()
        waiting = [speaker_id]
        while waiting:
            before = self._succeeded_by.get(waiting.pop(), ())
            waiting += [earlier for earlier in before if earlier not in found]
            found.update(before)
        return tuple(sorted(found))

    @cached_property
    def _succeeded_by(self) -> Mapping[str, tuple[str, ...]]:
        """Successor -> those that it came after."""
        found: dict[str, list[str]] = defaultdict(list)
        for speaker in self._speakers.values():
            for successor in speaker.successor_ids:
                found[successor].append(speaker.speaker_id)
        return {successor: tuple(before) for successor, before in found.items()}

    def speaker_ids(self) -> tuple[str, ...]:
        """Ids of all speakers, sorted."""
        return tuple(sorted(self._speakers))

    def changing_days(self, speaker_id: str) -> tuple[dt.date, ...]:
        """The days from which anything told of a speaker may differ from the day before, sorted.

        First days of its names and memberships, and days after their last ones, whatever the language.
        """
        return self._changing_in_order.get(speaker_id, ())

    def period_start(self, speaker_id: str, day: dt.date) -> dt.date:
        """The last of `changing_days` up to a day, else the first day of all: what is told of a speaker is the same."""
        days = self._changing_in_order.get(speaker_id, ())
        return days[place - 1] if (place := bisect_right(days, day)) else dt.date.min

    @cached_property
    def _changing_in_order(self) -> Mapping[str, tuple[dt.date, ...]]:
        return {speaker_id: tuple(sorted(days)) for speaker_id, days in self._changing.items()}

    @cached_property
    def _changing(self) -> Mapping[str, set[dt.date]]:
        found: dict[str, set[dt.date]] = defaultdict(set)
        names = itertools.chain(*self._by_speaker.values(), *self._in_language.values())
        for row in itertools.chain[SpeakerName | Membership](names, *self._in_group.values()):
            ends = (row.valid_from, row.valid_to and row.valid_to + dt.timedelta(days=1))
            found[row.speaker_id].update(filter(None, ends))
        return found

    def states(self) -> tuple[str, ...]:
        """Ids of all States, of today and former, members and others, sorted."""
        return tuple(sorted(key for key, speaker in self._speakers.items() if speaker.kind is Kind.STATE))

    @cached_property
    def last_day(self) -> dt.date:
        """The latest day that any name, speaker or membership names: from it on, nothing is known to change."""
        days = {speaker.first_date for speaker in self._speakers.values()}
        days |= {speaker.last_date for speaker in self._speakers.values()}
        for names in self._by_speaker.values():
            days |= {day for name in names for day in (name.valid_from, name.valid_to)}
        for memberships in self._in_group.values():
            days |= {day for membership in memberships for day in (membership.valid_from, membership.valid_to)}
        return max((day for day in days if day is not None), default=dt.date.max)

    # --- Groups

    def members(self, group_id: str, on: dt.date, *, counted: bool = False) -> tuple[str, ...]:
        """Ids of the members of a group on that day, sorted; with `counted` also those only counted with it.

        Observers and memberships that no source establishes are left out. Empty for a group that is not known.
        """
        on = self.as_of or on
        roles: frozenset[Role] = frozenset({"member", "counted_with"} if counted else {"member"})
        key = (group_id, on, roles)
        found = self._members.get(key)
        if found is None:
            if len(self._members) >= 4096:
                self._members.clear()
            found = self._members[key] = tuple(
                sorted(
                    row.speaker_id
                    for row in self._in_group.get(group_id, ())
                    if row.role in roles and row.basis != "not_established" and row.holds_on(on)
                )
            )
        return found

    def regional_group(self, speaker_id: str, on: dt.date) -> GroupMembership:
        """The regional group of a speaker on that day; one at most, also for who takes part in two.

        Without a source for that day it has no group and the basis "not_established": today's group is not read back
        into the past.
        """
        on = self.as_of or on
        rows = [row for row in self._regional.get(speaker_id, ()) if row.role != "observer" and row.holds_on(on)]
        for row in rows:
            if row.basis != "not_established":
                role: Literal["member", "counted_with"] = "member" if row.role == "member" else "counted_with"
                return GroupMembership(row.group_id, role, row.basis, row.note)
        return GroupMembership(None, None, "not_established", rows[0].note if rows else "")


def _first_form(held: Sequence[SpeakerName], preferred: str = "") -> str | None:
    """Of names in force: short, else inverted, else formal, else another; of several the preferred, else the latest."""
    if not held:
        return None
    form = min((row.form for row in held), key=FORMS.__getitem__)
    of_form = [row for row in held if row.form == form]
    return max(of_form, key=lambda row: (row.name == preferred, row.valid_from or dt.date.min)).name


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        columns = next(reader, [])
        rows = []
        for cells in reader:
            if len(cells) != len(columns):
                raise ValueError(f"{path.name}:{reader.line_num}: cells do not match the columns")
            rows.append(dict(zip(columns, cells, strict=True)))
        return rows


def _day(cell: str) -> dt.date | None:
    return dt.date.fromisoformat(cell) if cell else None
