"""What of each document is in the dataset: meetings, paragraphs that were reviewed or only read, rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pandas as pd
import streamlit as st

from components.charts.words import written_day
from components.notes import MOST_NAMED
from components.receipts import document_name, links
from components.rows_table import Column, draw_rows
from components.view import View, labels, remembered, session_title
from plenary import queries
from plenary.catalogue import translate as _
from plenary.choices import meeting_label
from plenary.facts import OF_STATEMENTS
from plenary.frames import each_row
from plenary.markup import escape

WITH_REVIEW = ("statements", "points", "conclusions")
"""Tables whose rows are reviewed one by one."""

SHOWN_AT = {
    "statements": "timeline?{query}&view=timeline-table",
    "points": "discussion?{query}",
    "conclusions": "conclusions?{query}",
}
"""Where their rows are shown."""


def draw_coverage(view: View) -> None:
    """Draw what was reviewed of each document, the meetings with what attests each, and the rows of each table."""
    st.markdown(_("#### What was read and what was reviewed"))
    titles = {name: table.title for name, table in view.dataset.package.tables.items()}
    by_document = [
        Column("document_id", _("Document"), labels={} if view.many else _documents(view)),
        Column("table", _("Rows of"), labels=titles),
        Column("reviewed_count", _("Rows reviewed")),
        Column("reviewed_paragraphs", _("Paragraphs reviewed")),
        Column("unreviewed_count", _("Rows not yet reviewed")),
        Column("unreviewed_paragraphs", _("Paragraphs not yet reviewed")),
        Column("address", _("Rows"), markdown=_open_rows),
    ]
    draw_rows(
        _reviewed_in_all(view) if view.many else _reviewed_rows(view),
        [by_document[place] for place in (1, 2, 4)] if view.many else by_document,
        alt=_("Rows of each document that were reviewed, and rows that were only read"),
    )
    for text in () if view.many else _review_lines(view):
        st.caption(text)
    st.markdown(_("#### Meetings"))
    if view.many:
        draw_rows(*_meetings_in_all(view), alt=_("Meetings by what attests them"))
    for title, lines in () if view.many else _meeting_lines(view):
        if len(lines) > MOST_NAMED:
            with st.expander(_("{session}: {count} meetings").format(session=title, count=len(lines))):
                st.markdown("\n".join(lines))
        else:
            st.markdown("\n".join([f"**{title}**\n", *lines] if view.several else lines))
    st.markdown(_("#### Rows of each table"))
    draw_rows(
        _row_counts(view),
        [
            Column("table", _("Table")),
            Column("row_count", _("Rows of the chosen sessions") if view.several else _("Rows of this session")),
            Column("total", _("Rows in the dataset")),
        ],
        alt=_("Rows of each table"),
    )


@remembered(64, whole=True)
def _documents(view: View) -> dict[str, str]:
    return {code: document_name(view, code) for code in view.dataset.documents(view.selection.session)["document_id"]}


@remembered(64)
def _reviewed_rows(view: View) -> pd.DataFrame:
    """A row for each document and table that has rows with a review status: counts and paragraphs of either."""
    rows = []
    tables = {table: queries.rows_by_paragraph(view.dataset, view.selection, table) for table in WITH_REVIEW}
    for document_id in _documents(view):
        order = view.dataset.tables["paragraphs"]
        order = list(order.loc[order["document_id"] == document_id, "paragraph"])
        for table in WITH_REVIEW:
            frame = tables[table]
            inside = frame[frame["document_id"] == document_id]
            done = inside["review_status"] == "reviewed"
            counts = inside["row_count"]
            if len(inside):
                told = (_spans(order, inside.loc[done, "paragraph"]), _spans(order, inside.loc[~done, "paragraph"]))
                codes, review = tuple(inside["session_id"].unique()), "" if done.all() else "all"
                sessions = replace(view.kept, session=codes, review=review)
                address = SHOWN_AT[table].format(query=sessions.to_query())
                counted = (int(counts[done].sum()), told[0], int(counts[~done].sum()), told[1])
                rows.append((document_id, table, *counted, address))
    columns = ["document_id", "table", "reviewed_count", "reviewed_paragraphs"]
    return pd.DataFrame(rows, columns=[*columns, "unreviewed_count", "unreviewed_paragraphs", "address"])


@remembered(64)
def _reviewed_in_all(view: View) -> pd.DataFrame:
    """A row for each table whose rows are reviewed: how many were, and were not, at the chosen sessions."""
    everything, unreviewed = (
        view.ask(queries.review_counts, replace(view.whole, review=review)) for review in ("all", "unreviewed")
    )
    rows = [(table, everything[table] - unreviewed[table], unreviewed[table]) for table in WITH_REVIEW]
    return pd.DataFrame(rows, columns=["table", "reviewed_count", "unreviewed_count"])


def _meetings_in_all(view: View) -> tuple[pd.DataFrame, list[Column]]:
    """How many meetings of the chosen sessions each attestation has, with the columns of the table."""
    counts = view.ask(queries.meetings)["attestation"].value_counts(sort=False)
    frame = counts.rename_axis("attestation").reset_index(name="meeting_count")
    attested = Column("attestation", _("What attests them"), labels=labels(view, "attestation"))
    return frame, [attested, Column("meeting_count", _("Meetings"))]


def _open_rows(address: str) -> str:
    return _("[Open]({address})").format(address=address)


def _spans(order: list[str], paragraphs: Iterable[str]) -> str | None:
    """Paragraphs as spans of the document's own order: "2 to 5, 7 (a)"; None without any."""
    places = {paragraph: place for place, paragraph in enumerate(order)}
    held = sorted({places.get(paragraph, 0) for paragraph in paragraphs})
    spans: list[list[int]] = []
    for place in held:
        if spans and place == spans[-1][1] + 1:
            spans[-1][1] = place
        else:
            spans.append([place, place])
    if len(spans) > MOST_NAMED:
        return _("{count} between {first} and {last}").format(
            count=len(held), first=order[held[0]], last=order[held[-1]]
        )
    told = [
        order[first] if first == last else _("{first} to {last}").format(first=order[first], last=order[last])
        for first, last in spans
    ]
    return ", ".join(told) or None


@remembered(64)
def _review_lines(view: View) -> tuple[str, ...]:
    """Who reviewed which rows of the documents of the chosen sessions, and when; a line for each person and day."""
    if "reviews" not in view.dataset.tables:
        return ()
    reviews = view.dataset.tables["reviews"]
    titles = {name: table.title for name, table in view.dataset.package.tables.items()}
    documents = _documents(view)
    lines = []
    for (document_id, person, day), inside in reviews.groupby(
        ["document_id", "reviewed_by", "reviewed_on"], sort=False
    ):
        if document_id in documents:
            tables = ", ".join(dict.fromkeys(titles[name].lower() for name in inside["table"]))
            lines.append(
                _("{document}: {tables} reviewed by {person}, {day}.").format(
                    document=escape(documents[document_id]),
                    tables=escape(tables),
                    person=escape(person),
                    day=written_day(day),
                )
            )
    return tuple(lines)


@remembered(64)
def _meeting_lines(view: View) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """For each chosen session its title and a line for each of its meetings."""
    bases, attested = labels(view, "date_basis"), labels(view, "attestation")
    found = []
    for session_id, inside in view.ask(queries.meetings).groupby("session_id", sort=False):
        lines = []
        for row in each_row(inside):
            date = _("date not recorded")
            if not pd.isna(row.date):
                date = _("{date} ({basis})").format(
                    date=written_day(row.date), basis=escape(bases[row.date_basis].lower())
                )
            fact = _("- **{meeting}**, {date}: {attestation}; para. {paragraphs}.").format(
                meeting=meeting_label(row.ordinal),
                date=date,
                attestation=escape(attested[row.attestation].lower()),
                paragraphs=escape(row.paragraphs.replace(";", ", ")),
            )
            note = "" if pd.isna(row.note) else f" {escape(row.note)}"
            lines.append(f"{fact}{note} {links(view, row.meeting_id)}")
        found.append((escape(session_title(view, str(session_id))), tuple(lines)))
    return tuple(found)


@remembered(64)
def _row_counts(view: View) -> pd.DataFrame:
    """Rows of each table that belong to the chosen sessions, and all of them."""
    documents = set(_documents(view))
    counts = []
    for name, table in view.dataset.package.tables.items():
        if table.file.startswith(("reference/", "map/")) or name == "vocabulary":
            continue
        if name in OF_STATEMENTS:
            counts.append((table.title or name, *view.dataset.row_counts(name, view.selection.session)))
            continue
        frame, key = view.dataset.tables[name], table.key[0]
        if "session_id" in frame:
            inside = frame["session_id"].isin(view.selection.session)
        elif "document_id" in frame and key == "document_id":
            inside = frame["document_id"].isin(documents)
        elif key.endswith("_id") and name != "reviews":
            sessions = frame[key].astype("string").str.split(r"[:/]", n=1, regex=True).str[0]
            inside = sessions.isin(view.selection.session)
        else:
            inside = frame["document_id"].isin(documents)
        counts.append((table.title or name, int(inside.sum()), len(frame)))
    return pd.DataFrame(counts, columns=["table", "row_count", "total"])
