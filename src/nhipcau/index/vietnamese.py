"""Vietnamese text in the space of the packaged English embedder: a vector for each word and pair of words, summed.

all-MiniLM-L6-v2 reads no Vietnamese, and its tokenizer drops the tones. `bench/train_vietnamese.py` therefore fits,
on English-Vietnamese sentence pairs, a bag of Vietnamese words whose sum comes near to what the English model gives
for the English side (distillation after Reimers and Gurevych, 2020, with a linear student). Each word and each pair of
neighbouring words stands in it twice, with its accents and without, so that both ways of writing are understood.
"""

from __future__ import annotations

import functools
import hashlib
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from nhipcau.text import exact_term, fold, has_vietnamese_accents, nfc, tokens

PATH = Path(__file__).with_name("vietnamese.npz")

BARE = "~"
"""Stands before what is written without accents, so that "ban" and an unaccented "bạn" are told apart."""


@dataclass(frozen=True, slots=True)
class VietnameseWords:
    """The fitted words. `model_sha256` names the English model to whose space they belong.

    The vector of term i is `rows[i] * scales[i] @ basis`: rows (terms, rank) int8, scales (terms,) float32, basis
    (rank, dimension) float32. `sha256` is the file's own.
    """

    model_sha256: str
    sha256: str
    numbers: dict[str, int]
    rows: NDArray[np.int8]
    scales: NDArray[np.float32]
    basis: NDArray[np.float32]

    def embed(self, text: str) -> NDArray[np.float32] | None:
        """A unit-length row of shape (dimension,); None where no word of the text is known."""
        known = sorted(self.numbers[it] for it in word_terms(text) if it in self.numbers)
        if not known:
            return None
        total = (self.rows[known] * self.scales[known, None]).sum(axis=0, dtype=np.float64) @ self.basis
        length = float(np.linalg.norm(total))
        return np.asarray(total / length, dtype=np.float32) if length else None


def word_terms(text: str) -> Iterator[str]:
    """The words of a text and its neighbouring pairs: as written, if it has accents at all, and without them."""
    written = [exact_term(token.text) for token in tokens(nfc(text))]
    bare = (BARE, [fold(word) for word in written])
    for marked, words in (("", written), bare) if has_vietnamese_accents(text) else (bare,):
        yield from (marked + word for word in words)
        yield from (f"{marked}{left}_{right}" for left, right in itertools.pairwise(words))


@functools.cache
def load_vietnamese_words(path: Path = PATH) -> VietnameseWords:
    """The words that are shipped."""
    with np.load(path, allow_pickle=False) as arrays:
        terms = arrays["terms"].tobytes().decode().split("\n")
        return VietnameseWords(
            model_sha256=arrays["model_sha256"].tobytes().decode(),
            sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
            numbers={term: number for number, term in enumerate(terms)},
            rows=arrays["rows"],
            scales=arrays["scales"],
            basis=arrays["basis"],
        )


def write_vietnamese_words(
    path: Path, terms: Sequence[str], vectors: NDArray[np.float32], rank: int, model_sha256: str
) -> None:
    """Keep vectors of shape (len(terms), dimension) in `rank` dimensions of 8 bits each."""
    left, strengths, basis = np.linalg.svd(vectors, full_matrices=False)
    reduced = left[:, :rank] * strengths[:rank]
    scales = (np.abs(reduced).max(axis=1) / 127 + 1e-9).astype(np.float32)
    np.savez_compressed(
        path,
        terms=_bytes("\n".join(terms)),
        model_sha256=_bytes(model_sha256),
        rows=np.round(reduced / scales[:, None]).astype(np.int8),
        scales=scales,
        basis=basis[:rank].astype(np.float32),
    )


def _bytes(text: str) -> NDArray[np.uint8]:
    return np.frombuffer(text.encode(), dtype=np.uint8)
