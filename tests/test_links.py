"""Addresses of views and entries."""

from __future__ import annotations

import ast
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.navigation import PAGES
from plenary.export import TABLES
from plenary.links import (
    PAGE_ADDRESSES,
    PAGE_OF_TABLE,
    data_link,
    document_link,
    entry_link,
    rows_link,
    site_of,
    view_link,
)
from plenary.selection import Selection, parse_link
from plenary.sharing import data_script, embed_code
from plenary.store import Dataset


@pytest.mark.parametrize(
    ("link", "site"),
    [
        ("https://example.org", "https://example.org/"),
        ("https://example.org/?item=6", "https://example.org/"),
        ("https://example.org/timeline?item=6", "https://example.org/"),
        ("http://example.org:8501/atlas/the-record/#gaps", "http://example.org:8501/atlas/"),
        ("http://example.org/atlas/", "http://example.org/atlas/"),
        ("http://example.org/atlas/data/statements.csv?item=6", "http://example.org/atlas/"),
        ("http://example.org/entry/crime-congress-12/2/14", "http://example.org/"),
        ("session=crime-congress-12", ""),
        ("javascript:alert(1)", ""),
        ("file:///data/x", ""),
    ],
)
def test_first_page_is_found_from_any_address(link: str, site: str) -> None:
    """Every address of a page, of rows and of an entry leads to the first page's, also below a folder."""
    assert site_of(link) == site


def test_every_table_has_a_page_and_every_page_is_known() -> None:
    """The tables that can be exported each name a page of the navigation, and all its pages are known."""
    assert set(PAGE_OF_TABLE) == set(TABLES)
    assert {entry.url_path for entry in PAGES} == {"", *PAGE_ADDRESSES}


def test_link_of_rows_holds_what_restricts_them_and_the_version() -> None:
    """Of a link with settings of a page only the filters of the rows, their order and the version are left."""
    selection = Selection(
        session=("crime-congress-12",), item=("crime-congress-12:6",), theme=("victims",), view=("tiles",), row="x"
    )
    link = rows_link("https://example.org/", "statements", selection, "1.1.0")
    assert link == "https://example.org/timeline?session=crime-congress-12&item=6&v=1.1.0"


def test_links_are_relative_without_a_site_and_escape_their_values() -> None:
    """Without a known host the address begins with the page; blanks, accents and commas are escaped."""
    assert view_link("", "conclusions", Selection(q="Côte, (a)")) == "conclusions?q=C%C3%B4te%2C%20%28a%29"
    assert view_link("", "", Selection()) == ""
    assert entry_link("", "crime-congress-12/2/a b") == "entry/crime-congress-12/2/a%20b"


@pytest.mark.parametrize(
    ("symbol", "address"),
    [
        ("A/79/437/Add.4", "https://docs.un.org/en/A/79/437/Add.4"),
        ("A/CONF.213/RPM.1/1", "https://docs.un.org/en/A/CONF.213/RPM.1/1"),
        ("S/RES/1440(2002)", "https://docs.un.org/en/S/RES/1440%282002%29"),
        ("A/RES/217(III)[A]", "https://docs.un.org/en/A/RES/217%28III%29%5BA%5D"),
        ("E/CN.7/2025/2-E/CN.15/2025/2", "https://docs.un.org/en/E/CN.7/2025/2"),
        ("A/RES/ES-11/1", "https://docs.un.org/en/A/RES/ES-11/1"),
        ("V.10-52859", ""),
        ("24-23250", ""),
        ("GE.19-07475", ""),
        ("A", ""),
        ("a/hrc/28/2", ""),
        ("A/../../x", ""),
        ("//example.org/A/1", ""),
        ("javascript:alert(1)", ""),
        ("A/1)[x](y", ""),
        ("A/1 2", ""),
        ("", ""),
    ],
)
def test_symbols_lead_to_the_public_document_site_and_nothing_else_does(symbol: str, address: str) -> None:
    """A symbol has an address there, of a double one the first; a job number or any other text has none."""
    assert document_link(symbol) == address


def test_every_document_with_a_symbol_has_an_address(dataset: Dataset) -> None:
    """All 21 documents that sessions had before them and the three adopted reports lead there; the draft does not."""
    before = dataset.tables["documents_before"]["symbol"]
    assert [symbol for symbol in before if not document_link(symbol)] == []
    assert len(before) == 21
    documents = dataset.tables["documents"]
    known = documents[documents["symbol"].notna()]
    assert list(known["symbol"].map(document_link)) == list(known["url"])
    assert len(known) == 3


def test_data_of_a_view_has_the_filters_of_its_rows() -> None:
    """The address of meetings keeps session and item, and leaves out what says nothing about meetings."""
    selection = Selection(
        session=("crime-congress-12",), item=("crime-congress-12:6",), group=("weog",), view=("tiles",)
    )
    link = data_link("https://example.org/", "meetings", selection, "1.1.0", "parquet")
    assert link == "https://example.org/data/meetings.parquet?session=crime-congress-12&item=6&v=1.1.0"


def test_address_of_an_entry_names_table_and_version_where_it_must() -> None:
    """A statement needs its id alone; a view of the discussion also its table; a pinned one its version."""
    assert entry_link("s/", "crime-congress-12/5/1", "statements") == "s/entry/crime-congress-12/5/1"
    assert entry_link("s/", "crime-congress-12/5/1", "points") == "s/entry/crime-congress-12/5/1?table=points"
    assert entry_link("s/", "CIV", "delegations", "1.1.0") == "s/entry/CIV?v=1.1.0"


@given(q=st.text(max_size=60), name=st.text(max_size=60))
def test_embed_code_is_one_frame_whatever_is_searched_for(q: str, name: str) -> None:
    """The code is one element whose address and title read back unchanged, however they are spelt."""
    address = view_link("https://example.org/", "conclusions", Selection(session=("s",), q=q))
    found: list[tuple[str, dict[str, str | None]]] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            found.append((tag, dict(attrs)))

    Reader().feed(embed_code(address, " ".join(name.split())))
    ((tag, attributes),) = found
    assert tag == "iframe"
    assert attributes["src"] == f"{address}&embed=true"
    assert attributes["title"] == " ".join(name.split())
    assert (attributes["width"], attributes["loading"]) == ("100%", "lazy")
    assert parse_link(str(attributes["src"])).get("q", [""]) == [q]


def test_script_reads_every_table_of_a_page() -> None:
    """Each table is one line of Python, which Python can read."""
    script = data_script("https://example.org/", ("statements", "meetings"), Selection(session=("s",), q='"; x'))
    lines = [ast.unparse(node) for node in ast.parse(script).body]
    assert lines == [
        "import pandas as pd",
        "statements = pd.read_csv('https://example.org/data/statements.csv?session=s')",
        "meetings = pd.read_csv('https://example.org/data/meetings.csv?session=s')",
    ]
