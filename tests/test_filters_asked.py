"""Filters that say nothing about the rows of a question are left out of what is asked, and no answer changes by it."""

from __future__ import annotations

import pytest
from pandas.testing import assert_frame_equal

from components.dataset import filters_asked
from plenary import queries
from plenary.selection import TABLE_FILTERS, Selection
from plenary.store import Dataset
from tests.several_sessions import CRIME, ORCHARD, WATER

SELECTIONS = {
    "speakers": Selection(
        session=(CRIME, ORCHARD), group=("african", "grulac"), kind=("state",), capacity=("member",), act=("statement",)
    ),
    "delegations": Selection(session=(ORCHARD, WATER), delegation=("BRA", "JPN", "KEN"), review="all", sort="group"),
    "places": Selection(session=(ORCHARD,), meeting=(f"{ORCHARD}:2",), item=(f"{ORCHARD}:3",), group=("weog",)),
    "texts": Selection(session=(CRIME,), theme=("treaties_and_laws",), q="treaties", delegation=("BRA",), sort="theme"),
}


@pytest.mark.parametrize("selection", SELECTIONS.values(), ids=SELECTIONS)
@pytest.mark.parametrize("question", TABLE_FILTERS)
def test_what_is_left_out_changes_no_answer(several: Dataset, question: str, selection: Selection) -> None:
    """Rows, columns and their order are those of the whole selection."""
    ask = getattr(queries, question)
    assert_frame_equal(ask(several, filters_asked(question, selection)), ask(several, selection))


def test_filters_without_meaning_ask_nothing_new() -> None:
    """Shares of regional groups are those of all groups: a filter by group, or a page setting, asks the same."""
    session = Selection(session=(CRIME,))
    chosen = Selection(session=(CRIME,), group=("african",), view=("tiles",), row="x")
    assert filters_asked("regional_groups", chosen) == session
    assert filters_asked("participation", chosen) == Selection(session=(CRIME,), group=("african",))
    assert filters_asked("headline_counts", chosen) == Selection(session=(CRIME,), group=("african",))
