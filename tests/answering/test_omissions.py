"""Follow-ups that leave out what was just spoken of."""

from __future__ import annotations

import pytest

from nhipcau.vocabulary import Turn
from turns import ASSOCIATION, CAMPAIGN, DEALS, FAIR, HOI_CHO, HOI_NGHI, HOI_NGHI_2025, UNION, taken_over


@pytest.mark.parametrize(
    ("whole", "question", "turn"),
    [
        ("When was the lantern fair held in 2024?", "When?", FAIR),
        ("Why was the lantern fair held in 2024?", "And why?", FAIR),
        ("When was the lantern fair held in 2024?", "When was that?", FAIR),
        ("By whom were deals signed in 2024?", "By whom?", DEALS),
        ("With whom were deals signed in 2024?", "with whom", DEALS),
        ("Which deals were signed in 2024?", "Which ones?", DEALS),
        ("When was money raised in the campaign for the Cuban people?", "When?", CAMPAIGN),
        ("At which hotel was the lantern fair held in 2024?", "At which hotel?", FAIR),
        ("How much money did they raise?", "How much?", Turn("Did they raise money?", "Yes.")),
        ("Where did the choir sing?", "Where?", Turn("Did the choir sing?", "Yes.")),
        ("How long — attended the lantern fair?", "How long?", Turn("Who attended the lantern fair?", "")),
        ("How many people — the lantern fair held in 2024?", "How many people?", FAIR),
        ("Hội chợ đèn lồng năm 2024 diễn ra khi nào?", "khi nào?", HOI_CHO),
        ("Hội chợ đèn lồng năm 2024 diễn ra bao lâu?", "bao lâu vậy?", HOI_CHO),
        (f"Chủ trì {HOI_NGHI_2025} ở đâu?", "ở đâu vậy?", HOI_NGHI),
        (f"Vì sao chủ trì {HOI_NGHI_2025}?", "Vì sao thế?", HOI_NGHI),
        (
            "Chỉ thị số 12 là do Ban Bí thư ban hành khi nào?",
            "Khi nào?",
            Turn("Chỉ thị số 12 là do Ban Bí thư ban hành phải không?", ""),
        ),
        ("Việt Nam ký thỏa thuận với ai?", "với ai?", Turn("Việt Nam có ký thỏa thuận không?", "")),
        (f"Nước nào — chủ trì {HOI_NGHI_2025}?", "Nước nào?", HOI_NGHI),
    ],
)
def test_question_words_ask_the_last_question_again(whole: str, question: str, turn: Turn) -> None:
    """Question words alone take over what the last question was about, as a sentence where one can be built."""
    assert whole == taken_over(question, turn)


@pytest.mark.parametrize(
    ("whole", "question", "turn"),
    [
        ("Who attended the lantern fair in 2024?", "Who attended?", FAIR),
        ("How many people came to the lantern fair in 2024?", "And how many people came?", FAIR),
        ("Who spoke at the lantern fair in 2024?", "Who spoke?", FAIR),
        ("What is the aim of the lantern fair in 2024?", "What is the aim?", FAIR),
        (f"Who is the chairman of {ASSOCIATION}?", "Who is the chairman?", UNION),
        (f"Có bao nhiêu người tham dự {HOI_NGHI_2025}?", "Có bao nhiêu người tham dự?", HOI_NGHI),
        (f"Ai phát biểu tại {HOI_NGHI_2025}?", "Và ai phát biểu?", HOI_NGHI),
        (f"{HOI_NGHI_2025.capitalize()} diễn ra khi nào?", "Diễn ra khi nào?", HOI_NGHI),
        (f"Mục đích của {HOI_NGHI_2025} là gì?", "Mục đích là gì?", HOI_NGHI),
    ],
)
def test_a_question_that_names_nothing_takes_the_last_subject(whole: str, question: str, turn: Turn) -> None:
    """A verb or a relation without anything that it is about is asked of the event or body last spoken of."""
    assert whole == taken_over(question, turn)
