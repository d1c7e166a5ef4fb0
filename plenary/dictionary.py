"""The data dictionary: datapackage.json as Markdown for people, which is data/README.md.

It is documentation in English like the files beside it, so its sentences are not in the catalogue.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from plenary.schema import Field, Package, Table, read_descriptor, read_package

HEAD: Final = """# {title}

Dataset version {version}. {description}

This file is made from datapackage.json by `python -m plenary dictionary > data/README.md`; edit that one.

## How to cite

> Plenary Atlas contributors, *{title}*, dataset version {version}. Source: {sources}.

Cite the United Nations document beside the dataset wherever a figure rests on it: each row names document, paragraph
and page. A draft is cited as a draft. The pages of the dashboard give the citation of each view as footnote,
BibTeX, RIS and CSL-JSON.

## Licence

{licence}. The documents that the data was read from are the United Nations'; they are not part of it.
Geometry in map/ comes from others, see map/LICENSE.md.

## How to read the tables

- CSV, UTF-8 without byte order mark, comma, lines end with LF, the first line is the header.
- An empty cell is a missing value, never zero.
- Dates are written YYYY-MM-DD. The last day of a span belongs to it.
- Several values in a cell are joined by `;` without blanks.
- Columns that end in `_printed` hold what the document prints; all other texts are our own words, save titles.
- Codes and their meaning stand in vocabulary.csv.

## How to change them

Edit the CSV, run `python -m plenary seal`, then `python -m plenary check --documents FOLDER` with the documents at
hand, and commit data apart from code. A table that grows beyond its number of rows under `plenary:bands` needs a new
band: both numbers are stated so that a lost or doubled part of a table is noticed.

Before the version is changed, `python -m plenary keep` copies the present one into versions/, where links that name it
find it; CHANGELOG.md tells readers what changed. When columns change, the kept versions are brought into the new ones.

## Tables
"""


def data_dictionary(directory: Path) -> str:
    """The dictionary of the dataset in `directory` as Markdown: how to cite and read it, then each table.

    Raises:
        BrokenPackage: datapackage.json is missing or broken.
        OSError: documents.csv cannot be read.
    """
    package = read_package(directory)
    descriptor = read_descriptor(directory)
    head = HEAD.format(
        title=package.title,
        version=package.version,
        description=package.description,
        sources="; ".join(_documents(package)),
        licence="; ".join(f"[{entry['name']}]({entry['path']})" for entry in descriptor.get("licenses", [])),
    )
    return "\n".join([head, *_overview(package), *_tables(package), *_others(descriptor)]).rstrip("\n") + "\n"


def _documents(package: Package) -> Iterator[str]:
    with package.tables["documents"].path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["kind"] == "table":
                yield f"{row['title']}, {row['url']}".rstrip(", ")
                continue
            name = row["symbol"] or f"job number {row['job_number']}"
            draft = " (draft; the adopted report was not compared)" if row["status"] == "draft" else ""
            yield f"United Nations document {name}, {row['date']}{draft}"


def _overview(package: Package) -> Iterator[str]:
    yield "| Table | File | Rows |"
    yield "|---|---|---|"
    for table in package.tables.values():
        yield f"| [{table.name}](#{table.name}) | {table.file} | {_escaped(table.description)} |"
    yield ""


def _tables(package: Package) -> Iterator[str]:
    for table in package.tables.values():
        yield f"### {table.name}\n"
        yield f"{table.description} Key: {', '.join(f'`{name}`' for name in table.key)}.\n"
        yield "| Column | Type | Required | Meaning |"
        yield "|---|---|---|---|"
        for field in table.fields:
            required = "yes" if field.required else "no"
            yield f"| `{field.name}` | {field.type} | {required} | {_escaped(_meaning(table, field))} |"
        yield ""


def _meaning(table: Table, field: Field) -> str:
    parts = [field.description]
    if field.enum:
        parts.append(f"One of {', '.join(f'`{code}`' for code in field.enum)}.")
    elif field.vocabulary:
        parts.append(f"Vocabulary `{field.vocabulary}`.")
    elif field.list_of:
        parts.append(f"Each value stands in `{field.list_of.resource}`.")
    for key in table.foreign_keys:
        if key.fields[-1] == field.name and key.resource:
            together = f" with {', '.join(f'`{name}`' for name in key.fields[:-1])}" if len(key.fields) > 1 else ""
            parts.append(f"Refers{together} to `{key.resource}`.")
    return " ".join(parts)


def _others(descriptor: dict[str, Any]) -> Iterator[str]:
    yield "### Other files\n"
    for entry in descriptor["resources"]:
        if "schema" not in entry:
            yield f"- {entry['path']}: {entry['title']}. {entry['description']}"


def _escaped(text: str) -> str:
    return text.replace("|", "\\|")
