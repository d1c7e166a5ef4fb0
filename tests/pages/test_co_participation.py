"""The page "Co-participation": it says where chance cannot be told from more, and draws where it can."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from components.addresses import SHELL

ALL = ("crime-congress-12", "ga-79-c2", "cnd-68", "hrc-28")


def opened(**params: str | list[str]) -> AppTest:
    """The page with these parameters in its link."""
    app = AppTest.from_file(str(SHELL), default_timeout=60)
    for name, value in params.items():
        app.query_params[name] = value
    app.run().switch_page("../pages/co_participation.py").run()
    assert not app.exception
    return app


def captions(app: AppTest) -> str:
    """All captions of the page."""
    return " ".join(element.value for element in app.caption)


def charts(app: AppTest) -> int:
    """Number of charts on the page."""
    return len(app.get("plotly_chart"))


def test_one_session_has_no_figure_and_the_way_to_all() -> None:
    """Of one session the card says why it has no figure; the button chooses all, whose reviewed lists are too few.

    The lists are 3 of the Congress, 1 of the Committee, 8 of the Commission and 7 of the Council; the 128 States that
    are on them make 128 * 127 / 2 pairs.
    """
    app = opened()
    assert "fewer than two sessions" in app.info[0].value
    assert "269 of 741 pairs of States are together once or more" in captions(app)
    assert not charts(app)
    app.button("all-sessions-together").click().run()
    assert not app.exception
    assert app.query_params["session"] == list(ALL)
    assert app.info[0].value.startswith("With 19 lists of speakers none of 8,128 pairs")
    assert "lists: 19; sessions: 4" in captions(app)


def test_rows_not_yet_reviewed_are_enough_for_a_figure() -> None:
    """With them 160 States on 68 lists make 160 * 159 / 2 pairs, none above chance; the card says what that is not."""
    app = opened(session=list(ALL), review="all")
    assert not app.info
    assert charts(app) == 1
    assert "0 of 12,720 pairs of States are together more often than chance gives" in captions(app)
    assert "no agreement and no alliance" in captions(app)
    assert "rows not yet reviewed are included" in captions(app)


def test_agenda_items_can_be_chosen_instead_of_meetings() -> None:
    """The setting "by-item" stands in the link and on the card; its table has the pairs, and a link to both's rows."""
    app = opened(session=list(ALL), view=["by-item"])
    assert "agenda items, or sets considered jointly" in app.info[0].value
    app = opened(meeting="crime-congress-12:9", view=["by-item", "together-table"])
    table = app.table[0].value
    assert len(table) == 8 * 7 / 2  # Eight States are on the list of the 9th meeting.
    assert "delegation=BRA&delegation=CUB" in " ".join(table["Rows"])


def test_a_delegation_in_no_pair_is_told() -> None:
    """Belize made no statement and is in no pair: the card says so instead of drawing nothing."""
    app = opened(session=list(ALL), review="all", delegation="BLZ")
    assert "in no pair" in app.info[0].value
    assert not charts(app)
