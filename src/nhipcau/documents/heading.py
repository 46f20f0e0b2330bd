"""The head of a scraped page: its title and date, and where the article begins."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from nhipcau.documents.dates import DateLine, cut_prefix, cut_suffix, date_line
from nhipcau.documents.furniture import (
    is_byline,
    is_counter,
    is_furniture,
    is_release_label,
    is_stamp,
    opens_box,
    opens_tail,
)
from nhipcau.documents.lines import (
    LEAST_MENU,
    LONGEST_HEADING,
    bears_sentence,
    is_name,
    is_prose,
    without_menus,
)

_LIKELY_TITLE = 40
"""Characters from which a line is sooner the title than an entry of the menu above it."""

_LONGEST_BUTTON = 40
_LONGEST_HEAD = 400
"""Lines; running text that begins further down is no reason to call all above it a head."""

_LINES_BELOW_HEAD = 4
_SITE_BREAKS = (" - ", " | ", " – ", " — ", " :: ", " » ")


@dataclass(frozen=True, slots=True)
class Heading:
    """What the head of a page says, and the lines below it."""

    title: str | None
    published: str | None
    body: list[str]


def find_heading(lines: list[str], known_title: str | None = None) -> Heading:
    """Find title and date at the head of a page; a `known_title` is only found, not chosen.

    The head ends where running text begins; a date below that is the text's, not the page's, unless a clock or
    a label marks it.
    """
    prefix, lines = _cut_first_prefix(lines)
    place, end = _title_and_end(lines[:_LONGEST_HEAD], known_title)
    suffix, title = (None, known_title) if place is None else cut_suffix(lines[place])
    is_dated = _own_date if _is_chronicle(lines[end:]) else date_line
    head, near = lines[:end], lines[end : end + _LINES_BELOW_HEAD]
    published = prefix or suffix or _published([*map(is_dated, head), *map(_own_date, near)])
    below = (
        head if place is None else [line for line in head[place + 1 :] if line not in (title, head[place])]
    )
    if any(map(_own_date, near)):
        near = _without_head_furniture(near, _own_date)
    return Heading(
        title, published, _without_head_furniture(below, is_dated) + near + lines[end + _LINES_BELOW_HEAD :]
    )


def _title_and_end(lines: list[str], known_title: str | None) -> tuple[int | None, int]:
    """The place of the title, if there is one, and where the head ends."""
    end = _head_end(lines)
    if known_title is None:
        return _title_place(lines[:end]), end
    place = lines.index(known_title) if known_title in lines else None
    return place, end if place is None else max(end, place + 1)


def _is_chronicle(lines: list[str]) -> bool:
    """Whether bare dates are headings within a text, so that one at its head is no date of the page either."""
    return any(
        is_prose(after) and date_line(line) is not None and not _own_date(line)
        for line, after in pairwise(lines)
    )


def _cut_first_prefix(lines: list[str]) -> tuple[str | None, list[str]]:
    if not lines:
        return None, lines
    published, rest = cut_prefix(lines[0])
    return published, [rest, *lines[1:]] if rest else lines[1:]


def _own_date(line: str) -> DateLine | None:
    """A date line that close below the head can be nothing but the page's own: it has a label or a clock."""
    stamp = date_line(line)
    return stamp if stamp and (stamp.is_labelled or stamp.is_timed) else None


def _published(stamps: list[DateLine | None]) -> str | None:
    """The first date that is not an update's, else the first; a date that is not known does not count."""
    known = sorted(
        (stamp for stamp in stamps if stamp and stamp.published), key=lambda stamp: stamp.is_update
    )
    return known[0].published if known else None


def _head_end(lines: list[str]) -> int:
    """Where running text begins; in a text without any, after its first line and the dates under that."""
    has_title = False
    for place, line in enumerate(lines):
        is_title = (
            not has_title
            and len(line) <= LONGEST_HEADING
            and any(map(is_stamp, lines[place + 1 : place + 2]))
        )
        if bears_sentence(line) and not is_title and not is_furniture(line):
            return place
        has_title = has_title or (_may_be_title(line) and (is_title or len(line) >= _LIKELY_TITLE))
    end = next((place + 1 for place, line in enumerate(lines) if _may_be_title(line)), len(lines))
    while end < len(lines) and is_stamp(lines[end]):
        end += 1
    return end


def _may_be_title(line: str) -> bool:
    kinds = (is_furniture, is_stamp, is_release_label, opens_box, opens_tail)
    return not any(is_kind(line) for is_kind in kinds) and (is_name(line) or not is_byline(line))


def _title_place(head: list[str]) -> int | None:
    """Which line of a head is the title: the first, or below a menu the one nearest to the date."""
    places = [place for place, line in enumerate(head) if _may_be_title(line)]
    first_date = next((place for place, line in enumerate(head) if is_stamp(line)), len(head))
    above = [place for place in places if place < first_date]
    is_dated, places = bool(above) and first_date < len(head), above or places
    places = [place for place in places if not is_name(head[place])] or places
    long = [place for place in places if len(head[place]) >= _LIKELY_TITLE]
    if not places:
        return None
    is_below_menu = len(places) >= LEAST_MENU
    if long:
        return _without_site(head, long[-1 if is_dated and is_below_menu else 0])
    return places[-1 if is_dated or is_below_menu else 0]


def _without_site(head: list[str], place: int) -> int:
    """The place of the title itself where the line before it is the same with the site's name behind."""
    following = head[place + 1] if place + 1 < len(head) else ""
    is_repeated = any(following and head[place].startswith(following + mark) for mark in _SITE_BREAKS)
    return place + 1 if is_repeated else place


def _without_head_furniture(lines: list[str], is_dated: Callable[[str], DateLine | None]) -> list[str]:
    """Drop dates, counters, buttons and bylines between the title and the text; a subheading stays."""
    stamps = [is_counter(line) or is_dated(line) is not None for line in lines]
    kept = []
    for place, line in enumerate(lines):
        is_author = is_byline(line) and (not is_name(line) or any(stamps[max(place - 1, 0) : place + 2]))
        if not (stamps[place] or is_furniture(line) or is_release_label(line) or is_author):
            kept.append(line)
    return without_menus(kept, _LONGEST_BUTTON)
