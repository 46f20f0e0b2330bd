"""What replies and pages word alike."""

from __future__ import annotations

import pytest

from nhipcau.answering.wording import EXAMPLES, readable_date
from nhipcau.text import detect_language
from nhipcau.vocabulary import LANGUAGES


@pytest.mark.parametrize(
    ("published", "english", "vietnamese"),
    [
        ("2025", "2025", "năm 2025"),
        ("2025-01", "January 2025", "tháng 1 năm 2025"),
        ("2025-12-30", "30 December 2025", "ngày 30 tháng 12 năm 2025"),
        ("soon", "soon", "soon"),
    ],
)
def test_dates_are_written_as_far_as_they_are_known(published: str, english: str, vietnamese: str) -> None:
    """A year alone stays a year; nothing is added to a date."""
    assert (english, vietnamese) == (readable_date(published, "en"), readable_date(published, "vi"))


def test_every_language_has_an_example() -> None:
    """A reply and a page in either language can propose a question in it."""
    assert set(LANGUAGES) == {language for language, _ in EXAMPLES}
    assert {language: detect_language(question) for language, question in EXAMPLES} == {
        language: language for language in LANGUAGES
    }
