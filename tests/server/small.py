"""A small assistant of plain values: it finds what was asked by `str.find` and quotes to the full stop."""

from __future__ import annotations

import socket
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any, cast

import uvicorn
from fastapi import FastAPI
from starlette.testclient import TestClient

from nhipcau.answering.assistant import Assistant
from nhipcau.config import Config
from nhipcau.errors import NoLanguageModelError
from nhipcau.index.generation import Entry
from nhipcau.server.app import create_app
from nhipcau.vocabulary import (
    Answer,
    Citation,
    Document,
    Done,
    Event,
    Hit,
    Language,
    Meta,
    Notice,
    Passage,
    Question,
    Related,
    Sentence,
    SentenceReady,
    Timings,
)

INDEX_ID = "000001-abcdef"


def document(document_id: str, language: Language, text: str, **known: Any) -> Document:
    """A document of `text` whose source is its id without the language."""
    source_id = document_id.removesuffix(f"-{language}")
    values = {"kind": "article", "title": f"Title of {source_id}", "title_from": "source", "path": "a.md"}
    return Document(id=document_id, source_id=source_id, language=language, text=text, **values | known)


DOCUMENTS = (
    document(
        "bridge-en",
        "en",
        "The bridge\n\nThe bridge has two spans. Each span is 30 m long.\n\nIt was opened in May.",
        kind="brief",
        publisher="River Gazette",
        published="2024-05-03",
        url="https://example.org/bridge",
        topics=("rivers",),
    ),
    document(
        "bridge-vi", "vi", "Cây cầu có hai nhịp. Mỗi nhịp dài 30 m.", kind="brief", source_language="en"
    ),
    document(
        "hostile-en",
        "en",
        "<script>alert(1)</script> is only text.",
        title='<img src=x onerror="alert(1)">',
        publisher="<b>bold</b>",
        url="javascript:alert(1)",
    ),
)


def entry(it: Document, number: int = 0) -> Entry:
    """What is known of a document without its text."""
    return Entry(
        number,
        it.id,
        it.source_id,
        it.language,
        it.kind,
        it.title,
        it.publisher,
        it.published,
        frozenset(it.topics),
        it.story,
        it.content_hash,
    )


@dataclass
class SmallGeneration:
    """Documents in a tuple, sorted by id."""

    stored: tuple[Document, ...] = DOCUMENTS
    index_id: str = INDEX_ID
    manifest: Any = field(
        default_factory=lambda: SimpleNamespace(
            created="2026-01-02T03:04:05Z",
            counts={"documents": 3, "passages": 3, "sentences": 6},
            embedder=SimpleNamespace(name="small"),
        )
    )

    def document(self, document_id: str) -> Document | None:
        return next((it for it in self.stored if it.id == document_id), None)

    def documents(self, *, offset: int = 0, limit: int | None = None) -> list[Document]:
        return list(self.stored[offset:][:limit])

    def document_count(self) -> int:
        return len(self.stored)

    def entry(self, document_id: str) -> Entry:
        return next(it for it in self.entries() if it.id == document_id)

    def story(self, story: str) -> list[Document]:
        return [it for it in self.stored if it.story == story]

    def entries(self) -> list[Entry]:
        return [entry(it, number) for number, it in enumerate(self.stored)]

    def versions(self, source_id: str) -> list[Document]:
        return [it for it in self.stored if it.source_id == source_id]


@dataclass
class SmallAssistant:
    """`encode` stands where a real one encodes the question; `refresh_once` where it looks for a new index."""

    generation: SmallGeneration = field(default_factory=SmallGeneration)
    fallback_reason: str | None = None
    encode: Callable[[str], object] = str
    refresh_once: Callable[[], bool] = lambda: False

    def refresh(self) -> bool:
        return self.refresh_once()

    def search(self, query: str, *, k: int = 10) -> tuple[SmallGeneration, list[Hit]]:
        self.encode(query)
        found = [it for it in self.generation.stored if query in it.text][:k]
        starts = [it.text.find(query) for it in found]
        passages = [Passage(it.id, at, at + len(query)) for it, at in zip(found, starts, strict=True)]
        return self.generation, [Hit(it, 1 / rank, rank) for rank, it in enumerate(passages, start=1)]

    def answer(self, question: Question) -> Iterator[Event]:
        if question.mode == "generated":
            raise NoLanguageModelError("There is no language model; ask in mode auto.", "mode")
        return self._events(question)

    def _events(self, question: Question) -> Iterator[Event]:
        language: Language = question.language or ("vi" if "ầ" in question.text else "en")
        meta = Meta("ans_1", INDEX_ID, question.text, language, question.as_of or "2026-01-02", "extractive")
        yield meta
        self.encode(question.text)
        wanted = question.text.rstrip("?")
        citations = tuple(_quote(it, wanted, number) for number, it in enumerate(self._with(wanted), start=1))
        sentences = tuple(Sentence(it.quote, (it.number,), 1.0) for it in citations)
        for sentence, citation in zip(sentences, citations, strict=True):
            yield SentenceReady(sentence, (citation,))
        nearest = self.generation.stored[0]
        related = () if citations else (Related(nearest.id, nearest.title, None, nearest.text[:10], 0, 10),)
        yield Done(
            Answer(
                id=meta.id,
                index_id=meta.index_id,
                question=meta.question,
                interpreted_as=None,
                language=language,
                as_of=meta.as_of,
                status="answered" if citations else "not_found",
                mode="extractive",
                fallback_reason=None,
                text=" ".join(f"{it.text} [{it.citations[0]}]" for it in sentences) or None,
                sentences=sentences,
                citations=citations,
                notices=(Notice("fallback", "Earlier turns were left out."),) if question.history else (),
                related=related,
                timings_ms=Timings(1.0, 2.0, 3.0, 6.0),
            )
        )

    def _with(self, wanted: str) -> list[Document]:
        return [it for it in self.generation.stored if wanted in it.text]


def _quote(it: Document, wanted: str, number: int) -> Citation:
    start = it.text.find(wanted)
    end = it.text.find(".", start) + 1
    return Citation(
        number=number,
        document_id=it.id,
        source_id=it.source_id,
        kind=it.kind,
        title=it.title,
        publisher=it.publisher,
        published=it.published,
        language=it.language,
        source_language=it.source_language,
        url=it.url,
        quote=it.text[start:end],
        start=start,
        end=end,
        viewer=f"/documents/{it.id}?v={it.version}&c={start}-{end}#c1",
    )


def app_with(assistant: SmallAssistant) -> FastAPI:
    """The real application around a small assistant."""
    return create_app(Config(), load=lambda: cast(Assistant, assistant))


def wait_until(true: Callable[[], bool]) -> None:
    """Return when it is true; fail after ten seconds."""
    deadline = time.monotonic() + 10
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.01)


@contextmanager
def client_of(app: FastAPI) -> Iterator[TestClient]:
    """A client of `app` once it has finished starting, well or not."""
    with TestClient(app) as client:
        wait_until(lambda: "starting" not in client.get("/readyz").text)
        yield client


@contextmanager
def served(app: FastAPI) -> Iterator[str]:
    """The address of `app` on a real socket."""
    server = uvicorn.Server(uvicorn.Config(app, log_config=None, lifespan="on"))
    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()


def seconds_to_get(address: str) -> float:
    """How long a GET that succeeds takes."""
    began = time.monotonic()
    with urllib.request.urlopen(address, timeout=10) as response:
        response.read()
    return time.monotonic() - began


def is_ready(address: str) -> bool:
    """Whether the server has finished starting."""
    try:
        return seconds_to_get(f"{address}/readyz") >= 0
    except OSError:
        return False
