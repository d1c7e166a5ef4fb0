"""Runs of pages take turns: one interpreter has one thread at work, and many at once only hold each other up."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

LONGEST_WAIT: Final = 1.0
"""Seconds after which a run no longer waits for those before it: a slow one holds up nobody for longer."""


class Turns:
    """One run after the other, in the order in which they came, but for those that wait for something else."""

    def __init__(self, longest_wait: float) -> None:
        """Let nobody wait for longer than so many seconds."""
        self._longest_wait = longest_wait
        self._lock = threading.Lock()
        self._own = threading.local()

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait for the run under way, for a while, and let the next one wait for this."""
        if getattr(self._own, "taken", False):
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
        if not self._leave():
            yield
            return
        try:
            yield
        finally:
            self._take()

    def _take(self) -> None:
        self._own.taken = self._lock.acquire(timeout=self._longest_wait)

    def _leave(self) -> bool:
        """Give the turn to the next; False where this thread has none."""
        if not getattr(self._own, "taken", False):
            return False
        self._own.taken = False
        self._lock.release()
        return True


TURNS: Final = Turns(LONGEST_WAIT)
"""Of all readers of this process."""
