"""What a generation says of itself, and the checks that it is still what it says."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from nhipcau.documents.chunking import Chunking
from nhipcau.errors import IndexDamagedError, IndexMismatchError
from nhipcau.index.embedding import Fingerprint

FORMAT = 2
NAME = "manifest.json"


@dataclass(frozen=True, slots=True)
class FileCheck:
    """What a file of a generation must be: its sha256 (hex) and its size in bytes."""

    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """The facts of a generation. `corpus_sha256` stands for all documents, their places included.

    `sequence` counts generations from 1 in the order of their building; `created` is UTC in ISO 8601.
    """

    format: int
    sequence: int
    created: str
    corpus_sha256: str
    embedder: Fingerprint
    chunking: Chunking
    counts: dict[str, int]
    files: dict[str, FileCheck]

    @property
    def index_id(self) -> str:
        """`<sequence>-<beginning of the sha256 of everything else>`: the name of the folder proves the manifest."""
        return f"{self.sequence:06d}-{hashlib.sha256(self._canonical()).hexdigest()[:16]}"

    def to_bytes(self) -> bytes:
        """The file's content: JSON, the index_id first."""
        return json.dumps({"index_id": self.index_id, **asdict(self)}, indent=1).encode()

    def _canonical(self) -> bytes:
        return json.dumps(asdict(self), sort_keys=True).encode()


def parse_manifest(content: bytes, index_id: str) -> Manifest:
    """Read a manifest and prove that it is the one of this id.

    Raises IndexDamagedError where it is not, IndexMismatchError where another version of Nhịp Cầu wrote it.
    """
    try:
        fields: dict[str, Any] = json.loads(content)
        if fields["format"] != FORMAT:
            message = f"Generation {index_id} has format {fields['format']}, and this version reads {FORMAT}"
            raise IndexMismatchError(message + "; run `nhipcau ingest` to build it anew.")
        named = fields.pop("index_id")
        manifest = Manifest(
            **{
                **fields,
                "embedder": Fingerprint(**fields["embedder"]),
                "chunking": Chunking(**fields["chunking"]),
                "files": {name: FileCheck(**check) for name, check in fields["files"].items()},
            }
        )
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise IndexDamagedError(f"{NAME} of generation {index_id} cannot be read ({error})") from error
    if not named == manifest.index_id == index_id:
        raise IndexDamagedError(f"{NAME} of generation {index_id} has been changed")
    return manifest


def describe_files(folder: Path) -> dict[str, FileCheck]:
    """The checks of every file below a folder but the manifest, by relative path."""
    return {
        path.relative_to(folder).as_posix(): FileCheck(_sha256(path), path.stat().st_size)
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != NAME
    }


def verify_files(folder: Path, files: dict[str, FileCheck]) -> None:
    """Raises IndexDamagedError naming the first file that is missing or is not what the manifest says."""
    for name, expected in files.items():
        path = folder / name
        try:
            actual = FileCheck(_sha256(path), path.stat().st_size)
        except OSError as error:
            raise IndexDamagedError(f"{name} cannot be read ({error.strerror or error})") from error
        if actual != expected:
            raise IndexDamagedError(f"{name} is not what was written (its checksum differs)")


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
