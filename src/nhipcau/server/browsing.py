"""Browse the corpus without reading its texts: which sources a reader's choices leave, and how many each choice would.

A source counts once, whatever languages it has: by its version in the language that is asked for, else in that of
the page. What a source is narrowed by is what the version shown says of itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final
from urllib.parse import urlencode

from nhipcau.index.generation import Entry
from nhipcau.vocabulary import LANGUAGES, Hit, Language

UNDATED: Final = "undated"
"""The year of a source whose date is not known."""

PAGE: Final = 20
"""Sources on a page."""

FEW: Final = 8
"""Choices of a facet that are shown at once where there are many."""

NEAR: Final = 0.5
"""How much of the best score a passage must have for its source to count as found: a search ranks and does not end."""

_FACETS: Final[Mapping[str, Callable[[Entry], Collection[str]]]] = {
    "year": lambda entry: (year_of(entry) or UNDATED,),
    "topic": lambda entry: entry.topics,
    "publisher": lambda entry: (entry.publisher,) if entry.publisher else (),
    "language": lambda entry: (entry.language,),
}
FACETS: Final = tuple(_FACETS)
"""What the list can be narrowed by, in the order of the page."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a reader asks of the list, as it was written; empty means everything. `page` counts from 1."""

    q: str = ""
    year: str = ""
    topic: str = ""
    publisher: str = ""
    language: str = ""
    page: int = 1
    lang: str = ""

    def active(self) -> dict[str, str]:
        """The facets that the list is narrowed by, each with its value."""
        return {name: value for name in FACETS if (value := str(getattr(self, name)))}

    def address(self, **changes: Any) -> str:
        """The address of the list after `changes`; it begins at its first page unless they name another."""
        changed = replace(self, **{"page": 1, **changes})
        asked = [(name, getattr(changed, name)) for name in ("q", *FACETS) if getattr(changed, name)]
        if changed.page > 1:
            asked.append(("page", str(changed.page)))
        if changed.lang:
            asked.append(("lang", changed.lang))
        return f"/documents?{urlencode(asked)}" if asked else "/documents"

    def cleared(self) -> str:
        """The address of the whole list."""
        return Wanted(lang=self.lang).address()


@dataclass(frozen=True, slots=True)
class Source:
    """A source as it is listed: the version shown, its other versions, and how many others report its story."""

    shown: Entry
    others: tuple[Entry, ...]
    also_reported: int


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a facet, and how many sources it would leave, the other choices staying as they are."""

    value: str
    count: int


@dataclass(frozen=True, slots=True)
class Browsed:
    """The sources of one page of the list, how many there are in all, and what else can be chosen.

    `page` is the one asked for, or else the last; there are `pages` of them, at least one.
    """

    sources: tuple[Source, ...]
    total: int
    page: int
    pages: int
    facets: Mapping[str, tuple[Choice, ...]]


def browse(
    entries: Sequence[Entry], wanted: Wanted, preferred: Language, found: Sequence[str] | None = None
) -> Browsed:
    """The sources of `entries` that `wanted` leaves, newest first and undated ones last.

    With `found` only those sources are looked at, and stand in its order. A source is shown in the language that is
    wanted, which it then must have, else in the `preferred` one where it has that.
    """
    versions = _by_source(entries)
    considered = {it: versions[it] for it in found if it in versions} if found is not None else versions
    candidates = _shown(considered, wanted.language, preferred)
    left = [it for it in candidates if _passes(it, wanted)]
    if found is None:
        left.sort(key=lambda it: it.id)
        left.sort(key=lambda it: it.published or "", reverse=True)
    pages = max(1, -(-len(left) // PAGE))
    page = min(max(1, wanted.page), pages)
    reported = _reported(entries)
    return Browsed(
        sources=tuple(
            Source(
                it, _others(it, versions[it.source_id]), reported[it.story] - 1 if it.story is not None else 0
            )
            for it in left[(page - 1) * PAGE : page * PAGE]
        ),
        total=len(left),
        page=page,
        pages=pages,
        facets={
            "year": _newest_first(_counts("year", candidates, wanted)),
            "topic": _most_first(_counts("topic", candidates, wanted)),
            "publisher": _most_first(_counts("publisher", candidates, wanted)),
            "language": _languages(considered, wanted, preferred),
        },
    )


def found_sources(hits: Sequence[Hit], entries: Iterable[Entry]) -> list[str]:
    """The ids of the sources that a search found, best first, without those that are far below the best.

    A search shows a story once; its other sources follow the one that was found, newest first.
    """
    by_id = {it.id: it for it in entries}
    by_story: dict[str, list[Entry]] = {}
    for it in sorted(by_id.values(), key=lambda it: it.published or "", reverse=True):
        by_story.setdefault(it.told, []).append(it)
    least = hits[0].score - abs(hits[0].score) * (1 - NEAR) if hits else 0.0
    ordered: dict[str, None] = {}
    for hit in hits:
        entry = by_id.get(hit.passage.document_id)
        if entry is not None and hit.score >= least:
            ordered |= dict.fromkeys([entry.source_id, *(it.source_id for it in by_story[entry.told])])
    return list(ordered)


def source_count(entries: Iterable[Entry]) -> int:
    """How many sources there are, whatever languages they have."""
    return len({it.source_id for it in entries})


def folded(choices: Sequence[Choice], chosen: str) -> tuple[list[Choice], list[Choice]]:
    """What is shown of a facet at once, and the rest, which is never one or two.

    What is `chosen`, and how many sources are undated, is shown at once however low it stands.
    """
    at_once = FEW if len(choices) > FEW + 2 else len(choices)
    first, rest = list(choices[:at_once]), list(choices[at_once:])
    raised = [it for it in rest if it.value in (chosen, UNDATED)]
    return first + raised, [it for it in rest if it not in raised]


def year_of(entry: Entry) -> str | None:
    """The year (YYYY) that a document was published in, or None."""
    return entry.published[:4] if entry.published else None


def page_numbers(page: int, pages: int) -> list[int | None]:
    """The pages to link to: the first, the last and those around `page`; None where some are left out."""
    shown: list[int | None] = []
    last = 0
    for number in sorted({1, pages, *range(max(1, page - 1), min(pages, page + 1) + 1)}):
        if number - last == 2:  # a gap of one page is no shorter than its number
            shown.append(number - 1)
        elif number - last > 2:
            shown.append(None)
        shown.append(number)
        last = number
    return shown


def _by_source(entries: Iterable[Entry]) -> dict[str, list[Entry]]:
    versions: dict[str, list[Entry]] = {}
    for it in sorted(entries, key=lambda it: it.id):
        versions.setdefault(it.source_id, []).append(it)
    return versions


def _shown(versions: Mapping[str, Sequence[Entry]], language: str, preferred: Language) -> list[Entry]:
    """One version of each source: in `language`, and none where it has none; without it, rather in `preferred`."""
    if language:
        return [it for every in versions.values() for it in every if it.language == language]
    return [next((it for it in every if it.language == preferred), every[0]) for every in versions.values()]


def _others(shown: Entry, versions: Sequence[Entry]) -> tuple[Entry, ...]:
    return tuple(it for it in versions if it.language != shown.language)


def _passes(entry: Entry, wanted: Wanted, but: str = "") -> bool:
    """Whether a version is what is wanted; the facet `but` is not asked for."""
    return all(value in _FACETS[name](entry) for name, value in wanted.active().items() if name != but)


def _counts(name: str, candidates: Iterable[Entry], wanted: Wanted) -> Counter[str]:
    return Counter(value for it in candidates if _passes(it, wanted, but=name) for value in _FACETS[name](it))


def _languages(
    versions: Mapping[str, Sequence[Entry]], wanted: Wanted, preferred: Language
) -> tuple[Choice, ...]:
    """A source counts in each of its languages, by that version."""
    choices = (
        Choice(code, sum(_passes(it, wanted, but="language") for it in _shown(versions, code, preferred)))
        for code in LANGUAGES
    )
    return tuple(it for it in choices if it.count)


def _newest_first(counts: Counter[str]) -> tuple[Choice, ...]:
    years = sorted((it for it in counts if it != UNDATED), reverse=True)
    return tuple(Choice(it, counts[it]) for it in [*years, *([UNDATED] if UNDATED in counts else [])])


def _most_first(counts: Counter[str]) -> tuple[Choice, ...]:
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0].casefold(), pair[0]))
    return tuple(Choice(*pair) for pair in ordered)


def _reported(entries: Iterable[Entry]) -> Counter[str]:
    """How many sources report each story."""
    return Counter(story for story, _ in {(it.story, it.source_id) for it in entries} if story is not None)
