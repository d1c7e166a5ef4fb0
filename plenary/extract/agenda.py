"""Items of the agenda that a report prints, and the documents that the body had before it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from plenary.extract.masthead import SYMBOL
from plenary.extract.model import AgendaItem, Block, BlockKind, DocumentBefore, Masthead

NUMBERED: Final = re.compile(r"[-•*]?\s*(?:Item\s+)?(?P<number>\d{1,3})\s?[.)]\s+(?=\S)")
LETTERED: Final = re.compile(r"[-•*]?\s*\((?P<letter>[a-z]{1,2})\)\s*(?=\S)")
OPENS: Final = re.compile(
    r"\bagenda\b[^.]{0,200}\b(?:as follows|following|read|set out|below|was|reads)\b[^.]{0,200}:?$"
    r"|^(?:provisional )?agenda\b",
    re.IGNORECASE,
)
ENTITLED: Final = re.compile(
    r"\b(?:agenda )?(?:sub-)?items? (?P<number>\d{1,3}(?:\s?\([a-z]+\))*),? (?:of (?:its|the) agenda,? )?"
    r"(?:entitled|on|which reads?(?: as follows)?:?),? [“\"](?P<title>[^”\"]{3,400})[”\"]"
)
HEADED: Final = re.compile(
    r"Agenda item (?P<number>\d{1,3}(?:\s?\([a-z]+\))*)[.:]\s+(?P<title>.+?)(?=; and Agenda item|$)"
)
IN_BRACKETS: Final = re.compile(r"\((?:agenda )?(?:sub-)?items? (?P<number>\d{1,3}(?:\s?\([a-z]\))*)\)$", re.IGNORECASE)
BEFORE: Final = re.compile(
    r"\b(?:had|has|having) (?:also )?before (?:it|them)\b|\bthere (?:was|were) before the\b"
    r"|\bdocuments? (?:were|was) (?:before|made available|submitted)\b",
    re.IGNORECASE,
)
ANNOUNCED: Final = 400
"""Characters at the end of a paragraph that may announce a list of documents, or before a symbol that are its title."""

LIST_OF_DOCUMENTS: Final = re.compile(r"\b(?:documents?|following)\b", re.IGNORECASE)
DESCRIBED: Final = re.compile(
    r"(?:an?|the|its|his|her|two|three|four|five|six)\s(?:(?!\b(?:and|an?|the)\s(?:note|report|letter|document|draft|paper|working)).)*?$",
    re.IGNORECASE,
)


def agenda_of(text: str, blocks: Sequence[Block]) -> tuple[AgendaItem, ...]:
    """Items in printed order: those of a printed agenda, those that headings and sentences name with their title."""
    items: dict[str, AgendaItem] = {}

    def add(number: str, title: str, start: int) -> None:
        title = title.strip(' .;:*“”"')
        if title and number not in items:
            items[number] = AgendaItem(number, title, start)

    for number, title, start in _printed_agendas(text, blocks):
        add(number, title, start)
    before: Block | None = None
    for block in blocks:
        wording = text[block.start : block.end]
        if block.kind is BlockKind.HEADING:
            found = IN_BRACKETS.search(wording)
            if found:
                title = wording[: found.start()].strip()
                if title:
                    add(found["number"], title, block.start)
                elif before is not None and before.kind is BlockKind.HEADING:
                    add(found["number"], text[before.start : before.end], before.start)
        if block.kind is not BlockKind.FOOTNOTE and "tem" in wording:
            for found in HEADED.finditer(wording):
                add(found["number"], found["title"], block.start + found.start("title"))
            for found in ENTITLED.finditer(wording):
                add(found["number"], found["title"], block.start + found.start("title"))
        before = block
    return tuple(sorted(items.values(), key=lambda item: item.start))


def _printed_agendas(text: str, blocks: Sequence[Block]) -> Iterator[tuple[str, str, int]]:
    """The longest list of numbers from 1 that stands under a sentence or heading about the agenda."""
    best: list[tuple[str, str, int]] = []
    for place, block in enumerate(blocks):
        wording = text[block.start : block.end]
        if (
            "genda" not in wording.lower()
            or not OPENS.search(wording)
            or re.search(r"provisional agenda for", wording, re.IGNORECASE)
        ):
            continue
        found = _list_after(text, blocks, place + 1)
        if len(found) > len(best):
            best = found
    yield from best


def _list_after(text: str, blocks: Sequence[Block], place: int) -> list[tuple[str, str, int]]:
    items: list[tuple[str, str, int]] = []
    expected, number = 1, ""
    for block in blocks[place:]:
        wording = text[block.start : block.end]
        found = NUMBERED.match(wording)
        if found and int(found["number"]) == expected and block.kind is not BlockKind.PARAGRAPH:
            number, expected = found["number"], expected + 1
            items.append((number, wording[found.end() :], block.start + found.end()))
            continue
        letter = LETTERED.match(wording)
        if letter and number and block.kind is not BlockKind.PARAGRAPH:
            title = wording[letter.end() :]
            items.append((f"{number} ({letter['letter']})", title, block.start + letter.end()))
        elif block.kind is BlockKind.SUBPARAGRAPH and number:
            items.append((f"{number} {block.number.partition(' ')[2]}", wording, block.start))
        elif (
            block.kind is BlockKind.PARAGRAPH
            or (not items and block.kind is not BlockKind.HEADING)
            or len(wording) > 400
        ):
            break
    return items if expected > 2 else []


def documents_before_of(text: str, blocks: Sequence[Block], masthead: Masthead) -> tuple[DocumentBefore, ...]:
    """Documents of lists and sentences that say what the body had before it, one for each symbol."""
    documents: list[DocumentBefore] = []
    opened = ""
    for block in blocks:
        wording = text[block.start : block.end]
        top = block.number.partition(" ")[0]
        if block.kind in {BlockKind.HEADING, BlockKind.FOOTNOTE}:
            opened = ""
            continue
        if opened and top == opened and block.kind in {BlockKind.SUBPARAGRAPH, BlockKind.ENTRY}:
            documents += _listed(wording, block)
            continue
        if opened and top != opened:
            opened = ""
        if block.kind not in {BlockKind.PARAGRAPH, BlockKind.SUBPARAGRAPH}:
            continue
        found = BEFORE.search(wording)
        if not found:
            continue
        if wording.endswith(":") and LIST_OF_DOCUMENTS.search(wording[-ANNOUNCED:]):
            opened = top
        end = re.compile(r"\.(?=\s+[A-Z“])|$").search(wording, found.end())
        sentence = wording[found.end() : end.start() if end else len(wording)]
        documents += _told(sentence, block, block.start + found.end())
    own = set(masthead.symbols)
    return tuple(document for document in documents if not document.symbol or document.symbol not in own)


def _listed(wording: str, block: Block) -> Iterator[DocumentBefore]:
    """A list entry: its title, and a document for each symbol in it."""
    symbols = list(SYMBOL.finditer(wording))
    symbols = [found for found in symbols if any(character.isdigit() for character in found[0])]
    opening = wording.find("(", 0, symbols[0].start()) if symbols else -1
    title = wording[: wording.rfind("(", 0, symbols[0].start())] if symbols and opening >= 0 else wording
    title = re.sub(r"[;.]?(?:\s+and)?\s*$", "", title).strip(" ,;.")
    if not symbols:
        yield DocumentBefore("", title, block.number, block.page, block.start)
    for found in symbols:
        yield DocumentBefore(found[0].rstrip("."), title, block.number, block.page, block.start + found.start())


def _told(sentence: str, block: Block, start: int) -> Iterator[DocumentBefore]:
    """Documents of a sentence: each symbol, with the words before it."""
    position = 0
    for found in SYMBOL.finditer(sentence):
        if not any(character.isdigit() for character in found[0]):
            continue
        before = sentence[max(position, found.start() - ANNOUNCED) : found.start()].rstrip(" (,[")
        described = DESCRIBED.search(before)
        title = (described[0] if described else before).strip(" ,;:")
        title = re.sub(r"^(?:an?|the)\s+", "", title)
        yield DocumentBefore(found[0].rstrip("."), title, block.number, block.page, start + found.start())
        position = found.end()
