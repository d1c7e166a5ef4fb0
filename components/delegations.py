"""Every delegation and observer with its statements, and the card of one."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import streamlit as st

from components.charts.participation_words import capital
from components.charts.words import written_day
from components.comparison import session_counts
from components.entry_panels import draw_address_and_citation
from components.figure_card import draw_downloads
from components.navigation import link_to
from components.notes import MOST_NAMED, dated_title, group_labels, members_note, of_day, review_note, silence_note
from components.receipts import short_report_link
from components.rows_table import Column, Written, draw_written_rows, written_rows
from components.statements import class_of_speaker, draw_statement
from components.view import View, change, remembered, session_title
from plenary import queries
from plenary.catalogue import translate as _
from plenary.catalogue import translate_plural
from plenary.entries import DELEGATIONS
from plenary.frames import each_row
from plenary.markup import escape

MOST_SHOWN = 12
"""Turns that a delegation's card opens; more are in the table of the timeline."""


def draw_find_a_delegation(view: View, place: str, *, add: bool = False) -> None:
    """Draw the search for one delegation; choosing one filters by it, which shows its card.

    Args:
        view: The view of this run.
        place: Where it stands, to tell it from those on other pages.
        add: Whether the one chosen comes to those of the link, and does not take their place.
    """
    choices = view.dataset.choices["delegation"]
    key = f"find-delegation-{place}"
    st.session_state[key] = None
    st.selectbox(
        _("Add a delegation") if add else _("Find a delegation"),
        list(choices),
        format_func=choices.__getitem__,
        index=None,
        key=key,
        placeholder=_("Name of a State or organization"),
        filter_mode="contains",
        on_change=_find,
        args=(key, view.selection.delegation if add else ()),
    )


def _find(key: str, before: tuple[str, ...]) -> None:
    if st.session_state[key]:
        change("delegation", [*before, st.session_state[key]])


def draw_delegation_cards(view: View) -> None:
    """Draw a card for each delegation that the link names, also where no statement of it is recorded."""
    for speaker_id in view.selection.delegation:
        _draw_card(view, speaker_id)


def _draw_card(view: View, speaker_id: str) -> None:
    names = view.dataset.names
    whole, within = (replace(chosen, delegation=(speaker_id,)) for chosen in (view.whole, view.selection))
    counts, count_within = view.ask(queries.speaker_counts, whole), view.ask(queries.speaker_counts, within)
    shown = view.ask(queries.first_turns if view.counted else queries.statements, within)
    day, days = view.dataset.day(view.selection.session), view.dataset.days(view.selection.session)
    shown = shown.assign(first_day=shown["session_id"].map(days)).sort_values("first_day", kind="stable")
    with st.container(border=True):
        st.subheader(escape(names.name_on(speaker_id, day)), anchor=False)
        if not names.as_of:
            st.markdown(_("Name today: {name}").format(name=escape(names.name_today(speaker_id))))
        notes = {}
        if view.many:
            count, at = int(counts["statement_count"].sum()), len(counts)
            st.markdown(
                _("Took the floor at {at} of the {total} chosen sessions; statements recorded: {count}").format(
                    at=at, total=len(days), count=count
                )
            )
        for session_id in () if view.many else days:
            facts, note = _facts(view, speaker_id, session_id, counts)
            st.markdown(facts)
            notes[note] = None
        for note in filter(None, notes):
            st.caption(escape(note))
        if counts.empty:
            st.info(silence_note(view))
        total = int(count_within["turn_count"].sum())
        outside = int(counts["turn_count"].sum()) - total
        if outside:
            st.caption(
                translate_plural(
                    "{count} turn is outside the other filters.",
                    "{count} turns are outside the other filters.",
                    outside,
                ).format(count=outside)
            )
        of_delegation = replace(view, selection=replace(view.selection, delegation=(speaker_id,)))
        if hidden := review_note(of_delegation, "statements"):
            st.caption(hidden)
        for row in shown.head(MOST_SHOWN).to_dict("records"):
            draw_statement(view, row)
        if total > MOST_SHOWN:
            st.caption(
                _("The first {shown} of {count} turns; the table of the timeline has them all.").format(
                    shown=MOST_SHOWN, count=f"{total:,}"
                )
            )
        with st.container(horizontal=True, vertical_alignment="center"):
            link_to("timeline", _("On the timeline"), view.params(delegation=(speaker_id,)))
            link_to("participation-map", _("On the map"), view.params(delegation=(speaker_id,)))
            link_to("profiles", _("Meeting by meeting"), view.params(delegation=(speaker_id,)))
            draw_address_and_citation(view, speaker_id, DELEGATIONS)


def _facts(view: View, speaker_id: str, session_id: str, counts: pd.DataFrame) -> tuple[str, str]:
    """What a delegation was on the first day of a session and how often it spoke, as Markdown; and its group's note."""
    names, day = view.dataset.names, view.dataset.membership_days()[session_id]
    group = names.regional_group(speaker_id, day)
    member = speaker_id in names.members("un", day)
    facts = []
    if group.group_id:
        told = group_labels(view, day).get(group.group_id, group.group_id)
        form = of_day(view, _("Regional group on the day: {group}"), _("Regional group today: {group}"))
        facts.append(form.format(group=told))
    facts.append(
        of_day(view, _("Member of the United Nations on the day"), _("Member of the United Nations today"))
        if member
        else of_day(
            view, _("Not a member of the United Nations on the day"), _("Not a member of the United Nations today")
        )
    )
    count = int(counts.loc[counts["session_id"] == session_id, "statement_count"].sum())
    text = translate_plural("{count} statement recorded", "{count} statements recorded", count).format(count=count)
    lines = [escape(fact) for fact in [*facts, text]]
    if view.several:
        lines.insert(0, f"**{escape(dated_title(view, session_id))}**")
    return "  \n".join(lines), group.note


def draw_delegations(view: View) -> None:
    """Draw the table of everyone who took the floor within the filters, with its order and downloads."""
    orders = {
        "name": _("By name"),
        "statements": _("By statements"),
        "group": _("By regional group"),
        "printed": _("As printed"),
    }
    if view.several:  # Counts of different bodies and days added up would be a league table of nothing.
        del orders["statements"]
    if view.counted:
        del orders["printed"]
    st.session_state["sort-delegations"] = view.selection.sort if view.selection.sort in orders else "name"
    st.segmented_control(
        _("Order"), list(orders), format_func=orders.__getitem__, key="sort-delegations", required=True, on_change=_sort
    )
    draw_written_rows(written_delegations(view), alt=_("Everyone who took the floor within the filters"))
    if view.several and not view.counted:
        st.caption(
            of_day(
                view,
                _(
                    "A column for each session: the number of statements; an en dash where none is recorded within the "
                    "filters; “no member” where the State was none on the first day of the session."
                ),
                _(
                    "A column for each session: the number of statements; an en dash where none is recorded within the "
                    "filters; “no member” where the State is none today."
                ),
            )
        )
    draw_downloads(view, "delegations", "delegations")


@remembered(128)
def written_delegations(view: View) -> Written:
    """Everyone who took the floor within the filters, as the rows of the table."""
    rows = _in_chosen_order(view, view.ask(queries.speakers)) if view.counted else view.ask(queries.delegations)
    # Who is only counted has no code, and so no card: the name alone stands in the cell.
    rows = rows.assign(code=rows["speaker_id"].fillna(""))
    links = {row.code: row.name for row in each_row(rows)}

    def card_link(code: str) -> str:
        selection = replace(view.whole, delegation=(code,), v=view.pinned)
        return f"[{escape(links[code])}](delegations?{selection.to_query()})" if code else escape(links[code])

    rows = rows.assign(
        class_of_speaker=class_of_speaker(view, rows),
        other_turns=rows["turn_count"] - rows["statement_count"],
        row=rows["speaker_id"],
    )
    columns = [
        Column("code", of_day(view, _("Speaker, name of the day"), _("Speaker, name of today")), markdown=card_link),
        *([] if view.several or view.counted else [Column("names_printed", _("As printed"), labels={})]),
        *([] if view.several or view.counted or view.dataset.names.as_of else [Column("name_today", _("Name today"))]),
        Column("class_of_speaker", _("Group or kind")),
    ]
    if view.counted:
        columns += [
            Column("session_count", _("Sessions with a turn")),
            Column("statement_count", _("Statements")),
            Column("other_turns", _("Other turns")),
        ]
    elif view.several:
        rows = rows.join(session_counts(view), on="code")
        columns += [Column(session, dated_title(view, session)) for session in view.selection.session]
    else:
        columns += [
            Column("statement_count", _("Statements")),
            Column("other_turns", _("Other turns")),
            Column("meetings", _("Meetings"), labels={}),
        ]
    return written_rows(rows, [*columns, Column("row", _("Report an error"), markdown=short_report_link)])


def _in_chosen_order(view: View, rows: pd.DataFrame) -> pd.DataFrame:
    """Speakers by name, or as the link says by regional group; of several sessions there is no printed order."""
    by_group = view.selection.sort == "group"
    return rows.sort_values("group_id", kind="stable", ignore_index=True) if by_group else rows


def _sort() -> None:
    chosen = st.session_state["sort-delegations"]
    change("sort", "" if chosen == "name" else chosen)


def _silence(view: View, session_id: str, rows: pd.DataFrame) -> str:
    silent = int((rows["participation"] == "none_recorded").sum())
    text = _("of {members} members on {day}, {count} have no statement recorded").format(
        members=int(rows["member"].sum()), day=written_day(view.dataset.membership_days()[session_id]), count=silent
    )
    return _("{session}: {text}").format(session=session_title(view, session_id), text=text) if view.several else text


def draw_silent_note(view: View) -> None:
    """Draw how many members have no statement recorded, with the way to their list."""
    st.caption(_silent_note(view))


@remembered(64, whole=True)
def _silent_note(view: View) -> str:
    rows = view.ask(queries.participation_by_session)
    if view.many:
        silent = (rows["participation"] == "none_recorded").groupby(rows["session_id"], sort=False).sum()
        text = _(
            "At each of the {count} sessions {least} to {most} members have no statement recorded; the table of the "
            "participation map lists them."
        ).format(count=f"{len(silent):,}", least=silent.min(), most=silent.max())
        return f"{text} {members_note(view)} {silence_note(view)}"
    texts = [_silence(view, str(session_id), inside) for session_id, inside in rows.groupby("session_id", sort=False)]
    text = _("{silence}; the table of the participation map lists them.").format(
        silence=capital("; ".join(texts[:MOST_NAMED]))
    )
    return f"{escape(text)} {silence_note(view)}"
