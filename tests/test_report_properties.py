"""What holds for every report and every text: rows read back, spans that quote, no invented speaker, no failure."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plenary.extract import read_report
from plenary.extract.model import Reading, Unreadable
from plenary.names import Names
from plenary.schema import DATA
from tests.report_rows import REPORTS, compare, folded, in_order, read_rows
from tests.report_writer import CLOSE_LAYOUTS, OPEN_LAYOUTS, WrittenReport, written_reports

WRITTEN: Final = sorted(REPORTS.rglob("*.txt"))


def runs(examples: int) -> settings:
    """So many examples, however long one takes to draw."""
    return settings(max_examples=examples, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


@lru_cache
def names() -> Names:
    """The dated table of the dataset."""
    return Names.read(DATA)


def read(content: bytes) -> Reading | None:
    """A reading, or None where the content is refused with a reason."""
    try:
        return read_report(content, "report.txt", names())
    except Unreadable:
        return None


def check_receipts(reading: Reading) -> None:
    """Each row quotes the text: name in its place, sentence around it, page and raw text behind it."""
    report = reading.report
    assert [turn.order for turn in reading.turns] == list(range(1, len(reading.turns) + 1))
    for turn in reading.turns:
        assert report.text[turn.start : turn.end] == turn.name_printed
        assert turn.name_printed.strip() == turn.name_printed != ""
        assert 0 <= turn.sentence_start < turn.sentence_end <= len(report.text)
        assert folded(turn.name_printed) in folded(report.text[turn.sentence_start : turn.sentence_end])
        page, offset = report.place(turn.start)
        assert page == turn.page
        assert report.source.pages[page - 1][offset] == turn.name_printed[0]
    for sentence in reading.account.sentences:
        assert 0 <= sentence.start < sentence.end <= len(report.text)


def check_speakers(reading: Reading, raw: str) -> None:
    """No row names a speaker whose words the raw text does not print; a page may end within a name."""
    printed = folded(raw)
    invented = [
        turn.name_printed for turn in reading.turns for word in turn.name_printed.split() if folded(word) not in printed
    ]
    assert invented == []


@runs(120)
@given(written=written_reports(OPEN_LAYOUTS))
def test_rows_written_as_a_report_read_back(written: WrittenReport) -> None:
    """A report generated from rows reads as these rows, in whatever wording."""
    check_rows(written)


@runs(120)
@given(written=written_reports(CLOSE_LAYOUTS))
def test_rows_written_without_blank_lines_read_back(written: WrittenReport) -> None:
    """So does one whose paragraphs, headings and pages follow each other without a blank line."""
    check_rows(written)


def check_rows(written: WrittenReport) -> None:
    """A written report reads back, in order, with receipts, and names nobody else."""
    reading = read_report(written.text.encode(), "report.txt", names())
    rows = read_rows(reading.turns)
    assert compare(written.rows, rows).lines == []
    assert in_order(written.rows, rows)
    check_receipts(reading)
    check_speakers(reading, written.text)


@runs(60)
@given(text=st.text(max_size=400))
def test_no_text_makes_the_reader_fail(text: str) -> None:
    """Any text is read or refused."""
    reading = read(text.encode("utf-8", "replace"))
    if reading:
        check_receipts(reading)


PIECES: Final = (
    "1. ", "(a) ", "\t", "\n", "\n\n", "\f", "At its 3rd meeting, on 31 February 2009, ", "at the same meeting, ",
    "Statements were made by the representatives of ", "the ", "Niger", "Nigeria", ", ", " and ", "; ", ": ", ".", "(",
    ")", "also on behalf of ", "on behalf of the Group of 77 and China", "12", "¹", "*", "__________________\n",
    "Chapter II\n", "Agenda item 4\n", "made a statement", "in exercise of the right of reply", "took the floor",
    "the observers for ", "the following made statements:", "Mr. A. B. (Chad)", "said that ", "“", "”", "E/2009/9\n",
)  # fmt: skip


@runs(80)
@given(pieces=st.lists(st.sampled_from(PIECES), max_size=60))
def test_no_heap_of_words_of_the_genre_makes_the_reader_fail(pieces: list[str]) -> None:
    """Pieces of sentences in any order are read or refused, and rows still quote the text."""
    text = "".join(pieces)
    reading = read(text.encode())
    if reading:
        check_receipts(reading)
        check_speakers(reading, text)


@pytest.mark.parametrize(
    ("end", "speakers"),
    [
        ("Statements were made by the delegates of Brazil, Burma and the", ["Brazil", "Burma"]),
        ("The following speakers took the floor: Mr. Fields (Brazil), Mr. Maung (", ["Brazil"]),
        (
            "Addresses were delivered on behalf of the regional groups by Kenya (African States) and Iran (",
            ["Kenya", "Iran"],
        ),
        ("The representative of Grenada spoke on behalf of", ["Grenada"]),
        (
            "Statements were made by seven Parties, including on behalf of the European Union and its 27 me",
            ["seven Parties"],
        ),
    ],
)
def test_a_text_that_ends_within_a_list_is_read(end: str, speakers: list[str]) -> None:
    """A report cut off within a list reads the speakers before the cut, the whole names among them."""
    reading = read_report(f"1. The Committee met on 6 May 1987.\n\n2. {end}".encode(), "report.txt", names())
    assert [turn.name_printed for turn in reading.turns][: len(speakers)] == speakers


@runs(150)
@given(report=st.sampled_from(WRITTEN), share=st.floats(0.1, 1))
def test_a_report_cut_anywhere_is_read(report: Path, share: float) -> None:
    """A report that ends within a sentence is read or refused, and rows still quote the text."""
    text = report.read_text(encoding="utf-8")
    reading = read(text[: int(len(text) * share)].encode())
    if reading:
        check_receipts(reading)


@st.composite
def damaged_reports(draw: st.DrawFn) -> bytes:
    """A written report with lines lost, doubled and exchanged, cut somewhere, in one of several encodings."""
    lines = draw(st.sampled_from(WRITTEN)).read_text(encoding="utf-8").splitlines()
    for _ in range(draw(st.integers(1, 8))):
        first, second = draw(st.integers(0, len(lines) - 1)), draw(st.integers(0, len(lines) - 1))
        match draw(st.integers(0, 3)):
            case 0 if len(lines) > 1:
                del lines[first]
            case 1:
                lines.insert(second, lines[first])
            case 2:
                lines[first], lines[second] = lines[second], lines[first]
            case _:
                cut = draw(st.integers(0, len(lines[first])))
                lines[first] = lines[first][:cut] + draw(st.sampled_from(("", "(", ")", "\x00", "\ufffd", " and ")))
    text = "\n".join(lines)
    content = text[: draw(st.integers(len(text) // 2, len(text)))].encode(
        draw(st.sampled_from(("utf-8", "utf-8", "utf-8-sig", "cp1252", "utf-16"))), "replace"
    )
    return content + draw(st.sampled_from((b"", b"", b"\xff\xfe", b"\xe9\x80")))


@runs(60)
@given(content=damaged_reports())
def test_no_damaged_report_makes_the_reader_fail(content: bytes) -> None:
    """A report that lost, doubled or exchanged lines is read or refused, and rows still quote the text."""
    reading = read(content)
    if reading:
        check_receipts(reading)


@pytest.mark.parametrize("report", WRITTEN, ids=lambda path: path.stem)
def test_rows_of_a_report_quote_it(report: Path) -> None:
    """Name, sentence and page of each row are those of the report, and no speaker is invented."""
    reading = read_report(report.read_bytes(), report.name, names())
    check_receipts(reading)
    check_speakers(reading, report.read_text(encoding="utf-8"))
