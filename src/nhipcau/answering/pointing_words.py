"""The words of a follow-up that point back, each replaced by what it stands for: "she", "that conference", "ở đó".

The patterns find them, in text with accents or without; `pronouns` and the functions for nouns here tell what is meant.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from nhipcau.answering import antecedents, pronouns
from nhipcau.answering.antecedents import Asked, Choice
from nhipcau.answering.mentions import dates, flat, lower
from nhipcau.answering.names import small, things
from nhipcau.answering.noun_phrases import is_noun
from nhipcau.answering.question_forms import AT, appended, capital, content, content_words, last_with_content
from nhipcau.text import detect_language, fold, has_vietnamese_accents
from nhipcau.vocabulary import Language

# Words that point back in one question: enough for people, and a bound for what is no question.
_MOST = 4
# Nouns, folded, that stand for whatever is of their kind.
_GENERAL = {
    noun: kind
    for kind, nouns in {
        "person": "person, man, woman, official, leader, speaker, author, nguoi, vi, dien gia, lanh dao",
        "place": "place, city, country, province, town, noi, nuoc, tinh, thanh pho, quoc gia",
        "event": "event, activity, occasion, dip, su kien, hoat dong",
        "body": """organisation, organization, body, agency, group, union, association, society, ministry, committee,
            commission, council, party, front, hoi, ban, bo, doan, to chuc, co quan, don vi, lien hiep, hiep hoi,
            uy ban, mat tran""",
    }.items()
    for noun in re.split(r",\s+", nouns)
}
_TIMES = frozenset("year month week time day way case".split())
_NOT_POINTING = frozenset(
    """tuan thang trong do sau truoc ai gi dau nho tu qua hom hien ngay nam lau xua vi khi luc nhu the mac dieu nao
    """.split()
)
# "the conference" with one of these behind it says itself which.
_SPECIFIED = re.compile(
    r" (?:of|for|on|about|to|between|against|with|which|that|who|\w+ing|called|named|held|signed|\w+ed (?:on|by|in|at)"
    r"|(?:in|at) [A-ZĐ])"
)
# "That" behind one of these stands before its noun and joins no clause.
_GAP = re.compile(r"(?:^|\b(?:of|in|at|on|about|for|to|by|from|with|did|is|was|were|are|does|will|has) )$")
# What somebody does at an event or in a campaign, rather than is.
_SAYS = re.compile(
    r"\b(?:say|said|ask|asked|report|stress|propose|call|want|urge|note|demand|request|emphasi[sz]e|noi|yeu cau|de nghi"
    r"|nhan manh|keu goi|phat bieu|bao cao|de xuat|neu|khang dinh|danh gia)\b"
)
_RAISES = re.compile(r"\b(?:raise|collect|donate|quyen gop|huy dong|thu duoc)\b")
_RAISED_IN: dict[Language, str] = {"en": "in", "vi": "trong"}

_Chooser = Callable[[Asked, re.Match[str]], Choice | None]


def pointed(asked: Asked) -> Choice:
    """The question with what its pronouns and pointing nouns stand for."""
    has_accents = has_vietnamese_accents(asked.text)
    searched = lower(asked.text) if has_accents else flat(asked.text)
    spans: list[tuple[int, int, str]] = []
    for written, bare, choose in _POINTERS[asked.language]:
        for match in (written if has_accents else bare).finditer(searched):
            start, end = match.span()
            is_taken = len(spans) == _MOST or any(start < there and here < end for here, there, _ in spans)
            choice = None if is_taken else choose(asked, match)
            if isinstance(choice, tuple):
                return choice
            if choice is not None:
                spans.append((start, end, choice))
    text = asked.text
    for start, end, choice in sorted(spans, reverse=True):
        text = text[:start] + (capital(choice) if start == 0 else choice) + text[end:]
    return _at_event(asked, text) if spans else text


def _at_event(asked: Asked, text: str) -> str:
    """Where a short question is about what somebody said or raised: the event of the last turn, at which they did."""
    event, folded = antecedents.event(asked), flat(asked.text)
    is_about_saying = _SAYS.search(folded) is not None
    is_long = len(content_words(asked.text, asked.language)) > 5 or things(asked.text) or dates(asked.text)
    if not event or is_long or not (is_about_saying or _RAISES.search(folded)):
        return text
    if flat(event.removeprefix("the ")) in flat(text) or detect_language(event) != asked.language:
        return text
    return appended(text, f"{(AT if is_about_saying else _RAISED_IN)[asked.language]} {event}")


def _noun_en(asked: Asked, match: re.Match[str]) -> Choice | None:
    """The conference, this organisation."""
    noun, is_definite = match["noun"], match["determiner"] == "the"
    after = asked.text[match.end() :]
    following = re.match(r" ([a-z]+)", after)
    is_compound = following is not None and is_noun(following[1])
    if asked.text[match.start("noun")].isupper() or is_compound or noun in _TIMES:
        return None
    if is_definite:
        is_known = is_noun(noun) or _GENERAL.get(noun) in {"event", "body"}
        is_long = len(content_words(asked.text, "en")) > 5
        is_specified = is_long or _SPECIFIED.match(after)
        is_pointing = not is_specified and (is_known or antecedents.misspelt(asked, noun) is not None)
    else:
        is_pointing = is_noun(noun) or noun in _GENERAL or _is_short_pointing(asked, match)
    return _noun(asked, match, noun, is_definite=is_definite) if is_pointing else None


def _is_short_pointing(asked: Asked, match: re.Match[str]) -> bool:
    """Whether "that" before an unknown noun points back, rather than joins two clauses."""
    has_gap = _GAP.search(flat(asked.text[: match.start()])) is not None
    return bool(asked.past) and has_gap and len(content_words(asked.text, "en")) <= 3


def _noun_vi(asked: Asked, match: re.Match[str]) -> Choice | None:
    """Hội nghị đó, tổ chức này; or "hội nghị" with a verb after it: the longest known noun that ends there."""
    words = flat(match["noun"]).split()
    if words[-1] in _NOT_POINTING:
        return None
    ends = {n: " ".join(words[-n:]) for n in (3, 2, 1) if n <= len(words)}
    size = next((n for n, it in ends.items() if is_noun(it) or it in _GENERAL), min(2, len(words)))
    left = asked.text[match.start() : match.end()].split()[: len(words) - size]
    choice = _noun(asked, match, ends[size], is_definite="demonstrative" not in match.groupdict())
    return " ".join([*left, choice]) if isinstance(choice, str) else choice


def _noun(asked: Asked, match: re.Match[str], noun: str, *, is_definite: bool) -> Choice | None:
    """The phrase of the past around a noun; a general noun takes whatever is of its kind.

    An unknown noun behind "that" takes the last question along in brackets.
    """
    found: Choice | None = None
    kind = _GENERAL.get(noun)
    if kind == "event":
        found = antecedents.thing(asked, "")
    elif not is_definite and kind == "person":
        return antecedents.person(asked, None)
    elif not is_definite and kind == "place":
        return antecedents.place(asked)
    elif not is_definite and kind == "body":
        found = antecedents.body(asked, noun) or antecedents.thing(asked, "members")
    found = found or antecedents.phrase(asked, antecedents.misspelt(asked, noun) or noun)
    if found or is_definite:
        return found or None
    last = last_with_content(asked.past)
    pointing = asked.text[match.start() : match.end()].split()[-1 - len(noun.split()) :]
    return f"{' '.join(pointing)} ({small(content(last), last)})" if last else ()


def _pointer(
    written: str, choose: _Chooser, bare: str | None = None
) -> tuple[re.Pattern[str], re.Pattern[str], _Chooser]:
    """A pattern for text with accents, one for text without, and what gives the meaning of a match."""
    return re.compile(written), re.compile(bare or fold(written).replace("?p<", "?P<")), choose


_POINTERS: dict[Language, tuple[tuple[re.Pattern[str], re.Pattern[str], _Chooser], ...]] = {
    "en": (
        _pointer(
            r"\b(?:he|him|his|she|hers?|(?:this|that) (?:person|man|woman|official|leader|speaker|author))\b",
            pronouns.person_meant,
        ),
        _pointer(
            r"\b(?:they|them|theirs?|(?:these|those) (?:people|bodies|organi[sz]ations))\b",
            pronouns.group_meant,
        ),
        _pointer(
            r"\b(?:in |at )?(?:this|that) (?:place|city|country|province|town)\b|\bthere\b",
            pronouns.place_meant,
        ),
        _pointer(
            r"\b(?:(?:in|on|at|during) )?that (?:year|day|month|time)\b|\b(?:back )?then(?=[\s?.!]*$)",
            pronouns.date_meant,
        ),
        _pointer(
            r"\b(?P<determiner>the|this|that|these|those) (?:same |whole )?(?P<noun>[a-z]{3,})\b", _noun_en
        ),
        _pointer(r"\bits?\b|\b(?:this|that)(?=[\s?.!]*$)", pronouns.thing_meant),
    ),
    "vi": (
        _pointer(
            r"\b(?:ông|bà|cô|anh|chị) (?:ấy|ta)\b|\b(?:ông|bà|anh|chị) này\b|\b(?:vị|người|diễn giả) (?:ấy|đó|này)\b"
            r"|\b(?:ông|bà)\b(?= (?:là|nói|có|đã|còn|giữ|sinh|phát biểu|yêu cầu|đề nghị|nhấn mạnh|làm)\b|[?.]*$)",
            pronouns.person_meant,
            r"\b(?:ong|ba|co|anh|chi) (?:ay|ta)\b|\b(?:ong|ba|anh|chi) nay\b|\b(?:vi|nguoi|dien gia) (?:ay|do|nay)\b"
            r"|\b(?:ong|ba)\b(?= (?:la|noi|giu|sinh|phat bieu|yeu cau|de nghi|nhan manh|lam)\b|[?.]*$)",
        ),
        _pointer(
            r"\bhọ\b(?! tên| hàng)|\bnhững (?:người|vị) (?:ấy|đó|này)\b",
            pronouns.group_meant,
            r"\bho\b(?= (?:la|da|co|duoc|se|lam|noi|den|quyen|to chuc|thu|dang|con|muon|gui|tang|ky|hop)\b|[?.]*$)",
        ),
        _pointer(
            r"\b(?:ở|tại|từ|đến|về) (?:(?:nơi|nước|tỉnh|thành phố) (?:đó|này|ấy)|đó|đấy)\b"
            r"|\b(?:nơi|nước|tỉnh|thành phố) (?:đó|ấy)\b",
            pronouns.place_meant,
        ),
        _pointer(r"\b(?:vào )?(?:khi|lúc|hồi|thời điểm|năm|ngày|hôm|tháng) (?:đó|ấy)\b", pronouns.date_meant),
        _pointer(r"\bnó\b|\b(?:điều|việc|chuyện|cái) (?:đó|này|ấy)\b|^đó(?= là)", pronouns.thing_meant),
        _pointer(
            r"(?P<noun>(?:\b[^\W\d_]+ ){1,3})(?P<demonstrative>đó|này|ấy|kia)\b",
            _noun_vi,
            r"(?P<noun>(?:\b[^\W\d_]+ ){1,3}?)(?P<demonstrative>nay|ay"
            r"|do(?! (?:ai|co quan|don vi|to chuc|nguoi|nuoc|bo|ban)\b))\b",
        ),
        _pointer(
            r"\b(?P<noun>hội nghị|cuộc họp|lễ hội|ngày hội|chiến dịch|diễn đàn|buổi lễ|hội chợ|đại hội|hội thảo"
            r"|triển lãm|dự án|chương trình|cuộc thi|chuyến thăm|liên hoan)(?= (?:diễn ra|được|do|có|bắt đầu|kết thúc"
            r"|kéo dài|nhằm|khai mạc|thu hút|bầu|ở đâu|khi nào|là|năm \d{4})\b|[?.]*$)",
            _noun_vi,
        ),
    ),
}
