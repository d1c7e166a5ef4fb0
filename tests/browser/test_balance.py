"""Balance and silence in a real browser: its figures draw, its setting goes into the link, its list into a file."""

from __future__ import annotations

import csv
import io
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import expect

from tools.browser import WatchedPage


def test_figures_draw_and_the_form_of_the_balance_goes_into_the_link(app_url: str, watched_page: WatchedPage) -> None:
    """Four figures stand on the page, six marks on the balance; its other form is in the link once it is chosen."""
    page = watched_page.open(f"{app_url}/balance")
    expect(page.locator(".js-plotly-plot")).to_have_count(4)
    balance = page.locator(".st-key-card-balance")
    expect(balance.locator(".scatterlayer .trace").last.locator("path.point")).to_have_count(6)
    balance.get_by_role("radio", name="Members that spoke").click()
    expect(page.get_by_text("exact one of Clopper and Pearson").first).to_be_visible()
    assert parse_qs(urlsplit(page.url).query)["view"] == ["by-member"]
    watched_page.assert_clean()


def test_silent_members_leave_as_a_file(app_url: str, watched_page: WatchedPage) -> None:
    """The CSV under the map holds the 47 members of the African Group without a statement at the Congress."""
    page = watched_page.open(f"{app_url}/balance?group=african&view=silence-download")
    with page.expect_download() as download:
        page.locator(".st-key-download-silence-silent_members-csv button").click()
    rows = list(csv.DictReader(io.StringIO(download.value.path().read_text(encoding="utf-8"))))
    assert len(rows) == 47
    assert {row["attendance"] for row in rows} == {"not_recorded"}
