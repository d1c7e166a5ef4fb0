"""Balance and silence: the regional groups' shares beside their membership, and the members without a statement.

Everything is taken of the members of the United Nations on the first day of a session. Two intervals stand beside the
shares, each with what it can bear:

- Statements of one member are no independent draws, so the share of statements has a bootstrap interval that draws
  whole members again, within each group, whose size is fixed (a cluster bootstrap, stratified by group).
- Whether a member spoke is one trial a member, so the share of members that spoke has an exact interval.

Neither turns the record into a random sample: they say how much a share hangs on few delegations.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any, Final

import narwhals as nw
import numpy as np
import pandas as pd

from plenary.choices import REGIONAL_GROUPS, with_sessions
from plenary.membership import meetings_with_turns, member_statements
from plenary.participation import NO_GROUP, participation_by_session
from plenary.selected import collect, counted, select_counts, select_turns, turn_total
from plenary.selection import Selection
from plenary.store import Dataset

CONFIDENCE: Final = 0.95
REDRAWS: Final = 1_999
"""Bootstrap redraws: an odd number just short of a round one puts both ends of the interval on a redraw."""

SEED: Final = 20_100_412
"""Of the redraws, so that a share has the same interval for every reader."""

CHOICES_KEPT: Final = 8
"""Choices of sessions and filters of whose speakers the turns are held at hand."""

FEW_MEETINGS: Final = 5
"""Below so many meetings a comparison warns. An editorial choice: one long list of speakers then weighs heavily."""

ATTESTED: Final = "attested"
NOT_RECORDED: Final = "not_recorded"


def balance(dataset: Dataset, selection: Selection) -> pd.DataFrame:
    """Share of the statements beside share of the members, by session and regional group, with opportunities.

    The filters by group, delegation and kind do not apply: the groups are compared with one another. Only statements
    of members count, so that who is counted is in the denominator.

    Returns:
        For each chosen session, by its first day, one row per regional group in the order of `REGIONAL_GROUPS`, then
        `NO_GROUP` where it has a member. Columns: session_id, group_id; member_statement_count;
        member_statement_share with _low and _high (bootstrap; missing where the group has none of the statements or
        all, or fewer than two members); member_count (those counted with the group included), member_share;
        representation_ratio (share of statements over share of members; 1 is parity); comparison ("below", "within"
        or "above": "below" means that the whole interval is below the share of members; missing without an interval);
        speaking_member_count, speaking_share with _low and _high (exact; missing with fewer than two members);
        turn_meeting_count, partial_meeting_count (see `plenary.membership.meetings_with_turns`); opportunity_count
        (members times meetings); statements_per_opportunity (of the statements at those meetings; missing without
        opportunity);
        few_meetings (fewer than `FEW_MEETINGS`). Shares are 0 to 1, missing where there is no statement at all.

    Source: Efron, Tibshirani, An Introduction to the Bootstrap (1993), chap. 13, percentile interval; Clopper, Pearson,
        The use of confidence or fiducial limits illustrated in the case of the binomial, Biometrika 26 (1934).
    """
    selection = with_sessions(selection, dataset.choices)
    frame = _groups(member_statements(dataset, selection))
    frame = frame.join(meetings_with_turns(dataset, selection), on="session_id")
    frame["opportunity_count"] = frame["member_count"] * frame["turn_meeting_count"]
    rate = frame["placed_count"].astype("Float64") / frame["opportunity_count"].where(frame["opportunity_count"] > 0)
    frame["statements_per_opportunity"] = rate
    frame["few_meetings"] = (frame["turn_meeting_count"] < FEW_MEETINGS).astype(bool)
    return frame.drop(columns="placed_count")


def _groups(members: pd.DataFrame) -> pd.DataFrame:
    """The rows of all sessions, without their meetings."""
    key = ["session_id", "group_id"]
    spoke = members["member_statement_count"] > 0
    grouped = members.assign(member_count=1, speaking_member_count=spoke.astype(int)).groupby(key)
    counted_columns = ["member_statement_count", "placed_count", "member_count", "speaking_member_count"]
    sums = grouped[counted_columns].sum()
    every = pd.MultiIndex.from_product([members["session_id"].unique(), (*REGIONAL_GROUPS, NO_GROUP)], names=key)
    every = every[(every.get_level_values("group_id") != NO_GROUP) | every.isin(sums.index)]
    frame = sums.reindex(every, fill_value=0).astype("Int64").reset_index()
    of_session = frame.groupby("session_id", sort=False)
    total = of_session["member_statement_count"].transform("sum")
    total = total.where(total > 0)
    member_share = frame["member_count"] / of_session["member_count"].transform("sum")
    frame["member_share"] = member_share.astype("Float64")
    frame["member_statement_share"] = (frame["member_statement_count"] / total).astype("Float64")
    # Sorted: an interval hangs on what the members did, not on what they are called.
    order = members.assign(place=pd.Index(every).get_indexer(pd.MultiIndex.from_frame(members[key])))
    order = order.sort_values(["place", "member_statement_count"])
    ends = np.cumsum(frame["member_count"].to_numpy(int))[:-1]
    counts = np.split(order["member_statement_count"].to_numpy(int), ends)
    intervals = [share_intervals([counts[place] for place in places]) for places in of_session.indices.values()]
    low, high = np.concatenate(intervals, axis=1) if intervals else np.empty((2, 0))
    frame["member_statement_share_low"], frame["member_statement_share_high"] = _floats(low), _floats(high)
    frame["representation_ratio"] = frame["member_statement_share"] / frame["member_share"]
    share = frame["member_share"].to_numpy(float)
    compared = np.select([np.isnan(low), high < share, low > share], ["", "below", "above"], "within")
    frame["comparison"] = pd.Series(compared, dtype="str").where(~np.isnan(low))
    frame["speaking_share"] = (frame["speaking_member_count"] / frame["member_count"].where(total > 0)).astype(
        "Float64"
    )
    low, high = exact_intervals(frame["speaking_member_count"].to_numpy(int), frame["member_count"].to_numpy(int))
    frame["speaking_share_low"] = _floats(low).where(total > 0)
    frame["speaking_share_high"] = _floats(high).where(total > 0)
    return frame


def _floats(values: np.ndarray[Any, Any]) -> pd.Series[Any]:
    """Numbers, missing where they are none."""
    return pd.Series(values).astype("Float64").where(~np.isnan(values))


def share_intervals(counts: Sequence[np.ndarray[Any, Any]]) -> np.ndarray[Any, Any]:
    """Lower and upper ends of the bootstrap interval of each group's share of all statements of a session.

    Args:
        counts: For each group the number of statements of each of its members, in any order that is always the same.

    Returns:
        Two rows, lower and upper, an end for each group, 0 to 1; nan for a group with none of the statements or with
        all, whose members drawn again can give nothing else, and for one with fewer than two members, of whom none can
        be drawn.
    """
    from scipy.stats import bootstrap

    whole = sum(int(of_group.sum()) for of_group in counts)
    drawn = [place for place, of_group in enumerate(counts) if len(of_group) > 1 and 0 < of_group.sum() < whole]
    ends = np.full((2, len(counts)), np.nan)
    if drawn:
        # Totals are drawn, not shares: a redraw in which nobody speaks has no shares and is left out.
        totals = bootstrap(
            [counts[place] for place in drawn],
            lambda *groups, axis=-1: np.stack([of_group.sum(axis=axis, dtype=float) for of_group in groups]),
            n_resamples=REDRAWS,
            method="percentile",
            vectorized=True,
            rng=np.random.default_rng(SEED),
        ).bootstrap_distribution
        # What is not drawn is the same in every redraw.
        wholes = totals.sum(axis=0) + whole - sum(int(counts[place].sum()) for place in drawn)
        shares = totals[:, wholes > 0] / wholes[wholes > 0]
        tail = (1 - CONFIDENCE) / 2
        ends[:, drawn] = np.quantile(shares, (tail, 1 - tail), axis=-1)
    return ends


def exact_intervals(counts: Any, trials: Any) -> np.ndarray[Any, Any]:
    """Exact intervals of shares by Clopper and Pearson, at `CONFIDENCE`.

    Args:
        counts: How many trials succeeded, of each share.
        trials: How many there were.

    Returns:
        Two rows, lower and upper, 0 to 1; nan with fewer than two trials.
    """
    from scipy.special import betaincinv

    counts, trials = np.asarray(counts, dtype=float), np.asarray(trials, dtype=float)
    tail = (1 - CONFIDENCE) / 2
    with np.errstate(invalid="ignore"):
        low = np.where(counts == 0, 0.0, betaincinv(counts, trials - counts + 1, tail))
        high = np.where(counts == trials, 1.0, betaincinv(counts + 1, trials - counts, 1 - tail))
    # Of a single trial it is nearly the whole range.
    return np.where(trials < 2, np.nan, np.stack((low, high)))


def silent_members(dataset: Dataset, selection: Selection) -> pd.DataFrame:
    """Members with no statement within the selection, session by session: what that may mean stands beside each.

    The filters by group and delegation say which members are listed; the filter by kind does not apply.

    Returns:
        One row per session and member without a statement within the selection; order first day of the session, name.
        Columns: session_id, speaker_id, iso3, name, group_id, group_role, group_note (of that day, see
        `plenary.membership.member_statements`); participation ("none_recorded": no
        statement in the session, reviewed or not; "outside_filters": there are some, none of them within the
        selection); recorded_count (of the review statuses that the selection leaves); session_turn_count (turns of
        every act in the session, reviewed or not); attendance (`ATTESTED` by such a turn, else `NOT_RECORDED`: no list
        of participants is part of the dataset); represented_count (statements within the selection that another
        speaker made on behalf of it by name); turn_meeting_count; never_recorded (no statement in any of the chosen
        sessions at which it was a member, reviewed or not). No row when each member spoke.
    """
    selection = replace(with_sessions(selection, dataset.choices), kind=())
    members = member_statements(dataset, selection)
    if selection.group:
        members = members[members["group_id"].isin(selection.group)]
    if selection.delegation:
        members = members[members["speaker_id"].isin(selection.delegation)]
    key = ["session_id", "speaker_id"]
    classes = participation_by_session(dataset, selection)[[*key, "participation", "recorded_count"]]
    rows = members.merge(classes, on=key, how="left")
    rows["never_recorded"] = (rows["participation"] == "none_recorded").groupby(rows["speaker_id"]).transform("all")
    rows = rows[rows["member_statement_count"] == 0].drop(columns=["member_statement_count", "placed_count"])
    rows = rows.join(_turns_of_all(dataset, selection.session), on=key)
    rows = rows.join(_spoken_for(dataset, replace(selection, group=(), delegation=())), on=key)
    rows = rows.join(meetings_with_turns(dataset, selection)["turn_meeting_count"], on="session_id")
    whole = ["session_turn_count", "represented_count", "recorded_count"]
    rows[whole] = rows[whole].fillna(0).astype("Int64")
    rows["attendance"] = (rows["session_turn_count"] > 0).map({True: ATTESTED, False: NOT_RECORDED})
    order = ["session_turn_count", "represented_count", "turn_meeting_count", "attendance", "never_recorded"]
    return rows[[*rows.columns.difference(order, sort=False), *order]].reset_index(drop=True)


@lru_cache(maxsize=CHOICES_KEPT)
def _turns_of_all(dataset: Dataset, sessions: tuple[str, ...]) -> pd.Series[int]:
    """session_turn_count of `silent_members` by session and speaker, where there are any."""
    key = ["session_id", "speaker_id"]
    everything = select_counts(dataset, Selection(session=sessions, review="all"))
    counts = collect(everything.group_by(*key).agg(turn_total()))
    return counts.set_index(key)["turn_count"].rename("session_turn_count")


@lru_cache(maxsize=CHOICES_KEPT)
def _spoken_for(dataset: Dataset, selection: Selection) -> pd.Series[int]:
    """represented_count of `silent_members` by session and the one represented, where there are any."""
    others = counted(select_turns(dataset, selection), selection).filter(~nw.col("represents").is_null())
    named = collect(others.group_by("session_id", "represents").agg(nw.len().alias("represented_count")))
    named = named.assign(speaker_id=named["represents"].str.split(";")).explode("speaker_id")
    return named.groupby(["session_id", "speaker_id"])["represented_count"].sum()
