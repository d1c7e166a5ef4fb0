"""The HTML of every page as Streamlit ships it, before anything of ours is put in."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Final

import streamlit as st

TITLE: Final = "<title>Streamlit</title>"
"""The place in Streamlit's page where our head is put in."""


STATIC: Final = Path(st.__file__).parent / "static"
WITHOUT_FIGURES: Final = ("conclusions", "delegations", "the-record", "read-a-report")
"""Addresses of the pages on which no figure stands at first."""


@lru_cache(maxsize=1)
def streamlit_html() -> str:
    """The page that Streamlit's server would answer with."""
    return (STATIC / "index.html").read_text(encoding="utf-8")


@lru_cache(maxsize=64)
def early_scripts(url_path: str) -> str:
    """The tag by which a browser fetches the script of figures while the page's own script still runs.

    By itself Streamlit asks for it when the first figure arrives: 1.4 MB, and half a second of reading them, too late.

    Args:
        url_path: Address of the page below the site's.

    Returns:
        One tag; "" for a page without figures, and where this version of Streamlit names the script otherwise.
    """
    found = [] if url_path in WITHOUT_FIGURES else [*(STATIC / "static" / "js").glob("PlotlyChart.*.js")]
    return (
        f'<link rel="modulepreload" crossorigin fetchpriority="low" href="./static/js/{found[0].name}" />'
        if len(found) == 1
        else ""
    )
