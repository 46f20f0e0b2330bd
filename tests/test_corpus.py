"""The corpus keeps to its own rules, as far as they can be told without the catalogue (`bench/catalogue.py` has that)."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path

import pytest

from nhipcau.answering.assistant import Assistant
from nhipcau.answering.figures import unmatched_numbers
from nhipcau.documents.reading import read_corpus
from nhipcau.evaluation import read_questions
from nhipcau.evaluation.questions import stands
from nhipcau.glossary import load_glossary
from nhipcau.sentences import sentence_spans
from nhipcau.text import fold
from nhipcau.vocabulary import LANGUAGES, Document

CORPUS = Path(__file__).parents[1] / "corpus"
LONGEST_SENTENCE = 400
"""Characters; a longer sentence would be quoted in part."""

SHARED_WORDS = 4
"""So many words in a row a question may not share with the text that it asks about."""


@cache
def documents() -> dict[str, Document]:
    """Every document by its id."""
    read, skipped = read_corpus(CORPUS, max_bytes=5_000_000)
    assert [] == skipped
    return {it.id: it for it in read}


def sources() -> dict[str, dict[str, Document]]:
    """The versions of each source by language."""
    found: dict[str, dict[str, Document]] = defaultdict(dict)
    for it in documents().values():
        found[it.source_id][it.language] = it
    return found


def test_every_source_stands_in_both_languages() -> None:
    """Each source has an English and a Vietnamese brief, named after it."""
    expected = {f"{source}-{language}" for source in sources() for language in LANGUAGES}

    assert expected == set(documents())
    assert all(f"{it.id}.md" == it.path for it in documents().values())
    assert {"brief"} == {it.kind for it in documents().values()}


def test_both_languages_say_the_same_of_their_source() -> None:
    """Address, date, topics, language and story of a source are the same in both of its briefs."""

    def known(it: Document) -> tuple[object, ...]:
        return it.url, it.published, it.topics, it.source_language, it.story

    assert [] == [source for source, it in sources().items() if known(it["en"]) != known(it["vi"])]


def test_no_address_is_told_of_twice() -> None:
    """Each address has one source."""
    counts = Counter(it["en"].url for it in sources().values() if it["en"].url)

    assert [] == [url for url, count in counts.items() if count > 1]


def test_every_topic_is_listed() -> None:
    """A document has at least one topic, and all of them stand in the README of the corpus."""
    readme = (CORPUS / "README.md").read_text(encoding="utf-8")
    lines = re.findall(r"^- (?:who|what|with whom): (.+)$", readme, re.MULTILINE)
    listed = set(re.findall(r"`([a-z-]+)`", " ".join(lines)))

    assert set() == {topic for it in documents().values() for topic in it.topics} - listed
    assert [] == [it.id for it in documents().values() if not it.topics]


def test_a_story_has_several_sources() -> None:
    """What is marked as a story is reported by at least two sources."""
    reported = Counter(it["en"].story for it in sources().values() if it["en"].story)

    assert len(reported) > 0
    assert [] == [story for story, count in reported.items() if count < 2]


def test_both_languages_carry_the_same_figures_and_dates() -> None:
    """Every number of one brief, in digits, stands in its other language in digits or in words."""
    apart = {
        it[one].id: unmatched_numbers(it[one].text, it[other].text)
        for it in sources().values()
        for one, other in (("en", "vi"), ("vi", "en"))
    }

    assert {} == {document: numbers for document, numbers in apart.items() if numbers}


def test_no_paragraph_stands_in_two_documents() -> None:
    """Sources that tell the same story are told in different words."""
    owners: dict[str, set[str]] = defaultdict(set)
    for it in documents().values():
        for paragraph in it.text.split("\n\n"):
            if len(paragraph) > 60:  # headings may be alike
                owners[fold(paragraph)].add(it.id)

    assert [] == [found for found in owners.values() if len(found) > 1]


def test_every_sentence_can_be_quoted_whole() -> None:
    """No sentence is longer than a quote may be."""
    found = [
        (it.id, it.text[start:end][:60])
        for it in documents().values()
        for start, end in sentence_spans(it.text)
        if end - start > LONGEST_SENTENCE
    ]

    assert [] == found


def test_the_glossary_names_sources_of_the_corpus() -> None:
    """Every office that the glossary gives a person has a source, and that source's date."""
    terms = load_glossary(CORPUS / "_glossary.yaml").terms
    dates = {source: it["en"].published for source, it in sources().items()}

    assert [] == [
        (term.id, office.source)
        for term in terms
        for office in term.offices
        if office.source not in dates or dates[office.source] != office.on
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_document_has_a_question(language: str) -> None:
    """The questions file asks once about every source of the catalogue, in each language."""
    asked = [it.id for it in read_questions(CORPUS / "_questions.jsonl") if it.language == language]
    with_address = {f"{source}-{language}" for source, it in sources().items() if it["en"].url}

    assert len(asked) == len(set(asked))
    assert set() == with_address - set(asked) - {"thaibinh-diplomatic-sector-2024-review-en"} - {
        "thaibinh-diplomatic-sector-2024-review-vi"
    }


def test_a_questions_fact_stands_in_its_document() -> None:
    """What is given as the answer is in the text of the document that is asked about."""
    questions = read_questions(CORPUS / "_questions.jsonl")

    assert [] == [
        it.id for it in questions if not all(stands(fact, [documents()[it.id].text]) for fact in it.facts)
    ]


def test_no_question_copies_its_document() -> None:
    """A question shares no four words in a row with the text, so that finding it takes more than matching."""

    def runs(text: str) -> set[tuple[str, ...]]:
        words = re.findall(r"[^\W_]+", fold(text))
        return {tuple(words[at : at + SHARED_WORDS]) for at in range(len(words) - SHARED_WORDS + 1)}

    questions = read_questions(CORPUS / "_questions.jsonl")

    assert {} == {
        it.id: shared for it in questions if (shared := runs(it.question) & runs(documents()[it.id].text))
    }


def test_the_right_story_is_among_the_first_three(real_assistant: Assistant) -> None:
    """For at least 95 in 100 of the questions, in either language, what is asked about is found by the third hit."""
    missed: dict[str, list[str]] = {language: [] for language in LANGUAGES}
    questions = read_questions(CORPUS / "_questions.jsonl")
    for it in questions:
        generation, hits = real_assistant.search(it.question, k=3)
        found = {generation.entry(hit.passage.document_id).source_id for hit in hits}
        if found.isdisjoint(it.documents):
            missed[it.language].append(it.id)

    for language in LANGUAGES:
        asked = sum(it.language == language for it in questions)
        assert len(missed[language]) <= 0.05 * asked, missed[language]
