"""Sources that give different values for one thing."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pytest

from nhipcau.answering.assistant import Assistant, final_answer, load_assistant
from nhipcau.answering.disagreements import (
    MOST,
    Alike,
    Claim,
    claim,
    currency_named,
    disagreement,
    speaks_of_the_same,
)
from nhipcau.answering.question import understand
from nhipcau.answering.selection import Candidate
from nhipcau.config import Config
from nhipcau.glossary import NO_GLOSSARY
from nhipcau.vocabulary import Answer, Document, Language, Notice, Question
from plain import plainly
from tiny import TinyEmbedder, write_document

HOW_MANY = "How many delegates did the harbour fair draw to Huế?"
HOW_MUCH = "How much did the harbour fair raise for the schools?"
WHEN = "When did the harbour fair open in Huế?"
BAO_NHIEU = "Hội chợ bến cảng thu hút bao nhiêu đại biểu đến Huế?"
BAO_NHIEU_TIEN = "Hội chợ bến cảng quyên góp được bao nhiêu tiền cho trường học?"
NGAY_NAO = "Hội chợ bến cảng khai mạc ở Huế ngày nào?"


@dataclass(frozen=True)
class Source:
    """A made-up source: what it says, who publishes it and when."""

    text: str
    publisher: str | None = None
    published: str | None = None


Ask = Callable[..., Answer]


TERMS = """
- {id: chair, kind: office, en: Chair of the Harbour Union, vi: Chủ tịch Hội Bến cảng}
- {id: lan, kind: person, en: Lan Example, vi: Thí Dụ Lan}
- {id: nam, kind: person, en: Nam Example, vi: Thí Dụ Nam}
"""


@pytest.fixture
def config(config: Config, tmp_path: Path) -> Config:
    """Settings with a glossary of an office and two persons."""
    path = tmp_path / "terms.yaml"
    path.write_text(TERMS, encoding="utf-8")
    return config.model_copy(update={"glossary": path})


@pytest.fixture
def over(config: Config, embedder: TinyEmbedder, corpus: Path) -> Callable[..., Assistant]:
    """An assistant over these sources alone, in English or ("vi") Vietnamese, and those of earlier calls."""
    for path in corpus.iterdir():
        path.unlink()
    indexes = (config.index_dir / str(number) for number in itertools.count())

    def make(*sources: Source, language: str = "en") -> Assistant:
        for number, it in enumerate(sources):
            write_document(
                corpus,
                f"harbour-{number}-{language}",
                it.text,
                title=f"Harbour paper {number}",
                publisher=it.publisher,
                published=it.published,
            )
        anew = config.model_copy(update={"index_dir": next(indexes)})
        return plainly(load_assistant(anew, embedder=embedder))

    return make


@pytest.fixture
def ask(over: Callable[..., Assistant]) -> Ask:
    """What is answered to a question from some sources."""

    def answered(text: str, *sources: Source, language: str = "en") -> Answer:
        return final_answer(over(*sources, language=language).answer(Question(text)))

    return answered


def drew(count: str, *told: str) -> Source:
    return Source(f"The harbour fair drew {count} to Huế.", *told)


def raised(total: str, *told: str) -> Source:
    return Source(f"The harbour fair has raised {total} for the schools.", *told)


def opened(day: str, *told: str) -> Source:
    return Source(f"The harbour fair opened in Huế on {day}.", *told)


def quotes(answer: Answer) -> list[str]:
    return [it.quote for it in answer.citations]


# --- conflicts ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "one", "other", "told"),
    [
        (HOW_MANY, drew("60 delegates"), drew("48 delegates"), ["60 delegates", "48 delegates"]),
        (
            "How much did the gift to the schools cost?",
            Source("The gift to the schools cost VNĐ60 million."),
            Source("The gift to the schools cost 48 million dong."),
            ["VNĐ60 million", "48 million dong"],
        ),
        (WHEN, opened("May 3, 2024"), opened("5 May 2024"), ["May 3, 2024", "5 May 2024"]),
    ],
)
def test_different_values_are_all_given(
    ask: Ask, question: str, one: Source, other: Source, told: list[str]
) -> None:
    """A count, a sum or a date that two sources give differently is quoted of both, and the reader is told."""
    answer = ask(question, one, other)

    assert {one.text, other.text} == set(quotes(answer))
    assert ["conflict"] == [it.kind for it in answer.notices]
    assert all(it in answer.notices[0].text for it in told)


def test_a_conflict_names_publisher_and_date_newest_first(ask: Ask) -> None:
    """Each value stands with its citation, its publisher and that source's date; the newest leads, undated ones end."""
    undated = drew("75 delegates", "Quay Post")
    older = drew("60 delegates", "Harbour Daily", "2024-05")
    newer = drew("48 delegates", "Tide Weekly", "2024-05-14")
    answer = ask(HOW_MANY, undated, older, newer)

    assert [newer.text, older.text, undated.text] == quotes(answer)
    assert (
        Notice(
            "conflict",
            "The sources give different values: 48 delegates [1] (Tide Weekly, 14 May 2024); "
            "60 delegates [2] (Harbour Daily, May 2024); 75 delegates [3] (Quay Post, undated).",
        ),
    ) == answer.notices


def test_a_source_without_publisher_is_named_by_its_title(ask: Ask) -> None:
    """Where nobody is known to have published it, the title stands for the source."""
    [notice] = ask(HOW_MANY, drew("60 delegates"), drew("48 delegates")).notices

    assert "60 delegates [1] (Harbour paper 0, undated)" in notice.text


def test_a_conflict_is_told_in_vietnamese(ask: Ask) -> None:
    """A Vietnamese question is answered with Vietnamese values, dates and words."""
    answer = ask(
        BAO_NHIEU,
        Source("Hội chợ bến cảng thu hút 60 đại biểu đến Huế.", "Báo Bến", "2024-05-12"),
        Source("Hội chợ bến cảng thu hút 48 đại biểu đến Huế.", "Báo Sóng"),
        language="vi",
    )

    assert (
        Notice(
            "conflict",
            "Các nguồn nêu số liệu khác nhau: 60 đại biểu [1] (Báo Bến, ngày 12 tháng 5 năm 2024); "
            "48 đại biểu [2] (Báo Sóng, không rõ ngày).",
        ),
    ) == answer.notices


def test_vietnamese_dates_differ_too(ask: Ask) -> None:
    """Days are compared however they are written."""
    [notice] = ask(
        NGAY_NAO,
        Source("Hội chợ bến cảng khai mạc ở Huế ngày 3/5/2024."),
        Source("Hội chợ bến cảng khai mạc ở Huế ngày 5 tháng 5 năm 2024."),
        language="vi",
    ).notices

    assert "conflict" == notice.kind
    assert "ngày 3/5/2024 [1]" in notice.text
    assert "ngày 5 tháng 5 năm 2024 [2]" in notice.text


def test_no_more_values_are_given_than_can_be_read(ask: Ask) -> None:
    """Of many different values the newest are given, at most `MOST`."""
    sources = [
        drew(f"{20 * number} delegates", "Tide Weekly", f"2024-05-0{number}") for number in range(1, 7)
    ]
    answer = ask(HOW_MANY, *sources)

    assert MOST == len(answer.citations)
    assert {"conflict"} == {it.kind for it in answer.notices}
    assert sorted((it.published or "" for it in answer.citations), reverse=True) == [
        it.published for it in answer.citations
    ]


def test_the_best_value_is_always_among_those_given(over: Callable[..., Assistant]) -> None:
    """However old the best candidate's source is, its value is not left out for newer ones."""
    newer = [drew(f"{20 * number} delegates", "Tide Weekly", f"2024-05-0{number}") for number in range(1, 6)]
    assistant = over(drew("500 delegates", "Old Quay", "1999"), *newer)
    considered = assistant.consider(Question(HOW_MANY))
    best = sorted(considered.ranked, key=lambda it: "500" not in it.text)
    found = disagreement(considered.question, best, NO_GLOSSARY)

    assert found is not None
    assert (MOST, Decimal(500)) == (len(found.claims), found.claims[-1].value)


def test_the_same_question_gets_the_same_answer(ask: Ask, over: Callable[..., Assistant]) -> None:
    """Asked again, and with the index built anew, values come in the same order with the same words."""
    sources = [drew("60 delegates"), drew("48 delegates"), drew("75 delegates")]
    first = ask(HOW_MANY, *sources)
    again = [final_answer(over(*sources).answer(Question(HOW_MANY))) for _ in range(2)]

    assert [(first.citations, first.notices)] * 2 == [(it.citations, it.notices) for it in again]


# --- totals that grow -----------------------------------------------------------------------------


def test_a_running_total_is_told_as_of_its_newest_value(ask: Ask) -> None:
    """A total that grew from one source to the next is no contradiction: its newest value comes first."""
    early = raised("VNĐ40 million", "Harbour Daily", "2024-05-12")
    late = raised("VNĐ65.5 million", "Tide Weekly", "2024-06-01")
    answer = ask(HOW_MUCH, early, late)

    assert [late.text, early.text] == quotes(answer)
    assert (
        Notice(
            "as_of",
            "The figure has changed over time: VNĐ65.5 million [1] (Tide Weekly, 1 June 2024); "
            "VNĐ40 million [2] (Harbour Daily, 12 May 2024).",
        ),
    ) == answer.notices


def test_a_running_total_is_told_in_vietnamese(ask: Ask) -> None:
    """The notice of a total that grew is in the language of the answer."""
    answer = ask(
        BAO_NHIEU_TIEN,
        Source("Hội chợ bến cảng quyên góp được 40 triệu đồng cho trường học.", "Báo Bến", "2024-05-12"),
        Source("Hội chợ bến cảng quyên góp được 65,5 triệu đồng cho trường học.", "Báo Sóng", "2024-06-01"),
        language="vi",
    )

    assert (
        Notice(
            "as_of",
            "Con số thay đổi theo thời gian: 65,5 triệu đồng [1] (Báo Sóng, ngày 1 tháng 6 năm 2024); "
            "40 triệu đồng [2] (Báo Bến, ngày 12 tháng 5 năm 2024).",
        ),
    ) == answer.notices


@pytest.mark.parametrize(
    ("first", "day", "second", "other_day"),
    [
        ("VNĐ65 million", "2024-05-12", "VNĐ40 million", "2024-06-01"),
        ("VNĐ40 million", "2024-05-12", "VNĐ65 million", "2024-05-12"),
    ],
)
def test_a_total_grows_only_with_time(ask: Ask, first: str, day: str, second: str, other_day: str) -> None:
    """What a later source puts lower, and what two sources of one day give differently, is a contradiction."""
    [notice] = ask(HOW_MUCH, raised(first, "A", day), raised(second, "B", other_day)).notices

    assert "conflict" == notice.kind


def test_undated_totals_contradict_each_other(ask: Ask) -> None:
    """Where nobody knows which came first nothing has grown."""
    [notice] = ask(HOW_MUCH, raised("VNĐ40 million"), raised("VNĐ65 million", "B", "2024-06-01")).notices

    assert "conflict" == notice.kind


def test_a_total_within_a_year_is_of_the_day_when_it_was_told(ask: Ask) -> None:
    """Two totals "in 2024" are as old as their sources."""
    answer = ask(
        HOW_MUCH,
        raised("VNĐ40 million in 2024", "A", "2024-05-12"),
        raised("VNĐ65 million in 2024", "B", "2024-06-01"),
    )

    assert ["as_of"] == [it.kind for it in answer.notices]
    assert ["2024-06-01", "2024-05-12"] == [it.published for it in answer.citations]


def test_a_date_in_the_sentence_is_the_time_of_its_total(ask: Ask) -> None:
    """A newer source may tell an older total: what the sentence says goes before the day it was published."""
    answer = ask(
        HOW_MUCH,
        raised("VNĐ40 million by May 20, 2024", "A", "2024-09-01"),
        raised("VNĐ65 million by June 20, 2024", "B", "2024-08-01"),
    )

    assert ["as_of"] == [it.kind for it in answer.notices]
    assert ["2024-08-01", "2024-09-01"] == [it.published for it in answer.citations]


def test_a_count_that_is_no_total_does_not_grow(ask: Ask) -> None:
    """A later source that counts more guests of one evening contradicts the earlier one."""
    [notice] = ask(
        HOW_MANY, drew("48 delegates", "A", "2024-05-12"), drew("60 delegates", "B", "2024-06-01")
    ).notices

    assert "conflict" == notice.kind


# --- offices that pass on -------------------------------------------------------------------------

WHO = "Who is the Chair of the Harbour Union?"
AI = "Ai là Chủ tịch Hội Bến cảng?"
LAN = "Lan Example, Chair of the Harbour Union, opened the day."
NAM = "Chair of the Harbour Union Nam Example opened the fair."


def test_older_holders_of_an_office_are_superseded(ask: Ask) -> None:
    """Whom the newest source names leads, and the reader is told whom older ones name, each with its date."""
    answer = ask(WHO, Source(LAN, "Harbour Daily", "2021"), Source(NAM, "Tide Weekly", "2024-05-12"))

    assert ["2024-05-12", "2021"] == [it.published for it in answer.citations]
    assert (
        Notice(
            "superseded",
            "Sources of different dates name different persons: Nam Example [1] (Tide Weekly, 12 May 2024); "
            "Lan Example [2] (Harbour Daily, 2021).",
        ),
    ) == answer.notices


def test_superseded_holders_are_told_in_vietnamese(ask: Ask) -> None:
    """Persons are named as Vietnamese texts name them."""
    answer = ask(
        AI,
        Source("Bà Thí Dụ Lan, Chủ tịch Hội Bến cảng, khai mạc ngày hội.", "Báo Bến", "2024-05-12"),
        Source("Chủ tịch Hội Bến cảng Thí Dụ Nam khai mạc hội chợ.", "Báo Sóng"),
        language="vi",
    )

    assert (
        Notice(
            "superseded",
            "Các nguồn ở những thời điểm khác nhau nêu tên người khác nhau: "
            "Thí Dụ Lan [1] (Báo Bến, ngày 12 tháng 5 năm 2024); Thí Dụ Nam [2] (Báo Sóng, không rõ ngày).",
        ),
    ) == answer.notices


@pytest.mark.parametrize(
    ("question", "other"),
    [
        (WHO, "Lan Example, Chair of the Harbour Union, closed the fair."),
        (WHO, "Nam Example rowed over to greet the Chair of the Harbour Union."),
        (WHO, "Nam Example met the Chair of the Harbour Union."),
        (WHO, "The Chair of the Harbour Union came and told how glad she was that Nam Example was there."),
        (WHO, "Chair of the Harbour Union Lan Example met Nam Example."),
        ("Who was the Chair of the Harbour Union in 2021?", "In 2021 the Chair of the Harbour Union was Nam Example."),
    ],
)  # fmt: skip
def test_who_else_is_named_is_no_holder(ask: Ask, question: str, other: str) -> None:
    """The same person, somebody beside the holder, and whoever held it at the time that is asked for."""
    told = Source(LAN.replace("the day", "the day in 2021"), "Harbour Daily", "2021")

    assert "superseded" not in {it.kind for it in ask(question, told, Source(other, "Tide Weekly")).notices}


# --- no disagreement ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "sources"),
    [
        (HOW_MANY, [drew("60 delegates")]),
        (HOW_MANY, [drew("60 delegates"), drew("60 delegates", "B")]),
        (HOW_MANY, [drew("1,250 delegates"), drew("1.250 delegates")]),
        (HOW_MANY, [drew("about 50 delegates"), drew("48 delegates")]),
        (HOW_MANY, [drew("48 delegates"), drew("nearly 50 delegates")]),
        (HOW_MANY, [drew("60 delegates"), drew("48 boats")]),
        (HOW_MANY, [drew("60 delegates"), drew("the 48th delegate")]),
        (HOW_MANY, [drew("60 delegates"), drew("a planned 80 delegates")]),
        (HOW_MANY, [drew("60 delegates"), Source("The harbour fair expects 80 delegates to come to Huế.")]),
        (HOW_MANY, [drew("60 delegates"), drew("20 delegates on Monday and 48 delegates later")]),
        (HOW_MUCH, [raised("VNĐ40 million"), raised("40 million dong")]),
        (HOW_MUCH, [raised("VNĐ40 million"), raised("40.000.000 đồng")]),
        (HOW_MUCH, [raised("VNĐ40 million"), raised("US$2,000")]),
        (HOW_MUCH, [raised("about VNĐ40 million"), raised("VNĐ39.2 million")]),
        (HOW_MUCH, [raised("VNĐ40 million"), Source("The harbour fair aims to raise VNĐ90 million for schools.")]),
        (WHEN, [opened("May 3, 2024"), opened("3 May 2024")]),
        (WHEN, [opened("May 3, 2024"), opened("May 3")]),
        (WHEN, [opened("May 3, 2024"), Source("The harbour fair opened in Huế in May 2024.")]),
    ],
)  # fmt: skip
def test_what_can_both_be_meant_is_no_conflict(ask: Ask, question: str, sources: list[Source]) -> None:
    """One value, another spelling, a rounded one, a hope, another thing, currency or precision: nothing is told."""
    answer = ask(question, *sources)

    assert ("answered", ()) == (answer.status, answer.notices)


@pytest.mark.parametrize(
    "other",
    [
        "Hội chợ bến cảng thu hút khoảng 62 đại biểu đến Huế.",
        "Hội chợ bến cảng dự kiến thu hút 80 đại biểu đến Huế.",
        "Hội chợ bến cảng thu hút 80 thuyền đến Huế.",
    ],
)
def test_vietnamese_hedges_and_plans_are_known(ask: Ask, other: str) -> None:
    """A rounded value agrees, and a planned one is no count, in Vietnamese as well."""
    answer = ask(
        BAO_NHIEU, Source("Hội chợ bến cảng thu hút 60 đại biểu đến Huế."), Source(other), language="vi"
    )

    assert ("answered", ()) == (answer.status, answer.notices)


def test_a_rounded_value_may_be_too_far_off(ask: Ask) -> None:
    """ "About 50" is not 60."""
    [notice] = ask(HOW_MANY, drew("about 50 delegates"), drew("60 delegates")).notices

    assert "conflict" == notice.kind


def test_what_was_planted_is_not_planned(ask: Ask) -> None:
    """Trees in the ground count, for all that "planted" begins like "plan"."""
    [notice] = ask(
        "How many trees did the harbour club give to Huế?",
        Source("The harbour club planted 300 trees in Huế."),
        Source("The harbour club planted 250 trees in Huế."),
    ).notices

    assert "conflict" == notice.kind


def test_plans_are_compared_where_plans_are_asked_for(ask: Ask) -> None:
    """What the target is may be given differently, too."""
    [notice] = ask(
        "How many trees is the target of the harbour club?",
        Source("The target of the harbour club is 300 trees."),
        Source("The target of the harbour club is 250 trees."),
    ).notices

    assert "conflict" == notice.kind


@pytest.mark.parametrize("year", ["2022", "2023"])
def test_another_year_is_no_conflict(ask: Ask, year: str) -> None:
    """Where the question names the year, the fair of another one does not contradict."""
    answer = ask(
        "How many delegates did the harbour fair draw to Huế in 2024?",
        Source("The harbour fair drew 60 delegates to Huế in 2024."),
        Source(f"The harbour fair drew 48 delegates to Huế in {year}."),
    )

    assert () == answer.notices
    assert ["The harbour fair drew 60 delegates to Huế in 2024."] == quotes(answer)


def test_a_yearly_count_is_no_conflict(ask: Ask) -> None:
    """Sentences that name different years speak of different fairs, also where the question names none."""
    answer = ask(
        HOW_MANY,
        Source("The harbour fair drew 60 delegates to Huế in 2024."),
        Source("The harbour fair drew 48 delegates to Huế in 2022."),
    )

    assert () == answer.notices


def test_another_name_is_no_conflict(ask: Ask) -> None:
    """What another place drew says nothing of this one."""
    answer = ask(HOW_MANY, drew("60 delegates"), Source("The harbour fair drew 48 delegates to Vinh."))

    assert () == answer.notices


def test_another_thing_is_no_conflict(ask: Ask) -> None:
    """A sentence that shares few words with the best one speaks of something else."""
    answer = ask(
        HOW_MANY,
        drew("60 delegates"),
        Source("In Huế a choir from the hills sang for 48 delegates at the old theatre."),
    )

    assert () == answer.notices


def test_a_document_does_not_contradict_itself(ask: Ask) -> None:
    """Two values in one document are its own affair."""
    both = Source(f"{drew('60 delegates').text} {drew('48 delegates').text}")

    assert () == ask(HOW_MANY, both).notices


def test_the_other_language_does_not_contradict(over: Callable[..., Assistant]) -> None:
    """Only sentences in one language are compared; in two, the words that show what is meant are not the same."""
    over(Source("Harbour fair: hội chợ bến cảng thu hút 48 delegates đến Huế."), language="vi")
    answer = final_answer(over(drew("60 delegates")).answer(Question(HOW_MANY)))

    assert "conflict" not in {it.kind for it in answer.notices}


@pytest.mark.parametrize("text", ["Who came to the harbour fair in Huế?", "Where was the harbour fair?"])
def test_only_counts_sums_and_dates_are_compared(ask: Ask, text: str) -> None:
    """Who came and where is answered as ever."""
    answer = ask(text, drew("60 delegates"), drew("48 delegates"))

    assert () == answer.notices


def test_headings_are_not_cited_for_a_value(ask: Ask) -> None:
    """A heading that gives another value is no claim: an answer cites sentences."""
    told = drew("60 delegates")
    heading = Source("## The harbour fair drew 48 delegates to Huế\n\nIt was sunny.", "B", "2024-05-14")
    answer = ask(HOW_MANY, told, heading)

    assert ([told.text], ()) == (quotes(answer)[:1], answer.notices)


def test_nothing_found_is_no_disagreement() -> None:
    """Without candidates there is nothing to compare."""
    assert disagreement(understand(HOW_MANY), [], NO_GLOSSARY) is None


# --- the same thing -------------------------------------------------------------------------------

LEAST = Alike(score=0.5, words=0.5, specific=0.5)


def weighed(
    text: str, name: str = "harbour-1", score: float = 0.5, language: Language = "en", **features: float
) -> Candidate:
    """A sentence that is the whole text of a document of its own and meets all that is asked."""
    document = Document(f"{name}-{language}", name, language, "brief", "A title", "ours", text, "h.md")
    met = dict.fromkeys(("asked", "dates", "names", "offices", "specific"), 1.0)
    missed = dict.fromkeys(("strange", "unnamed", "heading"), 0.0)
    return Candidate(document, 0, len(text), met | missed | features, score)


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (weighed(drew("48 delegates").text), True),
        (weighed(drew("48 delegates").text, score=0.45, specific=0.5, names=0.5, dates=0.5), True),
        (weighed("The fair in Huế drew 48 delegates."), True),
        (weighed(drew("48 delegates").text, "harbour-0"), False),
        (weighed(drew("48 delegates").text, language="vi"), False),
        (weighed(drew("48 delegates").text, score=0.44), False),
        (weighed(drew("48 delegates").text, specific=0.4), False),
        (weighed(drew("48 delegates").text, names=0.25), False),
        (weighed(drew("48 delegates").text, dates=0.25), False),
        (weighed(drew("48 delegates").text, offices=0.0), False),
        (weighed(drew("48 delegates").text, asked=0.0), False),
        (weighed("At the old theatre 48 delegates saw a play."), False),
    ],
)
def test_only_what_is_alike_speaks_of_the_same(other: Candidate, expected: bool) -> None:
    """Another document in the same language, nearly as good and with the same words, that meets the question as well."""
    first = weighed(drew("60 delegates").text, "harbour-0", 0.9)

    assert expected == speaks_of_the_same(understand(HOW_MANY), other, first, LEAST)


# --- claims ---------------------------------------------------------------------------------------


def claimed(question: str, text: str, published: str | None = None) -> Claim | None:
    """What a sentence by itself gives for what is asked."""
    document = Document(
        "harbour-en", "harbour", "en", "brief", "A title", "ours", text, "h.md", published=published
    )
    return claim(understand(question), Candidate(document, 0, len(text), {}, 0.9), NO_GLOSSARY)


@pytest.mark.parametrize(
    ("question", "text", "value", "written"),
    [
        (HOW_MANY, "It drew 1,250 delegates.", 1250, "1,250 delegates"),
        (HOW_MANY, "It drew 60 young delegates of note.", 60, "60 young delegates"),
        (HOW_MUCH, "It raised US$3 million in all.", 3_000_000, "US$3 million"),
        (HOW_MUCH, "It raised 48,5 triệu đồng.", 48_500_000, "48,5 triệu đồng"),
        (HOW_MUCH, "It raised 3 million euros.", 3_000_000, "3 million euros"),
        ("How many people came?", "There came 40 people and 6 boats.", 40, "40 people"),
        ("Có bao nhiêu nước tham dự?", "Có 45 nước tham dự.", 45, "45 nước"),
    ],
)
def test_a_claim_is_written_as_the_sentence_has_it(
    question: str, text: str, value: int, written: str
) -> None:
    """Its value can be compared; its words are those of the source, with the currency or what is counted."""
    found = claimed(question, text)

    assert found is not None
    assert (Decimal(value), False) == (found.value, found.is_rounded)
    assert found.written.startswith(written)


@pytest.mark.parametrize("hedge", ["about", "nearly", "more than", "up to", "around", "khoảng", "hơn", "gần"])
def test_a_hedge_makes_a_value_a_rounded_one(hedge: str) -> None:
    """In either language, and before a currency too."""
    for found in (
        claimed(HOW_MANY, f"It drew {hedge} 50 delegates."),
        claimed(HOW_MUCH, f"It raised {hedge} $50."),
    ):
        assert found is not None
        assert found.is_rounded


@pytest.mark.parametrize(
    ("question", "text"),
    [
        (HOW_MANY, "It drew many delegates."),
        (HOW_MANY, "It drew 60 delegates, or 48 delegates."),
        (HOW_MANY, "It drew the 48th delegate."),
        (HOW_MUCH, "It raised 40 books."),
        (WHEN, "It opened on a Monday."),
        (WHEN, "It opened on May 3 and again on May 5."),
        ("Who came?", "There came 60 delegates."),
    ],
)
def test_no_value_or_several_make_no_claim(question: str, text: str) -> None:
    """Only a sentence that gives one value for what is asked claims it."""
    assert claimed(question, text) is None


def test_what_the_question_says_itself_is_no_claim() -> None:
    """A figure or date of the question does not answer it."""
    assert claimed("How many delegates of the 60 came?", "Of 60 delegates some came.") is None
    assert claimed("In which month of 2024 did it open?", "It opened in 2024.") is None


def test_the_currency_asked_for_is_compared() -> None:
    """Of a sum in two currencies that which the question names counts, else the first."""
    both = "It raised VNĐ50 million (US$2,000)."
    values = [
        found.value
        for question in ("How much did it raise in USD?", HOW_MUCH)
        if (found := claimed(question, both))
    ]

    assert [Decimal(2000), Decimal(50_000_000)] == values


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        ("It drew 60 delegates.", None, None),
        ("It drew 60 delegates.", "2024-05", (2024, 5, 31)),
        ("It drew 60 delegates in 2022.", "2024-05-12", (2022, 12, 31)),
        ("It drew 60 delegates in 2024.", "2024-05-12", (2024, 5, 12)),
        ("It drew 60 delegates in 2024.", None, (2024, 12, 31)),
        ("From May 2, 2022 to June 3, 2022 it drew 60 delegates.", "2024", (2022, 6, 3)),
        ("On May 2 it drew 60 delegates.", "2024-06", (2024, 6, 31)),
    ],
)
def test_a_claim_has_a_time(text: str, published: str | None, expected: tuple[int, int, int] | None) -> None:
    """It is the latest dated one of its sentence, else that of publication, which also completes its own year."""
    found = claimed(HOW_MANY, text, published)

    assert found is not None
    assert expected == found.time


@pytest.mark.parametrize(
    ("question", "text", "written"),
    [
        ("How many people came?", "There came more than 40 people in boats.", "more than 40 people"),
        ("How much did they give?", "They gave nearly 10 billion VND of relief.", "nearly 10 billion VND"),
        ("Có bao nhiêu người đến?", "Hơn 40 người đến.", "Hơn 40 người"),
    ],
)
def test_a_hedge_is_part_of_what_is_told(question: str, text: str, written: str) -> None:
    """A notice says "nearly" where the sentence does."""
    told = claimed(question, text)

    assert told is not None
    assert written == told.written


def test_more_than_a_value_may_be_a_larger_one(ask: Ask) -> None:
    """ "Over 20" and 25 can both be meant, "over 20" and 60 cannot."""
    assert () == ask(HOW_MANY, drew("over 20 delegates"), drew("25 delegates")).notices
    assert ["conflict"] == [
        it.kind for it in ask(HOW_MANY, drew("over 20 delegates"), drew("60 delegates")).notices
    ]


def test_an_event_on_the_day_of_publication_keeps_its_date() -> None:
    """Only a date that says when something was reported is no answer to "when"."""
    told = "On November 17, 2025 the union held its day (founded on November 17, 1950)."
    reported = "The paper's text of November 2025 says that the union was founded in 1950."

    assert claimed("When did the union hold its day?", told, "2025-11-17") is None
    founded = claimed("When was the union founded?", reported, "2025-11")
    assert founded is not None
    assert "1950" == founded.written


@pytest.mark.parametrize(
    ("question", "currency"),
    [
        ("How much do they give?", None),
        ("How much did the US give?", None),
        ("Bao nhiêu tiền do nhân dân đóng góp?", None),
        ("How much is it in US dollars?", "USD"),
        ("Bao nhiêu đô la?", "USD"),
        ("Bao nhiêu tỷ đồng?", "VND"),
    ],
)
def test_words_that_look_like_a_currency_are_none(question: str, currency: str | None) -> None:
    """ "do", "us" and "do" without its accents are words of a question before they are dollars."""
    assert currency == currency_named(question)
