"""What the head of a report says of itself: symbols, body, session, days, place, job number, title, items."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from plenary.extract.calendar import items_in
from plenary.extract.edges import JOB, JOB_LINE
from plenary.extract.model import Block, BlockKind, Line, Masthead, Source
from plenary.extract.session_days import DAY, SESSION_HELD, Span, day_of, place_of, span_of
from plenary.model import DocumentStatus

SYMBOL: Final = re.compile(
    r"(?<![\w/.])[A-Z][A-Za-z.]*(?:-?\d{1,3})?(?:\([\dIVXLC]+\))?"
    r"(?:/(?:[A-Z0-9]|(?:Add|Rev|Corr|Amend|Summary)\b)[A-Za-z0-9]*(?:[.\-][A-Za-z0-9]+)*(?![A-Za-z0-9]))+"
)
OWN_SYMBOL: Final = re.compile(
    rf"(?:\W*United Nations\W+)?(?P<symbols>{SYMBOL.pattern}(?:\s*[-–;,]?\s*{SYMBOL.pattern})*)[*†]*\W*"
)
SYMBOL_AT_END: Final = re.compile(
    rf"(?:[A-Z][A-Za-z]+ (?:and |of |on |the )*){{1,6}}\W*(?:No\. \d+ )?\(?(?P<symbols>{SYMBOL.pattern})\)?"
)
HEAD_LINES: Final = 60
"""Lines at the beginning in which the head of a report stands."""

UNITS: Final = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth"
).split()
TENS: Final = {
    "twent": 20, "thirt": 30, "fort": 40, "fift": 50, "sixt": 60, "sevent": 70, "eight": 80, "ninet": 90,
}  # fmt: skip
ORDINAL: Final = (
    r"(?:(?:one hundred(?: and)?|hundred(?: and)?)[ -])?(?:(?:" + "|".join(f"{ten}y" for ten in TENS) + r")[- ])?"
    r"(?:" + "|".join(UNITS) + "|" + "|".join(f"{ten}ieth" for ten in TENS) + r"|hundredth)|\d{1,3}(?:st|nd|rd|th)"
)
SESSION: Final = re.compile(
    rf"\b(?P<session>(?:reconvened |resumed )?(?P<ordinal>{ORDINAL})"
    r"(?:,? (?:\([a-z-]+\)|regular|special|resumed|reconvened|annual|substantive|plenary|emergency|organizational"
    r"|extraordinary|ordinary|intersessional|executive|formal|review|biennial|and|meeting of the)){0,3}"
    r" (?:session|meeting of (?:the )?(?:Conference|States|Parties|Contracting)))\b",
    re.IGNORECASE,
)
ABBREVIATED_SESSION: Final = re.compile(r"\b(?P<body>[A-Z]{2,8}) (?P<number>\d{1,3}) was held\b")
EVENT: Final = re.compile(
    rf"\b(?P<ordinal>{ORDINAL})(?= (?:United Nations )?(?:Congress|Conference|Review Conference|Meeting of|Assembly))",
    re.IGNORECASE,
)
REPORT_TITLE: Final = re.compile(
    r"(?:(?:Draft|Provisional|Final|Interim|Advance|Annual|Abridged|Summary) )*(?:report|proceedings|record|minutes)\b",
    re.IGNORECASE,
)
BODY_OF_TITLE: Final = re.compile(
    r"(?:report|proceedings|record|minutes) of (?:the )?(?P<body>(?:session of the )?.+?)"
    r"(?:\*+)?(?=,? (?:on (?:its|the|their)|held|at its|for the (?:period|year|biennium|session)|to (?:the )?[A-Z]"
    r"|concerning|covering|relating)\b| \(|[,;:]|\.$|$)",
    re.IGNORECASE,
)
BODY_WORD: Final = re.compile(
    r"\b(?:Committee|Commission|Council|Congress|Assembly|Conference|Subsidiary Body|Board|Forum|Working Group"
    r"|Mechanism|Meeting of (?:the )?(?:States|Parties|Conference|High)|Governing|Parties|Bureau|Panel|Body)\b",
    re.IGNORECASE,
)
PARENT: Final = frozenset(
    {"General Assembly", "Economic and Social Council", "Security Council", "Trusteeship Council"}
)
ACTING: Final = re.compile(
    r"\bthe (?P<body>(?:[A-Z][\w-]+ (?:(?:on|of|for|and|the|in|to) ){0,3}){0,6}"
    r"(?:Congress|Committee|Commission|Council|Conference|Assembly|Board|Forum|Meeting|Body|Working Group))"
    r"(?: (?:on|of|for) (?:the )?(?:[A-Z][\w-]+(?: (?:and|of|the|in|for|on|to)){0,3} ?){1,8})?"
    r" (?:considered|adopted|held|took note|elected|decided|heard|had before|convened|resumed|concluded|recommended)\b"
)
MEETING_SENTENCE: Final = re.compile(
    r"\b(?:meetings?|session|Committee|Council|Commission|Conference|Congress|Assembly|Board)\b[^.]{0,200}"
    r"\b(?:statement|statements|considered|adopted|held|decided|took note|opened|introduced|elected)\b"
    r"|\bstatements? (?:was|were) made\b",
)
RECORDS: Final = re.compile(r"official records", re.IGNORECASE)
DRAFT: Final = re.compile(r"\bdraft report\b|^draft$", re.IGNORECASE)
AGENDA_ITEM: Final = re.compile(r"(?:Agenda|Provisional agenda) items?\b|Items? \d+", re.IGNORECASE)


def masthead_of(text: str, blocks: Sequence[Block], source: Source, dropped: Sequence[Line]) -> Masthead:
    """What the head says.

    Args:
        text: Text of the report.
        blocks: Its blocks.
        source: Where it comes from: the head is read from its first lines.
        dropped: Page heads and feet.
    """
    head = _Head(text, blocks, source, dropped)
    symbols = head.symbols()
    title = head.title()
    session, session_number = head.session(title)
    first, last, place = head.days(title)
    date = head.date()
    draft = (
        bool(DRAFT.search(title))
        or any(DRAFT.match(line) for line in head.lines)
        or any("/L." in symbol for symbol in symbols)
    )
    year = last.year if last else head.year() or (date.year if date else None)
    return Masthead(
        symbol=symbols[0] if symbols else "",
        symbols=symbols,
        job_number=head.job_number(),
        title=title,
        body=head.body(title),
        session=session,
        session_number=session_number,
        first_date=first,
        last_date=last,
        place=place,
        date=date,
        status=DocumentStatus.DRAFT if draft else DocumentStatus.ADOPTED,
        items=head.items(),
        year=year,
    )


def speaks_of_a_meeting(text: str) -> bool:
    """Whether a sentence tells of a meeting."""
    return MEETING_SENTENCE.search(text) is not None


class _Head:
    """The head of a report: its first lines, and the blocks before the first numbered paragraph."""

    def __init__(self, text: str, blocks: Sequence[Block], source: Source, dropped: Sequence[Line]) -> None:
        self._text = text
        self.blocks: list[str] = []
        self._paragraphs: list[str] = []
        for block in blocks:
            wording = text[block.start : block.end]
            if block.kind is BlockKind.PARAGRAPH and block.number:
                self._paragraphs.append(wording)
                if len(self._paragraphs) >= 12:
                    break
            elif not self._paragraphs and len(self.blocks) < HEAD_LINES:
                self.blocks.append(wording)
        number = next((block.number for block in blocks if block.kind is BlockKind.PARAGRAPH and block.number), "1")
        begins = re.compile(rf"-?\s*{re.escape(number.partition(' ')[0])}[.)]\s")
        everything = [_line(line.text) for line in source.lines if line.page <= 3]
        first = next((place for place, line in enumerate(everything) if begins.match(line)), 3 * HEAD_LINES)
        self.lines = [line for line in everything[: first or 12] if line][: 3 * HEAD_LINES]
        self._first_page = [_line(line.text) for line in source.lines if line.page == 1][: 3 * HEAD_LINES]
        self._above = self._first_page[: min(first or 40, 40)]
        self._dropped = [_line(line.text) for line in dropped]
        self._source = source

    def symbols(self) -> tuple[str, ...]:
        """Symbols on lines of their own in the head, behind the name of an organ there, or at the edge of pages."""
        own: list[str] = []
        for place, line in enumerate(self._above):
            for cell in line.split("|"):
                found = OWN_SYMBOL.fullmatch(cell.strip()) or (
                    SYMBOL_AT_END.fullmatch(cell.strip()) if place < 12 else None
                )
                symbols = _split_symbols(found["symbols"]) if found else []
                if len(symbols) <= 2 and "," not in cell:
                    own += symbols
        for line in self._dropped:
            found = OWN_SYMBOL.fullmatch(line)
            if found:
                own += _split_symbols(found["symbols"])
        return tuple(dict.fromkeys(symbol for symbol in own if _has_figure(symbol)))

    def job_number(self) -> str:
        """Number of production, from the foot of the first page or of several."""
        counts: Counter[str] = Counter()
        for line in [*self._dropped, *self._first_page]:
            found = JOB_LINE.fullmatch(line)
            if found and ("." in found["job"] or "-" in found["job"] or "(" in line):
                counts[found["job"]] += 2 if "(" in line else 1
        if counts:
            return counts.most_common(1)[0][0]
        for line in self._first_page:
            found = re.match(rf"(?P<job>{JOB.pattern})\s*\([A-Z]\)", line)
            if found:
                return found["job"]
        return ""

    def title(self) -> str:
        """The first heading that calls the document a report; else the first heading."""
        for wording in self.blocks:
            if REPORT_TITLE.match(wording) and len(wording) < 400:
                return re.sub(r"\s*[*†]+$", "", wording)
        for line in self.lines:
            if REPORT_TITLE.match(line) and len(line) < 300:
                return re.sub(r"\s*[*†]+$", "", line)
        return ""

    def body(self, title: str) -> str:
        """Body whose proceedings it reports."""
        found = BODY_OF_TITLE.search(title)
        if found and BODY_WORD.search(found["body"]):
            return re.sub(r"^(?:the|session of the) ", "", found["body"])
        plain = [
            re.sub(r"^United Nations\s+", "", SYMBOL.sub("", line)).strip(" *|") for line in [*self.blocks, *self.lines]
        ]
        named = [line for line in plain if _names_a_body(line)]
        for name in named:
            if name not in PARENT:
                return name
        acting: Counter[str] = Counter()
        for paragraph in self._paragraphs:
            acting.update(found["body"] for found in ACTING.finditer(paragraph))
        if acting and (not named or acting.most_common(1)[0][0] not in {"Assembly", "Council"}):
            return max(acting, key=lambda name: (acting[name], len(name)))
        return named[0] if named else ""

    def session(self, title: str) -> tuple[str, int | None]:
        """Session as printed, and as a number."""
        after = self.blocks[self.blocks.index(title) + 1 :] if title in self.blocks else []
        # "Official Records" of an organ bear the session of the organ, not that of the body that reports to it.
        records = {
            wording
            for place, wording in enumerate(self.blocks)
            if RECORDS.search(" ".join(self.blocks[max(place - 1, 0) : place + 1]))
        } | {line for line in self.lines if RECORDS.search(line)}
        records |= {after for line, after in zip(self.lines, self.lines[1:], strict=False) if RECORDS.search(line)}
        for wording in [title, *after, *self.blocks, *self.lines, *self._paragraphs]:
            found = SESSION.search(wording)
            if found and wording not in records:
                return found["session"], ordinal_number(found["ordinal"])
        for wording in [title, *self.blocks]:
            found = EVENT.search(wording)
            if found:
                return found["ordinal"], ordinal_number(found["ordinal"])
        for wording in self._paragraphs:
            found = ABBREVIATED_SESSION.search(wording)
            if found:
                return f"{found['body']} {found['number']}", int(found["number"])
        return "", None

    def days(self, title: str) -> tuple[dt.date | None, dt.date | None, str]:
        """First and last day of the session, and its place."""
        candidates = [title, *self.blocks, *self.lines]
        candidates += [paragraph for paragraph in self._paragraphs if SESSION_HELD.search(paragraph)]
        everything = [*self._paragraphs, *self._all_paragraphs()]
        candidates += [paragraph for paragraph in everything if SESSION_HELD.search(paragraph)]
        spans: Span | None = None
        place = ""
        for wording in candidates:
            found = span_of(wording)
            if found and spans is None:
                spans = found
            if found and not place and spans and found.meets(spans):
                place = place_of(wording)
            if spans and place:
                break
        if spans is None:
            return None, None, place
        return spans.first, spans.last, place

    def _all_paragraphs(self) -> Iterator[str]:
        for line in self._text.split("\n"):
            if "session" in line and len(line) < 1200:
                yield line

    def date(self) -> dt.date | None:
        """The day that the document bears."""
        return next((day for line in [*self._first_page, *self.lines] if (day := day_of(line))), None)

    def year(self) -> int | None:
        """The year that most days in the first paragraphs have."""
        counts: Counter[int] = Counter()
        for paragraph in self._paragraphs:
            counts.update(int(found["year"]) for found in DAY.finditer(paragraph))
        return counts.most_common(1)[0][0] if counts else None

    def items(self) -> tuple[str, ...]:
        """Agenda items that the head names."""
        found: list[str] = []
        for wording in [*self.blocks, *self.lines]:
            if AGENDA_ITEM.match(wording) and "...." not in wording:
                found += [item for item in items_in(wording) if item not in found]
        return tuple(found)


def ordinal_number(words: str) -> int | None:
    """The number of an ordinal in words or figures: "sixty-eighth" is 68, "28th" is 28."""
    lowered = words.lower().strip()
    figures = re.match(r"\d+", lowered)
    if figures:
        return int(figures[0])
    total = 0
    for part in re.split(r"[- ]+", lowered):
        if part in {"one", "and"}:
            continue
        if part in {"hundred", "hundredth"}:
            total += 100
        elif part in UNITS:
            total += UNITS.index(part) + 1
        elif part.endswith("ieth") and part[:-4] in TENS:
            total += TENS[part[:-4]]
        elif part.endswith("y") and part[:-1] in TENS:
            total += TENS[part[:-1]]
        else:
            return None
    return total or None


def _line(text: str) -> str:
    return " ".join(text.replace("\ufffe", "-").split())


def _has_figure(symbol: str) -> bool:
    return any(character.isdigit() for character in symbol)


def _split_symbols(printed: str) -> list[str]:
    return [found[0].rstrip(".") for found in SYMBOL.finditer(re.sub(r"(?<=\w)[–-](?=[A-Z]+/)", " ", printed))]


def _names_a_body(wording: str) -> bool:
    wording = wording.strip(" *")
    return (
        3 < len(wording) < 120
        and BODY_WORD.search(wording) is not None
        and wording[0].isupper()
        and not re.search(
            r"[.:;,\d|]|\b(?:report|consideration|agenda|records|rapporteur|action|item|by|Chair|President)\b",
            wording,
            re.IGNORECASE,
        )
    )
