"""`python -m tests.killed_build DIRECTORY STEP`: a build that is killed before the step after STEP."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from plenary.build import builds_of, write_build
from plenary.engine import Embedded


def build_and_die(directory: str, last_step: int) -> None:
    """Build, and be killed before the step after the last one: tables that are saved, then syncs and renamings."""
    done = 0

    def counted(holder: Any, name: str) -> None:
        call: Callable[..., object] = getattr(holder, name)

        def step(*arguments: object, **options: object) -> object:
            nonlocal done
            if done == last_step:
                os.kill(os.getpid(), signal.SIGKILL)
            done += 1
            return call(*arguments, **options)

        setattr(holder, name, step)

    counted(Embedded, "save")
    counted(os, "fsync")
    counted(os, "rename")
    write_build(Path(directory), builds_of(Path(directory)))
    print(done)  # noqa: T201 - the test asks how many steps there are


if __name__ == "__main__":
    build_and_die(sys.argv[1], int(sys.argv[2]))
