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


def views(session: str) -> list[Row]:
    """The views of the discussion of a session, in printed order."""
    return [row for row in read_rows(DATA / "points.csv") if row["session_id"] == session]


def test_views_of_the_commission_are_counted_by_paragraph_and_item() -> None:
    """Paragraphs 16 to 22 hold 17 views on item 4, paragraphs 38 to 53 hold 40 on item 5: 57, in printed order."""
    rows = views("cnd-68")
    # Counted in E/2025/28: each attribution phrase once, and each clause with a verb of saying of its own. The five of
    # paragraph 40: "Some speakers", "were highlighted", "was mentioned", "support was expressed", "Reference was made".
    assert Counter(row["paragraph"] for row in rows) == {
        "16": 1, "17": 5, "18": 1, "19": 2, "20": 5, "21": 2, "22": 1,
        "38": 2, "39": 3, "40": 5, "41": 2, "42": 3, "43": 3, "44": 2, "45": 2, "46": 3, "47": 2, "48": 3, "49": 3,
        "50": 2, "51": 1, "52": 2, "53": 2,
    }  # fmt: skip
    assert Counter(row["item_ids"] for row in rows) == {"cnd-68:4": 17, "cnd-68:5": 40}
    places = [(int(row["paragraph"]), int(row["position"])) for row in rows]
    assert places == sorted(set(places))


def test_views_of_the_commission_are_counted_by_the_words_that_attribute_them() -> None:
    """The document prints some speakers 18 times, several 5, many 4, one 3 times and speakers once; 26 are passive."""
    rows = views("cnd-68")
    # Many: paragraphs 18, 21, 39, 43. Several: 16, 42, 46, 47, 48. One: 43, 47, and one delegate in 22. Speakers: 48.
    assert Counter(row["attribution_class"] for row in rows) == {
        "impersonal": 26, "some": 18, "several": 5, "many": 4, "one": 3, "speakers": 1,
    }  # fmt: skip
    for row in rows:
        if row["attribution_class"] != "impersonal":
            assert row["attribution_printed"].split()[0].lower() == row["attribution_class"], row["point_id"]
    # Worded as a proposal in paragraph 41, as a suggestion in paragraph 43; urged, invited and called upon are neither.
    assert [row["point_id"] for row in rows if row["is_proposal"] == "true"] == ["cnd-68/41/2", "cnd-68/43/3"]


def test_no_view_of_the_commission_is_pinned_on_anybody() -> None:
    """All 57 are unnamed, and no text of theirs holds the name of a State or of whoever spoke there for one."""
    rows = views("cnd-68")
    assert {row["attribution_status"] for row in rows} == {"unnamed"}
    states = {row["name"] for row in read_rows(DATA / "reference" / "speakers.csv") if row["kind"] == "state"}
    states |= {row["name_printed"] for row in reviewed("cnd-68") if row["kind"] == "state"}
    texts = [f"{row['summary']} {row['attribution_printed']}" for row in rows]
    assert len(states) > 193
    assert [(name, text) for name in states for text in texts if name in text] == []


def test_what_the_commission_decided_is_not_entered_and_said_so() -> None:
    """No conclusion and no link is entered for a session but the Congress; a finding names the nine acts left out."""
    for table, key in (("conclusions", "conclusion_id"), ("threads", "point_id")):
        assert {row[key].partition("/")[0] for row in read_rows(DATA / f"{table}.csv")} == {"crime-congress-12"}
    findings = {row["discrepancy_id"]: row for row in read_rows(DATA / "discrepancies.csv")}
    # Paragraph 23 endorses a nomination, 54 to 60 record seven decisions, 69 one resolution.
    left_out = ["23", "54", "55", "56", "57", "58", "59", "60", "69"]
    assert findings["cnd-68-no-conclusions-entered"]["paragraphs"].split(";") == left_out


def test_views_on_reviews_of_states_are_discussion_that_is_not_entered() -> None:
    """In paragraphs 377 to 930 of A/HRC/28/2 461 give views on 14 reviews; the dataset has none of them and says so."""
    paragraphs = [row for row in read_rows(DATA / "paragraphs.csv") if row["document_id"] == "a-hrc-28-2"]
    discussion = [row["paragraph"] for row in paragraphs if row["section"] == "discussion"]
    assert (discussion[0], discussion[-1], len(discussion)) == ("377", "930", 461)
    # Of Italy's review: 377 to 395 by the State, 396 to 412 by other States, 413 to 421 by other stakeholders.
    assert [number for number in discussion if int(number) < 428] == [str(number) for number in range(377, 422)]
    assert views("hrc-28") == []
    assert "hrc-28-views-not-entered" in {row["discrepancy_id"] for row in read_rows(DATA / "discrepancies.csv")}
