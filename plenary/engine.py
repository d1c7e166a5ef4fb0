"""Where frames live: the embedded engine, DuckDB in this process, shared by all its readers."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any, Protocol

import duckdb
import narwhals as nw
import pandas as pd
import pyarrow as pa

from plenary.spent import ENGINE


class Engine(Protocol):
    """Holds tables by name and gives them as lazy frames, to any thread."""

    def frame(self, name: str) -> nw.LazyFrame[Any]:
        """Lazy frame of a table; frames can be joined with others that this thread got from the same engine."""

    def write(self, name: str, rows: pd.DataFrame) -> None:
        """Write rows as a table of that name."""

    def read(self, name: str, path: Path) -> None:
        """Take a Parquet file for a table of that name; it stays where it is and is read when asked for."""

    def define(self, name: str, frame: nw.LazyFrame[Any], *, kept: bool = False) -> None:
        """Name a lazy frame as a table.

        Args:
            name: Name of the table.
            frame: A frame of this thread.
            kept: Whether its rows are computed now and held, else each time that they are asked for.
        """

    def part(self, frame: nw.LazyFrame[Any], first: int, limit: int) -> pd.DataFrame:
        """Up to so many rows of a sorted frame of this thread, after the first ones."""

    def drop(self, name: str) -> None:
        """Drop what `define` named, where it is still there."""


class Embedded:
    """DuckDB in this process: tables in memory, views, and Parquet files read out of core; a cursor a thread."""

    def __init__(self) -> None:
        """Open an empty database in memory."""
        self.connection = duckdb.connect(":memory:")
        self._cursors = threading.local()
        self._changes = 0

    def cursor(self) -> duckdb.DuckDBPyConnection:
        """The cursor of this thread: frames can be joined only where they come from the same one."""
        if not hasattr(self._cursors, "own"):
            self._cursors.own = self.connection.cursor()
        own: duckdb.DuckDBPyConnection = self._cursors.own
        return own

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
        self.cursor().read_parquet(str(path)).create_view(name)
        self._changes += 1

    def define(self, name: str, frame: nw.LazyFrame[Any], *, kept: bool = False) -> None:
        """See `Engine.define`."""
        relation: duckdb.DuckDBPyRelation = frame.to_native()
        if kept:
            relation.create(name)
        else:
            relation.create_view(name)
        self._changes += 1

    def part(self, frame: nw.LazyFrame[Any], first: int, limit: int) -> pd.DataFrame:
        """See `Engine.part`."""
        relation: duckdb.DuckDBPyRelation = frame.to_native()
        return collect(nw.from_native(relation.limit(limit, offset=first)).lazy())

    def drop(self, name: str) -> None:
        """See `Engine.drop`."""
        for kind in ("VIEW", "TABLE"):
            found = self.connection.cursor()
            try:
                found.execute(f'DROP {kind} IF EXISTS "{name}"')
            except duckdb.CatalogException:  # It is of the other kind.
                continue
        self._changes += 1


def collect(frame: nw.LazyFrame[Any]) -> pd.DataFrame:
    """The rows of a lazy frame."""
    with ENGINE.measured():
        return frame.collect("pandas").to_native()  # type: ignore[no-any-return]
