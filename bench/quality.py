"""Retrieval, sentences and abstention on the public sets, beside systems that others would build.

    python bench/quality.py                  print the tables
    python bench/quality.py --markdown       print them in the form of docs/quality.md

Every set is laid out as a user's corpus and goes through the ordinary pipeline. Beside it stand the embeddings alone
(sentence-transformers and FAISS over whole texts), BM25 alone (bm25s with its defaults, an English stemmer and
stopwords; for Vietnamese syllables and pairs of syllables) and reciprocal rank fusion of the two, all in one run. A
difference is given with its standard error over 2,000 paired bootstrap resamples.
"""

from __future__ import annotations

import itertools
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import bm25s
import faiss
import numpy as np
import Stemmer
from numpy.typing import NDArray
from public import (
    Asked,
    Paragraph,
    clapnq,
    gold_sentences,
    sets_folder,
    squad2,
    without_accents,
    write_corpus,
    xquad,
)
from scipy.stats import rankdata
from sentence_transformers import SentenceTransformer

from nhipcau.answering.assistant import Assistant, load_assistant
from nhipcau.config import Config
from nhipcau.index.embedding import PACKAGED, Embedder, find_model, load_embedder
from nhipcau.text import fold_space, nfc, tokens
from nhipcau.vocabulary import Language, Question

Floats = NDArray[np.float64]
RESAMPLES = 2000
RANK_CONSTANT = 60
OURS, DENSE, BM25, FUSED = "Nhịp Cầu", "embeddings alone", "BM25 alone", "rank fusion of both"


@dataclass(frozen=True)
class Found:
    """What a system gave for each question: whether the right text came first, and its score for "answerable"."""

    first: Floats
    score: Floats


Systems = dict[str, Found]


class Others:
    """The three systems beside ours, over texts of one language."""

    def __init__(self, model: SentenceTransformer, texts: Sequence[str], language: Language) -> None:
        self._model, self._language = model, language
        self._index = faiss.IndexFlatIP(int(model.get_embedding_dimension() or 0))
        self._index.add(model.encode(list(texts), normalize_embeddings=True))
        self._bm25 = bm25s.BM25()
        self._bm25.index([self._terms(text) for text in texts], show_progress=False)
        self._count = len(texts)

    def rank(self, question: str) -> dict[str, Floats]:
        """A score for each text, of shape (texts,), by system."""
        vector = self._model.encode([question], normalize_embeddings=True)
        scores, rows = self._index.search(vector, self._count)
        dense = np.empty(self._count)
        dense[rows[0]] = scores[0]
        known = [it for it in self._terms(question) if it in self._bm25.vocab_dict]
        words = np.asarray(self._bm25.get_scores(known), dtype=np.float64) if known else np.zeros(self._count)
        fused = sum(1 / (RANK_CONSTANT + rankdata(-it, method="ordinal")) for it in (dense, words))
        return {DENSE: dense, BM25: words, FUSED: np.asarray(fused)}

    def _terms(self, text: str) -> list[str]:
        if self._language == "en":
            split = bm25s.tokenize(
                [text],
                stopwords="en",
                stemmer=Stemmer.Stemmer("english"),
                return_ids=False,
                show_progress=False,
            )
            return list(split[0])
        words = [token.text.casefold() for token in tokens(nfc(text))]
        return words + [f"{left} {right}" for left, right in itertools.pairwise(words)]


def paragraphs_first(
    assistant: Assistant, model: SentenceTransformer, paragraphs: Sequence[Paragraph], asked: Sequence[Asked]
) -> Systems:
    """Which system finds the right paragraph first, and with what score it finds its first one."""
    others = Others(model, [it.text for it in paragraphs], paragraphs[0].language)
    first: dict[str, list[float]] = {}
    score: dict[str, list[float]] = {}
    for it in asked:
        considered = assistant.consider(Question(it.text))
        mine = considered.hits[0].passage.document_id if considered.hits else ""
        ranked = {
            name: (paragraphs[int(np.argmax(all_))].id, float(np.max(all_)))
            for name, all_ in others.rank(it.text).items()
        }
        for name, (best, height) in ({OURS: (mine, considered.likely)} | ranked).items():
            first.setdefault(name, []).append(float(best in it.paragraphs))
            score.setdefault(name, []).append(height)
    return {name: Found(np.array(first[name]), np.array(score[name])) for name in first}


def sentences_first(
    assistant: Assistant,
    model: SentenceTransformer,
    sentences: Sequence[str],
    language: Language,
    gold: Sequence[tuple[str, str]],
) -> Systems:
    """Which system finds the right sentence first, of all sentences of the set."""
    others = Others(model, sentences, language)
    first: dict[str, list[float]] = {}
    for question, right in gold:
        ranked = assistant.consider(Question(question)).ranked
        mine = fold_space(ranked[0].text) if ranked else ""
        # A sentence that points back is shown with the one before it, and our bounds may be finer than the set's.
        is_right = bool(mine) and (mine.endswith(right) or mine in right)
        best = {
            name: sentences[int(np.argmax(all_))] == right for name, all_ in others.rank(question).items()
        }
        for name, holds in ({OURS: is_right} | best).items():
            first.setdefault(name, []).append(float(holds))
    return {name: Found(np.array(it), np.zeros(len(it))) for name, it in first.items()}


def area(score: Floats, is_answerable: NDArray[np.bool_]) -> float:
    """The area under the receiver operating characteristic: how often an answerable question scores above another."""
    ranks = rankdata(score)[is_answerable]
    count = int(is_answerable.sum())
    return float((ranks.sum() - count * (count + 1) / 2) / (count * (len(score) - count)))


@dataclass(frozen=True)
class Row:
    """A line of the table: what is measured over how many questions, and the value of each system.

    `errors` are the standard errors of ours minus each other one.
    """

    title: str
    count: int
    values: dict[str, float]
    errors: dict[str, float]


def row(title: str, systems: Systems, measure: Callable[[Found, NDArray[np.int64]], float]) -> Row:
    """A line; `measure` takes the outcomes and the numbers of the questions that are drawn."""
    count = len(systems[OURS].first)
    draws = np.random.default_rng(0).integers(0, count, (RESAMPLES, count))
    drawn = {name: np.array([measure(it, draw) for draw in draws]) for name, it in systems.items()}
    return Row(
        title,
        count,
        {name: measure(it, np.arange(count)) for name, it in systems.items()},
        {name: float(np.std(drawn[OURS] - it)) for name, it in drawn.items() if name != OURS},
    )


def first_row(title: str, systems: Systems, kept: NDArray[np.bool_] | None = None) -> Row:
    """The share of questions whose right text stands first, of all or of those kept."""
    chosen = {
        name: it if kept is None else Found(it.first[kept], it.score[kept]) for name, it in systems.items()
    }
    return row(title, chosen, lambda it, drawn: float(it.first[drawn].mean()))


def area_row(title: str, systems: Systems, is_answerable: NDArray[np.bool_]) -> Row:
    """How well the answerable are told from the others."""
    return row(title, systems, lambda it, drawn: area(it.score[drawn], is_answerable[drawn]))


def lines(rows: Sequence[Row], *, markdown: bool) -> list[str]:
    """The table, for a terminal or in Markdown."""
    names = (OURS, DENSE, BM25, FUSED)
    found = [["measure", "n", *names]]
    for it in rows:
        cells = [f"{it.values[OURS]:.3f}"]
        cells += [
            f"{it.values[name]:.3f} ({it.values[OURS] - it.values[name]:+.3f} ± {it.errors[name]:.3f})"
            for name in names[1:]
        ]
        found.append([it.title, str(it.count), *cells])
    if markdown:
        marked = [f"| {' | '.join(cells)} |" for cells in found]
        return [marked[0], "|---" * len(found[0]) + "|", *marked[1:]]
    widths = [max(len(cells[place]) for cells in found) for place in range(len(found[0]))]
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)) for cells in found
    ]


def measure(folder: Path, scratch: Path, embedder: Embedder) -> list[Row]:
    """All lines of the table."""
    model = SentenceTransformer(str(find_model(PACKAGED)), device="cpu")
    rows = []
    english, english_asked = xquad(folder, "en")
    vietnamese, vietnamese_asked = xquad(folder, "vi")
    crossed = [
        replace(it, paragraphs=tuple(one.removesuffix("-vi") + "-en" for one in it.paragraphs))
        for it in vietnamese_asked
    ]
    bare = [replace(it, text=without_accents(it.text)) for it in vietnamese_asked]
    assistants = {
        "en": _assistant(scratch / "en", english, embedder),
        "vi": _assistant(scratch / "vi", vietnamese, embedder),
    }
    for title, assistant, paragraphs, asked in (
        ("XQuAD en → en, paragraph", assistants["en"], english, english_asked),
        ("XQuAD vi → vi, paragraph", assistants["vi"], vietnamese, vietnamese_asked),
        ("XQuAD vi without accents → vi, paragraph", assistants["vi"], vietnamese, bare),
        ("XQuAD vi → en, paragraph", assistants["en"], english, crossed),
    ):
        rows.append(first_row(title, paragraphs_first(assistant, model, paragraphs, asked)))
    for language in ("en", "vi"):
        sentences, gold = gold_sentences(folder, language)
        systems = sentences_first(assistants[language], model, sentences, language, gold)
        rows.append(first_row(f"XQuAD-R {language}, sentence", systems))
    for title, (paragraphs, asked) in (("ClapNQ", clapnq(folder)), ("SQuAD 2.0", squad2(folder))):
        assistant = _assistant(scratch / title.split()[0], paragraphs, embedder)
        sample = asked[:: max(1, len(asked) // 1500)]
        systems = paragraphs_first(assistant, model, paragraphs, sample)
        is_answerable = np.array([bool(it.paragraphs) for it in sample])
        rows.append(first_row(f"{title}, paragraph", systems, is_answerable))
        rows.append(area_row(f"{title}, answerable told from not (AUROC)", systems, is_answerable))
    return rows


def _assistant(folder: Path, paragraphs: Sequence[Paragraph], embedder: Embedder) -> Assistant:
    write_corpus(folder / "corpus", list(paragraphs))
    config = Config(corpus_dir=folder / "corpus", index_dir=folder / "index")
    return load_assistant(config, embedder=embedder)


def main() -> None:
    """Measure and print."""
    folder = sets_folder()
    if folder is None:
        return
    with tempfile.TemporaryDirectory() as scratch:
        rows = measure(folder, Path(scratch), load_embedder())
    print(*lines(rows, markdown="--markdown" in sys.argv), sep="\n")


if __name__ == "__main__":
    main()
