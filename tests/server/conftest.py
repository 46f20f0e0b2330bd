"""What the tests of the server share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from .small import SmallAssistant, app_with, client_of


@pytest.fixture
def client() -> Iterator[TestClient]:
    """A client of an app with the small assistant."""
    with client_of(app_with(SmallAssistant())) as ready:
        yield ready
