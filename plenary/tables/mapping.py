"""What the columns of a table are: a mapping, read from TOML or JSON; docs/add-table.md describes its keys."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping as MappingOf
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Final, TypeVar

from plenary.catalogue import translate as _

T = TypeVar("T")

BUILT_IN: Final = Path(__file__).parent / "mappings"
"""Folder of the mappings that come with the program, `NAME.toml` each."""
COLUMNS: Final = (
    "session", "year", "date", "meeting", "item", "name", "other_name", "code", "kind", "act", "capacity", "represents",
)  # fmt: skip
"""What a column of a table may be."""


class BrokenMapping(Exception):
    """A mapping that cannot be read or says what nobody understands; `args[0]` says what, without a full stop."""


@dataclass(frozen=True)
class DocumentFacts:
    """The table as a document: id, title, source, licence, address, note; `sha256` is the hash of the file reviewed."""

    id: str
    title: str
    source: str
    url: str = ""
    note: str = ""
    sha256: str = ""


@dataclass(frozen=True)
class SessionFacts:
    """Patterns of a session, with {session}, {nth} and {year} in them: `id`, `body`, titles, place, days, note.

    The days are YYYY-MM-DD. Without them they are those of the meetings.
    """

    id: str
    body: str
    title: str
    short_title: str
    title_source: str
    ordinal: str = "{session}"
    place: str = ""
    first_date: str = ""
    last_date: str = ""
    note: str = ""


@dataclass(frozen=True)
class OwnName:
    """A name that this table has for a speaker: misprint, short form, abbreviation, or a name of other dates."""

    name: str
    speaker: str
    form: str
    note: str = ""


@dataclass(frozen=True)
class Judgement:
    """What a person decided on rows of this name in these sessions: whose they are, or (no speaker) to leave them out.

    `code` must be that of the row, so that a judgement ends when the table is mended.
    """

    name: str
    sessions: tuple[str, ...]
    code: str
    reason: str
    speaker: str = ""


@dataclass(frozen=True)
class OtherCode:
    """A code that the table uses for other speakers than ISO 3166 does, and why."""

    code: str
    speakers: tuple[str, ...]
    reason: str


@dataclass(frozen=True)
class OwnSpeaker:
    """A speaker of this table that the dataset's table of speakers does not hold."""

    id: str
    kind: str
    name: str
    note: str = ""


@dataclass(frozen=True)
class ReviewFacts:
    """Who compared the rows of the very file that `DocumentFacts.sha256` names, and when."""

    by: str
    on: str


@dataclass(frozen=True)
class Mapping:
    """How the rows of a table become statements.

    Attributes:
        document: The table as a document.
        session: Patterns of its sessions.
        columns: What a column is (see COLUMNS) -> its header in the table; `name` is there.
        sheet: Sheet of a workbook; "" for its first.
        group: Columns whose equal values make several rows one statement; empty: each row is one.
        defaults: What a column would say, for all rows of a table without it.
        values: What a column is -> value printed -> the code that is meant.
        date_format: How dates are printed, as for strptime; "" for YYYY-MM-DD.
        names: Names of its own.
        judgements: Decisions on single rows.
        codes: Codes of its own.
        speakers: Speakers of its own.
        review: Review of the file; None where there was none.
    """

    document: DocumentFacts
    session: SessionFacts
    columns: MappingOf[str, str]
    sheet: str = ""
    group: tuple[str, ...] = ()
    defaults: MappingOf[str, str] = field(default_factory=dict)
    values: MappingOf[str, MappingOf[str, str]] = field(default_factory=dict)
    date_format: str = ""
    names: tuple[OwnName, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    codes: tuple[OtherCode, ...] = ()
    speakers: tuple[OwnSpeaker, ...] = ()
    review: ReviewFacts | None = None


def built_in_mapping(table: Path) -> Path | None:
    """The mapping that comes with the program for a file of this name; None where there is none."""
    path = BUILT_IN / f"{table.stem}.toml"
    return path if path.is_file() else None


def read_mapping(path: Path) -> Mapping:
    """The mapping that a file holds: JSON where its name ends so, else TOML.

    Raises:
        BrokenMapping: It is no such file, lacks a key, or has one that nobody knows.
        OSError: It cannot be read.
    """
    try:
        text = path.read_text(encoding="utf-8")
        content = json.loads(text) if path.suffix == ".json" else tomllib.loads(text)
    except (UnicodeDecodeError, json.JSONDecodeError, tomllib.TOMLDecodeError) as error:
        raise BrokenMapping(_("{file} cannot be read: {reason}").format(file=path.name, reason=error)) from error
    if not isinstance(content, dict):
        raise BrokenMapping(_("{place}: must be a table of keys").format(place=path.name))
    mapping = Mapping(
        document=_facts(DocumentFacts, content.pop("document", None), "document"),
        session=_facts(SessionFacts, content.pop("session", None), "session"),
        columns=_texts(content.pop("columns", None), "columns"),
        sheet=_text(content.pop("sheet", ""), "sheet"),
        group=_list(content.pop("group", []), "group"),
        defaults=_texts(content.pop("defaults", {}), "defaults"),
        values={name: _texts(table, f"values.{name}") for name, table in dict(content.pop("values", {})).items()},
        date_format=_text(content.pop("date_format", ""), "date_format"),
        names=_rows(OwnName, content.pop("names", []), "names"),
        judgements=_rows(Judgement, content.pop("judgements", []), "judgements"),
        codes=_rows(OtherCode, content.pop("codes", []), "codes"),
        speakers=_rows(OwnSpeaker, content.pop("speakers", []), "speakers"),
        review=_facts(ReviewFacts, content.pop("review"), "review") if "review" in content else None,
    )
    unknown = [*content, *(set(mapping.columns) | set(mapping.defaults) | set(mapping.values)) - set(COLUMNS)]
    if unknown:
        message = _("{place}: nobody knows the key {key}; columns may be {columns}")
        raise BrokenMapping(message.format(place=path.name, key=unknown[0], columns=", ".join(COLUMNS)))
    if "name" not in mapping.columns:
        raise BrokenMapping(_("{place}: columns.name, the column of the speakers, is missing").format(place=path.name))
    return mapping


def _rows(kind: type[T], value: object, place: str) -> tuple[T, ...]:
    if not isinstance(value, list):
        raise BrokenMapping(_("{place}: must be a list").format(place=place))
    return tuple(_facts(kind, entry, f"{place}[{number}]") for number, entry in enumerate(value))


def _facts(kind: type[T], value: object, place: str) -> T:
    if not isinstance(value, dict):
        raise BrokenMapping(_("{place}: must be a table of keys").format(place=place))
    known: dict[str, Any] = {}
    for part in fields(kind):  # type: ignore[arg-type]
        if part.name in value:
            found = value[part.name]
            known[part.name] = (
                _list(found, f"{place}.{part.name}")
                if str(part.type).startswith("tuple")
                else _text(found, f"{place}.{part.name}")
            )
    unknown = set(value) - {part.name for part in fields(kind)}  # type: ignore[arg-type]
    if unknown:
        raise BrokenMapping(_("{place}: nobody knows the key {key}").format(place=place, key=min(unknown)))
    try:
        return kind(**known)
    except TypeError as error:
        raise BrokenMapping(_("{place}: {reason}").format(place=place, reason=error)) from error


def _texts(value: object, place: str) -> dict[str, str]:
    if not isinstance(value, dict):
        raise BrokenMapping(_("{place}: must be a table of keys").format(place=place))
    return {key: _text(cell, f"{place}.{key}") for key, cell in value.items()}


def _list(value: object, place: str) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise BrokenMapping(_("{place}: must be a list").format(place=place))
    return tuple(_text(cell, place) for cell in value)


def _text(value: object, place: str) -> str:
    if isinstance(value, str):
        return value
    raise BrokenMapping(_("{place}: must be a text").format(place=place))
