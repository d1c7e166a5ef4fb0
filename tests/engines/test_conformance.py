"""Every question has the same answer on the cluster and on the embedded engine, value for value."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from plenary import queries
from plenary.build import BUILT
from plenary.engine import Embedded, collect
from plenary.export import TABLES, rows
from plenary.selected import in_order
from plenary.selection import Selection
from plenary.statement_pages import ORDERS, found_count, represented_by, statement_page
from plenary.store import OF_ROWS, Dataset
from plenary.worlds import seen
from tests.several_sessions import CRIME, ORCHARD, WATER

pytestmark = pytest.mark.timeout(900)

SELECTIONS = {
    "all": Selection(session=(CRIME, ORCHARD, WATER), review="all"),
    "filtered": Selection(
        session=(ORCHARD, WATER),
        meeting=(f"{ORCHARD}:2", f"{WATER}:1"),
        group=("african", "grulac"),
        act=("statement",),
    ),
    "item": Selection(session=(ORCHARD,), item=(f"{ORCHARD}:3",), delegation=("BRA", "JPN", "KEN"), kind=("state",)),
    "nothing": Selection(session=(WATER,), group=("eastern_european",), capacity=("observer",)),
}

ASKED: dict[str, Callable[[Dataset, Selection], Any]] = {
    "select_turns": lambda dataset, selection: in_order(queries.select_turns(dataset, selection)),
    "rows_by_paragraph": lambda dataset, selection: pd.concat(
        queries.rows_by_paragraph(dataset, selection, table) for table in ("statements", "points", "conclusions")
    ),
}
"""Questions that are asked in a way of their own; all others are asked of dataset and selection."""

IN_NO_ORDER = ("documents_read", "speaker_counts")


def answer(name: str, dataset: Dataset, selection: Selection) -> pd.DataFrame:
    """The answer to a question of `plenary.queries`."""
    found = ASKED.get(name, getattr(queries, name))(dataset, selection)
    frame = found.to_frame() if isinstance(found, pd.Series) else found
    return frame.sort_values(list(frame.columns), ignore_index=True) if name in IN_NO_ORDER else frame


@pytest.mark.parametrize("selection", SELECTIONS.values(), ids=SELECTIONS)
@pytest.mark.parametrize("name", queries.__all__)
def test_every_question_has_the_same_answer(
    several: Dataset, clustered: Dataset, name: str, selection: Selection
) -> None:
    """Rows, their order, columns and types are those of the embedded engine, which read the files themselves."""
    assert several.cluster is None
    assert clustered.cluster is not None
    ours, theirs = answer(name, clustered, selection), answer(name, several, selection)
    pd.testing.assert_frame_equal(ours, theirs, check_exact=True)


@pytest.mark.parametrize("table", ["statements", "representation", "silent_members"])
def test_other_worlds_have_the_same_answer(several: Dataset, clustered: Dataset, table: str) -> None:
    """In the world of today with French names, too."""
    found = [rows(seen(dataset, "today", "fr"), SELECTIONS["all"], table) for dataset in (clustered, several)]
    pd.testing.assert_frame_equal(*found, check_exact=True)


@pytest.mark.parametrize("table", BUILT)
def test_the_cluster_builds_what_the_embedded_engine_builds(several: Dataset, clustered: Dataset, table: str) -> None:
    """Facts, links and cubes are the same; the cubes of the cluster are held by this process."""
    holder = clustered.cluster if table not in clustered.embedded.names() else clustered.embedded
    assert isinstance(holder, Embedded) == (table not in {"turn_facts", *OF_ROWS})
    assert holder is not None
    ours, theirs = collect(holder.frame(table)), collect(several.embedded.frame(table))
    by = list(theirs.columns)
    ours, theirs = (frame.sort_values(by, ignore_index=True) for frame in (ours, theirs))
    pd.testing.assert_frame_equal(ours, theirs, check_exact=True)


def test_one_turn_and_one_paragraph_are_found(several: Dataset, clustered: Dataset) -> None:
    """What an entry, a receipt and the record ask of the dataset itself."""
    for ask in (
        lambda dataset: dataset.turn(f"{ORCHARD}/3/2"),
        lambda dataset: dataset.turns_in("o-forum-4-9", "3"),
        lambda dataset: dataset.rows("statement_represents"),
        lambda dataset: pd.DataFrame([dataset.row_counts("statements", (ORCHARD,))]),
    ):
        pd.testing.assert_frame_equal(ask(clustered), ask(several), check_exact=True)


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("order", ORDERS)
def test_the_table_of_statements_is_the_same_page_by_page(
    several: Dataset, clustered: Dataset, order: str, descending: bool
) -> None:
    """Searched, sorted either way and cut: the same rows, and the same number found."""
    for search in ("", "bra", "old trees"):
        pages = [
            statement_page(
                dataset, SELECTIONS["all"], search=search, order=order, descending=descending, first=1, limit=9
            )
            for dataset in (clustered, several)
        ]
        pd.testing.assert_frame_equal(*pages, check_exact=True)
        assert found_count(clustered, SELECTIONS["all"], search) == found_count(several, SELECTIONS["all"], search)
    ids = several.rows("turns")["statement_id"]
    assert represented_by(clustered, ids) == represented_by(several, ids)


def test_tables_that_are_exported_are_questions() -> None:
    """What is exported is covered here: each table is a question of `plenary.queries`."""
    assert {export.query.__name__ for export in TABLES.values()} <= set(queries.__all__)
