"""Passages found, by two rankings fused."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhipcau.answering.assistant import Assistant, load_assistant
from nhipcau.answering.question import understand
from nhipcau.answering.retrieval import RANK_CONSTANT, fuse, query_terms, retrieve, row_of
from nhipcau.answering.weights import Fusion, Weights
from nhipcau.config import Config
from nhipcau.index.embedding import Embeddings
from nhipcau.index.generation import Generation
from nhipcau.index.words import WeightedTerm
from nhipcau.vocabulary import Filters, Hit, Language
from tiny import TinyEmbedder, write_document

RANKINGS = st.lists(st.lists(st.integers(0, 20), unique=True, max_size=10), min_size=2, max_size=2)


def weights(dense: float = 1.0, exact: float = 0.0, same_language: float = 1.0) -> Weights:
    """Weights of retrieval; those of the later stages are empty."""
    fusion = dict.fromkeys(("en", "vi", "vi-bare"), Fusion(dense, exact))
    return Weights(fusion, same_language, sentence={}, answerable={}, threshold={}, more=1.0)


def found(
    assistant: Assistant,
    text: str,
    fitted: Weights,
    *,
    embedding: Embeddings | None = None,
    k: int = 10,
    prefer: Language = "en",
    filters: Filters = Filters(),
) -> list[Hit]:
    """What is retrieved for a question; unless given, its embedding is that of the first sentence stored."""
    if embedding is None:
        embedding = assistant.generation.sentence_embeddings([0])[0]
    return retrieve(
        assistant.generation, understand(text), embedding, fitted, k=k, prefer=prefer, filters=filters
    )


def ids(hits: list[Hit]) -> list[str]:
    return [hit.passage.document_id for hit in hits]


# --- fusion ---------------------------------------------------------------------------------------


def test_fusion_adds_reciprocal_ranks() -> None:
    """A passage gets weight / (constant + rank) from each ranking that holds it."""
    fused = fuse([[7, 8], [8]], [0.5, 1.0])

    assert {7: 0.5 / (RANK_CONSTANT + 1), 8: 0.5 / (RANK_CONSTANT + 2) + 1 / (RANK_CONSTANT + 1)} == fused


def test_a_ranking_of_no_weight_finds_nothing() -> None:
    """What only such a ranking holds is not retrieved at all."""
    assert {8} == set(fuse([[7, 8], [8]], [0.0, 1.0]))


@given(RANKINGS)
def test_fusion_does_not_care_which_ranking_comes_first(rankings: list[list[int]]) -> None:
    """With equal weights, swapping two rankings gives exactly the same scores."""
    assert fuse(rankings, [1.0, 1.0]) == fuse(rankings[::-1], [1.0, 1.0])


# --- the lexical query ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("row", "text"), [("en", "Who came?"), ("vi", "Ai đã đến đây?"), ("vi-bare", "Ai da den day hop?")]
)
def test_each_way_of_writing_has_its_weights(row: str, text: str) -> None:
    """English, Vietnamese, and Vietnamese without accents take different rows."""
    assert row == row_of(understand(text))


def test_words_that_only_ask_are_not_searched() -> None:
    """The folded terms are those with content, and both spellings of a name."""
    expected = [WeightedTerm("folded", text, 1.0) for text in ("meet", "ha", "noi", "hanoi")]

    assert expected == query_terms(understand("When did they meet in Hà Nội?"), Fusion(1.0, 0.0))


def test_accents_count_by_their_weight() -> None:
    """Terms with accents are searched in their own field, where that is worth something."""
    terms = query_terms(understand("Mở cửa?"), Fusion(0.1, 0.7))

    assert {("exact", "mở_cửa", 0.7), ("exact", "mở", 0.7)} < {(it.field, it.text, it.weight) for it in terms}
    assert all(it.field == "folded" for it in query_terms(understand("Mở cửa?"), Fusion(0.1, 0.0)))


def test_a_question_of_nothing_but_asking_words_is_searched_as_it_is() -> None:
    """Where no word carries content all of them are searched."""
    assert {"what", "is", "it"} <= {
        it.text for it in query_terms(understand("What is it?"), Fusion(1.0, 0.0))
    }


# --- retrieval ------------------------------------------------------------------------------------


def test_hits_are_ranked_from_one_best_first(assistant: Assistant) -> None:
    """Scores never rise, and ranks count from 1."""
    hits = found(assistant, "How many lanterns were hung along the river?", weights())

    assert list(range(1, len(hits) + 1)) == [hit.rank for hit in hits]
    assert sorted((hit.score for hit in hits), reverse=True) == [hit.score for hit in hits]
    assert len(hits) == len({hit.passage.id for hit in hits})


def test_words_alone_find_the_passage_that_holds_them(assistant: Assistant) -> None:
    """With no weight on embeddings the words decide, whatever the embedding says."""
    hits = found(assistant, "solar lamp dormitory", weights(dense=0.0))

    assert ["library-gift-en"] == sorted(set(ids(hits)))


def test_at_most_k_are_given(assistant: Assistant) -> None:
    """`k` cuts the list, and the best are kept."""
    every = found(assistant, "lantern fair", weights())

    assert every[:2] == found(assistant, "lantern fair", weights(), k=2)


@pytest.mark.parametrize("language", ["en", "vi"])
def test_the_preferred_language_comes_first(assistant: Assistant, language: Language) -> None:
    """A passage in the answer's language is worth so many times more."""
    hits = found(assistant, "Hội An 2024", weights(same_language=100.0), prefer=language)

    assert hits[0].passage.document_id.endswith(f"-{language}")


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(language="vi"), {"lantern-fair-2024-vi", "rowing-exchange-2023-vi"}),
        (Filters(publisher="Delta Gazette"), {"rowing-exchange-2023-en", "rowing-exchange-2023-vi"}),
        (Filters(topics=("education", "japan"), language="en"), {"lantern-fair-2024-en", "library-gift-en"}),
        (
            Filters(published_to="2023", include_undated=False),
            {"rowing-exchange-2023-en", "rowing-exchange-2023-vi"},
        ),
        (
            Filters(published_from="2024-09"),
            {"lantern-fair-2024-en", "lantern-fair-2024-vi", "library-gift-en"},
        ),
        (Filters(published_from="2030", include_undated=False), set()),
    ],
)
def test_filters_hold_for_both_rankings(assistant: Assistant, filters: Filters, expected: set[str]) -> None:
    """What the filters exclude is found neither by its words nor by its embedding; what they allow still is."""
    hits = found(assistant, "fair exchange gift books Hội An", weights(), filters=filters)

    assert expected == set(ids(hits))


def test_filters_do_not_use_up_places(assistant: Assistant) -> None:
    """The best of those allowed are found, not those allowed among the best of all."""
    generation: Generation = assistant.generation
    lantern = generation.sentence_embeddings([generation.sentences("lantern-fair-2024-en")[0].number])[0]

    assert ["library-gift-en"] == ids(
        found(
            assistant,
            "lantern fair",
            weights(),
            embedding=lantern,
            k=1,
            filters=Filters(topics=("education",)),
        )
    )


def test_equal_scores_are_ordered_by_passage_id(config: Config, embedder: TinyEmbedder, corpus: Path) -> None:
    """Where one ranking puts A before B and the other B before A, the id decides."""
    for path in corpus.glob("*.md"):
        path.unlink()
    write_document(corpus, "a-en", "Harbour harbour harbour.", title="One")
    write_document(corpus, "b-en", "Harbour quay.", title="One")
    assistant = load_assistant(config, embedder=embedder)
    like_b = embedder.embed_passages(["One\nHarbour quay."])[0]
    hits = found(assistant, "harbour", weights(), embedding=like_b)

    assert hits[0].score == hits[1].score
    assert ["a-en", "b-en"] == ids(hits)


def test_an_empty_query_finds_by_its_embedding_alone(assistant: Assistant) -> None:
    """A query without a single word is no error."""
    assert found(assistant, "?!", weights())
