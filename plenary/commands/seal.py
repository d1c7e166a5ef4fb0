"""`python -m plenary seal`: size and hash of every file into datapackage.json, so that an edit is deliberate."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from plenary.catalogue import translate as _
from plenary.commands.check import add_data
from plenary.schema import PACKAGE_FILE, BrokenPackage, seal

if TYPE_CHECKING:
    from plenary.commands import Subparsers


def register(subparsers: Subparsers) -> None:
    """Add the command `seal`."""
    parser = subparsers.add_parser(
        "seal",
        help=_("write size and hash of every file into datapackage.json"),
        description=_(
            "Writes size and hash of every file of the dataset into datapackage.json, and nothing else. "
            "The app shows sealed files without checking them again: run check afterwards."
        ),
    )
    add_data(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Seal, print what changed, and give the exit code."""
    if not arguments.data.is_dir():
        print(_("{folder} is no folder").format(folder=arguments.data), file=sys.stderr)
        return 2
    try:
        changed = seal(arguments.data)
    except BrokenPackage as broken:
        print(broken.finding)
        return 1
    except OSError as error:
        message = _("{file} cannot be written: {reason}")
        print(message.format(file=PACKAGE_FILE, reason=error.strerror), file=sys.stderr)
        return 2
    for file in changed:
        print(_("sealed anew: {file}").format(file=file))
    if not changed:
        print(_("every seal holds"))
    return 0
