"""The world of today and names in other languages in a real browser, on a telephone too."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.test_states import Axe, violations_in_both_themes
from tools.browser import WatchedPage


def test_world_is_chosen_in_the_head_and_told_by_every_figure(
    app_url: str, watched_page: WatchedPage, axe: Axe
) -> None:
    """One click takes the whole page into the world of today, link, figures and notes; another takes it back."""
    watched_page.page.set_viewport_size({"width": 390, "height": 844})
    page = watched_page.open(f"{app_url}/participation-map?session=crime-congress-12&names=ar")
    expect(page.get_by_text("Members of the United Nations on 12 April 2010: 192.").first).to_be_visible()
    page.get_by_role("radio", name="As of today").click()
    expect(page.get_by_text("not on the day of the session: 193.").first).to_be_visible()
    assert page.url.endswith("session=crime-congress-12&names=ar&world=today")
    for card in ("map", "ranking"):
        expect(page.locator(f".st-key-card-{card}")).to_contain_text("names, codes, membership and groups as of")
    assert page.evaluate("() => document.documentElement.scrollWidth - innerWidth") <= 0
    assert violations_in_both_themes(watched_page, axe) == {"light": [], "dark": []}
    page.get_by_role("radio", name="As recorded").click()
    expect(page.get_by_text("Members of the United Nations on 12 April 2010: 192.").first).to_be_visible()
    watched_page.assert_clean()
