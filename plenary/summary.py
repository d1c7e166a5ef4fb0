"""What a view shows, in a few words: the sentence above a page, and the title by which a tab or a preview names it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Protocol, TypeVar

import narwhals as nw
import pandas as pd

from plenary import queries
from plenary.catalogue import translate as _
from plenary.choices import vocabulary, with_sessions
from plenary.profiles import COMPARED
from plenary.selected import collect, counted, select_counts, turn_total
from plenary.selection import FILTERS, TABLE_FILTERS, Selection, of_session
from plenary.store import Dataset

Rows = TypeVar("Rows", pd.DataFrame, "pd.Series[int]")

NAMED: Final = 2
"""Values of one filter that a title names; of more it names the first and tells how many others there are."""

LONGEST_SEARCH_IN_TITLE: Final = 40
LONGEST_IN_TITLE: Final = 90
"""Characters of search text, and of all filters, in a title; what is longer ends in an ellipsis."""


class Ask(Protocol):
    """Gives the answer of a query of `plenary.queries` for a selection, computed now or kept from before."""

    def __call__(self, query: Callable[[Dataset, Selection], Rows], selection: Selection, /) -> Rows:
        """The answer."""
        ...


@dataclass(frozen=True, slots=True)
class Summary:
    """What the filters of a view leave.

    Attributes:
        counted: "9 of 44 statements": what the first table of the page counts.
        others: "0 of 2 introductions": turns that are no statements; empty where the sessions have none.
        filters: "at the Twelfth Crime Congress, under agenda item 6": the filters in words.
        restricted: Whether a filter other than the session restricts something on the page.
    """

    counted: str
    others: str
    filters: str
    restricted: bool

    def sentence(self, written: Callable[[str], str] = str, counted: Callable[[str], str] = str) -> str:
        """The summary as one sentence.

        Args:
            written: How the filters are written (escaped, for Markdown).
            counted: How the count is written (in bold).
        """
        text = counted(self.counted)
        if self.others:
            text = _("{statements} and {others}").format(statements=text, others=self.others)
        ending = _("{text}, {filters}.") if self.restricted else _("{text}, {filters}; no filter is set.")
        return ending.format(text=text, filters=written(self.filters))


def filters_of_tables(tables: Sequence[str]) -> tuple[str, ...]:
    """The filters that restrict rows of any of these exported tables, in the order of the parameters."""
    used = {name for table in tables for name in TABLE_FILTERS[table]}
    return tuple(name for name in FILTERS if name in used)


def summary(dataset: Dataset, selection: Selection, tables: Sequence[str], ask: Ask) -> Summary:
    """What the filters leave, with "n of N" of the chosen sessions.

    Args:
        dataset: The dataset.
        selection: The filters, sessions included (see `plenary.choices.with_sessions`).
        tables: The exported tables that the page shows, at least one; the first is counted.
        ask: See `Ask`.
    """
    table, whole = tables[0], selection.unfiltered()
    others = ""
    listed = {
        "conclusions": (queries.conclusions, _("{count} of {total} conclusions")),
        "points": (queries.points, _("{count} of {total} views")),
        "discrepancies": (queries.discrepancies, _("{count} of {total} notes on the record")),
    }
    if table in listed:
        query, form = listed[table]
        count, total = len(ask(query, selection)), len(ask(query, whole))
    else:
        form = _("{count} of {total} statements")
        # Where delegations and groups stand side by side, both count, not their intersection.
        compared = table in COMPARED
        left = ask(queries.compared_counts if compared else queries.headline_counts, selection.for_table(table))
        every = ask(queries.headline_counts, whole)
        count, total = int(left["statements"]), int(every["statements"])
        others = _other_turns(left, every)
    return Summary(
        counted=form.format(count=f"{count:,}", total=f"{total:,}"),
        others=others,
        filters=selection.sentence(dataset.choices, table),
        restricted=bool(set(selection.active()) & set(filters_of_tables(tables)) - {"session"}),
    )


def _other_turns(chosen: pd.Series[int], whole: pd.Series[int]) -> str:
    """How many turns are no statements: introductions, where the chosen sessions have no others; empty for none."""
    others, all_others = chosen["turns"] - chosen["statements"], whole["turns"] - whole["statements"]
    if not all_others:
        return ""
    form = (
        _("{count} of {total} introductions")
        if all_others == whole["introductions"]
        else _("{count} of {total} other turns (introductions, replies, explanations of vote and the like)")
    )
    return form.format(count=f"{others:,}", total=f"{all_others:,}")


def group_counts(dataset: Dataset, selection: Selection) -> pd.DataFrame:
    """Statements of States by regional group within all filters, those by group and delegation included.

    Returns:
        One row per group with a statement, in no order. Columns: group_id ("none" for States in no group),
        statement_count (turns of the acts that the selection names, if any). No row when nothing matches.
    """
    frame = counted(select_counts(dataset, selection), selection).filter(nw.col("kind") == "state")
    rows = collect(frame.group_by("group_id").agg(turn_total())).rename(columns={"turn_count": "statement_count"})
    return rows.assign(group_id=rows["group_id"].fillna("none"))


def view_title(dataset: Dataset, selection: Selection, tables: Sequence[str], page: str) -> str:
    """Title of a view: the page, what is chosen, the name of the dashboard.

    "Timeline: agenda item 6, GRULAC · Plenary Atlas". A session that a link means without naming it is not named.

    Args:
        dataset: The dataset.
        selection: The filters; those without meaning for `tables` are left out.
        tables: The exported tables that the page shows; may be empty.
        page: Title of the page.
    """
    chosen = [_named(dataset, selection, name) for name in filters_of_tables(tables) if getattr(selection, name)]
    words = shortened(_(", ").join(filter(None, chosen)), LONGEST_IN_TITLE)
    if not words:
        return _("{title} · Plenary Atlas").format(title=page)
    return _("{title}: {selection} · Plenary Atlas").format(title=page, selection=words)


def shortened(text: str, longest: int) -> str:
    """The text on one line, cut at a blank where there is one and ended by "…" when it has more characters."""
    text = " ".join(text.split())
    if len(text) <= longest:
        return text
    cut = text[: longest - 1]
    whole_words = cut.rpartition(" ")[0] if " " in cut[longest // 2 :] else cut
    return whole_words.rstrip(" ,;:") + "…"


def _named(dataset: Dataset, selection: Selection, name: str) -> str:
    if name == "q":
        return _("“{words}”").format(words=shortened(selection.q, LONGEST_SEARCH_IN_TITLE))
    codes = getattr(selection, name)
    if name == "session" and codes == with_sessions(Selection(), dataset.choices).session:
        return ""
    if name == "session" and len(codes) > NAMED:
        return _("{count} sessions").format(count=len(codes))
    labels = [_label(dataset, selection, name, code) for code in codes]
    if len(labels) > NAMED:
        return _("{first} and {count} others").format(first=labels[0], count=len(labels) - 1)
    return _(" or ").join(labels) if name != "session" else _(" and ").join(labels)


def _label(dataset: Dataset, selection: Selection, name: str, code: str) -> str:
    short = vocabulary(dataset.tables, "group_short") if name == "group" else {}
    label = short.get(code) or dataset.choices[name].get(code, code)
    several = name in ("meeting", "item") and len(selection.session) > 1
    return of_session(dataset.choices, label, code) if several else label
