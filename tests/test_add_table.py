"""A table of speakers becomes a local dataset: each name for its time, every doubt told, all or nothing."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from plenary.__main__ import main
from plenary.checks import check_dataset
from plenary.schema import DATA
from plenary.store import open_dataset
from plenary.tables.mapping import BrokenMapping, Mapping, read_mapping
from plenary.tables.source import UnreadableTable, read_source
from plenary.tables.writing import RefusedFolder, add_table

MAPPING = """
[document]
id = "port-hearings"
title = "Hearings on ports"
source = "A table for tests"

[session]
id = "ports-{session}"
body = "Committee on Ports"
title = "{nth} hearings on ports"
short_title = "Ports {session}"
title_source = "Made up"
first_date = "{year}-03-01"
last_date = "{year}-03-31"

[columns]
session = "Round"
year = "Year"
name = "Speaker"
code = "Code"
act = "What"

[values.act]
"answered" = "right_of_reply"

[[names]]
name = "Hungry"
speaker = "HUN"
form = "misprint"

[[judgements]]
name = "Swaziland"
sessions = ["2"]
code = "SWE"
speaker = "SWZ"
reason = "The code is that of Sweden."

[[judgements]]
name = "Nobody"
sessions = ["2"]
code = ""
reason = "The row is blank but for this word."
"""
ROWS = """Round;Year;Speaker;Code;What
1;1991;Byelorussian SSR ;BLR;
1;1991;USSR;;
2;1995;Hungry;HUN;answered
2;1995;Libya;LBY;
2;1995;Swaziland;SWE;
2;1995;Nobody;;
2;1995;Sweden;CHE;
2;1995;Brasil;BRA;
"""


def written(folder: Path, rows: str = ROWS, mapping: str = MAPPING) -> tuple[Path, Path]:
    """The table and the mapping as files."""
    table, description = folder / "ports.csv", folder / "ports.toml"
    table.write_text(rows, encoding="utf-8")
    description.write_text(mapping, encoding="utf-8")
    return table, description


def table_of(dataset: Path, name: str) -> list[dict[str, str]]:
    """The rows of a table of a dataset."""
    with (dataset / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def command(table: Path, mapping: Path, output: Path, *more: str) -> int:
    """The exit code of the command."""
    return main(["add-table", str(table), "--mapping", str(mapping), "--output", str(output), *more])


# --- The whole way ---------------------------------------------------------------------------------------------------


def test_rows_become_statements_of_a_dataset_that_the_check_accepts(tmp_path: Path) -> None:
    """Of eight rows five are taken over, beside the curated ones; the check finds no error."""
    table, mapping = written(tmp_path)
    assert command(table, mapping, tmp_path / "local") == 1
    statements = [row for row in table_of(tmp_path / "local", "statements") if row["document_id"] == "port-hearings"]
    assert [(row["statement_id"], row["name_printed"], row["speaker_id"], row["act"]) for row in statements] == [
        ("ports-1/1/1", "Byelorussian SSR", "BLR", "statement"),
        ("ports-1/1/2", "USSR", "SUN", "statement"),
        ("ports-2/2/1", "Hungry", "HUN", "right_of_reply"),
        ("ports-2/2/2", "Libya", "LBY", "statement"),
        ("ports-2/2/3", "Swaziland", "SWZ", "statement"),
    ]
    assert {row["review_status"] for row in statements} == {"unreviewed"}
    assert {row["capacity"] for row in statements} == {"unknown"}
    assert check_dataset(tmp_path / "local").errors == ()
    curated = len(table_of(DATA, "statements"))
    assert len(table_of(tmp_path / "local", "statements")) == curated + 5


def test_every_doubt_is_told_in_words_and_as_csv(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The disagreement of name and code and the unknown name are told with their rows; so is each judgement."""
    table, mapping = written(tmp_path)
    command(table, mapping, tmp_path / "local")
    told = capsys.readouterr().out
    assert "statements: 5; sessions: 2" in told
    assert "2 rows are not taken over: their speaker is not sure" in told
    assert "“Sweden”, code CHE, rows 8: name and code disagree; between them: CHE, SWE" in told
    assert "“Brasil”, code BRA, rows 9: is no known name; nearest, which is no answer: BRA" in told
    assert "row 6, “Swaziland”, code SWE: SWZ. The code is that of Sweden." in told
    with (tmp_path / "local-names.csv").open(encoding="utf-8", newline="") as file:
        outcomes = {row["row"]: (row["name"], row["outcome"]) for row in csv.DictReader(file)}
    assert outcomes == {
        "4": ("Hungry", "listed"),
        "5": ("Libya", "other_dates"),
        "6": ("Swaziland", "judged"),
        "7": ("Nobody", "left_out"),
        "8": ("Sweden", "disagrees"),
        "9": ("Brasil", "unknown"),
    }


def test_a_judged_row_is_inferred_and_says_why(tmp_path: Path) -> None:
    """A row decided by a person carries the reason; names of the table's own stand among those of the document."""
    table, mapping = written(tmp_path)
    command(table, mapping, tmp_path / "local")
    judged = next(row for row in table_of(tmp_path / "local", "statements") if row["name_printed"] == "Swaziland")
    assert (judged["basis"], judged["note"]) == ("inferred", "The code is that of Sweden.")
    own = [row for row in table_of(tmp_path / "local", "document_names") if row["document_id"] == "port-hearings"]
    assert [(row["name_printed"], row["speaker_id"], row["form"]) for row in own] == [
        ("Hungry", "HUN", "misprint"),
        ("Libya", "LBY", "other_dates"),
    ]


def test_the_document_says_how_many_rows_are_missing(tmp_path: Path) -> None:
    """Three of eight rows are not in the dataset, and its document says so."""
    table, mapping = written(tmp_path)
    command(table, mapping, tmp_path / "local", "--no-with-curated")
    (document,) = table_of(tmp_path / "local", "documents")
    assert (document["kind"], document["status"]) == ("table", "compiled")
    assert "3 of 8 rows were not taken over" in document["note"]


def test_without_the_curated_sessions_only_the_table_is_there(tmp_path: Path) -> None:
    """The option leaves out the curated rows and keeps the reference tables."""
    table, mapping = written(tmp_path)
    command(table, mapping, tmp_path / "local", "--no-with-curated")
    local = tmp_path / "local"
    assert [row["session_id"] for row in table_of(local, "sessions")] == ["ports-1", "ports-2"]
    assert (table_of(local, "points"), table_of(local, "discrepancies")) == ([], [])
    assert table_of(local / "reference", "speakers") == table_of(DATA / "reference", "speakers")
    assert open_dataset(local).version.endswith("+port-hearings")


def test_the_days_of_a_session_are_those_that_the_mapping_allows(tmp_path: Path) -> None:
    """A session of which the year is known has the days of the pattern, and its number and title by the table."""
    table, mapping = written(tmp_path)
    command(table, mapping, tmp_path / "local", "--no-with-curated")
    first = table_of(tmp_path / "local", "sessions")[0]
    assert (first["first_date"], first["last_date"]) == ("1991-03-01", "1991-03-31")
    assert (first["ordinal"], first["title"]) == ("1", "1st hearings on ports")
    assert table_of(tmp_path / "local", "statement_meetings") == []


def test_a_name_of_a_day_within_the_session_is_enough(tmp_path: Path) -> None:
    """Estonia spoke for itself from 17 September 1991: in a session of that autumn its name is in force."""
    mapping = MAPPING.replace("-03-01", "-09-01").replace("-03-31", "-12-31")
    rows = "Round;Year;Speaker;Code;What\n1;1991;Estonia;EST;\n1;1991;USSR;SUN;\n"
    table, description = written(tmp_path, rows, mapping)
    assert command(table, description, tmp_path / "local", "--no-with-curated") == 0
    assert check_dataset(tmp_path / "local").errors == ()


# --- Meetings, groups of rows, own speakers --------------------------------------------------------------------------


TALKS = """id,turn,meeting,day,who,code,for,text
a,0,Session 1,"Sep 16, 2025",The Chairs,CHAIRS,,Good morning
a,0,Session 1,"Sep 16, 2025",The Chairs,CHAIRS,,Let us begin
a,1,Session 1,"Sep 16, 2025",Brazil,BRA,G77 + China;Unheard Group,Thank you
b,0,Session 2,"Oct 13, 2025",Norway,NOR,,Thank you
"""
TALKS_MAPPING = """
group = ["id", "turn"]
date_format = "%b %d, %Y"
[document]
id = "talks"
title = "Talks"
source = "A table for tests"
[session]
id = "talks-{session}"
body = "Talks"
ordinal = ""
title = "Talks of {session}"
short_title = "Talks {session}"
title_source = "Made up"
[defaults]
session = "2025"
[columns]
meeting = "meeting"
date = "day"
name = "who"
code = "code"
represents = "for"
[[speakers]]
id = "the-chairs"
kind = "officer"
name = "Chairs"
[[codes]]
code = "CHAIRS"
speakers = ["the-chairs"]
reason = "Code of the table's own."
[[names]]
name = "G77 + China"
speaker = "group-of-77-and-china"
form = "abbreviation"
"""


def test_sentences_of_one_turn_are_one_statement(tmp_path: Path) -> None:
    """Four sentences are three statements, at two meetings with their days; the Chairs are a speaker of the mapping."""
    table, mapping = written(tmp_path, TALKS, TALKS_MAPPING)
    assert command(table, mapping, tmp_path / "local", "--no-with-curated") == 0
    local = tmp_path / "local"
    assert [(row["statement_id"], row["speaker_id"], row["kind"]) for row in table_of(local, "statements")] == [
        ("talks-2025/1/1", "the-chairs", "officer"),
        ("talks-2025/1/2", "BRA", "state"),
        ("talks-2025/2/1", "NOR", "state"),
    ]
    meetings = [(row["meeting_id"], row["date"], row["date_basis"]) for row in table_of(local, "meetings")]
    assert meetings == [("talks-2025:1", "2025-09-16", "stated"), ("talks-2025:2", "2025-10-13", "stated")]
    (session,) = table_of(local, "sessions")
    assert (session["first_date"], session["last_date"]) == ("2025-09-16", "2025-10-13")
    assert not any("Good morning" in path.read_text(encoding="utf-8") for path in local.rglob("*.csv"))


def test_whoever_is_spoken_for_keeps_the_printed_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A group of the mapping has its id, an unknown one none, and the unknown one is told."""
    table, mapping = written(tmp_path, TALKS, TALKS_MAPPING)
    command(table, mapping, tmp_path / "local", "--no-with-curated")
    spoken_for = [
        (row["name_printed"], row["speaker_id"]) for row in table_of(tmp_path / "local", "statement_represents")
    ]
    assert spoken_for == [("G77 + China", "group-of-77-and-china"), ("Unheard Group", "")]
    assert "spoken for, kept as printed, and no known names: Unheard Group" in capsys.readouterr().out


# --- All or nothing --------------------------------------------------------------------------------------------------


def test_a_local_dataset_is_replaced_whole(tmp_path: Path) -> None:
    """Written again with fewer rows, the local dataset holds just those, and nothing lies beside its files."""
    table, mapping = written(tmp_path)
    command(table, mapping, tmp_path / "local", "--no-with-curated")
    before = sorted(path.relative_to(tmp_path) for path in (tmp_path / "local").rglob("*"))
    table.write_text("\n".join(ROWS.splitlines()[:2]) + "\n", encoding="utf-8")
    assert command(table, mapping, tmp_path / "local", "--no-with-curated") == 0
    assert len(table_of(tmp_path / "local", "statements")) == 1
    assert sorted(path.relative_to(tmp_path) for path in (tmp_path / "local").rglob("*")) == before
    assert check_dataset(tmp_path / "local").errors == ()


def test_a_dataset_that_the_check_refuses_is_not_written(tmp_path: Path) -> None:
    """A mapping that calls Brazil's own speaker a State twice over leads to errors, and leaves the old dataset."""
    table, mapping = written(tmp_path)
    command(table, mapping, tmp_path / "local", "--no-with-curated")
    before = (tmp_path / "local" / "statements.csv").read_bytes()
    doubled = MAPPING + '\n[[speakers]]\nid = "BRA"\nkind = "state"\nname = "Brazil"\n'
    mapping.write_text(doubled, encoding="utf-8")
    assert command(table, mapping, tmp_path / "local", "--no-with-curated") == 2
    assert (tmp_path / "local" / "statements.csv").read_bytes() == before
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".staged")] == []


def test_the_dataset_itself_and_other_folders_are_not_written_to(tmp_path: Path) -> None:
    """The folder of the dataset, and one that holds other things, are refused."""
    table, path = written(tmp_path)
    source, mapping = read_source(table), read_mapping(path)
    with pytest.raises(RefusedFolder):
        add_table(source, mapping, DATA, DATA)
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "one.jpg").write_bytes(b"x")
    with pytest.raises(RefusedFolder, match="holds something else"):
        add_table(source, mapping, DATA, tmp_path / "photos")
    assert [file.name for file in (tmp_path / "photos").iterdir()] == ["one.jpg"]


def test_a_table_of_unknown_names_writes_nothing_and_tells_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where no row has a speaker that is sure, the names are told and no dataset is written."""
    table, mapping = written(tmp_path, "Round;Year;Speaker;Code;What\n1;1991;Brasil;BRA;\n")
    assert command(table, mapping, tmp_path / "local") == 2
    assert "“Brasil”, code BRA, rows 2: is no known name" in capsys.readouterr().err
    assert not (tmp_path / "local").exists()


def test_a_table_that_is_there_already_is_refused(tmp_path: Path) -> None:
    """Added to a local dataset that has it, the same table is not added twice."""
    table, mapping = written(tmp_path)
    command(table, mapping, tmp_path / "local")
    assert command(table, mapping, tmp_path / "other", "--data", str(tmp_path / "local")) == 2
    assert not (tmp_path / "other").exists()


def mapping_of(folder: Path, text: str = MAPPING) -> Mapping:
    """The mapping that a text describes."""
    path = folder / "m.toml"
    path.write_text(text, encoding="utf-8")
    return read_mapping(path)


# --- Bad tables and mappings -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ("Round;Year;Speaker;Code\n1;1991;Estonia;EST\n", "ports.csv has no column What"),
        ("Round;Year;Speaker;Code;What\n1;1991;Estonia;EST;sang\n", "ports.csv:2:What: 'sang' is none of"),
        ("Round;Year;Speaker;Code;What\n1;then;Estonia;EST;\n", "ports.csv:2:Round: '1' does not fit the patterns"),
        ("Round;Year;Year;Code;What\n", "two columns of one name"),
        ("", "has no header"),
    ],
)
def test_a_table_unlike_its_mapping_is_told_by_row_and_column(
    tmp_path: Path, rows: str, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """What does not fit ends with 2 and says where; nothing is written."""
    table, mapping = written(tmp_path, rows)
    assert command(table, mapping, tmp_path / "local") == 2
    assert message in capsys.readouterr().err
    assert not (tmp_path / "local").exists()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("nonsense", "cannot be read"),
        (MAPPING + "\n[colums]\n", "nobody knows the key colums"),
        (MAPPING.replace('name = "Speaker"\n', ""), "columns.name"),
        (MAPPING.replace('id = "port-hearings"\n', ""), "document"),
        (MAPPING.replace('title = "Hearings on ports"', "title = 3"), "document.title: must be a text"),
    ],
)
def test_a_broken_mapping_is_told(tmp_path: Path, text: str, message: str) -> None:
    """A mapping with a slip says which key is meant."""
    with pytest.raises(BrokenMapping, match=message):
        mapping_of(tmp_path, text)


def test_a_mapping_may_be_json(tmp_path: Path) -> None:
    """The same keys as JSON make the same mapping."""
    import tomllib

    path = tmp_path / "m.json"
    path.write_text(json.dumps(tomllib.loads(MAPPING)), encoding="utf-8")
    assert read_mapping(path) == mapping_of(tmp_path)


@pytest.mark.parametrize(("name", "content"), [("a.xlsx", b"PK\x03\x04 no"), ("a.csv", b"\xff\xfea"), ("a.xlsx", b"")])
def test_a_file_that_is_no_table_is_told(tmp_path: Path, name: str, content: bytes) -> None:
    """A damaged workbook, an empty one and a file of another encoding are told by name."""
    (tmp_path / name).write_bytes(content)
    with pytest.raises(UnreadableTable, match=name):
        read_source(tmp_path / name)


def test_a_file_without_mapping_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without a mapping of its name, one must be named."""
    (tmp_path / "other.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    assert main(["add-table", str(tmp_path / "other.csv"), "--output", str(tmp_path / "local")]) == 2
    assert "--mapping" in capsys.readouterr().err
