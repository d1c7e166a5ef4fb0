"""A view is told in a sentence and named by a title."""

from __future__ import annotations

import pandas as pd
import pytest

from components.navigation import PAGES
from plenary.choices import with_sessions
from plenary.selection import Selection, parse_link, read_selection
from plenary.store import Dataset
from plenary.summary import LONGEST_IN_TITLE, shortened, summary, view_title

STATEMENTS = ("statements", "meetings")


def selected(dataset: Dataset, link: str) -> Selection:
    """The selection of a link, its sessions included."""
    return with_sessions(read_selection(parse_link(f"?{link}"), dataset.choices)[0], dataset.choices)


def told(dataset: Dataset, link: str, *tables: str) -> str:
    """The sentence of a view."""

    def ask(query: object, selection: Selection) -> pd.DataFrame:
        return query(dataset, selection)  # type: ignore[operator,no-any-return]

    return summary(dataset, selected(dataset, link), tables, ask).sentence()


@pytest.mark.parametrize(
    ("link", "tables", "sentence"),
    [
        (
            "",
            STATEMENTS,
            "44 of 44 statements and 2 of 2 introductions, at the Twelfth Crime Congress; no filter is set.",
        ),
        (
            "session=crime-congress-12&item=6&group=grulac",
            STATEMENTS,
            "9 of 44 statements and 0 of 2 introductions, at the Twelfth Crime Congress, under agenda item 6, by "
            "members of the Latin American and Caribbean Group (GRULAC).",
        ),
        ("", ("conclusions",), "6 of 6 conclusions, at the Twelfth Crime Congress; no filter is set."),
    ],
)
def test_a_view_is_told_with_n_of_n(link: str, tables: tuple[str, ...], sentence: str, dataset: Dataset) -> None:
    """44 statements and 2 introductions; 9 statements of the group; 6 conclusions, as counted in the record."""
    assert told(dataset, link, *tables) == sentence


@pytest.mark.parametrize(
    ("link", "title"),
    [
        ("", "Timeline · Plenary Atlas"),
        ("session=crime-congress-12&item=6&group=grulac", "Timeline: agenda item 6, GRULAC · Plenary Atlas"),
        ("session=cnd-68", "Timeline: Narcotic Drugs Commission, 68th session · Plenary Atlas"),
        (
            "session=crime-congress-12&session=cnd-68&session=hrc-28&session=ga-79-c2",
            "Timeline: 4 sessions · Plenary Atlas",
        ),
        ("delegation=BRA&delegation=CHL&delegation=ARG", "Timeline: Brazil and 2 others · Plenary Atlas"),
        ("theme=none-such&q=prison", "Timeline · Plenary Atlas"),
    ],
)
def test_a_title_names_what_is_chosen(link: str, title: str, dataset: Dataset) -> None:
    """Filters that restrict the page stand in its title; the session that a link means unnamed does not."""
    assert view_title(dataset, selected(dataset, link), STATEMENTS, "Timeline") == title


def test_a_title_is_never_longer_than_a_tab_can_hold(dataset: Dataset) -> None:
    """Every filter at once, each with two values of the dataset, is cut after 90 characters."""
    everything = Selection(**{name: tuple(codes)[:2] for name, codes in dataset.choices.items() if name in ALL})
    for page in PAGES:
        title = view_title(dataset, everything, page.tables, "Page")
        assert len(title) <= len("Page: ") + LONGEST_IN_TITLE + len(" · Plenary Atlas")


ALL = ("session", "meeting", "item", "group", "delegation", "kind", "act", "capacity", "theme", "action", "addressee")


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("two words", "two words"),
        ("one two three", "one two…"),
        ("abcdefghijklmnop", "abcdefghi…"),
        ("a\nb  c", "a b c"),
        ("", ""),
    ],
)
def test_a_long_text_is_cut_at_a_blank(text: str, short: str) -> None:
    """Ten characters are left, the ellipsis included; white space is one blank."""
    assert shortened(text, 10) == short
