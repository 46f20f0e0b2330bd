"""Noun phrases around the nouns that questions point back to: "the lantern fair in Huế", "hội chợ đèn lồng năm 2024".

The nouns stand in one table for both languages, so that "the conference" finds "hội nghị". Where a phrase ends is told
by the words that cannot belong to it, for nothing here parses a sentence.
"""

from __future__ import annotations

import functools
import re

from nhipcau.answering.mentions import Mention, flat
from nhipcau.text import STOPWORDS, Token, detect_language, fold, has_vietnamese_accents, is_number, tokens
from nhipcau.vocabulary import Language

# English nouns with their Vietnamese equals.
_PAIRS = """conference, summit|hội nghị; meeting, gathering|cuộc họp, buổi gặp, cuộc gặp, gặp mặt, gặp gỡ, phiên họp
festival|ngày hội, lễ hội, liên hoan; campaign, drive, fundraiser|chiến dịch, cuộc vận động, đợt quyên góp
forum|diễn đàn; ceremony, anniversary|buổi lễ, lễ kỷ niệm, lễ; fair|hội chợ; congress|đại hội; launch|lễ khởi động
seminar, workshop|hội thảo, tọa đàm; exhibition|triển lãm; project|dự án, công trình; programme, program|chương trình
visit, trip|chuyến thăm, chuyến đi; competition, contest|cuộc thi, hội thi; directive|chỉ thị; circular|thông tri
resolution|nghị quyết; agreement, deal, treaty|thỏa thuận, hiệp định; report|báo cáo; strategy|chiến lược
plan|kế hoạch; award, prize, medal|giải thưởng, kỷ niệm chương; delegation|đoàn đại biểu; movement|phong trào
exchange|giao lưu; article, account|bài báo, bài viết; book|cuốn sách; camp|trại hè; race, run|giải chạy, ngày chạy
school|trường học; hospital|bệnh viện; library|thư viện; museum|bảo tàng; bridge|cây cầu; ship|con tàu
initiative|sáng kiến; network|mạng lưới; centre, center|trung tâm; course, class|khóa học; scholarship|học bổng
day|ngày hội; fund|quỹ; concert|buổi hòa nhạc; fundraising|quyên góp"""
_EQUALS = [[side.split(", ") for side in pair.split("|")] for pair in re.split(r"; |\n", _PAIRS)]
NOUNS: dict[Language, frozenset[str]] = {
    "en": frozenset(noun for english, _ in _EQUALS for noun in english),
    "vi": frozenset(noun for _, vietnamese in _EQUALS for noun in vietnamese),
}
"""The nouns of each language, singular and as they are written."""
_NOUNS_BARE = frozenset(fold(noun) for noun in NOUNS["vi"] if " " in noun)
SAME_NOUN = {
    fold(noun): tuple(map(fold, english + vietnamese))
    for english, vietnamese in _EQUALS
    for noun in english + vietnamese
}
"""The nouns of both languages that name the same kind of event or paper as a noun; all folded."""

EN_ENDS = STOPWORDS["en"] | frozenset(
    """held took take takes place taking begin began start end ended open last attract raise bring brought drew draw
    cost gave give saw see said say set ask launch meet met won win go went come came made make happen include
    help mean aim receive focus cover call speak spoke sign reach deliver report""".split()
)
"""The English words, folded, before which a noun phrase ends, as it does before a word in -ed."""
_DETERMINERS = frozenset("the a an this that its their his her s which what many".split())
_EN_INSIDE = frozenset(
    "of for on in at to with from about between against among the a an its and vision".split()
)
# Tô, Đỗ and Thân without their accents.
_ALSO_FAMILY_NAMES = frozenset({"to", "do", "than"})
VI_ENDS = frozenset(
    re.split(
        r"[|\n] *",
        """diễn ra|được|đã|sẽ|đang|có|là|vào|do|bắt đầu|kết thúc|thu hút|thu được|quyên góp|gồm|bao nhiêu|bao gồm|mấy
        khi|ai|gì|đâu|nào|thì|nhằm|để|khai mạc|bế mạc|kéo dài|mang|không|đạt|huy động|nhấn mạnh|yêu cầu|cho biết
        khẳng định|nêu|dự|tham dự|tham gia|phát biểu|trao|chủ trì|hay|theo|ra|họp|phải|này|đó|ấy|kia|mới|đề ra|khép lại
        đóng góp|cho|bởi|vì sao|phối hợp|kêu gọi|phát động|đề nghị|ký|tặng|mở|triển khai|vận động|ủng hộ|thành lập|giữ
        đón|nói|coi|gọi|chỉ ra|trong|cũng|cùng|như|đến|hết|còn|nhưng|tổ chức|đều|liệu|từng|nhận|giúp|viết|đưa|khởi động
        thế|sao|lúc|rằng|khai trương|xảy ra|gắn với|mong|ban hành""",
    )
)
"""The Vietnamese words, of one or two syllables, before which a noun phrase ends."""
# Without accents these are as often another word ("nhân" of "nhân dân").
VI_ENDS_BARE = frozenset(map(fold, VI_ENDS)) - frozenset("nhan moi dua giup mo ky cung den dat".split())
"""The same without accents."""
_VI_LOOSE = frozenset("cua ve va voi cac nhung nam o tai ngay thang tu".split())
# Words that a phrase may have behind its noun: a bound for what is no sentence.
_MOST_EN, _MOST_VI = 14, 18


def is_noun(word: str) -> bool:
    """Whether a folded word, of either number, is a known noun of either language."""
    return word in SAME_NOUN or word.removesuffix("s") in SAME_NOUN


def nouns_in(text: str) -> tuple[str, ...]:
    """The known nouns of a text, folded, in order."""
    folded = flat(text)
    found = [
        (it.start(), noun) for noun in SAME_NOUN for it in re.finditer(rf"\b{re.escape(noun)}s?\b", folded)
    ]
    return tuple(noun for _, noun in sorted(found, key=lambda it: (it[0], -len(it[1]))))


def same_noun(noun: str, text: str) -> tuple[Mention, ...]:
    """The phrases of a text around a noun (folded, of either number) or around one that means the same."""
    one = noun.removesuffix("s")
    wanted = {noun, one, *SAME_NOUN.get(noun, ()), *SAME_NOUN.get(one, ())}
    pattern = re.compile(r"\b(?:" + "|".join(map(re.escape, sorted(wanted))) + r")s?\b")
    return tuple(it for it in _every_phrase(text) if pattern.search(flat(it.text)) and not it.is_asked)


@functools.lru_cache(maxsize=128)
def _every_phrase(text: str) -> tuple[Mention, ...]:
    every = list(tokens(text))
    language = detect_language(text)
    return tuple(it for at in range(len(every)) if (it := phrase_at(text, every, at, language)))


def phrase_at(text: str, every: list[Token], at: int, language: Language) -> Mention | None:
    """The noun phrase whose known noun begins at a word, with its modifiers before and after."""
    size = _noun_size(text, every, at, language)
    if not size:
        return None
    if language == "en":
        return _english_phrase(text, every, at)
    after = vietnamese_end(text, every, at + size)
    following = fold(every[after].text) if after < len(every) else ""
    before = " ".join(fold(word.text) for word in every[max(0, at - 2) : at])
    is_asked = following in {"nao", "gi"} or before.endswith(("bao nhieu", "may"))
    return _phrase(text, every[at:after], is_asked=is_asked)


def _english_phrase(text: str, every: list[Token], at: int) -> Mention | None:
    first = at
    while first > 0 and _modifies(text, every, first):
        first -= 1
    asker = fold(every[first - 1].text) if first else ""
    if first == at and asker not in _DETERMINERS and not every[at].is_capitalised:
        return None
    words = every[first : _english_end(text, every, at + 1)]
    return _phrase(text, words, is_asked=asker in {"which", "what", "many"})


def _phrase(text: str, words: list[Token], *, is_asked: bool) -> Mention:
    start, end = words[0].start, words[-1].end
    return Mention(text[start:end], start, end, "phrase", is_asked=is_asked)


def _noun_size(text: str, every: list[Token], at: int, language: Language) -> int:
    """How many words the known noun has that begins there, or 0."""
    if language == "en":
        noun = fold(every[at].text)
        return int(noun in NOUNS["en"] or (noun.endswith("s") and noun[:-1] in NOUNS["en"]))
    nouns = NOUNS["vi"] if has_vietnamese_accents(text) else _NOUNS_BARE
    sizes = (3, 2, 1)
    return next((n for n in sizes if " ".join(it.text.casefold() for it in every[at : at + n]) in nouns), 0)


def _modifies(text: str, every: list[Token], at: int) -> bool:
    """Whether the word before the word at `at` still belongs to its English noun phrase."""
    word, gap = every[at - 1], text[every[at - 1].end : every[at].start]
    folded = fold(word.text)
    if gap not in {"", " ", "-", " - ", " – ", "’", "'"}:
        return False
    if word.text == "s":
        return True
    if word.text.endswith("ed") and not word.is_capitalised and (at < 2 or fold(every[at - 2].text) != "the"):
        return False
    return folded not in EN_ENDS or (word.is_capitalised and at > 1 and folded in _ALSO_FAMILY_NAMES)


def _english_end(text: str, every: list[Token], after: int) -> int:
    """The index after the last word of an English noun phrase whose noun stands before `after`."""
    is_open = False
    at = last = after
    while at < min(len(every), after + _MOST_EN):
        word = every[at]
        folded, gap = fold(word.text), text[every[at - 1].end : word.start]
        is_year = gap == ", " and re.match(r"(?:19|20)\d\d$", word.text) is not None
        if (gap not in {" ", "-", " - ", "/", "'", "’"} and not is_year) or folded in {"vnd", "usd", "eur"}:
            break
        if folded in _EN_INSIDE or (folded.endswith("ing") and at == after):
            is_open = True
        elif word.text == "s" or is_number(word.text) or (gap in {"-", "/"} and is_open):
            last = at + 1
        elif not word.is_capitalised and (folded in EN_ENDS or folded.endswith("ed")):
            break
        elif is_open or (word.is_capitalised and at == last):
            last = at + 1
        else:
            break
        at += 1
    return last


def vietnamese_end(text: str, every: list[Token], after: int) -> int:
    """The index after the last word of a Vietnamese noun phrase that reaches at least to `after`, which is not 0."""
    ends = VI_ENDS if has_vietnamese_accents(text) else VI_ENDS_BARE
    at = after
    while at < min(len(every), after + _MOST_VI):
        gap = text[every[at - 1].end : every[at].start]
        words = [it.text.casefold() for it in every[at : at + 2]]
        is_plural = fold(every[at - 1].text) in {"cac", "nhung"}
        is_end = words[0] in ends or (" ".join(words) in ends and not is_plural)
        is_before_name = at + 1 < len(every) and every[at + 1].is_capitalised
        if gap not in {" ", "-", " - ", " – ", "/"} or (is_end and not every[at].is_capitalised):
            break
        if words[0] in {"ở", "tại", "o", "tai"} and not is_before_name:
            break
        at += 1
    while at > after and fold(every[at - 1].text) in _VI_LOOSE and not every[at - 1].is_capitalised:
        at -= 1
    return at
