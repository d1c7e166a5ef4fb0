"""`python -m plenary keep`: the present version of the dataset into versions/, where links that name it find it."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from plenary.catalogue import translate as _
from plenary.commands.check import add_data
from plenary.schema import BrokenPackage

if TYPE_CHECKING:
    from plenary.commands import Subparsers


def register(subparsers: Subparsers) -> None:
    """Add the command `keep`."""
    parser = subparsers.add_parser(
        "keep",
        help=_("keep the present version beside the next one"),
        description=_(
            "Copies the tables of the present version, as they were sealed, into versions/ of the dataset, so that "
            "links that name it go on working: run it before the version is changed. "
            "Ends with 0, 1 when the version must not be kept so, 2 when it could not be written."
        ),
    )
    add_data(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Keep, say so, and give the exit code."""
    from plenary.kept import VERSIONS, NotKept, keep_version
    from plenary.schema import read_package

    if not arguments.data.is_dir():
        print(_("{folder} is no folder").format(folder=arguments.data), file=sys.stderr)
        return 2
    try:
        kept = keep_version(arguments.data)
        version = read_package(arguments.data).version
    except NotKept as refused:
        for finding in refused.findings:
            print(finding)
        return 1
    except BrokenPackage as broken:
        print(broken.finding)
        return 1
    except OSError as error:
        message = _("{file} cannot be written: {reason}")
        print(message.format(file=error.filename or VERSIONS, reason=error.strerror), file=sys.stderr)
        return 2
    told = _("kept: {folder}") if kept else _("{folder} is kept already")
    print(told.format(folder=f"{VERSIONS}/{version}"))
    return 0
