"""Figures in a text of either language, so that "656.7 billion" and "656,7 tỷ" can be compared."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from nhipcau.answering.dates import dated_spans
from nhipcau.text import canonical_number, fold, nfc

_MAGNITUDES = {
    **dict.fromkeys(("nghin ty", "ngan ty", "trillion"), 10**12),
    **dict.fromkeys(("billion", "bn", "ty", "ti"), 10**9),
    **dict.fromkeys(("million", "mn", "trieu"), 10**6),
    **dict.fromkeys(("thousand", "nghin", "ngan"), 10**3),
}
_MAGNITUDE = rf"(?:[ -]?(?P<magnitude>{'|'.join(_MAGNITUDES)})\b)?"
# Over folded text. A figure that is part of a code ("12-CT/TW", "G20", "COVID-19") counts nothing.
_FIGURE = re.compile(rf"(?P<number>\d+(?:[.,]\d+)*){_MAGNITUDE}")
_CODE_BEFORE = re.compile(r"(?:[a-z]-?|\b(?:no|(?<!con )(?<!tong )so)\.? ?|\d[-–/])$")  # "tổng số 40" counts
_CODE_AFTER = re.compile(r"(?!nd\b)-?/?(?:ct|nq|kl|qd|hd|tt|bc|cp|nd|vov)\b|/\d")
_ORDINAL_AFTER = re.compile(r"(?:st|nd|rd|th)\b")
_ORDINAL_BEFORE = re.compile(r"\bthu $")
_COUNTED = re.compile(r"\s*(%|[^\W\d_]+(?: [^\W\d_]+)?)")
_CURRENCY_BEFORE = re.compile(r"((?:\b(?:us|a))?\$|€|\b(?:usd|vnd|eur)) ?$")
_ROMAN = re.compile(r"(?:(?<=khóa )|(?<=Khóa )|\b(?=[XVI]{2,6}\b))(?=[XVI])X{0,3}(?:IX|IV|V?I{0,3})(?!\w)")
_LONE_MONTHS = re.compile(r"\b(?:in|of|from|since|until|by|late|early|mid|last|next|this) (march|may)\b")
_FULL_HOUR = re.compile(r"(?<=\d):00\b")
_ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10}


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of a text: its value, and the words that follow it, folded ("" for none; "$", "%" where those stand).

    `start` and `end` count code points of the folded text.
    """

    value: Decimal
    counted: str
    is_ordinal: bool
    start: int
    end: int


@functools.lru_cache(maxsize=8192)  # the same sentences are looked at again and again
def figures(text: str) -> tuple[Figure, ...]:
    """The figures of a text that count something, in order; dates and codes ("12-CT/TW") are left out."""
    return tuple(_figures(_without_dates(fold(nfc(text)))))


def _figures(folded: str) -> Iterator[Figure]:
    for match in _FIGURE.finditer(folded):
        before, after = folded[max(0, match.start() - 10) : match.start()], folded[match.end() :]
        currency = _CURRENCY_BEFORE.search(before)
        if (_CODE_BEFORE.search(before) and not currency) or _CODE_AFTER.match(after):
            continue
        follows = _COUNTED.match(after)
        counted = currency[1] if currency else follows[1] if follows else ""
        is_ordinal = bool(_ORDINAL_AFTER.match(after) or _ORDINAL_BEFORE.search(before))
        yield Figure(_value(match), counted, is_ordinal, match.start(), match.end())


def _value(match: re.Match[str]) -> Decimal:
    number = match["number"]
    if "." in number and "," in number:  # "1,234.5" and "1.234,5": the last one is the decimal separator
        last = max(number.rfind("."), number.rfind(","))
        number = re.sub(r"[.,]", "", number[:last]) + "." + number[last + 1 :]
    else:
        number = canonical_number(number)
    if number.count(".") > 1:  # "19.5.1890"
        number = number.replace(".", "")
    return (Decimal(number) * _MAGNITUDES.get(match["magnitude"] or "", 1)).normalize()


def _without_dates(folded: str) -> str:
    for _, start, end in dated_spans(folded):
        folded = folded[:start] + " " * (end - start) + folded[end:]
    return folded


def numbers_named(text: str) -> frozenset[Decimal]:
    """Every number that a text names in digits or as a Roman numeral, also within dates and codes.

    A date gives its day, its month and its year, so that "October 15" and "15/10" name the same; a figure with a
    magnitude gives its value.
    """
    whole = _ROMAN.sub(lambda match: str(_roman(match[0])), nfc(text))
    folded = _FULL_HOUR.sub("", fold(whole))
    found: set[Decimal] = set()
    for date, start, end in dated_spans(folded):
        found |= {Decimal(it) for it in re.findall(r"\d+", folded[start:end])}  # "July 17-29" has two days
        found |= {Decimal(date.month)} if date.month else set()
    found |= {Decimal(3 if it == "march" else 5) for it in _LONE_MONTHS.findall(folded)}
    return frozenset(found | {_value(match) for match in _FIGURE.finditer(_without_dates(folded))})


def _roman(numeral: str) -> int:
    values = [_ROMAN_DIGITS[letter] for letter in numeral]
    return sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True))


_ONES = {
    1: "one first once single|một nhất đầu mốt",
    2: "two second twice both|hai nhì đôi",
    3: "three third|ba",
    4: "four fourth|bốn tư",
    5: "five fifth|năm lăm",
    6: "six sixth|sáu",
    7: "seven seventh|bảy",
    8: "eight eighth|tám",
    9: "nine ninth|chín",
    10: "ten tenth|mười",
    11: "eleven eleventh|mười_một",
    12: "twelve twelfth dozen|mười_hai",
    13: "thirteen thirteenth|mười_ba",
    14: "fourteen fourteenth|mười_bốn",
    15: "fifteen fifteenth|mười_lăm",
    16: "sixteen sixteenth|mười_sáu",
    17: "seventeen seventeenth|mười_bảy",
    18: "eighteen eighteenth|mười_tám",
    19: "nineteen nineteenth|mười_chín",
    20: "twenty twentieth|hai_mươi",
    30: "thirty|ba_mươi",
    40: "forty|bốn_mươi",
    50: "fifty half|năm_mươi nửa",
    60: "sixty|sáu_mươi",
    70: "seventy|bảy_mươi",
    80: "eighty|tám_mươi",
    90: "ninety|chín_mươi",
    100: "hundred|trăm",
    1000: "thousand|nghìn ngàn",
}
_WORDED = {
    Decimal(value): re.compile(
        rf"\b(?:{'|'.join(it.replace('_', ' ') for part in words.split('|') for it in part.split())})s?\b"
    )
    for value, words in _ONES.items()
}


def unmatched_numbers(text: str, *others: str) -> frozenset[Decimal]:
    """The numbers that a text names and that stand in none of the others, neither in digits nor as a word."""
    elsewhere = frozenset(it for other in others for it in numbers_named(other))
    missing = numbers_named(text) - elsewhere
    return frozenset(it for it in missing if not any(_is_worded(it, other) for other in others))


@functools.lru_cache(maxsize=8192)
def lacks_number(text: str, number: Decimal) -> bool:
    """Whether a text names a number neither in digits nor as a word."""
    return number not in numbers_named(text) and not _is_worded(number, text)


def _is_worded(number: Decimal, text: str) -> bool:
    pattern = _WORDED.get(number)
    return pattern is not None and pattern.search(nfc(text).casefold()) is not None
