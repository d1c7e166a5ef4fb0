"""The reader of reports beside the bare extraction of text by the same library.

Each document is read round by round, the bare extraction first, so that ratios pair what ran within the same second.
"""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from time import process_time
from typing import Final

import pypdfium2

from plenary.checks.record import check_record
from plenary.extract.layout import parse_report
from plenary.extract.model import Limits
from plenary.extract.reader import Reader
from plenary.extract.sources import read_source
from plenary.names import Names
from plenary.schema import DATA

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


def measure_reading(folder: Path, rounds: int) -> Mapping[str, Timing]:
    """Time every PDF of a folder, by its name; none where there is no such folder."""
    names = Names.read(DATA)
    reader = Reader(names)
    return {path.name: measure(path.read_bytes(), path.name, reader, names, rounds) for path in documents(folder)}


def documents(folder: Path) -> Iterator[Path]:
    """PDFs of a folder, by name."""
    yield from sorted(folder.glob("*.pdf"))
