"""The stored documents over HTTP."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from .small import DOCUMENTS, SmallAssistant, SmallGeneration, app_with, client_of, document


def test_a_document_comes_whole(client: TestClient) -> None:
    """Every fact that a reader may know, the text, and the version of the text."""
    found = client.get("/v1/documents/bridge-en").json()
    first = DOCUMENTS[0]
    assert {
        "id": "bridge-en",
        "source_id": "bridge",
        "language": "en",
        "kind": "brief",
        "title": "Title of bridge",
        "title_from": "source",
        "publisher": "River Gazette",
        "published": "2024-05-03",
        "url": "https://example.org/bridge",
        "source_language": "en",
        "topics": ["rivers"],
        "story": None,
        "v": first.version,
        "text": first.text,
    } == found


@pytest.mark.parametrize("document_id", ["nothing-en", "NOTHING", "%00", "a%2Fb", "é"])
def test_an_unknown_document_is_not_found(client: TestClient, document_id: str) -> None:
    """Any id that names no document is 404."""
    response = client.get(f"/v1/documents/{document_id}")
    assert 404 == response.status_code
    assert response.json()["error"]["code"] in ("document_not_found", "not_found")


def test_pages_join_up(client: TestClient) -> None:
    """Following `next` shows every document once, sorted, without texts, and ends with null."""
    shown, cursor = [], None
    while True:
        page = client.get(
            "/v1/documents", params={"limit": 2} | ({"cursor": cursor} if cursor else {})
        ).json()
        assert 3 == page["total"]
        shown += page["documents"]
        cursor = page["next"]
        if cursor is None:
            break
    assert [it.id for it in DOCUMENTS] == [it["id"] for it in shown]
    assert all("text" not in it for it in shown)


def test_pages_join_up_while_documents_go() -> None:
    """A document removed between two pages makes the next page neither skip nor repeat another."""
    generation = SmallGeneration(tuple(document(f"{letter}-en", "en", "Text.") for letter in "abcde"))
    with client_of(app_with(SmallAssistant(generation))) as client:
        first = client.get("/v1/documents", params={"limit": 2}).json()
        generation.stored = generation.stored[1:]
        second = client.get("/v1/documents", params={"limit": 2, "cursor": first["next"]}).json()
    assert ["c-en", "d-en"] == [it["id"] for it in second["documents"]]


@pytest.mark.parametrize(
    ("query", "param"),
    [("limit=0", "limit"), ("limit=201", "limit"), ("limit=many", "limit"), ("cursor=!", "cursor")],
)
def test_a_wrong_parameter_is_named(client: TestClient, query: str, param: str) -> None:
    """Limits outside 1 to 200 and cursors that are not ours are 422."""
    response = client.get(f"/v1/documents?{query}")
    assert (422, param) == (response.status_code, response.json()["error"]["param"])
