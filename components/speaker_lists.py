"""The lists of speakers of a view, each with what it is called and what its order can tell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from components.charts.timeline_lines import list_label
from components.notes import MOST_NAMED, listed
from components.receipts import document_name
from components.view import View, remembered, session_title
from plenary import queries
from plenary.catalogue import translate as _
from plenary.catalogue import translate_plural
from plenary.choices import item_number
from plenary.frames import each_row
from plenary.markup import escape
from plenary.speaking_order import LIST


@dataclass(frozen=True)
class SpeakerList:
    """A list of speakers of which the filters leave a turn.

    Attributes:
        statement_ids: All its turns that are shown, in printed order, those outside the filters included.
        title: Meeting or meetings, date, agenda items and, of several sessions, the session; plain text.
        meeting_count: Number of the meetings for which it stands.
        alphabetical: Whether it is printed in alphabetical order; None where it is too short to tell.
    """

    statement_ids: tuple[str, ...]
    title: str
    meeting_count: int
    alphabetical: bool | None


@remembered(64)
def speaker_lists(view: View) -> tuple[SpeakerList, ...]:
    """The lists with a turn within the filters, in the order of their meetings; none where no meeting is recorded."""
    chosen = {*view.ask(queries.order)["statement_id"]}
    return tuple(found for found in _every_list(_unfiltered(view)) if not chosen.isdisjoint(found.statement_ids))


def _unfiltered(view: View) -> View:
    """The view with all turns of the chosen sessions, meetings and items."""
    selection = replace(view.whole, meeting=view.selection.meeting, item=view.selection.item)
    return replace(view, selection=selection)


@remembered(64)
def _every_list(view: View) -> tuple[SpeakerList, ...]:
    rows = view.ask(queries.order)
    placed = rows[rows["meeting_ids"].notna()]
    lists = placed.groupby([*LIST], dropna=False, sort=False)
    ids = placed["statement_id"].groupby(lists.ngroup()).agg(tuple)
    table = view.dataset.tables["meetings"]
    known = {row.meeting_id: row for row in each_row(table[table["session_id"].isin(view.selection.session)])}
    found = []
    for first, inside in zip(each_row(lists.head(1)), ids, strict=True):
        meetings = [known[meeting_id] for meeting_id in first.meeting_ids.split(";")]
        alphabetical = None if pd.isna(first.alphabetical) else bool(first.alphabetical)
        title = _list_title(view, first.session_id, meetings, first.items)
        found.append(SpeakerList(inside, title, len(meetings), alphabetical))
    return tuple(found)


def _list_title(view: View, session_id: str, meetings: Sequence[Any], items: str | None) -> str:
    """Meetings of a list with their dates, its agenda items and, of several sessions, its session."""
    parts = [list_label(meetings)]
    if items is not None and not pd.isna(items):
        numbers = [item_number(number) for number in items.split(";")]
        form = translate_plural("agenda item {numbers}", "agenda items {numbers}", len(numbers))
        parts.append(form.format(numbers=listed(numbers)))
    if view.several:
        parts.append(session_title(view, session_id))
    return _(" · ").join(parts)


@remembered(256)
def turns_of(view: View, chosen: SpeakerList) -> pd.DataFrame:
    """The turns of one list as `plenary.queries.order` has them, and selected: whether the filters leave them."""
    rows = _unfiltered(view).ask(queries.order)
    rows = rows[rows["statement_id"].isin(chosen.statement_ids)].reset_index(drop=True)
    return rows.assign(selected=rows["statement_id"].isin(view.ask(queries.order)["statement_id"]))


def present_list(view: View) -> tuple[SpeakerList | None, int]:
    """The list of the turn that the link names, and the number of that turn in it, from 0.

    Else the first list with several turns, or the first of all, at its first turn; None where the filters leave none.
    """
    lists = speaker_lists(view)
    for found in lists if view.selection.row else ():
        if view.selection.row in found.statement_ids:
            return found, found.statement_ids.index(view.selection.row)
    several = (found for found in lists if len(found.statement_ids) > 1)
    return next(several, lists[0] if lists else None), 0


def list_source(view: View, turns: pd.DataFrame) -> str:
    """Document and paragraphs in which a list is printed, as Markdown.

    Args:
        view: The view.
        turns: Rows of one list, at least one.
    """
    paragraphs = [*dict.fromkeys(turns["paragraph"])]
    if len(paragraphs) > MOST_NAMED:
        told = _("{count} paragraphs from {first} to {last}").format(
            count=len(paragraphs), first=escape(paragraphs[0]), last=escape(paragraphs[-1])
        )
    else:
        told = _("paras. {paragraphs}").format(paragraphs=", ".join(map(escape, paragraphs)))
    name = escape(document_name(view, turns["document_id"].iloc[0]))
    text = _("Source: {sources}.").format(sources=_("{document}, {paragraphs}").format(document=name, paragraphs=told))
    if turns["document_status"].iloc[0] != "draft":
        return text
    return _("{text} {drafts}").format(text=text, drafts=_("The adopted report was not compared."))


def order_note(turns: pd.DataFrame, chosen: SpeakerList) -> str:
    """What the order of a list does not tell, in sentences.

    Args:
        turns: Rows of the list.
        chosen: The list.
    """
    if chosen.alphabetical:
        notes = [
            _(
                "This list is printed in alphabetical order: in which order its speakers spoke is not recorded, and "
                "stepping through it follows the alphabet."
            )
        ]
    else:
        notes = [_("The record does not say that the printed order is the order of speaking.")]
    if chosen.meeting_count > 1:
        notes.append(
            _("One list stands for {count} meetings: at which of them a turn was is not recorded.").format(
                count=chosen.meeting_count
            )
        )
    if hidden := int(turns["place_count"].iloc[0]) - len(turns):
        form = translate_plural(
            "{count} turn of the list is not shown: the choice of rows, reviewed or not, leaves it out. Places count "
            "it.",
            "{count} turns of the list are not shown: the choice of rows, reviewed or not, leaves them out. Places "
            "count them.",
            hidden,
        )
        notes.append(form.format(count=hidden))
    return " ".join(notes)
