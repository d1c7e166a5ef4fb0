"""Opens the curated dataset as narwhals frames over an embedded DuckDB."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Final

import duckdb
import narwhals as nw
import pandas as pd
import pyarrow as pa

from plenary.choices import read_choices
from plenary.kept import kept_versions
from plenary.model import Finding
from plenary.names import ENGLISH, Names
from plenary.schema import PACKAGE_FILE, Package, is_sealed, read_package
from plenary.selection import Choices, fold
from plenary.switching import finish_switch
from plenary.turns import turns

SEARCHED: Final = {
    "conclusions": ("summary",),
    "points": ("summary", "attribution_printed"),
    "documents_before": ("title", "symbol"),
}
"""Text columns that a search looks into, per table."""

_DATE: Final = pd.ArrowDtype(pa.date32())


class BrokenDataset(Exception):
    """The dataset cannot be shown; `findings` says where and why, one finding a problem."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__(f"{len(self.findings)} problems in the dataset")


@dataclass(frozen=True, eq=False)
class Dataset:
    """A loaded dataset: every table as a lazy frame, the dated names, and the known codes.

    One dataset serves all readers of a process; frames of several threads do not disturb each other. `versions` are
    the versions that a link may name: the present one, then those kept beside it, newest first.

    `recorded` is what the documents record, where this dataset tells the same rows in the world of today or with names
    in another language (see `plenary.worlds`), and `renamed` the tables that it has of its own, by their names in the
    database that both share.
    """

    directory: Path
    package: Package
    names: Names
    hash: str
    versions: tuple[str, ...]
    tables: dict[str, pd.DataFrame] = field(repr=False)
    connection: duckdb.DuckDBPyConnection = field(repr=False)
    recorded: Dataset | None = field(default=None, repr=False)
    renamed: Mapping[str, str] = field(default_factory=dict, repr=False)
    cursors: threading.local = field(default_factory=threading.local, repr=False)

    @property
    def version(self) -> str:
        """Version of the dataset, as datapackage.json states it."""
        return self.package.version

    def frame(self, table: str) -> nw.LazyFrame[Any]:
        """Lazy frame of a table of the package, or of `turns`.

        Statements with their meetings, items and dated names (see `turns`).
        """
        return nw.from_native(self._cursor().table(self.renamed.get(table, table))).lazy()

    def _cursor(self) -> duckdb.DuckDBPyConnection:
        """The cursor of this thread: frames can be joined only where they come from the same one."""
        if not hasattr(self.cursors, "own"):
            self.cursors.own = self.connection.cursor()
        cursor: duckdb.DuckDBPyConnection = self.cursors.own
        return cursor

    @cached_property
    def choices(self) -> Choices:
        """Known codes with labels of every parameter of a link (see `plenary.choices.read_choices`)."""
        return read_choices(self.tables, self.names, self.versions, self.today)

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
            for table in ("agenda_items", "meetings", "statements", "points", "conclusions")
            for pair in zip(self.tables[table]["session_id"], self.tables[table]["document_id"], strict=True)
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

    def days(self, sessions: tuple[str, ...] = ()) -> Mapping[str, dt.date]:
        """First day of each of `sessions` (of all when empty), earliest first."""
        frame = self.tables["sessions"].sort_values(["first_date", "session_id"])
        chosen = frame[frame["session_id"].isin(sessions)] if sessions else frame
        return dict(zip(chosen["session_id"], chosen["first_date"], strict=True))


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
    tables = {name: _read_table(package, name) for name in package.tables}
    names = Names.read(directory)
    tables["turns"] = turns(tables, names)
    for name, columns in SEARCHED.items():
        texts = tables[name][list(columns)].astype("string").fillna("").itertuples(index=False)
        folded = pd.Series([fold(" ".join(text)) for text in texts], dtype="string")
        tables[name] = tables[name].assign(search_text=folded, printed_order=range(len(folded)))
    connection = duckdb.connect(":memory:")
    write_tables(connection, tables)
    digest = hashlib.sha256((directory / PACKAGE_FILE).read_bytes()).hexdigest()
    known = versions or tuple(dict.fromkeys((package.version, *kept_versions(directory))))
    return Dataset(directory, package, names, digest, known, tables, connection)


def write_tables(connection: duckdb.DuckDBPyConnection, tables: Mapping[str, pd.DataFrame]) -> None:
    """Write frames into a database as tables of these names."""
    for name, frame in tables.items():
        connection.register("loading", frame)
        connection.table("loading").create(name)
        connection.unregister("loading")


def _read_table(package: Package, name: str) -> pd.DataFrame:
    table = package.tables[name]
    with table.path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    columns = {}
    for column in table.fields:
        values = [row[column.name] or None for row in rows]
        columns[column.name] = _typed(values, column.type)
    return pd.DataFrame(columns)


def _typed(values: list[str | None], kind: str) -> pd.Series[Any]:
    if kind == "integer":
        return pd.Series([None if value is None else int(value) for value in values], dtype="Int64")
    if kind == "number":
        return pd.Series([None if value is None else float(value) for value in values], dtype="Float64")
    if kind == "boolean":
        return pd.Series([None if value is None else value == "true" for value in values], dtype="boolean")
    if kind == "date":
        return pd.Series([None if value is None else dt.date.fromisoformat(value) for value in values], dtype=_DATE)
    return pd.Series(values, dtype="string")
