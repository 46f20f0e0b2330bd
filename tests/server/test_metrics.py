"""What /metrics counts."""

from __future__ import annotations

import threading
from typing import cast

import pytest
from prometheus_client import CONTENT_TYPE_LATEST
from prometheus_client.parser import text_string_to_metric_families
from starlette.testclient import TestClient

from nhipcau.answering.assistant import Assistant
from nhipcau.config import Config
from nhipcau.server.app import create_app

from .small import INDEX_ID, SmallAssistant, app_with, client_of


def value(client: TestClient, name: str, **labels: str) -> float | None:
    """The value of the sample with exactly these labels, None where there is none."""
    families = text_string_to_metric_families(client.get("/metrics").text)
    samples = [it for family in families for it in family.samples if (it.name, it.labels) == (name, labels)]
    return samples[0].value if samples else None


def requests(client: TestClient, method: str, route: str, status: int) -> float | None:
    return value(client, "http_requests_total", method=method, route=route, status=str(status))


def test_the_format_is_declared(client: TestClient) -> None:
    """The response says which version of the exposition format it is in, once."""
    response = client.get("/metrics")
    assert (200, [CONTENT_TYPE_LATEST]) == (response.status_code, response.headers.get_list("content-type"))


def test_requests_are_counted_by_address_and_status(client: TestClient) -> None:
    """The address is that of the route, so that every document counts at one place."""
    for path in ("/v1/documents/bridge-en", "/v1/documents/bridge-vi", "/v1/documents/nothing"):
        client.get(path)
    client.head("/livez")
    client.get("/static/pages.css")
    client.delete("/v1/answers")
    client.post("/v1/answers", content=b" " * 300_000)
    assert 2 == requests(client, "GET", "/v1/documents/{document_id}", 200)
    assert 1 == requests(client, "GET", "/v1/documents/{document_id}", 404)
    assert 1 == requests(client, "HEAD", "/livez", 200)
    assert 1 == requests(client, "GET", "other", 200)
    assert 1 == requests(client, "DELETE", "/v1/answers", 405)
    assert 1 == requests(client, "POST", "other", 413)
    assert 3 == value(
        client, "http_request_duration_seconds_count", method="GET", route="/v1/documents/{document_id}"
    )


def test_what_is_made_up_is_other(client: TestClient) -> None:
    """Addresses and methods that are not there add no label."""
    client.get("/v1/made-up")
    client.request("BREW", "/v1/made-up-too")
    assert 1 == requests(client, "GET", "other", 404)
    assert 1 == requests(client, "other", "other", 404)
    assert "made-up" not in client.get("/metrics").text


def test_unexpected_errors_are_counted() -> None:
    """A request that failed with an exception counts as 500 at its address."""

    def fail(_: str) -> None:
        raise RuntimeError

    with client_of(app_with(SmallAssistant(encode=fail))) as client:
        client.post("/v1/answers", json={"question": "The bridge"})
        assert 1 == requests(client, "POST", "/v1/answers", 500)


def test_answers_are_counted_by_status_and_language(client: TestClient) -> None:
    """Whole, streamed and on a page, an answer counts once, and nothing of the question is shown."""
    client.post("/v1/answers", json={"question": "The bridge"})
    client.post("/v1/answers", json={"question": "The bridge", "stream": True})
    client.get("/", params={"q": "The bridge"})
    client.get("/")
    client.post("/v1/answers", json={"question": "Where is Zanzibar", "language": "vi"})
    assert 3 == value(client, "nhipcau_answers_total", status="answered", language="en")
    assert 1 == value(client, "nhipcau_answers_total", status="not_found", language="vi")
    text = client.get("/metrics").text
    assert [] == [word for word in ("bridge", "Zanzibar", "testclient") if word in text]


def test_talk_and_unclear_questions_are_counted_apart(talking: TestClient) -> None:
    """They are neither answered nor not found."""
    for question in ("hello", "thanks", "Who is she?"):
        talking.post("/v1/answers", json={"question": question})
    assert 2 == value(talking, "nhipcau_answers_total", status="about", language="en")
    assert 1 == value(talking, "nhipcau_answers_total", status="unclear", language="en")
    assert value(talking, "nhipcau_answers_total", status="not_found", language="en") is None


def test_the_index_is_told(client: TestClient) -> None:
    """Which index answers, and how many documents it shows."""
    assert 1 == value(client, "nhipcau_index_info", index_id=INDEX_ID)
    assert 3 == value(client, "nhipcau_documents")


def test_an_app_without_an_index_has_metrics() -> None:
    """While the assistant loads, requests are counted and nothing is said of an index."""
    loaded = threading.Event()

    def load() -> Assistant:
        assert loaded.wait(10)
        return cast("Assistant", SmallAssistant())

    with TestClient(create_app(Config(), load)) as client:
        client.get("/readyz")
        assert 1 == requests(client, "GET", "/readyz", 503)
        assert value(client, "nhipcau_documents") is None
        loaded.set()


@pytest.mark.parametrize("_time", ["first", "second"])
def test_every_app_counts_for_itself(client: TestClient, _time: str) -> None:
    """A second app in one process starts at nothing."""
    assert requests(client, "GET", "/livez", 200) is None
    client.get("/livez")
    assert 1 == requests(client, "GET", "/livez", 200)
