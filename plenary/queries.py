"""The questions of the dashboard: one function each, dataset and selection in, a small pandas frame out.

A selection restricts rows by the filters that `plenary.selection.TABLE_FILTERS` lists for the table; other filters
are ignored here
and told on the page. Headlines count statements; where the selection names acts, they count turns of those acts.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import replace
from functools import lru_cache
from typing import Any, Final

import narwhals as nw
import pandas as pd

from plenary.choices import REGIONAL_GROUPS
from plenary.selection import Selection, search_terms
from plenary.store import Dataset

NO_GROUP: Final = "none"
"""Code of members that are in no regional group on the day."""

TURN_COLUMNS: Final = ("kind", "act", "capacity")
STATES_KEPT: Final = 16_384
"""States by day whose name and group of that day are held at hand: some eighty days."""

FACETS: Final = {"item": "item_ids", "theme": "theme_ids", "action": "action", "addressee": "addressee_ids"}
"""Filters of texts, with the column that holds their codes (joined by ";")."""

LINK_TABLES: Final = {"meeting": ("statement_meetings", "meeting_id"), "item": ("statement_items", "item_id")}


def select_turns(dataset: Dataset, selection: Selection) -> nw.LazyFrame[Any]:
    """Turns (see `plenary.turns.turns`) that the selection leaves.

    A statement stays when any of its meetings and any of its items is chosen.
    """
    frame = dataset.frame("turns")
    if selection.session:
        frame = frame.filter(nw.col("session_id").is_in(selection.session))
    for name, (table, column) in LINK_TABLES.items():
        if codes := getattr(selection, name):
            links = dataset.frame(table).filter(nw.col(column).is_in(codes)).select("statement_id").unique()
            frame = frame.join(links, on="statement_id", how="semi")
    if selection.group:
        frame = frame.filter(nw.col("group_id").is_in(selection.group))
    if selection.delegation:
        frame = frame.filter(nw.col("speaker_id").is_in(selection.delegation))
    for name in TURN_COLUMNS:
        if codes := getattr(selection, name):
            frame = frame.filter(nw.col(name).is_in(codes))
    return frame


def _counted(frame: nw.LazyFrame[Any], selection: Selection) -> nw.LazyFrame[Any]:
    return frame if selection.act else frame.filter(nw.col("act") == "statement")


def statements(dataset: Dataset, selection: Selection) -> pd.DataFrame:
    """Every turn that the selection leaves, introductions included.

    Returns:
        Columns of `plenary.turns.turns`; one row per turn; order session, document, turn. No row when nothing matches.
    """
    return _collect(select_turns(dataset, selection).sort("session_id", "document_id", "turn"))


def headline_counts(dataset: Dataset, selection: Selection) -> pd.Series[int]:
    """Counts over the turns that the selection leaves, each of 0 or more.

    Returns:
        turns; statements (see the module on acts); introductions; state_statements; states (distinct);
        other_statements and others (of
        speakers that are no States). Definition: a State is a speaker of kind "state" in this record.
    """
    rows = _collect(
        select_turns(dataset, selection).group_by("act", "kind", "speaker_id").agg(nw.len().alias("turn_count"))
    )
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


def participation(dataset: Dataset, selection: Selection) -> pd.DataFrame:
    """What the record and the selection say of each State, for maps and tiles.

    Returns:
        One row per State: members on the day of `Dataset.day`, States that took the floor, and today's members and
        observer States that
        were no members then; order name. Columns: speaker_id, iso3, name (of that day), group_id ("none" without an
        established group),
        member (on that day), participation, statement_count (missing unless participation is "statements"),
        recorded_count (statements in
        the chosen sessions whatever the other filters).
        participation is "statements" (some within the selection), "none_recorded" (a member with no statement in the
        chosen
        sessions), "outside_filters" (has statements, but none within the selection, or is itself not among the
        groups, delegations or
        kinds chosen) or "not_member" (no member on that day, and no statement). Never empty.
    """
    day = dataset.day(selection.session)
    chosen = _state_counts(_counted(select_turns(dataset, selection), selection))
    in_sessions = Selection(session=selection.session, act=selection.act)
    recorded = _state_counts(_counted(select_turns(dataset, in_sessions), in_sessions))
    rows = []
    for speaker_id in {*dataset.names.members("un", day), *dataset.names.states(), *recorded}:
        iso3, name, group, member, of_today = _state_on(dataset, speaker_id, day)
        if not (member or of_today or speaker_id in recorded):
            continue
        admitted = (
            (not selection.group or group in selection.group)
            and (not selection.delegation or speaker_id in selection.delegation)
            and (not selection.kind or "state" in selection.kind)
        )
        if speaker_id in chosen:
            shown = "statements"
        elif not member and speaker_id not in recorded:
            shown = "not_member"
        elif speaker_id in recorded or not admitted:
            shown = "outside_filters"
        else:
            shown = "none_recorded"
        count, recorded_count = chosen.get(speaker_id), recorded.get(speaker_id, 0)
        rows.append((speaker_id, iso3, name, group, member, shown, count, recorded_count))
    columns = ["speaker_id", "iso3", "name", "group_id", "member", "participation", "statement_count", "recorded_count"]
    frame = pd.DataFrame(rows, columns=columns).astype({"statement_count": "Int64", "recorded_count": "Int64"})
    return frame.sort_values("name", ignore_index=True)


@lru_cache(maxsize=STATES_KEPT)
def _state_on(dataset: Dataset, speaker_id: str, day: dt.date) -> tuple[str | None, str, str, bool, bool]:
    """ISO code of a State, its name and group on that day, whether it was a member then, whether it exists today."""
    names = dataset.names
    return (
        names.iso3(speaker_id),
        names.name_on(speaker_id, day),
        names.regional_group(speaker_id, day).group_id or NO_GROUP,
        speaker_id in names.members("un", day),
        names.exists(speaker_id, names.last_day),
    )


def _state_counts(frame: nw.LazyFrame[Any]) -> dict[str, int]:
    rows = _collect(frame.filter(nw.col("kind") == "state").group_by("speaker_id").agg(nw.len().alias("turn_count")))
    return dict(zip(rows["speaker_id"], rows["turn_count"].astype(int), strict=True))


def regional_groups(dataset: Dataset, selection: Selection) -> pd.DataFrame:
    """Statements of States by regional group beside the group's share of the membership.

    The filters by group and delegation do not apply: the groups are compared with one another.

    Returns:
        One row per regional group in the order of `REGIONAL_GROUPS`, then "none" when it has a member or a
        statement. Columns: group_id,
        statement_count, state_count (States that spoke), member_count (members on the day of `Dataset.day`, those
        counted with the group
        included), statement_share (of the statements of States within the selection; missing when there is none),
        member_share (of the
        members on that day).
    """
    day = dataset.day(selection.session)
    frame = _counted(select_turns(dataset, selection.for_table("regional_groups")), selection)
    rows = _collect(
        frame.filter(nw.col("kind") == "state").group_by("group_id", "speaker_id").agg(nw.len().alias("turn_count"))
    )
    rows["group_id"] = rows["group_id"].fillna(NO_GROUP)
    members = pd.Series(
        [dataset.names.regional_group(member, day).group_id or NO_GROUP for member in dataset.names.members("un", day)]
    ).value_counts()
    grouped = rows.groupby("group_id")
    counts = pd.DataFrame(
        {
            "statement_count": grouped["turn_count"].sum(),
            "state_count": grouped["speaker_id"].nunique(),
            "member_count": members,
        }
    )
    codes = [*REGIONAL_GROUPS, *([NO_GROUP] if NO_GROUP in counts.index else [])]
    counts = counts.reindex(codes).fillna(0).astype("Int64")
    total = counts["statement_count"].sum()
    counts["statement_share"] = (
        counts["statement_count"] / total if total else pd.array([None] * len(counts), dtype="Float64")
    )
    counts["member_share"] = counts["member_count"] / counts["member_count"].sum()
    return counts.rename_axis("group_id").reset_index()


def delegations(dataset: Dataset, selection: Selection) -> pd.DataFrame:
    """Everyone who took the floor within the selection.

    Returns:
        One row per speaker; order name of the day, or as `selection.sort` says: "statements" (most first), "group"
        or "printed" (order of
        first turn). Columns: speaker_id, name (of the first day recorded), name_today, names_printed
        (distinct, joined by ";"), kind, capacity (distinct, joined by ";"), group_id (missing for speakers that are
        no States and where
        none is established), statement_count, introduction_count, meetings (ordinals, joined by ";"), statement_ids
        (joined by ";").
        No row when nothing matches.
    """
    rows = statements(dataset, selection)
    counted = rows["act"].isin(selection.act) if selection.act else rows["act"] == "statement"
    rows = rows.assign(counted=counted.astype("Int64"), introduction=(rows["act"] == "introduction").astype("Int64"))
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
            "meetings": _distinct(rows, "speaker_id", "meetings"),
            "statement_ids": _distinct(rows, "speaker_id", "statement_id"),
        },
        index=first.index,
    )
    frame = frame.reset_index()
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
        One row per meeting; order session, date, ordinal. Columns of the table meetings, and item_ids, items
        (numbers; joined by ";").
    """
    frame = dataset.frame("meetings")
    if selection.session:
        frame = frame.filter(nw.col("session_id").is_in(selection.session))
    if selection.meeting:
        frame = frame.filter(nw.col("meeting_id").is_in(selection.meeting))
    links = dataset.tables["meeting_items"].merge(dataset.tables["agenda_items"][["item_id", "number"]], on="item_id")
    if selection.item:
        chosen = (
            dataset.frame("meeting_items").filter(nw.col("item_id").is_in(selection.item)).select("meeting_id").unique()
        )
        frame = frame.join(chosen, on="meeting_id", how="semi")
    rows = _collect(frame.sort("session_id", "date", "ordinal"))
    rows["item_ids"] = rows["meeting_id"].map(_distinct(links, "meeting_id", "item_id")).astype("string")
    rows["items"] = rows["meeting_id"].map(_distinct(links, "meeting_id", "number")).astype("string")
    return rows


def timeline(dataset: Dataset, selection: Selection) -> pd.DataFrame:
    """Every turn of the chosen sessions, meetings and items in speaking order, and whether the other filters leave it.

    Returns:
        One row per turn and meeting (a list that stands for two meetings gives two rows; count distinct
        statement_id); order item_ids,
        date, ordinal, turn. Columns of `plenary.turns.turns`, and: meeting_id and ordinal (missing where the record
        names no meeting),
        meeting_date, place (1, 2, 3 ... within the meeting as printed, whatever the filters), selected. Where no
        turn matches, none is
        selected.
    """
    frame = Selection(session=selection.session, meeting=selection.meeting, item=selection.item)
    every = statements(dataset, frame)
    chosen = set(statements(dataset, selection)["statement_id"])
    links = dataset.tables["statement_meetings"][["statement_id", "meeting_id"]].merge(
        dataset.tables["meetings"][["meeting_id", "ordinal", "date"]].rename(columns={"date": "meeting_date"}),
        on="meeting_id",
    )
    if selection.meeting:
        links = links[links["meeting_id"].isin(selection.meeting)]
    order = (
        dataset.tables["turns"][["statement_id", "turn"]]
        .merge(links, on="statement_id")
        .sort_values("turn", kind="stable")
    )
    order["place"] = order.groupby("meeting_id").cumcount() + 1
    rows = every.merge(order.drop(columns="turn"), on="statement_id", how="left")
    rows["selected"] = rows["statement_id"].isin(chosen)
    return rows.sort_values(["item_ids", "meeting_date", "ordinal", "turn"], kind="stable", ignore_index=True)


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


def points(dataset: Dataset, selection: Selection) -> pd.DataFrame:
    """Views in the discussion that the selection leaves, with the attribution as printed.

    Never with a State beside an unattributed view.

    Returns:
        Columns of the table points; one row per view; printed order. No row when nothing matches.
    """
    return _texts(dataset, "points", selection)


def documents_before(dataset: Dataset, selection: Selection) -> pd.DataFrame:
    """Documents that a session had before it, as its report lists them.

    Columns of the table documents_before, one row each, printed order.
    """
    return _texts(dataset, "documents_before", selection)


def discrepancies(dataset: Dataset, selection: Selection) -> pd.DataFrame:
    """Contradictions and gaps of the record: columns of the table discrepancies, one row each, in the table's order."""
    rows = dataset.tables["discrepancies"]
    return rows[rows["session_id"].isin(selection.session)].reset_index(drop=True) if selection.session else rows


def _texts(dataset: Dataset, table: str, selection: Selection) -> pd.DataFrame:
    frame = dataset.frame(table)
    selection = selection.for_table(table)
    if selection.session:
        frame = frame.filter(nw.col("session_id").is_in(selection.session))
    for parameter, column in FACETS.items():
        if codes := getattr(selection, parameter):
            fenced = nw.concat_str([nw.lit(";"), nw.col(column), nw.lit(";")])
            frame = frame.filter(
                nw.any_horizontal(
                    *(fenced.str.contains(f";{code};", literal=True) for code in codes), ignore_nulls=True
                )
            )
    for term in search_terms(selection.q):
        frame = frame.filter(nw.col("search_text").str.contains(term, literal=True))
    return _collect(frame.sort("printed_order").drop("printed_order", "search_text"))


def _collect(frame: nw.LazyFrame[Any]) -> pd.DataFrame:
    return frame.collect("pandas").to_native()  # type: ignore[no-any-return]
