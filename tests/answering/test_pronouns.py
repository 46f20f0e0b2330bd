"""What pronouns stand for."""

from __future__ import annotations

import pytest

from nhipcau.vocabulary import Turn
from turns import ASSOCIATION, CAMPAIGN, DAI_HOI, FAIR, HOI_CHO, HOI_NGHI, UNION, taken_over


@pytest.mark.parametrize(
    ("whole", "question", "turn"),
    [
        ("Who is Mai Lan?", "Who is she?", FAIR),
        ("How old is Vo Minh Hai?", "How old is he?", UNION),
        ("Who is Le Thi Hoa?", "Who is she?", UNION),
        ("What is Mai Lan's age?", "What is her age?", FAIR),
        ("Tell me about Mai Lan", "Tell me about her", FAIR),
        ("Where does Mai Lan live?", "Where does this person live?", FAIR),
        ("Ông Trần Cẩm Tú là ai?", "Ông ấy là ai?", HOI_NGHI),
        ("Chức vụ của ông Trần Cẩm Tú là gì?", "Chức vụ của ông ấy là gì?", HOI_NGHI),
        ("Bà Mai Lan sinh năm nào?", "Bà ấy sinh năm nào?", HOI_CHO),
        ("Trần Cẩm Tú sinh ở đâu?", "Người đó sinh ở đâu?", HOI_NGHI),
        ("Ông Trần Cẩm Tú giữ chức gì?", "Ông giữ chức gì?", HOI_NGHI),
        (
            "Ông Trung bao nhiêu tuổi?",
            "Ông ấy bao nhiêu tuổi?",
            Turn("Ai nói thế?", "Một diễn giả tên Trung nói thế. [1]"),
        ),
    ],
)
def test_a_pronoun_becomes_the_person_last_named(whole: str, question: str, turn: Turn) -> None:
    """He, she, ông ấy and bà ấy become the one person of the last turn whom a title allows."""
    assert whole == taken_over(question, turn)


@pytest.mark.parametrize(
    ("whole", "question", "turn"),
    [
        ("Who opened the lantern fair in 2024?", "Who opened it?", FAIR),
        (
            "How many members does the Vietnam-Hungary Friendship Association of Ninh Thuan have?",
            "How many members does it have?",
            UNION,
        ),
        (f"Who are {ASSOCIATION}'s leaders?", "Who are its leaders?", UNION),
        (
            "How long did the nationwide fundraising campaign for the Cuban people last?",
            "How long did it last?",
            CAMPAIGN,
        ),
        ("Ai khai mạc hội chợ đèn lồng năm 2024?", "Ai khai mạc nó?", HOI_CHO),
        ("Mục đích của hội chợ đèn lồng năm 2024 là gì?", "Mục đích của nó là gì?", HOI_CHO),
        (
            "Who are the Việt Nam Red Cross Society and the Việt Nam Fatherland Front?",
            "Who are they?",
            CAMPAIGN,
        ),
        (
            "Where were Vo Minh Hai and Le Thi Hoa born?",
            "Where were they born?",
            Turn("Who was elected?", UNION.answer),
        ),
        (
            "Đại biểu dự Đại hội Hội Hữu nghị Việt Nam - Hungary tỉnh Ninh Thuận từ đâu đến?",
            "Họ từ đâu đến?",
            DAI_HOI,
        ),
        (
            "Where did the delegates who attended the forum come from?",
            "Where did they come from?",
            Turn("How many delegates attended the forum?", "300. [1]"),
        ),
        ("How many people live in Huế?", "How many people live there?", FAIR),
        ("Who spoke at the lantern fair in 2024 in Huế?", "Who spoke there?", FAIR),
        ("Ở Huế có gì vui?", "Ở đó có gì vui?", HOI_CHO),
        ("What else happened in 2024?", "What else happened then?", FAIR),
        ("Năm 2024 có bão không?", "Năm đó có bão không?", HOI_CHO),
        (
            "What else opened on May 5, 2024?",
            "What else opened that day?",
            Turn("When did the fair open?", "On May 5, 2024. [1]"),
        ),
    ],
)
def test_other_pronouns_become_the_thing_group_place_or_date(whole: str, question: str, turn: Turn) -> None:
    """It, they, there, then and their Vietnamese equals become what the last turn was about."""
    assert whole == taken_over(question, turn)
