"""Heads, agendas, documents before the body and passages of reports are read as printed."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from plenary.extract.layout import parse_report
from plenary.extract.masthead import ordinal_number
from plenary.extract.model import Masthead, Report
from plenary.extract.session_days import day_of, place_of, span_of
from plenary.extract.sources import read_file, read_source
from plenary.model import DocumentStatus

SHARED = Path(__file__).resolve().parents[2] / "shared"
needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="the reports lie beside the checkout, in ../shared")


def report_of(text: str) -> Report:
    """A text laid out."""
    return parse_report(read_source(text.encode(), "report.txt"))


def head_of(head: str) -> Masthead:
    """What the head says that stands before a first paragraph."""
    return report_of(f"{head}\n\n1. The Board of Orchards met and heard a statement.\n\n2. It closed.").masthead


# --- Session -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("first", 1), ("twelfth", 12), ("nineteenth", 19), ("twentieth", 20), ("twenty-eighth", 28),
        ("Sixty-first", 61), ("SEVENTY-NINTH", 79), ("ninetieth", 90),
        ("hundredth", 100), ("one hundred and third", 103), ("32nd", 32),
        ("orchard", None),
    ],
)  # fmt: skip
def test_ordinals_in_words_and_figures_are_numbers(words: str, number: int | None) -> None:
    """Sixty-first is 61, 32nd is 32, and a word that is no ordinal has no number."""
    assert ordinal_number(words) == number


@pytest.mark.parametrize(
    ("printed", "first", "last"),
    [
        ("Lima, 12-19 April 2010", (2010, 4, 12), (2010, 4, 19)),
        ("(6 December 2024 and 10\u201314 March 2025)", (2024, 12, 6), (2025, 3, 14)),
        ("held in Lima from 3 to 13 June 2024", (2024, 6, 3), (2024, 6, 13)),
        ("30 April-11 May 2012", (2012, 4, 30), (2012, 5, 11)),
        ("1 February - 12 March 1993", (1993, 2, 1), (1993, 3, 12)),
        ("(Lima, 30 January-8 February, 22 May-2 June and 12 June 2017)", (2017, 1, 30), (2017, 6, 12)),
        ("29 December 2014 to 2 January 2015", (2014, 12, 29), (2015, 1, 2)),
    ],
)
def test_days_of_a_session_are_read_in_every_wording(
    printed: str, first: tuple[int, int, int], last: tuple[int, int, int]
) -> None:
    """Hyphens, dashes, from and to, several parts and the turn of a year give the first and the last day."""
    span = span_of(printed)
    assert span is not None
    assert (span.first, span.last) == (dt.date(*first), dt.date(*last))


@pytest.mark.parametrize(
    "printed", ["9 December 2024", "at its 2nd and 3rd meetings, on 3 and 4 May 2011", "30-31 April x"]
)
def test_days_of_a_document_or_of_meetings_are_no_session(printed: str) -> None:
    """One day, the days of meetings and no year are no session."""
    assert span_of(printed) is None


def test_place_and_day_of_the_document() -> None:
    """A place stands before the days or after "in"; the day of the document alone or with the distribution."""
    assert place_of("Salamanca, Spain, 12-19 April 2010") == "Salamanca, Spain"
    assert place_of("The Board held its fifth session in Lima from 3 to 7 June 2024.") == "Lima"
    assert day_of("Distr.: Limited 16 April 2010") == dt.date(2010, 4, 16)
    assert day_of("9 December 2024") == dt.date(2024, 12, 9)
    assert day_of("30 February 2024") is None


def test_a_head_of_today_says_all_of_itself() -> None:
    """Symbol, session, items, title, body, day of the document and year of a report of a committee."""
    head = head_of(
        "United Nations ORC/79/437/Add.4\n\nGeneral Assembly Distr.: General\n\n9 "
        "December 2024\n\nOriginal: English\n\n"
        "Seventy-ninth session\n\nAgenda item 18 (d)\n\nCare of pears\n\nReport of the Second Committee*\n\n"
        "Rapporteur: Ms. Ana Bravo (Peru)"
    )
    assert (head.symbol, head.session, head.session_number) == ("ORC/79/437/Add.4", "Seventy-ninth session", 79)
    assert (head.title, head.body, head.items) == ("Report of the Second Committee", "Second Committee", ("18 (d)",))
    assert (head.date, head.year, head.status) == (dt.date(2024, 12, 9), 2024, DocumentStatus.ADOPTED)


def test_joint_symbols_and_a_cover_are_read() -> None:
    """Two symbols below each other, the body on a line of its own and the days in brackets."""
    head = head_of(
        "ORC/2025/28\n\nORC/CN.7/2025/11\n\nCommission on Old Gardens\n\nReport on the sixty-eighth session\n\n"
        "(6 December 2024 and 10\u201314 March 2025)\n\nEconomic and Social Council\n\nOfficial Records, 2025"
    )
    assert head.symbols == ("ORC/2025/28", "ORC/CN.7/2025/11")
    assert (head.body, head.session_number) == ("Commission on Old Gardens", 68)
    assert (head.first_date, head.last_date, head.year) == (dt.date(2024, 12, 6), dt.date(2025, 3, 14), 2025)


def test_a_draft_says_so() -> None:
    """A head that calls the report a draft, or a symbol of the limited series, makes a draft of it."""
    assert head_of("Draft report\n\nRapporteur: Ana Bravo (Peru)").status is DocumentStatus.DRAFT
    assert head_of("ORC/CN.7/2025/L.1/Add.3\n\nReport of the Board of Orchards").status is DocumentStatus.DRAFT


def test_symbols_of_other_documents_are_not_the_documents_own() -> None:
    """A report whose text cites papers and whose head prints no symbol has none."""
    report = report_of(
        "Report of the Board\n\n1. The Board had before it a note (ORC/2011/7) at its 2nd meeting.\n\n2. It closed."
    )
    assert (report.masthead.symbol, report.masthead.symbols) == ("", ())


def test_the_session_of_the_organ_is_not_that_of_the_body() -> None:
    """Official records bear the session of the organ; the session below the title is that of the reporting body."""
    head = head_of(
        "General Assembly\n\nOfficial Records\n\nSixty-sixth Session\n\nSupplement No. 97\n\n"
        "Report of the Commission on Model Gardens\n\nForty-fourth session\n\n(27 June-8 July 2011)"
    )
    assert head.session_number == 44


# --- Agenda and documents ------------------------------------------------------------------------------------------


def test_items_named_by_headings_and_sentences_are_on_the_agenda() -> None:
    """A title above its number in brackets, and an item called by its title, are two items."""
    report = report_of(
        "I. Opening of the session\n\n(Agenda item 1)\n\n1. The Board met on 3 May "
        "2011.\n\n2. It considered agenda item "
        '4, entitled "Pears of the islands".'
    )
    assert [(item.number, item.title) for item in report.agenda] == [
        ("1", "Opening of the session"),
        ("4", "Pears of the islands"),
    ]


def test_a_printed_agenda_is_read_from_an_annex() -> None:
    """An annexed agenda of three items is read as printed."""
    report = report_of(
        "1. The Board met on 3 May 2011.\n\n2. It closed.\n\nAnnex II\n\nAgenda\n\nItem "
        "1. Opening.\n\nItem 2. Pears.\n\n"
        "Item 3. Closure."
    )
    assert [(item.number, item.title) for item in report.agenda] == [("1", "Opening"), ("2", "Pears"), ("3", "Closure")]


def test_documents_before_the_body_have_a_row_to_each_symbol() -> None:
    """A list with one and with two symbols, and a sentence with one: four documents with titles and paragraphs."""
    report = report_of(
        "1. The Board had before it the following documents:\n\n(a) Note by the secretariat on pears (ORC/2011/7);\n\n"
        "(b) Reports of two workshops (ORC/2011/8 and ORC/2011/9).\n\n"
        "2. For its consideration of item 5, the Board had before it a report of the Director on birds (ORC/2011/10)."
    )
    assert [(each.symbol, each.title, each.paragraph) for each in report.documents_before] == [
        ("ORC/2011/7", "Note by the secretariat on pears", "1 (a)"),
        ("ORC/2011/8", "Reports of two workshops", "1 (b)"),
        ("ORC/2011/9", "Reports of two workshops", "1 (b)"),
        ("ORC/2011/10", "report of the Director on birds", "2"),
    ]


def test_passages_state_what_kind_they_are_and_where_they_stand() -> None:
    """Two lettered conclusions below their heading, a decision and an adopted resolution in sentences."""
    report = report_of(
        "1. At its 2nd meeting, the Board decided to plant pears.\n\n2. The Board adopted draft resolution ORC/L.4.\n\n"
        "Conclusions\n\n3. These conclusions were reached:\n\n(a) Pears were needed;\n\n(b) Birds were welcome."
    )
    assert [(each.kind, each.paragraph, each.letter) for each in report.passages] == [
        ("decision", "1", ""),
        ("resolution", "2", ""),
        ("conclusion", "3", "a"),
        ("conclusion", "3", "b"),
    ]
    assert report.text[report.passages[3].start : report.passages[3].end] == "Birds were welcome."


# --- The reports beside the checkout -------------------------------------------------------------------------------


@needs_shared
@pytest.mark.parametrize(
    ("file", "symbols", "job_number", "body", "session", "first", "last"),
    [
        ("seed/draft_report_2010.txt", (), "V.10-52859", "Congress", None, "2010-04-12", "2010-04-19"),
        ("corpus/E_2025_28.pdf", ("E/2025/28", "E/CN.7/2025/11"), "", "Commission on Narcotic Drugs", 68, "2024-12-06",
         "2025-03-14"),
        ("corpus/A_79_437_Add.4.pdf", ("A/79/437/Add.4",), "24-23250", "Second Committee", 79, None, None),
        ("corpus/A_HRC_28_2.pdf", ("A/HRC/28/2",), "GE.19-07475", "Human Rights Council", 28, "2015-03-02",
         "2015-03-27"),
        ("corpus/FCCC_SBI_2024_13.txt", ("FCCC/SBI/2024/13",), "", "Subsidiary Body for Implementation", 60,
         "2024-06-03", "2024-06-13"),
    ],
)  # fmt: skip
def test_heads_of_the_reports_say_what_is_printed(
    file: str,
    symbols: tuple[str, ...],
    job_number: str,
    body: str,
    session: int | None,
    first: str | None,
    last: str | None,
) -> None:
    """Symbols, job number, body, session and its days of the five reports; the draft of 2010 prints no symbol."""
    head = parse_report(read_file(SHARED / file)).masthead
    assert (head.symbols, head.job_number, head.body, head.session_number) == (symbols, job_number, body, session)
    assert (head.first_date, head.last_date) == tuple(day and dt.date.fromisoformat(day) for day in (first, last))


@needs_shared
def test_agendas_of_the_reports_are_whole() -> None:
    """The agendas of three reports have 12, 10 and 21 items, sub-items aside."""
    for file, count in (("E_2025_28.pdf", 12), ("A_HRC_28_2.pdf", 10), ("FCCC_SBI_2024_13.txt", 21)):
        agenda = parse_report(read_file(SHARED / "corpus" / file)).agenda
        assert {item.number for item in agenda if item.number.isdecimal()} == {str(n + 1) for n in range(count)}, file
