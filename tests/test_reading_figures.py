"""Frames and counts for the figures of one document, from records made by hand."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from components.charts.timeline import statement_timeline, timeline_alt, timeline_lines
from plenary import queries
from plenary.extract import figures
from plenary.extract.model import Masthead, Reading, Resolution
from plenary.model import Act, Kind
from plenary.selection import Selection
from plenary.store import Dataset
from tests.records import heard, named, part, record

FOURTH, FIFTH = dt.date(2016, 4, 4), dt.date(2016, 4, 5)
ON_THE_FOURTH = {"meetings": (1,), "dates": (FOURTH,), "items": ("3",)}


def conference() -> Reading:
    """Chile twice and Chad once at the 1st meeting, Chile again at the 2nd without item, three more at none."""
    return record(
        part(
            "1",
            "At the 1st meeting the Chair opened the debate, and Chile, Chad and Chile spoke; the 9th was named.",
            named("1st meeting", 1, days=(4,)),
            heard("Chair", kind=Kind.OFFICER, act=Act.OPENING, resolution=Resolution.RECORD, **ON_THE_FOURTH),
            heard("Chile", "CHL", **ON_THE_FOURTH),
            heard("Chad", "TCD", **ON_THE_FOURTH),
            heard("Chile", "CHL", **ON_THE_FOURTH),
            named("9th", 9),
        ),
        part("2", "Chile spoke at the 2nd meeting.", heard("Chile", "CHL", meetings=(2,), dates=(FIFTH,))),
        part(
            "3",
            "Atlantis, Ruritania and a league spoke.",
            heard("Atlantis"),
            heard("Ruritania", kind=Kind.STATE, resolution=Resolution.RECORD),
            heard("league", kind=Kind.IGO, resolution=Resolution.RECORD),
        ),
    )


def test_headlines_count_statements_and_distinct_speakers() -> None:
    """Eight rows, seven statements, five of them of three States; two other speakers; speakers at two meetings."""
    assert figures.counts(conference()) == figures.Counts(
        turns=8, statements=7, state_statements=5, states=3, others=2, meetings=3, recorded_meetings=2
    )


def test_an_empty_record_counts_nothing() -> None:
    """Without rows every count is zero and every frame is empty."""
    empty = record(part("1", "Nothing was said."))
    assert figures.counts(empty) == figures.Counts(0, 0, 0, 0, 0, 0, 0)
    assert figures.meetings(empty).empty
    assert figures.unresolved(empty) == []


def test_the_map_counts_statements_of_states_in_the_table(dataset: Dataset) -> None:
    """Chile has three, Chad one; of 193 members 191 have none; a State in no table is told beside the map."""
    reading = conference()
    rows = figures.participation(reading, dataset.names, FOURTH)
    spoke = rows[rows["participation"] == "statements"]
    assert dict(zip(spoke["speaker_id"], spoke["statement_count"], strict=True)) == {"CHL": 3, "TCD": 1}
    assert int(rows["member"].sum()) == 193
    assert (rows["participation"] == "none_recorded").sum() == 191
    assert [turn.name_printed for turn in figures.off_the_map(reading)] == ["Ruritania"]
    assert [turn.name_printed for turn in figures.unresolved(reading)] == ["Atlantis"]


def test_the_map_has_the_columns_of_the_dashboards(dataset: Dataset) -> None:
    """The frames of one document have the columns of the questions of the same name."""
    rows = figures.participation(conference(), dataset.names, FOURTH)
    of_dataset = queries.participation(dataset, Selection())
    assert set(rows.columns) <= set(of_dataset.columns)
    assert dict(rows.dtypes) == {column: of_dataset[column].dtype for column in rows.columns}


def test_the_day_is_the_sessions_first_else_a_turns_else_the_documents() -> None:
    """Each in its turn; none where the document tells no day."""
    printed = dt.date(2016, 5, 1)
    bare, dated = Masthead(), Masthead(date=printed)
    told = part("1", "Chile spoke.", heard("Chile", "CHL", dates=(FIFTH,)))
    untold = part("1", "Chile spoke.", heard("Chile", "CHL"))
    assert figures.day_of(record(told)) == FOURTH
    assert figures.day_of(record(told, masthead=dated)) == FIFTH
    assert figures.day_of(record(untold, masthead=dated)) == printed
    assert figures.day_of(record(untold, masthead=bare)) is None


def test_meetings_are_told_once_and_without_a_date_where_none_is_told() -> None:
    """The 1st has its date and item, the 2nd its date and no item, the 9th is only mentioned and undated."""
    rows = figures.meetings(conference())
    assert rows.to_dict("split")["data"] == [
        ["1", 1, FOURTH, "stated", "speakers_recorded", "3"],
        ["2", 2, FIFTH, "stated", "speakers_recorded", ""],
        ["9", 9, None, "stated", "only_mentioned", ""],
    ]


def test_the_timeline_draws_every_turn_and_says_where_a_date_is_missing(dataset: Dataset) -> None:
    """Eight marks; places run within each meeting; the 9th meeting's date is not recorded."""
    rows, meetings = figures.timeline(conference(), dataset.names), figures.meetings(conference())
    assert rows["place"].tolist()[:5] == [1, 2, 3, 4, 1]
    assert rows["meeting_id"].isna().sum() == 3
    assert rows.loc[rows["name_printed"] == "Chile", "group_id"].unique().tolist() == ["grulac"]
    titles = {"3": "three", "": "none"}
    labels = [line.label for line in timeline_lines(rows, meetings, titles)]
    assert "1st meeting, 4 April 2016" in labels
    assert "9th meeting, date not recorded" in labels
    figure = statement_timeline(
        rows, meetings, by="group", titles=titles, group_labels={}, kind_labels={}, act_labels={}
    )
    assert sorted(int(mark) for trace in figure.data for mark in trace.customdata) == list(range(1, 9))
    assert "9th meeting, date not recorded: only mentioned" in timeline_alt(rows, meetings)


def test_a_list_of_two_meetings_is_one_line(dataset: Dataset) -> None:
    """A turn of the 1st and 2nd meetings is one row and one mark, under both meetings with both dates."""
    reading = record(part("1", "Chile spoke.", heard("Chile", "CHL", meetings=(1, 2), dates=(FOURTH, FIFTH))))
    rows, meetings = figures.timeline(reading, dataset.names), figures.meetings(reading)
    assert rows["meeting_id"].tolist() == ["1;2"]
    assert meetings["date"].tolist() == [FOURTH, FIFTH]
    labels = [line.label for line in timeline_lines(rows, meetings, {"": "none"})]
    assert labels == ["none", "1st and 2nd meetings, 4 April 2016 and 5 April 2016: one list"]


def test_many_turns_without_a_meeting_go_on_in_the_next_line(dataset: Dataset) -> None:
    """21 turns at no meeting, twenty in a line, take two lines, and each has a place of its own."""
    reading = record(part("1", "Chile " * 21, *[heard("Chile", "CHL")] * 21))
    rows = figures.timeline(reading, dataset.names)
    figure = statement_timeline(
        rows, figures.meetings(reading), by="group", titles={"": "none"}, group_labels={}, kind_labels={}, act_labels={}
    )
    (trace,) = figure.data
    assert len(set(zip(trace.x, trace.y, strict=True))) == 21


def test_a_meeting_on_two_items_stands_under_each_where_somebody_spoke() -> None:
    """Turns under items 3 and 4 of one meeting have a line under each, none under "3 and 4"; silent meetings last."""
    rows = pd.DataFrame({"item_ids": ["3", "4", "4"], "meeting_id": ["m1", "m1", None]})
    meetings = pd.DataFrame(
        {
            "item_ids": ["3;4", "5"],
            "meeting_id": ["m1", "m2"],
            "ordinal": [1, 2],
            "date": [FOURTH, None],
            "date_basis": ["stated", "stated"],
            "attestation": ["speakers_recorded", "only_mentioned"],
        }
    )
    titles = {"3": "three", "4": "four", "5": "five", "3;4": "both"}
    lines = [(line.items, line.meeting_id) for line in timeline_lines(rows, meetings, titles)]
    assert lines == [("3", ""), ("3", "m1"), ("4", ""), ("4", "m1"), ("4", None), ("", ""), ("", "m2")]
