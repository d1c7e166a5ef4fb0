"""The parts of the overview that stand on no other page."""

from __future__ import annotations

import streamlit as st

from components.charts.words import written_day
from components.navigation import link_to, title_of
from components.notes import listed
from components.receipts import document_name
from components.view import View
from plenary import queries
from plenary.catalogue import translate as _
from plenary.frames import each_row
from plenary.markup import escape

FIGURE_WIDTH = 152
"""Pixels: five figures in a row on a desktop, two on a telephone."""


def draw_introduction(view: View) -> None:
    """Draw what this record is, in two sentences."""
    sessions = view.dataset.tables["sessions"]
    chosen = sessions[sessions["session_id"].isin(view.selection.session)] if view.selection.session else sessions
    names = "; ".join(
        _("{title} ({place}, {first} to {last})").format(
            title=row.title, place=row.place, first=written_day(row.first_date), last=written_day(row.last_date)
        )
        for row in each_row(chosen)
    )
    items = view.dataset.tables["agenda_items"]
    told = listed(_("{number} ({title})").format(number=row.number, title=row.short_title) for row in each_row(items))
    sources = listed(document_name(view, document) for document in view.dataset.tables["documents"]["document_id"])
    st.markdown(
        _(
            "This record says who took the floor, at which meeting and on which agenda item, and what was "
            "concluded, at the {sessions}: agenda items {items}. "
            "It was curated by hand from {sources}; every row names its paragraph, and what the documents leave open "
            "is shown as open."
        ).format(sessions=escape(names), items=escape(told), sources=escape(sources))
    )


def draw_headlines(view: View) -> None:
    """Draw the headline figures, each with its dated denominator and a way to its rows."""
    counts = view.ask(queries.headline_counts)
    members = len(view.dataset.names.members("un", view.dataset.day(view.selection.session)))
    counted = written_day(view.dataset.day(view.selection.session))
    meetings = view.ask(queries.meetings)
    recorded = int((meetings["attestation"] == "speakers_recorded").sum())
    conclusions = view.ask(queries.conclusions)
    every = len(view.dataset.tables["conclusions"])
    figures = [
        (
            _("Statements"),
            counts["statements"],
            _("{count} of States, {others} of observers").format(
                count=counts["state_statements"], others=counts["other_statements"]
            ),
            "timeline",
        ),
        (
            _("States"),
            counts["states"],
            _("of {members} members on {day}").format(members=members, day=counted),
            "delegations",
        ),
        (_("Observers"), counts["others"], _("organizations; how many attended is not recorded"), "delegations"),
        (_("Meetings"), len(meetings), _("speakers recorded at {count} of them").format(count=recorded), "timeline"),
        (
            _("Conclusions"),
            len(conclusions),
            _("of {total}, for both items together").format(total=every),
            "conclusions",
        ),
    ]
    row = st.container(horizontal=True, gap="xsmall")
    for name, value, note, page in figures:
        with row.container(border=True, width=FIGURE_WIDTH, gap="xsmall"):
            st.metric(name, str(value))
            st.caption(note)
            link_to(page, title_of(page), view.params(), icon=":material/arrow_forward:")


def draw_way_to(view: View, url_path: str) -> None:
    """Draw the link from a small figure to its page."""
    link_to(
        url_path, _("Open: {title}").format(title=title_of(url_path)), view.params(), icon=":material/arrow_forward:"
    )
