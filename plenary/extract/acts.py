"""Speaking acts of a sentence: who did what, in the active ("X made a statement") and the passive ("statements were made by X").

sentence := adverbial* clause (("and" | ";" | ",") clause)*
clause   := speakers verb statement | statement "were made by" speakers | body "heard" statement "by" speakers
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Final

from plenary.extract.heads import NO_HEAD, Head, classes, divided, head_at, number_at
from plenary.extract.offices import is_office, person_end
from plenary.extract.speakers import BEHALF, Mention, SpeakerParser
from plenary.extract.tokens import Rule, Tokens, either, many, maybe, phrase, sequence, word
from plenary.extract.wordings import (
    ADVERBS,
    BEGINNINGS,
    BODIES,
    BODY_WORDS,
    COLLECTIVES,
    CONNECTORS,
    CONTENT_VERBS,
    FILLERS,
    GOVERNING,
    INTRODUCED,
    MADE_PASSIVE,
    MAKING,
    NO_ACTS,
    NO_NAMES,
    NOUNS,
    OPENED,
    SKIPPED,
    STARTERS,
    STOPS,
    WEAK_NOUNS,
)
from plenary.model import Act, Capacity, Kind


class Voice(StrEnum):
    """Where the speakers of a verb stand, and how sure the verb is."""

    BEFORE = "before"
    AFTER = "after"
    CONTENT = "content"
    """Before the verb, which only renders what was said ("said that")."""
    NO_ACT = "no_act"
    """Before the verb, which is no speaking act by itself ("requested a vote")."""


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb of a sentence: where it begins and ends, where its speakers stand, and what it says of the act."""

    first: int
    last: int
    voice: Voice
    act: Act
    object_first: int = -1
    direct: bool = False


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
    """

    act: Act
    mentions: list[Mention] = field(default_factory=list)
    content: bool = False
    follows: bool = False
    second: bool = False
    first: int = 0
    last: int = 0


ADVERB: Final = word(*ADVERBS)
_adverbs: Final = many(either(ADVERB, sequence(word(","), word("however", "too", "also", "then"), maybe(word(",")))))
_of_statement: Final = many(
    word(
        "a", "an", "the", "his", "her", "its", "their", "two", "three", "four", "several", "further", "additional",
        "general", "introductory", "opening", "closing", "concluding", "final", "oral", "joint", "brief", "short",
        "keynote", "welcoming", "welcome", "national", "video", "preliminary", "detailed", "some", "similar", "special",
        "initial", "individual", "separate", "audiovisual", "second", "first", "third", "more", "no", "any", "formal",
        "prepared", "recorded", "financial", "pre-recorded", "high-level", "policy", "inaugural", "farewell", "ceremonial", "summary",
        "clarifying", "explanatory", "technical", "power", "following", "these", "those", "other", "such", "substantive", "of",
        "interpretative", "interpretive", "procedural", "interactive", "thematic", "written", "and", "or", "scene-setting", "congratulatory",
    )
)  # fmt: skip
_be: Final = either(
    sequence(word("was", "were", "is", "are"), _adverbs, maybe(word("been"))), phrase("had been"), phrase("has been"),
    phrase("have been"), phrase("having been"),
)  # fmt: skip
_made: Final = word(*MADE_PASSIVE)
_opened_what: Final = sequence(
    maybe(word("the", "its", "this")),
    maybe(word("first", "second", "third", "resumed", "high-level", "general", "plenary", "ministerial", "annual", "regular")),
    word("session", "meeting", "conference", "congress", "debate", "segment", "discussion", "seminar", "workshop", "dialogue",
         "proceedings", "panel", "forum", "event", "assembly", "consultations", "consultation", "plenary", "commemoration"),
)  # fmt: skip
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

    def deeds(self, tokens: Tokens, open_list: bool = False) -> list[Deed]:
        """The speaking acts of one sentence, in printed order; empty where there is none that names or counts a speaker."""
        quoted = _quoted(tokens)
        verbs = [verb for verb in _verbs(tokens) if not quoted[verb.first]]
        found: list[Deed] = []
        edge = 0
        for place, verb in enumerate(verbs):
            following = verbs[place + 1].first if place + 1 < len(verbs) else len(tokens)
            if verb.voice is Voice.AFTER:
                did = verb.direct and tokens.low[verb.last - 1] == "did" and tokens.low[0] != "so"
                deed = (
                    None
                    if did and not (found and found[-1].mentions)
                    else self._passive(tokens, verb, edge, following, len(tokens), open_list)
                )
                edge = deed.last if deed else max(edge, verb.last)
            else:
                deed = self._active(tokens, verb, edge, following, found, open_list)
                edge = max(edge, verb.last)
            if deed is not None:
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
        self, tokens: Tokens, verb: Verb, edge: int, following: int, size: int, open_list: bool
    ) -> Deed | None:
        by = verb.last - 1 if verb.direct else verb.last
        while by < min(size, verb.last + 30):
            if verb.direct or (not tokens.depth[by] and tokens.low[by] in ("by", "from")):
                listed = tokens.low[max(edge, verb.first - 8) : verb.first]
                self.parser.presenting = (
                    verb.act is Act.PRESENTATION or _act(tokens, verb, edge, by, edge)[0] is Act.PRESENTATION
                )
                colon = by + 1 < size and tokens.low[by + 1] == ":"
                start = (
                    Head(by + 2, colon=True, semicolons=divided(tokens, by + 2)) if colon and by + 2 < size else NO_HEAD
                )
                mentions, end = self.parser.speakers(
                    tokens, by + 1 + colon, size, head=start, bare=True, open_list=open_list
                )
                more = self._resumed(tokens, end, size) if mentions else -1
                if tokens.low[verb.last - 1] == "read" and mentions and verb.object_first >= 0:
                    self._read_for(tokens, verb, mentions)
                if more >= 0:
                    others, end = self.parser.speakers(tokens, more, size, bare=True, open_list=open_list)
                    mentions += others
                if verb.direct and "observers" in listed:
                    for mention in mentions:
                        mention.observer = True
                follows = _follows(tokens, by + 1)
                if mentions or follows:
                    act, second = _act(tokens, verb, edge, max(end, by), edge)
                    return Deed(
                        act,
                        mentions,
                        follows=follows and not mentions,
                        second=second,
                        first=edge,
                        last=max(end, by + 1),
                    )
            behalf = BEHALF(tokens, by) if by == verb.last and not verb.direct else -1
            if behalf >= 0 and not _by_soon(tokens, behalf):
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
        act, second = _act(tokens, verb, edge, end, edge)
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
        self, tokens: Tokens, verb: Verb, edge: int, following: int, found: list[Deed], open_list: bool
    ) -> Deed | None:
        end = verb.first
        between = [tokens.low[at] for at in range(edge, end) if tokens.low[at] not in FILLERS]
        if found and not between and found[-1].mentions and edge <= end:
            return self._same_subject(tokens, verb, found, following)
        content = verb.voice is Voice.CONTENT
        self.parser.presenting = verb.act is Act.PRESENTATION
        subject = self._subject(tokens, edge, end, open_list, content)
        if subject is None and verb.voice is Voice.BEFORE and verb.act is Act.STATEMENT:
            subject = self._unheard_of(tokens, edge, end)
        if subject is None:
            return None
        mentions, start = subject
        if not mentions:
            mentions = self._inline(tokens, start, verb, open_list)
        if verb.voice is Voice.NO_ACT and not {"speaking"} & set(tokens.low[edge:start][:6]):
            return Deed(verb.act, [], first=start, last=verb.last)
        lead = start if found and ";" not in tokens.low[edge:start] else edge
        act, second = _act(tokens, verb, lead, following, start)
        content = content and act is Act.STATEMENT
        if not mentions:
            return Deed(act, [], follows=_colon(tokens, verb.last), second=second, first=start, last=verb.last)
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
        act, second = _act(tokens, verb, verb.first, following, verb.first)
        deed.act = act if deed.content else min(deed.act, act, key=PRIORITY.__getitem__)
        self._spoken_for(tokens, verb, following, deed.mentions)
        deed.content, deed.second, deed.last = False, deed.second or second, verb.last
        return None

    def _subject(
        self, tokens: Tokens, edge: int, end: int, open_list: bool, content: bool = False
    ) -> tuple[list[Mention], int] | None:
        """The speakers whose list ends at a verb, and where it begins; no mentions for "the following"."""
        for start in range(edge, end):
            if tokens.depth[start]:
                continue
            low = tokens.low[start]
            if (
                low == "the"
                and tokens.low[start + 1 : start + 2] == ["following"]
                and _noun_only(tokens, start + 2, end)
            ):
                return [], start
            if low == "following" and start and tokens.low[start - 1] == "the" and _noun_only(tokens, start + 1, end):
                return [], start
            bare = (
                start == edge
                or tokens.text[start - 1] in ",;:"
                or tokens.low[start - 1] in ("and", "that", "while", "meeting")
            )
            if content and start > edge and tokens.low[start - 1] == "and" and low != "the":
                continue
            number = number_at(tokens, start) is not None and bare
            if not (bare or low in STARTERS or is_office(tokens, start) >= 0):
                continue
            if (
                start > edge
                and tokens.text[start - 1][0].isupper()
                and low != "the"
                and tokens.text[start][0].isupper()
            ):
                continue  # inside a longer name or title
            if (
                low in SKIPPED
                or low in GOVERNING
                or (start > edge and tokens.low[start - 1] == "the")
                or (start > edge and tokens.low[start - 1] in GOVERNING)
            ):
                continue
            if head_at(tokens, start, end, self.parser.trie) is None and is_office(tokens, start) < 0:
                after = start + (low == "the")
                if not (
                    self.parser.trie.longest(tokens, after, end) >= 0
                    or person_end(tokens, after, end) >= 0
                    or (after < end and tokens.low[after] in COLLECTIVES)
                    or number
                ):
                    continue
            mentions, last = self.parser.speakers(tokens, start, end, bare=False, open_list=open_list)
            if not mentions:
                mentions, last = self.parser.speakers(tokens, start, end, bare=True, open_list=open_list)
            if mentions and last < end and _aside(tokens, last, end):
                observers = {"observer", "observers"} & set(tokens.low[last:end])
                for mention in mentions:
                    mention.observer = mention.observer or bool(observers)
                kind = classes(" ".join(tokens.low[last:end]))
                if kind in (Kind.NGO, Kind.NHRI, Kind.IGO, Kind.UN_ENTITY):
                    for mention in mentions:
                        mention.head = replace(mention.head, kind=kind)
                return mentions, start
            if mentions and all(tokens.low[at] in FILLERS or tokens.text[at] in ",–—" for at in range(last, end)):
                return mentions, start
        return None

    def _inline(self, tokens: Tokens, start: int, verb: Verb, open_list: bool) -> list[Mention]:
        """The list of "the following speakers took the floor: A, B and C" in the sentence itself."""
        size = len(tokens)
        colon = next((at for at in range(verb.last, size - 1) if tokens.low[at] == ":" and not tokens.depth[at]), -1)
        if colon < 0:
            return []
        while size > colon and tokens.text[size - 1] in ".;":
            size -= 1
        words = tokens.low[max(start - 6, 0) : verb.first]
        kind = classes(" ".join(words))
        persons = bool(
            {"members", "experts", "panellists", "participants", "speakers", "delegates", "persons"} & set(words)
        )
        capacity = Capacity.OBSERVER if "observers" in words else None
        head = Head(
            colon + 1, capacity, kind, colon=True, persons=persons, representative="representatives" in words,
            semicolons=divided(tokens, colon + 1),
        )  # fmt: skip
        return self.parser.speakers(tokens, colon + 1, size, head=head, open_list=open_list)[0]

    def _unheard_of(self, tokens: Tokens, edge: int, end: int) -> tuple[list[Mention], int] | None:
        """A name that no table holds as the whole subject: ", the Commission of Experts of the City made a statement"."""
        start = max(
            (at + 1 for at in range(edge, end) if tokens.text[at] in ",;" and not tokens.depth[at]), default=edge
        )
        while start < end and tokens.low[start] in ("and", "also", "then"):
            start += 1
        name = start + (start < end and tokens.low[start] == "the")
        while end > name and tokens.low[end - 1] in FILLERS:
            end -= 1
        if name >= end or not tokens.text[name][0].isupper() or tokens.low[end - 1] in BODY_WORDS or end - name > 20:
            return None
        if (
            any(tokens.text[at].islower() and tokens.low[at] not in CONNECTORS for at in range(name, end))
            and end - name < 3
        ):
            return None
        if self.parser.trie.longest(tokens, name, end) >= 0 or {"which", "that", "who"} & set(tokens.low[name:end]):
            return None
        if tokens.low[name] in NO_NAMES or (end - name == 1 and name == start + 1 and tokens.low[name] in BODY_WORDS):
            return None
        mentions, last = self.parser.speakers(tokens, start, end, bare=True)
        return (mentions, start) if mentions and last >= end else ([Mention(name, end, NO_HEAD)], start)


def _serious(mention: Mention) -> bool:
    """Whether somebody named speaks, and not the presiding officer of the body."""
    return mention.person or mention.head is not NO_HEAD or mention.office


def _aside(tokens: Tokens, index: int, end: int) -> bool:
    """Whether between two commas something stands that only describes the speakers: ", whose country had acceded,"."""
    while end > index and tokens.low[end - 1] in FILLERS - {","}:
        end -= 1
    return (
        end - index > 2
        and tokens.low[index] == ","
        and tokens.low[end - 1] == ","
        and tokens.low[index + 1] not in ("and", "the", "representatives", "observers")
        and not any(tokens.low[at] in ("representative", "representatives", ";", ":") for at in range(index, end))
    )


def _inherit(tokens: Tokens, deed: Deed, found: list[Deed], verb: Verb) -> None:
    """Gives an act what the one before it in the sentence says of it too."""
    if not found or deed.act is not Act.STATEMENT:
        return
    before = " ".join(tokens.low[deed.first : verb.first])
    voted = any(sign in before for sign in ("after the vote", "before the vote", "after the adoption"))
    if verb.direct or (found[-1].act is Act.EXPLANATION_OF_VOTE and voted):
        deed.act = found[-1].act


def _noun_only(tokens: Tokens, index: int, end: int) -> bool:
    """Whether only nouns of speakers stand up to the verb: "the following [representatives of States] made"."""
    return end - index <= 14 and all(
        tokens.text[at].islower() or tokens.text[at] in "'’," or tokens.low[at] in BODIES for at in range(index, end)
    )


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


def _statement(tokens: Tokens, index: int) -> int:
    """Index after a noun phrase of a statement ("an introductory statement"); -1 where none begins."""
    position = _of_statement(tokens, index)
    if position < len(tokens) and tokens.low[position] in NOUNS:
        position += 1
        while position + 1 < len(tokens) and tokens.low[position] in ("and", "or", ","):
            after = _of_statement(tokens, position + 1)
            if after < len(tokens) and tokens.low[after] in NOUNS:
                position = after + 1
            else:
                break
        return position
    return -1


def _noun_before(tokens: Tokens, index: int) -> int:
    """Index of a noun of a statement that is the subject of a passive verb at `index`; -1 where there is none."""
    for position in range(index - 1, max(index - 40, -1), -1):
        if tokens.depth[position]:
            continue
        low = tokens.low[position]
        if low in NOUNS and low not in WEAK_NOUNS:
            return position
        if low in (";", ":") or low in ("made", "said", "introduced"):
            return -1
    return -1


def _closing(part: Rule) -> Rule:
    """The rule where a comma or the sentence's end follows it."""

    def rule(tokens: Tokens, index: int) -> int:
        after = part(tokens, index)
        return after if after >= 0 and tokens.low[after : after + 1] in ([","], ["."], [";"], [":"]) else -1

    return rule


_took: Final = either(
    sequence(word("took", "take", "takes", "taken"), maybe(word("the")), word("floor")),
    sequence(word("asked", "requested"), phrase("for the floor")),
    word("spoke", "intervened"),
    _closing(word("followed")),
    _closing(phrase("did so")),
    sequence(word("addressed"), maybe(word("the")), word("it","commission", "committee", "council", "conference", "congress",
             "assembly", "meeting", "plenary", "session", "board", "parties", "general", "forum", "body", "working", "group", "sub-commission", "human", "subsidiary")),
    sequence(word("exercised"), word("the", "their", "its", "his", "her"), maybe(word("second")), word("right", "rights"), word("of"), word("reply")),
    sequence(word("explained"), word("the", "their", "its", "his", "her"), maybe(word("delegation's", "country's", "government's", "delegations'")), word("vote", "votes", "position", "positions")),
    sequence(word("replied"), phrase("in exercise of")),
    sequence(word("contributed"), phrase("to the"), maybe(word("general")), word("debate", "discussion", "discussions", "dialogue")),
    _closing(word("contributed")),
    sequence(word("availed"), word("themselves", "itself", "himself", "herself"), word("of"), word("the", "their", "its", "his"), word("right", "rights")),
    sequence(word("made", "make"), phrase("use of"), word("the", "their", "its", "his", "her"), word("right", "rights")),
    sequence(word("answered", "responded", "replied", "reacted"), maybe(word("to")), maybe(many(word("the", "some", "several", "these", "those", "questions,", "various"))),
             word("questions", "comments", "queries", "issues", "points", "question", "statements", "observations", "remarks", "interventions")),
    sequence(either(word("participated"), phrase("took part")), word("in"), word("the", "an", "a", "this", "that"),
             many(word("general", "ensuing", "interactive", "subsequent", "panel", "plenary", "substantive")),
             word("debate", "discussion", "discussions", "dialogue", "exchange", "deliberations")),
    _closing(either(word("participated"), phrase("took part"))),
)  # fmt: skip
_briefed: Final = either(
    sequence(word("briefed"), maybe(word("the"))), sequence(word("provided", "gave"), word("information")), sequence(word("reported"), word("on", "to", "orally")),
    sequence(word("provided", "gave", "offered"), word("a", "an", "the"), maybe(word("brief", "short", "detailed", "general", "oral", "comprehensive", "technical")),
             word("overview", "update", "briefing", "presentation", "summary", "account", "demonstration", "introduction")),
)  # fmt: skip
_declared: Final = either(
    sequence(word("declared"), maybe(word("the")), maybe(word("first", "resumed")), word("session", "meeting", "conference", "congress", "debate", "seminar"), word("open", "closed")),
    sequence(word("declared"), word("open", "closed"), _opened_what),
    sequence(word("opened", "inaugurated", "closed"), _opened_what),
)  # fmt: skip
_nominal: Final = either(
    word("heard", "hears"), sequence(word("listened"), word("to")),
    word("included", "featured", "comprised"), phrase("followed by"), sequence(word("began", "opened", "started", "concluded", "ended", "closed"), word("with")),
    phrase("there were"), phrase("there was"), phrase("took place with"),
    sequence(word("following", "after"), maybe(word("further", "brief", "short")), word("a")),
)  # fmt: skip


def _verbs(tokens: Tokens) -> list[Verb]:
    """Verbs of speaking, and others that a named speaker may do, in printed order."""
    found: list[Verb] = []
    index, size = 0, len(tokens)
    while index < size:
        verb = _verb(tokens, index) if tokens.low[index] in BEGINNINGS and not tokens.depth[index] else None
        if verb is None:
            index += 1
        else:
            found.append(verb)
            index = max(verb.last, index + 1)
    return found


def _verb(tokens: Tokens, index: int) -> Verb | None:
    low, size = tokens.low[index], len(tokens)
    if low in ("was", "were", "had", "has", "is", "are", "have"):
        return _passive_verb(tokens, index)
    if low in ("so", "as") and (index > 2 or low == "so") and index + 1 < size and tokens.low[index + 1] == "did":
        return Verb(index, index + 2, Voice.AFTER, Act.STATEMENT, direct=True)
    if low in MAKING or low == "read":
        after = _statement(tokens, index + 1 + (low == "read" and tokens.low[index + 1 : index + 2] == ["out"]))
        if after >= 0:
            noun = tokens.low[after - 1]
            if noun in WEAK_NOUNS and low != "made" and low != "delivered":
                act = Act.PRESENTATION if low in ("presented", "gave") else Act.STATEMENT
                return Verb(index, after, Voice.BEFORE, act, index + 1)
            return Verb(index, after, Voice.BEFORE, Act.STATEMENT, index + 1)
    if low in ("introduced", "introduce"):
        if index + 1 < size and tokens.low[index + 1] in ("by", "in", "at"):
            return None
        return Verb(index, index + 1, Voice.BEFORE, Act.INTRODUCTION, index + 1)
    if low == "presented":
        if index + 1 < size and tokens.low[index + 1] in ("by", "in", "at", "to"):
            return None
        named = any(
            tokens.low[at] in ("draft", "amendment", "amendments") for at in range(index + 1, min(index + 5, size))
        )
        return Verb(index, index + 1, Voice.BEFORE, Act.INTRODUCTION if named else Act.PRESENTATION, index + 1)
    if low in ("came", "comes") and tokens.low[index + 1 : index + 2] == ["from"] and _noun_before(tokens, index) >= 0:
        return Verb(index, index + 2, Voice.AFTER, Act.STATEMENT, _noun_before(tokens, index), direct=True)
    if low in ("closed", "concluded", "opened", "began") and tokens.low[index + 1 : index + 2] == ["with"]:
        after = _statement(tokens, index + 2)
        if after >= 0 and not _by_soon(tokens, after):
            return Verb(index, after, Voice.BEFORE, Act.OPENING if low in ("opened", "began") else Act.CLOSING)
    after = _took(tokens, index)
    if after >= 0:
        return Verb(index, after, Voice.BEFORE, Act.STATEMENT)
    after = _declared(tokens, index)
    if after >= 0:
        closed = "closed" in tokens.low[index:after]
        return Verb(index, after, Voice.BEFORE, Act.CLOSING if closed else Act.OPENING)
    after = _briefed(tokens, index)
    if after >= 0:
        return Verb(index, after, Voice.BEFORE, Act.PRESENTATION)
    after = _nominal(tokens, index)
    if after >= 0:
        if low in ("following", "after"):
            after -= 1
        if tokens.low[after : after + 2] == ["the", "following"] and low in ("heard", "hears", "listened"):
            return Verb(index, after, Voice.AFTER, Act.STATEMENT, direct=True)
        if low in ("heard", "hears", "listened") and _heard(tokens, after) >= 0:
            return Verb(index, after, Voice.AFTER, Act.STATEMENT, direct=True)
        noun = _statement(tokens, after)
        if noun >= 0 and _by_soon(tokens, noun):
            return Verb(index, noun, Voice.AFTER, Act.STATEMENT, after)
    if low in CONTENT_VERBS:
        if low == "expressed" and not {"view", "views", "opinion", "hope", "belief", "conviction"} & set(
            tokens.low[index + 1 : index + 4]
        ):
            return Verb(index, index + 1, Voice.NO_ACT, Act.STATEMENT)
        return Verb(index, index + 1, Voice.CONTENT, Act.STATEMENT)
    if low in NO_ACTS:
        return Verb(index, index + 1, Voice.NO_ACT, Act.STATEMENT)
    return None


def _by_soon(tokens: Tokens, index: int) -> bool:
    return any(
        tokens.low[at] in ("by", "from") and not tokens.depth[at] for at in range(index, min(index + 25, len(tokens)))
    )


def _passive_verb(tokens: Tokens, index: int) -> Verb | None:
    after = _be(tokens, index)
    if after < 0:
        return None
    named = _who_were(tokens, index)
    if named is not None:
        return Verb(index, after, Voice.AFTER, named, direct=True)
    after = _adverbs(tokens, after)
    if after >= len(tokens):
        return None
    participle = tokens.low[after]
    last = after + 1
    floor = "floor" in tokens.low[max(0, index - 4) : index]
    if floor and participle == "given" and tokens.low[last : last + 1] == ["to"]:
        return Verb(index, last + 1, Voice.AFTER, Act.STATEMENT, direct=True)
    if participle == "declared" and tokens.low[last : last + 1] in (["open"], ["closed"]) and _by_soon(tokens, last):
        act = Act.OPENING if tokens.low[last] == "open" else Act.CLOSING
        return Verb(index, last + 1, Voice.AFTER, act)
    if not _by_soon(tokens, last) and BEHALF(tokens, last) < 0:
        return None
    noun = _noun_before(tokens, index)
    if _made(tokens, after) >= 0 and noun >= 0:
        return Verb(index, last, Voice.AFTER, Act.STATEMENT, noun)
    if participle == "introduced" or (participle == "presented" and noun < 0):
        subject = {tokens.low[at] for at in range(max(0, index - 40), index)}
        if subject & INTRODUCED and tokens.low[last] in ("by", "orally", "to", "and", "at", ",", "on"):
            draft = participle == "introduced" or subject & {"draft", "amendment", "amendments"}
            return Verb(index, last, Voice.AFTER, Act.INTRODUCTION if draft else Act.PRESENTATION, noun)
    meeting = {tokens.low[at] for at in range(max(0, index - 14), index)} & OPENED
    talk = {"discussion", "debate", "dialogue", "exchange"} & set(tokens.low[max(0, index - 12) : index])
    if talk and participle in ("continued", "joined", "led", "animated") and tokens.low[last] == "by":
        panel = bool(
            {"panellists", "panelists", "presenters", "discussants", "speakers"} & set(tokens.low[last : last + 5])
        )
        if panel or participle != "led":
            return Verb(index, last, Voice.AFTER, Act.PRESENTATION if panel else Act.STATEMENT)
    if participle == "answered" and tokens.low[last] == "by":
        return Verb(index, last, Voice.AFTER, Act.STATEMENT)
    if participle in ("opened", "closed", "inaugurated") and (tokens.low[last] == "by" or meeting):
        return Verb(index, last, Voice.AFTER, Act.CLOSING if participle == "closed" else Act.OPENING)
    if participle in ("taken", "addressed") and tokens.low[last] == "by":
        floor = {tokens.low[at] for at in range(max(0, index - 6), index)} & {
            "floor",
            "commission",
            "committee",
            "meeting",
            "council",
            "congress",
            "conference",
            "assembly",
            "session",
        }
        return Verb(index, last, Voice.AFTER, Act.STATEMENT) if floor else None
    return None


_heard: Final = sequence(
    maybe(word("the", "an", "a")),
    either(
        word("representatives", "representative", "observers", "observer", "delegates", "delegate", "delegations"),
        is_office,
    ),
)


def _who_were(tokens: Tokens, index: int) -> Act | None:
    """The act of "Speakers on the item were X and Y", "the discussant was Z"; None where no such words stand."""
    if (
        tokens.low[index - 1 : index] in (["statements"], ["floor"], ["interventions"])
        and {"that", "who"} & set(tokens.low[max(0, index - 4) : max(0, index - 2)])
        and "," not in tokens.low[max(0, index - 4) : index]
    ):
        return Act.STATEMENT
    first = next((at + 1 for at in range(index - 1, -1, -1) if tokens.text[at] in ".;:"), 0)
    first += tokens.low[first : first + 1] == ["the"]
    if index - first > 8 or first >= index or index + 1 >= len(tokens):
        return None
    noun = tokens.low[first]
    following = index + 1
    if not (
        tokens.low[following] in ("the", ":", "also", "representatives", "observers", "delegates")
        or tokens.capital(following)
    ):
        return None
    first += noun in ("also", "lead", "keynote", "main", "other", "guest", "invited", "further")
    if noun == "keynote":
        return Act.PRESENTATION
    noun = tokens.low[first]
    if noun in ("speakers", "speaker", "delegations") or (
        noun in ("taking", "speaking", "participating", "intervening")
        and not {"representative", "observer"} & set(tokens.low[first:index])
    ):
        return Act.STATEMENT
    return Act.PRESENTATION if noun in ("discussant", "discussants", "panellists", "presenters", "panelists") else None


def _act(tokens: Tokens, verb: Verb, first: int, last: int, begin: int) -> tuple[Act, bool]:
    """What kind of act a clause tells of, and whether it was a second right of reply.

    Args:
        tokens: The sentence.
        verb: Its verb.
        first: First token of the clause.
        last: Index after it.
        begin: Where its speakers begin, when they stand before the verb.
    """
    begins = verb.object_first if verb.voice is Voice.AFTER and verb.object_first >= 0 else verb.first
    around = " ".join(
        tokens.low[max(min(begins, verb.first) - 8, begin, 0) : min(max(verb.last + 14, begins), last + 6, len(tokens))]
    )
    lead = " ".join(tokens.low[first : max(begin, first)] if begin > first else tokens.low[first : verb.first])
    if (
        "same right" in around
        or "right to reply" in around
        or "right to reply" in lead
        or "right of reply" in around
        or "rights of reply" in around
        or "right of reply" in lead
    ):
        return Act.RIGHT_OF_REPLY, "second right" in around or "second time" in around
    whole = f"{lead} {around}"
    for sign in ("explanation of vote", "explanation of position", "explanation of its", "explanation of their", "explanations of",
                 "explanation of his", "explanation of her", "explanation before the vote", "explain", "explanation of the vote", "explanation after the vote", "explanation on"):  # fmt: skip
        if sign in around or (sign in whole and "in " + sign in whole and "after " + sign not in whole):
            return Act.EXPLANATION_OF_VOTE, False
    if verb.act is not Act.STATEMENT:
        return verb.act, False
    if verb.voice is Voice.CONTENT:
        found = _LEADS.search(lead)
        return (_by_adjective(found.group().split()) if found else Act.STATEMENT), False
    if verb.voice is Voice.AFTER:
        low = _before_noun(tokens, verb)
    else:
        low = tokens.low[verb.first : verb.last]
    return _by_adjective(low), False


_LEADS: Final = re.compile(
    r"(?:in (?:his|her|its|their|an?|the) )(?:opening|introductory|closing|concluding|final|keynote|welcoming) (?:statement|remarks|address|speech)"
    r"|introducing (?:the|its|his|her|this|that|agenda) (?:[a-z-]+ )?(?:agenda )?(?:item|sub-item|report|draft|document|topic|subject|note|matter)"
)


def _before_noun(tokens: Tokens, verb: Verb) -> list[str]:
    """The noun of a statement with the words before it."""
    noun = verb.object_first
    if noun < 0:
        return []
    if noun > verb.first:  # heard an introductory statement by
        return tokens.low[noun : verb.last]
    first = noun
    while first and _of_statement(tokens, first - 1) >= noun and tokens.low[first - 1] not in ("the", "a", "an"):
        first -= 1
    return tokens.low[first : noun + 1]


def _by_adjective(low: list[str]) -> Act:
    words = set(low)
    if words & {"closing", "concluding", "final"} and words & (NOUNS - {"presentation"}):
        return Act.CLOSING
    if words & {"opening", "welcoming", "welcome", "inaugural"}:
        return Act.OPENING
    if "introducing" in words:
        return Act.INTRODUCTION
    if "introductory" in words:
        return Act.OPENING if words & {"remarks", "remark"} else Act.INTRODUCTION
    if words & {"presentation", "presentations", "briefing", "briefings", "keynote", "lecture", "lectures", "overview"}:
        return Act.PRESENTATION
    if words & {"introduction", "introductions"}:
        return Act.INTRODUCTION
    return Act.STATEMENT
