"""How the columns of rows as read map to the dataset's: the only place that says it; docs/reading.md shows the same.

Source: the format of annotated rows (para, order, act ... note), which `read` writes and `turns.csv` begins with.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Column:
    """A column of rows as read.

    Attributes:
        name: Its name there.
        dataset: Where its values stand in the dataset, as table.column.
        rule: How they are turned into those of the dataset; empty where they are the same.
    """

    name: str
    dataset: str
    rule: str = ""


COLUMNS: Final = (
    Column("para", "statements.paragraph"),
    Column("order", "statements.turn", "counted anew, 1 to n, in the order of the rows"),
    Column("act", "statements.act"),
    Column("speaker_as_written", "statements.name_printed"),
    Column("kind", "statements.kind"),
    Column("iso3", "speakers.iso3", "by way of statements.speaker_id; compared, not stored a second time"),
    Column("capacity", "statements.capacity"),
    Column(
        "on_behalf_of", "statement_represents.name_printed", "one row for each name; joined by a semicolon and a blank"
    ),
    Column("count", "statements.speaker_count"),
    Column("body_meeting", "statement_meetings.meeting_id", "session:ordinal, one row for each meeting"),
    Column("date", "meetings.date", "by way of the meetings; compared, not stored a second time"),
    Column("items", "statement_items.item_id", "session:number, one row for each item; “18 (d)” is 18d there"),
    Column("note", "statements.note"),
)
"""The columns of rows as read, in their order."""

DECISIONS: Final = (
    "review_status",
    "speaker_id",
    "new_speaker_kind",
    "new_speaker_name",
    "meeting_basis",
    "item_basis",
)
"""Columns of turns.csv in which the curator decides."""
RECEIPT: Final = ("page", "start", "end", "resolution", "sentence")
"""Columns of turns.csv that say where a row was read; all but the page are stripped on acceptance."""
TURN_COLUMNS: Final = (*(column.name for column in COLUMNS), *DECISIONS, *RECEIPT)
"""The columns of turns.csv, in their order."""

LIST_MARK: Final = ";"
NAMES_MARK: Final = "; "
"""Joins printed names, which may hold no semicolon themselves."""


def item_code(number: str) -> str:
    """Number of an agenda item as ids have it: "18 (d)" as "18d"."""
    return re.sub(r"[\s()]", "", number).casefold()


def item_number(code: str) -> str:
    """Number of an agenda item as reports print it: "18d" as "18 (d)"."""
    found = re.fullmatch(r"(\d+)([a-z]+)", code)
    return f"{found[1]} ({found[2]})" if found else code
