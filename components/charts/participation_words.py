"""What map and tiles share: the classes of participation in words, the steps of counts, and the alternative text."""

from __future__ import annotations

import html
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Final

import pandas as pd

from components.charts.palette import statement_colours
from plenary.catalogue import translate as _
from plenary.catalogue import translate_plural

STATEMENTS: Final = "statements"
NONE_RECORDED: Final = "none_recorded"
OUTSIDE_FILTERS: Final = "outside_filters"
NOT_MEMBER: Final = "not_member"
CLASSES: Final = (STATEMENTS, NONE_RECORDED, OUTSIDE_FILTERS, NOT_MEMBER)
"""Codes of the vocabulary "participation"."""

MOST_STEPS: Final = 6
"""Up to so many different counts each are a step each; more are put into ranges."""

MOST_NAMES: Final = 60
"""The alternative text names all States with statements up to this many, and beyond it those with most."""

FEWEST_NAMES: Final = 20
"""Names in the alternative text when there are more than `MOST_NAMES`."""


@dataclass(frozen=True)
class State:
    """A row of the participation frame.

    Attributes:
        speaker_id: Code of the State.
        code: ISO alpha-3; the speaker_id of a State that has none.
        name: Name on the day.
        group_id: Regional group on the day; "none" without one.
        participation: One of `CLASSES`.
        count: Statements; None where missing, which is not zero.
        member: Whether it was a member on the day.
    """

    speaker_id: str
    code: str
    name: str
    group_id: str
    participation: str
    count: int | None
    member: bool


def read_states(participation: pd.DataFrame) -> list[State]:
    """Return the rows of a participation frame, in its order.

    Args:
        participation: Columns speaker_id, iso3, name, group_id, participation, statement_count. Where there is no
            column member, all
            States are taken for members but those of the class "not_member".
    """
    classes = participation["participation"]
    members = participation.get("member", classes != NOT_MEMBER)
    return [
        State(
            speaker_id=str(speaker_id),
            code=str(speaker_id if pd.isna(iso3) else iso3),
            name=str(name),
            group_id="none" if pd.isna(group_id) else str(group_id),
            participation=str(code),
            count=None if pd.isna(count) else int(count),
            member=bool(member),
        )
        for speaker_id, iso3, name, group_id, code, count, member in zip(
            participation["speaker_id"].tolist(),
            participation["iso3"].tolist(),
            participation["name"].tolist(),
            participation["group_id"].tolist(),
            classes.tolist(),
            participation["statement_count"].tolist(),
            members.tolist(),
            strict=True,
        )
    ]


def class_words(participation: str, count: int | None = None) -> str:
    """Return a class of participation in words, with the number of statements where there is one.

    Args:
        participation: One of `CLASSES`.
        count: Statements; needed for the class "statements" only.

    Raises:
        KeyError: an unknown class.
    """
    if participation == STATEMENTS and count is not None:
        return translate_plural("{count} statement", "{count} statements", count).format(count=count)
    return {
        STATEMENTS: _("statements recorded"),
        NONE_RECORDED: _("member, no statement recorded"),
        OUTSIDE_FILTERS: _("outside these filters"),
        NOT_MEMBER: _("not a member on that day"),
    }[participation]


def class_legend(participation: str, count: int | None, states: int) -> str:
    """Return the legend's entry for a class: its words and the number of States in it."""
    return entry(class_words(participation, count), states)


def entry(words: str, states: int) -> str:
    """Return an entry of the legend: words and a number of States."""
    return translate_plural("{label}: {count} State", "{label}: {count} States", states).format(
        label=capital(words), count=states
    )


def capital(words: str) -> str:
    """Return words with a capital letter at their beginning."""
    return words[:1].upper() + words[1:]


def plain(text: str) -> str:
    """Return text that Plotly, which reads some HTML, shows letter by letter."""
    return html.escape(text, quote=False)


@dataclass(frozen=True)
class CountStep:
    """A step of the scale of counts.

    Attributes:
        first: Fewest statements in it.
        last: Most statements in it.
        colour: Fill of its States.
    """

    first: int
    last: int
    colour: str

    def holds(self, participation: str | None, count: int | None) -> bool:
        """Tell whether a State of this class and count belongs to the step."""
        return participation == STATEMENTS and count is not None and self.first <= count <= self.last

    def legend(self, states: int) -> str:
        """Return the legend's entry for the step, with the number of its States."""
        if self.first == self.last:
            return class_legend(STATEMENTS, self.first, states)
        return entry(_("{first} to {last} statements").format(first=self.first, last=self.last), states)


def count_steps(states: Iterable[State], *, dark: bool) -> list[CountStep]:
    """Return the steps of the scale of counts, fewest statements first.

    Args:
        states: Rows of the frame.
        dark: Whether the theme is dark.

    Returns:
        One step per number of statements that occurs. Where more than `MOST_STEPS` numbers do: up to so many ranges,
        each with about as many States (States with the same number are never parted). None when no State has a
        statement.
    """
    counts = sorted(state.count for state in states if state.participation == STATEMENTS and state.count is not None)
    lasts = sorted(set(counts))
    if not lasts:
        return []
    firsts = lasts
    if len(lasts) > MOST_STEPS:
        lasts = sorted({counts[-(-part * len(counts) // MOST_STEPS) - 1] for part in range(1, MOST_STEPS + 1)})
        firsts = [counts[0], *(last + 1 for last in lasts[:-1])]
    colours = statement_colours(len(lasts), dark=dark)
    return [CountStep(first, last, colour) for first, last, colour in zip(firsts, lasts, colours, strict=True)]


def without_area(participation: pd.DataFrame, areas: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of States that no area of the map shows, such as former States, to be named beside it.

    Args:
        participation: Column speaker_id.
        areas: Column speaker_id.
    """
    return participation[~participation["speaker_id"].isin(areas["speaker_id"].dropna())]


def map_alt(participation: pd.DataFrame) -> str:
    """Return map and tiles in words, for readers who cannot see them.

    Args:
        participation: See `read_states`.

    Returns:
        How many members have statements recorded, the States by number of statements (most first; the first
        `FEWEST_NAMES` where there are more than `MOST_NAMES`), and the size of each other class that occurs.
    """
    states = read_states(participation)
    members = sum(state.member for state in states)
    spoke = [state for state in states if state.participation == STATEMENTS]
    of_members = sum(state.member for state in spoke)
    parts = [
        translate_plural(
            "Map: {count} of {members} members has statements recorded.",
            "Map: {count} of {members} members have statements recorded.",
            of_members,
        ).format(count=of_members, members=members)
    ]
    if len(spoke) > of_members:
        others = len(spoke) - of_members
        parts.append(
            translate_plural(
                "So has {count} State that was not a member.", "So have {count} States that were not members.", others
            ).format(count=others)
        )
    ordered = sorted(spoke, key=lambda state: (-(state.count or 0), state.name))
    named = ordered if len(ordered) <= MOST_NAMES else ordered[:FEWEST_NAMES]
    for count, alike in groupby(named, key=lambda state: state.count):
        names = ", ".join(state.name for state in alike)
        parts.append(_("{count}: {names}.").format(count=capital(class_words(STATEMENTS, count)), names=names))
    if len(named) < len(ordered):
        parts.append(_("{count} more with as many or fewer.").format(count=len(ordered) - len(named)))
    for code in (NONE_RECORDED, OUTSIDE_FILTERS, NOT_MEMBER):
        in_class = sum(state.participation == code for state in states)
        if in_class:
            parts.append(class_legend(code, None, in_class) + ".")
    return " ".join(parts)
