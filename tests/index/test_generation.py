from __future__ import annotations

import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from nhipcau.config import Config
from nhipcau.documents.chunking import embedded_text, fitting_title
from nhipcau.errors import IndexDamagedError
from nhipcau.index import folder as index_folder
from nhipcau.index.generation import Generation, Removals
from nhipcau.index.ingest import ingest
from nhipcau.sentences import sentence_spans
from nhipcau.vocabulary import Filters
from tiny import TinyEmbedder

IDS = [
    "lantern-fair-2024-en",
    "lantern-fair-2024-vi",
    "library-gift-en",
    "rowing-exchange-2023-en",
    "rowing-exchange-2023-vi",
]


@pytest.fixture
def generation(config: Config, embedder: TinyEmbedder) -> Generation:
    """The made-up corpus, built and opened."""
    ingest(config, embedder=embedder)
    return index_folder.open_live(config.index_dir).generation


def ids_allowed(generation: Generation, filters: Filters) -> list[str]:
    """The ids of the documents that pass."""
    numbers = generation.allowed(filters)
    return IDS if numbers is None else [IDS[number] for number in numbers]


def test_documents_are_sorted_by_id_and_paged(generation: Generation) -> None:
    """All documents, or a page of them, in the order of their ids."""
    assert IDS == [it.id for it in generation.documents()]
    assert IDS[1:3] == [it.id for it in generation.documents(offset=1, limit=2)]
    assert ([], 5) == (generation.documents(offset=9), generation.document_count())


def test_a_document_is_found_by_its_id(generation: Generation) -> None:
    """Every field is kept; an id that is not there gives None."""
    document = generation.document("rowing-exchange-2023-en")
    assert document
    assert ("Delta Gazette", "2023-05", ("youth", "sport")) == (
        document.publisher,
        document.published,
        document.topics,
    )
    assert document.content_hash == generation.content_hashes()[document.id]
    assert None is generation.document("nothing-en")


def test_versions_are_the_languages_of_one_source(generation: Generation) -> None:
    """Documents of one source are versions of each other."""
    assert IDS[:2] == [it.id for it in generation.versions("lantern-fair-2024")]


def test_entries_are_what_is_known_without_reading_texts(generation: Generation) -> None:
    """One for each document that can be shown, in the order of their ids, with what its document says."""
    expected = [
        (it.id, it.source_id, it.language, it.publisher, it.published, frozenset(it.topics), it.content_hash)
        for it in generation.documents()
    ]
    entries = generation.entries()

    assert [0, 1, 2, 3, 4] == [it.number for it in entries]
    assert expected == [
        (it.id, it.source_id, it.language, it.publisher, it.published, it.topics, it.content_hash)
        for it in entries
    ]
    assert entries == [generation.entry(it) for it in IDS]


def test_a_removed_document_has_no_entry(generation: Generation) -> None:
    """It is not listed, and asking for it by id is a KeyError."""
    without = generation.without(Removals(ids=frozenset({IDS[0]})))

    assert IDS[1:] == [it.id for it in without.entries()]
    with pytest.raises(KeyError):
        without.entry(IDS[0])


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(), IDS),
        (Filters(language="vi"), [IDS[1], IDS[4]]),
        (Filters(publisher="Delta Gazette"), IDS[3:]),
        (Filters(topics=("youth", "education")), IDS[2:]),
        (Filters(include_undated=False), [*IDS[:2], *IDS[3:]]),
        (Filters(published_from="2024"), IDS[:3]),
        (Filters(published_from="2024-09-14", published_to="2024-09-14", include_undated=False), IDS[:2]),
        (Filters(published_from="2024-09-15", include_undated=False), []),
        (Filters(published_from="2023-05-20", published_to="2023-12", include_undated=False), IDS[3:]),
        (Filters(published_to="2023-04", include_undated=False), []),
        (Filters(language="en", publisher="nobody"), []),
    ],
)
def test_filters_choose_documents(generation: Generation, filters: Filters, expected: list[str]) -> None:
    """All conditions hold at once; a partial date stands for its whole span."""
    assert expected == ids_allowed(generation, filters)


def test_a_removed_document_is_in_nothing(generation: Generation) -> None:
    """Neither by id nor by content hash; the generation it was taken from still shows it."""
    digest = generation.content_hashes()[IDS[0]]
    for removals in (Removals(ids=frozenset({IDS[0]})), Removals(content_hashes=frozenset({digest}))):
        without = generation.without(removals)
        assert IDS[1:] == [it.id for it in without.documents()] == ids_allowed(without, Filters())
        assert (None, 4) == (without.document(IDS[0]), without.document_count())
        assert IDS[1:2] == [it.id for it in without.versions("lantern-fair-2024")]
    assert 5 == generation.document_count()


def test_passages_belong_to_their_documents_and_fit_the_embedder(
    generation: Generation, embedder: TinyEmbedder
) -> None:
    """Every passage lies in its document and, with its title, within what the embedder reads."""
    for number, document in enumerate(generation.documents()):
        found = generation.passages(generation.passage_numbers([number]))
        assert found
        title = fitting_title(document.title, embedder.count_tokens, embedder.max_tokens)
        for it in found:
            text = document.text[it.start : it.end]
            assert (document.id, text) == (it.document_id, text.strip())
            assert embedder.count_tokens(embedded_text(title, text)) <= embedder.max_tokens


def test_passages_come_in_the_order_asked_for(generation: Generation) -> None:
    """Numbers may be asked for in any order."""
    forwards = generation.passages([0, 3, 5])
    assert forwards[::-1] == generation.passages([5, 3, 0])


def test_sentences_are_kept_with_their_embeddings(generation: Generation, embedder: TinyEmbedder) -> None:
    """Sentences are those of `sentence_spans`; row `number` is the embedding of the title and the sentence."""
    for document in generation.documents():
        stored = generation.sentences(document.id)
        assert sentence_spans(document.text) == [(it.start, it.end) for it in stored]
        rows = generation.sentence_embeddings([it.number for it in stored])
        title = fitting_title(document.title, embedder.count_tokens, embedder.max_tokens)
        texts = [embedded_text(title, document.text[it.start : it.end]) for it in stored]
        assert np.array_equal(embedder.embed_passages(texts), rows)


def test_the_nearest_sentence_of_a_passage_is_found(generation: Generation, embedder: TinyEmbedder) -> None:
    """The cosine of the best of the sentences that touch a passage, for passages in any order; -1 where none does."""
    numbers = [*range(generation.manifest.counts["passages"])][::-1]
    [question] = embedder.embed_queries(["paper lanterns along the Hoài River"])
    expected = []
    for it in generation.passages(numbers):
        touching = [sentence.number for sentence in generation.sentences(it.document_id, it.start, it.end)]
        expected.append(float((generation.sentence_embeddings(touching) @ question).max()))
    nowhere = len(numbers)

    assert [*expected, -1] == pytest.approx(generation.best_sentence_cosines([*numbers, nowhere], question))
    assert 1 < len({round(it, 3) for it in expected})
    assert ((1,), (0,)) == (
        generation.best_sentence_cosines([nowhere], question).shape,
        generation.best_sentence_cosines([], question).shape,
    )


def test_sentences_that_touch_a_span_are_found(generation: Generation) -> None:
    """Bounds that only meet do not touch."""
    every = generation.sentences(IDS[0])
    assert every[1:3] == generation.sentences(IDS[0], every[1].end - 1, every[2].start + 1)
    assert every[1:2] == generation.sentences(IDS[0], every[1].start, every[1].end)


def test_parts_that_do_not_belong_together_are_refused(
    config: Config, embedder: TinyEmbedder, generation: Generation
) -> None:
    """Even with checksums that agree, counts that differ are damage."""
    import dataclasses

    from nhipcau.index.manifest import NAME

    wrong = dataclasses.replace(generation.manifest, counts=generation.manifest.counts | {"passages": 1})
    folder = config.index_dir / wrong.index_id
    shutil.copytree(config.index_dir / generation.index_id, folder)
    (folder / NAME).write_bytes(wrong.to_bytes())
    with pytest.raises(IndexDamagedError, match="belong together"):
        Generation(folder)


def test_a_folder_without_a_manifest_is_damage(tmp_path: Path) -> None:
    """What is not there cannot be opened."""
    with pytest.raises(IndexDamagedError, match=r"manifest\.json"):
        Generation(tmp_path / "000001-0123456789abcdef")


def test_any_number_of_threads_may_read(generation: Generation) -> None:
    """Threads that read at once all see the same."""
    expected = generation.documents()
    with ThreadPoolExecutor(8) as pool:
        assert all(it == expected for it in pool.map(lambda _: generation.documents(), range(64)))
