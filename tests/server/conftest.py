"""What the tests of the server share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from nhipcau.answering.assistant import Assistant
from nhipcau.config import Config
from nhipcau.server.app import create_app
from plain import plainly

from .small import SmallAssistant, app_with, client_of


@pytest.fixture
def client() -> Iterator[TestClient]:
    """A client of an app with the small assistant."""
    with client_of(app_with(SmallAssistant())) as ready:
        yield ready


@pytest.fixture
def talking(config: Config, assistant: Assistant) -> Iterator[TestClient]:
    """A client of an app with a real assistant over the made-up corpus."""
    plainly(assistant)
    with client_of(create_app(config, load=lambda: assistant)) as ready:
        yield ready
