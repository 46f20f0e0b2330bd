"""The report: what the questions measured, as JSON and as lines for a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from nhipcau.evaluation.measures import RESAMPLES, Measure, Scores, scores
from nhipcau.evaluation.outcome import (
    Ask,
    Marks,
    Outcome,
    Search,
    TextOf,
    marks_of,
    outcome_of,
    refusal_marks,
)
from nhipcau.evaluation.questions import EvaluationQuestion
from nhipcau.vocabulary import Language

LABELS = {
    "right_document_first": "right document first",
    "right_document_in_five": "right document in the first five",
    "fact_in_first_quote": "fact in the first sentence's quote",
    "fact_in_any_quote": "fact in any quote",
    "right_document_cited_first": "right document cited first",
    "answered": "answered",
    "wrongly_refused": "wrongly refused",
    "wrongly_answered": "wrongly answered",
    "refused_rightly": "refused rightly",
    "quotes_verbatim": "quotes verbatim",
    "latency_median_ms": "latency, median",
    "latency_p95_ms": "latency, 95th percentile",
}
REFUSALS = ("answered", "wrongly_refused", "wrongly_answered", "refused_rightly")
FAILURE_OF = {
    "answered": "wrongly_refused",
    "refused_rightly": "wrongly_answered",
    "quotes_verbatim": "quote_not_verbatim",
    "right_document_first": "right_document_not_first",
    "right_document_in_five": "right_document_not_in_five",
    "right_document_cited_first": "right_document_not_cited_first",
    "fact_in_first_quote": "fact_not_in_first_quote",
    "fact_in_any_quote": "fact_not_in_any_quote",
}


@dataclass(frozen=True, slots=True)
class Failure:
    """A question that missed a measure, and how (`kinds`).

    `answered` is the first sentence, None when refused; `retrieved` the document ids of the first five
    passages; `related` the quotes that were offered as near but not answering.
    """

    id: str
    question: str
    language: Language
    kinds: tuple[str, ...]
    answered: str | None
    retrieved: tuple[str, ...]
    related: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """What the questions measured: `system` maps "overall" and each language to its measures by name.

    `references` are two systems that read nothing, over the same questions, for the refusal measures only.
    """

    questions: int
    answerable: int
    stories: int
    resamples: int
    index_ids: tuple[str, ...]
    system: Scores
    references: dict[str, Scores]
    failures: tuple[Failure, ...]


def evaluate(questions: Sequence[EvaluationQuestion], ask: Ask, search: Search, text_of: TextOf) -> Report:
    """Ask every question once, in order.

    `search` gives the document ids of that many ranked passages, best first; `text_of` the stored text of a
    document, or None. Raises EvaluationError for a question that cannot be asked; other errors of ours pass.
    """
    outcomes = [outcome_of(question, ask, search, text_of) for question in questions]
    marks = [marks_of(outcome) for outcome in outcomes]
    failures = [_failure(outcome, _kinds(each)) for outcome, each in zip(outcomes, marks, strict=True)]
    return Report(
        questions=len(questions),
        answerable=sum(question.answerable for question in questions),
        stories=len({question.group for question in questions}),
        resamples=RESAMPLES,
        index_ids=tuple(sorted({outcome.answer.index_id for outcome in outcomes})),
        system=scores(list(zip(questions, marks, strict=True)), LABELS),
        references={
            "refuse_everything": _reference(questions, False),
            "answer_everything": _reference(questions, True),
        },
        failures=tuple(failure for failure in failures if failure.kinds),
    )


def _reference(questions: Sequence[EvaluationQuestion], answered: bool) -> Scores:
    return scores([(question, refusal_marks(question, answered)) for question in questions], REFUSALS)


def _kinds(marks: Marks) -> tuple[str, ...]:
    return tuple(kind for name, kind in FAILURE_OF.items() if 0.0 in marks.get(name, ()))


def _failure(outcome: Outcome, kinds: tuple[str, ...]) -> Failure:
    question, answer = outcome.question, outcome.answer
    return Failure(
        id=question.id,
        question=question.question,
        language=question.language,
        kinds=kinds,
        answered=answer.sentences[0].text if answer.sentences else None,
        retrieved=outcome.retrieved,
        related=tuple(related.quote for related in answer.related),
    )


def report_json(report: Report) -> dict[str, Any]:
    """The report as JSON values, key for key; shares from 0 to 1, latencies in ms."""
    return asdict(report)


def report_lines(report: Report) -> list[str]:
    """The report as lines for a terminal: the system by language, the systems by refusal, every failure."""
    systems = {"system": report.system, **report.references}
    refusals = {title.replace("_", " "): each["overall"] for title, each in systems.items()}
    return [
        (
            f"{report.questions} questions ({report.answerable} answerable) in {report.stories} stories, "
            f"index {', '.join(report.index_ids) or 'none'}"
        ),
        f"[95 % interval from {report.resamples} bootstrap resamples by story], n = what is counted",
        "",
        *_table("measure", report.system, LABELS),
        "",
        *_table("beside systems that read nothing", refusals, REFUSALS),
        "",
        *_failure_lines(report),
    ]


def _table(corner: str, columns: Scores, names: Sequence[str] | dict[str, str]) -> list[str]:
    rows = [[corner, *columns]]
    rows += [
        [LABELS[name], *(_cell(name, measures[name]) for measures in columns.values())] for name in names
    ]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    ]


def _cell(name: str, measure: Measure) -> str:
    if measure.value is None or measure.low is None or measure.high is None:
        return "     -  n=0"
    scale, unit = (1, "ms") if name.endswith("_ms") else (100, "%")
    value, low, high = (scale * each for each in (measure.value, measure.low, measure.high))
    return f"{value:6.1f} {unit:<2} [{low:5.1f}, {high:5.1f}]  n={measure.n}"


def _failure_lines(report: Report) -> list[str]:
    lines = [f"{len(report.failures)} of {report.questions} questions failed"]
    for failure in report.failures:
        lines += [
            "",
            f"{failure.id} ({failure.language})  {failure.question}",
            f"  failed     {', '.join(kind.replace('_', ' ') for kind in failure.kinds)}",
            f"  answered   {failure.answered or '(nothing)'}",
            f"  retrieved  {', '.join(failure.retrieved) or '(nothing)'}",
            *(f"  related    {quote}" for quote in failure.related),
        ]
    return lines
