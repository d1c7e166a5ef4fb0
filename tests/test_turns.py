"""Turns carry what a reader sees beside them."""

from __future__ import annotations

import pandas as pd

from plenary import queries
from plenary.selected import collect
from plenary.selection import Selection
from plenary.store import Dataset


def test_unnamed_speakers_keep_what_is_printed(several: Dataset) -> None:
    """Speakers who are only counted have no speaker, group or code, and keep the printed words as name."""
    rows = several.rows("turns")
    unnamed = rows[rows["speaker_id"].isna()]
    assert len(unnamed)
    assert (unnamed["name"] == unnamed["name_printed"]).all()
    assert (unnamed["name_today"] == unnamed["name_printed"]).all()
    assert unnamed[["iso3", "group_id", "group_role"]].isna().all(axis=None)
    assert not unnamed["un_member"].any()


def test_turns_are_statements_once_each(dataset: Dataset) -> None:
    """However many meetings and items a list stands under, each statement is one row."""
    sessions = tuple(dataset.tables["sessions"]["session_id"])
    rows = queries.statements(dataset, Selection(session=sessions, review="all"))
    assert rows["statement_id"].is_unique
    recorded = pd.read_csv(dataset.package.tables["statements"].path, dtype="str")
    assert set(rows["statement_id"]) == set(recorded["statement_id"])


def test_the_speaker_of_each_turn_is_told_for_its_day(dataset: Dataset) -> None:
    """Name, group and membership by the number of the period are those that the names give for the day itself."""
    rows, names = dataset.rows("turns"), dataset.names
    named = rows[rows["speaker_id"].notna()].drop_duplicates(["speaker_id", "day"])
    for row in named.itertuples(index=False):
        day = row.day.date()
        assert row.name == names.name_on(row.speaker_id, day)
        assert row.un_member == (row.speaker_id in names.members("un", day))
        assert (None if pd.isna(row.group_id) else row.group_id) == names.regional_group(row.speaker_id, day).group_id


def test_the_cube_counts_every_turn_once(dataset: Dataset) -> None:
    """Turns counted by what is filtered are those of the rows, one for one."""
    by = ["session_id", "review_status", "act", "kind", "capacity", "speaker_id", "group_id", "un_member"]
    rows = dataset.rows("turns").groupby(by, dropna=False).size()
    cube = collect(dataset.frame("turn_counts")).groupby(by, dropna=False)["turn_count"].sum()
    pd.testing.assert_series_equal(rows.sort_index(), cube.sort_index(), check_names=False, check_dtype=False)
