"""The last question about something else: another date, place, name or noun in the place of the one most like it.

This is how a follow-up of a piece alone is completed ("And in 2023?", "Còn Nhật Bản?"); `omissions` finds the piece.
"""

from __future__ import annotations

import re

from nhipcau.answering.mentions import Mention, dated, dates, flat, lower
from nhipcau.answering.names import adjectives, names, things
from nhipcau.answering.noun_phrases import nouns_in, same_noun
from nhipcau.answering.places import adjective_of, in_language, is_country, is_home
from nhipcau.answering.question_forms import IN, NO_CONTENT, PREPOSITION, appended, dashed
from nhipcau.text import detect_language

_YEAR = re.compile(r"(?:19|20)\d\d|\b(?:this|last|next) year|\bnam (?:nay|ngoai|truoc)")
_ORDINAL = re.compile(
    r"\b(?:first|second|third|fourth|fifth|sixth|last|thu (?:nhat|hai|ba|tu|nam|sau)|dau tien|cuoi cung)(?: one)?\b"
)
_COUNTED = re.compile(r"(?<=how many )[a-z]+|(?<=bao nhieu )[a-z]+(?: (?:bieu|vien|gia|chuc)\b)?")
_TITLE = re.compile(r"\b(?:ông|bà|anh|chị|đồng chí|ong|ba|chi|mr|mrs|ms|dr)\.? $")
# What may stand around the names of a fragment without being a noun of its own.
_BESIDE_NAMES = NO_CONTENT | {"mr", "mrs", "ms", "dr", "dong"}


def replaced(fragment: str, question: str) -> str:
    """The question about another date, place, name or noun: that of the fragment."""
    named = [it for it in names(fragment) if not it.is_inside]
    left = flat(fragment)
    for it in (*dates(fragment), *named):
        left = left[: it.start] + " " * len(it.text) + left[it.end :]
    ordinal, other = _ORDINAL.search(left), _ORDINAL.search(flat(question))
    if ordinal and other:
        return question[: other.start()] + fragment[ordinal.start() : ordinal.end()] + question[other.end() :]
    if not _BESIDE_NAMES.issuperset(re.findall(r"[^\W\d_]+", left)):
        return _with_noun(question, fragment)
    for day in dates(fragment):
        question = _with_date(question, day.text)
    for name in named:
        question = _with_name(question, name, fragment)
    return question


def _with_noun(question: str, fragment: str) -> str:
    """The question with a noun phrase in the place of one with the same noun, or of what it counts."""
    bare = re.sub(r"^(?:the|a|an|this|that) ", "", fragment, flags=re.IGNORECASE)
    for new, old in zip(adjectives(fragment), adjectives(question), strict=False):
        return question[: old.start] + new.text + question[old.end :]
    phrases = [it for it in things(fragment) if it.kind == "phrase"]
    nouns = [noun for it in phrases for noun in nouns_in(it.text)[:1]]
    same = [it for noun in nouns for it in same_noun(noun, question)]
    other = [it for it in things(question) if phrases and it.kind == "phrase" and not it.is_asked]
    for it in (*same, *other):
        return question[: it.start] + bare + question[it.end :]
    counted = _COUNTED.search(flat(question))
    if counted and len(bare.split()) <= 3 and not fragment.lower().startswith(("the ", "its ", "their ")):
        return question[: counted.start()] + bare + question[counted.end() :]
    return dashed(fragment, question)


def _with_date(question: str, day: str) -> str:
    """The question with a date in the place of one as exact, or added to it."""
    language, has_year = detect_language(question), _YEAR.search(flat(day)) is not None
    found = [it for it in dates(question) if (_YEAR.search(flat(it.text)) is not None) == has_year]
    if not found:
        return appended(question, dated(day, language))
    last = found[-1]
    new, old = (re.fullmatch(r"(?:nam )?(\d{4})", flat(it)) for it in (day, last.text))
    if new and old:
        return re.sub(rf"\b{old[1]}\b(?![/-])", new[1], question)
    before = re.search(r"\b(?:in|on) $", question[: last.start])
    if before:
        return question[: before.start()] + dated(day, language) + question[last.end :]
    return question[: last.start] + day + question[last.end :]


def _with_name(question: str, name: Mention, fragment: str) -> str:
    """The question with a name in the place of the one most like it, or added to it."""
    language, is_place = detect_language(question), name.kind == "place"
    before = PREPOSITION.match(flat(fragment))
    own = fragment[: before.end()].strip() if before and detect_language(fragment) == language else ""
    text = in_language(name.text, language) if is_place else name.text
    demonyms = adjectives(question) if is_place and language == "en" else ()
    old = _most_like(question, name, before[0] if before else "", demonyms)
    if not old:
        return appended(question, f"{own or IN[language]} {text}") if is_place else dashed(fragment, question)
    start = old.start
    if not is_place:
        start -= len(_title_before(question, old))
        text = _title_before(fragment, name) + text
    if old in demonyms and " " not in old.text:
        text = adjective_of(name.text)
    elif own and own.lower() not in {"of", "của"}:
        joint = re.search(r"\b(?:in|at|for|with|to|from|ở|tại|với|cho|đến|từ|o|tai|voi) $", question[:start])
        start, text = (joint.start(), f"{own} {text}") if joint else (start, text)
    return question[:start] + text + question[old.end :]


def _title_before(text: str, name: Mention) -> str:
    title = _TITLE.search(lower(text[: name.start]))
    return text[title.start() : name.start] if title else ""


def _most_like(
    question: str, name: Mention, preposition: str, demonyms: tuple[Mention, ...]
) -> Mention | None:
    """The name of a question in whose place a new one fits best, the first of equals; None where it fits in none."""
    is_place = name.kind == "place"
    found = [
        it for it in names(question) if (it.kind == "place") == is_place and (is_place or not it.is_inside)
    ]
    likeness = {
        it: _likeness(question, it, name, preposition, is_adjective=it in demonyms)
        for it in (*found, *demonyms)
    }
    best = max(likeness, key=lambda it: (likeness[it], -it.start), default=None)
    return best if best and likeness[best] else None


def _likeness(question: str, old: Mention, new: Mention, preposition: str, *, is_adjective: bool) -> int:
    """How well a new name fits in the place of an old one; 0 where it does not."""
    before = flat(question[: old.start])
    is_behind = bool(preposition) and before.endswith(f" {preposition}")
    if new.kind != "place":
        return 1 + 2 * (old.kind == new.kind) + is_behind
    is_same_size = is_adjective or is_country(old.text) == is_country(new.text)
    is_located = re.search(r"\b(?:in|at|o|tai|near) $", before) is not None
    if not (is_behind or is_same_size or (is_located and preposition in {"", "in ", "at ", "o ", "tai "})):
        return 0
    return 1 + 4 * is_behind + 2 * is_same_size + (not old.is_inside) + 2 * (not is_home(old.text))
