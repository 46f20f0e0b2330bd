"""Questions with known answers in, a report out."""

from __future__ import annotations

import gc
import json
import re
import socket
import threading
import time
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhipcau.errors import EvaluationError, NhipcauError, QuestionError
from nhipcau.evaluation import (
    EvaluationQuestion,
    Report,
    ask_over_http,
    evaluate,
    read_questions,
    report_json,
    report_lines,
)
from nhipcau.evaluation.measures import estimate, percentile
from nhipcau.evaluation.questions import stands
from nhipcau.vocabulary import Answer, Citation, Language, Question, Related, Sentence, Timings, Turn

TEXTS = {
    "harbour-fair-en": "The harbour fair opened in May. It drew 12,500 guests from nine towns.",
    "harbour-fair-vi": "Hội chợ bến cảng mở vào tháng Năm. Hội chợ đón 12.500 lượt khách.",
    "river-school-en": "The river school was built in 1998. Its roof is blue.",
}
FIRST, SECOND = "The harbour fair opened in May.", "It drew 12,500 guests from nine towns."
ROOF = "Its roof is blue."

LINE: dict[str, Any] = {
    "id": "fair-1",
    "question": "How many guests did the harbour fair draw?",
    "language": "en",
    "answerable": True,
    "documents": ["harbour-fair-en"],
    "facts": [["12,500 guests"]],
}
FAIR = EvaluationQuestion(
    id="fair-1",
    question="How many guests did the harbour fair draw?",
    language="en",
    answerable=True,
    documents=("harbour-fair-en",),
    facts=(("12,500 guests",),),
)
UNKNOWN = EvaluationQuestion(id="moon-1", question="Who owns the moon?", language="en", answerable=False)


def citation(number: int, document_id: str, quote: str) -> Citation:
    start = TEXTS[document_id].index(quote)
    language: Language = "vi" if document_id.endswith("-vi") else "en"
    return Citation(
        number=number,
        document_id=document_id,
        source_id=document_id[:-3],
        kind="brief",
        title=document_id,
        publisher=None,
        published=None,
        language=language,
        source_language="en",
        url=None,
        quote=quote,
        start=start,
        end=start + len(quote),
        viewer=f"/documents/{document_id}",
    )


def answer(*cited: tuple[str, str], related: Sequence[tuple[str, str]] = ()) -> Answer:
    """An answer of one sentence for each (document id, quote); without any, a refusal."""
    citations = tuple(citation(number, *each) for number, each in enumerate(cited, start=1))
    return Answer(
        id="ans_1",
        index_id="gen-1",
        question="?",
        interpreted_as=None,
        language="en",
        as_of="2026-01-01",
        status="answered" if cited else "not_found",
        mode="extractive",
        fallback_reason=None,
        text=" ".join(f"{each.quote} [{each.number}]" for each in citations) or None,
        sentences=tuple(Sentence(each.quote, (each.number,), 1.0) for each in citations),
        citations=citations,
        notices=(),
        related=tuple(Related(name, name, None, quote, 0, len(quote)) for name, quote in related),
        timings_ms=Timings(0.0, 0.0, 0.0, 0.0),
    )


def measured(*asked: tuple[EvaluationQuestion, Answer, list[str]]) -> Report:
    """The report on a system that gives those answers, and retrieves those documents, to those questions."""
    answers = {question.question: given_answer for question, given_answer, _ in asked}
    found = {question.question: documents for question, _, documents in asked}
    return evaluate(
        [question for question, _, _ in asked],
        lambda question: answers[question.text],
        lambda query, k: found[query][:k],
        TEXTS.get,
    )


def values(report: Report, part: str = "overall") -> dict[str, float | None]:
    return {
        name: measure.value for name, measure in report.system[part].items() if not name.startswith("latency")
    }


def write(folder: Path, *lines: dict[str, Any] | str) -> Path:
    path = folder / "questions.jsonl"
    written = [line if isinstance(line, str) else json.dumps(line, ensure_ascii=False) for line in lines]
    path.write_text("\n".join(written) + "\n", encoding="utf-8")
    return path


# --- reading --------------------------------------------------------------------------------------


def test_reads_every_key_in_file_order(tmp_path: Path) -> None:
    """Each line becomes a question with all its keys; blank lines and a byte-order mark do not count."""
    history = [{"question": "Was there a fair?", "answer": "Yes."}]
    full = LINE | {"as_of": "2025-12-30", "story": "fair", "history": history}
    unknown = {"id": "moon-1", "question": "Who owns the moon?", "language": "en", "answerable": False}
    path = write(tmp_path, "\ufeff" + json.dumps(full), "", unknown)

    expected_history = (Turn("Was there a fair?", "Yes."),)
    expected = [replace(FAIR, as_of="2025-12-30", story="fair", history=expected_history), UNKNOWN]
    assert expected == read_questions(path)


@pytest.mark.parametrize(
    ("change", "field", "reason"),
    [
        ({"topic": "x"}, "topic", "is not a key of this format"),
        ({"id": 7}, "id", "valid string"),
        ({"id": " "}, "id", "is empty"),
        ({"question": ""}, "question", "is empty"),
        ({"language": "fr"}, "language", "'en' or 'vi'"),
        ({"answerable": "yes"}, "answerable", "valid boolean"),
        ({"documents": "harbour-fair-en"}, "documents", "valid"),
        ({"documents": ["fair.md"]}, "documents.0", "pattern"),
        ({"documents": []}, "documents", "needs at least one"),
        ({"facts": []}, "facts", "needs at least one"),
        ({"facts": ["12,500 guests"]}, "facts.0", "valid"),
        ({"facts": [[]]}, "facts.0", "at least 1"),
        ({"facts": [["fine"], ["fine", "re:("]]}, "facts.1.1", "is not a regular expression"),
        ({"facts": [["re:x*"]]}, "facts.0.0", "stand in every quote"),
        ({"facts": [[" "]]}, "facts.0.0", "stand in every quote"),
        ({"answerable": False}, "documents", "must be empty"),
        ({"answerable": False, "documents": []}, "facts", "must be empty"),
        ({"as_of": "2025-12"}, "as_of", "YYYY-MM-DD"),
        ({"as_of": "2025-02-30"}, "as_of", "day"),
        ({"story": 3}, "story", "valid string"),
        ({"history": [{"question": "Was there a fair?"}]}, "history.0.answer", "is missing"),
        ({"history": [{"question": "a", "answer": "b", "by": "c"}]}, "history.0.by", "is not a key"),
    ],
)
def test_a_wrong_field_is_named(tmp_path: Path, change: dict[str, Any], field: str, reason: str) -> None:
    """A wrong key or type is an error of ours that names the file, the line and the field."""
    path = write(tmp_path, LINE, LINE | {"id": "fair-2"} | change)

    with pytest.raises(EvaluationError) as raised:
        read_questions(path)

    message = str(raised.value)
    assert message.startswith(f"{path}, line 2, field {field}: ")
    assert reason in message
    assert "correct this line" in message


def test_a_missing_key_is_named(tmp_path: Path) -> None:
    """A line without a key that it needs says which."""
    path = write(tmp_path, {key: value for key, value in LINE.items() if key != "language"})

    with pytest.raises(EvaluationError, match=r"line 1, field language: is missing"):
        read_questions(path)


def test_an_id_twice_is_named_with_both_lines(tmp_path: Path) -> None:
    """A second question with the id of an earlier one says where the first is."""
    path = write(tmp_path, LINE, "", LINE)

    with pytest.raises(EvaluationError, match=r"line 3, field id: 'fair-1' is the id of line 1 already"):
        read_questions(path)


@pytest.mark.parametrize("content", [b'{"id": ', b"[]", b'{"id": "\xff"}', b"caf\xe9"])
def test_a_line_that_is_not_a_json_object_is_named(tmp_path: Path, content: bytes) -> None:
    """Broken JSON, another JSON value or bytes that are not UTF-8 name the file and the line."""
    path = tmp_path / "questions.jsonl"
    path.write_bytes(json.dumps(LINE).encode() + b"\n" + content + b"\n")

    with pytest.raises(EvaluationError) as raised:
        read_questions(path)

    assert str(raised.value).startswith(f"{path}, line 2, field ")


def test_a_file_without_questions_is_an_error(tmp_path: Path) -> None:
    """An empty file is an error that says what to write."""
    path = write(tmp_path, "", "  ")

    with pytest.raises(EvaluationError, match="holds no question; write one JSON object a line"):
        read_questions(path)


def test_a_file_that_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    """A missing file and a folder are errors of ours that name the path."""
    for path in (tmp_path / "absent.jsonl", tmp_path):
        with pytest.raises(EvaluationError) as raised:
            read_questions(path)
        assert str(raised.value).startswith(f"{path} cannot be read (")


# --- facts ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fact", "quote", "expected"),
    [
        (("Blue Roof",), "its blue\u00a0 \nROOF leaks", True),
        ((unicodedata.normalize("NFD", "hội chợ"),), "Hội chợ mở", True),
        (("hội chợ",), unicodedata.normalize("NFD", "HỘI CHỢ mở"), True),
        (("hoi cho",), "hội chợ mở", False),
        (("absent", "blue"), "a blue roof", True),
        (("5 million",), "raised 25 million", False),
        (("5 million",), "raised 1.5 million", False),
        (("in 20",), "in 2025", False),
        (("12",), "drew 12,500 guests", False),
        (("12",), "in rows of 12, evenly", True),
        (("656.7",), "raised VNĐ656.7 billion.", True),
        ((r"re:12[.,]500\s+guests",), "drew 12.500 guests", True),
        ((r"re:VNĐ\s?656",), "raised vnđ 656 billion", True),
        (("re:5 million",), "raised 25 million", True),
        (("a.c",), "abc", False),
    ],
)
def test_a_fact_stands_in_a_quote(fact: tuple[str, ...], quote: str, expected: bool) -> None:
    """Plain words stand after folding, with whole numbers at their ends; a pattern is searched for."""
    assert expected == stands(fact, [quote])


def test_a_fact_stands_in_one_quote_not_across_two() -> None:
    """Half a fact in each of two quotes is no fact."""
    assert not stands(("blue roof",), ["it is blue", "roof of tin"])


@given(st.text(alphabet="ab đĐợỢ12.,", min_size=1).filter(lambda text: bool(text.strip())))
def test_every_plain_fact_stands_in_itself(text: str) -> None:
    """Whatever its case and composition, a text stands in itself."""
    assert stands((text,), [unicodedata.normalize("NFD", text.upper())])


# --- measuring ------------------------------------------------------------------------------------


def test_a_perfect_answer_scores_full_marks_and_no_failure() -> None:
    """The right document, fact and refusal give 100 % everywhere, and nothing is listed."""
    report = measured(
        (FAIR, answer(("harbour-fair-en", SECOND)), ["harbour-fair-en"]),
        (UNKNOWN, answer(), ["river-school-en"]),
    )

    expected = {
        "right_document_first": 1.0,
        "right_document_in_five": 1.0,
        "fact_in_first_quote": 1.0,
        "fact_in_any_quote": 1.0,
        "right_document_cited_first": 1.0,
        "answered": 1.0,
        "wrongly_refused": 0.0,
        "wrongly_answered": 0.0,
        "refused_rightly": 1.0,
        "quotes_verbatim": 1.0,
    }
    assert expected == values(report)
    assert () == report.failures


def test_a_fact_in_a_later_sentence_counts_as_any_but_not_as_first() -> None:
    """The first measure looks at the first sentence only, and the failure says so."""
    report = measured(
        (FAIR, answer(("harbour-fair-en", FIRST), ("harbour-fair-en", SECOND)), ["harbour-fair-en"]),
    )

    assert (0.0, 1.0) == (values(report)["fact_in_first_quote"], values(report)["fact_in_any_quote"])
    assert [("fact_not_in_first_quote",)] == [failure.kinds for failure in report.failures]


def test_of_several_facts_one_is_enough_first_and_all_are_needed_overall() -> None:
    """The first sentence needs one of the facts; all quotes together need each of them."""
    both = replace(FAIR, facts=(("12,500 guests",), ("in May",)))
    one = measured((both, answer(("harbour-fair-en", FIRST)), ["harbour-fair-en"]))
    all_of_them = measured(
        (both, answer(("harbour-fair-en", FIRST), ("harbour-fair-en", SECOND)), ["harbour-fair-en"]),
    )

    assert (1.0, 0.0) == (values(one)["fact_in_first_quote"], values(one)["fact_in_any_quote"])
    assert 1.0 == values(all_of_them)["fact_in_any_quote"]


@pytest.mark.parametrize(
    ("listed", "expected"),
    [
        (("harbour-fair-en",), 0.0),
        (("harbour-fair-vi",), 1.0),
        (("harbour-fair-en", "harbour-fair-vi"), 1.0),
        (("harbour-fair",), 1.0),
        (("harbour",), 0.0),
    ],
)
def test_a_source_stands_for_all_its_languages(listed: tuple[str, ...], expected: float) -> None:
    """A document is right when its own id or that of its source is listed, both retrieved and cited."""
    quote = "Hội chợ đón 12.500 lượt khách."
    report = measured(
        (replace(FAIR, documents=listed), answer(("harbour-fair-vi", quote)), ["harbour-fair-vi"]),
    )

    right = values(report)["right_document_first"], values(report)["right_document_cited_first"]
    assert (expected, expected) == right


def test_the_first_five_are_passages() -> None:
    """A document whose first passage ranks sixth is not in the first five, whatever the five belong to."""
    fifth = measured((FAIR, answer(), ["river-school-en"] * 4 + ["harbour-fair-en"]))
    sixth = measured((FAIR, answer(), ["river-school-en"] * 5 + ["harbour-fair-en"]))

    assert 0.0 == values(fifth)["right_document_first"]
    assert (1.0, 0.0) == (values(fifth)["right_document_in_five"], values(sixth)["right_document_in_five"])


def test_the_document_cited_first_is_the_first_of_the_first_sentence() -> None:
    """The citation that the first sentence names first counts, not the one with the lowest number."""
    given_answer = answer(("river-school-en", ROOF), ("harbour-fair-en", SECOND))

    def score(*numbers: int) -> float | None:
        sentence = replace(given_answer.sentences[0], citations=numbers)
        report = measured((FAIR, replace(given_answer, sentences=(sentence,)), []))
        return values(report)["right_document_cited_first"]

    assert (0.0, 1.0) == (score(1, 2), score(2, 1))


def test_a_cited_source_counts_by_the_name_it_gives() -> None:
    """Where a document's id is not made from its source's, the citation's own `source_id` decides."""
    given_answer = answer(("river-school-en", ROOF))
    named = replace(given_answer, citations=(replace(given_answer.citations[0], source_id="school"),))
    report = measured((replace(FAIR, documents=("school",)), named, ["river-school-en"]))

    right = values(report)["right_document_first"], values(report)["right_document_cited_first"]
    assert (0.0, 1.0) == right


def test_a_wrong_refusal_is_listed_with_what_was_retrieved() -> None:
    """A failure says what was asked, what was missed, what was answered and what was near."""
    near = [("river-school-en", ROOF)]
    report = measured((FAIR, answer(related=near), ["river-school-en", "harbour-fair-en"]))

    failure = report.failures[0]
    assert ("fair-1", FAIR.question, None) == (failure.id, failure.question, failure.answered)
    assert (("river-school-en", "harbour-fair-en"), (ROOF,)) == (failure.retrieved, failure.related)
    expected = (
        "wrongly_refused",
        "right_document_not_first",
        "right_document_not_cited_first",
        "fact_not_in_first_quote",
        "fact_not_in_any_quote",
    )
    assert expected == failure.kinds


def test_a_wrong_answer_is_listed_with_its_first_sentence() -> None:
    """Answering an unanswerable question is a failure, and only the refusal measures count it."""
    report = measured((UNKNOWN, answer(("river-school-en", ROOF)), ["river-school-en"]))

    assert [(("wrongly_answered",), ROOF)] == [(each.kinds, each.answered) for each in report.failures]
    assert (1.0, 0.0) == (values(report)["wrongly_answered"], values(report)["refused_rightly"])
    assert (None, None) == (values(report)["answered"], values(report)["right_document_first"])


def _shifted(cited: Citation) -> Citation:
    return replace(cited, start=cited.start + 1, end=cited.end + 1)


def _reworded(cited: Citation) -> Citation:
    return replace(cited, quote=cited.quote.upper())


def _from_the_end(cited: Citation) -> Citation:
    return replace(cited, start=-len(cited.quote) - 18, end=-18)


def _gone(cited: Citation) -> Citation:
    return replace(cited, document_id="gone-en")


def _empty(cited: Citation) -> Citation:
    return replace(cited, quote="", end=cited.start)


@pytest.mark.parametrize("spoil", [_shifted, _reworded, _from_the_end, _gone, _empty])
def test_a_quote_that_is_not_in_the_text_at_its_place_is_a_failure(
    spoil: Callable[[Citation], Citation],
) -> None:
    """One citation in two that is not the stored characters at its offsets makes half, and is listed."""
    good = answer(("harbour-fair-en", SECOND), ("river-school-en", "The river school was built in 1998."))
    spoiled = replace(good, citations=(good.citations[0], spoil(good.citations[1])))
    report = measured((FAIR, spoiled, ["harbour-fair-en"]))

    measure = report.system["overall"]["quotes_verbatim"]
    assert (2, 0.5) == (measure.n, measure.value)
    assert [("quote_not_verbatim",)] == [failure.kinds for failure in report.failures]


def test_measures_are_given_per_language() -> None:
    """Each language that is asked in has its own measures beside the overall ones."""
    vietnamese = replace(FAIR, id="fair-2", question="Hội chợ đón bao nhiêu khách?", language="vi")
    report = measured(
        (FAIR, answer(("harbour-fair-en", SECOND)), ["harbour-fair-en"]),
        (vietnamese, answer(), ["river-school-en"]),
    )

    assert ["overall", "en", "vi"] == list(report.system)
    assert [0.5, 1.0, 0.0] == [values(report, part)["answered"] for part in report.system]
    assert [2, 1, 1] == [report.system[part]["answered"].n for part in report.system]


def test_the_question_is_asked_with_its_conditions() -> None:
    """History and as_of go along; the language is left to the assistant, as a client leaves it."""
    asked: list[Question] = []
    question = replace(FAIR, as_of="2025-12-30", history=(Turn("Was there a fair?", "Yes."),))

    def ask(given_question: Question) -> Answer:
        asked.append(given_question)
        return answer()

    evaluate([question], ask, lambda query, k: [], TEXTS.get)

    expected = Question(FAIR.question, history=(Turn("Was there a fair?", "Yes."),), as_of="2025-12-30")
    assert [expected] == asked


def test_a_question_that_cannot_be_asked_is_named() -> None:
    """The assistant's refusal of a question becomes an error that names the question."""

    def ask(question: Question) -> Answer:
        raise QuestionError("question is 2,000 characters long; shorten it to 1,000.", "question")

    with pytest.raises(EvaluationError, match="Question 'fair-1' cannot be asked"):
        evaluate([FAIR], ask, lambda query, k: [], TEXTS.get)


def test_the_references_refuse_and_answer_everything() -> None:
    """The two systems that read nothing score what their one decision earns on the same questions."""
    report = measured((FAIR, answer(), []), (UNKNOWN, answer(), []))

    earned = {
        name: [measure.value for measure in each["overall"].values()]
        for name, each in report.references.items()
    }
    expected_order = ["answered", "wrongly_refused", "wrongly_answered", "refused_rightly"]
    assert expected_order == list(report.references["refuse_everything"]["overall"])
    assert {"refuse_everything": [0, 1, 0, 1], "answer_everything": [1, 0, 1, 0]} == earned


# --- intervals ------------------------------------------------------------------------------------


def test_a_share_lies_inside_its_interval() -> None:
    """Twenty of forty give a half, and the interval that a binomial of forty has."""
    marks, groups = [1.0, 0.0] * 20, [f"question {number}" for number in range(40)]
    measure = estimate(marks, groups)

    assert (40, 0.5) == (measure.n, measure.value)
    assert measure.low is not None and measure.high is not None
    assert measure.low == pytest.approx(0.35, abs=0.03)
    assert measure.high == pytest.approx(0.65, abs=0.03)


def test_the_draws_are_seeded() -> None:
    """Equal values give equal intervals, to the last bit."""
    waits = [number**0.5 for number in range(40)]
    groups = [f"question {number}" for number in range(40)]

    assert estimate(waits, groups) == estimate(waits, groups)


def test_questions_of_one_story_are_drawn_together() -> None:
    """Ten questions on each of four stories that stand or fall together are worth four, not forty."""
    marks = [1.0] * 20 + [0.0] * 20
    alone = estimate(marks, [f"question {number}" for number in range(40)])
    together = estimate(marks, [f"story {number // 10}" for number in range(40)])

    assert alone.value == together.value
    assert (0.0, 1.0) == (together.low, together.high)


def test_the_story_groups_the_marks_of_a_report() -> None:
    """Questions that name one story are one group of the bootstrap; without a story each is its own."""
    lone = [replace(FAIR, id=f"q{number}", question=f"question {number}") for number in range(8)]
    told = [replace(question, story=f"event {number // 4}") for number, question in enumerate(lone)]
    answers = [answer(("harbour-fair-en", SECOND))] * 4 + [answer()] * 4

    def answered(questions: list[EvaluationQuestion]) -> tuple[int, float, float]:
        report = measured(
            *((each, given_answer, []) for each, given_answer in zip(questions, answers, strict=True))
        )
        measure = report.system["overall"]["answered"]
        assert measure.low is not None and measure.high is not None
        return report.stories, measure.low, measure.high

    assert (2, 0.0, 1.0) == answered(told)
    assert (8, True) == (answered(lone)[0], answered(lone)[1] > 0.0)


def test_a_story_and_a_question_of_one_name_stay_apart() -> None:
    """A story named like another question's id does not join the two."""
    assert replace(FAIR, story="moon-1").group != UNKNOWN.group


def test_percentiles_are_values_that_occurred() -> None:
    """The median and the 95th percentile are the smallest waits that half and 95 % stayed within."""
    waits, groups = [float(wait) for wait in range(20, 0, -1)], [str(number) for number in range(20)]

    assert 10.0 == estimate(waits, groups, percentile(50)).value
    assert 19.0 == estimate(waits, groups, percentile(95)).value
    assert 7.0 == estimate([7.0], ["only"], percentile(95)).high


@given(
    marks=st.lists(st.tuples(st.sampled_from([0.0, 1.0]), st.sampled_from("abcde")), min_size=1, max_size=30)
)
def test_an_interval_is_ordered_and_within_what_was_measured(marks: list[tuple[float, str]]) -> None:
    """Low is at most high, and neither leaves the range of the marks."""
    measure = estimate([mark for mark, _ in marks], [group for _, group in marks])

    assert measure.low is not None and measure.high is not None
    assert min(marks)[0] <= measure.low <= measure.high <= max(marks)[0]
    assert measure.value == pytest.approx(sum(mark for mark, _ in marks) / len(marks))


def test_latency_is_the_wait_for_the_answer_in_milliseconds() -> None:
    """What is timed is the call that answers, not the search beside it."""
    moments = {"before": time.perf_counter()}

    def ask(question: Question) -> Answer:
        moments["asked"] = time.perf_counter()
        threading.Event().wait(0.02)
        moments["answered"] = time.perf_counter()
        return answer()

    def search(query: str, k: int) -> list[str]:
        moments["searched"] = time.perf_counter()
        threading.Event().wait(0.02)
        return []

    measure = evaluate([FAIR], ask, search, TEXTS.get).system["overall"]["latency_median_ms"]
    shortest = 1000 * (moments["answered"] - moments["asked"])
    longest = 1000 * (moments["searched"] - moments["before"])
    assert measure.n == 1
    assert shortest <= (measure.value or 0.0) <= longest


# --- the report's two forms -----------------------------------------------------------------------


def test_the_report_turns_into_json() -> None:
    """The JSON has the same keys and values, and goes through a JSON writer unharmed."""
    report = measured((FAIR, answer(), ["river-school-en"]), (UNKNOWN, answer(), []))
    written = json.loads(json.dumps(report_json(report), allow_nan=False))

    expected_keys = [
        "questions",
        "answerable",
        "stories",
        "resamples",
        "index_ids",
        "system",
        "references",
        "failures",
    ]
    assert expected_keys == list(written)
    assert (2, 1, 2, ["gen-1"]) == tuple(
        written[key] for key in ("questions", "answerable", "stories", "index_ids")
    )
    assert {"n": 1, "value": 0.0, "low": 0.0, "high": 0.0} == written["system"]["overall"]["answered"]
    assert ["river-school-en"] == written["failures"][0]["retrieved"]


def test_the_lines_are_aligned_tables_and_every_failure() -> None:
    """Columns begin at one place in every row, the references stand beside the system, failures follow."""
    lines = report_lines(
        measured(
            (FAIR, answer(related=[("river-school-en", ROOF)]), ["river-school-en"]),
            (UNKNOWN, answer(("river-school-en", ROOF)), ["river-school-en"]),
        )
    )

    heading = next(line for line in lines if line.startswith("measure"))
    beside = next(line for line in lines if line.startswith("beside"))
    assert ["measure", "overall", "en"] == heading.split()
    assert ["system", "refuse everything", "answer everything"] == re.split("  +", beside)[1:]
    rows = lines[lines.index(heading) + 1 : lines.index(beside) - 1]
    cell = "   0.0 %  [  0.0,   0.0]  n=1"
    assert f"answered {cell} {cell}".split() == rows[5].split()
    shares = [row for row in rows if "%" in row]
    assert (12, 10) == (len(rows), len(shares))
    assert [heading.index("overall") + 10] * 10 == [row.index("[") for row in shares]
    assert [heading.index(" en") + 1 + 10] * 10 == [row.rindex("[") for row in shares]
    assert "2 of 2 questions failed" in lines
    assert f"  related    {ROOF}" in lines
    assert f"  answered   {ROOF}" in lines
    assert "  answered   (nothing)" in lines


def test_a_measure_over_nothing_is_shown_as_nothing() -> None:
    """Where no question counts there is no share, neither 0 % nor 100 %."""
    lines = report_lines(measured((FAIR, answer(("harbour-fair-en", SECOND)), ["harbour-fair-en"])))

    row = next(line for line in lines if line.startswith("refused rightly"))
    assert 2 == row.count("-  n=0")
    assert "0 of 1 questions failed" in lines


# --- over HTTP ------------------------------------------------------------------------------------

Reply = tuple[int, bytes]


@contextmanager
def serving(
    reply: Callable[[str, str, bytes], Reply], closed: threading.Event | None = None
) -> Iterator[str]:
    """A local HTTP server that gives `reply(method, path, body)` and sets `closed` when a connection ends."""

    class Replies(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            status, content = reply(self.command, self.path, body)
            self.send_response(status)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def do_POST(self) -> None:
            self.do_GET()

        def finish(self) -> None:
            super().finish()
            if closed:
                closed.set()

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name that http.server gives
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Replies)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def always(status: int, content: bytes) -> Callable[[str, str, bytes], Reply]:
    return lambda *_: (status, content)


def written(value: Any) -> bytes:
    return json.dumps(value).encode()


def test_a_running_server_is_evaluated_as_a_client_sees_it() -> None:
    """The three callables send and read what the HTTP API defines, and give the same report."""
    bodies: list[Any] = []

    def reply(method: str, path: str, body: bytes) -> Reply:
        if (method, path) == ("POST", "/v1/answers"):
            bodies.append(json.loads(body))
            return 200, written(asdict(answer(("harbour-fair-en", SECOND))))
        if path.startswith("/v1/search?"):
            hits = [{"rank": 1, "document_id": "harbour-fair-en", "title": "t", "text": "x"}]
            return 200, written({"index_id": "gen-1", "hits": hits})
        document_id = path.removeprefix("/v1/documents/")
        return 200, written({"id": document_id, "v": "0", "text": TEXTS[document_id]})

    with serving(reply) as url:
        ask, search, text_of = ask_over_http(f"{url}/")
        report = evaluate([FAIR], ask, search, text_of)

    expected = measured((FAIR, answer(("harbour-fair-en", SECOND)), ["harbour-fair-en"]))
    assert values(expected) == values(report)
    assert [FAIR.question] == [body["question"] for body in bodies]
    expected_keys = {"question", "language", "history", "as_of", "filters", "mode"}
    assert expected_keys == set(bodies[0])


def test_the_answer_comes_back_as_the_same_value() -> None:
    """An answer written as JSON and read back is equal, Vietnamese quotes included."""
    sent = answer(("harbour-fair-vi", "Hội chợ đón 12.500 lượt khách."), ("river-school-en", ROOF))

    with serving(always(200, written(asdict(sent)))) as url:
        ask, _, _ = ask_over_http(url)
        assert sent == ask(Question("Hội chợ đón bao nhiêu khách?"))


def test_search_and_document_addresses_are_escaped() -> None:
    """Whatever stands in a query or an id arrives as it was."""
    paths: list[str] = []

    def reply(method: str, path: str, body: bytes) -> Reply:
        paths.append(path)
        return (200, written({"hits": []})) if "search" in path else (404, b"{}")

    with serving(reply) as url:
        _, search, text_of = ask_over_http(url)
        assert [] == search("a&k=9 ợ", 5)
        assert text_of("../livez?x") is None

    assert ["/v1/search?q=a%26k%3D9+%E1%BB%A3&k=5", "/v1/documents/..%2Flivez%3Fx"] == [
        path.replace("%20", "+") for path in paths
    ]


def test_a_removed_document_has_no_text() -> None:
    """A document that the server no longer shows makes its quotes not verbatim, not an error."""
    for status in (404, 410):
        with serving(always(status, b"")) as url:
            assert ask_over_http(url)[2]("gone-en") is None


def test_no_server_says_what_to_start() -> None:
    """Where nothing listens the error names the address and the command that starts a server."""
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{unused.getsockname()[1]}"
        ask, _, _ = ask_over_http(url)

        with pytest.raises(EvaluationError, match="start the server with `nhipcau serve`") as raised:
            ask(Question("Anyone there?"))

    assert f"POST {url}/v1/answers failed" in str(raised.value)


@pytest.mark.parametrize("url", ["127.0.0.1:8000", "ftp://127.0.0.1", "http://[", "http://a:b", ""])
def test_an_address_that_is_none_says_how_to_write_one(url: str) -> None:
    """A wrong address is an error of ours that shows a right one."""
    ask, _, _ = ask_over_http(url)

    with pytest.raises(EvaluationError, match=r"such as http://127\.0\.0\.1:8000"):
        ask(Question("Anyone there?"))


def test_the_servers_own_error_is_passed_on() -> None:
    """A refusal gives the status and the sentence that the server wrote."""
    refusal = {
        "error": {"message": "There is no index yet.", "type": "t", "param": None, "code": "index_missing"}
    }

    told = pytest.raises(EvaluationError, match=r"gave HTTP 503 \(There is no index yet\.\)")
    with serving(always(503, written(refusal))) as url, told:
        ask_over_http(url)[0](Question("Anyone there?"))


def test_a_question_that_the_server_cannot_use_is_named() -> None:
    """HTTP 422 names the question of the file and passes the server's sentence on."""
    refusal = {"error": {"message": "question: at most 1000 characters.", "param": "question"}}
    told = pytest.raises(EvaluationError, match=r"Question 'fair-1' cannot be asked \(question: at most 1000")
    with serving(always(422, written(refusal))) as url, told:
        evaluate([FAIR], *ask_over_http(url))


@pytest.mark.parametrize("body", [b"<html>", b"[]", b'{"error": "no"}', b"\xff"])
def test_an_error_of_another_form_is_told_by_its_status(body: bytes) -> None:
    """A proxy's error page is told by its status."""
    told = pytest.raises(EvaluationError, match=r"gave HTTP 502 \(Bad Gateway\)")
    with serving(always(502, body)) as url, told:
        ask_over_http(url)[0](Question("Anyone there?"))


@pytest.mark.parametrize("body", [b"<html>", b"[]", b"{}", b'{"hits": [{"rank": 1}]}', b'{"hits": null}'])
def test_another_server_is_told_from_ours(body: bytes) -> None:
    """A body that is not what the HTTP API defines is an error that says to look at the address."""
    with serving(always(200, body)) as url:
        ask, search, text_of = ask_over_http(url)
        for call in (lambda: ask(Question("?")), lambda: search("?", 5), lambda: text_of("harbour-fair-en")):
            with pytest.raises(EvaluationError, match="something else than the HTTP API defines"):
                call()


def test_the_connection_closes_with_the_last_callable() -> None:
    """Letting the callables go closes the connection; keeping any one of them keeps it usable."""
    closed = threading.Event()
    with serving(always(404, b""), closed) as url:
        _, _, text_of = ask_over_http(url)
        assert text_of("gone-en") is None
        gc.collect()
        assert text_of("gone-en") is None
        assert not closed.is_set()
        del text_of, _
        gc.collect()
        assert closed.wait(5)


def test_the_error_is_one_of_ours() -> None:
    """EvaluationError is in the tree, with a code that stays."""
    assert ("evaluation_invalid", True) == (EvaluationError.code, issubclass(EvaluationError, NhipcauError))


def test_a_follow_up_is_searched_for_as_it_was_answered() -> None:
    """The right document is looked for by what the follow-up was taken to mean, not by its bare words."""
    searched = []

    def search(query: str, k: int) -> list[str]:
        searched.append(query)
        return []

    follow_up = EvaluationQuestion("f", "And in 2024?", "en", answerable=False)
    resolved = replace(answer(), interpreted_as="How many came in 2024?")
    evaluate([follow_up], lambda question: resolved, search, TEXTS.get)

    assert ["How many came in 2024?"] == searched
