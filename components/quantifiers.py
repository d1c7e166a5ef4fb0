"""The lens on the words of attribution: where each stands, how often, and what number of speakers it allows."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from components.card import CARDS_KEPT, Card, FootLine
from components.charts.quantifiers import quantifier_ranges, quantifier_ranges_alt
from components.charts.words import written_day
from components.charts.written_figure import WrittenFigure
from components.figure_card import draw_figure_card
from components.figures import FIGURES_KEPT, PLAIN, draw_chart, legible
from components.notes import MOST_NAMED, dated_title, listed, source_of, with_review
from components.rows_table import Column, Written, written_rows
from components.thread_links import end_link
from components.view import View, labels, remembered, session_title
from plenary import queries
from plenary.catalogue import translate as _
from plenary.catalogue import translate_plural
from plenary.choices import meeting_label
from plenary.discussion import recorded_lists
from plenary.markup import escape
from plenary.selection import Selection

MOST_RANGES = 80
"""Ranges that are drawn in one figure."""


@remembered(CARDS_KEPT, page_settings=True)
def quantifiers_card(view: View) -> Card:
    """The classes of attribution with the range of speakers that each allows."""
    rows = view.ask(queries.quantifiers)
    views = int(rows["point_count"].sum())
    drawn = bool(len(rows)) and len(rows) <= MOST_RANGES and not view.many
    return Card(
        code="quantifiers",
        title=_("Some, several, numerous: how many speakers the record allows"),
        table="quantifiers",
        count=_("{count} of {total} views by their words of attribution").format(
            count=f"{views:,}", total=f"{len(view.ask(queries.points, view.whole)):,}"
        ),
        figure=(lambda _geometry, dark: _figure(view, dark)) if drawn else None,
        rows=lambda: written_quantifiers(view),
        foot=(
            FootLine(point_source_line(view)),
            FootLine(
                _(
                    "No official scale of these words is known: United Nations guidance asks that reports sum up views "
                    "without attributing them to speakers, and lays down none (Writing for the United Nations, chap. "
                    "IV; Editorial Manual, Reports of intergovernmental and expert bodies)."
                )
            ),
            FootLine(
                _(
                    "The fewest are a plain reading of ours: one or another is 1, any plural at least 2. A passive "
                    "form gives no number. “Representatives” may mean those of States alone; the record does not say."
                )
            ),
            FootLine(f"{listed_line(view)} {_('At which meeting a view was voiced is not recorded.')}".strip()),
        ),
        config=PLAIN,
        instead="" if rows.size or view.many else _("No view of the discussion is left to show."),
    )


def draw_quantifiers_card(view: View) -> None:
    """Draw the classes of attribution with their ranges in their card."""
    card = quantifiers_card(view)
    draw_figure_card(view, card, lambda: draw_chart(card, "chart-quantifiers"))


@remembered(FIGURES_KEPT)
def _figure(view: View, dark: bool) -> tuple[WrittenFigure, str]:
    rows, words = view.ask(queries.quantifiers), labels(view, "attribution_class")
    sessions = {code: dated_title(view, code) for code in view.selection.session} if view.several else {}
    alt = with_review(view, quantifier_ranges_alt(rows, words, sessions), "quantifiers")
    return WrittenFigure(legible(quantifier_ranges(rows, words, sessions, dark=dark), dark)), alt


@remembered(64)
def written_quantifiers(view: View) -> Written:
    """The rows of the lens as a table shows them; each view is a link."""

    def views(point_ids: str) -> str:
        return ", ".join(end_link(view, point_id) for point_id in point_ids.split(";"))

    def phrases(printed: str) -> str:
        return escape(", ".join(f"“{phrase}”" for phrase in printed.split(";")))

    columns = [
        *([Column("session_id", _("Session"), labels=view.dataset.choices["session"])] if view.several else []),
        Column("attribution_class", _("Class"), labels=labels(view, "attribution_class")),
        Column("attribution_status", _("Who held the view"), labels=labels(view, "attribution_status")),
        Column("phrases_printed", _("As printed"), markdown=phrases),
        Column("point_count", _("Views")),
        Column("lower_count", _("Fewest speakers")),
        Column("upper_count", _("Most speakers")),
        Column("point_ids", _("Where"), markdown=views),
    ]
    return written_rows(view.ask(queries.quantifiers), columns)


@remembered(128)
def listed_line(view: View) -> str:
    """From which lists of speakers the most is counted, session by session: speakers, statements, days, gaps."""
    rows, texts = view.ask(queries.quantifiers), []
    if rows["session_id"].nunique() > MOST_NAMED:
        return _(
            "The most are the speakers with a statement recorded under the items of the views, session by session."
        )
    points, lists = view.ask(queries.points), recorded_lists(view.dataset, view.selection.session)
    for session_id, inside in rows.groupby("session_id", sort=False):
        cells = points.loc[points["session_id"] == session_id, "item_ids"].unique()
        counts = sorted({lists.under(str(session_id), cell) for cell in cells})
        (fewest, _statements, _unreviewed), (most, statements, unreviewed) = counts[0], counts[-1]
        if fewest == most:
            speakers = _("{count} speakers").format(count=f"{most:,}")
        else:
            speakers = _("{fewest} to {most} speakers, by agenda item (the highest counts for a word)").format(
                fewest=f"{fewest:,}", most=f"{most:,}"
            )
        text = _("{speakers} with a statement recorded under the items of the views, {days}").format(
            speakers=speakers, days=_days(view, str(session_id), ";".join(inside["item_ids"].dropna()))
        )
        if len(counts) == 1:
            text = _("{text} ({count} statements)").format(text=text, count=f"{statements:,}")
        if unreviewed:
            text = translate_plural(
                "{text}; up to {count} of the statements is not yet reviewed, and counted here all the same",
                "{text}; up to {count} of the statements are not yet reviewed, and counted here all the same",
                unreviewed,
            ).format(text=text, count=f"{unreviewed:,}")
        silent = dict.fromkeys(code for cell in inside["unlisted_meeting_ids"].dropna() for code in cell.split(";"))
        if silent:
            text = _("{text}; the speakers of the {meetings}, also on these items, are not recorded").format(
                text=text, meetings=_meetings(view, list(silent))
            )
        session = _("{session}: ").format(session=escape(session_title(view, str(session_id))))
        texts.append(f"{session if view.several else ''}{text}")
    if not texts:
        return ""
    return _("The most: {lists}.").format(lists="; ".join(texts))


def _days(view: View, session_id: str, items: str) -> str:
    """The days of the statements of a session under any of the items (ids joined by ";"), from first to last."""
    chosen = Selection(session=(session_id,), item=tuple(filter(None, items.split(";"))), act=("statement",))
    dates = view.ask(queries.statements, replace(chosen, review="all"))["dates"].dropna()
    days = sorted({dt.date.fromisoformat(day) for cell in dates.unique() for day in cell.split(";") if day})
    if not days:
        return _("on days not recorded")
    if days[0] == days[-1]:
        return _("on {day}").format(day=written_day(days[0]))
    return _("from {first} to {last}").format(first=written_day(days[0]), last=written_day(days[-1]))


def _meetings(view: View, meeting_ids: list[str]) -> str:
    if len(meeting_ids) > MOST_NAMED:
        return _("{count} meetings").format(count=len(meeting_ids))
    ordinals = view.dataset.tables["meetings"].set_index("meeting_id")["ordinal"]
    return listed(meeting_label(int(ordinals[meeting_id])) for meeting_id in meeting_ids)


@remembered(128)
def point_source_line(view: View) -> str:
    """The source of the views within the filters; empty without any."""
    rows = view.ask(queries.points)
    return "" if rows.empty else source_of(view, rows)
