"""What was said and what was concluded: words of quantity, threads between views and conclusions, proposals.

A report of this kind does not name who held a view. Nothing here joins a view with a speaker: the range of a word of
quantity is a number of speakers, never a list of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, Final

import pandas as pd

from plenary.choices import with_sessions
from plenary.selected import collect, one_by_one, select_texts
from plenary.selection import REVIEWS, Selection
from plenary.store import Dataset

FEWEST: Final[Mapping[str, int]] = {
    "one": 1,
    "another": 1,
    "some": 2,
    "several": 2,
    "many": 2,
    "a_number": 2,
    "numerous": 2,
    "other": 2,
    "speakers": 2,
}
"""Fewest speakers that the plain word of each attribution class allows: a singular is one, a plural at least two.

No source lays down more. The United Nations' guidance for such reports asks that views be summarized and not
attributed to speakers, and gives no scale for these words; so the difference between some, several and numerous is
kept as printed and never turned into a number. Classes that are not here (passive forms, named holders) have no range.

Source: United Nations, Department for General Assembly and Conference Management, Writing for the United Nations,
    chap. IV, Formats of United Nations reports; Editorial Manual, Reports of intergovernmental and expert bodies.
"""

SINGLE: Final = ("one", "another")
"""Attribution classes of a single speaker."""


CHOICES_KEPT: Final = 8
"""Choices of sessions whose lists of speakers are held at hand."""


def points(dataset: Dataset, selection: Selection) -> pd.DataFrame:
    """Views in the discussion that the selection leaves, with the attribution as printed.

    Never with a State beside an unattributed view.

    Returns:
        Columns of the table points; one row per view; printed order. No row when nothing matches.
    """
    rows = collect(select_texts(dataset, "points", selection).sort("printed_order"))
    return rows.drop(columns="printed_order")


def quantifiers(dataset: Dataset, selection: Selection) -> pd.DataFrame:
    """By what words the views that the selection leaves are attributed, and what number of speakers each word allows.

    The fewest are those of the plain word (see `FEWEST`); the most are the speakers with a statement recorded under the
    agenda items of the view: at which of the meetings a view was voiced is not recorded. Statements not yet reviewed
    count for the most even where the selection leaves them out: a bound without them would be too low.

    Returns:
        One row per session, attribution class and attribution status; order first day of the session, then that of the
        vocabulary. Columns: session_id, attribution_class, attribution_status, phrases_printed (distinct, joined by
        ";"), point_count, paragraphs, point_ids, item_ids (each distinct, joined by ";"), lower_count and upper_count
        (speakers, 1 or more; missing where the word gives no number, or where somebody is named), listed_speaker_count,
        listed_statement_count, listed_unreviewed_count (speakers with a statement recorded under the items, of the
        view for which they are most; their statements; those of them not yet reviewed), unlisted_meeting_ids (meetings
        on these items whose speakers are not recorded, joined by ";": with them the true most may be higher).
        No row when nothing matches.
    """
    rows = points(dataset, selection)
    lists = recorded_lists(dataset, with_sessions(selection, dataset.choices).session)
    terms = dataset.tables["vocabulary"]
    order = [*terms.loc[terms["vocabulary"] == "attribution_class", "term"]]
    found: list[dict[str, Any]] = []
    for (session_id, word, status), inside in rows.groupby(
        ["session_id", "attribution_class", "attribution_status"], sort=False
    ):
        listed = max((lists.under(str(session_id), cell) for cell in inside["item_ids"]), key=lambda one: one[0])
        lower = FEWEST.get(str(word)) if status == "unnamed" else None
        items = _joined(inside["item_ids"])
        found.append(
            {
                "session_id": session_id,
                "attribution_class": word,
                "attribution_status": status,
                "phrases_printed": ";".join(dict.fromkeys(inside["attribution_printed"])),
                "point_count": len(inside),
                "paragraphs": _joined(inside["paragraph"]),
                "point_ids": _joined(inside["point_id"]),
                "item_ids": items or None,
                "lower_count": lower,
                # A plural beside a list of one speaker is a contradiction of the record: no range is made up for it.
                "upper_count": 1 if word in SINGLE and lower else listed[0] if lower and listed[0] >= lower else None,
                "listed_speaker_count": listed[0],
                "listed_statement_count": listed[1],
                "listed_unreviewed_count": listed[2],
                "unlisted_meeting_ids": lists.silent(str(session_id), items) or None,
            }
        )
    frame = pd.DataFrame(found, columns=[*QUANTIFIER_COLUMNS]).astype(QUANTIFIER_COLUMNS)
    days = list(dataset.days(with_sessions(selection, dataset.choices).session))
    places = frame.assign(
        day=frame["session_id"].map(days.index),
        word=frame["attribution_class"].map(lambda word: order.index(word) if word in order else len(order)),
    )
    return places.sort_values(["day", "word"], kind="stable", ignore_index=True).drop(columns=["day", "word"])


QUANTIFIER_COLUMNS: Final[Mapping[str, str]] = {
    **dict.fromkeys(("session_id", "attribution_class", "attribution_status", "phrases_printed"), "string"),
    "point_count": "Int64",
    **dict.fromkeys(("paragraphs", "point_ids", "item_ids"), "string"),
    **dict.fromkeys(("lower_count", "upper_count"), "Int64"),
    **dict.fromkeys(("listed_speaker_count", "listed_statement_count", "listed_unreviewed_count"), "Int64"),
    "unlisted_meeting_ids": "string",
}
"""Columns of `quantifiers` with their types."""


class RecordedLists:
    """The recorded lists of speakers of the chosen sessions, counted under agenda items."""

    def __init__(self, dataset: Dataset, sessions: tuple[str, ...]) -> None:
        chosen = Selection(session=sessions, act=("statement",), review="all")
        columns = ("statement_id", "session_id", "speaker_id", "speaker_count", "review_status")
        self._turns = collect(one_by_one(dataset, chosen).select(*columns).sort("statement_id"))
        self._links = dataset.rows("statement_items", sessions)
        meetings = dataset.tables["meetings"]
        self._silent = meetings[meetings["attestation"] == "only_mentioned"]
        self._meeting_items = dataset.tables["meeting_items"]
        self._counted: dict[tuple[str, str], tuple[int, int, int]] = {}

    def under(self, session_id: str, items: Any) -> tuple[int, int, int]:
        """Distinct speakers, statements and statements not yet reviewed under any of the items; of all without any."""
        key = (session_id, "" if pd.isna(items) else str(items))
        if key not in self._counted:
            turns = self._turns[self._turns["session_id"] == session_id]
            if key[1]:
                under = self._links.loc[self._links["item_id"].isin(key[1].split(";")), "statement_id"]
                turns = turns[turns["statement_id"].isin(under)]
            # Who is only counted stands for as many speakers as the record says.
            counted = turns.loc[turns["speaker_id"].isna(), "speaker_count"].fillna(1).sum()
            unreviewed = (turns["review_status"] == "unreviewed").sum()
            self._counted[key] = (turns["speaker_id"].nunique() + int(counted), len(turns), int(unreviewed))
        return self._counted[key]

    def silent(self, session_id: str, items: str) -> str:
        """Meetings of the session on any of the items (on any at all without some) whose speakers are not recorded."""
        mentioned = self._silent[self._silent["session_id"] == session_id].sort_values("ordinal")["meeting_id"]
        links = self._meeting_items
        on = links[links["item_id"].isin(items.split(";"))] if items else links
        return ";".join(mentioned[mentioned.isin(on["meeting_id"])])


@lru_cache(maxsize=CHOICES_KEPT)
def recorded_lists(dataset: Dataset, sessions: tuple[str, ...]) -> RecordedLists:
    """The lists of some sessions, whatever the filters."""
    return RecordedLists(dataset, sessions)


def threads(dataset: Dataset, selection: Selection) -> pd.DataFrame:
    """Conclusions and the views on which they rest: a judgement of ours, with who reviewed it and how strong it is.

    The filters are those of views; a thread whose view or conclusion is not yet reviewed is left out as they are.

    Returns:
        One row per conclusion and view; order of the conclusions, then of the views, as printed. Columns of the table
        threads, and: session_id, conclusion_paragraph, conclusion_summary, point_paragraph, point_position,
        point_summary, attribution_printed, attribution_class, attribution_status. A view under two conclusions stands
        in two rows. No row when nothing matches.
    """
    left = points(dataset, selection)
    conclusions = dataset.tables["conclusions"]
    conclusions = conclusions[conclusions["review_status"].isin(REVIEWS[selection.review])]
    of_views = left[[*THREAD_COLUMNS, *OF_ATTRIBUTION, "session_id"]].rename(columns=THREAD_COLUMNS)
    of_conclusions = conclusions[["conclusion_id", "paragraph", "summary", "printed_order"]].rename(
        columns={"paragraph": "conclusion_paragraph", "summary": "conclusion_summary"}
    )
    of_views = of_views.assign(view_order=range(len(of_views)))
    rows = dataset.tables["threads"].merge(of_views, on="point_id").merge(of_conclusions, on="conclusion_id")
    return rows.sort_values(["printed_order", "view_order"], kind="stable", ignore_index=True).drop(
        columns=["printed_order", "view_order"]
    )


THREAD_COLUMNS: Final[Mapping[str, str]] = {
    "point_id": "point_id",
    "paragraph": "point_paragraph",
    "position": "point_position",
    "summary": "point_summary",
}
"""Columns of a view, and what they are called beside those of a conclusion."""

OF_ATTRIBUTION: Final = ("attribution_printed", "attribution_class", "attribution_status")

NOT_ESTABLISHED: Final = "not_established"
"""Said of a view or conclusion of a session of which the dataset holds no conclusions or no views to compare."""


def proposals(dataset: Dataset, selection: Selection) -> pd.DataFrame:
    """Views that carry a proposal, and the conclusions of the same record that take them up.

    Returns:
        One row per view that is marked as a proposal; printed order. Columns of the table points, and: outcome
        ("direct" or "partial", the stronger of its threads; "not_taken_up": conclusions of the session are recorded and
        none rests on it; "not_established": none of the session are recorded here at all), conclusion_ids (joined by
        ";"; missing without any). What became of a proposal elsewhere is not in the record. No row when nothing
        matches.
    """
    rows = points(dataset, selection)
    rows = rows[rows["is_proposal"].fillna(False).astype(bool)].reset_index(drop=True)
    linked = dataset.tables["threads"].groupby("point_id", sort=False)
    concluded = set(dataset.tables["conclusions"]["session_id"])
    return rows.assign(
        outcome=_outcomes(rows, "point_id", linked["strength"].agg(set), concluded, "not_taken_up"),
        conclusion_ids=rows["point_id"].map(linked["conclusion_id"].agg(";".join)).astype("string"),
    )


def conclusion_support(dataset: Dataset, selection: Selection) -> pd.DataFrame:
    """Conclusions that the selection leaves, each with the recorded views on which it rests.

    Returns:
        One row per conclusion; printed order. Columns of the table conclusions, and: support ("direct" or "partial",
        the stronger of its threads; "no_view": views of the session are recorded and it rests on none;
        "not_established": none of the session are recorded here at all), direct_count, partial_count (threads; missing
        where it is not established), point_ids (joined by ";"; missing without any). No row when nothing matches.
    """
    rows = collect(select_texts(dataset, "conclusions", selection).sort("printed_order")).drop(columns="printed_order")
    links = dataset.tables["threads"]
    linked = links.groupby("conclusion_id", sort=False)
    discussed = set(dataset.tables["points"]["session_id"])
    support = _outcomes(rows, "conclusion_id", linked["strength"].agg(set), discussed, "no_view")
    counts = {
        f"{strength}_count": rows["conclusion_id"]
        .map(links.loc[links["strength"] == strength, "conclusion_id"].value_counts())
        .fillna(0)
        .astype("Int64")
        .mask(support == NOT_ESTABLISHED)
        for strength in ("direct", "partial")
    }
    return rows.assign(
        support=support,
        point_ids=rows["conclusion_id"].map(linked["point_id"].agg(";".join)).astype("string"),
        **counts,
    )


def _outcomes(
    rows: pd.DataFrame, column: str, strengths: pd.Series[Any], comparable: set[str], without: str
) -> pd.Series[str]:
    """The stronger of the threads of each row; `without` where it has none, or that this is not established."""
    found = []
    for row_id, session_id in zip(rows[column], rows["session_id"], strict=True):
        held = strengths.get(row_id, set())
        if held:
            found.append("direct" if "direct" in held else "partial")
        else:
            found.append(without if session_id in comparable else NOT_ESTABLISHED)
    return pd.Series(found, index=rows.index, dtype="string")


def _joined(cells: Iterable[Any]) -> str:
    """Distinct codes of cells, in the order of the rows, joined by ";"."""
    return ";".join(dict.fromkeys(code for cell in cells if not pd.isna(cell) for code in str(cell).split(";")))
