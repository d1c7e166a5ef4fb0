"""The commands of `python -m plenary`, one module each.

A module of this package is a command: `register(subparsers)` adds its parser and sets `run`, a function of the parsed
arguments that gives the exit code: 0, 1 (findings) or 2 (could not run). What is heavy is imported inside `run`.
"""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]
