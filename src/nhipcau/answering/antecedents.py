"""Antecedents: which of all that the earlier turns name a word that points back can mean.

The newest turn that has anything fitting decides; where it has several, and nothing tells which, all are given back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from nhipcau.answering.mentions import Gender, Kind, Mention, dated, dates, flat, without_dates
from nhipcau.answering.names import names, small, things
from nhipcau.answering.noun_phrases import SAME_NOUN, is_noun, same_noun
from nhipcau.answering.places import in_language, is_home
from nhipcau.text import detect_language, fold
from nhipcau.vocabulary import Language, Turn

# How the last question, or the follow-up, tells what is meant.
_WHO_DID = re.compile(r"^(?:who (?!is|was|are|were|did|does|do|will)\w|ai )")
_PLACE_ASKED = re.compile(
    r"\bwhere\b|\b(?:which|what) (?:city|country|province)\b|\b(?:o|tai) dau\b|\b(?:tinh|nuoc|thanh pho) nao\b"
)
_OF_BODIES = re.compile(
    r"found|establish|set up|\bmembers?\b|headquarter|\bhead(?:s|ed)?\b|leader|chair|president|organi[sz]e|\blaunch"
    r"|thanh lap|tru so|\b(?:hoi|thanh) vien|dung dau|lanh dao|chu tich"
)

Choice = str | tuple[str, ...]
"""What a pointing word stands for; or the names between which there is no choosing, perhaps none."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A follow-up in NFC, its language, and the turns before it, whose questions stand alone."""

    text: str
    language: Language
    past: tuple[Turn, ...]

    def texts(self, asks: re.Pattern[str] | None = None) -> Iterator[tuple[Turn, str]]:
        """The questions and answers with their turns, newest turn first.

        A question goes before its answer, unless by the pattern it `asks` for what is looked for.
        """
        for turn in reversed(self.past):
            is_asked = asks is not None and asks.search(flat(turn.question)) is not None
            for text in (turn.answer, turn.question) if is_asked else (turn.question, turn.answer):
                yield turn, text

    @property
    def last(self) -> str:
        """The last question, or "" where there is none."""
        return self.past[-1].question if self.past else ""


def person(asked: Asked, gender: Gender | None) -> Choice:
    """The person last spoken of; one in the question goes before those in its answer, unless "who" asked for those."""
    told = {
        fold(it.text): it.gender for _, text in asked.texts() for it in _named(text, "person") if it.gender
    }
    for _, text in asked.texts(_WHO_DID):
        everyone = _distinct(_named(text, "person"))
        known = [it for it in everyone if gender and told.get(fold(it)) == gender]
        fitting = known or [it for it in everyone if not gender or fold(it) not in told]
        if fitting:
            return fitting[0] if len(fitting) == 1 else tuple(fitting)
    return ()


def group(asked: Asked) -> Choice:
    """The persons, or else the bodies, that were last spoken of, joined by "and"."""
    for _, text in asked.texts():
        people, bodies = _distinct(_named(text, "person")), _distinct(_named(text, "body"))
        if found := people if len(people) > 1 else bodies or people:
            every = [_with_article(it, text, asked.language) for it in found[:3]]
            return {"en": " and ", "vi": " và "}[asked.language].join(every)
    return ()


def body(asked: Asked, noun: str) -> Choice:
    """The body last spoken of; one that has the folded noun in its name goes before others."""
    for _, text in asked.texts():
        bodies = _named(text, "body")
        found = _distinct([it for it in bodies if noun in fold(it.text)] or bodies)
        if found:
            return tuple(found) if len(found) > 1 else _with_article(found[0], text, asked.language)
    return ()


def thing(asked: Asked, around: str) -> Choice:
    """The event, paper or body last spoken of; what is said around the pointing word tells which it can be."""
    wanted = "body" if _OF_BODIES.search(flat(around)) else "phrase"
    for turn in reversed(asked.past):
        asked_of, said = (
            [it for it in things(text) if not it.is_asked] for text in (turn.question, turn.answer)
        )
        fitting = [it for it in asked_of if it.kind == wanted] or asked_of
        if fitting:
            return _written(*_fullest(fitting[0], turn.question, turn), asked)
        several = _distinct([it for it in said if it.kind == "body"])
        if wanted == "body" and len(several) > 1:
            return tuple(several)
        if named := _named(turn.question, "name"):
            return _written(named[0], turn.question, asked)
        if fitting := [it for it in said if it.kind == wanted] or said:
            return _written(fitting[0], turn.answer, asked)
        if places := _named(turn.question, "place"):
            return in_language(places[-1].text, asked.language)
    return ()


def event(asked: Asked) -> str:
    """The event or paper that the last question was about, or ""."""
    events = [it for it in things(asked.last) if it.kind == "phrase" and not it.is_asked]
    return _written(events[0], asked.last, asked) if events else ""


def place(asked: Asked) -> Choice:
    """The place last spoken of; of an answer only if it names no other, unless the question asked for the place."""
    for turn, text in asked.texts(_PLACE_ASKED):
        if found := _distinct(_joined_places(text)):
            is_one = len(found) == 1 or text == turn.question
            return in_language(found[-1], asked.language) if is_one else tuple(found)
    return ()


def date(asked: Asked, *, is_day: bool) -> str | None:
    """The date last spoken of, with its preposition; for a day the most exact one."""
    for _, text in asked.texts():
        if found := dates(text):
            return dated(max(found, key=lambda it: len(it.text) if is_day else 0).text, asked.language)
    return None


def phrase(asked: Asked, noun: str) -> str | None:
    """The fullest phrase last spoken of around a folded noun, or around one that means the same."""
    for turn, text in asked.texts():
        phrases = [it for it in same_noun(noun, text) if not is_noun(fold(it.text))]
        if noun.endswith("s") and noun not in SAME_NOUN:
            phrases = [it for it in phrases if noun in fold(it.text)]
        bodies = [it for it in _named(text, "body") if re.search(rf"\b{re.escape(noun)}\b", fold(it.text))]
        if found := max(phrases, key=lambda it: len(it.text), default=None) or next(iter(bodies), None):
            return _written(*_fullest(found, text, turn), asked)
    return None


def misspelt(asked: Asked, noun: str) -> str | None:
    """The known English noun of the past that a word has the letters of, as "campagin" has."""
    said = {word for _, text in asked.texts() for word in re.findall(r"[a-z]+", flat(text))}
    return min((it for it in said if is_noun(it) and it != noun and sorted(it) == sorted(noun)), default=None)


def _named(text: str, kind: Kind) -> list[Mention]:
    return [it for it in names(text) if it.kind == kind]


def _distinct(mentions: list[Mention]) -> list[str]:
    """Each name once, as first written; a last name goes with the whole name."""
    kept: dict[str, str] = {}
    for it in mentions:
        kept.setdefault(fold(it.text), it.text)
    return [name for key, name in kept.items() if not any(other.endswith(f" {key}") for other in kept)]


def _joined_places(text: str) -> list[Mention]:
    """The places of a text that are no part of a name, "Fukuoka, Japan" as one; Việt Nam only if there is no other."""
    joined: list[Mention] = []
    for it in (it for it in _named(text, "place") if not it.is_inside):
        start = joined.pop().start if joined and text[joined[-1].end : it.start] == ", " else it.start
        joined.append(Mention(text[start : it.end], start, it.end, "place"))
    return [it for it in joined if not is_home(it.text)] or joined


def _fullest(it: Mention, source: str, turn: Turn) -> tuple[Mention, str]:
    """A phrase, or the one of the answer that says the same and more; with the text that it is from."""
    words = set(flat(it.text).split())
    fuller = [other for other in things(turn.answer) if words < set(flat(other.text).split())]
    if it.kind != "phrase" or not fuller:
        return it, source
    return max(fuller, key=lambda other: len(other.text)), turn.answer


def _written(it: Mention, source: str, asked: Asked) -> str:
    """A thing as it is put into a question: with its article, and with its year unless the question has its own."""
    if it.kind != "phrase":
        return _with_article(it.text, source, asked.language)
    text = small(it.text, source)
    if asked.language == "en" and re.search(r"\b(?:the|an?|this|that|its|their) $", flat(source[: it.start])):
        text = "the " + text.removeprefix("the ")
    if dates(asked.text):
        return without_dates(text)
    elsewhere = [
        day for day in dates(source) if not any(x.start <= day.start < x.end for x in things(source))
    ]
    years = {year for day in elsewhere for year in re.findall(r"\b(?:19|20)\d\d\b", day.text)}
    has_year = dates(it.text) or len(years) != 1
    return text if has_year else f"{text} {dated(years.pop(), detect_language(source))}"


def _with_article(name: str, source: str, language: Language) -> str:
    has_article = language == "en" and re.search(rf"\bthe {re.escape(name)}", source, re.IGNORECASE)
    return f"the {name}" if has_article else name
