"""`python -m plenary check`: everything that is wrong with the dataset, then the number of rows of each table."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from plenary.catalogue import translate as _
from plenary.catalogue import translate_plural
from plenary.schema import DATA

if TYPE_CHECKING:
    from plenary.commands import Subparsers


def register(subparsers: Subparsers) -> None:
    """Add the command `check`."""
    parser = subparsers.add_parser(
        "check",
        help=_("check the dataset"),
        description=_(
            "Lists everything that is wrong with the dataset as file:row:column: message, "
            "then the number of rows of each table. "
            "Ends with 0 when there is no error, 1 when there is, 2 when it could not run."
        ),
    )
    add_data(parser)
    parser.add_argument(
        "--documents",
        type=Path,
        metavar=_("FOLDER"),
        default=os.environ.get("PLENARY_DOCUMENTS") or None,
        help=_("folder with the documents themselves, to compare the rows with (setting PLENARY_DOCUMENTS)"),
    )
    parser.set_defaults(run=run)


def add_data(parser: argparse.ArgumentParser) -> None:
    """Add the option `--data`, which every command that reads the dataset has."""
    parser.add_argument(
        "--data",
        type=Path,
        metavar=_("FOLDER"),
        default=DATA,
        help=_("folder of the dataset (setting PLENARY_DATA)"),
    )


def run(arguments: argparse.Namespace) -> int:
    """Check, print, and give the exit code."""
    from plenary.checks import check_dataset

    for folder in (arguments.data, arguments.documents):
        if folder is not None and not folder.is_dir():
            print(_("{folder} is no folder").format(folder=folder), file=sys.stderr)
            return 2
    try:
        report = check_dataset(arguments.data, arguments.documents)
    except OSError as error:
        message = _("{file} cannot be read: {reason}")
        print(message.format(file=error.filename, reason=error.strerror), file=sys.stderr)
        return 2
    for finding in report.findings:
        print(finding if finding.severity == "error" else f"{finding} ({finding.severity})")
    for table, count in report.counts.items():
        print(f"{table} {count}")
    for sentence in report.not_checked:
        print(_("not checked: {what}").format(what=sentence))
    count = len(report.errors)
    print(translate_plural("{count} error", "{count} errors", count).format(count=count))
    return 1 if count else 0
