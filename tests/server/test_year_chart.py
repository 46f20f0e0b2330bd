"""The chart of sources by year."""

from __future__ import annotations

import pytest

from nhipcau.index.generation import Entry
from nhipcau.server.browsing import Choice
from nhipcau.server.year_chart import HEIGHT, LEAST_YEARS, MOST_YEARS, YearChart, year_chart

from .small import document, entry


def entries(*published: str | None) -> list[Entry]:
    return [
        entry(document(f"source-{number}-en", "en", "Text.", published=it))
        for number, it in enumerate(published)
    ]


def chart(scale: list[Entry], **counts: int) -> YearChart:
    """The chart of counts given as y2024=3 or undated=1."""
    drawn = year_chart(scale, [Choice(name.lstrip("y"), count) for name, count in counts.items()])
    assert drawn
    return drawn


def test_years_without_sources_keep_their_place() -> None:
    """The scale has every year from the first to the last, in steps of one width, and a gap has no bar."""
    drawn = chart(entries("2004", "2015-06-01"), y2004=10, y2015=5)
    assert [str(year) for year in range(2004, 2016)] == [it.year for it in drawn.bars]
    assert {0} == {it.count for it in drawn.bars[1:-1]} == {it.height for it in drawn.bars[1:-1]}
    steps = [right.middle - left.middle for left, right in zip(drawn.bars, drawn.bars[1:], strict=False)]
    assert steps == pytest.approx([drawn.column] * 11)
    assert pytest.approx(100) == drawn.bars[-1].column + drawn.column


def test_bars_are_as_high_as_their_counts() -> None:
    """The largest count has the highest bar, half of it a bar half as high, and a small one can still be seen."""
    drawn = chart(entries("2020", "2024"), y2022=1000, y2023=500, y2024=1)
    heights = {it.year: it.height for it in drawn.bars}
    assert (HEIGHT, HEIGHT / 2) == (heights["2022"], heights["2023"])
    assert 2 < heights["2024"] < 5


def test_a_single_source_is_no_high_bar() -> None:
    """Where few sources are left their bars stay low."""
    assert HEIGHT / 3 > chart(entries("2024"), y2024=1).bars[-1].height


def test_the_scale_stays_while_the_list_is_narrowed() -> None:
    """The years are those of the whole corpus, whatever is counted."""
    scale = entries("2010", "2024")
    assert [it.year for it in chart(scale, y2012=1).bars] == [it.year for it in chart(scale, y2024=9).bars]


def test_a_short_scale_is_filled_up() -> None:
    """A corpus of one year gets the years before it as well, so that a bar stays a bar."""
    drawn = chart(entries("2024-05"), y2024=2)
    assert (LEAST_YEARS, "2024") == (len(drawn.bars), drawn.bars[-1].year)


def test_old_years_are_counted_together() -> None:
    """The scale ends at the newest year, and what lies before its beginning is given as one number."""
    drawn = chart(entries("1890", "1945", "2024"), y1890=1, y1945=2, y2024=3, undated=4)
    assert (MOST_YEARS, 3, 4) == (len(drawn.bars), drawn.earlier, drawn.undated)


def test_without_years_there_is_no_chart() -> None:
    """A corpus of undated sources has nothing to draw."""
    assert year_chart(entries(None, None), [Choice("undated", 2)]) is None
