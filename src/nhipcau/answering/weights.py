"""The fitted numbers of retrieval, selection and abstention, read from `weights.json`.

`bench/fit.py` writes that file and says in it on what it was fitted.
"""

from __future__ import annotations

import functools
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_PATH = Path(__file__).with_name("weights.json")


@dataclass(frozen=True, slots=True)
class Fusion:
    """What each evidence for a passage is worth, for one way of writing a question; see `retrieval.evidence`."""

    cosine: float
    best_sentence: float
    folded: float
    exact: float


@dataclass(frozen=True, slots=True)
class Weights:
    """All fitted numbers. `fusion` has a row each for English, Vietnamese and Vietnamese without accents.

    `same_language` is added to the score of passages in the answer's language. `sentence` and `answerable`
    are logistic models: a weight for each feature and an intercept. `floor` is the least cosine of a passage that
    answers, and `threshold` the least probability, by language, at which an answer is given; `more` is the least share
    of the first sentence's score for another one.
    """

    fusion: dict[str, Fusion]
    same_language: float
    sentence: dict[str, float]
    answerable: dict[str, float]
    floor: float
    threshold: dict[str, float]
    more: float


@functools.cache
def load_weights() -> Weights:
    """The weights that are shipped."""
    return parse_weights(json.loads(_PATH.read_text(encoding="utf-8")))


def parse_weights(fields: dict[str, Any]) -> Weights:
    """Weights from the parsed JSON; what it says of its fitting is left out."""
    known = {name: fields[name] for name in Weights.__dataclass_fields__}
    return Weights(**known | {"fusion": {name: Fusion(**row) for name, row in fields["fusion"].items()}})
