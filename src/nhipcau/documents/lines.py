"""What a line of scraped text looks like, whatever it says: a sentence, a name, a list entry, half a paragraph."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import groupby, pairwise

from nhipcau.sentences import ends_like_a_sentence, sentence_spans

PROSE_LENGTH = 60
"""Characters from which a line that ends like a sentence is never taken for furniture."""

LONGEST_HEADING = 250
"""Characters; a longer line is running text even without a full stop."""

LEAST_MENU = 3
"""Lines in a row without a sentence from which, at the head or foot of a page, they are a menu."""

_LONGEST_MENU_ENTRY = 160
_CLOSING_QUOTES = ('"', "”", "»", "’", "'")
_LIST_ENTRY = re.compile(r"(?:[-–*•+◦▪]|\d{1,3}[.)])\s")
_NAME_BREAK = re.compile(r"\s*[/,&|–]\s*|\s+-\s+|\s+(?:và|and)\s+")
_CODE = re.compile(r"[(\[]?(?:[—–-]\s*)?([^\W\d_]{2,8}(?:[/.-][^\W\d_]{2,8})?)[)\]]?\.?")

# A hard-wrapped block: lines at most this wide, and a line shorter than the least was not cut by its width.
_WIDEST_WRAP = 120
_LEAST_WRAP = 50


def ends_sentence(line: str) -> bool:
    """Whether a line ends with a full stop or its like, or with a closing quotation mark."""
    tail = line[-40:]
    return ends_like_a_sentence(tail) or tail.endswith(_CLOSING_QUOTES)


def is_prose(line: str) -> bool:
    """Whether a line is a sentence-shaped paragraph."""
    return len(line) >= PROSE_LENGTH and ends_sentence(line)


def bears_sentence(line: str) -> bool:
    """Whether a line is running text: a sentence of any length, several of them, or too long for a heading."""
    if ends_sentence(line) or len(line) > LONGEST_HEADING:
        return len(line) >= PROSE_LENGTH or line.count(" ") >= 2
    if line.endswith(";"):
        return True
    return len(line) >= PROSE_LENGTH and len(sentence_spans(line)) > 1


def is_code(line: str) -> bool:
    """Whether a line is nothing but an agency's sign-off in capitals: "NDO", "(TTXVN)", "— VNS"."""
    match = _CODE.fullmatch(line)
    return bool(match and match[1].isupper())


def is_name(line: str) -> bool:
    """Whether a line is one or two names and nothing else, each of two to four capitalised words."""
    if len(line) > 60 or ends_sentence(line):
        return False
    people = _NAME_BREAK.split(line)
    return len(people) <= 3 and len(line.split()) >= 2 and all(map(_is_one_name, people))


def _is_one_name(text: str) -> bool:
    words = text.split()
    return 1 <= len(words) <= 4 and all(word[0].isupper() and word.isalpha() for word in words)


def is_list_entry(line: str) -> bool:
    """Whether a line opens with a list mark."""
    return bool(_LIST_ENTRY.match(line))


def unwrap(lines: list[str], stands_alone: Callable[[str], bool]) -> list[str]:
    """Join hard-wrapped lines again, and drop blank ones.

    A line is continued by the next where that begins with a small letter, and, in a block that has such lines,
    where its first word had no more room. Lines that `stands_alone` accepts are never joined.
    """
    joined: list[str] = []
    for blank, group in groupby(lines, key=lambda line: not line):
        if not blank:
            joined += _unwrap_block(list(group), stands_alone)
    return joined


def _unwrap_block(block: list[str], stands_alone: Callable[[str], bool]) -> list[str]:
    width = max(map(len, block))
    is_wrapped = width <= _WIDEST_WRAP and any(_continues(line, after) for line, after in pairwise(block))
    paragraphs = [[block[0]]]
    for line, after in pairwise(block):
        fits = _continues(line, after) or (is_wrapped and _had_no_room(line, after, width))
        if fits and line != after and not (is_list_entry(after) or stands_alone(line) or stands_alone(after)):
            paragraphs[-1].append(after)
        else:
            paragraphs.append([after])
    return [" ".join(paragraph) for paragraph in paragraphs]


def _continues(line: str, after: str) -> bool:
    return len(line) >= _LEAST_WRAP and after[0].islower() and not ends_sentence(line)


def _had_no_room(line: str, after: str, width: int) -> bool:
    return len(line) >= _LEAST_WRAP and len(line) + 1 + len(after.split(maxsplit=1)[0]) > width


def without_menus(lines: list[str], longest: int = _LONGEST_MENU_ENTRY) -> list[str]:
    """Drop every run of three or more lines of at most `longest` characters that bear no sentence."""
    kept: list[str] = []
    for is_short, group in groupby(lines, key=lambda line: len(line) <= longest and not bears_sentence(line)):
        run = list(group)
        kept += [] if is_short and len(run) >= LEAST_MENU else run
    return kept
