"""The pairs of States in a real browser: cloud, setting, table."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import expect

from tools.browser import WatchedPage

ALL = "session=crime-congress-12&session=ga-79-c2&session=cnd-68&session=hrc-28&review=all"


def test_the_cloud_is_drawn_and_the_setting_goes_into_the_link(app_url: str, watched_page: WatchedPage) -> None:
    """Marks of all pairs together number 12,720; by agenda item the card says why there is no figure."""
    page = watched_page.open(f"{app_url}/co-participation?{ALL}")
    page.wait_for_selector(".js-plotly-plot .scatterlayer path.point")
    traces = page.evaluate(
        "() => document.querySelector('.js-plotly-plot')._fullData.slice(1).map(trace => trace.customdata)"
    )
    assert sum(sum(counts) for counts in traces) == 12_720
    page.set_viewport_size({"width": 390, "height": 844})
    page.get_by_role("radio", name="By agenda item").click()
    expect(page.get_by_text("could be told from chance").first).to_be_visible()
    assert parse_qs(urlsplit(page.url).query)["view"] == ["by-item"]
    assert page.evaluate("() => document.documentElement.scrollWidth - innerWidth") <= 0
    watched_page.assert_clean()
