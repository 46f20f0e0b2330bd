from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhipcau.index.embedding import Embeddings
from nhipcau.index.vectors import VectorIndex, write_vectors

SOME = np.eye(4, dtype=np.float32)[[0, 1, 2, 1, 3]]


def written(folder: Path, embeddings: Embeddings) -> VectorIndex:
    """An index of these rows, through the disk."""
    write_vectors(folder / "vectors.faiss", embeddings)
    return VectorIndex((folder / "vectors.faiss").read_bytes())


def test_an_index_is_read_back_as_written(tmp_path: Path) -> None:
    """The number of rows and their dimension survive the disk."""
    index = written(tmp_path, SOME)
    assert (5, 4) == (len(index), index.dimension)


def test_equal_rows_are_found_in_the_order_of_their_numbers(tmp_path: Path) -> None:
    """Ties break by passage number."""
    assert [(1, 1.0), (3, 1.0)] == written(tmp_path, SOME).search(SOME[1], 2)


def test_only_allowed_numbers_are_found(tmp_path: Path) -> None:
    """Numbers that are not allowed are left out, however near; nothing allowed finds nothing."""
    index = written(tmp_path, SOME)
    assert [(3, 1.0), (4, 0.0)] == index.search(SOME[1], 5, [4, 3])
    assert [] == index.search(SOME[1], 5, [])


@pytest.mark.parametrize(("k", "found"), [(0, 0), (-1, 0), (3, 3), (5, 5), (99, 5)])
def test_no_more_is_found_than_asked_for_or_there(tmp_path: Path, k: int, found: int) -> None:
    """The smaller of what is asked for and what there is."""
    assert found == len(written(tmp_path, SOME).search(SOME[1], k))


def test_an_empty_index_finds_nothing(tmp_path: Path) -> None:
    """No rows, no hits."""
    assert [] == written(tmp_path, SOME[:0]).search(SOME[1], 5)


@given(st.integers(0, 2**32 - 1), st.integers(1, 60), st.integers(1, 12))
def test_the_search_is_exact(tmp_path_factory: pytest.TempPathFactory, seed: int, rows: int, k: int) -> None:
    """The rows found are those that a plain sorting of all inner products gives."""
    draw = np.random.default_rng(seed)
    embeddings = draw.standard_normal((rows, 8)).astype(np.float32)
    query = draw.standard_normal(8).astype(np.float32)
    found = written(tmp_path_factory.mktemp("exact"), embeddings).search(query, k)
    products = embeddings @ query
    assert sorted(products, reverse=True)[:k] == pytest.approx([score for _, score in found], abs=1e-4)
    assert products[[number for number, _ in found]] == pytest.approx([score for _, score in found], abs=1e-4)


@pytest.mark.parametrize("content", [b"", b"IxFI", b"not an index at all" * 9])
def test_other_bytes_are_no_index(content: bytes) -> None:
    """Bytes of another kind are an error, not an index."""
    with pytest.raises((RuntimeError, ValueError)):
        VectorIndex(content)
