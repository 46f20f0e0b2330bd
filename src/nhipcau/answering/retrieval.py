"""Find passages: what the embeddings and the words say of each, weighed together.

The scores themselves are added, each with a weight (Bruch, Gai and Ingber, 2023, "An Analysis of Fusion Functions for
Hybrid Retrieval"): ranks would forget by how much one passage is nearer than the next.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from nhipcau.answering.question import Understood
from nhipcau.answering.weights import Fusion, Weights
from nhipcau.index.embedding import Embeddings
from nhipcau.index.generation import Generation
from nhipcau.index.words import WeightedTerm
from nhipcau.vocabulary import Filters, Hit, Language, Passage

DEPTH = 50
"""How far down each ranking is read."""

RENAMED = 0.5
"""What a word of another name of what is asked about is worth, beside one that the question holds.

With 0.25 to 0.8 a few more of the corpus's own questions find their document first than with 0 (`bench/own.py`).
"""

EVIDENCE = ("cosine", "best_sentence", "folded", "exact")
"""What is weighed for a passage, as columns of `evidence`."""


def retrieve(
    generation: Generation,
    question: Understood,
    embedding: Embeddings,
    weights: Weights,
    *,
    k: int | None,
    prefer: Language,
    filters: Filters = Filters(),
) -> list[Hit]:
    """At most `k` passages, or (None) all that stand high in some ranking, best first.

    Equal scores are ordered by passage id. `embedding` is the question's, of shape
    (dimension,). Passages in the language `prefer` are worth more.
    """
    numbers = nearest(generation, question, embedding, filters)
    scores = weigh(evidence(generation, question, embedding, numbers), weights.fusion[row_of(question)])
    found = generation.passages(numbers)
    scored = [
        (
            float(score) + weights.same_language * (generation.entry(passage.document_id).language == prefer),
            passage,
        )
        for score, passage in zip(scores, found, strict=True)
    ]
    scored.sort(key=lambda pair: (-pair[0], pair[1].id))
    once = _one_version(scored, generation, prefer)
    return [Hit(passage, score, rank) for rank, (score, passage) in enumerate(once[:k], start=1)]


def _one_version(
    scored: list[tuple[float, Passage]], generation: Generation, prefer: Language
) -> list[tuple[float, Passage]]:
    """The same without passages that say in another language what a better one of their source says.

    A source keeps the version in the language `prefer`, if one of its passages was found, else that of its best.
    """
    entries = {it: generation.entry(it) for it in {passage.document_id for _, passage in scored}}
    kept: dict[str, str] = {}
    for _, passage in scored:
        entry = entries[passage.document_id]
        if entry.source_id not in kept or (entry.language == prefer and kept[entry.source_id] != prefer):
            kept[entry.source_id] = entry.language
    return [
        (score, passage)
        for score, passage in scored
        if entries[passage.document_id].language == kept[entries[passage.document_id].source_id]
    ]


def row_of(question: Understood) -> str:
    """Which row of the fusion weights a question takes."""
    return question.language if question.language == "en" or question.has_accents else "vi-bare"


def nearest(
    generation: Generation, question: Understood, embedding: Embeddings, filters: Filters = Filters()
) -> list[int]:
    """The numbers of all passages that stand high in one of the rankings, sorted."""
    documents = generation.allowed(filters)
    allowed = None if documents is None else generation.passage_numbers(documents)
    found = {number for number, _ in generation.vectors.search(embedding, DEPTH, allowed)}
    for terms in query_terms(question):
        found |= {number for number, _ in generation.words.search(terms, DEPTH, documents)}
    return sorted(found)


def query_terms(question: Understood) -> Iterator[list[WeightedTerm]]:
    """The lexical query without accents and the one with them.

    Words that only ask are left out of the first, unless there are no others.
    """
    folded = (*question.terms, *question.joined) or question.exact
    renamed = [WeightedTerm("folded", text, RENAMED) for text in question.renamed]
    yield [*(WeightedTerm("folded", text, 1.0) for text in folded), *renamed]
    yield [WeightedTerm("exact", text, 1.0) for text in question.exact]


def evidence(
    generation: Generation, question: Understood, embedding: Embeddings, numbers: Sequence[int]
) -> NDArray[np.float64]:
    """What speaks for each passage, of shape (len(numbers), len(EVIDENCE)).

    Its cosine and that of its best sentence (-1 to 1), and its BM25 scores without and with accents, in units of what
    the rarest of words would be worth, so that they mean the same in a small corpus and in a large one.
    """
    rows = np.zeros((len(numbers), len(EVIDENCE)))
    if not len(numbers):
        return rows
    rows[:, 0] = generation.vectors.embeddings(numbers) @ embedding
    rows[:, 1] = generation.best_sentence_cosines(numbers, embedding)
    unit = math.log(1 + generation.manifest.counts["passages"])
    for column, terms in enumerate(query_terms(question), start=2):
        scores = dict(generation.words.search(terms, len(numbers), passages=numbers))
        rows[:, column] = [scores.get(number, 0.0) / unit for number in numbers]
    return rows


def weigh(rows: NDArray[np.float64], fusion: Fusion) -> NDArray[np.float64]:
    """The scores of passages, of shape (len(rows),)."""
    scores: NDArray[np.float64] = sum(
        (rows[:, column] * getattr(fusion, name) for column, name in enumerate(EVIDENCE)),
        start=np.zeros(len(rows)),
    )
    return scores
