"""Server time and bytes of one rerun of each page, beside its twin of constants and the bare pages."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Final

from bench.client import Reader, Run
from bench.corpus import Corpus
from bench.paths import PAGES, Chosen, Page, change, cold_choices, open_all
from bench.served import Served, served

COMPARED: Final = ("app", "twin", "bare", "bare chart")

SETTLING: Final = 0.06
"""Seconds after a run in which the server collects its garbage: they belong to the run's processor time."""

SETTLED_AFTER: Final = 8
"""Visits of each choice before the first round: the app imports, fills its caches and freezes what stays."""


@dataclass
class Reruns:
    """What the reruns of a page took: one value a round, in the order of the rounds.

    Attributes:
        processor: Seconds of processor time of the server's process, by what was run: "app", "app cold", "twin",
            "twin cold", "bare" ...
        answer: Seconds until the reader had the answer, likewise.
        byte_count: Bytes of the websocket messages, likewise.
        everything: Whether all sessions were shown, or those whose turns can be put side by side.
    """

    processor: dict[str, list[float]] = field(default_factory=dict)
    answer: dict[str, list[float]] = field(default_factory=dict)
    byte_count: dict[str, list[int]] = field(default_factory=dict)
    everything: bool = True

    def note(self, name: str, run: Run, processor: float) -> None:
        """Add a round."""
        self.processor.setdefault(name, []).append(processor)
        self.answer.setdefault(name, []).append(run.seconds)
        self.byte_count.setdefault(name, []).append(run.byte_count)


def measure_reruns(rounds: int, corpus: Corpus, paths: tuple[str, ...] | None = None) -> Mapping[str, Reruns]:
    """Reruns of every page by its address; each page with its twin and the bare pages in turns, round by round.

    Args:
        rounds: How often each is run.
        corpus: What is shown: all of its sessions, and of pages that put turns side by side those that can be.
        paths: Addresses of the pages; None for all.
    """
    results = {}
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        cold = cold_choices()
        apps = {
            name: stack.enter_context(served(name, Path(folder) / name.replace(" ", "-"), corpus.settings))
            for name in COMPARED
        }
        for page in PAGES:
            if paths is None or page.path in paths:
                results[page.path] = _measure_page(
                    apps, page, corpus, islice(cold, rounds if page.filter else 0), rounds
                )
                print(f"  {corpus.name}: reruns of {page.name}: done", flush=True)
    return results


def _measure_page(
    apps: Mapping[str, Served], page: Page, corpus: Corpus, cold: Iterable[Chosen], rounds: int
) -> Reruns:
    result = Reruns()
    with ExitStack() as stack:
        readers = {
            name: stack.enter_context(Reader(server.url, "" if name.startswith("bare") else page.path))
            for name, server in apps.items()
        }
        result.everything = open_all(readers["app"], corpus)
        readers["twin"].open(corpus.everything if result.everything else corpus.link(corpus.side_by_side))
        for name in ("bare", "bare chart"):
            readers[name].open()

        def rerun(name: str, noted: str, run: Callable[[Reader], Run]) -> None:
            before = apps[name].cpu_seconds()
            done = run(readers[name])
            time.sleep(SETTLING)
            result.note(noted, done, apps[name].cpu_seconds() - before)

        for turn in (0, 1) * SETTLED_AFTER:
            for name in ("app", "twin"):
                change(readers[name], page, corpus, turn)
        choices = list(cold)
        for number in range(rounds):
            changed = partial(change, page=page, corpus=corpus, turn=number % 2)
            rerun("app", "app", changed)
            rerun("twin", "twin", changed)
            for name in ("bare", "bare chart"):
                rerun(name, name, Reader.open)
            if choices:
                choose = partial(Reader.choose, parameter=page.filter, positions=choices[number])
                rerun("app", "app cold", choose)
                choose(readers["twin"])  # The twin writes its calls down when it sees a choice for the first time.
                changed(readers["twin"])
                rerun("twin", "twin cold", choose)
    return result
