"""Order of speaking: a list chosen, stepped and played, and what the page says its order does not tell."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from tests.pages.test_pages import opened, texts, values

FILE = "order_of_speaking.py"
CRIME = "crime-congress-12"


def now(app: AppTest) -> str:
    """Who has the floor, as the page says it."""
    (said,) = (element.value for element in app.markdown if element.value.startswith("Turn "))
    return str(said)


def test_the_first_list_opens_at_its_first_turn_and_is_stepped_by_buttons_and_slider() -> None:
    """The 7th meeting has 16 turns, the President's first; next is Slovakia, the 16th Viet Nam; the link holds each."""
    app = opened(FILE)
    assert not app.exception
    assert now(app) == "Turn 1 of 16: **President of the Congress**, Officer"
    assert len(app.selectbox(key="floor-list").options) == 3
    assert app.button(key="floor-previous").disabled
    app.button(key="floor-following").click().run()
    assert now(app) == "Turn 2 of 16: **Slovakia**, Eastern European"
    assert values(app, "row") == [f"{CRIME}/2/2"]
    app.slider(key="floor-turn").set_value(16).run()
    assert now(app) == "Turn 16 of 16: **Viet Nam**, Asian"
    assert values(app, "row") == [f"{CRIME}/2/16"]
    assert app.button(key="floor-following").disabled
    app.button(key="floor-previous").click().run()
    assert values(app, "row") == [f"{CRIME}/2/15"]


def test_a_link_opens_the_list_at_its_turn_with_receipt_and_counts() -> None:
    """The 9th turn of the 9th meeting is IOM's, after eight States: 3 African, 2 GRULAC, one of each other group."""
    app = opened(FILE, row=f"{CRIME}/4/9")
    assert app.slider(key="floor-turn").value == 9
    assert "International Organization for Migration" in now(app)
    assert "Receipt: draft report V\\.10\\-52859, para. 4, p. 2" in texts(app)
    (counts,) = (table.value for table in app.table if "Turns so far" in table.value)
    assert counts.set_index("Group or kind")["Turns so far"].to_dict() == {
        "WEOG": "1",
        r"Eastern European": "1",
        "GRULAC": "2",
        "African": "3",
        "Asian": "1",
        "Intergovernmental organization": "1",
        r"Non\-governmental organization": "0",
    }


def test_another_list_is_chosen_and_written_into_the_link() -> None:
    """Choosing the 8th meeting opens it at Mexico."""
    app = opened(FILE)
    app.selectbox(key="floor-list").set_value(f"{CRIME}/3/1").run()
    assert values(app, "row") == [f"{CRIME}/3/1"]
    assert "Turn 1 of 17: **Mexico**" in now(app)


def test_playing_is_off_until_asked_for_and_ends_with_the_last_turn() -> None:
    """Begun at the 11th of 12 turns it shows the 12th next, then turns itself off; the link names the last turn."""
    app = opened(FILE, row=f"{CRIME}/4/11")
    assert app.toggle(key="floor-play").value is False
    app.toggle(key="floor-play").set_value(True).run()
    assert now(app).startswith("Turn 11 of 12: **Japan Federation of Bar Associations**")
    assert not app.slider
    app.run()
    assert now(app).startswith("Turn 12 of 12: **Global Alliance against Traffic in Women**")
    assert app.toggle(key="floor-play").value is False
    assert values(app, "row") == [f"{CRIME}/4/12"]
    assert not app.exception


def test_stopping_leaves_the_turn_that_was_shown() -> None:
    """Begun at the 3rd turn and stopped at the 4th, the link names the 4th."""
    app = opened(FILE, row=f"{CRIME}/4/3")
    app.toggle(key="floor-play").set_value(True).run()
    app.run()
    app.toggle(key="floor-play").set_value(False).run()
    assert values(app, "row") == [f"{CRIME}/4/4"]
    assert now(app).startswith("Turn 4 of 12: **South Africa**")


def test_page_says_what_the_order_does_not_tell() -> None:
    """An alphabetical list, a list for two meetings, observers set last, a turn without a meeting."""
    council = texts(opened(FILE, session="hrc-28", meeting="12", row="hrc-28/66/a/1"))
    assert "This list is printed in alphabetical order" in council
    assert "One list stands for 2 meetings: at which of them a turn was is not recorded." in council
    assert "lists, with 94 statements, are printed in alphabetical order and are left out" in council
    congress = texts(opened(FILE, row=f"{CRIME}/5/1"))
    assert "The record names no meeting for the turn of this link" in congress
    assert "In 1 of 1 list with members and observers, all observers stand last" in congress
    assert "The record does not say that the printed order is the order of speaking." in congress


def test_a_turn_outside_the_filters_is_told() -> None:
    """With the 7th meeting chosen, a turn of the 9th is in none of its lists."""
    app = opened(FILE, session=CRIME, meeting="7", row=f"{CRIME}/4/9")
    assert "The turn of this link is in none of the lists" in texts(app)
    assert "Turn 1 of 16" in now(app)


def test_every_list_of_four_sessions_can_be_chosen_with_rows_not_yet_reviewed() -> None:
    """All lists with turns are offered, each once, and the page stands."""
    sessions = ["crime-congress-12", "cnd-68", "hrc-28", "ga-79-c2"]
    app = opened(FILE, session=sessions, review="all")
    assert not app.exception
    options = app.selectbox(key="floor-list").options
    assert len(options) == len(set(options)) > 80
    assert "5th, 6th and 7th meetings" in " ".join(options)


def test_the_world_of_today_names_the_speaker() -> None:
    """The sixth turn of the 9th meeting is printed for the Libyan Arab Jamahiriya, which is Libya today."""
    row = f"{CRIME}/4/6"
    assert now(opened(FILE, row=row)) == "Turn 6 of 12: **Libyan Arab Jamahiriya**, African"
    assert now(opened(FILE, row=row, world="today")) == "Turn 6 of 12: **Libya**, African"
