"""Annotated rows of the test reports, rows of a reading, and the differences between them, in words."""

from __future__ import annotations

import csv
import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from plenary.extract.model import Turn
from plenary.names import normalised

REPORTS: Final = Path(__file__).resolve().parent / "reports"
COLUMNS: Final = (
    "para",
    "order",
    "act",
    "speaker_as_written",
    "kind",
    "iso3",
    "capacity",
    "on_behalf_of",
    "count",
    "body_meeting",
    "date",
    "items",
    "note",
)
COMPARED: Final = ("act", "kind", "iso3", "capacity", "on_behalf_of", "count", "body_meeting", "date", "items")


@dataclass(frozen=True)
class Row:
    """One row in the columns of gold/FORMAT.md, multi-valued cells taken apart."""

    para: str
    speaker: str
    cells: Mapping[str, tuple[str, ...]]

    @property
    def key(self) -> tuple[str, str]:
        """Under which two rows are one: the printed paragraph without letters, and the name."""
        return self.para.split(" ")[0], normalised(self.speaker)


@dataclass(frozen=True)
class Comparison:
    """What a reading has otherwise than the annotation.

    Attributes:
        found: Pairs of annotated and read rows.
        missed: Annotated rows without a read one.
        extra: Read rows without an annotated one.
        wrong: Differences of found rows, each as "para speaker: column read for annotated".
    """

    found: tuple[tuple[Row, Row], ...]
    missed: tuple[Row, ...]
    extra: tuple[Row, ...]
    wrong: tuple[str, ...]

    @property
    def lines(self) -> list[str]:
        """All differences, in words."""
        return [
            *(f"{row.para} {row.speaker}: missed" for row in self.missed),
            *(f"{row.para} {row.speaker}: extra" for row in self.extra),
            *self.wrong,
        ]

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall; 1 where there is nothing to find and nothing was read."""
        total = 2 * len(self.found) + len(self.missed) + len(self.extra)
        return 2 * len(self.found) / total if total else 1.0

    def share(self, column: str) -> float:
        """Share of found rows that agree in a column; 1 where none was found."""
        agreeing = sum(agrees(column, annotated, read) for annotated, read in self.found)
        return agreeing / len(self.found) if self.found else 1.0


@lru_cache
def annotation(report: Path) -> tuple[Row, ...]:
    """Annotated rows of a report, in printed order."""
    with report.with_suffix(".csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            Row(row["para"], row["speaker_as_written"], {column: values(row[column]) for column in COMPARED})
            for row in csv.DictReader(file)
        )


def read_rows(turns: Iterable[Turn]) -> tuple[Row, ...]:
    """Rows of a reading in the same form."""
    return tuple(
        Row(
            turn.paragraph,
            turn.name_printed,
            {
                "act": (turn.act.value,),
                "kind": (turn.kind.value,),
                "iso3": values(turn.iso3),
                "capacity": (turn.capacity.value,),
                "on_behalf_of": values(";".join(turn.on_behalf_of)),
                "count": values("" if turn.count is None else str(turn.count)),
                "body_meeting": values(";".join(map(str, turn.meetings))),
                "date": values(";".join(day.isoformat() for day in turn.dates)),
                "items": values(";".join(turn.items)),
            },
        )
        for turn in turns
    )


def values(cell: str) -> tuple[str, ...]:
    """Parts of a multi-valued cell, their order and style aside."""
    return tuple(sorted(re.sub(r"\s+(?=\()", "", normalised(part)) for part in cell.split(";") if part.strip()))


def agrees(column: str, annotated: Row, read: Row) -> bool:
    """Whether a read cell says what the annotated one says."""
    wanted, given = annotated.cells[column], read.cells[column]
    return wanted == given or (
        column == "date" and len(wanted) > 2 and given == (wanted[0], wanted[-1]) and run(wanted)
    )


def run(days: Sequence[str]) -> bool:
    """Whether days follow each other without a gap."""
    ordinals = [dt.date.fromisoformat(day).toordinal() for day in days]
    return ordinals == list(range(ordinals[0], ordinals[-1] + 1))


def compare(annotated: Sequence[Row], read: Sequence[Row]) -> Comparison:
    """Annotated and read rows, paired in printed order by paragraph and name; of several alike the most similar."""
    waiting = list(annotated)
    found: list[tuple[Row, Row]] = []
    extra: list[Row] = []
    for row in read:
        alike = [other for other in waiting if other.key == row.key]
        if not alike:
            extra.append(row)
            continue
        best = max(alike, key=lambda other: sum(agrees(column, other, row) for column in COMPARED))
        waiting.remove(best)
        found.append((best, row))
    wrong = tuple(
        f"{ours.para} {ours.speaker}: {column} {'; '.join(theirs.cells[column]) or 'blank'}"
        f" for {'; '.join(ours.cells[column]) or 'blank'}"
        for ours, theirs in found
        for column in COMPARED
        if not agrees(column, ours, theirs)
    ) + tuple(
        f"{ours.para} {ours.speaker}: para {theirs.para} for {ours.para}"
        for ours, theirs in found
        if theirs.para != ours.para and not theirs.para.startswith(f"{ours.para} (")
    )
    return Comparison(tuple(found), tuple(waiting), tuple(extra), wrong)


def in_order(annotated: Sequence[Row], read: Sequence[Row]) -> bool:
    """Whether the names that both have stand in the same order."""
    both = Counter(row.key for row in annotated) & Counter(row.key for row in read)
    return [row.key for row in annotated if row.key in both] == [row.key for row in read if row.key in both]


def folded(text: str) -> str:
    """Text without white space, hyphens, case and kinds of quotes: how a name is sought in raw text."""
    return re.sub(r"[\s-]+", "", normalised(text))
