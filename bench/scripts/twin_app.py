"""Serves the twin page as app.py serves the dashboard: same routes, same compression."""

from pathlib import Path

import streamlit as st

from components.starting import MIDDLEWARE, lifespan

app = st.App(Path(__file__).with_name("twin.py"), middleware=MIDDLEWARE, lifespan=lifespan)
