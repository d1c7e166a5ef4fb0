"""Balance of the regional groups and silent members, counted by hand in the documents, and what holds for any view."""

from __future__ import annotations

from dataclasses import replace
from math import comb

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.charts.balance import MEMBERS, balance_alt, balance_intervals, silence_alt
from components.charts.palette import SILENCE
from components.charts.participation_map import participation_map
from plenary import queries
from plenary.balance import exact_intervals, share_intervals
from plenary.selection import Selection
from plenary.store import Dataset
from tests.several_sessions import CRIME, ORCHARD, WATER

SEED = Selection(session=(CRIME,))
SECOND_COMMITTEE = Selection(session=("ga-79-c2",))


@pytest.mark.parametrize(
    ("group", "statements", "spoke", "members"),
    [
        ("african", 6, 6, 53),
        ("asia_pacific", 12, 12, 53),
        ("eastern_european", 3, 3, 23),
        ("grulac", 9, 8, 33),
        ("weog", 10, 10, 29),
        ("none", 0, 0, 1),
    ],
)
def test_each_group_has_its_statements_members_and_opportunities(
    dataset: Dataset, group: str, statements: int, spoke: int, members: int
) -> None:
    """Turns are recorded at the 7th, 8th and 9th meetings: each member of a group had three opportunities."""
    row = queries.balance(dataset, SEED).set_index("group_id").loc[group]
    counted = (row["member_statement_count"], row["speaking_member_count"], row["member_count"])
    assert counted == (statements, spoke, members)
    assert row["member_statement_share"] == pytest.approx(statements / 40)
    assert row["member_share"] == pytest.approx(members / 192)
    assert row["representation_ratio"] == pytest.approx(statements / 40 * 192 / members)
    assert (row["turn_meeting_count"], row["opportunity_count"]) == (3, 3 * members)
    assert row["statements_per_opportunity"] == pytest.approx(statements / (3 * members))
    assert row["few_meetings"]


def test_statements_of_the_second_committee_are_counted_by_group(dataset: Dataset) -> None:
    """Of its 11 statements 3 are of Fiji, China and Samoa, 3 of two Eastern European States, Mexico's, 4 of WEOG."""
    rows = queries.balance(dataset, SECOND_COMMITTEE).set_index("group_id")
    assert rows["member_statement_count"].to_dict() == {
        "african": 0,
        "asia_pacific": 3,
        "eastern_european": 3,
        "grulac": 1,
        "weog": 4,
    }
    assert rows.loc["eastern_european", "speaking_member_count"] == 2  # Hungary, and the Russian Federation twice


def test_joint_items_count_once_and_groups_are_compared_whatever_the_filter_by_group(dataset: Dataset) -> None:
    """Items 6 and 10 were considered jointly: each has all 40 statements of States, and so have both together."""
    for item in (("6",), ("10",), ("6", "10")):
        chosen = Selection(session=(CRIME,), item=tuple(f"{CRIME}:{number}" for number in item), group=("african",))
        assert queries.balance(dataset, chosen)["member_statement_count"].sum() == 40


def test_nothing_left_gives_no_share_rather_than_zero(dataset: Dataset) -> None:
    """At the 2nd meeting no speaker is recorded: there is no share, no interval and no opportunity."""
    rows = queries.balance(dataset, Selection(meeting=(f"{CRIME}:2",)))
    assert rows["member_count"].sum() == 192
    assert (rows["opportunity_count"] == 0).all()
    for name in ("member_statement_share", "speaking_share", "speaking_share_low", "statements_per_opportunity"):
        assert rows[name].isna().all()
    assert rows["comparison"].isna().all()


def test_exact_interval_ends_where_the_tails_are_two_and_a_half_per_cent() -> None:
    """Of 53 members 6 spoke: at either end six or more, or six or fewer, have a chance of 2.5 per cent."""
    low, high = exact_intervals(6, 53)

    def at_most(count: int, share: float) -> float:
        return sum(comb(53, k) * share**k * (1 - share) ** (53 - k) for k in range(count + 1))

    assert 1 - at_most(5, low) == pytest.approx(0.025)
    assert at_most(6, high) == pytest.approx(0.025)
    # Where none of 54 spoke: (1 - share) ** 54 = 0.025.
    assert exact_intervals(0, 54).tolist() == [0, pytest.approx(1 - 0.025 ** (1 / 54))]
    assert exact_intervals(54, 54)[1] == 1
    assert np.isnan(exact_intervals([0, 1], [1, 1])).all()
    assert np.isnan(exact_intervals(0, 0)).all()


def test_bootstrap_draws_members_with_all_their_statements() -> None:
    """One of five members made all 10 statements of a group, ten members of another one each.

    Of five draws with replacement the one is drawn k times with the chances of the binomial distribution for 1/5: not
    at all 33 %, twice or less 94 %, three times or less 99 %. So the interval of 95 % ends at 30 of 40 statements.
    Single statements drawn again would end near 73 %, and never at zero.
    """
    low, high = share_intervals([np.array([0, 0, 0, 0, 10]), np.ones(10, dtype=int)])
    assert low[0] == 0
    assert high[0] == pytest.approx(30 / 40)
    assert (low[1], high[1]) == (pytest.approx(10 / 40), pytest.approx(1))


def test_groups_that_can_give_nothing_else_have_no_interval() -> None:
    """None of the statements, all of them, or a single member: drawing again says nothing."""
    low, _high = share_intervals([np.array([0, 0]), np.array([1, 1]), np.array([2])])
    assert [pd.isna(end) for end in low] == [True, False, True]
    for alone in ([np.array([1, 0]), np.array([0, 0])], [np.array([0])]):
        assert all(pd.isna(end) for side in share_intervals(alone) for end in side)


def test_silent_members_of_the_congress_are_153(dataset: Dataset) -> None:
    """53 - 6, 53 - 12, 23 - 3, 33 - 8 and 29 - 10 members, and Kiribati, have no statement and no turn at all."""
    rows = queries.silent_members(dataset, SEED)
    assert rows["group_id"].value_counts().to_dict() == {
        "african": 47,
        "asia_pacific": 41,
        "eastern_european": 20,
        "grulac": 25,
        "weog": 19,
        "none": 1,
    }
    assert set(rows["participation"]) == {"none_recorded"}
    assert set(rows["attendance"]) == {"not_recorded"}
    assert rows["never_recorded"].all()
    assert "USA" not in set(rows["speaker_id"])
    notes = rows.set_index("speaker_id")["group_note"].dropna()
    assert notes["KIR"].startswith("In no regional group")
    assert notes["ISR"].startswith("Joined in May 2000")
    assert len(queries.silent_members(dataset, Selection(session=(CRIME,), group=("african",)))) == 47


def test_a_filter_leaves_apart_who_spoke_elsewhere(dataset: Dataset) -> None:
    """At the 9th meeting 8 States spoke: of the other 184 members 31 have statements at the Congress, 153 have none."""
    rows = queries.silent_members(dataset, Selection(meeting=(f"{CRIME}:9",)))
    assert rows["participation"].value_counts().to_dict() == {"none_recorded": 153, "outside_filters": 31}
    assert rows.loc[rows["participation"] == "outside_filters", "attendance"].eq("attested").all()


def test_absent_is_not_silent(dataset: Dataset) -> None:
    """At the Second Committee five States took the floor without a statement, and Canada spoke for two others.

    Uganda introduced a draft; Colombia, Micronesia, Saudi Arabia and Singapore explained positions.
    """
    rows = queries.silent_members(dataset, SECOND_COMMITTEE)
    assert len(rows) == 193 - 10
    assert set(rows.loc[rows["attendance"] == "attested", "speaker_id"]) == {"UGA", "COL", "FSM", "SAU", "SGP"}
    assert set(rows.loc[rows["represented_count"] > 0, "speaker_id"]) == {"AUS", "NZL"}


def test_rows_not_yet_reviewed_are_neither_silence_nor_opportunity(several: Dataset) -> None:
    """Of the Forum's five meetings with turns the 6th has only three statements that are not reviewed.

    Seven members have reviewed statements; Ghana, Fiji and Kiribati have others, and Japan a right of reply.
    """
    for review, meetings, silent in (("", 4, 186), ("all", 5, 183)):
        chosen = Selection(session=(ORCHARD,), review=review)
        assert set(queries.balance(several, chosen)["turn_meeting_count"]) == {meetings}
        assert len(queries.silent_members(several, chosen)) == silent
    rows = queries.silent_members(several, Selection(session=(ORCHARD,))).set_index("speaker_id")
    assert (~rows["never_recorded"]).sum() == 3
    assert set(rows.index[rows["attendance"] == "attested"]) == {"GHA", "FJI", "KIR", "JPN"}


def test_sessions_have_members_and_silence_of_their_own(several: Dataset) -> None:
    """192 - 39, 193 - 7 and 193 - 4 members; Kenya spoke at two sessions and is silent at one."""
    rows = queries.silent_members(several, Selection(session=(CRIME, ORCHARD, WATER)))
    assert rows["session_id"].value_counts(sort=False).to_dict() == {CRIME: 153, ORCHARD: 186, WATER: 189}
    kenya = rows[rows["speaker_id"] == "KEN"]
    assert kenya["session_id"].tolist() == [CRIME]
    assert not kenya["never_recorded"].any()


@st.composite
def _selections(draw: st.DrawFn, dataset: Dataset) -> Selection:
    chosen = {}
    for name in draw(st.sets(st.sampled_from(["session", "meeting", "item", "group", "act", "capacity"]), max_size=3)):
        chosen[name] = tuple(draw(st.lists(st.sampled_from(sorted(dataset.choices[name])), unique=True, max_size=2)))
    return Selection(**chosen, review=draw(st.sampled_from(["", "all", "unreviewed"])))


@settings(max_examples=20, deadline=None)
@given(st.data())
def test_totals_add_up_whatever_is_chosen(dataset: Dataset, data: st.DataObject) -> None:
    """Statements by group are those of member States; who spoke and who did not are the members; shares add up to 1."""
    selection = data.draw(_selections(dataset))
    groups = queries.balance(dataset, selection)
    everyone = replace(selection, group=())
    states = queries.participation_by_session(dataset, everyone)
    members = states[states["member"]]
    for session_id, inside in groups.groupby("session_id"):
        of_session = members[members["session_id"] == session_id]
        total = of_session["statement_count"].sum()
        assert inside["member_statement_count"].sum() == total
        assert inside["member_count"].sum() == len(of_session)
        assert inside["member_statement_share"].sum() == (pytest.approx(1) if total else 0)
    shares = groups.dropna(subset="member_statement_share_low")
    assert (shares["member_statement_share_low"] <= shares["member_statement_share_high"]).all()
    silent = len(queries.silent_members(dataset, everyone))
    assert silent + groups["speaking_member_count"].sum() == groups["member_count"].sum()


def test_figure_has_marks_strokes_and_intervals(dataset: Dataset) -> None:
    """Six marks and strokes stand at the shares of the groups; No regional group, a single State, has no interval."""
    rows, labels = queries.balance(dataset, SEED), {"african": "African", "none": "None"}
    intervals, strokes, marks = balance_intervals(rows, labels, {CRIME: "Congress"}).data
    assert list(marks.x) == pytest.approx([6 / 40, 12 / 40, 3 / 40, 9 / 40, 10 / 40, 0])
    assert list(strokes.x) == pytest.approx([count / 192 for count in (53, 53, 23, 33, 29, 1)])
    assert len(intervals.x) == 5 * 3
    assert marks.customdata[0].startswith("African: 6 statements, 15.0% (from ")
    alt = balance_alt(rows, labels, {CRIME: "Congress"})
    assert "None: 0 statements, 0.0%; 1 of the members, 0.5%." in alt
    by_member = balance_intervals(rows, labels, {CRIME: "Congress"}, MEMBERS)
    assert list(by_member.data[2].x) == pytest.approx([6 / 53, 12 / 53, 3 / 23, 8 / 33, 10 / 29, 0])
    assert list(by_member.data[1].x) == pytest.approx([39 / 192] * 6)
    assert len(by_member.data[0].x) == 5 * 3


def test_figure_of_nothing_left_has_strokes_alone(dataset: Dataset) -> None:
    """Without a statement no mark and no interval is drawn, and the words say so."""
    rows = queries.balance(dataset, Selection(meeting=(f"{CRIME}:2",)))
    intervals, strokes, marks = balance_intervals(rows, {}, {CRIME: "Congress"}).data
    assert (len(intervals.x), set(marks.x)) == (0, {None})
    assert len(strokes.x) == 6
    assert "african: 0 statements, no share; 53 of the members, 27.6%." in balance_alt(rows, {}, {CRIME: "Congress"})


def test_figure_of_several_sessions_has_a_row_for_each(several: Dataset) -> None:
    """Groups come one after another, each with its sessions by their days and its name above them."""
    rows = queries.balance(several, Selection(session=(CRIME, WATER)))
    figure = balance_intervals(rows, {"african": "African"}, {CRIME: "Congress", WATER: "Council"})
    assert list(figure.layout.yaxis.ticktext)[:2] == ["Congress", "Council"]
    assert list(figure.data[2].x)[:2] == pytest.approx([6 / 40, 1 / 4])
    assert figure.layout.annotations[-1].text == "<b>African</b>"


def test_map_of_silence_sets_silent_members_off(dataset: Dataset) -> None:
    """All States with statements are one pale class; silent members have the strong colour, small ones large marks."""
    states = queries.participation(dataset, SEED)
    figure = participation_map(states, dataset.tables["areas"], "world", silence=True)
    looks = {trace.name: trace.marker.color for trace in figure.data if trace.showlegend}
    assert looks["Member, no statement recorded: 153 States"] == SILENCE
    assert "1 to 2 statements: 39 States" in looks
    strong = [
        trace
        for trace in figure.data
        if trace.customdata is not None
        and (trace.colorscale[0][1] if trace.type == "choropleth" else trace.marker.color) == SILENCE
    ]
    shown = {code for trace in strong for code, _name, _what in trace.customdata}
    assert shown == set(states.loc[states["participation"] == "none_recorded", "speaker_id"])
    assert {trace.type for trace in strong} == {"choropleth", "scattergeo"}
    alt = silence_alt(states, {"african": "African", "none": "None"})
    assert alt.startswith("Map: 153 of 192 members have no statement recorded. African: 47 of 53.")
