"""Balance of the regional groups and the members without a statement: their cards, lists and method notes."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from components.card import CARDS_KEPT, Card, FootLine
from components.charts.balance import MEMBERS, STATEMENTS, balance_alt, balance_intervals
from components.charts.written_figure import WrittenFigure
from components.figure_card import draw_figure_card
from components.figures import FIGURES_KEPT, PLAIN, draw_chart, draw_setting, legible
from components.notes import (
    dated_title,
    group_labels,
    members_note,
    short_group_labels,
    source_line,
    with_review,
)
from components.receipts import short_report_link
from components.rows_table import Column, Written, draw_written_rows, written_rows
from components.view import View, remembered, session_title
from plenary import queries
from plenary.balance import FEW_MEETINGS
from plenary.catalogue import translate as _
from plenary.catalogue import translate_plural
from plenary.frames import each_row
from plenary.markup import escape
from plenary.membership import meetings_with_turns, member_statements
from plenary.selection import Selection


def comparison_labels() -> dict[str, str]:
    """How a group's share of the statements compares with its share of the members, as a reader sees it."""
    return {
        "below": _("below its share of members"),
        "within": _("not told apart from it"),
        "above": _("above its share of members"),
    }


@remembered(CARDS_KEPT, page_settings=True)
def balance_card(view: View) -> Card:
    """Each group's share of the statements with its interval, or, by the setting "by-member", of members that spoke."""
    by_member = "by-member" in view.selection.view
    interval = (
        _(
            "The interval is the exact one of Clopper and Pearson, at 95%, with each member of the group as one trial: "
            "it spoke or did not. It holds the share for groups without a statement too."
        )
        if by_member
        else _(
            "The interval is a bootstrap, at 95%: the members of each group are drawn again, each with all its "
            "statements, which are no independent draws. A group with none of the statements has no interval."
        )
    )
    return Card(
        code="balance",
        title=_("Regional groups: share of the members of each that spoke")
        if by_member
        else _("Regional groups: share of the statements beside share of the members"),
        table="balance",
        count=_counted_statements(view),
        figure=None if view.many else lambda _geometry, dark: _balance_figure(view, by_member, dark),
        rows=lambda: _written_balance(view),
        foot=(
            FootLine(_few_meetings_note(view)),
            FootLine(
                _(
                    "{interval} The record is no random sample of anything: the interval says how much a share hangs "
                    "on few delegations, not how sure the record is."
                ).format(interval=interval)
            ),
            FootLine(_opportunities_note(view)),
            FootLine(
                _("{members} Who was a member of the body itself is not held here.").format(members=members_note(view))
            ),
            FootLine(source_line(view)),
            FootLine(
                _(
                    "Filters by group, delegation and kind do not apply here: the groups are compared with one "
                    "another. {special}"
                )
                .format(special=special_cases(view))
                .strip()
            ),
        ),
        config=PLAIN,
        setting="by-member" if by_member else "",
    )


def _of_every_group(view: View) -> Selection:
    """The selection without the filters that do not apply here, so that the same is not asked anew when they change."""
    return replace(view.selection, group=(), delegation=(), kind=())


def _counted_statements(view: View) -> str:
    """The statements that are counted, and those of States that were no members, which are not."""
    count = int(view.ask(member_statements, _of_every_group(view))["member_statement_count"].sum())
    text = _("{count} statements of members of the United Nations").format(count=f"{count:,}")
    groups = view.ask(queries.regional_groups, _of_every_group(view))
    others = int(groups["statement_count"].sum()) - count
    if not others:
        return text
    form = translate_plural(
        "{text}; {count} of a State that was no member is left out",
        "{text}; {count} of States that were no members are left out",
        others,
    )
    return form.format(text=text, count=f"{others:,}")


@remembered(256, whole=True)
def special_cases(view: View) -> str:
    """What is noted of the regional groups of members: in two, in none, counted with one; empty where nothing is."""
    rows = view.ask(member_statements).dropna(subset="group_note")
    short = short_group_labels(view)
    notes = {}
    for row in each_row(rows.drop_duplicates(["speaker_id", "name", "group_id", "group_role", "group_note"])):
        group = "" if pd.isna(row.group_role) else _(" ({group})").format(group=escape(short[row.group_id]))
        text = _("{name}{group}: {note}").format(name=escape(row.name), group=group, note=escape(row.group_note))
        notes[text] = None
    return _("Special cases: {notes}").format(notes=" ".join(notes)) if notes else ""


@remembered(256)
def _few_meetings_note(view: View) -> str:
    """The warning that comparisons rest on few meetings; empty where they do not."""
    counts = view.ask(meetings_with_turns, _of_every_group(view))["turn_meeting_count"]
    few = counts[counts < FEW_MEETINGS]
    if few.empty:
        return ""
    told = [
        _("{session}: {count}").format(session=escape(session_title(view, str(session_id))), count=count)
        for session_id, count in few.items()
    ]
    if view.many:
        told = [_("at {count} of the chosen sessions").format(count=f"{len(few):,}")]
    return _(
        "**Caution:** comparisons that rest on fewer than {few} meetings with recorded turns say little, since one "
        "long list of speakers weighs heavily. Meetings here: {told}."
    ).format(few=FEW_MEETINGS, told="; ".join(told))


@remembered(256)
def _opportunities_note(view: View) -> str:
    """What an opportunity is here, and where rows that are left out hide some of its statements."""
    rows = view.ask(meetings_with_turns, _of_every_group(view))
    meetings, partial = int(rows["turn_meeting_count"].sum()), int(rows["partial_meeting_count"].sum())
    note = translate_plural(
        "Opportunities: each member of a group at {count} meeting within the filters at which a turn is recorded, of "
        "whomever.",
        "Opportunities: each member of a group at each of {count} meetings within the filters at which a turn is "
        "recorded, of whomever.",
        meetings,
    ).format(count=f"{meetings:,}")
    if not partial:
        return note
    return _(
        "{note} Of {partial} of them turns not yet reviewed are left out, so statements for each opportunity are too "
        "few there."
    ).format(note=note, partial=f"{partial:,}")


def draw_balance_card(view: View) -> None:
    """Draw the balance of the regional groups in its card, with the table of opportunities under the figure."""
    card = balance_card(view)

    def chart() -> None:
        forms = {"by-statement": _("Statements"), "by-member": _("Members that spoke")}
        draw_setting(view, "balance", _("What is compared"), forms)
        draw_chart(card, f"chart-balance{'-members' if card.setting else ''}")
        if not view.several:
            draw_written_rows(_written_opportunities(view), alt=_("Statements for each opportunity"))

    draw_figure_card(view, card, chart)


@remembered(FIGURES_KEPT)
def _balance_figure(view: View, by_member: bool, dark: bool) -> tuple[WrittenFigure, str]:
    rows, form = view.ask(queries.balance, _of_every_group(view)), MEMBERS if by_member else STATEMENTS
    sessions = {session: dated_title(view, session) for session in view.selection.session}
    figure = legible(balance_intervals(rows, short_group_labels(view), sessions, form), dark)
    return WrittenFigure(figure), with_review(view, balance_alt(rows, group_labels(view), sessions, form), "balance")


@remembered(64)
def _written_opportunities(view: View) -> Written:
    columns = [
        _group_column(view),
        Column("member_statement_count", _("Statements")),
        Column("opportunity_count", _("Opportunities")),
        Column("rate", _("Statements for 100 opportunities")),
        Column("ratio", _("Share of statements over share of members")),
        Column("comparison", _("Its share of statements is"), labels=comparison_labels()),
    ]
    return written_rows(_with_rates(view.ask(queries.balance, _of_every_group(view))), columns)


def _group_column(view: View) -> Column:
    """The groups, each with the way to its statements; those of members in no group cannot be chosen by a filter."""
    names = short_group_labels(view)

    def link(code: str) -> str:
        if code not in view.dataset.choices["group"]:
            return escape(names[code])
        rows = replace(view.selection, group=(code,), delegation=(), kind=(), view=("timeline-table",), v=view.pinned)
        return f"[{escape(names[code])}](timeline?{rows.to_query()})"

    return Column("group_id", _("Regional group, with its statements"), markdown=link)


def _with_rates(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with rate and ratio as text; missing stays missing."""

    def text(values: pd.Series[float], form: str) -> list[str | None]:
        return [None if pd.isna(value) else form.format(float(value)) for value in values]

    rate, ratio = rows["statements_per_opportunity"] * 100, rows["representation_ratio"]
    return rows.assign(rate=text(rate, "{:.1f}"), ratio=text(ratio, "{:.2f}"))


@remembered(64)
def _written_balance(view: View) -> Written:
    rows = _with_rates(view.ask(queries.balance, _of_every_group(view)))
    for name in ("member_statement_share", "speaking_share"):
        ends = zip(rows[f"{name}_low"], rows[f"{name}_high"], strict=True)
        rows[f"{name}_ends"] = [
            None if pd.isna(low) else _("{low} to {high}").format(low=f"{low:.1%}", high=f"{high:.1%}")
            for low, high in ends
        ]
    columns = [
        *([Column("session_id", _("Session"), labels=view.dataset.choices["session"])] if view.several else []),
        _group_column(view),
        Column("member_statement_count", _("Statements")),
        Column("member_statement_share", _("Share of statements"), share=True),
        Column("member_statement_share_ends", _("95% interval (bootstrap)")),
        Column("member_share", _("Share of members"), share=True),
        Column("comparison", _("Its share of statements is"), labels=comparison_labels()),
        Column("speaking_member_count", _("Members that spoke")),
        Column("member_count", _("Members in the group")),
        Column("speaking_share", _("Share of them that spoke"), share=True),
        Column("speaking_share_ends", _("95% interval (exact)")),
        Column("turn_meeting_count", _("Meetings with turns")),
        Column("opportunity_count", _("Opportunities")),
        Column("rate", _("Statements for 100 opportunities")),
        Column("ratio", _("Share of statements over share of members")),
        Column("group_id", _("Report an error"), markdown=short_report_link),
    ]
    return written_rows(rows, columns)
