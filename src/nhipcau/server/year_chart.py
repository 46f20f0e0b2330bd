"""A bar for each year: where it stands in a drawing that is as wide as its page, and how high."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from nhipcau.index.generation import Entry
from nhipcau.server.browsing import UNDATED, Choice, year_of

LEAST_YEARS: Final = 10
MOST_YEARS: Final = 40
"""How many years the scale has; those before it are counted together."""

COLUMN: Final = 32
"""Pixels of a year at least: room for its number, and for a finger."""

HEIGHT: Final = 96
"""Pixels of the highest bar."""

_LOWEST: Final = 3
_UNIT: Final = 24
"""Pixels that one source has at most: a single one is no high bar."""
_SHARE: Final = 0.66
"""How much of its column a bar fills."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A year of the scale. `left`, `width`, `column` and `middle` are percents of the drawing, `height` is pixels."""

    year: str
    count: int
    column: float
    left: float
    middle: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class YearChart:
    """The bars, oldest first, in a drawing of `width` pixels at least; how many sources are older, and undated."""

    bars: tuple[Bar, ...]
    column: float
    width: int
    height: int
    earlier: int
    undated: int


def year_chart(entries: Iterable[Entry], years: Sequence[Choice]) -> YearChart | None:
    """The chart of the counts in `years`, on a scale of all years of `entries`; None where nothing has a year.

    The scale does not change with what is chosen, and a year without sources keeps its place.
    """
    scale = _scale(entries)
    if not scale:
        return None
    counts = {it.value: it.count for it in years}
    drawn = [counts.get(str(year), 0) for year in scale]
    column = 100 / len(scale)
    unit = min(_UNIT, HEIGHT / max(1, *drawn))
    bars = tuple(
        Bar(
            year=str(year),
            count=count,
            column=place * column,
            left=(place + (1 - _SHARE) / 2) * column,
            middle=(place + 0.5) * column,
            width=_SHARE * column,
            height=max(_LOWEST, count * unit) if count else 0,
        )
        for place, (year, count) in enumerate(zip(scale, drawn, strict=True))
    )
    return YearChart(
        bars=bars,
        column=column,
        width=COLUMN * len(scale),
        height=HEIGHT,
        earlier=_before(scale[0], counts),
        undated=counts.get(UNDATED, 0),
    )


def _scale(entries: Iterable[Entry]) -> range:
    years = [int(year) for it in entries if (year := year_of(it))]
    if not years:
        return range(0)
    last = max(years)
    span = min(MOST_YEARS, max(LEAST_YEARS, last - min(years) + 1))
    return range(last - span + 1, last + 1)


def _before(first: int, counts: Mapping[str, int]) -> int:
    return sum(count for year, count in counts.items() if year != UNDATED and int(year) < first)
