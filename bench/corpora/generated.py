"""Writes a generated corpus: session by session, the tables that grow with the statements by row groups."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from bench.corpora.floor import Floor
from bench.corpora.folder import COMPRESSION, ROW_GROUP, copy_references, describe, parquet_schema
from bench.corpora.measured import measure
from bench.corpora.plan import Size, plan_sessions
from bench.corpora.session_tables import NOTE, SOURCE, session_tables
from bench.corpora.texts import read_terms
from plenary.curation.tables import Cells
from plenary.facts import OF_STATEMENTS
from plenary.names import Names
from plenary.schema import Package, read_package
from plenary.tables.writing import KEPT


def write_generated(size: Size, base: Path, folder: Path) -> int:
    """Write a generated corpus into an empty folder.

    Args:
        size: How large it is.
        base: Folder of the dataset whose contract and reference tables hold for it, and whose sessions give its shape.
        folder: An empty folder.

    Returns:
        Number of statements.
    """
    package, names, measured = read_package(base), Names.read(base), measure(base)
    floor = Floor(names, measured)
    terms = read_terms(base)
    copy_references(package, folder)
    counts = dict.fromkeys((name for name in package.tables if name not in KEPT), 0)
    with ExitStack() as files:
        rows = {
            name: _Rows(files, package, folder, name) if name in OF_STATEMENTS else _Lines(files, package, folder, name)
            for name in counts
        }
        for session in plan_sessions(size, names):
            for name, found in session_tables(session, names, floor, measured, terms).items():
                counts[name] += rows[name].add(found)
        for table in rows.values():
            table.finish()
    words = {
        "name": f"plenary-atlas-{size.name}",
        "title": f"Generated corpus of {size.statements:,} statements, to measure on",
        "description": f"{NOTE} Nobody said what is written here. Shaped like the sessions of version "
        f"{package.version}, with its names, memberships and vocabularies.",
        "version": f"{package.version}+bench-{size.name}",
        "sources": [{"title": SOURCE}],
    }
    describe(package, folder, counts, words)
    return counts["statements"]


class _Rows:
    """A table that grows with the statements: Parquet, written whenever a row group is full."""

    def __init__(self, files: ExitStack, package: Package, folder: Path, name: str) -> None:
        self.schema = parquet_schema(package.tables[name])
        path = folder / f"{name}.parquet"
        self.file = files.enter_context(
            pq.ParquetWriter(path, self.schema, compression=COMPRESSION, store_schema=False)
        )
        self.waiting: list[pa.Table] = []
        self.count = 0

    def add(self, columns: Mapping[str, Any]) -> int:
        """Take the rows of a session, and give their number."""
        table = pa.table([columns[name] for name in self.schema.names], schema=self.schema)
        self.waiting.append(table)
        self.count += len(table)
        if self.count >= ROW_GROUP:
            whole = pa.concat_tables(self.waiting).combine_chunks()
            full = self.count - self.count % ROW_GROUP
            self.file.write_table(whole.slice(0, full), row_group_size=ROW_GROUP)
            self.waiting = [whole.slice(full)]
            self.count -= full
        return len(table)

    def finish(self) -> None:
        """Write what waits."""
        self.file.write_table(pa.concat_tables(self.waiting).combine_chunks(), row_group_size=ROW_GROUP)


class _Lines:
    """A table of sessions: CSV."""

    def __init__(self, files: ExitStack, package: Package, folder: Path, name: str) -> None:
        table = package.tables[name]
        file = files.enter_context((folder / table.file).open("w", encoding="utf-8", newline=""))
        self.writer = csv.DictWriter(file, table.columns, restval="", lineterminator="\n")
        self.writer.writeheader()

    def add(self, rows: Sequence[Cells]) -> int:
        """Write the rows of a session, and give their number."""
        self.writer.writerows(rows)
        return len(rows)

    def finish(self) -> None:
        """Nothing waits."""
