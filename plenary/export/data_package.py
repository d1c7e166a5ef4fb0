"""Rows as a data package: a zip with the rows, their description, codebook, codes and citation.

Source: Data Package v2 (https://datapackage.org).
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Sequence
from typing import Any, Final

import pandas as pd

from plenary.catalogue import translate as _
from plenary.citation import bibtex, cited_view, csl, footnote, ris
from plenary.export.about import LICENCE, LICENCE_ADDRESS, About
from plenary.export.csv_file import csv_text
from plenary.export.tables import TABLES
from plenary.frames import each_row
from plenary.schema import Field, digest
from plenary.selection import Selection
from plenary.store import Dataset

PROFILE: Final = "https://datapackage.org/profiles/2.0/datapackage.json"
CODEBOOK: Final = ("column", "type", "title", "description")
CODES: Final = ("column", "code", "label", "definition")


def package_file(
    dataset: Dataset, selection: Selection, frame: pd.DataFrame, fields: Sequence[Field], about: About
) -> bytes:
    """The rows as a zip: the CSV, datapackage.json of it, codebook.csv, codes.csv, description.txt and the citation.

    Args:
        dataset: The dataset.
        selection: The selection that left the rows, its sessions named.
        frame: The rows, as `plenary.export.rows` gives them.
        fields: What its columns mean.
        about: What the file says of itself.
    """
    title = ", ".join(filter(None, (about.table.replace("_", " "), about.filters)))
    cited = cited_view(dataset, title, about.link, about.retrieved, selection.session)
    files = {
        f"{about.table}.csv": csv_text(frame),
        "codebook.csv": csv_text(_codebook(fields)),
        "codes.csv": csv_text(_codes(dataset, fields)),
    }
    described = _descriptor(dataset, selection, fields, about, files)
    files = {"datapackage.json": json.dumps(described, ensure_ascii=False, indent=2) + "\n", **files}
    files |= {
        "description.txt": about.text(),
        "citation.txt": footnote(cited) + "\n",
        "citation.bib": bibtex(cited),
        "citation.ris": ris(cited),
        "citation.json": csl(cited),
    }
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            day = about.retrieved
            entry = zipfile.ZipInfo(name, date_time=(day.year, day.month, day.day, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, text.encode("utf-8"))
    return target.getvalue()


def _codebook(fields: Sequence[Field]) -> pd.DataFrame:
    return pd.DataFrame(
        [(field.name, field.type, field.title, field.description) for field in fields],
        columns=list(CODEBOOK),
    )


def _codes(dataset: Dataset, fields: Sequence[Field]) -> pd.DataFrame:
    """The codes that columns of the file hold, each with label and definition, in the order of the vocabulary."""
    terms = dataset.tables["vocabulary"].sort_values(["vocabulary", "position"], kind="stable")
    rows = [
        (field.name, row.term, row.label, row.definition)
        for field in fields
        if field.vocabulary
        for row in each_row(terms[terms["vocabulary"] == field.vocabulary])
    ]
    return pd.DataFrame(rows, columns=list(CODES))


def _descriptor(
    dataset: Dataset, selection: Selection, fields: Sequence[Field], about: About, files: dict[str, str]
) -> dict[str, Any]:
    schemas: dict[str, list[dict[str, str]]] = {
        about.table: [
            {"name": field.name, "type": field.type, "title": field.title, "description": field.description}
            for field in fields
        ],
        "codebook": [{"name": name, "type": "string"} for name in CODEBOOK],
        "codes": [{"name": name, "type": "string"} for name in CODES],
    }
    documents = dataset.documents(selection.session).astype("string").fillna("")
    return {
        "$schema": PROFILE,
        "name": f"plenary-atlas-{about.table.replace('_', '-')}",
        "title": _("Plenary Atlas: {table}, {filters}").format(table=about.table, filters=about.filters),
        "description": about.text(),
        "homepage": about.link,
        "version": about.version,
        "created": f"{about.retrieved.isoformat()}T00:00:00Z",
        "licenses": [{"name": LICENCE, "path": LICENCE_ADDRESS}],
        "sources": [{"title": row.title} | ({"path": row.url} if row.url else {}) for row in each_row(documents)],
        "resources": [
            {
                "name": name.replace("_", "-"),
                "type": "table",
                "path": f"{name}.csv",
                "scheme": "file",
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "bytes": len(files[f"{name}.csv"].encode("utf-8")),
                "hash": digest(files[f"{name}.csv"].encode("utf-8")),
                "dialect": {"delimiter": ",", "lineTerminator": "\n", "header": True},
                "schema": {"fields": columns} | ({"uniqueKeys": [list(TABLES[name].key)]} if name in TABLES else {}),
            }
            for name, columns in schemas.items()
        ],
    }
