"""What the routes of our own share: the path below which the app is served, and how long answers may be kept."""

from __future__ import annotations

from typing import Final

import streamlit as st

# Streamlit puts its own routes below the base path, but not those of an app.
BASE: Final = f"/{(st.get_option('server.baseUrlPath') or '').strip('/')}".rstrip("/")
"""Path before each route of ours, without a slash at its end; empty at the root."""

KEPT_FOR_A_YEAR: Final = "public, max-age=31536000, immutable"
"""Cache-Control of what has a name that changes with its content."""
