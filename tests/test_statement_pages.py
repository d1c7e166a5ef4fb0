"""The table of statements in parts: together they are all rows, in the order asked for; a search finds names."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from plenary import queries
from plenary.selection import Selection
from plenary.statement_pages import ORDERS, found_count, represented_by, statement_page
from plenary.store import Dataset
from tests.several_sessions import CRIME, ORCHARD, WATER

EVERY = Selection(session=(CRIME, ORCHARD, WATER), review="all")


def pages(dataset: Dataset, selection: Selection, limit: int, **asked: object) -> pd.DataFrame:
    """All pages of a table, one under the other."""
    parts, first = [], 0
    while len(part := statement_page(dataset, selection, first=first, limit=limit, **asked)):
        assert len(part) <= limit
        parts.append(part)
        first += len(part)
    return pd.concat(parts, ignore_index=True)


@pytest.mark.parametrize("limit", [7, 46, 1000])
def test_pages_in_printed_order_are_the_statements(several: Dataset, limit: int) -> None:
    """However many rows a page has: the pages are the rows of the question, across sessions, and so turned round."""
    whole = queries.statements(several, EVERY)["statement_id"].tolist()
    assert pages(several, EVERY, limit)["statement_id"].tolist() == whole
    assert pages(several, EVERY, limit, descending=True)["statement_id"].tolist() == whole[::-1]
    assert found_count(several, EVERY) == len(whole)


@pytest.mark.parametrize("order", [*ORDERS])
@pytest.mark.parametrize("descending", [False, True])
def test_pages_are_sorted_and_hold_each_row_once(several: Dataset, order: str, descending: bool) -> None:
    """The first column of the order rises, or falls; no row is lost between two pages."""
    rows = pages(several, EVERY, 11, order=order, descending=descending)
    assert sorted(rows["statement_id"]) == sorted(queries.statements(several, EVERY)["statement_id"])
    column = rows[ORDERS[order][0]].dropna().tolist()
    assert column == sorted(column, reverse=descending)


def test_a_search_finds_names_without_case_and_accents(dataset: Dataset) -> None:
    """The seed lists Brazil twice; a word that no name has leaves nothing."""
    seed = Selection(session=(CRIME,))
    found = statement_page(dataset, seed, search="BRAZÍL")
    assert found["speaker_id"].tolist() == ["BRA", "BRA"]
    assert found_count(dataset, seed, "brazil") == 2
    assert found_count(dataset, seed, "brazil argentina") == 0
    assert statement_page(dataset, seed, search="nobody of this name").empty


def test_filters_hold_for_pages(several: Dataset) -> None:
    """Pages of a group, or of a meeting, are the statements that these filters leave."""
    for chosen in (replace(EVERY, group=("grulac",)), replace(EVERY, meeting=(f"{CRIME}:8", f"{ORCHARD}:3"))):
        whole = queries.statements(several, chosen)["statement_id"].tolist()
        assert whole
        assert pages(several, chosen, 5)["statement_id"].tolist() == whole


def test_those_represented_are_told_of_the_rows_asked(several: Dataset) -> None:
    """Of the statements asked for, those made on behalf of somebody, as printed; of no others."""
    links = several.rows("statement_represents")
    ids = links["statement_id"].unique().tolist()
    assert list(represented_by(several, ids)) == ids
    assert represented_by(several, []) == {}
    first = represented_by(several, ids[:1])
    assert first == {ids[0]: "; ".join(links.loc[links["statement_id"] == ids[0], "name_printed"])}
