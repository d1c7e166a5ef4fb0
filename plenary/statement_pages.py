"""The table of statements page by page: searched, sorted and cut in the engine, however many statements there are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Final

import narwhals as nw
import pandas as pd

from plenary.choices import with_sessions
from plenary.selected import collect, select_counts, select_turns, turn_total
from plenary.selection import Selection, fold, search_terms
from plenary.store import Dataset, in_sessions

PRINTED: Final = ("session_id", "document_id", "turn")
"""The printed order."""

ORDERS: Final = {
    "printed": PRINTED,
    "day": ("day", *PRINTED),
    "name": ("name", *PRINTED),
    "name_printed": ("name_printed", *PRINTED),
}
"""Orders of the table by their code, each with its columns; only the first of these is turned round."""


def found_count(dataset: Dataset, selection: Selection, search: str = "") -> int:
    """How many turns within the selection a search finds; an empty one finds all."""
    counts = select_counts(dataset, selection)
    if search_terms(search):
        counts = _found(dataset, selection, search).select(nw.len().alias("turn_count"))
    found = collect(counts.select(turn_total()))["turn_count"]
    return int(found.fillna(0).iloc[0])


def statement_page(
    dataset: Dataset,
    selection: Selection,
    *,
    search: str = "",
    order: str = "printed",
    descending: bool = False,
    first: int = 0,
    limit: int = 1000,
) -> pd.DataFrame:
    """A part of the turns that the selection leaves.

    Args:
        dataset: The dataset.
        selection: Its filters.
        search: Words that all have to occur in the name as printed, or all in a name of the speaker; without regard
            to case and accents. Empty: all turns.
        order: A key of `ORDERS`.
        descending: Whether the order is turned round.
        first: Rows that stand before it.
        limit: Rows that it may have.

    Returns:
        Columns of `plenary.turns.turns`; no row behind the last one.
    """
    selection = with_sessions(selection, dataset.choices)
    turns = _found(dataset, selection, search) if search_terms(search) else select_turns(dataset, selection)
    if order == "printed" and not search_terms(search):
        sessions, first = _sessions_of_part(dataset, selection, first, limit, descending=descending)
        turns = select_turns(dataset, replace(selection, session=sessions))
    by = ORDERS[order]
    turned = [descending] * len(by) if order == "printed" else [descending, *[False] * (len(by) - 1)]
    return dataset.rows_engine.part(turns.sort(*by, descending=turned, nulls_last=True), first, limit)


def represented_by(dataset: Dataset, statement_ids: Iterable[str]) -> dict[str, str]:
    """Statement -> those on whose behalf it was made, as printed, joined by "; "; one of nobody's is left out."""
    ids = list(statement_ids)
    sessions = sorted({statement_id.partition("/")[0] for statement_id in ids})
    links = dataset.frame("statement_represents").filter(in_sessions(sessions), nw.col("statement_id").is_in(ids))
    rows = collect(links.sort("session_id", "link_row"))
    told = rows.groupby("statement_id", sort=False)["name_printed"].agg("; ".join)
    return dict(zip(told.index, told, strict=True))


def _found(dataset: Dataset, selection: Selection, search: str) -> nw.LazyFrame[Any]:
    """The turns that a search finds: it looks into the distinct names, which are few, and then for those it found."""
    turns, terms = select_turns(dataset, selection), search_terms(search)
    printed = collect(turns.select("name_printed").unique())["name_printed"].dropna()
    named = collect(turns.select("speaker_id", "name", "name_today").unique())
    named = named[named["speaker_id"].notna()]
    of_speakers = [
        speaker_id for speaker_id, *names in named.itertuples(index=False) if any(_occur(terms, name) for name in names)
    ]
    as_printed = [name for name in printed if _occur(terms, name)]
    return turns.filter(nw.col("name_printed").is_in(as_printed) | nw.col("speaker_id").is_in(set(of_speakers)))


def _occur(terms: tuple[str, ...], text: str) -> bool:
    folded = fold(text)
    return all(term in folded for term in terms)


def _sessions_of_part(
    dataset: Dataset, selection: Selection, first: int, limit: int, *, descending: bool
) -> tuple[tuple[str, ...], int]:
    """The sessions that hold a part of the printed order, and how many rows of them stand before it."""
    counts = collect(select_counts(dataset, selection).group_by("session_id").agg(turn_total()))
    counts = counts.sort_values("session_id", ascending=not descending, ignore_index=True)
    ends = counts["turn_count"].cumsum()
    before = ends - counts["turn_count"]
    inside = counts[(ends > first) & (before < first + limit)]
    if inside.empty:
        return selection.session[:1], first
    return tuple(inside["session_id"]), first - int(before[inside.index[0]])
