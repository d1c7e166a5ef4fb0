"""`python -m bench [PART ...]`: measures parts, keeps each as JSON in bench/results/, and writes bench/RESULTS.md."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

from bench.corpus import SIZES, corpus
from bench.memory import measure_memory
from bench.pages import measure_pages
from bench.paint import measure_paints
from bench.peers import measure_peers
from bench.questions import measure_questions
from bench.readers import measure_readers
from bench.reading import DOCUMENTS, measure_reading
from bench.report import report
from bench.reruns import measure_reruns
from bench.results import RESULTS, keep, kept


@dataclass(frozen=True)
class Counts:
    """How much is measured.

    Attributes:
        rounds: Rounds of everything that is measured round by round.
        sizes: Sizes of datasets, the smallest first.
        peers: Size at which peers are asked the same.
        readers: Numbers of readers at once.
        window: Seconds in which readers are watched.
    """

    rounds: int
    sizes: tuple[str, ...]
    peers: str
    readers: tuple[int, ...]
    window: float


def _pages(counts: Counts) -> Any:
    pages = measure_pages(counts.rounds, counts.sizes)
    of_pages = {page: {size: asdict(found) for size, found in sizes.items()} for page, sizes in pages.items()}
    turns = {size: sum(corpus(size).sessions.values()) for size in counts.sizes}
    return {"pages": of_pages, "questions": measure_questions(counts.rounds, counts.sizes), "turns": turns}


def _reruns(counts: Counts) -> Any:
    sizes = dict.fromkeys((counts.sizes[0], counts.sizes[-1]))
    return {
        size: {page: asdict(found) for page, found in measure_reruns(counts.rounds, corpus(size)).items()}
        for size in sizes
    }


def _readers(counts: Counts) -> Any:
    loads = measure_readers(counts.readers, counts.window, corpus(counts.sizes[0]))
    return {target: [asdict(load) for load in found] for target, found in loads.items()}


def _start(counts: Counts) -> Any:
    return {name: asdict(found) for name, found in measure_paints(counts.rounds).items()}


PARTS: Final[Mapping[str, Callable[[Counts], Any]]] = {
    "pages": _pages,
    "peers": lambda counts: {counts.peers: asdict(measure_peers(counts.rounds, corpus(counts.peers)))},
    "reruns": _reruns,
    "readers": _readers,
    "start": _start,
    "memory": lambda counts: measure_memory(counts.sizes),
    "reading": lambda counts: {
        name: asdict(found) for name, found in measure_reading(DOCUMENTS, counts.rounds).items()
    },
}
"""What can be measured, in the order of the table: rows a to g."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, write the results, and give the exit code 0."""
    parser = argparse.ArgumentParser(prog="python -m bench", description="Measure the dashboard beside its peers.")
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"of {', '.join(PARTS)}; all when none is named")
    parser.add_argument("--rounds", type=int, default=5, help="rounds (at least 5; default 5)")
    parser.add_argument("--sizes", default=",".join(SIZES), help=f"sizes of datasets (default {','.join(SIZES)})")
    parser.add_argument("--peers", default="1m", help="size at which peers are asked the same (default 1m)")
    parser.add_argument("--readers", default="50,100,200,400", help="readers at once (default 50,100,200,400)")
    parser.add_argument("--window", type=float, default=20.0, help="seconds in which readers are watched (default 20)")
    chosen = parser.parse_args(arguments)
    unknown = [part for part in chosen.parts if part not in PARTS]
    if unknown:
        parser.error(f"no such part: {', '.join(unknown)}")
    readers = tuple(map(int, chosen.readers.split(",")))
    counts = Counts(chosen.rounds, tuple(chosen.sizes.split(",")), chosen.peers, readers, chosen.window)
    for part in chosen.parts or PARTS:
        print(f"{part}:", flush=True)
        keep(part, asdict(counts), PARTS[part](counts))
        # After each part, so that what was measured stands even where a later part fails.
        RESULTS.write_text(report({name: kept(name) for name in PARTS}), encoding="utf-8")
    print(f"Written: {RESULTS.name}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
