"""Kept versions of the dataset: how they are found, opened, compared, kept and checked."""

from __future__ import annotations

import itertools
import re
import shutil
from pathlib import Path

import pandas as pd
import pytest

from plenary.__main__ import main
from plenary.changelog import Remark, parse_changes, read_changes
from plenary.checks import check_dataset
from plenary.export import TABLES, rows
from plenary.kept import NotKept, keep_version, kept_versions
from plenary.schema import DATA, PACKAGE_FILE, read_descriptor, read_package, seal
from plenary.selection import Selection, parse_link, read_selection
from plenary.store import BrokenDataset, Dataset, open_dataset
from plenary.versions import differences, named_dataset, open_version
from tests.dataset_copy import add, change, copy_dataset, found, remove

FIRST = "1.0.0"
CONGRESS = Selection(session=("crime-congress-12",))


@pytest.fixture(scope="module")
def first(dataset: Dataset) -> Dataset:
    """The kept first version of the shipped dataset."""
    return open_version(dataset, FIRST)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the dataset with the Congress alone, with no kept version."""
    return copy_dataset(tmp_path)


def set_version(directory: Path, version: str) -> None:
    """States another version in a dataset's description."""
    path = directory / PACKAGE_FILE
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r'"version": "[^"]+"', f'"version": "{version}"', text, count=1), encoding="utf-8")


def told(changes: pd.DataFrame) -> list[tuple[str, str, str]]:
    """Change, id and columns of each row that differs."""
    return list(changes[["change", "row_id", "columns"]].itertuples(index=False, name=None))


# --- The first version ---------------------------------------------------------------------------------------------


def test_first_version_has_the_numbers_counted_in_its_document(first: Dataset) -> None:
    """Version 1.0.0 has 46 turns, 44 of them statements, 6 conclusions, 34 views and one session."""
    turns = rows(first, CONGRESS, "statements")
    assert first.version == FIRST
    assert len(turns) == 46
    assert (turns["act"] == "statement").sum() == 44
    assert len(rows(first, CONGRESS, "conclusions")) == 6
    assert len(rows(first, CONGRESS, "points")) == 34
    assert list(first.choices["session"]) == ["crime-congress-12"]


def test_every_kept_version_checks_clean_in_the_present_columns() -> None:
    """Every kept version has no error, and the tables and columns of the present one."""
    present = read_package(DATA).tables
    for version in kept_versions(DATA):
        folder = DATA / "versions" / version
        assert check_dataset(folder).errors == ()
        assert {name: table.columns for name, table in read_package(folder).tables.items()} == {
            name: table.columns for name, table in present.items()
        }


def test_present_and_kept_datasets_know_the_same_versions(dataset: Dataset, first: Dataset) -> None:
    """A link may name the present version and each before it, the present one first, on either dataset."""
    assert list(dataset.choices["v"]) == [dataset.version, "1.1.0", FIRST]
    assert list(first.choices["v"]) == [dataset.version, "1.1.0", FIRST]


def test_version_of_a_link_names_the_dataset(dataset: Dataset) -> None:
    """Its first value of `v` counts; without one, and with one that is not kept, it is the present dataset."""
    assert named_dataset(dataset, parse_link("item=6&v=1.0.0")).version == FIRST
    assert named_dataset(dataset, parse_link("v=&v=1.0.0&v=9.9.9")).version == FIRST
    for link in ("item=6", "v=", f"v={dataset.version}", "v=0.9.0", "v=../1.0.0"):
        assert named_dataset(dataset, parse_link(link)) is dataset
    _selection, unknown = read_selection(parse_link("v=0.9.0"), dataset.choices)
    assert [value.value for value in unknown] == ["0.9.0"]


def test_command_line_exports_the_version_of_the_link(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    """All sessions of version 1.0.0 are the Congress: one row; a session that came later is refused by name."""
    assert main(["export", "v=1.0.0", "--table", "sessions"]) == 0
    assert capfdbinary.readouterr().out.count(b"\n") == 1 + 1
    assert main(["export", "session=cnd-68&v=1.0.0"]) == 2
    assert b"cnd-68" in capfdbinary.readouterr().err


# --- Which versions are kept ---------------------------------------------------------------------------------------


def test_versions_are_ordered_by_their_numbers_and_folders_of_another_name_ignored(copy: Path) -> None:
    """1.10.0 stands before 1.9.0; a folder whose description states another version, or none, is no version."""
    for name, version in (("1.9.0", "1.9.0"), ("1.10.0", "1.10.0"), ("1.2.0", "1.3.0")):
        set_version(copy, version)
        (copy / "versions" / name).mkdir(parents=True)
        shutil.copyfile(copy / PACKAGE_FILE, copy / "versions" / name / PACKAGE_FILE)
    (copy / "versions" / "0.1.0").mkdir()
    (copy / "versions" / "0.2.0").write_text("no folder", encoding="utf-8")
    assert kept_versions(copy) == ("1.10.0", "1.9.0")


def test_dataset_without_kept_versions_knows_its_own_alone(copy: Path) -> None:
    """A link may then name the present version and no other."""
    assert list(open_dataset(copy).choices["v"]) == [read_package(copy).version]


# --- Differences ---------------------------------------------------------------------------------------------------


@pytest.fixture
def changed(copy: Path) -> Dataset:
    """Version 2.0.0 of the Congress, beside the one before it.

    Slovakia's statement (2/2) has another note, the second one of Brazil (4/8, at the 9th meeting) is gone, and Ghana
    has made one, 4/13, at the 9th meeting.
    """
    keep_version(copy)
    change(copy, "statements.csv", {"statement_id": "crime-congress-12/2/2"}, "note", "Another note.")
    for file in ("statement_meetings.csv", "statement_items.csv", "statement_items.csv", "statements.csv"):
        remove(copy, file, statement_id="crime-congress-12/4/8")
    ghana = {"statement_id": "crime-congress-12/4/13", "session_id": "crime-congress-12", "document_id": "v-10-52859"}
    ghana |= {"paragraph": "4", "position": "13", "turn": "46", "page": "2", "name_printed": "Ghana"}
    ghana |= {"speaker_id": "GHA", "kind": "state", "capacity": "member", "act": "statement"}
    add(copy, "statements.csv", **ghana, basis="stated", review_status="reviewed")
    at = {"statement_id": "crime-congress-12/4/13", "meeting_id": "crime-congress-12:9", "basis": "stated"}
    add(copy, "statement_meetings.csv", **at)
    set_version(copy, "2.0.0")
    seal(copy)
    return open_dataset(copy)


def test_added_changed_and_gone_rows_are_told_with_their_columns(changed: Dataset) -> None:
    """In printed order what is added or changed, then what is gone; Brazil's card loses a statement and a meeting."""
    before = open_version(changed, changed.versions[1])
    statements = differences(before, changed, CONGRESS, "statements")
    assert told(statements) == [
        ("changed", "crime-congress-12/2/2", "note"),
        ("added", "crime-congress-12/4/13", ""),
        ("gone", "crime-congress-12/4/8", ""),
    ]
    assert statements["label"].tolist() == ["Slovakia", "Ghana", "Brazil"]
    assert sorted(told(differences(before, changed, CONGRESS, "delegations"))) == [
        ("added", "GHA", ""),
        ("changed", "BRA", "statement_count;turn_count;meeting_ids;meetings;statement_ids"),
    ]
    assert differences(before, changed, CONGRESS, "conclusions").empty


def test_rows_outside_the_filters_are_not_told(changed: Dataset) -> None:
    """Of the three, one is of the Latin American group, one of the African, none of them at the 8th meeting."""
    before = open_version(changed, changed.versions[1])
    for filters, expected in (
        ({"group": ("grulac",)}, ["gone"]),
        ({"group": ("african",)}, ["added"]),
        ({"meeting": ("crime-congress-12:8",)}, []),
    ):
        selection = Selection(session=CONGRESS.session, **filters)
        assert differences(before, changed, selection, "statements")["change"].tolist() == expected


def test_nothing_differs_between_a_version_and_itself(dataset: Dataset) -> None:
    """Every table gives no row, with the columns of every other answer."""
    everything = Selection(session=tuple(dataset.choices["session"]), review="all")
    for table in TABLES:
        none = differences(dataset, dataset, everything, table)
        assert none.empty
        assert list(none.columns) == ["change", "row_id", "label", "columns"]


def test_rows_of_the_first_record_are_as_they_were(dataset: Dataset, first: Dataset) -> None:
    """Whatever table is exported for the Congress, version 1.0.0 gives the rows of today."""
    for table in TABLES:
        assert told(differences(first, dataset, CONGRESS, table)) == [], table


@pytest.mark.parametrize("table", TABLES)
def test_columns_of_the_key_name_each_row_once(table: str, dataset: Dataset) -> None:
    """No two rows of an exported table have the same key, all sessions taken together."""
    everything = Selection(session=tuple(dataset.choices["session"]), review="all")
    assert not rows(dataset, everything, table).duplicated(list(TABLES[table].key)).any()


def test_all_rows_of_a_session_that_came_later_are_added(dataset: Dataset, first: Dataset) -> None:
    """A link to a later session has no row in version 1.0.0, also where filters and sessions of both are named."""
    later = Selection(session=("cnd-68",), review="all")
    both = Selection(session=("crime-congress-12", "cnd-68"), review="all")
    count = len(rows(dataset, later, "statements"))
    for selection in (later, both):
        changes = differences(first, dataset, selection, "statements")
        assert changes["change"].tolist() == ["added"] * count
        assert changes["row_id"].str.startswith("cnd-68/").all()
    assert differences(dataset, first, later, "statements")["change"].tolist() == ["gone"] * count


def test_link_without_a_session_is_compared_for_the_session_that_it_means(dataset: Dataset, first: Dataset) -> None:
    """It means the Congress in both versions, of which nothing changed; an entry of a later session means that one."""
    assert differences(first, dataset, Selection(), "statements").empty
    opened = differences(first, dataset, Selection(row="cnd-68/4/1", review="all"), "sessions")
    assert told(opened) == [("added", "cnd-68", "")]


# --- Keeping and checking ------------------------------------------------------------------------------------------


def test_kept_version_opens_and_checks_clean_when_the_next_one_is_there(copy: Path) -> None:
    """What `keep` writes holds the tables without geometry, is sealed, and is what the link of its version opens."""
    version = read_package(copy).version
    assert main(["keep", "--data", str(copy)]) == 0
    set_version(copy, "2.0.0")
    present = open_dataset(copy)
    assert present.versions == ("2.0.0", version)
    kept = named_dataset(present, {"v": [version]})
    assert kept.version == version
    assert len(rows(kept, CONGRESS, "statements")) == 46
    assert {resource["name"] for resource in read_descriptor(kept.directory)["resources"]} == set(kept.package.tables)
    assert found(copy) == []
    assert found(kept.directory) == []
    assert sorted(entry.name for entry in (copy / "versions").iterdir()) == [version]


def test_keeping_twice_changes_nothing_and_other_content_is_refused(
    copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A version that is kept stays as it is; changed data under its number is refused, and the check says so too."""
    assert keep_version(copy) is True
    assert keep_version(copy) is False
    version = read_package(copy).version
    kept = (copy / "versions" / version / "statements.csv").read_bytes()
    change(copy, "statements.csv", {"statement_id": "crime-congress-12/2/2"}, "note", "Another note.")
    message = f"{PACKAGE_FILE}: version {version} is kept with other content"
    assert main(["keep", "--data", str(copy)]) == 1
    assert capsys.readouterr().out.startswith(message)
    assert any(line.startswith(message) for line in found(copy))
    assert (copy / "versions" / version / "statements.csv").read_bytes() == kept


def test_version_whose_seal_does_not_hold_is_not_kept(copy: Path) -> None:
    """An edit that nobody sealed is no version yet: nothing is written."""
    with (copy / "statements.csv").open("a", encoding="utf-8") as file:
        file.write("\n")
    with pytest.raises(NotKept, match=r"statements\.csv"):
        keep_version(copy)
    assert not (copy / "versions").exists()


@pytest.mark.parametrize("version", ["..", "../other", "a/b", "1.0 beta"])
def test_version_that_is_no_name_of_a_folder_is_not_kept(version: str, copy: Path) -> None:
    """Nothing is written outside the folder of versions, whatever a description states."""
    set_version(copy, version)
    before = sorted(copy.parent.rglob("*"))
    with pytest.raises(NotKept, match="cannot be the name of a folder"):
        keep_version(copy)
    assert sorted(copy.parent.rglob("*")) == before
    assert found(copy) == []


def test_broken_seal_of_a_kept_version_is_told_by_the_check_and_when_it_is_opened(copy: Path) -> None:
    """The check names folder and file; a link to that version cannot be answered, the present one still can."""
    keep_version(copy)
    version = read_package(copy).version
    set_version(copy, "2.0.0")
    (copy / "versions" / version / "conclusions.csv").unlink()
    assert found(copy) == [f"versions/{version}/conclusions.csv: the file is missing"]
    present = open_dataset(copy)
    with pytest.raises(BrokenDataset):
        named_dataset(present, {"v": [version]})


def test_folder_that_bears_another_version_is_told_by_the_check(copy: Path) -> None:
    """No link leads to it, and nobody would notice."""
    keep_version(copy)
    version = read_package(copy).version
    (copy / "versions" / version).rename(copy / "versions" / "0.5.0")
    (finding,) = found(copy)
    assert finding.startswith("versions/0.5.0/datapackage.json")
    assert version in finding


# --- What readers are told of the versions -------------------------------------------------------------------------


def test_changelog_tells_of_every_version_newest_first(dataset: Dataset) -> None:
    """It has an entry for the present version and for each that is kept, and no other."""
    assert tuple(read_changes(DATA)) == dataset.versions


@pytest.mark.parametrize(
    ("before", "after"), list(itertools.pairwise(reversed([read_package(DATA).version, *kept_versions(DATA)])))
)
def test_counts_of_the_changelog_are_those_of_the_data(before: str, after: str, dataset: Dataset) -> None:
    """Rows added, changed and gone since the version before, as the entry of each version counts them by table."""
    form = re.compile(r"(\w+): (\d+) added, (\d+) changed, (\d+) gone")
    counted = [form.fullmatch(remark.text) for remark in read_changes(DATA)[after]]
    tables = {match[1]: tuple(map(int, match.groups()[1:])) for match in counted if match}
    older, newer = (named_dataset(dataset, {"v": [version]}) for version in (before, after))
    everything = Selection(session=tuple(newer.choices["session"]), review="all")
    for table, counts in tables.items():
        changes = differences(older, newer, everything, table)["change"].tolist()
        assert tuple(map(changes.count, ("added", "changed", "gone"))) == counts, table
    assert len(tables) == 7


def test_changes_are_parsed_by_heading_hyphen_and_blank_line() -> None:
    """Other markup stays letter by letter; what stands before the first version belongs to none."""
    text = "# Title\n\nBefore.\n## 2.0.0\nOne\ntwo.\n\n- *a*\n  b\n- c\n\nLast.\n## 1.0.0\n"
    assert parse_changes(text) == {
        "2.0.0": (
            Remark("One two.", listed=False),
            Remark("*a* b", listed=True),
            Remark("c", listed=True),
            Remark("Last.", listed=False),
        ),
        "1.0.0": (),
    }


def test_dataset_without_a_changelog_tells_nothing(copy: Path) -> None:
    """A dataset of one's own needs none."""
    assert read_changes(copy) == {}
