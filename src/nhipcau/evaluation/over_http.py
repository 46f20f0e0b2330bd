"""A running server as the three callables that `evaluate` takes, so that it measures what a client sees."""

from __future__ import annotations

import weakref
from dataclasses import asdict, dataclass
from typing import Any, TypeVar
from urllib.parse import quote

import httpx
from pydantic import TypeAdapter, ValidationError

from nhipcau.errors import EvaluationError, QuestionError
from nhipcau.evaluation.outcome import Ask, Search, TextOf
from nhipcau.vocabulary import Answer, Question

Shape = TypeVar("Shape")

TIMEOUT_SECONDS = 60.0


def ask_over_http(url: str) -> tuple[Ask, Search, TextOf]:
    """`ask`, `search` and `text_of` of the server at `url`, such as http://127.0.0.1:8000.

    They share one connection, which closes when the last of them is let go, and raise EvaluationError when
    the server cannot be reached, fails, or gives something else than the HTTP API defines; QuestionError when
    it cannot use the question (HTTP 422).
    """
    server = _Server(url)
    return server.ask, server.search, server.text_of


@dataclass(frozen=True, slots=True)
class _Found:
    document_id: str


@dataclass(frozen=True, slots=True)
class _SearchBody:
    hits: tuple[_Found, ...]


@dataclass(frozen=True, slots=True)
class _DocumentBody:
    text: str


class _Server:
    def __init__(self, url: str) -> None:
        self._url = url.rstrip("/")
        self._client = httpx.Client(timeout=TIMEOUT_SECONDS, trust_env=False)
        # Made once and early, or building them would count as the first question's latency.
        self._answer_shape = TypeAdapter(Answer)
        self._search_shape = TypeAdapter(_SearchBody)
        self._document_shape = TypeAdapter(_DocumentBody)
        weakref.finalize(self, self._client.close)

    def ask(self, question: Question) -> Answer:
        body = asdict(question)
        body["question"] = body.pop("text")
        return self._read(self._answer_shape, self._send("POST", "/v1/answers", json=body))

    def search(self, query: str, k: int) -> list[str]:
        response = self._send("GET", "/v1/search", params={"q": query, "k": k})
        return [hit.document_id for hit in self._read(self._search_shape, response).hits]

    def text_of(self, document_id: str) -> str | None:
        response = self._send("GET", f"/v1/documents/{quote(document_id, safe='')}", accept=(404, 410))
        return self._read(self._document_shape, response).text if response.is_success else None

    def _send(self, method: str, path: str, *, accept: tuple[int, ...] = (), **sent: Any) -> httpx.Response:
        try:
            response = self._client.request(method, self._url + path, **sent)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            reason = str(error) or type(error).__name__
            raise EvaluationError(
                f"{method} {self._url}{path} failed ({reason}); start the server with `nhipcau serve`, "
                "or give its address, such as http://127.0.0.1:8000."
            ) from error
        if response.is_success or response.status_code in accept:
            return response
        if response.status_code == httpx.codes.UNPROCESSABLE_ENTITY:
            raise QuestionError(_message(response))
        raise EvaluationError(
            f"{method} {self._url}{path} gave HTTP {response.status_code} ({_message(response)}); "
            "look at its /readyz and its log, and check that the address is that of a Nhịp Cầu server."
        )

    def _read(self, shape: TypeAdapter[Shape], response: httpx.Response) -> Shape:
        try:
            return shape.validate_json(response.content, strict=True)
        except ValidationError as error:
            first = error.errors()[0]
            field = ".".join(map(str, first["loc"])) or "(whole body)"
            raise EvaluationError(
                f"{response.url} gave something else than the HTTP API defines ({field}: {first['msg']}); "
                "check that the address is that of a Nhịp Cầu server of this version."
            ) from error


def _message(response: httpx.Response) -> str:
    """The server's own sentence when it sent one, else the standard phrase of its status."""
    try:
        return str(response.json()["error"]["message"])
    except (ValueError, KeyError, TypeError):
        return response.reason_phrase
