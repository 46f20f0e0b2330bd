"""The frozen values."""

from __future__ import annotations

import dataclasses
import hashlib
from typing import Any

import pytest

from nhipcau import vocabulary
from nhipcau.vocabulary import Answer, Citation, Document, Filters, Passage, Question, Related

DOCUMENT = Document(
    id="harbour-en",
    source_id="harbour",
    language="en",
    kind="brief",
    title="The harbour fair",
    title_from="ours",
    text="The harbour fair opened in May.",
    path="harbour-en.md",
)
OTHERWISE: dict[str, Any] = {
    "id": "harbour-vi",
    "source_id": "quay",
    "language": "vi",
    "kind": "article",
    "title": "The quay fair",
    "title_from": "source",
    "text": "The harbour fair opened in June.",
    "publisher": "River Gazette",
    "published": "2024-05",
    "url": "https://example.org/fair",
    "source_language": "vi",
    "topics": ("harbour",),
    "story": "fair",
}
VALUES = [found for found in vars(vocabulary).values() if dataclasses.is_dataclass(found)]


def test_a_version_is_the_beginning_of_the_texts_hash() -> None:
    """Viewer links carry 16 hex digits that change with the text and with nothing else."""
    expected = hashlib.sha256(DOCUMENT.text.encode()).hexdigest()[:16]

    assert expected == DOCUMENT.version
    assert expected == dataclasses.replace(DOCUMENT, title="Another").version


def test_moving_a_document_does_not_change_its_content() -> None:
    """Where a document lies on disk is not part of what a reader sees."""
    assert DOCUMENT.content_hash == dataclasses.replace(DOCUMENT, path="2024/harbour-en.md").content_hash


@pytest.mark.parametrize(
    "name", [field.name for field in dataclasses.fields(Document) if field.name != "path"]
)
def test_changing_anything_shown_changes_the_content(name: str) -> None:
    """Every other field counts, so that an edit is noticed and a removal hides just what it saw."""
    assert DOCUMENT.content_hash != dataclasses.replace(DOCUMENT, **{name: OTHERWISE[name]}).content_hash


def test_a_passage_is_named_by_its_place() -> None:
    """The id of a passage says where it stands."""
    assert "harbour-en:4-11" == Passage("harbour-en", 4, 11).id


@pytest.mark.parametrize("value", VALUES)
def test_values_are_frozen(value: type) -> None:
    """Nothing handed from stage to stage can be changed on the way."""
    assert value.__dataclass_params__.frozen  # type: ignore[attr-defined]


def test_a_question_needs_only_its_text() -> None:
    """Everything else about a question has a default that restricts nothing."""
    assert Question("Why?", None, (), None, Filters(), "auto") == Question("Why?")


def test_an_answer_has_the_published_shape() -> None:
    """The JSON of an answer is these fields in this order: clients and the HTTP API rely on it."""
    assert [
        "id", "index_id", "question", "interpreted_as", "language", "as_of", "status", "mode", "fallback_reason",
        "text", "sentences", "citations", "notices", "related", "timings_ms",
    ] == [field.name for field in dataclasses.fields(Answer)]  # fmt: skip
    assert [
        "number", "document_id", "source_id", "kind", "title", "publisher", "published", "language",
        "source_language", "url", "quote", "start", "end", "viewer", "also_reported_by",
    ] == [field.name for field in dataclasses.fields(Citation)]  # fmt: skip
    assert ["document_id", "title", "published", "quote", "start", "end"] == [
        field.name for field in dataclasses.fields(Related)
    ]
