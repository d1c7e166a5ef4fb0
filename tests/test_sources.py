"""Files of all kinds are read, or refused with the right reason."""

from __future__ import annotations

import io
import random
import zipfile
from pathlib import Path

import docx
import pytest

from plenary.extract.layout import parse_report
from plenary.extract.model import Limits, Reason, Unreadable
from plenary.extract.sources import describe, limits_from_environment, read_file, read_source
from tests.laid_out_pdf import Piece, assembled, paragraph, pdf_of

RECORD = (
    "1. At its 2nd meeting, on 3 May 2011, the Committee on Orchards heard a statement by the representative of Chad."
)
ARABIC = "عقدت اللجنة جلستها الثانية في 3 أيار 2011 واستمعت إلى بيان أدلى به ممثل تشاد بشأن البساتين والحدائق. " * 5
CHINESE = "委员会于二〇一一年五月三日举行了第二次会议，听取了乍得代表就果园问题所作的发言。" * 8
FRENCH = (
    "Le Comité des vergers a tenu sa deuxième séance le mardi et a entendu une déclaration faite par le représentant "
    "du Tchad. Plusieurs délégations ont ensuite pris la parole pour appuyer les propositions du Président. "
) * 4


def reason_of(content: bytes, name: str = "report.pdf", limits: Limits | None = None) -> Reason:
    """Why the content is refused."""
    with pytest.raises(Unreadable) as refused:
        read_source(content, name, limits)
    assert refused.value.file == name
    return refused.value.reason


# --- What is read --------------------------------------------------------------------------------------------------


def test_a_pdf_is_told_by_its_content_and_not_by_its_suffix() -> None:
    """A PDF that is called report.txt is read as a PDF, a line of it with page, place and size."""
    source = read_source(pdf_of([[Piece(RECORD[:60], 115, 700, 10)]]), "report.txt")
    assert (source.format, source.paged) == ("pdf", True)
    (line,) = source.lines
    assert (line.text, line.page, line.start) == (RECORD[:60], 1, 0)
    assert line.left is not None and abs(line.left - 115) < 2
    assert (line.top, line.size) == (700, 10)


def test_a_raised_figure_is_a_line_of_its_own_beside_the_text() -> None:
    """The mark behind Fiji stands in smaller size, so the line is given in two parts that go on without a break."""
    source = read_source(pdf_of([[Piece("Tonga and Fiji", 115, 700), Piece("7", 173.5, 704, 6)]]), "report.pdf")
    text, mark = source.lines
    assert (text.text, mark.text.strip()) == ("Tonga and Fiji", "7")
    assert text.size is not None and mark.size is not None and mark.size < text.size


def test_every_line_stands_at_its_place_in_the_raw_page() -> None:
    """Two pages of lines: each line's text is found at its offset in the raw text of its page."""
    pages = [paragraph(["The first page of it", "goes on here"], 700), paragraph(["and ends overleaf."], 700)]
    source = read_source(pdf_of(pages), "report.pdf")
    assert len(source.pages) == 2
    assert [source.pages[line.page - 1][line.start :][: len(line.text)] for line in source.lines] == [
        line.text for line in source.lines
    ]


def test_turned_pages_have_the_geometry_of_reading() -> None:
    """Text that runs upwards on a turned page reads from left to right: its right edge is right of its left one."""
    stream = b"BT /R 10 Tf 0 1 -1 0 300 100 Tm (The Committee met at noon and heard two speakers) Tj ET"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[4 0 R]/Count 1>>",
        b"<</Type/Font/Subtype/Type1/BaseFont/Times-Roman/Encoding/WinAnsiEncoding>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Rotate 90/Resources<</Font<</R 3 0 R>>>>/Contents 5 0 R>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
    ]
    (line,) = read_source(assembled(objects), "turned.pdf").lines
    assert line.left is not None and line.right is not None and line.size is not None
    assert line.right - line.left > 150
    assert abs(line.left - 100) < 2
    assert abs(line.size - 10) < 0.1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_is_decoded_whatever_its_encoding(encoding: str) -> None:
    """UTF-8 with and without its mark, UTF-16 and Windows-1252 all give the name of Côte d’Ivoire."""
    source = read_source(f"{RECORD} Côte d’Ivoire spoke too.".encode(encoding), "report.txt")
    assert source.format == "text"
    assert "Côte d’Ivoire" in source.pages[0]


def test_form_feeds_are_pages() -> None:
    """A text with two form feeds has three pages."""
    source = read_source(f"{RECORD}\f2. It met again.\f3. It closed.".encode(), "report.txt")
    assert (len(source.pages), source.paged) == (3, True)


def test_page_feet_of_a_text_are_pages() -> None:
    """Feet with a job number end pages 1 and 2: the first bears a language letter, the next the page number."""
    text = f"{RECORD}\n\nV.11-20133 (E)\n\n2. It met again.\n\n2 V.11-20133\n\n3. It closed.\n\nV.11-20133 3"
    source = read_source(text.encode(), "report.txt")
    assert [page.strip()[:2] for page in source.pages] == ["1.", "2.", "3."]


def test_a_word_document_gives_paragraphs_tables_automatic_numbers_and_footnotes() -> None:
    """A numbered list in DOCX prints its numbers, and a table's row is a line between strokes."""
    document = docx.Document()
    document.add_paragraph("Report of the Committee on Orchards")
    document.add_paragraph("The Committee met on 3 May 2011 and heard a statement.", style="List Number")
    document.add_paragraph("It adopted its report on the orchards of the islands.", style="List Number")
    table = document.add_table(1, 2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Chad", "Ambassador"
    file = io.BytesIO()
    document.save(file)
    source = read_source(file.getvalue(), "report.pdf")
    assert source.format == "docx"
    lines = [line.text for line in source.lines]
    assert lines[1].startswith("1.\tThe Committee met")
    assert lines[2].startswith("2.\tIt adopted")
    assert "| Chad | Ambassador |" in lines


# --- What is refused -----------------------------------------------------------------------------------------------


def test_an_empty_file_is_empty() -> None:
    """No bytes, blanks alone and zero bytes alone are nothing to read."""
    assert {reason_of(content) for content in (b"", b" \n\t\r\n", b"\0" * 100)} == {Reason.EMPTY}


def test_a_missing_file_is_missing(tmp_path: Path) -> None:
    """Neither a path with nothing at it nor a folder is a file."""
    for path in (tmp_path / "none.pdf", tmp_path):
        with pytest.raises(Unreadable) as refused:
            read_file(path)
        assert refused.value.reason is Reason.MISSING


def test_a_file_of_a_gigabyte_is_refused_before_it_is_read(tmp_path: Path) -> None:
    """A file that claims 1 GB, and takes no room on the disk, is too large by its size alone."""
    path = tmp_path / "large.pdf"
    with path.open("wb") as file:
        file.truncate(1_000_000_000)
    with pytest.raises(Unreadable) as refused:
        read_file(path)
    assert refused.value.reason is Reason.TOO_LARGE


def test_an_encrypted_pdf_is_encrypted() -> None:
    """A PDF whose password is not the empty one is refused as encrypted."""
    key = b"<" + b"41" * 32 + b">"
    trailer = (
        b"/Encrypt<</Filter/Standard/V 1/R 2/Length 40/P -4/O"
        + key
        + b"/U"
        + key
        + b">>/ID[<"
        + b"00" * 16
        + b"><"
        + b"00" * 16
        + b">]"
    )
    assert reason_of(pdf_of([[Piece(RECORD[:50], 100, 700)]], trailer=trailer)) is Reason.ENCRYPTED


def test_a_scan_has_no_text() -> None:
    """A PDF of two pages without a character of text has no text."""
    assert reason_of(pdf_of([[], []])) is Reason.NO_TEXT


def test_a_pdf_cut_short_is_damaged() -> None:
    """Half of the bytes of a PDF cannot be opened, nor can its mark alone."""
    whole = pdf_of([[Piece(RECORD[:50], 100, 700)]])
    assert reason_of(b"%PDF-1.7\n") is Reason.DAMAGED
    assert reason_of(whole[: len(whole) // 8]) is Reason.DAMAGED


def test_a_pdf_with_a_hundred_thousand_pages_has_too_many() -> None:
    """100,000 pages that are one and the same object are counted and refused, none of them read."""
    kids = b"3 0 R " * 100_000
    content = assembled(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Count 100000/Kids[" + kids + b"]>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>",
        ]
    )
    assert reason_of(content) is Reason.TOO_MANY_PAGES


def test_reading_that_takes_too_long_stops_at_a_page() -> None:
    """With no time at all the first page is already too much, and it is named."""
    with pytest.raises(Unreadable) as refused:
        read_source(pdf_of([[Piece(RECORD[:50], 100, 700)]]), "slow.pdf", Limits(second_count=-1))
    assert (refused.value.reason, refused.value.page) == (Reason.TOO_SLOW, 1)


def test_a_zip_bomb_in_a_word_document_is_not_unpacked() -> None:
    """A package of some kilobytes whose document would unpack to 300 MB is too large by its directory."""
    file = io.BytesIO()
    with (
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as package,
        package.open("word/document.xml", "w") as part,
    ):
        for _ in range(300):
            part.write(b"\0" * 1_000_000)
    assert len(file.getvalue()) < 1_000_000
    assert reason_of(file.getvalue(), "bomb.docx") is Reason.TOO_LARGE


def test_a_package_that_lies_about_its_sizes_is_damaged() -> None:
    """A directory that claims ten bytes for a longer part is found out: nothing is unpacked beyond what it claims."""
    document, file = docx.Document(), io.BytesIO()
    document.add_paragraph(RECORD)
    document.save(file)
    content = bytearray(file.getvalue())
    name = b"word/document.xml"
    central = content.rfind(b"PK\x01\x02", 0, content.rfind(name))
    content[central + 24 : central + 28] = (10).to_bytes(4, "little")
    assert reason_of(bytes(content), "lie.docx") is Reason.DAMAGED


def test_a_truncated_package_is_damaged() -> None:
    """Two thirds of a DOCX are no package any more."""
    document, file = docx.Document(), io.BytesIO()
    document.add_paragraph(RECORD)
    document.save(file)
    assert reason_of(file.getvalue()[: len(file.getvalue()) * 2 // 3], "cut.docx") is Reason.DAMAGED


def test_an_encrypted_word_document_is_encrypted() -> None:
    """An encrypted DOCX is a compound file that holds an encrypted package."""
    content = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 500
    assert reason_of(content, "secret.docx") is Reason.ENCRYPTED


@pytest.mark.parametrize(
    "content",
    [
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 1000,
        b"{\\rtf1 text}",
        b"<!DOCTYPE html><html><body>The Committee met.</body></html>",
        b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4,
        random.Random(7).randbytes(20_000),  # noqa: S311 - any bytes will do
    ],
    ids=["doc", "rtf", "html", "png", "random"],
)
def test_other_formats_are_unknown(content: bytes) -> None:
    """An old Word file, RTF, HTML, a picture and random bytes are of no format that is read."""
    assert reason_of(content, "report.txt") is Reason.UNKNOWN_FORMAT


def test_a_zip_that_is_no_word_document_is_unknown() -> None:
    """A package with a spreadsheet in it is no DOCX."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        package.writestr("xl/workbook.xml", "<workbook/>")
    assert reason_of(file.getvalue(), "table.docx") is Reason.UNKNOWN_FORMAT


@pytest.mark.parametrize("text", [ARABIC, CHINESE, FRENCH], ids=["arabic", "chinese", "french"])
def test_other_languages_are_not_english(text: str) -> None:
    """Arabic and Chinese are told by their script, French by its lack of English function words."""
    assert reason_of(text.encode(), "report.txt") is Reason.NOT_ENGLISH


def test_a_document_that_is_no_report_is_refused() -> None:
    """A recipe has no numbered paragraph, no head and no sentence about a meeting."""
    recipe = "Peel the apples and cut them into quarters. Put them into a pot with the sugar and boil for ten minutes."
    with pytest.raises(Unreadable) as refused:
        parse_report(read_source(recipe.encode(), "recipe.txt"))
    assert refused.value.reason is Reason.NO_REPORT


def test_a_few_paragraphs_without_a_head_are_a_report() -> None:
    """A bare excerpt is read as soon as it speaks of a meeting."""
    text = "At the second meeting of the Committee, statements were made by the representatives of Chad and Fiji."
    assert parse_report(read_source(text.encode(), "excerpt.txt")).text == text


# --- What a reader is told -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("reason", list(Reason))
def test_each_reason_has_a_message_with_file_and_remedy(reason: Reason) -> None:
    """The message names the file and has two sentences: why, and what can be done."""
    message = describe(Unreadable("orchards.pdf", reason))
    assert message.startswith("orchards.pdf: ")
    assert message.count(". ") == 1
    assert message.endswith(".")


def test_the_message_names_the_page_and_the_limit() -> None:
    """Page and detail stand in the message where there are any."""
    message = describe(Unreadable("orchards.pdf", Reason.DAMAGED, "limit 3", page=12))
    assert "orchards.pdf, page 12" in message
    assert "(limit 3)" in message


def test_limits_come_from_the_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Four settings give the four limits; without them the defaults hold."""
    assert limits_from_environment() == Limits()
    for name, value in (("BYTES", "1000"), ("PAGES", "20"), ("SECONDS", "2.5"), ("MEMORY", "3000000")):
        monkeypatch.setenv(f"PLENARY_READ_MAX_{name}", value)
    assert limits_from_environment() == Limits(1000, 20, 2.5, 3_000_000)


@pytest.mark.parametrize("value", ["many", "-1", "0", "nan", "inf"])
def test_a_limit_that_is_no_number_above_zero_is_an_error(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A setting that limits nothing is told and not passed over."""
    monkeypatch.setenv("PLENARY_READ_MAX_PAGES", value)
    with pytest.raises(ValueError, match="PLENARY_READ_MAX_PAGES"):
        limits_from_environment()
