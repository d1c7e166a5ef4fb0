"""What the record is: documents, method, contradictions, coverage, licence, citation, full download."""

from __future__ import annotations

import datetime as dt
import io
import zipfile

import pandas as pd
import streamlit as st

from components.charts.words import written_day
from components.figure_card import draw_downloads
from components.receipts import document_name, links, receipt, report_link
from components.rows_table import Column, draw_rows
from components.share import site_address, today
from components.view import View, labels, remembered
from plenary import queries
from plenary.catalogue import translate as _
from plenary.choices import meeting_label
from plenary.citation import citation_bibtex, citation_csl, citation_text
from plenary.frames import each_row
from plenary.markup import escape


def draw_discrepancies(view: View, page: str) -> None:
    """Draw the contradictions and gaps of the record that matter on a page, each with what follows from it.

    Args:
        view: The view of this run.
        page: Code of the page in the vocabulary "page"; "record" shows all of them.
    """
    frame = st.container(gap="xsmall")
    for discrepancy_id, title, paragraphs in _discrepancies(view, page):
        with frame.expander(title, expanded=discrepancy_id == view.selection.row):
            for text in paragraphs:
                st.markdown(text)


@remembered(256)
def _discrepancies(view: View, page: str) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """Id, title and paragraphs, as Markdown, of what `draw_discrepancies` draws."""
    rows = view.ask(queries.discrepancies)
    if page != "record":
        rows = rows[[bool({page, "all"} & set(pages.split(";"))) for pages in rows["pages"]]]
    kinds = labels(view, "discrepancy_kind")
    entries = []
    for row in each_row(rows):
        paragraphs = "" if pd.isna(row.paragraphs) else row.paragraphs.replace(";", ", ")
        place = _("{document}, paras. {paragraphs}") if paragraphs else "{document}"
        told = escape(place.format(document=document_name(view, row.document_id), paragraphs=paragraphs))
        texts = (
            escape(row.recorded),
            _("**What follows:** {consequence}").format(consequence=escape(row.consequence)),
            f":small[{told} · {links('the-record', row.discrepancy_id)}]",
        )
        entries.append((row.discrepancy_id, f"{kinds[row.kind]}: {escape(row.title)}", texts))
    return tuple(entries)


def draw_documents(view: View) -> None:
    """Draw the source documents and the documents that the session had before it."""
    for text in _document_texts(view):
        st.markdown(text)
    for text in _session_texts(view):
        st.caption(text)
    st.markdown(_("#### Documents that the session had before it"))
    st.markdown(_before_lines(view))


def draw_coverage(view: View) -> None:
    """Draw the meetings with what attests each, and the number of rows of each table."""
    st.markdown(_meeting_lines(view))
    counts = [
        (table.title or name, len(view.dataset.tables[name]))
        for name, table in view.dataset.package.tables.items()
        if not name.startswith(("speaker", "group", "membership", "area"))
    ]
    frame = pd.DataFrame(counts, columns=["table", "row_count"])
    draw_rows(frame, [Column("table", _("Table")), Column("row_count", _("Rows"))], alt=_("Rows of each table"))


def draw_discussion(view: View) -> None:
    """Draw the views of the discussion with their attribution as printed; none is linked with a delegation."""
    filters = escape(view.selection.sentence(view.dataset.choices, "points"))
    rows, total = view.ask(queries.points), len(view.dataset.tables["points"])
    st.caption(
        _("{count} of {total} views. Filters: {filters}.").format(
            count=len(rows), total=total, filters=filters or _("none")
        )
    )
    st.markdown(_point_lines(view))
    draw_downloads(view, "points", "points")


def draw_citation(view: View) -> None:
    """Draw the citation of the dataset in three forms."""
    link, day = site_address(), today()
    text, bibtex, csl = st.tabs([_("Text"), _("BibTeX"), _("CSL-JSON")])
    as_text, as_bibtex, as_csl = _citations(view, link, day)
    text.code(as_text, language=None, wrap_lines=True)
    bibtex.code(as_bibtex, language=None, wrap_lines=True)
    csl.code(as_csl, language="json", wrap_lines=True)


@remembered(128)
def _citations(view: View, link: str, day: dt.date) -> tuple[str, str, str]:
    dataset = view.dataset
    return citation_text(dataset, link, day), citation_bibtex(dataset, link, day), citation_csl(dataset, link, day)


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
    """Every file of the dataset as it was sealed: datapackage.json, the tables it names, dictionary and licence."""
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
    """Draw the whole page of the record."""
    st.subheader(_("Documents"), anchor="documents")
    draw_documents(view)
    draw_discrepancies_section(view, "record")
    st.subheader(_("Coverage"), anchor="coverage")
    draw_coverage(view)
    st.subheader(_("Discussion"), anchor="discussion")
    st.markdown(
        _("Views as the report attributes them. It names no delegation beside a view, and neither does this dashboard.")
    )
    draw_discussion(view)
    st.subheader(_("Method"), anchor="method")
    st.markdown(_method_lines(view))
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
    lines.append(
        _(
            "- **The world of the day:** names, membership and regional groups are those of the day of the "
            "meeting; counts of members are those of {day}."
        ).format(day=view.dataset.day(view.selection.session))
    )
    return "\n".join(lines)


@remembered(128)
def _document_texts(view: View) -> tuple[str, ...]:
    texts = []
    for row in view.dataset.tables["documents"].to_dict("records"):
        told = {name: (_("not printed") if pd.isna(value) else str(value)) for name, value in row.items()}
        lines = [
            (_("Title"), told["title"]),
            (_("Symbol"), told["symbol"]),
            (_("Job number"), told["job_number"]),
            (_("Date"), told["date"]),
            (_("Pages"), told["page_count"]),
            (_("Status"), told["note"]),
            (_("SHA-256 of the text that was read"), told["sha256"]),
        ]
        texts.append("  \n".join(f"{escape(name)}: {escape(value)}" for name, value in lines))
    return tuple(texts)


@remembered(128)
def _session_texts(view: View) -> tuple[str, ...]:
    return tuple(
        _("{title}, {place}, {first} to {last}. Where the name comes from: {source}").format(
            title=escape(session["title"]),
            place=escape(session["place"]),
            first=session["first_date"],
            last=session["last_date"],
            source=escape(session["title_source"]),
        )
        for session in view.dataset.tables["sessions"].to_dict("records")
    )


@remembered(128)
def _before_lines(view: View) -> str:
    lines = []
    for row in each_row(view.ask(queries.documents_before)):
        place = receipt(view, row.document_id, row.paragraph, row.page)
        lines.append(
            f"- **{escape(row.symbol)}** {escape(row.title)} ({escape(place)}) {report_link(row.document_before_id)}"
        )
    return "\n".join(lines) or _("None is listed within these filters.")


@remembered(128)
def _meeting_lines(view: View) -> str:
    bases, attested = labels(view, "date_basis"), labels(view, "attestation")
    lines = []
    for row in each_row(view.ask(queries.meetings)):
        fact = _("- **{meeting}**, {date} ({basis}): {attestation}; para. {paragraphs}.").format(
            meeting=meeting_label(row.ordinal),
            date=written_day(row.date),
            basis=escape(bases[row.date_basis].lower()),
            attestation=escape(attested[row.attestation].lower()),
            paragraphs=escape(row.paragraphs.replace(";", ", ")),
        )
        note = "" if pd.isna(row.note) else f" {escape(row.note)}"
        lines.append(f"{fact}{note} {report_link(row.meeting_id)}")
    return "\n".join(lines)


@remembered(128)
def _point_lines(view: View) -> str:
    themes = view.dataset.choices["theme"]
    lines = []
    for row in each_row(view.ask(queries.points)):
        told = ", ".join(themes[theme] for theme in row.theme_ids.split(";"))
        lines.append(
            _("- Para. {paragraph}, _{attribution}_: {summary} ({themes}) {report}").format(
                paragraph=escape(row.paragraph),
                attribution=escape(row.attribution_printed),
                summary=escape(row.summary),
                themes=escape(told),
                report=report_link(row.point_id),
            )
        )
    return "\n".join(lines) or _("No view is left by these filters.")
