"""One question asked, and what its outcome counts in each measure."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from nhipcau.errors import EvaluationError, QuestionError
from nhipcau.evaluation.questions import EvaluationQuestion, stands
from nhipcau.vocabulary import LANGUAGES, Answer, Citation, Question

Ask = Callable[[Question], Answer]
Search = Callable[[str, int], list[str]]
TextOf = Callable[[str], str | None]
Marks = dict[str, tuple[float, ...]]

RETRIEVED = 5


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one question gave: the answer, the document ids of the first five passages, and the wait in ms.

    `verbatim` says for each citation whether its quote is what the stored text has at its offsets.
    """

    question: EvaluationQuestion
    answer: Answer
    retrieved: tuple[str, ...]
    latency_ms: float
    verbatim: tuple[bool, ...]


def outcome_of(question: EvaluationQuestion, ask: Ask, search: Search, text_of: TextOf) -> Outcome:
    """Ask and search once. Raises EvaluationError, naming the question, when it cannot be asked."""
    asked = Question(text=question.question, history=question.history, as_of=question.as_of)
    try:
        began = time.perf_counter()
        answer = ask(asked)
        latency_ms = (time.perf_counter() - began) * 1000
        # A follow-up is searched for as it was answered.
        retrieved = tuple(search(answer.interpreted_as or question.question, RETRIEVED)[:RETRIEVED])
    except QuestionError as error:
        message = f"Question {question.id!r} cannot be asked ({error}); correct it in the questions file."
        raise EvaluationError(message) from error
    texts = {document_id: text_of(document_id) for document_id in {c.document_id for c in answer.citations}}
    verbatim = tuple(_is_verbatim(citation, texts[citation.document_id]) for citation in answer.citations)
    return Outcome(question, answer, retrieved, latency_ms, verbatim)


def _is_verbatim(citation: Citation, text: str | None) -> bool:
    in_order = 0 <= citation.start < citation.end
    return text is not None and in_order and text[citation.start : citation.end] == citation.quote


def marks_of(outcome: Outcome) -> Marks:
    """The marks (1 or 0; ms for latency) that the outcome adds to each measure it belongs to."""
    marks = refusal_marks(outcome.question, outcome.answer.status == "answered")
    if outcome.question.answerable:
        marks |= {name: (float(holds),) for name, holds in _evidence(outcome).items()}
    marks["quotes_verbatim"] = tuple(float(holds) for holds in outcome.verbatim)
    marks["latency_median_ms"] = marks["latency_p95_ms"] = (outcome.latency_ms,)
    return marks


def refusal_marks(question: EvaluationQuestion, answered: bool) -> Marks:
    """The marks of any system, real or not, that answered `question` or refused to."""
    yes, no = (
        ("answered", "wrongly_refused") if question.answerable else ("wrongly_answered", "refused_rightly")
    )
    return {yes: (float(answered),), no: (float(not answered),)}


def _evidence(outcome: Outcome) -> dict[str, bool]:
    """What an answerable question is measured by besides being answered; a refusal finds nothing."""
    facts, listed = outcome.question.facts, outcome.question.documents
    right = [_is_listed(document_id, listed) for document_id in outcome.retrieved]
    first = _first_citations(outcome.answer)
    first_quotes = [citation.quote for citation in first]
    quotes = [citation.quote for citation in outcome.answer.citations]
    return {
        "right_document_first": right[:1] == [True],
        "right_document_in_five": any(right),
        "fact_in_first_quote": any(stands(fact, first_quotes) for fact in facts),
        "fact_in_any_quote": all(stands(fact, quotes) for fact in facts),
        "right_document_cited_first": any(_cites_listed(citation, listed) for citation in first[:1]),
    }


def _first_citations(answer: Answer) -> list[Citation]:
    """The citations of the first sentence, in its own order."""
    by_number = {citation.number: citation for citation in answer.citations}
    numbers = answer.sentences[0].citations if answer.sentences else ()
    return [by_number[number] for number in numbers if number in by_number]


def _cites_listed(citation: Citation, listed: Sequence[str]) -> bool:
    return citation.source_id in listed or _is_listed(citation.document_id, listed)


def _is_listed(document_id: str, listed: Sequence[str]) -> bool:
    """Whether the document is listed by its id or by its source's (ids are `<source_id>-<language>`)."""
    source_ids = {document_id.removesuffix(f"-{language}") for language in LANGUAGES}
    return not source_ids.isdisjoint(listed) or document_id in listed
