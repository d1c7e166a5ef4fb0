"""Pages in the states that links lead to (filters, tables, warnings) are as accessible and narrow as bare ones."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import AxeViolation
from tests.dataset_copy import copy_dataset
from tools.browser import WatchedPage
from tools.server import Server

STATES = {
    "chosen filters and unknown values": "?session=crime-congress-12&item=6&group=grulac&group=atlantis&colour=red",
    "tables": "participation-map?group=grulac&view=map-table&view=ranking-table",
    "tiles and downloads": "participation-map?delegation=BRA&view=tiles&view=ranking-download",
    "opened statement above its table": "timeline?row=crime-congress-12/2/2&view=timeline-table",
    "timeline by kind": "timeline?view=by-kind&meeting=crime-congress-12:7",
    "what to relax": "conclusions?theme=women_and_children&addressee=unodc&q=nothing+has+these+words",
    "opened conclusion": "conclusions?row=crime-congress-12/19/a&sort=theme",
    "cards of delegations": "delegations?delegation=BRA&delegation=USA&delegation=KIR",
}

Axe = Callable[[Page], list[AxeViolation]]


def violations_in_both_themes(watched_page: WatchedPage, axe: Axe) -> dict[str, list[str]]:
    """What axe finds on the page as it stands, in the light and in the dark theme."""
    found = {}
    for theme, background in (("light", "rgb(255, 255, 255)"), ("dark", "rgb(21, 24, 28)")):
        watched_page.page.emulate_media(color_scheme=theme)
        expect(watched_page.page.get_by_test_id("stApp")).to_have_css("background-color", background)
        watched_page.wait_until_drawn()
        found[theme] = [str(violation) for violation in axe(watched_page.page)]
    return found


@pytest.mark.parametrize("address", STATES.values(), ids=STATES)
def test_state_is_accessible_and_fits_a_telephone(
    address: str, app_url: str, watched_page: WatchedPage, axe: Axe
) -> None:
    """No serious violation in either theme, the open sidebar included, and no sideways scroll at 390 pixels."""
    watched_page.open(f"{app_url}/{address}")
    assert violations_in_both_themes(watched_page, axe) == {"light": [], "dark": []}
    watched_page.page.set_viewport_size({"width": 390, "height": 844})
    watched_page.page.wait_for_timeout(400)  # Figures follow the width of the window a moment later.
    watched_page.wait_until_drawn()
    watched_page.assert_clean()


def test_open_controls_and_open_list_of_a_filter_are_accessible(
    app_url: str, watched_page: WatchedPage, axe: Axe
) -> None:
    """Sharing, citing and the list of a filter's values keep the rules while they are open."""
    page = watched_page.open(f"{app_url}/conclusions?theme=victims")
    for key in ("share", "cite"):
        page.locator(f".st-key-{key} button").first.click()
        expect(page.get_by_test_id("stCode").first).to_be_visible()
        assert violations_in_both_themes(watched_page, axe) == {"light": [], "dark": []}
        page.keyboard.press("Escape")
        expect(page.get_by_test_id("stCode")).to_have_count(0)
    watched_page.open_list("filter-theme")
    expect(page.get_by_role("option").first).to_be_visible()
    assert violations_in_both_themes(watched_page, axe) == {"light": [], "dark": []}


@pytest.fixture
def broken_app(serve: Callable[..., Server], tmp_path: Path) -> Iterator[str]:
    """Address of an app whose dataset lacks a file."""
    directory = copy_dataset(tmp_path)
    (directory / "statements.csv").unlink()
    yield serve(directory).url


def test_page_of_a_broken_dataset_is_accessible_and_fits_a_telephone(
    broken_app: str, watched_page: WatchedPage, axe: Axe
) -> None:
    """The page that tells what is wrong keeps the same rules, and asks nobody else for anything."""
    watched_page.open(f"{broken_app}/conclusions")
    assert violations_in_both_themes(watched_page, axe) == {"light": [], "dark": []}
    watched_page.page.set_viewport_size({"width": 390, "height": 844})
    watched_page.wait_until_drawn()
    watched_page.assert_clean()
