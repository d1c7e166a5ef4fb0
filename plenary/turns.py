"""Statements with everything a reader sees beside them.

Meetings, dates, items, the speaker's name and group of that day, the document.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

import pandas as pd

from plenary.names import Names


def turns(tables: Mapping[str, pd.DataFrame], names: Names) -> pd.DataFrame:
    """One row per statement, exported once: several meetings, dates, items or States represented stand in one cell.

    Args:
        tables: Tables of the dataset: statements, statement_meetings, statement_items, statement_represents,
            meetings, agenda_items,
            sessions, documents, reference/speakers.
        names: The dated names, memberships and groups; they say who stands for a speaker in their world.

    Returns:
        The columns of statements, and: meeting_ids, meetings (ordinals), dates, date_basis, item_ids, items
        (numbers), represents (each
        joined by ";", missing where not recorded; represents leaves out those without an id);
        day (of the first meeting, else the session's first day: the day
        for which the next
        columns hold, but in the world of today); name, name_today, iso3, group_id, group_role (missing where no group
        is established), un_member; symbol, job_number,
        document_status. In the order of session, document and turn. Empty statements give no rows.
    """
    statements = tables["statements"]
    meetings = tables["statement_meetings"].merge(
        tables["meetings"][["meeting_id", "ordinal", "date", "date_basis"]], on="meeting_id"
    )
    meetings = meetings.sort_values(["date", "ordinal"], kind="stable")
    items = tables["statement_items"].merge(tables["agenda_items"][["item_id", "number"]], on="item_id")
    documents = tables["documents"][["document_id", "symbol", "job_number", "status"]].rename(
        columns={"status": "document_status"}
    )
    frame = statements.merge(documents, on="document_id", how="left")
    represents = tables["statement_represents"]
    if names.as_of is not None:
        frame["speaker_id"], represents = standing(frame["speaker_id"], names), represented(represents, names)
    joined = {
        "meeting_ids": _joined(meetings, "meeting_id"),
        "meetings": _joined(meetings, "ordinal"),
        "dates": _joined(meetings, "date"),
        "date_basis": _joined(meetings, "date_basis"),
        "item_ids": _joined(items, "item_id"),
        "items": _joined(items, "number"),
        "represents": _joined(represents, "speaker_id"),
    }
    for column, values in joined.items():
        frame[column] = frame["statement_id"].map(values).astype("string")
    first_days = tables["sessions"].set_index("session_id")["first_date"]
    by_meeting = meetings.groupby("statement_id")["date"].first()
    of_meeting = by_meeting.reindex(frame["statement_id"]).set_axis(frame.index)  # keeps its type when all is missing
    frame["day"] = of_meeting.where(of_meeting.notna(), frame["session_id"].map(first_days))
    pairs = list(zip(frame["speaker_id"].fillna(""), frame["day"], strict=True))
    known = {pair: _of_day(names, *pair) for pair in set(pairs)}
    described = pd.DataFrame(
        [known[pair] for pair in pairs],
        columns=["name", "name_today", "group_id", "group_role", "un_member"],
        index=frame.index,
    ).astype(
        {"name": "string", "name_today": "string", "group_id": "string", "group_role": "string", "un_member": "boolean"}
    )
    frame = pd.concat([frame, described], axis=1)
    for column in ("name", "name_today"):
        frame[column] = frame[column].fillna(frame["name_printed"])
    iso3 = tables["speakers"].set_index("speaker_id")["iso3"]
    frame["iso3"] = frame["speaker_id"].map(iso3).astype("string")
    return frame.sort_values(["session_id", "document_id", "turn"], kind="stable", ignore_index=True)


def represented(links: pd.DataFrame, names: Names) -> pd.DataFrame:
    """The table statement_represents with who stands for each of those represented in the world of the names."""
    return links.assign(speaker_id=standing(links["speaker_id"], names))


def standing(speaker_ids: pd.Series[Any], names: Names) -> pd.Series[Any]:
    """Who stands for each speaker in the world of the names; missing where there is none."""
    known = {code: names.standing(code) for code in speaker_ids.dropna().unique()}
    return speaker_ids.map(known).astype("string")


def _joined(links: pd.DataFrame, column: str) -> pd.Series[Any]:
    links = links[links[column].notna()]
    texts = links[column].astype("string").groupby(links["statement_id"], sort=False)
    return texts.agg(lambda values: ";".join(dict.fromkeys(values)))


def _of_day(names: Names, speaker_id: str, day: dt.date) -> tuple[str | None, str | None, str | None, str | None, bool]:
    if not speaker_id:  # a turn of speakers who are only counted
        return None, None, None, None, False
    group = names.regional_group(speaker_id, day)
    member = speaker_id in names.members("un", day)
    return names.name_on(speaker_id, day), names.name_today(speaker_id), group.group_id, group.role, member
