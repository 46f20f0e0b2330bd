"""Words of a follow-up that point back."""

from __future__ import annotations

import pytest

from nhipcau.vocabulary import Turn
from turns import ASSOCIATION, CAMPAIGN, DAI_HOI, FAIR, HOI_CHO, HOI_NGHI, HOI_NGHI_2025, UNION, taken_over


@pytest.mark.parametrize(
    ("whole", "question", "turn"),
    [
        ("How big was the lantern fair in 2024?", "How big was the fair?", FAIR),
        ("Who paid for the lantern fair in 2024?", "Who paid for that fair?", FAIR),
        ("Who paid for the lantern fair in 2024?", "Who paid for this event?", FAIR),
        (
            "When did the nationwide fundraising campaign for the Cuban people end?",
            "When did the campagin end?",
            CAMPAIGN,
        ),
        (f"Who leads {ASSOCIATION}?", "Who leads this organisation?", UNION),
        (
            "When was Circular 05-TT/TU issued?",
            "When was that circular issued?",
            Turn("What does Circular 05-TT/TU ask for?", ""),
        ),
        (
            "How was that money (raised in the campaign for the Cuban people) used?",
            "How was that money used?",
            CAMPAIGN,
        ),
        (f"{HOI_NGHI_2025.capitalize()} có gì mới?", "Hội nghị đó có gì mới?", HOI_NGHI),
        (f"Ai dự {HOI_NGHI_2025}?", "Ai dự hội nghị này?", HOI_NGHI),
        (f"{HOI_NGHI_2025.capitalize()} có ý nghĩa gì?", "Sự kiện này có ý nghĩa gì?", HOI_NGHI),
        (f"{HOI_NGHI_2025.capitalize()} do ai tổ chức?", "Hội nghi đó do ai tổ chức?", HOI_NGHI),
        (f"{HOI_NGHI_2025.capitalize()} diễn ra ở đâu?", "Hội nghị diễn ra ở đâu?", HOI_NGHI),
        ("Ban Bí thư có bao nhiêu người?", "Tổ chức ấy có bao nhiêu người?", HOI_NGHI),
        ("Hội Hữu nghị Việt Nam - Hungary tỉnh Ninh Thuận có ai?", "Hội này có ai?", DAI_HOI),
    ],
)
def test_a_noun_that_points_back_takes_its_phrase(whole: str, question: str, turn: Turn) -> None:
    """ "The fair" and "hội nghị đó" take the phrase of the last turn with that noun, a general noun whatever is of its kind."""
    assert whole == taken_over(question, turn)


def test_a_question_with_its_own_year_takes_no_other() -> None:
    """What is taken over leaves its year behind where the question has one."""
    assert "Who attended the lantern fair in 2023?" == taken_over("Who attended the fair in 2023?", FAIR)
    assert "Hội chợ đèn lồng năm 2022 có gì?" == taken_over("Hội chợ năm 2022 có gì?", HOI_CHO)


@pytest.mark.parametrize(
    ("whole", "question", "turn"),
    [
        ("What did Mai Lan say at the lantern fair in 2024?", "What did she say?", FAIR),
        (f"Ông Trần Cẩm Tú nói gì tại {HOI_NGHI_2025}?", "Ông ấy nói gì?", HOI_NGHI),
        (
            "How much did the Red Cross Society raise in the campaign for Cuba?",
            "How much did they raise?",
            Turn("Who launched the campaign for Cuba?", "The Red Cross Society launched it. [1]"),
        ),
    ],
)
def test_what_somebody_said_was_said_at_the_event_spoken_of(whole: str, question: str, turn: Turn) -> None:
    """A short question about what somebody said or raised takes over the event of the last question as well."""
    assert whole == taken_over(question, turn)
