"""Known codes of every parameter of a link, with the labels that readers see."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final

import pandas as pd
from babel import Locale
from babel.dates import format_date

from plenary.catalogue import translate as _
from plenary.frames import each_row
from plenary.names import Names
from plenary.selection import (
    IN_SESSION,
    MOST_NAMED_SESSIONS,
    NAME_LANGUAGES,
    REVIEWS,
    SORTS,
    VIEWS,
    Choices,
    EverySession,
    Selection,
    of_session,
)

REGIONAL_GROUPS: Final = ("african", "asia_pacific", "eastern_european", "grulac", "weog")

ROWS: Final = {
    "statements": "statement_id",
    "meetings": "meeting_id",
    "conclusions": "conclusion_id",
    "points": "point_id",
    "documents_before": "document_before_id",
    "discrepancies": "discrepancy_id",
}
"""Tables whose entries have an address of their own, with the column of the id."""


OF_NO_SESSION: Final = {"speakers": "speaker_id", "groups": "group_id"}
"""Tables of no session in whose rows an error can be reported, with the column of the id."""


def read_choices(
    tables: Mapping[str, pd.DataFrame],
    used: pd.DataFrame,
    turn: Callable[[str], pd.DataFrame],
    names: Names,
    versions: Sequence[str],
    today: dt.date,
) -> Choices:
    """Codes and labels of every parameter, in the order in which a reader should see them.

    Args:
        tables: sessions, meetings, agenda_items, vocabulary, and those of `ROWS` but for the statements.
        used: The speaker_id, kind, act and capacity that turns have.
        turn: Gives the turn with an id, or no row.
        names: Dated names; a delegation is labelled with its name of today.
        versions: Versions of the dataset that a link may name, the present one first.
        today: The day of the world of today (see `plenary.store.Dataset.today`).

    Returns:
        Parameter -> code -> label. Meetings and items are labelled without their session (see `within_sessions`).
        Delegations are all who took the floor and all members of the United Nations of today; the label of one that
        never spoke is as good as any other. The label of a row is the code of its session, blank for speakers and
        groups. `successor` is no parameter: it has the former States for which another one stands in this world, and
        which.
    """
    sessions, meetings, items = (tables[name] for name in ("sessions", "meetings", "agenda_items"))
    titles = dict(zip(sessions["session_id"], sessions["short_title"], strict=True))
    speakers = {*used["speaker_id"].dropna(), *names.members("un", names.last_day)}
    delegations = {speaker: names.name_today(speaker) for speaker in speakers}
    return {
        "session": titles,
        "meeting": {
            row.meeting_id: meeting_label(row.ordinal)
            for row in each_row(meetings.sort_values(["session_id", "ordinal"]))
        },
        "item": {
            row.item_id: _("agenda item {number}").format(number=item_number(row.number)) for row in each_row(items)
        },
        "group": {code: label for code, label in vocabulary(tables, "group").items() if code in REGIONAL_GROUPS},
        "delegation": dict(sorted(delegations.items(), key=lambda pair: pair[1])),
        **{name: _used(tables, name, used[name]) for name in ("kind", "act", "capacity")},
        "theme": vocabulary(tables, "theme"),
        "action": vocabulary(tables, "action"),
        "addressee": vocabulary(tables, "addressee"),
        "row": EntryIds(
            {
                row: session
                for table, column in ROWS.items()
                if table in tables
                for row, session in zip(tables[table][column], tables[table]["session_id"], strict=True)
            }
            | {row: "" for table, column in OF_NO_SESSION.items() for row in tables[table][column]},
            turn,
        ),
        "review": {code: code for code in REVIEWS if code},
        "view": {code: code for code in VIEWS},
        "sort": {code: code for code in SORTS},
        "world": {
            "today": _("names, codes, membership and groups as of {day}").format(
                day=format_date(today, "d MMMM y", locale="en")
            )
        },
        "names": {code: _("names in {language}").format(language=language_name(code)) for code in NAME_LANGUAGES},
        "successor": names.succeeded(),
        "v": {version: version for version in versions},
    }


class EntryIds(Mapping[str, str]):
    """Id of an entry -> its session, "" for one of no session; of statements it asks, since they may be millions.

    What it lists are the entries that are no statements.
    """

    def __init__(self, known: Mapping[str, str], turn: Callable[[str], pd.DataFrame]) -> None:
        """Args: the entries that are no statements; what gives the turn with an id, or no row."""
        self._known, self._turn = known, turn

    def __getitem__(self, row_id: str) -> str:
        """Raises KeyError: There is no entry with this id."""
        if row_id in self._known:
            return self._known[row_id]
        if "/" not in row_id:  # The id of a statement has three parts.
            raise KeyError(row_id)
        found = self._turn(row_id)
        if found.empty:
            raise KeyError(row_id)
        return str(found["session_id"].iloc[0])

    def __iter__(self) -> Iterator[str]:
        """The entries that are no statements."""
        return iter(self._known)

    def __len__(self) -> int:
        """How many are listed."""
        return len(self._known)


def language_name(code: str) -> str:
    """English name of a language by its code. Source: Unicode CLDR, by Babel."""
    return Locale(code).get_language_name("en") or code


def own_name(code: str) -> str:
    """What a language is called in itself, with a capital letter. Source: Unicode CLDR, by Babel."""
    name = Locale(code).get_language_name(code) or code
    return name[:1].upper() + name[1:]


def vocabulary(tables: Mapping[str, pd.DataFrame], name: str) -> dict[str, str]:
    """Term -> label of one vocabulary, in its stated order; empty when there is none of that name."""
    terms = tables["vocabulary"]
    rows = terms[terms["vocabulary"] == name].sort_values("position", kind="stable")
    return {term: _(label) for term, label in zip(rows["term"], rows["label"], strict=True)}


def _used(tables: Mapping[str, pd.DataFrame], name: str, values: pd.Series[str]) -> dict[str, str]:
    used = set(values)
    return {term: label for term, label in vocabulary(tables, name).items() if term in used}


def with_sessions(selection: Selection, choices: Choices) -> Selection:
    """The selection with sessions, which every question, page and export has.

    Where the link names none: the sessions of the meetings, items and the entry that it names, else the first one of
    the dataset. Links of the time when that was the only session name none, and keep their meaning; and a share is
    taken of the members on the first day of a session, so that none is taken of all sessions unasked.

    Args:
        selection: What a link names.
        choices: See `read_choices`.
    """
    if selection.session:
        return _every(selection, choices)
    named = [code.partition(":")[0] for name in IN_SESSION for code in getattr(selection, name)]
    if selection.row:  # Nearly every link names none, and to look one up may ask the engine.
        named += filter(None, [choices["row"].get(selection.row)])
    return selection.with_values("session", named or [*choices["session"]][:1])


def _every(selection: Selection, choices: Choices) -> Selection:
    """The selection; where it names all of many sessions they are written as one."""
    named, known = selection.session, choices["session"]
    if len(known) <= MOST_NAMED_SESSIONS or len(named) < len(known) or isinstance(named, EverySession):
        return selection
    return replace(selection, session=EverySession(named)) if set(named) == set(known) else selection


def within_sessions(choices: Choices, selection: Selection) -> Choices:
    """The choices of meetings and items that the chosen sessions have, and those chosen already.

    Args:
        choices: See `read_choices`.
        selection: Its sessions; several or none: labels carry the session's short title.
    """
    sessions = frozenset(selection.session or choices["session"])
    narrowed = {}
    for name in IN_SESSION:
        narrowed[name] = {
            code: label if {session} == sessions else of_session(choices, label, code)
            for code, label in choices[name].items()
            if (session := code.partition(":")[0]) in sessions or code in getattr(selection, name)
        }
    return {**choices, **narrowed}


def item_number(number: str) -> str:
    """Number of an agenda item as agendas print it: "18 (d)" for 18d."""
    return re.sub(r"^(\d+)([a-z]+)$", r"\1 (\2)", number)


def meeting_label(ordinal: int) -> str:
    """Label of a meeting by its ordinal: "7th meeting"."""
    return _("{ordinal} meeting").format(ordinal=ordinal_number(ordinal))


@lru_cache(maxsize=4096)
def ordinal_number(number: int) -> str:
    """English ordinal of a whole number.

    1st, 2nd, 3rd, 11th, 22nd. Source: Unicode CLDR ordinal plural rules, by Babel.
    """
    suffix = {"one": _("{number}st"), "two": _("{number}nd"), "few": _("{number}rd")}
    return suffix.get(Locale("en").ordinal_form(number), _("{number}th")).format(number=number)
