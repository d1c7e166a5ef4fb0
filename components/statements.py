"""Statements as rows of a table and as panels."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from components.receipts import draw_row, entry_link, links, receipt, short_report_link
from components.rows_table import Column
from components.view import View, change, labels
from components.wording import draw_wording
from plenary import queries
from plenary.catalogue import translate as _
from plenary.frames import each_row
from plenary.markup import escape


def class_of_speaker(view: View, rows: pd.DataFrame) -> list[str]:
    """What a speaker is, in few words: the regional group of a State, the kind of any other.

    Args:
        view: The view of this run.
        rows: Columns kind, group_id.
    """
    groups, kinds = labels(view, "group_short"), labels(view, "kind")
    return [
        groups.get(row.group_id, kinds[row.kind])
        if row.kind == "state" and not pd.isna(row.group_id)
        else kinds[row.kind]
        for row in each_row(rows)
    ]


STATEMENT_COLUMNS = (
    Column("name", _("Speaker, name of the day")),
    Column("name_printed", _("As printed")),
    Column("class_of_speaker", _("Group or kind")),
    Column("act_told", _("Type")),
    Column("meetings", _("Meeting"), labels={}),
    Column("dates", _("Date"), labels={}),
    Column("items", _("Items"), labels={}),
    Column("paragraph", _("Para.")),
    Column("statement_id", _("Entry"), markdown=entry_link),
    Column("row", _("Report an error"), markdown=short_report_link),
)


def statement_rows(view: View) -> pd.DataFrame:
    """The statements within the filters, with what `STATEMENT_COLUMNS` shows of them."""
    rows = view.ask(queries.statements)
    acts = labels(view, "act")
    return rows.assign(
        class_of_speaker=class_of_speaker(view, rows),
        act_told=[acts.get(act, act) for act in rows["act"]],
        row=rows["statement_id"],
    )


def draw_opened_statement(view: View) -> None:
    """Draw the statement or meeting that the link opens, as a panel with its receipt.

    Nothing where the link opens none.
    """
    if not view.selection.row:
        return
    turns = view.dataset.tables["turns"]
    for row in turns[turns["statement_id"] == view.selection.row].to_dict("records"):
        draw_statement(view, row)
        st.button(_("Close the entry"), key="close-row", on_click=change, args=("row", ""))


def draw_statement(view: View, row: Mapping[str, Any]) -> None:
    """Draw one statement as a panel: who, when, on what, in which capacity, where it stands in the document.

    Args:
        view: The view of this run.
        row: A row of `plenary.turns.turns`.
    """

    def told(value: Any) -> str:
        return _("not recorded") if pd.isna(value) else escape(str(value).replace(";", ", "))

    draw_row(
        view,
        row["name"],
        [
            (_("As printed"), told(row["name_printed"])),
            *([(_("Name today"), told(row["name_today"]))] if row["name_today"] != row["name"] else []),
            (_("Type"), told(labels(view, "act").get(row["act"], row["act"]))),
            (_("Kind of speaker"), told(labels(view, "kind").get(row["kind"], row["kind"]))),
            (_("Capacity"), told(labels(view, "capacity").get(row["capacity"], row["capacity"]))),
            (_("Meeting"), told(row["meetings"])),
            (_("Date"), told(row["dates"])),
            (_("Agenda items, jointly") if ";" in row["items"] else _("Agenda item"), told(row["items"])),
            (_("Place in the list"), told(row["position"])),
            (_("Receipt"), escape(receipt(view, row["document_id"], row["paragraph"], row["page"]))),
            (_("Row"), f"{escape(row['statement_id'])} · {links('timeline', row['statement_id'])}"),
        ],
    )
    draw_wording(view, row["document_id"], row["paragraph"], row["name_printed"])
