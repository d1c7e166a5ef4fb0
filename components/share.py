"""The link to the present view, to copy."""

from __future__ import annotations

import datetime as dt

import streamlit as st

from components.view import View
from plenary.catalogue import translate as _
from plenary.links import site_of, site_setting


def today() -> dt.date:
    """The day in universal time, which exports and citations write."""
    return dt.datetime.now(dt.UTC).date()


def site_address() -> str:
    """Address of the dashboard's first page for links that are kept: the public one that is set, else as reached."""
    return site_setting() or reached_address()


def reached_address() -> str:
    """Address of the dashboard's first page, as the reader's browser knows it."""
    return site_of(st.context.url or "")


def view_address(view: View) -> str:
    """Address of the present view, as the reader's browser knows the app, with every filter and page setting."""
    base = (st.context.url or "").split("?")[0]
    query = view.selection.to_query()
    return f"{base}?{query}" if query else base


def draw_share(view: View) -> None:
    """Draw the control that shows the link to this view with a button that copies it."""
    with st.popover(_("Copy link"), icon=":material/link:", type="tertiary", key="share"):
        st.caption(_("This address opens the page with these filters and settings. The button at its right copies it."))
        st.code(view_address(view), language=None, wrap_lines=True)
