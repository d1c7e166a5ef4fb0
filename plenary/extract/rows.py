"""Lines -> rows of the page: page heads and feet left out, raised marks beside the text they belong to.

A row is what stands on one line of the printed page; a source may give it in several parts.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from statistics import median
from typing import Final

from plenary.extract.model import Line, Source

MARK: Final = re.compile(r"\d{1,3}(?:\s?[,–-]\s?\d{1,3})*,?|[*†‡§]{1,3}|[a-z]")
"""A footnote mark, or several beside each other."""

EDGE: Final = 4
"""Lines at the beginning and at the end of a page among which its head and foot are sought."""

DIGITS: Final = re.compile(r"\d+")
PAGE_NUMBER: Final = re.compile(r"(?:[Pp]age\s+)?[-–—\[(]?\s*(\d{1,4}|[ivxlc]{1,7})\s*[-–—\])]?")
JOB: Final = re.compile(r"(?:[A-Z]{1,3}\.)?\d{2}-\d{4,6}|[A-Z]\d{6,8}")
JOB_LINE: Final = re.compile(
    rf"(?:\d{{1,4}}(?:/\d{{1,4}})?\s+)?(?P<job>{JOB.pattern})(?:\s*\(\s*[A-Z]\s*\))?(?:\s+[\d/*()]+)*"
)
NOISE: Final = re.compile(r"[\W_]*")
"""A row without a letter or figure: a rule, stars, "/..."."""

NEAR: Final = 14.0
"""Points from the outermost line of a page within which a foot or a page number stands."""

NO_EDGE: Final = re.compile(r"[,;:]$|^\(?[a-z#]+[.)]\s|^[a-z]")
"""What a head or foot does not look like: text that goes on, an item of a list."""

SYMBOL: Final = re.compile(r"[A-Z][A-Za-z.]*(?:/[A-Za-z0-9.\-()]+)+")
BARCODE: Final = re.compile(r"\*\s*[A-Z]?\d{6,8}\s*\*")
ROMAN: Final = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


@dataclass(slots=True)
class Row:
    """A row of a page.

    Attributes:
        parts: The text, in printed order; a part that is a raised mark too.
        marks: Which parts are raised marks: (place in `parts`, number or sign).
        page: Page, counted from 1.
        left: Left edge of the text; None without geometry, like the following.
        right: Right edge.
        top: Height of its baseline.
        size: Size of its text.
        weight: Weight of its font.
        text: The characters, marks left out, blanks at the ends too.
        apart: Whether a blank line stands before it, in a text.
    """

    parts: list[Line]
    page: int
    left: float | None
    right: float | None
    top: float | None
    size: float | None
    weight: int | None
    marks: list[tuple[int, str]] = field(default_factory=list)
    text: str = ""
    apart: bool = False


def body_lines(source: Source) -> tuple[list[list[Line]], list[Line]]:
    """Lines of each page without head and foot, and the lines left out.

    A head or foot is known by its place among the first or last lines and by standing there on several pages, whatever
    its numbers; a page number by going up with the pages.
    """
    pages: list[list[Line]] = [[] for _ in source.pages]
    for line in source.lines:
        pages[line.page - 1].append(line)
    if len(pages) < 2:
        return pages, []
    edges = [_edges(lines) for lines in pages]
    repeated = _repeated(edges)
    edges = [_outermost(page, repeated) for page in edges]
    deltas = _page_number_deltas(edges)
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
        kind: {delta for delta, count in counts[kind].items() if count >= least or count == len(edges)}
        for kind in ("arabic", "roman")
    }


def rows_of_page(lines: Iterable[Line]) -> list[Row]:
    """Rows of a page: parts that go on without a line's end, or at the same height further right, are one row."""
    rows: list[Row] = []
    row: Row | None = None
    for line in lines:
        if line.top is None:
            if not line.text.strip() and row is not None and row.top is not None:
                continue
            rows.append(_new_row(line))
            row = rows[-1]
            continue
        if row is not None and row.top is not None and _goes_on(row, line):
            _add(row, line)
            continue
        if row is not None and row.left is not None and _only_mark(row) and _begins_with(row, line):
            # A raised mark that the file gives before the text it stands at.
            row.left, row.top, row.size, row.weight = row.left, line.top, line.size, line.weight
            row.marks.append((0, row.parts[0].text.strip()))
            row.parts.append(line)
            row.right = line.right
            continue
        row = _new_row(line)
        rows.append(row)
    for row in rows:
        row.text = _text(row)
    return rows


def _new_row(line: Line) -> Row:
    return Row([line], line.page, line.left, line.right, line.top, line.size, line.weight)


def _text(row: Row) -> str:
    if len(row.parts) == 1:
        return row.parts[0].text.strip()
    marks = {place for place, _ in row.marks}
    return "".join(part.text for place, part in enumerate(row.parts) if place not in marks).strip()


def _only_mark(row: Row) -> bool:
    return len(row.parts) == 1 and MARK.fullmatch(row.parts[0].text.strip()) is not None


def _begins_with(row: Row, line: Line) -> bool:
    mark = row.parts[0]
    assert line.top is not None and mark.top is not None and line.size and mark.size  # noqa: S101
    drop = mark.top - line.top
    return mark.size < 0.85 * line.size and 0.5 < drop < 0.7 * line.size and (line.left or 0) >= (mark.left or 0)


def _goes_on(row: Row, line: Line) -> bool:
    last = row.parts[-1]
    assert row.top is not None and line.top is not None and row.size and line.size  # noqa: S101
    continuous = last.start + len(last.text) == line.start and not last.text.endswith("\ufffe")
    rise = line.top - row.top
    if abs(rise) < 0.2 * row.size and (continuous or -1 < (line.left or 0) - (row.right or 0) < row.size):
        return True
    raised = 0.15 * row.size < rise < 0.75 * row.size and line.size < 0.85 * row.size
    near = -0.3 * row.size < (line.left or 0) - (row.right or 0) < row.size
    if raised and near and MARK.fullmatch(line.text.strip()):
        return True
    # After a mark at the beginning of the row the text itself.
    return continuous and last.size is not None and last.size < 0.85 * line.size and abs(rise) < 0.7 * line.size


def _add(row: Row, line: Line) -> None:
    assert row.size and line.size and row.top is not None and line.top is not None  # noqa: S101
    sign = line.text.strip()
    if line.size < 0.85 * row.size and line.top - row.top > 0.12 * row.size and MARK.fullmatch(sign):
        row.marks.append((len(row.parts), sign))
    elif row.size < 0.85 * line.size and _only_mark(row) and row.top - line.top > 0.12 * line.size:
        row.marks.append((0, row.parts[0].text.strip()))
        row.size, row.top, row.weight = line.size, line.top, line.weight
    row.parts.append(line)
    row.right = line.right


COLUMN_SHARE: Final = 0.4
"""Least share of pages that go on in another column, in a document set in columns."""

RAGGED: Final = 0.94
"""Share of the right edge up to which a full line of a ragged text reaches at least."""

PLAIN_SHARE: Final = 0.005
"""Most lines that are set apart in a document that sets no headings apart, as a share of all."""


@dataclass(frozen=True, slots=True)
class Setting:
    """How the body of a document is set; None without geometry.

    Attributes:
        size: Size of its text.
        leading: Distance of its lines.
        right: Right edge of its full lines.
        weight: Weight of its font.
        plain: Whether nothing is set larger or in another weight, so that only wording tells headings.
        columns: Left edge in tens of points -> right edge of the full lines that begin there, where pages have columns.
    """

    size: float
    leading: float
    right: float
    weight: int
    plain: bool = False
    columns: Mapping[int, float] = field(default_factory=dict)

    def right_of(self, row: Row) -> float:
        """Right edge of the full lines that begin where the row does."""
        return self.columns.get(round((row.left or 0) / 10), self.right)


def setting_of(pages: Sequence[Sequence[Row]]) -> Setting | None:
    """How most of the text is set; None where the source has no geometry."""
    sizes: Counter[float] = Counter()
    for row in _placed(pages):
        sizes[round(row.size or 0, 1)] += len(row.text)
    if not sizes:
        return None
    size = sizes.most_common(1)[0][0]
    weights: Counter[int] = Counter()
    rights: Counter[int] = Counter()
    gaps: Counter[float] = Counter()
    above: Row | None = None
    for row in _placed(pages):
        if abs((row.size or 0) - size) < 0.06 * size:
            weights[row.weight or 0] += len(row.text)
            rights[round(row.right or 0)] += 1
            if above is not None and above.page == row.page:
                gap = (above.top or 0) - (row.top or 0)
                if 0.8 * size < gap < 3 * size:
                    gaps[round(gap, 1)] += 1
            above = row
        else:
            above = None
    common = [right for right, count in rights.items() if count >= 0.02 * sum(rights.values())]
    leading = gaps.most_common(1)[0][0] if gaps else 1.2 * size
    weight = weights.most_common(1)[0][0]
    set_apart = total = 0
    for row in _placed(pages):
        if (row.size or 0) > 0.96 * size and any(character.isalpha() for character in row.text):
            total += 1
            set_apart += (row.size or 0) > 1.04 * size or row.weight != weight
    right = max(common, default=max(rights))
    plain = set_apart <= PLAIN_SHARE * total
    # Lines of plain documents are broken by their characters: their right edge is ragged.
    return Setting(size, leading, right * RAGGED if plain else right, weight, plain, _columns(pages, size))


def _columns(pages: Sequence[Sequence[Row]], size: float) -> dict[int, float]:
    """Right edges by left edge, where a good part of the pages goes on at the top of a column further right."""
    turns = sum(
        1
        for rows in pages
        for above, row in pairwise(rows)
        if above.top is not None and row.top is not None
        and row.top - above.top > 10 * size and (row.left or 0) > (above.right or 0) - size
    )  # fmt: skip
    if turns < COLUMN_SHARE * len(pages):
        return {}
    rights: dict[int, Counter[int]] = defaultdict(Counter)
    for row in _placed(pages):
        rights[round((row.left or 0) / 10)][round((row.right or 0) / 2)] += 1
    return {
        left: 2.0 * max(right for right, count in counts.items() if count >= 0.1 * max(counts.values()))
        for left, counts in rights.items()
        if sum(counts.values()) >= 4
    }


def _placed(pages: Sequence[Sequence[Row]]) -> Iterator[Row]:
    return (row for rows in pages for row in rows if row.size is not None)


def wrap_width(pages: Sequence[Sequence[Row]]) -> int | None:
    """Length of the full lines of a text that is wrapped; None where each paragraph is one line.

    Wrapped is a text whose longest lines are about as long, and most of whose long lines do not end a sentence.
    """
    lengths = sorted(len(row.text) for rows in pages for row in rows if row.text)
    if len(lengths) < 8:
        return None
    long = lengths[int(0.95 * len(lengths))]
    if long > 160 or lengths[-1] > 2.5 * median(lengths[len(lengths) // 2 :]):
        return None
    full = [row.text for rows in pages for row in rows if len(row.text) > 0.75 * long]
    unended = sum(text[-1] not in ".;:!?" for text in full)
    return long if unended > 0.5 * len(full) else None
