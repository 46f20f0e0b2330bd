"""A small real embedder: a bag of words, each word counted in one of a few columns."""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from nhipcau.index.embedding import Embeddings, Fingerprint, model_digest
from nhipcau.text import folded_terms

CORPUS = Path(__file__).parent / "corpus"
"""Three made-up sources in five documents."""


class TinyEmbedder:
    """Column crc32(word) % dimension counts the words of a text; rows have unit length.

    A folder with one settings file stands for the model, so that its digest is found as that of a large one is.
    """

    def __init__(self, folder: Path) -> None:
        settings = json.loads((folder / "config.json").read_text())
        self.max_tokens = int(settings["max_tokens"])
        self.fingerprint = Fingerprint(folder.name, model_digest(folder), int(settings["dimension"]))
        self.embedded: list[str] = []

    def count_tokens(self, text: str) -> int:
        """One for each word, and the two marks that models put around a text."""
        return len(text.split()) + 2

    def embed_passages(self, texts: Sequence[str]) -> Embeddings:
        self.embedded += texts
        return np.stack([self._embed(text) for text in texts])

    def embed_queries(self, texts: Sequence[str]) -> Embeddings:
        return np.stack([self._embed(text) for text in texts])

    def _embed(self, text: str) -> Embeddings:
        counts = np.zeros(self.fingerprint.dimension, dtype=np.float32)
        for word in folded_terms(" ".join(text.split()[: self.max_tokens - 2])) or [""]:
            counts[zlib.crc32(word.encode()) % len(counts)] += 1
        return counts / np.linalg.norm(counts)


def write_model(folder: Path, *, dimension: int = 64, max_tokens: int = 48) -> Path:
    """Make the folder of a TinyEmbedder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "config.json").write_text(json.dumps({"dimension": dimension, "max_tokens": max_tokens}))
    return folder


def write_document(
    corpus: Path,
    document_id: str,
    text: str,
    title: str = "A made-up title",
    *,
    publisher: str | None = None,
    published: str | None = None,
    story: str | None = None,
) -> Path:
    """Write a document, English unless its id ends in "-vi"; returns its path."""
    language = "vi" if document_id.endswith("-vi") else "en"
    front: dict[str, object] = {
        "id": document_id,
        "source_id": document_id.removesuffix(f"-{language}"),
        "language": language,
        "kind": "brief",
        "title": title,
        "title_from": "ours",
        "publisher": publisher,
        "published": published,
        "url": None,
        "source_language": language,
        "topics": [],
        "story": story,
    }
    fields = "".join(f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in front.items())
    path = corpus / f"{document_id}.md"
    path.write_text(f"---\n{fields}---\n\n{text}\n", encoding="utf-8")
    return path
