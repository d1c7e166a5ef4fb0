"""What the documents record of each turn, put together once: the tables on which all questions of turns rest.

Nothing here depends on the world or language of names: a turn carries the number of the period of its speaker, and
`plenary.periods` tells what holds for it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

import narwhals as nw

from plenary.engine import Engine

LINKS: Final = ("statement_meetings", "statement_items", "statement_represents")
OF_STATEMENTS: Final = ("statements", *LINKS)
"""Tables of the package that grow with the statements: they are never held as frames of pandas."""

FACTS: Final = "turn_facts"
COUNTS: Final = "turn_count_facts"
REPRESENTED: Final = "represented_counts"
SOURCE: Final = "source_"
"""Beginning of the names of the tables as the files have them, while facts are put together."""

COUNTED_BY: Final = ("session_id", "document_id", "review_status", "act", "kind", "capacity", "period_id", "placed")
"""What turns are counted by in the cube: all filters but those by meeting and item, and whether a meeting is named."""


Recipe = Callable[[Engine], nw.LazyFrame[Any]]
"""What a table is made by, of tables that there are."""


def write_facts(engine: Engine, keep: Callable[[str, Recipe], None] | None = None) -> None:
    """Put the links, `FACTS` and the tables of `CUBES` together in an engine, in this order.

    Needs the tables of `OF_STATEMENTS` under names that begin with `SOURCE`, those of links with link_row, their place
    in the file; meetings, agenda_items, sessions, documents, and `speaker_periods` of `plenary.periods`.

    `FACTS` has one row per statement, in the order of session, document and turn: the columns of statements; symbol,
    job_number, document_status; meeting_ids, meetings (ordinals), dates, date_basis, item_ids, items (numbers),
    represents (each joined by ";", missing where not recorded; represents leaves out those without an id); day (of the
    first meeting, else the session's first day); period_id (missing where no speaker is named). The tables of links
    have their columns, link_row and session_id.

    Args:
        engine: Where they are put together.
        keep: Keeps a table by its name and recipe, so that those after it can rest on it; None: in the engine's memory.

    Raises:
        EngineDown: It is a cluster, which did not answer.
    """
    recipes = {
        **{table: from_sql(_links(table)) for table in LINKS},
        FACTS: from_sql(_facts(engine)),
        **CUBES,
    }
    for name, recipe in recipes.items():
        if keep is None:
            engine.define(name, recipe, kept=True)
        else:
            keep(name, recipe)


def from_sql(sql: str) -> Recipe:
    """What makes a table of a query over tables that there are."""
    return lambda engine: engine.query(sql)


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


def represented_counts(engine: Engine) -> nw.LazyFrame[Any]:
    """How many turns there are by those represented together (represents of `FACTS`); and turn_count."""
    return engine.frame(FACTS).group_by("represents").agg(nw.len().alias("turn_count"))


CUBES: Final[Mapping[str, Recipe]] = {
    COUNTS: turn_counts,
    "meeting_counts": meeting_counts,
    REPRESENTED: represented_counts,
}
"""Tables of counts, each with the expression that makes it of `FACTS` and the links."""


def _links(table: str) -> str:
    return f"""
        SELECT links.*, session_id
        FROM {SOURCE}{table} AS links
        JOIN (SELECT statement_id, session_id FROM {SOURCE}statements) AS statements USING (statement_id)
        ORDER BY session_id, link_row
    """  # noqa: S608 - names of tables of ours, as in all of this file


def _facts(engine: Engine) -> str:
    # By day and number, those without either last, as a list that stands for two meetings names them.
    by_meeting = ("date", "ordinal", "link_row")

    def listed(column: str, order: tuple[str, ...]) -> str:
        return f"{engine.listed(column, order)} AS listed_{column}"

    def joined(column: str) -> str:
        return engine.joined(f"listed_{column}")

    return f"""
        WITH met AS (
            SELECT statement_id, min(date) AS meeting_day, {listed("meeting_id", by_meeting)},
                {listed("ordinal", by_meeting)}, {listed("date", by_meeting)}, {listed("date_basis", by_meeting)}
            FROM {SOURCE}statement_meetings JOIN meetings USING (meeting_id) GROUP BY statement_id
        ), considered AS (
            SELECT statement_id, {listed("item_id", ("link_row",))}, {listed("number", ("link_row",))}
            FROM {SOURCE}statement_items JOIN agenda_items USING (item_id) GROUP BY statement_id
        ), represented AS (
            SELECT statement_id, {listed("speaker_id", ("link_row",))}
            FROM {SOURCE}statement_represents GROUP BY statement_id
        ), dated AS (
            SELECT statements.*, symbol, job_number, status AS document_status,
                {joined("meeting_id")} AS meeting_ids, {joined("ordinal")} AS meetings, {joined("date")} AS dates,
                {joined("date_basis")} AS date_basis, {joined("item_id")} AS item_ids, {joined("number")} AS items,
                {joined("speaker_id")} AS represents, coalesce(meeting_day, sessions.first_date) AS day
            FROM {SOURCE}statements AS statements
            JOIN sessions ON sessions.session_id = statements.session_id
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
