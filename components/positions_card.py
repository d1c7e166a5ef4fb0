"""Where the groups stand in the lists beside random orders, in its card; first and last speakers of each list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import quote

import pandas as pd
import streamlit as st

from components.card import CARDS_KEPT, Card, FootLine
from components.charts.group_positions import group_positions, group_positions_alt, standing_words
from components.charts.written_figure import WrittenFigure
from components.comparison import LONG_TABLE
from components.figure_card import draw_downloads, draw_figure_card
from components.figures import FIGURES_KEPT, PLAIN, draw_chart, legible
from components.notes import dated_title, review_note, short_group_labels, source_line, with_review
from components.rows_table import Column, Written, draw_written_rows, written_rows
from components.view import View, labels, remembered
from plenary import queries
from plenary.catalogue import translate as _
from plenary.catalogue import translate_plural
from plenary.frames import each_row
from plenary.markup import escape
from plenary.speaking_order import PERMUTATIONS, SEED

MOST_LISTS = 12
"""Lists that a table shows at once; a longer one scrolls within."""


@remembered(CARDS_KEPT, page_settings=True)
def positions_card(view: View) -> Card:
    """Mean positions of groups, kinds and capacities beside the bands of random orders."""
    return Card(
        code="positions",
        title=_("Where in the lists each group stands, beside lists in random order"),
        table="order_of_groups",
        count=_compared_count(view),
        figure=None if view.many else lambda _geometry, dark: _positions_figure(view, dark),
        rows=lambda: _written_positions(view),
        foot=(
            FootLine(source_line(replace(view, selection=replace(view.selection, group=(), delegation=())))),
            FootLine(
                _(
                    "Position: 0% is the first statement of a list, 100% the last; the mean counts each statement the "
                    "same. Bar: the middle 95 of 100 means when each list is put into random order, drawn {count} "
                    "times with seed {seed}. Each bar holds for its row alone: of twenty rows one lies outside by "
                    "chance. Officers and the Secretariat, who speak by office, are not compared."
                ).format(count=f"{PERMUTATIONS:,}", seed=SEED)
            ),
            FootLine(_form_note(view)),
            FootLine(
                _(
                    "A random order is a yardstick, not a rule: speakers are called as they ask for the floor, and "
                    "groups, ministers and members often first. Filters by group and delegation do not apply here."
                )
            ),
        ),
        config=PLAIN,
    )


@remembered(64)
def _compared_count(view: View) -> str:
    rows = view.ask(queries.order_of_groups)
    speakers = rows[rows["split"] == "speaker"]
    compared, without = int(speakers["compared_count"].sum()), int(speakers["unplaced_count"].sum())
    return _("{count} of {total} statements have a position to compare").format(
        count=f"{compared:,}", total=f"{compared + without:,}"
    )


def _nothing_to_compare(view: View) -> str:
    if (view.ask(queries.first_and_last)["alphabetical"].fillna(False)).any():
        return _(
            "The lists that these filters leave are printed in alphabetical order or have a single statement: they say "
            "nothing of the order of speaking."
        )
    return _("No list with two or more statements is left by these filters.")


@remembered(64)
def _form_note(view: View) -> str:
    """What the form of the lists does to positions: those in alphabetical order, those that set observers last."""
    rows = view.ask(queries.first_and_last)
    notes = []
    alphabetical = rows[rows["alphabetical"].fillna(False)]
    if len(alphabetical):
        notes.append(
            _(
                "{count} of {total} lists, with {statements} statements, are printed in alphabetical order and are "
                "left out: they say nothing of the order of speaking."
            ).format(
                count=len(alphabetical), total=len(rows), statements=f"{int(alphabetical['compared_count'].sum()):,}"
            )
        )
    both = rows[rows["observer_gap"].notna()]
    if last := int((both["members_after_count"] == 0).sum()):
        form = translate_plural(
            "In {count} of {total} list with members and observers, all observers stand last: that is how such lists "
            "are printed, and need not be how they spoke. The filter by capacity compares members alone.",
            "In {count} of {total} lists with members and observers, all observers stand last: that is how such lists "
            "are printed, and need not be how they spoke. The filter by capacity compares members alone.",
            len(both),
        )
        notes.append(form.format(count=last, total=len(both)))
    return " ".join(notes)


def draw_positions_card(view: View) -> None:
    """Draw where the groups stand in the lists beside random orders, in its card."""
    card = positions_card(view)

    def chart() -> None:
        if view.many or view.ask(queries.order_of_groups)["compared_count"].sum():
            draw_chart(card, "chart-positions")
        else:
            st.info(_nothing_to_compare(view))

    draw_figure_card(view, card, chart)


@remembered(FIGURES_KEPT)
def _positions_figure(view: View, dark: bool) -> tuple[WrittenFigure, str]:
    rows, told = view.ask(queries.order_of_groups), _code_labels(view)
    sessions = {session: dated_title(view, session) if view.several else "" for session in view.selection.session}
    figure = legible(group_positions(rows, told, sessions, dark=dark), dark)
    alt = f"{group_positions_alt(rows, told, sessions)} {_form_note(view)}".strip()
    return WrittenFigure(figure), with_review(view, alt, "order_of_groups")


def _code_labels(view: View) -> Mapping[str, str]:
    capacities = {code: label for code, label in labels(view, "capacity").items() if code != "other"}
    return {**capacities, **labels(view, "kind"), **short_group_labels(view), "none": _("No regional group")}


@remembered(64)
def _written_positions(view: View) -> Written:
    rows = view.ask(queries.order_of_groups)
    rows = rows.assign(
        standing=[None if pd.isna(row.mean_position) else standing_words(row.standing) for row in each_row(rows)]
    )
    splits = {"speaker": _("Group or kind"), "capacity": _("Capacity")}
    columns = [
        *([Column("session_id", _("Session"), labels=view.dataset.choices["session"])] if view.several else []),
        Column("split", _("Split"), labels=splits),
        Column("code", _("Group, kind or capacity"), labels=_code_labels(view)),
        Column("compared_count", _("Statements compared")),
        Column("list_count", _("Lists")),
        Column("unplaced_count", _("Without a position")),
        Column("mean_position", _("Mean position"), share=True),
        Column("null_position", _("In random order"), share=True),
        Column("null_low", _("Band from"), share=True),
        Column("null_high", _("to"), share=True),
        Column("standing", _("Standing")),
    ]
    return written_rows(rows, columns)


def draw_first_and_last(view: View) -> None:
    """Draw first and last speaker of each list, and where its observers stand."""
    st.subheader(_("First and last, and where the observers stand"), anchor="first-and-last")
    st.caption(
        " ".join(
            [
                _(
                    "A row for each list. Gap: mean place of the observers less that of the members, in places. "
                    "First and last of an alphabetical list are those of the alphabet. Filters by group and "
                    "delegation do not apply here."
                ),
                review_note(view, "first_and_last"),
            ]
        ).strip()
    )
    written = _written_ends(view)
    with st.container(height=LONG_TABLE if len(written) > MOST_LISTS else "content"):
        draw_written_rows(written, alt=_("First and last speaker of each list"))
    with st.expander(_("Download these rows")):
        draw_downloads(view, "first_and_last", "order-of-speaking")


@remembered(32)
def _written_ends(view: View) -> Written:
    rows = view.ask(queries.first_and_last)
    names = {
        **dict(zip(rows["first_statement_id"], rows["first_name"], strict=True)),
        **dict(zip(rows["last_statement_id"], rows["last_name"], strict=True)),
    }

    kept = replace(view.selection, row="").to_query()

    def turn(statement_id: str) -> str:
        return f"[{escape(names[statement_id])}](?{kept}&row={quote(statement_id, safe='/:')})"

    known = {True: _("yes"), False: _("no")}
    rows = rows.assign(
        gap=[None if pd.isna(gap) else f"{gap:+.1f}" for gap in rows["observer_gap"]],
        by_name=[None if pd.isna(value) else known[bool(value)] for value in rows["alphabetical"]],
    )
    columns = [
        *([Column("session_id", _("Session"), labels=view.dataset.choices["session"])] if view.several else []),
        Column("meetings", _("Meeting"), labels={}),
        Column("dates", _("Date"), labels={}),
        Column("items", _("Items"), labels={}),
        Column("first_statement_id", _("First"), markdown=turn),
        Column("last_statement_id", _("Last"), markdown=turn),
        Column("by_name", _("Alphabetical")),
        Column("compared_count", _("Statements")),
        Column("as_observer_count", _("Of observers")),
        Column("first_observer_place", _("First observer at place")),
        Column("members_after_count", _("Members after it")),
        Column("gap", _("Gap")),
    ]
    return written_rows(rows, columns)
