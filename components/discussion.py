"""The discussion: views with their attribution as printed, and why none is shown by speaker where none is named."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from components.charts.participation_words import capital
from components.figure_card import draw_downloads
from components.navigation import link_to
from components.notes import listed, review_note, sessions_told
from components.receipts import links, receipt
from components.thread_links import end_labels, taken_up_in
from components.view import View, labels, remembered, session_title
from components.wording import draw_wordings
from plenary import queries
from plenary.catalogue import translate as _
from plenary.catalogue import translate_plural
from plenary.frames import each_row
from plenary.markup import escape

BY_SPEAKER = ("group", "delegation", "kind", "capacity")
"""Filters that ask who spoke."""

BY_TURN = ("meeting", "act")
"""Filters that ask for turns: in which of them a view was voiced is not recorded either."""

ARROW = ":material/arrow_forward:"

MOST_OPEN = 24
"""Views whose lists are unfolded from the start."""

GUIDANCE = "http://dd.dgacm.org/editorialmanual/training/lessons/link_c.htm"
MANUAL = "https://www.un.org/dgacm/en/content/editorial-manual/reports-intergov-bodies"


@dataclass(frozen=True)
class Section:
    """Views under the same agenda items of one session.

    Attributes:
        title: Heading: session where there are several, and agenda items.
        points: Each view as Markdown, in printed order.
        paragraphs: Its paragraphs, by document.
    """

    title: str
    points: tuple[str, ...]
    paragraphs: Mapping[str, tuple[str, ...]]


def draw_declined(view: View) -> None:
    """Draw why views are not shown by speaker, where the link asks for that; the record does not say who held them."""
    if any(getattr(view.selection, name) for name in BY_SPEAKER):
        st.info(f"{_declined(view)} {_attributed(view)}", icon=":material/person_off:")
        link_to("timeline", _("Who took the floor, with these filters: the timeline"), view.params(), icon=ARROW)
    elif any(getattr(view.selection, name) for name in BY_TURN):
        st.info(
            _(
                "At which meeting, and in which turn, a view was voiced is not recorded. The views are shown without "
                "that filter."
            )
        )


def _declined(view: View) -> str:
    return _(
        "**These views cannot be shown by speaker.** The link asks who held them, and the record does not say: it "
        "tells what was said, by “some speakers”, and keeps apart who took the floor. To put a delegation or a group "
        "beside a view would be a guess, so that filter is set aside here and the views are shown without it."
    )


@remembered(64)
def _attributed(view: View) -> str:
    """How many of the views shown name nobody, and where somebody is named."""
    rows = view.ask(queries.points)
    if rows.empty:
        return ""
    statuses = labels(view, "attribution_status")
    unnamed = int((rows["attribution_status"] == "unnamed").sum())
    text = _("Of {total} views shown {count} name nobody.").format(total=len(rows), count=unnamed)
    for status, inside in rows[rows["attribution_status"] != "unnamed"].groupby("attribution_status", sort=False):
        places = listed(dict.fromkeys(end_labels(view)[row_id] for row_id in inside["point_id"]))
        text = _("{text} {status}: {places}.").format(
            text=text, status=escape(statuses.get(str(status), str(status))), places=escape(places)
        )
    return text


def draw_discussion(view: View) -> None:
    """Draw the views of the discussion that the filters leave, with attribution, themes, threads and receipt."""
    st.markdown(
        _(
            "Views as the reports attribute them, in our own words. Where a report names no delegation beside a view, "
            "neither does this dashboard; the guidance for such reports asks for that ([Writing for the United "
            "Nations]({guidance}); [Editorial Manual]({manual})). On this page: [words of attribution]"
            "(#card-quantifiers), [threads](#card-threads), [proposals](#proposals)."
        ).format(guidance=GUIDANCE, manual=MANUAL)
    )
    if view.selection.q:
        st.caption(_("A name in the search finds views that mention it, not views that it held."))
    if without := _without_views(view):
        text = _(
            "No views of the discussion are recorded here for {sessions}. That says nothing of what was said there."
        )
        st.info(text.format(sessions=escape(sessions_told(view, without))))
    rows = view.ask(queries.points)
    if rows.empty:
        if len(without) < len(view.selection.session):
            st.info(_("No view is left by these filters. {review}").format(review=review_note(view, "points")).strip())
        return
    for number, section in enumerate(written_points(view)):
        count = len(section.points)
        head = translate_plural("{title}: {count} view", "{title}: {count} views", count)
        title = head.format(title=escape(section.title), count=count)
        with st.expander(title, expanded=len(rows) <= MOST_OPEN):
            st.markdown("\n".join(section.points))
            for document_id, paragraphs in section.paragraphs.items():
                draw_wordings(view, document_id, paragraphs, f"points-{number}-{document_id}")
    draw_downloads(view, "points", "points")


@remembered(64, whole=True)
def _without_views(view: View) -> tuple[str, ...]:
    """The chosen sessions of which no view is recorded."""
    recorded = set(view.dataset.tables["points"]["session_id"])
    return tuple(code for code in view.selection.session if code not in recorded)


@remembered(128)
def written_points(view: View) -> tuple[Section, ...]:
    """The views as the page lists them, under the agenda items where they stand."""
    rows = view.ask(queries.points)
    keys = rows["session_id"] + " " + rows["item_ids"].fillna("")
    sections = []
    for _key, inside in rows.groupby(keys, sort=False):
        paragraphs = {
            str(document_id): tuple(dict.fromkeys(of_document["paragraph"]))
            for document_id, of_document in inside.groupby("document_id", sort=False)
        }
        first = inside.iloc[0]
        title = _items(view, first["item_ids"])
        if view.several:
            title = _("{session}: {items}").format(session=session_title(view, first["session_id"]), items=title)
        sections.append(Section(title, tuple(_written(view, row) for row in each_row(inside)), paragraphs))
    return tuple(sections)


def _items(view: View, item_ids: str) -> str:
    if pd.isna(item_ids):
        return _("Agenda item not recorded")
    return capital(listed(view.dataset.choices["item"][item] for item in item_ids.split(";")))


def _written(view: View, row: Any) -> str:
    """A view as an entry of the list: place, attribution, summary; then themes, threads, receipt and links."""
    known = view.dataset.choices["theme"]
    status = labels(view, "attribution_status")[row.attribution_status].lower()
    notes = [] if pd.isna(row.theme_ids) else [", ".join(known[theme] for theme in row.theme_ids.split(";"))]
    if row.is_proposal:
        notes.append(_("proposal"))
    if row.review_status == "unreviewed":
        notes.append(labels(view, "review_status")["unreviewed"])
    small = [escape(note) for note in notes]
    if taken := taken_up_in(view, row.point_id):
        small.append(_("conclusions that rest on it: {conclusions}").format(conclusions=taken))
    small += [receipt(view, row.document_id, row.paragraph, row.page), links(view, row.point_id, "points")]
    text = _("- **{place}**, _{attribution}_ ({status}): {summary}").format(
        place=escape(capital(end_labels(view)[row.point_id])),
        attribution=escape(row.attribution_printed),
        status=escape(status) if row.attribution_status == "unnamed" else f"**{escape(status)}**",
        summary=escape(row.summary),
    )
    return f"{text}  \n  :small[{' · '.join(small)}]"
