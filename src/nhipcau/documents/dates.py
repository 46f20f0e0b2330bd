"""Dates where a page states its own: a line that is nothing but a date, a prefix, the end of a title."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass

from nhipcau.documents.lines import is_code, is_name
from nhipcau.text import fold

_NAMES = "january february march april may june july august september october november december".split()
_MONTHS = {name: number for number, name in enumerate(_NAMES, 1)}
_MONTHS |= {name[:3]: number for name, number in _MONTHS.items()} | {"sept": 9}
_MONTH = "(?:" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?\b"
_YEAR = r"(?:19|20)\d{2}\b"

# Over folded text (small letters, no diacritics).
_DATE = re.compile(
    rf"""\b(?:
      (?P<iso>{_YEAR[:-2]}[-/.]\d{{1,2}}[-/.]\d{{1,2}}(?=t\d|\b))t?
    | (?P<numeric>\d{{1,2}}\s?[-/.]\s?\d{{1,2}}\s?[-/.]\s?{_YEAR})
    | (?P<vietnamese>\d{{1,2}}\s+thang\s+\d{{1,2}}(?:\s*,?\s*nam\s+|\s*[-/,]\s*){_YEAR})
    | (?P<vietnamese_month>thang\s+\d{{1,2}}(?:\s*,?\s*nam\s+|\s*[-/,]\s*|\s+){_YEAR})
    | (?P<day_month>{_DAY}(?:\s+of)?[\s-]+{_MONTH}[\s,-]+{_YEAR})
    | (?P<month_day>{_MONTH}\s+{_DAY}\s*,?\s+{_YEAR})
    | (?P<month>{_MONTH}\s*,?\s+{_YEAR})
    | (?P<month_numeric>\d{{1,2}}/{_YEAR})
    | (?P<no_year>\d{{1,2}}\s+thang\s+\d{{1,2}}\b|{_MONTH}\s+{_DAY}|{_DAY}\s+{_MONTH})
    )""",
    re.VERBOSE,
)
_BARE_YEAR = re.compile(rf"\b{_YEAR}")
_UPDATED = re.compile(r"\b(?:updated?|modified|cap nhat|sua)\b")
_LABEL = re.compile(
    r"""\b(?:last\s+(?:updated?|modified) | updated? | modified | published? | posted | release(?:d)? | date
    | (?:dang|gui|xuat\ ban|phat\ hanh|cap\ nhat)(?:\s+(?:ngay|luc|lan\ cuoi))?
    | ngay\s+(?:dang|gui|xuat\ ban|phat\ hanh|cap\ nhat))\b""",
    re.VERBOSE,
)
# Those of them that an event's date never has ("Date: 9 May, 14:00" may be an invitation).
_PAGE_LABEL = re.compile(r"\b(?:updat|modifi|publish|post|dang|gui|xuat ban|phat hanh|cap nhat)")
_CLOCK = re.compile(r"\b\d{1,2}\s?(?::|h|gio)\s?\d{2}(?:[:.]\d{2}(?:\.\d+)?)?(?:\s?[ap]\.?m\b\.?|z\b)?")
_ASIDE = re.compile(
    r"""(?:[-+]\d{2}:?\d{2}\b) | \b(?: t[2-7] | thu\s+(?:hai|ba|tu|nam|sau|bay|[2-7]) | chu\s+nhat | cn
    | (?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)? | gmt | utc | ict | [ap]m
    | luc | ngay | on | at | sang | chieu | toi
    | [\d.,]+\s+(?:views?|luot\s+(?:xem|doc)) | (?:views?|luot\s+(?:xem|doc))\s*:?\s*[\d.,]+ )\b""",
    re.VERBOSE,
)
_ZONE = re.compile(r"\b(?:gmt|utc)\s?[-+]\s?\d{1,2}(?::?\d{2})?\b")
_LEAD = re.compile(r"([^,|–—:\d]{2,40}?)\s*(?:[,|–—]|\s-)\s+(?=\S)|(\S{2,9})\s+(?=\S)")
_PREFIX = re.compile(
    r"date:?\s+(?:((?:19|20)\d{2}(?:-\d{2}){0,2})(?![\w/-])|(?:none|null)\b)[\s:|–—-]*", re.IGNORECASE
)
_SUFFIX = re.compile(r"\s*\(([^()]{8,60})\)$")
_LONGEST = 120


@dataclass(frozen=True, slots=True)
class DateLine:
    """A line that is a date: as much of it as is certain, and what marks it as the page's own."""

    published: str | None
    is_labelled: bool
    is_timed: bool
    is_update: bool = False


def date_line(line: str) -> DateLine | None:
    """What a line says when it is a date and nothing else (weekday, clock, label, place or author apart).

    None for every other line, and for one that names two dates without saying which is which.
    """
    if len(line) > _LONGEST or not (any(map(str.isdigit, line))):
        return None
    if found := _read(fold(line)):
        return found
    lead = _LEAD.match(line)
    if not lead:
        return None
    name, code = lead.groups()
    is_place = name is not None and (is_name(name) or (name[0].isupper() and name.isalpha()))
    return _read(fold(line[lead.end() :])) if is_place or (code is not None and is_code(code)) else None


def _read(folded: str) -> DateLine | None:
    dates = list(_DATE.finditer(folded))
    rest = _ZONE.sub(" ", _CLOCK.sub(" ", _ZONE.sub(" ", _DATE.sub(" ", folded))))
    has_label = _LABEL.search(rest) is not None
    if not dates and has_label:
        dates = list(_BARE_YEAR.finditer(folded))
        rest = _BARE_YEAR.sub(" ", rest)
    residue = _ASIDE.sub(" ", _LABEL.sub(" ", rest))
    if not dates or any(map(str.isalnum, residue)) or (len(dates) > 1 and not has_label):
        return None
    ends = [0, *(match.end() for match in dates)]
    updates = [
        bool(_UPDATED.search(folded, end, date.start())) for end, date in zip(ends, dates, strict=False)
    ]
    chosen = updates.index(False) if False in updates else 0
    is_labelled = bool(_PAGE_LABEL.search(rest))
    is_timed = bool(_CLOCK.search(_DATE.sub(" ", folded)))
    return DateLine(_certain(dates[chosen]), is_labelled, is_timed, updates[chosen])


def _certain(match: re.Match[str]) -> str | None:
    """As much of a matched date as is certain."""
    numbers = [int(number) for number in re.findall(r"\d+", match[0])]
    month = next((_MONTHS[word] for word in re.findall(r"[a-z]+", match[0]) if word in _MONTHS), 0)
    match match.lastgroup:
        case "iso":
            return _calendar_date(*numbers)
        case "numeric":
            return _day_first(*numbers)
        case "vietnamese":
            return _calendar_date(numbers[2], numbers[1], numbers[0])
        case "vietnamese_month" | "month_numeric":
            return _calendar_date(numbers[1], numbers[0])
        case "day_month" | "month_day":
            return _calendar_date(numbers[1], month, numbers[0])
        case "month":
            return _calendar_date(numbers[0], month)
        case "no_year":
            return None
        case _:
            return str(numbers[0])


def _day_first(first: int, second: int, year: int) -> str:
    """Vietnamese papers write the day first; only where that is impossible is it the month."""
    day, month = (second, first) if second > 12 >= first else (first, second)
    return _calendar_date(year, month, day)


def _calendar_date(year: int, month: int, day: int | None = None) -> str:
    """YYYY-MM-DD or YYYY-MM; the year alone where the calendar has no such day."""
    if not 1 <= month <= 12 or (day is not None and not 1 <= day <= calendar.monthrange(year, month)[1]):
        return f"{year:04}"
    return f"{year:04}-{month:02}" + (f"-{day:02}" if day is not None else "")


def is_calendar_date(text: str) -> bool:
    """Whether a text is YYYY, YYYY-MM or YYYY-MM-DD and stands in the calendar."""
    if not re.fullmatch(r"[0-9]{4}(-[0-9]{2}){0,2}", text) or text.startswith("0000"):
        return False
    parts = [int(part) for part in text.split("-")]
    return len(parts) == 1 or _calendar_date(*parts) == text


def cut_prefix(line: str) -> tuple[str | None, str]:
    """Split "date 2024-01-03 The title" into the date, as much as is certain, and the rest of the line."""
    match = _PREFIX.match(line)
    if not match:
        return None, line
    written = match[1]
    published = written if written is None or is_calendar_date(written) else written[:4]
    return published, line[match.end() :]


def cut_suffix(title: str) -> tuple[str | None, str]:
    """Split "The title (11:00 16/07/2022)" into the date and the title.

    Only with a clock: a day alone in brackets is as often the anniversary that the title speaks of.
    """
    match = _SUFFIX.search(title[-80:])
    found = date_line(match[1]) if match else None
    if not match or not found or not found.is_timed:
        return None, title
    return found.published, title[: len(title) - len(match[0])]
