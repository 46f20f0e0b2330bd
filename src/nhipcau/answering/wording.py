"""What replies and pages word alike: the questions that are proposed as examples, and dates as people write them."""

from __future__ import annotations

import calendar
import re
from typing import Final

from nhipcau.vocabulary import LANGUAGES, Language

EXAMPLES: Final[tuple[tuple[Language, str], ...]] = (
    ("en", "How much was raised for the Cuban people in 2025?"),
    ("en", "What did the Prime Minister ask of the diplomatic sector for 2025?"),
    ("vi", "Đợt quyên góp ủng hộ nhân dân Cuba thu được bao nhiêu tiền?"),
    ("vi", "Hà Nội đã làm gì về đối ngoại nhân dân trong 6 tháng đầu năm 2022?"),
)
"""Questions that the shipped corpus answers, each with its language; the first of a language is its best example."""

_DATE = re.compile(r"[0-9]{4}(-(0[1-9]|1[0-2])(-[0-9]{2})?)?")
# A year, a month and a day, English and Vietnamese side by side.
_WRITTEN = (
    ("{year}", "năm {year}"),
    ("{name} {year}", "tháng {month} năm {year}"),
    ("{day} {name} {year}", "ngày {day} tháng {month} năm {year}"),
)
_MONTHS = tuple(calendar.month_name)  # from 1; English, for no part of this calls setlocale


def readable_date(published: str, language: Language) -> str:
    """`published` (YYYY, YYYY-MM or YYYY-MM-DD) as people write it; anything else comes back as it is."""
    if not _DATE.fullmatch(published):
        return published
    year, *rest = published.split("-")
    month, day = [*map(int, rest), 0, 0][:2]
    written = _WRITTEN[len(rest)][LANGUAGES.index(language)]
    return written.format(year=year, month=month, day=day, name=_MONTHS[month])
