"""Sentences that open by pointing back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhipcau.answering.pointing import MAX_QUOTE, SHORT, joined_start
from nhipcau.sentences import sentence_spans

PIECES = st.sampled_from(
    ["It ", "He sang", "Họ hát", "a fair", ". ", "\n\n", "# Wells", "x" * 90, ", ", "Đây là", " "]
)


def joined(text: str) -> str:
    """The last sentence of a text, as it would be quoted."""
    sentence = sentence_spans(text)[-1]
    return text[joined_start(text, sentence) : sentence[1]]


@pytest.mark.parametrize(
    ("before", "sentence"),
    [
        ("The union met in May.", "It dug nine wells."),
        ("Mai Lan spoke.", "She praised the wells."),
        ("The two sides talked.", "They signed an agreement."),
        ("Mai Lan spoke.", "Her speech was short."),
        ("The fair opened.", "The event drew nine towns."),
        ("Hai bên đã họp.", "Họ ký thỏa thuận."),
        ("Bà Mai Lan phát biểu.", "Bà khen chín giếng."),
        ("Ông Nam phát biểu.", "Ông ấy khen chín giếng."),
        ("Hội nghị họp tháng Năm.", "Hội nghị này bàn chín việc."),
        ("Đã đào chín giếng.", "Đây là một kỷ lục."),
        ("Đã đào chín giếng.", "Điều này làm dân vui."),
    ],
)
def test_a_sentence_that_points_back_begins_with_the_one_before(before: str, sentence: str) -> None:
    """Whom or what it means stands before it, in the same paragraph or at the end of the last one."""
    assert f"{before} {sentence}" == joined(f"Something else first. {before} {sentence}")
    assert f"{before}\n\n{sentence}" == joined(f"Something else first. {before}\n\n{sentence}")


@pytest.mark.parametrize(
    "sentence",
    [
        "The wells were dug.",
        "Italy sent nine drills.",
        "Therefore nine wells were dug.",
        "This Friday nine wells open.",
        "Ông Nam đào chín giếng.",
        "Bà Ân đào chín giếng.",
        "Hội Chữ thập đỏ đào chín giếng.",
    ],
)
def test_a_sentence_that_names_what_it_means_stands_alone(sentence: str) -> None:
    """A noun, a longer word that begins like a pronoun, or a name behind the title: nothing is joined."""
    assert sentence == joined(f"The union met in May. {sentence}")


def test_a_first_sentence_has_nothing_before_it() -> None:
    """A text may open with "It"."""
    assert "It rained." == joined("It rained.")


def test_a_heading_is_not_joined() -> None:
    """What is not a sentence says nothing of whom "it" means."""
    assert "It dug nine wells." == joined("The union met in May.\n\n## Wells\n\nIt dug nine wells.")


@pytest.mark.parametrize(("length", "is_joined"), [(SHORT, True), (SHORT + 1, False)])
def test_a_long_sentence_stands_alone(length: int, is_joined: bool) -> None:
    """Only a short one needs the sentence before it."""
    sentence = f"It {'d' * (length - 4)}."

    assert (f"A union met. {sentence}" if is_joined else sentence) == joined(f"A union met. {sentence}")


@pytest.mark.parametrize(("length", "is_joined"), [(MAX_QUOTE, True), (MAX_QUOTE + 1, False)])
def test_nothing_is_joined_beyond_the_longest_quote(length: int, is_joined: bool) -> None:
    """Where both together would be too long the sentence stands alone."""
    sentence = "It dug nine wells."
    before = f"{'M' * (length - len(sentence) - 2)}."

    assert (f"{before} {sentence}" if is_joined else sentence) == joined(f"{before} {sentence}")


@given(st.lists(PIECES, max_size=30).map("".join))
def test_a_quote_begins_at_its_sentence_or_before_it(text: str) -> None:
    """Whatever the text: nothing of the sentence is lost, and what is joined is not blank nor too long."""
    for start, end in sentence_spans(text):
        begins = joined_start(text, (start, end))
        assert 0 <= begins <= start
        assert begins == start or end - begins <= MAX_QUOTE
        assert text[begins:end] == text[begins:end].strip()
