"""An answer turned into the reader's language: the same sentence in the source's other version is cited instead."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from nhipcau.answering.selection import Candidate
from nhipcau.index.generation import Generation
from nhipcau.sentences import ends_like_a_sentence
from nhipcau.text import canonical_number, is_number, tokens
from nhipcau.vocabulary import Filters, Language

ALIKE = 0.36
"""The least cosine between a sentence and the one that says the same in the other language.

Nineteen in twenty pairs of FLORES are nearer to each other (`bench/train_vietnamese.py` prints it).
"""


def turned(
    chosen: list[Candidate], language: Language, generation: Generation, filters: Filters = Filters()
) -> list[Candidate]:
    """The candidates, each replaced by the same sentence in the version of its source in `language`.

    A candidate stays as it is where it is in that language, where its source has no such version that the filters let
    through, or where no sentence of that version is near to it and agrees in its figures.
    """
    allowed = generation.allowed(filters)
    return [_turned(it, language, generation, allowed) for it in chosen]


def _turned(
    candidate: Candidate, language: Language, generation: Generation, allowed: list[int] | None
) -> Candidate:
    document = candidate.document
    versions = [
        it
        for it in generation.versions(document.source_id)
        if it.language == language and (allowed is None or generation.entry(it.id).number in allowed)
    ]
    if document.language == language or not versions:
        return candidate
    other = versions[0]
    own = generation.sentences(document.id, candidate.end - 1, candidate.end)[-1:]
    wanted = generation.sentence_embeddings([it.number for it in own])
    figures = _figures(document.text[own[0].start : own[0].end])
    same = [
        it
        for it in generation.sentences(other.id)
        if ends_like_a_sentence(other.text[it.start : it.end])
        and _agree(figures, _figures(other.text[it.start : it.end]))
    ]
    if not same:
        return candidate
    cosines = generation.sentence_embeddings([it.number for it in same]) @ wanted[0]
    nearest = int(np.argmax(cosines))
    if cosines[nearest] < ALIKE:
        return candidate
    return replace(candidate, document=other, start=same[nearest].start, end=same[nearest].end)


def _figures(sentence: str) -> frozenset[str]:
    """The figures of a sentence in one spelling."""
    return frozenset(canonical_number(it.text) for it in tokens(sentence) if is_number(it.text))


def _agree(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether one has all figures of the other: "ten" is spelled out in one language, July is a 7 in the other."""
    return one <= other or other <= one
