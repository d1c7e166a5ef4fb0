"""Time of the questions themselves, without pages: how much of it is the engine's.

`python -m bench.questions SIZE ROUNDS` opens the dataset of a size in a process of its own and writes what it measured
as JSON.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Any, Final

import narwhals as nw

from bench.corpus import Corpus, corpus
from bench.paths import cold_choices
from plenary import queries
from plenary.selected import TooManyTurns
from plenary.selection import Selection
from plenary.store import Dataset, open_dataset
from tools.server import REPOSITORY

SESSIONS: Final = 20
"""How many sessions are asked for beside all, the last ones: as many as the smallest generated corpus has."""

COUNTED: Final = ("headline_counts", "participation", "regional_groups", "speaker_counts", "sessions", "balance")
"""Questions that a cube answers; asked of all sessions, and of `SESSIONS`."""

OF_ROWS: Final = ("statements", "delegations", "timeline", "order", "profiles")
"""Questions that put turns side by side; asked of one session, and of as many as can be."""


class EngineClock:
    """Adds up the time that lazy frames take to be collected."""

    def __init__(self) -> None:
        """Begin at 0."""
        self.seconds = 0.0

    @contextmanager
    def running(self) -> Iterator[None]:
        """Listen to every collection in the block."""
        collect = nw.LazyFrame.collect

        def timed(frame: nw.LazyFrame[Any], *arguments: Any, **named: Any) -> Any:
            started = time.perf_counter()
            try:
                return collect(frame, *arguments, **named)
            finally:
                self.seconds += time.perf_counter() - started

        nw.LazyFrame.collect = timed  # type: ignore[method-assign]
        try:
            yield
        finally:
            nw.LazyFrame.collect = collect  # type: ignore[method-assign]


def measure_questions(rounds: int, sizes: Sequence[str]) -> Mapping[str, Any]:
    """Every question at every size, by size; each size in a process of its own, one after the other."""
    results = {}
    for size in sizes:
        corpus(size)
        command = [sys.executable, "-m", "bench.questions", size, str(rounds)]
        answer = subprocess.run(command, cwd=REPOSITORY, check=True, stdout=subprocess.PIPE)
        results[size] = json.loads(answer.stdout)
        print(f"  questions at {size}: done", flush=True)
    return results


def ask_all(shown: Corpus, rounds: int) -> Mapping[str, Any]:
    """Opens a dataset and asks everything of it.

    Returns:
        open (seconds), sessions (number of those whose turns were put side by side) and asked: by question and of what
        it was asked, the rows of the answer, the seconds of each round, and of them those in the engine.
    """
    started = time.perf_counter()
    dataset = open_dataset(shown.folder)
    opened = time.perf_counter() - started
    groups = tuple(dataset.choices["group"])
    chosen = [
        tuple(groups[place] for place in choice if place < len(groups)) for choice in islice(cold_choices(), rounds)
    ]
    asked: dict[str, Any] = {}
    for names, sessions, told in (
        (COUNTED, tuple(shown.sessions), "all sessions"),
        (COUNTED, tuple(shown.sessions)[-SESSIONS:], f"{SESSIONS} sessions"),
        (OF_ROWS, (shown.large,), "a large session"),
        (OF_ROWS, shown.side_by_side, "as many as can be"),
    ):
        for name in names:
            query = getattr(queries, name)
            try:
                query(dataset, Selection(session=sessions, review="all"))
            except TooManyTurns:
                continue
            selections = [Selection(session=sessions, group=group, review="all") for group in chosen]
            asked[f"{name}, {told}"] = _asked(query, dataset, selections)
    return {"open": opened, "sessions": len(shown.side_by_side), "asked": asked}


def _asked(query: Callable[..., Any], dataset: Dataset, selections: Sequence[Selection]) -> Mapping[str, Any]:
    seconds, of_engine, rows = [], [], 0
    for selection in selections:
        clock = EngineClock()
        with clock.running():
            started = time.perf_counter()
            rows = len(query(dataset, selection))
            seconds.append(time.perf_counter() - started)
        of_engine.append(clock.seconds)
    return {"rows": rows, "seconds": seconds, "engine": of_engine}


if __name__ == "__main__":
    json.dump(ask_all(corpus(sys.argv[1]), int(sys.argv[2])), sys.stdout)
