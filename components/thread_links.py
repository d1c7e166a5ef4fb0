"""Threads in words: which conclusions rest on a view, on which views a conclusion rests, each with the way to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from components.view import View, labels, remembered
from plenary.catalogue import translate as _
from plenary.frames import each_row
from plenary.links import view_link
from plenary.markup import escape

ROWS_OF = {"point_id": "points", "conclusion_id": "conclusions"}
"""Columns of a thread, with the tables to which they refer."""


@remembered(16, whole=True)
def end_labels(view: View) -> Mapping[str, str]:
    """Short label of each view ("para. 8 (3)") and conclusion ("(a)") that has a thread or could have one, as text."""
    found = {
        row.point_id: _("para. {paragraph} ({position})").format(paragraph=row.paragraph, position=row.position)
        for row in each_row(view.dataset.tables["points"])
    }
    for row in each_row(view.dataset.tables["conclusions"]):
        found[row.conclusion_id] = f"({row.paragraph if pd.isna(row.letter) else row.letter})"
    return found


def end_link(view: View, row_id: str) -> str:
    """Markdown of the way to a view or conclusion with all its threads."""
    address = view_link("", "discussion", replace(view.kept, row=row_id))
    return f"[{escape(end_labels(view)[row_id])}]({address})"


def taken_up_in(view: View, point_id: str) -> str:
    """The conclusions that rest on a view, each with how strongly, as Markdown; empty where there are none."""
    return _threads(view, "point_id").get(point_id, "")


def rests_on(view: View, conclusion_id: str) -> str:
    """The views on which a conclusion rests, each with how strongly, as Markdown; empty where there are none."""
    return _threads(view, "conclusion_id").get(conclusion_id, "")


def is_compared(view: View, session_id: str) -> bool:
    """Whether both views and conclusions of a session are in the dataset, so that there can be threads between them."""
    return session_id in _compared_sessions(view)


@remembered(16, whole=True)
def _compared_sessions(view: View) -> frozenset[str]:
    views, conclusions = (frozenset(view.dataset.tables[table]["session_id"]) for table in ROWS_OF.values())
    return views & conclusions


@remembered(16, whole=True)
def _threads(view: View, column: str) -> Mapping[str, str]:
    """The other ends of the threads of each view, or of each conclusion."""
    (other,) = set(ROWS_OF) - {column}
    strengths = labels(view, "strength")
    told: dict[str, list[str]] = {}
    for row in each_row(view.dataset.tables["threads"]):
        strength = strengths.get(row.strength, row.strength).lower()
        told.setdefault(getattr(row, column), []).append(
            _("{end} ({strength})").format(end=end_link(view, getattr(row, other)), strength=escape(strength))
        )
    return {row_id: ", ".join(ends) for row_id, ends in told.items()}


def outcome_labels() -> Mapping[str, str]:
    """What became of a proposal, by the codes of `plenary.queries.proposals`."""
    return {
        "direct": _("Taken up directly"),
        "partial": _("Taken up in part"),
        "not_taken_up": _("In no recorded conclusion"),
        "not_established": _("Not established: no conclusions of the session are recorded here"),
    }


def support_labels() -> Mapping[str, str]:
    """What a conclusion rests on, by the codes of `plenary.queries.conclusion_support`."""
    return {
        "direct": _("A recorded view, directly"),
        "partial": _("Recorded views, in part"),
        "no_view": _("No recorded view"),
        "not_established": _("Not established: no views of the session are recorded here"),
    }
