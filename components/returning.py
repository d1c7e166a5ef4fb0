"""Who took the floor for the first time, again, after a pause or no more, over the chosen sessions."""

from __future__ import annotations

from components.card import CARDS_KEPT, Card, FootLine
from components.charts.returning import TITLES, speakers_by_appearance, speakers_by_appearance_alt
from components.charts.written_figure import WrittenFigure
from components.figure_card import draw_figure_card
from components.figures import FIGURES_KEPT, PLAIN, draw_chart, legible
from components.notes import dated_title, listed, silence_note, source_line, with_review
from components.rows_table import Column, Written, written_rows
from components.side_by_side import whole_view
from components.statements import class_of_speaker
from components.view import View, remembered
from plenary import queries
from plenary.catalogue import translate as _
from plenary.catalogue import translate_plural
from plenary.markup import escape


@remembered(CARDS_KEPT, page_settings=True)
def returning_card(view: View) -> Card:
    """Speakers of each chosen session by whether they made a statement at an earlier one of them."""
    speakers = view.ask(queries.speakers_over_sessions)["speaker_id"].nunique()
    told = translate_plural("{count} speaker", "{count} speakers", speakers).format(count=f"{speakers:,}")
    one = _(
        "One session is chosen: who comes back, and who does not, can be told over two or more. Choose further "
        "sessions in the sidebar."
    )
    return Card(
        code="returning",
        title=_("First, again, returning, lapsed: speakers over the chosen sessions"),
        table="speakers_over_sessions",
        count=_("{speakers}, sessions in the order of their first days").format(speakers=told),
        figure=(lambda _geometry, dark: _returning_figure(view, dark)) if view.several and not view.many else None,
        rows=lambda: _written_speakers(view),
        foot=(
            FootLine(source_line(whole_view(view))),
            FootLine(_bodies(view)),
            FootLine(
                _(
                    "First: first among these sessions within the filters, not in history. Successor: a State it "
                    "succeeded spoke earlier. Returning: earlier, but not at the session before. Again: at the session "
                    "before too. Lapsed: earlier, and none recorded here. No more: earlier, and it has ceased to "
                    "exist. A renamed State is the same speaker. Officers, secretariats, persons and speakers that "
                    "are only counted are left out."
                )
            ),
            FootLine(silence_note(view)),
        ),
        config=PLAIN,
        instead="" if view.several else one,
    )


def _bodies(view: View) -> str:
    """How many bodies the chosen sessions are of, and what that means for the comparison."""
    sessions = view.dataset.tables["sessions"]
    bodies = list(dict.fromkeys(sessions.loc[sessions["session_id"].isin(view.selection.session), "body"]))
    if len(bodies) < 2:
        return _("All chosen sessions are of one body: {body}.").format(body=escape(bodies[0]))
    return _(
        "These sessions are of different bodies ({bodies}), with members of their own: who did not come back may "
        "simply not be a member."
    ).format(bodies=escape(listed(bodies)) if len(bodies) <= 6 else len(bodies))


def draw_returning_card(view: View) -> None:
    """Draw the speakers over the chosen sessions in their card."""
    card = returning_card(view)
    draw_figure_card(view, card, lambda: draw_chart(card, "chart-returning"))


@remembered(FIGURES_KEPT)
def _returning_figure(view: View, dark: bool) -> tuple[WrittenFigure, str]:
    counts = view.ask(queries.appearance_counts)
    titles = {session: dated_title(view, session) for session in counts["session_id"]}
    figure = legible(speakers_by_appearance(counts, titles), dark)
    alt = with_review(view, speakers_by_appearance_alt(counts, titles), "speakers_over_sessions")
    return WrittenFigure(figure), alt


@remembered(64)
def _written_speakers(view: View) -> Written:
    rows = view.ask(queries.speakers_over_sessions)
    sessions = view.dataset.choices["session"]
    columns = [
        Column("name", _("Speaker, name of the first day")),
        Column("session_id", _("Session"), labels=sessions),
        Column("appearance", _("Appearance"), labels={code: _(title) for code, title in TITLES.items()}),
        Column("class_of_speaker", _("Group or kind")),
        Column("statement_count", _("Statements")),
        Column("last_session_id", _("Last session before"), labels=sessions),
        Column("same_body", _("Of the same body")),
        *([Column("predecessor_ids", _("Predecessors"))] if rows["predecessor_ids"].notna().any() else []),
    ]
    return written_rows(
        rows.assign(class_of_speaker=class_of_speaker(view, rows), same_body=rows["same_body"].astype(object)), columns
    )
