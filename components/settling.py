"""Garbage collection of a process that lives long: what stays for good is not walked after each run."""

from __future__ import annotations

import atexit
import gc
from dataclasses import dataclass
from typing import Final

SETTLING_RUNS: Final = 12
"""Runs in which a process still imports modules and fills its caches: two for each page."""
ANSWERS_WALKED: Final = 64
"""Answers kept since then that each run's collection may walk; some ten views that nobody had asked for before."""


@dataclass
class _Settled:
    runs: int = 0
    answers: int = 0
    frozen: bool = False


_settled = _Settled()


def settle(answers: int) -> None:
    """After each of the first runs, and whenever many answers were added, take what is alive out of collections.

    Streamlit collects all garbage after each run, which took most of a short run's time: nearly all that is walked
    are modules, the dataset and kept answers. What the first runs leave alive is freed by its last reference as ever,
    and what was kept and has been dropped since then is freed when answers have been added again.

    Args:
        answers: How many answers this process has computed so far.
    """
    _settled.runs += 1
    if _settled.runs > SETTLING_RUNS:
        if answers - _settled.answers < ANSWERS_WALKED:
            return
        gc.unfreeze()
    _settled.answers = answers
    freeze()


def freeze() -> None:
    """Take what is alive out of collections."""
    if not _settled.frozen:
        atexit.register(gc.unfreeze)
    _settled.frozen = True
    gc.collect()
    gc.freeze()
