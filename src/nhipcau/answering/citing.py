"""From a chosen sentence to its citation: where the quote begins and ends, and what is said of its document."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nhipcau.answering.answer_types import gives_wanted
from nhipcau.answering.pointing import MAX_QUOTE, joined_start
from nhipcau.answering.question import Understood
from nhipcau.answering.selection import Candidate, matched
from nhipcau.sentences import Span, clause_spans
from nhipcau.vocabulary import Citation, Document, Related

# At most MAX_QUOTE characters that end where a word does; a longer word is cut.
_PIECE = re.compile(rf"\S(?:.{{0,{MAX_QUOTE - 2}}}\S)?(?!\S)|\S{{1,{MAX_QUOTE}}}", re.DOTALL)


def cite_all(chosen: Sequence[Candidate], question: Understood, room: int) -> list[Citation]:
    """A citation for each candidate, numbered from 1, of at most `room` characters in all, numbers counted.

    A quote may be longer than its candidate, so one for which there is no room any more, or which would repeat what
    another shows, is left out.
    """
    found: list[Citation] = []
    for candidate in chosen:
        citation = cite(candidate, question, len(found) + 1)
        used = sum(len(f"{it.quote} [{it.number}] ") for it in found)
        fits = used + len(f"{citation.quote} [{citation.number}]") <= room
        if not found or (fits and not any(_overlap(citation, it) for it in found)):
            found.append(citation)
    return found


def _overlap(one: Citation, other: Citation) -> bool:
    return one.document_id == other.document_id and one.start < other.end and other.start < one.end


def cite(candidate: Candidate, question: Understood, number: int) -> Citation:
    """The citation of a candidate; `quote == document.text[start:end]`."""
    document = candidate.document
    start, end = quote_span(document.text, (candidate.start, candidate.end), question)
    return Citation(
        number=number,
        document_id=document.id,
        source_id=document.source_id,
        kind=document.kind,
        title=document.title,
        publisher=document.publisher,
        published=document.published,
        language=document.language,
        source_language=document.source_language,
        url=document.url,
        quote=document.text[start:end],
        start=start,
        end=end,
        viewer=viewer_link(document, start, end),
    )


def viewer_link(document: Document, start: int, end: int) -> str:
    """The address of the page that shows a quote in its document."""
    return f"/documents/{document.id}?v={document.version}&c={start}-{end}#c1"


def quote_span(text: str, sentence: Span, question: Understood) -> Span:
    """What is quoted of a sentence: all of it, the clauses around what answers, or it and the one before."""
    start, end = sentence
    if end - start > MAX_QUOTE:
        return _best_clauses(text, sentence, question)
    return joined_start(text, sentence), end


def related(ranked: Sequence[Candidate], most: int) -> tuple[Related, ...]:
    """The nearest sentences that do not answer, one for each source or story."""
    nearest: dict[str, Related] = {}
    for it in ranked:
        start, end = _pieces(it.document.text, (it.start, it.end))[0]
        quote = it.document.text[start:end]
        if it.document.told not in nearest and not it.features["heading"]:
            nearest[it.document.told] = Related(
                it.document.id, it.document.title, it.document.published, quote, start, end
            )
    return tuple(nearest.values())[:most]


def _best_clauses(text: str, sentence: Span, question: Understood) -> Span:
    """Neighbouring clauses of at most MAX_QUOTE characters: the fewest that meet most of what is asked, then as many
    more, first after and then before them, as there is room for.
    """
    clauses = [piece for clause in clause_spans(text, *sentence) for piece in _pieces(text, clause)]
    windows = [
        (first, last)
        for first in range(len(clauses))
        for last in range(first, len(clauses))
        if clauses[last][1] - clauses[first][0] <= MAX_QUOTE
    ]
    first, last = max(windows, key=lambda it: _worth(text[clauses[it[0]][0] : clauses[it[1]][1]], question))
    while last + 1 < len(clauses) and clauses[last + 1][1] - clauses[first][0] <= MAX_QUOTE:
        last += 1
    while first > 0 and clauses[last][1] - clauses[first - 1][0] <= MAX_QUOTE:
        first -= 1
    return clauses[first][0], clauses[last][1]


def _worth(quote: str, question: Understood) -> tuple[float, int]:
    """How much of what is asked a quote meets; of equals the shorter one is worth more."""
    return len(matched(question, quote)) + gives_wanted(question, quote), -len(quote)


def _pieces(text: str, span: Span) -> list[Span]:
    """A span without the white space around it, cut between words where it is longer than a quote may be."""
    return [
        (span[0] + match.start(), span[0] + match.end()) for match in _PIECE.finditer(text[span[0] : span[1]])
    ]
