"""The rows of a document beside the sentence each was read from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import pandas as pd
import streamlit as st

from components.charts.words import written_day
from components.marking import marked
from components.measured import measured_part
from components.reading import Document
from components.receipts import draw_row
from components.view import View, labels
from plenary.catalogue import translate as _
from plenary.extract.model import BlockKind, Reading, Resolution, Turn
from plenary.markup import escape

TABLE_HEIGHT: Final = 480
SEARCHED: Final = 50
"""Rows up to which nobody needs a search."""


def resolution_words(resolution: Resolution) -> str:
    """How a printed name came to its speaker, in words."""
    return {
        Resolution.TABLE: _("in the dated table of names"),
        Resolution.ABBREVIATION: _("by an abbreviation that the document introduces"),
        Resolution.RECORD: _("as the document itself says"),
        Resolution.UNKNOWN: _("unknown: in no table, and the document does not say"),
    }[resolution]


@st.fragment
@measured_part
def draw_rows_beside_sentence(view: View, document: Document) -> None:
    """Draw the table of rows, and beside it the chosen row with its sentence, speakers marked.

    A fragment: another row chosen draws nothing else anew.
    """
    reading = document.reading
    st.subheader(_("Who took the floor"), anchor="rows")
    if not reading.turns:
        st.info(_("No sentence was found in which somebody takes the floor."))
        return
    key = f"rows-{document.key}"
    turns = _draw_search(reading.turns, key)
    if not turns:
        st.info(_("No speaker has these words in the name."))
        return
    table, sentence = st.columns([11, 10], gap="medium")
    with table:
        chosen = _draw_table(view, turns, key, paged=reading.report.source.paged)
    with sentence:
        _draw_steps(key, chosen, len(turns))
        _draw_sentence(view, reading, turns[chosen])


def _draw_search(turns: Sequence[Turn], key: str) -> Sequence[Turn]:
    """Draw the search of a long list; the turns whose speaker, or whom it spoke for, has the words."""
    if len(turns) <= SEARCHED:
        return turns
    words = st.text_input(_("Find a speaker"), key=f"{key}-search", type="search", placeholder=_("Part of a name"))
    sought = words.strip().casefold()
    return [turn for turn in turns if sought in "; ".join((turn.name_printed, *turn.on_behalf_of)).casefold()]


def _draw_table(view: View, turns: Sequence[Turn], key: str, *, paged: bool) -> int:
    kinds, acts = labels(view, "kind"), labels(view, "act")
    columns = {
        _("No."): [turn.order for turn in turns],
        _("As printed"): [turn.name_printed for turn in turns],
        _("Meeting"): [_numbers(turn.meetings) for turn in turns],
        _("Date"): [", ".join(day.isoformat() for day in turn.dates) for turn in turns],
        _("Items"): [", ".join(turn.items) for turn in turns],
        _("Type"): [acts.get(turn.act, turn.act) for turn in turns],
        _("Kind of speaker"): [kinds.get(turn.kind, turn.kind) for turn in turns],
        _("On behalf of"): ["; ".join(turn.on_behalf_of) for turn in turns],
        _("Para."): [turn.paragraph for turn in turns],
        **({_("Page"): [turn.page for turn in turns]} if paged else {}),
        _("Name"): [resolution_words(turn.resolution) for turn in turns],
    }
    state = st.dataframe(
        pd.DataFrame(columns),
        hide_index=True,
        height=min(TABLE_HEIGHT, 36 * (len(turns) + 1)),
        key=key,
        on_select="rerun",
        selection_mode="single-row-required",
        column_config={
            _("No."): st.column_config.NumberColumn(width=44),
            _("Meeting"): st.column_config.Column(width=70),
        },
        alt=_("Rows of the document, one for each speaker; the chosen one is told beside it"),
    )
    rows = state["selection"]["rows"]
    return min(rows[0], len(turns) - 1) if rows else 0


def _numbers(numbers: Sequence[int]) -> str:
    return ", ".join(str(number) for number in numbers)


def _draw_steps(key: str, chosen: int, count: int) -> None:
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.button(
            _("Previous"),
            key=f"{key}-previous",
            icon=":material/chevron_left:",
            disabled=chosen == 0,
            on_click=_choose,
            args=(key, chosen - 1),
        )
        st.markdown(_("Row {number} of {count}").format(number=chosen + 1, count=count), width="content")
        st.button(
            _("Next"),
            key=f"{key}-next",
            icon=":material/chevron_right:",
            icon_position="right",
            disabled=chosen == count - 1,
            on_click=_choose,
            args=(key, chosen + 1),
        )


def _choose(key: str, row: int) -> None:
    st.session_state[key] = {"selection": {"rows": [row], "columns": [], "cells": []}}


def _draw_sentence(view: View, reading: Reading, turn: Turn) -> None:
    same = [
        (other.start - turn.sentence_start, other.end - turn.sentence_start)
        for other in reading.turns
        if other.sentence_start == turn.sentence_start
    ]
    text = reading.report.text[turn.sentence_start : turn.sentence_end]
    paragraph = _("Paragraph {number}").format(number=escape(turn.paragraph)) if turn.paragraph else _("No paragraph")
    place = _("{paragraph}, page {page}") if reading.report.source.paged else _("{paragraph}")
    with st.container(border=True, key="sentence"):
        st.markdown(f"**{place.format(paragraph=paragraph, page=turn.page)}**")
        st.markdown(marked(text, (turn.start - turn.sentence_start, turn.end - turn.sentence_start), same))
        if around := _paragraph(reading, turn):
            with st.expander(_("The paragraph around it")):
                st.markdown(around)
    draw_row(view, turn.name_printed, _facts(view, turn))


def _paragraph(reading: Reading, turn: Turn) -> str:
    """The blocks of the paragraph in which a sentence stands, its speakers marked; "" where that is the sentence."""
    report = reading.report
    blocks = [
        block
        for block in report.blocks
        if (block.number == turn.paragraph and turn.paragraph and block.kind is not BlockKind.FOOTNOTE)
        or block.start <= turn.sentence_start < block.end
    ]
    if sum(block.end - block.start for block in blocks) <= turn.sentence_end - turn.sentence_start:
        return ""
    return "\n\n".join(
        marked(
            report.wording(block),
            (turn.start - block.start, turn.end - block.start),
            [
                (other.start - block.start, other.end - block.start)
                for other in reading.turns
                if block.start <= other.start < block.end
            ],
        )
        for block in blocks
    )


def _facts(view: View, turn: Turn) -> list[tuple[str, str]]:
    def told(value: str) -> str:
        return escape(value) if value else _("not told")

    lines = [
        (_("Speaker"), _speaker(view, turn)),
        (_("Type"), told(labels(view, "act").get(turn.act, turn.act))),
        (_("Kind of speaker"), told(labels(view, "kind").get(turn.kind, turn.kind))),
        (_("Capacity"), told(labels(view, "capacity").get(turn.capacity, turn.capacity))),
        (_("Meeting"), told(_numbers(turn.meetings))),
        (_("Date"), told(", ".join(written_day(day) for day in turn.dates))),
        (_("Agenda item"), told(", ".join(turn.items))),
    ]
    if turn.on_behalf_of:
        lines.append((_("On behalf of"), told("; ".join(turn.on_behalf_of))))
    if turn.count is not None:
        lines.append((_("Number of speakers, not named"), str(turn.count)))
    lines.append((_("Name"), resolution_words(turn.resolution)))
    if turn.note:
        lines.append((_("Note"), told(turn.note)))
    return lines


def _speaker(view: View, turn: Turn) -> str:
    if not turn.speaker_id:
        return _("no entry in the table of names")
    names = view.dataset.names
    name = names.name_on(turn.speaker_id, min(turn.dates, default=names.last_day))
    return _("{name} ({code})").format(name=escape(name), code=escape(turn.speaker_id))
