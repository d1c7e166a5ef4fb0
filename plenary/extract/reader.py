"""The reader: a laid-out report -> turns of speakers with receipts, meetings as named, an account of its sentences."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Final

from plenary.extract.acts import ActFinder, Deed
from plenary.extract.calendar import items_in
from plenary.extract.heads import Head, classes
from plenary.extract.listed import ListReader, Pending, belongs, replace_mentions
from plenary.extract.model import Account, Block, BlockKind, Reading, Report, Resolution, Sentence, Use
from plenary.extract.reasons import ignored
from plenary.extract.sentences import TRIGGER, sentences
from plenary.extract.speakers import SpeakerParser
from plenary.extract.tokens import Tokens
from plenary.extract.trie import NameTrie
from plenary.model import Kind
from plenary.names import Names

BY_LETTER: Final = re.compile(r"\b(?:letters?|note verbale|notes verbales|cables?|telegrams?|communications?)\b")


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


class ReportReader(ListReader):
    """Reads one report from its first block to its last."""

    def reading(self) -> Reading:
        """Rows, meetings and account of the report."""
        pending: Pending | None = None
        for block in self.report.blocks:
            if block.kind is BlockKind.HEADING:
                self.place.heading(block)
                pending = None
            elif block.kind is BlockKind.FOOTNOTE or (
                pending is not None and belongs(block, pending) and self.listed(block, pending)
            ):
                continue
            elif block.kind is not BlockKind.OTHER:
                pending = self._block(block)
        turns = [replace(turn, order=place) for place, turn in enumerate(self.turns, start=1)]
        account = Account(tuple(sorted(self.account, key=lambda sentence: sentence.start)))
        return Reading(self.report, tuple(turns), tuple(self.mentions), account)

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
                self.write_turns(tokens, deed, block, (start, end), items)
            for deed in content:
                self._content(tokens, deed, block, (start, end))
            announcing = [deed for deed in deeds if deed.follows]
            if announcing:
                head = Head(0, kind=classes(text.rpartition(". ")[2]), representative="epresentatives" in text)
                pending = Pending(announcing[-1], block.number, start, end, items, head)
            self._note(block, (start, end), used=bool(named or announcing), content=bool(content))
        return pending

    def _content(self, tokens: Tokens, deed: Deed, block: Block, span: tuple[int, int]) -> None:
        """Whose words are rendered took the floor, unless a list of the same section holds the speaker already."""
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
            self.write_turns(
                tokens,
                replace_mentions(deed, fresh),
                block,
                span,
                items_in(_without_quotes(self.report.text[span[0] : span[1]])),
            )

    def _note(self, block: Block, span: tuple[int, int], used: bool, content: bool) -> None:
        """Takes a sentence into the account: as used, or left aside for a reason, or not understood."""
        start, end = span
        use, reason = Use.USED, ""
        if not used and not (self.turns and self.turns[-1].sentence_start == start):
            reason = "content_of_listed_act" if content else ignored(self.report.text[start:end], block)
            use = Use.IGNORED if reason else Use.NOT_UNDERSTOOD
        self.account.append(Sentence(block.number, self.report.page_at(start), start, end, use, reason))


def _without_quotes(text: str) -> str:
    return re.sub(r"“[^”]*”|\"[^\"]*\"", " ", text)
