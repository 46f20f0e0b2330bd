"""Follow-ups that leave out what was just spoken of: "And in 2023?", "By whom?", "Who attended?", "Ở đâu vậy?".

What kind of piece is left tells what is taken over: question words ask the last question again, a date, place, name or
noun goes into it by `replacing`, and a verb or relation is asked of what was last spoken of.
"""

from __future__ import annotations

import re

from nhipcau.answering import antecedents
from nhipcau.answering.antecedents import Asked, Choice
from nhipcau.answering.mentions import dates, flat
from nhipcau.answering.names import names, small
from nhipcau.answering.question_forms import (
    ASKERS,
    ASKING_EN,
    AT,
    BESIDE_ASKERS,
    PREPOSITION,
    YES_NO,
    as_question,
    capital,
    content,
    core,
    dashed,
    last_with_content,
)
from nhipcau.answering.replacing import replaced
from nhipcau.text import detect_language, fold, tokens
from nhipcau.vocabulary import Language

# Patterns and words are of flat text: folded, letter for letter.

# What opens a follow-up, and what ends it.
_LEAD: dict[Language, re.Pattern[str]] = {
    "en": re.compile(
        r"(?:(?:and|but|or|so|ok|okay|well|then),? )?(?:w\w{2,3} about|how about|what of) |(?:and|but|or|so|also),? "
    ),
    "vi": re.compile(r"(?:the |vay |va |nhung |roi )?con (?!nguoi|duong|tau|so)|(?:va|the|vay|nhung),? "),
}
_THEN_WHAT = re.compile(r"(?P<then> thi)? (?:sao|the nao|nhu the nao|ra sao)[\s?.!]*$")
# A question word with a noun of its own ("at which hotel", "bao nhiêu đại biểu"), and no verb.
_ASKER_WITH_NOUN: dict[Language, re.Pattern[str]] = {
    "en": re.compile(
        r"(?:(?:in|on|at|by|with|for|to|from) )?(?:which|what|how many|whose) "
        r"(?!.*(?:ed|came|come|spoke|won)$|is|are|was|were|happen|do|does|did)(?:[a-z]+ )?[a-z]+"
    ),
    "vi": re.compile(
        r"(?!.* (?:den|du|ve|hop)$)(?:(?:(?:o|tai|voi|cho) )?(?:nhung |cac )?[a-z]+(?: [a-z]+)? nao"
        r"|(?:co )?(?:bao nhieu|may) [a-z]+(?: [a-z]+)?)"
    ),
}
# A question with one of these is more than a fragment.
_NO_FRAGMENT: dict[Language, frozenset[str]] = {
    "en": ASKERS["en"]
    | frozenset(
        """is are was were did does do has have had will would can could should tell give list describe explain
        show name""".split()
    ),
    "vi": frozenset("ai gi nao may co la hay".split()),
}
# What is asked of an event or body without naming it: what belongs to it, and what is done there.
_RELATIONS_EN = frozenset(
    """aim aims purpose goal goals theme topic result results outcome chairman chairwoman president leader head
    cost""".split()
)
_LIGHT_EN = _RELATIONS_EN | frozenset(
    """attended attend chaired chair organised organized organise organize hosted host opened open spoke speak took take
    part place participated participate signed sign held won win led lead funded launched launch started start began
    begin ended end paid donated people delegates participants members guests speakers raised last happened
    sponsored financed came come""".split()
)
_RELATIONS_VI = "muc dich|muc tieu|chu de|ket qua|kinh phi|chi phi|noi dung|y nghia|chu tich|ten goi"
_LIGHT_VI = re.compile(
    r"\b(?:tham du|du|tham gia|chu tri|phat bieu|to chuc|dang cai|dien ra|bat dau|ket thuc|khai mac|be mac|keo dai|ky"
    r"|quyen gop|thu duoc|tai tro|dai bieu|thanh vien|hoi vien|khach moi|dung dau|lanh dao|thanh lap|huy dong"
    rf"|khoi xuong|den|{_RELATIONS_VI})\b"
)
_RELATION = re.compile(rf"\b(?:{'|'.join(sorted(_RELATIONS_EN))}|{_RELATIONS_VI}|nguoi dung dau)\b")
_ENDS_LIGHT = re.compile(rf"(?:\b(?:{'|'.join(sorted(_LIGHT_EN))})|{_LIGHT_VI.pattern})$")
_ENDS_AT = re.compile(r"(?:spoke|speak|took part|take part|participated?|happened|phat bieu)$")
_VERB_FIRST = re.compile(r"(?:duoc|dien ra|bat dau|ket thuc|khai mac|be mac|keo dai|to chuc|thanh lap)\b")
# Vietnamese question words that stand before what they ask of, and those that stand behind it.
_ASKER_FIRST = re.compile(r"(?:vi|tai|do) (?:sao|dau)\b")
_ASKER_LAST = re.compile(
    r"(?:khi|luc|bao|het|o|tai|voi|cho|boi|do|vao|ngay|nam|thang|nhu|the|bang|de|tu|den|nham|trong) "
)


def completed(asked: Asked) -> Choice:
    """The question with what it leaves out; as it is where it leaves out nothing."""
    lead = _LEAD[asked.language].match(flat(asked.text))
    rest = asked.text[lead.end() if lead else 0 :]
    last = last_with_content(asked.past)
    if _is_bare(rest, asked.language):
        return _asked_again(core(rest), last, asked.language) if last else ()
    then_what = _THEN_WHAT.search(flat(rest))
    is_led = lead is not None or (then_what is not None and then_what["then"] is not None)
    fragment = core(rest[: then_what.start()] if then_what and is_led else rest)
    if _is_fragment(fragment, asked.language, is_led=is_led):
        return capital(replaced(fragment, last)) if last else () if is_led else asked.text
    return _attached(core(rest), asked) if last and _names_nothing(rest, asked.language) else asked.text


def _is_bare(rest: str, language: Language) -> bool:
    """Whether a question consists of question words ("By whom?", "Ở đâu vậy?", "At which hotel?")."""
    written = list(tokens(rest))
    words = [fold(it.text) for it in written]
    askers, known = ASKERS[language], ASKERS[language] | BESIDE_ASKERS[language]
    if not askers.intersection(words) or len(words) > 7 or _RELATION.match(flat(rest)):
        return False
    if any(it.is_capitalised for it in written[1:]):
        return False
    return known.issuperset(words) or _ASKER_WITH_NOUN[language].fullmatch(" ".join(words)) is not None


def _is_fragment(fragment: str, language: Language, *, is_led: bool) -> bool:
    """Whether a piece of a question is only a date, a place, a name or, behind "and" or "what about", a noun."""
    words = [fold(it.text) for it in tokens(fragment)]
    if not words or len(words) > 12 or _NO_FRAGMENT[language].intersection(words):
        return False
    folded = flat(fragment)
    before = PREPOSITION.match(folded)
    known = {flat(it.text).removeprefix("the ") for it in (*dates(fragment), *names(fragment))}
    return is_led or folded[before.end() if before else 0 :].removeprefix("the ") in known


def _names_nothing(rest: str, language: Language) -> bool:
    """Whether a question has a verb or a relation but nothing that it is about ("Who attended?", "Ai chủ trì?")."""
    folded = flat(rest)
    known = ASKERS[language] | BESIDE_ASKERS[language]
    if language == "vi":
        left = re.findall(r"\w+", _LIGHT_VI.sub(" ", folded))
        known |= frozenset("duoc da se dang chinh the gom".split())
        is_light = _LIGHT_VI.search(folded) is not None and not ASKERS["vi"].isdisjoint(left)
        return is_light and known.issuperset(left)
    words = re.findall(r"\w+", folded)
    is_light = not _LIGHT_EN.isdisjoint(words) and not ASKERS["en"].isdisjoint(words[:3])
    return is_light and (known | _LIGHT_EN | {"did", "does", "do", "will", "has", "have"}).issuperset(words)


def _attached(rest: str, asked: Asked) -> Choice:
    """A question that names nothing, with what was last spoken of."""
    topic, folded = antecedents.thing(asked, rest), flat(rest)
    if not isinstance(topic, str):
        return topic or dashed(rest, asked.last)
    if relation := _RELATION.search(folded):
        joint = {"en": "of", "vi": "của"}[asked.language]
        return as_question(f"{rest[: relation.end()]} {joint} {topic}{rest[relation.end() :]}")
    if asked.language == "vi" and _VERB_FIRST.match(folded):
        return as_question(f"{topic} {small(rest, '')}")
    if not _ENDS_LIGHT.search(folded) or detect_language(topic) != asked.language:
        return as_question(f"{rest} — {topic}")
    if _ENDS_AT.search(folded):
        topic = f"{AT[asked.language]} {topic}"
    return as_question(f"{rest} {'to ' if folded.endswith((' came', ' come')) else ''}{topic}")


def _asked_again(rest: str, last: str, language: Language) -> str:
    """The last question, asked with another question word."""
    asker = re.sub(r" (?:is|was) (?:that|this)$", "", rest, flags=re.IGNORECASE)
    if language != detect_language(last):
        return dashed(asker, last)
    return _again_vi(asker, last) if language == "vi" else _again_en(asker, last)


def _again_en(asker: str, last: str) -> str:
    folded, plain = flat(asker), last.rstrip(" ?.!")
    many = re.match(r"(?:how many|which|what) (?!is|are|was|were|did|does|do)", flat(last))
    if many and re.fullmatch(r"(?:which|how many|what)(?: ones?| people)?", folded):
        return as_question(f"{re.sub(' (?:ones?|people)$', '', asker)} {plain[many.end() :]}")
    match = YES_NO.fullmatch(flat(plain)) or ASKING_EN.fullmatch(flat(plain))
    asks_who = re.match(r"(?:who|what) (?:is|are|was|were) ", flat(plain))
    has_subject = re.match(r"(?:which|how (?:many|come)|whose|what|who)\b", folded)
    if not match or not match["aux"] or asks_who or has_subject:
        return dashed(asker, last)
    rest = plain[match.start("rest") :]
    if match.re is YES_NO:
        if folded == "how much" and " money" in rest:
            asker, rest = f"{asker} money", re.sub(r" (?:any )?money\b", "", rest, count=1)
        return as_question(f"{asker} {match['aux']} {rest}")
    noun = plain[match.start("noun") : match.end("noun")].strip() if match["noun"] else ""
    if match["asker"].startswith("how much"):
        noun = noun or "money"
    elif fold(noun) in BESIDE_ASKERS["en"] - {"people"}:
        noun = ""
    if noun and match["aux"] in {"did", "does", "do", "will", "can"}:
        return as_question(f"{asker} {match['aux']} {rest} — {noun}")
    return as_question(f"{asker} {match['aux']} {noun} {rest}")


def _again_vi(asker: str, last: str) -> str:
    folded, stated = flat(asker), content(last)
    if _ASKER_FIRST.match(folded):
        return as_question(f"{asker} {small(stated, last)}")
    return as_question(f"{stated} {small(asker, '')}") if _ASKER_LAST.match(folded) else dashed(asker, last)
