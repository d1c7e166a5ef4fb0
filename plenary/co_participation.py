"""Which States are recorded at the same meetings, or under the same agenda items, more often than chance gives.

To be recorded together is no agreement and no alliance: the record tells who spoke, not with whom.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

import narwhals as nw
import numpy as np
import pandas as pd

from plenary.choices import with_sessions
from plenary.more_than_chance import LEVEL, shared_columns
from plenary.selected import collect, counted, one_by_one
from plenary.selection import Selection
from plenary.store import Dataset

DIGITS: Final = 4
"""Significant digits of expected counts and chances: the null model is fitted to about as many."""

CHOICES_KEPT: Final = 16
"""Choices of which all pairs are held at hand: of 200 States some four megabytes."""

COLUMNS: Final = (
    "speaker_id", "name", "group_id", "other_speaker_id", "other_name", "other_group_id", "unit_count",
    "other_unit_count", "together_count", "expected_count", "p_value", "q_value", "best_q_value", "more_than_chance",
)  # fmt: skip


def co_participation(dataset: Dataset, selection: Selection) -> pd.DataFrame:
    """Pairs of States by the meetings at which both made statements, beside what chance gives.

    A unit is the meeting, or the set of meetings, for which the record has one list of speakers: a list that stands for
    several meetings counts once. So each statement is in one unit; one with no meeting recorded is in none. Only
    statements are counted, or the acts that the selection names. A filter by delegation leaves the pairs of that
    delegation and changes no number: chance is reckoned among all States.

    Definition: more than chance is a pair whose q_value is at most 0.05 under a null model that keeps, at each session,
    how often each State is recorded and how many States each unit has (see `plenary.more_than_chance`). States that
    are not recorded at a session take no part in it, so being at the same session is no tie by itself.

    Returns:
        One row per pair of States with a unit each, also of those never together; order p_value, then the names.
        Columns: speaker_id, name, group_id (the first of the two by name; name and group of the day of its latest
        statement, group missing where none is established), other_speaker_id, other_name, other_group_id, unit_count,
        other_unit_count (units in which each is recorded, 1 or more), together_count (units in which both are, 0 or
        more), expected_count (units in which both would be on average by chance), p_value (chance of so many or more,
        0 to 1), q_value (the same corrected for the number of pairs, by Benjamini and Hochberg), best_q_value (what
        q_value would be if all pairs were together as often as they could be), more_than_chance. Numbers that are
        estimated have four significant digits. No row for fewer than two States.
    """
    return _pairs(dataset, selection, "meeting_ids")


def co_participation_by_item(dataset: Dataset, selection: Selection) -> pd.DataFrame:
    """Pairs of States by the agenda items under which both made statements; as `co_participation` otherwise.

    A unit is the agenda item, or the set of items considered jointly, under which the record has statements: a joint
    one counts once.
    """
    return _pairs(dataset, selection, "item_ids")


def co_participation_units(dataset: Dataset, selection: Selection) -> pd.DataFrame:
    """The meetings, or sets of meetings, with how many States made statements at each.

    Returns:
        One row per unit of `co_participation`, and one per session for the statements with no meeting recorded
        (unit_id missing); order session, unit. Columns: unit_id, session_id, state_count, statement_count. No row
        when nothing matches.
    """
    return _units(dataset, selection, "meeting_ids")


def co_participation_units_by_item(dataset: Dataset, selection: Selection) -> pd.DataFrame:
    """The agenda items, or sets of items, with how many States made statements; see `co_participation_units`."""
    return _units(dataset, selection, "item_ids")


def _everyone(dataset: Dataset, selection: Selection) -> Selection:
    """What of a selection changes the numbers."""
    return with_sessions(selection, dataset.choices).for_table("co_participation").with_values("delegation", ())


def _statements(dataset: Dataset, selection: Selection, unit: str) -> pd.DataFrame:
    frame = counted(one_by_one(dataset, selection), selection).filter(nw.col("kind") == "state")
    return collect(
        frame.select(
            "statement_id", "session_id", "speaker_id", "name", "group_id", "day", nw.col(unit).alias("unit_id")
        ).sort("day", "statement_id")
    )


def _units(dataset: Dataset, selection: Selection, unit: str) -> pd.DataFrame:
    grouped = _statements(dataset, _everyone(dataset, selection), unit).groupby(["session_id", "unit_id"], dropna=False)
    counts = grouped.agg(state_count=("speaker_id", "nunique"), statement_count=("statement_id", "size"))
    return counts.reset_index()[["unit_id", "session_id", "state_count", "statement_count"]]


def _pairs(dataset: Dataset, selection: Selection, unit: str) -> pd.DataFrame:
    frame = _every_pair(dataset, _everyone(dataset, selection), unit)
    if chosen := selection.delegation:
        frame = frame[frame["speaker_id"].isin(chosen) | frame["other_speaker_id"].isin(chosen)]
    return frame.reset_index(drop=True)


@lru_cache(maxsize=CHOICES_KEPT)
def _every_pair(dataset: Dataset, selection: Selection, unit: str) -> pd.DataFrame:
    """The pairs of `_pairs` whatever the delegations chosen; nobody changes them."""
    statements = _statements(dataset, selection, unit).dropna(subset=["unit_id"])
    states = statements.groupby("speaker_id")[["name", "group_id"]].last()
    states = states.reset_index().sort_values(["name", "speaker_id"], ignore_index=True)
    # Two sessions never share a unit: its id begins with the session's.
    blocks = [
        pd.crosstab(inside["speaker_id"], inside["unit_id"]).reindex(states["speaker_id"]).fillna(0).clip(upper=1)
        for _session, inside in statements.groupby("session_id")
    ]
    found = shared_columns([block.to_numpy(dtype=np.float64) for block in blocks])
    counts = np.array(sum((block.sum(axis=1).to_numpy() for block in blocks), np.zeros(len(states))), dtype=np.int64)
    first, second = np.triu_indices(len(states), 1)
    one, other = (states.iloc[places].reset_index(drop=True) for places in (first, second))
    frame = pd.DataFrame(
        {
            **{name: one[name] for name in ("speaker_id", "name", "group_id")},
            **{f"other_{name}": other[name] for name in ("speaker_id", "name", "group_id")},
            "unit_count": counts[first],
            "other_unit_count": counts[second],
            "together_count": found.shared,
            "expected_count": _rounded(found.expected),
            "p_value": _rounded(found.p_value),
            "q_value": _rounded(found.q_value),
            "best_q_value": _rounded(found.best_q_value),
            "more_than_chance": found.q_value <= LEVEL,
        }
    )[list(COLUMNS)]
    return frame.sort_values(["p_value", "name", "other_name"], kind="stable", ignore_index=True)


def _rounded(values: np.ndarray) -> list[float]:
    return [float(f"{value:.{DIGITS}g}") for value in values]
