"""Offices, titles and persons as speakers: "the Executive Director of X", "Minister of Justice of Y", "Mr. A. B. (Country)"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from plenary.extract.tokens import Rule, Tokens

if TYPE_CHECKING:
    from plenary.extract.trie import NameTrie

OFFICES: Final = frozenset(
    "president vice-president chair chairperson chairman chairwoman chairpersons vice-chair vice-chairperson "
    "vice-chairman co-chair co-chairs co-chairperson co-chairperson-rapporteur chairperson-rapporteur chair-rapporteur "
    "rapporteur rapporteur-general secretary secretary-general under-secretary-general under-secretary undersecretary "
    "director director-general deputy-director-general minister ministers vice-minister deputy-minister commissioner "
    "high-commissioner ambassador head chief coordinator administrator governor officer adviser advisor counsellor "
    "representative-designate envoy facilitator co-facilitator co-facilitators moderator co-moderator controller "
    "attorney attorney-general solicitor-general prosecutor ombudsman ombudsperson judge justice registrar chancellor "
    "king queen prince princess pope cardinal archbishop general manager executive chairs presidents heads spokesperson "
    "lecturer professor mayor senator deputy-secretary-general commissioner-general secretaries rapporteurs "
    "superintendent inspector legal official officials keynote treasurer patron speaker-designate mediator principal emir "
    "officer-in-charge comptroller directors registrar-general convener convenor provost dean fellow founder ceo co-founder inspector-general counsel".split()
)
"""Words that name an office; the word alone or after others ("Deputy Director General")."""
QUALIFIERS: Final = frozenset(
    "deputy vice assistant acting executive associate special senior principal permanent high former first second third "
    "national federal interim outgoing incoming newly elected independent state prime foreign joint lead technical "
    "scientific general legal regional resident programme project keynote honorary chief united nations un unfccc unodc "
    "unep undp who the a an secretariat political crown sub-regional division head cabinet sbi sbsta cop cma "
    "conference committee commission council congress assembly board group meeting session under security "
    "commission's committee's council's vice-executive chairperson alternate managing assistant-secretary public".split()
)
HONORIFICS: Final = frozenset(
    "his her excellency mr mrs ms miss dr sir prof professor judge justice h.e excellency hon dame lord lady sr".split()
)
PARTS_OF_TITLES: Final = frozenset(
    "division department ministry office bureau branch section unit centre center institute directorate service "
    "permanent agency administration embassy mission laboratory head deputy".split()
)
ENDINGS: Final = frozenset("in on at by with as to via for".split())
"""Prepositions that end a title unless a name follows."""
MANDATES: Final = frozenset(
    "rapporteur rapporteurs expert experts adviser advisor envoy representative group forum panel coordinator "
    "rapporteur-general ambassador mechanism committee force team body".split()
)
"""Holders of a mandate, whose subject belongs to the title: "Special Rapporteur on the right to food"."""
TITLE_STOPS: Final = frozenset(
    "was were is are made took said stated noted who which that before after during regarding concerning introduced "
    "presented informed reported recalled expressed gave delivered spoke also then subsequently opened closed declared "
    "answered replied responded drew outlined described highlighted provided welcomed moderated chaired summarized "
    "briefed thanked explained emphasized stressed addressed held had has updated read announced invited called "
    "facilitated acted served led concluded commented intervened proposed requested urged underlined pointed reviewed "
    "submitted announced reiterated elaborated speaking observed added continued remarked paid offered".split()
)


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
        if low == "representative" and position and tokens.low[position - 1] in ("special", "personal", "resident", "permanent"):
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
            if len(inner) == 1 and sum(letter.isupper() for letter in inner[0]) >= 2:
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
    """Whether a title goes on after its comma or "and": "Division for Management", "Laboratory and Scientific Services"."""
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


PARTICLES: Final = frozenset("de da dos das del della di van von der den la le el al bin ibn ben y e du of".split())

_office_rule: Rule = is_office
