"""Disagreements between sources: which are told to the reader, and which are told where there is none.

    python bench/disagreements.py

`bench/disagreements.jsonl` has questions on which sources of the corpus give different values, written by somebody who
read the sources and not the code; "conflict" where both cannot be right, "running_total" where the value grows.
`corpus/_questions.jsonl` has questions on one fact each, where a notice is mostly wrong. The first table is of the
assistant as it is; the second shows what other limits (`disagreements.Alike`) would have found, rightly where both
sources are listed.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from nhipcau.answering.assistant import Assistant, final_answer, load_assistant
from nhipcau.answering.disagreements import DATES, FIGURES, Alike, claim, likeness, speaks_of_the_same
from nhipcau.answering.weights import load_weights
from nhipcau.config import Config
from nhipcau.index.embedding import load_embedder
from nhipcau.index.ingest import ingest
from nhipcau.vocabulary import Question

ROOT = Path(__file__).parents[1]
NONE = Alike(0.0, 0.0, 0.0)
SCORES, WORDS, SPECIFIC = (0.05, 0.1, 0.2, 0.4, 0.6), (0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6), (0.0, 0.4, 0.7)


@dataclass(frozen=True)
class Asked:
    """A question and the sources that differ; `kind` is "plain" where one source answers."""

    text: str
    kind: str
    sources: frozenset[str]


@dataclass(frozen=True)
class Pair:
    """Two sentences that give different values, and whether their sources are known to differ."""

    asked: Asked
    is_date: bool
    score: float
    words: float
    specific: float
    is_right: bool


def questions() -> Iterator[Asked]:
    """Those on disagreements, then the plain ones."""
    for line in (ROOT / "bench/disagreements.jsonl").read_text(encoding="utf-8").splitlines():
        it = json.loads(line)
        yield Asked(it["question"], it["kind"], frozenset(it["sources"]))
    for line in (ROOT / "corpus/_questions.jsonl").read_text(encoding="utf-8").splitlines():
        it = json.loads(line)
        yield Asked(it["question"], "plain", frozenset(it["documents"]))


def pairs(assistant: Assistant, asked: Asked) -> Iterator[Pair]:
    """The best sentence with each other one that gives another value, however alike they are."""
    considered = assistant.consider(Question(asked.text))
    question, ranked = considered.question, considered.ranked
    if considered.likely < load_weights().threshold[question.language]:
        return
    mine = claim(question, ranked[0], assistant.glossary)
    for it in ranked[1:] if mine else ():
        other = (
            claim(question, it, assistant.glossary)
            if speaks_of_the_same(question, it, ranked[0], NONE)
            else None
        )
        if mine and other and mine.differs(other):
            owners = {ranked[0].document.source_id, it.document.source_id}
            yield Pair(
                asked,
                question.asked == "when",
                *likeness(it, ranked[0]),
                asked.kind != "plain" and owners <= asked.sources,
            )


def limits(found: list[Pair]) -> Iterator[tuple[int, int, Alike]]:
    """The limits as they are and the best other ones, each with how many questions it gets right and wrong."""
    tried = []
    for score, words, specific in itertools.product(SCORES, WORDS, SPECIFIC):
        tried.append(_outcome(found, Alike(score, words, specific)))
    yield _outcome(found, FIGURES if not found or not found[0].is_date else DATES)
    yield from sorted(tried, key=lambda it: (it[1] - it[0], it[1]))[:5]


def _outcome(found: list[Pair], alike: Alike) -> tuple[int, int, Alike]:
    kept = [it for it in found if alike.allows(it.score, it.words, it.specific)]
    right, wrong = ({it.asked.text for it in kept if it.is_right is wanted} for wanted in (True, False))
    return len(right), len(wrong - right), alike


def main() -> None:
    """Print both tables."""
    config = Config(corpus_dir=ROOT / "corpus", index_dir=ROOT / "bench/out/sources-index")
    embedder = load_embedder()
    ingest(config, allow_removals=True, embedder=embedder)
    assistant = load_assistant(config, embedder=embedder)
    found: list[Pair] = []
    told: dict[tuple[str, str], int] = {}
    for it in questions():
        answer = final_answer(assistant.answer(Question(it.text)))
        kinds = [notice.kind for notice in answer.notices if notice.kind in ("conflict", "as_of")]
        cited = {citation.source_id for citation in answer.citations}
        outcome = "none" if not kinds else f"{kinds[0]}, {'its sources' if cited <= it.sources else 'others'}"
        told[it.kind, outcome] = told.get((it.kind, outcome), 0) + 1
        found += pairs(assistant, it)
    for (kind, outcome), count in sorted(told.items()):
        print(f"{kind:14} {outcome:24} {count}")
    for title, is_date in (("figures", False), ("dates", True)):
        for right, wrong, alike in limits([it for it in found if it.is_date is is_date]):
            print(f"{title}: right {right}, wrong {wrong} with {alike}")


if __name__ == "__main__":
    main()
