"""Rows as Parquet, with what the file says of itself in its metadata."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Iterator
from typing import Final

import pyarrow as pa
import pyarrow.parquet as pq

from plenary.export.about import About

CHUNK: Final = 2**20
"""Bytes that are sent at a time."""


def parquet_file(rows: pa.Table, about: About) -> bytes:
    """The rows as a Parquet file; its metadata holds each line of `About`, under "plenary:" and the line's name.

    Columns carry their title and description.

    Args:
        rows: As `plenary.export.typed_rows` gives them.
        about: What the file says of itself.
    """
    target = io.BytesIO()
    pq.write_table(rows.replace_schema_metadata(_told(about)), target, compression="zstd")
    return target.getvalue()


def parquet_chunks(parts: Iterator[pa.Table], about: About) -> Iterator[bytes]:
    """The file of `parquet_file` of rows that come in parts, written into a temporary file first.

    Args:
        parts: At least one, all of the same columns.
        about: What the file says of itself.
    """
    with tempfile.TemporaryFile() as file:
        first = next(parts).replace_schema_metadata(_told(about))
        with pq.ParquetWriter(file, first.schema, compression="zstd") as writer:
            writer.write_table(first)
            for part in parts:
                writer.write_table(part.replace_schema_metadata(first.schema.metadata))
        file.seek(0)
        while chunk := file.read(CHUNK):
            yield chunk


def _told(about: About) -> dict[str, str]:
    return {
        "plenary:table": about.table,
        "plenary:count": str(about.count),
        "plenary:total": str(about.total),
        "plenary:filters": about.filters,
        "plenary:review": about.review,
        "plenary:link": about.link,
        "plenary:version": about.version,
        "plenary:hash": about.digest,
        "plenary:as_of": about.as_of.isoformat() if about.as_of else "",
        "plenary:names": about.language,
        "plenary:retrieved": about.retrieved.isoformat(),
        "plenary:about": about.text(),
    }
