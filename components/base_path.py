"""The path below which the app is served."""

from __future__ import annotations

from typing import Final

import streamlit as st

# Streamlit puts its own routes below the base path, but not those of an app.
BASE: Final = f"/{(st.get_option('server.baseUrlPath') or '').strip('/')}".rstrip("/")
"""Path before each route of ours, without a slash at its end; empty at the root."""
