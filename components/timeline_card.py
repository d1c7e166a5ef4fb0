"""The timeline in its card: a mark for each turn, or a bar for each list of speakers where they are too many."""

from __future__ import annotations

from collections.abc import Iterable

from components.card import CARDS_KEPT, Card, FootLine
from components.charts.timeline import MOST_MARKS, statement_timeline, timeline_alt
from components.charts.written_figure import WrittenFigure
from components.figure_card import draw_figure_card
from components.figures import (
    FIGURES_KEPT,
    PLAIN,
    click,
    draw_chart,
    draw_setting,
    legible,
    statement_count,
)
from components.notes import dated_title, group_labels, joint_note, listed, source_line, with_review
from components.statements import written_statements
from components.view import View, labels, remembered
from plenary import queries
from plenary.catalogue import translate as _
from plenary.choices import item_number

MOST_MARKS_SMALL = 200
"""Turns of which each has a mark of its own on the overview."""


@remembered(CARDS_KEPT, page_settings=True)
def timeline_card(view: View, small: bool = False) -> Card:
    """The turns in printed order, by regional group or, by the setting "by-kind", by kind of speaker.

    Args:
        view: The view.
        small: A bar for each list from fewer turns on, as on the overview.
    """
    by = "kind" if "by-kind" in view.selection.view else "group"
    most = MOST_MARKS_SMALL if small else MOST_MARKS
    dense = _is_dense(view, small)
    if dense:
        last = FootLine(
            _(
                "More than {count} turns: each list of speakers is a bar, with the number of turns of each group or "
                "kind."
            ).format(count=most),
            hint=_("A click on a bar filters by its meeting, which then has a mark for each turn."),
        )
    else:
        last = FootLine(
            _("The printed order may not be the order of speaking."), hint=_("A click on a mark opens its row.")
        )
    return Card(
        code="timeline",
        title=_("Statements in the order of the printed lists, meeting by meeting"),
        table="statements",
        count=statement_count(view),
        figure=None if dense and view.many else lambda _geometry, dark: _timeline_figure(view, by, most, dark),
        rows=lambda: written_statements(view),
        foot=(FootLine(source_line(view)), FootLine(joint_note(view)), last),
        config=PLAIN,
        setting="by-kind" if by == "kind" else "",
    )


def _is_dense(view: View, small: bool) -> bool:
    """Whether the turns are too many for a mark each."""
    return len(view.ask(queries.timeline)) > (MOST_MARKS_SMALL if small else MOST_MARKS)


def draw_timeline_card(view: View, *, small: bool = False) -> None:
    """Draw the timeline in its card.

    Args:
        view: The view of this run.
        small: Draw it without its setting, as on the overview.
    """
    card, dense = timeline_card(view, small), _is_dense(view, small)
    key = "chart-timeline-bars" if dense else "chart-timeline"

    def chart() -> None:
        if not small and card.figure is not None:
            forms = {"by-group": _("By regional group"), "by-kind": _("By kind of speaker")}
            draw_setting(view, "timeline", _("Marks"), forms)
        draw_chart(card, key, on_select=lambda: click(key, "meeting" if dense else "row"))

    draw_figure_card(view, card, chart)


@remembered(FIGURES_KEPT)
def _timeline_figure(view: View, by: str, most: int, dark: bool) -> tuple[WrittenFigure, str]:
    rows, meetings = view.ask(queries.timeline), view.ask(queries.meetings)
    # Turns under no item are those of their session all the same.
    rows["item_ids"] = rows["item_ids"].fillna(rows["session_id"] + ":")
    sets = {*rows["item_ids"], *meetings["item_ids"].dropna()}
    sections = {items: dated_title(view, items.partition(":")[0]) for items in sets} if view.several else {}
    figure = statement_timeline(
        rows,
        meetings,
        by=by,
        titles=_item_titles(view, sets),
        group_labels=group_labels(view),
        kind_labels=labels(view, "kind"),
        act_labels=labels(view, "act"),
        sections=sections,
        most_marks=most,
        dark=dark,
    )
    alt = with_review(view, timeline_alt(rows, meetings, sections), "statements")
    return WrittenFigure(legible(figure, dark)), alt


def _item_titles(view: View, sets_of_items: Iterable[str]) -> dict[str, str]:
    numbers = dict(view.dataset.tables["agenda_items"][["item_id", "number"]].astype(str).to_numpy().tolist())
    titles = {}
    for items in sets_of_items:
        if items.endswith(":"):
            titles[items] = "" if view.several else _("Agenda item not recorded")
            continue
        told = [item_number(numbers[item]) for item in items.split(";")]
        if len(told) == 1:
            titles[items] = _("Agenda item {number}").format(number=told[0])
        else:
            titles[items] = _("Agenda items {numbers}, considered jointly").format(numbers=listed(told))
    return titles
