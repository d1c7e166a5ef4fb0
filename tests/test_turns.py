"""Turns carry what a reader sees beside them."""

from __future__ import annotations

from plenary import queries
from plenary.selection import Selection
from plenary.store import Dataset
from plenary.turns import turns


def test_unnamed_speakers_keep_what_is_printed(dataset: Dataset) -> None:
    """Speakers who are only counted have no speaker, group or code, and keep the printed words as name."""
    statements = dataset.tables["statements"].copy()
    statements.loc[0, ["speaker_id", "kind", "name_printed"]] = [None, "unnamed", "14 Parties"]
    rows = turns({**dataset.tables, "statements": statements}, dataset.names)
    row = rows[rows["statement_id"] == statements.loc[0, "statement_id"]].iloc[0]
    assert row["name"] == row["name_today"] == "14 Parties"
    assert row[["speaker_id", "iso3", "group_id"]].isna().all()


def test_turns_are_statements_once_each(dataset: Dataset) -> None:
    """However many meetings and items a list stands under, each statement is one row."""
    sessions = tuple(dataset.tables["sessions"]["session_id"])
    rows = queries.statements(dataset, Selection(session=sessions, review="all"))
    assert rows["statement_id"].is_unique
    assert set(rows["statement_id"]) == set(dataset.tables["statements"]["statement_id"])
