"""Pure functions of strings."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhipcau.text import (
    canonical_number,
    detect_language,
    exact_terms,
    fold,
    fold_space,
    folded_terms,
    has_vietnamese_accents,
    is_number,
    nfc,
    term,
    tokens,
)

# Letters, marks, digits and white space of the kinds that our texts mix.
MIXED = st.text(alphabet=st.sampled_from("aBcĐđếỘưÀ̀̉ 12.,-_'\n\t\u00a0ßé→"), max_size=60)


def test_both_unicode_forms_become_one() -> None:
    """Text typed with combining marks and text typed with whole letters are the same afterwards."""
    whole = "Điện Biên Phủ, đối ngoại nhân dân"

    assert whole == nfc(unicodedata.normalize("NFD", whole))


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ("a b", "  a \n\t b "),
        ("một hai", "một\u00a0\u2009hai"),
        ("", " \n "),
        ("as-is", "as-is"),
    ],
)
def test_white_space_folds_to_single_spaces(expected: str, text: str) -> None:
    """Runs of any white space become one space, and none is left at the ends."""
    assert expected == fold_space(text)


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ("doi ngoai nhan dan", "Đối ngoại nhân dân"),
        ("hoi huu nghi", "HỘI HỮU NGHỊ"),
        ("duong", "đường"),
        ("cafe", "café"),
        ("12-ct/tw", "12-CT/TW"),
    ],
)
def test_folding_drops_case_tones_and_the_bar_of_d(expected: str, text: str) -> None:
    """What is typed without accents meets what is written with them."""
    assert expected == fold(text)


@given(MIXED)
def test_folding_does_not_depend_on_the_unicode_form(text: str) -> None:
    """Composed and decomposed text fold to the same."""
    assert fold(nfc(text)) == fold(unicodedata.normalize("NFD", text))


def test_tokens_are_words_and_whole_figures() -> None:
    """A figure keeps its separators, a hyphenated word is its parts, marks are not tokens."""
    text = "VNĐ656.7 billion, 1.500.000 đồng, people-to-people (No.12)!"
    expected = ["VNĐ", "656.7", "billion", "1.500.000", "đồng", "people", "to", "people", "No", "12"]

    assert expected == [token.text for token in tokens(text)]


@given(st.text(max_size=80).map(nfc))
def test_a_token_is_what_stands_at_its_offsets(text: str) -> None:
    """Tokens come in order, never overlap, and are cut from the text by their offsets."""
    found = list(tokens(text))

    assert [token.text for token in found] == [text[token.start : token.end] for token in found]
    assert all(left.end <= right.start for left, right in pairwise(found))


@pytest.mark.parametrize(
    ("english", "vietnamese", "canonical"),
    [
        ("656.7", "656,7", "656.7"),
        ("1,500,000", "1.500.000", "1500000"),
        ("1,500", "1.500", "1500"),
        ("007", "7", "7"),
        ("0", "0", "0"),
        ("0.5", "0,5", ".5"),
    ],
)
def test_a_figure_has_one_form_for_both_languages(english: str, vietnamese: str, canonical: str) -> None:
    """The same figure, as English and as Vietnamese write it, is the same search term."""
    assert (canonical, canonical) == (canonical_number(english), canonical_number(vietnamese))


@pytest.mark.parametrize(
    ("token", "expected"), [("2025", True), ("656,7", True), ("18a", False), ("a18", False)]
)
def test_a_figure_is_digits_and_separators_only(token: str, expected: bool) -> None:
    """A word that begins with a digit is not a figure."""
    assert expected == is_number(token)


def test_english_words_are_searched_by_their_stem_and_vietnamese_ones_as_they_are() -> None:
    """English endings fall away; a Vietnamese syllable only loses its marks."""
    assert term("organisations") == term("organisation")
    assert "nghi" == term("Nghị")


def test_neighbouring_names_are_also_searched_as_one_word() -> None:
    """ "Hà Nội" is found by "Hanoi", which is how English sources write it."""
    assert {"ha", "noi", "hanoi"} <= set(folded_terms("tại Hà Nội"))
    assert "hanoi" not in folded_terms("Hà. Nội")


def test_exact_terms_keep_accents_and_add_neighbouring_pairs() -> None:
    """Two syllables make most Vietnamese words, so each pair is a term of its own."""
    assert ["đối", "ngoại", "1500", "đối_ngoại", "ngoại_1500"] == exact_terms("Đối ngoại 1.500")


@pytest.mark.parametrize(
    ("text", "expected"), [("hợp tác", True), ("Đà", True), ("hop tac", False), ("café", True)]
)
def test_accents_are_noticed(text: str, expected: bool) -> None:
    """A text without a single Vietnamese letter or tone mark was typed without accents."""
    assert expected == has_vietnamese_accents(text)


@pytest.mark.parametrize(
    "text",
    [
        "Hội nghị đã thông qua những nhiệm vụ gì?",
        "Hoi nghi duoc to chuc khi nao?",
        "Ai là chủ tịch?",
        "Có bao nhiêu đại biểu Lào dự hội thảo với UNESCO?",
        "Điều gì",
    ],
)
def test_vietnamese_is_told_with_and_without_accents(text: str) -> None:
    """Function words tell the language, whether accents are typed or not."""
    assert "vi" == detect_language(text)


@pytest.mark.parametrize(
    "text",
    [
        "Who is Trần Cẩm Tú?",
        "When was the meeting in Hà Nội held?",
        "what did the Liên hiệp do with the books?",
        "friendship",
        "",
        "2025",
        "12-CT/TW",
    ],
)
def test_everything_else_is_english(text: str) -> None:
    """A Vietnamese name in an English sentence is outvoted; what says nothing counts as English."""
    assert "en" == detect_language(text)


@given(st.text(max_size=200))
def test_any_text_has_a_language_and_terms(text: str) -> None:
    """No text of any script breaks the tokens, the terms or the language."""
    assert detect_language(text) in ("en", "vi")
    assert len(exact_terms(nfc(text))) == max(0, 2 * len(list(tokens(nfc(text)))) - 1)
    assert all(folded_terms(nfc(text)))
