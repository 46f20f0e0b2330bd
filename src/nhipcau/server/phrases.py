"""The words of the pages, English and Vietnamese side by side."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from nhipcau.vocabulary import LANGUAGES

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
    "site": ("Pages", "Các trang"),
    "documents": ("Documents", "Tài liệu"),
    "documents_lead": (
        "All that Nhịp Cầu answers from: {sources}, in {documents}.",
        "Tất cả những gì Nhịp Cầu dựa vào để trả lời: {sources}, gồm {documents}.",
    ),
    "n_source": ("{n} source", "{n} nguồn"),
    "n_sources": ("{n} sources", "{n} nguồn"),
    "n_document": ("{n} document", "{n} tài liệu"),
    "n_documents": ("{n} documents", "{n} tài liệu"),
    "search_label": ("Search the documents", "Tìm trong các tài liệu"),
    "search": ("Search", "Tìm"),
    "search_invalid": (
        "A search has at most 1,000 characters of plain text.",
        "Nội dung tìm có tối đa 1.000 ký tự văn bản thường.",
    ),
    "search_results": ("{sources} for “{q}”", "{sources} cho “{q}”"),
    "chart": ("Sources by year", "Số nguồn theo năm"),
    "chart_undated": ("{sources} undated", "{sources} không rõ ngày"),
    "chart_earlier": ("{sources} before {year}", "{sources} trước năm {year}"),
    "filters": ("Filters", "Bộ lọc"),
    "active_filters": ("Active filters", "Bộ lọc đang dùng"),
    "remove": ("Remove", "Bỏ"),
    "clear": ("Clear all", "Bỏ tất cả"),
    "n_more": ("{n} more", "{n} mục khác"),
    "year": ("Year", "Năm"),
    "topic": ("Topic", "Chủ đề"),
    "newest_first": ("Newest first", "Mới nhất trước"),
    "best_first": ("Best match first", "Xếp theo mức độ phù hợp"),
    "brief_short": ("Brief", "Tóm lược"),
    "version_en": ("English version", "Bản tiếng Anh"),
    "version_vi": ("Vietnamese version", "Bản tiếng Việt"),
    "also_reported_by": ("Also reported by", "Nguồn khác cùng đưa tin"),
    "also_reported_one": ("also reported by {n} other source", "{n} nguồn khác cũng đưa tin"),
    "also_reported_many": ("also reported by {n} other sources", "{n} nguồn khác cũng đưa tin"),
    "nothing_listed": ("No document fits.", "Không có tài liệu nào phù hợp."),
    "nothing_listed_next": (
        "Take a filter away, or search for other words.",
        "Hãy bỏ bớt bộ lọc hoặc tìm bằng từ khác.",
    ),
    "list_everything": ("Show all documents", "Xem tất cả tài liệu"),
    "page_list": ("Pages of the list", "Các trang của danh sách"),
    "page_of": ("Page {page} of {pages}", "Trang {page}/{pages}"),
    "page": ("Page", "Trang"),
    "previous": ("Previous", "Trước"),
    "next": ("Next", "Sau"),
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

BY_LANGUAGE: Final = MappingProxyType(
    {
        language: MappingProxyType({key: both[place] for key, both in _PHRASES.items()})
        for place, language in enumerate(LANGUAGES)
    }
)
