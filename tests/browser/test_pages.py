"""The served dashboard in a real browser: pages, links, figures, telephones, keyboards, screen readers."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from components.navigation import PAGES
from tests.conftest import AxeViolation
from tools.browser import WatchedPage

ADDRESSES = [entry.url_path for entry in PAGES]
FILTERED = "session=crime-congress-12&item=6&group=grulac"
NINE = "9 of 44 statements"


def shown(page: Page, text: str) -> None:
    """Waits until `text` stands on the page."""
    expect(page.get_by_text(text).first).to_be_visible(timeout=20_000)


def test_link_gives_the_same_view_to_another_reader_and_after_reload(
    app_url: str, watched_page: WatchedPage, browser: Browser
) -> None:
    """A second browser and a reload show the same controls and the same number as the first."""
    link = f"{app_url}/participation-map?{FILTERED}&view=tiles"
    page = watched_page.open(link)
    other = browser.new_context().new_page()
    WatchedPage(other).open(link)
    page.reload()
    for reader in (page, other):
        shown(reader, NINE)
        expect(reader.locator(".st-key-filter-group")).to_contain_text("Latin American and Caribbean Group")
        expect(reader.get_by_role("radio", name="One equal tile a member")).to_be_checked()
    other.context.close()


def test_back_undoes_one_change_and_forward_redoes_it(app_url: str, watched_page: WatchedPage) -> None:
    """Choosing a group changes address and number; Back takes just that back, Forward brings it again."""
    page = watched_page.open(f"{app_url}/timeline?session=crime-congress-12&item=6")
    shown(page, "44 of 44 statements")
    watched_page.open_list("filter-group")
    page.get_by_role("option", name="African Group").click()
    shown(page, "6 of 44 statements")
    assert parse_qs(urlsplit(page.url).query) == {"session": ["crime-congress-12"], "item": ["6"], "group": ["african"]}
    page.go_back()
    shown(page, "44 of 44 statements")
    assert parse_qs(urlsplit(page.url).query) == {"session": ["crime-congress-12"], "item": ["6"]}
    page.go_forward()
    shown(page, "6 of 44 statements")


def test_moving_between_pages_keeps_the_filters(app_url: str, watched_page: WatchedPage) -> None:
    """The links of the navigation carry the filters; Back returns to the page before."""
    page = watched_page.open(f"{app_url}/?{FILTERED}")
    for name in ("Participation map", "Timeline", "Delegations"):
        page.locator(".st-key-navigation").get_by_role("link", name=name, exact=True).click()
        expect(page.get_by_role("heading", name=name, level=1)).to_be_visible()
        shown(page, NINE)
        assert parse_qs(urlsplit(page.url).query) == parse_qs(FILTERED)
    page.go_back()
    expect(page.get_by_role("heading", name="Timeline", level=1)).to_be_visible()
    watched_page.assert_clean()


def test_share_shows_the_address_of_the_view(app_url: str, watched_page: WatchedPage) -> None:
    """The control holds the very address that opens this view, and a button that copies it."""
    page = watched_page.open(f"{app_url}/timeline?{FILTERED}&view=by-kind")
    page.locator(".st-key-share button").first.click()
    code = page.get_by_test_id("stCode").first
    expect(code).to_have_text(f"{app_url}/timeline?{FILTERED}&view=by-kind")
    code.hover()
    expect(code.get_by_role("button")).to_be_visible()


def test_unknown_values_are_told_and_the_rest_works(app_url: str, watched_page: WatchedPage) -> None:
    """A value that the dataset does not know is named to the reader; the other filters hold."""
    page = watched_page.open(f"{app_url}/timeline?{FILTERED}&group=atlantis&colour=red")
    shown(page, NINE)
    alerts = page.get_by_role("alert")
    expect(alerts.filter(has_text="atlantis")).to_be_visible()
    expect(alerts.filter(has_text="colour")).to_be_visible()


@pytest.mark.parametrize(
    "search",
    ["<img src=x onerror=alert(1)>", "%22%5Ba-z%5D%2B%28", "العدالة", "x" * 10_000, "%24%5Calpha%24 %3Ared%5Bx%5D"],
)
def test_search_text_is_harmless(search: str, app_url: str, watched_page: WatchedPage) -> None:
    """Markup, patterns, right-to-left and very long text open no dialog, ask nobody and break nothing."""
    dialogs: list[str] = []
    watched_page.page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    page = watched_page.open(f"{app_url}/conclusions?q={search}")
    expect(page.get_by_role("heading", name="Conclusions", level=1)).to_be_visible()
    assert dialogs == []
    watched_page.assert_clean()


def test_finding_a_delegation_shows_its_card(app_url: str, watched_page: WatchedPage) -> None:
    """Typing part of a name and choosing it shows the delegation with its statement; Back takes it back."""
    page = watched_page.open(f"{app_url}/")
    page.get_by_label("Find a delegation").click()
    page.keyboard.type("Lesot")
    page.get_by_role("option", name="Lesotho").click()
    shown(page, "1 of 44 statements")
    expect(page.get_by_role("heading", name="Lesotho")).to_be_visible()
    page.go_back()
    shown(page, "44 of 44 statements")


@pytest.mark.parametrize("address", ADDRESSES)
def test_page_fits_is_accessible_and_asks_nobody_else(
    address: str, app_url: str, watched_page: WatchedPage, axe: Callable[[Page], list[AxeViolation]]
) -> None:
    """At 1280 and 390 pixels, light and dark, no page scrolls sideways or breaks a serious rule of axe-core.

    The console stays empty and no request leaves the app. With filters `test_first_visit` opens each page.
    """
    found: dict[tuple[int, str], list[str]] = {}
    page = watched_page.page
    # Each theme and each width is drawn from the start once; the other two pages are a window made smaller or wider.
    for theme, width in (("light", 1280), ("light", 390), ("dark", 390), ("dark", 1280)):
        page.set_viewport_size({"width": width, "height": 900})
        if found and theme in {shown for _width, shown in found}:
            watched_page.wait_until_drawn()
        else:
            page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
            watched_page.open(f"{app_url}/{address}")
        expect(page.get_by_role("heading", level=1)).to_have_count(1)
        watched_page.assert_clean()
        found[width, theme] = [str(violation) for violation in axe(page)]
        if (pixels := watched_page.sideways_scroll()) > 0:
            found[width, theme].append(f"scrolls sideways by {pixels} pixels")
    assert {state: violations for state, violations in found.items() if violations} == {}


def test_keyboard_reaches_every_kind_of_control(app_url: str, watched_page: WatchedPage) -> None:
    """Tab alone walks through navigation, filters, the sides of a figure's card and its downloads."""
    page = watched_page.open(f"{app_url}/timeline?view=timeline-download")
    reached: set[str] = set()
    for _step in range(80):
        page.keyboard.press("Tab")
        reached.add(
            page.evaluate(
                """() => { const e = document.activeElement.closest('[class*="st-key-"]');
                    return e ? [...e.classList].find(name => name.startsWith('st-key-')) : ''; }"""
            )
        )
    wanted = {"st-key-navigation", "st-key-filter-group", "st-key-side-timeline", "st-key-share"}
    assert wanted <= reached
    assert any(name.startswith("st-key-download-timeline-statements-") for name in reached)


def test_paper_shows_the_cards_and_not_the_navigation(app_url: str, watched_page: WatchedPage) -> None:
    """From a wide window, print leaves the navigation out and no figure is wider than A4 across (1,031 pixels)."""
    watched_page.page.set_viewport_size({"width": 1920, "height": 1000})
    page = watched_page.open(f"{app_url}/")
    page.emulate_media(media="print")
    expect(page.locator(".st-key-navigation")).to_be_hidden()
    figures = page.locator(".js-plotly-plot")
    assert figures.count() == 2
    for figure in figures.all():
        box = figure.bounding_box()
        assert box
        assert box["width"] <= 1031


def test_paper_holds_a_long_page_to_its_end(app_url: str, watched_page: WatchedPage) -> None:
    """The page of the record goes on over many sheets; it is not cut where the window ends."""
    page = watched_page.open(f"{app_url}/the-record")
    sheets = len(re.findall(rb"/Type /Page\b", page.pdf(prefer_css_page_size=True)))
    assert sheets >= 5
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", name="Report an error")).to_be_visible()
