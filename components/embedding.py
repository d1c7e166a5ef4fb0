"""A view shown inside another page: no navigation and no filters, but where it comes from and the way to all of it."""

from __future__ import annotations

import streamlit as st

from components.navigation import PageEntry
from components.notes import MOST_NAMED, status_note
from components.receipts import linked_document
from components.share import view_address
from components.view import View
from plenary.catalogue import translate as _
from plenary.markup import escape


def is_embedded() -> bool:
    """Whether the page is shown inside another one: its address says `embed=true`."""
    return bool(st.context.is_embedded)


def draw_embedded_foot(view: View, entry: PageEntry) -> None:
    """Draw source documents, version and licence under an embedded view, with the way to the same view by itself."""
    documents = list(view.dataset.documents(view.selection.session)["document_id"])
    if len(documents) > MOST_NAMED:
        named = _("{count} documents").format(count=len(documents))
    else:
        named = "; ".join(linked_document(view, document) for document in documents)
    status = status_note(view) if len(documents) <= MOST_NAMED else ""
    text = _(
        "Source: {documents}. {status} Dataset version {version}; curated data: CC0 1.0; the documents are the United "
        "Nations'. Plenary Atlas is not a product of the United Nations. "
    ).format(documents=named, status=escape(status), version=view.dataset.version)
    address = view_address(view, entry, view.selection.v)
    with st.container(key="embedded-foot"):
        st.divider()
        # Not a caption: Streamlit pales captions, and links in them lose their contrast.
        st.markdown(f":small[{text}]")
        st.markdown(_("[Open in Plenary Atlas]({address})").format(address=address))
