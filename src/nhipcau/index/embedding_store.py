"""The embedding store: an unchanged text is never embedded twice.

`embeddings.sqlite` remembers vectors by fingerprint and sha256 of the embedded text. It is a convenience: it can be
deleted at any time, and a row that does not pass its checksum is embedded anew.
"""

from __future__ import annotations

import hashlib
import sqlite3
import zlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np

from nhipcau.index.embedding import Embedder, Embeddings, Fingerprint

NAME = "embeddings.sqlite"
Progress = Callable[[int, int], None]
"""Called with how many of how many texts are embedded."""

_BATCH = 64
_RECALL = "SELECT vector, crc32 FROM embeddings WHERE fingerprint = ? AND text_sha256 = ?"
_DISK_REFUSES = frozenset(
    {
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_BUSY,
    }
)
_SCHEMA = """
CREATE TABLE IF NOT EXISTS embeddings (
    fingerprint TEXT, text_sha256 BLOB, vector BLOB, crc32 INTEGER, PRIMARY KEY (fingerprint, text_sha256)
) WITHOUT ROWID
"""


def embed_remembered(
    path: Path, embedder: Embedder, texts: Sequence[str], progress: Progress
) -> tuple[Embeddings, int]:
    """The embeddings of `texts`, shape (len(texts), dimension), and how many had to be computed.

    What is computed is remembered at once, so that a killed run goes on where it was.
    Raises sqlite3.OperationalError where the disk refuses.
    """
    connection = _open(path)
    try:
        key = _key(embedder.fingerprint)
        digests = [hashlib.sha256(text.encode()).digest() for text in texts]
        known = _recall(connection, key, digests, embedder.fingerprint.dimension)
        missing = {digest: text for digest, text in zip(digests, texts, strict=True) if digest not in known}
        progress(len(known), len(known) + len(missing))
        for batch in _batches(list(missing.items())):
            rows = embedder.embed_passages([text for _, text in batch])
            fresh = {digest: row for (digest, _), row in zip(batch, rows, strict=True)}
            _remember(connection, key, fresh)
            known.update(fresh)
            progress(len(known), len(set(digests)))
        empty = np.zeros((0, embedder.fingerprint.dimension), dtype=np.float32)
        return np.stack([known[digest] for digest in digests]) if digests else empty, len(missing)
    finally:
        connection.close()


def _open(path: Path) -> sqlite3.Connection:
    """Open the store; one that is damaged is deleted, since all of it can be computed again."""
    try:
        return _connect(path)
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:  # damage may stand in the message itself
        if getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF in _DISK_REFUSES:
            raise
        path.unlink()
        return _connect(path)


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path)
    connection.text_factory = bytes
    try:
        if connection.execute("PRAGMA quick_check").fetchone()[0] != b"ok":
            raise sqlite3.DatabaseError("quick_check failed")
        connection.execute(_SCHEMA)
        connection.execute(_RECALL, ("", b""))
    except BaseException:
        connection.close()
        raise
    return connection


def _key(fingerprint: Fingerprint) -> str:
    return f"{fingerprint.name}:{fingerprint.weights_sha256}:{fingerprint.dimension}:{fingerprint.precision}"


def _recall(
    connection: sqlite3.Connection, key: str, digests: Sequence[bytes], dimension: int
) -> dict[bytes, Embeddings]:
    known = {}
    for digest in set(digests):
        vector, checksum = connection.execute(_RECALL, (key, digest)).fetchone() or (None, None)
        if (
            isinstance(vector, bytes)
            and len(vector) == 4 * dimension
            and _checksum(key, digest, vector) == checksum
        ):
            known[digest] = np.frombuffer(vector, dtype=np.float32)
    return known


def _remember(connection: sqlite3.Connection, key: str, fresh: dict[bytes, Embeddings]) -> None:
    vectors = {digest: row.tobytes() for digest, row in fresh.items()}
    rows = [(key, digest, vector, _checksum(key, digest, vector)) for digest, vector in vectors.items()]
    with connection:
        connection.executemany("INSERT OR REPLACE INTO embeddings VALUES (?, ?, ?, ?)", rows)


def _checksum(key: str, digest: bytes, vector: bytes) -> int:
    """Covers whose vector it is too: a search in a damaged table may end at another row."""
    return zlib.crc32(vector, zlib.crc32(digest, zlib.crc32(key.encode())))


def _batches(entries: list[tuple[bytes, str]]) -> Iterator[list[tuple[bytes, str]]]:
    """Texts of like length together: padding costs time."""
    ordered = sorted(entries, key=lambda entry: (len(entry[1]), entry[0]))
    for start in range(0, len(ordered), _BATCH):
        yield ordered[start : start + _BATCH]
