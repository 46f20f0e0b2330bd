"""Speed as ratios within one run, and retrieval on the public sets beside dense alone and words alone.

Speed is measured on the repository's own corpus: rounds of the two sides are interleaved, medians compared.
The quality part needs the public sets (NHIPCAU_BENCH_DATA) and is left out, with a word, where they are absent.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from public import Asked, Paragraph, sets_folder, write_corpus, xquad

from nhipcau.answering.assistant import Assistant, final_answer, load_assistant
from nhipcau.answering.question import understand
from nhipcau.answering.retrieval import DEPTH, query_terms
from nhipcau.answering.weights import Fusion, load_weights
from nhipcau.config import Config
from nhipcau.documents.chunking import embedded_text
from nhipcau.evaluation import read_questions
from nhipcau.index.embedding import Embedder, load_embedder
from nhipcau.index.ingest import ingest
from nhipcau.vocabulary import Question

ROOT = Path(__file__).parents[1]
ROUNDS = 5
RESAMPLES = 2000


def main() -> None:
    """Print both parts."""
    embedder = load_embedder()
    with tempfile.TemporaryDirectory() as scratch:
        speed(embedder, Path(scratch))
        folder = sets_folder()
        if folder is None:
            return
        for language in ("en", "vi"):
            paragraphs, asked = xquad(folder, language)
            quality(f"XQuAD {language} -> {language}", embedder, Path(scratch) / language, paragraphs, asked)
        paragraphs, _ = xquad(folder, "en")
        _, asked = xquad(folder, "vi")
        crossed = [
            Asked(it.id, it.text, tuple(p.replace("-vi", "-en") for p in it.paragraphs), it.answers, it.group)
            for it in asked
        ]
        quality("XQuAD vi -> en", embedder, Path(scratch) / "crossed", paragraphs, crossed)


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
        it.text[one.start : one.end] for it in documents.values() for one in generation.sentences(it.id)
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


def ours(assistant: Assistant, query: str) -> list[str]:
    """Documents in the order in which `search` finds them."""
    return [hit.passage.document_id for hit in assistant.search(query, k=20)[1]]


def dense_alone(assistant: Assistant, query: str) -> list[str]:
    """Documents by embedding only."""
    found = assistant.generation.vectors.search(assistant.embedder.embed_queries([query])[0], DEPTH)
    return [it.document_id for it in assistant.generation.passages([number for number, _ in found])]


def words_alone(assistant: Assistant, query: str) -> list[str]:
    """Documents by words only."""
    understood = understand(query)
    row = load_weights().fusion["en" if understood.language == "en" else "vi"]
    found = assistant.generation.words.search(query_terms(understood, Fusion(0.0, row.exact)), DEPTH)
    return [it.document_id for it in assistant.generation.passages([number for number, _ in found])]


def quality(
    title: str, embedder: Embedder, folder: Path, paragraphs: Sequence[Paragraph], asked: Sequence[Asked]
) -> None:
    """Print the share of questions whose right paragraph stands first, and among the first five."""
    write_corpus(folder / "corpus", list(paragraphs))
    config = Config(corpus_dir=folder / "corpus", index_dir=folder / "index")
    assistant = load_assistant(config, embedder=embedder)
    first: dict[str, np.ndarray[tuple[int], np.dtype[np.float64]]] = {}
    for name, system in (("ours", ours), ("dense alone", dense_alone), ("words alone", words_alone)):
        ranks = [_rank(system(assistant, it.text), it.paragraphs) for it in asked]
        first[name] = np.array([float(rank == 1) for rank in ranks])
        print(
            f"{title}: {name}: first {first[name].mean():.3f}, in five {np.mean([0 < r <= 5 for r in ranks]):.3f}"
        )
    random = np.random.default_rng(0)
    draws = random.integers(0, len(asked), (RESAMPLES, len(asked)))
    for name in ("dense alone", "words alone"):
        low, high = np.percentile((first["ours"] - first[name])[draws].mean(axis=1), [2.5, 97.5])
        print(f"{title}: ours minus {name}: [{low:+.3f}, {high:+.3f}] (95 %, paired bootstrap)")


def _rank(found: Sequence[str], right: Sequence[str]) -> int:
    """The place of the first right document among different ones, from 1; 0 where it is missing."""
    different = list(dict.fromkeys(found))
    return next((place for place, it in enumerate(different, start=1) if it in right), 0)


if __name__ == "__main__":
    main()
