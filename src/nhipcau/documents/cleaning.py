"""The article out of a scraped page: lines that belong to the page go, whole; the article's own stay verbatim.

Every stored line occurs in the raw text, white space apart, and a sentence-shaped paragraph is lost only where
it repeats another, or is a legal or comment-box notice after the article's end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise

from nhipcau.documents.addresses import host_of
from nhipcau.documents.characters import plain_characters
from nhipcau.documents.dates import date_line
from nhipcau.documents.furniture import (
    is_byline,
    is_furniture,
    is_notice,
    is_stamp,
    opens_box,
    opens_tail,
    without_credit,
)
from nhipcau.documents.heading import find_heading
from nhipcau.documents.lines import bears_sentence, is_list_entry, is_prose, unwrap, without_menus
from nhipcau.sentences import sentence_spans
from nhipcau.text import fold_space
from nhipcau.vocabulary import TitleFrom

_LONGEST_CAPTION = 200
_LONGEST_FIRST_SENTENCE = 200
_SOURCE = re.compile(
    r"(?:source|original|link|url|nguồn(?: tin| bài)?|link gốc|bài gốc)\s*:\s*(?:[^:]{0,60}\s)?[(<]?(https?://\S+)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Cleaned:
    """An article without its page. `text` is empty only where the raw text had no words."""

    title: str
    title_from: TitleFrom
    published: str | None
    publisher: str | None
    url: str | None
    text: str


def clean(raw: str, title: str | None = None) -> Cleaned:
    """The article in a scraped text; with `title` given, none is looked for.

    Linear in the length of the text.
    """
    lines = unwrap([fold_space(line) for line in plain_characters(raw).split("\n")], _stands_alone)
    url = next(filter(None, map(_source_url, reversed(lines))), None)
    heading = find_heading([line for line in lines if _source_url(line) is None], title)
    body = _article(heading.body)
    found = heading.title
    title_from: TitleFrom = "source" if found and body else "first-sentence"
    text = _joined(body or ([found] if found else []))
    return Cleaned(
        title=found or _first_sentence(text),
        title_from=title_from,
        published=heading.published,
        publisher=host_of(url) if url else None,
        url=url,
        text=text,
    )


def _stands_alone(line: str) -> bool:
    return is_furniture(line) or date_line(line) is not None or "://" in line


def _source_url(line: str) -> str | None:
    """The address in a line such as "Source: https://..."; None for every other line."""
    match = _SOURCE.fullmatch(line) if "://" in line else None
    url = match[1].rstrip(").,;>") if match else None
    return url if url and host_of(url) else None


def _article(lines: list[str]) -> list[str]:
    """The lines of the article out of everything below its title."""
    end = _tail_start(lines)
    after = [line for line in lines[end:] if is_prose(line) and not is_notice(line)]
    body = _without_captions([line for line in _without_boxes(lines[:end]) if not _is_page_line(line)])
    return _without_repeats(_without_trailing(body) + after)


def _is_page_line(line: str) -> bool:
    stamp = date_line(line)
    return is_furniture(line) or (stamp is not None and stamp.is_labelled)


def _tail_start(lines: list[str]) -> int:
    """Where the article ends: at the first tail marker with more prose before it than after it."""
    sizes = [len(line) if is_prose(line) and not is_notice(line) else 0 for line in lines]
    before, total = 0, sum(sizes)
    for place, line in enumerate(lines):
        if before > total - before and opens_tail(line):
            return place
        before += sizes[place]
    return len(lines)


def _without_boxes(lines: list[str]) -> Iterator[str]:
    """Drop each box of links or tags: from its heading to the next running text."""
    in_box = False
    for line in lines:
        in_box = opens_box(line) or (in_box and not bears_sentence(line))
        if not in_box and (is_prose(line) or not opens_tail(line)):
            yield line


def _without_captions(lines: list[str]) -> list[str]:
    """Drop picture captions: those with a credit, and short lines immediately repeated."""
    kept = []
    for caption, group in groupby(lines, key=without_credit):
        copies = list(group)
        if len(copies) > 1 and len(caption) > _LONGEST_CAPTION:
            kept.append(copies[0])
        elif len(copies) == 1 and copies[0] == caption:
            kept.append(caption)
    return kept


def _without_trailing(lines: list[str]) -> list[str]:
    """Drop menus, bylines and dates after the last running text."""
    end = _text_end(lines)
    if end == 0:
        return lines
    return lines[:end] + [
        line for line in without_menus(lines[end:]) if not (is_byline(line) or is_stamp(line))
    ]


def _text_end(lines: list[str]) -> int:
    """The place after the last running text and the list that it introduces; 0 where there is none."""
    end = next((place for place in range(len(lines), 0, -1) if bears_sentence(lines[place - 1])), 0)
    if end and end + 1 < len(lines) and lines[end].endswith(":") and is_list_entry(lines[end + 1]):
        end += 1
    while 0 < end < len(lines) and is_list_entry(lines[end]) and _introduces(lines[end - 1]):
        end += 1
    return end


def _introduces(line: str) -> bool:
    return line.endswith(":") or is_list_entry(line)


def _without_repeats(lines: list[str]) -> list[str]:
    """Keep the first copy only of each long paragraph."""
    seen: set[str] = set()
    kept = []
    for line in lines:
        if line not in seen:
            kept.append(line)
        if len(line) > _LONGEST_CAPTION:
            seen.add(line)
    return kept


def _joined(lines: list[str]) -> str:
    """One line a paragraph, a blank line between paragraphs, none between the entries of a list."""
    parts = lines[:1]
    for before, line in pairwise(lines):
        parts += ["\n" if is_list_entry(before) and is_list_entry(line) else "\n\n", line]
    return "".join(parts)


def _first_sentence(text: str) -> str:
    """The first sentence, at most 200 characters of it, cut at a word."""
    line = text.partition("\n")[0]
    start, end = next(iter(sentence_spans(line[:2000])), (0, 0))
    sentence = line[start:end]
    if len(sentence) <= _LONGEST_FIRST_SENTENCE:
        return sentence
    head = sentence[:_LONGEST_FIRST_SENTENCE]
    return (head.rpartition(" ")[0] or head[:-1]).rstrip(" ,;:—–-") + "…"
