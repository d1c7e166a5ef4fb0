"""Records read, made by hand: a `Reading` put together from what a test wants it to hold."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from plenary.extract.model import (
    Account,
    AgendaItem,
    Block,
    BlockKind,
    DocumentBefore,
    Mark,
    Masthead,
    MeetingMention,
    Passage,
    Reading,
    Report,
    Resolution,
    Run,
    Sentence,
    Source,
    Turn,
    Use,
)
from plenary.model import Act, Capacity, Kind

MASTHEAD = Masthead(
    symbol="A/CONF.900/9",
    symbols=("A/CONF.900/9",),
    title="Report of the Conference",
    first_date=dt.date(2016, 4, 4),
    last_date=dt.date(2016, 4, 8),
    date=dt.date(2016, 4, 8),
    year=2016,
)
"""The head of a conference that never was: a Monday to a Friday."""


@dataclass(frozen=True)
class Heard:
    """A speaker to be found in the text of its part; `fields` replace those of the turn."""

    printed: str
    speaker_id: str
    fields: dict[str, Any]


@dataclass(frozen=True)
class Named:
    """Words of the part that name meetings, with days of April 2016."""

    printed: str
    meetings: tuple[int, ...]
    days: tuple[int, ...]
    announces: bool
    items: tuple[str, ...]


@dataclass(frozen=True)
class Part:
    """A block of the record."""

    number: str
    text: str
    kind: BlockKind
    page: int
    level: int
    label: str
    marks: tuple[str, ...]
    contents: tuple[Heard | Named, ...]
    documents: tuple[str, ...]
    outcome: bool


def part(
    number: str,
    text: str,
    *contents: Heard | Named,
    kind: BlockKind = BlockKind.PARAGRAPH,
    page: int = 1,
    level: int = 0,
    label: str = "",
    marks: tuple[str, ...] = (),
    documents: tuple[str, ...] = (),
    outcome: bool = False,
) -> Part:
    """A block: a paragraph unless told otherwise; each of `documents` is a symbol that it lists as before the body."""
    return Part(number, text, kind, page, level, label, marks, contents, documents, outcome)


def chapter(label: str, text: str) -> Part:
    """A heading of the first level."""
    return part("", text, kind=BlockKind.HEADING, level=1, label=label)


def note(number: str, text: str = "See above.") -> Part:
    """A footnote."""
    return part(number, text, kind=BlockKind.FOOTNOTE)


def heard(printed: str, speaker_id: str = "", /, **fields: Any) -> Heard:
    """A speaker: a State that took the floor as a member, at no meeting, unless told otherwise."""
    return Heard(printed, speaker_id, fields)


def named(
    printed: str, *meetings: int, days: tuple[int, ...] = (), announces: bool = False, items: tuple[str, ...] = ()
) -> Named:
    """Words that name meetings."""
    return Named(printed, meetings, days, announces, items)


def record(
    *parts: Part,
    masthead: Masthead = MASTHEAD,
    agenda: tuple[AgendaItem, ...] = (),
) -> Reading:
    """The reading of a record with these blocks in this order."""
    blocks: list[Block] = []
    runs: list[Run] = []
    turns: list[Turn] = []
    mentions: list[MeetingMention] = []
    documents: list[DocumentBefore] = []
    passages: list[Passage] = []
    text = ""
    for made in parts:
        start, end = len(text), len(text) + len(made.text)
        marks = tuple(Mark(end, mark) for mark in made.marks)
        blocks.append(Block(made.kind, made.number, start, end, made.page, made.level, made.label, marks))
        runs.append(Run(start, made.page, start))
        cursor = 0
        for content in made.contents:
            place = made.text.index(content.printed, cursor)
            begin = start + place
            finish = begin + len(content.printed)
            if isinstance(content, Named):
                days = tuple(dt.date(2016, 4, day) for day in content.days)
                mention = (content.meetings, days, made.number, made.page, begin, finish, content.announces)
                mentions.append(MeetingMention(*mention, content.items))
            else:
                cursor = place + len(content.printed)
                turns.append(_turn(content, made, len(turns) + 1, begin, finish, (start, end)))
        for symbol in made.documents:
            documents.append(DocumentBefore(symbol, made.text, made.number, made.page, start))
        if made.outcome:
            passages.append(Passage("conclusion", made.number, "", made.page, start, end))
        text += made.text + "\n"
    spans = sorted({(turn.sentence_start, turn.sentence_end, turn.paragraph, turn.page) for turn in turns})
    account = Account(tuple(Sentence(paragraph, page, *span, Use.USED) for *span, paragraph, page in spans))
    source = Source("record.txt", "text", "0" * 64, (text,), (), paged=True)
    report = Report(source, text, tuple(blocks), tuple(runs), masthead, agenda, tuple(documents), tuple(passages))
    return Reading(report, tuple(turns), tuple(mentions), account)


def _turn(content: Heard, made: Part, order: int, start: int, end: int, sentence: tuple[int, int]) -> Turn:
    state = len(content.speaker_id) == 3
    fields: dict[str, Any] = {
        "paragraph": made.number,
        "order": order,
        "act": Act.STATEMENT,
        "name_printed": content.printed,
        "kind": Kind.STATE if state else Kind.OTHER,
        "iso3": content.speaker_id if state else "",
        "capacity": Capacity.MEMBER,
        "on_behalf_of": (),
        "count": None,
        "meetings": (),
        "dates": (),
        "items": (),
        "note": "",
        "speaker_id": content.speaker_id,
        "resolution": Resolution.TABLE if content.speaker_id else Resolution.UNKNOWN,
        "page": made.page,
        "start": start,
        "end": end,
        "sentence_start": sentence[0],
        "sentence_end": sentence[1],
    }
    return Turn(**(fields | content.fields))
