"""The script of every page: dataset, navigation, shared filters, the page itself, foot."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from components.starting import wait_until_started

wait_until_started()  # Before all that is imported here: a server imports it in the background as it starts.

from components.broken import draw_broken_dataset
from components.cluster_down import draw_cluster_down
from components.dataset import load_dataset
from components.embedding import draw_embedded_foot, is_embedded
from components.filters import draw_filters
from components.frame import draw_foot, draw_head, draw_navigation, tab_title
from components.measured import measured_run
from components.navigation import PAGES, streamlit_page
from components.page_names import page_name
from components.settling import settle
from components.too_many import draw_too_many
from components.view import read_view
from components.world import draw_names
from plenary.catalogue import translate as _
from plenary.engine import EngineDown
from plenary.selected import TooManyTurns
from plenary.store import BrokenDataset

st.set_page_config(page_title=_("Plenary Atlas"), page_icon=str(Path(__file__).with_name("icon.png")), layout="wide")
pages = {streamlit_page(entry): entry for entry in PAGES}
page = st.navigation(list(pages), position="hidden")
entry = next(entry for known, entry in pages.items() if known.url_path == page.url_path)
with measured_run(page_name(entry.url_path)):
    try:
        view = read_view(load_dataset())
    except BrokenDataset as broken:
        draw_broken_dataset(broken.findings)
        st.stop()
    except EngineDown as down:
        # The link names one turn, and whether there is such a turn only the cluster knows.
        st.title(_("Not at this moment"))
        draw_cluster_down(down, None)
        st.stop()
    st.set_page_config(page_title=tab_title(view, entry))
    st.html(Path(__file__).with_name("print.css"))
    embedded = is_embedded()
    if not embedded:
        with st.sidebar:
            draw_navigation(view)
            draw_filters(view, entry)
            if entry.tables:
                draw_names(view)
    # No wider than a line of text can be read and a sheet of paper can hold, however wide the window.
    with st.container(width=960):
        draw_head(view, entry)
        try:
            page.run()
        except TooManyTurns as many:
            draw_too_many(view, many)
        except EngineDown as down:
            draw_cluster_down(down, view)
        if embedded:
            draw_embedded_foot(view, entry)
        else:
            draw_foot(view, entry)
settle()
