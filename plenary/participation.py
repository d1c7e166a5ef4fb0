"""Who took part: States by session, regional groups by session, and the sessions themselves side by side.

Every share is taken of the members of the United Nations on the first day of its own session, or in the world of
today of those of today (see `plenary.worlds`); nothing is ranked.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Final

import narwhals as nw
import numpy as np
import pandas as pd

from plenary.choices import REGIONAL_GROUPS, with_sessions
from plenary.selected import collect, counted, select_counts, select_texts, turn_total
from plenary.selection import Selection
from plenary.store import Dataset

NO_GROUP: Final = "none"
"""Code of members that are in no regional group on the day."""

SESSIONS_KEPT: Final = 32
"""Choices of sessions whose States are held at hand: a thousand sessions have some 200,000 rows."""

RECORDED_KEPT: Final = 16
"""Choices of sessions and acts of whose States the record is held at hand."""

STATES_KEPT: Final = 65_536
"""States by the first day of a period whose name and group are held at hand; each has a few."""

DAYS_KEPT: Final = 4096
"""Days of which the sizes of the groups are held at hand."""

CLASSES: Final = ("statements", "outside_filters", "none_recorded", "not_member")
"""Classes of participation; of several sessions the first of these holds for a State."""

OF_STATES: Final = ("iso3", "name", "group_id")


def participation_by_session(dataset: Dataset, selection: Selection) -> pd.DataFrame:
    """What the record and the selection say of each State in each chosen session.

    Returns:
        One row per session and State: members on the first day of the session, States that took the floor there, and
        today's members and observer States that were no members then; order first day of the session, name. Columns:
        session_id, speaker_id, iso3, name (of that day), group_id ("none" without an established group), member (on
        that day), participation, statement_count (missing unless participation is "statements"), recorded_count
        (statements in the session whatever the other filters, of the review statuses that the selection leaves).
        participation is "statements" (some within the selection), "none_recorded" (a member with no statement in the
        session), "outside_filters" (has statements, reviewed or not, but none within the selection, or is itself not
        among the groups, delegations or kinds chosen) or "not_member" (no member on that day, and no statement).
    """
    selection = with_sessions(selection, dataset.choices)
    recorded = _recorded(dataset, replace(selection.unfiltered(), act=selection.act))
    frame = recorded.frame.drop(columns="heard")
    classes, counts = _classes(dataset, selection, recorded)
    frame["participation"] = pd.Series(np.array(CLASSES)[classes], index=frame.index, dtype="str")
    frame["statement_count"] = _where_any(counts)
    columns = [*OF_STATES, "member", "participation", "statement_count", "recorded_count"]
    return frame[columns].reset_index()


@dataclass(frozen=True, eq=False)
class _Recorded:
    """What States are in some sessions, and what the record has of each, whatever the other filters.

    Attributes:
        frame: Index session_id, speaker_id; columns `OF_STATES`, member, recorded_count, heard (whether it has a
            statement there, reviewed or not); order first day of the session, name.
        states: One row per State; index speaker_id; columns `OF_STATES`, member, recorded_count, as `participation`.
        state: For each row of the frame the place of its State in `states`.
    """

    frame: pd.DataFrame
    states: pd.DataFrame
    state: np.ndarray[Any, np.dtype[np.intp]]


@lru_cache(maxsize=RECORDED_KEPT)
def _recorded(dataset: Dataset, whole: Selection) -> _Recorded:
    """What the record has of each State in the sessions of a selection without filters but for acts; not changed."""
    counts = _state_counts(dataset, whole)
    known = _state_counts(dataset, replace(whole, review="all"))
    frame = _states_of_sessions(dataset, whole.session)
    unlisted = known.index[frame.index.get_indexer(known.index) < 0]
    if len(unlisted):
        frame = _in_order(dataset, pd.concat([frame, _states(dataset, unlisted)]), whole.session)
    found = pd.array(_counts_at(frame.index, counts), dtype="Int64")
    frame = frame.assign(recorded_count=found, heard=_counts_at(frame.index, known) > 0)
    frame = frame[frame["member"] | frame["of_today"] | frame["heard"]].drop(columns="of_today")
    state, _speakers = pd.factorize(frame.index.get_level_values("speaker_id"))
    grouped = frame.groupby("speaker_id", sort=False)
    states = (
        grouped[[*OF_STATES]]
        .last()
        .assign(member=grouped["member"].any(), recorded_count=grouped["recorded_count"].sum())
    )
    return _Recorded(frame, states, state)


def _classes(
    dataset: Dataset, selection: Selection, recorded: _Recorded
) -> tuple[np.ndarray[Any, np.dtype[np.int8]], np.ndarray[Any, np.dtype[np.int64]]]:
    """For each row of `recorded` the place of its participation in `CLASSES`, and its statements in the selection."""
    frame = recorded.frame
    counts = _counts_at(frame.index, _state_counts(dataset, selection))
    heard, member = frame["heard"].to_numpy(), frame["member"].to_numpy(bool)
    admitted = np.full(len(frame), not selection.kind or "state" in selection.kind)
    if selection.group:
        admitted &= frame["group_id"].isin(selection.group).to_numpy()
    if selection.delegation:
        admitted &= frame.index.isin(selection.delegation, level="speaker_id")
    spoke, outside, none, no_member = range(len(CLASSES))
    found = np.select([counts > 0, ~member & ~heard, heard | ~admitted], [spoke, no_member, outside], none)
    return found.astype(np.int8), counts


def _counts_at(index: pd.Index[Any], counts: pd.Series[int]) -> np.ndarray[Any, np.dtype[np.int64]]:
    """Counts by session and State at the places of an index; 0 where there are none."""
    places = index.get_indexer(counts.index)
    found = np.zeros(len(index), np.int64)
    found[places[places >= 0]] = counts.to_numpy()[places >= 0]
    return found


def _where_any(counts: np.ndarray[Any, np.dtype[np.int64]]) -> pd.arrays.IntegerArray:
    """Counts, missing where there are none."""
    return pd.arrays.IntegerArray(counts, counts == 0)


def _in_order(dataset: Dataset, states: pd.DataFrame, sessions: tuple[str, ...]) -> pd.DataFrame:
    """States by the first day of the session, and name."""
    order = {session_id: place for place, session_id in enumerate(dataset.days(sessions))}
    places = states.index.get_level_values("session_id").map(order)
    return states.assign(place=places).sort_values(["place", "name"], kind="stable").drop(columns="place")


@lru_cache(maxsize=SESSIONS_KEPT)
def _states_of_sessions(dataset: Dataset, sessions: tuple[str, ...]) -> pd.DataFrame:
    """Members on the first day of each session, and States of today, in order; see `_states`. Nobody changes it."""
    pairs = [
        (session_id, speaker_id)
        for session_id, day in dataset.membership_days(sessions).items()
        for speaker_id in {*dataset.names.members("un", day), *dataset.names.states()}
    ]
    return _in_order(dataset, _states(dataset, pairs), sessions)


def _states(dataset: Dataset, pairs: Iterable[tuple[str, str]]) -> pd.DataFrame:
    """What States are on the first day of sessions.

    Index session_id, speaker_id; columns `OF_STATES`, member, of_today (whether it exists today); as the pairs stand.
    """
    days = dataset.membership_days()
    start = dataset.names.period_start
    rows = [(session, one, *_state_on(dataset, one, start(one, days[session]))) for session, one in pairs]
    frame = pd.DataFrame(rows, columns=["session_id", "speaker_id", *OF_STATES, "member", "of_today"])
    return frame.set_index(["session_id", "speaker_id"])


def participation(dataset: Dataset, selection: Selection) -> pd.DataFrame:
    """What the record and the selection say of each State, for maps and tiles.

    Returns:
        One row per State; order name. Columns of `participation_by_session` without session_id. Of several sessions:
        name and group are those of the latest one that has the State; member says whether it was one on the first day
        of any of them; of the classes the first in the order of `CLASSES` holds; counts are added up. Never empty.
    """
    selection = with_sessions(selection, dataset.choices)
    recorded = _recorded(dataset, replace(selection.unfiltered(), act=selection.act))
    classes, counts = _classes(dataset, selection, recorded)
    frame, first = recorded.states.copy(), np.full(len(recorded.states), len(CLASSES) - 1)
    np.minimum.at(first, recorded.state, classes)
    frame["participation"] = pd.Series(np.array(CLASSES)[first], index=frame.index, dtype="str")
    summed = np.bincount(recorded.state, weights=counts, minlength=len(frame)).astype(np.int64)
    frame["statement_count"] = _where_any(summed)
    columns = [*OF_STATES, "member", "participation", "statement_count", "recorded_count"]
    return frame[columns].reset_index().sort_values("name", ignore_index=True)


@lru_cache(maxsize=STATES_KEPT)
def _state_on(dataset: Dataset, speaker_id: str, day: dt.date) -> tuple[str | None, str, str, bool, bool]:
    """ISO code of a State, its name and group on that day, whether it was a member then, whether it exists today."""
    names = dataset.names
    return (
        names.iso3(speaker_id),
        names.name_on(speaker_id, day),
        names.regional_group(speaker_id, day).group_id or NO_GROUP,
        speaker_id in names.members("un", day),
        names.exists(speaker_id, names.last_day),
    )


def _state_counts(dataset: Dataset, selection: Selection) -> pd.Series[int]:
    """Turns of States that headlines count, by session and State."""
    states = counted(select_counts(dataset, selection), selection).filter(nw.col("kind") == "state")
    rows = collect(states.group_by("session_id", "speaker_id").agg(turn_total()))
    return rows.set_index(["session_id", "speaker_id"])["turn_count"]


def regional_groups(dataset: Dataset, selection: Selection) -> pd.DataFrame:
    """Statements of States by session and regional group beside the group's share of the membership.

    The filters by group and delegation do not apply: the groups are compared with one another.

    Returns:
        For each chosen session, by its first day, one row per regional group in the order of `REGIONAL_GROUPS`, then
        "none" when it has a member or a statement. Columns: session_id, group_id, statement_count, state_count (States
        that spoke), member_count (members on the first day of the session, those counted with the group included),
        statement_share (of the statements of States of the session within the selection; missing when there is none),
        member_share (of the members on that day).
    """
    selection = with_sessions(selection, dataset.choices)
    frame = counted(select_counts(dataset, selection.for_table("regional_groups")), selection)
    turns = collect(
        frame.filter(nw.col("kind") == "state").group_by("session_id", "group_id", "speaker_id").agg(turn_total())
    )
    turns["group_id"] = turns["group_id"].fillna(NO_GROUP)
    key = ["session_id", "group_id"]
    grouped, days = turns.groupby(key), dataset.membership_days(selection.session)
    members = {
        (session_id, group_id): count
        for session_id, day in days.items()
        for group_id, count in _group_sizes(dataset, day).items()
    }
    found = {*members, *grouped.groups}
    index = pd.MultiIndex.from_tuples(
        [
            (session_id, group_id)
            for session_id in days
            for group_id in (*REGIONAL_GROUPS, NO_GROUP)
            if group_id != NO_GROUP or (session_id, group_id) in found
        ],
        names=key,
    )
    counts = {
        "statement_count": grouped["turn_count"].sum(),
        "state_count": grouped["speaker_id"].nunique(),
        "member_count": pd.Series(members),
    }
    table = pd.DataFrame({name: count.reindex(index).fillna(0).astype("Int64") for name, count in counts.items()})
    of_session = table.groupby("session_id")
    total = of_session["statement_count"].transform("sum")
    table["statement_share"] = table["statement_count"] / total.where(total > 0)
    table["member_share"] = table["member_count"] / of_session["member_count"].transform("sum")
    return table.reset_index()


@lru_cache(maxsize=DAYS_KEPT)
def _group_sizes(dataset: Dataset, day: dt.date) -> Mapping[str, int]:
    """Members of the United Nations on a day by their group, those without one under `NO_GROUP`; nobody changes it."""
    start = dataset.names.period_start
    members = dataset.names.members("un", day)
    return Counter(_state_on(dataset, member, start(member, day))[2] for member in members)


def sessions(dataset: Dataset, selection: Selection) -> pd.DataFrame:
    """The chosen sessions side by side: what each records within the selection, and of how many members.

    Returns:
        One row per session, by its first day. Columns of the table sessions, and: member_count (members of the United
        Nations on its first day), meeting_count, recorded_meeting_count (those whose speakers are recorded),
        turn_count, statement_count, state_statement_count, state_count (States with a statement),
        speaking_member_count (those of them that were members), speaking_share (their share of the members),
        other_count (other speakers that are named), conclusion_count (missing where the dataset has no conclusion of
        the session at all), unreviewed_count (turns within the selection that are not yet reviewed, shown or not).
    """
    selection = with_sessions(selection, dataset.choices)
    days = dataset.membership_days(selection.session)
    turns = collect(
        select_counts(dataset, selection)
        .group_by("session_id", "act", "kind", "speaker_id", "un_member")
        .agg(turn_total())
    )
    hidden = replace(selection.for_table("sessions"), review="unreviewed")
    unreviewed = collect(select_counts(dataset, hidden).group_by("session_id").agg(turn_total())).set_index(
        "session_id"
    )["turn_count"]
    frame = dataset.tables["sessions"].set_index("session_id").loc[list(days)]
    statements = turns if selection.act else turns[turns["act"] == "statement"]
    states = statements[statements["kind"] == "state"]
    meetings = dataset.tables["meetings"]
    texts = select_texts(dataset, "conclusions", selection.for_table("sessions"))
    conclusions = collect(texts.select("session_id"))["session_id"]
    members = pd.Series({session_id: len(dataset.names.members("un", day)) for session_id, day in days.items()})
    speaking = states[states["un_member"].fillna(False)].groupby("session_id")["speaker_id"].nunique()
    recorded = meetings[meetings["attestation"] == "speakers_recorded"]
    counts = {
        "member_count": members,
        "meeting_count": meetings["session_id"].value_counts(),
        "recorded_meeting_count": recorded["session_id"].value_counts(),
        "turn_count": turns.groupby("session_id")["turn_count"].sum(),
        "statement_count": statements.groupby("session_id")["turn_count"].sum(),
        "state_statement_count": states.groupby("session_id")["turn_count"].sum(),
        "state_count": states.groupby("session_id")["speaker_id"].nunique(),
        "speaking_member_count": speaking,
        "other_count": statements[statements["kind"] != "state"].groupby("session_id")["speaker_id"].nunique(),
        "conclusion_count": conclusions.value_counts(),
        "unreviewed_count": unreviewed,
    }
    for name, values in counts.items():
        frame[name] = values.reindex(frame.index).fillna(0).astype("Int64")
    entered = frame.index.isin(dataset.tables["conclusions"]["session_id"])
    frame["conclusion_count"] = frame["conclusion_count"].where(entered)
    frame["speaking_share"] = frame["speaking_member_count"] / frame["member_count"]
    return frame.reset_index()
