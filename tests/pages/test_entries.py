"""Panels of entries, the controls beside the title, and embedded pages, as AppTest draws them."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from components.navigation import PAGES, title
from tests.pages.test_pages import FILES, OF_THE_DATASET, SHELL, opened, texts

CRIME = "crime-congress-12"
SITE = "https://example.org/atlas/"
URLS = {entry.file: entry.url_path for entry in PAGES}


def codes(app: AppTest) -> str:
    """Everything that the page gives to copy."""
    return "\n".join(element.value for element in app.code)


def with_open(file: str, control: str, **params: str | list[str]) -> AppTest:
    """The page with one of its controls open."""
    app = opened(file, **params)
    app.session_state[control] = True
    return app.run()


@pytest.fixture(autouse=True)
def public_address(monkeypatch: pytest.MonkeyPatch) -> None:
    """The dashboard has a public address."""
    monkeypatch.setenv("PLENARY_SITE_ADDRESS", SITE)


@pytest.mark.parametrize(
    ("file", "row", "said", "address"),
    [
        ("timeline.py", f"{CRIME}/2/14", "Place in the list: 14", f"{CRIME}/2/14"),
        ("timeline.py", f"{CRIME}:7", "7th meeting", f"{CRIME}:7"),
        ("conclusions.py", f"{CRIME}/19/c", "The entry of this link", f"{CRIME}/19/c"),
        ("discussion.py", f"{CRIME}/5/1", "View 1 in paragraph 5 of the discussion", f"{CRIME}/5/1?table=points"),
        ("discussion.py", f"{CRIME}/19/d", "View 1 in paragraph 15 of the discussion", f"{CRIME}/19/d"),
        ("the_record.py", f"{CRIME}/5/1", "View 1 in paragraph 5 of the discussion", f"{CRIME}/5/1?table=points"),
        ("the_record.py", f"{CRIME}/1/2", "Before the session", f"{CRIME}/1/2?table=documents_before"),
        ("the_record.py", "draft-not-adopted", "What follows: ", "draft-not-adopted"),
    ],
)
def test_link_opens_the_panel_of_its_entry_with_address_and_citation(
    file: str, row: str, said: str, address: str
) -> None:
    """Each kind of entry has a panel on its page, with permanent address, citation in four forms and a way to close."""
    app = with_open(file, "cite-entry", row=row)
    assert not app.exception
    assert not app.warning
    assert said in texts(app)
    given = codes(app)
    assert f"{SITE}entry/{address}" in given
    pinned = f"{SITE}entry/{address}{'&' if '?' in address else '?'}v="
    for form in (f"Available at {pinned}", f"\\url{{{pinned}", f"UR  - {pinned}", f'"URL": "{pinned}'):
        assert form in given
    app.button(key="close-row").click().run()
    assert "row" not in app.query_params


def test_panel_of_a_meeting_tells_what_is_recorded_of_it() -> None:
    """The 8th meeting: 15 April by paragraph 3, its 17 turns, and the way to them."""
    said = texts(opened("timeline.py", row=f"{CRIME}:8"))
    assert "Date: 15 April 2010 \\(stated\\)" in said
    assert "How it is attested: Speakers recorded" in said
    assert "Turns recorded: 17" in said
    assert "Receipt: draft report V\\.10\\-52859, paras. 1 and 3" in said


def test_panel_of_a_meeting_that_is_only_mentioned_has_no_way_to_turns() -> None:
    """Of the 2nd meeting no speaker is recorded: the panel says so, with the inferred date and its note."""
    app = opened("timeline.py", row=f"{CRIME}:2")
    said = texts(app)
    assert "Date: 12 April 2010 \\(inferred\\)" in said
    assert "Turns recorded: 0" in said
    assert "How it is attested: Only mentioned" in said
    assert "Note: Of the dates in paragraph 1" in said


def test_statement_not_yet_reviewed_opens_too() -> None:
    """The address of a row that is left out of lists opens its panel, which says that it is not reviewed."""
    turns = opened("timeline.py").session_state["plenary-view"].dataset.rows("turns")
    row = turns[turns["review_status"] == "unreviewed"].iloc[0]["statement_id"]
    app = opened("timeline.py", row=row)
    assert not app.exception
    assert "Review: Not yet reviewed" in texts(app)
    assert f"entry/{row}" in texts(app)


def test_card_of_a_delegation_has_its_permanent_address() -> None:
    """A delegation has one address also where it never spoke."""
    app = with_open("delegations.py", "cite-CIV", delegation="CIV", session=CRIME)
    assert f"{SITE}entry/CIV" in codes(app)


def test_links_of_a_symbol_stand_in_receipts_and_lists() -> None:
    """Documents before the session lead to the public document site by symbol; the draft without symbol does not."""
    said = texts(opened("the_record.py", session=CRIME))
    assert "[A/CONF\\.213/7](https://docs.un.org/en/A/CONF.213/7)" in said
    assert "docs.un.org/en/V" not in said
    said = texts(opened("the_record.py", session="hrc-28"))
    assert "(https://docs.un.org/en/A/HRC/28/2)" in said


@pytest.mark.parametrize("file", FILES)
def test_share_gives_links_code_and_data(file: str) -> None:
    """The link follows the dataset or is pinned to its version; the code embeds the page; the data is its tables'."""
    app = with_open(file, "share", session=CRIME, q='Côte d\'Ivoire, (a) & "b"')
    assert not app.exception
    query = f"session={CRIME}&q=C%C3%B4te%20d%27Ivoire%2C%20%28a%29%20%26%20%22b%22"
    link = f"{SITE}{URLS[file]}?{query}"
    version = app.session_state["plenary-view"].dataset.version
    given = [element.value for element in app.code]
    assert given[:2] == [link, f"{link}&v={version}"]
    embed = f'<iframe src="{link.replace("&", "&amp;")}&amp;embed=true" title="'
    assert given[2].startswith(embed)
    assert title(next(entry for entry in PAGES if entry.file == file)) in given[2]
    if file in OF_THE_DATASET:
        assert f'pd.read_csv("{SITE}data/' in given[3]


@pytest.mark.parametrize("file", FILES)
def test_cite_this_view_gives_four_forms(file: str) -> None:
    """Footnote, BibTeX, RIS and CSL-JSON of the view, each with the link pinned to the version."""
    app = with_open(file, "cite", session=CRIME)
    assert not app.exception
    name = title(next(entry for entry in PAGES if entry.file == file))
    footnote, bibtex, ris, csl = [element.value for element in app.code][:4]
    assert footnote.startswith(f"Plenary Atlas contributors, “{name}")
    assert f"Available at {SITE}{URLS[file]}?session={CRIME}&v=" in footnote
    assert bibtex.startswith("@misc{plenary-atlas-")
    assert ris.startswith("TY  - DATA")
    assert '"type": "dataset"' in csl


def test_closed_controls_are_not_filled() -> None:
    """While nobody opens them the controls beside the title hold nothing that would have to be made."""
    assert [element.value for element in opened("timeline.py").code] == []


@pytest.mark.parametrize("file", FILES)
def test_embedded_page_has_no_sidebar_and_says_where_it_is_from(file: str) -> None:
    """Title and sentence stand, navigation and filters do not; the foot names source, version, licence and the way."""
    app = AppTest.from_file(str(SHELL), default_timeout=60)
    app.context["is_embedded"] = True
    app.query_params["session"] = CRIME
    if file != "overview.py":
        app.run().switch_page(f"../pages/{file}")
    app.run()
    assert not app.exception
    assert len(app.sidebar) == 0
    assert [element.value for element in app.title] == [title(next(entry for entry in PAGES if entry.file == file))]
    said = texts(app)
    assert "Source: draft report V\\.10\\-52859 (the adopted report was not compared)." in said
    assert "Dataset version " in said
    assert "CC0 1.0" in said
    assert f"[Open in Plenary Atlas]({SITE}{URLS[file]}?session={CRIME})" in said
