"""Three sessions read from full reports: numbers counted by hand in the documents, and equality with the annotation.

Like tests/test_seed_numbers.py, nothing of the application is imported: the tables alone must give these numbers.
"""

import csv
from collections import Counter
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parent.parent
DATA = REPOSITORY / "data"
GOLD = REPOSITORY.parent / "shared" / "gold"
DOCUMENTS = {
    "cnd-68": ("e-2025-28", "E_2025_28"),
    "ga-79-c2": ("a-79-437-add-4", "A_79_437_Add.4"),
    "hrc-28": ("a-hrc-28-2", "A_HRC_28_2"),
}

Row = dict[str, str]


def read_rows(path: Path) -> list[Row]:
    """Read the rows of a CSV file with a header."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def reviewed(session: str) -> list[Row]:
    """The reviewed statements of a session, in printed order."""
    rows = read_rows(DATA / "statements.csv")
    return [row for row in rows if row["session_id"] == session and row["review_status"] == "reviewed"]


def links(table: str) -> dict[str, list[Row]]:
    """Statement -> its rows in a table of links."""
    found: dict[str, list[Row]] = {}
    for row in read_rows(DATA / f"{table}.csv"):
        found.setdefault(row["statement_id"], []).append(row)
    return found


@pytest.mark.parametrize(
    ("session", "acts"),
    [
        # Paragraphs 4 and 8 of the sub-item each introduce an amendment, paragraph 2 the draft itself.
        ("ga-79-c2", {"statement": 11, "explanation_of_vote": 5, "introduction": 3}),
        (
            "cnd-68",
            {"statement": 200, "explanation_of_vote": 10, "introduction": 9, "right_of_reply": 6, "presentation": 5},
        ),
        (
            "hrc-28",
            {
                "statement": 254,
                "presentation": 21,
                "right_of_reply": 15,
                "closing": 6,
                "explanation_of_vote": 6,
                "opening": 3,
                "introduction": 2,
            },
        ),
    ],
)
def test_reviewed_turns_are_counted_by_act(session: str, acts: dict[str, int]) -> None:
    """The annotated paragraphs hold so many turns of each act, counted in the documents."""
    assert Counter(row["act"] for row in reviewed(session)) == acts


@pytest.mark.parametrize(("session", "first", "last"), [("ga-79-c2", 2, 18), ("cnd-68", 4, 83), ("hrc-28", 65, 113)])
def test_all_rows_of_the_annotated_paragraphs_are_reviewed_and_no_others(session: str, first: int, last: int) -> None:
    """Within the annotated run no row is left unreviewed; outside it every row is."""
    for row in read_rows(DATA / "statements.csv"):
        if row["session_id"] == session:
            inside = first <= int(row["paragraph"].partition(" ")[0]) <= last
            assert row["review_status"] == ("reviewed" if inside else "unreviewed"), row["statement_id"]


def test_the_general_debate_of_the_commission_has_99_speakers() -> None:
    """Paragraphs 4, 5 and 7 list 26, 41 and 31 speakers; footnote 41 tells of one more statement, by Italy."""
    counts = Counter(row["paragraph"] for row in reviewed("cnd-68"))
    assert (counts["4"], counts["5"], counts["7"]) == (27, 41, 31)
    italy = [row for row in reviewed("cnd-68") if row["paragraph"] == "4" and row["speaker_id"] == "ITA"]
    assert [row["position"] for row in italy] == ["7", "8"]
    represented = links("statement_represents")
    assert [link["name_printed"] for link in represented[italy[1]["statement_id"]]] == [
        "Pompidou Group of the Council of Europe"
    ]


def test_a_list_for_three_meetings_counts_once_and_stands_at_each() -> None:
    """The 21 representatives of paragraph 78 are at the 5th, 6th and 7th meetings, read from the chapter: inferred."""
    meetings = links("statement_meetings")
    rows = [row for row in reviewed("cnd-68") if row["paragraph"] == "78"]
    assert len(rows) == 21
    for row in rows:
        assert [(link["meeting_id"], link["basis"]) for link in meetings[row["statement_id"]]] == [
            ("cnd-68:5", "inferred"),
            ("cnd-68:6", "inferred"),
            ("cnd-68:7", "inferred"),
        ]


def test_misprinted_names_stay_as_printed() -> None:
    """Morrocco and Columbia are printed so, and are Morocco and Colombia."""
    rows = read_rows(DATA / "statements.csv")
    assert {
        (row["name_printed"], row["speaker_id"]) for row in rows if row["name_printed"] in ("Morrocco", "Columbia")
    } == {
        ("Morrocco", "MAR"),
        ("Columbia", "COL"),
    }
    names = {(row["name_printed"], row["form"]) for row in read_rows(DATA / "document_names.csv")}
    assert {("Morrocco", "misprint"), ("Columbia", "misprint")} <= names


def test_observers_listed_among_members_are_observers() -> None:
    """In paragraph 66 (a) 36 names stand under States Members; a footnote calls four of them observers."""
    rows = [row for row in reviewed("hrc-28") if row["paragraph"] == "66 (a)"]
    assert len(rows) == 36
    observers = [row["speaker_id"] for row in rows if row["capacity"] == "observer"]
    assert observers == ["BHR", "ECU", "EGY", "IRN"]


def test_a_sub_item_has_a_code_of_number_and_letter() -> None:
    """Agenda item 18 (d) of the Committee is 18d in ids; every turn of the session stands under it, inferred."""
    items = links("statement_items")
    rows = reviewed("ga-79-c2")
    assert {(link["item_id"], link["basis"]) for row in rows for link in items[row["statement_id"]]} == {
        ("ga-79-c2:18d", "inferred")
    }


@pytest.mark.skipif(not GOLD.is_dir(), reason="the annotated documents are not beside this repository")
@pytest.mark.parametrize("session", DOCUMENTS)
def test_reviewed_rows_equal_the_annotation_kept_apart(session: str) -> None:
    """Names, kinds, codes, capacities, acts, meetings, days, items and whom they spoke for are as annotated."""
    meetings = {row["meeting_id"]: row for row in read_rows(DATA / "meetings.csv")}
    iso3 = {row["speaker_id"]: row["iso3"] for row in read_rows(DATA / "reference" / "speakers.csv")}
    at, under, represented = (links(f"statement_{name}") for name in ("meetings", "items", "represents"))
    found = []
    for row in reviewed(session):
        of = [meetings[link["meeting_id"]] for link in at.get(row["statement_id"], [])]
        found.append(
            {
                "para": row["paragraph"],
                "act": row["act"],
                "speaker_as_written": row["name_printed"],
                "kind": row["kind"],
                "iso3": iso3[row["speaker_id"]] if row["kind"] == "state" else "",
                "capacity": row["capacity"],
                "on_behalf_of": "; ".join(link["name_printed"] for link in represented.get(row["statement_id"], [])),
                "count": row["speaker_count"],
                "body_meeting": ";".join(meeting["ordinal"] for meeting in of),
                "date": ";".join(dict.fromkeys(meeting["date"] for meeting in of)),
                "items": ";".join(link["item_id"].partition(":")[2] for link in under[row["statement_id"]]),
            }
        )
    annotated = read_rows(GOLD / f"{DOCUMENTS[session][1]}.csv")
    for row in annotated:
        row["items"] = row["items"].replace(" (", "").replace(")", "")
    assert found == [{column: row[column] for column in found[0]} for row in annotated]
