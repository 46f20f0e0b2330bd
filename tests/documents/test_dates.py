from __future__ import annotations

import pytest

from nhipcau.documents.dates import cut_prefix, cut_suffix, date_line, is_calendar_date


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("Monday, January 6, 2025 | 14:40:41", "2025-01-06"),
        ("06/01/2025 14:40 GMT+7", "2025-01-06"),
        ("06/01/2025 14:40 (GMT+7)", "2025-01-06"),
        ("14:40 | 06.01.2025", "2025-01-06"),
        ("(11:00 16/07/2022)", "2022-07-16"),
        ("Thứ Hai, ngày 6 tháng 1 năm 2025", "2025-01-06"),
        ("Thứ hai, 06/01/2025 - 14:40", "2025-01-06"),
        ("THỨ HAI, 06/01/2025", "2025-01-06"),
        ("Chủ nhật, 05-01-2025, 9h05", "2025-01-05"),
        ("T2, 06/01/2025", "2025-01-06"),
        ("Hà Nội, ngày 6 tháng 1 năm 2025", "2025-01-06"),
        ("Đăng ngày 06/01/2025 lúc 14:40", "2025-01-06"),
        ("Cập nhật lúc 14:40, 06/01/2025", "2025-01-06"),
        ("Ngày đăng: 2022", "2022"),
        ("Tháng 7/2022", "2022-07"),
        ("16/07/2022 | 11:00 - Lượt xem: 1.234", "2022-07-16"),
        ("Updated: 16 July 2022", "2022-07-16"),
        ("VNA Saturday, January 04, 2025 14:13", "2025-01-04"),
        ("2025-01-06T14:40:41+07:00", "2025-01-06"),
        ("6th Jan. 2025, 09:30 AM", "2025-01-06"),
        ("July 16, 2022", "2022-07-16"),
        ("July 2022", "2022-07"),
        ("01/16/2022", "2022-01-16"),
        ("01/06/2022", "2022-06-01"),
        ("31/02/2022", "2022"),
        ("February 30, 2022", "2022"),
        ("January 6", None),
        ("6 tháng 1", None),
    ],
)
def test_a_line_that_is_a_date_gives_as_much_as_is_certain(line: str, published: str | None) -> None:
    """Days come first but where that is impossible; what the calendar lacks gives the year, no year nothing."""
    found = date_line(line)
    assert found is not None
    assert published == found.published


@pytest.mark.parametrize(
    "line",
    [
        "2022",
        "On January 6, 2025 the union held its congress",
        "Hội nghị ngày 6/1/2025",
        "The congress of 16 July 2022",
        "06/01/2025 - 08/01/2025",
        "Opening ceremony 09:00 06/01/2025",
        "May 2021 was warm",
        "Resolution No. 18-NQ/TW",
        "Section 12/2024 of the code",
        "14:40",
        "",
    ],
)
def test_a_line_that_says_more_than_a_date_is_none(line: str) -> None:
    """A date within words, a span of dates, a year alone or a clock alone dates no document."""
    assert date_line(line) is None


def test_publication_goes_before_update() -> None:
    """Of two labelled dates in a line the one that is not an update is taken, wherever it stands."""
    found = date_line("Updated: 9 May 2021 | Published: 3 May 2021")
    assert found is not None
    assert ("2021-05-03", False) == (found.published, found.is_update)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("date 2024-01-03 The title", ("2024-01-03", "The title")),
        ("Date: 2024-01 The title", ("2024-01", "The title")),
        ("date 2024-13-01 The title", ("2024", "The title")),
        ("date null The title", (None, "The title")),
        ("dated 2024-01-03 and signed", (None, "dated 2024-01-03 and signed")),
        ("date palms of the oasis", (None, "date palms of the oasis")),
    ],
)
def test_a_date_prefix_is_cut(line: str, expected: tuple[str | None, str]) -> None:
    """Only the word "date" and a date at the very beginning are cut off."""
    assert expected == cut_prefix(line)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("The title (11:00 16/07/2022)", ("2022-07-16", "The title")),
        ("The title (16/07/2022 11:00)", ("2022-07-16", "The title")),
        ("The agreement (27/01/1973)", (None, "The agreement (27/01/1973)")),
        ("The title (second part)", (None, "The title (second part)")),
    ],
)
def test_a_date_suffix_is_cut_only_with_a_clock(title: str, expected: tuple[str | None, str]) -> None:
    """A day alone in brackets may be the anniversary that the title is about, so it stays."""
    assert expected == cut_suffix(title)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024", True),
        ("2024-02", True),
        ("2024-02-29", True),
        ("2023-02-29", False),
        ("2024-13", False),
        ("2024-1-1", False),
        ("0000", False),
        ("20240101", False),
        ("", False),
    ],
)
def test_calendar_dates_are_told(text: str, *, expected: bool) -> None:
    """YYYY, YYYY-MM and YYYY-MM-DD are dates where the calendar has them."""
    assert expected == is_calendar_date(text)
