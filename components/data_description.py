"""The addresses of rows as OpenAPI describes them, made from the tables, formats and codes that there are."""

from __future__ import annotations

from typing import Any, Final

from components.data_requests import LARGEST_LIMIT
from plenary.catalogue import translate as _
from plenary.export import FORMATS, TABLES, codebook
from plenary.names import ENGLISH
from plenary.selection import ALL_SESSIONS, IN_SESSION, LISTS, LONGEST_SEARCH, NAME_LANGUAGES, SINGLE, TABLE_FILTERS
from plenary.store import Dataset

OPENAPI: Final = "3.1.1"
PROBLEM: Final = {"$ref": "#/components/responses/Problem"}
ANSWERS: Final = {"400": PROBLEM, "404": PROBLEM, "414": PROBLEM, "429": PROBLEM, "503": PROBLEM}

MOST_CODES: Final = 1000
"""Codes of a parameter that the description lists; of more it says that they are texts."""


def openapi(dataset: Dataset, site: str) -> dict[str, Any]:
    """The description, as a JSON object of OpenAPI 3.1.

    Args:
        dataset: Its codes are the values that parameters may have.
        site: Address of the dashboard's first page.
    """
    return {
        "openapi": OPENAPI,
        "info": {
            "title": _("Plenary Atlas: rows"),
            "version": dataset.version,
            "description": _(
                "The rows of every page, by the parameters of its link. An unknown parameter or value is refused. "
                "Settings of a page that change no row are accepted and change nothing."
            ),
            "license": {"name": "CC0-1.0", "identifier": "CC0-1.0"},
        },
        "servers": [{"url": f"{site}data"}],
        "paths": {
            **{
                f"/{table}{known.suffix}": {"get": _rows(dataset, table, code)}
                for table in TABLES
                for code, known in FORMATS.items()
            },
            "/datapackage.json": {"get": _plain(_("The dataset as its Data Package describes it"))},
            "/openapi.json": {"get": _plain(_("This description"))},
            "/health": {"get": _plain(_("Whether rows can be given, and of which version"))},
        },
        "components": {
            "parameters": {name: _parameter(dataset, name) for name in (*LISTS, *SINGLE)}
            | _paging()
            | {name: _foreign(name) for name in ("embed", "embed_options")},
            "schemas": {table: _records(dataset, table) for table in TABLES},
            "responses": {"Problem": _problem()},
        },
    }


def _rows(dataset: Dataset, table: str, file_format: str) -> dict[str, Any]:
    known = FORMATS[file_format]
    names = [*LISTS, *SINGLE, "embed", "embed_options"]
    names += ["limit", "cursor"] if file_format == "json" else []
    schema = {"$ref": f"#/components/schemas/{table}"} if file_format == "json" else {}
    return {
        "operationId": f"{table}_{file_format}",
        "summary": _("Rows of {table} as {format}").format(table=table, format=known.suffix),
        "description": _("Filters that restrict these rows: {names}.").format(names=", ".join(TABLE_FILTERS[table])),
        "parameters": [{"$ref": f"#/components/parameters/{name}"} for name in names],
        "responses": {
            "200": {
                "description": _("Every row that the filters leave"),
                "headers": {
                    "ETag": {"schema": {"type": "string"}},
                    "Plenary-Version": {"schema": {"const": dataset.version}},
                },
                "content": {known.mime.partition(";")[0]: {"schema": schema}},
            },
            "304": {"description": _("Not changed since")},
            **ANSWERS,
        },
    }


def _plain(summary: str) -> dict[str, Any]:
    answer = {"description": summary, "content": {"application/json": {"schema": {"type": "object"}}}}
    return {"summary": summary, "responses": {"200": answer, "429": PROBLEM, "414": PROBLEM, "503": PROBLEM}}


def _parameter(dataset: Dataset, name: str) -> dict[str, Any]:
    if name == "q":
        schema: dict[str, Any] = {"type": "string", "maxLength": LONGEST_SEARCH}
    elif name == "v":
        schema = {"enum": [dataset.version]}
    elif name in LISTS:
        codes = [*dataset.choices[name], *([ALL_SESSIONS] if name == "session" else [])]
        schema = {"type": "array", "items": {"enum": codes} if len(codes) <= MOST_CODES else {"type": "string"}}
    else:
        schema = {"enum": list(dataset.choices[name])}
    told = {
        "name": name,
        "in": "query",
        "schema": schema,
        "style": "form",
        "explode": True,
    }
    if name == "v":
        older = ", ".join(version for version in dataset.versions if version != dataset.version) or _("none")
        told["description"] = _(
            "Version of the dataset. Other versions may have other codes, so each has its own description: this "
            "address with `v=`. Others that there are: {versions}"
        ).format(versions=older)
    if name == "world":
        told["description"] = _(
            "World of the rows. Without it names, codes, membership and regional groups are those of the day; `today`: "
            "of {day}, and a State that is no more is its one successor"
        ).format(day=dataset.today.isoformat())
    if name == "names":
        told["description"] = _(
            "Language of the names of States and groups; English without it, and where a name has no form in it"
        )
    if name in IN_SESSION:
        told["description"] = _("session:number; the bare number where the link names one session")
    return told


def _foreign(name: str) -> dict[str, Any]:
    schema = {"type": "array", "items": {"type": "string"}}
    return {"name": name, "in": "query", "schema": schema, "description": _("How a page is drawn; changes no row")}


def _paging() -> dict[str, Any]:
    limit = {"type": "integer", "minimum": 1, "maximum": LARGEST_LIMIT}
    return {
        "limit": {
            "name": "limit",
            "in": "query",
            "schema": limit,
            "description": _("Rows of one answer; without it the answer holds all"),
        },
        "cursor": {
            "name": "cursor",
            "in": "query",
            "schema": {"type": "string"},
            "description": _("From `next` of the answer before"),
        },
    }


def _records(dataset: Dataset, table: str) -> dict[str, Any]:
    types = {
        "string": {"type": ["string", "null"]},
        "integer": {"type": ["integer", "null"]},
        "number": {"type": ["number", "null"]},
        "boolean": {"type": ["boolean", "null"]},
        "date": {"type": ["string", "null"], "format": "date"},
    }
    fields = codebook(dataset, table)
    record = {
        "type": "object",
        "properties": {
            field.name: {**types[field.type], "title": field.title, "description": field.description}
            for field in fields
        },
        "required": [field.name for field in fields],
        "additionalProperties": False,
    }
    return {
        "type": "object",
        "properties": {
            "table": {"const": table},
            "version": {"const": dataset.version},
            "count": {"type": "integer", "minimum": 0},
            "total": {"type": "integer", "minimum": 0},
            "link": {"type": "string"},
            "as_of": {"type": ["string", "null"], "format": "date"},
            "names": {"enum": [ENGLISH, *NAME_LANGUAGES]},
            "rows": {"type": "array", "items": record},
            "next": {"type": ["string", "null"]},
        },
        "required": [
            "table",
            "version",
            "hash",
            "link",
            "filters",
            "as_of",
            "names",
            "count",
            "total",
            "fields",
            "rows",
            "next",
        ],
    }


def _problem() -> dict[str, Any]:
    refusal = {
        "type": "object",
        "properties": {
            **{name: {"type": "string"} for name in ("parameter", "value", "reason")},
            "known": {"type": "array", "items": {"type": "string"}},
        },
        "required": ["parameter", "value", "reason", "known"],
    }
    schema = {
        "type": "object",
        "properties": {
            "type": {"const": "about:blank"},
            "status": {"type": "integer"},
            "detail": {"type": "string"},
            "errors": {"type": "array", "items": refusal},
        },
        "required": ["type", "status", "detail"],
    }
    return {
        "description": _("What is asked for is not there; what is known"),
        "content": {"application/problem+json": {"schema": schema}},
    }
