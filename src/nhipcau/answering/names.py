"""What a text names: persons, places, bodies and other names, told by capitals, titles and prepositions.

Rules, not a model, in English and Vietnamese. With the noun phrases they are the things that a follow-up may mean.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from nhipcau.answering.mentions import Gender, Kind, Mention, flat, lower
from nhipcau.answering.noun_phrases import EN_ENDS, NOUNS, VI_ENDS, VI_ENDS_BARE, phrase_at, vietnamese_end
from nhipcau.answering.places import FOREIGN_ADJECTIVES, KNOWN_PLACES, is_country
from nhipcau.text import STOPWORDS, Token, detect_language, fold, tokens

_FAMILY_NAMES = frozenset(
    """nguyen tran le pham hoang huynh phan vu vo dang bui do ho ngo duong ly dinh dao doan lam trinh truong mai to ha
    cao luong luu phung ta thai vuong tang quach chu kieu lai thach nong la giap mac khuat ton trieu bach chau hua kim
    nghiem ninh than thi tieu van vi""".split()
)
_BODY = re.compile(
    r"\b(?:ministry|department|union|association|society|committee|commission|council|front|party|government|agency"
    r"|assembly|university|institute|academy|company|organi[sz]ations?|secretariat|bureau|federation|foundation"
    r"|embassy|club|board|red cross|newspaper|portal|group|bank|league|network|center|centre)\b"
)
_VI_BODY = re.compile(
    r"(?:lien hiep|hoi (?!nghi|thao|cho|thi|dong nhan)|hiep hoi|uy ban|bo (?!truong)|ban (?!hanh)|mat tran|so (?!ket)"
    r"|quy (?!i)|trung uong|(?:tinh|thanh|dang) uy (?!vien)|doan |bao (?!cao|gio)|cong thong tin|chi hoi|quoc hoi"
    r"|chinh phu|hoc vien|dai hoc (?!hoi)|vien |cong ty|cuc |tap doan|cau lac bo|trung tam)"
)
_OFFICES = frozenset(
    """mr mrs ms miss madam dr prof professor ong ba anh chi co chairman chairwoman chairperson president minister
    prime vice deputy ambassador secretary director general leader speaker head governor comrade permanent""".split()
)
_TITLED = re.compile(
    r"\b(?:ong|ba|anh|chi|co|cu|dong chi|chu tich(?: nuoc)?|thu tuong(?: chinh phu)?|(?:bo|thu) truong|bi thu|dai su"
    r"|giam doc|dien gia|tac gia|nha bao|ten|named|called|speaker|author|minister|president|chair(?:wo)?man"
    r"|minister of foreign affairs|director|ambassador|m(?:r|s|rs)|dr)\.? $"
)
_OFFICE_AFTER = re.compile(
    r", (?:\w+ ){0,4}(?:member|general|president|chair\w*|minister|secretary|director|ambassador"
    r"|uy vien|bo truong|chu tich|bi thu|giam doc|thuong truc)\b"
)
_GENDERS: tuple[tuple[Gender, re.Pattern[str]], ...] = (
    ("m", re.compile(r"\b(?:ong|anh|mr|chairman)\.? $")),
    ("f", re.compile(r"\b(?:ba|(?<!dong )chi|co|ms|mrs|miss|madam|chairwoman)\.? $")),
)
_AT = re.compile(r"\b(?:in|at|near|o|tai|tinh|thanh pho|thu do|city of|province of) $")
# A Vietnamese run of capitals is a whole name only before these; before any other word the name goes on.
_VI_BEHIND_NAME = VI_ENDS_BARE | frozenset(map(fold, STOPWORDS["vi"]))


@functools.lru_cache(maxsize=128)
def names(text: str) -> tuple[Mention, ...]:
    """The persons, places, bodies and other names of an NFC text, in order."""
    every = list(tokens(text))
    is_vietnamese = detect_language(text) == "vi"
    places = list(_known_places(text, every, is_vietnamese=is_vietnamese))
    found: list[Mention] = []
    at = 0
    while at < len(every):
        is_body = is_vietnamese and _VI_BODY.match(flat(text[every[at].start :][:40])) is not None
        if not every[at].is_capitalised or _opens(text, every, at):
            at += 1
            continue
        after = _body_end(text, every, at + 1) if is_body else _run_end(text, every, at)
        run, at = every[at:after], after
        it = _mention(text, run, "body") if is_body else _classified(text, run, is_vietnamese=is_vietnamese)
        if it and (it.start, it.end) not in places:
            found.append(it)
    for start, end in places:
        is_inside = any(it.start <= start and end <= it.end for it in found if it.kind != "place")
        found.append(Mention(text[start:end], start, end, "place", is_inside=is_inside))
    return tuple(sorted(found, key=lambda it: it.start))


@functools.lru_cache(maxsize=128)
def things(text: str) -> tuple[Mention, ...]:
    """The outermost bodies and phrases around a known noun of an NFC text, in order, as far as their words reach."""
    every = list(tokens(text))
    language = detect_language(text)
    named = [it for it in names(text) if it.kind in {"body", "phrase"}]
    found: list[Mention] = []
    for at, word in enumerate(every):
        body = next((it for it in named if it.start == word.start), None)
        starting = [it for it in (phrase_at(text, every, at, language), body) if it]
        best = max(starting, key=lambda it: it.end, default=None)
        if best and not any(it.start <= best.start and best.end <= it.end for it in found):
            found = [it for it in found if not (best.start <= it.start and it.end <= best.end)]
            found.append(best)
    return tuple(found)


def adjectives(text: str) -> tuple[Mention, ...]:
    """The English words of a text that name a country as "Cuban" does, with "the" and "people" around them."""
    found = []
    for it in re.finditer(r"(?:\bthe )?\b([A-Z]\w+)\b(?: people\b)?", text):
        if fold(it[1]) in FOREIGN_ADJECTIVES:
            span = it.span() if it[0].endswith(" people") else it.span(1)
            found.append(Mention(text[span[0] : span[1]], *span, "place"))
    return tuple(found)


def small(text: str, source: str) -> str:
    """A phrase of a text without the capital that it has only because the text begins with it."""
    is_first = not source or source.split()[:1] == text.split()[:1]
    is_name = text[1:2].isupper() or any(it.start == 0 for it in names(source))
    return lower(text[:1]) + text[1:] if is_first and not is_name else text


def _opens(text: str, every: list[Token], at: int) -> bool:
    """Whether a capital stands there only because the sentence begins."""
    word = every[at]
    is_first = at == 0 or text[: word.start].rstrip()[-1:] in set(".?!:")
    return is_first and (fold(word.text) in EN_ENDS or word.text.casefold() in STOPWORDS["vi"] | VI_ENDS)


def _known_places(text: str, every: list[Token], *, is_vietnamese: bool) -> Iterator[tuple[int, int]]:
    """Where the tables' places stand, longest first; what may be another word must begin with a capital."""
    at = 0
    while at < len(every):
        parts = [every[at : at + size] for size in (4, 3, 2, 1) if at + size <= len(every)]
        found = next((it for it in parts if _is_known_place(text, it, is_vietnamese=is_vietnamese)), None)
        if found:
            yield found[0].start, found[-1].end
        at += len(found) if found else 1


def _is_known_place(text: str, part: list[Token], *, is_vietnamese: bool) -> bool:
    key = " ".join(fold(word.text) for word in part)
    if key not in KNOWN_PLACES:
        return False
    is_other_word = (key == "lao" and part[0].text == "Lao" and not is_vietnamese) or (
        key == "ho chi minh" and _TITLED.search(flat(text[: part[0].start][-40:]))
    )
    is_long = len(key) > 4 or (text.islower() and len(key) > 3)
    return not is_other_word and (is_long or part[-1].is_capitalised)


def _run_end(text: str, every: list[Token], at: int) -> int:
    """The index after the last word of a run of capitalised words; a body's may be joined by "of"."""
    after = at + 1
    for there in range(at + 1, min(len(every), at + 14)):
        if not every[there].is_capitalised:
            continue
        is_body = _BODY.search(flat(text[every[at].start : every[after - 1].end]))
        joint = r" | ?[-–] ?|['’]s | (?:of|for|&) (?:the )?" if is_body else r" | ?[-–] ?|['’]s "
        if not re.fullmatch(joint, text[every[after - 1].end : every[there].start]):
            break
        after = there + 1
    return after


def _body_end(text: str, every: list[Token], after: int) -> int:
    """The index after the last word of a Vietnamese body's name, which is a noun phrase but for its dates."""
    end = vietnamese_end(text, every, after)
    days = (at for at in range(after, end) if re.match(r"(?:ngay|nam) \d", flat(text[every[at].start :][:8])))
    return next(days, end)


def _classified(text: str, run: list[Token], *, is_vietnamese: bool) -> Mention | None:
    """What kind of name a run of capitalised words is; None where the capitals say nothing."""
    if person := _person_at_end(text, run):
        return person
    whole, before, after = _flat_around(text, run)
    if all(fold(word.text) in _OFFICES for word in run):
        return None
    if len(run) <= 4 and len(run) > 1 and _OFFICE_AFTER.match(after):
        return _mention(text, run, "person")
    if _BODY.search(whole):
        return _mention(text, run, "body")
    if len(run) > 1 and fold(run[-1].text) in NOUNS["en"]:
        return _mention(text, run, "phrase")
    follows = re.match(r" ([a-z]+)", after)
    if is_vietnamese and follows and follows[1] not in _VI_BEHIND_NAME:
        return None
    if _AT.search(before) and len(whole) > 1:
        return _mention(text, run, "place")
    is_pair = KNOWN_PLACES.issuperset(re.split(r" ?[-–] ?", whole))
    return None if len(run) == 1 or is_pair else _mention(text, run, "name")


def _person_at_end(text: str, run: list[Token]) -> Mention | None:
    """The person whose name a run of capitals is, or ends with behind offices and a country."""
    for at, word in enumerate(run):
        tail = run[at:]
        written, before, _ = _flat_around(text, tail)
        is_other = _BODY.search(written) or fold(word.text) in _OFFICES or _starts_with_place(written)
        if is_other or len(tail) > 4:
            continue
        is_of_country = is_country(" ".join(it.text for it in run[:at]))
        title = _TITLED.search(_flat_around(text, run)[1] if is_of_country else before)
        is_titled = title or (at > 0 and fold(run[at - 1].text) in _OFFICES)
        is_family = fold(word.text) in _FAMILY_NAMES and len(tail) > 1 and not _AT.search(before)
        if is_family or (is_titled and fold(word.text) not in {"tong", "pho"}):
            return _mention(text, tail, "person")
    return None


def _flat_around(text: str, words: list[Token]) -> tuple[str, str, str]:
    """Some words, what is before them and what is after them, folded, as far as it tells anything."""
    start, end = words[0].start, words[-1].end
    return flat(text[start:end]), flat(text[max(0, start - 40) : start]), flat(text[end : end + 80])


def _starts_with_place(written: str) -> bool:
    words = written.split()
    return not KNOWN_PLACES.isdisjoint(" ".join(words[:size]) for size in (1, 2, 3, 4))


def _mention(text: str, words: list[Token], kind: Kind) -> Mention:
    start, end = words[0].start, words[-1].end
    before = flat(text[max(0, start - 14) : start])
    told = [gender for gender, title in _GENDERS if kind == "person" and title.search(before)]
    return Mention(text[start:end], start, end, kind, told[0] if told else None)
