"""Places in the lists, groups beside random orders, first and last speakers: counted by hand in paragraphs 2 to 4."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.charts.floor_track import SPOKEN, TO_COME, floor_alt, floor_track
from components.charts.group_positions import group_positions, group_positions_alt
from plenary import queries
from plenary.choices import vocabulary
from plenary.selection import Selection
from plenary.speaking_order import PERMUTATIONS, SEED, alphabetical_shares
from plenary.store import Dataset
from tests.several_sessions import CRIME, ORCHARD, WATER

ALL = Selection(session=(CRIME,))
NINTH = Selection(session=(CRIME,), meeting=(f"{CRIME}:9",))
COUNCIL = Selection(session=("hrc-28",))


def position(rows: pd.DataFrame, name: str) -> list[float]:
    """Relative positions of a speaker, in the order of the rows."""
    return [float(value) for value in rows.loc[rows["name_printed"] == name, "relative_position"]]


def labels(dataset: Dataset) -> dict[str, str]:
    """Labels of groups, kinds and capacities."""
    return {
        code: label
        for name in ("capacity", "kind", "group_short")
        for code, label in vocabulary(dataset.tables, name).items()
    }


# --- Places --------------------------------------------------------------------------------------------------------


def test_a_turn_has_its_place_in_the_list_and_among_the_statements(dataset: Dataset) -> None:
    """The President is 1st of the 16 turns of the 7th meeting and not compared; Slovakia is first of 15 statements."""
    rows = queries.order(dataset, ALL).set_index("name_printed")
    president, slovakia, viet_nam = rows.loc["President of the Congress"], rows.loc["Slovakia"], rows.loc["Viet Nam"]
    assert (president["place"], president["place_count"]) == (1, 16)
    assert president[["compared_place", "relative_position"]].isna().all()
    assert (slovakia["place"], slovakia["compared_place"], slovakia["compared_count"]) == (2, 1, 15)
    assert (slovakia["relative_position"], viet_nam["relative_position"]) == (0, 1)
    assert rows.loc["Secretariat", ["place", "place_count", "compared_place", "relative_position"]].isna().all()


def test_filters_by_group_and_delegation_move_no_place(dataset: Dataset) -> None:
    """Brazil stays 6th of 17 and 8th of 12 when it is alone chosen: 5/16 and 7/11 of the way."""
    rows = queries.order(dataset, replace(ALL, delegation=("BRA",), group=("grulac",)))
    assert rows[["place", "place_count"]].to_numpy().tolist() == [[6, 17], [8, 12]]
    assert position(rows, "Brazil") == pytest.approx([5 / 16, 7 / 11])


def test_members_alone_are_compared_where_the_capacity_says_so(dataset: Dataset) -> None:
    """Without the four observers Brazil is the last of the 8 members of the 9th meeting, still 8th of its 12 turns."""
    rows = queries.order(dataset, replace(NINTH, capacity=("member",)))
    assert position(rows, "Brazil") == [1]
    assert rows.iloc[-1][["place", "place_count", "compared_count"]].tolist() == [8, 12, 8]


def test_a_list_for_two_meetings_is_one_list(several: Dataset) -> None:
    """Paragraph 3 of the Forum lists eight speakers for the 2nd and 3rd meetings: eight places, each turn once."""
    rows = queries.order(several, Selection(session=(ORCHARD,), meeting=(f"{ORCHARD}:3",)))
    assert rows["place"].tolist() == [1, 2, 3, 4, 5, 6, 7, 8]
    assert set(rows["place_count"]) == {8}
    assert set(rows["meeting_ids"]) == {f"{ORCHARD}:2;{ORCHARD}:3"}


# --- Alphabetical lists --------------------------------------------------------------------------------------------


def test_pairs_in_alphabetical_order_are_counted_within_the_paragraph(dataset: Dataset, several: Dataset) -> None:
    """Of the 66 pairs of the 12 names of paragraph 4, 34 are turned round and 32 are not; of the Forum's 28, 21 not.

    Turned round with later names: Romania 8, Cuba 1, South Africa 8, Islamic Republic 3, Libyan 5, Senegal 5,
    International 1, League 2, Japan 1. At the Forum: Friends stand behind Kenya, Norway and South Sudan, the European
    Union behind these and Friends. Four names of the Council have 6 pairs, too few to tell.
    """
    assert alphabetical_shares(dataset, CRIME)[f"{CRIME}/4/1"] == pytest.approx(32 / 66)
    assert alphabetical_shares(several, ORCHARD)[f"{ORCHARD}/3/1"] == pytest.approx(21 / 28)
    assert pd.isna(alphabetical_shares(several, WATER)[f"{WATER}/1/1"])


def test_an_alphabetical_list_has_places_and_no_position_to_compare(dataset: Dataset) -> None:
    """Paragraph 66 names its 36, 42, 2, 1 and 13 speakers by the alphabet: 95 places with paragraph 67, no position."""
    rows = queries.order(dataset, replace(COUNCIL, meeting=("hrc-28:11",)))
    listed = rows[rows["meeting_ids"] == "hrc-28:11;hrc-28:12"]
    assert listed["place"].tolist() == list(range(1, 96))
    assert listed["alphabetical"].all()
    assert listed["relative_position"].isna().all()
    groups = queries.order_of_groups(dataset, replace(COUNCIL, meeting=("hrc-28:11",)))
    assert groups["compared_count"].sum() == 0
    assert groups.loc[groups["split"] == "capacity", "unplaced_count"].sum() == 36 + 42 + 2 + 1 + 13


# --- Groups beside random orders -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "count", "lists", "mean"),
    [
        # Slovakia 1st of 15, the Russian Federation 11th of 17, Romania 2nd of 12.
        ("eastern_european", 3, 3, (0 + 10 / 16 + 1 / 11) / 3),
        # Algeria 2nd, Morocco 7th, Lesotho 17th of 17; South Africa 4th, Libya 6th, Senegal 7th of 12.
        ("african", 6, 2, (1 / 16 + 6 / 16 + 1 + 3 / 11 + 5 / 11 + 6 / 11) / 6),
        ("igo", 2, 1, (8 / 11 + 9 / 11) / 2),
        ("ngo", 2, 1, (10 / 11 + 1) / 2),
        ("observer", 4, 1, (8 + 9 + 10 + 11) / 11 / 4),
        # All 44 positions add up to 22: half of each list. Without those of the observers 40 are left.
        ("member", 40, 3, (22 - 38 / 11) / 40),
    ],
)
def test_mean_position_of_a_group(dataset: Dataset, code: str, count: int, lists: int, mean: float) -> None:
    """Places counted in the paragraphs give the mean position of each group, kind and capacity."""
    row = queries.order_of_groups(dataset, ALL).set_index("code").loc[code]
    assert (row["compared_count"], row["list_count"], row["unplaced_count"]) == (count, lists, 0)
    assert row["mean_position"] == pytest.approx(mean)


def test_band_has_the_width_of_draws_without_replacement(dataset: Dataset) -> None:
    """Four of the positions 0/11 to 11/11: mean 1/2, variance (143/12)/121 * 8/(4*11), so two deviations are 0.268."""
    row = queries.order_of_groups(dataset, NINTH).set_index("code").loc["observer"]
    deviation = (143 / 12 / 121 * 8 / 44) ** 0.5
    assert row["null_position"] == pytest.approx(0.5, abs=0.01)
    assert row["null_low"] == pytest.approx(0.5 - 1.96 * deviation, abs=0.03)
    assert row["null_high"] == pytest.approx(0.5 + 1.96 * deviation, abs=0.03)
    # The last four places are the very latest that four can have.
    assert (row["standing"], row["permutation_count"], row["seed"]) == ("later", PERMUTATIONS, SEED)


def test_speakers_who_fill_their_lists_cannot_be_moved(dataset: Dataset) -> None:
    """At the 7th meeting all 15 statements are of members: any order gives 1/2, and nothing is said of it."""
    row = queries.order_of_groups(dataset, replace(NINTH, meeting=(f"{CRIME}:7",))).set_index("code").loc["member"]
    assert row[["mean_position", "null_low", "null_high"]].astype(float).tolist() == pytest.approx([0.5, 0.5, 0.5])
    assert pd.isna(row["standing"])


def test_random_orders_are_drawn_within_each_list_and_lose_nothing(dataset: Dataset) -> None:
    """However the lists are shuffled the 44 positions add up to 22, over groups and kinds as over capacities.

    Asked again, or with a group chosen, the very same bands come out.
    """
    rows = queries.order_of_groups(dataset, ALL)
    for _split, inside in rows.groupby("split"):
        assert float((inside["compared_count"] * inside["null_position"]).sum()) == pytest.approx(22)
    pd.testing.assert_frame_equal(rows, queries.order_of_groups(dataset, replace(ALL, group=("african",))))


def test_who_is_alone_in_a_list_has_no_position(several: Dataset) -> None:
    """Italy at the 1st meeting and the five unnamed delegations at the 4th are alone; the Secretariat only opened."""
    rows = queries.order_of_groups(several, Selection(session=(ORCHARD,))).set_index("code")
    assert rows.loc["weog", ["compared_count", "unplaced_count"]].tolist() == [1, 1]
    assert rows.loc["unnamed", ["compared_count", "unplaced_count"]].tolist() == [0, 1]
    assert pd.isna(rows.loc["unnamed", "mean_position"])
    assert "secretariat" not in rows.index


@settings(max_examples=12)
@given(data=st.data())
def test_every_statement_is_once_in_each_split(dataset: Dataset, data: st.DataObject) -> None:
    """Whatever is chosen no turn is lost or doubled, positions lie from 0 to 1, and both splits have every statement.

    The means of `order_of_groups` are those of the positions that `order` gives.
    """
    names = data.draw(st.sets(st.sampled_from(["session", "item", "kind", "act", "capacity"]), max_size=3))
    chosen = {
        name: tuple(data.draw(st.lists(st.sampled_from(sorted(dataset.choices[name])), unique=True, max_size=2)))
        for name in sorted(names)
    }
    selection = Selection(**chosen, review=data.draw(st.sampled_from(["", "all", "unreviewed"])))  # type: ignore[arg-type]
    rows, groups = queries.order(dataset, selection), queries.order_of_groups(dataset, selection)
    assert sorted(rows["statement_id"]) == sorted(queries.statements(dataset, selection)["statement_id"])
    placed = rows[rows["relative_position"].notna()]
    assert placed["relative_position"].between(0, 1).all()
    counted = rows[rows["act"].isin(selection.act or ("statement",))]
    called = len(counted if selection.capacity else counted[counted["capacity"] != "other"])
    for split, column in (("speaker", "class_id"), ("capacity", "capacity")):
        inside = groups[groups["split"] == split]
        assert int((inside["compared_count"] + inside["unplaced_count"]).sum()) == called
        means = placed.groupby(["session_id", column])["relative_position"].mean()
        told = inside.set_index(["session_id", "code"])["mean_position"].dropna()
        assert told.astype(float).to_dict() == pytest.approx(means.astype(float).to_dict())


# --- First and last ------------------------------------------------------------------------------------------------


def test_first_and_last_speakers_of_the_three_meetings(dataset: Dataset) -> None:
    """Slovakia to Viet Nam, Mexico to Lesotho, Australia to the Global Alliance; observers at 9 to 12 after members.

    Mean places 10.5 and 4.5 make a gap of 6; in all 32 pairs the observer is later.
    """
    rows = queries.first_and_last(dataset, ALL).set_index("meetings")
    assert rows[["first_name", "last_name", "compared_count"]].to_numpy().tolist() == [
        ["Slovakia", "Viet Nam", 15],
        ["Mexico", "Lesotho", 17],
        ["Australia", "Global Alliance against Traffic in Women", 12],
    ]
    assert rows["as_observer_count"].tolist() == [0, 0, 4]
    assert rows.loc[["7", "8"], ["first_observer_place", "observer_gap", "observer_later_share"]].isna().all(axis=None)
    columns = ["as_member_count", "first_observer_place", "members_after_count", "observer_gap"]
    assert rows.loc["9", [*columns, "observer_later_share"]].tolist() == [8, 9, 0, 6, 1]


def test_a_list_without_members_has_no_gap(dataset: Dataset) -> None:
    """With observers alone chosen there is nobody from whom they could stand apart."""
    (row,) = queries.first_and_last(dataset, replace(ALL, capacity=("observer",))).to_dict("records")
    assert (row["first_observer_place"], row["members_after_count"]) == (1, 0)
    assert pd.isna(row["observer_gap"])


@pytest.mark.parametrize("query", [queries.order, queries.order_of_groups, queries.first_and_last])
def test_nothing_left_gives_no_row(dataset: Dataset, query: object) -> None:
    """At the 2nd meeting no speaker is recorded."""
    rows = query(dataset, Selection(meeting=(f"{CRIME}:2",)))  # type: ignore[operator]
    assert rows.empty
    assert "session_id" in rows


# --- Figures -------------------------------------------------------------------------------------------------------


def test_track_has_a_mark_for_each_turn_and_a_ring_round_the_present_one(dataset: Dataset) -> None:
    """Of the 12 turns of the 9th meeting, at the 9th nine are large and three small, and the ring is in place 9."""
    rows = queries.order(dataset, NINTH).assign(selected=True)
    traces = {trace.name: trace for trace in floor_track(rows, 8, labels(dataset), {}).data}
    ring = traces.pop("has the floor")
    assert (list(ring.x), list(ring.y)) == ([9], [0])
    marks = {
        code: size for trace in traces.values() for code, size in zip(trace.customdata, trace.marker.size, strict=True)
    }
    assert len(marks) == sum(len(trace.x) for trace in traces.values()) == 12
    assert marks == {f"{CRIME}/4/{place}": SPOKEN if place <= 9 else TO_COME for place in range(1, 13)}
    alt = floor_alt(rows, 8, "9th meeting", labels(dataset))
    assert "Turn 9 has the floor: International Organization for Migration (Intergovernmental organization)." in alt
    assert "Before: Brazil. Next: League of Arab States." in alt
    assert "WEOG 1, Eastern European 1, GRULAC 2, African 3, Asia-Pacific 1, Intergovernmental organization 1." in alt


def test_track_sets_paragraphs_filters_and_reviews_apart(dataset: Dataset) -> None:
    """The 37 turns of paragraphs 26 to 30 stand in two lines with five strokes; one is chosen, others are outside."""
    selection = Selection(session=("cnd-68",), meeting=("cnd-68:4",), item=("cnd-68:5",))
    rows = queries.order(dataset, selection)
    rows = rows.assign(selected=rows["name_printed"] == "Singapore", review_status="unreviewed")
    traces = {trace.name: trace for trace in floor_track(rows, 0, labels(dataset), {}).data}
    assert len(traces["another paragraph begins"].x) == 5
    assert len(traces["outside these filters"].x) == 36
    assert traces["Asia-Pacific, not yet reviewed"].marker.symbol == "square-open"
    assert set(traces["outside these filters"].y) == {0, -1}


def test_positions_have_a_bar_and_a_mark_for_each_row(dataset: Dataset) -> None:
    """Seven groups and kinds and two capacities: bars from low to high end, marks at the means; told in words too."""
    rows = queries.order_of_groups(dataset, ALL)
    bands, marks = group_positions(rows, labels(dataset), {CRIME: ""}).data
    assert list(marks.x) == pytest.approx(rows["mean_position"].astype(float).tolist())
    assert list(bands.base) == pytest.approx(rows["null_low"].astype(float).tolist())
    ends = [base + length for base, length in zip(bands.base, bands.x, strict=True)]
    assert ends == pytest.approx(rows["null_high"].astype(float).tolist())
    assert len(set(marks.y)) == len(rows) == 9
    alt = group_positions_alt(rows, labels(dataset), {CRIME: ""})
    assert "Non-governmental organization: 95% of 2 statements" in alt
    assert "later than random orders" in alt


def test_rows_without_a_position_have_no_mark(several: Dataset) -> None:
    """The unnamed delegations, alone in their list, are in the table and not in the figure."""
    rows = queries.order_of_groups(several, Selection(session=(ORCHARD,)))
    _bands, marks = group_positions(rows, labels(several), {ORCHARD: "Forum"}).data
    assert len(marks.x) == rows["mean_position"].notna().sum() == len(rows) - 1
