"""Addresses of views and entries: what a link, an export and a citation name, all made here."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Final
from urllib.parse import quote, urlencode, urlsplit, urlunsplit

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
    "points": "discussion",
    "documents_before": "the-record",
    "discrepancies": "the-record",
    "quantifiers": "discussion",
    "threads": "discussion",
    "proposals": "discussion",
    "conclusion_support": "conclusions",
    "balance": "balance",
    "silent_members": "balance",
    "concentration": "balance",
    "lorenz": "balance",
    "co_participation": "co-participation",
    "co_participation_by_item": "co-participation",
    "order": "order-of-speaking",
    "order_of_groups": "order-of-speaking",
    "first_and_last": "order-of-speaking",
    "profiles": "profiles",
    "representation": "profiles",
    "comparison": "profiles",
    "speakers_over_sessions": "profiles",
}
"""The page that shows the rows of each exported table, by its address below the site's."""

PAGE_ADDRESSES: Final = (*dict.fromkeys(filter(None, PAGE_OF_TABLE.values())), "read-a-report")
"""Addresses of all pages but the first, below the site's."""

DATA_ADDRESSES: Final = ("data", "entry", "figure")
"""First part of the addresses that are no pages: rows, entries, pictures."""

NAMED_TABLES: Final = ("points", "documents_before")
"""Tables whose ids are made like those of statements and may be the same: the addresses of their entries name them."""

SYMBOL: Final = re.compile(r"[A-Z][A-Z0-9]*(?:/[A-Za-z0-9][A-Za-z0-9.-]*(?:\([A-Za-z0-9]+\)|\[[A-Za-z0-9]+\])*)+")
"""A document symbol: capital letters, then parts after strokes, each of letters, digits, points and hyphens, with what
stands in brackets at its end."""

DOUBLE_SYMBOL: Final = re.compile(r"-(?=[A-Z][A-Z0-9]*/)")
"""The hyphen between the two symbols of one document."""


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


def data_link(site: str, table: str, selection: Selection, version: str = "", file_format: str = "csv") -> str:
    """Address of the rows of a table as data, for a script: the filters that restrict them and their order.

    Args:
        site: Address of the dashboard's first page, with a slash at its end.
        table: A key of `PAGE_OF_TABLE`.
        selection: Filters and order.
        version: Dataset version to which it is pinned; empty: that of the selection, if any.
        file_format: Ending of the address: csv, json, parquet or xlsx.
    """
    chosen = replace(selection.for_table(table), session=selection.session, sort=selection.sort, v=selection.v)
    return view_link(site, f"data/{table}.{file_format}", chosen, version)


def entry_link(site: str, row_id: str, table: str = "", version: str = "", *, world: str = "", names: str = "") -> str:
    """Permanent address of one entry by its id: a statement, meeting, conclusion, view, speaker or finding.

    Args:
        site: Address of the dashboard's first page, with a slash at its end; may be empty (the link is then relative).
        row_id: Id of the entry.
        table: Its table; written only for those of `NAMED_TABLES`.
        version: Dataset version to which the link is pinned; empty for none.
        world: World in which the entry is told, as in `Selection`.
        names: Language of its names, as in `Selection`.
    """
    told = {"table": table, "world": world, "names": names, "v": version}
    params = [pair for pair in told.items() if pair[1]]
    if table not in NAMED_TABLES:
        params = [pair for pair in params if pair[0] != "table"]
    query = f"?{urlencode(params)}" if params else ""
    return f"{site}entry/{quote(row_id, safe='/:')}{query}"


def document_link(symbol: str) -> str:
    """Address of a United Nations document on the public document site, by its symbol; empty where it is no symbol.

    A job number is none and leads nowhere there. Of a double symbol ("E/CN.7/2025/2-E/CN.15/2025/2") the first is
    taken: each of the two names the document. The link is for a reader to follow; the dashboard asks for nothing.

    Source: https://docs.un.org, access to documents by symbol: code of the language, then the symbol. What symbols
        consist of: Dag Hammarskjöld Library, https://research.un.org/en/docs/symbols; double symbols: United Nations
        Editorial Manual, Footnotes and other references, chap. III.A.
    """
    symbols = DOUBLE_SYMBOL.split(symbol)
    if not all(map(SYMBOL.fullmatch, symbols)):
        return ""
    return f"https://docs.un.org/en/{quote(symbols[0], safe='/')}"


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
