"""Known codes of every parameter of a link, with the labels that readers see."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pandas as pd
from babel import Locale

from plenary.catalogue import translate as _
from plenary.frames import each_row
from plenary.names import Names
from plenary.selection import SORTS, VIEWS, Choices

REGIONAL_GROUPS: Final = ("african", "asia_pacific", "eastern_european", "grulac", "weog")

ROWS: Final = {
    "statements": "statement_id",
    "meetings": "meeting_id",
    "conclusions": "conclusion_id",
    "points": "point_id",
    "discrepancies": "discrepancy_id",
}
"""Tables whose entries have an address of their own, with the column of the id."""


def read_choices(tables: Mapping[str, pd.DataFrame], names: Names, version: str) -> Choices:
    """Codes and labels of every parameter, in the order in which a reader should see them.

    Args:
        tables: sessions, meetings, agenda_items, vocabulary, turns (see `plenary.turns`).
        names: Dated names; a delegation is labelled with its name of today.
        version: Version of the dataset, the only value of `v`.

    Returns:
        Parameter -> code -> label. Meetings and items are labelled with their session where there is more than one.
        Delegations are all
        who took the floor and all members of the United Nations of today; the label of one that never spoke is as
        good as any other.
    """
    sessions, meetings, items, turns = (tables[name] for name in ("sessions", "meetings", "agenda_items", "turns"))
    titles = dict(zip(sessions["session_id"], sessions["short_title"], strict=True))
    several = len(titles) > 1
    speakers = {*turns["speaker_id"].dropna(), *names.members("un", names.last_day)}
    delegations = {speaker: names.name_today(speaker) for speaker in speakers}
    return {
        "session": titles,
        "meeting": {
            row.meeting_id: _of_session(meeting_label(row.ordinal), titles[row.session_id], several)
            for row in each_row(meetings.sort_values(["session_id", "date", "ordinal"]))
        },
        "item": {
            row.item_id: _of_session(
                _("agenda item {number}").format(number=row.number), titles[row.session_id], several
            )
            for row in each_row(items)
        },
        "group": {code: label for code, label in vocabulary(tables, "group").items() if code in REGIONAL_GROUPS},
        "delegation": dict(sorted(delegations.items(), key=lambda pair: pair[1])),
        **{name: _used(tables, name, turns[name]) for name in ("kind", "act", "capacity")},
        "theme": vocabulary(tables, "theme"),
        "action": vocabulary(tables, "action"),
        "addressee": vocabulary(tables, "addressee"),
        "row": {row: row for table, column in ROWS.items() for row in tables[table][column]},
        "view": {code: code for code in VIEWS},
        "sort": {code: code for code in SORTS},
        "v": {version: version},
    }


def vocabulary(tables: Mapping[str, pd.DataFrame], name: str) -> dict[str, str]:
    """Term -> label of one vocabulary, in its stated order; empty when there is none of that name."""
    terms = tables["vocabulary"]
    rows = terms[terms["vocabulary"] == name].sort_values("position", kind="stable")
    return {term: _(label) for term, label in zip(rows["term"], rows["label"], strict=True)}


def _used(tables: Mapping[str, pd.DataFrame], name: str, values: pd.Series[str]) -> dict[str, str]:
    used = set(values)
    return {term: label for term, label in vocabulary(tables, name).items() if term in used}


def _of_session(label: str, session: str, several: bool) -> str:
    return _("{label}, {session}").format(label=label, session=session) if several else label


def meeting_label(ordinal: int) -> str:
    """Label of a meeting by its ordinal: "7th meeting"."""
    return _("{ordinal} meeting").format(ordinal=ordinal_number(ordinal))


def ordinal_number(number: int) -> str:
    """English ordinal of a whole number.

    1st, 2nd, 3rd, 11th, 22nd. Source: Unicode CLDR ordinal plural rules, by Babel.
    """
    suffix = {"one": _("{number}st"), "two": _("{number}nd"), "few": _("{number}rd")}
    return suffix.get(Locale("en").ordinal_form(number), _("{number}th")).format(number=number)
