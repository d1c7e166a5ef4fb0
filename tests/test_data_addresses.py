"""Rows at an address: the file of the page with the same query, or a refusal that says what is known."""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.testclient import TestClient

from components import bounds
from components.addresses import MIDDLEWARE, ROUTES
from components.data_requests import LARGEST_LIMIT, PARAMETERS
from components.share import today
from plenary.export import FORMATS, TABLES, export_file
from plenary.selection import Selection, parse_link, read_selection
from plenary.store import Dataset
from tests.dataset_copy import copy_dataset

SITE = "https://atlas.example/"
NINE = "session=crime-congress-12&item=6&group=grulac"


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    """Asks the addresses as a browser would, without a bound on how often."""
    before = os.environ.get("PLENARY_DATA_RATE")
    os.environ["PLENARY_DATA_RATE"] = "none"
    with TestClient(Starlette(routes=ROUTES, middleware=MIDDLEWARE), base_url=SITE.rstrip("/")) as client:
        yield client
    del os.environ["PLENARY_DATA_RATE"]
    if before is not None:
        os.environ["PLENARY_DATA_RATE"] = before


def problem_of(client: TestClient, address: str, status: int) -> dict[str, list[str]]:
    """What a refused address names: parameter -> what is known."""
    answer = client.get(address)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["status"] == status
    return {error["parameter"]: error["known"] for error in answer.json()["errors"]}


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("file_format", FORMATS)
def test_address_gives_the_file_of_the_button(
    table: str, file_format: str, client: TestClient, dataset: Dataset
) -> None:
    """Each table in each format is, byte for byte, what the page offers for the same query, under the same name."""
    query = f"{NINE}&view=tiles&embed=true"
    answer = client.get(f"/data/{table}{FORMATS[file_format].suffix}?{query}")
    selection, _unknown = read_selection(parse_link(query), dataset.choices)
    assert answer.status_code == 200
    assert answer.content == export_file(dataset, selection, table, file_format, site=SITE, retrieved=today())
    assert f'filename="plenary-atlas-{table}-{dataset.version}' in answer.headers["content-disposition"]


def test_a_link_can_be_pasted_into_a_script(client: TestClient) -> None:
    """The query of a page's link, page settings included, gives the nine rows."""
    text = client.get(f"/data/statements.csv?{NINE}&view=timeline-table&sort=name&embed_options=dark_theme").text
    assert len(list(csv.DictReader(io.StringIO(text)))) == 9


def test_what_is_not_known_is_refused_and_named(client: TestClient) -> None:
    """An unknown table, format, parameter or value is refused with what is known instead."""
    assert problem_of(client, "/data/speeches.csv", 404) == {"table": list(TABLES)}
    assert ".parquet" in problem_of(client, "/data/statements.pdf", 404)["format"]
    refused = problem_of(client, "/data/statements.csv?group=atlantis&colour=red&item=6&sort=random", 400)
    assert refused["group"] == ["african", "asia_pacific", "eastern_european", "grulac", "weog"]
    assert set(PARAMETERS) <= set(refused["colour"])
    assert set(refused) == {"group", "colour", "item", "sort"}
    assert problem_of(client, "/data/statements.csv?v=0.0.1", 400) == {"v": ["1.2.0", "1.1.0", "1.0.0"]}


def test_only_json_comes_in_parts(client: TestClient) -> None:
    """A limit on a file that is never cut is refused; one that is no whole number or too large, too."""
    assert set(problem_of(client, "/data/statements.csv?limit=5&cursor=x", 400)) == {"limit", "cursor"}
    for limit in ("0", "-1", "x", "1e3", "٣", str(LARGEST_LIMIT + 1), ""):
        assert set(problem_of(client, f"/data/statements.json?limit={limit}", 400)) == {"limit"}
    assert set(problem_of(client, "/data/statements.json?limit=5&limit=6", 400)) == {"limit"}


@pytest.mark.parametrize("limit", [1, 4, 9, 10])
def test_parts_hold_every_row_once_and_in_order(limit: int, client: TestClient) -> None:
    """Following `next` gives the nine rows of the whole, each once, and ends."""
    whole = client.get(f"/data/statements.json?{NINE}").json()
    address, rows, parts = f"/data/statements.json?{NINE}&limit={limit}", [], 0
    while address:
        part = client.get(address).json()
        assert (part["count"], part["total"]) == (9, 46)
        rows += part["rows"]
        address = part["next"]
        parts += 1
    assert rows == whole["rows"]
    assert len(rows) == 9
    assert parts == -(-9 // limit)


def test_a_cursor_holds_for_its_view_alone(client: TestClient) -> None:
    """The cursor of one view is refused for another one, and so is one that was made up."""
    following = client.get(f"/data/statements.json?{NINE}&limit=2").json()["next"]
    cursor = following.rpartition("cursor=")[2]
    assert client.get(f"/data/statements.json?{NINE}&limit=5&cursor={cursor}").status_code == 200
    for address in ("statements.json?group=weog", "conclusions.json?item=crime-congress-12:6"):
        assert set(problem_of(client, f"/data/{address}&limit=2&cursor={cursor}", 400)) == {"cursor"}
    assert set(problem_of(client, "/data/statements.json?cursor=MQ", 400)) == {"cursor"}


@given(st.text())
@example("\x00")
@example("é" * 50)
@example("AAAA====")
def test_any_text_as_cursor_is_refused(client: TestClient, text: str) -> None:
    """No made-up cursor is taken, and none is an error of the server."""
    answer = client.get("/data/statements.json", params={"cursor": text.encode("utf-8", "replace")})
    assert answer.status_code == 400


@given(st.dictionaries(st.one_of(st.sampled_from(PARAMETERS), st.text()), st.text(), max_size=4))
def test_any_query_is_answered_or_refused(client: TestClient, params: dict[str, str]) -> None:
    """Whatever a query holds, the answer is the rows, or says what is not known; no header is made from it."""
    told = {name.encode("utf-8", "replace"): value.encode("utf-8", "replace") for name, value in params.items()}
    answer = client.get("/data/conclusions.csv", params=told)
    assert answer.status_code in (200, 400)
    assert not any(sign in value for value in answer.headers.values() for sign in "\r\n")


@given(st.text())
@example("../../app.py")
@example("../data/statements.csv\x00")
@example("..\\..\\etc\\passwd")
@example("/etc/passwd")
def test_any_name_is_a_table_or_refused(client: TestClient, name: str) -> None:
    """No name leads to a file: what is no table is not found."""
    answer = client.get("/data/" + quote(name, safe="/.", errors="replace"))
    assert answer.status_code in (200, 404)
    if answer.status_code == 200:
        assert answer.headers["content-type"] == "application/json"


def test_rows_may_be_kept_as_long_as_their_version(client: TestClient, dataset: Dataset) -> None:
    """An answer has a tag: who has it gets 304; other rows have another; a pinned link may be kept for longer."""
    first = client.get(f"/data/statements.csv?{NINE}")
    tag = first.headers["etag"]
    assert client.get(f"/data/statements.csv?{NINE}", headers={"If-None-Match": tag}).status_code == 304
    assert client.get(f"/data/statements.csv?{NINE}", headers={"If-None-Match": f'"x", {tag}'}).status_code == 304
    assert client.get("/data/statements.csv", headers={"If-None-Match": tag}).status_code == 200
    pinned = client.get(f"/data/statements.csv?{NINE}&v={dataset.version}")
    assert pinned.content == first.content
    assert (first.headers["cache-control"], pinned.headers["cache-control"]) == (
        "public, no-cache",
        "public, max-age=86400",
    )
    assert first.headers["plenary-version"] == dataset.version
    assert f"{SITE}timeline?{NINE}&v={dataset.version}" in first.headers["link"]


def test_head_tells_without_rows_and_other_methods_are_refused(client: TestClient) -> None:
    """HEAD has the headers of GET and no body, and is refused where GET is; nothing can be written."""
    head, got = client.head(f"/data/statements.csv?{NINE}"), client.get(f"/data/statements.csv?{NINE}")
    assert head.status_code == 200
    assert head.content == b""
    for name in ("etag", "content-type", "content-disposition", "cache-control", "link"):
        assert head.headers[name] == got.headers[name]
    assert "content-length" not in head.headers
    assert client.head("/data/statements.csv?group=x").status_code == 400
    for method in ("POST", "PUT", "DELETE", "PATCH"):
        assert client.request(method, "/data/statements.csv").status_code == 405


def test_other_sites_may_read(client: TestClient) -> None:
    """A page of another site may ask for rows and read the headers of the answer; without credentials."""
    answer = client.get("/data/statements.csv", headers={"Origin": "https://other.example"})
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "ETag" in answer.headers["access-control-expose-headers"]
    assert "access-control-allow-credentials" not in answer.headers
    asked = client.options(
        "/data/statements.csv", headers={"Origin": "https://other.example", "Access-Control-Request-Method": "PUT"}
    )
    assert asked.status_code == 400


def test_answers_are_compressed_when_asked(client: TestClient) -> None:
    """A browser that takes gzip gets gzip, and the same rows."""
    packed = client.get("/data/statements.csv", headers={"Accept-Encoding": "gzip"})
    plain = client.get("/data/statements.csv", headers={"Accept-Encoding": "identity"})
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert packed.content == plain.content


def test_a_long_query_is_refused_before_it_is_read(client: TestClient) -> None:
    """A query beyond the stated length gets 414."""
    assert client.get("/data/statements.csv?q=" + "x" * 9_000).status_code == 414


def test_a_client_that_asks_too_often_is_told_when_to_come_back(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Beyond the rate of the setting the answer is 429 with the seconds to wait."""
    monkeypatch.setenv("PLENARY_DATA_RATE", "3/hour")
    asked = ("/data/health", "/data/statements.csv", "/entry/BRA", "/data/health", "/figure/map.html")
    answers = [client.get(address, follow_redirects=False) for address in asked]
    assert [answer.status_code for answer in answers] == [200, 200, 307, 429, 429]
    assert 0 < int(answers[-1].headers["retry-after"]) <= 3600


def test_more_exports_at_once_than_set_are_told_to_come_back(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While all places are taken the answer is 503 with the seconds to wait; afterwards rows come again."""
    monkeypatch.setenv("PLENARY_EXPORTS_AT_ONCE", "1")
    with bounds.place_for_export():
        answer = client.get("/data/statements.csv")
        assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
    assert client.get("/data/statements.csv").status_code == 200


def test_health_and_description_tell_the_dataset(client: TestClient, dataset: Dataset) -> None:
    """Health names version and hash; the description is the sealed file; the index leads to every table."""
    assert client.get("/data/health").json() == {"status": "ok", "version": dataset.version, "hash": dataset.hash}
    assert client.get("/data/datapackage.json").content == (dataset.directory / "datapackage.json").read_bytes()
    assert set(client.get("/data/").json()["tables"]) == set(TABLES)


def test_a_broken_dataset_is_told(client: TestClient, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Where the files cannot be shown every address says so with 503, and heals with them."""
    copy = copy_dataset(tmp_path)
    monkeypatch.setenv("PLENARY_DATA", str(copy))
    assert client.get("/data/health").status_code == 200
    kept = (copy / "statements.csv").read_bytes()
    (copy / "statements.csv").write_bytes(kept + b"x")
    for address in ("health", "statements.csv"):
        assert client.get(f"/data/{address}").status_code == 503
    (copy / "statements.csv").write_bytes(kept)
    assert client.get("/data/health").status_code == 200


def test_openapi_lists_every_address_and_code(client: TestClient, dataset: Dataset) -> None:
    """The description names each table in each format, and for each filter the codes of the dataset."""
    described = client.get("/data/openapi.json").json()
    assert described["openapi"].startswith("3.1")
    expected = {f"/{table}{known.suffix}" for table in TABLES for known in FORMATS.values()}
    assert expected < set(described["paths"])
    codes = described["components"]["parameters"]["delegation"]["schema"]["items"]["enum"]
    assert codes == list(dataset.choices["delegation"])
    assert json.dumps(described)


def test_a_pinned_address_gives_the_rows_of_its_version(client: TestClient, dataset: Dataset) -> None:
    """With `v=1.0.0` the rows and the file's name are those of that version, and sessions that came later unknown."""
    answer = client.get("/data/statements.csv?v=1.0.0")
    assert answer.headers["plenary-version"] == "1.0.0"
    assert 'filename="plenary-atlas-statements-1.0.0.csv"' in answer.headers["content-disposition"]
    assert len(list(csv.DictReader(io.StringIO(answer.text)))) == 46
    later = next(code for code in dataset.choices["session"] if code != "crime-congress-12")
    assert client.get(f"/data/statements.csv?session={later}").status_code == 200
    assert problem_of(client, f"/data/statements.csv?session={later}&v=1.0.0", 400) == {
        "session": ["crime-congress-12"]
    }


def test_selection_of_an_empty_query_is_the_first_session(client: TestClient, dataset: Dataset) -> None:
    """Without parameters the rows are those of the page without parameters."""
    expected = export_file(dataset, Selection(), "statements", "csv", site=SITE, retrieved=today())
    assert client.get("/data/statements.csv").content == expected
    assert expected.count(b"\n") == 1 + 46
