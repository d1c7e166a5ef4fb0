"""Lists of speakers that an earlier sentence announces: sub-paragraphs by class, entries by title, rows of a table."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from plenary.extract.acts import Deed
from plenary.extract.heads import OBSERVER_STATES, Head, classes, colon_after, divided, head_at
from plenary.extract.mentions import ListStyle, Mention
from plenary.extract.model import Block, BlockKind, Sentence, Use
from plenary.extract.offices import is_office, person_end
from plenary.extract.sentences import sentences
from plenary.extract.tokens import Tokens
from plenary.extract.turn_rows import TurnWriter
from plenary.model import Capacity, Kind

if TYPE_CHECKING:
    from plenary.extract.reader import Reader


TITLES: Final = re.compile(r"[,;] (?:and )?(?=the [A-Z])")


TITLE: Final = re.compile(
    r"(?:the )?(?:[A-Z][\w’'-]*,? ){1,8}?(?:of|for|to|and|on)\b|(?:the )?(?:President|Chair|Secretary-General)\b"
)


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


class ListReader(TurnWriter):
    """Reads lists of speakers that stand below the sentence that announces them."""

    def _at_meeting(self, block: Block, text: str) -> int:
        """Length of "At the 2nd meeting, on the same day:" at the head of a part of a list, taken up; else 0."""
        colon = text.find(": ")
        if not 0 < colon < 160 or "meeting" not in text[:colon]:
            return 0
        named = self.place.sentence(text[:colon], block.start, block)
        self.mentions += named
        return colon + 2 if named else 0

    def listed(self, block: Block, pending: Pending) -> bool:
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
        if last and tokens.text[last - 1] == "and":
            last -= 1
        if head is not None:
            mentions, _end = self.shared.parser.speakers(tokens, head.end, last, head=head, style=self._style(pending))
        elif tokens.text[last - 1 : last] == [":"] and last <= 12:
            return True  # a class whose members follow one level below
        elif block.kind is BlockKind.ENTRY or (block.kind is BlockKind.SUBPARAGRAPH and last <= 40):
            mentions = self._entry(tokens, last, pending.head)
        else:
            return False
        if not mentions:
            return False
        deed = replace_mentions(pending.deed, mentions)
        self.write_turns(tokens, deed, block, (block.start, block.end), pending.items)
        self.account.append(Sentence(block.number, block.page, block.start, block.end, Use.USED))
        pending.found += len(mentions)
        return True

    def _style(self, pending: Pending) -> ListStyle:
        """How an announced list is worded."""
        return ListStyle(self.open_list, pending.deed.presenting)

    def _continued(self, block: Block, pending: Pending) -> bool:
        """Reads a list that goes on in running text after a page's end."""
        for start, end in sentences(self.report.text, block.start, block.end):
            tokens = Tokens(self.report.text[start:end], start)
            last = len(tokens) - (tokens.text[-1:] == ["."])
            head = replace(pending.head, end=0, colon=True, semicolons=divided(tokens, 0))
            mentions, stop = self.shared.parser.speakers(tokens, 0, last, head=head, style=self._style(pending))
            if len(mentions) < 2 or stop < last or not all(mention.known for mention in mentions[:2]):
                return False
            self.write_turns(tokens, replace_mentions(pending.deed, mentions), block, (start, end), pending.items)
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
                self.write_turns(
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
            self.write_turns(
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
            if parser.trie.closes(tokens, first, end):
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


def replace_mentions(deed: Deed, mentions: list[Mention]) -> Deed:
    """The same act of other speakers."""
    return Deed(deed.act, mentions, False, False, deed.second, deed.first, deed.last)


def belongs(block: Block, pending: Pending) -> bool:
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
