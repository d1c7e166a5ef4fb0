"""Gini coefficient, concentration and Lorenz curve, worked out by hand, and what holds for any counts."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.charts.concentration import gini_alt, gini_coefficients, lorenz_alt, lorenz_curves
from plenary import queries
from plenary.concentration import gini
from plenary.selection import Selection
from plenary.store import Dataset
from tests.several_sessions import CRIME, ORCHARD, WATER

SEED = Selection(session=(CRIME,))
COUNTS = st.lists(st.integers(0, 40), min_size=1, max_size=40).filter(any)


def test_the_congress_is_even_among_speakers_and_uneven_among_members(dataset: Dataset) -> None:
    """39 States made 40 statements, Brazil two: differences of the pairs, over twice n squared times the mean.

    Among 39: 2 x 38 x 1 = 76 over 2 x 39 x 40 = 3,120. Among 192, of whom 153 have none: twice
    153 x 38 + 153 x 2 + 38 = 6,158, so 12,316 over 2 x 192 x 40 = 15,360. Squared shares: 38 + 4 = 42 over 1,600.
    """
    rows = queries.concentration(dataset, SEED).set_index("scope")
    assert rows["scope_member_count"].to_dict() == {"speakers": 39, "members": 192}
    assert rows["gini"].to_dict() == {"speakers": pytest.approx(76 / 3120), "members": pytest.approx(12316 / 15360)}
    # 40 statements of 39: one has two, as here. Of 192: 40 have one, 152 none.
    assert rows["gini_lowest"].to_dict() == {"speakers": pytest.approx(76 / 3120), "members": pytest.approx(152 / 192)}
    assert rows["hhi"].tolist() == pytest.approx([42 / 1600] * 2)
    assert rows["effective_speaker_count"].tolist() == pytest.approx([1600 / 42] * 2)
    assert rows["effective_share"].tolist() == pytest.approx([1600 / 42 / 39, 1600 / 42 / 192])
    normalised = [(42 / 1600 - 1 / size) / (1 - 1 / size) for size in (39, 192)]
    assert rows["hhi_normalised"].tolist() == pytest.approx(normalised)


def test_the_second_committee_has_its_coefficients(dataset: Dataset) -> None:
    """Ten States made 11 statements, one of them two: 2 x 9 over 2 x 10 x 11; of 193 members 183 made none.

    Among all twice 183 x 9 + 183 x 2 + 9 = 2,022, so 4,044 over 2 x 193 x 11 = 4,246.
    """
    rows = queries.concentration(dataset, Selection(session=("ga-79-c2",)))
    assert rows["gini"].tolist() == pytest.approx([18 / 220, 4044 / 4246])


def test_corners_of_the_curve_are_the_numbers_of_statements(dataset: Dataset) -> None:
    """Among members the curve runs flat to 153 of 192, to 38 of 40 statements at 191, and ends with Brazil's two."""
    rows = queries.lorenz(dataset, SEED)
    members = rows[rows["scope"] == "members"]
    assert members["statements_each"].tolist()[1:] == [0, 1, 2]
    assert members["cumulative_member_count"].tolist() == [0, 153, 191, 192]
    assert members["cumulative_statement_count"].tolist() == [0, 0, 38, 40]
    speakers = rows[rows["scope"] == "speakers"]
    assert speakers["cumulative_member_share"].tolist() == pytest.approx([0, 38 / 39, 1])


def test_a_group_is_measured_by_itself(dataset: Dataset) -> None:
    """Eight of the 33 members of GRULAC made nine statements; without a statement there is nothing to measure."""
    rows = queries.concentration(dataset, Selection(group=("grulac",)))
    assert rows["scope_member_count"].tolist() == [8, 33]
    assert rows["member_statement_count"].tolist() == [9, 9]
    nothing = Selection(meeting=(f"{CRIME}:2",))
    empty = queries.concentration(dataset, nothing)
    assert empty["scope_member_count"].tolist() == [0, 192]
    assert empty[["gini", "hhi", "effective_speaker_count"]].isna().all(axis=None)
    assert queries.lorenz(dataset, nothing).empty


@given(COUNTS, st.randoms(use_true_random=False))
def test_gini_is_half_the_relative_mean_difference(counts: list[int], random: Random) -> None:
    """It lies from 0 to below 1, is the sum over all pairs written out, and hangs neither on order nor on scale."""
    values = np.array(counts)
    found = gini(values)
    pairs = sum(abs(one - other) for one in counts for other in counts)
    assert found == pytest.approx(pairs / (2 * len(counts) * sum(counts)), abs=1e-12)
    assert 0 <= found < 1
    random.shuffle(counts)
    assert gini(np.array(counts)) == pytest.approx(found)
    assert gini(values * 3) == pytest.approx(found)


@pytest.mark.parametrize("review", ["", "all"])
def test_curve_and_coefficient_agree_in_every_session(dataset: Dataset, review: str) -> None:
    """Twice the area between line and curve is the coefficient; it is never below the lowest that is possible.

    The index lies between 1/n and 1, so the effective number is no greater than the number of speakers.
    """
    chosen = Selection(session=tuple(dataset.choices["session"]), review=review)
    curves = queries.lorenz(dataset, chosen).groupby(["session_id", "scope"])
    rows = queries.concentration(dataset, chosen).set_index(["session_id", "scope"])
    assert len(curves) == len(rows) == 2 * len(chosen.session)
    for key, curve in curves:
        row = rows.loc[key]
        x, y = (curve[f"cumulative_{name}_share"].to_numpy(float) for name in ("member", "statement"))
        assert row["gini"] == pytest.approx(1 - 2 * np.trapezoid(y, x))
        assert row["gini"] >= row["gini_lowest"] - 1e-12
        speakers = rows.loc[(key[0], "speakers"), "scope_member_count"]
        assert 1 <= row["effective_speaker_count"] <= speakers + 1e-9
        assert 0 <= row["hhi_normalised"] <= 1


def test_figures_show_both_scopes(dataset: Dataset, several: Dataset) -> None:
    """One session has two curves, told apart by dash and symbol; several have two marks each."""
    rows = queries.lorenz(dataset, SEED)
    _equality, speakers, members = lorenz_curves(rows).data
    assert (speakers.name, members.name) == ("members that spoke (39)", "all members (192)")
    assert (speakers.line.dash, members.line.dash) == ("solid", "dash")
    assert list(members.y) == pytest.approx([0, 0, 38 / 40, 1])
    assert "153 members (79.7%) with 0 statements or fewer: 0 statements (0.0%)" in lorenz_alt(rows)
    measured = queries.concentration(several, Selection(session=(CRIME, ORCHARD, WATER)))
    titles = {CRIME: "Congress", ORCHARD: "Forum", WATER: "Council"}
    figure = gini_coefficients(measured, titles)
    # The seven States of the Forum and the four of the Council made one statement each.
    assert list(figure.data[1].x) == pytest.approx([76 / 3120, 0, 0])
    assert list(figure.data[3].x) == pytest.approx([12316 / 15360, 186 / 193, 189 / 193])
    assert "Council: 0.00 among members that spoke (4), 0.98 among all members (193)." in gini_alt(measured, titles)


def test_figures_of_nothing_left_say_so(dataset: Dataset) -> None:
    """Without a statement there is no curve and no mark."""
    nothing = Selection(meeting=(f"{CRIME}:2",))
    assert len(lorenz_curves(queries.lorenz(dataset, nothing)).data) == 1
    assert lorenz_alt(queries.lorenz(dataset, nothing)).endswith("No statement is left.")
    measured = queries.concentration(dataset, nothing)
    assert list(gini_coefficients(measured, {CRIME: "Congress"}).data[1].x) == [None]
    assert "no statement among all members" in gini_alt(measured, {CRIME: "Congress"})
