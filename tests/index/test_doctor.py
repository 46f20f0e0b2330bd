from __future__ import annotations

from pathlib import Path

import pytest

from nhipcau.config import Config
from nhipcau.index import folder as index_folder
from nhipcau.index.doctor import examine
from nhipcau.index.ingest import ingest
from tiny import TinyEmbedder, write_model


@pytest.fixture
def built(config: Config, embedder: TinyEmbedder) -> str:
    """The id of a first generation."""
    return str(ingest(config, embedder=embedder).index_id)


def ailing(config: Config) -> dict[str, str]:
    """What is not well, by subject."""
    return {it.subject: it.text for it in examine(config) if not it.ok}


def test_a_sound_index_is_well(built: str, config: Config) -> None:
    """Corpus, CURRENT, removals, generation and model are each looked at and found well."""
    findings = examine(config)
    assert ["corpus", "CURRENT", "removed.jsonl", built, "model"] == [it.subject for it in findings]
    assert {} == ailing(config)
    assert "5 documents" in findings[0].text


def test_looking_changes_nothing(built: str, config: Config) -> None:
    """Not a file is written, not even where something is damaged."""
    (config.index_dir / built / "vectors.faiss").write_bytes(b"")
    before = {it: it.stat().st_mtime_ns for it in config.index_dir.rglob("*")}
    examine(config)
    assert before == {it: it.stat().st_mtime_ns for it in config.index_dir.rglob("*")}


def test_no_index_says_what_to_run(config: Config) -> None:
    """Before a first ingest the advice is to run it."""
    assert "nhipcau ingest" in ailing(config)["CURRENT"]
    assert not config.index_dir.exists()


@pytest.mark.parametrize("name", ["vectors.faiss", "manifest.json", "documents.sqlite", "sentences.npy"])
def test_a_damaged_file_is_named_with_what_to_run(built: str, config: Config, name: str) -> None:
    """The finding names the generation and the file, and what to run."""
    path = config.index_dir / built / name
    path.write_bytes(path.read_bytes()[:-3])
    assert name in ailing(config)[built]
    assert "nhipcau ingest" in ailing(config)[built]


@pytest.mark.parametrize("name", [index_folder.CURRENT, index_folder.REMOVED])
def test_a_damaged_pointer_or_record_is_named_with_what_to_run(built: str, config: Config, name: str) -> None:
    """CURRENT and the record of removals are read through."""
    (config.index_dir / name).write_bytes(b"{")
    assert "nhipcau ingest" in ailing(config)[name]


def test_what_it_tells_to_run_makes_it_well(built: str, config: Config, embedder: TinyEmbedder) -> None:
    """After the `ingest` that it asks for, everything is well."""
    (config.index_dir / built / "vectors.faiss").write_bytes(b"")
    (config.index_dir / index_folder.REMOVED).unlink()
    assert ailing(config)
    ingest(config, embedder=embedder)
    assert {} == ailing(config)


def test_another_model_is_noticed(built: str, config: Config, tmp_path: Path) -> None:
    """An index built with another model than the settings name is told."""
    other = config.model_copy(update={"embedding_model": str(write_model(tmp_path / "other", dimension=32))})
    assert "nhipcau ingest" in ailing(other)["model"]


def test_skipped_files_and_a_missing_corpus_are_told(built: str, config: Config) -> None:
    """A file that does not read is named; a folder that is not there too."""
    (config.corpus_dir / "empty.md").write_bytes(b"")
    assert "empty.md" in ailing(config)["corpus"]
    elsewhere = config.model_copy(update={"corpus_dir": config.corpus_dir / "nowhere"})
    assert "nowhere" in ailing(elsewhere)["corpus"]
