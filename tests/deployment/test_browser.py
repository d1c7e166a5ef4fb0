"""A real browser whose replica is killed: the page comes back by itself, as it was."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.deployment.conftest import Editions
from tests.deployment.site import Site
from tools.browser import WatchedPage

VIEW = "timeline?session=crime-congress-12&item=6&group=grulac"

pytestmark = pytest.mark.timeout(600)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that takes the certificate of the test."""
    context = browser.new_context(ignore_https_errors=True, viewport={"width": 1280, "height": 900}, locale="en-GB")
    yield context.new_page()
    context.close()


def shown(page: Page) -> tuple[str, list[str]]:
    """The address, and every text of the page."""
    return page.url, page.locator('[data-testid="stMain"]').all_inner_texts()


def test_a_browser_finds_the_view_again(site: Site, editions: Editions, page: Page) -> None:
    """Killed under an open page: no reload, the same address and words, and the other replica draws the next page."""
    watched = WatchedPage(page)
    watched.open(f"{site.url}/{VIEW}")
    before = shown(page)
    assert f"Dataset version {editions.present.version}" in before[1][0]
    page.evaluate("() => { window.loadedOnce = true; }")
    victim = next(number for number, count in enumerate(site.sessions()) if count)
    survivor = site.replicas[1 - victim]
    assert survivor.sample("plenary_sessions") == 0
    site.replicas[victim].kill()
    try:
        page.wait_for_function(
            "() => document.querySelector('[data-testid=\"stApp\"]').dataset.testConnectionState === 'CONNECTED'"
            " && document.querySelector('[data-testid=\"stApp\"]').dataset.testScriptState === 'notRunning'",
            timeout=120_000,
        )
        watched.wait_until_drawn()
        assert survivor.sample("plenary_sessions") == 1
        assert shown(page) == before
        assert page.evaluate("() => window.loadedOnce") is True
        page.get_by_role("link", name="Delegations", exact=True).first.click()
        page.wait_for_url("**/delegations?**")
        watched.wait_until_drawn()
        assert "group=grulac" in page.url
        assert f"Dataset version {editions.present.version}" in shown(page)[1][0]
        assert watched.foreign_requests == []
    finally:
        site.replicas[victim].start()
