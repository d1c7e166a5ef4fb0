"""The reader: a laid-out report -> turns of speakers with receipts, meetings as named, an account of its sentences."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field, replace
from typing import Final

from plenary.extract.acts import ActFinder, Deed
from plenary.extract.calendar import items_in, ordinals
from plenary.extract.heads import OBSERVER_STATES, Head, classes, colon_after, divided, head_at
from plenary.extract.kinds import KindFinder, Manner, secretariats
from plenary.extract.mentions import Mention
from plenary.extract.model import (
    Account,
    Block,
    BlockKind,
    MeetingMention,
    Reading,
    Report,
    Resolution,
    Sentence,
    Turn,
    Use,
)
from plenary.extract.offices import is_office, person_end
from plenary.extract.places import Place
from plenary.extract.sentences import TRIGGER, ignored, sentences
from plenary.extract.speakers import SpeakerParser
from plenary.extract.tokens import Tokens
from plenary.extract.trie import NameTrie
from plenary.extract.wordings import COLLECTIVES, ORGANIZATIONS
from plenary.model import Act, Capacity, Kind
from plenary.names import Names

OBSERVERS_CALLED_REPRESENTATIVES: Final = re.compile(
    r"\b[Rr]epresentatives? of (?:the following )?(?:observer|non-[Mm]ember) (?:States|Governments|countries)\b"
)
AS_OBSERVER: Final = re.compile(r"^Observers?\b")
ON_BEHALF: Final = re.compile(
    r"^(?:Speaking as [^.;]{1,60}? and )?(?:Also )?(?:[Ss]peaking |[Ss]poke |[Mm]ade (?:a|the) statement )?(?:also )?[Oo]n behalf of\b"
)
ANOTHER: Final = re.compile(r"^Also (?:delivered|made|gave) (?:a|another) statement on behalf of\b")
OWN_MEETING: Final = re.compile(r"(?:\d{1,4}\s?(?:st|nd|rd|th)(?:,\s*|\s+and\s+|\s+to\s+)?)+(?:\s+meetings?)?")
BY_LETTER: Final = re.compile(r"\b(?:letters?|note verbale|notes verbales|cables?|telegrams?|communications?)\b")
TITLES: Final = re.compile(r"[,;] (?:and )?(?=the [A-Z])")
TITLE: Final = re.compile(
    r"(?:the )?(?:[A-Z][\w’'-]*,? ){1,8}?(?:of|for|to|and|on)\b|(?:the )?(?:President|Chair|Secretary-General)\b"
)
A_GROUP_OF: Final = re.compile(r"^(?:a |the )?(?:\w+ )?group of (?:countries|States|delegations)$")


@dataclass(slots=True)
class Pending:
    """A list of speakers that a sentence announces and that follows in blocks of their own."""

    deed: Deed
    number: str
    start: int
    end: int
    items: tuple[str, ...]
    head: Head
    found: int = 0


@dataclass
class Reader:
    """Reads reports with the names of one dated table; reads any number of reports, one after the other."""

    names: Names
    trie: NameTrie = field(init=False)
    parser: SpeakerParser = field(init=False)
    finder: ActFinder = field(init=False)

    def __post_init__(self) -> None:
        """Builds what all reports share."""
        self.trie = NameTrie(self.names)
        self.parser = SpeakerParser(self.trie)
        self.finder = ActFinder(self.parser)

    def read(self, report: Report) -> Reading:
        """The rows of a report, with receipts."""
        return ReportReader(self, report).reading()


class ReportReader:
    """Reads one report from its first block to its last."""

    def __init__(self, reader: Reader, report: Report) -> None:
        """Args: what all reports share, and the report."""
        self.shared = reader
        self.report = report
        self.place = Place(report, reader.names.last_day)
        plain = Capacity.UNKNOWN if OBSERVERS_CALLED_REPRESENTATIVES.search(report.text) else Capacity.MEMBER
        body = report.masthead.body or report.masthead.title
        self.kinds = KindFinder(reader.trie, Manner(plain, secretariats(body)), report.text)
        self.footnotes = {}
        for block in report.blocks:
            if block.kind is BlockKind.FOOTNOTE:
                self.footnotes.setdefault((block.number, block.page), block)
                self.footnotes.setdefault((block.number, 0), block)
        self.turns: list[Turn] = []
        self.mentions: list[MeetingMention] = []
        self.account: list[Sentence] = []
        self.heard: dict[int, set[str | None]] = {}
        self.open_list = _lists_end_without_and(reader, report)

    def reading(self) -> Reading:
        """Rows, meetings and account of the report."""
        pending: Pending | None = None
        for block in self.report.blocks:
            if block.kind is BlockKind.HEADING:
                self.place.heading(block)
                pending = None
            elif block.kind is BlockKind.FOOTNOTE or (
                pending is not None and _belongs(block, pending) and self._listed(block, pending)
            ):
                continue
            elif block.kind is not BlockKind.OTHER:
                pending = self._block(block)
        turns = [replace(turn, order=place) for place, turn in enumerate(self.turns, start=1)]
        account = Account(tuple(sorted(self.account, key=lambda sentence: sentence.start)))
        return Reading(self.report, tuple(turns), tuple(self.mentions), account)

    # --- Blocks

    def _block(self, block: Block) -> Pending | None:
        pending: Pending | None = None
        for start, end in sentences(self.report.text, block.start, block.end):
            text = self.report.text[start:end]
            self.mentions += self.place.sentence(text, start, block)
            if not TRIGGER.search(text):
                continue
            tokens = Tokens(text, start)
            deeds = self.shared.finder.deeds(tokens, self.open_list)
            named = [deed for deed in deeds if deed.mentions and not deed.content]
            content = [deed for deed in deeds if deed.content]
            items = items_in(_without_quotes(text)) if named else ()
            for deed in named:
                self._turns(tokens, deed, block, (start, end), items)
            for deed in content:
                self._content(tokens, deed, block, (start, end))
            announcing = [deed for deed in deeds if deed.follows]
            if announcing:
                head = Head(0, kind=classes(text.rpartition(". ")[2]), representative="epresentatives" in text)
                pending = Pending(announcing[-1], block.number, start, end, items, head)
            self._note(block, start, end, text, bool(named or announcing), bool(content), deeds)
        return pending

    def _at_meeting(self, block: Block, text: str) -> int:
        """Length of "At the 2nd meeting, on the same day:" at the head of a part of a list, which it takes up; else 0."""
        colon = text.find(": ")
        if not 0 < colon < 160 or "meeting" not in text[:colon]:
            return 0
        named = self.place.sentence(text[:colon], block.start, block)
        self.mentions += named
        return colon + 2 if named else 0

    def _listed(self, block: Block, pending: Pending) -> bool:
        """Reads a block as a part of an announced list; False where it is none."""
        text = self.report.wording(block)
        if block.kind is BlockKind.OTHER:
            return self._row(block, pending)
        if block.kind is BlockKind.PARAGRAPH:
            return pending.found == 0 and self._continued(block, pending)
        skipped = self._at_meeting(block, text)
        tokens = Tokens(text[skipped:], block.start + skipped)
        if not len(tokens):
            return True
        head = _class_of(tokens, self.shared)
        chunks = TITLES.split(text[skipped:].rstrip(".; ")) if head is None else []
        if len(chunks) > 2 and all(TITLE.match(chunk) for chunk in chunks):
            return self._titles(chunks, block, block.start + skipped, pending)
        if head is None and skipped:
            head = replace(pending.head, end=0, kind=None, colon=True, semicolons=divided(tokens, 0))
        last = len(tokens)
        while last and tokens.text[last - 1] in ".;":
            last -= 1
        if last and tokens.text[last - 1] == "and" and block.kind is not BlockKind.PARAGRAPH:
            last -= 1
        if head is not None:
            mentions, _end = self.shared.parser.speakers(tokens, head.end, last, head=head, open_list=self.open_list)
        elif tokens.text[last - 1 : last] == [":"] and last <= 12:
            return True  # a class whose members follow one level below
        elif block.kind is BlockKind.ENTRY or (block.kind is BlockKind.SUBPARAGRAPH and last <= 40):
            mentions = self._entry(tokens, last, pending.head)
        else:
            return False
        if not mentions:
            return False
        deed = replace_mentions(pending.deed, mentions)
        self._turns(tokens, deed, block, (block.start, block.end), pending.items, listed=head is None)
        self.account.append(Sentence(block.number, block.page, block.start, block.end, Use.USED))
        pending.found += len(mentions)
        return True

    def _continued(self, block: Block, pending: Pending) -> bool:
        """Reads a list that goes on in running text after a page's end."""
        for start, end in sentences(self.report.text, block.start, block.end):
            tokens = Tokens(self.report.text[start:end], start)
            last = len(tokens) - (tokens.text[-1:] == ["."])
            head = replace(pending.head, end=0, colon=True, semicolons=divided(tokens, 0))
            mentions, stop = self.shared.parser.speakers(tokens, 0, last, head=head, open_list=self.open_list)
            if len(mentions) < 2 or stop < last or not all(mention.known for mention in mentions[:2]):
                return False
            self._turns(tokens, replace_mentions(pending.deed, mentions), block, (start, end), pending.items)
            self.account.append(Sentence(block.number, block.page, start, end, Use.USED))
            pending.found += len(mentions)
            return True
        return False

    def _row(self, block: Block, pending: Pending) -> bool:
        """Reads the row of a table of speakers: the last cell that holds a known name is whom the person speaks for."""
        text = self.report.wording(block)
        if not text.startswith("|"):
            return False
        place = block.start
        for cell in reversed(text.split("|")):
            place = self.report.text.rfind(cell, block.start, block.end) if cell.strip() else place
            tokens = Tokens(cell, place)
            if not len(tokens) or self.shared.trie.longest(tokens, 0) < 0:
                continue
            mentions, _end = self.shared.parser.speakers(tokens, 0, len(tokens), bare=True)
            if len(mentions) == 1 and mentions[0].known:
                mentions[0].head = replace(mentions[0].head, capacity=Capacity.UNKNOWN)
                self._turns(
                    tokens, replace_mentions(pending.deed, mentions), block, (block.start, block.end), pending.items
                )
                self.account.append(Sentence(block.number, block.page, block.start, block.end, Use.USED))
                pending.found += 1
                break
        return True

    def _titles(self, chunks: list[str], block: Block, start: int, pending: Pending) -> bool:
        """Reads a list of titles with names: "the Minister of X of A, Name, the State Secretary of B, Name"."""
        for chunk in chunks:
            start = self.report.text.index(chunk, start)
            title, _comma, person = chunk.rpartition(", ")
            last = Tokens(person)
            named = title and person_end(last, 0, len(last), titled=False) == len(last)
            tokens = Tokens(title if named and self.shared.trie.longest(last, 0) < len(last) else chunk, start)
            mentions = self._entry(tokens, len(tokens), replace(pending.head, kind=None))
            self._turns(
                tokens, replace_mentions(pending.deed, mentions), block, (start, start + len(chunk)), pending.items
            )
            pending.found += len(mentions)
        self.account.append(Sentence(block.number, block.page, block.start, block.end, Use.USED))
        return True

    def _entry(self, tokens: Tokens, last: int, head: Head) -> list[Mention]:
        """The speaker of one entry of a list by title: "Minister of Justice of Cuba (on behalf of ...)"."""
        parser = self.shared.parser
        end, first = last, 0
        while first < last and tokens.text[first] in "•–-·*|":
            first += 1
        while end and tokens.text[end - 1] == ")":
            opening = next(
                (at for at in range(end - 1, -1, -1) if tokens.text[at] in "([" and tokens.depth[at] == 1), 0
            )
            inner = tokens.text[opening + 1 : end - 1]
            if opening == 0 or (len(inner) == 1 and sum(letter.isupper() for letter in inner[0]) >= 2):
                break
            if parser.trie.longest(tokens, first, end) == end:
                break
            end = opening
        mentions, stop = parser.speakers(tokens, first, last, bare=True)
        if len(mentions) >= 1 and stop >= end and all(mention.known for mention in mentions):
            return mentions
        person = person_end(tokens, first, end)
        if 0 <= person < end and tokens.text[person] == "," and person + 1 < end:
            first = person + 1
        elif mentions and mentions[0].person and mentions[0].first == first:
            return mentions[:1]
        if tokens.low[first] in ("the", "a", "an"):
            first += 1
        office = person > 0 or is_office(tokens, first) >= 0 or head.kind in (None, Kind.STATE)
        mention = Mention(first, end, head, known=parser.trie.longest(tokens, first, end) == end, office=office)
        parser.modifiers(tokens, end, last, mention)
        return [mention]

    # --- Rows

    def _turns(
        self,
        tokens: Tokens,
        deed: Deed,
        block: Block,
        span: tuple[int, int],
        items: tuple[str, ...],
        listed: bool = False,
    ) -> None:
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
            behalf, observer, more = self._footnoted(tokens, mention, block, behalf, span)
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
        """The act that stands in brackets behind a name: "(in exercise of the right of reply)"; None where none does."""
        if mention.remark is None:
            return None
        text = " ".join(tokens.low[mention.remark[0] : mention.remark[1]])
        if "right of reply" in text:
            return Act.RIGHT_OF_REPLY
        return Act.EXPLANATION_OF_VOTE if "explanation of vote" in text or "explanation of position" in text else None

    def _footnoted(
        self, tokens: Tokens, mention: Mention, block: Block, behalf: list[str], span: tuple[int, int]
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

    # --- What only renders a speech, and the account

    def _content(self, tokens: Tokens, deed: Deed, block: Block, span: tuple[int, int]) -> None:
        """A speaker whose words are rendered took the floor, unless a list in the same section holds the speaker already."""
        if BY_LETTER.search(self.report.text, span[0], span[1]):
            return
        section = self.place.section
        heard = self.heard.get(section, set())
        fresh = []
        day = self.place.dates[0] if self.place.dates else self.place.day
        for mention in deed.mentions:
            named = self.kinds.named(tokens, mention, day)
            printed = self.report.text[tokens.start[named.first] : tokens.end[named.last - 1]]
            if (
                named.kind in (Kind.OFFICER, Kind.SECRETARIAT, Kind.PERSON)
                or mention.count is not None
                or named.resolution is Resolution.UNKNOWN
            ):
                continue
            if not heard & {printed.casefold(), f"#{named.speaker_id}" if named.speaker_id else None}:
                fresh.append(mention)
        if fresh and len(fresh) == len(deed.mentions):
            self._turns(
                tokens,
                replace_mentions(deed, fresh),
                block,
                span,
                items_in(_without_quotes(self.report.text[span[0] : span[1]])),
            )

    def _note(
        self, block: Block, start: int, end: int, text: str, used: bool, content: bool, deeds: list[Deed]
    ) -> None:
        page = self.report.page_at(start)
        if used or (self.turns and self.turns[-1].sentence_start == start):
            self.account.append(Sentence(block.number, page, start, end, Use.USED))
            return
        reason = "content_of_listed_act" if content else ignored(text, block)
        use = Use.IGNORED if reason else Use.NOT_UNDERSTOOD
        self.account.append(Sentence(block.number, page, start, end, use, reason))


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
    """Whether somebody who gave a presentation is printed as persons are: two to four capitals, no article, no organization."""
    words = tokens.text[first:last]
    article = first and tokens.low[first - 1] in ("the", "a", "of", "for")
    plain = all(
        (text[0].isupper() and text.isalpha()) or text in ("de", "van", "von", "da", "al", ".") for text in words
    )
    return not article and plain and 2 <= len(words) <= 4 and not ORGANIZATIONS & set(tokens.low[first:last])


def replace_mentions(deed: Deed, mentions: list[Mention]) -> Deed:
    """The same act of other speakers."""
    return Deed(deed.act, mentions, False, False, deed.second, deed.first, deed.last)


def _belongs(block: Block, pending: Pending) -> bool:
    """Whether a block can hold a part of an announced list."""
    return block.kind is not BlockKind.HEADING and _top(block.number) == _top(pending.number)


def _top(number: str) -> str:
    return number.split(" ")[0]


def _class_of(tokens: Tokens, shared: Reader) -> Head | None:
    """The head with which a part of a list begins: "Representatives of observer States:"; None where it has none."""
    head = head_at(tokens, 0, len(tokens), shared.trie)
    if (
        head is not None
        and head.colon
        and tokens.low[0] in ("representatives", "representative", "observers", "observer", "the")
    ):
        return head
    colon = colon_after(tokens, 0, min(16, len(tokens)))
    if colon <= 0 or colon + 1 >= len(tokens) or shared.trie.longest(tokens, 0) == colon:
        return None
    wording = " ".join(tokens.low[:colon])
    kind = classes(wording)
    if kind is None:
        return None
    capacity = None
    if any(OBSERVER_STATES(tokens, at) >= 0 for at in range(colon)) or "observer" in wording:
        capacity = Capacity.OBSERVER
    elif kind is Kind.STATE and "member" in wording:
        capacity = Capacity.MEMBER
    return Head(colon + 1, capacity, kind, colon=True, semicolons=divided(tokens, colon + 1))


def _without_article(name: str) -> str:
    return re.sub(r"^(?:the|a|an)\s+", "", name, flags=re.IGNORECASE)


def _without_quotes(text: str) -> str:
    return re.sub(r"“[^”]*”|\"[^\"]*\"", " ", text)


def _lists_end_without_and(shared: Reader, report: Report) -> bool:
    """Whether the lists of this report end without "and" before their last name, by those of its lists that hold States."""
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
