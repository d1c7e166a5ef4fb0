"""The addresses of rows do what their OpenAPI description says, whatever is asked."""

from __future__ import annotations

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.config import SchemathesisConfig
from starlette.applications import Starlette

from components.addresses import MIDDLEWARE, ROUTES

# One by one through every code of every parameter is what other tests do for one table; here each table has a few.
CONFIG = SchemathesisConfig.from_dict({"phases": {"coverage": {"enabled": False}}})
schema = schemathesis.openapi.from_asgi(
    "/data/openapi.json", Starlette(routes=ROUTES, middleware=MIDDLEWARE), config=CONFIG
)


@schema.hook
def filter_query(context: schemathesis.HookContext, query: dict[str, object] | None) -> bool:
    """Cursors come from an answer and cannot be made up: tests of their own."""
    return "cursor" not in (query or {})


@pytest.fixture(autouse=True)
def no_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """The test asks more often than one client may."""
    monkeypatch.setenv("PLENARY_DATA_RATE", "none")


@schema.parametrize()
@settings(max_examples=6, suppress_health_check=list(HealthCheck))
def test_every_address_answers_as_described(case: schemathesis.Case) -> None:
    """Right values are accepted, wrong ones refused with the stated status, and answers fit their schema."""
    case.call_and_validate()
