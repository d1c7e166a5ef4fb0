"""The title of a view is the same in its HTML and in the tab, and stays so while the filters change."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

import httpx2
import pytest
from playwright.sync_api import expect

from tools.browser import WatchedPage
from tools.server import Server

VIEWS = (
    "",
    "participation-map?session=cnd-68",
    "timeline?session=crime-congress-12&item=6&group=grulac",
    "conclusions?q=prison%20%26%20youth",
    "delegations?delegation=CIV",
    "the-record",
    "read-a-report",
)


def html_of(address: str) -> str:
    """The HTML that a program without scripts gets."""
    answer = httpx2.get(address, timeout=60)
    assert answer.status_code == 200
    return answer.text


def title_of(html: str) -> str:
    """The title in a page's HTML."""
    found = re.search(r"<title>(.*?)</title>", html, re.DOTALL)
    assert found
    return unescape(found.group(1))


@pytest.mark.parametrize("view", VIEWS)
def test_tab_and_preview_have_the_same_title(view: str, app_url: str, watched_page: WatchedPage) -> None:
    """What the HTML calls the view is what the tab shows once the page is drawn, and it is not "Streamlit"."""
    title = title_of(html_of(f"{app_url}/{view}"))
    assert title.endswith(" · Plenary Atlas")
    page = watched_page.open(f"{app_url}/{view}")
    expect(page).to_have_title(title)
    watched_page.assert_clean()


def test_the_tab_follows_the_page(app_url: str, watched_page: WatchedPage) -> None:
    """Another page of the navigation has its own title, with the same filters."""
    page = watched_page.open(f"{app_url}/timeline?session=crime-congress-12&group=grulac")
    expect(page).to_have_title("Timeline: GRULAC · Plenary Atlas")
    page.locator(".st-key-navigation").get_by_role("link", name="Delegations", exact=True).click()
    expect(page).to_have_title("Delegations: GRULAC · Plenary Atlas")


def test_pages_below_a_base_path_have_their_heads(serve: Callable[..., Server], watched_page: WatchedPage) -> None:
    """Under a base path, page, picture and files answer there, and the addresses in the head hold it."""
    server = serve(base_path="atlas")
    html = html_of(f"{server.url}/timeline?group=grulac")
    assert title_of(html) == "Timeline: GRULAC · Plenary Atlas"
    assert f'<link rel="canonical" href="{server.url}/timeline?group=grulac" />' in html
    picture = re.search(r'"og:image" content="([^"]+)"', html)
    assert picture
    assert picture.group(1).startswith(f"{server.url}/preview/timeline.png?")
    assert httpx2.get(unescape(picture.group(1)), timeout=60).content.startswith(b"\x89PNG\r\n\x1a\n")
    assert '"name": "plenary-atlas"' in html_of(f"{server.url}/data/files/datapackage.json")
    watched_page.open(f"{server.url}/")
    expect(watched_page.page).to_have_title("Overview · Plenary Atlas")
    watched_page.assert_clean()
