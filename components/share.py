"""What a reader takes away from a view: its link, the code that embeds it, the addresses of its rows, its citation."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import streamlit as st

from components.cite import draw_citation_forms
from components.measured import measured_part
from components.navigation import PageEntry, title
from components.view import View
from plenary.catalogue import translate as _
from plenary.citation import cited_view
from plenary.links import PAGE_OF_TABLE, site_of, site_setting, view_link
from plenary.sharing import data_script, embed_code


def today() -> dt.date:
    """The day in universal time, which exports and citations write."""
    return dt.datetime.now(dt.UTC).date()


def site_address() -> str:
    """Address of the dashboard's first page for links that are kept: the public one that is set, else as reached."""
    return site_setting() or reached_address()


def reached_address() -> str:
    """Address of the dashboard's first page, as the reader's browser knows it."""
    return site_of(st.context.url or "")


def view_address(view: View, entry: PageEntry, version: str = "") -> str:
    """Address of the present view with every filter and page setting.

    Args:
        view: The view.
        entry: Its page.
        version: Dataset version to which it is pinned; empty: it follows the dataset.
    """
    return view_link(site_address(), entry.url_path, replace(view.selection, v=version))


def view_title(view: View, entry: PageEntry) -> str:
    """Title of the page with what is chosen, in words; plain text."""
    sentence = view.selection.sentence(view.dataset.choices, entry.tables[0]) if entry.tables else ""
    if not sentence:
        return title(entry)
    return _("{title}: {sentence}").format(title=title(entry), sentence=" ".join(sentence.split()))


def tables_of(entry: PageEntry) -> tuple[str, ...]:
    """The tables whose rows a page shows or gives to download."""
    of_page = (table for table, url_path in PAGE_OF_TABLE.items() if url_path == entry.url_path)
    return tuple(dict.fromkeys([*entry.tables, *of_page])) if entry.tables else ()


def draw_share(view: View, entry: PageEntry) -> None:
    """Draw the two controls beside the title: "Share" and "Cite this view"."""
    with st.container(width="content"):
        _draw_controls(view, entry)


@st.fragment
@measured_part
def _draw_controls(view: View, entry: PageEntry) -> None:
    """Draw the controls by themselves: opening one runs no other part of the page, and a closed one is not filled."""
    with st.container(horizontal=True, width="content", gap="small"):
        share = st.popover(_("Share"), icon=":material/link:", type="tertiary", key="share", on_change="rerun")
        label = _("Cite this view")
        cite = st.popover(label, icon=":material/format_quote:", type="tertiary", key="cite", on_change="rerun")
    if share.open:
        with share:
            _draw_links(view, entry)
    if cite.open:
        with cite:
            link = view_address(view, entry, view.dataset.version)
            cited = cited_view(view.dataset, view_title(view, entry), link, today(), view.selection.session)
            draw_citation_forms(cited, "cite-view")


def _draw_links(view: View, entry: PageEntry) -> None:
    tables = tables_of(entry)
    names = [_("Link"), _("Embed"), *([_("Data")] if tables else [])]
    link, embed, *data = st.tabs(names)
    with link:
        st.markdown(_("This page with these filters and settings; it follows the dataset as it grows:"))
        st.code(view_address(view, entry), language=None, wrap_lines=True)
        st.markdown(_("The same, as it is in dataset version {version}:").format(version=view.dataset.version))
        st.code(view_address(view, entry, view.dataset.version), language=None, wrap_lines=True)
    with embed:
        st.markdown(_("This view in a page of your own, without navigation and filters, with source and licence:"))
        name = _("{title} · Plenary Atlas").format(title=view_title(view, entry))
        address = view_address(view, entry, view.pinned)
        st.code(embed_code(address, name), language=None, wrap_lines=True)
    for tab in data:
        with tab:
            st.markdown(
                _("The rows for a script; `.json`, `.parquet` and `.xlsx` in the place of `.csv` give other formats:")
            )
            st.code(data_script(site_address(), tables, view.selection), language=None, wrap_lines=True)
