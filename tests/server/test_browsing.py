"""Browsing the corpus."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from nhipcau.index.generation import Entry
from nhipcau.server.browsing import (
    FEW,
    PAGE,
    UNDATED,
    Browsed,
    Choice,
    Wanted,
    browse,
    folded,
    found_sources,
    page_numbers,
    source_count,
)
from nhipcau.vocabulary import Hit, Language, Passage

from .small import document, entry


def both(source: str, **known: object) -> list[Entry]:
    """A source in both languages."""
    return [entry(document(f"{source}-{language}", language, "Text.", **known)) for language in LANGUAGES]


LANGUAGES: tuple[Language, ...] = ("en", "vi")
ENTRIES = [
    *both("choir", published="2025-03", publisher="River Paper", topics=("youth", "sports"), story="song"),
    *both("bridge", published="2025-03-09", publisher="River Paper", topics=("youth",)),
    *both("gift", published="2023", publisher="Hill Post", topics=("youth",), story="song"),
    entry(document("lamp-vi", "vi", "Text.", published="2023-01-02", publisher="Hill Post", story="song")),
    entry(document("note-en", "en", "Text.")),
]


def listed(browsed: Browsed) -> list[str]:
    return [it.shown.id for it in browsed.sources]


def counts(browsed: Browsed, name: str) -> dict[str, int]:
    return {it.value: it.count for it in browsed.facets[name]}


def test_the_newest_stand_first_and_the_undated_last() -> None:
    """Dates fall, a day stands before its bare month or year, and what has no date ends the list."""
    assert ["bridge-en", "choir-en", "lamp-vi", "gift-en", "note-en"] == listed(
        browse(ENTRIES, Wanted(), "en")
    )


@pytest.mark.parametrize(
    ("preferred", "expected"),
    [
        ("en", ["bridge-en", "choir-en", "lamp-vi", "gift-en", "note-en"]),
        ("vi", ["bridge-vi", "choir-vi", "lamp-vi", "gift-vi", "note-en"]),
    ],
)
def test_a_source_is_listed_once(preferred: Language, expected: list[str]) -> None:
    """Of two versions the one in the reader's language is shown; of one version, that."""
    browsed = browse(ENTRIES, Wanted(), preferred)
    assert (expected, 5) == (listed(browsed), browsed.total)
    assert [1, 1, 0, 1, 0] == [len(it.others) for it in browsed.sources]


def test_a_language_that_is_asked_for_goes_before_the_reader_s() -> None:
    """The list narrowed to Vietnamese shows Vietnamese versions, also on an English page."""
    browsed = browse(ENTRIES, Wanted(language="vi"), "en")
    assert ["bridge-vi", "choir-vi", "lamp-vi", "gift-vi"] == listed(browsed)
    assert ["bridge-en"] == [it.id for it in browsed.sources[0].others]


def test_every_choice_is_counted() -> None:
    """Without choices each facet counts all sources: years newest first, the rest by count and then by name."""
    browsed = browse(ENTRIES, Wanted(), "en")
    assert {
        "year": (Choice("2025", 2), Choice("2023", 2), Choice(UNDATED, 1)),
        "topic": (Choice("youth", 3), Choice("sports", 1)),
        "publisher": (Choice("Hill Post", 2), Choice("River Paper", 2)),
        "language": (Choice("en", 4), Choice("vi", 4)),
    } == browsed.facets


def test_choices_narrow_each_other_and_not_themselves() -> None:
    """A facet counts what the other choices leave, so that its other values can still be chosen."""
    browsed = browse(ENTRIES, Wanted(year="2023", topic="youth"), "en")
    assert ["gift-en"] == listed(browsed)
    assert {"2025": 2, "2023": 1} == counts(browsed, "year")
    assert {"youth": 1} == counts(browsed, "topic")
    assert {"Hill Post": 1} == counts(browsed, "publisher")
    assert {"en": 1, "vi": 1} == counts(browsed, "language")


@pytest.mark.parametrize(
    "wanted",
    [
        Wanted(),
        Wanted(year="2023"),
        Wanted(publisher="Hill Post", year="2023"),
        Wanted(language="vi"),
        Wanted(language="vi", topic="youth"),
        Wanted(year=UNDATED),
    ],
)
def test_a_count_is_what_choosing_leaves(wanted: Wanted) -> None:
    """Every link of a facet leads to a list of as many sources as stand beside it."""
    for name, choices in browse(ENTRIES, wanted, "en").facets.items():
        for choice in choices:
            change: dict[str, Any] = {name: choice.value}
            chosen = replace(wanted, **change)
            assert choice.count == browse(ENTRIES, chosen, "en").total, (name, choice)


@pytest.mark.parametrize("facet", ["year", "topic", "publisher", "language"])
def test_an_unknown_value_leaves_nothing(facet: str) -> None:
    """What no source has is an empty list of one page."""
    change: dict[str, Any] = {facet: "nobody's"}
    browsed = browse(ENTRIES, Wanted(**change), "en")
    assert ((), 0, 1, 1) == (browsed.sources, browsed.total, browsed.page, browsed.pages)
    assert browsed.facets[facet]


def test_other_reports_of_a_story_are_counted() -> None:
    """Sources, not documents, are counted, whether the list shows them or not."""
    browsed = browse(ENTRIES, Wanted(publisher="Hill Post"), "en")
    assert {"lamp-vi": 2, "gift-en": 2} == {it.shown.id: it.also_reported for it in browsed.sources}
    assert [0] == [it.also_reported for it in browse(ENTRIES, Wanted(year=UNDATED), "en").sources]


MANY = [it for number in range(45) for it in both(f"source-{number:02}")]


@pytest.mark.parametrize(
    ("asked", "page", "first", "length"),
    [(1, 1, 0, 20), (2, 2, 20, 20), (3, 3, 40, 5), (4, 3, 40, 5), (10**9, 3, 40, 5)],
)
def test_pages_join_up_and_end_with_the_last(asked: int, page: int, first: int, length: int) -> None:
    """Pages of 20 follow each other, and one past the end is the last."""
    browsed = browse(MANY, Wanted(page=asked), "en")
    assert (page, 3, 45) == (browsed.page, browsed.pages, browsed.total)
    assert [f"source-{number:02}-en" for number in range(first, first + length)] == listed(browsed)


def test_what_was_found_stands_in_its_order() -> None:
    """A search orders the list and bounds it; what is chosen narrows it further, and the counts are of it."""
    browsed = browse(ENTRIES, Wanted(q="x"), "vi", ["note", "choir", "gone", "lamp"])
    assert ["note-en", "choir-vi", "lamp-vi"] == listed(browsed)
    assert {"2025": 1, "2023": 1, UNDATED: 1} == counts(browsed, "year")
    narrowed = browse(ENTRIES, Wanted(q="x", year="2023"), "vi", ["note", "choir", "lamp"])
    assert ["lamp-vi"] == listed(narrowed)
    assert 2 == narrowed.sources[0].also_reported


def hits(*scored: tuple[str, float]) -> list[Hit]:
    return [
        Hit(Passage(document_id, 0, 1), score, rank) for rank, (document_id, score) in enumerate(scored, 1)
    ]


def test_a_source_is_found_once() -> None:
    """Several passages, and both languages, are one source, at the place of its best."""
    found = hits(("bridge-vi", 9), ("note-en", 8), ("bridge-en", 7), ("bridge-vi", 6))
    assert ["bridge", "note"] == found_sources(found, ENTRIES)


def test_the_other_reports_of_a_found_story_follow_it() -> None:
    """A search shows one report of a story; the list has the others after it, newest first."""
    assert ["gift", "choir", "lamp", "note"] == found_sources(hits(("gift-en", 9), ("note-en", 8)), ENTRIES)


@pytest.mark.parametrize("best", [10.0, -10.0])
def test_what_lies_far_below_the_best_is_not_found(best: float) -> None:
    """A search ranks everything; half of the best score is the least that counts, whatever its sign."""
    least = best - 5
    assert ["bridge", "note"] == found_sources(hits(("bridge-en", best), ("note-en", least)), ENTRIES)
    assert ["bridge"] == found_sources(hits(("bridge-en", best), ("note-en", least - 0.1)), ENTRIES)


def test_nothing_found_is_nothing() -> None:
    """No hit, or only hits of documents that are gone, gives no source."""
    assert [] == found_sources([], ENTRIES)
    assert [] == found_sources(hits(("gone-en", 1)), ENTRIES)


def test_an_address_says_what_is_wanted() -> None:
    """It has what is wanted and nothing that is empty, percent-encoded, and a change begins at the first page."""
    wanted = Wanted(q="a&b", publisher='"Ü" & <Söhne>', page=3, lang="vi")
    address = wanted.address(year="2025")
    assert {"q": ["a&b"], "publisher": ['"Ü" & <Söhne>'], "year": ["2025"], "lang": ["vi"]} == parse_qs(
        urlsplit(address).query
    )
    assert not set('"<> ') & set(address)
    assert "/documents?page=2" == Wanted().address(page=2)
    assert "/documents" == Wanted(year="2025").address(year="")
    assert "/documents?lang=vi" == wanted.cleared()


def test_few_choices_are_shown_at_once() -> None:
    """Of a long facet the first are shown, with what is chosen and what is undated; a short one is shown whole."""
    years = [Choice(str(2030 - number), 1) for number in range(FEW + 4)] + [Choice(UNDATED, 5)]
    first, rest = folded(years, chosen="2020")
    assert [*(str(2030 - number) for number in range(FEW)), "2020", UNDATED] == [it.value for it in first]
    assert [it for it in years if it not in first] == rest
    assert (years[:FEW], []) == folded(years[:FEW], "")


@pytest.mark.parametrize(
    ("page", "pages", "expected"),
    [
        (1, 1, [1]),
        (1, 3, [1, 2, 3]),
        (1, 25, [1, 2, None, 25]),
        (4, 6, [1, 2, 3, 4, 5, 6]),
        (13, 25, [1, None, 12, 13, 14, None, 25]),
        (25, 25, [1, None, 24, 25]),
    ],
)
def test_the_pages_around_are_linked(page: int, pages: int, expected: list[int | None]) -> None:
    """The first, the last and the neighbours are linked; a gap stands for two pages or more."""
    assert expected == page_numbers(page, pages)


def test_sources_are_counted_whatever_their_languages() -> None:
    """Two versions are one source."""
    assert (5, PAGE + 25) == (source_count(ENTRIES), source_count(MANY))
