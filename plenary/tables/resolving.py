"""Whose row it is: by the name of that time, checked against the code beside it; what does not agree is told.

A row is taken over only in one of these ways, the first that applies:

- judged: the mapping decides on rows of this very name, code and session, with a reason;
- in_force: the dated table holds the name within the days of the session for one speaker, or of several for the one
  whose code stands beside it, and no other code stands there;
- listed: the mapping lists the name as one of this table's own, and the code beside it, where there is one, agrees;
- other_dates: the very name is that of one speaker on other days, which existed in the session, and the code agrees.

Never by likeness: a code alone names nobody.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from plenary.model import Speaker
from plenary.names import Names, UnknownName, normalised
from plenary.tables.mapping import Judgement, Mapping, OwnName

Outcome = Literal["judged", "in_force", "listed", "other_dates", "unknown", "disagrees", "ambiguous", "left_out"]
TAKEN_OVER: frozenset[Outcome] = frozenset({"judged", "in_force", "listed", "other_dates"})


@dataclass(frozen=True, slots=True)
class Resolved:
    """What became of the name of a row.

    Attributes:
        outcome: How it was resolved, or why not.
        speaker_id: Whose row it is; "" where it was not resolved.
        form: Form of a name that the dated table does not hold on those days; "" otherwise.
        reason: Why a person judged so, or what disagrees: codes and ids; "" otherwise.
        hints: Ids of speakers for a person to look at, where it was not resolved.
    """

    outcome: Outcome
    speaker_id: str = ""
    form: str = ""
    reason: str = ""
    hints: tuple[str, ...] = ()

    @property
    def taken_over(self) -> bool:
        """Whether the row becomes a statement."""
        return self.outcome in TAKEN_OVER


class Resolver:
    """Finds the speakers of a table; remembers what it found."""

    def __init__(self, names: Names, speakers: Iterable[Speaker], mapping: Mapping) -> None:
        """Args: the dated names, all speakers of the dataset, and the mapping with its own names, codes, judgements."""
        self._names = names
        self._by_code: dict[str, set[str]] = defaultdict(set)
        for speaker in speakers:
            for code in {speaker.iso3 or speaker.speaker_id, speaker.speaker_id}:
                self._by_code[code].add(speaker.speaker_id)
        for other in mapping.codes:
            self._by_code[other.code] |= set(other.speakers)
        self._own: dict[str, OwnName] = {normalised(own.name): own for own in mapping.names}
        self._judged: dict[tuple[str, str, str], Judgement] = {
            (normalised(judgement.name), session, judgement.code): judgement
            for judgement in mapping.judgements
            for session in judgement.sessions
        }
        self._found: dict[tuple[str, str, str, dt.date, dt.date], Resolved] = {}

    def resolve(self, printed: str, code: str, session: str, first: dt.date, last: dt.date) -> Resolved:
        """Whose name it is on a day from `first` to `last`.

        Args:
            printed: The name.
            code: The code beside it; "" where none is.
            session: The session as the table has it.
            first: First day on which the row may have been spoken.
            last: Last such day.
        """
        key = (printed, code, session, first, last)
        if key not in self._found:
            self._found[key] = self._resolve(*key)
        return self._found[key]

    def _resolve(self, printed: str, code: str, session: str, first: dt.date, last: dt.date) -> Resolved:
        name = normalised(printed)
        if judgement := self._judged.get((name, session, code)):
            if not judgement.speaker:
                return Resolved("left_out", reason=judgement.reason)
            within = self._bearers(printed, first, last)
            form = "" if within else self._own[name].form if name in self._own else "misprint"
            return Resolved("judged", judgement.speaker, form, judgement.reason)
        coded = self._by_code.get(code, set())
        bearers = self._bearers(printed, first, last)
        if bearers:
            return self._among(bearers, coded, code, "in_force")
        if own := self._own.get(name):
            return self._among({own.speaker}, coded, code, "listed", own.form)
        existing = {
            row.speaker_id for row in self._names.rows_named(printed) if self._exists(row.speaker_id, first, last)
        }
        if existing and code:
            return self._among(existing, coded, code, "other_dates", "other_dates")
        try:
            self._names.resolve(printed, first)
        except UnknownName as unknown:
            hints = tuple(dict.fromkeys([*sorted(coded), *(hint.speaker_id for hint in unknown.hints)]))
            return Resolved("unknown", reason=unknown.reason, hints=hints)
        raise AssertionError(printed)  # the name would have been in force on the first day

    def _bearers(self, printed: str, first: dt.date, last: dt.date) -> set[str]:
        return {
            row.speaker_id
            for row in self._names.rows_named(printed)
            if (row.valid_from or first) <= last and first <= (row.valid_to or last)
        }

    def _among(self, bearers: set[str], coded: set[str], code: str, outcome: Outcome, form: str = "") -> Resolved:
        agreed = bearers & coded if code else bearers
        if len(agreed) == 1:
            return Resolved(outcome, agreed.pop(), form)
        if agreed:
            return Resolved("ambiguous", hints=tuple(sorted(agreed)))
        return Resolved("disagrees", reason=code, hints=tuple(sorted(bearers | coded)))

    def _exists(self, speaker_id: str, first: dt.date, last: dt.date) -> bool:
        return self._names.exists(speaker_id, first) or self._names.exists(speaker_id, last)
