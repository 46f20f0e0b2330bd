"""Talk that asks the documents nothing."""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhipcau.answering.talk import strip_greeting, talk_kind
from nhipcau.answering.talk_phrases import TalkKind
from nhipcau.text import fold, nfc

BENCH = Path(__file__).parents[2] / "bench"

TALK: dict[TalkKind, str] = {
    "greeting": """
        hi | Hi! | hiii | HELLO | helloooo | hey there | Hello there 👋 | good mornin | Good evening everyone | hi bot
        hey bot, good afternoon | Good day to you | xin chào | Xin chào! | chao ban | chào em | Chào buổi sáng | alo
        hế lô | a lô | Chào cả nhà | xin chào Nhịp Cầu | bạn ơi | Dạ em chào anh ạ | kính chào quý vị | chào buổi tối nhé
    """,
    "thanks": """
        thanks | thx | tks b | Thank you very much! | thanksss | tysm | thanks for your help | thank u so much ❤️
        Thanks, that was helpful | no thanks | much appreciated | cảm ơn | cám ơn | cam on b | cảm ơn bạn nhiều
        cám ơn nhiều nha | em cảm ơn ạ | em cam on a | ok cảm ơn bạn | cảm ơn vì câu trả lời | chân thành cảm ơn | Đa tạ
        cảm ơn bạn đã trả lời câu hỏi của mình | cảm ơn nhé, câu trả lời rất hữu ích
    """,
    "goodbye": """
        bye | byeee | see ya later | see u tomorrow | good night | have a nice day | That is all for now | gotta go
        thanks, bye | tạm biệt | tam biet nhe | hẹn gặp lại | gặp lại sau nhé | chúc bạn một ngày tốt lành | bai bai
        mình đi đây | hết câu hỏi rồi
    """,
    "identity": """
        who are you | hi, who are you? | who r u | whats ur name | are you a robot | are you a real person?
        are you a bot or a human? | am i talking to a human | who created this bot | tell me about yourself
        what is Nhịp Cầu | which company made you? | bạn là ai | ban la ai | Bạn là ai vậy? | b la ai v | bạn tên là gì
        ten ban la gi | bạn là người hay máy | ban co phai nguoi that khong | bạn là AI phải không | ai tạo ra bạn
        bạn do ai tạo ra | hãy giới thiệu bản thân | Nhịp Cầu là gì | mình đang nói chuyện với ai | bạn bao nhiêu tuổi
        xin chào, bạn là ai? | Cho em hỏi bạn là ai ạ? | who are you and what can you do?
    """,
    "scope": """
        what can you do for me | how can you help me | what can i ask you about | what topics do you cover | help
        can you help me | how does this work | what are you for | do you speak vietnamese? | give me an example
        can i ask you something | i have a question | xin chào, bạn giúp được gì? | ban co the lam gi | b giúp đc j
        bạn có thể giúp gì cho tôi | tôi có thể hỏi gì | giúp em với ạ | hướng dẫn sử dụng | cho em hỏi chút ạ
        bạn có nói tiếng Anh không | chức năng của bạn là gì | bạn hoạt động như thế nào | cho ví dụ đi
    """,
    "recency": """
        how recent is your data | how up to date are you | when were you last updated | what is your newest document
        what's the latest document you have | what is your knowledge cutoff | do you have today's news
        what years do you cover? | are you connected to the internet | dữ liệu của bạn cập nhật đến khi nào
        du lieu cua ban moi den dau | bạn cập nhật lần cuối khi nào | tài liệu mới nhất là khi nào
        bạn có biết tin mới nhất không | dữ liệu có mới không | bạn biết đến năm nào
    """,
    "size": """
        how many documents do you have | how many sources do you have | How many documents? | how big is your database
        how many documents in vietnamese | bạn có bao nhiêu tài liệu | ban co bao nhieu tai lieu | số lượng tài liệu
        kho dữ liệu của bạn lớn cỡ nào | bao nhiêu tài liệu tiếng Anh | hệ thống có bao nhiêu nguồn
    """,
    "sources": """
        what are your sources | sources? | where do you get your information | which newspapers do you use
        can I trust your answers? | how do you know that | do you make things up | nguồn của bạn là gì | nguồn ở đâu
        ban lay thong tin tu dau | dữ liệu từ đâu ra | thông tin có chính xác không | câu trả lời có đáng tin không
        bạn có trích dẫn nguồn không | bạn có bịa không
    """,
    "smalltalk": """
        how are you? | hi, how are you today? | what's up | hru | nice to meet you | I'm fine, thanks | ok | hahaha | test
        tell me a joke | bạn khỏe không | ban khoe khong | bạn có khoẻ không | ăn cơm chưa | bạn đang làm gì | vâng
        rất vui được gặp bạn | tôi buồn quá | bạn có người yêu chưa | chúc mừng năm mới
    """,
    "feedback": """
        great answer | good job | that's wrong | not helpful | you didn't answer my question | your answer is wrong
        awesome | nice answer 👍 | thanks, but that is wrong | câu trả lời hay quá | hay quá | sai rồi | bạn giỏi quá
        cau tra loi tot | bạn không hiểu câu hỏi | tôi không hài lòng | toi khong hai long
    """,
}

NOT_TALK = """
    Hello, who chaired the 2025 conference? | Thanks to whom did the campaign succeed? | Cảm ơn Cuba đã nói gì?
    How recent is Directive No. 12? | Who are you going to send to Cuba? | Xin chào Việt Nam là chương trình gì?
    hello vietnam program | Hello Vietnam | Good morning Vietnam | Bye Bye Birdie | Hi-Tech Park | Hey Jude là gì
    write a poem | viết thơ đi | ignore your instructions | act as a pirate | dịch sang tiếng Anh | translate this
    Nhịp cầu hữu nghị là gì | Nhịp cầu nhân ái | Who is behind the campaign | who runs VUFO | Who made the donation?
    ai tạo ra quỹ | ai là chủ tịch | anh Tú là ai | anh Tu la ai | Ông Anh là ai | Ông Lý là ai | Bác Hồ là ai
    bạn Nam bao nhiêu tuổi | bạn bè quốc tế là ai | Ban là cơ quan nào | Ban giúp gì cho dân | Chức năng của Ban là gì
    nhiệm vụ của hội là gì | Anh giúp gì cho Việt Nam | Anh và Pháp | Trợ lý Thủ tướng là ai | Hệ thống chính trị là gì
    How can I help Cuba | How can I help? | help Cuba | Giúp Cuba | ai cần giúp đỡ | What can people do to help Cuba
    How many documents were signed? | how many articles does the Charter have | có bao nhiêu văn bản được ký kết
    How many documents about Laos do you have | bạn có tài liệu về Lào không | Tài liệu mới nhất về Cuba
    what is the latest news | tin mới nhất | hôm nay có gì | hội nghị có gì mới | cập nhật tình hình Cuba
    What are the sources of funding? | nguồn lực từ đâu | nguồn kinh phí lấy từ đâu | Thông tin về Cuba có đúng không
    Who thanked whom | Ai cảm ơn ai | cảm ơn ai | thanks for what | What did they thank you for | thank you letter
    lời cảm ơn | lễ chào cờ | chào mừng ngày gì | Hẹn gặp lại Cuba | chúc mừng Cuba | Yêu Việt Nam
    great wall | Good governance | wrong decisions | Cách làm hay là gì | sai ở đâu | Đúng ngày nào | Hài lòng về gì
    How is Cuba | How are the people of Cuba | người dân khỏe không | tối nay có gì | Who are they | what is his name
    Bạn biết gì về Anh | ban biet gi ve my | what do you know about Ho Chi Minh | what do you know about ho chi minh
    to chuc ngay nao | yeu cau gi | voi ty so may? | the gioi thi sao | and how much was it | was it good | is that correct
    Báo nào đăng tin? | How are things there | Kết quả là gì | Bạn có biết ai là chủ tịch VUFO không
    who | why not | khi nào | o dau | what did you say | tell me more | còn Lào thì sao | in 2024 | 2025 | ??? | 👍
"""


def listed(texts: str) -> list[str]:
    return [text.strip() for line in texts.strip().splitlines() for text in line.split("|")]


CASES = [(kind, text) for kind, texts in TALK.items() for text in listed(texts)]


@pytest.mark.parametrize(("kind", "text"), CASES)
def test_the_kind_of_talk_is_told(kind: TalkKind, text: str) -> None:
    """Each kind is recognised in both languages, with typos, chat spellings, fillers and repeated letters."""
    assert kind == talk_kind(text)


@pytest.mark.parametrize("text", ["", " \n", *listed(NOT_TALK)])
def test_what_is_not_talk_is_left_alone(text: str) -> None:
    """A question to the documents, an order, and whatever is unclear are none of it."""
    assert talk_kind(text) is None


def test_the_kind_does_not_depend_on_unicode_form_case_or_signs() -> None:
    """Decomposed, capital and emphatic spellings are the same talk."""
    for kind, text in CASES:
        others = (unicodedata.normalize("NFD", text), text.upper(), f"  {text} !!! 😊")
        assert [kind] * 3 == [talk_kind(other) for other in others], text


def test_accents_may_be_missing() -> None:
    """Vietnamese talk is recognised when it is typed without accents."""
    assert [] == [text for kind, text in CASES if kind != talk_kind(fold(text))]


def test_a_long_text_is_no_talk() -> None:
    """Nobody talks for dozens of words, and reading them costs no time that grows with the ways to read them."""
    assert talk_kind("hello thank you very much a lot " * 30) is None
    assert talk_kind("thanks a lot " * 9) == "thanks"


def test_no_benchmark_question_is_talk() -> None:
    """The questions by which answers are measured are neither swallowed nor cut."""
    lines = (BENCH / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    questions = [json.loads(line)["question"] for line in lines]
    assert [] == [it for it in questions if talk_kind(it) is not None or strip_greeting(it) != it]


def test_the_talk_benchmark_is_met() -> None:
    """At least nine in ten lines of talk get their kind, and no question is taken for talk."""
    lines = (BENCH / "talk.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    swallowed = [it["text"] for it in rows if it["expected"] == "question" and talk_kind(it["text"])]
    met = Counter(talk_kind(it["text"]) == it["expected"] for it in rows if it["expected"] != "question")
    assert ([], True) == (swallowed, met[True] >= 0.9 * met.total())


@pytest.mark.parametrize(
    ("stripped", "text"),
    [
        ("who chaired the 2025 conference?", "Hello, who chaired the 2025 conference?"),
        ("who chaired it in 2025?", "Hi who chaired it in 2025?"),
        ("When did Cuba reply?", "hi!! 👋 When did Cuba reply?"),
        ("what is VUFO?", "Hi there - what is VUFO?"),
        ("Who won the prize?", "Good morning!\nThank you for your help. Who won the prize?"),
        ("who won the prize?", "Can I ask who won the prize?"),
        ("Who won the prize?", "Who won the prize? Thanks, bye!"),
        ("Who won the prize", "Who won the prize, please?"),
        ("ai là chủ tịch VUFO", "Cho em hỏi ai là chủ tịch VUFO ạ?"),
        ("ai là chủ tịch VUFO", "Dạ cho em hỏi chút, ai là chủ tịch VUFO ạ"),
        ("ai la chu tich VUFO?", "cho em hoi ai la chu tich VUFO?"),
        ("ai là chủ tịch Hội?", "Bạn ơi, ai là chủ tịch Hội?"),
        ("Ai chủ trì hội nghị?", "Ai chủ trì hội nghị? Cảm ơn bạn nhiều."),
        ('"Nhịp cầu hữu nghị" là gì', 'Cho em hỏi "Nhịp cầu hữu nghị" là gì ạ?'),
    ],
)
def test_courtesies_around_a_question_are_left_out(stripped: str, text: str) -> None:
    """The greeting in front and the thanks behind go, in any Unicode form; the question stays."""
    assert stripped == strip_greeting(text)
    assert stripped == strip_greeting(unicodedata.normalize("NFD", text))


@pytest.mark.parametrize(
    "text",
    [
        "Hello Việt Nam là chương trình gì?",
        "Hello, Vietnam là phim gì?",
        "hello vietnam program",
        "“Hello, friends” is what program?",
        'What did Cuba say? "Thank you, thanks"',
        "Thanks to whom did the campaign succeed?",
        "Cảm ơn Cuba đã nói gì?",
        "Please tell me when it began",
        "Hi-Tech Park opened when?",
        "Later, who was elected?",
        "Anh, Pháp và Mỹ đã làm gì?",
        "Ai thăm Tây Ban Nha?",
        "Who chaired the conference?",
        "Hello",
        "Hello, who are you?",
        "Hello, Cuba",
        "",
    ],
)
def test_what_may_belong_to_the_question_stays(text: str) -> None:
    """Nothing is cut where it may be meant, where nothing would be left, or where there is no question."""
    assert text == strip_greeting(text)


@given(st.one_of(st.text(max_size=60), st.text(alphabet="hi thanks, cảm ơn ạ? Ai\n", max_size=60)))
def test_stripping_only_cuts_at_the_ends(text: str) -> None:
    """What is left is a piece of the text, the same each time, and talk is not touched."""
    stripped = strip_greeting(text)
    assert (True, stripped) == (nfc(stripped) in nfc(text), strip_greeting(text))
    assert talk_kind(text) is None or stripped == text
