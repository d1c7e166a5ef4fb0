"""The HTML of a page says what the view is, before any script has run."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from components import page_head
from components.navigation import PAGES
from components.streamlit_page import streamlit_html
from plenary.schema import DATA, PACKAGE_FILE, read_package
from tests.answers import client
from tests.dataset_copy import copy_dataset

ITEM_6 = "session=crime-congress-12&item=6&group=grulac"
DESCRIPTION = (
    "9 of 44 statements and 0 of 2 introductions, at the Twelfth Crime Congress, under agenda item 6, by members of "
    "the Latin American and Caribbean Group (GRULAC). Who took the floor at United Nations meetings, on which agenda "
    "item, and what was concluded."
)


class Page(HTMLParser):
    """What a program that shows links reads in a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.title, self.tags, self.meta, self.links, self.data = "", [], {}, {}, ""
        self._inside = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag."""
        found = dict(attrs)
        self.tags.append(tag)
        if tag == "meta":
            self.meta[found.get("property") or found.get("name")] = found.get("content")
        if tag == "link" and found.get("rel") == "canonical":
            self.links["canonical"] = found["href"]
        self._inside = "data" if found.get("type") == "application/ld+json" else tag

    def handle_endtag(self, tag: str) -> None:
        """Leave a tag."""
        self._inside = ""

    def handle_data(self, data: str) -> None:
        """Note a text."""
        if self._inside == "title":
            self.title += data
        if self._inside == "data":
            self.data += data


def page(address: str) -> Page:
    """The page at an address below the site's."""
    answer = client().get(address)
    assert answer.status_code == 200
    return Page(answer.text)


def test_the_places_for_the_head_are_still_in_streamlits_page() -> None:
    """Streamlit's page has the title and the text for readers without scripts that are put in place, once each."""
    html = streamlit_html()
    assert html.count(page_head.TITLE) == 1
    assert html.count(page_head.NOSCRIPT) == 1
    assert '<html lang="en">' in html


def test_a_view_is_titled_and_described() -> None:
    """Page, item and group stand in the title, the sentence of the page in the description."""
    found = page(f"/timeline?{ITEM_6}")
    assert found.title == "Timeline: agenda item 6, GRULAC · Plenary Atlas"
    assert found.meta["description"] == DESCRIPTION
    assert found.meta["og:title"] == found.title
    assert found.meta["og:description"] == DESCRIPTION


def test_a_preview_has_an_address_and_a_picture() -> None:
    """The address of the view and of its picture are absolute, and hold its filters."""
    found = page(f"/timeline?{ITEM_6}&embed=true&colour=red")
    assert found.links["canonical"] == found.meta["og:url"] == f"https://atlas.example/timeline?{ITEM_6}"
    assert (
        found.meta["og:image"] == f"https://atlas.example/preview/timeline.png?{ITEM_6}&v={read_package(DATA).version}"
    )
    assert (found.meta["og:image:width"], found.meta["og:image:height"]) == ("1200", "630")
    assert found.meta["og:image:alt"].startswith("Timeline: 9 of 44 statements")
    assert "GRULAC 9" in found.meta["og:image:alt"]
    assert found.meta["twitter:card"] == "summary_large_image"


@pytest.mark.parametrize("entry", PAGES, ids=lambda entry: entry.url_path or "overview")
def test_every_page_has_a_head_of_its_own(entry: page_head.PageEntry) -> None:
    """No page is called Streamlit, each has one title, and Streamlit's script stands in it."""
    answer = client().get(f"/{entry.url_path}")
    found = Page(answer.text)
    assert found.title == f"{page_head.title(entry)} · Plenary Atlas"
    assert found.tags.count("title") == 1
    assert '<script type="module"' in answer.text
    assert answer.headers["cache-control"] == "no-cache"


def test_the_setting_names_the_public_address(monkeypatch: pytest.MonkeyPatch) -> None:
    """With PLENARY_SITE_ADDRESS the address of the request is not repeated."""
    monkeypatch.setenv("PLENARY_SITE_ADDRESS", "https://www.example.org/atlas")
    assert page("/timeline").meta["og:url"] == "https://www.example.org/atlas/timeline"


@pytest.mark.parametrize("host", ['a"><script>alert(1)</script>', "a b", "[", "a/b", "", "a@b", "-"])
def test_a_host_that_can_be_none_is_not_repeated(host: str) -> None:
    """A request that claims an impossible host gets a page without public addresses."""
    answer = client().get("/timeline", headers={"host": host})
    assert answer.status_code == 200
    assert "og:url" not in answer.text
    assert "canonical" not in answer.text
    assert "<script>alert" not in answer.text


def test_a_page_that_is_known_is_not_sent_again() -> None:
    """The tag of a page is answered with 304; the page of another selection has another tag."""
    known = client().get("/timeline").headers["etag"]
    assert client().get("/timeline", headers={"if-none-match": known}).status_code == 304
    assert client().get(f"/timeline?{ITEM_6}", headers={"if-none-match": known}).status_code == 200


def test_a_head_alone_can_be_asked_for() -> None:
    """HEAD is answered like GET."""
    assert client().head("/timeline").status_code == 200


def test_a_broken_dataset_leaves_the_name_of_the_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the dataset cannot be read the page has its plain title, and Streamlit's page tells the rest."""
    copy = copy_dataset(tmp_path)
    (copy / PACKAGE_FILE).write_text("{", encoding="utf-8")
    monkeypatch.setenv("PLENARY_DATA", str(copy))
    found = page(f"/timeline?{ITEM_6}")
    assert found.title == "Timeline · Plenary Atlas"
    assert "og:image" not in found.meta


def test_a_query_too_long_to_read_gets_the_name_of_the_page() -> None:
    """A query of more than 8,000 characters is answered with the plain title; many unknown parameters are left out."""
    assert page(f"/timeline?{ITEM_6}&q={'x' * 8_001}").title == "Timeline · Plenary Atlas"
    many = "&".join(f"a{number}=1" for number in range(900))
    assert page(f"/timeline?{ITEM_6}&{many}").title == "Timeline: agenda item 6, GRULAC · Plenary Atlas"


def test_the_record_is_described_for_search_engines() -> None:
    """The page of the record holds the dataset as JSON-LD, in which no tag can end."""
    answer = client().get("/the-record")
    found = Page(answer.text)
    described = json.loads(found.data)
    assert described["@type"] == "Dataset"
    assert described["url"] == "https://atlas.example/"
    assert page("/timeline").data == ""
    html = page_head.page_html(page_head.Head("t", "d", "", "", "", "", json.dumps({"a": "</script><b>&"})), "")
    assert json.loads(Page(html).data) == {"a": "</script><b>&"}
    assert "<b>" not in html


NAMES = st.sampled_from(["session", "item", "group", "delegation", "theme", "q", "row", "v", "view", "embed", "x"])
VALUES = st.one_of(
    st.sampled_from(["crime-congress-12", "6", "grulac", "BRA", "all", "<script>alert(1)</script>", '"><b>', "%00"]),
    st.text(max_size=40),
)


@hypothesis_settings(max_examples=80)
@given(
    entry=st.sampled_from(PAGES),
    pairs=st.lists(st.tuples(NAMES, VALUES), max_size=6),
    raw=st.text(alphabet="abc=&%<>\"';+#0Ff\u00e9", max_size=60),
)
def test_no_query_breaks_a_page_or_writes_into_it(
    entry: page_head.PageEntry, pairs: list[tuple[str, str]], raw: str
) -> None:
    """Whatever a link says, the page is answered, and has the tags that Streamlit's page and the head have."""
    asking = client()
    for params in (pairs, raw.replace("#", "")):
        answer = asking.get(f"/{entry.url_path}", params=params)
        assert answer.status_code == 200
        found = Page(answer.text)
        assert found.tags.count("title") == 1
        assert found.tags.count("script") == (3 if found.data else 2)
        assert "b" not in found.tags
        assert found.title.endswith("Plenary Atlas")
