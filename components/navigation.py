"""The pages of the dashboard, in the order of the navigation, and links between them that keep the filters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import streamlit as st

from components.settings import ROOT
from plenary.catalogue import current_language
from plenary.catalogue import translate as _

if TYPE_CHECKING:  # The names of pages are known before the dataset and what reads it is imported.
    from plenary.selection import Selection
    from plenary.store import Dataset


@dataclass(frozen=True)
class PageEntry:
    """A page: its file in pages/, its address.

    Attributes:
        file: Its file in pages/.
        url_path: Its address below the site's; empty for the first page.
        tables: The tables that it shows (the first one is told in the sentence above it); none where it shows nothing
            of the dataset, so that no filter applies.
        section: Part of the navigation in which it stands: "view", "question" or "source".
    """

    file: str
    url_path: str
    tables: tuple[str, ...]
    section: str = "view"


PAGES: Final = (
    PageEntry("overview.py", "", ("statements", "conclusions", "discrepancies")),
    PageEntry("participation_map.py", "participation-map", ("statements",)),
    PageEntry("timeline.py", "timeline", ("statements", "meetings")),
    PageEntry("conclusions.py", "conclusions", ("conclusions",)),
    PageEntry("delegations.py", "delegations", ("delegations",)),
    PageEntry("discussion.py", "discussion", ("points", "quantifiers", "threads", "proposals"), "question"),
    PageEntry("balance.py", "balance", ("statements",), "question"),
    PageEntry("co_participation.py", "co-participation", ("co_participation",), "question"),
    PageEntry("order_of_speaking.py", "order-of-speaking", ("order", "order_of_groups", "first_and_last"), "question"),
    PageEntry(
        "profiles.py",
        "profiles",
        ("comparison", "profiles", "representation", "speakers_over_sessions"),
        "question",
    ),
    PageEntry("the_record.py", "the-record", ("discrepancies", "meetings", "documents_before"), "source"),
    PageEntry("read_a_report.py", "read-a-report", (), "source"),
)


def title(entry: PageEntry) -> str:
    """Title of a page as the reader sees it."""
    return _titles(current_language())[entry.url_path]


@lru_cache(maxsize=16)
def _titles(_language: str) -> Mapping[str, str]:
    """Titles of all pages by their addresses; each run of a page asks some thirty times."""
    return {
        "": _("Overview"),
        "participation-map": _("Participation map"),
        "timeline": _("Timeline"),
        "conclusions": _("Conclusions"),
        "delegations": _("Delegations"),
        "discussion": _("Discussion"),
        "balance": _("Balance and silence"),
        "co-participation": _("Co-participation"),
        "order-of-speaking": _("Order of speaking"),
        "profiles": _("Profiles and comparison"),
        "the-record": _("The record"),
        "read-a-report": _("Read a report"),
    }


def section_title(section: str) -> str:
    """Heading of a part of the navigation."""
    return {"view": _("What happened"), "question": _("Questions"), "source": _("Sources")}[section]


def title_of(url_path: str) -> str:
    """Title of the page with this address."""
    return title(next(page for page in PAGES if page.url_path == url_path))


def streamlit_page(entry: PageEntry) -> st.Page:
    """The page as Streamlit knows it; the first one answers at the root."""
    path = ROOT / "pages" / entry.file
    name = _("{title} · Plenary Atlas").format(title=title(entry))
    return st.Page(path, title=name, url_path=entry.url_path or None, default=not entry.url_path)


def view_title(entry: PageEntry, dataset: Dataset, selection: Selection) -> str:
    """Title of a view on this page, for the tab: the one that its HTML and its preview have as well."""
    from plenary import summary

    return summary.view_title(dataset, selection, entry.tables, title(entry))


def page_path(url_path: str) -> Path:
    """File of the page with this address."""
    return ROOT / "pages" / next(page.file for page in PAGES if page.url_path == url_path)


def link_to(url_path: str, label: str, params: Sequence[tuple[str, str]], icon: str | None = None) -> None:
    """Draw a link to a page, with the parameters of a view."""
    st.page_link(page_path(url_path), label=label, icon=icon, query_params=list(params))
