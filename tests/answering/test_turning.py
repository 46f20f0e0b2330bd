"""An answer is cited from the source's version in the reader's language."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from nhipcau.answering.assistant import Assistant, final_answer, load_assistant
from nhipcau.answering.selection import Candidate
from nhipcau.answering.turning import turned
from nhipcau.config import Config
from nhipcau.index.embedding import load_embedder
from nhipcau.vocabulary import Filters, Language, Question


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """Over the made-up corpus with the packaged embedder, whose space both languages share."""
    config = Config(
        corpus_dir=Path(__file__).parents[1] / "corpus", index_dir=tmp_path_factory.mktemp("turning")
    )
    return load_assistant(config, embedder=load_embedder())


def sentence_with(assistant: Assistant, document_id: str, words: str) -> Candidate:
    """The sentence of a document that holds some words, as if it had been chosen."""
    document = assistant.generation.document(document_id)
    assert document is not None
    for it in assistant.generation.sentences(document_id):
        if words in document.text[it.start : it.end]:
            return Candidate(document, it.start, it.end, {"heading": 0.0}, 0.9)
    raise AssertionError(f"{words!r} does not stand in {document_id}")


@pytest.mark.parametrize(
    ("document_id", "words", "language", "expected"),
    [
        ("lantern-fair-2024-en", "48.5", "vi", "48,5 triệu"),
        ("lantern-fair-2024-vi", "320", "en", "320 pupils"),
        ("rowing-exchange-2023-en", "Eighteen", "vi", "Mười tám đội"),
    ],
)
def test_the_same_sentence_is_cited_in_the_other_language(
    assistant: Assistant, document_id: str, words: str, language: Language, expected: str
) -> None:
    """What is cited instead is in that language and says the same."""
    [found] = turned([sentence_with(assistant, document_id, words)], language, assistant.generation)

    assert language == found.document.language
    assert expected in found.text


def test_a_source_without_that_version_stays(assistant: Assistant) -> None:
    """Where the source has no version in the language, the sentence stays as it was."""
    chosen = [sentence_with(assistant, "library-gift-en", "lamp")]

    assert chosen == turned(chosen, "vi", assistant.generation)


def test_a_sentence_in_the_language_stays(assistant: Assistant) -> None:
    """Nothing is turned that is in the reader's language already."""
    chosen = [sentence_with(assistant, "lantern-fair-2024-en", "48.5")]

    assert chosen == turned(chosen, "en", assistant.generation)


def test_filters_hold_for_the_other_version_too(assistant: Assistant) -> None:
    """A version that the filters shut out is not cited."""
    chosen = [sentence_with(assistant, "lantern-fair-2024-en", "48.5")]

    assert chosen == turned(chosen, "vi", assistant.generation, Filters(language="en"))


def test_no_removed_version_is_cited(assistant: Assistant) -> None:
    """Once the other version is removed, the sentence stays as it was."""
    generation = assistant.generation
    removals = dataclasses.replace(generation.removals, ids=frozenset({"lantern-fair-2024-vi"}))
    chosen = [sentence_with(assistant, "lantern-fair-2024-en", "48.5")]

    assert chosen == turned(chosen, "vi", generation.without(removals))


def test_an_answer_turns_to_the_language_asked_for(assistant: Assistant) -> None:
    """An English question whose answer is wanted in Vietnamese is answered from the Vietnamese version."""
    question = Question("How much did the lantern fair raise for village libraries?", language="vi")
    answer = final_answer(assistant.answer(question))

    assert ("answered", "vi") == (answer.status, answer.citations[0].language)
    assert "48,5 triệu" in answer.citations[0].quote
