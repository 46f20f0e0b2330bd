"""The question understood."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhipcau.answering.dates import NamedDate
from nhipcau.answering.question import Asked, understand

ANY = st.one_of(st.text(max_size=80), st.text(alphabet="Hà Nội năm 2025 what? ", max_size=60))


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ("how_much", "How much was raised for the school?"),
        ("how_much", "What was the total value of the projects?"),
        ("how_many", "How many delegates came?"),
        ("when", "When did the fair open?"),
        ("when", "In what year was the union founded?"),
        ("where", "Where was the fair held?"),
        ("where", "Which province built the well?"),
        ("who", "Who opened the fair?"),
        ("why", "Why was the ferry late?"),
        ("other", "What did the fair celebrate?"),
        ("how_much", "Hội chợ quyên góp được bao nhiêu tiền?"),
        ("how_many", "Có bao nhiêu đại biểu tham dự?"),
        ("when", "Hội chợ khai mạc khi nào?"),
        ("when", "Liên hiệp được thành lập ngày nào?"),
        ("where", "Hội chợ diễn ra ở đâu?"),
        ("who", "Ai khai mạc hội chợ?"),
        ("why", "Vì sao phà đến muộn?"),
        ("other", "Hội chợ có ý nghĩa gì?"),
        ("when", "Hoi cho khai mac khi nao?"),
    ],
)
def test_what_is_asked_for_is_told(asked: Asked, text: str) -> None:
    """The kind of answer wanted is read off the question's words, in both languages, accents or not."""
    assert asked == understand(text).asked


@pytest.mark.parametrize(
    ("terms", "text"),
    [
        (("fair", "open"), "When did the fair open?"),
        (("1250", "lantern"), "Were there 1,250 lanterns and lanterns?"),
        (("hoi", "cho", "khai", "mac"), "Hội chợ khai mạc khi nào?"),
        (("khai", "mac"), "Hoi cho khai mac khi nao?"),
        ((), "What is it?"),
        ((), "Là gì?"),
        ((), ""),
    ],
)
def test_the_terms_are_the_words_with_content(terms: tuple[str, ...], text: str) -> None:
    """Words that only ask or join are left out; each other one stands once, in order, as it is searched.

    Without accents "hoi" may be "hỏi" (to ask) and "cho" is "for": both are left out, though a fair was meant.
    """
    assert terms == understand(text).terms


def test_a_syllable_of_a_name_is_content() -> None:
    """A syllable that is a function word elsewhere counts where it is written as part of a Vietnamese name."""
    assert {"cho", "lon"} <= set(understand("Hội chợ ở Chợ Lớn mở khi nào?").terms)
    assert {"hai", "phong"} <= set(understand("Đoàn đến Hải Phòng ngày nào?").terms)


def test_plain_terms_are_neither_names_nor_figures() -> None:
    """What remains without capitals and numbers says what happened; a capital at the beginning is no name."""
    assert ("plant", "tree") == understand("Did Mai Lan plant 1.500 trees in Huế in 2024?").plain
    assert ("lantern", "hung") == understand("Lanterns were hung where?").plain
    assert ("khai", "mac") == understand("Khai mạc ở Đà Lạt năm 2024 khi nào?").plain[:2]


def test_a_question_holds_its_demands() -> None:
    """Names, figures and dates are told apart, and a capital at the beginning says nothing."""
    wanted = understand("Did Mai Lan plant 1.500 trees in Huế in 2024?").demands

    assert (("mai", "lan"), ("hue",)) == wanted.names
    assert (("1500",), (NamedDate(2024),)) == (wanted.numbers, wanted.dates)
    assert () == understand("Lanterns were hung where?").demands.names


def test_a_name_in_two_words_is_known_by_its_one_word_spelling() -> None:
    """ "Hà Nội" in a question is ready to meet "Hanoi" in a document, and the other way round."""
    assert {"hanoi": ("ha", "noi")} == understand("the meeting in Hà Nội").joined


def test_exact_terms_keep_every_word() -> None:
    """With accents and pairs, as the lexical index holds them."""
    assert ("mở", "cửa", "mở_cửa") == understand("Mở cửa?").exact


@pytest.mark.parametrize("text", ["Đối ngoại nhân dân là gì?", "Who visited Hội An?"])
def test_both_unicode_forms_are_one_question(text: str) -> None:
    """A question typed with combining marks is the one typed with whole letters."""
    assert understand(text) == understand(unicodedata.normalize("NFD", text))


def test_white_space_does_not_count() -> None:
    """Line breaks and spaces around and inside a question change nothing."""
    assert understand("Who came to Huế?") == understand("  Who\ncame \t to Huế?\n")


@given(ANY)
def test_any_text_is_understood(text: str) -> None:
    """No text breaks the rules; terms stand once, and the plain ones are among them."""
    question = understand(text)

    assert len(question.terms) == len(set(question.terms))
    assert len(question.exact) == len(set(question.exact))
    assert set(question.plain) <= set(question.terms)
    assert len(question.plain) == len(set(question.plain))
    assert question == understand(question.text)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Who is Nguyen Lan Huong?", "office"),
        ("Who is Mr. Trần Cẩm Tú?", "office"),
        ("Bà Trần Thị Phương là ai?", "office"),
        ("Ba Tran Thi Phuong la ai?", "office"),
        ("Who is the President of the Hanoi Union?", "who"),
        ("Ai là Chủ tịch Liên hiệp các tổ chức hữu nghị thành phố Hà Nội?", "who"),
        ("Who led the Aveiro delegation?", "who"),
        ("Who are they?", "who"),
    ],
)
def test_who_a_named_person_is_asks_for_an_office(text: str, asked: str) -> None:
    """Where the person is named, what is wanted is not a name but what the person is."""
    assert asked == understand(text).asked
