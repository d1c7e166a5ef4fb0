"""Time that the engine has taken: of the whole process, and of the thread that asks."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager


class Spent:
    """Counts blocks of code and adds up their seconds, over all threads and for each."""

    def __init__(self) -> None:
        """Nothing was spent so far."""
        self._count, self._seconds = 0, 0.0
        self._lock = threading.Lock()
        self._thread = threading.local()

    @contextmanager
    def measured(self) -> Iterator[None]:
        """Count the block that runs, and its seconds, whether it fails or not."""
        started = time.perf_counter()
        try:
            yield
        finally:
            seconds = time.perf_counter() - started
            self._thread.seconds = self.of_thread() + seconds
            with self._lock:
                self._count += 1
                self._seconds += seconds

    def in_all(self) -> tuple[int, float]:
        """How many blocks ran in this process, and their seconds together; those of two threads at once count twice."""
        with self._lock:
            return self._count, self._seconds

    def of_thread(self) -> float:
        """Seconds of the blocks that ran in this thread."""
        seconds: float = getattr(self._thread, "seconds", 0.0)
        return seconds


ENGINE = Spent()
"""Time between asking an engine for rows and having them."""
