"""`python -m plenary add-table FILE`: a local dataset of rows that exist already, and what became of their names."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from plenary.catalogue import translate as _
from plenary.commands.check import add_data

if TYPE_CHECKING:
    from plenary.commands import Subparsers

LOCAL = Path("local-data")


def register(subparsers: Subparsers) -> None:
    """Add the command `add-table`."""
    parser = subparsers.add_parser(
        "add-table",
        help=_("make a local dataset of a table of speakers"),
        description=_(
            "Reads a workbook or CSV file of speakers by a mapping that says what its columns are (docs/add-table.md), "
            "resolves each name for its day, and writes a local dataset, all or nothing. "
            "Ends with 0 when every row has its speaker, 1 when rows were left out because theirs is not sure, "
            "2 when nothing was written."
        ),
    )
    parser.add_argument("table", type=Path, metavar=_("FILE"), help=_("the table: XLSX or CSV"))
    parser.add_argument(
        "--mapping",
        type=Path,
        metavar=_("MAPPING"),
        help=_("what the columns are, TOML or JSON (default: the one that comes with the program for this file)"),
    )
    parser.add_argument(
        "--output",
        type=Path,
        metavar=_("FOLDER"),
        default=LOCAL,
        help=_("folder of the local dataset, replaced if it is one (default: local-data)"),
    )
    parser.add_argument(
        "--names",
        type=Path,
        metavar=_("CSV"),
        help=_("where to write the names that were not in force, and what became of them (default: OUTPUT-names.csv)"),
    )
    parser.add_argument(
        "--with-curated",
        action=argparse.BooleanOptionalAction,
        default=True,
        help=_("whether the sessions of the dataset stand beside those of the table"),
    )
    add_data(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Import, tell what became of the names, and give the exit code."""
    from plenary.schema import BrokenPackage
    from plenary.tables.mapping import BrokenMapping, built_in_mapping, read_mapping
    from plenary.tables.source import UnreadableTable, read_source
    from plenary.tables.telling import names_table, words
    from plenary.tables.writing import BrokenResult, NothingTakenOver, RefusedFolder, add_table

    table: Path = arguments.table
    output: Path = arguments.output
    path = arguments.mapping or built_in_mapping(table)
    if path is None:
        return _refuse(_("{file} has no mapping of its own here; name one with --mapping").format(file=table.name))
    try:
        mapping = read_mapping(path)
        source = read_source(table, mapping.sheet)
        layout = add_table(source, mapping, arguments.data, output, with_curated=arguments.with_curated)
        names = arguments.names or output.with_name(f"{output.name}-names.csv")
        names.write_text(names_table(layout), encoding="utf-8", newline="\n")
    except (BrokenMapping, UnreadableTable, RefusedFolder) as error:
        return _refuse(str(error))
    except NothingTakenOver as nothing:
        return _refuse(*words(nothing.layout), _("nothing was written: no row has a speaker that is sure"))
    except BrokenPackage as broken:
        return _refuse(str(broken.finding))
    except BrokenResult as broken:
        return _refuse(*map(str, broken.findings))
    except OSError as error:
        message = _("{file} cannot be read or written: {reason}")
        return _refuse(message.format(file=error.filename, reason=error.strerror))
    for line in words(layout):
        print(line)
    print(_("written: {folder}; names: {names}").format(folder=output, names=names))
    return 1 if layout.missing else 0


def _refuse(*lines: str) -> int:
    for line in lines:
        print(line, file=sys.stderr)
    return 2
