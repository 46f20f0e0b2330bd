"""Dates named in texts of either language."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhipcau.answering.dates import NamedDate, dated_spans, named_dates, published_date
from nhipcau.text import fold

DAY = NamedDate(2025, 1, 6)
PARTS = st.one_of(st.none(), st.integers(1, 3))
DATES = st.builds(NamedDate, PARTS, PARTS, PARTS)
ANY = st.one_of(st.text(max_size=60), st.text(alphabet="0123456789/.- ngàythángnămMay,", max_size=40))


@pytest.mark.parametrize(
    "text",
    [
        "It opened on January 6, 2025.",
        "It opened on Jan. 6 2025.",
        "It opened on January 6th, 2025.",
        "It opened on 6 January 2025.",
        "It opened on the 6th of January, 2025.",
        "Khai mạc ngày 6 tháng 1 năm 2025.",
        "Khai mạc ngày 06/01/2025.",
        "Khai mạc ngày 6-1-2025.",
        "Khai mạc 6.1.2025.",
        "Khai mạc ngày 6/1 năm 2025.",
    ],
)
def test_a_day_is_one_date_however_it_is_written(text: str) -> None:
    """English and Vietnamese, in words or in figures, with zeros or without: it is the same day."""
    assert (DAY,) == named_dates(text)


@pytest.mark.parametrize(
    "text", ["on January 6", "on the 6th of January", "ngày 6/1", "hôm 6/1", "ngày 6 tháng 1"]
)
def test_a_day_without_a_year_leaves_the_year_open(text: str) -> None:
    """What a text does not give is not guessed."""
    assert (NamedDate(None, 1, 6),) == named_dates(text)


@pytest.mark.parametrize(
    ("date", "text"),
    [
        (NamedDate(2025, 5), "in May 2025"),
        (NamedDate(2025, 5), "in May, 2025"),
        (NamedDate(2025, 5), "tháng 5 năm 2025"),
        (NamedDate(2025, 5), "tháng 5/2025"),
        (NamedDate(2025, 5), "05/2025"),
        (NamedDate(None, 5), "hồi tháng 5"),
        (NamedDate(None, 6), "in June"),
        (NamedDate(2025), "in 2025"),
        (NamedDate(2025), "năm 2025."),
    ],
)
def test_a_month_or_a_year_is_a_date_too(date: NamedDate, text: str) -> None:
    """A date is known as far as it is given."""
    assert (date,) == named_dates(text)


@pytest.mark.parametrize(
    "text",
    [
        "They may come.",
        "They marched in march.",
        "It raised $2025.",
        "It raised 2,025 dollars.",
        "There came 1250 pupils.",
        "Ngày 32/1 không có.",
        "It is 13/2024.",
        "",
    ],
)
def test_what_is_no_date_is_not_read_as_one(text: str) -> None:
    """Sums, counts, days that no month has and words that are also months ("may") are no dates."""
    assert () == named_dates(text)


def test_every_date_of_a_text_is_found_once_in_order() -> None:
    """A span of years is its two ends; a date that is named twice is one."""
    text = "Founded in 2010, it met on May 3, 2024 and again on 3/5/2024, for the term 2024-2029."

    assert [NamedDate(2010), NamedDate(2024, 5, 3), NamedDate(2024), NamedDate(2029)] == list(
        named_dates(text)
    )


@pytest.mark.parametrize(
    "text", ["Khai mạc ngày 6 tháng 1 năm 2025.", "Họp vào tháng 5 năm 2025, từ ngày 6/1."]
)
def test_accents_and_unicode_form_do_not_matter(text: str) -> None:
    """Typed without accents or with combining marks, a date is the same."""
    assert named_dates(text) == named_dates(fold(text)) == named_dates(unicodedata.normalize("NFD", text))


def test_a_span_is_where_the_date_stands() -> None:
    """The figures of a date can be told from the other figures of a text."""
    [(date, start, end)] = dated_spans("on may 3, 2024 there came 320")

    assert (NamedDate(2024, 5, 3), "may 3, 2024") == (date, "on may 3, 2024 there came 320"[start:end])


@pytest.mark.parametrize(
    ("asked", "agrees", "contradicts"),
    [
        (NamedDate(2025), True, False),
        (NamedDate(2025, 1), True, False),
        (NamedDate(None, 1, 6), True, False),
        (DAY, True, False),
        (NamedDate(2024), False, True),
        (NamedDate(2024, 1, 6), False, True),
        (NamedDate(None, 1, 7), False, True),
        (NamedDate(None, 6, 1), False, True),
    ],
)
def test_a_date_agrees_with_one_that_gives_as_much(asked: NamedDate, agrees: bool, contradicts: bool) -> None:
    """What is asked for is compared as far as it goes: 2025 or January 6 is met by January 6, 2025, another year not."""
    assert (agrees, contradicts) == (asked.agrees(DAY), asked.contradicts(DAY))


def test_a_vaguer_date_neither_agrees_nor_contradicts() -> None:
    """ "2025" does not say that it was January 6, nor that it was not."""
    assert (False, False) == (DAY.agrees(NamedDate(2025)), DAY.contradicts(NamedDate(2025)))


@given(DATES, DATES)
def test_dates_that_agree_do_not_contradict(one: NamedDate, other: NamedDate) -> None:
    """Contradiction goes both ways, and never together with agreement."""
    assert one.contradicts(other) == other.contradicts(one)
    assert not (one.agrees(other) and one.contradicts(other))
    assert one.agrees(one)


@pytest.mark.parametrize(
    ("date", "published"),
    [
        (None, None),
        (NamedDate(2024), "2024"),
        (NamedDate(2024, 5), "2024-05"),
        (NamedDate(2024, 5, 3), "2024-05-03"),
    ],
)
def test_the_date_of_a_document_is_known_as_far_as_it_is_given(
    date: NamedDate | None, published: str | None
) -> None:
    """A year, a month, a day, or nothing."""
    assert date == published_date(published)


@given(ANY)
def test_any_text_can_be_read(text: str) -> None:
    """No text breaks the patterns, and no date that is found has a month, day or year that there is not."""
    for date in named_dates(text):
        assert 1 <= (date.month or 1) <= 12
        assert 1 <= (date.day or 1) <= 31
        assert 1900 <= (date.year or 1900) <= 2099
