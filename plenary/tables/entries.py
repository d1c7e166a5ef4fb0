"""The rows of a table understood by a mapping: who, at which session and meeting, on which day, in which act."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from plenary.catalogue import translate as _
from plenary.choices import ordinal_number
from plenary.model import Act, Capacity, Kind
from plenary.tables.mapping import Mapping as Columns
from plenary.tables.mapping import SessionFacts
from plenary.tables.source import Record, Source, UnreadableTable

NUMBER: Final = re.compile(r"\d+")
CODES: Final[Mapping[str, frozenset[str]]] = {
    "act": frozenset(Act), "capacity": frozenset(Capacity), "kind": frozenset(Kind)
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class TableSession:
    """A session that a table names: its patterns filled in, and its first and last day."""

    id: str
    ordinal: str
    body: str
    title: str
    short_title: str
    title_source: str
    place: str
    note: str
    first: dt.date
    last: dt.date


@dataclass(frozen=True, slots=True)
class Entry:
    """A row, or several that are one statement.

    Attributes:
        row: Number of the (first) row; the header is row 1.
        name: The speaker as the table has it.
        code: The code beside it; "" where none.
        session: The session as the table has it.
        meeting: Ordinal of the meeting; "" where none is told.
        day: Day of the row; None where none is told.
        items: Numbers of agenda items.
        kind: Kind of the speaker as the table has it; "" where it does not say.
        act: Act; a statement where the table does not say.
        capacity: Capacity; unknown where the table does not say.
        represents: Names of those spoken for.
    """

    row: int
    name: str
    code: str
    session: str
    meeting: str
    day: dt.date | None
    items: tuple[str, ...]
    kind: str
    act: str
    capacity: str
    represents: tuple[str, ...]


def read_entries(source: Source, mapping: Columns) -> tuple[tuple[Entry, ...], dict[str, TableSession]]:
    """The entries of a table in its order, and its sessions by what the table calls them, in the same order.

    Raises:
        UnreadableTable: A column is missing, or a cell holds no session, day, number or code where one is due.
    """
    absent = [header for header in (*mapping.columns.values(), *mapping.group) if header not in source.headers]
    if absent:
        message = _("{file} has no column {column}; its columns: {columns}")
        columns = ", ".join(filter(None, source.headers))
        raise UnreadableTable(message.format(file=source.name, column=absent[0], columns=columns))
    cells = [_Cells(source.name, record, mapping) for record in _first_of_each(source, mapping.group)]
    entries = tuple(cell.entry() for cell in cells)
    days: dict[str, list[dt.date]] = {}
    for entry in entries:
        days.setdefault(entry.session, []).extend([entry.day] if entry.day else [])
    first: dict[str, _Cells] = {}
    for cell, entry in zip(cells, entries, strict=True):
        first.setdefault(entry.session, cell)
    return entries, {name: cell.session(mapping.session, days[name]) for name, cell in first.items()}


def _first_of_each(source: Source, group: tuple[str, ...]) -> tuple[Record, ...]:
    if not group:
        return source.records
    first: dict[tuple[str, ...], Record] = {}
    for record in source.records:
        first.setdefault(tuple(record.cells[header] for header in group), record)
    return tuple(first.values())


class _Cells:
    """The cells of a row, by what their columns are."""

    def __init__(self, file: str, record: Record, mapping: Columns) -> None:
        self.file, self.record, self.mapping = file, record, mapping

    def cell(self, what: str) -> str:
        header = self.mapping.columns.get(what)
        cell = (self.record.cells[header] if header else "") or self.mapping.defaults.get(what, "")
        return self.mapping.values.get(what, {}).get(cell, cell)

    def broken(self, what: str, reason: str) -> UnreadableTable:
        column = self.mapping.columns.get(what, what)
        return UnreadableTable(f"{self.file}:{self.record.row}:{column}: {self.cell(what)!r} {reason}")

    def entry(self) -> Entry:
        return Entry(
            row=self.record.row,
            name=self.cell("name") or self.cell("other_name"),
            code=self.cell("code"),
            session=self.cell("session"),
            meeting=self._number("meeting"),
            day=self._day(),
            items=self._several("item"),
            kind=self._code("kind", ""),
            act=self._code("act", Act.STATEMENT),
            capacity=self._code("capacity", Capacity.UNKNOWN),
            represents=self._several("represents"),
        )

    def _several(self, what: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(part.strip() for part in self.cell(what).split(";") if part.strip()))

    def _code(self, what: str, default: str) -> str:
        code = self.cell(what) or default
        if code and code not in CODES[what]:
            raise self.broken(what, _("is none of {codes}").format(codes=", ".join(sorted(CODES[what]))))
        return code

    def _number(self, what: str) -> str:
        cell = self.cell(what)
        found = NUMBER.search(cell)
        if cell and not found:
            raise self.broken(what, _("holds no number"))
        return str(int(found[0])) if found else ""

    def _day(self) -> dt.date | None:
        cell = self.cell("date")
        try:
            if cell and self.mapping.date_format:
                return dt.datetime.strptime(cell, self.mapping.date_format).date()  # noqa: DTZ007
            return dt.date.fromisoformat(cell) if cell else None
        except ValueError as error:
            raise self.broken("date", _("is no day")) from error

    def session(self, facts: SessionFacts, days: list[dt.date]) -> TableSession:
        session = self.cell("session")
        number = NUMBER.search(session)
        parts = {
            "session": session,
            "year": self.cell("year"),
            "nth": ordinal_number(int(number[0])) if number else session,
        }
        try:
            texts = {
                name: getattr(facts, name).format_map(parts)
                for name in ("id", "ordinal", "body", "title", "short_title", "title_source", "place", "note")
            }
            first, last = (
                dt.date.fromisoformat(pattern.format_map(parts)) if pattern else None
                for pattern in (facts.first_date, facts.last_date)
            )
        except (KeyError, ValueError, IndexError) as error:
            raise self.broken("session", _("does not fit the patterns of the mapping")) from error
        first, last = first or min(days, default=None), last or max(days, default=None)
        if first is None or last is None:
            raise self.broken("date", _("gives the session no day, and the mapping gives none either"))
        outside = [day for day in days if not first <= day <= last]
        if outside:
            raise self.broken("session", _("has a row of {day}, outside its days").format(day=outside[0]))
        return TableSession(**texts, first=first, last=last)
