"""Promise 3. When nothing supports an answer the status is `not_found`, with no text and no citation.

The nearest passages are offered apart. Abstention is a value, never a phrase and never an exception. What is no
question to the documents ("about") or points back to nothing ("unclear") has a text, and nothing that claims support.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from nhipcau.answering.assistant import Assistant, final_answer, load_assistant
from nhipcau.config import Config
from nhipcau.server.app import create_app
from nhipcau.vocabulary import Answer, Done, Filters, Meta, Question, Status
from plain import plainly
from tiny import CORPUS, write_document

ANSWERED = "How many paper lanterns did delegations from seven countries hang along the Hoài River?"
NOT_FOUND = (
    "What is the boiling point of tungsten?",
    "Who won the chess olympiad at Zagreb?",
    "Nhiệt độ sôi của vonfram bằng mấy kelvin?",
    "vonfram soi bao nhieu do kelvin",
    "?!",
)
ABOUT = ("hello", "xin chào", "What can you do?", "Bạn là ai?", "cảm ơn bạn")
UNCLEAR = ("What is it?", "Là gì?", "Who is she?", "Ai đã ở đó?")
# A question that is answered, and one that asks the same of another year, country or office.
NEAR_MISSES = (
    (
        "How much did the lantern fair in Hội An raise in 2024?",
        "How much did the lantern fair in Hội An raise in 2019?",
    ),
    (
        "Hội đèn lồng Hội An năm 2024 quyên góp được bao nhiêu tiền?",
        "Hội đèn lồng Hội An năm 2019 quyên góp được bao nhiêu tiền?",
    ),
    (
        "When did the rowing exchange between Cần Thơ and three Dutch towns take place?",
        "When did the rowing exchange between Cần Thơ and three Swedish towns take place?",
    ),
    (
        "Giao lưu đua thuyền giữa Cần Thơ và ba thị trấn Hà Lan diễn ra khi nào?",
        "Giao lưu đua thuyền giữa Cần Thơ và ba thị trấn Thụy Điển diễn ra khi nào?",
    ),
)
OF_AN_OFFICE = (
    "Who is the vice chairwoman of the twin-town association?",
    "Who is the chairwoman of the twin-town association?",
)
REPOSITORY_QUESTIONS = Path(__file__).parents[2] / "bench" / "questions.jsonl"


@pytest.fixture
def assistant(assistant: Assistant) -> Assistant:
    """Over the made-up corpus, choosing by plain weights."""
    return plainly(assistant)


@pytest.fixture(scope="module")
def fitted(tmp_path_factory: pytest.TempPathFactory, real_assistant: Assistant) -> Assistant:
    """Over the made-up corpus and a document that names a deputy, with the packaged model and the shipped weights."""
    place = tmp_path_factory.mktemp("fitted")
    shutil.copytree(CORPUS, place / "corpus")
    write_document(
        place / "corpus",
        "reading-room-en",
        "Vice Chairwoman Trần Thị Mai of the twin-town association opened the reading room in Đồng Văn on May 4, "
        "2022. Twelve carpenters had built its shelves.",
        title="A reading room of the twin-town association",
    )
    config = Config(corpus_dir=place / "corpus", index_dir=place / "index")
    return load_assistant(config, embedder=real_assistant.embedder)


def check(answer: Answer) -> None:
    """Sentences and citations are there or not, together; a text is wherever something was found or is said."""
    is_answered, is_found = answer.status == "answered", answer.status != "not_found"

    assert answer.status in get_args(Status)
    assert (is_found, is_answered, is_answered) == (
        bool(answer.text), bool(answer.sentences), bool(answer.citations),
    )  # fmt: skip
    assert (answer.text is None, answer.related == ()) == (not is_found, is_found or answer.related == ())


@pytest.mark.parametrize("question", NOT_FOUND)
def test_what_no_document_supports_is_not_found(assistant: Assistant, question: str) -> None:
    """No text, no sentence, no citation, and no sentence was sent on the way."""
    meta, done = assistant.answer(Question(question))

    assert isinstance(meta, Meta)
    assert isinstance(done, Done)
    assert "not_found" == done.answer.status
    check(done.answer)


@pytest.mark.parametrize(
    ("question", "status"), [*((it, "about") for it in ABOUT), *((it, "unclear") for it in UNCLEAR)]
)
def test_what_is_not_asked_of_the_documents_claims_no_support(
    assistant: Assistant, question: str, status: str
) -> None:
    """Talk is answered and a missing antecedent asked for: a text, but no sentence, citation or passage."""
    meta, done = assistant.answer(Question(question))

    assert isinstance(meta, Meta)
    assert isinstance(done, Done)
    answer = done.answer
    assert (status, (), (), (), ()) == (
        answer.status, answer.sentences, answer.citations, answer.related, answer.notices,
    )  # fmt: skip
    check(answer)


@pytest.mark.parametrize(("answered", "missed"), NEAR_MISSES)
def test_another_year_or_country_is_not_found(assistant: Assistant, answered: str, missed: str) -> None:
    """Nearly all words of the question stand in a sentence, but it speaks of another year or country."""
    answers = [final_answer(assistant.answer(Question(it))) for it in (answered, missed)]

    assert ["answered", "not_found"] == [answer.status for answer in answers]


@pytest.mark.parametrize(("answered", "missed"), [*NEAR_MISSES, OF_AN_OFFICE])
def test_a_near_miss_is_not_found_by_the_packaged_model(
    fitted: Assistant, answered: str, missed: str
) -> None:
    """With the shipped weights too: neither another year, nor another country, nor a deputy for the office."""
    answers = [final_answer(fitted.answer(Question(it))) for it in (answered, missed)]

    assert ["answered", "not_found"] == [answer.status for answer in answers]


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
    """Whatever is asked is answered, not found, talk or unclear, and never half of these."""
    check(final_answer(assistant.answer(Question(question))))


def test_every_answer_over_the_real_corpus_is_whole_or_empty(real_assistant: Assistant) -> None:
    """Every third question with known answers, asked of the repository's corpus with the packaged model."""
    lines = REPOSITORY_QUESTIONS.read_text(encoding="utf-8").splitlines()[::3]
    answers = [final_answer(real_assistant.answer(Question(json.loads(line)["question"]))) for line in lines]

    assert {"answered", "not_found"} == {answer.status for answer in answers}
    for answer in answers:
        check(answer)
