"""Memory of the process that serves the dashboard, at each size, and of each further reader."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from bench.client import Reader
from bench.corpus import corpus
from bench.paths import PAGES, open_all
from bench.served import Memory, Served, served

SETTLING: Final = 1.0
"""Seconds after which garbage is collected and memory is given back."""

READERS: Final = 40
"""Readers that come one after the other and stay: enough that what one holds stands out from what all share."""


@dataclass(frozen=True)
class Held:
    """What a process held, in bytes.

    Attributes:
        started: When it was healthy.
        opened: When one reader had opened the first page.
        seen: When one reader had opened every page, for all sessions where it shows them.
        reader: For each further reader of the first page.
    """

    started: Memory
    opened: Memory
    seen: Memory
    reader: float


def measure_memory(sizes: Sequence[str]) -> Mapping[str, object]:
    """What the process holds at each size, by size; each in a process of its own, one after the other."""
    results: dict[str, object] = {}
    for size in sizes:
        shown = corpus(size)
        with tempfile.TemporaryDirectory() as folder, served("app", Path(folder), shown.settings) as app:
            started = app.memory()
            with Reader(app.url, "") as reader:
                reader.open(shown.link(list(shown.sessions)[:1]))
                time.sleep(SETTLING)
                opened = app.memory()
            for page in PAGES:
                with Reader(app.url, page.path) as reader:
                    open_all(reader, shown)
            time.sleep(SETTLING)
            seen = app.memory()
            reader_bytes = grown(app, "", shown.link(list(shown.sessions)[:1]), READERS)
            results[size] = asdict(Held(started, opened, seen, reader_bytes))
        print(f"  memory at {size}: done", flush=True)
    return results


def grown(app: Served, path: str, query: str, count: int) -> float:
    """Bytes by which a process grows for each of `count` further readers of a page, when half as many are there."""
    earlier = max(1, count // 2)
    with ExitStack() as stack:

        def come(readers: int) -> int:
            for _reader in range(readers):
                stack.enter_context(Reader(app.url, path)).open(query)
            time.sleep(SETTLING)
            return app.memory().own

        before = come(earlier)
        return (come(count) - before) / count
