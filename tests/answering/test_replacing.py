"""Another date, place, name or noun in the last question."""

from __future__ import annotations

import pytest

from nhipcau.vocabulary import Turn
from turns import CAMPAIGN, DAI_HOI, DEALS, FAIR, HOI_CHO, HOI_NGHI, HOI_NGHI_2025, UNION, taken_over


@pytest.mark.parametrize(
    ("whole", "question", "turn"),
    [
        ("How many deals were signed in 2023?", "And in 2023?", DEALS),
        ("How many deals were signed in 2023?", "2023?", DEALS),
        ("How many deals were signed in 2023?", "Waht about 2023?", DEALS),
        ("How many deals were signed this year?", "What about this year?", DEALS),
        ("How many deals were signed in the first half of 2022?", "in the first half of 2022?", DEALS),
        ("Where was the lantern fair held in May 2023?", "And in May 2023?", FAIR),
        (f"Ai chủ trì {HOI_NGHI_2025[:-4]}2024?", "còn năm 2024 thì sao?", HOI_NGHI),
        (f"Ai chủ trì {HOI_NGHI_2025[:-4]}2024?", "Thế còn năm 2024?", HOI_NGHI),
        (f"Ai chủ trì {HOI_NGHI_2025[:-4]}2024?", "năm 2024 thì thế nào", HOI_NGHI),
        ("Hội chợ đèn lồng năm 2023 diễn ra ở đâu?", "Thế năm 2023?", HOI_CHO),
        ("Who opened the hall on 6 January 2025?", "On 6 January 2025?", Turn("Who opened the hall?", "")),
        ("Ai mở hội trường năm 2024?", "Còn năm 2024?", Turn("Ai mở hội trường?", "")),
        ("Ngày 7/2/2025 có gì?", "Còn ngày 7/2/2025?", Turn("Ngày 6/1/2025 có gì?", "")),
    ],
)
def test_a_date_takes_the_place_of_the_last_one(whole: str, question: str, turn: Turn) -> None:
    """A date alone asks the last question about that date, which is added where the question had none."""
    assert whole == taken_over(question, turn)


@pytest.mark.parametrize(
    ("whole", "question", "turn"),
    [
        ("How many people live in Laos?", "and Laos?", Turn("How many people live in Japan?", "")),
        ("How many people live in Laos?", "Laos?", Turn("How many people live in Japan?", "")),
        ("Who spoke in Đà Nẵng in 2024?", "What about Đà Nẵng?", Turn("Who spoke in Huế in 2024?", "")),
        ("Who opened the fair in Thái Bình?", "What about Thái Bình?", Turn("Who opened the fair?", "")),
        (
            "How many deals did Vietnam sign with Laos?",
            "And Laos?",
            Turn("How many deals did Vietnam sign with Cuba?", ""),
        ),
        (
            "Who did Vietnam send to South Korea?",
            "to South Korea?",
            Turn("Who did Vietnam send to Japan?", ""),
        ),
        ("How much was raised in the campaign for Laos?", "And for Laos?", CAMPAIGN),
        ("How many Russian singers came?", "What about Russia?", Turn("How many Japanese singers came?", "")),
        (
            "How many Korean singers came?",
            "And the Korean ones?",
            Turn("How many Japanese singers came?", ""),
        ),
        ("Lễ hội ở Hàn Quốc có gì?", "Còn Hàn Quốc?", Turn("Lễ hội ở Nhật Bản có gì?", "")),
        ("Có hoạt động nào ở Nhật Bản?", "Còn ở Nhật Bản?", Turn("Có hoạt động nào với Hoa Kỳ?", "")),
        ("Ai phát biểu ở Huế?", "Còn ở Huế thì sao?", Turn("Ai phát biểu?", "")),
        (
            "Bao nhiêu đại biểu dự Đại hội Hội Hữu nghị Việt Nam - Hungary tỉnh Bình Thuận?",
            "Thế Bình Thuận thì sao?",
            DAI_HOI,
        ),
    ],
)
def test_a_place_takes_the_place_of_the_one_most_like_it(whole: str, question: str, turn: Turn) -> None:
    """A country replaces a country, a town a town, the preposition deciding; else the place is added."""
    assert whole == taken_over(question, turn)


@pytest.mark.parametrize(
    ("whole", "question", "turn"),
    [
        ("What did Lê Hoài Trung say?", "And Lê Hoài Trung?", Turn("What did Trần Cẩm Tú say?", "")),
        ("Bà Mai Lan nói gì?", "Còn bà Mai Lan?", Turn("Bà Trần Thị Phương nói gì?", "")),
        ("Bà Mai Lan nói gì?", "Còn bà Mai Lan?", Turn("Ông Trần Cẩm Tú nói gì?", "")),
        ("Mai Lan nói gì?", "Còn Mai Lan?", Turn("Ông Trần Cẩm Tú nói gì?", "")),
        ("What did Ms Mai Lan say?", "And Ms Mai Lan?", Turn("What did Mr Tô Lâm say?", "")),
        ("When was the Youth Union founded?", "What about the Youth Union?", UNION),
        ("Where was the flower fair held in 2024?", "And the flower fair?", FAIR),
        ("Hội chợ hoa diễn ra ở đâu?", "Còn hội chợ hoa thì sao?", HOI_CHO),
        ("How many volunteers came?", "And volunteers?", Turn("How many delegates came?", "")),
        ("What was the second requirement?", "And the second?", Turn("What was the first requirement?", "")),
        ("Yêu cầu thứ ba là gì?", "Còn thứ ba?", Turn("Yêu cầu thứ hai là gì?", "")),
        ("The cost — the lantern fair held in 2024?", "What about the cost?", FAIR),
    ],
)
def test_a_name_or_noun_takes_the_place_of_its_like(whole: str, question: str, turn: Turn) -> None:
    """A person, body, event, ordinal or counted noun replaces its like; anything else stands beside the last question."""
    assert whole == taken_over(question, turn)
