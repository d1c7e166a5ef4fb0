"""Which States are recorded together more often than chance gives, in its card."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import quote

import pandas as pd
import streamlit as st

from components.card import CARDS_KEPT, Card, FootLine
from components.charts.co_participation import pairs_above_chance, pairs_beside_chance, pairs_beside_chance_alt
from components.charts.written_figure import WrittenFigure
from components.comparison import change_sessions
from components.figure_card import draw_figure_card
from components.figures import FIGURES_KEPT, PLAIN, draw_chart, draw_setting, legible
from components.notes import short_group_labels, source_line, with_review
from components.rows_table import Column, Written, written_rows
from components.view import View, remembered
from plenary import queries
from plenary.catalogue import translate as _
from plenary.catalogue import translate_plural
from plenary.markup import escape
from plenary.more_than_chance import LEVEL

BY_ITEM = "by-item"
QUERIES = {
    False: (queries.co_participation, queries.co_participation_units),
    True: (queries.co_participation_by_item, queries.co_participation_units_by_item),
}
"""The query of the pairs and that of the units, by whether the units are agenda items."""


@remembered(CARDS_KEPT, page_settings=True)
def co_participation_card(view: View) -> Card:
    """Pairs of States by how often they are recorded at the same meetings or, by the setting "by-item", under items."""
    by_item = _by_item(view)
    rows = view.ask(QUERIES[by_item][0])
    why = _why_no_figure(view, by_item)
    # Where none could be told from chance, "0 more than chance" would tell of a test that there was not.
    if why:
        told, count = _("{told} of {count} pairs of States are together once or more"), rows["together_count"] > 0
    else:
        told, count = (
            _("{told} of {count} pairs of States are together more often than chance gives"),
            rows["more_than_chance"],
        )
    return Card(
        code="together",
        title=(
            _("Pairs of States under the same agenda items, beside what chance gives")
            if by_item
            else _("Pairs of States at the same meetings, beside what chance gives")
        ),
        table="co_participation_by_item" if by_item else "co_participation",
        count=told.format(told=f"{int(count.sum()):,}", count=f"{len(rows):,}"),
        figure=None if why else lambda _geometry, dark: _pairs_figure(view, by_item, dark),
        rows=lambda: _written_pairs(view, by_item),
        foot=(
            FootLine("" if why else escape(pairs_above_chance(rows))),
            FootLine(source_line(replace(view, selection=replace(view.selection, delegation=())))),
            FootLine(_unit_note(view, by_item)),
            FootLine(
                _(
                    "To be recorded together is no agreement and no alliance: the record tells who spoke, not with "
                    "whom or to what end. A group's spokesman speaks for States that are not counted here."
                )
            ),
            FootLine(
                _(
                    "Chance: how often each State is recorded at each session and how many States each list or item "
                    "has are kept, nothing else. So being at the same session is no tie by itself; but where only the "
                    "members of a body speak, or speakers follow one another by a rota, that alone can make one."
                )
            ),
            FootLine(
                _(
                    "More than chance: the Poisson-binomial chance of so many or more, corrected for all pairs by the "
                    "false discovery rate, is at most {level}. Source: bipartite configuration model (Saracco et al. "
                    "2017; Neal, Domagalski and Sagan 2021); correction of Benjamini and Hochberg (1995)."
                ).format(level=LEVEL)
            ),
        ),
        config=PLAIN,
        setting=BY_ITEM if by_item else "",
        instead=why,
    )


def draw_co_participation_card(view: View) -> None:
    """Draw the pairs of States in their card, with the way to all sessions where one alone is chosen."""
    card = co_participation_card(view)

    def chart() -> None:
        forms = {"by-meeting": _("By meeting"), BY_ITEM: _("By agenda item")}
        draw_setting(view, "together", _("Together"), forms)
        draw_chart(card, "chart-together")
        sessions = tuple(view.dataset.choices["session"])
        if not view.several and len(sessions) > 1:
            st.button(
                _("Choose all {count} sessions").format(count=len(sessions)),
                key="all-sessions-together",
                icon=":material/compare_arrows:",
                on_click=change_sessions,
                args=(sessions,),
            )

    draw_figure_card(view, card, chart)


def _by_item(view: View) -> bool:
    return BY_ITEM in view.selection.view


def _every_pair(view: View, by_item: bool) -> pd.DataFrame:
    """The pairs among which chance is reckoned: those of all delegations."""
    return view.ask(QUERIES[by_item][0], replace(view.selection, delegation=()))


def _units(view: View, by_item: bool) -> pd.DataFrame:
    return view.ask(QUERIES[by_item][1], replace(view.selection, delegation=()))


@remembered(64)
def _why_no_figure(view: View, by_item: bool) -> str:
    """Why chance cannot be told from more in this view, and what would be needed; empty where it can."""
    units = _units(view, by_item).dropna(subset=["unit_id"])
    if units["session_id"].nunique() < 2:
        return _(
            "Statements of States at fewer than two sessions are left: who speaks at the same meetings of one session "
            "follows from its programme of work. Two or more sessions are needed; the table has the pairs as they are."
        )
    rows = _every_pair(view, by_item)
    if rows["best_q_value"].min() > LEVEL:
        form = (
            _(
                "With {count} agenda items, or sets considered jointly, none of {pairs} pairs of States could be told "
                "from chance, not even one that is always together."
            )
            if by_item
            else _(
                "With {count} lists of speakers none of {pairs} pairs of States could be told from chance, not even "
                "one that is always together."
            )
        )
        needed = (
            _("{why} More of them are needed: further sessions. The table has the pairs as they are.")
            if view.selection.review
            else _(
                "{why} More of them are needed: further sessions, or rows not yet reviewed. The table has the pairs as "
                "they are."
            )
        )
        return needed.format(why=form.format(count=len(units), pairs=f"{len(rows):,}"))
    if view.ask(QUERIES[by_item][0]).empty:
        return _("The delegations chosen are in no pair: no statement of a State is left by these filters.")
    return ""


def _unit_note(view: View, by_item: bool) -> str:
    """What is counted as together, in how many units, and which statements are in none."""
    units = _units(view, by_item)
    placed, left = units.dropna(subset=["unit_id"]), units[units["unit_id"].isna()]
    form = (
        _(
            "Together: both made statements under the same agenda item, or items considered jointly, which count as "
            "one (such items or sets: {count}; sessions: {sessions})."
        )
        if by_item
        else _(
            "Together: both are on the list of speakers of the same meeting (lists: {count}; sessions: {sessions}). A "
            "list that stands for several meetings counts once, and not everyone on it may have spoken at each of them."
        )
    )
    note = form.format(count=len(placed), sessions=placed["session_id"].nunique())
    if left.empty:
        return note
    text = translate_plural(
        "{note} {count} statement of a State is in none of them.",
        "{note} {count} statements of States are in none of them.",
        count := int(left["statement_count"].sum()),
    )
    return text.format(note=note, count=count)


@remembered(FIGURES_KEPT)
def _pairs_figure(view: View, by_item: bool, dark: bool) -> tuple[WrittenFigure, str]:
    query, _units_query = QUERIES[by_item]
    rows = view.ask(query)
    alt = with_review(view, pairs_beside_chance_alt(rows), query.__name__)
    return WrittenFigure(legible(pairs_beside_chance(rows), dark)), alt


@remembered(16)
def _written_pairs(view: View, by_item: bool) -> Written:
    rows = view.ask(QUERIES[by_item][0])
    selection = replace(view.selection, delegation=(), row="", sort="", view=("timeline-table",), v=view.pinned)
    address, text = f"timeline?{selection.to_query()}", _("Statements of both")

    def link(pair: str) -> str:
        one, _semicolon, other = pair.partition(";")
        return f"[{text}]({address}&delegation={quote(one)}&delegation={quote(other)})"

    unit = _("items") if by_item else _("lists")
    columns = [
        Column("name", _("State, name of the day")),
        Column("group_id", _("Group"), labels=short_group_labels(view)),
        Column("other_name", _("Other State")),
        Column("other_group_id", _("Its group"), labels=short_group_labels(view)),
        Column("unit_count", _("In so many {unit}").format(unit=unit)),
        Column("other_unit_count", _("The other in")),
        Column("together_count", _("Together in")),
        Column("expected_count", _("By chance in")),
        Column("p_value", _("Chance of so many")),
        Column("q_value", _("Corrected")),
        Column("more_than_chance", _("More than chance")),
        Column("pair", _("Rows"), markdown=link),
    ]
    return written_rows(rows.assign(pair=rows["speaker_id"] + ";" + rows["other_speaker_id"]), columns)
