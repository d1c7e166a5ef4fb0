"""Every entry has a permanent address that leads to the page with its panel; anything else is told plainly."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs, urljoin, urlsplit

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from components.entries import ROUTES
from components.navigation import PAGES
from plenary.choices import ROWS
from plenary.entries import DELEGATIONS, ENTRY_TABLES, find_entry
from plenary.links import NAMED_TABLES, entry_link
from plenary.selection import read_selection
from plenary.store import Dataset

SITE = "http://testserver/"


@pytest.fixture(scope="module")
def client() -> TestClient:
    """A client of the route alone."""
    return TestClient(Starlette(routes=ROUTES), follow_redirects=False)


def ids(dataset: Dataset, table: str) -> list[str]:
    """Ids of all entries of a table."""
    if table == DELEGATIONS:
        return list(dataset.choices["delegation"])
    return list((dataset.rows("turns") if table == "statements" else dataset.tables[table])[ROWS[table]])


@pytest.mark.parametrize("table", ENTRY_TABLES)
def test_every_id_leads_to_a_page_that_knows_it(table: str, dataset: Dataset) -> None:
    """Each id of the dataset is found in its own table, and the address of its page names nothing that is unknown."""
    pages = {page.url_path for page in PAGES}
    for row_id in ids(dataset, table):
        link = urlsplit(entry_link(SITE, row_id, table))
        named = parse_qs(link.query).get("table", [""])[0]
        entry = find_entry(dataset, link.path.removeprefix("/entry/"), named)
        assert entry is not None
        assert (entry.row_id, entry.table) == (row_id, table)
        page = urlsplit(entry.page_address(SITE))
        assert page.path.removeprefix("/") in pages
        selection, unknown = read_selection(parse_qs(page.query), dataset.choices)
        assert unknown == []
        assert (selection.row or selection.delegation[0]) == row_id


def test_ids_that_two_tables_share_are_told_apart(dataset: Dataset) -> None:
    """The introduction in paragraph 5 and the first view of that paragraph have one id and two addresses."""
    shared = "crime-congress-12/5/1"
    assert shared in ids(dataset, "statements")
    assert shared in ids(dataset, "points")
    statement, point = find_entry(dataset, shared), find_entry(dataset, shared, "points")
    assert statement is not None
    assert point is not None
    assert (statement.table, point.table) == ("statements", "points")
    taken: dict[str, str] = {}
    for table in ENTRY_TABLES:
        for row_id in ids(dataset, table):
            assert taken.setdefault(entry_link("", row_id, table), table) == table
    assert NAMED_TABLES == ("points", "documents_before")


@pytest.mark.parametrize(
    ("address", "page"),
    [
        ("entry/crime-congress-12/2/14", "timeline?row=crime-congress-12/2/14"),
        ("entry/crime-congress-12%2F2%2F14", "timeline?row=crime-congress-12/2/14"),
        ("entry/crime-congress-12:7", "timeline?row=crime-congress-12:7"),
        ("entry/crime-congress-12/19/a?v=1.1.0", "conclusions?row=crime-congress-12/19/a&v=1.1.0"),
        ("entry/crime-congress-12/5/1?table=points", "discussion?row=crime-congress-12/5/1"),
        ("entry/crime-congress-12/1/2?table=documents_before&v=9", "the-record?row=crime-congress-12/1/2&v=9"),
        ("entry/draft-not-adopted?embed=true&colour=red", "the-record?row=draft-not-adopted&embed=true"),
        ("entry/CIV", "delegations?session=hrc-28&session=cnd-68&delegation=CIV"),
    ],
)
def test_address_leads_to_the_page_of_its_entry(address: str, page: str, client: TestClient) -> None:
    """The way is relative, keeps version and embedding, and drops what is no parameter of a permanent address."""
    answer = client.get(SITE + address)
    assert answer.status_code == 307
    assert answer.headers["location"].startswith("../")
    assert urljoin(SITE + address, answer.headers["location"]) == SITE + page
    assert client.head(SITE + address).status_code == 307


@pytest.mark.parametrize(
    "address",
    [
        "entry/",
        "entry/crime-congress-12/2/99",
        "entry/weog",
        "entry/crime-congress-12",
        "entry/draft-not-adopted?table=statements",
        "entry/%3Cscript%3Ealert(1)%3C/script%3E",
        "entry//example.org/x",
        "entry/..%2f..%2fetc%2fpasswd",
        "entry/%00",
        "entry/%ff%fe",
    ],
)
def test_unknown_id_is_told_and_shown_nowhere(address: str, client: TestClient) -> None:
    """An id that the dataset does not have gives 404 with a page that leads to the first one and repeats nothing."""
    answer = client.get(SITE + address)
    assert answer.status_code == 404
    assert "There is no such entry" in answer.text
    assert "script" not in answer.text
    assert "passwd" not in answer.text
    way = answer.text.rpartition('href="')[2].partition('"')[0]
    assert urlsplit(urljoin(SITE + address, way)).path == "/"


def test_broken_dataset_is_told(client: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a dataset that can be read the answer is 503, not an error of the server."""
    monkeypatch.setenv("PLENARY_DATA", str(tmp_path))
    answer = client.get(f"{SITE}entry/CIV")
    assert answer.status_code == 503
    assert "cannot be shown" in answer.text
