"""Members of the United Nations and of the regional groups, day by day, are as many as published."""

import csv
import datetime as dt
from collections import Counter, defaultdict
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from plenary.model import GroupMembership
from plenary.names import Names

REPOSITORY = Path(__file__).resolve().parent.parent
REFERENCE = REPOSITORY / "data" / "reference"
SHARED_MEMBERS = REPOSITORY.parent / "shared" / "reference" / "un_members.csv"
OPENING = dt.date(2010, 4, 12)
REGIONAL = ("african", "asia_pacific", "eastern_european", "grulac", "weog")

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
            spans[row["speaker_id"]].append((row["valid_from"] or "0001-01-01", row["valid_to"] or "9999-12-31"))
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
