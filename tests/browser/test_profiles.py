"""Profiles and comparison in a real browser: a click opens the row of a mark, telephone and dark."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import expect

from tests.browser.test_states import Axe, violations_in_both_themes
from tools.browser import WatchedPage

FOUR = "session=crime-congress-12&session=hrc-28&session=ga-79-c2&session=cnd-68"


def test_a_click_on_a_meeting_opens_its_statement_and_a_telephone_holds_the_figures(
    app_url: str, watched_page: WatchedPage, axe: Axe
) -> None:
    """Brazil's first mark at the Congress opens its statement at the 8th meeting; nothing scrolls sideways at 390."""
    page = watched_page.open(f"{app_url}/profiles?{FOUR}&delegation=BRA&group=grulac")
    chart = page.locator(".st-key-chart-profile-BRA")
    mark = chart.locator(".scatterlayer .trace").first.locator("path.point").first
    mark.scroll_into_view_if_needed()
    box = mark.bounding_box()
    assert box
    page.mouse.move(box["x"] + 4, box["y"] + 4)
    page.mouse.move(box["x"] + 6, box["y"] + 6)
    page.wait_for_timeout(300)
    page.mouse.click(box["x"] + 6, box["y"] + 6)
    expect(page.get_by_text("As printed: Brazil").first).to_be_visible()
    assert parse_qs(urlsplit(page.url).query)["row"] == ["crime-congress-12/3/6"]
    page.set_viewport_size({"width": 390, "height": 844})
    page.wait_for_timeout(400)
    assert violations_in_both_themes(watched_page, axe) == {"light": [], "dark": []}
    watched_page.assert_clean()
