"""Pages over several sessions: the choice of session, comparison, and rows not yet reviewed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.pages.test_pages import OF_THE_DATASET, opened, texts, values
from tests.several_sessions import CRIME, ORCHARD, WATER

EVERY = [CRIME, ORCHARD, WATER]


@pytest.fixture(autouse=True)
def three_sessions(sessions_directory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages show the dataset of three sessions."""
    monkeypatch.setenv("PLENARY_DATA", str(sessions_directory))


@pytest.mark.parametrize("review", ["", "all", "unreviewed"])
@pytest.mark.parametrize("sessions", [[], [ORCHARD], [WATER], EVERY], ids=["none", "forum", "council", "three"])
@pytest.mark.parametrize("file", OF_THE_DATASET)
def test_page_opens_for_any_sessions_with_and_without_review(file: str, sessions: list[str], review: str) -> None:
    """No choice of sessions and review, empty ones included, breaks a page."""
    app = opened(file, session=sessions, review=review)
    assert not app.exception
    assert not app.warning


@pytest.mark.parametrize("file", ["overview.py", "participation_map.py", "timeline.py", "delegations.py"])
def test_page_without_a_session_shows_the_first_and_says_so(file: str) -> None:
    """A link of the time of one session means what it meant: 44 statements, at the Congress; the control shows it."""
    app = opened(file)
    assert "44 of 44 statements" in texts(app)
    assert "at the Twelfth Crime Congress; no filter is set" in texts(app)
    assert app.multiselect(key="filter-session").value == [CRIME]


def test_choice_of_session_is_written_into_the_link_and_leaves_items_of_others_behind() -> None:
    """Leaving the Forum takes its item out of the link; taking the last session away chooses all three."""
    app = opened("timeline.py", session=[CRIME, ORCHARD], item=[f"{CRIME}:6", f"{ORCHARD}:2"])
    app.multiselect(key="filter-session").set_value([CRIME]).run()
    assert values(app, "session") == [CRIME]
    assert values(app, "item") == ["6"]
    app.multiselect(key="filter-session").set_value([]).run()
    assert values(app, "session") == EVERY


def test_options_of_items_are_those_of_the_chosen_sessions() -> None:
    """With one session the items have its numbers; with two each says of which session it is."""
    assert opened("timeline.py", session=WATER).multiselect(key="filter-meeting").options == [
        "1st meeting",
        "2nd meeting",
    ]
    options = opened("timeline.py", session=[ORCHARD, WATER]).multiselect(key="filter-item").options
    assert options[-1] == "agenda item 5 (Second Water Council)"
    assert len(options) == 4


def test_clearing_filters_keeps_the_sessions() -> None:
    """The sessions chosen are no filter that the button takes off."""
    app = opened("timeline.py", session=[ORCHARD, WATER], group="african")
    app.button(key="clear-filters").click().run()
    assert values(app, "session") == [ORCHARD, WATER]
    assert "group" not in app.query_params


@pytest.mark.parametrize(
    ("file", "button"),
    [
        ("overview.py", "Show 6 rows not yet reviewed"),
        ("participation_map.py", "Show 5 rows not yet reviewed"),
        ("timeline.py", "Show 5 rows not yet reviewed"),
        ("delegations.py", "Show 5 rows not yet reviewed"),
        ("conclusions.py", "Show 1 row not yet reviewed"),
        ("discussion.py", "Show 1 row not yet reviewed"),
    ],
)
def test_control_says_how_many_rows_are_hidden(file: str, button: str) -> None:
    """Five turns, a conclusion and a view are hidden; each page counts those that it would show."""
    app = opened(file, session=EVERY)
    assert app.button(key="show-unreviewed").label == button


def test_control_shows_and_hides_rows_and_stands_in_the_link() -> None:
    """Ten of the Forum's statements are reviewed; with the control there are thirteen, and the link says review=all."""
    app = opened("timeline.py", session=ORCHARD)
    assert "10 of 10 statements" in texts(app)
    assert "3 rows not yet reviewed are left out" in texts(app)
    app.button(key="show-unreviewed").click().run()
    assert values(app, "review") == ["all"]
    assert "13 of 13 statements" in texts(app)
    assert "3 rows not yet reviewed are included" in texts(app)
    app.button(key="hide-unreviewed").click().run()
    assert "review" not in app.query_params
    assert "10 of 10 statements" in texts(app)


def test_without_hidden_rows_there_is_no_control() -> None:
    """All rows of the Congress are reviewed: nothing is said of a review."""
    app = opened("timeline.py", session=CRIME)
    assert not [button for button in app.button if "reviewed" in button.label]
    assert "not yet reviewed" not in texts(app)


def test_hidden_rows_are_counted_within_the_filters() -> None:
    """Of Ghana one turn is hidden, of Norway none."""
    assert (
        opened("delegations.py", session=ORCHARD, delegation="GHA")
        .button(key="show-unreviewed")
        .label.startswith("Show 1 row ")
    )
    assert "not yet reviewed" not in texts(opened("timeline.py", session=ORCHARD, delegation="NOR")).replace(
        "in rows not yet reviewed", ""
    )


def test_overview_sets_sessions_side_by_side() -> None:
    """The table has a column for each session, with its own number of members and its share."""
    app = opened("overview.py", session=EVERY)
    table = app.table[0].value.set_index("Figure")
    assert table.loc["Members of the United Nations on the first day"].tolist() == ["192", "193", "193"]
    assert table.loc["Members with statements"].tolist() == [r"39 \(20%\)", r"7 \(4%\)", r"4 \(2%\)"]
    assert table.loc["Conclusions"].tolist() == ["6", "1", "none recorded"]
    assert table.loc["By itself"].tolist()[1] == f"[Open](?session={ORCHARD})"
    assert table.loc["Turns not yet reviewed"].tolist() == ["none", "3, left out here", "2, left out here"]


def test_overview_of_one_session_leads_to_the_others() -> None:
    """With the Congress alone, the others are listed, and a button sets all side by side."""
    app = opened("overview.py")
    assert "Sessions in this dataset" in texts(app)
    assert app.table[0].value["Statements"].tolist() == ["44", "10", "4"]
    app.button(key="all-sessions").click().run()
    assert values(app, "session") == EVERY
    assert "58 of 58 statements" in texts(app)


def test_delegations_have_a_column_for_each_session() -> None:
    """Brazil spoke twice, once and once; South Sudan was no member in 2010; Japan only replied at the Forum."""
    app = opened("delegations.py", session=EVERY)
    table = app.table[0].value
    rows = {row.iloc[0].partition("]")[0].lstrip("["): row.iloc[2:5].tolist() for _index, row in table.iterrows()}
    assert rows["Brazil"] == ["2", "1", "1"]
    assert rows["South Sudan"] == ["no member", "1", "–"]
    assert rows["Japan"] == ["1", "1 other turn", "–"]
    assert rows["Speakers not named"] == ["–", "1", "–"]
    assert "By statements" not in app.segmented_control(key="sort-delegations").options
    assert [expander.label for expander in app.expander][:3] == [
        "With statements in 3 of 3 sessions: 1 State",
        "With statements in 2 of 3 sessions: 6 States",
        "With statements in 1 of 3 sessions: 35 States",
    ]


def test_card_of_a_delegation_tells_what_it_was_at_each_session() -> None:
    """Japan's group was called Asian Group in 2010 and Asia-Pacific Group in 2015."""
    said = texts(opened("delegations.py", session=[CRIME, ORCHARD], delegation="JPN"))
    assert r"Regional group on the day\: Asian Group" in said
    assert r"Regional group on the day\: Asia\-Pacific Group" in said


def test_opened_statement_tells_on_whose_behalf_it_was_made() -> None:
    """Italy spoke on behalf of the European Union."""
    said = texts(opened("timeline.py", row=f"{ORCHARD}/2/2"))
    assert "Spoke on behalf of: European Union" in said
    assert "at the Fourth Orchard Forum" in said


def test_row_not_yet_reviewed_opens_by_its_link_and_says_so() -> None:
    """The address of a hidden row opens it; the panel says that it is not yet reviewed."""
    assert "Review: Not yet reviewed" in texts(opened("timeline.py", row=f"{WATER}/2/a/1"))


def test_session_without_conclusions_says_so() -> None:
    """The Council has no conclusions: that is told as no record, and no filter is offered to be taken off."""
    app = opened("conclusions.py", session=WATER)
    assert "No conclusions are recorded here for the Second Water Council" in texts(app)
    assert not [button for button in app.button if button.label.startswith("Without")]
    assert "No conclusions" not in texts(opened("conclusions.py", session=ORCHARD))


@pytest.mark.parametrize("file", OF_THE_DATASET)
def test_only_drafts_are_called_drafts(file: str) -> None:
    """On no page of the Forum, whose report is adopted, is anything called a draft."""
    assert "draft" not in texts(opened(file, session=ORCHARD)).lower()


def test_record_tells_documents_and_coverage_of_the_chosen_sessions() -> None:
    """The record of the Forum names its report, its reviewed paragraphs, and nothing of the Congress."""
    app = opened("the_record.py", session=ORCHARD)
    said = texts(app)
    assert "O/FORUM/4/9" in said
    assert "10\\-52859" not in said
    coverage = app.table[0].value.set_index("Rows of")
    assert coverage.loc["Statements"].tolist()[1:5] == ["12", "2 to 4", "3", "6"]
    assert "date not recorded: only mentioned" in said
    assert "Plenary Atlas tests, 2 January 2026" in said
    citation = app.code[1].value
    assert "O/FORUM/4/9" in citation
    assert "V.10-52859" not in citation


def test_error_in_a_state_is_reported_by_its_code() -> None:
    """The link of a State's row in a table leads to the record, which names the row and knows it."""
    app = opened("the_record.py", row="BRA")
    assert not app.warning
    assert "BRA" in [element.value for element in app.code]
