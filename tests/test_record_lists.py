"""Numbering, lists of speakers, votes, counts, documents and wording of a record are checked."""

from __future__ import annotations

import dataclasses
import datetime as dt
from functools import cache
from pathlib import Path

import pytest

from plenary.checks.record import check_record, describe
from plenary.checks.record.documents import is_symbol
from plenary.extract.model import BlockKind, Reading, RecordFinding, Resolution
from plenary.model import Act, Capacity, Kind
from plenary.names import Names
from tests.records import MASTHEAD, chapter, heard, note, part, record

REPOSITORY = Path(__file__).resolve().parent.parent
DAY = dt.date(2016, 4, 5)


@cache
def names() -> Names:
    """The names of the dataset, read once for all tests."""
    return Names.read(REPOSITORY / "data")


def findings(reading: Reading, rule: str) -> list[RecordFinding]:
    """What one rule finds in a record."""
    return [finding for finding in check_record(reading, names()) if finding.rule == rule]


def printed(reading: Reading, rule: str) -> list[str]:
    """The wording at which one rule finds something."""
    return [finding.printed for finding in findings(reading, rule)]


# --- Numbering


@pytest.mark.parametrize(
    ("numbers", "told"),
    [
        ("1 2 3 4", []),
        ("65 66 67", []),
        ("1 2 4 5", ["4"]),
        ("1 2 2 3", ["2"]),
        ("1 2 3 3 5 6", ["3", "5"]),
        ("1 2 1 2 3 3 4", []),
        ("1 2 9 3 4", ["9"]),
        ("1 2 3 88 4", []),
        ("1 2 - - 3", []),
    ],
)
def test_paragraphs_are_numbered_without_gap_or_double(numbers: str, told: list[str]) -> None:
    """Lists that begin at 1 may stand inside one another (1 2 [1 2 3] 3 4); an extract begins anywhere.

    A number that comes twice stands in the text of the second part, as the reader leaves it; "-" is a part without one.
    """
    parts, above = [], ""
    for number in numbers.split():
        text = f"{number}. It met." if number == above else "It met."
        above = above if number == "-" else number
        parts.append(part(above, text))
    reading = record(*parts)
    assert [finding.paragraph for finding in findings(reading, "paragraph_misnumbered")] == told


@pytest.mark.parametrize(
    ("labels", "told"),
    [
        ("a b c", []),
        ("a b d", ["d"]),
        ("a b b c", ["b"]),
        ("b c", ["b"]),
        ("i ii iii iv", []),
        ("h i j", ["h"]),
        ("a b a b", []),
        ("x y z aa bb", ["x"]),
        ("i iii", ["iii"]),
    ],
)
def test_subparagraphs_follow_one_another(labels: str, told: list[str]) -> None:
    """Letters, double letters and Roman numerals go on from the one above; a second list may begin anew."""
    parts = [part(f"7 ({label})", "It met.", kind=BlockKind.SUBPARAGRAPH, level=1) for label in labels.split()]
    found = findings(record(part("7", "It decided:"), *parts), "subparagraph_misnumbered")
    assert [finding.paragraph for finding in found] == [f"7 ({label})" for label in told]


def test_what_stands_below_a_subparagraph_is_numbered_for_itself() -> None:
    """(a) (i) (ii) (b) (i) is in order, and so is (a) of the next paragraph."""
    labels = ("3 (a)", "3 (a) (i)", "3 (a) (ii)", "3 (b)", "3 (b) (i)", "4 (a)")
    parts = [part(label, "It met.", kind=BlockKind.SUBPARAGRAPH) for label in labels]
    assert not findings(record(part("3", "So:"), *parts[:5], part("4", "So:"), parts[5]), "subparagraph_misnumbered")


def test_letters_may_run_through_paragraphs() -> None:
    """(a) below one paragraph and (b) below the next, as titles between them are lettered; (d) is told."""
    for letter, count in (("b", 0), ("d", 1)):
        labels = ("3 (a)", f"4 ({letter})")
        one, other = (part(label, "Roads", kind=BlockKind.SUBPARAGRAPH, level=1) for label in labels)
        reading = record(part("3", "It met."), one, part("4", "It met."), other)
        assert len(findings(reading, "subparagraph_misnumbered")) == count


def test_footnotes_are_numbered_and_marked() -> None:
    """Footnotes 1, 2 and 4: the 4 is out of order, 2 has no mark, and mark 3 has no footnote."""
    reading = record(part("1", "It met.", marks=("1", "3", "4")), note("1"), note("2"), note("4"))
    assert len(findings(reading, "footnote_misnumbered")) == 1
    assert sorted(finding.message.count("footnote 2") for finding in findings(reading, "footnote_unmarked")) == [0, 1]


# --- Speakers


def test_a_speaker_twice_in_one_list_is_told_at_the_second_place() -> None:
    """Peru twice in one list is one warning; at two meetings, for others, or in reply it may stand twice."""
    text = "Peru, Chile and Peru spoke."
    twice = record(part("1", text, heard("Peru", "PER"), heard("Chile", "CHL"), heard("Peru", "PER")))
    (finding,) = findings(twice, "speaker_twice_in_list")
    assert (finding.start, finding.severity) == (16, "warning")
    for fields in ({"meetings": (2,)}, {"on_behalf_of": ("Group of 77",)}, {"act": Act.EXPLANATION_OF_VOTE}):
        other = record(part("1", text, heard("Peru", "PER"), heard("Chile", "CHL"), heard("Peru", "PER", **fields)))
        assert not findings(other, "speaker_twice_in_list")
    reply = [heard("Peru", "PER", act=Act.RIGHT_OF_REPLY) for _time in range(2)]
    assert not findings(record(part("1", text, *reply)), "speaker_twice_in_list")


def test_one_speaker_under_two_names_is_twice_in_the_list() -> None:
    """A State under its short and its formal name is one State."""
    text = "The Islamic Republic of Iran, Iran (Islamic Republic of) spoke."
    both = (heard("Islamic Republic of Iran", "IRN"), heard("Iran (Islamic Republic of)", "IRN"))
    assert len(findings(record(part("1", text, *both)), "speaker_twice_in_list")) == 1


def test_a_state_among_the_members_that_was_none_is_told_with_what_it_was() -> None:
    """The Holy See as a member is a warning that says what it is; as an observer it is in order."""
    member = record(part("1", "The Holy See spoke.", heard("Holy See", "VAT")))
    (finding,) = findings(member, "not_a_member")
    assert "non-member observer State" in finding.message
    observer = record(part("1", "The Holy See spoke.", heard("Holy See", "VAT", capacity=Capacity.OBSERVER)))
    assert not findings(observer, "not_a_member")


def test_membership_is_that_of_the_day() -> None:
    """South Sudan was no member in April 2011 and was one in April 2016."""
    for year, count in ((2011, 1), (2016, 0)):
        spoke = heard("South Sudan", "SSD", dates=(dt.date(year, 4, 5),))
        assert len(findings(record(part("1", "South Sudan spoke.", spoke)), "not_a_member")) == count


def test_a_former_state_that_speaks_after_its_end_is_told() -> None:
    """Czechoslovakia ended with 1992: it cannot take the floor in 2016, and its name was not in force."""
    resolved = heard("Czechoslovakia", "CSK", dates=(DAY,))
    assert printed(record(part("1", "Czechoslovakia spoke.", resolved)), "speaker_not_in_being") == ["Czechoslovakia"]
    unresolved = record(part("1", "Czechoslovakia spoke.", heard("Czechoslovakia", dates=(DAY,))))
    assert printed(unresolved, "name_not_in_force") == ["Czechoslovakia"]
    assert not findings(unresolved, "unknown_name")


def test_an_unknown_name_has_hints_and_no_answer() -> None:
    """A misspelt State is a warning with the nearest names; nothing in the finding says that it is one of them."""
    (finding,) = findings(record(part("4", "Argentinna spoke.", heard("Argentinna", dates=(DAY,)))), "unknown_name")
    assert (finding.printed, finding.severity, finding.hints[0]) == ("Argentinna", "warning", "Argentina")
    assert describe(finding) == (
        "§4, page 1: “Argentinna”: “Argentinna” is no known name; the nearest known names, which are no answer: "
        f"{', '.join(finding.hints)} (warning)"
    )


def test_a_name_that_the_record_itself_explains_is_not_told() -> None:
    """An organization that the record calls one needs no row in the table of names."""
    spoke = heard("Road Builders' Union", kind=Kind.NGO, resolution=Resolution.RECORD, dates=(DAY,))
    assert not findings(record(part("1", "The Road Builders' Union spoke.", spoke)), "unknown_name")


def test_a_name_of_other_days_is_told_also_of_whom_a_speaker_speaks_for() -> None:
    """Burma was not in force in 2016; a group of States under any name is not looked up."""
    spoke = heard("Chile", "CHL", dates=(DAY,), on_behalf_of=("Burma", "Friends of Bridges"))
    (finding,) = findings(record(part("1", "Chile spoke.", spoke)), "name_not_in_force")
    assert "Burma" in finding.message


# --- Counts and votes


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Three speakers took the floor: Chile, Kenya and Peru.", []),
        ("Four speakers took the floor: Chile, Kenya and Peru.", ["Four speakers"]),
        ("Two States (Chile, Kenya and Peru) spoke.", ["Two States"]),
        ("Two States (Chile and Kenya) and Peru spoke.", []),
        ("Statements were made by 14 States, including two: Chile, Kenya and Peru.", ["including two"]),
        ("Statements were made by 14 States, including: Chile, Kenya and Peru.", []),
        ("Statements were made by two States: Chile and Kenya; and by Peru.", []),
        ("At the second of two meetings of States: Chile, Kenya and Peru.", []),
        ("Chile, Kenya and Peru spoke, and 12 States did not.", []),
        ("Two speakers, the representatives of Chile, Kenya and Peru, took the floor.", ["Two speakers"]),
    ],
)
def test_a_number_of_speakers_is_that_of_the_names_given_for_it(text: str, told: list[str]) -> None:
    """Names count that a colon, a bracket or "the representatives of" leads to; "including" gives some of them only."""
    three = (heard("Chile", "CHL"), heard("Kenya", "KEN"), heard("Peru", "PER"))
    assert printed(record(part("1", text, *three)), "count_unlike_names") == told


def vote(tally: str, *lists: str, after: bool = False) -> Reading:
    """A vote: a sentence with figures before or after its lists."""
    sentence = part("5", f"The text was adopted {tally}. The voting was as follows:")
    blocks = [part("", line, kind=BlockKind.OTHER) for line in lists]
    return record(*(*blocks, sentence) if after else (sentence, *blocks))


IN_FAVOUR = "In favour: Bosnia and Herzegovina, Chile, Trinidad and Tobago and Peru."


@pytest.mark.parametrize("after", [False, True])
def test_figures_of_a_vote_are_the_numbers_of_states_listed(after: bool) -> None:
    """Four for, one against, none abstaining; names that hold an "and" are one State each."""
    lists = (IN_FAVOUR, "Against: Kenya.")
    assert not findings(vote("by 4 votes to 1", *lists, after=after), "vote_unlike_lists")
    assert not findings(vote("by a recorded vote of 4 to one, with no abstentions", *lists), "vote_unlike_lists")
    (finding,) = findings(vote("by 4 votes to 2, with 1 abstention", *lists, after=after), "vote_unlike_lists")
    assert "4, 1 and 0 names" in finding.message


def test_each_vote_has_its_own_figures() -> None:
    """Two votes, figures below the lists: each pair agrees, though the figures of the first stand nearer the second."""
    parts = [
        part("", "In favour: Chile, Peru.", kind=BlockKind.OTHER),
        part("", "Against:", kind=BlockKind.OTHER),
        part("", "Kenya.", kind=BlockKind.OTHER),
        part("5", "It was adopted by 2 votes to 1."),
        part("", "In favour: Chile.", kind=BlockKind.OTHER),
        part("", "Against: Kenya, Peru, Mali.", kind=BlockKind.OTHER),
        part("6", "It was rejected by one vote to three, with no abstentions, of 10 to 14 April."),
    ]
    assert not findings(record(*parts), "vote_unlike_lists")


def test_a_rejection_may_give_the_votes_against_first() -> None:
    """Some reports print the larger figure first when a text is rejected; both orders agree with the lists."""
    lists = ("In favour: Chile.", "Against: Kenya, Peru.")
    for tally in ("by 1 vote to 2", "by a recorded vote of 2 to 1"):
        sentence = part("5", f"The amendment was rejected {tally}.")
        blocks = [part("", line, kind=BlockKind.OTHER) for line in lists]
        assert not findings(record(sentence, *blocks), "vote_unlike_lists")
    assert len(findings(vote("by 2 votes to 1", *lists), "vote_unlike_lists")) == 1


def test_a_state_votes_once_and_under_its_name() -> None:
    """Chile on both sides is told, and a voter whose name is not known has hints."""
    reading = vote("by 2 votes to 2", "In favour: Chile, Argentinna.", "Against: Chile, Kenya.")
    assert printed(reading, "voter_twice") == ["Chile"]
    assert [(finding.printed, finding.hints[0]) for finding in findings(reading, "unknown_name")] == [
        ("Argentinna", "Argentina")
    ]


# --- Documents


@pytest.mark.parametrize(
    "symbol",
    ["A/CONF.213/7", "E/2010/10/Add.1", "A/79/437/Add.4", "E/CN.7/2025/CRP.6", "TD/B/C.II/15", "FCCC/SBI/2024/13"],
)  # fmt: skip
def test_symbols_of_all_organs_have_the_form_of_one(symbol: str) -> None:
    """Parts in capitals and figures between strokes; Add., Corr. and Rev. with a number."""
    assert is_symbol(symbol)


@pytest.mark.parametrize("symbol", ["A/CONF,213/7", "A/ CONF.213/7", "A//7", "A/CONF.213/", "a/conf.213/7", "A7"])
def test_other_texts_have_not_the_form_of_a_symbol(symbol: str) -> None:
    """A comma, a blank, an empty part or small letters are no part of a symbol."""
    assert not is_symbol(symbol)
    reading = record(part("1", f"It had before it a note ({symbol}).", documents=(symbol,)))
    assert printed(reading, "malformed_symbol") == [symbol]


def test_a_document_listed_twice_in_one_paragraph_is_told() -> None:
    """Twice in one paragraph is a warning; under two items it is in order, unless its titles differ."""
    one, again = (part(f"1 ({letter})", "Note (A/1/2)", documents=("A/1/2",)) for letter in "ab")
    assert len(findings(record(one, again), "document_listed_twice")) == 1
    assert not findings(record(one, part("2", "Note (A/1/2)", documents=("A/1/2",))), "document_listed_twice")
    other = part("2", "Report on roads (A/1/2)", documents=("A/1/2",))
    assert [finding.severity for finding in findings(record(one, other), "document_with_two_titles")] == ["info"]


def documents(text: str) -> Reading:
    """Three documents before a conference, and a paragraph that cites some."""
    symbols = ("A/CONF.900/2", "A/CONF.900/3", "A/CONF.900/4")
    listed = [
        part(f"1 ({letter})", f"Note ({symbol})", documents=(symbol,))
        for letter, symbol in zip("abc", symbols, strict=True)
    ]
    return record(*listed, part("2", text))  # fmt: skip


def test_a_listed_document_is_missed_only_where_the_others_are_cited() -> None:
    """A record that cites none of its documents again is as usual; one that cites two of three has left one out."""
    assert not findings(documents("It took note."), "document_not_cited")
    reading = documents("It took note of A/CONF.900/2 and A/CONF.900/3.")
    assert printed(reading, "document_not_cited") == ["A/CONF.900/4"]


def test_a_cited_document_of_the_same_session_is_missed_on_the_list() -> None:
    """A/CONF.900/8 is on no list; drafts, other series, addenda of listed ones and the record itself need not be."""
    text = "See A/CONF.900/8, A/CONF.900/L.5, A/70/1, A/CONF.900/2/Add.1, A/CONF.900/9 and A/CONF.900/8."
    assert printed(documents(text), "document_not_listed") == ["A/CONF.900/8"]


# --- Wording


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Peru (on behalf of the Group spoke.", ["("]),
        ("Peru on behalf of the Group) spoke.", [")"]),
        ("Peru (on behalf of [all]) spoke.", []),
        ("Peru (for the Plurinational State of) spoke.", []),
        ("“Peru spoke.", ["“"]),
        ("On items a) roads and b) bridges Peru spoke.", []),
    ],
)
def test_brackets_and_quotes_of_a_list_close(text: str, told: list[str]) -> None:
    """A mark without its counterpart is told; a letter with a closing bracket alone numbers a list."""
    assert printed(record(part("1", text, heard("Peru", "PER"))), "unclosed_mark") == told


def test_a_word_twice_in_a_row_is_information() -> None:
    """Two times "and" is told; words that may stand twice, and names, are not."""
    reading = record(part("1", "Chile and and Peru had had that that Bora Bora met; in in-depth talks."))
    assert [(finding.printed, finding.severity) for finding in findings(reading, "doubled_word")] == [
        ("and and", "info")
    ]


def test_findings_stand_in_printed_order_behind_those_on_the_whole_document() -> None:
    """First what has no place, then by place in the text."""
    head = dataclasses.replace(MASTHEAD, symbol="", symbols=())
    reading = record(
        chapter("I", "Debate"), part("1", "On the the 31 April it met."), part("3", "It met."), masthead=head
    )
    rules = [finding.rule for finding in check_record(reading, names())]
    assert rules == ["no_symbol", "doubled_word", "impossible_date", "paragraph_misnumbered"]
