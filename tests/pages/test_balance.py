"""The page of balance and silence: its numbers in words, its warnings, and every state that a link leads to."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from plenary.markup import unescape

SHELL = Path(__file__).resolve().parents[2] / "components" / "shell.py"


def opened(**params: str | list[str]) -> AppTest:
    """The page as a reader sees it who opens a link with these parameters."""
    app = AppTest.from_file(str(SHELL), default_timeout=60)
    for name, value in params.items():
        app.query_params[name] = value
    app.run().switch_page("../pages/balance.py").run()
    assert not app.exception
    return app


def said(app: AppTest) -> str:
    """Everything that the page says in words."""
    kinds = (app.subheader, app.markdown, app.caption, app.warning, app.info)
    return "\n".join(element.value for kind in kinds for element in kind)


def titles(app: AppTest) -> list[str]:
    """The titles of the lists of members without a statement."""
    found = [unescape(element.label) for element in app.expander]
    return [title for title in found if title.endswith("without a statement here")]


def test_page_tells_its_numbers_with_their_denominators() -> None:
    """153 of 192 members are silent, the coefficients are 0.02 and 0.80, each with its reason; three meetings warn."""
    app = opened()
    words = said(app)
    assert "153 of 192 members have no statement recorded in the session" in words
    assert "Among the 39 members that spoke, the Gini coefficient is 0.02" in words
    assert "Among all 192 members it is 0.80, since 153 have no statement here" in words
    assert "it cannot fall below 0.79" in words
    assert "**Caution:**" in words
    assert "The interval is a bootstrap" in words
    assert "that of 153 is not recorded" in words
    assert "Kiribati: In no regional group" in unescape(words)
    assert "Turkey (WEOG): Takes part in this group and in the Asia-Pacific Group" in unescape(words)
    assert titles(app)[0] == "African Group: 47 of 53 members without a statement here"
    african = app.table[0].value.iloc[0]
    assert african.iloc[0].startswith("[African](timeline?session=crime-congress-12&group=african&")
    assert (african["Opportunities"], unescape(african["Statements for 100 opportunities"])) == ("159", "3.8")


def test_a_filter_lists_apart_who_spoke_elsewhere() -> None:
    """At the 9th meeting 31 States have none that spoke at others; a filter by group lists members of that group."""
    assert "; 31 more have none within them" in said(opened(meeting="crime-congress-12:9"))
    app = opened(group="african")
    assert titles(app) == ["African Group: 47 of 53 members without a statement here"]
    assert "40 statements of members of the United Nations" in said(app)


@pytest.mark.parametrize("view", ["by-member", "silence-table", "balance-table"])
def test_page_opens_with_several_sessions_and_rows_not_reviewed(view: str) -> None:
    """With all sessions each number names its session; States that were no members are left out, which is told."""
    sessions = ["crime-congress-12", "hrc-28", "ga-79-c2", "cnd-68"]
    app = opened(session=sessions, review="all", view=view)
    words = said(app)
    assert "- **Second Committee, 79th session.** Among the 10 members that spoke" in words
    assert "of States that were no members are left out" in words
    assert "The curves are drawn for one session at a time" in words
    if view == "by-member":
        assert "exact one of Clopper and Pearson" in words


def test_nothing_left_is_told_and_not_shown_as_zero() -> None:
    """At the 2nd meeting no speaker is recorded: nothing is measured, and each member is without a statement."""
    words = said(opened(meeting="crime-congress-12:2", kind="ngo"))
    assert "there is nothing to measure" in words
    assert "153 of 192 members" in words
    assert "; 39 more have none within them" in words
