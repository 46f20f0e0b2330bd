"""Days, months and years named in a text of either language, with or without accents, so that they can be compared."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from nhipcau.text import fold

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"),
            ("february", "feb"),
            ("march", "mar"),
            ("april", "apr"),
            ("may",),
            ("june", "jun"),
            ("july", "jul"),
            ("august", "aug"),
            ("september", "sept", "sep"),
            ("october", "oct"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        start=1,
    )
    for name in names
}
"""Every English name of a month, and its number."""
_DAY, _MONTH, _YEAR = r"(?P<day>[0-3]?\d)", r"(?P<month>[01]?\d)", r"(?P<year>(?:19|20)\d\d)"
_NAMED = rf"(?P<named>{'|'.join(MONTHS)})\b\.?"

# Read over folded text; where two begin at the same place the first one wins.
_DATES = re.compile(
    "|".join(
        re.sub(r"\?P<(\w+)>", rf"?P<\g<1>{number}>", pattern)
        for number, pattern in enumerate(
            (
                rf"\b{_DAY}(?:st|nd|rd|th)?(?: of)? {_NAMED}(?:,? (?:of )?{_YEAR}\b)?",
                rf"\b{_NAMED} {_DAY}(?:st|nd|rd|th)?\b(?![./]?\d)(?:[-–]\d\d?)?(?:,? (?:of )?{_YEAR}\b)?",
                rf"\b{_NAMED},? (?:of |nam )?{_YEAR}\b",
                rf"\b{_YEAR}-{_MONTH}-{_DAY}\b",
                rf"\bngay {_DAY}(?: thang |[/.-]){_MONTH}(?:(?:,? nam |[/.-]){_YEAR})?\b",
                rf"\b{_DAY}[/.-]{_MONTH}[/.-]{_YEAR}\b",
                rf"\bthang {_MONTH}(?:(?:,? nam |[/.-]){_YEAR})?\b",
                rf"\b{_MONTH}/{_YEAR}\b",
                rf"(?<![\d,.$€/-]){_DAY}/{_MONTH}\b(?![/,.]?\d)",
                rf"(?<![\d,.$€])(?<!\D-){_YEAR}\b(?![.,]\d|[-/]\d\d?\b)",
                r"\b(?P<named>january|february|april|june|july|august|september|october|november|december)\b",
            )
        )
    )
)


@dataclass(frozen=True, slots=True)
class NamedDate:
    """A date as far as a text gives it; what is not given is None."""

    year: int | None = None
    month: int | None = None
    day: int | None = None

    def agrees(self, other: NamedDate) -> bool:
        """Whether the other gives all that this one gives, and the same."""
        return all(
            mine is None or mine == theirs
            for mine, theirs in ((self.year, other.year), (self.month, other.month), (self.day, other.day))
        )

    def contradicts(self, other: NamedDate) -> bool:
        """Whether both give a year, a month or a day, and not the same."""
        return any(
            mine is not None and theirs is not None and mine != theirs
            for mine, theirs in ((self.year, other.year), (self.month, other.month), (self.day, other.day))
        )


@functools.lru_cache(maxsize=8192)  # the same sentences are looked at again and again
def named_dates(text: str) -> tuple[NamedDate, ...]:
    """The dates that a text names, each once, in order."""
    return tuple(dict.fromkeys(date for date, _, _ in dated_spans(fold(text))))


def dated_spans(folded: str) -> Iterator[tuple[NamedDate, int, int]]:
    """The dates of a folded text with where each begins and ends."""
    for match in _DATES.finditer(folded):
        given = {name.rstrip("0123456789"): value for name, value in match.groupdict().items() if value}
        month = MONTHS[given["named"]] if "named" in given else int(given.get("month", 0)) or None
        day, year = int(given.get("day", 0)) or None, int(given.get("year", 0)) or None
        if (month or 1) <= 12 and (day or 1) <= 31 and (year or month):
            yield NamedDate(year, month, day), match.start(), match.end()


def published_date(published: str | None) -> NamedDate | None:
    """A document's date (YYYY, YYYY-MM or YYYY-MM-DD) as one that a text could name."""
    return NamedDate(*map(int, published.split("-"))) if published else None
