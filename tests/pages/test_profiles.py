"""The page of profiles: the invitation, more than six, the first meeting by meeting, one session and several."""

from __future__ import annotations

from tests.pages.test_pages import opened, texts, values

SESSIONS = ["crime-congress-12", "hrc-28", "ga-79-c2", "cnd-68"]


def test_without_a_choice_the_page_invites_to_choose() -> None:
    """Nobody is pinned: the page says how to choose; a delegation that is added comes into the link."""
    app = opened("profiles.py")
    assert "Choose up to six delegations or regional groups" in texts(app)
    assert "no filter is set" in texts(app)
    app.selectbox(key="find-delegation-profiles").set_value("BRA").run()
    app.selectbox(key="find-delegation-profiles").set_value("CHL").run()
    assert not app.exception
    assert values(app, "delegation") == ["BRA", "CHL"]
    said = texts(app)
    assert "Meeting by meeting: Brazil" in said
    assert "**3 of 44 statements**" in said
    assert "Choose up to six" not in said


def test_more_than_six_are_told_and_stand_in_the_table() -> None:
    """Of seven delegations and a group the figure shows six, by name; the table has all eight at each session."""
    chosen = ["BRA", "CHL", "MEX", "RUS", "CHN", "USA", "SSD"]
    app = opened("profiles.py", session=SESSIONS[:2], delegation=chosen, group="grulac", view="comparison-table")
    assert not app.exception
    assert app.warning[0].value.startswith("8 delegations and groups are chosen. The figure shows the first 6: Brazil,")
    table = app.table[0].value
    assert len(table) == 16
    assert table["Statements"].tolist()[6] == "–"
    assert "no such speaker on the first day" not in texts(app)  # Brazil is the one told session by session.


def test_the_one_pictured_is_told_session_by_session() -> None:
    """Brazil made a statement on behalf of others at the Council; who was meant by 14 more is unknown."""
    said = texts(opened("profiles.py", session=SESSIONS, delegation=["BRA", "CHL"]))
    assert "statements: 2; meetings with speakers recorded: 3; all turns: Statement 2; Member 2." in said
    assert "on behalf of others: 1; of others that name it as represented: 0." in said
    assert "members are not recorded: 14; whether it was among those is unknown." in said
    assert "These sessions are of different bodies" in said


def test_one_session_says_why_nothing_comes_back() -> None:
    """Over one session nobody can return: the card says so in place of a figure."""
    assert "One session is chosen: who comes back" in texts(opened("profiles.py", delegation="BRA"))


def test_an_entry_opens_on_the_page() -> None:
    """The row that a mark opens stands above the cards."""
    app = opened("profiles.py", delegation="BRA", row="crime-congress-12/3/6", view="profile-table")
    assert "As printed: Brazil" in texts(app)
    assert "crime-congress-12/3/6" in app.table[0].value["Entry"].tolist()[2]


def test_nothing_left_and_unknown_values_break_nothing() -> None:
    """At a meeting that is only mentioned nothing is counted; an unknown delegation is told, all rows are asked for."""
    app = opened("profiles.py", meeting="crime-congress-12:2", delegation=["BRA", "ATL"], review="all")
    assert not app.exception
    assert "“ATL”" in app.warning[0].value
    assert "no speaker is recorded" in texts(app)
    assert "0 statements; the rows shown record speakers at 0 of 1 meetings" in texts(app)
