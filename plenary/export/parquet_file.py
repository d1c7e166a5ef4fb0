"""Rows as Parquet, with what the file says of itself in its metadata."""

from __future__ import annotations

import io

import pyarrow as pa
import pyarrow.parquet as pq

from plenary.export.about import About


def parquet_file(rows: pa.Table, about: About) -> bytes:
    """The rows as a Parquet file; its metadata holds each line of `About`, under "plenary:" and the line's name.

    Columns carry their title and description.

    Args:
        rows: As `plenary.export.typed_rows` gives them.
        about: What the file says of itself.
    """
    told = {
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
    target = io.BytesIO()
    pq.write_table(rows.replace_schema_metadata(told), target, compression="zstd")
    return target.getvalue()
