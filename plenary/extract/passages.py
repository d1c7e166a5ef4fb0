"""Where a report states conclusions, decisions, resolutions and recommendations."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, Literal

from plenary.extract.model import Block, BlockKind, Passage

PassageKind = Literal["conclusion", "decision", "resolution", "recommendation"]

HEADING: Final = re.compile(r"\b(?P<kind>conclusions?|recommendations?|decisions?)\b", re.IGNORECASE)
TITLED: Final = re.compile(r"(?:Draft )?(?P<kind>resolution|decision)s? (?:[IVXLC]+|\d+(?:/\d+)?)\b", re.IGNORECASE)
BODY: Final = (
    r"(?:the|The) (?:[A-Z][\w-]+ (?:(?:on|of|for|and|the|in|to) ){0,3}){0,8}"
    r"(?:Congress|Committee|Commission|Council|Conference|Assembly|Board|Forum|Meeting|Body|Group|Parties|Subcommittee|SBI|SBSTA|COP|CMP|CMA)"
)
ACTED: Final = re.compile(
    rf"\b{BODY}[^.;]{{0,120}}?\b(?:(?P<resolution>adopted (?:\w+ ){{0,8}}(?:draft )?resolution)"
    r"|(?P<decision>adopted (?:\w+ ){0,8}(?:draft )?decision|decided\b|rejected\b|agreed (?:to|that)|endorsed"
    r"|took note of|approved)"
    r"|(?P<recommendation>recommend(?:s|ed)\b)|(?P<conclusion>concluded that|adopted the (?:\w+ ){0,3}conclusions))"
)
LETTER: Final = re.compile(r"\(([a-z]{1,2})\)")


def passages_of(text: str, blocks: Sequence[Block]) -> tuple[Passage, ...]:
    """Passages in printed order: below a heading of conclusions each paragraph or letter, elsewhere each sentence."""
    return tuple(_passages(text, blocks))


def _passages(text: str, blocks: Sequence[Block]) -> Iterator[Passage]:
    section: PassageKind | None = None
    level = 0
    lettered = {block.number.partition(" ")[0] for block in blocks if block.kind is BlockKind.SUBPARAGRAPH}
    for block in blocks:
        wording = text[block.start : block.end]
        if block.kind is BlockKind.HEADING:
            titled = TITLED.match(wording)
            if titled:
                kind: PassageKind = "resolution" if titled["kind"].lower() == "resolution" else "decision"
                yield Passage(kind, block.number, "", block.page, block.start, block.end)
            found = HEADING.search(wording) if len(wording) < 80 else None
            if found:
                section, level = _kind(found["kind"]), block.level
            elif section and block.level <= level:
                section = None
            continue
        if block.kind not in {BlockKind.PARAGRAPH, BlockKind.SUBPARAGRAPH}:
            continue
        number, _, letters = block.number.partition(" ")
        letter = LETTER.search(letters)
        if section == "conclusion" or (section and block.kind is BlockKind.SUBPARAGRAPH):
            if block.kind is BlockKind.PARAGRAPH and (wording.endswith(":") and number in lettered):
                continue
            if block.level <= 1:
                yield Passage(section, number, letter[1] if letter else "", block.page, block.start, block.end)
            continue
        for sentence in re.finditer(r"\S.*?(?:[.;](?=\s+[A-Z(“]|$)|$)", wording):
            acted = ACTED.search(sentence[0])
            if acted and acted.lastgroup:
                yield Passage(
                    _kind(acted.lastgroup),
                    number,
                    letter[1] if letter else "",
                    block.page,
                    block.start + sentence.start(),
                    block.start + sentence.end(),
                )


def _kind(word: str) -> PassageKind:
    lowered = word.lower().rstrip("s")
    if lowered == "conclusion":
        return "conclusion"
    if lowered == "recommendation":
        return "recommendation"
    return "resolution" if lowered == "resolution" else "decision"
