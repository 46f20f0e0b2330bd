"""Sentences that open by pointing back ("He ...", "Hội nghị này ..."): they are quoted with the sentence before."""

from __future__ import annotations

import functools
import re

from nhipcau.sentences import Span, ends_like_a_sentence, sentence_spans
from nhipcau.text import CAPITALS

MAX_QUOTE = 400
"""Characters of the longest quote."""

SHORT = 220
"""Characters of the longest sentence that is joined by the one before it where it points back."""

_POINTS_BACK = re.compile(
    r"(?i:he|she|it|they|his|her|its|their|this|that|these|those|both|there"
    r"|the (?:events?|conference|congress|meeting|two(?: sides)?|latter|former|campaign|programme|program|project"
    r"|festival|ceremony|delegation|association|organi[sz]ation|fund|visit|agreement|plan|camp|auction)"
    r"|ông|bà|anh|chị|họ|ông ấy|bà ấy|đây|đó|điều (?:này|đó)"
    r"|(?:sự kiện|hội nghị|đại hội|cuộc họp|buổi (?:lễ|gặp)|chương trình|hoạt động|dự án|chiến dịch|chuyến thăm|đoàn"
    r"|hội|tổ chức|quỹ|lễ hội|liên hoan|trại hè) (?:này|đó|ấy|trên|nói trên))\b"
    rf"(?! [{CAPITALS}])"
)


def joined_start(text: str, sentence: Span) -> int:
    """Where the quote of a sentence begins: at the sentence before, where this one is short and points back to it."""
    start, end = sentence
    if end - start > SHORT or not _POINTS_BACK.match(text, start):
        return start
    before = _sentence_before(text[max(0, start - 2 * MAX_QUOTE) : start])
    return start if before is None or end - start + before > MAX_QUOTE else start - before


@functools.lru_cache(maxsize=4096)  # the same sentences are looked at again and again
def _sentence_before(text: str) -> int | None:
    """How many characters before the end of a text its last sentence begins, unless that is a heading."""
    offset = max(0, text.rfind("\n\n", 0, max(0, text.rfind("\n\n"))))
    spans = sentence_spans(text[offset:])
    if not spans or not ends_like_a_sentence(text[offset + spans[-1][0] : offset + spans[-1][1]]):
        return None
    return len(text) - offset - spans[-1][0]
