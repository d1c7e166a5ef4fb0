"""The replay of one list of speakers: the track in its card, stepped, played, and who has the floor."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import replace
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from components.card import Card, FootLine
from components.charts.floor_track import floor_alt, floor_track
from components.charts.written_figure import WrittenFigure
from components.figure_card import draw_figure_card
from components.figures import FIGURES_KEPT, PLAIN, click, draw_chart, legible
from components.measured import measured_part
from components.notes import of_day, short_group_labels, with_review
from components.receipts import open_link
from components.rows_table import Column, Written, draw_written_rows, written_rows
from components.speaker_lists import SpeakerList, list_source, order_note, present_list, speaker_lists, turns_of
from components.statements import class_of_speaker, draw_statement, represented
from components.view import View, change, current_view, labels, remembered, show
from plenary import queries
from plenary.catalogue import translate as _
from plenary.frames import each_row
from plenary.markup import escape

PACE = 1.5
"""Seconds that a turn has the floor while a list is played."""

PLAY, NEXT, DRAWN, ENDED = "floor-play", "floor-next", "floor-drawn", "floor-ended"
"""What the session keeps while a list is played: the switch, the turn to come, the turn shown, that it has ended."""


def floor_card(view: View, step: int | None = None) -> Card:
    """The track of the list that the link names, at the turn that it names.

    Args:
        view: The view.
        step: Number of another turn of that list, from 0.
    """
    chosen, named = present_list(view)
    title = _("A list of speakers, turn by turn")
    if chosen is None:
        return Card(
            code="floor",
            title=title,
            table="order",
            count=_("No list of speakers is left"),
            figure=lambda _geometry, dark: _floor_figure(view, None, 0, dark),
            rows=lambda: _written_turns(view),
            foot=(),
            config=PLAIN,
        )
    at = named if step is None else step
    source, note = _notes(view, chosen)
    count = _("{list}: turn {number} of {total}").format(
        list=escape(chosen.title), number=at + 1, total=len(chosen.statement_ids)
    )
    return Card(
        code="floor",
        title=title,
        table="order",
        count=count,
        figure=lambda _geometry, dark: _floor_figure(view, chosen, at, dark),
        rows=lambda: _written_turns(view),
        foot=(
            FootLine(source),
            FootLine(note),
            FootLine("", hint=_("A click on a mark gives its speaker the floor. The table has all lists.")),
        ),
        config=PLAIN,
    )


@remembered(FIGURES_KEPT)
def _floor_figure(view: View, chosen: SpeakerList | None, step: int, dark: bool) -> tuple[WrittenFigure, str]:
    told = {**labels(view, "kind"), **short_group_labels(view)}
    if chosen is None:
        turns, alt = view.ask(queries.order).iloc[:0].assign(selected=True), _("No list of speakers is left.")
    else:
        turns = turns_of(view, chosen)
        alt = f"{floor_alt(turns, step, chosen.title, told)} {order_note(turns, chosen)}"
    figure = floor_track(turns, step, told, labels(view, "act"), dark=dark)
    return WrittenFigure(legible(figure, dark)), with_review(view, alt, "order")


@remembered(32)
def _written_turns(view: View) -> Written:
    """The turns within the filters, list by list, as the rows of a table."""
    rows = view.ask(queries.order)
    place = _("{place} of {count}")
    rows = rows.assign(
        told_place=[
            None if pd.isna(row.place) else place.format(place=row.place, count=row.place_count)
            for row in each_row(rows[["place", "place_count"]])
        ],
        class_of_speaker=class_of_speaker(view, rows),
        on_behalf_of=rows["statement_id"].map(represented(view, view.selection.session)),
    )
    columns = [
        *([Column("session_id", _("Session"), labels=view.dataset.choices["session"])] if view.several else []),
        Column("meetings", _("Meeting"), labels={}),
        Column("items", _("Items"), labels={}),
        Column("told_place", _("Place")),
        Column("name", of_day(view, _("Speaker, name of the day"), _("Speaker, name of today"))),
        Column("name_printed", _("As printed")),
        *([Column("on_behalf_of", _("On behalf of"))] if rows["on_behalf_of"].notna().any() else []),
        Column("class_of_speaker", _("Group or kind")),
        Column("capacity", _("Capacity"), labels=labels(view, "capacity")),
        Column("act", _("Type"), labels=labels(view, "act")),
        Column("relative_position", _("Relative position"), share=True),
        Column("paragraph", _("Para.")),
        Column("statement_id", _("Entry"), markdown=open_link(view)),
    ]
    return written_rows(rows, columns)


def draw_floor_card(view: View) -> None:
    """Draw the list that the link names: its choice, its steps, the track, who has the floor and how many had it."""
    chosen, step = present_list(view)
    if chosen is None:
        none = _("No list of speakers is left by these filters.")
        draw_figure_card(view, floor_card(view), partial(st.info, none))
        return
    _draw_choice(view, chosen)
    _tell_other_turn(view, chosen)
    playing = _draw_steps(chosen, step)
    card = floor_card(view)

    def chart() -> None:
        if playing:
            st.fragment(measured_part(_play), run_every=PACE)(view, chosen)
        else:
            _draw_step(view, chosen, step)

    draw_figure_card(view, card, chart)
    if not playing:
        draw_statement(view, _turn(view, chosen.statement_ids[step]))


@remembered(256)
def _turn(view: View, statement_id: str) -> dict[Hashable, Any]:
    (row,) = view.dataset.turn(statement_id).to_dict("records")
    return row


def _draw_choice(view: View, chosen: SpeakerList) -> None:
    """Draw the choice among the lists; the first turn of the one chosen is written into the link."""
    titles = {found.statement_ids[0]: found.title for found in speaker_lists(view)}
    st.session_state["floor-list"] = chosen.statement_ids[0]
    st.selectbox(
        _("Meeting, or list for several meetings"),
        list(titles),
        format_func=titles.__getitem__,
        key="floor-list",
        on_change=_choose,
    )
    if chosen.alphabetical:
        st.info(order_note(turns_of(view, chosen), chosen), icon=":material/sort_by_alpha:")


def _choose() -> None:
    change("row", st.session_state["floor-list"])


def _tell_other_turn(view: View, chosen: SpeakerList) -> None:
    """Tell that the turn of the link has no place in a list, or is in none that the filters leave."""
    row = view.selection.row
    if not row or row in chosen.statement_ids:
        return
    found = view.dataset.turn(row)
    if found.empty:
        return
    if found["meeting_ids"].isna().all():
        st.info(_("The record names no meeting for the turn of this link, so it has no place in an order."))
    else:
        st.info(_("The turn of this link is in none of the lists that these filters leave."))


def _draw_steps(chosen: SpeakerList, step: int) -> bool:
    """Draw what steps through the list and the switch that plays it, which is off until a reader turns it on.

    Returns:
        Whether it is being played.
    """
    ids = chosen.statement_ids
    if st.session_state.pop(ENDED, False):
        st.session_state[PLAY] = False
    with st.container(horizontal=True, vertical_alignment="center", key="floor-steps"):
        playing = st.toggle(_("Play"), key=PLAY, on_change=_switch, args=(ids, step), disabled=len(ids) < 2)
        if playing:
            st.markdown(_("Playing ends with the last turn."), width="content")
            return True
        for key, label, icon, to in (
            ("floor-previous", _("Previous turn"), ":material/chevron_left:", step - 1),
            ("floor-following", _("Next turn"), ":material/chevron_right:", step + 1),
        ):
            inside = 0 <= to < len(ids)
            row = ids[to] if inside else ""
            st.button(label, key=key, icon=icon, disabled=not inside, on_click=change, args=("row", row))
    if len(ids) > 1:
        st.session_state["floor-turn"] = step + 1
        st.slider(_("Turn"), 1, len(ids), key="floor-turn", on_change=_slide, args=(ids,))
    return False


def _slide(ids: tuple[str, ...]) -> None:
    change("row", ids[st.session_state["floor-turn"] - 1])


def _switch(ids: tuple[str, ...], step: int) -> None:
    """Begin at the present turn, from the first one where it is the last; on stopping, write the turn into the link."""
    if st.session_state[PLAY]:
        st.session_state[NEXT] = ids[0 if step == len(ids) - 1 else step]
        st.session_state.pop(DRAWN, None)
    elif row := st.session_state.get(DRAWN):
        change("row", row)


def _play(view: View, chosen: SpeakerList) -> None:
    """Draw the turn that is due; with the last one the playing ends, and the link names it."""
    ids, due = chosen.statement_ids, st.session_state.get(NEXT, "")
    step = ids.index(due) if due in ids else 0
    st.session_state[DRAWN] = ids[step]
    _draw_step(view, chosen, step)
    if step + 1 < len(ids):
        st.session_state[NEXT] = ids[step + 1]
        return
    st.session_state[ENDED] = True
    show(replace(current_view().selection, row=ids[step]))
    st.rerun()


def _draw_step(view: View, chosen: SpeakerList, step: int) -> None:
    """Draw who has the floor, the track, and how many of each group and kind have had it so far."""
    st.markdown(_step_line(view, chosen, step))
    draw_chart(floor_card(view, step), "chart-floor", on_select=lambda: click("chart-floor", "row"))
    draw_written_rows(_written_counts(view, chosen, step), alt=_("Turns so far by group and kind"))


@remembered(FIGURES_KEPT)
def _notes(view: View, chosen: SpeakerList) -> tuple[str, str]:
    """Where a list is printed, and what its order does not tell."""
    turns = turns_of(view, chosen)
    return list_source(view, turns), order_note(turns, chosen)


@remembered(FIGURES_KEPT)
def _step_line(view: View, chosen: SpeakerList, step: int) -> str:
    turns = turns_of(view, chosen)
    (speaker,) = class_of_speaker(view, turns.iloc[[step]])
    return _("Turn {number} of {total}: **{name}**, {speaker}").format(
        number=step + 1, total=len(turns), name=escape(turns["name"].iloc[step]), speaker=escape(speaker)
    )


@remembered(FIGURES_KEPT)
def _written_counts(view: View, chosen: SpeakerList, step: int) -> Written:
    """How many turns each group and kind has had up to a turn of the list, and has in all of it."""
    codes = turns_of(view, chosen)["class_id"]
    whole = codes.value_counts(sort=False)
    so_far = codes.iloc[: step + 1].value_counts().reindex(whole.index, fill_value=0)
    rows = pd.DataFrame({"code": whole.index, "so_far": so_far.to_numpy(), "whole": whole.to_numpy()})
    columns = [
        Column("code", _("Group or kind"), labels={**labels(view, "kind"), **short_group_labels(view)}),
        Column("so_far", _("Turns so far")),
        Column("whole", _("In the list")),
    ]
    return written_rows(rows, columns)
