"""Reports are laid out in blocks: each knows what it is, which paragraph it belongs to, and where it stands."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plenary.extract.layout import parse_report
from plenary.extract.model import BlockKind, Reason, Report, Unreadable
from plenary.extract.sources import read_file, read_source
from tests.laid_out_pdf import Piece, paragraph, pdf_of

SHARED = Path(__file__).resolve().parents[2] / "shared"
needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="the reports lie beside the checkout, in ../shared")
HEADING, PARAGRAPH, SUBPARAGRAPH, ENTRY, FOOTNOTE, OTHER = BlockKind


def report_of(text: str) -> Report:
    """A text laid out."""
    return parse_report(read_source(text.encode(), "report.txt"))


def laid_out(report: Report, *kinds: BlockKind) -> list[tuple[BlockKind, str, str]]:
    """Kind, number and text of the blocks of these kinds, of all where none are named."""
    return [
        (block.kind, block.number, report.wording(block)) for block in report.blocks if not kinds or block.kind in kinds
    ]


def of_kind(report: Report, kind: BlockKind) -> list[tuple[str, str]]:
    """Number and text of the blocks of one kind."""
    return [(number, text) for _, number, text in laid_out(report, kind)]


def assert_places_hold(report: Report) -> None:
    """Each character of the text is the one at its place in the raw page, or what it is written for."""
    for offset, character in enumerate(report.text):
        if character == "\n":
            continue
        page, start = report.place(offset)
        raw = report.source.pages[page - 1][start : start + 1]
        same = (
            raw == character
            or (character == " " and not raw.isalnum())
            or (character == "-" and raw in {"\ufffe", "\u2010", "\u00ad"})
            or character in unicodedata.normalize("NFKC", raw)
            or unicodedata.normalize("NFD", character)[0] == raw
            or unicodedata.combining(raw or " ")
        )
        assert same, (offset, character, raw)


# --- Numbers -------------------------------------------------------------------------------------------------------


def test_paragraphs_and_letters_bear_their_numbers_and_not_their_text() -> None:
    """Two paragraphs, the second with two letters of which one has a numeral below it; the numbers are left out."""
    report = report_of(
        "1. The Board met on 3 May 2011.\n\n2. It heard the following:\n\n(a) Observers:\n\n(i) Chad;\n\n(ii) Fiji;\n\n"
        "(b) The secretariat.\n\n3. It closed on 4 May 2011."
    )
    assert laid_out(report) == [
        (PARAGRAPH, "1", "The Board met on 3 May 2011."),
        (PARAGRAPH, "2", "It heard the following:"),
        (SUBPARAGRAPH, "2 (a)", "Observers:"),
        (SUBPARAGRAPH, "2 (a) (i)", "Chad;"),
        (SUBPARAGRAPH, "2 (a) (ii)", "Fiji;"),
        (SUBPARAGRAPH, "2 (b)", "The secretariat."),
        (PARAGRAPH, "3", "It closed on 4 May 2011."),
    ]
    assert [block.level for block in report.blocks] == [0, 0, 1, 2, 2, 1, 0]


def test_an_agenda_inside_a_paragraph_does_not_take_the_numbers() -> None:
    """An agenda of four items stands in paragraph 2; paragraph 3 follows it and is the report's."""
    report = report_of(
        "1. The Board met on 3 May 2011.\n2. It adopted its agenda as follows:\n\t1. Opening of the session.\n"
        "\t2. Orchards:\n\t\t(a) Apples;\n\t\t(b) Pears.\n\t3. Other matters.\n\t4. Closure of the session.\n"
        "3. Chad made a statement.\n4. The Board closed its session."
    )
    assert of_kind(report, PARAGRAPH) == [
        ("1", "The Board met on 3 May 2011."),
        ("2", "It adopted its agenda as follows:"),
        ("3", "Chad made a statement."),
        ("4", "The Board closed its session."),
    ]
    assert [number for number, _ in of_kind(report, OTHER)] == ["2"] * 6
    assert [(item.number, item.title) for item in report.agenda] == [
        ("1", "Opening of the session"),
        ("2", "Orchards"),
        ("2 (a)", "Apples"),
        ("2 (b)", "Pears"),
        ("3", "Other matters"),
        ("4", "Closure of the session"),
    ]


def test_operative_paragraphs_of_a_resolution_are_not_those_of_the_report() -> None:
    """A resolution with two operative paragraphs stands in paragraph 1; paragraph 2 goes on after it."""
    report = report_of(
        "1. The Council is asked to adopt the following text:\n\nDraft resolution I\n\nCare of old trees\n\n"
        "The Council of Orchards,\n\nRecalling its resolution 4/2,\n\n1. Requests the secretariat to plant trees;\n\n"
        "2. Decides to remain seized of the matter.\n\nB. Other matters\n\n2. The Board heard a statement by Chad.\n\n"
        "3. It then closed its session."
    )
    assert [number for number, _ in of_kind(report, PARAGRAPH)] == ["1", "2", "3"]
    assert of_kind(report, OTHER) == [
        ("1", "The Council of Orchards,"),
        ("1", "Recalling its resolution 4/2,"),
        ("1", "1. Requests the secretariat to plant trees;"),
        ("1", "2. Decides to remain seized of the matter."),
    ]


def test_numbers_may_begin_again_with_each_chapter() -> None:
    """Two chapters of two paragraphs each are numbered 1, 2 and again 1, 2."""
    report = report_of(
        "I. Opening\n\n1. The Board met on 3 May 2011.\n\n2. Chad made a statement.\n\nII. Orchards\n\n"
        "1. The Board considered item 4.\n\n2. Fiji made a statement."
    )
    assert [number for number, _ in of_kind(report, PARAGRAPH)] == ["1", "2", "1", "2"]


def test_numbers_with_parts_and_inserted_numbers_are_kept_as_printed() -> None:
    """1.1, 1.2 and 2.1 are numbers of paragraphs, and so is 2 bis."""
    dotted = report_of("1.1 The Board met.\n1.2 Chad made a statement.\n2.1 Fiji made a statement.")
    assert [number for number, _ in of_kind(dotted, PARAGRAPH)] == ["1.1", "1.2", "2.1"]
    inserted = report_of("1. The Board met.\n2. Chad spoke.\n2 bis. Mali spoke.\n3. Fiji spoke.")
    assert [number for number, _ in of_kind(inserted, PARAGRAPH)] == ["1", "2", "2 bis", "3"]


def test_a_report_without_numbers_has_paragraphs_without_numbers() -> None:
    """Three sentences of a record that numbers nothing are three paragraphs."""
    report = report_of(
        "Opening\n\nThe Board of Orchards opened its second meeting at noon.\n\nThe representative of Chad made a "
        "statement.\n\nThe meeting was closed at one o'clock."
    )
    assert [number for number, _ in of_kind(report, PARAGRAPH)] == ["", "", ""]


def test_annexes_do_not_take_the_numbers() -> None:
    """The two numbered lines of an annex are none of the report's two paragraphs."""
    report = report_of(
        "1. The Board met on 3 May 2011.\n\n2. Chad made a statement.\n\nAnnex I\n\nList of papers\n\n"
        "1. A paper on the apples of the islands.\n\n2. A paper on the pears of the islands."
    )
    assert [number for number, _ in of_kind(report, PARAGRAPH)] == ["1", "2"]
    assert [number for number, _ in of_kind(report, OTHER)] == ["", ""]


# --- Headings ------------------------------------------------------------------------------------------------------


def test_headings_have_label_and_level() -> None:
    """Chapter, section and unlabelled heading below each other: levels 1, 2 and 3, the labels left out of the text."""
    report = report_of(
        "II. Orchards\n\nA. Proceedings\n\nGeneral discussion (item 6)\n\n1. Chad made a statement at the meeting.\n\n"
        "B. Conclusions\n\n2. The Board adopted its conclusions."
    )
    headings = [block for block in report.blocks if block.kind is HEADING]
    assert [(block.label, report.wording(block), block.level) for block in headings] == [
        ("II", "Orchards", 1),
        ("A", "Proceedings", 2),
        ("", "General discussion (item 6)", 3),
        ("B", "Conclusions", 2),
    ]


def test_a_chapter_and_its_title_have_one_level() -> None:
    """Chapter III and the line of its title are two headings of level 1."""
    report = report_of("Chapter III\n\nOrchards\n\n1. The Board met.\n\nA. Speakers\n\n2. Chad made a statement.")
    headings = [block for block in report.blocks if block.kind is HEADING]
    assert [(block.label, block.level) for block in headings] == [("III", 1), ("", 1), ("A", 2 + 1)]


# --- Lists ---------------------------------------------------------------------------------------------------------


def test_a_list_of_speakers_by_title_has_an_entry_to_each() -> None:
    """Three persons on two pages, one in two lines: three entries of paragraph 1, then paragraph 2."""
    first = [
        *paragraph(
            ["1. At the 1st meeting of the session of the Board, on 3 May 2011, the persons who", "follow spoke:"], 700
        ),
        *paragraph(
            ["Minister for Orchards and Gardens of the Republic of the Islands of the Southern", "Sea"], 668, 139
        ),
        *paragraph(["Ambassador of Chad"], 638, 139),
    ]
    second = [
        *paragraph(["Director of Pears of Fiji"], 700, 139),
        *paragraph(
            ["2. The Board then heard the observer for the Union of Gardeners of the World and", "closed."], 680
        ),
    ]
    report = parse_report(read_source(pdf_of([first, second]), "list.pdf"))
    assert of_kind(report, ENTRY) == [
        ("1", "Minister for Orchards and Gardens of the Republic of the Islands of the Southern Sea"),
        ("1", "Ambassador of Chad"),
        ("1", "Director of Pears of Fiji"),
    ]
    assert [number for number, _ in of_kind(report, PARAGRAPH)] == ["1", "2"]


def test_a_list_in_a_text_ends_where_a_sentence_goes_on() -> None:
    """Two entries after a colon; the sentence after them is again text of paragraph 1."""
    report = report_of(
        "1. These persons made statements:\n\nMinister for Gardens of Chad\n\nHead of the Orchard Board of Fiji\n\n"
        "In the discussion that followed several speakers praised the pears that had been grown on the islands in "
        "spite of wind, weather, salt water and the many birds which live on them, and nobody spoke against it.\n\n"
        "2. The Board closed its session."
    )
    assert [kind for kind, _, _ in laid_out(report)] == [PARAGRAPH, ENTRY, ENTRY, PARAGRAPH, PARAGRAPH]
    assert [number for number, _ in of_kind(report, PARAGRAPH)] == ["1", "1", "2"]


def test_votes_are_blocks_of_their_own() -> None:
    """The three lists of a vote are text of paragraph 1 that is no sentence of it."""
    report = report_of(
        "1. The Board adopted the text by 2 votes to 1. The voting was as follows:\n\nIn favour:\n\nChad, Fiji.\n\n"
        "Against:\n\nTonga.\n\nAbstaining: None.\n\n2. The Board closed its session."
    )
    assert of_kind(report, OTHER) == [
        ("1", "In favour:"),
        ("1", "Chad, Fiji."),
        ("1", "Against:"),
        ("1", "Tonga."),
        ("1", "Abstaining: None."),
    ]


# --- Pages ---------------------------------------------------------------------------------------------------------


def pages_with_heads() -> list[list[Piece]]:
    """Four pages with symbol, running number and a paragraph that goes on from page to page."""
    words = [
        "1. The Board met in the",
        "great hall of the orchard,",
        "where the birds could be",
        "heard, and closed soon.",
    ]
    return [
        [
            Piece("ORC/2011/7", 52, 800, 8),
            *paragraph([f"{line} and it went on for as long as this line is", line], 700),
            Piece(str(place + 11), 300, 30, 8),
        ]
        for place, line in enumerate(words)
    ]


def test_page_heads_and_numbers_are_left_out_and_paragraphs_go_on_over_pages() -> None:
    """Symbol and page number of four pages are no text of the report, whose one paragraph stands on all of them."""
    report = parse_report(read_source(pdf_of(pages_with_heads()), "pages.pdf"))
    assert "ORC/2011/7" not in report.text
    assert not any(str(number) in report.text for number in (11, 12, 13, 14))
    (block,) = report.blocks
    assert (block.kind, block.number, block.page) == (PARAGRAPH, "1", 1)
    assert report.page_at(block.end - 1) == 4
    assert report.masthead.symbol == "ORC/2011/7"
    assert_places_hold(report)


def test_a_paragraph_goes_on_in_the_next_column() -> None:
    """Two columns of which the left one ends in the middle of a sentence: one paragraph, and the next one after it."""
    left = [
        "1. The Board of Orchards heard the",
        "representatives of Chad, of Fiji and",
        "of Mali, who spoke of the many pears",
    ]
    right = ["that had been grown on the islands", "of the sea.", "2. It then closed the meeting."]
    page = [
        *paragraph(left * 1, 700, 60),
        *paragraph(["which they had seen and which were"] * 12, 664, 60),
        *paragraph(right[:2], 700, 320),
        *paragraph(right[2:], 670, 320),
    ]
    report = parse_report(read_source(pdf_of([page]), "columns.pdf"))
    texts = of_kind(report, PARAGRAPH)
    assert [number for number, _ in texts] == ["1", "2"]
    assert texts[0][1].endswith("which were that had been grown on the islands of the sea.")


def test_footnotes_are_blocks_after_all_others_and_their_marks_leave_the_text() -> None:
    """A raised 1 behind Chad and its note below a rule: a mark in the block, and a footnote block at the end."""
    page = [
        *paragraph(["1. Statements were made by Chad"], 700),
        Piece("1", 251.5, 704, 6),
        *paragraph(["and Fiji."], 688),
        *paragraph(["2. The Board closed on 4 May 2011."], 670),
        Piece("__________________", 91, 100, 8),
        Piece("1", 108, 90, 5.5),
        Piece("Also on behalf of Mali.", 115, 87, 8.5),
    ]
    report = parse_report(read_source(pdf_of([page]), "notes.pdf"))
    assert laid_out(report) == [
        (PARAGRAPH, "1", "Statements were made by Chad and Fiji."),
        (PARAGRAPH, "2", "The Board closed on 4 May 2011."),
        (FOOTNOTE, "1", "Also on behalf of Mali."),
    ]
    (mark,) = report.blocks[0].marks
    assert (mark.number, report.text[: mark.offset]) == ("1", "Statements were made by Chad")
    assert_places_hold(report)


def test_a_figure_is_a_mark_only_where_such_a_footnote_stands() -> None:
    """Of Fiji1, HIV/AIDS, CO2, Group of 77 and ORC/7/Rev.1 only the figure behind Fiji leads to the footnote."""
    report = report_of(
        "1. The representatives of Chad and Fiji1 spoke on HIV/AIDS, on CO2 and for the Group of 77 and introduced "
        "paper ORC/7/Rev.1.\n\n2. The Board took up item 1.\n\n__________________\n1 Also on behalf of Mali."
    )
    text = report.wording(report.blocks[0])
    assert text.endswith("Fiji spoke on HIV/AIDS, on CO2 and for the Group of 77 and introduced paper ORC/7/Rev.1.")
    assert [mark.number for mark in report.blocks[0].marks] == ["1"]
    assert report.wording(report.blocks[1]) == "The Board took up item 1."


def test_without_footnotes_no_figure_is_a_mark() -> None:
    """A record without footnotes keeps every figure that is glued to a word."""
    report = report_of("1. The representative of Fiji1 spoke at the meeting.")
    assert report.text == "The representative of Fiji1 spoke at the meeting."


# --- Characters ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("Sierra\u00a0Leone and C\u00f4te", "Sierra Leone and C\u00f4te"),
        ("the of\ufb01ce and the \ufb02oor", "the office and the floor"),
        ("co\u00adoperation", "cooperation"),
        ("Tu\u0308rki\u0307 ye", "T\u00fcrkiye"),
        ("Türki\u0307ye and Chad", "Türkiye and Chad"),
        ("Co\u0302te d\u2019Ivoire", "C\u00f4te d\u2019Ivoire"),
        ("two   blanks and\ta tab", "two blanks and a tab"),
    ],
)
def test_characters_are_written_as_one_would_type_them(printed: str, read: str) -> None:
    """Fixed blanks, ligatures, soft hyphens and accents apart are levelled, and keep their places."""
    report = report_of(f"1. The Board met with {printed} present.")
    assert report.text == f"The Board met with {read} present."
    assert_places_hold(report)


def test_a_hyphen_at_a_lines_end_stays_where_it_belongs_to_the_word() -> None:
    """Broken words are joined when the document has them whole; compounds and names keep their hyphen."""
    lines = [
        "1. The delegations spoke of non-governmental organizations and of their co-",
        "operation, for cooperation was dear to the Board and to the Secretary-",
        "General, who thanked the non-",
        "governmental organizations and the Al-",
        "Khoei Foundation of gardeners and all who were of help in the great hall",
        "of the orchard.",
    ]
    report = report_of("\n".join(lines) + "\n2. " + " ".join(["The Board met."] * 4) + "\n3. It met.\n4. It met.")
    text = report.wording(report.blocks[0])
    assert "their cooperation," in text
    assert "Secretary-General" in text
    assert "non-governmental organizations and the Al-Khoei" in text
    assert_places_hold(report)


def test_symbols_broken_after_a_stroke_are_whole() -> None:
    """A symbol that goes on in the next line has no blank in it."""
    lines = [
        "1. The Board considered the paper that had been issued as ORC/2011/7/",
        "Add.1 and took note of it with thanks.",
    ]
    report = report_of(
        "\n".join(
            [*lines, "2. The Board met again the next day and heard the observer for the Union of", "Gardeners."] * 3
        )
    )
    assert "ORC/2011/7/Add.1" in report.text


# --- Any text ------------------------------------------------------------------------------------------------------

PARTS = st.sampled_from(
    ["1. ", "2. ", "(a) ", "(i) ", "I. ", "A. ", "Annex", "Contents", "\n", "\n\n", "\f", "\t", "- ", "| a | b |", ". ",
     "____________\n1 Note.", "In favour:", "made statements:", " The Board met", " Chad1", "co-\n", "\ufffe", ";",
     "i\u0307 ", "\u00ad", "\ufb01", "12", "page 2", "V.11-20133 3"]
)  # fmt: skip


@given(st.lists(st.one_of(PARTS, st.text(max_size=12)), max_size=40).map("".join))
def test_any_text_is_laid_out_or_refused_and_places_point_at_its_characters(text: str) -> None:
    """No text breaks the reader; blocks cover the text without overlap, and each character leads to its source."""
    try:
        report = parse_report(
            read_source(("The Committee met at its 2nd meeting. " + text).encode("utf-8", "ignore"), "any.txt")
        )
    except Unreadable as refused:
        assert refused.reason in {Reason.UNKNOWN_FORMAT, Reason.NOT_ENGLISH, Reason.NO_TEXT, Reason.NO_REPORT}
        return
    assert_places_hold(report)
    end = -1
    for block in report.blocks:
        assert block.start == end + 1
        assert block.start < block.end
        assert all(block.start <= mark.offset <= block.end for mark in block.marks)
        end = block.end
    assert end == len(report.text)
    assert [run.start for run in report.runs] == sorted(run.start for run in report.runs)


# --- The reports beside the checkout -------------------------------------------------------------------------------


@needs_shared
@pytest.mark.parametrize(
    ("file", "last"),
    [
        ("seed/draft_report_2010.txt", 19),
        ("corpus/E_2025_28.pdf", 174),
        ("corpus/A_79_437_Add.4.pdf", 19),
        ("corpus/A_HRC_28_2.pdf", 1_068),
        ("corpus/FCCC_SBI_2024_13.txt", 237),
    ],
)
def test_paragraphs_of_the_reports_are_numbered_without_gap(file: str, last: int) -> None:
    """Each paragraph from 1 to the last printed number is there once, in order, and its characters are in place."""
    report = parse_report(read_file(SHARED / file))
    numbers = [block.number.partition(" ")[0] for block in report.blocks if block.kind in {PARAGRAPH, SUBPARAGRAPH}]
    numbers = [number for number in numbers if number]
    assert list(dict.fromkeys(numbers)) == [str(number) for number in range(1, last + 1)]
    assert_places_hold(report)


@needs_shared
def test_lists_of_the_general_debate_have_an_entry_to_each_person() -> None:
    """Paragraphs 4, 5 and 7 of the report of 2025 list 26, 41 and 31 persons by title."""
    report = parse_report(read_file(SHARED / "corpus" / "E_2025_28.pdf"))
    entries = [number for number, _ in of_kind(report, ENTRY)]
    assert [entries.count(number) for number in ("4", "5", "7")] == [26, 41, 31]


@needs_shared
def test_the_draft_of_2010_is_laid_out_on_five_pages() -> None:
    """Its letters, headings of the discussion and conclusions, documents and pages are those counted by hand."""
    report = parse_report(read_file(SHARED / "seed" / "draft_report_2010.txt"))
    assert len(report.source.pages) == 5
    assert [number for number, _ in of_kind(report, SUBPARAGRAPH)] == [
        *(f"1 ({letter})" for letter in "abcd"),
        *(f"19 ({letter})" for letter in "abcdef"),
    ]
    headings = [text for _, text in of_kind(report, HEADING)]
    assert {"General discussion (item 6)", "General discussion (item 10)", "Conclusions"} <= set(headings)
    assert len(report.documents_before) == 7
    assert [(passage.kind, passage.letter) for passage in report.passages] == [
        ("conclusion", letter) for letter in "abcdef"
    ]
    pages = {block.number: block.page for block in report.blocks if block.number}
    assert [pages[number] for number in ("1", "1 (d)", "8", "9", "16", "19 (d)", "19 (e)")] == [1, 2, 2, 3, 4, 4, 5]


@needs_shared
def test_footnotes_of_the_reports_are_all_there() -> None:
    """46 footnotes in one report, 49 in another (a star, 1 to 5, then 1 to 43), 19 in the third."""
    for file, count in (("E_2025_28.pdf", 46), ("A_79_437_Add.4.pdf", 49), ("A_HRC_28_2.pdf", 19)):
        report = parse_report(read_file(SHARED / "corpus" / file))
        assert len(of_kind(report, FOOTNOTE)) == count, file
