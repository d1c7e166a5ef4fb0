"""The tables of an offline copy: every exported column of the rows of a view, and how a reader sees them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final

import numpy as np
import pandas as pd

from components.balance import comparison_labels
from components.charts.concentration import scope_labels
from components.notes import review_note, short_group_labels
from components.silence import attendance_labels
from components.thread_links import outcome_labels, support_labels
from components.view import View, labels
from plenary import export
from plenary.catalogue import translatable
from plenary.catalogue import translate as _
from plenary.choices import ROWS


@dataclass(frozen=True)
class Sheet:
    """How a table of the dataset stands in an offline copy.

    Attributes:
        title: Heading.
        shown: Columns that are shown, in order; the file holds all others too.
    """

    title: str
    shown: tuple[str, ...]


SHEETS: Final[Mapping[str, Sheet]] = {
    "statements": Sheet(
        translatable("Statements and other turns"),
        (
            "session_id", "turn", "name_printed", "name", "kind", "capacity", "act", "group_id", "represents",
            "meetings", "dates", "items", "review_status",
        ),
    ),
    "conclusions": Sheet(
        translatable("Conclusions"),
        ("session_id", "letter", "summary", "action", "addressee_ids", "theme_ids", "item_ids", "review_status"),
    ),
    "points": Sheet(
        translatable("Views in the discussion"),
        (
            "session_id", "summary", "attribution_printed", "attribution_status", "is_proposal", "theme_ids",
            "item_ids", "review_status",
        ),
    ),
    "discrepancies": Sheet(
        translatable("Contradictions and gaps of the record"),
        ("session_id", "kind", "title", "recorded", "consequence"),
    ),
    "sessions": Sheet(
        translatable("Sessions"),
        (
            "session_id", "first_date", "last_date", "member_count", "speaking_member_count", "speaking_share",
            "state_statement_count", "statement_count", "other_count", "meeting_count", "recorded_meeting_count",
            "conclusion_count", "unreviewed_count",
        ),
    ),
    "participation": Sheet(
        translatable("States and what is recorded of them"),
        ("name", "iso3", "group_id", "participation", "statement_count"),
    ),
    "regional_groups": Sheet(
        translatable("Regional groups"),
        (
            "session_id", "group_id", "statement_count", "state_count", "member_count", "statement_share",
            "member_share",
        ),
    ),
    "meetings": Sheet(
        translatable("Meetings"),
        ("session_id", "ordinal", "kind", "date", "date_basis", "attestation", "items", "note"),
    ),
    "quantifiers": Sheet(
        translatable("Words of attribution and the number of speakers that they allow"),
        (
            "session_id", "attribution_class", "attribution_status", "phrases_printed", "point_count", "paragraphs",
            "lower_count", "upper_count", "unlisted_meeting_ids",
        ),
    ),
    "threads": Sheet(
        translatable("Conclusions and the views on which they rest"),
        (
            "session_id", "conclusion_paragraph", "conclusion_summary", "strength", "point_paragraph",
            "attribution_printed", "point_summary", "note", "reviewed_by",
        ),
    ),
    "proposals": Sheet(
        translatable("Proposals and what became of them"),
        ("session_id", "paragraph", "attribution_printed", "summary", "outcome", "conclusion_ids"),
    ),
    "conclusion_support": Sheet(
        translatable("What each conclusion rests on"),
        ("session_id", "letter", "summary", "support", "direct_count", "partial_count"),
    ),
    "balance": Sheet(
        translatable("Balance of the regional groups"),
        (
            "session_id", "group_id", "member_statement_count", "member_statement_share", "member_statement_share_low",
            "member_statement_share_high", "member_share", "comparison", "speaking_member_count", "member_count",
            "speaking_share", "speaking_share_low", "speaking_share_high", "turn_meeting_count", "opportunity_count",
            "statements_per_opportunity",
        ),
    ),
    "silent_members": Sheet(
        translatable("Members with no statement within the filters"),
        ("session_id", "name", "iso3", "group_id", "participation", "attendance", "represented_count", "group_note"),
    ),
    "concentration": Sheet(
        translatable("How evenly statements are spread"),
        (
            "session_id", "scope", "scope_member_count", "member_statement_count", "gini", "gini_lowest", "hhi",
            "hhi_normalised", "effective_speaker_count", "effective_share",
        ),
    ),
    "lorenz": Sheet(
        translatable("Corners of the Lorenz curves"),
        (
            "session_id", "scope", "statements_each", "cumulative_member_count", "cumulative_member_share",
            "cumulative_statement_count", "cumulative_statement_share",
        ),
    ),
    "order": Sheet(
        translatable("Turns with their places in the lists of speakers"),
        (
            "session_id", "meetings", "items", "place", "place_count", "name", "kind", "group_id", "capacity", "act",
            "relative_position", "alphabetical",
        ),
    ),
    "order_of_groups": Sheet(
        translatable("Positions of groups, kinds and capacities beside random orders"),
        (
            "session_id", "split", "code", "compared_count", "list_count", "unplaced_count", "mean_position",
            "null_low", "null_high", "standing",
        ),
    ),
    "first_and_last": Sheet(
        translatable("First and last speaker of each list"),
        (
            "session_id", "meetings", "items", "alphabetical", "compared_count", "first_name", "last_name",
            "as_member_count", "as_observer_count", "first_observer_place", "members_after_count",
            "observer_gap", "observer_later_share",
        ),
    ),
    "comparison": Sheet(
        translatable("Delegations and groups side by side"),
        (
            "session_id", "compared_id", "name", "delegation_count", "turn_meeting_count", "statement_count",
            "speaking_count", "statements_per_opportunity", "spoke_for_count", "represented_count", "unknown_count",
        ),
    ),
    "profiles": Sheet(
        translatable("Delegations meeting by meeting"),
        (
            "session_id", "name", "item_id", "ordinal", "date", "recorded", "statement_count", "shared_count",
            "turn_count", "represented_count",
        ),
    ),
    "representation": Sheet(
        translatable("Who spoke for whom"),
        ("session_id", "name", "represented_name", "represented_printed", "representation", "meetings", "items"),
    ),
    "speakers_over_sessions": Sheet(
        translatable("Speakers over sessions"),
        ("session_id", "name", "kind", "appearance", "statement_count", "last_session_id", "same_body"),
    ),
}  # fmt: skip
"""The tables, in the order in which a reader should see them."""

SEVERAL: Final = ("dates", "meetings", "items", "represents", "paragraphs")
"""Columns without codes whose cells hold several values, joined by ";"."""


@dataclass(frozen=True)
class ShownColumn:
    """A column of an exported table.

    Attributes:
        name: Its name.
        title: Heading.
        type: string, integer, number, boolean or date.
        description: What it holds, and what a blank means.
        shown: Place among the columns that are shown, from 0; -1: it is in the file alone.
        labels: Labels of its codes.
        several: Whether cells hold several values, joined by ";".
    """

    name: str
    title: str
    type: str
    description: str
    shown: int
    labels: Mapping[str, str]
    several: bool


@dataclass(frozen=True)
class WrittenTable:
    """A table of an offline copy.

    Attributes:
        name: Name of the exported table.
        title: Heading.
        told: How many rows of how many, filters, rows not yet reviewed.
        row_id: Column whose values have a permanent address; empty for none.
        columns: Every exported column.
        rows: Cells of each row, in the order of the columns; None for what is missing.
    """

    name: str
    title: str
    told: str
    row_id: str
    columns: tuple[ShownColumn, ...]
    rows: tuple[tuple[Any, ...], ...]

    def as_json(self) -> dict[str, Any]:
        """The table as plain lists and dictionaries."""
        return asdict(self)


OF_SEVERAL: Final = ("sessions", "speakers_over_sessions")
"""Tables that tell sessions apart, and are left out where there is one."""

OF_CHOSEN: Final = ("comparison", "profiles", "representation")
"""Tables of those that a link names, and are left out where it names none."""


def written_tables(view: View) -> list[WrittenTable]:
    """The tables of a view with exactly the rows that its exports have.

    Those of several sessions, and those of delegations or groups that are named, only where there are such.
    """
    named = bool(view.selection.delegation or view.selection.group)
    left_out = {*(() if view.several else OF_SEVERAL), *(() if named else OF_CHOSEN)}
    return [_written(view, name, sheet) for name, sheet in SHEETS.items() if name not in left_out]


def _written(view: View, name: str, sheet: Sheet) -> WrittenTable:
    frame = export.rows(view.dataset, view.selection, name)
    total = len(export.rows(view.dataset, view.whole, name))
    filters = view.selection.sentence(view.dataset.choices, name) or _("none")
    told = _("{count}. Filters: {filters}.").format(
        count=_("{count} of {total} rows").format(count=f"{len(frame):,}", total=f"{total:,}"), filters=filters
    )
    shown = [column for column in sheet.shown if view.several or column != "session_id"]
    columns = tuple(
        ShownColumn(
            field.name,
            field.title,
            field.type,
            field.description,
            shown.index(field.name) if field.name in shown else -1,
            _labels(view, field.name, field.vocabulary) if field.name in shown else {},
            field.name in SEVERAL or field.name.endswith("_ids"),
        )
        for field in export.codebook(view.dataset, name)
    )
    cells = tuple(tuple(map(json_cell, row)) for row in frame.itertuples(index=False, name=None))
    review = review_note(view, name)
    return WrittenTable(name, _(sheet.title), f"{told} {review}".strip(), ROWS.get(name, ""), columns, cells)


def _labels(view: View, column: str, vocabulary: str | None) -> Mapping[str, str]:
    choices = view.dataset.choices
    known = {
        "session_id": choices["session"],
        "item_ids": choices["item"],
        "theme_ids": choices["theme"],
        "addressee_ids": choices["addressee"],
        "group_id": short_group_labels(view),
        "participation": labels(view, "participation"),
        "attribution_class": labels(view, "attribution_class"),
        "attribution_status": labels(view, "attribution_status"),
        "outcome": outcome_labels(),
        "support": support_labels(),
        "attendance": attendance_labels(),
        "comparison": comparison_labels(),
        "scope": scope_labels(),
        "item_id": choices["item"],
        "last_session_id": choices["session"],
        "compared_id": {**choices["delegation"], **short_group_labels(view)},
    }
    return known.get(column) or (labels(view, vocabulary) if vocabulary else {})


def json_cell(value: Any) -> str | int | float | bool | None:
    """A cell as JSON holds it: missing as null, dates as ISO 8601, numbers that are no whole ones to six places."""
    if value is None or value is pd.NA or value is pd.NaT or value != value:
        return None
    if isinstance(value, (bool, np.bool_)):
        return bool(value)
    if isinstance(value, (int, np.integer)):
        return int(value)
    if isinstance(value, (float, np.floating)):
        return round(float(value), 6)
    return value.isoformat()[:10] if isinstance(value, dt.date) else str(value)
