"""What web pages put around an article: counters, buttons, menus, comment boxes, credits, legal notices.

Everything is compared folded (small letters, no diacritics), since portals drop accents freely.
"""

from __future__ import annotations

import re

from nhipcau.documents.dates import date_line
from nhipcau.documents.lines import ends_sentence, is_code, is_name, is_prose
from nhipcau.text import fold

_LONGEST = 160
_LONGEST_MARKER = 60
_LONGEST_CAPTION = 300


def _phrases(text: str) -> frozenset[str]:
    return frozenset(line.strip() for line in text.replace("\n", "|").split("|") if line.strip())


# A line of these words only is a row of buttons.
_BUTTON_WORDS = frozenset(
    """facebook twitter zalo linkedin pinterest telegram messenger whatsapp viber youtube tiktok instagram rss
    share shares tweet print email e-mail mail search view views home login logout register menu like save
    bookmark copy link url sitemap faq next prev previous back top listen subscribe follow x google plus
    a a+ a- aa vn en vi fr cn ru english vietnamese""".split()
)
_BUTTONS = _phrases(
    """chia se | chia se bai viet | chia se facebook | chia se qua email | in | in bai | in bai viet | in trang
    ban in | gui email | gui mail | gui bai viet | luu bai viet | luu bai | luu | thich | theo doi | co chu
    doc bai | nghe doc bai | nghe bai viet | nghe tin | sao chep lien ket | sao chep link | copy lien ket
    dang nhap | dang ky | dang xuat | tim kiem | trang chu | lien he | gioi thieu | so do trang | so do website
    tieng viet | tieng anh | quay lai | tro lai | ve dau trang | len dau trang | dau trang | quang cao
    thu dien tu | danh muc | toan man hinh | tang co chu | giam co chu | tuong phan | danh gia | phong to
    share this | share this article | share on facebook | share on twitter | share post | print this page
    print this article | print version | email this article | send to a friend | font size | text size
    sign in | sign up | log in | log out | my account | contact | contact us | about us | site map | back to top
    go to top | skip to content | skip to main content | skip to navigation | advertisement | advertisements
    sponsored | privacy policy | terms of use | terms of service | cookie policy | accept all cookies
    accept cookies | copy link | copy url | link copied | follow us | subscribe now | listen to article
    theo doi chung toi | xem anh lon | phong to anh | thu nho anh | anh minh hoa | illustrative photo
    illustration photo | listen to this article | enlarge image | view larger image | close | dong"""
)
# These open what comes after an article; the article does not go on.
_TAILS = _phrases(
    """comment | comments | binh luan | y kien | y kien ban doc | y kien binh luan | gui binh luan
    viet binh luan | gui y kien | gui phan hoi | phan hoi | binh luan ban doc | gui nhan xet | nhan xet
    write your comment | write a comment | leave a comment | leave a reply | post a comment | add a comment
    your comment | your comments | add comment | full name | your name | ho ten | ho va ten | ten cua ban
    so dien thoai | phone number | your email | email cua ban | ma bao mat | ma xac nhan | ma kiem tra
    latest news | other news | more news | news in brief | most read | most viewed | most popular | trending
    top stories | tin moi | tin moi nhat | tin khac | cac tin khac | tin tuc khac | bai viet khac
    cac bai viet khac | cac bai khac | bai khac | tin da dua | cac tin da dua | tin cu hon | tin moi hon
    cac tin cu hon | cac tin moi hon | doc nhieu | doc nhieu nhat | tin doc nhieu | tin doc nhieu nhat
    xem nhieu | xem nhieu nhat | tin xem nhieu | tin noi bat | tin cung chuyen muc
    cung chuyen muc | tin cung muc | bai cung chuyen muc | bai viet cung chuyen muc | tin cung loai
    other articles | other stories | more articles | more stories | more from this section | recommended
    recommended for you | recent posts | recent news | popular posts | newer news | older news | newer posts
    older posts | lien ket website | lien ket web | website lien ket | thong ke truy cap | luot truy cap
    ban quan tam | co the ban quan tam | co the ban thich | tin tai tro | newsletter | tin video
    van ban moi | thu vien anh | thu vien video"""
)
# These open a box that may also stand in the middle of an article.
_BOXES = _phrases(
    """tin lien quan | bai lien quan | bai viet lien quan | cac tin lien quan | tin bai lien quan | xem them
    doc them | xem tiep | doc tiep | tag | tags | tu khoa | tu khoa lien quan | keyword | keywords
    related | related news | related articles | related stories | related posts | related topics
    related content | read more | read also | see also | see more | more on this | more on this story
    you may also like | may be you are interested | don't miss | dung bo lo | hot tags"""
)
_TEASER = re.compile(
    r"(?:>+ ?|»+ ?)?(?:tin lien quan|bai lien quan|xem them|doc them|related(?: news| articles?| stories)?"
    r"|read more|read also|see also|tags?|tu khoa|keywords?)\s*(?:[:>»]|\s-\s).*"
)
_FORM_FIELD = re.compile(
    r"(?:captcha|capcha|ma bao mat|ma xac nhan|ma kiem tra)\b.*|(?:e-?mail|phone(?: number)?|dien thoai)\s*:[\s()*]*"
)
_COUNTER = re.compile(
    r"(?:so )?(?:luot (?:xem|doc|truy cap|thich|chia se)|da xem|page ?views|views?|hits|reads)"
    r"\s*[:(]?\s*[\d.,]+\s?[km]?\)?"
    r"|[\d.,]+\s?[km]?\s*(?:page ?views|views?|hits|reads|luot (?:xem|doc|truy cap|thich|chia se)|lan (?:xem|doc)"
    r"|comments?|binh luan|shares?|likes?|phut doc|min(?:ute)?s? read)"
)
_BREADCRUMB = re.compile(
    r"(?:trang chu|home|homepage)\s*[>»›/|→-].*|[^>»›→]{2,60}(?:[>»›→][^>»›→]{2,60}){2,}"
)
_LEGAL = re.compile(
    r"(?:©|copyright\s*(?:©|\(c\)|\d{4}|by\b)|ban quyen\s*(?:thuoc|©|\d{4})|all rights reserved|®"
    r"|giay phep (?:so|hoat dong|xuat ban|thiet lap)|ghi ro nguon|co quan chu quan|tong bien tap\s*:"
    r"|pho tong bien tap\s*:|editor-in-chief\s*:|chiu trach nhiem (?:chinh|noi dung|xuat ban)).*"
)
_NOTICE = re.compile(
    r"(?:y kien (?:cua ban|binh luan)|(?:xin )?vui long|moi y kien|ban (?:can|phai|chua) dang nhap"
    r"|your email address|you must be logged|please (?:log|sign|enter|type)|required fields"
    r"|by (?:commenting|posting)).*"
)
_LABELLED_BYLINE = re.compile(
    r"(?:by|theo|nguon|source|author|tac gia|bien tap|(?:reported|compiled|translated|edited|written|story|words) by"
    r"|nguoi (?:viet|dich)|tin va anh|tin, ?anh|bai va anh|bai, ?anh|tin, ?bai|tin|bai|bai viet|pv|phong vien"
    r"|reporter|thuc hien|bien dich|tong hop)\s*:\s*\S.{0,60}"
)
_BARE_BYLINE = re.compile(
    r"(?:by|theo|pv|phong vien|(?:reported|compiled|translated|edited|written|story) by) "
)
_CREDIT = re.compile(
    r"(?i:(?:^|[\s(\[—–-])(?:photos?|pictures?|images?|ảnh|nguồn ảnh|hình ảnh)"
    r"(?:\s*[:/]\s*|\s+(?:by|courtesy of)\s+)[^.!?…\"”»:]{1,60}$)"
    r"|(?:^|[\s(\[—–-])[A-Z]{2,6}(?:/[A-Z]{2,6})?\s+[Pp]hotos?(?:\s+[A-ZĐÀ-Ỵ][^.!?…]{0,40})?[)\]]?$"
)
_WORDS_IN_NAMES = frozenset("and và by báo trang tạp chí of the - – /".split())
_RELEASE = _phrases(
    "press release | for immediate release | media release | thong cao bao chi | news release"
)


def _bare(folded: str) -> str:
    """A folded line without the digits, marks and brackets around its words."""
    return re.sub(r"^[\W\d_]+|[\W\d_]+$", "", folded)


def is_counter(line: str) -> bool:
    """Whether a line counts views, comments, likes or the minutes a reading takes."""
    return len(line) <= _LONGEST and bool(_COUNTER.fullmatch(fold(line).strip(" |()[]•-")))


def is_furniture(line: str) -> bool:
    """Whether a line belongs to the page, wherever it stands: a counter, buttons, a breadcrumb, an address."""
    if not any(map(str.isalnum, line)):
        return True
    if is_web_address(line):
        return True
    if len(line) > _LONGEST or is_prose(line):
        return False
    folded = fold(line)
    return (
        _is_buttons(folded)
        or is_counter(line)
        or bool(_BREADCRUMB.fullmatch(folded) and not ends_sentence(line))
        or bool(_TEASER.fullmatch(folded) or _FORM_FIELD.fullmatch(folded))
    )


def is_web_address(line: str) -> bool:
    """Whether a line is one web address and nothing else."""
    return line.startswith(("http://", "https://", "www.")) and " " not in line


def _is_buttons(folded: str) -> bool:
    pieces = [piece.strip(" .:*()[]<>") for piece in re.split(r"[|•·»›/]|\s-\s", folded)]
    labels = [piece for piece in pieces if any(map(str.isalnum, piece))]
    return bool(labels) and all(
        label in _BUTTONS or _BUTTON_WORDS.issuperset(label.split()) for label in labels
    )


def opens_tail(line: str) -> bool:
    """Whether a line opens what follows an article: a comment box, other headlines, the legal notice."""
    if is_legal(line):
        return True
    folded = fold(line) if len(line) <= _LONGEST_MARKER else ""
    return _bare(folded) in _TAILS or bool(_FORM_FIELD.fullmatch(folded))


def opens_box(line: str) -> bool:
    """Whether a line opens a box of links that may interrupt an article, or its list of tags."""
    return len(line) <= _LONGEST_MARKER and _bare(fold(line)) in _BOXES


def is_legal(line: str) -> bool:
    """Whether a line is a copyright or licence notice; these may be whole sentences."""
    return bool(_LEGAL.match(fold(line[:80])))


def is_notice(line: str) -> bool:
    """Whether a line says how to comment or log in; these may be whole sentences."""
    return is_legal(line) or bool(_NOTICE.match(fold(line[:80])))


def is_release_label(line: str) -> bool:
    """Whether a line only says that a press release follows."""
    return len(line) <= 60 and _bare(fold(line)) in _RELEASE


def is_byline(line: str) -> bool:
    """Whether a line, at the head or foot of an article, only names who wrote or sent it."""
    if len(line) > 100 or is_prose(line):
        return False
    if is_code(line) or is_name(line):
        return True
    bare = line.strip("()[]—–- ")
    if ends_sentence(bare):
        return False
    label = _BARE_BYLINE.match(fold(bare))
    return bool(_LABELLED_BYLINE.fullmatch(fold(bare)) or (label and _reads_as_name(bare[label.end() :])))


def _reads_as_name(text: str) -> bool:
    """Whether what follows "By" or "Theo" is a person, a paper or an agency: capitals but for a few small words."""
    words = [word for word in text.split() if word not in _WORDS_IN_NAMES]
    return 1 <= len(words) <= 6 and all(word[0].isupper() for word in words)


def without_credit(line: str) -> str:
    """A caption without its photo credit; the line itself where it has none."""
    if len(line) > _LONGEST_CAPTION or is_prose(line):
        return line
    match = _CREDIT.search(line)
    return line[: match.start()].rstrip(" ([—–-") if match else line


def is_stamp(line: str) -> bool:
    """Whether a line is what stands under a title: a date or a view counter."""
    return date_line(line) is not None or is_counter(line)
