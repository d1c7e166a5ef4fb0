"""The twin page: the widgets, cards, tables and figures of a page of the dashboard, as constants.

The first run for an address runs the dashboard's own page script and writes down every call of Streamlit that it makes;
each later run for it makes the same calls with the same arguments. No query, no figure, no sentence is built in them.
"""

import streamlit as st

from bench.recorder import RECORDINGS, record, replay
from components.addresses import SHELL
from components.navigation import PAGES, streamlit_page

address = (st.context.url, tuple((name, *st.query_params.get_all(name)) for name in sorted(st.query_params)))
if address not in RECORDINGS:
    RECORDINGS[address] = record(SHELL)
else:
    st.set_page_config(page_title="Plenary Atlas", page_icon=str(SHELL.with_name("icon.png")), layout="wide")
    st.navigation([streamlit_page(entry) for entry in PAGES], position="hidden")
    replay(RECORDINGS[address])
