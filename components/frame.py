"""Head, navigation and foot that every page shares."""

from __future__ import annotations

import streamlit as st

from components.filters import filters_of, label
from components.navigation import PAGES, PageEntry, link_to, title
from components.notes import status_note
from components.share import draw_share
from components.view import View
from plenary import queries
from plenary.catalogue import translate as _
from plenary.markup import escape
from plenary.selection import Selection


def draw_navigation(view: View) -> None:
    """Draw the name of the dashboard and the links to its pages; each keeps the filters."""
    st.markdown(_("### Plenary Atlas"))
    st.caption(_("Who took the floor at United Nations meetings, on which agenda item, and what was concluded"))
    params = [(name, value) for name, value in view.params() if name not in ("view", "sort", "row")]
    with st.container(key="navigation", gap="xxsmall"):
        for page in PAGES:
            link_to(page.url_path, title(page), params)


def draw_head(view: View, entry: PageEntry) -> None:
    """Draw the title of the page, what the filters leave in words and in numbers.

    And what of the link was not known.
    """
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.title(title(entry), anchor=False)
        draw_share(view)
    if entry.tables:
        st.markdown(sentence(view, entry))
    for value in view.unknown:
        st.warning(
            _("The link asks for {parameter} “{value}”, which was left out: {reason}.").format(
                parameter=escape(value.parameter), value=escape(value.value), reason=value.reason
            )
        )
    unused = [name for name in view.selection.active() if name not in filters_of(entry)]
    if unused:
        names = ", ".join(label(name) for name in unused)
        st.caption(_("Kept for other pages, without meaning on this one: {names}.").format(names=names))


def sentence(view: View, entry: PageEntry) -> str:
    """What the filters leave, with "n of N", in words."""
    table = entry.tables[0]
    filters = escape(view.selection.sentence(view.dataset.choices, table))
    if table == "conclusions":
        count, total = len(view.ask(queries.conclusions)), len(view.ask(queries.conclusions, Selection()))
        text = _("**{count} of {total} conclusions**").format(count=count, total=total)
    elif table == "discrepancies":
        count, total = len(view.ask(queries.discrepancies)), len(view.ask(queries.discrepancies, Selection()))
        text = _("**{count} of {total} notes on the record**").format(count=count, total=total)
    else:
        chosen, whole = view.ask(queries.headline_counts), view.ask(queries.headline_counts, Selection())
        text = _("**{count} of {total} statements** and {introductions} of {all_introductions} introductions").format(
            count=chosen["statements"],
            total=whole["statements"],
            introductions=chosen["introductions"],
            all_introductions=whole["introductions"],
        )
    return f"{text}, {filters}." if filters else _("{text}; no filter is set.").format(text=text)


def draw_foot(view: View) -> None:
    """Draw version, licence and status of the record under every page."""
    st.divider()
    st.caption(
        _(
            "Dataset version {version}. {status} Curated data: CC0 1.0; the documents are the United Nations'. "
            "Plenary Atlas is not a product of the United Nations."
        ).format(version=view.dataset.version, status=escape(status_note(view)))
    )
