"""Every page with full, filtered, empty and broken data, and with a bad link."""

from __future__ import annotations

import shutil
from functools import lru_cache
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from components.navigation import PAGES, PageEntry, title

ROOT = Path(__file__).resolve().parents[2]
SHELL = ROOT / "components" / "shell.py"
SEED = "crime-congress-12"
FILES = [entry.file for entry in PAGES]
OF_THE_DATASET = [entry.file for entry in PAGES if entry.tables]


@lru_cache
def _page_hash(file: str) -> str:
    """Streamlit's name of a page: before a first run `switch_page` does not find one with an address of its own."""
    return AppTest.from_file(str(SHELL), default_timeout=60).run().switch_page(f"../pages/{file}")._page_hash


def opened(file: str, **params: str | list[str]) -> AppTest:
    """The page as a reader sees it who opens a link with these parameters."""
    app = AppTest.from_file(str(SHELL), default_timeout=60)
    if file != "overview.py":
        app._page_hash = _page_hash(file)
    for name, value in params.items():
        app.query_params[name] = value
    return app.run()


def texts(app: AppTest) -> str:
    """Everything that the page says in words."""
    kinds = (app.title, app.subheader, app.markdown, app.caption, app.warning, app.info, app.error)
    return "\n".join(element.value for kind in kinds for element in kind)


def values(app: AppTest, name: str) -> list[str]:
    """All values of one parameter of the address."""
    found = app.query_params[name]
    return [found] if isinstance(found, str) else list(found)


@pytest.mark.parametrize("entry", PAGES, ids=FILES)
def test_each_page_opens_under_its_own_title(entry: PageEntry) -> None:
    """What a page's file draws stands under the title of that page."""
    app = opened(entry.file)
    assert not app.exception
    assert [element.value for element in app.title] == [title(entry)]


@pytest.mark.parametrize("file", OF_THE_DATASET)
def test_page_opens_with_all_rows(file: str) -> None:
    """Without filters each page opens, says so, and names the draft status of the source."""
    app = opened(file)
    assert not app.exception
    said = texts(app)
    assert "no filter is set" in said
    assert "draft" in said


@pytest.mark.parametrize(
    ("file", "count"),
    [
        ("overview.py", "9 of 44 statements"),
        ("participation_map.py", "9 of 44 statements"),
        ("timeline.py", "9 of 44 statements"),
        ("delegations.py", "9 of 44 statements"),
        ("conclusions.py", "6 of 6 conclusions"),
    ],
)
def test_page_tells_what_the_filters_leave(file: str, count: str) -> None:
    """A link with session, item and group leaves nine statements, and all six conclusions, which have no group."""
    app = opened(file, session="crime-congress-12", item="6", group="grulac")
    assert not app.exception
    assert count in texts(app)


@pytest.mark.parametrize("file", FILES)
def test_page_opens_when_nothing_is_left(file: str) -> None:
    """Filters that leave no statement give an honest zero, no error."""
    app = opened(file, meeting="crime-congress-12:2", theme="victims", q="nothing has these words")
    assert not app.exception
    if file in OF_THE_DATASET and file not in ("conclusions.py", "the_record.py"):
        assert ("0 of 34 views" if file == "discussion.py" else "0 of 44 statements") in texts(app)


@pytest.mark.parametrize("file", FILES)
def test_page_tells_each_unknown_value_and_uses_the_rest(file: str) -> None:
    """Values that the dataset does not know are named; the known ones still count."""
    app = opened(file, group=["weog", "atlantis"], colour="red")
    assert not app.exception
    warnings = [warning.value for warning in app.warning]
    assert any("atlantis" in text for text in warnings)
    assert any("colour" in text for text in warnings)
    assert values(app, "group") == ["weog", "atlantis"]


def test_conclusions_tell_what_to_relax() -> None:
    """A theme and an addressee that no conclusion joins give no entry.

    And a button for each that tells what it would give.
    """
    app = opened("conclusions.py", theme="women_and_children", addressee="unodc")
    assert "0 of 6 conclusions" in texts(app)
    labels = [button.label for button in app.button]
    assert any("“Theme”: 2 conclusions" in label for label in labels)
    assert any("“Addressee”: 1 conclusion" in label for label in labels)


def test_controls_show_what_the_link_says() -> None:
    """Each filter's control holds the codes of the link."""
    app = opened("timeline.py", session="crime-congress-12", meeting=["7", "8"], group="african")
    assert app.multiselect(key="filter-meeting").value == ["crime-congress-12:7", "crime-congress-12:8"]
    assert app.multiselect(key="filter-group").value == ["african"]


def test_a_changed_control_is_written_into_the_link() -> None:
    """Choosing a group writes its code and the session into the address; the item then needs its number alone."""
    app = opened("timeline.py", item="crime-congress-12:6")
    app.multiselect(key="filter-group").set_value(["grulac"]).run()
    assert values(app, "group") == ["grulac"]
    assert values(app, "session") == ["crime-congress-12"]
    assert values(app, "item") == ["6"]
    assert "9 of 44 statements" in texts(app)


@pytest.mark.parametrize(
    "search", ['"', "[a-z]+", "<script>alert(1)</script>", "x" * 10_000, "العدالة", "$x$ :red[y]", "%' OR 1=1; --"]
)
def test_any_search_text_is_harmless(search: str) -> None:
    """Quotes, regex signs, markup.

    Very long and right-to-left text give no error and find nothing that is not there.
    """
    app = opened("conclusions.py", q=search)
    assert not app.exception


@pytest.mark.parametrize("damage", ["missing", "double", "type"])
@pytest.mark.parametrize("file", FILES)
def test_broken_data_gives_one_clear_page(
    file: str, damage: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A missing file, a double key or a wrong type gives a page that names file and cure, and no figure."""
    directory = tmp_path / "data"
    shutil.copytree(ROOT / "data" / "versions" / "1.0.0", directory)  # The smallest of the datasets.
    path = directory / "statements.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    if damage == "missing":
        path.unlink()
    elif damage == "double":
        path.write_text("".join([*lines, lines[-1]]), encoding="utf-8")
    else:
        path.write_text("".join([lines[0], lines[1].replace(",1,1,", ",first,1,", 1), *lines[2:]]), encoding="utf-8")
    monkeypatch.setenv("PLENARY_DATA", str(directory))
    app = opened(file)
    assert not app.exception
    assert app.title[0].value == "The dataset cannot be shown"
    assert "python -m plenary check" in texts(app)
    assert "statements.csv" in " ".join(app.dataframe[0].value["File"])
    assert not app.multiselect


def test_filters_of_texts_offer_what_the_session_has() -> None:
    """The conclusions of the Congress are on nine themes; the Commission has none, and then a chosen one stays."""
    seed = {control.label: control.options for control in opened("conclusions.py", session=SEED).sidebar.multiselect}
    assert len(seed["Theme"]) == 9  # Counted in conclusions.csv, (a) to (f).
    assert "Synthetic drugs and precursors (0)" not in seed["Theme"]
    without = {
        control.label: control.value for control in opened("conclusions.py", session="cnd-68").sidebar.multiselect
    }
    assert {"Theme", "What is asked", "Addressee"}.isdisjoint(without)
    chosen = opened("conclusions.py", session="cnd-68", theme="gender").sidebar.multiselect
    assert {control.label: control.value for control in chosen}["Theme"] == ["gender"]


def test_session_is_dated_by_its_meetings() -> None:
    """The Commission opened its session in December 2024 and met in March 2025: figures say 2025."""
    said = texts(opened("profiles.py", session=[SEED, "cnd-68"], delegation="BRA"))
    assert "Narcotic Drugs Commission, 68th session, 2025" in said
    assert "Twelfth Crime Congress, 2010" in said
