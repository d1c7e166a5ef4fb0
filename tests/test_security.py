"""Every answer of the app carries the headers that hold browsers to what it needs."""

from __future__ import annotations

import base64
import hashlib

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from components.security import OF_PDF, OF_ROWS, POLICY, SecurityHeaders, script_hashes
from components.streamlit_page import streamlit_html
from tests.answers import client


def directives(answer: object) -> dict[str, str]:
    """The policy of an answer, by directive."""
    parts = [part.strip().partition(" ") for part in answer.headers[POLICY].split(";")]  # type: ignore[attr-defined]
    return {name: value for name, _blank, value in parts}


@pytest.mark.parametrize("address", ["/", "/timeline?item=6", "/data/croissant.json", "/preview/overview.png", "/none"])
def test_every_answer_has_the_headers(address: str) -> None:
    """Pages, rows, pictures and what is not found: no type is guessed, no address given away, nothing permitted."""
    headers = client().get(address).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "strict-origin-when-cross-origin"
    assert "camera=()" in headers["permissions-policy"]
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert headers.get_list(POLICY) == [headers[POLICY]]


def test_a_page_may_run_its_own_scripts_alone() -> None:
    """Scripts come from the app's host or are Streamlit's own by hash; none is made from text, none stands inline."""
    policy = directives(client().get("/timeline"))
    assert policy["default-src"] == "'self'"
    assert policy["object-src"] == "'none'"
    assert policy["base-uri"] == policy["form-action"] == "'self'"
    sources = policy["script-src"].split()
    assert sources[:2] == ["'self'", "'wasm-unsafe-eval'"]
    assert all(source.startswith("'sha256-") for source in sources[2:])
    assert policy["connect-src"] == "'self' data: ws://atlas.example wss://atlas.example"


def test_the_inline_script_of_streamlits_page_is_allowed_by_its_hash() -> None:
    """Streamlit 1.67 has one script in its page; the text between its tags, blanks included, is what is hashed."""
    html = streamlit_html()
    text = html.partition("<script>")[2].partition("</script>")[0]
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    assert script_hashes(html) == (f"'sha256-{digest}'",)
    assert f"'sha256-{digest}'" in directives(client().get("/"))["script-src"]


def test_scripts_of_any_release_are_found() -> None:
    """Two inline scripts have two hashes; a script with an address and other text have none."""
    html = "<script src='a.js'></script><p>x</p><script>one()</script><SCRIPT type=module>two(a<b)</SCRIPT>"
    wanted = [base64.b64encode(hashlib.sha256(text).digest()).decode() for text in (b"one()", b"two(a<b)")]
    assert script_hashes(html) == tuple(f"'sha256-{digest}'" for digest in wanted)


@pytest.mark.parametrize(
    ("query", "setting", "allowed"),
    [
        ("", "", "'self'"),
        ("?embed=true", "", "*"),
        ("?item=6&embed=TRUE&embed_options=dark_theme", "", "*"),
        ("?embed=false", "", "'self'"),
        ("?q=embed=true", "", "'self'"),
        ("?embed=true", "https://example.org", "https://example.org"),
        ("", "https://example.org", "'self'"),
    ],
)
def test_only_an_embedded_view_may_be_framed(
    query: str, setting: str, allowed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Other sites may frame a link with embed=true, all of them or those that the setting names; no other link."""
    monkeypatch.setenv("PLENARY_FRAME_ANCESTORS", setting)
    assert directives(client().get(f"/timeline{query}"))["frame-ancestors"] == allowed


def test_rows_and_pictures_can_do_nothing() -> None:
    """What is no page may load nothing and run nothing."""
    for address in ("/data/files/statements.csv", "/data/croissant.json", "/preview/overview.png", "/preview/none.png"):
        assert client().get(address).headers[POLICY] == OF_ROWS


def test_what_is_kept_by_the_browser_keeps_its_policy() -> None:
    """A page that has not changed is answered with the policy of pages; a script that has not, with none."""

    async def unchanged(request: Request) -> Response:
        return Response(status_code=304)

    tag = client().get("/timeline").headers["etag"]
    again = client().get("/timeline", headers={"if-none-match": tag})
    assert again.status_code == 304
    assert "script-src 'self'" in again.headers[POLICY]
    app = SecurityHeaders(Starlette(routes=[Route("/static/js/index.js", unchanged)]))
    headers = TestClient(app).get("/static/js/index.js").headers
    assert POLICY not in headers
    assert headers["x-content-type-options"] == "nosniff"


def test_a_policy_of_its_own_is_kept() -> None:
    """An answer that sets its own policy keeps it; a drawing is no page, and a PDF is left to the browser's viewer."""

    async def own(request: Request) -> Response:
        return HTMLResponse("", headers={POLICY: "default-src 'none'"})

    async def drawn(request: Request) -> Response:
        return PlainTextResponse("<svg/>", media_type="image/svg+xml")

    async def printed(request: Request) -> Response:
        return Response(b"%PDF-1.7", media_type="application/pdf")

    app = SecurityHeaders(Starlette(routes=[Route("/own", own), Route("/drawn", drawn), Route("/printed", printed)]))
    assert TestClient(app).get("/own").headers[POLICY] == "default-src 'none'"
    assert TestClient(app).get("/drawn").headers[POLICY] == OF_ROWS
    assert TestClient(app).get("/printed").headers[POLICY] == OF_PDF


@pytest.mark.parametrize("host", ["a; script-src *", "x y", ""])
def test_no_host_writes_into_the_policy(host: str) -> None:
    """A host that can be none stands in no directive."""
    answer = client().get("/", headers={"host": host})
    assert directives(answer)["connect-src"] == "'self' data:"
    assert "script-src *" not in answer.headers[POLICY]
