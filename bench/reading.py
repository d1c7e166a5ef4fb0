"""`python -m bench.reading`: the reader of reports beside the bare extraction of text, written to bench/READING.md.

Each document is read round by round, the bare extraction by the same library first, so that the ratios pair what ran
within the same second.
"""

from __future__ import annotations

import argparse
import datetime as dt
import sys
import tracemalloc
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from time import process_time
from typing import Final

import pypdfium2

from bench.__main__ import machine, spread, table
from plenary.checks.record import check_record
from plenary.extract.layout import parse_report
from plenary.extract.model import Limits
from plenary.extract.reader import Reader
from plenary.extract.sources import read_source
from plenary.names import Names
from plenary.schema import DATA

RESULTS: Final = Path(__file__).with_name("READING.md")
DOCUMENTS: Final = Path(__file__).resolve().parents[2] / "shared" / "corpus"


@dataclass
class Timing:
    """Processor seconds of one document, a value a round."""

    page_count: int = 0
    row_count: int = 0
    bare: list[float] = field(default_factory=list)
    source: list[float] = field(default_factory=list)
    layout: list[float] = field(default_factory=list)
    rows: list[float] = field(default_factory=list)
    checks: list[float] = field(default_factory=list)
    peak_bytes: int = 0

    def ratios(self, *parts: str) -> list[float]:
        """The sum of some parts over the bare extraction, round by round."""
        return [
            sum(values) / bare
            for bare, *values in zip(self.bare, *(getattr(self, part) for part in parts), strict=True)
        ]


def bare_text(content: bytes) -> int:
    """Extract the text of all pages and nothing else; gives the number of pages."""
    document = pypdfium2.PdfDocument(content)
    for page in document:
        text = page.get_textpage()
        text.get_text_range()
        text.close()
        page.close()
    count = len(document)
    document.close()
    return count


def measure(content: bytes, name: str, reader: Reader, names: Names, rounds: int) -> Timing:
    """Time one PDF, part by part."""
    timing = Timing()
    for _round in range(rounds):
        start = process_time()
        timing.page_count = bare_text(content)
        bare = process_time()
        source = read_source(content, name, Limits())
        read = process_time()
        report = parse_report(source)
        laid_out = process_time()
        reading = reader.read(report)
        understood = process_time()
        check_record(reading, names)
        checked = process_time()
        timing.bare.append(bare - start)
        timing.source.append(read - bare)
        timing.layout.append(laid_out - read)
        timing.rows.append(understood - laid_out)
        timing.checks.append(checked - understood)
        timing.row_count = len(reading.turns)
    tracemalloc.start()
    reader.read(parse_report(read_source(content, name, Limits())))
    timing.peak_bytes = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return timing


def report(timings: dict[str, Timing], rounds: int) -> str:
    """The results as Markdown: medians, with the least and greatest value in brackets."""
    parts = [
        "# The reader of reports beside the bare extraction of text",
        f"Written by `python -m bench.reading`, {dt.datetime.now(dt.UTC).date().isoformat()}; {machine()}; "
        f"{rounds} rounds. Seconds of processor time; ratios round by round. Aim: at most 5 times the bare extraction.",
        table(
            ("document", "pages", "rows", "bare", "file", "layout", "rows read", "checks", "reading / bare",
             "with checks / bare", "pages a second", "peak of Python's memory, MB"),
            (
                (
                    name, str(one.page_count), str(one.row_count),
                    *(spread(values, ".3f") for values in (one.bare, one.source, one.layout, one.rows, one.checks)),
                    spread(one.ratios("source", "layout", "rows"), ".2f"),
                    spread(one.ratios("source", "layout", "rows", "checks"), ".2f"),
                    f"{one.page_count / median(map(sum, zip(one.source, one.layout, one.rows, strict=True))):.0f}",
                    f"{one.peak_bytes / 1e6:.0f}",
                )
                for name, one in timings.items()
            ),
        ),
    ]  # fmt: skip
    return "\n\n".join(parts) + "\n"


def documents(folder: Path) -> Iterator[Path]:
    """PDFs of a folder, by name."""
    yield from sorted(folder.glob("*.pdf"))


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, write the results, and give the exit code: 0, or 2 without documents."""
    parser = argparse.ArgumentParser(prog="python -m bench.reading", description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=7, help="rounds (default 7)")
    parser.add_argument("--documents", type=Path, default=DOCUMENTS, help="folder of PDFs to read")
    chosen = parser.parse_args(arguments)
    names = Names.read(DATA)
    reader = Reader(names)
    timings = {
        path.name: measure(path.read_bytes(), path.name, reader, names, chosen.rounds)
        for path in documents(chosen.documents)
    }
    if not timings:
        print(f"There is no PDF in {chosen.documents}", file=sys.stderr)
        return 2
    RESULTS.write_text(report(timings, chosen.rounds), encoding="utf-8")
    print(f"Written: {RESULTS.name}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
