"""What readers take away from a view works for whoever gets it: copied links, embedded frames, permanent addresses."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from playwright.sync_api import Browser, FrameLocator, Locator, Page, expect

from components.navigation import PAGES, PageEntry, title
from plenary.selection import FILTERS, SINGLE, SORTS, VIEWS
from tests.conftest import AxeViolation
from tools.browser import WatchedPage
from tools.server import Server

Axe = Callable[[Page], list[AxeViolation]]
CRIME = "crime-congress-12"
AWKWARD = urlencode(
    [("session", CRIME), ("session", "cnd-68"), ("delegation", "CIV"), ("q", 'Côte d\'Ivoire, (a) & "b"')]
)
SENTENCE = '[data-testid="stMain"] [data-testid="stMarkdown"]'


def open_control(page: Page, key: str) -> None:
    """Opens one of the controls beside the title and waits for what it holds."""
    page.locator(f".st-key-{key} button").first.click()
    expect(panel(page).get_by_test_id("stCode").first).to_be_visible(timeout=20_000)


def panel(page: Page) -> Locator:
    """What an open control shows."""
    return page.get_by_test_id("stPopoverBody")


@pytest.fixture(scope="module")
def readers(browser: Browser) -> Iterator[tuple[Page, Page]]:
    """Pages of two readers, each with a browser context of its own; the first may use the clipboard."""
    first = browser.new_context(permissions=["clipboard-read", "clipboard-write"], locale="en-GB")
    second = browser.new_context(locale="en-GB")
    yield first.new_page(), second.new_page()
    first.close()
    second.close()


def copied_link(page: Page) -> str:
    """The link that the control beside the title gives to the clipboard."""
    open_control(page, "share")
    code = panel(page).get_by_test_id("stCode").first
    code.hover()
    code.get_by_role("button").click()
    link: str = page.evaluate("() => navigator.clipboard.readText()")
    assert link == code.inner_text().replace("\n", "")
    return link


@pytest.mark.parametrize("entry", PAGES, ids=[entry.file for entry in PAGES])
def test_copied_link_gives_the_same_page_to_another_reader(
    entry: PageEntry, app_url: str, readers: tuple[Page, Page]
) -> None:
    """Accents, commas, brackets, signs and two sessions in a link survive the clipboard, on each page."""
    url_path = entry.url_path
    first, second = map(WatchedPage, readers)
    page = first.open(f"{app_url}/{url_path}?{AWKWARD}")
    said = page.locator(SENTENCE).first.inner_text()
    other = second.open(copied_link(page))
    expect(other.get_by_role("heading", level=1)).to_have_text(title(entry))
    assert other.locator(SENTENCE).first.inner_text() == said
    expect(other.get_by_role("alert")).to_have_count(0)
    if url_path in ("", "participation-map", "timeline", "delegations"):
        expect(other.locator(".st-key-filter-delegation")).to_contain_text("Côte d'Ivoire")
    if url_path in ("conclusions", "discussion", "the-record"):
        expect(other.locator(".st-key-filter-q input")).to_have_value('Côte d\'Ivoire, (a) & "b"')
    first.assert_clean()
    second.assert_clean()


EVERYWHERE = "session=crime-congress-12&"
SETTINGS = (
    "timeline?meeting=7&meeting=8&item=6&item=10&group=grulac&group=african&kind=state&act=statement&act=introduction"
    "&capacity=member&delegation=BOL&delegation=DZA&review=all&view=by-kind&view=timeline-table",
    "timeline?row=crime-congress-12/2/14&view=timeline-download",
    "participation-map?item=6&view=tiles&view=ranking-table",
    "participation-map?review=unreviewed&view=map-table&view=ranking-download",
    "participation-map?view=map-download",
    "conclusions?item=6&theme=technical_assistance&action=provide_assistance&addressee=unodc&q=assistance&sort=theme",
    "conclusions?sort=addressee&row=crime-congress-12/19/a",
    "conclusions?sort=printed",
    "delegations?sort=statements",
    "delegations?sort=group",
    "delegations?sort=name&v=1.0.0",
    "delegations?delegation=BOL&delegation=CIV&world=today&names=fr",
    "?session=hrc-28&view=sessions-table",
    "?session=cnd-68&view=sessions-download",
    "discussion?theme=victims&view=from-views&view=quantifiers-table&view=threads-download",
    "discussion?item=6&view=quantifiers-download&view=threads-table",
    "balance?group=grulac&view=by-member&view=silence-table&view=concentration-table&view=lorenz-table",
    "balance?item=6&view=balance-table&view=silence-download&view=concentration-download&view=lorenz-download",
    "balance?view=balance-download",
    "co-participation?session=cnd-68&review=all&view=by-item&view=together-table",
    "co-participation?view=together-download",
    "order-of-speaking?row=crime-congress-12/4/9&view=floor-table&view=positions-download",
    "order-of-speaking?view=floor-download&view=positions-table",
    "profiles?delegation=BRA&group=grulac&view=profile-table&view=comparison-table&view=returning-table",
    "profiles?delegation=BRA&view=profile-download&view=comparison-download&view=returning-download",
)
"""Addresses that together hold each filter, each order and each setting of a page."""

NOT_DRAWN = {"meetings-table", "meetings-download"}
"""Settings of a card that no page has any more; old links may hold them."""


def test_addresses_of_the_next_test_hold_every_filter_and_setting() -> None:
    """No filter, order or setting of a page is missing from them."""
    params = [pair for address in SETTINGS for pair in parse_qsl(urlsplit(address).query)]
    assert {name for name, _value in params} | {"session"} == {*FILTERS, *SINGLE, "view"}
    assert {value for name, value in params if name == "view"} == set(VIEWS) - NOT_DRAWN
    assert {value for name, value in params if name == "sort"} == set(SORTS)


@pytest.mark.parametrize("address", SETTINGS)
def test_copied_link_restores_every_filter_and_setting(address: str, app_url: str, readers: tuple[Page, Page]) -> None:
    """What one reader set is in the copied link, and another reader sees the same page, controls included."""
    url_path, _mark, query = address.partition("?")
    first, second = map(WatchedPage, readers)
    page = first.open(f"{app_url}/{url_path}?{EVERYWHERE}{query}")
    expect(page.get_by_role("alert").filter(has_text="left out")).to_have_count(0)
    main, sidebar = page.get_by_test_id("stMain").inner_text(), page.get_by_test_id("stSidebar").inner_text()
    link = copied_link(page)
    assert sorted(parse_qsl(urlsplit(link).query)) == sorted(
        pair for pair in parse_qsl(EVERYWHERE + query) if pair[0] != "v"
    )
    pinned = f"&{query.partition('&')[2]}" if "v=" in query else ""
    other = second.open(link + pinned)
    assert other.get_by_test_id("stMain").inner_text() == main
    assert other.get_by_test_id("stSidebar").inner_text() == sidebar


def test_controls_fit_a_telephone_and_give_files(app_url: str, watched_page: WatchedPage, axe: Axe) -> None:
    """At 390 pixels both controls open inside the window and keep the rules of axe-core; citations come as files."""
    watched_page.page.set_viewport_size({"width": 390, "height": 844})
    page = watched_page.open(f"{app_url}/timeline?session={CRIME}&group=grulac")
    for key, tabs in (("share", ("Link", "Embed", "Data")), ("cite", ("Footnote", "BibTeX", "RIS", "CSL-JSON"))):
        open_control(page, key)
        for tab in tabs:
            page.get_by_role("tab", name=tab, exact=True).click()
            inside = page.get_by_role("tabpanel", name=tab, exact=True)
            expect(inside.get_by_test_id("stCode").first).to_be_visible()
            box = inside.bounding_box()
            assert box is not None
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= 390
        assert [str(violation) for violation in axe(page)] == []
        watched_page.assert_clean()
        if key == "share":
            page.keyboard.press("Escape")
            expect(page.get_by_test_id("stCode")).to_have_count(0, timeout=20_000)
    for tab, suffix, start in (("BibTeX", ".bib", "@misc{"), ("RIS", ".ris", "TY  - DATA"), ("CSL-JSON", ".json", "[")):
        page.get_by_role("tab", name=tab, exact=True).click()
        with page.expect_download() as started:
            page.get_by_role("button", name=f"Download {suffix}", exact=True).click()
        assert started.value.suggested_filename.endswith(suffix)
        assert Path(started.value.path()).read_text(encoding="utf-8").startswith(start)


@pytest.fixture
def host(tmp_path: Path) -> Iterator[Callable[[str], str]]:
    """Gives `host(html)`: the address of a page of another site that holds this HTML."""
    handler = partial(SimpleHTTPRequestHandler, directory=str(tmp_path))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()

        def serve_page(html: str) -> str:
            text = f'<!DOCTYPE html><html lang="en"><head><title>Another site</title></head><body>{html}</body></html>'
            (tmp_path / "page.html").write_text(text, encoding="utf-8")
            return f"http://127.0.0.1:{server.server_address[1]}/page.html"

        yield serve_page
        server.shutdown()
        thread.join()


def framed(page: Page) -> FrameLocator:
    """What the frame of the other site shows, once it is drawn."""
    frame = page.frame_locator("iframe")
    expect(frame.get_by_role("link", name="Open in Plenary Atlas")).to_be_visible(timeout=60_000)
    return frame


@pytest.mark.parametrize("width", [390, 800])
def test_embedded_view_stands_in_a_page_of_another_site(
    width: int, app_url: str, watched_page: WatchedPage, host: Callable[[str], str]
) -> None:
    """The code pasted elsewhere shows the view without navigation and filters, with source, version and licence.

    Its links stay embedded, and "Open in Plenary Atlas" opens the whole dashboard in another tab.
    """
    page = watched_page.open(f"{app_url}/delegations?session={CRIME}&delegation=LSO")
    open_control(page, "share")
    page.get_by_role("tab", name="Embed", exact=True).click()
    code = page.get_by_role("tabpanel", name="Embed", exact=True).get_by_test_id("stCode").inner_text()
    address = host(code.replace("\n", " "))
    watched_page.own.add(urlsplit(address).netloc)
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(address)
    frame = framed(page)
    expect(frame.get_by_role("heading", level=1)).to_have_text("Delegations")
    expect(frame.get_by_text("1 of 44 statements").first).to_be_visible()
    expect(frame.get_by_test_id("stSidebar")).to_have_count(0)
    expect(frame.locator(".st-key-share, .st-key-cite, [class*='st-key-filter-']")).to_have_count(0)
    foot = frame.locator(".st-key-embedded-foot")
    expect(foot).to_contain_text("Source: draft report V.10-52859 (the adopted report was not compared).")
    expect(foot).to_contain_text("CC0 1.0")
    inside = page.frames[1]
    assert inside.evaluate("() => document.documentElement.scrollWidth - innerWidth") <= 0
    frame.get_by_role("link", name="On the timeline").click()
    expect(frame.get_by_role("heading", level=1)).to_have_text("Timeline", timeout=20_000)
    expect(frame.get_by_test_id("stSidebar")).to_have_count(0)
    assert "embed=true" in page.frames[1].url
    whole_view = framed(page).get_by_role("link", name="Open in Plenary Atlas")
    # The foot of the page that was left stands until the new one is drawn.
    expect(whole_view).to_have_attribute("href", re.compile("/timeline"))
    with page.context.expect_page() as opened:
        whole_view.click()
    whole = opened.value
    expect(whole.get_by_test_id("stSidebar")).to_be_attached(timeout=60_000)
    expect(whole.get_by_role("heading", level=1)).to_have_text("Timeline")
    assert "embed" not in whole.url
    assert "delegation=LSO" in whole.url
    whole.close()
    assert watched_page.foreign_requests == []


def test_embedded_page_keeps_the_rules_of_accessibility(app_url: str, watched_page: WatchedPage, axe: Axe) -> None:
    """The embedded view breaks no serious rule of axe-core in either theme."""
    for theme in ("light", "dark"):
        watched_page.page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
        page = watched_page.open(f"{app_url}/timeline?session={CRIME}&session=hrc-28&embed=true")
        assert [str(violation) for violation in axe(page)] == []


@pytest.mark.parametrize(
    ("address", "heading", "shown"),
    [
        (f"entry/{CRIME}/2/14", "Timeline", "Place in the list: 14"),
        (f"entry/{CRIME}:7?v=", "Timeline", "7th meeting"),
        (f"entry/{CRIME}/19/a", "Conclusions", "The entry of this link"),
        (f"entry/{CRIME}/5/1?table=points", "Discussion", "View 1 in paragraph 5 of the discussion"),
        ("entry/LSO", "Delegations", "Lesotho"),
    ],
)
def test_permanent_address_opens_page_and_panel(
    address: str, heading: str, shown: str, app_url: str, watched_page: WatchedPage
) -> None:
    """A permanent address leads to the page of its entry, which shows the panel."""
    page = watched_page.open(f"{app_url}/{address}")
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)
    expect(page.get_by_text(shown).first).to_be_visible()
    watched_page.assert_clean()


def test_permanent_addresses_hold_below_a_base_path(serve: Callable[..., Server], watched_page: WatchedPage) -> None:
    """Served below a folder, the panel's link to its own permanent address leads back to it; an unknown id is told."""
    server = serve(base_path="atlas")
    page = watched_page.open(f"{server.url}/entry/{CRIME}/2/14")
    link = page.get_by_role("link", name="Permanent address").first
    address = link.evaluate("element => element.href")
    assert address == f"{server.url}/entry/{CRIME}/2/14"
    answer = page.request.get(f"{server.url}/entry/nobody/1")
    assert answer.status == 404
    page.goto(f"{server.url}/entry/nobody/1")
    page.get_by_role("link", name="First page of Plenary Atlas").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Overview", timeout=60_000)
