"""From a chosen sentence to its citation."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhipcau.answering.citing import cite, cite_all, quote_span, related, viewer_link
from nhipcau.answering.pointing import MAX_QUOTE
from nhipcau.answering.question import understand
from nhipcau.answering.selection import Candidate
from nhipcau.sentences import sentence_spans
from nhipcau.vocabulary import Document

QUESTION = understand("How many wells were dug in Lantern Village?")
LONG = (
    "The volunteers first mended the road, " + "carried stones and sand up the hill, " * 6
    + "dug nine wells in Lantern Village, " + "and then, before the rains came, painted the school again, " * 6
    + "after which they went home."
)  # fmt: skip
PIECES = st.sampled_from(
    ["wells", "Lantern", "a", "x" * 120, ", ", "; ", " ", " – ", ": ", ". ", "It ", "\n\n"]
)
TEXTS = st.lists(PIECES, min_size=1, max_size=90).map("".join)


def document(text: str, name: str = "well", language: str = "en") -> Document:
    return Document(
        id=f"{name}-{language}",
        source_id=name,
        language="vi" if language == "vi" else "en",
        kind="brief",
        title="Wells",
        title_from="ours",
        text=text,
        path=f"{name}.md",
        publisher="River Gazette",
        published="2024-05",
        url="https://example.org/wells",
        source_language="vi",
    )


def candidate(text: str, place: int = -1, *, name: str = "well", heading: float = 0.0) -> Candidate:
    """The sentence at `place` of a text, as a candidate."""
    it = document(text, name)
    return Candidate(it, *sentence_spans(text)[place], features={"heading": heading}, score=0.5)


def quoted(text: str, place: int = -1) -> str:
    start, end = quote_span(text, sentence_spans(text)[place], QUESTION)
    return text[start:end]


def test_a_sentence_is_quoted_whole() -> None:
    """The usual quote is the sentence as it stands."""
    assert "Nine wells were dug there." == quoted(
        "The road was mended. Nine wells were dug there. Then it rained.", 1
    )


@pytest.mark.parametrize(
    ("before", "sentence"),
    [
        ("The union met in May.", "It dug nine wells."),
        ("Mai Lan spoke.", "She praised the nine wells."),
        ("Nine wells were dug.", "This was a record."),
        ("The fair opened.", "The event drew nine towns."),
        ("Liên hiệp họp tháng Năm.", "Họ đã đào chín giếng."),
        ("Hội chợ mở cửa.", "Sự kiện này thu hút chín xã."),
        ("Chín giếng đã được đào.", "Đây là một kỷ lục."),
    ],
)
def test_a_short_sentence_that_points_back_is_joined_by_the_one_before(before: str, sentence: str) -> None:
    """Whom "it" means is quoted with it, within a paragraph and from the one before."""
    assert f"{before} {sentence}" == quoted(f"Something else first. {before} {sentence}")
    assert f"{before}\n\n{sentence}" == quoted(f"Something else first. {before}\n\n{sentence}")


@pytest.mark.parametrize(
    "sentence",
    [
        "Italy sent nine drills.",
        "This Friday nine wells open.",
        "Ông Nam đào chín giếng.",
        "Bà Ân đào chín giếng.",
        f"It was the union that dug all of the wells in the village{' and all of those on the hill' * 6}, in one dry year.",
    ],
)
def test_a_sentence_that_names_whom_it_means_stands_alone(sentence: str) -> None:
    """A name behind the word, a longer word that begins like one, or a long sentence: nothing is joined."""
    assert sentence == quoted(f"The union met in May. {sentence}")


def test_a_first_sentence_has_nothing_before_it() -> None:
    """A text may open with "It"."""
    assert "It rained." == quoted("It rained.")


def test_nothing_is_joined_beyond_the_longest_quote() -> None:
    """A sentence before that would make the quote too long stays away."""
    before = "The union " + "met and " * 60 + "parted."

    assert "It dug wells." == quoted(f"{before} It dug wells.")


def test_a_candidate_that_holds_the_sentence_before_is_quoted_as_it_is() -> None:
    """What was weighed together is quoted together, and nothing is joined twice."""
    text = "Something else first. The union met in May. It dug nine wells."
    weighed = Candidate(
        document(text), text.index("The union"), len(text), features={"heading": 0.0}, score=0.5
    )

    assert "The union met in May. It dug nine wells." == cite(weighed, QUESTION, 1).quote


def test_a_long_sentence_is_quoted_around_what_answers() -> None:
    """The clauses that meet the question are kept, cut at clause bounds, within 400 characters."""
    quote = quoted(LONG)

    assert "dug nine wells in Lantern Village" in quote
    assert len(quote) <= MAX_QUOTE
    before, after = LONG.split(quote)
    assert before == "" or before.endswith(", ")
    assert after.startswith(" ")


def test_a_long_sentence_without_clauses_is_cut_between_words() -> None:
    """Where there is no clause bound the quote still ends with a whole word."""
    text = "the well " * 100
    quote = quoted(text.strip() + ".")

    assert len(quote) <= MAX_QUOTE
    assert quote.removesuffix(".").endswith(("the", "well"))


@given(TEXTS)
def test_a_quote_is_never_blank_nor_too_long(text: str) -> None:
    """Whatever the sentence, its quote has 1 to 400 characters and neither begins nor ends with white space."""
    for start, end in sentence_spans(text):
        left, right = quote_span(text, (start, end), QUESTION)
        assert 0 <= left < right <= end
        assert right - left <= MAX_QUOTE
        assert text[left:right] == text[left:right].strip()


def test_a_citation_says_whose_words_these_are() -> None:
    """Number, place, and everything about the document that a reader needs to judge it."""
    chosen = candidate("The road was mended. Nine wells were dug.")
    citation = cite(chosen, QUESTION, 3)
    it = chosen.document

    assert (3, "well-en", "well", "brief", "Wells") == (
        citation.number, citation.document_id, citation.source_id, citation.kind, citation.title,
    )  # fmt: skip
    assert ("River Gazette", "2024-05", "en", "vi", "https://example.org/wells") == (
        citation.publisher, citation.published, citation.language, citation.source_language, citation.url,
    )  # fmt: skip
    assert "Nine wells were dug." == citation.quote == it.text[citation.start : citation.end]


def test_a_viewer_link_names_document_version_and_place() -> None:
    """The link opens the document at the quote, and tells when the text has changed since."""
    it = document("Nine wells were dug.")

    assert f"/documents/well-en?v={it.version}&c=0-20#c1" == viewer_link(it, 0, 20)


def test_citations_are_numbered_in_order() -> None:
    """One for each candidate, from 1, as long as they fit."""
    chosen = [candidate("Nine wells."), candidate("Ten wells.", name="other")]

    assert [(1, "well-en"), (2, "other-en")] == [
        (it.number, it.document_id) for it in cite_all(chosen, QUESTION, 700)
    ]


def test_quotes_that_grew_do_not_exceed_the_room() -> None:
    """Four short sentences, each joined by a long one before it, are as many citations as fit; the first always does."""
    text = f"The union {'met and ' * 30}parted. It dug wells."
    chosen = [candidate(text, name=name) for name in "abcd"]
    citations = cite_all(chosen, QUESTION, 700)

    assert ["a-en", "b-en"] == [it.document_id for it in citations]
    assert len(" ".join(f"{it.quote} [{it.number}]" for it in citations)) <= 700
    assert ["a-en"] == [it.document_id for it in cite_all(chosen, QUESTION, 1)]


@pytest.mark.parametrize("places", [(0, 1), (1, 0)])
def test_a_quote_shows_nothing_that_another_shows(places: tuple[int, int]) -> None:
    """A sentence that was joined to another is not quoted a second time by itself, nor the other way round."""
    text = "Nine wells were dug. It rained."
    citations = cite_all([candidate(text, place) for place in places], QUESTION, 700)

    assert 1 == len(citations)


def test_related_offers_one_passage_of_each_source() -> None:
    """The nearest of each source, best first, at most so many, and no headings."""
    ranked = [
        candidate("Wells", name="heading", heading=1.0),
        candidate("Nine wells. They hold.", name="a"),
        candidate("Nine wells. They hold.", 0, name="a"),
        candidate("Ten wells.", name="b"),
        candidate("Six wells.", name="c"),
    ]
    found = related(ranked, 2)

    assert [("a-en", "They hold."), ("b-en", "Ten wells.")] == [(it.document_id, it.quote) for it in found]


def test_a_related_passage_is_quoted_verbatim_and_not_too_long() -> None:
    """Its quote is what stands at its offsets, at most 400 characters."""
    [found] = related([candidate(f"First. {LONG}")], 3)

    assert found.quote == f"First. {LONG}"[found.start : found.end]
    assert 0 < len(found.quote) <= MAX_QUOTE
