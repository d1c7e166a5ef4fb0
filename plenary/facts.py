"""What the documents record of each turn, put together once: the tables on which all questions of turns rest.

Nothing here depends on the world or language of names: a turn carries the number of the period of its speaker, and
`plenary.periods` tells what holds for it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

import narwhals as nw

from plenary.engine import Embedded, Engine

LINKS: Final = ("statement_meetings", "statement_items", "statement_represents")
OF_STATEMENTS: Final = ("statements", *LINKS)
"""Tables of the package that grow with the statements: they are never held as frames of pandas."""

FACTS: Final = "turn_facts"
COUNTS: Final = "turn_count_facts"
SOURCE: Final = "source_"
"""Beginning of the names of the tables as the files have them, while facts are put together."""

COUNTED_BY: Final = ("session_id", "document_id", "review_status", "act", "kind", "capacity", "period_id", "placed")
"""What turns are counted by in the cube: all filters but those by meeting and item, and whether a meeting is named."""


def write_facts(engine: Embedded) -> None:
    """Write `FACTS`, the links and their order, and the tables of `CUBES`.

    Needs the tables of `OF_STATEMENTS` under names that begin with `SOURCE`, meetings, agenda_items, sessions,
    documents, and `speaker_periods` of `plenary.periods`.

    `FACTS` has one row per statement, in the order of session, document and turn: the columns of statements; symbol,
    job_number, document_status; meeting_ids, meetings (ordinals), dates, date_basis, item_ids, items (numbers),
    represents (each joined by ";", missing where not recorded; represents leaves out those without an id); day (of the
    first meeting, else the session's first day); period_id (missing where no speaker is named). The tables of links
    have their columns, session_id, and link_row, their place in the file.
    """
    cursor = engine.cursor()
    for table in LINKS:
        cursor.execute(f"""
            CREATE TABLE {table} AS
            SELECT links.*, session_id
            FROM (SELECT *, row_number() OVER () AS link_row FROM {SOURCE}{table}) AS links
            JOIN {SOURCE}statements USING (statement_id)
            ORDER BY session_id, link_row
        """)  # noqa: S608 - names of tables of ours, as in all of this file
    cursor.execute(f"CREATE TABLE {FACTS} AS {_facts()}")
    for name, cube in CUBES.items():
        engine.define(name, cube(engine), kept=True)


def turn_counts(engine: Engine) -> nw.LazyFrame[Any]:
    """How many turns there are by all of `COUNTED_BY`; placed says whether the record names a meeting."""
    placed = engine.frame(FACTS).with_columns(placed=~nw.col("meeting_ids").is_null())
    return placed.group_by(*COUNTED_BY).agg(nw.len().alias("turn_count"))


def meeting_counts(engine: Engine) -> nw.LazyFrame[Any]:
    """How many turns there are by meeting and review status; one at several meetings counts at each.

    Columns session_id, meeting_id, review_status, turn_count.
    """
    turns = engine.frame(FACTS).select("statement_id", "review_status")
    links = engine.frame("statement_meetings").select("statement_id", "session_id", "meeting_id")
    return (
        links.join(turns, on="statement_id")
        .group_by("session_id", "meeting_id", "review_status")
        .agg(nw.len().alias("turn_count"))
    )


CUBES: Final[Mapping[str, Callable[[Engine], nw.LazyFrame[Any]]]] = {
    COUNTS: turn_counts,
    "meeting_counts": meeting_counts,
}
"""Tables of counts, each with the expression that makes it of `FACTS` and the links."""


def _facts() -> str:
    # By day and number, those without either last, as a list that stands for two meetings names them.
    by_meeting = "date NULLS LAST, ordinal NULLS LAST, link_row"
    return f"""
        WITH met AS (
            SELECT statement_id, min(date) AS meeting_day, {_listed("meeting_id", by_meeting)},
                {_listed("ordinal", by_meeting)}, {_listed("date", by_meeting)}, {_listed("date_basis", by_meeting)}
            FROM statement_meetings JOIN meetings USING (meeting_id) GROUP BY statement_id
        ), considered AS (
            SELECT statement_id, {_listed("item_id", "link_row")}, {_listed("number", "link_row")}
            FROM statement_items JOIN agenda_items USING (item_id) GROUP BY statement_id
        ), represented AS (
            SELECT statement_id, {_listed("speaker_id", "link_row")} FROM statement_represents GROUP BY statement_id
        ), dated AS (
            SELECT statements.*, symbol, job_number, status AS document_status,
                {_joined("listed_meeting_id")} AS meeting_ids, {_joined("listed_ordinal")} AS meetings,
                {_joined("listed_date")} AS dates, {_joined("listed_date_basis")} AS date_basis,
                {_joined("listed_item_id")} AS item_ids, {_joined("listed_number")} AS items,
                {_joined("listed_speaker_id")} AS represents, coalesce(meeting_day, sessions.first_date) AS day
            FROM {SOURCE}statements AS statements
            JOIN sessions USING (session_id)
            LEFT JOIN documents ON documents.document_id = statements.document_id
            LEFT JOIN met ON met.statement_id = statements.statement_id
            LEFT JOIN considered ON considered.statement_id = statements.statement_id
            LEFT JOIN represented ON represented.statement_id = statements.statement_id
        )
        SELECT dated.*, period_id
        FROM dated
        LEFT JOIN speaker_periods AS periods
            ON periods.speaker_id = dated.speaker_id AND day BETWEEN first_day AND last_day
        ORDER BY session_id, document_id, turn
    """  # noqa: S608


def _listed(column: str, order: str) -> str:
    """The values of a column of links in an order, as a list."""
    return f"list(CAST({column} AS VARCHAR) ORDER BY {order}) FILTER ({column} IS NOT NULL) AS listed_{column}"


def _joined(listed: str) -> str:
    """The distinct values of a list by their first places, joined by ";"."""
    return f"array_to_string(list_filter({listed}, lambda value, place: list_position({listed}, value) = place), ';')"
