"""Countries and cities that English and Vietnamese spell differently, so that one name finds the other.

A line is one place: all of its names, "|" between them, in either language; adjectives count as names.
"""

from __future__ import annotations

import re

from nhipcau.text import fold, has_vietnamese_accents, nfc

HOME = "vietnam"
"""The country that all documents are about; it is not looked for."""

_PLACES = """Vietnam|Viet Nam|Việt Nam|Vietnamese
Japan|Japanese|Nhật Bản|Nhật
Laos|Lao|Laotian|Lào
South Korea|Republic of Korea|Korea|Korean|Hàn Quốc
North Korea|DPRK|Democratic People's Republic of Korea|Democratic People’s Republic of Korea|Triều Tiên
China|Chinese|Trung Quốc
Taiwan|Đài Loan
Cambodia|Cambodian|Campuchia
Cuba|Cuban
United States|United States of America|USA|America|American|Americans|Hoa Kỳ|nước Mỹ
Russia|Russian|Nga|Liên bang Nga
Soviet Union|Liên Xô
India|Indian|Ấn Độ
United Kingdom|Britain|British|England|nước Anh|Vương quốc Anh
France|French|Pháp
Germany|German|Đức
Thailand|Thai|Thái Lan
Australia|Australian|Úc|Ô-xtrây-li-a
New Zealand|Niu Di-lân
Hungary|Hungarian|Hung-ga-ri
Italy|Italian|Italia|nước Ý
Spain|Spanish|Tây Ban Nha
Portugal|Portuguese|Bồ Đào Nha
Netherlands|Dutch|Hà Lan
Belgium|Belgian|Bỉ
Sweden|Swedish|Thụy Điển
Norway|Norwegian|Na Uy
Denmark|Danish|Đan Mạch
Finland|Finnish|Phần Lan
Switzerland|Swiss|Thụy Sĩ
Austria|Austrian|nước Áo
Poland|Polish|Ba Lan
Czech Republic|Czechia|Czech|Cộng hòa Séc|Séc|Tiệp Khắc
Slovakia|Slovak|Slovakia
Romania|Romanian|Rumani|Ru-ma-ni
Bulgaria|Bulgarian|Bun-ga-ri
Greece|Greek|Hy Lạp
Turkey|Turkish|Thổ Nhĩ Kỳ
Ukraine|Ukrainian|U-crai-na
Belarus|Belarusian|Bê-la-rút
Mongolia|Mongolian|Mông Cổ
Indonesia|Indonesian|In-đô-nê-xi-a
Malaysia|Malaysian|Ma-lai-xi-a
Singapore|Singaporean|Xin-ga-po
Philippines|Filipino|Phi-líp-pin
Myanmar|Burmese|Mi-an-ma
Brunei|Bru-nây
East Timor|Timor-Leste|Đông Timor
Bangladesh|Băng-la-đét
Sri Lanka|Xri Lan-ca
Nepal|Nê-pan
Pakistan|Pakistani
Iran|Iranian
Iraq|Iraqi
Israel|Israeli
Palestine|Palestinian|Pa-le-xtin
Egypt|Egyptian|Ai Cập
Algeria|Algerian|An-giê-ri
South Africa|South African|Nam Phi
Angola|Angolan
Mozambique|Mô-dăm-bích
Canada|Canadian
Mexico|Mexican|Mê-hi-cô
Brazil|Brazilian|Bra-xin
Argentina|Argentine|Argentinian
Chile|Chilean|Chi-lê
Venezuela|Venezuelan|Vê-nê-xu-ê-la
Nicaragua|Nicaraguan
Peru|Peruvian
Colombia|Colombian
Beijing|Bắc Kinh
Shanghai|Thượng Hải
Vientiane|Viêng Chăn
Moscow|Mát-xcơ-va
Paris|Pa-ri
Asia|Asian|Châu Á
Africa|African|Châu Phi
Europe|European|Châu Âu
Latin America|Mỹ Latinh|Mỹ La-tinh"""

_NAMES = {
    name.replace("-", " "): names.split("|")[0].casefold()
    for names in _PLACES.splitlines()
    for name in names.split("|")
}
_NAME_OF = {fold(name): first for name, first in _NAMES.items()}
# How each name is written with its accents; one name, folded, may be written in several ways.
_WRITTEN = frozenset(nfc(name).casefold() for name in _NAMES)
_PLACE = re.compile(rf"\b(?:{'|'.join(sorted(map(re.escape, _NAME_OF), key=len, reverse=True))})(?=s?\b)")
_UNITED_STATES = re.compile(r"\bU\.?S\.?(?![\w$])|\bMỹ\b(?! La)")
# Written without accents, or before another word, these are other words more often than countries.
_OTHER_WORDS = frozenset({"nga", "duc", "uc", "bi", "phap", "nhat", "lao", "sec", "thai"})
_NOT_AFTER = re.compile(r" (?:[A-ZÀ-Ỹ]\w*|dong\b|động\b|ky\b|ký\b)")


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
    for match in _PLACE.finditer(folded):
        start, end = match.span()
        written = spaced[start:end]
        is_name = (written[:1].isupper() or match.group() not in _OTHER_WORDS) and (
            written.casefold() in _WRITTEN or not has_vietnamese_accents(written)
        )
        is_longer = match.group() in _OTHER_WORDS and (
            _NOT_AFTER.match(spaced, end) or folded[:start].endswith("chu ")
        )
        if is_name and not is_longer:
            found.append((start, end, _NAME_OF[match.group()]))
    return found
