"""The fitted numbers."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import pytest

from nhipcau.answering import weights as weights_module
from nhipcau.answering.question import understand
from nhipcau.answering.retrieval import EVIDENCE, row_of
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


def test_every_way_of_writing_has_its_row() -> None:
    """Whatever a question is written in, its row of fusion weights and its threshold are there, and no other."""
    weights = load_weights()
    rows = [row_of(understand(text)) for text in ("Who came?", "Ai đến?", "Ai den day hop?")]

    assert set(rows) == set(weights.fusion)
    assert set(LANGUAGES) == set(weights.threshold)


def test_each_evidence_has_its_weight() -> None:
    """What is weighed for a passage is what a row of fusion weights names."""
    assert list(EVIDENCE) == [field.name for field in dataclasses.fields(Fusion)]


def test_the_models_are_flat_with_an_intercept() -> None:
    """One number for each feature, the same for both languages."""
    weights = load_weights()

    for model in (weights.sentence, weights.answerable):
        assert "intercept" in model
        assert all(isinstance(weight, float) for weight in model.values())


def test_probabilities_and_shares_are_between_0_and_1() -> None:
    """Thresholds are probabilities, `more` is a share, `floor` a cosine; no evidence counts against a passage."""
    weights = load_weights()

    assert all(0 < threshold < 1 for threshold in weights.threshold.values())
    assert 0 < weights.more <= 1
    assert -1 <= weights.floor < 1
    assert weights.same_language > 0
    assert all(value >= 0 for row in weights.fusion.values() for value in dataclasses.astuple(row))


@pytest.mark.parametrize("name", ["dates", "names", "numbers", "offices", "counted", "denial", "asked"])
def test_a_demand_that_is_met_never_counts_against_an_answer(name: str) -> None:
    """Meeting what the question demands makes it more likely that it is answered."""
    assert load_weights().answerable.get(name, 0.0) >= 0


@pytest.mark.parametrize("text", ["How many lanterns were hung?", "Bao nhiêu đèn lồng được treo?"])
def test_every_weight_names_a_feature(assistant: Assistant, text: str) -> None:
    """A weight for a feature that nothing computes would fail on the first question."""
    # The floor was fitted to another embedder than the tests'.
    weights, question = dataclasses.replace(load_weights(), floor=-1.0), understand(text)
    generation: Generation = assistant.generation
    _, hits = assistant.search(text)
    embedding = generation.sentence_embeddings([0])[0]
    ranked = candidates(generation, question, embedding, hits, weights)

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
