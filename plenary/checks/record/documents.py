"""Documents of a record: those that the body had before it against those that the text cites, and their symbols."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from plenary.catalogue import translate as _
from plenary.checks.record.oddity import Odd
from plenary.extract.model import DocumentBefore, Reading
from plenary.names import Names, normalised

SYMBOL: Final = re.compile(r"(?<![\w/.])[A-Z][A-Za-z.]*(?:/[A-Za-z0-9]+(?:[.\-][A-Za-z0-9]+)*)+")
"""A symbol in running text; see `is_symbol`."""
PART: Final = re.compile(r"[A-Z0-9]+(?:[.\-][A-Z0-9]+)*|(?:Add|Amend|Corr|Rev|Summary)\.\d+[A-Z]?", re.ASCII)
TAIL: Final = re.compile(r"\s*(?:\((?:Part|Parts|Vol|Vols|vol|vols|SUPP|Supp)\b[^)]*\)|, annex.*)$")
UNLISTED_SERIES: Final = re.compile(r"/(?:L|SR|PV|RES|DEC|INF|CRP|WP|NGO|NI|Summary|Misc)(?:[./]|$)")
"""Parts of symbols of drafts, records, resolutions and papers that no list of documents before a body holds."""
SUFFIX: Final = re.compile(r"(?:/(?:Add|Amend|Corr|Rev)\.\w+)+$")
CITED_SHARE: Final = 0.5
"""Share of listed documents cited elsewhere from which on a document that is not cited is out of the ordinary."""


def is_symbol(printed: str) -> bool:
    """Whether a text has the form of a United Nations document symbol: parts in capitals and figures between strokes.

    Source: UN Editorial Manual, document symbols: A/CONF.213/7, E/2010/10/Add.1, S/PV.4988 (Resumption 1).
    """
    bare = TAIL.sub("", printed.strip())
    parts = bare.split("/")
    return len(parts) > 1 and parts[0][:1].isalpha() and all(PART.fullmatch(part) for part in parts)


def malformed_symbol(reading: Reading, names: Names) -> Iterator[Odd]:
    """A symbol of a document before the body, or of the record itself, that has not the form of one."""
    for document in reading.report.documents_before:
        if document.symbol and not all(map(is_symbol, _joint(document.symbol))):
            message = _("{symbol} has not the form of a document symbol")
            yield Odd(message.format(symbol=document.symbol), *_place(reading, document))
    for symbol in reading.report.masthead.symbols:
        if not is_symbol(symbol):
            yield Odd(_("{symbol} has not the form of a document symbol").format(symbol=symbol))


def _joint(symbol: str) -> list[str]:
    """The symbols of a document issued under two: E/CN.7/2025/2-E/CN.15/2025/2."""
    return re.split(r"\s*[-–]\s*(?=[A-Z]+/)", symbol)


def document_listed_twice(reading: Reading, names: Names) -> Iterator[Odd]:
    """A document that one paragraph lists twice as before the body."""
    known: set[tuple[str, str]] = set()
    for document in _with_symbol(reading):
        key = (document.paragraph.partition(" ")[0], document.symbol)
        if key in known:
            message = _("{symbol} is listed in this paragraph already")
            yield Odd(message.format(symbol=document.symbol), *_place(reading, document))
        known.add(key)


def document_with_two_titles(reading: Reading, names: Names) -> Iterator[Odd]:
    """A document that two places list under titles of which neither begins with the other."""
    titles: dict[str, DocumentBefore] = {}
    for document in _with_symbol(reading):
        before = titles.setdefault(document.symbol, document)
        one, other = (_title(part.title) for part in (before, document))
        if one and other and not one.startswith(other) and not other.startswith(one):
            message = _("{symbol} bears another title in paragraph {paragraph}")
            message = message.format(symbol=document.symbol, paragraph=before.paragraph or "–")
            yield Odd(message, *_place(reading, document))


def _title(printed: str) -> str:
    return re.sub(r"[^\w ]", "", normalised(printed)).strip()


def document_not_cited(reading: Reading, names: Names) -> Iterator[Odd]:
    """A listed document that the text does not cite again, in a record that cites most of them."""
    places: dict[str, list[int]] = {}
    for symbol, start in _cited(reading):
        places.setdefault(symbol, []).append(start)
    listed = {document.symbol: document for document in _with_symbol(reading)}
    # Each time that a symbol is listed, it stands in the text.
    times = Counter(document.symbol for document in _with_symbol(reading))
    silent = [symbol for symbol in listed if max(len(places.get(part, ())) for part in _joint(symbol)) <= times[symbol]]
    if silent and len(silent) <= len(listed) * (1 - CITED_SHARE):
        for symbol in silent:
            message = _("{symbol} was before the body, and the text does not come back to it")
            yield Odd(message.format(symbol=symbol), *_place(reading, listed[symbol]))


def document_not_listed(reading: Reading, names: Names) -> Iterator[Odd]:
    """A document of the same series and session as those listed that is cited and on no list; once a document.

    Drafts, records of meetings, resolutions and conference room papers are on no list as a rule.
    """
    listed = {part for document in _with_symbol(reading) for part in _joint(document.symbol)}
    series = {_series(SUFFIX.sub("", symbol)) for symbol in listed} - {""}
    told = listed | set(reading.report.masthead.symbols)
    for symbol, start in _cited(reading):
        base = SUFFIX.sub("", symbol)
        if {symbol, base} & told or UNLISTED_SERIES.search(symbol) or _series(base) not in series:
            continue
        told.add(symbol)
        message = _("{symbol} is cited, and no list of documents before the body holds it")
        yield Odd(message.format(symbol=symbol), start, start + len(symbol))


def _series(symbol: str) -> str:
    """What the documents of a body's session have in common: "A/HRC/28" of "A/HRC/28/30".

    "" for the series of a whole organ (A/79/437, E/2025/28): it holds much that no session had before it.
    """
    series = symbol.rpartition("/")[0]
    return series if any(not part.isdecimal() for part in series.split("/")[1:]) else ""


def _with_symbol(reading: Reading) -> list[DocumentBefore]:
    return [document for document in reading.report.documents_before if document.symbol]


def _cited(reading: Reading) -> Iterator[tuple[str, int]]:
    """Symbols in the text with their places; a figure must be in them: "and/or" and the like are none."""
    for found in SYMBOL.finditer(reading.report.text):
        if any(character.isdecimal() for character in found[0]):
            offset = found.start()
            for symbol in re.split(r"-(?=[A-Z]+/)", found[0]):
                yield symbol, offset
                offset += len(symbol) + 1


def _place(reading: Reading, document: DocumentBefore) -> tuple[int, int]:
    """Where the symbol of a listed document stands; the beginning of its entry where it is not printed there."""
    block_end = reading.report.text.find("\n", document.start)
    found = reading.report.text.find(document.symbol, document.start, None if block_end < 0 else block_end)
    return (found, found + len(document.symbol)) if found >= 0 else (document.start, document.start)
