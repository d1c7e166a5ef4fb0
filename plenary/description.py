"""The dataset described for machines: schema.org for search engines, Croissant for programs that read tables.

Source: schema.org, Dataset; Croissant Format Specification 1.1 (http://mlcommons.org/croissant/1.1).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, Final

from plenary.catalogue import translate as _
from plenary.citation import AUTHOR, bibtex, cited_dataset, document_sources
from plenary.frames import each_row
from plenary.schema import Field, Table, read_descriptor
from plenary.store import Dataset

CROISSANT: Final = "http://mlcommons.org/croissant/1.1"
DATA_FILES: Final = "data/files/"
"""Address of the files of the dataset below the site's."""

CONTEXT: Final[Mapping[str, Any]] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "arrayShape": "cr:arrayShape",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "containedIn": "cr:containedIn",
    "cr": "http://mlcommons.org/croissant/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "description": {"@container": "@language"},
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileObject": "cr:fileObject",
    "fileProperty": "cr:fileProperty",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isArray": "cr:isArray",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "name": {"@container": "@language"},
    "parentField": "cr:parentField",
    "path": "cr:path",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}
"""The context that the specification asks for, key by key."""

DATA_TYPES: Final[Mapping[str, str]] = {
    "string": "sc:Text",
    "integer": "sc:Integer",
    "number": "sc:Float",
    "boolean": "sc:Boolean",
    "date": "sc:Date",
}


def described_dataset(dataset: Dataset, site: str) -> dict[str, Any]:
    """The dataset as a schema.org Dataset in JSON-LD.

    Args:
        dataset: The dataset.
        site: Address of the dashboard's first page, with a slash at its end; empty: links are relative.
    """
    descriptor = read_descriptor(dataset.directory)
    measured = dataset.package.tables["statements"]
    return {
        "@context": "https://schema.org",
        "@type": "Dataset",
        **_facts(dataset, site, descriptor),
        "temporalCoverage": _coverage(dataset),
        "isAccessibleForFree": True,
        "inLanguage": "en",
        "citation": _("{author}, {title}, dataset version {version}. Source: {sources}.").format(
            author=AUTHOR,
            title=dataset.package.title,
            version=dataset.version,
            sources="; ".join(document_sources(dataset)),
        ),
        "isBasedOn": [_document(row) for row in each_row(dataset.documents().astype("string").fillna(""))],
        "variableMeasured": [
            {"@type": "PropertyValue", "name": field.name, "description": f"{field.title}. {field.description}"}
            for field in measured.fields
        ],
        "distribution": [
            {
                "@type": "DataDownload",
                "name": _("The Data Package: its description, which names every file"),
                "encodingFormat": "application/json",
                "contentUrl": f"{site}{DATA_FILES}datapackage.json",
            },
            {
                "@type": "DataDownload",
                "name": _("The description in the Croissant format"),
                "encodingFormat": "application/ld+json",
                "contentUrl": f"{site}data/croissant.json",
            },
            *(
                {
                    "@type": "DataDownload",
                    "name": table.title,
                    "description": table.description,
                    "encodingFormat": "text/csv",
                    "contentUrl": f"{site}{DATA_FILES}{table.file}",
                }
                for table in dataset.package.tables.values()
            ),
        ],
    }


def _facts(dataset: Dataset, site: str, descriptor: Mapping[str, Any]) -> dict[str, Any]:
    """What both descriptions say in the same words."""
    licences: list[dict[str, str]] = descriptor.get("licenses", [])
    found = {
        "name": dataset.package.title,
        "description": dataset.package.description,
        "version": dataset.version,
        "url": site,
        "license": licences[0].get("path") if licences else None,
        "keywords": list(descriptor.get("keywords", [])),
        "creator": {"@type": "Organization", "name": AUTHOR},
        "datePublished": released(descriptor),
        "dateModified": released(descriptor),
    }
    return {name: value for name, value in found.items() if value}


def released(descriptor: Mapping[str, Any]) -> str:
    """Day on which this version was made, as ISO 8601; empty where datapackage.json does not say."""
    return str(descriptor.get("created", ""))[:10]


def _coverage(dataset: Dataset) -> str:
    """First and last day of all sessions, as ISO 8601 writes a span."""
    sessions = dataset.tables["sessions"]
    return f"{sessions['first_date'].min()}/{sessions['last_date'].max()}"


def _document(row: Any) -> dict[str, Any]:
    found = {"@type": "CreativeWork", "name": row.title, "identifier": row.symbol or row.job_number, "url": row.url}
    found["datePublished"] = row.date
    if row.status == "draft":
        found["creativeWorkStatus"] = _("Draft; the adopted report was not compared")
    return {name: value for name, value in found.items() if value}


def croissant(dataset: Dataset, site: str, accessed: dt.date) -> dict[str, Any]:
    """The dataset in the Croissant format, version 1.1: its files with their hashes, its tables with their columns.

    Args:
        dataset: The dataset.
        site: Address of the dashboard's first page, with a slash at its end, below which the files are served.
        accessed: Day for the citation.
    """
    descriptor = read_descriptor(dataset.directory)
    hashes = {resource.name: resource.hash.removeprefix("sha256:") for resource in dataset.package.resources}
    return {
        "@context": dict(CONTEXT),
        "@type": "sc:Dataset",
        "conformsTo": CROISSANT,
        **_facts(dataset, site, descriptor),
        "citeAs": bibtex(cited_dataset(dataset, site, accessed)),
        "inLanguage": ["en"],
        "distribution": [_file(table, site, hashes[table.name]) for table in dataset.package.tables.values()],
        "recordSet": [_records(table) for table in dataset.package.tables.values()],
    }


def _file(table: Table, site: str, sha256: str) -> dict[str, Any]:
    return {
        "@type": "cr:FileObject",
        "@id": table.file,
        "name": table.file,
        "description": table.title,
        "contentUrl": f"{site}{DATA_FILES}{table.file}",
        "encodingFormat": "text/csv",
        "sha256": sha256,
    }


def _records(table: Table) -> dict[str, Any]:
    references = {
        field: f"{key.resource}/{target}"
        for key in table.foreign_keys
        for field, target in zip(key.fields, key.reference_fields, strict=True)
    }
    references |= {
        field.name: f"{field.list_of.resource}/{field.list_of.fields[-1]}" for field in table.fields if field.list_of
    }
    required = {field.name for field in table.fields if field.required}
    described: dict[str, Any] = {
        "@type": "cr:RecordSet",
        "@id": table.name,
        "name": table.name,
        "description": f"{table.title}. {table.description}",
    }
    if set(table.key) <= required:  # a key of Croissant has a value in every record; one of ours may hold a blank
        described["key"] = [{"@id": f"{table.name}/{column}"} for column in table.key]
    described["field"] = [_column(table, field, references.get(field.name)) for field in table.fields]
    return described


def _column(table: Table, field: Field, reference: str | None) -> dict[str, Any]:
    source: dict[str, Any] = {"fileObject": {"@id": table.file}, "extract": {"column": field.name}}
    described: dict[str, Any] = {
        "@type": "cr:Field",
        "@id": f"{table.name}/{field.name}",
        "name": field.name,
        "description": f"{field.title}. {field.description}",
        "dataType": DATA_TYPES[field.type],
        "source": source,
    }
    if reference and not field.list_of:
        described["references"] = {"field": {"@id": reference}}
    return described
