"""Where frames live: the embedded engine, DuckDB in this process, shared by all its readers; or a cluster beside it.

Questions are narwhals expressions, which both understand. Facts are put together in SQL (see `plenary.facts`); what the
two write differently there is `Engine.listed` and `Engine.joined`, and nothing else.
"""

from __future__ import annotations

import errno
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final, Protocol

import duckdb
import narwhals as nw
import pandas as pd
import pyarrow as pa

from plenary.schema import PARQUET
from plenary.spent import ENGINE

ROW_GROUP: Final = 20_480
"""Rows of a group of a Parquet file; groups without a session asked for are not read."""


class EngineDown(Exception):
    """The cluster did not answer: it cannot be reached, took too long, or is of another version.

    Nothing is remembered of it: the next question asks the cluster anew.

    Attributes:
        reason: What was found, for the log; no word for readers.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Engine(Protocol):
    """Holds tables by name and gives them as lazy frames, to any thread."""

    @property
    def version(self) -> str:
        """Name and version of the engine."""

    def frame(self, name: str) -> nw.LazyFrame[Any]:
        """Lazy frame of a table; frames can be joined with others that this thread got from the same engine.

        Raises:
            EngineDown: The engine cannot be reached.
        """

    def query(self, sql: str) -> nw.LazyFrame[Any]:
        """Lazy frame of the rows that a query over the tables gives.

        Raises:
            EngineDown: The engine cannot be reached.
        """

    def write(self, name: str, rows: pd.DataFrame) -> None:
        """Write rows as a table of that name."""

    def read(self, name: str, path: Path) -> None:
        """Take a Parquet file, or a folder of several in the order of their names, for a table of that name.

        They stay where they are and are read when asked for.
        """

    def define(self, name: str, recipe: Callable[[Engine], nw.LazyFrame[Any]], *, kept: bool = False) -> None:
        """Name what a recipe makes of the engine's tables as a table.

        Args:
            name: Name of the table.
            recipe: Gives the frame; an engine that is reached anew follows it anew.
            kept: Whether its rows are computed now and held, else each time that they are asked for.

        Raises:
            EngineDown: The rows are to be computed now, and the engine cannot be reached.
        """

    def save(self, name: str, path: Path) -> int:
        """Write the rows of a table as Parquet, in their order, and give their number.

        Args:
            name: Name of the table.
            path: File to write; an engine of many processes writes a folder of files, named without the suffix.

        Raises:
            EngineDown: The engine cannot be reached, or did not write them all.
            OSError: The file cannot be written.
        """

    def part(self, frame: nw.LazyFrame[Any], first: int, limit: int) -> pd.DataFrame:
        """Up to so many rows of a sorted frame of this thread, after the first ones."""

    def drop(self, name: str) -> None:
        """Drop what `write` or `define` named, where it is still there; a table that others rest on last."""

    def listed(self, column: str, order: Sequence[str]) -> str:
        """SQL: the values of a column within a group that are not missing, as a list of texts.

        By the columns of `order`, in which what is missing comes last.
        """

    def joined(self, values: str) -> str:
        """SQL: the distinct values of a list by their first places, joined by ";"; missing where there are none."""


class Embedded:
    """DuckDB in this process: tables in memory, views, and Parquet files read out of core; a cursor a thread."""

    def __init__(self, spill: Path | None = None) -> None:
        """Open an empty database in memory.

        Args:
            spill: Folder for what is too large for the memory while a question is answered; None: DuckDB's own choice.
        """
        self.connection = duckdb.connect(":memory:", config={"temp_directory": str(spill)} if spill else {})
        self._cursors = threading.local()
        self._changes = 0

    @property
    def version(self) -> str:
        """See `Engine.version`."""
        return f"duckdb {duckdb.__version__}"

    def cursor(self) -> duckdb.DuckDBPyConnection:
        """The cursor of this thread: frames can be joined only where they come from the same one."""
        if not hasattr(self._cursors, "own"):
            self._cursors.own = self.connection.cursor()
        own: duckdb.DuckDBPyConnection = self._cursors.own
        return own

    def names(self) -> set[str]:
        """Names of the tables and views that there are."""
        return {name for (name,) in self.cursor().execute("SHOW TABLES").fetchall()}

    def frame(self, name: str) -> nw.LazyFrame[Any]:
        """See `Engine.frame`."""
        # The engine reads a view through to its end for the names of its columns: once a thread, not once a question.
        own = self._cursors
        if getattr(own, "changes", None) != self._changes:
            own.changes, own.frames = self._changes, {}
        frames: dict[str, nw.LazyFrame[Any]] = own.frames
        if name not in frames:
            frames[name] = nw.from_native(self.cursor().table(name)).lazy()
        return frames[name]

    def query(self, sql: str) -> nw.LazyFrame[Any]:
        """See `Engine.query`."""
        return nw.from_native(self.cursor().sql(sql)).lazy()

    def write(self, name: str, rows: pd.DataFrame) -> None:
        """See `Engine.write`."""
        cursor = self.cursor()
        # The engine reads the columns of an Arrow table as they lie there; those of pandas it looks through first.
        cursor.register("loading", pa.Table.from_pandas(rows, preserve_index=False))
        cursor.execute(f'CREATE TABLE "{name}" AS SELECT * FROM loading')  # noqa: S608 - a name of ours
        cursor.unregister("loading")
        self._changes += 1

    def read(self, name: str, path: Path) -> None:
        """See `Engine.read`."""
        self.cursor().read_parquet(_files(path)).create_view(name)
        self._changes += 1

    def hold(self, name: str, path: Path) -> None:
        """As `read`, but the rows are read now and held in memory."""
        self.cursor().read_parquet(_files(path)).create(name)
        self._changes += 1

    def define(self, name: str, recipe: Callable[[Engine], nw.LazyFrame[Any]], *, kept: bool = False) -> None:
        """See `Engine.define`."""
        relation: duckdb.DuckDBPyRelation = recipe(self).to_native()
        if kept:
            relation.create(name)
        else:
            relation.create_view(name)
        self._changes += 1

    def part(self, frame: nw.LazyFrame[Any], first: int, limit: int) -> pd.DataFrame:
        """See `Engine.part`."""
        relation: duckdb.DuckDBPyRelation = frame.to_native()
        return collect(nw.from_native(relation.limit(limit, offset=first)).lazy())

    def save(self, name: str, path: Path) -> int:
        """See `Engine.save`."""
        cursor = self.cursor()
        try:
            cursor.table(name).write_parquet(str(path), compression="zstd", row_group_size=ROW_GROUP)
        except duckdb.IOException as error:
            raise OSError(errno.EIO, str(error), str(path)) from error
        return cursor.read_parquet(str(path)).shape[0]

    def drop(self, name: str) -> None:
        """See `Engine.drop`."""
        for kind in ("VIEW", "TABLE"):
            found = self.connection.cursor()
            try:
                found.execute(f'DROP {kind} IF EXISTS "{name}"')
            except duckdb.CatalogException:  # It is of the other kind.
                continue
        self._changes += 1

    def listed(self, column: str, order: Sequence[str]) -> str:
        """See `Engine.listed`."""
        by = ", ".join(f"{name} NULLS LAST" for name in order)
        return f"list(CAST({column} AS VARCHAR) ORDER BY {by}) FILTER ({column} IS NOT NULL)"

    def joined(self, values: str) -> str:
        """See `Engine.joined`."""
        first = f"list_filter({values}, lambda value, place: list_position({values}, value) = place)"
        return f"array_to_string({first}, ';')"


def _files(path: Path) -> list[str]:
    return [str(file) for file in (sorted(path.glob(f"*{PARQUET}")) if path.is_dir() else [path])]


def collect(frame: nw.LazyFrame[Any]) -> pd.DataFrame:
    """The rows of a lazy frame.

    Raises:
        EngineDown: It is a frame of a cluster, which did not answer.
    """
    with ENGINE.measured():
        if frame.implementation.is_spark_like():
            from plenary.spark_engine import collect_rows  # Where there is no cluster, no driver of one is loaded.

            return collect_rows(frame)
        return pandas_frame(frame.collect("pyarrow").to_native())


def pandas_frame(table: pa.Table) -> pd.DataFrame:
    """The rows of an Arrow table: its text as it lies there, days as datetime64, nullable types where values miss."""
    fields = [field.with_type(_plain(field.type)) for field in table.schema]
    table = table.cast(pa.schema(fields))
    nullable = {
        name: column.to_pandas(types_mapper=_NULLABLE.get)
        for name, column in zip(table.column_names, table.columns, strict=True)
        if column.type in _NULLABLE and column.null_count
    }
    if not table.num_rows:  # Pandas cannot merge text of which Arrow holds no piece.
        nullable = {field.name: pd.Series(dtype=object) for field in fields if field.type in _TEXT}
    frame: pd.DataFrame = table.to_pandas(types_mapper=_TEXT.get)
    return frame.assign(**nullable)


def _plain(kind: pa.DataType) -> pa.DataType:
    return _DAY if pa.types.is_date(kind) else pa.float64() if pa.types.is_decimal(kind) else kind


_DAY: Final = pa.timestamp("us")
_TEXT: Final = dict.fromkeys((pa.string(), pa.large_string()), pd.StringDtype(na_value=float("nan")))
_NULLABLE: Final = {pa.int64(): pd.Int64Dtype(), pa.int32(): pd.Int32Dtype(), pa.bool_(): pd.BooleanDtype()}
