"""A story that several sources report counts once: one of them is shown, and the others are named beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from nhipcau.answering.figures import numbers_named
from nhipcau.answering.question import Understood
from nhipcau.answering.selection import Candidate, common_words, meets
from nhipcau.index.generation import Generation
from nhipcau.vocabulary import Document, Hit, Language, Report

NEARLY = 0.8
"""How much of the best sentence's score another report's must have to stand in its place."""

ALIKE = 0.5
"""How much of the shorter sentence's words two reports of one fact share at least."""


def told_once(hits: Sequence[Hit], generation: Generation) -> list[Hit]:
    """The best hit of each source, and of each story that several report, with ranks anew."""
    best: dict[str, Hit] = {}
    for hit in hits:
        best.setdefault(generation.entry(hit.passage.document_id).told, hit)
    return [replace(hit, rank=rank) for rank, hit in enumerate(best.values(), start=1)]


def most_complete(ranked: Sequence[Candidate], question: Understood) -> list[Candidate]:
    """The candidates, the first one replaced by what the most complete report of its story says to the same effect.

    The most complete report is that with the longest text, of those in the first one's language whose sentence meets
    the question as well, scores nearly as high, shares its words and holds its figures; a heading says none of this. Of
    equals the better one in `ranked` is taken.
    """
    if not ranked:
        return []
    first = ranked[0]
    given = numbers_named(first.text)
    equals = [
        it
        for it in ranked
        if it.document.language == first.document.language
        and it.document.told == first.document.told
        and meets(question, it.features)
        and it.score >= NEARLY * first.score
        and common_words(it, first) >= ALIKE
        and given <= numbers_named(it.text)
        and not it.features["heading"]
    ]
    best = max(equals, key=lambda it: (len(it.document.text), it.score), default=first)
    return [best, *(it for it in ranked if it is not best)]


def also_reported_by(document_id: str, generation: Generation, language: Language) -> tuple[Report, ...]:
    """The other sources of a document's story, newest first and undated ones last.

    Each is named once, by its version in `language` where it has one.
    """
    own = generation.entry(document_id)
    if own.story is None:
        return ()
    versions: dict[str, Document] = {}
    for it in generation.story(own.story):
        if it.source_id != own.source_id and (it.source_id not in versions or it.language == language):
            versions[it.source_id] = it
    others = sorted(versions.values(), key=lambda it: it.id)
    others.sort(key=lambda it: it.published or "", reverse=True)
    return tuple(Report(it.id, it.source_id, it.title, it.publisher, it.published, it.url) for it in others)
