"""The fitted numbers."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import pytest

from nhipcau.answering import weights as weights_module
from nhipcau.answering.question import understand
from nhipcau.answering.retrieval import row_of
from nhipcau.answering.selection import answerable, candidates
from nhipcau.answering.weights import Fusion, load_weights, parse_weights
from nhipcau.index.generation import Generation
from nhipcau.vocabulary import LANGUAGES, Hit

from nhipcau.answering.assistant import Assistant  # isort: skip

SHIPPED = Path(weights_module.__file__).with_name("weights.json")


def test_what_is_shipped_says_on_what_it_was_fitted() -> None:
    """The file holds the weights, and a sentence on where they come from that is not a weight."""
    fields = json.loads(SHIPPED.read_text(encoding="utf-8"))

    assert fields["fitted_on"]
    assert load_weights() == parse_weights(fields)


def test_every_language_has_its_rows() -> None:
    """Whatever language a question is in, fusion, both models and the threshold are there."""
    weights = load_weights()

    for table in (weights.sentence, weights.answerable, weights.threshold):
        assert set(LANGUAGES) == set(table)
    for text in ("Who came?", "Ai đến?", "Ai den day hop?"):
        assert isinstance(weights.fusion[row_of(understand(text))], Fusion)


def test_probabilities_and_shares_are_between_0_and_1() -> None:
    """Thresholds are probabilities and `more` is a share; a ranking cannot count against a passage."""
    weights = load_weights()

    assert all(0 < threshold < 1 for threshold in weights.threshold.values())
    assert 0 < weights.more <= 1
    assert weights.same_language > 0
    assert all(row.dense >= 0 and row.exact >= 0 for row in weights.fusion.values())


@pytest.mark.parametrize("text", ["How many lanterns were hung?", "Bao nhiêu đèn lồng được treo?"])
def test_every_weight_names_a_feature(assistant: Assistant, text: str) -> None:
    """A weight for a feature that nothing computes would fail on the first question."""
    weights, question = load_weights(), understand(text)
    generation: Generation = assistant.generation
    _, hits = assistant.search(text)
    embedding = generation.sentence_embeddings([0])[0]
    ranked = candidates(generation, question, embedding, hits, weights, question.language)

    assert 0 < answerable(question, ranked, weights) < 1
    assert isinstance(hits[0], Hit)


def test_an_unknown_field_is_left_out_and_a_missing_one_is_not_guessed() -> None:
    """What the file says of its fitting is not a weight; a weight that is not there is an error."""
    fields = json.loads(SHIPPED.read_text(encoding="utf-8"))

    assert load_weights() == parse_weights(fields | {"note": "anything"})
    with pytest.raises(KeyError, match="same_language"):
        parse_weights({name: value for name, value in fields.items() if name != "same_language"})


def test_weights_are_values() -> None:
    """Nothing changes them once they are read."""
    with pytest.raises(dataclasses.FrozenInstanceError):
        load_weights().more = 0.5  # type: ignore[misc]
