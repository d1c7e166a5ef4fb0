"""Pictures of figures are drawn and saved in the browser, with everything said about them inside."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from components.charts.palette import LIGHT
from components.charts.picture import WIDTH
from components.settings import ROOT
from tests.conftest import AxeViolation
from tools.browser import WatchedPage
from tools.server import Server

FEATURES = len(json.loads((ROOT / "data" / "map" / "world.geojson").read_text(encoding="utf-8"))["features"])
READY = "button[data-format]:not([disabled])"
LONG = (
    "session=crime-congress-12&meeting=7&meeting=8&meeting=9&group=african&group=asia_pacific&group=grulac&group=weog"
    "&kind=state&kind=igo&kind=ngo&act=statement"
    + "".join(f"&delegation={code}" for code in "ARG AUS BOL BRA CAN CHE CHL CHN COL CUB DEU DOM DZA FIN FRA".split())
)
BOXES = """() => {
    const box = (found) => found.getBoundingClientRect();
    const all = (pattern) => [...document.querySelectorAll(pattern)];
    const annotations = all('#picture .annotation').map(box);
    const texts = [...all('#picture .gtitle').map(box), ...annotations.slice(-2),
        ...all('#picture .legend').map(box)];
    const picture = box(document.querySelector('#picture .main-svg'));
    return { texts: texts.map(b => [b.left, b.top, b.right, b.bottom]),
        picture: [picture.left, picture.top, picture.right, picture.bottom] };
}"""


def open_picture(watched: WatchedPage, address: str) -> Page:
    """The page of a picture once it can be saved."""
    watched.own.add(address.split("/")[2])
    watched.page.goto(address)
    watched.page.wait_for_selector(READY)
    return watched.page


def saved(page: Page, form: str) -> bytes:
    """What the button for a format saves."""
    with page.expect_download() as started:
        page.locator(f"button[data-format={form}]").click()
    assert started.value.suggested_filename.endswith(f".{form}")
    return Path(started.value.path()).read_bytes()


def colour(code: str) -> tuple[int, int, int]:
    """Red, green and blue of #RRGGBB."""
    red, green, blue = (int(code[place : place + 2], 16) for place in (1, 3, 5))
    return red, green, blue


@pytest.mark.parametrize("base_path", ["", "atlas/of/plenaries"])
def test_the_map_is_saved_with_its_countries(
    base_path: str, serve: Callable[..., Server], watched_page: WatchedPage
) -> None:
    """The SVG holds every area, title and source; the PNG is twice as wide and shows Brazil; also below a path."""
    page = open_picture(watched_page, f"{serve(base_path=base_path).url}/figure/map.html")
    svg = saved(page, "svg").decode("utf-8")
    areas = re.findall(r'<path class="choroplethlocation" fill="[^"]+" d="(M[^"]+)"', svg)
    assert len(areas) == FEATURES
    assert "States by number of statements recorded" in svg
    assert "44 of 44 statements; 39 of 192 members have one or more." in svg
    assert "Source: draft report V.10-52859, paras. 2, 3, 4, 5." in svg
    assert "Curated data: CC0 1.0" in svg
    with Image.open(io.BytesIO(saved(page, "png"))) as png:
        assert png.width == 2 * WIDTH
        colours = {found: count for count, found in png.convert("RGB").getcolors(1 << 24)}
    # Two statements: the fifth fill of the scale, on Brazil alone; one statement: the first fill, on 38 States.
    assert colours[colour(LIGHT.statements[4])] > 10_000
    assert colours[colour(LIGHT.statements[0])] > colours[colour(LIGHT.statements[4])]
    assert max(colours, key=colours.__getitem__) == (255, 255, 255)
    watched_page.assert_clean()


@pytest.mark.parametrize("form", ["png", "svg"])
def test_an_address_saves_at_once(form: str, app_url: str, watched_page: WatchedPage) -> None:
    """With `save` in the address the picture is saved without a click, and the page says so."""
    with watched_page.page.expect_download() as started:
        open_picture(watched_page, f"{app_url}/figure/ranking.html?save={form}")
    assert started.value.suggested_filename.startswith("plenary-atlas-ranking-")
    assert started.value.suggested_filename.endswith(f".{form}")
    expect(watched_page.page.get_by_role("status")).to_have_text(f"Saved as {form.upper()}.")
    watched_page.assert_clean()


@pytest.mark.parametrize("card", ["map", "map.html?view=tiles", "ranking", "timeline", "sessions"])
@pytest.mark.parametrize("query", ["", LONG, "review=all&session=crime-congress-12&session=ga-79-c2&session=cnd-68"])
def test_nothing_in_a_picture_is_cut_or_covered(card: str, query: str, app_url: str, watched_page: WatchedPage) -> None:
    """Title, head, legend and foot lie inside the picture, one below the other, however long the filters are."""
    name, _mark, setting = card.partition(".html?")
    page = open_picture(watched_page, f"{app_url}/figure/{name}.html?{query}&{setting}".rstrip("&?"))
    boxes = page.evaluate(BOXES)
    left, top, right, bottom = boxes["picture"]
    texts = sorted(boxes["texts"], key=lambda box: box[1])
    assert len(texts) >= 3
    for box in texts:
        assert left < box[0]
        assert top < box[1]
        assert box[2] < right
        assert box[3] < bottom
    for above, below in pairwise(texts):
        assert above[3] <= below[1] + 1
    watched_page.assert_clean()


def test_a_card_leads_to_its_picture_with_the_filters(app_url: str, watched_page: WatchedPage) -> None:
    """The link on the card's side for downloads opens the picture of just this view in a new tab."""
    page = watched_page.open(f"{app_url}/timeline?session=crime-congress-12&delegation=BRA&view=timeline-download")
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Picture (PNG, SVG)").click()
    picture = opened.value
    picture.wait_for_selector(READY)
    assert picture.url == f"{app_url}/figure/timeline.html?session=crime-congress-12&delegation=BRA"
    expect(picture.locator("#picture")).to_contain_text("2 of 44 statements.")
    picture.get_by_role("link", name="Back to the page of this figure").click()
    picture.wait_for_url(f"{app_url}/timeline?session=crime-congress-12&delegation=BRA")
    picture.close()


@pytest.mark.parametrize("width", [1280, 390])
def test_the_page_of_a_picture_is_accessible(
    width: int, app_url: str, watched_page: WatchedPage, axe: Callable[[Page], list[AxeViolation]]
) -> None:
    """The page has no serious violation and fits its window: the picture scrolls in its own frame."""
    watched_page.page.set_viewport_size({"width": width, "height": 900})
    page = open_picture(watched_page, f"{app_url}/figure/map.html")
    expect(page.get_by_role("img").first).to_have_attribute("aria-label", re.compile("Brazil"))
    assert axe(page) == []
    watched_page.assert_clean()
