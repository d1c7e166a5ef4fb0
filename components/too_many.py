"""What stands in place of a page whose questions put more turns side by side than can be."""

from __future__ import annotations

import streamlit as st

from components.figure_card import draw_downloads
from components.navigation import link_to
from components.rows_table import draw_written_rows
from components.statements import written_statements
from components.view import View
from plenary.catalogue import translate as _
from plenary.selected import TooManyTurns, too_many_words


def draw_too_many(view: View, many: TooManyTurns) -> None:
    """Draw why the rest of the page is not there, where the same rows are counted, and all of them part by part."""
    st.info(too_many_words(many.turn_count), icon=":material/filter_alt:")
    with st.container(horizontal=True):
        link_to("", _("The same filters, counted: overview"), view.params(), icon=":material/arrow_forward:")
        link_to("participation-map", _("Participation map"), view.params(), icon=":material/arrow_forward:")
        link_to("delegations", _("Delegations"), view.params(), icon=":material/arrow_forward:")
    st.subheader(_("All of these turns, as a table"))
    draw_written_rows(written_statements(view), alt=_("All of these turns, as a table"))
    draw_downloads(view, "statements", "too-many")
