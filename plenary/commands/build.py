"""`python -m plenary build`: facts and cubes of the dataset as Parquet, which every process then opens at once."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from plenary.catalogue import translate as _
from plenary.cluster import cluster_setting
from plenary.commands.check import add_data

if TYPE_CHECKING:
    from plenary.commands import Subparsers


def register(subparsers: Subparsers) -> None:
    """Add the command `build`."""
    parser = subparsers.add_parser(
        "build",
        help=_("put facts and cubes of the dataset together, once for all"),
        description=_(
            "Puts together what all questions rest on, and writes it as Parquet, all or nothing; a large dataset then "
            "opens at once, and is read from the disk as far as a question needs it. "
            "Ends with 0, 1 when the dataset is broken, 2 when the build could not be made."
        ),
    )
    add_data(parser)
    parser.add_argument(
        "--to",
        type=Path,
        metavar=_("FOLDER"),
        help=_("folder of builds (setting PLENARY_BUILD; default: build/ in the dataset's folder)"),
    )
    parser.add_argument(
        "--engine",
        metavar=_("ADDRESS"),
        default=cluster_setting(),
        help=_("cluster that puts them together, spark://host:port (setting PLENARY_ENGINE; default: this process)"),
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Build, say what was built, and give the exit code."""
    from plenary.build import DESCRIPTION, builds_of, write_build
    from plenary.cluster import open_cluster
    from plenary.engine import EngineDown
    from plenary.schema import is_sealed

    if not arguments.data.is_dir():
        print(_("{folder} is no folder").format(folder=arguments.data), file=sys.stderr)
        return 2
    if problems := is_sealed(arguments.data):
        for finding in problems:
            print(finding)
        return 1
    try:
        folder, made = write_build(
            arguments.data, arguments.to or builds_of(arguments.data), open_cluster(arguments.engine, patient=True)
        )
    except OSError as error:
        message = _("{file} cannot be written: {reason}")
        print(message.format(file=error.filename or arguments.to, reason=error.strerror), file=sys.stderr)
        return 2
    except EngineDown as down:
        print(_("the cluster does not answer: {reason}").format(reason=down.reason), file=sys.stderr)
        return 2
    told = _("built: {folder}") if made else _("{folder} is built already")
    print(told.format(folder=folder))
    for table, count in json.loads((folder / DESCRIPTION).read_text(encoding="utf-8"))["row_counts"].items():
        print(f"{table} {count}")
    return 0
