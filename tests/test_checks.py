"""Each rule of the check finds the one thing that breaks it, at its line and column, and nothing else."""

from dataclasses import dataclass, field
from pathlib import Path

import pytest

from plenary.checks import check_dataset
from plenary.schema import DATA, read_package
from tests.dataset_copy import add, allow_rows, change, copy_dataset, found, line_of, read_table, remove, write_table

SESSION = "crime-congress-12"
ITEM = f"{SESSION}:6"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the dataset that a test may break."""
    return copy_dataset(tmp_path)


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> frozenset[str]:
    """What the check says of the first record as it is; none of it is an error."""
    copy = copy_dataset(tmp_path_factory.mktemp("sound"))
    return frozenset(str(finding) for finding in check_dataset(copy).findings)


@dataclass(frozen=True)
class Slip:
    """A wrong cell, and what the check says of it.

    Attributes:
        file: Table in which it is.
        row: Cells by which the row is known.
        column: Column of the cell.
        value: What stands there wrongly.
        messages: Messages at that cell.
        elsewhere: Findings at other places, {line} being the line of the row and {below} the one below.
        severity: How grave it is.
    """

    file: str
    row: dict[str, str]
    column: str
    value: str
    messages: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()
    severity: str = field(default="error")

    def __str__(self) -> str:
        """Name of the test."""
        return f"{self.file}-{self.column}-{self.value[:12]}"


def statement(number: str) -> dict[str, str]:
    """The statement of that paragraph and position."""
    return {"statement_id": f"{SESSION}/{number}"}


SLOVAKIA, JAPAN, IOM = statement("2/2"), statement("2/5"), statement("4/9")
TENTH = {"meeting_id": f"{SESSION}:10"}

CONTRACT = (
    Slip("statements.csv", SLOVAKIA, "page", "two", ("must be a whole number: two",)),
    Slip("statements.csv", SLOVAKIA, "name_printed", "", ("must not be blank",)),
    Slip("statements.csv", SLOVAKIA, "act", "speech", (
        "must be one of statement, introduction, presentation, right_of_reply, explanation_of_vote, opening, closing: "
        "speech",
    )),
    Slip("statements.csv", SLOVAKIA, "paragraph", "99", ("paragraphs has no row for v-10-52859, 99",), (
        "statements.csv:{line}:position: position is 2 where 1 is due",
        "statements.csv:{below}:position: position is 3 where 2 is due",
        f"statements.csv:{{line}}:statement_id: must be {SESSION}/99/2 by its parts",
        f"statement_meetings.csv:{{line}}:meeting_id: paragraph 99 is none of those that name {SESSION}:7",
    )),
    Slip("points.csv", {"paragraph": "13"}, "is_proposal", "maybe", ("must be true or false: maybe",)),
    Slip("documents.csv", {}, "date", "16 April 2010", ("must be a date as YYYY-MM-DD: 16 April 2010",)),
    Slip("documents.csv", {}, "date", "2010-02-30", ("must be a date as YYYY-MM-DD: 2010-02-30",)),
    Slip("documents.csv", {}, "url", "no address", ("has not the type or format described: no address",)),
    Slip("paragraphs.csv", {"paragraph": "2"}, "first_page", "0", ("must be at least 1: 0",)),
    Slip("map/areas.csv", {"area_id": "BRA"}, "latitude", "91", ("must be at most 90: 91",)),
    Slip("map/areas.csv", {"area_id": "BRA"}, "longitude", "far west", ("must be a number: far west",)),
    Slip("map/areas.csv", {"area_id": "BRA"}, "speaker_id", "BRX", ("speakers has no row for BRX",)),
    Slip("reference/speakers.csv", {"speaker_id": "BRA"}, "iso2", "Br", ("must have the form [A-Z]{2}: Br",)),
)  # fmt: skip
"""What frictionless finds, told in our wording."""

TIDINESS = (Slip("sessions.csv", {}, "place", "Sa\u0303o Paulo", ("the cell is not in Unicode form NFC",)),)

ORDER = (
    Slip("reference/group_names.csv", {"name": "Asian Group"}, "valid_from", "2011-01-01", (), (
        "reference/group_names.csv:{line}:valid_to: valid_to 2010-12-31 lies before valid_from 2011-01-01",
    )),
    Slip("paragraphs.csv", {"paragraph": "19 (f)"}, "last_page", "3", ("last_page 3 lies before first_page 5",), (
        # The conclusion of the paragraph stands on page 5, which is now none of its pages.
        "conclusions.csv:7:page: page 5 is none of paragraph 19 (f), which stands on 5 to 3",
    )),
    Slip("paragraphs.csv", {"paragraph": "19 (f)"}, "last_page", "6", ("page 6 is beyond the document's 5 pages",)),
    Slip("paragraphs.csv", {"paragraph": "3"}, "first_page", "1", ("page 1 comes after a later page",)),
    Slip("meetings.csv", TENTH, "date", "2010-04-20", (
        "2010-04-20 lies outside the session, 2010-04-12 to 2010-04-19",
    )),
    Slip("meetings.csv", TENTH, "date", "2010-04-15", ("2010-04-15 lies before the date of meeting 9, 2010-04-16",)),
    Slip("meetings.csv", TENTH, "date_basis", "", ("date and date_basis must both be there or both be blank",)),
    Slip("statements.csv", JAPAN, "turn", "9", ("turn is 9 where 5 is due",)),
    Slip("vocabulary.csv", {"vocabulary": "capacity", "term": "other"}, "position", "7", (
        "position is 7 where 3 is due",
    )),
    Slip("conclusions.csv", {"letter": "b"}, "page", "3", (
        "page 3 is none of paragraph 19 (b), which stands on 4 to 4",
    )),
    Slip("conclusions.csv", {"letter": "b"}, "letter", "c", ("is c, but the paragraph is 19 (b)",)),
    Slip("agenda_items.csv", {"number": "6"}, "number", "7", (), (
        f"agenda_items.csv:{{line}}:item_id: must be {SESSION}:7 by its parts",
    )),
    Slip("meetings.csv", {"ordinal": "2"}, "ordinal", "1", (), (
        f"meetings.csv:{{line}}:meeting_id: must be {SESSION}:1 by its parts",
    )),
    Slip("documents_before.csv", {"position": "3"}, "document_before_id", f"{SESSION}/1/9", (
        f"must be {SESSION}/1/3 by its parts",
    )),
    Slip("conclusions.csv", {"letter": "a"}, "item_ids", "other-1:6", (
        "agenda_items has no row for other-1:6", f"other-1:6 is not of the session {SESSION}",
    )),
)  # fmt: skip

LINKS = (
    Slip("meetings.csv", {"ordinal": "2"}, "paragraphs", "1;99", ("paragraphs has no row for 99",)),
    Slip("meetings.csv", {"ordinal": "2"}, "paragraphs", "1;1", ("1 stands there more than once",)),
    Slip("conclusions.csv", {"letter": "c"}, "theme_ids", "dancing", ("dancing is not in the vocabulary theme",)),
    Slip("conclusions.csv", {"letter": "c"}, "addressee_ids", "not_stated;everybody", (
        "everybody is not in the vocabulary addressee",
    )),
    Slip("conclusions.csv", {"letter": "c"}, "action", "applaud", ("applaud is not in the vocabulary action",)),
    Slip("meetings.csv", {"ordinal": "7"}, "attestation", "only_mentioned", (
        "is only_mentioned, but statements were made at the meeting",
    )),
    Slip("meetings.csv", TENTH, "attestation", "speakers_recorded", (
        "is speakers_recorded, but no statement was made at the meeting",
    )),
    Slip("statements.csv", JAPAN, "speaker_id", "", ("must name the speaker",)),
    Slip("statements.csv", JAPAN, "speaker_count", "3", ("must be blank unless the speakers are unnamed",)),
    Slip("statements.csv", JAPAN, "kind", "territory", ("is territory here and state in speakers",)),
    Slip("statements.csv", IOM, "kind", "un_entity", ("is un_entity here and igo in speakers",), severity="info"),
    # The gap that is listed for paragraph 5 explains it as well.
    Slip("statements.csv", statement("5/1"), "note", ""),
)  # fmt: skip

SPEAKERS = (
    Slip("statements.csv", SLOVAKIA, "name_printed", "Slovenia", (
        "is the name of SVN on 2010-04-15, but the row says SVK",
    )),
    Slip("statements.csv", statement("4/6"), "speaker_id", "LBN", (), (
        "statements.csv:{line}:name_printed: is the name of LBY on 2010-04-16, but the row says LBN",
    )),
    Slip("statements.csv", SLOVAKIA, "speaker_id", "CSK", ("CSK was no speaker of its own on 2010-04-15",), (
        "statements.csv:{line}:capacity: CSK was no member of the United Nations on 2010-04-15",
    )),
    Slip("statements.csv", IOM, "capacity", "member", (
        "iom was no member of the United Nations on 2010-04-16",
    ), severity="warning"),
    Slip("statements.csv", statement("4/11"), "capacity", "member", (
        "japan-federation-of-bar-associations was no member of the United Nations on 2010-04-16",
    )),
)  # fmt: skip


def test_the_dataset_has_no_errors() -> None:
    """The dataset passes: nothing is told but information, such as an introduction that has no meeting."""
    report = check_dataset(DATA)
    line = line_of(DATA, "statements.csv", **statement("5/1"))
    assert [str(finding) for finding in report.findings if finding.severity != "info"] == []
    assert f"statements.csv:{line}:statement_id: is at no recorded meeting, as its record explains" in [
        str(finding) for finding in report.findings
    ]
    assert report.errors == ()
    assert list(report.counts) == list(read_package(DATA).tables)
    assert report.not_checked == tuple(
        f"receipts and wording of {document}: the document is not at hand"
        for document in ("v-10-52859", "a-79-437-add-4", "e-2025-28", "a-hrc-28-2")
    )


@pytest.mark.parametrize("slip", (*CONTRACT, *TIDINESS, *ORDER, *LINKS, *SPEAKERS), ids=str)
def test_a_slip_is_found_where_it_is(copy: Path, sound: frozenset[str], slip: Slip) -> None:
    """One wrong cell gives its findings, at its line and column, and no others."""
    line = change(copy, slip.file, slip.row, slip.column, slip.value)
    expected = [f"{slip.file}:{line}:{slip.column}: {message}" for message in slip.messages]
    expected += [message.format(line=line, below=line + 1) for message in slip.elsewhere]
    told = [finding for finding in check_dataset(copy).findings if str(finding) not in sound]
    assert sorted(str(finding) for finding in told) == sorted(expected)
    assert {finding.severity for finding in told if str(finding) in expected[: len(slip.messages)]} <= {slip.severity}


# --- Rows too many, too few, in the wrong place ----------------------------------------------------------------------


def test_a_key_that_stands_twice_is_found(copy: Path) -> None:
    """A doubled row is told with the line of the first."""
    records = read_table(copy, "threads.csv")
    write_table(copy, "threads.csv", [*records, records[1]])
    assert found(copy) == [f"threads.csv:{len(records) + 1}:point_id: the key is the same as in line 2"]


def test_a_key_with_a_blank_part_that_stands_twice_is_found(copy: Path) -> None:
    """Names in force since ever have no first day; doubled, they are told all the same, as a key and as a name."""
    records = read_table(copy, "reference/speaker_names.csv")
    line = line_of(copy, "reference/speaker_names.csv", name="Afghanistan", valid_from="")
    write_table(copy, "reference/speaker_names.csv", [*records, records[line - 1]])
    assert found(copy) == [
        f"reference/speaker_names.csv:{len(records) + 1}:name: "
        f"Afghanistan is also in force in line {line}, of AFG, on the same days",
        f"reference/speaker_names.csv:{len(records) + 1}:valid_from: the key is the same as in line {line}",
    ]


def test_a_name_of_two_speakers_on_one_day_is_found(copy: Path) -> None:
    """A second bearer of a name makes the name resolve to nobody: both are told."""
    line = line_of(copy, "reference/speaker_names.csv", name="Slovakia")
    row = {"speaker_id": "SVN", "name": "the SLOVAKIA", "form": "variant", "language": "en", "source": "A test"}
    last = add(copy, "reference/speaker_names.csv", **row)
    findings = found(copy)
    place = f"reference/speaker_names.csv:{last}:name"
    assert f"{place}: the SLOVAKIA is also in force in line {line}, of SVK, on the same days" in findings
    assert [finding.partition(":")[0] for finding in findings] == ["reference/speaker_names.csv", "statements.csv"]


def test_overlapping_memberships_are_found(copy: Path) -> None:
    """Two memberships of one group on the same days are told; so are two regional groups."""
    line = line_of(copy, "reference/memberships.csv", speaker_id="SVK", group_id="un")
    regional = line_of(copy, "reference/memberships.csv", speaker_id="SVK", group_id="eastern_european")
    row = {"speaker_id": "SVK", "role": "member", "basis": "attested", "source": "A test"}
    first = add(copy, "reference/memberships.csv", group_id="un", valid_from="2009-01-01", **row)
    second = add(copy, "reference/memberships.csv", group_id="weog", valid_from="2010-05-01", **row)
    assert found(copy) == [
        f"reference/memberships.csv:{first}:valid_from: overlaps with line {line}, the same group",
        f"reference/memberships.csv:{second}:valid_from: overlaps with line {regional}, another regional group",
    ]


def test_a_count_outside_its_band_is_found(copy: Path) -> None:
    """A lost row leaves fewer rows than datapackage.json allows, and a gap in the numbers."""
    line = remove(copy, "documents_before.csv", position="3")
    assert found(copy) == [
        "documents_before.csv: 6 rows; plenary:bands allows 7 to 7",
        f"documents_before.csv:{line}:position: position is 4 where 3 is due",
    ]


def test_rows_out_of_printed_order_are_found(copy: Path) -> None:
    """Two conclusions that changed places are told at the second."""
    records = read_table(copy, "conclusions.csv")
    write_table(copy, "conclusions.csv", [records[0], records[2], records[1], *records[3:]])
    assert found(copy) == [
        "conclusions.csv:3:paragraph: paragraph 19 (a), page 4 comes after a later place of the document"
    ]


def test_a_code_without_definition_is_found(copy: Path) -> None:
    """A closed list whose code the vocabulary does not define is told, though no row uses it."""
    remove(copy, "vocabulary.csv", vocabulary="act", term="closing")
    assert found(copy) == ["vocabulary.csv: act lacks closing, which statements.act allows"]


def test_a_statement_without_item_is_found(copy: Path) -> None:
    """Slovakia's statement opens a list under two items, so it cannot stand under none; its note makes it a warning."""
    for _item in range(2):
        remove(copy, "statement_items.csv", **SLOVAKIA)
    allow_rows(copy, statement_items=90)
    line = line_of(copy, "statements.csv", **SLOVAKIA)
    message = "stands under no agenda item in statement_items, but others of its paragraph do"
    assert found(copy, severities=("warning",)) == [f"statements.csv:{line}:statement_id: {message}"]
    change(copy, "statements.csv", SLOVAKIA, "note", "")
    assert found(copy, severities=("error",)) == [f"statements.csv:{line}:statement_id: {message}"]


def test_a_statement_without_item_needs_an_explanation(copy: Path) -> None:
    """The Secretariat's introduction under no item is an error unless its note or a gap of paragraph 5 says so."""
    secretariat = statement("5/1")
    for _item in range(2):
        remove(copy, "statement_items.csv", **secretariat)
    allow_rows(copy, statement_items=90)
    assert found(copy) == []
    line = change(copy, "statements.csv", secretariat, "note", "")
    records = read_table(copy, "discrepancies.csv")
    write_table(copy, "discrepancies.csv", [record for record in records if "5" not in record[4].split(";")])
    message = "stands under no agenda item in statement_items"
    assert f"statements.csv:{line}:statement_id: {message}" in found(copy)


def test_a_statement_left_out_of_the_meeting_of_its_list_is_found(copy: Path) -> None:
    """Mexico opens a list of the 8th meeting, so it cannot be at no meeting."""
    mexico = statement("3/1")
    remove(copy, "statement_meetings.csv", **mexico)
    allow_rows(copy, statement_meetings=44)
    line = line_of(copy, "statements.csv", **mexico)
    message = "is at no meeting in statement_meetings, but others of its paragraph are"
    assert found(copy) == [f"statements.csv:{line}:statement_id: {message}"]


def test_a_statement_without_meeting_needs_an_explanation(copy: Path) -> None:
    """Without note and without a gap listed for paragraph 5, the Secretariat's introduction is an error."""
    line = change(copy, "statements.csv", statement("5/1"), "note", "")
    records = read_table(copy, "discrepancies.csv")
    at = records[0].index("paragraphs")
    for record in records[1:]:
        record[at] = ";".join(paragraph for paragraph in record[at].split(";") if paragraph != "5")
    write_table(copy, "discrepancies.csv", records)
    message = "is at no meeting in statement_meetings, and neither a note nor a gap of its paragraph says why"
    assert found(copy) == [f"statements.csv:{line}:statement_id: {message}"]


def test_an_item_that_no_meeting_of_the_statement_considered_is_found(copy: Path) -> None:
    """The 9th meeting no longer considers item 10, its twelve statements do."""
    remove(copy, "meeting_items.csv", meeting_id=f"{SESSION}:9", item_id=f"{SESSION}:10")
    allow_rows(copy, meeting_items=9)
    findings = found(copy)
    assert len(findings) == 12
    assert findings[0].endswith(f":item_id: {SESSION}:10 was considered at no meeting of {SESSION}/4/1")


def test_a_meeting_without_item_is_found(copy: Path) -> None:
    """A meeting that considers nothing is told."""
    for item in ("6", "10"):
        remove(copy, "meeting_items.csv", meeting_id=f"{SESSION}:2", item_id=f"{SESSION}:{item}")
    allow_rows(copy, meeting_items=8)
    line = line_of(copy, "meetings.csv", ordinal="2")
    assert found(copy) == [f"meetings.csv:{line}:meeting_id: considers no agenda item in meeting_items"]


def test_a_link_to_a_meeting_of_another_paragraph_is_a_warning(copy: Path) -> None:
    """Mexico of paragraph 3 at the 7th meeting, which paragraph 2 names, should be looked at."""
    mexico = statement("3/1")
    line = change(copy, "statement_meetings.csv", mexico, "meeting_id", f"{SESSION}:7")
    message = f"paragraph 3 is none of those that name {SESSION}:7"
    assert found(copy, severities=("warning",)) == [f"statement_meetings.csv:{line}:meeting_id: {message}"]
    assert found(copy, severities=("error",)) == []


def test_an_unnamed_speaker_has_no_speaker(copy: Path) -> None:
    """A count of speakers without names has no speaker_id; a name in its place is told."""
    change(copy, "statements.csv", JAPAN, "kind", "unnamed")
    line = change(copy, "statements.csv", JAPAN, "speaker_count", "14")
    assert f"statements.csv:{line}:speaker_id: must be blank for unnamed speakers" in found(copy)
    change(copy, "statements.csv", JAPAN, "speaker_id", "")
    message = "is unnamed here and state in speakers"
    assert found(copy) == []
    assert message not in str(check_dataset(copy).findings)


def test_a_link_between_two_sessions_is_found(copy: Path) -> None:
    """A statement of one session at a meeting of another is told."""
    row = {"session_id": "other-1", "body": "B", "title": "T", "short_title": "O", "title_source": "A test"}
    add(copy, "sessions.csv", first_date="2010-04-12", last_date="2010-04-19", **row)
    meeting = {"meeting_id": "other-1:1", "session_id": "other-1", "ordinal": "1", "kind": "plenary"}
    meeting |= {"date": "2010-04-15", "date_basis": "stated", "attestation": "speakers_recorded"}
    add(copy, "meetings.csv", document_id="v-10-52859", paragraphs="3", **meeting)
    item = {"document_id": "v-10-52859", "paragraph": "1"}
    add(
        copy,
        "agenda_items.csv",
        item_id="other-1:6",
        session_id="other-1",
        number="6",
        title="T",
        short_title="T",
        **item,
    )
    add(copy, "meeting_items.csv", meeting_id="other-1:1", item_id="other-1:6", basis="stated", **item)
    line = add(copy, "statement_meetings.csv", meeting_id="other-1:1", basis="stated", **statement("3/1"))
    allow_rows(copy, sessions=2, meetings=6, agenda_items=3, meeting_items=11, statement_meetings=46)
    message = f"other-1:1 is not of the session of {SESSION}/3/1"
    assert found(copy) == [f"statement_meetings.csv:{line}:meeting_id: {message}"]


# --- Reviews, and names that one document alone has


def test_a_reviewed_row_without_review_is_found(copy: Path) -> None:
    """A review of paragraphs 3 and 4 alone leaves the seventeen rows of paragraphs 2 and 5 without one."""
    change(copy, "reviews.csv", {"review_id": "v-10-52859/1"}, "paragraphs", "3;4")
    findings = found(copy)
    assert len(findings) == 17
    assert findings[0] == "statements.csv:2:review_status: is reviewed, but no row of reviews covers paragraph 2"


def test_a_review_of_another_text_covers_nothing(copy: Path) -> None:
    """A review made with another file is told as information, and its rows count as not reviewed."""
    line = change(copy, "reviews.csv", {"review_id": "v-10-52859/3"}, "sha256", "0" * 64)
    assert f"reviews.csv:{line}:sha256: is not the hash of the document as it is today" in found(
        copy, severities=("info",)
    )
    findings = found(copy)
    assert len(findings) == 6
    assert findings[0].endswith(": is reviewed, but no row of reviews covers paragraph 19 (a)")


def test_a_name_of_one_document_resolves_there(copy: Path) -> None:
    """A misprint is nobody's name, until document_names says whose it is in this document."""
    line = change(copy, "statements.csv", SLOVAKIA, "name_printed", "Slovakya")
    assert found(copy)[0].startswith(f"statements.csv:{line}:name_printed: No speaker named")
    add(
        copy, "document_names.csv", document_id="v-10-52859", name_printed="Slovakya", speaker_id="SVK", form="misprint"
    )
    allow_rows(copy, document_names=1)
    assert found(copy) == []


def test_a_short_form_may_mean_another_speaker_in_another_paragraph(copy: Path) -> None:
    """A bare office is the President's in paragraph 2 alone: in paragraph 3 the same words are nobody's name."""
    president = {"document_id": "v-10-52859", "speaker_id": "president-of-the-congress", "form": "short_form"}
    add(copy, "document_names.csv", name_printed="presiding person", paragraphs="2", **president)
    allow_rows(copy, document_names=1)
    change(copy, "statements.csv", statement("2/1"), "name_printed", "presiding person")
    assert found(copy) == []
    line = change(copy, "statements.csv", statement("3/1"), "name_printed", "presiding person")
    assert found(copy)[0].startswith(f"statements.csv:{line}:name_printed: No speaker named")


def test_a_name_of_one_document_is_not_that_of_a_known_speaker(copy: Path) -> None:
    """What the dated table holds for a name counts: a document cannot call Slovakia Slovenia."""
    line = change(copy, "statements.csv", SLOVAKIA, "name_printed", "Slovenia")
    add(
        copy, "document_names.csv", document_id="v-10-52859", name_printed="Slovenia", speaker_id="SVK", form="misprint"
    )
    allow_rows(copy, document_names=1)
    message = "is the name of SVN on 2010-04-15, but the row says SVK"
    assert found(copy) == [f"statements.csv:{line}:name_printed: {message}"]


def test_a_represented_name_without_speaker_is_kept(copy: Path) -> None:
    """Whoever was spoken for and stands in no table has a name and no speaker; one that is named must be known."""
    row = {"statement_id": f"{SESSION}/2/2", "name_printed": "friends of the orchards"}
    line = add(copy, "statement_represents.csv", **row)
    allow_rows(copy, statement_represents=1)
    assert found(copy) == []
    change(copy, "statement_represents.csv", row, "speaker_id", "SVN")
    assert found(copy)[0].startswith(f"statement_represents.csv:{line}:name_printed: No speaker named")
