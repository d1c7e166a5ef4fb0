"""Opens the dataset: small tables as frames of pandas, everything that grows with the statements as lazy frames."""

from __future__ import annotations

import datetime as dt
import hashlib
import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Final

import narwhals as nw
import pandas as pd

from plenary.build import builds_of, find_build, read_build
from plenary.choices import read_choices
from plenary.cluster import cluster_setting, open_cluster
from plenary.engine import Embedded, Engine, collect
from plenary.facts import COUNTS, FACTS, LINKS, OF_STATEMENTS, REPRESENTED, write_facts
from plenary.kept import kept_versions
from plenary.model import Finding
from plenary.names import ENGLISH, Names
from plenary.periods import speaker_periods, told_periods
from plenary.schema import PACKAGE_FILE, Package, is_sealed, read_package
from plenary.selection import Choices, EverySession, fold
from plenary.switching import finish_switch
from plenary.table_files import read_table, write_sources
from plenary.turns import represented, represented_together, turn_counts, turns

LOGGER: Final = logging.getLogger(__name__)

SEARCHED: Final = {
    "conclusions": ("summary",),
    "points": ("summary", "attribution_printed"),
    "documents_before": ("title", "symbol"),
}
"""Text columns that a search looks into, per table."""

OF_ROWS: Final = ("turns", *LINKS)
"""Tables with a row for each turn or link."""


class BrokenDataset(Exception):
    """The dataset cannot be shown; `findings` says where and why, one finding a problem."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__(f"{len(self.findings)} problems in the dataset")


@dataclass(frozen=True, eq=False)
class Dataset:
    """A loaded dataset: its small tables, its turns as lazy frames, the dated names, and the known codes.

    One dataset serves all readers of a process; frames of several threads do not disturb each other. `versions` are
    the versions that a link may name: the present one, then those kept beside it, newest first.

    `tables` are those of the package but for `plenary.facts.OF_STATEMENTS`, which may be too large to be held.
    `cluster` holds the turns and links where there is one; what is counted is answered without it.
    `recorded` is what the documents record, where this dataset tells the same rows in the world of today or with names
    in another language (see `plenary.worlds`), and `renamed` the tables that it has of its own, by their names in the
    engines that both share.
    """

    directory: Path
    package: Package
    names: Names
    hash: str
    versions: tuple[str, ...]
    tables: dict[str, pd.DataFrame] = field(repr=False)
    embedded: Embedded = field(repr=False)
    cluster: Engine | None = field(default=None, repr=False)
    recorded: Dataset | None = field(default=None, repr=False)
    renamed: Mapping[str, str] = field(default_factory=dict, repr=False)

    @property
    def version(self) -> str:
        """Version of the dataset, as datapackage.json states it."""
        return self.package.version

    def frame(self, table: str) -> nw.LazyFrame[Any]:
        """Lazy frame of a table of the package, of `turns` or of `turn_counts` (see `plenary.turns`).

        The tables of links of statements have their columns, session_id, and link_row, their place in the file.

        Raises:
            EngineDown: The rows are on a cluster, which cannot be reached.
        """
        engine = self.rows_engine if table in OF_ROWS else self.embedded
        return engine.frame(self.renamed.get(table, table))

    @property
    def rows_engine(self) -> Engine:
        """The engine of the tables of `OF_ROWS`: frames of these can be joined with each other, not with others."""
        return self.cluster or self.embedded

    def rows(self, table: str, sessions: Iterable[str] | None = None) -> pd.DataFrame:
        """Rows of `turns` (order session, document, turn) or of a table of links, of some sessions or of all (None)."""
        frame = self.frame(table)
        if sessions is not None:
            frame = frame.filter(in_sessions(list(sessions)))
        order = ("session_id", "document_id", "turn") if table == "turns" else ("session_id", "link_row")
        return collect(frame.sort(*order))

    def turn(self, statement_id: str) -> pd.DataFrame:
        """The turn with this id, columns of `turns`; no row where there is none."""
        session_id = statement_id.partition("/")[0]
        frame = self.frame("turns").filter(nw.col("session_id") == session_id, nw.col("statement_id") == statement_id)
        return collect(frame)

    def row_counts(self, table: str, sessions: tuple[str, ...]) -> tuple[int, int]:
        """How many rows a table of `plenary.facts.OF_STATEMENTS` has of some sessions, and in all."""
        frame = self.frame("turns" if table == "statements" else table)
        inside = frame.filter(in_sessions(sessions))
        first, second = (int(collect(rows.select(nw.len().alias("count")))["count"][0]) for rows in (inside, frame))
        return first, second

    def turns_in(self, document_id: str, paragraph: str) -> pd.DataFrame:
        """The turns in a paragraph of a document, in printed order; columns of `turns`."""
        sessions = [session for session, documents in self.session_documents.items() if document_id in documents]
        frame = self.frame("turns").filter(
            in_sessions(sessions),
            nw.col("document_id") == document_id,
            nw.col("paragraph") == paragraph,
        )
        return collect(frame.sort("session_id", "turn"))

    @cached_property
    def choices(self) -> Choices:
        """Known codes with labels of every parameter of a link (see `plenary.choices.read_choices`)."""
        used = collect(self.frame("turn_counts").select("speaker_id", "kind", "act", "capacity").unique())
        return read_choices(self.tables, used, self.turn, self.names, self.versions, self.today)

    @cached_property
    def turn_count(self) -> int:
        """How many turns there are."""
        found = collect(self.frame("turn_counts").select(nw.col("turn_count").sum().cast(nw.Int64)))["turn_count"]
        return int(found.fillna(0).iloc[0])

    @property
    def edition(self) -> str:
        """The version, with the world and the language of the names: what tells files of the same rows apart."""
        return "-".join([self.version, *self._seen().values()])

    @property
    def seen(self) -> Mapping[str, str]:
        """World and language of the names in words, by their parameter; empty as recorded and in English."""
        return {name: self.choices[name][code] for name, code in self._seen().items()}

    def _seen(self) -> dict[str, str]:
        codes = {
            "world": "today" if self.names.as_of else "",
            "names": self.names.language if self.names.language != ENGLISH else "",
        }
        return {name: code for name, code in codes.items() if code}

    @cached_property
    def today(self) -> dt.date:
        """The day of the world of today: when this version was made, as its description states it.

        Where it does not say: the latest day that the reference tables or the sessions name.
        """
        if self.package.created:
            return self.package.created
        day: dt.date = self.tables["sessions"]["last_date"].max()
        return max(self.names.last_day, day)

    def day(self, sessions: tuple[str, ...] = ()) -> dt.date:
        """The day for which names and groups of several sessions are told: of their `membership_days` the latest."""
        return max(self.membership_days(sessions).values())

    def membership_days(self, sessions: tuple[str, ...] = ()) -> Mapping[str, dt.date]:
        """The day for which membership is counted, for each of `sessions` (of all when empty), in the order of `days`.

        The first day of each; in the world of today one and the same day.
        """
        return {session: self.names.as_of or day for session, day in self.days(sessions).items()}

    @cached_property
    def session_documents(self) -> Mapping[str, tuple[str, ...]]:
        """Session -> the documents that its rows were read from, in the order of the table of documents."""
        links = {
            pair
            for frame in (
                *(self.tables[table] for table in ("agenda_items", "meetings", "points", "conclusions")),
                collect(self.frame("turn_counts").select("session_id", "document_id").unique()),
            )
            for pair in zip(frame["session_id"], frame["document_id"], strict=True)
        }
        documents = self.tables["documents"]["document_id"]
        return {
            session: tuple(document for document in documents if (session, document) in links)
            for session in self.tables["sessions"]["session_id"]
        }

    def documents(self, sessions: tuple[str, ...] = ()) -> pd.DataFrame:
        """Rows of the table of documents from which the rows of `sessions` (of all when empty) were read."""
        frame = self.tables["documents"]
        chosen = {document for session in sessions for document in self.session_documents[session]}
        return frame[frame["document_id"].isin(chosen)] if sessions else frame

    @cached_property
    def meeting_years(self) -> Mapping[str, frozenset[int]]:
        """The years of the days of the meetings of each session that has any whose day is recorded."""
        dated = self.tables["meetings"].dropna(subset="date")
        years = pd.to_datetime(dated["date"]).dt.year
        return {str(session): frozenset(found) for session, found in years.groupby(dated["session_id"])}

    def document(self, document_id: str) -> Mapping[str, Any]:
        """The row of a document, by the columns of the table documents.

        Raises:
            KeyError: There is no such document.
        """
        return self._document_rows[document_id]

    @cached_property
    def _document_rows(self) -> Mapping[str, Mapping[str, Any]]:
        frame = self.tables["documents"]
        return dict(zip(frame["document_id"], frame.to_dict("records"), strict=True))

    def days(self, sessions: tuple[str, ...] = ()) -> Mapping[str, dt.date]:
        """First day of each of `sessions` (of all when empty), earliest first."""
        chosen = frozenset(sessions or self._days)
        return {session: day for session, day in self._days.items() if session in chosen}

    @cached_property
    def _days(self) -> dict[str, dt.date]:
        frame = self.tables["sessions"].sort_values(["first_date", "session_id"])
        return dict(zip(frame["session_id"], frame["first_date"], strict=True))


def in_sessions(sessions: Sequence[str]) -> nw.Expr:
    """Whether a row is of one of some sessions; column session_id.

    The first and the last of them are named too: rows lie in files by session, and an engine leaves unread what lies
    outside of a span, but looks everywhere for what is in a list.
    """
    session = nw.col("session_id")
    if isinstance(sessions, EverySession):  # A list of a thousand takes longer to write than the rows to count.
        return ~session.is_null()
    if len(sessions) == 1:
        return session == sessions[0]
    listed = session.is_in(sessions)
    return (session >= min(sessions)) & (session <= max(sessions)) & listed if sessions else listed


def open_dataset(directory: Path, versions: tuple[str, ...] = ()) -> Dataset:
    """The dataset in `directory`.

    Files that carry the hashes written in datapackage.json are read at once; they were validated when they were sealed.
    Otherwise the whole validation runs, to tell everything that is wrong. Where another dataset takes the place of this
    one while it is read, that one is read.

    Args:
        directory: Folder of the dataset.
        versions: Versions that its links may name, where it is itself a kept one; empty: its own, and those kept
            beside it (see `plenary.kept`).

    Raises:
        BrokenDataset: A file is missing, unreadable, or not the file that datapackage.json describes.
    """
    while True:
        before = _description(directory)
        try:
            dataset = _read_dataset(directory, versions)
        except BrokenDataset:
            if _description(directory) == before:
                raise
        else:
            if _description(directory) == before:
                return dataset


def _description(directory: Path) -> bytes | None:
    """The description that is in force once a switch under way is finished; None where it cannot be read."""
    try:
        finish_switch(directory)
        return (directory / PACKAGE_FILE).read_bytes()
    except OSError:
        return None


def _read_dataset(directory: Path, versions: tuple[str, ...]) -> Dataset:
    problems = is_sealed(directory)
    if problems:
        from plenary.checks import check_dataset

        found = check_dataset(directory).findings
        errors = [finding for finding in found if finding.severity == "error"]
        raise BrokenDataset(errors or problems)
    package = read_package(directory)
    tables = {name: read_table(package, name) for name in package.tables if name not in OF_STATEMENTS}
    names = Names.read(directory)
    for name, columns in SEARCHED.items():
        texts = tables[name][list(columns)].astype("string").fillna("").itertuples(index=False)
        folded = pd.Series([fold(" ".join(text)) for text in texts], dtype="string")
        tables[name] = tables[name].assign(search_text=folded, printed_order=range(len(folded)))
    embedded = Embedded()
    for name, frame in tables.items():
        embedded.write(name, frame)
    digest = hashlib.sha256((directory / PACKAGE_FILE).read_bytes()).hexdigest()
    periods = speaker_periods(names)
    built, cluster = find_build(builds_of(directory), digest, periods), None
    if built is None:
        if cluster_setting():
            LOGGER.warning("no build of %s: its turns are held in memory, not on the cluster", directory)
        embedded.write("speaker_periods", periods)
        write_sources(embedded, package)
        write_facts(embedded)
    else:
        cluster = open_cluster()
        read_build(built, embedded, cluster or embedded)
    known = versions or tuple(dict.fromkeys((package.version, *kept_versions(directory))))
    dataset = Dataset(directory, package, names, digest, known, tables, embedded, cluster)
    define_turns(dataset, "")
    return dataset


def define_turns(dataset: Dataset, marked: str) -> None:
    """Define "turns", "turn_counts" and, where others stand for those represented, "statement_represents".

    Args:
        dataset: Its engines hold the facts (see `plenary.facts`); its names are those of the world and language.
        marked: What stands behind the names of the tables; "" as recorded and in English.
    """
    names, embedded, rows = dataset.names, dataset.embedded, dataset.rows_engine
    used = collect(embedded.frame(COUNTS).select("period_id").unique())["period_id"].dropna()
    told = told_periods(speaker_periods(names), used, names)
    for engine in {id(engine): engine for engine in (embedded, rows)}.values():
        engine.write(f"told_periods{marked}", told)
    world_of_day = names.as_of is None
    if not world_of_day:
        texts = collect(embedded.frame(REPRESENTED).select("represents"))["represents"].dropna()
        rows.write(f"represented{marked}", represented_together(texts, names))
        speakers = pd.DataFrame({"recorded_id": names.speaker_ids()}, dtype="string")
        speakers["standing_id"] = speakers["recorded_id"].map(names.standing).astype("string")
        rows.write(f"standing{marked}", speakers)
        rows.define(
            f"statement_represents{marked}",
            lambda engine: represented(engine.frame("statement_represents"), engine.frame(f"standing{marked}")),
        )
    rows.define(
        f"turns{marked}",
        lambda engine: turns(
            engine.frame(FACTS),
            engine.frame(f"told_periods{marked}"),
            None if world_of_day else engine.frame(f"represented{marked}"),
        ),
    )
    embedded.define(
        f"turn_counts{marked}",
        lambda engine: turn_counts(engine.frame(COUNTS), engine.frame(f"told_periods{marked}")),
    )
