"""Questions and searches over HTTP: `POST /v1/answers` (JSON or server-sent events) and `GET /v1/search`."""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator, Iterator
from dataclasses import asdict, dataclass
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response
from fastapi.sse import EventSourceResponse, format_sse_event
from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from nhipcau.server.errors import ErrorBody, describe, problems, retry_after
from nhipcau.server.metrics import InMetrics, Metrics
from nhipcau.server.service import InService, Service
from nhipcau.vocabulary import (
    Answer,
    Done,
    Event,
    Filters,
    Language,
    Meta,
    Mode,
    Question,
    Report,
    SentenceReady,
    Turn,
)

if TYPE_CHECKING:
    from nhipcau.answering.assistant import Assistant

router = APIRouter(tags=["answers"])


def plain_text(text: str) -> str:
    """`text` when it has something to read and no NUL; raises ValueError."""
    if not text.strip():
        raise ValueError("say something; this is empty")
    if "\0" in text:
        raise ValueError("take out the NUL character")
    return text


def _partial_date(text: str) -> str:
    if not re.fullmatch(r"[0-9]{4}(-[0-9]{2}){0,2}", text):
        raise ValueError("write YYYY, YYYY-MM or YYYY-MM-DD")
    return _existing_date(text, text + "-01-01"[len(text) - 4 :])


def _whole_date(text: str) -> str:
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        raise ValueError("write YYYY-MM-DD")
    return _existing_date(text, text)


def _existing_date(text: str, whole: str) -> str:
    try:
        date.fromisoformat(whole)
    except ValueError:
        raise ValueError("there is no such date") from None
    return text


QuestionText = Annotated[str, Field(min_length=1, max_length=1000), AfterValidator(plain_text)]
ShortText = Annotated[str, Field(min_length=1, max_length=200), AfterValidator(plain_text)]
PartialDate = Annotated[str, AfterValidator(_partial_date), Field(examples=["2025", "2025-12", "2025-12-30"])]
WholeDate = Annotated[str, AfterValidator(_whole_date), Field(examples=["2026-11-22"])]


class _Asked(BaseModel):
    """Exactly the declared fields, in exactly their types."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class AskedTurn(_Asked):
    """One earlier question and its answer; the answer may be empty where none was found."""

    question: QuestionText
    answer: Annotated[str, Field(max_length=10_000)]


class AskedFilters(_Asked):
    """Which documents may answer; a partial date stands for its whole span."""

    published_from: PartialDate | None = None
    published_to: PartialDate | None = None
    include_undated: bool = True
    language: Language | None = None
    publisher: ShortText | None = None
    topics: Annotated[list[ShortText], Field(max_length=20)] = []


class AskedQuestion(_Asked):
    """A question and the conditions under which it is to be answered."""

    question: Annotated[QuestionText, Field(examples=["How much was raised for the Cuban people in 2025?"])]
    language: Annotated[Language | None, Field(description="Of the answer; null: the question's.")] = None
    history: Annotated[list[AskedTurn], Field(max_length=6, description="Earlier turns, oldest first.")] = []
    as_of: Annotated[WholeDate | None, Field(description="YYYY-MM-DD; null means today.")] = None
    filters: AskedFilters = AskedFilters()
    mode: Annotated[Mode, Field(description="`generated` needs a language model.")] = "auto"
    stream: Annotated[bool, Field(description="Answer as server-sent events.")] = False


@dataclass(frozen=True, slots=True)
class SearchHit:
    """A passage that was found: `text` is `document.text[start:end]`."""

    rank: int
    document_id: str
    title: str
    published: str | None
    language: Language
    text: str
    start: int
    end: int
    also_reported_by: tuple[Report, ...]


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The passages nearest to a query, best first."""

    index_id: str
    hits: tuple[SearchHit, ...]


def question_of(asked: AskedQuestion) -> Question:
    """What was asked, in the vocabulary of the assistant."""
    filters = asked.filters.model_dump() | {"topics": tuple(asked.filters.topics)}
    return Question(
        text=asked.question,
        language=asked.language,
        history=tuple(Turn(turn.question, turn.answer) for turn in asked.history),
        as_of=asked.as_of,
        filters=Filters(**filters),
        mode=asked.mode,
    )


_EVENTS: dict[str, Any] = {
    "text/event-stream": {
        "itemSchema": {
            "type": "object",
            "description": "`meta`, then `sentence` {sentence, citations} for each, then `done` (the whole answer); "
            "or `error` {error, retry_after}.",
            "properties": {
                "event": {"enum": ["meta", "sentence", "done", "error"]},
                "data": {"type": "string", "contentMediaType": "application/json"},
            },
            "required": ["event", "data"],
        }
    }
}


@router.post(
    "/v1/answers",
    response_model=Answer,
    responses={200: {"description": "The answer", "content": _EVENTS}, **problems(400, 413, 422, 503)},
    summary="Answer a question",
)
async def answer(
    asked: AskedQuestion, request: Request, service: InService, metrics: InMetrics
) -> Answer | Response:
    """Answer with sentences that are each cited to the exact words of a stored document, or with `not_found`.

    With `"stream": true` or `Accept: text/event-stream` the same answer comes as server-sent events.
    """
    events = await service.compute(service.assistant.answer, question_of(asked))
    if not (asked.stream or "text/event-stream" in request.headers.get("accept", "")):
        return metrics.counted(await service.compute(answer_of, events))
    first = await service.compute(next, events)  # a question that cannot be answered is still a plain 4xx
    headers = {"Cache-Control": "no-cache", "X-Accel-Buffering": "no"}
    return EventSourceResponse(_streamed(service, metrics, first, events), headers=headers)


@router.get("/v1/search", response_model=SearchResult, responses=problems(422, 503), summary="Find passages")
async def search(
    service: InService,
    q: Annotated[QuestionText, Query(description="What to search for.")],
    k: Annotated[int, Query(ge=1, le=100, description="How many passages at most.")] = 10,
) -> dict[str, Any]:
    """The passages nearest to `q`, best first, in either language."""
    return await service.compute(_found, service.assistant, q, k)


def answer_of(events: Iterator[Event]) -> Answer:
    """The answer that `events` end with. Compute, blocking."""
    from nhipcau.answering.assistant import final_answer  # noqa: PLC0415 (the API is described without torch)

    return final_answer(events)


def _found(assistant: Assistant, query: str, k: int) -> dict[str, Any]:
    from nhipcau.answering.assistant import search_results  # noqa: PLC0415 (the API is described without torch)

    return search_results(*assistant.search(query, k=k))


async def _streamed(
    service: Service, metrics: Metrics, first: Event, events: Iterator[Event]
) -> AsyncIterator[bytes]:
    event: Event | None = first
    try:
        while event is not None:
            if isinstance(event, Done):
                metrics.counted(event.answer)
            yield _sent(*_named(event))
            event = await service.compute(next, events, None)
    except Exception as error:  # noqa: BLE001 (the status is sent already; describe logs it)
        status, detail = describe(error)
        yield _sent("error", asdict(ErrorBody(detail)) | {"retry_after": retry_after(status)})


def _named(event: Event) -> tuple[str, dict[str, Any]]:
    if isinstance(event, Meta):
        return "meta", asdict(event)
    if isinstance(event, SentenceReady):
        return "sentence", asdict(event)
    return "done", asdict(event.answer)


def _sent(name: str, value: dict[str, Any]) -> bytes:
    return format_sse_event(event=name, data_str=json.dumps(value, ensure_ascii=False))
