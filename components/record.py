"""What the record is: documents, method, contradictions, coverage, licence, citation, full download."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from components.bundle_address import draw_offline_copy
from components.cite import draw_citation_forms
from components.comparison import session_columns
from components.coverage import draw_coverage
from components.entry_panels import draw_opened_entry
from components.navigation import link_to
from components.notes import members_note, of_day, sessions_told
from components.receipts import document_address, linked_document, linked_symbol, links, receipt
from components.rows_table import Column, draw_rows
from components.share import site_address, today
from components.versions import draw_versions
from components.view import View, labels, remembered, session_title
from components.wording import draw_wordings
from components.world import draw_names_in_english
from plenary import queries
from plenary.catalogue import translate as _
from plenary.citation import Cited, cited_dataset
from plenary.frames import each_row
from plenary.markup import escape


@dataclass(frozen=True)
class Discrepancy:
    """A contradiction or gap as it is drawn.

    Attributes:
        discrepancy_id: Its id.
        title: Heading.
        texts: What it says, as Markdown.
        document_id: The document.
        paragraphs: Paragraphs of the document that are meant.
    """

    discrepancy_id: str
    title: str
    texts: tuple[str, ...]
    document_id: str
    paragraphs: tuple[str, ...]


def draw_discrepancies(view: View, page: str) -> None:
    """Draw the contradictions and gaps of the record that matter on a page, each with what follows from it.

    Args:
        view: The view of this run.
        page: Code of the page in the vocabulary "page"; "record" shows all of them.
    """
    frame = st.container(gap="xsmall")
    for session_id, entries in _discrepancies(view, page):
        if view.several and entries:
            frame.markdown(f"**{escape(session_title(view, session_id))}**")
        for entry in entries:
            opened = page != "record" and entry.discrepancy_id == view.selection.row
            with frame.expander(entry.title, expanded=opened):
                st.markdown("\n\n".join(entry.texts))
                draw_wordings(view, entry.document_id, entry.paragraphs, entry.discrepancy_id)


@remembered(256, whole=True)
def _discrepancies(view: View, page: str) -> tuple[tuple[str, tuple[Discrepancy, ...]], ...]:
    """For each chosen session what `draw_discrepancies` draws."""
    rows = view.ask(queries.discrepancies)
    if page != "record":
        rows = rows[[bool({page, "all"} & set(pages.split(";"))) for pages in rows["pages"]]]
    kinds = labels(view, "discrepancy_kind")
    entries: dict[str, list[Discrepancy]] = {code: [] for code in view.selection.session}
    for row in each_row(rows):
        parts = () if pd.isna(row.paragraphs) else tuple(row.paragraphs.split(";"))
        paragraphs = ", ".join(parts)
        place = _("{document}, paras. {paragraphs}") if paragraphs else "{document}"
        told = place.format(document=linked_document(view, row.document_id), paragraphs=escape(paragraphs))
        texts = (
            escape(row.recorded),
            _("**What follows:** {consequence}").format(consequence=escape(row.consequence)),
            f":small[{told} · {links(view, row.discrepancy_id)}]",
        )
        title = f"{kinds[row.kind]}: {escape(row.title)}"
        entries[row.session_id].append(Discrepancy(row.discrepancy_id, title, texts, row.document_id, parts))
    return tuple((session_id, tuple(inside)) for session_id, inside in entries.items())


def draw_documents(view: View) -> None:
    """Draw each chosen session with its source documents and the documents that it had before it."""
    if view.many:
        draw_rows(view.ask(queries.sessions), session_columns(view), alt=_("The chosen sessions"))
        draw_rows(*_document_rows(view), alt=_("The documents of the chosen sessions"))
    for session_id, text, documents in () if view.many else _session_texts(view):
        st.markdown(f"#### {escape(session_title(view, session_id))}")
        st.caption(text)
        for document in documents:
            st.markdown(document)
    st.markdown(
        _("#### Documents that the sessions had before them")
        if view.several
        else _("#### Documents that the session had before it")
    )
    if view.many:
        draw_rows(*_before_rows(view), alt=_("Documents that the sessions had before them"))
    else:
        st.markdown(_before_lines(view))


def draw_citation(view: View) -> None:
    """Draw the citation of the dataset, with the documents of the chosen sessions, in four forms."""
    draw_citation_forms(_cited(view, site_address(), today()), "cite-dataset")


@remembered(128)
def _cited(view: View, link: str, day: dt.date) -> Cited:
    return cited_dataset(view.dataset, link, day, view.selection.session)


def draw_full_download(view: View) -> None:
    """Draw the download of the whole dataset as files."""
    st.download_button(
        _("Whole dataset (zip)"),
        data=lambda: whole_dataset(view),
        file_name=f"plenary-atlas-{view.dataset.version}.zip",
        mime="application/zip",
        key="download-whole",
        on_click="ignore",
        icon=":material/download:",
    )


def whole_dataset(view: View) -> bytes:
    """Every file of the version shown as it was sealed: datapackage.json, the tables it names, dictionary and licence.

    Other versions are not in it.
    """
    directory = view.dataset.directory
    paths = [directory / "datapackage.json", *(table.path for table in view.dataset.package.tables.values())]
    paths += [path for name in ("README.md", "LICENSE") if (path := directory / name).is_file()]
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in paths:
            archive.write(path, path.relative_to(directory).as_posix())
    return target.getvalue()


def draw_report_an_error(view: View) -> None:
    """Draw how an error is reported, with the id of the row that the link names."""
    st.subheader(_("Report an error"), anchor="report-an-error")
    st.markdown(
        _(
            "Tell the operator of this address the row's id, what you read here, and the paragraph of the "
            "document that says otherwise. Operators set "
            "the address to which this link leads by PLENARY_REPORT_ADDRESS."
        )
    )
    if view.selection.row:
        st.code(view.selection.row, language=None)


def draw_discrepancies_section(view: View, page: str) -> None:
    """Draw the contradictions and gaps that matter on a page under a heading of their own."""
    st.subheader(_("What is contradictory or missing in the record"), anchor="gaps")
    draw_discrepancies(view, page)


def draw_the_record(view: View) -> None:
    """Draw the whole page of the record; the entry that the link opens stands first."""
    draw_opened_entry(view, ("points", "documents_before", "discrepancies"))
    st.subheader(_("Documents"), anchor="documents")
    draw_documents(view)
    draw_discrepancies_section(view, "record")
    st.subheader(_("Coverage"), anchor="coverage")
    draw_coverage(view)
    st.subheader(_("Discussion"), anchor="discussion")
    link_to(
        "discussion",
        _("The views of the discussion, as the reports attribute them"),
        view.params(),
        icon=":material/arrow_forward:",
    )
    st.subheader(_("Method"), anchor="method")
    st.markdown(_method_lines(view))
    draw_names_in_english(view)
    st.subheader(_("Versions"), anchor="versions")
    draw_versions(view)
    st.subheader(_("Licence, citation, download"), anchor="citation")
    st.markdown(
        _(
            "The curated data is dedicated to the public domain (CC0 1.0), the code is under the MIT "
            "licence. The documents are the United Nations'; "
            "this dashboard holds facts from them and summaries in its own words."
        )
    )
    draw_citation(view)
    draw_full_download(view)
    draw_offline_copy(view)
    draw_report_an_error(view)


@remembered(128)
def _method_lines(view: View) -> str:
    rules = view.dataset.tables["vocabulary"]
    lines = [
        f"- **{escape(row.label)}:** {escape(row.definition)}"
        for row in each_row(rules[rules["vocabulary"] == "curation_rule"].sort_values("position"))
    ]
    lines.append(
        _(
            "- **Names:** a printed name is resolved by an exact match in a dated table of names, never by "
            "likeness; what does not match is reported."
        )
    )
    world = of_day(
        view,
        _("- **The world of the day:** names, membership and regional groups are those of the day of the meeting."),
        _("- **The world of today:** names, codes, membership and regional groups are those of one day, as chosen."),
    )
    lines.append(f"{world} {members_note(view)}")
    lines.append(
        _(
            "- **Review:** a row is reviewed when it was compared with its document a second time. Rows that were only "
            "read are left out of every list, figure and download until they are asked for."
        )
    )
    return "\n".join(lines)


@remembered(128)
def _session_texts(view: View) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """For each chosen session its code, a line on it, and a text for each of its documents."""
    sessions = view.dataset.tables["sessions"].set_index("session_id")
    documents = view.dataset.tables["documents"].set_index("document_id")
    found = []
    for session_id in view.dataset.days(view.selection.session):
        session = sessions.loc[session_id]
        place = "" if pd.isna(session["place"]) else _("{place}, ").format(place=escape(session["place"]))
        text = _("{title}, {place}{first} to {last}. Where the name comes from: {source}").format(
            title=escape(session["title"]),
            place=place,
            first=session["first_date"],
            last=session["last_date"],
            source=escape(session["title_source"]),
        )
        texts = [_document_text(view, documents.loc[code]) for code in view.dataset.session_documents[session_id]]
        found.append((session_id, text, tuple(texts)))
    return tuple(found)


def _document_rows(view: View) -> tuple[pd.DataFrame, list[Column]]:
    """The documents of many sessions as rows of a table, with its columns."""
    return view.dataset.documents(view.selection.session), [
        Column("document_id", _("Document"), markdown=lambda code: linked_document(view, code)),
        Column("title", _("Title"), labels={}),
        Column("date", _("Date")),
        Column("page_count", _("Pages")),
        Column("status", _("Status"), labels=labels(view, "document_status")),
    ]


def _before_rows(view: View) -> tuple[pd.DataFrame, list[Column]]:
    """The documents that many sessions had before them as rows of a table, with its columns."""
    return view.ask(queries.documents_before), [
        Column("session_id", _("Session"), labels=view.dataset.choices["session"]),
        Column("symbol", _("Symbol"), markdown=linked_symbol),
        Column("title", _("Title")),
        Column("document_id", _("Document"), markdown=lambda code: linked_document(view, code)),
        Column("paragraph", _("Para.")),
    ]


def _document_text(view: View, row: pd.Series[Any]) -> str:
    told = {name: (_("not printed") if pd.isna(value) else str(value)) for name, value in row.items()}
    status = labels(view, "document_status")[row["status"]]
    lines = [
        (_("Title"), told["title"]),
        (_("Symbol"), told["symbol"]),
        (_("Job number"), told["job_number"]),
        (_("Date"), told["date"]),
        (_("Pages"), told["page_count"]),
        (_("Status"), status if pd.isna(row["note"]) else row["note"]),
        (_("SHA-256 of the text that was read"), _("none was kept") if pd.isna(row["sha256"]) else row["sha256"]),
    ]
    text = "  \n".join(f"{escape(name)}: {escape(value)}" for name, value in lines)
    address = document_address(view, row.name)
    return f"{text}  \n{_('[The document itself]({address})').format(address=address)}" if address else text


@remembered(128)
def _before_lines(view: View) -> str:
    rows = view.ask(queries.documents_before)
    lines, without = [], []
    for session_id in view.dataset.days(view.selection.session):
        inside = rows[rows["session_id"] == session_id]
        if inside.empty:
            without.append(session_id)
            continue
        if view.several:
            lines.append(f"\n**{escape(session_title(view, session_id))}**\n")
        for row in each_row(inside):
            place = receipt(view, row.document_id, row.paragraph, row.page)
            symbol = "" if pd.isna(row.symbol) else f"**{linked_symbol(row.symbol)}** "
            of_row = links(view, row.document_before_id, "documents_before")
            lines.append(f"- {symbol}{escape(row.title)} ({place}) {of_row}")
    if without:
        sessions = escape(sessions_told(view, without))
        lines.append("\n" + _("None is recorded within these filters for {sessions}.").format(sessions=sessions))
    return "\n".join(lines)
