"""The parts of the overview that stand on no other page."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from components.charts.words import written_day
from components.comparison import draw_headline_table, draw_sessions_card
from components.navigation import link_to, title_of
from components.notes import MOST_NAMED, listed
from components.receipts import document_name
from components.view import View, remembered
from plenary import queries
from plenary.catalogue import translate as _
from plenary.choices import item_number
from plenary.frames import each_row
from plenary.markup import escape

FIGURE_WIDTH = 152
"""Pixels: five figures in a row on a desktop, two on a telephone."""


def draw_introduction(view: View) -> None:
    """Draw what the chosen sessions are and what is recorded of them, in a few sentences."""
    st.markdown(_introduction(view))


@remembered(256)
def _introduction(view: View) -> str:
    sessions = view.dataset.tables["sessions"]
    chosen = sessions[sessions["session_id"].isin(view.selection.session)].sort_values("first_date")
    documents = view.dataset.documents(view.selection.session)["document_id"]
    if len(documents) > MOST_NAMED:
        sources = _("{count} documents").format(count=len(documents))
    else:
        sources = listed(document_name(view, document) for document in documents)
    known = _(
        "This record says who took the floor, at which meeting and on which agenda item, and what was concluded, "
        "where the documents say so."
    )
    origin = _(
        "It was curated from {sources}; every row names its paragraph, and what the documents leave open is shown as "
        "open."
    ).format(sources=escape(sources))
    if view.ask(queries.unreviewed_counts, view.whole).sum():
        read = _("Rows that a program read and nobody has compared since are left out until they are asked for.")
        origin = f"{origin} {read}"
    if len(chosen) > MOST_NAMED:
        first, last = chosen["first_date"].min(), chosen["last_date"].max()
        told = _("{count} sessions are chosen, from {first} to {last}.").format(
            count=len(chosen), first=written_day(first), last=written_day(last)
        )
        return f"{known} {told} {origin}"
    lines = [
        _("- {session}: {items}").format(session=_session(row), items=escape(_items(view, row.session_id)))
        for row in each_row(chosen)
    ]
    return "\n".join([known, *lines, "", origin])


def _session(row: Any) -> str:
    days = _(" to ").join(dict.fromkeys([written_day(row.first_date), written_day(row.last_date)]))
    where = days if pd.isna(row.place) else _("{place}, {days}").format(place=row.place, days=days)
    return _("**{title}** ({where})").format(title=escape(row.title), where=escape(where))


def _items(view: View, session_id: str) -> str:
    items = view.dataset.tables["agenda_items"]
    inside = items[items["session_id"] == session_id]
    if inside.empty:
        return _("agenda items not recorded")
    if len(inside) > MOST_NAMED:
        return _("{count} agenda items").format(count=len(inside))
    told = listed(
        _("{number} ({title})").format(number=item_number(row.number), title=row.short_title)
        for row in each_row(inside)
    )
    return (
        _("agenda items {items}").format(items=told) if len(inside) > 1 else _("agenda item {items}").format(items=told)
    )


def draw_headlines(view: View) -> None:
    """Draw the headline figures: of one session each with its dated denominator, of several side by side."""
    if view.several:
        st.subheader(_("Sessions side by side"), anchor="sessions")
        draw_headline_table(view)
        draw_sessions_card(view)
        return
    row = st.container(horizontal=True, gap="xsmall")
    for name, value, note, page in _headlines(view):
        with row.container(border=True, width=FIGURE_WIDTH, gap="xsmall"):
            st.metric(name, f"{value:,}")
            st.caption(note)
            link_to(page, title_of(page), view.params(), icon=":material/arrow_forward:")


@remembered(256)
def _headlines(view: View) -> tuple[tuple[str, int, str, str], ...]:
    """The headline figures of one session: name, value, what it is a part of, and the page that shows more."""
    counts = view.ask(queries.headline_counts)
    (session,) = each_row(view.ask(queries.sessions))
    counted = written_day(view.dataset.day(view.selection.session))
    meetings = view.ask(queries.meetings)
    recorded = int((meetings["attestation"] == "speakers_recorded").sum())
    conclusions, every = view.ask(queries.conclusions), view.ask(queries.conclusions, view.whole)
    return (
        (
            _("Statements"),
            counts["statements"],
            _("{count} of States, {others} of others").format(
                count=counts["state_statements"], others=counts["other_statements"]
            ),
            "timeline",
        ),
        (
            _("States"),
            counts["states"],
            _of_members(session, counts["states"], counted),
            "delegations",
        ),
        (
            _("Other speakers"),
            counts["others"],
            _("with statements; how many attended is not recorded"),
            "delegations",
        ),
        (_("Meetings"), len(meetings), _("speakers recorded at {count} of them").format(count=recorded), "timeline"),
        (
            _("Conclusions"),
            len(conclusions),
            _("of {total}").format(total=len(every)) if len(every) else _("none are recorded for this session"),
            "conclusions",
        ),
    )


def _of_members(session: Any, states: int, day: str) -> str:
    """Of how many members the States are; those that were none on the day are set apart."""
    others = states - session.speaking_member_count
    if not others:
        return _("of {members} members on {day}").format(members=session.member_count, day=day)
    return _("{count} of {members} members on {day}, {others} that were none").format(
        count=session.speaking_member_count, members=session.member_count, day=day, others=others
    )


def draw_way_to(view: View, url_path: str) -> None:
    """Draw the link from a small figure to its page."""
    link_to(
        url_path, _("Open: {title}").format(title=title_of(url_path)), view.params(), icon=":material/arrow_forward:"
    )
