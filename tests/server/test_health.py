"""How the server says it is."""

from __future__ import annotations

import threading
from typing import cast

import pytest
from starlette.testclient import TestClient

from nhipcau import __version__
from nhipcau.answering.assistant import Assistant
from nhipcau.config import Config
from nhipcau.errors import IndexDamagedError, IndexMissingError, NhipcauError
from nhipcau.server.app import create_app

from .small import INDEX_ID, SmallAssistant, app_with, client_of, wait_until


def test_a_loaded_assistant_is_ready(client: TestClient) -> None:
    """Ready names the index that answers."""
    assert {"status": "ready", "index_id": INDEX_ID, "reason": None} == client.get("/readyz").json()


def test_an_older_generation_is_degraded() -> None:
    """While an older generation stands in for a damaged one, the server is ready and says why it is degraded."""
    with client_of(app_with(SmallAssistant(fallback_reason="vectors.faiss is damaged"))) as client:
        response = client.get("/readyz")
    assert (200, "degraded", "vectors.faiss is damaged") == (
        response.status_code,
        response.json()["status"],
        response.json()["reason"],
    )


def test_the_server_lives_before_it_is_ready() -> None:
    """While the assistant loads, /livez is 200, and everything that needs it is 503 with when to ask again."""
    loaded = threading.Event()

    def load() -> Assistant:
        assert loaded.wait(10)
        return cast("Assistant", SmallAssistant())

    with TestClient(create_app(Config(), load)) as client:
        assert 200 == client.get("/livez").status_code
        assert client.get("/version").json()["index_id"] is None
        for path in ("/readyz", "/v1/search?q=a", "/v1/documents", "/v1/documents/bridge-en"):
            response = client.get(path)
            assert (503, "starting", "5") == (
                response.status_code,
                response.json()["error"]["code"],
                response.headers["retry-after"],
            )
        loaded.set()
        wait_until(lambda: client.get("/readyz").status_code == 200)


@pytest.mark.parametrize(
    "error",
    [IndexMissingError("There is no index; run nhipcau ingest."), IndexDamagedError("It is damaged.")],
)
def test_a_failed_start_says_why(error: NhipcauError) -> None:
    """An app whose assistant could not be loaded answers 503 with the code and the words of the error."""

    def load() -> Assistant:
        raise error

    with client_of(create_app(Config(), load)) as client:
        for response in (client.get("/readyz"), client.post("/v1/answers", json={"question": "a"})):
            problem = response.json()["error"]
            assert (503, error.code, str(error)) == (
                response.status_code,
                problem["code"],
                problem["message"],
            )


def test_the_version_names_software_and_index(client: TestClient) -> None:
    """/version tells which software answers from which index, and how large that is."""
    version = client.get("/version").json()
    assert (__version__, INDEX_ID, 3) == (
        version["version"],
        version["index_id"],
        version["counts"]["documents"],
    )


@pytest.mark.parametrize("path", ["/livez", "/readyz"])
def test_health_answers_head(client: TestClient, path: str) -> None:
    """Load balancers may ask with HEAD."""
    assert 200 == client.head(path).status_code
