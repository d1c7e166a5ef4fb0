"""Map, tiles and timeline really draw, and a click on a mark goes into the link."""

from __future__ import annotations

import json
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from components.settings import ROOT
from tools.browser import WatchedPage
from tools.server import Server

GEOMETRY = json.loads((ROOT / "data" / "map" / "world.geojson").read_text(encoding="utf-8"))
FEATURES = len(GEOMETRY["features"])
CENTRE_OF_AREA = """code => {
    const areas = [...document.querySelectorAll('.choroplethlayer path')];
    const path = areas.find(area => area.__data__ && area.__data__.loc === code);
    const box = path.getBoundingClientRect();
    return [box.x + box.width / 2, box.y + box.height * 0.45];
}"""


def parameters(page: Page) -> dict[str, list[str]]:
    """Parameters of the page's address."""
    return parse_qs(urlsplit(page.url).query)


def click_area(page: Page, code: str) -> None:
    """Clicks into the area of a State on the map, first at rest above it, as a hand does."""
    x, y = page.evaluate(CENTRE_OF_AREA, code)
    page.mouse.move(x - 3, y)
    page.mouse.move(x, y)
    page.wait_for_timeout(300)
    page.mouse.click(x, y)


def click_mark(page: Page, mark: Locator) -> None:
    """Clicks onto the middle of a mark."""
    box = mark.bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x - 2, y)
    page.mouse.move(x, y)
    page.wait_for_timeout(300)
    page.mouse.click(x, y)


def drawn_areas(page: Page) -> int:
    """Number of areas of the map that have an outline on the screen."""
    page.wait_for_selector(".choroplethlayer path")
    count: int = page.evaluate(
        "() => [...document.querySelectorAll('.choroplethlayer path')].filter(e => e.getAttribute('d')).length"
    )
    return count


@pytest.mark.parametrize("base_path", ["", "atlas/of/plenaries"])
def test_map_draws_every_area_from_the_apps_own_geometry(
    base_path: str, serve: Callable[..., Server], watched_page: WatchedPage
) -> None:
    """All areas are drawn, none covers the map, and the geometry comes from the app itself, also below a path."""
    asked: list[str] = []
    watched_page.page.on("response", lambda answer: asked.append(f"{answer.status} {urlsplit(answer.url).path}"))
    page = watched_page.open(f"{serve(base_path=base_path).url}/participation-map")
    page.wait_for_function(
        "wanted => document.querySelectorAll('.choroplethlayer path').length == wanted", arg=FEATURES
    )
    assert drawn_areas(page) == FEATURES
    geometry = [line for line in asked if "/map/world-" in line]
    assert len(geometry) == 1
    assert geometry[0].startswith(f"200 /{base_path}/map/" if base_path else "200 /map/")
    widest = page.evaluate(
        """() => Math.max(...[...document.querySelectorAll('.choroplethlayer path')]
            .map(e => e.getBoundingClientRect()).map(box => box.width * box.height))"""
    )
    whole = page.locator(".js-plotly-plot").first.bounding_box()
    assert whole
    assert widest < 0.5 * whole["width"] * whole["height"]
    watched_page.assert_clean()


def test_small_states_have_markers(app_url: str, watched_page: WatchedPage) -> None:
    """States too small to be seen as areas stand as markers: every small member that the table of areas names."""
    page = watched_page.open(f"{app_url}/participation-map")
    page.wait_for_selector(".scattergeo path.point")
    areas = (ROOT / "data" / "map" / "areas.csv").read_text(encoding="utf-8").splitlines()
    header = areas[0].split(",")
    small = sum(
        1 for line in areas[1:] if line.split(",")[header.index("small")] == "true" and ",member," in f",{line},"
    )
    assert small > 20
    assert page.locator(".scattergeo path.point").count() >= small


def test_click_on_a_state_filters_and_a_second_click_takes_it_off(app_url: str, watched_page: WatchedPage) -> None:
    """Brazil's area writes session and delegation into the link and leaves two statements; clicked again it is gone."""
    page = watched_page.open(f"{app_url}/participation-map")
    drawn_areas(page)
    click_area(page, "BRA")
    expect(page.get_by_text("2 of 44 statements").first).to_be_visible()
    assert parameters(page) == {"session": ["crime-congress-12"], "delegation": ["BRA"]}
    watched_page.wait_until_drawn()
    drawn_areas(page)
    click_area(page, "BRA")
    expect(page.get_by_text("44 of 44 statements").first).to_be_visible()
    assert parameters(page) == {"session": ["crime-congress-12"]}


def test_tiles_show_each_member_once(app_url: str, watched_page: WatchedPage) -> None:
    """The grid has one tile for each of the 192 members of that day, told apart from those who were none."""
    page = watched_page.open(f"{app_url}/participation-map?view=tiles")
    codes = page.evaluate(
        """() => [...document.querySelectorAll('.js-plotly-plot')][0]._fullData
            .flatMap(trace => (trace.customdata || []).map(data => data[0]))"""
    )
    tiles = [code for code in codes if len(code) == 3]
    assert len(tiles) == len(set(tiles))
    assert {"BRA", "KIR", "TUV", "SSD"} <= set(tiles)
    table = watched_page.open(f"{app_url}/participation-map?view=map-table")
    assert table.get_by_text("192 members").count() > 0


def test_timeline_has_a_mark_for_each_turn_and_a_click_opens_its_row(app_url: str, watched_page: WatchedPage) -> None:
    """46 marks stand on the timeline; a click on one opens the statement with its receipt, and the link says which."""
    page = watched_page.open(f"{app_url}/timeline")
    marks = page.locator(".scatterlayer path.point")
    expect(marks).to_have_count(46)
    click_mark(page, marks.nth(5))
    expect(page.get_by_text("Receipt:").first).to_be_visible()
    row = parameters(page)["row"][0]
    assert row.startswith("crime-congress-12/")
    page.go_back()
    expect(page.get_by_text("Receipt:")).to_have_count(0)
    watched_page.open(f"{app_url}/timeline?row={row}")
    expect(page.get_by_text("Receipt:").first).to_be_visible()


def test_filtered_timeline_keeps_every_place(app_url: str, watched_page: WatchedPage) -> None:
    """With one delegation chosen all 46 marks stay in their places, two of them filled."""
    page = watched_page.open(f"{app_url}/timeline?delegation=BRA")
    expect(page.locator(".scatterlayer path.point")).to_have_count(46)
    counts = page.evaluate(
        "() => document.querySelector('.js-plotly-plot')._fullData.map(trace => [trace.name, trace.x.length])"
    )
    assert ["outside these filters", 44] in counts
    assert sum(count for name, count in counts if name != "outside these filters") == 2
