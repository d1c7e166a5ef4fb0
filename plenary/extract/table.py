"""A reading as a table: the columns of ../shared/gold/FORMAT.md, then the receipt of each row."""

from __future__ import annotations

import csv
import io
import json
from typing import Final

import pandas as pd

from plenary.extract.model import Reading, Turn

FORMAT_COLUMNS: Final = (
    "para", "order", "act", "speaker_as_written", "kind", "iso3", "capacity", "on_behalf_of", "count", "body_meeting",
    "date", "items", "note",
)  # fmt: skip
"""Columns of FORMAT.md, in its order."""
RECEIPT_COLUMNS: Final = (
    "speaker_id", "resolution", "page", "start", "end", "sentence_start", "sentence_end", "sentence",
)  # fmt: skip
"""Columns that tell where a row stands and how its name was resolved; offsets count characters of the cleaned text."""
COLUMNS: Final = FORMAT_COLUMNS + RECEIPT_COLUMNS
_NUMBERS: Final = ("order", "count", "page", "start", "end", "sentence_start", "sentence_end")


def rows_frame(reading: Reading) -> pd.DataFrame:
    """One row per turn, in printed order.

    Returns:
        The columns of COLUMNS: texts, "" where blank; order, count, page and the offsets as whole numbers (count is
        missing for named speakers). Several meetings, dates or items stand in one cell, joined by ";", several in
        on_behalf_of by "; ". No turns give no rows.
    """
    frame = pd.DataFrame([_cells(reading, turn) for turn in reading.turns], columns=list(COLUMNS))
    texts = [column for column in COLUMNS if column not in _NUMBERS]
    return frame.astype(dict.fromkeys(_NUMBERS, "Int64") | dict.fromkeys(texts, "string"))


def rows_csv(reading: Reading) -> str:
    """The rows as CSV: header, comma, LF; a cell that a spreadsheet would run begins with an apostrophe."""
    return csv_rows(reading, named=False, head=True)


def rows_json(reading: Reading) -> str:
    """The rows as a JSON list of objects; lists where a cell of the CSV holds several values, null for blanks."""
    rows = json_rows(reading, named=False)
    return "[\n" + ",\n".join(rows) + "\n]\n" if reading.turns else "[]\n"


def csv_rows(reading: Reading, *, named: bool, head: bool) -> str:
    """The rows as lines of CSV.

    Args:
        reading: The report.
        named: Whether a column `document` in front names the file.
        head: Whether the header comes first.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    front = [_inert(reading.report.source.name)] if named else []
    if head:
        writer.writerow(["document", *COLUMNS] if named else COLUMNS)
    for turn in reading.turns:
        writer.writerow([*front, *(_inert(value) for value in _cells(reading, turn))])
    return out.getvalue()


def json_rows(reading: Reading, *, named: bool) -> list[str]:
    """Each row as a JSON object; with `named` its key `document` names the file."""
    rows = []
    for turn in reading.turns:
        cells: dict[str, object] = {"document": reading.report.source.name} if named else {}
        cells |= dict(zip(COLUMNS, _cells(reading, turn), strict=True))
        cells |= {
            "on_behalf_of": list(turn.on_behalf_of),
            "body_meeting": list(turn.meetings),
            "date": [day.isoformat() for day in turn.dates],
            "items": list(turn.items),
        }
        row = {column: None if value == "" else value for column, value in cells.items()}
        rows.append(json.dumps(row, ensure_ascii=False, indent=2))
    return rows


def _cells(reading: Reading, turn: Turn) -> tuple[str | int | None, ...]:
    text = reading.report.text
    return (
        turn.paragraph, turn.order, turn.act.value, turn.name_printed, turn.kind.value, turn.iso3, turn.capacity.value,
        "; ".join(turn.on_behalf_of), turn.count, ";".join(map(str, turn.meetings)),
        ";".join(day.isoformat() for day in turn.dates), ";".join(turn.items), turn.note,
        turn.speaker_id, turn.resolution.value, turn.page, turn.start, turn.end, turn.sentence_start, turn.sentence_end,
        text[turn.sentence_start : turn.sentence_end],
    )  # fmt: skip


def _inert(value: str | int | None) -> str | int | None:
    return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r") else value
