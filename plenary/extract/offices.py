"""Offices, titles and persons as speakers: "the Executive Director of X", "Mr. A. B. (Country)"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plenary.extract.tokens import Tokens
from plenary.extract.wordings import (
    ENDINGS,
    HONORIFICS,
    MANDATES,
    OFFICES,
    PARTICLES,
    PARTS_OF_TITLES,
    QUALIFIERS,
    TITLE_STOPS,
)

if TYPE_CHECKING:
    from plenary.extract.trie import NameTrie


def is_office(tokens: Tokens, index: int) -> int:
    """Index after the word of an office that begins here ("the Deputy Executive Director"); -1 where none does."""
    position, size = index, len(tokens)
    while position < size and tokens.low[position] in ("the", "a", "an", "by"):
        position += 1
    for _step in range(7):
        if position >= size or tokens.depth[position]:
            return -1
        low = tokens.low[position]
        if low in OFFICES and (
            low not in ("general", "executive", "principal", "legal", "justice", "keynote")
            or _followed(tokens, position)
        ):
            return position + 1
        if low in ("expert", "experts") and position and tokens.low[position - 1] == "independent":
            return position + 1
        if (
            low == "representative"
            and position
            and tokens.low[position - 1] in ("special", "personal", "resident", "permanent")
        ):
            return position + 1
        if low not in QUALIFIERS and not (tokens.text[position][0].isupper() and low not in PARTS_OF_TITLES):
            return -1
        position += 1
    return -1


def _followed(tokens: Tokens, index: int) -> bool:
    """Whether a word that only helps to name an office is itself followed by one ("Legal Adviser")."""
    return index + 1 < len(tokens) and tokens.low[index + 1] in OFFICES


def office_end(tokens: Tokens, index: int, last: int, trie: NameTrie) -> int:
    """Index after the office that begins at `index`, with what belongs to it; -1 where none begins.

    An abbreviation in brackets belongs to it, and brackets of a known name ("of Bolivia (Plurinational State of)") do.
    A comma or an "and" goes on with the title unless "the", another office, or a name of the table follows.
    """
    position, mandate = is_office(tokens, index), False
    if position < 0 or position > last:
        return -1
    while position < last:
        low = tokens.low[position]
        if tokens.text[position] == "(":
            closing = tokens.closing(position)
            inner = tokens.text[position + 1 : closing - 1]
            abbreviated = len(inner) == 1 and sum(letter.isupper() for letter in inner[0]) >= 2
            if abbreviated or trie.closes(tokens, index, closing):
                position = closing
                continue
            break
        if (
            low in (";", ":")
            or (low in TITLE_STOPS and tokens.text[position].islower())
            or (low == "." and position + 1 >= last)
        ):
            break
        if low in (",", "and"):
            of_mandate = mandate and position + 1 < last and tokens.text[position + 1][0].islower()
            if not of_mandate and not _title_goes_on(tokens, position, last, trie):
                break
            if of_mandate and (tokens.low[position + 1] in ("the", "a") or position + 1 >= last):
                break
        elif low in ENDINGS and not mandate and not _capital_follows(tokens, position, last):
            mandate = low in ("on", "for") and any(tokens.low[at] in MANDATES for at in range(index, position))
            if not mandate:
                break
        position += 1
    while position > index and tokens.text[position - 1] in ",;.":
        position -= 1
    return position if position > index else -1


def _capital_follows(tokens: Tokens, index: int, last: int) -> bool:
    following = index + 1
    while following < last and tokens.low[following] in ("the", "a", "an", "all", "of"):
        following += 1
    return following < last and tokens.capital(following)


def _title_goes_on(tokens: Tokens, index: int, last: int, trie: NameTrie) -> bool:
    """Whether a title goes on after its comma or "and": "Laboratory and Scientific Services"."""
    following = index + 1
    if following < last and tokens.low[following] == "and":
        following += 1
    if following >= last:
        return False
    if (
        tokens.low[following] in ("the", "a", "an", "by", "also", "its", "his", "her")
        or is_office(tokens, following) >= 0
    ):
        return (
            tokens.low[index] == "and"
            and tokens.low[following] not in ("the", "a", "an", "by", "also")
            and not _of_before(tokens, index)
        )
    if tokens.low[following] in (
        "representative",
        "representatives",
        "observer",
        "observers",
        "on",
        "who",
        "in",
        "which",
    ):
        return False
    if tokens.low[following] in PARTS_OF_TITLES:
        return True
    if tokens.low[index] == ",":
        # "the Drugs, Laboratory and Scientific Services Branch": capitals up to an "and" and a part of a title.
        for position in range(following, min(last, following + 8)):
            if tokens.low[position] in PARTS_OF_TITLES:
                return True
            if tokens.text[position] in ",;(" or tokens.low[position] in ("the", "of"):
                return False
        return False
    return tokens.capital(following) and trie.longest(tokens, following, last) < 0


def _of_before(tokens: Tokens, index: int) -> bool:
    return index >= 2 and tokens.low[index - 2] in ("of", "for")


def person_end(tokens: Tokens, index: int, last: int, titled: bool = True) -> int:
    """Index after the name of a person: after an honorific, or (`titled` false) two to six words in capitals.

    -1 where none begins.
    """
    position, honorific = index, False
    while position < last and (tokens.low[position] in HONORIFICS or (honorific and tokens.text[position] == ".")):
        honorific = True
        position += 1
    if titled and not honorific:
        return -1
    start = position
    while position < last:
        text, low = tokens.text[position], tokens.low[position]
        if (
            ((text[0].isupper() or low.startswith(("al-", "el-", "d'", "al‑"))) and text[0].isalpha() and low != "the")
            or (low in PARTICLES and (position > start or honorific))
            or (text == "." and len(tokens.text[position - 1]) <= 2 and position > start)
            or (text in "'’-‐" and position > start)
        ):
            position += 1
        else:
            break
    size = position - start
    if (
        position < last
        and tokens.low[position] not in (",", ";", "and", "(", ".", ")")
        and tokens.low[position] not in TITLE_STOPS
    ):
        return -1
    return position if (1 if honorific else 2) <= size <= 8 else -1
