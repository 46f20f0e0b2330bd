"""What kind of thing a question asks for, and whether a sentence gives one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhipcau.answering.answer_types import TELLING, gives_wanted
from nhipcau.answering.question import understand


@pytest.mark.parametrize(
    ("question", "answers", "misses"),
    [
        ("When did it open?", "It opened on 3 May.", "It opened late."),
        ("Who is Trần Thị Mai?", "Trần Thị Mai, Vice President, spoke.", "Trần Thị Mai spoke."),
        ("Trần Thị Mai là ai?", "Bà Trần Thị Mai, Phó Chủ tịch, phát biểu.", "Bà Trần Thị Mai phát biểu."),
        ("When did it open?", "It opened in 2024.", "It opened late."),
        ("When did it open?", "It opened on Monday.", "It opened late."),
        ("How many came?", "There came 320 pupils.", "There came pupils."),
        ("How many came?", "There came seven guests.", "There came guests."),
        ("How many came?", "There came nine.", "Resolution No. 18-NQ/TW was read on May 3, 2024."),
        ("How much was raised?", "It raised US$25 million.", "It raised 25 flags."),
        ("How much was raised?", "It raised VNĐ48.5 million.", "It raised a flag for VNĐ."),
        ("Who opened it?", "It was opened by Mai Lan.", "It was opened by pupils."),
        ("Who opened it?", "It was opened by Đặng Ân.", "it was opened by a choir."),
        ("Where was it?", "It was in Huế.", "It was in spring."),
        ("Where was it?", "It was in Đà Lạt.", "It was at night."),
        ("Which union met?", "Then the Quay Union met.", "Then the union met."),
        ("Why was it late?", "It was late because it rained.", "It was late."),
        ("Hội chợ khai mạc khi nào?", "Khai mạc ngày 3/5.", "Khai mạc muộn."),
        ("Ai khai mạc?", "Người khai mạc là bà Đặng Ân.", "Người lạ mặt lại khai mạc hội chợ."),
        ("Quyên góp được bao nhiêu tiền?", "Được 48,5 triệu đồng.", "Được 48 món quà."),
        ("Diễn ra ở đâu?", "Diễn ra tại Đà Lạt.", "Diễn ra tại ạ sân đình."),
    ],
)
def test_an_answer_looks_like_what_is_asked_for(question: str, answers: str, misses: str) -> None:
    """A date answers "when", a figure "how many", money "how much", a name "who", a place "where"."""
    asked = understand(question)

    assert (1.0, 0.0) == (gives_wanted(asked, answers), gives_wanted(asked, misses))


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("When in 2024 did it open?", "It opened in 2024."),
        ("How many of the 320 pupils came?", "There were 320 pupils."),
        ("Whom did Mai Lan meet?", "There was Mai Lan."),
    ],
)
def test_what_the_question_says_itself_is_no_answer(question: str, sentence: str) -> None:
    """The date, figure or name that was given in the question is not the one that it asks for."""
    assert 0.0 == gives_wanted(understand(question), sentence)


def test_where_nothing_special_is_asked_for_nothing_is_known() -> None:
    """An open question neither speaks for a sentence nor against it."""
    assert 0.5 == gives_wanted(understand("What did the fair celebrate?"), "It celebrated 2024.")


@pytest.mark.parametrize(
    ("tells", "text"),
    [
        (True, "When did it open?"),
        (True, "How many came?"),
        (True, "How much was raised?"),
        (True, "Diễn ra ở đâu?"),
        (False, "Vì sao phà đến muộn?"),
        (False, "Who opened it?"),
        (False, "Which union met?"),
        (False, "Hội chợ có ý nghĩa gì?"),
    ],
)
def test_some_kinds_can_be_told_for_sure(tells: bool, text: str) -> None:
    """A date, figure, sum, place or reason cannot be missed, while a person may be meant without being named."""
    assert tells == (understand(text).asked in TELLING)


@given(st.text(max_size=80), st.text(max_size=120))
def test_any_sentence_can_be_judged(question: str, sentence: str) -> None:
    """No text breaks the patterns."""
    assert gives_wanted(understand(question), sentence) in (0.0, 0.5, 1.0)


@pytest.mark.parametrize(
    ("text", "sentence", "gives"),
    [
        ("How much did poverty fall?", "Poverty fell by 12 percent.", 1.0),
        ("How much money did the fair raise?", "It raised 12 percent more.", 0.0),
    ],
)
def test_how_much_may_be_told_as_a_share(text: str, sentence: str, gives: float) -> None:
    """Where no money is asked for, a share is an amount."""
    assert gives == gives_wanted(understand(text), sentence)
