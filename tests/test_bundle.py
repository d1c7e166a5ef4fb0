"""An offline copy holds exactly the rows of the view, stays small, and nothing in it can become a script."""

from __future__ import annotations

import base64
import datetime as dt
import gzip
import hashlib
import html
import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from components.asked_view import asked_view
from components.asset_files import asset
from components.bundle import bundle
from components.bundle_tables import OF_CHOSEN, OF_SEVERAL, SHEETS, json_cell, written_tables
from plenary import export
from plenary.links import entry_link
from tests.dataset_copy import change, copy_dataset

SITE = "https://atlas.example.org/"
DAY = dt.date(2026, 11, 24)
LARGEST = 6_000_000
"""Bytes."""

EVERYTHING = "review=all&session=crime-congress-12&session=ga-79-c2&session=cnd-68&session=hrc-28"


def copy_of(query: str, site: str = SITE) -> str:
    """The offline copy of a view, made now."""
    return bundle(asked_view(query), site, DAY).decode("utf-8")


@cache
def copy_of_shipped(query: str, site: str = SITE) -> str:
    """The offline copy of a view of the shipped dataset, made once for all tests."""
    return copy_of(query, site)


def told(page: str) -> dict[str, Any]:
    """What the copy tells its script."""
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.S)
    assert found
    data: dict[str, Any] = json.loads(found[1])
    return data


def scripts(page: str) -> list[str]:
    """The scripts in the copy that a browser runs: those that are not of another type."""
    return re.findall(r"<script>(.*?)</script>", page, re.S)


def test_the_whole_dataset_stays_below_its_bound() -> None:
    """All sessions with the rows not yet reviewed make a file of at most 6 MB, with every session's rows in it."""
    page = copy_of_shipped(EVERYTHING)
    assert len(page.encode()) <= LARGEST
    statements = next(table for table in told(page)["tables"] if table["name"] == "statements")
    lines = (Path(__file__).parents[1] / "data" / "statements.csv").read_text(encoding="utf-8").splitlines()
    assert len(statements["rows"]) == len(lines) - 1


@pytest.mark.parametrize("query", ["", "group=grulac&item=6", "delegation=BRA", EVERYTHING])
def test_its_rows_are_those_of_the_export(query: str) -> None:
    """Each table has the columns, rows and order of its export, missing cells included."""
    view = asked_view(query)
    for table in written_tables(view):
        frame = export.rows(view.dataset, view.selection, table.name)
        assert [column.name for column in table.columns] == list(frame.columns)
        assert len(table.rows) == len(frame)
        for row, expected in zip(table.rows, frame.astype("string").itertuples(index=False), strict=True):
            for cell, value in zip(row, expected, strict=True):
                assert (cell is None) == bool(pd.isna(value))
        ids = [column.name for column in table.columns].index(table.row_id) if table.row_id else None
        if ids is not None:
            assert [row[ids] for row in table.rows] == frame[table.row_id].tolist()


def test_brazil_has_its_two_statements() -> None:
    """The copy of Brazil's view has the two statements of the record, in paragraphs 3 and 4, and says 2 of 46."""
    table = next(table for table in told(copy_of_shipped("delegation=BRA"))["tables"] if table["name"] == "statements")
    names = [column["name"] for column in table["columns"]]
    rows = [dict(zip(names, row, strict=True)) for row in table["rows"]]
    assert [(row["name_printed"], row["paragraph"], row["document_id"]) for row in rows] == [
        ("Brazil", "3", "v-10-52859"),
        ("Brazil", "4", "v-10-52859"),
    ]
    assert table["told"].startswith("2 of 46 rows. Filters: at the Twelfth Crime Congress, by Brazil.")


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (None, None), (pd.NA, None), (float("nan"), None), (pd.NaT, None), (0, 0), (False, False), (0.1 + 0.2, 0.3),
        (dt.date(2010, 4, 15), "2010-04-15"), (pd.Timestamp(2010, 4, 15), "2010-04-15"), ("", ""),
    ],
)  # fmt: skip
def test_missing_is_null_and_zero_is_zero(value: Any, cell: Any) -> None:
    """Missing cells are null; zero, false and dates stay what they are."""
    assert json_cell(value) == cell
    assert type(json_cell(value)) is type(cell)


def test_only_its_own_two_scripts_may_run() -> None:
    """The policy forbids every request, and names its script and plotly.js by their hashes, which are right."""
    page = copy_of_shipped("")
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
    assert policy
    parts = dict(part.strip().split(" ", 1) for part in html.unescape(policy[1]).split(";"))
    (script,) = scripts(page)
    plotly = re.search(r'<script type="text/plain" id="plotly">(.*?)</script>', page)
    assert plotly
    unpacked = gzip.decompress(base64.b64decode(plotly[1]))
    assert unpacked == asset("plotly.min.js").content
    hashes = [base64.b64encode(hashlib.sha256(text).digest()).decode() for text in (script.encode(), unpacked)]
    assert parts["default-src"] == "'none'"
    assert parts["script-src"] == " ".join(f"'sha256-{digest}'" for digest in hashes)
    assert "connect-src" not in parts


def test_text_of_the_dataset_cannot_become_a_script(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Hostile titles, notes and addresses stay text: the copy has as many scripts as any other, and no such link."""
    directory = copy_dataset(tmp_path)
    hostile = '</script><script>alert(1)</script><img src=x onerror="alert(2)">'
    change(directory, "sessions.csv", {"session_id": "crime-congress-12"}, "short_title", hostile)
    change(directory, "statements.csv", {"name_printed": "Brazil"}, "note", hostile)
    change(directory, "documents.csv", {"document_id": "v-10-52859"}, "url", "javascript:alert(3)")
    honest = copy_of_shipped("session=crime-congress-12")
    monkeypatch.setenv("PLENARY_DATA", str(directory))
    page = copy_of("session=crime-congress-12")
    assert page.count("<script") == page.count("</script>") == honest.count("<script") == 4
    assert "<img" not in page
    assert "javascript:" not in page
    data = told(page)
    assert data["documents"]["v-10-52859"]["address"] == ""
    statements = next(table for table in data["tables"] if table["name"] == "statements")
    assert any(hostile in row for row in statements["rows"])


def test_it_asks_for_nothing() -> None:
    """No element of the copy names a file or a server: addresses stand in links alone."""
    page = copy_of_shipped("")
    outside = re.sub(r"<script.*?</script>", "", page, flags=re.S)
    assert re.findall(r'\b(?:src|srcset|data|poster|action)="', outside) == []
    assert re.findall(r"<link[^>]*>", outside) == ['<link rel="icon" href="data:,">']
    assert "url(" not in outside
    assert "@import" not in outside


def test_it_says_version_date_licence_citation_and_codebook() -> None:
    """Head, citation in three forms and the meaning of each exported column stand in the copy."""
    view = asked_view("")
    page = html.unescape(copy_of_shipped(""))
    assert f"{view.dataset.version} (SHA-256 of its description: {view.dataset.hash})" in page
    assert "2026-11-24" in page
    assert "CC0 1.0 for the curated data" in page
    assert "(draft; the adopted report was not compared)" in page
    assert "@misc{plenary-atlas-" in page
    for table in SHEETS:
        if table not in (*OF_SEVERAL, *OF_CHOSEN):
            for field in export.codebook(view.dataset, table):
                assert f"<code>{field.name}</code>" in page
                assert field.description in page


def test_rows_have_a_permanent_address_where_a_site_is_known() -> None:
    """The beginning of the addresses is that of `entry_link`; without a site there is none."""
    entry = told(copy_of_shipped(""))["entry"]
    row = "crime-congress-12/2/1"
    assert entry + row == entry_link(SITE, row)
    assert told(copy_of_shipped("", site=""))["entry"] == ""


def test_sessions_are_compared_only_where_there_are_several() -> None:
    """The copy of one session has neither figure nor table of sessions; of two it has both."""
    one, two = copy_of_shipped(""), copy_of_shipped("session=crime-congress-12&session=cnd-68")
    assert 'id="figure-sessions"' not in one
    assert 'id="table-sessions"' not in one
    assert 'id="figure-sessions"' in two
    assert 'id="table-sessions"' in two
