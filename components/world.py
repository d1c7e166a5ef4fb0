"""The controls of the world and of the language of names, bound to the address, and what they mean for the page."""

from __future__ import annotations

import streamlit as st

from components.charts.words import written_day
from components.notes import listed
from components.view import View, labels, show_set
from plenary.catalogue import translate as _
from plenary.choices import language_name, own_name
from plenary.markup import escape
from plenary.names import ENGLISH
from plenary.selection import NAME_LANGUAGES
from plenary.worlds import english_groups, names_in_english


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


def draw_names_in_english(view: View) -> None:
    """Draw which names of the chosen sessions have no form in the language of the names; nothing in English."""
    language = view.selection.names
    if not language:
        return
    st.subheader(_("Names without a form in this language"), anchor="names")
    rows = view.ask(names_in_english)
    states, others = rows[rows["kind"] == "state"]["name"], rows[rows["kind"] != "state"]
    st.markdown(
        _(
            "Of those who took the floor at the chosen sessions and of the members, the names of {states} States and "
            "{others} other speakers have no form in {language} at hand for the day, and stand in English. A name of "
            "today is not read back into the time before it."
        ).format(states=len(states), others=len(others), language=language_name(language))
    )
    if len(states):
        st.markdown(_("States: {names}.").format(names=escape(listed(states))))
    if groups := english_groups(view.recorded.dataset, language).values():
        st.markdown(_("Regional groups: {names}.").format(names=escape(listed(groups))))
    if len(others):
        with st.expander(_("Other speakers: {count}").format(count=len(others))):
            kinds = labels(view, "kind")
            for kind, inside in others.groupby("kind", sort=False):
                label = kinds.get(str(kind), str(kind))
                st.markdown(f"**{escape(label)}:** {escape(listed(inside['name']))}.")


def _set(parameter: str) -> None:
    show_set(parameter, st.session_state[f"setting-{parameter}"] or "")
