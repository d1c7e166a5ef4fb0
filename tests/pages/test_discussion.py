"""The page of the discussion declines to show views by speaker, and nothing that the product gives joins the two."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from components.bundle_tables import written_tables
from components.data_description import openapi
from components.discussion import written_points
from components.navigation import PAGES
from components.threads import written_proposals
from components.view import View
from plenary import export
from plenary.choices import with_sessions
from plenary.selection import CARDS, Selection
from plenary.store import Dataset
from tests.dataset_copy import change, copy_dataset
from tests.pages.test_pages import opened, texts

CRIME = "crime-congress-12"
FILE = "discussion.py"
WITH_VIEWS = [CRIME, "cnd-68"]

OF_SPEAKERS = frozenset(
    "speaker_id name name_today name_printed names_printed iso3 group_id group_role kind capacity represents "
    "statement_id statement_ids member un_member".split()
)
"""Columns that say who spoke."""

OF_VIEWS = re.compile(r"^(point_|attribution_|phrases_)")
"""Columns of views; conclusions, which are nobody's alone, have others."""


@pytest.fixture(scope="module")
def everything(dataset: Dataset) -> Selection:
    """Every session, with the rows that are not yet reviewed."""
    return Selection(session=tuple(dataset.choices["session"]), review="all")


class Joins:
    """Finds rows that hold both a view which names nobody and a speaker."""

    def __init__(self, dataset: Dataset) -> None:
        """Of the dataset: its unattributed views, and who can take the floor."""
        points = dataset.tables["points"]
        unnamed = points[points["attribution_status"] == "unnamed"]
        self.summaries = set(unnamed["summary"])
        self.ids = set(unnamed["point_id"]) - set(dataset.rows("turns")["statement_id"])
        turns, speakers = dataset.rows("turns"), dataset.choices["delegation"]
        self.codes = {*speakers, *turns["speaker_id"].dropna()}
        names = {*speakers.values(), *turns["name"].dropna(), *turns["name_printed"]} - {"Secretariat", "Chair"}
        self.named = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(names, key=len, reverse=True)))})(?!\w)")

    def of_view(self, cells: Iterable[str]) -> bool:
        """Whether cells hold the id or the summary of such a view."""
        plain = [cell.replace("\\", "").replace("%2F", "/") for cell in cells]
        if any(summary in cell for cell in plain for summary in self.summaries):
            return True
        return any(not self.ids.isdisjoint(re.findall(r"[a-z0-9-]+(?:/\d+)+", cell)) for cell in plain)

    def of_speaker(self, cells: Iterable[str]) -> bool:
        """Whether cells hold a speaker's code, or its name outside the summaries, which may speak of a State."""
        for cell in cells:
            plain = cell.replace("\\", "")
            for summary in self.summaries:
                plain = plain.replace(summary, "")
            if self.codes & set(plain.split(";")) or self.named.search(plain):
                return True
        return False

    def rows(self, frame: pd.DataFrame) -> Iterator[list[str]]:
        """Rows of a frame that hold both, and how many hold a view."""
        for cells in frame.astype("string").fillna("").itertuples(index=False, name=None):
            if self.of_view(cells):
                yield [*cells] if self.of_speaker(cells) else []


@pytest.fixture(scope="module")
def joins(dataset: Dataset) -> Joins:
    """What finds such rows."""
    return Joins(dataset)


def test_a_row_that_joins_them_would_be_found(joins: Joins) -> None:
    """A view beside a code or a name is found, a view alone or a State alone is not."""
    view, row_id = min(joins.summaries), f"{CRIME}/13/2"
    frame = pd.DataFrame({"a": [view, row_id, row_id, view, "x"], "b": ["BRA", "Brazil spoke", "nobody", "", "Brazil"]})
    assert [bool(found) for found in joins.rows(frame)] == [True, True, False, False]


def test_no_exported_row_joins_a_speaker_to_a_view(dataset: Dataset, everything: Selection, joins: Joins) -> None:
    """Of all tables, with everything in them, no row with a view that names nobody holds a speaker, State or code."""
    with_views = set()
    for table in export.TABLES:
        found = list(joins.rows(export.rows(dataset, everything, table)))
        assert not any(found), table
        with_views |= {table} if found else set()
    assert with_views == {"points", "quantifiers", "threads", "proposals", "conclusion_support"}


def test_no_schema_has_columns_of_both(dataset: Dataset) -> None:
    """In no table that is exported, in no schema of OpenAPI and in no table of the data stand columns of both."""
    schemas = {
        name: set(schema["properties"]["rows"]["items"]["properties"])
        for name, schema in openapi(dataset, "https://example.org/")["components"]["schemas"].items()
    }
    schemas |= {
        f"data/{name}": {field.name for field in table.fields} for name, table in dataset.package.tables.items()
    }
    of_views = {name for name, columns in schemas.items() if any(map(OF_VIEWS.match, columns))}
    assert {"points", "quantifiers", "threads", "data/points"} <= of_views
    assert {name for name in of_views if schemas[name] & OF_SPEAKERS} == set()


def test_no_table_of_an_offline_copy_joins_them(dataset: Dataset, everything: Selection, joins: Joins) -> None:
    """The tables that an offline copy holds have no such row either, labels of codes included."""
    seen = 0
    for table in written_tables(View(dataset, everything, ())):
        labels = [dict(column.labels) for column in table.columns]
        frame = pd.DataFrame(
            [[known.get(str(cell), cell) for known, cell in zip(labels, row, strict=True)] for row in table.rows]
        )
        found = list(joins.rows(frame))
        assert not any(found), table.name
        seen += len(found)
    assert seen > len(joins.summaries)


@pytest.mark.parametrize("entry", [entry for entry in PAGES if entry.tables], ids=lambda entry: entry.file)
def test_no_table_or_entry_of_a_page_joins_them(entry: Any, joins: Joins) -> None:
    """With every card turned to its table, two sessions and a delegation in the link, no page has such a row."""
    view = [f"{card}-table" for card in CARDS]
    app = opened(entry.file, session=WITH_VIEWS, delegation="BRA", view=view, row=f"{CRIME}/13/2")
    assert not app.exception
    frames = [element.value for element in (*app.table, *app.dataframe)]
    frames += [pd.DataFrame({"line": re.split(r"\n(?=- )|\n\n", element.value)}) for element in app.markdown]
    found = [row for frame in frames for row in joins.rows(frame)]
    assert not any(found)
    assert len(found) > len(joins.summaries) or entry.url_path != "discussion"


def declined(app: AppTest) -> str:
    """What the page says of filters that it sets aside."""
    return "\n".join(element.value for element in app.info)


@pytest.mark.parametrize(("name", "value"), [("delegation", "BRA"), ("group", "grulac"), ("kind", "ngo")])
def test_page_declines_to_show_views_by_speaker(name: str, value: str) -> None:
    """A link that asks who held the views gets all 34 of them with the reason, and no name beside them."""
    app = opened(FILE, session=CRIME, **{name: value})
    assert not app.exception
    assert "cannot be shown by speaker" in declined(app)
    assert "Of 34 views shown 33 name nobody. Secretariat: para\\. 5 \\(1\\)." in declined(app)
    assert "34 of 34 views" in texts(app)
    assert "Brazil" not in texts(app).replace("Salvador, Brazil", "")
    assert "Latin American" not in texts(app)


def test_views_that_the_record_attributes_are_told_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a record says that a group held a view, the page says so beside it, gives no range, and still declines."""
    copy = copy_dataset(tmp_path)
    change(copy, "points.csv", {"point_id": f"{CRIME}/6/1"}, "attribution_status", "group")
    monkeypatch.setenv("PLENARY_DATA", str(copy))
    app = opened(FILE, session=CRIME, delegation="BRA", view="quantifiers-table")
    assert "Of 34 views shown 32 name nobody." in declined(app)
    assert "Group: para\\. 6 \\(1\\)." in declined(app)
    assert "_A number of speakers_ (**group**)" in texts(app)
    (lens,) = [element.value for element in app.table if "Fewest speakers" in element.value]
    row = lens.set_index("Class").loc["A number"]
    assert row[["Who held the view", "Fewest speakers", "Most speakers"]].tolist() == ["Group", "–", "–"]


def test_page_shows_views_attribution_threads_and_proposals() -> None:
    """Without filters nothing is declined; paragraph 13 has its proposals, and the lens its sources and its limits."""
    app = opened(FILE)
    said = texts(app)
    assert "cannot be shown" not in said
    assert "**Para\\. 13 \\(2\\)**, _One speaker_ (not named): A new international treaty" in said
    assert "No official scale of these words is known" in said
    assert (
        "43 speakers with a statement recorded under the items of the views, from 15 April 2010 to 16 April 2010"
        in said
    )
    assert "the speakers of the 2nd meeting and 10th meeting, also on these items, are not recorded" in said
    assert "Each of the 6 conclusions rests on a recorded view. In part alone: \\(e\\) and \\(f\\)." in said
    assert "**In no recorded conclusion: 4 of 6**" in said


@pytest.mark.parametrize(
    ("params", "said"),
    [
        ({"q": "zzz"}, "No view is left by these filters."),
        ({"session": "hrc-28"}, "No views of the discussion are recorded here for the Human Rights Council"),
        ({"session": ["hrc-28", "ga-79-c2"], "review": "all"}, "There are no threads to show"),
        ({"session": "cnd-68"}, "Not established: no conclusions of the session are recorded here: 2 of 2"),
        ({"meeting": f"{CRIME}:8"}, "At which meeting, and in which turn, a view was voiced is not recorded."),
        ({"item": "99", "theme": "no-theme"}, "which was left out"),
        ({"session": [*WITH_VIEWS, "hrc-28", "ga-79-c2"], "review": "all"}, "Nothing can be compared at"),
    ],
)
def test_page_says_what_it_cannot_show(params: dict[str, Any], said: str) -> None:
    """Without views, without conclusions, with unknown values and with all sessions the page says what is missing."""
    app = opened(FILE, **params)
    assert not app.exception
    assert said in texts(app)


@pytest.mark.parametrize(
    ("row", "others"),
    [("11/1", ["**(e)** UNODC", "**(f)** It is important"]), ("19/d", ["View 1 in paragraph 15"])],
)
def test_a_link_opens_both_ends_of_a_thread(row: str, others: list[str]) -> None:
    """A link to a view opens the conclusions that rest on it, one to a conclusion its views."""
    said = texts(opened(FILE, session=CRIME, row=f"{CRIME}/{row}"))
    assert [other for other in others if other not in said] == []


def test_page_lists_exactly_the_exported_rows(dataset: Dataset) -> None:
    """For several selections the views and the proposals of the page are those of the export, each with its address."""
    for query in (
        {},
        {"item": (f"{CRIME}:10",)},
        {"theme": ("victims",)},
        {"session": tuple(WITH_VIEWS)},
        {"q": "zzz"},
    ):
        view = View(dataset, with_sessions(Selection(**query), dataset.choices), ())
        listed = "\n".join(text for section in written_points(view) for text in section.points)
        exported = export.rows(dataset, view.selection, "points")["point_id"].tolist()
        assert sorted(re.findall(r"entry/([^?)]+)\?table=points", listed)) == sorted(exported)
        proposals = "\n".join(written_proposals(view)).replace("%2F", "/")
        asked = export.rows(dataset, view.selection, "proposals")["point_id"].tolist()
        assert sorted(re.findall(r"para[^]]*\]\(discussion\?row=([^)]+)\)", proposals)) == sorted(asked)
