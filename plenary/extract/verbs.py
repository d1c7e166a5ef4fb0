"""Verbs of speaking in a sentence: where they stand, on which side their speakers stand, what they say of the act."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from plenary.extract.behalf import BEHALF
from plenary.extract.offices import is_office
from plenary.extract.tokens import Rule, Tokens, either, many, maybe, phrase, sequence, word
from plenary.extract.wordings import (
    ADVERBS,
    BEGINNINGS,
    CONTENT_VERBS,
    INTRODUCED,
    MADE_PASSIVE,
    MAKING,
    NO_ACTS,
    NOUNS,
    OPENED,
    WEAK_NOUNS,
)
from plenary.model import Act


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


ADVERB: Final = word(*ADVERBS)


_adverbs: Final = many(either(ADVERB, sequence(word(","), word("however", "too", "also", "then"), maybe(word(",")))))


before_statement: Final = many(
    word(
        "a", "an", "the", "his", "her", "its", "their", "two", "three", "four", "several", "further", "additional",
        "general", "introductory", "opening", "closing", "concluding", "final", "oral", "joint", "brief", "short",
        "keynote", "welcoming", "welcome", "national", "video", "preliminary", "detailed", "some", "similar", "special",
        "initial", "individual", "separate", "audiovisual", "second", "first", "third", "more", "no", "any", "formal",
        "prepared", "recorded", "financial", "pre-recorded", "high-level", "policy", "inaugural", "farewell",
            "ceremonial", "summary",
        "clarifying", "explanatory", "technical", "power", "following", "these", "those", "other", "such",
            "substantive", "of",
        "interpretative", "interpretive", "procedural", "interactive", "thematic", "written", "and", "or",
            "scene-setting", "congratulatory",
    )
)  # fmt: skip


_be: Final = either(
    sequence(word("was", "were", "is", "are"), _adverbs, maybe(word("been"))), phrase("had been"), phrase("has been"),
    phrase("have been"), phrase("having been"),
)  # fmt: skip


_made: Final = word(*MADE_PASSIVE)


_opened_what: Final = sequence(
    maybe(word("the", "its", "this")),
    maybe(word("first", "second", "third", "resumed", "high-level", "general", "plenary", "ministerial", "annual",
        "regular")),
    word("session", "meeting", "conference", "congress", "debate", "segment", "discussion", "seminar", "workshop",
        "dialogue",
         "proceedings", "panel", "forum", "event", "assembly", "consultations", "consultation", "plenary",
             "commemoration"),
)  # fmt: skip


def statement_end(tokens: Tokens, index: int) -> int:
    """Index after a noun phrase of a statement ("an introductory statement"); -1 where none begins."""
    position = before_statement(tokens, index)
    if position < len(tokens) and tokens.low[position] in NOUNS:
        position += 1
        while position + 1 < len(tokens) and tokens.low[position] in ("and", "or", ","):
            after = before_statement(tokens, position + 1)
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
    sequence(word("addressed"), maybe(word("the")), word("it","commission", "committee", "council", "conference",
        "congress",
             "assembly", "meeting", "plenary", "session", "board", "parties", "general", "forum", "body",
                 "working", "group", "sub-commission", "human", "subsidiary")),
    sequence(word("exercised"), word("the", "their", "its", "his", "her"), maybe(word("second")), word("right",
        "rights"), word("of"), word("reply")),
    sequence(word("explained"), word("the", "their", "its", "his", "her"), maybe(word("delegation's", "country's",
        "government's", "delegations'")), word("vote", "votes", "position", "positions")),
    sequence(word("replied"), phrase("in exercise of")),
    sequence(word("contributed"), phrase("to the"), maybe(word("general")), word("debate", "discussion",
        "discussions", "dialogue")),
    _closing(word("contributed")),
    sequence(word("availed"), word("themselves", "itself", "himself", "herself"), word("of"), word("the", "their",
        "its", "his"), word("right", "rights")),
    sequence(word("made", "make"), phrase("use of"), word("the", "their", "its", "his", "her"), word("right",
        "rights")),
    sequence(word("answered", "responded", "replied", "reacted"), maybe(word("to")), maybe(many(word("the", "some",
        "several", "these", "those", "questions,", "various"))),
             word("questions", "comments", "queries", "issues", "points", "question", "statements", "observations",
                 "remarks", "interventions")),
    sequence(either(word("participated"), phrase("took part")), word("in"), word("the", "an", "a", "this", "that"),
             many(word("general", "ensuing", "interactive", "subsequent", "panel", "plenary", "substantive")),
             word("debate", "discussion", "discussions", "dialogue", "exchange", "deliberations")),
    _closing(either(word("participated"), phrase("took part"))),
)  # fmt: skip


_briefed: Final = either(
    sequence(word("briefed"), maybe(word("the"))), sequence(word("provided", "gave"), word("information")),
        sequence(word("reported"), word("on", "to", "orally")),
    sequence(word("provided", "gave", "offered"), word("a", "an", "the"), maybe(word("brief", "short", "detailed",
        "general", "oral", "comprehensive", "technical")),
             word("overview", "update", "briefing", "presentation", "summary", "account", "demonstration",
                 "introduction")),
)  # fmt: skip


_declared: Final = either(
    sequence(word("declared"), maybe(word("the")), maybe(word("first", "resumed")), word("session", "meeting",
        "conference", "congress", "debate", "seminar"), word("open", "closed")),
    sequence(word("declared"), word("open", "closed"), _opened_what),
    sequence(word("opened", "inaugurated", "closed"), _opened_what),
)  # fmt: skip


_nominal: Final = either(
    word("heard", "hears"), sequence(word("listened"), word("to")),
    word("included", "featured", "comprised"), phrase("followed by"), sequence(word("began", "opened", "started",
        "concluded", "ended", "closed"), word("with")),
    phrase("there were"), phrase("there was"), phrase("took place with"),
    sequence(word("following", "after"), maybe(word("further", "brief", "short")), word("a")),
)  # fmt: skip


def verbs_of(tokens: Tokens) -> list[Verb]:
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
        after = statement_end(tokens, index + 1 + (low == "read" and tokens.low[index + 1 : index + 2] == ["out"]))
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
        after = statement_end(tokens, index + 2)
        if after >= 0 and not by_soon(tokens, after):
            return Verb(index, after, Voice.BEFORE, Act.OPENING if low in ("opened", "began") else Act.CLOSING)
    if low == "explained" and index and tokens.low[index - 1] == "had":
        return None  # told of an earlier day: "had explained its position in the addendum"
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
        last = statement_end(tokens, after)
        if last >= 0 and by_soon(tokens, last):
            return Verb(index, last, Voice.AFTER, Act.STATEMENT, after)
    if low in CONTENT_VERBS:
        if low == "expressed" and not {"view", "views", "opinion", "hope", "belief", "conviction"} & set(
            tokens.low[index + 1 : index + 4]
        ):
            return Verb(index, index + 1, Voice.NO_ACT, Act.STATEMENT)
        return Verb(index, index + 1, Voice.CONTENT, Act.STATEMENT)
    if low in NO_ACTS:
        return Verb(index, index + 1, Voice.NO_ACT, Act.STATEMENT)
    return None


def by_soon(tokens: Tokens, index: int) -> bool:
    """Whether "by" or "from" stands among the next words, where the speakers of a passive verb begin."""
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
    if participle == "declared" and tokens.low[last : last + 1] in (["open"], ["closed"]) and by_soon(tokens, last):
        act = Act.OPENING if tokens.low[last] == "open" else Act.CLOSING
        return Verb(index, last + 1, Voice.AFTER, act)
    if not by_soon(tokens, last) and BEHALF(tokens, last) < 0:
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
        addressed = {tokens.low[at] for at in range(max(0, index - 6), index)} & {
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
        return Verb(index, last, Voice.AFTER, Act.STATEMENT) if addressed else None
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
