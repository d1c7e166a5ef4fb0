"""The wording of a paragraph, where the operator has the document at hand; the repository itself holds none."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterable
from pathlib import Path

import streamlit as st

from components.marking import marked, place_of
from components.receipts import document_name
from components.run_queue import RUN_QUEUE
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
    with st.expander(_("Wording of paragraph {paragraph}").format(paragraph=paragraph)):
        _draw_text(view, document, document_id, paragraph, name)


def draw_wordings(view: View, document_id: str, paragraphs: Iterable[str], key: str) -> None:
    """Draw a button that opens the wording of paragraphs, one at a time; nothing where the document is not at hand.

    The document is read when it is first opened.

    Args:
        view: The view of this run.
        document_id: The document.
        paragraphs: Its paragraphs, as printed.
        key: What the paragraphs belong to, to tell the button from others of the page.
    """
    named = list(paragraphs)
    if not named or not _is_at_hand(view, document_id):
        return
    single = _("Wording of paragraph {paragraph}").format(paragraph=named[0])
    label = single if len(named) == 1 else _("Wording of the paragraphs")
    popover = st.popover(label, type="tertiary", icon=":material/notes:", key=f"wording-{key}", on_change="rerun")
    if not popover.open:
        return
    document = _document(view, document_id)
    with popover:
        paragraph = named[0]
        if len(named) > 1:
            paragraph = st.selectbox(_("Paragraph"), named, key=f"wording-{key}-paragraph")
        if document is None or paragraph not in document.paragraphs:
            st.caption(_("This paragraph was not found in the document."))
        else:
            _draw_text(view, document, document_id, paragraph)


def _draw_text(view: View, document: DocumentText, document_id: str, paragraph: str, name: str = "") -> None:
    found = document.paragraphs[paragraph]
    inside = view.dataset.turns_in(document_id, paragraph)["name_printed"]
    place = place_of(name, found.text, inside)
    st.markdown(marked(found.text, place))
    for note in found.footnotes:
        told = marked(note, place_of(name, note, inside) if place is None else None)
        st.markdown(_("Footnote: {text}").format(text=told))
    source = escape(document_name(view, document_id))
    st.caption(_("The wording of the {document}; the text is the United Nations'.").format(document=source))


def _is_at_hand(view: View, document_id: str) -> bool:
    """Whether the very document lies in the operator's folder; its content is not looked into."""
    folder = documents_folder()
    if folder is None:
        return False
    try:
        return _sha256(view, document_id) in _hashes(str(folder), _status(folder))
    except OSError as error:
        LOGGER.error("documents: %s", error)
        return False


def _document(view: View, document_id: str) -> DocumentText | None:
    """The text of one document, read when a row of it is first shown; None where it is not at hand."""
    folder = documents_folder()
    if folder is None or not _is_at_hand(view, document_id):
        return None
    try:
        # A long one takes seconds, once for all readers.
        with st.spinner(_("Reading the document")), RUN_QUEUE.aside():
            return _read(str(folder), _status(folder), _sha256(view, document_id))
    except OSError as error:
        LOGGER.error("documents: %s", error)
        return None


def _sha256(view: View, document_id: str) -> str:
    documents = view.dataset.tables["documents"]
    digest = documents.loc[documents["document_id"] == document_id, "sha256"].fillna("")
    return str(digest.iloc[0])


def _status(folder: Path) -> tuple[tuple[str, int], ...]:
    """Name and time of change of each file, by which a change of the folder is seen."""
    return tuple((path.name, path.stat().st_mtime_ns) for path in sorted(folder.iterdir()) if path.is_file())


@st.cache_resource(max_entries=2, show_spinner=False)
def _hashes(folder: str, status: tuple[tuple[str, int], ...]) -> frozenset[str]:
    found = set()
    for name, _changed in status:
        with (Path(folder) / name).open("rb") as file:
            found.add(hashlib.file_digest(file, "sha256").hexdigest())
    return frozenset(found)


@st.cache_resource(max_entries=DOCUMENTS_KEPT, show_spinner=False)
def _read(folder: str, status: tuple[tuple[str, int], ...], sha256: str) -> DocumentText | None:
    return read_documents(Path(folder), (sha256,)).get(sha256)
