"""Citations as readers copy them: footnote, BibTeX, RIS and CSL-JSON, each with its file."""

from __future__ import annotations

import streamlit as st

from plenary.catalogue import translate as _
from plenary.citation import Cited, bibtex, csl, footnote, ris


def draw_citation_forms(cited: Cited, key: str) -> None:
    """Draw a citation in its four forms, each to copy and three of them as files.

    Args:
        cited: What is cited.
        key: What tells its buttons from others of the page.
    """
    as_footnote, as_bibtex, as_ris, as_csl = st.tabs([_("Footnote"), _("BibTeX"), _("RIS"), _("CSL-JSON")])
    as_footnote.code(footnote(cited), language=None, wrap_lines=True)
    files = (
        (as_bibtex, bibtex(cited), ".bib", "application/x-bibtex"),
        (as_ris, ris(cited), ".ris", "application/x-research-info-systems"),
        (as_csl, csl(cited), ".json", "application/vnd.citationstyles.csl+json"),
    )
    for tab, text, suffix, mime in files:
        with tab:
            st.code(text, language=None, wrap_lines=True)
            st.download_button(
                _("Download {suffix}").format(suffix=suffix),
                data=text,
                file_name=f"{cited.key}{suffix}",
                mime=mime,
                key=f"{key}{suffix.replace('.', '-')}",
                on_click="ignore",
                icon=":material/download:",
            )
