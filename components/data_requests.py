"""What a request for rows asks for: read from its address, or refused with what is known."""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from plenary.catalogue import translate as _
from plenary.choices import with_sessions
from plenary.export import FORMATS, TABLES, Part
from plenary.selection import FOREIGN_PARAMETERS, LISTS, SINGLE, Choices, Selection, UnknownValue, read_selection
from plenary.store import Dataset

PARAMETERS: Final = (*LISTS, *SINGLE, *FOREIGN_PARAMETERS)
"""Parameters of a page's link; an address of rows takes all of them, so that a link can be pasted."""

PAGING: Final = ("limit", "cursor")
LARGEST_LIMIT: Final = 10_000
LONGEST_QUERY: Final = 8_000
"""Characters of a query; longer ones are refused before they are read."""


@dataclass(frozen=True)
class Refusal:
    """One thing that an address asks for and that there is not.

    Attributes:
        parameter: Name of the parameter, "table" or "format".
        value: What was asked for.
        reason: One sentence.
        known: What could be asked for; empty where that is no list.
    """

    parameter: str
    value: str
    reason: str
    known: tuple[str, ...] = ()


class Refused(Exception):
    """The address asks for what there is not; `refusals` says what, `status` is the answer's."""

    def __init__(self, refusals: Sequence[Refusal], status: int = 400) -> None:
        self.refusals, self.status = tuple(refusals), status
        super().__init__(f"{status}: {len(self.refusals)} refusals")


@dataclass(frozen=True)
class Asked:
    """Rows that an address asks for.

    Attributes:
        table: A key of `plenary.export.TABLES`.
        file_format: A key of `plenary.export.FORMATS`.
        selection: Filters and order, its sessions named.
        part: The part of the table, of JSON alone; None for the whole.
    """

    table: str
    file_format: str
    selection: Selection
    part: Part | None


def parse_name(name: str) -> tuple[str, str]:
    """Table and format of a file's name: "statements.csv", "statements-for-excel.csv".

    Raises:
        Refused: There is no such table or format.
    """
    for code in sorted(FORMATS, key=lambda code: -len(FORMATS[code].suffix)):
        suffix = FORMATS[code].suffix
        if name.endswith(suffix) and (table := name.removesuffix(suffix)) in TABLES:
            return table, code
    table, _dot, suffix = name.partition(".")
    refusals = []
    if table not in TABLES:
        refusals.append(Refusal("table", table[:80], _("there is no such table"), tuple(TABLES)))
    if f".{suffix}" not in {known.suffix for known in FORMATS.values()}:
        formats = tuple(known.suffix for known in FORMATS.values())
        refusals.append(Refusal("format", suffix[:80], _("there is no such format"), formats))
    raise Refused(refusals, status=404)


def parse_request(table: str, file_format: str, params: Mapping[str, Sequence[str]], dataset: Dataset) -> Asked:
    """What an address with these parameters asks for.

    Raises:
        Refused: A parameter or value is not known; nothing is left out silently, as it is on a page that can tell.
    """
    selection, unknown = read_selection(
        {name: values for name, values in params.items() if name not in PAGING}, dataset.choices
    )
    refusals = [_refusal(value, dataset.choices) for value in unknown]
    selection = with_sessions(selection, dataset.choices)
    part = None
    if any(name in params for name in PAGING):
        if file_format != "json":
            reason = _("only JSON can be asked for in parts; other formats hold every row")
            refusals += [Refusal(name, params[name][0][:80], reason) for name in PAGING if name in params]
        elif not refusals:
            part = _part(params, table, selection, dataset)
    if refusals:
        raise Refused(refusals)
    return Asked(table, file_format, selection, part)


def _refusal(unknown: UnknownValue, choices: Choices) -> Refusal:
    name = unknown.parameter
    if name not in PARAMETERS:
        return Refusal(name, unknown.value, unknown.reason, (*PARAMETERS, *PAGING))
    # Ids of entries are many; they stand in the rows themselves.
    known = tuple(choices[name]) if name in choices and name != "row" else ()
    return Refusal(name, unknown.value, unknown.reason, known)


def _part(params: Mapping[str, Sequence[str]], table: str, selection: Selection, dataset: Dataset) -> Part:
    limits, cursors = params.get("limit", ()), params.get("cursor", ())
    for name, values in (("limit", limits), ("cursor", cursors)):
        if len(values) > 1:
            raise Refused([Refusal(name, values[1][:80], _("only one value can be used"))])
    limit = limits[0] if limits else str(LARGEST_LIMIT)
    if not (limit.isascii() and limit.isdigit() and len(limit) < 9 and 1 <= int(limit) <= LARGEST_LIMIT):
        reason = _("a whole number from 1 to {most}").format(most=LARGEST_LIMIT)
        raise Refused([Refusal("limit", limit[:80], reason)])
    first = _parse_cursor(cursors[0], table, selection, dataset) if cursors else 0
    following = cursor(first + int(limit), table, selection, dataset)
    return Part(first, int(limit), following)


def cursor(first: int, table: str, selection: Selection, dataset: Dataset) -> str:
    """The text that asks for the rows of a view from a place on; it holds for this dataset and this view alone."""
    return base64.urlsafe_b64encode(f"{first} {_mark(table, selection, dataset)}".encode()).decode().rstrip("=")


def _mark(table: str, selection: Selection, dataset: Dataset) -> str:
    # Of a page's settings only the order changes which rows follow.
    chosen = selection.for_table(table).to_query()
    return f"{dataset.hash[:12]} {table} {selection.sort} {digest_of(chosen)}"


def digest_of(text: str) -> str:
    """First 16 digits of the SHA-256 of a text."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _parse_cursor(text: str, table: str, selection: Selection, dataset: Dataset) -> int:
    reason = _("not a cursor of this view and this version of the dataset; begin again without one")
    refused = Refused([Refusal("cursor", text[:80], reason)])
    try:
        told = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True).decode("ascii")
    except (binascii.Error, ValueError) as error:
        raise refused from error
    first, _blank, mark = told.partition(" ")
    if mark != _mark(table, selection, dataset) or not first.isdigit():
        raise refused
    return int(first)
