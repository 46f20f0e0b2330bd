"""Fit `src/nhipcau/index/vietnamese.npz`: Vietnamese words in the space of the packaged English embedder.

    python bench/train_vietnamese.py            fit and write (about four minutes on two cores)
    python bench/train_vietnamese.py --dry      fit and print only

The training pairs are ALT (Riza and others, 2016; CC BY 4.0) and Tatoeba (CC BY 2.0 FR), in the folder that
NHIPCAU_BENCH_DATA names. What is printed at the end is measured on FLORES, of which nothing is fitted.
"""

from __future__ import annotations

import collections
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from public import sets_folder
from sentence_transformers import SentenceTransformer
from torch.nn.functional import cross_entropy, normalize

from nhipcau.index.embedding import PACKAGED, find_model, weights_digest
from nhipcau.index.vietnamese import (
    BARE,
    PATH,
    VietnameseWords,
    load_vietnamese_words,
    word_terms,
    write_vietnamese_words,
)
from nhipcau.text import fold

Floats = NDArray[np.float32]
SEEN = 8
"""How many sentences a word must stand in."""

RANK = 256
EPOCHS, BATCH, RATE = 6, 512, 3e-3
FORGOTTEN = 0.15
"""The share of words left out of a sentence at random while training, so that none is leant on alone."""

SHARPNESS = 20.0
"""What cosines are multiplied by where each sentence is told from the others of its batch."""

NEARNESS = 5.0
"""What the distance to the own sentence's vector weighs against telling it from the others."""


def main() -> None:
    """Fit, write and measure."""
    folder = sets_folder()
    if folder is None:
        sys.exit("There is nothing to fit on without them.")
    model = SentenceTransformer(str(find_model(PACKAGED)), device="cpu")
    pairs = folder / "parallel_envi"
    terms, vectors = train(_lines(pairs / "train.vi"), _english(model, pairs / "train.en"))
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / PATH.name if "--dry" in sys.argv else PATH
        write_vietnamese_words(path, terms, vectors, RANK, weights_digest(find_model(PACKAGED)))
        words = load_vietnamese_words(path)
    measure(words, _lines(pairs / "dev.vi"), _english(model, pairs / "dev.en"))


def train(sentences: Sequence[str], targets: Floats) -> tuple[list[str], Floats]:
    """The terms and their vectors, of shape (terms, dimension), fitted so that sums come near the rows of `targets`."""
    torch.manual_seed(0)
    torch.set_num_threads(1)  # the order of sums, and so the last bits, would depend on the machine
    random = np.random.default_rng(0)
    split = [list(word_terms(sentence)) for sentence in sentences]
    counts = collections.Counter(term for row in split for term in set(row))
    terms = sorted(term for term, count in counts.items() if count >= SEEN)
    numbers = {term: number for number, term in enumerate(terms)}
    bare = np.array([term.startswith(BARE) for term in terms])
    rows = [np.array([numbers[it] for it in row if it in numbers], dtype=np.int64) for row in split]
    bag = torch.nn.EmbeddingBag(len(terms), targets.shape[1], mode="sum")
    torch.nn.init.normal_(bag.weight, std=0.02)
    optimizer = torch.optim.Adam(bag.parameters(), lr=RATE)
    goal = torch.from_numpy(targets)
    for epoch in range(EPOCHS):
        optimizer.param_groups[0]["lr"] = RATE * (1 - epoch / EPOCHS)
        order, near = random.permutation(len(rows)), []
        for start in range(0, len(order), BATCH):
            batch = order[start : start + BATCH]
            # Half of the sentences are read as if they had been written without accents.
            chosen = [
                row[(random.random(len(row)) > FORGOTTEN) & (bare[row] | (random.random() < 0.5))]
                for row in (rows[number] for number in batch)
            ]
            sums = normalize(bag(*_flat(chosen)), dim=1)
            wanted = goal[list(batch)]
            cosines = (sums * wanted).sum(dim=1)
            told = cross_entropy(SHARPNESS * sums @ wanted.T, torch.arange(len(batch)))
            loss = NEARNESS * (1 - cosines).mean() + told
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            optimizer.step()
            near.append(cosines.mean().item())
        print(f"epoch {epoch + 1}: {len(terms)} terms, mean cosine {np.mean(near):.3f}", flush=True)
    return terms, bag.weight.detach().numpy()


def _flat(rows: Sequence[NDArray[np.int64]]) -> tuple[torch.Tensor, torch.Tensor]:
    """All numbers in one row, and where each bag begins."""
    starts = np.concatenate([[0], np.cumsum([len(row) for row in rows])[:-1]])
    return torch.from_numpy(np.concatenate(rows)), torch.from_numpy(starts)


def measure(words: VietnameseWords, sentences: Sequence[str], targets: Floats) -> None:
    """Print how near sentences come to their English sides, and how often that is the nearest of all."""
    for name, written in (("with accents", sentences), ("without", [fold(it) for it in sentences])):
        found = [words.embed(it) for it in written]
        rows = np.stack([np.zeros(targets.shape[1], np.float32) if it is None else it for it in found])
        cosines = (rows * targets).sum(axis=1)
        nearest = (rows @ targets.T).argmax(axis=1) == np.arange(len(targets))
        print(
            f"FLORES {name}: cosine {cosines.mean():.3f} (nineteen in twenty above {np.quantile(cosines, 0.05):.2f}), "
            f"nearest is right {nearest.mean():.3f}"
        )


def _english(model: SentenceTransformer, path: Path) -> Floats:
    return np.asarray(model.encode(_lines(path), normalize_embeddings=True), dtype=np.float32)


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


if __name__ == "__main__":
    main()
