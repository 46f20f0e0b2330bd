"""The pages for people."""

from __future__ import annotations

import re

import pytest
from starlette.testclient import TestClient

from nhipcau.answering.wording import EXAMPLES
from nhipcau.server.phrases import BY_LANGUAGE
from nhipcau.vocabulary import Language

from .small import DOCUMENTS

PAGES = [
    "/",
    "/?q=The+bridge+has+two+spans",
    "/?q=nothing",
    "/?q=<script>&lang=vi",
    "/documents/bridge-en?c=12-20",
    "/documents/hostile-en",
    "/documents",
    "/documents?q=span&year=2024&lang=vi",
    "/documents?publisher=nobody",
    "/docs",
    "/documents/nothing",
]


def page(client: TestClient, address: str, status: int = 200) -> str:
    """The markup of a page."""
    response = client.get(address, headers={"Accept": "text/html"})
    assert status == response.status_code
    assert "text/html; charset=utf-8" == response.headers["content-type"]
    return response.text


@pytest.mark.parametrize("address", PAGES)
def test_pages_need_nothing_from_elsewhere(client: TestClient, address: str) -> None:
    """No page has a script, an inline style or a part that another host serves."""
    text = page(client, address, 404 if address == "/documents/nothing" else 200)
    assert not re.search(r"<script|<style|<iframe|<img[^>]+onerror|\sstyle=|\son[a-z]+=\"", text)
    assert not re.search(r"(src|action)=\"(?!/)|<link[^>]+href=\"(?!/)", text)


@pytest.mark.parametrize("address", PAGES)
def test_outgoing_links_are_web_addresses_without_opener(client: TestClient, address: str) -> None:
    """A link that leaves the site is http or https and gives no hold on the page."""
    for link in re.findall(r"<a [^>]*>", client.get(address, headers={"Accept": "text/html"}).text):
        target = re.search(r'href="([^"]*)"', link)
        assert target
        assert target[1].startswith(("/", "#", "?")) or (
            target[1].startswith("https://example.org/") and 'rel="noopener"' in link
        )


def test_the_first_page_asks_and_offers_examples(client: TestClient) -> None:
    """Without a question there is a form, and examples in both languages, each marked with its own."""
    text = page(client, "/")
    assert '<html lang="en">' in text
    assert re.search(r'<form[^>]+action="/" method="get"', text)
    assert {"en", "vi"} == {language for language, _ in EXAMPLES}
    for language, example in EXAMPLES:
        assert re.search(rf'<a lang="{language}"[^>]*>{re.escape(example)}</a>', text)


def test_an_answer_shows_what_it_rests_on(client: TestClient) -> None:
    """Each sentence links to its quote in the document; quote, publisher, date and kind stand below."""
    text = page(client, "/?q=The+bridge+has+two+spans")
    version = DOCUMENTS[0].version
    assert f'href="/documents/bridge-en?v={version}&amp;c=12-37#c1"' in text
    assert '<blockquote lang="en">The bridge has two spans.</blockquote>' in text
    for shown in (
        "River Gazette",
        '<time datetime="2024-05-03">3 May 2024</time>',
        "Our brief of the source",
    ):
        assert shown in text
    assert '<a href="https://example.org/bridge" rel="noopener">' in text


def test_undated_is_said(client: TestClient) -> None:
    """A source without a date says so, in the language of the page."""
    assert "không rõ ngày" in page(client, "/?q=Mỗi+nhịp+dài&lang=vi")
    assert "undated" in page(client, "/documents/bridge-vi?lang=en")


def test_related_passages_stand_apart(client: TestClient) -> None:
    """When nothing answers, that is said, and what is near is labelled as no answer."""
    text = page(client, "/?q=Who+painted+it")
    assert "The documents do not answer this question." in text
    assert text.index("which are not an answer") < text.index('href="/documents/bridge-en?c=0-10#c1"')
    assert 'class="sentences"' not in text


@pytest.mark.parametrize(
    ("question", "language", "said"),
    [
        ("hello", "en", "Hello! I am Nhịp Cầu"),
        ("xin+chào", "vi", "Xin chào! Tôi là Nhịp Cầu"),
        ("Who+is+she%3F", "en", "I cannot tell what your question points back to"),
        ("Ông+ấy+là+ai%3F", "vi", "Tôi chưa rõ câu hỏi nói đến ai hay việc gì"),
    ],
)
def test_talk_and_an_unclear_question_are_replied_to(
    talking: TestClient, question: str, language: Language, said: str
) -> None:
    """The text stands alone, in its language, with examples below; nothing is called not found, source or passage."""
    text = page(talking, f"/?q={question}")
    t = BY_LANGUAGE[language]

    assert re.search(rf'<div class="said" lang="{language}">\s*<p>{re.escape(said)}', text)
    assert [] == [key for key in ("not_found", "not_found_next", "sources", "related") if t[key] in text]
    assert t["examples"] in text
    assert 'class="sentences"' not in text


def test_a_question_put_right_is_shown_as_understood(talking: TestClient) -> None:
    """A misspelt word is answered as the word that is meant, and the page says so."""
    text = page(talking, "/?q=How+many+lantrens+did+delegations+from+seven+countries+hang%3F")

    assert (
        'Understood as: <span lang="en">How many lanterns did delegations from seven countries hang?' in text
    )
    assert "1,250 paper lanterns" in text


@pytest.mark.parametrize(
    ("address", "language"),
    [
        ("/?q=Cây+cầu", "vi"),
        ("/?q=The+bridge", "en"),
        ("/?q=The+bridge&lang=vi", "vi"),
        ("/?q=Cây+cầu&lang=en", "en"),
        ("/?lang=vi", "vi"),
        ("/?lang=xx", "en"),
        ("/documents/bridge-en?lang=vi", "vi"),
        ("/documents/bridge-vi", "vi"),
        ("/documents/bridge-vi?lang=en", "en"),
    ],
)
def test_the_language_of_a_page(client: TestClient, address: str, language: str) -> None:
    """`lang` decides; without it the language of the question, or of the document, does."""
    assert f'<html lang="{language}">' in page(client, address)


def test_a_browser_may_prefer_vietnamese(client: TestClient) -> None:
    """A browser that asks for Vietnamese first gets it where nothing else decides."""
    assert '<html lang="vi">' in client.get("/", headers={"Accept-Language": "vi-VN,vi;q=0.9"}).text


@pytest.mark.parametrize("question", ["x" * 1001, "a%00b"])
def test_an_unusable_question_comes_back_with_a_word(client: TestClient, question: str) -> None:
    """A question that cannot be used is 422, with the form and what is wrong."""
    text = page(client, f"/?q={question}", 422)
    assert 'role="alert"' in text
    assert "1 to 1,000 characters" in text


def test_the_viewer_marks_what_was_cited(client: TestClient) -> None:
    """The cited words are marked and carry the anchor of the link; metadata stands above."""
    first = DOCUMENTS[0]
    text = page(client, f"/documents/bridge-en?v={first.version}&c=12-37,38-60")
    assert '<mark id="c1">The bridge has two spans.</mark> <mark id="c2">Each span is 30 m long' in text
    assert "The text has changed" not in text
    for shown in ("River Gazette", "3 May 2024", "Our brief of the source", "English"):
        assert shown in text
    assert 'href="/documents/bridge-vi" hreflang="vi"' in text


def test_the_viewer_says_when_the_text_has_changed(client: TestClient) -> None:
    """A link made for another version of the text gets a notice."""
    assert "The text has changed" in page(client, "/documents/bridge-en?v=0000000000000000&c=12-37#c1")


def test_hostile_text_stays_text(client: TestClient) -> None:
    """Markup in questions, titles, texts and publishers is shown and not obeyed; no link leads to a script."""
    for address in ("/documents/hostile-en", "/?q=<script>", "/?q=<script>alert(1)</script>"):
        text = page(client, address)
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
        assert not re.search(r"<script|<img src=x|<b>|href=\"javascript", text)


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/documents/nothing", 404, "There is no such document"),
        ("/documents/nothing?lang=vi", 404, "Không có tài liệu này"),
        ("/nowhere", 404, "There is nothing at this address."),
    ],
)
def test_errors_of_pages_are_pages(client: TestClient, address: str, status: int, words: str) -> None:
    """Someone with a browser is told in a page what is wrong."""
    assert words in page(client, address, status)


@pytest.mark.parametrize("address", PAGES)
def test_every_page_leads_to_the_documents(client: TestClient, address: str) -> None:
    """Header and footer link to the list of documents, in the language that was chosen."""
    text = client.get(address, headers={"Accept": "text/html"}).text
    chosen = "?lang=vi" if "lang=vi" in address else ""
    header, _, rest = text.partition("<main")
    assert f'<a href="/documents{chosen}"' in header
    assert f'<a href="/documents{chosen}"' in rest.partition("<footer")[2]


@pytest.mark.parametrize("address", ["/", "/docs", "/documents", "/documents/bridge-en"])
def test_pages_answer_head(client: TestClient, address: str) -> None:
    """Link checkers ask with HEAD."""
    assert 200 == client.head(address).status_code


def test_the_reference_names_every_address(client: TestClient) -> None:
    """/docs lists every operation and shape of the OpenAPI document."""
    text = page(client, "/docs")
    document = client.get("/openapi.json").json()
    assert all(f"<code>{path}</code>" in text for path in document["paths"])
    assert all(f'id="shape-{name}"' in text for name in document["components"]["schemas"])
    assert all(f'id="{target}"' in text for target in re.findall(r'href="#([^"]+)"', text))
