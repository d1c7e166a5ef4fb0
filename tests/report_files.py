"""The text of a written report as a DOCX or a PDF file."""

from __future__ import annotations

import ctypes
import io
from typing import Final

import pypdfium2 as pdfium
import pypdfium2.raw as raw
from docx import Document

PAGE: Final = (595, 842)
"""Width and height of an A4 page, in points."""

LINES: Final = 58
SIZE: Final = 9.0
LEFT: Final = 60.0
TOP: Final = 790.0
STEP: Final = 13.0


def as_docx(text: str) -> bytes:
    """A document with a paragraph to each line."""
    document, file = Document(), io.BytesIO()
    for line in text.replace("\f", "\n").splitlines():
        document.add_paragraph(line.strip(" "))
    document.save(file)
    return file.getvalue()


def as_pdf(text: str) -> bytes:
    """A file with the lines of each page; pages end at form feeds, or when they are full."""
    document = pdfium.PdfDocument.new()
    for part in text.split("\f"):
        lines = part.strip("\n").splitlines()
        for start in range(0, max(len(lines), 1), LINES):
            page = document.new_page(*PAGE)
            for number, line in enumerate(lines[start : start + LINES]):
                draw_line(document, page, line.expandtabs(4), TOP - STEP * number)
            page.gen_content()
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def draw_line(document: pdfium.PdfDocument, page: pdfium.PdfPage, line: str, height: float) -> None:
    """A line of text, indented as its blanks say."""
    text = line.lstrip(" ")
    if not text:
        return
    drawn = raw.FPDFPageObj_NewTextObj(document.raw, b"Times-Roman", SIZE)
    encoded = (text + "\0").encode("utf-16-le")
    characters = (ctypes.c_ushort * (len(encoded) // 2)).from_buffer_copy(encoded)
    raw.FPDFText_SetText(drawn, characters)
    raw.FPDFPageObj_Transform(drawn, 1, 0, 0, 1, LEFT + SIZE / 2 * (len(line) - len(text)), height)
    raw.FPDFPage_InsertObject(page.raw, drawn)
