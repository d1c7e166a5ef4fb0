"""Delegations by themselves and side by side: where each spoke, where it could have been listed, and for whom.

The filters by delegation and by group name what is compared, each by itself: "Brazil, and the African Group", not
"Brazil within the African Group". All other filters restrict as everywhere.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

import narwhals as nw
import pandas as pd

from plenary.choices import REGIONAL_GROUPS, with_sessions
from plenary.frames import each_row
from plenary.selected import LINK_TABLES, collect, in_order, one_by_one, select_counts
from plenary.selection import Selection
from plenary.store import Dataset

PLACE: Final = ["session_id", "item_id", "meeting_id"]

COMPARED: Final = ("comparison", "profiles", "representation", "speakers_over_sessions")
"""Tables in which the filters by delegation and group name what is compared."""

WITH_FRACTIONS: Final = {"name": "string", "statements_per_opportunity": "Float64"}

COLLECTIVE: Final = ("group", "igo")
"""Kinds of those represented whose members a statement on their behalf does not name."""


@dataclass(frozen=True, slots=True)
class Compared:
    """One of those that stand side by side.

    Attributes:
        kind: "delegation" or "group".
        code: Id of the speaker, or code of the regional group.
    """

    kind: str
    code: str


def compared(selection: Selection) -> tuple[Compared, ...]:
    """Those whom a selection names, delegations first, in the order of the link; without any, the regional groups."""
    delegations = [Compared("delegation", code) for code in selection.delegation]
    groups = [Compared("group", code) for code in selection.group]
    return (*delegations, *groups) or tuple(Compared("group", code) for code in REGIONAL_GROUPS)


def everyone(selection: Selection) -> Selection:
    """The selection without those whom it compares."""
    return replace(selection, group=(), delegation=())


def select_compared(dataset: Dataset, selection: Selection) -> nw.LazyFrame[Any]:
    """Turns of any delegation or group that the selection names, within its other filters; of all when it names none.

    Counted, columns of `plenary.turns.COUNT_COLUMNS`.
    """
    frame = select_counts(dataset, everyone(selection))
    chosen = [
        nw.col(column).is_in(codes)
        for column, codes in (("group_id", selection.group), ("speaker_id", selection.delegation))
        if codes
    ]
    return frame.filter(nw.any_horizontal(*chosen, ignore_nulls=True)) if chosen else frame


def profiles(dataset: Dataset, selection: Selection) -> pd.DataFrame:
    """What each delegation did at each meeting under each item, beside the meetings where it could have been listed.

    An opportunity is a meeting, under an item, at which the rows shown record a speaker, whoever it was: only there
    can "no statement" be read from the record. Whether the delegation was present, or had asked for the floor, is not
    recorded.

    Returns:
        One row per delegation, session, item and meeting. Delegations: those that the selection names, at every
        session, in the order of the link; then those with a turn in the groups that it names, and without either all
        with a turn, at the sessions where they have one, by name. Sessions by their first day, items as the agenda
        has them, meetings by ordinal; last what names no item or no meeting, with one row only where there are such
        turns. Columns: speaker_id, name (of the first day of the session), session_id, item_id, meeting_id, ordinal,
        date (these four missing where none is recorded), attestation (of the meeting), recorded (whether the rows
        shown record a speaker there), statement_count, shared_count (of them those that stand at several meetings or
        items at once, and count once in a total), turn_count (of every act), represented_count (statements of others
        that name the delegation as represented), statement_ids (of its turns, joined by ";").
        The counts are missing where no speaker is recorded, and before the first or after the last day of a State.
        No row when nobody is named and nothing matches.

    Source: the definition of an opportunity is ours; a count beside its exposure is the usual form of rates of events
        (A. Agresti, Categorical Data Analysis, Wiley, on Poisson models for rates).
    """
    selection = with_sessions(selection, dataset.choices)
    turns = in_order(one_by_one(dataset, everyone(selection)))
    own = _own_turns(turns, selection)
    cells = _cells(dataset, selection)
    spoken = {str(code): set(part) for code, part in own.groupby("speaker_id")["session_id"]}
    names = {speaker: dataset.names.name_today(speaker) for speaker in spoken}
    named = [*selection.delegation, *sorted(set(spoken) - set(selection.delegation), key=lambda code: names[code])]
    sessions = {
        speaker: set(selection.session) if speaker in selection.delegation else spoken[speaker] for speaker in named
    }
    places = pd.DataFrame(
        [(speaker, place, session) for place, speaker in enumerate(named) for session in sessions[speaker]],
        columns=["speaker_id", "place", "session_id"],
    )
    frame = places.merge(cells, on="session_id")
    frame = frame.merge(_counts_by_place(dataset, own, selection), how="outer", on=["speaker_id", *PLACE])
    frame = frame.merge(_represented_by_place(dataset, turns, selection), how="left", on=["speaker_id", *PLACE])
    return _written(dataset, frame, named, selection)


def _own_turns(turns: pd.DataFrame, selection: Selection) -> pd.DataFrame:
    """The turns of those compared, with whether each is counted."""
    own = turns[turns["speaker_id"].notna()]
    if selection.delegation or selection.group:
        own = own[own["speaker_id"].isin(selection.delegation) | own["group_id"].isin(selection.group)]
    return own.assign(counted=_counts(own, selection))


def _counts(turns: pd.DataFrame, selection: Selection) -> pd.Series[bool]:
    return turns["act"].isin(selection.act or ("statement",))


def _places(dataset: Dataset, turns: pd.DataFrame, selection: Selection) -> pd.DataFrame:
    """Each turn under each chosen item and at each chosen meeting where it stands.

    Columns of `turns`, meeting_id, item_id ("" where none is recorded), shared (it stands at several of all places).
    """
    for name, (table, column) in LINK_TABLES.items():
        links = dataset.rows(table, selection.session)[["statement_id", column]]
        turns = turns.merge(links, how="left", on="statement_id")
        turns[column] = turns[column].fillna("")
        turns["shared"] = turns.get("shared", False) | turns.duplicated(["statement_id"], keep=False)
        if codes := getattr(selection, name):
            turns = turns[turns[column].isin(codes)]
    return turns


def _cells(dataset: Dataset, selection: Selection) -> pd.DataFrame:
    """Every place within the chosen sessions, meetings and items, and whether the rows shown record a speaker there.

    Columns of `PLACE` ("" for an item that is not recorded) and recorded; turns that name no meeting have no place.
    """
    whole = replace(selection.unfiltered(), meeting=selection.meeting, item=selection.item)
    turns = collect(one_by_one(dataset, whole).select("statement_id", "session_id"))
    recorded = _places(dataset, turns, selection)[PLACE].drop_duplicates()
    recorded = recorded[recorded["meeting_id"] != ""].assign(recorded=True)
    meetings = dataset.tables["meetings"][["session_id", "meeting_id"]]
    meetings = meetings[meetings["session_id"].isin(selection.session)]
    known = meetings.merge(dataset.tables["meeting_items"][["meeting_id", "item_id"]], how="left", on="meeting_id")
    known["item_id"] = known["item_id"].fillna("")
    # A meeting whose item only its turns tell needs no cell without an item.
    known = known[(known["item_id"] != "") | ~known["meeting_id"].isin(recorded["meeting_id"])]
    for name, (_table, column) in LINK_TABLES.items():
        if codes := getattr(selection, name):
            known = known[known[column].isin(codes)]
    cells = pd.concat([recorded, known.assign(recorded=False)]).drop_duplicates(PLACE)
    return cells.reset_index(drop=True)


def _counts_by_place(dataset: Dataset, own: pd.DataFrame, selection: Selection) -> pd.DataFrame:
    placed = _places(dataset, own, selection)
    placed["both"] = placed["shared"] & placed["counted"]
    grouped = placed.groupby(["speaker_id", *PLACE])
    return grouped.agg(
        statement_count=("counted", "sum"),
        shared_count=("both", "sum"),
        turn_count=("counted", "size"),
        statement_ids=("statement_id", ";".join),
    ).reset_index()


def _represented_by_place(dataset: Dataset, turns: pd.DataFrame, selection: Selection) -> pd.DataFrame:
    counts = turns[_counts(turns, selection)]
    links = dataset.rows("statement_represents", selection.session)[["statement_id", "speaker_id"]].dropna()
    links = counts[["statement_id", "session_id", "speaker_id"]].merge(links, on="statement_id", suffixes=("_of", ""))
    links = links[links["speaker_id"] != links["speaker_id_of"].fillna("")]
    placed = _places(dataset, links, selection).drop_duplicates(["statement_id", "speaker_id", *PLACE])
    return placed.groupby(["speaker_id", *PLACE]).size().rename("represented_count").reset_index()


def _written(dataset: Dataset, frame: pd.DataFrame, named: list[str], selection: Selection) -> pd.DataFrame:
    """The rows of `profiles` in their order, with names and what is missing."""
    days, items = dataset.days(selection.session), dataset.tables["agenda_items"]["item_id"].tolist()
    meetings = dataset.tables["meetings"].set_index("meeting_id")
    orders = {
        "place": {speaker: place for place, speaker in enumerate(named)},
        "session_place": {session: place for place, session in enumerate(days)},
        "item_place": {item: place for place, item in enumerate(items)},
    }
    for (column, order), code in zip(orders.items(), ("speaker_id", "session_id", "item_id"), strict=True):
        frame[column] = frame[code].map(order)
    for column in ("ordinal", "date", "attestation"):
        frame[column] = frame["meeting_id"].map(meetings[column])
    names, pairs = dataset.names, list(zip(frame["speaker_id"], frame["session_id"], strict=True))
    dated = {pair: days[pair[1]] for pair in set(pairs)}
    of_day = {pair: (names.name_on(pair[0], day), names.exists(pair[0], day)) for pair, day in dated.items()}
    told = [of_day[pair] for pair in pairs]
    frame["name"] = [name for name, _exists in told]
    # Turns that name no meeting are recorded all the same.
    frame["recorded"] = frame["recorded"].astype("boolean").fillna(True)
    known = frame["recorded"] & pd.Series([exists for _name, exists in told], index=frame.index, dtype="boolean")
    for column in ("statement_count", "shared_count", "turn_count", "represented_count"):
        counts = frame[column].astype("Int64")
        frame[column] = counts.fillna(0).where(known | counts.notna())
    for column in ("item_id", "meeting_id"):
        frame[column] = frame[column].astype("string").where(frame[column] != "")
    frame = frame.sort_values([*orders, "ordinal"], kind="stable", ignore_index=True)
    columns = ["ordinal", "date", "attestation", "recorded", "statement_count", "shared_count", "turn_count"]
    return frame[["speaker_id", "name", *PLACE, *columns, "represented_count", "statement_ids"]]


def comparison(dataset: Dataset, selection: Selection) -> pd.DataFrame:
    """Delegations and regional groups side by side: statements for each delegation and meeting with speakers recorded.

    Returns:
        One row per session and delegation or group (see `compared`); order first day of the session, then delegations
        and groups in the order of the link. Columns: session_id, compared_kind ("delegation" or "group"),
        compared_id, name (of a delegation, on the first day), delegation_count (1; of a group its members on the
        first day, those counted with it included; 0 for a State that did not exist then), turn_meeting_count (meetings
        within the filters by session, meeting and item at which the rows shown record a speaker), statement_count,
        placed_count (of them those at such a meeting; the others name none), speaking_count (delegations with a
        statement), statements_per_opportunity (placed_count per delegation and opportunity; missing without either),
        spoke_for_count (of the statements those on behalf of others), represented_count (statements of others that
        name it, or a member of the group, as represented), unknown_count (further statements on behalf of groups or
        in words that name no members: whether it was among those is not recorded). Counts are missing, not zero,
        where there is no opportunity or no delegation. A statement under several items or at several meetings counts
        once. Never empty.

    Source: see `profiles`. A statement for a group is not counted for its members: the dataset has no membership of
        negotiating groups, and the record does not name them.
    """
    selection = with_sessions(selection, dataset.choices)
    turns = in_order(one_by_one(dataset, everyone(selection)))
    turns = turns[_counts(turns, selection)]
    cells = _cells(dataset, selection)
    opportunities = cells[cells["recorded"]].groupby("session_id")["meeting_id"].nunique().to_dict()
    behalf = _on_behalf(dataset, turns)
    marked = turns.assign(
        placed=turns["meeting_ids"].notna(), for_others=turns["statement_id"].isin(behalf["statement_id"])
    )
    rows = []
    for session_id, day in dataset.membership_days(selection.session).items():
        inside, told = marked[marked["session_id"] == session_id], behalf[behalf["session_id"] == session_id]
        by_speaker = {str(code): part for code, part in inside.groupby("speaker_id")}
        by_group = {str(code): part for code, part in inside[inside["kind"] == "state"].groupby("group_id")}
        named, collective = _represented(told)
        meetings = int(opportunities.get(session_id, 0))
        for one in compared(selection):
            members = set(_members(dataset, one, day))
            part = (by_speaker if one.kind == "delegation" else by_group).get(one.code, inside.iloc[:0])
            possible, placed, own = len(members) * meetings, int(part["placed"].sum()), set(part["statement_id"])
            others = {statement for member in members for statement in named.get(member, ())} - own
            row = {
                "session_id": session_id,
                "compared_kind": one.kind,
                "compared_id": one.code,
                "name": dataset.names.name_on(one.code, day) if one.kind == "delegation" else None,
                "delegation_count": len(members),
                "turn_meeting_count": meetings,
            }
            counts = {
                "statement_count": len(part),
                "placed_count": placed,
                "speaking_count": part["speaker_id"].nunique(),
                "statements_per_opportunity": placed / possible if possible else None,
                "spoke_for_count": int(part["for_others"].sum()),
                "represented_count": len(others),
                "unknown_count": len(collective - others - (own if one.kind == "delegation" else set())),
            }
            rows.append(row | (counts if possible or own or others else dict.fromkeys(counts)))
    frame = pd.DataFrame(rows)
    return frame.astype(dict.fromkeys(frame.columns[4:], "Int64") | WITH_FRACTIONS)


def _members(dataset: Dataset, one: Compared, day: dt.date) -> Iterable[str]:
    names = dataset.names
    if one.kind == "delegation":
        return [one.code] if names.exists(one.code, day) else []
    return [code for code in names.members("un", day) if names.regional_group(code, day).group_id == one.code]


def _on_behalf(dataset: Dataset, turns: pd.DataFrame) -> pd.DataFrame:
    """Each turn with each of those on whose behalf it was made.

    Columns of `turns`, and: represented_id (missing where the wording is not one of our table), represented_printed,
    represented_kind, representation ("named": the very one is named; "members_unknown": a group or words whose
    members are not recorded).
    """
    links = dataset.rows("statement_represents", turns["session_id"].unique())
    links = links.drop(columns=["session_id", "link_row"]).rename(
        columns={"speaker_id": "represented_id", "name_printed": "represented_printed"}
    )
    rows = turns.merge(links, on="statement_id")
    kinds = {code: str(dataset.names.speaker(code).kind) for code in rows["represented_id"].dropna().unique()}
    rows["represented_kind"] = rows["represented_id"].map(kinds).astype("string")
    unknown = rows["represented_id"].isna() | rows["represented_kind"].isin(COLLECTIVE)
    rows["representation"] = unknown.map({True: "members_unknown", False: "named"}).astype("string")
    return rows


def _represented(behalf: pd.DataFrame) -> tuple[Mapping[str, set[str]], set[str]]:
    """Statements by whom they name as represented, by others than itself, and those for groups or in such words."""
    named: dict[str, set[str]] = defaultdict(set)
    for row in each_row(behalf[behalf["represented_id"].notna()]):
        if row.represented_id != row.speaker_id:
            named[row.represented_id].add(row.statement_id)
    return named, set(behalf.loc[behalf["representation"] == "members_unknown", "statement_id"])


def representation(dataset: Dataset, selection: Selection) -> pd.DataFrame:
    """Who spoke on whose behalf, and whether the record names the one represented or only a group.

    With a delegation or group chosen: the statements that it made for others, and those that name it (or a member of
    the group) as represented. Statements for groups whose members are not recorded are left to the view of everyone:
    whether a delegation was among them is unknown, and `comparison` counts them so.

    Returns:
        One row per turn of any act and one represented; order session, document, turn, printed order of those
        represented. Columns of `plenary.turns.turns`, and: represented_place (1, 2, 3 ... within the statement),
        represented_id (missing where the wording is none that our table has), represented_printed, represented_name
        (of the day; as printed without an id), represented_kind, representation ("named", or "members_unknown" where
        a group, an organization or words stand for members that the record does not name). No row when nothing
        matches.
    """
    selection = with_sessions(selection, dataset.choices)
    turns = in_order(one_by_one(dataset, everyone(selection)))
    rows = _on_behalf(dataset, turns)
    rows["represented_place"] = rows.groupby("statement_id").cumcount() + 1
    if selection.delegation or selection.group:
        chosen = dict(_chosen(dataset, selection))
        spoke = rows["speaker_id"].isin(selection.delegation) | rows["group_id"].isin(selection.group)
        whom = zip(rows["session_id"], rows["represented_id"].fillna(""), strict=True)
        was = pd.Series([code in chosen[session_id] for session_id, code in whom], index=rows.index, dtype=bool)
        rows = rows[spoke | was]
    days = pd.to_datetime(rows["day"]).dt.date
    # Of each of those represented once for each of its periods: within one, its name is the same.
    pairs = [
        (code, dataset.names.period_start(code, day))
        for code, day in zip(rows["represented_id"].fillna(""), days, strict=True)
    ]
    names = {pair: dataset.names.name_on(*pair) if pair[0] else None for pair in set(pairs)}
    told = pd.Series([names[pair] for pair in pairs], index=rows.index, dtype="string")
    rows = rows.assign(represented_name=told.fillna(rows["represented_printed"]))
    return rows.sort_values(
        ["session_id", "document_id", "turn", "represented_place"], kind="stable", ignore_index=True
    )


def _chosen(dataset: Dataset, selection: Selection) -> Iterator[tuple[str, set[str]]]:
    """Session -> the delegations chosen, by themselves or as members of a group on its first day."""
    for session_id, day in dataset.membership_days(selection.session).items():
        yield session_id, {member for one in compared(selection) for member in _members(dataset, one, day)}
