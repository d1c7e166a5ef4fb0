"""An offline copy opens from a file with no network: figures, tables, receipts, and no request."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from components.all_cards import CARD_OF
from tests.conftest import AxeViolation
from tools.browser import WatchedPage

SEED = "session=crime-congress-12"
DRAWN = "() => [...document.querySelectorAll('[data-card]')].every(place => place.querySelector('.main-svg'))"


class Reader:
    """A reader without a network, who opens a file; keeps what the page asked for and complained of."""

    def __init__(self, context: BrowserContext) -> None:
        self.page = context.new_page()
        self.asked: list[str] = []
        self.complaints: list[str] = []
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def open(self, path: Path) -> Page:
        """Open a file and wait until its figures are drawn."""
        self.page.goto(path.as_uri())
        self.page.wait_for_function(DRAWN, timeout=60_000)
        return self.page

    def assert_alone(self, path: Path) -> None:
        """Fail where the page asked for more than the file itself, or complained."""
        assert self.asked == [path.as_uri()]
        assert self.complaints == []


@pytest.fixture(scope="module")
def seed_copy(app_url: str, context: BrowserContext, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The copy of the first record, saved by the button of a page."""
    page = context.new_page()
    WatchedPage(page).open(f"{app_url}/timeline?{SEED}")
    with page.expect_download() as started:
        page.get_by_role("button", name="Offline copy (HTML)").click()
    path = tmp_path_factory.mktemp("stick") / started.value.suggested_filename
    started.value.save_as(path)
    page.close()
    return path


@pytest.fixture
def read(browser: Browser) -> Iterator[Callable[..., Reader]]:
    """Gives `read(width=1280, scheme="light")`: a reader without a network."""
    contexts: list[BrowserContext] = []

    def reader(width: int = 1280, scheme: str = "light") -> Reader:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            offline=True,
            color_scheme=scheme,  # type: ignore[arg-type]
            reduced_motion="reduce",
        )
        contexts.append(context)
        return Reader(context)

    yield reader
    for context in contexts:
        context.close()


def table(page: Page, name: str) -> Locator:
    """The section of one table."""
    return page.locator(f"#table-{name}")


def cells(section: Locator, heading: str) -> list[str]:
    """What stands in one column of the rows that are shown."""
    headings = [text.strip() for text in section.locator("thead th").all_inner_texts()]
    rows = section.locator("tbody tr:not([hidden])").all()
    return [row.locator("td").nth(headings.index(heading)).inner_text() for row in rows]


def test_a_copy_needs_no_network(seed_copy: Path, read: Callable[..., Reader]) -> None:
    """Every figure is drawn, the map with all its areas, and nothing was asked for but the file itself."""
    reader = read()
    page = reader.open(seed_copy)
    cards = [str(card.get_attribute("data-card")) for card in page.locator("[data-card]").all()]
    assert {"map", "ranking", "timeline", "quantifiers", "threads"} <= set(cards) <= set(CARD_OF)
    assert len(set(cards)) == len(cards)
    for card in cards:
        assert page.locator(f"[data-card={card}] .main-svg").count() >= 1
    areas = page.evaluate(
        "() => [...document.querySelectorAll('.choroplethlayer path')].filter(e => e.getAttribute('d')).length"
    )
    assert areas > 150
    assert page.locator("[data-card=timeline] .scatterlayer path.point").count() == 46
    reader.assert_alone(seed_copy)


def test_search_leaves_the_rows_that_hold_all_words(seed_copy: Path, read: Callable[..., Reader]) -> None:
    """Brazil leaves its two statements whatever the case, nonsense leaves none, and the count is told."""
    page = read().open(seed_copy)
    section = table(page, "statements")
    search, status = section.get_by_role("searchbox"), section.get_by_role("status")
    expect(status).to_have_text("46 of 46 rows shown")
    search.fill("bRAZÍL state")
    expect(status).to_have_text("2 of 46 rows shown")
    assert cells(section, "Name as printed") == ["Brazil", "Brazil"]
    search.fill("no such words")
    expect(status).to_have_text("0 of 46 rows shown")
    search.fill("")
    expect(status).to_have_text("46 of 46 rows shown")


def test_sorting_changes_the_order_and_comes_back(seed_copy: Path, read: Callable[..., Reader]) -> None:
    """A heading sorts upwards, downwards, then as printed; turns go by number; the heading says how it is sorted."""
    page = read().open(seed_copy)
    section = table(page, "statements")
    printed = cells(section, "Turn")
    assert printed == [str(number) for number in range(1, 47)]
    button = section.get_by_role("button", name="Turn")
    heading = section.locator("thead th").first
    button.press("Enter")
    expect(heading).to_have_attribute("aria-sort", "ascending")
    assert cells(section, "Turn") == printed
    button.press("Enter")
    expect(heading).to_have_attribute("aria-sort", "descending")
    assert cells(section, "Turn") == printed[::-1]
    section.get_by_role("button", name="Name as printed").click()
    expect(heading).to_have_attribute("aria-sort", "none")
    names = cells(section, "Name as printed")
    assert names[0] == "Algeria"
    assert names == sorted(names, key=str.casefold)
    button.press("Enter")
    button.press("Enter")
    button.press("Enter")
    assert cells(section, "Turn") == printed


def test_rows_have_receipts_and_missing_is_a_dash(seed_copy: Path, app_url: str, read: Callable[..., Reader]) -> None:
    """A row says document, paragraph and page and links to its entry; an observer's regional group is a dash."""
    page = read().open(seed_copy)
    section = table(page, "statements")
    section.get_by_role("searchbox").fill("Brazil")
    receipts = cells(section, "Receipt")
    assert [text.partition(", p. ")[0] for text in receipts] == [
        "draft report V.10-52859, para. 3",
        "draft report V.10-52859, para. 4",
    ]
    link = section.locator("tbody tr:not([hidden]) a").first
    assert str(link.get_attribute("href")).startswith(f"{app_url}/entry/crime-congress-12/3/")
    section.get_by_role("searchbox").fill("Secretariat")
    assert "–" in cells(section, "Regional group")


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_a_copy_is_accessible_and_fits_its_window(
    width: int,
    scheme: str,
    seed_copy: Path,
    read: Callable[..., Reader],
    axe: Callable[[Page], list[AxeViolation]],
) -> None:
    """In both themes, wide and narrow, nothing scrolls sideways and no serious violation is found."""
    reader = read(width, scheme)
    page = reader.open(seed_copy)
    assert page.evaluate("() => document.documentElement.scrollWidth - innerWidth") <= 0
    reader.assert_alone(seed_copy)
    page.evaluate("() => document.querySelectorAll('details').forEach(part => { part.open = true; })")
    assert page.evaluate("() => document.documentElement.scrollWidth - innerWidth") <= 0
    assert axe(page) == []


def test_a_script_in_the_data_does_not_run(seed_copy: Path, tmp_path: Path, read: Callable[..., Reader]) -> None:
    """Even a script put into the file itself does not run: the policy knows the copy's own two only."""
    path = tmp_path / "changed.html"
    text = seed_copy.read_text(encoding="utf-8")
    path.write_text(text.replace("</main>", "<script>document.title = 'ran'</script></main>"), encoding="utf-8")
    reader = read()
    page = reader.open(path)
    assert page.title() != "ran"
    assert len(reader.complaints) == 1


def test_a_copy_of_nothing_says_so(
    app_url: str, context: BrowserContext, tmp_path: Path, read: Callable[..., Reader]
) -> None:
    """Filters that leave no statement give a copy with empty tables, drawn figures and no error."""
    answer = context.request.get(f"{app_url}/data/bundle.html?{SEED}&delegation=BRA&group=african")
    path = tmp_path / "nothing.html"
    path.write_bytes(answer.body())
    reader = read()
    page = reader.open(path)
    expect(table(page, "statements").get_by_role("status")).to_have_text("0 of 0 rows shown")
    expect(table(page, "statements").get_by_text("0 of 46 rows.")).to_be_visible()
    reader.assert_alone(path)


def test_all_sessions_with_rows_not_yet_reviewed_open(
    app_url: str, context: BrowserContext, tmp_path: Path, read: Callable[..., Reader]
) -> None:
    """The copy of the whole dataset from its address draws its four figures and tells as many rows as it holds."""
    query = "review=all&session=crime-congress-12&session=ga-79-c2&session=cnd-68&session=hrc-28"
    answer = context.request.get(f"{app_url}/data/bundle.html?{query}")
    assert answer.headers["content-disposition"].startswith("attachment;")
    path = tmp_path / "all.html"
    path.write_bytes(answer.body())
    reader = read()
    page = reader.open(path)
    assert page.locator("[data-card] .main-svg").count() >= 4
    status = table(page, "statements").get_by_role("status").inner_text()
    count, total = status.split(" of ")[0], status.split(" of ")[1].split(" ")[0]
    assert count == total
    assert int(total.replace(",", "")) == table(page, "statements").locator("tbody tr").count() > 3000
    reader.assert_alone(path)
