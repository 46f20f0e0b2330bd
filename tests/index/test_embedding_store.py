from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from nhipcau.index.embedding import Embeddings
from nhipcau.index.embedding_store import NAME, embed_remembered
from tiny import TinyEmbedder, write_model

TEXTS = ["a lantern", "a bridge of bamboo", "a lantern", "sông Hoài"]


@pytest.fixture
def tiny(tmp_path: Path) -> TinyEmbedder:
    """A tiny embedder."""
    return TinyEmbedder(write_model(tmp_path / "tiny"))


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Where the store will be."""
    return tmp_path / NAME


def embed(store: Path, embedder: TinyEmbedder, texts: Sequence[str] = TEXTS) -> tuple[Embeddings, int]:
    """The embeddings and how many were computed; nobody watches."""
    return embed_remembered(store, embedder, texts, lambda done, total: None)


def test_rows_are_those_of_the_embedder_in_the_order_asked_for(store: Path, tiny: TinyEmbedder) -> None:
    """Row i is the embedding of text i, computed or remembered."""
    expected = tiny.embed_passages(TEXTS)
    for _ in range(2):
        assert np.array_equal(expected, embed(store, tiny)[0])


def test_no_text_is_embedded_twice(store: Path, tiny: TinyEmbedder) -> None:
    """A repeated or remembered text costs nothing; a new one costs one."""
    assert (3, 0, 1) == (embed(store, tiny)[1], embed(store, tiny)[1], embed(store, tiny, [*TEXTS, "new"])[1])
    assert sorted({*TEXTS, "new"}) == sorted(tiny.embedded)


def test_another_model_remembers_nothing_of_this_one(store: Path, tiny: TinyEmbedder, tmp_path: Path) -> None:
    """Vectors belong to the fingerprint that made them."""
    embed(store, tiny)
    other = TinyEmbedder(write_model(tmp_path / "other", max_tokens=47))
    assert (3, 0) == (embed(store, other)[1], embed(store, tiny)[1])


def test_no_texts_give_no_rows(store: Path, tiny: TinyEmbedder) -> None:
    """The shape is (0, dimension)."""
    rows, embedded = embed(store, tiny, [])
    assert ((0, 64), 0) == (rows.shape, embedded)


def test_progress_ends_at_all(store: Path, tiny: TinyEmbedder) -> None:
    """What is remembered counts as done; a text that comes twice counts once."""
    embed(store, tiny, TEXTS[:1])
    seen: list[tuple[int, int]] = []
    embed_remembered(store, tiny, TEXTS, lambda done, total: seen.append((done, total)))
    assert ([(1, 3), (3, 3)]) == seen


class FailsLater(TinyEmbedder):
    """Embeds one batch, then no more."""

    def embed_passages(self, texts: Sequence[str]) -> Embeddings:
        if self.embedded:
            raise InterruptedError
        return super().embed_passages(texts)


def test_what_was_embedded_before_an_interruption_is_remembered(store: Path, tmp_path: Path) -> None:
    """A run that ends half-way leaves its batches to the next one."""
    many = [f"text {number}" for number in range(100)]
    folder = write_model(tmp_path / "tiny")
    failing = FailsLater(folder)
    with pytest.raises(InterruptedError):
        embed(store, failing, many)
    rows, embedded = embed(store, TinyEmbedder(folder), many)
    assert 100 == len(failing.embedded) + embedded
    assert np.array_equal(TinyEmbedder(folder).embed_passages(many), rows)


def test_a_changed_vector_is_embedded_anew(store: Path, tiny: TinyEmbedder) -> None:
    """A row that does not pass its checksum, or has another length, is not used."""
    rows, _ = embed(store, tiny)
    with sqlite3.connect(store) as connection:
        connection.execute("UPDATE embeddings SET vector = zeroblob(256)")
    connection.close()
    again, embedded = embed(store, tiny)
    assert 3 == embedded
    assert np.array_equal(rows, again)


@pytest.mark.parametrize("place", [0.0, 0.001, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99, 1.0])
@pytest.mark.parametrize("mask", [0x01, 0x80, 0xFF])
def test_a_store_damaged_anywhere_gives_the_same_rows(
    store: Path, tiny: TinyEmbedder, place: float, mask: int
) -> None:
    """Whichever byte is damaged, the rows are right."""
    rows, _ = embed(store, tiny)
    content = bytearray(store.read_bytes())
    content[int(place * (len(content) - 1))] ^= mask
    store.write_bytes(content)
    assert np.array_equal(rows, embed(store, tiny)[0])


@pytest.mark.parametrize("left", [0, 1, 50, 100, 1_000, 4_096, 5_000])
def test_a_truncated_store_gives_the_same_rows(store: Path, tiny: TinyEmbedder, left: int) -> None:
    """However much of the file is left, the rows are right."""
    rows, _ = embed(store, tiny)
    store.write_bytes(store.read_bytes()[:left])
    assert np.array_equal(rows, embed(store, tiny)[0])


def test_the_store_can_be_deleted(store: Path, tiny: TinyEmbedder) -> None:
    """Without its store everything is computed again."""
    embed(store, tiny)
    store.unlink()
    assert 3 == embed(store, tiny)[1]
