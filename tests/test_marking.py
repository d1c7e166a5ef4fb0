"""Names are marked in the words of a document, and nothing else in them is."""

from __future__ import annotations

import pytest

from components.marking import marked, place_of


def test_the_chosen_name_stands_out_among_the_others() -> None:
    """The chosen name is bold on the accent, the others on grey, the words between as they are, blanks kept."""
    assert marked("the observer for Chile, Peru and Fiji spoke", (24, 28), [(17, 22), (33, 37)]) == (
        "the observer for :gray-background[Chile], :primary-background[**Peru**] and :gray-background[Fiji] spoke"
    )


@pytest.mark.parametrize("span", [(-3, 2), (2, 2), (3, 99), (5, 3)])
def test_a_place_outside_the_words_marks_nothing(span: tuple[int, int]) -> None:
    """Spans that begin before, end behind or hold nothing are left out."""
    assert marked("Chile spoke", span) == "Chile spoke"


def test_of_overlapping_names_the_first_counts() -> None:
    """A name inside another is not marked twice, and no word is lost."""
    assert marked("Equatorial Guinea", (11, 17), [(0, 17)]) == ":gray-background[Equatorial Guinea]"


@pytest.mark.parametrize(
    "text",
    ["<b>x</b>", "[a](javascript:x)", "$x$ :red[y] :material/lock:", "# 1. *a* `b` ~~c~~", "![p](https://e.org)"],
)
def test_words_of_a_document_are_no_markdown(text: str) -> None:
    """Every sign that could mean something is escaped, inside a marked name too."""
    for written in (marked(text, None), marked(text, (0, len(text)))):
        inside = written.removeprefix(":primary-background[**").removesuffix("**]")
        bare = [sign for place, sign in enumerate(inside) if sign in "<[*`$:~#!" and inside[place - 1 : place] != "\\"]
        assert bare == []


def test_lines_stay_lines() -> None:
    """The entries of a list, one a line, are shown one a line."""
    assert marked("Chile\nPeru", (6, 10)) == "Chile  \n:primary-background[**Peru**]"


@pytest.mark.parametrize(
    ("name", "text", "others", "place"),
    [
        ("Niger", "Nigeria and Niger spoke", ["Nigeria", "Niger"], (12, 17)),
        ("Guinea", "Guinea-Bissau, Equatorial Guinea and Guinea", ["Equatorial Guinea", "Guinea"], (37, 43)),
        ("Guinea", "Papua New Guinea alone", ["Papua New Guinea"], None),
        ("Chile", "nobody", [], None),
        ("", "nobody", [], None),
    ],
)
def test_a_name_is_found_where_it_stands_by_itself(
    name: str, text: str, others: list[str], place: tuple[int, int] | None
) -> None:
    """Niger is not in Nigeria, Guinea neither in Guinea-Bissau nor in a longer name of the list."""
    assert place_of(name, text, others) == place
