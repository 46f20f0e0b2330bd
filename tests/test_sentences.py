"""Sentence and clause bounds in both languages."""

from __future__ import annotations

import runpy
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhipcau.sentences import clause_spans, ends_like_a_sentence, line_spans, sentence_spans
from nhipcau.text import nfc

MARKED = Path(__file__).parents[1] / "bench" / "sentences"
BENCH = runpy.run_path(str(MARKED.with_suffix(".py")))

LEAST_F1 = 0.98
LEAST_BOUNDS = 300

# Everything that the rules look at: marks, quotes, brackets, abbreviations, initials, lists, several lines.
PIECES = st.sampled_from(
    ["Mr. ", "No. 18", "TP.HCM", "v.v. ", "J. ", "US$2.5 ", "a.m. ", "ông ", "The ", "said ", "hỏi ", "ế", "A", "b", "1",
     ". ", "! ", "?” ", "...", "… ", "“", "”", '"', "(", ")", "[1]", "«", "»", ", ", "; ", " – ", " ", "\n", "\n\n", "\t"]
)  # fmt: skip
SHAPED = st.lists(PIECES, max_size=40).map("".join)
TEXTS = st.one_of(SHAPED, st.text(max_size=120)).map(nfc)


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text)]


@pytest.mark.parametrize("language", ["en", "vi"])
def test_bounds_agree_with_those_marked_by_hand(language: str) -> None:
    """On text marked before the rules were written, F1 is at least 0.98, and also within lines."""
    path = MARKED / f"{language}.txt"
    _, bounds = BENCH["read_marked"](path)
    whole, inner, errors = BENCH["measure"](path)

    assert len(bounds) >= LEAST_BOUNDS
    assert whole >= LEAST_F1, errors
    assert inner >= LEAST_F1, errors


@given(TEXTS)
def test_spans_never_overlap_and_cover_everything(text: str) -> None:
    """Sentences come in order, share nothing, and leave out nothing but white space."""
    spans = sentence_spans(text)
    outside = set(range(len(text))) - {place for start, end in spans for place in range(start, end)}

    assert all(left[1] <= right[0] for left, right in pairwise(spans))
    assert "" == "".join(text[place] for place in outside).strip()


@given(TEXTS)
def test_a_sentence_is_not_blank_and_stays_in_its_line(text: str) -> None:
    """No sentence is empty, begins or ends with white space, or holds a line break."""
    for sentence in sentences(text):
        assert sentence
        assert sentence == sentence.strip()
        assert "\n" not in sentence


@given(TEXTS)
def test_bounds_of_a_line_do_not_depend_on_other_lines(text: str) -> None:
    """Each line is a paragraph of its own: putting it among others moves no bound in it."""
    alone = [sentence for start, end in line_spans(text) for sentence in sentences(text[start:end])]

    assert alone == sentences(text)


@given(SHAPED)
def test_clauses_touch_and_rebuild_the_sentence(text: str) -> None:
    """Cut at its clause bounds, a span loses nothing and repeats nothing."""
    for start, end in sentence_spans(text):
        clauses = clause_spans(text, start, end)

        assert text[start:end] == "".join(text[left:right] for left, right in clauses)
        assert all(right > left for left, right in clauses)


@pytest.mark.parametrize(
    "expected",
    [
        ["The union met in Huế.", "It adopted two plans."],
        ["Resolution No. 18-NQ/TW was read.", "Nobody spoke."],
        ["It raised US$25.4 million.", "That was a record."],
        ["Dr. J. B. Lindqvist spoke first.", "Others followed."],
        ["Đoàn đến TP.HCM ngày 5.6.", "Sáng hôm sau, đoàn đi TP. Huế."],
        ["GS.TS. Mạc Thanh Tuyền phát biểu.", "Hội trường vỗ tay."],
        ["“Ông có mệt không?” em bé hỏi.", "Ông lắc đầu."],
        ["“We came to help. We stayed to learn.”", "The hall applauded."],
        ["Guests came from Laos, Cuba, etc. and stayed.", "All were fed."],
        ["A heading without a stop"],
    ],
)
def test_what_looks_like_a_stop_is_told_from_one(expected: list[str]) -> None:
    """Abbreviations, initials, figures and quoted speech do not end a sentence; a full stop does."""
    assert expected == sentences(" ".join(expected))


def test_every_line_is_a_paragraph() -> None:
    """A heading and list entries are sentences of their own, though nothing ends them."""
    assert ["Programme", "- Welcome", "- Supper", "All are invited."] == sentences(
        "Programme\n\n- Welcome\n- Supper\nAll are invited.\n"
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [("It closed.", True), ("Why?”", True), ("It closed.[2] ", True), ("A heading", False)],
)
def test_a_heading_does_not_end_like_a_sentence(text: str, expected: bool) -> None:
    """A full stop or its like ends a sentence, also behind a closing quotation mark or a note's number."""
    assert expected == ends_like_a_sentence(text)
