"""Very many rows: tables part by part, and pages that put more turns side by side than they can."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from components import dataset as dataset_module
from components import long_table, rows_table  # noqa: F401 - bounds of theirs are lowered
from components import view as view_module
from plenary.export import export_file
from plenary.selected import TooManyTurns
from plenary.selection import Selection
from plenary.store import Dataset
from tests.lowered import lower
from tests.pages.test_pages import opened, texts

TITLE = "All of these turns, as a table"
ONE_BY_ONE = ("timeline.py", "order_of_speaking.py", "profiles.py", "co_participation.py", "discussion.py")
COUNTED = ("overview.py", "participation_map.py", "delegations.py", "balance.py", "conclusions.py")


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A table is sent in parts of 15 rows from 21 rows on; 30 turns are put side by side. Nothing kept is shared."""
    lower(monkeypatch, "MOST_ROWS", 30)
    lower(monkeypatch, "LONG_ROWS", 20)
    lower(monkeypatch, "PART_ROWS", 15)
    monkeypatch.setattr(dataset_module, "_answers", dataset_module.KeptAnswers(1024, 2**28))
    _forget()
    yield
    _forget()


def _forget() -> None:
    for keep in view_module._remembering:
        keep.cache_clear()


@pytest.mark.usefixtures("few")
def test_a_page_of_too_many_turns_has_them_all_part_by_part() -> None:
    """The seed's 46 turns: four parts, the last of one row; a search finds Brazil's two; the order can be turned."""
    app = opened("timeline.py")
    assert not app.exception
    assert "These filters leave 46 turns; up to 30 are put side by side one by one." in texts(app)
    first = app.dataframe[0].value
    assert len(first) == 15
    assert "Rows 1 to 15 of 46." in texts(app)
    app.number_input(key=f"long-part-{TITLE}").set_value(4).run()
    last = app.dataframe[0].value
    assert len(last) == 1
    assert "Rows 46 to 46 of 46." in texts(app)
    app.toggle(key=f"long-descending-{TITLE}").set_value(True).run()
    app.number_input(key=f"long-part-{TITLE}").set_value(1).run()
    assert app.dataframe[0].value.iloc[0].to_dict() == last.iloc[0].to_dict()
    app.text_input(key=f"long-search-{TITLE}").set_value("brazil").run()
    assert app.dataframe[0].value["As printed"].tolist() == ["Brazil", "Brazil"]
    app.text_input(key=f"long-search-{TITLE}").set_value("atlantis").run()
    assert not app.dataframe
    assert "No row has all these words." in texts(app)


@pytest.mark.usefixtures("few")
@pytest.mark.parametrize("file", COUNTED)
def test_pages_that_count_need_no_turn(file: str) -> None:
    """Pages of counts are whole however many turns there are; only a file may be told to hold too many."""
    app = opened(file)
    assert not app.exception
    assert not any(subheader.value == TITLE for subheader in app.subheader)
    assert ("These filters leave 46 turns" in texts(app)) == (file == "delegations.py")


@pytest.mark.usefixtures("few")
@pytest.mark.parametrize("file", ONE_BY_ONE)
def test_pages_that_put_turns_side_by_side_say_so_or_are_whole(file: str) -> None:
    """Never a traceback: the page, or what it cannot show."""
    assert not opened(file).exception


@pytest.mark.usefixtures("few")
def test_a_source_told_from_counts_is_still_a_draft() -> None:
    """Where turns are too many to look at each, the note still says that the adopted report was not compared."""
    said = texts(opened("participation_map.py"))
    assert "Source: draft report V.10-52859. The adopted report was not compared." in said.replace("\\", "")


@pytest.mark.usefixtures("few")
def test_a_long_table_of_counts_is_searched_and_sorted() -> None:
    """The map's table has a row for each State, sent in parts; a search finds one by its name of the day."""
    app = opened("participation_map.py", view="map-table")
    assert not app.exception
    (alt,) = {key.removeprefix("long-search-") for key in (box.key for box in app.text_input) if "long-search" in key}
    assert len(app.dataframe[0].value) == 15
    app.text_input(key=f"long-search-{alt}").set_value("libya").run()
    assert app.dataframe[0].value.iloc[:, 0].str.contains("Libyan Arab Jamahiriya").any()


@pytest.mark.usefixtures("few")
@pytest.mark.parametrize("file_format", ["csv", "excel"])
def test_files_of_too_many_statements_are_written_part_by_part(
    dataset: Dataset, several: Dataset, monkeypatch: pytest.MonkeyPatch, file_format: str
) -> None:
    """The same bytes as in one piece, with one heading; a workbook of so many rows is refused, and says how many."""
    import datetime as dt

    every = Selection(session=tuple(several.choices["session"]), review="all")
    asked = {"site": "https://atlas.example/", "retrieved": dt.date(2026, 11, 28)}
    parts = export_file(several, every, "statements", file_format, **asked)
    with pytest.raises(TooManyTurns) as refused:
        export_file(several, every, "statements", "xlsx", **asked)
    assert refused.value.turn_count == several.turn_count
    lower(monkeypatch, "MOST_ROWS", 100_000)
    assert parts == export_file(several, every, "statements", file_format, **asked)


def test_a_long_list_of_conclusions_is_drawn_part_by_part(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of the seed's six conclusions two at a time: the second part has (c) and (d), the third (e) and (f)."""
    lower(monkeypatch, "PART_ENTRIES", 2)
    app = opened("conclusions.py")
    assert not app.exception
    assert "Conclusions 1 to 2 of 6." in texts(app)
    app.number_input(key="part-conclusions").set_value(2).run()
    letters = [text.value[:7] for text in app.markdown if text.value.startswith("**(")]
    assert letters == ["**(c)**", "**(d)**"]
