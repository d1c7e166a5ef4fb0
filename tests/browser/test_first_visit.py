"""The first visit of a process: whatever page a link opens, it is drawn with its filters."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from components.navigation import PAGES, PageEntry, title
from tools.browser import WatchedPage
from tools.server import Server, end_of_log

FILTERED = "session=crime-congress-12&item=6&group=grulac"
COUNTS = {
    "": "9 of 44 statements",
    "conclusions": "6 of 6 conclusions",
    "discussion": "24 of 34 views",
    "co-participation": "44 of 44 statements",
    "the-record": "20 of 20 notes",
    "read-a-report": "Kept for other pages",
}


@pytest.mark.parametrize("entry", PAGES, ids=[entry.file for entry in PAGES])
def test_link_is_the_first_request_of_a_process(
    entry: PageEntry, serve: Callable[..., Server], watched_page: WatchedPage
) -> None:
    """A process that nobody visited before draws each page with the link's filters, and its log stays clean."""
    server = serve()
    page = watched_page.open(f"{server.url}/{entry.url_path}?{FILTERED}")
    expect(page.get_by_role("heading", name=title(entry), level=1)).to_be_visible()
    expect(page.get_by_text(COUNTS.get(entry.url_path, COUNTS[""])).first).to_be_visible()
    if entry.url_path not in ("conclusions", "discussion", "co-participation", "the-record", "read-a-report"):
        expect(page.locator(".st-key-filter-group")).to_contain_text("Latin American and Caribbean Group")
    assert parse_qs(urlsplit(page.url).query) == parse_qs(FILTERED)
    watched_page.assert_clean()
    assert "Traceback" not in end_of_log(server.log)
    assert "Warning" not in end_of_log(server.log)
