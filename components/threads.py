"""Threads between the discussion and the conclusions: their figure, proposals, and the two ends that a link opens."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from components.card import CARDS_KEPT, Card, FootLine
from components.charts.threads import thread_lines, thread_lines_alt
from components.charts.written_figure import WrittenFigure
from components.conclusion_list import draw_conclusion
from components.entry_panels import PANELS, draw_entry_address
from components.figure_card import draw_downloads, draw_figure_card
from components.figures import FIGURES_KEPT, PLAIN, click, draw_chart, draw_setting, legible
from components.notes import dated_title, listed, sessions_told, with_review
from components.quantifiers import point_source_line
from components.receipts import receipt
from components.rows_table import Column, Written, written_rows
from components.thread_links import end_labels, end_link, is_compared, outcome_labels, rests_on, taken_up_in
from components.view import View, labels, remembered, session_title
from plenary import queries
from plenary.catalogue import translate as _
from plenary.catalogue import translate_plural
from plenary.frames import each_row
from plenary.markup import escape

MOST_ENDS = 120
"""Views or conclusions that one column of the figure holds."""

FROM_VIEWS = "from-views"
"""Page setting: the threads are read from the views."""


@remembered(CARDS_KEPT, page_settings=True)
def threads_card(view: View) -> Card:
    """The conclusions and the views on which they rest, read from the conclusions or, by setting, from the views."""
    rows = view.ask(queries.threads)
    conclusions, views = _ends(view)
    too_long = max(len(conclusions), len(views)) > MOST_ENDS
    drawn = bool(len(conclusions) + len(views)) and not too_long and not view.many
    from_views = FROM_VIEWS in view.selection.view
    return Card(
        code="threads",
        title=_("Conclusions and the views on which they rest"),
        table="threads",
        count=_("{count} of {total} threads; {direct} of them direct").format(
            count=len(rows),
            total=len(view.ask(queries.threads, view.whole)),
            direct=int((rows["strength"] == "direct").sum()),
        ),
        figure=(lambda _geometry, dark: _figure(view, from_views, dark)) if drawn else None,
        rows=lambda: written_threads(view),
        foot=(
            FootLine(
                _judgement_line(view),
                hint=_("A click on a mark or on the knot of a line opens the entry with all its threads.")
                if drawn
                else "",
            ),
            FootLine(f"{point_source_line(view)} {_loose_ends_line(view)}".strip()),
            FootLine(
                _(
                    "Filters restrict the views; the conclusions follow. Among views without a thread only proposals "
                    "are drawn. What became of a proposal outside this record is not recorded here."
                )
            ),
        ),
        config=PLAIN,
        setting=FROM_VIEWS if from_views else "",
        instead="" if drawn or view.many else _why_none(view, too_long),
    )


def _judgement_line(view: View) -> str:
    text = _(
        "That a conclusion rests on a view is a judgement of ours, made by comparing our summaries: the record draws "
        "no such line."
    )
    names = escape(listed(dict.fromkeys(view.ask(queries.threads)["reviewed_by"])))
    return _("{text} Reviewed by: {names}.").format(text=text, names=names) if names else text


def draw_threads_card(view: View) -> None:
    """Draw the threads in their card, with the choice of the side from which they are read."""
    card = threads_card(view)

    def chart() -> None:
        if card.figure is not None:
            forms = {"from-conclusions": _("From the conclusions"), FROM_VIEWS: _("From the views")}
            draw_setting(view, "threads", _("Read"), forms)
        draw_chart(card, "chart-threads", on_select=lambda: click("chart-threads", "row"))

    draw_figure_card(view, card, chart)


def _why_none(view: View, too_long: bool) -> str:
    if too_long:
        return _("These are too many views and conclusions for one figure: the table has them all.")
    if any(is_compared(view, session) for session in view.selection.session):
        return _("No thread and no open proposal is left by these filters.")
    return _(
        "There are no threads to show: of no chosen session are both the views of the discussion and the conclusions "
        "recorded here. That says nothing of what was taken up there."
    )


@remembered(64)
def _ends(view: View) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The conclusions and the views to draw: ends of threads, proposals not taken up, conclusions without a view."""
    rows = view.ask(queries.threads)
    support = view.ask(queries.conclusion_support, view.whole)
    narrowed = any(getattr(view.selection, name) for name in ("item", "theme", "q"))
    without = support["support"].eq("no_view") & (not narrowed)
    conclusions = support[support["conclusion_id"].isin(rows["conclusion_id"]) | without]
    points, proposals = view.ask(queries.points), view.ask(queries.proposals)
    open_proposals = proposals.loc[proposals["outcome"] == "not_taken_up", "point_id"]
    views = points[points["point_id"].isin(rows["point_id"]) | points["point_id"].isin(open_proposals)]
    names = end_labels(view)
    frames = []
    for frame, column in ((conclusions, "conclusion_id"), (views, "point_id")):
        ends = frame.rename(columns={column: "row_id", "summary": "text"})[["row_id", "session_id", "text"]]
        frames.append(ends.assign(label=ends["row_id"].map(names)).reset_index(drop=True))
    return frames[0], frames[1]


@remembered(FIGURES_KEPT)
def _figure(view: View, from_views: bool, dark: bool) -> tuple[WrittenFigure, str]:
    rows, (conclusions, views) = view.ask(queries.threads), _ends(view)
    strengths = labels(view, "strength")
    sections = {code: dated_title(view, code) for code in view.selection.session} if view.several else {}
    figure = thread_lines(
        rows, conclusions, views, from_views=from_views, strength_labels=strengths, sections=sections, dark=dark
    )
    alt = thread_lines_alt(
        rows, conclusions, views, from_views=from_views, strength_labels=strengths, sections=sections
    )
    return WrittenFigure(legible(figure, dark)), with_review(view, alt, "threads")


@remembered(64)
def written_threads(view: View) -> Written:
    """The threads as a table shows them; each end is a link that opens it with all its threads."""
    columns = [
        *([Column("session_id", _("Session"), labels=view.dataset.choices["session"])] if view.several else []),
        Column("conclusion_id", _("Conclusion"), markdown=lambda row_id: end_link(view, row_id)),
        Column("conclusion_summary", _("Our summary of the conclusion")),
        Column("strength", _("Strength"), labels=labels(view, "strength")),
        Column("point_id", _("View"), markdown=lambda row_id: end_link(view, row_id)),
        Column("attribution_printed", _("Attributed, as printed")),
        Column("point_summary", _("Our summary of the view")),
        Column("note", _("Why")),
    ]
    return written_rows(view.ask(queries.threads), columns)


@remembered(64)
def _loose_ends_line(view: View) -> str:
    """Conclusions without a recorded view, and sessions of which there is nothing to compare."""
    support = view.ask(queries.conclusion_support, view.whole)
    compared = support[support["support"] != "not_established"]
    texts = []
    if len(compared):
        without = compared[compared["support"] == "no_view"]["conclusion_id"]
        partial = compared[compared["support"] == "partial"]["conclusion_id"]
        if len(without):
            form = translate_plural(
                "{count} of {total} conclusions rests on no recorded view: {names}.",
                "{count} of {total} conclusions rest on no recorded view: {names}.",
                len(without),
            )
            texts.append(form.format(count=len(without), total=len(compared), names=_named(view, without)))
        else:
            texts.append(_("Each of the {total} conclusions rests on a recorded view.").format(total=len(compared)))
        if len(partial):
            texts.append(_("In part alone: {names}.").format(names=_named(view, partial)))
    apart = [session for session in view.selection.session if not is_compared(view, session)]
    if apart:
        texts.append(
            _("Nothing can be compared at {sessions}: views or conclusions are not recorded here.").format(
                sessions=escape(sessions_told(view, apart))
            )
        )
    return " ".join(texts)


def _named(view: View, row_ids: pd.Series[str]) -> str:
    return escape(listed(end_labels(view)[row_id] for row_id in row_ids))


def draw_proposals(view: View) -> None:
    """Draw the views that carry a proposal, and what became of each in the conclusions of the same record."""
    rows = view.ask(queries.proposals)
    st.subheader(_("Proposals and what became of them"), anchor="proposals")
    if rows.empty:
        st.info(_("No view that is left by these filters carries a proposal."))
        return
    for text in written_proposals(view):
        st.markdown(text)
    draw_downloads(view, "proposals", "proposals")


@remembered(64)
def written_proposals(view: View) -> tuple[str, ...]:
    """The proposals as Markdown, a text for each outcome: how many, then each with its conclusions and receipt."""
    rows, texts = view.ask(queries.proposals), []
    for code, label in outcome_labels().items():
        inside = rows[rows["outcome"] == code]
        if inside.empty:
            continue
        head = _("**{outcome}: {count} of {total}**").format(outcome=label, count=len(inside), total=len(rows))
        texts.append("\n".join([f"{head}\n", *(_written_proposal(view, row) for row in each_row(inside))]))
    return tuple(texts)


def _written_proposal(view: View, row: Any) -> str:
    session = f"{escape(session_title(view, row.session_id))}, " if view.several else ""
    text = _("- {session}{view}, _{attribution}_: {summary}").format(
        session=session,
        view=end_link(view, row.point_id),
        attribution=escape(row.attribution_printed),
        summary=escape(row.summary),
    )
    small = [receipt(view, row.document_id, row.paragraph, row.page)]
    if taken := taken_up_in(view, row.point_id):
        small.insert(0, _("conclusions that rest on it: {conclusions}").format(conclusions=taken))
    return f"{text}  \n  :small[{' · '.join(small)}]"


def draw_opened_thread(view: View) -> None:
    """Draw the view or the conclusion that the link opens, and under it the other ends of its threads.

    Nothing where it opens neither.
    """
    opened = view.selection.row
    if not opened:
        return
    tables = view.dataset.tables
    threads = tables["threads"]
    points = tables["points"].set_index("point_id", drop=False)
    if opened in points.index:
        PANELS["points"](view, points.loc[opened].to_dict())
        draw_entry_address(view, "points")
        if taken_up_in(view, opened):
            st.markdown(_("#### Conclusions that rest on this view"))
            for conclusion_id in threads.loc[threads["point_id"] == opened, "conclusion_id"]:
                draw_conclusion(view, conclusion_id)
    elif opened in set(tables["conclusions"]["conclusion_id"]):
        draw_conclusion(view, opened)
        draw_entry_address(view, "conclusions")
        if rests_on(view, opened):
            st.markdown(_("#### Views on which this conclusion rests"))
            for point_id in threads.loc[threads["conclusion_id"] == opened, "point_id"]:
                PANELS["points"](view, points.loc[point_id].to_dict())
