"""A copy of the dataset that a test may break: one change, sealed, then checked."""

import csv
import json
import shutil
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from plenary.checks import check_dataset
from plenary.schema import DATA, PACKAGE_FILE, read_package, seal

FIRST_RECORD = "crime-congress-12"
"""Session of the first record, whose rows are counted by hand in the tests of the rules."""


def copy_dataset(folder: Path, session: str | None = FIRST_RECORD) -> Path:
    """Copies the files that the dataset's package names, with the rows of one session or of all; the copy's folder."""
    copy = folder / "data"
    for file, content in _files(session).items():
        (copy / file).parent.mkdir(parents=True, exist_ok=True)
        (copy / file).write_bytes(content)
    return copy


@cache
def _files(session: str | None) -> Mapping[str, bytes]:
    """The files of a sealed copy: path relative to its folder -> content."""
    package = read_package(DATA)
    with TemporaryDirectory() as folder:
        copy = Path(folder)
        for file in (PACKAGE_FILE, *(resource.file for resource in package.resources)):
            (copy / file).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(DATA / file, copy / file)
        if session:
            _keep_session(copy, session)
        seal(copy)
        return {str(file.relative_to(copy)): file.read_bytes() for file in copy.rglob("*") if file.is_file()}


def _keep_session(directory: Path, session: str) -> None:
    """Leaves the rows of one session and those that belong to none; bands that they do not fit allow just as many."""
    kept: dict[str, int] = {}
    header, *statements = read_table(directory, "statements.csv")
    places = header.index("session_id"), header.index("document_id")
    documents = {row[places[1]] for row in statements if row[places[0]] == session}
    for table in read_package(directory).tables.values():
        header, *records = read_table(directory, table.file)
        for column in ("session_id", "document_id", "statement_id", "meeting_id", "conclusion_id"):
            if column in header:
                at = header.index(column)
                rows = [row for row in records if row[at] in documents or _of_session(row[at], session)]
                break
        else:
            continue
        if table.band and not table.band[0] <= len(rows) <= table.band[1]:
            kept[table.name] = len(rows)
        with (directory / table.file).open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows([header, *rows])
    allow_rows(directory, **kept)


def _of_session(identifier: str, session: str) -> bool:
    return identifier.partition(":")[0].partition("/")[0] == session


def read_table(directory: Path, file: str) -> list[list[str]]:
    """The records of a table, its header first."""
    with (directory / file).open(encoding="utf-8", newline="") as table:
        return list(csv.reader(table))


def write_table(directory: Path, file: str, records: list[list[str]]) -> None:
    """Writes the records of a table and seals the dataset."""
    with (directory / file).open("w", encoding="utf-8", newline="") as table:
        csv.writer(table, lineterminator="\n").writerows(records)
    seal(directory)


def line_of(directory: Path, file: str, **cells: str) -> int:
    """The line of the first row that has these cells; the header is line 1."""
    header, *records = read_table(directory, file)
    places = [(header.index(column), value) for column, value in cells.items()]
    return next(line for line, record in enumerate(records, 2) if all(record[at] == value for at, value in places))


def change(directory: Path, file: str, row: Mapping[str, str], column: str, value: str) -> int:
    """Changes one cell of the first row that has the cells of `row`, and seals; the row's line."""
    line = line_of(directory, file, **row)
    records = read_table(directory, file)
    records[line - 1][records[0].index(column)] = value
    write_table(directory, file, records)
    return line


def remove(directory: Path, file: str, **cells: str) -> int:
    """Removes the first row that has these cells, and seals; the line on which it stood."""
    line = line_of(directory, file, **cells)
    records = read_table(directory, file)
    del records[line - 1]
    write_table(directory, file, records)
    return line


def add(directory: Path, file: str, **cells: str) -> int:
    """Adds a row at the end of a table, its other cells blank, and seals; the row's line."""
    records = read_table(directory, file)
    records.append([cells.get(column, "") for column in records[0]])
    write_table(directory, file, records)
    return len(records)


def allow_rows(directory: Path, **tables: int) -> None:
    """States bands so that these tables may have exactly so many rows."""
    path = directory / PACKAGE_FILE
    descriptor = json.loads(path.read_text(encoding="utf-8"))
    descriptor["plenary:bands"].update({table: [count, count] for table, count in tables.items()})
    path.write_text(json.dumps(descriptor, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def found(
    directory: Path, documents: Path | None = None, severities: tuple[str, ...] = ("error", "warning")
) -> list[str]:
    """What the check finds, as it is printed."""
    report = check_dataset(directory, documents)
    return [str(finding) for finding in report.findings if finding.severity in severities]
