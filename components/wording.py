"""The wording of a paragraph, where the operator has the document at hand; the repository itself holds none."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from pathlib import Path

import streamlit as st

from components.receipts import document_name
from components.settings import documents_folder
from components.view import View
from plenary.catalogue import translate as _
from plenary.documents import DocumentText, read_documents
from plenary.frames import each_row
from plenary.markup import escape

LOGGER = logging.getLogger(__name__)


def draw_wording(view: View, document_id: str, paragraph: str, marked: str = "") -> None:
    """Draw the paragraph as the document prints it, to be unfolded; nothing where the document is not at hand.

    Args:
        view: The view of this run.
        document_id: The document.
        paragraph: Its paragraph, as printed.
        marked: Words to mark where they stand in it.
    """
    document = _documents(view).get(document_id)
    if document is None or paragraph not in document.paragraphs:
        return
    text = document.paragraphs[paragraph].text
    before, found, after = text.partition(marked) if marked else (text, "", "")
    shown = f":primary-background[{escape(found)}]" if found else ""
    with st.expander(_("Wording of paragraph {paragraph}").format(paragraph=paragraph)):
        st.markdown(f"{_kept(before)}{shown}{_kept(after)}")
        name = escape(document_name(view, document_id))
        st.caption(_("The wording of the {document}; the text is the United Nations'.").format(document=name))


def _kept(text: str) -> str:
    """`text` escaped, with the blanks at its ends."""
    return " " * text.startswith(" ") + escape(text) + " " * text.endswith(" ")


def _documents(view: View) -> Mapping[str, DocumentText]:
    folder = documents_folder()
    if folder is None:
        return {}
    rows = view.dataset.tables["documents"].fillna("")
    hashes = tuple(sorted(zip(rows["sha256"], rows["job_number"], strict=True)))
    try:
        status = tuple((path.name, path.stat().st_mtime_ns) for path in sorted(folder.iterdir()) if path.is_file())
        found = _read(str(folder), status, hashes)
    except OSError as error:
        LOGGER.error("documents: %s", error)
        return {}
    return {row.document_id: found[row.sha256] for row in each_row(rows) if row.sha256 in found}


@st.cache_resource(max_entries=2, show_spinner=False)
def _read(
    folder: str, status: tuple[tuple[str, int], ...], hashes: tuple[tuple[str, str], ...]
) -> dict[str, DocumentText]:
    return read_documents(Path(folder), dict(hashes))
