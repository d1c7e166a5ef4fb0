"""Session, document, paragraphs, agenda, meetings and listed documents, as far as a report tells them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from plenary.checks.rows import numbered
from plenary.curation.columns import LIST_MARK, item_code
from plenary.curation.folder import DESCRIBED
from plenary.curation.statements import speaker_code
from plenary.curation.tables import Cells, Tables
from plenary.extract.model import Block, BlockKind, Reading, Turn
from plenary.model import Attestation, Basis, DocumentStatus, Section

DISCUSSION: Final = re.compile(
    r"\bdeliberations\b|^(?:general )?discussion\b|^(?:views expressed|general comments made)\b|"
    r"\bsummary of (?:the )?(?:discussion|views)",
    re.I,
)
CONCLUSIONS: Final = re.compile(r"\baction\b|\bconclusions?\b|\brecommendations? of\b|\bdecisions?\b", re.I)
MEETING: Final = re.compile(r"\bmeetings?\b", re.I)
ITEM: Final = re.compile(r"\bitems?\b", re.I)
PUBLIC: Final = "https://docs.un.org/en/"
"""Address below which a document is found by its symbol."""


class Description:
    """What a report says of itself and of the session, in the columns of the dataset.

    Attributes:
        document_id: Code of the document: that of the dataset where it has the file or the symbol.
        same_file: Whether the dataset has the very same file.
        order: Paragraph -> its place in the document.
    """

    def __init__(self, reading: Reading, session_id: str, tables: Tables) -> None:
        self._reading = reading
        self._report = reading.report
        self._session = session_id
        self._old = tables
        masthead, sha256 = self._report.masthead, self._report.source.sha256
        by_file = [row for row in tables["documents"] if row["sha256"] == sha256]
        code = speaker_code((masthead.symbol or masthead.job_number or self._report.source.name).replace(".", "-"))
        self.document_id: str = by_file[0]["document_id"] if by_file else code
        self.same_file = bool(by_file)
        self._text = self._paragraph_texts()
        self._announced: dict[str, tuple[str, ...]] = {}
        self._paragraphs = self._read_paragraphs()
        self.order: Mapping[str, int] = {row["paragraph"]: place for place, row in enumerate(self._paragraphs)}
        self._dates = self._read_dates()
        self._named = self._meetings_named()

    def of_dataset(self) -> dict[str, list[Cells]]:
        """The described tables as the dataset has them."""
        own = {name: self._own(name) for name in DESCRIBED if name != "sessions"}
        return {"sessions": [self._read_session()]} | own

    def tables(self, turns: Sequence[Cells]) -> dict[str, list[Cells]]:
        """The described tables, with what the rows of turns.csv say of meetings and items."""
        agenda = self._kept("agenda_items", self._read_agenda(), ("item_id",))
        meetings = self._kept("meetings", self._read_meetings(turns), ("meeting_id",))
        spoken = {ordinal for row in turns for ordinal in row["body_meeting"].split(LIST_MARK)}
        for row in meetings:
            recorded = row["ordinal"] in spoken
            row["attestation"] = Attestation.SPEAKERS_RECORDED if recorded else Attestation.ONLY_MENTIONED
        items = self._kept("meeting_items", self._read_meeting_items(turns), ("meeting_id", "item_id"))
        tables = {
            "sessions": [self._read_session()],
            "documents": [self._read_document()],
            "document_names": self._own("document_names"),
            "paragraphs": self._kept("paragraphs", self._paragraphs, ("document_id", "paragraph")),
            "agenda_items": sorted(agenda, key=lambda row: _by_number(row["number"])),
            "meetings": sorted(meetings, key=lambda row: int(row["ordinal"])),
            "meeting_items": sorted(items, key=lambda row: tuple(map(_by_number, _codes(row)))),
            "documents_before": self._listed_before(),
            "discrepancies": self._own("discrepancies"),
        }
        return {name: tables[name] for name in DESCRIBED}

    # --- What rows rest on

    def dates(self, turn: Turn) -> list[str]:
        """Days of the meetings of a turn."""
        return sorted({self._dates[meeting] for meeting in turn.meetings if meeting in self._dates})

    def meeting_basis(self, turn: Turn) -> tuple[str, str]:
        """Basis of the link to the meetings, "" for stated; and the note that explains an inferred or missing one."""
        if not turn.meetings:
            return "", "No meeting named."
        if MEETING.search(self._text.get(numbered(turn.paragraph), "")):
            return "", ""
        named = self._named.get(turn.meetings[-1], [])
        before = [paragraph for start, paragraph in named if start < turn.start and paragraph]
        note = f"Meeting read back from paragraph {before[-1]}." if before else "The paragraph names no meeting."
        return Basis.INFERRED, note

    def items_stated(self, turn: Turn) -> bool:
        """Whether the paragraph, or one before it that opens the consideration of the item, names the items."""
        number = numbered(turn.paragraph)
        return bool(ITEM.search(self._text.get(number, ""))) or set(turn.items) <= set(self._announced.get(number, ()))

    # --- Session and document

    def _read_session(self) -> Cells:
        masthead = self._report.masthead
        for row in self._old["sessions"]:
            if row["session_id"] == self._session:
                return dict(row)
        session = f"{masthead.session[:1].upper()}{masthead.session[1:]}"
        return {
            "session_id": self._session,
            "body": masthead.body,
            "ordinal": str(masthead.session_number or ""),
            "title": f"{session} of the {masthead.body}" if session and masthead.body else "",
            "place": masthead.place,
            "first_date": str(masthead.first_date or ""),
            "last_date": str(masthead.last_date or ""),
            "title_source": "Head of the document" if session else "",
        }

    def _read_document(self) -> Cells:
        masthead, source = self._report.masthead, self._report.source
        file = {"sha256": source.sha256, "page_count": str(len(source.pages)) if source.paged else ""}
        for row in self._old["documents"]:
            if row["document_id"] == self.document_id:
                return row | (file if not self.same_file else {})
        named = masthead.symbol or f"job number {masthead.job_number}"
        return file | {
            "document_id": self.document_id,
            "symbol": masthead.symbol,
            "job_number": masthead.job_number,
            "title": masthead.title,
            "kind": "report",
            "status": masthead.status,
            "body": masthead.body,
            "date": str(masthead.date or ""),
            "language": "en",
            "url": f"{PUBLIC}{masthead.symbol}" if masthead.symbol else "",
            "note": "draft; the adopted report was not compared" if masthead.status == DocumentStatus.DRAFT else "",
            "source": f"United Nations document {named}, English text",
        }

    # --- Paragraphs

    def _paragraph_texts(self) -> Mapping[str, str]:
        texts: dict[str, str] = {}
        for block in self._report.blocks:
            if block.number and block.kind in _OF_PARAGRAPHS:
                for number in {block.number, numbered(block.number)}:
                    texts[number] = f"{texts.get(number, '')} {self._report.wording(block)}"
        return texts

    def _read_paragraphs(self) -> list[Cells]:
        rows: dict[str, Cells] = {}
        items = {numbered(turn.paragraph): turn.items for turn in self._reading.turns if turn.items}
        mentions = {mention.paragraph: mention.items for mention in self._reading.mentions if mention.items}
        titles = {_level(item.title): (item.number,) for item in self._report.agenda}
        headings: list[Block] = []
        chapter: tuple[str, ...] = ()
        for block in self._report.blocks:
            if block.kind is BlockKind.HEADING:
                headings = [heading for heading in headings if heading.level < block.level] + [block]
                chapter = titles.get(_level(self._report.wording(block)), () if block.level <= 1 else chapter)
            if not block.number or block.kind not in _OF_PARAGRAPHS:
                continue
            number = numbered(block.number)
            chapter = mentions.get(number, chapter)
            self._announced[number] = chapter
            about = items.get(number) or chapter
            for name in dict.fromkeys((number, block.number)):
                row = rows.setdefault(
                    name,
                    {
                        "document_id": self.document_id,
                        "paragraph": name,
                        "section": _section(self._report.wording(heading) for heading in reversed(headings)),
                        "first_page": str(block.page),
                        "item_ids": LIST_MARK.join(f"{self._session}:{item_code(item)}" for item in about),
                    },
                )
                row["last_page"] = str(self._report.page_at(max(block.end - 1, block.start)))
        return list(rows.values())

    # --- Agenda, meetings, documents before the body

    def _read_agenda(self) -> list[Cells]:
        paragraphs = sorted((b.start, b.number) for b in self._report.blocks if b.kind in _OF_PARAGRAPHS)
        rows = []
        for item in self._report.agenda:
            at = [number for start, number in paragraphs if start <= item.start]
            printed = at[-1] if at and _level(item.title) in _level(self._text.get(at[-1], "")) else ""
            rows.append(
                {
                    "item_id": f"{self._session}:{item_code(item.number)}",
                    "session_id": self._session,
                    "number": item_code(item.number),
                    "title": item.title,
                    "short_title": item.title if len(item.title) <= _SHORT else "",
                    "document_id": self.document_id,
                    "paragraph": printed,
                }
            )
        return rows

    def _read_dates(self) -> dict[int, str]:
        dates: dict[int, str] = {}
        for mention in self._reading.mentions:
            days = mention.dates * len(mention.meetings) if len(mention.dates) == 1 else mention.dates
            if len(days) == len(mention.meetings):
                for meeting, day in zip(mention.meetings, days, strict=True):
                    dates.setdefault(meeting, day.isoformat())
        return dates

    def _meetings_named(self) -> dict[int, list[tuple[int, str]]]:
        named: dict[int, list[tuple[int, str]]] = {}
        for mention in self._reading.mentions:
            for meeting in mention.meetings:
                named.setdefault(meeting, []).append((mention.start, numbered(mention.paragraph)))
        return named

    def _read_meetings(self, turns: Sequence[Cells]) -> list[Cells]:
        paragraphs: dict[int, list[str]] = {}
        for meeting, named in self._named.items():
            paragraphs.setdefault(meeting, []).extend(paragraph for _start, paragraph in named if paragraph)
        for row in turns:
            for ordinal in filter(None, row["body_meeting"].split(LIST_MARK)):
                paragraphs.setdefault(int(ordinal), []).append(numbered(row["para"]))
        before = {row["meeting_id"]: row["paragraphs"].split(LIST_MARK) for row in self._own("meetings")}
        rows = []
        for meeting, found in paragraphs.items():
            known = before.get(f"{self._session}:{meeting}", []) if self.same_file else []
            numbers = sorted({*found, *known} & set(self.order), key=lambda number: self.order[number])
            date = self._dates.get(meeting, "")
            rows.append(
                {
                    "meeting_id": f"{self._session}:{meeting}",
                    "session_id": self._session,
                    "ordinal": str(meeting),
                    "kind": "plenary",
                    "date": date,
                    "date_basis": Basis.STATED if date else "",
                    "document_id": self.document_id,
                    "paragraphs": LIST_MARK.join(numbers),
                }
            )
        return rows

    def _read_meeting_items(self, turns: Sequence[Cells]) -> list[Cells]:
        found: dict[tuple[str, str], tuple[str, str]] = {}
        for mention in self._reading.mentions:
            for meeting in mention.meetings:
                for item in mention.items:
                    found.setdefault((str(meeting), item_code(item)), (mention.paragraph, Basis.STATED))
        for row in turns:
            for ordinal in filter(None, row["body_meeting"].split(LIST_MARK)):
                for item in filter(None, row["items"].split(LIST_MARK)):
                    basis = row["item_basis"] or Basis.STATED
                    found.setdefault((ordinal, item_code(item)), (numbered(row["para"]), basis))
        about = {row["paragraph"]: row["item_ids"] for row in self._paragraphs}
        considered = {ordinal for ordinal, _item in found}
        for meeting, named in self._named.items():
            for _start, paragraph in named if str(meeting) not in considered else ():
                for item_id in filter(None, about.get(paragraph, "").split(LIST_MARK)):
                    found.setdefault((str(meeting), item_id.partition(":")[2]), (paragraph, Basis.INFERRED))
        return [
            {
                "meeting_id": f"{self._session}:{ordinal}",
                "item_id": f"{self._session}:{item}",
                "document_id": self.document_id,
                "paragraph": paragraph,
                "basis": Basis.STATED if basis == Basis.STATED else Basis.INFERRED,
            }
            for (ordinal, item), (paragraph, basis) in found.items()
        ]

    def _listed_before(self) -> list[Cells]:
        old = self._own("documents_before") if self.same_file else []
        rows = {number: [row for row in old if numbered(row["paragraph"]) == number] for number in _numbers(old)}
        about = {row["paragraph"]: row["item_ids"] for row in self._paragraphs}
        read: dict[str, list[Cells]] = {}
        for entry in self._report.documents_before:
            number = numbered(entry.paragraph)
            if number in rows or entry.paragraph not in self.order:
                continue
            listed = read.setdefault(number, [])
            listed.append(
                {
                    "document_before_id": f"{self._session}/{number}/{len(listed) + 1}",
                    "session_id": self._session,
                    "document_id": self.document_id,
                    "paragraph": entry.paragraph,
                    "page": str(entry.page),
                    "position": str(len(listed) + 1),
                    "symbol": entry.symbol,
                    "title": entry.title,
                    "item_ids": about[entry.paragraph],
                }
            )
        rows |= read
        return [row for number in sorted(rows, key=lambda number: self.order.get(number, 0)) for row in rows[number]]

    # --- What the dataset has already

    def _own(self, table: str) -> list[Cells]:
        return [dict(row) for row in self._old[table] if row["document_id"] == self.document_id]

    def _kept(self, table: str, read: Sequence[Cells], key: Sequence[str]) -> list[Cells]:
        """Rows as read, those that the dataset has for the same key in their place; for another file, their notes."""
        old = {tuple(row[column] for column in key): row for row in self._own(table)}
        rows = []
        for row in read:
            known = old.pop(tuple(row[column] for column in key), None)
            if known is None:
                rows.append(row)
            elif self.same_file:
                rows.append(known | {"paragraphs": row["paragraphs"]} if "paragraphs" in row else known)
            else:
                rows.append(known | {column: cell for column, cell in row.items() if cell})
        return [*rows, *old.values()] if self.same_file else rows


_OF_PARAGRAPHS: Final = (BlockKind.PARAGRAPH, BlockKind.SUBPARAGRAPH, BlockKind.ENTRY)
_SHORT: Final = 60
"""Characters up to which a title is short enough for labels; a longer one is shortened by the curator."""


def _section(headings: Iterable[str]) -> Section:
    for heading in headings:
        if DISCUSSION.search(heading):
            return Section.DISCUSSION
        if CONCLUSIONS.search(heading):
            return Section.CONCLUSIONS
    return Section.PROCEEDINGS


def _level(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _by_number(code: str) -> tuple[int, str]:
    found = re.match(r"(\d+)(.*)", code)
    return (int(found[1]), found[2]) if found else (0, code)


def _codes(row: Cells) -> tuple[str, str]:
    return row["meeting_id"].rpartition(":")[2], row["item_id"].rpartition(":")[2]


def _numbers(rows: Sequence[Cells]) -> list[str]:
    return list(dict.fromkeys(numbered(row["paragraph"]) for row in rows))
