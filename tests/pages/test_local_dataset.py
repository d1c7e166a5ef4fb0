"""The same pages show a local dataset made of a table of speakers."""

from __future__ import annotations

from pathlib import Path

import pytest

from plenary.schema import DATA
from plenary.tables.mapping import read_mapping
from plenary.tables.source import read_source
from plenary.tables.writing import add_table
from tests.pages.test_pages import OF_THE_DATASET, opened, texts

MAPPING = """
[document]
id = "harbour-talks"
title = "Harbour talks"
source = "A table for tests"
[session]
id = "harbour-{session}"
body = "Harbour talks"
title = "{nth} harbour talks"
short_title = "Harbour talks {session}"
title_source = "Made up"
first_date = "{year}-09-01"
last_date = "{year}-12-31"
[columns]
session = "round"
year = "year"
name = "who"
"""


@pytest.fixture(scope="module", params=[True, False], ids=["with curated sessions", "alone"])
def local(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A local dataset of three statements of two sessions without a day."""
    folder = tmp_path_factory.mktemp("local")
    (folder / "talks.csv").write_text("round,year,who\n8,2010,Brazil\n8,2010,Norway\n9,2011,Kenya\n", encoding="utf-8")
    (folder / "talks.toml").write_text(MAPPING, encoding="utf-8")
    source, mapping = read_source(folder / "talks.csv"), read_mapping(folder / "talks.toml")
    add_table(source, mapping, DATA, folder / "data", with_curated=request.param)
    return folder / "data"


@pytest.mark.parametrize("file", OF_THE_DATASET)
def test_each_page_shows_the_rows_of_a_table(file: str, local: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A session of a table opens on every page of the dataset; its rows, not yet reviewed, are said to be left out."""
    monkeypatch.setenv("PLENARY_DATA", str(local))
    app = opened(file, session="harbour-8")
    assert not app.exception
    assert not app.error
    assert "Harbour talks 8" in texts(app)


def test_rows_not_reviewed_are_shown_on_demand(local: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the rows not yet reviewed, the eighth talks have two statements, and both sessions three."""
    monkeypatch.setenv("PLENARY_DATA", str(local))
    assert "2 of 2 statements" in texts(opened("overview.py", session="harbour-8", review="all"))
    assert "3 of 3 statements" in texts(opened("overview.py", session=["harbour-8", "harbour-9"], review="all"))


def test_row_of_a_table_opens_and_is_cited_by_the_table(local: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A statement of a local table has panel, address and citation as any other, with the table as its source."""
    monkeypatch.setenv("PLENARY_DATA", str(local))
    app = opened("timeline.py", row="harbour-8/8/1")
    app.session_state["cite-entry"] = True
    app.run()
    assert not app.exception
    assert app.code[0].value == "entry/harbour-8/8/1"
    assert "“Statement by Brazil, Harbour talks 8”" in app.code[1].value
    assert app.code[1].value.endswith("Source: table “Harbour talks”, para. 8, p. 1.")
