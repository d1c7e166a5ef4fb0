"""The addresses of rows do what their OpenAPI description says, whatever is asked."""

from __future__ import annotations

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis.config import SchemathesisConfig
from starlette.applications import Starlette

from components.addresses import MIDDLEWARE, ROUTES
from plenary.export import FORMATS, TABLES

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


OPERATIONS = [found.ok() for found in schema.get_all_operations()]


def test_description_has_every_table_in_every_format() -> None:
    """Each table in each format is an operation, and so are health and the dataset's description."""
    assert len(OPERATIONS) >= len(TABLES) * len(FORMATS) + 2


@pytest.mark.parametrize("operation", OPERATIONS, ids=[operation.path for operation in OPERATIONS])
def test_every_address_answers_as_described(operation: schemathesis.APIOperation) -> None:
    """Right values are accepted, wrong ones refused with the stated status, and answers fit their schema."""
    right, wrong = (operation.as_strategy(generation_mode=mode) for mode in schemathesis.GenerationMode)

    @given(case=right if not operation.query else st.one_of(right, wrong))
    @settings(max_examples=4, suppress_health_check=list(HealthCheck))
    def check(case: schemathesis.Case) -> None:
        case.call_and_validate()

    check()
