"""Sentences weighed and chosen."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhipcau.answering.assistant import Assistant, load_assistant
from nhipcau.answering.question import Understood, understand
from nhipcau.answering.selection import (
    Candidate,
    Rarity,
    answerable,
    answerable_features,
    candidates,
    choose,
    matched,
    meets,
    probability,
    sentence_features,
    term_rarity,
)
from nhipcau.answering.weights import Weights
from nhipcau.config import Config
from nhipcau.vocabulary import Document, Filters, Hit, Question
from tiny import TinyEmbedder, write_document

TERMS_COUNT = {"intercept": -1.0, "specific": 2.0}
WEIGHTS = Weights(
    fusion={},
    same_language=1.0,
    sentence=TERMS_COUNT,
    answerable=TERMS_COUNT,
    floor=-1.0,
    threshold={"en": 0.5, "vi": 0.5},
    more=0.5,
)
DEMANDS = ("dates", "names", "numbers", "offices", "head", "denial")
FEATURES = dict.fromkeys(
    ("near", "titled", "specific", "plain", "unknown", "pairs", "cosine", "passage_cosine", "passage", "asked",
     "heading", "unnamed", "strange"), 0.0
) | dict.fromkeys(DEMANDS, 1.0)  # fmt: skip


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


def features(
    question: str, sentence: str, around: str | None = None, title: str = "A title"
) -> dict[str, float]:
    """The features of a sentence where every term of the question is equally rare."""
    understood = understand(question)
    rarity = Rarity(dict.fromkeys(understood.terms, 1.0), 0.0)
    return weighed(understood, rarity, sentence, around or sentence, title=title)


def weighed(
    question: Understood, rarity: Rarity, sentence: str, around: str = "", title: str = "A title"
) -> dict[str, float]:
    return sentence_features(
        question,
        rarity,
        sentence=sentence,
        around=around,
        document=replace(document(sentence), title=title),
        cosine=0.25,
        passage_cosine=0.5,
        passage_share=0.5,
    )


def test_terms_count_in_the_sentence_and_around_it() -> None:
    """`specific` is the share of the question's terms in the sentence, `near` that in it and its passage."""
    found = features(
        "When did the lantern fair open?", "The fair was large.", "A lantern shone. The fair was large."
    )

    assert (1 / 3, 2 / 3) == pytest.approx((found["specific"], found["near"]))


def test_what_the_title_says_need_not_be_said_again() -> None:
    """`titled` counts the title's terms too, and `specific` asks only for those that the title does not hold."""
    found = features("When did the lantern fair open?", "It opened in May.", title="The lantern fair")

    assert (1.0, 1.0, 1.0) == (found["titled"], found["near"], found["specific"])
    found = features("When did the lantern fair open?", "It was large.", title="The lantern fair")
    assert (2 / 3, 0.0) == pytest.approx((found["titled"], found["specific"]))


def test_plain_words_are_counted_without_names_and_figures() -> None:
    """A sentence about the right people need not say what they did."""
    question = "Did Mai Lan plant 1,500 trees?"

    assert 0.0 == features(question, "Mai Lan has 1.500 books.")["plain"]
    assert 1.0 == features(question, "They plant a tree.")["plain"]


def test_rare_terms_count_more() -> None:
    """A term that few passages hold weighs more than one that all of them hold."""
    question, rarity = understand("the lantern fair"), Rarity({"lantern": 3.0, "fair": 1.0}, 0.0)
    shares = [weighed(question, rarity, sentence)["specific"] for sentence in ("A lantern.", "A fair.")]

    assert [0.75, 0.25] == shares


def test_terms_that_stand_nowhere_are_a_feature_of_their_own() -> None:
    """They do not lower the shares of the others; how many there are is told apart."""
    found = weighed(understand("lantern tungsten"), Rarity({"lantern": 1.0}, 0.5), "A lantern.")

    assert (1.0, 0.5) == (found["specific"], found["unknown"])


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


def test_pairs_of_words_are_a_feature() -> None:
    """Words that neighbour in the question count for more where they neighbour in the sentence."""
    assert (
        features("the lantern fair", "The lantern fair.")["pairs"]
        > features("the lantern fair", "Fair lantern.")["pairs"]
    )


@pytest.mark.parametrize(
    ("demand", "question", "met", "missed"),
    [
        ("dates", "What opened on January 6?", "Khai mạc ngày 6/1.", "It opened on January 7."),
        ("names", "Who came to Hà Nội?", "Mai Lan came to Hanoi.", "Mai Lan came to Vienna."),
        ("names", "Who visited Japan?", "Ông Nam thăm Nhật Bản.", "Ông Nam thăm Hàn Quốc."),
        ("numbers", "Who planted 1,500 trees?", "Đã trồng 1.500 cây.", "They planted 1,501 trees."),
        ("offices", "Who is the president?", "Bà Hoa là Chủ tịch.", "Bà Hoa là Phó Chủ tịch."),
        ("head", "How many delegates came?", "There came 120 delegates.", "There came 120 guests."),
        ("denial", "Who did not come?", "Huế never came.", "Huế came."),
    ],
)
def test_a_demand_that_is_missed_lowers_its_feature(
    demand: str, question: str, met: str, missed: str
) -> None:
    """Another date, place, figure, office or thing is a near miss; another spelling of the same is none."""
    assert (1.0, 0.0) == (features(question, met)[demand], features(question, missed)[demand])
    assert 1.0 == min(features(question, met)[it] for it in DEMANDS)


def test_the_date_of_a_document_may_meet_a_demand() -> None:
    """A sentence need not say the year in which its document was published."""
    question = understand("What opened in 2024?")
    published = [
        sentence_features(
            question,
            Rarity({}, 0.0),
            sentence="It opened.",
            around="It opened.",
            document=replace(document("It opened."), published=it),
            cosine=0.0,
            passage_cosine=0.0,
            passage_share=1.0,
        )["dates"]
        for it in ("2024-05", "2023-05", None)
    ]

    assert 0.0 < published[0] < 1.0
    assert [0.0, 0.0] == published[1:]


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
    assert 0.5 == probability({"intercept": -1.0, "near": 2.0}, {"near": 0.5, "titled": 9.0})
    assert 1 / (1 + math.exp(-1)) == probability({"intercept": 1.0}, {})


@given(st.floats(-1e6, 1e6), st.floats(0, 1))
def test_a_probability_is_never_beyond_reach(weight: float, value: float) -> None:
    """However large a weight, the probability is a number between 0 and 1, neither of them."""
    assert 0 < probability({"near": weight}, {"near": value}) < 1


def likely(question: str, candidate: Candidate, **changed: float) -> float:
    """How likely a candidate with other features answers."""
    return answerable(
        understand(question), [replace(candidate, features=candidate.features | changed)], WEIGHTS
    )


def test_nothing_to_go_by_is_not_answerable() -> None:
    """Without a candidate the probability is 0."""
    assert 0.0 == answerable(understand("When did the fair open?"), [], WEIGHTS)
    assert likely("What did the fair open?", candidate("The fair opened.", 0.9)) > 0


@pytest.mark.parametrize("text", ["Write a poem about the fair", "Hãy viết cho tôi một bài thơ về hội chợ"])
def test_an_order_is_not_answerable(text: str) -> None:
    """However near a sentence is, it does not do what it is told."""
    assert 0.0 == likely(text, candidate("The fair opened.", 0.9), asked=1.0, cosine=1.0)


@pytest.mark.parametrize(
    "text",
    ["When did the fair open?", "How many fairs opened?", "Where did the fair open?"],
)
def test_a_sentence_without_what_is_asked_for_answers_nothing(text: str) -> None:
    """However near, a sentence without a date does not answer "when", nor one without a figure "how many"."""
    some = candidate("The fair opened.", 0.9)

    assert 0.0 == likely(text, some, asked=0.0) < likely(text, some, asked=1.0)


@pytest.mark.parametrize(("demand", "unmet", "met"), [("dates", 0.0, 0.25), ("strange", 1.0, 0.0)])
def test_a_sentence_far_from_a_date_or_name_answers_nothing(demand: str, unmet: float, met: float) -> None:
    """A date, a place or a name of several words that stands neither in the sentence nor near it is a near miss."""
    some = candidate("The fair opened.", 0.9)
    question = "What did Mai Lan open in 2024?"

    assert 0.0 == likely(question, some, **{demand: unmet}) < likely(question, some, **{demand: met})


def test_a_sentence_without_a_name_of_one_word_comes_last_but_may_answer() -> None:
    """People call things by other names than their documents, so that one word alone refutes nothing."""
    some = candidate("The fair opened.", 0.9)
    question = understand("What did ASEAN open?")

    assert not meets(question, some.features | {"names": 0.0, "unnamed": 1.0})
    assert 0.0 < likely("What did ASEAN open?", some, names=0.0, unnamed=1.0)


def test_what_no_passage_is_near_to_is_not_answerable() -> None:
    """Below the floor a question is about something else, however many of its words it shares."""
    some = candidate("The fair opened.", 0.9)
    ranked = [replace(some, features=some.features | {"passage_cosine": 0.2, "specific": 1.0})]
    below, above = (replace(WEIGHTS, floor=it) for it in (0.3, 0.1))
    question = understand("What did the fair open?")

    assert 0.0 == answerable(question, ranked, below) < answerable(question, ranked, above)


def test_below_the_floor_a_sentence_that_holds_every_word_may_answer() -> None:
    """A name says little to the embedder, so a passage with all words of the question is not refused for its cosine."""
    some = candidate("The fair opened.", 0.9)
    far = some.features | {"passage_cosine": 0.2, "near": 1.0, "unknown": 0.0}
    floored = replace(WEIGHTS, floor=0.3)

    assert 0.0 < answerable(understand("What did the fair open?"), [replace(some, features=far)], floored)


def test_how_far_the_best_stands_out_is_a_feature() -> None:
    """The lead counts over the best of another source: that of the same source says the same."""
    question = understand("What did the fair open?")
    first, same, other = (
        candidate("The fair opened.", 0.9),
        candidate("Hội chợ mở.", 0.8, vietnamese=True),
        candidate("The market opened.", 0.5, "market"),
    )

    assert 0.9 == answerable_features(question, [first, same])["lead"]
    assert 0.4 == pytest.approx(answerable_features(question, [first, same, other])["lead"])


def test_what_is_counted_must_be_named_for_an_answer() -> None:
    """Where it is asked how many, the best sentence counts only with the thing that is counted in it."""
    some = candidate("There came 120 guests.", 0.9)
    missed = replace(some, features=some.features | {"head": 0.0})

    for expected, text, best in (
        (1.0, "How many guests came?", some),
        (0.0, "How many delegates came?", missed),
        (1.0, "Which delegates came?", missed),
    ):
        assert expected == answerable_features(understand(text), [best])["counted"]


# --- candidates -----------------------------------------------------------------------------------


def ranked_for(assistant: Assistant, text: str, hits: list[Hit]) -> list[Candidate]:
    """The candidates of these hits, by the share of those terms in each sentence that its title does not hold."""
    generation = assistant.generation
    embedding = generation.sentence_embeddings([0])[0]
    return candidates(generation, understand(text), embedding, hits, WEIGHTS)


def test_candidates_are_the_sentences_of_the_passages(assistant: Assistant) -> None:
    """Every sentence that a passage touches stands once, best first, and is cut from its document."""
    _, hits = assistant.search("lantern fair", k=10)
    ranked = ranked_for(assistant, "lantern fair", hits)

    assert len(ranked) == len({(it.document.id, it.start) for it in ranked})
    assert sorted((it.score for it in ranked), reverse=True) == [it.score for it in ranked]
    for it in ranked:
        stored = assistant.generation.sentences(it.document.id)
        assert (it.start, it.end) in [(sentence.start, sentence.end) for sentence in stored]


def test_a_sentence_that_can_answer_comes_before_one_that_cannot(assistant: Assistant) -> None:
    """A sentence of another year stands behind all those that meet the question, whatever its score."""
    hits = assistant.consider(Question("delta rowing exchange")).hits
    text = "What exchange has been held every second year since 2015?"
    ranked = ranked_for(assistant, text, hits)
    can = [meets(understand(text), it.features) for it in ranked]

    assert sorted(can, reverse=True) == can
    assert {True, False} == set(can)
    assert "since 2015" in ranked[0].text


def test_a_sentence_that_points_back_is_weighed_with_the_one_before(
    config: Config, embedder: TinyEmbedder, corpus: Path
) -> None:
    """Whom "she" means stands before it; together they answer, and the one before stays a candidate of its own."""
    write_document(
        corpus, "speech-en", "The quay was painted. Mai Lan spoke first. She praised the zither players."
    )
    assistant = load_assistant(config, embedder=embedder)
    _, hits = assistant.search("Whom did Mai Lan praise, zither players?", k=10)
    ranked = [
        it for it in ranked_for(assistant, "Did Mai Lan praise the zither players?", hits)
        if it.document.id == "speech-en"
    ]  # fmt: skip

    assert "Mai Lan spoke first. She praised the zither players." == ranked[0].text
    assert {"The quay was painted.", "Mai Lan spoke first."} == {it.text for it in ranked[1:]}
    assert (1.0, 1.0) == (ranked[0].features["names"], ranked[0].features["specific"])


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
    question = Question("market women of Cái Răng brought fruit", filters=Filters(language="en"))
    hits = assistant.consider(question).hits
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


def test_a_sentence_is_not_repeated_by_the_one_that_it_was_joined_to() -> None:
    """The sentence before is not quoted a second time by itself."""
    text = "Mai Lan spoke first. She praised the players."
    both = Candidate(document(text), 0, len(text), FEATURES, 0.9)
    before = Candidate(document(text), 0, len("Mai Lan spoke first."), FEATURES, 0.8)

    assert [text] == chosen(both, before)


def test_a_source_answers_in_one_language() -> None:
    """The other language's version of a source says the same, so it is not quoted beside the first."""
    english = candidate("The fair opened in May.", 0.9)

    assert [english.text] == chosen(english, candidate("Hội chợ mở vào tháng Năm.", 0.9, vietnamese=True))
    assert 2 == len(chosen(english, candidate("Chợ hoa mở vào tháng Năm.", 0.9, "other", vietnamese=True)))


def test_nothing_to_choose_from_is_nothing_chosen() -> None:
    """No candidates, no sentences."""
    assert [] == chosen()
