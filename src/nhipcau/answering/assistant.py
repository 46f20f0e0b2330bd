"""The core: a question in, events of a cited answer out. Every surface is an adapter of `Assistant.answer`."""

from __future__ import annotations

import dataclasses
import threading
import time
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from nhipcau.answering.about import corpus_figures, reply
from nhipcau.answering.citing import cite_all, related
from nhipcau.answering.disagreements import Disagreement, disagreement, disagreement_notice
from nhipcau.answering.interpreting import Interpreted, interpret, which_is_meant
from nhipcau.answering.question import Understood, understand
from nhipcau.answering.reports import also_reported_by, most_complete, told_once
from nhipcau.answering.retrieval import retrieve
from nhipcau.answering.selection import Candidate, answerable, candidates, choose
from nhipcau.answering.turning import turned
from nhipcau.answering.weights import load_weights
from nhipcau.config import Config
from nhipcau.errors import (
    IndexMismatchError,
    IndexMissingError,
    NhipcauError,
    NoLanguageModelError,
    QuestionError,
)
from nhipcau.glossary import load_glossary
from nhipcau.index import folder as index_folder
from nhipcau.index.embedding import Embedder, load_embedder
from nhipcau.index.embedding_store import Progress
from nhipcau.index.generation import Generation
from nhipcau.index.ingest import ingest
from nhipcau.text import detect_language, fold_space
from nhipcau.vocabulary import (
    Answer,
    Citation,
    Done,
    Event,
    Filters,
    Hit,
    Language,
    Meta,
    Notice,
    Question,
    Sentence,
    SentenceReady,
    Status,
    Timings,
)

MAX_QUESTION = 1000
"""Characters of the longest question."""

MAX_SENTENCES = 4
MAX_CHARACTERS = 700
RELATED = 3
_OTHER_LANGUAGE: dict[Language, str] = {
    "en": "Some of the quotes are in Vietnamese, the language of their documents.",
    "vi": "Một số trích dẫn bằng tiếng Anh, ngôn ngữ của tài liệu được trích.",
}
RETRIEVED = 30
"""How many passages are retrieved for a question."""


def load_assistant(
    config: Config, *, embedder: Embedder | None = None, progress: Progress = lambda done, total: None
) -> Assistant:
    """Open the live generation and load the model; takes seconds. A first index is built where there is none.

    Raises an error of ours where there is no corpus, no model or no good generation.
    """
    embedder = embedder or load_embedder(config.embedding_model)
    stamp = index_folder.current_stamp(config.index_dir)
    try:
        live = index_folder.open_live(config.index_dir)
    except IndexMissingError:
        ingest(config, embedder=embedder, progress=progress)
        stamp = index_folder.current_stamp(config.index_dir)
        live = index_folder.open_live(config.index_dir)
    return Assistant(config, embedder, live, stamp)


class Clock:
    """Milliseconds between laps."""

    def __init__(self) -> None:
        self._start = self._last = time.perf_counter()
        self._laps: dict[str, float] = {}

    def lap(self, stage: str) -> None:
        now = time.perf_counter()
        self._laps[stage] = round((now - self._last) * 1000, 3)
        self._last = now

    def timings(self) -> Timings:
        return Timings(**self._laps, total=round((time.perf_counter() - self._start) * 1000, 3))


@dataclass(frozen=True, slots=True)
class Considered:
    """What an answer is made from. `language` is the answer's; `likely` how likely it answers, 0 to 1.

    Talk and unclear questions are not searched for: nothing is found and weighed, and `likely` is 0.
    """

    generation: Generation
    interpreted: Interpreted
    question: Understood
    language: Language
    hits: list[Hit]
    ranked: list[Candidate]
    likely: float


class Assistant:
    """A loaded model and the live generation. Any number of threads may ask at once."""

    def __init__(
        self, config: Config, embedder: Embedder, live: index_folder.Live, stamp: tuple[object, ...]
    ) -> None:
        """Embeds once, so that the first question is as fast as the next. Raises IndexMismatchError, and
        GlossaryError where the glossary cannot be read.

        `stamp` is the index folder's from before `live` was opened: a commit since then is noticed by `refresh`.
        """
        self._index_dir = config.index_dir
        self.embedder = embedder
        self._weights = load_weights()
        self.glossary = load_glossary(config.glossary)
        self._swap = threading.Lock()
        self._stamp = stamp
        _check_model(live.generation, embedder)
        self._live = live
        embedder.embed_queries(["Nhịp Cầu"])

    @property
    def generation(self) -> Generation:
        """The live generation. A request takes it once and finishes on it."""
        return self._live.generation

    @property
    def fallback_reason(self) -> str | None:
        """Why an older generation is served than the one that CURRENT names; None where that is not so."""
        return self._live.fallback_reason

    def refresh(self) -> bool:
        """Look whether CURRENT or the removals have changed and, if so, verify aside and swap.

        Returns whether it swapped. Raises an error of ours where the new generation cannot be used; removals are
        heeded even then, the old generation serves on with the error as its `fallback_reason`, and the next call
        tries again.
        """
        with self._swap:
            stamp = index_folder.current_stamp(self._index_dir)
            if stamp == self._stamp:
                return False
            try:
                self._heed_removals()
                live = index_folder.open_live(self._index_dir)
                _check_model(live.generation, self.embedder)
            except NhipcauError as error:
                self._live = dataclasses.replace(self._live, fallback_reason=str(error))
                raise
            self._live, self._stamp = live, stamp
            return True

    def _heed_removals(self) -> None:
        generation = self.generation
        recorded = index_folder.read_removals(self._index_dir)
        removals = index_folder.removals_for(recorded, generation.manifest.sequence)
        self._live = dataclasses.replace(self._live, generation=generation.without(removals))

    def search(
        self, query: str, *, k: int = 10, filters: Filters = Filters()
    ) -> tuple[Generation, list[Hit]]:
        """The passages nearest to a query, best first, and the generation that they are from.

        Raises QuestionError where the query cannot be used.
        """
        _check_text(query, "q")
        generation = self.generation
        understood = understand(query, self.glossary)
        embedding = self.embedder.embed_queries([understood.text])[0]
        prefer = filters.language or understood.language
        hits = retrieve(
            generation, understood, embedding, self._weights, k=None, prefer=prefer, filters=filters
        )
        return generation, told_once(hits, generation)[:k]

    def answer(self, question: Question) -> Iterator[Event]:
        """Answer a question: `Meta`, a `SentenceReady` for each sentence, `Done`.

        Raises QuestionError before the first event where the question cannot be used.
        """
        if question.mode == "generated":
            message = "No language model is configured, so no answer can be generated; ask in mode auto or extractive."
            raise NoLanguageModelError(message, "mode")
        _check_text(question.text, "question")
        return self._answer(question)

    def consider(self, question: Question, clock: Clock | None = None) -> Considered:
        """Everything up to the choice of sentences: the question understood, passages found, sentences weighed."""
        clock = clock or Clock()
        generation = self.generation
        interpreted = interpret(question, generation.words)
        understood = understand(interpreted.text, self.glossary)
        # A follow-up may be completed from turns in another language; the reader's is that of what was written.
        language = question.language or detect_language(question.text)
        prefer = question.filters.language or understood.language
        is_searched = interpreted.talk is None and not interpreted.is_unclear
        hits: list[Hit] = []
        ranked: list[Candidate] = []
        if is_searched:
            embedding = self.embedder.embed_queries([understood.text])[0]
        clock.lap("embed")
        if is_searched:
            hits = retrieve(
                generation,
                understood,
                embedding,
                self._weights,
                k=RETRIEVED,
                prefer=prefer,
                filters=question.filters,
            )
        clock.lap("retrieve")
        if is_searched:
            ranked = candidates(generation, understood, embedding, hits, self._weights)
        likely = answerable(understood, ranked, self._weights)
        clock.lap("select")
        return Considered(generation, interpreted, understood, language, hits, ranked, likely)

    def _answer(self, question: Question) -> Iterator[Event]:
        clock = Clock()
        considered = self.consider(question, clock)
        language = considered.language
        meta = Meta(
            id=f"ans_{uuid.uuid4().hex}",
            index_id=considered.generation.index_id,
            question=question.text,
            language=language,
            as_of=question.as_of or datetime.now(UTC).date().isoformat(),
            mode="extractive",
        )
        yield meta
        chosen: list[Candidate] = []
        differing: Disagreement | None = None
        if considered.likely >= self._weights.threshold[considered.question.language]:
            ranked = most_complete(considered.ranked, considered.question)
            differing = disagreement(considered.question, ranked, self.glossary)
            if differing:
                chosen = [it.candidate for it in differing.claims]
            else:
                chosen = choose(ranked, self._weights, most=MAX_SENTENCES, room=MAX_CHARACTERS)
            chosen = turned(chosen, language, considered.generation, question.filters)
        citations = [
            dataclasses.replace(
                it, also_reported_by=also_reported_by(it.document_id, considered.generation, language)
            )
            for it in cite_all(chosen, considered.question, MAX_CHARACTERS)
        ]
        sentences = [Sentence(fold_space(it.quote), (it.number,), support=1.0) for it in citations]
        for sentence, citation in zip(sentences, citations, strict=True):
            yield SentenceReady(sentence, (citation,))
        yield Done(
            Answer(
                id=meta.id,
                index_id=meta.index_id,
                question=meta.question,
                interpreted_as=considered.interpreted.interpreted_as,
                language=language,
                as_of=meta.as_of,
                status=_status(considered, sentences),
                mode=meta.mode,
                fallback_reason=None,
                text=_text(considered, sentences),
                sentences=tuple(sentences),
                citations=tuple(citations),
                notices=tuple(_notices(language, citations, differing)),
                related=() if sentences else related(considered.ranked, RELATED),
                timings_ms=clock.timings(),
            )
        )


def _status(considered: Considered, sentences: Sequence[Sentence]) -> Status:
    if considered.interpreted.talk:
        return "about"
    if considered.interpreted.is_unclear:
        return "unclear"
    return "answered" if sentences else "not_found"


def _text(considered: Considered, sentences: Sequence[Sentence]) -> str | None:
    """The sentences with their numbers; a reply to talk; which is meant; or None."""
    interpreted = considered.interpreted
    if interpreted.talk:
        return reply(interpreted.talk, considered.language, corpus_figures(considered.generation))
    if interpreted.is_unclear:
        return which_is_meant(interpreted.choices, considered.language)
    return " ".join(f"{it.text} [{it.citations[0]}]" for it in sentences) or None


def _notices(
    language: Language, citations: Sequence[Citation], differing: Disagreement | None
) -> Iterator[Notice]:
    """What the reader should know, in the language of the answer."""
    if differing:
        yield from disagreement_notice(differing, citations, language)
    other = sorted({it.language for it in citations if it.language != language})
    if other:
        yield Notice("other_language", _OTHER_LANGUAGE[language])


def explain(considered: Considered, most: int = 10) -> dict[str, Any]:
    """How a question was understood and what was weighed, as JSON-ready values."""
    return {
        "interpreted": dataclasses.asdict(considered.interpreted),
        "understood": _readable(considered.question),
        "answerable": round(considered.likely, 4),
        "threshold": load_weights().threshold[considered.question.language],
        "passages": [
            {"rank": it.rank, "passage": it.passage.id, "score": it.score} for it in considered.hits[:most]
        ],
        "sentences": [
            {
                "score": round(it.score, 4),
                "document_id": it.document.id,
                "text": it.text,
                "features": it.features,
            }
            for it in considered.ranked[:most]
        ],
    }


def _readable(question: Understood) -> dict[str, Any]:
    """How a question was understood, with sets as sorted lists."""
    values = dataclasses.asdict(question)
    wanted = values["demands"]
    wanted["places"] = sorted(wanted["places"])
    wanted["offices"] = [dataclasses.asdict(it) for it in sorted(question.demands.offices, key=str)]
    return values


def search_results(generation: Generation, hits: Sequence[Hit]) -> dict[str, Any]:
    """What `search` gives out, as JSON-ready values."""
    found = []
    for hit in hits:
        document = generation.document(hit.passage.document_id)
        if document is not None:
            found.append(
                {
                    "rank": hit.rank,
                    "document_id": document.id,
                    "title": document.title,
                    "published": document.published,
                    "language": document.language,
                    "text": document.text[hit.passage.start : hit.passage.end],
                    "start": hit.passage.start,
                    "end": hit.passage.end,
                    "also_reported_by": [
                        dataclasses.asdict(it)
                        for it in also_reported_by(document.id, generation, document.language)
                    ],
                }
            )
    return {"index_id": generation.index_id, "hits": found}


def final_answer(events: Iterator[Event]) -> Answer:
    """The whole answer, from the last event."""
    for event in events:
        if isinstance(event, Done):
            return event.answer
    raise RuntimeError("the events of an answer ended without Done")


def _check_text(text: str, param: str) -> None:
    """Raises QuestionError where a question or query is empty, too long, or no text."""
    if not text.strip():
        raise QuestionError(f"The {param} is empty; write what you want to know.", param)
    if len(text) > MAX_QUESTION:
        raise QuestionError(f"The {param} has {len(text)} characters; write at most {MAX_QUESTION}.", param)
    if any(0xD800 <= ord(letter) <= 0xDFFF for letter in text):
        raise QuestionError(f"The {param} holds bytes that are not UTF-8; write it as text.", param)


def _check_model(generation: Generation, embedder: Embedder) -> None:
    built, loaded = generation.manifest.embedder, embedder.fingerprint
    # The name is not compared: a model folder may be moved or renamed.
    if dataclasses.replace(built, name="") != dataclasses.replace(loaded, name=""):
        message = (
            f"The index was built with the embedding model {built.name!r}, and {loaded.name!r} is loaded; "
        )
        raise IndexMismatchError(message + "run `nhipcau ingest`, or set NHIPCAU_EMBEDDING_MODEL back.")
