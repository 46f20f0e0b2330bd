"""A story that several sources report counts once."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from nhipcau.answering.assistant import Assistant, final_answer, load_assistant, search_results
from nhipcau.answering.question import understand
from nhipcau.answering.reports import also_reported_by, most_complete, told_once
from nhipcau.answering.retrieval import retrieve
from nhipcau.answering.selection import Candidate
from nhipcau.config import Config
from nhipcau.index.generation import Removals
from nhipcau.vocabulary import Answer, Document, Hit, Language, Question, Report
from plain import PLAIN, plainly
from tiny import TinyEmbedder, write_document

QUESTION = "How many oars were carved for the quay festival?"
CAU_HOI = "Bao nhiêu mái chèo được đẽo cho lễ hội bến sông?"
CARVED = "For the quay festival 84 oars were carved."


@pytest.fixture
def assistant(config: Config, embedder: TinyEmbedder, corpus: Path) -> Assistant:
    """Over four reports of one story, one of them in both languages, a paper on it, and the made-up corpus."""
    story = "quay-festival"
    write_document(
        corpus,
        "courier-en",
        CARVED,
        "Oars",
        publisher="Riverside Courier",
        published="2024-05-12",
        story=story,
    )
    write_document(
        corpus,
        "gazette-en",
        f"{CARVED} Two villages lent their carpenters, and a choir sang until the evening tide.",
        "A festival on the quay",
        publisher="Delta Gazette",
        published="2024-05-14",
        story=story,
    )
    write_document(
        corpus,
        "gazette-vi",
        "Có 84 mái chèo được đẽo cho lễ hội bến sông. Hai làng đã cho mượn thợ mộc.",
        "Lễ hội trên bến sông",
        publisher="Delta Gazette",
        published="2024-05-14",
        story=story,
    )
    write_document(corpus, "leaflet-en", f"{CARVED} Come early.", "A leaflet", story=story)
    write_document(
        corpus,
        "tide-en",
        "A quay festival had oars.",
        "Briefly",
        publisher="Tide",
        published="2024",
        story=story,
    )
    write_document(corpus, "guide-en", "How oars for a quay festival are carved is told here.", "A guide")
    return plainly(load_assistant(config, embedder=embedder))


def ask(assistant: Assistant, text: str, language: Language | None = None) -> Answer:
    return final_answer(assistant.answer(Question(text, language=language)))


def found(assistant: Assistant, text: str) -> list[Hit]:
    """All hits, as they are before a story is counted once."""
    understood = understand(text)
    embedding = assistant.embedder.embed_queries([understood.text])[0]
    return retrieve(assistant.generation, understood, embedding, PLAIN, k=None, prefer=understood.language)


# --- hits -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", [QUESTION, CAU_HOI])
def test_a_story_is_hit_once(assistant: Assistant, text: str) -> None:
    """Of its reports the best hit stays, of a source without a story that of the source, ranked from 1."""
    hits = found(assistant, text)
    generation = assistant.generation
    once = told_once(hits, generation)
    told = [generation.entry(it.passage.document_id).told for it in once]
    every = [generation.entry(it.passage.document_id).told for it in hits]

    assert every.count("story quay-festival") > 1
    assert list(dict.fromkeys(every)) == told
    assert "guide" in told
    assert list(range(1, len(once) + 1)) == [it.rank for it in once]
    assert [hits[every.index(it)].passage for it in told] == [it.passage for it in once]


def test_nothing_found_is_told_never(assistant: Assistant) -> None:
    """No hits, none that stay."""
    assert [] == told_once([], assistant.generation)


def test_a_search_counts_a_story_once(assistant: Assistant) -> None:
    """One hit stands for all reports and names the other sources; `k` counts stories."""
    generation, hits = assistant.search(QUESTION, k=2)
    first, second = search_results(generation, hits)["hits"]

    told = {"courier", "gazette", "leaflet", "tide"}
    own = first["document_id"].removesuffix("-en")
    assert told - {own} == {it["source_id"] for it in first["also_reported_by"]}
    assert ("guide-en", []) == (second["document_id"], second["also_reported_by"])
    assert [1, 2] == [first["rank"], second["rank"]]


# --- candidates -----------------------------------------------------------------------------------


def candidate(
    text: str,
    name: str = "courier",
    *,
    score: float = 0.9,
    more: str = "",
    story: str | None = "quay-festival",
    language: Language = "en",
    **features: float,
) -> Candidate:
    """A sentence that begins a document of its own, which goes on with `more`."""
    document = Document(
        f"{name}-{language}",
        name,
        language,
        "brief",
        "A title",
        "ours",
        text + more,
        f"{name}.md",
        story=story,
    )
    met = dict.fromkeys(("asked", "dates", "offices"), 1.0) | dict.fromkeys(
        ("strange", "unnamed", "heading"), 0.0
    )
    return Candidate(document, 0, len(text), met | features, score)


FIRST = candidate(CARVED)
LONG = " Two villages lent their carpenters."


def leading(*ranked: Candidate) -> str:
    """The source that stands first once the most complete report does."""
    return most_complete(ranked, understand(QUESTION))[0].document.source_id


def test_the_most_complete_report_is_put_first() -> None:
    """Of reports that say the same, that with the longest text leads; the others keep their order."""
    longer, longest = candidate(CARVED, "gazette", more=LONG), candidate(CARVED, "tide", more=LONG * 2)
    ranked = most_complete([FIRST, longer, longest], understand(QUESTION))

    assert [longest, FIRST, longer] == ranked


@pytest.mark.parametrize(
    "other",
    [
        candidate(CARVED, "gazette", more=LONG, story="another"),
        candidate(CARVED, "gazette", more=LONG, story=None),
        candidate(CARVED, "gazette", more=LONG, language="vi"),
        candidate(CARVED, "gazette", more=LONG, score=0.7),
        candidate(CARVED, "gazette", more=LONG, dates=0.0),
        candidate(CARVED, "gazette", more=LONG, asked=0.0),
        candidate(CARVED, "gazette", more=LONG, heading=1.0),
        candidate("For the quay festival 48 oars were carved.", "gazette", more=LONG),
        candidate("For the quay festival many oars were carved.", "gazette", more=LONG),
        candidate("Some 84 boats of old timber lay there that week.", "gazette", more=LONG),
        candidate(CARVED, "gazette"),
    ],
    ids="story,no story,language,score,demand,kind,heading,figure,no figure,words,length".split(","),
)
def test_a_report_that_says_less_or_otherwise_stays_behind(other: Candidate) -> None:
    """Another story or language, a worse sentence, other figures or words, no longer text: the first one leads."""
    assert "courier" == leading(FIRST, other)


def test_a_report_may_say_more() -> None:
    """All figures of the first one must stand in the other, written as they may be, and there may be more."""
    assert "gazette" == leading(
        candidate("For the quay festival 1,084 oars were carved."),
        candidate("For the quay festival 1.084 oars and 2 rudders were carved.", "gazette", more=LONG),
    )


def test_equally_long_reports_keep_their_order() -> None:
    """Where the length does not tell, the better sentence leads, and of equals the first."""
    short = candidate("84 oars were carved.")

    assert "ebb" == leading(
        short, candidate(CARVED, "tide", score=0.85), candidate(CARVED, "ebb", score=0.88)
    )
    assert "tide" == leading(short, candidate(CARVED, "tide"), candidate(CARVED, "ebb"))


def test_no_candidates_have_no_report() -> None:
    """Nothing is put first where there is nothing, and a lone candidate stays."""
    assert [] == most_complete([], understand(QUESTION))
    assert [FIRST] == most_complete([FIRST], understand(QUESTION))


def test_a_first_one_that_meets_nothing_stays_without_equals() -> None:
    """Where no candidate answers, the order is not touched."""
    missed = [candidate(CARVED, offices=0.0), candidate(CARVED, "gazette", more=LONG, offices=0.0)]

    assert missed == most_complete(missed, understand(QUESTION))


# --- the other reports ----------------------------------------------------------------------------

COURIER = Report("courier-en", "courier", "Oars", "Riverside Courier", "2024-05-12", None)
GAZETTE = Report("gazette-en", "gazette", "A festival on the quay", "Delta Gazette", "2024-05-14", None)
GAZETTE_VI = Report("gazette-vi", "gazette", "Lễ hội trên bến sông", "Delta Gazette", "2024-05-14", None)
TIDE = Report("tide-en", "tide", "Briefly", "Tide", "2024", None)
LEAFLET = Report("leaflet-en", "leaflet", "A leaflet", None, None, None)


@pytest.mark.parametrize(
    ("document_id", "language", "expected"),
    [
        ("courier-en", "en", (GAZETTE, TIDE, LEAFLET)),
        ("courier-en", "vi", (GAZETTE_VI, TIDE, LEAFLET)),
        ("leaflet-en", "en", (GAZETTE, COURIER, TIDE)),
        ("gazette-vi", "vi", (COURIER, TIDE, LEAFLET)),
        ("gazette-en", "en", (COURIER, TIDE, LEAFLET)),
        ("guide-en", "en", ()),
        ("lantern-fair-2024-en", "en", ()),
    ],
)
def test_the_other_sources_of_a_story_are_named(
    assistant: Assistant, document_id: str, language: Language, expected: tuple[Report, ...]
) -> None:
    """Each once, in the reader's language where it can be, newest first and undated ones last."""
    assert expected == also_reported_by(document_id, assistant.generation, language)


def test_a_removed_report_is_not_named(assistant: Assistant) -> None:
    """Once a document is removed its other version stands for the source; once both are, nothing does."""
    generation = assistant.generation
    without = [
        also_reported_by("courier-en", generation.without(Removals(frozenset(ids))), "en")
        for ids in (("gazette-en",), ("gazette-en", "gazette-vi"))
    ]

    assert [(GAZETTE_VI, TIDE, LEAFLET), (TIDE, LEAFLET)] == without


# --- answers --------------------------------------------------------------------------------------


def test_an_answer_cites_one_report_and_names_the_others(assistant: Assistant) -> None:
    """Whatever is cited of a story is of its most complete report; who else reports it stands beside it."""
    answer = ask(assistant, QUESTION)
    told = {"courier-en", "gazette-en", "leaflet-en", "tide-en"}
    [first, *_] = answer.citations

    assert {"gazette-en"} == told & {it.document_id for it in answer.citations}
    assert (CARVED, (COURIER, TIDE, LEAFLET)) == (first.quote, first.also_reported_by)


def test_a_citation_outside_any_story_names_nobody(assistant: Assistant) -> None:
    """What one source alone tells has no other reports."""
    [first, *_] = ask(assistant, "How many paper lanterns were hung along the Hoài River?").citations

    assert ("lantern-fair-2024-en", ()) == (first.document_id, first.also_reported_by)


def test_an_answer_in_vietnamese_names_vietnamese_reports(assistant: Assistant) -> None:
    """The other sources are named in the language of the answer, as far as they have it."""
    [first, *_] = ask(assistant, CAU_HOI).citations

    assert ("gazette-vi", (COURIER, TIDE, LEAFLET)) == (first.document_id, first.also_reported_by)


def test_related_passages_count_a_story_once(assistant: Assistant) -> None:
    """An abstention shows what is nearest, of a story one report."""
    answer = ask(assistant, "What is the boiling point of tungsten on a quay?")
    told = {"courier-en", "gazette-en", "leaflet-en", "tide-en"}

    assert "not_found" == answer.status
    assert 1 >= len([it for it in answer.related if it.document_id in told])


def test_reports_are_the_same_each_time(assistant: Assistant) -> None:
    """Asked again, the same report is cited and the others are named in the same order."""
    one, other = (dataclasses.astuple(ask(assistant, QUESTION).citations[0]) for _ in range(2))

    assert one == other
