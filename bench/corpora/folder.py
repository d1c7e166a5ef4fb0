"""The folder of a dataset that is written to be measured on: reference tables, Parquet, description and seal."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq

from plenary.export.typed_rows import TYPES
from plenary.facts import OF_STATEMENTS
from plenary.schema import PACKAGE_FILE, Package, Table, read_descriptor, read_package, seal
from plenary.tables.writing import KEPT

COMPRESSION: Final = "zstd"
ROW_GROUP: Final = 122_880
"""Rows of a group of a Parquet file: as many as the embedded engine takes at once."""


@contextmanager
def new_folder(folder: Path) -> Iterator[Path]:
    """A folder to fill, which takes the place of `folder` when all is well, and is gone when it is not."""
    part = folder.with_name(f".{folder.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    try:
        yield part
        shutil.rmtree(folder, ignore_errors=True)
        part.rename(folder)
    finally:
        shutil.rmtree(part, ignore_errors=True)


def copy_references(package: Package, folder: Path) -> None:
    """Copy the files of the package that are no table of a session."""
    for resource in package.resources:
        path = folder / resource.file
        path.parent.mkdir(parents=True, exist_ok=True)
        if resource.name in KEPT or resource.name not in package.tables:
            shutil.copyfile(resource.path, path)


def parquet_schema(table: Table) -> pa.Schema:
    """The columns of a table as Parquet has them."""
    return pa.schema([(field.name, TYPES[field.type]) for field in table.fields])


def describe(package: Package, folder: Path, counts: Mapping[str, int], words: Mapping[str, Any]) -> None:
    """Write the description of a folder with Parquet for the tables that grow with the statements, and seal it.

    Args:
        package: The dataset whose contract holds for it.
        folder: Where its files lie.
        counts: Table -> number of its rows, of those that are not copied.
        words: Version, title and the like, in the place of the dataset's own.
    """
    descriptor = {**read_descriptor(package.directory), **words}
    descriptor["plenary:bands"] |= {name: [count, count] for name, count in counts.items()}
    for resource in descriptor["resources"]:
        if resource["name"] in OF_STATEMENTS:
            resource["path"] = f"{resource['name']}.parquet"
            resource |= {"format": "parquet", "mediatype": "application/vnd.apache.parquet"}
            for name in ("encoding", "dialect"):
                resource.pop(name, None)
    text = json.dumps(descriptor, indent=2, ensure_ascii=False) + "\n"
    (folder / PACKAGE_FILE).write_text(text, encoding="utf-8", newline="\n")
    seal(folder)


def to_parquet(folder: Path) -> Mapping[str, int]:
    """Write the tables of a dataset that grow with the statements as Parquet beside their CSV, which goes.

    Returns:
        Table -> number of its rows.
    """
    counts = {}
    for name in OF_STATEMENTS:
        table = read_package(folder).tables[name]
        schema = parquet_schema(table)
        options = pa.csv.ConvertOptions(
            column_types=schema, null_values=[""], strings_can_be_null=True, quoted_strings_can_be_null=True
        )
        rows = pa.csv.read_csv(table.path, convert_options=options).select(list(table.columns))
        pq.write_table(
            rows, folder / f"{name}.parquet", compression=COMPRESSION, row_group_size=ROW_GROUP, store_schema=False
        )
        table.path.unlink()
        counts[name] = len(rows)
    return counts
