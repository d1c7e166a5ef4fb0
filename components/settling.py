"""Garbage collection of a process that lives long: what stays for good is not walked again and again."""

from __future__ import annotations

import atexit
import gc
from dataclasses import dataclass
from typing import Final

SETTLING_RUNS: Final = 12
"""Runs in which a process still imports modules and fills its caches: two for each page."""


@dataclass
class _Settled:
    runs: int = 0
    frozen: bool = False


_settled = _Settled()


def settle() -> None:
    """After each of the first runs, take what is alive out of collections: modules, the dataset, kept answers.

    What is frozen is freed by its last reference as ever. Python collects by itself, more seldom the more is alive.
    Streamlit's own collection of everything after each run is off (`runner.postScriptGC`): it walks what all readers
    hold, which took three quarters of the processor with 75 of them.
    """
    _settled.runs += 1
    if _settled.runs <= SETTLING_RUNS:
        freeze()


def settle_again() -> None:
    """Begin anew, where another dataset has taken the place of the one that was frozen: nothing holds it any longer."""
    gc.unfreeze()
    _settled.runs = 0


def freeze() -> None:
    """Take what is alive out of collections."""
    if not _settled.frozen:
        atexit.register(gc.unfreeze)
    _settled.frozen = True
    gc.collect()
    gc.freeze()
