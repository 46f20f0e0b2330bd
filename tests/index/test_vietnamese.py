from __future__ import annotations

import unicodedata
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from nhipcau.answering.assistant import Assistant
from nhipcau.index import embedding
from nhipcau.index.embedding import (
    Embedder,
    Embeddings,
    find_model,
    model_digest,
    vietnamese_for,
    weights_digest,
)
from nhipcau.index.vietnamese import (
    PATH,
    VietnameseWords,
    load_vietnamese_words,
    word_terms,
    write_vietnamese_words,
)
from nhipcau.text import fold, nfc
from tiny import write_model

TERMS = ("đèn", "lồng", "đèn_lồng", "~den", "~long")
VECTORS = np.array(
    [[3, 0, 0.01, 0], [0, -2, 0, 0.5], [1, 1, 1, 1], [0.001, 0.002, 0, 0], [0, 0, 0, 70]], dtype=np.float32
)
TRANSLATED = (
    ("Các đoàn đã treo đèn lồng giấy dọc bờ sông.", "Delegations hung paper lanterns along the river bank."),
    ("Chiến dịch quyên góp tiền ủng hộ nhân dân Cuba.", "The campaign raised money for the people of Cuba."),
    ("Học sinh nhận được sách và học bổng.", "The pupils received books and scholarships."),
    ("Hội nghị diễn ra tại Hà Nội vào tháng 12.", "The conference took place in Hà Nội in December."),
)


@pytest.fixture
def words(tmp_path: Path) -> VietnameseWords:
    """Five terms, written in as many dimensions as they have, and loaded."""
    return written(tmp_path / "words.npz", TERMS, VECTORS, rank=4)


@pytest.fixture
def real(real_assistant: Assistant) -> Embedder:
    """The packaged model, loaded once for all tests."""
    return real_assistant.embedder


def written(
    path: Path, terms: tuple[str, ...], vectors: Embeddings, *, rank: int, model: str = "m" * 64
) -> VietnameseWords:
    """The words of a new file."""
    write_vietnamese_words(path, terms, vectors, rank, model)
    return load_vietnamese_words(path)


def vectors_of(words: VietnameseWords) -> Embeddings:
    """What is kept of each term's vector."""
    return np.asarray((words.rows * words.scales[:, None]) @ words.basis, dtype=np.float32)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Đèn lồng", ["đèn", "lồng", "đèn_lồng", "~den", "~long", "~den_long"]),
        ("den long", ["~den", "~long", "~den_long"]),
        ("Đèn", ["đèn", "~den"]),
        ("Hội An, 2024!", ["hội", "an", "2024", "hội_an", "an_2024", "~hoi", "~an", "~2024", "~hoi_an", "~an_2024"]),
        ("", []),
        ("?!", []),
    ],
)  # fmt: skip
def test_words_and_pairs_stand_with_and_without_accents(text: str, expected: list[str]) -> None:
    """Words and neighbouring pairs, as written if there are accents, and folded with a mark in any case."""
    assert expected == list(word_terms(text))


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_the_unicode_form_does_not_matter(form: str) -> None:
    """Composed or decomposed, and in capitals, a text has the same terms."""
    text = "Hữu nghị Việt Nam – Hà Lan"
    assert list(word_terms(text)) == list(word_terms(unicodedata.normalize(form, text.upper())))  # type: ignore[arg-type]


def test_what_is_kept_is_within_the_error_of_8_bits(words: VietnameseWords) -> None:
    """In all dimensions, each kept vector misses by at most half a step in each; the terms keep their order."""
    misses = np.linalg.norm(vectors_of(words) - VECTORS, axis=1)
    steps = words.scales / 2 * np.sqrt(len(words.basis))

    assert ({term: number for number, term in enumerate(TERMS)}, "int8") == (
        words.numbers,
        str(words.rows.dtype),
    )
    assert [True] * 5 == (misses <= steps + 1e-6).tolist()


def test_fewer_dimensions_keep_what_lies_in_them(tmp_path: Path) -> None:
    """Vectors of a plane are kept in two dimensions; the file says for which model they are, and has a digest."""
    plane = np.array([[1, 2, 0, 0], [-3, 1, 0, 0], [0.5, 0.5, 0, 0]], dtype=np.float32)
    words = written(tmp_path / "plane.npz", TERMS[:3], plane, rank=2, model="a" * 64)

    assert ((3, 2), (2, 4), "a" * 64) == (words.rows.shape, words.basis.shape, words.model_sha256)
    assert vectors_of(words) == pytest.approx(plane, abs=0.02)
    assert 64 == len(words.sha256)


def test_a_text_is_the_sum_of_its_words(words: VietnameseWords) -> None:
    """A row of unit length; words that are not known add nothing, and a word said twice counts twice."""
    kept = vectors_of(words)
    total = 2 * kept[0] + kept[1] + kept[2] + 2 * kept[3] + kept[4]
    row = words.embed("Đèn, vonfram: đèn lồng")

    assert row is not None
    assert ((4,), "float32") == (row.shape, str(row.dtype))
    assert row == pytest.approx(total / np.linalg.norm(total), abs=1e-6)


@pytest.mark.parametrize("text", ["", "?!", "vonfram", "nước Cuba"])
def test_unknown_words_give_nothing(words: VietnameseWords, text: str) -> None:
    """Where no word of a text is known there is no row."""
    assert words.embed(text) is None


def test_the_packaged_words_belong_to_the_packaged_model() -> None:
    """They name its digest and have its dimension, and there is a row and a scale for each."""
    folder = find_model("all-MiniLM-L6-v2")
    words = load_vietnamese_words()

    assert (weights_digest(folder), 384) == (words.model_sha256, words.basis.shape[1])
    assert len(words.numbers) == len(words.rows) == len(words.scales)
    assert words is vietnamese_for(folder)
    assert load_vietnamese_words(PATH).sha256 == words.sha256


def test_another_model_reads_vietnamese_itself(tmp_path: Path) -> None:
    """A model of other weights gets no Vietnamese words, and its digest is that of its own files."""
    folder = write_model(tmp_path / "tiny")

    assert vietnamese_for(folder) is None
    assert weights_digest(folder) == model_digest(folder)


def test_the_digest_of_a_model_covers_its_vietnamese_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Words fitted anew are another model: an index built with the old ones is noticed."""
    folder = write_model(tmp_path / "tiny")
    digests = {weights_digest(folder)}
    for count in (1, 2):
        path = tmp_path / f"{count}.npz"
        written(path, TERMS, count * np.roll(VECTORS, count), rank=4, model=weights_digest(folder))
        monkeypatch.setattr(embedding, "load_vietnamese_words", lambda path=path: load_vietnamese_words(path))
        assert vietnamese_for(folder) is load_vietnamese_words(path)
        digests.add(model_digest(folder))

    assert 3 == len(digests)


@pytest.mark.parametrize("spelled", [nfc, fold], ids=["with accents", "without"])
def test_a_sentence_is_nearest_to_its_translation(real: Embedder, spelled: Callable[[str], str]) -> None:
    """By the packaged model, as a passage and as a question, with accents and without."""
    vietnamese = [spelled(one) for one, _ in TRANSLATED]
    english = real.embed_passages([other for _, other in TRANSLATED])
    expected = list(range(len(TRANSLATED)))

    assert expected == (real.embed_queries(vietnamese) @ english.T).argmax(axis=1).tolist()
    assert expected == (real.embed_passages(vietnamese) @ english.T).argmax(axis=1).tolist()


def test_only_vietnamese_is_read_by_its_words(real: Embedder) -> None:
    """In one batch, a Vietnamese text has the row of its words, and English ones have what they have alone."""
    one, other = TRANSLATED[0]
    rows = real.embed_passages([other, one, "Lanterns."])

    known = load_vietnamese_words().embed(one)
    assert known is not None
    assert known.tolist() == rows[1].tolist()
    assert real.embed_passages([other, "Lanterns."]) == pytest.approx(rows[[0, 2]], abs=1e-6)


def test_vietnamese_of_unknown_words_is_left_to_the_model(real: Embedder) -> None:
    """There is a row of unit length all the same."""
    text = "đđđđ ơơơơ"
    [row] = real.embed_queries([text])

    assert load_vietnamese_words().embed(text) is None
    assert 1 == pytest.approx(float(np.linalg.norm(row)), abs=1e-5)
