"""Receipts and wording, compared with the documents that are at hand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from plenary.catalogue import translate as _
from plenary.checks.rows import Row, Rows
from plenary.documents import DocumentText, Paragraph, one_line, words
from plenary.model import Finding

Documents = Mapping[str, DocumentText]
"""document_id -> its text, for the documents at hand."""

WORDS_IN_A_ROW: Final = 9
"""So many words in a row of a document are its wording, not a fact."""
TITLES: Final = (
    ("agenda_items", "title"),
    ("documents_before", "title"),
    ("documents_before", "symbol"),
    ("documents", "title"),
    ("sessions", "title"),
    ("speakers", "name"),
    ("speaker_names", "name"),
)
"""Titles, symbols and names are quoted as printed; they and the vocabulary term_of_art may stand in our own words."""
TERMS_OF_ART: Final = "term_of_art"


def paragraphs_unlike_document(rows: Rows, documents: Documents) -> Iterator[Finding]:
    """A paragraph that its document does not have, or that stands on other pages."""
    for row in rows["paragraphs"]:
        if row["document_id"] not in documents:
            continue
        paragraph = documents[row["document_id"]].paragraphs.get(row["paragraph"])
        if paragraph is None:
            message = _("the document has no paragraph {paragraph}")
            yield row.finding("paragraph", message.format(paragraph=row["paragraph"]))
        elif paragraph.pages:
            for column, (_start, page) in (("first_page", paragraph.pages[0]), ("last_page", paragraph.pages[-1])):
                if row.number(column) not in (None, page):
                    message = _("is {given}; the document has {page}").format(given=row[column], page=page)
                    yield row.finding(column, message)


def names_not_printed(rows: Rows, documents: Documents) -> Iterator[Finding]:
    """A printed name that does not stand in its paragraph after the name before it, or stands on another page.

    A name that a footnote of the paragraph alone prints stands there without an order.
    """
    reached: dict[tuple[str, ...], int] = {}
    for row in rows["statements"]:
        place = row.key("document_id", "paragraph")
        paragraph = _paragraph(row, documents)
        if paragraph is None:
            continue
        name = _name(row["name_printed"])
        found = name.search(paragraph.text, reached.get(place, 0))
        if found is None:
            if _in_footnotes(name, paragraph) or _told_by_footnote(name, paragraph, row, rows):
                continue
            message = _("stands in the paragraph, but not after the name before it")
            elsewhere = name.search(paragraph.text)
            yield row.finding("name_printed", message if elsewhere else _("does not stand in the paragraph"))
            continue
        reached[place] = found.end()
        page = paragraph.page_at(found.start())
        if page is not None and row.number("page") not in (None, page):
            yield row.finding("page", _("is {given}; the document has {page}").format(given=row["page"], page=page))
    statements = {row["statement_id"]: row for row in rows["statements"]}
    for row in rows["statement_represents"]:
        statement = statements.get(row["statement_id"])
        paragraph = _paragraph(statement, documents) if statement else None
        name = _name(row["name_printed"])
        if paragraph and not name.search(paragraph.text) and not _in_footnotes(name, paragraph):
            yield row.finding("name_printed", _("does not stand in the paragraph"))


def _in_footnotes(name: re.Pattern[str], paragraph: Paragraph) -> bool:
    return any(name.search(note) for note in paragraph.footnotes)


def _told_by_footnote(name: re.Pattern[str], paragraph: Paragraph, row: Row, rows: Rows) -> bool:
    # A footnote may say of a speaker of the list that it also spoke for others: their names stand in the footnote.
    represented = [link for link in rows["statement_represents"] if link["statement_id"] == row["statement_id"]]
    return bool(represented and name.search(paragraph.text)) and all(
        _in_footnotes(_name(link["name_printed"]), paragraph) for link in represented
    )


def attributions_not_printed(rows: Rows, documents: Documents) -> Iterator[Finding]:
    """An attribution that does not stand in its paragraph, or stands there only before that of the point before it.

    A point that carries the attribution of the one before it on may repeat it.
    """
    reached: dict[tuple[str, ...], int] = {}
    for row in rows["points"]:
        place = row.key("document_id", "paragraph")
        paragraph = _paragraph(row, documents)
        if paragraph is None or not row["attribution_printed"]:
            continue
        found = _name(row["attribution_printed"]).search(paragraph.text, reached.get(place, 0))
        if found is None:
            elsewhere = _name(row["attribution_printed"]).search(paragraph.text)
            message = _("stands in the paragraph, but before that of the point above")
            yield row.finding("attribution_printed", message if elsewhere else _("does not stand in the paragraph"))
            continue
        reached[place] = found.start()


def titles_not_printed(rows: Rows, documents: Documents) -> Iterator[Finding]:
    """A title or symbol that does not stand in the paragraph from which it was read.

    An entry of a list that names several documents together prints no title for each: only symbols are looked for.
    The title of an agenda item without a paragraph stands in a heading, the head or an annex: anywhere.
    """
    entries = rows.by("documents_before", "document_id", "paragraph")
    for row in rows["agenda_items"]:
        document = documents.get(row["document_id"])
        if document and not row["paragraph"] and not _follows(words(row["title"]), document.words):
            yield row.finding("title", _("does not stand in the document"))
    places = [(row, "title") for row in rows["agenda_items"]]
    places += [(row, "symbol") for row in rows["documents_before"]]
    places += [(found[0], "title") for found in entries.values() if len(found) == 1]
    for row, column in places:
        paragraph = _paragraph(row, documents)
        if paragraph and one_line(row[column]) not in paragraph.text:
            yield row.finding(column, _("does not stand in the paragraph"))


def wording_repeated(rows: Rows, documents: Documents) -> Iterator[Finding]:
    """A text of ours that repeats nine words in a row of a document at hand, titles and terms of art apart."""
    printed = {run for document in documents.values() for run in _runs(document.words)}
    quoted = [row[column] for table, column in TITLES for row in rows[table]]
    quoted += [row["label"] for row in rows["vocabulary"] if row["vocabulary"] == TERMS_OF_ART]
    # Longest first: a title may hold a term of art, and what is left of it would still be the title's wording.
    phrases = sorted({words(text) for text in quoted} - {()}, key=len, reverse=True)
    for table, found in rows.tables.items():
        for column in _own_words(rows, table):
            for row in found:
                # Few texts share a run with a document, and only in those the quoted phrases have to be found.
                if printed.isdisjoint(_runs(words(row[column]))):
                    continue
                repeated = next((run for run in _own_runs(row[column], phrases) if run in printed), None)
                if repeated:
                    message = _("repeats the document's wording, {count} words in a row: {wording}")
                    message = message.format(count=WORDS_IN_A_ROW, wording=" ".join(repeated))
                    yield row.finding(column, message)


def _own_words(rows: Rows, table: str) -> list[str]:
    return [
        field.name
        for field in rows.package.tables[table].fields
        if field.type == "string"
        and not (field.enum or field.vocabulary or field.list_of)
        and not field.name.endswith("_printed")
        and (table, field.name) not in TITLES
    ]


def _own_runs(text: str, phrases: list[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    # What lies between quoted phrases is ours; a run of words does not reach over such a phrase.
    pieces = [words(text)] if text else []
    for phrase in phrases:
        pieces = [part for piece in pieces for part in _split(piece, phrase)]
    for piece in pieces:
        yield from _runs(piece)


def _split(piece: tuple[str, ...], phrase: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    start = 0
    for place in range(len(piece) - len(phrase) + 1):
        if place >= start and piece[place : place + len(phrase)] == phrase:
            yield piece[start:place]
            start = place + len(phrase)
    yield piece[start:]


def _runs(piece: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    for place in range(len(piece) - WORDS_IN_A_ROW + 1):
        yield piece[place : place + WORDS_IN_A_ROW]


def _follows(phrase: tuple[str, ...], spoken: tuple[str, ...]) -> bool:
    return f" {' '.join(phrase)} " in f" {' '.join(spoken)} "


def _paragraph(row: Row, documents: Documents) -> Paragraph | None:
    document = documents.get(row["document_id"])
    return document.paragraphs.get(row["paragraph"]) if document else None


def _name(printed: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(one_line(printed))}(?!\w)")
