"""The answers of the dashboard on the first record, counted by hand in the document."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plenary import queries
from plenary.selection import FILTERS, Selection
from plenary.store import Dataset

SESSION = "crime-congress-12"
ITEMS = (f"{SESSION}:6", f"{SESSION}:10")
ALL = Selection()


def test_headlines_count_statements_apart_from_introductions(dataset: Dataset) -> None:
    """The record holds 46 turns: 44 statements, 40 of 39 States and 4 of observers, and 2 introductions."""
    assert queries.headline_counts(dataset, ALL).to_dict() == {
        "turns": 46,
        "statements": 44,
        "introductions": 2,
        "state_statements": 40,
        "states": 39,
        "other_statements": 4,
        "others": 4,
    }


@pytest.mark.parametrize(
    ("meeting", "states", "others", "introductions"),
    [(7, 15, 0, 1), (8, 17, 0, 0), (9, 8, 4, 0), (2, 0, 0, 0), (10, 0, 0, 0)],
)
def test_each_meeting_has_the_speakers_of_its_paragraph(
    dataset: Dataset, meeting: int, states: int, others: int, introductions: int
) -> None:
    """Paragraphs 2, 3 and 4 list 15, 17 and 8 States; the 2nd and 10th meetings have no recorded speaker."""
    counts = queries.headline_counts(dataset, Selection(meeting=(f"{SESSION}:{meeting}",)))
    assert (counts["state_statements"], counts["other_statements"], counts["introductions"]) == (
        states,
        others,
        introductions,
    )


@pytest.mark.parametrize(
    ("group", "statements", "states", "members"),
    [
        ("african", 6, 6, 53),
        ("asia_pacific", 12, 12, 53),
        ("eastern_european", 3, 3, 23),
        ("grulac", 9, 8, 33),
        ("weog", 10, 10, 29),
        ("none", 0, 0, 1),
    ],
)
def test_regional_groups_have_their_statements_and_members_of_that_day(
    dataset: Dataset, group: str, statements: int, states: int, members: int
) -> None:
    """Statements by group are 6, 12, 3, 9 (of 8 States) and 10.

    The members on 12 April 2010 are 53, 53, 23, 33, 29 and Kiribati.
    """
    row = queries.regional_groups(dataset, ALL).set_index("group_id").loc[group]
    assert (row["statement_count"], row["state_count"], row["member_count"]) == (statements, states, members)
    assert row["statement_share"] == pytest.approx(statements / 40)
    assert row["member_share"] == pytest.approx(members / 192)


def test_joint_items_count_once_in_the_total(dataset: Dataset) -> None:
    """Items 6 and 10 were considered jointly: each has all 44 statements, and both together have 44."""
    for chosen in [ITEMS[:1], ITEMS[1:], ITEMS]:
        assert queries.headline_counts(dataset, Selection(item=chosen))["statements"] == 44


def test_latin_american_statements_on_item_6_are_nine(dataset: Dataset) -> None:
    """Nine statements of the Latin American and Caribbean Group stand under item 6, two of them Brazil's."""
    rows = queries.statements(dataset, Selection(session=(SESSION,), item=ITEMS[:1], group=("grulac",)))
    assert rows["name_printed"].tolist() == [
        "Bolivia (Plurinational State of)",
        "Chile",
        "Mexico",
        "Brazil",
        "Argentina",
        "Colombia",
        "Dominican Republic",
        "Cuba",
        "Brazil",
    ]


def test_names_stand_as_printed_beside_those_of_the_day_and_of_today(dataset: Dataset) -> None:
    """The Libyan Arab Jamahiriya keeps its printed name, is called so on that day, and Libya today."""
    rows = queries.statements(dataset, Selection(delegation=("LBY",)))
    assert rows[["name_printed", "name", "name_today", "iso3"]].to_numpy().tolist() == [
        ["Libyan Arab Jamahiriya", "Libyan Arab Jamahiriya", "Libya", "LBY"]
    ]


def test_the_secretariats_introduction_has_no_meeting_and_no_date(dataset: Dataset) -> None:
    """Paragraph 5 names neither meeting nor date; both are missing, not empty text and not a guess."""
    row = queries.statements(dataset, Selection(delegation=("secretariat",))).iloc[0]
    assert row[["meeting_ids", "meetings", "dates"]].isna().all()


def test_participation_has_four_classes_that_add_up_to_the_members(dataset: Dataset) -> None:
    """Without filters 39 members have statements and 153 have none recorded.

    Of today's States South Sudan is no member then.
    """
    rows = queries.participation(dataset, ALL)
    counts = rows[rows["member"]]["participation"].value_counts().to_dict()
    assert counts == {"statements": 39, "none_recorded": 153}
    by_state = rows.set_index("speaker_id")
    assert by_state.loc["BRA", "statement_count"] == 2
    assert by_state.loc["SSD", "participation"] == "not_member"
    assert by_state.loc["VAT", "participation"] == "not_member"


def test_a_filter_moves_states_outside_and_leaves_no_zero(dataset: Dataset) -> None:
    """At the 9th meeting 8 States have statements, the 31 others that spoke are outside the filters.

    And no count is zero.
    """
    rows = queries.participation(dataset, Selection(meeting=(f"{SESSION}:9",)))
    assert rows[rows["member"]]["participation"].value_counts().to_dict() == {
        "none_recorded": 153,
        "outside_filters": 31,
        "statements": 8,
    }
    assert rows["statement_count"].dropna().eq(1).all()
    assert rows["statement_count"].notna().sum() == 8


def test_members_of_other_groups_are_outside_a_filter_by_group(dataset: Dataset) -> None:
    """With the African Group chosen, 6 States have statements, 47 have none recorded.

    And the other 139 members are outside.
    """
    rows = queries.participation(dataset, Selection(group=("african",)))
    assert rows[rows["member"]]["participation"].value_counts().to_dict() == {
        "outside_filters": 139,
        "none_recorded": 47,
        "statements": 6,
    }


def test_delegations_are_all_who_took_the_floor(dataset: Dataset) -> None:
    """45 speakers took the floor: 39 States, 4 observers, the President and the Secretariat; Brazil twice."""
    rows = queries.delegations(dataset, ALL).set_index("speaker_id")
    assert len(rows) == 45
    assert rows.loc["BRA", "statement_count"] == 2
    assert rows.loc["BRA", "meetings"] == "8;9"
    assert rows.loc["secretariat", ["statement_count", "introduction_count"]].tolist() == [0, 1]


@pytest.mark.parametrize(
    ("sort", "first"), [("", "Algeria"), ("statements", "Brazil"), ("printed", "President of the Congress")]
)
def test_delegations_stand_in_the_order_chosen(dataset: Dataset, sort: str, first: str) -> None:
    """By name Algeria is first, by statements Brazil, as printed the President of the Congress."""
    assert queries.delegations(dataset, Selection(sort=sort))["name"].iloc[0] == first


def test_meetings_only_mentioned_are_listed(dataset: Dataset) -> None:
    """Five meetings are attested in the order of their dates, two of them only mentioned."""
    rows = queries.meetings(dataset, ALL)
    assert rows["ordinal"].tolist() == [2, 7, 8, 9, 10]
    assert rows.loc[rows["attestation"] == "only_mentioned", "ordinal"].tolist() == [2, 10]
    assert set(rows["items"]) == {"6;10"}


def test_timeline_keeps_places_whatever_the_filters(dataset: Dataset) -> None:
    """Brazil is 6th of the 17 speakers of the 8th meeting and 8th of the 12 of the 9th.

    Also when it is alone chosen.
    """
    rows = queries.timeline(dataset, Selection(delegation=("BRA",)))
    assert len(rows) == 46
    assert rows.loc[rows["selected"], ["ordinal", "place"]].to_numpy().tolist() == [[8, 6], [9, 8]]


def test_all_six_conclusions_stand_under_both_items(dataset: Dataset) -> None:
    """Conclusions (a) to (f) were reached for items 6 and 10 together."""
    for item in ITEMS:
        assert queries.conclusions(dataset, Selection(item=(item,)))["letter"].tolist() == list("abcdef")


def test_search_needs_every_word_and_no_pattern(dataset: Dataset) -> None:
    """Only conclusion (c) speaks of women and children; regex signs find nothing instead of everything."""
    assert queries.conclusions(dataset, Selection(q="CHILDREN women"))["letter"].tolist() == ["c"]
    assert queries.conclusions(dataset, Selection(q=".*")).empty
    assert queries.conclusions(dataset, Selection(q="' OR 1=1 --")).empty


def test_facets_count_what_each_value_would_leave(dataset: Dataset) -> None:
    """Each item would leave six conclusions; UNODC is addressed in (e) and (f) whatever addressee is chosen."""
    rows = queries.conclusion_facets(dataset, Selection(addressee=("ngos",))).set_index(["parameter", "code"])[
        "conclusion_count"
    ]
    assert rows["addressee", "unodc"] == 2
    assert rows["addressee", "ngos"] == 1
    assert rows["item", ITEMS[0]] == 1


def test_no_answer_joins_a_state_to_an_unattributed_view(dataset: Dataset) -> None:
    """No answer about views or conclusions has a column that names who spoke."""
    for query in (queries.points, queries.conclusions):
        assert not {"speaker_id", "name", "name_printed", "iso3", "group_id"} & set(query(dataset, ALL).columns)


@st.composite
def _selections(draw: st.DrawFn, dataset: Dataset) -> Selection:
    chosen = {}
    for name in draw(st.sets(st.sampled_from([name for name in FILTERS if name != "q"]), max_size=3)):
        chosen[name] = tuple(draw(st.lists(st.sampled_from(sorted(dataset.choices[name])), unique=True, max_size=3)))
    return Selection(**chosen)


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_counts_of_groups_and_others_add_up_to_the_whole(dataset: Dataset, data: st.DataObject) -> None:
    """Whatever is chosen, statements of States by group add up to those of States, and map and table agree."""
    selection = replace(data.draw(_selections(dataset)), group=(), delegation=(), session=())
    counts = queries.headline_counts(dataset, selection)
    groups = queries.regional_groups(dataset, selection)
    states = queries.participation(dataset, selection)
    assert groups["statement_count"].sum() == counts["state_statements"] == states["statement_count"].sum()
    assert counts["state_statements"] + counts["other_statements"] == counts["statements"]
    assert queries.delegations(dataset, selection)["statement_count"].sum() == counts["statements"]
    assert queries.timeline(dataset, selection).query("selected")["statement_id"].nunique() == counts["turns"]
