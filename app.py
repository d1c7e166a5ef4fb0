"""Plenary Atlas: entry for ``streamlit run app.py``. The page script is components/shell.py."""

import streamlit as st

from components.starting import MIDDLEWARE, SHELL, lifespan

# `streamlit run` looks for this very call in the text of this file; behind a function it would not be found.
app = st.App(SHELL, middleware=MIDDLEWARE, lifespan=lifespan)
