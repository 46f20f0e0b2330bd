"""Sentence and clause bounds in English and Vietnamese text.

Rules, not a model: the bounds must be the same on every machine and for ever, since quotes are cut at them.
`bench/sentences.py` measures them against bounds marked by hand.
"""

from __future__ import annotations

import bisect
import itertools
import re
from collections.abc import Iterator

Span = tuple[int, int]

_END = re.compile(r"(?P<mark>\.{2,}|[.!?…]+)(?P<close>[\"”’»)\]]*(?:\[\d+\])*)(?=\s|$)")
_NEXT = re.compile(r"\s+(?P<lead>[^\w\s]*\s?[^\w\s]*)(?P<word>[^\W_]+)(?P<stop>\.?)")
_SPEAKS = re.compile(
    r"(?:[^\W_]+[.]?\s+){0,5}?(?:said|says|asked|asks|replied|added|wrote|noted|told|explained|cried|answered"
    r"|hỏi|nói|đáp|trả lời|cho biết|kể|viết|thốt lên|reo lên)\b"
)
_LABEL = re.compile(
    r"\s*(?:article|section|chapter|part|annex|appendix|rule|step|điều|chương|mục|khoản|phần|phụ lục|bài|bước)"
    r"\s+(?:\d+|[ivxlc]+)",
    re.IGNORECASE,
)
_LAST_WORD = re.compile(r"[^\s\"“”‘’«»()\[\]/]+$")
_LIST_MARK = re.compile(r"\s*(?:[-*+•]\s*)?[(]?(?:\d+(?:\.\d+)*|[A-Za-z]|[IVXLC]+|[ivx]+)[.)]$")
_INITIAL = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]", re.UNICODE)
_CLAUSE = re.compile(r"[,;:]\s+(?!(?:19|20)\d\d\b)|\s[—–-]\s|[.!?…][\"”’»)]*\s+")
_PAIRS = {"“": "”", "«": "»", "(": ")", "[": "]"}

# Never the last word of a sentence: a name or number follows.
_TITLES = frozenset(
    """mr mrs ms mx dr prof gen col lt capt sgt cmdr adm maj brig sen rep gov pres hon rev ven fr messrs
    gs ts pgs ths bs nsnd nsưt ks kts ls đb tp tx tt nxb cty đc đ đt tskh sđt
    vs cf viz eg e.g ie i.e approx est ed eds ex tel ext fax tr p.s""".split()
)
# Vietnamese wards and districts ("P. Bến Nghé", "Q. Ba Đình"): titles when a capital.
_TITLE_CAPITALS = frozenset("PQH")
# Followed by a figure they do not end a sentence; anything else after them begins one.
_BEFORE_NUMBER = frozenset(
    """no nos art sec ch para p pp vol fig figs jan feb mar apr jun jul aug sep sept oct nov dec số đ""".split()
)
# After them a capital begins a sentence, unless it belongs to the same name ("Co. Ltd.").
_COMPANY = frozenset("inc ltd co corp".split())
# May end a sentence: only a word that usually opens one makes it so.
_OPEN = frozenset(
    """jr sr etc dept bros assoc univ st mt ft u.s u.k u.n e.u d.c a.m p.m ph.d m.a b.a m.sc b.sc u.s.a al
    u.s.s.r v.v vv cn tcn scn""".split()
)
# A single capital after one of these is a label, not an initial ("Hall C.", "phương án B.").
_LABELLED = frozenset(
    """plan hall group vitamin room gate block building class grade section annex appendix team table pool zone
    type wing platform line option category án nhóm khu lớp bảng tầng phòng loại khối tổ đội cổng hạng""".split()
)
_OPENERS = frozenset(
    """the a an he she it they we i you this that these those there here his her its their our my in on at by
    for from with as after before during since until while when where who what why how which if but and or so
    yet however moreover meanwhile also both each all some many most more no not nor one two three according
    under over among between through today yesterday tomorrow then thus therefore although though because
    delegates participants officials
    ông bà anh chị em cô chú bác họ tôi chúng các những một hai ba mỗi mọi đây đó này kia khi sau trước trong
    ngoài trên dưới tại từ theo với để do vì nếu nhưng và hoặc song tuy mặc dù đồng ngày hôm năm tháng tuần
    hiện cùng bên nhân đến qua về cuộc việc sự hội đoàn buổi cũng còn như thời không chưa được bởi lễ""".split()
)


def sentence_spans(text: str) -> list[Span]:
    """The sentences of an NFC text as (start, end), in order, without the white space around them.

    Every line is a paragraph of its own. Text in quotation marks or brackets that close in the same line is
    not split inside.
    """
    spans = []
    for start, end in line_spans(text):
        previous = start
        for bound in _bounds(text[start:end]):
            spans.append(_trim(text, previous, start + bound))
            previous = start + bound
        spans.append(_trim(text, previous, end))
    return [(start, end) for start, end in spans if end > start]


def line_spans(text: str) -> list[Span]:
    """The lines of a text that are not blank as (start, end), without the white space around them."""
    return [_trim(text, match.start(), match.end()) for match in re.finditer(r"[^\n]*\S[^\n]*", text)]


def clause_spans(text: str, start: int, end: int) -> list[Span]:
    """Cut `text[start:end]` at its clause bounds (after , ; : dashes and inner full stops) into spans that touch."""
    cuts = [start, *(start + match.end() for match in _CLAUSE.finditer(text[start:end])), end]
    return [(left, right) for left, right in itertools.pairwise(cuts) if right > left]


def ends_like_a_sentence(text: str) -> bool:
    """Whether a line ends with a full stop or its like; a heading, a caption and a menu entry do not."""
    return bool(re.search(r"[.!?…][\"”’»)\]]*(?:\[\d+\])*\s*$", text))


def _trim(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _bounds(line: str) -> Iterator[int]:
    """Offsets in a line after which a new sentence begins."""
    enclosed = _enclosed(line)
    starts = [start for start, _ in enclosed]
    sentence = 0
    for match in _END.finditer(line):
        place = bisect.bisect_right(starts, match.start()) - 1
        around = enclosed[place] if place >= 0 and enclosed[place][1] > match.start() else None
        if around and not _closes(line, around, match, sentence):
            continue
        if match.end() < len(line) and _is_bound(line, match, sentence, quoted=around is not None):
            yield match.end()
            sentence = match.end()


def _closes(line: str, around: Span, match: re.Match[str], sentence: int) -> bool:
    """Whether the mark is the last one of the quotation or bracket around it, so that a sentence may end with it."""
    if match.end() < around[1]:
        return False
    # "(see above.) The": a bracket ends a sentence only where it also began one.
    return line[around[0]] not in "([" or not line[sentence : around[0]].strip()


def _enclosed(line: str) -> list[Span]:
    """Outermost quotations and brackets that close within the line, as (start, end), sorted."""
    spans: list[Span] = []
    position = 0
    while position < len(line):
        letter = line[position]
        if letter == '"':
            close = line.find('"', position + 1)
        elif letter in _PAIRS:
            close = _matching(line, position, letter, _PAIRS[letter])
        else:
            position += 1
            continue
        if close < 0:
            position += 1
            continue
        spans.append((position, close + 1))
        position = close + 1
    return spans


def _matching(line: str, position: int, opening: str, closing: str) -> int:
    depth = 0
    for match in re.compile(f"[{re.escape(opening + closing)}]").finditer(line, position):
        depth += 1 if match.group() == opening else -1
        if depth == 0:
            return match.start()
    return -1


def _is_bound(line: str, match: re.Match[str], sentence: int, *, quoted: bool) -> bool:
    following = _NEXT.match(line, match.end())
    if following is None or not _opens_sentence(following.group("word")):
        return False
    if quoted and match.group("mark") != "." and _SPEAKS.match(line, following.start("word")):
        return False
    if match.group("mark") != "." or match.group("close"):
        return True
    if len(following.group("word")) == 1 and following.group("stop") and line[match.start() - 1].isupper():
        return False  # the next one is an initial too
    return _full_stop_ends(line[sentence : match.start()], following.group("word"))


def _opens_sentence(word: str) -> bool:
    """A capital, a figure, or a lower-case brand such as iPhone."""
    return not word[0].islower() or (len(word) > 1 and word[1].isupper())


def _full_stop_ends(before: str, following: str) -> bool:
    """Whether a single full stop after `before` ends the sentence, given the word that follows."""
    if _LIST_MARK.fullmatch(before + ".") or _LABEL.fullmatch(before):
        return False
    found = _LAST_WORD.search(before)
    if found is None:
        return True
    last = found.group().rstrip(".").casefold()
    if last in _BEFORE_NUMBER and following[0].isdigit():
        return False
    if (
        found.group() in _TITLE_CAPITALS
        or all(part in _TITLES for part in last.split("."))
        or last in _TITLES
    ):
        return False
    if last in _BEFORE_NUMBER:
        return True
    if last in _COMPANY:
        return following.casefold() not in _COMPANY
    if last in _OPEN or _is_initial(found.group(), before[: found.start()]):
        return following.casefold() in _OPENERS
    return True


def _is_initial(word: str, before: str) -> bool:
    """Whether "J" or "U.S.S.R" is what a full stop follows, and not a label such as the C of "Hall C"."""
    if not (_INITIAL.fullmatch(word) and word[0].isupper()):
        return False
    previous = before.rsplit(maxsplit=1)[-1] if before.strip() else ""
    return previous.casefold() not in _LABELLED
