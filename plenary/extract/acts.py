"""Speaking acts of a sentence: who did what, in the active ("X made a statement") and the passive ("was made by X").

sentence := adverbial* clause (("and" | ";" | ",") clause)*
clause   := speakers verb statement | statement "were made by" speakers | body "heard" statement "by" speakers
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Final

from plenary.extract.act_kinds import act_of
from plenary.extract.behalf import BEHALF
from plenary.extract.heads import NO_HEAD, Head, classes, divided
from plenary.extract.mentions import ListStyle, Mention
from plenary.extract.speakers import SpeakerParser
from plenary.extract.subjects import SubjectReader
from plenary.extract.tokens import Tokens
from plenary.extract.verbs import Verb, Voice, by_soon, verbs_of
from plenary.extract.wordings import (
    FILLERS,
    STOPS,
)
from plenary.model import Act, Kind


@dataclass(slots=True)
class Deed:
    """A speaking act of a sentence.

    Attributes:
        act: What was done.
        mentions: By whom, in printed order.
        content: Whether the verb only renders what was said.
        follows: Whether the speakers are listed after the sentence ("the following made statements:").
        second: Whether it was a second right of reply.
        first: First token of the clause.
        last: Index after it.
        presenting: Whether persons without honorifics may follow in its list.
    """

    act: Act
    mentions: list[Mention] = field(default_factory=list)
    content: bool = False
    follows: bool = False
    second: bool = False
    first: int = 0
    last: int = 0
    presenting: bool = False


PRIORITY: Final = {
    act: place
    for place, act in enumerate(
        (
            Act.RIGHT_OF_REPLY,
            Act.EXPLANATION_OF_VOTE,
            Act.CLOSING,
            Act.OPENING,
            Act.INTRODUCTION,
            Act.PRESENTATION,
            Act.STATEMENT,
        )
    )
}


class ActFinder:
    """Finds the speaking acts of sentences."""

    def __init__(self, parser: SpeakerParser) -> None:
        """Args: the reader of lists of speakers."""
        self.parser = parser
        self.subjects = SubjectReader(parser)

    def deeds(self, tokens: Tokens, open_list: bool = False) -> list[Deed]:
        """The speaking acts of one sentence, in printed order; empty where none names or counts a speaker."""
        quoted = _quoted(tokens)
        verbs = [verb for verb in verbs_of(tokens) if not quoted[verb.first]]
        style = ListStyle(open_list)
        found: list[Deed] = []
        edge = 0
        for place, verb in enumerate(verbs):
            following = verbs[place + 1].first if place + 1 < len(verbs) else len(tokens)
            if verb.voice is Voice.AFTER:
                did = verb.direct and tokens.low[verb.last - 1] == "did" and tokens.low[0] != "so"
                deed = (
                    None
                    if did and not (found and found[-1].mentions)
                    else self._passive(tokens, verb, edge, following, len(tokens), style)
                )
                edge = deed.last if deed else max(edge, verb.last)
            else:
                deed = self._active(tokens, verb, edge, following, found, style)
                if deed is not None or verb.voice is Voice.BEFORE:
                    edge = max(edge, verb.last)
            if deed is not None:
                _inherit(tokens, deed, found, verb)
                if (
                    found
                    and deed.mentions
                    and found[-1].mentions
                    and deed.mentions[0].first <= found[-1].mentions[-1].first
                ):
                    # A passive list ran into the subject of the next verb: that subject speaks for itself.
                    found[-1].mentions = [m for m in found[-1].mentions if m.last <= deed.mentions[0].first]
                found.append(deed)
        return [deed for deed in found if deed.mentions or deed.follows]

    # --- Speakers after the verb

    def _passive(
        self, tokens: Tokens, verb: Verb, edge: int, following: int, size: int, style: ListStyle
    ) -> Deed | None:
        by = verb.last - 1 if verb.direct else verb.last
        while by < min(size, verb.last + 30):
            if verb.direct or (not tokens.depth[by] and tokens.low[by] in ("by", "from")):
                listed = tokens.low[max(edge, verb.first - 8) : verb.first]
                presenting = Act.PRESENTATION in (verb.act, act_of(tokens, verb, edge, by, edge)[0])
                style = replace(style, presenting=presenting)
                colon = by + 1 < size and tokens.low[by + 1] == ":"
                start = (
                    Head(by + 2, colon=True, semicolons=divided(tokens, by + 2)) if colon and by + 2 < size else NO_HEAD
                )
                mentions, end = self.parser.speakers(tokens, by + 1 + colon, size, head=start, bare=True, style=style)
                more = self._resumed(tokens, end, size) if mentions else -1
                if tokens.low[verb.last - 1] == "read" and mentions and verb.object_first >= 0:
                    self._read_for(tokens, verb, mentions)
                if more >= 0:
                    others, end = self.parser.speakers(tokens, more, size, bare=True, style=style)
                    mentions += others
                if verb.direct and "observers" in listed:
                    for mention in mentions:
                        mention.observer = True
                follows = _follows(tokens, by + 1)
                if mentions or follows:
                    act, second = act_of(tokens, verb, edge, max(end, by), edge)
                    return Deed(
                        act,
                        mentions,
                        follows=follows and not mentions,
                        second=second,
                        first=edge,
                        last=max(end, by + 1),
                        presenting=presenting,
                    )
            behalf = BEHALF(tokens, by) if by == verb.last and not verb.direct else -1
            if behalf >= 0 and not by_soon(tokens, behalf):
                return self._for_themselves(tokens, verb, edge, behalf)
            if verb.direct or (by >= following and by > verb.last):
                break
            by += 1
        return None

    def _for_themselves(self, tokens: Tokens, verb: Verb, edge: int, index: int) -> Deed | None:
        """Groups in whose name somebody unnamed spoke: "a statement was made on behalf of farmers' organizations"."""
        last = len(tokens) - (tokens.text[-1] == ".")
        spans, end = self.parser.behalf(tokens, index, last, inside=True)
        mentions = []
        for first, stop in spans:
            kind = classes(" ".join(tokens.low[first:stop]))
            told = kind if kind in (Kind.NGO, Kind.IGO, Kind.UN_ENTITY) else Kind.GROUP
            known = self.parser.trie.longest(tokens, first, stop) == stop
            mentions.append(Mention(first, stop, Head(0, None, told, representative=True, group=True), known=known))
        act, second = act_of(tokens, verb, edge, end, edge)
        return Deed(act, mentions, second=second, first=edge, last=end) if mentions else None

    def _read_for(self, tokens: Tokens, verb: Verb, mentions: list[Mention]) -> None:
        """For whom a message was read out: "a message from the Secretary-General was read out by"."""
        for at in range(verb.object_first + 1, verb.first):
            if tokens.low[at] in ("from", "of", "by"):
                mentions[0].behalf, _end = self.parser.behalf(tokens, at + 1, verb.first, inside=True)
                return

    def _resumed(self, tokens: Tokens, index: int, size: int) -> int:
        """Where a list goes on after words between: "by A and B and, after the vote, by C"; -1 where it does not."""
        if index >= size or tokens.low[index] not in ("and", ",", ";"):
            return -1
        for position in range(index, min(index + 9, size)):
            if tokens.low[position] == "by" and not tokens.depth[position]:
                return position + 1
            if tokens.low[position] in STOPS - {"after", "before", "also", "then", "following", "respectively"}:
                break
        return -1

    # --- Speakers before the verb

    def _active(
        self, tokens: Tokens, verb: Verb, edge: int, following: int, found: list[Deed], style: ListStyle
    ) -> Deed | None:
        end = verb.first
        between = [tokens.low[at] for at in range(edge, end) if tokens.low[at] not in FILLERS]
        if found and not between and found[-1].mentions and edge <= end:
            return self._same_subject(tokens, verb, found, following)
        content = verb.voice is Voice.CONTENT
        style = replace(style, presenting=verb.act is Act.PRESENTATION)
        subject = self.subjects.before(tokens, edge, end, style, content)
        if subject is None and verb.voice is Voice.BEFORE and verb.act is Act.STATEMENT:
            subject = self.subjects.unheard_of(tokens, edge, end)
        if subject is None:
            return None
        mentions, start = subject
        if not mentions:
            mentions = self.subjects.listed_after(tokens, start, verb, style)
        if verb.voice is Voice.NO_ACT and not {"speaking"} & set(tokens.low[edge:start][:6]):
            return Deed(verb.act, [], first=start, last=verb.last)
        lead = start if found and ";" not in tokens.low[edge:start] else edge
        act, second = act_of(tokens, verb, lead, following, start)
        content = content and act is Act.STATEMENT
        if not mentions:
            follows = _colon(tokens, verb.last)
            return Deed(
                act, [], follows=follows, second=second, first=start, last=verb.last, presenting=style.presenting
            )
        if tokens.low[verb.last : verb.last + 2] in (["as", "observers"], ["as", "observer"], ["as", "an"]):
            for mention in mentions:
                mention.observer = (
                    mention.observer
                    or "observer" in tokens.low[verb.last + 1 : verb.last + 3]
                    or "observers" in tokens.low[verb.last + 1 : verb.last + 2]
                )
        self._spoken_for(tokens, verb, following, mentions)
        counted = mentions[-1].count is not None
        for at in range(verb.last, min(verb.last + 8, len(tokens)) if counted else verb.last):
            if tokens.low[at] == "including":
                mentions += self.parser.groups_after(tokens, at, len(tokens) - 1)[0]
        groups = (
            self.parser.group_list(tokens, verb.last, len(tokens))
            if counted and mentions[-1].count is not None
            else None
        )
        if groups is not None:
            mentions += self.parser.speakers(tokens, groups.end, len(tokens), head=groups)[0]
        if content and not any(_serious(mention) for mention in mentions):
            return None
        return Deed(act, mentions, content, second=second, first=start, last=verb.last)

    def _spoken_for(self, tokens: Tokens, verb: Verb, following: int, mentions: list[Mention]) -> None:
        """For whom one speaker spoke, told behind the verb: "made a joint statement on behalf of A and B"."""
        if len(mentions) != 1 or mentions[0].behalf or mentions[0].count is not None or verb.voice is Voice.CONTENT:
            return
        for at in range(verb.last, min(following, verb.last + 14, len(tokens))):
            after = BEHALF(tokens, at) if not tokens.depth[at] else -1
            if 0 <= after < len(tokens) and tokens.low[after] not in ("that", "those", "this"):
                size = len(tokens) - (tokens.text[-1] == ".")
                mentions[0].behalf, _end = self.parser.behalf(tokens, after, size)
                return

    def _same_subject(self, tokens: Tokens, verb: Verb, found: list[Deed], following: int) -> Deed | None:
        """A further verb of the same speakers: one act, of the more telling kind."""
        deed = found[-1]
        if verb.voice in (Voice.CONTENT, Voice.NO_ACT):
            return None
        act, second = act_of(tokens, verb, verb.first, following, verb.first)
        deed.act = act if deed.content else min(deed.act, act, key=PRIORITY.__getitem__)
        self._spoken_for(tokens, verb, following, deed.mentions)
        deed.content, deed.second, deed.last = False, deed.second or second, verb.last
        return None


def _serious(mention: Mention) -> bool:
    """Whether somebody named speaks, and not the presiding officer of the body."""
    return mention.person or mention.head is not NO_HEAD or mention.office


def _inherit(tokens: Tokens, deed: Deed, found: list[Deed], verb: Verb) -> None:
    """Gives an act what the one before it in the sentence says of it too."""
    if not found or deed.act is not Act.STATEMENT:
        return
    before = " ".join(tokens.low[deed.first : verb.first])
    voted = any(sign in before for sign in ("after the vote", "before the vote", "after the adoption"))
    if verb.direct or (found[-1].act is Act.EXPLANATION_OF_VOTE and voted):
        deed.act = found[-1].act


def _follows(tokens: Tokens, index: int) -> bool:
    """Whether a list is announced here that does not stand in the sentence."""
    return tokens.low[-1:] == [":"] and ("following" in tokens.low[index:] or len(tokens) - index <= 16)


def _colon(tokens: Tokens, index: int) -> bool:
    return ":" in tokens.low[index:] and tokens.low[-1] == ":"


def _quoted(tokens: Tokens) -> list[bool]:
    """For each token, whether it stands between quotation marks."""
    inside, result = False, []
    for text in tokens.text:
        if text in "“«„":
            inside = True
        elif text in "”»":
            inside = False
        elif text == '"':
            inside = not inside
        result.append(inside)
    return result
