"""The dense index: exact inner product over unit-length embeddings, by FAISS."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import faiss
import numpy as np

from nhipcau.index.embedding import Embeddings

# Parallelism is across requests: FAISS's own threads slow small searches down many times on a busy machine.
faiss.omp_set_num_threads(1)


def write_vectors(path: Path, embeddings: Embeddings) -> None:
    """Write embeddings of shape (passages, dimension); row i belongs to passage number i. Raises OSError."""
    index = faiss.IndexFlatIP(embeddings.shape[1])
    index.add(np.ascontiguousarray(embeddings, dtype=np.float32))
    path.write_bytes(faiss.serialize_index(index).tobytes())


class VectorIndex:
    """Embeddings read from bytes that were verified before (FAISS has no checksums of its own)."""

    def __init__(self, content: bytes) -> None:
        """Raises RuntimeError (FAISS's own) or ValueError where the bytes are no flat index."""
        index = faiss.deserialize_index(np.frombuffer(content, dtype=np.uint8))
        if not isinstance(index, faiss.IndexFlat) or index.metric_type != faiss.METRIC_INNER_PRODUCT:
            raise ValueError("not a flat inner-product index")
        self._index = index

    def __len__(self) -> int:
        return int(self._index.ntotal)

    @property
    def dimension(self) -> int:
        return int(self._index.d)

    def embeddings(self, numbers: Sequence[int]) -> Embeddings:
        """Rows of shape (len(numbers), dimension)."""
        return self._index.reconstruct_batch(np.asarray(numbers, dtype=np.int64))

    def search(
        self, query: Embeddings, k: int, allowed: Sequence[int] | None = None
    ) -> list[tuple[int, float]]:
        """At most `k` (passage number, cosine), best first, equal scores by passage number.

        `query` has shape (dimension,); `allowed` are the passage numbers that may be found, None allows all.
        """
        k = min(k, len(self))
        if k < 1 or (allowed is not None and not allowed):
            return []
        parameters = None
        if allowed is not None:
            # The selector only borrows the numbers, so they must outlive the search.
            numbers = np.asarray(allowed, dtype=np.int64)
            parameters = faiss.SearchParameters(sel=faiss.IDSelectorBatch(numbers))  # type: ignore[call-arg]
        scores, rows = self._index.search(query.reshape(1, -1), k, params=parameters)
        found = [(int(row), float(score)) for row, score in zip(rows[0], scores[0], strict=True) if row >= 0]
        return sorted(found, key=lambda hit: (-hit[1], hit[0]))
