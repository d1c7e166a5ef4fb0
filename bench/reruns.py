"""Server time and bytes of one rerun of each page, beside its twin of constants and the bare pages."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial
from itertools import islice, permutations
from pathlib import Path
from typing import Final

from bench.client import Reader, Run
from bench.served import APPS, Served, served

SETTLING: Final = 0.06
"""Seconds after a run in which the server collects its garbage: they belong to the run's processor time."""

SETTLED_AFTER: Final = 8
"""Visits of each choice before the first round: the app imports, fills its caches and freezes what stays."""

Chosen = tuple[int, ...]
"""Positions of the values chosen in a filter."""


@dataclass(frozen=True)
class Page:
    """A page and what is changed on it.

    Attributes:
        path: Address of the page, "" for the first one.
        filter: Filter that is changed; "" where the page has none: there a link to another entry of it is followed.
        rows: Entries that take turns where there is no filter.
    """

    path: str
    filter: str
    rows: tuple[str, str] = ("", "")


PAGES: Final = (
    Page("", "group"),
    Page("participation-map", "group"),
    Page("timeline", "group"),
    Page("conclusions", "theme"),
    Page("delegations", "group"),
    Page("the-record", "", ("draft-not-adopted", "symbol-not-printed")),
)
WARM: Final[tuple[Chosen, Chosen]] = ((0,), (3,))
"""Choices that take turns; both were asked before the first round."""
COLD: Final[tuple[Chosen, ...]] = tuple(permutations(range(5), 3)) + tuple(permutations(range(5), 4))
"""Choices of which each is asked once in a run, on one page only: pages share answers."""
MOST_ROUNDS: Final = len(COLD) // sum(bool(page.filter) for page in PAGES)


@dataclass
class Reruns:
    """What the reruns of a page took: one value a round, in the order of the rounds.

    Attributes:
        processor: Seconds of processor time of the server's process, by what was run: "app", "app cold", "twin",
            "twin cold", "bare" ...
        answer: Seconds until the reader had the answer, likewise.
        byte_count: Bytes of the websocket messages, likewise.
    """

    processor: dict[str, list[float]] = field(default_factory=dict)
    answer: dict[str, list[float]] = field(default_factory=dict)
    byte_count: dict[str, list[int]] = field(default_factory=dict)

    def ratios(self, name: str, other: str) -> list[float]:
        """Processor time of one over that of the other, round by round."""
        return [one / two for one, two in zip(self.processor[name], self.processor[other], strict=True)]

    def note(self, name: str, run: Run, processor: float) -> None:
        """Add a round."""
        self.processor.setdefault(name, []).append(processor)
        self.answer.setdefault(name, []).append(run.seconds)
        self.byte_count.setdefault(name, []).append(run.byte_count)


def measure_reruns(rounds: int, paths: tuple[str, ...] | None = None) -> Mapping[str, Reruns]:
    """Reruns of every page by its address; each page with its twin and the bare pages in turns, round by round."""
    results = {}
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        cold = iter(COLD)
        apps = {name: stack.enter_context(served(name, Path(folder) / name.replace(" ", "-"))) for name in APPS}
        for page in PAGES:
            if paths is None or page.path in paths:
                results[page.path] = _measure_page(apps, page, islice(cold, rounds if page.filter else 0), rounds)
                print(f"  reruns of {page.path or 'the first page'}: done", flush=True)
    return results


def _measure_page(apps: Mapping[str, Served], page: Page, cold: Iterable[Chosen], rounds: int) -> Reruns:
    result = Reruns()
    with ExitStack() as stack:
        readers = {
            name: stack.enter_context(Reader(server.url, "" if name.startswith("bare") else page.path))
            for name, server in apps.items()
        }
        for reader in readers.values():
            reader.open()

        def rerun(name: str, noted: str, run: Callable[[Reader], Run]) -> None:
            before = apps[name].cpu_seconds()
            done = run(readers[name])
            time.sleep(SETTLING)
            result.note(noted, done, apps[name].cpu_seconds() - before)

        for turn in (0, 1) * SETTLED_AFTER:
            _change(readers["app"], page, turn)
            _change(readers["twin"], page, turn)
        choices = list(cold)
        for number in range(rounds):
            change = partial(_change, page=page, turn=number % 2)
            rerun("app", "app", change)
            rerun("twin", "twin", change)
            for name in ("bare", "bare chart"):
                rerun(name, name, Reader.open)
            if choices:
                choose = partial(Reader.choose, parameter=page.filter, positions=choices[number])
                rerun("app", "app cold", choose)
                choose(readers["twin"])  # The twin writes its calls down when it sees a choice for the first time.
                change(readers["twin"])
                rerun("twin", "twin cold", choose)
    return result


def _change(reader: Reader, page: Page, turn: int) -> Run:
    if page.filter:
        return reader.choose(page.filter, WARM[turn])
    return reader.open(f"row={page.rows[turn]}")
