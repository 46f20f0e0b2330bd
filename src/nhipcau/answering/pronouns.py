"""What pronouns stand for: he and she, they, it, there and then, with their Vietnamese equals.

Each function takes a pronoun where `pointing_words` has found it, and gives what stands for it; the names between which
there is no choosing; or None where the pronoun points at nothing before its question and stays.
"""

from __future__ import annotations

import re

from nhipcau.answering import antecedents
from nhipcau.answering.antecedents import Asked, Choice
from nhipcau.answering.mentions import Gender, Mention, flat
from nhipcau.answering.names import names, small
from nhipcau.answering.question_forms import AT, IN, content, owner
from nhipcau.text import STOPWORDS, detect_language, fold

# The gender of each pronoun, and what stands before the name in its place.
_PRONOUNS: dict[str, tuple[Gender, str]] = {
    **dict.fromkeys(("he", "him", "his"), ("m", "")),
    **dict.fromkeys(("she", "her", "hers"), ("f", "")),
    "ong": ("m", "ông "),
    "anh": ("m", "anh "),
    "ba": ("f", "bà "),
    "chi": ("f", "chị "),
    "co": ("f", "cô "),
}
_COUNTED_PEOPLE = re.compile(
    r"how many (?:people|delegates|members|participants|guests|students|visitors|volunteers|representatives|leaders)"
    r" [a-z]+(?<! do)(?<! did)(?<! does)(?<! are)(?<! were) "
    r"|(?:co )?bao nhieu (?:nguoi|dai bieu|hoi vien|thanh vien|khach|sinh vien)\b"
)
# What a pronoun's own question may have named before it, and where another clause begins.
_OWN_PERSON = re.compile(
    r"(?:\w+ )?(?:who|whose|(?:which|what) \w+)\b(?! (?:is|are|was|were|did|does|do|will|has|have)\b)"
)
_OWN_THING = re.compile(
    r"\b(?:(?:the|an?|this|that) [a-z]+|(?:which|what) (?!(?:is|are|was|were|did|do|does|has|have|will)\b)[a-z]+)\b"
    r"(?! (?:did|do|does|will) )"
)
_ELSEWHERE = re.compile(
    r"\b(?:and|but|when|that|if|because|after|before|while|who|which|think|khi|rang|neu|ma)\b|,"
    r"|\b(?:say|said)\b(?! (?:about|of|to))"
)
# "It" and "there" that stand for nothing.
_EXPLETIVE = re.compile(
    r"\b(?:is|was|be) it (?:true|possible|correct|right|the case|known|clear|ok|okay|likely|legal|safe|worth|time|wrong"
    r"|\w+ (?:to|that))\b|\bit takes? to\b|\btime is it\b|\bit (?:rain|snow)"
    r"|\bit (?:is|was|seems|appears) (?:\w+ )?(?:that|to)\b"
)
_EMPTY_BEFORE = re.compile(r"\b(?:hi|hello|hey|is|are|was|were|be|been|has|have|had|will) $")
_EMPTY_AFTER = re.compile(r" (?:is|are|was|were|be|been|has|have|any)\b")
# What one does at an event.
_AT_EVENTS = re.compile(
    r"\b(?:spoke|speak|attend\w*|said|say|happen\w*|perform\w*|present\w*|took part|sign\w*|phat bieu|du|tham gia|ky"
    r"|trao|noi gi)\b"
)


def person_meant(asked: Asked, match: re.Match[str]) -> Choice | None:
    """He, his, she, her, ông ấy, bà ấy, người đó."""
    word, before = fold(match[0]), asked.text[: match.start()]
    after = re.match(r" ([^\W\d_]+)", asked.text[match.end() :])
    is_owner = word == "his" or (
        word == "her" and after is not None and fold(after[1]) not in STOPWORDS["en"]
    )
    own = [it.end for it in _named_before(asked, match) if it.kind in {"person", "name"}]
    asker = _OWN_PERSON.match(flat(before))
    begins = max([*own, asker.end() if asker else 0])
    if (own or asker) and ((own and is_owner) or _ELSEWHERE.search(flat(before[begins:]))):
        return None
    gender, title = _PRONOUNS.get(word.split()[0], (None, ""))
    person = antecedents.person(asked, gender)
    if isinstance(person, tuple):
        return person
    return owner(person) if is_owner else title + person


def group_meant(asked: Asked, match: re.Match[str]) -> Choice | None:
    """They, their, them, họ."""
    before = flat(asked.text[: match.start()])
    is_owner = match[0] in {"their", "theirs"}
    own = [it.end() for it in (_OWN_THING.search(before), _OWN_PERSON.match(before)) if it]
    own += [it.end for it in _named_before(asked, match) if it.kind != "place"]
    if _is_for_own(before, own, is_owner=is_owner):
        return None
    group = _those_counted(asked.last) or antecedents.group(asked)
    group = group or antecedents.thing(asked, _around(asked, match))
    return owner(group) if is_owner and isinstance(group, str) else group


def thing_meant(asked: Asked, match: re.Match[str]) -> Choice | None:
    """It, its, this, that, nó, điều đó."""
    folded = flat(asked.text)
    before = folded[: match.start()]
    is_empty = any(it.start() <= match.start() < it.end() for it in _EXPLETIVE.finditer(folded))
    is_whole = match[0] in {"this", "that"} and re.fullmatch(
        r"(?:and )?(?:why|when|where|how|who) (?:is|was) ", before
    )
    is_before_name = asked.text[match.end() + 1 :][:1].isupper()
    if is_empty or is_whole or is_before_name or (not asked.past and "it called" in folded):
        return None
    is_owner, own_thing = match[0] == "its", _OWN_THING.search(before)
    own = [it.end for it in _named_before(asked, match)] + ([own_thing.end()] if own_thing else [])
    if _is_for_own(before, own, is_owner=is_owner):
        return None
    thing = antecedents.thing(asked, _around(asked, match))
    return owner(thing) if is_owner and isinstance(thing, str) else thing


def place_meant(asked: Asked, match: re.Match[str]) -> Choice | None:
    """There, ở đó, at that place: the place, with the event in it if something is asked that one does at events."""
    folded = flat(asked.text)
    before, after = folded[: match.start()], folded[match.end() :]
    if match[0] == "there" and (_EMPTY_BEFORE.search(before) or _EMPTY_AFTER.match(after)):
        return None
    place, event = antecedents.place(asked), antecedents.event(asked)
    if event and (isinstance(place, tuple) or _AT_EVENTS.search(folded)):
        is_named = isinstance(place, str) and fold(place) not in fold(event)
        return f"{AT[asked.language]} {event}" + (f" {IN[asked.language]} {place}" if is_named else "")
    if isinstance(place, tuple):
        return place
    own = re.match(r"(?:ở|tại|từ|đến|về|o|tai|tu|den|ve|from|in|at|to) ", match[0])
    joint = own[0] if own else f"{IN[asked.language]} "
    return place if re.search(r"\b(?:from|to|near) $", before) else joint + place


def date_meant(asked: Asked, match: re.Match[str]) -> Choice | None:
    """Then, that year, khi đó."""
    return antecedents.date(asked, is_day=re.search(r"day|ngày|hôm|ngay|hom", match[0]) is not None)


def _named_before(asked: Asked, match: re.Match[str]) -> list[Mention]:
    """What the question itself names before a pronoun, which may stand for that."""
    return [it for it in names(asked.text) if it.end <= match.start()]


def _is_for_own(before: str, ends: list[int], *, is_owner: bool) -> bool:
    """Whether a pronoun may stand for what its own question names before it, at these ends.

    It does as an owner ("its aims"), or where it stands in another clause.
    """
    return bool(ends) and (is_owner or _ELSEWHERE.search(before[min(ends) :]) is not None)


def _around(asked: Asked, match: re.Match[str]) -> str:
    return asked.text[: match.start()] + asked.text[match.end() :]


def _those_counted(question: str) -> str | None:
    """The people whose number a question asked for, with what it said of them."""
    if not _COUNTED_PEOPLE.match(flat(question)):
        return None
    stated = small(content(question), "")
    if detect_language(question) == "vi":
        return stated
    noun, _, rest = stated.partition(" ")
    return f"the {noun} who {rest}"
