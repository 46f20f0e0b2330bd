"""Talk that asks the documents nothing, recognised by rules; `about.py` replies to it.

A text is talk only if a cue of talk is in it and every word of it belongs to a rule whose cue is, or to the fillers.
One word more, and it is taken for a question to the documents.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from typing import NamedTuple, get_args

from nhipcau.answering.talk_phrases import FILLERS, PARTS, RULES, SPELLINGS, TalkKind
from nhipcau.text import fold, has_vietnamese_accents, nfc
from nhipcau.vocabulary import LANGUAGES, Language

# Of the kinds in a text, the one that explains it with courtesies alone decides, then rank, then the length of the cue.
_RANKS = {"nod": 0, "greeting": 0, "praise": 0} | dict.fromkeys(("thanks", "goodbye", "asking"), 1)
_RANKS |= dict.fromkeys(("help", "feedback", "smalltalk"), 1)
_RANKS |= dict.fromkeys(("identity", "scope", "recency", "size", "sources"), 2)
_COURTESIES = frozenset({"nod", "greeting", "praise", "thanks", "goodbye", "asking"})
_MEANT: dict[str, TalkKind] = {"nod": "smalltalk", "praise": "feedback", "help": "scope", "asking": "scope"}
_ASKING = frozenset({"is", "was", "are", "were", "did", "does"})
"""With these first, a judgement is asked for and not given."""
_HIGHEST = max(_RANKS.values())
_LONGEST = 30
"""Words of the longest talk."""

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_LAUGHTER = re.compile(r"(?:h[aeiu]){2,}h?|k{3,}")
_REPEATED = re.compile(r"([^\W\d_])\1+")
_BREAK = re.compile(r"(?:[\s,.!?;…~\u2600-\u27bf\ufe0f\U0001f300-\U0001faff]|[-–—:](?=\s))*")
_QUESTION = re.compile(
    r"(?:who|whom|whose|what|when|where|why|how|which|khi nao|bao nhieu|bao gio|vi sao|tai sao|ai la)\b"
)
_QUOTE = re.compile(r"[\"“”«»]")
_VIETNAM = re.compile(r"\W*viet ?nam\b")
_PARTICLES = re.compile(r"(?<=\w)[\s,]+(?:ạ|nhỉ|nhé|please|pls|plz)\W*$", re.IGNORECASE)


class Word(NamedTuple):
    """A word of a text: its letters without accents and repetitions, its accents, and where it stands."""

    letters: str
    accents: Counter[str]
    start: int
    end: int


class Cue(NamedTuple):
    """Places in order, each with its choice of phrases, and whether nothing may come between them."""

    places: tuple[frozenset[str], ...]
    is_close: bool


class Rule(NamedTuple):
    """The cues for a kind, and all phrases that may stand with them."""

    kind: str
    language: Language
    cues: tuple[Cue, ...]
    allowed: frozenset[str]


class Found(NamedTuple):
    """A kind found: whether it explains the text together with courtesies alone, and the length of its longest cue."""

    is_alone: bool
    length: int


class Grammar(NamedTuple):
    """The tables, read. Phrases and spellings are looked up by their letters, then compared by their accents."""

    rules: tuple[Rule, ...]
    phrases: dict[tuple[str, ...], list[tuple[str, list[Word]]]]
    spellings: dict[str, tuple[Word, list[Word]]]


def talk_kind(text: str) -> TalkKind | None:
    """The kind of talk that the whole of a text is; None for what asks the documents, gives an order or is unclear.

    A question to the assistant about itself wins over the courtesies around it.
    """
    found = _recognise(_words(nfc(text)))
    kind = max(found, key=lambda it: (found[it].is_alone, _RANKS[it], found[it].length), default=None)
    return next((it for it in get_args(TalkKind) if it == _MEANT.get(str(kind), kind)), None)


def strip_greeting(text: str) -> str:
    """A question without the courtesies in front of it and behind it, in NFC.

    Unchanged where there are none, or nothing else; what may belong to the question stays.
    """
    written = nfc(text)
    words = _words(written)
    if talk_kind(written):
        return text
    start = _front(written, words)
    end = _back(written, [word for word in words if word.start >= start])
    kept = _PARTICLES.sub("", written[start:end]).strip()
    return kept if len(_words(kept)) > 1 and kept != written.strip() else text


def _front(text: str, words: Sequence[Word]) -> int:
    """Where the question begins behind courtesies."""
    start = 0
    if not words or not _BREAK.fullmatch(text, 0, words[0].start):
        return start
    for place in range(1, min(len(words), _LONGEST)):
        before, after = words[place - 1], words[place]
        rest = fold(text[before.end : before.end + 20])
        is_cut = _is_break(text[before.end : after.start]) and not _VIETNAM.match(rest)
        is_asked = before.letters in {"hoi", "biet", "ask", "know"}
        is_greeted = _QUESTION.match(rest.lstrip()) is not None
        if is_cut or is_asked or is_greeted:
            kinds = _recognise(words[:place]).keys() - {"nod", "help", "praise"}
            is_enough = is_cut or (is_asked and "asking" in kinds) or kinds == {"greeting"}
            if kinds and kinds <= {"greeting", "thanks", "asking"} and is_enough:
                start = _after_break(text, before.end)
    return start


def _back(text: str, words: Sequence[Word]) -> int:
    """Where the question ends in front of thanks."""
    for before, place in zip(words, range(1, len(words)), strict=False):
        between = text[before.end : words[place].start]
        if _is_break(between) and ":" not in between and not _QUOTE.search(text, before.end):
            kinds = _recognise(words[place:]).keys() - {"nod", "help", "praise"}
            if "thanks" in kinds and kinds <= {"thanks", "goodbye", "greeting"}:
                return before.end + (len(between.rstrip()) if between[0] in ".!?" else 0)
    return len(text)


def _is_break(between: str) -> bool:
    return bool(_BREAK.fullmatch(between)) and ("\n" in between or not between.isspace())


def _after_break(text: str, place: int) -> int:
    found = _BREAK.match(text, place)
    return found.end() if found else place


def _recognise(words: Sequence[Word]) -> dict[str, Found]:
    """The kinds whose cues are in the words; none if a word is left over."""
    if not 0 < len(words) <= _LONGEST:
        return {}
    where = _phrases_in(words)
    if not _explains(where.keys(), where, words):
        return {}
    met = {rule: length for rule in _grammar().rules if (length := _longest_cue(rule, where))}
    if words[0].letters in _ASKING:
        met = {rule: length for rule, length in met.items() if rule.kind not in {"feedback", "praise"}}
    fillers = _fillers(met)
    if not _explains(fillers.union(*(rule.allowed for rule in met)), where, words):
        return {}
    found = {}
    for kind in dict.fromkeys(rule.kind for rule in met):
        own = fillers.union(*(rule.allowed for rule in met if rule.kind in _COURTESIES | {kind}))
        length = max(length for rule, length in met.items() if rule.kind == kind)
        found[kind] = Found(_explains(own, where, words), length)
    return found


def _fillers(rules: Iterable[Rule]) -> frozenset[str]:
    """The fillers of the language in which the assistant is asked, otherwise of both.

    Without accents, words of one language are names and fillers of the other ("my" is Mỹ, "Minh" would be mình).
    """
    languages = {rule.language for rule in rules if _RANKS[rule.kind] == _HIGHEST} or LANGUAGES
    return frozenset(word for language in languages for word in FILLERS[language].split())


def _explains(
    allowed: Set[str], where: Mapping[str, Sequence[tuple[int, int]]], words: Sequence[Word]
) -> bool:
    """Whether each word belongs to an allowed phrase."""
    spans = (span for phrase in allowed & where.keys() for span in where[phrase])
    return len({place for span in spans for place in range(*span)}) == len(words)


def _phrases_in(words: Sequence[Word]) -> dict[str, list[tuple[int, int]]]:
    """The phrases of the tables that stand in the words, with the places of their first word and behind their last."""
    where = defaultdict(list)
    phrases = _grammar().phrases
    longest = max(map(len, phrases))
    for start in range(len(words)):
        for end in range(start + 1, min(start + longest, len(words)) + 1):
            those = words[start:end]
            for phrase, written in phrases.get(tuple(word.letters for word in those), ()):
                if all(word.accents <= meant.accents for word, meant in zip(those, written, strict=True)):
                    where[phrase].append((start, end))
    return where


def _longest_cue(rule: Rule, where: Mapping[str, Sequence[tuple[int, int]]]) -> int:
    """The words of the longest cue of a rule that is in the text, 0 if there is none."""
    return max(_length(cue, where) for cue in rule.cues)


def _length(cue: Cue, where: Mapping[str, Sequence[tuple[int, int]]]) -> int:
    """How many words of the text make up a cue, 0 if its places are not filled in order."""
    reached = {0: 0}
    for number, choices in enumerate(cue.places):
        may_skip = number == 0 or not cue.is_close
        spans = [span for phrase in choices & where.keys() for span in where[phrase]]
        reached = dict(
            sorted(
                (end, length + end - start)
                for start, end in spans
                for at, length in reached.items()
                if start == at or (start > at and may_skip)
            )
        )
    return max(reached.values(), default=0)


def _words(text: str) -> list[Word]:
    """The words of an NFC text, chat spellings written out."""
    spellings = _grammar().spellings
    has_accents = has_vietnamese_accents(text)
    words = []
    for found in _WORD.finditer(text):
        word = _word(found.group(), *found.span())
        short, meant = spellings.get(word.letters, (None, [word]))
        if has_accents and word.letters == "ban" and not word.accents:
            # Among words with accents it is no "bạn" (you), but a committee.
            words.append(word._replace(accents=Counter(["none"])))
        elif short and word.accents <= short.accents:
            words += [it._replace(start=word.start, end=word.end) for it in meant]
        else:
            words.append(word)
    return words


def _word(written: str, start: int = 0, end: int = 0) -> Word:
    lower = re.sub("['’]", "", written.casefold())
    once = _REPEATED.sub(r"\1", "haha" if _LAUGHTER.fullmatch(lower) else lower)
    accents = [
        mark for mark in unicodedata.normalize("NFD", once) if unicodedata.combining(mark) or mark == "đ"
    ]
    # The hook and the tilde are often mistaken for each other.
    return Word(
        _REPEATED.sub(r"\1", fold(once)),
        Counter("\u0303" if it == "\u0309" else it for it in accents),
        start,
        end,
    )


@functools.cache
def _grammar() -> Grammar:
    rules = tuple(_rule(block) for block in re.split(r"\n(?=\w)", RULES.strip()))
    phrases: dict[tuple[str, ...], list[tuple[str, list[Word]]]] = defaultdict(list)
    fillers = " ".join(FILLERS.values()).split()
    for phrase in sorted({*fillers}.union(*(rule.allowed for rule in rules))):
        written = [_word(part) for part in phrase.split("_")]
        phrases[tuple(word.letters for word in written)].append((phrase, written))
    spellings = {}
    for pair in SPELLINGS.split(","):
        short, _, meant = pair.strip().partition("=")
        spellings[_word(short).letters] = (_word(short), [_word(part) for part in meant.split()])
    return Grammar(rules, dict(phrases), spellings)


def _rule(block: str) -> Rule:
    heading, _, rest = block.partition(":")
    kind, language = heading.split()
    cues, _, company = rest.partition("+")
    read = tuple(_cue(cue.strip()) for cue in cues.split(","))
    allowed = _choices(company).union(*(choices for cue in read for choices in cue.places))
    return Rule(kind, "vi" if language == "vi" else "en", read, allowed)


def _cue(written: str) -> Cue:
    places = written.removeprefix("=").split()
    return Cue(tuple(map(_choices, places)), is_close=written.startswith("="))


def _choices(place: str) -> frozenset[str]:
    """The phrases that a place of a cue gives the choice of."""
    parts = re.split(r"[/\s]+", place.strip())
    return frozenset().union(*(_choices(PARTS[it]) if it in PARTS else {it} for it in parts))
