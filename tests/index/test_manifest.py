from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhipcau.documents.chunking import Chunking
from nhipcau.errors import GenerationError, IndexDamagedError, IndexMismatchError
from nhipcau.index.embedding import Fingerprint
from nhipcau.index.manifest import FORMAT, FileCheck, Manifest, describe_files, parse_manifest, verify_files

MANIFEST = Manifest(
    format=FORMAT,
    sequence=7,
    created="2026-01-02T03:04:05+00:00",
    corpus_sha256="c" * 64,
    embedder=Fingerprint("tiny", "w" * 64, 64),
    chunking=Chunking(limit=48, target=40),
    counts={"documents": 1, "passages": 2, "sentences": 3},
    files={"words/meta.json": FileCheck("a" * 64, 12)},
)


def test_a_manifest_is_read_back_as_written() -> None:
    """What is written is read back equal, under the same id."""
    assert MANIFEST == parse_manifest(MANIFEST.to_bytes(), MANIFEST.index_id)


def test_the_id_begins_with_the_sequence() -> None:
    """Ids sort by their sequence; the rest stands for the content."""
    assert MANIFEST.index_id.startswith("000007-")
    assert MANIFEST.index_id != dataclasses.replace(MANIFEST, created="2026-01-02T03:04:06+00:00").index_id


def test_a_manifest_under_another_name_is_refused() -> None:
    """A manifest proves only the generation that it was written for."""
    with pytest.raises(IndexDamagedError, match="changed"):
        parse_manifest(MANIFEST.to_bytes(), "000007-0123456789abcdef")


@given(st.integers(0, len(MANIFEST.to_bytes()) - 1), st.integers(0, 7))
def test_any_changed_bit_is_noticed(place: int, bit: int) -> None:
    """Whichever bit of the file changes, it is refused (or says the same all the same)."""
    content = bytearray(MANIFEST.to_bytes())
    content[place] ^= 1 << bit
    try:
        assert MANIFEST == parse_manifest(bytes(content), MANIFEST.index_id)
    except GenerationError:
        return


@pytest.mark.parametrize(
    "content", [b"", b"{}", b"[]", b"null", b"\xff\xfe", b"[" * 100, MANIFEST.to_bytes()[:-9]]
)
def test_what_is_no_manifest_is_damage(content: bytes) -> None:
    """Other content is damage, whatever it is."""
    with pytest.raises(IndexDamagedError):
        parse_manifest(content, MANIFEST.index_id)


@pytest.mark.parametrize("other", [FORMAT - 1, FORMAT + 1])
def test_another_format_is_not_damage(other: int) -> None:
    """A generation of an older or newer version of the format says which, and what to run."""
    fields = json.loads(MANIFEST.to_bytes()) | {"format": other}
    with pytest.raises(IndexMismatchError, match="nhipcau ingest"):
        parse_manifest(json.dumps(fields).encode(), MANIFEST.index_id)


def test_every_file_but_the_manifest_is_described(tmp_path: Path) -> None:
    """Files of all depths are described by their relative path, size and sha256; unchanged they pass."""
    (tmp_path / "words").mkdir()
    for name in ("manifest.json", "vectors.faiss", "words/meta.json"):
        (tmp_path / name).write_bytes(b"abc")
    files = describe_files(tmp_path)
    abc = FileCheck("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", 3)
    assert {"vectors.faiss": abc, "words/meta.json": abc} == files
    verify_files(tmp_path, files)


def test_a_file_changed_or_missing_is_named(tmp_path: Path) -> None:
    """The error names the file."""
    path = tmp_path / "vectors.faiss"
    path.write_bytes(b"abc")
    files = describe_files(tmp_path)
    path.write_bytes(b"abd")
    with pytest.raises(IndexDamagedError, match=r"vectors\.faiss"):
        verify_files(tmp_path, files)
    path.unlink()
    with pytest.raises(IndexDamagedError, match=r"vectors\.faiss"):
        verify_files(tmp_path, files)
