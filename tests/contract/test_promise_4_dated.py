"""Promise 4. Every citation shows publisher and date; a date that is not known is "undated", never guessed."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from nhipcau import cli
from nhipcau.answering.assistant import Assistant, final_answer, load_assistant, search_results
from nhipcau.config import Config
from nhipcau.server.app import create_app
from nhipcau.vocabulary import Answer, Filters, Question
from plain import plainly
from tiny import TinyEmbedder, write_document

DATED = "How many paper lanterns did delegations from seven countries hang along the Hoài River?"
PARTLY_DATED = "When did the rowing exchange between Cần Thơ and three Dutch towns take place?"
UNDATED = "Which twin-town association gave 2,400 books to a boarding school in Hà Giang?"
UNKNOWN = "What is the boiling point of tungsten?"
SCRAPED = (
    "A walk along the quay of the old town\n\n{stamp}"
    "The friendship union of the old town opened a reading room for sailors on March 3, 2019 by the northern quay.\n\n"
    "Volunteers painted the shelves, and a retired captain gave the first forty atlases to the reading room.\n"
)


@pytest.fixture
def assistant(assistant: Assistant) -> Assistant:
    """Over the made-up corpus, choosing by plain weights."""
    return plainly(assistant)


def ask(assistant: Assistant, question: str) -> Answer:
    return final_answer(assistant.answer(Question(question)))


def page(assistant: Assistant, config: Config, question: str) -> str:
    """The page that a reader without JavaScript gets."""
    with TestClient(create_app(config, load=lambda: assistant)) as client:
        while client.get("/readyz").status_code != 200:
            pass
        return client.get("/", params={"q": question}).text


def test_a_citation_has_the_publisher_and_date_of_its_document(assistant: Assistant) -> None:
    """Both are just what the document has, in full or in part."""
    for question in (DATED, PARTLY_DATED, UNDATED):
        answer = ask(assistant, question)
        assert answer.citations
        for it in answer.citations:
            document = assistant.generation.document(it.document_id)
            assert document is not None
            assert (document.publisher, document.published) == (it.publisher, it.published)


def test_dates_stand_in_the_first_citation(assistant: Assistant) -> None:
    """A day stays a day, a month is not made a day, and nothing is made of nothing."""
    first = [ask(assistant, question).citations[0] for question in (DATED, PARTLY_DATED, UNDATED)]

    assert [("Riverside Courier", "2024-09-14"), ("Delta Gazette", "2023-05"), (None, None)] == [
        (it.publisher, it.published) for it in first
    ]


@pytest.mark.parametrize(
    ("question", "shown"),
    [
        (DATED, "Riverside Courier, 2024-09-14"),
        (PARTLY_DATED, "Delta Gazette, 2023-05"),
        (UNDATED, "Unknown publisher, undated"),
    ],
)
def test_the_command_line_shows_publisher_and_date(assistant: Assistant, question: str, shown: str) -> None:
    """Each quote is followed by whose words they are and from when; what is not known is said to be so."""
    lines = "\n".join(cli._answer_lines(ask(assistant, question)))

    assert f"{shown} [" in lines


def test_the_page_shows_publisher_and_date(assistant: Assistant, config: Config) -> None:
    """So does the page for people."""
    dated, undated = page(assistant, config, DATED), page(assistant, config, UNDATED)

    assert "Riverside Courier" in dated
    assert '<time datetime="2024-09-14">' in dated
    assert "publisher not known" in undated
    assert ">undated<" in undated


def test_what_is_related_is_dated_too(assistant: Assistant) -> None:
    """Passages that do not answer, and search results, carry the date of their document."""
    answer = ask(assistant, UNKNOWN)
    hits = search_results(*assistant.search("paper lanterns books exchange"))["hits"]
    stored = {document.id: document.published for document in assistant.generation.documents()}

    assert answer.related
    assert [stored[it.document_id] for it in answer.related] == [it.published for it in answer.related]
    assert [stored[hit["document_id"]] for hit in hits] == [hit["published"] for hit in hits]
    lines = "\n".join(cli._answer_lines(answer))
    assert all(f"{it.title}, {it.published or 'undated'} [" in lines for it in answer.related)


@pytest.mark.parametrize(
    ("stamp", "published"),
    [
        ("", None),
        ("Tuesday, 5 November 2019 | 14:40:41\n\n", "2019-11-05"),
        ("(11:00 16/07/2022)\n\n", "2022-07-16"),
    ],
)
def test_a_date_in_the_text_is_not_the_date_of_the_text(
    config: Config, embedder: TinyEmbedder, corpus: Path, stamp: str, published: str | None
) -> None:
    """A scraped page is dated by its stamp; without one it is undated, whatever dates its sentences mention."""
    (corpus / "quay.txt").write_text(SCRAPED.format(stamp=stamp), encoding="utf-8")
    assistant = plainly(load_assistant(config, embedder=embedder))
    answer = ask(
        assistant, "When did the friendship union open a reading room for sailors by the northern quay?"
    )

    assert "March 3, 2019" in answer.citations[0].quote
    assert published == answer.citations[0].published
    assert f", {published or 'undated'} [" in "\n".join(cli._answer_lines(answer))


def test_an_undated_document_is_in_no_span_of_time(
    config: Config, embedder: TinyEmbedder, corpus: Path
) -> None:
    """Asked for documents from a span of time and no others, an undated one is not taken for one of them."""
    write_document(corpus, "reading-room-en", "The reading room for sailors opened on March 3, 2019.")
    assistant = plainly(load_assistant(config, embedder=embedder))
    filters = Filters(published_from="2019", published_to="2019", include_undated=False)
    question = Question("When did the reading room for sailors open?", filters=filters)

    assert "not_found" == final_answer(assistant.answer(question)).status
