"""Receipts and wording are compared with the document where it is at hand; here with a report made of the rows."""

import csv
import hashlib
from collections import defaultdict
from pathlib import Path

import docx
import pytest

from plenary.checks import check_dataset
from plenary.checks.receipts import names_not_printed
from plenary.checks.rows import read_rows
from plenary.documents import DocumentText, Paragraph, document_text, read_documents, words
from plenary.extract.layout import parse_report
from plenary.extract.model import Block, BlockKind, Mark, Masthead, Report, Run, Source
from plenary.extract.sources import read_source
from plenary.schema import DATA, read_package
from tests.dataset_copy import add, allow_rows, change, copy_dataset, found, line_of, read_table, write_table

SEED = DATA.parent.parent / "shared" / "seed"
SESSION = "crime-congress-12"
SLOVAKIA = {"statement_id": f"{SESSION}/2/2"}


def rows(directory: Path, table: str) -> list[dict[str, str]]:
    """Rows of a table."""
    with (directory / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write_report(directory: Path) -> str:
    """A report that prints what the rows say was printed, and nothing else, on the pages that they give."""
    printed: dict[str, list[str]] = defaultdict(list)
    for row in rows(directory, "agenda_items"):
        printed[row["paragraph"]].append(f'the item "{row["title"]}"')
    for row in rows(directory, "statements"):
        printed[row["paragraph"]].append(f"the {row['name_printed']}")
    for row in rows(directory, "documents_before"):
        printed[row["paragraph"]].append(f"{row['title']} ({row['symbol']})")
    for row in rows(directory, "points"):
        printed[row["paragraph"]].append(f"{row['attribution_printed']} spoke of it")
    lines, page = ["", "A heading", ""], 1
    for row in rows(directory, "paragraphs"):
        first, last = int(row["first_page"]), int(row["last_page"])
        if first > page:
            lines.append(foot(page))
            page = first
        number, _blank, letter = row["paragraph"].partition(" ")
        lines += [f"{letter or f'{number}.'} Here came {', '.join(printed[row['paragraph']]) or 'nothing more'}", ""]
        if last > page and not letter and row["paragraph"] not in {"1", "19"}:
            lines += [foot(page), "and it went on."]
            page = last
        else:
            lines[-2] += "."
    return "\n".join([*lines, foot(page), ""])


def foot(page: int) -> str:
    """The foot of a page: the job number, with the page on the outer side; a language letter on page 1."""
    if page == 1:
        return "V.10-52859 (E)"
    return f"{page} V.10-52859" if page % 2 == 0 else f"V.10-52859 {page}"


def store(directory: Path, documents: Path, text: str) -> None:
    """Puts a text where documents are at hand, and its hash into the dataset."""
    content = text.encode("utf-8")
    (documents / "some name.txt").write_bytes(content)
    change_hash(directory, content)


def change_hash(directory: Path, content: bytes) -> None:
    """Makes this content the curated text, with which the rows were reviewed."""
    name = hashlib.sha256(content).hexdigest()
    change(directory, "documents.csv", {}, "sha256", name)
    for number in (1, 2, 3):
        change(directory, "reviews.csv", {"review_id": f"v-10-52859/{number}"}, "sha256", name)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the dataset that a test may break."""
    return copy_dataset(tmp_path)


@pytest.fixture
def documents(tmp_path: Path, copy: Path) -> Path:
    """A folder with the made report, known to the copy by its hash, and a picture that is none."""
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "picture.png").write_bytes(b"\x89PNG\r\n")
    (folder / "deeper").mkdir()
    store(copy, folder, write_report(copy))
    return folder


def test_rows_that_agree_with_the_document_pass(copy: Path, documents: Path) -> None:
    """Names, attributions, titles, symbols and pages stand in the made report, and nothing stays unchecked."""
    report = check_dataset(copy, documents)
    assert [str(finding) for finding in report.findings if finding.severity != "info"] == []
    assert report.not_checked == ()


def test_without_the_document_nothing_is_compared(copy: Path, tmp_path: Path) -> None:
    """A folder without the very text that was curated leaves receipts unchecked, and the report says so."""
    (tmp_path / "report.txt").write_text("1. Another text.", encoding="utf-8")
    report = check_dataset(copy, tmp_path)
    assert report.not_checked == ("receipts and wording of v-10-52859: the document is not at hand",)
    assert report.errors == ()


def test_a_text_that_is_no_text_is_not_at_hand(copy: Path, documents: Path) -> None:
    """A file with the right hash that is not UTF-8 text cannot be compared."""
    content = b"\xff\xfe"
    (documents / "some name.txt").write_bytes(content)
    change_hash(copy, content)
    assert len(check_dataset(copy, documents).not_checked) == 1


@pytest.mark.parametrize(
    ("file", "row", "column", "value", "message"),
    [
        ("statements.csv", SLOVAKIA, "page", "1", "is 1; the document has 2"),
        ("paragraphs.csv", {"paragraph": "4"}, "last_page", "3", "is 3; the document has 2"),
        ("points.csv", {"paragraph": "13"}, "attribution_printed", "Two or three", "does not stand in the paragraph"),
        ("documents_before.csv", {"position": "2"}, "symbol", "A/CONF.213/12", "does not stand in the paragraph"),
        ("documents_before.csv", {"position": "1"}, "title", "Working papers", "does not stand in the paragraph"),
        ("agenda_items.csv", {"number": "6"}, "title", "Smuggling", "does not stand in the paragraph"),
    ],
)
def test_a_row_unlike_its_paragraph_is_found(
    copy: Path, documents: Path, file: str, row: dict[str, str], column: str, value: str, message: str
) -> None:
    """What a row gives as printed must stand in its paragraph and on its page."""
    line = change(copy, file, row, column, value)
    findings = found(copy, documents)
    assert f"{file}:{line}:{column}: {message}" in findings
    # A wrong page is told by the tables alone, too; nothing may be told of another row.
    assert all(finding.startswith(f"{file}:{line}:") for finding in findings)


def test_a_name_that_is_not_printed_is_found(copy: Path, documents: Path) -> None:
    """The formal name of Slovakia resolves, but the paragraph prints the short one."""
    line = change(copy, "statements.csv", SLOVAKIA, "name_printed", "Slovak Republic")
    assert found(copy, documents) == [f"statements.csv:{line}:name_printed: does not stand in the paragraph"]


def test_a_name_inside_another_word_is_not_that_name(copy: Path, documents: Path) -> None:
    """A name is found as whole words: "Oman" does not stand in "Romania"."""
    text = write_report(copy).replace("the Oman", "the Romania")
    store(copy, documents, text)
    line = line_of(copy, "statements.csv", name_printed="Oman")
    assert found(copy, documents) == [f"statements.csv:{line}:name_printed: does not stand in the paragraph"]


def test_names_in_another_order_are_found(copy: Path, documents: Path) -> None:
    """Chile, which the document prints before Japan, is told when it prints it after."""
    text = write_report(copy).replace("the Chile, the Japan", "the Japan, the Chile")
    store(copy, documents, text)
    line = line_of(copy, "statements.csv", name_printed="Japan")
    message = "stands in the paragraph, but not after the name before it"
    assert found(copy, documents) == [f"statements.csv:{line}:name_printed: {message}"]


def test_a_paragraph_that_the_document_lacks_is_found(copy: Path, documents: Path) -> None:
    """A report that ends before conclusion (f) has no such paragraph."""
    text = write_report(copy)
    text = text[: text.index("(f) Here")] + foot(5) + "\n"
    store(copy, documents, text)
    line = line_of(copy, "paragraphs.csv", paragraph="19 (f)")
    assert found(copy, documents) == [f"paragraphs.csv:{line}:paragraph: the document has no paragraph 19 (f)"]


def test_nine_words_in_a_row_of_the_document_are_found(copy: Path, documents: Path) -> None:
    """Nine words of the document in a summary of ours are told with the words; eight are not."""
    nine = "purple ships carry seven hundred grey lanterns over water"
    store(copy, documents, write_report(copy).replace("A heading", f"He said that {nine}."))
    change(copy, "conclusions.csv", {"letter": "a"}, "summary", f"It was said: {nine.rpartition(' ')[0]}.")
    assert found(copy, documents) == []
    line = change(copy, "conclusions.csv", {"letter": "a"}, "summary", f"It was said: {nine.title()}!")
    message = f"repeats the document's wording, 9 words in a row: {nine}"
    assert found(copy, documents) == [f"conclusions.csv:{line}:summary: {message}"]


def test_titles_and_terms_of_art_may_be_quoted(copy: Path, documents: Path) -> None:
    """The title of an item is no wording to avoid; the words before and after it do not make a run with it."""
    title = next(row["title"] for row in rows(copy, "agenda_items") if row["number"] == "10")
    store(copy, documents, write_report(copy).replace("A heading", f"It took up {title} at length."))
    change(copy, "conclusions.csv", {"letter": "a"}, "summary", f"It took up {title} at length.")
    assert found(copy, documents) == []


@pytest.mark.skipif(not SEED.is_dir(), reason="the curated document itself is not at hand")
def test_the_dataset_agrees_with_its_document() -> None:
    """Every receipt points into document V.10-52859, and no summary repeats nine words in a row of it."""
    report = check_dataset(DATA, SEED)
    assert [str(finding) for finding in report.findings if finding.severity != "info"] == []
    assert not [sentence for sentence in report.not_checked if "v-10-52859" in sentence]


def test_a_further_statement_may_stand_in_a_footnote_alone(copy: Path) -> None:
    """Slovakia a second time, for the League of Arab States, whom only a footnote names: told there, it is printed."""
    allow_rows(copy, statements=2, statement_represents=1)
    records = read_table(copy, "statements.csv")
    again = [*records[2][:-1], ""]
    again[0], again[4], again[5] = f"{SESSION}/2/2", "2", "2"
    first = [*again]
    first[0], first[4], first[5] = f"{SESSION}/2/1", "1", "1"
    write_table(copy, "statements.csv", [records[0], first, again])
    league = {"statement_id": f"{SESSION}/2/2", "name_printed": "League of Arab States"}
    add(copy, "statement_represents.csv", speaker_id="league-of-arab-states", **league)
    rows_read, _findings = read_rows(read_package(copy))

    def told(*footnotes: str) -> list[str]:
        paragraph = Paragraph("A statement was made by Slovakia.", ((0, 2),), footnotes)
        documents = {"v-10-52859": DocumentText({"2": paragraph}, paragraph.text)}
        return [str(finding) for finding in names_not_printed(rows_read, documents)]

    assert told("Also on behalf of the League of Arab States.") == []
    assert told() == [
        "statements.csv:3:name_printed: stands in the paragraph, but not after the name before it",
        "statement_represents.csv:2:name_printed: does not stand in the paragraph",
    ]


# --- The reader of documents -----------------------------------------------------------------------------------------

REPORT = """
Draft report of the Orchard Council

I. Opening

1. The Council met and took up two matters:

(a) The first, on ladders;

(b) The second, on baskets.

X.99-10001 (E)

2. Then somebody spoke. It was long and

2 X.99-10001

went on, quoting "3 May" and (c) in the middle.

II. Closing

3. It ended.

X.99-10001 3
"""


def made_document(text: str) -> DocumentText:
    """The text of a document as a check sees it."""
    return document_text(parse_report(read_source(text.encode(), "report.txt")))


def test_paragraphs_and_their_parts_are_told_apart() -> None:
    """A paragraph holds its sub-paragraphs; headings belong to none; a page break ends none."""
    document = made_document(REPORT)
    assert {name: paragraph.text for name, paragraph in document.paragraphs.items()} == {
        "1": "The Council met and took up two matters: The first, on ladders; The second, on baskets.",
        "1 (a)": "The first, on ladders;",
        "1 (b)": "The second, on baskets.",
        "2": 'Then somebody spoke. It was long and went on, quoting "3 May" and (c) in the middle.',
        "3": "It ended.",
    }
    assert {"opening", "ladders"} <= set(document.words)


def test_pages_are_those_on_which_the_characters_stand() -> None:
    """A paragraph that a page break cuts stands on both pages, each part on its own."""
    second = made_document(REPORT).paragraphs["2"]
    assert second.pages == ((0, 2), (second.text.index("went"), 3))
    assert second.page_at(second.text.index("long")) == 2
    assert second.page_at(second.text.index("quoting")) == 3


def test_without_feet_there_are_no_pages() -> None:
    """A text that keeps no pages gives none rather than wrong ones."""
    first = made_document("\n".join(line for line in REPORT.splitlines() if "X.99" not in line)).paragraphs["1"]
    assert first.pages == ()
    assert first.page_at(0) is None


def test_a_sub_paragraph_of_a_sub_paragraph_belongs_to_all_above_it() -> None:
    """Item (i) of (a) is part of (a) and of the numbered paragraph."""
    blocks = [("1", "The following spoke:"), ("1 (a)", "States:"), ("1 (a) (i)", "Chile;")]
    text = "\n".join(wording for _number, wording in blocks)
    starts = [text.index(wording) for _number, wording in blocks]
    report = Report(
        Source("made.txt", "text", "0" * 64, (text,), (), paged=True),
        text,
        tuple(
            Block(BlockKind.SUBPARAGRAPH if "(" in number else BlockKind.PARAGRAPH, number, at, at + len(wording), 1)
            for (number, wording), at in zip(blocks, starts, strict=True)
        ),
        (Run(0, 4, 0),),
        Masthead(),
    )
    paragraphs = document_text(report).paragraphs
    assert paragraphs["1"].text == "The following spoke: States: Chile;"
    assert paragraphs["1 (a)"].text == "States: Chile;"
    assert paragraphs["1 (a) (i)"].pages == ((0, 4),)


def test_a_paragraph_has_the_footnotes_whose_marks_stand_in_it() -> None:
    """A footnote is that of its page where its number stands on several; without a mark it belongs to no paragraph."""
    text = "Chile spoke.\nKenya spoke.\nFor Peru.\nFor Togo."
    report = Report(
        Source("made.txt", "text", "0" * 64, (text,), (), paged=True),
        text,
        (
            Block(BlockKind.PARAGRAPH, "1", 0, 12, 1, marks=(Mark(5, "1"),)),
            Block(BlockKind.PARAGRAPH, "2", 13, 25, 2, marks=(Mark(18, "1"),)),
            Block(BlockKind.FOOTNOTE, "1", 26, 35, 1),
            Block(BlockKind.FOOTNOTE, "1", 36, 45, 2),
        ),
        (Run(0, 1, 0), Run(13, 2, 0), Run(26, 1, 12), Run(36, 2, 12)),
        Masthead(),
    )
    paragraphs = document_text(report).paragraphs
    assert paragraphs["1"].footnotes == ("For Peru.",)
    assert paragraphs["2"].footnotes == ("For Togo.",)


def test_documents_of_every_format_are_known_by_their_content(tmp_path: Path) -> None:
    """A text and a DOCX are found by their hash under any name; a file that cannot be read is passed over."""
    word = docx.Document()
    word.add_paragraph("1. At its 1st meeting, on 3 May 2021, the Council opened the gate.")
    word.save(str(tmp_path / "a.bin"))
    (tmp_path / "b.bin").write_text(REPORT, encoding="utf-8")
    (tmp_path / "c.bin").write_bytes(b"%PDF-1.7 broken")
    hashes = {name: hashlib.sha256((tmp_path / name).read_bytes()).hexdigest() for name in ("a.bin", "b.bin", "c.bin")}
    documents = read_documents(tmp_path, set(hashes.values()))
    assert set(documents) == {hashes["a.bin"], hashes["b.bin"]}
    assert documents[hashes["a.bin"]].paragraphs["1"].text.endswith("the Council opened the gate.")
    assert read_documents(tmp_path, set()) == {}


def test_words_are_alike_whatever_their_apostrophe_and_case() -> None:
    """Words are compared in lower case, with one kind of apostrophe and hyphen."""
    assert words("Today’s FOLLOW‑UP, (again)") == ("today's", "follow-up", "again")
