"""The documents that a reader brought: upload, reading in a process of its own, what this session keeps of them."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from typing import Final

import streamlit as st
from streamlit.typing import UploadedFile

from components.run_queue import RUN_QUEUE
from plenary.catalogue import translate as _
from plenary.extract.isolated import Stage, read_isolated
from plenary.extract.model import Limits, Reading, Reason, Unreadable
from plenary.extract.sources import describe, limits_from_environment
from plenary.markup import escape

LOGGER = logging.getLogger(__name__)

MOST_DOCUMENTS: Final = 5
"""Documents of one session that are kept at a time."""

UPLOAD: Final = "report-upload"
KEPT: Final = "documents-read"
LISTED: Final = "documents-listed"
CHOSEN: Final = "document-chosen"
AGAIN: Final = frozenset({Reason.CRASHED, Reason.TOO_MUCH_MEMORY, Reason.TOO_SLOW})
"""Reasons that another attempt may not meet again."""


@dataclass(frozen=True)
class Document:
    """A document that the reader brought, and what was read in it.

    Attributes:
        key: Its id in the list of uploads.
        name: Name of its file.
        reading: What was read.
    """

    key: str
    name: str
    reading: Reading


@dataclass(frozen=True)
class Refused:
    """A document that cannot be read, and why."""

    key: str
    name: str
    why: Unreadable


def draw_upload() -> Document | None:
    """Draw the place to bring a document; the document to show, read now if need be. None where there is none.

    What was read is kept in this session alone, under the id of the upload, until the reader takes the document away
    or the session ends.
    """
    limits = _limits()
    if limits is None:
        return None
    st.markdown(
        _(
            "Bring a report of proceedings, and see who took the floor: every row beside the sentence it was read "
            "from, what could not be understood, and what is inconsistent in the report itself. Nothing is guessed: "
            "a name that the dated table does not hold is listed, not matched."
        )
    )
    megabytes = max(min(limits.byte_count // 1_000_000, st.get_option("server.maxUploadSize")), 1)
    files = st.file_uploader(
        _("Report in PDF, Word (DOCX) or plain text, in English"),
        type=["pdf", "docx", "txt"],
        accept_multiple_files=True,
        max_upload_size=megabytes,
        key=UPLOAD,
        on_change=_forget_removed,
    )
    st.caption(
        _(
            ":material/lock: The document stays in the memory of your session on this server. It is never stored, sent "
            "anywhere or shown to anybody else, and it is gone when you remove it or, a little later, when you "
            "close the window. Limits for a document: {size} MB, {pages} pages, {seconds:g} seconds; {most} at a time."
        ).format(
            size=megabytes,
            pages=f"{limits.page_count:,}",
            seconds=limits.second_count,
            most=MOST_DOCUMENTS,
        )
    )
    kept: dict[str, Document | Refused] = st.session_state.setdefault(KEPT, {})
    st.session_state[LISTED] = [file.file_id for file in files]
    for file in files:
        if file.file_id in kept:
            continue
        if len(kept) >= MOST_DOCUMENTS:
            st.warning(
                _("{name} is not read: {most} documents are kept at a time. Remove one first.").format(
                    name=escape(file.name), most=MOST_DOCUMENTS
                )
            )
            continue
        kept[file.file_id] = _read(file, limits)
        st.session_state[CHOSEN] = file.file_id
    for brought in [brought for brought in kept.values() if isinstance(brought, Refused)]:
        if brought.key in st.session_state[LISTED]:
            _draw_refused(brought)
        else:
            _forget(brought.key)
    return _draw_choice({brought.key: brought for brought in kept.values() if isinstance(brought, Document)})


def _limits() -> Limits | None:
    try:
        return limits_from_environment()
    except ValueError as error:
        LOGGER.error("limits for documents: %s", error)
        st.error(_("No document can be read here: a limit of this server is set wrongly. Please tell its operator."))
        return None


def _forget_removed() -> None:
    left = {file.file_id for file in st.session_state[UPLOAD]}
    for key in set(st.session_state.get(LISTED, ())) - left:
        st.session_state[KEPT].pop(key, None)


def _forget(key: str) -> None:
    st.session_state[KEPT].pop(key, None)


def _read(file: UploadedFile, limits: Limits) -> Document | Refused:
    name = escape(file.name)
    bar = st.progress(0.0, text=_("Reading {name}").format(name=name))

    def watch(stage: Stage, seconds: float) -> None:
        # Streamlit stops the script here when the reader takes the document away, and with it the process that reads.
        if stage == "waiting":
            text = _("{name} waits until documents of other readers are read: {seconds:.0f} s so far")
            bar.progress(0.0, text=text.format(name=name, seconds=seconds))
        else:
            text = _("Reading {name}: {seconds:.0f} of at most {most:g} seconds. Removing it stops the reading.")
            share = min(seconds / limits.second_count, 1.0)
            bar.progress(share, text=text.format(name=name, seconds=seconds, most=limits.second_count))

    try:
        with RUN_QUEUE.aside():
            reading = read_isolated(file.getvalue(), file.name, limits, watch=watch)
    except Unreadable as error:
        return Refused(file.file_id, file.name, error.with_traceback(None))  # Its frames would hold the document.
    finally:
        bar.empty()
    # The lines with their places on the page have done their work, and are most of what a session would keep.
    report = replace(reading.report, source=replace(reading.report.source, lines=()))
    return Document(file.file_id, file.name, replace(reading, report=report))


def _draw_refused(refused: Refused) -> None:
    st.error(escape(describe(refused.why)), icon=":material/error:")
    if refused.why.reason in AGAIN:
        st.button(_("Read it again"), key=f"again-{refused.key}", on_click=_forget, args=(refused.key,))


def _draw_choice(documents: dict[str, Document]) -> Document | None:
    if not documents:
        return None
    if st.session_state.get(CHOSEN) not in documents:
        st.session_state[CHOSEN] = list(documents)[-1]
    if len(documents) > 1:
        st.selectbox(_("Document shown"), list(documents), format_func=lambda key: documents[key].name, key=CHOSEN)
    chosen = documents[st.session_state[CHOSEN]]
    if chosen.key not in st.session_state[LISTED]:
        # Brought before the reader went to another page and came back: the list of uploads is empty then.
        st.button(
            _("Remove {name}").format(name=escape(chosen.name)),
            key=f"remove-{chosen.key}",
            icon=":material/close:",
            on_click=_forget,
            args=(chosen.key,),
        )
    return chosen
