"""Links become selections and selections become links."""

from __future__ import annotations

from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plenary.selection import (
    FILTERS,
    LISTS,
    TABLE_FILTERS,
    Selection,
    fold,
    parse_link,
    read_selection,
    search_terms,
)

CHOICES: dict[str, dict[str, str]] = {name: {} for name in (*LISTS, "row", "sort", "v")} | {
    "session": {"congress-1": "First Congress", "congress-2": "Second Congress"},
    "item": {"congress-1:6": "agenda item 6", "congress-1:10": "agenda item 10", "congress-2:6": "agenda item 6"},
    "meeting": {"congress-1:7": "7th meeting", "congress-1:8": "8th meeting"},
    "group": {"grulac": "Latin American and Caribbean Group", "weog": "Western European and Others Group"},
    "delegation": {"BRA": "Brazil", "ACME-&": "R&D <Institute>"},
    "theme": {"assets": "Assets"},
    "sort": {"theme": "theme"},
    "view": {"tiles": "tiles"},
    "v": {"1.0.0": "1.0.0"},
}


def test_link_with_one_session_reads_bare_numbers() -> None:
    """An item given by its bare number belongs to the one session that the link names."""
    selection, unknown = read_selection(parse_link("session=congress-1&item=6&group=grulac"), CHOICES)
    assert selection == Selection(session=("congress-1",), item=("congress-1:6",), group=("grulac",))
    assert unknown == []


@pytest.mark.parametrize("query", ["item=6", "session=congress-1&session=congress-2&item=6"])
def test_bare_number_without_one_session_is_told(query: str) -> None:
    """A bare item number is told and left out unless exactly one session is named."""
    selection, unknown = read_selection(parse_link(query), CHOICES)
    assert selection.item == ()
    assert [(value.parameter, value.value) for value in unknown] == [("item", "6")]
    assert "exactly one session" in unknown[0].reason


def test_unknown_values_are_told_and_the_rest_works() -> None:
    """Each unknown value and parameter is named once; the known part of the link is kept."""
    selection, unknown = read_selection(
        parse_link("group=weog&group=atlantis&colour=red&sort=luck&delegation=bra"), CHOICES
    )
    assert selection == Selection(group=("weog",))
    assert {(value.parameter, value.value) for value in unknown} == {
        ("group", "atlantis"), ("colour", "red"), ("sort", "luck"), ("delegation", "bra"),
    }  # fmt: skip


def test_second_search_text_is_told() -> None:
    """Of a parameter that takes one value the first is used and any other is told."""
    selection, unknown = read_selection(parse_link("q=one&q=two"), CHOICES)
    assert selection.q == "one"
    assert [value.value for value in unknown] == ["two"]


def test_search_text_of_ten_thousand_characters_is_told() -> None:
    """Search text beyond the limit is left out and told, cut for the message."""
    selection, unknown = read_selection({"q": ["x" * 10_000]}, CHOICES)
    assert selection.q == ""
    assert len(unknown[0].value) == 80


def test_parameters_of_the_embedding_page_are_no_mistake() -> None:
    """What Streamlit itself reads from an address is not reported as unknown."""
    assert read_selection(parse_link("embed=true&embed_options=dark_theme"), CHOICES) == (Selection(), [])


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("https://example.org/timeline?item=a&item=b", {"item": ["a", "b"]}),
        ("?q=a%20b", {"q": ["a b"]}),
        ("q=a+b", {"q": ["a b"]}),
        ("https://example.org/timeline", {}),
        ("", {}),
    ],
)
def test_link_is_read_with_or_without_its_address(link: str, expected: dict[str, list[str]]) -> None:
    """A whole link, its query with a question mark and its bare query say the same."""
    assert parse_link(link) == expected


def test_values_are_written_once_in_fixed_order_with_bare_numbers() -> None:
    """The same selection always gives the same link."""
    selection = Selection(
        q="a&b", item=("congress-1:6", "congress-1:10"), session=("congress-1",), delegation=("ACME-&",)
    )
    assert selection.to_query() == "session=congress-1&item=6&item=10&delegation=ACME-%26&q=a%26b"


CODES = {
    name: st.lists(st.sampled_from(sorted(CHOICES[name])), unique=True).map(tuple) for name in LISTS if CHOICES[name]
}
SELECTIONS = st.builds(
    Selection,
    **CODES,
    q=st.text(st.characters(exclude_categories=["Cs"]), max_size=60),
    sort=st.sampled_from(["", "theme"]),
    v=st.sampled_from(["", "1.0.0"]),
)


@given(SELECTIONS)
def test_every_selection_survives_its_link(selection: Selection) -> None:
    """Writing a selection into a link and reading it back gives the same selection and nothing unknown."""
    assert read_selection(parse_link("?" + selection.to_query()), CHOICES) == (selection, [])


@given(st.dictionaries(st.text(max_size=12), st.lists(st.text(max_size=30), max_size=3), max_size=4))
def test_any_parameters_are_read_without_an_error(params: dict[str, list[str]]) -> None:
    """Whatever a link holds, it gives a selection of known codes."""
    selection, _ = read_selection(params, CHOICES)
    for name in LISTS:
        assert set(getattr(selection, name)) <= set(CHOICES[name])


def test_sentence_names_only_filters_that_restrict_the_table() -> None:
    """A theme says nothing about statements, so their sentence leaves it out and it is listed apart."""
    selection = Selection(item=("congress-1:6", "congress-1:10"), group=("grulac",), theme=("assets",))
    assert selection.sentence(CHOICES, "statements") == (
        "under agenda item 6 or agenda item 10, by members of the Latin American and Caribbean Group"
    )
    assert selection.without_meaning_for("statements") == ("theme",)
    assert selection.sentence(CHOICES, "conclusions") == "under agenda item 6 or agenda item 10, on Assets"


def test_tables_know_only_filters() -> None:
    """What restricts a table is always one of the filters, and each filter restricts some table."""
    assert {name for names in TABLE_FILTERS.values() for name in names} == set(FILTERS)
    assert set(FILTERS) <= {field.name for field in fields(Selection)}


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("migrant women", ("migrant", "women")),
        ('"organized crime" data', ("organized crime", "data")),
        ('"unclosed', ("unclosed",)),
        ("Côte É", ("cote", "e")),
        ('""', ()),
        (".*", (".*",)),
    ],
)
def test_search_text_is_words_and_phrases(text: str, terms: tuple[str, ...]) -> None:
    """Words are searched one by one, phrases between double quotes as they stand; nothing is a pattern."""
    assert search_terms(text) == terms


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    """Folded text is its own folding."""
    assert fold(fold(text)) == fold(text)
