"""Cut a document's text into passages that the embedder reads whole."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from nhipcau.sentences import Span, clause_spans, ends_like_a_sentence, sentence_spans
from nhipcau.vocabulary import Document, Passage

CountTokens = Callable[[str], int]
"""How many word pieces the embedder makes of a text, those that it adds itself counted."""

TITLE_SHARE = 4
"""A title takes at most one part in this many of what the embedder reads; a longer one is cut at a word."""

_WORD = re.compile(r"\S+\s*")


@dataclass(frozen=True, slots=True)
class Chunking:
    """The settings of chunking, kept in the manifest. Both count the embedder's word pieces.

    `limit` is what the embedder reads; `target` is where a passage stops growing.
    """

    limit: int
    target: int


def embedded_text(title: str, passage_text: str) -> str:
    """What is embedded for a passage: its document's title in front of its own text."""
    return f"{title}\n{passage_text}"


def fitting_title(title: str, count_tokens: CountTokens, limit: int) -> str:
    """The title, or as many of its first words as fit into a quarter of `limit`."""
    words = title.split()
    while words and count_tokens(" ".join(words)) > limit // TITLE_SHARE:
        words.pop()
    return " ".join(words)


def passages(document: Document, count_tokens: CountTokens, chunking: Chunking) -> list[Passage]:
    """The passages of a document, in order.

    Each begins and ends at sentence bounds and, with its title in front, has at most `chunking.limit` word pieces.
    A sentence longer than that becomes passages of its own at clause bounds, each repeating the last clause of
    the one before. A heading opens a new passage; a paragraph is kept whole where it fits.
    """
    title = fitting_title(document.title, count_tokens, chunking.limit)

    def size(start: int, end: int) -> int:
        return count_tokens(embedded_text(title, document.text[start:end]))

    found: list[Span] = []
    for block in _blocks(document.text):
        found.extend(_packed(block, size, chunking))
    return [
        Passage(document.id, *piece)
        for start, end in found
        for piece in (
            [(start, end)]
            if size(start, end) <= chunking.limit
            else _cut(document.text, start, end, size, chunking.limit)
        )
    ]


def _blocks(text: str) -> Iterator[list[Span]]:
    """Runs of sentences that belong together: from one heading up to the next."""
    block: list[Span] = []
    for start, end in sentence_spans(text):
        heading = not ends_like_a_sentence(text[start:end]) and _alone_on_line(text, start, end)
        if heading and any(ends_like_a_sentence(text[left:right]) for left, right in block):
            yield block
            block = []
        block.append((start, end))
    if block:
        yield block


def _alone_on_line(text: str, start: int, end: int) -> bool:
    return (start == 0 or text[start - 1] == "\n") and (end == len(text) or text[end] == "\n")


def _packed(sentences: list[Span], size: Callable[[int, int], int], chunking: Chunking) -> Iterator[Span]:
    """Join neighbouring sentences while the passage stays within the target."""
    start, end = sentences[0]
    for left, right in sentences[1:]:
        if size(start, right) > chunking.target:
            yield start, end
            start = left
        end = right
    yield start, end


def _cut(text: str, start: int, end: int, size: Callable[[int, int], int], limit: int) -> list[Span]:
    """Overlapping spans at clause bounds (words where a clause is too long, letters where a word is)."""
    pieces = [
        piece
        for clause in clause_spans(text, start, end)
        for piece in _split_until_it_fits(text, clause, size, limit)
    ]
    spans, first = [], 0
    for last in range(len(pieces)):
        if last > first and size(pieces[first][0], pieces[last][1]) > limit:
            spans.append((pieces[first][0], pieces[last - 1][1]))
            overlap = last - 1 if last - 1 > first else last
            first = overlap if size(pieces[overlap][0], pieces[last][1]) <= limit else last
    spans.append((pieces[first][0], pieces[-1][1]))
    return [_trimmed(text, span) for span in spans]


def _split_until_it_fits(text: str, span: Span, size: Callable[[int, int], int], limit: int) -> list[Span]:
    start, end = span
    if size(start, end) <= limit or end - start == 1:
        return [span]
    words = [match.end() + start for match in _WORD.finditer(text[start:end])][:-1]
    middle = min(words, key=lambda cut: abs(cut - (start + end) // 2)) if words else (start + end) // 2
    return [
        *_split_until_it_fits(text, (start, middle), size, limit),
        *_split_until_it_fits(text, (middle, end), size, limit),
    ]


def _trimmed(text: str, span: Span) -> Span:
    start, end = span
    return start + len(text[start:end]) - len(text[start:end].lstrip()), start + len(text[start:end].rstrip())
