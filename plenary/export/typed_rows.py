"""Rows with the types that the codebook states, for the formats that have types."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import pandas as pd
import pyarrow as pa

from plenary.export.csv_file import DECIMALS
from plenary.schema import Field

TYPES: Final[Mapping[str, pa.DataType]] = {
    "string": pa.string(),
    "integer": pa.int64(),
    "number": pa.float64(),
    "boolean": pa.bool_(),
    "date": pa.date32(),
}
"""Arrow's type of each type of a field (Data Package v2)."""


def typed_rows(frame: pd.DataFrame, fields: Sequence[Field]) -> pa.Table:
    """The rows as an Arrow table: one column a field, in its type; what is missing is null.

    Args:
        frame: Columns named as the fields, in their order.
        fields: What the columns mean; the title and description of each stand in the metadata of its column.

    Raises:
        pyarrow.ArrowInvalid: A value is not of the type that its field states.
    """
    columns, schema = [], []
    for field in fields:
        values = frame[field.name]
        if field.type == "number":
            values = values.astype("Float64").round(DECIMALS)
        columns.append(pa.array(values.astype(object), type=TYPES[field.type], from_pandas=True))
        told = {"title": field.title, "description": field.description}
        schema.append(pa.field(field.name, TYPES[field.type], metadata=told))
    return pa.Table.from_arrays(columns, schema=pa.schema(schema))
