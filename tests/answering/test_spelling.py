"""Misspelt words of a question, put right by what the index knows."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhipcau.answering.spelling import corrected, edits
from nhipcau.index.words import WordIndex, write_words

TEXTS = (
    "Delegations from Hungary hung lanterns along the Hoài River at Cần Thơ.",
    "Delegations from Slovakia gave books to a boarding school in Hà Giang.",
    "Đoàn Hungary trao tặng sách cho trường nội trú ở Hà Giang.",
    "The union of Marlow met in 1500; that of Marlov did not, nor did Marlov come again.",
    "Then Marlov was asked by a zither club, and Dang Xuan An spoke.",
)
WORDS = st.text(alphabet="abc", max_size=6)


@pytest.fixture
def words(tmp_path: Path) -> WordIndex:
    write_words(tmp_path / "words", enumerate(TEXTS))
    return WordIndex(tmp_path / "words")


@pytest.mark.parametrize(
    ("right", "typed"),
    [
        ("Who came from Hungary?", "Who came from Hungray?"),
        ("Who came from Hungary?", "Who came from Hungery?"),
        ("Who came from Hungary?", "Who came from Hungaryy?"),
        ("Who came from Hungary?", "Who came from Hungry?"),
        ("Ai đến từ Hungary?", "Ai đến từ Hungray?"),
        ("Who came to the Hoài River?", "Who came to the Haoi River?"),
        ("Who hung the lanterns?", "Who hung the lantrens?"),
        ("Which delegations came to Hà Giang?", "Which delegatoins came to Hà Giagn?"),
        ("ai den tu Hungary?", "ai den tu Hungray?"),
    ],
)
def test_a_misspelt_word_is_put_right(words: WordIndex, right: str, typed: str) -> None:
    """A letter swapped, changed, left out or put in, in a name or in a long word, gives the word of the documents."""
    assert right == corrected(typed, words)


@pytest.mark.parametrize(
    "text",
    [
        "Who came from Hungary?",
        "Ai đến Hà Giang?",
        "ai den ha giang?",
        "Who came to Can Tho and to the Hoai River?",
        "Which delegation gave a book?",
        "",
    ],
)
def test_what_the_documents_know_stays(words: WordIndex, text: str) -> None:
    """A word that stands in the index is not changed, with its accents or without them, in any of its forms."""
    assert text == corrected(text, words)


@pytest.mark.parametrize(
    "text",
    [
        "What is the boiling point of tungsten?",
        "Who came from Springfield?",
        "Who came from Vungary?",
        "Who came in 1501?",
        "Did they hnug it?",
        "Did they give a boks?",
        "Who is Thoo?",
        "Ai là Trần Thị Hoan?",
    ],
)
def test_what_nothing_is_near_to_stays(words: WordIndex, text: str) -> None:
    """Unknown words, figures, short words and words with another first letter are left as they were typed."""
    assert text == corrected(text, words)


def test_of_equally_near_words_the_one_that_stands_most_often_is_meant(words: WordIndex) -> None:
    """Of two names that are one letter away the frequent one is taken."""
    assert "Who is Marlov?" == corrected("Who is Marlob?", words)


def test_a_nearer_word_is_meant_rather_than_a_frequent_one(words: WordIndex) -> None:
    """ "Mralow" is "Marlow" with two letters swapped, though "Marlov" stands more often."""
    assert "Who is Marlow?" == corrected("Who is Mralow?", words)


def test_capitals_stay_capitals(words: WordIndex) -> None:
    """A name is put right as a name, another word as another word."""
    assert "Lanterns of Hungary and lanterns" == corrected("Lantrens of Hungray and lantrens", words)


def test_both_unicode_forms_are_put_right_alike(words: WordIndex) -> None:
    """A question typed with combining marks is the one typed with whole letters."""
    typed = "Đoàn nào đến Hà Giagn?"

    assert "Đoàn nào đến Hà Giang?" == corrected(unicodedata.normalize("NFD", typed), words)


@pytest.mark.parametrize(
    ("expected", "one", "other"),
    [(0, "hoai", "hoai"), (1, "haoi", "hoai"), (1, "hoi", "hoai"), (1, "hoaii", "hoai"), (1, "hoax", "hoai"),
     (2, "haio", "hoai"), (4, "", "hoai")],
)  # fmt: skip
def test_edits_are_counted(expected: int, one: str, other: str) -> None:
    """A letter put in, left out, changed, or swapped with its neighbour is one edit."""
    assert expected == edits(one, other)


@given(WORDS, WORDS)
def test_edits_are_a_distance(one: str, other: str) -> None:
    """Equal words are 0 apart, the way back is as long, and no word is further than its letters."""
    assert (one == other) == (edits(one, other) == 0)
    assert edits(one, other) == edits(other, one)
    assert abs(len(one) - len(other)) <= edits(one, other) <= max(len(one), len(other))
