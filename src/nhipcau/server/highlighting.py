"""Cited spans onto a text: `c=120-310` becomes pieces of paragraphs, marked or not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

MAX_SPANS = 50


@dataclass(frozen=True, slots=True)
class CitedSpan:
    """The span `text[start:end]` that a link asks for, with its place (from 1) in the link."""

    number: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text, marked whole or not at all; `anchors` are the numbers of the spans that begin in it."""

    text: str
    marked: bool
    anchors: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The pieces of one block of the text; a heading is a short block that does not end like a sentence."""

    pieces: tuple[Piece, ...]
    heading: bool


def cited_spans(values: Sequence[str], length: int) -> list[CitedSpan]:
    """The spans of the `c` parameters, cut to a text of `length`.

    Malformed spans and those outside the text are left out but counted: the anchor of a span is its place.
    """
    written = [part for value in values for part in value.split(",")][:MAX_SPANS]
    found = [
        CitedSpan(number, int(match[1]), min(int(match[2]), length))
        for number, part in enumerate(written, start=1)
        if (match := re.fullmatch(r"([0-9]{1,9})-([0-9]{1,9})", part.strip()))
    ]
    return [span for span in found if span.start < span.end]


def paragraphs(text: str, spans: Sequence[CitedSpan]) -> Iterator[Paragraph]:
    """The blocks of `text` in order; the pieces of each, joined, are the block.

    Where spans overlap, the characters of both are marked once. A span's anchor is its first marked piece.
    """
    waiting = sorted(spans, key=lambda span: (span.start, span.number))
    for block in re.finditer(r"\S.*(?:\n.*\S.*)*", text):
        touching = [span for span in spans if span.start < block.end() and span.end > block.start()]
        bounds = {block.start(), block.end(), *_inside(touching, block.start(), block.end())}
        pieces = []
        for start, end in pairwise(sorted(bounds)):
            covering = [span for span in touching if span.start < end and span.end > start]
            anchors = tuple(span.number for span in waiting if span in covering)
            waiting = [span for span in waiting if span.number not in anchors]
            pieces.append(Piece(text[start:end], bool(covering), anchors))
        yield Paragraph(tuple(pieces), _is_heading(block[0]))


def _inside(spans: Sequence[CitedSpan], start: int, end: int) -> Iterator[int]:
    return (bound for span in spans for bound in (span.start, span.end) if start < bound < end)


def _is_heading(block: str) -> bool:
    return len(block) <= 120 and "\n" not in block and block.rstrip()[-1] not in ".!?…:;,”’)" + '"'
