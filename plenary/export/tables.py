"""The tables that can be exported: which query gives their rows, which columns leave, what each column means."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

import pandas as pd

from plenary import co_participation, queries
from plenary.choices import with_sessions
from plenary.derived import derived_fields
from plenary.schema import Field
from plenary.selected import MOST_ROWS, collect, in_order, select_counts, select_turns, turn_count, turn_total
from plenary.selection import Selection
from plenary.speaking_order import OF_GROUPS, OF_LISTS
from plenary.store import Dataset


@dataclass(frozen=True)
class Export:
    """A table that can be exported.

    Attributes:
        query: Gives its rows.
        columns: Exported columns, in order.
        base: Table of the package that describes those of the columns that it has.
        key: Columns that together name a row once.
    """

    query: Callable[[Dataset, Selection], pd.DataFrame]
    columns: tuple[str, ...]
    base: str
    key: tuple[str, ...]


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
        _columns("statement_id"),
    ),
    "delegations": Export(
        queries.delegations,
        _columns(
            "speaker_id name name_today names_printed kind capacity group_id statement_count introduction_count "
            "turn_count session_ids meeting_ids meetings statement_ids"
        ),
        "statements",
        _columns("speaker_id"),
    ),
    "participation": Export(
        queries.participation,
        _columns("speaker_id iso3 name group_id member participation statement_count recorded_count"),
        "speakers",
        _columns("speaker_id"),
    ),
    "participation_by_session": Export(
        queries.participation_by_session,
        _columns("session_id speaker_id iso3 name group_id member participation statement_count recorded_count"),
        "speakers",
        _columns("session_id speaker_id"),
    ),
    "sessions": Export(
        queries.sessions,
        _columns(
            "session_id body ordinal title place first_date last_date member_count meeting_count "
            "recorded_meeting_count turn_count statement_count state_statement_count state_count "
            "speaking_member_count speaking_share other_count conclusion_count unreviewed_count"
        ),
        "sessions",
        _columns("session_id"),
    ),
    "regional_groups": Export(
        queries.regional_groups,
        _columns("session_id group_id statement_count state_count member_count statement_share member_share"),
        "groups",
        _columns("session_id group_id"),
    ),
    "meetings": Export(
        queries.meetings,
        _columns(
            "meeting_id session_id ordinal kind date date_basis attestation item_ids items document_id paragraphs note"
        ),
        "meetings",
        _columns("meeting_id"),
    ),
    "conclusions": Export(
        queries.conclusions,
        _columns(
            "conclusion_id session_id document_id paragraph letter page item_ids summary action addressee_ids "
            "theme_ids review_status"
        ),
        "conclusions",
        _columns("conclusion_id"),
    ),
    "points": Export(
        queries.points,
        _columns(
            "point_id session_id document_id paragraph position page summary attribution_printed "
            "attribution_class attribution_status item_ids theme_ids is_proposal review_status"
        ),
        "points",
        _columns("point_id"),
    ),
    "documents_before": Export(
        queries.documents_before,
        _columns("document_before_id session_id document_id paragraph page position symbol title item_ids"),
        "documents_before",
        _columns("document_before_id"),
    ),
    "discrepancies": Export(
        queries.discrepancies,
        _columns("discrepancy_id session_id document_id kind paragraphs meeting_ids title recorded consequence pages"),
        "discrepancies",
        _columns("discrepancy_id"),
    ),
    "quantifiers": Export(
        queries.quantifiers,
        _columns(
            "session_id attribution_class attribution_status phrases_printed point_count paragraphs point_ids item_ids "
            "lower_count upper_count listed_speaker_count listed_statement_count listed_unreviewed_count "
            "unlisted_meeting_ids"
        ),
        "points",
        _columns("session_id attribution_class attribution_status"),
    ),
    "threads": Export(
        queries.threads,
        _columns(
            "conclusion_id point_id session_id strength reviewed_by note conclusion_paragraph conclusion_summary "
            "point_paragraph point_position point_summary attribution_printed attribution_class attribution_status"
        ),
        "threads",
        _columns("conclusion_id point_id"),
    ),
    "proposals": Export(
        queries.proposals,
        _columns(
            "point_id session_id document_id paragraph position page summary attribution_printed attribution_class "
            "attribution_status item_ids theme_ids outcome conclusion_ids review_status"
        ),
        "points",
        _columns("point_id"),
    ),
    "conclusion_support": Export(
        queries.conclusion_support,
        _columns(
            "conclusion_id session_id document_id paragraph letter page item_ids summary support direct_count "
            "partial_count point_ids review_status"
        ),
        "conclusions",
        _columns("conclusion_id"),
    ),
    "balance": Export(
        queries.balance,
        _columns(
            "session_id group_id member_statement_count member_statement_share member_statement_share_low "
            "member_statement_share_high member_count member_share representation_ratio comparison "
            "speaking_member_count speaking_share speaking_share_low speaking_share_high turn_meeting_count "
            "partial_meeting_count opportunity_count statements_per_opportunity few_meetings"
        ),
        "groups",
        _columns("session_id group_id"),
    ),
    "silent_members": Export(
        queries.silent_members,
        _columns(
            "session_id speaker_id iso3 name group_id group_role group_note participation recorded_count "
            "session_turn_count attendance represented_count turn_meeting_count never_recorded"
        ),
        "speakers",
        _columns("session_id speaker_id"),
    ),
    "concentration": Export(
        queries.concentration,
        _columns(
            "session_id scope scope_member_count member_statement_count gini gini_lowest hhi hhi_normalised "
            "effective_speaker_count effective_share"
        ),
        "sessions",
        _columns("session_id scope"),
    ),
    "lorenz": Export(
        queries.lorenz,
        _columns(
            "session_id scope corner statements_each cumulative_member_count cumulative_statement_count "
            "cumulative_member_share cumulative_statement_share"
        ),
        "sessions",
        _columns("session_id scope corner"),
    ),
    "co_participation": Export(
        queries.co_participation,
        co_participation.COLUMNS,
        "speakers",
        _columns("speaker_id other_speaker_id"),
    ),
    "co_participation_by_item": Export(
        queries.co_participation_by_item,
        co_participation.COLUMNS,
        "speakers",
        _columns("speaker_id other_speaker_id"),
    ),
    "order": Export(
        queries.order,
        _columns(
            "statement_id session_id document_id meeting_ids meetings dates item_ids items place place_count "
            "compared_place compared_count relative_position alphabetical name_printed name name_today speaker_id kind "
            "group_id capacity act represents speaker_count paragraph page review_status"
        ),
        "statements",
        _columns("statement_id"),
    ),
    "order_of_groups": Export(queries.order_of_groups, (*OF_GROUPS,), "statements", _columns("session_id split code")),
    "first_and_last": Export(
        queries.first_and_last, (*OF_LISTS,), "statements", _columns("session_id document_id meeting_ids item_ids")
    ),
    "profiles": Export(
        queries.profiles,
        _columns(
            "speaker_id name session_id item_id meeting_id ordinal date attestation recorded statement_count "
            "shared_count turn_count represented_count statement_ids"
        ),
        "meetings",
        _columns("speaker_id session_id item_id meeting_id"),
    ),
    "representation": Export(
        queries.representation,
        _columns(
            "statement_id represented_place session_id meeting_ids meetings dates item_ids items name_printed name "
            "speaker_id kind capacity act represented_printed represented_name represented_id represented_kind "
            "representation document_id paragraph page review_status"
        ),
        "statements",
        _columns("statement_id represented_place"),
    ),
    "comparison": Export(
        queries.comparison,
        _columns(
            "session_id compared_kind compared_id name delegation_count turn_meeting_count statement_count "
            "placed_count speaking_count statements_per_opportunity spoke_for_count represented_count unknown_count"
        ),
        "statements",
        _columns("session_id compared_kind compared_id"),
    ),
    "speakers_over_sessions": Export(
        queries.speakers_over_sessions,
        _columns(
            "session_id body speaker_id name kind group_id appearance statement_count last_session_id same_body "
            "predecessor_ids"
        ),
        "statements",
        _columns("session_id speaker_id"),
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


def row_count(dataset: Dataset, selection: Selection, table: str) -> int:
    """How many rows `rows` gives.

    Raises:
        KeyError: There is no such table.
        TooManyTurns: The question puts more turns side by side than it can.
    """
    if table == "statements":  # Counted without being read, since they may be millions.
        return turn_count(dataset, selection)
    return len(rows(dataset, selection, table))


def statement_parts(dataset: Dataset, selection: Selection) -> Iterator[pd.DataFrame]:
    """The rows of the table statements in parts, session by session, for files of more than can be held.

    Parts are of whole sessions, together of up to `MOST_ROWS` rows where a session has no more; at least one part.
    """
    selection = with_sessions(selection, dataset.choices)
    counts = collect(select_counts(dataset, selection).group_by("session_id").agg(turn_total()).sort("session_id"))
    parts: list[list[str]] = [[]]
    held = 0
    for session_id, count in zip(counts["session_id"], counts["turn_count"], strict=True):
        if parts[-1] and held + count > MOST_ROWS:
            parts.append([])
            held = 0
        parts[-1].append(session_id)
        held += count
    columns = list(TABLES["statements"].columns)
    for part in parts:
        sessions = replace(selection, session=tuple(part) or selection.session)
        yield in_order(select_turns(dataset, sessions))[columns]


def codebook(dataset: Dataset, table: str) -> tuple[Field, ...]:
    """What each exported column of `table` means, in the order of the columns."""
    export = TABLES[table]
    known = {field.name: field for field in dataset.package.tables[export.base].fields}
    return tuple(known.get(name) or derived_fields()[name] for name in export.columns)
