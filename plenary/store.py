"""Opens the dataset: small tables as frames of pandas, everything that grows with the statements as lazy frames."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Final

import narwhals as nw
import pandas as pd
import pyarrow as pa
import pyarrow.csv as arrow_csv
import pyarrow.parquet as pq

from plenary.choices import read_choices
from plenary.engine import Embedded, collect
from plenary.facts import COUNTS, FACTS, OF_STATEMENTS, SOURCE, write_facts
from plenary.kept import kept_versions
from plenary.model import Finding
from plenary.names import ENGLISH, Names
from plenary.periods import speaker_periods, told_periods
from plenary.schema import PACKAGE_FILE, Package, is_sealed, read_package
from plenary.selection import Choices, fold
from plenary.switching import finish_switch
from plenary.turns import represented, represented_together, turn_counts, turns

SEARCHED: Final = {
    "conclusions": ("summary",),
    "points": ("summary", "attribution_printed"),
    "documents_before": ("title", "symbol"),
}
"""Text columns that a search looks into, per table."""

PARQUET: Final = ".parquet"


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
    recorded: Dataset | None = field(default=None, repr=False)
    renamed: Mapping[str, str] = field(default_factory=dict, repr=False)

    @property
    def version(self) -> str:
        """Version of the dataset, as datapackage.json states it."""
        return self.package.version

    def frame(self, table: str) -> nw.LazyFrame[Any]:
        """Lazy frame of a table of the package, of `turns` or of `turn_counts` (see `plenary.turns`).

        The tables of links of statements have their columns, session_id, and link_row, their place in the file.
        """
        return self.embedded.frame(self.renamed.get(table, table))

    def rows(self, table: str, sessions: Iterable[str] | None = None) -> pd.DataFrame:
        """Rows of `turns` (order session, document, turn) or of a table of links, of some sessions or of all (None)."""
        frame = self.frame(table)
        if sessions is not None:
            frame = frame.filter(nw.col("session_id").is_in(list(sessions)))
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
        inside = frame.filter(nw.col("session_id").is_in(sessions))
        first, second = (int(collect(rows.select(nw.len().alias("count")))["count"][0]) for rows in (inside, frame))
        return first, second

    def turns_in(self, document_id: str, paragraph: str) -> pd.DataFrame:
        """The turns in a paragraph of a document, in printed order; columns of `turns`."""
        sessions = [session for session, documents in self.session_documents.items() if document_id in documents]
        frame = self.frame("turns").filter(
            nw.col("session_id").is_in(sessions),
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
    tables = {name: _read_table(package, name) for name in package.tables if name not in OF_STATEMENTS}
    names = Names.read(directory)
    for name, columns in SEARCHED.items():
        texts = tables[name][list(columns)].astype("string").fillna("").itertuples(index=False)
        folded = pd.Series([fold(" ".join(text)) for text in texts], dtype="string")
        tables[name] = tables[name].assign(search_text=folded, printed_order=range(len(folded)))
    embedded = Embedded()
    for name, frame in tables.items():
        embedded.write(name, frame)
    embedded.write("speaker_periods", speaker_periods(names))
    for name in OF_STATEMENTS:
        if package.tables[name].path.suffix == PARQUET:
            embedded.read(f"{SOURCE}{name}", package.tables[name].path)
        else:
            embedded.write(f"{SOURCE}{name}", _read_table(package, name))
    write_facts(embedded)
    define_turns(embedded, names, "")
    digest = hashlib.sha256((directory / PACKAGE_FILE).read_bytes()).hexdigest()
    known = versions or tuple(dict.fromkeys((package.version, *kept_versions(directory))))
    return Dataset(directory, package, names, digest, known, tables, embedded)


def define_turns(embedded: Embedded, names: Names, marked: str) -> None:
    """Define "turns", "turn_counts" and, where others stand for those represented, "statement_represents".

    Args:
        embedded: Holds the facts (see `plenary.facts`).
        names: The names in their world and language.
        marked: What stands behind the names of the tables; "" as recorded and in English.
    """
    used = collect(embedded.frame(COUNTS).select("period_id").unique())["period_id"].dropna()
    told = f"told_periods{marked}"
    embedded.write(told, told_periods(speaker_periods(names), used, names))
    standing = None
    if names.as_of is not None:
        texts = collect(embedded.frame(FACTS).select("represents").unique())["represents"].dropna()
        embedded.write(f"represented{marked}", represented_together(texts, names))
        speakers = pd.DataFrame({"recorded_id": names.speaker_ids()}, dtype="string")
        speakers["standing_id"] = speakers["recorded_id"].map(names.standing).astype("string")
        embedded.write(f"standing{marked}", speakers)
        standing = embedded.frame(f"represented{marked}")
        links = represented(embedded.frame("statement_represents"), embedded.frame(f"standing{marked}"))
        embedded.define(f"statement_represents{marked}", links)
    embedded.define(f"turns{marked}", turns(embedded.frame(FACTS), embedded.frame(told), standing))
    embedded.define(f"turn_counts{marked}", turn_counts(embedded.frame(COUNTS), embedded.frame(told)))


def _read_table(package: Package, name: str) -> pd.DataFrame:
    """The rows of a table in the order of its file; columns as described, blank cells missing."""
    table = package.tables[name]
    types = {column.name: _CELLS.get(column.type, pa.large_string()) for column in table.fields}
    if table.path.suffix == PARQUET:
        cells = pq.read_table(table.path, columns=list(types)).cast(pa.schema(types))
    else:
        # Cell by cell in Python it took most of the time in which a dataset is opened.
        cells = arrow_csv.read_csv(
            table.path,
            read_options=arrow_csv.ReadOptions(use_threads=False),
            parse_options=arrow_csv.ParseOptions(newlines_in_values=True),
            convert_options=arrow_csv.ConvertOptions(
                column_types=types,
                include_columns=list(types),
                null_values=[""],
                strings_can_be_null=True,
                true_values=["true"],
                false_values=["false"],
            ),
        )
    frame: pd.DataFrame = cells.to_pandas(types_mapper=_TYPES.get)
    return frame


_CELLS: Final[Mapping[str, pa.DataType]] = {
    "integer": pa.int64(),
    "number": pa.float64(),
    "boolean": pa.bool_(),
    "date": pa.date32(),
}
"""Type of the cells of a column by the type that datapackage.json states; all others are texts."""

_TYPES: Final[Mapping[pa.DataType, Any]] = {
    pa.large_string(): pd.StringDtype(),
    pa.int64(): pd.Int64Dtype(),
    pa.float64(): pd.Float64Dtype(),
    pa.bool_(): pd.BooleanDtype(),
    pa.date32(): pd.ArrowDtype(pa.date32()),
}
"""Type in a frame by the type of the cells."""
