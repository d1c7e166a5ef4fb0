"""Addresses of views and entries: what a link, an export and a citation name, all made here."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace
from typing import Final
from urllib.parse import quote, urlsplit, urlunsplit

from plenary.selection import Selection

PAGE_OF_TABLE: Final[Mapping[str, str]] = {
    "statements": "timeline",
    "meetings": "timeline",
    "delegations": "delegations",
    "participation": "participation-map",
    "participation_by_session": "participation-map",
    "regional_groups": "participation-map",
    "sessions": "",
    "conclusions": "conclusions",
    "points": "the-record",
    "documents_before": "the-record",
    "discrepancies": "the-record",
}
"""The page that shows the rows of each exported table, by its address below the site's."""

PAGE_ADDRESSES: Final = (*dict.fromkeys(filter(None, PAGE_OF_TABLE.values())), "read-a-report")
"""Addresses of all pages but the first, below the site's."""

DATA_ADDRESSES: Final = ("data", "entry", "figure")
"""First part of the addresses that are no pages: rows, entries, pictures."""


def view_link(site: str, url_path: str, selection: Selection, version: str = "") -> str:
    """Address of a view.

    Args:
        site: Address of the dashboard's first page, with a slash at its end; may be empty (the link is then relative).
        url_path: Address of the page below it; empty for the first page.
        selection: Filters, order and page settings.
        version: Dataset version to which the link is pinned; empty: that of the selection, if any.
    """
    query = replace(selection, v=version or selection.v).to_query()
    return f"{site}{url_path}?{query}" if query else f"{site}{url_path}"


def rows_link(site: str, table: str, selection: Selection, version: str) -> str:
    """Address of the page that shows the rows of a table, pinned to a version: what exported files say of themselves.

    It holds the filters that restrict those rows, and their order; no page settings. So the same rows have the same
    link, from whichever page, address or command they were asked for.
    """
    chosen = replace(selection.for_table(table), session=selection.session, sort=selection.sort)
    return view_link(site, PAGE_OF_TABLE[table], chosen, version)


def entry_link(site: str, row_id: str) -> str:
    """Permanent address of one entry by its id: a statement, meeting, conclusion, view, speaker or finding."""
    return f"{site}entry/{quote(row_id, safe='/:')}"


def site_setting() -> str:
    """Public address of the dashboard's first page, the setting PLENARY_SITE_ADDRESS, with a slash at its end.

    Empty when it is not set: the address by which the reader came is taken then.
    """
    address = os.environ.get("PLENARY_SITE_ADDRESS", "").strip()
    return f"{address.rstrip('/')}/" if address else ""


def site_of(link: str) -> str:
    """Address of the dashboard's first page, from a link to any of its pages or data; empty when it names no host.

    Args:
        link: ``https://host/folder/timeline?item=6``.
    """
    parts = urlsplit(link)
    if not (parts.scheme in ("http", "https") and parts.netloc):
        return ""
    path = f"{parts.path.rstrip('/')}/"
    for name in (*DATA_ADDRESSES, *PAGE_ADDRESSES):
        folder, found, _rest = path.partition(f"/{name}/")
        if found:
            path = f"{folder}/"
            break
    return urlunsplit((parts.scheme, parts.netloc, path, "", ""))
