"""The meetings of a generated session, their days and agenda items, and the lists of speakers drawn up there."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from bench.corpora.measured import Measured
from bench.corpora.plan import Session

Values = np.ndarray[Any, np.dtype[Any]]
MEETINGS_A_DAY: Final = 2
"""Meetings of a body on one day, in the morning and in the afternoon; a longer session meets in parallel."""
MOST_DAYS: Final = 60
"""Working days of the longest session."""
MOST_ITEMS: Final = 24
LIST_LIMIT: Final = 0.8
"""Most speakers of a list, as a share of the members of that day; no State is drawn twice for it."""


@dataclass(frozen=True)
class Lists:
    """The lists of speakers of a session, in order, and the meetings at which they were drawn up.

    Attributes:
        days: Day of each meeting of the session.
        items: Number of agenda items of the session.
        first: First meeting of each list, from 0.
        meetings: Number of meetings of each list, which follow one upon the other.
        item: Agenda item of each list, from 0.
        other: Second agenda item of a list that stands for two; else -1.
        sizes: Number of speakers of each list.
        unplaced: Whether the record names no meeting for those who open the list.
    """

    days: tuple[dt.date, ...]
    items: int
    first: Values
    meetings: Values
    item: Values
    other: Values
    sizes: Values
    unplaced: Values

    def span(self, place: int) -> tuple[dt.date, dt.date]:
        """First and last day of a list; from the session's first day where a meeting is not named."""
        last = self.days[self.first[place] + self.meetings[place] - 1]
        return self.days[0 if self.unplaced[place] else self.first[place]], last


def draw_lists(session: Session, measured: Measured, members: int, opening_share: float) -> Lists:
    """The lists of a session, which have as many speakers as the session has statements.

    Args:
        session: The session.
        measured: What the shipped sessions show.
        members: Number of members on its first day: no list has more.
        opening_share: Share of the turns that open a list.
    """
    draws = session.draws()
    count = int(session.statements / measured.turns_per_meeting.mean() * 3) + 8
    joined = draws.choice([*measured.joined_meetings], count, p=[*measured.joined_meetings.values()])
    turns = joined * draws.choice(measured.turns_per_meeting, count)
    considered = np.minimum(draws.choice(measured.items_per_meeting, count), turns)
    # All items of the meetings of a list are several lists, but where one list stands for two of them.
    joint_share = measured.joint_share / float((measured.items_per_meeting > 1).mean())
    joint = (considered > 1) & (draws.random(count) < joint_share)
    lists = considered - joint
    sitting = np.repeat(np.arange(count), lists)
    place = np.arange(len(sitting)) - np.repeat(np.cumsum(lists) - lists, lists)
    sizes = np.clip(turns[sitting] // lists[sitting], 1, max(1, int(members * LIST_LIMIT)))
    ends = np.cumsum(sizes)
    kept = int(np.searchsorted(ends, session.statements)) + 1
    sizes = sizes[:kept].copy()
    sizes[-1] -= int(ends[kept - 1]) - session.statements
    sitting, place = sitting[:kept], place[:kept]
    first = np.cumsum(joined) - joined
    sittings = int(sitting[-1]) + 1
    total = int(joined[:sittings].sum())
    items = int(np.clip(round(total / measured.meetings_per_item), 2, MOST_ITEMS))
    item = (sitting * items // sittings + place) % items
    other = np.where(joint[sitting] & (place == 0), (item + lists[sitting]) % items, -1)
    other[other == item] = -1  # A session may have fewer items than a meeting considers.
    unplaced = draws.random(kept) < measured.unplaced_share / opening_share
    days = _days(session, total, draws)
    return Lists(
        days, items, first[sitting], joined[sitting], item, np.where(other == item, -1, other), sizes, unplaced
    )


def _days(session: Session, meetings: int, draws: np.random.Generator) -> tuple[dt.date, ...]:
    a_day = max(MEETINGS_A_DAY, -(-meetings // MOST_DAYS))
    length = -(-meetings // a_day)
    year = np.datetime64(session.first_possible_day)
    start = int(draws.integers(0, np.busday_count(year, dt.date(session.year, 12, 20)) - length))
    places = start + np.arange(meetings) // a_day
    return tuple(day.item() for day in np.busday_offset(year, places, roll="forward"))
