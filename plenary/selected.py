"""The turns that a selection leaves, for the questions of `plenary.queries` and `plenary.participation`."""

from __future__ import annotations

from typing import Any, Final

import narwhals as nw
import pandas as pd

from plenary.catalogue import translate as _
from plenary.choices import with_sessions
from plenary.engine import collect
from plenary.selection import REVIEWS, Selection, search_terms
from plenary.store import Dataset, in_sessions
from plenary.turns import COUNT_COLUMNS

__all__ = [
    "FACETS", "LINK_TABLES", "MOST_ROWS", "TURN_COLUMNS", "TooManyTurns", "collect", "counted", "in_order",
    "of_sessions", "one_by_one", "reviewed", "select_counts", "select_texts", "select_turns", "too_many_words",
    "turn_count", "turn_total",
]  # fmt: skip

MOST_ROWS: Final = 100_000
"""Turns that a question puts side by side one by one; of more there are counts, and files of them all."""

TURN_COLUMNS: Final = ("kind", "act", "capacity")
FACETS: Final = {"item": "item_ids", "theme": "theme_ids", "action": "action", "addressee": "addressee_ids"}
"""Filters of texts, with the column that holds their codes (joined by ";")."""

LINK_TABLES: Final = {"meeting": ("statement_meetings", "meeting_id"), "item": ("statement_items", "item_id")}


def select_turns(dataset: Dataset, selection: Selection) -> nw.LazyFrame[Any]:
    """Turns (see `plenary.turns.turns`) that the selection leaves.

    A statement stays when any of its meetings and any of its items is chosen.
    """
    selection = with_sessions(selection, dataset.choices)
    frame = _filtered(dataset.frame("turns"), selection)
    for name, (table, column) in LINK_TABLES.items():
        if codes := getattr(selection, name):
            links = of_sessions(dataset.frame(table), selection).filter(nw.col(column).is_in(codes))
            frame = frame.join(links.select("statement_id").unique(), on="statement_id", how="semi")
    return frame


def select_counts(dataset: Dataset, selection: Selection) -> nw.LazyFrame[Any]:
    """The turns that the selection leaves, counted: from the cube, and from the rows only of chosen meetings and items.

    Columns of `plenary.turns.COUNT_COLUMNS`; turn_count is to be added up.
    """
    if selection.meeting or selection.item:
        rows = select_turns(dataset, selection)
        rows = rows.with_columns(name=nw.when(~nw.col("speaker_id").is_null()).then("name"))
        rows = rows.with_columns(name_today=nw.when(~nw.col("speaker_id").is_null()).then("name_today"))
        return rows.with_columns(placed=~nw.col("meeting_ids").is_null(), turn_count=nw.lit(1)).select(*COUNT_COLUMNS)
    return _filtered(dataset.frame("turn_counts"), with_sessions(selection, dataset.choices))


class TooManyTurns(Exception):
    """A question puts turns side by side one by one, and the selection leaves more than `MOST_ROWS`.

    Attributes:
        turn_count: How many it leaves.
    """

    def __init__(self, turn_count: int) -> None:
        super().__init__(f"{turn_count} turns")
        self.turn_count = turn_count


def too_many_words(turns: int) -> str:
    """What is told where more turns are left than a question puts side by side, and what can be done."""
    return _(
        "These filters leave {count} turns; up to {most} are put side by side one by one. Choose fewer sessions, or "
        "take all of them as CSV or Parquet from the table “statements”."
    ).format(count=f"{turns:,}", most=f"{MOST_ROWS:,}")


def turn_count(dataset: Dataset, selection: Selection) -> int:
    """How many turns a selection leaves, of every act."""
    found = collect(select_counts(dataset, selection).select(turn_total()))["turn_count"]
    return int(found.fillna(0).iloc[0])


def one_by_one(dataset: Dataset, selection: Selection) -> nw.LazyFrame[Any]:
    """The turns of `select_turns`, for questions that put them side by side one by one.

    Raises:
        TooManyTurns: They are more than `MOST_ROWS`.
    """
    if dataset.turn_count > MOST_ROWS and (count := turn_count(dataset, selection)) > MOST_ROWS:
        raise TooManyTurns(count)
    return select_turns(dataset, selection)


def turn_total() -> nw.Expr:
    """How many turns a frame of `select_counts`, or a group of it, has."""
    return nw.col("turn_count").sum().cast(nw.Int64).alias("turn_count")


def _filtered(frame: nw.LazyFrame[Any], selection: Selection) -> nw.LazyFrame[Any]:
    """The turns, or counts of turns, that all filters but those by meeting and item leave."""
    # All at once: the engine looks at the columns again after each step.
    filters = [in_sessions(selection.session), _reviewed(selection)]
    if selection.group:
        filters.append(nw.col("group_id").is_in(selection.group))
    if selection.delegation:
        filters.append(nw.col("speaker_id").is_in(selection.delegation))
    filters += [nw.col(name).is_in(codes) for name in TURN_COLUMNS if (codes := getattr(selection, name))]
    return frame.filter(*filters)


def of_sessions(frame: nw.LazyFrame[Any], selection: Selection) -> nw.LazyFrame[Any]:
    """The rows of the sessions of a selection that names some; column session_id."""
    return frame.filter(in_sessions(selection.session))


def reviewed(frame: nw.LazyFrame[Any], selection: Selection) -> nw.LazyFrame[Any]:
    """The rows of the review statuses that the selection leaves; column review_status."""
    return frame.filter(_reviewed(selection))


def _reviewed(selection: Selection) -> nw.Expr:
    return nw.col("review_status").is_in(REVIEWS[selection.review])


def counted(frame: nw.LazyFrame[Any], selection: Selection) -> nw.LazyFrame[Any]:
    """The turns that headlines count: statements, or those of the acts that the selection names; column act."""
    return frame if selection.act else frame.filter(nw.col("act") == "statement")


def select_texts(dataset: Dataset, table: str, selection: Selection) -> nw.LazyFrame[Any]:
    """Rows of a table of texts (see `plenary.store.SEARCHED`) that the selection leaves, with their printed_order."""
    selection = with_sessions(selection, dataset.choices).for_table(table)
    filters = [in_sessions(selection.session)]
    if "review_status" in dataset.tables[table]:
        filters.append(_reviewed(selection))
    for parameter, column in FACETS.items():
        if codes := getattr(selection, parameter):
            fenced = nw.concat_str([nw.lit(";"), nw.col(column), nw.lit(";")])
            found = (fenced.str.contains(f";{code};", literal=True) for code in codes)
            filters.append(nw.any_horizontal(*found, ignore_nulls=True))
    filters += [nw.col("search_text").str.contains(term, literal=True) for term in search_terms(selection.q)]
    frame = dataset.frame(table).filter(*filters)
    return frame.drop("search_text")


def in_order(turns: nw.LazyFrame[Any]) -> pd.DataFrame:
    """The rows of a lazy frame of turns, by session, document and turn."""
    return collect(turns.sort("session_id", "document_id", "turn"))
