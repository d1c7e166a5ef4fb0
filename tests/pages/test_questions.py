"""docs/questions.md answers by numbers that the queries give and that the page behind each link shows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import pytest
from streamlit.testing.v1.element_tree import Block

from components.navigation import PAGES
from plenary import queries
from plenary.choices import with_sessions
from plenary.selection import Selection, parse_link, read_selection
from plenary.store import Dataset
from plenary.worlds import seen_dataset
from tests.pages.test_pages import opened

TEXT: Final = (Path(__file__).resolve().parents[2] / "docs" / "questions.md").read_text(encoding="utf-8")
FEWEST: Final = 10
LINK: Final = re.compile(r"\((http://localhost:8501/[^)]*)\)")
NUMBER: Final = re.compile(r"\*\*([^*]+)\*\*")


@dataclass(frozen=True)
class Question:
    """One question of the text.

    Attributes:
        number: Its number in the heading.
        links: The links below it.
        numbers: What stands in bold below it, in order.
    """

    number: int
    links: tuple[str, ...]
    numbers: tuple[str, ...]


def _questions() -> dict[int, Question]:
    found = {}
    for section in re.split(r"^## (?=\d)", TEXT, flags=re.MULTILINE)[1:]:
        number = int(section.partition(".")[0])
        found[number] = Question(number, tuple(LINK.findall(section)), tuple(NUMBER.findall(section)))
    return found


QUESTIONS: Final = _questions()


def _balance(dataset: Dataset, selection: Selection) -> list[str]:
    rows = queries.balance(dataset, selection)
    told = [rows["member_statement_count"].sum(), rows["member_count"].sum()]
    for row in rows[rows["group_id"] != "none"].itertuples():
        told += [row.member_statement_count, row.member_count]
    assert rows.loc[rows["comparison"] == "below", "group_id"].tolist() == ["african"]
    assert "above" not in set(rows["comparison"])
    return [str(number) for number in told]


def _silence(dataset: Dataset, selection: Selection) -> list[str]:
    silent, groups = queries.silent_members(dataset, selection), queries.balance(dataset, selection)
    told = [len(silent), groups["member_count"].sum()]
    for row in groups.itertuples():
        told += [(silent["group_id"] == row.group_id).sum(), row.member_count]
    told += [(silent["represented_count"] > 0).sum(), (silent["attendance"] == "not_recorded").sum()]
    return [str(number) for number in told]


def _concentration(dataset: Dataset, selection: Selection) -> list[str]:
    speakers, members = queries.concentration(dataset, selection).to_dict("records")
    assert speakers["effective_speaker_count"] == pytest.approx(members["effective_speaker_count"])
    return [
        f"{speakers['gini']:.2f}", str(speakers["scope_member_count"]),
        f"{members['gini']:.2f}", str(members["scope_member_count"]),
        f"{members['gini_lowest']:.2f}", f"{members['effective_speaker_count']:.1f}",
    ]  # fmt: skip


def _order(dataset: Dataset, selection: Selection) -> list[str]:
    rows = queries.order_of_groups(dataset, selection).set_index("code")
    groups = rows.loc[[*dataset.choices["group"]]]
    assert set(groups["standing"]) == {"within"}
    observers = rows.loc["observer"]
    assert observers["standing"] == "later"
    positions = [*groups["mean_position"], observers["mean_position"], observers["null_high"]]
    told = [f"{100 * position:.1f} %" for position in positions]
    return [*told[:-2], str(observers["compared_count"]), *told[-2:]]


def _observers(dataset: Dataset, selection: Selection) -> list[str]:
    lists = queries.first_and_last(dataset, selection)
    groups = queries.order_of_groups(dataset, selection)
    speakers = groups[groups["split"] == "speaker"]
    placed, unplaced = speakers["compared_count"].sum(), speakers["unplaced_count"].sum()
    congress = queries.first_and_last(dataset, Selection(session=("crime-congress-12",)))
    (with_observers,) = congress[congress["as_observer_count"] > 0].to_dict("records")
    assert with_observers["meetings"] == "9"
    assert with_observers["members_after_count"] == 0
    told = [(lists["alphabetical"] == True).sum(), len(lists), placed, placed + unplaced]  # noqa: E712
    told += [with_observers[name] for name in ("as_observer_count", "first_observer_place", "compared_count")]
    return [str(number) for number in told]


def _delegation(dataset: Dataset, selection: Selection) -> list[str]:
    rows = queries.comparison(dataset, selection)
    whole = queries.headline_counts(dataset, selection.unfiltered())["statements"]
    told = [rows["statement_count"].sum(), whole]
    for row in rows.itertuples():
        told += [row.statement_count, row.turn_meeting_count]
    # At the Congress nobody spoke for a group.
    assert rows["unknown_count"].tolist()[0] == 0
    assert rows["spoke_for_count"].tolist() == [0, 1, 0, 0]
    return [str(number) for number in [*told, *rows["unknown_count"][1:]]]


def _represented(dataset: Dataset, selection: Selection) -> list[str]:
    rows = queries.representation(dataset, selection)
    named = rows[rows["representation"] == "named"].groupby("statement_id")["represented_id"].nunique()
    in_words = rows.loc[rows["representation"] != "named", "statement_id"].nunique()
    assert named.index.tolist() == ["cnd-68/28/1", "cnd-68/80/1", "cnd-68/80/2"]
    told = [rows["statement_id"].nunique(), rows["speaker_id"].nunique(), *named, in_words]
    return [str(number) for number in told]


def _groups(dataset: Dataset, selection: Selection) -> list[str]:
    rows = queries.comparison(dataset, selection)
    (meetings,) = rows["turn_meeting_count"].unique()
    return [str(meetings), *(f"{rate:.3f}" for rate in rows["statements_per_opportunity"])]


def _returning(dataset: Dataset, selection: Selection) -> list[str]:
    rows = queries.speakers_over_sessions(dataset, selection)
    counts = rows.groupby("session_id")["appearance"].value_counts()
    council, commission = counts["hrc-28"], counts["cnd-68"]
    told = [counts["crime-congress-12"]["first"], council["again"], council["lapsed"], council["first"]]
    told += [commission[name] for name in ("again", "returning", "first", "lapsed")]
    return [str(number) for number in told]


def _together(dataset: Dataset, selection: Selection) -> list[str]:
    rows = queries.co_participation(dataset, selection)
    units = queries.co_participation_units(dataset, selection)
    reviewed = queries.co_participation_units(dataset, Selection(session=selection.session))
    return [
        str(rows["more_than_chance"].sum()), f"{len(rows):,}",
        str(units["unit_id"].notna().sum()), str(reviewed["unit_id"].notna().sum()),
    ]  # fmt: skip


def _words(dataset: Dataset, selection: Selection) -> list[str]:
    rows = queries.quantifiers(dataset, selection).set_index("attribution_class")
    plural = rows.loc[["some", "several", "a_number", "numerous", "other", "speakers"]]
    ((lower, upper),) = set(zip(plural["lower_count"], plural["upper_count"], strict=True))
    (listed,) = set(plural["listed_speaker_count"])
    told = [rows["point_count"].sum(), *(rows["point_count"][word] for word in ("some", "several", "one"))]
    return [str(number) for number in [*told, lower, upper, listed]]


def _proposals(dataset: Dataset, selection: Selection) -> list[str]:
    threads, proposals = queries.threads(dataset, selection), queries.proposals(dataset, selection)
    outcomes = proposals["outcome"].value_counts()
    of_13 = proposals[proposals["paragraph"] == "13"]
    assert of_13["outcome"].tolist() == ["not_taken_up"] * 3
    told = [len(threads), len(queries.conclusions(dataset, selection)), (threads["strength"] == "direct").sum()]
    told += [len(proposals), *(outcomes[name] for name in ("direct", "partial", "not_taken_up"))]
    return [str(number) for number in told]


def _today(dataset: Dataset, selection: Selection) -> list[str]:
    rows = queries.balance(dataset, selection).set_index("group_id")
    told = [rows["member_statement_count"].sum(), rows["member_count"].sum()]
    told += [rows["member_count"]["african"], rows["member_count"]["asia_pacific"]]
    return [str(number) for number in [*told, len(queries.silent_members(dataset, selection))]]


NUMBERS: Final[Mapping[int, Callable[[Dataset, Selection], list[str]]]] = {
    1: _balance, 2: _silence, 3: _concentration, 4: _order, 5: _observers, 6: _delegation, 7: _represented, 8: _groups,
    9: _returning, 10: _together, 11: _words, 12: _proposals, 13: _today,
}  # fmt: skip
"""Question -> what its text says in bold, from the dataset and the selection of its first link."""


def _shown(link: str) -> str:
    """Everything that the page behind a link says in words and tables, to the blind too."""
    path = urlsplit(link).path.lstrip("/")
    file = next(entry.file for entry in PAGES if entry.url_path == path)
    app = opened(file, **parse_link(link))
    assert not app.exception
    return "\n".join(_texts(app.main)).replace("\\", "")


def _texts(block: Any) -> Iterator[str]:
    for element in block.children.values():
        if isinstance(element, Block):
            yield str(getattr(element, "label", ""))
            yield from _texts(element)
        elif element.type == "table":
            yield "\n".join(str(cell) for row in element.value.itertuples(index=False) for cell in row)
        elif element.type == "plotly_chart":
            yield element.proto.alt
        elif element.type in ("markdown", "caption", "subheader", "text"):
            yield element.value


def test_at_least_ten_questions_are_answered() -> None:
    """The text answers ten questions or more, each with a link, and none is left without a comparison."""
    assert len(QUESTIONS) >= FEWEST
    assert set(QUESTIONS) == set(NUMBERS)
    assert all(question.links and question.numbers for question in QUESTIONS.values())


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=lambda question: f"question {question.number}")
def test_numbers_of_an_answer_are_those_of_the_queries(dataset: Dataset, question: Question) -> None:
    """Every number in bold is what the queries give for the link; no link holds anything unknown."""
    for link in question.links:
        _selection, unknown = read_selection(parse_link(link), dataset.choices)
        assert not unknown
    params = parse_link(question.links[0])
    shown = seen_dataset(dataset, params)
    selection, _unknown = read_selection(params, shown.choices)
    assert list(question.numbers) == NUMBERS[question.number](shown, with_sessions(selection, shown.choices))


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=lambda question: f"question {question.number}")
def test_numbers_of_an_answer_stand_on_the_page(question: Question) -> None:
    """The pages behind the links of an answer show each number that it has in bold."""
    said = " ".join(map(_shown, question.links))
    tokens = set(re.findall(r"\d[\d,]*(?:\.\d+)?%?", said))
    assert [number for number in question.numbers if number.replace(" ", "") not in tokens] == []
