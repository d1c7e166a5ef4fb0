"""A link that names an older version of the dataset, in a real browser."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Page, expect

from plenary.schema import DATA, read_package
from tests.browser.test_states import Axe, violations_in_both_themes
from tools.browser import WatchedPage

FOOT = "Dataset version"
PRESENT = read_package(DATA).version


def versions_named(page: Page) -> list[str]:
    """Values of `v` in the address."""
    return parse_qs(urlsplit(page.url).query).get("v", [])


def test_button_shows_the_present_version_and_back_the_pinned_one(app_url: str, watched_page: WatchedPage) -> None:
    """The notice of 1.0.0 stands at the head; the button takes the version out of the address, Back puts it back."""
    page = watched_page.open(f"{app_url}/timeline?v=1.0.0")
    notice = page.get_by_text("You see version 1.0.0 of the dataset, as the link asks.")
    expect(notice).to_be_visible()
    expect(page.get_by_text(f"{FOOT} 1.0.0")).to_be_visible()
    page.get_by_role("button", name="Show the present version").click()
    expect(notice).to_have_count(0)
    expect(page.get_by_text(f"{FOOT} {PRESENT}")).to_be_visible()
    assert versions_named(page) == []
    page.go_back()
    expect(notice).to_be_visible()
    expect(page.get_by_text(f"{FOOT} 1.0.0")).to_be_visible()
    assert versions_named(page) == ["1.0.0"]
    watched_page.assert_clean()


def test_navigation_and_the_list_of_versions_keep_and_change_the_version(
    app_url: str, watched_page: WatchedPage
) -> None:
    """Other pages show the same version; the record's list leads to the other one, and back to the present."""
    page = watched_page.open(f"{app_url}/timeline?v=1.0.0")
    page.locator(".st-key-navigation").get_by_role("link", name="The record", exact=True).click()
    expect(page.get_by_text(f"{FOOT} 1.0.0")).to_be_visible()
    page.get_by_role("link", name="Show the present version").click()
    expect(page.get_by_text(f"{FOOT} {PRESENT}")).to_be_visible()
    assert versions_named(page) == []
    page.locator(".st-key-navigation").get_by_role("link", name="The record", exact=True).click()
    page.get_by_role("link", name="Show version 1.0.0").click()
    expect(page.get_by_text(f"{FOOT} 1.0.0")).to_be_visible()
    assert versions_named(page) == ["1.0.0"]
    watched_page.assert_clean()


def test_notice_with_its_rows_is_accessible_and_fits_a_telephone(
    app_url: str, watched_page: WatchedPage, axe: Axe
) -> None:
    """The rows of a session that came later, opened, break no rule in either theme and do not scroll sideways."""
    page = watched_page.open(f"{app_url}/timeline?session=ga-79-c2&v=1.0.0")
    page.get_by_text("rows that differ").click()
    expect(page.get_by_test_id("stExpanderDetails").get_by_role("table").first).to_be_visible()
    assert violations_in_both_themes(watched_page, axe) == {"light": [], "dark": []}
    page.set_viewport_size({"width": 390, "height": 844})
    page.wait_for_timeout(400)  # Figures follow the width of the window a moment later.
    watched_page.wait_until_drawn()
    watched_page.assert_clean()
