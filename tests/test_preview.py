"""The picture that goes with a link: what it says, that it fits, and that every link has one."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from PIL import Image, ImageChops

from components.navigation import PAGES, PageEntry
from components.preview import preview_alt, preview_of
from components.preview_drawing import (
    BOLD,
    MARGIN,
    SANS,
    SERIF,
    SIZE,
    Bar,
    Figure,
    Preview,
    cut,
    draw_preview,
    face,
    wrapped,
)
from plenary.choices import with_sessions
from plenary.schema import PACKAGE_FILE
from plenary.selection import Selection, parse_link, read_selection
from plenary.store import Dataset
from tests.answers import client
from tests.dataset_copy import copy_dataset

PAGE = {entry.url_path or "overview": entry for entry in PAGES}
OVERVIEW, MAP, READ = PAGE["overview"], PAGE["participation-map"], PAGE["read-a-report"]
LONG = "Wwwww mmmmm " * 60


def selected(dataset: Dataset, link: str) -> Selection:
    """The selection of a link, its sessions included."""
    return with_sessions(read_selection(parse_link(f"?{link}"), dataset.choices)[0], dataset.choices)


def of(dataset: Dataset, link: str, page: int = 0) -> Preview:
    """What the picture of a view says."""
    return preview_of(dataset, PAGES[page], selected(dataset, link), "https://atlas.example/")


def test_the_picture_counts_what_the_page_counts(dataset: Dataset) -> None:
    """44 statements, 39 of 192 members, 6 conclusions; 6, 12, 3, 9 and 10 statements by regional group."""
    shown = of(dataset, "")
    assert shown.figures == (
        Figure("44", "of 44 statements"),
        Figure("39", "of 192 member States"),
        Figure("6", "of 6 conclusions"),
    )
    counts = {bar.group_id: bar.count for bar in shown.bars}
    assert counts == {"african": 6, "asia_pacific": 12, "eastern_european": 3, "grulac": 9, "weog": 10}
    assert "draft" in shown.foot
    assert dataset.version in shown.foot
    assert "V.10-52859" in shown.foot


def test_the_picture_keeps_to_the_filters(dataset: Dataset) -> None:
    """9 statements of 8 States of the group; the other groups have none within the filters."""
    shown = of(dataset, "session=crime-congress-12&item=6&group=grulac", 2)
    assert shown.figures[:2] == (Figure("9", "of 44 statements"), Figure("8", "of 192 member States"))
    assert {bar.label: bar.count for bar in shown.bars if bar.count} == {"GRULAC": 9}


def test_filters_without_meaning_on_a_page_change_no_picture(dataset: Dataset) -> None:
    """Conclusions have no regional group: a picture of that page counts all six, by theme."""
    shown = of(dataset, "group=grulac", 3)
    assert shown.figures[-1] == Figure("6", "of 6 conclusions")
    assert shown.bars_title.startswith("Conclusions by theme")
    assert shown.bars == of(dataset, "", 3).bars


def test_the_picture_is_told_in_words(dataset: Dataset) -> None:
    """The alternative text has the sentence and each group with its count."""
    words = preview_alt(dataset, OVERVIEW, selected(dataset, ""))
    assert words.startswith("Overview: 44 of 44 statements and 2 of 2 introductions, at the Twelfth Crime Congress")
    assert words.endswith("African 6, Asia-Pacific 12, Eastern European 3, GRULAC 9, WEOG 10.")


def test_the_fonts_of_the_pages_are_there_with_accents() -> None:
    """Source Sans and Source Serif come with Streamlit, and draw each accented letter unlike the missing sign."""
    for pattern in (SANS, SERIF):
        font = face(pattern, 30, BOLD)
        assert not font.plain
        missing = bytes(font.font.getmask("\uffff"))
        assert all(bytes(font.font.getmask(letter)) != missing for letter in "ôüéãçñíÅșőİ“”…·–")


def test_a_font_without_accents_is_given_none() -> None:
    """Where Streamlit no longer brings its fonts, Pillow's own writes the letters without accents."""
    font = face("none-such-*.woff2", 30)
    assert font.plain
    assert font.written("Côte d'Ivoire") == "Cote d'Ivoire"


@hypothesis_settings(max_examples=60)
@given(text=st.text(max_size=300), width=st.integers(60, 1_100), lines=st.integers(1, 4))
def test_a_text_never_leaves_its_place(text: str, width: int, lines: int) -> None:
    """Cut or wrapped, each line of any text is no wider than the place it has, and there are no more of them."""
    font = face(SANS, 29)
    assert font.width(cut(text, font, width)) <= width
    found = wrapped(text, font, width, lines)
    assert len(found) <= lines
    assert all(font.width(line) <= width for line in found)


@pytest.mark.parametrize("bars", [0, 1, 6])
def test_nothing_is_drawn_on_the_margins(bars: int) -> None:
    """With every text far too long, the margins left and right and the last rows below stay white."""
    shown = Preview(
        title=LONG,
        sentence=LONG,
        figures=(Figure("9" * 40, LONG),) * 3,
        bars_title=LONG,
        bars=(Bar(LONG, 9**20, "african"),) * bars,
        foot=LONG,
        address=LONG,
    )
    image = Image.open(io.BytesIO(draw_preview(shown))).convert("RGB")
    assert image.size == SIZE
    below_band = image.crop((0, 13, *SIZE))
    box = ImageChops.difference(below_band, Image.new("RGB", below_band.size, "#FFFFFF")).getbbox()
    assert box is not None
    left, _top, right, bottom = box
    assert left >= MARGIN - 2
    assert right <= SIZE[0] - MARGIN + 2
    assert bottom <= SIZE[1] - 13 - 8


@pytest.mark.parametrize(
    "address",
    [
        "overview.png",
        "timeline.png?session=crime-congress-12&item=6&group=grulac",
        "participation-map.png?session=crime-congress-12&session=cnd-68&session=hrc-28&session=ga-79-c2",
        "conclusions.png?theme=youth",
        "delegations.png?delegation=AND&group=grulac",
        f"conclusions.png?q={'x' * 80}",
        "the-record.png?review=all",
        "read-a-report.png",
    ],
)
def test_every_view_has_a_picture(address: str) -> None:
    """A PNG of 1,200 by 630 pixels, kept for an hour where its address names the version, and not sent twice."""
    assert client().head(f"/preview/{address}").headers["cache-control"] == "public, no-cache"
    version = client().get("/data/health").json()["version"]
    answer = client().get(f"/preview/{address}{'&' if '?' in address else '?'}v={version}")
    assert answer.status_code == 200
    assert Image.open(io.BytesIO(answer.content)).size == (1200, 630)
    assert answer.headers["content-type"] == "image/png"
    assert answer.headers["cache-control"] == "public, max-age=3600"
    again = client().get(f"/preview/{address}", headers={"if-none-match": answer.headers["etag"]})
    assert again.status_code == 304
    assert again.content == b""


def test_other_views_have_other_tags() -> None:
    """Unknown values and page settings change no picture; a filter does."""
    tag = client().get("/preview/timeline.png").headers["etag"]
    for same in ("?group=atlantis", "?view=by-kind&colour=red", "?session=crime-congress-12"):
        assert client().get(f"/preview/timeline.png{same}").headers["etag"] == tag
    assert client().get("/preview/timeline.png?group=grulac").headers["etag"] != tag


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("none-such.png", 404),
        ("..%2fapp.png", 404),
        (f"timeline.png?q={'x' * 8_001}", 414),
    ],
)
def test_what_is_no_view_has_no_picture(address: str, status: int) -> None:
    """An unknown page is not found; a query of more than 8,000 characters is too long."""
    assert client().get(f"/preview/{address}").status_code == status


def test_a_broken_dataset_has_no_picture(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The picture cannot be drawn for the moment, and nobody keeps that answer."""
    copy = copy_dataset(tmp_path)
    (copy / PACKAGE_FILE).write_text("{", encoding="utf-8")
    monkeypatch.setenv("PLENARY_DATA", str(copy))
    answer = client().get("/preview/overview.png")
    assert (answer.status_code, answer.headers["cache-control"]) == (503, "no-store")


NAMES = st.sampled_from(["session", "item", "group", "delegation", "theme", "q", "row", "v", "review", "x"])
VALUES = st.one_of(
    st.sampled_from(["crime-congress-12", "hrc-28", "6", "grulac", "weog", "BRA", "all", "victims"]),
    st.text(max_size=90),
)


@hypothesis_settings(max_examples=25)
@given(entry=st.sampled_from(PAGES), pairs=st.lists(st.tuples(NAMES, VALUES), max_size=6))
def test_no_query_leaves_a_view_without_picture(entry: PageEntry, pairs: list[tuple[str, str]]) -> None:
    """Whatever a link says, its picture is drawn."""
    answer = client().get(f"/preview/{entry.url_path or 'overview'}.png", params=pairs)
    assert answer.status_code == 200
    assert answer.content.startswith(b"\x89PNG\r\n\x1a\n")
