"""How often one client may ask for rows, and how many exports are written at once: bounds by setting."""

from __future__ import annotations

import math
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Final

from limits import RateLimitItem, parse
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

DEFAULT_RATE: Final = "600/minute"
DEFAULT_AT_ONCE: Final = 4


class Busy(Exception):
    """More exports are being written than the setting allows."""


def rate() -> str:
    """Requests for rows that one client may make, the setting PLENARY_DATA_RATE ("600/minute"); "none" for no bound."""
    return os.environ.get("PLENARY_DATA_RATE", "").strip() or DEFAULT_RATE


def at_once() -> int:
    """Exports that one process writes at the same time, the setting PLENARY_EXPORTS_AT_ONCE."""
    setting = os.environ.get("PLENARY_EXPORTS_AT_ONCE", "").strip()
    return int(setting) if setting.isdecimal() and int(setting) else DEFAULT_AT_ONCE


@lru_cache(maxsize=4)
def _limiter(rate_text: str) -> tuple[MovingWindowRateLimiter, RateLimitItem]:
    return MovingWindowRateLimiter(MemoryStorage()), parse(rate_text)


def seconds_to_wait(client: str) -> int:
    """0 where the client may ask now, which counts as asking; else the seconds until it may ask again.

    Raises:
        ValueError: The setting is no rate.
    """
    if rate() == "none":
        return 0
    limiter, item = _limiter(rate())
    if limiter.hit(item, client):
        return 0
    return max(1, math.ceil(limiter.get_window_stats(item, client).reset_time - time.time()))


@lru_cache(maxsize=4)
def _places(count: int) -> threading.BoundedSemaphore:
    return threading.BoundedSemaphore(count)


@contextmanager
def place_for_export() -> Iterator[None]:
    """One of the places for exports, as long as the block runs.

    Raises:
        Busy: All are taken.
    """
    places = _places(at_once())
    if not places.acquire(blocking=False):
        raise Busy
    try:
        yield
    finally:
        places.release()
