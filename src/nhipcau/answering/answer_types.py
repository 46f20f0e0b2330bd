"""What kind of thing a question asks for, and whether a sentence gives one that the question does not hold already."""

from __future__ import annotations

import re

from nhipcau.answering.demands import offices_in
from nhipcau.answering.question import Asked, Understood
from nhipcau.text import CAPITALS, fold, term, tokens

_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|jan|feb|sept?|oct|nov|dec)"
)
_DATE = re.compile(
    rf"\b{_MONTH}\b\.?(?:\s\d{{1,2}}(?:st|nd|rd|th)?\b)?(?:,?\s(?:19|20)\d\d)?|\b\d{{1,2}}\s{_MONTH}\b(?:\s(?:19|20)\d\d)?"
    r"|\b1\d{3}s?\b|\b\d{1,2}(?:st|nd|rd|th)\scentury|\bthế kỷ\b|\b\d+\s(?:bc|ad)\b"
    r"|\bngày\s\d{1,2}(?:[/-]\d{1,2}(?:[/-]\d{4})?)?(?:\stháng\s\d{1,2})?(?:[,\s]*năm\s\d{4})?"
    r"|\btháng\s\d{1,2}(?:[/-]\d{4})?(?:\snăm\s\d{4})?|\bnăm\s(?:19|20)\d\d|\b(?:19|20)\d\d\b|\b\d{1,2}/\d{1,2}(?:/\d{4})?\b"
    r"|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\bthứ\s(?:hai|ba|tư|năm|sáu|bảy)\b|\bchủ nhật\b",
    re.IGNORECASE,
)
_DOCUMENT_NUMBER = re.compile(r"\b\d+-[A-ZĐ]+/?[A-ZĐ]*\b|\b[Nn]o\.\s?\d+|\b[Ss]ố\s\d+-[A-ZĐ]+")
_FIGURE = re.compile(
    r"\d+(?:[.,]\d+)*|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|hundreds?|thousands?"
    r"|twice|half|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|trăm|nghìn|gấp đôi)\b",
    re.IGNORECASE,
)
_HEDGES = "About|Over|Nearly|Some|Around|More|Only|Almost|Least|Of|In|With|The|Khoảng|Hơn|Gần|Trên|Có|Với|Tổng|Đã|Những"
# Figures that count nothing: ordinals, multiples, and numbers that are part of a name ("SEA Games 31").
_NO_COUNT = re.compile(
    rf"\b\d+(?:st|nd|rd|th)\b|\b(?:\w+|\d+)\stimes\b|\bgấp\s\S+(?:\slần)?|\b(?:thứ|lần thứ)\s\w+"
    rf"|\b(?!(?:USD|VND|VNĐ|US|{_HEDGES})\b)[{CAPITALS}][^\W\d_]+\s\d{{1,3}}\b"
)
_SUM = re.compile(
    r"(?:[$€£₫]|\b(?:vn[dđ]|usd|us\$|eur))\s?\d[\d.,]*(?:\s(?:thousand|million|billion|trillion))?"
    r"|\b\d[\d.,]*\s(?:(?:thousand|million|billion|nghìn|triệu|tỷ)\s)?(?:vn[dđ]|usd|đồng|dollars?|euros?|đô la)\b",
    re.IGNORECASE,
)
# "... là bao nhiêu?" names nothing that is counted, so that a sum may answer it.
_COUNTS_NOTHING = re.compile(r"\b(?:bao nhiêu|bao nhieu)\W*$", re.IGNORECASE)
_MONEY = re.compile(
    r"[$€£₫]|\b(?:vn[dđ]|usd|us\$|eur)(?=\b|\d)|\b(?:euros?|đồng|dollars?|đô la|dong)\b", re.IGNORECASE
)
# "How much did poverty fall?" may be told as a share.
_SHARE = re.compile(r"%|\bper ?cent\b|phần trăm|\btimes\b|\blần\b", re.IGNORECASE)
_ASKS_MONEY = re.compile(
    r"\b(?:money|raised?|cost|paid|pay|worth|value|fund\w*|donat\w+|tiền|tien|kinh phí|chi phí|trị giá|đồng|usd)\b",
    re.IGNORECASE,
)
_NAME = re.compile(
    rf"[^\W\d_]*[{CAPITALS}][\w’'.-]*(?:\s(?:of|for|and|the|các|về|và)?\s?[{CAPITALS}][\w’'-]*)*"
)
_PLACE = re.compile(
    rf"\b(?:in|at|to|from|near|tại|ở|đến|từ|về)\s+(?:the\s|thành phố\s|tỉnh\s|thủ đô\s)?(?=[{CAPITALS}])"
)
_REASON = re.compile(
    r"\b(?:because|since|due to|owing to|in order to|aimed? (?:at|to)|so that|so as to|for the sake|reasons?|thanks to"
    r"|vì|do|nhằm|để|bởi|nhờ|lý do)\b",
    re.IGNORECASE,
)


TELLING: frozenset[Asked] = frozenset({"when", "how_many", "how_much", "where"})
"""Kinds that can be told so surely that a sentence without them is no answer."""


def gives_wanted(question: Understood, sentence: str) -> float:
    """1 where the sentence gives the kind of thing asked for and it is new, 0 where not, ½ where nothing is known."""
    known = {term(token.text) for token in tokens(question.text)}
    match question.asked:
        case "when":
            return float(_has_new([match.group() for match in _DATE.finditer(sentence)], known))
        case "how_many":
            counted = sentence if _COUNTS_NOTHING.search(question.text) else _SUM.sub(" ", sentence)
            return float(_has_new(_figures(counted), known))
        case "how_much":
            is_amount = _MONEY.search(sentence) or (
                _SHARE.search(sentence) and not _ASKS_MONEY.search(question.text)
            )
            return float(bool(is_amount) and _has_new(_figures(sentence), known))
        case "who":
            return float(
                _has_new([it for it in _names(sentence) if " " in it or it != sentence[: len(it)]], known)
            )
        case "where":
            return float(bool(_PLACE.search(sentence)) or _has_new(_names(sentence), known))
        case "which_body":
            return float(_has_new(_names(sentence), known))
        case "office" | "why":
            return float(
                bool(offices_in(sentence) if question.asked == "office" else _REASON.search(sentence))
            )
        case _:
            return 0.5


def _figures(sentence: str) -> list[str]:
    """What counts or measures in a sentence; dates and numbers of documents do not."""
    bare = _NO_COUNT.sub(" ", _DOCUMENT_NUMBER.sub(" ", _DATE.sub(" ", sentence)))
    return [match.group() for match in _FIGURE.finditer(bare)]


def _names(sentence: str) -> list[str]:
    """Runs of capitalised words; the first word of a sentence counts only as part of a longer run."""
    return [it.group() for it in _NAME.finditer(sentence) if it.start() > 0 or " " in it.group()]


def _has_new(found: list[str], known: set[str]) -> bool:
    """Whether any of these holds a word that the question does not."""
    return any(
        term(token.text) not in known and fold(token.text) not in known
        for it in found
        for token in tokens(it)
    )
