"""Runs of pages take turns: one interpreter has one thread at work, and many at once only hold each other up."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

LONGEST_TURN: Final = 1.0
"""Seconds after which the next run no longer waits for the one under way: a slow one holds up nobody for longer."""


class _Turn(threading.Event):
    """The turn of one run; set when it is handed over."""


class Turns:
    """One run after the other, in the order in which they came, but for those that wait for something else."""

    def __init__(self, longest_turn: float) -> None:
        """Let a turn last no longer than so many seconds where others wait."""
        self._longest_turn = longest_turn
        self._lock = threading.Lock()
        self._waiting: deque[_Turn] = deque()
        self._present: _Turn | None = None
        self._began = 0.0
        self._own = threading.local()

    @property
    def taken(self) -> bool:
        """Whether a run has its turn."""
        return self._present is not None

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait for the runs that came before, and let those that come wait for this."""
        if getattr(self._own, "turn", None) is not None:
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
        if getattr(self._own, "turn", None) is None:
            yield
            return
        self._leave()
        try:
            yield
        finally:
            self._take()

    def _take(self) -> None:
        mine = self._own.turn = _Turn()
        with self._lock:
            if self._present is None:
                self._begin(mine)
                return
            self._waiting.append(mine)
        while not mine.wait(self._longest_turn):
            with self._lock:
                is_next = bool(self._waiting) and self._waiting[0] is mine
                if is_next and time.monotonic() - self._began >= self._longest_turn:
                    self._begin(self._waiting.popleft())

    def _begin(self, turn: _Turn) -> None:
        self._present, self._began = turn, time.monotonic()
        turn.set()

    def _leave(self) -> None:
        mine, self._own.turn = self._own.turn, None
        with self._lock:
            if self._present is not mine:  # It lasted too long: another has begun.
                return
            self._present = None
            if self._waiting:
                self._begin(self._waiting.popleft())


TURNS: Final = Turns(LONGEST_TURN)
"""Of all readers of this process."""
