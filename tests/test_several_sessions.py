"""Several sessions side by side, and rows not yet reviewed: counted by hand from `tests.several_sessions`."""

from __future__ import annotations

import csv
import datetime as dt
import io
import subprocess
import sys
import zipfile
from pathlib import Path

import pandas as pd
import pytest

from components.charts.regional_groups import group_shares_by_session, speaking_members, speaking_members_alt
from components.charts.timeline import statement_timeline, timeline_alt
from components.charts.timeline_lines import SECTION, timeline_lines
from plenary import queries
from plenary.choices import vocabulary, with_sessions, within_sessions
from plenary.citation import cited_dataset, footnote
from plenary.export import describe, export_file
from plenary.selection import Selection, parse_link, read_selection
from plenary.store import Dataset
from tests.dataset_copy import found
from tests.lowered import lower
from tests.several_sessions import CRIME, ORCHARD, WATER

ALL = Selection(session=(CRIME, ORCHARD, WATER))
EVERY_ROW = Selection(session=(CRIME, ORCHARD, WATER), review="all")
DAY = dt.date(2026, 11, 24)


def test_the_invented_dataset_passes_the_check(sessions_directory: Path) -> None:
    """The dataset of three sessions has no error and no warning."""
    assert found(sessions_directory) == []


@pytest.mark.parametrize(
    ("selection", "statements", "states", "turns"),
    [
        (Selection(session=(CRIME,)), 44, 39, 46),
        (Selection(session=(ORCHARD,)), 10, 7, 12),
        (Selection(session=(WATER,)), 4, 4, 4),
        (ALL, 58, 42, 62),
        (Selection(session=(ORCHARD,), review="all"), 13, 10, 15),
        (Selection(session=(ORCHARD,), review="unreviewed"), 3, 3, 3),
        (EVERY_ROW, 63, 45, 67),
    ],
)
def test_rows_not_yet_reviewed_count_only_when_asked_for(
    several: Dataset, selection: Selection, statements: int, states: int, turns: int
) -> None:
    """44, 10 and 4 statements are reviewed; with the five that are not, 63 of 45 States and others are counted."""
    counts = queries.headline_counts(several, selection)
    assert (counts["statements"], counts["states"], counts["turns"]) == (statements, states, turns)


def test_hidden_rows_are_counted_within_the_other_filters(several: Dataset) -> None:
    """Five turns, one view and one conclusion are not reviewed; of Ghana there is one turn, at the Congress none."""
    assert queries.unreviewed_counts(several, ALL).to_dict() == {"statements": 5, "points": 1, "conclusions": 1}
    assert queries.unreviewed_counts(several, Selection(session=(ORCHARD,), delegation=("GHA",)))["statements"] == 1
    assert queries.unreviewed_counts(several, Selection(session=(CRIME,))).sum() == 0


def test_each_session_has_the_members_of_its_own_first_day(several: Dataset) -> None:
    """The United Nations had 192 members in April 2010 and 193 in 2015 and 2025; the third has no conclusions."""
    rows = queries.sessions(several, ALL).set_index("session_id")
    assert rows["member_count"].to_dict() == {CRIME: 192, ORCHARD: 193, WATER: 193}
    assert rows["speaking_member_count"].to_dict() == {CRIME: 39, ORCHARD: 7, WATER: 4}
    assert rows.loc[CRIME, "speaking_share"] == pytest.approx(39 / 192)
    assert rows["statement_count"].to_dict() == {CRIME: 44, ORCHARD: 10, WATER: 4}
    assert rows["other_count"].to_dict() == {CRIME: 4, ORCHARD: 2, WATER: 0}
    assert rows["conclusion_count"].dropna().to_dict() == {CRIME: 6, ORCHARD: 1}
    assert rows["unreviewed_count"].to_dict() == {CRIME: 0, ORCHARD: 3, WATER: 2}


def test_a_state_is_a_member_at_one_session_and_none_at_another(several: Dataset) -> None:
    """South Sudan was no member in 2010, spoke in 2015 and has no statement recorded in 2025; Brazil spoke at all."""
    rows = queries.participation_by_session(several, ALL).set_index(["session_id", "speaker_id"])["participation"]
    assert [rows[session, "SSD"] for session in ALL.session] == ["not_member", "statements", "none_recorded"]
    assert [rows[session, "BRA"] for session in ALL.session] == ["statements"] * 3


def test_who_speaks_only_in_rows_not_reviewed_is_not_said_to_be_silent(several: Dataset) -> None:
    """Ghana's only statement is not reviewed: it is outside the filters, not without a statement."""
    hidden = queries.participation(several, Selection(session=(ORCHARD,))).set_index("speaker_id")
    shown = queries.participation(several, Selection(session=(ORCHARD,), review="all")).set_index("speaker_id")
    assert hidden.loc["GHA", "participation"] == "outside_filters"
    assert shown.loc["GHA", "participation"] == "statements"
    assert hidden.loc["GHA", "recorded_count"] == 0


def test_participation_over_sessions_adds_up_statements(several: Dataset) -> None:
    """Brazil has two statements at the Congress and one at each other session; the members are those of any day."""
    rows = queries.participation(several, ALL).set_index("speaker_id")
    assert rows.loc["BRA", "statement_count"] == 4
    assert rows["member"].sum() == 193


def test_groups_are_compared_session_by_session(several: Dataset) -> None:
    """Of seven statements of States at the Forum three are African (43 per cent), of four at the Council one."""
    rows = queries.regional_groups(several, ALL).set_index(["session_id", "group_id"])
    assert rows.loc[(ORCHARD, "african"), "statement_share"] == pytest.approx(3 / 7)
    assert rows.loc[(WATER, "african"), "statement_share"] == pytest.approx(1 / 4)
    assert rows.loc[(CRIME, "african"), "statement_share"] == pytest.approx(6 / 40)
    figure = group_shares_by_session(
        rows.reset_index(), vocabulary(several.tables, "group_short"), dict.fromkeys(ALL.session, "x")
    )
    assert sum(share is not None for share in figure.data[1].x) == len(rows)


def test_shares_of_members_that_spoke_have_their_own_denominators(several: Dataset) -> None:
    """The bars say 39 of 192, 7 of 193 and 4 of 193 members, and so do the words beside them."""
    rows = queries.sessions(several, ALL)
    titles = {session: session for session in ALL.session}
    assert list(speaking_members(rows, titles).data[0].text) == ["39 of 192", "7 of 193", "4 of 193"]
    assert f"{ORCHARD}: 7 of 193 members, 3.6%." in speaking_members_alt(rows, titles)


def test_speakers_that_are_only_counted_have_a_row_without_a_code(several: Dataset) -> None:
    """The five delegations of paragraph 4 make one statement and one row, which names nobody."""
    rows = queries.delegations(several, ALL)
    unnamed = rows[rows["speaker_id"].isna()]
    assert unnamed[["names_printed", "statement_count"]].to_numpy().tolist() == [["five delegations", 1]]
    assert rows["statement_count"].sum() == 58


def test_link_without_a_session_means_the_first_one(several: Dataset) -> None:
    """What a link meant when it needed no session it still means; a meeting, item or row brings its session along."""

    def sessions(link: str) -> tuple[str, ...]:
        return with_sessions(read_selection(parse_link(link), several.choices)[0], several.choices).session

    assert sessions("group=african") == (CRIME,)
    assert sessions("item=orchard-forum-4:2") == (ORCHARD,)
    assert sessions("row=water-council-2/1/2") == (WATER,)
    assert sessions("session=water-council-2&session=orchard-forum-4") == (WATER, ORCHARD)
    assert queries.headline_counts(several, Selection(group=("african",)))["statements"] == 6


def test_meetings_and_items_are_those_of_the_chosen_sessions(several: Dataset) -> None:
    """With one session they have bare labels; with several each carries the short title of its session."""
    one = within_sessions(several.choices, Selection(session=(WATER,)))
    assert one["item"] == {f"{WATER}:5": "agenda item 5"}
    two = within_sessions(several.choices, Selection(session=(ORCHARD, WATER)))
    assert two["item"][f"{WATER}:5"] == "agenda item 5 (Second Water Council)"
    assert len(two["meeting"]) == 6 + 2


def test_sentence_names_the_sessions_and_the_review(several: Dataset) -> None:
    """The sentence of a selection tells sessions, items with their session, and rows not yet reviewed."""
    selection = Selection(session=(ORCHARD, WATER), item=(f"{WATER}:5",), review="all")
    assert selection.sentence(several.choices, "statements") == (
        "at the Fourth Orchard Forum and Second Water Council, under agenda item 5 (Second Water Council), "
        "rows not yet reviewed included"
    )
    assert "review" in selection.without_meaning_for("meetings")
    assert selection.to_query() == "session=orchard-forum-4&session=water-council-2&item=water-council-2:5&review=all"


def timeline_of(several: Dataset, selection: Selection, **settings: int) -> dict[str, list[str]]:
    """Trace -> what its marks stand for."""
    rows, meetings = queries.timeline(several, selection), queries.meetings(several, selection)
    figure = statement_timeline(
        rows,
        meetings,
        by="group",
        titles={},
        group_labels=vocabulary(several.tables, "group"),
        kind_labels=vocabulary(several.tables, "kind"),
        act_labels=vocabulary(several.tables, "act"),
        **settings,
    )
    return {trace.name: list(trace.customdata) for trace in figure.data}


def test_a_list_for_two_meetings_is_one_line(several: Dataset) -> None:
    """The eight speakers of the 2nd and 3rd meetings stand once, in one line; the 5th and 6th have none."""
    selection = Selection(session=(ORCHARD,))
    lines = timeline_lines(queries.timeline(several, selection), queries.meetings(several, selection), titles={})
    told = {line.meeting_id: (line.label, line.note) for line in lines if line.meeting_id}
    joint = f"{ORCHARD}:2;{ORCHARD}:3"
    assert told[joint] == ("2nd and 3rd meetings, 3 March 2015: one list", "")
    assert told[f"{ORCHARD}:5"] == ("5th meeting, date not recorded", "only mentioned: no speakers recorded")
    assert told[f"{ORCHARD}:6"] == ("6th meeting, 5 March 2015", "speakers recorded in rows that are not shown")
    assert sum(map(len, timeline_of(several, selection).values())) == 12


def test_meetings_under_other_items_are_told_together_by_reason() -> None:
    """Of six meetings one has a turn; four only mentioned and one not shown make two lines at the end."""
    rows = pd.DataFrame({"item_ids": ["a:1"], "meeting_id": ["a:1"]})
    meetings = pd.DataFrame(
        {
            "item_ids": ["a:1", *["a:2"] * 5],
            "meeting_id": [f"a:{ordinal}" for ordinal in range(1, 7)],
            "ordinal": range(1, 7),
            "date": [None] * 6,
            "date_basis": [None] * 6,
            "attestation": ["speakers_recorded", *["only_mentioned"] * 3, "speakers_recorded", "only_mentioned"],
        }
    )
    told = [(line.label, line.note) for line in timeline_lines(rows, meetings, {"a:1": "One"})]
    assert told[2:] == [
        ("Other meetings", ""),
        ("2nd to 4th and 6th meetings", "only mentioned: no speakers recorded"),
        ("5th meeting, date not recorded", "speakers recorded in rows that are not shown"),
    ]


def test_timeline_sets_sessions_apart_in_the_order_of_their_days(several: Dataset) -> None:
    """Three headings stand in the order of the first days, whatever the order of the link."""
    selection = Selection(session=(WATER, CRIME, ORCHARD))
    rows, meetings = queries.timeline(several, selection), queries.meetings(several, selection)
    sections = {items: items.partition(":")[0] for items in {*rows["item_ids"], *meetings["item_ids"]}}
    lines = timeline_lines(rows, meetings, {}, sections)
    assert [line.label for line in lines if line.meeting_id == SECTION] == [CRIME, ORCHARD, WATER]
    assert f"{WATER}: 1st meeting, 10 June 2025: 4." in timeline_alt(rows, meetings, sections)


def test_rows_not_yet_reviewed_have_marks_of_their_own(several: Dataset) -> None:
    """Ghana, Kiribati and Fiji are in three groups or none: each is a trace that says so."""
    marks = timeline_of(several, Selection(session=(ORCHARD,), review="all"))
    assert sorted(name for name in marks if name.endswith("not yet reviewed")) == [
        "African Group, not yet reviewed",
        "Asia-Pacific Group, not yet reviewed",
        "No regional group, not yet reviewed",
    ]


def test_too_many_turns_are_bars_of_their_lists(several: Dataset) -> None:
    """With no more than five marks allowed, each list is a bar for each class, and a click gives its meetings."""
    bars = timeline_of(several, Selection(session=(WATER,)), most_marks=3)
    assert bars == {
        "African Group": [f"{WATER}:1"],
        "Asia-Pacific Group": [f"{WATER}:1"],
        "Latin American and Caribbean Group (GRULAC)": [f"{WATER}:1"],
    }


def exported(several: Dataset, selection: Selection, table: str) -> list[dict[str, str]]:
    """Rows of an export."""
    data = export_file(several, selection, table, "csv", site="", retrieved=DAY)
    return list(csv.DictReader(io.StringIO(data.decode("utf-8"))))


def test_export_leaves_out_what_is_not_reviewed_and_says_so(several: Dataset) -> None:
    """Twelve rows of the Forum leave by default and fifteen when asked for; the description tells either."""
    hidden, shown = Selection(session=(ORCHARD,)), Selection(session=(ORCHARD,), review="all")
    assert len(exported(several, hidden, "statements")) == 12
    statuses = [row["review_status"] for row in exported(several, shown, "statements")]
    assert (statuses.count("reviewed"), statuses.count("unreviewed")) == (12, 3)
    words = describe(several, hidden, "statements", count=12, site="", retrieved=DAY).text()
    assert "Rows: 12 of 12" in words
    assert "Review: 3 rows not yet reviewed are left out" in words
    zipped = export_file(several, shown, "statements", "zip", site="", retrieved=DAY)
    with zipfile.ZipFile(io.BytesIO(zipped)) as archive:
        assert "Review: 3 rows not yet reviewed are included" in archive.read("description.txt").decode("utf-8")


def test_a_list_for_two_meetings_leaves_once(several: Dataset) -> None:
    """Algeria's statement is one row with both meetings and both items in their cells."""
    (row,) = [
        row
        for row in exported(several, ALL, "statements")
        if row["speaker_id"] == "DZA" and row["session_id"] == ORCHARD
    ]
    assert row["meetings"] == "2;3"
    assert row["items"] == "2;3"


def test_comparisons_are_exported(several: Dataset) -> None:
    """The table of sessions has three rows, that of States a row for each session."""
    assert [row["member_count"] for row in exported(several, ALL, "sessions")] == ["192", "193", "193"]
    rows = exported(several, ALL, "participation_by_session")
    assert [row["statement_count"] for row in rows if row["speaker_id"] == "BRA"] == ["2", "1", "1"]


def test_command_honours_the_review(sessions_directory: Path) -> None:
    """On the command line the link decides as on the pages."""
    command = [sys.executable, "-m", "plenary", "export", "--data", str(sessions_directory)]
    lengths = [
        subprocess.run([*command, link], capture_output=True, check=True, timeout=120).stdout.count(b"\n") - 1
        for link in ("session=orchard-forum-4", "session=orchard-forum-4&review=all", "review=all")
    ]
    assert lengths == [12, 15, 46]


def test_citation_names_the_documents_of_the_chosen_sessions(several: Dataset) -> None:
    """The citation of a view of the Forum names its report alone; only the two drafts are called drafts."""
    forum = footnote(cited_dataset(several, "x", DAY, (ORCHARD,)))
    assert "O/FORUM/4/9, 20 April 2015" in forum
    assert "draft" not in forum
    assert "V.10-52859" not in forum
    assert footnote(cited_dataset(several, "x", DAY, ALL.session)).count("draft;") == 2


def test_all_of_many_sessions_are_one_value_of_a_link(several: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    """All of three sessions are named; of more than a sentence names they are "all", which is read as each of them."""
    every = (CRIME, ORCHARD, WATER)
    named = with_sessions(Selection(session=every), several.choices)
    assert named.to_query() == f"session={CRIME}&session={ORCHARD}&session={WATER}"
    lower(monkeypatch, "MOST_NAMED_SESSIONS", 2)
    one = with_sessions(Selection(session=every, group=("grulac",)), several.choices)
    assert one.to_query() == "session=all&group=grulac"
    again, unknown = read_selection(parse_link(one.to_query()), several.choices)
    assert unknown == []
    assert set(again.session) == set(every)
    assert with_sessions(again, several.choices).to_query() == one.to_query()
    others = with_sessions(Selection(session=every[1:]), several.choices)
    assert others.to_query() == f"session={ORCHARD}&session={WATER}"


def test_a_bare_number_needs_one_session_not_all(several: Dataset) -> None:
    """Item 6 of all sessions is told as unknown, never taken for that of one."""
    chosen, unknown = read_selection({"session": ["all"], "item": ["6"]}, several.choices)
    assert chosen.item == ()
    assert [(value.parameter, value.value) for value in unknown] == [("item", "6")]
