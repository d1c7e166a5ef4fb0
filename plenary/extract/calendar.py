"""Meetings, days and agenda items as sentences name them: "at its 3rd and 4th meetings, on 11 and 12 March 2025"."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Final

MONTHS: Final = {
    name: number
    for number, name in enumerate(
        "January February March April May June July August September October November December".split(), start=1
    )
}
ORDINALS: Final = {
    name: number
    for number, name in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
        "fifteenth "
        "sixteenth seventeenth eighteenth nineteenth twentieth".split(),
        start=1,
    )
}
NUMBER_WORDS: Final = {
    name: number
    for number, name in enumerate(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen twenty".split(),
        start=1,
    )
}
TENS: Final = {
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}
_ORDINAL: Final = (
    r"(?:\d{1,4}\s?(?:st|nd|rd|th)\b|(?:(?:"
    + "|".join(TENS)
    + r")-)?(?:"
    + "|".join(ORDINALS)
    + r"|thirtieth|fortieth)\b)"
)
_MONTH: Final = "(?:" + "|".join(MONTHS) + ")"
_WEEKDAY: Final = r"(?:(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday),?\s+(?:the\s+)?)?"
_DAYS: Final = (
    rf"{_WEEKDAY}\d{{1,2}}(?:(?:\s*[,–-]\s*|,?\s+and\s+|\s+to\s+|\s+through\s+)"
    rf"{_WEEKDAY}\d{{1,2}})*\s+{_MONTH}(?:,?\s+\d{{4}})?"
)
_DATES: Final = rf"(?:from\s+|between\s+)?{_DAYS}(?:(?:,\s*|,?\s+and\s+|\s+to\s+|\s*[–-]\s*){_DAYS})*"
MEETING: Final = re.compile(
    rf"""(?P<lead>\b(?:[Aa]t|[Dd]uring|[Ii]n|[Ff]rom|[Bb]etween|[Aa]fter|held|aside|devoted|(?:close|end|start|opening|beginning|conclusion)\s+of|occupied)\s+(?:both\s+)?(?:its|(?:the\s+)?[A-Z]\w+['’]s|the|their|an?|this)?\s*
        |(?<=,)\s+and\s+(?:at\s+)?(?:its\s+|the\s+)?)
    (?:resumed\s+|reconvened\s+)?(?P<ordinals>{_ORDINAL}(?:(?:,\s*|\s*[–-]\s*|,?\s+and\s+|\s+to\s+|\s+through\s+)(?:the\s+|its\s+|at\s+)*{_ORDINAL})*)
    \s+(?:\((?!\d)[a-z ]+\)\s+)?
    (?:(?!meeting|annual|ministerial|regional)[a-z-]+\s+){{0,3}}(?P<noun>meetings?|(?<=plenary\s)sessions?)\b
    (?P<of>\s+of\s+[^,;.()]{{1,90}}?(?=,|;|\.|\s\(|\s+(?:held|on)\s))?
    (?:,\s+held\s+(?:together|jointly)\b[^,;]*)?
    (?:\s*\((?P<inner>[^)]*\d{{1,2}}\s+{_MONTH}[^)]*)\)
      |,?\s*(?:(?:which\s+(?:was|were)\s+|both\s+|all\s+)?(?:held|convened)\s+)?,?\s*(?:in\s+[A-Z][\w ]+,\s+)?
         (?:also\s+|again\s+|likewise\s+|both\s+)?on\s+(?:the\s+(?:morning|afternoon|evening)\s+of\s+)?(?:(?P<same>the\s+same\s+da(?:y|te))|(?P<dates>{_DATES}))
      |,?\s+(?:held\s+)?(?P<span>from\s+{_DATES}))?""",
    re.VERBOSE,
)
SAME: Final = re.compile(r"\b(?:the same|that|this|those|the same two) (?:plenary )?meetings?\b", re.IGNORECASE)
SAME_DAY: Final = re.compile(r"\bon the same da(?:y|te)\b", re.IGNORECASE)
ONLY_DATE: Final = re.compile(rf"\b[Oo]n\s+(?:the\s+(?:morning|afternoon|evening)\s+of\s+)?(?P<dates>{_DATES})")
ITEM: Final = re.compile(
    r"(?i:\b(?:sub-?)?items?)\s+(?P<numbers>\d{1,3}\b(?:\s?\([a-z]{1,4}\))*(?:(?:\s*,\s*|,?\s+and\s+|\s*–\s*|\s+to\s+|\s*;\s*|,?\s+or\s+)"
    r"(?:(?:agenda\s+)?(?:sub-?)?items?\s+)?(?:\d{1,3}\b(?!\s*(?:"
    + "|".join(MONTHS)
    + r"))(?:\s?\([a-z]{1,4}\))*|\([a-z]{1,4}\)))*)"
)
_DAY_OR_MONTH: Final = re.compile(rf"\d{{4}}|\d{{1,2}}|{_MONTH}|to\b|through\b|[–-]")
OTHERS: Final = re.compile(
    r"\bof\s+(?:the\s+)?(?:Conference\s+of\s+the\s+|States\s+|High\s+Contracting\s+|Contracting\s+)?(?:Parties|parties)\b"
    r"|\bof\s+(?:the\s+)?(?:SBSTA|Bureau|bureau|[Ww]orking\s+[Gg]roups?|[Ee]xperts?|drafting|contact|[Aa]d\s+[Hh]oc|[Ii]nformal|"
    r"Inter-?[Aa]gency|Expert|Open-ended|Committee\s+of\s+the\s+Whole|[Ss]ub-?committee|regional|Heads\b)",
)
TOGETHER: Final = re.compile(r"(?:together with|jointly with|joint with)\s+(?:the|its)\s*$")


@dataclass(frozen=True, slots=True)
class MeetingName:
    """Meetings named at one place: ordinals, days printed with them, "the same day", offsets."""

    ordinals: tuple[int, ...]
    dates: tuple[dt.date, ...]
    same_day: bool
    start: int
    end: int


def ordinal(text: str) -> int:
    """The number of "24th", "twenty-fourth", "third"; 0 where it is none."""
    digits = re.match(r"\d+", text)
    if digits:
        return int(digits.group())
    tens, _dash, unit = text.strip().casefold().rpartition("-")
    if tens in TENS and unit in ORDINALS:
        return TENS[tens] + ORDINALS[unit]
    return ORDINALS.get(text.strip().casefold(), {"thirtieth": 30, "fortieth": 40}.get(text.strip().casefold(), 0))


def ordinals(text: str) -> tuple[int, ...]:
    """All the numbers of "3rd, 4th and 7th to 9th"."""
    numbers: list[int] = []
    pieces = re.split(rf"({_ORDINAL})", text)
    for place in range(1, len(pieces), 2):
        number, between = ordinal(pieces[place]), pieces[place - 1]
        if numbers and re.search(r"\bto\b|\bthrough\b|[–-]", between) and 0 < number - numbers[-1] < 60:
            numbers.extend(range(numbers[-1] + 1, number + 1))
        elif number:
            numbers.append(number)
    return tuple(numbers)


def days(
    text: str, year: int | None, bounds: tuple[dt.date | None, dt.date | None] = (None, None)
) -> tuple[dt.date, ...]:
    """The days of "12, 15 and 16 April 2010", "31 May and 1 June", "from 3 to 5 May"; impossible ones are left out.

    Args:
        text: Days as printed.
        year: The year of those printed without one; None: they are left out.
        bounds: First and last day of the session: of two years that are possible, the one inside is taken.
    """
    found: list[tuple[int, bool]] = []
    result: list[dt.date] = []
    span = False
    tokens = _DAY_OR_MONTH.findall(text)
    month = 0
    for place, token in enumerate(tokens):
        if token in ("to", "through", "–", "-"):
            span = True
        elif token in MONTHS:
            month = MONTHS[token]
            following = tokens[place + 1] if place + 1 < len(tokens) else ""
            later = next((int(t) for t in tokens[place + 1 :] if len(t) == 4 and t.isdigit()), None)
            explicit = int(following) if len(following) == 4 and following.isdigit() else later
            for day, ranged in found:
                one = _day(day, month, explicit if explicit is not None else _year(year, month, bounds))
                if one is None:
                    continue
                if ranged and result and 0 < (one - result[-1]).days <= 31:
                    between = range(1, (one - result[-1]).days)
                    result += [result[-1] + dt.timedelta(step) for step in between]
                result.append(one)
            found = []
        elif len(token) <= 2:
            found.append((int(token), span))
            span = False
    return tuple(dict.fromkeys(result))


def _year(year: int | None, month: int, bounds: tuple[dt.date | None, dt.date | None]) -> int | None:
    first, last = bounds
    if first and last and first.year != last.year:
        for candidate in range(first.year, last.year + 1):
            if dt.date(candidate, month, 28) >= first.replace(day=1) and dt.date(candidate, month, 1) <= last:
                return candidate
    return year


def _day(day: int, month: int, year: int | None) -> dt.date | None:
    try:
        return dt.date(year, month, day) if year else None
    except ValueError:
        return None


def meetings_in(
    text: str, year: int | None, bounds: tuple[dt.date | None, dt.date | None] = (None, None)
) -> list[MeetingName]:
    """Meetings that a sentence names, in printed order; those of other bodies ("of the Bureau") are left out."""
    if "meeting" not in text and "plenary session" not in text:
        return []
    found: list[MeetingName] = []
    for match in MEETING.finditer(text):
        if OTHERS.match((match["of"] or "").strip()) or TOGETHER.search(text, 0, match.start("ordinals")):
            continue
        lead = match["lead"].strip()
        if lead.startswith("and") and (not found or match.start() - found[-1].end > 3):
            continue
        if lead.casefold().startswith("held") and match["noun"] == "meetings" and not match["dates"]:
            continue
        numbers = ordinals(match["ordinals"])
        printed = match["dates"] or match["inner"] or match["span"] or ""
        if numbers:
            found.append(
                MeetingName(numbers, days(printed, year, bounds), bool(match["same"]), match.start(), match.end())
            )
    return found


IN_WORDS: Final = re.compile(rf"(?i:\bagenda\s+item)\s+(?i:(?P<word>{'|'.join(NUMBER_WORDS)}))\b")


def items_in(text: str) -> tuple[str, ...]:
    """Numbers of agenda items that a text names: "6", "18 (d)"; "5 (a) and (b)" gives both, "3 to 5" all three."""
    found: list[str] = [str(NUMBER_WORDS[match["word"].casefold()]) for match in IN_WORDS.finditer(text)]
    for match in ITEM.finditer(text):
        before = ""
        for part in re.finditer(r"(\d{1,3})?((?:\s?\([a-z]{1,4}\))*)", match["numbers"]):
            if not part.group():
                continue
            number, letter = part[1], part[2].strip()
            between = match["numbers"][: part.start()]
            ranged = re.search(r"(?:\bto|–)\s*$", between)
            if number and ranged and not letter and before.isdigit() and 0 < int(number) - int(before) < 30:
                found.extend(str(value) for value in range(int(before) + 1, int(number)))
            base = number or re.match(r"\d*", before).group()  # type: ignore[union-attr]
            printed = f"{base} {letter}".strip() if letter else base
            if letter and re.search(re.escape(f"{base}{letter}"), match["numbers"]):
                printed = f"{base}{letter}"
            if printed:
                found.append(printed)
                before = base
    return tuple(dict.fromkeys(found))
