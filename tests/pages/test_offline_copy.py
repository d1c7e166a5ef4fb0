"""Each page with data offers its view as an offline copy, and each card its figure as a picture."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from components.navigation import PAGES, PageEntry

SHELL = Path(__file__).resolve().parents[2] / "components" / "shell.py"


def opened(file: str, **params: str | list[str]) -> AppTest:
    """The page as a reader sees it who opens a link with these parameters."""
    app = AppTest.from_file(str(SHELL), default_timeout=60)
    for name, value in params.items():
        app.query_params[name] = value
    if file != "overview.py":
        app.run().switch_page(f"../pages/{file}")
    return app.run()


@pytest.mark.parametrize("entry", PAGES, ids=[entry.file for entry in PAGES])
def test_each_page_with_data_offers_one_offline_copy(entry: PageEntry) -> None:
    """The button stands once on each page of the dataset, and not where a reader's own report is read."""
    app = opened(entry.file)
    assert not app.exception
    labels = [button.proto.label for button in app.get("download_button")]
    assert labels.count("Offline copy (HTML)") == (1 if entry.tables else 0)


@pytest.mark.parametrize(
    ("file", "card", "extra"),
    [
        ("participation_map.py", "map", ""),
        ("participation_map.py", "ranking", ""),
        ("timeline.py", "timeline", "&view=by-kind"),
    ],
)
def test_the_side_for_downloads_links_to_the_picture(file: str, card: str, extra: str) -> None:
    """The link leads to the picture of that card, with the filters of the view and the form it is drawn in."""
    view = [f"{card}-download", *(["by-kind"] if extra else [])]
    app = opened(file, session="crime-congress-12", item="6", view=view)
    (link,) = app.get("link_button")
    assert link.proto.label == "Picture (PNG, SVG)"
    assert link.proto.url.endswith(f"figure/{card}.html?session=crime-congress-12&item=6{extra}")


def test_too_many_sessions_for_a_figure_have_no_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a card draws no figure since too many sessions are chosen, it links to no picture."""
    monkeypatch.setattr("components.view.MOST_SESSIONS", 1)
    app = opened("participation_map.py", session=["crime-congress-12", "cnd-68"], view="ranking-download")
    assert not app.exception
    assert not app.get("link_button")
