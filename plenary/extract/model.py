"""What the reader of reports works with and gives: source, blocks of text, turns of speakers, account, findings.

Offsets count characters of `Report.text`, the cleaned text; `Report.place` leads from there to page and raw text.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

from plenary.model import Act, Capacity, DocumentStatus, Kind, Severity


class Unreadable(Exception):
    """A file that cannot be read as a report: which file, on which page if any, and why.

    Attributes:
        file: Name of the file.
        page: Page, counted from 1; None where the file as a whole is meant.
        reason: One of the codes of `Reason`.
        detail: Facts for the message, such as a limit; one sentence at most, in our own words.
    """

    def __init__(self, file: str, reason: Reason, detail: str = "", page: int | None = None) -> None:
        super().__init__(file, reason, detail, page)
        self.file = file
        self.reason = reason
        self.detail = detail
        self.page = page


class Reason(StrEnum):
    """Why a file cannot be read."""

    MISSING = "missing"
    EMPTY = "empty"
    TOO_LARGE = "too_large"
    TOO_MANY_PAGES = "too_many_pages"
    TOO_SLOW = "too_slow"
    TOO_MUCH_MEMORY = "too_much_memory"
    ENCRYPTED = "encrypted"
    NO_TEXT = "no_text"
    DAMAGED = "damaged"
    UNKNOWN_FORMAT = "unknown_format"
    NOT_ENGLISH = "not_english"
    NO_REPORT = "no_report"
    CRASHED = "crashed"


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one document may cost; `Limits.from_environment` of plenary.extract.sources reads the settings.

    Attributes:
        byte_count: Size of the file, in bytes.
        page_count: Pages of a PDF.
        second_count: Time for one document, in seconds.
        memory_byte_count: Memory of the process that reads it, in bytes.
    """

    byte_count: int = 50_000_000
    page_count: int = 2_000
    second_count: float = 60.0
    memory_byte_count: int = 1_500_000_000


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a source as extracted, nothing cleaned.

    Attributes:
        text: Its characters, without the line's end.
        page: Page, counted from 1.
        start: Offset of its first character in the raw text of that page.
        left: Left edge in points; None where the source has no geometry.
        right: Right edge in points; None likewise.
        top: Distance of the first character's baseline from the lower edge of the page in points; None likewise.
        size: Size of the first character in points; None likewise.
        weight: Weight of the first character's font as the file gives it; None likewise. Only that lines differ means
            something: some files call their body text bold.
    """

    text: str
    page: int
    start: int
    left: float | None = None
    right: float | None = None
    top: float | None = None
    size: float | None = None
    weight: int | None = None


@dataclass(frozen=True)
class Source:
    """A file, read but not yet understood.

    Attributes:
        name: Name of the file.
        format: What it turned out to be, by content and not by suffix.
        sha256: Hash of its bytes, hexadecimal.
        pages: Raw text of each page; text and DOCX without page feet are one page.
        lines: The lines of all pages in order.
        paged: Whether pages are those of the printed document: false where the format does not keep them.
    """

    name: str
    format: Literal["pdf", "docx", "text"]
    sha256: str
    pages: tuple[str, ...]
    lines: tuple[Line, ...]
    paged: bool


class BlockKind(StrEnum):
    """What a block of text is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    SUBPARAGRAPH = "subparagraph"
    ENTRY = "entry"
    FOOTNOTE = "footnote"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Mark:
    """A footnote mark that was taken out of the text: where it stood, and its number or sign."""

    offset: int
    number: str


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, a paragraph or sub-paragraph, an entry of an unnumbered list, a footnote; one line of `Report.text`.

    Attributes:
        kind: What it is. ENTRY: one entry of an unnumbered list below a paragraph (a list of speakers by title, say).
            OTHER: text that belongs to nothing numbered (cover, contents, tables, annexed lists).
        number: The paragraph to which it belongs as FORMAT.md prints it, "12" or "12 (a)"; for a second unnumbered part
            of a paragraph and for entries that of the paragraph above; for a footnote its own number or sign; else "".
        start: Offset of its first character; the printed number or letter itself is left out of the text.
        end: Offset after its last character.
        page: Page on which it begins, counted from 1.
        level: Depth of a heading, 1 for a chapter; of a sub-paragraph, 1 for (a), 2 for (i); else 0.
        label: Numeral or letter of a heading as printed, without full stop ("II", "A", "1"); else "".
        marks: Footnote marks taken out of it, in order.
    """

    kind: BlockKind
    number: str
    start: int
    end: int
    page: int
    level: int = 0
    label: str = ""
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Run:
    """From `start` on (until the next run) the text stands, character by character, on `page` from `raw_start` on."""

    start: int
    page: int
    raw_start: int


@dataclass(frozen=True, slots=True)
class Masthead:
    """What the head of a report says of itself; "" or None where it does not.

    Attributes:
        symbol: First symbol of the document itself.
        symbols: All its symbols (joint documents have several).
        job_number: Number of production, such as V.10-52859.
        title: Title of the report.
        body: Body whose proceedings it reports, as printed.
        session: Session as printed, such as "sixty-eighth session".
        session_number: The same as a number.
        first_date: First day of the session.
        last_date: Last day of the session.
        place: Where it met.
        date: Day that the document bears.
        status: Draft or adopted.
        items: Agenda items named in the head ("18 (d)").
        year: The year to which dates without one belong, as far as the head tells.
    """

    symbol: str = ""
    symbols: tuple[str, ...] = ()
    job_number: str = ""
    title: str = ""
    body: str = ""
    session: str = ""
    session_number: int | None = None
    first_date: dt.date | None = None
    last_date: dt.date | None = None
    place: str = ""
    date: dt.date | None = None
    status: DocumentStatus = DocumentStatus.ADOPTED
    items: tuple[str, ...] = ()
    year: int | None = None


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """An item of the agenda that the report prints: number ("6", "18 (d)"), title, offset where it stands."""

    number: str
    title: str
    start: int


@dataclass(frozen=True, slots=True)
class DocumentBefore:
    """A document that the body had before it: symbol ("" where none), title, paragraph, page, offset."""

    symbol: str
    title: str
    paragraph: str
    page: int
    start: int


@dataclass(frozen=True, slots=True)
class Passage:
    """A conclusion, recommendation or decision that the report states: which, paragraph, letter, page, span."""

    kind: Literal["conclusion", "decision", "resolution", "recommendation"]
    paragraph: str
    letter: str
    page: int
    start: int
    end: int


@dataclass(frozen=True)
class Report:
    """A document, cleaned and laid out; nothing of its sentences understood yet.

    Attributes:
        source: The file it came from.
        text: Blocks joined by line breaks; page heads and feet, footnote marks and line-end hyphens left out.
        blocks: In reading order; footnotes come last. They do not overlap, and cover the text but for line breaks.
        runs: Where each stretch of the text stands in the source, in order.
        masthead: What the head says.
        agenda: Items of the agenda, in printed order.
        documents_before: Documents that the body had before it.
        passages: Conclusions, decisions and the like.
    """

    source: Source
    text: str
    blocks: tuple[Block, ...]
    runs: tuple[Run, ...]
    masthead: Masthead
    agenda: tuple[AgendaItem, ...] = ()
    documents_before: tuple[DocumentBefore, ...] = ()
    passages: tuple[Passage, ...] = ()
    _starts: list[int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_starts", [run.start for run in self.runs])

    def place(self, offset: int) -> tuple[int, int]:
        """Page (counted from 1) of a character of the text, and its offset in that page's raw text."""
        run = self.runs[max(bisect_right(self._starts, offset) - 1, 0)]
        return run.page, run.raw_start + offset - run.start

    def page_at(self, offset: int) -> int:
        """Page on which a character of the text stands, counted from 1."""
        return self.place(offset)[0]

    def wording(self, block: Block) -> str:
        """Text of a block."""
        return self.text[block.start : block.end]


class Resolution(StrEnum):
    """How a printed name came to its speaker and kind."""

    TABLE = "table"
    """Exact match in the dated table."""
    ABBREVIATION = "abbreviation"
    """By an abbreviation that the document itself introduces beside a full name of the table."""
    RECORD = "record"
    """Not in the table; the record itself says what kind of speaker it is (a class of speakers, an office)."""
    UNKNOWN = "unknown"
    """Not in the table and not told by the record: kind other, and a finding."""


@dataclass(frozen=True)
class Turn:
    """One speaker in one speaking act: the columns of ../shared/gold/FORMAT.md, and the receipt.

    Attributes:
        paragraph: Column para.
        order: Place in the document, counted from 1.
        act: Column act.
        name_printed: Column speaker_as_written.
        kind: Column kind.
        iso3: Column iso3; "" where none.
        capacity: Column capacity.
        on_behalf_of: Column on_behalf_of, one by one, as printed without a leading "the".
        count: Column count; None for named speakers.
        meetings: Column body_meeting: ordinals.
        dates: Column date.
        items: Column items.
        note: Column note: in our own words.
        speaker_id: Id of the dated table; "" where it has none.
        resolution: How the name was resolved.
        page: Page on which the name stands, counted from 1.
        start: Offset of the name.
        end: Offset after the name.
        sentence_start: Offset of the sentence (or list entry) it was read from.
        sentence_end: Offset after it.
    """

    paragraph: str
    order: int
    act: Act
    name_printed: str
    kind: Kind
    iso3: str
    capacity: Capacity
    on_behalf_of: tuple[str, ...]
    count: int | None
    meetings: tuple[int, ...]
    dates: tuple[dt.date, ...]
    items: tuple[str, ...]
    note: str
    speaker_id: str
    resolution: Resolution
    page: int
    start: int
    end: int
    sentence_start: int
    sentence_end: int


@dataclass(frozen=True, slots=True)
class MeetingMention:
    """A place where the report names meetings of the body.

    Attributes:
        meetings: Ordinals, as printed.
        dates: The days printed with them; as many as meetings where each has its own, else in printed order.
        paragraph: Paragraph.
        page: Page.
        start: Offset of the mention.
        end: Offset after it.
        announces: Whether the sentence says that the body considered agenda items at these meetings.
        items: The items it names.
    """

    meetings: tuple[int, ...]
    dates: tuple[dt.date, ...]
    paragraph: str
    page: int
    start: int
    end: int
    announces: bool
    items: tuple[str, ...] = ()


class Use(StrEnum):
    """What became of a sentence with a speaking verb or a speaker marker."""

    USED = "used"
    IGNORED = "ignored"
    NOT_UNDERSTOOD = "not_understood"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with a speaking verb or a speaker marker, and what became of it.

    Attributes:
        paragraph: Paragraph.
        page: Page on which it begins.
        start: Offset.
        end: Offset after it.
        use: Used, ignored for a reason, or not understood.
        reason: Code of the reason why it was ignored; "" when used or not understood.
    """

    paragraph: str
    page: int
    start: int
    end: int
    use: Use
    reason: str = ""


@dataclass(frozen=True)
class Account:
    """Every sentence with a speaking verb or a speaker marker, in printed order."""

    sentences: tuple[Sentence, ...]

    def count(self, use: Use) -> int:
        """Number of sentences of that use."""
        return sum(sentence.use is use for sentence in self.sentences)

    @property
    def understood_share(self) -> float:
        """Share, 0 to 1, of sentences used or ignored with a reason; 1 where there are none."""
        return 1 - self.count(Use.NOT_UNDERSTOOD) / len(self.sentences) if self.sentences else 1.0


@dataclass(frozen=True, slots=True)
class RecordFinding:
    """Something odd in a record itself.

    Attributes:
        rule: Code of the rule.
        paragraph: Paragraph; "" where the document as a whole is meant.
        page: Page; None likewise.
        printed: What is printed, as short as it can be; "" where something is missing.
        message: Why it is odd, one sentence without full stop, through the catalogue.
        severity: error: rows must not be taken over so; warning: a person should look; info: worth knowing.
        hints: Nearest known names, never an answer.
        start: Offset of what is printed; None where nothing is.
        end: Offset after it.
    """

    rule: str
    paragraph: str
    page: int | None
    printed: str
    message: str
    severity: Severity
    hints: tuple[str, ...] = ()
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True)
class Reading:
    """A report read: its rows, what is not understood, and what is inconsistent in it.

    Attributes:
        report: The document.
        turns: Rows, in printed order.
        mentions: Meetings as the text names them, in printed order.
        account: What became of each sentence.
        findings: What is odd in the record, in printed order.
    """

    report: Report
    turns: tuple[Turn, ...]
    mentions: tuple[MeetingMention, ...]
    account: Account
    findings: tuple[RecordFinding, ...] = ()
