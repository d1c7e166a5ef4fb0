"""The entries of a table laid out in the tables of the dataset.

A table has no paragraphs and no pages. So that each row has its place all the same, the meetings of its session, or its
sessions where no meetings are told, are its paragraphs, and its sheet is page 1; the vocabulary says so.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from plenary.catalogue import translate as _
from plenary.curation.tables import Cells
from plenary.model import DocumentStatus, ReviewStatus, Speaker
from plenary.names import Names, UnknownName
from plenary.tables.entries import Entry, TableSession, read_entries
from plenary.tables.mapping import Mapping as Columns
from plenary.tables.resolving import Resolved, Resolver
from plenary.tables.source import Source, UnreadableTable

PAGE = "1"
Place = tuple[str, str]
"""Session as the table has it, and ordinal of the meeting."""


@dataclass(frozen=True)
class Layout:
    """What a table gives.

    Attributes:
        tables: Rows for tables of the dataset.
        outcomes: Every entry with what became of its name, in the order of the table.
        sessions: Sessions by what the table calls them.
    """

    tables: Mapping[str, list[Cells]]
    outcomes: tuple[tuple[Entry, Resolved], ...]
    sessions: Mapping[str, TableSession]

    @property
    def missing(self) -> tuple[tuple[Entry, Resolved], ...]:
        """Entries whose speaker is not known or not sure; those left out on purpose are not among them."""
        return tuple(
            (entry, resolved)
            for entry, resolved in self.outcomes
            if not resolved.taken_over and resolved.outcome != "left_out"
        )


def own_speakers(mapping: Columns) -> tuple[list[Cells], list[Cells]]:
    """Rows of speakers and of speaker_names for the speakers that a mapping brings."""
    source = mapping.document.title
    return (
        [
            {"speaker_id": own.id, "kind": own.kind, "name": own.name, "note": own.note, "source": source}
            for own in mapping.speakers
        ],
        [
            {"speaker_id": own.id, "name": own.name, "form": "short", "language": "en", "source": source}
            for own in mapping.speakers
        ],
    )


def lay_out(source: Source, mapping: Columns, names: Names, speakers: Iterable[Speaker]) -> Layout:
    """The rows that a table gives.

    Args:
        source: The table.
        mapping: What its columns are.
        names: The dated names, with those of the mapping's own speakers.
        speakers: All speakers, with those of the mapping.

    Raises:
        UnreadableTable: A column is missing, or a cell holds no session, day, number or code where one is due.
    """
    entries, sessions = read_entries(source, mapping)
    resolver = Resolver(names, speakers, mapping)
    outcomes = []
    for entry in entries:
        session = sessions[entry.session]
        first, last = (entry.day, entry.day) if entry.day else (session.first, session.last)
        outcomes.append((entry, resolver.resolve(entry.name, entry.code, entry.session, first, last)))
    places: dict[Place, list[tuple[Entry, Resolved]]] = {}
    for entry, resolved in outcomes:
        if resolved.taken_over:
            places.setdefault((entry.session, entry.meeting), []).append((entry, resolved))
    tables = _Tables(source, mapping, names, sessions)
    for place, found in places.items():
        tables.add_place(place, found)
    tables.add_document(left_out=sum(not resolved.taken_over for _entry, resolved in outcomes))
    return Layout(tables.rows, tuple(outcomes), sessions)


class _Tables:
    """Tables of the dataset while they are filled, each in the order in which its rows come."""

    def __init__(self, source: Source, mapping: Columns, names: Names, sessions: Mapping[str, TableSession]) -> None:
        self.source, self.mapping, self.names, self.sessions = source, mapping, names, sessions
        self.document = mapping.document.id
        self.reviewed = mapping.review is not None and mapping.document.sha256 == source.sha256
        self.rows: dict[str, list[Cells]] = {
            name: []
            for name in (
                "documents", "document_names", "reviews", "sessions", "paragraphs", "agenda_items", "meetings",
                "meeting_items", "statements", "statement_meetings", "statement_items", "statement_represents",
            )
        }  # fmt: skip
        self.seen: set[tuple[str, ...]] = set()

    def add(self, table: str, key: Sequence[str], **cells: str) -> None:
        """A row, once by its key."""
        if (table, *key) not in self.seen:
            self.seen.add((table, *key))
            self.rows[table].append(cells)

    def add_place(self, place: Place, found: Sequence[tuple[Entry, Resolved]]) -> None:
        """A session or meeting with its statements."""
        session, ordinal = self.sessions[place[0]], place[1]
        self._add_session(session)
        paragraph = self._paragraph(ordinal or session.ordinal)
        items = tuple(dict.fromkeys(item for entry, _resolved in found for item in entry.items))
        for item in items:
            self._add_item(session, item, paragraph)
        self.add(
            "paragraphs", (paragraph,), document_id=self.document, paragraph=paragraph, section="proceedings",
            first_page=PAGE, last_page=PAGE, item_ids=";".join(f"{session.id}:{item}" for item in items),
        )  # fmt: skip
        if ordinal:
            self._add_meeting(session, ordinal, paragraph, found, items)
        for position, (entry, resolved) in enumerate(found, 1):
            self._add_statement(session, paragraph, position, entry, resolved)

    def _add_session(self, session: TableSession) -> None:
        self.add(
            "sessions", (session.id,), session_id=session.id, body=session.body,
            ordinal=session.ordinal if session.ordinal.isdigit() else "", title=session.title,
            short_title=session.short_title, place=session.place, first_date=session.first.isoformat(),
            last_date=session.last.isoformat(), title_source=session.title_source, note=session.note,
        )  # fmt: skip

    def _paragraph(self, wanted: str) -> str:
        taken = {row["paragraph"] for row in self.rows["paragraphs"]}
        if wanted.isdigit() and wanted not in taken:
            return wanted
        return next(str(number) for number in range(1, len(taken) + 2) if str(number) not in taken)

    def _add_item(self, session: TableSession, item: str, paragraph: str) -> None:
        title = _("Item {number}").format(number=item)
        self.add(
            "agenda_items", (session.id, item), item_id=f"{session.id}:{item}", session_id=session.id, number=item,
            title=title, short_title=title, document_id=self.document, paragraph=paragraph,
        )  # fmt: skip

    def _add_meeting(
        self,
        session: TableSession,
        ordinal: str,
        paragraph: str,
        found: Sequence[tuple[Entry, Resolved]],
        items: Sequence[str],
    ) -> None:
        days = sorted({entry.day for entry, _resolved in found if entry.day})
        if len(days) > 1:
            message = _("{file}: meeting {ordinal} of {session} has rows of several days, {days}")
            told = ", ".join(day.isoformat() for day in days)
            raise UnreadableTable(
                message.format(file=self.source.name, ordinal=ordinal, session=session.title, days=told)
            )
        meeting = f"{session.id}:{ordinal}"
        self.add(
            "meetings", (meeting,), meeting_id=meeting, session_id=session.id, ordinal=ordinal, kind="plenary",
            date=days[0].isoformat() if days else "", date_basis="stated" if days else "",
            attestation="speakers_recorded", document_id=self.document, paragraphs=paragraph, note="",
        )  # fmt: skip
        for item in items:
            self.add(
                "meeting_items", (meeting, item), meeting_id=meeting, item_id=f"{session.id}:{item}",
                document_id=self.document, paragraph=paragraph, basis="stated", note="",
            )  # fmt: skip

    def _add_statement(
        self, session: TableSession, paragraph: str, position: int, entry: Entry, resolved: Resolved
    ) -> None:
        day = entry.day or session.first
        statement = f"{session.id}/{paragraph}/{position}"
        judged = resolved.outcome == "judged"
        self.rows["statements"].append({
            "statement_id": statement, "session_id": session.id, "document_id": self.document,
            "paragraph": paragraph, "position": str(position), "turn": str(len(self.rows["statements"]) + 1),
            "page": PAGE, "name_printed": entry.name, "speaker_id": resolved.speaker_id,
            "kind": entry.kind or self.names.speaker(resolved.speaker_id).as_of(day).kind,
            "capacity": entry.capacity, "act": entry.act, "speaker_count": "",
            "basis": "inferred" if judged else "stated",
            "review_status": ReviewStatus.REVIEWED if self.reviewed else ReviewStatus.UNREVIEWED,
            "note": resolved.reason if judged else "",
        })  # fmt: skip
        if resolved.form:
            self.add(
                "document_names", (entry.name,), document_id=self.document, name_printed=entry.name,
                speaker_id=resolved.speaker_id, form=resolved.form, note=resolved.reason,
            )  # fmt: skip
        if entry.meeting:
            meeting = f"{session.id}:{entry.meeting}"
            self.rows["statement_meetings"].append(
                {"statement_id": statement, "meeting_id": meeting, "basis": "stated"}
            )
        for item in entry.items:
            item_id = f"{session.id}:{item}"
            self.rows["statement_items"].append({"statement_id": statement, "item_id": item_id, "basis": "stated"})
        for name in entry.represents:
            self.rows["statement_represents"].append(
                {"statement_id": statement, "speaker_id": self._represented(name, day), "name_printed": name}
            )

    def _represented(self, name: str, day: dt.date) -> str:
        try:
            return self.names.resolve(name, day).speaker_id
        except UnknownName:
            for own in self.mapping.names:
                if own.name == name:
                    self.add(
                        "document_names", (name,), document_id=self.document, name_printed=name,
                        speaker_id=own.speaker, form=own.form, note=own.note,
                    )  # fmt: skip
                    return own.speaker
            return ""

    def add_document(self, left_out: int) -> None:
        """The table itself, and its review."""
        facts = self.mapping.document
        note = facts.note
        if left_out:
            count = len(self.rows["statements"]) + left_out
            missing = _("{left_out} of {count} rows were not taken over: their speaker is not sure.")
            note = f"{note} {missing.format(left_out=left_out, count=count)}".strip()
        bodies = dict.fromkeys(row["body"] for row in self.rows["sessions"])
        self.rows["documents"].append({
            "document_id": facts.id, "title": facts.title, "kind": "table", "status": DocumentStatus.COMPILED,
            "body": "; ".join(bodies), "language": "en", "page_count": PAGE, "sha256": self.source.sha256,
            "url": facts.url, "note": note, "source": facts.source,
        })  # fmt: skip
        if self.reviewed and self.mapping.review and self.rows["statements"]:
            self.rows["reviews"].append({
                "review_id": f"{facts.id}/1", "document_id": facts.id, "sha256": self.source.sha256,
                "table": "statements", "paragraphs": "", "reviewed_by": self.mapping.review.by,
                "reviewed_on": self.mapping.review.on,
            })  # fmt: skip
