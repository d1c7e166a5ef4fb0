"""The same rows for the peers: Parquet for pandas, an indexed SQLite file for Datasette, and Datasette itself."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Final

import narwhals as nw
import pyarrow as pa
import pyarrow.parquet as pq

from bench.corpus import FOLDER, Corpus
from plenary.engine import collect
from plenary.store import open_dataset

DATASETTE: Final = "datasette>=0.65,<0.66"
COLUMNS: Final = (
    "statement_id", "session_id", "name_printed", "name", "speaker_id", "iso3", "group_id", "kind", "act", "capacity",
    "meetings", "items", "review_status",
)  # fmt: skip
"""Columns of the turns that the peers get, and `year`."""

FACETS: Final = ("group_id", "kind", "act", "capacity", "session_id", "speaker_id")
"""Columns that are indexed and counted."""

TABLE: Final = "turns"


def peer_files(shown: Corpus) -> tuple[Path, Path]:
    """Parquet and SQLite file of the turns of a dataset, made where they are not there yet."""
    folder = FOLDER / "peers"
    folder.mkdir(parents=True, exist_ok=True)
    parquet, database = folder / f"{shown.name}.parquet", folder / f"{shown.name}.db"
    made = (shown.folder / "datapackage.json").stat().st_mtime
    if not parquet.is_file() or parquet.stat().st_mtime < made:
        _write_parquet(shown, parquet)
    if not database.is_file() or database.stat().st_mtime < parquet.stat().st_mtime:
        _write_database(parquet, database)
    return parquet, database


def datasette() -> Path:
    """The program, installed into an environment of its own where it is not there yet.

    Raises:
        subprocess.CalledProcessError: It could not be installed.
    """
    environment = FOLDER / "datasette"
    program = environment / "bin" / "datasette"
    if not program.is_file():
        subprocess.run([sys.executable, "-m", "venv", str(environment)], check=True)
        install = [str(environment / "bin" / "python"), "-m", "pip", "install", "--quiet", DATASETTE]
        subprocess.run(install, check=True)
    return program


def _write_parquet(shown: Corpus, parquet: Path) -> None:
    frame = open_dataset(shown.folder).frame("turns")
    rows = collect(frame.with_columns(year=nw.col("day").dt.year()).select(*COLUMNS, "year"))
    pq.write_table(pa.Table.from_pandas(rows, preserve_index=False), parquet)


def _write_database(parquet: Path, database: Path) -> None:
    database.unlink(missing_ok=True)
    with sqlite3.connect(database) as connection:
        names = (*COLUMNS, "year")
        connection.execute(f"CREATE TABLE {TABLE} ({', '.join(names)})")
        places = ", ".join("?" * len(names))
        for batch in pq.ParquetFile(parquet).iter_batches(100_000, columns=list(names)):
            columns = [batch.column(name).to_pylist() for name in names]
            connection.executemany(f"INSERT INTO {TABLE} VALUES ({places})", zip(*columns, strict=True))  # noqa: S608
        for column in FACETS:
            connection.execute(f"CREATE INDEX by_{column} ON {TABLE} ({column})")
        connection.execute("ANALYZE")
    connection.close()
