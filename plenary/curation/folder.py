"""The candidate folder: CSV files that a curator reviews and completes before anything reaches the dataset.

Each file but two has the columns of the dataset's table of the same name. `turns.csv` has the columns of
`plenary.curation.columns`; it holds sentences of the document, so the folder is no part of the repository.
`findings.csv` is there to be read.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from plenary.curation.columns import TURN_COLUMNS
from plenary.curation.tables import Cells, read_cells, table_text
from plenary.schema import Package

TURNS: Final = "turns"
FINDINGS: Final = "findings"
FINDING_COLUMNS: Final = ("severity", "rule", "paragraph", "page", "printed", "message", "hints")
DESCRIBED: Final = (
    "sessions",
    "documents",
    "document_names",
    "paragraphs",
    "agenda_items",
    "meetings",
    "meeting_items",
    "documents_before",
    "discrepancies",
)
"""Tables of the dataset that a candidate has in their own columns, in the order in which a curator meets them."""


@dataclass(frozen=True)
class Candidate:
    """What a candidate folder holds.

    Attributes:
        tables: Name of a file without its suffix -> rows; every name of `DESCRIBED`, TURNS and FINDINGS is there.
    """

    tables: Mapping[str, list[Cells]]

    @property
    def session_id(self) -> str:
        """The session; "" where it is not told."""
        return self._only("sessions", "session_id")

    @property
    def document_id(self) -> str:
        """The document; "" where it is not told."""
        return self._only("documents", "document_id")

    @property
    def turns(self) -> list[Cells]:
        """The rows of turns.csv."""
        return self.tables[TURNS]

    def _only(self, table: str, column: str) -> str:
        rows = self.tables[table]
        return rows[0].get(column, "") if len(rows) == 1 else ""


class IncompleteFolder(Exception):
    """Files of a candidate folder that are missing or have other columns; `problems` says which, a sentence each."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__(*problems)
        self.problems = problems


def columns_of(package: Package, name: str) -> tuple[str, ...]:
    """The columns of a file of the candidate folder."""
    return {TURNS: TURN_COLUMNS, FINDINGS: FINDING_COLUMNS}.get(name) or package.tables[name].columns


def write_candidate(folder: Path, candidate: Candidate, package: Package) -> None:
    """Write the files of a candidate.

    Raises:
        OSError: The folder or a file cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in candidate.tables.items():
        text = table_text(columns_of(package, name), rows)
        (folder / f"{name}.csv").write_text(text, encoding="utf-8", newline="\n")


def read_candidate(folder: Path, package: Package) -> Candidate:
    """Read the files of a candidate; columns that a file lacks are blank, those of findings.csv do not matter.

    Raises:
        OSError: A file cannot be read.
        IncompleteFolder: A file is missing or is no CSV in UTF-8, or has a column of another name.
    """
    from plenary.catalogue import translate as _

    tables: dict[str, list[Cells]] = {FINDINGS: []}
    problems = []
    for name in (*DESCRIBED, TURNS):
        path = folder / f"{name}.csv"
        try:
            rows = read_cells(path)
        except FileNotFoundError:
            problems.append(_("{file} is missing").format(file=path))
            continue
        except UnicodeDecodeError:
            problems.append(_("{file} is not UTF-8 text").format(file=path))
            continue
        columns = columns_of(package, name)
        unknown = [column for row in rows[:1] for column in row if column not in columns]
        if unknown:
            message = _("{file} has a column {column} that is none of {columns}")
            problems.append(message.format(file=path, column=unknown[0], columns=", ".join(columns)))
        tables[name] = [{column: row.get(column, "").strip() for column in columns} for row in rows]
    if problems:
        raise IncompleteFolder(problems)
    return Candidate(tables)
