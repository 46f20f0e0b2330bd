"""What the assistant says of itself and of its documents, in answer to talk."""

from __future__ import annotations

import calendar
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from nhipcau.answering.talk_phrases import TalkKind
from nhipcau.index.generation import Generation
from nhipcau.text import fold
from nhipcau.vocabulary import LANGUAGES, Language


@dataclass(frozen=True, slots=True)
class CorpusFigures:
    """What a reply may say of the documents. Dates are YYYY, YYYY-MM or YYYY-MM-DD; None where no document has one.

    `languages` pairs the code of a language with the number of documents in it; `undated` counts documents.
    """

    documents: int
    sources: int
    languages: tuple[tuple[str, int], ...]
    oldest: str | None
    newest: str | None
    undated: int
    publishers: tuple[str, ...]


_PUBLISHERS = 4
"""How many publishers a reply names."""

_EXAMPLE: dict[Language, str] = {
    "en": "“How much was raised for the Cuban people in 2025?”",
    "vi": "“Đợt quyên góp ủng hộ nhân dân Cuba thu được bao nhiêu tiền?”",
}
_EMPTY: dict[Language, str] = {
    "en": "There are no documents yet, so I cannot answer questions for now.",
    "vi": "Hiện chưa có tài liệu nào, nên tôi chưa trả lời được câu hỏi.",
}
_LANGUAGES: dict[Language, dict[str, str]] = {
    "en": {"en": "in English", "vi": "in Vietnamese"},
    "vi": {"en": "bằng tiếng Anh", "vi": "bằng tiếng Việt"},
}

_DATES: dict[Language, tuple[str, str, str]] = {
    "en": ("{year}", "{name} {year}", "{day} {name} {year}"),
    "vi": ("năm {year}", "tháng {month} năm {year}", "ngày {day} tháng {month} năm {year}"),
}
_MONTHS = tuple(calendar.month_name)

# What a reply says in any case, and what it adds of the documents; where there are none, _EMPTY stands for that.
_REPLIES: dict[Language, dict[TalkKind, tuple[str, str]]] = {
    "en": {
        "greeting": (
            "Hello! I am Nhịp Cầu, a program that answers questions about Việt Nam's people-to-people diplomacy.",
            "I have {documents} to answer from; you could ask, for example: {example}",
        ),
        "thanks": ("You are welcome!", "Ask whenever you want to know more of what my documents say."),
        "goodbye": ("Goodbye! You are welcome back with a question at any time.", ""),
        "identity": (
            "I am Nhịp Cầu, a program, not a person: I answer questions on Việt Nam's people-to-people diplomacy.",
            "I cite the exact words of {documents}; what they do not say I do not say.",
        ),
        "scope": (
            "You can ask me about Việt Nam's people-to-people diplomacy, in English or Vietnamese.",
            "I cite the exact words of {documents}. You could ask, for example: {example}",
        ),
        "recency": ("", "{dates}"),
        "size": ("", "I answer from {documents}{languages}.{sources}"),
        "sources": (
            "",
            "{publishers} Each answer cites the exact words of a document; open a citation to check it.",
        ),
        "smalltalk": (
            "I am only a program, so small talk is not my strength.",
            "What I can do is answer questions about Việt Nam's people-to-people diplomacy.",
        ),
        "feedback": (
            "Thank you for your feedback. Open a citation to check it: it shows the words in their document.",
            "",
        ),
    },
    "vi": {
        "greeting": (
            "Xin chào! Tôi là Nhịp Cầu, chương trình trả lời câu hỏi về đối ngoại nhân dân của Việt Nam.",
            "Tôi trả lời dựa trên {documents}; bạn có thể hỏi, chẳng hạn: {example}",
        ),
        "thanks": ("Không có gì!", "Bạn muốn biết thêm điều gì trong các tài liệu thì cứ hỏi nhé."),
        "goodbye": ("Tạm biệt bạn! Khi nào có câu hỏi, mời bạn quay lại.", ""),
        "identity": (
            "Tôi là Nhịp Cầu, một chương trình (không phải người) trả lời câu hỏi về đối ngoại nhân dân của Việt Nam.",
            "Tôi trích nguyên văn từ {documents}; điều gì tài liệu không nói thì tôi không nói.",
        ),
        "scope": (
            "Bạn có thể hỏi tôi về đối ngoại nhân dân của Việt Nam, bằng tiếng Việt hoặc tiếng Anh.",
            "Tôi trích nguyên văn từ {documents}. Bạn có thể hỏi, chẳng hạn: {example}",
        ),
        "recency": ("", "{dates}"),
        "size": ("", "Tôi trả lời dựa trên {documents}{languages}.{sources}"),
        "sources": (
            "",
            "{publishers} Mỗi câu trả lời đều trích nguyên văn tài liệu; bạn có thể mở trích dẫn để kiểm tra.",
        ),
        "smalltalk": (
            "Tôi chỉ là một chương trình nên không giỏi chuyện phiếm.",
            "Tôi có thể trả lời câu hỏi về đối ngoại nhân dân của Việt Nam.",
        ),
        "feedback": (
            "Cảm ơn bạn đã góp ý. Bạn có thể mở trích dẫn để kiểm tra: đoạn trích nằm ngay trong tài liệu.",
            "",
        ),
    },
}


def reply(kind: TalkKind, language: Language, figures: CorpusFigures) -> str:
    """One to three sentences in answer to talk; they claim nothing beyond what the program does and the figures say."""
    always, figured = _REPLIES[language][kind]
    if figured and not figures.documents:
        return f"{always} {_EMPTY[language]}".strip()
    said = figured.format(
        documents=_documents(language, figures.documents),
        example=_EXAMPLE[language],
        dates=_dates(language, figures),
        languages=_languages(language, figures),
        sources=_sources(language, figures),
        publishers=_publishers(language, figures),
    )
    return f"{always} {said}".strip()


def _number(language: Language, number: int) -> str:
    return f"{number:,}" if language == "en" else f"{number:,}".replace(",", ".")


def _documents(language: Language, number: int) -> str:
    noun = "tài liệu" if language == "vi" else "document" if number == 1 else "documents"
    return f"{_number(language, number)} {noun}"


def _listed(language: Language, items: Sequence[str]) -> str:
    """ "a", "a and b", "a, b and c"."""
    joint = {"en": " and ", "vi": " và "}[language]
    return joint.join(filter(None, (", ".join(items[:-1]), items[-1])))


def _date(language: Language, date: str) -> str:
    year, month, day = [*map(int, date.split("-")), 0, 0][:3]
    return _DATES[language][date.count("-")].format(year=year, month=month, day=day, name=_MONTHS[month])


def _dates(language: Language, figures: CorpusFigures) -> str:
    """How recent the documents are; at most three sentences."""
    undated, all_undated = {
        "en": (
            "Undated besides: {documents}.",
            "None of my documents carries a date, so I cannot say how recent they are.",
        ),
        "vi": (
            "Ngoài ra có {documents} không ghi ngày.",
            "Các tài liệu của tôi không ghi ngày, nên tôi không rõ chúng mới đến đâu.",
        ),
    }[language]
    newest, oldest = {
        "en": (
            "My newest dated document is from {date}, and I know nothing later.",
            "The oldest is from {date}.",
        ),
        "vi": (
            "Tài liệu mới nhất có ghi ngày của tôi là từ {date}; sau đó tôi không biết gì thêm.",
            "Tài liệu cũ nhất là từ {date}.",
        ),
    }[language]
    if not figures.newest:
        return all_undated
    said = [newest.format(date=_date(language, figures.newest))]
    if figures.oldest and figures.oldest != figures.newest:
        said.append(oldest.format(date=_date(language, figures.oldest)))
    if figures.undated:
        said.append(undated.format(documents=_documents(language, figures.undated)))
    return " ".join(said)


def _languages(language: Language, figures: CorpusFigures) -> str:
    """How many documents are in each language, as the end of a sentence."""
    names = _LANGUAGES[language]
    counts = [
        f"{_number(language, number)} {names.get(code, code)}" for code, number in figures.languages if number
    ]
    return f": {_listed(language, counts)}" if counts else ""


def _sources(language: Language, figures: CorpusFigures) -> str:
    """A sentence where sources and documents are not equally many."""
    if figures.sources in {0, figures.documents}:
        return ""
    number = _number(language, figures.sources)
    noun = "source" if figures.sources == 1 else "sources"
    return {"en": f" They come from {number} {noun}.", "vi": f" Các tài liệu này đến từ {number} nguồn."}[
        language
    ]


def _publishers(language: Language, figures: CorpusFigures) -> str:
    """A sentence that names the first publishers; spellings with and without accents count once."""
    names = sorted({fold(name): name for name in sorted(figures.publishers)}.values(), key=fold)
    more = len(names) - _PUBLISHERS
    if not names:
        return {
            "en": "The publishers of my documents are not known.",
            "vi": "Không rõ các tài liệu của tôi do nơi nào công bố.",
        }[language]
    rest = {"en": f"{more} more", "vi": f"{more} nơi khác"}[language]
    said = _listed(language, [*names[:_PUBLISHERS], rest] if more > 0 else names)
    return {
        "en": f"The known publishers of my documents: {said}.",
        "vi": f"Nơi công bố tài liệu, theo tôi biết: {said}.",
    }[language]


def corpus_figures(generation: Generation) -> CorpusFigures:
    """The figures of the documents that can be shown."""
    entries = generation.entries()
    dates = sorted(it.published for it in entries if it.published)
    counted = Counter(it.language for it in entries)
    return CorpusFigures(
        documents=len(entries),
        sources=len({it.source_id for it in entries}),
        languages=tuple((language, counted[language]) for language in LANGUAGES if counted[language]),
        oldest=dates[0] if dates else None,
        newest=dates[-1] if dates else None,
        undated=sum(it.published is None for it in entries),
        publishers=tuple(sorted({it.publisher for it in entries if it.publisher})),
    )
