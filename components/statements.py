"""Statements as rows of a table and as panels."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from components.entry_panels import draw_entry_address
from components.long_table import LongTable
from components.notes import of_day, short_group_labels
from components.receipts import draw_row, links, open_link, receipt, short_report_link
from components.rows_table import LONG_ROWS, PRINTED_ROWS, Column, Written, written_frame, written_rows
from components.view import View, labels, remembered, session_title
from components.wording import draw_wording
from plenary import queries
from plenary.catalogue import translate as _
from plenary.markup import escape
from plenary.statement_pages import ORDERS, found_count, represented_by, statement_page


def class_of_speaker(view: View, rows: pd.DataFrame) -> list[str]:
    """What a speaker is, in few words: the regional group of a State, the kind of any other.

    Args:
        view: The view of this run.
        rows: Columns kind, group_id.
    """
    groups, kinds = short_group_labels(view), labels(view, "kind")
    return [
        groups.get(group, kinds[kind]) if kind == "state" and not pd.isna(group) else kinds[kind]
        for kind, group in zip(rows["kind"], rows["group_id"], strict=True)
    ]


def _statement_columns(view: View, *, represented: bool, short: bool) -> tuple[Column, ...]:
    """The columns of a table of statements: session, on behalf of and review only where they tell rows apart."""
    session = Column("session_id", _("Session"), labels=view.dataset.choices["session"])
    return (
        Column("name", of_day(view, _("Speaker, name of the day"), _("Speaker, name of today"))),
        Column("name_printed", _("As printed")),
        *([Column("on_behalf_of", _("On behalf of"))] if represented else []),
        Column("class_of_speaker", _("Group or kind")),
        Column("act_told", _("Type")),
        *([session] if view.several else []),
        Column("meetings", _("Meeting"), labels={}),
        Column("dates", _("Date"), labels={}),
        Column("items", _("Items"), labels={}),
        Column("paragraph", _("Para.")),
        *(
            [Column("review_status", _("Review"), labels=labels(view, "review_status"))]
            if view.selection.review
            else []
        ),
        Column("statement_id", _("Entry"), markdown=open_link(view)),
        # Of many rows the entry that opens has the link: the table is a third lighter without.
        *([Column("row", _("Report an error"), markdown=short_report_link)] if short else []),
    )


@remembered(16)
def written_statements(view: View) -> Written:
    """The statements within the filters as the rows of a table."""
    if view.turn_count > LONG_ROWS:
        return StatementPages(view)
    rows = view.ask(queries.statements)
    columns = _statement_columns(
        view, represented=bool(rows["represents"].notna().any()), short=len(rows) <= PRINTED_ROWS
    )
    return written_rows(_told(view, rows, represented(view, view.selection.session)), columns)


@dataclass(frozen=True)
class StatementPages(LongTable):
    """The long table of the statements within the filters; each part is asked of the engine.

    Attributes:
        view: The view.
    """

    view: View

    @property
    def orders(self) -> Mapping[str, str]:
        """See `LongTable.orders`."""
        labels = {
            "printed": _("as printed"),
            "day": _("day"),
            "name": _("name"),
            "name_printed": _("name as printed"),
        }
        return {order: labels[order] for order in ORDERS}

    def found_count(self, search: str) -> int:
        """See `LongTable.found_count`."""
        return found_count(self.view.dataset, self.view.selection, search)

    def part(self, search: str, order: str, descending: bool, first: int, limit: int) -> pd.DataFrame:
        """See `LongTable.part`."""
        view = self.view
        rows = statement_page(
            view.dataset, view.selection, search=search, order=order, descending=descending, first=first, limit=limit
        )
        told = _told(view, rows, represented_by(view.dataset, rows["statement_id"]))
        return written_frame(told, _statement_columns(view, represented=True, short=False), grid=True)


def _told(view: View, rows: pd.DataFrame, behalf: Mapping[str, str]) -> pd.DataFrame:
    """Statements with what `_statement_columns` shows of them."""
    acts = labels(view, "act")
    return rows.assign(
        class_of_speaker=class_of_speaker(view, rows),
        act_told=[acts.get(act, act) for act in rows["act"]],
        on_behalf_of=rows["statement_id"].map(behalf),
        row=rows["statement_id"],
    )


@remembered(4)
def represented(view: View, sessions: tuple[str, ...]) -> Mapping[str, str]:
    """Statement of some sessions -> those on whose behalf it was made, as printed."""
    links = view.dataset.rows("statement_represents", sessions)
    return links.groupby("statement_id", sort=False)["name_printed"].agg("; ".join).to_dict()


def draw_opened_statement(view: View) -> None:
    """Draw the statement that the link opens, as a panel with its receipt, permanent address and citation.

    Nothing where the link opens none.
    """
    if not view.selection.row:
        return
    for row in view.dataset.turn(view.selection.row).to_dict("records"):
        draw_statement(view, row)
        draw_entry_address(view, "statements")


def draw_statement(view: View, row: Mapping[str, Any]) -> None:
    """Draw one statement as a panel: who, when, on what, in which capacity, where it stands in the document.

    Args:
        view: The view of this run.
        row: A row of `plenary.turns.turns`.
    """

    def told(value: Any) -> str:
        return _("not recorded") if pd.isna(value) else escape(str(value).replace(";", ", "))

    behalf = represented(view, (row["session_id"],)).get(row["statement_id"])
    several = len(view.dataset.choices["session"]) > 1
    unreviewed = row["review_status"] == "unreviewed"
    draw_row(
        view,
        row["name"],
        [
            (_("As printed"), told(row["name_printed"])),
            *([(_("Name today"), told(row["name_today"]))] if row["name_today"] != row["name"] else []),
            (_("Type"), told(labels(view, "act").get(row["act"], row["act"]))),
            *([(_("Spoke on behalf of"), escape(behalf))] if behalf else []),
            *([] if pd.isna(row["speaker_count"]) else [(_("Speakers, not named"), told(row["speaker_count"]))]),
            (_("Kind of speaker"), told(labels(view, "kind").get(row["kind"], row["kind"]))),
            (_("Capacity"), told(labels(view, "capacity").get(row["capacity"], row["capacity"]))),
            *([(_("Session"), told(session_title(view, row["session_id"])))] if several else []),
            (_("Meeting"), told(row["meetings"])),
            (_("Date"), told(row["dates"])),
            (_("Agenda items, jointly") if ";" in str(row["items"]) else _("Agenda item"), told(row["items"])),
            (_("Place in the list"), told(row["position"])),
            *([(_("Review"), told(labels(view, "review_status")[row["review_status"]]))] if unreviewed else []),
            (_("Receipt"), receipt(view, row["document_id"], row["paragraph"], row["page"])),
            (_("Row"), f"{escape(row['statement_id'])} · {links(view, row['statement_id'])}"),
        ],
    )
    draw_wording(view, row["document_id"], row["paragraph"], row["name_printed"])
