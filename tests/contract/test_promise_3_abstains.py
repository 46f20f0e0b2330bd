"""Promise 3. When nothing supports an answer the status is `not_found`, with no text and no citation.

The nearest passages are offered apart. Abstention is a value, never a phrase and never an exception.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from nhipcau.answering.assistant import Assistant, final_answer
from nhipcau.config import Config
from nhipcau.server.app import create_app
from nhipcau.vocabulary import Answer, Done, Filters, Meta, Question
from plain import plainly

ANSWERED = "How many paper lanterns did delegations from seven countries hang along the Hoài River?"
NOT_FOUND = (
    "What is the boiling point of tungsten?",
    "Who won the chess olympiad at Zagreb?",
    "Nhiệt độ sôi của vonfram bằng mấy kelvin?",
    "vonfram soi bao nhieu do kelvin",
    "What is it?",
    "Là gì?",
    "?!",
)
REPOSITORY_QUESTIONS = Path(__file__).parents[2] / "bench" / "questions.jsonl"


@pytest.fixture
def assistant(assistant: Assistant) -> Assistant:
    """Over the made-up corpus, choosing by plain weights."""
    return plainly(assistant)


def check(answer: Answer) -> None:
    """Either everything is there or nothing is."""
    is_empty = (answer.text, answer.sentences, answer.citations) == (None, (), ())
    is_full = bool(answer.text and answer.sentences and answer.citations)

    assert (answer.status == "not_found", answer.status == "answered") == (is_empty, is_full)


@pytest.mark.parametrize("question", NOT_FOUND)
def test_what_no_document_supports_is_not_found(assistant: Assistant, question: str) -> None:
    """No text, no sentence, no citation, and no sentence was sent on the way."""
    meta, done = assistant.answer(Question(question))

    assert isinstance(meta, Meta)
    assert isinstance(done, Done)
    assert "not_found" == done.answer.status
    check(done.answer)


@pytest.mark.parametrize("question", NOT_FOUND[:4])
def test_the_nearest_passages_are_offered_apart(assistant: Assistant, question: str) -> None:
    """`related` shows where to look, verbatim, as passages that do not answer."""
    answer = final_answer(assistant.answer(Question(question)))

    assert 0 < len(answer.related) <= 3
    for it in answer.related:
        document = assistant.generation.document(it.document_id)
        assert document is not None
        assert (it.quote, it.title) == (document.text[it.start : it.end], document.title)


def test_a_question_that_is_supported_is_answered(assistant: Assistant) -> None:
    """Refusing everything would keep this promise and help nobody."""
    answer = final_answer(assistant.answer(Question(ANSWERED)))

    assert "answered" == answer.status
    check(answer)


def test_no_document_allowed_is_not_found(assistant: Assistant) -> None:
    """Filters that leave nothing give `not_found`, with nothing related."""
    answer = final_answer(assistant.answer(Question(ANSWERED, filters=Filters(publisher="Nobody"))))

    assert ("not_found", ()) == (answer.status, answer.related)
    check(answer)


def test_the_http_api_abstains_with_200(assistant: Assistant, config: Config) -> None:
    """For a client too, `not_found` is an answer and no error."""
    with TestClient(create_app(config, load=lambda: assistant)) as client:
        while client.get("/readyz").status_code != 200:
            pass
        response = client.post("/v1/answers", json={"question": NOT_FOUND[0]})

    answer = response.json()
    assert (200, "not_found", None, [], []) == (
        response.status_code, answer["status"], answer["text"], answer["sentences"], answer["citations"],
    )  # fmt: skip
    assert answer["related"]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(question=st.text(min_size=1, max_size=120).filter(lambda text: bool(text.strip())))
def test_no_question_is_an_exception(assistant: Assistant, question: str) -> None:
    """Whatever is asked is answered or not found."""
    check(final_answer(assistant.answer(Question(question))))


def test_every_answer_over_the_real_corpus_is_whole_or_empty(real_assistant: Assistant) -> None:
    """Every third question with known answers, asked of the repository's corpus with the packaged model."""
    lines = REPOSITORY_QUESTIONS.read_text(encoding="utf-8").splitlines()[::3]
    answers = [final_answer(real_assistant.answer(Question(json.loads(line)["question"]))) for line in lines]

    assert {"answered", "not_found"} == {answer.status for answer in answers}
    for answer in answers:
        check(answer)
