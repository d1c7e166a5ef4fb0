"""A file -> its text with page, place and size of each line: the format is told by content, not by suffix."""

from __future__ import annotations

import hashlib
import os
import re
from pathlib import Path
from typing import Final

from plenary.catalogue import translatable
from plenary.catalogue import translate as _
from plenary.extract.docx import is_docx, read_docx
from plenary.extract.model import Limits, Line, Reason, Source, Unreadable
from plenary.extract.pdf import read_pdf
from plenary.extract.text import decode_text, read_pages

PDF_MARK: Final = b"%PDF-"
PDF_MARK_WITHIN: Final = 1024
"""The mark of a PDF stands in its first bytes. Source: ISO 32000-1, annex H."""

ZIP_MARKS: Final = (b"PK\x03\x04", b"PK\x05\x06")
COMPOUND_MARK: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED_PACKAGE: Final = "EncryptedPackage".encode("utf-16-le")
OTHER_MARKS: Final = (
    b"{\\rtf",
    b"<!doctype html",
    b"<html",
    b"<?xml",
    b"\x89png",
    b"\xff\xd8\xff",
    b"gif8",
    b"\x1f\x8b",
)

WORD: Final = re.compile(r"[^\W\d_]+")
SAMPLE: Final = 100_000
"""Characters at the beginning by which the language is told."""

FUNCTION_WORDS: Final = frozenset(
    "the of and to in by for that with at was were on is as its had from which be has have been an it their".split()
)
FUNCTION_SHARE: Final = 0.12
"""Least share of function words in an English text; reports have 0.3 to 0.45, other languages under 0.06."""

FEWEST_WORDS: Final = 60
"""Below this number of words only the script tells the language."""

LATIN_LAST: Final = "\u024f"


def limits_from_environment() -> Limits:
    """Limits as the settings PLENARY_READ_MAX_BYTES, _PAGES, _SECONDS and _MEMORY have them; else the defaults.

    Raises:
        ValueError: A setting is not a number above zero.
    """
    default = Limits()
    return Limits(
        byte_count=int(_setting("PLENARY_READ_MAX_BYTES", default.byte_count)),
        page_count=int(_setting("PLENARY_READ_MAX_PAGES", default.page_count)),
        second_count=_setting("PLENARY_READ_MAX_SECONDS", default.second_count),
        memory_byte_count=int(_setting("PLENARY_READ_MAX_MEMORY", default.memory_byte_count)),
    )


def _setting(name: str, default: float) -> float:
    printed = os.environ.get(name, "").strip()
    if not printed:
        return default
    try:
        value = float(printed)
    except ValueError:
        value = 0.0
    if not 0 < value < float("inf"):
        raise ValueError(f"{name}: {printed!r} is not a number above zero")
    return value


def read_file(path: Path, limits: Limits | None = None) -> Source:
    """Read a file; its size is looked at before its content.

    Raises:
        Unreadable: The file is missing, or `read_source` cannot read it.
    """
    limits = limits or Limits()
    try:
        if not path.is_file():
            raise Unreadable(path.name, Reason.MISSING)
        size = path.stat().st_size
        if size > limits.byte_count:
            raise Unreadable(path.name, Reason.TOO_LARGE, f"{size} > {limits.byte_count}")
        content = path.read_bytes()
    except OSError as error:
        raise Unreadable(path.name, Reason.MISSING) from error
    return read_source(content, path.name, limits)


def read_source(content: bytes, name: str, limits: Limits | None = None) -> Source:
    """Read the bytes of a PDF, DOCX or text file.

    Args:
        content: The bytes.
        name: Name of the file, for messages; its suffix tells nothing.
        limits: What it may cost; None: the defaults.

    Raises:
        Unreadable: With the reason.
    """
    limits = limits or Limits()
    if not content.strip(b"\0 \t\r\n\f"):
        raise Unreadable(name, Reason.EMPTY)
    if len(content) > limits.byte_count:
        raise Unreadable(name, Reason.TOO_LARGE, f"{len(content)} > {limits.byte_count}")
    digest = hashlib.sha256(content).hexdigest()
    pages: tuple[str, ...]
    lines: tuple[Line, ...]
    if PDF_MARK in content[:PDF_MARK_WITHIN]:
        pages, lines = read_pdf(content, name, limits)
        source = Source(name, "pdf", digest, pages, lines, paged=True)
    elif content.startswith(ZIP_MARKS):
        if not is_docx(content):
            raise Unreadable(name, Reason.UNKNOWN_FORMAT if _whole_zip(content) else Reason.DAMAGED)
        pages, lines = read_pages(read_docx(content, name, limits))
        source = Source(name, "docx", digest, pages, lines, paged=len(pages) > 1)
    elif content.startswith(COMPOUND_MARK):
        raise Unreadable(name, Reason.ENCRYPTED if ENCRYPTED_PACKAGE in content else Reason.UNKNOWN_FORMAT)
    elif content[:64].lstrip().lower().startswith(OTHER_MARKS):
        raise Unreadable(name, Reason.UNKNOWN_FORMAT)
    else:
        pages, lines = read_pages(decode_text(content, name))
        source = Source(name, "text", digest, pages, lines, paged=len(pages) > 1)
    _check_language(source)
    return source


def _whole_zip(content: bytes) -> bool:
    return b"PK\x05\x06" in content[-65_600:]


def _check_language(source: Source) -> None:
    sample = "\n".join(source.pages)[:SAMPLE]
    words: list[str] = WORD.findall(sample)
    if not words:
        raise Unreadable(source.name, Reason.NO_TEXT)
    letters = sum(map(len, words))
    latin = sum(len(word) for word in words if word[0] <= LATIN_LAST)
    if latin < letters / 2:
        raise Unreadable(source.name, Reason.NOT_ENGLISH)
    if len(words) >= FEWEST_WORDS:
        known = sum(word.lower() in FUNCTION_WORDS for word in words)
        if known < FUNCTION_SHARE * len(words):
            raise Unreadable(source.name, Reason.NOT_ENGLISH)


def describe(error: Unreadable) -> str:
    """What a reader is told: which file, which page, why it cannot be read, and what can be done."""
    place = (
        _("{file}, page {page}").format(file=error.file, page=error.page)
        if error.page is not None
        else (error.file or _("The document"))
    )
    why, remedy = _MESSAGES[error.reason]
    detail = f" ({error.detail})" if error.detail else ""
    return _("{place}: {why}{detail}. {remedy}.").format(place=place, why=_(why), detail=detail, remedy=_(remedy))


_MESSAGES: Final = {
    Reason.MISSING: (
        translatable("there is no such file, or it cannot be opened"),
        translatable("Check the path and the permissions"),
    ),
    Reason.EMPTY: (
        translatable("the file is empty"),
        translatable("Download the document again"),
    ),
    Reason.TOO_LARGE: (
        translatable("the file is larger than allowed, or unpacks to more than allowed"),
        translatable("Take a part of the document, or have PLENARY_READ_MAX_BYTES raised"),
    ),
    Reason.TOO_MANY_PAGES: (
        translatable("the document has more pages than allowed"),
        translatable("Take a part of the document, or have PLENARY_READ_MAX_PAGES raised"),
    ),
    Reason.TOO_SLOW: (
        translatable("reading takes longer than allowed"),
        translatable("Take a part of the document, or have PLENARY_READ_MAX_SECONDS raised"),
    ),
    Reason.TOO_MUCH_MEMORY: (
        translatable("reading takes more memory than allowed"),
        translatable("Take a part of the document, or have PLENARY_READ_MAX_MEMORY raised"),
    ),
    Reason.ENCRYPTED: (
        translatable("the file is encrypted"),
        translatable("Save a copy without a password and take that"),
    ),
    Reason.NO_TEXT: (
        translatable("there is no text in the file, perhaps it is a scan"),
        translatable("Take a version with text, or run character recognition over it first"),
    ),
    Reason.DAMAGED: (
        translatable("the file is damaged or incomplete"),
        translatable("Download the document again"),
    ),
    Reason.UNKNOWN_FORMAT: (
        translatable("the file is no PDF, no DOCX and no text"),
        translatable("Save the document in one of these formats"),
    ),
    Reason.NOT_ENGLISH: (
        translatable("the text is not in English"),
        translatable("Take the English version of the document"),
    ),
    Reason.NO_REPORT: (
        translatable("the document has no numbered paragraph, no head of a report and no sentence about a meeting"),
        translatable("Check that it is a report of proceedings"),
    ),
    Reason.CRASHED: (
        translatable("the reader stopped without an answer"),
        translatable("Try another version of the document, and tell us about this one"),
    ),
}
