"""Rows of turns.csv to the tables of statements, and back."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from plenary.catalogue import translate as _
from plenary.curation.columns import LIST_MARK, NAMES_MARK, item_code, item_number
from plenary.curation.folder import Candidate
from plenary.curation.tables import Cells, Tables
from plenary.model import Act, Basis, Kind, ReviewStatus
from plenary.names import Names, UnknownName, normalised

STATEMENT_TABLES = ("statements", "statement_meetings", "statement_items", "statement_represents")


@dataclass
class Statements:
    """What the rows of turns.csv say in the tables of the dataset.

    Attributes:
        tables: The tables of statements -> their rows, in printed order.
        speakers: Rows for speakers that the dataset does not have.
        speaker_names: Their names.
        problems: Why rows cannot be taken over, a sentence each that begins with the place.
    """

    tables: dict[str, list[Cells]] = field(default_factory=lambda: {name: [] for name in STATEMENT_TABLES})
    speakers: list[Cells] = field(default_factory=list)
    speaker_names: list[Cells] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def speaker_code(name: str) -> str:
    """Id for a speaker that is no State: its name in small letters of the Latin alphabet, joined by hyphens."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    return re.sub(r"[^a-z0-9]+", "-", re.sub(r"['.]", "", plain)).strip("-")


def statements_of(candidate: Candidate, tables: Tables, names: Names) -> Statements:
    """The statements of a candidate.

    Args:
        candidate: The candidate.
        tables: The dataset as it is.
        names: Its dated names.
    """
    found = Statements()
    speakers = _Speakers(candidate, tables, names, found)
    dates = {row["meeting_id"]: row["date"] for row in candidate.tables["meetings"]}
    positions: dict[str, int] = {}
    for turn, row in enumerate(candidate.turns, 1):
        paragraph = row["para"]
        if not paragraph:
            found.problems.append(_place(row, _("has no paragraph, by which the row would be named")))
            continue
        position = positions[paragraph] = positions.get(paragraph, 0) + 1
        path = paragraph.replace(" (", "/").replace(")", "")
        statement_id = f"{candidate.session_id}/{path}/{position}"
        meetings = [f"{candidate.session_id}:{ordinal}" for ordinal in _listed(row["body_meeting"])]
        known = sorted({dates[meeting] for meeting in meetings if dates.get(meeting)})
        if row["date"] and known != sorted(set(_listed(row["date"]))):
            message = _("is dated {dates}, but its meetings are on {known}")
            message = message.format(dates=row["date"], known=LIST_MARK.join(known) or _("no day"))
            found.problems.append(_place(row, message))
        speaker_id = speakers.speaker_id(row, _day(known, candidate))
        found.tables["statements"].append(
            {
                "statement_id": statement_id,
                "session_id": candidate.session_id,
                "document_id": candidate.document_id,
                "paragraph": paragraph,
                "position": str(position),
                "turn": str(turn),
                "page": row["page"],
                "name_printed": row["speaker_as_written"],
                "speaker_id": speaker_id,
                "kind": row["kind"],
                "capacity": row["capacity"],
                "act": row["act"],
                "speaker_count": row["count"],
                "basis": Basis.STATED,
                "review_status": row["review_status"] or ReviewStatus.UNREVIEWED,
                "note": row["note"],
            }
        )
        for meeting in meetings:
            link = {"statement_id": statement_id, "meeting_id": meeting, "basis": row["meeting_basis"] or Basis.STATED}
            found.tables["statement_meetings"].append(link)
        items = [item_code(number) for number in _listed(row["items"])]
        for item in items:
            item_id = f"{candidate.session_id}:{item}"
            basis = row["item_basis"] or usual_item_basis(row["act"], len(items))
            found.tables["statement_items"].append({"statement_id": statement_id, "item_id": item_id, "basis": basis})
        for name in filter(None, row["on_behalf_of"].split(NAMES_MARK)):
            represented = speakers.known(name, _day(known, candidate), paragraph)
            link = {"statement_id": statement_id, "speaker_id": represented, "name_printed": name}
            found.tables["statement_represents"].append(link)
    return found


def usual_item_basis(act: str, count: int) -> Basis:
    """What the link to an item rests on: a list that stands under several does not tell which one was addressed."""
    return Basis.JOINT if count > 1 and act == Act.STATEMENT else Basis.STATED


def turns_of(document_id: str, tables: Tables) -> list[Cells]:
    """The statements of a document as rows of turns.csv, without the sentences, which the dataset does not have."""
    meetings = {row["meeting_id"]: row for row in tables["meetings"]}
    iso3 = {row["speaker_id"]: row["iso3"] for row in tables["speakers"]}
    at, under, represented = (_linked(tables[name]) for name in STATEMENT_TABLES[1:])
    turns = []
    for row in tables["statements"]:
        if row["document_id"] != document_id:
            continue
        links, items = at.get(row["statement_id"], []), under.get(row["statement_id"], [])
        of = [meetings[link["meeting_id"]] for link in links if link["meeting_id"] in meetings]
        basis = next((item["basis"] for item in items), "")
        turns.append(
            {
                "para": row["paragraph"],
                "order": row["turn"],
                "act": row["act"],
                "speaker_as_written": row["name_printed"],
                "kind": row["kind"],
                "iso3": iso3.get(row["speaker_id"], "") if row["kind"] == Kind.STATE else "",
                "capacity": row["capacity"],
                "on_behalf_of": NAMES_MARK.join(
                    link["name_printed"] for link in represented.get(row["statement_id"], [])
                ),
                "count": row["speaker_count"],
                "body_meeting": LIST_MARK.join(meeting["ordinal"] for meeting in of),
                "date": LIST_MARK.join(dict.fromkeys(meeting["date"] for meeting in of if meeting["date"])),
                "items": LIST_MARK.join(item_number(item["item_id"].partition(":")[2]) for item in items),
                "note": row["note"],
                "review_status": row["review_status"],
                "speaker_id": row["speaker_id"],
                "new_speaker_kind": "",
                "new_speaker_name": "",
                "meeting_basis": next((link["basis"] for link in links if link["basis"] != Basis.STATED), ""),
                "item_basis": "" if basis in ("", usual_item_basis(row["act"], len(items))) else basis,
                "page": row["page"],
                "start": "",
                "end": "",
                "resolution": "",
                "sentence": "",
            }
        )
    return turns


class _Speakers:
    """Who the printed names of one candidate are: by the curator's decision, the dated table, the document's names."""

    def __init__(self, candidate: Candidate, tables: Tables, names: Names, found: Statements) -> None:
        self._names = names
        self._found = found
        self._rows = {row["speaker_id"]: row for row in tables["speakers"]}
        self._document = candidate.tables["documents"][0]
        self._first_day = _day((), candidate)
        own = candidate.tables["document_names"]
        self._own = {
            (normalised(row["name_printed"]), paragraph): row["speaker_id"]
            for row in own
            for paragraph in _listed(row["paragraphs"]) or [""]
        }
        for row in candidate.turns:
            if row["new_speaker_name"]:
                self._decide(row)

    def speaker_id(self, row: Cells, day: dt.date | None) -> str:
        """The speaker of a row; "" for unnamed ones, and where there is a problem, which is noted."""
        if row["kind"] == Kind.UNNAMED:
            return ""
        printed, decided = row["speaker_as_written"], row["speaker_id"]
        known = self.known(printed, day, row["para"])
        if decided and decided not in self._rows:
            self._problem(row, _("speaker_id {speaker} is no speaker of the dataset").format(speaker=decided))
        elif not (decided or known):
            self._problem(row, _("the name is not known: decide speaker_id, or new_speaker_kind and new_speaker_name"))
        speaker = decided or known
        code = self._rows.get(speaker, {}).get("iso3", "")
        if row["iso3"] and row["iso3"] not in (code, speaker):
            message = _("is {code} by its row, but the speaker is {speaker}")
            self._problem(row, message.format(code=row["iso3"], speaker=speaker or _("not known")))
        return speaker

    def known(self, printed: str, day: dt.date | None, paragraph: str = "") -> str:
        """The speaker of a printed name without a decision of its own; "" where nothing tells it."""
        try:
            return self._names.resolve(printed, day).speaker_id if day else ""
        except UnknownName:
            name = normalised(printed)
            return self._own.get((name, paragraph)) or self._own.get((name, ""), "")

    def _decide(self, row: Cells) -> None:
        name, kind = row["new_speaker_name"], row["new_speaker_kind"]
        if kind not in set(Kind) - {Kind.STATE, Kind.UNNAMED}:
            message = _("new_speaker_kind must be a kind of speaker other than state and unnamed: {kind}")
            self._problem(row, message.format(kind=kind or _("blank")))
            return
        # Somebody else may have added the speaker since the decision was made.
        known = self.known(name, self._first_day)
        code = known or speaker_code(name)
        if known:
            pass
        elif code not in self._rows:
            paragraph = _("para. {paragraph}").format(paragraph=row["para"])
            source = f"document {self._document['symbol'] or self._document['job_number']}, {paragraph}"
            self._rows[code] = {"speaker_id": code, "kind": kind, "name": name, "source": source}
            self._found.speakers.append(self._rows[code])
            named = {"speaker_id": code, "name": name, "form": "short", "language": "en", "source": source}
            self._found.speaker_names.append(named)
        elif self._rows[code]["name"] != name:
            self._problem(row, _("the id {speaker} belongs to another speaker").format(speaker=code))
        self._own.setdefault((normalised(name), ""), code)
        self._own.setdefault((normalised(row["speaker_as_written"]), ""), code)

    def _problem(self, row: Cells, message: str) -> None:
        self._found.problems.append(_place(row, message))


def _place(row: Cells, message: str) -> str:
    return _("turns.csv, row {order}, para. {paragraph}, {name}: {message}").format(
        order=row["order"], paragraph=row["para"], name=row["speaker_as_written"], message=message
    )


def _listed(cell: str) -> list[str]:
    return [value.strip() for value in cell.split(LIST_MARK) if value.strip()]


def _linked(rows: Sequence[Cells]) -> Mapping[str, list[Cells]]:
    links: dict[str, list[Cells]] = {}
    for row in rows:
        links.setdefault(row["statement_id"], []).append(row)
    return links


def _day(dates: Sequence[str], candidate: Candidate) -> dt.date | None:
    first = dates[0] if dates else candidate.tables["sessions"][0]["first_date"]
    try:
        return dt.date.fromisoformat(first)
    except ValueError:
        return None
