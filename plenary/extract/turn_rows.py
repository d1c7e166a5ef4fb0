"""Rows of the speakers of an act: kind, State, meetings, items, for whom, and the receipt."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from plenary.extract.acts import Deed
from plenary.extract.calendar import ordinals
from plenary.extract.kinds import KindFinder, Manner, secretariats
from plenary.extract.mentions import Mention
from plenary.extract.model import Block, BlockKind, MeetingMention, Report, Resolution, Sentence, Turn
from plenary.extract.places import Place
from plenary.extract.tokens import Tokens
from plenary.extract.wordings import COLLECTIVES, ORGANIZATIONS
from plenary.model import Act, Capacity, Kind

if TYPE_CHECKING:
    from plenary.extract.reader import Reader


OBSERVERS_CALLED_REPRESENTATIVES: Final = re.compile(
    r"\b[Rr]epresentatives? of (?:the following )?(?:observer|non-[Mm]ember) (?:States|Governments|countries)\b"
)


AS_OBSERVER: Final = re.compile(r"^Observers?\b")


ON_BEHALF: Final = re.compile(
    r"^(?:Speaking as [^.;]{1,60}? and )?(?:Also )?(?:[Ss]peaking |[Ss]poke |[Mm]ade (?:a|"
    r"the) statement )?(?:also )?[Oo]n behalf of\b"
)


ANOTHER: Final = re.compile(r"^Also (?:delivered|made|gave) (?:a|another) statement on behalf of\b")


OWN_MEETING: Final = re.compile(r"(?:\d{1,4}\s?(?:st|nd|rd|th)(?:,\s*|\s+and\s+|\s+to\s+)?)+(?:\s+meetings?)?")


A_GROUP_OF: Final = re.compile(r"^(?:a |the )?(?:\w+ )?group of (?:countries|States|delegations)$")


class TurnWriter:
    """Makes rows of the acts of sentences, in one report."""

    def __init__(self, reader: Reader, report: Report) -> None:
        """Args: what all reports share, and the report."""
        self.shared = reader
        self.report = report
        self.place = Place(report, reader.names.last_day)
        plain = Capacity.UNKNOWN if OBSERVERS_CALLED_REPRESENTATIVES.search(report.text) else Capacity.MEMBER
        body = report.masthead.body or report.masthead.title
        self.kinds = KindFinder(reader.trie, Manner(plain, secretariats(body)), report.text)
        self.footnotes: dict[tuple[str, int], Block] = {}
        for block in report.blocks:
            if block.kind is BlockKind.FOOTNOTE:
                self.footnotes.setdefault((block.number, block.page), block)
                self.footnotes.setdefault((block.number, 0), block)
        self.turns: list[Turn] = []
        self.mentions: list[MeetingMention] = []
        self.account: list[Sentence] = []
        self.heard: dict[int, set[str | None]] = {}
        self.open_list = _lists_end_without_and(reader, report)

    def write_turns(
        self,
        tokens: Tokens,
        deed: Deed,
        block: Block,
        span: tuple[int, int],
        items: tuple[str, ...],
    ) -> None:
        """Writes a row for each speaker of an act."""
        day = self.place.dates[0] if self.place.dates else self.place.day
        for mention in deed.mentions:
            if mention.bearer and (deed.act is Act.PRESENTATION or mention.head.panel or "panel" in tokens.low):
                mention.first, mention.last = mention.bearer
                mention.known, mention.person = False, True
                mention.head = replace(mention.head, panel=True, persons=True)
            named = self.kinds.named(tokens, mention, day)
            if _presiding(tokens, mention, deed):
                continue
            behalf = [
                _without_article(self.report.text[tokens.start[a] : tokens.end[b - 1]]) for a, b in mention.behalf
            ]
            behalf = behalf or self._regional(tokens, mention)
            behalf, observer, more = self._footnoted(tokens, mention, block, behalf)
            start, end = tokens.start[named.first], tokens.end[named.last - 1]
            meetings, dates = self._own_meetings(tokens, mention) or (self.place.meetings, self.place.dates)
            act = self._own_act(tokens, mention) or deed.act
            if named.resolution is Resolution.UNKNOWN and act is Act.PRESENTATION:
                cut = next((at for at in range(named.first, named.last) if tokens.text[at] in "(,"), named.last)
                if cut > named.first and _like_a_person(tokens, named.first, cut):
                    named = replace(named, last=cut)
                    end = tokens.end[cut - 1]
            if (
                named.resolution is Resolution.UNKNOWN
                and act is Act.PRESENTATION
                and _like_a_person(tokens, named.first, named.last)
            ):
                named = replace(named, kind=Kind.PERSON, capacity=Capacity.OTHER, resolution=Resolution.RECORD)
            panel = mention.head.panel or "panel" in tokens.low
            if (
                named.kind is Kind.PERSON
                and tokens.low[mention.first] not in COLLECTIVES
                and panel
                and act is Act.STATEMENT
                and (mention.person or mention.known)
            ):
                act = Act.PRESENTATION
            turn = Turn(
                paragraph=block.number,
                order=0,
                act=act,
                name_printed=self.report.text[start:end],
                kind=named.kind,
                iso3=named.iso3,
                capacity=Capacity.OBSERVER if observer else named.capacity,
                on_behalf_of=tuple(behalf),
                count=mention.count,
                meetings=meetings,
                dates=dates,
                items=items or self.place.items,
                note="second right of reply" if deed.second else "",
                speaker_id=named.speaker_id,
                resolution=named.resolution,
                page=self.report.page_at(start),
                start=start,
                end=end,
                sentence_start=span[0],
                sentence_end=span[1],
            )
            self.turns.append(turn)
            names = self.heard.setdefault(self.place.section, set())
            names |= {turn.name_printed.casefold()} | ({f"#{turn.speaker_id}"} if turn.speaker_id else set())
            if more:
                self.turns.append(replace(turn, on_behalf_of=tuple(more), note="second statement, told by a footnote"))

    def _own_meetings(self, tokens: Tokens, mention: Mention) -> tuple[tuple[int, ...], tuple[dt.date, ...]] | None:
        """The meeting that stands in brackets behind a name: "Angola (25th)"; None where none does."""
        if mention.remark is None:
            return None
        text = self.report.text[tokens.start[mention.remark[0]] : tokens.end[mention.remark[1] - 1]]
        if not OWN_MEETING.fullmatch(text):
            return None
        numbers = ordinals(text)
        return numbers, self.place.days_of(numbers)

    def _regional(self, tokens: Tokens, mention: Mention) -> list[str]:
        """The group in brackets behind a name where speakers spoke on behalf of groups: "Kenya (African States)"."""
        if mention.remark is None or "behalf" not in tokens.low or not {"groups", "regions"} & set(tokens.low):
            return []
        first, last = mention.remark
        text = self.report.text[tokens.start[first] : tokens.end[last - 1]]
        named = text.endswith(("States", "Group", "countries", "others")) or "regions" in tokens.low
        return [text] if named and text[0].isupper() else []

    def _own_act(self, tokens: Tokens, mention: Mention) -> Act | None:
        """The act in brackets behind a name, "(in exercise of the right of reply)"; None where none stands."""
        if mention.remark is None:
            return None
        text = " ".join(tokens.low[mention.remark[0] : mention.remark[1]])
        if "right of reply" in text:
            return Act.RIGHT_OF_REPLY
        return Act.EXPLANATION_OF_VOTE if "explanation of vote" in text or "explanation of position" in text else None

    def _footnoted(
        self, tokens: Tokens, mention: Mention, block: Block, behalf: list[str]
    ) -> tuple[list[str], bool, list[str]]:
        """What the footnotes beside a speaker add: for whom it spoke, that it is an observer, a further statement."""
        observer, more = False, list[str]()
        if not block.marks:
            return behalf, observer, more
        first, last = tokens.start[mention.first], tokens.end[mention.last - 1]
        ends = [tokens.end[b - 1] for _a, b in mention.behalf] or [last]
        for mark in block.marks:
            close = first < mark.offset <= max(last, *ends) + 3 or (
                bool(mention.behalf) and first < mark.offset <= max(ends) + 3
            )
            if not close:
                continue
            note = self.footnotes.get(
                (mark.number, self.report.page_at(max(mark.offset - 1, 0)))
            ) or self.footnotes.get((mark.number, 0))
            if note is None:
                continue
            text = self.report.wording(note).removeprefix(note.number).lstrip()
            if AS_OBSERVER.match(text):
                observer = True
            elif ANOTHER.match(text):
                more = self._behalf_in(text, ANOTHER.match(text).end())  # type: ignore[union-attr]
            elif ON_BEHALF.match(text):
                added = self._behalf_in(text, ON_BEHALF.match(text).end())  # type: ignore[union-attr]
                behalf = [*behalf, *(name for name in added if name not in behalf)]
            elif behalf and A_GROUP_OF.match(behalf[-1]):
                added = self._behalf_in(text, 0)
                if len(added) > 1:
                    behalf = [*behalf, *added]
        return behalf, observer, more

    def _behalf_in(self, text: str, start: int) -> list[str]:
        """Names in a footnote, each once, remarks in parentheses about agenda items left out."""
        names: list[str] = []
        for part in re.split(
            r"\s*\((?:agenda )?(?:sub-)?items? [^()]*(?:\([^()]*\)[^()]*)*\)\s*;?\s*(?:and\s+)?", text[start:]
        ):
            tokens = Tokens(part)
            spans, _end = self.shared.parser.behalf(tokens, 0, len(tokens), inside=True)
            names += [_without_article(part[tokens.start[a] : tokens.end[b - 1]]) for a, b in spans]
        return list(dict.fromkeys(name for name in names if name))


def _presiding(tokens: Tokens, mention: Mention, deed: Deed) -> bool:
    """Whether the presiding officer only told the body something ("the Chair reported on his consultations")."""
    alone = mention.last - mention.first == 1 and tokens.low[mention.first] in (
        "chair",
        "president",
        "chairman",
        "chairperson",
    )
    return alone and deed.act is Act.PRESENTATION and bool({"reported", "briefed", "information"} & set(tokens.low))


def _like_a_person(tokens: Tokens, first: int, last: int) -> bool:
    """Whether who gave a presentation is printed as persons are: two to four capitals, no organization."""
    words = tokens.text[first:last]
    article = first and tokens.low[first - 1] in ("the", "a", "of", "for")
    plain = all(
        (text[0].isupper() and text.isalpha()) or text in ("de", "van", "von", "da", "al", ".") for text in words
    )
    return not article and plain and 2 <= len(words) <= 4 and not ORGANIZATIONS & set(tokens.low[first:last])


def _without_article(name: str) -> str:
    return re.sub(r"^(?:the|a|an)\s+", "", name, flags=re.IGNORECASE)


def _lists_end_without_and(shared: Reader, report: Report) -> bool:
    """Whether lists of this report end without "and" before their last name; lists of States tell it."""
    without = joined = 0
    for block in report.blocks:
        if block.kind is not BlockKind.SUBPARAGRAPH:
            continue
        text = report.wording(block).rstrip(".;, ")
        colon = text.find(":")
        if colon < 0 or text.count(",") < 2 or not text.startswith(("Rep", "Obs", "Stat", "Mem", "The")):
            continue
        last = text.rsplit(",", 1)[1].strip()
        tokens = Tokens(last)
        if shared.trie.longest(tokens, 0) == len(tokens):
            without += 1
        elif " and " in last:
            left, right = last.split(" and ", 1)
            tokens, others = Tokens(left), Tokens(right.removeprefix("the "))
            joined += shared.trie.longest(tokens, 0) == len(tokens) and shared.trie.longest(others, 0) == len(others)
        if without + joined >= 12:
            break
    return without > joined
