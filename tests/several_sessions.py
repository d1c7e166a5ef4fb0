"""A dataset of three sessions: the shipped one of the Crime Congress, and two invented ones written for the tests.

What is invented, counted by hand:

- Orchard Forum, 4th session, Geneva, 2 to 6 March 2015, all rows from O/FORUM/4/9. Twelve reviewed turns: ten
  statements (seven of as many States; one each of a group and of an observer; one row that stands for five unnamed
  delegations), an opening by the Secretariat, a right of reply by Japan. Paragraph 3 is one list for the 2nd and 3rd
  meetings, jointly on items 2 and 3. Three statements of paragraph 6 are not reviewed: Fiji, Ghana, Kiribati. The 5th
  meeting is only mentioned and has no date. Two views and two conclusions, of each one not reviewed.
- Water Council, 2nd session, Vienna, 10 to 12 June 2025, all rows from W/COUNCIL/2/3, which is a draft. Four reviewed
  statements of as many States, two not reviewed. No views and no conclusions.

Reviewed statements of all three: 44 + 10 + 4 = 58. Brazil speaks in each session, Kenya in the two invented ones.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from plenary.schema import PACKAGE_FILE, seal
from tests.dataset_copy import copy_dataset

CRIME, ORCHARD, WATER = "crime-congress-12", "orchard-forum-4", "water-council-2"
ORCHARD_REPORT, WATER_REPORT = "o-forum-4-9", "w-council-2-3"
HASH = "0" * 64

Cells = Mapping[str, str]
Turn = tuple[str, str, str, str, str, str]
"""Printed name, speaker, kind, capacity, act, number of unnamed speakers."""


def copy_with_sessions(folder: Path) -> Path:
    """Copies the dataset's rows of the Crime Congress and adds the two invented sessions; the copy's folder."""
    directory = copy_dataset(folder, CRIME)
    for file, rows in _invented().items():
        add_rows(directory, file, rows)
    add_rows(directory, "reviews.csv", _reviews())
    forget_bands(directory)
    seal(directory)
    return directory


def add_rows(directory: Path, file: str, rows: Iterable[Cells]) -> None:
    """Adds rows at the end of a table, cells that are not named blank; the dataset is not sealed."""
    header = (directory / file).read_text(encoding="utf-8").splitlines()[0].split(",")
    with (directory / file).open("a", encoding="utf-8", newline="") as table:
        writer = csv.DictWriter(table, header, restval="", lineterminator="\n")
        writer.writerows(rows)


def forget_bands(directory: Path) -> None:
    """Takes the bands of the tables out of the description: an invented session needs none."""
    path = directory / PACKAGE_FILE
    descriptor = json.loads(path.read_text(encoding="utf-8"))
    del descriptor["plenary:bands"]
    path.write_text(json.dumps(descriptor, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def _invented() -> dict[str, list[Cells]]:
    """The rows of the invented sessions by file."""
    tables: dict[str, list[Cells]] = {
        "documents.csv": [
            _document(ORCHARD_REPORT, "O/FORUM/4/9", "Report of the Orchard Forum on its fourth session", "adopted",
                      "Orchard Forum", "2015-04-20", "12", ""),
            _document(WATER_REPORT, "W/COUNCIL/2/3", "Report of the Water Council on its second session", "draft",
                      "Water Council", "2025-06-12", "3", "draft; the adopted report was not compared"),
        ],
        "sessions.csv": [
            _session(ORCHARD, "Orchard Forum", "4", "Orchard Forum, fourth session", "Fourth Orchard Forum", "Geneva",
                     "2015-03-02", "2015-03-06"),
            _session(WATER, "Water Council", "2", "Water Council, second session", "Second Water Council", "Vienna",
                     "2025-06-10", "2025-06-12"),
        ],
        "agenda_items.csv": [
            _item(ORCHARD, "1", "Opening and organization of work", "1", ORCHARD_REPORT),
            _item(ORCHARD, "2", "Care of old trees", "1", ORCHARD_REPORT),
            _item(ORCHARD, "3", "Trade in seedlings", "1", ORCHARD_REPORT),
            _item(WATER, "5", "Wells and cisterns", "1", WATER_REPORT),
        ],
        "meetings.csv": [
            _meeting(ORCHARD, 1, "2015-03-02", "2", ORCHARD_REPORT),
            _meeting(ORCHARD, 2, "2015-03-03", "3", ORCHARD_REPORT),
            _meeting(ORCHARD, 3, "2015-03-03", "3", ORCHARD_REPORT),
            _meeting(ORCHARD, 4, "2015-03-04", "4", ORCHARD_REPORT),
            {**_meeting(ORCHARD, 5, "", "1", ORCHARD_REPORT), "date_basis": "", "attestation": "only_mentioned"},
            _meeting(ORCHARD, 6, "2015-03-05", "6", ORCHARD_REPORT),
            _meeting(WATER, 1, "2025-06-10", "1", WATER_REPORT),
            _meeting(WATER, 2, "2025-06-11", "2 (a)", WATER_REPORT),
        ],
        "reference/speakers.csv": [{"speaker_id": "friends-of-old-trees", "kind": "group",
                                    "name": "Friends of Old Trees", "source": "written for a test"}],
        "reference/speaker_names.csv": [{"speaker_id": "friends-of-old-trees", "name": "Friends of Old Trees",
                                         "form": "short", "language": "en", "source": "written for a test"}],
        "discrepancies.csv": [
            {"discrepancy_id": "orchard-meeting-5-undated", "session_id": ORCHARD, "document_id": ORCHARD_REPORT,
             "kind": "gap", "paragraphs": "1", "meeting_ids": f"{ORCHARD}:5", "title": "The 5th meeting has no date",
             "recorded": "Paragraph 1 names six meetings; no paragraph dates the 5th.",
             "consequence": "It stands on the timeline without a date.", "pages": "all"},
        ],
    }  # fmt: skip
    for number, items, section, page in (("1", "1", "proceedings", 1), ("2", "1", "proceedings", 2),
                                         ("3", "2;3", "proceedings", 3), ("4", "3", "proceedings", 5),
                                         ("5", "2", "discussion", 6), ("6", "1", "proceedings", 9),
                                         ("7", "2", "conclusions", 10), ("7 (a)", "2", "conclusions", 10),
                                         ("7 (b)", "2", "conclusions", 10)):  # fmt: skip
        tables.setdefault("paragraphs.csv", []).append(
            _paragraph(ORCHARD_REPORT, number, section, page, _ids(ORCHARD, items))
        )
    for number, page in (("1", 1), ("2", 2), ("2 (a)", 2)):
        tables["paragraphs.csv"].append(_paragraph(WATER_REPORT, number, "proceedings", page, f"{WATER}:5"))
    for meeting, items, paragraph in (("1", "1", "2"), ("2", "2;3", "3"), ("3", "2;3", "3"), ("4", "3", "4"),
                                      ("5", "1", "1"), ("6", "1", "6")):  # fmt: skip
        tables.setdefault("meeting_items.csv", []).extend(
            {"meeting_id": f"{ORCHARD}:{meeting}", "item_id": item, "document_id": ORCHARD_REPORT,
             "paragraph": paragraph, "basis": "stated"}
            for item in _ids(ORCHARD, items).split(";")
        )  # fmt: skip
    tables["meeting_items.csv"] += [
        {"meeting_id": f"{WATER}:{meeting}", "item_id": f"{WATER}:5", "document_id": WATER_REPORT,
         "paragraph": paragraph, "basis": "stated"}
        for meeting, paragraph in (("1", "1"), ("2", "2 (a)"))
    ]  # fmt: skip
    _add_turns(tables)
    _add_texts(tables)
    return tables


def _add_turns(tables: dict[str, list[Cells]]) -> None:
    def state(name: str, code: str) -> Turn:
        return (name, code, "state", "member", "statement", "")

    _add_list(tables, ORCHARD, ORCHARD_REPORT, "2", 2, "1", "1", "reviewed", [
        ("Secretariat", "secretariat", "secretariat", "other", "opening", ""),
        state("Italy", "ITA"),
    ])  # fmt: skip
    tables["statement_represents.csv"] = [
        {"statement_id": f"{ORCHARD}/2/2", "speaker_id": "european-union", "name_printed": "European Union"}
    ]
    _add_list(tables, ORCHARD, ORCHARD_REPORT, "3", 3, "2;3", "2;3", "reviewed", [
        state("Algeria", "DZA"), state("Brazil", "BRA"), state("Chile", "CHL"), state("Kenya", "KEN"),
        state("Norway", "NOR"), state("South Sudan", "SSD"),
        ("Friends of Old Trees", "friends-of-old-trees", "group", "unknown", "statement", ""),
        ("European Union", "european-union", "igo", "observer", "statement", ""),
    ])  # fmt: skip
    _add_list(tables, ORCHARD, ORCHARD_REPORT, "4", 5, "4", "3", "reviewed", [
        ("five delegations", "", "unnamed", "unknown", "statement", "5"),
        ("Japan", "JPN", "state", "member", "right_of_reply", ""),
    ])  # fmt: skip
    _add_list(tables, ORCHARD, ORCHARD_REPORT, "6", 9, "6", "1", "unreviewed", [
        state("Ghana", "GHA"), state("Kiribati", "KIR"), state("Fiji", "FJI"),
    ])  # fmt: skip
    _add_list(tables, WATER, WATER_REPORT, "1", 1, "1", "5", "reviewed", [
        state("Mexico", "MEX"), state("Kenya", "KEN"), state("India", "IND"), state("Brazil", "BRA"),
    ])  # fmt: skip
    _add_list(tables, WATER, WATER_REPORT, "2 (a)", 2, "2", "5", "unreviewed", [
        state("France", "FRA"), state("Islamic Republic of Iran", "IRN"),
    ])  # fmt: skip


def _add_list(
    tables: dict[str, list[Cells]],
    session: str,
    document: str,
    paragraph: str,
    page: int,
    meetings: str,
    items: str,
    review: str,
    turns: Iterable[Turn],
) -> None:
    """Adds one list of speakers: its turns, and their links to meetings and items."""
    statements = tables.setdefault("statements.csv", [])
    before = sum(row["document_id"] == document for row in statements)
    joint = "joint" if ";" in items else "stated"
    for position, (name, speaker, kind, capacity, act, count) in enumerate(turns, 1):
        statement = f"{session}/{paragraph.replace(' (', '/').replace(')', '')}/{position}"
        statements.append(
            {"statement_id": statement, "session_id": session, "document_id": document, "paragraph": paragraph,
             "position": str(position), "turn": str(before + position), "page": str(page), "name_printed": name,
             "speaker_id": speaker, "kind": kind, "capacity": capacity, "act": act, "speaker_count": count,
             "basis": "stated", "review_status": review}
        )  # fmt: skip
        tables.setdefault("statement_meetings.csv", []).extend(
            {"statement_id": statement, "meeting_id": meeting, "basis": "stated"}
            for meeting in _ids(session, meetings).split(";")
        )
        tables.setdefault("statement_items.csv", []).extend(
            {"statement_id": statement, "item_id": item, "basis": joint} for item in _ids(session, items).split(";")
        )


def _add_texts(tables: dict[str, list[Cells]]) -> None:
    item = f"{ORCHARD}:2"
    tables["points.csv"] = [
        {"point_id": f"{ORCHARD}/5/{position}", "session_id": ORCHARD, "document_id": ORCHARD_REPORT,
         "paragraph": "5", "position": str(position), "page": "6", "summary": summary,
         "attribution_printed": "Some speakers", "attribution_class": "some", "attribution_status": "unnamed",
         "item_ids": item, "theme_ids": "prevention", "is_proposal": "false", "review_status": review}
        for position, summary, review in ((1, "Old trees need a register.", "reviewed"),
                                          (2, "Pruning in spring does harm.", "unreviewed"))
    ]  # fmt: skip
    tables["conclusions.csv"] = [
        {"conclusion_id": f"{ORCHARD}/7/{letter}", "session_id": ORCHARD, "document_id": ORCHARD_REPORT,
         "paragraph": f"7 ({letter})", "letter": letter, "page": "10", "item_ids": item, "summary": summary,
         "action": "collect_data", "addressee_ids": "member_states", "theme_ids": "prevention",
         "review_status": review}
        for letter, summary, review in (("a", "A register of old trees is to be kept.", "reviewed"),
                                        ("b", "Seedlings are to be counted each year.", "unreviewed"))
    ]  # fmt: skip


def _reviews() -> list[Cells]:
    """Who compared which paragraphs with the documents."""
    reviewed = [(ORCHARD_REPORT, "statements", "2;3;4"), (ORCHARD_REPORT, "points", "5"),
                (ORCHARD_REPORT, "conclusions", "7 (a)"), (WATER_REPORT, "statements", "1")]  # fmt: skip
    return [
        {"review_id": f"{document}/{number}", "document_id": document, "sha256": HASH, "table": table,
         "paragraphs": paragraphs, "reviewed_by": "Plenary Atlas tests", "reviewed_on": "2026-01-02"}
        for number, (document, table, paragraphs) in zip((1, 2, 3, 1), reviewed, strict=True)
    ]  # fmt: skip


def _ids(session: str, numbers: str) -> str:
    return ";".join(f"{session}:{number}" for number in numbers.split(";"))


def _document(code: str, symbol: str, title: str, status: str, body: str, date: str, pages: str, note: str) -> Cells:
    return {"document_id": code, "symbol": symbol, "title": title, "kind": "report", "status": status, "body": body,
            "date": date, "distribution": "general", "language": "en", "page_count": pages, "sha256": HASH,
            "note": note, "source": "written for a test"}  # fmt: skip


def _session(
    code: str, body: str, ordinal: str, title: str, short_title: str, place: str, first: str, last: str
) -> Cells:
    return {"session_id": code, "body": body, "ordinal": ordinal, "title": title, "short_title": short_title,
            "place": place, "first_date": first, "last_date": last, "title_source": "written for a test"}  # fmt: skip


def _item(session: str, number: str, title: str, paragraph: str, document: str) -> Cells:
    return {"item_id": f"{session}:{number}", "session_id": session, "number": number, "title": title,
            "short_title": title, "document_id": document, "paragraph": paragraph}  # fmt: skip


def _meeting(session: str, ordinal: int, date: str, paragraph: str, document: str) -> Cells:
    return {"meeting_id": f"{session}:{ordinal}", "session_id": session, "ordinal": str(ordinal), "kind": "plenary",
            "date": date, "date_basis": "stated", "attestation": "speakers_recorded", "document_id": document,
            "paragraphs": paragraph}  # fmt: skip


def _paragraph(document: str, number: str, section: str, page: int, items: str) -> Cells:
    return {"document_id": document, "paragraph": number, "section": section, "first_page": str(page),
            "last_page": str(page), "item_ids": items}  # fmt: skip
