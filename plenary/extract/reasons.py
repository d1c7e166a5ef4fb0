"""Why a sentence that may tell of a speaker gives no row: for each reason a rule, and a sentence for readers.

Rules are tried in the order of RULES; the first that matches is the reason. They are put together from word lists: who
is spoken of, what was done, which words refer elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from plenary.catalogue import translatable
from plenary.extract.model import Block

REASONS: Final[dict[str, str]] = {
    "act_of_the_body": translatable("an act of the body, not of a speaker"),
    "content_of_listed_act": translatable("what a speaker said whose turn is a row already"),
    "no_speaker_named": translatable("no speaker is named"),
    "outside_the_proceedings": translatable("outside the numbered paragraphs"),
    "presiding_or_informing": translatable("presiding or informing, not taking the floor"),
    "procedure": translatable("procedure"),
    "reference": translatable("refers to a statement elsewhere"),
    "refers_back": translatable("goes on about a speaker who is named before"),
    "unattributed_view": translatable("a view that the report attributes to nobody by name"),
}
"""Code of a reason -> what readers are told, without full stop; translated where it is shown."""


def _any(row: str) -> str:
    """A pattern for one of a row of patterns; "_" stands for a blank inside one of them."""
    return f"(?:{'|'.join(row.split()).replace('_', ' ')})"


def _either_case(row: str) -> str:
    """The same, each with a capital at its beginning or without."""
    return _any(" ".join(f"[{one[0].upper()}{one[0]}]{one[1:]}" for one in row.split()))


_QUANTITIES: Final = _either_case(
    "some several many most numerous other one another a_(?:number|few|majority|group)_of various all a_speaker "
    "two three four more certain few others each individual a"
)
_NOBODY_NAMED: Final = _either_case(
    "speakers? representatives? delegations? delegates? others participants? member_States states countries "
    "parties members panellists? governments organizations"
)
_PRONOUNS: Final = _either_case(
    "it he she they the_(?:delegation|speaker|representative|observer|association|organization|panellist|expert|latter"
    "|former)s?"
)
_VIEWED: Final = _any(
    "expressed stressed noted emphasized highlighted stated suggested made_to recommended made proposed welcomed "
    "raised reported underlined underscored recalled mentioned observed pointed voiced commended considered "
    "agreed encouraged urged recognized acknowledged shared discussed presented introduced given delivered opened "
    "heard informed addressed explained held circulated reflected answered provided submitted closed declared"
)
_BODIES: Final = _any(
    "Commission Committee Council Conference Congress Assembly Board SBI SBSTA COP CMA Working_Group Secretariat "
    "secretariat Bureau Meeting Parties Group Forum Government Session Plenary Body"
)
_DONE_BY_BODIES: Final = _any(
    "adopted decided considered had_before took_note agreed approved elected endorsed requested recommended held "
    "was were welcomed recalled noted invited reviewed concluded expressed opened began continued resumed "
    "proceeded took convened met reaffirmed emphasized urged encouraged appointed observed heard established "
    "discussed examined rejected commended acknowledged reiterated stressed recognized divided stated called "
    "referred may will should can could has have had is are"
)
_PROCEDURES: Final = _any(
    r"vote voted voting sponsor\w* co-?sponsor\w* orally_revised withdr[ae]w\w* requested proposed moved elected "
    r"nominated appointed moderated amend\w* abstain\w* credentials corrected chaired facilitated joined seconded"
)
_WHEN: Final = _any("At Also_at In On During Before After Following Then")
_OFFICERS: Final = _any(
    r"President Chair Chairperson Chairman Vice-Chair\w* Vice-President Co-Chairs? Rapporteur Secretary "
    r"Presiding_Officer Moderator Facilitators? Co-facilitators? Executive_\w+ High_Commissioner Secretary-General"
)
_REFERENCES: Final = _any(
    r"see See paras?\. chap\. annex contained_in set_out_in reproduced circulated for_the_text account_of "
    r"summary_records?"
)
_SPEAKING: Final = _any("representatives? observers? delegations? statements? spoke floor")

Rule = Callable[[str, Block], bool]


def _begins(pattern: str) -> Rule:
    """Whether a sentence begins so."""
    begin = re.compile(pattern).match
    return lambda text, _block: begin(text) is not None


def _holds(pattern: str) -> Rule:
    """Whether a sentence holds it."""
    search = re.compile(pattern).search
    return lambda text, _block: search(text) is not None


def _without_speaker(text: str, _block: Block) -> bool:
    """Whether nothing in a sentence speaks of a speaker or a statement."""
    return re.search(rf"\b{_SPEAKING}\b", text) is None


def _outside(_text: str, block: Block) -> bool:
    """Whether a sentence stands outside the numbered paragraphs."""
    return not block.number


RULES: Final[tuple[tuple[str, Rule], ...]] = (
    ("refers_back", _begins(rf"(?:[A-Z][^.,]{{0,60}}, )?{_PRONOUNS}\b(?! (?:of|for|from|made|took))")),
    (
        "unattributed_view",
        _holds(
            r"(?:^|[;,.] |\b(?:while|and|that|by|but) )"
            rf"(?:(?:[Tt]he )?{_QUANTITIES}\b[^.;]{{0,60}}?)?\b{_NOBODY_NAMED}\b"
        ),
    ),
    ("procedure", _holds(rf"\b{_PROCEDURES}\b")),
    (
        "presiding_or_informing",
        _begins(rf"(?:\W*{_WHEN}\b[^.]{{0,120}}?,\s*)?(?:[Tt]he )?(?:\w+ ){{0,3}}{_OFFICERS}\b"),
    ),
    ("act_of_the_body", _holds(rf"\b{_BODIES}\b[^.]{{0,80}}?\b{_DONE_BY_BODIES}\b")),
    (
        "no_speaker_named",
        _holds(rf"\b(?:was|were|is|are|been) (?:also |further |generally |widely )?{_VIEWED}\b"),
    ),
    ("reference", _holds(rf"\b{_REFERENCES}\b")),
    ("no_speaker_named", _without_speaker),
    ("outside_the_proceedings", _outside),
)
"""Code of a reason and its rule, in the order in which they are tried."""


def ignored(text: str, block: Block) -> str:
    """Code of the reason why a sentence that may tell of a speaker gives no row; "" where none is known.

    Args:
        text: The sentence.
        block: The block in which it stands.
    """
    return next((code for code, rule in RULES if rule(text, block)), "")
