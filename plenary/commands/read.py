"""`python -m plenary read FILE...`: who took the floor in reports, what was not understood, what is odd in them."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Self

from plenary.catalogue import translate as _
from plenary.catalogue import translate_plural
from plenary.commands.check import add_data

if TYPE_CHECKING:
    from plenary.commands import Subparsers
    from plenary.extract.model import Reading

SUFFIXES = frozenset((".pdf", ".docx", ".txt", ".text", ".md"))
"""Endings of the files that are read in a folder; a file that is named itself is read whatever its ending."""


def register(subparsers: Subparsers) -> None:
    """Add the command `read`."""
    parser = subparsers.add_parser(
        "read",
        help=_("read reports into rows"),
        description=_(
            "Reads reports (PDF, DOCX, text) and prints who took the floor, the account of the text and what is odd in "
            "it. Ends with 0, with 1 when a report has findings that a person should look at, with 2 when a file "
            "cannot "
            "be read."
        ),
    )
    parser.add_argument("files", nargs="+", type=Path, metavar=_("FILE"), help=_("a report, or a folder of reports"))
    parser.add_argument(
        "--rows", type=Path, metavar=_("FILE"), help=_("write the rows into this file (default: shown)")
    )
    parser.add_argument("--format", choices=("csv", "json"), default="csv", help=_("form of the rows (default: csv)"))
    parser.add_argument("--report", type=Path, metavar=_("FILE"), help=_("write the findings as Markdown"))
    parser.add_argument("--strict", action="store_true", help=_("count sentences not understood as findings"))
    add_data(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Read, print, write, and give the exit code."""
    from plenary.checks.record import report_markdown
    from plenary.extract import read_report
    from plenary.extract.model import Unreadable, Use
    from plenary.extract.sources import describe
    from plenary.names import Names

    try:
        names = Names.read(arguments.data)
        files = list(_files(arguments.files))
    except (OSError, KeyError, ValueError) as error:
        return _refuse(_("the names cannot be read: {reason}").format(reason=error))
    if not files:
        return _refuse(_("there is no report here: PDF, DOCX or text"))
    code = 0
    with ExitStack() as stack:
        try:
            rows = stack.enter_context(_RowsFile(arguments.rows, arguments.format)) if arguments.rows else None
            report = stack.enter_context(arguments.report.open("w", encoding="utf-8")) if arguments.report else None
        except OSError as error:
            return _refuse(_("{file} cannot be written: {reason}").format(file=error.filename, reason=error.strerror))
        for place, file in enumerate(files, start=1):
            _progress(place, len(files), file)
            try:
                reading = read_report(file, names=names)
            except Unreadable as error:
                _progress(0, len(files), file)
                code = _refuse(describe(error))
                continue
            _progress(0, len(files), file)
            odd = any(finding.severity != "info" for finding in reading.findings)
            if odd or (arguments.strict and reading.account.count(Use.NOT_UNDERSTOOD)):
                code = max(code, 1)
            _print(reading, rows=rows is None)
            # Nothing of a document is kept when the next one is read.
            if rows is not None:
                rows.add(reading, named=len(files) > 1)
            if report is not None:
                report.write(report_markdown(reading) + "\n")
    return code


class _RowsFile:
    """A file of rows, written document by document; it takes its name only when it is whole.

    Attributes:
        path: The file.
        form: csv or json.
    """

    def __init__(self, path: Path, form: str) -> None:
        self.path, self.form = path, form
        self._beside = path.with_name(f".{path.name}.part")
        self._count = 0

    def __enter__(self) -> Self:
        self._file = self._beside.open("w", encoding="utf-8", newline="")
        return self

    def __exit__(self, failed: type[BaseException] | None, *_error: object) -> None:
        if self.form == "json":
            self._file.write("\n]\n" if self._count else "[]\n")
        self._file.close()
        if failed is None:
            self._beside.replace(self.path)
        else:
            self._beside.unlink()

    def add(self, reading: Reading, named: bool) -> None:
        """Add the rows of one document; `named` says whether a column names it."""
        from plenary.extract.table import csv_rows, json_rows

        if self.form == "csv":
            self._file.write(csv_rows(reading, named=named, head=not self._count))
            self._count += 1
            return
        for row in json_rows(reading, named=named):
            self._file.write(("," if self._count else "[") + "\n" + row)
            self._count += 1


def _refuse(message: str) -> int:
    print(message, file=sys.stderr)
    return 2


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from sorted(file for file in path.rglob("*") if file.is_file() and file.suffix.lower() in SUFFIXES)
        else:
            yield path


def _progress(place: int, count: int, file: Path) -> None:
    """One line that is written over, where somebody looks; `place` 0 clears it."""
    if not sys.stderr.isatty():
        return
    text = _("reading {place} of {count}: {file}").format(place=place, count=count, file=file.name) if place else ""
    bar = "█" * (24 * place // count) + "░" * (24 - 24 * place // count) if place else ""
    print(f"\r\033[K{bar} {text}".rstrip(), end="", file=sys.stderr, flush=True)


def _print(reading: Reading, rows: bool) -> None:
    from plenary.checks.record import describe
    from plenary.extract.model import Use

    source, account = reading.report.source, reading.account
    print(
        _("{file}: {symbol}").format(file=source.name, symbol=reading.report.masthead.symbol or _("no symbol printed"))
    )
    if rows:
        for turn in reading.turns:
            parts = (turn.order, turn.paragraph, ";".join(map(str, turn.meetings)) or "–", turn.act, turn.kind,
                     turn.iso3 or "–", turn.name_printed, "; ".join(turn.on_behalf_of))  # fmt: skip
            print("\t".join(str(part) for part in parts).rstrip())
    count = len(reading.turns)
    print(translate_plural("{count} row", "{count} rows", count).format(count=count))
    print(
        _(
            "{total} sentences with a speaking verb or a speaker: {used} used, {ignored} left aside, "
            "{unclear} not understood ({share:.1%} accounted for)"
        ).format(
            total=len(account.sentences), used=account.count(Use.USED), ignored=account.count(Use.IGNORED),
            unclear=account.count(Use.NOT_UNDERSTOOD), share=account.understood_share,
        )
    )  # fmt: skip
    for sentence in account.sentences:
        if sentence.use is Use.NOT_UNDERSTOOD:
            text = reading.report.text[sentence.start : sentence.end]
            print(_("not understood, paragraph {paragraph}, page {page}: {start}").format(
                paragraph=sentence.paragraph or "–", page=sentence.page, start=text[:160]))  # fmt: skip
    for finding in reading.findings:
        print(describe(finding))
