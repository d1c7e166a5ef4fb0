"""Which sessions a generated corpus has: when each begins, and how many statements it holds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np

from plenary.names import Names

SEED: Final = 20_261_123
YEARS: Final = range(1946, 2026)
FIRST_DAY: Final = (1, 10)
"""Month and day on which the first General Assembly met, in 1946; no session of a year begins earlier."""
SPREAD: Final = 0.25
"""Standard deviation of the logarithm of the number of statements, between sessions of one year."""


@dataclass(frozen=True)
class Size:
    """How large a corpus is."""

    name: str
    statements: int
    sessions: int


SIZES: Final = (Size("10k", 10_000, 20), Size("1m", 1_000_000, 800), Size("10m", 10_000_000, 2_000))


@dataclass(frozen=True)
class Session:
    """A session to be generated.

    Attributes:
        year: Year in which it is held, from the first to the last day.
        number: Its number in that year, from 1.
        statements: How many turns it has.
    """

    year: int
    number: int
    statements: int

    @cached_property
    def session_id(self) -> str:
        """Code of the session."""
        return f"bench-{self.year}-{self.number}"

    @property
    def first_possible_day(self) -> dt.date:
        """The day of its year before which no session begins."""
        return dt.date(self.year, *FIRST_DAY)

    def draws(self) -> np.random.Generator:
        """The draws of this session, whatever was drawn for others."""
        return np.random.default_rng([SEED, self.year, self.number, self.statements])


def plan_sessions(size: Size, names: Names) -> tuple[Session, ...]:
    """The sessions of a corpus, by session_id; spread evenly over `YEARS`, larger where there are more members."""
    draws = np.random.default_rng([SEED, size.statements, size.sessions])
    places = np.arange(size.sessions) * len(YEARS) // size.sessions
    if size.sessions < len(YEARS):  # The last year is one of those chosen.
        places = np.round(np.linspace(0, len(YEARS) - 1, size.sessions)).astype(int)
    years = [YEARS[place] for place in places]
    members = np.array([len(names.members("un", dt.date(year, 7, 1))) for year in years])
    weights = members * draws.lognormal(0, SPREAD, len(years))
    ends = np.round(np.cumsum(weights) / weights.sum() * size.statements).astype(int)
    counts = np.diff(ends, prepend=0)
    sessions = (
        Session(year, number, int(count))
        for year, number, count in zip(years, _numbers(years), counts, strict=True)
        if count
    )
    return tuple(sorted(sessions, key=lambda session: session.session_id))


def _numbers(years: Iterable[int]) -> list[int]:
    found: dict[int, int] = {}
    numbers = []
    for year in years:
        found[year] = found.get(year, 0) + 1
        numbers.append(found[year])
    return numbers
