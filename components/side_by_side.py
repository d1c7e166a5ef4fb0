"""Delegations and regional groups side by side: statements for each delegation and meeting with speakers recorded."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pandas as pd

from components.card import CARDS_KEPT, Card, FootLine
from components.charts.profiles import statement_rates, statement_rates_alt
from components.charts.written_figure import WrittenFigure
from components.figure_card import draw_figure_card
from components.figures import FIGURES_KEPT, PLAIN, draw_chart, legible
from components.notes import (
    dated_title,
    group_note,
    joint_note,
    members_note,
    short_group_labels,
    silence_note,
    source_line,
    with_review,
)
from components.rows_table import Column, Written, written_rows
from components.view import View, labels, remembered
from plenary import queries
from plenary.catalogue import translate as _
from plenary.catalogue import translate_plural
from plenary.frames import each_row
from plenary.markup import escape
from plenary.profiles import compared

MOST_COMPARED: Final = 6
"""Delegations and groups that a figure sets side by side."""


@remembered(CARDS_KEPT, page_settings=True)
def comparison_card(view: View) -> Card:
    """The delegations and groups of the link side by side, the regional groups where it names none."""
    counts = view.ask(queries.compared_counts)
    return Card(
        code="comparison",
        title=_("Statements for each delegation and meeting with speakers recorded"),
        table="comparison",
        count=_("{count} statements of those compared").format(count=f"{counts['statements']:,}"),
        figure=None if view.many else lambda _geometry, dark: _comparison_figure(view, dark),
        rows=lambda: _written_comparison(view),
        foot=(
            FootLine(source_line(whole_view(view))),
            FootLine(
                _(
                    "“2 in 3”: two statements, three meetings at which the rows shown record a speaker, whoever it "
                    "was; of a group “9 in 33 × 3”: its 33 members of the first day could each have been listed at "
                    "three meetings. Presence, the right to speak and requests for the floor are not recorded; bodies "
                    "differ in membership and rules of debate. Nothing here ranks anybody."
                )
            ),
            FootLine(f"{members_note(view)} {silence_note(view)}"),
            FootLine(_special_cases(view)),
            FootLine(joint_note(whole_view(view))),
        ),
        config=PLAIN,
    )


def whole_view(view: View) -> View:
    """The view of everyone, within the other filters: what those compared are compared on."""
    return View(view.dataset, view.selection.with_values("group", ()).with_values("delegation", ()), ())


def _special_cases(view: View) -> str:
    """The special cases of group membership, where a group is compared."""
    if not any(one.kind == "group" for one in compared(view.selection)):
        return ""
    return _("Groups: {notes}").format(notes=group_note(view))


def draw_comparison_card(view: View) -> None:
    """Draw the delegations and groups of the link side by side in their card."""
    card = comparison_card(view)
    draw_figure_card(view, card, lambda: draw_chart(card, "chart-comparison"))


def compared_labels(view: View) -> Mapping[str, str]:
    """Label of each of those compared by kind and code: name of today, or short name of the group."""
    groups, names = short_group_labels(view), view.dataset.names
    return {
        f"{one.kind}:{one.code}": groups[one.code] if one.kind == "group" else names.name_today(one.code)
        for one in compared(view.selection)
    }


def shown_rows(view: View) -> pd.DataFrame:
    """The rows of the comparison of the first `MOST_COMPARED` of those compared."""
    rows = view.ask(queries.comparison)
    first = {f"{one.kind}:{one.code}" for one in compared(view.selection)[:MOST_COMPARED]}
    return rows[(rows["compared_kind"] + ":" + rows["compared_id"]).isin(first)]


@remembered(FIGURES_KEPT)
def _comparison_figure(view: View, dark: bool) -> tuple[WrittenFigure, str]:
    rows, told = shown_rows(view), compared_labels(view)
    meetings = rows.drop_duplicates("session_id").set_index("session_id")["turn_meeting_count"]
    titles = {session: _with_meetings(view, str(session), int(count)) for session, count in meetings.items()}
    figure = legible(statement_rates(rows, told, titles), dark)
    return WrittenFigure(figure), with_review(view, statement_rates_alt(rows, told, titles), "comparison")


def _with_meetings(view: View, session_id: str, count: int) -> str:
    form = translate_plural("{session}: {count} meeting", "{session}: {count} meetings", count)
    return form.format(session=dated_title(view, session_id), count=count)


@remembered(64)
def _written_comparison(view: View) -> Written:
    rows = view.ask(queries.comparison)
    told = compared_labels(view)
    keys = rows["compared_kind"] + ":" + rows["compared_id"]
    rows = rows.assign(
        told=rows["name"].fillna(keys.map(dict(told))),
        rate=[None if pd.isna(rate) else f"{float(rate):.3f}" for rate in rows["statements_per_opportunity"]],
        row=keys + "|" + rows["session_id"],
    )

    def opened(row: str) -> str:
        key, session = row.split("|")
        kind, code = key.split(":")
        selection = whole_view(view).selection.with_values("session", (session,)).with_values(kind, (code,))
        return f"[{_('Statements')}](timeline?{selection.to_query()})"

    columns = [
        Column("told", _("Delegation or group")),
        *([Column("session_id", _("Session"), labels=view.dataset.choices["session"])] if view.several else []),
        Column("delegation_count", _("Delegations")),
        Column("turn_meeting_count", _("Meetings with speakers recorded")),
        Column("statement_count", _("Statements")),
        Column("speaking_count", _("Delegations with statements")),
        Column("rate", _("For each delegation and meeting")),
        Column("spoke_for_count", _("For others too")),
        Column("represented_count", _("Named as represented")),
        Column("unknown_count", _("For groups, members unknown")),
        Column("row", _("Rows"), markdown=opened),
    ]
    return written_rows(rows, columns)


def acts_and_capacities(view: View, rows: pd.DataFrame) -> str:
    """What turns were, and in which capacity they were taken, with their numbers, as Markdown; empty for no turn."""
    parts = []
    for column in ("act", "capacity"):
        known = labels(view, column)
        counts = rows[column].value_counts()
        parts.append(", ".join(f"{escape(known.get(str(code), str(code)))} {count}" for code, count in counts.items()))
    return "; ".join(filter(None, parts))


def told_rows(view: View, code: str) -> str:
    """What the record has of one delegation session by session, as Markdown lines."""
    rows = view.ask(queries.comparison)
    rows = rows[(rows["compared_kind"] == "delegation") & (rows["compared_id"] == code)]
    turns = view.ask(queries.statements, whole_view(view).selection.with_values("delegation", (code,)))
    lines = []
    for row in each_row(rows):
        title = f"**{escape(dated_title(view, row.session_id))}**" if view.several else f"**{escape(row.name)}**"
        if pd.isna(row.statement_count):
            why = _("no such speaker on the first day") if not row.delegation_count else _("no speaker is recorded")
            lines.append(_("{session}: {why}.").format(session=title, why=why))
            continue
        inside = turns[turns["session_id"] == row.session_id]
        text = _(
            "{session}: statements: {count}; meetings with speakers recorded: {meetings}{kinds}. Statements on behalf "
            "of others: {spoke}; of others that name it as represented: {named}."
        )
        unknown = _(
            "{text} Further statements for groups whose members are not recorded: {count}; whether it was among those "
            "is unknown."
        )
        kinds = acts_and_capacities(view, inside)
        told = text.format(
            session=title,
            count=row.statement_count,
            meetings=row.turn_meeting_count,
            kinds=_("; all turns: {kinds}").format(kinds=kinds) if kinds else "",
            spoke=row.spoke_for_count,
            named=row.represented_count,
        )
        lines.append(unknown.format(text=told, count=row.unknown_count) if row.unknown_count else told)
    return "\n".join(f"- {line}" for line in lines)
