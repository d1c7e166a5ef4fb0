"""How the served app starts: what answers at once, and what waits until everything is imported."""

from __future__ import annotations

import gzip
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from components import starting
from components.packed_static import PackedStatic
from components.starting import MIDDLEWARE
from components.streamlit_page import STATIC, early_scripts
from tools.server import REPOSITORY

SCRIPT = "/static/js/index.0123.js"
BROWSER = {"Sec-Fetch-Dest": "document"}


def test_the_entry_imports_neither_the_dataset_nor_what_reads_it() -> None:
    """A process that has imported app.py has loaded no pandas, no DuckDB and no page of ours."""
    code = (
        "import sys, app; print([name for name in ('pandas', 'duckdb', 'components.addresses') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=REPOSITORY, capture_output=True, text=True, check=True)
    assert done.stdout.strip().splitlines()[-1] == "[]"


@pytest.fixture
def unready(monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    """An app whose modules are not imported yet; Streamlit is played by one that answers its own name."""

    async def streamlit(_request: Request) -> Response:
        return PlainTextResponse("Streamlit's")

    monkeypatch.setattr(starting, "_imported", starting.threading.Event())
    app = Starlette(routes=[Route("/{path:path}", streamlit)], middleware=MIDDLEWARE)
    with TestClient(app, base_url="https://atlas.example") as client:
        yield client


@pytest.mark.parametrize("path", ["/_stcore/health", "/static/js/index.js", "/media/picture.png"])
def test_what_is_streamlits_waits_for_nothing(unready: TestClient, path: str) -> None:
    """Health check, scripts and media are answered by Streamlit before anything of ours is imported."""
    assert unready.get(path).text == "Streamlit's"
    assert not starting._imported.is_set()


def test_a_browser_gets_the_page_before_its_head_can_be_written(unready: TestClient) -> None:
    """A browser that opens a page gets Streamlit's page under our title, not to be kept, and imports nothing."""
    answer = unready.get("/participation-map?group=african", headers=BROWSER)
    assert "<title>Plenary Atlas</title>" in answer.text
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Content-Security-Policy" in answer.headers
    assert not starting._imported.is_set()


def test_a_program_that_shows_links_waits_for_the_whole_head(unready: TestClient) -> None:
    """Whoever says not that it is a browser opening a page gets the head of the view, whenever it asks."""
    answer = unready.get("/participation-map")
    assert 'property="og:title"' in answer.text
    assert starting._imported.is_set()


def test_rows_are_waited_for_by_a_browser_too(unready: TestClient) -> None:
    """An address of ours that is no page is answered whole, also for a browser that opens it early."""
    answer = unready.get("/data/meetings.csv", headers=BROWSER)
    assert answer.headers["Content-Type"].startswith("text/csv")


def test_after_the_start_a_browser_gets_the_whole_head(unready: TestClient) -> None:
    """Once everything is imported a browser gets the page with the head of its view."""
    starting.wait_until_started()
    assert 'property="og:title"' in unready.get("/participation-map", headers=BROWSER).text


def test_what_no_route_of_ours_knows_is_streamlits(unready: TestClient) -> None:
    """A path that is none of ours goes to Streamlit."""
    assert unready.get("/no-such-path").text == "Streamlit's"


class Counted:
    """Static files that count how often they are read."""

    def __init__(self, body: bytes, cache_control: str = "public, immutable, max-age=31536000") -> None:
        """Answer with `body`."""
        self.body, self.cache_control, self.read = body, cache_control, 0

    async def answer(self, _request: Request) -> Response:
        """Answer."""
        self.read += 1
        return Response(self.body, media_type="text/javascript", headers={"Cache-Control": self.cache_control})


def packed(files: Counted) -> TestClient:
    """A client of `files` behind `PackedStatic`."""
    return TestClient(PackedStatic(Starlette(routes=[Route("/{path:path}", files.answer)])))


def test_a_script_is_packed_once_for_all_readers() -> None:
    """The second reader gets the same packed script, which was read once; it unpacks to what the file holds."""
    files = Counted(b"const answer = 42; " * 200)
    client = packed(files)
    with client.stream("GET", SCRIPT) as first:
        sent = b"".join(first.iter_raw())
    assert first.headers["Content-Encoding"] == "gzip"
    assert first.headers["Vary"] == "Accept-Encoding"
    assert gzip.decompress(sent) == files.body
    assert len(sent) == int(first.headers["Content-Length"]) < len(files.body) / 10
    assert client.get(SCRIPT).content == files.body
    assert files.read == 1


@pytest.mark.parametrize(
    "headers", [{"Accept-Encoding": "identity"}, {"Range": "bytes=0-9"}, {"If-None-Match": '"tag"'}]
)
def test_other_requests_for_a_script_are_not_answered_from_what_is_kept(headers: dict[str, str]) -> None:
    """A client without gzip, or one that asks for a part or whether its copy still holds, is answered by the files."""
    files = Counted(b"const answer = 42; " * 200)
    client = packed(files)
    client.get(SCRIPT)
    assert "Content-Encoding" not in client.get(SCRIPT, headers=headers).headers
    assert files.read == 2


@pytest.mark.parametrize(("body", "cache_control"), [(b"short", "immutable"), (b"page " * 1000, "no-cache")])
def test_what_is_short_or_may_change_is_passed_on(body: bytes, cache_control: str) -> None:
    """An answer under 1 kB, or one that may change, is never kept."""
    files = Counted(body, cache_control)
    client = packed(files)
    assert [client.get(SCRIPT).content for _time in range(2)] == [body, body]
    assert files.read == 2


def test_the_script_of_figures_is_fetched_early_where_there_are_figures() -> None:
    """The page of the map names the script of figures, a file that Streamlit serves; that of conclusions does not."""
    (name,) = re.findall(
        r'<link rel="modulepreload" crossorigin fetchpriority="low" href="\./static/js/([^"]+)" />',
        early_scripts("timeline"),
    )
    assert (STATIC / "static" / "js" / name).is_file()
    assert early_scripts("conclusions") == ""


def test_streamlits_page_still_has_the_title_that_is_replaced() -> None:
    """Streamlit's page has the title once where ours is put in."""
    assert starting.streamlit_html().count(starting.TITLE) == 1
    assert (Path(REPOSITORY) / "pages" / "overview.py").is_file()
