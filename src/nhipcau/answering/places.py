"""Places that English and Vietnamese name differently, so that one name finds the other.

`demands` looks for them in questions and sentences, and a follow-up puts one in the place of another.
"""

from __future__ import annotations

import re

from nhipcau.text import fold, has_vietnamese_accents, nfc
from nhipcau.vocabulary import LANGUAGES, Language

HOME = "vietnam"
"""The country that all documents are about; it is not looked for."""

# A line is one place: English names|Vietnamese names|adjectives|further names. The first of a column is written.
# These are the countries that a follow-up puts in each other's place; it does not know their further names.
_COUNTRIES = """Vietnam, Viet Nam|Việt Nam|Vietnamese
Japan|Nhật Bản, Nhật|Japanese
Laos|Lào|Lao, Laotian
South Korea, Korea|Hàn Quốc|Korean|Republic of Korea
North Korea|Triều Tiên|North Korean|DPRK, Democratic People's Republic of Korea, Democratic People’s Republic of Korea
China|Trung Quốc|Chinese
Cambodia|Campuchia|Cambodian
Cuba|Cuba|Cuban
the United States, United States, US, USA, America|Hoa Kỳ, Mỹ|American|United States of America, Americans, nước Mỹ
Russia|Nga|Russian|Liên bang Nga
India|Ấn Độ|Indian
the United Kingdom, United Kingdom, UK, Britain|Anh|British|England, nước Anh, Vương quốc Anh
France|Pháp|French
Germany|Đức|German
Thailand|Thái Lan|Thai
Australia|Úc|Australian|Ô-xtrây-li-a
Hungary|Hungary|Hungarian|Hung-ga-ri
Italy|Ý, Italia|Italian|nước Ý
Spain|Tây Ban Nha|Spanish
Poland|Ba Lan|Polish
Bulgaria|Bulgaria|Bulgarian|Bun-ga-ri
Ukraine|Ukraine|Ukrainian|U-crai-na
Belarus|Belarus|Belarusian|Bê-la-rút
Mongolia|Mông Cổ|Mongolian
Indonesia|Indonesia|Indonesian|In-đô-nê-xi-a
Malaysia|Malaysia|Malaysian|Ma-lai-xi-a
Singapore|Singapore|Singaporean|Xin-ga-po
Philippines|Philippines|Filipino|Phi-líp-pin
Myanmar|Myanmar|Burmese|Mi-an-ma
Egypt|Ai Cập|Egyptian
Canada|Canada|Canadian
Venezuela|Venezuela|Venezuelan|Vê-nê-xu-ê-la"""
# The places that follow-ups do not know and `demands` looks for.
_OTHERS = """Taiwan|Đài Loan
Soviet Union, USSR|Liên Xô|Soviet
Ho Chi Minh City, HCM City, HCMC, Saigon|Thành phố Hồ Chí Minh, TP Hồ Chí Minh, TP.HCM, TP HCM, TPHCM, Sài Gòn
New Zealand|Niu Di-lân
Portugal|Bồ Đào Nha|Portuguese
Netherlands|Hà Lan|Dutch
Belgium|Bỉ|Belgian
Sweden|Thụy Điển|Swedish
Norway|Na Uy|Norwegian
Denmark|Đan Mạch|Danish
Finland|Phần Lan|Finnish
Switzerland|Thụy Sĩ|Swiss
Austria|nước Áo|Austrian
Czech Republic, Czechia|Cộng hòa Séc, Séc, Tiệp Khắc|Czech
Slovakia|Slovakia|Slovak
Romania|Rumani, Ru-ma-ni|Romanian
Greece|Hy Lạp|Greek
Turkey|Thổ Nhĩ Kỳ|Turkish
Brunei|Bru-nây
East Timor, Timor-Leste|Đông Timor
Bangladesh|Băng-la-đét
Sri Lanka|Xri Lan-ca
Nepal|Nê-pan
Pakistan|Pakistan|Pakistani
Iran|Iran|Iranian
Iraq|Iraq|Iraqi
Israel|Israel|Israeli
Palestine|Pa-le-xtin|Palestinian
Algeria|An-giê-ri|Algerian
South Africa|Nam Phi|South African
Angola|Angola|Angolan
Mozambique|Mô-dăm-bích
Mexico|Mê-hi-cô|Mexican
Brazil|Bra-xin|Brazilian
Argentina|Argentina|Argentine, Argentinian
Chile|Chi-lê|Chilean
Nicaragua|Nicaragua|Nicaraguan
Peru|Peru|Peruvian
Colombia|Colombia|Colombian
Beijing|Bắc Kinh
Shanghai|Thượng Hải
Vientiane|Viêng Chăn
Moscow|Mát-xcơ-va
Paris|Pa-ri
Asia|Châu Á|Asian
Africa|Châu Phi|African
Europe|Châu Âu|European
Latin America|Mỹ Latinh, Mỹ La-tinh"""


def _rows(table: str) -> list[list[list[str]]]:
    return [[column.split(", ") for column in line.split("|")] for line in table.splitlines()]


_ROW_OF = {fold(name): row for row in _rows(_COUNTRIES) for column in row[:2] for name in column}
FOREIGN_ADJECTIVES = frozenset(fold(name) for row in _rows(_COUNTRIES)[1:] for name in row[2])
"""The English words, folded, that name a country other than Việt Nam as "Cuban" does."""

# Places that begin like a Vietnamese family name, or that are often named without "in".
_TOWNS = frozenset(
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
KNOWN_PLACES = _TOWNS | _ROW_OF.keys()
"""The names, folded, that follow-ups know for a place wherever they stand."""

# Too short to be looked for, or more words than the names in them; of "North Korean" it is "Korean" that is found.
_NOT_LOOKED_FOR = frozenset(
    {"the United States", "US", "Mỹ", "the United Kingdom", "UK", "Anh", "Ý", "North Korean"}
)
_NAMES = {
    name.replace("-", " "): found[0].casefold()
    for row in _rows(f"{_COUNTRIES}\n{_OTHERS}")
    for found in [[name for column in row for name in column if name not in _NOT_LOOKED_FOR]]
    for name in found
}
_NAME_OF = {fold(name): first for name, first in _NAMES.items()}
# How each name is written with its accents; one name, folded, may be written in several ways.
_WRITTEN = frozenset(nfc(name).casefold() for name in _NAMES)
_PLACE = re.compile(rf"\b(?:{'|'.join(sorted(map(re.escape, _NAME_OF), key=len, reverse=True))})(?=s?\b)")
_UNITED_STATES = re.compile(r"\bU\.?S\.?(?![\w$])|\bMỹ\b(?! La)")
# Written without accents, or before another word, these are other words more often than countries.
_OTHER_WORDS = frozenset({"nga", "duc", "uc", "bi", "phap", "nhat", "lao", "sec", "thai"})
_ENDS_A_NAME = re.compile(r"(?:\b[A-ZĐÀ-Ỹ][^\W\d_]+ )[A-ZĐÀ-Ỹ][^\W\d_]+ (?<!Bang )(?<!Nam )(?<!Hòa )$")
_NOT_AFTER = re.compile(r" (?:[A-ZÀ-Ỹ]\w*|dong\b|động\b|ky\b|ký\b)")


# "Việt - Anh" names a country by a word that says other things elsewhere.
_PAIRED = {
    "anh": "united kingdom",
    "an": "india",
    "bi": "belgium",
    "duc": "germany",
    "han": "south korea",
    "lao": "laos",
    "my": "united states",
    "nga": "russia",
    "nhat": "japan",
    "phap": "france",
    "sec": "czech republic",
    "trung": "china",
    "uc": "australia",
    "xo": "soviet union",
}
_PAIR = re.compile(rf"\bviet(?: nam)? ?[-–] ?({'|'.join(_PAIRED)})\b(?! \w+ - )")


def places_in(text: str) -> frozenset[str]:
    """The places that a text names, each by its first name, in lower case."""
    return frozenset(name for _, _, name in place_spans(text))


def place_spans(text: str) -> list[tuple[int, int, str]]:
    """Where a text names places (start, end), and which. A name that is written with accents needs the right ones.

    The short names that are also other words ("Lào", "Thai", "Nhật") need a capital, and do not count as part of a
    longer name.
    """
    spaced = nfc(text).replace("-", " ")
    folded = fold(spaced)
    if len(folded) != len(spaced):  # a letter that folds to two: the places cannot be found again in the text
        spaced = folded
    found = [(match.start(), match.end(), "united states") for match in _UNITED_STATES.finditer(spaced)]
    paired = _PAIR.finditer(fold(nfc(text))) if len(fold(nfc(text))) == len(nfc(text)) else ()
    found += [(*match.span(1), _PAIRED[match[1]]) for match in paired]
    for match in _PLACE.finditer(folded):
        start, end = match.span()
        written = spaced[start:end]
        is_name = (written[:1].isupper() or match.group() not in _OTHER_WORDS) and (
            written.casefold() in _WRITTEN or not has_vietnamese_accents(written)
        )
        is_longer = match.group() in _OTHER_WORDS and (
            _NOT_AFTER.match(spaced, end)
            or folded[:start].endswith("chu ")
            or _ENDS_A_NAME.search(spaced[:start])
        )
        if is_name and not is_longer:
            found.append((start, end, _NAME_OF[match.group()]))
    return found


def is_country(place: str) -> bool:
    """Whether a name is that of a country which follow-ups know."""
    return fold(place) in _ROW_OF


def is_home(place: str) -> bool:
    """Whether a place is Việt Nam, which most sources name beside the place that they are about."""
    return fold(place) in {"vietnam", "viet nam"}


def in_language(place: str, language: Language) -> str:
    """A country's name as a language writes it; every other name as it is."""
    row = _ROW_OF.get(fold(place))
    return row[LANGUAGES.index(language)][0] if row else place


def adjective_of(place: str) -> str:
    """ "Japan" as an adjective where the table knows it, else the name."""
    row = _ROW_OF.get(fold(place))
    return row[2][0] if row else place
