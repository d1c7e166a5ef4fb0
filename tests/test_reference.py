"""The reference tables: dated names, memberships and groups hold together, and give the known numbers of members."""

import csv
import datetime as dt
from collections import Counter, defaultdict
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from plenary.model import GroupMembership
from plenary.names import Names, normalised

REPOSITORY = Path(__file__).resolve().parent.parent
REFERENCE = REPOSITORY / "data" / "reference"
SHARED_MEMBERS = REPOSITORY.parent / "shared" / "reference" / "un_members.csv"
OPENING = dt.date(2010, 4, 12)
REGIONAL = ("african", "asia_pacific", "eastern_european", "grulac", "weog")
TABLES = ("speakers", "speaker_names", "groups", "group_names", "memberships")
DATED = {
    "speakers": ("first_date", "last_date"),
    "speaker_names": ("valid_from", "valid_to"),
    "group_names": ("valid_from", "valid_to"),
    "memberships": ("valid_from", "valid_to"),
}
ALLOWED = {
    ("speakers", "kind"): {"state", "igo", "un_entity", "ngo", "territory", "secretariat", "officer", "other"},
    ("speaker_names", "form"): {"short", "formal", "inverted", "variant"},
    ("speaker_names", "language"): {"en"},
    ("groups", "kind"): {"regional", "organization", "negotiating"},
    ("memberships", "role"): {"member", "counted_with", "observer"},
    ("memberships", "basis"): {"established", "attested", "not_established"},
}

Row = dict[str, str]


@cache
def rows(table: str) -> list[Row]:
    """Rows of a reference table."""
    with (REFERENCE / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def names() -> Names:
    """The names of the dataset, read once for all tests."""
    return Names.read(REPOSITORY / "data")


def bounds(row: Row, table: str) -> tuple[str, str]:
    """First and last day of a row as ISO text, open ends as the least and greatest."""
    first, last = DATED[table]
    return row[first] or "0001-01-01", row[last] or "9999-12-31"


# --- The files -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("table", TABLES)
def test_a_table_is_plain_text_that_a_hand_can_edit(table: str) -> None:
    """UTF-8 without mark, lines end in LF alone, every row has all cells, no cell has blanks at its ends."""
    raw = (REFERENCE / f"{table}.csv").read_bytes()
    assert b"\r" not in raw
    assert not raw.startswith(b"\xef\xbb\xbf")
    assert raw.endswith(b"\n")
    for row in rows(table):
        assert None not in row
        assert all(cell is not None and cell == cell.strip() for cell in row.values()), row


@pytest.mark.parametrize("table", ["speakers", "speaker_names", "memberships"])
def test_rows_stand_in_the_order_of_speaker_and_date(table: str) -> None:
    """Rows are sorted by speaker and first day, so that a change touches few lines."""
    keys = [(row["speaker_id"], row.get("valid_from", "")) for row in rows(table)]
    assert keys == sorted(keys)


@pytest.mark.parametrize("table", TABLES)
def test_every_row_names_its_source(table: str) -> None:
    """No row stands without a source."""
    assert [row for row in rows(table) if not row["source"]] == []


@pytest.mark.parametrize("table", DATED)
def test_dates_are_dates_and_in_order(table: str) -> None:
    """Every date is a day of the calendar, and no row ends before it begins."""
    for row in rows(table):
        for column in DATED[table]:
            assert not row[column] or dt.date.fromisoformat(row[column]).isoformat() == row[column]
        first, last = bounds(row, table)
        assert first <= last, row


@pytest.mark.parametrize(("table", "column"), ALLOWED)
def test_codes_are_those_of_the_vocabulary(table: str, column: str) -> None:
    """Kinds, forms, roles and bases are closed lists."""
    assert {row[column] for row in rows(table)} <= ALLOWED[table, column]


@pytest.mark.parametrize(
    ("table", "key"),
    [
        ("speakers", ("speaker_id",)),
        ("speaker_names", ("speaker_id", "name", "form", "valid_from")),
        ("groups", ("group_id",)),
        ("group_names", ("group_id", "name", "valid_from")),
        ("memberships", ("speaker_id", "group_id", "role", "valid_from")),
    ],
)
def test_keys_are_unique(table: str, key: tuple[str, ...]) -> None:
    """No row is there twice."""
    counts = Counter(tuple(row[column] for column in key) for row in rows(table))
    assert [found for found, count in counts.items() if count > 1] == []


def test_every_reference_leads_somewhere() -> None:
    """Names, memberships and successors point to speakers and groups that are in their tables."""
    speakers = {row["speaker_id"] for row in rows("speakers")}
    groups = {row["group_id"] for row in rows("groups")}
    assert {row["speaker_id"] for row in rows("speaker_names")} == speakers
    assert {row["speaker_id"] for row in rows("memberships")} <= speakers
    assert {row["group_id"] for row in rows("memberships")} == groups
    assert {row["group_id"] for row in rows("group_names")} == groups
    assert {part for row in rows("speakers") for part in row["successor_ids"].split(";") if part} <= speakers


# --- Names -----------------------------------------------------------------------------------------------------------


def test_no_two_speakers_bear_one_name_on_one_day() -> None:
    """Of the rows of one normalised name, those of different speakers never overlap."""
    by_name = defaultdict(list)
    for row in rows("speaker_names"):
        by_name[normalised(row["name"])].append((*bounds(row, "speaker_names"), row["speaker_id"]))
    clashes = [
        (name, one, other)
        for name, spans in by_name.items()
        for index, one in enumerate(spans)
        for other in spans[index + 1 :]
        if one[2] != other[2] and one[0] <= other[1] and other[0] <= one[1]
    ]
    assert clashes == []


def test_a_speaker_has_one_short_name_at_a_time() -> None:
    """Short names of one speaker follow one another without overlap."""
    short = defaultdict(list)
    for row in rows("speaker_names"):
        if row["form"] == "short":
            short[row["speaker_id"]].append(bounds(row, "speaker_names"))
    for speaker_id, spans in short.items():
        assert all(one[1] < other[0] for one, other in pairwise(sorted(spans))), speaker_id


def test_names_hold_only_while_their_speaker_is_one() -> None:
    """No name begins before its speaker or outlives it."""
    speakers = {row["speaker_id"]: bounds(row, "speakers") for row in rows("speakers")}
    outside = [
        row
        for row in rows("speaker_names")
        if bounds(row, "speaker_names")[0] < speakers[row["speaker_id"]][0]
        or bounds(row, "speaker_names")[1] > speakers[row["speaker_id"]][1]
    ]
    assert outside == []


def test_the_name_of_today_is_among_the_dated_names() -> None:
    """The name in the table of speakers is one of the speaker's names, in force today or to its last day."""
    last = {(row["speaker_id"], row["name"]) for row in rows("speaker_names")}
    assert [row["speaker_id"] for row in rows("speakers") if (row["speaker_id"], row["name"]) not in last] == []
    for row in rows("speakers"):
        day = dt.date.fromisoformat(row["last_date"] or "2026-11-01")
        assert names().resolve(row["name"], day).speaker_id == row["speaker_id"]


def test_names_are_kept_without_a_leading_article() -> None:
    """The article is printed or not as the sentence needs it; only a name that begins with it by itself keeps it."""
    with_article = {row["name"] for row in rows("speaker_names") if row["name"].lower().startswith("the ")}
    assert with_article == {"The former Yugoslav Republic of Macedonia"}


def test_members_are_named_on_every_day_of_their_membership() -> None:
    """On the first and last day of its membership of the United Nations each State has a name in force."""
    for row in rows("memberships"):
        if row["group_id"] == "un":
            for cell in (row["valid_from"], row["valid_to"] or "2026-11-01"):
                day = dt.date.fromisoformat(cell)
                assert any(name.holds_on(day) for name in names().names_of(row["speaker_id"])), (row, day)


# --- Members of the United Nations -----------------------------------------------------------------------------------

GROWTH = {
    1945: 51, 1946: 55, 1947: 57, 1948: 58, 1949: 59, 1950: 60, 1954: 60, 1955: 76, 1956: 80, 1957: 82, 1958: 82,
    1959: 82, 1960: 99, 1961: 104, 1962: 110, 1964: 115, 1965: 117, 1966: 122, 1967: 123, 1968: 126, 1969: 126,
    1970: 127, 1971: 132, 1972: 132, 1973: 135, 1974: 138, 1975: 144, 1976: 147, 1977: 149, 1978: 151, 1979: 152,
    1980: 154, 1981: 157, 1982: 157, 1983: 158, 1984: 159, 1989: 159, 1990: 159, 1991: 166, 1992: 179, 1993: 184,
    1994: 185, 1998: 185, 1999: 188, 2000: 189, 2001: 189, 2002: 191, 2005: 191, 2006: 192, 2010: 192, 2011: 193,
    2025: 193,
}  # fmt: skip
"""Members at the end of the year, as the United Nations publishes them (Growth in United Nations membership)."""


@pytest.mark.parametrize(("year", "count"), GROWTH.items())
def test_members_at_the_end_of_a_year_are_as_many_as_published(year: int, count: int) -> None:
    """The memberships of a 31 December add up to the United Nations' own table of growth."""
    assert len(names().members("un", dt.date(year, 12, 31))) == count


def test_the_end_of_1963_differs_from_the_published_table_by_zanzibar() -> None:
    """The table prints 112 for 1963; by dates of admission it is 113, Tanganyika and Zanzibar being two until 1964."""
    members = names().members("un", dt.date(1963, 12, 31))
    assert len(members) == 113
    assert {"tanganyika", "zanzibar"} <= set(members)
    note = next(row["note"] for row in rows("memberships") if row["speaker_id"] == "zanzibar")
    assert "112" in note
    assert "113" in note


@pytest.mark.parametrize(
    ("speaker_id", "day", "member"),
    [
        ("IDN", "1965-02-28", True),
        ("IDN", "1965-03-01", False),
        ("IDN", "1966-09-27", False),
        ("IDN", "1966-09-28", True),
        ("SYR", "1958-02-21", True),
        ("SYR", "1958-02-22", False),
        ("SYR", "1961-10-12", False),
        ("SYR", "1961-10-13", True),
        ("EGY", "1960-01-01", False),
        ("EGY", "1961-09-28", True),
        ("united-arab-republic", "1960-01-01", True),
        ("DDR", "1973-09-17", False),
        ("DDR", "1990-10-02", True),
        ("DDR", "1990-10-03", False),
        ("YUG", "2000-10-31", True),
        ("YUG", "2000-11-01", False),
        ("SRB", "2000-10-31", False),
        ("SRB", "2000-11-01", True),
        ("SUN", "1991-12-23", True),
        ("RUS", "1991-12-24", True),
        ("CHE", "2002-09-09", False),
        ("CHE", "2002-09-10", True),
        ("MNE", "2006-06-27", False),
        ("SSD", "2010-04-12", False),
        ("SSD", "2011-07-14", True),
        ("VAT", "2010-04-12", False),
        ("PSE", "2024-01-01", False),
        ("COK", "2024-01-01", False),
        ("DZA", "1962-10-08", True),
        ("CHN", "1971-10-25", True),
    ],
)
def test_membership_of_a_day(speaker_id: str, day: str, member: bool) -> None:
    """A State is a member from its admission to its last day, gaps by withdrawal and union left out."""
    assert (speaker_id in names().members("un", dt.date.fromisoformat(day))) is member


@pytest.mark.skipif(not SHARED_MEMBERS.is_file(), reason="the list of members is not at hand (../shared/reference)")
def test_dates_of_admission_are_those_of_the_list() -> None:
    """Each member's first day is that of the list of members; four continue or merge an earlier one and say so."""
    with SHARED_MEMBERS.open(encoding="utf-8", newline="") as file:
        listed = {row["iso3"]: row["member_since"] for row in csv.DictReader(file)}
    first = {}
    for row in rows("memberships"):
        if row["group_id"] == "un" and row["role"] == "member":
            first.setdefault(row["speaker_id"], row["valid_from"])
    differing = {iso3: first[iso3] for iso3, day in listed.items() if first[iso3] != day}
    assert differing == {"RUS": "1991-12-24", "TZA": "1964-04-27"}
    assert (first["SUN"], first["tanganyika"]) == (listed["RUS"], listed["TZA"])
    former = {"SUN", "YUG", "CSK", "DDR", "YMD", "united-arab-republic", "tanganyika", "zanzibar"}
    assert set(first) - set(listed) == former


# --- Regional groups -------------------------------------------------------------------------------------------------


def test_the_regional_groups_of_12_april_2010_add_up_to_192_members() -> None:
    """53 African, 53 Asian, 23 Eastern European, 33 GRULAC, 28 WEOG; the USA counted with WEOG, Kiribati in none."""
    table = names()
    assert [len(table.members(group, OPENING)) for group in REGIONAL] == [53, 53, 23, 33, 28]
    assert len(table.members("weog", OPENING, counted=True)) == 29
    groups = Counter(table.regional_group(member, OPENING).group_id for member in table.members("un", OPENING))
    assert groups == {
        "african": 53, "asia_pacific": 53, "eastern_european": 23, "grulac": 33, "weog": 29, None: 1,
    }  # fmt: skip


def test_the_regional_groups_of_today_add_up_to_193_members() -> None:
    """With South Sudan and Kiribati the groups have 54, 54, 23, 33 and 29 of 193 members."""
    table, day = names(), dt.date(2025, 3, 12)
    groups = Counter(table.regional_group(member, day).group_id for member in table.members("un", day))
    assert groups == {"african": 54, "asia_pacific": 54, "eastern_european": 23, "grulac": 33, "weog": 29}


def test_a_speaker_is_counted_in_one_group_at_a_time() -> None:
    """On no day is a speaker member of, or counted with, two regional groups."""
    spans = defaultdict(list)
    for row in rows("memberships"):
        if row["group_id"] in REGIONAL and row["role"] != "observer":
            spans[row["speaker_id"]].append(bounds(row, "memberships"))
    for speaker_id, found in spans.items():
        assert all(one[1] < other[0] for one, other in pairwise(sorted(found))), speaker_id


@pytest.mark.parametrize(
    ("speaker_id", "day", "group_id", "role", "basis"),
    [
        ("BRA", OPENING, "grulac", "member", "attested"),
        ("USA", OPENING, "weog", "counted_with", "attested"),
        ("TUR", OPENING, "weog", "member", "attested"),
        ("ISR", OPENING, "weog", "member", "established"),
        ("ISR", dt.date(2000, 5, 1), None, None, "not_established"),
        ("CYP", OPENING, "asia_pacific", "member", "attested"),
        ("KIR", OPENING, None, None, "not_established"),
        ("KIR", dt.date(2025, 1, 1), "asia_pacific", "member", "attested"),
        ("SSD", OPENING, None, None, "not_established"),
        ("BRA", dt.date(1995, 1, 1), None, None, "not_established"),
        ("SUN", dt.date(1985, 1, 1), None, None, "not_established"),
        ("VAT", OPENING, None, None, "not_established"),
        ("iom", OPENING, None, None, "not_established"),
    ],
)
def test_the_regional_group_of_a_day(
    speaker_id: str, day: dt.date, group_id: str | None, role: str | None, basis: str
) -> None:
    """A group is given only for days for which a source shows it; special cases stand once, where they are counted."""
    found = names().regional_group(speaker_id, day)
    assert (found.group_id, found.role, found.basis) == (group_id, role, basis)


@pytest.mark.parametrize("speaker_id", ["USA", "TUR", "ISR", "KIR"])
def test_special_cases_carry_a_note(speaker_id: str) -> None:
    """Whoever is counted otherwise than by plain membership has a note that says so."""
    assert names().regional_group(speaker_id, OPENING).note


def test_turkiye_takes_part_in_a_second_group_without_being_counted_there() -> None:
    """Türkiye stands in the Asia-Pacific Group as observer, and not among its members."""
    second = [row for row in rows("memberships") if (row["speaker_id"], row["group_id"]) == ("TUR", "asia_pacific")]
    assert [row["role"] for row in second] == ["observer"]
    assert "TUR" not in names().members("asia_pacific", OPENING, counted=True)


def test_a_plain_group_has_no_note() -> None:
    """A member without special case has the group, the role, the basis and no note."""
    assert names().regional_group("BRA", OPENING) == GroupMembership("grulac", "member", "attested", "")


def test_the_statements_of_the_first_record_by_regional_group() -> None:
    """African 6, Asian 12, Eastern European 3, GRULAC 9 and WEOG 10 statements of States; GRULAC's are of 8 States."""
    with (REPOSITORY / "data" / "statements.csv").open(encoding="utf-8", newline="") as file:
        spoken = [
            row["speaker_id"]
            for row in csv.DictReader(file)
            if (row["session_id"], row["kind"], row["act"]) == ("crime-congress-12", "state", "statement")
        ]
    groups = Counter(names().regional_group(speaker_id, OPENING).group_id for speaker_id in spoken)
    assert groups == {"african": 6, "asia_pacific": 12, "eastern_european": 3, "grulac": 9, "weog": 10}
    assert len({speaker for speaker in spoken if names().regional_group(speaker, OPENING).group_id == "grulac"}) == 8


def test_the_asian_group_became_the_asia_pacific_group_in_2011() -> None:
    """One group bears the name Asian Group to the end of 2010 and Asia-Pacific Group from 2011."""
    dated = [
        (row["name"], row["valid_from"], row["valid_to"])
        for row in rows("group_names")
        if row["group_id"] == "asia_pacific"
    ]
    assert dated == [("Asian Group", "", "2010-12-31"), ("Asia-Pacific Group", "2011-01-01", "")]


# --- Speakers --------------------------------------------------------------------------------------------------------


def test_193_members_two_observers_two_more_and_ten_former_states() -> None:
    """The States are today's 193 members, the Holy See, Palestine, the Cook Islands, Niue and ten former States."""
    states = {row["speaker_id"]: row for row in rows("speakers") if row["kind"] == "state"}
    members = set(names().members("un", dt.date(2026, 1, 1)))
    former = {key for key, row in states.items() if row["last_date"]}
    assert len(members) == 193
    assert former == {
        "SUN", "YUG", "CSK", "DDR", "YMD", "VDR", "republic-of-south-viet-nam", "united-arab-republic", "tanganyika",
        "zanzibar",
    }  # fmt: skip
    assert set(states) - members - former == {"VAT", "PSE", "COK", "NIU"}


def test_codes_are_those_of_iso_3166() -> None:
    """Each code is an ISO 3166-1 pair; States are known by it, former ones by that of ISO 3166-3 or a slug."""
    import pycountry

    for row in rows("speakers"):
        if row["iso3"]:
            country = pycountry.countries.get(alpha_3=row["iso3"])
            assert (country.alpha_2, row["kind"] == "state") == (row["iso2"], row["speaker_id"] == row["iso3"])
        elif row["kind"] == "state" and row["speaker_id"].isupper():
            assert pycountry.historic_countries.get(alpha_3=row["speaker_id"]) is not None


def test_former_states_name_their_successors() -> None:
    """Each former State says when it was last one and who came after it."""
    former = [row for row in rows("speakers") if row["kind"] == "state" and row["last_date"]]
    assert all(row["successor_ids"] for row in former)


def test_no_speaker_of_its_own_for_what_the_tables_leave_open() -> None:
    """Kosovo and Western Sahara are no speakers: no source of the project establishes how they are to stand."""
    assert {normalised(row["name"]) for row in rows("speaker_names")}.isdisjoint({"kosovo", "western sahara", "taiwan"})


def test_the_last_day_is_the_latest_change_that_the_tables_know() -> None:
    """From the last day on nothing is known to change, so today's members are those of that day."""
    day = names().last_day
    dates = {
        row[column]
        for table, columns in DATED.items()
        if table != "group_names"
        for row in rows(table)
        for column in columns
    }
    assert day.isoformat() == max(dates)
    assert len(names().members("un", day)) == 193
