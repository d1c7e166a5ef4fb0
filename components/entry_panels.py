"""The entry that a link opens: its panel, its permanent address and its citation."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any, Final

import pandas as pd
import streamlit as st

from components.charts.words import written_day
from components.cite import draw_citation_forms
from components.measured import measured_part
from components.navigation import link_to
from components.receipts import draw_row, linked_document, linked_symbol, links, receipt
from components.share import site_address, today
from components.thread_links import is_compared, taken_up_in
from components.view import View, change, labels, remembered, session_title
from components.wording import draw_wording
from plenary import queries
from plenary.catalogue import translate as _
from plenary.choices import ROWS, meeting_label
from plenary.citation import cited_entry
from plenary.entries import DELEGATIONS, Entry, find_entry
from plenary.frames import each_row
from plenary.links import entry_link
from plenary.markup import escape
from plenary.selection import Selection, all_of

Lines = list[tuple[str, str]]


def draw_opened_entry(view: View, tables: tuple[str, ...]) -> None:
    """Draw the entry of some tables that the link opens, as a panel; nothing where it opens none of them.

    Args:
        view: The view of this run.
        tables: Tables of `PANELS`; the first one that has the id is meant.
    """
    for table in tables if view.selection.row else ():
        if row := _row(view, table, view.selection.row):
            PANELS[table](view, dict(row))
            draw_entry_address(view, table)
            return


@remembered(64, whole=True)
def _row(view: View, table: str, row_id: str) -> Mapping[Hashable, Any]:
    """The row of a table with this id; empty where there is none."""
    rows = view.dataset.tables[table]
    return next(iter(rows[rows[ROWS[table]] == row_id].to_dict("records")), {})


def draw_entry_address(view: View, table: str) -> None:
    """Draw, under the entry that the link opens, its permanent address with its citation, and what closes it."""
    with st.container(horizontal=True, vertical_alignment="center"):
        draw_address_and_citation(view, view.selection.row, table)
        st.button(_("Close the entry"), key="close-row", on_click=change, args=("row", ""))


def draw_address_and_citation(view: View, row_id: str, table: str) -> None:
    """Draw the control that shows the permanent address and the citation of one entry.

    Args:
        view: The view of this run.
        row_id: Id of the entry.
        table: Its table, one of `plenary.entries.ENTRY_TABLES`.
    """
    _draw_control(view, row_id, table)


@st.fragment
@measured_part
def _draw_control(view: View, row_id: str, table: str) -> None:
    key = f"cite-{row_id}" if table == DELEGATIONS else "cite-entry"
    label = _("Permanent address and citation")
    popover = st.popover(label, type="tertiary", icon=":material/format_quote:", key=key, on_change="rerun")
    entry = find_entry(view.dataset, row_id, table) if popover.open else None
    if entry:
        with popover:
            _draw_address(view, entry, key)


def _draw_address(view: View, entry: Entry, key: str) -> None:
    site = site_address()
    st.markdown(_("Permanent address:"))
    address = partial(entry_link, site, entry.row_id, entry.table, world=view.kept.world, names=view.kept.names)
    st.code(address(), language=None, wrap_lines=True)
    pinned = address(version=view.dataset.version)
    draw_citation_forms(cited_entry(view.dataset, entry, pinned, today()), f"{key}-file")


def _draw_meeting(view: View, row: Mapping[str, Any]) -> None:
    selection = Selection(session=(row["session_id"],), meeting=(row["meeting_id"],), review="all")
    turns = int(view.ask(queries.headline_counts, selection)["turns"])
    hidden = int(view.ask(queries.unreviewed_counts, selection)["statements"])
    count = f"{turns:,}"
    if hidden:
        count = _("{count}, of which {hidden} not yet reviewed").format(count=count, hidden=f"{hidden:,}")
    if pd.isna(row["date"]):
        date = _("not recorded")
    else:
        basis = labels(view, "date_basis")[row["date_basis"]]
        date = _("{date} ({basis})").format(date=written_day(row["date"]), basis=basis.lower())
    items = view.dataset.tables["meeting_items"]
    known = view.dataset.choices["item"]
    told = [
        _("{item} ({basis}, para. {paragraph})").format(
            item=known[item.item_id], paragraph=item.paragraph, basis=labels(view, "basis")[item.basis].lower()
        )
        for item in each_row(items[items["meeting_id"] == row["meeting_id"]])
    ]
    paragraphs = row["paragraphs"].split(";")
    place = _("{document}, paras. {paragraphs}") if len(paragraphs) > 1 else _("{document}, para. {paragraphs}")
    draw_row(
        view,
        meeting_label(row["ordinal"]),
        [
            (_("Session"), escape(session_title(view, row["session_id"]))),
            (_("Kind of meeting"), escape(labels(view, "meeting_kind").get(row["kind"], row["kind"]))),
            (_("Date"), escape(date)),
            (_("How it is attested"), escape(labels(view, "attestation")[row["attestation"]])),
            (_("Agenda items"), escape("; ".join(told)) or _("not recorded")),
            (_("Turns recorded"), escape(count)),
            *_note(row),
            (
                _("Receipt"),
                place.format(document=linked_document(view, row["document_id"]), paragraphs=escape(all_of(paragraphs))),
            ),
            (_("Row"), f"{escape(row['meeting_id'])} · {links(view, row['meeting_id'])}"),
        ],
    )
    if turns:
        review = "all" if hidden else ""
        selection = replace(view.kept, session=selection.session, meeting=selection.meeting, review=review)
        link_to("timeline", _("The turns of this meeting on the timeline"), selection.to_params())


def _draw_point(view: View, row: Mapping[str, Any]) -> None:
    known = view.dataset.choices
    attribution = _("{printed} ({status})").format(
        printed=row["attribution_printed"], status=labels(view, "attribution_status")[row["attribution_status"]].lower()
    )
    draw_row(
        view,
        _("View {position} in paragraph {paragraph} of the discussion").format(
            position=row["position"], paragraph=row["paragraph"]
        ),
        [
            (_("Our summary"), escape(row["summary"])),
            (_("Attributed, as printed"), escape(attribution)),
            (_("Session"), escape(session_title(view, row["session_id"]))),
            *_codes(_("Agenda items"), known["item"], row["item_ids"]),
            *_codes(_("Themes"), known["theme"], row["theme_ids"]),
            *_proposal(row),
            (_("Conclusions that rest on it"), taken_up_in(view, row["point_id"]) or _without_thread(view, row)),
            (_("Review"), escape(labels(view, "review_status")[row["review_status"]])),
            *_receipt_and_row(view, row, "points"),
        ],
    )
    draw_wording(view, row["document_id"], row["paragraph"])


def _proposal(row: Mapping[str, Any]) -> Lines:
    return [(_("Proposal"), _("yes"))] if row["is_proposal"] else []


def _without_thread(view: View, row: Mapping[str, Any]) -> str:
    """Why no conclusion is named beside a view: none of those recorded rests on it, or none are recorded."""
    if is_compared(view, row["session_id"]):
        return _("none of those recorded")
    return _("not established: no conclusions of the session are recorded here")


def _draw_document_before(view: View, row: Mapping[str, Any]) -> None:
    symbol = [] if pd.isna(row["symbol"]) else [(_("Symbol"), linked_symbol(row["symbol"]))]
    draw_row(
        view,
        row["title"],
        [
            *symbol,
            (_("Before the session"), escape(session_title(view, row["session_id"]))),
            *_codes(_("Agenda items"), view.dataset.choices["item"], row["item_ids"]),
            *_receipt_and_row(view, row, "documents_before"),
        ],
    )


def _draw_discrepancy(view: View, row: Mapping[str, Any]) -> None:
    document = linked_document(view, row["document_id"])
    if not pd.isna(row["paragraphs"]):
        form = _("{document}, paras. {paragraphs}")
        document = form.format(document=document, paragraphs=escape(row["paragraphs"].replace(";", ", ")))
    draw_row(
        view,
        row["title"],
        [
            (_("Kind of finding"), escape(labels(view, "discrepancy_kind")[row["kind"]])),
            (_("Session"), escape(session_title(view, row["session_id"]))),
            (_("What is recorded"), escape(row["recorded"])),
            (_("What follows"), escape(row["consequence"])),
            (_("Receipt"), document),
            (_("Row"), f"{escape(row['discrepancy_id'])} · {links(view, row['discrepancy_id'])}"),
        ],
    )


def _note(row: Mapping[str, Any]) -> Lines:
    return [] if pd.isna(row["note"]) else [(_("Note"), escape(row["note"]))]


def _codes(label: str, known: Mapping[str, str], codes: Any) -> Lines:
    if pd.isna(codes):
        return []
    return [(label, escape(", ".join(known.get(code, code) for code in codes.split(";"))))]


def _receipt_and_row(view: View, row: Mapping[str, Any], table: str) -> Lines:
    row_id = row[ROWS[table]]
    return [
        (_("Receipt"), receipt(view, row["document_id"], row["paragraph"], row["page"])),
        (_("Row"), f"{escape(row_id)} · {links(view, row_id, table)}"),
    ]


PANELS: Final[Mapping[str, Callable[[View, Mapping[str, Any]], None]]] = {
    "meetings": _draw_meeting,
    "points": _draw_point,
    "documents_before": _draw_document_before,
    "discrepancies": _draw_discrepancy,
}
"""What draws the entry of each table; statements, conclusions and delegations have panels on their own pages."""
