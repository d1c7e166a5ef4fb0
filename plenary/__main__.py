"""The command line, `python -m plenary COMMAND`: collects the commands, which are the modules of `plenary.commands`."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pkgutil import iter_modules

from plenary import commands
from plenary.catalogue import translate as _


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; its exit code: 0, 1 (findings) or 2 (could not run).

    Args:
        arguments: Words of the command line; None: those of this process.
    """
    parser = argparse.ArgumentParser(
        prog="python -m plenary",
        description=_("The dataset of Plenary Atlas on the command line."),
    )
    subparsers = parser.add_subparsers(required=True, metavar=_("COMMAND"))
    for module in sorted(module.name for module in iter_modules(commands.__path__)):
        import_module(f"{commands.__name__}.{module}").register(subparsers)
    parsed = parser.parse_args(arguments)
    code: int = parsed.run(parsed)
    return code


if __name__ == "__main__":
    try:
        exit_code = main()
        sys.stdout.flush()
    except BrokenPipeError:
        # Who reads the output stopped reading (`| head`): nothing went wrong, and what is left has nowhere to go.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        exit_code = 0
    sys.exit(exit_code)
