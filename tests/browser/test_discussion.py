"""The page of the discussion in a real browser: a click on a thread opens both of its ends, on a telephone too."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_figures import click_mark, parameters
from tests.conftest import AxeViolation
from tools.browser import WatchedPage

CRIME = "crime-congress-12"
VIEW = "View 1 in paragraph 6 of the discussion"


@pytest.mark.parametrize(("width", "setting"), [(1280, ""), (390, "&view=from-views")])
def test_click_on_a_thread_opens_the_view_and_the_conclusion(
    width: int,
    setting: str,
    app_url: str,
    watched_page: WatchedPage,
    axe: Callable[[Page], list[AxeViolation]],
) -> None:
    """The knot of the direct thread from (a) to paragraph 6 opens both entries; nothing is wider than the window."""
    watched_page.page.set_viewport_size({"width": width, "height": 900})
    page = watched_page.open(f"{app_url}/discussion?session={CRIME}{setting}")
    chart = page.locator(".st-key-chart-threads")
    chart.scroll_into_view_if_needed()
    watched_page.wait_until_drawn()
    # Each thread has three points of which the second is its knot; that of (a) and paragraph 6 is the first thread.
    click_mark(page, chart.locator(".scatterlayer .trace").first.locator("path.point").nth(1))
    expect(page.get_by_text(VIEW)).to_be_visible()
    expect(page.get_by_role("heading", name="Conclusions that rest on this view")).to_be_visible()
    assert parameters(page)["row"] == [f"{CRIME}/6/1"]
    expect(page.get_by_text("Rests, in our judgement, on: para. 6 (1) (direct)")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert axe(page) == []
    watched_page.assert_clean()
