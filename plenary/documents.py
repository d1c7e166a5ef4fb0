"""Documents at hand: the text of a curated document, by paragraph and page, from a folder that the reader names.

The repository holds no text of a document. Where the very file that was curated is at hand (the same SHA-256), be it
PDF, DOCX or plain text, rows can be compared with it and its wording shown.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from plenary.extract.model import Block, Report

WORD: Final = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")
OF_PARAGRAPHS: Final = ("paragraph", "subparagraph", "entry")
"""Kinds of block that are text of a numbered paragraph."""


@dataclass(frozen=True)
class Paragraph:
    """A paragraph with its sub-paragraphs and the entries of its lists, or a sub-paragraph.

    Attributes:
        text: Its text as one line, the number itself and the feet of pages left out.
        pages: (offset in text, page) at which each page begins, in order; empty when the pages are not known.
        footnotes: Texts of the footnotes whose marks stand in it, each as one line.
    """

    text: str
    pages: tuple[tuple[int, int], ...]
    footnotes: tuple[str, ...] = ()

    def page_at(self, offset: int) -> int | None:
        """Page on which the character at `offset` stands; None when the pages are not known."""
        return max((page for start, page in self.pages if start <= offset), default=None)


@dataclass(frozen=True)
class DocumentText:
    """The text of a document.

    Attributes:
        paragraphs: Number as printed ("8", "19 (c)") -> paragraph, in printed order.
        text: All of its text, headings and footnotes included.
    """

    paragraphs: Mapping[str, Paragraph]
    text: str

    @cached_property
    def words(self) -> tuple[str, ...]:
        """All words, in order, in lower case."""
        return words(self.text)


def read_documents(folder: Path, hashes: Collection[str]) -> dict[str, DocumentText]:
    """The documents that are at hand in `folder` (not in folders below it) and can be read.

    Args:
        folder: Any folder; files of every name are looked at, and known by their content alone.
        hashes: SHA-256 of the files that are looked for, in hexadecimal digits.

    Returns:
        SHA-256 -> text.

    Raises:
        OSError: The folder or a file in it cannot be read.
    """
    # Most runs look at no document: what lays one out is loaded by the first that does.
    from plenary.extract.layout import parse_report
    from plenary.extract.model import Unreadable
    from plenary.extract.sources import read_source

    found = {}
    for path in sorted(folder.iterdir()):
        if not path.is_file():
            continue
        with path.open("rb") as file:
            name = hashlib.file_digest(file, "sha256").hexdigest()
        if name not in hashes or name in found:
            continue
        try:
            found[name] = document_text(parse_report(read_source(path.read_bytes(), path.name)))
        except Unreadable:
            continue
    return found


def document_text(report: Report) -> DocumentText:
    """Paragraphs, pages and text of a report that is laid out."""
    blocks: dict[str, list[Block]] = {}
    for block in report.blocks:
        if block.number and block.kind in OF_PARAGRAPHS:
            for number in _numbers(block.number):
                blocks.setdefault(number, []).append(block)
    notes = _footnotes(report)
    return DocumentText({number: _paragraph(report, found, notes) for number, found in blocks.items()}, report.text)


def words(text: str) -> tuple[str, ...]:
    """The words of a text in lower case, every kind of apostrophe and hyphen alike."""
    levelled = text.casefold().replace("’", "'").replace("‘", "'").replace("‑", "-").replace("–", "-")
    return tuple(WORD.findall(levelled))


def one_line(text: str) -> str:
    """The text with every run of white space as one blank, none at its ends."""
    return " ".join(text.split())


def _numbers(number: str) -> list[str]:
    """The paragraph and each of its parts that a block belongs to: "8", "8 (a)" and "8 (a) (i)" for the last."""
    head, *parts = number.split(" (")
    found = [head]
    for part in parts:
        found.append(f"{found[-1]} ({part}")
    return found


def _paragraph(report: Report, blocks: list[Block], notes: Mapping[tuple[str, int], str]) -> Paragraph:
    text, pages, footnotes = "", list[tuple[int, int]](), dict[str, None]()
    for block in blocks:
        start = len(text) + bool(text)
        wording = report.wording(block)
        text = f"{text} {wording}" if text else wording
        if report.source.paged:
            changes = {block.start, *(run.start for run in report.runs if block.start < run.start < block.end)}
            for offset in sorted(changes):
                page = report.page_at(offset)
                if not pages or pages[-1][1] != page:
                    pages.append((start + offset - block.start, page))
        for mark in block.marks:
            note = notes.get((mark.number, report.page_at(max(mark.offset - 1, 0)))) or notes.get((mark.number, 0))
            if note:
                footnotes[note] = None
    return Paragraph(text, tuple(pages), tuple(footnotes))


def _footnotes(report: Report) -> dict[tuple[str, int], str]:
    """(Number, page) -> text of a footnote; under page 0 the first of its number."""
    notes: dict[tuple[str, int], str] = {}
    for block in report.blocks:
        if block.kind == "footnote":
            for page in (block.page, 0):
                notes.setdefault((block.number, page), report.wording(block))
    return notes
