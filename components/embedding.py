"""A view shown inside another page: no navigation and no filters, but where it comes from and the way to all of it."""

from __future__ import annotations

import streamlit as st

from components.navigation import PageEntry
from components.notes import MOST_NAMED
from components.receipts import linked_document
from components.share import view_address
from components.view import View, remembered
from plenary.catalogue import translate as _
from plenary.frames import each_row


def is_embedded() -> bool:
    """Whether the page is shown inside another one: its address says `embed=true`."""
    return bool(st.context.is_embedded)


@remembered(64, whole=True)
def _documents(view: View) -> str:
    """The source documents of the chosen sessions as Markdown, drafts with what was not done; of many their number."""
    documents = view.dataset.documents(view.selection.session)
    if len(documents) > MOST_NAMED:
        return _("{count} documents").format(count=len(documents))
    draft = _("{document} (the adopted report was not compared)")
    names = []
    for row in each_row(documents):
        name = linked_document(view, row.document_id)
        names.append(draft.format(document=name) if row.status == "draft" else name)
    return "; ".join(names)


def draw_embedded_foot(view: View, entry: PageEntry) -> None:
    """Draw source documents, version and licence under an embedded view, with the way to the same view by itself."""
    text = _(
        "Source: {documents}. Dataset version {version}. Curated data: CC0 1.0; the documents are the United Nations'. "
        "Plenary Atlas is not a product of the United Nations."
    ).format(documents=_documents(view), version=view.dataset.version)
    address = view_address(view, entry, view.selection.v)
    with st.container(key="embedded-foot"):
        st.divider()
        # Not a caption: Streamlit pales captions, and links in them lose their contrast.
        st.markdown(f":small[{text}]")
        st.markdown(_("[Open in Plenary Atlas]({address})").format(address=address))
