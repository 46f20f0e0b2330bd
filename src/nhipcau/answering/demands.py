"""What a question demands besides its topic, and how far a sentence meets it: dates, names, offices and the like.

These tell a near miss (right event, wrong year; right body, other country; right person, other office; a detail that
nobody gives) from an answer: such a sentence shares nearly all its words with the question. All is read from folded
text, so that missing accents change nothing.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from nhipcau.answering.dates import MONTHS, NamedDate, dated_spans, named_dates
from nhipcau.answering.figures import figures, lacks_number
from nhipcau.answering.places import HOME, place_spans, places_in
from nhipcau.glossary import Glossary, Words, folded_words
from nhipcau.text import CAPITALS, STOPWORDS, Token, fold, is_number, term, tokens
from nhipcau.vocabulary import Language

CONTEXT_ONLY = 0.5
"""What a demand is worth that is met around the sentence but not in it."""

CONTEXT_AGAINST = 0.25
"""The same where the sentence itself says something else of that kind."""

# The offices that are told apart, in both languages and folded; the first name stands for all.
_OFFICES = (
    ("prime minister", "premier", "thu tuong"),
    ("general secretary", "tong bi thu"),
    ("secretary general", "secretary-general", "tong thu ky"),
    ("president", "chairman", "chairwoman", "chairperson", "chair", "chu tich", "tong thong"),
    ("minister", "bo truong", "thu truong"),
    ("ambassador", "dai su"),
    ("consul", "tong lanh su", "lanh su"),
    ("secretary", "bi thu"),
    ("director", "giam doc", "vu truong", "cuc truong", "tong giam doc"),
    ("mayor", "thi truong"),
    ("governor", "tinh truong", "thong doc"),
    ("head", "truong ban", "truong doan", "truong phong"),
    ("spokesperson", "spokesman", "spokeswoman", "nguoi phat ngon"),
    ("treasurer", "thu quy"),
    ("founder", "nguoi sang lap"),
    ("principal", "rector", "hieu truong"),
    ("editor", "editor-in-chief", "tong bien tap"),
    ("king", "queen", "nha vua", "quoc vuong", "nu hoang"),
)
_OFFICE_OF = {name: names[0] for names in _OFFICES for name in names}
_OFFICE = re.compile(
    r"\b(?:(?P<before>vice|deputy|acting|former|ex|honorary|incoming|outgoing|pho|quyen|cuu|nguyen)[ -])?"
    rf"(?P<office>{'|'.join(sorted(_OFFICE_OF, key=len, reverse=True))})s?\b(?! quan\b)(?P<after> danh du)?"
)
# "Who heads ..." and "headed by" name no office.
_HEADS = re.compile(r"\b(?:who|that|which) (?:now )?heads?\b|\bheads (?=the\b|a\b)")
_DEPUTY = frozenset({"vice", "deputy", "pho"})
_DEPUTIES = frozenset({"thu truong"})
_FORMER = frozenset({"former", "ex", "cuu", "outgoing"})

# What is asked for by name after "how many" or "which", before "nào" or after "bao nhiêu".
_HEADS_EN = re.compile(
    r"\b(?:how many|how much|(?:in |at |on |by |for |from |to |of )?(?:which|what)) ((?:[a-z0-9'’-]+ ?){1,3})"
)
_HEAD_AFTER = re.compile(r"\b(?:bao nhieu|may) ([a-z]+(?: [a-z]+)?)")
_HEAD_BEFORE = re.compile(r"\b([a-z]+) ([a-z]+) nao\b")
_JOIN = "_"
"""Stands between the syllables of a head that is one word of two."""

_COUNTS = re.compile(r"\bhow many\b|\b(?:bao nhieu|may)\b")
# Heads that say no more than the kind of thing asked for, which `answer_types` looks at.
_GENERAL = frozenset(
    """people person persons times time money year years month months day days date dates body bodies
    organisation organisations organization organizations agency agencies country countries place places city cities
    province provinces thing things kind kinds type types sort part name names way ways
    cash funds funding sum amount total share number percentage percent
    did do does was were is are has have had will would can could other much many of the
    nguoi tien lan nam thang ngay nuoc quoc gia co quan to chuc don vi ai noi dau dia diem tinh thanh pho ong ba
    khi luc thoi gian hom the nhu nhung cac la duoc da co vi khoang tong so""".split()
)
_ENDS_HEAD = STOPWORDS["en"] | frozenset(
    """did took came attended joined received got made gave won became held signed sent raised built paid helped
    led opened took went stood set met said happened caused""".split()
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_FIGURES = frozenset(
    """one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand dozen
    dozens mot hai ba bon nam sau bay tam chin muoi tram nghin chuc""".split()
)
_NEGATION = re.compile(
    r"\b(?:not|never|no longer|none|without|nor|neither|cannot|fail(?:ed|s|ure)?|refus\w+|cancel\w+|declin\w+"
    r"|reject\w+|oppos\w+|withdr\w+|resign\w+|postpon\w+|unable|call\w* off|no (?=[a-z])"
    r"|(?<!hang )khong(?! gian| khi| quan| luu| phan)|chua|chang|that bai|tu choi|tu chuc|rut khoi|phan doi|bac bo"
    r"|vang mat|bi (?:huy|hoan)|huy bo|tam hoan)\b|n['’]t\b"
)
_NEGATION_WRITTEN = re.compile(r"\b(?:hủy|huỷ|hoãn)\b")
# "... phải không?", "... có đúng không?", "có ... không?" ask and deny nothing.
_ASKING_NOT = re.compile(r"\b(?:phai|dung|duoc|co) khong\b|\bkhong\W*$|\bchua\W*$|\b(?:hay|va) khong\b")
_CAPITALISED = re.compile(rf"\b[{CAPITALS}]\w*")
_ORDER = re.compile(
    r"^\W*(?:please |can you |could you )?(?:ignore|forget|disregard|write|compose|translate|act as|pretend|print"
    r"|repeat|reveal|summari[sz]e this|draft|generate|code|calculate|sing|roleplay|delete|execute|run)\b"
    r"|^\W*(?:hay |xin |vui long |lam on )?(?:bo qua|quen (?:het|moi|di)|viet (?:cho|mot|giup|bai|tho|code|email|thu)"
    r"|lam (?:cho toi |giup toi )?(?:mot )?(?:bai )?tho|dich (?:sang|cho|giup|cau|doan)|dong vai|gia vo|in ra"
    r"|sang tac|soan|ke (?:cho toi |mot )?(?:chuyen|truyen)|tinh giup|hat )\b"
)


_NO_NAMES = frozenset("ông bà anh chị mr mrs ms dr i".split())
_IN_NAMES = frozenset({"anh", "chi"})
"""Titles that stand in many names ("Phan Anh Sơn"), but open none."""
_IGNORED_FIRST = {language: frozenset(map(fold, words)) for language, words in STOPWORDS.items()}
_VIETNAMESE_SYLLABLE = re.compile(
    r"(?:ngh?|nh|ch|gh?|gi|kh|ph|qu|th|tr|[bcdhklmnpqrstvx])?[aeiouy]{1,3}(?:ng|nh|ch|[cmnpt])?"
)
_BEFORE_PLACES = frozenset("o tai tinh pho huyen xa nuoc tu den sang".split())


@dataclass(frozen=True, slots=True)
class Office:
    """An office and whether it is its deputy's, or a former one."""

    name: str
    is_deputy: bool
    is_former: bool


@dataclass(frozen=True, slots=True)
class Demands:
    """What a question demands.

    `names` are runs of capitalised words, each a tuple of folded words, and `aliases` what else those are called that
    the glossary knows; `places` countries and the like that two languages spell differently; `ordinals` those in
    digits ("the 45th"); `head` the words of which one must be near what is chosen, or counted (`counts`); `denies`
    says that something is said not to be so, and `orders` that it is an order and no question.
    """

    dates: tuple[NamedDate, ...]
    names: tuple[Words, ...]
    aliases: dict[Words, tuple[Words, ...]]
    places: frozenset[str]
    numbers: tuple[str, ...]
    ordinals: tuple[Decimal, ...]
    offices: frozenset[Office]
    head: tuple[str, ...]
    counts: bool
    denies: bool
    orders: bool


def demands(text: str, language: Language, glossary: Glossary) -> Demands:
    """What a question in NFC form demands."""
    folded = fold(text)
    dated = list(dated_spans(folded))
    every = list(tokens(text))
    offices = [match.span() for match in _OFFICE.finditer(folded)]
    placed = [it for it in place_spans(text) if not any(start <= it[0] < end for start, end in offices)]
    aside = [*offices, *((start, end) for start, end, _ in placed)]
    unplaced = [it for it in every if not any(start <= it.start < end for start, end in aside)]
    free = [it for it in tokens(folded) if not any(start <= it.start < end for _, start, end in dated)]
    names = _name_runs(every, unplaced, language)
    return Demands(
        dates=tuple(dict.fromkeys(date for date, _, _ in dated)),
        names=names,
        aliases=_aliases(names, text, glossary),
        places=frozenset(name for _, _, name in placed) - {HOME},
        ordinals=tuple(it.value for it in figures(text) if it.is_ordinal),
        numbers=tuple(dict.fromkeys(term(it.text) for it in free if is_number(it.text))),
        offices=offices_in(text),
        head=_head(folded, language),
        counts=bool(_COUNTS.search(folded)),
        denies=denies(text),
        orders=bool(_ORDER.search(folded)),
    )


@functools.lru_cache(maxsize=8192)  # the same sentences are looked at again and again
def offices_in(text: str) -> frozenset[Office]:
    """The offices that a text names."""
    folded = _HEADS.sub(" ", fold(text))
    is_aligned = len(folded) == len(text)
    found = set()
    for match in _OFFICE.finditer(folded):
        before = match["before"]
        # "nguyên Chủ tịch" is a former one; Nguyễn is a name.
        was = (
            is_aligned
            and before == "nguyen"
            and text[match.start("before") : match.end("before")] == "nguyên"
        )
        found.add(
            Office(
                _OFFICE_OF[match["office"]],
                is_deputy=before in _DEPUTY or match["office"] in _DEPUTIES,
                is_former=before in _FORMER or was or bool(match["after"]) or before == "honorary",
            )
        )
    return frozenset(found)


@functools.lru_cache(maxsize=8192)  # the same sentences are looked at again and again
def denies(text: str) -> bool:
    """Whether a text says of something that it is not so, failed or was called off; names do not say it."""
    first, rest = text[:1], _CAPITALISED.sub(" ", text[1:])
    said = first + rest
    return bool(
        _NEGATION.search(_ASKING_NOT.sub(" ", fold(said))) or _NEGATION_WRITTEN.search(said.casefold())
    )


def _name_runs(
    every: Sequence[Token], unplaced: Sequence[Token], language: Language
) -> tuple[tuple[str, ...], ...]:
    """Capitalised words next to each other that are no places, as folded words."""
    runs: list[list[int]] = []
    for number, token in enumerate(every):
        joins = bool(runs) and runs[-1][-1] == number - 1 and token.start == every[number - 1].end + 1
        lower = token.text.casefold()
        is_title = lower in _NO_NAMES and not (joins and lower in _IN_NAMES)
        if token in unplaced and token.is_capitalised and not is_title:
            if joins:
                runs[-1].append(number)
            else:
                runs.append([number])
    ignored = _IGNORED_FIRST[language]
    runs = [run[1:] if run[0] == 0 and fold(every[0].text) in ignored else run for run in runs]
    named = (tuple(fold(every[it].text) for it in run) for run in runs if _is_name(run, every, language))
    return tuple(dict.fromkeys(named))


def _aliases(names: Sequence[Words], text: str, glossary: Glossary) -> dict[Words, tuple[Words, ...]]:
    """The other names of whoever and whatever a run of capitalised words is the name of, or part of the name."""
    found: dict[Words, tuple[Words, ...]] = {}
    for it in glossary.mentions(text):
        others = tuple(folded_words(name) for name in (*it.term.en, *it.term.vi, *it.term.abbreviations))
        for run in names:
            if set(run) <= set(it.words):
                found[run] = tuple(other for other in others if other != run)
    return found


def _is_name(run: Sequence[int], every: Sequence[Token], language: Language) -> bool:
    """Whether capitals mean a name: not where a question or, in Vietnamese, a body or a title begins with one."""
    if len(run) != 1:
        joined = " ".join(fold(every[it].text) for it in run)
        return len(run) > 1 and not _OFFICE.fullmatch(joined)
    word = fold(every[run[0]].text)
    if run[0] == 0 or word in _OFFICE_OF or word in _DEPUTY or word in MONTHS:
        return False
    if language == "en" or not _VIETNAMESE_SYLLABLE.fullmatch(word):
        return True
    return fold(every[run[0] - 1].text) in _BEFORE_PLACES


def _head(folded: str, language: Language) -> tuple[str, ...]:
    if language == "en":
        match = _HEADS_EN.search(folded)
        words: list[str] = []
        for word in match[1].split() if match else ():
            if word in _ENDS_HEAD:
                break
            words.append(word)
        found = words[:2]
        if not found or not _GENERAL.isdisjoint(found) or (len(found) == 1 and found[0].endswith("ed")):
            return ()
        return tuple(term(it) for it in found)
    after = _HEAD_AFTER.search(folded)
    if after and after[1].split()[0] not in _GENERAL:
        return (_JOIN.join(after[1].split()),)
    before = next((it for it in _HEAD_BEFORE.finditer(folded) if it[2] not in _GENERAL), None)
    return (f"{before[1]}{_JOIN}{before[2]}", before[2]) if before else ()


@functools.lru_cache(maxsize=8192)  # the same sentences are looked at again and again
def compact(text: str) -> str:
    """The letters and digits of a folded text without anything between them: "Hà Nội" and "Hanoi" are one."""
    return "".join(letter for letter in fold(text) if letter.isalnum())


@functools.lru_cache(maxsize=8192)
def _places_of(text: str) -> frozenset[str]:
    return places_in(text)


def dates_met(wanted: Demands, sentence: str, around: str, published: NamedDate | None) -> float:
    """How far the least met date of the question is met: 1 in the sentence, less around it, 0 nowhere."""
    own = named_dates(sentence)
    near = (*named_dates(around), *((published,) if published else ()))
    return min((_date_met(date, own, near) for date in wanted.dates), default=1.0)


def _date_met(date: NamedDate, own: Sequence[NamedDate], near: Sequence[NamedDate]) -> float:
    if any(date.agrees(it) for it in own):
        return 1.0
    against = any(date.contradicts(it) for it in own)
    is_near = any(date.agrees(it) for it in (*own, *near))
    # A day without its year ("6/1") in the sentence, and the year around it.
    if date.day and not against and any(it.day == date.day for it in own):
        other_year = any(it.year for it in near) and not any(it.year == date.year for it in near)
        return CONTEXT_AGAINST if other_year else 0.75
    if is_near:
        return CONTEXT_AGAINST if against else CONTEXT_ONLY
    return CONTEXT_AGAINST if own and not against and not date.year else 0.0


def names_met(wanted: Demands, sentence: str, around: str, document: str) -> float:
    """How far the least met name of the question is met: its neighbouring words as neighbours, places by any name.

    1 in the sentence, less around it, less still elsewhere in the document, 0 nowhere.
    """
    if not wanted.names and not wanted.places:
        return 1.0
    texts = ((sentence, 1.0), (around, CONTEXT_ONLY), (document, CONTEXT_AGAINST))
    met = [
        max(worth * _name_met(run, wanted.aliases.get(run, ()), text) for text, worth in texts)
        for run in wanted.names
    ]
    met += [max(worth * (place in _places_of(text)) for text, worth in texts) for place in wanted.places]
    return min(met)


def is_elsewhere(wanted: Demands, document: str) -> bool:
    """Whether a place or an ordinal that the question names stands nowhere in a document, in either language."""
    return not wanted.places <= _places_of(document) or any(
        lacks_number(document, it) for it in wanted.ordinals
    )


def is_strange(wanted: Demands, document: str) -> bool:
    """Whether a name of several words stands nowhere in a document, under none of its names."""
    return any(
        len(run) > 1 and not _name_met(run, wanted.aliases.get(run, ()), document) for run in wanted.names
    )


def _name_met(run: Words, aliases: Sequence[Words], text: str) -> float:
    """How far a name stands in a text, itself or, whole, under one of its other names."""
    met = _run_met(run, text)
    if met < 1 and aliases:
        words = f" {' '.join(folded_words(text))} "
        return max(met, float(any(f" {' '.join(it)} " in words for it in aliases)))
    return met


def _run_met(run: Sequence[str], text: str) -> float:
    """The share of a name's neighbouring words that neighbour in a text; ½ where all stand there, but apart."""
    neighbours, apart = _name_terms(text)
    words = [term(it) for it in run]
    pairs = ["".join(words[i : i + 2]) for i in range(len(words) - 1)] or words
    share = sum(it in neighbours or it in apart for it in pairs) / len(pairs)
    return max(share, 0.5 * apart.issuperset(words))


@functools.lru_cache(maxsize=8192)
def _name_terms(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """The neighbouring terms of a text, each two in one ("Hà Nội" and "Hanoi" are one), and each by itself."""
    terms = [term(it.text) for it in tokens(text)]
    return frozenset(left + right for left, right in itertools.pairwise(terms)), frozenset(terms)


def offices_met(wanted: Demands, sentence: str, around: str) -> float:
    """How far the least met office of the question is met, a deputy's never for the office itself."""
    if not wanted.offices:
        return 1.0
    own, near = offices_in(sentence), offices_in(around)
    return min(
        1.0
        if _holds(own, it)
        else (CONTEXT_AGAINST if any(it.name == other.name for other in own) else CONTEXT_ONLY)
        * _holds(near, it)
        for it in wanted.offices
    )


def _holds(offices: frozenset[Office], wanted: Office) -> bool:
    """Whether an office is among these; whoever is president, director or the like is the head."""
    is_head = wanted.name == "head" and not wanted.is_deputy
    return wanted in offices or (
        is_head and any(not it.is_deputy and it.is_former == wanted.is_former for it in offices)
    )


def numbers_met(wanted: Demands, present: frozenset[str], around: frozenset[str]) -> float:
    """How far the least met figure of the question (dates left out) is met, given the terms of sentence and passage."""
    return min(
        (1.0 if it in present else CONTEXT_ONLY * (it in around) for it in wanted.numbers), default=1.0
    )


def head_met(wanted: Demands, sentence: str, present: frozenset[str]) -> float:
    """How far what is counted or chosen is: 1 beside a figure (where it is counted), ½ elsewhere in the sentence.

    1 where the question names nothing but a kind.
    """
    if not wanted.head:
        return 1.0
    if not any(
        it.replace(_JOIN, "") in compact(sentence) if _JOIN in it else it in present for it in wanted.head
    ):
        return 0.0
    return 1.0 if not wanted.counts or _counted(wanted.head, sentence) else 0.5


def _counted(head: Sequence[str], sentence: str) -> bool:
    """Whether one of these words stands at most four words after a figure."""
    words = [it.text for it in tokens(fold(sentence))]
    for place, word in enumerate(words):
        following = words[place : place + 7]
        if (word in _FIGURES or (is_number(word) and not _YEAR.fullmatch(word))) and (
            any(term(it) in head for it in following[1:5])
            or any(_JOIN in it and it.replace(_JOIN, "") in "".join(following) for it in head)
        ):
            return True
    return False


def denial_met(wanted: Demands, sentence: str) -> float:
    """0 where the question says that something is not so, or failed, and the sentence does not; 1 otherwise."""
    return float(not wanted.denies or denies(sentence))
