"""Links: list cells, codes of vocabularies, statements with their meetings and items."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from plenary.catalogue import translate as _
from plenary.checks.rows import Row, Rows, numbered
from plenary.checks.speakers import days_of_statements
from plenary.model import Attestation, DiscrepancyKind, DocumentStatus, Finding, Kind, Severity


def lists_unknown(rows: Rows) -> Iterator[Finding]:
    """A value of a list cell that the table it refers to does not hold, or that the cell holds twice."""
    known: dict[tuple[str, tuple[str, ...]], set[tuple[str, ...]]] = {}
    for table, found in rows.tables.items():
        for field in rows.package.tables[table].fields:
            refers = field.list_of
            if refers is None or refers.resource not in rows.tables:
                continue
            place = (refers.resource, refers.fields)
            known.setdefault(place, {row.key(*refers.fields) for row in rows[refers.resource]})
            for row in found:
                values = row.values(field.name)
                for value in sorted({value for value in values if values.count(value) > 1}):
                    yield row.finding(field.name, _("{value} stands there more than once").format(value=value))
                # A code is looked for in its own vocabulary (see `codes_undefined`), not in all of them.
                for value in () if field.vocabulary else dict.fromkeys(values):
                    if (*row.key(*refers.fields[:-1]), value) not in known[place]:
                        message = _("{table} has no row for {values}")
                        yield row.finding(field.name, message.format(table=refers.resource, values=value))


def codes_undefined(rows: Rows) -> Iterator[Finding]:
    """A code that vocabulary.csv does not define in the vocabulary of its column."""
    terms = {row.key("vocabulary", "term") for row in rows["vocabulary"]}
    vocabulary = rows.package.tables["vocabulary"].file
    for table, found in rows.tables.items():
        for field in rows.package.tables[table].fields:
            if field.vocabulary is None:
                continue
            # That a cell holds one of a closed list is checked with the contract; here, that all of them are defined.
            for code in field.enum:
                if (field.vocabulary, code) not in terms:
                    message = _("{vocabulary} lacks {code}, which {table}.{column} allows")
                    message = message.format(vocabulary=field.vocabulary, code=code, table=table, column=field.name)
                    yield Finding(vocabulary, None, None, message)
            for row in () if field.enum else found:
                for code in row.values(field.name):
                    if (field.vocabulary, code) not in terms:
                        message = _("{code} is not in the vocabulary {vocabulary}")
                        yield row.finding(field.name, message.format(code=code, vocabulary=field.vocabulary))


def statements_without_item(rows: Rows) -> Iterator[Finding]:
    """A statement under no agenda item: allowed where its note or a gap of its paragraph says so; see `_without`."""
    for row, explained, severity in _without(rows, "statement_items"):
        if explained is None:
            message = _("stands under no agenda item in statement_items, but others of its paragraph do")
        elif explained:
            message = _("stands under no agenda item, as its record explains")
        else:
            message = _("stands under no agenda item in statement_items")
        yield row.finding("statement_id", message, severity)


def statements_without_meeting(rows: Rows) -> Iterator[Finding]:
    """A statement at no meeting: allowed where its note or a gap of its paragraph says so; see `_without`."""
    for row, explained, severity in _without(rows, "statement_meetings"):
        if explained is None:
            message = _("is at no meeting in statement_meetings, but others of its paragraph are")
        elif explained:
            message = _("is at no recorded meeting, as its record explains")
        else:
            message = _(
                "is at no meeting in statement_meetings, and neither a note nor a gap of its paragraph says why"
            )
        yield row.finding("statement_id", message, severity)


def _compiled(rows: Rows) -> frozenset[str]:
    """Documents that are tables which others compiled."""
    return frozenset(row["document_id"] for row in rows["documents"] if row["status"] == DocumentStatus.COMPILED)


def _without(rows: Rows, links: str) -> Iterator[tuple[Row, bool | None, Severity]]:
    """Statements that a table of links leaves out, whether that is explained, and how grave it is.

    None instead of an answer where others of the paragraph are linked: a paragraph as a rule places all its speakers,
    so that only a note can explain the one left out. In a table that others compiled, what it has no column for is said
    once, by the documents row.
    """
    linked = {row["statement_id"] for row in rows[links]}
    placed = {row.key("document_id", "paragraph") for row in rows["statements"] if row["statement_id"] in linked}
    compiled = _compiled(rows)
    gaps = {
        (row["document_id"], paragraph)
        for row in rows["discrepancies"]
        if row["kind"] == DiscrepancyKind.GAP
        for paragraph in row.values("paragraphs")
    }
    for row in rows["statements"]:
        place = row.key("document_id", "paragraph")
        if row["statement_id"] in linked or row["document_id"] in compiled:
            continue
        if place in placed:
            yield row, None, "warning" if row["note"] else "error"
        elif row["note"] or place in gaps:
            yield row, True, "info"
        else:
            yield row, False, "error"


def meetings_unlike_attestation(rows: Rows) -> Iterator[Finding]:
    """A meeting with statements that is said to be only mentioned, or the reverse."""
    spoken = {row["meeting_id"] for row in rows["statement_meetings"]}
    for row in rows["meetings"]:
        if row["attestation"] == Attestation.ONLY_MENTIONED and row["meeting_id"] in spoken:
            yield row.finding("attestation", _("is only_mentioned, but statements were made at the meeting"))
        if row["attestation"] == Attestation.SPEAKERS_RECORDED and row["meeting_id"] not in spoken:
            yield row.finding("attestation", _("is speakers_recorded, but no statement was made at the meeting"))


def items_unlike_meetings(rows: Rows) -> Iterator[Finding]:
    """A meeting without an item, or a statement under an item that none of its meetings considered.

    A table of speakers may have meetings and no items.
    """
    compiled = _compiled(rows)
    considered: dict[str, set[str]] = {}
    for row in rows["meeting_items"]:
        considered.setdefault(row["meeting_id"], set()).add(row["item_id"])
    for row in rows["meetings"]:
        if row["meeting_id"] not in considered and row["document_id"] not in compiled:
            yield row.finding("meeting_id", _("considers no agenda item in meeting_items"))
    at: dict[str, set[str]] = {}
    for row in rows["statement_meetings"]:
        at.setdefault(row["statement_id"], set()).update(considered.get(row["meeting_id"], set()))
    for row in rows["statement_items"]:
        items = at.get(row["statement_id"])
        if items and row["item_id"] not in items:
            message = _("{item} was considered at no meeting of {statement}")
            yield row.finding("item_id", message.format(item=row["item_id"], statement=row["statement_id"]))


def paragraphs_unlike_meetings(rows: Rows) -> Iterator[Finding]:
    """A statement whose paragraph, the numbered one of a sub-paragraph included, is none that names its meeting."""
    meetings = {row["meeting_id"]: row for row in rows["meetings"]}
    statements = {row["statement_id"]: row for row in rows["statements"]}
    for row in rows["statement_meetings"]:
        meeting, statement = meetings.get(row["meeting_id"]), statements.get(row["statement_id"])
        if meeting is None or statement is None or meeting["document_id"] != statement["document_id"]:
            continue
        paragraph = statement["paragraph"]
        if not {paragraph, numbered(paragraph)} & set(meeting.values("paragraphs")):
            message = _("paragraph {paragraph} is none of those that name {meeting}")
            message = message.format(paragraph=paragraph, meeting=row["meeting_id"])
            yield row.finding("meeting_id", message, "warning")


def speakers_unnamed(rows: Rows) -> Iterator[Finding]:
    """A named statement without speaker, an unnamed one with a speaker, or a count beside a name."""
    for row in rows["statements"]:
        unnamed = row["kind"] == Kind.UNNAMED
        if unnamed == bool(row["speaker_id"]):
            message = _("must be blank for unnamed speakers") if unnamed else _("must name the speaker")
            yield row.finding("speaker_id", message)
        if row["speaker_count"] and not unnamed:
            yield row.finding("speaker_count", _("must be blank unless the speakers are unnamed"))


def kinds_unlike_speakers(rows: Rows) -> Iterator[Finding]:
    """A State that is no State in the record or the reverse; another kind may differ, which is told as information."""
    speakers = {row["speaker_id"]: row for row in rows["speakers"]}
    days = days_of_statements(rows)
    for row in rows["statements"]:
        speaker = speakers.get(row["speaker_id"])
        usual = _kind_on(speaker, days.get(row["statement_id"], ())) if speaker else row["kind"]
        if usual == row["kind"]:
            continue
        message = _("is {kind} here and {usual} in speakers").format(kind=row["kind"], usual=usual)
        yield row.finding("kind", message, "error" if Kind.STATE in (usual, row["kind"]) else "info")


def _kind_on(speaker: Row, days: Sequence[dt.date]) -> str:
    last = speaker.day("earlier_kind_to")
    return speaker["earlier_kind"] if last and days and days[0] <= last else speaker["kind"]
