"""The parts of the overview that stand on no other page."""

from __future__ import annotations

import streamlit as st

from components.charts.timeline import day
from components.navigation import PAGES, link_to, title
from components.view import View
from plenary import queries
from plenary.catalogue import translate as _
from plenary.markup import escape


def draw_introduction(view: View) -> None:
    """Draw what this record is, in two sentences."""
    sessions = view.dataset.tables["sessions"]
    chosen = sessions[sessions["session_id"].isin(view.selection.session)] if view.selection.session else sessions
    names = "; ".join(
        _("{title} ({place}, {first} to {last})").format(
            title=row.title, place=row.place, first=day(row.first_date), last=day(row.last_date)
        )
        for row in chosen.itertuples()
    )
    items = view.dataset.tables["agenda_items"]
    listed = _(" and ").join(_("{number} ({title})").format(number=row.number, title=row.short_title) for row in items.itertuples())
    st.markdown(
        _("This record says who took the floor, at which meeting and on which agenda item, and what was concluded, at the {sessions}: agenda items {items}. "
          "It was curated by hand from a draft report; every row names its paragraph, and what the report leaves open is shown as open.").format(
            sessions=escape(names), items=escape(listed)
        )
    )  # fmt: skip


def draw_headlines(view: View) -> None:
    """Draw the headline figures, each with its dated denominator and a way to its rows."""
    counts = view.ask(queries.headline_counts)
    members = len(view.dataset.names.members("un", view.dataset.day(view.selection.session)))
    counted = day(view.dataset.day(view.selection.session))
    meetings = view.ask(queries.meetings)
    recorded = int((meetings["attestation"] == "speakers_recorded").sum())
    conclusions = view.ask(queries.conclusions)
    figures = [
        (_("States that spoke"), str(counts["states"]), _("of {members} members on {day}").format(members=members, day=counted), "delegations"),
        (_("Statements of States"), str(counts["state_statements"]), _("of {total} statements in all").format(total=counts["statements"]), "timeline"),
        (_("Statements of observers"), str(counts["other_statements"]), _("by {count} organizations").format(count=counts["others"]), "delegations"),
        (_("Meetings"), str(len(meetings)), _("speakers recorded at {count} of them").format(count=recorded), "timeline"),
        (_("Conclusions"), str(len(conclusions)), _("for the items jointly"), "conclusions"),
    ]  # fmt: skip
    for column, (name, value, note, page) in zip(st.columns(len(figures), border=True), figures, strict=True):
        with column:
            st.metric(name, value)
            st.caption(note)
            link_to(page, _("Rows"), view.params(), icon=":material/arrow_forward:")


def draw_way_to(view: View, url_path: str) -> None:
    """Draw the link from a small figure to its page."""
    entry = next(page for page in PAGES if page.url_path == url_path)
    link_to(url_path, _("Open: {title}").format(title=title(entry)), view.params(), icon=":material/arrow_forward:")
