"""Garbage collection of a process that lives long: what stays for good is not walked after each run."""

from __future__ import annotations

import atexit
import gc
from itertools import count
from typing import Final

SETTLING_RUNS: Final = 12
"""Runs in which a process still imports modules and fills its caches: two for each page."""

_runs = count()


def settle() -> None:
    """After each of the first runs, take what is alive then out of later collections.

    Streamlit collects all garbage after each run, which took most of a short run's time: nearly all that is walked
    are modules, the dataset and kept answers. What first runs leave alive is freed by its last reference as ever.
    """
    run = next(_runs)
    if run == 0:
        atexit.register(gc.unfreeze)
    if run < SETTLING_RUNS:
        gc.collect()
        gc.freeze()
