"""Words of attribution, threads and proposals, counted by hand in the first record; no view beside a speaker."""

from __future__ import annotations

import csv
from collections import Counter
from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.charts.quantifiers import quantifier_ranges, quantifier_ranges_alt
from components.charts.threads import thread_lines, thread_lines_alt
from plenary import queries
from plenary.__main__ import main
from plenary.choices import vocabulary
from plenary.curation.thread_hints import thread_hints
from plenary.discussion import FEWEST, recorded_lists
from plenary.schema import DATA
from plenary.selection import Selection
from plenary.store import Dataset
from tests.several_sessions import ORCHARD, WATER

SESSION = "crime-congress-12"
CRIME = Selection(session=(SESSION,))

CLASSES = {
    "one": ("9/3", "13/2", "17/3"),
    "another": ("13/3", "17/4"),
    "some": ("8/3", "8/5", "9/2", "10/1", "12/1", "13/1", "13/5"),
    "several": ("7/1", "8/2", "8/4", "9/1", "15/1", "16/2", "17/2"),
    "a_number": ("6/1",),
    "numerous": ("16/3",),
    "other": ("8/1", "13/4", "14/3"),
    "speakers": ("11/1", "14/1", "16/1", "17/1", "18/1"),
    "impersonal": ("10/2", "14/2", "17/5", "18/2"),
    "secretariat": ("5/1",),
}
"""Paragraph and place of each attribution phrase of paragraphs 5 to 18, by its word: 34 in all."""

THREADS = {
    "a": {"6/1": "direct", "8/3": "partial", "16/1": "partial", "16/3": "partial"},
    "b": {
        "9/1": "direct",
        "9/2": "partial",
        "10/1": "partial",
        "10/2": "partial",
        "16/1": "partial",
        "17/2": "partial",
    },
    "c": {"16/2": "direct"},
    "d": {"15/1": "direct"},
    "e": {"11/1": "partial", "14/2": "partial"},
    "f": {"11/1": "partial", "14/1": "partial", "14/3": "partial"},
}
"""What the curators found when they laid paragraph 19 (a) to (f) beside paragraphs 6 to 18: 17 threads, 4 direct."""


def short(row_ids: str) -> tuple[str, ...]:
    """Ids without their session."""
    return tuple(row_id.removeprefix(f"{SESSION}/") for row_id in row_ids.split(";"))


def test_each_attribution_phrase_stands_under_its_word(dataset: Dataset) -> None:
    """Paragraphs 5 to 18 have three views of one speaker, two of another, seven each of some and several; 34 in all."""
    rows = queries.quantifiers(dataset, CRIME)
    assert {row.attribution_class: short(row.point_ids) for row in rows.itertuples()} == CLASSES
    assert rows["attribution_class"].tolist() == list(CLASSES)
    assert int(rows["point_count"].sum()) == 3 + 2 + 7 + 7 + 1 + 1 + 3 + 5 + 4 + 1 == 34


def test_a_plural_allows_from_two_to_the_43_speakers_recorded(dataset: Dataset) -> None:
    """Under either item 44 statements of 43 speakers are recorded; Brazil has two of them, the other 42 one each."""
    rows = queries.quantifiers(dataset, CRIME).set_index("attribution_class")
    # Paragraphs 2 to 4: 15 + 17 + 8 statements of 39 States, and 4 observers.
    listed = {"listed_speaker_count": 39 + 4, "listed_statement_count": 40 + 4, "listed_unreviewed_count": 0}
    for name, count in listed.items():
        assert set(rows[name]) == {count}
    for word in ("some", "several", "a_number", "numerous", "other", "speakers"):
        assert rows.loc[word, ["lower_count", "upper_count"]].tolist() == [2, 43]
    for word in ("one", "another"):
        assert rows.loc[word, ["lower_count", "upper_count"]].tolist() == [1, 1]
    assert rows.loc[["impersonal", "secretariat"], ["lower_count", "upper_count"]].isna().all(axis=None)
    # Paragraph 1 names the 2nd and 10th meetings, too, of which no speaker is recorded.
    assert set(rows["unlisted_meeting_ids"]) == {f"{SESSION}:2;{SESSION}:10"}


def test_most_counts_speakers_under_the_items_of_the_view_reviewed_or_not(several: Dataset) -> None:
    """Under item 2 of the invented forum 8 speakers made statements; an unreviewed view changes no range."""
    for review, views in (("", 1), ("all", 2)):
        (row,) = queries.quantifiers(several, Selection(session=(ORCHARD,), review=review)).itertuples()
        assert (row.attribution_class, row.point_count, row.lower_count, row.upper_count) == ("some", views, 2, 8)
    assert queries.quantifiers(several, Selection(session=(WATER,), review="all")).empty


def test_unnamed_delegations_count_as_many_as_the_record_says(several: Dataset) -> None:
    """Under item 3 of the forum the five unnamed delegations of paragraph 4 join the 8 speakers; the reply does not."""
    lists = recorded_lists(several, (ORCHARD,))
    # Paragraph 3: six States, a group, an observer. Paragraph 4: one row that stands for five delegations.
    assert lists.under(ORCHARD, f"{ORCHARD}:2") == (8, 8, 0)
    assert lists.under(ORCHARD, f"{ORCHARD}:3") == (8 + 5, 8 + 1, 0)
    # Without items the whole session: Italy of paragraph 2, too, and Ghana, Kiribati and Fiji of paragraph 6, which
    # is not reviewed.
    assert lists.under(ORCHARD, None) == (8 + 5 + 1 + 3, 9 + 1 + 3, 3)


def test_every_class_of_attribution_has_a_stated_reading(dataset: Dataset) -> None:
    """Each class of the vocabulary says how many speakers it takes, but for passive forms and the Secretariat."""
    assert set(vocabulary(dataset.tables, "attribution_class")) - set(FEWEST) == {"impersonal", "secretariat"}


def test_threads_join_each_conclusion_to_its_views(dataset: Dataset) -> None:
    """The six conclusions have 4, 6, 1, 1, 2 and 3 threads, four of the 17 direct, each with who reviewed it."""
    rows = queries.threads(dataset, CRIME)
    found: dict[str, dict[str, str]] = {}
    for row in rows.itertuples():
        found.setdefault(row.conclusion_id[-1], {})[short(row.point_id)[0]] = row.strength
    assert found == THREADS
    assert [*found] == list("abcdef")
    assert Counter(rows["strength"]) == {"direct": 4, "partial": 13}
    assert set(rows["reviewed_by"]) == {"Plenary Atlas curation"}
    summaries = dataset.tables["points"].set_index("point_id")["summary"]
    assert rows["point_summary"].tolist() == [summaries[row_id] for row_id in rows["point_id"]]


@pytest.mark.parametrize(
    ("filters", "views"),
    [
        # Under item 10 threads begin in paragraphs 16 and 17: (a) 2, (b) 2, (c) 1; under item 6 the other 12.
        ({"item": (f"{SESSION}:10",)}, ["16/1", "16/3", "16/1", "17/2", "16/2"]),
        ({"theme": ("implementation_review",)}, ["15/1"]),
        ({"q": "demand"}, ["8/3"]),
        ({"q": "zzz"}, []),
    ],
)
def test_filters_restrict_the_views_of_threads(
    filters: dict[str, tuple[str, ...]], views: list[str], dataset: Dataset
) -> None:
    """A thread stays while its view is left by the filters, in the order of the conclusions."""
    rows = queries.threads(dataset, replace(CRIME, **filters))
    assert [short(row_id)[0] for row_id in rows["point_id"]] == views


def test_three_proposals_of_paragraph_13_are_in_no_conclusion(dataset: Dataset) -> None:
    """Of six proposals (d) takes one up directly, (e) one in part; paragraph 13's three and 18's list are in none."""
    rows = queries.proposals(dataset, CRIME).set_index("point_id")
    assert {short(row_id)[0]: outcome for row_id, outcome in rows["outcome"].items()} == {
        "13/1": "not_taken_up", "13/2": "not_taken_up", "13/3": "not_taken_up", "14/2": "partial", "15/1": "direct",
        "18/2": "not_taken_up",
    }  # fmt: skip
    assert rows["conclusion_ids"].dropna().to_dict() == {
        f"{SESSION}/14/2": f"{SESSION}/19/e",
        f"{SESSION}/15/1": f"{SESSION}/19/d",
    }


def test_without_conclusions_of_a_session_nothing_is_said_of_its_proposals(dataset: Dataset) -> None:
    """No conclusions of the Commission are recorded here: what became of its proposals is not established."""
    rows = queries.proposals(dataset, Selection(session=("cnd-68",)))
    assert len(rows)
    assert set(rows["outcome"]) == {"not_established"}
    assert rows["conclusion_ids"].isna().all()


def test_conclusions_say_on_how_many_views_they_rest(dataset: Dataset, several: Dataset) -> None:
    """(a) to (d) rest on a view directly, (e) and (f) in part; the forum's rests on none, though views are recorded."""
    rows = queries.conclusion_support(dataset, CRIME)
    assert rows["support"].tolist() == ["direct"] * 4 + ["partial"] * 2
    assert rows["direct_count"].tolist() == [1, 1, 1, 1, 0, 0]
    assert rows["partial_count"].tolist() == [3, 5, 0, 0, 2, 3]
    assert [short(cell) for cell in rows["point_ids"]] == [tuple(views) for views in THREADS.values()]
    (row,) = queries.conclusion_support(several, Selection(session=(ORCHARD,))).itertuples()
    assert (row.support, row.direct_count, row.partial_count) == ("no_view", 0, 0)


@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_no_view_is_lost_or_doubled(dataset: Dataset, data: st.DataObject) -> None:
    """Whatever is chosen, each view stands under one word, ranges hold, and threads and proposals are of views left."""
    chosen = {
        name: tuple(data.draw(st.lists(st.sampled_from(sorted(dataset.choices[name])), unique=True, max_size=3)))
        for name in data.draw(st.sets(st.sampled_from(["session", "item", "theme"])))
    }
    selection = Selection(**chosen, review=data.draw(st.sampled_from(["", "all"])))
    views = queries.points(dataset, selection)["point_id"].tolist()
    rows = queries.quantifiers(dataset, selection)
    assert sorted(row_id for cell in rows["point_ids"] for row_id in cell.split(";")) == sorted(views)
    ranged = rows.dropna(subset=["upper_count"])
    assert (ranged["lower_count"] >= 1).all()
    assert (ranged["lower_count"] <= ranged["upper_count"]).all()
    assert (ranged["upper_count"] <= ranged["listed_speaker_count"]).all()
    pairs = set(zip(dataset.tables["threads"]["conclusion_id"], dataset.tables["threads"]["point_id"], strict=True))
    threads = queries.threads(dataset, selection)
    assert Counter(zip(threads["conclusion_id"], threads["point_id"], strict=True)) == Counter(
        pair for pair in pairs if pair[1] in views
    )
    assert set(queries.proposals(dataset, selection)["point_id"]) <= set(views)


def ends(dataset: Dataset, *views: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """All six conclusions, and the views of threads and others, as the figure needs them."""
    threads = queries.threads(dataset, CRIME)
    views = (*dict.fromkeys(threads["point_id"]), *(f"{SESSION}/{view}" for view in views))
    frames = []
    for row_ids in (tuple(dict.fromkeys(threads["conclusion_id"])), views):
        labels = [short(row_id)[0] for row_id in row_ids]
        frames.append(pd.DataFrame({"row_id": row_ids, "session_id": SESSION, "label": labels, "text": "<b>Word</b>"}))
    return frames[0], frames[1]


@pytest.mark.parametrize("from_views", [False, True])
def test_threads_are_drawn_as_lines_between_their_ends(from_views: bool, dataset: Dataset) -> None:
    """4 solid and 13 dotted lines join 6 conclusions and 15 views; a proposal in no conclusion stands open, alone."""
    threads, strengths = queries.threads(dataset, CRIME), vocabulary(dataset.tables, "strength")
    conclusions, views = ends(dataset, "13/1")
    asked = {"from_views": from_views, "strength_labels": strengths, "sections": {}}
    figure = thread_lines(threads, conclusions, views, **asked)
    direct, partial, linked, alone = figure.data
    assert (direct.line.dash, partial.line.dash) == ("solid", "dot")
    knots = [[code for code in trace.customdata if code] for trace in (direct, partial)]
    assert [len(found) for found in knots] == [4, 13]
    assert sorted(knots[0]) == sorted(f"{SESSION}/{place}" for place in ("6/1", "9/1", "15/1", "16/2"))
    assert (len(linked.customdata), list(alone.customdata)) == (6 + 15, [f"{SESSION}/13/1"])
    places = dict(
        zip(
            [*linked.customdata, *alone.customdata],
            zip([*linked.x, *alone.x], [*linked.y, *alone.y], strict=True),
            strict=True,
        )
    )
    assert len(set(places.values())) == 6 + 15 + 1
    assert {places[row_id][0] for row_id in conclusions["row_id"]} == {1.0 if from_views else 0.0}
    for trace, strength in ((direct, "direct"), (partial, "partial")):
        drawn = {(trace.x[at], trace.y[at], trace.x[at + 2], trace.y[at + 2]) for at in range(0, len(trace.x), 4)}
        rows = threads[threads["strength"] == strength]
        assert drawn == {(*places[row.conclusion_id], *places[row.point_id]) for row in rows.itertuples()}
    assert "<b>Word" not in "".join(linked.hovertext)
    alt = thread_lines_alt(threads, conclusions, views, **asked)
    assert "17 threads between 6 conclusions and 15 views" in alt
    assert ("15/1: taken up in 19/d (direct)." if from_views else "19/d: rests on 15/1 (direct).") in alt
    assert "13/1: in no recorded conclusion." in alt


def test_ranges_are_drawn_from_fewest_to_most(dataset: Dataset) -> None:
    """Eight words have a range: six from 2 to 43, two at 1; the passive form and the Secretariat have words instead."""
    rows, labels = queries.quantifiers(dataset, CRIME), vocabulary(dataset.tables, "attribution_class")
    figure = quantifier_ranges(rows, labels, {})
    (trace,) = figure.data
    spans = [(trace.x[at], trace.x[at + 1]) for at in range(0, len(trace.x), 3)]
    assert spans == [(1, 1), (1, 1), *[(2, 43)] * 6]
    assert len(figure.layout.yaxis.tickvals) == len(CLASSES)
    said = [annotation.text for annotation in figure.layout.annotations]
    assert [text for text in said if text.startswith("<i>")] == [
        "<i>no number: a passive form</i>",
        "<i>no range: the record says whose it is</i>",
    ]
    alt = quantifier_ranges_alt(rows, labels, {})
    assert "Some, 7 views: 2 to 43." in alt
    assert "Impersonal, 4 views: no number: a passive form." in alt


def test_hints_are_for_curators_and_propose_no_pair_that_is_linked(
    dataset: Dataset, capsys: pytest.CaptureFixture[str]
) -> None:
    """The command writes likely pairs with a warning, none of the 17 threads among them, and changes no file."""
    before = (DATA / "threads.csv").read_bytes()
    assert main(["threads", "--data", str(DATA)]) == 0
    first, *lines = capsys.readouterr().out.splitlines()
    assert "not facts" in first
    linked = {(row["conclusion_id"], row["point_id"]) for row in csv.DictReader(before.decode().splitlines())}
    pairs = [tuple(line.split()[1:3]) for line in lines if not line.startswith(" ")]
    assert pairs
    assert linked.isdisjoint(pairs)
    assert (DATA / "threads.csv").read_bytes() == before
    hints = thread_hints(dataset, every=True)
    likeness = {(hint.conclusion_id, hint.point_id): hint.likeness for hint in hints}
    # The two texts on the review mechanism share most of their words; the one on labour mobility shares none with it.
    assert likeness[f"{SESSION}/19/d", f"{SESSION}/15/1"] > likeness[f"{SESSION}/19/d", f"{SESSION}/17/3"]
