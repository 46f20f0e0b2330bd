"""Questions and searches over HTTP."""

from __future__ import annotations

import json
from typing import Any

import pytest
from starlette.testclient import TestClient

from nhipcau.errors import IndexDamagedError

from .small import DOCUMENTS, INDEX_ID, SmallAssistant, app_with, client_of

SPANS = "The bridge has two spans"


def ask(client: TestClient, **body: Any) -> dict[str, Any]:
    """The parsed JSON of an answer."""
    response = client.post("/v1/answers", json=body)
    assert response.status_code == 200, response.text
    answer: dict[str, Any] = response.json()
    return answer


def wrong(client: TestClient, body: object) -> tuple[int, str | None, str]:
    """The status, param and code of an error."""
    response = client.post(
        "/v1/answers", content=json.dumps(body), headers={"Content-Type": "application/json"}
    )
    error = response.json()["error"]
    assert set(error) == {"message", "type", "param", "code"}
    return response.status_code, error["param"], error["code"]


def sent_events(text: str) -> list[tuple[str, Any]]:
    """The names and the parsed data of a stream of events."""
    blocks = [
        dict(line.split(": ", 1) for line in block.splitlines()) for block in text.strip().split("\n\n")
    ]
    return [(block["event"], json.loads(block["data"])) for block in blocks]


def test_an_answer_has_the_shape_of_the_contract(client: TestClient) -> None:
    """The fields come in the order of the design, and the quote is the slice of the stored text."""
    answer = ask(client, question=SPANS)
    assert (
        "id index_id question interpreted_as language as_of status mode fallback_reason text sentences citations "
        "notices related timings_ms"
    ).split() == list(answer)
    assert "The bridge has two spans. [1]" == answer["text"]
    assert [{"text": "The bridge has two spans.", "citations": [1], "support": 1.0}] == answer["sentences"]
    (citation,) = answer["citations"]
    assert citation["quote"] == DOCUMENTS[0].text[citation["start"] : citation["end"]]
    assert ("brief", "River Gazette", "2024-05-03") == tuple(
        citation[key] for key in ("kind", "publisher", "published")
    )


def test_not_found_is_a_success_without_text(client: TestClient) -> None:
    """An abstention is HTTP 200 with no text, sentences or citations, and offers what is near apart."""
    answer = ask(client, question="Who painted it?")
    assert ("not_found", None, [], []) == tuple(
        answer[key] for key in ("status", "text", "sentences", "citations")
    )
    assert ["bridge-en"] == [it["document_id"] for it in answer["related"]]


@pytest.mark.parametrize(
    ("question", "status", "said"),
    [
        ("hello", "about", "I have 5 documents to answer from"),
        ("Xin chào", "about", "Tôi trả lời dựa trên 5 tài liệu"),
        ("Who is she?", "unclear", "I cannot tell what your question points back to"),
        ("Ông ấy là ai?", "unclear", "Tôi chưa rõ câu hỏi nói đến ai hay việc gì"),
    ],
)
def test_talk_and_an_unclear_question_get_a_text_alone(
    talking: TestClient, question: str, status: str, said: str
) -> None:
    """HTTP 200 with a text in the language asked in, and nothing that claims to be from a document."""
    answer = ask(talking, question=question)

    assert (status, None, [], [], [], []) == tuple(
        answer[key] for key in ("status", "interpreted_as", "sentences", "citations", "notices", "related")
    )
    assert said in answer["text"]


def test_a_follow_up_is_resolved_and_shown_as_understood(talking: TestClient) -> None:
    """What the history says stands in `interpreted_as`, and the answer is that of the whole question."""
    first = "When did the lantern fair of friendship open?"
    history = [{"question": first, "answer": ask(talking, question=first)["text"]}]
    answer = ask(talking, question="How much did it raise?", history=history)
    whole = ask(talking, question="How much did the lantern fair of friendship raise?")
    same = ("status", "text", "sentences", "citations", "notices")

    assert ("How much did it raise?", "How much did the lantern fair of friendship raise?") == (
        answer["question"], answer["interpreted_as"],
    )  # fmt: skip
    assert "The fair raised VNĐ48.5 million for village libraries." == answer["sentences"][0]["text"]
    assert (None, [whole[key] for key in same]) == (whole["interpreted_as"], [answer[key] for key in same])


def test_of_two_things_it_is_asked_which_is_meant(talking: TestClient) -> None:
    """Where the history names several, the text offers them, and nothing is answered."""
    turn = {
        "question": "Who met Nguyễn Văn An and Trần Văn Bình?",
        "answer": "Nguyễn Văn An met Trần Văn Bình. [1]",
    }
    answer = ask(talking, question="What did he say?", history=[turn])

    assert ("unclear", "Which one do you mean: Nguyễn Văn An or Trần Văn Bình?", []) == (
        answer["status"], answer["text"], answer["sentences"],
    )  # fmt: skip


@pytest.mark.parametrize("question", ["hello", "Who is she?", "What is the boiling point of tungsten?"])
def test_a_stream_without_a_sentence_carries_the_same_answer(talking: TestClient, question: str) -> None:
    """Events are meta and done, and done is what JSON would have given, but for its own name and times."""
    response = talking.post("/v1/answers", json={"question": question, "stream": True})
    (meta, _), (done, answer) = sent_events(response.text)
    own = {"id": None, "timings_ms": None}

    assert ("meta", "done") == (meta, done)
    assert ask(talking, question=question) | own == answer | own


def test_conditions_reach_the_assistant(client: TestClient) -> None:
    """Language, date and history of the request are those of the question."""
    turn = {"question": "What is it?", "answer": ""}
    answer = ask(client, question=SPANS, language="vi", as_of="2025-02-28", history=[turn] * 6)
    assert ("vi", "2025-02-28") == (answer["language"], answer["as_of"])
    assert ["fallback"] == [notice["kind"] for notice in answer["notices"]]


@pytest.mark.parametrize("by", ["field", "header"])
def test_a_stream_carries_the_same_answer(client: TestClient, by: str) -> None:
    """Events are meta, a sentence with its citations, and done with the answer that JSON would have given."""
    body = {"question": SPANS} | ({"stream": True} if by == "field" else {})
    headers = {"Accept": "text/event-stream"} if by == "header" else {}
    response = client.post("/v1/answers", json=body, headers=headers)
    assert "text/event-stream; charset=utf-8" == response.headers["content-type"]
    (meta, about), (sentence, first), (done, answer) = sent_events(response.text)
    assert ("meta", "sentence", "done") == (meta, sentence, done)
    assert INDEX_ID == about["index_id"]
    assert (answer["sentences"], answer["citations"]) == ([first["sentence"]], first["citations"])
    assert ask(client, question=SPANS) == answer


def test_a_stream_that_fails_ends_with_an_error_event() -> None:
    """What goes wrong after the first event arrives as `error`, with when to ask again."""

    def fail(_: str) -> None:
        raise IndexDamagedError("The index is damaged; run nhipcau doctor.")

    with client_of(app_with(SmallAssistant(encode=fail))) as client:
        response = client.post("/v1/answers", json={"question": SPANS, "stream": True})
    (_, _), (name, problem) = sent_events(response.text)
    assert ("error", "index_damaged", 5) == (name, problem["error"]["code"], problem["retry_after"])


def test_generated_needs_a_language_model(client: TestClient) -> None:
    """Mode `generated` is refused in words of the contract, streamed or not."""
    for stream in (False, True):
        assert (422, "mode", "no_language_model") == wrong(
            client, {"question": SPANS, "mode": "generated", "stream": stream}
        )


@pytest.mark.parametrize(
    ("body", "param"),
    [
        ({}, "question"),
        ({"question": ""}, "question"),
        ({"question": " \n"}, "question"),
        ({"question": "x" * 1001}, "question"),
        ({"question": None}, "question"),
        ({"question": 7}, "question"),
        ({"question": "a\0b"}, "question"),
        ({"question": "a\ud800b"}, "question"),
        ({"question": "a", "history": [{"question": "b", "answer": "c"}] * 7}, "history"),
        ({"question": "a", "history": [{"question": "b"}]}, "history.0.answer"),
        ({"question": "a", "as_of": "2025-02-29"}, "as_of"),
        ({"question": "a", "as_of": "2025-02"}, "as_of"),
        ({"question": "a", "as_of": "20250228"}, "as_of"),
        ({"question": "a", "filters": {"published_from": "2025-13"}}, "filters.published_from"),
        ({"question": "a", "filters": {"published_to": "last year"}}, "filters.published_to"),
        ({"question": "a", "filters": {"topics": "rivers"}}, "filters.topics"),
        ({"question": "a", "filters": {"include_undated": "yes"}}, "filters.include_undated"),
        ({"question": "a", "filters": {"publisher": "a\0"}}, "filters.publisher"),
        ({"question": "a", "filters": {"colour": "red"}}, "filters.colour"),
        ({"question": "a", "language": "fr"}, "language"),
        ({"question": "a", "mode": "magic"}, "mode"),
        ({"question": "a", "stream": "true"}, "stream"),
        ({"question": "a", "temperature": 1}, "temperature"),
        ([], None),
    ],
)
def test_a_wrong_field_is_named(client: TestClient, body: object, param: str | None) -> None:
    """What cannot be used is 422, and `param` is the dotted name of the field."""
    assert (422, param, "invalid_request") == wrong(client, body)


@pytest.mark.parametrize("published", ["2024", "2024-05", "2024-02-29"])
def test_filters_take_partial_dates(client: TestClient, published: str) -> None:
    """A year, a month and a day are each a date to filter by."""
    assert "answered" == ask(client, question=SPANS, filters={"published_from": published})["status"]


def test_a_question_of_1000_characters_is_taken(client: TestClient) -> None:
    """The limit itself is inside, counted in characters and not bytes."""
    assert "not_found" == ask(client, question="ầ" * 1000)["status"]


def test_search_gives_ranked_passages(client: TestClient) -> None:
    """A hit has the words of its passage, cut from the stored text, and the shape that the command line prints."""
    found = client.get("/v1/search", params={"q": "30 m", "k": 1}).json()
    start = DOCUMENTS[0].text.find("30 m")
    hit = {
        "rank": 1,
        "document_id": "bridge-en",
        "title": "Title of bridge",
        "published": "2024-05-03",
        "language": "en",
        "text": "30 m",
        "start": start,
        "end": start + 4,
        "also_reported_by": [],
    }
    assert {"index_id": INDEX_ID, "hits": [hit]} == found


@pytest.mark.parametrize(
    ("query", "param"), [("q=", "q"), ("", "q"), ("q=a&k=0", "k"), ("q=a&k=101", "k"), ("q=%00", "q")]
)
def test_search_names_a_wrong_parameter(client: TestClient, query: str, param: str) -> None:
    """Parameters of a search are checked like fields of a question."""
    response = client.get(f"/v1/search?{query}")
    assert (422, param) == (response.status_code, response.json()["error"]["param"])
