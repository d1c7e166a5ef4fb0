"""Receipts: where in which document a row stands, how to link to the row, how to report an error in it."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import pandas as pd
import streamlit as st

from components.settings import report_address
from components.view import View, current_view, remembered
from plenary.catalogue import translate as _
from plenary.markup import escape


@remembered(256)
def document_name(view: View, document_id: str) -> str:
    """Short name of a document with its status: "draft report V.10-52859"."""
    documents = view.dataset.tables["documents"]
    row = documents[documents["document_id"] == document_id].iloc[0]
    if row["kind"] == "table":
        return _("table “{title}”").format(title=row["title"])
    code = row["job_number"] if pd.isna(row["symbol"]) else row["symbol"]
    return (_("draft report {code}") if row["status"] == "draft" else _("report {code}")).format(code=code)


def receipt(view: View, document_id: str, paragraph: str, page: Any) -> str:
    """Where a row stands, as a phrase: document with its status, paragraph, page."""
    return _("{document}, para. {paragraph}, p. {page}").format(
        document=document_name(view, document_id), paragraph=paragraph, page=page
    )


def row_address(url_path: str, row_id: str) -> str:
    """Relative address of one entry on its page, of the older version where one is shown."""
    pinned = current_view().pinned
    return f"{url_path}?row={quote(row_id, safe='/:')}" + (f"&v={quote(pinned)}" if pinned else "")


def links(url_path: str, row_id: str) -> str:
    """Markdown of the two links that every row has: its own address, and "Report an error"."""
    own = _("[Link to this entry]({address})").format(address=row_address(url_path, row_id))
    return f"{own} · {report_link(row_id)}"


def report_link(row_id: str) -> str:
    """Markdown of the link by which a reader reports an error in one row."""
    return _("[Report an error]({address})").format(address=report_address(row_id))


def short_report_link(row_id: str) -> str:
    """The same link for a table whose heading says what it does."""
    return _("[Report]({address})").format(address=report_address(row_id))


def entry_link(statement_id: str) -> str:
    """Markdown of the link that opens one statement on the timeline."""
    return _("[Open]({address})").format(address=row_address("timeline", statement_id))


def draw_row(view: View, label: str, lines: list[tuple[str, str]]) -> None:
    """Draw one row as a panel: heading, then name and value line by line. Values are plain text.

    Missing ones are left to the caller.
    """
    with st.container(border=True):
        st.markdown(f"**{escape(label)}**")
        st.markdown("  \n".join(f"{escape(name)}: {value}" for name, value in lines))
