"""PDF files written by hand for tests: each piece of text at its place, in its size and weight."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

WIDTH: Final = 595
HEIGHT: Final = 842


@dataclass(frozen=True)
class Piece:
    """Text at a place of a page: left edge and baseline in points, size, and whether it is bold."""

    text: str
    left: float
    top: float
    size: float = 10.0
    bold: bool = False


def paragraph(lines: Sequence[str], top: float, left: float = 115.0, leading: float = 12.0) -> list[Piece]:
    """Lines below each other."""
    return [Piece(line, left, top - leading * place) for place, line in enumerate(lines)]


def pdf_of(pages: Iterable[Sequence[Piece]], *, rotation: int = 0, trailer: bytes = b"") -> bytes:
    """A file with these pages; `trailer` is put into its trailer."""
    streams = [b"\n".join(map(_drawn, pieces)) for pieces in pages]
    kids = b" ".join(b"%d 0 R" % (5 + 2 * place) for place in range(len(streams)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, len(streams)),
        b"<</Type/Font/Subtype/Type1/BaseFont/Times-Roman/Encoding/WinAnsiEncoding>>",
        b"<</Type/Font/Subtype/Type1/BaseFont/Times-Bold/Encoding/WinAnsiEncoding>>",
    ]
    for place, stream in enumerate(streams):
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d %d]/Rotate %d/Resources<</Font<</R 3 0 R/B 4 0 R>>>>"
            b"/Contents %d 0 R>>" % (WIDTH, HEIGHT, rotation, 6 + 2 * place)
        )
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream))
    return assembled(objects, trailer)


def assembled(objects: Sequence[bytes], trailer: bytes = b"") -> bytes:
    """Objects 1, 2, 3 ... with their table; object 1 is the root."""
    content = b"%PDF-1.4\n"
    places = []
    for number, each in enumerate(objects, 1):
        places.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    head = b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
    return (
        content
        + head
        + b"trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n"
        % (
            size,
            trailer,
            len(content),
        )
    )


def _drawn(piece: Piece) -> bytes:
    text = piece.text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    font = b"B" if piece.bold else b"R"
    return b"BT /%s %.2f Tf 1 0 0 1 %.2f %.2f Tm (%s) Tj ET" % (font, piece.size, piece.left, piece.top, text)
