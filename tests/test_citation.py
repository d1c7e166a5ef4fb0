"""Citations say what they must, and every program reads back what was written."""

from __future__ import annotations

import datetime as dt
import json
import re

import pytest
import rispy
from hypothesis import given
from hypothesis import strategies as st

from plenary.citation import (
    AUTHOR,
    Cited,
    bibtex,
    cited_dataset,
    cited_entry,
    cited_view,
    csl,
    footnote,
    ris,
)
from plenary.entries import find_entry
from plenary.links import entry_link, view_link
from plenary.selection import Selection
from plenary.store import Dataset

DAY = dt.date(2026, 11, 24)
SITE = "https://example.org/atlas/"
CRIME = "crime-congress-12"


def of_entry(dataset: Dataset, row_id: str, table: str = "") -> str:
    """The footnote of one entry."""
    entry = find_entry(dataset, row_id, table)
    assert entry is not None
    return footnote(cited_entry(dataset, entry, entry_link(SITE, row_id, table), DAY))


def search(text: str) -> Cited:
    """The citation of a view with a search text, as a page makes it."""
    selection = Selection(session=(CRIME,), q=text)
    title = f"Conclusions: with the words “{' '.join(text.split())}”"
    link = view_link(SITE, "conclusions", selection, "1.1.0")
    return Cited(title, "Plenary Atlas: {who} spoke", "1.1.0", DAY, DAY, link, ("A/HRC/28/2, 7 May 2019", text))


def parsed_bibtex(text: str) -> dict[str, str]:
    """Fields of one entry, as BibTeX takes them apart: by the braces alone, whatever stands before them."""
    head, _brace, rest = text.partition("{")
    assert head == "@misc"
    key, _comma, rest = rest.partition(",")
    fields, depth, start, name = {"key": key}, 0, 0, ""
    for place, sign in enumerate(rest):
        if sign == "{":
            if depth == 0:
                name, start = rest[start:place].strip(" ,=\n"), place + 1
            depth += 1
        elif sign == "}":
            depth -= 1
            if depth == 0:
                fields[name], start = rest[start:place], place + 1
            elif depth < 0:
                assert rest[place:] == "}\n"
                return fields
    raise AssertionError(f"the braces are not balanced: {text}")


def typeset(value: str) -> str:
    """What TeX prints of a field."""
    words = {
        "textbackslash": "\\", "textbraceleft": "{", "textbraceright": "}", "textasciitilde": "~",
        "textasciicircum": "^", "textless": "<", "textgreater": ">", "textbar": "|", "textquotedbl": '"',
    }  # fmt: skip
    return re.sub(r"\\(\w+)\{\}|\\([&%$#_])", lambda found: words[found[1]] if found[1] else found[2], value)


def test_footnote_of_a_view_is_in_the_style_of_the_united_nations(dataset: Dataset) -> None:
    """Title in quotation marks, version with its day, address with the day of access, draft by its job number."""
    title = "Timeline: at the Twelfth Crime Congress, with the words “victims”"
    link = f"{SITE}timeline?session={CRIME}&v=1.1.0"
    text = footnote(cited_view(dataset, title, link, DAY, (CRIME,)))
    assert text.startswith(
        "Plenary Atlas contributors, “Timeline: at the Twelfth Crime Congress, with the words ‘victims’”, in “"
    )
    assert f"dataset version {dataset.version} of " in text
    assert f"Available at {link} (accessed on 24 November 2026)." in text
    assert "job number V.10-52859, 16 April 2010 (draft; the adopted report was not compared)." in text


@pytest.mark.parametrize(
    ("row_id", "table", "place"),
    [
        (
            f"{CRIME}/2/14",
            "",
            "draft report, job number V.10-52859, para. 2, p. 2 (the adopted report was not compared).",
        ),
        (
            f"{CRIME}:8",
            "",
            "draft report, job number V.10-52859, paras. 1 and 3 (the adopted report was not compared).",
        ),
        (f"{CRIME}/19/b", "", "para. 19 (b), p. 4 (the adopted report was not compared)."),
        (f"{CRIME}/5/1", "points", "para. 5, p. 2 (the adopted report was not compared)."),
        (f"{CRIME}/1/4", "documents_before", "para. 1 (d), p. 2 (the adopted report was not compared)."),
        ("draft-not-adopted", "", "Source: draft report, job number V.10-52859 (the adopted report was not compared)."),
        ("hrc-28:59", "", "A/HRC/28/2"),
        ("LSO", "", "draft report, job number V.10-52859"),
    ],
)
def test_footnote_of_an_entry_names_document_paragraph_and_page(
    row_id: str, table: str, place: str, dataset: Dataset
) -> None:
    """Each kind of entry is cited by its permanent address and its place in the document."""
    text = of_entry(dataset, row_id, table)
    assert place in text
    assert f"Available at {entry_link(SITE, row_id, table)} (accessed on 24 November 2026)." in text


def test_an_adopted_report_is_cited_by_its_symbol(dataset: Dataset) -> None:
    """A statement at the Human Rights Council is cited by symbol, paragraph and page, without a word of a draft."""
    turns = dataset.rows("turns")
    row = turns[turns["document_id"] == "a-hrc-28-2"].iloc[0]
    text = of_entry(dataset, row["statement_id"])
    assert f"Source: A/HRC/28/2, para. {row['paragraph']}, p. {row['page']}." in text
    assert "draft" not in text


def test_citation_for_programs_names_where_documents_with_a_symbol_are_published(dataset: Dataset) -> None:
    """The three adopted reports have an address on the public document site; the draft, which has no symbol, none."""
    addresses = ("A/79/437/Add.4", "E/2025/28", "A/HRC/28/2")
    cited = cited_dataset(dataset, SITE, DAY)
    assert cited.addresses == tuple(f"https://docs.un.org/en/{symbol}" for symbol in addresses)
    for form in (bibtex(cited), ris(cited), csl(cited)):
        assert "Documents: https://docs.un.org/en/A/79/437/Add.4 https://" in form
    assert cited_dataset(dataset, SITE, DAY, (CRIME,)).addresses == ()


def test_dataset_is_cited_without_a_title_of_a_view(dataset: Dataset) -> None:
    """The citation of the dataset has its title once, and names all four documents."""
    cited = cited_dataset(dataset, SITE, DAY)
    text = footnote(cited)
    assert text.count("“") == 1
    assert len(cited.sources) == 4
    assert [code for code in ("V.10-52859", "A/79/437/Add.4", "E/2025/28", "A/HRC/28/2") if code not in text] == []
    assert json.loads(csl(cited))[0]["id"] == f"plenary-atlas-{dataset.version}"


def test_many_paragraphs_are_told_by_their_ends(dataset: Dataset) -> None:
    """More than twelve paragraphs are told by number, first and last; the seed's finding on its views names 6 to 18."""
    findings = dataset.tables["discrepancies"]
    row = findings[findings["paragraphs"] == ";".join(map(str, range(6, 19)))].iloc[0]
    assert "13 paragraphs from 6 to 18" in of_entry(dataset, row["discrepancy_id"])


def test_day_of_the_version_is_that_of_its_description(dataset: Dataset) -> None:
    """The day of a version is the one that datapackage.json was created on."""
    described = json.loads((dataset.directory / "datapackage.json").read_text(encoding="utf-8"))
    assert dataset.package.created == dt.date.fromisoformat(described["created"][:10])


@given(text=st.text(max_size=80))
def test_bibtex_of_any_search_reads_back(text: str) -> None:
    """Braces balance whatever was searched for; title, note and link come back letter by letter."""
    cited = search(text)
    fields = parsed_bibtex(bibtex(cited))
    assert fields["key"] == cited.key
    assert typeset(fields["title"].removeprefix("{").removesuffix("}")) == cited.title
    assert typeset(fields["note"]) == cited.note
    assert fields["howpublished"] == f"\\url{{{cited.link}}}"
    assert fields["author"] == f"{{{AUTHOR}}}"
    assert fields["urldate"] == "2026-11-24"


@given(text=st.text(max_size=80))
def test_ris_of_any_search_reads_back(text: str) -> None:
    """One reference of type DATA with the same values, whatever was searched for."""
    cited = search(text)
    (reference,) = rispy.loads(ris(cited))
    assert reference["type_of_reference"] == "DATA"
    assert reference["authors"] == [AUTHOR]
    assert reference["title"] == cited.title
    assert reference["urls"] == [cited.link]
    assert reference["notes"] == [cited.note]
    assert (reference["year"], reference["edition"], reference["access_date"]) == ("2026", "1.1.0", "2026/11/24/")
    assert ris(cited).startswith("TY  - DATA\n")


@given(text=st.text(max_size=80))
def test_csl_of_any_search_is_json_with_the_fields_of_the_schema(text: str) -> None:
    """One item of type dataset; each field is one that the schema of CSL-JSON has."""
    cited = search(text)
    (item,) = json.loads(csl(cited))
    known = {"id", "type", "author", "title", "container-title", "version", "issued", "accessed", "URL", "note"}
    assert set(item) <= known
    assert (item["type"], item["title"], item["URL"], item["note"]) == ("dataset", cited.title, cited.link, cited.note)
    assert item["accessed"] == {"date-parts": [[2026, 11, 24]]}


def test_citations_of_different_views_have_different_keys() -> None:
    """The key of a view hangs on its title and link, so that two views stand beside each other in one file."""
    assert search("a").key != search("b").key
    assert search("a").key == search("a").key


def test_without_an_address_nothing_is_available_anywhere(dataset: Dataset) -> None:
    """Where no address is known none is written."""
    cited = cited_dataset(dataset, "", DAY)
    assert "Available at" not in footnote(cited)
    assert "howpublished" not in bibtex(cited)
    assert "UR  -" not in ris(cited)
    assert "URL" not in json.loads(csl(cited))[0]
