"""Rows as files: CSV, CSV for Excel, and a zip of the CSV with its description.

The one code path of every download and of the command line.
"""

from __future__ import annotations

import datetime as dt
import io
import unicodedata
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pandas as pd

from plenary import queries
from plenary.catalogue import translate as _
from plenary.choices import with_sessions
from plenary.derived import derived_fields
from plenary.review import review_words
from plenary.schema import Field
from plenary.selection import Selection
from plenary.store import Dataset

FORMATS: Final = ("csv", "excel", "zip")
GUARD: Final = "'"
GUARDED: Final = "=+-@＝＋－＠'"
"""First characters that spreadsheet programs may run, and the guard itself.

So that taking one guard away always gives the cell back.
"""


@dataclass(frozen=True)
class Export:
    """A table that can be exported.

    Attributes:
        query: Gives its rows.
        columns: Exported columns, in order.
        base: Table of the package that describes those of the columns that it has.
    """

    query: Callable[[Dataset, Selection], pd.DataFrame]
    columns: tuple[str, ...]
    base: str


def _columns(names: str) -> tuple[str, ...]:
    return tuple(names.split())


TABLES: Final[Mapping[str, Export]] = {
    "statements": Export(
        queries.statements,
        _columns(
            "statement_id session_id meeting_ids meetings dates date_basis item_ids items turn name_printed name "
            "name_today speaker_id iso3 kind capacity act group_id group_role un_member represents speaker_count "
            "document_id symbol job_number document_status paragraph position page basis review_status note"
        ),
        "statements",
    ),
    "delegations": Export(
        queries.delegations,
        _columns(
            "speaker_id name name_today names_printed kind capacity group_id statement_count introduction_count "
            "turn_count session_ids meeting_ids meetings statement_ids"
        ),
        "statements",
    ),
    "participation": Export(
        queries.participation,
        _columns("speaker_id iso3 name group_id member participation statement_count recorded_count"),
        "speakers",
    ),
    "participation_by_session": Export(
        queries.participation_by_session,
        _columns("session_id speaker_id iso3 name group_id member participation statement_count recorded_count"),
        "speakers",
    ),
    "sessions": Export(
        queries.sessions,
        _columns(
            "session_id body ordinal title place first_date last_date member_count meeting_count "
            "recorded_meeting_count turn_count statement_count state_statement_count state_count "
            "speaking_member_count speaking_share other_count conclusion_count unreviewed_count"
        ),
        "sessions",
    ),
    "regional_groups": Export(
        queries.regional_groups,
        _columns("session_id group_id statement_count state_count member_count statement_share member_share"),
        "groups",
    ),
    "meetings": Export(
        queries.meetings,
        _columns(
            "meeting_id session_id ordinal kind date date_basis attestation item_ids items document_id paragraphs note"
        ),
        "meetings",
    ),
    "conclusions": Export(
        queries.conclusions,
        _columns(
            "conclusion_id session_id document_id paragraph letter page item_ids summary action addressee_ids "
            "theme_ids review_status"
        ),
        "conclusions",
    ),
    "points": Export(
        queries.points,
        _columns(
            "point_id session_id document_id paragraph position page summary attribution_printed "
            "attribution_class attribution_status item_ids theme_ids is_proposal review_status"
        ),
        "points",
    ),
    "documents_before": Export(
        queries.documents_before,
        _columns("document_before_id session_id document_id paragraph page position symbol title item_ids"),
        "documents_before",
    ),
    "discrepancies": Export(
        queries.discrepancies,
        _columns("discrepancy_id session_id document_id kind paragraphs meeting_ids title recorded consequence pages"),
        "discrepancies",
    ),
}
"""Every table that pages, command line and addresses can give, by its name."""


def rows(dataset: Dataset, selection: Selection, table: str) -> pd.DataFrame:
    """Rows of one table as exported: the columns of `TABLES[table]`, in the order of its query. Never cut.

    Raises:
        KeyError: There is no such table.
    """
    export = TABLES[table]
    return export.query(dataset, selection)[list(export.columns)]


def csv_text(frame: pd.DataFrame, guard: bool = False) -> str:
    """`frame` as CSV text: header, comma, quotes only where needed, LF.

    Missing is an empty cell, dates ISO 8601, booleans true and false.

    Source: RFC 4180, with LF for CRLF.

    Args:
        frame: Any columns.
        guard: Put an apostrophe before a text cell that begins with one of `GUARDED` or a control character, so that
            no spreadsheet program runs it. Taking one leading apostrophe off a cell that has one gives the original
            back.
    """
    lines = [",".join(_quoted(name) for name in frame.columns)]
    for row in frame.itertuples(index=False, name=None):
        cells = [_cell(value) for value in row]
        lines.append(",".join(_quoted(_guarded(cell) if guard else cell) for cell in cells))
    return "\n".join(lines) + "\n"


def _quoted(cell: str) -> str:
    # Python's csv module leaves a lone carriage return unquoted where lines end with LF; readers then split the cell.
    return '"' + cell.replace('"', '""') + '"' if any(sign in cell for sign in ',"\r\n') else cell


def _cell(value: Any) -> str:
    if value is None or value is pd.NA or value is pd.NaT or value != value:
        return ""
    if isinstance(value, (bool, np.bool_)):
        return "true" if value else "false"
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    if isinstance(value, float):
        return repr(round(value, 6))
    return str(value)


def _guarded(cell: str) -> str:
    dangerous = cell[:1] and (cell[0] in GUARDED or unicodedata.category(cell[0]) == "Cc")
    return f"{GUARD}{cell}" if dangerous else cell


def unguarded(cell: str) -> str:
    """The cell before `csv_text` guarded it."""
    return cell.removeprefix(GUARD)


def codebook(dataset: Dataset, table: str) -> tuple[Field, ...]:
    """What each exported column of `table` means, in the order of the columns."""
    export = TABLES[table]
    known = {field.name: field for field in dataset.package.tables[export.base].fields}
    return tuple(known.get(name) or derived_fields()[name] for name in export.columns)


def export_file(
    dataset: Dataset, selection: Selection, table: str, file_format: str, *, link: str, retrieved: dt.date
) -> bytes:
    """The rows of a view as a file.

    Args:
        dataset: The dataset.
        selection: Filters and order.
        table: A key of `TABLES`.
        file_format: "csv" (UTF-8 without BOM), "excel" (CSV with BOM and guarded cells) or "zip" (CSV, description
            and codebook).
        link: Address of the view, or its query where no address is known; written into the description.
        retrieved: Day of the export; written into the description.

    Raises:
        KeyError: There is no such table.
        ValueError: There is no such format.
    """
    selection = with_sessions(selection, dataset.choices)
    frame = rows(dataset, selection, table)
    if file_format == "csv":
        return csv_text(frame).encode("utf-8")
    if file_format == "excel":
        return csv_text(frame, guard=True).encode("utf-8-sig")
    if file_format != "zip":
        raise ValueError(f"unknown format {file_format}")
    book = pd.DataFrame(
        [(field.name, field.type, field.title, field.description) for field in codebook(dataset, table)],
        columns=["column", "type", "title", "description"],
    )
    files = {
        f"{table}.csv": csv_text(frame),
        "description.txt": description(dataset, selection, table, count=len(frame), link=link, retrieved=retrieved),
        "codebook.csv": csv_text(book),
    }
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            entry = zipfile.ZipInfo(name, date_time=(retrieved.year, retrieved.month, retrieved.day, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, text.encode("utf-8"))
    return target.getvalue()


def description(
    dataset: Dataset, selection: Selection, table: str, *, count: int, link: str, retrieved: dt.date
) -> str:
    """What an exported file holds, in words.

    Filters, n of N, link, dataset version, date, licence and the record's status.
    """
    whole = len(rows(dataset, selection.unfiltered(), table))
    filters = selection.sentence(dataset.choices, table) or _("none")
    ignored = ", ".join(selection.without_meaning_for(table)) or _("none")
    statuses = sorted(set(dataset.documents(selection.session)["status"]))
    draft = " " + _("A draft report was not compared with the adopted one.") if "draft" in statuses else ""
    lines = [
        _("Plenary Atlas: {table}").format(table=table),
        _("Rows: {count} of {total}").format(count=count, total=whole),
        _("Filters: {filters}").format(filters=filters),
        *([_("Review: {words}").format(words=words)] if (words := review_words(dataset, selection, table)) else []),
        _("Filters of the link that say nothing about these rows: {names}").format(names=ignored),
        _("Link: {link}").format(link=link),
        _("Dataset version: {version} (SHA-256 of its description: {digest})").format(
            version=dataset.version, digest=dataset.hash
        ),
        _("Retrieved: {date}").format(date=retrieved.isoformat()),
        _("Licence: CC0 1.0 for the curated data; the source documents are the United Nations'."),
        _("Status of the source documents: {statuses}.").format(statuses=", ".join(statuses)) + draft,
        _("Encoding: UTF-8, comma, LF. An empty cell means not recorded or not applicable; codebook.csv says which."),
    ]
    return "\n".join(lines) + "\n"
