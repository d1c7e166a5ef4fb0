"""The HTML of every page as Streamlit ships it, before anything of ours is put in."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Final

import streamlit as st

TITLE: Final = "<title>Streamlit</title>"
"""The place in Streamlit's page where our head is put in."""


@lru_cache(maxsize=1)
def streamlit_html() -> str:
    """The page that Streamlit's server would answer with."""
    return (Path(st.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")
