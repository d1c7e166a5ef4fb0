"""PDF -> text of its pages, and their lines with place and size, through pypdfium2.

A line ends where the library ends it, and also where the size of its characters drops (a raised footnote mark) and
after a hyphen that the library took for one at a line's end (it gives U+FFFE for it): so each part has its geometry.
"""

from __future__ import annotations

import ctypes
import math
import re
import time
from collections.abc import Callable, Iterator
from typing import Final

import pypdfium2
from pypdfium2 import raw as pdfium

from plenary.extract.model import Limits, Line, Reason, Unreadable

LINE: Final = re.compile(r"[^\r\n]+")
ASTRAL: Final = re.compile(r"[\U00010000-\U0010ffff]")
SPLIT: Final = re.compile(
    r"\ufffe"
    r"|(?:(?<=[^\W\d_])|(?<=[)\]”’\"'.,;:%])|(?<=[^\W\d_] )|(?<=[)\]”’\"'.,;:%] )|^\s*)"
    r"\d{1,3}(?:\s?[,–-]\s?\d{1,3})*(?![\d/])"
    r"|(?<=\d{3})\d{1,3}(?![\d/])|(?<=[\d/]\d)\d{1,2}(?![\d/])"  # behind a number: "1971" and 5, "68/1" and 22
    r"|(?<=\S)[*†‡§]+|^\s*[*†‡§]+(?=\s)|(?<=[^\W\d_])[a-z](?=[\s,;:.)]|$)|^\s*[a-z](?=\s)"
)
SMALL: Final = 0.8
"""Size of a footnote mark, as a share of the size of the text beside it, at most."""

PASSWORD: Final = pdfium.FPDF_ERR_PASSWORD


def read_pdf(content: bytes, name: str, limits: Limits) -> tuple[tuple[str, ...], tuple[Line, ...]]:
    """Raw text of each page, and all lines in the order of the file.

    Raises:
        Unreadable: The file is encrypted or damaged, has no text, too many pages, or takes too long.
    """
    until = time.monotonic() + limits.second_count
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        reason = Reason.ENCRYPTED if error.err_code == PASSWORD else Reason.DAMAGED
        raise Unreadable(name, reason) from error
    try:
        count = len(document)
        if count > limits.page_count:
            raise Unreadable(name, Reason.TOO_MANY_PAGES, f"{count} > {limits.page_count}")
        if not count:
            raise Unreadable(name, Reason.DAMAGED)
        pages: list[str] = []
        lines: list[Line] = []
        for number in range(1, count + 1):
            if time.monotonic() > until:
                raise Unreadable(name, Reason.TOO_SLOW, f"{limits.second_count:g}", number)
            pages.append(_read_page(document, name, number, lines))
    finally:
        document.close()
    return tuple(pages), tuple(lines)


def _read_page(document: pypdfium2.PdfDocument, name: str, number: int, lines: list[Line]) -> str:
    try:
        page = document[number - 1]
    except pypdfium2.PdfiumError as error:
        raise Unreadable(name, Reason.DAMAGED, page=number) from error
    try:
        textpage = page.get_textpage()
        try:
            text: str = textpage.get_text_range()
            lines.extend(_lines(textpage, text, number, page.get_size()))
        finally:
            textpage.close()
    except pypdfium2.PdfiumError as error:
        raise Unreadable(name, Reason.DAMAGED, page=number) from error
    finally:
        page.close()
    return text


def _lines(textpage: pypdfium2.PdfTextPage, text: str, number: int, page_size: tuple[float, float]) -> Iterator[Line]:
    handle = textpage.raw
    place = _character_index(textpage, text)
    geometry = _Geometry(handle, page_size)
    size_of = pdfium.FPDFText_GetFontSize
    for found in LINE.finditer(text):
        start = found.start()
        line = found[0]
        if not line.strip():
            yield Line(line, number, start)
            continue
        cuts: list[int] = []
        for mark in SPLIT.finditer(line):
            first, last = mark.span()
            if mark[0] == "\ufffe":
                cuts.append(last)
                continue
            first += len(mark[0]) - len(mark[0].lstrip())
            before = line[:first].rstrip()
            beside = len(before) - 1 if before else last + len(line[last:]) - len(line[last:].lstrip())
            small = SMALL * size_of(handle, place(start + min(beside, len(line) - 1)))
            if size_of(handle, place(start + last - 1)) >= small:
                continue
            while size_of(handle, place(start + first)) >= small:
                first += 1
            cuts += [first, last]
        begin = 0
        for cut in [*cuts, len(line)]:
            if cut > begin:
                part = line[begin:cut]
                if part.strip():
                    yield geometry.line(part, number, start + begin, place)
                else:
                    yield Line(part, number, start + begin)
                begin = cut


def _character_index(textpage: pypdfium2.PdfTextPage, text: str) -> Callable[[int], int]:
    """From an offset in the text to the library's index of the character: mostly the same number."""
    if textpage.count_chars() == len(text):
        return int
    handle = textpage.raw
    if not ASTRAL.search(text):
        return lambda offset: max(pdfium.FPDFText_GetCharIndexFromTextIndex(handle, offset), 0)
    units = [0]
    for character in text:
        units.append(units[-1] + (2 if character > "\uffff" else 1))
    return lambda offset: max(pdfium.FPDFText_GetCharIndexFromTextIndex(handle, units[offset]), 0)


class _Geometry:
    """Asks the library for places, with one set of buffers for a whole page."""

    def __init__(self, handle: object, page_size: tuple[float, float]) -> None:
        self._handle = handle
        self._width, self._height = page_size
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._box = tuple(ctypes.c_double() for _ in range(4))
        self._matrix = pdfium.FS_MATRIX()

    def line(self, text: str, page: int, start: int, place: Callable[[int], int]) -> Line:
        """A line with the place, size and weight of its first character that is no blank, and its right edge."""
        handle, box, matrix = self._handle, self._box, self._matrix
        first = place(start + len(text) - len(text.lstrip()))
        last = place(start + len(text.rstrip("\ufffe \t\u00a0")) - 1)
        if not pdfium.FPDFText_GetCharOrigin(handle, first, self._x, self._y):
            return Line(text, page, start)
        pdfium.FPDFText_GetCharBox(handle, last, box[0], box[1], box[2], box[3])
        pdfium.FPDFText_GetMatrix(handle, first, matrix)
        size = pdfium.FPDFText_GetFontSize(handle, first)
        weight = pdfium.FPDFText_GetFontWeight(handle, first)
        left, top = self._x.value, self._y.value
        right = box[1].value
        scale = math.hypot(matrix.b, matrix.d)
        if abs(matrix.b) > abs(matrix.a):
            # The text runs upwards or downwards: turned so that it reads from left to right.
            if matrix.b > 0:
                left, right, top = top, box[3].value, self._width - left
            else:
                left, right, top = self._height - top, self._height - box[2].value, left
        elif matrix.a < 0 and matrix.d < 0:
            left, right, top = self._width - left, self._width - box[0].value, self._height - top
        return Line(text, page, start, left, right, top, size * scale if 0.02 < scale < 50 else size, weight)
