"""Types, keys, foreign keys and allowed values, checked by frictionless and told in our wording."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, Final

from plenary.catalogue import current_language, translatable
from plenary.catalogue import translate as _
from plenary.checks.rows import Rows
from plenary.model import Finding
from plenary.schema import PACKAGE_FILE, PARQUET, Table, digest, read_descriptor

if TYPE_CHECKING:
    from frictionless import Error


def check_contract(rows: Rows) -> list[Finding]:
    """What frictionless finds in the description and in the readable tables; references to others are left out.

    Tables that this process has checked before as they stand, with those that they refer to, are not read again.
    """
    # frictionless takes half a second to import, and only a dataset that is being changed needs it.
    from frictionless import FrictionlessException, Package

    descriptor = read_descriptor(rows.package.directory)
    try:
        problems = list(Package.metadata_validate(descriptor))
        if problems:
            return [Finding(PACKAGE_FILE, None, None, problem.note) for problem in problems]
        readable = _readable(descriptor, rows)
        findings = list(_of_description(readable, rows))
        if not findings:
            for name in rows.tables:
                findings += _of_table(_needed(readable, name), rows, name)
    except FrictionlessException as error:
        return [Finding(PACKAGE_FILE, None, None, error.error.note)]
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        # Some properties of the wrong kind are not told by frictionless but stumbled over.
        return [Finding(PACKAGE_FILE, None, None, _("frictionless cannot read it: {reason}").format(reason=error))]
    return findings


def _readable(descriptor: dict[str, Any], rows: Rows) -> dict[str, Any]:
    # Sizes and hashes are the seal's business (plenary.schema.is_sealed): told once, in one wording.
    resources = []
    for entry in descriptor["resources"]:
        if entry["name"] not in rows.tables:
            continue
        schema = entry["schema"]
        keys = [key for key in schema.get("foreignKeys", []) if key["reference"]["resource"] in rows.tables]
        sealed = {"bytes", "hash"}
        resource = {name: value for name, value in entry.items() if name not in sealed}
        table = rows.package.tables[entry["name"]]
        if table.path.suffix == PARQUET:
            # Checked as the cells that were read: frictionless reads Parquet by another library.
            resource = {name: value for name, value in resource.items() if name not in ("path", "format", "mediatype")}
            resource["data"] = [list(table.columns), *(list(row.cells.values()) for row in rows[table.name])]
        resources.append(resource | {"schema": schema | {"foreignKeys": keys}})
    return descriptor | {"resources": resources}


def _needed(descriptor: dict[str, Any], table: str) -> dict[str, Any]:
    """The description of a table and of those that it refers to."""
    entries = {entry["name"]: entry for entry in descriptor["resources"]}
    keys = entries[table]["schema"]["foreignKeys"]
    names = {table: None} | {key["reference"]["resource"] or table: None for key in keys}
    return descriptor | {"resources": [entries[name] for name in names]}


_MOST_KEPT: Final = 512
_kept: dict[str, tuple[Finding, ...]] = {}
"""What was found before, by a hash of all that it depends on: most checks follow the change of a single table."""


def _keep(key: str, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    while len(_kept) >= _MOST_KEPT:
        _kept.pop(next(iter(_kept)), None)
    _kept[key] = tuple(findings)
    return _kept[key]


def _of_description(descriptor: dict[str, Any], rows: Rows) -> tuple[Finding, ...]:
    from frictionless import FrictionlessException, Package

    key = digest(json.dumps(descriptor).encode())
    if key in _kept:
        return _kept[key]
    package = Package.from_descriptor(descriptor, basepath=str(rows.package.directory))
    try:
        package.to_descriptor(validate=True)
    except FrictionlessException as error:
        return tuple(Finding(PACKAGE_FILE, None, None, found.note) for found in error.to_errors())
    return _keep(key, ())


def _of_table(descriptor: dict[str, Any], rows: Rows, name: str) -> tuple[Finding, ...]:
    from frictionless import Package

    hashes = {entry["name"]: rows.hashes[entry["name"]] for entry in descriptor["resources"]}
    key = digest(json.dumps([name, descriptor, hashes, current_language()]).encode())
    if key in _kept:
        return _kept[key]
    report = Package.from_descriptor(descriptor, basepath=str(rows.package.directory)).validate(name=name)
    findings = [Finding(PACKAGE_FILE, None, None, error.note) for error in report.errors]
    for task in report.tasks:
        findings += _told(rows.package.tables[name], rows.lines[name], task.errors)
    # A file may have changed since its rows were read; what was found then is true of neither.
    same = all(digest(rows.package.tables[table].path.read_bytes()) == found for table, found in hashes.items())
    return _keep(key, findings) if same else tuple(findings)


def _told(table: Table, lines: tuple[int, ...], errors: Iterable[Error]) -> Iterator[Finding]:
    told: set[int] = set()
    for error in errors:
        number = getattr(error, "row_number", None)
        row = None if number is None else lines[number - 1]
        if error.type in {"missing-cell", "extra-cell"}:
            # frictionless tells each cell; one lost comma makes them all.
            if row is not None and row not in told:
                told.add(row)
                count = len(getattr(error, "cells", ()))
                message = _("the row has {count} cells; the header has {columns}")
                yield Finding(table.file, row, None, message.format(count=count, columns=len(table.columns)))
        elif error.type == "primary-key" and "None" in error.note:
            continue  # A blank row; it is told as such.
        else:
            yield _finding(table, lines, row, error)


def _finding(table: Table, lines: tuple[int, ...], row: int | None, error: Error) -> Finding:
    column = getattr(error, "field_name", None)
    cell = getattr(error, "cell", None)
    match error.type:
        case "blank-row":
            message = _("the row is blank")
        case "type-error":
            kind = next(field.type for field in table.fields if field.name == column)
            message = _(_TYPES.get(kind, _OTHER_TYPE)).format(cell=cell)
        case "constraint-error":
            message = _constraint(error.note, cell)
        case "primary-key":
            other = re.search(r"(\d+)$", error.note)
            column = table.key[-1]
            line = lines[int(other[1]) - 1] if other else "?"
            message = _("the key is the same as in line {line}").format(line=line)
        case "foreign-key":
            names = getattr(error, "field_names", [])
            column = names[-1]
            values = ", ".join(getattr(error, "field_cells", []))
            resource = getattr(error, "reference_name", "") or table.name
            message = _("{table} has no row for {values}").format(table=resource, values=values)
        case _:
            message = error.note or error.message
    return Finding(table.file, row, column, message)


_TYPES: Final = {
    "integer": translatable("must be a whole number: {cell}"),
    "number": translatable("must be a number: {cell}"),
    "boolean": translatable("must be true or false: {cell}"),
    "date": translatable("must be a date as YYYY-MM-DD: {cell}"),
}
_OTHER_TYPE: Final = translatable("has not the type or format described: {cell}")


def _constraint(note: str, cell: object) -> str:
    found = re.fullmatch(r'constraint "(\w+)" is "(.*)"', note, re.DOTALL)
    name, value = (found[1], found[2]) if found else ("", "")
    match name:
        case "required":
            return _("must not be blank")
        case "enum":
            return _("must be one of {values}: {cell}").format(values=value.strip("[]").replace("'", ""), cell=cell)
        case "pattern":
            return _("must have the form {pattern}: {cell}").format(pattern=value, cell=cell)
        case "minimum":
            return _("must be at least {value}: {cell}").format(value=value, cell=cell)
        case "maximum":
            return _("must be at most {value}: {cell}").format(value=value, cell=cell)
        case _:
            return f"{note}: {cell}"
