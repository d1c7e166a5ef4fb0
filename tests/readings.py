"""A reading put together by hand, as the reader would give it: the Orchard Council on its fourth session.

Counted by hand: paragraph 1 opens item 2 at the 1st and 2nd meetings; paragraph 2 lists documents; paragraph 3 has
Chile (for the Group of 77 and China) and Kenya at the 1st meeting; paragraph 4 has the Orchard Alliance, which no table
holds; paragraph 5 has Japan at the 2nd meeting, which the paragraph does not name; paragraph 6 renders views.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from plenary.extract.model import (
    Account,
    AgendaItem,
    Block,
    BlockKind,
    DocumentBefore,
    Masthead,
    MeetingMention,
    Reading,
    RecordFinding,
    Report,
    Resolution,
    Run,
    Source,
    Turn,
)
from plenary.model import Act, Capacity, Kind

HEADINGS_AND_PARAGRAPHS = (
    ("", "Keeping old orchards"),
    (
        "1",
        "At its 1st and 2nd meetings, on 3 and 4 May 2021, the Council took up agenda item 2, “Keeping old orchards”.",
    ),
    ("2", "It had before it the following:"),
    ("2 (a)", "Report of the gardeners on grafting (O/C/4/2);"),
    ("2 (b)", "Letter from the beekeepers (O/C/4/3)."),
    ("3", "At the 1st meeting, Chile (on behalf of the Group of 77 and China) and Kenya made statements."),
    ("4", "At the same meeting, the observer for the Orchard Alliance made a statement."),
    ("5", "Japan then made a statement."),
    ("", "Deliberations"),
    ("6", "Several speakers asked for more ladders."),
)
FIRST, SECOND = dt.date(2021, 5, 3), dt.date(2021, 5, 4)
MEETINGS = {1: FIRST, 2: SECOND}
OLD_FILE, NEW_FILE = "0" * 64, "1" * 64


@dataclass
class Sketch:
    """What a turn is made of; the rest is the same for all.

    Attributes:
        paragraph: Its paragraph.
        name: Printed name.
        speaker_id: Speaker of the dated table; "" where it has none.
        kind: Kind of speaker.
        meetings: Ordinals.
        on_behalf_of: For whom.
        capacity: Capacity.
    """

    paragraph: str
    name: str
    speaker_id: str
    kind: Kind = Kind.STATE
    meetings: tuple[int, ...] = (1,)
    on_behalf_of: tuple[str, ...] = ()
    capacity: Capacity = Capacity.MEMBER


SKETCHES = (
    Sketch("3", "Chile", "CHL", on_behalf_of=("Group of 77 and China",)),
    Sketch("3", "Kenya", "KEN"),
    Sketch("4", "Orchard Alliance", "", Kind.NGO, capacity=Capacity.OBSERVER),
    Sketch("5", "Japan", "JPN", meetings=(2,)),
)


@dataclass
class Orchard:
    """The report of the Orchard Council, to be changed by a test before it is read.

    Attributes:
        parts: Paragraph, "" for a heading, and text.
        sketches: Its turns.
        sha256: Hash of its file.
    """

    parts: tuple[tuple[str, str], ...] = HEADINGS_AND_PARAGRAPHS
    sketches: tuple[Sketch, ...] = SKETCHES
    sha256: str = OLD_FILE
    findings: tuple[RecordFinding, ...] = field(default=())

    def reading(self) -> Reading:
        """The reading of it."""
        text = "\n".join(part for _number, part in self.parts)
        blocks = tuple(_blocks(self.parts))
        source = Source("orchard.txt", "text", self.sha256, (text,), (), paged=True)
        masthead = Masthead(
            symbol="O/C/4/9", symbols=("O/C/4/9",), title="Report of the Orchard Council on its fourth session",
            body="Orchard Council", session="fourth session", session_number=4, first_date=FIRST, last_date=SECOND,
            place="Geneva", date=SECOND, year=2021,
        )  # fmt: skip
        before = tuple(
            DocumentBefore(symbol, title, paragraph, 1, text.index(title))
            for paragraph, title, symbol in (
                ("2 (a)", "Report of the gardeners on grafting", "O/C/4/2"),
                ("2 (b)", "Letter from the beekeepers", "O/C/4/3"),
            )
        )
        item = AgendaItem("2", "Keeping old orchards", text.index("Keeping old", text.index("agenda item")))
        report = Report(source, text, blocks, (Run(0, 1, 0),), masthead, (item,), before)
        turns = tuple(replace(turn, order=order) for order, turn in enumerate(_turns(self.sketches, blocks, text), 1))
        first = text.index("1st meeting", text.index("At the 1st"))
        mentions = (
            MeetingMention((1, 2), (FIRST, SECOND), "1", 1, 7, 40, announces=True, items=("2",)),
            MeetingMention((1,), (FIRST,), "3", 1, first, first + 11, announces=False),
        )
        return Reading(report, turns, mentions, Account(()), self.findings)


def _blocks(parts: Sequence[tuple[str, str]]) -> list[Block]:
    blocks, start = [], 0
    for number, part in parts:
        kind = BlockKind.HEADING if not number else BlockKind.SUBPARAGRAPH if "(" in number else BlockKind.PARAGRAPH
        blocks.append(Block(kind, number, start, start + len(part), 1, level=0 if number else 1))
        start += len(part) + 1
    return blocks


def _turns(sketches: Sequence[Sketch], blocks: Sequence[Block], text: str) -> list[Turn]:
    turns = []
    for sketch in sketches:
        block = next(block for block in blocks if block.number == sketch.paragraph)
        start = text.index(sketch.name, block.start)
        known = bool(sketch.speaker_id)
        turns.append(
            Turn(
                paragraph=sketch.paragraph, order=0, act=Act.STATEMENT, name_printed=sketch.name, kind=sketch.kind,
                iso3=sketch.speaker_id if sketch.kind is Kind.STATE else "", capacity=sketch.capacity,
                on_behalf_of=sketch.on_behalf_of, count=None, meetings=sketch.meetings,
                dates=tuple(MEETINGS[meeting] for meeting in sketch.meetings), items=("2",), note="",
                speaker_id=sketch.speaker_id, resolution=Resolution.TABLE if known else Resolution.RECORD, page=1,
                start=start, end=start + len(sketch.name), sentence_start=block.start, sentence_end=block.end,
            )
        )  # fmt: skip
    return turns
