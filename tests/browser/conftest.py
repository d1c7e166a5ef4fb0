"""What browser tests share: one browser context, so that Streamlit's scripts are fetched once and not by every test."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page


@pytest.fixture(scope="session")
def context(browser: Browser, browser_context_args: dict[str, object]) -> Iterator[BrowserContext]:
    """The context of all pages of this run: with its cache a page opens in a third of the time.

    A test that needs another reader makes a context of its own.
    """
    context = browser.new_context(**browser_context_args)  # type: ignore[arg-type]
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A new page, closed after the test; what pages keep in the browser is forgotten with it."""
    page = context.new_page()
    yield page
    if page.url.startswith("http"):
        page.evaluate("() => { localStorage.clear(); sessionStorage.clear(); }")
    page.close()
    context.clear_cookies()
