"""A keyboard alone works the dashboard: Tab reaches every control, shows where it is, and Enter and Space act."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from components.navigation import PAGES, title
from tools.browser import WatchedPage

LOOK = """element => {
    const looks = [];
    for (let e = element, step = 0; e && step < 4; e = e.parentElement, step++) {
        for (const style of [getComputedStyle(e), getComputedStyle(e, '::before'), getComputedStyle(e, '::after')])
            looks.push(style.outlineStyle === 'none' ? '' : style.outline, style.boxShadow, style.borderColor,
                style.backgroundColor, style.textDecorationLine, style.color);
    }
    return looks.join('|');
}"""
"""How an element and its surroundings look, as far as a focus can show."""

REMEMBER = f"""() => {{
    const controls = [...document.querySelectorAll('a, button, input, [tabindex]')];
    window.lookAtRest = new Map(controls.map(e => [e, ({LOOK})(e)]));
}}"""

FOCUSED = f"""() => {{
    const e = document.activeElement;
    const box = e.getBoundingClientRect();
    const keyed = e.closest('[class*="st-key-"]');
    return {{
        tag: e.tagName,
        name: e.getAttribute('aria-label') || e.innerText || e.labels?.[0]?.innerText || '',
        key: keyed ? [...keyed.classList].find(name => name.startsWith('st-key-')) : '',
        visible: box.width > 0 && box.height > 0,
        shown: !window.lookAtRest.has(e) || window.lookAtRest.get(e) !== ({LOOK})(e),
    }};
}}"""


def walk(page: Page, steps: int) -> list[dict[str, object]]:
    """What Tab reaches from the top of the page, in order, until it leaves the page or `steps` are done."""
    page.evaluate(REMEMBER)
    reached: list[dict[str, object]] = []
    for _step in range(steps):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        if focused["tag"] == "BODY":
            break
        reached.append(focused)
    return reached


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_focus_shows_on_every_control_that_tab_reaches(theme: str, app_url: str, watched_page: WatchedPage) -> None:
    """Navigation, filters, sides of a card, downloads and shared link are reached, and each shows the focus."""
    watched_page.page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
    page = watched_page.open(f"{app_url}/timeline?group=african&view=timeline-download")
    reached = walk(page, 120)
    keys = {str(step["key"]) for step in reached}
    wanted = {f"st-key-{key}" for key in ("filter-group", "filter-meeting", "clear-filters", "side-timeline", "share")}
    assert wanted - keys == set()
    assert {f"st-key-download-timeline-statements-{kind}" for kind in ("csv", "excel", "zip")} - keys == set()
    names = [str(step["name"]).strip() for step in reached if step["tag"] == "A"]
    assert [title(entry) for entry in PAGES if title(entry) not in names] == []
    unseen = [step for step in reached if step["visible"] and not step["shown"]]
    # Streamlit shows the focus of a page's link by the very background that the link of the present page always has.
    assert [step for step in unseen if (step["key"], step["name"]) != ("st-key-navigation", "Timeline")] == []


def test_keyboard_alone_filters_turns_the_card_and_moves_on(app_url: str, watched_page: WatchedPage) -> None:
    """Arrow and Enter choose a group, an arrow key turns the card, Enter follows the navigation with the filters."""
    page = watched_page.open(f"{app_url}/timeline")
    page.locator(".st-key-filter-group input").focus()
    page.keyboard.type("African")
    expect(page.get_by_role("option", name="African Group")).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_text("6 of 44 statements").first).to_be_visible(timeout=20_000)
    assert parse_qs(urlsplit(page.url).query) == {"session": ["crime-congress-12"], "group": ["african"]}
    page.keyboard.press("Escape")
    watched_page.wait_until_drawn()
    page.locator(".st-key-side-timeline").get_by_role("radio", name="Chart").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Space")
    expect(page.locator(".st-key-card-timeline table")).to_be_visible(timeout=20_000)
    page.locator(".st-key-navigation").get_by_role("link", name="Delegations", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Delegations", level=1)).to_be_visible(timeout=20_000)
    assert parse_qs(urlsplit(page.url).query) == {"session": ["crime-congress-12"], "group": ["african"]}
    watched_page.assert_clean()
