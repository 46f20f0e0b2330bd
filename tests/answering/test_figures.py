"""Figures of both languages, compared."""

from __future__ import annotations

import unicodedata
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhipcau.answering.figures import figures, numbers_named, unmatched_numbers


def values(text: str) -> list[Decimal]:
    return [it.value for it in figures(text)]


def counted(text: str) -> list[str]:
    return [it.counted for it in figures(text)]


def numbers(*expected: float | str) -> frozenset[Decimal]:
    return frozenset(Decimal(it) for it in expected)


# --- values ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("english", "vietnamese", "expected"),
    [
        ("1,250 lanterns", "1.250 đèn lồng", "1250"),
        ("1,500,000 books", "1.500.000 cuốn sách", "1500000"),
        ("656.7 billion", "656,7 tỷ", "656700000000"),
        ("1.5 trillion dong", "1.500 tỷ đồng", "1500000000000"),
        ("3 trillion dong", "3 nghìn tỷ đồng", "3000000000000"),
        ("48.5 million", "48,5 triệu", "48500000"),
        ("2.5 thousand", "2,5 ngàn", "2500"),
        ("1,234,567.8", "1.234.567,8", "1234567.8"),
        ("0.5", "0,5", "0.5"),
        ("0", "0,0", "0"),
    ],
)
def test_both_languages_write_the_same_figure(english: str, vietnamese: str, expected: str) -> None:
    """Separators and magnitudes of either language give one value."""
    assert [[Decimal(expected)]] * 2 == [values(english), values(vietnamese)]


@pytest.mark.parametrize("text", ["5 bn", "5bn", "5 billion", "5 tỷ", "5 tỉ", "5 ty", "5-billion"])
def test_a_magnitude_has_several_spellings(text: str) -> None:
    """It may be abbreviated, joined to its figure, or lack its accents."""
    assert [Decimal(5_000_000_000)] == values(text)


def test_the_beginning_of_a_word_is_no_magnitude() -> None:
    """ "5 tỷ" is a magnitude, "5 tyres" are tyres."""
    assert ([Decimal(5)], ["tyres"]) == (values("5 tyres"), counted("5 tyres"))


def test_figures_come_in_order_with_their_places() -> None:
    """Each stands in the folded text from `start` to `end`, its magnitude counted in."""
    text = "Hội chợ có 40 gian và thu 48,5 triệu đồng."
    folded = "hoi cho co 40 gian va thu 48,5 trieu dong."

    assert ["40", "48,5 trieu"] == [folded[it.start : it.end] for it in figures(text)]


# --- what is counted ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("There came 120 foreign delegates.", "foreign delegates"),
        ("Có 120 đại biểu.", "dai bieu"),
        ("There came 120.", ""),
        ("It grew by 12%.", "%"),
        ("It grew by 12,5 %.", "%"),
        ("It grew by 12 percent.", "percent"),
        ("tăng 12 phần trăm", "phan tram"),
    ],
)
def test_what_follows_a_figure_is_what_it_counts(text: str, expected: str) -> None:
    """At most two words, folded, or a percent sign."""
    assert [expected] == counted(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("$40", "$"),
        ("US$40", "us$"),
        ("A$40", "a$"),
        ("USD 40", "usd"),
        ("€40", "€"),
        ("EUR 40", "eur"),
        ("VNĐ40", "vnd"),
        ("VND 40", "vnd"),
        ("40 USD", "usd"),
        ("40 đồng", "dong"),
        ("40 euros", "euros"),
        ("40 dollars", "dollars"),
    ],
)
def test_a_currency_stands_before_or_after(text: str, expected: str) -> None:
    """A currency before a figure is what it counts, whatever follows it."""
    assert ([Decimal(40)], [expected]) == (values(text), counted(text))


def test_a_currency_before_wins() -> None:
    """ "US$3 million aid" counts dollars and not aid."""
    assert ([Decimal(3_000_000)], ["us$"]) == (values("US$3 million aid"), counted("US$3 million aid"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the 21st fair", True),
        ("the 22nd fair", True),
        ("the 3rd fair", True),
        ("the 11th fair", True),
        ("lần thứ 11", True),
        ("11 fairs", False),
        ("11 thuyền", False),
    ],
)
def test_an_ordinal_is_told_from_a_count(text: str, expected: bool) -> None:
    """The 22nd fair is one fair."""
    assert [expected] == [it.is_ordinal for it in figures(text)]


# --- what is left out -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "Directive 12-CT/TW",
        "Nghị quyết 34-NQ/TW",
        "Nghị định 22/NĐ-CP",
        "the G20",
        "COVID-19",
        "bridge F-16",
        "No. 12",
        "no 12",
        "nhà số 12",
        "1/3 of them",
    ],
)
def test_codes_count_nothing(text: str) -> None:
    """A figure within the name of a paper, a body or an illness is no figure, nor is a fraction."""
    assert [] == values(text)


@pytest.mark.parametrize("text", ["There were also 40 boats.", "tổng số 40 thuyền", "con số 40 thuyền"])
def test_words_that_end_like_number_do_not_make_a_code(text: str) -> None:
    """ "No. 40" and "số 40" name something; "also 40" and "tổng số 40" count."""
    assert [Decimal(40)] == values(text)


@pytest.mark.parametrize(
    "text",
    [
        "on September 12, 2024",
        "on 12 September",
        "July 17-29",
        "in 2024",
        "2024-09-12",
        "ngày 12 tháng 9 năm 2024",
        "ngày 12/9",
        "tháng 9/2024",
        "năm 2024",
    ],
)
def test_dates_count_nothing(text: str) -> None:
    """Days, months and years are no figures."""
    assert [] == values(text)


def test_a_figure_beside_a_date_stays() -> None:
    """Only the date itself is left out."""
    assert [Decimal(40)] == values("On September 12, 2024 there came 40 boats.")
    assert [Decimal(40)] == values("Ngày 12/9/2024 có 40 thuyền.")


@pytest.mark.parametrize("text", ["10-15 boats", "10–15 boats"])
def test_a_range_counts_nothing(text: str) -> None:
    """Neither of its ends is how many there are."""
    assert [""] == counted(text)


# --- every number ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("October 15, 2024", (15, 10, 2024)),
        ("15 October 2024", (15, 10, 2024)),
        ("2024-10-15", (15, 10, 2024)),
        ("15/10/2024", (15, 10, 2024)),
        ("ngày 15 tháng 10 năm 2024", (15, 10, 2024)),
        ("ngày 15/10/2024", (15, 10, 2024)),
        ("October 15", (15, 10)),
        ("15/10", (15, 10)),
        ("October 2024", (10, 2024)),
        ("tháng 10/2024", (10, 2024)),
        ("in 2024", (2024,)),
        ("in March", (3,)),
        ("since May", (5,)),
        ("they may march", ()),
    ],
)
def test_a_date_names_its_day_its_month_and_its_year(text: str, expected: tuple[int, ...]) -> None:
    """In either order and language, a month also by its name."""
    assert numbers(*expected) == numbers_named(text)


@pytest.mark.parametrize("text", ["July 17-29", "17-29 July", "17–29 July", "ngày 17-29 tháng 7", "17-29/7"])
def test_a_range_of_days_names_both_ends(text: str) -> None:
    """The first day counts as well as the last, and the month."""
    assert numbers(17, 29, 7) == numbers_named(text)


@pytest.mark.parametrize(
    ("numeral", "expected"),
    [
        ("II", 2),
        ("IV", 4),
        ("VI", 6),
        ("IX", 9),
        ("XI", 11),
        ("XIII", 13),
        ("XIV", 14),
        ("XX", 20),
        ("XXI", 21),
    ],
)
def test_a_roman_numeral_is_a_number(numeral: str, expected: int) -> None:
    """Written in capitals, in either language."""
    assert (
        numbers(expected) == numbers_named(f"The {numeral} Congress") == numbers_named(f"Đại hội {numeral}")
    )


@pytest.mark.parametrize("text", ["I came", "group V", "Xi", "vi", "XXXX", "VX", "IIII", "XIXX", "VIXEN"])
def test_what_only_looks_like_a_roman_numeral_is_none(text: str) -> None:
    """A single letter, small letters, and letters in an order that no numeral has are words."""
    assert numbers() == numbers_named(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Directive 12-CT/TW", (12,)),
        ("the G20", (20,)),
        ("the 22nd fair", (22,)),
        ("1.500 tỷ đồng", ("1.5e12",)),
        ("40 boats and 50 boats, 40 in all", (40, 50)),
        ("no number", ()),
    ],
)
def test_codes_ordinals_and_sums_are_named_too(text: str, expected: tuple[int | str, ...]) -> None:
    """Whatever stands in digits is named, each once; a figure with a magnitude gives its value."""
    assert numbers(*expected) == numbers_named(text)


def test_decomposed_letters_are_the_same_text() -> None:
    """A text in NFD gives what it gives in NFC."""
    text = "Ngày 15 tháng 10, lần thứ 2, quyên góp 1.500 tỷ đồng tại Đại hội XIV, có 40 đại biểu."
    decomposed = unicodedata.normalize("NFD", text)

    assert text != decomposed
    assert figures(text) == figures(decomposed)
    assert numbers_named(text) == numbers_named(decomposed)


# --- numbers that another text lacks --------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "others", "expected"),
    [
        ("40 boats in 2024", ("40 thuyền",), (2024,)),
        ("40 boats in 2024", ("40 thuyền", "năm 2024"), ()),
        ("on October 15", ("ngày 15/10",), ()),
        ("the XIV Congress", ("Đại hội 14",), ()),
        ("7 teams", ("seven teams",), ()),
        ("the 7 teams", ("bảy đội",), ()),
        ("18 crews", ("Mười tám đội",), ()),
        ("18 crews", ("Tám đội",), (18,)),
        ("21 crews", ("twenty crews",), (21,)),
        ("crews", (), ()),
    ],
)
def test_a_number_is_matched_by_a_number_or_a_word(
    text: str, others: tuple[str, ...], expected: tuple[int, ...]
) -> None:
    """What stands in none of the other texts, neither in digits nor spelled out, is unmatched."""
    assert numbers(*expected) == unmatched_numbers(text, *others)


# --- any text -------------------------------------------------------------------------------------

FIGURE_LIKE = st.text(st.sampled_from("0123456789.,"), min_size=1, max_size=60)
PIECES = st.sampled_from(
    ["tỷ", "bn", "million", "$", "%", "thứ", "th", "ngày", "July", "-", "–", "/", "XIV", "XXXX", " "]
)


@given(FIGURE_LIKE)
def test_any_digits_and_separators_are_read(text: str) -> None:
    """However separators are strewn among digits, each run has a finite value that is not negative."""
    assert all(it.value.is_finite() and it.value >= 0 for it in figures(text))
    assert all(it.is_finite() and it >= 0 for it in numbers_named(text))


@given(st.lists(FIGURE_LIKE | PIECES | st.text(max_size=8), max_size=12).map("".join))
def test_any_text_is_read(text: str) -> None:
    """Whatever stands around them, figures are read, stand one after the other, and are equal the second time."""
    found = figures(text)
    places = [place for it in found for place in (it.start, it.end)]

    assert sorted(places) == places
    assert numbers_named(text) == numbers_named(text + " ")
    assert numbers() == unmatched_numbers(text, text)
