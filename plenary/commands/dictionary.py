"""`python -m plenary dictionary`: the data dictionary of datapackage.json as Markdown, which is data/README.md."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from plenary.catalogue import translate as _
from plenary.commands.check import add_data
from plenary.schema import BrokenPackage

if TYPE_CHECKING:
    from plenary.commands import Subparsers


def register(subparsers: Subparsers) -> None:
    """Add the command `dictionary`."""
    parser = subparsers.add_parser(
        "dictionary",
        help=_("print the data dictionary"),
        description=_(
            "Prints the data dictionary as Markdown, made from datapackage.json; data/README.md is its output."
        ),
    )
    add_data(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the dictionary, and give the exit code."""
    from plenary.dictionary import data_dictionary

    try:
        print(data_dictionary(arguments.data), end="")
    except BrokenPackage as broken:
        print(broken.finding)
        return 1
    return 0
