"""The controls of the world and of the language of names, bound to the address, and what they mean for the page."""

from __future__ import annotations

import streamlit as st

from components.charts.words import written_day
from components.notes import listed
from components.view import View, show_set
from plenary.catalogue import translate as _
from plenary.choices import own_name
from plenary.markup import escape
from plenary.names import ENGLISH
from plenary.selection import NAME_LANGUAGES


def draw_world(view: View) -> None:
    """Draw the choice of the world: names, codes, membership and groups of the day, or all of them of today."""
    forms = {"": _("As recorded"), "today": _("As of today")}
    st.session_state["setting-world"] = view.selection.world
    st.segmented_control(
        _("Names, codes, membership and groups"),
        list(forms),
        format_func=forms.__getitem__,
        key="setting-world",
        required=True,
        label_visibility="collapsed",
        on_change=_set,
        args=("world",),
    )


def draw_world_notice(view: View) -> None:
    """Draw what the world of today means, and which States stand for former ones that the link names; else nothing."""
    today = view.dataset.names.as_of
    if not today:
        return
    st.caption(
        _(
            "Not as recorded: names, codes, membership, regional groups and denominators are those of {day}, the day "
            "of this version of the dataset. A State that is no more by then is its one successor; of several it stays "
            "itself, with its last year. What is printed stays as printed."
        ).format(day=written_day(today))
    )
    succeeded = view.dataset.choices["successor"]
    names = view.recorded.dataset.names
    told = [
        _("{successor} for {former}").format(successor=names.name_today(succeeded[code]), former=names.name_today(code))
        for code in st.query_params.get_all("delegation")
        if code in succeeded
    ]
    if told:
        text = _("The link names a State that is no more; in the world of today another stands for it: {states}.")
        st.info(text.format(states=escape(listed(told))))


def draw_names(view: View) -> None:
    """Draw the choice of the language of the names of States and groups."""
    languages = {code if code != ENGLISH else "": own_name(code) for code in (ENGLISH, *NAME_LANGUAGES)}
    st.session_state["setting-names"] = view.selection.names
    st.selectbox(
        _("Names of States and groups in"),
        list(languages),
        format_func=languages.__getitem__,
        key="setting-names",
        on_change=_set,
        args=("names",),
    )


def _set(parameter: str) -> None:
    show_set(parameter, st.session_state[f"setting-{parameter}"] or "")
