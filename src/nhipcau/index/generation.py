"""A generation: one complete immutable index on disk, written once and only ever read after that."""

from __future__ import annotations

import contextlib
import copy
import dataclasses
import io
import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from nhipcau.documents.chunking import embedded_text
from nhipcau.errors import IndexDamagedError
from nhipcau.index.embedding import Embeddings
from nhipcau.index.manifest import NAME, Manifest, parse_manifest, verify_files
from nhipcau.index.vectors import VectorIndex, write_vectors
from nhipcau.index.words import WordIndex, write_words
from nhipcau.sentences import Span
from nhipcau.vocabulary import Document, Filters, Kind, Language, Passage

DOCUMENTS, VECTORS, WORDS, SENTENCES = "documents.sqlite", "vectors.faiss", "words", "sentences.npy"

_COLUMNS = tuple(field.name for field in dataclasses.fields(Document))
_SCHEMA = f"""
CREATE TABLE documents (number INTEGER PRIMARY KEY, {", ".join(_COLUMNS)}, content_hash TEXT NOT NULL);
CREATE UNIQUE INDEX documents_by_id ON documents (id);
CREATE TABLE passages (number INTEGER PRIMARY KEY, document INTEGER NOT NULL, start INTEGER, "end" INTEGER);
CREATE TABLE sentences (number INTEGER PRIMARY KEY, document INTEGER NOT NULL, start INTEGER, "end" INTEGER);
CREATE INDEX passages_by_document ON passages (document, number);
CREATE INDEX sentences_by_document ON sentences (document, start);
"""


@dataclass(frozen=True, slots=True)
class Removals:
    """Documents that no answer may show: an id or a content hash in here hides a document."""

    ids: frozenset[str] = frozenset()
    content_hashes: frozenset[str] = frozenset()

    def hides(self, document_id: str, content_hash: str) -> bool:
        return document_id in self.ids or content_hash in self.content_hashes


@dataclass(frozen=True, slots=True)
class StoredSentence:
    """A sentence of a document and the number of its embedding."""

    number: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Entry:
    """What is known of every document without reading its text, kept in memory."""

    number: int
    id: str
    source_id: str
    language: Language
    kind: Kind
    title: str
    publisher: str | None
    published: str | None
    topics: frozenset[str]
    story: str | None
    content_hash: str

    @property
    def told(self) -> str:
        """As `Document.told`."""
        return f"story {self.story}" if self.story else self.source_id


_KNOWN = tuple(field.name for field in dataclasses.fields(Entry))


def write_contents(
    folder: Path,
    documents: Sequence[Document],
    passages: Sequence[Passage],
    passage_embeddings: Embeddings,
    sentences: Sequence[tuple[str, Span]],
    sentence_embeddings: Embeddings,
) -> None:
    """Write every file of a generation but its manifest.

    `documents` are sorted by id; `passages` and `sentences` ((document id, span)) follow their order and row i of
    the embeddings is theirs. Raises OSError or sqlite3.Error where the disk fails.
    """
    numbers = {document.id: number for number, document in enumerate(documents)}
    texts = {document.id: document for document in documents}
    with sqlite3.connect(folder / DOCUMENTS) as connection:
        connection.execute("PRAGMA synchronous = OFF")  # everything is fsynced at once, before the commit
        connection.executescript(_SCHEMA)
        connection.executemany(
            f"INSERT INTO documents VALUES ({', '.join('?' * (len(_COLUMNS) + 2))})",
            ((numbers[document.id], *_row(document), document.content_hash) for document in documents),
        )
        connection.executemany(
            "INSERT INTO passages VALUES (?, ?, ?, ?)",
            ((number, numbers[it.document_id], it.start, it.end) for number, it in enumerate(passages)),
        )
        connection.executemany(
            "INSERT INTO sentences VALUES (?, ?, ?, ?)",
            ((number, numbers[document_id], *span) for number, (document_id, span) in enumerate(sentences)),
        )
    connection.close()
    write_words(
        folder / WORDS,
        (
            (numbers[it.document_id], embedded_text(document.title, document.text[it.start : it.end]))
            for it in passages
            for document in (texts[it.document_id],)
        ),
    )
    write_vectors(folder / VECTORS, passage_embeddings)
    np.save(folder / SENTENCES, sentence_embeddings, allow_pickle=False)


def _row(document: Document) -> list[Any]:
    values = dataclasses.asdict(document) | {"topics": json.dumps(document.topics)}
    return [values[column] for column in _COLUMNS]


class _Connection(sqlite3.Connection):
    """Closes with the last reference: requests decide how long a generation lives."""

    def __del__(self) -> None:
        with contextlib.suppress(sqlite3.ProgrammingError):  # it never came to be opened
            self.close()


class Generation:
    """A verified generation, open for reading by any number of threads. Removed documents are not in it."""

    def __init__(self, folder: Path, removals: Removals = Removals()) -> None:
        """Verify and open `folder`.

        Raises IndexDamagedError or IndexMismatchError; nothing of the files is used before all checksums agree.
        """
        try:
            self.manifest: Manifest = parse_manifest((folder / NAME).read_bytes(), folder.name)
        except OSError as error:
            raise IndexDamagedError(f"{NAME} cannot be read ({error.strerror or error})") from error
        verify_files(folder, self.manifest.files)
        try:
            self._open(folder)
        except (OSError, ValueError, RuntimeError, sqlite3.Error) as error:
            raise IndexDamagedError(f"generation {folder.name} cannot be opened ({error})") from error
        self._check_counts()
        self._hide(removals)

    def without(self, removals: Removals) -> Generation:
        """The same generation with other documents removed; it shares the open files."""
        other = copy.copy(self)
        other._hide(removals)  # noqa: SLF001 - one of its own
        return other

    def _hide(self, removals: Removals) -> None:
        self.removals = removals
        shown = [entry for entry in self._entries if not removals.hides(entry.id, entry.content_hash)]
        self._shown = {entry.id: entry for entry in shown}

    def _open(self, folder: Path) -> None:
        # All is read, nothing mapped or left open: damage under a running server cannot reach it.
        self.vectors = VectorIndex((folder / VECTORS).read_bytes())
        self.words = WordIndex(folder / WORDS)
        self._sentence_embeddings: Embeddings = np.load(
            io.BytesIO((folder / SENTENCES).read_bytes()), allow_pickle=False
        )
        self._connection = sqlite3.connect(":memory:", check_same_thread=False, factory=_Connection)
        self._connection.deserialize((folder / DOCUMENTS).read_bytes())
        self._connection.execute("PRAGMA query_only = ON")
        rows = self._rows(f"SELECT {', '.join(_KNOWN)} FROM documents")
        self._entries = [_entry(dict(zip(_KNOWN, row, strict=True))) for row in rows]
        self._bounds = {
            row[0]: range(row[1], row[2] + 1)
            for row in self._rows("SELECT document, MIN(number), MAX(number) FROM passages GROUP BY document")
        }
        self._sentence_numbers = {
            row[0]: range(row[1], row[2] + 1)
            for row in self._rows(
                "SELECT p.number, MIN(s.number), MAX(s.number) FROM passages p JOIN sentences s "
                'ON s.document = p.document AND s.start < p."end" AND s."end" > p.start GROUP BY p.number'
            )
        }

    def _check_counts(self) -> None:
        counts = self.manifest.counts
        passages = self._rows("SELECT COUNT(*) FROM passages")[0][0]
        sentences = self._rows("SELECT COUNT(*) FROM sentences")[0][0]
        agree = (
            counts["documents"] == len(self._entries)
            and counts["passages"] == passages == len(self.vectors) == len(self.words)
            and counts["sentences"] == sentences == len(self._sentence_embeddings)
            and self.manifest.embedder.dimension
            == self.vectors.dimension
            == self._sentence_embeddings.shape[1]
        )
        if not agree:
            raise IndexDamagedError(f"the parts of generation {self.index_id} do not belong together")

    @property
    def index_id(self) -> str:
        return self.manifest.index_id

    def document_count(self) -> int:
        """How many documents can be shown."""
        return len(self._shown)

    def entries(self) -> list[Entry]:
        """What is known of the documents that can be shown, without their texts."""
        return list(self._shown.values())

    def entry(self, document_id: str) -> Entry:
        """What is known of a document that can be shown. Raises KeyError where it cannot."""
        return self._shown[document_id]

    def content_hashes(self) -> dict[str, str]:
        """The content hash of every document that can be shown, by id."""
        return {entry.id: entry.content_hash for entry in self._shown.values()}

    def document(self, document_id: str) -> Document | None:
        """The document of this id, or None where there is none (or none any more)."""
        found = self._documents([document_id]) if document_id in self._shown else []
        return found[0] if found else None

    def documents(self, *, offset: int = 0, limit: int | None = None) -> list[Document]:
        """The documents that can be shown, sorted by id."""
        ids = sorted(self._shown)[offset:]
        return self._documents(ids if limit is None else ids[:limit])

    def versions(self, source_id: str) -> list[Document]:
        """The documents of one source (its languages), sorted by id."""
        rows = self._rows("SELECT id FROM documents WHERE source_id = ? ORDER BY id", source_id)
        return self._documents([row[0] for row in rows if row[0] in self._shown])

    def story(self, story: str) -> list[Document]:
        """The documents that report one story, sorted by id."""
        return self._documents(sorted(it.id for it in self._shown.values() if it.story == story))

    def allowed(self, filters: Filters) -> list[int] | None:
        """The numbers of the documents that may answer, sorted; None where that is all of them."""
        if filters == Filters() and len(self._shown) == len(self._entries):
            return None
        return sorted(entry.number for entry in self._shown.values() if _passes(entry, filters))

    def passage_numbers(self, documents: Iterable[int]) -> list[int]:
        """The numbers of all passages of documents given by number."""
        return [number for document in documents for number in self._bounds.get(document, ())]

    def passages(self, numbers: Sequence[int]) -> list[Passage]:
        """The passages of these numbers, in the order asked for."""
        marks = ", ".join("?" * len(numbers))
        rows = self._rows(
            'SELECT p.number, d.id, p.start, p."end" FROM passages p JOIN documents d ON d.number = p.document '
            f"WHERE p.number IN ({marks})",
            *numbers,
        )
        found = {row[0]: Passage(*row[1:]) for row in rows}
        return [found[number] for number in numbers]

    def passages_of(self, document_id: str) -> list[Passage]:
        """All passages of a document, in order."""
        return self.passages(self.passage_numbers([self._shown[document_id].number]))

    def passage_embeddings(self, passages: Sequence[Passage]) -> Embeddings:
        """Rows of shape (len(passages), dimension)."""
        statement = 'SELECT number FROM passages WHERE document = ? AND start = ? AND "end" = ?'
        numbers = [
            self._rows(statement, self._shown[it.document_id].number, it.start, it.end)[0][0]
            for it in passages
        ]
        return self.vectors.embeddings(numbers)

    def sentences(self, document_id: str, start: int = 0, end: int | None = None) -> list[StoredSentence]:
        """The sentences of a document that touch `text[start:end]`, in order."""
        rows = self._rows(
            'SELECT number, start, "end" FROM sentences WHERE document = ? AND start < ? AND "end" > ? ORDER BY start',
            self._shown[document_id].number,
            2**62 if end is None else end,
            start,
        )
        return [StoredSentence(*row) for row in rows]

    def sentence_embeddings(self, numbers: Sequence[int]) -> Embeddings:
        """Rows of shape (len(numbers), dimension)."""
        return np.asarray(self._sentence_embeddings[list(numbers)], dtype=np.float32)

    def best_sentence_cosines(self, numbers: Sequence[int], embedding: Embeddings) -> Embeddings:
        """The cosine of the nearest sentence of each passage, of shape (len(numbers),); -1 where it has none."""
        ranges = [self._sentence_numbers.get(number, range(0)) for number in numbers]
        cosines = self._sentence_embeddings[[it for one in ranges for it in one]] @ embedding
        best = np.full(len(numbers), -1.0, dtype=np.float32)
        np.maximum.at(best, np.repeat(np.arange(len(numbers)), [len(one) for one in ranges]), cosines)
        return best

    def _documents(self, ids: Sequence[str]) -> list[Document]:
        columns = ", ".join(_COLUMNS)
        rows = [self._rows(f"SELECT {columns} FROM documents WHERE id = ?", it)[0] for it in ids]
        return [_document(dict(zip(_COLUMNS, row, strict=True))) for row in rows]

    def _rows(self, statement: str, *values: Any) -> list[Any]:
        return self._connection.execute(statement, values).fetchall()


def _entry(values: dict[str, Any]) -> Entry:
    return Entry(**values | {"topics": frozenset(json.loads(values["topics"]))})


def _document(values: dict[str, Any]) -> Document:
    return Document(**values | {"topics": tuple(json.loads(values["topics"]))})


def _passes(entry: Entry, filters: Filters) -> bool:
    return (
        _in_time(entry.published, filters)
        and filters.language in (None, entry.language)
        and filters.publisher in (None, entry.publisher)
        and (not filters.topics or not entry.topics.isdisjoint(filters.topics))
    )


def _in_time(published: str | None, filters: Filters) -> bool:
    """Whether the span that a (partial) date stands for overlaps the one asked for."""
    if published is None:
        return filters.include_undated
    first, last = f"{published}-01-01"[:10], f"{published}-99-99"[:10]
    wanted_first = f"{filters.published_from or '0000'}-01-01"[:10]
    wanted_last = f"{filters.published_to or '9999'}-99-99"[:10]
    return first <= wanted_last and last >= wanted_first
