"""Choose the sentences that answer, and tell whether any does.

Candidates are the sentences of the retrieved passages. Each gets features between 0 and 1, and two logistic models
over them (`weights.json`) say how likely the sentence answers, and whether the question can be answered at all.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Sequence
from dataclasses import dataclass

from nhipcau.answering.answer_types import TELLING, gives_wanted
from nhipcau.answering.dates import published_date
from nhipcau.answering.demands import (
    CONTEXT_AGAINST,
    dates_met,
    denial_met,
    head_met,
    is_elsewhere,
    is_strange,
    names_met,
    numbers_met,
    offices_met,
)
from nhipcau.answering.pointing import joined_start
from nhipcau.answering.question import Understood
from nhipcau.answering.weights import Weights
from nhipcau.index.embedding import Embeddings
from nhipcau.index.generation import Generation
from nhipcau.sentences import ends_like_a_sentence
from nhipcau.text import exact_terms, folded_terms
from nhipcau.vocabulary import Document, Hit

PASSAGES = 10
"""How many passages give candidates."""

PASSAGE_SCALE = 4.0
"""How far below the best passage another one falls to be worth 1/e of it."""

REPEATED = 0.8
"""The share of common words from which a sentence says what another has said."""

SHORTEST_STEM = 4
"""Letters of the shortest word that is taken for the stem of a longer one."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may answer: `document.text[start:end]`, its features and how likely it answers (0 to 1)."""

    document: Document
    start: int
    end: int
    features: dict[str, float]
    score: float

    @property
    def text(self) -> str:
        return self.document.text[self.start : self.end]


def candidates(
    generation: Generation,
    question: Understood,
    embedding: Embeddings,
    hits: Sequence[Hit],
    weights: Weights,
) -> list[Candidate]:
    """The sentences of the best passages, best first; equal scores are ordered by document id and place.

    A short sentence that points back is weighed together with the one before it, as it would be quoted.
    """
    best = hits[:PASSAGES]
    documents = {it: _must(generation, it) for it in {hit.passage.document_id for hit in best}}
    rarity = term_rarity(generation, question)
    found: dict[tuple[str, int], Candidate] = {}
    near = generation.passage_embeddings([hit.passage for hit in best]) @ embedding
    for index, hit in enumerate(best):
        document = documents[hit.passage.document_id]
        stored = generation.sentences(document.id, hit.passage.start, hit.passage.end)
        cosines = generation.sentence_embeddings([it.number for it in stored]) @ embedding
        for place, sentence in enumerate(stored):
            start = joined_start(document.text, (sentence.start, sentence.end))
            features = sentence_features(
                question,
                rarity,
                sentence=document.text[start : sentence.end],
                around=document.text[hit.passage.start : hit.passage.end],
                document=document,
                cosine=float(cosines[place]),
                passage_cosine=float(near[index]),
                passage_share=math.exp((hit.score - best[0].score) / PASSAGE_SCALE),
            )
            score = probability(weights.sentence, features)
            key = (document.id, sentence.end)
            if key not in found or found[key].score < score:
                found[key] = Candidate(document, start, sentence.end, features, score)
    return sorted(
        found.values(), key=lambda it: (not meets(question, it.features), -it.score, it.document.id, it.start)
    )


def meets(question: Understood, features: dict[str, float]) -> bool:
    """Whether a sentence meets the question, however near it may be.

    "When" wants a date, "how many" a figure, "where" a place; and every date, every name and every office of the
    question stands in the sentence or near it.
    """
    return features["unnamed"] == 0 and _may_answer(question, features)


def _may_answer(question: Understood, features: dict[str, float]) -> bool:
    """Whether a sentence could answer: as in `meets`, but for names of one word, which people often replace."""
    tells = question.asked not in TELLING or features["asked"] > 0
    return tells and features["dates"] > 0 and features["offices"] > 0 and features["strange"] == 0


def _must(generation: Generation, document_id: str) -> Document:
    document = generation.document(document_id)
    if document is None:
        raise LookupError(document_id)
    return document


@dataclass(frozen=True, slots=True)
class Rarity:
    """What the question's terms are worth: the inverse document frequency of those that stand anywhere in the index.

    `unknown` is the share of terms that stand nowhere.
    """

    worth: dict[str, float]
    unknown: float


def term_rarity(generation: Generation, question: Understood) -> Rarity:
    """The inverse document frequency of each known term, over passages, as BM25 has it."""
    total = generation.manifest.counts["passages"]
    spellings = {term: [term] for term in question.terms}
    for joined, parts in question.joined.items():
        for part in parts:
            spellings.setdefault(part, [part]).append(joined)
    counts = {
        term: max(generation.words.document_frequency("folded", it) for it in spellings[term])
        for term in question.terms
    }
    worth = {
        term: math.log(1 + (total - count + 0.5) / (count + 0.5)) for term, count in counts.items() if count
    }
    return Rarity(worth, 1 - len(worth) / max(1, len(counts)))


def sentence_features(  # noqa: PLR0913 - one argument for each thing that is weighed
    question: Understood,
    rarity: Rarity,
    *,
    sentence: str,
    around: str,
    document: Document,
    cosine: float,
    passage_cosine: float,
    passage_share: float,
) -> dict[str, float]:
    """What speaks for a sentence, each between 0 and 1 (cosines: -1 and 1).

    Shares of the question's known terms, weighted by rarity: `near` of those in the sentence, its passage, title or
    date; `titled` of those in the sentence or the title, since a document does not say in each sentence what it is
    about; `specific`, in the sentence, of those that the title does not hold; `plain`, in the sentence, of those that
    are no names or figures. `unknown` is the share of terms that stand nowhere at all, `pairs` that of neighbouring
    words of the question that neighbour in the sentence; `asked` says whether the sentence gives the kind of thing
    asked for, and `dates`, `names`, `numbers`, `offices`, `head` and `denial` how far it meets what else is demanded:
    `unnamed` that a name is not met at all, `strange` that this is a place or of several words.
    """
    context = f"{around} {document.title} {document.published or ''}"
    own = matched(question, sentence)
    title = matched(question, document.title)
    near = own | matched(question, context)
    pairs = {term for term in question.exact if "_" in term}
    wanted, present = question.demands, _present(sentence).terms
    names = _names(question, sentence, context, document)
    whole = f"{document.title} {document.text}"
    return {
        "near": _share(near, rarity),
        "titled": _share(own | title, rarity),
        "specific": _share(own, rarity, [it for it in question.terms if it not in title]),
        "plain": _share(own, rarity, question.plain),
        "unknown": rarity.unknown,
        "pairs": len(pairs.intersection(exact_terms(sentence))) / len(pairs) if pairs else 0.0,
        "cosine": cosine,
        "passage_cosine": passage_cosine,
        "passage": passage_share,
        "asked": gives_wanted(question, sentence),
        "dates": dates_met(wanted, sentence, context, published_date(document.published)),
        "names": names,
        "unnamed": float(names == 0),
        "strange": float(is_elsewhere(wanted, whole) or (names == 0 and is_strange(wanted, whole))),
        "numbers": numbers_met(wanted, present, _present(context).terms),
        "offices": offices_met(wanted, sentence, context),
        "head": head_met(wanted, sentence, present),
        "denial": denial_met(wanted, sentence),
        "heading": 0.0 if ends_like_a_sentence(sentence) else 1.0,
    }


def _names(question: Understood, sentence: str, context: str, document: Document) -> float:
    """How far the names are met. Across languages they may be spelled otherwise, so there they refute nothing."""
    met = names_met(question.demands, sentence, context, document.text)
    return met if document.language == question.language else max(met, CONTEXT_AGAINST)


def matched(question: Understood, text: str) -> set[str]:
    """Which terms of the question stand in a text: spelled as one word or as two, or as the stem of a longer word."""
    present = _present(text)
    parts = {part for joined, both in question.joined.items() if joined in present.terms for part in both}
    return {
        term
        for term in question.terms
        if term in present.terms
        or term in parts
        or any(_akin(term, it) for it in present.by_stem.get(term[:SHORTEST_STEM], ()))
    }


@dataclass(frozen=True, slots=True)
class _Present:
    """The folded terms of a text, and those that are long enough by their first letters."""

    terms: frozenset[str]
    by_stem: dict[str, list[str]]


@functools.lru_cache(maxsize=8192)  # the same passages are looked at again and again
def _present(text: str) -> _Present:
    terms = frozenset(folded_terms(text))
    by_stem: dict[str, list[str]] = {}
    for term in terms:
        if len(term) >= SHORTEST_STEM:
            by_stem.setdefault(term[:SHORTEST_STEM], []).append(term)
    return _Present(terms, by_stem)


def _akin(one: str, other: str) -> bool:
    """Whether one word is the other with an ending ("cuba" and "cuban", "chair" and "chairwoman")."""
    short, long = sorted((one, other), key=len)
    if len(short) < SHORTEST_STEM or not long.startswith(short):
        return False
    return len(long) - len(short) <= (2 if len(short) == SHORTEST_STEM else 6)


def probability(model: dict[str, float], features: dict[str, float]) -> float:
    """A logistic model: 1 / (1 + exp(-(intercept + sum of weight times feature)))."""
    known = features | {"intercept": 1.0}
    return 1 / (
        1 + math.exp(-min(30.0, max(-30.0, sum(weight * known[name] for name, weight in model.items()))))
    )


def answerable_features(question: Understood, ranked: Sequence[Candidate]) -> dict[str, float]:
    """What says that the best candidates answer the question: the best one's features and how far it stands out."""
    best, others = (
        ranked[0],
        [it for it in ranked[1:] if it.document.source_id != ranked[0].document.source_id],
    )
    return {
        **best.features,
        "best_cosine": max(it.features["cosine"] for it in ranked[:5]),
        "score": math.log(best.score / (1 - best.score)) / 10,
        "lead": best.score - max((it.score for it in others), default=0.0),
        "counted": float(not question.demands.counts or best.features["head"] > 0),
        "vietnamese": float(question.language == "vi"),
    }


def answerable(question: Understood, ranked: Sequence[Candidate], weights: Weights) -> float:
    """How likely the best candidates answer the question, 0 to 1; 0 where there is nothing to go by.

    An order is not a question, and what no passage is near to, or holds the words of,
    is about something else.
    """
    if not ranked or question.demands.orders or not _may_answer(question, ranked[0].features):
        return 0.0
    best = ranked[0].features
    holds_all = best["near"] == 1 and not best["unknown"]  # names say little to the embedder
    if best["passage_cosine"] < weights.floor and not holds_all:
        return 0.0
    return probability(weights.answerable, answerable_features(question, ranked))


def choose(ranked: Sequence[Candidate], weights: Weights, *, most: int, room: int) -> list[Candidate]:
    """One to `most` sentences of at most `room` characters in all, best first, saying nothing twice.

    The versions of one source in two languages say the same, and so do the reports of one story: what was begun with
    one document of them goes on with it.
    """
    chosen: list[Candidate] = []
    for candidate in ranked:
        length = candidate.end - candidate.start
        used = sum(it.end - it.start + 5 for it in chosen)
        if chosen and (candidate.score < weights.more * chosen[0].score or used + length > room):
            continue
        if not candidate.features["heading"] and not any(_repeats(candidate, it) for it in chosen):
            chosen.append(candidate)
        if len(chosen) == most:
            break
    return chosen


def _repeats(one: Candidate, other: Candidate) -> bool:
    is_told_elsewhere = one.document.told == other.document.told and one.document.id != other.document.id
    return is_told_elsewhere or common_words(one, other) >= REPEATED


def common_words(one: Candidate, other: Candidate) -> float:
    """The share of the shorter sentence's terms that stand in the other, 0 to 1."""
    left, right = _present(one.text).terms, _present(other.text).terms
    return len(left & right) / max(1, min(len(left), len(right)))


def _share(terms: set[str], rarity: Rarity, among: Sequence[str] | None = None) -> float:
    """The share of the terms' worth, of all terms or of some; 0 where there are none."""
    # fsum: the order of a set, which changes from process to process, must not reach the last bits.
    worth = rarity.worth if among is None else {it: rarity.worth[it] for it in among if it in rarity.worth}
    total = math.fsum(worth.values())
    return math.fsum(worth.get(term, 0.0) for term in terms) / total if total else 0.0
