"""Head, navigation and foot that every page shares."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby

import streamlit as st

from components.bundle_address import draw_offline_copy
from components.embedding import is_embedded
from components.filters import filters_of, label
from components.navigation import PAGES, PageEntry, link_to, section_title, title, view_title
from components.notes import status_note
from components.share import draw_share
from components.versions import draw_version_notice
from components.view import View, change, remembered
from components.world import draw_world, draw_world_notice
from plenary import queries
from plenary.catalogue import translate as _
from plenary.catalogue import translate_plural
from plenary.markup import escape
from plenary.profiles import COMPARED, everyone
from plenary.review import reviewed_table
from plenary.summary import summary


@remembered(1024)
def tab_title(view: View, entry: PageEntry) -> str:
    """Title of a view on a page, for the tab."""
    return view_title(entry, view.dataset, view.selection)


def draw_navigation(view: View) -> None:
    """Draw the name of the dashboard and the links to its pages; each keeps the filters."""
    st.markdown(_("### Plenary Atlas"))
    st.caption(_("Who took the floor at United Nations meetings, on which agenda item, and what was concluded"))
    params = [(name, value) for name, value in view.params() if name not in ("view", "sort", "row")]
    with st.container(key="navigation", gap="xxsmall"):
        for section, pages in groupby(PAGES, lambda page: page.section):
            st.caption(section_title(section))
            for page in pages:
                link_to(page.url_path, title(page), params)


def draw_head(view: View, entry: PageEntry) -> None:
    """Draw the title of the page, what the filters leave in words and in numbers.

    And what of the link was not known.
    """
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.title(title(entry), anchor=False)
        if not is_embedded():
            draw_share(view, entry)
    draw_version_notice(view, entry)
    if entry.tables:
        st.markdown(sentence(view, entry))
        if not is_embedded():
            draw_world(view)
        draw_world_notice(view)
    for value in view.unknown:
        st.warning(
            _("The link asks for {parameter} “{value}”, which was left out: {reason}.").format(
                parameter=escape(value.parameter), value=escape(value.value), reason=value.reason
            )
        )
    # Some session is always chosen: a page that shows none of the dataset need not say so.
    meant = filters_of(entry) if entry.tables else ("session",)
    unused = [name for name in view.selection.active() if name not in meant]
    if unused:
        names = ", ".join(label(name) for name in unused)
        st.caption(_("Kept for other pages, without meaning on this one: {names}.").format(names=names))
    if entry.tables:
        draw_review(view, entry)


def draw_review(view: View, entry: PageEntry) -> None:
    """Draw how many rows within the filters are not yet reviewed, and the control that shows or hides them.

    Nothing where there are none and none were asked for.
    """
    counts = _unreviewed(view, entry)
    count = sum(counts.values())
    if not (count or view.selection.review):
        return
    told = ", ".join(_count_of(table, number) for table, number in counts.items() if number)
    with st.container(horizontal=True, vertical_alignment="center", key="review"):
        if not view.selection.review:
            st.markdown(
                _("Not yet compared with the document a second time, and left out: {told}.").format(told=told),
                width="stretch",
            )
            text = translate_plural("Show {count} row not yet reviewed", "Show {count} rows not yet reviewed", count)
            st.button(text.format(count=f"{count:,}"), key="show-unreviewed", on_click=change, args=("review", "all"))
        else:
            st.markdown(
                _("Rows not yet compared with the document a second time are shown and counted: {told}.").format(
                    told=told or _("none within these filters")
                ),
                width="stretch",
            )
            st.button(_("Hide rows not yet reviewed"), key="hide-unreviewed", on_click=change, args=("review", ""))


@remembered(256)
def _unreviewed(view: View, entry: PageEntry) -> Mapping[str, int]:
    """Rows not yet reviewed of the tables that a page shows, by table, within the filters of each."""
    compared = set(entry.tables) <= set(COMPARED)
    found = view.ask(queries.unreviewed_counts, everyone(view.selection) if compared else view.selection)
    tables = dict.fromkeys(filter(None, map(reviewed_table, entry.tables)))
    return {table: int(found[table]) for table in tables}


def _count_of(table: str, count: int) -> str:
    forms = {
        "statements": translate_plural("{count} turn", "{count} turns", count),
        "points": translate_plural("{count} view", "{count} views", count),
        "conclusions": translate_plural("{count} conclusion", "{count} conclusions", count),
    }
    return forms[table].format(count=f"{count:,}")


def sentence(view: View, entry: PageEntry) -> str:
    """What the filters leave, with "n of N" of the chosen sessions, in words."""
    told = summary(view.dataset, view.selection, entry.tables, view.ask)
    return told.sentence(written=escape, counted=lambda text: f"**{escape(text)}**")


def draw_foot(view: View, entry: PageEntry) -> None:
    """Draw version, licence and status of the record under every page, and what saves the view of those with data."""
    st.divider()
    # The page of the record has it among its downloads.
    if entry.tables and entry.url_path != "the-record":
        draw_offline_copy(view)
    st.caption(
        _(
            "Dataset version {version}. {status} Curated data: CC0 1.0; the documents are the United Nations'. "
            "Plenary Atlas is not a product of the United Nations."
        ).format(version=view.dataset.version, status=escape(status_note(view)))
    )
