"""Where sources give different values for one thing: the newest leads, and the reader is told of the others.

Only what can be compared by rule is compared: how many of something there are, a sum of one currency, a date, who holds
an office. A total that grows from one time to the next is no contradiction: its newest value has a time of its own ("as
of"). Neither is an office that passes on: whom older sources name is superseded.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from nhipcau.answering.dates import NamedDate, dated_spans, named_dates, published_date
from nhipcau.answering.figures import Figure, figures
from nhipcau.answering.question import Understood
from nhipcau.answering.selection import Candidate, common_words, meets
from nhipcau.answering.wording import readable_date
from nhipcau.glossary import Glossary, Mention, Term, Words, folded_words
from nhipcau.text import fold, nfc, term, tokens
from nhipcau.vocabulary import Citation, Language, Notice, NoticeKind


@dataclass(frozen=True, slots=True)
class Alike:
    """What another sentence must have at least to be taken to speak of the same thing as the best one.

    `score` and `specific` are shares of the best one's; `words` is the share of the shorter one's words that both have.
    Sentences that score as high as `near_score` need no more than `near_words`; where it is 2 there are none.
    `bench/disagreements.py` prints what other values would find, and would take for a disagreement wrongly.
    """

    score: float
    words: float
    specific: float
    near_score: float = 2.0
    near_words: float = 0.0

    def allows(self, score: float, words: float, specific: float) -> bool:
        """Whether a sentence is alike enough: by all three, or by a high score and a few words."""
        is_near = score >= self.near_score and words >= self.near_words
        return is_near or (score >= self.score and words >= self.words and specific >= self.specific)


FIGURES = Alike(score=0.2, words=0.4, specific=0.0, near_score=0.6, near_words=0.15)
DATES = Alike(score=0.1, words=0.6, specific=0.4)
HOLDERS = Alike(score=0.1, words=0.0, specific=0.4)

ROUNDED = Decimal("0.1")
"""By which share a figure that is called approximate ("about 50") may differ from another and still be the same."""

MORE_THAN = Decimal("1.3")
"""How many times as large a value may be and still be what "more than" another one means."""

MOST = 3
"""How many values are shown at most."""

# Offices that many hold at once.
_SHARED = re.compile(r"\b(?:deputy|vice|member|ambassador|secretary of the party central committee)\b")
# What may stand between an office and whoever holds it ("X was then the Y", "Y (...) X", "X, hiện là Y").
_LINKS = frozenset(
    """is was as the a an still now then currently new vietnam s
    la lam khi do hien nay ong ba dong chi voi tu cach""".split()
)
_HEDGE = re.compile(
    r"\b(?:about|around|roughly|nearly|almost|some|over|approximately|estimated|more than|at least|up to|close to"
    r"|khoang|gan|hon|tren|uoc|xap xi|it nhat|toi)(?: (?:us|vnd|usd))?[ $€]*$"
)
_AT_LEAST = re.compile(r"\b(?:over|more than|at least|hon|tren|it nhat)\b")
# Where a sentence tells when something was said.
_SAID_NEAR = re.compile(
    r"\b(?:report|article|text|page|newspaper|said|says|wrote|writes|told|adds?|published|bai|bao|dua tin|viet|theo"
    r"|cho biet|ban tin)(?:s|ed)?\b"
)
# A figure that is wanted or awaited is no count of what there is.
_PLANNED = re.compile(
    r"\b(?:target|goal|aim|plan(?:s|ned|ning)?\b|expect|hope|muc tieu|chi tieu|du kien|ke hoach|se co)"
)
_CURRENCIES = {
    **dict.fromkeys(("vnd", "dong"), "VND"),
    **dict.fromkeys(("$", "us$", "usd", "dollars", "dollar", "do la"), "USD"),
    **dict.fromkeys(("€", "eur", "euro", "euros"), "EUR"),
    "a$": "AUD",
}
_NAMES_CURRENCY = re.compile(r"\b(usd|dollars?|đô la|vn[dđ]|đồng|euros?)\b|(\$)")
_GROWS = re.compile(
    r"\b(?:so far|to date|as of|by (?:the )?(?:end|early|mid|late|first|\d|january|february|march|april|may|june|july"
    r"|august|september|october|november|december)|within|total|totalled|raised|collected|received|reached|passed"
    r"|brought|members?|currently|now|each year|every year|a year"
    r"|den nay|tinh den|tong|quyen gop|thu duoc|tiep nhan|dat|hien|thanh vien|hoi vien|moi nam|hang nam)\b"
)
_ALSO_COUNTED = {
    "people": ("people", "delegates", "participants", "guests", "members"),
    "nguoi": ("nguoi", "bieu"),
    "nuoc": ("nuoc", "quoc"),
}
_ASKS_FOR_DAY = re.compile(r"\b(?:date|day|ngay (?:nao|bao nhieu))\b")
_BEFORE = re.compile(r"(?:US\$|A\$|\$|€|USD|VNĐ|VND|EUR)[^\S\n]?$")
_AFTER = re.compile(r"(?:%|[^\S\n]?[^\W\d_]+){0,2}")


@dataclass(frozen=True, slots=True)
class Claim:
    """What a candidate gives for what is asked: a value that can be compared, and the words that it stands in.

    A sum has a `currency`, and is compared with sums of the same; `is_least` is a value that is "more than" itself.
    """

    candidate: Candidate
    value: Decimal | NamedDate | Term
    is_rounded: bool
    written: str
    currency: str | None = None
    is_least: bool = False

    @property
    def time(self) -> tuple[int, int, int] | None:
        """Year, month and day that it speaks of: the latest in its sentence, else those of publication.

        A year or month stands for its last day, or for the day of publication where that lies in it.
        """
        day = published_date(self.candidate.document.published)
        named = [it for it in named_dates(self.candidate.text) if it.year]
        dates = [day if day and it.agrees(day) else it for it in named] or ([day] if day else [])
        return max(((it.year or 0, it.month or 12, it.day or 31) for it in dates), default=None)

    def differs(self, other: Claim) -> bool:
        """Whether the values cannot both be meant."""
        if isinstance(self.value, Decimal) and isinstance(other.value, Decimal):
            near = abs(self.value - other.value) <= ROUNDED * max(abs(self.value), abs(other.value))
            is_same = self.value == other.value or (near and (self.is_rounded or other.is_rounded))
            is_meant = any(
                one.is_least and one.value <= two.value <= MORE_THAN * one.value
                for one, two in ((self, other), (other, self))
                if isinstance(one.value, Decimal) and isinstance(two.value, Decimal)
            )
            return self.currency == other.currency and not is_same and not is_meant
        if isinstance(self.value, NamedDate) and isinstance(other.value, NamedDate):
            return self.value.contradicts(other.value)
        return isinstance(self.value, Term) and isinstance(other.value, Term) and self.value != other.value


@dataclass(frozen=True, slots=True)
class Disagreement:
    """The claims that differ, newest first, and what the reader is told of them."""

    claims: tuple[Claim, ...]
    kind: Literal["conflict", "as_of", "superseded"]


def disagreement(
    question: Understood, ranked: Sequence[Candidate], glossary: Glossary
) -> Disagreement | None:
    """The different values that the best candidate and others like it give for the same thing; None where they agree.

    At most `MOST` are given, the best candidate's among them. As in any answer, headings are not cited.
    """
    ranked = [it for it in ranked if not it.features["heading"]]
    mine = claim(question, ranked[0], glossary) if ranked else None
    if mine is None:
        return None
    claims = [mine]
    least = {"when": DATES, "who": HOLDERS}.get(question.asked, FIGURES)
    for it in ranked[1:]:
        other = claim(question, it, glossary) if speaks_of_the_same(question, it, ranked[0], least) else None
        if other and all(
            other.differs(one) and other.candidate.document.id != one.candidate.document.id for one in claims
        ):
            claims.append(other)
    if len(claims) > 1 and _grows(claims):
        return Disagreement(_newest(claims, lambda it: it.time or (0,)), "as_of")
    claims = [it for it in claims if it is mine or not _of_another_year(it, mine)]
    if len(claims) == 1:
        return None
    newest = _newest(claims, lambda it: it.candidate.document.published or "")
    return Disagreement(newest, "superseded" if isinstance(mine.value, Term) else "conflict")


def _newest(claims: Sequence[Claim], time: Callable[[Claim], Any]) -> tuple[Claim, ...]:
    """At most `MOST` of them, newest first and undated ones last, the first claim among them."""
    newest = sorted(claims, key=time, reverse=True)[:MOST]  # of equal ones the better one stays first
    return tuple(newest if claims[0] in newest else [*newest[:-1], claims[0]])


def speaks_of_the_same(question: Understood, it: Candidate, first: Candidate, least: Alike) -> bool:
    """Whether a candidate speaks of the same thing as the best one: another document in the same language.

    It meets the question's names, dates and offices as well.
    """
    return (
        it.document.language == first.document.language
        and it.document.id != first.document.id
        and least.allows(*likeness(it, first))
        and meets(question, it.features)
        and all(it.features[name] >= min(0.5, first.features[name]) for name in ("names", "dates"))
    )


def likeness(it: Candidate, first: Candidate) -> tuple[float, float, float]:
    """What `Alike` looks at: the shares of the best one's score, of common words, and of its specific words."""
    specific = it.features["specific"] / max(1e-9, first.features["specific"])
    return it.score / first.score, common_words(it, first), specific


def claim(question: Understood, candidate: Candidate, glossary: Glossary) -> Claim | None:
    """The one value that a sentence gives for what is asked; None where there is none, or more than one."""
    if question.asked == "when":
        return _dated(question, candidate)
    if question.asked == "who":
        return _held(question, candidate, glossary)
    if question.asked not in ("how_many", "how_much"):
        return None
    text = candidate.text
    every = list(_counted(question, text) if question.asked == "how_many" else _sums(question, text))
    found = (
        every if _PLANNED.search(fold(question.text)) else [it for it in every if not _is_planned(text, it)]
    )
    if len({it.value for it in found}) != 1:
        return None
    figure = found[0]
    hedge = _HEDGE.search(fold(text)[: figure.start])
    currency = _currency(figure) if question.asked == "how_much" else None
    return Claim(
        candidate,
        figure.value,
        is_rounded=hedge is not None,
        written=_written(
            text, hedge.start() if hedge else _begin(text, figure), _end(question, text, figure)
        ),
        currency=currency,
        is_least=hedge is not None and _AT_LEAST.search(hedge.group()) is not None,
    )


def _dated(question: Understood, candidate: Candidate) -> Claim | None:
    text = candidate.text
    asked = named_dates(question.text)
    published = published_date(candidate.document.published)
    spans = [
        it
        for it in dated_spans(fold(text))
        if not any(one.agrees(it[0]) or it[0].agrees(one) for one in asked)
    ]
    # "An article of July 2024 says ..." tells when it was said, "... to 2030" is no day.
    spans = [
        it for it in spans if not (published and it[0].agrees(published) and _tells_when_said(text, it))
    ] or spans
    if _ASKS_FOR_DAY.search(fold(question.text)):
        spans = [it for it in spans if it[0].day] or spans
    if len({date for date, _, _ in spans}) != 1:
        return None
    date, start, end = spans[0]
    return Claim(candidate, date, is_rounded=False, written=_written(text, start, end))


def _tells_when_said(text: str, span: tuple[NamedDate, int, int]) -> bool:
    return bool(_SAID_NEAR.search(fold(text)[max(0, span[1] - 25) : span[2] + 12]))


def _held(question: Understood, candidate: Candidate, glossary: Glossary) -> Claim | None:
    """The one person whom a sentence names beside the office that is asked for, where that is asked at no time."""
    if question.demands.dates:
        return None
    asked = {
        it.term
        for it in glossary.mentions(question.text)
        if it.term.kind == "office" and not _SHARED.search(fold(it.term.en[0]))
    }
    mentions, words = glossary.mentions(candidate.text), folded_words(candidate.text)
    holders = {
        it.term
        for office in mentions
        for it in mentions
        if office.term in asked and it.term.kind == "person" and _stands_beside(office, it, words)
    }
    if len(holders) != 1:
        return None
    person = next(iter(holders))
    return Claim(candidate, person, is_rounded=False, written=person.names(candidate.document.language)[0])


def _stands_beside(one: Mention, other: Mention, words: Words) -> bool:
    """Whether nothing stands between a person and an office, or only what says that the one is the other."""
    first, last = sorted((one, other), key=lambda it: it.at)
    return _LINKS.issuperset(words[first.at + len(first.words) : last.at])


def _of_another_year(one: Claim, other: Claim) -> bool:
    """Whether two figures are of sentences that name years, and none in common."""
    left, right = ({it.year for it in named_dates(claim.candidate.text) if it.year} for claim in (one, other))
    return isinstance(one.value, Decimal) and bool(left and right) and left.isdisjoint(right)


def _counted(question: Understood, text: str) -> Iterator[Figure]:
    """The figures of a sentence that count what the question counts."""
    wanted = _wanted(question)
    if not wanted:
        yield from _sums(question, text)
    asked = {it.value for it in figures(question.text)}
    for it in figures(text):
        counted = {term(word.text) for word in tokens(it.counted)}
        if it.value not in asked and not it.is_ordinal and not wanted.isdisjoint(counted):
            yield it


def _wanted(question: Understood) -> set[str]:
    """The terms of what is counted."""
    heads = {term(part) for head in question.demands.head for part in head.split("_")}
    return heads or _words_after_how_many(question)


def _words_after_how_many(question: Understood) -> set[str]:
    """What is counted where that is as general as "countries" or "people"."""
    match = re.search(r"\b(?:how many|bao nhieu|may) ([a-z]+)", fold(question.text))
    return {term(it) for it in _ALSO_COUNTED.get(match[1], (match[1],))} if match else set()


def _sums(question: Understood, text: str) -> Iterator[Figure]:
    """The sums of a sentence in the currency that the question names, else in the first one that the sentence names."""
    found = [(currency, it) for it in figures(text) if (currency := _currency(it))]
    wanted = next((it for it in (currency_named(question.text), *(one for one, _ in found)) if it), None)
    yield from (it for currency, it in found if currency == wanted)


def _currency(figure: Figure) -> str | None:
    first = next(iter(figure.counted.split()), "")
    return _CURRENCIES.get(figure.counted) or _CURRENCIES.get(first)


def currency_named(text: str) -> str | None:
    """The currency that a question names, as its code; None where it names none."""
    match = _NAMES_CURRENCY.search(nfc(text).casefold())
    return _CURRENCIES.get(fold(match.group())) if match else None


def _is_planned(text: str, figure: Figure) -> bool:
    return bool(_PLANNED.search(fold(text)[max(0, figure.start - 30) : figure.end + 25]))


def _grows(claims: Sequence[Claim]) -> bool:
    """Whether the values are a total that has grown: a larger one for each later time, said as totals are said."""
    timed = {it.time: it.value for it in claims if it.time and isinstance(it.value, Decimal)}
    said = any(_GROWS.search(fold(it.candidate.text)) for it in claims)
    values = [timed[time] for time in sorted(timed)]
    return said and len(timed) == len(claims) and values == sorted(set(values))


def _written(text: str, start: int, end: int) -> str:
    """What stands from `start` to `end` of the folded text, as the sentence has it."""
    folded = fold(text)
    return (text if len(folded) == len(text) else folded)[start:end].strip()


def _begin(text: str, figure: Figure) -> int:
    """Where a figure begins, its currency in front of it counted."""
    before = _BEFORE.search(text[: figure.start])
    return before.start() if before else figure.start


def _end(question: Understood, text: str, figure: Figure) -> int:
    """Where what a figure counts ends: at the word that the question counts, or at the currency."""
    if _BEFORE.search(text[: figure.start]):
        return figure.end
    ends = _wanted(question) | {term(word) for name in _CURRENCIES for word in name.split()}
    after = _AFTER.match(fold(text), figure.end)
    following = list(tokens(after.group())) if after else []
    last = max((it.end for it in following if term(it.text) in ends), default=0)
    return figure.end + last


_TOLD: dict[tuple[NoticeKind, Language], str] = {
    ("conflict", "en"): "The sources give different values: {}.",
    ("conflict", "vi"): "Các nguồn nêu số liệu khác nhau: {}.",
    ("as_of", "en"): "The figure has changed over time: {}.",
    ("as_of", "vi"): "Con số thay đổi theo thời gian: {}.",
    ("superseded", "en"): "Sources of different dates name different persons: {}.",
    ("superseded", "vi"): "Các nguồn ở những thời điểm khác nhau nêu tên người khác nhau: {}.",
}
_UNDATED: dict[Language, str] = {"en": "undated", "vi": "không rõ ngày"}


def disagreement_notice(
    found: Disagreement, citations: Sequence[Citation], language: Language
) -> Iterator[Notice]:
    """What the reader is told of the differing values that are cited: each with its source and that source's date."""
    cited = {it.source_id: it for it in citations}  # it may be the version in another language
    told = [
        f"{it.written} [{citation.number}] ({citation.publisher or citation.title}, "
        f"{readable_date(citation.published, language) if citation.published else _UNDATED[language]})"
        for it in found.claims
        if (citation := cited.get(it.candidate.document.source_id))
    ]
    if len(told) > 1:
        yield Notice(found.kind, _TOLD[found.kind, language].format("; ".join(told)))
