"""How questions are built."""

from __future__ import annotations

import pytest

from nhipcau.answering.question_forms import (
    appended,
    as_question,
    content,
    content_words,
    core,
    dashed,
    last_with_content,
    owner,
)
from nhipcau.vocabulary import Turn


@pytest.mark.parametrize(
    ("said", "question"),
    [
        ("deals signed in 2024", "How many deals were signed in 2024?"),
        ("opened the fair", "Who opened the fair?"),
        ("the choir sing", "Did the choir sing?"),
        ("lanterns", "Were there lanterns?"),
        ("ministry organised it", "Which ministry organised it?"),
        ("the lantern fair", "the lantern fair"),
        ("chủ trì hội nghị", "Ai chủ trì hội nghị?"),
        ("Hội chợ diễn ra", "Hội chợ diễn ra ở đâu?"),
        ("Việt Nam ký thỏa thuận", "Việt Nam có ký thỏa thuận không?"),
    ],
)
def test_the_content_is_what_is_said_besides_the_question_words(said: str, question: str) -> None:
    """Question words and auxiliaries go, and with "không?" the "có" before the verb."""
    assert said == content(question)


def test_words_that_name_nothing_have_no_content() -> None:
    """A question of function words and question words has none, and is passed over."""
    lights = Turn("How many lanterns were lit?", "")

    assert ["lanterns", "lit"] == content_words(lights.question)
    assert [] == content_words("And what was it?")
    assert lights.question == last_with_content([lights, Turn("And what was it?", "")])
    assert last_with_content([Turn("???", "...")]) is None


def test_particles_at_the_end_are_cut() -> None:
    """Courtesies and marks at the end of a piece say nothing."""
    assert "năm 2024" == core("năm 2024 vậy nhỉ?")
    assert "at the hotel" == core("at the hotel exactly, please?")


def test_pieces_are_put_together_as_questions() -> None:
    """Each result ends with one mark and begins with a capital."""
    assert "Who came?" == as_question("who  came")
    assert "The cost — the fair held?" == dashed("the cost", "Where was the fair held?")
    assert "Who came in 2024?" == appended("Who came?", "in 2024") == appended("Who came", "in 2024")
    assert ("Mai Lan's", "the Philippines'") == (owner("Mai Lan"), owner("the Philippines"))
