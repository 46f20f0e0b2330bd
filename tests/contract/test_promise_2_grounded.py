"""Promise 2. Every sentence shown has a citation whose quote supports it.

Without a language model the sentence is the quote, white space folded.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from nhipcau.answering.assistant import Assistant, final_answer, load_assistant
from nhipcau.config import Config
from nhipcau.text import fold_space
from nhipcau.vocabulary import Answer, Citation, Done, Meta, Question, SentenceReady
from plain import plainly
from tiny import TinyEmbedder, write_document

QUESTIONS = (
    "How many paper lanterns did delegations from seven countries hang along the Hoài River?",
    "How much did the lantern fair raise for village libraries?",
    "What did the ferry company lend to the rowing exchange?",
    "What did the crews write in a common letter?",
    "When did the rowing exchange between Cần Thơ and three Dutch towns take place?",
    "Who gave books to a boarding school in Hà Giang?",
    "Hội đèn lồng hữu nghị khai mạc khi nào?",
    "Mười tám đội đã chèo bao nhiêu km trên sông Hậu trong bốn ngày?",
    "lantern fair friendship Hội An libraries pupils organisers",
)
UNCITED = (
    "hello",
    "What can you do?",
    "Bạn là ai?",
    "cảm ơn",
    "Who is she?",
    "Còn ông ấy thì sao?",
    "tungsten",
)
REPOSITORY_QUESTIONS = Path(__file__).parents[2] / "bench" / "questions.jsonl"


@pytest.fixture
def assistant(assistant: Assistant) -> Assistant:
    """Over the made-up corpus, choosing by plain weights."""
    return plainly(assistant)


def answers(assistant: Assistant, questions: Iterable[str]) -> list[Answer]:
    return [final_answer(assistant.answer(Question(question))) for question in questions]


def bare_or_wrong(answer: Answer) -> list[str]:
    """The sentences that have no citation, one that is not there, or not the words of the one they have."""
    quotes = {citation.number: citation.quote for citation in answer.citations}
    return [
        sentence.text
        for sentence in answer.sentences
        if not sentence.citations
        or any(number not in quotes for number in sentence.citations)
        or sentence.text != " ".join(fold_space(quotes[number]) for number in sentence.citations)
    ]


def check(found: list[Answer]) -> None:
    """What holds for every answer, and that there were some to look at."""
    assert sum(answer.status == "answered" for answer in found) > len(found) / 3
    for answer in found:
        assert [] == bare_or_wrong(answer), answer.question
        assert all(sentence.support == 1.0 for sentence in answer.sentences)
        assert {it.number for it in answer.citations} == {n for it in answer.sentences for n in it.citations}


def test_every_sentence_is_the_quote_that_it_cites(assistant: Assistant) -> None:
    """No sentence of any answer stands bare or says other words than its source."""
    check(answers(assistant, QUESTIONS))


def test_every_sentence_of_the_real_corpus_is_the_quote_that_it_cites(real_assistant: Assistant) -> None:
    """The same over the repository's corpus with the packaged model and every third question with known answers."""
    lines = REPOSITORY_QUESTIONS.read_text(encoding="utf-8").splitlines()

    check(answers(real_assistant, [json.loads(line)["question"] for line in lines[::3]]))


def test_the_text_says_its_sentences_and_nothing_else(assistant: Assistant) -> None:
    """`text` is each sentence with the numbers of its citations: nothing is added between them."""
    found = [answer for answer in answers(assistant, QUESTIONS) if answer.text]

    assert any(len(answer.sentences) > 1 for answer in found)
    for answer in found:
        parts = re.split(r" ((?:\[\d+\])+)(?: |$)", answer.text or "")
        numbers = ["".join(f"[{number}]" for number in it.citations) for it in answer.sentences]
        assert ([it.text for it in answer.sentences], numbers) == (parts[:-1:2], parts[1::2])


@pytest.mark.parametrize("question", QUESTIONS[:3])
def test_a_sentence_is_sent_with_its_citations(assistant: Assistant, question: str) -> None:
    """In a stream no sentence comes before what it cites."""
    seen: dict[int, Citation] = {}
    for event in assistant.answer(Question(question)):
        if isinstance(event, SentenceReady):
            seen |= {it.number: it for it in event.citations}
            assert event.sentence.citations
            assert event.sentence.text == fold_space(seen[event.sentence.citations[0]].quote)


@pytest.mark.parametrize("question", UNCITED)
def test_what_rests_on_no_quote_is_never_a_sentence(assistant: Assistant, question: str) -> None:
    """Talk, a question back and an abstention send no sentence, and their text names no citation."""
    first, last = assistant.answer(Question(question))

    assert isinstance(first, Meta)
    assert isinstance(last, Done)
    assert (False, (), ()) == (
        last.answer.status == "answered", last.answer.sentences, last.answer.citations,
    )  # fmt: skip
    assert [] == re.findall(r"\[\d+\]", last.answer.text or "")


def test_white_space_is_folded_and_nothing_else(config: Config, embedder: TinyEmbedder, corpus: Path) -> None:
    """A quote over two paragraphs is one line in the sentence; every mark and letter of it stays."""
    write_document(
        corpus, "choir-en", "The Quay Choir met in Mỹ Tho!\n\nIt sang 12 songs (“very well”) – for 3.5 hours…"
    )
    assistant = plainly(load_assistant(config, embedder=embedder))
    [answer] = answers(assistant, ["What is known of the choir that sang 12 songs for 3.5 hours?"])

    assert "Mỹ Tho!\n\nIt sang" in answer.citations[0].quote
    assert (
        "The Quay Choir met in Mỹ Tho! It sang 12 songs (“very well”) – for 3.5 hours…"
        == answer.sentences[0].text
    )


def test_numbers_names_and_negations_are_the_documents(assistant: Assistant) -> None:
    """Figures in a sentence stand in its quote, and the quote in the document, so none is made up."""
    for answer in answers(assistant, QUESTIONS):
        for sentence, citation in zip(answer.sentences, answer.citations, strict=True):
            document = assistant.generation.document(citation.document_id)
            assert document is not None
            assert citation.quote in document.text
            assert re.findall(r"\d+", citation.quote) == re.findall(r"\d+", sentence.text)
