"""Meetings and agenda items of a record: announced and attended, with and without outcome."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from plenary.catalogue import translate as _
from plenary.checks.record.oddity import Chapters, Odd, Part, Sections, base_item, placed_parts
from plenary.extract.model import MeetingMention, Reading, Turn
from plenary.names import Names

ACTION: Final = re.compile(r"\b(?:action|adopt|decision|draft|election|proposal|resolution)", re.IGNORECASE)
"""Headings below which meetings are named at which the body acted, after those at which it considered the items."""
MEETING: Final = re.compile(
    r"\b(?P<class>plenary|closed|private|public|formal|informal|joint|) ?meetings?\b", re.IGNORECASE
)
Token = str | int
"""An agenda item without its sub-item, or the number of a chapter."""


@dataclass(eq=False)
class Consideration:
    """What a record says of the meetings on the same items, or of the same chapter where items are not named.

    Attributes:
        tokens: The items and chapters that it is about.
        chapters: The chapters in which that stands.
        announced: Meeting -> where it is announced first.
        spoken: Meeting -> the first turn that the record places at it.
        debated: The same, without what was said while the body took action.
    """

    tokens: set[Token] = field(default_factory=set)
    chapters: set[int] = field(default_factory=set)
    announced: dict[int, MeetingMention] = field(default_factory=dict)
    spoken: dict[int, Turn] = field(default_factory=dict)
    debated: dict[int, Turn] = field(default_factory=dict)

    @property
    def is_announced(self) -> bool:
        """Whether it begins with the meetings: a sentence below the first speakers is on its own paragraph only."""
        announced = min((mention.start for mention in self.announced.values()), default=None)
        spoken = min((turn.start for turn in self.spoken.values()), default=None)
        return announced is not None and spoken is not None and announced < spoken


def meeting_without_speakers(reading: Reading, names: Names) -> Iterator[Odd]:
    """A meeting at which items were considered, with no word in that part of the record on what happened there."""
    chapters, announcements = Chapters(reading.report), set(_announcements(reading))
    compared = considerations(reading)
    for consideration in compared:
        named = {
            ordinal
            for mention in reading.mentions
            if mention not in announcements
            and (len(compared) == 1 or chapters.at(mention.start) in consideration.chapters)
            for ordinal in mention.meetings
        }
        for ordinal, mention in consideration.announced.items():
            if ordinal not in consideration.spoken and ordinal not in named:
                message = _("meeting {ordinal} is announced, but no speaker is recorded at it")
                yield Odd(message.format(ordinal=ordinal), *_ordinal_printed(reading, mention, ordinal))


def meeting_not_announced(reading: Reading, names: Names) -> Iterator[Odd]:
    """A meeting with speakers that the sentence on the meetings at which these items were considered leaves out."""
    chapters = Chapters(reading.report)
    first = {
        (chapters.at(mention.start), ordinal): mention
        for mention in reversed(reading.mentions)
        for ordinal in mention.meetings
    }
    for consideration in considerations(reading):
        announcement = next(iter(consideration.announced.values()))
        for ordinal, turn in consideration.debated.items():
            mention = first.get((chapters.at(turn.start), ordinal))
            if ordinal in consideration.announced or (
                mention and _class(reading, mention) != _class(reading, announcement)
            ):
                continue
            message = _("speakers are recorded at meeting {ordinal}, which paragraph {paragraph} does not announce")
            message = message.format(ordinal=ordinal, paragraph=announcement.paragraph or "–")
            place = _ordinal_printed(reading, mention, ordinal) if mention else (turn.start, turn.end)
            yield Odd(message, *place)


def considerations(reading: Reading) -> list[Consideration]:
    """What belongs together by item or chapter, where it begins with its meetings; in printed order."""
    chapters = Chapters(reading.report)
    parts: list[Part] = [*_announcements(reading)]
    sections = Sections(reading.report)
    parts += [turn for turn in reading.turns if turn.meetings]
    # Whatever names no item belongs to all that its chapter says.
    open_chapters = {chapters.at(part.start) for part in parts if not part.items}
    of_token: dict[Token, Consideration] = {}
    for part in parts:
        chapter = chapters.at(part.start)
        tokens: set[Token] = {base_item(item) for item in part.items}
        consideration = _joined(of_token, tokens | ({chapter} & open_chapters))
        consideration.chapters.add(chapter)
        for ordinal in part.meetings:
            if isinstance(part, MeetingMention):
                consideration.announced.setdefault(ordinal, part)
            else:
                consideration.spoken.setdefault(ordinal, part)
                if not ACTION.search(sections.heading_at(part.start)):
                    consideration.debated.setdefault(ordinal, part)
    unique = {id(consideration): consideration for consideration in of_token.values()}
    return [consideration for consideration in unique.values() if consideration.is_announced]


def _announcements(reading: Reading) -> list[MeetingMention]:
    """The sentences that say at which meetings items were considered.

    One meeting and no item ("at its 3rd meeting it considered a report and agreed ...") tells what was done there, and
    not that there were no others; unless no other sentence tells more.
    """
    announcing = [mention for mention in reading.mentions if mention.announces]
    telling = [mention for mention in announcing if mention.items or len(mention.meetings) > 1]
    return telling or (announcing if len(announcing) == 1 else [])


def _joined(of_token: dict[Token, Consideration], tokens: set[Token]) -> Consideration:
    """One consideration for all these tokens; those known before are joined to it."""
    found = {id(of_token[token]): of_token[token] for token in tokens if token in of_token}
    first = next(iter(found.values()), None)
    if first and tokens <= first.tokens:
        return first
    joined = Consideration(tokens=set(tokens))
    for known in found.values():
        joined.tokens |= known.tokens
        joined.chapters |= known.chapters
        joined.announced |= known.announced
        joined.spoken |= known.spoken
        joined.debated |= known.debated
    of_token.update(dict.fromkeys(joined.tokens, joined))
    return joined


def _class(reading: Reading, mention: MeetingMention) -> str:
    """The word that tells meetings of one report apart: "plenary", "closed"; "" where there is none."""
    found = MEETING.search(reading.report.text, mention.start, mention.end)
    return found["class"].casefold() if found else ""


def _ordinal_printed(reading: Reading, mention: MeetingMention, ordinal: int) -> tuple[int, int]:
    """Where a mention prints the ordinal; the whole mention where it does not, as in "1st to 4th"."""
    printed = reading.report.text[mention.start : mention.end]
    found = re.search(rf"\b{ordinal}(?:st|nd|rd|th)\b", printed)
    return (mention.start + found.start(), mention.start + found.end()) if found else (mention.start, mention.end)


def meetings_skipped(reading: Reading, names: Names) -> Iterator[Odd]:
    """Ordinals between the first and the last meeting that the record names, and at none of its places."""
    ordinals = {ordinal for part in placed_parts(reading) for ordinal in part.meetings}
    gaps = [
        str(before + 1) if after == before + 2 else _("{first} to {last}").format(first=before + 1, last=after - 1)
        for before, after in pairwise(sorted(ordinals))
        if after > before + 1
    ]
    if gaps:
        message = _("between meetings {first} and {last} the record does not name: {gaps}")
        yield Odd(message.format(first=min(ordinals), last=max(ordinals), gaps=", ".join(gaps)))


def turn_without_meeting(reading: Reading, names: Names) -> Iterator[Odd]:
    """Speakers that can be placed at no meeting, in a record that places others; once a paragraph."""
    if not any(turn.meetings for turn in reading.turns):
        return
    unplaced = {
        turn.paragraph.partition(" ")[0] or turn.sentence_start: turn
        for turn in reversed(reading.turns)
        if not turn.meetings
    }
    for turn in unplaced.values():
        yield Odd(_("no meeting is recorded for this speaking"), turn.start, turn.end)


def item_without_meeting(reading: Reading, names: Names) -> Iterator[Odd]:
    """An item of the printed agenda, or one under which somebody spoke, that the record joins with no meeting."""
    placed = {base_item(item) for part in placed_parts(reading) if part.meetings for item in part.items}
    if not placed:
        return
    for item, place in _items(reading).items():
        if item not in placed:
            yield Odd(_("item {item} is joined with no meeting").format(item=item), *place)


def _items(reading: Reading) -> Mapping[str, tuple[int, int]]:
    """Item without sub-item -> where it stands first: on the agenda, else at the first speaker under it."""
    items: dict[str, tuple[int, int]] = {}
    for entry in reading.report.agenda:
        items.setdefault(base_item(entry.number), (entry.start, entry.start + len(entry.title)))
    for turn in reading.turns:
        for item in turn.items:
            items.setdefault(base_item(item), (turn.start, turn.end))
    return items


def item_without_outcome(reading: Reading, names: Names) -> Iterator[Odd]:
    """A chapter that announces meetings on items and states no conclusion or decision, where other chapters do."""
    chapters = Chapters(reading.report)
    concluded = {chapters.at(passage.start) for passage in reading.report.passages}
    told: set[int] = set()
    for mention in reading.mentions:
        chapter = chapters.at(mention.start)
        if concluded and mention.announces and mention.items and not {chapter} & (concluded | told):
            told.add(chapter)
            message = _("on item {item} this part of the record states no conclusion and no decision")
            yield Odd(message.format(item=", ".join(mention.items)), mention.start, mention.end)


def no_outcome(reading: Reading, names: Names) -> Iterator[Odd]:
    """A record with speakers and without a single conclusion or decision."""
    if reading.turns and not reading.report.passages:
        yield Odd(_("the record states no conclusion and no decision"))


def item_not_on_agenda(reading: Reading, names: Names) -> Iterator[Odd]:
    """An item that was considered, and that the agenda printed in the record does not have; once an item.

    A sub-item counts as on the agenda where the agenda divides its item into none.
    """
    agenda = {_plain(entry.number) for entry in reading.report.agenda}
    divided = {_plain(base_item(entry.number)) for entry in reading.report.agenda if "(" in entry.number}
    told: set[str] = set()
    for part in placed_parts(reading) if agenda else ():
        for item in part.items:
            base = _plain(base_item(item))
            known = (
                _plain(item) in agenda
                or (base in agenda and base not in divided)
                or ("(" not in item and base in divided)
            )
            if not known and _plain(item) not in told:
                told.add(_plain(item))
                message = _("item {item} is not on the agenda that the record prints")
                yield Odd(message.format(item=item), part.start, part.end)


def _plain(item: str) -> str:
    return "".join(item.split()).casefold()
