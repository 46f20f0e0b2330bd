"""Cited spans onto a text."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from nhipcau.server.highlighting import CitedSpan, cited_spans, paragraphs

TEXT = "One two.\n\nThree four.\nFive."


def shown(text: str, *values: str) -> str:
    """The text with marked pieces in brackets, after the numbers of their anchors."""
    return "|".join(
        "".join(
            f"{list(piece.anchors)}<{piece.text}>" if piece.marked else piece.text
            for piece in paragraph.pieces
        )
        for paragraph in paragraphs(text, cited_spans(values, len(text)))
    )


def test_a_span_is_marked() -> None:
    """The characters start to end are marked, end excluded, and carry the span's number."""
    assert "One [1]<two>.|Three four.\nFive." == shown(TEXT, "4-7")


def test_spans_are_numbered_by_their_place() -> None:
    """Comma-separated and repeated spans count on; one that cannot be read keeps its number."""
    assert "[3]<One> [1]<two>.|Three four.\n[4]<Five>." == shown(TEXT, "4-7,x-2", "0-3", "22-26")


def test_overlapping_spans_are_marked_once() -> None:
    """Each character stands once, and each span has its anchor where it begins."""
    assert "[1]<One >[2]<two>[]<.>|Three four.\nFive." == shown(TEXT, "0-8,4-7")
    assert "[1, 2]<One>[]< two>.|Three four.\nFive." == shown(TEXT, "0-3,0-7")


def test_a_span_goes_across_paragraphs() -> None:
    """A span over two blocks is marked in both, with one anchor; the blank between is no part of either."""
    assert "One [1]<two.>|[]<Three> four.\nFive." == shown(TEXT, "4-15")


def test_unusable_spans_are_left_out() -> None:
    """Empty, reversed, negative, foreign and far-off spans mark nothing; one that reaches too far is cut."""
    assert "One two.|Three four.\nFive." == shown(TEXT, "", "5-5,7-4,-1-3,a-b,1,٣-٤,900-901", "99999999999-1")
    assert [CitedSpan(1, 22, len(TEXT))] == cited_spans(["22-900"], len(TEXT))


def test_headings_are_short_blocks_without_an_end() -> None:
    """A block of one line that does not end like a sentence is shown as a heading."""
    assert [True, False, False] == [it.heading for it in paragraphs("Results\n\nIt grew.\n\na\nb", [])]


@given(
    st.text(alphabet="ab \n\r\u2028.", max_size=40),
    st.lists(st.tuples(st.integers(0, 45), st.integers(0, 45)), max_size=6),
)
def test_nothing_is_lost_or_doubled(text: str, bounds: list[tuple[int, int]]) -> None:
    """Whatever is marked, the pieces are the text; each anchor occurs at most once, on a marked piece."""
    spans = cited_spans([f"{start}-{end}" for start, end in bounds], len(text))
    pieces = [piece for paragraph in paragraphs(text, spans) for piece in paragraph.pieces]
    assert re.sub(r"\s", "", text) == re.sub(r"\s", "", "".join(piece.text for piece in pieces))
    anchors = [anchor for piece in pieces for anchor in piece.anchors]
    assert len(set(anchors)) == len(anchors)
    assert all(piece.marked for piece in pieces if piece.anchors)
