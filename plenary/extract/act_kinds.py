"""What kind of act a clause tells of: statement, introduction, right of reply, explanation of vote and so on."""

from __future__ import annotations

import re
from typing import Final

from plenary.extract.tokens import Tokens
from plenary.extract.verbs import Verb, Voice, before_statement
from plenary.extract.wordings import NOUNS
from plenary.model import Act


def act_of(tokens: Tokens, verb: Verb, first: int, last: int, begin: int) -> tuple[Act, bool]:
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
    replies = ("right to reply", "right of reply", "rights of reply")
    if "same right" in around or any(sign in around or sign in lead for sign in replies):
        return Act.RIGHT_OF_REPLY, "second right" in around or "second time" in around
    whole = f"{lead} {around}"
    for sign in ("explanation of vote", "explanation of position", "explanation of its", "explanation of their",
        "explanations of",
                 "explanation of his", "explanation of her", "explanation before the "
                 "vote", "explain", "explanation of the vote", "explanation after the vote", "explanation "
                 "on"):  # fmt: skip
        if sign in around or (sign in whole and "in " + sign in whole and "after " + sign not in whole):
            return Act.EXPLANATION_OF_VOTE, False
    if verb.act is not Act.STATEMENT:
        return verb.act, False
    if verb.voice is Voice.CONTENT:
        found = _LEADS.search(lead)
        return (_by_adjective(found.group().split()) if found else Act.STATEMENT), False
    passive = verb.voice is Voice.AFTER
    return _by_adjective(_before_noun(tokens, verb) if passive else tokens.low[verb.first : verb.last]), False


_LEADS: Final = re.compile(
    r"(?:in (?:his|her|its|their|an?|the) )(?:opening|introductory|closing|concluding|final|keynote|"
    r"welcoming) (?:statement|remarks|address|speech)"
    r"|introducing (?:the|its|his|her|this|that|agenda) (?:[a-z-]+ )?(?:agenda )?(?:item|sub-item|report|draft|"
    r"document|topic|subject|note|matter)"
)


def _before_noun(tokens: Tokens, verb: Verb) -> list[str]:
    """The noun of a statement with the words before it."""
    noun = verb.object_first
    if noun < 0:
        return []
    if noun > verb.first:  # heard an introductory statement by
        return tokens.low[noun : verb.last]
    first = noun
    while first and before_statement(tokens, first - 1) >= noun and tokens.low[first - 1] not in ("the", "a", "an"):
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
