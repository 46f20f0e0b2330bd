"""Make the index equal to the corpus folder: read, embed, build a generation aside, verify it, commit it."""

from __future__ import annotations

import contextlib
import dataclasses
import hashlib
import json
import os
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from nhipcau.config import Config
from nhipcau.documents.chunking import Chunking, embedded_text, fitting_title, passages
from nhipcau.documents.reading import read_corpus
from nhipcau.errors import (
    CorpusError,
    DocumentNotFoundError,
    IndexDamagedError,
    IndexMismatchError,
    IndexMissingError,
    RemovalGuardError,
)
from nhipcau.index import folder as index_folder
from nhipcau.index.durable import sync, sync_tree
from nhipcau.index.embedding import Embedder, find_model, load_embedder, model_digest
from nhipcau.index.embedding_store import NAME as STORE
from nhipcau.index.embedding_store import Progress, embed_remembered
from nhipcau.index.generation import Generation, write_contents
from nhipcau.index.manifest import FORMAT, NAME, Manifest, describe_files
from nhipcau.sentences import sentence_spans
from nhipcau.vocabulary import Document, Skipped

TARGET_TOKENS = 200
"""Where a passage stops growing, in word pieces, for an embedder that reads at least as many."""


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What an ingest did, or with `check` would do. `embedded` counts texts that were not remembered.

    `index_id` and `passages` are those of the live generation; `up_to_date` says whether that one equalled the
    corpus folder to begin with.
    """

    index_id: str | None
    documents: int
    passages: int
    added: int
    changed: int
    removed: int
    embedded: int
    skipped: tuple[Skipped, ...]
    up_to_date: bool


@dataclass(frozen=True, slots=True)
class _Plan:
    """The documents wanted, and how they differ from the live generation (None where there is no good one).

    `removed` are those of the live generation that are no longer wanted, `gone` those of any generation on disk
    (after a rollback a later one may hold more); both map ids to content hashes.
    """

    documents: list[Document]
    skipped: tuple[Skipped, ...]
    live: Generation | None
    added: int
    changed: int
    removed: dict[str, str]
    gone: dict[str, str]
    corpus_sha256: str


def ingest(
    config: Config,
    *,
    allow_removals: bool = False,
    check: bool = False,
    embedder: Embedder | None = None,
    progress: Progress = lambda done, total: None,
) -> IngestReport:
    """Build and commit a generation from the corpus folder, unless the live one already equals it.

    With `check` nothing is written. Raises CorpusError, RemovalGuardError, EmbeddingError, IndexLockedError or
    IndexWriteError; whatever is raised, the generation that was live before is live still.
    """
    if check:
        return _preview(config, allow_removals=allow_removals)
    with index_folder.writing(config.index_dir):
        plan = _plan(config, allow_removals=allow_removals)
        if _is_up_to_date(config, plan):
            index_folder.prune(config.index_dir, config.keep_generations)
            return _report(plan, plan.live, up_to_date=True)
        return _build(config, plan, embedder or load_embedder(config.embedding_model), progress)


def remove_document(
    config: Config,
    document_id: str,
    *,
    embedder: Embedder | None = None,
    progress: Progress = lambda done, total: None,
) -> IngestReport:
    """Delete a document's file from the corpus folder and commit without it.

    Raises DocumentNotFoundError where no document has this id, CorpusError where the file cannot be deleted or the
    folder is not there, RemovalGuardError where more than half of the other documents have vanished meanwhile.
    """
    found = _find_document(config, document_id)
    with index_folder.writing(config.index_dir):
        # On record before anything else: whatever is killed or fails from here on, the document does not show again.
        sequence = _record(config.index_dir, {found.id: found.content_hash})
        try:
            _delete_files(config, found)
        except OSError as error:
            index_folder.forget_removal(config.index_dir, found.id, sequence)
            message = f"{found.path} could not be deleted from {config.corpus_dir} ({error.strerror}); "
            raise CorpusError(message + "point NHIPCAU_CORPUS_DIR at a folder of your own.") from error
    # The guard holds for all others: a folder that is not there must not empty the index.
    left = _live_generation(config.index_dir)
    was_last = left is not None and left.document_count() == 0
    report = ingest(config, allow_removals=was_last, embedder=embedder, progress=progress)
    # It was hidden already, so `ingest` did not see it go.
    return dataclasses.replace(report, removed=report.removed + 1)


def _delete_files(config: Config, document: Document) -> None:
    """Delete a document's file, and any other that was skipped because it has the same id. Raises OSError."""
    wanted: Document | None = document
    while wanted is not None:
        path = config.corpus_dir / wanted.path
        path.unlink(missing_ok=True)
        if path.parent.is_dir():
            sync(path.parent)
        there = config.corpus_dir.is_dir()
        documents, _ = read_corpus(config.corpus_dir, max_bytes=config.max_document_bytes, allow_empty=there)
        wanted = next((it for it in documents if it.id == document.id), None)


def _find_document(config: Config, document_id: str) -> Document:
    """A document of the corpus folder, or one that the live generation kept after its file stopped reading."""
    there = config.corpus_dir.is_dir()
    documents, _ = read_corpus(config.corpus_dir, max_bytes=config.max_document_bytes, allow_empty=there)
    live = _live_generation(config.index_dir)
    for document in [*documents, *(live.documents() if live else [])]:
        if document.id == document_id:
            return document
    raise DocumentNotFoundError(f"There is no document {document_id!r}; `nhipcau documents` lists them all.")


def _preview(config: Config, *, allow_removals: bool) -> IngestReport:
    plan = _plan(config, allow_removals=allow_removals)
    return _report(plan, plan.live, up_to_date=_is_up_to_date(config, plan))


def _plan(config: Config, *, allow_removals: bool) -> _Plan:
    live = _live_generation(config.index_dir)
    before = live.documents() if live else []
    documents, skipped = read_corpus(
        config.corpus_dir,
        max_bytes=config.max_document_bytes,
        last_good={document.path: document for document in before},
        allow_empty=allow_removals,
    )
    documents = sorted(documents, key=lambda document: document.id)
    was = live.content_hashes() if live else {}
    now = {document.id: document.content_hash for document in documents}
    removed = {document_id: digest for document_id, digest in was.items() if document_id not in now}
    shown = _shown_anywhere(config.index_dir)
    if len(removed) * 2 > len(was) and not allow_removals:
        message = f"{len(removed)} of {len(was)} documents are no longer in {config.corpus_dir}; "
        raise RemovalGuardError(message + "if that is meant, run `nhipcau ingest --allow-removals`.")
    return _Plan(
        documents=documents,
        skipped=tuple(skipped),
        live=live,
        added=len(now.keys() - was.keys()),
        changed=sum(now[document_id] != was[document_id] for document_id in now.keys() & was.keys()),
        removed=removed,
        gone={document_id: digest for document_id, digest in shown.items() if document_id not in now},
        corpus_sha256=_corpus_digest(documents),
    )


def _live_generation(index_dir: Path) -> Generation | None:
    """The generation to compare with; None where there is none that can be read."""
    with contextlib.suppress(IndexMissingError, IndexDamagedError, IndexMismatchError):
        return index_folder.open_live(index_dir).generation
    return None


def _shown_anywhere(index_dir: Path) -> dict[str, str]:
    """The content hash of every document that some good generation on disk can show, by id."""
    shown: dict[str, str] = {}
    for index_id in index_folder.index_ids(index_dir):
        with contextlib.suppress(IndexDamagedError, IndexMismatchError):
            shown |= index_folder.open_generation(index_dir, index_id).content_hashes()
    return shown


def _is_up_to_date(config: Config, plan: _Plan) -> bool:
    """Whether the generation that CURRENT names is a function of just these documents, this model, this format."""
    try:
        current = index_folder.read_current(config.index_dir)
        index_folder.read_removals(config.index_dir)
    except IndexDamagedError:
        return False
    if (
        plan.live is None
        or plan.live.index_id != current
        or plan.live.manifest.corpus_sha256 != plan.corpus_sha256
    ):
        return False
    manifest = plan.live.manifest
    chunking = _chunking(manifest.chunking.limit)
    same_model = model_digest(find_model(config.embedding_model)) == manifest.embedder.weights_sha256
    return same_model and chunking == manifest.chunking and not plan.live.removals.ids and not plan.gone


def _chunking(max_tokens: int) -> Chunking:
    return Chunking(limit=max_tokens, target=min(max_tokens, TARGET_TOKENS))


def _corpus_digest(documents: Sequence[Document]) -> str:
    facts = [(document.id, document.path, document.content_hash) for document in documents]
    return hashlib.sha256(json.dumps(facts).encode()).hexdigest()


def _build(config: Config, plan: _Plan, embedder: Embedder, progress: Progress) -> IngestReport:
    index_dir = config.index_dir
    index_folder.clear_unfinished(index_dir)
    unfinished = index_dir / f"{index_folder.UNFINISHED}{os.getpid()}"
    unfinished.mkdir()
    try:
        chunking = _chunking(embedder.max_tokens)
        counts, embedded = _write(unfinished, index_dir / STORE, plan.documents, embedder, chunking, progress)
        manifest = Manifest(
            format=FORMAT,
            sequence=_newest_sequence(index_dir) + 1,
            created=datetime.now(UTC).isoformat(timespec="seconds"),
            corpus_sha256=plan.corpus_sha256,
            embedder=embedder.fingerprint,
            chunking=chunking,
            counts=counts,
            files=describe_files(unfinished),
        )
        (unfinished / NAME).write_bytes(manifest.to_bytes())
        finished = unfinished.rename(index_dir / f"{index_folder.UNFINISHED}{manifest.index_id}")
        sync_tree(finished)
        _record(index_dir, plan.gone)
        index_folder.commit(index_dir, finished, manifest.index_id)
        index_folder.prune(index_dir, config.keep_generations)
    except BaseException:
        index_folder.clear_unfinished(index_dir)
        raise
    return _report(plan, index_folder.open_generation(index_dir, manifest.index_id), embedded=embedded)


def _write(
    folder: Path,
    store: Path,
    documents: list[Document],
    embedder: Embedder,
    chunking: Chunking,
    progress: Progress,
) -> tuple[dict[str, int], int]:
    """Write all contents of a generation; returns its counts and how many texts had to be embedded."""
    pieces = [
        piece for document in documents for piece in passages(document, embedder.count_tokens, chunking)
    ]
    sentences = [(document.id, span) for document in documents for span in sentence_spans(document.text)]
    texts = {document.id: document.text for document in documents}
    titles = {it.id: fitting_title(it.title, embedder.count_tokens, chunking.limit) for it in documents}
    to_embed = [
        *(embedded_text(titles[it.document_id], texts[it.document_id][it.start : it.end]) for it in pieces),
        # A sentence of an article rarely says what the article is about, so its title stands in front of it as well.
        *(embedded_text(titles[it], texts[it][start:end]) for it, (start, end) in sentences),
    ]
    embeddings, embedded = embed_remembered(store, embedder, to_embed, progress)
    write_contents(folder, documents, pieces, embeddings[: len(pieces)], sentences, embeddings[len(pieces) :])
    return {"documents": len(documents), "passages": len(pieces), "sentences": len(sentences)}, embedded


def _newest_sequence(index_dir: Path) -> int:
    """The highest sequence ever given, as far as the folder knows: removals count too."""
    given = [index_folder.sequence_of(it) for it in index_folder.index_ids(index_dir)]
    with contextlib.suppress(IndexDamagedError):
        given += [removal.sequence for removal in index_folder.read_removals(index_dir)]
    return max(given, default=0)


def _record(index_dir: Path, removed: dict[str, str]) -> int:
    """Put removals on record for every generation there is; returns the highest sequence of these.

    Where the record itself is damaged nobody knows what the older generations may show: they are deleted, and the
    record begins anew.
    """
    try:
        index_folder.read_removals(index_dir)
    except IndexDamagedError:
        for index_id in index_folder.index_ids(index_dir):
            shutil.rmtree(index_dir / index_id)
        index_folder.write_removals(index_dir, [])
    sequence = _newest_sequence(index_dir)
    if removed or not (index_dir / index_folder.REMOVED).exists():
        index_folder.record_removals(index_dir, removed, sequence)
    return sequence


def _report(
    plan: _Plan, generation: Generation | None, *, embedded: int = 0, up_to_date: bool = False
) -> IngestReport:
    return IngestReport(
        index_id=generation.index_id if generation else None,
        documents=len(plan.documents),
        passages=generation.manifest.counts["passages"] if generation else 0,
        added=plan.added,
        changed=plan.changed,
        removed=len(plan.removed),
        embedded=embedded,
        skipped=plan.skipped,
        up_to_date=up_to_date,
    )
