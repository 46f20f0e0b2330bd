"""Pure functions of strings: Unicode form, folding, tokens, numbers, language."""

from __future__ import annotations

import functools
import itertools
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import snowballstemmer

from nhipcau.vocabulary import Language

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")
_THOUSANDS = re.compile(r"\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*")
_SPACE = re.compile(r"\s+")

# Letters and tone marks that only Vietnamese (of our two languages) writes.
_VIETNAMESE_LETTERS = frozenset("ăâđêôơưạảãàáặẳẵằắậẩẫầấẹẻẽèéệểễềếịỉĩìíọỏõòóộổỗồốợởỡờớụủũùúựửữừứỵỷỹỳý")

CAPITALS = "A-ZÀ-ÖØ-Þ" + "".join(sorted({letter.upper() for letter in _VIETNAMESE_LETTERS}))
"""What stands between brackets in a pattern of one capital letter of either language."""

# Frequent function words, folded: enough to tell the two languages apart when accents are missing.
_VIETNAMESE_WORDS = frozenset(
    """ai anh ba bao bang bi boi cac cai can chi cho chua chung co con cua cung da dang dau day de den di do
    doi dong duoc gi gia giua hay hien hon hoi khi khong la lai lam luc mot nam nao nay neu ngay nguoi nhan
    nhieu nhu nhung noi o ong phai qua ra rang sao sau se tai tam thang the theo thi thoi trong truoc tu va
    van vao ve vi viec voi vua xa xin chao hoat to chuc nghi huu dan ngoai thanh pho lien hiep ket""".split()
)
_ENGLISH_WORDS = frozenset(
    """a about after all also an and any are as at be been before between both but by can could did do does
    during for from had has have he her his how if in into is it its many more most much not of on or other
    our over said she should so some such than that the their them then there these they this those through
    to under up was we were what when where which while who whom whose why will with would you""".split()
)

# Words that carry no content of their own, as they are written (lower case, with accents).
STOPWORDS: dict[Language, frozenset[str]] = {
    "en": _ENGLISH_WORDS
    | frozenset(
        """according i me my your am being did doing has having just no nor only own please same tell too us
        very give ever s t re ll ve d m""".split()
    ),
    "vi": frozenset(
        """à ai anh ấy bao bằng bị biết bởi các cái cả chị cho chỉ chung chúng có con còn của cũng cùng cuộc đã đang
        đây để đến đi đó do được em gì gồm giữa hay hãy hỏi hơn khi kia không là lại làm lên lúc mà mỗi một nào này
        nên nếu nhé nhiêu như những nhằm ở ông bà phải qua ra rằng rất ro rồi sao sau sẽ tại theo thế thì thôi thuộc
        trên trong từ từng và vào vẫn về vì việc với vừa xin""".split()
    ),
}


@dataclass(frozen=True, slots=True)
class Token:
    """A word or number of a text: `text[start:end]`, and whether it begins with a capital letter."""

    text: str
    start: int
    end: int

    @property
    def is_capitalised(self) -> bool:
        return self.text[0].isupper()


def nfc(text: str) -> str:
    """The Unicode canonical composition, in which all offsets of the project count."""
    return unicodedata.normalize("NFC", text)


def fold_space(text: str) -> str:
    """Runs of white space become one space; none at the ends."""
    return _SPACE.sub(" ", text).strip()


@functools.lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Case-folded text without diacritics; đ becomes d."""
    decomposed = unicodedata.normalize("NFD", text.casefold())
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return unicodedata.normalize("NFC", bare).replace("đ", "d")


def tokens(text: str) -> Iterator[Token]:
    """The words and numbers of an NFC text, in order. "656,7" is one token, "people-to-people" three."""
    for match in _TOKEN.finditer(text):
        yield Token(match.group(), match.start(), match.end())


def is_number(token: str) -> bool:
    """Whether a token is a figure: digits, perhaps with separators."""
    return token[0].isdecimal() and all(letter.isdecimal() or letter in ".," for letter in token)


def canonical_number(token: str) -> str:
    """One spelling for a figure in both languages' formats: "656,7" and "656.7", "1.500.000" and "1,500,000".

    A single separator before exactly three digits groups thousands ("1.500"), as both languages write it.
    """
    if _THOUSANDS.fullmatch(token):
        return re.sub(r"[.,]", "", token).lstrip("0") or "0"
    return token.replace(",", ".").lstrip("0") or "0"


@functools.cache
def _stemmer() -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer("english")


@functools.lru_cache(maxsize=65536)
def term(token: str) -> str:
    """The form under which a token is searched without accents: folded, English stemmed, numbers canonical."""
    if is_number(token):
        return canonical_number(token)
    folded = fold(token)
    return str(_stemmer().stemWord(folded)) if folded.isascii() else folded


def exact_term(token: str) -> str:
    """The form under which a token is searched with its accents: case-folded, numbers canonical."""
    return canonical_number(token) if is_number(token) else token.casefold()


def folded_terms(text: str) -> list[str]:
    """The accent-free search terms of a text.

    Two neighbouring capitalised words give their joined form as well ("Hà Nội": ha, noi, hanoi), since English
    sources write Vietnamese names both ways.
    """
    every = list(tokens(text))
    joined = [fold(left.text + right.text) for left, right in neighbouring_names(every)]
    return [term(token.text) for token in every] + joined


def neighbouring_names(every: Sequence[Token]) -> list[tuple[Token, Token]]:
    """The pairs of capitalised words with one character between them."""
    pairs = itertools.pairwise(every)
    return [(a, b) for a, b in pairs if a.is_capitalised and b.is_capitalised and b.start == a.end + 1]


def exact_terms(text: str) -> list[str]:
    """The search terms of a text with their accents, and each neighbouring pair of them joined by "_".

    Pairs stand in for Vietnamese words, most of which are two syllables.
    """
    singles = [exact_term(token.text) for token in tokens(text)]
    pairs = [f"{left}_{right}" for left, right in itertools.pairwise(singles)]
    return singles + pairs


def has_vietnamese_accents(text: str) -> bool:
    """Whether a text is written with Vietnamese letters or tone marks."""
    return any(letter in _VIETNAMESE_LETTERS for letter in nfc(text).casefold())


def detect_language(text: str) -> Language:
    """Tell Vietnamese, with or without accents, from everything else ("en").

    Function words decide (folded, so that missing accents do not matter); a Vietnamese name in an English
    sentence is outvoted by the English words around it.
    """
    vietnamese = english = 0
    for token in tokens(nfc(text)[:5000]):
        if is_number(token.text):
            continue
        lower, folded = token.text.casefold(), fold(token.text)
        if lower != folded and not token.is_capitalised:
            vietnamese += 2
        # A name in capitals is of no language, wherever it does not open the text.
        is_name = token.is_capitalised and token.start > 0
        vietnamese += folded in _VIETNAMESE_WORDS and folded not in _ENGLISH_WORDS and not is_name
        english += 2 * (lower in _ENGLISH_WORDS)
    if vietnamese == english:
        return "vi" if has_vietnamese_accents(text) else "en"
    return "vi" if vietnamese > english else "en"
