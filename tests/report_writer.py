"""A writer of reports: rows are drawn, then worded and laid out as reports do it, each time otherwise.

The reports are invented. A written report holds the text and the rows that it states.
"""

from __future__ import annotations

import datetime as dt
import textwrap
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from hypothesis import strategies as st

from plenary.model import Act, Capacity, Kind
from tests.report_rows import COMPARED, Row, values
from tests.report_speakers import (
    INTERGOVERNMENTAL,
    MEMBERS,
    NON_GOVERNMENTAL,
    Speaker,
    listed,
    organizations,
    states,
)

SUBJECTS: Final = ("Lanterns in small ports", "Care of towpaths", "Bells and buoys", "Nets and knots")
DRAFTS: Final = ("Oil for lamps", "Sponsors of ferries and their States")
MONTHS: Final = "January February March April May June July August September October November December".split()
TITLES: Final = ("Minister of Health", "Ambassador and Permanent Representative", "State Secretary, Ministry of Ports")
NUMBERS: Final = (3, 14, 27)


Layout = Callable[[Sequence[str], Sequence[str]], str]


@dataclass(frozen=True)
class WrittenReport:
    """A report and the rows that it states."""

    text: str
    rows: tuple[Row, ...]


@dataclass
class Place:
    """Where the text stands: meetings, days and item that hold until others are named."""

    meetings: tuple[int, ...]
    days: tuple[dt.date, ...]
    item: str


@dataclass
class Page:
    """A report being written."""

    year: int
    lines: list[str] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    number: int = 0

    def paragraph(self, sentence: str) -> None:
        """Adds a numbered paragraph."""
        self.number += 1
        self.lines.append(f"{self.number}. {sentence[0].upper()}{sentence[1:]}")

    def row(self, speaker: Speaker, act: Act, place: Place, letter: str = "") -> None:
        """Adds a row of the paragraph last added."""
        cells = dict(
            zip(
                COMPARED,
                (
                    act.value,
                    speaker.kind.value,
                    speaker.iso3,
                    speaker.capacity.value,
                    ";".join(speaker.behalf),
                    "" if speaker.count is None else str(speaker.count),
                    ";".join(map(str, place.meetings)),
                    ";".join(day.isoformat() for day in place.days),
                    place.item,
                ),
                strict=True,
            )
        )
        para = f"{self.number}{letter}"
        self.rows.append(Row(para, speaker.name, {column: values(cell) for column, cell in cells.items()}))


def ordinal(number: int) -> str:
    """3 -> 3rd."""
    suffix = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{suffix}"


def days_worded(days: Sequence[dt.date], year: bool) -> str:
    """Days of one month, such as "5 and 6 May 2009"."""
    month = MONTHS[days[0].month - 1]
    return f"{listed([str(day.day) for day in days])} {month}{f' {days[0].year}' if year else ''}"


def meetings_worded(meetings: Sequence[int]) -> str:
    """Meetings in a row, such as "3rd and 4th meetings" or "3rd to 5th meetings"."""
    if len(meetings) > 2:
        return f"{ordinal(meetings[0])} to {ordinal(meetings[-1])} meetings"
    return f"{listed([ordinal(meeting) for meeting in meetings])} meeting{'s' * (len(meetings) > 1)}"


# --- Wording acts: each adds a paragraph and its rows

ACTIVE_AND_PASSIVE: Final = {
    Act.STATEMENT: (
        "statements were made by the representatives of {list}",
        "the representatives of {list} made statements",
        "the Commission heard statements by the representatives of {list}",
        "the representatives of {list} took the floor",
        "interventions were made by the representatives of {list}",
        "following the introduction of the item, the representatives of {list} spoke",
        "statements on the item were delivered by the representatives of {list}",
        "in the ensuing discussion, statements were made by the representatives of {list}",
    ),
    Act.RIGHT_OF_REPLY: (
        "the representatives of {list} made statements in exercise of the right of reply",
        "statements in exercise of the right of reply were made by the representatives of {list}",
    ),
    Act.EXPLANATION_OF_VOTE: (
        "statements in explanation of vote before the vote were made by the representatives of {list}",
        "the representatives of {list} made statements in explanation of position",
        "after the adoption, statements in explanation of position were made by the representatives of {list}",
    ),
}
MEMBER_HEADS: Final = ("Representatives of States members of the Commission", "Members of the Commission")
OBSERVER_HEADS: Final = ("Representatives of observer States", "Observers for the following States")
INTERGOVERNMENTAL_HEADS: Final = (
    "Observers for intergovernmental organizations",
    "Observers for the following intergovernmental organizations",
)
NON_GOVERNMENTAL_HEADS: Final = (
    "Observers for non-governmental organizations",
    "Observers for the following non-governmental organizations in consultative status",
)
CONSIDERED: Final = (
    "at its {meetings}, on {days}, the Commission considered agenda item {item}, entitled “{subject}”.",
    "the Commission considered agenda item {item} at its {meetings}, on {days}.",
    "the Commission considered item {item} of its agenda, entitled “{subject}”, at its {meetings}, held on {days}.",
)
NOISE: Final = (
    "several speakers welcomed the report of {state} on lanterns",
    "the Commission expressed its appreciation to the Government of {state}",
    "{state} joined in sponsoring the draft resolution",
    "some delegations referred to the situation in {state}",
)


def worded_list(draw: st.DrawFn, page: Page, place: Place, lead: str) -> None:
    """A sentence with a list of States."""
    act = draw(st.sampled_from(sorted(ACTIVE_AND_PASSIVE)))
    speakers = draw(states())
    sentence = draw(st.sampled_from(ACTIVE_AND_PASSIVE[act]))
    if len(speakers) == 1:
        sentence = singular(sentence)
    page.paragraph(f"{lead}{sentence.format(list=listed([speaker.worded() for speaker in speakers]))}.")
    for speaker in speakers:
        page.row(speaker, act, place)


def singular(sentence: str) -> str:
    """The same sentence of one speaker."""
    for many, one in (
        ("interventions were", "an intervention was"),
        ("statements were", "a statement was"),
        ("statements on the item were", "a statement on the item was"),
        ("were made", "was made"),
        ("statements", "a statement"),
        ("representatives", "representative"),
    ):
        sentence = sentence.replace(many, one)
    return sentence


def worded_observers(draw: st.DrawFn, page: Page, place: Place, lead: str) -> None:
    """A sentence with States, then observers."""
    members = draw(states(most=3))
    observers = draw(states(Capacity.OBSERVER, most=3, behalf=False)) + draw(organizations(INTERGOVERNMENTAL, Kind.IGO))
    by = "representatives" if len(members) > 1 else "representative"
    page.paragraph(
        f"{lead}statements were made by the {by} of {listed([speaker.worded() for speaker in members])}"
        f" and by the observers for {listed([speaker.worded() for speaker in observers])}."
    )
    for speaker in members + observers:
        page.row(speaker, Act.STATEMENT, place)


def worded_introduction(draw: st.DrawFn, page: Page, place: Place, lead: str) -> None:
    """A draft introduced by a State, or an item by the Secretariat."""
    if draw(st.booleans()):
        speaker = draw(states(most=1))[0]
        page.paragraph(
            f"{lead}the representative of {speaker.printed}{behind(speaker)} introduced a draft resolution entitled"
            f" “{draw(st.sampled_from(DRAFTS))}”."
        )
    else:
        speaker = Speaker("the Secretariat", Kind.SECRETARIAT, capacity=Capacity.OTHER)
        page.paragraph(f"{lead}a member of the Secretariat made an introductory statement.")
    page.row(speaker, Act.INTRODUCTION, place)


def behind(speaker: Speaker) -> str:
    """For whom, between commas."""
    return f", {'also ' if speaker.also else ''}on behalf of {listed(speaker.behalf)}," if speaker.behalf else ""


def worded_classes(draw: st.DrawFn, page: Page, place: Place, lead: str) -> None:
    """A list by class of speaker, lettered."""
    classes = [
        (MEMBER_HEADS, draw(states())),
        (OBSERVER_HEADS, draw(states(Capacity.OBSERVER, behalf=False))),
        (INTERGOVERNMENTAL_HEADS, draw(organizations(INTERGOVERNMENTAL, Kind.IGO))),
        (NON_GOVERNMENTAL_HEADS, draw(organizations(NON_GOVERNMENTAL, Kind.NGO))),
    ]
    chosen = [part for part in classes if draw(st.booleans())] or classes[:1]
    page.paragraph(f"{lead}the following made statements:")
    separator = draw(st.sampled_from((", ", "; ")))
    for letter, (heads, speakers) in zip("abcd", chosen, strict=False):
        names = separator.join(speaker.worded(article=False) for speaker in speakers)
        head, end = draw(st.sampled_from(heads)), "." if speakers is chosen[-1][1] else ";"
        page.lines.append(f"({letter}) {head}: {names}{end}")
        for speaker in speakers:
            page.row(speaker, Act.STATEMENT, place, f" ({letter})")


def worded_number(draw: st.DrawFn, page: Page, place: Place, lead: str) -> None:
    """A number of speakers without names."""
    number = draw(st.sampled_from(NUMBERS))
    page.paragraph(f"{lead}statements were made by representatives of {number} Parties.")
    page.row(Speaker(f"{number} Parties", Kind.UNNAMED, count=number), Act.STATEMENT, place)


def worded_noise(draw: st.DrawFn, page: Page, _place: Place, lead: str) -> None:
    """States that did not speak."""
    sentence = draw(st.sampled_from(NOISE))
    page.paragraph(f"{lead}{sentence.format(state=draw(st.sampled_from(sorted(MEMBERS))))}.")


def worded_titles(draw: st.DrawFn, page: Page, place: Place, lead: str) -> None:
    """Two or more persons by title, one to a line."""
    speakers = [replace(speaker, capacity=Capacity.UNKNOWN) for speaker in draw(states(least=2))]
    page.paragraph(f"{lead}the following persons made statements:")
    for speaker in speakers:
        behalf = f" (on behalf of {listed(speaker.behalf)})" if speaker.behalf else ""
        page.lines.append(f"{draw(st.sampled_from(TITLES))} of {speaker.printed}{behalf}")
        page.row(speaker, Act.STATEMENT, place)


def worded_vote(draw: st.DrawFn, page: Page, _place: Place, lead: str) -> None:
    """A vote: those who voted are no speakers."""
    voters = draw(st.lists(st.sampled_from(sorted(MEMBERS)), min_size=4, max_size=12, unique=True))
    page.paragraph(f"{lead}the draft resolution was adopted by a recorded vote. The voting was as follows:")
    for head, names in (("In favour", voters[:-2]), ("Against", voters[-2:-1]), ("Abstaining", voters[-1:])):
        page.lines += [f"{head}:", f"{', '.join(name.removeprefix('the ') for name in names)}."]


Wording = Callable[[st.DrawFn, Page, Place, str], None]
WORDED: Final[tuple[Wording, ...]] = (
    worded_list,
    worded_list,
    worded_observers,
    worded_introduction,
    worded_number,
    worded_titles,
    worded_noise,
    worded_vote,
)
WORDED_BY_CLASS: Final[tuple[Wording, ...]] = (worded_classes, worded_classes, worded_noise, worded_vote)
"""Where classes set observers apart, a plain "representatives of" would not tell the capacity."""


# --- A chapter, a report, its layout


def chapter(
    draw: st.DrawFn, page: Page, item: int, meetings: tuple[int, ...], days: tuple[dt.date, ...], by_class: bool
) -> None:
    """A chapter on one item: its meetings, then acts at these or at one of them."""
    subject = SUBJECTS[item - 1]
    page.lines.append(f"Chapter {'I II III IV V VI'.split()[item - 1]}")
    page.lines.append(subject)
    held = tuple(sorted(set(days)))
    considered = draw(st.sampled_from(CONSIDERED))
    worded = {"meetings": meetings_worded(meetings), "days": days_worded(held, year=True), "item": item}
    page.paragraph(considered.format(subject=subject, **worded))
    place, single = Place(meetings, held, str(item)), False
    for _ in range(draw(st.integers(1, 4))):
        lead = ""
        match draw(st.integers(0, 2)):
            case 1:
                index = draw(st.integers(0, len(meetings) - 1))
                place = replace(place, meetings=(meetings[index],), days=(days[index],))
                single = True
                lead = (
                    f"at the {ordinal(meetings[index])} meeting, on {days_worded([days[index]], draw(st.booleans()))}, "
                )
            case 2 if single:
                lead = draw(st.sampled_from(("at the same meeting, ", "also at the same meeting, ")))
        draw(st.sampled_from(WORDED_BY_CLASS if by_class else WORDED))(draw, page, place, lead)


@st.composite
def written_reports(draw: st.DrawFn, layouts: Sequence[Layout]) -> WrittenReport:
    """A report of one to three chapters in one of the layouts."""
    year = draw(st.integers(1998, 2018))
    month = draw(st.integers(1, 12))
    page, by_class = Page(year), draw(st.booleans())
    meeting, day = draw(st.integers(1, 20)), draw(st.integers(1, 8))
    for item in range(1, draw(st.integers(1, 3)) + 1):
        meetings = tuple(range(meeting, meeting + draw(st.integers(1, 3))))
        held = []
        for _ in meetings:
            held.append(dt.date(year, month, day))
            day += draw(st.integers(0, 1))
        chapter(draw, page, item, meetings, tuple(held), by_class)
        meeting, day = meetings[-1] + 1, day + 1
    head = [
        f"E/{year}/942",
        "Commission on Lanterns",
        f"Report on the ninth session ({days_worded([dt.date(year, month, 1)], year=True)})",
    ]
    return WrittenReport(draw(st.sampled_from(layouts))(head, page.lines), tuple(page.rows))


def plain(head: Sequence[str], lines: Sequence[str]) -> str:
    """A paragraph to a line."""
    return "\n\n".join([*head, *lines]) + "\n"


def tabbed(head: Sequence[str], lines: Sequence[str]) -> str:
    """Numbers and letters between tabs."""
    return "\n".join(
        [*head, *("\t" + line.replace(" ", "\t", 1) if line[0] in "(123456789" else line for line in lines)]
    )


def wrapped(head: Sequence[str], lines: Sequence[str]) -> str:
    """Lines of eighty characters, no blank line between paragraphs."""
    return (
        "\n".join([*head, *(part for line in lines for part in textwrap.wrap(line, 80, break_on_hyphens=False))]) + "\n"
    )


def paged(head: Sequence[str], lines: Sequence[str]) -> str:
    """The same cut into pages with symbol and number, wherever the page ends."""
    printed = wrapped(head, lines).splitlines()
    pages = [printed[start : start + 24] for start in range(0, len(printed), 24)]
    return "\f".join("\n".join([head[0], *page, f"V.09-12345 {number}", ""]) for number, page in enumerate(pages, 1))


OPEN_LAYOUTS: Final[tuple[Layout, ...]] = (plain, tabbed)
"""Layouts that set paragraphs apart."""

CLOSE_LAYOUTS: Final[tuple[Layout, ...]] = (wrapped, paged)
"""Layouts in which only numbers and wording tell where a paragraph begins."""
