"""What a text mentions, as it is written and where it stands; the simplest of it, dates, is found here.

`noun_phrases` and `names` find the rest, and `antecedents` chooses among all of it what a follow-up means. Texts are
searched without capitals or accents, and what is found is cut out of the text as written; so `lower` and `flat` change
letter for letter.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import Literal

from nhipcau.answering.dates import MONTHS
from nhipcau.text import fold, fold_space
from nhipcau.vocabulary import Language

Kind = Literal["person", "place", "body", "name", "phrase", "date"]
Gender = Literal["m", "f"]

# Each month's first name in the table is the whole one; a short one ("may", "sep") would be found in other words.
_MONTH = rf"(?:{'|'.join({number: name for name, number in reversed(MONTHS.items())}.values())})"
_PART = (
    r"(?:(?:the )?(?:first|second|last|third|fourth) (?:half|quarter|(?:six|three|nine) months) of "
    r"|(?:early|late|mid)[ -]"
    r"|(?:the )?(?:end|beginning|start) of |(?:(?:\d+|sau|chin) thang |nua )?(?:dau|cuoi|giua) |quy (?:\d|[iv]+)[ /])"
)
_DATE = re.compile(
    rf"\b(?:{_PART})?(?:ngay \d{{1,2}}(?:[/-]\d{{1,2}})?(?:[/-]\d{{4}})?(?: thang \d{{1,2}})?(?:,? nam \d{{4}})?"
    rf"|thang \d{{1,2}}(?:[/-]\d{{4}})?(?:,? nam \d{{4}})?|(?<!viet )nam (?:19|20)\d\d|nam (?:nay|ngoai|truoc)"
    rf"|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?\b(?:,? (?:19|20)\d\d)?|\d{{1,2}}(?:st|nd|rd|th)? {_MONTH}(?: (?:19|20)\d\d)?"
    rf"|{_MONTH} (?:19|20)\d\d|(?<=\bin ){_MONTH}|(?:this|last|next) (?:year|month)|\d{{1,2}}/\d{{1,2}}(?:/\d{{4}})?"
    rf"|(?:19|20)\d\d)\b(?![/-]\w)"
)
_IS_DAY = re.compile(r"[a-z] [0-9]{1,2}(?![0-9])|[0-9] [A-Za-z]|[0-9]/[0-9]")


@dataclass(frozen=True, slots=True)
class Mention:
    """Something that a text names: `text` is as written at `start:end`.

    `gender` is what a title tells; `is_asked` marks the noun of "which conference", `is_inside` a place that is part
    of a longer name.
    """

    text: str
    start: int
    end: int
    kind: Kind
    gender: Gender | None = None
    is_asked: bool = False
    is_inside: bool = False


def lower(text: str) -> str:
    """Small letters, letter for letter."""
    return "".join(letter if len(it := letter.lower()) != 1 else it for letter in text)


def flat(text: str) -> str:
    """The folded text, letter for letter, so that offsets stay: a letter that folds to more or fewer stays as it is."""
    return "".join(bare if len(bare := fold(letter)) == 1 else letter for letter in text)


@functools.lru_cache(maxsize=128)
def dates(text: str) -> tuple[Mention, ...]:
    """The dates of an NFC text, with "năm" and "ngày" but without prepositions."""
    found = (Mention(text[it.start() : it.end()], *it.span(), "date") for it in _DATE.finditer(flat(text)))
    return tuple(found)


def dated(day: str, language: Language) -> str:
    """A date as a question of a language has it: "in 2024", "on May 5", "năm 2024"."""
    if language == "vi":
        return f"năm {day}" if re.fullmatch(r"\d{4}", day) else lower(day[:1]) + day[1:]
    if day.startswith(("this ", "last ", "next ")):
        return day
    if year := re.fullmatch(r"(?:năm|nam) (\d{4})", day, re.IGNORECASE):
        return f"in {year[1]}"
    return f"{'on' if _IS_DAY.search(day) else 'in'} {day}"


def without_dates(text: str) -> str:
    """A phrase without its dates and what joins them to it."""
    for day in reversed(dates(text)):
        before = re.search(r"(?: (?:in|on|of|from|reviewing))? ?$", text[: day.start])
        text = text[: before.start() if before else day.start] + text[day.end :]
    return fold_space(text)
