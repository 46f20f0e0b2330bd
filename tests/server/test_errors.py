"""One error shape, and headers that hold for everything."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from nhipcau.server.border import HEADERS, MAX_BODY_BYTES

from .small import SmallAssistant, app_with, client_of

JSON = {"Content-Type": "application/json"}


def told(
    client: TestClient, method: str, path: str, content: bytes | Iterator[bytes] = b""
) -> tuple[int, str]:
    """The status and code of an error that has the one shape."""
    response = client.request(method, path, content=content, headers=JSON)
    error = response.json()["error"]
    assert {"error"} == set(response.json())
    assert {"message", "type", "param", "code"} == set(error)
    assert "server_error" if response.status_code >= 500 else "invalid_request_error" == error["type"]
    return response.status_code, error["code"]


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"\xff\xfe", b'{"question": NaN}', b"[" * 100_000, b'{"question":' + b"9" * 5000 + b"}"],
)
def test_what_is_not_json_is_refused(client: TestClient, content: bytes) -> None:
    """No body, however broken, is more than a wrong request."""
    status, code = told(client, "POST", "/v1/answers", content)
    assert (status, code) in [(400, "malformed_json"), (400, "bad_request"), (422, "invalid_request")]


def test_a_field_name_that_utf8_cannot_carry_is_refused(client: TestClient) -> None:
    """A lone surrogate in the name of an unknown field does not come back in the error."""
    assert (422, "invalid_request") == told(client, "POST", "/v1/answers", b'{"question": "a", "\\ud800": 1}')


def test_large_bodies_are_refused(client: TestClient) -> None:
    """A body over 256 KB is 413, whether its length is announced or not."""
    large = b" " * (MAX_BODY_BYTES + 1)
    assert (413, "body_too_large") == told(client, "POST", "/v1/answers", large)
    assert (413, "body_too_large") == told(client, "POST", "/v1/answers", iter([large[:1000]] * 300))
    whole = b'{"question": "The bridge"}'
    response = client.post("/v1/answers", content=whole + b" " * (MAX_BODY_BYTES - len(whole)), headers=JSON)
    assert 200 == response.status_code


def test_unknown_addresses_and_methods(client: TestClient) -> None:
    """What is not there is 404; what is there for other methods is 405 and names them."""
    assert (404, "not_found") == told(client, "GET", "/v1/nothing")
    assert (404, "not_found") == told(client, "GET", "/v1/answers/")
    assert (405, "method_not_allowed") == told(client, "DELETE", "/v1/answers")
    assert "POST" == client.get("/v1/answers").headers["allow"]


@pytest.mark.parametrize("path", ["/static/", "/static/nothing.css", "/static/..%2Fapp.py", "/static/%00"])
def test_only_static_files_are_static(client: TestClient, path: str) -> None:
    """Nothing beside the files of the folder is served."""
    assert (404, "not_found") == told(client, "GET", path)


def test_an_unexpected_error_is_logged_and_tells_nothing(caplog: pytest.LogCaptureFixture) -> None:
    """Any other exception is 500 in the same shape; its words go to the log and not to the client."""

    def fail(_: str) -> None:
        raise RuntimeError("secret words")

    with client_of(app_with(SmallAssistant(encode=fail))) as client:
        response = client.post("/v1/answers", json={"question": "The bridge"})
        page = client.get("/?q=The+bridge")
    assert (500, "internal_error") == (response.status_code, response.json()["error"]["code"])
    assert "secret words" not in response.text + page.text
    assert 500 == page.status_code
    assert "<h1>Something went wrong here; it has been noted.</h1>" in page.text
    assert "secret words" in caplog.text


@pytest.mark.parametrize(
    "path", ["/", "/livez", "/docs", "/static/pages.css", "/v1/nothing", "/openapi.json"]
)
def test_every_response_is_guarded(client: TestClient, path: str) -> None:
    """Each response forbids scripts, framing and sniffing."""
    headers = client.get(path).headers
    assert HEADERS == {name: headers[name] for name in HEADERS}
