"""The page that browses the corpus."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from nhipcau.config import Config
from nhipcau.server.app import create_app
from nhipcau.server.phrases import BY_LANGUAGE
from nhipcau.vocabulary import Document

from .small import SmallAssistant, SmallGeneration, app_with, client_of, document

HOSTILE = '"><script>alert(1)</script>'


def both(source: str, text: str = "Text.", **known: object) -> list[Document]:
    """A brief of a source in both languages; the Vietnamese one is told by its title, and has another text."""
    shared = {"kind": "brief"} | known
    return [
        document(f"{source}-en", "en", text, title=source.title(), **shared),
        document(f"{source}-vi", "vi", "Văn bản.", title=f"{source.title()} (vi)", **shared),
    ]


STORED = (
    *both("choir", text="A choir sang.", published="2025-03-09", publisher="River Paper", topics=("youth",)),
    *both("bridge", published="2025", publisher="River Paper", topics=("youth", "river-boats"), story="span"),
    *both("gift", text="A choir sang.", published="2021-01", publisher="Hill Post", story="span"),
    document("lamp-en", "en", "Text.", published="2021-02", publisher="Hill Post", story="span"),
    document("note-vi", "vi", "Text.", title="Note (vi)"),
)


class Unread(SmallGeneration):
    """Documents of which nothing but the entries may be read."""

    def document(self, document_id: str) -> Document | None:
        raise AssertionError(document_id)

    def documents(self, *, offset: int = 0, limit: int | None = None) -> list[Document]:
        raise AssertionError((offset, limit))


@pytest.fixture
def library() -> Iterator[TestClient]:
    """A client of an app that has STORED."""
    with client_of(app_with(SmallAssistant(Unread(STORED)))) as ready:
        yield ready


def page(client: TestClient, address: str, status: int = 200) -> str:
    """The markup of a page."""
    response = client.get(address, headers={"Accept": "text/html"})
    assert (status, "text/html; charset=utf-8") == (response.status_code, response.headers["content-type"])
    return response.text


def titles(text: str) -> list[str]:
    return re.findall(r"<h3[^>]*><a [^>]*>([^<]*)</a></h3>", text)


def links(text: str) -> list[str]:
    """Where the page leads to, as a browser reads it."""
    return [html.unescape(it) for it in re.findall(r'<a [^>]*?href="([^"]*)"', text)]


def facet(text: str, name: str) -> dict[str, str]:
    """The choices of a facet with their counts, what hides from sight left out."""
    section = re.search(rf'<section aria-labelledby="facet-{name}">.*?</section>', text, re.DOTALL)
    seen = re.sub(r'<span class="hidden">[^<]*</span>', "", section[0] if section else "")
    return dict(re.findall(r'<span>([^<]*)</span> <span class="count">([^<]*)</span>', seen))


def test_all_sources_are_listed_once(library: TestClient) -> None:
    """The list has each source in the language of the page, newest first, with how many there are in all."""
    text = page(library, "/documents?lang=en")
    assert ["Choir", "Bridge", "Title of lamp", "Gift", "Note (vi)"] == titles(text)
    assert '<h2 id="found">5 sources</h2>' in text
    assert "5 sources, in 8 documents" in text
    assert ["Choir (vi)", "Bridge (vi)", "Title of lamp", "Gift (vi)", "Note (vi)"] == titles(
        page(library, "/documents?lang=vi")
    )


def test_a_source_shows_what_is_known_of_it(library: TestClient) -> None:
    """Title, publisher, date, kind, its other language and the other reports of its story, each in a word."""
    text = page(library, "/documents?year=2025&lang=en")
    assert '<h3 class="title" lang="en"><a href="/documents/bridge-en?lang=en">Bridge</a></h3>' in text
    for shown in (
        "<li>River Paper</li>",
        '<time datetime="2025-03-09">9 March 2025</time>',
        '<span class="label">Brief</span>',
        '<a href="/documents/bridge-vi?lang=en" hreflang="vi">Vietnamese version',
        "also reported by 2 other sources",
    ):
        assert shown in text
    assert "also reported" not in page(library, "/documents?topic=youth&year=2025&publisher=x&lang=en")


def test_what_is_not_known_is_said(library: TestClient) -> None:
    """A source without date, publisher or other language says so, or says nothing of it."""
    text = page(library, "/documents?year=undated&lang=en")
    assert ["Note (vi)"] == titles(text)
    assert '<span class="undated">undated</span>' in text
    assert "publisher not known" in text
    assert not re.search(r'hreflang="[^"]*">(English|Vietnamese) version', text)
    assert '<span class="label">' not in text


def test_facets_are_named_and_counted(library: TestClient) -> None:
    """Topics have readable names in the language of the page, and every value its number of sources."""
    english, vietnamese = page(library, "/documents?lang=en"), page(library, "/documents?lang=vi")
    assert {"2025": "2", "2021": "2", "undated": "1"} == facet(english, "year")
    assert {"Youth": "2", "river-boats": "1"} == facet(english, "topic")
    assert {"Thanh niên": "2", "river-boats": "1"} == facet(vietnamese, "topic")
    assert {"Hill Post": "2", "River Paper": "2"} == facet(english, "publisher")
    assert {"Tiếng Anh": "4", "Tiếng Việt": "4"} == facet(vietnamese, "language")


def test_filters_combine_and_each_can_be_taken_away(library: TestClient) -> None:
    """Active filters stand above the list; each has a link without it, and one link clears them all."""
    text = page(library, "/documents?year=2025&topic=youth&language=vi&lang=en")
    assert ["Choir (vi)", "Bridge (vi)"] == titles(text)
    shown = re.search(r'<ul class="active".*?</ul>', text, re.DOTALL)
    assert shown
    for label in ("Year: 2025", "Topic: Youth", "Language: Vietnamese"):
        assert f"</span>{label}</a>" in shown[0]
    assert [
        "/documents?topic=youth&language=vi&lang=en",
        "/documents?year=2025&language=vi&lang=en",
        "/documents?year=2025&topic=youth&lang=en",
        "/documents?lang=en",
    ] == links(shown[0])
    assert {"River Paper": "2"} == facet(text, "publisher")


def test_an_active_choice_is_marked_and_takes_itself_away(library: TestClient) -> None:
    """In its facet the active value is the current one, and its link leads to the list without it."""
    text = page(library, "/documents?topic=youth&year=2025")
    assert (
        '<a href="/documents?year=2025" aria-current="true"><span><span class="hidden">Remove: </span>Youth'
        in text
    )


def test_a_search_keeps_the_filters(library: TestClient) -> None:
    """The form sends the active filters and the chosen language along."""
    text = page(library, "/documents?year=2025&publisher=River+Paper&lang=vi")
    hidden = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', text)
    assert [("year", "2025"), ("publisher", "River Paper"), ("lang", "vi")] == hidden


@pytest.mark.parametrize("name", ["year", "topic", "publisher", "language"])
def test_an_unknown_value_gives_an_empty_list(library: TestClient, name: str) -> None:
    """Nothing fits; the page says so and leads back to everything."""
    text = page(library, f"/documents?{name}=nobody&lang=vi")
    assert [] == titles(text)
    assert BY_LANGUAGE["vi"]["nothing_listed"] in text
    assert '<a href="/documents?lang=vi">Xem tất cả tài liệu</a>' in text


def test_an_empty_parameter_is_none(library: TestClient) -> None:
    """A form that is sent with empty fields asks for everything."""
    assert 5 == len(titles(page(library, "/documents?q=+&year=&topic=&publisher=&language=&page=")))


def test_a_search_lists_what_it_finds_in_its_order(library: TestClient) -> None:
    """The best stands first, the other reports of its story follow, and the facets count what was found."""
    text = page(library, "/documents?q=A+choir&lang=en")
    assert "4 sources for “A choir”" in text
    assert ["Choir", "Bridge"] == titles(page(library, "/documents?q=A+choir&year=2025&lang=en"))
    assert {"2025": "2", "2021": "2"} == facet(text, "year")
    assert "/documents?q=A+choir&year=2021&lang=en" in links(text)
    assert 'value="A choir"' in text


def test_the_real_search_orders_the_page(talking: TestClient) -> None:
    """With a real index the source that the words are about comes first, in the language of the page."""
    text = page(talking, "/documents?q=paper+lanterns+along+the+river&lang=en")
    first = re.search(r'<h3[^>]*><a href="/documents/([^?"]*)', text)
    assert first
    assert "lantern-fair-2024-en" == first[1]


def test_nothing_found_leads_back(library: TestClient) -> None:
    """A search without a hit says that nothing fits and offers all documents."""
    text = page(library, "/documents?q=zeppelin")
    assert [] == titles(text)
    assert "0 sources for “zeppelin”" in text
    assert '<a href="/documents">Show all documents</a>' in text
    assert "<svg" not in text


@pytest.mark.parametrize("q", ["x" * 1001, "a%00b", "%07", "%1f", "a%C2%85b"])
def test_an_unusable_search_comes_back_with_a_word(library: TestClient, q: str) -> None:
    """A search that is too long or holds control characters is 422, with the form and what is wrong."""
    text = page(library, f"/documents?q={q}&lang=vi", 422)
    assert 'role="alert"' in text
    assert BY_LANGUAGE["vi"]["search_invalid"] in text
    assert 'aria-invalid="true"' in text
    assert "/documents?lang=vi" in links(text)


@pytest.mark.parametrize("q", ["x" * 1000, "a%09b%0Ac"])
def test_a_long_or_pasted_search_is_searched(library: TestClient, q: str) -> None:
    """A thousand characters are not too many, and pasted white space is white space."""
    assert "0 sources for" in page(library, f"/documents?q={q}")


def test_pages_are_linked_and_end_with_the_last() -> None:
    """Twenty sources are a page; the pages link to each other with the filters, and one past the end is the last."""
    stored = tuple(it for number in range(45) for it in both(f"source-{number:02}", publisher="River Paper"))
    with client_of(app_with(SmallAssistant(Unread(stored)))) as client:
        middle = page(client, "/documents?publisher=River+Paper&page=2&lang=en")
        ends = [page(client, f"/documents?lang=en&page={it}") for it in ("3", "4", "99999999999999999999")]
        starts = [page(client, f"/documents?lang=en&page={it}") for it in ("1", "0", "-1", "two", "²", "")]
    assert [f"Source-{number:02}" for number in range(20, 40)] == titles(middle)
    assert '<ol class="listed" start="21">' in middle
    assert "Page 2 of 3" in middle
    assert '<a rel="prev" href="/documents?publisher=River+Paper&amp;lang=en">' in middle
    assert '<a rel="next" href="/documents?publisher=River+Paper&amp;page=3&amp;lang=en">' in middle
    assert 'aria-current="page"><span class="hidden">Page </span>2</a>' in middle
    assert [5, 5] == [len(titles(it)) for it in ends[:2]]
    assert [["Source-00", "Source-01"]] * 6 == [titles(it)[:2] for it in starts]


def test_a_number_of_any_length_is_a_page(library: TestClient) -> None:
    """A page number that nobody can mean is no server error."""
    page(library, f"/documents?page={'9' * 5000}")


def test_the_chart_links_each_year_with_its_count(library: TestClient) -> None:
    """Each year with sources has a bar that leads to it, named in words; years without keep their label alone."""
    text = page(library, "/documents?topic=&publisher=Hill+Post&lang=en")
    chart = re.search(r'<figure class="chart">.*?</figure>', text, re.DOTALL)
    assert chart
    assert ["/documents?year=2021&publisher=Hill+Post&lang=en"] == links(chart[0])
    assert "<title>2021: 2 sources</title>" in chart[0]
    assert re.search(r'<text class="count"[^>]*>2</text>', chart[0])
    assert 9 == chart[0].count('class="gap"')
    assert 'role="group" aria-labelledby="chart"' in chart[0]
    assert not re.search(r"<script|<style|\sstyle=|javascript:", chart[0])


def test_the_chart_says_how_many_are_undated(library: TestClient) -> None:
    """What has no year stands beside the bars as a link, in the language of the page."""
    assert '<a class="aside" href="/documents?year=undated&amp;lang=vi">1 nguồn không rõ ngày</a>' in page(
        library, "/documents?lang=vi"
    )


def test_the_chosen_year_is_marked_in_the_chart(library: TestClient) -> None:
    """Its bar is the current one and leads back to all years; the other bars stay."""
    text = page(library, "/documents?year=2021")
    chart = text[text.index("<svg") : text.index("</svg>")]
    assert ["/documents", "/documents?year=2025"] == links(chart)
    assert '<a href="/documents" aria-current="true">' in chart


def test_a_long_filter_does_not_blow_up_the_page(library: TestClient) -> None:
    """Every link repeats the filters, so only so much of one is kept as a source could have."""
    plain, long = (len(page(library, f"/documents?publisher={'x' * it}")) for it in (200, 60_000))

    assert long < 3 * plain


def test_hostile_text_stays_text() -> None:
    """Markup in titles, publishers, topics, searches and filters is shown and not obeyed, also inside links."""
    hostile = document(
        "hostile-en", "en", HOSTILE, title=HOSTILE, publisher=HOSTILE, topics=(HOSTILE,), published="2024"
    )
    with client_of(app_with(SmallAssistant(Unread((hostile,))))) as client:
        texts = [page(client, "/documents")]
        for name in ("q", "year", "topic", "publisher", "language", "page", "lang"):
            response = client.get("/documents", params={name: HOSTILE})
            assert 200 == response.status_code, name
            texts.append(response.text)
    assert [] == [it for it in texts if "<script" in it or "&lt;script&gt;alert(1)&lt;/script&gt;" not in it]
    shown = html.escape(HOSTILE).replace("&quot;", "&#34;")
    assert f"<li>{shown}</li>" in texts[0]
    assert f'value="{shown}"' in texts[1]
    assert any("publisher=%22%3E%3Cscript%3E" in it for it in links(texts[0]))


@pytest.mark.parametrize(
    "address",
    [
        "/documents",
        "/documents?q=A+choir",
        "/documents?year=1999",
        "/documents?q=%07",
        "/documents?topic=youth",
    ],
)
def test_the_page_is_whole_under_a_strict_policy(library: TestClient, address: str) -> None:
    """No script, no inline style, no part from elsewhere; ids are unique, and what they are named by is there."""
    text = library.get(address).text
    assert not re.search(r"<script|<style|\sstyle=|\son[a-z]+=|src=\"(?!/)", text)
    ids = re.findall(r'\sid="([^"]*)"', text)
    assert len(set(ids)) == len(ids)
    named = re.findall(r'(?:aria-labelledby|aria-describedby|for)="([^"]*)"', text)
    assert set() == set(named) - set(ids)
    assert 1 == text.count("<h1")
    assert 1 == text.count("<main")


def test_a_chosen_language_is_kept(library: TestClient) -> None:
    """Every link to a page of ours names the language that was chosen, and none names one that was not."""
    kept = [it for it in links(page(library, "/documents?q=A+choir&lang=vi")) if it.startswith("/documents")]
    assert kept
    assert [] == [it for it in kept if "lang=vi" not in it]
    response = library.get("/documents", headers={"Accept-Language": "vi"})
    assert '<html lang="vi">' in response.text
    assert [] == [it for it in links(response.text) if it.startswith("/documents") and "lang=" in it]


def test_the_other_addresses_stay_as_they_are(client: TestClient) -> None:
    """The JSON list, the viewer and an address with a slash at its end are not taken for the page."""
    assert 3 == client.get("/v1/documents", headers={"Accept": "text/html"}).json()["total"]
    assert '<article class="document">' in client.get("/documents/bridge-en").text
    assert 404 == client.get("/documents/").status_code


def test_a_server_that_cannot_answer_says_so_in_a_page(tmp_path: Path) -> None:
    """Until an index is loaded the page is 503, in words for people."""

    def fail() -> None:
        raise RuntimeError("no index")

    with client_of(create_app(Config(index_dir=tmp_path), load=fail)) as client:  # type: ignore[arg-type]
        assert BY_LANGUAGE["en"]["error_503"] in page(client, "/documents", 503)
