"""What the shipped sessions show of who takes the floor, and how often: the shape of all that is generated.

Nothing here is a number of ours: every share, size and weight is counted from the tables of the dataset at the moment.
So the tail of the delegations is that of the shipped sessions: of the 2,160 turns of States in the four of version
1.2.0, the most active 19 of the 193 members have three of eight, and the most active one has 81. The General Debate is
the other extreme: over its 79 sessions from 1946 to 2024 the median member took the floor in 96 of 100 sessions of its
membership, so that the most active 20 of 203 delegations have one of seven statements. The first item of a generated
session is such a debate, in which all members are equally likely.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import pandas as pd

KINDS: Final = ("state", "unnamed", "igo", "un_entity", "nhri", "ngo", "officer", "secretariat", "group")
"""Kinds that take the floor in what is generated, in the order of a list. Persons do not: they lived at some time."""

OPENING: Final = ("opening", "introduction", "presentation")
CLOSING: Final = ("right_of_reply", "explanation_of_vote", "closing")

Shares = Mapping[str, float]
Values = np.ndarray[Any, np.dtype[Any]]


@dataclass(frozen=True)
class Measured:
    """Shares (0 to 1, summing up to 1) and lists of values to draw from.

    Attributes:
        kinds: Kind -> share of the turns of `KINDS`.
        acts: Kind -> act -> share.
        capacities: Kind -> capacity -> share; of all but States.
        state_capacities: Capacity -> share among States, one a session.
        turns_per_meeting: A value a meeting; a turn at two meetings counts half at each.
        joined_meetings: Number of meetings that one list stands for -> share of such lists.
        items_per_meeting: A value a meeting.
        joint_share: Share of the turns under several items.
        unplaced_share: Share of turns at no recorded meeting.
        represented_share: Share of States' statements that are made on behalf of others.
        represented: How many they are, a value a statement.
        unnamed: Number of unnamed speakers that a turn stands for, a value a turn.
        reviewed: Share of reviewed turns, a value a session.
        turns_per_page: Turns per page that names one.
        meetings_per_item: Meetings per agenda item of a session.
        weights: Speaker -> number of its turns.
        unheard: Kind -> share of its turns by speakers heard once: the best guess of the share of those not yet heard
            (I. J. Good, "The population frequencies of species", Biometrika 40, 1953).
    """

    kinds: Shares
    acts: Mapping[str, Shares]
    capacities: Mapping[str, Shares]
    state_capacities: tuple[Shares, ...]
    turns_per_meeting: Values
    joined_meetings: Mapping[int, float]
    items_per_meeting: Values
    joint_share: float
    unplaced_share: float
    represented_share: float
    represented: Values
    unnamed: Values
    reviewed: Values
    turns_per_page: float
    meetings_per_item: float
    weights: Mapping[str, int]
    unheard: Mapping[str, float]


def measure(directory: Path) -> Measured:
    """What the tables of the dataset in `directory` show.

    Raises:
        OSError: A table is missing.
    """
    turns = _table(directory, "statements")
    meetings = _table(directory, "statement_meetings")
    items = _table(directory, "statement_items")
    represents = _table(directory, "statement_represents")
    turns = turns[turns["kind"].isin(KINDS)]
    at = meetings.groupby("statement_id").size()
    parts = 1 / meetings["statement_id"].map(at)
    under = items.groupby("statement_id").size()
    # A list that stands for k meetings is drawn k times less often than its turns are met.
    lists = at.value_counts(normalize=True) / at.value_counts().index
    counts = represents.groupby("statement_id").size()
    states = turns[turns["kind"] == "state"]
    named = turns[turns["speaker_id"] != ""]
    heard = named.groupby(["kind", "speaker_id"]).size()
    pages = turns.groupby("document_id")["page"].nunique().sum()
    return Measured(
        kinds=_shares(turns["kind"]),
        acts={str(kind): _shares(group["act"]) for kind, group in turns.groupby("kind")},
        capacities={str(kind): _shares(group["capacity"]) for kind, group in turns.groupby("kind")},
        state_capacities=tuple(_shares(group["capacity"]) for _session, group in states.groupby("session_id")),
        turns_per_meeting=parts.groupby(meetings["meeting_id"]).sum().round().clip(lower=1).astype(int).to_numpy(),
        joined_meetings={int(str(count)): share for count, share in (lists / lists.sum()).sort_index().items()},
        items_per_meeting=_table(directory, "meeting_items").groupby("meeting_id").size().to_numpy(),
        joint_share=float((under > 1).mean()),
        unplaced_share=float(1 - len(at) / len(_table(directory, "statements"))),
        represented_share=len(counts) / int((states["act"] == "statement").sum()),
        represented=counts.to_numpy(),
        unnamed=turns.loc[turns["speaker_count"] != "", "speaker_count"].astype(int).to_numpy(),
        reviewed=(turns["review_status"] == "reviewed").groupby(turns["session_id"]).mean().to_numpy(),
        turns_per_page=len(turns) / int(pages),
        meetings_per_item=len(_table(directory, "meetings")) / len(_table(directory, "agenda_items")),
        weights={str(speaker): int(count) for speaker, count in named["speaker_id"].value_counts().items()},
        unheard={str(kind): float((group == 1).sum() / group.sum()) for kind, group in heard.groupby(level="kind")},
    )


def _table(directory: Path, name: str) -> pd.DataFrame:
    return pd.read_csv(directory / f"{name}.csv", dtype=str, keep_default_na=False)


def _shares(values: pd.Series[Any]) -> Shares:
    return {str(value): float(share) for value, share in values.value_counts(normalize=True).sort_index().items()}
