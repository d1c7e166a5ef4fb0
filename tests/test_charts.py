"""Timeline and shares of the groups, asserted by what their traces hold."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from components.charts.palette import GROUP_COLOURS
from components.charts.regional_groups import group_shares, group_shares_alt
from components.charts.timeline import PLACES_IN_A_LINE, statement_timeline, timeline_alt, timeline_lines
from plenary import queries
from plenary.choices import vocabulary
from plenary.selection import Selection
from plenary.store import Dataset

JOINT = "crime-congress-12:6;crime-congress-12:10"
CONGRESS = Selection(session=("crime-congress-12",))
TITLES = {JOINT: "Agenda items 6 and 10, considered jointly"}


def drawn(dataset: Dataset, selection: Selection, by: str = "group") -> dict[str, list[str]]:
    """Statement ids of each trace of the timeline, by the name of the trace."""
    figure = statement_timeline(
        queries.timeline(dataset, selection),
        queries.meetings(dataset, selection),
        by=by,
        titles=TITLES,
        group_labels=vocabulary(dataset.tables, "group"),
        kind_labels=vocabulary(dataset.tables, "kind"),
        act_labels=vocabulary(dataset.tables, "act"),
    )
    return {trace.name: list(trace.customdata) for trace in figure.data}


def test_each_turn_has_one_mark_of_its_group_or_kind(dataset: Dataset) -> None:
    """The 46 turns stand in nine traces: five groups, two kinds of observer, the President, the Secretariat."""
    marks = {name: len(ids) for name, ids in drawn(dataset, CONGRESS).items()}
    assert marks == {
        "African Group": 6,
        "Asia-Pacific Group": 12,
        "Eastern European Group": 3,
        "Latin American and Caribbean Group (GRULAC)": 9,
        "Western European and Others Group (WEOG)": 10,
        "Intergovernmental organization": 2,
        "Non-governmental organization": 2,
        "Officer": 1,
        "Secretariat": 1,
    }


def test_by_kind_all_states_share_one_trace(dataset: Dataset) -> None:
    """Marked by kind, the 40 statements of States stand in one trace."""
    assert len(drawn(dataset, CONGRESS, by="kind")["State"]) == 40


def test_turns_outside_the_filters_stay_in_a_trace_of_their_own(dataset: Dataset) -> None:
    """With Brazil chosen two marks are its own and 44 stand outside, none is lost."""
    marks = drawn(dataset, replace(CONGRESS, delegation=("BRA",)))
    assert {name: len(ids) for name, ids in marks.items()} == {
        "Latin American and Caribbean Group (GRULAC)": 2,
        "outside these filters": 44,
    }
    assert marks["Latin American and Caribbean Group (GRULAC)"] == ["crime-congress-12/3/6", "crime-congress-12/4/8"]


def test_meetings_stand_in_the_order_of_their_dates_and_the_unrecorded_one_last(dataset: Dataset) -> None:
    """Under the heading come the 2nd, 7th, 8th, 9th and 10th meetings, then what has no meeting recorded."""
    lines = timeline_lines(queries.timeline(dataset, CONGRESS), queries.meetings(dataset, CONGRESS), titles=TITLES)
    assert [line.meeting_id for line in lines] == [
        "",
        *(f"crime-congress-12:{ordinal}" for ordinal in (2, 7, 8, 9, 10)),
        None,
    ]
    assert lines[1].label == "2nd meeting, 12 April 2010 (inferred)"
    assert lines[2].label == "7th meeting, 15 April 2010"


def test_long_lists_go_on_in_the_next_line(dataset: Dataset) -> None:
    """A meeting with one statement more than fit in a line takes two lines."""
    rows = queries.timeline(dataset, CONGRESS)
    eighth = rows[rows["ordinal"] == 8]
    rows = pd.concat([rows, *[eighth] * (PLACES_IN_A_LINE // len(eighth))])
    lines = timeline_lines(rows, queries.meetings(dataset, CONGRESS), titles=TITLES)
    assert [line.part for line in lines if line.meeting_id == "crime-congress-12:8"] == [0, 1]


def test_timeline_is_told_in_words(dataset: Dataset) -> None:
    """The text beside the timeline gives its turns meeting by meeting, those only mentioned by that word."""
    text = timeline_alt(queries.timeline(dataset, CONGRESS), queries.meetings(dataset, CONGRESS))
    for part in (
        "46 turns",
        "2nd meeting, 12 April 2010: only mentioned",
        "7th meeting, 15 April 2010: 16",
        "not recorded: 1",
    ):
        assert part in text


def test_shares_of_the_groups_are_those_of_the_rows(dataset: Dataset) -> None:
    """The African Group has 6 of 40 statements and 53 of 192 members; every group has its own colour."""
    figure = group_shares(queries.regional_groups(dataset, Selection()), vocabulary(dataset.tables, "group_short"))
    members, statements = figure.data
    assert list(members.y) == ["African", "Asia-Pacific", "Eastern European", "GRULAC", "WEOG", "None"]
    assert members.x[0] == pytest.approx(53 / 192)
    assert statements.x[0] == pytest.approx(6 / 40)
    assert sum(statements.x) == pytest.approx(1)
    assert list(statements.marker.color) == list(GROUP_COLOURS.values())


def test_without_statements_no_share_is_drawn_as_zero(dataset: Dataset) -> None:
    """At the 2nd meeting nobody is recorded: shares of statements are missing, not zero, in figure and words."""
    rows = queries.regional_groups(dataset, replace(Selection(), meeting=("crime-congress-12:2",)))
    figure = group_shares(rows, vocabulary(dataset.tables, "group_short"))
    assert list(figure.data[1].x) == [None] * 6
    assert "African: no statements" in group_shares_alt(rows, vocabulary(dataset.tables, "group_short"))
