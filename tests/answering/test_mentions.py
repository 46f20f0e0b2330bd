"""What a text mentions, letter for letter; and its dates."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhipcau.answering.mentions import dated, dates, flat, lower, without_dates
from nhipcau.text import nfc
from nhipcau.vocabulary import Language


@pytest.mark.parametrize(
    ("found", "text"),
    [
        (["May 5, 2024"], "It opened on May 5, 2024 in Huế."),
        (["the first half of 2022"], "in the first half of 2022"),
        (["May"], "in May"),
        (["this year"], "What about this year?"),
        (["ngày 12/5/2021"], "Đại hội khai mạc ngày 12/5/2021."),
        (["năm nay", "năm 2023"], "năm nay và năm 2023"),
        (["6 thang dau nam 2022"], "trong 6 thang dau nam 2022"),
        ([], "She may come to Việt Nam 2024-25."),
    ],
)
def test_dates_are_found_as_they_are_written(found: list[str], text: str) -> None:
    """A date keeps its "năm" and its "early", and leaves its preposition behind; a word that is also a month is none."""
    assert found == [it.text for it in dates(text)]
    assert found == [text[it.start : it.end] for it in dates(text)]


@pytest.mark.parametrize(
    ("whole", "day", "language"),
    [
        ("in 2024", "2024", "en"),
        ("in 2024", "năm 2024", "en"),
        ("in May 2024", "May 2024", "en"),
        ("on May 5", "May 5", "en"),
        ("on 7/2/2025", "7/2/2025", "en"),
        ("last year", "last year", "en"),
        ("năm 2024", "2024", "vi"),
        ("năm 2024", "Năm 2024", "vi"),
    ],
)
def test_a_date_gets_the_preposition_of_its_language(whole: str, day: str, language: Language) -> None:
    """A day is "on", a month or year "in"; a Vietnamese year has "năm" before it."""
    assert whole == dated(day, language)


def test_a_phrase_loses_its_dates() -> None:
    """What joins a date to a phrase goes with it."""
    assert "the lantern fair" == without_dates("the lantern fair in 2024")
    assert "hội chợ hoa ở Huế" == without_dates("hội chợ hoa năm 2024 ở Huế")


@given(st.text(max_size=60))
def test_letters_keep_their_places(text: str) -> None:
    """However a text is folded, what is found in it stands at the same place in the text as written."""
    assert len(text) == len(lower(text)) == len(flat(text))
    assert all(it.text == nfc(text)[it.start : it.end] for it in dates(nfc(text)))
