"""The dataset is described for machines in the same words everywhere, and its files are served as they were sealed."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from pathlib import Path
from typing import Any

import mlcroissant
import pytest
import yaml
from hypothesis import assume, given
from hypothesis import strategies as st
from mlcroissant._src.core.rdf import make_context

from components.dataset_files import file_answer
from components.settings import ROOT
from plenary.description import CONTEXT, CROISSANT, croissant, described_dataset
from plenary.schema import DATA, PACKAGE_FILE, read_descriptor, read_package
from plenary.store import Dataset, open_dataset
from tests.answers import client
from tests.dataset_copy import copy_dataset

SITE = "https://atlas.example/"
DAY = dt.date(2026, 11, 24)


@pytest.fixture(scope="module")
def citation() -> dict[str, Any]:
    """CITATION.cff."""
    found: dict[str, Any] = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    return found


# --- One description -----------------------------------------------------------------------------------------------


def test_citation_file_and_package_agree(citation: dict[str, Any]) -> None:
    """CITATION.cff names the title, version, day, licence, authors and keywords of datapackage.json."""
    package = read_descriptor(DATA)
    assert citation["title"] == package["title"]
    assert citation["version"] == package["version"]
    assert citation["date-released"] == package["created"][:10]
    assert citation["license"] == package["licenses"][0]["name"]
    assert [author["name"] for author in citation["authors"]] == [person["title"] for person in package["contributors"]]
    assert citation["keywords"] == package["keywords"]


def test_citation_file_names_every_session(citation: dict[str, Any], dataset: Dataset) -> None:
    """Body and number of each session stand in the abstract of CITATION.cff; the twelfth is written in letters."""
    words = {12: "Twelfth", 28: "28th", 68: "68th", 79: "79th"}
    sessions = dataset.tables["sessions"]
    assert set(sessions["ordinal"]) == set(words)
    for body, ordinal in zip(sessions["body"], sessions["ordinal"], strict=True):
        assert words[ordinal] in citation["abstract"]
        assert all(part in citation["abstract"] for part in body.split(", "))


def test_descriptions_for_machines_and_citation_file_agree(citation: dict[str, Any], dataset: Dataset) -> None:
    """schema.org and Croissant have the title, version, day, authors and keywords of CITATION.cff."""
    for described in (described_dataset(dataset, SITE), croissant(dataset, SITE, DAY)):
        assert described["name"] == citation["title"]
        assert described["version"] == citation["version"]
        assert described["datePublished"] == citation["date-released"]
        assert described["creator"]["name"] == citation["authors"][0]["name"]
        assert described["keywords"] == citation["keywords"]
        assert described["license"] == "https://creativecommons.org/publicdomain/zero/1.0/"


# --- schema.org ----------------------------------------------------------------------------------------------------


def test_search_engines_are_told_documents_days_and_files(dataset: Dataset) -> None:
    """Four documents, three with an address; the span from the first day of 2010 to the last of 2025; 24 tables."""
    described = described_dataset(dataset, SITE)
    assert [document["identifier"] for document in described["isBasedOn"]] == [
        "V.10-52859",
        "A/79/437/Add.4",
        "E/2025/28",
        "A/HRC/28/2",
    ]
    assert [document.get("url", "") for document in described["isBasedOn"]] == [
        "",
        "https://docs.un.org/en/A/79/437/Add.4",
        "https://docs.un.org/en/E/2025/28",
        "https://docs.un.org/en/A/HRC/28/2",
    ]
    assert described["isBasedOn"][0]["creativeWorkStatus"] == "Draft; the adopted report was not compared"
    assert described["temporalCoverage"] == "2010-04-12/2025-03-14"
    addresses = [download["contentUrl"] for download in described["distribution"]]
    assert f"{SITE}data/files/reference/speakers.csv" in addresses
    assert len(addresses) == 2 + 24
    assert "draft; the adopted report was not compared" in described["citation"]
    assert "name_printed" in {variable["name"] for variable in described["variableMeasured"]}


def test_a_dataset_that_says_less_is_described_all_the_same(tmp_path: Path) -> None:
    """Without licence, keywords and day in datapackage.json nothing is said of them."""
    copy = copy_dataset(tmp_path)
    package = read_descriptor(copy)
    for name in ("licenses", "keywords", "created"):
        del package[name]
    (copy / PACKAGE_FILE).write_text(json.dumps(package), encoding="utf-8")
    described = described_dataset(open_dataset(copy), SITE)
    assert not {"license", "keywords", "datePublished", "dateModified"} & set(described)


# --- Croissant -----------------------------------------------------------------------------------------------------


def test_the_croissant_description_is_valid(dataset: Dataset) -> None:
    """The reader of the format's own authors finds no error and nothing to warn of, and knows the version as 1.1."""
    found = mlcroissant.Dataset(jsonld=croissant(dataset, SITE, DAY)).metadata
    assert (found.issues.errors, found.issues.warnings) == (set(), set())
    assert found.ctx.is_v1_1()
    assert croissant(dataset, SITE, DAY)["conformsTo"] == CROISSANT
    assert dict(CONTEXT) == make_context(found.ctx)


def test_rows_are_read_by_the_croissant_description(dataset: Dataset) -> None:
    """46 of the statements that are read by it are the turns of the first record; the first is at its place."""
    files = {table.file: str(table.path) for table in dataset.package.tables.values()}
    described = mlcroissant.Dataset(jsonld=croissant(dataset, SITE, DAY), mapping=files)
    rows = [row for row in described.records("statements") if row["statements/session_id"] == b"crime-congress-12"]
    assert len(rows) == 46
    assert rows[0]["statements/paragraph"] == b"2"
    assert rows[0]["statements/name_printed"] == b"President of the Congress"
    sessions = {row["sessions/session_id"]: row for row in described.records("sessions")}
    assert sessions[b"crime-congress-12"]["sessions/first_date"].date() == dt.date(2010, 4, 12)
    assert sessions[b"crime-congress-12"]["sessions/ordinal"] == 12


def test_columns_have_types_keys_and_references(dataset: Dataset) -> None:
    """The statement's id is its key, its session refers to the table of sessions, its page is a whole number."""
    records = {records["name"]: records for records in croissant(dataset, SITE, DAY)["recordSet"]}
    fields = {field["name"]: field for field in records["statements"]["field"]}
    assert records["statements"]["key"] == [{"@id": "statements/statement_id"}]
    assert fields["session_id"]["references"] == {"field": {"@id": "sessions/session_id"}}
    assert fields["page"]["dataType"] == "sc:Integer"
    # Names in force since ever have no first day: their key holds blanks, which a key of Croissant may not.
    assert "key" not in records["speaker_names"]


# --- Files ---------------------------------------------------------------------------------------------------------


def test_the_files_have_the_hashes_that_the_description_names() -> None:
    """Each file that the Croissant description names is served at its address with that SHA-256."""
    asking = client()
    described = asking.get("/data/croissant.json").json()
    assert len(described["distribution"]) == 24
    for file in described["distribution"]:
        assert file["contentUrl"].startswith(SITE)
        answer = asking.get(file["contentUrl"].removeprefix(SITE.rstrip("/")))
        assert hashlib.sha256(answer.content).hexdigest() == file["sha256"]
        assert answer.headers["etag"] == f'"{file["sha256"]}"'
        assert answer.headers["content-type"] == "text/csv; charset=utf-8"


def test_the_data_package_can_be_read_from_its_address() -> None:
    """datapackage.json and every file that it names are served beside each other, for other sites too."""
    asking = client()
    answer = asking.get("/data/files/datapackage.json")
    assert answer.headers["access-control-allow-origin"] == "*"
    for resource in answer.json()["resources"]:
        assert asking.head(f"/data/files/{resource['path']}").status_code == 200


def test_a_file_that_is_known_is_not_sent_again() -> None:
    """The SHA-256 as tag is answered with 304."""
    tag = client().get("/data/files/sessions.csv").headers["etag"]
    assert client().get("/data/files/sessions.csv", headers={"if-none-match": tag}).status_code == 304


@pytest.mark.parametrize(
    "name",
    ["../app.py", "..%2fapp.py", "..%2f..%2fetc%2fpasswd", "%2fetc%2fpasswd", "LICENSE", "sessions.CSV",
     "map%2f..%2fsessions.csv", "%2e%2fsessions.csv", "sessions.csv%00", "..%5capp.py", "reference/", "sessions.csv/"],
)  # fmt: skip
def test_nothing_but_the_files_of_the_package_is_served(name: str) -> None:
    """Names that the package does not hold letter by letter are not found."""
    assert client().get(f"/data/files/{name}").status_code == 404


@given(name=st.text(max_size=40))
def test_no_name_of_a_file_breaks_anything(name: str) -> None:
    """Any other name is not found."""
    assume(name != PACKAGE_FILE and name not in {resource.file for resource in read_package(DATA).resources})
    assert file_answer(name, "").status_code == 404


def test_a_broken_dataset_serves_no_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files that do not hold together are not given out, and nobody keeps that answer."""
    copy = copy_dataset(tmp_path)
    (copy / "sessions.csv").write_text("session_id\n", encoding="utf-8")
    monkeypatch.setenv("PLENARY_DATA", str(copy))
    for address in ("/data/files/sessions.csv", "/data/croissant.json"):
        assert client().get(address).status_code == 503


def test_a_file_of_another_version_is_not_given_beside_this_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While files are exchanged, one that is not as this version sealed it is told to be asked for again."""
    copy = copy_dataset(tmp_path)
    opened = open_dataset(copy)
    for module in ("dataset_files", "data_addresses"):
        monkeypatch.setattr(f"components.{module}.load_dataset", lambda: opened)
    addresses = ("/data/files/sessions.csv", "/data/files/datapackage.json", "/data/datapackage.json")
    assert [client().get(address).status_code for address in addresses] == [200, 200, 200]
    for file in ("sessions.csv", PACKAGE_FILE):
        (copy / file).write_bytes((copy / file).read_bytes() + b"\n")
    for address in addresses:
        answer = client().get(address)
        assert (answer.status_code, answer.headers["retry-after"]) == (503, "1")
        assert answer.headers["cache-control"] == "no-store"
