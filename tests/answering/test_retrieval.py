"""Passages found: what embeddings and words say of each, weighed together."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from nhipcau.answering.assistant import Assistant, load_assistant
from nhipcau.answering.question import understand
from nhipcau.answering.retrieval import EVIDENCE, evidence, nearest, query_terms, retrieve, row_of, weigh
from nhipcau.answering.weights import Fusion, Weights
from nhipcau.config import Config
from nhipcau.index.embedding import Embeddings
from nhipcau.index.generation import Generation
from nhipcau.index.ingest import ingest
from nhipcau.index.words import WeightedTerm
from nhipcau.vocabulary import Filters, Hit, Language
from tiny import TinyEmbedder, write_document

NOTHING = Fusion(cosine=0.0, best_sentence=0.0, folded=0.0, exact=0.0)
ROWS = st.lists(st.lists(st.floats(-1, 1), min_size=4, max_size=4), max_size=6)


def weights(row: Fusion | None = None, same_language: float = 0.0) -> Weights:
    """Weights of retrieval, by default of every evidence alike; those of the later stages are empty."""
    row = row or Fusion(cosine=1.0, best_sentence=1.0, folded=1.0, exact=1.0)
    fusion = dict.fromkeys(("en", "vi", "vi-bare"), row)
    return Weights(fusion, same_language, sentence={}, answerable={}, floor=-1.0, threshold={}, more=1.0)


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


def every_passage(generation: Generation) -> list[int]:
    return list(range(generation.manifest.counts["passages"]))


def weighed(assistant: Assistant, text: str) -> NDArray[np.float64]:
    """The evidence for every passage of the corpus; the embedding is that of the first sentence stored."""
    generation = assistant.generation
    embedding = generation.sentence_embeddings([0])[0]
    return evidence(generation, understand(text), embedding, every_passage(generation))


# --- evidence -------------------------------------------------------------------------------------


def test_evidence_is_a_row_for_each_passage(assistant: Assistant) -> None:
    """One column for each kind, in the order of the numbers asked for; no passage, no row."""
    generation = assistant.generation
    embedding = generation.sentence_embeddings([0])[0]
    question, numbers = understand("lantern fair"), every_passage(generation)
    rows = evidence(generation, question, embedding, numbers)

    assert (len(numbers), len(EVIDENCE)) == rows.shape
    assert rows[::-1].tolist() == evidence(generation, question, embedding, numbers[::-1]).tolist()
    assert (0, len(EVIDENCE)) == evidence(generation, question, embedding, []).shape


def test_a_passage_is_as_near_as_it_is_and_as_its_best_sentence(assistant: Assistant) -> None:
    """The cosines are those of the passage itself and of the nearest of its sentences."""
    generation = assistant.generation
    embedding = generation.sentence_embeddings([0])[0]
    rows = weighed(assistant, "lantern fair")

    for row, passage in zip(rows, generation.passages(every_passage(generation)), strict=True):
        stored = generation.sentences(passage.document_id, passage.start, passage.end)
        sentences = generation.sentence_embeddings([it.number for it in stored]) @ embedding
        own = generation.passage_embeddings([passage])[0] @ embedding
        assert (own, sentences.max()) == pytest.approx(tuple(row[:2]), abs=1e-6)
    assert 1.0 == pytest.approx(rows[:, 1].max())


def test_words_are_evidence_with_and_without_their_accents(assistant: Assistant) -> None:
    """Without accents a passage is met as well, with the wrong ones it is not; without a word of it, not at all."""
    written, bare, other, unknown = (
        weighed(assistant, text) for text in ("đèn lồng", "den long", "đen lỏng", "tungsten molybdenum")
    )
    folded, exact = EVIDENCE.index("folded"), EVIDENCE.index("exact")

    assert written[:, folded].max() > 0
    assert written[:, folded].tolist() == other[:, folded].tolist()
    assert written[:, exact].max() > 0
    assert 0.0 == other[:, exact].max() == bare[:, exact].max()
    assert 0.0 == unknown[:, [folded, exact]].max()


def test_words_mean_the_same_in_a_larger_corpus(
    assistant: Assistant, config: Config, embedder: TinyEmbedder, corpus: Path
) -> None:
    """A word that a single passage holds is worth about as much among many passages as among few."""
    before = weighed(assistant, "solar")[:, EVIDENCE.index("folded")].max()
    for number in range(40):
        write_document(
            corpus, f"other-{number}-en", "A twin-town association painted the quay of a town. " * 5
        )
    ingest(config, embedder=embedder)
    assistant.refresh()

    assert before == pytest.approx(weighed(assistant, "solar")[:, EVIDENCE.index("folded")].max(), rel=0.2)


def test_evidence_is_added_each_with_its_weight() -> None:
    """What is weighed at nothing does not count, and two kinds of evidence together are worth both."""
    rows = np.array([[0.5, 0.25, 2.0, 4.0], [-1.0, 0.0, 0.0, 0.0]])

    assert [0.5 + 0.5 + 1.0, -1.0] == weigh(rows, Fusion(1.0, 2.0, 0.5, 0.0)).tolist()


@given(ROWS)
def test_a_passage_is_weighed_by_itself(rows: list[list[float]]) -> None:
    """A score does not hang on the other passages, as a rank would."""
    fusion = Fusion(1.0, 2.0, 0.5, 0.25)
    together = weigh(np.array(rows).reshape(-1, 4), fusion)

    assert [weigh(np.array([row]), fusion)[0] for row in rows] == pytest.approx(together.tolist())


def test_what_stands_high_in_any_ranking_is_weighed(assistant: Assistant) -> None:
    """The numbers are sorted, each once, and hold what only the words find as well as what only the vectors find."""
    generation = assistant.generation
    embedding = generation.sentence_embeddings([0])[0]
    numbers = nearest(generation, understand("solar lamp"), embedding)

    assert sorted(set(numbers)) == numbers
    assert set(every_passage(generation)) == set(numbers)


# --- the lexical query ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("row", "text"), [("en", "Who came?"), ("vi", "Ai đã đến đây?"), ("vi-bare", "Ai da den day hop?")]
)
def test_each_way_of_writing_has_its_weights(row: str, text: str) -> None:
    """English, Vietnamese, and Vietnamese without accents take different rows."""
    assert row == row_of(understand(text))


def test_words_that_only_ask_are_not_searched() -> None:
    """The folded terms are those with content, and both spellings of a name."""
    folded, _ = query_terms(understand("When did they meet in Hà Nội?"))

    assert [WeightedTerm("folded", text, 1.0) for text in ("meet", "ha", "noi", "hanoi")] == folded


def test_accents_are_searched_by_themselves() -> None:
    """Terms with accents are searched in their own field, with the pairs that stand for words of two syllables."""
    _, exact = query_terms(understand("Mở cửa?"))

    assert [WeightedTerm("exact", text, 1.0) for text in ("mở", "cửa", "mở_cửa")] == exact


def test_a_question_of_nothing_but_asking_words_is_searched_as_it_is() -> None:
    """Where no word carries content all of them are searched."""
    folded, _ = query_terms(understand("What is it?"))

    assert {"what", "is", "it"} <= {it.text for it in folded}


# --- retrieval ------------------------------------------------------------------------------------


def test_hits_are_ranked_from_one_best_first(assistant: Assistant) -> None:
    """Scores never rise, and ranks count from 1."""
    hits = found(assistant, "How many lanterns were hung along the river?", weights())

    assert list(range(1, len(hits) + 1)) == [hit.rank for hit in hits]
    assert sorted((hit.score for hit in hits), reverse=True) == [hit.score for hit in hits]
    assert len(hits) == len({hit.passage.id for hit in hits})


def test_words_alone_find_the_passage_that_holds_them(assistant: Assistant) -> None:
    """With no weight on embeddings the words decide, whatever the embedding says."""
    hits = found(assistant, "solar lamp dormitory", weights(replace(NOTHING, folded=1.0)))

    assert ["library-gift-en"] == sorted({hit.passage.document_id for hit in hits if hit.score > 0})
    assert "library-gift-en" == hits[0].passage.document_id


def test_the_embedding_alone_finds_what_is_near(assistant: Assistant) -> None:
    """With no weight on words the nearest passage comes first, whatever words were typed."""
    generation = assistant.generation
    [sentence] = [
        it
        for document in generation.documents()
        for it in generation.sentences(document.id)
        if "solar lamp" in document.text[it.start : it.end]
    ]
    embedding = generation.sentence_embeddings([sentence.number])[0]
    fitted = weights(replace(NOTHING, best_sentence=1.0))

    assert "library-gift-en" == ids(found(assistant, "lantern fair", fitted, embedding=embedding))[0]


def test_at_most_k_are_given(assistant: Assistant) -> None:
    """`k` cuts the list, and the best are kept."""
    every = found(assistant, "lantern fair", weights())

    assert every[:2] == found(assistant, "lantern fair", weights(), k=2)


@pytest.mark.parametrize("language", ["en", "vi"])
def test_the_preferred_language_comes_first(assistant: Assistant, language: Language) -> None:
    """A passage in the answer's language is worth so much more."""
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
def test_filters_hold_for_every_ranking(assistant: Assistant, filters: Filters, expected: set[str]) -> None:
    """What the filters exclude is found neither by its words nor by its embedding; what they allow still is."""
    generation, text = assistant.generation, "fair exchange gift books Hội An"
    numbers = nearest(generation, understand(text), generation.sentence_embeddings([0])[0], filters)

    assert expected == {it.document_id for it in generation.passages(numbers)}
    assert set(ids(found(assistant, text, weights(), filters=filters))) <= expected


@pytest.mark.parametrize(
    ("prefer", "filters"), [("en", Filters()), ("vi", Filters()), ("en", Filters(language="vi"))]
)
def test_a_source_is_found_in_one_language(assistant: Assistant, prefer: Language, filters: Filters) -> None:
    """Of its versions the one in the preferred language stays, or the only one that may be shown."""
    hits = found(assistant, "fair exchange Hội An", weights(), prefer=prefer, filters=filters)
    language = filters.language or prefer

    assert {f"lantern-fair-2024-{language}", f"rowing-exchange-2023-{language}"} == {
        it for it in ids(hits) if it != "library-gift-en"
    }
    assert list(range(1, len(hits) + 1)) == [hit.rank for hit in hits]


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
    """Where nothing tells passages apart the id decides, in whatever order they were found."""
    for path in corpus.glob("*.md"):
        path.unlink()
    write_document(corpus, "b-en", "Harbour quay.", title="One")
    write_document(corpus, "a-en", "Harbour harbour harbour.", title="One")
    assistant = load_assistant(config, embedder=embedder)
    like_b = embedder.embed_passages(["One\nHarbour quay."])[0]
    hits = found(assistant, "harbour", weights(NOTHING), embedding=like_b)

    assert hits[0].score == hits[1].score
    assert ["a-en", "b-en"] == ids(hits)


def test_an_empty_query_finds_by_its_embedding_alone(assistant: Assistant) -> None:
    """A query without a single word is no error."""
    assert found(assistant, "?!", weights())
