"""What the assistant says of itself and of its documents."""

from __future__ import annotations

from typing import get_args

import pytest

from nhipcau.answering.about import CorpusFigures, corpus_figures, reply
from nhipcau.answering.assistant import Assistant
from nhipcau.answering.talk_phrases import TalkKind
from nhipcau.index.generation import Removals
from nhipcau.vocabulary import LANGUAGES, Language

FIGURES = CorpusFigures(
    documents=1210,
    sources=605,
    languages=(("en", 1000), ("vi", 210)),
    oldest="2022-07",
    newest="2025-12-30",
    undated=3,
    publishers=("Nhân Dân", "VNS", "Hanoi Portal", "Thái Bình", "Việt Nam News", "Viet Nam News"),
)
EMPTY = CorpusFigures(0, 0, (), None, None, 0, ())
ABOUT_DOCUMENTS: tuple[TalkKind, ...] = ("greeting", "identity", "scope", "recency", "size", "sources")


def test_the_figures_are_those_of_the_corpus(assistant: Assistant) -> None:
    """Documents, sources, languages, the oldest and the newest date, and publishers, each as the files have it."""
    expected = CorpusFigures(
        documents=5,
        sources=3,
        languages=(("en", 3), ("vi", 2)),
        oldest="2023-05",
        newest="2024-09-14",
        undated=1,
        publishers=("Delta Gazette", "Riverside Courier"),
    )

    assert expected == corpus_figures(assistant.generation)


def test_what_was_removed_is_not_counted(assistant: Assistant) -> None:
    """A document that no answer may show leaves no trace in the figures."""
    removed = frozenset({"lantern-fair-2024-en", "lantern-fair-2024-vi", "rowing-exchange-2023-vi"})
    expected = CorpusFigures(2, 2, (("en", 2),), "2023-05", "2023-05", 1, ("Delta Gazette",))

    assert expected == corpus_figures(assistant.generation.without(Removals(ids=removed)))


def test_where_nothing_is_left_nothing_is_known(assistant: Assistant) -> None:
    """Without documents there are no dates, languages or publishers."""
    every = frozenset(entry.id for entry in assistant.generation.entries())

    assert CorpusFigures(0, 0, (), None, None, 0, ()) == corpus_figures(
        assistant.generation.without(Removals(ids=every))
    )


def test_without_a_date_the_documents_are_undated(assistant: Assistant) -> None:
    """Where no document has a date none is given, and all are counted as undated."""
    dated = frozenset(entry.id for entry in assistant.generation.entries() if entry.published)
    figures = corpus_figures(assistant.generation.without(Removals(ids=dated)))

    assert (1, 1, None, None) == (figures.documents, figures.undated, figures.oldest, figures.newest)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", get_args(TalkKind))
def test_every_kind_has_a_short_reply(kind: TalkKind, language: Language) -> None:
    """Each kind is answered in each language, the same each time, with nothing left to fill in."""
    for figures in (FIGURES, EMPTY):
        said = reply(kind, language, figures)
        assert said == reply(kind, language, figures)
        assert (True, False, False) == (20 < len(said) < 300, "{" in said, "  " in said)


@pytest.mark.parametrize("kind", ABOUT_DOCUMENTS)
def test_without_documents_no_figure_is_given(kind: TalkKind) -> None:
    """An empty corpus is said to be empty, in place of figures and examples."""
    english, vietnamese = reply(kind, "en", EMPTY), reply(kind, "vi", EMPTY)
    assert english.endswith("There are no documents yet, so I cannot answer questions for now.")
    assert vietnamese.endswith("Hiện chưa có tài liệu nào, nên tôi chưa trả lời được câu hỏi.")
    assert not any(sign.isdigit() or sign == "“" for sign in english + vietnamese)


@pytest.mark.parametrize(
    ("kind", "language", "words"),
    [
        ("greeting", "en", "1,210 documents"),
        ("greeting", "vi", "1.210 tài liệu"),
        ("identity", "en", "a program, not a person"),
        ("identity", "vi", "Tôi là Nhịp Cầu, một chương trình (không phải người)"),
        ("scope", "en", "You could ask, for example: “"),
        ("scope", "vi", "Bạn có thể hỏi, chẳng hạn: “"),
        ("recency", "en", "from 30 December 2025, and I know nothing later. The oldest is from July 2022."),
        ("recency", "vi", "từ ngày 30 tháng 12 năm 2025; sau đó tôi không biết gì thêm."),
        ("recency", "vi", "từ tháng 7 năm 2022. Ngoài ra có 3 tài liệu không ghi ngày."),
        (
            "size",
            "en",
            "1,210 documents: 1,000 in English and 210 in Vietnamese. They come from 605 sources.",
        ),
        ("size", "vi", "1.210 tài liệu: 1.000 bằng tiếng Anh và 210 bằng tiếng Việt."),
        ("sources", "en", "Hanoi Portal, Nhân Dân, Thái Bình, Việt Nam News and 1 more."),
        ("sources", "vi", "Hanoi Portal, Nhân Dân, Thái Bình, Việt Nam News và 1 nơi khác."),
        ("feedback", "en", "Open a citation to check it"),
    ],
)
def test_a_reply_gives_the_figures_of_the_corpus(kind: TalkKind, language: Language, words: str) -> None:
    """Numbers, dates and names are those of the corpus, written as the language writes them."""
    assert words in reply(kind, language, FIGURES)


def test_a_reply_says_what_is_not_known() -> None:
    """One undated document of no known publisher is described as just that."""
    figures = CorpusFigures(1, 1, (("en", 1),), None, None, 1, ())
    assert "I answer from 1 document: 1 in English." == reply("size", "en", figures)
    assert "None of my documents carries a date" in reply("recency", "en", figures)
    assert "The publishers of my documents are not known." in reply("sources", "en", figures)


def test_a_partial_date_is_written_as_far_as_it_is_known() -> None:
    """A year stays a year, and one date is not given twice."""
    figures = CorpusFigures(2, 2, (("en", 2),), "2025", "2025", 0, ("VNS",))
    assert "My newest dated document is from 2025, and I know nothing later." == reply(
        "recency", "en", figures
    )
    assert "từ năm 2025;" in reply("recency", "vi", figures)
