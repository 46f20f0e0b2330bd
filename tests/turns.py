"""Turns of made-up conversations, which the tests of follow-ups ask on from."""

from __future__ import annotations

from nhipcau.answering.follow_ups import resolve
from nhipcau.vocabulary import Turn

DEALS = Turn("How many deals were signed in 2024?", "More than 170 deals were signed in 2024. [1]")
FAIR = Turn(
    "Where was the lantern fair held in 2024?",
    "The lantern fair was held in Huế on May 5, 2024, and Ms Mai Lan opened it. [1]",
)
CAMPAIGN = Turn(
    "How much was raised in the campaign for the Cuban people?",
    "The nationwide fundraising campaign for the Cuban people raised VNĐ656 billion. [1] The Việt Nam Red Cross "
    "Society and the Việt Nam Fatherland Front had launched it. [2]",
)
UNION = Turn(
    "When was the Vietnam-Hungary Friendship Association of Ninh Thuan founded?",
    "It was founded in 2010. Mr Vo Minh Hai was elected chairman and Ms Le Thi Hoa vice chairwoman. [1]",
)
HOI_CHO = Turn(
    "Hội chợ đèn lồng năm 2024 diễn ra ở đâu?",
    "Hội chợ đèn lồng năm 2024 diễn ra ở Huế, do bà Mai Lan khai mạc. [1]",
)
HOI_NGHI = Turn(
    "Ai chủ trì hội nghị tổng kết đối ngoại nhân dân năm 2025?",
    "Ông Trần Cẩm Tú, Thường trực Ban Bí thư, chủ trì hội nghị tại Hà Nội. [1]",
)
DAI_HOI = Turn(
    "Bao nhiêu đại biểu dự Đại hội Hội Hữu nghị Việt Nam - Hungary tỉnh Ninh Thuận?",
    "Có 120 đại biểu dự đại hội ngày 12/5/2021 tại thành phố Phan Rang. [1]",
)
TWO = Turn(
    "Which leaders came to the fair?",
    "The fair was attended by Party General Secretary Tô Lâm and by President Lương Cường. [1]",
)
HOI_NGHI_2025 = "hội nghị tổng kết đối ngoại nhân dân năm 2025"
ASSOCIATION = "the Vietnam-Hungary Friendship Association of Ninh Thuan"


def taken_over(question: str, *history: Turn) -> str | None:
    """What a question is taken to mean after these turns; None where it is left alone or unclear."""
    return resolve(question, history).interpreted_as
