from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from nhipcau.answering.assistant import Assistant
from nhipcau.config import Config
from nhipcau.errors import EmbeddingError
from nhipcau.index.embedding import Embedder, find_model, load_embedder, model_digest
from tiny import write_model

TEXTS = ["A short text.", "A text that is a good deal longer than the first one was.", "Một câu tiếng Việt."]


@pytest.fixture
def real(real_assistant: Assistant) -> Embedder:
    """The packaged model, loaded once for all tests."""
    return real_assistant.embedder


def test_rows_are_unit_length_float32(real: Embedder) -> None:
    """Passages and queries give one row each, of unit length."""
    for rows in (real.embed_passages(TEXTS), real.embed_queries(TEXTS)):
        assert ((3, 384), "float32") == (rows.shape, str(rows.dtype))
        assert np.linalg.norm(rows, axis=1) == pytest.approx([1, 1, 1], abs=1e-5)


def test_no_texts_give_no_rows(real: Embedder) -> None:
    """The shape is (0, dimension)."""
    assert ((0, 384), (0, 384)) == (real.embed_passages([]).shape, real.embed_queries([]).shape)


def test_a_query_never_depends_on_others(real: Embedder) -> None:
    """To the last bit, a query's row is the same alone and among others."""
    together = real.embed_queries(TEXTS)
    assert all(np.array_equal(together[i], real.embed_queries([text])[0]) for i, text in enumerate(TEXTS))


def test_tokens_are_counted_as_the_model_reads_them(real: Embedder) -> None:
    """The count includes the two marks around a text and goes on past what is read."""
    assert (2, 4) == (real.count_tokens(""), real.count_tokens("two words"))
    assert (256, 402) == (real.max_tokens, real.count_tokens("word " * 400))


def test_what_lies_past_the_limit_is_not_read(real: Embedder) -> None:
    """A text cut at the limit has the same row: this is why passages must fit."""
    fits = "word " * (real.max_tokens - 2)
    assert real.embed_passages([fits])[0] == pytest.approx(
        real.embed_passages([fits + "lantern " * 50])[0], abs=1e-5
    )


def test_the_fingerprint_names_the_model_that_is_packaged(real: Embedder) -> None:
    """Name, digest and dimension are those of the packaged model, under both of its names."""
    folder = find_model("sentence-transformers/all-MiniLM-L6-v2")
    assert folder == find_model("all-MiniLM-L6-v2")
    assert "all-MiniLM-L6-v2" == real.fingerprint.name
    assert (384, model_digest(folder)) == (real.fingerprint.dimension, real.fingerprint.weights_sha256)


def test_the_digest_covers_whatever_decides_what_comes_out(tmp_path: Path) -> None:
    """Weights, tokenizer, settings and their names count; a read-me does not."""
    folder = write_model(tmp_path / "model")
    digests = [model_digest(folder)]
    (folder / "README.md").write_text("About it")
    assert digests == [model_digest(folder)]
    for name, content in (("vocab.txt", "a b"), ("model.safetensors", "w"), ("model.safetensors", "v")):
        (folder / name).write_text(content)
        digests.append(model_digest(folder))
    (folder / "vocab.txt").rename(folder / "words.txt")
    digests.append(model_digest(folder))
    assert 5 == len(set(digests))


def test_a_folder_that_is_no_model_is_one_sentence(config: Config) -> None:
    """A folder without weights is an EmbeddingError that names the setting."""
    with pytest.raises(EmbeddingError, match="NHIPCAU_EMBEDDING_MODEL"):
        load_embedder(config.embedding_model)


def test_a_name_that_cannot_be_a_model_is_one_sentence() -> None:
    """A name that is no folder and cannot be downloaded is an EmbeddingError that names the setting."""
    with pytest.raises(EmbeddingError, match="NHIPCAU_EMBEDDING_MODEL"):
        find_model("/no/such/folder")
