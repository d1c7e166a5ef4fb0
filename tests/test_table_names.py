"""Whose row of a table it is: by its name, its time and its code; and the tables that come with mappings."""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path

import pytest

from plenary.__main__ import main
from plenary.checks import check_dataset
from plenary.model import Kind, Speaker
from plenary.names import Names
from plenary.schema import DATA
from plenary.tables.mapping import BUILT_IN, read_mapping
from plenary.tables.resolving import Resolver
from plenary.tables.source import read_source
from plenary.tables.writing import add_table
from tests.test_add_table import MAPPING, mapping_of, table_of

SHARED = Path(__file__).resolve().parents[2] / "shared" / "corpus"
GENERAL_DEBATE = SHARED / "general_debate_speakers_1946_2024.xlsx"
WORKING_GROUP = SHARED / "working_group_sentences_2025.csv"


def _speakers() -> list[Speaker]:
    with (DATA / "reference" / "speakers.csv").open(encoding="utf-8", newline="") as file:
        return [
            Speaker(row["speaker_id"], Kind(row["kind"]), row["name"], row["iso3"] or None, None, None, (), "")
            for row in csv.DictReader(file)
        ]


@pytest.mark.parametrize(
    ("printed", "code", "year", "outcome", "speaker_id"),
    [
        ("Republic of Korea", "KOR", 1995, "in_force", "KOR"),
        ("Republic of Korea", "PRK", 1995, "disagrees", ""),
        ("Niger", "NGA", 1966, "disagrees", ""),
        ("Congo", "", 1965, "unknown", ""),
        ("Congo", "COG", 1965, "other_dates", "COG"),
        ("Congo", "COD", 1965, "disagrees", ""),
        ("Congo", "", 1995, "in_force", "COG"),
        ("Zaire", "", 1980, "in_force", "COD"),
        ("Zaire", "AGO", 1980, "disagrees", ""),
        ("Yugoslavia", "YUG", 2000, "in_force", "YUG"),
        ("Yugoslavia", "", 2000, "ambiguous", ""),
        ("Federal Republic of Yugoslavia", "SRB", 1995, "in_force", "SRB"),
        ("United Arab Republic", "", 1961, "ambiguous", ""),
        ("United Arab Republic", "EGY", 1961, "in_force", "EGY"),
        ("Czechoslovakia", "CSK", 1993, "unknown", ""),
        ("Russian Federation", "RUS", 1987, "unknown", ""),
        ("Turkey", "TUR", 2024, "other_dates", "TUR"),
        ("Turkey", "", 2024, "unknown", ""),
        ("Afganistan", "AFG", 1978, "unknown", ""),
        ("", "BRA", 1995, "unknown", ""),
    ],
)
def test_a_name_is_taken_with_its_time_and_its_code_or_not_at_all(
    tmp_path: Path, printed: str, code: str, year: int, outcome: str, speaker_id: str
) -> None:
    """From September to December of a year a name and the code beside it lead to one speaker, or to a doubt told."""
    resolver = Resolver(Names.read(DATA), _speakers(), mapping_of(tmp_path))
    resolved = resolver.resolve(printed, code, "1", dt.date(year, 9, 1), dt.date(year, 12, 31))
    assert (resolved.outcome, resolved.speaker_id) == (outcome, speaker_id)


def test_a_judgement_holds_for_its_name_session_and_code_alone(tmp_path: Path) -> None:
    """The same row in another session, or with its code mended, is not decided by it."""
    resolver = Resolver(Names.read(DATA), _speakers(), mapping_of(tmp_path))
    autumn = dt.date(1995, 9, 1), dt.date(1995, 12, 31)
    assert resolver.resolve("Swaziland", "SWE", "2", *autumn).outcome == "judged"
    assert resolver.resolve("Swaziland", "SWE", "3", *autumn).outcome == "disagrees"
    assert resolver.resolve("Swaziland", "SWZ", "2", *autumn).outcome == "in_force"


def test_estonia_in_march_1991_is_told_as_of_other_dates(tmp_path: Path) -> None:
    """Before its first day Estonia was no speaker of its own, so the code does not save the name."""
    names = Names.read(DATA)
    estonia = names.speaker("EST")
    resolver = Resolver(names, [estonia], mapping_of(tmp_path))
    resolved = resolver.resolve("Estonia", "EST", "1", dt.date(1991, 3, 1), dt.date(1991, 3, 31))
    assert (resolved.outcome, resolved.reason) == ("unknown", "other_dates")


def test_a_speaker_judged_against_the_printed_name_is_a_warning(tmp_path: Path) -> None:
    """Where a person decided against a name in force, with the reason in the note, the check warns and accepts."""
    judgement = """
[[judgements]]
name = "Nigeria"
sessions = ["1"]
code = "NER"
speaker = "NER"
reason = "The person is the Niger's."
"""
    (tmp_path / "t.csv").write_text("Round;Year;Speaker;Code;What\n1;1966;Nigeria;NER;\n", encoding="utf-8")
    mapping = mapping_of(tmp_path, MAPPING + judgement)
    add_table(read_source(tmp_path / "t.csv"), mapping, DATA, tmp_path / "local", with_curated=False)
    findings = [str(finding) for finding in check_dataset(tmp_path / "local").findings if finding.severity == "warning"]
    assert findings == ["statements.csv:2:name_printed: is the name of NGA on 1966-03-01, but the row says NER"]
    (statement,) = table_of(tmp_path / "local", "statements")
    statement["note"] = ""
    text = ",".join(statement) + "\n" + ",".join(statement.values()) + "\n"
    (tmp_path / "local" / "statements.csv").write_text(text, encoding="utf-8")
    assert "but the row says NER" in " ".join(map(str, check_dataset(tmp_path / "local").errors))


# --- The mappings that come with the program -------------------------------------------------------------------------


@pytest.mark.parametrize("path", sorted(BUILT_IN.glob("*.toml")), ids=lambda path: path.stem)
def test_built_in_mappings_name_known_speakers_and_give_reasons(path: Path) -> None:
    """Every name, code and judgement leads to a speaker of the dataset, and judgements and codes say why."""
    mapping = read_mapping(path)
    known = {speaker.speaker_id for speaker in _speakers()} | {own.id for own in mapping.speakers}
    judged = [judgement.speaker for judgement in mapping.judgements if judgement.speaker]
    used = {*judged, *(own.speaker for own in mapping.names), *(s for code in mapping.codes for s in code.speakers)}
    assert used <= known
    assert all(judgement.reason for judgement in mapping.judgements)
    assert all(code.reason for code in mapping.codes)


@pytest.mark.skipif(not GENERAL_DEBATE.is_file(), reason="the General Debate is not at hand (../shared/corpus)")
def test_the_general_debate_is_taken_over_whole(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Of 10,944 rows of 79 sessions 10,943 are statements and one is left out on purpose; the check finds no error."""
    assert main(["add-table", str(GENERAL_DEBATE), "--output", str(tmp_path / "local"), "--no-with-curated"]) == 0
    assert "no row is left whose speaker is not sure" in capsys.readouterr().out
    local = tmp_path / "local"
    statements = table_of(local, "statements")
    assert (len(statements), len(table_of(local, "sessions"))) == (10_943, 79)
    assert {row["review_status"] for row in statements} == {"reviewed"}
    assert check_dataset(local).errors == ()
    by_place = {(row["session_id"], row["speaker_id"]) for row in statements}
    for place in (
        ("ga-1-gd", "SUN"), ("ga-41-gd", "DDR"), ("ga-41-gd", "DEU"), ("ga-15-gd", "AUS"), ("ga-15-gd", "AUT"),
        ("ga-21-gd", "NER"), ("ga-21-gd", "NGA"), ("ga-46-gd", "WSM"), ("ga-48-gd", "CZE"), ("ga-48-gd", "SVK"),
        ("ga-57-gd", "SRB"), ("ga-13-gd", "united-arab-republic"), ("ga-17-gd", "EGY"), ("ga-79-gd", "european-union"),
        ("ga-42-gd", "league-of-arab-states"), ("ga-56-gd", "SWZ"), ("ga-56-gd", "SWE"), ("ga-33-gd", "YMD"),
    ):  # fmt: skip
        assert place in by_place, place
    for place in (("ga-48-gd", "CSK"), ("ga-56-gd", "CHE"), ("ga-45-gd", "DDR"), ("ga-45-gd", "RUS")):
        assert place not in by_place, place


@pytest.mark.skipif(not GENERAL_DEBATE.is_file(), reason="the General Debate is not at hand (../shared/corpus)")
def test_speakers_of_the_general_debate_existed_and_were_members(tmp_path: Path) -> None:
    """Whoever spoke was a member between September and December of that year, or one of four known others."""
    main(["add-table", str(GENERAL_DEBATE), "--output", str(tmp_path / "local"), "--no-with-curated"])
    names = Names.read(DATA)
    others = set()
    for row in table_of(tmp_path / "local", "statements"):
        year = int(row["paragraph"]) + 1945
        days = [dt.date(year, month, day) for month in (9, 10, 11, 12) for day in (1, 15, 30)]
        if not any(row["speaker_id"] in names.members("un", day) for day in days):
            others.add(row["speaker_id"])
    assert others == {"VAT", "PSE", "european-union", "league-of-arab-states"}


@pytest.mark.skipif(not WORKING_GROUP.is_file(), reason="the working group is not at hand (../shared/corpus)")
def test_the_working_group_is_397_statements_of_which_11_have_no_known_speaker(tmp_path: Path) -> None:
    """5,373 sentences of seven meetings are 397 turns; eleven of them stand under names that nothing resolves."""
    assert main(["add-table", str(WORKING_GROUP), "--output", str(tmp_path / "local"), "--no-with-curated"]) == 1
    assert len(table_of(tmp_path / "local", "statements")) == 397 - 11
    assert len(table_of(tmp_path / "local", "meetings")) == 7
    assert not any("call to order" in path.read_text(encoding="utf-8") for path in (tmp_path / "local").rglob("*.csv"))
