"""Answers of the addresses of rows that say why there is no other."""

from __future__ import annotations

import dataclasses
import json

from starlette.responses import Response

from components.data_requests import Refusal


def problem(
    status: int, detail: str, refusals: tuple[Refusal, ...] = (), headers: dict[str, str] | None = None
) -> Response:
    """An answer that says why there is no other: problem details with `errors`, one for each thing that is unknown.

    Source: RFC 9457.
    """
    body = {"type": "about:blank", "status": status, "detail": detail}
    told = body | {"errors": [dataclasses.asdict(refusal) for refusal in refusals]}
    return Response(
        json.dumps(told if refusals else body, ensure_ascii=False),
        status_code=status,
        media_type="application/problem+json",
        headers={"Cache-Control": "no-store", **(headers or {})},
    )
