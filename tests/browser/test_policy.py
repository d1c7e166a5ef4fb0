"""The dashboard works under its Content-Security-Policy: Chromium blocks nothing, whatever a reader does."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx2
import pytest
from playwright.sync_api import Page, expect

from tests.uploads import REPORT
from tools.browser import WatchedPage

NOTE_VIOLATIONS = """() => {
    window.blockedByPolicy = [];
    document.addEventListener("securitypolicyviolation", event => {
        window.blockedByPolicy.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}`);
    });
}"""

VIEWS = (
    "",
    "participation-map",
    "participation-map?view=tiles",
    "participation-map?session=crime-congress-12&session=cnd-68&session=hrc-28&session=ga-79-c2",
    "timeline?session=crime-congress-12&item=6&group=grulac",
    "timeline?view=timeline-table",
    "timeline?view=timeline-download",
    "conclusions?q=prison",
    "delegations?delegation=BRA",
    "the-record",
    "read-a-report",
)


@pytest.fixture
def policed(watched_page: WatchedPage) -> Iterator[WatchedPage]:
    """A page that notes what the policy blocks; after the test nothing was, and nothing else went wrong."""
    watched_page.page.add_init_script(f"({NOTE_VIOLATIONS})()")
    yield watched_page
    assert watched_page.page.evaluate("window.blockedByPolicy") == []
    watched_page.assert_clean()


@pytest.mark.parametrize("view", VIEWS)
def test_a_page_works_under_its_policy(view: str, app_url: str, policed: WatchedPage) -> None:
    """The answer has the policy; figures, maps and tables are drawn, the page is scrolled through, dark as well."""
    for scheme in ("light", "dark"):
        policed.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        page = policed.open(f"{app_url}/{view}")
        scroll_through(page)
        policed.wait_until_drawn()
    headers = httpx2.get(f"{app_url}/{view}", timeout=60).headers
    assert "script-src 'self' 'wasm-unsafe-eval' 'sha256-" in headers["content-security-policy"]
    assert " 'unsafe-eval'" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"


def scroll_through(page: Page) -> None:
    """Scroll each table of the page, and the page to its end."""
    for table in page.get_by_test_id("stDataFrame").all():
        table.scroll_into_view_if_needed()
        box = table.bounding_box()
        assert box
        page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        page.mouse.wheel(0, 600)
    page.evaluate("""() => document.querySelector('[data-testid="stMain"]').scrollTo(0, 100_000)""")


def test_the_map_is_drawn_and_opened_under_the_policy(app_url: str, policed: WatchedPage) -> None:
    """More than 150 areas of the map are there, and turning the wheel over them breaks nothing."""
    page = policed.open(f"{app_url}/participation-map")
    page.wait_for_function("() => document.querySelectorAll('.choroplethlayer path').length > 150")
    chart = page.get_by_test_id("stPlotlyChart").first
    chart.hover()
    page.mouse.wheel(0, -100)


def test_controls_work_under_the_policy(app_url: str, policed: WatchedPage) -> None:
    """A popover opens, a filter is chosen from its list, a search is typed, and the view follows."""
    page = policed.open(f"{app_url}/conclusions")
    page.locator(".st-key-share button").first.click()
    expect(page.get_by_test_id("stCode").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("stCode")).to_have_count(0, timeout=20_000)
    search = page.get_by_label("Search in the summaries")
    search.fill("prison")
    search.press("Enter")
    policed.wait_until_drawn()
    expect(page).to_have_title("Conclusions: “prison” · Plenary Atlas", timeout=20_000)


def test_a_download_works_under_the_policy(app_url: str, policed: WatchedPage) -> None:
    """The rows of a view arrive as a file."""
    page = policed.open(f"{app_url}/timeline?view=timeline-download&group=grulac")
    with page.expect_download() as downloading:
        page.locator('[class*="st-key-download-timeline-statements-"] button').first.click()
    assert Path(downloading.value.path()).stat().st_size > 1_000


def test_an_upload_works_under_the_policy(app_url: str, policed: WatchedPage, tmp_path: Path) -> None:
    """A report is read, and its figures and rows are drawn."""
    report = tmp_path / "lighthouses.txt"
    report.write_text(REPORT, encoding="utf-8")
    page = policed.open(f"{app_url}/read-a-report")
    page.locator("input[type=file]").first.set_input_files(report)
    expect(page.get_by_test_id("stDataFrame").first).to_be_visible(timeout=60_000)
    policed.wait_until_drawn()
    scroll_through(page)


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[str]:
    """Address of another site, which frames what its query names."""
    (tmp_path / "index.html").write_text(
        "<title>Elsewhere</title><iframe width='900' height='700'></iframe>"
        "<script>document.querySelector('iframe').src = decodeURIComponent(location.search.slice(1))</script>",
        encoding="utf-8",
    )

    class Silent(SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Silent, directory=str(tmp_path))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


def test_other_sites_may_show_an_embedded_view(app_url: str, elsewhere: str, page: Page) -> None:
    """A link with embed=true is drawn in a frame of another site, map included."""
    page.goto(f"{elsewhere}?{app_url}/participation-map%3Fembed%3Dtrue")
    frame = page.frame_locator("iframe")
    expect(frame.locator(".choroplethlayer path").first).to_be_attached(timeout=60_000)


def test_other_sites_may_not_show_any_other_view(app_url: str, elsewhere: str, page: Page) -> None:
    """A link without embed=true stays blank in a frame of another site, so that no click is taken unseen."""
    blocked: list[str] = []
    page.on("console", lambda message: blocked.append(message.text))
    page.goto(f"{elsewhere}?{app_url}/participation-map")
    page.wait_for_timeout(2_000)
    assert any("frame-ancestors" in text for text in blocked)
    assert page.frame_locator("iframe").get_by_test_id("stApp").count() == 0
