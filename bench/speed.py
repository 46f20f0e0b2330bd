"""Speed as ratios within one run, on the repository's own corpus: rounds of the two sides are interleaved."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from nhipcau.answering.assistant import final_answer, load_assistant
from nhipcau.config import Config
from nhipcau.documents.chunking import embedded_text
from nhipcau.evaluation import read_questions
from nhipcau.index.embedding import Embedder, load_embedder
from nhipcau.index.ingest import ingest
from nhipcau.vocabulary import Question

ROOT = Path(__file__).parents[1]
ROUNDS = 5


def main() -> None:
    """Print the ratios."""
    with tempfile.TemporaryDirectory() as scratch:
        speed(load_embedder(), Path(scratch))


def speed(embedder: Embedder, scratch: Path) -> None:
    """A whole answer beside a bare encode of its question; ingest beside a bare encode of the same passages."""
    config = Config(corpus_dir=ROOT / "corpus", index_dir=scratch / "speed")
    started = time.perf_counter()
    ingest(config, embedder=embedder)
    ingested = time.perf_counter() - started
    assistant = load_assistant(config, embedder=embedder)
    generation = assistant.generation
    documents = {it.id: it for it in generation.documents()}
    passages = generation.passages(range(generation.manifest.counts["passages"]))
    texts = [
        embedded_text(documents[it.document_id].title, documents[it.document_id].text[it.start : it.end])
        for it in passages
    ]
    texts += [
        embedded_text(it.title, it.text[one.start : one.end])
        for it in documents.values()
        for one in generation.sentences(it.id)
    ]
    started = time.perf_counter()
    embedder.embed_passages(texts)
    bare = time.perf_counter() - started
    print(
        f"ingest: {ingested / bare:.2f} times a bare encode of its {len(texts)} texts (passages and sentences)"
    )
    questions = [it.question for it in read_questions(ROOT / "bench/questions.jsonl")][::3]
    whole, encode = [], []
    for _ in range(ROUNDS):
        encode += [_seconds(lambda q=q: embedder.embed_queries([q])) for q in questions]  # type: ignore[misc]
        whole += [_seconds(lambda q=q: final_answer(assistant.answer(Question(q)))) for q in questions]  # type: ignore[misc]
    ratio = statistics.median(whole) / statistics.median(encode)
    print(
        f"one question, whole answer: {ratio:.2f} times a bare encode of the question (medians, n={len(whole)})"
    )
    unchanged = _seconds(lambda: ingest(config, embedder=embedder))
    print(f"ingest without a change: {unchanged / ingested:.3f} of the first one")


def _seconds(call: Callable[[], object]) -> float:
    started = time.perf_counter()
    call()
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
