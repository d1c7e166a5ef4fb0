"""Which States are recorded together more often than chance gives, counted by hand from lists of speakers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.charts.co_participation import pairs_beside_chance, pairs_beside_chance_alt
from plenary import queries
from plenary.more_than_chance import LEVEL, Numbers, chances, shared_columns
from plenary.selection import Selection
from plenary.store import Dataset
from tests.several_sessions import ORCHARD, WATER

Query = Callable[[Dataset, Selection], pd.DataFrame]
CONGRESS = "crime-congress-12"
TWO = Selection(session=(ORCHARD, WATER))
BOTH = pytest.mark.parametrize("query", [queries.co_participation, queries.co_participation_by_item])


def of_pair(rows: pd.DataFrame, one: str, other: str) -> pd.Series:
    """The row of two States."""
    return rows.set_index(["speaker_id", "other_speaker_id"]).loc[(one, other)]


def test_the_congress_has_269_pairs_together_once_and_none_twice(dataset: Dataset) -> None:
    """39 States make 741 pairs; 15, 17 and 8 States at the three meetings make 105, 136 and 28 of them.

    Brazil alone speaks at two meetings, beside other States at each, so no pair is counted twice.
    """
    rows = queries.co_participation(dataset, Selection())
    assert len(rows) == 39 * 38 / 2
    assert rows["together_count"].value_counts().to_dict() == {0: 741 - 269, 1: 105 + 136 + 28}
    assert of_pair(rows, "BRA", "CUB")[["unit_count", "other_unit_count"]].tolist() == [2, 1]


def test_chance_keeps_the_length_of_the_lists_and_how_often_each_state_speaks(dataset: Dataset) -> None:
    """At the 7th and 8th meetings 15 and 17 of 32 States speak once each.

    So two of them are together (15² + 17²) / 32² = 514 / 1024 times by chance, and at least once with the chance
    1 - (1 - 225 / 1024) (1 - 289 / 1024) = 461,311 / 1,048,576.
    """
    chosen = Selection(meeting=(f"{CONGRESS}:7", f"{CONGRESS}:8"))
    rows = queries.co_participation(dataset, chosen)
    assert len(rows) == 32 * 31 / 2
    assert rows["expected_count"].unique() == pytest.approx([514 / 1024], rel=1e-3)
    by_count = rows.drop_duplicates("together_count").set_index("together_count")["p_value"]
    assert by_count[1] == pytest.approx(461_311 / 1_048_576, rel=1e-3)
    assert by_count[0] == 1


@BOTH
def test_a_list_for_two_meetings_or_two_items_is_one(several: Dataset, query: Query) -> None:
    """Brazil and Kenya are together on a list for two meetings and two items, and on one of another session: twice.

    At the Forum seven States speak once each, one on one list and six on the other; at the Council four on one list:
    by chance the two are together 1/49 + 36/49 + 1 times, and twice with the chance 1 - 48/49 * 13/49. Of the 36
    pairs of nine States 15 + 6 - 1 are together. Italy and Mexico share no session and cannot be together.
    """
    rows = query(several, TWO)
    assert len(rows) == 9 * 8 / 2
    assert (rows["together_count"] > 0).sum() == 20
    pair = of_pair(rows, "BRA", "KEN")
    assert pair["together_count"] == 2
    assert pair["expected_count"] == pytest.approx(86 / 49, rel=1e-3)
    assert pair["p_value"] == pytest.approx(1777 / 2401, rel=1e-3)
    assert of_pair(rows, "ITA", "MEX")[["together_count", "p_value"]].tolist() == [0, 1]
    assert of_pair(rows, "ITA", "MEX")["expected_count"] == 0


def test_a_statement_at_no_meeting_is_in_no_list(several: Dataset, dataset: Dataset) -> None:
    """The Forum's two lists with statements of States have 1 and 6 of them, the Council's 4; all are accounted for.

    Replies and speakers that are no States are in none. In the other record each statement of a State is in one unit.
    """
    units = queries.co_participation_units(several, TWO)
    assert units["state_count"].tolist() == [1, 6, 4]
    assert units["statement_count"].sum() == 11
    every = Selection(session=tuple(dataset.choices["session"]), review="all")
    for query in (queries.co_participation_units, queries.co_participation_units_by_item):
        counts = query(dataset, every)["statement_count"]
        assert counts.sum() == queries.headline_counts(dataset, every)["state_statements"]


def test_a_delegation_leaves_its_pairs_and_changes_no_number(dataset: Dataset) -> None:
    """Brazil is in 38 of the pairs of the Congress, together in 16 at the 8th and in 7 at the 9th meeting."""
    every = queries.co_participation(dataset, Selection())
    rows = queries.co_participation(dataset, Selection(delegation=("BRA",)))
    assert len(rows) == 38
    assert rows["together_count"].sum() == 16 + 7
    of_brazil = every[(every["speaker_id"] == "BRA") | (every["other_speaker_id"] == "BRA")]
    pd.testing.assert_frame_equal(rows, of_brazil.reset_index(drop=True))


@BOTH
def test_no_statement_gives_no_pair(dataset: Dataset, query: Query) -> None:
    """At the 2nd meeting no speaker is recorded: there is no row, with the same columns."""
    rows = query(dataset, Selection(meeting=(f"{CONGRESS}:2",)))
    assert rows.empty
    assert list(rows) == list(queries.co_participation(dataset, Selection()))


def test_no_pair_could_be_told_from_chance_by_the_reviewed_lists(dataset: Dataset) -> None:
    """The reviewed lists of all sessions are too few for any pair; with those not yet reviewed they are enough.

    None is above chance even so: what follows from numbers of statements is not called a tie.
    """
    reviewed = Selection(session=tuple(dataset.choices["session"]))
    rows = queries.co_participation(dataset, reviewed)
    assert rows["best_q_value"].min() > LEVEL
    everything = queries.co_participation(dataset, replace(reviewed, review="all"))
    assert everything["best_q_value"].min() <= LEVEL
    assert not everything["more_than_chance"].any()


def planted() -> list[Numbers]:
    """Two tables of 20 rows and 60 columns together, in which the first two rows are always together."""
    table = (np.random.default_rng(7).random((20, 60)) < 0.3).astype(float)
    table[1] = table[0]
    return [table[:, :25], table[:, 25:]]


def test_rows_that_are_always_together_are_found_and_no_others() -> None:
    """Of 190 pairs, drawn without regard to one another, only the one that shares every column is above chance."""
    found = shared_columns(planted())
    above = np.flatnonzero(found.q_value <= LEVEL)
    assert above.tolist() == [0]
    assert found.shared[0] == sum(block[0].sum() for block in planted())


TABLES = st.integers(2, 6).flatmap(
    lambda rows: st.lists(
        st.integers(1, 5).flatmap(
            lambda columns: st.lists(
                st.lists(st.sampled_from((0.0, 1.0)), min_size=columns, max_size=columns), min_size=rows, max_size=rows
            ).map(np.array)
        ),
        min_size=1,
        max_size=3,
    )
)


@settings(max_examples=60)
@given(blocks=TABLES, data=st.data())
def test_chance_keeps_all_sums_and_the_order_of_rows_changes_nothing(
    blocks: list[Numbers], data: st.DataObject
) -> None:
    """Sums of chances are those of the table, chances of pairs lie in 0 to 1, corrected ones are no smaller."""
    for block in blocks:
        assert chances(block).sum(axis=0) == pytest.approx(block.sum(axis=0), abs=0.02)
        assert chances(block).sum(axis=1) == pytest.approx(block.sum(axis=1), abs=0.02)
    found = shared_columns(blocks)
    columns = sum(block.sum(axis=0) @ (block.sum(axis=0) - 1) / 2 for block in blocks)
    assert found.shared.sum() == columns  # Every two rows of a column are one pair.
    for values in (found.p_value, found.q_value, found.best_q_value):
        assert ((values >= 0) & (values <= 1)).all()
    assert (found.q_value >= found.p_value - 1e-12).all()
    order = data.draw(st.permutations(range(len(blocks[0]))))
    turned = shared_columns([block[order] for block in blocks])
    assert turned.expected.sum() == pytest.approx(found.expected.sum(), abs=1e-6)
    assert np.sort(turned.p_value) == pytest.approx(np.sort(found.p_value), abs=1e-6)


def pairs(above: int) -> pd.DataFrame:
    """Five pairs within chance, two of them alike, and others above it."""
    rows = [("A", "B", 0, 0.1, False), ("A", "C", 0, 0.2, False), ("B", "C", 1, 0.9, False)]
    rows += [("<b>D", f"E{place}", 9, 2.2, True) for place in range(above)]
    columns = ["name", "other_name", "together_count", "expected_count", "more_than_chance"]
    return pd.DataFrame(rows, columns=columns).assign(q_value=0.01)


def test_only_pairs_above_chance_have_a_mark_of_their_own() -> None:
    """Two pairs never together share a mark, a third has another; each pair above chance is named, as plain text."""
    line, within, above = pairs_beside_chance(pairs(above=2)).data
    assert list(line.x) == list(line.y)
    assert list(zip(within.x, within.y, within.customdata, strict=True)) == [(0.0, 0, 2), (1.0, 1, 1)]
    assert list(above.y) == [9, 9]
    assert [list(texts[:2]) for texts in above.customdata] == [["&lt;b&gt;D", "E0"], ["&lt;b&gt;D", "E1"]]
    assert len(pairs_beside_chance(pairs(above=0)).data) == 2
    assert len(pairs_beside_chance(pairs(above=0).head(0)).data) == 2


def test_the_pairs_above_chance_are_told_in_words() -> None:
    """The first twelve are named and the rest counted; without any it is said that there is none."""
    told = pairs_beside_chance_alt(pairs(above=14))
    assert "17 pairs; 2 never together; the most often 9 times." in told
    assert "<b>D and E11 (9 times, 2.2 by chance); 2 more." in told
    assert "E12" not in told
    assert "None is together more often than chance gives." in pairs_beside_chance_alt(pairs(above=0))
