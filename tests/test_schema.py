"""datapackage.json is the one description of the dataset: read, sealed, valid, equal to code, files and dictionary."""

import csv
import json
import os
from pathlib import Path

import pytest
from frictionless import Package as FrictionlessPackage

from plenary import model
from plenary.dictionary import data_dictionary
from plenary.kept import VERSIONS, kept_versions
from plenary.schema import DATA, PACKAGE_FILE, BrokenPackage, is_sealed, read_descriptor, read_package, seal
from tests.dataset_copy import copy_dataset

ENUMS = {
    ("statements", "kind"): model.Kind,
    ("speakers", "kind"): model.Kind,
    ("statements", "act"): model.Act,
    ("statements", "capacity"): model.Capacity,
    ("statement_items", "basis"): model.Basis,
    ("meetings", "attestation"): model.Attestation,
    ("paragraphs", "section"): model.Section,
    ("points", "attribution_status"): model.AttributionStatus,
    ("points", "review_status"): model.ReviewStatus,
    ("documents", "status"): model.DocumentStatus,
    ("discrepancies", "kind"): model.DiscrepancyKind,
    ("threads", "strength"): model.Strength,
}


def write_package(directory: Path, **properties: object) -> Path:
    """Writes a package of one table, `words.csv`, some of its properties replaced."""
    field = {"name": "word", "type": "string", "title": "Word", "description": "A word."}
    words = {
        "name": "words",
        "path": "words.csv",
        "title": "Words",
        "description": "One row per word.",
        "schema": {"fields": [field], "primaryKey": ["word"]},
    }
    descriptor = {"version": "1.0.0", "title": "Words", "description": "Some words.", "resources": [words]} | properties
    directory.mkdir(exist_ok=True)
    (directory / PACKAGE_FILE).write_text(json.dumps(descriptor), encoding="utf-8")
    (directory / "words.csv").write_text("word\npeace\n", encoding="utf-8")
    return directory


def broken(directory: Path) -> str:
    """The finding with which reading the package ends."""
    with pytest.raises(BrokenPackage) as error:
        read_package(directory)
    return str(error.value.finding)


# --- The package of the dataset ------------------------------------------------------------------------------------


def test_the_package_names_every_table() -> None:
    """The dataset has 24 tables: 18 of the record, 5 of reference and the areas of the map."""
    package = read_package(DATA)
    files = [table.file for table in package.tables.values()]
    assert len(files) == 24
    assert sum("/" not in file for file in files) == 18
    assert sum(file.startswith("reference/") for file in files) == 5
    assert package.version == "1.2.0"


def test_every_table_of_the_folder_is_described() -> None:
    """No CSV lies in the folder of a version without a description, and none is described that does not lie there."""
    for folder in (DATA, *(DATA / VERSIONS / version for version in kept_versions(DATA))):
        files = {path.relative_to(folder).as_posix() for path in folder.rglob("*.csv")}
        own = {file for file in files if not file.startswith(f"{VERSIONS}/")}
        assert own == {table.file for table in read_package(folder).tables.values()}


def test_headers_are_the_described_columns() -> None:
    """The header of every file is the columns of its table, in their order."""
    for table in read_package(DATA).tables.values():
        with table.path.open(encoding="utf-8", newline="") as file:
            assert tuple(next(csv.reader(file))) == table.columns, table.name


def test_every_column_is_explained() -> None:
    """Every column has a title and a sentence that ends with a full stop; a table has a key."""
    for table in read_package(DATA).tables.values():
        assert table.key
        for field in table.fields:
            assert field.title
            assert field.description.endswith("."), (table.name, field.name)


@pytest.mark.parametrize(("table", "column"), ENUMS)
def test_closed_lists_are_the_enums_of_the_model(table: str, column: str) -> None:
    """What datapackage.json allows for a closed column is what the code knows, no more and no less."""
    field = next(field for field in read_package(DATA).tables[table].fields if field.name == column)
    assert set(field.enum) == {member.value for member in ENUMS[table, column]}


def test_receipts_refer_to_paragraphs_by_document_and_number() -> None:
    """Every table of the record with a paragraph refers to paragraphs by document and number together.

    A paragraph that may be blank refers to them as a list does, since a key may not be blank in part.
    """
    for table in read_package(DATA).tables.values():
        if table.name != "paragraphs" and "paragraph" in table.columns:
            keys = [key.fields for key in table.foreign_keys if key.resource == "paragraphs"]
            field = next(field for field in table.fields if field.name == "paragraph")
            keys += [field.list_of.fields] if field.list_of else []
            assert keys == [("document_id", "paragraph")], table.name


def test_the_package_is_valid_for_frictionless() -> None:
    """Frictionless calls description and data valid, keys, foreign keys, sizes and hashes included."""
    report = FrictionlessPackage.from_descriptor(str(DATA / PACKAGE_FILE)).validate()
    assert report.flatten(["name", "rowNumber", "fieldName", "note"]) == []
    assert report.valid


def test_the_dictionary_is_that_of_the_package() -> None:
    """data/README.md is what `python -m plenary dictionary` prints."""
    assert (DATA / "README.md").read_text(encoding="utf-8") == data_dictionary(DATA)


def test_the_dictionary_tells_every_column() -> None:
    """The dictionary has a row for each column of each table, and says how to cite."""
    text = data_dictionary(DATA)
    columns = sum(len(table.columns) for table in read_package(DATA).tables.values())
    assert sum(line.startswith("| `") for line in text.splitlines()) == columns
    assert "## How to cite" in text
    assert "draft; the adopted report was not compared" in text


# --- The seal ------------------------------------------------------------------------------------------------------


def test_the_dataset_is_sealed() -> None:
    """Every file of the dataset is the one that datapackage.json describes."""
    assert is_sealed(DATA) == []


def test_sealing_a_sealed_dataset_changes_nothing(tmp_path: Path) -> None:
    """The description survives a seal byte for byte, so that a diff shows only what a curator changed."""
    copy = copy_dataset(tmp_path)
    before = (copy / PACKAGE_FILE).read_bytes()
    assert seal(copy) == ()
    assert (copy / PACKAGE_FILE).read_bytes() == before
    assert json.dumps(read_descriptor(copy), indent=2, ensure_ascii=False) + "\n" == before.decode("utf-8")


def test_an_edit_breaks_the_seal_until_it_is_sealed_anew(tmp_path: Path) -> None:
    """One more byte in one file is one finding; sealing changes size and hash of that file alone."""
    copy = copy_dataset(tmp_path)
    before = read_descriptor(copy)
    with (copy / "threads.csv").open("a", encoding="utf-8") as file:
        file.write("\n")
    assert [str(finding) for finding in is_sealed(copy)] == [
        "threads.csv: the file is not the one that datapackage.json describes (its hash differs)"
    ]
    assert seal(copy) == ("threads.csv",)
    assert is_sealed(copy) == []
    after = read_descriptor(copy)
    for old, new in zip(before["resources"], after["resources"], strict=True):
        changed = {name for name in new if new[name] != old[name]}
        assert changed == ({"bytes", "hash"} if new["name"] == "threads" else set())
    assert after | {"resources": []} == before | {"resources": []}


def test_a_missing_file_breaks_the_seal(tmp_path: Path) -> None:
    """A file that is not there is a finding, and cannot be sealed."""
    copy = copy_dataset(tmp_path)
    (copy / "statements.csv").unlink()
    assert [str(finding) for finding in is_sealed(copy)] == ["statements.csv: the file is missing"]
    with pytest.raises(BrokenPackage, match=r"statements\.csv: the file is missing"):
        seal(copy)


def test_a_folder_in_place_of_a_file_breaks_the_seal(tmp_path: Path) -> None:
    """What cannot be read as a file is a finding, no traceback."""
    copy = copy_dataset(tmp_path)
    (copy / "threads.csv").unlink()
    (copy / "threads.csv").mkdir()
    assert [finding.file for finding in is_sealed(copy)] == ["threads.csv"]
    assert "cannot be read" in str(is_sealed(copy)[0])


# --- A broken description --------------------------------------------------------------------------------------------


def test_a_small_package_is_read(tmp_path: Path) -> None:
    """The package of these tests is sound as it stands, so that each change below is what breaks it."""
    package = read_package(write_package(tmp_path / "words"))
    assert package.tables["words"].columns == ("word",)
    assert package.tables["words"].path.is_file()


def test_a_missing_description_is_told(tmp_path: Path) -> None:
    """A folder without datapackage.json gives one finding that says so."""
    assert broken(tmp_path) == "datapackage.json: the file is missing"
    assert [str(finding) for finding in is_sealed(tmp_path)] == ["datapackage.json: the file is missing"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b'{\n "title": "Words",\n}', "datapackage.json:3: the file is not JSON"),
        (b"", "datapackage.json:1: the file is not JSON"),
        (b"[]", "datapackage.json: datapackage.json: must be an object"),
        (b"\xff\xfe", "datapackage.json: the file is not UTF-8 text (byte 1)"),
        (b"[" * 100_000, "datapackage.json: the file is nested too deeply"),
    ],
    ids=["comma", "empty", "list", "bytes", "depth"],
)
def test_a_description_that_is_no_json_object_is_told(tmp_path: Path, content: bytes, message: str) -> None:
    """Broken JSON is told with its line; what is no JSON object at all is told too."""
    (tmp_path / PACKAGE_FILE).write_bytes(content)
    assert broken(tmp_path).startswith(message)


def table(**properties: object) -> dict[str, object]:
    """A described table whose properties are replaced."""
    field = {"name": "word", "type": "string", "title": "Word", "description": "A word."}
    schema = {"fields": [field], "primaryKey": ["word"]}
    return {"name": "words", "path": "words.csv", "title": "W", "description": "A.", "schema": schema} | properties


@pytest.mark.parametrize(
    ("properties", "message"),
    [
        ({"version": 1}, "version: must be a text"),
        ({"resources": None}, "resources: must be a list"),
        ({"resources": []}, "resources: must be a list"),
        ({"resources": ["words"]}, "resources[0]: must be an object"),
        (
            {"resources": [table(path="../words.csv")]},
            "resources[0].path: ../words.csv does not lie in the dataset's folder",
        ),
        (
            {"resources": [table(path="/etc/hosts")]},
            "resources[0].path: /etc/hosts does not lie in the dataset's folder",
        ),
        (
            {"resources": [table(path="http://example.org/w.csv")]},
            "resources[0].path: http://example.org/w.csv does not lie",
        ),
        ({"resources": [table(), table()]}, "resources[1]: there is another resource named words"),
        ({"resources": [table(schema={"fields": []})]}, "resources[0].schema.fields: must be a list"),
        (
            {"resources": [table(schema={"fields": [{"name": "a"}]})]},
            "resources[0].schema.fields[0].type: must be a text",
        ),
        ({"resources": [table(schema=[])]}, "resources[0].schema: must be an object"),
        (
            {"plenary:bands": {"words": [2, 1]}},
            "plenary:bands.words: must be the least and the greatest number of rows",
        ),
        ({"plenary:bands": []}, "plenary:bands: must be an object"),
    ],
)
def test_a_description_that_lacks_something_says_where(
    tmp_path: Path, properties: dict[str, object], message: str
) -> None:
    """What is missing or of the wrong kind is named by its place in the JSON; no file outside the folder is opened."""
    assert broken(write_package(tmp_path / "words", **properties)).startswith(f"datapackage.json: {message}")


def test_a_key_of_an_unknown_column_is_told(tmp_path: Path) -> None:
    """A key that names no column is a slip in the description."""
    field = {"name": "word", "type": "string", "title": "Word", "description": "A word."}
    words = table(schema={"fields": [field], "primaryKey": ["letter"]})
    directory = write_package(tmp_path / "words", resources=[words])
    assert broken(directory) == "datapackage.json: resources[0].schema: a key names letter, which is no field"


def test_a_reference_to_nothing_is_told(tmp_path: Path) -> None:
    """A foreign key to a table or column that is not described would check nothing, so it is an error."""
    field = {"name": "word", "type": "string", "title": "Word", "description": "A word."}
    key = {"fields": ["word"], "reference": {"resource": "letters", "fields": ["letter"]}}
    words = table(schema={"fields": [field], "primaryKey": ["word"], "foreignKeys": [key]})
    message = "words refers to the column letter of letters, which there is not"
    assert broken(write_package(tmp_path / "one", resources=[words])) == f"datapackage.json: {message}"
    listed = field | {"plenary:list": {"resource": "words", "fields": ["letter"]}}
    words = table(schema={"fields": [listed], "primaryKey": ["word"]})
    message = "words refers to the column letter of words, which there is not"
    assert broken(write_package(tmp_path / "two", resources=[words])) == f"datapackage.json: {message}"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_a_description_that_may_not_be_read_is_told(tmp_path: Path) -> None:
    """A file without permission is a finding, no traceback."""
    directory = write_package(tmp_path / "words")
    (directory / PACKAGE_FILE).chmod(0)
    assert "cannot be read" in broken(directory)
