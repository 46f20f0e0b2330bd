"""A follow-up question made to stand alone: what it leaves out is taken over from the turns before it.

Rules, not a model. A question that names its own subject is left alone; one that could mean several things, or points
at nothing, is called unclear instead of guessed at.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from nhipcau.answering import antecedents
from nhipcau.answering.antecedents import (
    Asked,
    Choice,
    Gender,
    Mention,
    dated,
    dates,
    flat,
    in_language,
    lower,
    names,
    small,
    things,
)
from nhipcau.text import STOPWORDS, detect_language, fold, fold_space, has_vietnamese_accents, nfc, tokens
from nhipcau.vocabulary import Language, Turn

_CITED = re.compile(r"(?:\s*\[\d+\])+")
_LONGEST = 4000
# Words that point back in one question: enough for people, and a bound for what is no question.
_MOST = 4

# Patterns and words are of flat text: folded, letter for letter; those of `_POINTERS` alone are written with accents.

# What opens a follow-up, what ends it, and what joins a name to it.
_LEAD: dict[Language, re.Pattern[str]] = {
    "en": re.compile(
        r"(?:(?:and|but|or|so|ok|okay|well|then),? )?(?:w\w{2,3} about|how about|what of) |(?:and|but|or|so|also),? "
    ),
    "vi": re.compile(r"(?:the |vay |va |nhung |roi )?con (?!nguoi|duong|tau|so)|(?:va|the|vay|nhung),? "),
}
_THEN_WHAT = re.compile(r"(?P<then> thi)? (?:sao|the nao|nhu the nao|ra sao)[\s?.!]*$")
_TAIL = re.compile(r"(?:,? (?:vay|the|nhi|a|nua|nhe|instead|exactly|too|as well|please))*[\s?.!…]*$")
_PREPOSITION = re.compile(
    r"(?:in|on|at|for|with|by|from|to|of|between|about|during|o|tai|voi|cho|den|tu|cua|do|vao|trong|doi voi|ve) "
)
# Questions made of question words alone, with what may stand beside them.
_ASKERS: dict[Language, frozenset[str]] = {
    "en": frozenset("who whom whose what which when where why how".split()),
    "vi": frozenset("ai gi nao dau sao may nhieu gio lau".split()),
}
_BESIDE_ASKERS: dict[Language, frozenset[str]] = {
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
    "en": _ASKERS["en"]
    | frozenset(
        """is are was were did does do has have had will would can could should tell give list describe explain
        show name""".split()
    ),
    "vi": frozenset("ai gi nao may co la hay".split()),
}
_STOP: dict[Language, frozenset[str]] = {
    "en": STOPWORDS["en"] | _ASKERS["en"] | {"one", "ones", "thing", "much", "many"},
    "vi": frozenset(map(fold, STOPWORDS["vi"]))
    | _ASKERS["vi"]
    | frozenset("dieu nua khi nam ngay viec".split()),
}
# What is asked of an event or body without naming it.
_LIGHT_EN = frozenset(
    """attended attend chaired chair organised organized organise organize hosted host opened open spoke speak took take
    part place participated participate signed sign held won win led lead funded launched launch started start began
    begin ended end paid donated people delegates participants members guests speakers aim aims purpose goal goals theme
    topic result results outcome chairman chairwoman president leader head cost raised last happened
    sponsored financed came come""".split()
)
_LIGHT_VI = re.compile(
    r"\b(?:tham du|du|tham gia|chu tri|phat bieu|to chuc|dang cai|dien ra|bat dau|ket thuc|khai mac|be mac|keo dai|ky"
    r"|quyen gop|thu duoc|tai tro|muc dich|muc tieu|chu de|ket qua|kinh phi|chi phi|dai bieu|thanh vien|hoi vien"
    r"|khach moi|chu tich|dung dau|lanh dao|noi dung|y nghia|thanh lap|huy dong|khoi xuong|ten goi|den)\b"
)
_ENDS_LIGHT = re.compile(rf"(?:\b(?:{'|'.join(sorted(_LIGHT_EN))})|{_LIGHT_VI.pattern})$")
_VERB_FIRST = re.compile(r"(?:duoc|dien ra|bat dau|ket thuc|khai mac|be mac|keo dai|to chuc|thanh lap)\b")
_RELATION = re.compile(
    r"\b(?:aims?|purpose|goals?|theme|topic|results?|outcome|chair(?:wo)?man|president|leader|head|cost|muc dich"
    r"|muc tieu|chu de|ket qua|kinh phi|chi phi|noi dung|y nghia|chu tich|nguoi dung dau|ten goi)\b"
)
# How a question is built: a question word, its noun, an auxiliary, the rest.
_AUXILIARY = r"(?P<aux>is|are|was|were|did|does|do|has|have|had|will|would|can|could|should)"
_YES_NO = re.compile(rf"{_AUXILIARY} (?P<rest>.+)")
_ASKING_EN = re.compile(
    r"(?:(?:in|on|at|by|with|for|to|from|since|until) )?(?:"
    rf"(?P<asker>(?:how (?:many|much)|whose|what|which)\b(?P<noun>(?: (?![a-z]+ed\b)[a-z’'-]+){{0,5}}?)"
    rf"|how (?:long|often)|how|who|whom|when|where|why) {_AUXILIARY} (?P<rest>.+)"
    r"|(?:how (?:many|much)|how|who|whom|whose|what|which|when|where|why) (?P<all>.+))"
)
_ASKING_VI = re.compile(
    r",? (?:(?:co )?phai (?:la )?khong|dung khong|co dung khong|hay khong|khong|chua)$|\b(?:nhung |boi |la )?ai\b"
    r"|\b(?:o|tai) (?:dau|(?:tinh|nuoc|thanh pho|noi) nao)\b|\b(?:vao )?(?:khi|luc|ngay|nam|thang|hom|thoi gian) (?:nao"
    r"|bao nhieu)\b|\bbao gio\b|\b(?:vi|tai) sao\b|\b(?:nhu )?the nao\b|\bra sao\b|\b(?:la )?bao nhieu(?: tien)?\b"
    r"|\b(?:la |nhung )?gi\b|\b(?:co quan|don vi|to chuc|nguoi|nuoc|tinh|noi) nao\b|\bnao\b|\bmay\b"
)
_ASKER_FIRST = re.compile(r"(?:vi|tai|do) (?:sao|dau)\b")
_ASKER_LAST = re.compile(
    r"(?:khi|luc|bao|het|o|tai|voi|cho|boi|do|vao|ngay|nam|thang|nhu|the|bang|de|tu|den|nham|trong) "
)
_COUNTED = re.compile(r"(?<=how many )[a-z]+|(?<=bao nhieu )[a-z]+(?: (?:bieu|vien|gia|chuc)\b)?")
_COUNTED_PEOPLE = re.compile(
    r"how many (?:people|delegates|members|participants|guests|students|visitors|volunteers|representatives|leaders)"
    r" [a-z]+(?<! do)(?<! did)(?<! does)(?<! are)(?<! were) "
    r"|(?:co )?bao nhieu (?:nguoi|dai bieu|hoi vien|thanh vien|khach|sinh vien)\b"
)
_YEAR = re.compile(r"(?:19|20)\d\d|\b(?:this|last|next) year|\bnam (?:nay|ngoai|truoc)")
_ORDINAL = re.compile(
    r"\b(?:first|second|third|fourth|fifth|sixth|last|thu (?:nhat|hai|ba|tu|nam|sau)|dau tien|cuoi cung)(?: one)?\b"
)
# What somebody does at an event or in a campaign, rather than is.
_SAYS = re.compile(
    r"\b(?:say|said|ask|asked|report|stress|propose|call|want|urge|note|demand|request|emphasi[sz]e|noi|yeu cau|de nghi"
    r"|nhan manh|keu goi|phat bieu|bao cao|de xuat|neu|khang dinh|danh gia)\b"
)
_RAISES = re.compile(r"\b(?:raise|collect|donate|quyen gop|huy dong|thu duoc)\b")
_AT_EVENTS = re.compile(
    r"\b(?:spoke|speak|attend\w*|said|say|happen\w*|perform\w*|present\w*|took part|sign\w*|phat bieu|du|tham gia|ky"
    r"|trao|noi gi)\b"
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
_EXPLETIVE = re.compile(
    r"\b(?:is|was|be) it (?:true|possible|correct|right|the case|known|clear|ok|okay|likely|legal|safe|worth|time|wrong"
    r"|\w+ (?:to|that))\b|\bit takes? to\b|\btime is it\b|\bit (?:rain|snow)"
    r"|\bit (?:is|was|seems|appears) (?:\w+ )?(?:that|to)\b"
)
# "the conference" with one of these behind it says itself which.
_SPECIFIED = re.compile(
    r" (?:of|for|on|about|to|between|against|with|which|that|who|\w+ing|called|named|held|signed|\w+ed (?:on|by|in|at)"
    r"|(?:in|at) [A-ZĐ])"
)
_PERSONS = frozenset("person man woman official leader speaker author nguoi vi".split()) | {
    "dien gia",
    "lanh dao",
}
_PLACES = frozenset("place city country province town noi nuoc tinh".split()) | {"thanh pho", "quoc gia"}
_EVENTS = frozenset("event activity occasion dip".split()) | {"su kien", "hoat dong"}
_BODIES = frozenset(
    """organisation organization body agency group union association society ministry committee commission council party
    front hoi ban bo doan""".split()
) | {"to chuc", "co quan", "don vi", "lien hiep", "hiep hoi", "uy ban", "mat tran"}
_TIMES = frozenset("year month week time day way case".split())
_NOT_POINTING = frozenset(
    """tuan thang trong do sau truoc ai gi dau nho tu qua hom hien ngay nam lau xua vi khi luc nhu the mac dieu nao
    """.split()
)
_TITLES = {"ong": "ông ", "ba": "bà ", "anh": "anh ", "chi": "chị ", "co": "cô "}
_MALE, _FEMALE = frozenset("he him his ong anh".split()), frozenset("she her hers ba chi co".split())
_AND_IN: dict[Language, str] = {"en": "in", "vi": "ở"}
_AND_AT: dict[Language, str] = {"en": "at", "vi": "tại"}


@dataclass(frozen=True, slots=True)
class Resolved:
    """A question that stands alone: `text`, which is also `interpreted_as` where anything was taken over.

    Where `is_unclear`, nothing was, and `unclear` are the names, as written, between which there is no choosing.
    """

    text: str
    interpreted_as: str | None
    unclear: tuple[str, ...]
    is_unclear: bool


def resolve(question: str, history: Sequence[Turn]) -> Resolved:
    """Make a question stand alone by what the turns before it say, oldest first.

    The earlier questions are made to stand alone in the same way, so that a follow-up may follow a follow-up. The
    result may be in the language of the turn that it takes over; the reader's language is that of `question`.
    """
    past: list[Turn] = []
    for turn in history:
        answer = fold_space(_CITED.sub("", nfc(turn.answer)[:_LONGEST]))
        past.append(Turn(fold_space(nfc(_standalone(turn.question, past).text))[:_LONGEST], answer))
    return _standalone(question, past)


def _standalone(question: str, past: Sequence[Turn]) -> Resolved:
    text = fold_space(nfc(question))
    language = _language(text, past)
    whole = _pointed(Asked(text, language, tuple(past)))
    if isinstance(whole, str):
        whole = _completed(Asked(whole, language, tuple(past)))
    if isinstance(whole, tuple):
        return Resolved(question, None, whole, is_unclear=True)
    taken = None if whole == text else whole
    return Resolved(taken or question, taken, (), is_unclear=False)


def _language(text: str, past: Sequence[Turn]) -> Language:
    """A question's language; a name or a date alone is in the language spoken before."""
    if re.match(r"(?:the |va |vay )?con |(?:the|vay|va) (?:o|nam|thi|voi)\b", flat(text)):
        return "vi"
    words = list(tokens(text))
    is_name = all(it.is_capitalised or it.text.isdecimal() for it in words) and not any(
        fold(it.text) in _ASKERS["en"] | _ASKERS["vi"] for it in words
    )
    return detect_language(past[-1].question if is_name and past else text)


# Words that point back. A chooser gives what a match stands for; None leaves it as it is.


def _pointed(asked: Asked) -> Choice:
    """The question with what its pronouns and pointing phrases stand for."""
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
        text = text[:start] + (_capital(choice) if start == 0 else choice) + text[end:]
    return _at_event(asked, text) if spans else text


def _at_event(asked: Asked, text: str) -> str:
    """Where a short question is about what somebody said or raised: the event of the last turn, at which they did."""
    event, folded = antecedents.event(asked), flat(asked.text)
    is_about_saying = _SAYS.search(folded) is not None
    is_long = len(_content_words(asked.text, asked.language)) > 5 or things(asked.text) or dates(asked.text)
    if not event or is_long or not (is_about_saying or _RAISES.search(folded)):
        return text
    if flat(event.removeprefix("the ")) in flat(text) or detect_language(event) != asked.language:
        return text
    joint = _AND_AT if is_about_saying else {"en": "in", "vi": "trong"}
    return _appended(text, f"{joint[asked.language]} {event}")


def _he(asked: Asked, match: re.Match[str]) -> Choice | None:
    """He, his, she, her, ông ấy, bà ấy, người đó."""
    word, before = fold(match[0]), asked.text[: match.start()]
    after = re.match(r" ([^\W\d_]+)", asked.text[match.end() :])
    is_owner = word == "his" or (
        word == "her" and after is not None and fold(after[1]) not in STOPWORDS["en"]
    )
    own = [it.end for it in names(asked.text) if it.end <= match.start() and it.kind in {"person", "name"}]
    asker = _OWN_PERSON.match(flat(before))
    begins = max([*own, asker.end() if asker else 0])
    if (own or asker) and ((own and is_owner) or _ELSEWHERE.search(flat(before[begins:]))):
        return None
    first = word.split()[0]
    gender: Gender | None = "m" if first in _MALE else "f" if first in _FEMALE else None
    person = antecedents.person(asked, gender)
    if isinstance(person, tuple):
        return person
    title = _TITLES.get(first, "") if asked.language == "vi" else ""
    return _owner(person) if is_owner else title + person


def _they(asked: Asked, match: re.Match[str]) -> Choice | None:
    """They, their, them, họ."""
    before = flat(asked.text[: match.start()])
    is_owner = match[0] in {"their", "theirs"}
    own = [it.end() for it in (_OWN_THING.search(before), _OWN_PERSON.match(before)) if it]
    own += [it.end for it in names(asked.text) if it.end <= match.start() and it.kind != "place"]
    if own and (is_owner or _ELSEWHERE.search(before[min(own) :])):
        return None
    group = (
        _those_counted(asked) or antecedents.group(asked) or antecedents.thing(asked, _around(asked, match))
    )
    return _owner(group) if is_owner and isinstance(group, str) else group


def _those_counted(asked: Asked) -> str | None:
    """The people whose number the last question asked for, with what it said of them."""
    base = asked.past[-1].question if asked.past else ""
    language, content = detect_language(base), small(_content(base), "")
    if not _COUNTED_PEOPLE.match(flat(base)):
        return None
    if language == "vi":
        return content
    noun, _, rest = content.partition(" ")
    return f"the {noun} who {rest}"


def _it(asked: Asked, match: re.Match[str]) -> Choice | None:
    """It, its, this, that, nó, điều đó."""
    folded = flat(asked.text)
    before = folded[: match.start()]
    is_empty = any(it.start() <= match.start() < it.end() for it in _EXPLETIVE.finditer(folded))
    is_whole = re.fullmatch(r"(?:and )?(?:why|when|where|how|who) (?:is|was) ", before) and match[0] in {
        "this",
        "that",
    }
    if is_empty or is_whole or (not asked.past and "it called" in folded):
        return None
    if asked.text[match.end() + 1 :][:1].isupper():
        return None
    own = [it.end() for it in _OWN_THING.finditer(before)]
    own += [it.end for it in names(asked.text) if it.end <= match.start()]
    if own and (match[0] == "its" or _ELSEWHERE.search(before[min(own) :])):
        return None
    thing = antecedents.thing(asked, _around(asked, match))
    return _owner(thing) if isinstance(thing, str) and match[0] == "its" else thing


def _there(asked: Asked, match: re.Match[str]) -> Choice | None:
    """There, ở đó, at that place: the place, with the event in it if something is asked that one does at events."""
    folded = flat(asked.text)
    before, after = folded[: match.start()], folded[match.end() :]
    is_empty = re.search(
        r"\b(?:hi|hello|hey|is|are|was|were|be|been|has|have|had|will) $", before
    ) or re.match(r" (?:is|are|was|were|be|been|has|have|any)\b", after)
    if match[0] == "there" and is_empty:
        return None
    place, event = antecedents.place(asked), antecedents.event(asked)
    if event and (isinstance(place, tuple) or _AT_EVENTS.search(folded)):
        is_named = isinstance(place, str) and fold(place) not in fold(event)
        return f"{_AND_AT[asked.language]} {event}" + (
            f" {_AND_IN[asked.language]} {place}" if is_named else ""
        )
    if isinstance(place, tuple):
        return place
    own = re.match(r"(?:ở|tại|từ|đến|về|o|tai|tu|den|ve|from|in|at|to) ", match[0])
    joint = own[0] if own else f"{_AND_IN[asked.language]} "
    return place if re.search(r"\b(?:from|to|near) $", before) else joint + place


def _then(asked: Asked, match: re.Match[str]) -> Choice | None:
    """Then, that year, khi đó."""
    return antecedents.date(asked, is_day=re.search(r"day|ngày|hôm|ngay|hom", match[0]) is not None)


def _noun_en(asked: Asked, match: re.Match[str]) -> Choice | None:
    """The conference, this organisation."""
    noun, is_definite = match["noun"], match["determiner"] == "the"
    after = asked.text[match.end() :]
    following = re.match(r" ([a-z]+)", after)
    is_compound = following is not None and antecedents.is_noun(following[1])
    if asked.text[match.start("noun")].isupper() or is_compound or noun in _TIMES:
        return None
    is_known = antecedents.is_noun(noun) or noun in _EVENTS | _BODIES
    if is_definite:
        is_long = len(_content_words(asked.text, "en")) > 5
        is_pointing = (
            not is_long and not _SPECIFIED.match(after) and (is_known or antecedents.misspelt(asked, noun))
        )
    else:
        is_pointing = is_known or noun in _PERSONS | _PLACES or _is_short_pointing(asked, match)
    return _noun(asked, match, noun, is_definite=is_definite) if is_pointing else None


def _is_short_pointing(asked: Asked, match: re.Match[str]) -> bool:
    """Whether "that" before an unknown noun points back, rather than joins two clauses."""
    before = flat(asked.text[: match.start()])
    has_gap = re.search(
        r"(?:^|\b(?:of|in|at|on|about|for|to|by|from|with|did|is|was|were|are|does|will|has) )$", before
    )
    return bool(asked.past) and has_gap is not None and len(_content_words(asked.text, "en")) <= 3


def _noun_vi(asked: Asked, match: re.Match[str]) -> Choice | None:
    """Hội nghị đó, tổ chức này; or "hội nghị" with a verb after it: the longest known noun that ends there."""
    words = flat(match["noun"]).split()
    if words[-1] in _NOT_POINTING:
        return None
    general = _EVENTS | _BODIES | _PLACES | _PERSONS
    ends = {n: " ".join(words[-n:]) for n in (3, 2, 1) if n <= len(words)}
    size = next((n for n, it in ends.items() if antecedents.is_noun(it) or it in general), min(2, len(words)))
    left = asked.text[match.start() : match.end()].split()[: len(words) - size]
    choice = _noun(asked, match, ends[size], is_definite="demonstrative" not in match.groupdict())
    return " ".join([*left, choice]) if isinstance(choice, str) else choice


def _noun(asked: Asked, match: re.Match[str], noun: str, *, is_definite: bool) -> Choice | None:
    """The phrase of the past around a noun; a general noun takes whatever is of its kind.

    An unknown noun behind "that" takes the last question along in brackets.
    """
    found: Choice | None = None
    if noun in _EVENTS:
        found = antecedents.thing(asked, "")
    elif not is_definite and noun in _PERSONS:
        return antecedents.person(asked, None)
    elif not is_definite and noun in _PLACES:
        return antecedents.place(asked)
    elif not is_definite and noun in _BODIES:
        found = antecedents.body(asked, noun) or antecedents.thing(asked, "members")
    found = found or antecedents.phrase(asked, antecedents.misspelt(asked, noun) or noun)
    if found or is_definite:
        return found or None
    last = _last_with_content(asked)
    pointing = asked.text[match.start() : match.end()].split()[-1 - len(noun.split()) :]
    return f"{' '.join(pointing)} ({small(_content(last), last)})" if last else ()


def _last_with_content(asked: Asked) -> str | None:
    """The last question that is about anything."""
    return next((turn.question for turn in reversed(asked.past) if _content_words(turn.question)), None)


def _around(asked: Asked, match: re.Match[str]) -> str:
    return asked.text[: match.start()] + asked.text[match.end() :]


# Questions that leave out what was just spoken of.


def _completed(asked: Asked) -> Choice:
    """The question with what it leaves out."""
    lead = _LEAD[asked.language].match(flat(asked.text))
    rest = asked.text[lead.end() if lead else 0 :]
    base = _last_with_content(asked)
    if _is_bare(rest, asked.language):
        return _asked_again(_core(rest), base, asked.language) if base else ()
    then_what = _THEN_WHAT.search(flat(rest))
    is_led = lead is not None or (then_what is not None and then_what["then"] is not None)
    fragment = _core(rest[: then_what.start()] if then_what and is_led else rest)
    if _is_fragment(fragment, asked.language, is_led=is_led):
        return _capital(_replaced(fragment, base)) if base else () if is_led else asked.text
    return _attached(_core(rest), asked) if base and _names_nothing(rest, asked.language) else asked.text


def _is_bare(rest: str, language: Language) -> bool:
    """Whether a question consists of question words ("By whom?", "Ở đâu vậy?", "At which hotel?")."""
    written = list(tokens(rest))
    words = [fold(it.text) for it in written]
    askers, known = _ASKERS[language], _ASKERS[language] | _BESIDE_ASKERS[language]
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
    bare = (
        _PREPOSITION.sub("", flat(fragment), count=1)
        if _PREPOSITION.match(flat(fragment))
        else flat(fragment)
    )
    known = {flat(it.text).removeprefix("the ") for it in (*dates(fragment), *names(fragment))}
    return is_led or bare.removeprefix("the ") in known


def _names_nothing(rest: str, language: Language) -> bool:
    """Whether a question has a verb or a relation but nothing that it is about ("Who attended?", "Ai chủ trì?")."""
    folded = flat(rest)
    known = _ASKERS[language] | _BESIDE_ASKERS[language]
    if language == "vi":
        left = re.findall(r"\w+", _LIGHT_VI.sub(" ", folded))
        known |= frozenset("duoc da se dang chinh the gom".split())
        return (
            _LIGHT_VI.search(folded) is not None
            and known.issuperset(left)
            and bool(_ASKERS["vi"] & set(left))
        )
    words = re.findall(r"\w+", folded)
    is_light = bool(_LIGHT_EN.intersection(words)) and bool(_ASKERS["en"].intersection(words[:3]))
    return is_light and (known | _LIGHT_EN | {"did", "does", "do", "will", "has", "have"}).issuperset(words)


def _attached(rest: str, asked: Asked) -> Choice:
    """A question that names nothing, with what was last spoken of."""
    topic, folded = antecedents.thing(asked, rest), flat(rest)
    if not isinstance(topic, str):
        return topic or _dashed(rest, asked.past[-1].question)
    if relation := _RELATION.search(folded):
        joint = {"en": "of", "vi": "của"}[asked.language]
        return _question(f"{rest[: relation.end()]} {joint} {topic}{rest[relation.end() :]}")
    if asked.language == "vi" and _VERB_FIRST.match(folded):
        return _question(f"{topic} {small(rest, '')}")
    if not _ENDS_LIGHT.search(folded) or detect_language(topic) != asked.language:
        return _question(f"{rest} — {topic}")
    if re.search(r"(?:spoke|speak|took part|take part|participated?|happened|phat bieu)$", folded):
        topic = f"{_AND_AT[asked.language]} {topic}"
    return _question(f"{rest} {'to ' if folded.endswith((' came', ' come')) else ''}{topic}")


def _asked_again(rest: str, base: str, language: Language) -> str:
    """The last question, asked with another question word."""
    asker = re.sub(r" (?:is|was) (?:that|this)$", "", rest, flags=re.IGNORECASE)
    if language != detect_language(base):
        return _dashed(asker, base)
    return _again_vi(asker, base) if language == "vi" else _again_en(asker, base)


def _again_en(asker: str, base: str) -> str:
    folded, plain = flat(asker), base.rstrip(" ?.!")
    many = re.match(r"(?:how many|which|what) (?!is|are|was|were|did|does|do)", flat(base))
    if many and re.fullmatch(r"(?:which|how many|what)(?: ones?| people)?", folded):
        return _question(f"{re.sub(' (?:ones?|people)$', '', asker)} {plain[many.end() :]}")
    match = _YES_NO.fullmatch(flat(plain)) or _ASKING_EN.fullmatch(flat(plain))
    is_identity = re.match(r"(?:who|what) (?:is|are|was|were) ", flat(plain))
    if (
        not match
        or is_identity
        or not match["aux"]
        or re.match(r"(?:which|how (?:many|come)|whose|what|who)\b", folded)
    ):
        return _dashed(asker, base)
    rest = plain[match.start("rest") :]
    if match.re is _YES_NO:
        if folded == "how much" and " money" in rest:
            asker, rest = f"{asker} money", re.sub(r" (?:any )?money\b", "", rest, count=1)
        return _question(f"{asker} {match['aux']} {rest}")
    noun = plain[match.start("noun") : match.end("noun")].strip() if match["noun"] else ""
    if match["asker"].startswith("how much"):
        noun = noun or "money"
    elif fold(noun) in _BESIDE_ASKERS["en"] - {"people"}:
        noun = ""
    if noun and match["aux"] in {"did", "does", "do", "will", "can"}:
        return _question(f"{asker} {match['aux']} {rest} — {noun}")
    return _question(f"{asker} {match['aux']} {noun} {rest}")


def _again_vi(asker: str, base: str) -> str:
    folded, statement = flat(asker), _content(base)
    if _ASKER_FIRST.match(folded):
        return _question(f"{asker} {small(statement, base)}")
    return _question(f"{statement} {small(asker, '')}") if _ASKER_LAST.match(folded) else _dashed(asker, base)


def _content(question: str) -> str:
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
    if match := _YES_NO.fullmatch(folded):
        return plain[match.start("rest") :].removeprefix("there ")
    match = _ASKING_EN.fullmatch(folded)
    if not match or match["all"]:
        return plain[match.start("all") :] if match else plain
    noun = plain[match.start("noun") : match.end("noun")] if match["noun"] else ""
    return fold_space(f"{noun} {plain[match.start('rest') :]}")


def _replaced(fragment: str, base: str) -> str:
    """The last question about another date, place, name or noun."""
    named = [it for it in names(fragment) if not it.is_inside]
    left = flat(fragment)
    for it in (*dates(fragment), *named):
        left = left[: it.start] + " " * len(it.text) + left[it.end :]
    ordinal, other = _ORDINAL.search(left), _ORDINAL.search(flat(base))
    if ordinal and other:
        return base[: other.start()] + fragment[ordinal.start() : ordinal.end()] + base[other.end() :]
    if not (_STOP["en"] | _STOP["vi"] | {"mr", "mrs", "ms", "dr", "dong"}).issuperset(
        re.findall(r"[^\W\d_]+", left)
    ):
        return _with_noun(fragment, base)
    for day in dates(fragment):
        base = _with_date(base, day.text)
    for name in named:
        base = _with_name(base, name, fragment)
    return base


def _with_noun(fragment: str, base: str) -> str:
    """The last question with a noun phrase in the place of one with the same noun, or of what it counts."""
    bare = re.sub(r"^(?:the|a|an|this|that) ", "", fragment, flags=re.IGNORECASE)
    for new, old in zip(antecedents.adjectives(fragment), antecedents.adjectives(base), strict=False):
        return base[: old.start] + new.text + base[old.end :]
    phrases = [it for it in things(fragment) if it.kind == "phrase"]
    heads = [head for it in phrases for head in antecedents.heads(it.text)[:1]]
    same = [it for head in heads for it in antecedents.same_noun(head, base)]
    other = [it for it in things(base) if phrases and it.kind == "phrase" and not it.is_asked]
    for it in (*same, *other):
        return base[: it.start] + bare + base[it.end :]
    counted = _COUNTED.search(flat(base))
    if counted and len(bare.split()) <= 3 and not fragment.lower().startswith(("the ", "its ", "their ")):
        return base[: counted.start()] + bare + base[counted.end() :]
    return _dashed(fragment, base)


def _with_date(base: str, day: str) -> str:
    """The last question with a date in the place of one as exact, or added to it."""
    language, year = detect_language(base), _YEAR.search(flat(day))
    found = [it for it in dates(base) if bool(_YEAR.search(flat(it.text))) == bool(year)]
    if not found:
        return _appended(base, dated(day, language))
    last = found[-1]
    years = [re.fullmatch(r"(?:nam )?(\d{4})", flat(it)) for it in (day, last.text)]
    if years[0] and years[1]:
        return re.sub(rf"\b{years[1][1]}\b(?![/-])", years[0][1], base)
    before = re.search(r"\b(?:in|on) $", base[: last.start])
    return (
        base[: before.start() if before else last.start]
        + (dated(day, language) if before else day)
        + base[last.end :]
    )


def _with_name(base: str, name: Mention, fragment: str) -> str:
    """The last question with a name in the place of the one most like it, or added to it."""
    language, is_place = detect_language(base), name.kind == "place"
    before = _PREPOSITION.match(flat(fragment))
    own = fragment[: before.end()].strip() if before and detect_language(fragment) == language else ""
    preposition = flat(fragment[: before.end()]) if before else ""
    found = [it for it in names(base) if (it.kind == "place") == is_place and (is_place or not it.is_inside)]
    adjectives = antecedents.adjectives(base) if is_place and language == "en" else ()
    likeness = {
        it: _likeness(base, it, name, preposition, is_adjective=it in adjectives)
        for it in (*found, *adjectives)
    }
    old = max(likeness, key=lambda it: (likeness[it], -it.start), default=None)
    text = in_language(name.text, language) if is_place else name.text
    if not old or not likeness[old]:
        return _appended(base, f"{own or _AND_IN[language]} {text}") if is_place else _dashed(fragment, base)
    start = old.start
    if not is_place:
        start -= len(_title_before(base, old))
        text = _title_before(fragment, name) + text
    if old in adjectives and " " not in old.text:
        text = antecedents.adjective_of(name.text)
    elif own and own.lower() not in {"of", "của"}:
        joint = re.search(r"\b(?:in|at|for|with|to|from|ở|tại|với|cho|đến|từ|o|tai|voi) $", base[:start])
        start, text = (joint.start(), f"{own} {text}") if joint else (start, text)
    return base[:start] + text + base[old.end :]


def _title_before(text: str, name: Mention) -> str:
    title = re.search(
        r"\b(?:ông|bà|anh|chị|đồng chí|ong|ba|chi|mr|mrs|ms|dr)\.? $", lower(text[: name.start])
    )
    return text[title.start() : name.start] if title else ""


def _likeness(base: str, old: Mention, new: Mention, preposition: str, *, is_adjective: bool) -> int:
    """How well a new name fits in the place of an old one; 0 where it does not."""
    is_behind = bool(preposition) and flat(base[: old.start]).endswith(f" {preposition}")
    if new.kind != "place":
        return 1 + 2 * (old.kind == new.kind) + is_behind
    is_same_size = is_adjective or antecedents.is_country(old.text) == antecedents.is_country(new.text)
    is_located = re.search(r"\b(?:in|at|o|tai|near) $", flat(base[: old.start])) is not None
    if not (is_behind or is_same_size or (is_located and preposition in {"", "in ", "at ", "o ", "tai "})):
        return 0
    return (
        1 + 4 * is_behind + 2 * is_same_size + (not old.is_inside) + 2 * (not antecedents.is_home(old.text))
    )


# Pieces of text.


def _owner(name: str) -> str:
    return name + ("'" if name.endswith("s") else "'s")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _core(rest: str) -> str:
    """A piece of a question without the particles and marks at its end."""
    tail = _TAIL.search(flat(rest))
    return rest[: tail.start()].strip(" ,") if tail else rest


def _question(text: str) -> str:
    return f"{_capital(fold_space(text))}?"


def _dashed(asker: str, base: str) -> str:
    """Two pieces that make no sentence, side by side."""
    return _question(f"{asker} — {small(_content(base), base)}")


def _appended(base: str, more: str) -> str:
    end = len(base.rstrip(" ?.!"))
    return f"{base[:end]} {more}{base[end:] or '?'}"


def _content_words(question: str, language: Language | None = None) -> list[str]:
    stop = _STOP[language or detect_language(question)]
    return [it.text for it in tokens(question) if fold(it.text) not in stop]


_Chooser = Callable[[Asked, re.Match[str]], Choice | None]
_Pointer = tuple[re.Pattern[str], re.Pattern[str], _Chooser]


def _pointer(written: str, choose: _Chooser, bare: str | None = None) -> _Pointer:
    """A pattern for text with accents, one for text without, and what a match stands for."""
    return re.compile(written), re.compile(bare or fold(written).replace("?p<", "?P<")), choose


_POINTERS: dict[Language, tuple[_Pointer, ...]] = {
    "en": (
        _pointer(
            r"\b(?:he|him|his|she|hers?|(?:this|that) (?:person|man|woman|official|leader|speaker|author))\b",
            _he,
        ),
        _pointer(r"\b(?:they|them|theirs?|(?:these|those) (?:people|bodies|organi[sz]ations))\b", _they),
        _pointer(r"\b(?:in |at )?(?:this|that) (?:place|city|country|province|town)\b|\bthere\b", _there),
        _pointer(
            r"\b(?:(?:in|on|at|during) )?that (?:year|day|month|time)\b|\b(?:back )?then(?=[\s?.!]*$)", _then
        ),
        _pointer(
            r"\b(?P<determiner>the|this|that|these|those) (?:same |whole )?(?P<noun>[a-z]{3,})\b", _noun_en
        ),
        _pointer(r"\bits?\b|\b(?:this|that)(?=[\s?.!]*$)", _it),
    ),
    "vi": (
        _pointer(
            r"\b(?:ông|bà|cô|anh|chị) (?:ấy|ta)\b|\b(?:ông|bà|anh|chị) này\b|\b(?:vị|người|diễn giả) (?:ấy|đó|này)\b"
            r"|\b(?:ông|bà)\b(?= (?:là|nói|có|đã|còn|giữ|sinh|phát biểu|yêu cầu|đề nghị|nhấn mạnh|làm)\b|[?.]*$)",
            _he,
            r"\b(?:ong|ba|co|anh|chi) (?:ay|ta)\b|\b(?:ong|ba|anh|chi) nay\b|\b(?:vi|nguoi|dien gia) (?:ay|do|nay)\b"
            r"|\b(?:ong|ba)\b(?= (?:la|noi|giu|sinh|phat bieu|yeu cau|de nghi|nhan manh|lam)\b|[?.]*$)",
        ),
        _pointer(
            r"\bhọ\b(?! tên| hàng)|\bnhững (?:người|vị) (?:ấy|đó|này)\b",
            _they,
            r"\bho\b(?= (?:la|da|co|duoc|se|lam|noi|den|quyen|to chuc|thu|dang|con|muon|gui|tang|ky|hop)\b|[?.]*$)",
        ),
        _pointer(
            r"\b(?:ở|tại|từ|đến|về) (?:(?:nơi|nước|tỉnh|thành phố) (?:đó|này|ấy)|đó|đấy)\b"
            r"|\b(?:nơi|nước|tỉnh|thành phố) (?:đó|ấy)\b",
            _there,
        ),
        _pointer(r"\b(?:vào )?(?:khi|lúc|hồi|thời điểm|năm|ngày|hôm|tháng) (?:đó|ấy)\b", _then),
        _pointer(r"\bnó\b|\b(?:điều|việc|chuyện|cái) (?:đó|này|ấy)\b|^đó(?= là)", _it),
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
