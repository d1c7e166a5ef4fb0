"""Several sessions side by side: each with its own numbers, and shares of the members of its own first day."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st

from components.card import CARDS_KEPT, Card, FootLine
from components.charts.regional_groups import speaking_members, speaking_members_alt
from components.charts.words import written_day
from components.charts.written_figure import WrittenFigure
from components.figure_card import draw_figure_card
from components.figures import FIGURES_KEPT, PLAIN, draw_chart, legible
from components.notes import dated_title, listed, members_note, of_day, session_title, silence_note, with_review
from components.rows_table import Column, Written, draw_rows, draw_written_rows, written_rows
from components.view import MOST_SESSIONS, View, change_sessions, in_sessions, remembered
from plenary import queries
from plenary.catalogue import translate as _
from plenary.catalogue import translate_plural
from plenary.frames import each_row
from plenary.markup import escape

LONG_TABLE = 520
"""Pixels of a table of many sessions, which scrolls within."""

MOST_STATES_NAMED = 400
"""States whose names a list unfolds."""


@remembered(CARDS_KEPT, page_settings=True)
def sessions_card(view: View) -> Card:
    """The chosen sessions side by side: the share of members that spoke, and all figures as a table."""
    rows = view.ask(queries.sessions)
    return Card(
        code="sessions",
        title=_("Members that took the floor, by session"),
        table="sessions",
        count=_("{count} sessions, in the order of their first days").format(count=len(rows)),
        figure=lambda _geometry, dark: _sessions_figure(view, dark),
        rows=lambda: _written_chosen_sessions(view),
        foot=(
            FootLine(members_note(view)),
            FootLine(silence_note(view)),
            FootLine(
                _(
                    "Sessions differ in length, membership of the body and rules of debate: counts of statements are "
                    "not comparable as they stand, and nothing here ranks sessions or delegations."
                )
            ),
        ),
        config=PLAIN,
    )


def draw_sessions_card(view: View) -> None:
    """Draw the chosen sessions side by side in their card."""
    card = sessions_card(view)
    draw_figure_card(view, card, lambda: draw_chart(card, "chart-sessions"))


@remembered(FIGURES_KEPT)
def _sessions_figure(view: View, dark: bool) -> tuple[WrittenFigure, str]:
    rows = view.ask(queries.sessions)
    titles = {session: dated_title(view, session) for session in rows["session_id"]}
    figure = legible(speaking_members(rows, titles), dark)
    return WrittenFigure(figure), with_review(view, speaking_members_alt(rows, titles), "sessions")


def session_columns(view: View) -> list[Column]:
    """Columns of a table of sessions: every count with what it is a count of."""

    def link(session_id: str) -> str:
        return _session_link(view, session_id, session_title(view, session_id))

    return [
        Column("session_id", _("Session"), markdown=link),
        Column("first_date", _("First day")),
        Column("last_date", _("Last day")),
        Column("member_count", of_day(view, _("Members on the first day"), _("Members today"))),
        Column("speaking_member_count", _("Members with statements")),
        Column("speaking_share", _("Share of members"), share=True),
        Column("state_statement_count", _("Statements of States")),
        Column("statement_count", _("All statements")),
        Column("other_count", _("Other speakers")),
        Column("meeting_count", _("Meetings")),
        Column("recorded_meeting_count", _("Speakers recorded at")),
        Column("conclusion_count", _("Conclusions")),
        Column("unreviewed_count", _("Turns not yet reviewed")),
    ]


def _session_link(view: View, session_id: str, text: str) -> str:
    return f"[{escape(text)}](?{in_sessions(view.selection, (session_id,)).to_query()})"


def draw_headline_table(view: View) -> None:
    """Draw the headline figures of the chosen sessions side by side, a column for each session."""
    alt = _("Headline figures of the chosen sessions")
    if view.many:
        with st.container(height=LONG_TABLE):
            draw_written_rows(_written_chosen_sessions(view), alt=alt)
        return
    draw_written_rows(_written_headlines(view), alt=alt)


@remembered(32)
def _written_chosen_sessions(view: View) -> Written:
    return written_rows(view.ask(queries.sessions), session_columns(view))


@remembered(64)
def _written_headlines(view: View) -> Written:
    rows = view.ask(queries.sessions)
    table = pd.DataFrame({row.session_id: _headlines(view, row) for row in each_row(rows)})
    # Links also let a keyboard reach a table that is wider than a telephone.
    table.loc[_("By itself")] = list(table)

    def cell(value: str) -> str:
        return _session_link(view, value, _("Open")) if value in table else escape(value)

    columns = [Column(code, dated_title(view, code), markdown=cell) for code in table]
    return written_rows(table.rename_axis("figure").reset_index(), [Column("figure", _("Figure")), *columns])


def _headlines(view: View, row: Any) -> dict[str, str]:
    """The headline figures of one session as a reader sees them, by their names."""
    return {
        _("Days"): _days(row),
        of_day(
            view, _("Members of the United Nations on the first day"), _("Members of the United Nations today")
        ): f"{row.member_count}",
        _("Members with statements"): _("{count} ({share})").format(
            count=row.speaking_member_count, share=f"{float(row.speaking_share):.0%}"
        ),
        _("Statements"): f"{row.statement_count:,}",
        _("Statements of States"): f"{row.state_statement_count:,}",
        _("Other speakers"): f"{row.other_count:,}",
        _("Other turns"): f"{row.turn_count - row.statement_count:,}",
        _("Meetings"): _("{count}, speakers recorded at {recorded}").format(
            count=row.meeting_count, recorded=row.recorded_meeting_count
        ),
        _("Conclusions"): _("none recorded") if pd.isna(row.conclusion_count) else f"{row.conclusion_count:,}",
        _("Turns not yet reviewed"): _reviews(view, row.unreviewed_count),
    }


def _days(row: Any) -> str:
    return _("{first} to {last}").format(first=written_day(row.first_date), last=written_day(row.last_date))


def _reviews(view: View, count: int) -> str:
    if not count:
        return _("none")
    form = _("{count}, counted here") if view.selection.review else _("{count}, left out here")
    return form.format(count=f"{count:,}")


@remembered(32)
def _written_sessions(view: View) -> Written:
    """All sessions of the dataset, without filters, as the rows of a table."""
    rows = view.ask(queries.sessions, replace(view.whole, session=tuple(view.dataset.choices["session"])))
    days = [_days(row) for row in each_row(rows)]
    spoke = [
        _("{count} of {members} ({share})").format(
            count=row.speaking_member_count, members=row.member_count, share=f"{float(row.speaking_share):.0%}"
        )
        for row in each_row(rows)
    ]
    columns = [
        session_columns(view)[0],
        Column("days", _("Days")),
        Column(
            "spoke",
            of_day(
                view,
                _("Members with statements, of the members on the first day"),
                _("Members with statements, of the members today"),
            ),
        ),
        Column("statement_count", _("Statements")),
        Column("conclusion_count", _("Conclusions")),
        Column("unreviewed_count", _("Turns not yet reviewed")),
    ]
    return written_rows(rows.assign(days=days, spoke=spoke), columns)


def draw_other_sessions(view: View) -> None:
    """Draw the sessions of the dataset with the way to each and to all of them side by side.

    Nothing where all are chosen.
    """
    sessions = view.dataset.choices["session"]
    if len(view.selection.session) == len(sessions):
        return
    st.subheader(_("Sessions in this dataset"), anchor="sessions")
    with st.container(height=LONG_TABLE if len(sessions) > MOST_SESSIONS else "content"):
        draw_written_rows(_written_sessions(view), alt=_("Sessions in this dataset"))
    st.button(
        _("Compare all {count} sessions").format(count=len(sessions)),
        key="all-sessions",
        icon=":material/compare_arrows:",
        on_click=change_sessions,
        args=(tuple(sessions),),
    )


def draw_sessions_of_states(view: View) -> None:
    """Draw in how many of the chosen sessions each State made a statement; names unfold, none is ranked."""
    rows = view.ask(queries.participation_by_session)
    total = len(view.selection.session)
    spoke = rows[rows["participation"] == "statements"].groupby("speaker_id")["session_id"].nunique()
    member = rows[rows["member"]].groupby("speaker_id")["session_id"].nunique()
    names = rows.drop_duplicates("speaker_id", keep="last").set_index("speaker_id")["name"]
    st.markdown(_("#### In how many of the chosen sessions"))
    counts = spoke.reindex(member.index.union(spoke.index)).fillna(0).astype(int)
    if view.many:
        states = counts.value_counts().sort_index(ascending=False).rename_axis("sessions").reset_index(name="states")
        columns = [Column("sessions", _("With statements at so many sessions")), Column("states", _("States"))]
        draw_rows(states, columns, alt=_("States by the number of sessions at which they made statements"))
        return
    for sessions in sorted(counts.unique(), reverse=True):
        inside = sorted(names[counts.index[counts == sessions]])
        if sessions:
            text = translate_plural(
                "With statements in {sessions} of {total} sessions: {count} State",
                "With statements in {sessions} of {total} sessions: {count} States",
                len(inside),
            )
        else:
            text = translate_plural(
                "Members at one or more of the sessions, with no statement within these filters: {count} State",
                "Members at one or more of the sessions, with no statement within these filters: {count} States",
                len(inside),
            )
        with st.expander(text.format(sessions=sessions, total=total, count=len(inside))):
            st.markdown(escape(listed(inside[:MOST_STATES_NAMED])))


def session_counts(view: View) -> pd.DataFrame:
    """What each speaker did at each chosen session: a row for each speaker, a column for each session, as text.

    Returns:
        Index speaker_id, "" for speakers that are only counted; columns the sessions. A number counts statements;
        "no member" is said of States that were none on the first day of the session and made no statement; a missing
        value means that none is recorded within the filters.
    """
    counts = view.ask(queries.speaker_counts)
    counts = counts.assign(speaker_id=counts["speaker_id"].fillna("")).set_index(["speaker_id", "session_id"])
    counted, others = counts["statement_count"], counts["turn_count"] - counts["statement_count"]
    states = view.ask(queries.participation_by_session)
    outside = states[~states["member"] & (states["participation"] == "not_member")]
    cells: dict[tuple[str, str], str] = {(row.speaker_id, row.session_id): _("no member") for row in each_row(outside)}
    for key, count in others[others > 0].items():
        cells[key] = translate_plural("{count} other turn", "{count} other turns", int(count)).format(count=count)
    for key, count in counted[counted > 0].items():
        cells[key] = str(count)
    speakers = counts.index.unique("speaker_id")
    return pd.DataFrame(
        {session: [cells.get((speaker, session)) for speaker in speakers] for session in view.selection.session},
        index=speakers,
    )
