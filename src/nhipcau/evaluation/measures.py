"""Shares and latencies with their bootstrap intervals.

Questions about one story stand or fall together, so whole groups are drawn with replacement, not single
questions (the cluster bootstrap of Field and Welsh, 2007). An interval runs from the 2.5th to the 97.5th
percentile of the resamples; the draws are seeded, so equal marks give equal intervals.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nhipcau.evaluation.outcome import Marks
from nhipcau.evaluation.questions import EvaluationQuestion

Statistic = Callable[[NDArray[np.float64], NDArray[np.int64]], NDArray[np.float64]]
Marked = Sequence[tuple[EvaluationQuestion, Marks]]
Scores = dict[str, dict[str, "Measure"]]

RESAMPLES = 2_000
SEED = 20_260_101


@dataclass(frozen=True, slots=True)
class Measure:
    """A share (0 to 1) or a latency (ms) over `n` marks, with its 95 % interval; None where `n` is 0."""

    n: int
    value: float | None = None
    low: float | None = None
    high: float | None = None


def mean(values: NDArray[np.float64], weights: NDArray[np.int64]) -> NDArray[np.float64]:
    """Weighted means: values (n,) float64, weights (r, n) int64, to (r,) float64."""
    means: NDArray[np.float64] = weights @ values / weights.sum(axis=1)
    return means


def percentile(percent: int) -> Statistic:
    """A statistic, shaped as `mean`: the smallest value that `percent` % of the weight does not exceed."""

    def statistic(values: NDArray[np.float64], weights: NDArray[np.int64]) -> NDArray[np.float64]:
        order = np.argsort(values, kind="stable")
        reached = weights[:, order].cumsum(axis=1)
        first = (100 * reached >= percent * reached[:, -1:]).argmax(axis=1)
        chosen: NDArray[np.float64] = values[order][first]
        return chosen

    return statistic


STATISTICS: dict[str, Statistic] = {"latency_median_ms": percentile(50), "latency_p95_ms": percentile(95)}


def estimate(values: Sequence[float], groups: Sequence[str], statistic: Statistic = mean) -> Measure:
    """The statistic of `values` (n) and its interval; `groups` (n) says what each value is drawn with."""
    if not values:
        return Measure(n=0)
    names, group_of = np.unique(np.array(groups), return_inverse=True)
    draws = np.random.default_rng(SEED).multinomial(
        len(names), np.full(len(names), 1 / len(names)), size=RESAMPLES
    )
    marks = np.array(values, dtype=np.float64)
    whole = statistic(marks, np.ones((1, len(marks)), dtype=np.int64))[0]
    low, high = np.percentile(statistic(marks, draws[:, group_of]), [2.5, 97.5])
    return Measure(len(marks), float(whole), float(low), float(high))


def scores(marked: Marked, names: Iterable[str]) -> Scores:
    """The measures called `names`, under "overall" and under each language that is asked in."""
    names = tuple(names)
    parts = {"overall": list(marked)}
    for language in sorted({question.language for question, _ in marked}):
        parts[language] = [(question, marks) for question, marks in marked if question.language == language]
    return {title: {name: _measure(name, part) for name in names} for title, part in parts.items()}


def _measure(name: str, marked: Marked) -> Measure:
    values = [value for _, marks in marked for value in marks.get(name, ())]
    groups = [question.group for question, marks in marked for _ in marks.get(name, ())]
    return estimate(values, groups, STATISTICS.get(name, mean))
