"""The column contract of the dataset, read from datapackage.json, its only copy; and the seal: hashes of its files."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import Any, Final

from plenary.catalogue import translate as _
from plenary.model import Finding
from plenary.switching import finish_switch

PACKAGE_FILE: Final = "datapackage.json"
PARQUET: Final = ".parquet"
"""Ending of the files of tables that are no CSV."""
DATA: Final = Path(os.environ.get("PLENARY_DATA") or Path(__file__).resolve().parents[1] / "data")
"""Folder of the dataset: the setting PLENARY_DATA, or data/ of the repository."""

Descriptor = Mapping[str, Any]
"""A JSON object of datapackage.json, as it stands there."""


class BrokenPackage(Exception):
    """datapackage.json is missing, is no JSON or lacks what every description needs; `finding` says which."""

    def __init__(self, finding: Finding) -> None:
        self.finding = finding
        super().__init__(str(finding))


@dataclass(frozen=True)
class Reference:
    """What the values of a list cell refer to.

    Attributes:
        resource: Table that must hold each value.
        fields: Its columns, in which the last holds the value; those before have the same name in the row itself.
    """

    resource: str
    fields: tuple[str, ...]


@dataclass(frozen=True)
class Field:
    """A column of a table.

    Attributes:
        name: Name of the column.
        type: string, integer, number, boolean or date, as in Data Package v2.
        title: Name for readers.
        description: What it holds, and what a blank means.
        required: Whether every row must have a value.
        enum: The only values allowed; empty when not closed.
        vocabulary: Vocabulary (of the table vocabulary) to which its codes belong; None when it holds no codes.
        list_of: What the values refer to when cells hold several, joined by ";"; None when a cell holds one value.
    """

    name: str
    type: str
    title: str
    description: str
    required: bool = False
    enum: tuple[str, ...] = ()
    vocabulary: str | None = None
    list_of: Reference | None = None


@dataclass(frozen=True)
class ForeignKey:
    """Columns whose values must stand in columns of another table."""

    fields: tuple[str, ...]
    resource: str
    reference_fields: tuple[str, ...]


@dataclass(frozen=True)
class Resource:
    """A file of the dataset with the size and hash under which it was sealed.

    Attributes:
        name: Name of the resource; for a table the file's stem.
        file: Path relative to the dataset's folder, with forward slashes.
        path: The same as a path that can be opened.
        hash: "sha256:" and 64 hexadecimal digits; empty when it was never sealed.
    """

    name: str
    file: str
    path: Path
    hash: str


@dataclass(frozen=True)
class Table:
    """A table of the dataset.

    Attributes:
        name: Name of the resource, the file's stem.
        file: Path relative to the dataset's folder, with forward slashes.
        path: The same as a path that can be opened.
        title: Name for readers.
        description: What one row is.
        fields: Columns, in the order of the file.
        key: Columns that together name a row once; a blank in them is a value like others.
        foreign_keys: Columns that refer to other tables.
        band: Least and greatest number of rows; None when none is stated.
    """

    name: str
    file: str
    path: Path
    title: str
    description: str
    fields: tuple[Field, ...]
    key: tuple[str, ...]
    foreign_keys: tuple[ForeignKey, ...] = ()
    band: tuple[int, int] | None = None

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns, in the order of the file."""
        return tuple(field.name for field in self.fields)


@dataclass(frozen=True)
class Package:
    """The dataset as datapackage.json describes it.

    Attributes:
        directory: Folder in which it lies.
        version: Version of the dataset.
        title: Title of the dataset.
        description: What it is, in a few sentences.
        created: Day on which this version was made; None where it states none that can be read.
        tables: Name -> table, in the order of the file.
        resources: All files, tables and others, in the order of the file.
    """

    directory: Path
    version: str
    title: str
    description: str
    created: dt.date | None
    tables: Mapping[str, Table]
    resources: tuple[Resource, ...]


def read_package(directory: Path) -> Package:
    """The package that `directory` holds.

    Raises:
        BrokenPackage: datapackage.json is missing, unreadable, no JSON, or lacks what a description needs.
    """
    descriptor = read_descriptor(directory)
    bands = _object(descriptor.get("plenary:bands", {}), "plenary:bands")
    tables: dict[str, Table] = {}
    resources: list[Resource] = []
    for place, entry in _objects(descriptor, "resources", ""):
        resource = _resource(directory, entry, place)
        if any(resource.name == other.name for other in resources):
            raise _broken(_("{place}: there is another resource named {name}").format(place=place, name=resource.name))
        resources.append(resource)
        if "schema" in entry:
            tables[resource.name] = _table(resource, entry, place, bands.get(resource.name))
    _refer_to_columns(tables)
    return Package(
        directory=directory,
        version=_text(descriptor, "version", ""),
        title=_text(descriptor, "title", ""),
        description=_text(descriptor, "description", ""),
        created=_created(descriptor),
        tables=MappingProxyType(tables),
        resources=tuple(resources),
    )


def _created(descriptor: Mapping[str, Any]) -> dt.date | None:
    try:
        return dt.date.fromisoformat(str(descriptor.get("created", ""))[:10])
    except ValueError:
        return None


def read_descriptor(directory: Path) -> dict[str, Any]:
    """datapackage.json as it stands, its keys in their order; a switch that was cut off is finished first.

    Raises:
        BrokenPackage: It is missing, unreadable or no JSON object, or a switch cannot be finished.
    """
    try:
        finish_switch(directory)
    except OSError as error:
        message = _("a change of the dataset was cut off and cannot be finished: {reason}")
        raise _broken(message.format(reason=error.strerror)) from error
    try:
        text = (directory / PACKAGE_FILE).read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise _broken(_("the file is missing")) from error
    except UnicodeDecodeError as error:
        raise _broken(_("the file is not UTF-8 text (byte {offset})").format(offset=error.start + 1)) from error
    except OSError as error:
        raise _broken(_("the file cannot be read: {reason}").format(reason=error.strerror)) from error
    try:
        return _object(json.loads(text), PACKAGE_FILE)
    except json.JSONDecodeError as error:
        message = _("the file is not JSON: {reason}, character {character}")
        raise _broken(message.format(reason=error.msg, character=error.colno), error.lineno) from error
    except RecursionError as error:
        raise _broken(_("the file is nested too deeply")) from error


def is_sealed(directory: Path) -> list[Finding]:
    """What differs from the seal: one finding for each file that is missing, unreadable or not as sealed; else empty.

    Files that carry their hash passed the checks when they were sealed: whoever loads them need not validate again.
    """
    try:
        package = read_package(directory)
    except BrokenPackage as error:
        return [error.finding]
    return [finding for resource in package.resources for finding in _seal_broken(resource)]


def seal(directory: Path) -> tuple[str, ...]:
    """Write size and hash of every resource into datapackage.json, and nothing else.

    The file keeps the order of its keys and two blanks of indentation. It is left alone when every seal holds.

    Returns:
        Paths of the files whose seal changed, in the order of the package.

    Raises:
        BrokenPackage: The description, or a file that it names, cannot be read.
    """
    descriptor = read_descriptor(directory)
    resources = read_package(directory).resources
    changed = []
    for (_place, entry), resource in zip(_objects(descriptor, "resources", ""), resources, strict=True):
        try:
            content = resource.path.read_bytes()
        except OSError as error:
            raise BrokenPackage(_unreadable(resource, error)) from error
        sealed = {"bytes": len(content), "hash": digest(content)}
        if any(entry.get(name) != value for name, value in sealed.items()):
            entry.update(sealed)
            changed.append(resource.file)
    if changed:
        text = json.dumps(descriptor, indent=2, ensure_ascii=False) + "\n"
        (directory / PACKAGE_FILE).write_text(text, encoding="utf-8", newline="\n")
    return tuple(changed)


def digest(content: bytes) -> str:
    """Hash of a file as datapackage.json writes it: "sha256:" and 64 hexadecimal digits."""
    return "sha256:" + hashlib.sha256(content).hexdigest()


def _seal_broken(resource: Resource) -> list[Finding]:
    try:
        content = resource.path.read_bytes()
    except OSError as error:
        return [_unreadable(resource, error)]
    if digest(content) == resource.hash:
        return []
    message = _("the file is not the one that datapackage.json describes (its hash differs)")
    return [Finding(resource.file, None, None, message)]


def _unreadable(resource: Resource, error: OSError) -> Finding:
    if isinstance(error, FileNotFoundError):
        return Finding(resource.file, None, None, _("the file is missing"))
    return Finding(resource.file, None, None, _("the file cannot be read: {reason}").format(reason=error.strerror))


def _resource(directory: Path, entry: Descriptor, place: str) -> Resource:
    file = _text(entry, "path", place)
    path = PurePosixPath(file)
    # Nothing outside the dataset's folder may be opened through a description that someone else wrote.
    if path.is_absolute() or ".." in path.parts or "\\" in file or ":" in file:
        raise _broken(_("{place}.path: {file} does not lie in the dataset's folder").format(place=place, file=file))
    return Resource(_text(entry, "name", place), file, directory / path, str(entry.get("hash", "")))


def _table(resource: Resource, entry: Descriptor, place: str, band: object) -> Table:
    place = f"{place}.schema"
    schema = _object(entry["schema"], place)
    fields = tuple(_field(field, where) for where, field in _objects(schema, "fields", place))
    columns = {field.name for field in fields}
    foreign_keys = tuple(
        _foreign_key(key, where) for where, key in _objects(schema, "foreignKeys", place, optional=True)
    )
    key = _key(schema, place)
    for name in (*key, *(name for foreign in foreign_keys for name in foreign.fields)):
        if name not in columns:
            raise _broken(_("{place}: a key names {name}, which is no field").format(place=place, name=name))
    return Table(
        name=resource.name,
        file=resource.file,
        path=resource.path,
        title=_text(entry, "title", place),
        description=_text(entry, "description", place),
        fields=fields,
        key=key,
        foreign_keys=foreign_keys,
        band=_band(band, resource.name),
    )


def _refer_to_columns(tables: Mapping[str, Table]) -> None:
    # A reference to nothing would be left out of every check without a word.
    for table in tables.values():
        references = [(key.resource, key.reference_fields) for key in table.foreign_keys]
        references += [(field.list_of.resource, field.list_of.fields) for field in table.fields if field.list_of]
        for resource, columns in references:
            unknown = [name for name in columns if resource not in tables or name not in tables[resource].columns]
            if unknown:
                message = _("{table} refers to the column {column} of {resource}, which there is not")
                raise _broken(message.format(table=table.name, column=unknown[0], resource=resource))


def _key(schema: Descriptor, place: str) -> tuple[str, ...]:
    # A unique key may hold blanks, a primary key may not: names in force since ever have no first day.
    unique = schema.get("uniqueKeys")
    if "primaryKey" in schema or not isinstance(unique, list) or not unique:
        return _names(schema, "primaryKey", place)
    return _names({"uniqueKeys": unique[0]}, "uniqueKeys", place)


def _field(entry: Descriptor, place: str) -> Field:
    constraints = _object(entry.get("constraints", {}), f"{place}.constraints")
    refers = entry.get("plenary:list")
    return Field(
        name=_text(entry, "name", place),
        type=_text(entry, "type", place),
        title=_text(entry, "title", place),
        description=_text(entry, "description", place),
        required=bool(constraints.get("required", False)),
        enum=_names(constraints, "enum", f"{place}.constraints") if "enum" in constraints else (),
        vocabulary=_text(entry, "plenary:vocabulary", place) if "plenary:vocabulary" in entry else None,
        list_of=None if refers is None else _reference(refers, f"{place}.plenary:list"),
    )


def _foreign_key(entry: Descriptor, place: str) -> ForeignKey:
    reference = _reference(entry.get("reference"), f"{place}.reference")
    return ForeignKey(_names(entry, "fields", place), reference.resource, reference.fields)


def _reference(value: object, place: str) -> Reference:
    entry = _object(value, place)
    return Reference(_text(entry, "resource", place), _names(entry, "fields", place))


def _band(value: object, name: str) -> tuple[int, int] | None:
    match value:
        case None:
            return None
        case [int(least), int(greatest)] if 0 <= least <= greatest:
            return (least, greatest)
        case _:
            message = _("{place}: must be the least and the greatest number of rows")
            raise _broken(message.format(place=f"plenary:bands.{name}"))


def _objects(entry: Descriptor, key: str, place: str, optional: bool = False) -> Iterable[tuple[str, dict[str, Any]]]:
    place = f"{place}.{key}".lstrip(".")
    values = entry.get(key, [] if optional else None)
    if not isinstance(values, list) or not (values or optional):
        raise _broken(_("{place}: must be a list").format(place=place))
    return [(f"{place}[{position}]", _object(value, f"{place}[{position}]")) for position, value in enumerate(values)]


def _object(value: object, place: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise _broken(_("{place}: must be an object").format(place=place))
    return value


def _text(entry: Descriptor, key: str, place: str) -> str:
    value = entry.get(key)
    if not isinstance(value, str) or not value:
        raise _broken(_("{place}: must be a text").format(place=f"{place}.{key}".lstrip(".")))
    return value


def _names(entry: Descriptor, key: str, place: str) -> tuple[str, ...]:
    value = entry.get(key)
    names = [value] if isinstance(value, str) else value
    if not isinstance(names, list) or not names or not all(isinstance(name, str) for name in names):
        raise _broken(_("{place}: must be a list").format(place=f"{place}.{key}"))
    return tuple(names)


def _broken(message: str, row: int | None = None) -> BrokenPackage:
    return BrokenPackage(Finding(PACKAGE_FILE, row, None, message))
