"""Time from a changed filter to the changed figures, page by page, at every size side by side."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from bench.client import Reader
from bench.corpus import corpus
from bench.paths import PAGES, Page, change, cold_choices, open_all
from bench.reruns import SETTLING
from bench.served import Served, served


@dataclass
class Answers:
    """What a change of a filter took on one page at one size: one value a round.

    Attributes:
        everything: Whether all sessions were shown, or those whose turns can be put side by side.
        session_count: How many sessions were shown.
        first: Seconds until the page had been opened for the first time.
        cold: Seconds until the reader had the answer to filters that nobody had asked for yet.
        warm: The same for filters that were asked before.
        cold_processor: Seconds of processor time of the server's process for the cold ones.
        byte_count: Bytes of the answers to the cold ones.
    """

    everything: bool = True
    session_count: int = 0
    first: float = 0.0
    cold: list[float] = field(default_factory=list)
    warm: list[float] = field(default_factory=list)
    cold_processor: list[float] = field(default_factory=list)
    byte_count: list[int] = field(default_factory=list)


def measure_pages(rounds: int, sizes: Sequence[str]) -> Mapping[str, Mapping[str, Answers]]:
    """Every page at every size, by page and size; the sizes in turns, round by round.

    Of the page without a filter only warm changes are measured.
    """
    results = {}
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        apps = {size: stack.enter_context(served("app", Path(folder) / size, corpus(size).settings)) for size in sizes}
        cold = cold_choices()
        for page in PAGES:
            choices = [next(cold) for _round in range(rounds)] if page.filter else []
            results[page.name] = _measure_page(apps, page, choices, rounds)
            print(f"  {page.name} at {', '.join(sizes)}: done", flush=True)
    return results


def _measure_page(
    apps: Mapping[str, Served], page: Page, choices: Sequence[tuple[int, ...]], rounds: int
) -> Mapping[str, Answers]:
    results = {size: Answers() for size in apps}
    with ExitStack() as stack:
        readers = {size: stack.enter_context(Reader(app.url, page.path)) for size, app in apps.items()}
        for size, reader in readers.items():
            shown, result = corpus(size), results[size]
            started = time.perf_counter()
            result.everything = open_all(reader, shown)
            result.first = time.perf_counter() - started
            result.session_count = len(shown.sessions if result.everything else shown.side_by_side)
            for turn in (0, 1, 0, 1):
                change(reader, page, shown, turn)
        for number in range(rounds):
            for size, reader in readers.items():
                results[size].warm.append(change(reader, page, corpus(size), number % 2).seconds)
                if choices:
                    before = apps[size].cpu_seconds()
                    run = reader.choose(page.filter, choices[number])
                    time.sleep(SETTLING)
                    results[size].cold.append(run.seconds)
                    results[size].cold_processor.append(apps[size].cpu_seconds() - before)
                    results[size].byte_count.append(run.byte_count)
    return results
