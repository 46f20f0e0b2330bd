"""Answers to our own questions, each set over its own corpus, with every failure listed.

    python bench/own.py             all sets
    python bench/own.py unseen      those whose name holds this word

The unseen ones were never fitted on; of the questions over the briefs, other ones were.
"""

from __future__ import annotations

import sys
import tempfile
from functools import partial
from pathlib import Path

from nhipcau.answering.assistant import Assistant, final_answer, load_assistant
from nhipcau.config import Config
from nhipcau.evaluation import evaluate, read_questions, report_lines
from nhipcau.index.embedding import load_embedder
from nhipcau.vocabulary import Answer, Question

ROOT = Path(__file__).parents[1]
MADE_UP = ROOT / "tests/made-up"
SETS = {
    "fitted on, over the briefs": (ROOT / "bench/questions.jsonl", ROOT / "corpus"),
    "fitted on, over made-up articles": (MADE_UP / "seen/questions.jsonl", MADE_UP / "seen/corpus"),
    "follow-ups, over the briefs": (ROOT / "bench/follow_ups.jsonl", ROOT / "corpus"),
    "unseen, over the briefs": (MADE_UP / "unseen/briefs.jsonl", ROOT / "corpus"),
    "unseen, over made-up articles": (MADE_UP / "unseen/questions.jsonl", MADE_UP / "unseen/corpus"),
    "unseen follow-ups, over the briefs": (MADE_UP / "unseen/follow_ups.jsonl", ROOT / "corpus"),
}


def _ask(assistant: Assistant, question: Question) -> Answer:
    return final_answer(assistant.answer(question))


def _search(assistant: Assistant, query: str, k: int) -> list[str]:
    return [hit.passage.document_id for hit in assistant.search(query, k=k)[1]]


def main() -> None:
    """Measure each set and print its report."""
    embedder = load_embedder()
    wanted = sys.argv[1:2]
    with tempfile.TemporaryDirectory() as scratch:
        for name, (questions, corpus) in SETS.items():
            if wanted and wanted[0] not in name:
                continue
            config = Config(
                corpus_dir=corpus, index_dir=Path(scratch) / f"{corpus.parent.name}-{corpus.name}"
            )
            assistant = load_assistant(config, embedder=embedder)
            texts = {document.id: document.text for document in assistant.generation.documents()}
            report = evaluate(
                read_questions(questions),
                partial(_ask, assistant),
                partial(_search, assistant),
                texts.get,
            )
            print(f"== {name}", *report_lines(report), sep="\n", end="\n\n")


if __name__ == "__main__":
    main()
