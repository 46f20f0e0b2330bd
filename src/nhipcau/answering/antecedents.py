"""What earlier turns name, and which of it a word that points back can mean: persons, places, bodies, events, dates.

Rules, not a model: capitals, titles, prepositions and a few tables, in English and Vietnamese.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from nhipcau.text import (
    STOPWORDS,
    Token,
    detect_language,
    fold,
    fold_space,
    has_vietnamese_accents,
    is_number,
    tokens,
)
from nhipcau.vocabulary import Language, Turn

Kind = Literal["person", "place", "body", "name", "phrase", "date"]
Gender = Literal["m", "f"]

# English names, Vietnamese names, English adjectives; the first of each is the one that is written.
_COUNTRIES = """Vietnam, Viet Nam|Việt Nam|Vietnamese; Japan|Nhật Bản, Nhật|Japanese; Laos|Lào|Lao, Laotian
South Korea, Korea|Hàn Quốc|Korean; China|Trung Quốc|Chinese; Cambodia|Campuchia|Cambodian; Cuba|Cuba|Cuban
the United States, United States, US, USA, America|Hoa Kỳ, Mỹ|American; Russia|Nga|Russian; India|Ấn Độ|Indian
the United Kingdom, United Kingdom, UK, Britain|Anh|British; France|Pháp|French; Germany|Đức|German
Thailand|Thái Lan|Thai; Australia|Úc, Australia|Australian; Hungary|Hungary|Hungarian; Italy|Ý, Italia|Italian
Mongolia|Mông Cổ|Mongolian; North Korea|Triều Tiên|North Korean; Poland|Ba Lan|Polish; Egypt|Ai Cập|Egyptian
Venezuela|Venezuela|Venezuelan; Indonesia|Indonesia|Indonesian; Malaysia|Malaysia|Malaysian
Singapore|Singapore|Singaporean; Myanmar|Myanmar|Burmese; Philippines|Philippines|Filipino; Spain|Tây Ban Nha|Spanish
Canada|Canada|Canadian; Ukraine|Ukraine|Ukrainian; Belarus|Belarus|Belarusian; Bulgaria|Bulgaria|Bulgarian"""
_ROWS = [
    tuple([name.strip() for name in column.split(",")] for column in row.split("|"))
    for row in re.split(r"[;\n]", _COUNTRIES)
]
_COUNTRY = {fold(name): row for row in _ROWS for column in row[:2] for name in column}
_ADJECTIVE = {fold(name): row for row in _ROWS for name in row[2]}
# Places that begin like a Vietnamese family name, or that are often named without "in".
_PLACES = frozenset(
    re.split(
        r"[/\n] *",
        """an giang/bac giang/bac lieu/bac ninh/ben tre/binh dinh/binh duong/binh thuan/ca mau/can tho/cao bang/da lat
        da nang/dak lak/dien bien/dong nai/dong thap/gia lai/ha giang/ha nam/ha noi/ha tinh/hai duong/hai phong
        hanoi/hue/ho chi minh/ho chi minh city/hoa binh/hoi an/hung yen/khanh hoa/kien giang/lai chau/lam dong
        lang son/lao cai/long an/nam dinh/nghe an/nha trang/ninh binh/ninh thuan/phu quoc/phu tho/phu yen/quang binh
        quang nam/quang ngai/quang ninh/quang tri/sai gon/soc trang/son la/tay ninh/thai binh/thai nguyen/thanh hoa
        tien giang/tra vinh/tuyen quang/vinh long/vinh phuc/vung tau/yen bai/vientiane/tokyo/beijing/seoul/havana
        moscow/paris/geneva""",
    )
)
_FAMILY_NAMES = frozenset(
    """nguyen tran le pham hoang huynh phan vu vo dang bui do ho ngo duong ly dinh dao doan lam trinh truong mai to ha
    cao luong luu phung ta thai vuong tang quach chu kieu lai thach nong la giap mac khuat ton trieu bach chau hua kim
    nghiem ninh than thi tieu van vi""".split()
)

# English nouns with their Vietnamese equals: what "the conference" and "hội nghị đó" may point back to.
_NOUNS = """conference, summit|hội nghị; meeting, gathering|cuộc họp, buổi gặp, cuộc gặp, gặp mặt, gặp gỡ, phiên họp
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
_PAIRS = [
    tuple([noun.strip() for noun in side.split(",")] for side in pair.split("|"))
    for pair in re.split(r"[;\n]", _NOUNS)
]
_HEADS: dict[Language, frozenset[str]] = {
    "en": frozenset(noun for english, _ in _PAIRS for noun in english),
    "vi": frozenset(noun for _, vietnamese in _PAIRS for noun in vietnamese),
}
_HEADS_BARE = frozenset(fold(noun) for noun in _HEADS["vi"] if " " in noun)
SAME_NOUN = {
    fold(noun): tuple(fold(it) for it in english + vietnamese)
    for english, vietnamese in _PAIRS
    for noun in english + vietnamese
}
"""The nouns of both languages that name the same kind of event or paper as a noun; all folded."""

_BODY = re.compile(
    r"\b(?:ministry|department|union|association|society|committee|commission|council|front|party|government|agency"
    r"|assembly|university|institute|academy|company|organi[sz]ations?|secretariat|bureau|federation|foundation"
    r"|embassy|club|board|red cross|newspaper|portal|group|bank|league|network|center|centre)\b"
)
_VI_BODY = re.compile(
    r"(?:lien hiep|hoi (?!nghi|thao|cho|thi|dong nhan)|hiep hoi|uy ban|bo (?!truong)|ban (?!hanh)|mat tran|so (?!ket)"
    r"|quy (?!i)|trung uong|(?:tinh|thanh|dang) uy (?!vien)|doan |bao (?!cao|gio)|cong thong tin|chi hoi|quoc hoi"
    r"|chinh phu|hoc vien|dai hoc (?!hoi)|vien |cong ty|cuc |tap doan|cau lac bo|trung tam)"
)
_OFFICES = frozenset(
    """mr mrs ms miss madam dr prof professor ong ba anh chi co chairman chairwoman chairperson president minister
    prime vice deputy ambassador secretary director general leader speaker head governor comrade permanent""".split()
)
_TITLED = re.compile(
    r"\b(?:ong|ba|anh|chi|co|cu|dong chi|chu tich(?: nuoc)?|thu tuong(?: chinh phu)?|(?:bo|thu) truong|bi thu|dai su"
    r"|giam doc|dien gia|tac gia|nha bao|ten|named|called|speaker|author|minister|president|chair(?:wo)?man"
    r"|minister of foreign affairs|director|ambassador|m(?:r|s|rs)|dr)\.? $"
)
_OFFICE_AFTER = re.compile(
    r", (?:\w+ ){0,4}(?:member|general|president|chair\w*|minister|secretary|director|ambassador"
    r"|uy vien|bo truong|chu tich|bi thu|giam doc|thuong truc)\b"
)
_GENDERS: tuple[tuple[Gender, re.Pattern[str]], ...] = (
    ("m", re.compile(r"\b(?:ong|anh|mr|chairman)\.? $")),
    ("f", re.compile(r"\b(?:ba|(?<!dong )chi|co|ms|mrs|miss|madam|chairwoman)\.? $")),
)
_AT = re.compile(r"\b(?:in|at|near|o|tai|tinh|thanh pho|thu do|city of|province of) $")
_MONTH = r"(?:january|february|march|april|may|june|july|august|september|october|november|december)"
_PART = (
    r"(?:(?:the )?(?:first|second|last|third|fourth) (?:half|quarter|(?:six|three|nine) months) of "
    r"|(?:early|late|mid)[ -]"
    r"|(?:the )?(?:end|beginning|start) of |(?:(?:\d+|sau|chin) thang |nua )?(?:dau|cuoi|giua) |quy (?:\d|[iv]+)[ /])"
)
_DATE = re.compile(
    rf"\b(?:{_PART})?(?:ngay \d{{1,2}}(?:[/-]\d{{1,2}})?(?:[/-]\d{{4}})?(?: thang \d{{1,2}})?(?:,? nam \d{{4}})?"
    rf"|thang \d{{1,2}}(?:[/-]\d{{4}})?(?:,? nam \d{{4}})?|(?<!viet )nam (?:19|20)\d\d|nam (?:nay|ngoai|truoc)"
    rf"|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?\b(?:,? (?:19|20)\d\d)?|\d{{1,2}}(?:st|nd|rd|th)? {_MONTH}(?: (?:19|20)\d\d)?"
    rf"|{_MONTH} (?:19|20)\d\d|(?<=\bin ){_MONTH}|(?:this|last|next) (?:year|month)|\d{{1,2}}/\d{{1,2}}(?:/\d{{4}})?"
    rf"|(?:19|20)\d\d)\b(?![/-]\w)"
)
# How the last question, or the follow-up, tells what is meant.
_WHO_DID = re.compile(r"who (?!is|was|are|were|did|does|do|will)\w|ai ")
_PLACE_ASKED = re.compile(
    r"\bwhere\b|\b(?:which|what) (?:city|country|province)\b|\b(?:o|tai) dau\b|\b(?:tinh|nuoc|thanh pho) nao\b"
)
_OF_BODIES = re.compile(
    r"found|establish|set up|\bmembers?\b|headquarter|\bhead(?:s|ed)?\b|leader|chair|president|organi[sz]e|\blaunch"
    r"|thanh lap|tru so|\b(?:hoi|thanh) vien|dung dau|lanh dao|chu tich"
)
# Where a noun phrase ends. English: also before a word in -ed; Vietnamese: words of one or two syllables.
_EN_ENDS = STOPWORDS["en"] | frozenset(
    """held took take takes place taking begin began start end ended open last attract raise bring brought drew draw
    cost gave give saw see said say set ask launch meet met won win go went come came made make happen include
    help mean aim receive focus cover call speak spoke sign reach deliver report""".split()
)
_DETERMINERS = frozenset("the a an this that its their his her s which what many".split())
_EN_INSIDE = frozenset(
    "of for on in at to with from about between against among the a an its and vision".split()
)
_VI_ENDS = frozenset(
    """diễn ra|được|đã|sẽ|đang|có|là|vào|do|bắt đầu|kết thúc|thu hút|thu được|quyên góp|gồm|bao nhiêu|bao gồm|mấy|khi|ai
    gì|đâu|nào|thì|nhằm|để|khai mạc|bế mạc|kéo dài|mang|không|đạt|huy động|nhấn mạnh|yêu cầu|cho biết|khẳng định|nêu|dự
    tham dự|tham gia|phát biểu|trao|chủ trì|hay|theo|ra|họp|phải|này|đó|ấy|kia|mới|đề ra|khép lại|đóng góp|cho|bởi
    vì sao|phối hợp|kêu gọi|phát động|đề nghị|ký|tặng|mở|triển khai|vận động|ủng hộ|thành lập|giữ|đón|nói|coi|gọi|chỉ ra
    trong|cũng|cùng|như|đến|hết|còn|nhưng|tổ chức|đều|liệu|từng|nhận|giúp|viết|đưa|khởi động
    thế|sao|lúc|rằng|khai trương
    xảy ra|gắn với|mong|ban hành""".replace("\n    ", "|").split("|")
)
# Without accents these are as often another word ("nhân" of "nhân dân").
_VI_ENDS_BARE = frozenset(map(fold, _VI_ENDS)) - frozenset("nhan moi dua giup mo ky cung den dat".split())
_VI_STOP = frozenset(map(fold, STOPWORDS["vi"]))
_VI_LOOSE = frozenset("cua ve va voi cac nhung nam o tai ngay thang tu".split())


@dataclass(frozen=True, slots=True)
class Mention:
    """Something that a text names: `text` is as written at `start:end`.

    `gender` is what a title tells; `is_asked` marks the noun of "which conference", `is_inside` a place that is part
    of a longer name.
    """

    text: str
    start: int
    end: int
    kind: Kind
    gender: Gender | None = None
    is_asked: bool = False
    is_inside: bool = False


def lower(text: str) -> str:
    """Small letters, letter for letter."""
    return "".join(letter if len(it := letter.lower()) != 1 else it for letter in text)


def flat(text: str) -> str:
    """The folded text, letter for letter, so that offsets stay: a letter that folds to more or fewer stays as it is."""
    return "".join(bare if len(bare := fold(letter)) == 1 else letter for letter in text)


@functools.lru_cache(maxsize=128)
def dates(text: str) -> tuple[Mention, ...]:
    """The dates of an NFC text, with "năm" and "ngày" but without prepositions."""
    found = (Mention(text[it.start() : it.end()], *it.span(), "date") for it in _DATE.finditer(flat(text)))
    return tuple(found)


@functools.lru_cache(maxsize=128)
def names(text: str) -> tuple[Mention, ...]:
    """The persons, places, bodies and other names of an NFC text, in order."""
    every = list(tokens(text))
    is_vietnamese = detect_language(text) == "vi"
    places = list(_known_places(text, every, is_vietnamese=is_vietnamese))
    found: list[Mention] = []
    at = 0
    while at < len(every):
        is_body = is_vietnamese and _VI_BODY.match(flat(text[every[at].start :][:40])) is not None
        if not every[at].is_capitalised or _opens(text, every, at):
            at += 1
            continue
        after = _body_end(text, every, at + 1) if is_body else _run_end(text, every, at)
        run, at = every[at:after], after
        it = _mention(text, run, "body") if is_body else _classified(text, run, is_vietnamese=is_vietnamese)
        if it and (it.start, it.end) not in places:
            found.append(it)
    for start, end in places:
        is_inside = any(it.start <= start and end <= it.end for it in found if it.kind != "place")
        found.append(Mention(text[start:end], start, end, "place", is_inside=is_inside))
    return tuple(sorted(found, key=lambda it: it.start))


def _opens(text: str, every: list[Token], at: int) -> bool:
    """Whether a capital stands there only because the sentence begins."""
    word = every[at]
    is_first = at == 0 or text[: word.start].rstrip()[-1:] in set(".?!:")
    return is_first and (fold(word.text) in _EN_ENDS or word.text.casefold() in STOPWORDS["vi"] | _VI_ENDS)


def _known_places(text: str, every: list[Token], *, is_vietnamese: bool) -> Iterator[tuple[int, int]]:
    """Where the tables' places stand, longest first; what may be another word must begin with a capital."""
    at = 0
    while at < len(every):
        parts = [every[at : at + size] for size in (4, 3, 2, 1) if at + size <= len(every)]
        found = next((it for it in parts if _is_known_place(text, it, is_vietnamese=is_vietnamese)), None)
        if found:
            yield found[0].start, found[-1].end
        at += len(found) if found else 1


def _is_known_place(text: str, part: list[Token], *, is_vietnamese: bool) -> bool:
    key = " ".join(fold(word.text) for word in part)
    if key not in _COUNTRY and key not in _PLACES:
        return False
    is_other_word = (key == "lao" and part[0].text == "Lao" and not is_vietnamese) or (
        key == "ho chi minh" and _TITLED.search(flat(text[: part[0].start][-40:]))
    )
    is_long = len(key) > 4 or (text.islower() and len(key) > 3)
    return not is_other_word and (is_long or part[-1].is_capitalised)


def _run_end(text: str, every: list[Token], at: int) -> int:
    """The index after the last word of a run of capitalised words; a body's may be joined by "of"."""
    after = at + 1
    for there in range(at + 1, min(len(every), at + 14)):
        if not every[there].is_capitalised:
            continue
        is_body = _BODY.search(flat(text[every[at].start : every[after - 1].end]))
        joint = r" | ?[-–] ?|['’]s | (?:of|for|&) (?:the )?" if is_body else r" | ?[-–] ?|['’]s "
        if not re.fullmatch(joint, text[every[after - 1].end : every[there].start]):
            break
        after = there + 1
    return after


def _classified(text: str, run: list[Token], *, is_vietnamese: bool) -> Mention | None:
    """What kind of name a run of capitalised words is; None where the capitals say nothing."""
    if person := _person_at_end(text, run):
        return person
    whole, before, after = _flat_around(text, run)
    if all(fold(word.text) in _OFFICES for word in run):
        return None
    if len(run) <= 4 and len(run) > 1 and _OFFICE_AFTER.match(after):
        return _mention(text, run, "person")
    if _BODY.search(whole):
        return _mention(text, run, "body")
    if len(run) > 1 and fold(run[-1].text) in _HEADS["en"]:
        return _mention(text, run, "phrase")
    follows = re.match(r" ([a-z]+)", after)
    if is_vietnamese and follows and follows[1] not in _VI_ENDS_BARE | _VI_STOP:
        return None
    if _AT.search(before) and len(whole) > 1:
        return _mention(text, run, "place")
    is_pair = all(part in _COUNTRY or part in _PLACES for part in re.split(r" ?[-–] ?", whole))
    return None if len(run) == 1 or is_pair else _mention(text, run, "name")


def _person_at_end(text: str, run: list[Token]) -> Mention | None:
    """The person whose name a run of capitals is, or ends with behind offices and a country."""
    for at, word in enumerate(run):
        tail = run[at:]
        written, before, _ = _flat_around(text, tail)
        is_other = _BODY.search(written) or fold(word.text) in _OFFICES or _starts_with_place(written)
        if is_other or len(tail) > 4:
            continue
        is_of_country = " ".join(fold(it.text) for it in run[:at]) in _COUNTRY
        title = _TITLED.search(_flat_around(text, run)[1] if is_of_country else before)
        is_titled = title or (at > 0 and fold(run[at - 1].text) in _OFFICES)
        is_family = fold(word.text) in _FAMILY_NAMES and len(tail) > 1 and not _AT.search(before)
        if is_family or (is_titled and fold(word.text) not in {"tong", "pho"}):
            return _mention(text, tail, "person")
    return None


def _flat_around(text: str, words: list[Token]) -> tuple[str, str, str]:
    """Some words, what is before them and what is after them, folded, as far as it tells anything."""
    start, end = words[0].start, words[-1].end
    return flat(text[start:end]), flat(text[max(0, start - 40) : start]), flat(text[end : end + 80])


def _starts_with_place(written: str) -> bool:
    words = written.split()
    starts = {" ".join(words[:size]) for size in (1, 2, 3, 4)}
    return not starts.isdisjoint(_PLACES) or not starts.isdisjoint(_COUNTRY)


def _mention(text: str, words: list[Token], kind: Kind, *, is_asked: bool = False) -> Mention:
    start, end = words[0].start, words[-1].end
    before = flat(text[max(0, start - 14) : start])
    told = [gender for gender, title in _GENDERS if kind == "person" and title.search(before)]
    return Mention(text[start:end], start, end, kind, told[0] if told else None, is_asked)


@functools.lru_cache(maxsize=128)
def things(text: str) -> tuple[Mention, ...]:
    """The outermost bodies and phrases around a known noun of an NFC text, in order, as far as their words reach."""
    every = list(tokens(text))
    language = detect_language(text)
    named = [it for it in names(text) if it.kind in {"body", "phrase"}]
    found: list[Mention] = []
    for at, word in enumerate(every):
        body = next((it for it in named if it.start == word.start), None)
        starting = [it for it in (_phrase(text, every, at, language), body) if it]
        best = max(starting, key=lambda it: it.end, default=None)
        if best and not any(it.start <= best.start and best.end <= it.end for it in found):
            found = [it for it in found if not (best.start <= it.start and it.end <= best.end)]
            found.append(best)
    return tuple(found)


def _phrase(text: str, every: list[Token], at: int, language: Language) -> Mention | None:
    """The noun phrase whose known noun begins at a word, with its modifiers before and after."""
    size = _noun_size(text, every, at, language)
    if not size:
        return None
    first = at
    if language == "en":
        while first > 0 and _modifies(text, every, first):
            first -= 1
        asker = fold(every[first - 1].text) if first else ""
        if first == at and asker not in _DETERMINERS and not every[at].is_capitalised:
            return None
        words = every[first : _english_end(text, every, at + 1)]
        return _mention(text, words, "phrase", is_asked=asker in {"which", "what", "many"})
    after = _vietnamese_end(text, every, at + size)
    following = fold(every[after].text) if after < len(every) else ""
    before = " ".join(fold(word.text) for word in every[max(0, at - 2) : at])
    is_asked = following in {"nao", "gi"} or before.endswith(("bao nhieu", "may"))
    return _mention(text, every[at:after], "phrase", is_asked=is_asked)


def _noun_size(text: str, every: list[Token], at: int, language: Language) -> int:
    """How many words the known noun has that begins there, or 0."""
    if language == "en":
        noun = fold(every[at].text)
        return int(noun in _HEADS["en"] or (noun.endswith("s") and noun[:-1] in _HEADS["en"]))
    nouns = _HEADS["vi"] if has_vietnamese_accents(text) else _HEADS_BARE
    sizes = (3, 2, 1)
    return next((n for n in sizes if " ".join(it.text.casefold() for it in every[at : at + n]) in nouns), 0)


def _modifies(text: str, every: list[Token], at: int) -> bool:
    """Whether the word before the word at `at` still belongs to its English noun phrase."""
    word, gap = every[at - 1], text[every[at - 1].end : every[at].start]
    if gap not in {"", " ", "-", " - ", " – ", "’", "'"}:
        return False
    if word.text == "s":
        return True
    if word.text.endswith("ed") and not word.is_capitalised and (at < 2 or fold(every[at - 2].text) != "the"):
        return False
    return fold(word.text) not in _EN_ENDS or (
        word.is_capitalised and at > 1 and fold(word.text) in _FAMILY_NAMES
    )


def _english_end(text: str, every: list[Token], after: int) -> int:
    """The index after the last word of an English noun phrase whose noun stands before `after`."""
    is_open = False
    at = last = after
    while at < min(len(every), after + 14):
        word = every[at]
        folded, gap = fold(word.text), text[every[at - 1].end : word.start]
        is_year = gap == ", " and re.match(r"(?:19|20)\d\d$", word.text) is not None
        if (gap not in {" ", "-", " - ", "/", "'", "’"} and not is_year) or folded in {"vnd", "usd", "eur"}:
            break
        if folded in _EN_INSIDE or (folded.endswith("ing") and at == after):
            is_open = True
        elif word.text == "s" or is_number(word.text) or (gap in {"-", "/"} and is_open):
            last = at + 1
        elif not word.is_capitalised and (folded in _EN_ENDS or folded.endswith("ed")):
            break
        elif is_open or (word.is_capitalised and at == last):
            last = at + 1
        else:
            break
        at += 1
    return last


def _vietnamese_end(text: str, every: list[Token], after: int) -> int:
    """The index after the last word of a Vietnamese noun phrase that reaches at least to `after`."""
    ends = _VI_ENDS if has_vietnamese_accents(text) else _VI_ENDS_BARE
    at = after
    while at < min(len(every), after + 18):
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


def _body_end(text: str, every: list[Token], after: int) -> int:
    """The same for a body, whose name no date belongs to."""
    end = _vietnamese_end(text, every, after)
    days = (at for at in range(after, end) if re.match(r"(?:ngay|nam) \d", flat(text[every[at].start :][:8])))
    return next(days, end)


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
    return tuple(it for at in range(len(every)) if (it := _phrase(text, every, at, language)))


def in_language(place: str, language: Language) -> str:
    """A country's name as a language writes it; every other name as it is."""
    row = _COUNTRY.get(fold(place))
    return place if row is None else row[0 if language == "en" else 1][0]


def is_home(place: str) -> bool:
    """Whether a place is Việt Nam, which most sources name beside the place that they are about."""
    return fold(place) in {"vietnam", "viet nam"}


def is_country(place: str) -> bool:
    """Whether a name is a country's."""
    return fold(place) in _COUNTRY


def adjectives(text: str) -> tuple[Mention, ...]:
    """The English words of a text that name a country as "Cuban" does, with "the" and "people" around them."""
    found = []
    for it in re.finditer(r"(?:\bthe )?\b([A-Z]\w+)\b(?: people\b)?", text):
        if fold(it[1]) in _ADJECTIVE and fold(it[1]) != "vietnamese":
            span = it.span() if it[0].endswith(" people") else it.span(1)
            found.append(Mention(text[span[0] : span[1]], *span, "place"))
    return tuple(found)


def adjective_of(place: str) -> str:
    """ "Japan" as an adjective where the table knows it, else the name."""
    row = _COUNTRY.get(fold(place))
    return row[2][0] if row else place


def is_noun(word: str) -> bool:
    """Whether a folded word, of either number, is a known noun of either language."""
    return word in SAME_NOUN or word.removesuffix("s") in SAME_NOUN


def heads(text: str) -> tuple[str, ...]:
    """The known nouns of a text, folded, in order."""
    folded = flat(text)
    found = [
        (it.start(), noun) for noun in SAME_NOUN for it in re.finditer(rf"\b{re.escape(noun)}s?\b", folded)
    ]
    return tuple(noun for _, noun in sorted(found, key=lambda it: (it[0], -len(it[1]))))


# Which of it a later question means.

Choice = str | tuple[str, ...]
"""What a pointing word stands for; or the names between which there is no choosing, perhaps none."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A follow-up in NFC, its language, and the turns before it, whose questions stand alone."""

    text: str
    language: Language
    past: tuple[Turn, ...]

    def texts(self) -> Iterator[tuple[Turn, str]]:
        """The questions and answers with their turns, newest turn first, its question before its answer."""
        return ((turn, text) for turn in reversed(self.past) for text in (turn.question, turn.answer))


def person(asked: Asked, gender: Gender | None) -> Choice:
    """The person last spoken of; one in the question goes before those in its answer, unless "who" asked for those."""
    told = {
        fold(it.text): it.gender for _, text in asked.texts() for it in _named(text, "person") if it.gender
    }
    for turn in reversed(asked.past):
        texts = [turn.question, turn.answer]
        if _WHO_DID.match(flat(turn.question)):
            texts.reverse()
        for text in texts:
            everyone = _distinct(_named(text, "person"))
            known = [it for it in everyone if gender and told.get(fold(it)) == gender]
            fitting = known or [it for it in everyone if not gender or fold(it) not in told]
            if fitting:
                return fitting[0] if len(fitting) == 1 else tuple(fitting)
    return ()


def group(asked: Asked) -> Choice:
    """The persons, or else the bodies, that were last spoken of, joined by "and"."""
    for _, text in asked.texts():
        people, bodies = _distinct(_named(text, "person")), _distinct(_named(text, "body"))
        if found := people if len(people) > 1 else bodies or people:
            every = [_with_article(it, text, asked.language) for it in found[:3]]
            return {"en": " and ", "vi": " và "}[asked.language].join(every)
    return ()


def body(asked: Asked, noun: str) -> Choice:
    """The body last spoken of; one that has the folded noun in its name goes before others."""
    for _, text in asked.texts():
        bodies = _named(text, "body")
        found = _distinct([it for it in bodies if noun in fold(it.text)] or bodies)
        if found:
            return tuple(found) if len(found) > 1 else _with_article(found[0], text, asked.language)
    return ()


def thing(asked: Asked, around: str) -> Choice:
    """The event, paper or body last spoken of; what is said around the pointing word tells which it can be."""
    wanted = "body" if _OF_BODIES.search(flat(around)) else "phrase"
    for turn in reversed(asked.past):
        asked_of, said = (
            [it for it in things(text) if not it.is_asked] for text in (turn.question, turn.answer)
        )
        fitting = [it for it in asked_of if it.kind == wanted] or asked_of
        if fitting:
            return _written(*_fullest(fitting[0], turn.question, turn), asked)
        several = _distinct([it for it in said if it.kind == "body"])
        if wanted == "body" and len(several) > 1:
            return tuple(several)
        if subject := _opening(turn.question):
            return small(subject, turn.question)
        if named := _named(turn.question, "name"):
            return _written(named[0], turn.question, asked)
        if fitting := [it for it in said if it.kind == wanted] or said:
            return _written(fitting[0], turn.answer, asked)
        if places := _named(turn.question, "place"):
            return in_language(places[-1].text, asked.language)
    return ()


def event(asked: Asked) -> str:
    """The event or paper that the last question was about, or ""."""
    question = asked.past[-1].question if asked.past else ""
    events = [it for it in things(question) if it.kind == "phrase" and not it.is_asked]
    return _written(events[0], question, asked) if events else ""


def place(asked: Asked) -> Choice:
    """The place last spoken of; of an answer only if it names no other, unless the question asked for the place."""
    for turn in reversed(asked.past):
        texts = [turn.question, turn.answer]
        if _PLACE_ASKED.search(flat(turn.question)):
            texts.reverse()
        for text in texts:
            found = _distinct(_joined_places(text))
            if found:
                is_one = len(found) == 1 or text == turn.question
                return in_language(found[-1], asked.language) if is_one else tuple(found)
    return ()


def date(asked: Asked, *, is_day: bool) -> str | None:
    """The date last spoken of, with its preposition; for a day the most exact one."""
    for _, text in asked.texts():
        if found := dates(text):
            return dated(max(found, key=lambda it: len(it.text) if is_day else 0).text, asked.language)
    return None


def phrase(asked: Asked, noun: str) -> str | None:
    """The fullest phrase last spoken of around a folded noun, or around one that means the same."""
    for turn, text in asked.texts():
        phrases = [it for it in same_noun(noun, text) if not is_noun(fold(it.text))]
        if noun.endswith("s") and noun not in SAME_NOUN:
            phrases = [it for it in phrases if noun in fold(it.text)]
        bodies = [it for it in _named(text, "body") if re.search(rf"\b{re.escape(noun)}\b", fold(it.text))]
        if found := max(phrases, key=lambda it: len(it.text), default=None) or next(iter(bodies), None):
            return _written(*_fullest(found, text, turn), asked)
    return None


def misspelt(asked: Asked, noun: str) -> str | None:
    """The known English noun of the past that a word has the letters of, as "campagin" has."""
    said = {word for _, text in asked.texts() for word in re.findall(r"[a-z]+", flat(text))}
    return min((it for it in said if is_noun(it) and it != noun and sorted(it) == sorted(noun)), default=None)


def dated(day: str, language: Language) -> str:
    """A date as a question of a language has it: "in 2024", "on May 5", "năm 2024"."""
    if language == "vi":
        return f"năm {day}" if re.fullmatch(r"\d{4}", day) else lower(day[:1]) + day[1:]
    if day.startswith(("this ", "last ", "next ")):
        return day
    if year := re.fullmatch(r"(?:năm|nam) (\d{4})", day, re.IGNORECASE):
        return f"in {year[1]}"
    return (
        f"{'on' if re.search(r'[a-z] [0-9]{1,2}(?![0-9])|[0-9] [A-Za-z]|[0-9]/[0-9]', day) else 'in'} {day}"
    )


def small(text: str, source: str) -> str:
    """A phrase of a text without the capital that it has only because the text begins with it."""
    is_first = not source or source.split()[:1] == text.split()[:1]
    is_name = text[1:2].isupper() or any(it.start == 0 for it in names(source))
    return lower(text[:1]) + text[1:] if is_first and not is_name else text


def _opening(text: str) -> str | None:
    """What a Vietnamese question begins with, up to its verb: its subject where no known noun names it."""
    every = list(tokens(text))
    if not every or detect_language(text) != "vi":
        return None
    after = _vietnamese_end(text, every, 0)
    phrase = text[: every[after - 1].end] if after > 1 else None
    return None if phrase is None or any(it.start == 0 for it in dates(phrase)) else phrase


def _named(text: str, kind: Kind) -> list[Mention]:
    return [it for it in names(text) if it.kind == kind]


def _distinct(mentions: list[Mention]) -> list[str]:
    """Each name once, as first written; a last name goes with the whole name."""
    kept: dict[str, str] = {}
    for it in mentions:
        kept.setdefault(fold(it.text), it.text)
    return [name for key, name in kept.items() if not any(other.endswith(f" {key}") for other in kept)]


def _joined_places(text: str) -> list[Mention]:
    """The places of a text that are no part of a name, "Fukuoka, Japan" as one; Việt Nam only if there is no other."""
    joined: list[Mention] = []
    for it in (it for it in _named(text, "place") if not it.is_inside):
        start = joined.pop().start if joined and text[joined[-1].end : it.start] == ", " else it.start
        joined.append(Mention(text[start : it.end], start, it.end, "place"))
    return [it for it in joined if not is_home(it.text)] or joined


def _fullest(it: Mention, source: str, turn: Turn) -> tuple[Mention, str]:
    """A phrase, or the one of the answer that says the same and more; with the text that it is from."""
    words = set(flat(it.text).split())
    fuller = [other for other in things(turn.answer) if words < set(flat(other.text).split())]
    if it.kind != "phrase" or not fuller:
        return it, source
    return max(fuller, key=lambda other: len(other.text)), turn.answer


def _written(it: Mention, source: str, asked: Asked) -> str:
    """A thing as it is put into a question: with its article, and with its year unless the question has its own."""
    if it.kind != "phrase":
        return _with_article(it.text, source, asked.language)
    text = small(it.text, source)
    if asked.language == "en" and re.search(r"\b(?:the|an?|this|that|its|their) $", flat(source[: it.start])):
        text = "the " + text.removeprefix("the ")
    if dates(asked.text):
        return fold_space(_without_dates(text))
    elsewhere = [
        day for day in dates(source) if not any(x.start <= day.start < x.end for x in things(source))
    ]
    years = {year for day in elsewhere for year in re.findall(r"\b(?:19|20)\d\d\b", day.text)}
    has_year = dates(it.text) or len(years) != 1
    return text if has_year else f"{text} {dated(years.pop(), detect_language(source))}"


def _without_dates(text: str) -> str:
    for day in reversed(dates(text)):
        before = re.search(r"(?: (?:in|on|of|from|reviewing))? ?$", text[: day.start])
        text = text[: before.start() if before else day.start] + text[day.end :]
    return text


def _with_article(name: str, source: str, language: Language) -> str:
    has_article = language == "en" and re.search(rf"\bthe {re.escape(name)}", source, re.IGNORECASE)
    return f"the {name}" if has_article else name
