"""The stored documents over HTTP: `GET /v1/documents` and `GET /v1/documents/{id}`."""

from __future__ import annotations

import base64
import binascii
from bisect import bisect_right
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Path, Query

from nhipcau.errors import DocumentNotFoundError, QuestionError
from nhipcau.server.errors import problems
from nhipcau.server.service import InService
from nhipcau.vocabulary import Document, Kind, Language, TitleFrom

if TYPE_CHECKING:
    from nhipcau.index.generation import Generation

router = APIRouter(tags=["documents"])


@dataclass(frozen=True, slots=True)
class DocumentSummary:
    """What is known of a document; `v` is the version of its text."""

    id: str
    source_id: str
    language: Language
    kind: Kind
    title: str
    title_from: TitleFrom
    publisher: str | None
    published: str | None
    url: str | None
    source_language: str
    topics: tuple[str, ...]
    story: str | None
    v: str


@dataclass(frozen=True, slots=True)
class WholeDocument(DocumentSummary):
    """A document with its text, of which every quote is a slice."""

    text: str


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """Some documents, sorted by id; `next` is the cursor of those that follow, null on the last page."""

    documents: tuple[DocumentSummary, ...]
    total: int
    next: str | None


@router.get(
    "/v1/documents", response_model=DocumentPage, responses=problems(422, 503), summary="List the documents"
)
def list_documents(
    service: InService,
    limit: Annotated[int, Query(ge=1, le=200, description="How many at most.")] = 50,
    cursor: Annotated[str | None, Query(max_length=200, description="The `next` of the page before.")] = None,
) -> DocumentPage:
    """The stored documents without their texts, sorted by id."""
    generation = service.assistant.generation
    offset = _offset_after(generation, _opened(cursor)) if cursor else 0
    found = generation.documents(offset=offset, limit=limit + 1)
    shown = found[:limit]
    following = _sealed(shown[-1].id) if len(found) > limit else None
    return DocumentPage(tuple(_summary(it) for it in shown), generation.document_count(), following)


@router.get(
    "/v1/documents/{document_id}",
    response_model=WholeDocument,
    responses=problems(404, 503),
    summary="Read a document",
)
def read_document(
    service: InService, document_id: Annotated[str, Path(description="`[a-z0-9-]{1,100}`")]
) -> WholeDocument:
    """Everything that is known of a document, and its text."""
    document = find_document(service.assistant.generation, document_id)
    return WholeDocument(**asdict(_summary(document)), text=document.text)


def find_document(generation: Generation, document_id: str) -> Document:
    """The document of this id. Raises DocumentNotFoundError."""
    document = generation.document(document_id)
    if document is None:
        raise DocumentNotFoundError("There is no document of this id; GET /v1/documents lists them.")
    return document


def _summary(document: Document) -> DocumentSummary:
    known = {name: getattr(document, name) for name in DocumentSummary.__slots__ if name != "v"}
    return DocumentSummary(**known, v=document.version)


def _sealed(document_id: str) -> str:
    return base64.urlsafe_b64encode(document_id.encode()).decode().rstrip("=")


def _opened(cursor: str) -> str:
    try:
        return base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True).decode()
    except (binascii.Error, ValueError):
        raise QuestionError("cursor: give the `next` of the page before, unchanged.", "cursor") from None


def _offset_after(generation: Generation, document_id: str) -> int:
    """How many ids are not after `document_id`: pages join up although documents come and go meanwhile."""
    return bisect_right(
        range(generation.document_count()),
        document_id,
        key=lambda place: generation.documents(offset=place, limit=1)[0].id,
    )
