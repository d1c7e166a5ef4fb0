"""DOCX -> lines of its paragraphs and tables, with automatic numbers and footnotes, through python-docx."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections import defaultdict
from collections.abc import Iterator
from typing import Any, Final

import docx
from docx.document import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from plenary.extract.model import Limits, Reason, Unreadable

BODY: Final = "word/document.xml"
UNPACKED_FACTOR: Final = 10
"""Most bytes that a package may unpack to, as a multiple of the limit of the file's size."""

PART_FACTOR: Final = 4
"""Most bytes of one part, likewise."""

UNREADABLE: Final = (
    PackageNotFoundError, zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, KeyError, ValueError, AttributeError,
    OSError, EOFError, NotImplementedError, SyntaxError,
)  # fmt: skip
"""What the libraries raise for damaged packages; an XML error is a SyntaxError."""

ROMAN: Final = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
                (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


def is_docx(content: bytes) -> bool:
    """Whether the bytes are a package that holds a Word document."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            return BODY in package.namelist()
    except (zipfile.BadZipFile, ValueError, OSError):
        return False


def read_docx(content: bytes, name: str, limits: Limits) -> str:
    """The text of the document, a line to each paragraph and each row of a table.

    Raises:
        Unreadable: The package is damaged, or unpacks to more than it may.
    """
    _check_size(content, name, limits)
    try:
        document = docx.Document(io.BytesIO(content))
        return "\n".join([*_body(document), *_footnotes(document)])
    except UNREADABLE as error:
        raise Unreadable(name, Reason.DAMAGED) from error


def _check_size(content: bytes, name: str, limits: Limits) -> None:
    """No part is unpacked beyond the size that the directory names: so those sizes are what counts."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            sizes = [entry.file_size for entry in package.infolist()]
            encrypted = any(entry.flag_bits & 1 for entry in package.infolist())
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise Unreadable(name, Reason.DAMAGED) from error
    if encrypted:
        raise Unreadable(name, Reason.ENCRYPTED)
    if sum(sizes) > UNPACKED_FACTOR * limits.byte_count or max(sizes, default=0) > PART_FACTOR * limits.byte_count:
        raise Unreadable(name, Reason.TOO_LARGE, f"{sum(sizes)}")


def _body(document: Document) -> Iterator[str]:
    numbers = _Numbers(document)
    for block in document.iter_inner_content():
        if hasattr(block, "rows"):
            for row in block.rows:
                cells: list[str] = []
                seen: set[int] = set()
                for cell in row.cells:
                    if id(cell._tc) not in seen:
                        seen.add(id(cell._tc))
                        cells.append(" ".join(cell.text.split()))
                yield f"| {' | '.join(cells)} |"
        else:
            text = _paragraph_text(block._p)
            label = numbers.label(block) if text.strip() else ""
            yield f"{label}\t{text}" if label else text


def _paragraph_text(paragraph: Any) -> str:
    """Text of a paragraph, footnote references as their number."""
    parts: list[str] = []
    for node in paragraph.iter(qn("w:t"), qn("w:tab"), qn("w:br"), qn("w:noBreakHyphen"), qn("w:footnoteReference")):
        if node.tag == qn("w:t"):
            parts.append(node.text or "")
        elif node.tag == qn("w:tab"):
            if node.getparent().tag == qn("w:r"):
                parts.append("\t")
        elif node.tag == qn("w:br"):
            parts.append(" ")
        elif node.tag == qn("w:noBreakHyphen"):
            parts.append("-")
        elif not node.get(qn("w:customMarkFollows")):
            parts.append(node.get(qn("w:id")) or "")
    return "".join(parts).replace("\r", " ").replace("\n", " ")


def _footnotes(document: Document) -> Iterator[str]:
    for relation in document.part.rels.values():
        if relation.reltype.endswith("/footnotes") and not relation.is_external:
            root = parse_xml(relation.target_part.blob)
            notes = [note for note in root.findall(qn("w:footnote")) if not note.get(qn("w:type"))]
            if notes:
                yield "__________________"
            for note in notes:
                text = " ".join(" ".join(_paragraph_text(p) for p in note.iter(qn("w:p"))).split())
                yield f"{note.get(qn('w:id'))} {text}"


class _Numbers:
    """Counts Word's automatic numbers, which stand nowhere in the text."""

    def __init__(self, document: Document) -> None:
        self._levels: dict[tuple[str, str], tuple[str, str, int]] = {}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        self._abstract: dict[str, str] = {}
        try:
            root = document.part.numbering_part.element
        except (KeyError, NotImplementedError, AttributeError):
            return
        for abstract in root.findall(qn("w:abstractNum")):
            for level in abstract.findall(qn("w:lvl")):
                values = {child.tag: child.get(qn("w:val")) for child in level}
                start = values.get(qn("w:start")) or "1"
                self._levels[abstract.get(qn("w:abstractNumId")), level.get(qn("w:ilvl"))] = (
                    values.get(qn("w:numFmt")) or "decimal",
                    values.get(qn("w:lvlText")) or "",
                    int(start) if start.isdecimal() else 1,
                )
        for number in root.findall(qn("w:num")):
            link = number.find(qn("w:abstractNumId"))
            if link is not None:
                self._abstract[number.get(qn("w:numId"))] = link.get(qn("w:val"))

    def label(self, paragraph: Any) -> str:
        """The number that Word prints before the paragraph; "" where none."""
        found = self._numbering(paragraph)
        if found is None:
            return ""
        number_id, depth = found
        abstract = self._abstract.get(number_id, "")
        level = self._levels.get((abstract, str(depth)))
        if level is None or level[0] in {"none", "bullet"}:
            return ""
        counts = self._counts[abstract]
        counts[depth] = counts.get(depth, level[2] - 1) + 1
        for deeper in [other for other in counts if other > depth]:
            del counts[deeper]

        def shown(match: re.Match[str]) -> str:
            other = int(match[1]) - 1
            kind, _, start = self._levels.get((abstract, str(other)), ("decimal", "", 1))
            return _numeral(counts.get(other, start), kind)

        return re.sub(r"%(\d)", shown, level[1]).strip()

    def _numbering(self, paragraph: Any) -> tuple[str, int] | None:
        properties = paragraph._p.pPr
        style = paragraph.style
        for _ in range(10):
            if properties is not None and properties.numPr is not None:
                number, level = properties.numPr.numId, properties.numPr.ilvl
                if number is not None:
                    return (str(number.val), level.val if level is not None else 0) if number.val else None
            if style is None:
                return None
            properties, style = style.element.pPr, style.base_style
        return None


def _numeral(value: int, kind: str) -> str:
    if kind in {"lowerLetter", "upperLetter"} and value > 0:
        letter = chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1)
        return letter if kind == "lowerLetter" else letter.upper()
    if kind in {"lowerRoman", "upperRoman"} and 0 < value < 4000:
        roman = ""
        for worth, sign in ROMAN:
            while value >= worth:
                roman, value = roman + sign, value - worth
        return roman if kind == "lowerRoman" else roman.upper()
    return str(value)
