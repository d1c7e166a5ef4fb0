"""Corpora to measure on: whole datasets, of the very size, shaped like what is recorded, the same in every run."""

import hashlib
import json
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from bench.corpora.__main__ import main
from bench.corpora.folder import describe, new_folder, to_parquet
from bench.corpora.general_debate import FILE
from bench.corpora.generated import write_generated
from bench.corpora.measured import measure
from bench.corpora.plan import SIZES, Size, plan_sessions
from plenary.checks import check_dataset
from plenary.names import Names
from plenary.schema import DATA, PACKAGE_FILE, is_sealed, read_package, seal
from plenary.store import Dataset, open_dataset
from tests.dataset_copy import copy_dataset

SIZE = Size("tiny", 500, 4)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder of a generated corpus of 500 statements in four sessions, which tests do not change."""
    directory = tmp_path_factory.mktemp("corpora")
    assert write_generated(SIZE, DATA, directory) == 500
    return directory


@pytest.fixture(scope="module")
def corpus(folder: Path) -> Dataset:
    """That corpus, opened once."""
    return open_dataset(folder)


@pytest.fixture(scope="module")
def larger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder of a generated corpus of 20,000 statements in eight sessions, for shares."""
    directory = tmp_path_factory.mktemp("larger")
    write_generated(Size("larger", 20_000, 8), DATA, directory)
    return directory


def table(folder: Path, name: str) -> pd.DataFrame:
    """A table that grows with the statements, as its file has it."""
    return pd.read_parquet(folder / f"{name}.parquet")


def test_a_corpus_has_as_many_statements_and_sessions_as_it_is_said_to_have(corpus: Dataset) -> None:
    """Five hundred turns in four sessions, the first in 1946 and the last in 2025."""
    assert corpus.turn_count == 500
    assert sorted(corpus.tables["sessions"]["session_id"].str.slice(6, 10)) == ["1946", "1972", "1999", "2025"]


@pytest.mark.parametrize("size", SIZES, ids=lambda size: size.name)
def test_sessions_are_spread_over_eighty_years(size: Size) -> None:
    """The sessions planned hold all statements together; the first year is 1946, the last 2025, no id stands twice."""
    sessions = plan_sessions(size, Names.read(DATA))
    assert sum(session.statements for session in sessions) == size.statements
    assert len({session.session_id for session in sessions}) == len(sessions) == size.sessions
    years = {session.year for session in sessions}
    assert (min(years), max(years), len(years)) == (1946, 2025, min(80, size.sessions))


def test_a_corpus_has_no_error(folder: Path) -> None:
    """The check of the dataset, Parquet included, finds neither an error nor a warning."""
    report = check_dataset(folder)
    assert [str(finding) for finding in report.findings if finding.severity != "info"] == []
    assert report.counts["statements"] == 500


def test_two_runs_write_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    """Every file of a second run is that of the first, the description and its hashes included."""
    write_generated(SIZE, DATA, tmp_path)
    first, second = (
        {path.relative_to(root): hashlib.sha256(path.read_bytes()).hexdigest() for path in root.rglob("*.*")}
        for root in (folder, tmp_path)
    )
    assert first == second


def test_statements_stand_by_session_each_with_an_id_of_its_own(folder: Path) -> None:
    """The file is sorted by session; within a session turns count 1 to n; ids are made of their parts."""
    statements = table(folder, "statements")
    assert statements["session_id"].is_monotonic_increasing
    for _session, turns in statements.groupby("session_id"):
        assert turns["turn"].to_list() == list(range(1, len(turns) + 1))
    parts = statements["session_id"] + "/" + statements["paragraph"] + "/" + statements["position"].astype(str)
    assert (statements["statement_id"] == parts).all()
    assert statements["statement_id"].is_unique


def test_states_speak_only_as_members_under_the_name_of_the_day(corpus: Dataset) -> None:
    """Each State is a member on the day of its turn and printed under a name by which that day knows it."""
    names = Names.read(DATA)
    turns = corpus.rows("turns")
    states = turns[turns["kind"] == "state"]
    assert len(states) > 250
    assert states["un_member"].all()
    for row in turns[turns["speaker_id"].notna()].itertuples():
        day = pd.Timestamp(str(row.day)).date()
        assert names.resolve(str(row.name_printed), day).speaker_id == row.speaker_id
    assert (states["name_printed"] != states["name_today"]).sum() > 10


def test_no_speaker_stands_twice_in_a_list(corpus: Dataset) -> None:
    """A named speaker has one turn in a paragraph."""
    turns = corpus.rows("turns").dropna(subset=["speaker_id"])
    assert not turns.duplicated(["session_id", "paragraph", "speaker_id"]).any()


def test_shares_are_those_of_the_shipped_sessions(larger: Path) -> None:
    """Of 20,000 turns the shares of kinds, of joint meetings and of turns on behalf of others are as measured."""
    measured = measure(DATA)
    statements = table(larger, "statements")
    for kind in ("state", "ngo", "igo", "officer"):
        assert (statements["kind"] == kind).mean() == pytest.approx(measured.kinds[kind], abs=0.02)
    links = table(larger, "statement_meetings").groupby("statement_id").size()
    assert links.mean() == pytest.approx(4351 / 2985, rel=0.15)  # counted in the files of version 1.2.0
    spoken_for = table(larger, "statement_represents")["statement_id"].nunique()
    assert spoken_for / 20_000 == pytest.approx(243 / 3028, rel=0.25)


def test_the_tail_of_the_delegations_is_heavy(larger: Path) -> None:
    """The most active tenth of the States has three of ten turns or more: less than in the shipped sessions, where
    none debates in general (0.375), and twice of what it would have if all spoke alike.
    """
    statements = table(larger, "statements")
    counts = statements.loc[statements["kind"] == "state", "speaker_id"].value_counts()
    share = counts.head(round(len(counts) / 10)).sum() / counts.sum()
    assert 0.26 < share < 0.42


def test_a_corpus_says_that_it_is_generated(folder: Path) -> None:
    """Description, sessions and documents say so; it carries the seal under which it was written."""
    descriptor = json.loads((folder / PACKAGE_FILE).read_text(encoding="utf-8"))
    assert "no such session was held" in descriptor["description"]
    assert descriptor["version"].endswith("+bench-tiny")
    sessions = pd.read_csv(folder / "sessions.csv")
    documents = pd.read_csv(folder / "documents.csv")
    assert sessions["note"].str.contains("no such session was held").all()
    assert documents["source"].eq("Generated by bench.corpora").all()
    assert documents["symbol"].isna().all()  # No symbol is invented: a link would lead to another document.
    assert is_sealed(folder) == []


def test_a_folder_that_cannot_be_filled_leaves_the_old_one(tmp_path: Path) -> None:
    """What was there before stays until the new one is whole, and nothing half-written is left."""
    (tmp_path / "10k").mkdir()
    (tmp_path / "10k" / "kept").touch()

    def fail() -> None:
        with new_folder(tmp_path / "10k") as part:
            (part / "new").touch()
            raise OSError("no room")

    with pytest.raises(OSError, match="no room"):
        fail()
    assert [path.name for path in tmp_path.rglob("*")] == ["10k", "kept"]


def test_the_command_tells_a_missing_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without the table of the General Debate the command ends with 1, names the file and writes nothing."""
    assert main(["general-debate", "--to", str(tmp_path / "to"), "--shared", str(tmp_path)]) == 1
    assert FILE in capsys.readouterr().err
    assert not (tmp_path / "to" / "general-debate").exists()


def test_tables_turned_into_parquet_open_as_the_same_turns(tmp_path: Path, dataset: Dataset) -> None:
    """The shipped dataset with Parquet in the place of CSV has the very turns and links, and its seal."""
    folder = copy_dataset(tmp_path, session=None)
    counts = to_parquet(folder)
    describe(dataset.package, folder, counts, {})
    assert counts == {
        "statements": 3028, "statement_meetings": 4351, "statement_items": 3068, "statement_represents": 1688
    }  # fmt: skip
    assert not (folder / "statements.csv").exists()
    opened = open_dataset(folder)
    for name in ("turns", "statement_meetings", "statement_items", "statement_represents"):
        pd.testing.assert_frame_equal(opened.rows(name), dataset.rows(name))


def test_what_is_wrong_in_parquet_is_found_at_its_row(tmp_path: Path) -> None:
    """A wrong code, a blank, a number out of order and an unknown session are told as in CSV, the first row being 2.

    A file with other columns and one that is no Parquet are told once each, and what needs them is not checked.
    """
    folder = copy_dataset(tmp_path)
    describe(read_package(folder), folder, to_parquet(folder), {})
    rows = pq.read_table(folder / "statements.parquet").to_pydict()
    rows["kind"][1], rows["name_printed"][2], rows["position"][3], rows["session_id"][4] = (
        "planet",
        None,
        9,
        "nowhere-1",
    )
    pq.write_table(pa.table(rows), folder / "statements.parquet")
    items = pq.read_table(folder / "statement_items.parquet")
    pq.write_table(items.drop_columns(["basis"]), folder / "statement_items.parquet")
    (folder / "statement_meetings.parquet").write_bytes(b"statement_id,meeting_id,basis")
    seal(folder)
    report = check_dataset(folder)
    told = [str(finding) for finding in report.errors]
    for start in (
        "statements.parquet:3:kind: must be one of state, igo, un_entity",
        "statements.parquet:4:name_printed: must not be blank",
        "statements.parquet:5:position: position is 9 where 4 is due",
        "statements.parquet:6:session_id: sessions has no row for nowhere-1",
        "statement_items.parquet:1: the header must be statement_id,item_id,basis",
        "statement_meetings.parquet: the file cannot be read: ",
    ):
        assert sum(text.startswith(start) for text in told) == 1, start
    assert {"statement_items", "statement_meetings"}.isdisjoint(report.counts)
    assert "statements without item: statement_items.parquet could not be read" in report.not_checked
