"""Delegations by themselves, side by side and over sessions, counted by hand in the documents."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.charts.profiles import (
    PLACES,
    meetings_by_item,
    meetings_by_item_alt,
    state_of_meetings,
    statement_rates,
    statement_rates_alt,
)
from components.charts.returning import speakers_by_appearance, speakers_by_appearance_alt
from plenary import queries
from plenary.choices import REGIONAL_GROUPS
from plenary.returning import ABSENT
from plenary.review import review_words
from plenary.selection import Selection
from plenary.store import Dataset, open_dataset
from plenary.summary import summary
from tests.dataset_copy import change
from tests.several_sessions import CRIME, ORCHARD, WATER, copy_with_sessions

EVERY = (CRIME, ORCHARD, WATER)
SHIPPED = (CRIME, "hrc-28", "ga-79-c2", "cnd-68")
BRAZIL = Selection(session=(CRIME,), delegation=("BRA",))


def side_by_side(dataset: Dataset, selection: Selection, column: str) -> dict[tuple[str, str], object]:
    """One column of the comparison by session and code, missing as None."""
    rows = queries.comparison(dataset, selection).astype(object)
    rows = rows.where(rows.notna(), None)
    return dict(zip(zip(rows["session_id"], rows["compared_id"], strict=True), rows[column], strict=True))


def appearances(dataset: Dataset, selection: Selection) -> dict[str, list[tuple[str, str]]]:
    """Session and appearance of each speaker, in order."""
    rows = queries.speakers_over_sessions(dataset, selection)
    found: dict[str, list[tuple[str, str]]] = {}
    for row in rows.to_dict("records"):
        found.setdefault(row["speaker_id"], []).append((row["session_id"], row["appearance"]))
    return found


# --- One delegation


def test_brazil_is_listed_at_two_of_three_meetings_under_both_items(dataset: Dataset) -> None:
    """Paragraphs 2, 3 and 4 list the speakers of the 7th, 8th and 9th meetings; Brazil stands in 3 and in 4.

    The 2nd and 10th meetings are only mentioned: no count stands there. Both items have the same two statements.
    """
    rows = queries.profiles(dataset, BRAZIL)
    counts = rows["statement_count"].astype(object).where(rows["statement_count"].notna(), None)
    found = list(zip(rows["item_id"], rows["ordinal"], counts, strict=True))
    expected = [(2, None), (7, 0), (8, 1), (9, 1), (10, None)]
    assert found == [(f"{CRIME}:{item}", *pair) for item in ("6", "10") for pair in expected]
    assert rows["shared_count"].sum() == rows["statement_count"].sum() == 4
    assert set(rows["statement_ids"].dropna()) == {f"{CRIME}/3/6", f"{CRIME}/4/8"}


def test_a_list_for_several_meetings_stands_at_each_and_counts_once(several: Dataset) -> None:
    """Paragraph 3 of the Forum lists Brazil for the 2nd and 3rd meetings on items 2 and 3: four places, one statement.

    The 4th and the 1st meeting record others; the 5th is only mentioned, the 6th is not reviewed.
    """
    selection = Selection(session=(ORCHARD,), delegation=("BRA",))
    rows = queries.profiles(several, selection)
    spoken = rows[rows["statement_count"] > 0]
    assert set(zip(spoken["item_id"].str[-1], spoken["ordinal"], strict=True)) == {
        ("2", 2), ("2", 3), ("3", 2), ("3", 3)
    }  # fmt: skip
    assert set(spoken["statement_ids"]) == {f"{ORCHARD}/3/2"}
    assert rows[~rows["recorded"]]["ordinal"].tolist() == [5, 6]
    assert side_by_side(several, selection, "statement_count") == {(ORCHARD, "BRA"): 1}
    # Meetings 1, 2, 3 and 4.
    assert side_by_side(several, selection, "turn_meeting_count") == {(ORCHARD, "BRA"): 4}
    assert set(state_of_meetings(spoken)) == {"in_joint_list"}


def test_a_state_that_did_not_exist_has_no_count(dataset: Dataset) -> None:
    """South Sudan became a State on 9 July 2011: of April 2010 nothing is counted, of March 2015 zero statements."""
    selection = Selection(session=(CRIME, "hrc-28"), delegation=("SSD",))
    assert queries.profiles(dataset, selection).query("session_id == @CRIME")["statement_count"].isna().all()
    assert side_by_side(dataset, selection, "statement_count") == {(CRIME, "SSD"): None, ("hrc-28", "SSD"): 0}


def test_nobody_named_gives_everyone_who_took_the_floor_and_no_row_where_nothing_matches(dataset: Dataset) -> None:
    """46 turns are of 45 named speakers, Brazil twice; at the 2nd meeting none is recorded."""
    assert queries.profiles(dataset, Selection())["speaker_id"].nunique() == 45
    nothing = Selection(meeting=(f"{CRIME}:2",))
    assert queries.profiles(dataset, nothing).empty
    assert queries.representation(dataset, nothing).empty
    assert queries.speakers_over_sessions(dataset, nothing).empty
    assert queries.comparison(dataset, nothing)["statement_count"].isna().all()


# --- Side by side


def test_rates_of_groups_are_taken_of_members_and_meetings(dataset: Dataset) -> None:
    """Statements 6, 12, 3, 9 and 10; members of the day 53, 53, 23, 33 and 29; three meetings."""
    rates = side_by_side(dataset, Selection(session=(CRIME,), group=REGIONAL_GROUPS), "statements_per_opportunity")
    expected = {"african": 6 / 159, "asia_pacific": 12 / 159, "eastern_european": 3 / 69, "grulac": 9 / 99}
    assert {code: rates[CRIME, code] for code in rates_of(rates)} == pytest.approx(expected | {"weog": 10 / 87})


def rates_of(rates: dict[tuple[str, str], object]) -> list[str]:
    """Codes of the rows of one session."""
    return [code for _session, code in rates]


def test_brazil_stands_beside_its_group_at_each_session_with_its_own_meetings(dataset: Dataset) -> None:
    """Brazil, statements: Congress paras. 3, 4; Council 66 (a), 86, 104 (a); Second Committee none; Commission 5, 66.

    Meetings with speakers in reviewed rows: 7 to 9; 11 to 14, 20, 27, 45, 52, 53, 55; 21, 24; 1 to 7, 9, 10.
    """
    selection = Selection(session=SHIPPED, delegation=("BRA",), group=("grulac",))
    counts = side_by_side(dataset, selection, "statement_count")
    meetings = side_by_side(dataset, selection, "turn_meeting_count")
    assert [counts[session, "BRA"] for session in SHIPPED] == [2, 3, 0, 2]
    assert [meetings[session, "BRA"] for session in SHIPPED] == [3, 10, 2, 9]
    assert [meetings[session, "grulac"] for session in SHIPPED] == [3, 10, 2, 9]
    assert counts[CRIME, "grulac"] == 9
    # The group within the delegation is nothing of what the page shows: 9 of the group, two of them Brazil's.
    congress = replace(selection, session=(CRIME,))
    assert queries.compared_counts(dataset, congress)["statements"] == 9
    told = summary(dataset, congress, ("comparison",), lambda query, chosen: query(dataset, chosen))
    assert told.counted == "9 of 44 statements"


def test_rows_not_yet_reviewed_are_told_of_everyone_whose_meetings_count(dataset: Dataset) -> None:
    """Of Brazil beside its group, 97 of the Commission's 327 turns are hidden: 327 less the 230 that were compared."""
    for selection in (
        Selection(session=("cnd-68",), delegation=("BRA",)),
        Selection(session=("cnd-68",), delegation=("BRA",), group=("african",)),
    ):
        assert review_words(dataset, selection, "comparison") == "97 rows not yet reviewed are left out"


# --- Who for whom


def test_a_named_delegation_is_represented_and_a_member_of_a_named_group_unknown(dataset: Dataset) -> None:
    """Brazil spoke for Chile, Colombia and Uruguay (Council, 66 (a)); Canada for Australia and New Zealand.

    Samoa spoke for an alliance and Hungary for the European Union: whom that represents is not recorded.
    """
    spoke = queries.representation(dataset, Selection(session=("hrc-28",), delegation=("BRA",)))
    assert spoke["represented_id"].tolist() == ["CHL", "COL", "URY"]
    assert set(spoke["representation"]) == {"named"}
    chile = queries.representation(dataset, Selection(session=("hrc-28",), delegation=("CHL",)))
    assert chile[["statement_id", "represented_id"]].to_numpy().tolist() == [["hrc-28/66/a/6", "CHL"]]
    committee = queries.representation(dataset, Selection(session=("ga-79-c2",), act=("statement",)))
    assert committee[["speaker_id", "represented_id", "representation"]].to_numpy().tolist() == [
        ["WSM", "aosis", "members_unknown"],
        ["HUN", "european-union", "members_unknown"],
        ["CAN", "AUS", "named"],
        ["CAN", "NZL", "named"],
    ]
    counted = queries.comparison(dataset, Selection(session=("ga-79-c2",), delegation=("AUS", "CAN", "HUN")))
    columns = ["spoke_for_count", "represented_count", "unknown_count"]
    assert counted[columns].to_numpy().tolist() == [[0, 1, 2], [1, 0, 2], [1, 0, 1]]


def test_cuba_was_named_twice_at_the_commission_on_narcotic_drugs(dataset: Dataset) -> None:
    """Footnotes 44 and 45 of paragraph 80 name Cuba: the Russian Federation and Iran spoke on its behalf too."""
    rows = queries.representation(dataset, Selection(session=("cnd-68",), delegation=("CUB",)))
    assert rows["speaker_id"].tolist() == ["RUS", "IRN"]
    assert set(rows["represented_id"]) == {"CUB"}


# --- Over sessions


def test_first_again_lapsed_and_returning_follow_the_days_of_the_sessions(several: Dataset) -> None:
    """Brazil speaks at all three; Mexico at the first and the third; South Sudan at the second alone."""
    found = appearances(several, Selection(session=EVERY, delegation=("BRA", "MEX", "SSD")))
    assert found == {
        "BRA": [(CRIME, "first"), (ORCHARD, "again"), (WATER, "again")],
        "MEX": [(CRIME, "first"), (ORCHARD, "lapsed"), (WATER, "returning")],
        "SSD": [(ORCHARD, "first"), (WATER, "lapsed")],
    }


def test_a_renamed_state_is_the_same_speaker(dataset: Dataset) -> None:
    """Turkey spoke at the Council in 2015, Türkiye at the Commission in 2025: it returns, and is not new."""
    rows = queries.speakers_over_sessions(dataset, Selection(session=SHIPPED, delegation=("TUR",)))
    assert rows[["session_id", "name", "appearance"]].astype(object).to_numpy().tolist() == [
        ["hrc-28", "Turkey", "first"],
        ["ga-79-c2", "Türkiye", "lapsed"],
        ["cnd-68", "Türkiye", "returning"],
    ]
    assert rows["last_session_id"].tolist()[1:] == ["hrc-28", "hrc-28"]
    assert not rows["same_body"].dropna().any()


def test_a_successor_of_a_speaker_is_not_new_and_what_ended_has_not_lapsed(tmp_path: Path) -> None:
    """Czechoslovakia, set in Slovakia's place at the first session, ended in 1992; Slovakia succeeds it at the second.

    That holds where Slovakia alone is chosen, too. Norway, whose place it takes there, is not new elsewhere.
    """
    directory = copy_with_sessions(tmp_path)
    change(directory, "statements.csv", {"statement_id": f"{CRIME}/2/2"}, "speaker_id", "CSK")
    change(directory, "statements.csv", {"statement_id": f"{ORCHARD}/3/5"}, "speaker_id", "SVK")
    changed = open_dataset(directory)
    found = appearances(changed, Selection(session=EVERY, delegation=("SVK", "CSK")))
    assert found["SVK"] == [(ORCHARD, "successor"), (WATER, "lapsed")]
    assert found["CSK"] == [(CRIME, "first"), (ORCHARD, "ended"), (WATER, "ended")]
    alone = queries.speakers_over_sessions(changed, Selection(session=EVERY, delegation=("SVK",)))
    assert alone["appearance"].tolist()[0] == "successor"
    assert alone["predecessor_ids"].tolist()[0] == "CSK"
    assert changed.names.predecessors("VNM") == ("VDR", "republic-of-south-viet-nam", "republic-of-viet-nam")
    assert changed.names.predecessors("BRA") == ()


# --- What holds for every selection

SELECTIONS = st.builds(
    Selection,
    session=st.sampled_from([EVERY, EVERY[1:], EVERY[:1], EVERY[::-1]]),
    item=st.sampled_from([(), (f"{CRIME}:6",), (f"{ORCHARD}:2", f"{WATER}:5")]),
    meeting=st.sampled_from([(), (), (f"{CRIME}:8", f"{ORCHARD}:3")]),
    group=st.sampled_from([(), ("grulac",), ("african", "weog")]),
    delegation=st.sampled_from([(), ("BRA",), ("KEN", "BRA", "MEX")]),
    kind=st.sampled_from([(), (), ("state",)]),
    review=st.sampled_from(["", "all", "unreviewed"]),
)


@settings(max_examples=8)
@given(selection=SELECTIONS)
def test_no_statement_is_lost_or_doubled(several: Dataset, selection: Selection) -> None:
    """Places hold each turn of those compared, however often; groups add up; appearances are those who spoke so far."""
    chosen = queries.statements(several, replace(selection, group=(), delegation=()))
    if selection.group or selection.delegation:
        of_these = chosen["group_id"].isin(selection.group) | chosen["speaker_id"].isin(selection.delegation)
        chosen = chosen[of_these]
    named = chosen[chosen["speaker_id"].notna()]
    cells = queries.profiles(several, selection)
    assert set(cells["statement_ids"].dropna().str.split(";").explode()) == set(named["statement_id"])
    assert (cells["statement_count"].dropna() <= cells["turn_count"].dropna()).all()

    groups = replace(selection, group=REGIONAL_GROUPS, delegation=())
    rows = queries.comparison(several, groups)
    expected = queries.regional_groups(several, selection).query("group_id != 'none'")
    assert rows["statement_count"].fillna(0).tolist() == expected["statement_count"].tolist()
    turned = queries.comparison(several, replace(groups, group=REGIONAL_GROUPS[::-1]))
    assert turned["statement_count"].fillna(0).sum() == rows["statement_count"].fillna(0).sum()

    counts = queries.appearance_counts(several, replace(selection, group=(), delegation=()))
    everyone = queries.statements(several, replace(selection, group=(), delegation=()))
    everyone = everyone[
        (everyone["act"] == "statement") & ~everyone["kind"].isin(["secretariat", "officer", "unnamed"])
    ]
    so_far: set[str] = set()
    for row in counts.to_dict("records"):
        here = set(everyone.loc[everyone["session_id"] == row["session_id"], "speaker_id"])
        so_far |= here
        assert sum(row[code] for code in ("first", "successor", "returning", "again")) == len(here)
        assert sum(row[code] for code in row if code != "session_id") == len(so_far)


# --- Figures


def test_figure_of_a_delegation_has_a_mark_for_each_meeting_on_each_item(dataset: Dataset) -> None:
    """Two items with five meetings each: four statements' places, two with other speakers, four without a record."""
    rows = queries.profiles(dataset, BRAZIL)
    items, titles = {f"{CRIME}:6": "Item 6", f"{CRIME}:10": "Item 10"}, {CRIME: "Congress"}
    figure = meetings_by_item(rows, items, titles)
    assert {trace.name: len(trace.x) for trace in figure.data} == {
        "Statement": 4,
        "Speakers recorded, none of this delegation": 2,
        "No speakers in the rows shown": 4,
    }
    assert [point[0] for point in figure.data[0].customdata] == [f"{CRIME}/3/6", f"{CRIME}/4/8"] * 2
    assert list(figure.layout.yaxis.ticktext) == ["Item 6", "Item 10"]
    alt = meetings_by_item_alt(rows, "Brazil", items, titles)
    assert "Congress, Item 6: listed at 2 of 3 meetings with speakers recorded." in alt


def test_no_two_marks_of_a_delegation_lie_on_each_other(dataset: Dataset) -> None:
    """Item 3 of the Council was considered at more meetings than a row has places: it takes two rows."""
    selection = Selection(session=("hrc-28",), delegation=("BRA",), review="all")
    rows = queries.profiles(dataset, selection)
    rows = rows[rows["meeting_id"].notna()]
    assert rows.groupby("item_id").size()["hrc-28:3"] > PLACES
    figure = meetings_by_item(rows, {}, {"hrc-28": "Council"})
    marks = [(x, y) for trace in figure.data for x, y in zip(trace.x, trace.y, strict=True)]
    assert len(marks) == len(set(marks)) == len(rows)


def test_figure_side_by_side_says_of_how_many_meetings(dataset: Dataset) -> None:
    """Brazil: two in three meetings; its group nine of 33 members times three; South Sudan has no mark and says why."""
    rows = queries.comparison(dataset, replace(BRAZIL, delegation=("BRA", "SSD"), group=("grulac",)))
    labels = {"delegation:BRA": "Brazil", "delegation:SSD": "South Sudan", "group:grulac": "GRULAC"}
    (dots,) = statement_rates(rows, labels, {CRIME: "Congress"}).data
    assert [text.strip() for text in dots.text] == ["2 in 3", "no opportunity", "9 in 33 × 3"]
    assert dots.x[1] is None
    assert len(set(dots.marker.symbol)) == 2
    assert "Brazil 0.667 (2 in 3); South Sudan – (no opportunity)" in statement_rates_alt(
        rows, labels, {CRIME: "Congress"}
    )


def test_figure_over_sessions_has_the_counts(several: Dataset) -> None:
    """43 speakers at the Congress; at the Council of Water Brazil and Kenya again, India and Mexico returning."""
    counts = queries.appearance_counts(several, Selection(session=EVERY))
    titles = dict(zip(EVERY, ("Congress", "Forum", "Council"), strict=True))
    (bars,) = speakers_by_appearance(counts, titles).data
    found = {tuple(data): number for data, number in zip(bars.customdata, bars.x, strict=True)}
    assert found["Congress", "First here"] == 43
    assert (found["Council", "Again"], found["Council", "Returning"], found["Council", "First here"]) == (2, 2, 0)
    assert set(ABSENT) <= set(counts.columns)
    assert "Council: Returning 2; Again 2; Lapsed" in speakers_by_appearance_alt(counts, titles)
