"""`python -m tests.killed_switch DIRECTORY STAGED STEP`: a switch that is killed before the step after STEP."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from plenary.switching import switch

STEPS = ("fsync", "rename", "replace", "rmdir")
"""The calls by which a switch changes what is on the disk; a kill between two of them is all that can happen."""


def switch_and_die(directory: str, staged: str, last_step: int) -> None:
    """Switch, and be killed before the step after the last one; steps are counted from 1."""
    done = 0

    def counted(name: str) -> None:
        call = getattr(os, name)

        def step(*arguments: object, **options: object) -> object:
            nonlocal done
            if done == last_step:
                os.kill(os.getpid(), signal.SIGKILL)
            done += 1
            return call(*arguments, **options)

        setattr(os, name, step)

    for name in STEPS:
        counted(name)
    switch(Path(directory), Path(staged))


if __name__ == "__main__":
    switch_and_die(sys.argv[1], sys.argv[2], int(sys.argv[3]))
