"""Removing a document over HTTP."""

from __future__ import annotations

from contextlib import AbstractContextManager

import pytest
from pydantic import SecretStr
from starlette.testclient import TestClient

from nhipcau.answering.assistant import load_assistant
from nhipcau.config import Config, load_config
from nhipcau.errors import ConfigError
from nhipcau.index.folder import writing
from nhipcau.server.app import create_app
from tiny import TinyEmbedder

from .small import client_of

KEY = "ключ-kept-by-one"
SHOWN = "library-gift-en"
BEARER = {b"Authorization": b"Bearer " + KEY.encode()}


def serving(config: Config, embedder: TinyEmbedder) -> AbstractContextManager[TestClient]:
    return client_of(create_app(config, lambda: load_assistant(config, embedder=embedder)))


@pytest.fixture
def keyed(config: Config) -> Config:
    """The settings of an installation that has an admin key."""
    return config.model_copy(update={"admin_key": SecretStr(KEY)})


def told(client: TestClient, headers: dict[bytes, bytes], document_id: str = SHOWN) -> tuple[int, str]:
    response = client.delete(f"/v1/documents/{document_id}", headers=headers)
    return response.status_code, response.json()["error"]["code"]


def test_a_removed_document_is_shown_nowhere(keyed: Config, embedder: TinyEmbedder) -> None:
    """From the response on, no list, page, search or answer has it, and its file is gone."""
    with serving(keyed, embedder) as client:
        document = client.get(f"/v1/documents/{SHOWN}").json()
        question = document["text"].strip().splitlines()[-1][:200]
        before = client.get("/readyz").json()["index_id"]
        assert SHOWN in client.get("/v1/search", params={"q": question}).text
        response = client.delete(f"/v1/documents/{SHOWN}", headers=BEARER)
        report = response.json()
        after = client.get("/readyz").json()["index_id"]

        assert (200, 1, 4) == (response.status_code, report["removed"], report["documents"])
        assert before != after == report["index_id"]
        assert 404 == client.get(f"/v1/documents/{SHOWN}").status_code
        assert 404 == client.get(f"/documents/{SHOWN}").status_code
        assert SHOWN not in client.get("/v1/documents").text
        assert SHOWN not in client.get("/v1/search", params={"q": question}).text
        assert SHOWN not in client.post("/v1/answers", json={"question": question}).text
        assert SHOWN not in client.get("/", params={"q": question}).text
        assert (404, "document_not_found") == told(client, BEARER)
    assert not (keyed.corpus_dir / f"{SHOWN}.md").exists()


def test_without_a_configured_key_nobody_may(config: Config, embedder: TinyEmbedder) -> None:
    """An installation without a key refuses every key, and says which setting makes one."""
    with serving(config, embedder) as client:
        for headers in ({}, BEARER, {b"Authorization": b"Bearer None"}):
            response = client.delete(f"/v1/documents/{SHOWN}", headers=headers)
            assert (403, "admin_key_not_configured") == (
                response.status_code,
                response.json()["error"]["code"],
            )
            assert "set NHIPCAU_ADMIN_KEY" in response.json()["error"]["message"]
        assert 200 == client.get(f"/v1/documents/{SHOWN}").status_code


@pytest.mark.parametrize(
    "sent",
    [b"", b"Bearer", b"Bearer ", b"Bearer wrong", KEY.encode(), b"Basic " + KEY.encode(), b"Bearer \xff"],
)
def test_a_missing_or_wrong_key_is_refused(keyed: Config, embedder: TinyEmbedder, sent: bytes) -> None:
    """Whatever is not the key as a bearer token is 401, says how to send it, and removes nothing."""
    with serving(keyed, embedder) as client:
        headers = {b"Authorization": sent} if sent else {}
        response = client.delete(f"/v1/documents/{SHOWN}", params={"key": "x"}, headers=headers)
        assert (401, "admin_key_wrong", "Bearer") == (
            response.status_code,
            response.json()["error"]["code"],
            response.headers["www-authenticate"],
        )
        assert KEY not in response.text
        assert (401, "admin_key_wrong") == told(client, {}, "unknown-en")
        assert 200 == client.get(f"/v1/documents/{SHOWN}").status_code


def test_an_unknown_document_is_not_found(keyed: Config, embedder: TinyEmbedder) -> None:
    """With the key, an id that is not there is 404."""
    with serving(keyed, embedder) as client:
        assert (404, "document_not_found") == told(client, BEARER, "unknown-en")


def test_while_another_writes_it_is_to_be_asked_again(keyed: Config, embedder: TinyEmbedder) -> None:
    """A locked index is 503 with when to ask again, and the document stays."""
    with serving(keyed, embedder) as client, writing(keyed.index_dir):
        response = client.delete(f"/v1/documents/{SHOWN}", headers=BEARER)
        assert (503, "index_locked", "5") == (
            response.status_code,
            response.json()["error"]["code"],
            response.headers["retry-after"],
        )
        assert 200 == client.get(f"/v1/documents/{SHOWN}").status_code


def test_a_file_that_cannot_be_deleted_is_a_conflict(keyed: Config, embedder: TinyEmbedder) -> None:
    """What the corpus folder does not allow is 409, and the document stays."""
    path = keyed.corpus_dir / f"{SHOWN}.md"
    with serving(keyed, embedder) as client:
        path.unlink()
        path.mkdir()
        assert (409, "corpus_invalid") == told(client, BEARER)
        assert 200 == client.get(f"/v1/documents/{SHOWN}").status_code


def test_the_key_is_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither the settings, nor an error about the key, nor what caused it has the key in it."""
    monkeypatch.setenv("NHIPCAU_ADMIN_KEY", f" {KEY}\n")
    config = load_config()
    assert config.admin_key is not None and KEY == config.admin_key.get_secret_value()
    assert KEY not in f"{config!r} {config} {config.model_dump_json()}"
    with pytest.raises(ConfigError, match=r"^NHIPCAU_ADMIN_KEY is set to something") as caught:
        load_config(admin_key=[KEY])
    assert KEY not in f"{caught.value} {caught.value.__cause__}"


@pytest.mark.parametrize("empty", ["", "  "])
def test_an_empty_key_is_none(monkeypatch: pytest.MonkeyPatch, empty: str) -> None:
    """A variable that is set to nothing sets no key, so that no empty key opens anything."""
    monkeypatch.setenv("NHIPCAU_ADMIN_KEY", empty)
    assert load_config().admin_key is None
