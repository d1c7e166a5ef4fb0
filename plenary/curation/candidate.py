"""A report as read becomes a candidate: rows to review, and a description of session and document to complete.

What the dataset has of the very same file stands: adding a document twice changes nothing. On request, what is not
reviewed is read again: a paragraph with reviewed rows keeps them, descriptions stay as curated, what lacks is added. Of
another file for the same document everything is read anew; what a curator decided about speakers and wrote in notes is
offered again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from plenary.curation.columns import LIST_MARK, NAMES_MARK, TURN_COLUMNS
from plenary.curation.described import Description
from plenary.curation.folder import FINDINGS, TURNS, Candidate, columns_of
from plenary.curation.statements import turns_of
from plenary.curation.tables import Cells, read_cells, read_tables
from plenary.extract import read_report
from plenary.extract.model import Reading, Resolution, Turn
from plenary.model import Basis, Kind, ReviewStatus
from plenary.names import Names
from plenary.schema import read_package

OwnName = tuple[str, str, str]
"""Paragraph, printed name and act: what tells rows of one list apart, but for those that stand there twice."""


def candidate_of(
    file: Path, session_id: str, directory: Path, *, propose_speakers: bool = False, read_again: bool = False
) -> Candidate:
    """The candidate of a report.

    Args:
        file: The report.
        session_id: Code of the session whose proceedings it reports.
        directory: Folder of the dataset.
        propose_speakers: Whether names that no table holds, but whose kind the record itself tells, are proposed as
            new speakers.
        read_again: Whether rows of the very same file that nobody has reviewed give way to those read now.

    Raises:
        Unreadable: The file cannot be read as a report.
        OSError: The dataset cannot be read.
    """
    names = Names.read(directory)
    reading = read_report(file, names=names)
    return candidate(reading, session_id, directory, propose_speakers=propose_speakers, read_again=read_again)


def candidate(
    reading: Reading,
    session_id: str,
    directory: Path,
    *,
    propose_speakers: bool = False,
    read_again: bool = False,
) -> Candidate:
    """The candidate of a report that has been read; see `candidate_of`."""
    package = read_package(directory)
    tables = read_tables(package)
    description = Description(reading, session_id, tables)
    read = [_cells(turn, reading, description) for turn in reading.turns]
    old = turns_of(description.document_id, tables)
    stands = description.same_file and not read_again
    turns = _standing(read, old, description.order, everything=stands) if description.same_file else read
    _carry_decisions(turns, old)
    if propose_speakers:
        _propose(turns)
    for order, row in enumerate(turns, 1):
        row["order"] = str(order)
    findings = [
        {
            "severity": finding.severity,
            "rule": finding.rule,
            "paragraph": finding.paragraph,
            "page": str(finding.page or ""),
            "printed": finding.printed,
            "message": finding.message,
            "hints": NAMES_MARK.join(finding.hints),
        }
        for finding in reading.findings
    ]
    described = description.of_dataset() if stands else description.tables(turns)
    found = described | {TURNS: turns, FINDINGS: findings}
    return Candidate(
        {
            name: [{column: row.get(column, "") for column in columns_of(package, name)} for row in rows]
            for name, rows in found.items()
        }
    )


def is_candidate_of(folder: Path, file: Path) -> bool:
    """Whether a candidate folder was written for this very file.

    Raises:
        OSError: The file cannot be read.
    """
    try:
        documents = read_cells(folder / "documents.csv")
    except FileNotFoundError:
        return False
    return [row.get("sha256") for row in documents] == [hashlib.sha256(file.read_bytes()).hexdigest()]


def _cells(turn: Turn, reading: Reading, description: Description) -> Cells:
    meeting_basis, note = description.meeting_basis(turn)
    return dict.fromkeys(TURN_COLUMNS, "") | {
        "para": turn.paragraph,
        "act": turn.act,
        "speaker_as_written": turn.name_printed,
        "kind": turn.kind,
        "iso3": turn.iso3,
        "capacity": turn.capacity,
        "on_behalf_of": NAMES_MARK.join(turn.on_behalf_of),
        "count": str(turn.count or ""),
        "body_meeting": LIST_MARK.join(map(str, turn.meetings)),
        "date": LIST_MARK.join(description.dates(turn)),
        "items": LIST_MARK.join(turn.items),
        "note": " ".join(filter(None, (_sentence(turn.note), note, "" if turn.items else "No agenda item named."))),
        "speaker_id": turn.speaker_id,
        "meeting_basis": meeting_basis,
        "item_basis": Basis.INFERRED if turn.items and not description.items_stated(turn) else "",
        "page": str(turn.page),
        "start": str(turn.start),
        "end": str(turn.end),
        "resolution": turn.resolution,
        "sentence": reading.report.text[turn.sentence_start : turn.sentence_end],
    }


def _standing(
    read: Sequence[Cells], old: Sequence[Cells], order: Mapping[str, int], *, everything: bool
) -> list[Cells]:
    """The dataset's rows with the sentences as read: all of them, or those of paragraphs with reviewed rows alone.

    In the latter case the other paragraphs have their rows as read, in the given order of paragraphs.
    """
    reviewed = {row["para"] for row in old if row["review_status"] == ReviewStatus.REVIEWED}
    receipts = dict(_numbered(read))
    standing = [row for row in old if everything or row["para"] in reviewed]
    for name, row in _numbered(standing):
        found = receipts.get(name, {})
        row.update({column: found.get(column, "") for column in ("start", "end", "resolution", "sentence")})
    if everything:
        return standing
    new = [row for row in read if row["para"] not in reviewed]
    return sorted([*standing, *new], key=lambda row: order.get(row["para"], len(order)))


def _carry_decisions(turns: Sequence[Cells], old: Sequence[Cells]) -> None:
    decided = dict(_numbered(old))
    for name, row in _numbered(turns):
        if not row["speaker_id"] and name in decided and row["kind"] != Kind.UNNAMED:
            row["speaker_id"] = decided[name]["speaker_id"]


def _propose(turns: Sequence[Cells]) -> None:
    proposed: set[str] = set()
    for row in turns:
        name = row["speaker_as_written"]
        if row["resolution"] == Resolution.RECORD and not row["speaker_id"] and row["kind"] not in _NAMELESS:
            if name not in proposed:
                row["new_speaker_kind"], row["new_speaker_name"] = row["kind"], name
            proposed.add(name)


_NAMELESS = frozenset({Kind.UNNAMED, Kind.STATE})


def _numbered(rows: Iterable[Cells]) -> list[tuple[tuple[OwnName, int], Cells]]:
    """Rows with what tells them apart, and how many of the same stood before."""
    seen: dict[OwnName, int] = {}
    numbered = []
    for row in rows:
        name = (row["para"], row["speaker_as_written"], row["act"])
        seen[name] = seen.get(name, 0) + 1
        numbered.append(((name, seen[name]), row))
    return numbered


def _sentence(note: str) -> str:
    return f"{note[:1].upper()}{note[1:]}." if note and not note.endswith(".") else note
