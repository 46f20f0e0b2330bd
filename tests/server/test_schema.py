"""The OpenAPI document is true: requests made from it get what it promises."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis.strategies import SearchStrategy
from schemathesis.checks import not_a_server_error
from schemathesis.schemas import BaseSchema
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from nhipcau.config import Config
from nhipcau.server.app import create_app

from .small import SmallAssistant, app_with, is_ready, served, wait_until

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
DOCUMENT = create_app(Config()).openapi()
OPERATIONS = [(method, path) for path, methods in DOCUMENT["paths"].items() for method in methods]
REFUSING = [("post", "/v1/answers"), ("get", "/v1/search"), ("get", "/v1/documents")]


@pytest.fixture(scope="module")
def schema() -> Iterator[BaseSchema]:
    """The schema of a running app that is ready."""
    with served(app_with(SmallAssistant())) as address:
        wait_until(lambda: is_ready(address))
        yield schemathesis.openapi.from_url(f"{address}/openapi.json")


@pytest.mark.parametrize(("method", "path"), OPERATIONS)
def test_allowed_requests_get_what_is_declared(schema: BaseSchema, method: str, path: str) -> None:
    """Any request that the document allows gets a declared response and no server error."""
    _check(schema[path][method].as_strategy(generation_mode=schemathesis.GenerationMode.POSITIVE))


@pytest.mark.parametrize(("method", "path"), REFUSING)
def test_wrong_requests_get_what_is_declared(schema: BaseSchema, method: str, path: str) -> None:
    """Any request that breaks the document gets a declared error and no server error."""
    _check(schema[path][method].as_strategy(generation_mode=schemathesis.GenerationMode.NEGATIVE))


def _check(requests: SearchStrategy[Any]) -> None:
    @settings(max_examples=15, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(requests)
    def check(case: Any) -> None:
        case.call_and_validate(checks=CHECKS)

    check()
