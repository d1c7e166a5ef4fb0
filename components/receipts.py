"""Receipts: where in which document a row stands, how to link to the row, how to report an error in it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import pandas as pd
import streamlit as st

from components.settings import report_address
from components.view import View, remembered
from plenary.catalogue import translate as _
from plenary.links import document_link, entry_link
from plenary.markup import escape


@remembered(256, whole=True)
def document_name(view: View, document_id: str) -> str:
    """Short name of a document with its status: "draft report V.10-52859"."""
    row = view.dataset.document(document_id)
    if row["kind"] == "table":
        return _("table “{title}”").format(title=row["title"])
    code = row["job_number"] if pd.isna(row["symbol"]) else row["symbol"]
    return (_("draft report {code}") if row["status"] == "draft" else _("report {code}")).format(code=code)


@remembered(256, whole=True)
def document_address(view: View, document_id: str) -> str:
    """Address of a document on the public document site, or where else it is published; empty where none is known."""
    row = view.dataset.document(document_id)
    if not pd.isna(row["url"]) and row["url"].startswith("https://"):
        return str(row["url"])
    return "" if pd.isna(row["symbol"]) else document_link(row["symbol"])


@remembered(256, whole=True)
def linked_document(view: View, document_id: str) -> str:
    """Short name of a document with its status, as Markdown that leads to the document where it has an address."""
    name, address = escape(document_name(view, document_id)), document_address(view, document_id)
    return f"[{name}]({address})" if address else name


def linked_symbol(symbol: str) -> str:
    """Markdown of a document symbol that leads to the document; the mere text where it is no symbol."""
    address = document_link(symbol)
    return f"[{escape(symbol)}]({address})" if address else escape(symbol)


def receipt(view: View, document_id: str, paragraph: str, page: Any) -> str:
    """Where a row stands, as Markdown: document with its status and address, paragraph, page."""
    return _("{document}, para. {paragraph}, p. {page}").format(
        document=linked_document(view, document_id), paragraph=escape(paragraph), page=escape(str(page))
    )


def links(view: View, row_id: str, table: str = "") -> str:
    """Markdown of the two links that every row has: its permanent address, and "Report an error".

    Args:
        view: The view; of an older version the address is pinned to it, and it keeps world and language of names.
        row_id: Id of the row.
        table: Its table; see `plenary.links.entry_link`.
    """
    address = entry_link("", row_id, table, view.pinned, world=view.selection.world, names=view.selection.names)
    return _("[Permanent address]({address})").format(address=address) + f" · {report_link(row_id)}"


def report_link(row_id: str) -> str:
    """Markdown of the link by which a reader reports an error in one row."""
    return _("[Report an error]({address})").format(address=report_address(row_id))


def short_report_link(row_id: str) -> str:
    """The same link for a table whose heading says what it does."""
    return _("[Report]({address})").format(address=report_address(row_id))


def open_link(view: View) -> Callable[[str], str]:
    """Gives the Markdown of the link that opens a statement, by its id, on the timeline of the view."""
    kept = view.kept.to_query()
    settings = f"&{kept}" if kept else ""

    def write(statement_id: str) -> str:
        return _("[Open]({address})").format(address=f"timeline?row={quote(statement_id, safe='/:')}{settings}")

    return write


def draw_row(view: View, label: str, lines: list[tuple[str, str]]) -> None:
    """Draw one row as a panel: heading, then name and value line by line. Values are plain text.

    Missing ones are left to the caller.
    """
    with st.container(border=True):
        st.markdown(f"**{escape(label)}**")
        st.markdown("  \n".join(f"{escape(name)}: {value}" for name, value in lines))
