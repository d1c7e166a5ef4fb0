"""The questions of the dashboard: one function each, dataset and selection in, a small pandas frame out.

A selection restricts rows by the filters that `plenary.selection.TABLE_FILTERS` lists for the table; other filters
are ignored here and told on the page. One that names no session has those of `plenary.choices.with_sessions`.
Headlines count statements; where the selection names acts, they count turns of those acts.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import lru_cache
from typing import Any, Final

import narwhals as nw
import pandas as pd

from plenary.balance import balance, silent_members
from plenary.catalogue import translate as _
from plenary.choices import with_sessions
from plenary.co_participation import (
    co_participation,
    co_participation_by_item,
    co_participation_units,
    co_participation_units_by_item,
)
from plenary.concentration import concentration, lorenz
from plenary.discussion import conclusion_support, points, proposals, quantifiers, threads
from plenary.participation import participation, participation_by_session, regional_groups, sessions
from plenary.profiles import comparison, profiles, representation, select_compared
from plenary.returning import appearance_counts, speakers_over_sessions
from plenary.selected import (
    FACETS,
    collect,
    in_order,
    of_sessions,
    one_by_one,
    select_counts,
    select_texts,
    select_turns,
    turn_count,
    turn_total,
)
from plenary.selection import REVIEWS, Selection
from plenary.speaker_counts import UNNAMED, documents_read, first_turns, paragraphs_read, speaker_counts, speakers
from plenary.speaking_order import first_and_last, order, order_of_groups
from plenary.store import Dataset

__all__ = [
    "appearance_counts", "balance", "co_participation", "co_participation_by_item", "co_participation_units",
    "co_participation_units_by_item", "compared_counts", "comparison", "concentration", "conclusion_facets",
    "conclusion_support", "conclusions", "delegations", "discrepancies", "documents_before", "documents_read",
    "first_and_last", "first_turns", "headline_counts", "lorenz", "meetings", "order", "order_of_groups",
    "paragraphs_read", "participation", "participation_by_session", "points", "profiles", "proposals", "quantifiers",
    "regional_groups", "representation", "review_counts", "rows_by_paragraph", "select_turns", "sessions",
    "silent_members", "speaker_counts", "speakers", "speakers_over_sessions", "statements", "threads", "timeline",
    "unreviewed_counts",
]  # fmt: skip


TEXT_COUNTS_KEPT: Final = 1024
"""Selections whose number of texts is held at hand."""


def statements(dataset: Dataset, selection: Selection) -> pd.DataFrame:
    """Every turn that the selection leaves, introductions included.

    Returns:
        Columns of `plenary.turns.turns`; one row per turn; order session, document, turn. No row when nothing matches.
    """
    return in_order(one_by_one(dataset, selection))


def headline_counts(dataset: Dataset, selection: Selection) -> pd.Series[int]:
    """Counts over the turns that the selection leaves, each of 0 or more.

    Returns:
        turns; statements (see the module on acts); introductions; state_statements; states (distinct);
        other_statements and others (of
        speakers that are no States). Definition: a State is a speaker of kind "state" in this record.
    """
    return _headlines(select_counts(dataset, selection), selection)


def compared_counts(dataset: Dataset, selection: Selection) -> pd.Series[int]:
    """The counts of `headline_counts` over the turns of any delegation or group that the selection compares."""
    return _headlines(select_compared(dataset, selection), selection)


def _headlines(frame: nw.LazyFrame[Any], selection: Selection) -> pd.Series[int]:
    rows = collect(frame.group_by("act", "kind", "speaker_id").agg(turn_total()))
    counted = rows if selection.act else rows[rows["act"] == "statement"]
    of_states = counted["kind"] == "state"
    return pd.Series(
        {
            "turns": rows["turn_count"].sum(),
            "statements": counted["turn_count"].sum(),
            "introductions": rows.loc[rows["act"] == "introduction", "turn_count"].sum(),
            "state_statements": counted.loc[of_states, "turn_count"].sum(),
            "states": counted.loc[of_states, "speaker_id"].nunique(),
            "other_statements": counted.loc[~of_states, "turn_count"].sum(),
            "others": counted.loc[~of_states, "speaker_id"].nunique(),
        }
    ).astype(int)


def delegations(dataset: Dataset, selection: Selection) -> pd.DataFrame:
    """Everyone who took the floor within the selection.

    Returns:
        One row per speaker, and one for all speakers that are only counted (speaker_id missing); order name of the
        day, or as `selection.sort` says: "statements" (most first), "group" or "printed" (order of first turn).
        Columns: speaker_id, name (of the first day recorded), name_today, names_printed (distinct, joined by ";"),
        kind, capacity (distinct, joined by ";"), group_id (missing for speakers that are no States and where none is
        established), statement_count, introduction_count, turn_count (of every act), session_ids, meeting_ids,
        meetings (ordinals), statement_ids (each joined by ";").
        No row when nothing matches.
    """
    rows = statements(dataset, selection)
    counted = rows["act"].isin(selection.act) if selection.act else rows["act"] == "statement"
    rows = rows.assign(
        speaker_id=rows["speaker_id"].fillna(UNNAMED),
        counted=counted.astype("Int64"),
        introduction=(rows["act"] == "introduction").astype("Int64"),
    )
    rows.loc[rows["speaker_id"] == UNNAMED, ["name", "name_today"]] = _("Speakers not named")
    grouped = rows.groupby("speaker_id", sort=False)
    first, counts = (
        grouped[["name", "name_today", "kind", "group_id"]].first(),
        grouped[["counted", "introduction"]].sum(),
    )
    frame = pd.DataFrame(
        {
            "name": first["name"],
            "name_today": first["name_today"],
            "names_printed": _distinct(rows, "speaker_id", "name_printed"),
            "kind": first["kind"],
            "capacity": _distinct(rows, "speaker_id", "capacity"),
            "group_id": first["group_id"],
            "statement_count": counts["counted"],
            "introduction_count": counts["introduction"],
            "turn_count": grouped.size().astype("Int64"),
            "session_ids": _distinct(rows, "speaker_id", "session_id"),
            "meeting_ids": _distinct(rows, "speaker_id", "meeting_ids"),
            "meetings": _distinct(rows, "speaker_id", "meetings"),
            "statement_ids": _distinct(rows, "speaker_id", "statement_id"),
        },
        index=first.index,
    )
    frame = frame.reset_index()
    frame["speaker_id"] = frame["speaker_id"].where(frame["speaker_id"] != UNNAMED)
    if selection.sort == "printed":
        return frame
    frame = frame.sort_values("name", ignore_index=True)
    if selection.sort == "statements":
        return frame.sort_values("statement_count", ascending=False, kind="stable", ignore_index=True)
    return frame.sort_values("group_id", kind="stable", ignore_index=True) if selection.sort == "group" else frame


def _distinct(rows: pd.DataFrame, key: str, column: str) -> pd.Series[str]:
    """Distinct codes of a column by key, in the order of the rows, joined by ";"."""
    found: dict[str, dict[str, None]] = {code: {} for code in rows[key]}
    for code, cell in zip(rows[key], rows[column], strict=True):
        found[code].update(dict.fromkeys(_codes(cell)))
    return pd.Series({code: ";".join(parts) for code, parts in found.items()}, dtype="str")


def meetings(dataset: Dataset, selection: Selection) -> pd.DataFrame:
    """Meetings at which a chosen item was considered, those only mentioned included.

    Returns:
        One row per meeting; order first day of the session, ordinal. Columns of the table meetings, and item_ids, items
        (numbers; joined by ";").
    """
    selection = with_sessions(selection, dataset.choices)
    frame = of_sessions(dataset.frame("meetings"), selection)
    if selection.meeting:
        frame = frame.filter(nw.col("meeting_id").is_in(selection.meeting))
    links = dataset.tables["meeting_items"].merge(dataset.tables["agenda_items"][["item_id", "number"]], on="item_id")
    if selection.item:
        chosen = (
            dataset.frame("meeting_items").filter(nw.col("item_id").is_in(selection.item)).select("meeting_id").unique()
        )
        frame = frame.join(chosen, on="meeting_id", how="semi")
    rows = collect(frame.sort("session_id", "ordinal"))
    days = rows["session_id"].map(dataset.days(selection.session))
    rows = (
        rows.assign(first_date=days)
        .sort_values("first_date", kind="stable", ignore_index=True)
        .drop(columns="first_date")
    )
    rows["item_ids"] = rows["meeting_id"].map(_distinct(links, "meeting_id", "item_id")).astype("string")
    rows["items"] = rows["meeting_id"].map(_distinct(links, "meeting_id", "number")).astype("string")
    return rows


def timeline(dataset: Dataset, selection: Selection) -> pd.DataFrame:
    """Every turn of the chosen sessions, meetings and items in printed order, and whether the other filters leave it.

    Returns:
        One row per turn; order first day of the session, meeting_date, ordinal, turn. Columns of
        `plenary.turns.turns`, and: meeting_id (joined by ";" where one list stands for several meetings), ordinal and
        meeting_date (of the first of them; missing where the record names no meeting), place (1, 2, 3 ... within the
        meeting, or the list that stands for several, as printed, whatever the filters), selected. Where no turn
        matches, none is selected.
    """
    selection = with_sessions(selection, dataset.choices)
    frame = replace(selection.unfiltered(), meeting=selection.meeting, item=selection.item)
    every = statements(dataset, frame)
    chosen = set(statements(dataset, selection)["statement_id"])
    turns = in_order(one_by_one(dataset, Selection(session=selection.session, review="all")))
    turns = turns.sort_values(["session_id", "turn"])
    places = turns.groupby("meeting_ids").cumcount() + 1
    placed = pd.Series(places.to_numpy(), index=turns["statement_id"]).where(turns["meeting_ids"].notna().to_numpy())
    first = dataset.tables["meetings"].set_index("meeting_id")[["ordinal", "date"]]
    rows = every.assign(
        meeting_id=every["meeting_ids"],
        place=every["statement_id"].map(placed).astype("Int64"),
        selected=every["statement_id"].isin(chosen),
    )
    at = rows["meeting_id"].str.partition(";")[0] if len(rows) else rows["meeting_id"]
    rows = rows.assign(ordinal=at.map(first["ordinal"]), meeting_date=at.map(first["date"]))
    days = rows["session_id"].map(dataset.days(selection.session))
    order = rows.assign(first_date=days).sort_values(["first_date", "meeting_date", "ordinal", "turn"], kind="stable")
    return order.drop(columns="first_date").reset_index(drop=True)


def conclusions(dataset: Dataset, selection: Selection) -> pd.DataFrame:
    """Conclusions that the selection leaves.

    Returns:
        Columns of the table conclusions; one row per conclusion; printed order, or by first theme or first addressee
        where
        `selection.sort` is "theme" or "addressee". No row when nothing matches.
    """
    rows = _texts(dataset, "conclusions", selection)
    if selection.sort in ("theme", "addressee"):
        rows = rows.sort_values(f"{selection.sort}_ids", kind="stable", ignore_index=True)
    return rows


def conclusion_facets(dataset: Dataset, selection: Selection) -> pd.DataFrame:
    """How many conclusions each code of each facet would leave, the other facets staying as chosen.

    Returns:
        One row per facet and code in the order of the choices. Columns: parameter (item, theme, action, addressee),
        code, conclusion_count.
        A conclusion with two themes counts once under each.
    """
    bare = replace(selection, item=(), theme=(), action=(), addressee=())
    cells = conclusions(dataset, bare)[list(FACETS.values())]
    codes = {parameter: [frozenset(_codes(cell)) for cell in cells[column]] for parameter, column in FACETS.items()}
    rows = []
    for parameter in FACETS:
        others = [
            (codes[other], chosen) for other in FACETS if other != parameter if (chosen := getattr(selection, other))
        ]
        left = [
            own
            for position, own in enumerate(codes[parameter])
            if all(not held[position].isdisjoint(chosen) for held, chosen in others)
        ]
        counts = Counter(code for own in left for code in own)
        rows += [(parameter, code, counts[code]) for code in dataset.choices[parameter]]
    return pd.DataFrame(rows, columns=["parameter", "code", "conclusion_count"])


def _codes(cell: Any) -> list[str]:
    return [] if pd.isna(cell) else str(cell).split(";")


def documents_before(dataset: Dataset, selection: Selection) -> pd.DataFrame:
    """Documents that a session had before it, as its report lists them.

    Columns of the table documents_before, one row each, printed order.
    """
    return _texts(dataset, "documents_before", selection)


def discrepancies(dataset: Dataset, selection: Selection) -> pd.DataFrame:
    """Contradictions and gaps of the record: columns of the table discrepancies, one row each, in the table's order."""
    rows = dataset.tables["discrepancies"]
    chosen = with_sessions(selection, dataset.choices).session
    return rows[rows["session_id"].isin(chosen)].reset_index(drop=True)


def rows_by_paragraph(dataset: Dataset, selection: Selection, table: str) -> pd.DataFrame:
    """How many rows of a table of the chosen sessions stand in each paragraph, by review status.

    Args:
        dataset: The dataset.
        selection: Its sessions.
        table: statements, points or conclusions.

    Returns:
        One row per session, document, paragraph and review status; order session, document, and first row or as
        printed. Columns: session_id, document_id, paragraph, review_status, row_count. No row when the sessions have
        none.
    """
    place = "turn" if table == "statements" else "printed_order"
    frame = of_sessions(
        dataset.frame("turns" if table == "statements" else table), with_sessions(selection, dataset.choices)
    )
    columns = ("session_id", "document_id", "paragraph", "review_status")
    counts = frame.group_by(*columns).agg(nw.len().alias("row_count"), nw.col(place).min().alias("place"))
    return collect(counts.sort("session_id", "document_id", "place").drop("place"))


def unreviewed_counts(dataset: Dataset, selection: Selection) -> pd.Series[int]:
    """How many rows within the other filters are not yet reviewed, by table, whether or not `review` shows them.

    Returns:
        statements (turns of every act), points, conclusions -> 0 or more.
    """
    return review_counts(dataset, replace(selection, review="unreviewed"))


def review_counts(dataset: Dataset, selection: Selection) -> pd.Series[int]:
    """How many rows the selection leaves in each table whose rows are reviewed one by one.

    Returns:
        statements (turns of every act), points, conclusions -> 0 or more.
    """
    counts = {"statements": turn_count(dataset, selection)}
    for table in ("points", "conclusions"):
        counts[table] = 0
        # Most datasets have no text that is not yet reviewed: then there is nothing to ask.
        if dataset.tables[table]["review_status"].isin(REVIEWS[selection.review]).any():
            counts[table] = _text_count(dataset, table, selection.for_table(table))
    return pd.Series(counts).astype(int)


@lru_cache(maxsize=TEXT_COUNTS_KEPT)
def _text_count(dataset: Dataset, table: str, selection: Selection) -> int:
    """How many texts of a table a selection leaves; most filters of turns say nothing about them."""
    texts = select_texts(dataset, table, selection)
    return int(collect(texts.select(nw.len().alias("count")))["count"].iloc[0])


def _texts(dataset: Dataset, table: str, selection: Selection) -> pd.DataFrame:
    rows = collect(select_texts(dataset, table, selection).sort("printed_order"))
    return rows.drop(columns="printed_order")
