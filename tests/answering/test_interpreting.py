"""What was written, made ready to be understood."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nhipcau.answering.interpreting import Interpreted, interpret, which_is_meant
from nhipcau.answering.talk_phrases import TalkKind
from nhipcau.index.words import WordIndex, write_words
from nhipcau.vocabulary import LANGUAGES, Language, Question, Turn

FAIR = Turn(
    "Where was the lantern fair held in 2024?",
    "The lantern fair was held in Hội An on September 12, 2024. [1]",
)
HOI_CHO = Turn("Hội chợ đèn lồng diễn ra ở đâu?", "Hội chợ đèn lồng diễn ra tại Hội An ngày 12/9/2024. [1]")
TWO = Turn(
    "Which leaders came to the fair?",
    "The fair was attended by Party General Secretary Tô Lâm and by President Lương Cường. [1]",
)


@pytest.fixture(scope="module")
def words(tmp_path_factory: pytest.TempPathFactory) -> WordIndex:
    """The words of two made-up passages."""
    folder: Path = tmp_path_factory.mktemp("interpreting") / "words"
    texts = ("The lantern fair in Hội An raised money.", "Hội chợ đèn lồng mở ở Hội An, bên sông Hoài.")
    write_words(folder, enumerate(texts))
    return WordIndex(folder)


def interpreted(words: WordIndex, text: str, *history: Turn) -> Interpreted:
    return interpret(Question(text, history=history), words)


def alone(text: str) -> Interpreted:
    """A question that is answered as it was written."""
    return Interpreted(text, None, None, (), is_unclear=False)


@pytest.mark.parametrize(
    "text",
    [
        "When did the lantern fair open?",
        "Hội chợ đèn lồng mở khi nào?",
        "hoi cho den long mo khi nao?",
        "lantern fair",
    ],
)
def test_a_question_of_its_own_is_left_as_it_is(words: WordIndex, text: str) -> None:
    """Nothing is said to be interpreted where nothing was, with a history or without."""
    assert alone(text) == interpreted(words, text)
    assert alone(text) == interpreted(words, text, FAIR)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("greeting", "hello"),
        ("greeting", "Xin chào!"),
        ("thanks", "cam on ban"),
        ("identity", "Who are you?"),
        ("identity", "Bạn là ai?"),
        ("size", "How many documents do you have?"),
        ("recency", "How recent is your data?"),
    ],
)
def test_talk_is_told_from_questions(words: WordIndex, kind: TalkKind, text: str) -> None:
    """What asks the documents nothing is not interpreted further, whatever was said before it."""
    assert Interpreted(text, None, kind, (), is_unclear=False) == interpreted(words, text)
    assert kind == interpreted(words, text, FAIR).talk


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ("when did the lantern fair open?", "Hello, when did the lantern fair open?"),
        ("hội chợ đèn lồng mở khi nào?", "Xin chào, hội chợ đèn lồng mở khi nào?"),
    ],
)
def test_a_courtesy_before_a_question_is_left_out(words: WordIndex, asked: str, text: str) -> None:
    """It is not searched for, and leaving it out is not worth telling."""
    assert (asked.casefold(), None) == (
        interpreted(words, text).text.casefold(), interpreted(words, text).interpreted_as,
    )  # fmt: skip


@pytest.mark.parametrize(
    "text", ["Who is she?", "What about it?", "Bà ấy là ai?", "ba ay la ai?", "What is it?"]
)
def test_what_points_back_to_nothing_is_unclear(words: WordIndex, text: str) -> None:
    """Without a turn before it "she" means nobody, and there is nothing to choose from."""
    assert Interpreted(text, None, None, (), is_unclear=True) == interpreted(words, text)


@pytest.mark.parametrize("text", ["When was he born?", "Ông ấy sinh năm nào?"])
def test_what_may_mean_several_is_unclear(words: WordIndex, text: str) -> None:
    """Of two men "he" may mean either, and both are named as choices."""
    assert Interpreted(text, None, None, ("Tô Lâm", "Lương Cường"), is_unclear=True) == interpreted(
        words, text, TWO
    )


@pytest.mark.parametrize("text", ["Who is she at the lantern fair?", "Bà ấy đến hội chợ đèn lồng khi nào?"])
def test_a_first_question_with_words_of_content_is_tried(words: WordIndex, text: str) -> None:
    """Where there is no history but something to search for, the documents decide."""
    assert not interpreted(words, text).is_unclear


@pytest.mark.parametrize(
    ("whole", "text", "turn"),
    [
        ("When did the lantern fair in 2024 open?", "When did it open?", FAIR),
        ("Where was the lantern fair held in 2023?", "And in 2023?", FAIR),
        ("Hội chợ đèn lồng diễn ra khi nào?", "Khi nào?", HOI_CHO),
    ],
)
def test_a_follow_up_is_completed(words: WordIndex, whole: str, text: str, turn: Turn) -> None:
    """What it leaves out comes from the turn before, and the whole question is shown."""
    assert Interpreted(whole, whole, None, (), is_unclear=False) == interpreted(words, text, turn)


@pytest.mark.parametrize(
    ("right", "typed"),
    [
        ("When did the lantern fair open?", "When did the lanetrn fair open?"),
        ("Who came to the Hoài River?", "Who came to the Haoi River?"),
        ("Ai đến sông Hoài?", "Ai đến sông Haoi?"),
    ],
)
def test_a_misspelt_word_is_put_right_and_shown(words: WordIndex, right: str, typed: str) -> None:
    """The question that is answered is told where it is not the one that was typed."""
    assert Interpreted(right, right, None, (), is_unclear=False) == interpreted(words, typed)


def test_a_follow_up_is_completed_and_put_right(words: WordIndex) -> None:
    """What the turn before had misspelt is put right too."""
    turn = Turn("Where was the lanetrn fair held in 2024?", "")
    whole = "Where was the lantern fair held in 2023?"

    assert whole == interpreted(words, "And in 2023?", turn).interpreted_as


@pytest.mark.parametrize(
    "text", ["Hội chợ đèn lồng mở khi nào?", "Bà ấy là ai?", "Xin chào!", "Ai đến sông Haoi?"]
)
def test_both_unicode_forms_are_interpreted_alike(words: WordIndex, text: str) -> None:
    """Combining marks and line breaks change nothing."""
    decomposed = unicodedata.normalize("NFD", text.replace(" ", "\n "))

    assert interpreted(words, text) == interpreted(words, decomposed)


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_is_unclear_is_asked_back(language: Language) -> None:
    """Several choices are named in one question; where there are fewer a request says what to name."""
    several = which_is_meant(("Tô Lâm", "Lương Cường"), language)

    assert several.endswith("?")
    assert several.index("Tô Lâm") < several.index("Lương Cường")
    assert which_is_meant((), language) == which_is_meant(("Tô Lâm",), language) != several


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(text=st.text(max_size=60), before=st.text(max_size=60))
def test_any_text_is_interpreted(words: WordIndex, text: str, before: str) -> None:
    """No text breaks the rules: it is talk, or unclear, or a question, and what is shown is what is answered."""
    found = interpreted(words, text, Turn(before, before))

    assert not (found.talk and found.is_unclear)
    assert found.interpreted_as in (None, found.text)
    assert found.is_unclear or not found.choices
