"""A reading becomes a candidate, a candidate rows of the dataset; what changes is told, the undecided is refused."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from pathlib import Path

import pytest

from plenary.checks import check_dataset
from plenary.curation.acceptance import Proposal, Refused, Review, accept, propose
from plenary.curation.candidate import candidate
from plenary.curation.changes import changes
from plenary.curation.columns import COLUMNS, TURN_COLUMNS, item_code, item_number
from plenary.curation.folder import Candidate, IncompleteFolder, read_candidate, write_candidate
from plenary.curation.statements import statements_of, turns_of
from plenary.curation.tables import Cells, read_tables, table_text
from plenary.extract.model import Reading
from plenary.names import Names
from plenary.schema import DATA, read_package
from tests.dataset_copy import copy_dataset
from tests.readings import HEADINGS_AND_PARAGRAPHS, NEW_FILE, SKETCHES, Orchard, Sketch

SESSION, DOCUMENT = "orchard-council-4", "o-c-4-9"
REVIEW = Review("Plenary Atlas curation", dt.date(2026, 11, 24))
DOCS = Path(__file__).resolve().parent.parent / "docs"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the dataset, with the first record alone."""
    return copy_dataset(tmp_path)


def completed(reading: Reading, directory: Path, **of_alliance: str) -> Candidate:
    """The candidate of a reading as a curator completes it: a short title, and who the Orchard Alliance is."""
    found = candidate(reading, SESSION, directory)
    found.tables["sessions"][0]["short_title"] = "Fourth Orchard Council"
    for row in found.turns:
        if row["speaker_as_written"] == "Orchard Alliance" and not row["speaker_id"]:
            row |= of_alliance or {"new_speaker_kind": "ngo", "new_speaker_name": "Orchard Alliance"}
    return found


def accepted(directory: Path, orchard: Orchard | None = None) -> Proposal:
    """Accepts the report of the Orchard Council, nothing reviewed."""
    proposal = propose(directory, completed((orchard or Orchard()).reading(), directory), None)
    assert proposal.problems == ()
    accept(directory, proposal)
    return proposal


def rows(directory: Path, table: str, **cells: str) -> list[Cells]:
    """The rows of a table that have these cells."""
    found = read_tables(read_package(directory))[table]
    return [row for row in found if all(row[column] == cell for column, cell in cells.items())]


# --- The candidate


def test_a_reading_gives_rows_with_receipt_and_sentence(copy: Path) -> None:
    """Four turns in printed order, each with its sentence, its place and how the name was resolved."""
    turns = candidate(Orchard().reading(), SESSION, copy).turns
    assert [(row["para"], row["speaker_as_written"], row["speaker_id"], row["resolution"]) for row in turns] == [
        ("3", "Chile", "CHL", "table"),
        ("3", "Kenya", "KEN", "table"),
        ("4", "Orchard Alliance", "", "record"),
        ("5", "Japan", "JPN", "table"),
    ]
    assert turns[2]["sentence"].endswith("the observer for the Orchard Alliance made a statement.")
    assert {row["review_status"] for row in turns} == {""}
    assert {row["page"] for row in turns} == {"1"}


def test_a_meeting_that_the_paragraph_does_not_name_is_inferred_with_a_note(copy: Path) -> None:
    """Paragraph 5 names no meeting, so Japan's is read back from paragraph 1; paragraph 4 says "the same meeting"."""
    turns = candidate(Orchard().reading(), SESSION, copy).turns
    assert [(row["meeting_basis"], row["note"]) for row in turns[2:]] == [
        ("", ""),
        ("inferred", "Meeting read back from paragraph 1."),
    ]


def test_a_reading_describes_session_document_meetings_and_agenda(copy: Path) -> None:
    """What the head and the paragraphs say stands in the columns of the dataset; what they do not say stays blank."""
    tables = candidate(Orchard().reading(), SESSION, copy).tables
    session, document = tables["sessions"][0], tables["documents"][0]
    assert (session["body"], session["ordinal"], session["first_date"], session.get("short_title", "")) == (
        "Orchard Council", "4", "2021-05-03", "",
    )  # fmt: skip
    assert (document["document_id"], document["sha256"], document["url"]) == (
        DOCUMENT, "0" * 64, "https://docs.un.org/en/O/C/4/9",
    )  # fmt: skip
    assert [(row["meeting_id"], row["date"], row["attestation"], row["paragraphs"]) for row in tables["meetings"]] == [
        (f"{SESSION}:1", "2021-05-03", "speakers_recorded", "1;3;4"),
        (f"{SESSION}:2", "2021-05-04", "speakers_recorded", "1;5"),
    ]
    assert [(row["item_id"], row["title"], row["paragraph"]) for row in tables["agenda_items"]] == [
        (f"{SESSION}:2", "Keeping old orchards", "1")
    ]
    assert [(row["meeting_id"], row["paragraph"]) for row in tables["meeting_items"]] == [
        (f"{SESSION}:1", "1"),
        (f"{SESSION}:2", "1"),
    ]


def test_paragraphs_stand_in_the_section_of_their_heading(copy: Path) -> None:
    """Paragraphs below "Deliberations" are discussion, those above are proceedings; sub-paragraphs follow theirs."""
    tables = candidate(Orchard().reading(), SESSION, copy).tables
    assert [(row["paragraph"], row["section"]) for row in tables["paragraphs"]] == [
        ("1", "proceedings"), ("2", "proceedings"), ("2 (a)", "proceedings"), ("2 (b)", "proceedings"),
        ("3", "proceedings"), ("4", "proceedings"), ("5", "proceedings"), ("6", "discussion"),
    ]  # fmt: skip
    assert [(row["document_before_id"], row["symbol"]) for row in tables["documents_before"]] == [
        (f"{SESSION}/2/1", "O/C/4/2"),
        (f"{SESSION}/2/2", "O/C/4/3"),
    ]


@pytest.mark.parametrize(
    ("heading", "section"),
    [
        ("Views expressed by the council under review on the conclusions of the group", "discussion"),
        ("General comments made by other gardeners", "discussion"),
        ("Recommendations of the group and views on them", "conclusions"),
        ("General comments on attendance", "proceedings"),
    ],
)
def test_views_on_conclusions_are_no_conclusions(heading: str, section: str, copy: Path) -> None:
    """A heading that begins with views expressed or comments made stands above a discussion, whatever it is about."""
    parts = tuple((number, heading if text == "Deliberations" else text) for number, text in HEADINGS_AND_PARAGRAPHS)
    tables = candidate(Orchard(parts=parts).reading(), SESSION, copy).tables
    assert [row["section"] for row in tables["paragraphs"]] == ["proceedings"] * 7 + [section]


def test_speakers_are_proposed_only_on_request_and_only_where_the_record_tells_the_kind(copy: Path) -> None:
    """The Orchard Alliance is called an observer among organizations; with the option it is proposed as a new NGO."""
    plain = candidate(Orchard().reading(), SESSION, copy).turns[2]
    assert (plain["new_speaker_kind"], plain["new_speaker_name"]) == ("", "")
    proposed = candidate(Orchard().reading(), SESSION, copy, propose_speakers=True).turns[2]
    assert (proposed["new_speaker_kind"], proposed["new_speaker_name"]) == ("ngo", "Orchard Alliance")


def test_the_files_of_a_candidate_read_back_as_they_were(copy: Path, tmp_path: Path) -> None:
    """What is written into the candidate folder is what is read from it."""
    package = read_package(copy)
    found = completed(Orchard().reading(), copy)
    write_candidate(tmp_path / "candidate", found, package)
    again = read_candidate(tmp_path / "candidate", package)
    assert again.turns == found.turns
    assert again.tables["paragraphs"] == found.tables["paragraphs"]


def test_a_folder_that_lacks_a_file_or_has_another_column_is_refused(copy: Path, tmp_path: Path) -> None:
    """Each missing file and each unknown column is told; nothing is taken from the rest."""
    package, folder = read_package(copy), tmp_path / "candidate"
    write_candidate(folder, completed(Orchard().reading(), copy), package)
    (folder / "meetings.csv").unlink()
    (folder / "turns.csv").write_text("para,speaker\n1,Chile\n", encoding="utf-8")
    with pytest.raises(IncompleteFolder) as refused:
        read_candidate(folder, package)
    assert [problem.replace(str(folder), "FOLDER").split(" that is")[0] for problem in refused.value.problems] == [
        "FOLDER/meetings.csv is missing",
        "FOLDER/turns.csv has a column speaker",
    ]


# --- Acceptance


def test_an_accepted_candidate_becomes_rows_without_the_sentences(copy: Path) -> None:
    """Statements, links, meetings and the new speaker stand in the dataset, which passes the check."""
    accepted(copy)
    assert check_dataset(copy).errors == ()
    assert [row["statement_id"] for row in rows(copy, "statements", session_id=SESSION)] == [
        f"{SESSION}/3/1", f"{SESSION}/3/2", f"{SESSION}/4/1", f"{SESSION}/5/1",
    ]  # fmt: skip
    assert rows(copy, "statement_represents") == [
        {
            "statement_id": f"{SESSION}/3/1",
            "speaker_id": "group-of-77-and-china",
            "name_printed": "Group of 77 and China",
        }
    ]
    speaker = rows(copy, "speakers", speaker_id="orchard-alliance")[0]
    assert (speaker["kind"], speaker["source"]) == ("ngo", "document O/C/4/9, para. 4")
    written = "".join(path.read_text(encoding="utf-8") for path in copy.rglob("*.csv"))
    assert "made a statement." not in written


def test_what_was_there_stays_as_it_was(copy: Path) -> None:
    """Files grow at their end; the lines of the first record keep their place and their form."""
    before = {path: path.read_text(encoding="utf-8") for path in copy.glob("*.csv")}
    accepted(copy)
    for path, text in before.items():
        assert path.read_text(encoding="utf-8").startswith(text), path.name


def test_the_same_document_twice_changes_nothing(copy: Path) -> None:
    """After acceptance, the same file gives the same rows: there is nothing to tell and nothing to write."""
    accepted(copy)
    again = propose(copy, candidate(Orchard().reading(), SESSION, copy), None)
    assert (again.changed, again.problems, changes(again)) == ((), (), [])


def test_reviewed_rows_stand_against_what_is_read(copy: Path) -> None:
    """Read again, a reviewed paragraph keeps its rows, though the reader gives other ones and leaves out Kenya."""
    found = completed(Orchard().reading(), copy)
    for row in found.turns[:2]:
        row |= {"review_status": "reviewed", "note": "Looked at twice."}
    accept(copy, propose(copy, found, REVIEW))
    misread = Orchard(sketches=(Sketch("3", "Chile", "CHL", on_behalf_of=("Kenya",)), *SKETCHES[2:]))
    again = propose(copy, candidate(misread.reading(), SESSION, copy, read_again=True), None)
    assert (again.changed, again.problems) == ((), ())


def test_what_nobody_reviewed_is_read_again_only_on_request(copy: Path) -> None:
    """A better reading of the same file changes nothing by itself; on request Japan gives way to Jordan and Oman."""
    accepted(copy)
    parts = tuple((number, part.replace("Japan then", "Jordan and Oman then")) for number, part in Orchard().parts)
    jordan, oman = (Sketch("5", name, code, meetings=(2,)) for name, code in (("Jordan", "JOR"), ("Oman", "OMN")))
    better = Orchard(parts=parts, sketches=(*SKETCHES[:3], jordan, oman)).reading()
    assert propose(copy, candidate(better, SESSION, copy), None).changed == ()
    again = propose(copy, candidate(better, SESSION, copy, read_again=True), None)
    assert changes(again) == ["para. 5, Japan: is now Jordan", "para. 5, Oman: is new"]
    accept(copy, again)
    assert check_dataset(copy).errors == ()


def test_a_review_is_kept_with_hash_name_day_and_paragraphs(copy: Path) -> None:
    """Rows marked reviewed give one review of their paragraphs, and further ones another."""
    found = completed(Orchard().reading(), copy)
    for row in found.turns[:2]:
        row["review_status"] = "reviewed"
    accept(copy, propose(copy, found, REVIEW))
    again = candidate(Orchard().reading(), SESSION, copy)
    again.turns[3]["review_status"] = "reviewed"
    accept(copy, propose(copy, again, replace(REVIEW, on=dt.date(2026, 11, 25))))
    assert [
        (row["review_id"], row["sha256"], row["paragraphs"], row["reviewed_by"], row["reviewed_on"])
        for row in rows(copy, "reviews", document_id=DOCUMENT)
    ] == [
        (f"{DOCUMENT}/1", "0" * 64, "3", "Plenary Atlas curation", "2026-11-24"),
        (f"{DOCUMENT}/2", "0" * 64, "5", "Plenary Atlas curation", "2026-11-25"),
    ]
    assert check_dataset(copy).errors == ()


def test_a_review_without_name_and_day_is_refused(copy: Path) -> None:
    """Rows are called reviewed only with who compared them and when."""
    found = completed(Orchard().reading(), copy)
    found.turns[0]["review_status"] = "reviewed"
    assert propose(copy, found, None).problems == ("1 row is newly marked reviewed: say who reviewed it and when",)


def test_a_name_without_decision_is_refused_and_listed(copy: Path) -> None:
    """The Orchard Alliance is in no table: without a decision the whole candidate is refused, and the row is named."""
    found = candidate(Orchard().reading(), SESSION, copy)
    found.tables["sessions"][0]["short_title"] = "Fourth Orchard Council"
    assert propose(copy, found, None).problems == (
        "turns.csv, row 3, para. 4, Orchard Alliance: "
        "the name is not known: decide speaker_id, or new_speaker_kind and new_speaker_name",
    )


@pytest.mark.parametrize(
    ("decision", "problem"),
    [
        ({"speaker_id": "nobody"}, "speaker_id nobody is no speaker of the dataset"),
        (
            {"new_speaker_kind": "state", "new_speaker_name": "Orchardia"},
            "new_speaker_kind must be a kind of speaker other than state and unnamed: state",
        ),
    ],
)
def test_a_decision_that_cannot_be_is_refused(copy: Path, decision: dict[str, str], problem: str) -> None:
    """A speaker that there is not, and a State that a curator would invent, are refused."""
    found = completed(Orchard().reading(), copy, **decision)
    assert problem in propose(copy, found, None).problems[0]


def test_a_name_of_the_table_is_no_new_speaker(copy: Path) -> None:
    """Whoever proposes a name that the table holds by now gets the speaker of the table, not a second one."""
    found = completed(Orchard().reading(), copy, new_speaker_kind="igo", new_speaker_name="League of Arab States")
    proposal = propose(copy, found, None)
    assert proposal.before["speakers"] == proposal.after["speakers"]
    statement = next(row for row in proposal.after["statements"] if row["statement_id"] == f"{SESSION}/4/1")
    assert statement["speaker_id"] == "league-of-arab-states"


def test_dates_and_codes_that_disagree_are_refused(copy: Path) -> None:
    """A date that is not the meeting's, and a code that is not the speaker's, are told with what is known."""
    found = completed(Orchard().reading(), copy)
    found.turns[0]["date"] = "2021-05-09"
    found.turns[1]["iso3"] = "UGA"
    assert propose(copy, found, None).problems == (
        "turns.csv, row 1, para. 3, Chile: is dated 2021-05-09, but its meetings are on 2021-05-03",
        "turns.csv, row 2, para. 3, Kenya: is UGA by its row, but the speaker is KEN",
    )


def test_blanks_of_the_description_are_listed_by_file(copy: Path) -> None:
    """A session without short title cannot be accepted."""
    found = candidate(Orchard().reading(), SESSION, copy)
    assert propose(copy, found, None).problems == ("sessions.csv, row 1: short_title must not be blank",)


def test_errors_of_the_check_leave_the_dataset_as_it_was(copy: Path) -> None:
    """A page that the paragraph does not stand on is an error: nothing is written, and nothing is left lying about."""
    before = {path: path.read_bytes() for path in copy.rglob("*") if path.is_file()}
    found = completed(Orchard().reading(), copy)
    found.turns[0]["page"] = "7"
    with pytest.raises(Refused) as refused:
        accept(copy, propose(copy, found, None))
    assert any("page 7 is none of paragraph 3" in str(finding) for finding in refused.value.findings)
    assert {path: path.read_bytes() for path in copy.rglob("*") if path.is_file()} == before
    assert not list(copy.glob(".*"))


def test_a_dataset_that_changed_since_is_not_overwritten(copy: Path) -> None:
    """What somebody else accepted between the proposal and its acceptance is not lost."""
    proposal = propose(copy, completed(Orchard().reading(), copy), None)
    (copy / "sessions.csv").write_text(
        (copy / "sessions.csv").read_text(encoding="utf-8").replace("Salvador", "Bahia"), encoding="utf-8"
    )
    with pytest.raises(Refused) as refused:
        accept(copy, proposal)
    assert [str(finding) for finding in refused.value.findings] == [
        "datapackage.json: the dataset has changed in the meantime"
    ]


# --- What changes, in words


def test_a_new_session_is_told_in_words(copy: Path) -> None:
    """Session, document and the number of statements, then how many rows each other table gains."""
    lines = changes(propose(copy, completed(Orchard().reading(), copy), None))
    assert lines[:3] == [
        "new session orchard-council-4: Fourth session of the Orchard Council",
        "new document O/C/4/9: Report of the Orchard Council on its fourth session",
        "4 statements in paragraphs that had none",
    ]
    assert {"paragraphs: 8 new", "meetings: 2 new", "documents_before: 2 new", "speakers: 1 new"} <= set(lines)


def test_a_revised_document_shows_what_changed(copy: Path) -> None:
    """Another file under the same symbol: Kenya is gone, Ghana has come, Japan is an observer, Chile is as it was."""
    accepted(copy)
    parts = tuple((number, part.replace("Kenya made", "Ghana made")) for number, part in Orchard().parts)
    sketches = (SKETCHES[0], Sketch("3", "Ghana", "GHA"), SKETCHES[2], replace_capacity(SKETCHES[3]))
    revised = Orchard(parts=parts, sketches=sketches, sha256=NEW_FILE)
    proposal = propose(copy, completed(revised.reading(), copy), None)
    assert proposal.problems == ()
    assert changes(proposal) == [
        f"o-c-4-9 is another file than before: {'0' * 64} -> {'1' * 64}",
        "para. 3, Kenya: is now Ghana",
        "para. 5, Japan: capacity: member -> observer",
        "documents: 1 changed",
    ]
    accept(copy, proposal)
    assert check_dataset(copy).errors == ()


def replace_capacity(sketch: Sketch) -> Sketch:
    """The same turn, made as an observer."""
    return replace(sketch, capacity=sketch.capacity.OBSERVER)


def test_a_revised_document_has_to_be_reviewed_again(copy: Path) -> None:
    """A review holds for the file it was made with: of another file, the same rows are unreviewed."""
    found = completed(Orchard().reading(), copy)
    found.turns[0]["review_status"] = "reviewed"
    accept(copy, propose(copy, found, REVIEW))
    revised = candidate(Orchard(sha256=NEW_FILE).reading(), SESSION, copy)
    assert {row["review_status"] for row in revised.turns} == {""}
    accept(copy, propose(copy, revised, None))
    report = check_dataset(copy)
    assert report.errors == ()
    assert any("is not the hash of the document as it is today" in str(finding) for finding in report.findings)


# --- The columns


def test_statements_of_the_dataset_go_to_rows_and_back(dataset_tables: dict[str, list[Cells]]) -> None:
    """Every curated document, written as rows of turns.csv and read again, gives the same statements and links."""
    names = Names.read(DATA)
    for document in dataset_tables["documents"]:
        own = {name: [row for row in rows if row.get("document_id") == document["document_id"]]
               for name, rows in dataset_tables.items()}  # fmt: skip
        session = next(row["session_id"] for row in own["statements"])
        sessions = [row for row in dataset_tables["sessions"] if row["session_id"] == session]
        turns = [dict.fromkeys(TURN_COLUMNS, "") | row for row in turns_of(document["document_id"], dataset_tables)]
        found = statements_of(Candidate(own | {"sessions": sessions, "turns": turns}), dataset_tables, names)
        assert found.problems == []
        for name, rows_again in found.tables.items():
            ids = {row["statement_id"] for row in own["statements"]}
            expected = [row for row in dataset_tables[name] if row["statement_id"] in ids]
            assert rows_again == expected, (document["document_id"], name)


@pytest.fixture(scope="module")
def dataset_tables() -> dict[str, list[Cells]]:
    """The tables of the dataset as texts."""
    return read_tables(read_package(DATA))


def test_every_file_of_the_dataset_survives_reading_and_writing(dataset_tables: dict[str, list[Cells]]) -> None:
    """Read as rows and written again, each table is the same byte for byte, so that differences stay small."""
    for name, table in read_package(DATA).tables.items():
        assert table_text(table.columns, dataset_tables[name]) == table.path.read_text(encoding="utf-8"), name


def test_the_documentation_shows_the_columns_of_the_code() -> None:
    """The section "Columns" of docs/reading.md has the rows of the one table that says how columns map."""
    text = (DOCS / "reading.md").read_text(encoding="utf-8")
    section = re.split(r"^## ", text, flags=re.MULTILINE)
    columns = next(part for part in section if part.startswith("Columns\n"))
    rows_shown = re.findall(r"^\| `(\w+)` \| `([\w.]+)` \| (.*?) ?\|$", columns, flags=re.MULTILINE)
    assert rows_shown == [(column.name, column.dataset, column.rule) for column in COLUMNS]


def test_columns_name_tables_and_columns_of_the_dataset() -> None:
    """Each column of rows as read leads to a column that there is."""
    tables = read_package(DATA).tables
    for column in COLUMNS:
        table, _dot, name = column.dataset.partition(".")
        assert name in tables[table].columns


@pytest.mark.parametrize(("printed", "code"), [("6", "6"), ("18 (d)", "18d"), ("2(a)", "2a"), ("5 (B)", "5b")])
def test_numbers_of_items_become_codes(printed: str, code: str) -> None:
    """A sub-item is the number and the letter; back, it is printed with a blank and brackets."""
    assert item_code(printed) == code
    assert item_code(item_number(code)) == code
