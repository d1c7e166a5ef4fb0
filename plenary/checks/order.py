"""Order: dates, numbering, identifiers, pages, spans of time, number of rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from plenary.catalogue import translate as _
from plenary.checks.rows import Row, Rows, numbered
from plenary.model import Finding


def spans_reversed(rows: Rows) -> Iterator[Finding]:
    """A span of days or pages that ends before it begins."""
    for first, last in (("first_date", "last_date"), ("valid_from", "valid_to")):
        for row in rows.having(first, last):
            start, end = row.day(first), row.day(last)
            if start and end and end < start:
                yield _reversed(row, first, last)
    for row in rows.having("first_page", "last_page"):
        if (row.number("last_page") or 0) < (row.number("first_page") or 0):
            yield _reversed(row, "first_page", "last_page")


def _reversed(row: Row, first: str, last: str) -> Finding:
    message = _("{last} {end} lies before {first} {start}")
    return row.finding(last, message.format(last=last, end=row[last], first=first, start=row[first]))


def meetings_out_of_session(rows: Rows) -> Iterator[Finding]:
    """A meeting outside the days of its session, earlier than a meeting of lower ordinal, or dated without a basis."""
    sessions = {row["session_id"]: row for row in rows["sessions"]}
    for (session_id, _kind), meetings in rows.by("meetings", "session_id", "kind").items():
        session = sessions.get(session_id)
        latest: Row | None = None
        for row in sorted(meetings, key=lambda row: row.number("ordinal") or 0):
            if bool(row["date"]) != bool(row["date_basis"]):
                yield row.finding("date_basis", _("date and date_basis must both be there or both be blank"))
            day = row.day("date")
            if day is None:
                continue
            first, last = (session.day("first_date"), session.day("last_date")) if session else (None, None)
            if (first and day < first) or (last and day > last):
                message = _("{day} lies outside the session, {first} to {last}")
                yield row.finding("date", message.format(day=day, first=first, last=last))
            before = latest.day("date") if latest else None
            if latest and before and day < before:
                message = _("{day} lies before the date of meeting {ordinal}, {before}")
                yield row.finding("date", message.format(day=day, ordinal=latest["ordinal"], before=before))
            latest = row


def numbering_broken(rows: Rows) -> Iterator[Finding]:
    """A list that is not numbered 1 to n without gaps in the order of the file.

    Source: lists of speakers are numbered as printed; so are points, listed documents and vocabularies.
    """
    yield from _numbered(rows["statements"], "position", lambda row: row.key("document_id", "paragraph"))
    yield from _numbered(rows["statements"], "turn", lambda row: row.key("document_id"))
    yield from _numbered(rows["points"], "position", lambda row: row.key("document_id", "paragraph"))
    yield from _numbered(
        rows["documents_before"], "position", lambda row: (row["document_id"], numbered(row["paragraph"]))
    )
    yield from _numbered(rows["vocabulary"], "position", lambda row: row.key("vocabulary"))


def _numbered(rows: Sequence[Row], column: str, group: Callable[[Row], tuple[str, ...]]) -> Iterator[Finding]:
    expected: dict[tuple[str, ...], tuple[int, ...]] = {}
    for row in rows:
        number = row.number(column)
        if number is None:
            continue
        due = expected.get(group(row), (1,))
        if number not in due:
            message = _("{column} is {number} where {due} is due")
            yield row.finding(column, message.format(column=column, number=number, due=due[0]))
        # After a slip, the row below may go on from it or as if it had not been: either way one slip is told once.
        expected[group(row)] = (number + 1,) if number in due else (due[0] + 1, number + 1)


def printed_order_broken(rows: Rows) -> Iterator[Finding]:
    """A row after one of a later paragraph or page of its document, or off the pages of its paragraph."""
    places = {row.key("document_id", "paragraph"): (place, row) for place, row in enumerate(rows["paragraphs"])}
    for table in ("statements", "documents_before", "points", "conclusions"):
        latest: dict[str, tuple[int, int]] = {}
        for row in rows[table]:
            place, paragraph = places.get(row.key("document_id", "paragraph"), (None, None))
            page = row.number("page")
            if place is None or paragraph is None or page is None:
                continue
            if (place, page) < latest.get(row["document_id"], (0, 0)):
                message = _("paragraph {paragraph}, page {page} comes after a later place of the document")
                yield row.finding("paragraph", message.format(paragraph=row["paragraph"], page=page))
            latest[row["document_id"]] = (place, page)
            first, last = paragraph.number("first_page"), paragraph.number("last_page")
            if (first and page < first) or (last and page > last):
                message = _("page {page} is none of paragraph {paragraph}, which stands on {first} to {last}")
                message = message.format(page=page, paragraph=row["paragraph"], first=first, last=last)
                yield row.finding("page", message)


def pages_beyond_document(rows: Rows) -> Iterator[Finding]:
    """A paragraph on a page that its document does not have, or before the page of the paragraph above it."""
    counts = {row["document_id"]: row.number("page_count") for row in rows["documents"]}
    latest: dict[str, int] = {}
    for row in rows["paragraphs"]:
        first, last, count = row.number("first_page"), row.number("last_page"), counts.get(row["document_id"])
        if last and count and last > count:
            message = _("page {page} is beyond the document's {count} pages")
            yield row.finding("last_page", message.format(page=last, count=count))
        if first and first < latest.get(row["document_id"], 0):
            yield row.finding("first_page", _("page {page} comes after a later page").format(page=first))
        latest[row["document_id"]] = first or latest.get(row["document_id"], 0)


def identifiers_unlike_parts(rows: Rows) -> Iterator[Finding]:
    """An identifier that is not made of the parts that it stands for."""
    parts: dict[str, tuple[str, Callable[[Row], str]]] = {
        "agenda_items": ("item_id", lambda row: f"{row['session_id']}:{row['number']}"),
        "meetings": ("meeting_id", lambda row: f"{row['session_id']}:{row['ordinal']}"),
        "statements": ("statement_id", lambda row: f"{row['session_id']}/{_path(row)}/{row['position']}"),
        "points": ("point_id", lambda row: f"{row['session_id']}/{_path(row)}/{row['position']}"),
        "documents_before": ("document_before_id", _before),
        "conclusions": ("conclusion_id", lambda row: f"{row['session_id']}/{_path(row)}"),
    }
    for table, (column, identifier) in parts.items():
        for row in rows[table]:
            if row[column] != identifier(row):
                yield row.finding(column, _("must be {identifier} by its parts").format(identifier=identifier(row)))
    for row in rows["conclusions"]:
        printed = row["paragraph"].partition("(")[2].rstrip(")")
        if row["letter"] != printed:
            message = _("is {letter}, but the paragraph is {paragraph}")
            yield row.finding("letter", message.format(letter=row["letter"], paragraph=row["paragraph"]))


def sessions_mixed(rows: Rows) -> Iterator[Finding]:
    """A row of one session that names a meeting, an item or a statement of another."""
    for row in rows.having("session_id"):
        for column in ("item_ids", "meeting_ids"):
            for value in row.values(column) if column in row.cells else ():
                if value.partition(":")[0] != row["session_id"]:
                    message = _("{value} is not of the session {session}")
                    yield row.finding(column, message.format(value=value, session=row["session_id"]))
    for first, second in (
        ("meeting_id", "item_id"),
        ("statement_id", "meeting_id"),
        ("statement_id", "item_id"),
        ("conclusion_id", "point_id"),
    ):
        for row in rows.having(first, second):
            if _session(row[first]) != _session(row[second]):
                message = _("{second} is not of the session of {first}")
                yield row.finding(second, message.format(second=row[second], first=row[first]))


def keys_repeated(rows: Rows) -> Iterator[Finding]:
    """A key with a blank part that names two rows; keys without blanks are checked with the contract."""
    for table in rows.tables:
        if "valid_from" not in rows.package.tables[table].key:
            continue
        lines: dict[tuple[str, ...], int] = {}
        for row in rows[table]:
            key = row.key(*rows.package.tables[table].key)
            if key in lines:
                yield row.finding("valid_from", _("the key is the same as in line {line}").format(line=lines[key]))
            lines.setdefault(key, row.line)


def counts_outside_bands(rows: Rows) -> Iterator[Finding]:
    """A table with fewer or more rows than datapackage.json allows for."""
    for name, found in rows.tables.items():
        table = rows.package.tables[name]
        if table.band and not table.band[0] <= len(found) <= table.band[1]:
            message = _("{count} rows; plenary:bands allows {least} to {greatest}")
            message = message.format(count=len(found), least=table.band[0], greatest=table.band[1])
            yield Finding(table.file, None, None, message)


def _before(row: Row) -> str:
    return f"{row['session_id']}/{numbered(row['paragraph'])}/{row['position']}"


def _path(row: Row) -> str:
    return row["paragraph"].replace(" (", "/").replace(")", "")


def _session(identifier: str) -> str:
    return identifier.partition(":")[0].partition("/")[0]
