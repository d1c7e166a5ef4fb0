"""Answers that are kept for the next reader are bounded in number and in memory."""

from __future__ import annotations

import pandas as pd
import pytest

from components.dataset import KeptAnswers


def numbers(count: int) -> pd.DataFrame:
    """A frame of so many whole numbers: eight bytes each, and an index of 132 bytes."""
    return pd.DataFrame({"number": range(count)})


def test_an_answer_is_computed_once() -> None:
    """The second reader gets the very answer of the first."""
    kept = KeptAnswers(10, 10_000)
    first = kept.get("a", lambda: numbers(1))
    assert kept.get("a", lambda: numbers(2)) is first
    assert kept.computed == 1


def test_those_not_asked_for_longest_go_first() -> None:
    """Of three answers two fit; the one asked for again stays, the other is computed anew."""
    kept = KeptAnswers(2, 1_000_000)
    for key in "abac":
        kept.get(key, lambda: numbers(1))
    assert len(kept) == 2
    assert kept.computed == 3
    kept.get("a", lambda: numbers(1))
    assert kept.computed == 3
    kept.get("b", lambda: numbers(1))
    assert kept.computed == 4


def test_large_answers_take_the_place_of_several_small_ones() -> None:
    """Nine answers of 932 bytes fit beside one another; one of 8,132 bytes leaves room for two of them."""
    kept = KeptAnswers(100, 10_000)
    for key in range(9):
        kept.get(key, lambda: numbers(100))
    assert len(kept) == 9
    kept.get("large", lambda: numbers(1_000))
    assert len(kept) == 1 + 2


def test_an_answer_larger_than_all_room_is_given_and_not_kept() -> None:
    """What does not fit is computed for each who asks."""
    kept = KeptAnswers(100, 1_000)
    assert len(kept.get("large", lambda: numbers(1_000))) == 1_000
    assert len(kept) == 0


def test_a_failure_is_not_kept() -> None:
    """Who asks after a failure gets an answer."""
    kept = KeptAnswers(100, 10_000)
    with pytest.raises(ZeroDivisionError):
        kept.get("a", lambda: numbers(1 // 0))
    assert len(kept.get("a", lambda: numbers(3))) == 3
