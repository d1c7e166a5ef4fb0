"""Tables of the dataset from their files, CSV or Parquet, in the types that datapackage.json states."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import pandas as pd
import pyarrow as pa
import pyarrow.csv as arrow_csv
import pyarrow.parquet as pq

from plenary.engine import Embedded
from plenary.facts import LINKS, OF_STATEMENTS, SOURCE, from_sql
from plenary.schema import PARQUET, Package

FILE: Final = "file_"
"""Beginning of the names of the tables of links as they lie in their files."""


def write_sources(embedded: Embedded, package: Package) -> None:
    """Write the tables of `plenary.facts.OF_STATEMENTS` under the names that `plenary.facts.write_facts` needs.

    Those of links get link_row, their place in the file. A Parquet file is read out of core.
    """
    for name in OF_STATEMENTS:
        written = f"{FILE if name in LINKS else SOURCE}{name}"
        if package.tables[name].path.suffix == PARQUET:
            embedded.read(written, package.tables[name].path)
        else:
            embedded.write(written, read_table(package, name))
        if name in LINKS:
            embedded.define(f"{SOURCE}{name}", from_sql(f"SELECT *, row_number() OVER () AS link_row FROM {written}"))  # noqa: S608


def read_table(package: Package, name: str) -> pd.DataFrame:
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
