from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from nhipcau.index.words import WeightedTerm, WordIndex, write_words
from nhipcau.text import exact_terms, folded_terms

PASSAGES = (
    (0, "The lanterns of Hội An\nLanterns hang along the river."),
    (0, "The lanterns of Hội An\nA choir sang."),
    (1, "Đèn lồng\nHội đèn lồng hữu nghị khai mạc."),
    (2, "Twice the same words"),
    (2, "Twice the same words"),
    (3, "It raised 656.7 billion in 2025."),
)


@pytest.fixture
def words(tmp_path: Path) -> WordIndex:
    """The passages above, written and opened."""
    write_words(tmp_path / "words", PASSAGES)
    return WordIndex(tmp_path / "words")


def folded(text: str) -> list[WeightedTerm]:
    """A query in the folded field."""
    return [WeightedTerm("folded", term, 1.0) for term in folded_terms(text)]


def exact(text: str) -> list[WeightedTerm]:
    """A query in the exact field."""
    return [WeightedTerm("exact", term, 1.0) for term in exact_terms(text)]


def numbers(found: list[tuple[int, float]]) -> list[int]:
    """Only the passage numbers of hits."""
    return [number for number, _ in found]


def test_every_passage_is_counted(words: WordIndex) -> None:
    """The length is the number of passages."""
    assert len(PASSAGES) == len(words)


def test_words_are_found_without_accents_and_endings(words: WordIndex) -> None:
    """The folded field knows neither diacritics, nor đ, nor English endings."""
    assert [2] == numbers(words.search(folded("den long huu nghi"), 9))
    assert [0] == numbers(words.search(folded("hanging"), 9))
    assert {0, 1} == set(numbers(words.search(folded("lantern"), 9)))


def test_words_are_found_with_their_accents(words: WordIndex) -> None:
    """The exact field tells accents apart and knows neighbouring pairs."""
    assert ([2], []) == (numbers(words.search(exact("lồng"), 9)), words.search(exact("long"), 9))
    assert [2] == numbers(words.search([WeightedTerm("exact", "hữu_nghị", 1.0)], 9))
    assert [] == words.search([WeightedTerm("exact", "nghị_hữu", 1.0)], 9)


def test_figures_are_found_in_both_spellings(words: WordIndex) -> None:
    """A decimal comma finds a decimal point."""
    assert [5] == numbers(words.search(folded("656,7"), 9))


def test_the_title_of_a_passage_is_found(words: WordIndex) -> None:
    """A passage is found by the words of its document's title."""
    assert {0, 1} == set(numbers(words.search(folded("hoi an lanterns"), 2)))


def test_equal_scores_are_ordered_by_number(words: WordIndex) -> None:
    """Ties break by passage number."""
    found = words.search(folded("same words"), 9)
    assert ([3, 4], 1) == (numbers(found), len({score for _, score in found}))


def test_only_allowed_documents_are_found(words: WordIndex) -> None:
    """Documents that are not allowed are left out, and the scores of the others stay."""
    every = dict(words.search(folded("lantern same river"), 9))
    some = words.search(folded("lantern same river"), 9, [2])
    assert {number: every[number] for number in (3, 4)} == pytest.approx(dict(some))
    assert [] == words.search(folded("lantern"), 9, [])


@pytest.mark.parametrize("allowed", [[0], [1], [0, 3, 4], [5]])
def test_only_allowed_passages_are_found(words: WordIndex, allowed: list[int]) -> None:
    """Passages that are not allowed are left out, and the scores of the others stay."""
    every = dict(words.search(folded("lantern same river"), 9))
    some = words.search(folded("lantern same river"), 9, passages=allowed)
    assert {it: every[it] for it in allowed if it in every} == pytest.approx(dict(some))


def test_passages_and_documents_are_both_asked_of(words: WordIndex) -> None:
    """What is found is among the passages and in one of the documents; none allowed, none found."""
    assert [0] == numbers(words.search(folded("lantern same"), 9, documents=[0, 1], passages=[0, 3]))
    assert [] == words.search(folded("lantern"), 9, documents=[2], passages=[0, 1])
    assert [] == words.search(folded("lantern"), 9, passages=[])


def test_terms_are_listed_by_their_beginning(words: WordIndex) -> None:
    """The terms of one field that begin so, sorted, each once; pairs are terms of the exact field."""
    assert ["lantern"] == words.terms("folded", "lan")
    assert ["lanterns", "lanterns_hang", "lanterns_of"] == words.terms("exact", "lanterns")
    assert ["lồng", "lồng_hội", "lồng_hữu"] == words.terms("exact", "lồ")
    assert ["đèn", "đèn_lồng"] == words.terms("exact", "đ")
    assert [] == words.terms("folded", "tungsten")
    assert sorted(words.terms("folded", "")) == words.terms("folded", "")


def test_a_heavier_term_counts_for_more(words: WordIndex) -> None:
    """The weight of a term decides which of two passages comes first."""
    light = [WeightedTerm("folded", "choir", 1.0), WeightedTerm("folded", "river", 9.0)]
    heavy = [WeightedTerm("folded", "choir", 9.0), WeightedTerm("folded", "river", 1.0)]
    assert (0, 1) == (words.search(light, 1)[0][0], words.search(heavy, 1)[0][0])


@pytest.mark.parametrize("term", ["", '"', "a AND b", "*", "folded:river", "\x00", "🎏", "(" * 500])
def test_no_term_is_taken_for_a_query(words: WordIndex, term: str) -> None:
    """Signs that a query language would read are only characters that no passage holds."""
    assert [] == words.search([WeightedTerm("folded", term, 1.0)], 9)


def test_nothing_asked_finds_nothing(words: WordIndex) -> None:
    """No terms or no places, no hits."""
    assert ([], []) == (words.search([], 9), words.search(folded("lantern"), 0))


def test_passages_that_hold_a_term_are_counted(words: WordIndex) -> None:
    """The document frequency counts passages."""
    assert (2, 0) == (
        words.document_frequency("folded", "lantern"),
        words.document_frequency("folded", "tungsten"),
    )


def test_the_same_passages_give_the_same_scores(tmp_path: Path, words: WordIndex) -> None:
    """Built twice, an index ranks and scores alike."""
    write_words(tmp_path / "again", PASSAGES)
    query = [*folded("the lanterns of hoi an in 2025"), *exact("hữu nghị")]
    assert words.search(query, 9) == WordIndex(tmp_path / "again").search(query, 9)


def test_opening_leaves_no_trace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Opening writes nothing into the folder, and the copy that it makes is gone at once."""
    write_words(tmp_path / "words", PASSAGES)
    (tmp_path / "scratch").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "scratch"))
    before = sorted(it.name for it in (tmp_path / "words").iterdir())
    index = WordIndex(tmp_path / "words")

    assert before == sorted(it.name for it in (tmp_path / "words").iterdir())
    assert [] == list((tmp_path / "scratch").iterdir())
    assert [0] == numbers(index.search(folded("river"), 9))


def test_damage_to_an_open_index_does_not_reach_it(tmp_path: Path) -> None:
    """Files cut short after opening change nothing."""
    write_words(tmp_path / "words", PASSAGES)
    index = WordIndex(tmp_path / "words")
    for path in (tmp_path / "words").iterdir():
        path.write_bytes(b"")

    assert [0] == numbers(index.search(folded("river"), 9))


def test_a_folder_that_cannot_be_written_is_an_os_error(tmp_path: Path) -> None:
    """A folder in place, or none above, is an OSError."""
    with pytest.raises(OSError, match="words"):
        write_words(tmp_path / "none" / "words", PASSAGES)
