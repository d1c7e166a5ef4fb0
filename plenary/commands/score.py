"""`python -m plenary score`: rows read from annotated reports against the rows annotated by hand, as a table."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from plenary.catalogue import translate as _
from plenary.commands.check import add_data

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plenary.commands import Subparsers
    from plenary.names import Names

SHARED: Final = Path(__file__).resolve().parents[3] / "shared"
"""Folder with the annotated reports, beside the checkout."""
AIMS: Final = {
    "f1": 0.98, "iso3": 0.995, "kind": 0.97, "on_behalf_of": 0.97, "body_meeting": 0.97, "date": 0.97, "act": 0.95,
    "items": 0.95,
}  # fmt: skip
"""Least value of each figure, 0 to 1; wrong States and speakers not in the text: none."""
COLUMNS: Final = ("f1", "precision", "recall", "iso3", "kind", "act", "capacity", "on_behalf_of", "count",
    "body_meeting",
                  "date", "items")  # fmt: skip


@dataclass(frozen=True)
class Score:
    """The score of one report.

    Attributes:
        document: Name of the annotation.
        gold: Rows annotated.
        read: Rows read in the annotated paragraphs.
        figures: Figure -> value, 0 to 1, by COLUMNS.
        wrong_states: Paragraph and speaker of each row given to a wrong State.
        invented: Speakers that the document does not hold.
        missed: Paragraph and speaker of rows annotated and not read.
        extra: Paragraph and speaker of rows read and not annotated.
    """

    document: str
    gold: int
    read: int
    figures: dict[str, float]
    wrong_states: tuple[Any, ...]
    invented: tuple[str, ...]
    missed: tuple[Any, ...]
    extra: tuple[Any, ...]

    @property
    def short(self) -> tuple[str, ...]:
        """Figures that fall short of their aim, and "wrong State" or "not in the text" where there are any."""
        aims = AIMS | ({"f1": 1.0} if self.document.startswith("seed") else {})
        below = [name for name, aim in aims.items() if self.figures[name] < aim]
        return (
            *below,
            *(["wrong State"] if self.wrong_states else []),
            *(["not in the text"] if self.invented else []),
        )


def register(subparsers: Subparsers) -> None:
    """Add the command `score`."""
    parser = subparsers.add_parser(
        "score",
        help=_("score the reader on annotated reports"),
        description=_(
            "Reads the annotated reports and compares the rows with the annotation, by the scoring tool beside them. "
            "Ends with 0 when every aim is met, 1 when one is not, 2 when the reports are not there."
        ),
    )
    parser.add_argument(
        "--shared", type=Path, default=SHARED, metavar=_("FOLDER"), help=_("folder with gold/ and tools/")
    )
    parser.add_argument("--report", type=Path, metavar=_("FILE"), help=_("write the table as Markdown"))
    parser.add_argument("--details", action="store_true", help=_("list rows missed and rows read besides"))
    add_data(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Score, print, and give the exit code."""
    from plenary.names import Names

    if not (arguments.shared / "gold").is_dir():
        print(_("there are no annotated reports in {folder}").format(folder=arguments.shared), file=sys.stderr)
        return 2
    scores = list(score_documents(arguments.shared, Names.read(arguments.data)))
    table = score_table(scores)
    print(table)
    for score in scores:
        if arguments.details:
            for what, rows in (("missed", score.missed), ("extra", score.extra), ("wrong State", score.wrong_states)):
                for row in rows:
                    print(f"{score.document}\t{what}\t{row}")
    if arguments.report is not None:
        arguments.report.write_text(f"# {_('The reader against the annotation')}\n\n{table}\n", encoding="utf-8")
    return int(any(score.short for score in scores))


def score_documents(shared: Path, names: Names) -> Iterator[Score]:
    """The score of each annotated report of a folder, by the name of its annotation.

    Args:
        shared: Folder with gold/, tools/ and the documents in seed/ and corpus/.
        names: The dated names.

    Raises:
        subprocess.CalledProcessError: The scoring tool failed.
    """
    from plenary.extract import read_report
    from plenary.extract.table import rows_csv

    for gold in sorted((shared / "gold").glob("*.csv")):
        stem = "draft_report_2010" if gold.stem.startswith("seed") else gold.stem
        document = next(path for path in sorted(shared.glob(f"*/{stem}.*")) if path.suffix in (".pdf", ".txt"))
        reading = read_report(document, names=names)
        with tempfile.TemporaryDirectory() as folder:
            read, text = Path(folder, "read.csv"), Path(folder, "text.txt")
            read.write_text(rows_csv(reading), encoding="utf-8")
            # The very characters of the document: the cleaned text would prove nothing.
            text.write_text("\n".join(reading.report.source.pages), encoding="utf-8")
            command = [sys.executable, str(shared / "tools" / "score_extraction.py"), str(gold), str(read),
                "--text", str(text), "--json"]  # fmt: skip
            found = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)  # noqa: S603
        yield Score(
            document=gold.stem,
            gold=found["gold"],
            read=found["read"],
            figures={name: found.get(name, found["agree"].get(name, 0.0)) for name in COLUMNS},
            wrong_states=tuple(map(tuple, found["wrong_state"])),
            invented=tuple(found["invented"]),
            missed=tuple(map(tuple, found["missed"])),
            extra=tuple(map(tuple, found["extra"])),
        )


def score_table(scores: list[Score]) -> str:
    """The scores as a Markdown table, a row per document; figures below their aim are marked with an asterisk."""
    head = [_("document"), _("annotated"), _("read"), *COLUMNS, _("wrong State"), _("not in the text")]
    lines = ["| " + " | ".join(head) + " |", "|" + " --- |" * len(head)]
    for score in scores:
        cells = [f"{score.figures[name]:.3f}{'*' if name in score.short else ''}" for name in COLUMNS]
        row = [score.document, score.gold, score.read, *cells, len(score.wrong_states), len(score.invented)]
        lines.append("| " + " | ".join(map(str, row)) + " |")
    return "\n".join(lines)
