"""Pairs of a conclusion and a view that a curator might compare: likeness of our own summaries, and nothing more.

A hint is never a thread: it is printed by `python -m plenary threads` and stands in no page, export or table.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import Final

from plenary.frames import each_row
from plenary.selection import fold
from plenary.store import Dataset

LEAST_LIKENESS: Final = 45.0
"""Likeness from which a pair is worth a look, of 100."""


@dataclass(frozen=True)
class ThreadHint:
    """A pair without a thread whose summaries are alike.

    Attributes:
        likeness: 0 to 100.
        conclusion_id: The conclusion.
        point_id: The view.
        conclusion: Our summary of the conclusion.
        view: Our summary of the view.
    """

    likeness: float
    conclusion_id: str
    point_id: str
    conclusion: str
    view: str


def thread_hints(dataset: Dataset, *, every: bool = False) -> list[ThreadHint]:
    """Conclusions and views of the same session and agenda item, with how alike their summaries are.

    Args:
        dataset: The dataset.
        every: All pairs, those with a thread and those of little likeness included.

    Returns:
        Most alike first, then by the ids. Empty where no session has both. Likeness is the token set ratio of rapidfuzz
        over the folded words of at least four letters: it knows no synonyms, so that a low one says nothing.
    """
    from rapidfuzz import fuzz  # only here: the pages never need a hint

    tables = dataset.tables
    known = set(zip(tables["threads"]["conclusion_id"], tables["threads"]["point_id"], strict=True))
    found = []
    for conclusion, view in product(each_row(tables["conclusions"]), each_row(tables["points"])):
        if conclusion.session_id != view.session_id or not _items(conclusion.item_ids) & _items(view.item_ids):
            continue
        likeness = fuzz.token_set_ratio(_words(conclusion.summary), _words(view.summary))
        pair = (conclusion.conclusion_id, view.point_id)
        if every or (likeness >= LEAST_LIKENESS and pair not in known):
            found.append(ThreadHint(likeness, *pair, conclusion.summary, view.summary))
    return sorted(found, key=lambda hint: (-hint.likeness, hint.conclusion_id, hint.point_id))


def _items(cell: object) -> set[str]:
    return set(cell.split(";")) if isinstance(cell, str) else {""}


def _words(text: str) -> str:
    return " ".join(word for word in fold(text).replace(",", " ").replace(":", " ").split() if len(word) > 3)
