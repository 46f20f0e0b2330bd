"""The words of the pages, English and Vietnamese side by side."""

from __future__ import annotations

import calendar
import re
from types import MappingProxyType
from typing import Final

from nhipcau.vocabulary import LANGUAGES, Language

_PHRASES: Final[dict[str, tuple[str, str]]] = {
    "name": ("Nhịp Cầu", "Nhịp Cầu"),
    "tagline": (
        "Questions about Việt Nam’s people‑to‑people diplomacy, answered from stored documents only.",
        "Hỏi đáp về đối ngoại nhân dân Việt Nam, chỉ trả lời từ các tài liệu đã lưu.",
    ),
    "promise": (
        "Every sentence of an answer links to the exact words it is from; what no document says is not said.",
        "Mỗi câu trả lời đều dẫn tới đúng lời văn của nguồn. Điều gì tài liệu không nói thì không trả lời.",
    ),
    "skip": ("Skip to the content", "Chuyển đến nội dung"),
    "languages": ("Language of this page", "Ngôn ngữ của trang"),
    "question_label": ("Your question", "Câu hỏi của bạn"),
    "question_hint": (
        "In English or Vietnamese, up to 1,000 characters.",
        "Bằng tiếng Việt hoặc tiếng Anh, tối đa 1.000 ký tự.",
    ),
    "ask": ("Ask", "Hỏi"),
    "examples": ("Try one of these", "Thử một câu hỏi"),
    "answer": ("Answer", "Trả lời"),
    "you_asked": ("You asked", "Bạn hỏi"),
    "understood_as": ("Understood as", "Được hiểu là"),
    "sources": ("Sources", "Nguồn"),
    "source_number": ("Source", "Nguồn"),
    "quote_in_document": ("Read it in the document", "Đọc trong tài liệu"),
    "original": ("Original source", "Nguồn gốc"),
    "brief": ("Our brief of the source", "Bản tóm lược của chúng tôi"),
    "undated": ("undated", "không rõ ngày"),
    "unknown_publisher": ("publisher not known", "không rõ nơi đăng"),
    "notices": ("Please note", "Lưu ý"),
    "not_found": (
        "The documents do not answer this question.",
        "Các tài liệu không trả lời được câu hỏi này.",
    ),
    "not_found_next": (
        "Try other words, or ask about one event, place, organisation or year.",
        "Hãy thử dùng từ khác, hoặc hỏi về một sự kiện, địa phương, tổ chức hay năm cụ thể.",
    ),
    "related": ("Related passages, which are not an answer", "Đoạn liên quan, không phải câu trả lời"),
    "as_of": ("As of", "Tính đến"),
    "index": ("Index", "Chỉ mục"),
    "documents_stored": ("documents stored", "tài liệu đã lưu"),
    "api": ("HTTP API", "HTTP API"),
    "home": ("Ask a question", "Đặt câu hỏi"),
    "published": ("Published", "Ngày đăng"),
    "publisher": ("Publisher", "Nơi đăng"),
    "language": ("Language", "Ngôn ngữ"),
    "kind": ("Kind", "Loại"),
    "article": ("Text of the source", "Văn bản của nguồn"),
    "title_note": ("Title", "Tiêu đề"),
    "title_ours": ("given by us", "do chúng tôi đặt"),
    "title_translation": ("translated from the source", "dịch từ nguồn"),
    "title_first-sentence": (
        "the first sentence; the source has no title",
        "câu đầu tiên; nguồn không có tiêu đề",
    ),
    "read_in_en": ("Read it in English", "Đọc bản tiếng Anh"),
    "read_in_vi": ("Read it in Vietnamese", "Đọc bản tiếng Việt"),
    "text": ("Text", "Nội dung"),
    "changed": (
        "The text has changed since this link was made, so the marked words may not be the quoted ones.",
        "Nội dung đã thay đổi từ khi có liên kết này; đoạn được đánh dấu có thể không còn đúng với lời trích.",
    ),
    "en": ("English", "Tiếng Anh"),
    "vi": ("Vietnamese", "Tiếng Việt"),
    "question_invalid": (
        "A question has 1 to 1,000 characters of plain text.",
        "Câu hỏi cần có từ 1 đến 1.000 ký tự văn bản thường.",
    ),
    "error_404": ("There is nothing at this address.", "Không có gì tại địa chỉ này."),
    "error_405": ("This address cannot be used in that way.", "Địa chỉ này không dùng được theo cách đó."),
    "error_413": ("That is too long to be read.", "Nội dung gửi lên quá dài."),
    "error_422": ("The question cannot be used as it is.", "Câu hỏi chưa dùng được."),
    "error_500": (
        "Something went wrong here; it has been noted.",
        "Đã có lỗi ở phía chúng tôi và lỗi đã được ghi lại.",
    ),
    "error_503": (
        "The assistant cannot answer yet. Please try again in a moment.",
        "Hệ thống chưa sẵn sàng trả lời. Xin thử lại sau ít phút.",
    ),
    "error_document_not_found": (
        "There is no such document, or it has been removed.",
        "Không có tài liệu này, hoặc tài liệu đã được gỡ.",
    ),
    "error_other": ("This request cannot be answered.", "Không thể trả lời yêu cầu này."),
}

EXAMPLES: Final[tuple[tuple[Language, str], ...]] = (
    ("en", "How much was raised for the Cuban people in 2025?"),
    ("en", "What did the Prime Minister ask of the diplomatic sector for 2025?"),
    ("vi", "Đợt quyên góp ủng hộ nhân dân Cuba thu được bao nhiêu tiền?"),
    ("vi", "Hà Nội đã làm gì về đối ngoại nhân dân trong 6 tháng đầu năm 2022?"),
)

_MONTHS = tuple(calendar.month_name)  # from 1; English, for no part of this calls setlocale

BY_LANGUAGE: Final = MappingProxyType(
    {
        language: MappingProxyType({key: both[place] for key, both in _PHRASES.items()})
        for place, language in enumerate(LANGUAGES)
    }
)


def readable_date(published: str, language: Language) -> str:
    """`published` (YYYY, YYYY-MM or YYYY-MM-DD) as people write it; anything else comes back as it is."""
    if not re.fullmatch(r"[0-9]{4}(-(0[1-9]|1[0-2])(-[0-9]{2})?)?", published):
        return published
    year, *rest = published.split("-")
    numbers = [int(part) for part in rest]
    if language == "vi":
        words = [*(f"ngày {day}" for day in numbers[1:]), *(f"tháng {month}" for month in numbers[:1])]
        return " ".join([*words, f"năm {year}"])
    words = [*(str(day) for day in numbers[1:]), *(_MONTHS[month] for month in numbers[:1])]
    return " ".join([*words, year])
