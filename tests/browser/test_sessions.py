"""Several sessions in a real browser: links, sessions side by side, rows not yet reviewed, telephone and dark."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.test_states import Axe, violations_in_both_themes
from tests.several_sessions import CRIME, ORCHARD, WATER
from tools.browser import WatchedPage
from tools.server import running_app

TWO = f"session={ORCHARD}&session={WATER}"
THREE = f"session={CRIME}&{TWO}"
STATES = {
    "two sessions side by side": f"?{TWO}",
    "groups of three sessions": f"participation-map?{THREE}",
    "timeline with rows not yet reviewed": f"timeline?{THREE}&review=all",
    "delegations with a column for each session": f"delegations?{THREE}&delegation=BRA",
    "session without conclusions": f"conclusions?{TWO}",
    "record of two sessions": f"the-record?{TWO}&review=all",
}


@pytest.fixture(scope="module")
def sessions_url(tmp_path_factory: pytest.TempPathFactory, sessions_directory: Path) -> Iterator[str]:
    """Address of an app over the dataset of three sessions."""
    with running_app(tmp_path_factory.mktemp("several"), settings={"PLENARY_DATA": str(sessions_directory)}) as server:
        yield server.url


def parameters(page: Page) -> dict[str, list[str]]:
    """Parameters of the page's address."""
    return parse_qs(urlsplit(page.url).query)


def said(page: Page, text: str) -> Locator:
    """The first place where the page says something."""
    return page.get_by_text(text).first


def test_choosing_a_second_session_goes_into_the_link_and_back_takes_it_out(
    sessions_url: str, watched_page: WatchedPage
) -> None:
    """Two sessions have 14 statements; Back gives the one before, a reload and another reader see the same."""
    page = watched_page.open(f"{sessions_url}/delegations?session={ORCHARD}")
    expect(said(page, "10 of 10 statements")).to_be_visible()
    watched_page.open_list("filter-session")
    page.get_by_role("option", name="Second Water Council").click()
    expect(said(page, "14 of 14 statements")).to_be_visible()
    assert parameters(page) == {"session": [ORCHARD, WATER]}
    page.reload()
    expect(said(page, "14 of 14 statements")).to_be_visible()
    page.go_back()
    expect(said(page, "10 of 10 statements")).to_be_visible()
    assert parameters(page) == {"session": [ORCHARD]}
    watched_page.assert_clean()


def test_link_with_two_sessions_gives_another_reader_the_same_view(
    sessions_url: str, watched_page: WatchedPage, browser: Browser
) -> None:
    """A second browser shows the sessions, the table side by side and the same numbers, from the link alone."""
    watched_page.open(f"{sessions_url}/?{TWO}")
    other = browser.new_context().new_page()
    WatchedPage(other).open(f"{sessions_url}/?{TWO}")
    for reader in (watched_page.page, other):
        expect(said(reader, "14 of 14 statements")).to_be_visible()
        expect(reader.locator(".st-key-filter-session")).to_contain_text("Second Water Council")
        headings = reader.locator("table").first.locator("th")
        expect(headings.nth(1)).to_have_text("Fourth Orchard Forum, 2015")
        expect(headings.nth(2)).to_have_text("Second Water Council, 2025")
    other.context.close()


def test_rows_not_yet_reviewed_are_shown_by_the_control_and_by_the_link(
    sessions_url: str, watched_page: WatchedPage
) -> None:
    """The control tells three rows; pressed, thirteen statements stand, on the next page too; Back hides them."""
    page = watched_page.open(f"{sessions_url}/timeline?session={ORCHARD}")
    expect(page.locator(".scatterlayer path.point")).to_have_count(12)
    page.get_by_role("button", name="Show 3 rows not yet reviewed").click()
    expect(said(page, "13 of 13 statements")).to_be_visible()
    expect(page.locator(".scatterlayer path.point")).to_have_count(15)
    assert parameters(page) == {"session": [ORCHARD], "review": ["all"]}
    page.locator(".st-key-navigation").get_by_role("link", name="Delegations", exact=True).click()
    expect(page.get_by_role("heading", name="Delegations", level=1)).to_be_visible()
    expect(said(page, "13 of 13 statements")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", name="Timeline", level=1)).to_be_visible()
    page.go_back()
    expect(said(page, "10 of 10 statements")).to_be_visible()
    assert parameters(page) == {"session": [ORCHARD]}
    watched_page.assert_clean()


def test_all_sessions_are_one_click_from_the_first_page(sessions_url: str, watched_page: WatchedPage) -> None:
    """The first page, of one session, lists the others; the button sets all three side by side."""
    page = watched_page.open(f"{sessions_url}/")
    expect(said(page, "44 of 44 statements")).to_be_visible()
    page.get_by_role("button", name="Compare all 3 sessions").click()
    expect(said(page, "58 of 58 statements")).to_be_visible()
    assert parameters(page) == {"session": [CRIME, ORCHARD, WATER]}


def test_download_holds_the_rows_of_the_screen(sessions_url: str, watched_page: WatchedPage) -> None:
    """The CSV of a view with rows not yet reviewed holds its fifteen turns, their status among the columns."""
    page = watched_page.open(f"{sessions_url}/timeline?session={ORCHARD}&review=all&view=timeline-download")
    with page.expect_download() as started:
        page.locator(".st-key-download-timeline-statements-csv button").click()
    lines = Path(started.value.path()).read_text(encoding="utf-8").splitlines()
    assert len(lines) == 1 + 15
    assert sum(",unreviewed," in line for line in lines) == 3


@pytest.mark.parametrize("address", STATES.values(), ids=STATES)
def test_state_is_accessible_and_fits_a_telephone(
    address: str, sessions_url: str, watched_page: WatchedPage, axe: Axe
) -> None:
    """No serious violation in either theme at 1280 and at 390 pixels, and no sideways scroll."""
    watched_page.open(f"{sessions_url}/{address}")
    assert violations_in_both_themes(watched_page, axe) == {"light": [], "dark": []}
    watched_page.page.set_viewport_size({"width": 390, "height": 844})
    watched_page.page.wait_for_timeout(400)  # Figures follow the width of the window a moment later.
    assert violations_in_both_themes(watched_page, axe) == {"light": [], "dark": []}
    watched_page.assert_clean()


def test_thousands_of_turns_are_bars_and_a_click_opens_the_meetings_of_one(
    app_url: str, watched_page: WatchedPage
) -> None:
    """All turns of the Human Rights Council are bars of their lists; a click filters by the meetings of a list."""
    page = watched_page.open(f"{app_url}/timeline?session=hrc-28&review=all")
    bars = page.locator(".barlayer .point path")
    expect(bars.first).to_be_attached()
    expect(page.locator(".scatterlayer path.point")).to_have_count(0)
    widths = [(bar.bounding_box() or {"width": 0.0})["width"] for bar in bars.all()]
    widest = bars.nth(widths.index(max(widths)))
    widest.scroll_into_view_if_needed()
    page.wait_for_timeout(300)
    box = widest.bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x - 2, y)
    page.mouse.move(x, y)
    page.wait_for_timeout(300)
    page.mouse.click(x, y)
    expect(page.locator(".scatterlayer path.point").first).to_be_visible()
    assert parameters(page)["meeting"]
    assert parameters(page)["session"] == ["hrc-28"]
    page.go_back()
    expect(bars.first).to_be_attached()
    assert "meeting" not in parameters(page)
    watched_page.assert_clean()


def test_a_row_of_a_long_table_leads_on(app_url: str, watched_page: WatchedPage) -> None:
    """The grid of all who took the floor at two sessions opens the card of the first of them in a page of its own."""
    page = watched_page.open(f"{app_url}/delegations?session=cnd-68&session=hrc-28")
    grid = page.get_by_test_id("stDataFrame").first
    grid.scroll_into_view_if_needed()
    box = grid.bounding_box()
    assert box
    with page.context.expect_page() as opened:
        page.mouse.move(box["x"] + 40, box["y"] + 55)
        page.wait_for_timeout(300)
        page.mouse.click(box["x"] + 40, box["y"] + 55)
    card = opened.value
    query = parse_qs(urlsplit(card.url).query)
    assert query["session"] == ["cnd-68", "hrc-28"]
    expect(card.get_by_text("Name today").first).to_be_visible()
    assert len(query["delegation"]) == 1
    card.close()
