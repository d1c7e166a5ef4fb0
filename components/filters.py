"""The shared filters, bound to the address: what the link says is what the controls show, and the other way round."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import streamlit as st

from components.navigation import PageEntry
from components.view import MOST_SESSIONS, View, change, change_sessions, choices_within, current_view, remembered, show
from plenary import queries
from plenary.catalogue import translate as _
from plenary.frames import each_row
from plenary.selected import FACETS
from plenary.selection import IN_SESSION, EverySession, of_session
from plenary.summary import filters_of_tables


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
    }[parameter]


def filters_of(entry: PageEntry) -> tuple[str, ...]:
    """The filters that restrict something on a page, in the order of the parameters."""
    return filters_of_tables(entry.tables)


def draw_filters(view: View, entry: PageEntry) -> None:
    """Draw the filters of a page; a filter with a single possible value is left out, it could restrict nothing."""
    options = {name: _options(view, name, entry.tables) for name in filters_of(entry) if name != "q"}
    names = [
        name
        for name in filters_of(entry)
        if name == "q" or len(options[name]) > 1 or (name != "session" and getattr(view.selection, name))
    ]
    if not names:
        return
    st.markdown(_("**Filters**"))
    counts = _facet_counts(view) if entry.tables[0] == "conclusions" else {}
    for name in names:
        if name == "q":
            _draw_search(view)
        else:
            _draw_list(view, name, options[name], counts)
        if name == "session" and view.many and {*IN_SESSION} & {*filters_of(entry)}:
            told = _("With up to {count} sessions, meetings and agenda items can be chosen.")
            st.caption(told.format(count=MOST_SESSIONS))
    active = set(view.selection.active()) - {"session"}
    st.button(_("Clear all filters"), key="clear-filters", disabled=not active, on_click=_clear, width="stretch")


@remembered(256)
def _facet_counts(view: View) -> Mapping[tuple[str, str], int]:
    facets = view.ask(queries.conclusion_facets)
    return {(row.parameter, row.code): row.conclusion_count for row in each_row(facets)}


@remembered(64)
def _used_terms(view: View, tables: tuple[str, ...]) -> Mapping[str, frozenset[str]]:
    """The codes of each filter of texts that the rows of the view have."""
    queried = {"conclusions": queries.conclusions, "points": queries.points}
    found: dict[str, frozenset[str]] = {}
    for table in filter(queried.__contains__, tables):
        rows = view.ask(queried[table])
        for name in filter(lambda name: FACETS[name] in rows, ("theme", "action", "addressee")):
            codes = rows[FACETS[name]].dropna().str.split(";").explode()
            found[name] = found.get(name, frozenset()) | frozenset(codes)
    return found


@remembered(256)
def _options(view: View, name: str, tables: tuple[str, ...]) -> Mapping[str, str]:
    """Codes of a filter with their labels: those that can leave something at the chosen sessions, and those chosen.

    Of meetings and items of many sessions, which are no list to choose from, those chosen alone.
    """
    chosen = getattr(view.selection, name)
    if view.many and name in IN_SESSION:
        known = view.dataset.choices
        return {code: of_session(known, known[name][code], code) for code in chosen}
    used = _used_terms(replace(view, selection=replace(view.whole, review="all")), tables).get(name)
    choices = (choices_within(view) if name in IN_SESSION else view.dataset.choices)[name].items()
    return {code: text for code, text in choices if used is None or code in used or code in chosen}


def _draw_list(view: View, name: str, choices: Mapping[str, str], counts: Mapping[tuple[str, str], int]) -> None:
    def shown(code: str) -> str:
        text = choices.get(code, code)
        return _("{label} ({count})").format(label=text, count=counts[name, code]) if (name, code) in counts else text

    key = f"filter-{name}"
    chosen = getattr(view.selection, name)
    st.session_state[key] = [] if isinstance(chosen, EverySession) else list(chosen)
    st.multiselect(
        label(name),
        list(choices),
        format_func=shown,
        key=key,
        placeholder=_("All sessions") if name == "session" else _("All"),
        filter_mode="contains",
        on_change=_write_list,
        args=(name,),
    )


def _draw_search(view: View) -> None:
    st.session_state["filter-q"] = view.selection.q
    st.text_input(
        _("Search in the summaries"),
        key="filter-q",
        type="search",
        placeholder=_("Words, or a “phrase”"),
        on_change=_write_search,
    )


def _write_list(name: str) -> None:
    chosen = st.session_state[f"filter-{name}"]
    if name == "session":
        change_sessions(chosen)
    else:
        change(name, chosen)


def _write_search() -> None:
    change("q", st.session_state["filter-q"].strip())


def _clear() -> None:
    selection = current_view().selection
    show(replace(selection.unfiltered(), sort=selection.sort, view=selection.view, v=selection.v))
