"""The pages that are driven, and what is changed on each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import permutations
from typing import Final

from bench.client import Reader, Run
from bench.corpus import Corpus

Chosen = tuple[int, ...]
"""Positions of the values chosen in a filter."""

TOO_MANY: Final = ":material/filter_alt:"
"""Icon of the notice that stands in place of a page which would put too many turns side by side."""


@dataclass(frozen=True)
class Page:
    """A page and what is changed on it.

    Attributes:
        path: Address of the page, "" for the first one.
        filter: Filter that is changed; "" where the page has none that always is there: then a link to another entry
            of it is followed, or to another session.
        rows: Entries of the shipped dataset that take turns where there is no filter.
    """

    path: str
    filter: str
    rows: tuple[str, str] = ("", "")

    @property
    def name(self) -> str:
        """What the page is called in a table."""
        return self.path or "overview"


PAGES: Final = (
    Page("", "group"),
    Page("participation-map", "group"),
    Page("timeline", "group"),
    Page("conclusions", "theme"),
    Page("delegations", "group"),
    Page("discussion", "theme"),
    Page("balance", "group"),
    Page("co-participation", "delegation"),
    Page("order-of-speaking", "group"),
    Page("profiles", "group"),
    Page("the-record", "", ("draft-not-adopted", "symbol-not-printed")),
)
"""All pages but "Read a report", which shows nothing of the dataset: `bench.reading` measures what it does."""

WARM: Final[tuple[Chosen, Chosen]] = ((0,), (3,))
"""Choices that take turns; both were asked before the first round."""


def cold_choices() -> Iterator[Chosen]:
    """Choices of which each is asked once in a run, on one page only: pages share answers.

    The order in which values are chosen makes another question of it, so that five values give hundreds.
    """
    for count in (3, 4, 2, 5):
        yield from permutations(range(5), count)


def open_all(reader: Reader, corpus: Corpus) -> bool:
    """Open the reader's page for all sessions, or for those whose turns can be put side by side where all are too many.

    Returns:
        Whether all sessions are shown.
    """
    if TOO_MANY not in reader.open(corpus.everything).icons:
        return True
    reader.open(corpus.link(corpus.side_by_side))
    return False


def change(reader: Reader, page: Page, corpus: Corpus, turn: int) -> Run:
    """Change what is changed on a page, to the one (0) or to the other (1) of what takes turns."""
    if page.filter:
        return reader.choose(page.filter, WARM[turn])
    if corpus.name == "50":
        return reader.open(f"row={page.rows[turn]}")
    return reader.open(corpus.link([list(corpus.sessions)[turn]]))
