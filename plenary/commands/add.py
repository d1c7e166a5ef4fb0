"""`python -m plenary add FILE`: a report becomes a candidate folder; with `--accept`, the candidate the dataset."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from plenary.catalogue import translate as _
from plenary.commands.check import add_data
from plenary.schema import BrokenPackage

if TYPE_CHECKING:
    from plenary.commands import Subparsers

CANDIDATES = "candidates"


def register(subparsers: Subparsers) -> None:
    """Add the command `add`."""
    parser = subparsers.add_parser(
        "add",
        help=_("add a report to the dataset"),
        description=_(
            "Reads a report and writes its rows as candidate files, which a curator reviews and completes, "
            "and says what they change. With --accept, what the files say becomes part of the dataset, all or nothing. "
            "Ends with 0, 1 when the candidate cannot be accepted, 2 when it could not run."
        ),
    )
    parser.add_argument(
        "file", nargs="?", type=Path, metavar=_("FILE"), help=_("report to read: PDF, DOCX or plain text")
    )
    parser.add_argument("--session", required=True, metavar=_("ID"), help=_("code of the session, such as cnd-68"))
    parser.add_argument(
        "--candidates",
        type=Path,
        metavar=_("FOLDER"),
        help=_("folder of the candidate files (default: candidates/ID)"),
    )
    parser.add_argument(
        "--propose-speakers",
        action="store_true",
        help=_("propose as new speakers the names whose kind the report itself tells"),
    )
    parser.add_argument(
        "--read-again",
        action="store_true",
        help=_("of a document that the dataset has, read again what nobody has reviewed"),
    )
    parser.add_argument("--anew", action="store_true", help=_("write candidate files that are there once more"))
    parser.add_argument("--accept", action="store_true", help=_("write the candidate into the dataset"))
    parser.add_argument("--reviewed-by", metavar=_("NAME"), help=_("who reviewed the rows that are marked reviewed"))
    parser.add_argument(
        "--reviewed-on",
        type=dt.date.fromisoformat,
        metavar=_("DATE"),
        help=_("day on which that was finished, as YYYY-MM-DD"),
    )
    add_data(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Write, compare, accept, and give the exit code."""
    from plenary.curation.acceptance import Refused, Review, accept, propose
    from plenary.curation.changes import changes
    from plenary.curation.folder import IncompleteFolder, read_candidate
    from plenary.schema import read_package

    folder = arguments.candidates or Path(CANDIDATES) / arguments.session
    if bool(arguments.reviewed_by) != bool(arguments.reviewed_on):
        return _refuse(2, _("--reviewed-by and --reviewed-on belong together"))
    review = Review(arguments.reviewed_by, arguments.reviewed_on) if arguments.reviewed_by else None
    try:
        package = read_package(arguments.data)
        written = _written(arguments, folder)
        if written:
            return written
        candidate = read_candidate(folder, package)
        if candidate.session_id != arguments.session:
            message = _("{folder} is a candidate for the session {session}")
            return _refuse(2, message.format(folder=folder, session=candidate.session_id or _("not told")))
        proposal = propose(arguments.data, candidate, review)
        for line in changes(proposal):
            print(line)
        if not proposal.changed and not proposal.problems:
            print(_("the dataset holds all of this already: nothing changes"))
            return 0
        if not arguments.accept:
            for problem in proposal.problems:
                print(_("to be decided: {problem}").format(problem=problem))
            print(_("review the files in {folder}, then add --accept").format(folder=folder))
            return 0
        if proposal.problems:
            return _refuse(1, *proposal.problems, _("nothing was written"))
        accept(arguments.data, proposal)
    except BrokenPackage as broken:
        return _refuse(1, str(broken.finding))
    except IncompleteFolder as incomplete:
        return _refuse(2, *incomplete.problems)
    except Refused as refused:
        return _refuse(1, *map(str, refused.findings), _("nothing was written"))
    except OSError as error:
        message = _("{file} cannot be read or written: {reason}")
        return _refuse(2, message.format(file=error.filename, reason=error.strerror))
    print(_("accepted: {tables}").format(tables=", ".join(proposal.changed)))
    return 0


def _written(arguments: argparse.Namespace, folder: Path) -> int:
    """Write the candidate of the file that is named, if any; 0, or the exit code where that cannot be done."""
    if arguments.file is None:
        return 0
    from plenary.curation.candidate import candidate_of, is_candidate_of
    from plenary.curation.folder import write_candidate
    from plenary.extract.model import Unreadable
    from plenary.schema import read_package

    if folder.is_dir() and not arguments.anew:
        if arguments.accept and is_candidate_of(folder, arguments.file):
            return 0
        return _refuse(2, _("{folder} is there already: --anew writes it once more").format(folder=folder))
    try:
        candidate = candidate_of(
            arguments.file,
            arguments.session,
            arguments.data,
            propose_speakers=arguments.propose_speakers,
            read_again=arguments.read_again,
        )
    except Unreadable as unreadable:
        message = _("{file} cannot be read as a report: {reason}")
        return _refuse(2, message.format(file=unreadable.file, reason=unreadable.detail or unreadable.reason))
    write_candidate(folder, candidate, read_package(arguments.data))
    return 0


def _refuse(code: int, *lines: str) -> int:
    for line in lines:
        print(line, file=sys.stderr)
    return code
