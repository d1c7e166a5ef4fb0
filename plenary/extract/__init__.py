"""Documents -> candidate rows: sources, layout, structure, grammar of statements, account of the text."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from plenary.extract.model import Limits, Reading
    from plenary.extract.reader import Reader
    from plenary.names import Names


def read_report(
    document: bytes | Path | str, name: str = "", names: Names | None = None, limits: Limits | None = None
) -> Reading:
    """The rows of a report with their receipts, the account of its text, and what is odd in it.

    Args:
        document: The file's content, or its path.
        name: Name of the file; taken from the path where there is one.
        names: The dated names; None: those of the dataset.
        limits: What the document may cost; None: the settings.

    Raises:
        Unreadable: The file cannot be read as a report.
    """
    from plenary.checks.record import check_record
    from plenary.extract.layout import parse_report
    from plenary.extract.sources import limits_from_environment, read_file, read_source

    limits = limits or limits_from_environment()
    source = read_source(document, name, limits) if isinstance(document, bytes) else read_file(Path(document), limits)
    names = names or _names()
    reading = _reader(names).read(parse_report(source))
    return replace(reading, findings=check_record(reading, names))


@lru_cache(maxsize=1)
def _names() -> Names:
    from plenary.names import Names
    from plenary.schema import DATA

    return Names.read(DATA)


@lru_cache(maxsize=2)
def _reader(names: Names) -> Reader:
    from plenary.extract.reader import Reader

    return Reader(names)
