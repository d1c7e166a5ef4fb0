"""The filterable list of conclusions: entries with receipt and address, what to relax when none is left."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from components.entry_panels import draw_entry_address
from components.filters import label
from components.notes import sessions_told
from components.receipts import links, receipt
from components.thread_links import is_compared, rests_on
from components.view import View, change, labels, remembered, session_title
from components.wording import draw_wording
from plenary import queries
from plenary.catalogue import translate as _
from plenary.catalogue import translate_plural
from plenary.markup import escape
from plenary.selection import TABLE_FILTERS

PAGE = "conclusions"
PART_ENTRIES = 100
"""Conclusions that are listed at a time."""


def draw_order(view: View) -> None:
    """Draw the choice of order; it stands in the link."""
    orders = {"printed": _("As printed"), "theme": _("By theme"), "addressee": _("By addressee")}
    st.session_state["sort-conclusions"] = view.selection.sort if view.selection.sort in orders else "printed"
    st.segmented_control(
        _("Order"), list(orders), format_func=orders.__getitem__, key="sort-conclusions", required=True, on_change=_sort
    )


def _sort() -> None:
    chosen = st.session_state["sort-conclusions"]
    change("sort", "" if chosen == "printed" else chosen)


@dataclass(frozen=True)
class Entry:
    """A conclusion as the list writes it.

    Attributes:
        texts: Markdown, one text a line of the entry.
        document_id: Document of its receipt.
        paragraph: Paragraph of its receipt.
    """

    texts: tuple[str, ...]
    document_id: str
    paragraph: str


def draw_conclusions(view: View) -> None:
    """Draw the conclusions that the filters leave; the entry that the link opens stands first, by itself."""
    if view.selection.row:
        _draw_opened(view)
    count = len(view.ask(queries.conclusions))
    for text in _without_conclusions(view):
        st.info(text)
    if not count and len(view.ask(queries.conclusions, view.whole)):
        draw_what_to_relax(view)
    first = _draw_part(count) if count > PART_ENTRIES else 0
    for entry in written_conclusions(view, first, first + PART_ENTRIES):
        _draw_entry(view, entry)


def _draw_part(count: int) -> int:
    """Draw the number of the part of a long list that is shown; returns how many entries stand before it."""
    parts = -(-count // PART_ENTRIES)
    if st.session_state.get("part-conclusions", 1) > parts:
        st.session_state["part-conclusions"] = 1
    part = int(st.number_input(_("Part of {count}").format(count=parts), 1, parts, key="part-conclusions"))
    first = (part - 1) * PART_ENTRIES
    st.caption(
        _("Conclusions {first} to {last} of {count}. The download has all within the filters.").format(
            first=f"{first + 1:,}", last=f"{min(first + PART_ENTRIES, count):,}", count=f"{count:,}"
        )
    )
    return first


@remembered(64, whole=True)
def _without_conclusions(view: View) -> tuple[str, ...]:
    """What is said of chosen sessions without conclusions to show: none recorded, or none reviewed yet."""
    shown = set(view.ask(queries.conclusions)["session_id"])
    recorded = set(view.dataset.tables["conclusions"]["session_id"])
    empty = [session for session in view.selection.session if session not in shown]
    none = [session for session in empty if session not in recorded]
    waiting = [session for session in empty if session in recorded]
    texts = []
    if none:
        text = _("No conclusions are recorded here for {sessions}. That says nothing of what was decided there.")
        texts.append(text.format(sessions=escape(sessions_told(view, none))))
    if waiting:
        text = _("The conclusions of {sessions} are not yet reviewed, and left out.")
        texts.append(text.format(sessions=escape(sessions_told(view, waiting))))
    return tuple(texts)


def _draw_opened(view: View) -> None:
    if view.selection.row in set(view.dataset.tables["conclusions"]["conclusion_id"]):
        st.markdown(_("#### The entry of this link"))
        draw_conclusion(view, view.selection.row)
        draw_entry_address(view, "conclusions")
        st.markdown(_("#### All that the filters leave"))


def draw_conclusion(view: View, conclusion_id: str) -> None:
    """Draw one conclusion of the dataset, whatever the filters, as the list writes it."""
    rows = view.dataset.tables["conclusions"]
    for _index, row in rows[rows["conclusion_id"] == conclusion_id].iterrows():
        _draw_entry(view, _entry(view, row))


@remembered(128)
def written_conclusions(view: View, first: int = 0, last: int | None = None) -> tuple[Entry, ...]:
    """The conclusions that the filters leave, as the list writes them; those of some places, or all."""
    return tuple(_entry(view, row) for _index, row in view.ask(queries.conclusions).iloc[first:last].iterrows())


def _draw_entry(view: View, entry: Entry) -> None:
    with st.container(border=True):
        st.markdown("\n\n".join(entry.texts))
        draw_wording(view, entry.document_id, entry.paragraph)


def _entry(view: View, row: pd.Series[Any]) -> Entry:
    choices = view.dataset.choices
    asked = _("What is asked: **{action}**. Addressee: **{addressees}**.").format(
        action=escape(_told(choices["action"], row["action"])),
        addressees=escape(_told(choices["addressee"], row["addressee_ids"])),
    )
    session = [session_title(view, row["session_id"])] if view.several else []
    badges = [*session, *_labels(choices["theme"], row["theme_ids"]), *_jointly(choices["item"], row["item_ids"])]
    if row["review_status"] == "unreviewed":
        badges.append(labels(view, "review_status")["unreviewed"])
    place = receipt(view, row["document_id"], row["paragraph"], row["page"])
    # Not a caption: Streamlit pales captions, and links in them lose their contrast.
    source = _("Our summary; source: {place}. {links}").format(place=place, links=links(view, row["conclusion_id"]))
    support = rests_on(view, row["conclusion_id"])
    if not support and is_compared(view, row["session_id"]):
        support = _("no recorded view")
    texts = (
        f"**({escape(row['paragraph'] if pd.isna(row['letter']) else row['letter'])})** {escape(row['summary'])}",
        asked,
        *([_("Rests, in our judgement, on: {views}.").format(views=support)] if support else []),
        " ".join(map(_badge, badges)),
        f":small[{source}]",
    )
    return Entry(texts, row["document_id"], row["paragraph"])


def _labels(known: Mapping[str, str], codes: Any) -> list[str]:
    return [] if pd.isna(codes) else [known.get(code, code) for code in codes.split(";")]


def _told(known: Mapping[str, str], codes: Any) -> str:
    return ", ".join(_labels(known, codes))


def _badge(text: str) -> str:
    return f":gray-badge[{escape(text)}]"


def _jointly(known: Mapping[str, str], codes: Any) -> list[str]:
    told = _labels(known, codes)
    return told if len(told) < 2 else [_("{items}, jointly").format(items=_(" and ").join(told))]


def draw_what_to_relax(view: View) -> None:
    """Draw, for an empty list, how many conclusions each filter keeps away, with a button that takes it off."""
    st.info(_("No conclusion meets all of these filters. Taking one of them off gives:"))
    for name in TABLE_FILTERS["conclusions"]:
        value: Hashable = getattr(view.selection, name)
        if not value or name == "session":
            continue
        cleared = type(value)()
        relaxed = view.selection.with_values(name, ()) if isinstance(value, tuple) else view.without_search()
        count = len(view.ask(queries.conclusions, relaxed))
        text = translate_plural("Without “{name}”: {count} conclusion", "Without “{name}”: {count} conclusions", count)
        st.button(
            text.format(name=label(name), count=count), key=f"relax-{name}", on_click=change, args=(name, cleared)
        )
