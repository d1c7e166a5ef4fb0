"""Many readers at once: how long they wait for an answer, on one process and on two behind nginx.

Each reader opens a page, thinks for some seconds, and changes a filter or goes to another page, again and again. The
same is done on the twin of constants: what it costs there is Streamlit's own.
"""

from __future__ import annotations

import asyncio
import random
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path
from typing import Final

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from bench.balanced import balanced
from bench.client import Reader, Standing
from bench.corpus import Corpus
from bench.paths import PAGES, Chosen, Page, cold_choices
from bench.served import Served, served
from bench.visitor import Disconnected, Visitor, connect

THINKING: Final = (2.5, 7.5)
"""Seconds between an answer and the next request, any time between them alike: 5 s in the mean."""

TO_ANOTHER_PAGE: Final = 0.3
"""Share of requests that lead to another page; the others change a filter."""

POOL: Final[tuple[Chosen, ...]] = ((0,), (1,), (2,), (0, 1))
"""Choices of a filter between which readers change: each was asked for before."""

LOOKED_INTO: Final = 0.05
"""Share of answers that are read whole, for an exception drawn on the page."""

RAMP: Final = 8.0
"""Seconds in which readers arrive."""

SETTLED: Final = 3.0
"""Seconds from the last arrival to the first answer that counts."""

LOOPBACK: Final = 250


@dataclass(frozen=True)
class Walk:
    """A page that readers walk through, and where they stand after each choice of `POOL`, the first time last.

    Attributes:
        page: The page.
        opened: Where they stand when they have opened it.
        chosen: Where they stand after each choice, and the state of the widget that chose it.
        fresh: States of the widget of choices that nobody asked for yet; they are given in turns, few of them twice.
    """

    page: Page
    opened: Standing
    chosen: tuple[tuple[Standing, Mapping[str, Sequence[str]]], ...]
    fresh: Iterator[Mapping[str, Sequence[str]]]


@dataclass
class Load:
    """What a number of readers met in some seconds.

    Attributes:
        readers: How many there were.
        window: Seconds that were measured.
        seconds: How long each answer took.
        errors: Connections lost, runs that failed, exceptions drawn.
        processor: Processor seconds of each process of the server.
        balancer: Processor seconds of nginx.
        generator: Processor seconds of the process that plays the readers.
        byte_count: Bytes of all answers.
    """

    readers: int
    window: float
    seconds: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)
    balancer: float = 0.0
    generator: float = 0.0
    byte_count: int = 0


@dataclass(frozen=True)
class Target:
    """What readers visit: its address, its processes, nginx before them, and the walks through its pages."""

    url: str
    processes: tuple[Served, ...]
    nginx: Served | None
    walks: tuple[Walk, ...]


def measure_readers(counts: Sequence[int], window: float, shown: Corpus) -> Mapping[str, list[Load]]:
    """Loads by target: "app" and "twin" on one process, "app fresh" the same with one choice in ten never asked before.

    And "app two" and "twin two" on two replicas behind nginx. At each number of readers the targets take turns.
    """
    results: dict[str, list[Load]] = {}
    for told, replicas in (("", False), (" two", True)):
        with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
            targets = {
                name: _target(stack, name, Path(folder) / name, shown, replicas=replicas) for name in ("app", "twin")
            }
            for count in counts:
                for name, target in targets.items():
                    load = asyncio.run(_visit(target, count, window, 0.0))
                    results.setdefault(f"{name}{told}", []).append(load)
                    print(f"  {count} readers of {name}{told}: done", flush=True)
                if not replicas:
                    results.setdefault("app fresh", []).append(asyncio.run(_visit(targets["app"], count, window, 0.1)))
    return results


def _target(stack: ExitStack, name: str, folder: Path, shown: Corpus, *, replicas: bool) -> Target:
    folder.mkdir()
    if not replicas:
        app = stack.enter_context(served(name, folder, shown.settings))
        return Target(app.url, (app,), None, _walks(app.url, app.url, shown))
    nginx, processes = stack.enter_context(balanced(name, folder, shown.settings))
    walks = [_walks(process.url, nginx.url, shown) for process in processes]
    return Target(nginx.url, processes, nginx, walks[-1])


def _walks(url: str, address: str, shown: Corpus) -> tuple[Walk, ...]:
    """Walk through all pages once, which fills the caches of the process and lets the twin write down its calls."""
    walks = []
    fresh = cold_choices()
    for page in PAGES:
        if not page.filter:
            continue
        with Reader(url, page.path, address) as reader:
            for _time in range(2):
                reader.open(shown.everything)
                opened = reader.standing
                chosen = []
                for positions in POOL:
                    states = reader.states(page.filter, positions)
                    reader.choose(page.filter, positions)
                    chosen.append((reader.standing, states))
            never = [reader.states(page.filter, next(fresh)) for _choice in range(30)]
        walks.append(Walk(page, opened, tuple(chosen), cycle(never)))
    return tuple(walks)


async def _visit(target: Target, count: int, window: float, fresh: float) -> Load:
    load = Load(count, window)
    begins = time.perf_counter() + RAMP + SETTLED
    arrivals = [
        asyncio.create_task(_stay(target, load, number, begins - SETTLED - RAMP * (1 - number / count), begins, fresh))
        for number in range(count)
    ]
    await asyncio.sleep(begins - time.perf_counter())
    before, generator = _processor(target), time.process_time()
    await asyncio.sleep(window)
    load.generator = time.process_time() - generator
    spent = [after - earlier for after, earlier in zip(_processor(target), before, strict=True)]
    load.processor = spent[: len(target.processes)]
    load.balancer = sum(spent[len(target.processes) :])
    await asyncio.gather(*arrivals)
    return load


def _processor(target: Target) -> list[float]:
    return [server.cpu_seconds() for server in (*target.processes, *filter(None, [target.nginx]))]


async def _stay(target: Target, load: Load, number: int, arrives: float, begins: float, fresh: float) -> None:
    """One reader, from arrival to the end of what is measured."""
    chance = random.Random(number)  # noqa: S311 - no secret
    await asyncio.sleep(max(0.0, arrives - time.perf_counter()))
    try:
        visitor = await connect(target.url, f"127.1.{number // LOOPBACK}.{number % LOOPBACK + 1}")
        try:
            await _walk(target, load, visitor, chance, begins, fresh)
        finally:
            visitor.close()
    except (OSError, TimeoutError) as error:
        load.errors.append(f"{type(error).__name__}: {error}")


async def _walk(
    target: Target, load: Load, visitor: Visitor, chance: random.Random, begins: float, fresh: float
) -> None:
    walk = chance.choice(target.walks)
    request = Standing(walk.opened.url, walk.page.path, query=walk.opened.query).request({})
    standing, place = walk.opened, -1
    while True:
        asked = time.perf_counter()
        answer = await asyncio.wait_for(visitor.run(request, keep=chance.random() < LOOKED_INTO), timeout=120)
        if begins <= asked < begins + load.window:
            load.seconds.append(answer.seconds)
            load.byte_count += answer.byte_count
            if answer.failed or any(map(_is_exception, answer.messages)):
                load.errors.append(f"{walk.page.name}: the run failed, or drew an exception")
        pause = chance.uniform(*THINKING)
        if time.perf_counter() + pause > begins + load.window:
            await asyncio.sleep(max(0.0, begins + load.window - time.perf_counter()))
            return
        await asyncio.sleep(pause)
        if chance.random() < TO_ANOTHER_PAGE:
            before = standing
            walk = chance.choice([other for other in target.walks if other is not walk])
            standing, place = walk.opened, -1
            moved = Standing(walk.opened.url, walk.page.path, walk.opened.page_hash, walk.opened.query, before.kept)
            request = moved.request({})
        elif chance.random() < fresh:
            request = standing.request(next(walk.fresh))
        else:
            place = chance.choice([other for other in range(len(POOL)) if other != place])
            after, states = walk.chosen[place]
            request, standing = standing.request(states), after


def _is_exception(payload: bytes) -> bool:
    message = ForwardMsg.FromString(payload)
    if message.WhichOneof("type") != "delta" or message.delta.WhichOneof("type") != "new_element":
        return False
    return bool(message.delta.new_element.WhichOneof("type") == "exception")


__all__ = ["Disconnected", "Load", "measure_readers"]
