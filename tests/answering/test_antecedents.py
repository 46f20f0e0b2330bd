"""Which of what the earlier turns name is meant."""

from __future__ import annotations

import pytest

from nhipcau.answering.follow_ups import Resolved, resolve
from nhipcau.vocabulary import Turn
from turns import CAMPAIGN, FAIR, HOI_NGHI, TWO, taken_over


def test_a_person_of_the_question_goes_before_those_of_its_answer() -> None:
    """The only person named in the last question is meant, though its answer names others."""
    turn = Turn("What did Lê Hoài Trung do?", "Lê Hoài Trung thanked Trần Cẩm Tú and Tô Lâm. [1]")

    assert "Where was Lê Hoài Trung born?" == taken_over("Where was he born?", turn)


def test_the_answer_to_who_goes_before_the_question() -> None:
    """Where the last question asked who did something to a person, the one who did is meant."""
    turn = Turn("Who succeeded Trần Cẩm Tú?", "Lê Hoài Trung succeeded him. [1]")

    assert "How old is Lê Hoài Trung?" == taken_over("How old is he?", turn)


def test_an_older_turn_gives_the_person_where_the_last_names_none() -> None:
    """A pronoun looks back through the turns until one names a person."""
    newer = Turn("How many lanterns were lit?", "There were 1,250 lanterns. [1]")

    assert "Who is Mai Lan?" == taken_over("Who is she?", FAIR, newer)


@pytest.mark.parametrize(
    ("names", "question", "turn"),
    [
        (("Tô Lâm", "Lương Cường"), "Who is he?", TWO),
        (("Tô Lâm", "Lương Cường"), "ong ay bao nhieu tuoi?", TWO),
        (
            ("Trần Cẩm Tú", "Lê Hoài Trung"),
            "What did he ask for?",
            Turn("Did Trần Cẩm Tú and Lê Hoài Trung speak?", "Yes. [1]"),
        ),
        (
            ("Nguyễn Lan Hương", "Trần Thị Phương"),
            "Bà ấy giữ chức gì?",
            Turn("Bà Nguyễn Lan Hương và bà Trần Thị Phương có dự không?", "Có. [1]"),
        ),
        (
            ("Youth Union", "Hue Women's Union"),
            "When was this organisation founded?",
            Turn("Who paid?", "The Youth Union and the Hue Women's Union paid. [1]"),
        ),
        ((), "And her?", CAMPAIGN),
        ((), "Còn cô ấy?", CAMPAIGN),
        ((), "How old is she?", HOI_NGHI),
        ((), "Bà ấy là ai?", HOI_NGHI),
    ],
)
def test_a_word_with_several_or_no_meanings_is_unclear(
    names: tuple[str, ...], question: str, turn: Turn
) -> None:
    """Two persons of whom either may be meant, or none, are not chosen between; they are given as they are written."""
    assert Resolved(question, None, names, is_unclear=True) == resolve(question, [turn])
