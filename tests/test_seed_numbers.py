"""The numbers of the first record, counted by hand from document V.10-52859 and read with the plain csv module.

Nothing of the application is imported: the tables alone must give these numbers.
Numbers by regional group need the reference tables and are tested with them.
"""

import csv
from collections import Counter
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parent.parent
DATA = REPOSITORY / "data"
GOLD = REPOSITORY.parent / "shared" / "gold" / "seed_crime_congress_2010.csv"
SESSION = "crime-congress-12"
ITEM_6 = "crime-congress-12:6"
ITEM_10 = "crime-congress-12:10"
BOTH_ITEMS = {ITEM_6, ITEM_10}

Row = dict[str, str]


def read_rows(path: Path) -> list[Row]:
    """Read the rows of a CSV file with a header."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def rows_of(table: str) -> list[Row]:
    """Read the rows of a table of this session; another session in the table is left aside."""
    rows = read_rows(DATA / f"{table}.csv")
    return [row for row in rows if row.get("session_id", SESSION) == SESSION]


def links_of(table: str) -> list[Row]:
    """Read the rows of a link table that belong to statements of this session."""
    return [row for row in read_rows(DATA / f"{table}.csv") if row["statement_id"].startswith(f"{SESSION}/")]


def states_with_statements() -> list[str]:
    """List the State of each statement made by a State, in the order of the document."""
    return [row["speaker_id"] for row in rows_of("statements") if row["act"] == "statement" and row["kind"] == "state"]


def discussion_paragraphs() -> list[Row]:
    """List the paragraphs of the discussion in this record's document."""
    return [
        row for row in rows_of("paragraphs") if row["document_id"] == "v-10-52859" and row["section"] == "discussion"
    ]


def test_46_turns_are_44_statements_and_2_introductions() -> None:
    """The record has 46 turns: 44 statements and 2 introductions."""
    assert Counter(row["act"] for row in rows_of("statements")) == {"statement": 44, "introduction": 2}


def test_the_introductions_are_the_presidents_and_the_secretariats() -> None:
    """The President introduced the items at the 7th meeting; the Secretariat's introduction has no meeting."""
    introductions = [row for row in rows_of("statements") if row["act"] == "introduction"]
    assert [(row["paragraph"], row["kind"], row["speaker_id"]) for row in introductions] == [
        ("2", "officer", "president-of-the-congress"),
        ("5", "secretariat", "secretariat"),
    ]
    meetings = {row["statement_id"]: row["meeting_id"] for row in links_of("statement_meetings")}
    assert [meetings.get(row["statement_id"]) for row in introductions] == ["crime-congress-12:7", None]


def test_only_the_secretariats_introduction_has_no_meeting() -> None:
    """Forty-five of the 46 turns have a meeting, and no turn has two."""
    linked = [row["statement_id"] for row in links_of("statement_meetings")]
    assert len(linked) == len(set(linked)) == 45
    assert {row["statement_id"] for row in rows_of("statements")} - set(linked) == {"crime-congress-12/5/1"}


def test_39_states_made_40_statements_and_brazil_made_two() -> None:
    """Thirty-nine States made 40 statements: Brazil two, every other one."""
    counts = Counter(states_with_statements())
    assert (sum(counts.values()), len(counts)) == (40, 39)
    assert {state for state, count in counts.items() if count > 1} == {"BRA"}
    assert counts["BRA"] == 2


def test_states_spoke_15_17_and_8_times_at_the_7th_8th_and_9th_meetings() -> None:
    """The 7th, 8th and 9th meetings have 15, 17 and 8 statements of States."""
    meetings = {row["statement_id"]: row["meeting_id"] for row in links_of("statement_meetings")}
    statements = [row for row in rows_of("statements") if row["act"] == "statement" and row["kind"] == "state"]
    assert Counter(meetings[row["statement_id"]] for row in statements) == {
        "crime-congress-12:7": 15,
        "crime-congress-12:8": 17,
        "crime-congress-12:9": 8,
    }


def test_four_observers_spoke_two_intergovernmental_and_two_non_governmental() -> None:
    """Four observers spoke at the 9th meeting: two intergovernmental organizations and two non-governmental."""
    observers = [row for row in rows_of("statements") if row["capacity"] == "observer"]
    assert Counter(row["kind"] for row in observers) == {"igo": 2, "ngo": 2}
    assert {row["paragraph"] for row in observers} == {"4"}


def test_turns_are_numbered_in_the_document_and_in_each_list() -> None:
    """Turns run from 1 to 46; the lists of paragraphs 2, 3, 4 and 5 have 16, 17, 12 and 1 places."""
    rows = rows_of("statements")
    assert [int(row["turn"]) for row in rows] == list(range(1, 47))
    places: dict[str, list[int]] = {}
    for row in rows:
        places.setdefault(row["paragraph"], []).append(int(row["position"]))
    expected = {"2": 16, "3": 17, "4": 12, "5": 1}
    assert places == {paragraph: list(range(1, count + 1)) for paragraph, count in expected.items()}


def test_names_stay_as_printed() -> None:
    """Names that have changed or are inverted stand as the document prints them."""
    printed = {row["speaker_id"]: row["name_printed"] for row in rows_of("statements")}
    assert printed["LBY"] == "Libyan Arab Jamahiriya"
    assert printed["IRN"] == "Islamic Republic of Iran"
    assert printed["BOL"] == "Bolivia (Plurinational State of)"
    assert printed["KOR"] == "Republic of Korea"
    assert not [name for name in printed.values() if name.lower().startswith("the ")]


def test_each_turn_stands_under_both_items_and_the_item_addressed_is_open() -> None:
    """All 46 turns stand under items 6 and 10; the link is joint for the 44 statements."""
    acts = {row["statement_id"]: row["act"] for row in rows_of("statements")}
    items: dict[str, set[str]] = {}
    for row in links_of("statement_items"):
        items.setdefault(row["statement_id"], set()).add(row["item_id"])
        assert row["basis"] == ("joint" if acts[row["statement_id"]] == "statement" else "stated")
    assert len(items) == 46
    assert all(found == BOTH_ITEMS for found in items.values())


def test_no_speaker_is_recorded_at_the_meetings_only_mentioned() -> None:
    """The 2nd and 10th meetings are only mentioned; the 7th, 8th and 9th have speakers."""
    attestation = {row["ordinal"]: row["attestation"] for row in rows_of("meetings")}
    assert attestation == {
        "2": "only_mentioned",
        "7": "speakers_recorded",
        "8": "speakers_recorded",
        "9": "speakers_recorded",
        "10": "only_mentioned",
    }
    with_speakers = {row["meeting_id"] for row in links_of("statement_meetings")}
    assert with_speakers == {f"{SESSION}:{ordinal}" for ordinal in (7, 8, 9)}


def test_dates_of_meetings_say_whether_they_are_stated() -> None:
    """The 7th and 8th met on 15 April and the 9th on 16 April; the dates of the 2nd and 10th are inferred."""
    assert [(row["ordinal"], row["date"], row["date_basis"]) for row in rows_of("meetings")] == [
        ("2", "2010-04-12", "inferred"),
        ("7", "2010-04-15", "stated"),
        ("8", "2010-04-15", "stated"),
        ("9", "2010-04-16", "stated"),
        ("10", "2010-04-16", "inferred"),
    ]


def test_each_meeting_has_both_items() -> None:
    """All five meetings have items 6 and 10; for the 7th, which paragraph 1 leaves out, the items are inferred."""
    rows = [row for row in read_rows(DATA / "meeting_items.csv") if row["meeting_id"].startswith(f"{SESSION}:")]
    assert len(rows) == 10
    for ordinal in (2, 7, 8, 9, 10):
        of_meeting = [row for row in rows if row["meeting_id"] == f"{SESSION}:{ordinal}"]
        assert {row["item_id"] for row in of_meeting} == BOTH_ITEMS
        assert {row["basis"] for row in of_meeting} == {"inferred" if ordinal == 7 else "stated"}


def test_seven_documents_were_before_the_congress() -> None:
    """Seven documents were before the Congress: two working papers, a guide and four regional reports."""
    assert [row["symbol"] for row in rows_of("documents_before")] == [
        "A/CONF.213/7",
        "A/CONF.213/11",
        "A/CONF.213/PM.1",
        "A/CONF.213/RPM.1/1",
        "A/CONF.213/RPM.2/1",
        "A/CONF.213/RPM.3/1",
        "A/CONF.213/RPM.4/1",
    ]


def test_eleven_discussion_paragraphs_are_on_item_6_and_three_on_item_10() -> None:
    """Paragraphs 5 to 15 stand under item 6 and paragraphs 16 to 18 under item 10."""
    by_item: dict[str, list[str]] = {}
    for row in discussion_paragraphs():
        by_item.setdefault(row["item_ids"], []).append(row["paragraph"])
    assert by_item == {
        ITEM_6: [str(number) for number in range(5, 16)],
        ITEM_10: [str(number) for number in range(16, 19)],
    }


def test_each_discussion_paragraph_is_split_into_its_attributed_views() -> None:
    """The 14 discussion paragraphs hold 34 attributed views, five each in paragraphs 8, 13 and 17."""
    counts = Counter(row["paragraph"] for row in rows_of("points"))
    assert counts == {
        "5": 1, "6": 1, "7": 1, "8": 5, "9": 3, "10": 2, "11": 1, "12": 1, "13": 5, "14": 3, "15": 1,
        "16": 3, "17": 5, "18": 2,
    }  # fmt: skip
    assert set(counts) == {row["paragraph"] for row in discussion_paragraphs()}


def test_no_view_names_a_delegation() -> None:
    """Every view is unnamed, the Secretariat's overview in paragraph 5 apart."""
    assert {row["paragraph"] for row in rows_of("points") if row["attribution_status"] == "secretariat"} == {"5"}
    assert {row["attribution_status"] for row in rows_of("points")} == {"secretariat", "unnamed"}
    names = {row["name_printed"] for row in rows_of("statements") if row["kind"] != "secretariat"}
    texts = [row["summary"] + " " + row["attribution_printed"] for row in rows_of("points")]
    assert not [(name, text) for name in names for text in texts if name in text]


def test_six_conclusions_a_to_f_are_for_both_items() -> None:
    """The six conclusions (a) to (f) stand for items 6 and 10 together; (e) and (f) are on page 5."""
    rows = rows_of("conclusions")
    assert [(row["letter"], row["paragraph"], row["page"]) for row in rows] == [
        ("a", "19 (a)", "4"),
        ("b", "19 (b)", "4"),
        ("c", "19 (c)", "4"),
        ("d", "19 (d)", "4"),
        ("e", "19 (e)", "5"),
        ("f", "19 (f)", "5"),
    ]
    assert all(set(row["item_ids"].split(";")) == BOTH_ITEMS for row in rows)


def test_each_conclusion_has_a_link_to_the_discussion_and_only_e_and_f_have_no_direct_one() -> None:
    """Every conclusion rests on some recorded view; none of those behind (e) and (f) is a direct match."""
    strengths: dict[str, set[str]] = {}
    for row in read_rows(DATA / "threads.csv"):
        if row["conclusion_id"].startswith(f"{SESSION}/"):
            strengths.setdefault(row["conclusion_id"][-1], set()).add(row["strength"])
    assert set(strengths) == set("abcdef")
    assert {letter for letter, found in strengths.items() if "direct" not in found} == {"e", "f"}


def test_four_proposals_reached_no_conclusion() -> None:
    """Of six proposals four have no link: three of paragraph 13 and the list of paragraph 18."""
    proposals = [row["point_id"] for row in rows_of("points") if row["is_proposal"] == "true"]
    linked = {row["point_id"] for row in read_rows(DATA / "threads.csv")}
    assert len(proposals) == 6
    assert [point_id for point_id in proposals if point_id not in linked] == [
        f"{SESSION}/{place}" for place in ("13/1", "13/2", "13/3", "18/2")
    ]


def test_the_document_is_a_draft_without_a_symbol() -> None:
    """The document is a five-page draft known by job number; no symbol and no address are made up."""
    (document,) = [row for row in rows_of("documents") if row["document_id"] == "v-10-52859"]
    assert (document["job_number"], document["status"], document["page_count"]) == ("V.10-52859", "draft", "5")
    assert (document["symbol"], document["url"]) == ("", "")
    assert document["note"] == "draft; the adopted report was not compared"


def test_known_contradictions_and_gaps_are_listed() -> None:
    """The contradictions and gaps that a reader must know are rows of their own."""
    assert {
        "meetings-named-and-recorded-differ",
        "speakers-not-recorded-2-10",
        "dates-2-10-inferred",
        "item-addressed-not-recorded",
        "symbol-not-printed",
        "draft-not-adopted",
    } <= {row["discrepancy_id"] for row in rows_of("discrepancies")}


@pytest.mark.parametrize(
    ("table", "column", "vocabulary"),
    [
        ("statements", "kind", "kind"),
        ("statements", "act", "act"),
        ("statements", "capacity", "capacity"),
        ("statements", "basis", "basis"),
        ("statements", "review_status", "review_status"),
        ("statement_items", "basis", "basis"),
        ("statement_meetings", "basis", "basis"),
        ("meeting_items", "basis", "basis"),
        ("meetings", "kind", "meeting_kind"),
        ("meetings", "date_basis", "date_basis"),
        ("meetings", "attestation", "attestation"),
        ("paragraphs", "section", "section"),
        ("points", "theme_ids", "theme"),
        ("points", "attribution_class", "attribution_class"),
        ("points", "attribution_status", "attribution_status"),
        ("conclusions", "theme_ids", "theme"),
        ("conclusions", "addressee_ids", "addressee"),
        ("conclusions", "action", "action"),
        ("threads", "strength", "strength"),
        ("discrepancies", "kind", "discrepancy_kind"),
        ("discrepancies", "pages", "page"),
        ("documents", "kind", "document_kind"),
        ("documents", "status", "document_status"),
        ("documents", "distribution", "distribution"),
        ("documents", "language", "language"),
    ],
)
def test_each_code_has_a_label_and_a_definition(table: str, column: str, vocabulary: str) -> None:
    """Every code in a table stands in the vocabulary with a label and a definition."""
    defined = {
        row["term"]
        for row in read_rows(DATA / "vocabulary.csv")
        if row["vocabulary"] == vocabulary and row["label"] and row["definition"]
    }
    used = {code for row in read_rows(DATA / f"{table}.csv") for code in row[column].split(";") if code}
    assert used <= defined


@pytest.mark.skipif(not GOLD.is_file(), reason="the annotated document is not beside this repository")
def test_statements_equal_the_annotation_kept_apart() -> None:
    """The 46 turns equal, in order, the annotation of the same document that is kept apart from the dataset."""
    meetings = {row["statement_id"]: row["meeting_id"].rpartition(":")[2] for row in links_of("statement_meetings")}
    ours = [
        (
            row["paragraph"],
            row["name_printed"],
            row["kind"],
            row["act"],
            row["capacity"],
            meetings.get(row["statement_id"], ""),
        )
        for row in rows_of("statements")
    ]
    theirs = [
        (row["para"], row["speaker_as_written"], row["kind"], row["act"], row["capacity"], row["body_meeting"])
        for row in read_rows(GOLD)
    ]
    assert ours == theirs
    states = [row["iso3"] for row in read_rows(GOLD) if row["iso3"]]
    assert [row["speaker_id"] for row in rows_of("statements") if row["kind"] == "state"] == states
