"""Versions of the dataset that a link may name, and what differs between two of them."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final, cast

import pandas as pd

from plenary.choices import meeting_label, with_sessions
from plenary.export import TABLES, rows
from plenary.kept import kept_versions, version_folder
from plenary.schema import read_descriptor
from plenary.selection import LISTS, TABLE_FILTERS, Choices, Selection, read_selection
from plenary.store import Dataset, open_dataset
from plenary.worlds import seen_dataset

__all__ = ["asked", "differences", "kept_versions", "named_dataset", "open_version", "published"]

TOLD_BY: Final = ("name_printed", "name", "title", "summary", "conclusion_summary", "phrases_printed")
"""Columns that tell a reader which row is meant, the first that a table has."""

DIFFERENCE_COLUMNS: Final = ("change", "row_id", "label", "columns")


def open_version(present: Dataset, version: str) -> Dataset:
    """The kept version of a dataset; it knows the same versions as the present one, so that its links go on working.

    Raises:
        BrokenDataset: It is not kept, or its files cannot be shown.
    """
    return open_dataset(version_folder(present.directory, version), present.versions)


def named_dataset(
    present: Dataset, params: Mapping[str, Sequence[str]], open_kept: Callable[[Dataset, str], Dataset] = open_version
) -> Dataset:
    """The dataset of the version that a link names; the present one where it names none, or one that is not kept.

    In the world and with the names that the link asks for (see `plenary.worlds`).

    Args:
        present: The dataset as it is.
        params: Every value of every parameter of the link; of several values of `v` the first counts.
        open_kept: Gives a kept version; by default opens it anew.

    Raises:
        BrokenDataset: The files of the version cannot be shown.
    """
    version = next((value for value in params.get("v", ()) if value), present.version)
    kept = version != present.version and version in present.versions
    return seen_dataset(open_kept(present, version) if kept else present, params)


def published(directory: Path) -> str:
    """Day on which a version was made, as its description states it; empty when it does not.

    Raises:
        BrokenPackage: The description cannot be read.
    """
    return str(read_descriptor(directory).get("created", ""))[:10]


def asked(params: Mapping[str, Sequence[str]], before: Dataset, after: Dataset) -> Selection:
    """The selection that a link names, values that only one of two versions knows included."""
    selection, _unknown = read_selection(params, _of_both(before, after))
    return selection


def differences(before: Dataset, after: Dataset, selection: Selection, table: str) -> pd.DataFrame:
    """Rows of an exported table that differ between two versions, within the same filters.

    Args:
        before: The earlier version.
        after: The later one.
        selection: Filters; a link without sessions means those of the earlier version. Values may be unknown to one
            of the two, which then has no row with them: all rows of a session that came later are added.
        table: A key of `plenary.export.TABLES`.

    Returns:
        One row per row that differs. Columns: change (added, changed or gone), row_id (the cells that name the row,
        joined by "/"), label (what tells readers which row it is), columns (names of the columns that differ, joined
        by ";", blank unless changed). First what is added or changed, in the order of the later version, then what is
        gone, in the order of the earlier one. Without a difference: no rows, the same columns.
    """
    chosen = with_sessions(selection, _of_both(before, after))
    earlier, later = (_rows_by_key(dataset, chosen, table) for dataset in (before, after))
    found = []
    for key, row in later.items():
        if key not in earlier:
            found.append(("added", key, _label(after, table, row), ""))
        elif differing := [name for name, cell in row.items() if not _same(cell, earlier[key][name])]:
            found.append(("changed", key, _label(after, table, row), ";".join(differing)))
    found += [("gone", key, _label(before, table, row), "") for key, row in earlier.items() if key not in later]
    return pd.DataFrame(found, columns=list(DIFFERENCE_COLUMNS), dtype="string")


def _of_both(before: Dataset, after: Dataset) -> Choices:
    # Chained, not put together: the ids of statements are not listed, but asked for.
    return {
        name: ChainMap(cast(dict[str, str], codes), cast(dict[str, str], before.choices[name]))
        for name, codes in after.choices.items()
    }


def _rows_by_key(dataset: Dataset, selection: Selection, table: str) -> dict[str, dict[str, Any]]:
    known = selection.for_table(table)
    for name in LISTS:
        values = getattr(known, name)
        left = [value for value in values if value in dataset.choices[name]]
        if values and not left and name in TABLE_FILTERS[table]:
            return {}
        known = known.with_values(name, left)
    found = rows(dataset, replace(known, v=""), table)
    names, columns = list(found.columns), TABLES[table].key
    return {
        "/".join(str(cell) for name, cell in zip(names, cells, strict=True) if name in columns): dict(
            zip(names, cells, strict=True)
        )
        for cells in found.itertuples(index=False, name=None)
    }


def _same(one: Any, other: Any) -> bool:
    if pd.isna(one) or pd.isna(other):
        return bool(pd.isna(one) and pd.isna(other))
    return bool(one == other)


def _label(dataset: Dataset, table: str, row: Mapping[str, Any]) -> str:
    if table == "meetings":
        return meeting_label(row["ordinal"])
    if table in ("regional_groups", "balance"):
        return dataset.choices["group"].get(row["group_id"], str(row["group_id"]))
    told = [row[name] for name in TOLD_BY if name in row and not pd.isna(row[name])]
    return str(told[0]) if told else ""
