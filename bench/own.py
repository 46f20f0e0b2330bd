"""Answers to our own questions, each set over its own corpus, with every failure listed.

    python bench/own.py             all sets
    python bench/own.py unseen      those whose name holds this word

The unseen ones were never fitted on; other questions over the same documents were.
"""

from __future__ import annotations

import sys
import tempfile
from functools import partial
from pathlib import Path

from ours import CORPUS, MADE_UP, ROOT, first_briefs, over_sources

from nhipcau.answering.assistant import Assistant, final_answer, load_assistant
from nhipcau.config import Config
from nhipcau.evaluation import evaluate, read_questions, report_lines
from nhipcau.index.embedding import load_embedder
from nhipcau.vocabulary import Answer, Question

BRIEFS = "the first five sources"
SETS = {
    "fitted on, over the first five sources": (ROOT / "bench/questions.jsonl", BRIEFS),
    "fitted on, over made-up articles": (MADE_UP / "seen/questions.jsonl", MADE_UP / "seen/corpus"),
    "fitted on, over the whole corpus": (False, CORPUS),
    "follow-ups, over the first five sources": (ROOT / "bench/follow_ups.jsonl", BRIEFS),
    "unseen, over the first five sources": (MADE_UP / "unseen/briefs.jsonl", BRIEFS),
    "unseen, over made-up articles": (MADE_UP / "unseen/questions.jsonl", MADE_UP / "unseen/corpus"),
    "unseen, over the whole corpus": (True, CORPUS),
    "unseen follow-ups, over the first five sources": (MADE_UP / "unseen/follow_ups.jsonl", BRIEFS),
}
"""The questions (a file, or which half of those over the whole corpus) and the corpus that they are asked over."""


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
            folder = corpus if isinstance(corpus, Path) else first_briefs(Path(scratch) / "first")
            config = Config(
                corpus_dir=folder, index_dir=Path(scratch) / f"index-{folder.parent.name}-{folder.name}"
            )
            assistant = load_assistant(config, embedder=embedder)
            texts = {document.id: document.text for document in assistant.generation.documents()}
            report = evaluate(
                (
                    read_questions(questions)
                    if isinstance(questions, Path)
                    else over_sources(unseen=questions is True)
                ),
                partial(_ask, assistant),
                partial(_search, assistant),
                texts.get,
            )
            print(f"== {name}", *report_lines(report), sep="\n", end="\n\n")


if __name__ == "__main__":
    main()
