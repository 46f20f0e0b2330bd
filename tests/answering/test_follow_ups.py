"""Follow-up questions made to stand alone."""

from __future__ import annotations

import json
import time
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nhipcau.answering.follow_ups import Resolved, resolve
from nhipcau.text import STOPWORDS, fold, term, tokens
from nhipcau.vocabulary import Turn
from turns import CAMPAIGN, DAI_HOI, DEALS, FAIR, HOI_CHO, HOI_NGHI, HOI_NGHI_2025, taken_over

BENCH = Path(__file__).parents[2] / "bench"


def without_accents(turn: Turn) -> Turn:
    return Turn(*(fold_letters(it) for it in (turn.question, turn.answer)))


def fold_letters(text: str) -> str:
    """The text without diacritics, capitals kept."""
    bare = "".join(it for it in unicodedata.normalize("NFD", text) if not unicodedata.combining(it))
    return bare.replace("đ", "d").replace("Đ", "D")


@pytest.mark.parametrize(
    "question",
    [
        "How many countries does Vietnam have diplomatic relations with?",
        "Who is the president of the Japan-Vietnam Friendship Association?",
        "And who is the president of Laos?",
        "Who wrote the account of the meeting of July 14, 2022?",
        "What did Trần Cẩm Tú say about his task?",
        "What did the Youth Union say about its plans?",
        "Which countries sent their athletes to Hanoi?",
        "When did the choir form and how often does it sing?",
        "Is it true that Vietnam joined ASEAN in 1995?",
        "How long does it take to get to Huế?",
        "Did it rain?",
        "How many countries are there in ASEAN?",
        "Was the money that would have gone on presents kept?",
        "Tran Cam Tu priority fields working with foreign partners",
        "Thanks",
        "hi there!",
        "Who are you?",
        "What happened next?",
        "Ai là Bộ trưởng Ngoại giao Cuba?",
        "Việt Nam có quan hệ ngoại giao với bao nhiêu nước?",
        "Nam 2024 lanh dao Viet Nam don bao nhieu doan lanh dao nuoc ngoai?",
        "Ông Lê Hoài Trung nói gì?",
        "ong le hoai trung noi gi?",
        "Ho Chi Minh sinh nam nao?",
        "Họ tên của bạn là gì?",
        "Bạn là ai?",
        "Năm nay Tết rơi vào ngày nào?",
        "Trong đó có gì?",
        "Cuối tuần này Hà Nội có mưa không?",
        "số bằng khen đối ngoại nhân dân 2024",
        "Liên hiệp hữu nghị Hà Nội có bao nhiêu hội viên?",
    ],
)
@pytest.mark.parametrize("turn", [FAIR, HOI_NGHI, CAMPAIGN], ids=["fair", "hội nghị", "campaign"])
def test_a_question_that_is_whole_is_left_alone(question: str, turn: Turn) -> None:
    """A new topic stays as it was asked, whatever was spoken of before."""
    assert Resolved(question, None, (), is_unclear=False) == resolve(question, [turn])


@pytest.mark.parametrize(
    "question",
    [
        "How many countries are there?",
        "Is it true that lanterns float?",
        "What is it called when diplomats meet?",
        "Who chaired the conference?",
        "2023?",
        "Hà Nội",
        "Correct this essay.",
        "Hội nghị diễn ra ở đâu?",
        "Ai chủ trì?",
        "Who attended?",
    ],
)
def test_a_first_question_is_not_unclear_for_a_word_that_points_at_nothing(question: str) -> None:
    """Without a history, "it" and "there" that stand for nothing, and "the conference", leave a question as it is."""
    assert Resolved(question, None, (), is_unclear=False) == resolve(question, [])


@pytest.mark.parametrize(
    "question",
    [
        "Where?", "Why?", "By whom?", "And in 2023?", "What about Huế?", "Who is she?", "When was it held?",
        "That conference?", "khi nào?", "còn năm 2024 thì sao?", "Ông ấy là ai?", "Hội nghị đó ở đâu?", "o dau vay?",
        "Họ là ai?",
    ],
)  # fmt: skip
def test_a_follow_up_to_nothing_is_unclear(question: str) -> None:
    """A question that can only follow another is unclear where there is no other, or none with anything in it."""
    expected = Resolved(question, None, (), is_unclear=True)

    assert expected == resolve(question, [])
    assert expected == resolve(question, [Turn("", ""), Turn("???", "...")])


@pytest.mark.parametrize(
    ("whole", "questions"),
    [
        ("By whom were deals signed in 2023?", (DEALS.question, "And in 2023?", "And by whom?")),
        ("How many deals were signed in 2022?", (DEALS.question, "And in 2023?", "2022?")),
        (
            "Năm 2025 có hoạt động nào ở Nhật Bản?",
            ("Năm 2025 có hoạt động nào với Cuba?", "Còn Hoa Kỳ?", "Còn ở Nhật Bản?"),
        ),
        (
            f"{HOI_NGHI_2025[:-4].capitalize()}2024 diễn ra ở đâu?",
            (HOI_NGHI.question, "Còn năm 2024?", "Hội nghị đó diễn ra ở đâu?"),
        ),
        (
            "Who opened the flower fair in 2023?",
            ("Where was the lantern fair held?", "And the flower fair in 2023?", "Who opened it?"),
        ),
        ("What was the third rule?", ("What was the first rule?", "And the second?", "And the third?")),
        ("Where was the lantern fair held in 2023?", ("Who is Mai Lan?", FAIR.question, "And in 2023?")),
    ],
)
def test_a_follow_up_may_follow_a_follow_up(whole: str, questions: tuple[str, ...]) -> None:
    """Earlier follow-ups are made to stand alone first, oldest first, so that a chain keeps its subject."""
    *earlier, last = questions

    assert whole == taken_over(last, *(Turn(it, "") for it in earlier))


def test_a_new_topic_ends_the_old_one() -> None:
    """What is left out is taken from the newest topic, not from an older one."""
    assert "When was the lantern fair held in 2024?" == taken_over("When?", CAMPAIGN, DEALS, FAIR)


@pytest.mark.parametrize(
    ("question", "turn"),
    [
        ("còn năm 2024 thì sao?", HOI_NGHI),
        ("Ông ấy là ai?", HOI_NGHI),
        ("Hội nghị đó diễn ra ở đâu?", HOI_NGHI),
        ("Hội nghị này có gì mới?", HOI_NGHI),
        ("Khi nào?", HOI_NGHI),
        ("Ở đâu vậy?", HOI_NGHI),
        ("Vì sao?", HOI_NGHI),
        ("Có bao nhiêu người tham dự?", HOI_NGHI),
        ("Mục đích là gì?", HOI_NGHI),
        ("Bà ấy sinh năm nào?", HOI_CHO),
        ("Thế Bình Thuận thì sao?", DAI_HOI),
        ("Họ là ai?", HOI_NGHI),
    ],
)
def test_accents_and_unicode_forms_do_not_matter(question: str, turn: Turn) -> None:
    """A follow-up says the same without accents, in small letters, decomposed, or all of it without accents."""
    whole = resolve(question, [turn])
    decomposed = Turn(*(unicodedata.normalize("NFD", it) for it in (turn.question, turn.answer)))
    bare = fold_letters(question)

    assert whole.interpreted_as is not None
    assert whole.text == resolve(unicodedata.normalize("NFD", question), [decomposed]).text
    assert fold(whole.text) == fold(resolve(bare, [turn]).text)
    assert fold(whole.text) == fold(resolve(bare.lower(), [turn]).text)
    assert fold(whole.text) == fold(resolve(bare, [without_accents(turn)]).text)


@pytest.mark.parametrize(
    ("whole", "question", "turn"),
    [
        ("How many deals were signed in 2023?", "còn năm 2023 thì sao?", DEALS),
        (f"Ai chủ trì {HOI_NGHI_2025[:-4]}2024?", "And in 2024?", HOI_NGHI),
        ("Lễ hội ở Lào có gì?", "And in Laos?", Turn("Lễ hội ở Nhật Bản có gì?", "")),
        (
            "How many people live in South Korea?",
            "còn ở Hàn Quốc?",
            Turn("How many people live in Japan?", ""),
        ),
        ("Who is Trần Cẩm Tú?", "Who is he?", HOI_NGHI),
        ("Bà Mai Lan là ai?", "Bà ấy là ai?", FAIR),
        (f"Where was {HOI_NGHI_2025} held?", "Where was that conference held?", HOI_NGHI),
        (
            "Nationwide fundraising campaign for the Cuban people kéo dài bao lâu?",
            "Chiến dịch đó kéo dài bao lâu?",
            CAMPAIGN,
        ),
        ("Khi nào — the lantern fair held in 2024?", "khi nào vậy?", FAIR),
        (f"When — chủ trì {HOI_NGHI_2025}?", "When?", HOI_NGHI),
    ],
)
def test_the_language_may_change_between_turns(whole: str, question: str, turn: Turn) -> None:
    """A follow-up in the other language takes over as much, with countries named in the language of the result."""
    assert whole == taken_over(question, turn)


def test_marks_of_citations_are_not_taken_over() -> None:
    """The numbers behind the sentences of an answer belong to no name."""
    turn = Turn("Who opened the fair?", "It was opened by Ms Mai Lan [1] [2]. The choir sang. [3]")

    assert "Who is Mai Lan?" == taken_over("Who is she?", turn)


def test_what_is_not_taken_over_stays_as_written() -> None:
    """A question that is left alone, or is unclear, comes back letter for letter, in its own Unicode form."""
    written = unicodedata.normalize("NFD", "  Ai là Bộ trưởng  Ngoại giao?\n")

    assert Resolved(written, None, (), is_unclear=False) == resolve(written, [FAIR])
    assert Resolved("  Where ?", None, (), is_unclear=True) == resolve("  Where ?", [])


@pytest.mark.parametrize(
    "question", ["", " ", "???", "…", "[1]", "—", "😀", "\u0301", "İ", "(((", "\x00", "a" * 1000, "và " * 333]
)
def test_what_is_no_question_is_left_alone(question: str) -> None:
    """Empty texts, marks, and a thousand letters are neither follow-ups nor unclear."""
    assert Resolved(question, None, (), is_unclear=False) == resolve(question, [FAIR] * 6)


@pytest.mark.parametrize(
    "piece",
    ["it ", "there ", "hội nghị đó ", "Hà Nội ", "and, ", "2024 ", "? ", "the conference of ", "Hanoi's "],
)
def test_long_texts_take_no_time(piece: str) -> None:
    """Six long turns and a question of a thousand letters are read in less than two seconds, whatever they repeat."""
    long = (piece * 1000)[:4000]
    begin = time.monotonic()
    resolve(long[:1000], [Turn(long[:1000], long)] * 6)

    assert time.monotonic() - begin < 2


WORDS = st.sampled_from(
    "who is he it they there the fair in 2023 and còn năm thì sao đó ấy ông Huế Mai Lan [1] ? ,".split()
)
TEXTS = st.one_of(st.text(max_size=40), st.lists(WORDS, max_size=9).map(" ".join))


@settings(max_examples=150, deadline=None)
@given(question=TEXTS, history=st.lists(st.builds(Turn, TEXTS, TEXTS), max_size=3))
def test_every_result_keeps_its_promises(question: str, history: list[Turn]) -> None:
    """The same input gives the same result, which was either taken over, or left alone, or found unclear."""
    result = resolve(question, history)

    assert result == resolve(question, history)
    assert result.interpreted_as in {None, result.text}
    assert (result.interpreted_as is None) == (result.text == question)
    assert not (result.is_unclear and result.interpreted_as)
    assert result.is_unclear or not result.unclear


STOP = frozenset(fold(word) for words in STOPWORDS.values() for word in words)


def content(*texts: str) -> set[str]:
    return {term(it.text) for text in texts for it in tokens(text) if fold(it.text) not in STOP}


def is_right(case: dict[str, Any]) -> bool:
    """Whether a case comes out as marked: with every content word that the question lacks and its history has.

    Words of the marked question that no turn holds are another way of saying the same, which rules cannot find.
    """
    history = [Turn(**turn) for turn in case["history"]]
    result = resolve(case["question"], history)
    if case["kind"] == "unclear":
        return result.is_unclear
    if case["kind"] == "new-topic":
        return result == Resolved(case["question"], None, (), is_unclear=False)
    said = content(*(text for turn in history for text in (turn.question, turn.answer)))
    wanted = (content(case["standalone"]) - content(case["question"])) & said
    return not result.is_unclear and wanted <= content(result.text)


def test_follow_ups_of_the_bench_come_out_as_marked() -> None:
    """Three quarters of the marked follow-ups take over all that their history has, and every new topic stays."""
    lines = (BENCH / "follow_ups.jsonl").read_text(encoding="utf-8").splitlines()
    cases = [json.loads(line) for line in lines]
    right = {case["id"]: is_right(case) for case in cases}

    assert sum(right.values()) >= 0.75 * len(cases)
    assert all(right[case["id"]] for case in cases if case["kind"] == "new-topic")
