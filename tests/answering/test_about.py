"""What is known of the documents before any of them is read."""

from __future__ import annotations

from nhipcau.answering.about import CorpusFigures, corpus_figures
from nhipcau.answering.assistant import Assistant
from nhipcau.index.generation import Removals


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
