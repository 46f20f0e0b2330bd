"""Look over everything that is kept and say, one finding a line, what is well and what to run where it is not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from nhipcau.config import Config
from nhipcau.documents.reading import read_corpus
from nhipcau.errors import NhipcauError
from nhipcau.index import folder as index_folder
from nhipcau.index.embedding import find_model, model_digest
from nhipcau.index.generation import Generation


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: what, whether it is well, and what was seen or should be run."""

    subject: str
    ok: bool
    text: str


def examine(config: Config) -> list[Finding]:
    """Verify the corpus folder, CURRENT, the removals, every generation and the model; nothing is changed."""
    return [*_corpus(config), *_current(config), *_removals(config), *_generations(config), *_model(config)]


def _corpus(config: Config) -> Iterator[Finding]:
    try:
        documents, skipped = read_corpus(config.corpus_dir, max_bytes=config.max_document_bytes)
    except NhipcauError as error:
        yield Finding("corpus", False, str(error))
        return
    yield Finding("corpus", True, f"{len(documents)} documents in {config.corpus_dir}")
    for it in skipped:
        yield Finding("corpus", False, f"{it.path} is skipped: {it.reason}")


def _current(config: Config) -> Iterator[Finding]:
    try:
        index_id = index_folder.read_current(config.index_dir)
    except NhipcauError as error:
        yield Finding(index_folder.CURRENT, False, _with_advice(error))
        return
    if index_id:
        yield Finding(index_folder.CURRENT, True, f"names generation {index_id}")
    else:
        yield Finding(
            index_folder.CURRENT, False, f"there is no index in {config.index_dir}; run `nhipcau ingest`"
        )


def _removals(config: Config) -> Iterator[Finding]:
    try:
        removals = index_folder.read_removals(config.index_dir)
    except NhipcauError as error:
        yield Finding(index_folder.REMOVED, False, _with_advice(error))
        return
    yield Finding(index_folder.REMOVED, True, f"{len(removals)} removals on record")


def _generations(config: Config) -> Iterator[Finding]:
    for index_id in index_folder.index_ids(config.index_dir):
        try:
            generation = index_folder.open_generation(config.index_dir, index_id)
        except NhipcauError as error:
            yield Finding(index_id, False, _with_advice(error))
            continue
        counts = ", ".join(f"{count} {name}" for name, count in generation.manifest.counts.items())
        yield Finding(index_id, True, f"all checksums agree; {counts}; built {generation.manifest.created}")
        yield from _bounds(generation)


def _bounds(generation: Generation) -> Iterator[Finding]:
    """Every passage and sentence lies within its document."""
    for document in generation.documents():
        spans = [(it.start, it.end) for it in generation.sentences(document.id)]
        spans += [(it.start, it.end) for it in generation.passages_of(document.id)]
        if any(not 0 <= start < end <= len(document.text) for start, end in spans):
            yield Finding(
                generation.index_id, False, f"{document.id} has bounds outside its text; run `nhipcau ingest`"
            )


def _with_advice(error: NhipcauError) -> str:
    return str(error) if "`nhipcau " in str(error) else f"{error}; run `nhipcau ingest`"


def _model(config: Config) -> Iterator[Finding]:
    try:
        digest = model_digest(find_model(config.embedding_model))
        built = index_folder.open_live(config.index_dir).generation.manifest.embedder
    except NhipcauError as error:
        yield Finding("model", False, str(error))
        return
    if digest == built.weights_sha256:
        yield Finding("model", True, f"{built.name}, the one that the index was built with")
    else:
        text = (
            f"the index was built with {built.name}, not with {config.embedding_model}; run `nhipcau ingest`"
        )
        yield Finding("model", False, text)
