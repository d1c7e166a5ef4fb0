"""Plain text -> pages and lines: decoding, and the pages that form feeds or page feet tell."""

from __future__ import annotations

import codecs
import re
from collections import defaultdict
from itertools import pairwise
from typing import Final

from plenary.extract.model import Line, Reason, Unreadable

MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
CONTROL: Final = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\x81\x8d\x8f\x90\x9d\ufffd]")
CONTROL_SHARE: Final = 0.005
"""Most control characters that a text may hold, as a share of its characters."""

LINE: Final = re.compile(r"[^\r\n\v\x85\u2028\u2029]+")
ANY_LINE: Final = re.compile(r"([^\r\n\v\x85\u2028\u2029]*)(?:\r\n|[\r\n\v\x85\u2028\u2029]|\Z)")
"""A line, the empty one too: it parts paragraphs."""

FOOT: Final = re.compile(
    r"(?P<page>\d{1,4})(?:\s*/\s*\d{1,4})?(?:\s+(?P<after>\S.*))?|(?P<before>\S.*?)\s+(?P<last>\d{1,4})(?:\s*/\s*\d{1,4})?"
)
JOB_NUMBER: Final = re.compile(r"(?:[A-Z]{1,3}\.)?\d{2}-\d{4,6}|[A-Z]\d{6,8}")
FIRST_FOOT: Final = re.compile(rf"(?P<job>{JOB_NUMBER.pattern})\s*\(\s*[A-Z]\s*\)(?:\s+[\d*]+)*")
FOOT_LENGTH: Final = 60
BESIDE: Final = re.compile(r"(?:English\s+)?[Pp]ages?|[-–—\s]*|/\.\.\.")
HEAD_LINE: Final = re.compile(r"[A-Z][A-Za-z.]*\d{0,3}(?:/[A-Za-z0-9.\-()]+)+|English|ENGLISH|ORIGINAL: .*")
SYMBOL: Final = re.compile(r"[A-Z][A-Za-z.]*(?:/[A-Za-z0-9.\-()]+)+")
SYMBOL_LINE: Final = re.compile(rf"[ \t]*{SYMBOL.pattern}[ \t]*(?=[\r\n]|$)")
FIRST_LINES: Final = 12
"""Lines at the beginning of a document among which its own symbol stands."""

NUMBER_LINE: Final = re.compile(r"(?:English\s+)?(?:[Pp]age\s+|[-–—]+\s*)?\d{1,4}(?:\s*/\s*\d{1,4})?(?:\s*[-–—]+)?")
BESIDE_NUMBER: Final = re.compile(r"/\.\.\.|English|ENGLISH|ORIGINAL: .*|\(?continued\)?|[-–—_]+")


def decode_text(content: bytes, name: str) -> str:
    """The characters of a text file: UTF-8, UTF-16 with its mark, or Windows-1252.

    Raises:
        Unreadable: It is no text.
    """
    text: str | None = None
    for mark, encoding in MARKS:
        if content.startswith(mark):
            try:
                text = content.decode(encoding)
            except UnicodeDecodeError as error:
                raise Unreadable(name, Reason.DAMAGED) from error
            break
    else:
        try:
            text = content.decode("utf-8")
        except UnicodeDecodeError:
            try:
                text = content.decode("cp1252")
            except UnicodeDecodeError as error:
                raise Unreadable(name, Reason.UNKNOWN_FORMAT) from error
    if len(CONTROL.findall(text)) > CONTROL_SHARE * len(text):
        raise Unreadable(name, Reason.UNKNOWN_FORMAT)
    return text


def read_pages(text: str) -> tuple[tuple[str, ...], tuple[Line, ...]]:
    """Raw text of each page, as form feeds or page feet tell them, and the lines."""
    if "\f" in text.strip("\f\r\n "):
        pages = text.split("\f")
        while len(pages) > 1 and not pages[-1].strip():
            pages.pop()
    else:
        pages = split_by_feet(text)
    lines = tuple(
        Line(found[1], number, found.start())
        for number, page in enumerate(pages, 1)
        for found in ANY_LINE.finditer(page)
    )
    return tuple(pages), lines


def split_by_feet(text: str) -> list[str]:
    """Pages of a text whose page numbers stand on lines of their own: beside a job number or "page", or alone.

    The number is a foot where the text ends with such a line, else a head, and then the line with a symbol above it
    belongs to the page too. Numbers must go up by one.
    """
    turns = _turns_at_symbols(text)
    if turns:
        cuts = [0, *turns, len(text)]
        return [text[first:last] for first, last in pairwise(cuts)]
    marks: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
    first: tuple[str, int, int] | None = None
    chain: int | None = None
    for found in LINE.finditer(text):
        line = " ".join(found[0].split())
        if not line:
            continue
        start = found.start() if chain is None else chain
        if HEAD_LINE.fullmatch(line):
            chain = start
            continue
        chain = None
        if len(line) > FOOT_LENGTH:
            continue
        opening = FIRST_FOOT.fullmatch(line)
        if opening and first is None:
            first = (opening["job"], found.start(), found.end())
            continue
        foot = FOOT.fullmatch(line)
        if foot:
            beside = (foot["after"] or foot["before"] or "").strip()
            if JOB_NUMBER.fullmatch(beside) or BESIDE.fullmatch(beside):
                marks[beside].append((int(foot["page"] or foot["last"]), start, found.end()))
    for beside, places in sorted(marks.items(), key=lambda item: -len(item[1])):
        rising = _rising(places)
        if first and first[0] == beside and rising and rising[0][0] == 2:
            rising = [(1, first[1], first[2]), *rising]
        headed = all(SYMBOL_LINE.match(text, start) for page, start, _ in rising if page > 1)
        if len(rising) < (1 if headed and rising and rising[0][0] == 2 else 2 if JOB_NUMBER.fullmatch(beside) else 4):
            continue
        if not headed and not text[rising[-1][2] :].strip():
            ends = [end for _, _, end in rising[:-1]]
        else:
            ends = [start for page, start, _ in rising if page > 1]
        cuts = [0, *ends, len(text)]
        return [text[first:last] for first, last in pairwise(cuts)]
    return [text]


def _turns_at_symbols(text: str) -> list[int]:
    """Where pages begin, told by lines with the document's own symbol and, beside most of them, a page number.

    A turn is a run of lines of which each is such a symbol, a page number, a job number or the like; the page begins at
    its first symbol.
    """
    lines = [(line, found.start()) for found in LINE.finditer(text) if (line := " ".join(found[0].split()))]
    own = {symbol for line, _ in lines[:FIRST_LINES] for symbol in SYMBOL.findall(line)}
    turns: list[int] = []
    numbered = place = 0
    while place < len(lines):
        last = place
        while last < len(lines) and turns_page(lines[last][0], own):
            last += 1
        run = lines[place:last]
        heads = [start for line, start in run if line in own]
        if heads:
            turns.append(heads[0])
            numbered += any(line not in own for line, _ in run)
        place = max(last, place + 1)
    first = next((start for line, start in lines if line not in own), 0)
    turns = [turn for turn in turns if turn > first]
    return turns if turns and 2 * numbered >= len(turns) else []


def turns_page(line: str, own: set[str]) -> bool:
    """Whether a line may stand between two pages."""
    if len(line) > FOOT_LENGTH:
        return False
    if line in own or NUMBER_LINE.fullmatch(line) or BESIDE_NUMBER.fullmatch(line) or JOB_NUMBER.fullmatch(line):
        return True
    foot = FOOT.fullmatch(line)
    return foot is not None and JOB_NUMBER.fullmatch((foot["after"] or foot["before"] or "").strip()) is not None


def _rising(places: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """The longest part of the places whose numbers go up by one."""
    lengths: dict[int, int] = {}
    before: dict[int, int] = {}
    ends: dict[int, int] = {}
    best = -1
    for index, (number, _, _) in enumerate(places):
        lengths[index] = 1
        if number - 1 in ends:
            before[index] = ends[number - 1]
            lengths[index] += lengths[before[index]]
        if number not in ends or lengths[index] > lengths[ends[number]]:
            ends[number] = index
        if best < 0 or lengths[index] > lengths[best]:
            best = index
    chain: list[tuple[int, int, int]] = []
    while best >= 0:
        chain.append(places[best])
        best = before.get(best, -1)
    return chain[::-1]
