"""Sentences weighed and chosen."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhipcau.answering.assistant import Assistant
from nhipcau.answering.question import Understood, understand
from nhipcau.answering.selection import (
    Candidate,
    Rarity,
    answerable,
    candidates,
    choose,
    matched,
    probability,
    sentence_features,
    term_rarity,
)
from nhipcau.answering.weights import Weights
from nhipcau.vocabulary import Document, Hit

TERMS_COUNT = {"en": {"intercept": -1.0, "own": 2.0}, "vi": {"intercept": -1.0, "own": 2.0}}
WEIGHTS = Weights(
    fusion={},
    same_language=1.0,
    sentence=TERMS_COUNT,
    answerable=TERMS_COUNT,
    threshold={"en": 0.5, "vi": 0.5},
    more=0.5,
)
FEATURES = dict.fromkeys(
    ("own", "near", "unknown", "pairs", "cosine", "passage_cosine", "passage", "asked", "numbers", "names", "heading",
     "preferred"), 0.0
) | {"near": 0.5}  # fmt: skip


def document(text: str, name: str = "fair", *, vietnamese: bool = False) -> Document:
    language = "vi" if vietnamese else "en"
    return Document(f"{name}-{language}", name, language, "brief", "A title", "ours", text, f"{name}.md")  # type: ignore[arg-type]


def candidate(
    text: str, score: float, name: str = "fair", *, vietnamese: bool = False, heading: float = 0.0
) -> Candidate:
    """A candidate that is the whole text of a document of its own."""
    return Candidate(
        document(text, name, vietnamese=vietnamese), 0, len(text), FEATURES | {"heading": heading}, score
    )


def chosen(*ranked: Candidate, most: int = 4, room: int = 700) -> list[str]:
    return [it.text for it in choose(ranked, WEIGHTS, most=most, room=room)]


# --- features -------------------------------------------------------------------------------------


def features(question: str, sentence: str, around: str | None = None) -> dict[str, float]:
    """The features of a sentence where every term of the question is equally rare."""
    understood = understand(question)
    return weighed(
        understood, Rarity(dict.fromkeys(understood.terms, 1.0), 0.0), sentence, around or sentence
    )


def weighed(question: Understood, rarity: Rarity, sentence: str, around: str = "") -> dict[str, float]:
    return sentence_features(
        question,
        rarity,
        sentence=sentence,
        around=around,
        document=document(sentence),
        cosine=0.25,
        passage_cosine=0.5,
        passage_share=0.5,
        preferred=True,
    )


def test_terms_count_in_the_sentence_and_around_it() -> None:
    """`own` is the share of the question's terms in the sentence, `near` that in it and its neighbours."""
    found = features(
        "When did the lantern fair open?", "The fair was large.", "A lantern shone. The fair was large."
    )

    assert (1 / 3, 2 / 3) == pytest.approx((found["own"], found["near"]))


def test_rare_terms_count_more() -> None:
    """A term that few passages hold weighs more than one that all of them hold."""
    question, rarity = understand("the lantern fair"), Rarity({"lantern": 3.0, "fair": 1.0}, 0.0)
    shares = [weighed(question, rarity, sentence)["own"] for sentence in ("A lantern.", "A fair.")]

    assert [0.75, 0.25] == shares


def test_terms_that_stand_nowhere_are_a_feature_of_their_own() -> None:
    """They do not lower the shares of the others; how many there are is told apart."""
    found = weighed(understand("lantern tungsten"), Rarity({"lantern": 1.0}, 0.5), "A lantern.")

    assert (1.0, 0.5) == (found["own"], found["unknown"])


@pytest.mark.parametrize(
    ("term", "word", "expected"),
    [
        ("cuba", "cuban", True),
        ("chair", "chairwoman", True),
        ("lantern", "lantern", True),
        ("fair", "fairground", False),
        ("hoi", "hoian", False),
        ("lantern", "boat", False),
    ],
)
def test_a_word_is_met_by_a_longer_one_of_its_stem(term: str, word: str, expected: bool) -> None:
    """ "Cuba" meets "Cuban"; a short word does not meet whatever begins like it."""
    question = replace(understand("x"), terms=(term,), joined={})

    assert ({term} if expected else set()) == matched(question, word)


def test_figures_names_and_pairs_are_features() -> None:
    """The shares of the question's figures, names and neighbouring words that are met."""
    found = features("Did Mai Lan plant 1,500 trees in 2024?", "Mai Lan planted 1.500 oaks.")

    assert (0.5, 1.0) == (found["numbers"], found["names"])
    assert (
        features("the lantern fair", "The lantern fair.")["pairs"]
        > features("the lantern fair", "Fair lantern.")["pairs"]
    )


def test_a_heading_is_told_from_a_sentence() -> None:
    """What does not end like a sentence is a heading."""
    assert (1.0, 0.0) == (features("fair", "The fair")["heading"], features("fair", "The fair.")["heading"])


def test_a_name_is_met_in_either_spelling() -> None:
    """ "Hanoi" in a sentence is both "Hà" and "Nội" of the question."""
    question = understand("the meeting in Hà Nội")

    assert {"ha", "noi"} == matched(question, "Delegates left Hanoi.")
    assert set() == matched(question, "Delegates left.")


@given(st.text(max_size=80), st.text(max_size=80), st.text(max_size=80))
def test_features_are_between_0_and_1(question: str, sentence: str, around: str) -> None:
    """Whatever is asked and whatever is written, each feature is a share (the cosine is what it was)."""
    found = features(question, sentence, around)

    assert FEATURES.keys() == found.keys()
    assert all(-1e-9 <= value <= 1 + 1e-9 for value in found.values())


# --- the models -----------------------------------------------------------------------------------


def test_the_models_are_logistic() -> None:
    """A weighted sum of features and an intercept, squeezed between 0 and 1."""
    assert 0.5 == probability({"intercept": -1.0, "own": 2.0}, {"own": 0.5, "near": 9.0})
    assert 1 / (1 + math.exp(-1)) == probability({"intercept": 1.0}, {})


def test_nothing_to_go_by_is_not_answerable() -> None:
    """Without a candidate, or without a word of content in the question, the probability is 0."""
    some = [candidate("The fair opened.", 0.9)]

    assert 0.0 == answerable(understand("When did the fair open?"), [], WEIGHTS)
    assert 0.0 == answerable(understand("What is it?"), some, WEIGHTS)
    assert answerable(understand("What did the fair open?"), some, WEIGHTS) > 0


@pytest.mark.parametrize(
    "text", ["When did the fair open?", "How many fairs opened?", "Where did the fair open?"]
)
def test_a_sentence_without_what_is_asked_for_answers_nothing(text: str) -> None:
    """However near, a sentence without a date does not answer "when", nor one without a figure "how many"."""
    without = candidate("The fair opened.", 0.9)
    given = replace(without, features=without.features | {"asked": 1.0})

    assert (
        0.0
        == answerable(understand(text), [without], WEIGHTS)
        < answerable(understand(text), [given], WEIGHTS)
    )


def test_a_question_of_which_no_word_is_found_is_not_answerable() -> None:
    """Where no candidate has a word of the question near, nothing is answered, however like it the vectors may be."""
    far = candidate("The fair opened.", 0.9)
    far = replace(far, features=far.features | {"near": 0.0, "cosine": 1.0})

    assert 0.0 == answerable(understand("What did the fair open?"), [far], WEIGHTS)


# --- candidates -----------------------------------------------------------------------------------


def ranked_for(assistant: Assistant, text: str, hits: list[Hit]) -> list[Candidate]:
    """The candidates of these hits, by the share of the question's terms in each sentence alone."""
    generation = assistant.generation
    embedding = generation.sentence_embeddings([0])[0]
    return candidates(generation, understand(text), embedding, hits, WEIGHTS, "en")


def test_candidates_are_the_sentences_of_the_passages(assistant: Assistant) -> None:
    """Every sentence that a passage touches stands once, best first, and is cut from its document."""
    _, hits = assistant.search("lantern fair", k=10)
    ranked = ranked_for(assistant, "lantern fair", hits)

    assert len(ranked) == len({(it.document.id, it.start) for it in ranked})
    assert sorted((it.score for it in ranked), reverse=True) == [it.score for it in ranked]
    for it in ranked:
        stored = assistant.generation.sentences(it.document.id)
        assert (it.start, it.end) in [(sentence.start, sentence.end) for sentence in stored]


def test_equal_candidates_are_ordered_by_document_and_place(assistant: Assistant) -> None:
    """Where nothing tells sentences apart their order does not depend on that of the hits."""
    _, hits = assistant.search("lantern fair", k=10)
    even = [replace(hit, score=1.0) for hit in hits]
    forwards = ranked_for(assistant, "tungsten", even)
    places = [(it.document.id, it.start) for it in forwards]

    assert len(places) > 5
    assert sorted(places) == places
    assert places == [(it.document.id, it.start) for it in ranked_for(assistant, "tungsten", even[::-1])]


def test_no_hits_give_no_candidates(assistant: Assistant) -> None:
    """Where nothing was retrieved there is nothing to weigh."""
    assert [] == ranked_for(assistant, "lantern fair", [])


def test_rarity_falls_with_the_passages_that_hold_a_term(assistant: Assistant) -> None:
    """What many passages hold is worth less; what none holds is worth nothing, and counted as unknown."""
    rarity = term_rarity(assistant.generation, understand("libraries tungsten lantern molybdenum"))

    assert rarity.worth["librari"] > rarity.worth["lantern"] > 0
    assert {"librari", "lantern"} == set(rarity.worth)
    assert 0.5 == rarity.unknown


def test_a_name_in_another_spelling_is_not_unknown(assistant: Assistant) -> None:
    """Both syllables of "Hội An" are known where only the one-word spelling stands, as in English sources."""
    assert 0.0 == term_rarity(assistant.generation, understand("Who came to Hội An?")).unknown


def test_a_sentence_cut_in_two_passages_is_one_candidate(assistant: Assistant) -> None:
    """A long sentence that two passages share is weighed once, as its better passage has it."""
    _, hits = assistant.search("market women of Cái Răng brought fruit", k=20)
    passages = [hit.passage for hit in hits if hit.passage.document_id == "rowing-exchange-2023-en"]
    places = [
        it.start for it in ranked_for(assistant, "fruit", hits) if it.document.id == "rowing-exchange-2023-en"
    ]

    assert any(one.start < other.start < one.end for one in passages for other in passages)
    assert len(places) == len(set(places))


# --- the choice -----------------------------------------------------------------------------------


def test_the_best_is_always_chosen() -> None:
    """One sentence is chosen even if it is longer than the room."""
    assert ["x" * 800 + "."] == chosen(
        candidate("x" * 800 + ".", 0.1), candidate("Short and other.", 0.1, "b")
    )


def test_further_ones_must_be_nearly_as_good() -> None:
    """`more` is the least share of the first one's score."""
    first = candidate("One lantern.", 0.8, "a")

    assert ["One lantern.", "Two boats."] == chosen(first, candidate("Two boats.", 0.4, "b"))
    assert ["One lantern."] == chosen(first, candidate("Two boats.", 0.39, "b"))


def test_no_more_than_asked_for_and_no_more_than_fit() -> None:
    """At most so many sentences, and those that do not fit are passed over for shorter ones."""
    words = [
        candidate(f"{word} {'x' * 30}{word}.", 0.5, word) for word in ("ant", "bee", "cow", "dog", "elk")
    ]

    assert [it.text for it in words[:4]] == chosen(*words)
    assert [words[0].text, "Short."] == chosen(words[0], words[1], candidate("Short.", 0.5, "f"), room=60)


def test_headings_are_never_chosen() -> None:
    """A heading says what follows, not what is so."""
    heading = candidate("The lantern fair", 0.9, "a", heading=1.0)

    assert ["It opened."] == chosen(heading, candidate("It opened.", 0.9, "b"))
    assert [] == chosen(heading)


def test_nothing_is_said_twice() -> None:
    """A sentence whose words are nearly all said already is left out."""
    said = candidate("The lantern fair raised 48 million for libraries.", 0.9, "a")
    again = candidate("The lantern fair raised 48 million for the libraries.", 0.9, "b")

    assert [said.text] == chosen(said, again)


def test_a_source_answers_in_one_language() -> None:
    """The other language's version of a source says the same, so it is not quoted beside the first."""
    english = candidate("The fair opened in May.", 0.9)

    assert [english.text] == chosen(english, candidate("Hội chợ mở vào tháng Năm.", 0.9, vietnamese=True))
    assert 2 == len(chosen(english, candidate("Chợ hoa mở vào tháng Năm.", 0.9, "other", vietnamese=True)))


def test_nothing_to_choose_from_is_nothing_chosen() -> None:
    """No candidates, no sentences."""
    assert [] == chosen()
