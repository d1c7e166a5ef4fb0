"""The addresses that give rows: `/data/statements.csv?item=6` is the file that the page with the same query offers.

A request is answered in a thread of its own, as Streamlit's pages are. What is not known is refused with what is known,
as problem details (RFC 9457); nothing is left out silently.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import logging
from collections.abc import Callable
from functools import lru_cache
from typing import Any, Final
from urllib.parse import urlencode

from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Mount, Route

from components.bounds import Busy, place_for_export
from components.data_description import openapi
from components.data_requests import LONGEST_QUERY, Asked, Refusal, Refused, digest_of, parse_name, parse_request
from components.dataset import load_dataset, load_version
from components.problems import problem
from components.public_address import public_site
from components.serving import BASE
from components.settings import ROOT
from components.share import today
from plenary.catalogue import translate as _
from plenary.cluster import down_words
from plenary.engine import EngineDown
from plenary.export import FORMATS, TABLES, TooLargeForWorkbook, export_chunks, file_name
from plenary.links import rows_link
from plenary.schema import PACKAGE_FILE
from plenary.selected import TooManyTurns, too_many_words
from plenary.store import BrokenDataset, Dataset
from plenary.versions import named_dataset

LOGGER: Final = logging.getLogger(__name__)
ASKED_AGAIN: Final = "public, no-cache"
FOR_A_DAY: Final = "public, max-age=86400"
"""How long an answer may be kept: a day where the link names a version, which then never changes.

Where it names none, whoever keeps it asks each time whether it still holds: the page beside it may show a new version.
"""


def _answered(answer: Callable[[Request], Response]) -> Callable[[Request], Response]:
    """The same answer, or what keeps it from being given."""

    def call(request: Request) -> Response:
        try:
            if len(request.url.query) > LONGEST_QUERY:
                return problem(414, _("The query is longer than {most} characters.").format(most=LONGEST_QUERY))
            return answer(request)
        except Refused as refused:
            detail = _("The address asks for what there is not; `errors` says for what, and what is known.")
            return problem(refused.status, detail, refused.refusals)
        except TooLargeForWorkbook as large:
            detail = _("The rows do not fit into a workbook: {reason}. Ask for CSV or Parquet.")
            return problem(400, detail.format(reason=large.reason))
        except TooManyTurns as many:
            return problem(400, too_many_words(many.turn_count))
        except Busy:
            detail = _("As many exports are being written as this server does at once. Ask again in a moment.")
            return problem(503, detail, headers={"Retry-After": "5"})
        except EngineDown as down:
            LOGGER.error("cluster: %s", down.reason)
            return problem(503, down_words(), headers={"Retry-After": "30"})
        except BrokenDataset:
            return problem(503, _("The files of the dataset cannot be shown; the page of the dashboard says why."))

    return call


def parameters(request: Request) -> dict[str, list[str]]:
    """Every value of every parameter of the address, in order."""
    params: dict[str, list[str]] = {}
    for name, value in request.query_params.multi_items():
        params.setdefault(name, []).append(value)
    return params


@_answered
def rows(request: Request) -> Response:
    """Rows of a table in a format."""
    table, file_format = parse_name(request.path_params["name"])
    params = parameters(request)
    dataset = named_dataset(load_dataset(), params, load_version)
    asked = parse_request(table, file_format, params, dataset)
    headers = _headers(request, asked, dataset)
    if holds(request, headers["ETag"]):
        return Response(status_code=304, headers=headers)
    name = file_name(table, dataset.edition, file_format)
    headers["Content-Disposition"] = f'{"inline" if file_format == "json" else "attachment"}; filename="{name}"'
    if request.method == "HEAD":
        # As a stream, which states no length: that of the rows is known only once they are written.
        return StreamingResponse(iter(()), media_type=FORMATS[file_format].mime, headers=headers)
    with place_for_export():
        part = asked.part and dataclasses.replace(asked.part, following=_following(request, asked))
        chunks = export_chunks(
            dataset, asked.selection, table, file_format, site=public_site(request), retrieved=today(), part=part
        )
        return StreamingResponse(chunks, media_type=FORMATS[file_format].mime, headers=headers)


def _headers(request: Request, asked: Asked, dataset: Dataset) -> dict[str, str]:
    link = rows_link(public_site(request), asked.table, asked.selection, dataset.version)
    told = [code_digest(), dataset.hash, asked.table, asked.file_format, link, repr(asked.part)]
    if FORMATS[asked.file_format].dated:
        told.append(today().isoformat())
    return {
        # Weak, since the same rows may be sent compressed or not.
        "ETag": f'W/"{digest_of(" ".join(told))}"',
        "Cache-Control": FOR_A_DAY if asked.selection.v else ASKED_AGAIN,
        "Link": f'<{link}>; rel="canonical", <{public_site(request)}data/datapackage.json>; rel="describedby"',
        "Plenary-Version": dataset.version,
    }


def holds(request: Request, tag: str) -> bool:
    """Whether the client says that it has the answer with this tag. Source: RFC 9110, section 13.1.2."""
    told = request.headers.get("if-none-match", "")
    return tag in (known.strip() for known in told.split(",")) or told.strip() == "*"


def _following(request: Request, asked: Asked) -> str:
    """Address of the part that follows the one asked for."""
    params = [(name, value) for name, value in request.query_params.multi_items() if name != "cursor"]
    cursor = asked.part.following if asked.part else ""
    return f"{public_site(request)}data/{asked.table}.json?{urlencode([*params, ('cursor', cursor)])}"


@lru_cache(maxsize=1)
def code_digest() -> str:
    """Digest of the code that writes rows: a mended query must not be answered by what a browser kept."""
    return digest_of("".join(path.read_text("utf-8") for path in sorted((ROOT / "plenary").rglob("*.py"))))


def _named(request: Request) -> Dataset:
    """The dataset of the version that the address names.

    Raises:
        Refused: There is no such version.
    """
    present = load_dataset()
    known = present.choices["v"]
    wrong = [value for value in request.query_params.getlist("v") if value and value not in known]
    if wrong:
        raise Refused([Refusal("v", wrong[0][:80], _("not a value that this dataset has"), tuple(known))])
    return named_dataset(present, parameters(request), load_version)


@_answered
def index(request: Request) -> Response:
    """What can be asked for."""
    address = f"{public_site(request)}data/"
    return _json(
        {
            "tables": {table: [f"{address}{table}{known.suffix}" for known in FORMATS.values()] for table in TABLES},
            "description": f"{address}{PACKAGE_FILE}",
            "openapi": f"{address}openapi.json",
            "health": f"{address}health",
        }
    )


@_answered
def health(request: Request) -> Response:
    """Whether rows can be given, and of which version."""
    dataset = load_dataset()
    return _json({"status": "ok", "version": dataset.version, "hash": dataset.hash}, {"Cache-Control": "no-store"})


@_answered
def description(request: Request) -> Response:
    """datapackage.json of the dataset, as it was sealed."""
    dataset = _named(request)
    headers = {"ETag": f'W/"{dataset.hash[:16]}"', "Cache-Control": ASKED_AGAIN}
    if holds(request, headers["ETag"]):
        return Response(status_code=304, headers=headers)
    content = (dataset.directory / PACKAGE_FILE).read_bytes()
    if hashlib.sha256(content).hexdigest() != dataset.hash:
        return problem(503, _("Another version takes the place of this one just now."), headers={"Retry-After": "1"})
    return Response(content, media_type="application/json", headers=headers)


@_answered
def described(request: Request) -> Response:
    """The addresses as OpenAPI describes them."""
    return _json(openapi(_named(request), public_site(request)))


def _json(value: Any, headers: dict[str, str] | None = None) -> Response:
    text = json.dumps(value, ensure_ascii=False, indent=1)
    return Response(text, media_type="application/json", headers={"Cache-Control": ASKED_AGAIN, **(headers or {})})


ROUTES: Final = [
    Mount(
        f"{BASE}/data",
        routes=[
            Route("/", index),
            Route("/health", health),
            Route(f"/{PACKAGE_FILE}", description),
            Route("/openapi.json", described),
            Route("/{name}", rows),
        ],
        middleware=[
            Middleware(
                CORSMiddleware,
                allow_origins=["*"],
                allow_methods=["GET", "HEAD"],
                expose_headers=["ETag", "Link", "Plenary-Version", "Content-Disposition"],
                max_age=86_400,
            )
        ],
    )
]
