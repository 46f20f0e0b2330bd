"""A follow-up question made to stand alone: what it leaves out is taken over from the turns before it.

Rules, not a model. First the words that point back are replaced (`pointing_words`), then what is left out is filled in
(`omissions`). A question that names its own subject is left alone; one that could mean several things, or points at
nothing, is called unclear instead of guessed at.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from nhipcau.answering.antecedents import Asked
from nhipcau.answering.mentions import flat
from nhipcau.answering.omissions import completed
from nhipcau.answering.pointing_words import pointed
from nhipcau.answering.question_forms import ASKERS
from nhipcau.text import detect_language, fold, fold_space, nfc, tokens
from nhipcau.vocabulary import Language, Turn

_CITED = re.compile(r"(?:\s*\[\d+\])+")
_LONGEST = 4000
"""Characters of a turn that are read."""
_OPENS_VIETNAMESE = re.compile(r"(?:the |va |vay )?con |(?:the|vay|va) (?:o|nam|thi|voi)\b")


@dataclass(frozen=True, slots=True)
class Resolved:
    """A question that stands alone: `text`, which is also `interpreted_as` where anything was taken over.

    Where `is_unclear`, nothing was, and `unclear` are the names, as written, between which there is no choosing.
    """

    text: str
    interpreted_as: str | None
    unclear: tuple[str, ...]
    is_unclear: bool


def resolve(question: str, history: Sequence[Turn]) -> Resolved:
    """Make a question stand alone by what the turns before it say, oldest first.

    The earlier questions are made to stand alone in the same way, so that a follow-up may follow a follow-up. The
    result may be in the language of the turn that it takes over; the reader's language is that of `question`.
    """
    past: list[Turn] = []
    for turn in history:
        answer = fold_space(_CITED.sub("", nfc(turn.answer)[:_LONGEST]))
        past.append(Turn(fold_space(nfc(_standalone(turn.question, past).text))[:_LONGEST], answer))
    return _standalone(question, past)


def _standalone(question: str, past: Sequence[Turn]) -> Resolved:
    text = fold_space(nfc(question))
    language = _language(text, past)
    whole = pointed(Asked(text, language, tuple(past)))
    if isinstance(whole, str):
        whole = completed(Asked(whole, language, tuple(past)))
    if isinstance(whole, tuple):
        return Resolved(question, None, whole, is_unclear=True)
    taken = None if whole == text else whole
    return Resolved(taken or question, taken, (), is_unclear=False)


def _language(text: str, past: Sequence[Turn]) -> Language:
    """A question's language; a name or a date alone is in the language spoken before."""
    if _OPENS_VIETNAMESE.match(flat(text)):
        return "vi"
    words = list(tokens(text))
    is_name = all(it.is_capitalised or it.text.isdecimal() for it in words) and not any(
        fold(it.text) in ASKERS["en"] | ASKERS["vi"] for it in words
    )
    return detect_language(past[-1].question if is_name and past else text)
