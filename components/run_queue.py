"""Runs of pages, one after the other: one interpreter has one thread at work, and many only hold each other up."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

LONGEST_RUN: Final = 1.0
"""Seconds after which the next run no longer waits for the one under way: a slow one holds up nobody for longer."""


class _Place(threading.Event):
    """The place of one run; set when it may begin."""


class RunQueue:
    """One run after the other, in the order in which they came, but for those that wait for something else."""

    def __init__(self, longest_run: float) -> None:
        """Let a run last no longer than so many seconds where others wait."""
        self._longest_run = longest_run
        self._lock = threading.Lock()
        self._waiting: deque[_Place] = deque()
        self._present: _Place | None = None
        self._began = 0.0
        self._own = threading.local()

    @property
    def busy(self) -> bool:
        """Whether a run is under way."""
        return self._present is not None

    @contextmanager
    def run(self) -> Iterator[None]:
        """Wait for the runs that came before, and let those that come wait for this."""
        if getattr(self._own, "place", None) is not None:
            yield
            return
        self._take()
        try:
            yield
        finally:
            self._leave()

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Let others run in the meantime; for what waits for another process, or takes long."""
        if getattr(self._own, "place", None) is None:
            yield
            return
        self._leave()
        try:
            yield
        finally:
            self._take()

    def _take(self) -> None:
        mine = self._own.place = _Place()
        with self._lock:
            if self._present is None:
                self._begin(mine)
                return
            self._waiting.append(mine)
        while not mine.wait(self._longest_run):
            with self._lock:
                is_next = bool(self._waiting) and self._waiting[0] is mine
                if is_next and time.monotonic() - self._began >= self._longest_run:
                    self._begin(self._waiting.popleft())

    def _begin(self, place: _Place) -> None:
        self._present, self._began = place, time.monotonic()
        place.set()

    def _leave(self) -> None:
        mine, self._own.place = self._own.place, None
        with self._lock:
            if self._present is not mine:  # It lasted too long: another has begun.
                return
            self._present = None
            if self._waiting:
                self._begin(self._waiting.popleft())


RUN_QUEUE: Final = RunQueue(LONGEST_RUN)
"""Of all readers of this process."""
