"""The members without a statement in their card: map, names by group, and what is known of each."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from components.balance import special_cases
from components.card import CARDS_KEPT, Card, FootLine
from components.charts.balance import silence_alt
from components.charts.participation_map import MAP_CONFIG, participation_map
from components.charts.written_figure import WrittenFigure
from components.figure_card import draw_figure_card
from components.figures import FIGURES_KEPT, ZOOM, boundaries_line, draw_chart
from components.notes import (
    group_labels,
    listed,
    members_note,
    short_group_labels,
    silence_note,
    source_line,
    with_review,
)
from components.receipts import short_report_link
from components.rows_table import Column, Written, written_rows
from components.view import View, labels, remembered
from plenary import queries
from plenary.balance import ATTESTED, NOT_RECORDED
from plenary.catalogue import translate as _
from plenary.choices import REGIONAL_GROUPS
from plenary.markup import escape
from plenary.participation import NO_GROUP


def attendance_labels() -> dict[str, str]:
    """What is known of the attendance of a member without a statement, as a reader sees it."""
    return {ATTESTED: _("attested by another turn"), NOT_RECORDED: _("not recorded")}


@remembered(CARDS_KEPT, page_settings=True)
def silence_card(view: View) -> Card:
    """The members without a statement, on the map and in a table that says what is known of each."""
    return Card(
        code="silence",
        title=_("Members with no statement recorded"),
        table="silent_members",
        count=_silent_counts(view),
        figure=lambda geometry, dark: _silence_figure(view, geometry, dark),
        rows=lambda: _written_silence(view),
        foot=(
            FootLine(silence_note(view)),
            FootLine(_attendance_note(view)),
            FootLine(members_note(view)),
            FootLine(source_line(view)),
            FootLine(special_cases(view)),
            boundaries_line(),
        ),
        config={**MAP_CONFIG, **ZOOM},
    )


def _states(view: View) -> pd.DataFrame:
    """The participation of States within the filters that say something of silence."""
    return view.ask(queries.participation, view.selection.for_table("silent_members"))


@remembered(256)
def _silent_counts(view: View) -> str:
    rows = _states(view)
    members, none = int(rows["member"].sum()), int((rows["participation"] == "none_recorded").sum())
    form = _("{count} of {members} members have no statement recorded in the session, whatever the filters")
    if view.several:
        form = _("{count} of {members} members have no statement recorded in any of the sessions, whatever the filters")
    text = form.format(count=none, members=members)
    silent = view.ask(queries.silent_members)
    others = int(silent.loc[~silent["never_recorded"].astype(bool), "speaker_id"].nunique())
    if not others:
        return text
    more = _("{text}; {count} more have none within them")
    if view.several:
        more = _("{text}; {count} others have none within them at one or more of the sessions")
    return more.format(text=text, count=others)


@remembered(256)
def _attendance_note(view: View) -> str:
    """How many of the members without a statement are known to have been there, or were spoken for."""
    rows = view.ask(queries.silent_members)
    if rows.empty:
        return _("Each member has a statement within these filters.")
    there = int((rows["attendance"] == ATTESTED).sum())
    spoken_for = int((rows["represented_count"] > 0).sum())
    form = (
        _(
            "Absent is not silent: of {total} cases of a member without a statement at a session within these filters, "
            "another turn at the session attests attendance in {there}; in {unknown} it is not recorded."
        )
        if view.several
        else _(
            "Absent is not silent: of {total} members without a statement within these filters, another turn at the "
            "session attests the attendance of {there}; that of {unknown} is not recorded."
        )
    )
    note = form.format(total=f"{len(rows):,}", there=f"{there:,}", unknown=f"{len(rows) - there:,}")
    if not spoken_for:
        return note
    return _(
        "{note} Another speaker spoke on behalf of {count} of them by name; members of groups that were spoken for are "
        "not told one by one."
    ).format(note=note, count=f"{spoken_for:,}")


def draw_silence_card(view: View) -> None:
    """Draw the members without a statement in their card, with their names by group under the map."""
    card = silence_card(view)

    def chart() -> None:
        draw_chart(card, "chart-silence")
        _draw_silent_names(view)

    draw_figure_card(view, card, chart)


@remembered(FIGURES_KEPT)
def _silence_figure(view: View, geometry: str, dark: bool) -> tuple[WrittenFigure, str]:
    rows = _states(view)
    figure = participation_map(rows, view.dataset.tables["areas"], geometry, silence=True, dark=dark)
    return WrittenFigure(figure), with_review(view, silence_alt(rows, group_labels(view)), "silent_members")


def _draw_silent_names(view: View) -> None:
    """Draw the names of the members without a statement, group by group; none is ranked."""
    for title, names in _silent_names(view):
        with st.expander(title):
            for line in names:
                st.markdown(line)


@remembered(64)
def _silent_names(view: View) -> Sequence[tuple[str, Sequence[str]]]:
    """For each group that has such members its title, and its lines: none recorded, none within the filters."""
    rows, listed_here = _states(view), view.ask(queries.silent_members)
    rows = rows[rows["member"]]
    silent = rows[rows["speaker_id"].isin(listed_here["speaker_id"])]
    found = []
    for code in (*REGIONAL_GROUPS, NO_GROUP):
        inside = silent[silent["group_id"] == code]
        none = inside.loc[inside["participation"] == "none_recorded", "name"]
        outside = inside.loc[inside["participation"] == "outside_filters", "name"]
        members = int((rows["group_id"] == code).sum())
        lines = []
        if len(none):
            lines.append(_("No statement recorded: {names}.").format(names=escape(listed(none))))
        if len(outside):
            text = _("Statements recorded, but none within these filters, or only in rows not yet reviewed: {names}.")
            lines.append(text.format(names=escape(listed(outside))))
        if lines:
            title = _("{group}: {count} of {members} members without a statement here")
            count = len(none) + len(outside)
            found.append((escape(title.format(group=group_labels(view)[code], count=count, members=members)), lines))
    return found


@remembered(64)
def _written_silence(view: View) -> Written:
    columns = [
        *([Column("session_id", _("Session"), labels=view.dataset.choices["session"])] if view.several else []),
        Column("name", _("State, name of the day")),
        Column("iso3", _("ISO")),
        Column("group_id", _("Group"), labels=short_group_labels(view)),
        Column("participation", _("What the record shows"), labels=labels(view, "participation")),
        Column("attendance", _("Attendance"), labels=attendance_labels()),
        Column("session_turn_count", _("Turns in the session")),
        Column("represented_count", _("Spoken for by others")),
        Column("turn_meeting_count", _("Meetings with turns")),
        Column("group_note", _("Special case")),
        Column("speaker_id", _("Report an error"), markdown=short_report_link),
    ]
    return written_rows(view.ask(queries.silent_members), columns)
