"""The pages for people, whole without JavaScript: `/` answers a question, `/documents/{id}` is the viewer."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse
from pydantic import TypeAdapter, ValidationError

from nhipcau.answering.wording import EXAMPLES
from nhipcau.server.answers import QuestionText, answer_of
from nhipcau.server.documents import find_document
from nhipcau.server.errors import NotReadyError
from nhipcau.server.highlighting import cited_spans, paragraphs
from nhipcau.server.metrics import InMetrics
from nhipcau.server.rendering import chosen_language, render
from nhipcau.server.service import InService, Service
from nhipcau.vocabulary import Answer, Question

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

_QUESTION_TEXT: TypeAdapter[str] = TypeAdapter(QuestionText)


@router.get("/")
async def ask_page(request: Request, service: InService, metrics: InMetrics, q: str = "") -> HTMLResponse:
    """The form and, where a question came with the request, its answer."""
    asked = q.strip()
    try:
        text = _QUESTION_TEXT.validate_python(asked) if asked else None
    except ValidationError:
        return _ask_page(request, service, asked[:1000], invalid=True)
    if text is None:
        return _ask_page(request, service, asked)
    answer = await service.compute(answer_of, service.assistant.answer(Question(text)))
    return _ask_page(request, service, asked, metrics.counted(answer))


@router.get("/documents/{document_id}")
def document_page(
    request: Request,
    service: InService,
    document_id: str,
    c: Annotated[list[str] | None, Query()] = None,
    v: str | None = None,
) -> HTMLResponse:
    """The viewer: a document with the cited spans marked."""
    generation = service.assistant.generation
    document = find_document(generation, document_id)
    versions = generation.versions(document.source_id)
    return render(
        request,
        "document.html",
        language=chosen_language(request) or document.language,
        document=document,
        paragraphs=list(paragraphs(document.text, cited_spans(c or [], len(document.text)))),
        changed=v is not None and v != document.version,
        other=next((it for it in versions if it.language != document.language), None),
    )


def _ask_page(
    request: Request, service: Service, asked: str, answer: Answer | None = None, *, invalid: bool = False
) -> HTMLResponse:
    return render(
        request,
        "ask.html",
        language=chosen_language(request) or (answer.language if answer else None),
        status=422 if invalid else 200,
        asked=asked,
        answer=answer,
        invalid=invalid,
        examples=EXAMPLES,
        documents=_document_count(service),
    )


def _document_count(service: Service) -> int | None:
    try:
        return service.assistant.generation.document_count()
    except NotReadyError:
        return None
