"""Joined text -> what each part is: heading, paragraph, sub-paragraph, entry of a list, or text of none of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from plenary.extract.grouping import OFFICE, ends_sentence
from plenary.extract.headings import ITEM_LINE, contents_of, is_heading, label_of, levels
from plenary.extract.joining import Stretch
from plenary.extract.model import BlockKind
from plenary.extract.numbering import Candidate, number_at, runs_of, value_of
from plenary.extract.rows import Setting

LETTER: Final = re.compile(r"[-•*·]?\s*\((?P<letter>[a-z]{1,2}|[ivxl]{1,6}|\d{1,2})\)\s*(?=\S)")
ROMAN: Final = re.compile(r"x{0,3}(?:ix|iv|v?i{0,3})")
BULLET: Final = re.compile(r"[-•*·–—]\s+(?=\S)")
VOTE: Final = re.compile(
    r"(?:voting )?(?:in favour|against|abstaining|abstentions?|abstained|absent|not voting|non-voting"
    r"|not participating)"
    r"\s*(?:\(\d+\))?\s*[:.—–-]",
    re.IGNORECASE,
)
TABLE: Final = re.compile(r"\|.*\|")
INTRODUCES: Final = re.compile(r":[”\"’)]*$|\bfollows[.;]?$")
ADOPTED_TEXT: Final = re.compile(
    r"(?:draft )?(?:resolutions?|decisions?|declaration|president.s statement)(?: [IVXLC\d]+\S*)?"
    r"(?:$| [IVXLC]+\b|\s\d)",
    re.IGNORECASE,
)
_NAME: Final = r"(?:[A-Z][\w’-]*|and|of|on|for|the|in|to)"
PREAMBLE: Final = re.compile(
    rf"“?The {_NAME}(?:,? {_NAME})*[,:](?:$|\s(?:Having|Recalling|Noting|Reaffirming|Recognizing|Bearing|Guided"
    r"|Considering|Taking|Expressing|Convinced|Mindful|Welcoming|Deeply|Acknowledging|Affirming|Aware|Concerned|Stressing)\b)"
)
ANNEX: Final = re.compile(r"(?:Annex|Appendix|Enclosure)(?:es)?\b(?! to\b)")
FEWEST: Final = 40
"""Fewest characters of a sentence that stands before the first numbered paragraph."""

NEAR: Final = 60
"""Blocks before a list among which the sentence stands that announces it."""

SHORT: Final = 200
"""Most characters of an entry of a list that ends like a sentence."""


@dataclass(slots=True)
class Draft:
    """A block to be.

    Attributes:
        stretch: Its text, with what is printed before it.
        kind: What it is.
        number: Paragraph to which it belongs.
        cut: Characters at its beginning that are its number or letter.
        level: Depth of a heading or sub-paragraph.
        label: Numeral or letter of a heading.
    """

    stretch: Stretch
    kind: BlockKind = BlockKind.OTHER
    number: str = ""
    cut: int = 0
    level: int = 0
    label: str = ""


def structure(stretches: Sequence[Stretch], setting: Setting | None) -> list[Draft]:
    """Tell what each stretch is, in order."""
    return _Structure(stretches, setting).drafts()


class _Structure:
    """Goes through the stretches once, knowing in which paragraph it is and whether a list is open."""

    def __init__(self, stretches: Sequence[Stretch], setting: Setting | None) -> None:
        self._stretches = stretches
        self._setting = setting
        self._plain = setting is None or setting.plain
        self._contents = contents_of(stretches)
        self._headings = [
            place not in self._contents and is_heading(stretch, setting) for place, stretch in enumerate(stretches)
        ]
        self._main, self._inside = self._numbers()
        self._number = ""
        self._letters: list[str] = []
        self._open = False
        self._vote = False
        self._adopted = False
        self._annex = False
        self._listing = False
        self._entries: set[int] = set()

    def drafts(self) -> list[Draft]:
        drafts = [self._draft(place, stretch) for place, stretch in enumerate(self._stretches)]
        levels(drafts, self._setting)
        return drafts

    # --- numbers ---------------------------------------------------------------------------------------------------

    def _numbers(self) -> tuple[dict[int, str], set[int]]:
        """Place -> number of the paragraphs of the report, and the places of numbers that stand inside one."""
        candidates = []
        for place, stretch in enumerate(self._stretches):
            if place in self._contents or self._headings[place]:
                continue
            found = number_at(stretch.text)
            if found:
                value, again = value_of(found)
                candidates.append(Candidate(place, value, again, _edge(stretch), len(stretch.text)))
        main: dict[int, str] = {}
        inside: set[int] = set()
        runs = runs_of(candidates, self._opened, 3.0 if self._setting else 0.5)
        within = set[int]()
        for run in runs:
            host = run.host
            embedded = run.inside or (
                host is not None and (id(host) in within or self._stands_inside(host.members[-1], run.members[0]))
            )
            if embedded:
                within.add(id(run))
                inside.update(member.index for member in run.members)
            else:
                main.update((member.index, member.printed) for member in run.members)
        return main, inside

    def _opened(self, before: Candidate, first: Candidate) -> bool:
        return any(
            introduces(self._stretches[place].text)
            for place in range(max(before.index, first.index - NEAR), first.index)
        )

    def _stands_inside(self, before: Candidate, first: Candidate) -> bool:
        """Whether numbers that begin again, the others never going on, are no paragraphs of the report."""
        between = range(before.index, first.index)
        texts = [self._stretches[place].text for place in between]
        if introduces(texts[0]) or introduces(texts[-1]):
            return not any(self._headings[place] and label_of(self._stretches[place].text)[0] for place in between)
        heads = [self._stretches[place].text for place in between if self._headings[place]]
        return (
            not heads
            or any(ANNEX.match(text) or ADOPTED_TEXT.match(text) for text in heads)
            or any(PREAMBLE.match(text) for text in texts)
        )

    # --- one stretch -----------------------------------------------------------------------------------------------

    def _draft(self, place: int, stretch: Stretch) -> Draft:
        text = stretch.text
        draft = Draft(stretch)
        if place in self._contents:
            return draft
        if place in self._main:
            self._begin(self._main[place])
            found = number_at(text)
            draft.cut = found.end() if found else 0
            draft.kind, draft.number = BlockKind.PARAGRAPH, self._number
            inner = LETTER.match(text, draft.cut)
            if inner and inner["letter"] in {"a", "i"}:
                # "66. (a) ...": the letter begins a sub-paragraph on the same line.
                self._letters = [inner["letter"]]
                draft.kind, draft.level, draft.cut = BlockKind.SUBPARAGRAPH, 1, inner.end()
                draft.number = f"{self._number} ({inner['letter']})"
            self._open = introduces(text)
            return draft
        if self._headings[place] and not self._listed_letter(text):
            told = self._plain and self._open and not label_of(text)[0] and place not in self._entries
            if not (place in self._entries or (told and self._find_entries(place))):
                return self._heading(draft, text)
        draft.number = "" if self._annex else self._number
        if VOTE.match(text):
            self._vote = True
            return draft
        if place in self._inside or TABLE.fullmatch(text) or _small(stretch, self._setting):
            # An agenda or a table stands in the paragraph: what follows without a full stop belongs to it.
            self._listing, self._open = True, False
            return draft
        if self._listing:
            if LETTER.match(text) or not ends_sentence(text):
                return draft
            self._listing = False
        if place in self._entries:
            draft.kind = BlockKind.ENTRY
            bullet = BULLET.match(text)
            draft.cut = bullet.end() if bullet else 0
            return draft
        letter = LETTER.match(text)
        if letter and not self._adopted and not self._annex and self._lettered(draft, letter, text):
            return draft
        if self._vote:
            if not ends_sentence(text) or (text.endswith(".") and not re.search(r"\. [A-Z]", text)):
                return draft
            self._vote = False
        if self._adopted or self._annex or PREAMBLE.match(text):
            self._adopted = self._adopted or PREAMBLE.match(text) is not None
            return draft
        if self._open and self._find_entries(place):
            return self._draft(place, stretch)
        if self._number or not self._main or (ends_sentence(text) and len(text) > FEWEST):
            draft.kind = BlockKind.PARAGRAPH
        self._open = introduces(text)
        bullet = BULLET.match(text)
        draft.cut = bullet.end() if bullet else 0
        return draft

    def _listed_letter(self, text: str) -> bool:
        """Whether a letter that looks like a heading's is the next of a list that is open."""
        letter = LETTER.match(text)
        return (
            letter is not None
            and self._plain
            and (self._open or any(_comes_next(known, letter["letter"]) for known in self._letters))
        )

    def _begin(self, number: str) -> None:
        self._number, self._letters = number, []
        self._vote = self._adopted = self._annex = self._listing = False

    def _heading(self, draft: Draft, text: str) -> Draft:
        draft.kind = BlockKind.HEADING
        draft.label, draft.cut = label_of(text)
        self._open = self._vote = self._listing = False
        if ANNEX.match(text):
            self._annex, self._number = True, ""
        elif self._number and ADOPTED_TEXT.match(text):
            self._adopted = True
        elif draft.label and not draft.label.isdecimal() and not draft.label.islower():
            self._adopted = False
        if not self._adopted and not self._annex:
            self._letters = []
        return draft

    def _lettered(self, draft: Draft, found: re.Match[str], text: str) -> bool:
        """Make it a sub-paragraph where its letter comes next on a level that is open."""
        letter = found["letter"]
        letters = self._letters
        depth: int | None = None
        for level in range(len(letters) - 1, -1, -1):
            if _comes_next(letters[level], letter):
                depth = level
                break
        if letter in {"a", "i", "1"} and (depth is None or self._open):
            depth = len(letters) if letters and self._open else (0 if not letters or depth is None else depth)
        if depth is None:
            if letters or not self._number:
                return False
            depth = 0
        del letters[depth:]
        letters.append(letter)
        draft.kind = BlockKind.SUBPARAGRAPH
        draft.level = depth + 1
        draft.cut = found.end()
        draft.number = " ".join([self._number, *(f"({part})" for part in letters)]).strip()
        self._open = introduces(text)
        return True

    def _find_entries(self, place: int) -> bool:
        """Mark the entries of an unnumbered list that begins here; whether there are any."""
        self._open = False
        stretches = self._stretches
        first = stretches[place]
        found: list[int] = []
        unended = not ends_sentence(first.text)
        for other in range(place, len(stretches)):
            stretch = stretches[other]
            text = stretch.text
            if (
                other in self._main or other in self._inside or other in self._contents or self._parts(other, place)
                or VOTE.match(text) or TABLE.fullmatch(text) or (number_at(text) and not BULLET.match(text))
                or LETTER.match(text) or text.endswith(",") or text.startswith("“")
                or (self._setting and abs(_edge(stretch) - _edge(first)) > 3)
                or (len(stretch.rows) > 1 and self._setting and _edge(stretch, 1) < _edge(stretch) - 3)
            ):  # fmt: skip
                break
            ended = ends_sentence(text)
            if unended and ended and (len(text) > SHORT or not found):
                break
            if not unended and not text.endswith((";", "; and", "; or", ".")):
                break
            found.append(other)
            if ended and text.endswith("."):
                break
        last = found[-1] if len(found) > 1 and unended and self._plain else place
        offices = OFFICE.match(first.text) and not OFFICE.match(stretches[last].text)
        if offices and self._headings[last] and last + 1 in self._main:
            # Of a list of offices what does not begin with one, right before a paragraph, is the next heading.
            found.pop()
        lone = self._indented(place) or (self._plain and OFFICE.match(first.text))
        if len(found) < 2 and not (found and unended and lone):
            return False
        if not unended and not stretches[found[0]].text.endswith((";", "; and", "; or")):
            return False
        self._entries.update(found)
        return True

    def _parts(self, other: int, first: int) -> bool:
        """Whether a heading ends the list: in a text, where only wording tells one, it must stand apart."""
        if not self._headings[other]:
            return False
        stretch = self._stretches[other]
        if (
            not self._plain
            or ADOPTED_TEXT.match(stretch.text)
            or label_of(stretch.text)[0]
            or ITEM_LINE.fullmatch(stretch.text)
        ):
            return True
        if other == first:
            return stretch.text.isupper()
        second = self._stretches[first + 1]
        return stretch.rows[0].apart and (
            not second.rows[0].apart or not re.search(r" (?:of|for) |[,(:]", stretch.text)
        )

    def _indented(self, place: int) -> bool:
        if self._setting is None or not place:
            return False
        above = self._stretches[place - 1]
        return _edge(self._stretches[place]) > _edge(above, len(above.rows) - 1) + 3


def introduces(text: str) -> bool:
    """Whether a text announces what follows it."""
    return INTRODUCES.search(text, max(len(text) - 12, 0)) is not None


def _edge(stretch: Stretch, row: int = 0) -> float:
    """Left edge of a row: points where there is geometry, else blanks before the text."""
    found = stretch.rows[row]
    if found.left is not None:
        return found.left
    line = found.parts[0].text
    return float(len(line) - len(line.lstrip()))


def _small(stretch: Stretch, setting: Setting | None) -> bool:
    size = stretch.rows[0].size
    return setting is not None and size is not None and size < 0.85 * setting.size


def _comes_next(before: str, after: str) -> bool:
    if before.isdecimal() or after.isdecimal():
        return before.isdecimal() and after.isdecimal() and int(after) == int(before) + 1
    if len(before) == 1 and len(after) == 1 and ord(after) == ord(before) + 1:
        return True
    if before == "z":
        return after == "aa"
    if len(before) == 2 == len(after) and before[0] == before[1] and after[0] == after[1]:
        return ord(after[0]) == ord(before[0]) + 1 or _roman(after) == _roman(before) + 1
    return bool(_roman(before)) and _roman(after) == _roman(before) + 1


def _roman(letters: str) -> int:
    if not letters or not ROMAN.fullmatch(letters):
        return 0
    values = [{"i": 1, "v": 5, "x": 10}[letter] for letter in letters]
    return sum(-value if value < after else value for value, after in zip(values, [*values[1:], 0], strict=True))
