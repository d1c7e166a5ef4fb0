"""Meetings, items and days of a record are compared with one another."""

from __future__ import annotations

import dataclasses
import datetime as dt
from functools import cache
from pathlib import Path

import pytest

from plenary.checks.record import check_record, describe
from plenary.extract.model import AgendaItem, BlockKind, Reading, RecordFinding
from plenary.model import DocumentStatus
from plenary.names import Names
from tests.records import MASTHEAD, Part, chapter, heard, named, part, record

REPOSITORY = Path(__file__).resolve().parent.parent


@cache
def names() -> Names:
    """The names of the dataset, read once for all tests."""
    return Names.read(REPOSITORY / "data")


def findings(reading: Reading, rule: str) -> list[RecordFinding]:
    """What one rule finds in a record."""
    return [finding for finding in check_record(reading, names()) if finding.rule == rule]


def conference(*more: Part, announced: tuple[int, ...] = (2, 3), second: int = 3) -> Reading:
    """Item 4 announced at some meetings; speakers at the 2nd meeting and at another; then further blocks."""
    ordinals = {1: "1st", 2: "2nd", 3: "3rd", 4: "4th", 5: "5th"}
    head = f"At its {' and '.join(ordinals[ordinal] for ordinal in announced)} meetings the Conference took up item 4."
    return record(
        part("1", head, named(head[:-21], *announced, announces=True, items=("4",))),
        part(
            "2",
            "At the 2nd meeting, on 5 April, Chile spoke.",
            named("At the 2nd meeting, on 5 April", 2, days=(5,)),
            heard("Chile", "CHL", meetings=(2,), dates=(dt.date(2016, 4, 5),), items=("4",)),
        ),
        part(
            "3",
            f"At the {ordinals[second]} meeting, on 6 April, Kenya and Peru spoke.",
            named(f"At the {ordinals[second]} meeting, on 6 April", second, days=(6,)),
            heard("Kenya", "KEN", meetings=(second,), dates=(dt.date(2016, 4, 6),), items=("4",)),
            heard("Peru", "PER", meetings=(second,), dates=(dt.date(2016, 4, 6),), items=("4",)),
        ),
        part("4", "The Conference agreed on a text.", outcome=True),
        *more,
    )


def test_a_clean_record_has_no_findings() -> None:
    """A record whose meetings, days, numbers and names agree has no finding of any rule."""
    assert check_record(conference(), names()) == ()


def test_a_meeting_announced_without_speakers_is_told_where_it_is_printed() -> None:
    """The 5th meeting is announced in paragraph 1 and nobody speaks at it: one warning at the word "5th"."""
    (finding,) = findings(conference(announced=(2, 3, 5)), "meeting_without_speakers")
    assert (finding.paragraph, finding.page, finding.printed, finding.severity) == ("1", 1, "5th", "warning")
    assert "meeting 5" in finding.message


def test_a_meeting_with_speakers_that_is_not_announced_is_told_once() -> None:
    """Two States speak at the 4th meeting, which paragraph 1 leaves out: one warning where the meeting is named."""
    (finding,) = findings(conference(announced=(2, 3), second=4), "meeting_not_announced")
    assert (finding.paragraph, finding.printed) == ("3", "4th")
    assert "paragraph 1" in finding.message


def test_a_meeting_at_which_something_else_is_told_is_not_without_trace() -> None:
    """A meeting announced for an item, at which the record says that a text was adopted, needs no speakers."""
    adopted = part("5", "At the 5th meeting the text was adopted.", named("At the 5th meeting", 5))
    reading = conference(adopted, announced=(2, 3, 5))
    assert not findings(reading, "meeting_without_speakers")


def two_chapters(first_items: tuple[str, ...], second_items: tuple[str, ...]) -> Reading:
    """Chapter I announces the 1st and 2nd meetings and has speakers at the 1st; chapter II announces the 2nd alone."""
    return record(
        chapter("I", "Debate"),
        part(
            "1",
            "At its 1st and 2nd meetings items were taken up. Chile spoke.",
            named("At its 1st and 2nd meetings", 1, 2, announces=True, items=first_items),
            heard("Chile", "CHL", meetings=(1,), items=first_items),
        ),
        chapter("II", "Elections"),
        part(
            "2",
            "At its 2nd meeting other items were taken up. Kenya spoke.",
            named("At its 2nd meeting", 2, announces=True, items=second_items),
            heard("Kenya", "KEN", meetings=(2,), items=second_items),
        ),
    )


def test_chapters_on_different_items_are_compared_apart() -> None:
    """Speakers at the 2nd meeting on item 8 do not stand for those missing on item 7."""
    (finding,) = findings(two_chapters(("7",), ("8",)), "meeting_without_speakers")
    assert (finding.paragraph, finding.printed) == ("1", "2nd")


def test_chapters_on_the_same_item_are_compared_together() -> None:
    """An item announced in one chapter may have its speakers in the next, as in reports of the Main Committees."""
    assert not findings(two_chapters(("7",), ("7 (b)",)), "meeting_without_speakers")


def test_what_was_done_at_one_meeting_announces_no_meetings() -> None:
    """A report that tells meeting by meeting what was considered has left out no meeting with speakers."""
    met = {number: named(f"At meeting {number}", number, announces=True) for number in (1, 3)}
    done = [part(str(number), f"At meeting {number} it took up a note.", place) for number, place in met.items()]
    spoke = part("2", "Chile spoke at the 2nd meeting.", heard("Chile", "CHL", meetings=(2,)))
    assert not findings(record(done[0], spoke, done[1]), "meeting_not_announced")


def test_a_record_like_the_first_report_has_its_four_findings() -> None:
    """Meetings 2, 8, 9 and 10 announced with three days, speakers at 7, 8 and 9, no symbol: these four warnings."""
    words, items = "At its 2nd and 8th to 10th plenary meetings", ("6", "10")
    announced = named(words, 2, 8, 9, 10, days=(4, 7, 8), announces=True, items=items)
    parts = [part("1", f"{words}, on 4, 7 and 8 April, it took up two items.", announced)]
    speaking = ((7, 7, "Chile", "CHL"), (8, 7, "Kenya", "KEN"), (9, 8, "Peru", "PER"))
    for number, (meeting, day, name, iso3) in enumerate(speaking, 2):
        place = f"At the {meeting}th plenary meeting, on {day} April"
        spoke = heard(name, iso3, meetings=(meeting,), dates=(dt.date(2016, 4, day),), items=items)
        parts.append(part(str(number), f"{place}, {name} spoke.", named(place, meeting, days=(day,)), spoke))
    head = dataclasses.replace(MASTHEAD, symbol="", symbols=(), job_number="V.16-99999", status=DocumentStatus.DRAFT)
    found = check_record(record(*parts, part("5", "It was agreed.", outcome=True), masthead=head), names())
    assert [(finding.rule, finding.printed) for finding in found if finding.severity != "info"] == [
        ("no_symbol", ""),
        ("meeting_without_speakers", "2nd"),
        ("meeting_without_speakers", "10th"),
        ("meeting_not_announced", "7th"),
    ]


def test_an_announcement_below_the_first_speakers_is_on_its_own_part() -> None:
    """A chapter that goes meeting by meeting and comes to two meetings on an item has announced none at its head."""
    spoke = part("1", "Chile spoke at the 1st meeting.", heard("Chile", "CHL", meetings=(1,), items=("2",)))
    both = named("At its 4th and 5th meetings", 4, 5, announces=True, items=("2",))
    reading = record(
        spoke,
        part("2", "At its 4th and 5th meetings it held a panel.", both),
        part("3", "Kenya spoke.", heard("Kenya", "KEN", meetings=(4, 5), items=("2",))),
    )
    assert not findings(reading, "meeting_not_announced")


def sections(heading: str, meeting: str) -> Reading:
    """Two meetings announced; a State speaks at the 1st, and one at another below a heading of its own."""
    both = named("At its 1st and 2nd meetings", 1, 2, announces=True, items=("7",))
    spoke = (named(f"At {meeting}", 5), heard("Kenya", "KEN", meetings=(5,), items=("7",)))
    return record(
        part("1", "At its 1st and 2nd meetings it took up item 7.", both),
        part("2", "Chile spoke.", heard("Chile", "CHL", meetings=(1, 2), items=("7",))),
        part("", heading, kind=BlockKind.HEADING, level=2, label="B"),
        part("3", f"At {meeting} Kenya spoke.", *spoke),
    )


def test_speakers_while_the_body_takes_action_need_no_announcement() -> None:
    """Action is taken at meetings of its own, and a plenary meeting is none of those that a committee announces."""
    assert len(findings(sections("Debate continued", "the 5th meeting"), "meeting_not_announced")) == 1
    assert not findings(sections("Action taken", "the 5th meeting"), "meeting_not_announced")
    assert not findings(sections("Debate continued", "the 5th plenary meeting"), "meeting_not_announced")


def test_meetings_that_no_place_names_are_told_in_one_line() -> None:
    """Meetings 2, 3 and 9 leave 4 to 8 unnamed: one information, without a place."""
    reading = conference(part("5", "At the 9th meeting it closed.", named("At the 9th meeting", 9)))
    (finding,) = findings(reading, "meetings_skipped")
    assert (finding.start, finding.severity) == (None, "info")
    assert "4 to 8" in finding.message


def test_speaking_at_no_meeting_is_told_once_a_paragraph() -> None:
    """Two speakers of one paragraph without a meeting are one information, in a record that places others."""
    reading = record(
        part("1", "Chile spoke at the 1st meeting.", heard("Chile", "CHL", meetings=(1,))),
        part("2", "Kenya and Peru spoke.", heard("Kenya", "KEN"), heard("Peru", "PER")),
    )
    assert [finding.printed for finding in findings(reading, "turn_without_meeting")] == ["Kenya"]


def test_items_are_compared_with_the_agenda_printed() -> None:
    """Item 9 (c) is not on an agenda that divides item 9 into (a) and (b); 4 (a) may be one of an undivided item 4."""
    agenda = tuple(AgendaItem(number, "Title", 0) for number in ("4", "9", "9 (a)", "9 (b)", "11"))
    reading = record(
        part(
            "1",
            "At the 1st meeting Chile, Kenya and Peru spoke.",
            named("At the 1st meeting", 1),
            heard("Chile", "CHL", meetings=(1,), items=("4 (a)",)),
            heard("Kenya", "KEN", meetings=(1,), items=("9(b)",)),
            heard("Peru", "PER", meetings=(1,), items=("9 (c)",)),
        ),
        agenda=agenda,
    )
    assert [finding.printed for finding in findings(reading, "item_not_on_agenda")] == ["Peru"]
    assert ["item 11" in finding.message for finding in findings(reading, "item_without_meeting")] == [True]


def test_a_chapter_without_conclusion_is_told_where_others_have_one() -> None:
    """Of two chapters one states a conclusion: the other is told, as information."""
    reading = record(
        chapter("I", "Debate"),
        part(
            "1", "At its 1st meeting item 3 was taken up.", named("At its 1st meeting", 1, announces=True, items=("3",))
        ),
        part("2", "It was agreed.", outcome=True),
        chapter("II", "Review"),
        part(
            "3", "At its 2nd meeting item 4 was taken up.", named("At its 2nd meeting", 2, announces=True, items=("4",))
        ),
    )
    (finding,) = findings(reading, "item_without_outcome")
    assert (finding.paragraph, finding.severity) == ("3", "info")


def dated(*days: int) -> Reading:
    """A record that names the 1st, 2nd, 3rd ... meeting, each on a day of April 2016."""
    parts = [
        part(
            str(number),
            f"At meeting {number}, on {day} April, it met.",
            named(f"At meeting {number}", number, days=(day,)),
        )
        for number, day in enumerate(days, 1)
    ]
    return record(*parts)


def test_meetings_out_of_the_order_of_their_days_are_told() -> None:
    """The 3rd meeting on 5 April comes before the 2nd on 6 April."""
    (finding,) = findings(dated(4, 6, 5, 7), "dates_out_of_order")
    assert (finding.paragraph, finding.severity) == ("3", "warning")
    assert not findings(dated(4, 6, 6, 7), "dates_out_of_order")


def test_a_meeting_outside_the_session_is_told() -> None:
    """The session ends on 8 April; a meeting on 9 April lies outside, one on 4 April inside."""
    (finding,) = findings(dated(4, 9), "date_outside_session")
    assert finding.paragraph == "2"
    assert "2016-04-08" in finding.message


def test_without_days_of_the_session_the_day_of_the_document_bounds_its_meetings() -> None:
    """A meeting after the day that an adopted report bears is told; a draft may name meetings still to come."""
    head = dataclasses.replace(MASTHEAD, first_date=None, last_date=None)
    reading = dated(4, 9)
    late = dataclasses.replace(reading, report=dataclasses.replace(reading.report, masthead=head))
    assert len(findings(late, "date_outside_session")) == 1
    draft = dataclasses.replace(head, status=DocumentStatus.DRAFT)
    early = dataclasses.replace(reading, report=dataclasses.replace(reading.report, masthead=draft))
    assert not findings(early, "date_outside_session")
    assert [finding.severity for finding in findings(early, "not_adopted")] == ["info"]


def test_one_meeting_with_two_days_is_told_at_the_later_place() -> None:
    """The 2nd meeting on 5 April in one paragraph and on 6 April in another is a contradiction."""
    reading = record(
        part("1", "At the 2nd meeting, on 5 April, it met.", named("At the 2nd meeting", 2, days=(5,))),
        part("2", "At the 2nd meeting, on 6 April, it met.", named("At the 2nd meeting", 2, days=(6,))),
    )
    (finding,) = findings(reading, "meeting_with_two_dates")
    assert finding.paragraph == "2"
    assert "2016-04-05" in finding.message


@pytest.mark.parametrize(("day", "count"), [(4, 0), (6, 0), (7, 1)])
def test_days_that_are_not_paired_with_meetings_bound_them(day: int, count: int) -> None:
    """Four meetings on 4 and 6 April: each lies between the two days, and which on which is not told."""
    both = named("At its 1st to 4th meetings", 1, 2, 3, 4, days=(4, 6))
    reading = record(
        part("1", "At its 1st to 4th meetings, on 4 and 6 April, it met.", both),
        part("2", "At the 3rd meeting it met.", named("At the 3rd meeting", 3, days=(day,))),
    )
    assert len(findings(reading, "meeting_with_two_dates")) == count


@pytest.mark.parametrize(
    ("printed", "rule"),
    [
        ("31 April", "impossible_date"),
        ("30 February 2016", "impossible_date"),
        ("29 February 2015", "impossible_date"),
        ("Monday, 5 April 2016", "wrong_weekday"),
        ("Friday, 4 April 2016", "wrong_weekday"),
    ],
)
def test_days_that_never_were_are_told(printed: str, rule: str) -> None:
    """A day that no calendar has, and a day of the week that it was not, are told where they are printed."""
    (finding,) = findings(record(part("1", f"It met on {printed} in the morning.")), rule)
    assert finding.printed == printed


@pytest.mark.parametrize(
    "printed", ["29 February 2016", "29 February", "Tuesday, 5 April 2016", "Monday, 4 April", "30 April"]
)
def test_days_of_the_calendar_are_not_told(printed: str) -> None:
    """A leap day and a right day of the week are in order."""
    found = {finding.rule for finding in check_record(record(part("1", f"It met on {printed}.")), names())}
    assert not found & {"impossible_date", "wrong_weekday"}


def test_a_record_without_symbol_is_told_with_its_job_number() -> None:
    """A document that prints no symbol is cited by its job number, where it has one."""
    head = dataclasses.replace(MASTHEAD, symbol="", symbols=(), job_number="V.16-99999")
    (finding,) = findings(record(part("1", "It met."), masthead=head), "no_symbol")
    assert (finding.paragraph, finding.page, finding.severity) == ("", None, "warning")
    assert "V.16-99999" in finding.message
    assert describe(finding).startswith("whole document: ")


def test_missing_days_are_information() -> None:
    """A head without date and without days of the session is told twice, as information."""
    head = dataclasses.replace(MASTHEAD, first_date=None, last_date=None, date=None)
    found = check_record(record(part("1", "It met."), masthead=head), names())
    assert [(finding.rule, finding.severity) for finding in found] == [
        ("no_date", "info"),
        ("no_session_dates", "info"),
    ]
