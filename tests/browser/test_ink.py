"""What stands on the screen, mark by mark: land where land is, sea where sea is, one tile a State, one mark a turn."""

from __future__ import annotations

import csv
import re

import pytest
from playwright.sync_api import Page, expect

from plenary import queries
from plenary.schema import DATA
from plenary.selection import Selection
from plenary.store import Dataset
from tests.test_set_up import contrast
from tools.browser import WatchedPage

SEAS = {
    "North Atlantic": (-40, 35),
    "South Atlantic": (-20, -25),
    "Indian Ocean": (80, -25),
    "North Pacific": (-150, 40),
    "South Pacific": (-120, -40),
    "Sea of Okhotsk": (150, 54),
    "Gulf of Guinea": (0, 0),
    "Southern Ocean": (90, -52),
}
LANDS = {
    "BRA": (-55, -10),
    "RUS": (100, 62),
    "USA": (-100, 40),
    "IND": (78, 22),
    "AUS": (134, -25),
    "ZAF": (24, -31),
    "SWE": (15, 60),
    "KEN": (38, 0.5),
}
"""Longitude and latitude of a place well inside, by the code of the State."""

AREAS_AT = """places => {
    const chart = document.querySelector('.st-key-chart-map .js-plotly-plot');
    const projection = chart._fullLayout.geo._subplot.projection;
    const paths = [...chart.querySelectorAll('.choroplethlayer path')];
    return places.map(place => {
        const [x, y] = projection(place);
        const point = new DOMPoint(x, y);
        return paths.filter(path => path.isPointInFill(point)).map(path => path.__data__.loc);
    });
}"""
"""For each place the areas whose shape holds it."""


def opened_map(watched_page: WatchedPage, address: str) -> Page:
    """The page with its map drawn."""
    page = watched_page.open(address)
    page.wait_for_function(
        "() => document.querySelectorAll('.st-key-chart-map .choroplethlayer path').length > 200", timeout=30_000
    )
    return page


def test_seas_are_bare_and_each_land_lies_in_its_own_state(app_url: str, watched_page: WatchedPage) -> None:
    """No area covers a sea, as a ring wound the wrong way would; places inside States lie in exactly that State."""
    page = opened_map(watched_page, f"{app_url}/participation-map")
    assert dict(zip(SEAS, page.evaluate(AREAS_AT, list(SEAS.values())), strict=True)) == {sea: [] for sea in SEAS}
    found = page.evaluate(AREAS_AT, list(LANDS.values()))
    assert dict(zip(LANDS, found, strict=True)) == {code: [code] for code in LANDS}


@pytest.mark.parametrize("query", ["", "?group=grulac"])
def test_every_area_and_every_small_state_is_on_the_map(query: str, app_url: str, watched_page: WatchedPage) -> None:
    """Filters change fills, never the ink: each area of the table has one shape, each small State one marker."""
    page = opened_map(watched_page, f"{app_url}/participation-map{query}")
    with (DATA / "map" / "areas.csv").open(encoding="utf-8", newline="") as file:
        areas = [area for area in csv.DictReader(file) if area["what"] != "no_state"]
    drawn = page.evaluate(
        """() => [...document.querySelectorAll('.st-key-chart-map .choroplethlayer path')]
            .filter(path => path.getAttribute('d')).map(path => path.__data__.loc)"""
    )
    assert sorted(drawn) == sorted(area["area_id"] for area in areas)
    own = [area for area in areas if area["speaker_id"] and area["what"] != "part_of_member"]
    small = [area for area in own if area["small"] == "true"]
    assert {"TUV", "KIR", "SGP", "MLT"} <= {area["speaker_id"] for area in small}
    expect(page.locator(".st-key-chart-map .scattergeo path.point")).to_have_count(len(small))


def test_pointing_at_a_state_names_it(app_url: str, watched_page: WatchedPage) -> None:
    """The mouse over Brazil shows its name and the number of its statements."""
    page = opened_map(watched_page, f"{app_url}/participation-map")
    x, y = page.evaluate(
        """() => {
            const chart = document.querySelector('.st-key-chart-map .js-plotly-plot');
            chart.scrollIntoView({block: 'center'});
            const svg = chart.querySelector('.main-svg').getBoundingClientRect();
            const [x, y] = chart._fullLayout.geo._subplot.projection([-55, -10]);
            return [svg.x + x, svg.y + y];
        }"""
    )
    page.mouse.move(x - 4, y)
    page.mouse.move(x, y)
    hover = page.locator(".st-key-chart-map .hoverlayer .hovertext")
    expect(hover).to_contain_text("Brazil")
    expect(hover).to_contain_text("2 statements")


def test_grid_draws_one_equal_tile_for_each_state(app_url: str, watched_page: WatchedPage, dataset: Dataset) -> None:
    """192 members of 12 April 2010 and the States that were none then have one tile each, all of one size."""
    page = watched_page.open(f"{app_url}/participation-map?view=tiles")
    rows = queries.participation(dataset, Selection())
    assert int(rows["member"].sum()) == 192
    tiles = page.locator(".st-key-chart-tiles .bars .point path")
    expect(tiles).to_have_count(len(rows))
    sizes = page.evaluate(
        """() => [...document.querySelectorAll('.st-key-chart-tiles .bars .point path')]
            .map(tile => tile.getBBox()).map(box => [Math.round(box.width), Math.round(box.height)])"""
    )
    widths, heights = {width for width, _height in sizes}, {height for _width, height in sizes}
    assert max(widths) - min(widths) <= 1
    assert max(heights) - min(heights) <= 1
    assert min(widths) >= 20
    members = page.evaluate(
        """() => document.querySelector('.st-key-chart-tiles .js-plotly-plot')._fullData
            .flatMap(trace => (trace.customdata || []).map(data => data[0]))"""
    )
    assert sorted(members) == sorted(rows["speaker_id"])


def test_marks_of_the_timeline_stand_apart(app_url: str, watched_page: WatchedPage) -> None:
    """46 marks at 46 different places: none hides another, also on a telephone."""
    for width in (1280, 390):
        watched_page.page.set_viewport_size({"width": width, "height": 844})
        page = watched_page.open(f"{app_url}/timeline")
        marks = page.locator(".st-key-chart-timeline .scatterlayer path.point")
        expect(marks).to_have_count(46)
        places = page.evaluate(
            """() => [...document.querySelectorAll('.st-key-chart-timeline .scatterlayer path.point')]
                .map(mark => mark.getBoundingClientRect()).map(box => `${Math.round(box.x)} ${Math.round(box.y)}`)"""
        )
        assert len(set(places)) == 46


def least_contrast(page: Page, background: tuple[int, int, int]) -> tuple[float, str]:
    """The least contrast of a word in a figure, tiles apart (they bear words in colours of their own), and the word."""
    expect(page.get_by_test_id("stApp")).to_have_css("background-color", f"rgb{background}")
    page.wait_for_timeout(500)  # Figures take the colours of a new theme a moment later.
    words = page.evaluate(
        """() => [...document.querySelectorAll('.js-plotly-plot svg text')].filter(e => !e.closest('.bars'))
            .map(e => [getComputedStyle(e).fill, e.textContent])"""
    )
    assert len(words) > 5
    return min(
        (contrast(tuple(int(part) for part in re.findall(r"\d+", fill)[:3]), background), text) for fill, text in words
    )


@pytest.mark.parametrize("address", ["timeline?delegation=BRA", "participation-map", "participation-map?view=tiles"])
def test_words_in_figures_are_legible_in_both_themes(address: str, app_url: str, watched_page: WatchedPage) -> None:
    """Labels, axes and legends, into which axe does not look, have a contrast of 4.5.

    Figures keep the colours of their own when the theme changes while the page is open, until the next run: 3 then.
    """
    light, dark = (255, 255, 255), (21, 24, 28)
    for first, at_first, then, afterwards in (("light", light, "dark", dark), ("dark", dark, "light", light)):
        watched_page.page.emulate_media(color_scheme="dark" if first == "dark" else "light")
        page = watched_page.open(f"{app_url}/{address}")
        assert least_contrast(page, at_first) >= (4.5, "")
        page.emulate_media(color_scheme="dark" if then == "dark" else "light")
        assert least_contrast(page, afterwards) >= (3.0, "")
