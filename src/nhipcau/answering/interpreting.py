"""What was written, made ready to be understood: talk told apart, follow-ups completed, names put right."""

from __future__ import annotations

from dataclasses import dataclass

from nhipcau.answering.follow_ups import resolve
from nhipcau.answering.question import understand
from nhipcau.answering.spelling import corrected
from nhipcau.answering.talk import strip_greeting, talk_kind
from nhipcau.answering.talk_phrases import TalkKind
from nhipcau.index.words import WordIndex
from nhipcau.text import fold_space, nfc
from nhipcau.vocabulary import Language, Question

_WHICH: dict[Language, tuple[str, str, str]] = {
    "en": (
        "I cannot tell what your question points back to; please name the person, the event or the year you mean.",
        "Which one do you mean: {names}?",
        " or ",
    ),
    "vi": (
        "Tôi chưa rõ câu hỏi nói đến ai hay việc gì; bạn hãy nêu rõ tên người, sự kiện hoặc năm.",
        "Bạn muốn hỏi về ai hay việc nào: {names}?",
        " hay ",
    ),
}


@dataclass(frozen=True, slots=True)
class Interpreted:
    """`text` is what is to be answered; `talk` the kind of talk, where it is no question to the documents at all.

    `interpreted_as` is `text` where something was taken over from the history or put right, None where not. Where
    `is_unclear`, `choices` are the names between which the question does not choose; there may be none.
    """

    text: str
    interpreted_as: str | None
    talk: TalkKind | None
    choices: tuple[str, ...]
    is_unclear: bool


def interpret(question: Question, words: WordIndex) -> Interpreted:
    """Interpret a question by its history, and by the names that the index knows."""
    written = fold_space(nfc(question.text))
    resolved = resolve(written, question.history)
    talk = talk_kind(written) if resolved.interpreted_as is None else None
    # Without a history only what has no word of content points back to nothing.
    is_unclear = resolved.is_unclear and (bool(question.history) or not understand(written).terms)
    if talk or is_unclear:
        return Interpreted(written, None, talk, resolved.unclear, is_unclear=talk is None)
    asked = strip_greeting(resolved.text)
    text = corrected(asked, words)
    is_other = resolved.interpreted_as is not None or text != asked
    return Interpreted(text, text if is_other else None, None, (), is_unclear=False)


def which_is_meant(choices: tuple[str, ...], language: Language) -> str:
    """The sentence that asks which of these is meant."""
    nothing, several, between = _WHICH[language]
    return several.format(names=between.join(choices)) if len(choices) > 1 else nothing
