"""`python -m plenary threads`: pairs of a conclusion and a view that a curator might compare; hints, not facts."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from plenary.catalogue import translate as _

if TYPE_CHECKING:
    from plenary.commands import Subparsers


def register(subparsers: Subparsers) -> None:
    """Add the command `threads`."""
    from plenary.commands.check import add_data

    parser = subparsers.add_parser(
        "threads",
        help=_("propose conclusions and views to compare, for curators"),
        description=_(
            "Lists conclusions and views of the discussion whose summaries are alike and which no thread joins yet: "
            "likeness of 100, conclusion, view, then both summaries. These are hints and change no file: whoever "
            "compares a pair with the document enters the thread into threads.csv. Ends with 0, or with 2 when the "
            "dataset cannot be read."
        ),
    )
    add_data(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the hints, and give the exit code."""
    from plenary.curation.thread_hints import thread_hints
    from plenary.store import BrokenDataset, open_dataset

    try:
        dataset = open_dataset(arguments.data)
    except BrokenDataset as broken:
        for finding in broken.findings:
            print(finding, file=sys.stderr)
        return 2
    print(_("Hints, not facts: summaries that share words. Compare each pair with the document before it is a thread."))
    for hint in thread_hints(dataset):
        print(f"{hint.likeness:.0f} {hint.conclusion_id} {hint.point_id}")
        print(f"    {hint.conclusion}\n    {hint.view}")
    return 0
