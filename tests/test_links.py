"""Addresses of views and entries."""

from __future__ import annotations

import pytest

from components.navigation import PAGES
from plenary.export import TABLES
from plenary.links import PAGE_ADDRESSES, PAGE_OF_TABLE, entry_link, rows_link, site_of, view_link
from plenary.selection import Selection


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
