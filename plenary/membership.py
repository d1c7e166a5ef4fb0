"""Every member of the United Nations at each chosen session with its statements, those without one included.

What the questions of balance and of concentration rest on: their denominators are members, not speakers.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from functools import lru_cache
from typing import Any, Final

import narwhals as nw
import pandas as pd

from plenary.choices import with_sessions
from plenary.participation import NO_GROUP, SESSIONS_KEPT, STATES_KEPT
from plenary.selected import collect, counted, of_sessions, select_counts, select_turns, turn_total
from plenary.selection import REVIEWS, Selection
from plenary.store import Dataset

MEMBER_COLUMNS: Final = (
    "session_id", "speaker_id", "iso3", "name", "group_id", "group_role", "group_note", "member_statement_count",
    "placed_count",
)  # fmt: skip


def member_statements(dataset: Dataset, selection: Selection) -> pd.DataFrame:
    """Members on the first day of each chosen session with their statements within the selection.

    The filters by group, delegation and kind do not apply: who is compared with whom is for the question to say.

    Returns:
        One row per session and member; order first day of the session, name of that day. Columns of `MEMBER_COLUMNS`:
        group_id, group_role and group_note are those of that day (`NO_GROUP` and missing without an established
        group); member_statement_count is 0 without a statement within the selection; placed_count is how many of them
        stand at a meeting that the record names. Never empty: statements of States that were no members are left out.
    """
    selection = replace(with_sessions(selection, dataset.choices), group=(), delegation=(), kind=())
    turns = counted(select_counts(dataset, selection), selection).filter(nw.col("kind") == "state")
    rows = collect(turns.group_by("session_id", "speaker_id", "placed").agg(turn_total()))
    frame = _members_of_sessions(dataset, selection.session)
    at = pd.MultiIndex.from_frame(frame[["session_id", "speaker_id"]])
    for name, counts in (("member_statement_count", rows), ("placed_count", rows[rows["placed"]])):
        found = counts.groupby(["session_id", "speaker_id"])["turn_count"].sum()
        frame = frame.assign(**{name: found.reindex(at).fillna(0).astype("Int64").array})
    return frame


@lru_cache(maxsize=SESSIONS_KEPT)
def _members_of_sessions(dataset: Dataset, sessions: tuple[str, ...]) -> pd.DataFrame:
    """The rows of `member_statements` without its counts; nobody changes it."""
    names, found = dataset.names, []
    for session_id, day in dataset.membership_days(sessions).items():
        members = (
            (session_id, member, *_member_on(dataset, member, names.period_start(member, day)))
            for member in names.members("un", day)
        )
        found += sorted(members, key=lambda row: row[3])
    return pd.DataFrame(found, columns=list(MEMBER_COLUMNS[:-2]))


@lru_cache(maxsize=STATES_KEPT)
def _member_on(dataset: Dataset, member: str, day: dt.date) -> tuple[str | None, str, str, str | None, str | None]:
    """ISO code of a member; its name, group, role and note on that day."""
    group = dataset.names.regional_group(member, day)
    of_group = (group.group_id or NO_GROUP, group.role, group.note or None)
    return dataset.names.iso3(member), dataset.names.name_on(member, day), *of_group


def meetings_with_turns(dataset: Dataset, selection: Selection) -> pd.DataFrame:
    """How many meetings gave an opportunity to speak that the selection can show.

    A meeting counts where a turn is recorded at it, of whomever and of whatever act, under a chosen item. A list that
    stands for two meetings counts for both.

    Returns:
        One row per chosen session; index session_id, order first day. Columns: turn_meeting_count; and of these,
        partial_meeting_count: those of which turns not yet reviewed are left out. Both 0 or more.
    """
    selection = with_sessions(selection, dataset.choices)
    chosen = {name: getattr(selection, name) for name in ("session", "meeting", "item", "review")}
    return _meetings_with_turns(dataset, Selection(**chosen))


@lru_cache(maxsize=SESSIONS_KEPT)
def _meetings_with_turns(dataset: Dataset, selection: Selection) -> pd.DataFrame:
    """The rows of `meetings_with_turns`, which no other filter changes; nobody changes them."""
    placed = collect(of_sessions(_by_meeting(dataset, selection), selection))
    if selection.meeting:
        placed = placed[placed["meeting_id"].isin(selection.meeting)]
    is_shown = placed["review_status"].isin(REVIEWS[selection.review])
    shown = placed.loc[is_shown]
    hidden = placed.loc[~is_shown & placed["meeting_id"].isin(shown["meeting_id"])]
    counts = {
        "turn_meeting_count": shown.groupby("session_id")["meeting_id"].nunique(),
        "partial_meeting_count": hidden.groupby("session_id")["meeting_id"].nunique(),
    }
    index = pd.Index(list(dataset.days(selection.session)), name="session_id")
    return pd.DataFrame({name: count.reindex(index).fillna(0).astype("Int64") for name, count in counts.items()})


def _by_meeting(dataset: Dataset, selection: Selection) -> nw.LazyFrame[Any]:
    """Session, meeting and review status of turns: from the cube, and from the rows only of chosen items."""
    columns = ("session_id", "meeting_id", "review_status")
    if not selection.item:
        return dataset.frame("meeting_counts").select(*columns)
    every = Selection(session=selection.session, meeting=selection.meeting, item=selection.item, review="all")
    turns = select_turns(dataset, every).select("statement_id", "review_status")
    links = of_sessions(dataset.frame("statement_meetings"), selection)
    return links.join(turns, on="statement_id").select(*columns).unique()
