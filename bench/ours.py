"""Our own questions and the corpora that they are asked over.

"briefs" are asked over the five sources that the project began with, "made-up" over made-up articles, "sources" over
the whole corpus. Of the last one half may be fitted on; the other, drawn by story, is for measuring.
"""

from __future__ import annotations

import shutil
import zlib
from pathlib import Path

from nhipcau.evaluation import read_questions
from nhipcau.evaluation.questions import EvaluationQuestion

ROOT = Path(__file__).parents[1]
CORPUS = ROOT / "corpus"
MADE_UP = ROOT / "tests/made-up"
FIRST_SOURCES = (
    "hanoi-people-diplomacy-first-half-2022",
    "nhandan-people-diplomacy-2024-review",
    "people-diplomacy-2023-review",
    "thaibinh-diplomatic-sector-2024-review",
    "vns-people-diplomacy-2025-review",
)


def first_briefs(folder: Path) -> Path:
    """A corpus of the first five sources alone, copied to `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for source in FIRST_SOURCES:
        for path in CORPUS.glob(f"{source}-??.md"):
            shutil.copy(path, folder)
    return folder


def over_sources(*, unseen: bool) -> list[EvaluationQuestion]:
    """One half of the questions over the whole corpus: one on each document, and such as none answers."""
    every = [*read_questions(CORPUS / "_questions.jsonl"), *read_questions(ROOT / "bench/unanswerable.jsonl")]
    return [it for it in every if is_unseen(it.group) is unseen]


def is_unseen(group: str) -> bool:
    """Whether what is asked about a story is kept for measuring."""
    return zlib.crc32(group.encode()) % 2 == 1
