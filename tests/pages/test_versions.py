"""Pages of a link that names an older version of the dataset."""

from __future__ import annotations

import io
import json
import shutil
import zipfile
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from components.navigation import PAGES, title
from components.record import whole_dataset
from components.view import View
from plenary.schema import DATA, read_package
from plenary.selection import Selection
from plenary.store import Dataset
from plenary.versions import open_version
from tests.dataset_copy import change, copy_dataset
from tests.pages.test_pages import OF_THE_DATASET, ROOT, opened, texts, values

FILES = [entry.file for entry in PAGES]
PRESENT = read_package(DATA).version
NOTICE = r"You see version 1\.0\.0 of the dataset"


def show_present(app: AppTest) -> AppTest:
    """The page after the button of the notice."""
    return app.button(key="show-present-version").click().run()


@pytest.mark.parametrize("file", FILES)
def test_page_shows_the_version_of_the_link_and_says_so(file: str) -> None:
    """Each page of a link to 1.0.0 opens, tells it at its head, and names that version at its foot."""
    app = opened(file, v="1.0.0")
    assert not app.exception
    assert not app.warning
    said = texts(app)
    assert NOTICE in said
    assert "Dataset version 1.0.0" in said
    assert f"Dataset version {PRESENT}" not in said
    assert values(app, "v") == ["1.0.0"]


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize("params", [{}, {"v": PRESENT}], ids=["no version", "present version"])
def test_link_to_the_present_version_has_no_notice(file: str, params: dict[str, str]) -> None:
    """Nothing is told where the link names no version, or the present one."""
    app = opened(file, **params)
    assert "You see version" not in texts(app)
    assert "show-present-version" not in [button.key for button in app.button]


@pytest.mark.parametrize("file", OF_THE_DATASET)
def test_view_of_the_first_record_differs_in_no_row(file: str) -> None:
    """The Congress is in both versions as it was; the notice says that no row of the view differs."""
    app = opened(file, v="1.0.0", session="crime-congress-12")
    assert "In this view no row differs since then." in texts(app)
    assert not [expander for expander in app.expander if "that differ" in expander.label]


def test_first_version_has_the_congress_alone() -> None:
    """Of a single session there is nothing to choose; one that came later is named, and counted as added."""
    app = opened("timeline.py", v="1.0.0")
    assert "filter-session" not in [control.key for control in app.multiselect]
    app = opened("timeline.py", v="1.0.0", session="ga-79-c2", review="all")
    assert any("ga\\-79\\-c2" in warning.value for warning in app.warning)
    assert "44 of 44 statements" in texts(app)
    assert "0 changed, 0 gone" in texts(app)


def test_button_shows_the_present_version_with_all_that_the_link_names() -> None:
    """It takes the version out of the address and leaves the rest, a session that 1.0.0 does not know included."""
    app = show_present(opened("timeline.py", v="1.0.0", session=["ga-79-c2", "crime-congress-12"], kind="state"))
    assert "v" not in app.query_params
    assert values(app, "session") == ["ga-79-c2", "crime-congress-12"]
    assert values(app, "kind") == ["state"]
    assert not app.warning
    assert f"Dataset version {PRESENT}" in texts(app)


def test_rows_that_differ_are_listed_by_table_with_the_columns_that_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A statement with another note and a conclusion that asks for something else; filters leave one, or none."""
    directory = with_first_version(tmp_path)
    change(directory, "statements.csv", {"statement_id": "crime-congress-12/2/2"}, "note", "Another note.")
    change(directory, "conclusions.csv", {"conclusion_id": "crime-congress-12/19/a"}, "action", "improve_laws")
    monkeypatch.setenv("PLENARY_DATA", str(directory))
    app = opened("overview.py", v="1.0.0")
    assert "Since then, in this view: 0 rows added, 2 changed, 0 gone." in texts(app)
    assert app.expander[0].label == "The 2 rows that differ"
    statements, conclusions = (table.value for table in app.expander[0].table)
    assert statements.iloc[:, 1:].to_numpy().tolist() == [["Slovakia", "changed", "Note"]]
    assert "timeline?row=crime-congress-12%2F2%2F2" in statements.iloc[0, 0]
    assert conclusions.iloc[0, 3] == "Action"
    later = opened("timeline.py", v="1.0.0", session="crime-congress-12", group="eastern_european")
    assert "1 changed, 0 gone" in texts(later)
    other = opened("timeline.py", v="1.0.0", session="crime-congress-12", group="african")
    assert "In this view no row differs since then." in texts(other)


def test_of_many_rows_that_differ_fifty_are_drawn() -> None:
    """All that a later session has is added; each table shows fifty of its rows and says how many more there are."""
    app = opened("timeline.py", v="1.0.0", session="hrc-28", review="all")
    (listed,) = [expander for expander in app.expander if "that differ" in expander.label]
    assert len(listed.table[0].value) == 50
    assert "more rows differ" in "\n".join(caption.value for caption in listed.caption)


def with_first_version(folder: Path) -> Path:
    """A copy of the dataset with the kept first version beside it."""
    directory = copy_dataset(folder, None)
    shutil.copytree(ROOT / "data" / "versions", directory / "versions")
    return directory


@pytest.mark.parametrize("file", FILES)
def test_broken_kept_version_is_told_and_the_present_one_shown(
    file: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The link is kept, the page says which version cannot be shown, and everything else stands; mended, it is back."""
    directory = with_first_version(tmp_path)
    path = directory / "versions" / "1.0.0" / "statements.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("Slovakia", "Slovenia"), encoding="utf-8")
    monkeypatch.setenv("PLENARY_DATA", str(directory))
    app = opened(file, v="1.0.0")
    assert not app.exception
    said = texts(app)
    assert r"The link asks for version 1\.0\.0 of the dataset. Its files cannot be shown" in said
    assert f"Dataset version {PRESENT}" in said
    assert values(app, "v") == ["1.0.0"]
    assert [element.value for element in app.title] == [title(next(page for page in PAGES if page.file == file))]
    path.write_text(text, encoding="utf-8")
    app.run()
    assert NOTICE in texts(app)


def test_record_lists_the_versions_with_what_changed() -> None:
    """Every version stands there, newest first, with its hash and day and what changed."""
    app = opened("the_record.py")
    headings = [element.value for element in app.markdown if element.value.startswith("#### Version")]
    assert headings == [
        r"#### Version 1\.2\.0, the present one",
        r"#### Version 1\.1\.0",
        r"#### Version 1\.0\.0",
    ]
    said = texts(app)
    assert said.count(r"2026\-11\-24. SHA-256 of its description: ") == 2
    assert said.count(r"2026\-11\-23. SHA-256 of its description: ") == 1
    assert "Three more sessions" in said
    assert "The first record" in said
    assert "- statements\\: 2982 added, 0 changed, 0 gone" in said


def test_entries_of_an_older_version_are_linked_in_that_version() -> None:
    """The link of a row leads to the row as it was; in the present version it names none."""
    pinned = texts(opened("conclusions.py", v="1.0.0"))
    assert "entry/crime-congress-12/19/a?v=1.0.0" in pinned
    assert "v=1" not in texts(opened("conclusions.py"))


@pytest.mark.parametrize("version", [PRESENT, "1.1.0", "1.0.0"])
def test_whole_download_holds_the_version_shown_and_no_other(version: str, dataset: Dataset) -> None:
    """The zip has the description and the tables of one version, dictionary and licence, and no folder of versions."""
    shown = dataset if version == dataset.version else open_version(dataset, version)
    with zipfile.ZipFile(io.BytesIO(whole_dataset(View(shown, Selection(), ())))) as archive:
        names = archive.namelist()
        assert json.loads(archive.read("datapackage.json"))["version"] == version
    assert len(names) == 1 + 24 + 2
    assert not [name for name in names if name.startswith("versions")]
