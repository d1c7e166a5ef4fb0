"""Rows -> groups that are one block each: a paragraph, a heading, an entry of a list.

With geometry the distance of lines tells, in a text blank lines; over the end of a page, what goes on is told by
whether the line above is full, ends a sentence, and stands with the same edge.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from plenary.extract.joining import Vocabulary
from plenary.extract.rows import NOISE, Row, Setting

NUMBERED: Final = re.compile(
    r"[-•*·]?\s*(?:\d{1,3}(?:\.\d{1,3})*(?:\s?(?:bis|ter))?\s?[.)]\s*(?=[^\W\d_]|[“\"(\[])|\d{1,3}(?:\.\d{1,3})+\s+(?=[A-Z“]))"
)
PLAIN_NUMBER: Final = re.compile(r"[-•*·]?\s*(\d{1,4})\.\s+(?=[^\W\d_]|[“\"(])")
LETTERED: Final = re.compile(r"[-•*·]?\s*\((?:[a-z]{1,2}|[ivx]{1,5}|\d{1,2})\)\s*(?=\S)")
ALONE: Final = re.compile(r"(?:(?:Item \d{1,2}\.|\d{1,4}\.|\((?:[a-z]{1,2}|[ivx]{1,5})\)|[IVXL]{1,5}\.|[A-Z]\.)\s*)+")
"""A number or letter that some programs give a line of its own."""

NUMBER_ALONE: Final = re.compile(r"\d{1,4}\.")

BULLET: Final = re.compile(r"[-•*·–—]\s+(?=\S)")
CHAPTER: Final = re.compile(
    r"(?:(?i:Chapter|Annex|Appendix|Part))\s+(?:[IVXLC]+|[A-Z]|\d+|(?i:One|Two|Three|Four|Five))\b|(?:[IVXL]+|[A-Z])\.\s+[A-Z“]"
)
ENDED: Final = re.compile(r"[.;:!?…][”\"’')\]]*$|[”\"]$")
GOES_ON: Final = re.compile(
    r"(?:\b(?:the|of|and|or|to|in|on|by|for|with|at|a|an|from|as|that|its|their|his|her|which|was|were|is|are|between"
    r"|under|its|this|also|had)|[,–—(“/\u2010\ufffe-])$",
    re.IGNORECASE,
)
LEADERS: Final = re.compile(r"\.{4,}|(?:\. ){4,}|\.{3}\s*\d{1,3}$")
CONTENTS: Final = re.compile(r"(?:(?:table of )?contents|page|chapter\s+page)$", re.IGNORECASE)
ITEM: Final = re.compile(r"(?:Agenda )?item \d{1,3}[.:]\s", re.IGNORECASE)
OPEN_NUMBERS: Final = 40
"""Blocks among whose numbers is the one that a next paragraph's number follows."""

OFFICE: Final = re.compile(
    r"(?:Ambassador|Assistant|Attorney|Chair|Chief|Commissioner|Counsellor|Deputy|Director|Executive|Governor|Head|H\.E\."
    r"|Joint|Minister|Mrs?\.|Ms\.|National|Permanent|President|Secretary|Senior|Special|State|Under-?[Ss]ecretary|Vice)\b"
    r"|(?:[A-Z][\w’-]+ ){1,3}(?:Advis[eo]r|Coordinator|Expert|Officer|Prosecutor|Rapporteur)\b"
)
"""Words with which an entry of a list of speakers by title begins."""

SENTENCE: Final = re.compile(r"[:;]|\b(?:was|were|made|considered|introduced|decided|took|held|has|had|heard|spoke)\b")
"""What a numbered or lettered part has that is no heading and no item of an agenda."""

NOTE_AT_END: Final = re.compile(r"(?<=[.;:!?”)])\s?(?:\d{1,3}|[*†‡§]{1,3})$")
CHAPTER_LINE: Final = re.compile(r"(?:Chapter|CHAPTER|Annex|ANNEX|Part|PART)\s+(?:[IVXLC]+|[A-Z]|\d+)")
COUNTED: Final = re.compile(
    r"\b(?:items?|paragraphs?|paras?\.|chapters?|sections?|articles?|rules?|resolutions?|decisions?|No\.|annex|year"
    r"|January|February|March|April|May|June|July|August|September|October|November|December)$",
    re.IGNORECASE,
)
"""Words after which a number at the beginning of the next line belongs to them."""

VOTE: Final = re.compile(r"(?:In favour|Against|Abstaining|Abstentions?)\s*:")
TABLE_LINE: Final = re.compile(r"\s*\|.*\|\s*$")
ROOM_SHARE: Final = 0.86
"""Share of the width of a wrapped text below which the next word would have found room in a line."""

TITLE_SHARE: Final = 0.62
"""The same for the titles of chapters, which are set larger."""

HEADING_SHARE: Final = 0.7
"""Share of the width below which a line that ends no sentence is the last of its block."""

WIDEST_SHARE: Final = 1.2
"""Share of the width above which a line of a text is a whole paragraph."""

FEWEST_WRAPPED: Final = 72
"""Characters of a full line where a text is too short to tell."""

LONGEST_LINE: Final = 90
"""Most characters of a block that may end with a page without ending a sentence."""


def ends_sentence(text: str) -> bool:
    """Whether a text ends like a sentence or an item of a list."""
    return ENDED.search(text, max(len(text) - 8, 0)) is not None


def goes_on(text: str) -> bool:
    """Whether a text ends with a word or sign after which more must come."""
    return GOES_ON.search(text, max(len(text) - 12, 0)) is not None


def group_rows(
    pages: Sequence[Sequence[Row]], setting: Setting | None, width: int | None, vocabulary: Vocabulary
) -> list[list[Row]]:
    """Rows in groups; rows without text part groups and are left out.

    Args:
        pages: Rows of each page.
        setting: How the body is set; None without geometry.
        width: Length of full lines of a text that is wrapped; None where each paragraph is one line.
        vocabulary: The document's words.
    """
    if setting is None:
        pages = [_with_numbers(rows) for rows in pages]
    groups: list[list[Row]] = []
    blank = True
    numbers = deque([0], maxlen=OPEN_NUMBERS)
    spaced = setting is not None and _parted_by_space(pages, setting)
    for rows in pages:
        for row in rows:
            if not row.text or NOISE.fullmatch(row.text):
                blank = blank or row.top is None
                continue
            above = groups[-1][-1] if groups else None
            if above is None:
                new = True
            elif setting is None or row.top is None or above.top is None:
                new = _new_in_text(groups[-1], row, blank, width, _number_of(row.text) - 1 in numbers)
            elif row.page == above.page and _below(above, row, setting):
                new = _new_by_space(groups[-1], row, setting, spaced)
            else:
                new = _new_overleaf(groups[-1], row, setting, vocabulary)
            row.apart = blank and above is not None and row.page == above.page
            if new:
                numbers.append(_number_of(row.text) or numbers[-1])
                groups.append([row])
            else:
                groups[-1].append(row)
            blank = False
    return groups


def _with_numbers(rows: Sequence[Row]) -> list[Row]:
    """Rows in which a number or letter that stands alone on its line is in one row with the text after it.

    Not so where it is the rest of the sentence above: an item, a day, a year.
    """
    joined: list[Row] = []
    before = ""
    for row in rows:
        above = joined[-1] if joined else None
        numbered = NUMBERED.match(row.text) or NUMBER_ALONE.fullmatch(row.text)
        if above is not None and ALONE.fullmatch(above.text) and not (numbered or _counts(before.rstrip(","))):
            if row.text:
                above.parts += row.parts
                above.text = f"{above.text} {row.text}"
            continue
        if above is not None and above.text:
            before = above.text
        joined.append(row)
    return joined


def _counts(text: str) -> bool:
    """Whether a text ends with a word to which a number at the beginning of the next line belongs, or goes on."""
    return goes_on(text) or COUNTED.search(text) is not None


def _number_of(text: str) -> int:
    """The plain number with which a row begins; 0 where it begins with none."""
    found = PLAIN_NUMBER.match(text)
    return int(found[1]) if found else 0


def _parted_by_space(pages: Sequence[Sequence[Row]], setting: Setting) -> bool:
    """Whether paragraphs are parted by more space than lines: asked of those that begin with a number."""
    parted = total = 0
    for rows in pages:
        for above, row in pairwise(rows):
            if above.top is not None and row.top is not None and NUMBERED.match(row.text):
                total += 1
                parted += above.top - row.top > 1.2 * setting.leading
    return parted >= 0.5 * total


def _below(above: Row, row: Row, setting: Setting) -> bool:
    assert above.top is not None and row.top is not None  # noqa: S101
    return 0.2 * setting.size < above.top - row.top


def _alike(above: Row, row: Row) -> bool:
    return abs((above.size or 0) - (row.size or 0)) < 0.06 * (above.size or 1)


def _new_by_space(group: list[Row], row: Row, setting: Setting, spaced: bool) -> bool:
    above = group[-1]
    assert above.top is not None and row.top is not None  # noqa: S101
    if not _alike(above, row):
        return True
    leading = setting.leading * max((row.size or setting.size) / setting.size, 1.0)
    gap = above.top - row.top
    if gap > 1.25 * leading:
        return True
    short = _is_short(above, row, setting.right_of(above))
    if above.weight != row.weight and short:
        return True
    if spaced and not setting.plain and gap > 0.7 * leading:
        return bool((NUMBERED.match(row.text) or LETTERED.match(row.text)) and short and ends_sentence(above.text))
    if NUMBERED.match(row.text) or LETTERED.match(row.text):
        return short or ends_sentence(above.text)
    if any(pattern.match(row.text) for pattern in (CONTENTS, VOTE)) or LEADERS.search(above.text):
        return True
    if setting.plain and _is_open(group, FEWEST_WRAPPED):
        return not goes_on(above.text) and _is_heading_line(row)
    left = row.left or 0.0
    if ends_sentence(above.text) and _stands_alone(
        row.text, ((row.right or left) - left) / (setting.right_of(row) - left + 1)
    ):
        return True
    if not short or goes_on(above.text) or row.text[0].islower():
        return False
    marked = bool(NUMBERED.match(group[0].text) or LETTERED.match(group[0].text))
    if not ends_sentence(above.text) and (_has_open_bracket(group) or (marked and row.text[0] in "(,;)0123456789")):
        return False
    if marked and above.text.endswith(";"):
        return False
    return bool(CHAPTER.match(row.text)) or not ends_sentence(above.text) or not row.text[0].isdigit()


def _is_short(above: Row, row: Row, right: float) -> bool:
    """Whether the first word of the row would have found room at the end of the one above."""
    if above.right is None or above.left is None:
        return True
    wide = (above.right - above.left) / max(len(above.text), 1)
    return above.right + (len(row.text.split(" ", 1)[0]) + 1) * wide < right - 2


def _stands_alone(text: str, share: float) -> bool:
    """Whether a line that fills a share of the width is a heading: it is short and ends no sentence."""
    return share < HEADING_SHARE and text[0].isupper() and not ends_sentence(text)


def _new_overleaf(group: list[Row], row: Row, setting: Setting, vocabulary: Vocabulary) -> bool:
    above = group[-1]
    if not _alike(above, row) or (above.weight != row.weight and _is_short(above, row, setting.right_of(above))):
        return True
    text, ended = above.text, ends_sentence(above.text)
    if NUMBERED.match(row.text) or LETTERED.match(row.text):
        return not goes_on(text)
    if row.text[0].islower():
        return abs((row.left or 0) - (group[-1].left or 0)) > 3 * setting.size and ended
    if goes_on(text):
        return False
    if _is_short(above, row, setting.right_of(above)):
        return True
    if ended:
        return abs((row.left or 0) - (group[-1].left or 0)) > 0.5 * setting.size
    if text and len(group) == 1 and CHAPTER.match(row.text):
        return True
    last, first = text.split()[-1], row.text.split()[0]
    if len(group) <= 3 and row.page != above.page and (above.left or 0) > 0 and _entry_like(group):
        return not vocabulary.follows(last, first.rstrip(",.;"))
    return False


def _entry_like(group: list[Row]) -> bool:
    """Whether a group may be an entry of a list: no number, no sentence in it, all rows with one edge."""
    first = group[0]
    return not NUMBERED.match(first.text) and all(
        abs((row.left or 0) - (first.left or 0)) < 3 and not re.search(r"[.;:] ", row.text) for row in group
    )


def _new_in_text(group: list[Row], row: Row, blank: bool, width: int | None, due: bool) -> bool:
    """Whether a row of a text begins a block; due: it begins with a number that comes next."""
    above, text = group[-1], row.text
    overleaf = above.page != row.page
    if TABLE_LINE.match(text) or TABLE_LINE.match(above.text):
        return True
    marked = any(pattern.match(text) for pattern in (NUMBERED, LETTERED, BULLET, ITEM))
    ended = ends_sentence(above.text)
    unfinished = _counts(above.text)
    going = _is_open(group, width or FEWEST_WRAPPED) and len(above.text) <= (width or LONGEST_LINE) * WIDEST_SHARE
    if (
        blank
        and not overleaf
        and (marked or ended or not (going and (text[0].islower() or LETTERED.match(group[0].text))))
    ):
        return True
    if going and not LETTERED.match(text):
        # Within a sentence a number is one of its words, such as a day or an item.
        return not unfinished and (due or _is_heading_line(row))
    if due and not unfinished:
        return True
    if overleaf:
        if LEADERS.search(above.text) or (CHAPTER.match(text) and not unfinished):
            return True
        if marked or ended:
            return marked or not text[0].islower()
        whole = sum(len(part.text) for part in group)
        return not (text[0].islower() or unfinished or whole > LONGEST_LINE or NUMBERED.match(group[0].text))
    if width is None:
        return not (text[0].islower() and not marked and not ended)
    if CONTENTS.fullmatch(text) or CONTENTS.fullmatch(above.text):
        return True
    if LEADERS.search(above.text) or VOTE.match(text) or (CHAPTER_LINE.fullmatch(text) and not unfinished):
        return True
    if NUMBERED.match(text) and above.text.endswith(","):
        return True
    if marked:
        return ended or len(above.text) < 0.7 * width or bool(CHAPTER.match(group[0].text))
    if ended and (CHAPTER.match(text) or _stands_alone(text, len(text) / width)):
        return True
    if not ended and (text[0] in "(,;)" or _has_open_bracket(group)):
        return False
    if OFFICE.match(text) and (OFFICE.match(group[0].text) or above.text.endswith(":")) and not unfinished:
        return True
    room = len(above.text) + len(text.split(" ", 1)[0]) + 1
    if CHAPTER.match(group[0].text) and not ended and room >= TITLE_SHARE * width:
        return bool(CHAPTER.match(text))
    if room < ROOM_SHARE * width and not unfinished and not text[0].islower():
        return True
    return _indent(row) > _indent(group[-1]) + 1 and len(group) > 1 and ended


def _is_open(group: list[Row], width: int) -> bool:
    """Whether a numbered or lettered part, no heading, has not come to the end of its sentence or list."""
    first, above = group[0].text, group[-1].text
    if not (NUMBERED.match(first) or LETTERED.match(first)):
        return False
    if above.endswith(";"):
        return LETTERED.match(first) is not None and ":" in "".join(row.text for row in group)
    if ends_sentence(NOTE_AT_END.sub("", above)):
        return False
    return (
        len(group) > 1
        or SENTENCE.search(first) is not None
        or len(first) > ROOM_SHARE * width
        or _has_open_bracket(group)
    )


def _is_heading_line(row: Row) -> bool:
    return any(pattern.fullmatch(row.text) for pattern in (CHAPTER_LINE, CONTENTS)) or (
        VOTE.match(row.text) is not None or (row.text.isupper() and CHAPTER.match(row.text) is not None)
    )


def _has_open_bracket(group: list[Row]) -> bool:
    return sum(row.text.count("(") - row.text.count(")") for row in group[-8:]) > 0


def _indent(row: Row) -> int:
    line = row.parts[0].text
    return len(line) - len(line.lstrip())
