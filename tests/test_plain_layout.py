"""Texts without geometry, as programs and pages of the web give them, are laid out like the printed document."""

from __future__ import annotations

import pytest

from plenary.extract.layout import parse_report
from plenary.extract.model import BlockKind, Report
from plenary.extract.sources import read_source
from tests.report_files import as_pdf

HEADING, PARAGRAPH, SUBPARAGRAPH, ENTRY, FOOTNOTE, OTHER = BlockKind
FILLING = """\
The Board of Orchards then heard a long account of the weather on the islands
and of the harm that the wind had done to the older trees, most of which were
planted by the founders, and thanked the gardeners for the care that they had
taken of the young ones since the last session."""


def report_of(text: str) -> Report:
    """A text laid out."""
    return parse_report(read_source(text.encode(), "report.txt"))


def wrapped(text: str) -> Report:
    """A text laid out, with enough wrapped lines before it to tell how wide it is set."""
    return report_of(f"1. {FILLING}\n2. {FILLING}\n3. {FILLING}\n{text}")


def blocks(report: Report, first: str = "1") -> list[tuple[BlockKind, str, str]]:
    """Kind, number and text of the blocks from the paragraph of that number on."""
    told = [(block.kind, block.number, report.wording(block)) for block in report.blocks]
    return told[next(place for place, block in enumerate(told) if block[1].partition(" ")[0] == first) :]


# --- Pages ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "turn",
    [
        "2/3                                                                         24-11133\nORC/2011/7\n",
        "24-11133\n\n2/3\n\nORC/2011/7\n",
        "ORC/2011/7\n2/3 24-11133\n",
        "\n2\n\nORC/2011/7\nORC/B.2/2011/4\n",
        "/...\n\nORC/2011/7\nEnglish\nPage 3\n",
    ],
)
def test_a_page_turn_without_form_feed_is_told_by_the_symbol_of_the_document(turn: str) -> None:
    """A list of four States stands on two pages between which the symbol and a page number are printed."""
    report = report_of(
        "ORC/2011/7\nORC/B.2/2011/4\nReport of the Board of Orchards on its second session\n\n"
        "1. Statements were made by the representatives of Chad, of the Democratic Republic of the\n"
        f"{turn}Congo, Equatorial Guinea and Fiji.\n\n2. The Board closed its session on 4 May 2011.\n"
    )
    assert blocks(report) == [
        (
            PARAGRAPH,
            "1",
            "Statements were made by the representatives of Chad, of the Democratic Republic of the Congo, Equatorial"
            " Guinea and Fiji.",
        ),
        (PARAGRAPH, "2", "The Board closed its session on 4 May 2011."),
    ]
    assert [block.page for block in report.blocks[-2:]] == [1, 2]


def test_page_numbers_beside_the_symbol_go_before_figures_that_count_something_else() -> None:
    """Four footnotes whose numbers stand alone are no page numbers: the symbol stands beside two of three pages."""
    notes = "".join(f"\n{number}\n\nSee paper {number} of the Board.\n" for number in range(1, 5))
    report = report_of(
        f"ORC/2011/7\n\n1. The Board met on 3 May 2011.\n{notes}\n1\n\nORC/2011/7\n\n2. Chad made a statement.\n\n2\n\n"
        "ORC/2011/7\n\n3. The Board closed its session."
    )
    assert len(report.source.pages) == 3


# --- Numbers -------------------------------------------------------------------------------------------------------


def test_a_number_or_letter_alone_on_its_line_belongs_to_the_text_below() -> None:
    """Paragraphs 1 and 2 and the letters of the latter stand above their text, with or without a blank line."""
    report = report_of(
        "I.\nProceedings\n1.\nThe Board met on 3 May 2011.\n2.\n\nThe following made statements:\n(a)\n"
        "Members of the Board: Chad, Fiji;\n\n(b)\n\n“Pears for all”, a union of gardeners."
    )
    assert blocks(report) == [
        (PARAGRAPH, "1", "The Board met on 3 May 2011."),
        (PARAGRAPH, "2", "The following made statements:"),
        (SUBPARAGRAPH, "2 (a)", "Members of the Board: Chad, Fiji;"),
        (SUBPARAGRAPH, "2 (b)", "“Pears for all”, a union of gardeners."),
    ]
    (heading,) = (block for block in report.blocks if block.kind is HEADING)
    assert (heading.label, report.wording(heading)) == ("I", "Proceedings")


def test_a_number_within_a_wrapped_sentence_begins_no_paragraph() -> None:
    """Items, days, paragraphs and years at the beginning of a line go on with the sentence above; 5 and 6 do not."""
    report = wrapped(
        "4. The Board of Orchards, at its 7th meeting, held in the hall, considered item\n"
        "5. That item had been put off on a motion of the observer for the Gambia of\n"
        "12 May 1996. At the 8th meeting it took up the paper that is named in paragraph\n"
        "6. Chad spoke.\n5. A statement was made by the observer for Fiji on a day in the year\n1997.\n"
        "6. The Board adjourned."
    )
    assert blocks(report, "4") == [
        (
            PARAGRAPH,
            "4",
            "The Board of Orchards, at its 7th meeting, held in the hall, considered item 5. That item had been put off"
            " on a motion of the observer for the Gambia of 12 May 1996. At the 8th meeting it took up the paper that"
            " is named in paragraph 6. Chad spoke.",
        ),
        (PARAGRAPH, "5", "A statement was made by the observer for Fiji on a day in the year 1997."),
        (PARAGRAPH, "6", "The Board adjourned."),
    ]


# --- Sentences and lists that are open -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lines", "read"),
    [
        (
            "(a) Members of the Board: Lao People’s Democratic Republic; Dominican\n"
            "Republic (on behalf of the Group of African States); Tonga; Equatorial\nGuinea;",
            "Members of the Board: Lao People’s Democratic Republic; Dominican Republic (on behalf of the Group of"
            " African States); Tonga; Equatorial Guinea;",
        ),
        (
            "(a) Observers for intergovernmental organizations: League of Arab States;\nCouncil of Europe;",
            "Observers for intergovernmental organizations: League of Arab States; Council of Europe;",
        ),
        ("(a) Members: Tonga, Islamic\nRepublic of Iran;", "Members: Tonga, Islamic Republic of Iran;"),
    ],
)
def test_a_list_below_a_letter_goes_on_until_it_ends(lines: str, read: str) -> None:
    """Names broken at a line's end are whole, whatever the length of the line, and no line of the list is a heading."""
    report = wrapped(f"4. The following made statements:\n{lines}\n(b) Observers: Holy\nSee.\n5. The Board adjourned.")
    assert blocks(report, "4") == [
        (PARAGRAPH, "4", "The following made statements:"),
        (SUBPARAGRAPH, "4 (a)", read),
        (SUBPARAGRAPH, "4 (b)", "Observers: Holy See."),
        (PARAGRAPH, "5", "The Board adjourned."),
    ]


def test_a_numbered_paragraph_goes_on_until_its_sentence_ends() -> None:
    """In a text too short to tell its width the second line of paragraph 2 begins with a capital."""
    report = report_of(
        "1. The Board met on 3 May 2011.\n2. The representatives of Chad (on behalf of the Group of African\n"
        "States), the United\nKingdom and Fiji made statements.\nChapter II\nPears\n3. Fiji made a statement."
    )
    assert blocks(report) == [
        (PARAGRAPH, "1", "The Board met on 3 May 2011."),
        (
            PARAGRAPH,
            "2",
            "The representatives of Chad (on behalf of the Group of African States), the United Kingdom and Fiji made"
            " statements.",
        ),
        (HEADING, "", "Chapter II"),
        (HEADING, "", "Pears"),
        (PARAGRAPH, "3", "Fiji made a statement."),
    ]


def test_a_list_below_a_letter_goes_on_overleaf() -> None:
    """Foot and head of a page stand in a list of two lines that both begin with a name."""
    report = report_of(
        "ORC/2011/7\n1. The following made statements:\n(a) Members of the Board: Antigua and Barbuda;\n"
        "V.09-12345 1\n\fORC/2011/7\nSaint Lucia (also on behalf of the European Union);\nTonga.\n"
        "2. The Board adjourned.\nV.09-12345 2"
    )
    assert blocks(report) == [
        (PARAGRAPH, "1", "The following made statements:"),
        (
            SUBPARAGRAPH,
            "1 (a)",
            "Members of the Board: Antigua and Barbuda; Saint Lucia (also on behalf of the European Union); Tonga.",
        ),
        (PARAGRAPH, "2", "The Board adjourned."),
    ]


# --- Lists of persons ----------------------------------------------------------------------------------------------


def test_a_lone_person_below_a_paragraph_is_an_entry() -> None:
    """Of two lists by title one has a single person; neither line is a heading."""
    report = wrapped(
        "4. At the 5th meeting of the Board, on 3 May, these persons made statements:\n"
        "Minister of Health of Albania (on behalf of the Group of African States)\n"
        "5. Then the following persons made statements:\nMinister of Orchards of Chad\n"
        "Deputy Head of the Board for Pears, Ministry of Gardens of the Republic of\nKorea\nCare of towpaths\n"
        "6. The Board took up item 3."
    )
    assert [(kind, text) for kind, _, text in blocks(report, "4")[1:]] == [
        (ENTRY, "Minister of Health of Albania (on behalf of the Group of African States)"),
        (PARAGRAPH, "Then the following persons made statements:"),
        (ENTRY, "Minister of Orchards of Chad"),
        (ENTRY, "Deputy Head of the Board for Pears, Ministry of Gardens of the Republic of Korea"),
        (HEADING, "Care of towpaths"),
        (PARAGRAPH, "The Board took up item 3."),
    ]


def test_the_last_person_of_a_list_and_the_next_chapter_are_two_blocks() -> None:
    """The line of the last person is full, and the chapter with its title follows without a blank line."""
    report = wrapped(
        "4. The following persons made statements:\nMinister of Orchards of Chad\n"
        "Ambassador and Permanent Representative of the Republic of Equatorial Guinea\n"
        "Chapter II\nBells and buoys\n5. The Board took up item 3."
    )
    assert [(kind, text) for kind, _, text in blocks(report, "4")[1:]] == [
        (ENTRY, "Minister of Orchards of Chad"),
        (ENTRY, "Ambassador and Permanent Representative of the Republic of Equatorial Guinea"),
        (HEADING, "Chapter II"),
        (HEADING, "Bells and buoys"),
        (PARAGRAPH, "The Board took up item 3."),
    ]


def test_a_list_below_a_letter_goes_on_after_a_blank_line_that_parts_a_name() -> None:
    """Programs put a blank line before the rest of a stretched line; the paragraph after the list is another one."""
    report = report_of(
        "1. The following made statements:\n(a) Intergovernmental organizations: Council of Europe, European\n\n"
        "Union;\n\n(b) Others: Holy See, the Order of Malta.\n\nThe Board thanked them all for their words.\n\n"
        "2. The Board adjourned."
    )
    assert [text for _, _, text in blocks(report)] == [
        "The following made statements:",
        "Intergovernmental organizations: Council of Europe, European Union;",
        "Others: Holy See, the Order of Malta.",
        "The Board thanked them all for their words.",
        "The Board adjourned.",
    ]


@pytest.mark.parametrize("title", ["AGENDA", "Agenda"])
def test_an_agenda_in_an_annex_is_that_of_the_session(title: str) -> None:
    """Three items below the title of an annex, their numbers beside or above them; the head names no item."""
    report = report_of(
        "ORC/2011/7\nReport of the Board of Orchards\n1. The Board met on 3 May 2011.\n2. Chad made a statement.\n"
        f"Annex I\n{title}\nItem 1.\n\nOpening of the session.\nItem 2. Apples.\nItem 3.\nPears and other fruit.\n"
        "Annex II\nList of papers"
    )
    assert [(item.number, item.title) for item in report.agenda] == [
        ("1", "Opening of the session"),
        ("2", "Apples"),
        ("3", "Pears and other fruit"),
    ]
    assert report.masthead.items == ()


# --- Footnotes -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("note", ["2   Also on behalf of Mali.", "2\n\n16\n\nAlso on behalf of Mali."])
def test_a_footnote_without_a_rule_stands_at_the_foot_of_its_page(note: str) -> None:
    """The note stands in the middle of a list that goes on overleaf, its number beside or above it."""
    foot = "" if "16" in note else "\n16"
    report = report_of(
        f"ORC/2011/7\n{FILLING}\n15\n\fORC/2011/7\n1. The following made statements:\n"
        f"(a) Members of the Board: Chad2, Antigua and Barbuda, United Kingdom of Great\n\n{note}\n{foot}\n\f"
        "ORC/2011/7\nBritain and Northern Ireland;\n(b) Observers: Holy See.\n2. The Board adjourned.\n17\n\f"
        "ORC/2011/7\n3. The Board closed its session.\n18\n"
    )
    assert (
        "1 (a)",
        "Members of the Board: Chad, Antigua and Barbuda, United Kingdom of Great Britain and Northern Ireland;",
    ) in [(number, text) for kind, number, text in blocks(report) if kind is SUBPARAGRAPH]
    assert [text for kind, _, text in blocks(report) if kind is FOOTNOTE] == ["Also on behalf of Mali."]


def test_below_a_rule_a_note_without_its_number_is_a_footnote_too() -> None:
    """Of two notes below a rule the first has lost its number; it is no text of the paragraph above."""
    report = report_of(
        "ORC/2011/7\n1. Statements were made by the representatives of Chad1 and Fiji.2\n__________________\n"
        "Also on behalf of Mali.\n2\n\nAlso on behalf of Tonga.\n\fORC/2011/7\n2. The Board adjourned."
    )
    assert [kind for kind, _, _ in blocks(report)] == [PARAGRAPH, PARAGRAPH, FOOTNOTE, FOOTNOTE]


# --- The same text as PDF ------------------------------------------------------------------------------------------


def test_a_typed_pdf_is_laid_out_like_its_text() -> None:
    """Short lines of one size: sentences go on, a hyphen joins a name, headings without label lie below the chapter."""
    text = (
        "II. PEARS\nHigh-level round table\n11. At the 2nd meeting, the Director of the Orchards\n"
        "Division spoke. He was followed by the observer for the Pan-\nAfrican Institute of Pears.\n"
        "12. Chad (on behalf of the African\nStates) made a statement.\nGeneral discussion (continued)\n"
        "13. Statements were made by the representatives of the United\nKingdom and Fiji.\n"
    )
    typed, read = parse_report(read_source(as_pdf(text), "typed.pdf")), report_of(text)
    for report in (typed, read):
        assert [(block.kind, block.number, block.level) for block in report.blocks] == [
            (HEADING, "", 1),
            (HEADING, "", 2),
            (PARAGRAPH, "11", 0),
            (PARAGRAPH, "12", 0),
            (HEADING, "", 2),
            (PARAGRAPH, "13", 0),
        ]
        assert "the Pan-African Institute of Pears." in report.text
    assert typed.text == read.text


def test_numbers_with_parts_begin_paragraphs_of_a_typed_pdf() -> None:
    """Below a numbered heading without a blank line stands paragraph 1.1, then 1.2."""
    text = "1. ITEM ONE - Opening\n1.1 The Board met on 3 May 2011.\n1.2 Chad made a statement.\n2. ITEM TWO - Pears\n"
    report = parse_report(read_source(as_pdf(text + "2.1 Fiji spoke at the 2nd meeting.\n"), "typed.pdf"))
    assert [block.number for block in report.blocks if block.kind is PARAGRAPH] == ["1.1", "1.2", "2.1"]
