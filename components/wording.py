"""The wording of a paragraph, where the operator has the document at hand; the repository itself holds none."""

from __future__ import annotations

import logging
from pathlib import Path

import streamlit as st

from components.marking import marked, place_of
from components.receipts import document_name
from components.settings import documents_folder
from components.view import View
from plenary.catalogue import translate as _
from plenary.documents import DocumentText, read_documents
from plenary.markup import escape

LOGGER = logging.getLogger(__name__)
DOCUMENTS_KEPT = 8


def draw_wording(view: View, document_id: str, paragraph: str, name: str = "") -> None:
    """Draw the paragraph as the document prints it, to be unfolded; nothing where the document is not at hand.

    Args:
        view: The view of this run.
        document_id: The document.
        paragraph: Its paragraph, as printed.
        name: Printed name of a speaker, marked where it stands in it.
    """
    document = _document(view, document_id)
    if document is None or paragraph not in document.paragraphs:
        return
    text = document.paragraphs[paragraph].text
    turns = view.dataset.tables["turns"]
    inside = turns[(turns["document_id"] == document_id) & (turns["paragraph"] == paragraph)]
    with st.expander(_("Wording of paragraph {paragraph}").format(paragraph=paragraph)):
        st.markdown(marked(text, place_of(name, text, inside["name_printed"])))
        source = escape(document_name(view, document_id))
        st.caption(_("The wording of the {document}; the text is the United Nations'.").format(document=source))


def _document(view: View, document_id: str) -> DocumentText | None:
    """The text of one document, read when a row of it is first shown; None where it is not at hand."""
    folder = documents_folder()
    if folder is None:
        return None
    documents = view.dataset.tables["documents"][["document_id", "sha256", "job_number"]].fillna("")
    row = documents[documents["document_id"] == document_id].iloc[0]
    try:
        status = tuple((path.name, path.stat().st_mtime_ns) for path in sorted(folder.iterdir()) if path.is_file())
        return _read(str(folder), status, row["sha256"], row["job_number"])
    except OSError as error:
        LOGGER.error("documents: %s", error)
        return None


@st.cache_resource(max_entries=DOCUMENTS_KEPT, show_spinner=False)
def _read(folder: str, status: tuple[tuple[str, int], ...], sha256: str, job_number: str) -> DocumentText | None:
    return read_documents(Path(folder), {sha256: job_number}).get(sha256)
