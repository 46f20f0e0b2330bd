"""The questions file: one JSON object a line, checked key by key (docs/evaluation.md defines it)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Annotated, ClassVar

from pydantic import AfterValidator, ConfigDict, Field, TypeAdapter, ValidationError

from nhipcau.errors import EvaluationError
from nhipcau.text import fold_space, nfc
from nhipcau.vocabulary import Language, Turn


def stands(fact: Sequence[str], quotes: Sequence[str]) -> bool:
    """Whether one alternative of `fact` stands in one of `quotes`."""
    folded = [_folded(quote) for quote in quotes]
    return any(_pattern(alternative).search(quote) for alternative in fact for quote in folded)


def _folded(text: str) -> str:
    """NFC, case folded, each run of white space one space (case folding can undo NFC, hence twice)."""
    return fold_space(nfc(nfc(text).casefold()))


@cache
def _pattern(alternative: str) -> re.Pattern[str]:
    """What is searched for in a folded quote. A plain "5 million" does not stand in "25 million"."""
    if alternative.startswith("re:"):
        return re.compile(nfc(alternative[3:]), re.IGNORECASE)
    plain = _folded(alternative)
    before = r"(?<!\d)(?<!\d[.,])" if plain[:1].isdigit() else ""
    after = r"(?!\d)(?![.,]\d)" if plain[-1:].isdigit() else ""
    return re.compile(before + re.escape(plain) + after)


def _checked_words(text: str) -> str:
    if not text.strip():
        raise ValueError("is empty")
    return text


def _checked_day(text: str) -> str:
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        raise ValueError("is not a day written YYYY-MM-DD")
    date.fromisoformat(text)
    return text


def _checked_alternative(text: str) -> str:
    try:
        pattern = _pattern(text)
    except (re.error, OverflowError) as error:
        raise ValueError(f"is not a regular expression ({error})") from error
    if pattern.search(""):
        raise ValueError("matches an empty text, so it would stand in every quote")
    return text


Words = Annotated[str, AfterValidator(_checked_words)]
Day = Annotated[str, AfterValidator(_checked_day)]
ListedId = Annotated[str, Field(pattern="^[a-z0-9-]{1,100}$")]
Fact = Annotated[tuple[Annotated[str, AfterValidator(_checked_alternative)], ...], Field(min_length=1)]


@dataclass(frozen=True, slots=True)
class EvaluationQuestion:
    """A question and what is known of its answer; a line of the file has these keys and no others.

    `documents` are the ids of acceptable documents, or of sources, which stand for all their languages.
    Each fact is a tuple of alternatives of which one must stand in a quote: plain words, or "re:" and a
    regular expression. `kind` says what is difficult about the question, and `standalone` what a follow-up
    means; both are for the reader of a report.
    """

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid", strict=True)

    id: Words
    question: Words
    language: Language
    answerable: bool
    documents: tuple[ListedId, ...] = ()
    facts: tuple[Fact, ...] = ()
    as_of: Day | None = None
    story: Words | None = None
    history: tuple[Turn, ...] = ()
    kind: Words | None = None
    standalone: Words | None = None

    @property
    def group(self) -> str:
        """What the bootstrap draws as one: the story when there is one, else the question."""
        return f"story {self.story}" if self.story else f"question {self.id}"


def read_questions(path: Path) -> list[EvaluationQuestion]:
    """Read one question a line (UTF-8 JSON; blank lines do not count), in file order.

    Raises EvaluationError naming the file, the line and the field that is wrong.
    """
    shape = TypeAdapter(EvaluationQuestion)
    line_of: dict[str, int] = {}
    questions = []
    for number, line in _lines(path):
        place = f"{path}, line {number}"
        question = _read_line(shape, line, place)
        if question.id in line_of:
            raise _wrong(place, "id", f"{question.id!r} is the id of line {line_of[question.id]} already")
        line_of[question.id] = number
        questions.append(question)
    if not questions:
        raise EvaluationError(f"{path} holds no question; write one JSON object a line.")
    return questions


def _lines(path: Path) -> Iterator[tuple[int, bytes]]:
    try:
        content = path.read_bytes()
    except OSError as error:
        reason = error.strerror or error
        raise EvaluationError(
            f"{path} cannot be read ({reason}); give a readable JSON-lines file."
        ) from error
    numbered = enumerate(content.removeprefix(b"\xef\xbb\xbf").splitlines(), start=1)
    return ((number, line) for number, line in numbered if line.strip())


def _read_line(shape: TypeAdapter[EvaluationQuestion], line: bytes, place: str) -> EvaluationQuestion:
    try:
        question = shape.validate_json(line)
    except ValidationError as error:
        first = error.errors()[0]
        wording = {"unexpected_keyword_argument": "is not a key of this format", "missing": "is missing"}
        reason = wording.get(first["type"], first["msg"].removeprefix("Value error, "))
        raise _wrong(place, ".".join(map(str, first["loc"])) or "(whole line)", reason) from error
    for field, listed in (("documents", question.documents), ("facts", question.facts)):
        if question.answerable and not listed:
            raise _wrong(place, field, "is empty, but an answerable question needs at least one")
        if listed and not question.answerable:
            raise _wrong(place, field, "must be empty for a question that is not answerable")
    return question


def _wrong(place: str, field: str, reason: str) -> EvaluationError:
    return EvaluationError(f"{place}, field {field}: {reason}; correct this line and run again.")
