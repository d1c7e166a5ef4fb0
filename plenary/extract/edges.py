"""Heads and feet of pages: found among the outermost lines of each page, and left out."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from plenary.extract.model import Line, Source
from plenary.extract.text import turns_page

EDGE: Final = 4
"""Lines at the beginning and at the end of a page among which its head and foot are sought."""

DIGITS: Final = re.compile(r"\d+")
PAGE_NUMBER: Final = re.compile(r"(?:[Pp]age\s+)?[-–—\[(]?\s*(\d{1,4}|[ivxlc]{1,7})(?:/\d{1,4})?\s*[-–—\])]?")
JOB: Final = re.compile(r"(?:[A-Z]{1,3}\.)?\d{2}-\d{4,6}|[A-Z]\d{6,8}")
JOB_LINE: Final = re.compile(
    rf"(?:\d{{1,4}}(?:/\d{{1,4}})?\s+)?(?P<job>{JOB.pattern})(?:\s*\(\s*[A-Z]\s*\))?(?:\s+[\d/*()]+)*"
)
NEAR: Final = 14.0
"""Points from the outermost line of a page within which a foot or a page number stands."""

NO_EDGE: Final = re.compile(r"[,;:]$|^\(?[a-z#]+[.)](?:\s|$)|^[a-z]")
"""What a head or foot does not look like: text that goes on, an item of a list."""

SYMBOL: Final = re.compile(r"[A-Z][A-Za-z.]*(?:/[A-Za-z0-9.\-()]+)+")
BARCODE: Final = re.compile(r"\*\s*[A-Z]?\d{6,8}\s*\*")
ROMAN: Final = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


def body_lines(source: Source) -> tuple[list[list[Line]], list[Line]]:
    """Lines of each page without head and foot, and the lines left out.

    A head or foot is known by its place among the first or last lines and by standing there on several pages, whatever
    its numbers; a page number by going up with the pages.
    """
    pages: list[list[Line]] = [[] for _ in source.pages]
    for line in source.lines:
        pages[line.page - 1].append(line)
    edges = [_edges(lines) for lines in pages]
    repeated = _repeated(edges)
    edges = [_outermost(page, repeated) for page in edges]
    deltas = _page_number_deltas(edges)
    turned = _at_turns(edges)
    jobs = {found["job"] for page in edges for edge in page if (found := JOB_LINE.fullmatch(edge.text))}
    kept: list[list[Line]] = []
    dropped: list[Line] = []
    for number, lines in enumerate(pages):
        gone = set()
        for edge in edges[number]:
            job = JOB_LINE.fullmatch(edge.text)
            if (
                (edge.head, _signature(edge.text)) in repeated
                or (job and job["job"] in jobs)
                or id(edge.line) in turned
                or BARCODE.fullmatch(edge.text)
                or (number and edge.head and SYMBOL.fullmatch(edge.text))
                or (edge.outermost and (value := _page_number(edge.text)) and value[1] - number in deltas[value[0]])
            ):
                gone.add(id(edge.line))
                dropped.append(edge.line)
        kept.append([line for line in lines if id(line) not in gone] if gone else lines)
    return kept, dropped


@dataclass(frozen=True, slots=True)
class _Edge:
    """A line near the upper edge of its page (head) or the lower one; outermost: nothing stands much further out."""

    line: Line
    text: str
    head: bool
    outermost: bool


def _edges(lines: list[Line]) -> list[_Edge]:
    """The first and last lines of a page, in the order of the file and in that of the page."""
    filled = [line for line in lines if line.text.strip()]
    placed = sorted((line for line in filled if line.top is not None), key=lambda line: -(line.top or 0))
    if not placed:
        half = len(filled) / 2
        return [
            _Edge(line, line.text.strip(), place < half, place in {0, 1, len(filled) - 2, len(filled) - 1})
            for place, line in enumerate(filled)
            if place < EDGE or place >= len(filled) - EDGE
        ]
    highest, lowest = placed[0].top or 0, placed[-1].top or 0
    chosen = {id(line): line for line in filled[:EDGE] + filled[-EDGE:] + placed[:3] + placed[-3:]}.values()
    return [
        _Edge(line, line.text.strip(), top > (highest + lowest) / 2, min(highest - top, top - lowest) < NEAR)
        for line in chosen
        if (top := line.top) is not None
    ]


def _outermost(page: list[_Edge], repeated: set[tuple[bool, str]]) -> list[_Edge]:
    """Without geometry, what stands behind heads and before feet only is outermost too."""
    if not page or page[0].line.top is not None:
        return page
    told = list(page)
    for order in (range(len(page)), range(len(page) - 1, -1, -1)):
        for place in order:
            edge = told[place]
            if edge.head != (order.step > 0):
                break
            told[place] = replace(edge, outermost=True)
            if not (SYMBOL.fullmatch(edge.text) or (edge.head, _signature(edge.text)) in repeated):
                break
    return told


def _at_turns(edges: Sequence[list[_Edge]]) -> set[int]:
    """Without geometry, what stands beside the symbol with which pages begin: page numbers, job numbers and the like.

    At the end of a page only one number is taken, for those of its footnotes may stand there too.
    """
    begun = [bool(page and page[0].line.top is None and SYMBOL.fullmatch(page[0].text)) for page in edges]
    own = {page[0].text for page, begins in zip(edges[1:], begun[1:], strict=True) if begins}
    gone: set[int] = set()
    for place, page in enumerate(edges):
        if place and begun[place]:
            for edge in page:
                if not edge.head or not turns_page(edge.text, own):
                    break
                gone.add(id(edge.line))
        if place + 1 < len(edges) and begun[place + 1]:
            numbers = 0
            for edge in reversed(page):
                numbers += edge.text.isdecimal()
                if edge.head or numbers > 1 or not turns_page(edge.text, own):
                    break
                gone.add(id(edge.line))
    return gone


def _signature(text: str) -> str:
    return " ".join(DIGITS.sub("#", text).split())


def _repeated(edges: list[list[_Edge]]) -> set[tuple[bool, str]]:
    """Heads and feet, by whether they are heads, and their signature.

    The same footnote may stand at the foot of several pages: what is a foot must stand on a good part of them.
    """
    counts: Counter[tuple[bool, str]] = Counter()
    for page in edges:
        counts.update({(edge.head, _signature(edge.text)) for edge in page if edge.head or edge.outermost})
    least = {True: 2 if len(edges) < 5 else 3, False: max(2, len(edges) / 5)}
    return {
        (head, signature)
        for (head, signature), count in counts.items()
        if count >= least[head] and re.search(r"[^\W\d_]", signature) and not NO_EDGE.search(signature)
    }


def _page_number(text: str) -> tuple[str, int] | None:
    found = PAGE_NUMBER.fullmatch(text)
    if not found:
        return None
    if found[1].isdecimal():
        return "arabic", int(found[1])
    values = [ROMAN[sign] for sign in found[1]]
    return "roman", sum(
        -value if value < after else value for value, after in zip(values, [*values[1:], 0], strict=True)
    )


def _page_number_deltas(edges: list[list[_Edge]]) -> dict[str, set[int]]:
    """By how much printed numbers differ from the place of their page, where several pages agree."""
    counts: dict[str, Counter[int]] = defaultdict(Counter)
    for place, page in enumerate(edges):
        for kind, number in {value for edge in page if edge.outermost and (value := _page_number(edge.text))}:
            counts[kind][number - place] += 1
    least = 2 if len(edges) < 5 else 3
    return {
        kind: {delta for delta, count in counts[kind].items() if count >= least or count == len(edges) > 1}
        for kind in ("arabic", "roman")
    }
