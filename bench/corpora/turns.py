"""The turns of a generated session: who took the floor, in which order, for whom, at which meetings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from bench.corpora.floor import ABSENT, Floor, Present
from bench.corpora.measured import CLOSING, KINDS, OPENING, Measured, Shares
from bench.corpora.meetings import Lists
from plenary.model import Act, Capacity

Values = np.ndarray[Any, np.dtype[Any]]
ACTS: Final = tuple(map(str, Act))
CAPACITIES: Final = tuple(map(str, Capacity))
STATE: Final = KINDS.index("state")
UNNAMED: Final = KINDS.index("unnamed")
GROUP: Final = KINDS.index("group")
PHASES: Final = np.array([0 if act in OPENING else 2 if act in CLOSING else 1 for act in ACTS])
"""Part of a list in which an act stands: who opens, who speaks, who closes; each is a paragraph of its own."""


@dataclass(frozen=True)
class Turns:
    """The turns of a session in printed order, a value a turn, and their paragraphs, a value a paragraph.

    Attributes:
        speaker: Place of the speaker in `Floor.speaker_ids`; `ABSENT` where unnamed.
        name: Place of the printed name in `Floor.names`; `ABSENT` where unnamed.
        kind: Place in `KINDS`.
        act: Place in `ACTS`.
        capacity: Place in `CAPACITIES`.
        count: How many unnamed speakers the turn stands for; 0 where named.
        paragraph: Its paragraph, from 0.
        paragraph_list: The list that each paragraph is a part of.
        placed: Whether the record names the meetings of each paragraph.
        represents: Turn, speaker and name of each of those that were spoken for.
    """

    speaker: Values
    name: Values
    kind: Values
    act: Values
    capacity: Values
    count: Values
    paragraph: Values
    paragraph_list: Values
    placed: Values
    represents: tuple[Values, Values, Values]


def opening_share(measured: Measured) -> float:
    """Share of the turns that open a list, among all of `KINDS`."""
    return sum(
        measured.kinds[kind] * sum(measured.acts[kind].get(act, 0.0) for act in OPENING) for kind in measured.kinds
    )


def draw_turns(lists: Lists, floor: Floor, measured: Measured, draws: np.random.Generator) -> Turns:
    """The turns of the lists of a session.

    Args:
        lists: The lists.
        floor: Who can take the floor on their days.
        measured: What the shipped sessions show.
        draws: Where chance comes from.
    """
    present = [floor.present(*lists.span(place)) for place in range(len(lists.sizes))]
    kinds, names = np.stack([found.kinds for found in present]), np.stack([found.names for found in present])
    at, speaker, kind = _speakers(lists, kinds, floor.weights, measured, draws)
    act = _drawn(kind, measured.acts, ACTS, draws)
    capacity = _capacities(kind, speaker, len(floor.speaker_ids), measured, draws)
    phase = PHASES[act]
    # A list names States first, then observers kind by kind; who opens and closes speaks as it comes.
    order = np.lexsort((draws.random(len(at)), np.where(phase == 1, kind, 0), phase, at))
    at, speaker, kind, act, capacity, phase = (values[order] for values in (at, speaker, kind, act, capacity, phase))
    begins = np.concatenate(([True], (np.diff(at) != 0) | (np.diff(phase) != 0)))
    paragraph = np.cumsum(begins) - 1
    name = np.where(speaker == ABSENT, ABSENT, names[at, speaker])
    unnamed = kind == UNNAMED
    count = np.where(unnamed, draws.choice(measured.unnamed, len(at)), 0)
    placed = ~(lists.unplaced[at[begins]] & (phase[begins] == 0))
    represents = _represented(at, speaker, kind, act, Present(kinds, names), measured, draws)
    return Turns(speaker, name, kind, act, capacity, count, paragraph, at[begins], placed, represents)


def _speakers(
    lists: Lists, kinds: Values, weights: Values, measured: Measured, draws: np.random.Generator
) -> tuple[Values, Values, Values]:
    """List, speaker and kind of each turn, list by list."""
    shares = np.array([measured.kinds.get(kind, 0.0) for kind in KINDS])
    counts = draws.multinomial(lists.sizes, shares / shares.sum())
    for place in range(len(KINDS)):
        if place not in (STATE, UNNAMED):
            most = np.minimum(counts[:, place], (kinds == place).sum(axis=1))
            counts[:, STATE] += counts[:, place] - most
            counts[:, place] = most
    unnamed = np.repeat(np.arange(len(counts)), counts[:, UNNAMED])
    found = [(unnamed, np.full(len(unnamed), ABSENT), np.full(len(unnamed), UNNAMED))]
    likely = np.log(weights)
    for place in range(len(KINDS)):
        columns = np.flatnonzero((kinds == place).any(axis=0))
        most = int(counts[:, place].max()) if place != UNNAMED else 0
        if not most:
            continue
        # A general debate, the first item, is for all members alike.
        even = (lists.item == 0)[:, None] & (place == STATE)
        keys = np.where(even, 0.0, likely[columns]) + draws.gumbel(size=(len(counts), len(columns)))
        keys[kinds[:, columns] != place] = -np.inf
        best = np.argsort(-keys, axis=1)[:, :most]
        taken = np.arange(most) < counts[:, [place]]
        at = np.nonzero(taken)[0]
        found.append((at, columns[best[taken]], np.full(len(at), place)))
    at, speaker, kind = (np.concatenate(values) for values in zip(*found, strict=True))
    return at, speaker, kind


def _drawn(kind: Values, shares: Mapping[str, Shares], codes: tuple[str, ...], draws: np.random.Generator) -> Values:
    """A code for each turn, by the shares of its kind."""
    drawn = draws.random(len(kind))
    found = np.zeros(len(kind), dtype=int)
    for place, name in enumerate(KINDS):
        of_kind = kind == place
        if of_kind.any():
            found[of_kind] = _placed(drawn[of_kind], shares[name], codes)
    return found


def _placed(drawn: Values, shares: Shares, codes: tuple[str, ...]) -> Values:
    ends = np.cumsum([shares.get(code, 0.0) for code in codes])
    return np.searchsorted(ends / ends[-1], drawn, side="right")


def _capacities(kind: Values, speaker: Values, speakers: int, measured: Measured, draws: np.random.Generator) -> Values:
    """Capacity of each turn; a State has one in all of a session: it is a member of the body or is not."""
    style = measured.state_capacities[draws.integers(len(measured.state_capacities))]
    of_states = _placed(draws.random(speakers), style, CAPACITIES)
    found = _drawn(kind, measured.capacities, CAPACITIES, draws)
    return np.where(kind == STATE, of_states[speaker], found)


def _represented(
    at: Values, speaker: Values, kind: Values, act: Values, present: Present, measured: Measured,
    draws: np.random.Generator,
) -> tuple[Values, Values, Values]:  # fmt: skip
    """Turn, speaker and name of each of those spoken for: a group, then as many of other States as is usual."""
    able = np.flatnonzero((kind == STATE) & (act == ACTS.index("statement")))
    turns = able[draws.random(len(able)) < measured.represented_share]
    counts = draws.choice(measured.represented, len(turns))
    found = []
    for place, most in ((GROUP, np.minimum(counts, 1)), (STATE, counts - 1)):
        columns = np.flatnonzero((present.kinds == place).any(axis=0))
        barred = (present.kinds[:, columns] != place)[at[turns]] | (columns == speaker[turns][:, None])
        keys = draws.random(barred.shape)
        keys[barred] = np.inf
        best = np.argsort(keys, axis=1)[:, : int(most.max(initial=0))]
        taken = np.arange(best.shape[1]) < np.minimum(most, (~barred).sum(axis=1))[:, None]
        found.append((turns[np.nonzero(taken)[0]], columns[best[taken]]))
    turn, spoken_for = (np.concatenate(values) for values in zip(*found, strict=True))
    order = np.argsort(turn, kind="stable")
    turn, spoken_for = turn[order], spoken_for[order]
    return turn, spoken_for, present.names[at[turn], spoken_for]
