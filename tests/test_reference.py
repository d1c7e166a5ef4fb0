"""The reference tables hold together: dates, sources, names of one bearer at a time, codes."""

import csv
import datetime as dt
from collections import Counter, defaultdict
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from plenary.names import Names, normalised

REPOSITORY = Path(__file__).resolve().parent.parent
REFERENCE = REPOSITORY / "data" / "reference"
TABLES = ("speakers", "speaker_names", "groups", "group_names", "memberships")
DATED = {
    "speakers": ("first_date", "last_date"),
    "speaker_names": ("valid_from", "valid_to"),
    "group_names": ("valid_from", "valid_to"),
    "memberships": ("valid_from", "valid_to"),
}
ALLOWED = {
    ("speakers", "kind"): {
        "state", "igo", "un_entity", "ngo", "nhri", "group", "territory", "secretariat", "officer", "person", "other",
    },
    ("speakers", "earlier_kind"): {"", "igo"},
    ("speaker_names", "form"): {"short", "formal", "inverted", "variant"},
    ("speaker_names", "language"): {"en", "ar", "zh", "fr", "ru", "es"},
    ("groups", "kind"): {"regional", "organization", "negotiating"},
    ("memberships", "role"): {"member", "counted_with", "observer"},
    ("memberships", "basis"): {"established", "attested", "not_established"},
}  # fmt: skip

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
        ("speaker_names", ("speaker_id", "name", "form", "language", "valid_from")),
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


@pytest.mark.parametrize(
    "row", ["BRA,Brazil,short,en,,", "BRA,Brazil,short,en,,,source,more", "BRA,Brazil,short,en,2010-02-30,,s"]
)
def test_a_broken_row_is_refused(row: str, tmp_path: Path) -> None:
    """A row with too few or too many cells, or with a day that no calendar has, is told and not read in part."""
    (tmp_path / "reference").mkdir()
    for table in ("speakers", "speaker_names", "groups", "memberships"):
        text = (REPOSITORY / "data" / "reference" / f"{table}.csv").read_text(encoding="utf-8")
        (tmp_path / "reference" / f"{table}.csv").write_text(text, encoding="utf-8")
    Names.read(tmp_path)
    with (tmp_path / "reference" / "speaker_names.csv").open("a", encoding="utf-8") as file:
        file.write(row + "\n")
    with pytest.raises(ValueError, match=r"speaker_names.csv:\d+|day"):
        Names.read(tmp_path)


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
    """Short names of one speaker in one language follow one another without overlap."""
    short = defaultdict(list)
    for row in rows("speaker_names"):
        if row["form"] == "short":
            short[row["speaker_id"], row["language"]].append(bounds(row, "speaker_names"))
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


# --- Speakers --------------------------------------------------------------------------------------------------------


def test_193_members_two_observers_two_more_and_eleven_former_states() -> None:
    """The States are today's 193 members, the Holy See, Palestine, the Cook Islands, Niue and eleven former States."""
    states = {row["speaker_id"]: row for row in rows("speakers") if row["kind"] == "state"}
    members = set(names().members("un", dt.date(2026, 1, 1)))
    former = {key for key, row in states.items() if row["last_date"]}
    assert len(members) == 193
    assert former == {
        "SUN", "YUG", "CSK", "DDR", "YMD", "VDR", "republic-of-viet-nam", "republic-of-south-viet-nam",
        "united-arab-republic", "tanganyika", "zanzibar",
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


def test_an_earlier_kind_has_an_end_and_differs() -> None:
    """Whoever was of another kind before has the last day of it; none of them is a State, and there are some."""
    assert any(row["earlier_kind"] for row in rows("speakers"))
    for row in rows("speakers"):
        assert bool(row["earlier_kind"]) == bool(row["earlier_kind_to"])
        assert row["earlier_kind"] != row["kind"]
        assert not row["earlier_kind"] or "state" not in (row["kind"], row["earlier_kind"])


def test_speakers_of_reports_of_any_body_are_many() -> None:
    """At least 150 organizations of States, 120 of the United Nations, 300 of civil society and 50 groups are there."""
    kinds = Counter(row["kind"] for row in rows("speakers"))
    assert kinds["igo"] >= 150
    assert kinds["un_entity"] >= 120
    assert kinds["ngo"] >= 300
    assert kinds["group"] >= 50


def test_no_organization_bears_the_name_of_a_state_on_any_day() -> None:
    """No name of an organization or group, abbreviations included, is also the name of a State, on whatever day."""
    kinds = {row["speaker_id"]: row["kind"] for row in rows("speakers")}
    of_states = {normalised(row["name"]) for row in rows("speaker_names") if kinds[row["speaker_id"]] == "state"}
    shared = {
        row["name"]
        for row in rows("speaker_names")
        if kinds[row["speaker_id"]] not in ("state", "other") and normalised(row["name"]) in of_states
    }
    assert shared == set()


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
