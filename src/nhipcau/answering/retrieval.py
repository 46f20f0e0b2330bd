"""Find passages: dense and lexical rankings, fused by rank.

Reciprocal rank fusion after Cormack, Clarke and Büttcher (2009), with a weight for each ranking: the packaged
embedder reads no Vietnamese, so there the words decide.
"""

from __future__ import annotations

from collections.abc import Sequence

from nhipcau.answering.question import Understood
from nhipcau.answering.weights import Fusion, Weights
from nhipcau.index.embedding import Embeddings
from nhipcau.index.generation import Generation
from nhipcau.index.words import WeightedTerm
from nhipcau.vocabulary import Filters, Hit, Language

DEPTH = 100
"""How far down each ranking is read."""

RANK_CONSTANT = 60
"""The constant of reciprocal rank fusion, as its authors give it."""


def retrieve(
    generation: Generation,
    question: Understood,
    embedding: Embeddings,
    weights: Weights,
    *,
    k: int,
    prefer: Language,
    filters: Filters = Filters(),
) -> list[Hit]:
    """At most `k` passages, best first; equal scores are ordered by passage id.

    `embedding` is the question's, of shape (dimension,). Passages in the language `prefer` are worth more.
    """
    documents = generation.allowed(filters)
    passages = None if documents is None else generation.passage_numbers(documents)
    fusion = weights.fusion[row_of(question)]
    dense = generation.vectors.search(embedding, DEPTH, passages)
    lexical = generation.words.search(query_terms(question, fusion), DEPTH, documents)
    fused = fuse([[number for number, _ in dense], [number for number, _ in lexical]], [fusion.dense, 1.0])
    found = generation.passages(list(fused))
    languages = generation.languages({passage.document_id for passage in found})
    scored = [
        (
            fused[number] * (weights.same_language if languages[passage.document_id] == prefer else 1.0),
            passage,
        )
        for number, passage in zip(fused, found, strict=True)
    ]
    scored.sort(key=lambda pair: (-pair[0], pair[1].id))
    return [Hit(passage, score, rank) for rank, (score, passage) in enumerate(scored[:k], start=1)]


def row_of(question: Understood) -> str:
    """Which row of the fusion weights a question takes."""
    return question.language if question.language == "en" or question.has_accents else "vi-bare"


def query_terms(question: Understood, fusion: Fusion) -> list[WeightedTerm]:
    """The terms of the lexical query. Words that only ask are left out, unless there are no others."""
    folded = (*question.terms, *question.joined) or question.exact
    terms = [WeightedTerm("folded", text, 1.0) for text in folded]
    if fusion.exact > 0:
        terms += [WeightedTerm("exact", text, fusion.exact) for text in question.exact]
    return terms


def fuse(rankings: Sequence[Sequence[int]], weights: Sequence[float]) -> dict[int, float]:
    """Passage number to the sum over rankings of weight / (constant + rank), rank from 1."""
    scores: dict[int, float] = {}
    for ranking, weight in zip(rankings, weights, strict=True):
        for rank, number in enumerate(ranking, start=1):
            scores[number] = scores.get(number, 0.0) + weight / (RANK_CONSTANT + rank)
    return {number: score for number, score in scores.items() if score > 0}
