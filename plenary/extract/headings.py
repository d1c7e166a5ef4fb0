"""Which parts are headings, what their labels and levels are, and where the list of contents stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from plenary.extract.grouping import goes_on
from plenary.extract.joining import Stretch
from plenary.extract.model import BlockKind
from plenary.extract.rows import Setting

if TYPE_CHECKING:
    from plenary.extract.structure import Draft

CHAPTER: Final = re.compile(
    r"(?P<word>(?i:Chapter|Part|Section|Annex|Appendix|Enclosure))\b"
    r"(?:\s+(?P<label>[IVXLC]+|[A-Z]|\d+|(?i:One|Two|Three|Four|Five|Six)))?"
    r"(?=$|[\s.:—–-])"
)
LABEL: Final = re.compile(r"(?P<label>[IVXLC]+|[A-Z]|\d{1,2})[.)]\s+(?=\S)|\((?P<letter>[a-z]{1,2}|[ivx]+)\)\s+(?=\S)")
UNENDED: Final = re.compile(r"(?:^|[^.;:,…”\"’')\]])[”\"’')\]]*$|[?!][”\"’')\]]*$|(?:etc|Inc|Corr|Add|Rev)\.\d*$")
FINITE: Final = re.compile(
    r"\b(?:was|were|made|considered|introduced|decided|took|held|has|had|shall|said|spoke|elected"
    r"|adopted (?:the|a|its|by))\b"
)
"""Verbs that a sentence of a record has and a heading has not."""

LEADERS: Final = re.compile(r"\.{4,}|\.{3}\s*\d{1,3}$|(?:\. ){4,}|(?:… ?){2,}")
PAGE_AT_END: Final = re.compile(r"[\t ]\s*(?:\d{1,3}|[ivxl]{1,6})$")
CONTENTS: Final = re.compile(r"(?:Table of )?contents\b.{0,30}$", re.IGNORECASE)
CONTENTS_GAP: Final = 6
"""Most lines of the contents without a page number between two that have one."""

TABLE: Final = re.compile(r"\|.*\|")
VOTE: Final = re.compile(r"(?:in favour|against|abstaining)\W*$", re.IGNORECASE)
ITEM_LINE: Final = re.compile(r"\((?:agenda )?(?:sub-?)?items?\b[^()]*(?:\([a-z]+\)[^()]*)*\)$", re.IGNORECASE)
LONG: Final = 300
"""Most characters of a heading that is set apart."""

SHORT: Final = 120
"""Most characters of an unlabelled heading that only its wording tells."""

LISTED: Final = re.compile(r"\([a-z]{1,2}\)[^:]*: ")
"""A lettered class of speakers, before their names."""

LIST_OF_NAMES: Final = re.compile(r"(?:[^,]*, ){4}")


def label_of(text: str) -> tuple[str, int]:
    """Label of a heading, and how many characters of it are printed before its title; ("", 0) where it has none."""
    found = CHAPTER.match(text)
    if found:
        return found["label"] or "", 0
    found = LABEL.match(text)
    if not found:
        return "", 0
    return found["label"] or found["letter"], found.end()


def is_heading(stretch: Stretch, setting: Setting | None) -> bool:
    """Whether it is a heading, as far as its looks or its wording tell without what stands around it."""
    text, row = stretch.text.rstrip("*†‡ "), stretch.rows[0]
    if not text or len(text) > LONG or TABLE.fullmatch(text) or leads(text) or VOTE.match(text):
        return False
    if ITEM_LINE.fullmatch(text):
        return True
    if not UNENDED.search(text, max(len(text) - 16, 0)) or not any(character.isalpha() for character in text):
        return False
    if setting is not None and row.size is not None and not setting.plain:
        if row.size < 0.9 * setting.size or text[0].islower():
            return False
        if row.size > 1.04 * setting.size:
            return len(stretch.rows) <= 8
        if row.weight != setting.weight:
            return len(stretch.rows) <= 5
        return CHAPTER.fullmatch(text.rstrip(".")) is not None
    if text[0].islower() or text.startswith(("|", "•", "·", "- ")):
        return False
    if FINITE.search(text) or LISTED.match(text) or goes_on(text):
        return False
    if CHAPTER.match(text) or LABEL.match(text):
        return len(text) <= LONG
    return len(text) <= SHORT and not LIST_OF_NAMES.match(text)


def contents_of(stretches: Sequence[Stretch]) -> set[int]:
    """Places of the lines of the list of contents, its own heading included."""
    found: set[int] = set()
    for place, stretch in enumerate(stretches):
        if place in found or not CONTENTS.match(stretch.text):
            continue
        entries: list[int] = []
        for other in range(place + 1, len(stretches)):
            if _is_entry(stretches[other].text):
                entries.append(other)
            elif other - (entries[-1] if entries else place) > CONTENTS_GAP:
                break
        if len(entries) >= 2:
            found.update(range(place, entries[-1] + 1))
    found.update(place for place, stretch in enumerate(stretches) if leads(stretch.text))
    return found


def leads(text: str) -> bool:
    """Whether a text has the leaders of a list of contents."""
    return ("..." in text or ". ." in text or "…" in text) and LEADERS.search(text) is not None


def _is_entry(text: str) -> bool:
    return len(text) < LONG and (leads(text) or PAGE_AT_END.search(text) is not None)


def levels(drafts: Sequence[Draft], setting: Setting | None) -> None:
    """Set the level of each heading: chapters 1, what is labelled below them deeper, unlabelled by its looks."""
    headings = [draft for draft in drafts if draft.kind is BlockKind.HEADING]
    chapters = any(CHAPTER.match(draft.stretch.text) for draft in headings)
    looks: dict[tuple[float, int], int] = {}
    for draft in headings:
        draft.level = _labelled(draft, chapters)
        look = _look(draft)
        if draft.level and look is not None and setting is not None and not setting.plain:
            looks[look] = min(looks.get(look, 99), draft.level)
    last, before = 0, None
    for draft in headings:
        if not draft.level:
            look = _look(draft)
            known = looks.get(look) if look is not None else None
            if before is not None and CHAPTER.fullmatch(before.stretch.text.strip(" .")):
                draft.level = before.level
            elif ITEM_LINE.fullmatch(draft.stretch.text) and last:
                draft.level = before.level if before is not None else last
            else:
                draft.level = known or last + 1
        else:
            last = draft.level
        before = draft


def _labelled(draft: Draft, chapters: bool) -> int:
    """Level that the label tells; 0 where there is none."""
    if CHAPTER.match(draft.stretch.text):
        return 1
    label = draft.label
    if not label:
        return 0
    roman = bool(re.fullmatch(r"[IVXLC]+", label)) and label not in {"C", "D"}
    if roman and not (chapters and len(label) == 1 and label != "I" and label not in {"V", "X"}):
        return 1 + chapters
    if label.isupper():
        return 2 + chapters
    return (3 if label.isdecimal() else 4) + chapters


def _look(draft: Draft) -> tuple[float, int] | None:
    row = draft.stretch.rows[0]
    return None if row.size is None else (round(row.size, 1), row.weight or 0)
