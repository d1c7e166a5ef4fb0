"""How evenly the floor was shared: Gini coefficients, effective number of speakers and Lorenz curve in their cards."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import streamlit as st

from components.card import CARDS_KEPT, Card, FootLine
from components.charts.concentration import (
    gini_alt,
    gini_coefficients,
    lorenz_alt,
    lorenz_curves,
    scope_labels,
)
from components.charts.written_figure import WrittenFigure
from components.figure_card import draw_figure_card
from components.figures import FIGURES_KEPT, PLAIN, draw_chart, legible
from components.notes import dated_title, members_note, source_line, with_review
from components.rows_table import Column, Written, draw_written_rows, written_rows
from components.view import View, remembered, session_title
from plenary import queries
from plenary.catalogue import translate as _
from plenary.concentration import MEMBERS, SPEAKERS
from plenary.markup import escape
from plenary.membership import member_statements


@remembered(CARDS_KEPT, page_settings=True)
def concentration_card(view: View) -> Card:
    """The Gini coefficient with and without silent members, session by session, and the other measures as a table."""
    return Card(
        code="concentration",
        title=_("How evenly statements are spread, with and without silent members"),
        table="concentration",
        count=_statements_of_members(view),
        figure=None if view.many else lambda _geometry, dark: _gini_figure(view, dark),
        rows=lambda: _written_concentration(view),
        foot=(
            FootLine(
                _(
                    "0: all have as many statements, 1: one has them all. "
                    "The stroke is the lowest coefficient that so many statements among so many members can have: "
                    "statements are whole, and where there are fewer than members, most members must have none."
                )
            ),
            FootLine(members_note(view)),
            FootLine(source_line(view)),
        ),
        config=PLAIN,
    )


@remembered(256)
def _statements_of_members(view: View) -> str:
    rows = view.ask(member_statements)
    if groups := view.selection.group:
        rows = rows[rows["group_id"].isin(groups)]
    count = int(rows["member_statement_count"].sum())
    return _("{count} statements of members of the United Nations").format(count=f"{count:,}")


def draw_concentration_card(view: View) -> None:
    """Draw the measures of concentration in their card, with what the difference between them means."""
    card = concentration_card(view)

    def chart() -> None:
        draw_chart(card, "chart-concentration")
        if not view.many:
            st.markdown(_difference(view))
        if not view.several:
            draw_written_rows(_written_concentration(view), alt=card.title)

    draw_figure_card(view, card, chart)


@remembered(FIGURES_KEPT)
def _gini_figure(view: View, dark: bool) -> tuple[WrittenFigure, str]:
    rows = view.ask(queries.concentration)
    sessions = {session: dated_title(view, session) for session in view.selection.session}
    alt = with_review(view, gini_alt(rows, sessions), "concentration")
    return WrittenFigure(legible(gini_coefficients(rows, sessions), dark)), alt


@remembered(64)
def _difference(view: View) -> str:
    """Why the two coefficients differ, session by session, in numbers; Markdown."""
    lines = []
    rows = view.ask(queries.concentration).set_index(["session_id", "scope"])
    for session_id in dict.fromkeys(rows.index.get_level_values("session_id")):
        spoke, members = rows.loc[session_id, SPEAKERS], rows.loc[session_id, MEMBERS]
        if pd.isna(members["gini"]):
            text = _("No statement of a member is left by these filters, so there is nothing to measure.")
        else:
            silent = int(members["scope_member_count"] - spoke["scope_member_count"])
            text = _(
                "Among the {speakers} members that spoke, the Gini coefficient is {gini}: it tells how evenly they "
                "shared the floor. Among all {members} members it is {whole}, since {silent} have no statement here: "
                "it tells as well how many took the floor. With {statements} statements for {members} members it "
                "cannot fall below {lowest}. The statements are spread as if {effective} members had spoken equally "
                "often."
            ).format(
                speakers=int(spoke["scope_member_count"]),
                gini=f"{float(spoke['gini']):.2f}",
                members=int(members["scope_member_count"]),
                whole=f"{float(members['gini']):.2f}",
                silent=silent,
                statements=f"{int(members['member_statement_count']):,}",
                lowest=f"{float(members['gini_lowest']):.2f}",
                effective=f"{float(members['effective_speaker_count']):.1f}",
            )
        lines.append(f"- **{escape(session_title(view, session_id))}.** {text}" if view.several else text)
    return "\n".join(lines)


@remembered(64)
def _written_concentration(view: View) -> Written:
    rows = view.ask(queries.concentration)
    places = {"gini": 2, "gini_lowest": 2, "hhi": 4, "hhi_normalised": 4, "effective_speaker_count": 1}
    told = {
        name: [None if pd.isna(value) else f"{float(value):.{digits}f}" for value in rows[name]]
        for name, digits in places.items()
    }

    def link(scope: str) -> str:
        """The scope with the way to who is in it: those that spoke, or those that did not."""
        chosen = replace(view.selection, view=() if scope == SPEAKERS else ("silence-table",), v=view.pinned)
        page = "delegations" if scope == SPEAKERS else "balance"
        return f"[{escape(scope_labels()[scope])}]({page}?{chosen.to_query()})"

    columns = [
        *([Column("session_id", _("Session"), labels=view.dataset.choices["session"])] if view.several else []),
        Column("scope", _("Among"), markdown=link),
        Column("scope_member_count", _("Members counted")),
        Column("member_statement_count", _("Statements")),
        Column("gini", _("Gini coefficient")),
        Column("gini_lowest", _("Lowest possible")),
        Column("hhi", _("Herfindahl-Hirschman index")),
        Column("hhi_normalised", _("Normalised")),
        Column("effective_speaker_count", _("Effective number of speakers")),
        Column("effective_share", _("Share of the members counted"), share=True),
    ]
    return written_rows(rows.assign(**told), columns)


@remembered(CARDS_KEPT, page_settings=True)
def lorenz_card(view: View) -> Card:
    """The Lorenz curves of one session, with and without silent members."""
    return Card(
        code="lorenz",
        title=_("Lorenz curve of statements, with and without silent members"),
        table="lorenz",
        count=_statements_of_members(view),
        figure=None if view.several else lambda _geometry, dark: _lorenz_figure(view, dark),
        rows=lambda: _written_lorenz(view),
        foot=(
            FootLine(
                _(
                    "Members stand in the order of their number of statements, fewest first; on the dotted line all "
                    "would have as many. Between two corners all members have the same number. The area between line "
                    "and curve, doubled, is the Gini coefficient."
                )
            ),
            FootLine(members_note(view)),
            FootLine(source_line(view)),
        ),
        config=PLAIN,
        instead=_("The curves are drawn for one session at a time: choose one. The table has the corners of all.")
        if view.several
        else "",
    )


def draw_lorenz_card(view: View) -> None:
    """Draw the Lorenz curves in their card."""
    card = lorenz_card(view)
    draw_figure_card(view, card, lambda: draw_chart(card, "chart-lorenz"))


@remembered(FIGURES_KEPT)
def _lorenz_figure(view: View, dark: bool) -> tuple[WrittenFigure, str]:
    rows = view.ask(queries.lorenz)
    figure = legible(lorenz_curves(rows), dark)
    return WrittenFigure(figure), with_review(view, lorenz_alt(rows), "lorenz")


@remembered(64)
def _written_lorenz(view: View) -> Written:
    columns = [
        *([Column("session_id", _("Session"), labels=view.dataset.choices["session"])] if view.several else []),
        Column("scope", _("Among"), labels=scope_labels()),
        Column("statements_each", _("Statements of each")),
        Column("cumulative_member_count", _("Members with so many or fewer")),
        Column("cumulative_member_share", _("Share of members"), share=True),
        Column("cumulative_statement_count", _("Their statements")),
        Column("cumulative_statement_share", _("Share of statements"), share=True),
    ]
    return written_rows(view.ask(queries.lorenz), columns)
