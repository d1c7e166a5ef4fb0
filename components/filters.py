"""The shared filters, bound to the address: what the link says is what the controls show, and the other way round."""

from __future__ import annotations

import streamlit as st

from components.navigation import PageEntry
from components.view import View, change, show
from plenary.catalogue import translate as _
from plenary.selection import FILTERS, TABLE_FILTERS, Selection


def label(parameter: str) -> str:
    """What a filter is called on the page."""
    return {
        "session": _("Session"),
        "meeting": _("Meeting"),
        "item": _("Agenda item"),
        "group": _("Regional group"),
        "delegation": _("Delegation"),
        "kind": _("Kind of speaker"),
        "act": _("Type of turn"),
        "capacity": _("Capacity"),
        "theme": _("Theme"),
        "action": _("What is asked"),
        "addressee": _("Addressee"),
        "q": _("Search text"),
        "row": _("Single entry"),
    }[parameter]


def filters_of(entry: PageEntry) -> tuple[str, ...]:
    """The filters that restrict something on a page, in the order of the parameters."""
    used = {name for table in entry.tables for name in TABLE_FILTERS[table]}
    return tuple(name for name in FILTERS if name in used)


def draw_filters(view: View, entry: PageEntry) -> None:
    """Draw the filters of a page; a filter with a single possible value is left out, it could restrict nothing."""
    st.markdown(_("**Filters**"))
    for name in filters_of(entry):
        if name == "q":
            _draw_search(view)
        elif name != "row" and (len(view.dataset.choices[name]) > 1 or getattr(view.selection, name)):
            _draw_list(view, name)
    active = view.selection.active()
    st.button(_("Clear all filters"), key="clear-filters", disabled=not active, on_click=_clear, width="stretch")


def _draw_list(view: View, name: str) -> None:
    choices = view.dataset.choices[name]
    key = f"filter-{name}"
    st.session_state[key] = list(getattr(view.selection, name))
    st.multiselect(
        label(name),
        list(choices),
        format_func=lambda code: choices.get(code, code),
        key=key,
        placeholder=_("All"),
        filter_mode="contains",
        on_change=_write_list,
        args=(name,),
    )


def _draw_search(view: View) -> None:
    st.session_state["filter-q"] = view.selection.q
    st.text_input(
        _("Search in the summaries"), key="filter-q", type="search", placeholder=_("Words, or a “phrase”"), on_change=_write_search
    )


def _write_list(name: str) -> None:
    change(name, st.session_state[f"filter-{name}"])


def _write_search() -> None:
    change("q", st.session_state["filter-q"].strip())


def _clear() -> None:
    from components.view import current_view

    selection = current_view().selection
    show(Selection(sort=selection.sort, view=selection.view, v=selection.v))
