"""What a view says of rows that are not yet reviewed: hidden without being asked for, never counted silently."""

from __future__ import annotations

from typing import Final

from plenary import queries
from plenary.catalogue import translate_plural
from plenary.profiles import COMPARED, everyone
from plenary.selection import WITHOUT_REVIEW, Selection
from plenary.store import Dataset

OF_TEXTS: Final = {
    "points": "points",
    "conclusions": "conclusions",
    "quantifiers": "points",
    "threads": "points",
    "proposals": "points",
    "conclusion_support": "conclusions",
}
"""Tables whose rows are made of views or of conclusions, and of which."""


def reviewed_table(table: str) -> str:
    """The table whose review status bears on the rows of `table`: points, conclusions, else statements.

    Empty where none does.
    """
    return "" if table in WITHOUT_REVIEW else OF_TEXTS.get(table, "statements")


def review_words(dataset: Dataset, selection: Selection, table: str) -> str:
    """What rows not yet reviewed mean for the rows of `table` within the selection, as a phrase without a full stop.

    Empty where no row within the filters lacks its review.
    """
    reviewed = reviewed_table(table)
    if table in COMPARED:  # The meetings that they could have spoken at are those of everyone.
        selection = everyone(selection)
    count = int(queries.unreviewed_counts(dataset, selection.for_table(table))[reviewed]) if reviewed else 0
    if not count:
        return ""
    if selection.review:
        return translate_plural(
            "{count} row not yet reviewed is included", "{count} rows not yet reviewed are included", count
        ).format(count=f"{count:,}")
    return translate_plural(
        "{count} row not yet reviewed is left out", "{count} rows not yet reviewed are left out", count
    ).format(count=f"{count:,}")
