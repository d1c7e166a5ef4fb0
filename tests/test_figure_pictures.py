"""The addresses of pictures: what they answer, and what stands in the picture of each card."""

from __future__ import annotations

import gzip
import html
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from components.addresses import MIDDLEWARE, ROUTES
from components.all_cards import CARD_OF
from components.asked_view import asked_view
from components.asset_files import PLOTLY, asset
from components.picture_link import picture_address
from components.plain_page import json_text
from tests.dataset_copy import change, copy_dataset


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    """The routes of the app without Streamlit's."""
    with TestClient(Starlette(routes=ROUTES, middleware=MIDDLEWARE), base_url="http://atlas.test") as client:
        yield client


def told(page: str) -> dict[str, Any]:
    """What the page tells its script."""
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.S)
    assert found
    data: dict[str, Any] = json.loads(found[1])
    return data


def texts(layout: dict[str, Any]) -> str:
    """Title, head and foot of a picture as they are read."""
    parts = [layout["title"]["text"], *(annotation["text"] for annotation in layout["annotations"][-2:])]
    return html.unescape(" ".join(part.replace("<br>", " ") for part in parts))


DRAWABLE = ("", "delegation=BRA", "review=all&session=crime-congress-12&session=cnd-68&session=hrc-28&session=ga-79-c2")
"""Views of which one has something to draw for each card."""


@pytest.mark.parametrize("card", CARD_OF)
def test_every_card_has_a_picture_with_its_source_and_licence_inside(card: str, client: TestClient) -> None:
    """Title, version, licence and the day stand in the picture of each card; some need a delegation, or sessions."""
    query = next(query for query in DRAWABLE if not CARD_OF[card](asked_view(query)).instead)
    answer = client.get(f"/figure/{card}.html?{query}")
    assert answer.status_code == 200
    layout = told(answer.text)["figure"]["layout"]
    words = texts(layout)
    assert layout["title"]["text"]
    assert "Curated data: CC0 1.0" in words
    assert re.search(r"dataset version \d+\.\d+\.\d+, retrieved \d{4}-\d\d-\d\d\.", words)


def test_a_picture_says_its_filters_numbers_and_paragraphs(client: TestClient) -> None:
    """Brazil's picture says 2 of 44 statements, by Brazil, at the two meetings' paragraphs 3 and 4 of the draft."""
    layout = told(client.get("/figure/timeline.html?delegation=BRA").text)["figure"]["layout"]
    words = texts(layout)
    assert "2 of 44 statements. Filters: at the Twelfth Crime Congress, by Brazil." in words
    assert "Source: draft report V.10-52859, paras. 3, 4. The adopted report was not compared." in words
    assert "http://atlas.test/timeline?session=crime-congress-12&delegation=BRA&v=" in words
    assert "click" not in words


def test_the_setting_of_the_link_draws_the_other_form(client: TestClient) -> None:
    """With view=tiles the picture has tiles, without it areas of the map from the app's own geometry."""
    kinds = {
        query: {trace["type"] for trace in told(client.get(f"/figure/map.html?{query}").text)["figure"]["data"]}
        for query in ("", "view=tiles")
    }
    assert kinds == {"": {"choropleth", "scattergeo"}, "view=tiles": {"bar"}}
    data = told(client.get("/figure/map.html").text)["figure"]["data"]
    addresses = {trace["geojson"] for trace in data if trace["type"] == "choropleth"}
    (address,) = addresses
    assert client.get(f"/figure/{address}").status_code == 200


@pytest.mark.parametrize("address", ["/data/bundle.html", *(f"/figure/{card}.html" for card in CARD_OF)])
@pytest.mark.parametrize(
    "query",
    [
        "delegation=BRA&group=african",
        "meeting=crime-congress-12:2&q=nothing",
        "session=cnd-68",
        "session=hrc-28&kind=ngo",
    ],
)
def test_views_with_few_rows_or_none_have_pictures_and_copies(address: str, query: str, client: TestClient) -> None:
    """Filters that leave nothing, or only unreviewed rows, are answered with a picture, or with why there is none."""
    answer = client.get(f"{address}?{query}")
    make = CARD_OF.get(address.removeprefix("/figure/").removesuffix(".html"))
    why = make(asked_view(query)).instead if make else ""
    assert answer.status_code == (400 if why else 200)
    assert html.escape(why) in answer.text


@pytest.mark.parametrize("card", ["meetings", "nothing", "..%2Fmap"])
def test_an_unknown_card_is_not_found(card: str, client: TestClient) -> None:
    """There is no picture of what has no figure."""
    assert client.get(f"/figure/{card}.html").status_code == 404


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("item=99", "item “99”"),
        ("session=nowhere", "session “nowhere”"),
        ("colour=red", "colour “red”"),
        ("save=gif", "save “gif”"),
        ("save=png&save=svg", "save “svg”"),
        ("group=%3Cscript%3Ealert(1)%3C/script%3E", "group “&lt;script&gt;alert(1)&lt;/script&gt;”"),
        ("v=0.0.0", "v “0.0.0”"),
        ("item=%00%FF", "item “"),
    ],
)
def test_unknown_values_are_named_and_nothing_is_drawn(query: str, named: str, client: TestClient) -> None:
    """An address with a value that the dataset lacks is answered 400, with the value as it was written."""
    answer = client.get(f"/figure/map.html?{query}")
    assert answer.status_code == 400
    assert named in answer.text
    assert "<script" not in answer.text


def test_a_broken_dataset_is_said(client: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """While the dataset cannot be shown the picture's address answers 503 in words, and so does the offline copy's."""
    directory = copy_dataset(tmp_path)
    (directory / "statements.csv").unlink()
    monkeypatch.setenv("PLENARY_DATA", str(directory))
    for address in ("/figure/map.html", "/data/bundle.html"):
        answer = client.get(address)
        assert answer.status_code == 503
        assert "The dataset cannot be shown" in answer.text


def test_an_offline_copy_can_be_kept_by_caches(client: TestClient) -> None:
    """A copy of a named version for a day, any other one as long as it is the same; who holds it gets it once."""
    following = client.get("/data/bundle.html?group=african")
    assert following.headers["cache-control"] == "public, no-cache"
    held = client.get("/data/bundle.html?group=african", headers={"If-None-Match": following.headers["etag"]})
    assert (held.status_code, held.content) == (304, b"")
    other = client.get("/data/bundle.html?group=grulac", headers={"If-None-Match": following.headers["etag"]})
    assert other.status_code == 200
    pinned = client.get("/data/bundle.html?group=african&v=1.2.0")
    assert pinned.headers["cache-control"] == "public, max-age=86400"
    assert client.get("/data/bundle.html?group=nobody").headers.get("cache-control", "no-store") == "no-store"


def test_text_of_the_dataset_cannot_leave_its_place(
    client: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A title that closes a script is data in the page: the page has its own three scripts and no other."""
    directory = copy_dataset(tmp_path)
    hostile = "</script><script>alert(1)</script>"
    change(directory, "sessions.csv", {"session_id": "crime-congress-12"}, "short_title", hostile)
    monkeypatch.setenv("PLENARY_DATA", str(directory))
    page = client.get("/figure/map.html").text
    assert page.count("<script") == page.count("</script>") == 3
    assert hostile in texts(told(page)["figure"]["layout"])


def test_the_page_needs_nothing_but_the_app(client: TestClient) -> None:
    """Its policy allows only the app itself, no script stands in the page, and what it names is there to be kept."""
    answer = client.get("/figure/map.html")
    assert answer.headers["Content-Security-Policy"] == (
        "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'"
    )
    named = re.findall(r'(?:src|href)="(\.\./assets/[^"]+)"', answer.text)
    assert len(named) == 3
    for address in named:
        file = client.get(f"/figure/{address}")
        assert file.status_code == 200
        assert "immutable" in file.headers["Cache-Control"]


def test_plotly_is_sent_compressed_and_whole(client: TestClient) -> None:
    """plotly.js comes as the installed package has it, compressed for browsers that can unpack it."""
    name = asset("plotly.min.js").name
    packed = client.get(f"/assets/{name}", headers={"Accept-Encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert packed.content == PLOTLY.read_bytes() == gzip.decompress(asset("plotly.min.js").packed)
    plain = client.get(f"/assets/{name}", headers={"Accept-Encoding": "identity"})
    assert "Content-Encoding" not in plain.headers
    assert client.get("/assets/plotly-000000000000.min.js").status_code == 404


def test_the_link_of_a_card_keeps_the_filters_and_its_form() -> None:
    """The link names the filters and the form in which the card is drawn, not the side that is turned up."""
    view = asked_view("session=crime-congress-12&group=grulac&view=tiles&view=map-download&view=by-kind")
    assert picture_address(view, CARD_OF["map"](view)) == (
        "figure/map.html?session=crime-congress-12&group=grulac&view=tiles"
    )
    assert picture_address(view, CARD_OF["ranking"](view)) == (
        "figure/ranking.html?session=crime-congress-12&group=grulac"
    )


@pytest.mark.parametrize("text", ["</script>", "<!--", "a & b", "\u2028\u2029"])
def test_json_in_a_page_begins_no_markup(text: str) -> None:
    """JSON for a script element holds no letter that HTML or a script would take for its own, and reads back."""
    written = json_text({"text": text})
    assert not set(written) & set("<>&\u2028\u2029")
    assert json.loads(written) == {"text": text}
