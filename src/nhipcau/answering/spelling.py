"""Misspelt words of a question, put right by what the index knows."""

from __future__ import annotations

from nhipcau.index.words import WordIndex
from nhipcau.text import Token, exact_term, fold, is_number, nfc, term, tokens

SHORTEST = 4
"""Letters of the shortest name that is put right; of so few two may be swapped, of twice as many two be wrong."""

LONG = 7
"""Letters of the shortest other word that is put right."""

MOST = 4
"""Of more unknown words than these none is put right: the question is about something else, or no question."""


def corrected(text: str, words: WordIndex) -> str:
    """The question with each word that stands nowhere in the index replaced by the known word that is nearest.

    Only names (words with a capital) and long words are put right, since a rare word is most often not a misspelt
    one. The first letter is taken to be right.
    """
    written = nfc(text)
    unknown = [token for token in tokens(written) if _is_misspelt(token, words)]
    if len(unknown) > MOST:
        return written
    for token in reversed(unknown):
        known = _nearest(token, words)
        if known is not None:
            written = written[: token.start] + known + written[token.end :]
    return written


def _is_misspelt(token: Token, words: WordIndex) -> bool:
    is_name = token.is_capitalised and token.start > 0
    return (
        len(token.text) >= (SHORTEST if is_name else LONG)
        and not is_number(token.text)
        and not words.document_frequency("folded", term(token.text))
        and not words.document_frequency("folded", fold(token.text))
    )


def _nearest(token: Token, words: WordIndex) -> str | None:
    """The known word nearest to a token, with its capital; of equally near ones the first that stands most often."""
    wanted, first = fold(token.text), exact_term(token.text)[0]
    allowed, letters = 1 if len(wanted) < 2 * SHORTEST else 2, frozenset(wanted)
    near = [
        (distance, -words.document_frequency("exact", it), it)
        for it in words.terms("exact", first)
        if "_" not in it
        and abs(len(it) - len(wanted)) <= allowed
        # Far cheaper than counting edits: each edit changes at most two of the letters.
        and len(letters.symmetric_difference(fold(it))) <= 2 * allowed
        for distance in [edits(wanted, fold(it))]
        if 0 < distance <= allowed and (len(wanted) > SHORTEST or sorted(wanted) == sorted(fold(it)))
    ]
    if not near:
        return None
    return min(near)[2].capitalize() if token.is_capitalised else min(near)[2]


def edits(one: str, other: str) -> int:
    """How many letters are put in, left out, changed or swapped with their neighbour (optimal string alignment)."""
    rows = [list(range(len(other) + 1))]
    for i, left in enumerate(one, start=1):
        row = [i]
        for j, right in enumerate(other, start=1):
            cost = min(rows[-1][j] + 1, row[-1] + 1, rows[-1][j - 1] + (left != right))
            if i > 1 and j > 1 and left == other[j - 2] and one[i - 2] == right:
                cost = min(cost, rows[-2][j - 2] + 1)
            row.append(cost)
        rows.append(row)
    return rows[-1][-1]
