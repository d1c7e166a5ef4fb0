"""What a candidate makes of the dataset, and how that takes the dataset's place: checked first, then all or nothing."""

from __future__ import annotations

import datetime as dt
import json
import shutil
import tempfile
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from plenary.catalogue import translate as _
from plenary.catalogue import translate_plural
from plenary.curation.columns import LIST_MARK
from plenary.curation.folder import DESCRIBED, Candidate
from plenary.curation.statements import STATEMENT_TABLES, Statements, statements_of
from plenary.curation.tables import Cells, inserted, merged, read_tables, table_text
from plenary.model import Finding, ReviewStatus
from plenary.names import Names
from plenary.schema import PACKAGE_FILE, Package, read_descriptor, read_package, seal
from plenary.switching import switch

STAGED: Final = ".staged-"
"""Beginning of the name of a folder in which a next dataset is put together."""
FORGOTTEN_SECONDS: Final = 86_400
"""Age after which such a folder is what a killed process left, not what another one is working on."""


@dataclass(frozen=True)
class Review:
    """Who compared the rows that are marked reviewed with the document, and the day on which that was finished."""

    by: str
    on: dt.date


@dataclass(frozen=True)
class Proposal:
    """The dataset as it would be with a candidate.

    Attributes:
        package: Description of the dataset as it is.
        before: Its tables.
        after: Its tables with the candidate.
        problems: Why it cannot be accepted; none when nothing stands against it but the check.
    """

    package: Package
    before: Mapping[str, list[Cells]]
    after: Mapping[str, list[Cells]]
    problems: tuple[str, ...]

    @property
    def changed(self) -> tuple[str, ...]:
        """The tables that change, in the order of the package."""
        return tuple(name for name in self.package.tables if self.before[name] != self.after[name])


class Refused(Exception):
    """The next dataset has errors; nothing was written. `findings` says which."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__(*map(str, self.findings))


def propose(directory: Path, candidate: Candidate, review: Review | None) -> Proposal:
    """What accepting a candidate would make of the dataset in `directory`.

    Raises:
        OSError: The dataset cannot be read.
        BrokenPackage: Its description cannot.
    """
    package = read_package(directory)
    before = read_tables(package)
    problems = _blanks(candidate, package)
    if problems:
        return Proposal(package, before, before, tuple(problems))
    statements = statements_of(candidate, before, Names.read(directory))
    after = _merged(package, before, candidate, statements)
    newly = _newly_reviewed(before, after, candidate.document_id)
    if newly and review is None:
        message = translate_plural(
            "{count} row is newly marked reviewed: say who reviewed it and when",
            "{count} rows are newly marked reviewed: say who reviewed them and when",
            len(newly),
        )
        statements.problems.append(message.format(count=len(newly)))
    elif newly and review:
        after["reviews"] = _with_review(before["reviews"], candidate, newly, review)
    return Proposal(package, before, after, tuple(statements.problems))


def accept(directory: Path, proposal: Proposal) -> None:
    """Put a proposal in the place of the dataset that it was made from.

    A kill at any moment leaves the old or the new dataset whole (see `plenary.switching`). Bands are moved by the rows
    that a table gains or loses, so that a slip elsewhere is still noticed.

    Raises:
        Refused: The check finds errors in it, or the dataset has changed since.
        OSError: A file cannot be read or written.
    """
    from plenary.checks import check_dataset

    _remove_forgotten(directory)
    staged = Path(tempfile.mkdtemp(prefix=STAGED, dir=directory))
    try:
        _stage(directory, staged, proposal)
        errors = check_dataset(staged).errors
        if not errors and read_tables(read_package(directory)) != proposal.before:
            errors = (Finding(PACKAGE_FILE, None, None, _("the dataset has changed in the meantime")),)
        if errors:
            raise Refused(errors)
        changed = {PACKAGE_FILE, *(proposal.package.tables[name].file for name in proposal.changed)}
        for resource in proposal.package.resources:
            if resource.file not in changed:
                (staged / resource.file).unlink()
        switch(directory, staged)
    finally:
        shutil.rmtree(staged, ignore_errors=True)


def _stage(directory: Path, staged: Path, proposal: Proposal) -> None:
    descriptor = read_descriptor(directory)
    bands = descriptor.get("plenary:bands", {})
    for resource in proposal.package.resources:
        (staged / resource.file).parent.mkdir(parents=True, exist_ok=True)
        if resource.name not in proposal.changed:
            shutil.copyfile(resource.path, staged / resource.file)
            continue
        rows, columns = proposal.after[resource.name], proposal.package.tables[resource.name].columns
        (staged / resource.file).write_text(table_text(columns, rows), encoding="utf-8", newline="\n")
        gained = len(rows) - len(proposal.before[resource.name])
        if resource.name in bands:
            bands[resource.name] = [max(0, bound + gained) for bound in bands[resource.name]]
    text = json.dumps(descriptor, indent=2, ensure_ascii=False) + "\n"
    (staged / PACKAGE_FILE).write_text(text, encoding="utf-8", newline="\n")
    seal(staged)


def _remove_forgotten(directory: Path) -> None:
    for folder in directory.glob(f"{STAGED}*"):
        if time.time() - folder.stat().st_mtime > FORGOTTEN_SECONDS:
            shutil.rmtree(folder, ignore_errors=True)


def _blanks(candidate: Candidate, package: Package) -> list[str]:
    # Before anything is derived: who completes the files wants to know all blanks at once, by the name of the file.
    problems = [
        _("{file}: must have one row").format(file=f"{name}.csv")
        for name in ("sessions", "documents")
        if len(candidate.tables[name]) != 1
    ]
    for name in DESCRIBED:
        required = [field.name for field in package.tables[name].fields if field.required]
        for number, row in enumerate(candidate.tables[name], 1):
            for column in required:
                if not row[column]:
                    message = _("{file}, row {row}: {column} must not be blank")
                    problems.append(message.format(file=f"{name}.csv", row=number, column=column))
    return problems


def _merged(
    package: Package, before: Mapping[str, list[Cells]], candidate: Candidate, statements: Statements
) -> dict[str, list[Cells]]:
    after = {name: list(rows) for name, rows in before.items()}
    document = candidate.document_id
    own = {row["statement_id"] for row in before["statements"] if row["document_id"] == document}
    new: dict[str, list[Cells]] = {name: candidate.tables[name] for name in DESCRIBED} | statements.tables
    for name, rows in new.items():
        if name == "sessions":
            owned = [row for row in before[name] if row["session_id"] == candidate.session_id]
        elif name in STATEMENT_TABLES[1:]:
            owned = [row for row in before[name] if row["statement_id"] in own]
        else:
            owned = [row for row in before[name] if row["document_id"] == document]
        table = package.tables[name]
        full = [{column: row.get(column, "") for column in table.columns} for row in rows]
        after[name] = merged(before[name], owned, full, table.key)
    for name, rows in (("speakers", statements.speakers), ("speaker_names", statements.speaker_names)):
        columns = package.tables[name].columns
        full = [{column: row.get(column, "") for column in columns} for row in rows]
        after[name] = inserted(before[name], full, "speaker_id")
    return after


def _newly_reviewed(before: Mapping[str, list[Cells]], after: Mapping[str, list[Cells]], document: str) -> list[Cells]:
    """The statements of a document that are reviewed now and were not, word for word, with the same file."""
    hashes = [
        {row["document_id"]: row["sha256"] for row in tables["documents"]}.get(document) for tables in (before, after)
    ]
    reviewed = [
        {tuple(_told(row).items()) for row in tables["statements"] if _reviewed(row, document)}
        for tables in (before, after)
    ]
    known = reviewed[0] if hashes[0] == hashes[1] else set()
    return [row for row in after["statements"] if _reviewed(row, document) and tuple(_told(row).items()) not in known]


def _told(row: Cells) -> Cells:
    # A row before it may have come in: its own number within the document says nothing of what was compared.
    return {column: cell for column, cell in row.items() if column != "turn"}


def _reviewed(row: Cells, document: str) -> bool:
    return row["document_id"] == document and row["review_status"] == ReviewStatus.REVIEWED


def _with_review(reviews: Sequence[Cells], candidate: Candidate, newly: Sequence[Cells], review: Review) -> list[Cells]:
    document = candidate.document_id
    earlier = [row for row in reviews if row["document_id"] == document]
    row = {
        "review_id": f"{document}/{len(earlier) + 1}",
        "document_id": document,
        "sha256": candidate.tables["documents"][0]["sha256"],
        "table": "statements",
        "paragraphs": LIST_MARK.join(dict.fromkeys(row["paragraph"] for row in newly)),
        "reviewed_by": review.by,
        "reviewed_on": review.on.isoformat(),
    }
    return merged(reviews, earlier, [*earlier, row], ("review_id",))
