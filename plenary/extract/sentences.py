"""Sentences of a block, those that may tell of a speaking act, and why a sentence is left aside."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from plenary.extract.model import Block

END: Final = re.compile(r"(?<=[.?!])[)”\"’]?\s+(?=[“\"(]?[A-ZÀ-Þ0-9])")
ABBREVIATION: Final = re.compile(
    r"(?:^|[\s(])(?:Mr|Mrs|Ms|Dr|Prof|St|Sr|Jr|No|Nos|Art|Inc|Ltd|Co|vs|cf|Cf|para|paras|chap|chaps|sect|sects|vol|Vol|p|pp|ibid|Ibid|H\.E|e\.g|i\.e|"
    r"Add|Corr|Rev|Hon|Gen|Col|Lt|approx|art|arts|fig|op|res|[A-Z])\.$"
)
TRIGGER: Final = re.compile(
    r"\b(?:statements?|remarks|comments|spoke|speakers?|floor|introduc\w+|present(?:ed|ations?)|brief(?:ed|ings?)|heard|said|stated|"
    r"opened|closed|declared|answered|replied|responded|interven\w+|address\w*|delivered|delegations?|delegates?|"
    r"representatives?|observers?\b(?= (?:for|of|from))|"
    r"informed|expressed|explained|right of reply|panellists?|discussants?|presenters?|remark|keynote|overview|"
    r"reported|presentation|message|participated|took part|listened|made|speaking|contributed|availed|taking part|"
    r"did)\b"
)
UNATTRIBUTED: Final = re.compile(
    r"(?:^|[;,.] |\b(?:while|and|that|by|but) )(?:(?:[Tt]he )?(?:[Ss]ome|[Ss]everal|[Mm]any|[Mm]ost|[Nn]umerous|"
    r"[Oo]ther|[Oo]ne|[Aa]nother|[Aa] (?:number|few|majority|group) of|[Vv]arious|[Aa]ll|[Aa] speaker|"
    r"[Tt]wo|[Tt]hree|[Ff]our|[Mm]ore|[Cc]ertain|[Ff]ew|[Oo]thers|[Ee]ach|[Ii]ndividual|[Aa])\b[^.;]{0,60}?)?\b(?:[Ss]peakers?|[Rr]epresentatives?|[Dd]elegations?|[Dd]elegates?|[Oo]thers|[Pp]articipants?|"
    r"[Mm]ember States|[Ss]tates|[Cc]ountries|[Pp]arties|[Mm]embers|[Pp]anellists?|[Gg]overnments|[Oo]rganizations)\b"
)
REFERS_BACK: Final = re.compile(
    r"(?:[A-Z][^.,]{0,60}, )?(?:[Ii]t|[Hh]e|[Ss]he|[Tt]hey|[Tt]he (?:delegation|speaker|representative|observer|"
    r"association|organization|panellist|expert|latter|former)s?)\b(?! (?:of|for|from|made|took))"
)
PASSIVE_VIEW: Final = re.compile(
    r"\b(?:was|were|is|are|been) (?:also |further |generally |widely )?(?:expressed|stressed|noted|emphasized|"
    r"highlighted|stated|suggested|made to|recommended|made|proposed|welcomed|raised|reported|underlined|"
    r"underscored|recalled|mentioned|observed|pointed|voiced|commended|considered|agreed|encouraged|"
    r"urged|recognized|acknowledged|shared|discussed|presented|introduced|given|delivered|opened|heard|informed|addressed|explained|held|circulated|reflected|answered|provided|submitted|closed|declared)\b"
)
BODY_ACTS: Final = re.compile(
    r"\b(?:Commission|Committee|Council|Conference|Congress|Assembly|Board|SBI|SBSTA|COP|CMA|Working Group|"
    r"Secretariat|secretariat|Bureau|Meeting|Parties|Group|Forum|Government|Session|Plenary|Body)\b[^.]{0,80}?\b"
    r"(?:adopted|decided|considered|had before|took note|agreed|approved|elected|endorsed|requested|recommended|"
    r"held|was|were|welcomed|recalled|noted|invited|reviewed|concluded|expressed|opened|began|continued|resumed|"
    r"proceeded|took|convened|met|reaffirmed|"
    r"emphasized|urged|encouraged|appointed|observed|heard|established|discussed|examined|rejected|commended|acknowledged|reiterated|stressed|recognized|divided|stated|called|referred|may|will|should|can|could|has|have|had|is|are)\b"
)
PROCEDURE: Final = re.compile(
    r"\b(?:vote|voted|voting|sponsor\w*|co-?sponsor\w*|orally revised|withdr[ae]w\w*|requested|proposed|moved|"
    r"elected|nominated|appointed|moderated|amend\w*|abstain\w*|credentials|corrected|chaired|facilitated|joined|"
    r"seconded)\b"
)
PRESIDING: Final = re.compile(
    r"^(?:\W*(?:At|Also at|In|On|During|Before|After|Following|"
    r"Then)\b[^.]{0,120}?,\s*)?(?:[Tt]he )?(?:\w+ ){0,3}(?:President|Chair|Chairperson|Chairman|Vice-Chair\w*|"
    r"Vice-President|Co-Chairs?|Rapporteur|Secretary|Presiding Officer|Moderator|Facilitators?|Co-facilitators?|"
    r"Executive \w+|High Commissioner|Secretary-General)\b"
)
REFERRED: Final = re.compile(
    r"\b(?:see|See|paras?\.|chap\.|annex|contained in|set out in|reproduced|circulated|for the text|account of|"
    r"summary records?)\b"
)


def sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentences of a block: (offset, offset after it), in order; blanks between them left out."""
    begin = start
    for found in END.finditer(text, start, end):
        edge = found.start()
        head = text[max(begin, edge - 12) : edge]
        if ABBREVIATION.search(head.rstrip(')”"’')) or _open(text, begin, edge):
            continue
        stop = edge + len(found.group()) - len(found.group().lstrip(')”"’'))
        yield begin, stop
        begin = found.end()
    if begin < end:
        yield begin, end


def _open(text: str, start: int, end: int) -> bool:
    """Whether a parenthesis opened in this stretch is not closed yet."""
    return text.count("(", start, end) > text.count(")", start, end) and end - start < 1500


def ignored(text: str, block: Block) -> str:
    """Code of the reason why a sentence that may tell of a speaker gives no row; "" where none is known."""
    if REFERS_BACK.match(text):
        return "refers_back"
    if UNATTRIBUTED.search(text):
        return "unattributed_view"
    if PROCEDURE.search(text):
        return "procedure"
    if PRESIDING.search(text):
        return "presiding_or_informing"
    if BODY_ACTS.search(text):
        return "act_of_the_body"
    if PASSIVE_VIEW.search(text):
        return "no_speaker_named"
    if REFERRED.search(text):
        return "reference"
    if not re.search(r"\b(?:representatives?|observers?|delegations?|statements?|spoke|floor)\b", text):
        return "no_speaker_named"
    return "outside_the_proceedings" if not block.number else ""
