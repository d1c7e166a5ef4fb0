"""Receipts and wording are compared with the document where it is at hand; here with a report made of the rows."""

import csv
import hashlib
from collections import defaultdict
from pathlib import Path

import pytest

from plenary.checks import check_dataset
from plenary.documents import parse_document, words
from plenary.schema import DATA
from tests.dataset_copy import change, copy_dataset, found, line_of

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


# --- The reader of documents -----------------------------------------------------------------------------------------

REPORT = """
Draft report

I. Opening

- 1. The Committee met and took up
two matters:
- (a) the first;
- (b) the second.

X.99-1 (E)

Statements

2. Then somebody spoke. It was long and

2 X.99-1

went on, quoting "3 May" and (c) in the middle.

Closing

3. It ended.

X.99-1 3
"""


def test_paragraphs_and_their_parts_are_told_apart() -> None:
    """Numbers and letters in their sequence begin paragraphs; headings belong to none; a page break ends none."""
    document = parse_document(REPORT, "X.99-1")
    assert {name: paragraph.text for name, paragraph in document.paragraphs.items()} == {
        "1": "The Committee met and took up two matters: the first; the second.",
        "1 (a)": "the first;",
        "1 (b)": "the second.",
        "2": 'Then somebody spoke. It was long and went on, quoting "3 May" and (c) in the middle.',
        "3": "It ended.",
    }


def test_pages_are_those_whose_foot_comes_next() -> None:
    """The foot of a page tells the page of what stands above it."""
    second = parse_document(REPORT, "X.99-1").paragraphs["2"]
    assert second.pages == ((0, 2), (second.text.index("went"), 3))
    assert second.page_at(second.text.index("long")) == 2
    assert second.page_at(second.text.index("quoting")) == 3


def test_without_job_number_there_are_no_pages() -> None:
    """Feet that cannot be known as such give no pages rather than wrong ones."""
    first = parse_document(REPORT, "").paragraphs["1"]
    assert first.pages == ()
    assert first.page_at(0) is None


def test_words_are_alike_whatever_their_apostrophe_and_case() -> None:
    """Words are compared in lower case, with one kind of apostrophe and hyphen."""
    assert words("Today’s FOLLOW‑UP, (again)") == ("today's", "follow-up", "again")
