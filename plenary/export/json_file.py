"""Rows as JSON: records with types, and what the file says of itself."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

import pyarrow as pa

from plenary.export.about import LICENCE, About
from plenary.schema import Field

CHUNK = 2_000
"""Rows that are written at a time."""


def json_chunks(rows: pa.Table, fields: Sequence[Field], about: About, following: str | None = None) -> Iterator[str]:
    """The rows as one JSON object, in parts.

    Members: table, version, hash, retrieved, link, licence, filters, as_of (day of the world of today, null as
    recorded), names (code of their language), review, count, total, fields (name, type, title, description), rows
    (objects; dates are ISO texts, what is missing is null), next.

    Args:
        rows: As `plenary.export.typed_rows` gives them.
        fields: Their fields.
        about: What the file says of itself.
        following: Address of the rows that follow; None where these are the last.
    """
    head: dict[str, Any] = {
        "table": about.table,
        "version": about.version,
        "hash": about.digest,
        "retrieved": about.retrieved.isoformat(),
        "link": about.link,
        "licence": LICENCE,
        "filters": about.filters,
        "as_of": about.as_of.isoformat() if about.as_of else None,
        "names": about.language,
        "without_meaning": list(about.ignored),
        "review": about.review,
        "document_status": list(about.statuses),
        "count": about.count,
        "total": about.total,
        "fields": [
            {"name": field.name, "type": field.type, "title": field.title, "description": field.description}
            for field in fields
        ],
    }
    yield f'{_text(head)[:-1]},"rows":['
    for start in range(0, rows.num_rows, CHUNK):
        records = rows.slice(start, CHUNK).to_pylist()
        yield ("," if start else "") + ",".join("\n" + _text(record) for record in records)
    yield f'\n],"next":{_text(following)}}}\n'


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=str)
