"""The question understood, by rules: its language, what it asks for, and the words that an answer must meet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from nhipcau.answering.demands import Demands, demands
from nhipcau.glossary import NO_GLOSSARY, Glossary
from nhipcau.text import (
    STOPWORDS,
    Token,
    detect_language,
    exact_terms,
    fold,
    fold_space,
    folded_terms,
    has_vietnamese_accents,
    is_number,
    neighbouring_names,
    nfc,
    term,
    tokens,
)
from nhipcau.vocabulary import Language

Asked = Literal["who", "office", "when", "where", "how_many", "how_much", "which_body", "why", "other"]

_BODIES: dict[Language, str] = {
    "en": "bod(?:y|ies)|organi[sz]ations?|agenc(?:y|ies)|ministr(?:y|ies)|commissions?|committees?|unions?|groups?"
    "|part(?:y|ies)|institutions?|associations?|newspapers?|fronts?|companies|countr(?:y|ies)|nations?|people",
    "vi": "cơ quan|tổ chức|đơn vị|bộ|ban|đoàn thể|hội|ủy ban|báo|nước|quốc gia|hiệp hội",
}

_WHICH_DATE = r"\b(?:what|which) (?:(?:is|was) the )?(?:date|day|year|month)\b"

# The first pattern that is found decides. Vietnamese ones are folded for questions without accents.
_ASKED: dict[Language, tuple[tuple[Asked, str], ...]] = {
    "en": (
        ("how_much", r"\bhow much\b|\bwhat (?:sum|amount)\b|\bwhat was the (?:total|value)\b"),
        (
            "how_many",
            r"\bhow many\b|\bwhat (?:number|percentage|share)\b|\bhow (?:large|big|often|old|long)\b",
        ),
        (
            "when",
            rf"^\W*(?:and |since |until |by )?when\b|\bhow long ago\b|{_WHICH_DATE}",
        ),
        ("where", r"^\W*where\b|\b(?:what|which) (?:city|country|province|place|venue)\b"),
        (
            "who",
            r"\bwho\b|\bwhom\b|\bwhose\b|\b(?:what|which) (?:\w+ )?(?:person|official|leader|minister|president)s?\b",
        ),
        ("which_body", rf"\b(?:which|what) (?:\w+ ){{0,2}}(?:{_BODIES['en']})\b"),
        ("why", r"\bwhy\b|\bwhat (?:reason|purpose)\b"),
    ),
    "vi": (
        (
            "how_much",
            r"\bbao nhiêu (?:tiền|đồng|usd|đô la|tỷ|triệu|kinh phí)\b|\bsố tiền\b|\btrị giá\b|\bkinh phí\b|\bchi phí\b",
        ),
        ("when", r"\b(?:ngày|tháng|năm) bao nhiêu\b"),
        ("how_many", r"\bbao nhiêu\b|(?<!thứ )\bmấy\b|\bsố lượng\b|\b(?:tỉ|tỷ) lệ\b"),
        ("when", r"\bkhi nào\b|\bbao giờ\b|\b(?:ngày|tháng|năm|lúc|thời gian|hôm|thời điểm) (?:nào|mấy)\b"),
        ("where", r"\bở đâu\b|\bđâu là\b|\b(?:nơi|tỉnh|thành phố|địa điểm) nào\b|\btại đâu\b"),
        ("who", r"\bai\b|\b(?:người|ông|bà|lãnh đạo|vị|đồng chí) nào\b"),
        ("which_body", rf"\b(?:{_BODIES['vi']})(?: \w+)? nào\b"),
        ("why", r"\b(?:vì|tại) sao\b|\blý do\b|\bnhằm mục đích gì\b"),
    ),
}
_WRITTEN = {language: [(asked, re.compile(it)) for asked, it in rows] for language, rows in _ASKED.items()}
_BARE = {language: [(asked, re.compile(fold(it))) for asked, it in rows] for language, rows in _ASKED.items()}

# Words that ask rather than describe; they say nothing of what the answer is about.
_ASKING: dict[Language, frozenset[str]] = {
    "en": frozenset(
        "who whom whose what which when where why how many much name list tell describe explain".split()
    ),
    "vi": frozenset("ai gì nào đâu sao mấy bao nhiêu giờ khi thế như kể nêu tên hãy cho biết".split()),
}
# What may stand before a name without saying what its bearer is.
_TITLES = frozenset("mr mrs ms dr ong ba anh chi dong".split())
_IGNORED = {language: STOPWORDS[language] | words for language, words in _ASKING.items()}
_IGNORED_BARE = {language: frozenset(map(fold, words)) for language, words in _IGNORED.items()}


@dataclass(frozen=True, slots=True)
class Understood:
    """A question as the search sees it.

    `terms` are the folded terms that carry content, in order, each once; `joined` maps the one-word spelling of two
    neighbouring names to its parts ("hanoi"); `exact` are the terms as written, with pairs; `plain` those of the
    terms that are neither figures nor written with a capital; `renamed` the folded terms of what the glossary calls
    whom or what the question names, where they are others; `demands` what an answer must meet besides the topic.
    """

    text: str
    language: Language
    has_accents: bool
    asked: Asked
    terms: tuple[str, ...]
    joined: dict[str, tuple[str, str]]
    exact: tuple[str, ...]
    plain: tuple[str, ...]
    renamed: tuple[str, ...]
    demands: Demands


def understand(text: str, glossary: Glossary = NO_GLOSSARY) -> Understood:
    """Understand a question of any Unicode form, with or without accents."""
    written = fold_space(nfc(text))
    language = detect_language(written)
    has_accents = has_vietnamese_accents(written)
    every = list(tokens(written))
    words = [
        token for token in every if not _is_ignored(token, language, has_accents, is_first=token is every[0])
    ]
    wanted = demands(written, language, glossary)
    return Understood(
        text=written,
        language=language,
        has_accents=has_accents,
        asked="office" if _asks_for_office(words, every, wanted) else _asked(written, language, has_accents),
        terms=_once(term(token.text) for token in words),
        joined={fold(a.text + b.text): (term(a.text), term(b.text)) for a, b in neighbouring_names(every)},
        exact=_once(exact_terms(written)),
        plain=_once(
            term(it.text)
            for it in words
            if not is_number(it.text) and not (it.is_capitalised and it is not every[0])
        ),
        renamed=_renamed(written, language, glossary),
        demands=wanted,
    )


def _renamed(text: str, language: Language, glossary: Glossary) -> tuple[str, ...]:
    """The terms of the first name, in this language, and of the abbreviations of all that a text names."""
    own = set(folded_terms(text))
    names = [
        name
        for it in glossary.mentions(text)
        for name in (it.term.names(language)[0], *it.term.abbreviations)
    ]
    return _once(it for name in names for it in folded_terms(name) if it not in own)


def _is_ignored(token: Token, language: Language, has_accents: bool, *, is_first: bool) -> bool:
    """Whether a word carries no content. Vietnamese syllables that are part of a name always do."""
    lower = token.text.casefold()
    if language == "vi" and token.is_capitalised and not is_first:
        return False
    if language == "vi" and not has_accents:
        return lower in _IGNORED_BARE["vi"]
    return lower in _IGNORED[language]


def _asked(text: str, language: Language, has_accents: bool) -> Asked:
    patterns = _WRITTEN if has_accents else _BARE
    lower = text.casefold() if has_accents else fold(text)
    return next((asked for asked, pattern in patterns[language] if pattern.search(lower)), "other")


def _asks_for_office(words: Sequence[Token], every: Sequence[Token], wanted: Demands) -> bool:
    """ "Who is Nguyễn Lan Hương?" holds a name and nothing else, so it asks what that person is."""
    asks_who = any(fold(it.text) in ("who", "ai") for it in every)
    named = [it for it in words if fold(it.text) not in _TITLES]
    return asks_who and not wanted.offices and len(named) > 1 and all(it.is_capitalised for it in named)


def _once(terms: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(terms))
