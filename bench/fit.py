"""Fit `src/nhipcau/answering/weights.json`.

    python bench/fit.py            fit and write
    python bench/fit.py --dry      fit and print only

English is fitted on SQuAD 2.0 (its licence allows coefficients; the paragraphs of XQuAD are left out) and our own
questions (`bench/questions.jsonl`), Vietnamese on our own questions and, for what does not depend on the language,
on SQuAD 2.0 without the cosines. Own questions weigh as much as all of SQuAD together. Nothing is fitted on XQuAD.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from public import Asked, sets_folder, squad2, write_corpus
from scipy.optimize import minimize

from nhipcau.answering.assistant import MAX_CHARACTERS, MAX_SENTENCES, RETRIEVED, Assistant, load_assistant
from nhipcau.answering.question import understand
from nhipcau.answering.retrieval import DEPTH, fuse, query_terms, retrieve, row_of
from nhipcau.answering.selection import (
    Candidate,
    answerable,
    answerable_features,
    candidates,
    choose,
    probability,
)
from nhipcau.answering.weights import Fusion, Weights, load_weights
from nhipcau.config import Config
from nhipcau.evaluation import read_questions
from nhipcau.evaluation.questions import stands
from nhipcau.index.embedding import Embedder, load_embedder
from nhipcau.index.ingest import ingest
from nhipcau.text import fold, nfc

Floats = NDArray[np.float64]
ROOT = Path(__file__).parents[1]
WEIGHTS = ROOT / "src/nhipcau/answering/weights.json"
RANKING = (
    "own",
    "near",
    "pairs",
    "cosine",
    "passage_cosine",
    "passage",
    "asked",
    "numbers",
    "names",
    "heading",
    "preferred",
)
ANSWERING = (
    *("own", "best_near", "unknown", "cosine", "passage_cosine", "best_cosine"),
    *("asked", "numbers", "names", "why"),
)
DENSE = (0.0, 0.1, 0.2, 0.35, 0.5, 0.75, 1.0, 1.5, 2.0)
EXACT = {"en": (0.0, 0.1, 0.25, 0.5, 1.0), "vi": (0.25, 0.5, 1.0, 2.0), "vi-bare": (0.0,)}
SAME_LANGUAGE = (1.0, 1.05, 1.1, 1.2, 1.3, 1.5, 2.0)
MORE = (0.8, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1, 0.05)
AGAINST = {"unknown", "why"}
"""What speaks against an answer; all other features speak for one."""

NO_COSINE = {"cosine", "passage_cosine", "best_cosine"}
PENALTY = 0.0005
"""How strongly large weights are held back in ranking."""

HELD_BACK = 0.0005
"""The same for telling the answerable from the others."""

SAMPLE = 600
"""How many questions of SQuAD 2.0 are taken (every n-th of the answerable, and as many of the others)."""

WRONGLY_REFUSED = 0.05
"""The share of answerable own questions that the threshold may refuse."""


@dataclass(frozen=True)
class Example:
    """A question with what is right about it, and where it comes from."""

    text: str
    language: str
    answerable: bool
    documents: tuple[str, ...]
    facts: tuple[tuple[str, ...], ...]
    own: bool
    group: str


@dataclass(frozen=True)
class Weighed:
    """An example with its candidates, and which of them are right."""

    example: Example
    ranked: list[Candidate]
    right: list[bool]


def own_examples() -> list[Example]:
    """Our own questions, and each Vietnamese one without its accents as well."""
    rows = [
        Example(
            it.question,
            it.language,
            it.answerable,
            tuple(it.documents),
            tuple(map(tuple, it.facts)),
            True,
            it.story or it.id,
        )
        for it in read_questions(ROOT / "bench/questions.jsonl")
    ]
    bare = [
        replace(it, text=_bare(it.text))
        for it in rows
        if it.language == "vi" and _bare(it.text) != nfc(it.text)
    ]
    return rows + bare


def _bare(text: str) -> str:
    """The text without accents, its capitals kept."""
    return "".join(
        fold(letter).upper() if letter.isupper() else fold(letter) if letter.isalpha() else letter
        for letter in nfc(text)
    )


def squad_examples(asked: list[Asked]) -> list[Example]:
    """A sample of SQuAD 2.0, half answerable."""
    chosen = []
    for wanted in (True, False):
        some = [it for it in asked if bool(it.paragraphs) == wanted]
        chosen += some[:: max(1, len(some) // SAMPLE)][:SAMPLE]
    return [
        Example(it.text, "en", bool(it.paragraphs), it.paragraphs, (it.answers,), False, it.group)
        for it in chosen
    ]


def fit_fusion(sets: Sequence[tuple[Assistant, Sequence[Example]]], row: str) -> Fusion:
    """The weights with which right documents stand highest: by mean reciprocal rank, the sets weighing alike."""
    prepared = [_rankings(assistant, examples, row) for assistant, examples in sets]
    tried = {
        Fusion(dense, exact): float(np.mean([_mean_rank(it, dense, exact) for it in prepared]))
        for exact in EXACT[row]
        for dense in DENSE
    }
    best = max(tried, key=lambda it: (round(tried[it], 3), -it.dense, -it.exact))
    counts = ", ".join(str(len(it.owners)) for it in prepared)
    print(f"fusion {row}: {best}, mean reciprocal rank {tried[best]:.4f} (passages: {counts})")
    return best


@dataclass(frozen=True)
class Rankings:
    """For each question what is right, its dense ranking, and its lexical ranking for every exact weight tried."""

    owners: list[str]
    right: list[tuple[str, ...]]
    dense: list[list[int]]
    lexical: dict[float, list[list[int]]]


def _rankings(assistant: Assistant, examples: Sequence[Example], row: str) -> Rankings:
    generation = assistant.generation
    chosen = [it for it in examples if it.answerable and row_of(understand(it.text)) == row]
    embeddings = assistant.embedder.embed_queries([understand(it.text).text for it in chosen])
    lexical = {
        exact: [
            [
                number
                for number, _ in generation.words.search(
                    query_terms(understand(it.text), Fusion(0, exact)), DEPTH
                )
            ]
            for it in chosen
        ]
        for exact in EXACT[row]
    }
    return Rankings(
        owners=[it.document_id for it in generation.passages(range(generation.manifest.counts["passages"]))],
        right=[it.documents for it in chosen],
        dense=[[number for number, _ in generation.vectors.search(it, DEPTH)] for it in embeddings],
        lexical=lexical,
    )


def _mean_rank(rankings: Rankings, dense: float, exact: float) -> float:
    return float(
        np.mean(
            [
                _reciprocal_rank(fuse([left, right], [dense, 1.0]), rankings.owners, wanted)
                for left, right, wanted in zip(
                    rankings.dense, rankings.lexical[exact], rankings.right, strict=True
                )
            ]
        )
    )


def _reciprocal_rank(fused: dict[int, float], owners: Sequence[str], right: Sequence[str]) -> float:
    ranked = sorted(fused, key=lambda number: (-fused[number], number))
    return next((1 / rank for rank, number in enumerate(ranked, start=1) if owners[number] in right), 0.0)


def fit_same_language(own: Assistant, examples: Sequence[Example], weights: Weights) -> float:
    """The least worth of the answer's own language under which right documents in it stand as high as they can."""
    asked = [it for it in examples if it.answerable]
    embeddings = own.embedder.embed_queries([understand(it.text).text for it in asked])
    reached = {}
    for worth in SAME_LANGUAGE:
        tried = replace(weights, same_language=worth)
        ranks = []
        for it, embedding in zip(asked, embeddings, strict=True):
            understood = understand(it.text)
            hits = retrieve(own.generation, understood, embedding, tried, k=10, prefer=understood.language)
            ranks.append(
                next((1 / hit.rank for hit in hits if hit.passage.document_id == it.documents[0]), 0.0)
            )
        reached[worth] = round(float(np.mean(ranks)), 3)
    best = max(reached, key=lambda worth: (reached[worth], -worth))
    print(
        f"same language: {best}, mean reciprocal rank of the right document in it {reached[best]} (n={len(asked)})"
    )
    return best


def weigh(assistant: Assistant, examples: Sequence[Example], weights: Weights) -> list[Weighed]:
    """Retrieve for each example and take the features of its candidates."""
    embeddings = assistant.embedder.embed_queries([understand(it.text).text for it in examples])
    weighed = []
    for example, embedding in zip(examples, embeddings, strict=True):
        understood = understand(example.text)
        prefer = understood.language
        hits = retrieve(assistant.generation, understood, embedding, weights, k=RETRIEVED, prefer=prefer)
        ranked = candidates(assistant.generation, understood, embedding, hits, weights, prefer)
        right = [
            it.document.id in example.documents and all(stands(fact, [it.text]) for fact in example.facts)
            for it in ranked
        ]
        weighed.append(Weighed(example, ranked, right))
    return weighed


def _matrix(features: Sequence[dict[str, float]], names: Sequence[str]) -> Floats:
    return np.array([[row[name] for name in names] for row in features], dtype=np.float64)


def fit_sentences(weighed: Sequence[Weighed], names: Sequence[str]) -> dict[str, float]:
    """Weights under which right sentences come first: softmax over the candidates of each question, then calibrated."""
    usable = [it for it in weighed if any(it.right) and not all(it.right)]
    rows = _matrix([candidate.features for it in usable for candidate in it.ranked], names)
    right = np.array([mark for it in usable for mark in it.right], dtype=np.float64)
    sizes = np.array([len(it.ranked) for it in usable])
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    importance = _importance([it.example.own for it in usable])

    def loss(weights: Floats) -> tuple[float, Floats]:
        scores = rows @ weights
        chance = np.exp(scores - np.repeat(np.maximum.reduceat(scores, starts), sizes))
        chance /= np.repeat(np.add.reduceat(chance, starts), sizes)
        share = np.add.reduceat(chance * right, starts) + 1e-12
        pull = chance * right / np.repeat(share, sizes) - chance
        gradient = -((np.repeat(importance, sizes) * pull) @ rows)
        return float(
            -(importance @ np.log(share)) + PENALTY * weights @ weights
        ), gradient + 2 * PENALTY * weights

    direction = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B").x
    slope, intercept = _logistic((rows @ direction)[:, None], right, np.ones(len(right)), 0.0)
    return {"intercept": float(intercept)} | {
        name: float(slope[0] * it) for name, it in zip(names, direction, strict=True)
    }


def fit_answerable(
    weighed: Sequence[Weighed], names: Sequence[str], sentence: dict[str, float]
) -> dict[str, float]:
    """A logistic model of whether the question can be answered by what was found."""
    rows, labels, own = [], [], []
    for it in weighed:
        if it.ranked:
            rows.append(_features(it, sentence))
            labels.append(float(it.example.answerable))
            own.append(it.example.own)
    # What speaks for an answer never counts against it, whatever the sample says.
    signs = [(None, 0.0) if name in AGAINST else (0.0, None) for name in names]
    weights, intercept = _logistic(_matrix(rows, names), np.array(labels), _importance(own), HELD_BACK, signs)
    return {"intercept": float(intercept)} | {
        name: float(it) for name, it in zip(names, weights, strict=True)
    }


def _features(weighed: Weighed, sentence: dict[str, float]) -> dict[str, float]:
    return answerable_features(understand(weighed.example.text), rank_again(weighed.ranked, sentence))


def rank_again(ranked: Sequence[Candidate], sentence: dict[str, float]) -> list[Candidate]:
    """The candidates under other weights."""
    scored = [replace(it, score=probability(sentence, it.features)) for it in ranked]
    return sorted(scored, key=lambda it: (-it.score, it.document.id, it.start))


def _importance(own: Sequence[bool]) -> Floats:
    """Own questions weigh as much together as all others."""
    mine = np.array(own)
    if mine.all() or not mine.any():
        return np.full(len(mine), 1 / len(mine))
    weights: Floats = np.where(mine, 0.5 / mine.sum(), 0.5 / (~mine).sum())
    return weights


def _logistic(
    rows: Floats,
    labels: Floats,
    importance: Floats,
    penalty: float,
    signs: Sequence[tuple[float | None, float | None]] = (),
) -> tuple[Floats, float]:
    def loss(both: Floats) -> tuple[float, Floats]:
        margin = rows @ both[:-1] + both[-1]
        chance = 1 / (1 + np.exp(-margin))
        total = float(importance @ np.logaddexp(0, -np.where(labels > 0, margin, -margin)))
        gradient = importance * (chance - labels)
        return total + penalty * float(both[:-1] @ both[:-1]), np.append(
            rows.T @ gradient + 2 * penalty * both[:-1], gradient.sum()
        )

    bounds = [*signs, (None, None)] if signs else None
    found = minimize(loss, np.zeros(rows.shape[1] + 1), jac=True, method="L-BFGS-B", bounds=bounds).x
    return found[:-1], float(found[-1])


def threshold(weighed: Sequence[Weighed], model: dict[str, float], sentence: dict[str, float]) -> float:
    """The probability below which a question is refused: it keeps all but a few of the answerable own questions."""
    own = [it for it in weighed if it.example.own and it.example.answerable and it.ranked]
    chances = sorted(probability(model, _features(it, sentence)) for it in own)
    return float(chances[int(WRONGLY_REFUSED * len(chances))]) - 1e-6


def fit_more(weighed: Sequence[Weighed], weights: Weights) -> float:
    """The highest share that loses at most one point in a hundred of the facts that a share of 0 would show."""
    answerable = [it for it in weighed if it.example.own and it.example.answerable and it.ranked]

    def shown(more: float) -> float:
        tried = replace(weights, more=more)
        return float(np.mean([_shows_facts(it, tried) for it in answerable]))

    most = shown(0.0)
    best = next((more for more in MORE if shown(more) >= most - 0.01), 0.0)
    print(
        f"more: {best}; facts in any sentence {shown(best):.3f}, of at most {most:.3f} (n={len(answerable)})"
    )
    return best


def _shows_facts(weighed: Weighed, weights: Weights) -> bool:
    ranked = rank_again(weighed.ranked, weights.sentence[weighed.example.language])
    quotes = [it.text for it in choose(ranked, weights, most=MAX_SENTENCES, room=MAX_CHARACTERS)]
    return all(stands(fact, quotes) for fact in weighed.example.facts)


def describe(weighed: Sequence[Weighed], weights: Weights, language: str, title: str) -> None:
    """Print what the weights reach on some examples."""
    first = refused = count = missed = unanswerable = 0
    for it in weighed:
        ranked = rank_again(it.ranked, weights.sentence[language])
        chance = answerable(understand(it.example.text), ranked, weights)
        shown = chance >= weights.threshold[language]
        if it.example.answerable:
            count += 1
            missed += not shown
            first += ranked[0].document.id in it.example.documents and all(
                stands(fact, [ranked[0].text]) for fact in it.example.facts
            )
        else:
            unanswerable += 1
            refused += not shown
    print(
        f"{title}: right sentence first {first / max(1, count):.3f} (n={count}), wrongly refused "
        f"{missed / max(1, count):.3f}, refused {refused / max(1, unanswerable):.3f} (n={unanswerable})"
    )


def fit(own: Assistant, squad: Assistant, asked: list[Asked]) -> tuple[Weights, dict[str, int]]:
    """All weights, from the present ones on."""
    weights = load_weights()
    ours, theirs = own_examples(), squad_examples(asked)
    english = fit_fusion([(squad, theirs), (own, ours)], "en")
    rows = {"en": english, **{row: fit_fusion([(own, ours)], row) for row in ("vi", "vi-bare")}}
    weights = replace(weights, fusion=rows)
    weights = replace(weights, same_language=fit_same_language(own, ours, weights))
    squad_weighed = weigh(squad, theirs, weights)
    own_weighed = weigh(own, ours, weights)
    for language in ("en", "vi"):
        mine = [it for it in own_weighed if it.example.language == language]
        left_out = set() if language == "en" else NO_COSINE
        ranking = [name for name in RANKING if name not in left_out]
        answering = [name for name in ANSWERING if name not in left_out]
        sentence = fit_sentences(mine + squad_weighed, ranking)
        model = fit_answerable(mine + squad_weighed, answering, sentence)
        limit = threshold(mine, model, sentence)
        weights = replace(
            weights,
            sentence={**weights.sentence, language: sentence},
            answerable={**weights.answerable, language: model},
            threshold={**weights.threshold, language: limit},
        )
        describe(mine, weights, language, f"own {language} (fitted on)")
        describe(squad_weighed, weights, language, f"SQuAD 2.0 with the {language} weights (fitted on)")
        cross_validate(mine, squad_weighed, weights, language, ranking, answering)
    weights = replace(weights, more=fit_more(own_weighed, weights))
    return weights, {"own": len(ours), "squad2": len(theirs)}


def cross_validate(
    mine: Sequence[Weighed],
    others: Sequence[Weighed],
    weights: Weights,
    language: str,
    ranking: list[str],
    answering: list[str],
) -> None:
    """Fit without one source of our own at a time, and print what is reached on the one left out."""
    groups = sorted({it.example.group for it in mine})
    for group in groups:
        rest = [it for it in mine if it.example.group != group] + list(others)
        sentence = fit_sentences(rest, ranking)
        model = fit_answerable(rest, answering, sentence)
        limit = threshold(rest, model, sentence)
        tried = replace(
            weights,
            sentence={**weights.sentence, language: sentence},
            answerable={**weights.answerable, language: model},
            threshold={**weights.threshold, language: limit},
        )
        describe(
            [it for it in mine if it.example.group == group],
            tried,
            language,
            f"  left out {group} ({language})",
        )


def main() -> None:
    """Fit, print and write."""
    folder = sets_folder()
    if folder is None:
        sys.exit("There is nothing to fit on without them.")
    embedder = load_embedder()
    with tempfile.TemporaryDirectory() as scratch:
        paragraphs, asked = squad2(folder)
        write_corpus(Path(scratch) / "squad", paragraphs)
        cache = ROOT / "bench/out"
        cache.mkdir(exist_ok=True)
        squad = _assistant(Path(scratch) / "squad", cache / "squad-index", embedder)
        own = _assistant(ROOT / "corpus", cache / "own-index", embedder)
        weights, counts = fit(own, squad, asked)
    if "--dry" not in sys.argv:
        write(weights, counts)


def _assistant(corpus: Path, index: Path, embedder: Embedder) -> Assistant:
    config = Config(corpus_dir=corpus, index_dir=index)
    ingest(config, allow_removals=True, embedder=embedder)
    return load_assistant(config, embedder=embedder)


def write(weights: Weights, counts: dict[str, int]) -> None:
    """Write the file, rounded so that it can be read."""
    said = f"bench/fit.py on {counts['own']} own questions (Vietnamese ones with and without accents)"
    said += f" and {counts['squad2']} of SQuAD 2.0"
    fields: dict[str, Any] = {"fitted_on": said}
    fields["fusion"] = {row: {"dense": it.dense, "exact": it.exact} for row, it in weights.fusion.items()}
    fields["same_language"] = weights.same_language
    for name in ("sentence", "answerable"):
        fields[name] = {
            key: {k: round(v, 4) for k, v in model.items()} for key, model in getattr(weights, name).items()
        }
    fields["threshold"] = {key: round(value, 4) for key, value in weights.threshold.items()}
    fields["more"] = weights.more
    WEIGHTS.write_text(json.dumps(fields, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
