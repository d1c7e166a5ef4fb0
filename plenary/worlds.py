"""The same rows in another world or language of names: what a link asks for by `world` and `names`.

As recorded, names, codes, membership and groups are those of the day. In the world of today all of them are those of
one day, and a State that is no more by then is its one successor; what is printed stays as printed. Both are given as a
dataset of their own, so that every question, figure and file follows without knowing of it.
"""

from __future__ import annotations

import itertools
import weakref
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from threading import Lock
from typing import Final

import pandas as pd

from plenary.choices import vocabulary
from plenary.names import ENGLISH
from plenary.selected import collect, select_turns
from plenary.selection import NAME_LANGUAGES, OF_NAMES, WORLDS, Selection
from plenary.store import Dataset, define_turns

KEPT: Final = (len(WORLDS) + 1) * (len(NAME_LANGUAGES) + 1)
"""Datasets that are kept: every world in every language of one version. They share all facts of the record."""

_numbers = itertools.count(1)
_making = Lock()


def seen_dataset(recorded: Dataset, params: Mapping[str, Sequence[str]]) -> Dataset:
    """The dataset in the world and language that a link names; itself where it names none that there are.

    Args:
        recorded: The dataset as the documents record it.
        params: Every value of every parameter of the link; of several values the first counts.
    """
    named = {name: next((value for value in params.get(name, ()) if value), "") for name in OF_NAMES}
    return seen(recorded, named["world"], named["names"])


def seen(recorded: Dataset, world: str, language: str) -> Dataset:
    """The dataset in a world of `WORLDS` and a language of `NAME_LANGUAGES`; neither: as recorded, in English."""
    world = world if world in WORLDS else ""
    language = language if language in NAME_LANGUAGES else ""
    if not (world or language):
        return recorded
    with _making:  # One at a time: a second reader who asks for the same waits for it.
        return _seen(recorded, world, language)


@lru_cache(maxsize=KEPT)
def _seen(recorded: Dataset, world: str, language: str) -> Dataset:
    names = recorded.names.seen(recorded.today if world else None, language or ENGLISH)
    marked = f"_{next(_numbers)}"
    own = ("turns", "turn_counts", *(("statement_represents",) if world else ()))
    dataset = replace(
        recorded,
        names=names,
        tables={**recorded.tables, **(_group_names(recorded.tables, language) if language else {})},
        recorded=recorded,
        renamed={table: f"{table}{marked}" for table in own},
    )
    define_turns(dataset, marked)
    for engine in (recorded.embedded, recorded.rows_engine):
        for table in (*own, "told_periods", "represented", "standing"):
            weakref.finalize(dataset, engine.drop, f"{table}{marked}").atexit = False
    return dataset


def _group_names(tables: Mapping[str, pd.DataFrame], language: str) -> dict[str, pd.DataFrame]:
    """The tables that name groups, with the names in a language of those that have one.

    A dated name that differs from today's has none: the Asian Group of 2010 is not called by the name of 2011.
    """
    english, told = vocabulary(tables, "group"), vocabulary(tables, f"group_{language}")
    terms, dated = tables["vocabulary"], tables["group_names"]
    own = terms["vocabulary"].isin(("group", "group_short")) & terms["term"].isin(list(told))
    today = dated["name"] == dated["group_id"].map(english)
    return {
        "vocabulary": terms.assign(label=terms["label"].mask(own, terms["term"].map(told))),
        "group_names": dated.assign(name=dated["name"].mask(today, dated["group_id"].map(told)).fillna(dated["name"])),
    }


def english_groups(recorded: Dataset, language: str) -> dict[str, str]:
    """The regional groups, code and English name, that have no name in a language."""
    known = vocabulary(recorded.tables, f"group_{language}")
    return {code: label for code, label in recorded.choices["group"].items() if code not in known}


def names_in_english(dataset: Dataset, selection: Selection) -> pd.DataFrame:
    """The speakers of the chosen sessions whose name has no form in the language of the names, and stands in English.

    Those that took the floor, and the members of the United Nations, by the names of the days for which they are told.

    Returns:
        One row per speaker; States first, then order name. Columns: speaker_id, name (the latest told), kind (what the
        speaker is today, or was last). No row in English.
    """
    names = dataset.names
    if names.language == ENGLISH:
        return pd.DataFrame(columns=["speaker_id", "name", "kind"], dtype="string")
    rows = collect(select_turns(dataset, selection.unfiltered()).select("speaker_id", "day").unique())
    told = {(code, pd.Timestamp(day).date()) for code, day in rows.dropna().itertuples(index=False)}
    days = dataset.membership_days(selection.session).values()
    told |= {(member, day) for day in days for member in names.members("un", day)}
    without = {
        speaker_id: (names.name_on(speaker_id, day), str(names.speaker(speaker_id).kind))
        for speaker_id, day in sorted(told)
        if not names.has_form(speaker_id, day)
    }
    frame = pd.DataFrame(
        [(code, name, kind) for code, (name, kind) in without.items()], columns=["speaker_id", "name", "kind"]
    )
    states_first = frame.assign(other=frame["kind"] != "state").sort_values(["other", "name"], ignore_index=True)
    return states_first.drop(columns="other").astype("string")
