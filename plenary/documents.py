"""Documents at hand: the text of a curated document, by paragraph and page, from a folder that the reader names.

The repository holds no text of a document. Where the very text that was curated is at hand (the same SHA-256), rows can
be compared with it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

NUMBERED: Final = re.compile(r"(?:[-•*]\s+)?([1-9]\d*)\.\s+(?=\S)")
LETTERED: Final = re.compile(r"(?:[-•*]\s+)?\(([a-z])\)\s+(?=\S)")
WORD: Final = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")
SENTENCE_END: Final = (".", ";", ":", "?", "!", "…")
HEADING_LENGTH: Final = 120
"""Most characters of an unnumbered line that is taken for a heading."""


@dataclass(frozen=True)
class Paragraph:
    """A paragraph with its sub-paragraphs, or a sub-paragraph.

    Attributes:
        text: Its text as one line, number and page feet left out.
        pages: (offset in text, page) at which each page begins, in order; empty when the pages are not known.
    """

    text: str
    pages: tuple[tuple[int, int], ...]

    def page_at(self, offset: int) -> int | None:
        """Page on which the character at `offset` stands; None when the pages are not known."""
        return max((page for start, page in self.pages if start <= offset), default=None)


@dataclass(frozen=True)
class DocumentText:
    """The text of a document.

    Attributes:
        paragraphs: Number as printed ("8", "19 (c)") -> paragraph, in printed order.
        words: All words, in order, in lower case; page feet left out.
    """

    paragraphs: Mapping[str, Paragraph]
    words: tuple[str, ...]


def read_documents(folder: Path, hashes: Mapping[str, str]) -> dict[str, DocumentText]:
    """The texts that are at hand in `folder` (not in folders below it).

    Args:
        folder: Any folder; files of every name are looked at, and known by their content alone.
        hashes: SHA-256 of a text, in hexadecimal digits -> job number of its document, blank when it has none.

    Returns:
        SHA-256 -> text, for those that are there and are UTF-8 text.

    Raises:
        OSError: The folder or a file in it cannot be read.
    """
    found = {}
    for path in sorted(folder.iterdir()):
        if not path.is_file():
            continue
        content = path.read_bytes()
        name = hashlib.sha256(content).hexdigest()
        if name not in hashes:
            continue
        try:
            found[name] = parse_document(content.decode("utf-8"), hashes[name])
        except UnicodeDecodeError:
            continue
    return found


def parse_document(text: str, job_number: str) -> DocumentText:
    """Paragraphs, pages and words of a report.

    A paragraph begins with the number after the one before it; a sub-paragraph with the letter after the one before it.
    A short unnumbered line after a sentence's end is a heading and belongs to no paragraph; any other goes on with the
    paragraph above, over a page break too.

    Args:
        text: Text of the document, its lines in printed order.
        job_number: Stands at the foot of each page beside its number, on page 1 with a language letter. Blank: none.

    Source: layout of United Nations documents; document V.10-52859.
    """
    paragraphs: dict[str, list[tuple[str, int | None]]] = {}
    spoken: list[str] = []
    number, letter = 0, ""
    for line, page in _paged(text, job_number):
        spoken.append(line)
        numbered, lettered = NUMBERED.match(line), LETTERED.match(line)
        if numbered and (number == 0 or int(numbered[1]) == number + 1):
            number, letter = int(numbered[1]), ""
            paragraphs[str(number)] = [(line[numbered.end() :], page)]
        elif number and lettered and lettered[1] == (chr(ord(letter) + 1) if letter else "a"):
            letter = lettered[1]
            part = (line[lettered.end() :], page)
            paragraphs[f"{number} ({letter})"] = [part]
            paragraphs[str(number)].append(part)
        elif number and not _heading(line, paragraphs[str(number)][-1][0]):
            paragraphs[str(number)].append((line, page))
            if letter:
                paragraphs[f"{number} ({letter})"].append((line, page))
    return DocumentText(
        paragraphs={name: _paragraph(lines) for name, lines in paragraphs.items()},
        words=words(" ".join(spoken)),
    )


def words(text: str) -> tuple[str, ...]:
    """The words of a text in lower case, every kind of apostrophe and hyphen alike."""
    levelled = text.casefold().replace("’", "'").replace("‘", "'").replace("‑", "-").replace("–", "-")
    return tuple(WORD.findall(levelled))


def one_line(text: str) -> str:
    """The text with every run of white space as one blank, none at its ends."""
    return " ".join(text.split())


def _paged(text: str, job_number: str) -> Iterator[tuple[str, int | None]]:
    # The foot ends a page, so the lines above it wait until it tells their page.
    job = re.escape(job_number)
    foot = re.compile(rf"(?:(?P<even>\d+)\s+{job}|{job}\s+(?P<odd>\d+)|(?P<first>{job}\s+\([A-Z]\)))")
    waiting: list[str] = []
    for raw in text.splitlines():
        line = one_line(raw)
        found = foot.fullmatch(line) if job_number else None
        if found:
            page = 1 if found["first"] else int(found["even"] or found["odd"])
            yield from ((held, page) for held in waiting)
            waiting = []
        elif line:
            waiting.append(line)
    yield from ((held, None) for held in waiting)


def _heading(line: str, before: str) -> bool:
    return before.endswith(SENTENCE_END) and not line.endswith(SENTENCE_END) and len(line) <= HEADING_LENGTH


def _paragraph(lines: list[tuple[str, int | None]]) -> Paragraph:
    text, pages = "", list[tuple[int, int]]()
    for line, page in lines:
        text = f"{text} {line}" if text else line
        start = len(text) - len(line)
        if page is not None and (not pages or pages[-1][1] != page):
            pages.append((start, page))
    return Paragraph(text, tuple(pages))
