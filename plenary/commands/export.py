"""`python -m plenary export LINK`: the rows of a view, byte for byte what the dashboard's download gives."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from plenary.catalogue import translate as _
from plenary.commands.check import add_data

if TYPE_CHECKING:
    from plenary.commands import Subparsers


def register(subparsers: Subparsers) -> None:
    """Add the command `export`."""
    parser = subparsers.add_parser(
        "export",
        help=_("write the rows of a view"),
        description=_(
            "Writes the rows that a link of the dashboard shows, never cut: UTF-8, LF, one header line. "
            "Ends with 0, or with 2 when the link names something unknown or the dataset cannot be read."
        ),
    )
    parser.add_argument(
        "link",
        metavar=_("LINK"),
        help=_("a link of the dashboard or its query: 'session=crime-congress-12&item=6&group=grulac'"),
    )
    parser.add_argument("--table", default="statements", metavar=_("TABLE"), help=_("which rows (default: statements)"))
    parser.add_argument(
        "--format",
        default="csv",
        metavar=_("FORMAT"),
        help=_("csv, excel (CSV for Excel), xlsx (workbook), json, parquet or zip (data package)"),
    )
    parser.add_argument("--output", type=Path, metavar=_("FILE"), help=_("file to write (default: standard output)"))
    add_data(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Export, and give the exit code."""
    from plenary.engine import EngineDown

    try:
        return _export(arguments)
    except EngineDown as down:
        return _refuse(_("the cluster does not answer: {reason}").format(reason=down.reason))


def _export(arguments: argparse.Namespace) -> int:
    from plenary.export import FORMATS, TABLES, TooLargeForWorkbook, export_chunks
    from plenary.links import site_of, site_setting
    from plenary.selected import TooManyTurns, too_many_words
    from plenary.selection import parse_link, read_selection
    from plenary.store import BrokenDataset, open_dataset
    from plenary.versions import named_dataset

    for value, known, name in ((arguments.table, TABLES, _("table")), (arguments.format, FORMATS, _("format"))):
        if value not in known:
            return _refuse(
                _("{value} is no {name}; known: {known}").format(value=value, name=name, known=", ".join(known))
            )
    try:
        dataset = named_dataset(open_dataset(arguments.data), parse_link(arguments.link))
    except BrokenDataset as broken:
        return _refuse(*(str(finding) for finding in broken.findings))
    selection, unknown = read_selection(parse_link(arguments.link), dataset.choices)
    if unknown:
        return _refuse(
            *(
                _("{parameter}={value}: {reason}").format(parameter=u.parameter, value=u.value, reason=u.reason)
                for u in unknown
            )
        )
    for name in selection.without_meaning_for(arguments.table):
        print(
            _("{name} says nothing about the rows of {table}").format(name=name, table=arguments.table), file=sys.stderr
        )
    try:
        chunks = export_chunks(
            dataset,
            selection,
            arguments.table,
            arguments.format,
            site=site_setting() or site_of(arguments.link),
            retrieved=dt.datetime.now(dt.UTC).date(),
        )
    except TooLargeForWorkbook as large:
        return _refuse(_("the rows do not fit into a workbook: {reason}; take csv").format(reason=large.reason))
    except TooManyTurns as many:
        return _refuse(too_many_words(many.turn_count))
    if arguments.output is None:
        sys.stdout.buffer.writelines(chunks)
        return 0
    try:
        _write(arguments.output, chunks)
    except OSError as error:
        return _refuse(_("{file} cannot be written: {reason}").format(file=arguments.output, reason=error.strerror))
    return 0


def _write(path: Path, chunks: Iterable[bytes]) -> None:
    """Write a file in parts; on a terminal the size written so far is shown."""
    written = 0
    with path.open("wb") as file:
        for chunk in chunks:
            file.write(chunk)
            written += len(chunk)
            if sys.stderr.isatty():
                told = _("{size} kB written").format(size=f"{written // 1000:,}")
                print(f"\r{told}", end="", file=sys.stderr)
    if sys.stderr.isatty():
        print(file=sys.stderr)


def _refuse(*lines: str) -> int:
    for line in lines:
        print(line, file=sys.stderr)
    return 2
