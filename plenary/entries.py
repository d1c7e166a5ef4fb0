"""The entries that have a permanent address: where each is shown, what it is called, on what it rests."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import quote, urlencode

import narwhals as nw
import pandas as pd

from plenary.catalogue import translate as _
from plenary.choices import ROWS, meeting_label, vocabulary
from plenary.engine import collect
from plenary.links import PAGE_OF_TABLE
from plenary.store import Dataset

DELEGATIONS: Final = "delegations"
ENTRY_TABLES: Final = (*ROWS, DELEGATIONS)
"""Tables whose rows have a permanent address; where an id is in several, it is the entry of the first."""

MOST_SESSIONS: Final = 12
"""Sessions that the address of a delegation names."""


@dataclass(frozen=True)
class Place:
    """Where in a document an entry stands.

    Attributes:
        document_id: The document.
        paragraphs: Its paragraphs as printed; none where the whole document is meant.
        page: Page as printed; empty where none is recorded.
    """

    document_id: str
    paragraphs: tuple[str, ...] = ()
    page: str = ""


@dataclass(frozen=True)
class Entry:
    """One entry of the dataset.

    Attributes:
        row_id: Its id.
        table: Its table, one of `ENTRY_TABLES`.
        title: What it is, in one phrase.
        places: Where it stands; of a delegation the documents in which it took the floor.
        sessions: Of a delegation the sessions at which it took the floor; else none, the id names it.
    """

    row_id: str
    table: str
    title: str
    places: tuple[Place, ...]
    sessions: tuple[str, ...] = ()

    def page_address(self, site: str = "", version: str = "") -> str:
        """Address of the page that shows the entry.

        Args:
            site: Address of the first page, with a slash at its end, or the way up to it.
            version: Dataset version to which it is pinned; empty for none.
        """
        # A delegation is shown at the sessions where it spoke; at more than a page tells one by one, at the first one.
        sessions = self.sessions if len(self.sessions) <= MOST_SESSIONS else ()
        named = ("delegation" if self.table == DELEGATIONS else "row", self.row_id)
        params = [*(("session", session) for session in sessions), named, *([("v", version)] if version else [])]
        query = urlencode(params, quote_via=quote, safe=":/")
        return f"{site}{PAGE_OF_TABLE[self.table]}?{query}"


def find_entry(dataset: Dataset, row_id: str, table: str = "") -> Entry | None:
    """The entry with this id; None where there is none.

    Args:
        dataset: The dataset.
        row_id: Id of a statement, meeting, conclusion, view, document before a session, finding or delegation.
        table: Its table, where the address names it; else the first of `ENTRY_TABLES` that has the id.
    """
    for name in ENTRY_TABLES:
        if table and name != table:
            continue
        if name == DELEGATIONS:
            speaker_id = dataset.choices["successor"].get(row_id, row_id)
            if speaker_id in dataset.choices["delegation"]:
                return _delegation(dataset, speaker_id)
            continue
        if name == "statements":
            found = dataset.turn(row_id)
        else:
            found = dataset.tables[name][dataset.tables[name][ROWS[name]] == row_id]
        if len(found):
            row = found.iloc[0]
            return Entry(row_id, name, _title(dataset, name, row), (_place(row),))
    return None


def _delegation(dataset: Dataset, speaker_id: str) -> Entry:
    counts = dataset.frame("turn_counts").filter(nw.col("speaker_id") == speaker_id)
    own = collect(counts.select("session_id", "document_id").unique().sort("session_id", "document_id"))
    documents, spoken = dict.fromkeys(own["document_id"]), set(own["session_id"])
    sessions = tuple(session for session in dataset.days() if session in spoken)
    title = _("Delegation: {name}").format(name=dataset.choices["delegation"][speaker_id])
    return Entry(speaker_id, DELEGATIONS, title, tuple(map(Place, documents)), sessions)


def _place(row: pd.Series[Any]) -> Place:
    printed = row["paragraphs"] if "paragraphs" in row else row["paragraph"]
    paragraphs = () if pd.isna(printed) else tuple(str(printed).split(";"))
    page = row.get("page")
    return Place(str(row["document_id"]), paragraphs, "" if pd.isna(page) else str(page))


def _title(dataset: Dataset, table: str, row: pd.Series[Any]) -> str:
    session = dataset.choices["session"][row["session_id"]]
    if table == "statements":
        act = vocabulary(dataset.tables, "act").get(row["act"], row["act"])
        name = row["name_printed"] if pd.isna(row["name"]) else row["name"]
        return _("{act} by {name}, {session}").format(act=act, name=name, session=session)
    if table == "meetings":
        return _("{meeting}, {session}").format(meeting=meeting_label(int(row["ordinal"])), session=session)
    if table == "conclusions":
        letter = row["paragraph"] if pd.isna(row["letter"]) else row["letter"]
        return _("Conclusion ({letter}), {session}").format(letter=letter, session=session)
    if table == "points":
        form = _("View {position} in paragraph {paragraph} of the discussion, {session}")
        return form.format(position=row["position"], paragraph=row["paragraph"], session=session)
    if table == "documents_before":
        name = row["title"] if pd.isna(row["symbol"]) else row["symbol"]
        return _("Document before the {session}: {name}").format(session=session, name=name)
    return _("Finding on the record: {title}, {session}").format(title=row["title"], session=session)
