"""How questions are built in both languages: their question words, what they say besides, and how pieces are joined.

Follow-ups are taken apart and put together again with these.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from nhipcau.answering.mentions import flat
from nhipcau.answering.names import small
from nhipcau.text import STOPWORDS, detect_language, fold, fold_space, tokens
from nhipcau.vocabulary import Language, Turn

# Patterns and words are of flat text: folded, letter for letter.

ASKERS: dict[Language, frozenset[str]] = {
    "en": frozenset("who whom whose what which when where why how".split()),
    "vi": frozenset("ai gi nao dau sao may nhieu gio lau".split()),
}
"""The words that ask."""
BESIDE_ASKERS: dict[Language, frozenset[str]] = {
    "en": frozenset(
        """much many long often far people money one ones else year month day date city country province place time
        exactly by with for from since until in on at to of not the is are was were there been that this so
        come""".split()
    ),
    "vi": frozenset(
        """bao khi luc the vi tai boi do cho voi o vao nguoi nam ngay thang nuoc tinh thanh pho noi tien dong co bo
        het thoi gian muc dich ly de lam nhu vay a nhi nua ha cu la cai nhung cac con va roi
        tu den hoi cach bang nham ke tong cong thi ra""".split()
    ),
}
"""The words that may stand beside those without naming what is asked about."""
_STOP: dict[Language, frozenset[str]] = {
    "en": STOPWORDS["en"] | ASKERS["en"] | {"one", "ones", "thing", "much", "many"},
    "vi": frozenset(map(fold, STOPWORDS["vi"]))
    | ASKERS["vi"]
    | frozenset("dieu nua khi nam ngay viec".split()),
}
NO_CONTENT = _STOP["en"] | _STOP["vi"]
"""The words of either language, folded, that name nothing."""

AT: dict[Language, str] = {"en": "at", "vi": "tại"}
IN: dict[Language, str] = {"en": "in", "vi": "ở"}
PREPOSITION = re.compile(
    r"(?:in|on|at|for|with|by|from|to|of|between|about|during|o|tai|voi|cho|den|tu|cua|do|vao|trong|doi voi|ve) "
)
_TAIL = re.compile(r"(?:,? (?:vay|the|nhi|a|nua|nhe|instead|exactly|too|as well|please))*[\s?.!…]*$")

_AUXILIARY = r"(?P<aux>is|are|was|were|did|does|do|has|have|had|will|would|can|could|should)"
YES_NO = re.compile(rf"{_AUXILIARY} (?P<rest>.+)")
"""An English question that is answered by yes or no: an auxiliary and the rest."""
ASKING_EN = re.compile(
    r"(?:(?:in|on|at|by|with|for|to|from|since|until) )?(?:"
    rf"(?P<asker>(?:how (?:many|much)|whose|what|which)\b(?P<noun>(?: (?![a-z]+ed\b)[a-z’'-]+){{0,5}}?)"
    rf"|how (?:long|often)|how|who|whom|when|where|why) {_AUXILIARY} (?P<rest>.+)"
    r"|(?:how (?:many|much)|how|who|whom|whose|what|which|when|where|why) (?P<all>.+))"
)
"""Any other English question: a question word, its noun, an auxiliary and the rest, or a question word and `all`."""
_ASKING_VI = re.compile(
    r",? (?:(?:co )?phai (?:la )?khong|dung khong|co dung khong|hay khong|khong|chua)$|\b(?:nhung |boi |la )?ai\b"
    r"|\b(?:o|tai) (?:dau|(?:tinh|nuoc|thanh pho|noi) nao)\b|\b(?:vao )?(?:khi|luc|ngay|nam|thang|hom|thoi gian) (?:nao"
    r"|bao nhieu)\b|\bbao gio\b|\b(?:vi|tai) sao\b|\b(?:nhu )?the nao\b|\bra sao\b|\b(?:la )?bao nhieu(?: tien)?\b"
    r"|\b(?:la |nhung )?gi\b|\b(?:co quan|don vi|to chuc|nguoi|nuoc|tinh|noi) nao\b|\bnao\b|\bmay\b"
)


def content(question: str) -> str:
    """A question without its question words."""
    plain = re.sub(r"[\s?.!]+$", "", question)
    folded = flat(plain)
    if detect_language(question) == "vi":
        ends = [0, *(it.end() for it in _ASKING_VI.finditer(folded))]
        starts = [*(it.start() for it in _ASKING_VI.finditer(folded)), len(plain)]
        stated = fold_space(" ".join(plain[end:start] for end, start in zip(ends, starts, strict=True)))
        if re.search(r"(?:khong|chua)$", folded):
            stated = re.sub(r" c[óo] (?:ph[ảa]i )?(?!l[àa])", " ", stated, count=1)
        return stated or plain
    if match := YES_NO.fullmatch(folded):
        return plain[match.start("rest") :].removeprefix("there ")
    match = ASKING_EN.fullmatch(folded)
    if not match or match["all"]:
        return plain[match.start("all") :] if match else plain
    noun = plain[match.start("noun") : match.end("noun")] if match["noun"] else ""
    return fold_space(f"{noun} {plain[match.start('rest') :]}")


def content_words(question: str, language: Language | None = None) -> list[str]:
    """The words of a question that name something; its language is told from it unless it is given."""
    stop = _STOP[language or detect_language(question)]
    return [it.text for it in tokens(question) if fold(it.text) not in stop]


def last_with_content(past: Sequence[Turn]) -> str | None:
    """The last question that is about anything."""
    return next((turn.question for turn in reversed(past) if content_words(turn.question)), None)


def core(piece: str) -> str:
    """A piece of a question without the particles and marks at its end."""
    tail = _TAIL.search(flat(piece))
    return piece[: tail.start()].strip(" ,") if tail else piece


def capital(text: str) -> str:
    """The text with a capital at its beginning."""
    return text[:1].upper() + text[1:]


def owner(name: str) -> str:
    """ "Mai Lan's"."""
    return name + ("'" if name.endswith("s") else "'s")


def as_question(text: str) -> str:
    """The text with a capital, single spaces and a question mark."""
    return f"{capital(fold_space(text))}?"


def dashed(asker: str, question: str) -> str:
    """Two pieces that make no sentence, side by side: a new question, and what another one says."""
    return as_question(f"{asker} — {small(content(question), question)}")


def appended(question: str, more: str) -> str:
    """The question with more before its mark."""
    end = len(question.rstrip(" ?.!"))
    return f"{question[:end]} {more}{question[end:] or '?'}"
