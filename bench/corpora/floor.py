"""Who can take the floor on which days, and under which name: by the reference tables alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from bench.corpora.measured import KINDS, Measured
from plenary.model import Kind
from plenary.names import Names, UnknownName

Values = np.ndarray[Any, np.dtype[Any]]
ABSENT: Final = -1


@dataclass(frozen=True)
class Present:
    """Who can take the floor on some days.

    Attributes:
        kinds: Place of the kind in `KINDS`, a value a speaker; `ABSENT` where it cannot take the floor on each of them.
        names: Place of its name in `Floor.names`, a value a speaker.
    """

    kinds: Values
    names: Values


class Floor:
    """Speakers that can take the floor: States while they are members, others while they exist.

    Each has one name that holds for all days asked for, and by which the dated table finds it. A speaker whose kind or
    name changes within those days is left out: nobody is printed under the name of another day.
    """

    def __init__(self, names: Names, measured: Measured) -> None:
        """Args: the dated names; how often who spoke."""
        self.dated = names
        self.speaker_ids = tuple(
            speaker_id
            for speaker_id in names.speaker_ids()
            if {names.speaker(speaker_id).kind, names.speaker(speaker_id).earlier_kind} & {*KINDS}
        )
        self.names: list[str] = []
        self._places: dict[str, int] = {}
        self._changes = np.array(sorted(self._changing_days()), dtype="datetime64[D]")
        self._spans: dict[int, Present] = {}
        self.weights = _weights(names, self.speaker_ids, measured)

    def _changing_days(self) -> set[dt.date]:
        days: set[dt.date] = set()
        for speaker_id in self.dated.speaker_ids():
            speaker = self.dated.speaker(speaker_id)
            days.update(self.dated.changing_days(speaker_id))
            days.update(filter(None, (speaker.first_date,)))
            days.update(last + dt.timedelta(days=1) for last in (speaker.last_date, speaker.earlier_kind_to) if last)
        return days

    def present(self, first: dt.date, last: dt.date) -> Present:
        """Who can take the floor on each day from `first` to `last`."""
        start, end = np.searchsorted(self._changes, np.array([first, last], dtype="datetime64[D]"), side="right")
        found = self._span(int(start), first)
        for span in range(int(start) + 1, int(end) + 1):
            other = self._span(span, self._changes[span - 1].item())
            same = (found.kinds == other.kinds) & (found.names == other.names)
            found = Present(np.where(same, found.kinds, ABSENT), found.names)
        return found

    def _span(self, span: int, day: dt.date) -> Present:
        """Who can take the floor on a day and on all others without a change between them."""
        if span not in self._spans:
            told = [self._told(speaker_id, day) for speaker_id in self.speaker_ids]
            self._spans[span] = Present(*(np.array(values, dtype=np.int32) for values in zip(*told, strict=True)))
        return self._spans[span]

    def _told(self, speaker_id: str, day: dt.date) -> tuple[int, int]:
        kind = self.dated.speaker(speaker_id).as_of(day).kind
        if kind not in KINDS or not self.dated.exists(speaker_id, day):
            return ABSENT, ABSENT
        if kind is Kind.STATE and speaker_id not in self.dated.members("un", day):
            return ABSENT, ABSENT
        name = self.dated.name_on(speaker_id, day)
        try:
            found = self.dated.resolve(name, day).speaker_id
        except UnknownName:
            return ABSENT, ABSENT
        if found != speaker_id:
            return ABSENT, ABSENT
        if name not in self._places:
            self._places[name] = len(self.names)
            self.names.append(name)
        return KINDS.index(kind), self._places[name]


def _weights(names: Names, speaker_ids: Iterable[str], measured: Measured) -> Values:
    """How often each speaks: as often as in the shipped sessions; who was not heard there shares what is unheard."""
    ids = tuple(speaker_ids)
    kinds = np.array([str(names.speaker(speaker_id).kind) for speaker_id in ids])  # its weight is one over all days
    weights = np.array([float(measured.weights.get(speaker_id, 0)) for speaker_id in ids])
    for kind in KINDS:
        of_kind = kinds == kind
        new = of_kind & (weights == 0)
        if not new.any():
            continue
        heard, unheard = weights[of_kind].sum(), measured.unheard.get(kind, 1.0)
        # Where all were heard once, or none was, nobody is known to speak more often than another.
        rest = heard * unheard / (1 - unheard) if heard and unheard < 1 else float(new.sum())
        weights[new] = max(rest, 1e-3) / new.sum()
    return weights
