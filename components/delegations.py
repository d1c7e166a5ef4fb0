"""Every delegation and observer with its statements, and the card of one."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import streamlit as st

from components.figure_card import draw_downloads
from components.navigation import link_to
from components.notes import silence_note
from components.receipts import short_report_link
from components.rows_table import Column, draw_written_rows, written_rows
from components.statements import class_of_speaker, draw_statement
from components.view import View, change, labels, remembered
from plenary import queries
from plenary.catalogue import translate as _
from plenary.catalogue import translate_plural
from plenary.frames import each_row
from plenary.markup import escape
from plenary.selection import Selection


def draw_find_a_delegation(view: View, place: str) -> None:
    """Draw the search for one delegation; choosing one filters by it, which shows its card."""
    choices = view.dataset.choices["delegation"]
    key = f"find-delegation-{place}"
    st.session_state[key] = None
    st.selectbox(
        _("Find a delegation"),
        list(choices),
        format_func=choices.__getitem__,
        index=None,
        key=key,
        placeholder=_("Name of a State or organization"),
        filter_mode="contains",
        on_change=_find,
        args=(key,),
    )


def _find(key: str) -> None:
    if st.session_state[key]:
        change("delegation", [st.session_state[key]])


def draw_delegation_cards(view: View) -> None:
    """Draw a card for each delegation that the link names, also where no statement of it is recorded."""
    for speaker_id in view.selection.delegation:
        _draw_card(view, speaker_id)


def _draw_card(view: View, speaker_id: str) -> None:
    dataset = view.dataset
    day = dataset.day(view.selection.session)
    names = dataset.names
    rows = view.ask(queries.statements, Selection(session=view.selection.session, delegation=(speaker_id,)))
    shown = view.ask(queries.statements, replace(view.selection, delegation=(speaker_id,)))
    with st.container(border=True):
        st.subheader(escape(names.name_on(speaker_id, day)), anchor=False)
        group = names.regional_group(speaker_id, day)
        member = speaker_id in names.members("un", day)
        facts = [_("Name today: {name}").format(name=names.name_today(speaker_id))]
        if group.group_id:
            facts.append(
                _("Regional group on the day: {group}").format(
                    group=labels(view, "group").get(group.group_id, group.group_id)
                )
            )
        facts.append(
            _("Member of the United Nations on the day")
            if member
            else _("Not a member of the United Nations on the day")
        )
        count = int((rows["act"] == "statement").sum())
        text = translate_plural("{count} statement recorded", "{count} statements recorded", count).format(count=count)
        st.markdown("  \n".join(escape(fact) for fact in [*facts, text]))
        if group.note:
            st.caption(escape(group.note))
        if rows.empty:
            st.info(silence_note(view))
        hidden = len(rows) - len(shown)
        if hidden:
            st.caption(
                translate_plural(
                    "{count} turn is outside the other filters.", "{count} turns are outside the other filters.", hidden
                ).format(count=hidden)
            )
        for row in shown.to_dict("records"):
            draw_statement(view, row)
        with st.container(horizontal=True):
            link_to("timeline", _("On the timeline"), view.params(delegation=(speaker_id,)))
            link_to("participation-map", _("On the map"), view.params(delegation=(speaker_id,)))


def draw_delegations(view: View) -> None:
    """Draw the table of everyone who took the floor within the filters, with its order and downloads."""
    orders = {
        "name": _("By name"),
        "statements": _("By statements"),
        "group": _("By regional group"),
        "printed": _("As printed"),
    }
    st.session_state["sort-delegations"] = view.selection.sort if view.selection.sort in orders else "name"
    st.segmented_control(
        _("Order"), list(orders), format_func=orders.__getitem__, key="sort-delegations", required=True, on_change=_sort
    )
    draw_written_rows(_written_delegations(view), alt=_("Everyone who took the floor within the filters"))
    draw_downloads(view, "delegations", "delegations")


@remembered(128)
def _written_delegations(view: View) -> pd.DataFrame:
    rows = view.ask(queries.delegations)
    links = {row.speaker_id: row.name for row in each_row(rows)}

    def card_link(speaker_id: str) -> str:
        selection = Selection(session=view.selection.session, delegation=(speaker_id,))
        return f"[{escape(links[speaker_id])}](delegations?{selection.to_query()})"

    return written_rows(
        rows.assign(class_of_speaker=class_of_speaker(view, rows), row=rows["speaker_id"]),
        [
            Column("speaker_id", _("Speaker, name of the day"), markdown=card_link),
            Column("names_printed", _("As printed"), labels={}),
            Column("name_today", _("Name today")),
            Column("class_of_speaker", _("Group or kind")),
            Column("statement_count", _("Statements")),
            Column("introduction_count", _("Introd.")),
            Column("meetings", _("Meetings"), labels={}),
            Column("row", _("Report an error"), markdown=short_report_link),
        ],
    )


def _sort() -> None:
    chosen = st.session_state["sort-delegations"]
    change("sort", "" if chosen == "name" else chosen)


def draw_silent_note(view: View) -> None:
    """Draw how many members have no statement recorded, with the way to their list."""
    rows: pd.DataFrame = view.ask(queries.participation, Selection(session=view.selection.session))
    silent = int((rows["participation"] == "none_recorded").sum())
    members = int(rows["member"].sum())
    st.caption(
        _(
            "Of {members} members, {count} have no statement recorded; the table of the participation map lists them."
        ).format(members=members, count=silent)
    )
