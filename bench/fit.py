"""Fit `src/nhipcau/answering/weights.json`.

    python bench/fit.py            fit and write
    python bench/fit.py --dry      fit and print only

Fitted on our own questions (`bench/questions.jsonl` over the first five sources, `tests/made-up/seen` over its made-up
articles, half of `corpus/_questions.jsonl` and `bench/unanswerable.jsonl` over the whole corpus; Vietnamese ones with
and without accents), on SQuAD 2.0 without the paragraphs of XQuAD, and on ClapNQ; the licences of
both allow coefficients. Own questions weigh as much as the two sets together. Nothing is fitted on XQuAD, on
`tests/made-up/unseen`, on the other half of the corpus's questions, or on what is asked about a source while that
source is left out ("left out" below).
"""

from __future__ import annotations

import json
import sys
import tempfile
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from ours import CORPUS, MADE_UP, ROOT, first_briefs, over_sources
from public import Asked, clapnq, sets_folder, squad2, without_accents, write_corpus
from scipy.optimize import minimize
from scipy.stats import rankdata

from nhipcau.answering.assistant import MAX_CHARACTERS, MAX_SENTENCES, RETRIEVED, Assistant, load_assistant
from nhipcau.answering.question import Understood, understand
from nhipcau.answering.retrieval import EVIDENCE, evidence, nearest, retrieve, row_of
from nhipcau.answering.selection import (
    Candidate,
    answerable,
    answerable_features,
    candidates,
    choose,
    meets,
    probability,
)
from nhipcau.answering.spelling import corrected
from nhipcau.answering.weights import Fusion, Weights, load_weights
from nhipcau.config import Config
from nhipcau.evaluation import read_questions
from nhipcau.evaluation.questions import EvaluationQuestion, stands
from nhipcau.index.embedding import Embedder, load_embedder
from nhipcau.index.ingest import ingest
from nhipcau.text import nfc

Floats = NDArray[np.float64]
Model = dict[str, float]
WEIGHTS = ROOT / "src/nhipcau/answering/weights.json"
OWN = ("briefs", "made-up", "sources")
ROWS = {"en": ("squad2", "clapnq", *OWN), "vi": tuple(OWN), "vi-bare": tuple(OWN)}
"""On which sets the weights of retrieval are fitted, for each way of writing."""

RANKING = (
    *("titled", "specific", "near", "plain", "pairs", "cosine", "passage_cosine", "passage"),
    *("asked", "dates", "numbers", "offices", "head", "heading"),
)
ANSWERING = (
    *("specific", "near", "unknown", "cosine", "passage_cosine", "score", "lead"),
    *("asked", "dates", "names", "unnamed", "numbers", "offices", "counted", "denial", "vietnamese"),
)
AGAINST = {"unknown", "unnamed"}
"""What speaks against an answer."""

EITHER = {"vietnamese"}
"""What may speak for it or against it; all other features speak for one."""

MORE = (0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1, 0.05)
PENALTY = 0.0005
"""How strongly large weights are held back, in ranking and in telling the answerable from the others."""

FOLDS = 12
"""How many parts our own questions are left out in, each with all that is asked about its sources."""

SAMPLE = 700
"""How many questions of SQuAD 2.0 are taken (every n-th of the answerable, and as many of the others)."""

LOST = 0.03
"""The share of facts that may be lost for the sake of shorter answers."""

FAR = 0.01
"""The share of answerable own questions whose passage may be farther than the floor."""

WRONGLY_REFUSED = 0.05
"""The share of answerable own questions that the threshold may refuse."""


@dataclass(frozen=True)
class Example:
    """A question with what is right about it, the set that it is from, and what it is left out with."""

    text: str
    language: str
    answerable: bool
    documents: tuple[str, ...]
    facts: tuple[tuple[str, ...], ...]
    of: str
    group: str

    @property
    def is_own(self) -> bool:
        return self.of in OWN


@dataclass(frozen=True)
class Weighed:
    """An example with its candidates, and which of them are right."""

    example: Example
    question: Understood
    ranked: list[Candidate]
    right: list[bool]


def own_questions(name: str) -> list[EvaluationQuestion]:
    """The questions of one of our own sets."""
    match name:
        case "sources":
            return over_sources(unseen=False)
        case "briefs":
            return read_questions(ROOT / "bench/questions.jsonl")
        case _:
            return read_questions(MADE_UP / "seen/questions.jsonl")


def own_examples(name: str) -> list[Example]:
    """Our own questions of one set, and each Vietnamese one without its accents as well."""
    rows = [
        Example(
            it.question,
            it.language,
            it.answerable,
            tuple(one for listed in it.documents for one in (listed, f"{listed}-en", f"{listed}-vi")),
            tuple(map(tuple, it.facts)),
            name,
            it.story or it.id,
        )
        for it in own_questions(name)
    ]
    bare = [
        replace(it, text=without_accents(it.text))
        for it in rows
        if it.language == "vi" and without_accents(it.text) != nfc(it.text)
    ]
    return rows + bare


def public_examples(name: str, asked: Sequence[Asked]) -> list[Example]:
    """A sample of a public set, half of it answerable."""
    chosen: list[Asked] = []
    for wanted in (True, False):
        some = [it for it in asked if bool(it.paragraphs) == wanted]
        chosen += some[:: max(1, len(some) // SAMPLE)][:SAMPLE]
    return [
        Example(it.text, "en", bool(it.paragraphs), it.paragraphs, (it.answers,), name, it.group)
        for it in chosen
    ]


def fit_fusion(
    assistants: dict[str, Assistant], examples: Sequence[Example]
) -> tuple[dict[str, Fusion], float]:
    """Weights under which right passages come first: softmax over the candidates of each question.

    What the answer's own language is worth is fitted with the English and the Vietnamese row, and is the mean of both.
    """
    usable = {row: _passages(assistants, examples, row) for row in ROWS}
    free = {row: _softmax(usable[row], len(EVIDENCE) + 1) for row in ("en", "vi")}
    same = float(np.mean([found[-1] for found in free.values()]))
    rows = {}
    for row, questions in usable.items():
        fixed = [replace(it, offset=it.rows[:, -1] * same, rows=it.rows[:, :-1]) for it in questions]
        if row == "vi-bare":  # what is written without accents is looked for without them
            fixed = [replace(it, rows=it.rows * [1.0, 1.0, 1.0, 0.0]) for it in fixed]
        found = _softmax(fixed, len(EVIDENCE))
        rows[row] = Fusion(**{name: round(float(it), 3) for name, it in zip(EVIDENCE, found, strict=True)})
        first = np.mean([it.right[int(np.argmax(it.rows @ found + it.offset))] for it in fixed])
        print(f"fusion {row}: {rows[row]}, right passage first {first:.3f} (n={len(fixed)})")
    print(f"same language: {same:.3f}")
    return rows, round(same, 3)


@dataclass(frozen=True)
class Choice:
    """What one question can choose from: features, which are right, what is added to the scores, and its importance."""

    rows: Floats
    right: NDArray[np.bool_]
    importance: float
    offset: Floats | float = 0.0


def _passages(assistants: dict[str, Assistant], examples: Sequence[Example], row: str) -> list[Choice]:
    found = []
    for of in ROWS[row]:
        generation = assistants[of].generation
        asked = [
            it for it in examples if it.of == of and it.answerable and row_of(understand(it.text)) == row
        ]
        for it in asked:
            understood = understand(it.text, assistants[of].glossary)
            embedding = assistants[of].embedder.embed_queries([understood.text])[0]
            numbers = nearest(generation, understood, embedding)
            owners = [passage.document_id for passage in generation.passages(numbers)]
            same = np.array([generation.entry(owner).language == understood.language for owner in owners])
            right = np.array([owner in it.documents for owner in owners]) & same
            rows = np.column_stack([evidence(generation, understood, embedding, numbers), same])
            found.append(Choice(rows, right, 1 / len(asked) / len(ROWS[row])))
    return found


def _softmax(choices: Sequence[Choice], width: int) -> Floats:
    """Weights, of shape (width,), none below 0, under which what is right is chosen."""
    usable = [it for it in choices if it.right.any() and not it.right.all()]

    def loss(weights: Floats) -> tuple[float, Floats]:
        total, gradient = PENALTY * float(weights @ weights), 2 * PENALTY * weights
        for it in usable:
            scores = it.rows @ weights + it.offset
            chance = np.exp(scores - scores.max())
            chance /= chance.sum()
            share = float(chance[it.right].sum()) + 1e-12
            total -= it.importance * np.log(share)
            gradient = gradient - it.importance * ((chance * it.right / share - chance) @ it.rows)
        return total, gradient

    found: Floats = minimize(
        loss, np.zeros(width), jac=True, method="L-BFGS-B", bounds=[(0.0, None)] * width
    ).x
    return found


def weigh(assistant: Assistant, examples: Sequence[Example], weights: Weights) -> list[Weighed]:
    """Retrieve for each example and take the features of its candidates."""
    weighed = []
    for example in examples:
        understood = understand(corrected(example.text, assistant.generation.words), assistant.glossary)
        prefer = understood.language
        embedding = assistant.embedder.embed_queries([understood.text])[0]
        hits = retrieve(assistant.generation, understood, embedding, weights, k=RETRIEVED, prefer=prefer)
        ranked = candidates(assistant.generation, understood, embedding, hits, weights)
        right = [
            it.document.id in example.documents and any(stands(fact, [it.text]) for fact in example.facts)
            for it in ranked
        ]
        weighed.append(Weighed(example, understood, ranked, right))
    return weighed


def _matrix(features: Sequence[dict[str, float]], names: Sequence[str]) -> Floats:
    return np.array([[row[name] for name in names] for row in features], dtype=np.float64)


def fit_sentences(weighed: Sequence[Weighed]) -> Model:
    """Weights under which right sentences come first, scaled so that they say how likely a sentence is right."""
    importance = _importance(weighed)
    choices = [
        Choice(_matrix([candidate.features for candidate in it.ranked], RANKING), np.array(it.right), share)
        for it, share in zip(weighed, importance, strict=True)
        if any(it.right)
    ]
    signed = [replace(it, rows=it.rows * _SIGNS) for it in choices]
    direction = _softmax(signed, len(RANKING)) * _SIGNS
    scores = np.concatenate([it.rows @ direction for it in choices])
    right = np.concatenate([it.right for it in choices]).astype(np.float64)
    slope, intercept = _logistic(scores[:, None], right, np.full(len(right), 1 / len(right)), 0.0)
    return {"intercept": float(intercept)} | {
        name: float(slope[0] * it) for name, it in zip(RANKING, direction, strict=True)
    }


_SIGNS = np.array([-1.0 if name == "heading" else 1.0 for name in RANKING])


def fit_answerable(weighed: Sequence[Weighed], sentence: Model) -> Model:
    """A logistic model of whether the question can be answered by what was found."""
    usable = [it for it in weighed if it.ranked]
    rows = _matrix([_features(it, sentence) for it in usable], ANSWERING)
    labels = np.array([float(it.example.answerable) for it in usable])
    signs = [
        (None, None) if name in EITHER else (None, 0.0) if name in AGAINST else (0.0, None)
        for name in ANSWERING
    ]
    weights, intercept = _logistic(rows, labels, _importance(usable), PENALTY, signs)
    return {"intercept": float(intercept)} | {
        name: float(it) for name, it in zip(ANSWERING, weights, strict=True)
    }


def _features(weighed: Weighed, sentence: Model) -> dict[str, float]:
    return answerable_features(weighed.question, rank_again(weighed.question, weighed.ranked, sentence))


def rank_again(question: Understood, ranked: Sequence[Candidate], sentence: Model) -> list[Candidate]:
    """The candidates under other weights."""
    scored = [replace(it, score=probability(sentence, it.features)) for it in ranked]
    return sorted(
        scored, key=lambda it: (not meets(question, it.features), -it.score, it.document.id, it.start)
    )


def _importance(weighed: Sequence[Weighed]) -> Floats:
    """Own questions weigh as much together as all others; of each side, each set weighs alike."""
    sets = [it.example.of for it in weighed]
    sides = [[of for of in dict.fromkeys(sets) if (of in OWN) == own] for own in (True, False)]
    share = {of: 1 / sets.count(of) / len(side) / sum(map(bool, sides)) for side in sides for of in side}
    return np.array([share[of] for of in sets])


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


@dataclass(frozen=True)
class Judged:
    """How likely an example was taken to be answerable, and whether its first sentence is right."""

    example: Example
    likely: float
    is_right: bool


def judge(weighed: Sequence[Weighed], weights: Weights) -> list[Judged]:
    """What the weights make of each example."""
    found = []
    for it in weighed:
        ranked = rank_again(it.question, it.ranked, weights.sentence)
        first = ranked[0] if ranked else None
        right = first is not None and _is_right(it, first)
        found.append(Judged(it.example, answerable(it.question, ranked, weights), right))
    return found


def _is_right(weighed: Weighed, chosen: Candidate) -> bool:
    """Whether a candidate is right, found again by its place."""
    places = [(it.document.id, it.end) for it in weighed.ranked]
    return weighed.right[places.index((chosen.document.id, chosen.end))]


def judge_left_out(weighed: Sequence[Weighed], weights: Weights) -> list[Judged]:
    """What weights make of our own questions that were fitted without those about the same source, a fold at a time."""
    found = []
    for fold in range(FOLDS):
        rest = [it for it in weighed if not it.example.is_own or _fold(it.example) != fold]
        sentence = fit_sentences(rest)
        tried = replace(weights, sentence=sentence, answerable=fit_answerable(rest, sentence))
        found += judge([it for it in weighed if it.example.is_own and _fold(it.example) == fold], tried)
    return found


def _fold(example: Example) -> int:
    return zlib.crc32(example.group.encode()) % FOLDS


def fit_floor(weighed: Sequence[Weighed], sentence: Model) -> float:
    """The cosine that the best sentence's passage reaches for all but very few of the answerable own questions."""
    own = [it for it in weighed if it.example.is_own and it.example.answerable and it.ranked]
    reached = sorted(rank_again(it.question, it.ranked, sentence)[0].features["passage_cosine"] for it in own)
    return float(reached[int(FAR * len(reached))])


def thresholds(judged: Sequence[Judged]) -> dict[str, float]:
    """By language, the probability that all but a few of the answerable own questions reach while left out."""
    found = {}
    for language in ("en", "vi"):
        chances = sorted(
            it.likely for it in judged if it.example.language == language and it.example.answerable
        )
        found[language] = float(chances[int(WRONGLY_REFUSED * len(chances))]) - 1e-6
    return found


def describe(title: str, judged: Sequence[Judged], limit: Callable[[Judged], float]) -> None:
    """Print what is reached on some examples."""
    yes = [it for it in judged if it.example.answerable]
    no = [it for it in judged if not it.example.answerable]
    missed = np.mean([it.likely < limit(it) for it in yes])
    refused = np.mean([it.likely < limit(it) for it in no]) if no else float("nan")
    ranks = rankdata([it.likely for it in [*yes, *no]])[: len(yes)]
    area = (ranks.sum() - len(yes) * (len(yes) + 1) / 2) / max(1, len(yes) * len(no))
    print(
        f"{title}: right sentence first {np.mean([it.is_right for it in yes]):.3f} (n={len(yes)}), "
        f"wrongly refused {missed:.3f}, refused {refused:.3f} (n={len(no)}), AUROC {area:.3f}"
    )


def fit_more(weighed: Sequence[Weighed], weights: Weights) -> float:
    """The highest share that loses few of the facts that a share of 0 would show: further sentences are read, too."""
    asked = [it for it in weighed if it.example.is_own and it.example.answerable and it.ranked]

    def shown(more: float) -> float:
        tried = replace(weights, more=more)
        return float(np.mean([_shows_facts(it, tried) for it in asked]))

    most = shown(0.0)
    best = next((more for more in MORE if shown(more) >= most - LOST), 0.0)
    print(f"more: {best}; facts in any sentence {shown(best):.3f}, of at most {most:.3f} (n={len(asked)})")
    return best


def _shows_facts(weighed: Weighed, weights: Weights) -> bool:
    ranked = rank_again(weighed.question, weighed.ranked, weights.sentence)
    quotes = [it.text for it in choose(ranked, weights, most=MAX_SENTENCES, room=MAX_CHARACTERS)]
    return all(stands(fact, quotes) for fact in weighed.example.facts)


def fit(assistants: dict[str, Assistant], examples: Sequence[Example]) -> Weights:
    """All weights, from the present ones on."""
    fusion, same = fit_fusion(assistants, examples)
    unweighed = {"intercept": 0.0}  # the features are taken first, and weighed then
    weights = replace(load_weights(), fusion=fusion, same_language=same, sentence=unweighed)
    weighed = [
        one
        for of, assistant in assistants.items()
        for one in weigh(assistant, [it for it in examples if it.of == of], weights)
    ]
    sentence = fit_sentences(weighed)
    model = fit_answerable(weighed, sentence)
    weights = replace(weights, sentence=sentence, answerable=model, floor=fit_floor(weighed, sentence))
    left_out = judge_left_out(weighed, weights)
    weights = replace(weights, threshold=thresholds(left_out))
    fitted_on = judge(weighed, weights)
    for title, judged in (("left out", left_out), ("fitted on", fitted_on)):
        for of in assistants:
            for language in ("en", "vi"):
                part = [it for it in judged if it.example.of == of and it.example.language == language]
                if part:
                    describe(
                        f"{of} {language} ({title})", part, lambda it: weights.threshold[it.example.language]
                    )
    return replace(weights, more=fit_more(weighed, weights))


def main() -> None:
    """Fit, print and write."""
    folder = sets_folder()
    if folder is None:
        sys.exit("There is nothing to fit on without them.")
    embedder = load_embedder()
    public = {"squad2": squad2(folder), "clapnq": clapnq(folder)}
    with tempfile.TemporaryDirectory() as scratch:
        for name, (paragraphs, _) in public.items():
            write_corpus(Path(scratch) / name, paragraphs)
        corpora = {name: Path(scratch) / name for name in public} | {
            "briefs": first_briefs(Path(scratch) / "briefs"),
            "made-up": MADE_UP / "seen/corpus",
            "sources": CORPUS,
        }
        assistants = {name: _assistant(name, corpus, embedder) for name, corpus in corpora.items()}
        examples = [it for name, (_, asked) in public.items() for it in public_examples(name, asked)]
        examples += [it for name in OWN for it in own_examples(name)]
        weights = fit(assistants, examples)
    if "--dry" not in sys.argv:
        write(weights, examples)


def _assistant(name: str, corpus: Path, embedder: Embedder) -> Assistant:
    index = ROOT / "bench/out" / f"{name}-index"
    index.parent.mkdir(exist_ok=True)
    config = Config(corpus_dir=corpus, index_dir=index)
    ingest(config, allow_removals=True, embedder=embedder)
    return load_assistant(config, embedder=embedder)


def write(weights: Weights, examples: Sequence[Example]) -> None:
    """Write the file, rounded so that it can be read."""
    counts = {of: sum(it.of == of for it in examples) for of in dict.fromkeys(it.of for it in examples)}
    said = ", ".join(f"{count} {of}" for of, count in counts.items())
    fields: dict[str, Any] = {
        "fitted_on": f"bench/fit.py on questions of {said} (our own ones in Vietnamese with and without accents)",
        "fusion": {row: {name: getattr(it, name) for name in EVIDENCE} for row, it in weights.fusion.items()},
        "same_language": weights.same_language,
        "sentence": {name: round(it, 4) for name, it in weights.sentence.items()},
        "answerable": {name: round(it, 4) for name, it in weights.answerable.items()},
        "floor": round(weights.floor, 4),
        "threshold": {language: round(it, 4) for language, it in weights.threshold.items()},
        "more": weights.more,
    }
    WEIGHTS.write_text(json.dumps(fields, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
