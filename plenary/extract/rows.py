"""Lines -> rows of the page, raised marks beside the text they belong to; and how the body of a document is set.

A row is what stands on one line of the printed page; a source may give it in several parts.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median
from typing import Final

from plenary.extract.model import Line

MARK: Final = re.compile(r"\d{1,3}(?:\s?[,–-]\s?\d{1,3})*,?|[*†‡§]{1,3}|[a-z]")
"""A footnote mark, or several beside each other."""

NOISE: Final = re.compile(r"[\W_]*")
"""A row without a letter or figure: a rule, stars, "/..."."""


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
