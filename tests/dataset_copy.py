"""A copy of the dataset that a test may break: one change, sealed, then checked."""

import csv
import json
import shutil
from collections.abc import Mapping
from pathlib import Path

from plenary.checks import check_dataset
from plenary.schema import DATA, PACKAGE_FILE, read_package, seal


def copy_dataset(folder: Path) -> Path:
    """Copies the files of the dataset that its package names; the copy's folder."""
    package = read_package(DATA)
    copy = folder / "data"
    for file in (PACKAGE_FILE, *(resource.file for resource in package.resources)):
        (copy / file).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(DATA / file, copy / file)
    seal(copy)
    return copy


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
