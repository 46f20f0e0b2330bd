"""What the assistant says of itself and of its documents, in answer to talk."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from nhipcau.answering.talk_phrases import TalkKind
from nhipcau.answering.wording import EXAMPLES, readable_date
from nhipcau.index.generation import Generation
from nhipcau.text import fold
from nhipcau.vocabulary import LANGUAGES, Language


@dataclass(frozen=True, slots=True)
class CorpusFigures:
    """What a reply may say of the documents. Dates are YYYY, YYYY-MM or YYYY-MM-DD; None where no document has one.

    `languages` pairs a language with the number of documents in it; `undated` counts documents.
    """

    documents: int
    sources: int
    languages: tuple[tuple[Language, int], ...]
    oldest: str | None
    newest: str | None
    undated: int
    publishers: tuple[str, ...]


_PUBLISHERS = 4
"""How many publishers a reply names."""

# All three tables have English and Vietnamese side by side.
# What a reply says in any case.
_ALWAYS: dict[TalkKind, tuple[str, str]] = {
    "greeting": (
        "Hello! I am Nhịp Cầu, a program that answers questions about Việt Nam's people-to-people diplomacy.",
        "Xin chào! Tôi là Nhịp Cầu, chương trình trả lời câu hỏi về đối ngoại nhân dân của Việt Nam.",
    ),
    "thanks": ("You are welcome!", "Không có gì!"),
    "goodbye": (
        "Goodbye! You are welcome back with a question at any time.",
        "Tạm biệt bạn! Khi nào có câu hỏi, mời bạn quay lại.",
    ),
    "identity": (
        "I am Nhịp Cầu, a program, not a person: I answer questions on Việt Nam's people-to-people diplomacy.",
        "Tôi là Nhịp Cầu, một chương trình (không phải người) trả lời câu hỏi về đối ngoại nhân dân của Việt Nam.",
    ),
    "scope": (
        "You can ask me about Việt Nam's people-to-people diplomacy, in English or Vietnamese.",
        "Bạn có thể hỏi tôi về đối ngoại nhân dân của Việt Nam, bằng tiếng Việt hoặc tiếng Anh.",
    ),
    "smalltalk": (
        "I am only a program, so small talk is not my strength.",
        "Tôi chỉ là một chương trình nên không giỏi chuyện phiếm.",
    ),
    "feedback": (
        "Thank you for your feedback. Open a citation to check it: it shows the words in their document.",
        "Cảm ơn bạn đã góp ý. Bạn có thể mở trích dẫn để kiểm tra: đoạn trích nằm ngay trong tài liệu.",
    ),
}
# What it adds of the documents; where there are none, "empty" stands for that.
_OF_DOCUMENTS: dict[TalkKind, tuple[str, str]] = {
    "greeting": (
        "I have {documents} to answer from; you could ask, for example: {example}",
        "Tôi trả lời dựa trên {documents}; bạn có thể hỏi, chẳng hạn: {example}",
    ),
    "thanks": (
        "Ask whenever you want to know more of what my documents say.",
        "Bạn muốn biết thêm điều gì trong các tài liệu thì cứ hỏi nhé.",
    ),
    "identity": (
        "I cite the exact words of {documents}; what they do not say I do not say.",
        "Tôi trích nguyên văn từ {documents}; điều gì tài liệu không nói thì tôi không nói.",
    ),
    "scope": (
        "I cite the exact words of {documents}. You could ask, for example: {example}",
        "Tôi trích nguyên văn từ {documents}. Bạn có thể hỏi, chẳng hạn: {example}",
    ),
    "recency": ("{dates}", "{dates}"),
    "size": (
        "I answer from {documents}{languages}.{sources}",
        "Tôi trả lời dựa trên {documents}{languages}.{sources}",
    ),
    "sources": (
        "{publishers} Each answer cites the exact words of a document; open a citation to check it.",
        "{publishers} Mỗi câu trả lời đều trích nguyên văn tài liệu; bạn có thể mở trích dẫn để kiểm tra.",
    ),
    "smalltalk": (
        "What I can do is answer questions about Việt Nam's people-to-people diplomacy.",
        "Tôi có thể trả lời câu hỏi về đối ngoại nhân dân của Việt Nam.",
    ),
}
# What those are put together from.
_PIECES: dict[str, tuple[str, str]] = {
    "empty": (
        "There are no documents yet, so I cannot answer questions for now.",
        "Hiện chưa có tài liệu nào, nên tôi chưa trả lời được câu hỏi.",
    ),
    "document": ("{number} document", "{number} tài liệu"),
    "documents": ("{number} documents", "{number} tài liệu"),
    "and": ("{first} and {last}", "{first} và {last}"),
    "in_en": ("{number} in English", "{number} bằng tiếng Anh"),
    "in_vi": ("{number} in Vietnamese", "{number} bằng tiếng Việt"),
    "newest": (
        "My newest dated document is from {date}, and I know nothing later.",
        "Tài liệu mới nhất có ghi ngày của tôi là từ {date}; sau đó tôi không biết gì thêm.",
    ),
    "oldest": ("The oldest is from {date}.", "Tài liệu cũ nhất là từ {date}."),
    "undated": ("Undated besides: {documents}.", "Ngoài ra có {documents} không ghi ngày."),
    "all_undated": (
        "None of my documents carries a date, so I cannot say how recent they are.",
        "Các tài liệu của tôi không ghi ngày, nên tôi không rõ chúng mới đến đâu.",
    ),
    "source": ("They come from {number} source.", "Các tài liệu này đến từ {number} nguồn."),
    "sources": ("They come from {number} sources.", "Các tài liệu này đến từ {number} nguồn."),
    "publishers": (
        "The known publishers of my documents: {named}.",
        "Nơi công bố tài liệu, theo tôi biết: {named}.",
    ),
    "more_publishers": ("{number} more", "{number} nơi khác"),
    "no_publishers": (
        "The publishers of my documents are not known.",
        "Không rõ các tài liệu của tôi do nơi nào công bố.",
    ),
}


def reply(kind: TalkKind, language: Language, figures: CorpusFigures) -> str:
    """One to three sentences in answer to talk; they claim nothing beyond what the program does and the figures say."""
    place = LANGUAGES.index(language)
    always, figured = (table.get(kind, ("", ""))[place] for table in (_ALWAYS, _OF_DOCUMENTS))
    if figured and not figures.documents:
        return f"{always} {_piece('empty', language)}".strip()
    said = figured.format(
        documents=_documents(language, figures.documents),
        example=_example(language),
        dates=_dates(language, figures),
        languages=_languages(language, figures),
        sources=_sources(language, figures),
        publishers=_publishers(language, figures),
    )
    return f"{always} {said}".strip()


def _piece(name: str, language: Language, **values: str) -> str:
    return _PIECES[name][LANGUAGES.index(language)].format(**values)


def _example(language: Language) -> str:
    return next(f"“{question}”" for its_language, question in EXAMPLES if its_language == language)


def _number(language: Language, number: int) -> str:
    return f"{number:,}" if language == "en" else f"{number:,}".replace(",", ".")


def _documents(language: Language, number: int) -> str:
    name = "document" if number == 1 else "documents"
    return _piece(name, language, number=_number(language, number))


def _listed(language: Language, named: Sequence[str]) -> str:
    """ "a", "a and b", "a, b and c"."""
    *first, last = named
    return _piece("and", language, first=", ".join(first), last=last) if first else last


def _dates(language: Language, figures: CorpusFigures) -> str:
    """How recent the documents are; at most three sentences."""
    if not figures.newest:
        return _piece("all_undated", language)
    said = [_piece("newest", language, date=readable_date(figures.newest, language))]
    if figures.oldest and figures.oldest != figures.newest:
        said.append(_piece("oldest", language, date=readable_date(figures.oldest, language)))
    if figures.undated:
        said.append(_piece("undated", language, documents=_documents(language, figures.undated)))
    return " ".join(said)


def _languages(language: Language, figures: CorpusFigures) -> str:
    """How many documents are in each language, as the end of a sentence."""
    counts = [
        _piece(f"in_{theirs}", language, number=_number(language, number))
        for theirs, number in figures.languages
        if number
    ]
    return f": {_listed(language, counts)}" if counts else ""


def _sources(language: Language, figures: CorpusFigures) -> str:
    """A sentence where sources and documents are not equally many."""
    if figures.sources in {0, figures.documents}:
        return ""
    name = "source" if figures.sources == 1 else "sources"
    return " " + _piece(name, language, number=_number(language, figures.sources))


def _publishers(language: Language, figures: CorpusFigures) -> str:
    """A sentence that names the first publishers; spellings with and without accents count once."""
    names = sorted({fold(name): name for name in sorted(figures.publishers)}.values(), key=fold)
    more = len(names) - _PUBLISHERS
    if not names:
        return _piece("no_publishers", language)
    if more > 0:
        names = [*names[:_PUBLISHERS], _piece("more_publishers", language, number=str(more))]
    return _piece("publishers", language, named=_listed(language, names))


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
